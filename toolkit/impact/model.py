"""What a change of a standard does to the decisions of a programme: rows in piles, what is new, coverage before and after."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal, get_args

from toolkit.coverage import CoverageResult
from toolkit.editions import Change, ChangeKind, Edition, Grade, Reason
from toolkit.editions.model import Part
from toolkit.editions.replacing import Replacement
from toolkit.model import Decision, Finding, Programme, Statement

Pile = Literal["stands", "carries", "wording", "suspect", "split", "merged", "lost"]
PILES: tuple[Pile, ...] = get_args(Pile)
"""What becomes of a decision: its statement reads the same; differs in dress only; says the same in other words; says
something else; is several statements now; is a part of one now; is gone."""

PROPOSED: frozenset[Pile] = frozenset({"stands", "carries", "wording"})
"""Piles whose decisions can be accepted for the new text as they are; the others are decided anew."""

BULK: frozenset[Pile] = frozenset({"stands", "carries"})
"""Piles that a person may accept in bulk: nothing has changed in what the statement says."""

Scenario = Literal["stands", "cosmetic", "proposed"]
SCENARIOS: tuple[Scenario, ...] = get_args(Scenario)
"""What is counted after the change: only what stands; also what differs in dress; also what says the same in other words."""

COUNTED: dict[Scenario, frozenset[Pile]] = {
    "stands": frozenset({"stands"}),
    "cosmetic": BULK,
    "proposed": PROPOSED,
}

Left = Literal["suspect", "lost", "withdrawn"]
"""Why a decision did not count before the change either: another text, no text, taken back."""

Cause = Literal[
    "repealed", "replaced", "amended", "base-repealed", "base-amended", "contradiction", "review-overdue", "compared"
]
CAUSES: tuple[Cause, ...] = get_args(Cause)
"""Why a programme is hit. A contradiction: what is recorded of its act does not agree, so it cannot be told what has happened
to it. The last: somebody compares its standard with a new edition."""


@dataclass(frozen=True, slots=True)
class Row:
    """What becomes of one decision that counts about the old edition.

    Parameters
    ----------
    decision : Decision
        The decision.
    pile : str
        One of `PILES`.
    old : Statement
        Its statement in the old edition.
    news : tuple of Statement
        What the statement has become: none if it is gone, several if it was split.
    kinds : tuple of str
        How it has changed, of `CHANGE_KINDS`.
    grade : str
        The heaviest grade of these changes.
    confidence : float
        How sure the match is, 0 to 1.
    doubtful : bool
        A person should look at the match.
    difference : tuple of (kind, words)
        Old and new text word by word.
    why : tuple of Reason
        Reasons of match and grade.
    equal : bool
        The statement was removed where it stood; the same text stands at another place of the new edition.
    rival : bool
        Another decision of this outcome, with another verdict, comes to the same new statement.
    context : tuple of Change
        Changes of substance above the statement: the level of its card, the title of its function.
    history : tuple of Decision
        Everything else that was said about the pair, oldest first.
    disagreement : tuple of Decision
        What the reviewers said last, where they differ and nobody has settled it.
    settled : Decision or None
        What was said last about the new text already; then nothing is proposed any more.
    replacement : Replacement or None
        The name that took the place of another one, where that is all that has changed, in other statements too.
    """

    decision: Decision
    pile: Pile
    old: Statement
    news: tuple[Statement, ...]
    kinds: tuple[ChangeKind, ...]
    grade: Grade
    confidence: float
    doubtful: bool = False
    difference: tuple[Part, ...] = ()
    why: tuple[Reason, ...] = ()
    equal: bool = False
    rival: bool = False
    context: tuple[Change, ...] = ()
    history: tuple[Decision, ...] = ()
    disagreement: tuple[Decision, ...] = ()
    settled: Decision | None = None
    replacement: Replacement | None = None

    @property
    def new(self) -> Statement | None:
        """The one statement that it has become; None for none or several."""
        return self.news[0] if len(self.news) == 1 else None

    @property
    def is_link(self) -> bool:
        """Whether it is a confirmed link: an outcome covers the statement, fully or in part."""
        return bool(self.decision.outcome_id) and self.decision.verdict in ("full", "partial")

    @property
    def proposed(self) -> bool:
        """Whether the decision can be accepted for the new text, and nobody has decided about that yet."""
        return self.pile in PROPOSED and self.new is not None and self.settled is None

    @property
    def bulk(self) -> bool:
        """Whether it can be accepted together with others."""
        return self.proposed and self.pile in BULK and not self.disagreement

    @property
    def needs_look(self) -> bool:
        """Whether a person has to look at it: the text says something else or is gone, or reviewers disagree."""
        return self.settled is None and (self.pile not in BULK or bool(self.disagreement))


@dataclass(frozen=True, slots=True)
class Fresh:
    """A statement of the new edition that no old statement has become, and what was decided about the same text before."""

    statement: Statement
    equal: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Renaming:
    """One replacement of words with all the decisions that it alone touches: one look of a person is enough for them.

    Parameters
    ----------
    replacement : Replacement
        The words then and now.
    rows : tuple of Row
        The decisions, of at least two statements, in the order of the statements.
    """

    replacement: Replacement
    rows: tuple[Row, ...]

    @property
    def statements(self) -> int:
        """How many statements have changed so."""
        return len({row.old.statement_id for row in self.rows})


@dataclass(frozen=True, slots=True)
class Impact:
    """What a new edition does to what was decided about a programme.

    Parameters
    ----------
    programme : Programme
        The programme.
    edition : Edition
        What has changed.
    rows : tuple of Row
        Every decision that counts about the old edition, in the order of its statements.
    aside : tuple of (why, decisions)
        Pairs of which no decision counted before the change either, with everything that was said about them.
    cards : tuple of (old id, new id)
        The cards compared, before and after; an empty id where there is no counterpart.
    added : tuple of Fresh
        New statements of these cards: nobody can have decided about them.
    open : tuple of Statement
        Statements of these cards that were there before and that nobody had decided about.
    before : CoverageResult
        The count against the old edition.
    after : tuple of (scenario, CoverageResult)
        The counts against the new one, for each of `SCENARIOS`. What was decided about the new edition already counts.
    """

    programme: Programme
    edition: Edition
    rows: tuple[Row, ...]
    aside: tuple[tuple[Left, tuple[Decision, ...]], ...]
    cards: tuple[tuple[str, str], ...]
    added: tuple[Fresh, ...]
    open: tuple[Statement, ...]
    before: CoverageResult
    after: tuple[tuple[Scenario, CoverageResult], ...]

    def pile(self, *piles: Pile) -> tuple[Row, ...]:
        """Give the rows of some piles."""
        return tuple(row for row in self.rows if row.pile in piles)

    def counts(self) -> dict[Pile, int]:
        """Count the decisions of every pile."""
        found = Counter(row.pile for row in self.rows)
        return {pile: found[pile] for pile in PILES}

    def scenario(self, name: Scenario) -> CoverageResult:
        """Give one of the counts after the change."""
        return dict(self.after)[name]

    @property
    def links(self) -> tuple[Row, ...]:
        """The confirmed links."""
        return tuple(row for row in self.rows if row.is_link)

    @property
    def looks(self) -> tuple[Row, ...]:
        """The confirmed links that a person has to look at."""
        return tuple(row for row in self.links if row.needs_look)

    @property
    def renamings(self) -> tuple[Renaming, ...]:
        """The replacements of words that alone touch several statements, those that touch most decisions first."""
        groups: dict[Replacement, list[Row]] = {}
        for row in self.rows:
            if row.replacement is not None and row.needs_look:
                groups.setdefault(row.replacement, []).append(row)
        found = [Renaming(one, tuple(rows)) for one, rows in groups.items()]
        return tuple(sorted(found, key=lambda one: (-len(one.rows), one.replacement.old, one.replacement.new)))

    @property
    def sights(self) -> int:
        """How many times a person has to look for the confirmed links: once for each renaming, once for each other link."""
        return len({row.replacement or row.decision for row in self.looks})

    @property
    def bulk(self) -> tuple[Row, ...]:
        """The rows that a person may accept together."""
        return tuple(row for row in self.rows if row.bulk)


@dataclass(frozen=True, slots=True)
class Hit:
    """A programme whose standard is repealed, replaced, amended or past its review.

    Parameters
    ----------
    programme_id : str
        Folder in `curricula/`.
    standard_id : str
        The standard or framework that it is compared with.
    act_id : str
        The act of the standard; empty for a document outside of the register.
    causes : tuple of str
        Why, of `CAUSES`.
    by : tuple of str
        The acts that did it, as far as they are known.
    news : tuple of str
        New standards that can be compared with.
    links : count
        Confirmed links with this standard.
    looks : count or None
        How many of them a person has to look at; None while there is no new standard to compare with.
    doubts : tuple of Finding
        Where the records of the act contradict each other.
    """

    programme_id: str
    standard_id: str
    act_id: str
    causes: tuple[Cause, ...]
    by: tuple[str, ...]
    news: tuple[str, ...]
    links: int
    looks: int | None
    doubts: tuple[Finding, ...] = ()
