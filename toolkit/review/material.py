"""What is reviewed: outcomes, statements with equal ones together, and what was suggested for each pair."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from toolkit.model import KIND_LETTER, LANGS, Kind, Lang, Outcome, Programme, Statement
from toolkit.text import collapse

WHOLE = ""
"""Stands for the outcome where a decision is about a statement as a whole."""

Cell = tuple[str, str]
"""(outcome id or WHOLE, key of a group): what is decided about at the desk, for all places of a text at once."""


class Suggested(Protocol):
    """A suggestion, as the methods of `toolkit.align` give it."""

    @property
    def outcome_id(self) -> str:
        """The outcome."""

    @property
    def rank(self) -> int:
        """Place among the statements suggested for the outcome, from 1."""

    @property
    def statement_id(self) -> str:
        """The statement."""

    @property
    def score(self) -> float:
        """What the method computed."""

    @property
    def confidence(self) -> float:
        """Calibrated probability that the pair is a link."""

    @property
    def why(self) -> str:
        """The reasons, in words."""


@dataclass(frozen=True, slots=True)
class Group:
    """Statements with the same text and kind: shown once, decided once for all their places.

    Parameters
    ----------
    key : str
        Letter of the kind and fingerprint of the text.
    statements : tuple of Statement
        At least one, in the order of the standards.
    """

    key: str
    statements: tuple[Statement, ...]

    @property
    def text(self) -> str:
        """The text as printed in its first place."""
        return self.statements[0].text

    @property
    def lang(self) -> Lang:
        """Language of the text."""
        return self.statements[0].lang

    @property
    def kind(self) -> Kind:
        """Skill, knowledge or competence."""
        return self.statements[0].kind

    @property
    def fingerprint(self) -> str:
        """Hash of the text."""
        return self.statements[0].fingerprint


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that can be decided about, made once.

    Parameters
    ----------
    programme : Programme
        The programme with its outcomes.
    outcomes : mapping of outcome id to Outcome
        In the programme's order.
    groups : mapping of key to Group
        In the order of the standards.
    group_of : mapping of statement id to key of its group
        Every statement.
    suggested : mapping of (outcome id, group key) to Suggested
        The best suggestion for each pair.
    of_outcome, of_group : mapping to cells
        What was suggested for an outcome or for a group, most confident first.
    unknown : count
        Suggestions about outcomes or statements that are not here.
    """

    programme: Programme
    outcomes: Mapping[str, Outcome]
    groups: Mapping[str, Group]
    group_of: Mapping[str, str]
    suggested: Mapping[Cell, Suggested]
    of_outcome: Mapping[str, tuple[Cell, ...]]
    of_group: Mapping[str, tuple[Cell, ...]]
    unknown: int

    def confidence(self, cell: Cell) -> float | None:
        """Give the confidence of the suggestion for a cell, 0 to 1; None if there is none."""
        found = self.suggested.get(cell)
        return None if found is None else min(1.0, max(0.0, found.confidence))


def make_material(programme: Programme, statements: Iterable[Statement], suggestions: Iterable[Suggested]) -> Material:
    """Put outcomes, statements and suggestions together for review.

    Parameters
    ----------
    programme : Programme
        The programme.
    statements : iterable of Statement
        The statements it is compared with, in order.
    suggestions : iterable of Suggested
        What was suggested; those about other outcomes or statements are counted and left out.
    """
    members: dict[str, list[Statement]] = {}
    for row in statements:
        members.setdefault(f"{KIND_LETTER[row.kind]}-{row.fingerprint}", []).append(row)
    groups = {key: Group(key, tuple(rows)) for key, rows in members.items()}
    group_of = {row.statement_id: key for key, rows in members.items() for row in rows}
    outcomes = {outcome.outcome_id: outcome for outcome in programme.outcomes}
    best: dict[Cell, Suggested] = {}
    unknown = 0
    for one in suggestions:
        if one.outcome_id not in outcomes or one.statement_id not in group_of:
            unknown += 1
            continue
        cell = (one.outcome_id, group_of[one.statement_id])
        if cell not in best or one.confidence > best[cell].confidence:
            best[cell] = one
    ranked = sorted(best, key=lambda cell: (-best[cell].confidence, best[cell].rank))
    of_outcome: dict[str, list[Cell]] = {}
    of_group: dict[str, list[Cell]] = {}
    for cell in ranked:
        of_outcome.setdefault(cell[0], []).append(cell)
        of_group.setdefault(cell[1], []).append(cell)
    return Material(programme, outcomes, groups, group_of, best, _fixed(of_outcome), _fixed(of_group), unknown)


def _fixed(found: Mapping[str, Sequence[Cell]]) -> dict[str, tuple[Cell, ...]]:
    return {key: tuple(cells) for key, cells in found.items()}


def outcome_line(outcome: Outcome) -> str:
    """Give an outcome as one line: its texts in kk, ru, en, as far as they are there, joined by ``|``.

    Examples
    --------
    >>> from toolkit.model import Names
    >>> outcome_line(Outcome("ОН1", Names("Есеп жасайды", "", "Reports")))
    'Есеп жасайды | Reports'
    """
    return " | ".join(collapse(text) for lang in LANGS if (text := outcome.text.get(lang)))
