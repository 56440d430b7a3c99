"""A package of CASE, ours or of another system, as a document of the library, with everything that could not be kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from toolkit.errors import InputError
from toolkit.exchange.case_items import CardReader, Lost, item_language, type_of
from toolkit.exchange.case_model import OURS, clean
from toolkit.exchange.case_own import Own, labelled, own_of
from toolkit.exchange.case_tree import Forest, Json, Node, forest, name_of
from toolkit.exchange.notes import Note, joined, pointer, shown
from toolkit.languages import column_language
from toolkit.model import Descriptor, Lang, Parsed, Span, Standard
from toolkit.tables import ACTS

_NAME = re.compile(r"\w[\w.@-]{0,99}")
_TOP = Span(1, 1)
_FOREIGN_FORM = "case"


@dataclass(frozen=True, slots=True)
class Imported:
    """What a package gave.

    Parameters
    ----------
    act_id : str
        Identifier of the act or framework: its own, or one made of the identifier of the package.
    parsed : Parsed
        The document. In a package of ours the lines are those of the original source; in one of another system the line
        of an item is its place in `CFItems`, from 1.
    notes : tuple of Note
        Everything that was wrong, could not be kept, or had to be guessed.
    register : dict
        What is known for a row of `standards/acts.csv`: column → text.
    """

    act_id: str
    parsed: Parsed
    notes: tuple[Note, ...]
    register: dict[str, str]


def is_case(value: object) -> bool:
    """Say whether a piece of JSON is meant to be a CASE package.

    Examples
    --------
    >>> is_case({"CFDocument": {}}), is_case([])
    (True, False)
    """
    return isinstance(value, dict) and ("CFDocument" in value or "CFItems" in value)


def parse_case(package: object, source: str = "", name: str = "") -> Imported:
    """Read a CFPackage into the tree of a standard, or into the descriptors of a framework.

    Parameters
    ----------
    package : object
        What the JSON of the file holds.
    source : str
        Name of the file.
    name : str
        Identifier for the act instead of the one in the file.

    Returns
    -------
    Imported
        For a package made by `case_package` the same tree. For others: what stands at the top and holds something is an
        occupation card, below it labour functions, below these tasks, below these statements; statements may hang on any
        of them. Deeper levels become statements of their task. Items at the top in another language than the document
        make a standard of their own.

    Raises
    ------
    InputError
        This is no CASE package.

    Examples
    --------
    >>> item = {"identifier": "a", "fullStatement": "Counts people", "CFItemType": "Skill"}
    >>> found = parse_case({"CFDocument": {"identifier": "d", "title": "Census", "language": "en"}, "CFItems": [item]})
    >>> found.parsed.standards[0].cards[0].competences[0].text
    'Counts people'
    """
    if not isinstance(package, dict) or not isinstance(package.get("CFDocument"), dict):
        raise InputError(
            "this is no CASE package: it has no object «CFDocument»; ask for the whole framework as a CFPackage in JSON"
        )
    document: Json = package["CFDocument"]
    notes: list[Note] = []
    own = own_of(document, pointer("CFDocument"), notes)
    trees = forest(package)
    notes += trees.notes
    act_id, standard_id = _names(document, own, name, notes)
    lang = _language(document, trees, notes)
    read = _Reading(document, own, trees, act_id, standard_id, lang, clean(own.text("source") or source), notes)
    parsed = read.framework() if own.text("kind") == "framework" else read.standards()
    notes += _unused(package, bool(own.data))
    return Imported(act_id, parsed, joined(notes), _register(document, own, act_id, lang, parsed.form, source))


def _names(document: Json, own: Own, name: str, notes: list[Note]) -> tuple[str, str]:
    """Give the identifiers of act and standard: they become names of folders, so only names are taken."""
    if name and not _NAME.fullmatch(name):
        raise InputError(f"'{name}' is no name of a folder; use letters, digits, hyphens and points")
    made = re.sub(r"[^\w]", "", name_of(document))[:8] or "0"
    act_id, standard_id = own.text("act_id"), own.text("id")
    for found, key in ((act_id, "act_id"), (standard_id, "id")):
        if found and not _NAME.fullmatch(found):
            notes.append(Note("bad-name", (own.where + pointer(key),), (("name", shown(found)),), "error"))
    act_id = act_id if _NAME.fullmatch(act_id) else f"CASE-{made}"
    standard_id = standard_id if _NAME.fullmatch(standard_id) else act_id
    if name:
        standard_id = name + standard_id.removeprefix(act_id) if standard_id.startswith(act_id) else name
        act_id = name
    return act_id, standard_id


def _language(document: Json, trees: Forest, notes: list[Note]) -> Lang:
    said = document.get("language")
    found = item_language(said)
    if found:
        return found
    texts = [text for node in trees.nodes if isinstance(text := node.item.get("fullStatement"), str)]
    guess = column_language(texts, "en")
    where = (pointer("CFDocument", "language"),)
    if said is None:
        notes.append(Note("language-guessed", where, (("language", guess),)))
    else:
        notes.append(Note("language-unknown", where, (("name", shown(said)), ("language", guess))))
    return guess


@dataclass(frozen=True, slots=True)
class _Reading:
    document: Json
    own: Own
    trees: Forest
    act_id: str
    standard_id: str
    lang: Lang
    source: str
    notes: list[Note]

    @property
    def title(self) -> str:
        if "title" in self.own.data:
            return self.own.text("title")
        title = self.document.get("title")
        return clean(title) if isinstance(title, str) else ""

    def _parsed(self, standards: tuple[Standard, ...], descriptors: tuple[Descriptor, ...]) -> Parsed:
        return Parsed(
            source=self.source,
            lang=self.lang,
            form=self.own.text("form") or _FOREIGN_FORM,
            why="CFDocument",
            standards=standards,
            findings=(),
            uses=(),
            descriptors=descriptors,
            fields=() if standards else self.own.fields(_TOP),
        )

    def standards(self) -> Parsed:
        """Read the items as standards, one for each language at the top."""
        groups: dict[Lang, list[Node]] = {}
        for node in self.trees.roots:
            groups.setdefault(item_language(node.item.get("language")) or self.lang, []).append(node)
        fields = self.own.fields(_TOP) if self.own.data else labelled(_facts(self.document), _TOP)
        found: list[Standard] = []
        for lang, roots in groups.items() or [(self.lang, [])]:
            name = f"{self.standard_id}-{lang}" if found else self.standard_id
            cards = CardReader(lang, self.title or self.standard_id, self.notes).cards(roots)
            found.append(Standard(name, self.act_id, self.title, lang, self.source, fields, cards))
        if len(found) > 1:
            names = ", ".join(one.standard_id for one in found)
            self.notes.append(Note("languages-apart", (pointer("CFItems"),), (("names", names),)))
        return self._parsed(tuple(found), ())

    def framework(self) -> Parsed:
        """Read the items as level descriptors."""
        rows: list[tuple[int, int, Descriptor]] = []
        taken: set[str] = set()
        lost = Lost(self.notes)
        for node in self.trees.nodes:
            if type_of(node) in ("area", "level"):
                lost.of_ours(node)
                continue
            own = own_of(node.item, node.where(), self.notes)
            order = own.number("number", 1) or len(self.trees.nodes) + node.place + 1
            rows.append((order, node.place, self._descriptor(node, own, taken)))
            lost.of_ours(node)
        return self._parsed((), tuple(row for _, _, row in sorted(rows, key=lambda one: one[:2])))

    def _descriptor(self, node: Node, own: Own, taken: set[str]) -> Descriptor:
        code = node.item.get("humanCodingScheme")
        ours = isinstance(code, str) and code.startswith(f"{self.standard_id}/") and code not in taken
        statement_id = clean(str(code)) if ours else f"{self.standard_id}/{node.place + 1}/C1"
        if not ours:
            self.notes.append(Note("code-made", (node.where("humanCodingScheme"),), (("name", statement_id),)))
        taken.add(statement_id)
        span = own.span(Span(node.place + 1, node.place + 1))
        text = node.item.get("fullStatement")
        return Descriptor(
            statement_id=statement_id,
            framework_id=self.standard_id,
            area=own.text("area"),
            nqf_level=own.text("nqf_level"),
            sqf_level=own.text("sqf_level"),
            kind=own.text("kind") or "competence",
            text=own.text("title") if "title" in own.data else clean(text) if isinstance(text, str) else "",
            inferred=own.flag("inferred") or False,
            why=own.text("why"),
            source=self.source,
            line_start=span.start,
            line_end=span.end,
        )


_TREE = ("title", "language", "extensions", "lastChangeDateTime", "caseVersion")


def _facts(document: Json) -> Iterator[tuple[str, object]]:
    """Give the properties of a document of another system that become labelled fields."""
    return ((name, value) for name, value in document.items() if name not in _TREE)


def _unused(package: Json, ours: bool) -> Iterator[Note]:
    """List what of the package itself has no place with us."""
    document = package["CFDocument"]
    for name in document:
        extensions = document[name] if name == "extensions" and isinstance(document[name], dict) else {}
        foreign = [key for key in extensions if key != OURS]
        kept = ours or name in ("title", "language") or labelled([(name, document[name])], _TOP)
        if foreign or (name != "extensions" and not kept):
            yield Note("not-kept", (pointer("CFDocument", name),), (("name", f"CFDocument.{shown(name)}"),))
    for name, value in package.items():
        if name in ("CFDocument", "CFItems", "CFAssociations") or not value:
            continue
        parts = value if name == "CFDefinitions" and isinstance(value, dict) else {"": value}
        for part, content in parts.items():
            if content and part != "CFItemTypes":
                label = f"{name}.{part}" if part else name
                yield Note("not-kept", (pointer(name, *([part] if part else [])),), (("name", shown(label)),))


def _register(document: Json, own: Own, act_id: str, lang: Lang, form: str, source: str) -> dict[str, str]:
    """Give what is known for the register of acts; dates and hashes only of our own packages."""
    said = own.data.get("act")
    found: dict[str, Any] = said if isinstance(said, dict) else {}
    row = {name: clean(value) if isinstance(value := found.get(name), str) else "" for name in ACTS.names}
    if not found:
        texts = {name: clean(text) for name in ("title", "creator") if isinstance(text := document.get(name), str)}
        row |= {"kind": "reference", f"title_{lang}": texts.get("title", ""), "issuer": texts.get("creator", "")}
        row |= {"status": "unknown", "lang": lang, "form": form, "file": source}
    return row | {"act_id": act_id}
