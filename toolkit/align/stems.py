"""Stems of words: our own for Kazakh, dictionary forms of pymorphy3 and Snowball for Russian, Snowball for English.

Snowball alone parts the forms of Russian verbs in -ировать («анализирует», «анализировать») and of nouns with a fleeting
vowel («участок», «участка»): these are the very words of outcomes. The dictionary form goes first, then the stem of it.
"""

from functools import cache
from typing import Any

import pymorphy3
import snowballstemmer

from toolkit.align.stem_kk import stem
from toolkit.model import Lang
from toolkit.text import is_cyrillic


@cache
def _russian() -> Any:
    return pymorphy3.MorphAnalyzer(lang="ru")


@cache
def _snowball(language: str) -> Any:
    return snowballstemmer.stemmer(language)


@cache
def stem_of(word: str, lang: Lang) -> str:
    """Give the stem of a word in small letters: a key to compare by, no word to show.

    Examples
    --------
    >>> stem_of("стандартының", "kk"), stem_of("стандартов", "ru"), stem_of("standards", "en")
    ('стандарт', 'стандарт', 'standard')
    >>> stem_of("анализирует", "ru") == stem_of("анализировать", "ru")
    True
    """
    if lang == "kk":
        return stem(word)
    if lang == "en":
        return str(_snowball("english").stemWord(word))
    normal = _dictionary_form(word) if all(map(is_cyrillic, word)) else word
    return str(_snowball("russian").stemWord(normal.replace("ё", "е")))


def _dictionary_form(word: str) -> str:
    """Give the likeliest dictionary form of a Russian word, of a noun where the verb would be a form that nobody writes here.

    «данные» is a noun before it is «given», «замер» before it is «froze»: else it parts from «данных», «замеров».
    """
    readings = _russian().parse(word)
    first = readings[0]
    if first.tag.POS in _PARTICIPLES or first.tag.tense == "past" or first.tag.person in _SPEAKERS:
        first = next((one for one in readings if one.tag.POS == "NOUN"), first)
    return str(first.normal_form)


_PARTICIPLES = frozenset({"PRTF", "PRTS"})
_SPEAKERS = frozenset({"1per", "2per"})
