"""The sheet of disciplines and modules: what each serves, how large it is, what it gives and what would be lost without it."""

from collections.abc import Iterable, Iterator

from toolkit.counted import contributions_of
from toolkit.model import KINDS, Contribution, Discipline
from toolkit.report.frame import Brief
from toolkit.report.layout import columns_of, table, used_columns
from toolkit.sheets import Cell, Role, Row, Sheet, Value

_BEFORE = {"discipline-code": 9.0, "discipline": 36.0}
_FACTS = {
    "discipline-kind": 12.0,
    "cycle": 8.0,
    "credit": 8.5,
    "hours": 8.0,
    "semester": 9.0,
    "outcomes-marks": 20.0,
    "assessment-method": 14.0,
    "criteria": 14.0,
}
_COUNTS = ("credit", "hours", "semester")


def modules_sheet(brief: Brief) -> Sheet | None:
    """Plan the sheet of disciplines and modules; None if the programme has none.

    Facts that nothing is recorded of have no column; the note above the table names them.
    """
    items = brief.analysis.programme.disciplines
    if not items:
        return None
    words = brief.reader.word
    given = [row for row in contributions_of(brief.analysis, brief.lang) if row.by == "discipline"]
    facts = [_facts(brief, item) | _gives(brief, item, given) for item in items]
    gives = {f"gives-{kind}": 16.0 for kind in KINDS} | {f"lost-{kind}": 12.0 for kind in KINDS}
    used = used_columns(_FACTS | gives, facts)
    missing = ", ".join(words(key) for key in _FACTS if key not in used)
    about = brief.reader.sentence("modules-about")
    return table(
        brief,
        brief.tab("sheet-modules"),
        columns_of(brief, {**_BEFORE, **used}),
        [_row(brief, item, [(fact[key], key) for key in used]) for item, fact in zip(items, facts, strict=True)],
        title=brief.reader.sentence("modules-title"),
        about="\n".join([about, brief.reader.sentence("not-recorded", what=missing)]) if missing else about,
        frozen=len(_BEFORE),
        printed=len(_BEFORE) + sum(not key.startswith("lost-") for key in used),
        legend=[(Cell(text, "note", len(_BEFORE) + len(used)),) for text in _criteria(brief)],
    )


def _criteria(brief: Brief) -> Iterator[str]:
    """Give the assessment criteria of every outcome that has some; disciplines name them by their number."""
    for code, outcome in brief.outcomes.items():
        if outcome.criteria:
            texts = (f"{place}) {brief.reader.names(text)}" for place, text in enumerate(outcome.criteria, start=1))
            yield f"{code}, {brief.reader.word('criteria')}: {' '.join(texts)}"


def _facts(brief: Brief, item: Discipline) -> dict[str, Value]:
    marks = [(outcome, mark) for code, outcome, mark in brief.analysis.programme.marks if code == item.code]
    counts = {code: len(outcome.criteria) for code, outcome in brief.outcomes.items()}
    criteria = [f"{outcome}:\u00a0{counts[outcome]}" for outcome, _ in marks if counts.get(outcome)]
    return {
        "discipline-kind": brief.reader.word(f"kind-of-{item.kind}"),
        "cycle": item.cycle,
        "credit": item.credits,
        "hours": item.hours or None,
        "semester": item.semester,
        "outcomes-marks": ", ".join(f"{outcome}:\u00a0{mark}" for outcome, mark in marks),
        "assessment-method": item.assessment,
        "criteria": ", ".join(criteria),
    }


def _gives(brief: Brief, item: Discipline, given: Iterable[Contribution]) -> dict[str, Value]:
    """Say what a discipline gives and what would be lost, a kind each; nothing where it gives nothing."""
    mine = {row.kind: row for row in given if row.group == item.code and row.outcomes}
    shares = {f"gives-{kind}": brief.share(row.covered, row.denominator, row.share) for kind, row in mine.items()}
    lost = {f"lost-{kind}": row.lost or None for kind, row in mine.items()}
    nothing: dict[str, Value] = {f"{what}-{kind}": None for what in ("gives", "lost") for kind in KINDS}
    return nothing | shares | lost


def _row(brief: Brief, item: Discipline, facts: Iterable[tuple[Value, str]]) -> Row:
    lost: dict[str, Role] = {f"lost-{kind}": "decimal" for kind in KINDS}
    counts: dict[str, Role] = dict.fromkeys(_COUNTS, "count")
    return (
        Cell(item.code, "code"),
        Cell(brief.reader.names(item.title)),
        *(Cell(value, (lost | counts).get(key, "text")) for value, key in facts),
    )
