"""Who may decide: people. A machine proposes; no decision is ever written in the name of one."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from toolkit.errors import InputError
from toolkit.labels import load
from toolkit.model import LANGS
from toolkit.text import collapse, normalise, split_words

LONGEST_NAME = 100
"""Characters of a reviewer's name."""

_METHOD = re.compile(r"[\w.-]+/[\w.-]*\d[\w.-]*")
"""A method and its version, such as concepts-bm25f/2."""


def clean_name(name: str) -> str:
    """Give a name as it is kept: composed letters, single blanks.

    Examples
    --------
    >>> clean_name("  Айгүл   Серікова ")
    'Айгүл Серікова'
    """
    return collapse(unicodedata.normalize("NFC", name))


def check_reviewer(name: str, methods: Iterable[str] = ()) -> str:
    """Give a reviewer's name if a person can have it.

    Parameters
    ----------
    name : str
        The name that shall stand beside decisions.
    methods : iterable of str
        Names of methods of suggestion: none of them can decide.

    Returns
    -------
    str
        The name with single blanks.

    Raises
    ------
    InputError
        The name has no letters, is too long, or is that of a method or a machine.

    Examples
    --------
    >>> check_reviewer("concepts-bm25f/1")
    Traceback (most recent call last):
    toolkit.errors.InputError: reviewer 'concepts-bm25f/1': decisions are made by people; write your own name
    """
    kept = clean_name(name)
    said = normalise(kept)
    if not any(letter.isalpha() for letter in kept):
        raise InputError(f"reviewer '{kept}': write your name, it stands beside every decision")
    if len(kept) > LONGEST_NAME:
        raise InputError(f"reviewer '{kept[:20]}…': write a name of at most {LONGEST_NAME} characters")
    named = {normalise(part) for method in methods for part in (method, method.partition("/")[0]) if part}
    words = [word.strip("0123456789") for word in split_words(kept)]
    if said in named or _METHOD.fullmatch(kept) or set(words) <= _machines():
        raise InputError(f"reviewer '{kept}': decisions are made by people; write your own name")
    return kept


@cache
def _machines() -> frozenset[str]:
    """Words that together make no person's name."""
    lists = load("desk")["machine-names"]
    return frozenset(normalise(word) for lang in LANGS for word in lists[lang].split(";")) | {""}
