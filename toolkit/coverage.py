"""Decisions counted: the state of every statement and the shares per card, function, level and kind.

Only confirmed decisions count. Suggestions are not even an argument here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from toolkit.model import KINDS, STATES, Covered, Decision, Kind, Link, Share, State, Statement
from toolkit.settings import Settings
from toolkit.tables import COVERED, LINKS, SHARES, STATEMENTS


@dataclass(frozen=True, slots=True)
class CoverageResult:
    """What the decisions say about a set of statements, as objects and as tables.

    Parameters
    ----------
    statements : tuple of Covered
        Every statement in the order of the standard, with its state and the decisions that count.
    links : tuple of Link
        Every confirmed pair of statement and outcome.
    shares : tuple of Share
        Counts and shares: total, per standard, card, function and level, skills, knowledge and competences apart.
    surplus : tuple of str
        Outcomes that cover no statement, in the programme's order. No error: a programme may promise more.
    """

    statements: tuple[Covered, ...]
    links: tuple[Link, ...]
    shares: tuple[Share, ...]
    surplus: tuple[str, ...]

    def covered_table(self) -> pd.DataFrame:
        """Give table COVERED: the statement table with state, outcomes and who decided."""
        plain = STATEMENTS.names
        return COVERED.frame_of(
            [
                *(getattr(row.statement, name) for name in plain),
                row.state,
                ";".join(row.outcomes),
                ";".join(row.reviewers),
                row.decided_at.isoformat() if row.decided_at else "",
                ";".join(row.reasons),
            ]
            for row in self.statements
        )

    def links_table(self) -> pd.DataFrame:
        """Give table LINKS."""
        return LINKS.frame(self.links)

    def shares_table(self) -> pd.DataFrame:
        """Give table SHARES."""
        return SHARES.frame(self.shares)


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
        if decision.statement_id in by_statement and decision.outcome_id in {"", *codes}:
            by_statement[decision.statement_id].append(decision)
    order = {code: place for place, code in enumerate(codes)}
    for mine in by_statement.values():
        mine.sort(key=lambda decision: (order.get(decision.outcome_id, -1), decision.decided_at))
    covered = tuple(
        Covered(row, _state(by_statement[row.statement_id], codes), tuple(by_statement[row.statement_id]))
        for row in rows
    )
    links = tuple(
        Link(row.statement_id, decision.outcome_id, decision.verdict, decision.reviewer, decision.decided_at)
        for row in rows
        for decision in by_statement[row.statement_id]
        if decision.outcome_id and decision.verdict in ("full", "partial")
    )
    linked = {link.outcome_id for link in links}
    surplus = tuple(code for code in codes if code not in linked)
    return CoverageResult(covered, links, tuple(_shares(covered, settings)), surplus)


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


def _groups(rows: tuple[Covered, ...]) -> Iterator[tuple[str, str, str, list[Covered]]]:
    """Give every group to be counted: by what, its key, its label, its statements, in order of the standard."""
    yield "total", "", "", list(rows)
    for by in ("standard", "card", "function", "level"):
        found: dict[str, tuple[str, list[Covered]]] = {}
        for row in rows:
            for key, label in _keys(by, row.statement):
                found.setdefault(key, (label, []))[1].append(row)
        keys = sorted(found) if by == "level" else list(found)
        for key in keys:
            yield by, key, *found[key]


def _keys(by: str, row: Statement) -> list[tuple[str, str]]:
    """Name the groups of one kind that a statement belongs to: (key, label); several for a card of several levels."""
    card = f"{row.standard_id}/{row.occupation_no}"
    if by == "standard":
        return [(row.standard_id, "")]
    if by == "card":
        return [(card, row.occupation)]
    if by == "function":
        return [(f"{card}.{row.function_no}", row.function)] if row.function_no else []
    return [(level, "") for level in row.sqf_levels.split(";") if level]


def _shares(rows: tuple[Covered, ...], settings: Settings) -> Iterator[Share]:
    for by, key, label, members in _groups(rows):
        for kind in KINDS:
            best: dict[str, State] = {}
            for row in members:
                if row.statement.kind == kind:
                    before = best.get(row.statement.fingerprint, row.state)
                    best[row.statement.fingerprint] = min(before, row.state, key=STATES.index)
            if best:
                yield _share(by, key, label, kind, list(best.values()), settings)


def _share(by: str, key: str, label: str, kind: Kind, states: list[State], settings: Settings) -> Share:
    full, partial, undecided, none, na = (states.count(state) for state in STATES)
    denominator = len(states) - na
    covered = full + settings.partial_weight * partial
    share = covered / denominator if denominator else None
    return Share(by, key, label, kind, len(states), full, partial, undecided, none, na, denominator, covered, share)
