"""Judging a file of SSSOM/TSV, ours or anybody's, by the rules of the standard."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from toolkit.exchange.notes import Note, joined, shown
from toolkit.exchange.rules import is_date, is_uri, said
from toolkit.exchange.sssom_write import rules

_CURIE = re.compile(r"([A-Za-z_][\w.-]*):([^\s]*)")
_DEEPEST = 20
_NOWHERE = "sssom:NoTermFound"
_LITERAL = "rdfs literal"


def is_sssom(text: str) -> bool:
    """Say whether a text is meant to be SSSOM/TSV: comments first, then a heading with the slots of a mapping.

    Examples
    --------
    >>> is_sssom("#license: x\\nsubject_id\\tpredicate_id\\n"), is_sssom("a,b\\n")
    (True, False)
    """
    heading = next((line for line in text.splitlines() if not line.startswith("#")), "")
    return "\t" in heading and bool({"subject_id", "predicate_id", "object_id"} & set(heading.strip().split("\t")))


def check_sssom(text: str) -> tuple[Note, ...]:
    """Judge a file of SSSOM/TSV.

    Parameters
    ----------
    text : str
        The file, decoded as UTF-8.

    Returns
    -------
    tuple of Note
        What the standard forbids (``error``) or advises against (``advice``), with the lines.

    Examples
    --------
    >>> [note.code for note in check_sssom("subject_id\\tpredicate_id\\tobject_id\\n")]
    ['missing', 'missing', 'missing']
    """
    check = _Check()
    if text.startswith("\ufeff"):
        check.error("byte-order-mark", "1", rule="Encoding")
        text = text.removeprefix("\ufeff")
    if "\r" in text:
        check.advice("line-ends", "1", rule="Canonical SSSOM/TSV format")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    head = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    slots = check.metadata(lines[:head])
    check.set_slots(slots)
    check.mappings("\n".join(lines[head:]), head, slots)
    return joined(check.notes)


def _header_yaml(text: str) -> Any:
    """Read the metadata block; anchors, tags and directives are forbidden, and nothing real is nested deeply."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        starts = isinstance(event, yaml.CollectionStartEvent)
        depth += starts - isinstance(event, yaml.CollectionEndEvent)
        tagged = isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and (event.tag or event.anchor)
        directive = isinstance(event, yaml.DocumentStartEvent) and (event.version or event.tags)
        if isinstance(event, yaml.AliasEvent) or tagged or directive or depth > _DEEPEST:
            raise yaml.YAMLError("anchors, aliases, tags and directives must not be used")
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 -- makes texts, lists and tables only


@dataclass(slots=True)
class _Check:
    notes: list[Note] = field(default_factory=list)
    prefixes: set[str] = field(default_factory=set)

    def error(self, code: str, place: str, rule: str, expected: str = "", **blanks: str) -> None:
        self.notes.append(Note(code, (place,), tuple(blanks.items()), "error", f"SSSOM/TSV, {rule}", expected))

    def advice(self, code: str, place: str, rule: str, **blanks: str) -> None:
        self.notes.append(Note(code, (place,), tuple(blanks.items()), "advice", f"SSSOM/TSV, {rule}"))

    def metadata(self, lines: Sequence[str]) -> dict[str, Any]:
        """Read the metadata block; the number sign may be followed by blanks, the same number in every line."""
        bare = [line[1:] for line in lines]
        indent = min((len(line) - len(line.lstrip(" ")) for line in bare if line.strip()), default=0)
        try:
            found = _header_yaml("\n".join(line[indent:] for line in bare)) if bare else {}
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            place = str(mark.line + 1) if mark else "1"
            problem = getattr(error, "problem", None) or str(error)
            self.error("bad-yaml", place, "Metadata block", problem=shown(problem))
            return {}
        if found is None:
            return {}
        if not isinstance(found, dict):
            self.error("bad-yaml", "1", "Metadata block", problem=said(found))
            return {}
        return {str(name): value for name, value in found.items()}

    def set_slots(self, slots: Mapping[str, Any]) -> None:
        """Judge the metadata block."""
        for name in rules()["required_set"]:
            if not slots.get(name):
                self.error("missing", "1", "MappingSet", name=name)
        declared = slots.get("curie_map", {})
        if not isinstance(declared, dict):
            self.error("wrong-value", "curie_map", "Identifiers", "object", found=said(declared))
            declared = {}
        for prefix, address in declared.items():
            built_in = rules()["prefixes"].get(prefix)
            if not is_uri(address):
                self.error("wrong-value", f"curie_map/{shown(prefix)}", "Identifiers", "uri", found=said(address))
            elif built_in not in (None, address):
                self.error("prefix-other", f"curie_map/{shown(prefix)}", "Identifiers", name=shown(prefix))
        self.prefixes = {*declared, *rules()["prefixes"]}
        extensions = _extensions(slots)
        for name, value in slots.items():
            if name not in rules()["set_slots"] and name not in extensions:
                self.advice("slot-unknown", shown(name), "Non-standard slots", name=shown(name))
            elif name not in ("curie_map", "extension_definitions"):
                for one in value if isinstance(value, list) else [value]:
                    self.value(name, one, shown(name))

    def mappings(self, text: str, head: int, slots: Mapping[str, Any]) -> None:
        """Judge the mappings block: heading, rows, and whether it is in the canonical form."""
        reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True)
        rows: list[list[str]] = []
        names: list[str] = []
        try:
            names = next(reader, [])
            self.heading(names, str(head + 1), _extensions(slots))
            for row in reader:
                place = str(head + reader.line_num)
                if len(row) != len(names):
                    self.error("cell-count", place, "Mappings block", found=str(len(row)), wanted=str(len(names)))
                    continue
                self.row(dict(zip(names, row, strict=True)), slots, place)
                rows.append(row)
        except csv.Error as error:
            self.error("bad-quotes", str(head + reader.line_num), "Quoting", problem=shown(error))
        order = [name for name in rules()["slots"] if name in names]
        if [name for name in names if name in rules()["slots"]] != order:
            self.advice("column-order", str(head + 1), "Canonical SSSOM/TSV format")
        if rows != sorted(rows):
            self.advice("row-order", str(head + 2), "Canonical SSSOM/TSV format")

    def heading(self, names: Sequence[str], place: str, extensions: set[str]) -> None:
        """Judge the names of the columns."""
        for name in rules()["required"]:
            if name not in names:
                self.error("missing", place, "Mapping", name=name)
        for name in sorted({name for name in names if names.count(name) > 1}):
            self.error("column-twice", place, "Mappings block", name=shown(name))
        for name in names:
            if name not in rules()["slots"] and name not in extensions:
                self.advice("slot-unknown", place, "Non-standard slots", name=shown(name))

    def row(self, cells: Mapping[str, str], slots: Mapping[str, Any], place: str) -> None:
        """Judge one mapping."""
        for name in rules()["required"]:
            if name in cells and not cells[name]:
                self.error("missing", place, "Mapping", name=name)
        for end in ("subject", "object"):
            literal = (cells.get(f"{end}_type") or slots.get(f"{end}_type")) == _LITERAL
            needed = f"{end}_label" if literal else f"{end}_id"
            if not cells.get(needed):
                self.error("missing", place, "Mapping", name=needed)
            source = cells.get(f"{end}_source") or slots.get(f"{end}_source")
            if cells.get(f"{end}_id") == _NOWHERE and not source:
                self.advice("no-source", place, "Documenting unmapped elements", name=f"{end}_source")
        if cells.get("review_date") and not (cells.get("reviewer_id") or cells.get("reviewer_label")):
            self.error("missing", place, "Mapping", name="reviewer_label")
        for name, cell in cells.items():
            for one in cell.split("|") if name in rules()["multivalued"] else [cell]:
                if one:
                    self.value(name, one, place)

    def value(self, name: str, value: object, place: str) -> None:
        """Judge one value of a slot."""
        words = rules()["words"].get(name, ())
        types = [kind for kind, names in rules()["types"].items() if name in names]
        if not isinstance(value, str):
            self.error("wrong-value", place, name, "string", found=said(value))
        elif words and value not in words:
            self.error("wrong-word", place, name, found=said(value), words=", ".join(words))
        elif "entity" in types:
            self.curie(name, value, place)
        elif types and not _fits(types[0], value):
            self.error("wrong-value", place, name, types[0], found=said(value))

    def curie(self, name: str, value: str, place: str) -> None:
        """Judge an identifier: a CURIE whose prefix is declared."""
        match = _CURIE.fullmatch(value)
        if not match or match.group(2).startswith("//"):
            self.error("wrong-value", place, name, "curie", found=said(value))
        elif match.group(1) not in self.prefixes:
            self.error("prefix-unknown", place, "Identifiers", name=match.group(1))


def _extensions(slots: Mapping[str, Any]) -> set[str]:
    """Give the slots of their own that a set defines."""
    return set(_names(slots.get("extension_definitions")))


def _names(definitions: object) -> Iterator[str]:
    for one in definitions if isinstance(definitions, list) else []:
        if isinstance(one, dict) and isinstance(one.get("slot_name"), str):
            yield one["slot_name"]


def _fits(kind: str, value: str) -> bool:
    if kind == "date":
        return is_date(value)
    if kind == "uri":
        return is_uri(value)
    return bool(re.fullmatch(r"\d*\.?\d+(?:[eE][+-]?\d+)?|\d+\.", value, re.ASCII)) and float(value) <= 1
