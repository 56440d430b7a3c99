"""The chain of an act: what it amends, repeals and replaces, what amends, repeals and replaces it, and so on."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from toolkit.acts.references import ActRef, ref_of, same_ref
from toolkit.acts.relations import Relation, relations_of_register
from toolkit.errors import InputError
from toolkit.model import Act, Finding, KnownAct, Span

Seen = Literal["amends", "amended-by", "repeals", "repealed-by", "replaces", "replaced-by"]
_BACK: dict[str, Seen] = {"amends": "amended-by", "repeals": "repealed-by", "replaces": "replaced-by"}
_NOWHERE = Span(1, 1)


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a chain.

    Parameters
    ----------
    tie : str
        How `of` sees `act`: it ``amends`` it, is ``amended-by`` it, and so on.
    of, act : ActRef
        The act where the step begins, and the one where it leads.
    from_date : str
        ISO day from which it holds; empty where it is not known.
    sources : tuple of str
        Where it was read.
    depth : int
        1 for a relation of the act that was asked about, 2 for one of these acts, and so on.
    registered : bool
        Whether `act` stands in the register or among the known acts; if not, nothing more is known of it here.
    """

    tie: Seen
    of: ActRef
    act: ActRef
    from_date: str
    sources: tuple[str, ...]
    depth: int
    registered: bool


@dataclass(frozen=True, slots=True)
class Chain:
    """Everything that is recorded around one act, nearest first, and what is doubtful about it."""

    act: ActRef
    links: tuple[Link, ...]
    findings: tuple[Finding, ...]

    def direct(self, tie: Seen) -> tuple[ActRef, ...]:
        """Give the acts that stand in one relation to the act itself.

        Examples
        --------
        >>> Chain(ActRef(), (), ()).direct("amended-by")
        ()
        """
        return tuple(link.act for link in self.links if link.depth == 1 and link.tie == tie)


class _Graph:
    """The acts as nodes, each under one name, and the relations between them."""

    def __init__(self, acts: Iterable[Act], known: Iterable[KnownAct], relations: Iterable[Relation]) -> None:
        registered, looked_up = tuple(acts), tuple(known)
        self.nodes: list[ActRef] = []
        self.ids = {act.act_id: self.node(ref_of(act)) for act in registered}
        self.own = len(self.nodes)
        for item in looked_up:
            self.node(ref_of(item))
        self.registered = len(self.nodes)
        self.edges: dict[tuple[str, int, int], Relation] = {}
        self.sources: dict[tuple[str, int, int], tuple[str, ...]] = {}
        for tie in (*relations, *relations_of_register(registered, looked_up)):
            self.add(tie)

    def node(self, ref: ActRef) -> int:
        """Give the place of an act; what one name lacks is taken from the other names of the same act."""
        place = next((n for n, other in enumerate(self.nodes) if self.same(ref, other)), None)
        if place is None:
            self.nodes.append(ref)
            return len(self.nodes) - 1
        there = self.nodes[place]
        filled = {
            name: getattr(there, name) or getattr(ref, name)
            for name in ("body", "date", "number", "registration", "title", "named")
        }
        self.nodes[place] = replace(there, **filled)
        return place

    @staticmethod
    def same(ref: ActRef, other: ActRef) -> bool:
        """One act under two names; identifiers are compared too, as `amends` of the register holds nothing else."""
        return bool(same_ref(ref, other)) or (ref.act_id == other.act_id and same_ref(ref, other) is None)

    def add(self, item: Relation) -> None:
        key = (item.tie, self.node(item.act), self.node(item.other))
        if key[1] == key[2]:
            return
        there = self.edges.setdefault(key, item)
        if item.from_date and not there.from_date:
            self.edges[key] = replace(there, from_date=item.from_date)
        self.sources[key] = tuple(dict.fromkeys((*self.sources.get(key, ()), *([item.where] if item.where else []))))

    def around(self, node: int) -> list[tuple[Seen, int, tuple[str, int, int]]]:
        found: list[tuple[Seen, int, tuple[str, int, int]]] = []
        for key, item in self.edges.items():
            if key[1] == node:
                found.append((item.tie, key[2], key))
            if key[2] == node:
                found.append((_BACK[item.tie], key[1], key))
        return sorted(found, key=lambda step: (self.nodes[step[1]].date, self.nodes[step[1]].act_id, step[0]))

    def of_another(self, node: int) -> list[int]:
        """Give the acts that have the identifier of an act of the register, but another body, date or number."""
        named = self.nodes[node].named
        if node >= self.own or not named:
            return []
        return [place for place, ref in enumerate(self.nodes) if place >= self.own and ref.named == named]

    def behind(self, node: int) -> set[int]:
        """Every act that is reached by going on from one act to the acts that it does something to."""
        reached: set[int] = set()
        waiting = [node]
        while waiting:
            here = waiting.pop()
            onward = {key[2] for key in self.edges if key[1] == here} - reached
            reached |= onward
            waiting += sorted(onward)
        return reached


def history(
    acts: Iterable[Act], known_acts: Iterable[KnownAct], act_id: str, relations: Iterable[Relation] = ()
) -> Chain:
    """Give the chain of an act: amendments, repeals and replacements in both directions, over all acts that are reached.

    Acts are one only if body, date and number agree, or registration and year; a number alone says nothing. An act is
    visited once, so that a circle ends, with a finding.

    Parameters
    ----------
    acts : iterable of Act
        The register. An edition is its act as it is after some amendments: its chain is that of the act, without the
        orders that it has been made of.
    known_acts : iterable of KnownAct
        What people found out about other acts.
    act_id : str
        Identifier of an act that one of them names, or the title of a known act.
    relations : iterable of Relation
        `standards/relations.csv`.

    Returns
    -------
    Chain
        Links by depth, then by date of the act; findings ``unlisted`` (an act that is in no register), ``maybe-same`` (two
        names that could be one act), ``contradicts`` (a relation gives an identifier of the register another body, date or
        number, and so is no relation of that act) and ``cycle``.

    Raises
    ------
    InputError
        No act has that identifier; the message names those there are, or those that share the number.

    Examples
    --------
    >>> law = KnownAct("law", "Қамту туралы", "", "", "", "repealed", "Әлеуметтік кодекс", "2023-07-01", "adilet")
    >>> [(link.tie, link.act.title) for link in history([], [law], "Қамту туралы").links]
    [('repealed-by', 'Әлеуметтік кодекс')]
    """
    register = tuple(acts)
    edition = next((act for act in register if act.kind == "edition" and act.act_id == act_id), None)
    graph = _Graph((act for act in register if act.kind != "edition"), known_acts, relations)
    start = _find(graph, edition.amends if edition else act_id)
    done = [ref_of(act).act_id for act in register if edition and act.kind != "edition" and act.file in edition.files]
    links: list[Link] = []
    depth = {start: 0}
    used: set[tuple[str, int, int]] = set()
    waiting = [start]
    while waiting:
        here = waiting.pop(0)
        for tie, there, key in graph.around(here):
            if key in used:
                continue
            used.add(key)
            if there not in depth:
                depth[there] = depth[here] + 1
                waiting.append(there)
            if here == start and tie == "amended-by" and graph.nodes[there].act_id in done:
                continue
            day, sources = graph.edges[key].from_date, graph.sources[key]
            known = there < graph.registered
            links.append(Link(tie, graph.nodes[here], graph.nodes[there], day, sources, depth[here] + 1, known))
    return Chain(graph.nodes[start], tuple(links), tuple(_findings(graph, sorted(depth))))


def _find(graph: _Graph, act_id: str) -> int:
    if act_id in graph.ids:  # the register says what its identifiers mean; who says otherwise is found below
        return graph.ids[act_id]
    found = [n for n, ref in enumerate(graph.nodes) if act_id in (ref.act_id, ref.named, ref.title)]
    if not found:
        plain = act_id.removeprefix("№").strip()
        same = [ref.act_id for ref in graph.nodes if plain in (ref.number, ref.registration)]
        if same:
            raise InputError(f"'{act_id}' is only a number; acts with it: {', '.join(same)}")
        known = ", ".join(ref.act_id for ref in graph.nodes if ref.act_id) or "none"
        raise InputError(f"no act '{act_id}'; there are: {known}")
    if len(found) > 1:
        raise InputError(f"'{act_id}' could be several acts; name one by body, date and number in relations.csv")
    return found[0]


def _facts(ref: ActRef) -> str:
    """Give body, date and number of an act as far as they are recorded."""
    return ", ".join(part for part in (ref.body, ref.date, ref.number and f"№ {ref.number}") if part) or "–"


def _findings(graph: _Graph, reached: list[int]) -> list[Finding]:
    found: list[Finding] = []
    for place in reached:
        ref = graph.nodes[place]
        for other in graph.of_another(place):
            facts = f"{_facts(ref)} ≠ {_facts(graph.nodes[other])}"
            found.append(Finding("contradicts", _NOWHERE, (ref.act_id, facts)))
        if place >= graph.registered:
            found.append(Finding("unlisted", _NOWHERE, (ref.act_id,)))
        for other in range(place):
            there = graph.nodes[other]
            dated = ref.date and ref.date == there.date and ref.number and ref.number == there.number
            if dated and same_ref(ref, there) is None:
                found.append(Finding("maybe-same", _NOWHERE, (there.act_id, ref.act_id)))
    circle = [place for place in reached if place in graph.behind(place)]
    if circle:
        found.append(Finding("cycle", _NOWHERE, (", ".join(graph.nodes[place].act_id for place in circle),)))
    return found
