"""What the lists of verbs have in common: entries with levels, read from `labels/verbs.kk.toml` and its sisters."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from toolkit.labels import load
from toolkit.model import Lang
from toolkit.verbs.tokens import key_of


@dataclass(frozen=True, slots=True)
class Entry:
    """A verb or a noun of action: dictionary form, levels (none, one or two), whether it is weak, whether it is listed."""

    base: str
    levels: tuple[int, ...] = ()
    weak: bool = False
    known: bool = True


@cache
def data_of(lang: Lang) -> dict[str, Any]:
    """Load the lists of a language; read-only.

    Examples
    --------
    >>> "талдау" in data_of("kk")["verbs"]["4"]
    True
    """
    return load(f"verbs.{lang}")


@cache
def words_of(lang: Lang, group: str) -> frozenset[str]:
    """Give one group of the table ``words`` of a language.

    Examples
    --------
    >>> "және" in words_of("kk", "coordinators")
    True
    """
    return frozenset(data_of(lang)["words"][group])


@cache
def keys_of(lang: Lang, group: str) -> frozenset[str]:
    """Give one group of ``words`` in the form in which words of a text are looked up.

    Examples
    --------
    >>> "мумкін" in keys_of("kk", "modal")  # ү is written у
    True
    """
    return frozenset(key_of(word, lang) for word in words_of(lang, group))


def levels_of(key: str) -> tuple[int, ...]:
    """Read the heading of a list: ``4``, ``3/6``, or ``-`` for no level.

    Examples
    --------
    >>> levels_of("3/6"), levels_of("-")
    ((3, 6), ())
    """
    return () if key == "-" else tuple(int(level) for level in key.split("/"))


def listed(lang: Lang, table: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Give every line of a table of a language with its levels, as written.

    Examples
    --------
    >>> ("талдау", (4,)) in set(listed("kk", "verbs"))
    True
    """
    for key, lines in data_of(lang)[table].items():
        for line in lines:
            yield line, levels_of(key)
