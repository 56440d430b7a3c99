"""What was counted: states, links, shares, gaps, suggestions."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from toolkit.model.base import Kind, State, Verdict
from toolkit.model.programmes import Decision
from toolkit.model.standards import Statement


@dataclass(frozen=True, slots=True)
class Covered:
    """A statement with its state and the decisions about it that count, in the order of the outcomes."""

    statement: Statement
    state: State
    decisions: tuple[Decision, ...]

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The outcomes that cover it, fully or in part."""
        return tuple(row.outcome_id for row in self.decisions if row.outcome_id and row.verdict in ("full", "partial"))

    @property
    def reviewers(self) -> tuple[str, ...]:
        """Who decided, each once."""
        return tuple(dict.fromkeys(row.reviewer for row in self.decisions))

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons given, each once."""
        return tuple(dict.fromkeys(row.reason for row in self.decisions if row.reason))

    @property
    def decided_at(self) -> dt.datetime | None:
        """The last decision, UTC."""
        return max((row.decided_at for row in self.decisions), default=None)


@dataclass(frozen=True, slots=True)
class Link:
    """A confirmed pair of statement and outcome."""

    statement_id: str
    outcome_id: str
    verdict: Verdict
    reviewer: str
    decided_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Share:
    """The counts of one group and kind. `covered` is full + weight x partial; `share` is covered / denominator."""

    by: str
    group: str
    label: str
    kind: Kind
    statements: int
    full: int
    partial: int
    undecided: int
    none: int
    na: int
    denominator: int
    covered: float
    share: float | None

    def count(self, state: State) -> int:
        """How many of the statements are in a state."""
        return {
            "full": self.full,
            "partial": self.partial,
            "undecided": self.undecided,
            "none": self.none,
            "na": self.na,
        }[state]


@dataclass(frozen=True, slots=True)
class Gap:
    """A statement that is not fully covered, with the weight of closing the gap."""

    statement_id: str
    state: State
    points: float
    priority: Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A statement that an outcome may serve.

    Parameters
    ----------
    outcome_id, statement_id : str
        What may belong together.
    rank : int
        Place among the different statements for the outcome, from 1; equal texts share a rank.
    score : float
        What the order is by: log odds.
    confidence : float
        Probability that an expert would accept the link, 0 to 1.
    why : str
        The words, concepts and context that made the score, with their shares, largest first.
    """

    outcome_id: str
    rank: int
    statement_id: str
    score: float
    confidence: float
    why: str
