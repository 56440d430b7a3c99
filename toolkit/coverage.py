"""Decisions counted: the state of every statement and the shares per card, function, level and kind.

Only confirmed decisions count. Suggestions are not even an argument here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from toolkit.model import KINDS, STATES, Decision, State, Statement
from toolkit.settings import Settings
from toolkit.tables import COVERED, LINKS, SHARES


@dataclass(frozen=True, slots=True)
class CoverageResult:
    """What the decisions say about a set of statements.

    Parameters
    ----------
    covered : table COVERED
        Every statement in the order of the standard, with its state and who decided.
    links : table LINKS
        Every confirmed pair of statement and outcome.
    shares : table SHARES
        Counts and shares: total, per standard, card, function and level, skills, knowledge and competences apart.
    surplus : tuple of str
        Outcomes that cover no statement, in the programme's order. No error: a programme may promise more.
    """

    covered: pd.DataFrame
    links: pd.DataFrame
    shares: pd.DataFrame
    surplus: tuple[str, ...]


def coverage(
    statements: Iterable[Statement], outcome_ids: Iterable[str], decisions: Iterable[Decision], settings: Settings
) -> CoverageResult:
    """Count what confirmed decisions say about statements.

    Parameters
    ----------
    statements : iterable of Statement
        The statements to be covered, in order.
    outcome_ids : iterable of str
        The outcomes of the programme, in order.
    decisions : iterable of Decision
        Current decisions, one per pair of outcome and statement (`Ledger.current`). Others are ignored.
    settings : Settings
        Weights and thresholds.

    Returns
    -------
    CoverageResult
        All statements are ``undecided`` when there is no decision.

    Notes
    -----
    The state of a statement: ``full`` if an outcome covers it fully, else ``partial`` if one covers it in part, else
    what was decided about it as a whole (``none``: no outcome serves it; ``na``: it does not apply), else ``none`` if
    every outcome of the programme was looked at and rejected, else ``undecided``.

    Equal texts of a group count once, with the best state among their places in that group: full, partial, undecided,
    none, na. A text decided in one task is not taken as decided in another task's own row.
    """
    rows, codes = tuple(statements), tuple(outcome_ids)
    by_statement: dict[str, list[Decision]] = {row.statement_id: [] for row in rows}
    for decision in decisions:
        if decision.statement_id in by_statement:
            by_statement[decision.statement_id].append(decision)
    order = {code: place for place, code in enumerate(codes)}
    for mine in by_statement.values():
        mine.sort(key=lambda decision: (order.get(decision.outcome_id, -1), decision.decided_at))
    states = {statement_id: _state(mine, codes) for statement_id, mine in by_statement.items()}
    links = [
        (row.statement_id, decision.outcome_id, decision.verdict, decision.reviewer, decision.decided_at.isoformat())
        for row in rows
        for decision in by_statement[row.statement_id]
        if decision.outcome_id and decision.verdict in ("full", "partial")
    ]
    linked = {link[1] for link in links}
    return CoverageResult(
        covered=_covered(rows, by_statement, states),
        links=LINKS.frame_of(links),
        shares=SHARES.frame_of(_shares(rows, states, settings)),
        surplus=tuple(code for code in codes if code not in linked),
    )


def _state(decisions: list[Decision], outcome_ids: tuple[str, ...]) -> State:
    verdicts = {decision.outcome_id: decision.verdict for decision in decisions}
    whole = verdicts.pop("", None)
    if "full" in verdicts.values():
        return "full"
    if "partial" in verdicts.values():
        return "partial"
    if whole == "na":
        return "na"
    rejected = all(verdicts.get(code) in ("none", "na") for code in outcome_ids)
    if whole == "none" or (outcome_ids and rejected):
        return "none"
    return "undecided"


def _covered(
    rows: tuple[Statement, ...], decisions: dict[str, list[Decision]], states: dict[str, State]
) -> pd.DataFrame:
    plain = [column.name for column in COVERED.columns[:-5]]
    table = []
    for row in rows:
        mine = decisions[row.statement_id]
        serving = [item.outcome_id for item in mine if item.outcome_id and item.verdict in ("full", "partial")]
        table.append(
            [
                *(getattr(row, name) for name in plain),
                states[row.statement_id],
                ";".join(serving),
                ";".join(dict.fromkeys(item.reviewer for item in mine)),
                max((item.decided_at.isoformat() for item in mine), default=""),
                ";".join(dict.fromkeys(item.reason for item in mine if item.reason)),
            ]
        )
    return COVERED.frame_of(table)


def _groups(rows: tuple[Statement, ...]) -> Iterator[tuple[str, str, str, list[Statement]]]:
    """Give every group to be counted: by what, its key, its label, its statements, in order of the standard."""
    yield "total", "", "", list(rows)
    for by in ("standard", "card", "function", "level"):
        found: dict[str, tuple[str, list[Statement]]] = {}
        for row in rows:
            for key, label in _keys(by, row):
                found.setdefault(key, (label, []))[1].append(row)
        keys = sorted(found) if by == "level" else list(found)
        for key in keys:
            yield by, key, found[key][0], found[key][1]


def _keys(by: str, row: Statement) -> list[tuple[str, str]]:
    card = f"{row.standard_id}/{row.occupation_no}"
    if by == "standard":
        return [(row.standard_id, "")]
    if by == "card":
        return [(card, row.occupation)]
    if by == "function":
        return [(f"{card}.{row.function_no}", row.function)] if row.function_no else []
    return [(level, "") for level in row.sqf_levels.split(";") if level]


def _shares(rows: tuple[Statement, ...], states: dict[str, State], settings: Settings) -> Iterator[list[object]]:
    for by, key, label, members in _groups(rows):
        for kind in KINDS:
            best: dict[str, State] = {}
            for row in members:
                if row.kind == kind:
                    state = states[row.statement_id]
                    before = best.get(row.fingerprint, state)
                    best[row.fingerprint] = min(before, state, key=STATES.index)
            if not best:
                continue
            counts = {state: sum(value == state for value in best.values()) for state in STATES}
            denominator = len(best) - counts["na"]
            covered = counts["full"] + settings.partial_weight * counts["partial"]
            share = covered / denominator if denominator else None
            yield [by, key, label, kind, len(best), *counts.values(), denominator, share]
