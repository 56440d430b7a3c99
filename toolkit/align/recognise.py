"""The language of an outcome, where nobody says it: by letters, then by words; Kazakh in Latin letters too."""

import re

from toolkit.align.concepts import ConceptTable
from toolkit.labels import load
from toolkit.languages import language_of
from toolkit.model import Lang
from toolkit.text import split_words

_PARTS = re.compile(r"[^/|\n\r]+")


def parts_of(text: str, concepts: ConceptTable) -> list[tuple[str, Lang]]:
    """Split a text at slashes and line breaks into parts of one language each, with their languages.

    Kazakh in Latin letters is given in Cyrillic ones, word for word.

    Examples
    --------
    >>> parts_of("Деректерді талдайды / Анализирует данные", ConceptTable())
    [('Деректерді талдайды ', 'kk'), (' Анализирует данные', 'ru')]
    """
    found: list[tuple[str, Lang]] = []
    for match in _PARTS.finditer(text):
        part = match.group()
        lang = recognise(part, concepts)
        if lang is None:
            continue
        if lang == "kk" and language_of(part) == "en":
            part = in_cyrillic(part)
        found.append((part, lang))
    return found


def recognise(text: str, concepts: ConceptTable) -> Lang | None:
    """Recognise the language of a text: by letters that only Kazakh has, else by which language knows more of its words.

    Returns
    -------
    {"kk", "ru", "en"} or None
        None for a text without letters. Kazakh for one in Latin letters that has few English words.

    Examples
    --------
    >>> recognise("Анализирует данные", ConceptTable()), recognise("Талдау жасайды", ConceptTable())
    ('ru', 'kk')
    """
    by_letters = language_of(text)
    if by_letters is None or by_letters == "kk":
        return by_letters
    words = split_words(text)
    if by_letters == "ru":
        return "kk" if _known(words, "kk", concepts) > _known(words, "ru", concepts) else "ru"
    english = _known(words, "en", concepts)
    cyrillic = split_words(in_cyrillic(text))
    return "kk" if 3 * english < len(words) and _known(cyrillic, "kk", concepts) > english else "en"


def _known(words: tuple[str, ...], lang: Lang, concepts: ConceptTable) -> int:
    """Count the words that a language knows: its empty words, and those of the concept table."""
    data = load("stopwords")
    empty = {*data[lang], *data[f"{lang}_verbs"]}
    table = concepts.by_keys.get(lang, {})
    return sum(word in empty or (concepts.keys(word, lang)[0],) in table for word in words)


def in_cyrillic(text: str) -> str:
    """Write Kazakh in Latin letters (the alphabets of 2018 and 2021, and as people type) in Cyrillic ones.

    Examples
    --------
    >>> in_cyrillic("derekterdı taldaidy")
    'деректерді талдайды'
    """
    made = text.casefold()
    for latin, letter in load("stopwords")["kazakh_latin"]:
        made = made.replace(latin, letter)
    return made
