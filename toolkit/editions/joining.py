"""Mergers and splits: what several things of one edition are together in the other one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toolkit.editions.matching import Matching, Pair, Said, goes_first
from toolkit.editions.nodes import SORTS, Node, Sort, Tree
from toolkit.editions.similarity import Alike

PART, WHOLE, ADDS = 0.72, 0.72, 0.15
"""Of the words of a part so many must stand in the whole, of those of the whole so many in the parts; each part brings some."""

CERTAIN = 0.9
"""Where so much of the whole stands in the parts nobody need look."""

WEAK = 0.62
"""A match worse than this gives way to a merger or split."""

MOST = 0.6
"""So many of the statements below a thing must have gone to one other thing for it to be part of that."""

_LEAST = 2
"""A part has at least so many words: a single one stands in many texts."""


@dataclass(frozen=True, slots=True)
class Link:
    """What of the old edition is what of the new one: one and one, several and one, or one and several."""

    olds: tuple[str, ...]
    news: tuple[str, ...]
    score: float
    doubtful: bool = False
    by_person: bool = False


Links = dict[Sort, list[Link]]


def links(old: Tree, new: Tree, found: Matching, said: Said) -> Links:
    """Give the links of all sorts: pairs, then mergers and splits found among what is left.

    The same whichever edition is the old one: what is a merger one way is a split the other way.

    Parameters
    ----------
    old, new : Tree
        The editions.
    found : Matching
        Their pairs.
    said : Said
        What persons have said; it stands.
    """
    if goes_first(old, new):
        made = _links(old, new, found, said)
    else:
        turned = _links(new, old, found.turned(), said.turned())
        made = {sort: [_turned(link) for link in turned[sort]] for sort in SORTS}
    for sort in SORTS:
        made[sort].sort(key=lambda link: (new.by_id[link.news[0]].place, old.by_id[link.olds[0]].place))
    return made


def _links(old: Tree, new: Tree, found: Matching, said: Said) -> Links:
    """Find mergers before splits: where a thing could be in either, the one found first has it."""
    made: Links = {sort: _of_pairs(found.pairs[sort]) for sort in SORTS}
    merged = _with_mergers(made["statement"], old, new, found.texts, said)
    # A split is a merger seen from the other side.
    turned = _with_mergers([_turned(link) for link in merged], new, old, found.texts.turned(), said.turned())
    made["statement"] = [_turned(link) for link in turned]
    for sort in SORTS[:-1]:
        made[sort] = _with_parts(sort, made[sort], made["statement"], old, new, said)
    return made


def partners(made: Sequence[Link]) -> dict[str, set[str]]:
    """Give the new things of each old one."""
    found: dict[str, set[str]] = {}
    for link in made:
        for one in link.olds:
            found.setdefault(one, set()).update(link.news)
    return found


def _of_pairs(pairs: Sequence[Pair]) -> list[Link]:
    """Join the pairs that persons have made of one thing."""
    made = [Link((pair.old,), (pair.new,), pair.score, pair.doubtful) for pair in pairs if not pair.by_person]
    for pair in (pair for pair in pairs if pair.by_person):
        known = [link for link in made if pair.old in link.olds or pair.new in link.news]
        olds = dict.fromkeys([*(name for link in known for name in link.olds), pair.old])
        news = dict.fromkeys([*(name for link in known for name in link.news), pair.new])
        made = [link for link in made if link not in known]
        made.append(Link(tuple(olds), tuple(news), 1.0, by_person=True))
    return made


# --- statements ---------------------------------------------------------------------------------------------------


def _with_mergers(made: Sequence[Link], old: Tree, new: Tree, texts: Alike, said: Said) -> list[Link]:
    """Find new statements of which several old ones are parts; weak pairs give way."""
    of_old = {one: link for link in made for one in link.olds}
    of_new = {one: link for link in made for one in link.news}
    beside: dict[int, list[int]] = {}
    for row, column in texts.values:
        beside.setdefault(column, []).append(row)
    names = list(texts.old)
    by_text: dict[str, list[Node]] = {}
    for node in old.nodes["statement"]:
        if node.node_id not in said.old_alone:
            by_text.setdefault(node.text, []).append(node)
    for whole in new.nodes["statement"]:
        own = of_new.get(whole.node_id)
        if whole.node_id in said.new_alone or (own and (own.by_person or own.score >= 1.0 or len(own.news) > 1)):
            continue
        near = [node for row in beside.get(texts.new[whole.text], ()) for node in by_text.get(names[row], ())]
        link = _merger(whole, own, [node for node in near if _free(of_old.get(node.node_id), own)], texts)
        if link is None:
            continue
        for name in link.olds:
            before = of_old.get(name)
            if before is not None:
                of_new.pop(before.news[0], None)
            of_old[name] = link
        of_new[whole.node_id] = link
    return list(dict.fromkeys(of_new.values()))


def _free(link: Link | None, own: Link | None) -> bool:
    """Say whether a statement may become part of a merger: it has no counterpart, this one, or hardly one."""
    if link is None or link is own:
        return True
    return link.score < WEAK and not link.by_person and len(link.olds) == len(link.news) == 1


def _merger(whole: Node, own: Link | None, near: Sequence[Node], texts: Alike) -> Link | None:
    """Give the link of a new statement as the merger of old ones, if it is one."""
    parts = [
        node
        for node in near
        if node.kind == whole.kind
        and len(texts.terms_old[texts.old[node.text]]) >= _LEAST
        and texts.held(node.text, whole.text) >= PART
    ]
    chosen, covered = _cover(whole, parts, texts)
    names = tuple(node.node_id for node in chosen)
    if len(names) < 2 or covered < WHOLE or (own and own.olds[0] not in names):
        return None
    return Link(names, (whole.node_id,), covered, covered < CERTAIN)


def _cover(whole: Node, parts: Sequence[Node], texts: Alike) -> tuple[list[Node], float]:
    """Choose parts that bring words of the whole, the largest first, each at least some."""
    words = texts.terms_new[texts.new[whole.text]]
    total = sum(words.values()) or 1.0
    open_words = dict(words)
    chosen: list[Node] = []

    def brings(node: Node) -> float:
        mine = texts.terms_old[texts.old[node.text]]
        return sum(weight for word, weight in open_words.items() if word in mine) / total

    left = sorted(parts, key=lambda node: (-brings(node), node.place))
    for node in left:
        if brings(node) >= ADDS:
            chosen.append(node)
            mine = texts.terms_old[texts.old[node.text]]
            open_words = {word: weight for word, weight in open_words.items() if word not in mine}
    return sorted(chosen, key=lambda node: node.place), 1.0 - sum(open_words.values()) / total


def _turned(link: Link) -> Link:
    return Link(link.news, link.olds, link.score, link.doubtful, link.by_person)


# --- cards, functions, units --------------------------------------------------------------------------------------


def _with_parts(
    sort: Sort, made: list[Link], statements: Sequence[Link], old: Tree, new: Tree, said: Said
) -> list[Link]:
    """Join what is left of one edition to the thing to which most of its statements have gone."""
    made = _taken_in(sort, made, statements, old, new, said.old_alone)
    turned = [_turned(link) for link in statements]
    return [
        _turned(link) for link in _taken_in(sort, [_turned(link) for link in made], turned, new, old, said.new_alone)
    ]


def _taken_in(
    sort: Sort, made: list[Link], statements: Sequence[Link], old: Tree, new: Tree, alone: frozenset[str]
) -> list[Link]:
    gone_to = {one: link.news for link in statements for one in link.olds}
    linked = {one for link in made for one in link.olds} | alone
    for node in old.nodes[sort]:
        below = old.below[node.node_id]
        if node.node_id in linked or not below:
            continue
        goal, share = _most(gone_to, below, sort, new)
        link = next((link for link in made if goal in link.news), None)
        if link is None or share < MOST or len(link.news) > 1 or link.by_person:
            continue
        made = [other for other in made if other is not link]
        olds = sorted((*link.olds, node.node_id), key=lambda name: old.by_id[name].place)
        made.append(Link(tuple(olds), link.news, share, share < CERTAIN))
    return made


def _most(gone_to: Mapping[str, tuple[str, ...]], below: Sequence[Node], sort: Sort, new: Tree) -> tuple[str, float]:
    """Give the thing to which most of some statements have gone, and how many of them."""
    counts: dict[str, int] = {}
    for node in below:
        for name in dict.fromkeys(new.by_id[other].parents.get(sort, "") for other in gone_to.get(node.node_id, ())):
            counts[name] = counts.get(name, 0) + 1
    counts.pop("", None)
    goal = max(counts, key=lambda name: (counts[name], -new.by_id[name].place), default="")
    return goal, counts.get(goal, 0) / len(below)
