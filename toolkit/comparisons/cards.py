"""Two occupation cards: which statements are equal, which are near, which stand in one of them only."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd
from rapidfuzz import fuzz, process

from toolkit.align.stems import stem_of
from toolkit.errors import InputError
from toolkit.model import Card, Standard, Statement, statements_of
from toolkit.tables.proposals import CARD_FUNCTIONS, CARD_PAIRS
from toolkit.text import split_words

Relation = Literal["equal", "near", "first", "second"]

NEAR = 0.75
"""From this similarity on two statements of a kind are near.

Measured on the library that comes with the toolkit, by reading nine pairs drawn from each band: of those with a similarity
from 0.80 to 0.85 eight say the same or nearly so, from 0.75 to 0.80 six, from 0.70 to 0.75 three. Long lists of acts are
the usual mistake. All of it is Kazakh.
"""

_PERCENT = 100


@dataclass(frozen=True, slots=True)
class StatementPair:
    """Statements of two cards that belong together, or one that has no partner.

    Parameters
    ----------
    relation : {"equal", "near", "first", "second"}
        Equal but for cosmetic differences; near; only in the first or the second card.
    first, second : Statement or None
        The statements; None where there is no partner.
    similarity : 0 to 1, or None
        1 for equal texts, None without a partner.
    """

    relation: Relation
    first: Statement | None
    second: Statement | None
    similarity: float | None


@dataclass(frozen=True, slots=True)
class FunctionPair:
    """Two labour functions with statements in common, or one that has none in common with any; number 0 for none."""

    first_no: int | None
    first_function: str
    second_no: int | None
    second_function: str
    equal: int
    near: int
    first_statements: int
    second_statements: int


@dataclass(frozen=True, slots=True)
class CardComparison:
    """Two occupation cards side by side.

    Parameters
    ----------
    first, second : Card
        The cards.
    pairs : tuple of StatementPair
        Every different text of both once, at its first place: in the order of the first card, then what only the second
        has.
    functions : tuple of FunctionPair
        Labour functions (0: personal competences) that have texts in common, then those that have none. A text that
        stands in several functions counts in each.
    same_language : bool
        Whether both are in one language. If not, near texts cannot be found, and equal ones hardly.
    """

    first: Card
    second: Card
    pairs: tuple[StatementPair, ...]
    functions: tuple[FunctionPair, ...]
    same_language: bool

    @property
    def levels(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """The levels that both cards have, that only the first has, that only the second has."""
        one, two = self.first.levels, self.second.levels
        return (
            tuple(level for level in one if level in two),
            tuple(level for level in one if level not in two),
            tuple(level for level in two if level not in one),
        )

    def table(self) -> pd.DataFrame:
        """Give table CARD_PAIRS."""
        return CARD_PAIRS.frame_of(
            (row.relation, row.similarity, *_cells(row.first), *_cells(row.second)) for row in self.pairs
        )

    def functions_table(self) -> pd.DataFrame:
        """Give table CARD_FUNCTIONS."""
        return CARD_FUNCTIONS.frame(self.functions)


def _cells(row: Statement | None) -> tuple[str, str, str, str]:
    return (row.statement_id, row.function, row.kind, row.text) if row else ("", "", "", "")


def compare_cards(
    first: Standard, first_card: int, second: Standard, second_card: int, *, near: float = NEAR
) -> CardComparison:
    """Compare two occupation cards.

    Parameters
    ----------
    first, second : Standard
        The standards; they may be the same.
    first_card, second_card : int
        The cards, by number.
    near : 0 to 1
        From this similarity on two statements of one kind are near.

    Returns
    -------
    CardComparison
        Each text has one partner at most: equal texts first, of one kind before others, then near ones by falling
        similarity. Similarity is that of the sorted stems of the words, letter by letter.

    Raises
    ------
    InputError
        A card does not exist; or `near` is not between 0 and 1.
    """
    if not 0 < near <= 1:
        raise InputError(f"statements are near from a similarity above 0 and up to 1, not {near:g}")
    one, two = _card(first, first_card), _card(second, second_card)
    places = _rows(first, one), _rows(second, two)
    mine, other = (_different(rows) for rows in places)
    partners: dict[str, StatementPair] = {}
    for same_kind in (True, False):
        _equal(mine, other, partners, same_kind=same_kind)
    _near(mine, other, partners, near)
    taken = {row.second.statement_id for row in partners.values() if row.second}
    pairs = [partners.get(row.statement_id, StatementPair("first", row, None, None)) for row in mine]
    pairs += [StatementPair("second", None, row, None) for row in other if row.statement_id not in taken]
    return CardComparison(one, two, tuple(pairs), _functions(*places, pairs), first.lang == second.lang)


def _card(standard: Standard, number: int) -> Card:
    for card in standard.cards:
        if card.number == number:
            return card
    known = ", ".join(str(card.number) for card in standard.cards)
    raise InputError(f"'{standard.standard_id}' has no card {number}; cards: {known or 'none'}")


def _rows(standard: Standard, card: Card) -> list[Statement]:
    return [row for row in statements_of(standard) if row.occupation_no == card.number]


def _different(rows: Iterable[Statement]) -> list[Statement]:
    """Give each different text of a kind once, at its first place."""
    found: dict[tuple[str, str], Statement] = {}
    for row in rows:
        found.setdefault((row.kind, row.fingerprint), row)
    return list(found.values())


def _equal(
    mine: Sequence[Statement], other: Sequence[Statement], partners: dict[str, StatementPair], *, same_kind: bool
) -> None:
    """Pair statements with equal texts, in order, that have no partner yet."""
    taken = {row.second.statement_id for row in partners.values() if row.second}
    waiting: dict[tuple[str, str], list[Statement]] = {}
    for row in other:
        if row.statement_id not in taken:
            waiting.setdefault((row.kind if same_kind else "", row.fingerprint), []).append(row)
    for row in mine:
        same = waiting.get((row.kind if same_kind else "", row.fingerprint))
        if same and row.statement_id not in partners:
            partners[row.statement_id] = StatementPair("equal", row, same.pop(0), 1.0)


def _near(
    mine: Sequence[Statement], other: Sequence[Statement], partners: dict[str, StatementPair], near: float
) -> None:
    """Pair what is left by falling similarity."""
    taken = {row.second.statement_id for row in partners.values() if row.second}
    left = [row for row in mine if row.statement_id not in partners]
    right = [row for row in other if row.statement_id not in taken]
    if not left or not right:
        return
    alike = process.cdist(
        [stems(row) for row in left], [stems(row) for row in right], scorer=fuzz.ratio, score_cutoff=near * _PERCENT
    )
    found = sorted(
        (-float(alike[i, j]), i, j) for i, j in zip(*alike.nonzero(), strict=True) if left[i].kind == right[j].kind
    )
    used: set[str] = set()
    for score, i, j in found:
        one, two = left[i], right[j]
        if one.statement_id not in partners and two.statement_id not in used:
            partners[one.statement_id] = StatementPair("near", one, two, round(-score / _PERCENT, 4))
            used.add(two.statement_id)


def stems(row: Statement) -> str:
    """Give the stems of the words of a statement, sorted: what near texts have in common in any order of words."""
    return " ".join(sorted(stem_of(word, row.lang) for word in split_words(row.text)))


def _functions(
    mine: Sequence[Statement], other: Sequence[Statement], pairs: Iterable[StatementPair]
) -> tuple[FunctionPair, ...]:
    """Count what the labour functions of two cards have in common."""
    left, right = _by_function(mine), _by_function(other)
    common: dict[tuple[int, int], Counter[str]] = {}
    for pair in pairs:
        if pair.first and pair.second:
            for one in _functions_with(left, pair.first):
                for two in _functions_with(right, pair.second):
                    common.setdefault((one, two), Counter())[pair.relation] += 1
    titles = {("first", row.function_no): row.function for row in mine}
    titles |= {("second", row.function_no): row.function for row in other}
    found = [
        FunctionPair(
            *(one, titles["first", one], two, titles["second", two]),
            *(counts["equal"], counts["near"], len(left[one]), len(right[two])),
        )
        for (one, two), counts in sorted(common.items())
    ]
    found += [
        FunctionPair(one, titles["first", one], None, "", 0, 0, len(left[one]), 0)
        for one in left
        if one not in {key[0] for key in common}
    ]
    found += [
        FunctionPair(None, "", two, titles["second", two], 0, 0, 0, len(right[two]))
        for two in right
        if two not in {key[1] for key in common}
    ]
    return tuple(found)


_Texts = dict[int, set[tuple[str, str]]]
"""Labour function → its different texts."""


def _by_function(rows: Iterable[Statement]) -> _Texts:
    found: _Texts = {}
    for row in rows:
        found.setdefault(row.function_no, set()).add((row.kind, row.fingerprint))
    return found


def _functions_with(texts: _Texts, row: Statement) -> list[int]:
    return [number for number, found in texts.items() if (row.kind, row.fingerprint) in found]
