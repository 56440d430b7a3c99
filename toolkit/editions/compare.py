"""Two editions of a standard compared: what is what, what has changed, how heavily."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from toolkit.align.terms import definitions_in
from toolkit.decisions import word_difference
from toolkit.editions.fields import Piece, field_changes
from toolkit.editions.grading import Definitions, grade_texts
from toolkit.editions.joining import Link, Links, links, partners
from toolkit.editions.matching import FLOOR, SURE, Matching, Said, match
from toolkit.editions.model import Change, Correction, Edition, Reason
from toolkit.editions.nodes import SORTS, Node, Sort, Tree, tree_of
from toolkit.errors import DataError, InputError, Issue
from toolkit.model import Card, Lang, Standard, Unit, statements_of
from toolkit.model.editions import ChangeKind, Grade
from toolkit.text import same_text

_DOUBT = 0.7
"""A doubtful match is never surer than this."""


def compare_editions(old: Standard, new: Standard, corrections: Iterable[Correction] = ()) -> Edition:
    """Compare two editions of a standard, or two standards.

    Parameters
    ----------
    old, new : Standard
        In one language.
    corrections : iterable of Correction
        What persons say about matches; it overrides the program. Of several rows about one pair the last counts.

    Returns
    -------
    Edition
        Every pair and every leftover with grade, confidence and reasons. The same for every call.

    Raises
    ------
    InputError
        The standards are in two languages: words cannot be compared.
    DataError
        A correction names what does not exist or contradicts another one, or identifiers are repeated in a standard.

    Examples
    --------
    >>> from toolkit.model import Function, Item, Span
    >>> def standard(*texts):
    ...     items = tuple(Item("skill", n, str(n), text, Span(n, n)) for n, text in enumerate(texts, start=1))
    ...     function = Function(1, "Есеп", Span(1, 1), (Unit(1, "task", "Санау", Span(1, 1), items),))
    ...     return Standard("X1", "X1", "Есеп", "kk", "x.txt", cards=(Card(1, "Маман", ("4",), Span(1, 9), (), (function,)),))
    >>> edition = compare_editions(standard("Деректерді жинау", "Есеп беру"), standard("Деректерді жинау"))
    >>> [(change.kind, change.old_ids) for change in edition.changed]
    [('removed', ('X1/1.1.1/S2',))]
    """
    if old.lang != new.lang:
        hint = "compare texts of one language: take the Kazakh or the Russian text of both"
        raise InputError(f"{old.standard_id} is in '{old.lang}', {new.standard_id} in '{new.lang}'; {hint}")
    said = tuple(corrections)
    trees = tree_of(old), tree_of(new)
    told = _told(said, *trees)
    found = match(*trees, old.lang, told)
    work = _Work(old, new, *trees, found, links(*trees, found, told), said)
    changes = [*_of_standard(work)]
    for sort in SORTS:
        changes += _of_sort(sort, work)
    return Edition(
        old.standard_id,
        new.standard_id,
        old.title,
        new.title,
        old.lang,
        tuple(changes),
        tuple(row.statement_id for row in statements_of(new)),
        said,
    )


class _MakesChange(Protocol):
    """Makes a change of a link; it shows the titles or texts, or what else has changed."""

    def __call__(
        self, kind: ChangeKind, grade: Grade, why: tuple[Reason, ...], shown: tuple[str, str] | None = None
    ) -> Change:
        """Make it."""


@dataclass(slots=True)
class _Work:
    """What the changes are made of."""

    old: Standard
    new: Standard
    before: Tree
    after: Tree
    found: Matching
    links: Links
    said: tuple[Correction, ...]
    definitions: Definitions = ()
    partners: dict[Sort, dict[str, set[str]]] = field(default_factory=dict)
    out_of_order: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        texts = [node.text for tree in (self.before, self.after) for node in tree.by_id.values()]
        self.definitions = tuple(sorted(definitions_in(texts).items()))
        self.partners = {sort: partners(self.links[sort]) for sort in SORTS}
        for sort in SORTS:
            self.out_of_order |= _out_of_order(self.links[sort], self.before, self.after)

    @property
    def lang(self) -> Lang:
        """Language of the texts."""
        return self.old.lang

    def grade(self, old: str, new: str) -> tuple[Grade, tuple[Reason, ...]]:
        """Grade the change of a text."""
        return grade_texts(old, new, self.lang, self.definitions)


# --- corrections --------------------------------------------------------------------------------------------------


def _told(said: Sequence[Correction], old: Tree, new: Tree) -> Said:
    """Understand what persons have said.

    Raises
    ------
    DataError
        Unknown identifiers, things of two sorts, or a thing that has gone and has a counterpart; all at once.
    """
    issues: list[Issue] = []
    for number, row in enumerate(said, start=1):
        where = f"correction {number}"
        for name, tree, side in ((row.old_id, old, "old"), (row.new_id, new, "new")):
            if name and name not in tree.by_id:
                hint = "copy the identifier from the comparison"
                issues.append(Issue("unknown-id", where, f"the {side} edition has no '{name}'", hint))
        if not (row.old_id or row.new_id):
            issues.append(Issue("empty-correction", where, "neither an old nor a new identifier is given"))
        one, other = old.by_id.get(row.old_id), new.by_id.get(row.new_id)
        if one and other and one.sort != other.sort:
            message = f"'{one.node_id}' is a {one.sort}, '{other.node_id}' a {other.sort}"
            issues.append(Issue("two-sorts", where, message, "pair things of one sort"))
    pairs = tuple(dict.fromkeys((row.old_id, row.new_id) for row in said if row.old_id and row.new_id))
    old_alone = frozenset(row.old_id for row in said if row.old_id and not row.new_id)
    new_alone = frozenset(row.new_id for row in said if row.new_id and not row.old_id)
    issues += [
        Issue("contradiction", name, "is said to have a counterpart and to have none", "keep one of the two rows")
        for name in sorted((old_alone & {one for one, _ in pairs}) | (new_alone & {other for _, other in pairs}))
    ]
    if issues:
        raise DataError("corrections", issues)
    return Said(pairs, old_alone, new_alone)


# --- places -------------------------------------------------------------------------------------------------------


def _out_of_order(made: Sequence[Link], old: Tree, new: Tree) -> set[tuple[str, str]]:
    """Find the pairs that have changed their order among the children of one parent: the fewest that explain it."""
    groups: dict[tuple[str, str], list[tuple[int, int, tuple[str, str]]]] = {}
    for link in made:
        if len(link.olds) == len(link.news) == 1:
            one, other = old.by_id[link.olds[0]], new.by_id[link.news[0]]
            key = (one.node_id, other.node_id)
            groups.setdefault((one.parent, other.parent), []).append((one.place, other.place, key))
    moved: set[tuple[str, str]] = set()
    for rows in groups.values():
        rows.sort()
        kept = _longest_rising([place for _, place, _ in rows])
        moved |= {key for number, (_, _, key) in enumerate(rows) if number not in kept}
    return moved


def _longest_rising(values: Sequence[int]) -> set[int]:
    """Give the places of the longest rising row of values.

    Examples
    --------
    >>> sorted(_longest_rising([2, 0, 1, 3]))
    [1, 2, 3]
    """
    ends: list[int] = []  # place of the smallest last value of a rising row of each length
    before: list[int] = []
    for place, value in enumerate(values):
        low, high = 0, len(ends)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if values[ends[middle]] < value else (low, middle)
        before.append(ends[low - 1] if low else -1)
        ends[low : low + 1] = [place]
    found: set[int] = set()
    place = ends[-1] if ends else -1
    while place >= 0:
        found.add(place)
        place = before[place]
    return found


def _moved(one: Node, other: Node, work: _Work) -> tuple[Grade, Reason] | None:
    """Say whether a thing stands elsewhere now: below another parent, or in another order."""
    reasons: tuple[tuple[Sort, str, Grade], ...] = (
        ("card", "other-occupation", "substance"),
        ("function", "other-function", "wording"),
        ("unit", "other-unit", "wording"),
    )
    for sort, code, grade in reasons:
        mine, theirs = one.parents.get(sort), other.parents.get(sort)
        if mine and theirs and theirs not in work.partners[sort].get(mine, ()):
            return grade, Reason(code, (work.before.by_id[mine].text, work.after.by_id[theirs].text))
    if (one.node_id, other.node_id) in work.out_of_order:
        return "cosmetic", Reason("other-order")
    return None


# --- changes ------------------------------------------------------------------------------------------------------


def _of_standard(work: _Work) -> Iterable[Change]:
    """Compare the standards themselves: title and fields."""
    owner = f"{work.old.standard_id}/0", f"{work.new.standard_id}/0"
    if work.old.title != work.new.title:
        grade, why = work.grade(work.old.title, work.new.title)
        texts = (work.old.title,), (work.new.title,)
        ids = (f"{owner[0]}:title",), (f"{owner[1]}:title",)
        difference = word_difference(work.old.title, work.new.title)
        yield Change("standard field", "title changed", grade, 1.0, False, *ids, *texts, difference, why)
    before, after = (Piece.of_fields(standard.fields) for standard in (work.old, work.new))
    yield from field_changes("standard field", owner, before, after, work.grade)


def _of_sort(sort: Sort, work: _Work) -> list[Change]:
    """Give the changes of all cards, functions, units or statements in the order of the new edition."""
    made = work.links[sort]
    linked_old = {name for link in made for name in link.olds}
    linked_new = {name for link in made for name in link.news}
    placed = [(work.after.by_id[link.news[0]].place, _of_link(sort, link, work)) for link in made]
    placed += [
        (node.place, [_alone(node, "added", work)]) for node in work.after.nodes[sort] if node.node_id not in linked_new
    ]
    placed.sort(key=lambda row: row[0])
    gone = [_alone(node, "removed", work) for node in work.before.nodes[sort] if node.node_id not in linked_old]
    return [*(change for _, changes in placed for change in changes), *gone]


def _alone(node: Node, kind: ChangeKind, work: _Work) -> Change:
    side = "old" if kind == "removed" else "new"
    nearest = work.found.best.get((side, node.node_id), 0.0)
    mine = {side: node.node_id, ("new" if side == "old" else "old"): ""}
    row = next((one for one in work.said if (one.old_id, one.new_id) == (mine["old"], mine["new"])), None)
    why = (_person(row),) if row else (Reason("no-counterpart", (_percent(nearest),)),)
    confidence = 1.0 if row else round(1.0 - 0.6 * min(nearest / SURE[node.sort], 1.0), 3)
    ids, texts = (node.node_id,), (node.text,)
    difference = word_difference(node.text, "") if side == "old" else word_difference("", node.text)
    if side == "old":
        return Change(node.sort, kind, "substance", confidence, False, ids, (), texts, (), difference, why)
    return Change(node.sort, kind, "substance", confidence, False, (), ids, (), texts, difference, why)


def _of_link(sort: Sort, link: Link, work: _Work) -> list[Change]:
    olds, news = [work.before.by_id[name] for name in link.olds], [work.after.by_id[name] for name in link.news]
    match_why = _match_reasons(link, work)
    confidence = _confidence(sort, link)
    texts = tuple(node.text for node in olds), tuple(node.text for node in news)

    def change(kind: ChangeKind, grade: Grade, why: tuple[Reason, ...], shown: tuple[str, str] | None = None) -> Change:
        before, after = ((shown[0],), (shown[1],)) if shown else texts
        difference = word_difference(" ".join(before), " ".join(after))
        reasons = (*why, *match_why)
        return Change(
            sort, kind, grade, confidence, link.doubtful, link.olds, link.news, before, after, difference, reasons
        )

    if len(olds) > 1 or len(news) > 1:
        kind: ChangeKind = "merged" if len(olds) > 1 else "split"
        return [change(kind, "substance", (Reason(kind, (str(max(len(olds), len(news))),)),))]
    (one,), (other,) = olds, news
    made: list[Change] = []
    if moved := _moved(one, other, work):
        made.append(change("moved", moved[0], (moved[1],)))
    if one.kind != other.kind:
        made.append(change("kind changed", "substance", (Reason("other-kind", (one.kind, other.kind)),)))
    if one.text != other.text:
        grade, why = work.grade(one.text, other.text)
        made.append(change("reworded" if sort == "statement" else "title changed", grade, why))
    own, fields = _of_source(one, other, change, work)
    made += own
    if not made:  # also where fields have changed: that a card was found again, and how surely, is told by its own row
        renumbered = one.node_id.split("/", 1)[1] != other.node_id.split("/", 1)[1]
        made.append(change("same", "cosmetic", (Reason("renumbered"),) if renumbered else ()))
    return [*made, *fields]


def _of_source(one: Node, other: Node, change: _MakesChange, work: _Work) -> tuple[list[Change], list[Change]]:
    """Compare what a card or a unit has besides its title: levels, code, recognition; the fields of a card apart."""
    mine, theirs = one.source, other.source
    if isinstance(mine, Unit) and isinstance(theirs, Unit) and mine.recognition != theirs.recognition:
        grade, _ = work.grade(mine.recognition, theirs.recognition)
        why = Reason("recognition", (mine.recognition or "–", theirs.recognition or "–"))
        return [change("reworded", grade, (why,))], []
    if not (isinstance(mine, Card) and isinstance(theirs, Card)):
        return [], []
    made: list[Change] = []
    levels = ", ".join(mine.levels), ", ".join(theirs.levels)
    if mine.levels != theirs.levels:
        made.append(change("level changed", "substance", (Reason("levels", _shown(levels)),), levels))
    codes = mine.field("code"), theirs.field("code")
    codes_differ = not same_text(*codes) and any(map(str.isdigit, "".join(codes)))
    if codes_differ:
        made.append(change("code changed", "substance", (Reason("codes", _shown(codes)),), codes))
    told = {"title", *(["sqf_level"] if mine.levels != theirs.levels else []), *(["code"] * codes_differ)}
    before, after = ([piece for piece in Piece.of_card(card) if piece.name not in told] for card in (mine, theirs))
    return made, list(field_changes("card field", (one.node_id, other.node_id), before, after, work.grade))


def _shown(values: tuple[str, str]) -> tuple[str, str]:
    return values[0] or "–", values[1] or "–"


# --- confidence and reasons ---------------------------------------------------------------------------------------


def _confidence(sort: Sort, link: Link) -> float:
    """Make a rank from 0 to 1 of a likeness: a third at the floor, three quarters where it needs no look."""
    if link.by_person or link.score >= 1.0:
        return 1.0
    floor, sure = FLOOR[sort], SURE[sort]
    if link.score >= sure:
        found = 0.75 + 0.24 * (link.score - sure) / (1.0 - sure)
    else:
        found = 0.33 + 0.42 * (link.score - floor) / (sure - floor)
    return round(min(found, _DOUBT) if link.doubtful else found, 3)


def _match_reasons(link: Link, work: _Work) -> tuple[Reason, ...]:
    if link.by_person:
        rows = [row for row in work.said if row.old_id in link.olds and row.new_id in link.news]
        return tuple(_person(row) for row in rows)
    if link.score >= 1.0:
        return (Reason("equal-text"),)
    return (Reason("doubtful" if link.doubtful else "alike", (_percent(link.score),)),)


def _person(row: Correction) -> Reason:
    return Reason("person", (row.who, row.when.isoformat(), row.why))


def _percent(value: float) -> str:
    return f"{100 * value:.0f}"
