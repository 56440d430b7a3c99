"""What headings and words of a returned report mean, by the lists of `toolkit/labels/returns.toml`."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Literal

from toolkit.intake.words import words_key
from toolkit.labels import load
from toolkit.model import LANGS, Verdict
from toolkit.text import LOOK_ALIKES

Filled = Literal["outcome", "decision", "reason", "name", "date", "importance", "comment", "responsible", "deadline"]
"""What a person fills in."""
FILLED: tuple[Filled, ...] = (
    "outcome",
    "decision",
    "reason",
    "name",
    "date",
    "importance",
    "comment",
    "responsible",
    "deadline",
)

ColumnRole = Literal["key", "statement"] | Filled
"""What a column holds: the hidden key, the code of the statement, or something to fill in."""

Said = Verdict | Literal["undecided"]

MACHINE = "curmap:"
"""What a machine cell above a heading begins with."""

_LONGEST = 120
_WIDE = re.compile(r"\s+/\s+|\s*[|;()\[\]\n]\s*")
_NARROW = re.compile(r"\s*[/|;()\[\]\n]\s*")
_SIGNS = dict.fromkeys(".,:;/|()[]{}<>*?!«»\"'’-–—_+=#", " ")
_TWINS = str.maketrans(_SIGNS | {latin.casefold(): letter.casefold() for latin, letter in LOOK_ALIKES.items()})


def machine_role(value: object) -> ColumnRole | None:
    """Give what a machine cell says of its column; None for any other cell.

    Examples
    --------
    >>> machine_role("curmap:decision "), machine_role("curmap:weather"), machine_role("Шешім")
    ('decision', None, None)
    """
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    name = value.strip().casefold()
    roles: tuple[ColumnRole, ...] = ("key", *FILLED)
    return next((role for role in roles if name == f"{MACHINE}{role}"), None)


@lru_cache(maxsize=20_000)
def heading_role(text: str) -> ColumnRole | None:
    """Give what a heading says of its column, in any of three languages or two of them together.

    Parameters
    ----------
    text : str
        The text of the cell.

    Returns
    -------
    str or None
        None if no heading of the lists is in it, or two that mean different things.

    Examples
    --------
    >>> heading_role("Шешім / Решение"), heading_role("КОД  ФОРМУЛИРОВКИ:"), heading_role("Ауа райы")
    ('decision', 'statement', None)
    """
    if len(text) > _LONGEST or _heading_words().isdisjoint(_plain_words(text)):
        return None
    found = _meaning(text, "headings")
    roles: tuple[ColumnRole, ...] = ("statement", *FILLED)
    return next((role for role in roles if role == found), None)


@lru_cache(maxsize=5_000)
def said(text: str) -> Said | None:
    """Give the verdict that the words of a decision mean.

    Parameters
    ----------
    text : str
        The text of the cell.

    Returns
    -------
    str or None
        A verdict, or ``undecided``; None if the words are not known or contradict each other.

    Examples
    --------
    >>> said(" ТОЛЫҚ  қамтылған"), said("частично / partial"), said("n/a"), said("толық / нет") is None
    ('full', 'partial', 'na', True)
    """
    if len(text) > _LONGEST:
        return None
    found = _meaning(text, "verdicts")
    verdicts: tuple[Said, ...] = ("full", "partial", "none", "na", "unsure", "undecided")
    return next((verdict for verdict in verdicts if verdict == found), None)


def _meaning(text: str, table: str) -> str | None:
    """Look a text up as a whole, then by its parts, which must all that are known mean one thing."""
    known = _entries(table)
    whole = known.get(words_key(text))
    if whole is not None:
        return whole
    for between in (_WIDE, _NARROW):
        parts = [part for part in between.split(text) if words_key(part)]
        meanings = [known.get(words_key(part)) for part in parts]
        found = {meaning for meaning in meanings if meaning is not None}
        complete = table == "headings" or None not in meanings
        if len(found) == 1 and complete:
            return found.pop()
    return None


@cache
def _entries(table: str) -> dict[str, str]:
    """Give every phrase of a table of lists, as a key, with the entry it belongs to."""
    return {words_key(phrase): entry for entry, phrase in _phrases(table)}


def _phrases(table: str) -> Iterable[tuple[str, str]]:
    for entry, phrases in load("returns")[table].items():
        for lang in LANGS:
            for phrase in phrases[lang]:
                yield entry, phrase


@cache
def _heading_words() -> frozenset[str]:
    """Give the words of all headings: most cells have none, which is seen sooner than what a cell means."""
    return frozenset(word for _, phrase in _phrases("headings") for word in _plain_words(phrase))


def _plain_words(text: str) -> list[str]:
    return text.casefold().translate(_TWINS).split()
