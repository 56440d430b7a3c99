"""The sheets that list: warnings, suggestions, every decision ever made, remarks."""

from toolkit.checks import weight
from toolkit.decisions import counting
from toolkit.model import Covered, Decision, Severity, Suggestion
from toolkit.report.frame import Brief, function_of, stamp
from toolkit.report.layout import columns_of, review_cells, review_columns, table
from toolkit.returns.keys import RowKey, encode
from toolkit.returns.remarks import in_order
from toolkit.sheets import Cell, Role, Row, Sheet
from toolkit.style import SEVERITY_SIGN

SEVERITY_ROLE: dict[Severity, Role] = {"evidence": "poor", "warning": "fair", "note": "nothing"}
_ORDER: tuple[Severity, ...] = ("evidence", "warning", "note")


def warnings_sheet(brief: Brief) -> Sheet | None:
    """Plan the sheet of all warnings, the heaviest first; None if there are none."""
    words = brief.reader.word
    warns = sorted(brief.analysis.warns, key=lambda warn: _ORDER.index(weight(warn)))
    rows: list[Row] = [
        (
            Cell(f"{SEVERITY_SIGN[weight(warn)]} {words(f'severity-{weight(warn)}')}", SEVERITY_ROLE[weight(warn)]),
            Cell(warn.code, "code"),
            Cell(warn.where),
            Cell(brief.reader.warning(warn)),
        )
        for warn in warns
    ]
    columns = columns_of(brief, {"severity": 22.0, "code": 8.0, "where": 44.0, "warning": 86.0})
    about = brief.reader.sentence("warnings-about", n=len(rows))
    name = brief.tab("sheet-warnings")
    return table(brief, name, columns, rows, title=brief.reader.sentence("warnings"), about=about) if rows else None


_SUGGESTIONS = {
    "outcome": 32.0,
    "statement": 36.0,
    "kind": 11.0,
    "confidence": 12.0,
    "suggestion-why": 52.0,
    "state": 13.0,
}
_ANSWER = ("decision", "reason", "name", "date")
_PLACED = {"function": 40.0, "statement-code": 21.0}


def suggestions_sheet(brief: Brief) -> Sheet | None:
    """Plan the sheet of what the machine proposes and nobody has decided about; None if there is nothing.

    It stands clearly apart from what people confirmed, and can be answered.
    """
    covered = {row.statement.statement_id: row for row in brief.analysis.covered}
    place = {code: number for number, code in enumerate(brief.outcomes)}
    found = sorted(brief.unanswered(), key=lambda one: (place[one.outcome_id], one.rank, -one.score))
    if not found:
        return None
    *review, key = review_columns(brief, *_ANSWER)
    return table(
        brief,
        brief.tab("sheet-suggestions"),
        [*columns_of(brief, _SUGGESTIONS), *review, *columns_of(brief, _PLACED), key],
        [_suggestion(brief, one, covered[one.statement_id]) for one in found],
        title=brief.reader.sentence("suggestions-title"),
        about=brief.reader.sentence("suggestions-about"),
        frozen=2,
        printed=len(_SUGGESTIONS) + 2,
    )


def _suggestion(brief: Brief, one: Suggestion, row: Covered) -> Row:
    counts = brief.standing.get((one.outcome_id, one.statement_id))
    verdict = brief.reader.word(f"verdict-{counts.verdict}") if counts else ""
    *cells, key = review_cells(brief.key(row, one.outcome_id), len(_ANSWER), verdict)
    return (
        Cell(brief.outcome(one.outcome_id)),
        Cell(row.statement.text),
        brief.kind(row.statement.kind),
        Cell(one.confidence, "share"),
        Cell(one.why),
        brief.state(row.state),
        *cells,
        Cell(function_of(brief, row.statement)),
        Cell(row.statement.statement_id, "code"),
        key,
    )


_DECISIONS = {
    "decision-id": 15.0,
    "object": 28.0,
    "statement": 34.0,
    "action": 13.0,
    "old-value": 12.5,
    "new-value": 12.5,
    "decided-by": 15.0,
    "decision-time": 11.0,
    "decision-basis": 22.0,
    "counts-now": 15.0,
}
_OPINION = ("comment", "name", "date")
_BEYOND = {"outcome": 90.0, "basis": 34.0, "edition-of-text": 40.0}


def decisions_sheet(brief: Brief) -> Sheet | None:
    """Plan the trace: every decision, also rejected and withdrawn ones, in the order in which they were made.

    None if nobody has decided anything. An expert may write an opinion beside each; it comes back as a remark.
    """
    ledger = brief.analysis.ledger
    texts = {row.statement.statement_id: row.statement.text for row in brief.analysis.covered}
    groups = {"current": ledger.current, "suspect": ledger.suspect, "lost": ledger.lost}
    standing = {id(row): name for name, found in groups.items() for row in found}
    before: dict[tuple[str, str], list[Decision]] = {}
    rows: list[Row] = []
    for decision in ledger.all:
        mine = before.setdefault((decision.outcome_id, decision.statement_id), [])
        stood = counting(mine)
        mine.append(decision)
        text = decision.statement_text or texts.get(decision.statement_id, "")
        number = decision.decision_id or f"№ {len(rows) + 1}"
        rows.append(_decision(brief, number, decision, stood, text, standing.get(id(decision), "replaced")))
    if not rows:
        return None
    *review, key = review_columns(brief, *_OPINION)
    return table(
        brief,
        brief.tab("sheet-decisions"),
        [*columns_of(brief, _DECISIONS), *review, *columns_of(brief, _BEYOND), key],
        rows,
        title=brief.reader.sentence("decisions-title"),
        about=brief.reader.sentence("decisions-about", n=len(rows)),
        frozen=2,
        printed=len(_DECISIONS) + 1,
    )


def _decision(brief: Brief, number: str, decision: Decision, stood: Decision | None, text: str, standing: str) -> Row:
    words = brief.reader.word
    outcome = brief.outcomes.get(decision.outcome_id)
    shown = f", {words('confidence')} {decision.suggested_confidence:.2f}" if decision.suggested_confidence else ""
    what = f"{decision.outcome_id} × {decision.statement_id}" if decision.outcome_id else decision.statement_id
    *cells, key = review_cells(_trace_key(decision, stamp(brief.made)), len(_OPINION), place=-1)
    return (
        Cell(number, "code"),
        Cell(what, "code"),
        Cell(text),
        Cell(words(f"role-{decision.role}")),
        Cell(words(f"verdict-{stood.verdict}") if stood else "–"),
        Cell(words(f"verdict-{decision.verdict}")),
        Cell(decision.reviewer),
        Cell(f"{decision.decided_at:%d.%m.%Y %H:%M}", "code"),
        Cell(decision.reason),
        Cell(words(f"standing-{standing}")),
        *cells,
        Cell(decision.outcome_text or (brief.reader.names(outcome.text) if outcome else "")),
        Cell(f"{decision.method}{shown}"),
        Cell(f"{decision.statement_fingerprint} · {decision.act_sha256[:12]}", "code"),
        key,
    )


def _trace_key(decision: Decision, made: str) -> str:
    """Write the key of a decision: an opinion about it is about the texts as they were then."""
    return encode(
        RowKey(
            programme_id=decision.programme_id,
            outcome_id=decision.outcome_id,
            statement_id=decision.statement_id,
            outcome_fingerprint=decision.outcome_fingerprint,
            statement_fingerprint=decision.statement_fingerprint,
            standard_id=decision.standard_id,
            act_sha256=decision.act_sha256,
            verdict="",
            decision_id="",
            made=made,
        )
    )


_REMARKS = {
    "code": 21.0,
    "outcome-code": 9.0,
    "statement": 44.0,
    "said-by": 18.0,
    "decided-at": 15.5,
    "review-importance": 11.0,
    "review-comment": 44.0,
    "responsible": 16.0,
    "deadline": 12.0,
}


def remarks_sheet(brief: Brief) -> Sheet | None:
    """Plan the sheet of what employers and others remarked; None if nobody did."""
    if not brief.remarks:
        return None
    texts = {row.statement.statement_id: row.statement.text for row in brief.analysis.covered}
    rows: list[Row] = [
        (
            Cell(one.statement_id, "code"),
            Cell(one.outcome_id, "code"),
            Cell(texts.get(one.statement_id, "")),
            Cell(one.reviewer),
            Cell(f"{one.noted_at:%d.%m.%Y %H:%M}", "code"),
            Cell(one.importance, "count"),
            Cell(one.comment),
            Cell(one.responsible),
            Cell(one.deadline),
        )
        for one in in_order(brief.remarks)
    ]
    about = brief.reader.sentence("remarks-about", n=len(rows))
    columns = columns_of(brief, _REMARKS)
    name = brief.tab("sheet-remarks")
    return table(brief, name, columns, rows, title=brief.reader.sentence("remarks-title"), about=about)
