"""The sheets that are plain tables: coverage, gaps, traceability, suggestions."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from toolkit.analysis import Analysis
from toolkit.labels import word
from toolkit.model import STATES, Lang
from toolkit.report.plan import Cell, Role, Row, Sheet
from toolkit.style import grade

_STATE_ROLE: dict[str, Role] = {"full": "good", "partial": "fair", "none": "poor", "undecided": "nothing", "na": "text"}
_PRIORITY_ROLE: dict[str, Role] = {"high": "poor", "medium": "fair", "low": "nothing"}


def _table(
    name: str, title: str, columns: Mapping[str, float], rows: Iterable[Row], lang: Lang, *, frozen: int = 0
) -> Sheet:
    """Lay out a table: title, empty row, headings, rows; `columns` is word key → width."""
    heads = tuple(Cell(word(key, lang), "head") for key in columns)
    body = ((Cell(word(title, lang), "subtitle", len(columns)),), (), heads, *rows)
    return Sheet(word(name, lang), tuple(columns.values()), tuple(body), head_row=3, frozen_columns=frozen)


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [dict(zip(frame.columns, row, strict=True)) for row in frame.itertuples(index=False, name=None)]


def _statement_records(analysis: Analysis) -> dict[str, dict[str, Any]]:
    return {record["statement_id"]: record for record in _records(analysis.result.covered)}


def _kind(record: dict[str, Any], lang: Lang) -> Cell:
    return Cell(word(f"kind-{record['kind']}", lang))


def _state(state: str, lang: Lang) -> Cell:
    return Cell(word(f"state-{state}", lang), _STATE_ROLE[state])


def _numbered(number: int, title: str) -> str:
    return f"{number}. {title}" if number else ""


def coverage_sheet(analysis: Analysis, lang: Lang) -> Sheet:
    """Plan the sheet of shares: every group and kind with its counts."""
    columns = {"group": 16.0, "group-code": 18.0, "group-title": 52.0, "kind": 19.0}
    columns |= {f"state-{state}": 15.0 for state in STATES}
    columns |= {"statements": 13.0, "denominator": 10.0, "share": 9.0, "grade": 15.0}
    rows = []
    for record in _records(analysis.result.shares):
        share = None if record["denominator"] == 0 else float(record["share"])
        mark = grade(share, analysis.settings)
        rows.append(
            (
                Cell(word(f"by-{record['by']}", lang)),
                Cell(record["group"], "code"),
                Cell(record["label"]),
                _kind(record, lang),
                *(Cell(int(record[state]), "count") for state in STATES),
                Cell(int(record["statements"]), "count"),
                Cell(int(record["denominator"]), "count"),
                Cell(share, "share"),
                Cell(word(f"grade-{mark}", lang), mark),
            )
        )
    return _table("sheet-coverage", "coverage-title", columns, rows, lang)


def gaps_sheet(analysis: Analysis, lang: Lang) -> Sheet:
    """Plan the sheet of gaps, with empty columns for who closes each and by when."""
    columns = {
        "number": 5.0,
        "card": 18.0,
        "sqf-level": 8.5,
        "function": 23.0,
        "unit": 30.0,
        "kind": 12.0,
        "statement": 42.0,
        "state": 11.5,
        "priority": 11.5,
        "served-by": 12.5,
        "suggested": 13.5,
        "responsible": 14.0,
        "deadline": 10.0,
        "decision": 15.0,
        "statement-code": 20.0,
    }
    statements = _statement_records(analysis)
    suggested = _best_outcomes(analysis)
    rows = []
    for place, gap in enumerate(_records(analysis.gaps), start=1):
        record = statements[gap["statement_id"]]
        rows.append(
            (
                Cell(place, "count"),
                Cell(_numbered(record["occupation_no"], record["occupation"])),
                Cell(record["sqf_levels"], "code"),
                Cell(_numbered(record["function_no"], record["function"])),
                Cell(_numbered(record["unit_no"], record["unit"])),
                _kind(record, lang),
                Cell(record["text"]),
                _state(gap["state"], lang),
                Cell(word(f"priority-{gap['priority']}", lang), _PRIORITY_ROLE[gap["priority"]]),
                Cell(record["outcomes"].replace(";", ", ")),
                Cell(suggested.get(gap["statement_id"], "")),
                *(Cell(None, "input") for _ in range(3)),
                Cell(gap["statement_id"], "code"),
            )
        )
    return _table("sheet-gaps", "gaps-title", columns, rows, lang, frozen=1)


def _best_outcomes(analysis: Analysis) -> dict[str, str]:
    """Give, for every statement, the two outcomes for which it is suggested with the best scores."""
    best = analysis.suggestions.sort_values("score", ascending=False, kind="stable").groupby("statement_id", sort=False)
    return {str(statement_id): ", ".join(group["outcome_id"].head(2)) for statement_id, group in best}


def trace_sheet(analysis: Analysis, lang: Lang) -> Sheet:
    """Plan the sheet that traces every statement to its lines and its decisions."""
    columns = {
        "statement-code": 20.0,
        "card": 18.0,
        "function": 23.0,
        "unit": 30.0,
        "kind": 12.0,
        "statement": 42.0,
        "state": 11.5,
        "outcomes": 12.5,
        "reviewer": 14.0,
        "decided-at": 18.0,
        "reason": 20.0,
        "source": 24.0,
        "lines": 9.0,
        "fingerprint": 18.0,
    }
    rows = []
    for record in _records(analysis.result.covered):
        first, last = record["line_start"], record["line_end"]
        rows.append(
            (
                Cell(record["statement_id"], "code"),
                Cell(_numbered(record["occupation_no"], record["occupation"])),
                Cell(_numbered(record["function_no"], record["function"])),
                Cell(_numbered(record["unit_no"], record["unit"])),
                _kind(record, lang),
                Cell(record["text"]),
                _state(record["state"], lang),
                Cell(record["outcomes"].replace(";", ", ")),
                Cell(record["reviewers"].replace(";", ", ")),
                Cell(record["decided_at"].replace("T", " ").removesuffix("+00:00"), "code"),
                Cell(record["reason"].replace(";", "; ")),
                Cell(record["source"], "code"),
                Cell(str(first) if first == last else f"{first}–{last}", "code"),
                Cell(record["fingerprint"], "code"),
            )
        )
    return _table("sheet-trace", "trace-title", columns, rows, lang, frozen=1)


def suggestions_sheet(analysis: Analysis, lang: Lang) -> Sheet:
    """Plan the sheet of what the machine proposes, clearly apart from what people confirmed."""
    columns = {
        "outcome": 46.0,
        "rank": 7.0,
        "statement-code": 21.0,
        "statement": 46.0,
        "kind": 14.0,
        "score": 11.0,
        "words": 40.0,
        "state": 14.0,
    }
    statements = _statement_records(analysis)
    texts = {outcome.outcome_id: outcome.text for outcome in analysis.programme.outcomes}
    rows = []
    for record in _records(analysis.suggestions):
        statement = statements[record["statement_id"]]
        outcome = record["outcome_id"]
        rows.append(
            (
                Cell(f"{outcome}. {texts[outcome].best(lang)}"),
                Cell(record["rank"], "count"),
                Cell(record["statement_id"], "code"),
                Cell(statement["text"]),
                _kind(statement, lang),
                Cell(record["score"], "decimal"),
                Cell(record["words"]),
                _state(statement["state"], lang),
            )
        )
    return _table("sheet-suggestions", "suggestions-title", columns, rows, lang)
