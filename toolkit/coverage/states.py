"""The state of each statement and how far it is taught and assessed."""

from collections.abc import Callable, Collection, Iterable

from toolkit.coverage.teaching import Teaching
from toolkit.model import Covered, Decision, Degree, State, Statement

FunctionKey = tuple[str, int, int]
"""(standard id, card number, function number): a labour function."""


def function_key(row: Statement) -> FunctionKey:
    """Give the labour function that a statement belongs to; function number 0 for none."""
    return row.standard_id, row.occupation_no, row.function_no


def covered_of(
    statements: Iterable[Statement],
    outcome_ids: Collection[str],
    decisions: Iterable[Decision],
    *,
    suspect: Iterable[Decision] = (),
    teaching: Teaching | None = None,
    additional: Collection[FunctionKey] = (),
) -> tuple[Covered, ...]:
    """Say of every statement what is known of it.

    Parameters
    ----------
    statements : iterable of Statement
        The statements to be covered, in order.
    outcome_ids : collection of str
        The outcomes of the programme, in order.
    decisions : iterable of Decision
        Decisions that count, one per pair. Those about other statements or outcomes are ignored.
    suspect : iterable of Decision
        Decisions about former texts.
    teaching : Teaching, optional
        Who teaches and assesses; without it nothing is taught.
    additional : collection of (standard id, card number, function number)
        The labour functions that are not mandatory.

    Returns
    -------
    tuple of Covered
        In the order of the statements.

    Notes
    -----
    The state of a statement: ``full`` if an outcome covers it fully, else ``partial`` if one covers it in part, else
    ``na`` if that was decided about it as a whole, else ``suspect`` or ``unsure`` if a decision about it is so, else
    ``none`` if that was decided about it as a whole or every outcome of the programme was looked at and rejected, else
    ``undecided``.
    """
    rows = tuple(statements)
    places = {code: place for place, code in enumerate(outcome_ids)}
    current = _by_statement(rows, decisions, places)
    doubtful = _by_statement(rows, suspect, places)
    found = []
    for row in rows:
        mine, former = current[row.statement_id], doubtful[row.statement_id]
        found.append(
            Covered(
                row,
                _state(mine, former, tuple(outcome_ids)),
                mine,
                taught=_degree(mine, teaching.is_taught if teaching else _never),
                assessed=_degree(mine, teaching.is_assessed if teaching else _never),
                suspect=former,
                mandatory=function_key(row) not in additional,
            )
        )
    return tuple(found)


def _never(_outcome_id: str) -> bool:
    return False


def _by_statement(
    rows: Iterable[Statement], decisions: Iterable[Decision], places: dict[str, int]
) -> dict[str, tuple[Decision, ...]]:
    found: dict[str, list[Decision]] = {row.statement_id: [] for row in rows}
    for decision in decisions:
        if decision.statement_id in found and (not decision.outcome_id or decision.outcome_id in places):
            found[decision.statement_id].append(decision)
    return {
        key: tuple(sorted(mine, key=lambda one: (places.get(one.outcome_id, -1), one.decided_at)))
        for key, mine in found.items()
    }


def _degree(decisions: tuple[Decision, ...], reached: Callable[[str], bool]) -> Degree:
    verdicts = {row.verdict for row in decisions if row.outcome_id and reached(row.outcome_id)}
    return "full" if "full" in verdicts else "partial" if "partial" in verdicts else ""


def _state(decisions: tuple[Decision, ...], suspect: tuple[Decision, ...], outcome_ids: tuple[str, ...]) -> State:
    verdicts = {decision.outcome_id: decision.verdict for decision in decisions}
    whole = verdicts.pop("", None)
    for degree in ("full", "partial"):
        if degree in verdicts.values():
            return degree
    if whole == "na":
        return "na"
    if suspect:
        return "suspect"
    if "unsure" in (whole, *verdicts.values()):
        return "unsure"
    rejected = all(verdicts.get(code) in ("none", "na") for code in outcome_ids)
    return "none" if whole == "none" or (outcome_ids and rejected) else "undecided"
