"""A standard as a flat list of nodes with their parents: cards, functions, units, statements."""

from dataclasses import dataclass, field
from typing import Literal

from toolkit.errors import DataError, Issue
from toolkit.model import KIND_LETTER, Card, Function, Item, Standard, Unit

Sort = Literal["card", "function", "unit", "statement"]
SORTS: tuple[Sort, ...] = ("card", "function", "unit", "statement")


@dataclass(frozen=True, slots=True)
class Node:
    """A card, function, unit or statement.

    Parameters
    ----------
    node_id : str
        ``STANDARD/o``, ``STANDARD/o.f``, ``STANDARD/o.f.u`` or the statement's identifier.
    sort : str
        Which of them.
    text : str
        Title or text.
    kind : str
        Of a statement skill, knowledge or competence; of a unit task or skill; of a function mandatory, additional or
        empty.
    parents : dict of sort to id
        The nodes above, as far as there are any.
    place : int
        Number among all nodes of its sort.
    source : Card, Function, Unit or Item
        What it was made of.
    """

    node_id: str
    sort: Sort
    text: str
    kind: str
    parents: dict[Sort, str]
    place: int
    source: Card | Function | Unit | Item

    @property
    def parent(self) -> str:
        """The node right above, empty for a card."""
        return next((self.parents[sort] for sort in ("unit", "function", "card") if sort in self.parents), "")


@dataclass(slots=True)
class Tree:
    """The nodes of a standard.

    Parameters
    ----------
    nodes : dict of sort to list of Node
        In the order of the text.
    by_id : dict of id to Node
        All of them.
    below : dict of id to list of Node
        The statements below a card, function or unit.
    """

    nodes: dict[Sort, list[Node]] = field(default_factory=lambda: {sort: [] for sort in SORTS})
    by_id: dict[str, Node] = field(default_factory=dict)
    below: dict[str, list[Node]] = field(default_factory=dict)
    repeated: list[str] = field(default_factory=list)

    def add(
        self, node_id: str, sort: Sort, text: str, kind: str, above: Node | None, source: Card | Function | Unit | Item
    ) -> Node:
        """Enter a node below another one."""
        parents = {**above.parents, above.sort: above.node_id} if above else {}
        node = Node(node_id, sort, text, kind, parents, len(self.nodes[sort]), source)
        if node_id in self.by_id:
            self.repeated.append(node_id)
        self.by_id[node_id] = node
        self.nodes[sort].append(node)
        if sort == "statement":
            for parent in parents.values():
                self.below[parent].append(node)
        else:
            self.below[node_id] = []
        return node


def tree_of(standard: Standard) -> Tree:
    """Flatten a standard.

    A unit of a form without units (kind none, no title) is no node: its statements stand below the function.

    Raises
    ------
    DataError
        Two nodes have one identifier; all are listed.
    """
    tree = Tree()
    for card in standard.cards:
        card_node = tree.add(f"{standard.standard_id}/{card.number}", "card", card.title, "", None, card)
        for function in card.functions:
            _add_function(tree, card_node, function)
        for item in card.competences:
            _add_item(tree, card_node, f"{card_node.node_id}.0.0", item)
    if tree.repeated:
        hint = "number cards, functions, units and items so that each number stands once in its list"
        issues = [Issue("repeated-id", name, "stands twice in the standard", hint) for name in tree.repeated]
        raise DataError(f"standard '{standard.standard_id}'", issues)
    return tree


def _add_function(tree: Tree, card: Node, function: Function) -> None:
    kind = {None: "", True: "mandatory", False: "additional"}[function.mandatory]
    node = tree.add(f"{card.node_id}.{function.number}", "function", function.title, kind, card, function)
    for unit in function.units:
        unit_id = f"{node.node_id}.{unit.number}"
        above = node
        if unit.kind != "none" or unit.title:
            above = tree.add(unit_id, "unit", unit.title, unit.kind, node, unit)
        for item in unit.items:
            _add_item(tree, above, unit_id, item)


def _add_item(tree: Tree, above: Node, place: str, item: Item) -> None:
    tree.add(f"{place}/{KIND_LETTER[item.kind]}{item.number}", "statement", item.text, item.kind, above, item)
