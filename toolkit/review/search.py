"""Search by words among texts, and the words that two texts have in common."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from toolkit.labels import load
from toolkit.model import LANGS
from toolkit.text import skeleton, split_words, words

BEGINNING = 5
"""Words that share so many first letters are taken for forms of one word; Kazakh and Russian change the end."""

_PRINTED = re.compile(r"[^\W\d_]+")


class WordIndex:
    """Texts by the words in them.

    Parameters
    ----------
    texts : mapping of key to texts
        What can be found, in the order in which it is to be shown.
    """

    def __init__(self, texts: Mapping[str, Iterable[str]]) -> None:
        found: dict[str, set[int]] = {}
        self._keys = tuple(texts)
        for place, several in enumerate(texts.values()):
            for text in several:
                for word in _words(text):
                    found.setdefault(word, set()).add(place)
        self._words = sorted(found)
        self._places = [found[word] for word in self._words]

    def search(self, query: str) -> list[str]:
        """Find the texts in which every word of a query begins some word.

        Capital letters, look-alike letters of another alphabet and the dots of ё make no difference.

        Parameters
        ----------
        query : str
            Words or their beginnings.

        Returns
        -------
        list of str
            Keys, those with more of the words in full first, else in the order of the texts; none for a query without
            words.

        Examples
        --------
        >>> WordIndex({"a": ["Деректерді жинау"], "b": ["Деректерді өңдеу"]}).search("ДЕРЕК жин")
        ['a']
        """
        asked = _words(query)
        if not asked:
            return []
        hits: set[int] | None = None
        full: dict[int, int] = {}
        for word in asked:
            here: set[int] = set()
            for place in range(bisect_left(self._words, word), len(self._words)):
                if not self._words[place].startswith(word):
                    break
                here |= self._places[place]
                if self._words[place] == word:
                    for text in self._places[place]:
                        full[text] = full.get(text, 0) + 1
            hits = here if hits is None else hits & here
        return [self._keys[place] for place in sorted(hits or (), key=lambda place: (-full.get(place, 0), place))]


def _words(text: str) -> tuple[str, ...]:
    return tuple(_folded(word) for word in split_words(text))


@lru_cache(maxsize=1 << 16)
def _folded(word: str) -> str:
    return skeleton(word).replace("Ё", "Е")


def beginnings(texts: Iterable[str]) -> frozenset[str]:
    """Give the beginnings of the words of some texts that say something about their subject.

    Examples
    --------
    >>> sorted(beginnings(["Деректерді және есепті"]))
    ['ДЕРЕК', 'ЕСЕПТ']
    """
    return frozenset().union(*map(_beginnings_of, texts))


@lru_cache(maxsize=1 << 12)
def _beginnings_of(text: str) -> frozenset[str]:
    return frozenset(_folded(word)[:BEGINNING] for word in words(text) if not _is_empty(word))


def marks(text: str, begins: frozenset[str]) -> list[list[int]]:
    """Find the words of a text that begin like others.

    Parameters
    ----------
    text : str
        The text as it is shown.
    begins : frozenset of str
        Beginnings, as given by `beginnings`.

    Returns
    -------
    list of [start, end]
        Places in characters (code points), from 0, in order.

    Examples
    --------
    >>> marks("алғашқы деректер", beginnings(["Деректерді жинайды"]))
    [[8, 16]]
    """
    return [
        [found.start(), found.end()]
        for found in _PRINTED.finditer(text)
        if _folded(found.group())[:BEGINNING] in begins and not _is_empty(found.group().casefold())
    ]


def _is_empty(word: str) -> bool:
    return word in _empty_words()


@cache
def _empty_words() -> frozenset[str]:
    lists: Mapping[str, Sequence[str]] = load("stopwords")
    return frozenset(word for lang in LANGS for word in lists[lang])
