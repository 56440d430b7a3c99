"""What was counted: states, links, shares, gaps, suggestions."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from toolkit.model.base import Degree, Grade, Kind, State, Step, Verdict
from toolkit.model.programmes import Decision
from toolkit.model.standards import Statement


@dataclass(frozen=True, slots=True)
class Covered:
    """A statement with its state, the steps of proof it reaches, and the decisions about it.

    Parameters
    ----------
    statement : Statement
        The statement.
    state : State
        What is known of it.
    decisions : tuple of Decision
        The decisions that count, in the order of the outcomes.
    taught, assessed : {"full", "partial", ""}
        How far it is covered by outcomes that are taught, and that are assessed.
    suspect : tuple of Decision
        Decisions about a former text of the statement or the outcome: shown, never counted.
    mandatory : bool
        Whether its labour function is mandatory; true where the form makes no difference.
    """

    statement: Statement
    state: State
    decisions: tuple[Decision, ...]
    taught: Degree = ""
    assessed: Degree = ""
    suspect: tuple[Decision, ...] = ()
    mandatory: bool = True

    def degree(self, step: Step) -> Degree:
        """Say how far the statement is covered at a step of proof."""
        if step == "declared":
            return self.state if self.state in ("full", "partial") else ""
        return self.taught if step == "taught" else self.assessed

    @property
    def step(self) -> Step | None:
        """The last step of proof that it reaches, fully or in part; None if it is not declared."""
        return "assessed" if self.assessed else "taught" if self.taught else "declared" if self.outcomes else None

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
    """The counts of one group and kind, each text once, at three steps of proof.

    Parameters
    ----------
    by, group, label : str
        What is grouped, the key and the title of the group.
    kind : {"skill", "knowledge", "competence"}
        Never added together.
    statements : count
        Different texts of the group; full + partial + suspect + unsure + undecided + none + na.
    denominator : count
        Those that apply: statements - na.
    covered, share : number, share or None
        Step *declared*: full + weight x partial, and that divided by the denominator; None if nothing applies.
    taught_full, taught_partial, taught, taught_share
        The same at the step *taught*.
    assessed_full, assessed_partial, assessed, assessed_share
        The same at the step *assessed*.
    grade : {"good", "fair", "poor", "nothing"}
        Of the share declared.
    worst, worst_grade : str
        The labour function within that fares worst (key) and its grade; empty where the group has no functions below.
    bare : count
        Mandatory labour functions within of which nothing of this kind is covered: red whatever the total.
    """

    by: str
    group: str
    label: str
    kind: Kind
    statements: int
    full: int
    partial: int
    suspect: int
    unsure: int
    undecided: int
    none: int
    na: int
    denominator: int
    covered: float
    share: float | None
    taught_full: int
    taught_partial: int
    taught: float
    taught_share: float | None
    assessed_full: int
    assessed_partial: int
    assessed: float
    assessed_share: float | None
    grade: Grade
    worst: str = ""
    worst_grade: Grade | Literal[""] = ""
    bare: int = 0

    def count(self, state: State) -> int:
        """How many of the statements are in a state."""
        counts: dict[State, int] = {
            "full": self.full,
            "partial": self.partial,
            "suspect": self.suspect,
            "unsure": self.unsure,
            "undecided": self.undecided,
            "none": self.none,
            "na": self.na,
        }
        return counts[state]

    def at(self, step: Step) -> tuple[float, float | None]:
        """Give the number covered (partial by its weight) and the share at a step of proof."""
        return {
            "declared": (self.covered, self.share),
            "taught": (self.taught, self.taught_share),
            "assessed": (self.assessed, self.assessed_share),
        }[step]


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a discipline or module gives to the coverage of one kind, and what would be lost without it.

    Parameters
    ----------
    by : {"discipline", "module"}
        What it is.
    group, label : str
        Its code and title.
    kind : {"skill", "knowledge", "competence"}
        Never added together.
    credits : number
        Its volume.
    outcomes : tuple of str
        The outcomes that it serves and that cover something.
    full, partial : count
        Different texts that these outcomes cover.
    denominator : count
        All different texts that apply.
    covered, share : number, share or None
        full + weight x partial, and that divided by the denominator; nothing is taught without credits.
    assessed : number
        Of that, what it assesses itself: by mastery, a method of assessment, or criteria of the outcome.
    lost : number
        How much of what is taught no other discipline or module would teach.
    """

    by: Literal["discipline", "module"]
    group: str
    label: str
    kind: Kind
    credits: float
    outcomes: tuple[str, ...]
    full: int
    partial: int
    denominator: int
    covered: float
    share: float | None
    assessed: float
    lost: float


Priority = Literal["high", "medium", "low"]
PRIORITIES: tuple[Priority, ...] = ("high", "medium", "low")

Reason = Literal["none", "undecided", "suspect", "unsure", "partial", "untaught", "unassessed"]
REASONS: tuple[Reason, ...] = ("none", "undecided", "suspect", "unsure", "partial", "untaught", "unassessed")
"""Why a statement is a gap: no outcome serves it; nobody reviewed it; the text has changed since; nobody could say;
covered in part; declared, but taught by no discipline with credits; taught, but assessed nowhere."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A statement that is not covered, taught and assessed fully, with the weight of closing the gap.

    `reasons` says why it is a gap, the heaviest first; `points` is function weight x heaviest gap weight x kind weight
    x weight of the importance that employers gave it.
    """

    statement_id: str
    state: State
    points: float
    priority: Priority
    reasons: tuple[Reason, ...] = ()
    importance: float | None = None


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
