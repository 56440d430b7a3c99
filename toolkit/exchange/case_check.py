"""Judging a CASE package by the rules of CASE 1.1: each thing for itself, then what they say of each other."""

from dataclasses import replace
from typing import Any

from toolkit.exchange.case_model import model
from toolkit.exchange.case_tree import forest
from toolkit.exchange.notes import Note, joined, pointer, shown

_RULE = "CASE 1.1, CFPackage"


def check_case(package: dict[str, Any]) -> tuple[Note, ...]:
    """Judge a CFPackage.

    Parameters
    ----------
    package : dict
        What the JSON of the file holds.

    Returns
    -------
    tuple of Note
        Everything that CASE 1.1 forbids, and what cannot be a tree: identifiers that stand twice, associations to things
        that are not there, circles.

    Examples
    --------
    >>> [(note.code, note.places) for note in check_case({"CFDocument": {}, "CFSpare": 1})][-1]
    ('unknown', ('/CFSpare',))
    """
    notes = list(model().notes(package, "CFPackage"))
    if isinstance(package.get("CFDocument"), dict):
        notes += [replace(note, rule=_RULE) for note in forest(package).notes if note.weight == "error"]
    wrong = {place for note in notes if note.code == "wrong-value" for place in note.places}
    return joined(
        note for note in [*notes, *_twice(package)] if note.code != "not-a-list" or not wrong & {*note.places}
    )


def _twice(package: dict[str, Any]) -> list[Note]:
    """Find associations and definitions with an identifier that another one has."""
    notes: list[Note] = []
    definitions = package.get("CFDefinitions")
    parts: list[tuple[str, Any]] = [("CFAssociations", package.get("CFAssociations"))]
    if isinstance(definitions, dict):
        parts += [(f"CFDefinitions/{name}", part) for name, part in definitions.items()]
    for name, things in parts:
        seen: set[str] = set()
        for place, thing in enumerate(things if isinstance(things, list) else []):
            found = thing.get("identifier") if isinstance(thing, dict) else None
            if isinstance(found, str) and found in seen:
                where = f"/{name}" + pointer(place, "identifier")
                notes.append(Note("name-twice", (where,), (("name", shown(found)),), "error", _RULE))
            seen |= {found} if isinstance(found, str) else set()
    return notes
