"""The sheets of levels: cards against the level claimed, verbs of covering outcomes, descriptors of frameworks."""

from toolkit.levels import (
    AlignmentRow,
    LevelRow,
    alignment_counts,
    alignment_rows,
    alignment_text,
    level_rows,
    level_text,
    verbs_text,
)
from toolkit.model import STEPS, Covered
from toolkit.numbers import percent
from toolkit.report.frame import Brief
from toolkit.report.layout import columns_of, review_cells, review_columns, table
from toolkit.sheets import Cell, Chart, Row, Series, Sheet, letters, reference
from toolkit.style import STEP_FILL

_BEFORE = {"level-group": 30.0, "claimed-level": 12.0, "denominator": 9.5}
_STEPS = {f"{key}{end}": 10.5 for key in (f"step-{step}" for step in STEPS) for end in ("", "-share")}
_AFTER = {"level-adequacy": 26.0, "verbs-adequacy": 44.0}
_TOP = 4
_MOST = 9
"""More bars than these do not fit one page."""


def levels_sheet(brief: Brief) -> Sheet | None:
    """Plan the sheet of levels; coverage and cognitive levels stand beside each other and are never mixed.

    None for a programme that is compared with no standard.
    """
    found = level_rows(brief.analysis)
    if not found:
        return None
    name = brief.tab("sheet-levels")
    seen: set[tuple[str, str]] = set()
    rows: list[Row] = []
    for line, row in enumerate(found, start=_TOP):
        rows.append(_row(brief, line, row, first=(row.standard_id, row.level) not in seen))
        seen.add((row.standard_id, row.level))
    starts = range(_TOP, _TOP + len(rows), _MOST)
    return table(
        brief,
        name,
        columns_of(brief, {**_BEFORE, **_STEPS, **_AFTER}),
        rows,
        title=brief.reader.sentence("levels-title"),
        about=brief.reader.sentence("levels-about"),
        frozen=1,
        charts=[[_chart(brief, name, (start, min(start + _MOST, _TOP + len(rows)) - 1))] for start in starts],
    )


def _row(brief: Brief, line: int, row: LevelRow, *, first: bool) -> Row:
    words = brief.reader.word
    level = f"{words('sqf-short')} {row.level or '?'} · {words(f'kind-{row.share.kind}')}"
    several = len(brief.analysis.compared) > 1
    adequacy = "\n".join(dict.fromkeys(level_text(row, lang) for lang in brief.reader.langs))
    verbs = "\n".join(dict.fromkeys(verbs_text(row.verbs, lang) for lang in brief.reader.langs))
    codes = f" ({', '.join(row.codes)})" if row.codes else ""
    return (
        Cell(f"{row.standard_id} · {level}" if several else level),
        Cell(row.claimed, "count"),
        Cell(row.share.denominator, "count"),
        *_steps(line, row),
        Cell(f"{adequacy}{codes}" if first else ""),
        Cell(verbs if first else ""),
    )


def _steps(line: int, row: LevelRow) -> list[Cell]:
    of = f"{letters(len(_BEFORE))}{line}"
    cells = []
    for place, step in enumerate(STEPS):
        number, share = row.share.at(step)
        here = f"{letters(len(_BEFORE) + 2 * place + 1)}{line}"
        formula = f'IF({of}=0,"",{here}/{of})'
        cells += [Cell(number, "decimal"), Cell("" if share is None else share, "share", formula=formula)]
    return cells


def _chart(brief: Brief, name: str, lines: tuple[int, int]) -> Chart:
    series = tuple(
        Series(
            brief.reader.word(f"step-{step}"),
            reference(name, (lines[0], 1, lines[1], 1)),
            reference(name, (lines[0], len(_BEFORE) + 2 * place + 2, lines[1], len(_BEFORE) + 2 * place + 2)),
            STEP_FILL[step],
            ("", "stripes", "dots")[place],
        )
        for place, step in enumerate(STEPS)
    )
    height = 150 + 62 * (lines[1] - lines[0] + 1)
    return Chart("bar", brief.reader.word("levels-title"), series, (1, 1), (1080, height), number_format="0%")


_ALIGNED = {
    "statement-code": 21.0,
    "sqf-level": 9.0,
    "position": 13.0,
    "kind": 11.0,
    "descriptor": 66.0,
    "state": 13.0,
    "served-by": 13.0,
    "suggested": 16.0,
}
_REVIEW = ("outcome", "decision", "reason", "name", "date", "comment")
_PRINTED = len(_ALIGNED) + 2


def alignment_sheet(brief: Brief) -> Sheet | None:
    """Plan the sheet of level descriptors; None if the programme is compared with no framework."""
    if not brief.analysis.alignments:
        return None
    covered = {row.statement.statement_id: row for row in brief.analysis.covered}
    rows = [_descriptor(brief, row, covered[row.descriptor.statement_id]) for row in alignment_rows(brief.analysis)]
    counts = [count for count in alignment_counts(brief.analysis) if not count.area]
    texts = ["\n".join(dict.fromkeys(alignment_text(one, lang) for lang in brief.reader.langs)) for one in counts]
    return table(
        brief,
        brief.tab("sheet-alignment"),
        [*columns_of(brief, _ALIGNED), *review_columns(brief, *_REVIEW)],
        rows,
        title=brief.reader.sentence("alignment-title"),
        about=brief.reader.sentence("alignment-about"),
        frozen=1,
        tail=[(), *((Cell(text, "note", _PRINTED),) for text in texts)],
        printed=_PRINTED,
    )


def _descriptor(brief: Brief, row: AlignmentRow, one: Covered) -> Row:
    suggested = "\n".join(f"{code} ({percent(confidence)})" for code, confidence in row.suggested[:3])
    return (
        Cell(row.descriptor.statement_id, "code"),
        Cell(row.descriptor.sqf_level or row.descriptor.nqf_level, "count"),
        Cell(brief.reader.word(f"position-{row.position}")),
        brief.kind(one.statement.kind),
        Cell(row.descriptor.text),
        brief.state(row.state),
        Cell(", ".join(row.outcomes)),
        Cell(suggested),
        *review_cells(brief.key(one), len(_REVIEW)),
    )
