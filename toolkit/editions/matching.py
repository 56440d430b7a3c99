"""What of the old edition is what of the new one: cards first, then functions, units and statements.

Each step is an optimal assignment, one to one (J. Munkres, "Algorithms for the assignment and transportation problems",
SIAM 5(1), 1957; solved by scipy). Titles, what stands below, the place in the tree, codes and levels are joined; equal
texts weigh most, then alike ones, and the place decides between equal ones.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from toolkit.editions.nodes import Node, Sort, Tree
from toolkit.editions.similarity import Alike, alike
from toolkit.model import Card, Lang

FLOOR: dict[Sort, float] = {"card": 0.30, "function": 0.34, "unit": 0.36, "statement": 0.42}
"""Things less alike than this are never taken for one."""

SURE: dict[Sort, float] = {"card": 0.50, "function": 0.55, "unit": 0.58, "statement": 0.66}
"""From here on a match needs nobody's look."""

EQUAL, PLACE, KIND, ORDER = 1.0, 0.2, 0.5, 1e-4
"""Beside the cube of the similarity: what equal texts and the same place add, by what another kind is multiplied, and what a
place further off takes away."""

_ONE = 1.0 - 1e-9

_COUNTS = 0.3
"""Statements less alike than this say nothing of what they stand below."""

_TITLE, _TITLE_OF_CARD = 0.75, 0.55
"""Titles as alike as this speak for themselves, though everything below is new."""

ELSEWHERE, STRANGERS, OTHER_KIND = 0.08, 0.16, 0.10
"""By how much more alike must be what stands in another occupation, that of standards without any occupation in common, or
what is of another kind."""

SURE_ELSEWHERE = 0.85
"""From here on a match across occupations needs nobody's look."""

CLOSE = 0.05
"""A second candidate that is worth as much, but for this, makes a match of unequal texts doubtful."""

_MARGIN = 0.85
"""Texts as alike as this are no matter of doubt, however near another one is."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two nodes taken for one: how alike they are, whether a person should look, whether a person has said so."""

    old: str
    new: str
    score: float
    doubtful: bool = False
    by_person: bool = False


Key = tuple[str, str]
"""An old and a new identifier."""

Partners = Mapping[Sort, Mapping[str, set[str]]]
"""Sort → old id → the new things that it has become."""


@dataclass(slots=True)
class Matching:
    """All pairs of two trees.

    Parameters
    ----------
    pairs : dict of sort to list of Pair
        One to one but for what persons have said.
    best : dict of (side, id) to float
        How alike the nearest thing of the other edition was, for all nodes.
    texts : Alike
        The similarities of the statements.
    """

    pairs: dict[Sort, list[Pair]] = field(default_factory=dict)
    best: dict[tuple[str, str], float] = field(default_factory=dict)
    texts: Alike = field(default_factory=lambda: Alike({}, {}, {}, (), ()))

    def turned(self) -> "Matching":
        """Give the same with old and new exchanged."""
        sides = {"old": "new", "new": "old"}
        return Matching(
            {sort: [replace(pair, old=pair.new, new=pair.old) for pair in pairs] for sort, pairs in self.pairs.items()},
            {(sides[side], name): value for (side, name), value in self.best.items()},
            self.texts.turned(),
        )

    def partners(self, sort: Sort) -> dict[str, set[str]]:
        """Give the new things that each old thing of a sort has become."""
        found: dict[str, set[str]] = {}
        for pair in self.pairs.get(sort, ()):
            found.setdefault(pair.old, set()).add(pair.new)
        return found


@dataclass(frozen=True, slots=True)
class Said:
    """What persons have said: pairs, and old and new things that have no counterpart."""

    pairs: tuple[tuple[str, str], ...] = ()
    old_alone: frozenset[str] = frozenset()
    new_alone: frozenset[str] = frozenset()

    def turned(self) -> "Said":
        """Give the same with old and new exchanged."""
        return Said(tuple((new, old) for old, new in self.pairs), self.new_alone, self.old_alone)


def match(old: Tree, new: Tree, lang: Lang, said: Said) -> Matching:
    """Match two trees; the same pairs are found whichever of them is the old one.

    Parameters
    ----------
    old, new : Tree
        The editions.
    lang : {"kk", "ru", "en"}
        Language of both.
    said : Said
        What persons have said; it stands.
    """
    if goes_first(old, new):
        return _match(old, new, lang, said)
    found = _match(new, old, lang, said.turned()).turned()
    for pairs in found.pairs.values():
        pairs.sort(key=_order(old, new))
    return found


def goes_first(one: Tree, other: Tree) -> bool:
    """Say which of two trees is read as the old one: each step that prefers one side must not depend on who asks.

    Parameters
    ----------
    one, other : Tree
        In any order; for trees that differ the answer turns with them.
    """
    before, after = (
        hashlib.sha256(repr([(node.node_id, node.kind, node.text) for node in tree.by_id.values()]).encode()).digest()
        for tree in (one, other)
    )
    return before <= after


def _order(old: Tree, new: Tree) -> Callable[[Pair], tuple[int, int]]:
    return lambda pair: (new.by_id[pair.new].place, old.by_id[pair.old].place)


def _match(old: Tree, new: Tree, lang: Lang, said: Said) -> Matching:
    found = Matching()
    found.texts = alike(
        (node.text for node in old.nodes["statement"]), (node.text for node in new.nodes["statement"]), lang
    )
    inside = _Inside(old, new, found.texts)
    sorts: tuple[Sort, ...] = ("card", "function", "unit")
    for sort in sorts:
        titles = alike((node.text for node in old.nodes[sort]), (node.text for node in new.nodes[sort]), lang)
        partners = {above: found.partners(above) for above in sorts}
        scores = {
            (one.node_id, other.node_id): _likeness(one, other, titles, inside, partners)
            for one, other in inside.candidates(old.nodes[sort], new.nodes[sort], titles)
        }
        values = {key: score**3 + EQUAL * (score >= _ONE) for key, score in scores.items() if score >= FLOOR[sort]}
        doubtful = {key for key, score in scores.items() if score < SURE[sort]}
        _assign(sort, (old, new), scores, values, doubtful, said, found)
    scores = _of_statements(old, new, found.texts)
    values, doubtful = _values(scores, old, new, found)
    _assign("statement", (old, new), scores, values, doubtful, said, found)
    return found


# --- cards, functions, units --------------------------------------------------------------------------------------


class _Inside:
    """How much of what stands below two nodes is alike; texts that stand in many places count less."""

    def __init__(self, old: Tree, new: Tree, texts: Alike) -> None:
        self.below: tuple[dict[str, dict[int, float]], dict[str, dict[int, float]]] = (
            _weighed(old, texts.old),
            _weighed(new, texts.new),
        )
        rows: dict[int, dict[int, float]] = {}
        for (row, column), value in texts.values.items():
            if value >= _COUNTS:
                rows.setdefault(row, {})[column] = value
        self.rows = rows

    def candidates(self, olds: Sequence[Node], news: Sequence[Node], titles: Alike) -> Iterator[tuple[Node, Node]]:
        """Give the pairs of nodes that have anything in common: a title or a statement below."""
        holders: dict[int, list[Node]] = {}
        for other in news:
            for column in self.below[1][other.node_id]:
                holders.setdefault(column, []).append(other)
        by_title: dict[int, list[Node]] = {}
        for other in news:
            by_title.setdefault(titles.new[other.text], []).append(other)
        alike_titles: dict[int, list[Node]] = {}
        for row, column in titles.values:
            alike_titles.setdefault(row, []).extend(by_title[column])
        for one in olds:
            near = {other.node_id: other for other in alike_titles.get(titles.old[one.text], ())}
            for row in self.below[0][one.node_id]:
                for column in self.rows.get(row, ()):
                    near |= {other.node_id: other for other in holders.get(column, ())}
            yield from ((one, other) for other in sorted(near.values(), key=lambda node: node.place))

    def share(self, old: str, new: str) -> float | None:
        """Give the likeness of what stands below, None where nothing stands below either."""
        one, other = self.below[0][old], self.below[1][new]
        total = sum(one.values()) + sum(other.values())
        if not total:
            return None
        best_row: dict[int, float] = {}
        best_column: dict[int, float] = {}
        for row in one:
            for column, value in self.rows.get(row, {}).items():
                if column in other:
                    best_row[row] = max(best_row.get(row, 0.0), value)
                    best_column[column] = max(best_column.get(column, 0.0), value)
        shared = sum(one[row] * value for row, value in best_row.items())
        return (shared + sum(other[column] * value for column, value in best_column.items())) / total


def _weighed(tree: Tree, numbers: Mapping[str, int]) -> dict[str, dict[int, float]]:
    often = Counter(node.text for node in tree.nodes["statement"])
    found: dict[str, dict[int, float]] = {}
    for parent, nodes in tree.below.items():
        counts = Counter(node.text for node in nodes)
        found[parent] = {numbers[text]: count / often[text] for text, count in counts.items()}
    return found


def _likeness(one: Node, other: Node, titles: Alike, inside: _Inside, partners: Partners) -> float:
    """Join what two cards, functions or units have in common, 0 to 1."""
    title, content = titles.of(one.text, other.text), inside.share(one.node_id, other.node_id)
    parts = [(0.4, title)]
    if content is not None:
        parts.append((0.5, content))
    if isinstance(one.source, Card) and isinstance(other.source, Card):
        parts.append((0.05, float(one.source.levels == other.source.levels)))
        code, number = one.source.field("code"), other.source.field("code")
        parts.append((0.05, float(code == number)))
    else:
        parts.append((0.1, _same_parents(one, other, partners)))
    joined = sum(weight * value for weight, value in parts) / sum(weight for weight, _ in parts)
    alone = _TITLE_OF_CARD if isinstance(one.source, Card) else _TITLE
    return max(joined, 0.85 * title if title >= alone else 0.0)


def _same_parents(one: Node, other: Node, partners: Partners) -> float:
    """Give the share of the parents that were matched with each other."""
    sorts = [sort for sort in one.parents if sort in other.parents]
    same = sum(other.parents[sort] in partners[sort].get(one.parents[sort], ()) for sort in sorts)
    return same / len(sorts) if sorts else 0.0


# --- statements ---------------------------------------------------------------------------------------------------


def _of_statements(old: Tree, new: Tree, texts: Alike) -> dict[Key, float]:
    """Give the similarities of all pairs of statements whose texts are alike at all."""
    before, after = _by_text(old), _by_text(new)
    names, others = list(texts.old), list(texts.new)
    return {
        (one.node_id, other.node_id): value
        for (row, column), value in texts.values.items()
        if value >= FLOOR["statement"]
        for one in before[names[row]]
        for other in after[others[column]]
    }


def _by_text(tree: Tree) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for node in tree.nodes["statement"]:
        found.setdefault(node.text, []).append(node)
    return found


def _values(scores: Mapping[Key, float], old: Tree, new: Tree, found: Matching) -> tuple[dict[Key, float], set[Key]]:
    """Weigh the pairs of statements that may be one, and say which of them are hardly alike enough.

    Alike or equal texts, the same parents, the same kind, a trifle for the same order.
    """
    sorts: tuple[tuple[Sort, float], ...] = (("card", 0.5), ("function", 0.25), ("unit", 0.25))
    partners = {sort: found.partners(sort) for sort, _ in sorts}
    sizes = (len(old.nodes["statement"]), len(new.nodes["statement"]))
    elsewhere = ELSEWHERE if partners["card"] else STRANGERS
    values: dict[Key, float] = {}
    doubtful: set[Key] = set()
    for key, score in scores.items():
        one, other = old.by_id[key[0]], new.by_id[key[1]]
        near = 0.0
        for sort, weight in sorts:
            mine, theirs = one.parents.get(sort), other.parents.get(sort)
            near += weight * (mine is theirs is None or theirs in partners[sort].get(mine or "", ()))
        home = other.parents["card"] in partners["card"].get(one.parents["card"], ())
        if score < FLOOR["statement"] + elsewhere * (not home) + OTHER_KIND * (one.kind != other.kind):
            continue
        text = (score**3 + EQUAL * (score >= _ONE)) * (1.0 if one.kind == other.kind else KIND)
        values[key] = text + PLACE * near - ORDER * abs(one.place / sizes[0] - other.place / sizes[1])
        if score < (SURE["statement"] if home else SURE_ELSEWHERE):
            doubtful.add(key)
    return values, doubtful


# --- assignment ---------------------------------------------------------------------------------------------------


def _assign(
    sort: Sort,
    trees: tuple[Tree, Tree],
    scores: Mapping[Key, float],
    values: Mapping[Key, float],
    doubtful: AbstractSet[Key],
    said: Said,
    found: Matching,
) -> None:
    """Choose the pairs of one sort: what persons said, then what is best for all the others together."""
    old, new = trees
    olds, news = [node.node_id for node in old.nodes[sort]], [node.node_id for node in new.nodes[sort]]
    told = [Pair(*key, 1.0, by_person=True) for key in said.pairs if old.by_id[key[0]].sort == sort]
    bound_old = said.old_alone | {pair.old for pair in told}
    bound_new = said.new_alone | {pair.new for pair in told}
    for (one, other), score in scores.items():
        found.best["old", one] = max(found.best.get(("old", one), 0.0), score)
        found.best["new", other] = max(found.best.get(("new", other), 0.0), score)
    free = {key: value for key, value in values.items() if key[0] not in bound_old and key[1] not in bound_new}
    chosen = assign(free, olds, news)
    doubts = doubtful | _rivals(chosen, free, scores)
    made = [Pair(*key, scores[key], key in doubts) for key in chosen]
    found.pairs[sort] = sorted([*told, *made], key=_order(old, new))


def _rivals(chosen: Sequence[Key], values: Mapping[Key, float], scores: Mapping[Key, float]) -> set[Key]:
    """Find the pairs for which something else is worth as much."""
    partner = dict(chosen)
    holder = {new: old for old, new in chosen}
    found = set()
    for (old, new), value in values.items():
        for key in ((old, partner.get(old, "")), (holder.get(new, ""), new)):
            own = values.get(key)
            if own is not None and key != (old, new) and scores[key] < _MARGIN and value > own - CLOSE:
                found.add(key)
    return found


def assign(values: Mapping[tuple[str, str], float], olds: Sequence[str], news: Sequence[str]) -> list[tuple[str, str]]:
    """Choose pairs, one to one, so that the sum of their values is the highest.

    Parameters
    ----------
    values : mapping of pair to float
        All above 0; pairs that are not there are never chosen.
    olds, news : sequence of str
        The order of either side; it decides between equal sums.

    Examples
    --------
    >>> assign({("a", "x"): 1.0, ("a", "y"): 0.9, ("b", "x"): 0.9}, ["a", "b"], ["x", "y"])
    [('a', 'y'), ('b', 'x')]
    """
    if not values:
        return []
    rows, columns = {name: place for place, name in enumerate(olds)}, {name: place for place, name in enumerate(news)}
    size = len(rows)
    ends = np.array([(rows[old], columns[new]) for old, new in values])
    graph = coo_matrix((np.ones(len(ends)), (ends[:, 0], ends[:, 1] + size)), shape=(size + len(news),) * 2)
    _, labels = connected_components(graph, directed=False)
    groups: dict[int, list[tuple[int, int, float]]] = {}
    for (row, column), value in zip(ends.tolist(), values.values(), strict=True):
        groups.setdefault(int(labels[row]), []).append((row, column, value))
    chosen = [pair for cells in groups.values() for pair in _best_sum(cells)]
    return [(olds[row], news[column]) for row, column in sorted(chosen)]


def _best_sum(cells: Sequence[tuple[int, int, float]]) -> list[tuple[int, int]]:
    rows, columns = sorted({row for row, _, _ in cells}), sorted({column for _, column, _ in cells})
    at_row, at_column = {row: n for n, row in enumerate(rows)}, {column: n for n, column in enumerate(columns)}
    table: Any = np.zeros((len(rows), len(columns)))
    for row, column, value in cells:
        table[at_row[row], at_column[column]] = value
    found = zip(*(line.tolist() for line in linear_sum_assignment(table, maximize=True)), strict=True)
    return [(rows[row], columns[column]) for row, column in found if table[row, column] > 0]
