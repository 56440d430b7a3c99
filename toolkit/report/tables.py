"""The sheets that are plain tables: coverage, gaps, traceability, suggestions."""

from collections.abc import Iterable, Mapping

from toolkit.analysis import Analysis
from toolkit.labels import word
from toolkit.model import STATES, Covered, Kind, Lang, State
from toolkit.sheets import Cell, Role, Row, Sheet
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


def _kind(kind: Kind, lang: Lang) -> Cell:
    return Cell(word(f"kind-{kind}", lang))


def _state(state: State, lang: Lang) -> Cell:
    return Cell(word(f"state-{state}", lang), _STATE_ROLE[state])


def _numbered(number: int, title: str) -> str:
    return f"{number}. {title}" if number else ""


def coverage_sheet(analysis: Analysis, lang: Lang) -> Sheet:
    """Plan the sheet of shares: every group and kind with its counts."""
    columns = {"group": 16.0, "group-code": 18.0, "group-title": 52.0, "kind": 19.0}
    columns |= {f"state-{state}": 18.0 for state in STATES}
    columns |= {"statements": 13.0, "denominator": 10.0, "share": 9.0, "grade": 15.0}
    rows = []
    for share in analysis.result.shares:
        mark = grade(share.share, analysis.settings)
        rows.append(
            (
                Cell(word(f"by-{share.by}", lang)),
                Cell(share.group, "code"),
                Cell(share.label),
                _kind(share.kind, lang),
                *(Cell(share.count(state), "count") for state in STATES),
                Cell(share.statements, "count"),
                Cell(share.denominator, "count"),
                Cell(share.share, "share"),
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
    covered = _by_id(analysis)
    suggested = _best_outcomes(analysis)
    rows = []
    for place, gap in enumerate(analysis.gaps, start=1):
        row = covered[gap.statement_id]
        statement = row.statement
        rows.append(
            (
                Cell(place, "count"),
                Cell(_numbered(statement.occupation_no, statement.occupation)),
                Cell(statement.sqf_levels, "code"),
                Cell(_numbered(statement.function_no, statement.function)),
                Cell(_numbered(statement.unit_no, statement.unit)),
                _kind(statement.kind, lang),
                Cell(statement.text),
                _state(gap.state, lang),
                Cell(word(f"priority-{gap.priority}", lang), _PRIORITY_ROLE[gap.priority]),
                Cell(", ".join(row.outcomes)),
                Cell(", ".join(suggested.get(gap.statement_id, ()))),
                *(Cell(None, "input") for _ in range(3)),
                Cell(gap.statement_id, "code"),
            )
        )
    return _table("sheet-gaps", "gaps-title", columns, rows, lang, frozen=1)


def _by_id(analysis: Analysis) -> dict[str, Covered]:
    return {row.statement.statement_id: row for row in analysis.result.statements}


def _best_outcomes(analysis: Analysis) -> dict[str, list[str]]:
    """Give, for every statement, the two outcomes for which it is suggested with the best scores."""
    best: dict[str, list[str]] = {}
    for row in sorted(analysis.suggestions, key=lambda row: -row.score):
        best.setdefault(row.statement_id, []).append(row.outcome_id)
    return {statement_id: outcomes[:2] for statement_id, outcomes in best.items()}


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
    for row in analysis.result.statements:
        statement = row.statement
        first, last = statement.line_start, statement.line_end
        rows.append(
            (
                Cell(statement.statement_id, "code"),
                Cell(_numbered(statement.occupation_no, statement.occupation)),
                Cell(_numbered(statement.function_no, statement.function)),
                Cell(_numbered(statement.unit_no, statement.unit)),
                _kind(statement.kind, lang),
                Cell(statement.text),
                _state(row.state, lang),
                Cell(", ".join(row.outcomes)),
                Cell(", ".join(row.reviewers)),
                Cell(f"{row.decided_at:%Y-%m-%d %H:%M}" if row.decided_at else "", "code"),
                Cell("; ".join(row.reasons)),
                Cell(statement.source, "code"),
                Cell(str(first) if first == last else f"{first}–{last}", "code"),
                Cell(statement.fingerprint, "code"),
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
        "confidence": 13.0,
        "why": 40.0,
        "state": 14.0,
    }
    covered = _by_id(analysis)
    texts = {outcome.outcome_id: outcome.text for outcome in analysis.programme.outcomes}
    rows = []
    for suggestion in analysis.suggestions:
        row = covered[suggestion.statement_id]
        rows.append(
            (
                Cell(f"{suggestion.outcome_id}. {texts[suggestion.outcome_id].best(lang)}"),
                Cell(suggestion.rank, "count"),
                Cell(suggestion.statement_id, "code"),
                Cell(row.statement.text),
                _kind(row.statement.kind, lang),
                Cell(suggestion.confidence, "share"),
                Cell(suggestion.why),
                _state(row.state, lang),
            )
        )
    return _table("sheet-suggestions", "suggestions-title", columns, rows, lang)
