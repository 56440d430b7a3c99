"""The sheet of gaps: what is missing, why, how urgent, who could close it, and what people decide about it."""

from toolkit.model import Covered, Gap
from toolkit.numbers import decimal, percent
from toolkit.report.frame import PRIORITY_ROLE, STATE_ROLE, Brief, brief_text, card_of, function_of, numbered
from toolkit.report.layout import Column, columns_of, fitting, review_cells, review_columns, table
from toolkit.sheets import Cell, Row, Sheet

_BEFORE = {
    "number": 5.0,
    "function": 24.0,
    "unit": 26.0,
    "kind": 11.0,
    "statement": 42.0,
    "gap-reason": 19.0,
    "priority": 11.0,
}
_SUGGESTED = 19.0
_FIRST = ("outcome", "decision", "responsible", "deadline")
_LATER = ("reason", "name", "date", "importance", "comment")
_AFTER = {"served-by": 13.0, "card": 34.0, "statement-code": 21.0}
_FROZEN = 5
_LONGEST_FUNCTION, _LONGEST_UNIT = 80, 100
"""Longer titles would make every row as high as they are; they stand whole on the sheet of correspondence."""

_MODULES = 3
"""More disciplines than these are no suggestion."""


def gaps_sheet(brief: Brief) -> Sheet | None:
    """Plan the sheet of gaps, most urgent first, with columns for what people decide; None without a standard.

    What a meeting needs is printed; the columns to the right of it are for the screen.
    """
    if not brief.analysis.compared:
        return None
    covered = {row.statement.statement_id: row for row in brief.analysis.covered}
    suggested = _suggested(brief)
    rows = [
        _row(brief, place, gap, covered[gap.statement_id], suggested.get(gap.statement_id, []))
        for place, gap in enumerate(brief.analysis.gaps, start=1)
    ]
    words, sentence = brief.reader.word, brief.reader.sentence
    *review, key = review_columns(brief, *_FIRST, *_LATER)
    head = words("suggested-module")
    module = Column(head, fitting(head, _SUGGESTED), note=sentence("suggested-module-note"))
    counts = {"n": len(rows), "m": len(brief.analysis.result.statements)}
    return table(
        brief,
        brief.tab("sheet-gaps"),
        [*columns_of(brief, _BEFORE), module, *review, *columns_of(brief, _AFTER), key],
        rows,
        title=brief.reader.sentence("gaps-title"),
        about=sentence("gaps-about", **counts) if rows else sentence("gaps-none", **counts),
        frozen=_FROZEN,
        printed=len(_BEFORE) + 1 + len(_FIRST),
    )


def _row(brief: Brief, place: int, gap: Gap, row: Covered, suggested: list[tuple[str, float]]) -> Row:
    words = brief.reader.word
    statement = row.statement
    reasons = "; ".join(words(f"reason-{reason}") for reason in gap.reasons)
    priority = f"{words(f'priority-{gap.priority}')} ({decimal(gap.points, brief.lang)})"
    *cells, key = review_cells(brief.key(row), len(_FIRST) + len(_LATER))
    return (
        Cell(place, "count"),
        Cell(brief_text(function_of(brief, statement), _LONGEST_FUNCTION)),
        Cell(brief_text(numbered(statement.unit_no, statement.unit), _LONGEST_UNIT)),
        brief.kind(statement.kind),
        Cell(statement.text),
        Cell(reasons, "fair" if gap.state == "full" else STATE_ROLE[gap.state]),
        Cell(priority, PRIORITY_ROLE[gap.priority]),
        Cell(_module(brief, row, suggested)),
        *cells,
        Cell(", ".join(row.outcomes)),
        Cell(card_of(brief, statement)),
        Cell(statement.statement_id, "code"),
        key,
    )


def _module(brief: Brief, row: Covered, suggested: list[tuple[str, float]]) -> str:
    """Say which outcome could close the gap and who teaches it: those linked already, then those suggested."""
    lines = [_taught(brief, code, code) for code in row.outcomes]
    lines += [_taught(brief, code, f"{code} ({percent(confidence)})") for code, confidence in suggested]
    return "\n".join(lines) or brief.reader.word("no-suggestion")


def _taught(brief: Brief, code: str, text: str) -> str:
    disciplines = ", ".join(brief.analysis.teaching.taught_by.get(code, ())[:_MODULES])
    return f"{text} → {disciplines}" if disciplines else text


def _suggested(brief: Brief) -> dict[str, list[tuple[str, float]]]:
    """Give, for every statement, the two outcomes suggested with most confidence of those that nobody decided about."""
    best: dict[str, list[tuple[str, float]]] = {}
    for row in brief.unanswered():
        best.setdefault(row.statement_id, []).append((row.outcome_id, row.confidence))
    return {statement_id: found[:2] for statement_id, found in best.items()}
