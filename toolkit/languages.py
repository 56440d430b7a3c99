"""Which of the three languages a text is in, by its letters; and texts that stand in one cell in several of them.

Kazakh has nine letters that Russian lacks. A Kazakh sentence without any of them is rare, a Kazakh word without any is
not: «философия» is both. So short texts are judged together with their neighbours in the column (`column_language`).
"""

import re
from collections import Counter
from collections.abc import Iterable

from toolkit.model import LANGS, Lang, Names
from toolkit.text import LOOK_ALIKES, collapse, fold_look_alikes, is_cyrillic, same_text, visible

_KAZAKH = frozenset("әғқңөұүһіӘҒҚҢӨҰҮҺІ")
_ENOUGH_LETTERS = 30
"""Letters of a text that would hardly all be common to both alphabets if it were Kazakh."""

_SEPARATORS = (re.compile(r"\s*\n+\s*"), re.compile(r"\s+[/|]\s+"), re.compile(r"\s*[/|]\s*"))
_FEW_LETTERS = 5


def language_of(text: str) -> Lang | None:
    """Recognise the language of a text by its letters.

    Parameters
    ----------
    text : str
        Any text; Latin letters that stand for Cyrillic ones inside a word count as those.

    Returns
    -------
    {"kk", "ru", "en"} or None
        Kazakh if a letter is only Kazakh, English if most letters are Latin, else Russian; None without letters.

    Examples
    --------
    >>> language_of("Деректерді талдайды"), language_of("Анализирует данные"), language_of("Data analysis")
    ('kk', 'ru', 'en')
    >>> language_of("2026") is None
    True
    """
    letters = [letter for letter in fold_look_alikes(visible(text)) if letter.isalpha()]
    if not letters:
        return None
    if any(letter in _KAZAKH for letter in letters):
        return "kk"
    latin = sum(not is_cyrillic(letter) for letter in letters)
    return "en" if 2 * latin > len(letters) else "ru"


def sure_language(text: str) -> Lang | None:
    """Recognise the language of a text only where its letters leave little doubt; None for short Cyrillic words.

    Examples
    --------
    >>> sure_language("Философия") is None, sure_language("Мәдениет"), sure_language("Data analysis")
    (True, 'kk', 'en')
    """
    found = language_of(text)
    letters = sum(letter.isalpha() for letter in text)
    if found == "kk" or (found == "ru" and letters >= _ENOUGH_LETTERS):
        return found
    if (
        found == "en"
        and letters >= _FEW_LETTERS
        and not all(letter in LOOK_ALIKES for letter in text if letter.isalpha())
    ):
        return found
    return None


def column_language(texts: Iterable[str], default: Lang) -> Lang:
    """Give the language that the texts of a column are in when taken together.

    Parameters
    ----------
    texts : iterable of str
        The texts of one column.
    default : {"kk", "ru", "en"}
        What it is if there is no text.

    Returns
    -------
    {"kk", "ru", "en"}
        Kazakh if at least a third of the texts have a Kazakh letter: not every Kazakh title has one.

    Examples
    --------
    >>> column_language(["Философия", "Қазақстан тарихы"], "ru")
    'kk'
    """
    votes = Counter(found for found in map(language_of, texts) if found)
    total = sum(votes.values())
    if not total:
        return default
    if votes["kk"] and 3 * votes["kk"] >= votes["kk"] + votes["ru"] and 2 * votes["en"] <= total:
        return "kk"
    return max(("ru", "kk", "en"), key=lambda lang: votes[lang])


def order_of_languages(texts: Iterable[str]) -> tuple[Lang, ...]:
    """Give the languages in which the cells of a column stand one after another, if some of them show it.

    Examples
    --------
    >>> order_of_languages(["Философия", "Құқық / Право"])
    ('kk', 'ru')
    """
    for text in texts:
        for separator in _SEPARATORS:
            parts = [collapse(part) for part in separator.split(text.strip()) if part.strip()]
            found = _by_language(parts) if 2 <= len(parts) <= len(LANGS) else None
            if found is not None and len(found.languages) == len(parts):
                return tuple(next(lang for lang in found.languages if found.get(lang) == part) for part in parts)
    return ()


def split_names(text: str, lang: Lang, order: tuple[Lang, ...] = ()) -> Names:
    """Take a text that may stand in a cell in several languages apart.

    Parameters
    ----------
    text : str
        «Қазақстан тарихы / История Казахстана», or a text in one language.
    lang : {"kk", "ru", "en"}
        The language it is in if it is not taken apart and its letters leave a doubt.
    order : tuple of {"kk", "ru", "en"}
        The languages of the parts of other cells in the column, used where the letters of the parts leave a doubt.

    Returns
    -------
    Names
        The text by language. It is taken apart only where the letters of the parts tell the languages apart, or where
        two equal parts are Kazakh and Russian.

    Examples
    --------
    >>> split_names("Қазақстан тарихы/История Казахстана", "ru")
    Names(kk='Қазақстан тарихы', ru='История Казахстана', en='')
    >>> split_names("Казахский/русский язык", "ru")
    Names(kk='', ru='Казахский/русский язык', en='')
    """
    for separator in _SEPARATORS:
        parts = [collapse(part) for part in separator.split(text.strip()) if part.strip()]
        found = _by_language(parts) if 2 <= len(parts) <= len(LANGS) else None
        if found is not None:
            return found
        if order and len(parts) == len(order) and all(map(_may_be, parts, order)):
            return Names(**dict(zip(order, parts, strict=True)))
    sure = sure_language(text)
    if sure == "en" and lang != "en" and sum(letter.isalpha() for letter in text) < _ENOUGH_LETTERS:
        sure = None  # a short Latin title among others is a name: «Web-дизайн», «Machine learning»
    return names_in(collapse(text), sure or lang)


def _may_be(part: str, lang: Lang) -> bool:
    return sum(letter.isalpha() for letter in part) >= _FEW_LETTERS and sure_language(part) in {None, lang}


def names_in(text: str, lang: Lang) -> Names:
    """Give a text in one language as names.

    Examples
    --------
    >>> names_in("Пән", "kk")
    Names(kk='Пән', ru='', en='')
    """
    return Names(**{lang: text})


def _by_language(parts: list[str]) -> Names | None:
    """Give every part its language; None unless the letters tell them apart."""
    if any(sum(letter.isalpha() for letter in part) < _FEW_LETTERS for part in parts):
        return None
    found: dict[Lang, str] = {}
    for part in parts:
        lang = language_of(part)
        if lang == "ru" and "ru" in found and "kk" not in found and same_text(found["ru"], part):
            found["kk"] = found["ru"]  # «Философия / Философия»
            continue
        if lang is None or lang in found or (lang != "en" and _has_latin_word(part)):
            return None
        found[lang] = part
    return Names(found.get("kk", ""), found.get("ru", ""), found.get("en", ""))


def _has_latin_word(text: str) -> bool:
    """Say whether a Cyrillic text has a word that is meant in Latin letters: «Python / Java тілі» is one title."""
    return any(not is_cyrillic(letter) for letter in fold_look_alikes(text) if letter.isalpha())


def joined(one: Names, other: Names) -> Names:
    """Complete a text by another: a language that the first lacks is taken from the second.

    Examples
    --------
    >>> joined(Names(kk="Пән"), Names(kk="Сабақ", ru="Предмет"))
    Names(kk='Пән', ru='Предмет', en='')
    """
    return Names(one.kk or other.kk, one.ru or other.ru, one.en or other.en)
