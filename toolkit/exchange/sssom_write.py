"""A mapping set in the canonical form of SSSOM/TSV.

Rules: https://mapping-commons.github.io/sssom/spec-formats-tsv/, «Canonical SSSOM/TSV format».
"""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

import yaml

from toolkit.exchange.identifiers import identifier
from toolkit.exchange.rules import is_date
from toolkit.labels import load

_INDICATORS = tuple("-?:,[]{}#&*!|>'\"%@`")

OWN_PREFIX = "uuid"


@cache
def rules() -> dict[str, Any]:
    """Load the rules of SSSOM. Treat them as read-only: every caller shares them."""
    return load("exchange/sssom")


@dataclass(frozen=True, slots=True)
class MappingSet:
    """A set of mappings.

    Parameters
    ----------
    slots : mapping of slot to text
        What is said of the set as a whole.
    rows : tuple of mapping of slot to text
        The mappings; slots of our own too. What several hold is joined by ``|``.
    """

    slots: Mapping[str, str]
    rows: tuple[Mapping[str, str], ...]


def entity(kind: str, name: str) -> str:
    """Give the CURIE of a thing of ours; for a statement it is the identifier of its item in the CASE package.

    Examples
    --------
    >>> entity("statement", "V2000019833/1.1.1/S4")
    'uuid:72035abe-ff1b-5888-87e9-467f4e7896b5'
    """
    return f"{OWN_PREFIX}:{identifier(kind, name)}"


def number(value: float) -> str:
    """Give a number with up to three digits behind the point, the last one rounded half up.

    Examples
    --------
    >>> number(0.0625), number(1.0), number(0.25)
    ('0.063', '1', '0.25')
    """
    rounded = Decimal(repr(value)).quantize(Decimal("0.001"), ROUND_HALF_UP)
    return f"{rounded:f}".rstrip("0").rstrip(".")


def several(values: Iterable[str]) -> str:
    """Join several texts of one slot; a bar inside of one would part it and becomes a slash.

    Examples
    --------
    >>> several(["А. Б.", "В|Г"])
    'А. Б.|В/Г'
    """
    return "|".join(value.replace("|", "/") for value in values)


def sssom_tsv(mappings: MappingSet) -> str:
    """Write a set in the canonical form: slots in the order of the schema, condensed, sorted, quoted where needed.

    Parameters
    ----------
    mappings : MappingSet
        The set.

    Returns
    -------
    str
        The text of the file, with LF, for UTF-8 without a byte order mark.
    """
    slots, rows = _condensed(mappings)
    standard = [name for name in rules()["slots"] if any(row.get(name) for row in rows)]
    own = sorted((name for name in rules()["extensions"] if any(row.get(name) for row in rows)), key=_property)
    columns = [*standard, *own]
    heading = columns or list(rules()["required"])
    cells = sorted([row.get(name, "") for name in heading] for row in rows)
    return "".join(f"#{line}\n" for line in _header(slots, rows, own)) + _tsv(heading, cells)


def _condensed(mappings: MappingSet) -> tuple[dict[str, str], list[dict[str, str]]]:
    """Say once for the set what all of its mappings say alike."""
    slots, rows = dict(mappings.slots), [dict(row) for row in mappings.rows]
    for name in rules()["propagated"]:
        values = {row.get(name, "") for row in rows}
        if len(values) == 1 and values != {""} and slots.get(name, *values) in values:
            slots[name] = values.pop()
            for row in rows:
                row.pop(name)
    return slots, rows


def _property(name: str) -> str:
    return entity("slot", name)


def _header(slots: Mapping[str, str], rows: Sequence[Mapping[str, str]], own: Sequence[str]) -> list[str]:
    """Give the lines of the metadata block, without the number sign."""
    texts = [value for things in (slots, *rows) for value in things.values()]
    lines = []
    if own or any(text.startswith(f"{OWN_PREFIX}:") for text in texts):
        lines += ["curie_map:", f"  {OWN_PREFIX}: {_scalar('urn:uuid:')}"]
    for name in rules()["set_slots"]:
        value = slots.get(name, "")
        if value and name in rules()["multivalued"]:
            lines += [f"{name}:", *(f"  - {_scalar(one)}" for one in value.split("|"))]
        elif value:
            lines.append(f"{name}: {_scalar(value)}")
    if own:
        lines.append("extension_definitions:")
    for name in own:
        lines += [
            f"  - slot_name: {name}",
            f"    property: {_property(name)}",
            f"    type_hint: {rules()['extensions'][name]}",
        ]
    return lines


def _scalar(text: str) -> str:
    """Write a text in YAML: plain where readers of YAML 1.1 and 1.2 take it for this text, else in double quotes.

    Days stay plain, as in the examples of the standard.
    """
    syntax = text.startswith(_INDICATORS) or ": " in text or " #" in text or text.endswith(":")
    plain = text.isprintable() and text == text.strip() and not syntax and _is_text(text)
    if plain or is_date(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(letter if letter.isprintable() else f"\\U{ord(letter):08x}" for letter in quoted)


def _is_text(text: str) -> bool:
    """Say whether a reader takes plain words for this text, and not for a number, a moment or yes and no."""
    try:
        return bool(yaml.safe_load(text) == text)
    except yaml.YAMLError:
        return False


def _tsv(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    class _Lines(list[str]):
        def write(self, line: str) -> None:
            self.append(line)

    lines = _Lines()
    writer = csv.writer(lines, delimiter="\t", lineterminator="\n")
    writer.writerow(names)
    writer.writerows(rows)
    return "".join(lines)
