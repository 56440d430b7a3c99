"""In which order things are shown: most useful first, and in a blind review in an order that tells nothing."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.review.book import Book
from toolkit.review.material import Cell, Material
from toolkit.review.rules import DeskSettings


@dataclass(frozen=True, slots=True)
class Usefulness:
    """What looking at an item can bring.

    Parameters
    ----------
    key : str
        The item.
    open_cells : count
        Candidates that are still to be decided.
    closes_gap : bool
        One of them is likely (or suspect) and its text is not fully covered yet.
    expected : number
        Sum of their confidences: so many links will probably be found.
    """

    key: str
    open_cells: int
    closes_gap: bool
    expected: float


def most_useful_first(items: Iterable[Usefulness]) -> list[str]:
    """Sort items: first those that can close a gap, then by expected links; those with nothing open last.

    Equal ones keep their order.

    Examples
    --------
    >>> most_useful_first([Usefulness("a", 3, False, 0.9), Usefulness("b", 0, False, 0), Usefulness("c", 1, True, 0.7)])
    ['c', 'a', 'b']
    """
    ranked = sorted(items, key=lambda one: (one.open_cells == 0, not one.closes_gap, -one.expected))
    return [one.key for one in ranked]


def usefulness(key: str, cells: Sequence[Cell], material: Material, book: Book, settings: DeskSettings) -> Usefulness:
    """Say what looking at an item with some candidates can bring; a suspect candidate counts as a sure one."""
    opened = [cell for cell in cells if book.is_open(cell)]
    weights = {cell: 1.0 if book.standing(cell).suspect else material.confidence(cell) or 0.0 for cell in opened}
    gap = any(weight >= settings.likely and not book.is_covered(cell[1]) for cell, weight in weights.items())
    return Usefulness(key, len(opened), gap, round(sum(weights.values()), 9))


def shuffled(keys: Iterable[str], seed: str) -> list[str]:
    """Put keys into an order that depends on nothing but the keys and a seed: the same on every computer.

    Examples
    --------
    >>> sorted(shuffled(["a", "b", "c"], "1")) == ["a", "b", "c"]
    True
    """
    return sorted(keys, key=lambda key: hashlib.sha256(f"{seed}\n{key}".encode("utf-8", "surrogatepass")).digest())
