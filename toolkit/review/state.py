"""Where a session stands: the queue, the item, its candidates, what is selected; without deciding anything."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from toolkit.model import Lang
from toolkit.model.programmes import Role
from toolkit.review.book import Book
from toolkit.review.filters import Filters
from toolkit.review.material import WHOLE, Cell, Material
from toolkit.review.order import most_useful_first, shuffled, usefulness
from toolkit.review.phrases import Phrase
from toolkit.review.rules import DeskSettings
from toolkit.review.search import WordIndex
from toolkit.review.stopping import Estimate, estimate

Direction = Literal["outcome", "statement"]
DIRECTIONS: tuple[Direction, ...] = ("outcome", "statement")

OUTCOME, GROUP = "o:", "s:"
"""How keys of outcomes and of texts begin."""


@dataclass(frozen=True, slots=True)
class Note:
    """A message below the desk."""

    kind: Literal["info", "warning", "error"]
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Ask:
    """A question that must be answered first, and what was meant."""

    what: Literal["reason", "bulk"]
    phrase: Phrase
    meant: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How much is decided: pairs of outcome and text that were suggested or decided about.

    `seconds_left` is None until some decisions were timed.
    """

    decided: int
    total: int
    seconds_left: float | None

    @property
    def share(self) -> float:
        """Share that is decided; 1 where there is nothing to decide."""
        return self.decided / self.total if self.total else 1.0

    @property
    def left(self) -> int:
        """How many are still to be decided."""
        return self.total - self.decided


@dataclass(slots=True)
class State:
    """What a session shows; see `toolkit.review.session.Session`."""

    material: Material
    book: Book
    reviewer: str
    role: Role
    blind: bool
    only: frozenset[Cell] | None
    settings: DeskSettings
    lang: Lang
    direction: Direction
    filters: Filters = field(default_factory=Filters)
    queue: list[str] = field(default_factory=list)
    place: int = 0
    cells: list[Cell] = field(default_factory=list)
    found: list[Cell] | None = None
    selected: Cell | None = None
    note: Note | None = None
    ask: Ask | None = None
    shown_at: dt.datetime | None = None
    _indexes: dict[str, WordIndex] = field(default_factory=dict)
    _tally: tuple[int, int, int, Estimate] | None = None

    @property
    def item(self) -> str:
        """Key of the item that is shown; empty if there is none."""
        return self.queue[self.place] if self.queue else ""

    @property
    def shown(self) -> list[Cell]:
        """The candidates that are shown: those of the item, or what a search has found."""
        return self.cells if self.found is None else self.found

    def key_of(self, cell: Cell) -> str:
        """Name the candidate that a cell is for the item shown."""
        return GROUP + cell[1] if self.direction == "outcome" else OUTCOME + cell[0]

    def item_of(self, cell: Cell) -> str:
        """Name the item that a cell belongs to."""
        return OUTCOME + cell[0] if self.direction == "outcome" else GROUP + cell[1]

    def cell_for(self, candidate: str) -> Cell | None:
        """Give the cell of a candidate of the item shown; None if there is no such candidate."""
        item = self.item
        outcome, group = (item, candidate) if self.direction == "outcome" else (candidate, item)
        if not (outcome.startswith(OUTCOME) and group.startswith(GROUP)):
            return None
        cell = (outcome.removeprefix(OUTCOME), group.removeprefix(GROUP))
        known = cell[1] in self.material.groups and (cell[0] in self.material.outcomes or cell[0] == WHOLE)
        return cell if known and self.may_see(cell) else None

    def may_see(self, cell: Cell) -> bool:
        """Say whether a cell belongs to what is reviewed: all, or the sample of a second review."""
        return self.only is None or cell in self.only

    def build_queue(self, keep: str = "") -> None:
        """Make the queue anew: the items that the filters let through, most useful first; stay at an item if it is there."""
        items: dict[str, list[Cell]] = {}
        for key in self._all_items():
            cells = self._cells_of(key)
            if cells or not (self.filters.is_on or self.only is not None):
                items[key] = cells
        if self.blind:
            self.queue = list(items)
        else:
            self.queue = most_useful_first(
                usefulness(key, cells, self.material, self.book, self.settings) for key, cells in items.items()
            )
        self.place = self.queue.index(keep) if keep in items else 0
        self.arrive()

    def arrive(self) -> None:
        """Show the candidates of the item; select the first that is open."""
        self.found = None
        self.cells = self._cells_of(self.item) if self.item else []
        self.selected = self.first_open(self.cells)

    def first_open(self, cells: list[Cell]) -> Cell | None:
        """Give the first candidate that is to be decided, else the first."""
        return next((cell for cell in cells if self.book.is_open(cell)), cells[0] if cells else None)

    def add_new_cells(self) -> None:
        """Show candidates that others have decided about meanwhile, behind those that are there."""
        known = set(self.cells)
        self.cells += [cell for cell in (self._cells_of(self.item) if self.item else []) if cell not in known]
        self.selected = self.selected or self.first_open(self.cells)

    def find(self, query: str) -> int:
        """Show what a search finds, as many as the settings allow; give the number of all that was found."""
        index = self._indexes.get(self.direction)
        if index is None:
            index = self._indexes[self.direction] = self._index()
        keys = index.search(query) if self.item else []
        cells = [cell for key in keys if (cell := self.cell_for(key))]
        self.found = cells[: self.settings.results]
        self.selected = self.found[0] if self.found else None
        return len(cells)

    def open_suggestions(self) -> Iterable[Cell]:
        """Give every suggested cell of the queue about which nothing was ever decided."""
        cells = {cell: None for key in self.queue for cell in self._cells_of(key)}
        return (
            cell
            for cell in cells
            if cell in self.material.suggested and self.book.is_open(cell) and self.book.standing(cell).row is None
        )

    def tally(self) -> tuple[int, int, Estimate]:
        """Count the decided and all cells, and estimate what is left; computed anew after every new row."""
        if self._tally is None or self._tally[0] != self.book.size:
            book, suggested = self.book, self.material.suggested
            rows = [(code, group) for code in self.material.outcomes for group in book.groups_with(code)]
            known = [*suggested, *rows] if self.only is None else self.only
            cells = list(dict.fromkeys(known))
            opened = {cell for cell in cells if book.is_open(cell)}
            links = [cell for cell in cells if book.is_link(cell)]
            unknown = [cell for cell in cells if cell in opened or book.standing(cell).verdict == "unsure"]
            found = sum(cell in suggested for cell in links)
            weights = [self.material.confidence(cell) or 0.0 for cell in unknown]
            left = estimate(found, len(links) - found, weights)
            self._tally = (book.size, len(cells) - len(opened), len(cells), left)
        return self._tally[1:]

    def _all_items(self) -> list[str]:
        if self.direction == "outcome":
            return [OUTCOME + code for code in self.material.outcomes]
        return [GROUP + key for key in self.material.groups]

    def _cells_of(self, item: str) -> list[Cell]:
        """Give the candidates of an item that the filters let through."""
        material, book = self.material, self.book
        if self.direction == "outcome":
            code = item.removeprefix(OUTCOME)
            cells = {**dict.fromkeys(material.of_outcome.get(code, ()))}
            cells |= dict.fromkeys((code, group) for group in book.groups_with(code))
        else:
            key = item.removeprefix(GROUP)
            cells = {**dict.fromkeys(material.of_group.get(key, ()))}
            cells |= dict.fromkeys((code, key) for code in book.outcomes_with(key) if code in material.outcomes)
            cells[WHOLE, key] = None
        if self.blind and self.only is not None:
            cells |= dict.fromkeys(sorted(cell for cell in self.only if self.item_of(cell) == item))
        shown = [cell for cell in cells if self.may_see(cell) and self.filters.lets(cell, material, book)]
        if not self.blind:
            return shown
        of_key = {self.key_of(cell): cell for cell in shown}
        return [of_key[key] for key in shuffled(of_key, f"{self.reviewer}\n{item}")]

    def _index(self) -> WordIndex:
        if self.direction == "outcome":
            return WordIndex({GROUP + key: [group.text] for key, group in self.material.groups.items()})
        return WordIndex(
            {
                OUTCOME + code: [code, *(outcome.text.get(lang) for lang in outcome.text.languages)]
                for code, outcome in self.material.outcomes.items()
            }
        )
