"""Filters of the desk: by place, kind and state."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from toolkit.model import KINDS, Lang, Statement
from toolkit.review.book import Book
from toolkit.review.material import Cell, Group, Material
from toolkit.review.phrases import phrase

ALL = "all"
"""State of everything; the other filters are empty then."""

STATES = ("undecided", "unsure", "suspect", "disagreement")
NAMES = ("card", "function", "kind", "state")

Choice = tuple[str, str]
"""(value, label)."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What is shown; an empty value lets everything through.

    Parameters
    ----------
    card : str
        ``STANDARD/card``, by number.
    function : str
        ``STANDARD/card.function``, by number.
    kind : str
        Kind of statement.
    state : str
        What stands about the pair: one of STATES, or ALL.
    """

    card: str = ""
    function: str = ""
    kind: str = ""
    state: str = ALL

    def but(self, name: str, value: str) -> "Filters":
        """Give the same filters with one changed; another card lets go of a function of the card before."""
        changed = replace(self, **{name: value})
        if name == "card" and value and not self.function.startswith(f"{value}."):
            return replace(changed, function="")
        return changed

    @property
    def is_on(self) -> bool:
        """Whether anything is filtered."""
        return self != Filters()

    def lets(self, cell: Cell, material: Material, book: Book) -> bool:
        """Say whether a cell is shown."""
        group = material.groups[cell[1]]
        if self.kind and group.kind != self.kind:
            return False
        if (self.card or self.function) and not any(self._at(row) for row in group.statements):
            return False
        return self.state == ALL or _in_state(self.state, cell, book)

    def _at(self, row: Statement) -> bool:
        return self.card in ("", card_of(row)) and self.function in ("", function_of(row))

    def places(self, group: Group) -> tuple[Statement, ...]:
        """Give the places of a text, those that the filters let through first."""
        return tuple(sorted(group.statements, key=lambda row: not self._at(row)))


def _in_state(state: str, cell: Cell, book: Book) -> bool:
    standing = book.standing(cell)
    if state == "undecided":
        return book.is_open(cell)
    if state == "unsure":
        return any(row.verdict == "unsure" for row in standing.counted)
    if state == "suspect":
        return standing.suspect is not None
    return standing.disagreement


def card_of(row: Statement) -> str:
    """Name the card of a statement."""
    return f"{row.standard_id}/{row.occupation_no}"


def function_of(row: Statement) -> str:
    """Name the labour function of a statement; empty where it belongs to the card."""
    return f"{card_of(row)}.{row.function_no}" if row.function_no else ""


def choices(material: Material, filters: Filters, lang: Lang, *, blind: bool = False) -> dict[str, list[Choice]]:
    """Give what each filter can be set to, in the order of the standards; functions only of the chosen card.

    In a blind review nothing can be chosen that would tell what the first reviewer said.
    """
    rows = [row for group in material.groups.values() for row in group.statements]
    cards = {card_of(row): row.occupation for row in rows}
    functions = {
        function_of(row): row.function for row in rows if row.function_no and filters.card in ("", card_of(row))
    }
    kinds = {row.kind for row in rows}
    states = [state for state in STATES if not (blind and state == "disagreement")]
    return {
        "card": _with_all(cards.items(), lang),
        "function": _with_all(functions.items(), lang),
        "kind": _with_all([(kind, phrase(f"kind-{kind}", lang)) for kind in KINDS if kind in kinds], lang),
        "state": [(ALL, phrase("all", lang)), *((state, phrase(f"state-{state}", lang)) for state in states)],
    }


def _with_all(found: Iterable[Choice], lang: Lang) -> list[Choice]:
    return [("", phrase("all", lang)), *found]
