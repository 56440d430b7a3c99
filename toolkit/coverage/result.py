"""The whole count of a set of statements, as objects and as tables."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import pandas as pd

from toolkit.coverage.shares import shares_of
from toolkit.coverage.states import FunctionKey, covered_of
from toolkit.coverage.teaching import Teaching
from toolkit.model import Covered, Decision, Link, Share, Statement
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
        Counts and shares of every group, skills, knowledge and competences apart.
    surplus : tuple of str
        Outcomes that cover no statement, in the programme's order. No error: a programme may promise more.
    """

    statements: tuple[Covered, ...]
    links: tuple[Link, ...]
    shares: tuple[Share, ...]
    surplus: tuple[str, ...]

    def covered_table(self) -> pd.DataFrame:
        """Give table COVERED: the statement table with state, steps of proof, outcomes and who decided."""
        plain = STATEMENTS.names
        return COVERED.frame_of(
            [
                *(getattr(row.statement, name) for name in plain),
                row.state,
                row.degree("declared"),
                row.taught,
                row.assessed,
                row.mandatory,
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
    statements: Iterable[Statement],
    outcome_ids: Iterable[str],
    decisions: Iterable[Decision],
    settings: Settings,
    *,
    suspect: Iterable[Decision] = (),
    teaching: Teaching | None = None,
    additional: Collection[FunctionKey] = (),
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
    suspect : iterable of Decision
        Decisions about former texts (`Ledger.suspect`): shown, never counted.
    teaching : Teaching, optional
        Who teaches and assesses each outcome; without it nothing is taught.
    additional : collection of (standard id, card number, function number)
        The labour functions that are not mandatory.

    Returns
    -------
    CoverageResult
        All statements are ``undecided`` when there is no decision.
    """
    codes = tuple(outcome_ids)
    covered = covered_of(statements, codes, decisions, suspect=suspect, teaching=teaching, additional=additional)
    links = tuple(
        Link(row.statement.statement_id, decision.outcome_id, decision.verdict, decision.reviewer, decision.decided_at)
        for row in covered
        for decision in row.decisions
        if decision.outcome_id and decision.verdict in ("full", "partial")
    )
    linked = {link.outcome_id for link in links}
    surplus = tuple(code for code in codes if code not in linked)
    return CoverageResult(covered, links, shares_of(covered, settings), surplus)
