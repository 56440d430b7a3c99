"""Items of a CASE package as cards, labour functions, tasks and statements."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from toolkit.exchange.case_model import NOTHING, OURS, clean, is_structural, item_types, kind_of
from toolkit.exchange.case_own import Numbers, Own, labelled, own_of
from toolkit.exchange.case_tree import Node, name_of
from toolkit.exchange.notes import Note, shown
from toolkit.model import KINDS, UNIT_KINDS, Card, Function, Item, Kind, Lang, Span, Unit, UnitKind

_LANGUAGES: dict[str, Lang] = {"kk": "kk", "kaz": "kk", "ru": "ru", "rus": "ru", "en": "en", "eng": "en"}
_STRUCTURE = ("occupation", "function", "task", "skill-unit", "area", "level")
_OTHER_NAMES = ("abbreviatedStatement", "alternativeLabel", "humanCodingScheme")
"""What an item may be called by that has no statement."""

_TECHNICAL = ("identifier", "uri", "lastChangeDateTime")
_READ = ("fullStatement", "CFItemType", "CFItemTypeURI", "language", "extensions")
_OURS_TOO = ("humanCodingScheme", "listEnumeration", "educationLevel", "notes")
"""What we make of our own data when we write a package, so that reading may pass it over."""


def item_language(value: object) -> Lang | None:
    """Give our name of a language code (BCP 47 or ISO 639-2); None if it is none of the three.

    Examples
    --------
    >>> item_language("kk-Cyrl-KZ"), item_language("eng"), item_language("es"), item_language(None)
    ('kk', 'en', None, None)
    """
    return _LANGUAGES.get(value.replace("_", "-").split("-")[0].casefold()) if isinstance(value, str) else None


def type_of(node: Node) -> str:
    """Give the code of our own item type; empty for those of other systems."""
    return item_types().get(name_of(node.item.get("CFItemTypeURI")), "")


def type_title(node: Node) -> str:
    """Give the title of the type of an item, as its package says it."""
    link = node.item.get("CFItemTypeURI")
    for value in (node.item.get("CFItemType"), link.get("title") if isinstance(link, dict) else None):
        if isinstance(value, str) and value.strip():
            return clean(value)
    return ""


def holds(node: Node) -> bool:
    """Say whether an item is a part of the tree, and no statement."""
    code = type_of(node)
    return bool(node.children) or code in _STRUCTURE or (not code and is_structural(type_title(node)))


@dataclass(frozen=True, slots=True)
class Lost:
    """Tells what of an item has no place with us."""

    notes: list[Note]

    def of_ours(self, node: Node, *kept: str) -> None:
        """Tell what somebody else has added to an item of ours, or what an item of another system has to lose."""
        ours = bool(own_of(node.item, "", []).data)
        passed = {*_READ, *kept, *((*_TECHNICAL, *_OURS_TOO) if ours else ())}
        for name, value in node.item.items():
            if value in (None, "", [], {}):
                continue
            if name == "extensions" and isinstance(value, dict):
                self.notes.extend(
                    Note("not-kept", (node.where(name, key),), (("name", f"CFItem.extensions.{shown(key)}"),))
                    for key in value
                    if key != OURS
                )
            elif name in _TECHNICAL and not ours:
                self.notes.append(Note("technical", (node.where(name),), (("name", name),)))
            elif name not in passed:
                self.notes.append(Note("not-kept", (node.where(name),), (("name", f"CFItem.{shown(name)}"),)))


@dataclass(frozen=True, slots=True)
class CardReader:
    """Makes cards of the items at the top of a package.

    Parameters
    ----------
    lang : {"kk", "ru", "en"}
        Language of the standard.
    title : str
        What a card is called that holds the statements which stand alone at the top.
    notes : list of Note
        Where is told what could not be kept or had to be guessed.
    """

    lang: Lang
    title: str
    notes: list[Note]

    @property
    def lost(self) -> Lost:
        """Where is told what has no place with us."""
        return Lost(self.notes)

    def cards(self, roots: list[Node]) -> tuple[Card, ...]:
        """Read the items at the top, in order."""
        found: list[Card | None] = []
        alone: list[Node] = []
        taken = Numbers()
        for node in roots:
            if holds(node):
                found.append(self._card(node, taken))
                continue
            if not alone:
                found.append(None)
            alone.append(node)
        if not alone:
            return tuple(card for card in found if card)
        self.notes.append(Note("statements-alone", tuple(node.where() for node in alone), (("title", self.title),)))
        number = taken.top + 1
        levels = tuple({level: None for node in alone for level in _levels_of(node)})
        loose = Card(number, self.title, levels, _place(alone[0]), competences=self._items(alone))
        return tuple(card or loose for card in found)

    def _card(self, node: Node, taken: Numbers) -> Card:
        own = self._own(node)
        span = own.span(_place(node))
        number = taken.give(own.number("number", 1), own)
        functions: list[Function] = []
        alone: list[Node] = []
        numbers = Numbers()
        for child in node.children:
            if holds(child):
                functions.append(self._function(child, numbers))
            else:
                alone.append(child)
        kept = [(name, value) for name, value in node.item.items() if name not in (*_READ, "educationLevel")]
        fields = own.fields(span) if own.data else labelled(kept, span)
        self.lost.of_ours(node, "educationLevel", *(one.name for one in fields))
        return Card(
            number=number,
            title=self._text(node, own),
            levels=_levels(own.texts("levels")) if own.data else self._levels(node),
            span=span,
            fields=fields,
            functions=tuple(functions),
            competences=self._items(alone),
            related=own.related(span),
            requirements=own.requirements(span),
            variants=own.texts("variants"),
        )

    def _levels(self, node: Node) -> tuple[str, ...]:
        """Levels of the item, else those of what stands under it: our tree keeps the level of a card only."""
        mine = tuple(dict.fromkeys(_levels_of(node)))
        below = {level: None for one in node.below() for level in _levels_of(one)}
        if mine and set(below) - set(mine):
            places = tuple(one.where("educationLevel") for one in node.below() if set(_levels_of(one)) - set(mine))
            self.notes.append(Note("not-kept", places, (("name", "CFItem.educationLevel"),)))
        return mine or tuple(below)

    def _function(self, node: Node, taken: Numbers) -> Function:
        own = self._own(node)
        number = taken.give(own.number("number", 1), own)
        self.lost.of_ours(node, "educationLevel")
        bare = self._bare(own)
        numbers = Numbers({0, *bare}, max(bare, default=0))
        units: list[Unit] = []
        alone: dict[int, list[Node]] = {}
        first: dict[int, int] = {}
        for child in node.children:
            if holds(child):
                units.append(self._unit(child, numbers))
                continue
            wanted = own_of(child.item, child.where(), []).number("unit", 0)
            at = wanted if wanted in bare else 0
            alone.setdefault(at, []).append(child)
            first.setdefault(at, len(units))
        nameless = [bare.get(at) or (first[at], Unit(0, "none", "", _place(alone[at][0]))) for at in {**bare, **alone}]
        for place, unit in sorted(nameless, key=lambda one: one[0]):
            units.insert(place, replace(unit, items=self._items(alone.get(unit.number, []))))
        title = self._text(node, own)
        return Function(number, title, own.span(_place(node)), tuple(units), own.flag("mandatory"))

    def _bare(self, own: Own) -> dict[int, tuple[int, Unit]]:
        """Give the units that made no item: number → place among the units, unit without its statements."""
        found: dict[int, tuple[int, Unit]] = {}
        for row in own.rows("units"):
            number, place = row.number("number", 0), row.number("place", 0)
            if number is None or place is None or number in found:
                continue
            unit = Unit(number, _unit_kind(row), row.text("title"), row.span(Span(1, 1)), (), row.text("recognition"))
            found[number] = (place, unit)
        return found

    def _unit(self, node: Node, taken: Numbers) -> Unit:
        own = self._own(node)
        number = taken.give(own.number("number", 1), own)
        self.lost.of_ours(node, "educationLevel")
        kind: UnitKind = "skill" if type_of(node) == "skill-unit" else "task"
        deep = [child for child in node.children if child.children]
        if deep:
            self.notes.append(Note("too-deep", tuple(child.where() for child in deep)))
        items = self._items(list(node.below()))
        return Unit(number, kind, self._text(node, own), own.span(_place(node)), items, own.text("recognition"))

    def _items(self, nodes: list[Node]) -> tuple[Item, ...]:
        found: list[Item] = []
        taken: defaultdict[Kind, Numbers] = defaultdict(Numbers)
        for node in nodes:
            own = self._own(node)
            kind = self._kind(node)
            number = taken[kind].give(own.number("number", 1), own)
            names = ("listEnumeration",) if own.data else ("listEnumeration", "humanCodingScheme")
            printed = next((name for name in names if isinstance(node.item.get(name), str)), "")
            text = clean(node.item[printed]) if printed else ""
            self.lost.of_ours(node, printed, "educationLevel")
            found.append(Item(kind, number, text, self._text(node, own), own.span(_place(node)), own.text("source")))
        return tuple(found)

    def _kind(self, node: Node) -> Kind:
        code = type_of(node)
        for kind in KINDS:
            if code == kind:
                return kind
        title = type_title(node)
        kind_found = kind_of(title)
        if kind_found is None:
            self.notes.append(Note("kind-guessed", (node.where("CFItemType"),), (("name", shown(title)),)))
        return kind_found or "competence"

    def _own(self, node: Node) -> Own:
        language = node.item.get("language")
        found = item_language(language)
        if language is not None and found is None:
            blanks = (("name", shown(language)), ("language", self.lang))
            self.notes.append(Note("language-unknown", (node.where("language"),), blanks))
        elif found not in (None, self.lang):
            self.notes.append(Note("language-mixed", (node.where("language"),), (("language", str(found)),)))
        return own_of(node.item, node.where(), self.notes)

    def _text(self, node: Node, own: Own) -> str:
        if "title" in own.data:
            return own.text("title")
        for name in ("fullStatement", *_OTHER_NAMES):
            value = node.item.get(name)
            if isinstance(value, str) and clean(value):
                if name != "fullStatement":
                    self.notes.append(Note("no-statement", (node.where("fullStatement"),), (("name", name),), "error"))
                return clean(value)
        self.notes.append(Note("no-statement", (node.where("fullStatement"),), (("name", NOTHING),), "error"))
        return NOTHING


def _place(node: Node) -> Span:
    return Span(node.place + 1, node.place + 1)


def _levels_of(node: Node) -> tuple[str, ...]:
    """Give the levels that an item names."""
    value = node.item.get("educationLevel")
    return _levels(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()


def _levels(texts: Iterable[str]) -> tuple[str, ...]:
    """Give levels as a cell can hold them, joined by semicolons."""
    return tuple(text for one in texts if (text := clean(one).replace(";", ",")))


def _unit_kind(row: Own) -> UnitKind:
    found = row.text("kind")
    return next((kind for kind in UNIT_KINDS if kind == found), "none")
