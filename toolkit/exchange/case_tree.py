"""The items of a CASE package as a forest: who stands under whom, in which order, and what is wrong with it.

A package is a list of items and a list of associations in any order. Nothing here calls itself: a chain of a hundred
thousand items is as good as a flat list.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from toolkit.exchange.notes import Note, pointer, shown

Json = dict[str, Any]


@dataclass(slots=True, eq=False)
class Node:
    """An item with its place in `CFItems` and what stands under it."""

    place: int
    item: Json
    children: list["Node"] = field(default_factory=list)
    parent: "Node | None" = None
    rank: tuple[bool, int, int] = (True, 0, 0)
    """Whether it has no number, its number, its place: what the order among brothers goes by."""

    def where(self, *names: object) -> str:
        """Give the JSON pointer of the item, or of one of its properties."""
        return pointer("CFItems", self.place, *names)

    def below(self) -> Iterator["Node"]:
        """Give everything that stands under it, each before its children, in order."""
        stack = list(reversed(self.children))
        while stack:
            node = stack.pop()
            yield node
            stack += reversed(node.children)


@dataclass(frozen=True, slots=True)
class Forest:
    """The items under the document, and what was found wrong on the way."""

    roots: tuple[Node, ...]
    nodes: tuple[Node, ...]
    notes: tuple[Note, ...]


def name_of(thing: object) -> str:
    """Give the identifier of an item or link in small letters; without one the end of its address; else nothing.

    Examples
    --------
    >>> name_of({"uri": "https://example.org/CFItems/72035ABE"}), name_of({"identifier": " A "}), name_of(5)
    ('72035abe', 'a', '')
    """
    if not isinstance(thing, dict):
        return ""
    for key in ("identifier", "uri"):
        value = thing.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip().casefold().rsplit("/", 1)[-1].removeprefix("urn:uuid:")
    return ""


def forest(package: Json) -> Forest:
    """Put the items of a package under each other.

    Parameters
    ----------
    package : dict
        A CFPackage; parts of a wrong type are left aside and noted.

    Returns
    -------
    Forest
        Every item stands in it once. An item with several parents stays under the first, a circle is opened at its
        first item, and what hangs on nothing is put to the end of the top.
    """
    notes: list[Note] = []
    nodes = _nodes(package, notes)
    known: dict[str, Node] = {}
    for node in nodes:
        name = name_of(node.item)
        if name in known:
            notes.append(Note("item-twice", (node.where("identifier"),), (("name", shown(name)),), "error"))
        elif name:
            known[name] = node
    placed = _hang(package, known, notes)
    for node in _openings(nodes):
        notes.append(Note("circle", (node.where(),), (), "error"))
        node.parent = None
        placed.add(node)
        node.rank = (True, 0, node.place)
    loose = [node for node in nodes if node not in placed]
    notes += [Note("loose-item", (node.where(),)) for node in loose]
    for node in nodes:
        if node.parent is not None:
            node.parent.children.append(node)
    for node in nodes:
        node.children.sort(key=lambda child: child.rank)
    roots = sorted((node for node in nodes if node.parent is None and node in placed), key=lambda node: node.rank)
    return Forest((*roots, *loose), tuple(nodes), tuple(notes))


def _list(package: Json, name: str, notes: list[Note]) -> list[Any]:
    value = package.get(name, [])
    if isinstance(value, list):
        return value
    notes.append(Note("not-a-list", (pointer(name),), (("name", name),), "error"))
    return []


def _nodes(package: Json, notes: list[Note]) -> list[Node]:
    nodes: list[Node] = []
    for place, item in enumerate(_list(package, "CFItems", notes)):
        if isinstance(item, dict):
            nodes.append(Node(place, item, rank=(True, 0, place)))
        else:
            notes.append(Note("not-an-object", (pointer("CFItems", place),), (), "error"))
    return nodes


def _hang(package: Json, known: dict[str, Node], notes: list[Note]) -> set[Node]:
    """Give items their parents by ``isChildOf``; return those that have a place, also directly under the document."""
    top = name_of(package.get("CFDocument"))
    placed: set[Node] = set()
    for place, link in enumerate(_list(package, "CFAssociations", notes)):
        where = pointer("CFAssociations", place)
        if not isinstance(link, dict):
            notes.append(Note("not-an-object", (where,), (), "error"))
            continue
        kind = link.get("associationType")
        if kind != "isChildOf":
            notes.append(Note("association", (where,), (("kind", shown(kind)),)))
            continue
        child, above = name_of(link.get("originNodeURI")), name_of(link.get("destinationNodeURI"))
        if child not in known or not above or (above not in known and above != top):
            lost = child if child not in known else above
            notes.append(Note("dangling", (where,), (("name", shown(lost)),), "error"))
            continue
        node = known[child]
        if node in placed:
            notes.append(Note("second-parent", (where,)))
            continue
        number = link.get("sequenceNumber")
        order = number if isinstance(number, int) and not isinstance(number, bool) else None
        node.rank = (order is None, order or 0, place)
        node.parent = None if above == top else known[above]
        placed.add(node)
        notes += [
            Note("not-kept", (where + pointer(name),), (("name", f"CFAssociation.{name}"),))
            for name in ("notes", "CFAssociationGroupingURI")
            if link.get(name)
        ]
    return placed


def _openings(nodes: list[Node]) -> list[Node]:
    """Give the first item of every circle: follow the parents up from each item, once."""
    seen: dict[Node, int] = {}
    found: list[Node] = []
    for number, start in enumerate(nodes):
        path: list[Node] = []
        node: Node | None = start
        while node is not None and node not in seen:
            seen[node] = number
            path.append(node)
            node = node.parent
        if node is not None and seen[node] == number:
            found.append(min(path[path.index(node) :], key=lambda one: one.place))
    return found
