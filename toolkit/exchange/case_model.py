"""What the writer and the reader of CASE packages share: the rules, the item types, the place of our own data.

CASE 1.1 allows an object ``extensions`` in every class; ours holds one member, `OURS`, so that nobody else's is in the
way. What stands in it is described at `toolkit.exchange.case_write.case_package`.
"""

from functools import cache
from typing import Any

from toolkit.exchange.identifiers import identifier
from toolkit.exchange.rules import Model
from toolkit.labels import load
from toolkit.model import KINDS, Kind
from toolkit.text import collapse

OURS = "curmap"
"""The member of every ``extensions`` object that is ours."""

FORMAT = 1
"""Version of what we put there."""

NOTHING = "–"
"""Stands where CASE asks for a text and the source has none."""


@cache
def rules() -> dict[str, Any]:
    """Load the rules of CASE 1.1. Treat them as read-only: every caller shares them."""
    return load("exchange/case")


@cache
def model() -> Model:
    """Give the data model of CASE 1.1.

    Examples
    --------
    >>> [note.code for note in model().notes({"CFItems": 5}, "CFPackage")]
    ['missing', 'wrong-value']
    """
    data = rules()
    words = {"association": data["associations"], "target": data["targets"], "version": data["versions"]}
    return Model("CASE 1.1", data["classes"], words, frozenset({"association", "target"}))


@cache
def item_types() -> dict[str, str]:
    """Give our item types by their UUID: UUID → code."""
    return {identifier("type", code): code for code in rules()["types"]}


@cache
def _kinds() -> dict[str, Kind]:
    return {title: kind for kind in KINDS for title in rules()["kinds"][kind]}


def kind_of(title: str) -> Kind | None:
    """Give the kind of statement that the title of somebody else's item type means; None if it means none we know.

    Examples
    --------
    >>> kind_of("Knowledge"), kind_of("Навык"), kind_of("Anchor")
    ('knowledge', 'skill', None)
    """
    return _kinds().get(collapse(title).casefold())


def is_structural(title: str) -> bool:
    """Say whether an item type stands for a part of the tree even where nothing hangs on it.

    Examples
    --------
    >>> is_structural("Strand"), is_structural("Skill")
    (True, False)
    """
    return collapse(title).casefold() in rules()["structure"]["titles"]


def clean(text: str) -> str:
    """Give a text as our tables keep it: white space collapsed, control characters gone.

    Examples
    --------
    >>> clean(" a\\u0000b\\r\\n c ")
    'a b c'
    """
    return collapse("".join(letter if letter >= " " and letter != "\x7f" else " " for letter in text))
