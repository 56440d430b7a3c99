"""The sheet of correspondence: every statement with the outcomes that people linked to it, the proof, and room to answer."""

from collections.abc import Iterator

from toolkit.model import Covered, Decision
from toolkit.report.frame import STATE_ROLE, Brief, card_of, function_of, numbered
from toolkit.report.layout import Column, columns_of, fitting, review_cells, review_columns, table
from toolkit.sheets import Cell, Row, Sheet

_BEFORE = {"statement-code": 21.0, "kind": 11.0, "statement": 42.0}
_CODE = 9.0
_PROVEN = {
    "outcome": 34.0,
    "degree": 12.0,
    "step": 12.0,
    "proof": 22.0,
    "confirmed-by": 14.0,
    "confirmed-at": 11.0,
    "note": 18.0,
}
_REVIEW = ("decision", "reason", "name", "date", "comment")
_AFTER = {"card": 46.0, "function": 70.0, "unit": 110.0, "source": 24.0, "lines": 9.0, "fingerprint": 20.0}


def correspondence_sheet(brief: Brief) -> Sheet:
    """Plan the sheet of correspondence: one row a confirmed pair; a statement without any has one row of its own.

    A pair whose text has changed since it was confirmed has a row too: it is to be decided again.
    """
    rows = [line for row in brief.analysis.covered for line in _rows(brief, row)]
    words = brief.reader.word
    *review, key = review_columns(brief, *_REVIEW)
    head = words("outcome-code")
    code = Column(head, fitting(head, _CODE), "curmap:outcome", brief.reader.sentence("tell-outcome"))
    return table(
        brief,
        brief.tab("sheet-correspondence"),
        [*columns_of(brief, _BEFORE), code, *columns_of(brief, _PROVEN), *review, *columns_of(brief, _AFTER), key],
        rows,
        title=brief.reader.sentence("correspondence-title"),
        about=brief.reader.sentence("correspondence-about", n=len(brief.analysis.links)),
        frozen=len(_BEFORE),
        printed=len(_BEFORE) + 1 + len(_PROVEN),
    )


def _rows(brief: Brief, row: Covered) -> Iterator[Row]:
    links = [one for one in row.decisions if one.outcome_id and one.verdict in ("full", "partial")]
    former = [one for one in row.suspect if one.outcome_id in brief.outcomes]
    for decision in links:
        yield _line(brief, row, decision, changed=False)
    for decision in former:
        yield _line(brief, row, decision, changed=True)
    if not links and not former:
        yield _line(brief, row, next((one for one in row.decisions if not one.outcome_id), None), changed=False)


def _line(brief: Brief, row: Covered, decision: Decision | None, *, changed: bool) -> Row:
    words = brief.reader.word
    statement = row.statement
    code = decision.outcome_id if decision else ""
    first, last = statement.line_start, statement.line_end
    verdict = words(f"verdict-{decision.verdict}") if decision and not changed else ""
    *cells, key = review_cells(brief.key(row, code), len(_REVIEW), verdict)
    linked = bool(code) and not changed
    degree = Cell(verdict, STATE_ROLE["full" if decision.verdict == "full" else "partial"]) if decision else Cell()
    return (
        Cell(statement.statement_id, "code"),
        brief.kind(statement.kind),
        Cell(statement.text),
        Cell(code or None, "code" if code else "input"),
        Cell(brief.reader.names(brief.outcomes[code].text) if code else ""),
        degree if linked else brief.state("suspect" if changed else row.state),
        Cell(words(f"step-{step_of(brief, code)}") if linked else ""),
        Cell(proof(brief, code) if linked else ""),
        Cell(decision.reviewer if decision else ""),
        Cell(decision.decided_at.date() if decision else None, "date"),
        Cell(decision.reason if decision else ""),
        *cells,
        Cell(card_of(brief, statement)),
        Cell(function_of(brief, statement)),
        Cell(numbered(statement.unit_no, statement.unit)),
        Cell(statement.source, "code"),
        Cell(str(first) if first == last else f"{first}–{last}", "code"),
        Cell(statement.fingerprint, "code"),
        key,
    )


def step_of(brief: Brief, code: str) -> str:
    """Name the last step of proof that an outcome reaches."""
    teaching = brief.analysis.teaching
    return "assessed" if teaching.is_assessed(code) else "taught" if teaching.is_taught(code) else "declared"


def proof(brief: Brief, code: str) -> str:
    """Say what shows that an outcome is taught and assessed: disciplines with mark, credits, method; its criteria."""
    marks = {discipline: mark for discipline, outcome, mark in brief.analysis.programme.marks if outcome == code}
    found = []
    for item in brief.analysis.programme.disciplines:
        if item.code in marks:
            volume = brief.reader.word("credits-short", n=f"{item.credits:g}")
            semester = brief.reader.word("semester-short", n=item.semester) if item.semester else ""
            facts = [marks[item.code], volume, semester, item.assessment]
            found.append(f"{item.code}: {', '.join(fact for fact in facts if fact)}")
    criteria = len(brief.outcomes[code].criteria)
    if criteria:
        found.append(brief.reader.word("criteria-count", n=criteria))
    return "\n".join(found)
