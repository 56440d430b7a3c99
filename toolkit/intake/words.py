"""What headings, labels and signs of people's own tables mean, by the lists of `toolkit/labels/columns.toml`.

A heading means a *role*: what its column holds. Roles are named after the fields of the lists: ``credits``, ``outcome``,
``criterion``; a text in one language has the role of its kind and a language beside it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from toolkit.labels import load
from toolkit.model import LANGS, Lang
from toolkit.text import LOOK_ALIKES, skeleton

_NO_WORD = re.compile(r"[^\w#Σ№]+|_+")
_PARTS = re.compile(r"\s*[/\n|;]\s*")
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_LONGEST_HEADING = 120

_TABLES = ("outcomes", "criteria", "disciplines", "matrix", "compare", "headings")
_TEXT_ROLE = {"outcomes": "outcome", "criteria": "criterion", "disciplines": "title"}
_FIELD_ROLE = {"module": "module_code", "outcome_id": "outcome_code"}
_TOGETHER = {
    frozenset({"hours", "credits"}): "volume",
    frozenset({"cycle", "component"}): "cycle_component",
    frozenset({"code", "title"}): "code_title",
    frozenset({"code", "name"}): "code_title",
    frozenset({"code", "module"}): "module",
    frozenset({"module_code", "module"}): "module",
    frozenset({"module", "title"}): "title",
    frozenset({"outcome_code", "outcome"}): "outcome",
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading says of its column: its role (empty if it names only a language) and its language, if any."""

    role: str
    lang: Lang | None = None


@lru_cache(maxsize=20_000)
def words_key(text: str) -> str:
    """Give the form in which headings are compared: capital letters, no punctuation, look-alike letters as one.

    Examples
    --------
    >>> words_key("Код\\nРО*") == words_key("«код  PO»")  # the second has a Latin PO
    True
    """
    spaced = text[: 4 * _LONGEST_HEADING].replace("∑", "Σ").replace("Σ", " Σ ")  # «ΣI», with either of the two signs
    return " ".join(_NO_WORD.sub(" ", skeleton(spaced)).split())


def fold(text: str) -> str:
    """Write a text in capitals, with every Latin letter that has a Cyrillic twin as that twin; the same length.

    Only words of which every Latin letter has a twin change, as everywhere in the toolkit.

    Examples
    --------
    >>> fold("pO 1, LO 1") == "РО 1, LO 1"
    True
    """
    return re.sub(r"[^\W\d_]+", lambda match: _fold_word(match.group()), text)


def _fold_word(word: str) -> str:
    capitals = "".join(letter.upper() if len(letter.upper()) == 1 else letter for letter in word)
    if all("\u0400" <= letter <= "\u052f" or letter in LOOK_ALIKES for letter in capitals):
        return "".join(LOOK_ALIKES.get(letter, letter) for letter in capitals)
    return capitals


@cache
def phrases(table: str, name: str) -> tuple[str, ...]:
    """List the phrases of one entry in all languages, as written in the lists."""
    entry = load("columns")[table][name]
    return tuple(dict.fromkeys(phrase for lang in LANGS for phrase in entry[lang]))


@cache
def _keys(table: str) -> dict[str, str]:
    """Give every phrase of a table of lists, as a key, with the entry it belongs to; the first entry wins."""
    found: dict[str, str] = {}
    for name in load("columns")[table]:
        for phrase in phrases(table, name):
            found.setdefault(words_key(phrase), name)
    return found


@cache
def _heading_meanings() -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    for table in _TABLES:
        for field in load("columns")[table]:
            meaning = Meaning(_FIELD_ROLE.get(field, field))
            if field in LANGS and table in _TEXT_ROLE:
                meaning = Meaning(_TEXT_ROLE[table], field)
            for phrase in phrases(table, field):
                found.setdefault(words_key(phrase), meaning)
    for name in ("number", "name", "title", "outcome", "criterion", "module"):  # «ОН» alone heads texts or codes
        for phrase in phrases("headings", name):
            found[words_key(phrase)] = Meaning(name)
    return found


@cache
def _language_phrases() -> tuple[tuple[str, Lang], ...]:
    keys = [(words_key(phrase), lang) for lang in LANGS for phrase in phrases("languages", lang)]
    return tuple(sorted(keys, key=lambda pair: -len(pair[0])))


@cache
def _heading_words() -> frozenset[str]:
    phrases_of_languages = (phrase for phrase, _ in _language_phrases())
    return frozenset(word for phrase in (*_heading_meanings(), *phrases_of_languages) for word in phrase.split())


@cache
def _passport_words() -> frozenset[str]:
    tables = ("passport", "passport_any", "passport_named", "passport_other")
    return frozenset(word for table in tables for phrase in _keys(table) for word in phrase.split())


def _has_word_of(text: str, words: frozenset[str]) -> bool:
    """Say whether a text has any of some words: most cells of a sheet have none, and need no closer look."""
    return not words.isdisjoint(words_key(text).split())


def named_language(text: str) -> Lang | None:
    """Give the language that a text names and says nothing else but.

    Examples
    --------
    >>> named_language("(на казахском языке)"), named_language("Русский язык и литература")
    ('kk', None)
    """
    key = words_key(text)
    return next((lang for phrase, lang in _language_phrases() if phrase == key), None)


def language_in(text: str) -> Lang | None:
    """Give the only language that is named somewhere in a text, such as the name of a sheet.

    Examples
    --------
    >>> language_in("РО (каз)"), language_in("Матрица")
    ('kk', None)
    """
    key = f" {words_key(text)} "
    found = {lang for phrase, lang in _language_phrases() if f" {phrase} " in key}
    return found.pop() if len(found) == 1 else None


def _without_language(key: str) -> tuple[str, Lang | None]:
    for phrase, lang in _language_phrases():
        if key == phrase:
            return "", lang
        if key.endswith(f" {phrase}"):
            return key[: -len(phrase) - 1], lang
        if key.startswith(f"{phrase} "):
            return key[len(phrase) + 1 :], lang
    return key, None


@lru_cache(maxsize=10_000)
def meaning_of(text: str) -> Meaning | None:
    """Say what a heading means; None if it is none that is known.

    Parameters
    ----------
    text : str
        A heading as printed; one in several languages («ОН коды / Код РО») has the meaning of its parts.

    Returns
    -------
    Meaning or None
        Role and language.

    Examples
    --------
    >>> meaning_of("ОН коды / Код РО")
    Meaning(role='outcome_code', lang=None)
    >>> meaning_of("Наименование дисциплины на русском языке")
    Meaning(role='title', lang='ru')
    >>> meaning_of("Погода") is None
    True
    """
    if len(text) > _LONGEST_HEADING or not _has_word_of(text, _heading_words()):
        return None
    if counted_in(text):
        return Meaning("total")
    whole = _meaning_of_part(text)
    if whole is not None:
        return whole
    parts = [found for found in map(_meaning_of_part, _PARTS.split(text)) if found is not None]
    if not parts:
        return _inside(words_key(text))
    roles = frozenset(part.role for part in parts if part.role)
    langs = {part.lang for part in parts if part.lang}
    role = _TOGETHER.get(roles) or next((part.role for part in parts if part.role), "")
    return Meaning(role, langs.pop() if len(langs) == 1 else None)


def _meaning_of_part(text: str) -> Meaning | None:
    known = _heading_meanings()
    for form in (text, _BRACKETS.sub(" ", text)):
        key = words_key(form)
        if not key:
            continue
        if key in known:
            lang = None if form == text else language_in(text)
            return Meaning(known[key].role, known[key].lang or lang)
        rest, lang = _without_language(key)
        if lang is not None and (not rest or rest in known):
            return Meaning(known[rest].role if rest else "", lang)
    return None


def _inside(key: str) -> Meaning | None:
    """Look for a known heading that makes at least half of the words of this one."""
    words = key.split()
    found = [
        (len(phrase), meaning)
        for phrase, meaning in _heading_meanings().items()
        if len(phrase) > 3 and 2 * len(phrase.split()) >= len(words) and f" {phrase} " in f" {key} "
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


@lru_cache(maxsize=10_000)
def passport_field(text: str) -> str:
    """Give the field of the passport that a label names: a field, ``any:title``, ``other``, or nothing.

    Examples
    --------
    >>> passport_field("Код ОП:"), passport_field("Цель ОП на казахском языке"), passport_field("Лицензия")
    ('code', 'goal_kk', 'other')
    """
    if len(text) > _LONGEST_HEADING or not _has_word_of(text, _passport_words()):
        return ""
    for part in (text, _BRACKETS.sub(" ", text), *_PARTS.split(text)):
        field = _passport_field_of_part(part)
        if field:
            lang = language_in(text) if field in {"any:title", "any:qualification", "any:goal", "any:note"} else None
            return f"{field[4:]}_{lang}" if lang else field
    return ""


def _passport_field_of_part(text: str) -> str:
    key = words_key(text)
    if key in _keys("passport"):
        return _keys("passport")[key]
    if key in _keys("passport_any"):
        return f"any:{_keys('passport_any')[key]}"
    if key in _keys("passport_other"):
        return "other"
    rest, lang = _without_language(key)
    named = _keys("passport_any") | _keys("passport_named")
    return f"{named[rest]}_{lang}" if lang is not None and rest in named else ""


def entry_of(table: str, text: str) -> str:
    """Give the entry of a table of lists that has this very phrase, empty if none.

    Examples
    --------
    >>> entry_of("values", "Практика"), entry_of("sheets", "Матрица")
    ('practice', 'matrix')
    """
    return _keys(table).get(words_key(text), "")


def entry_within(table: str, text: str) -> str:
    """Give the entry of a table of lists of which a phrase stands in a text as whole words, empty if none.

    Examples
    --------
    >>> entry_within("values", "Карагандинский университет")
    'university'
    """
    key = f" {words_key(text)} "
    return next((name for phrase, name in _keys(table).items() if phrase and f" {phrase} " in key), "")


def phrase_within(table: str, name: str, text: str) -> bool:
    """Say whether one of the phrases of an entry stands in a text as whole words.

    Examples
    --------
    >>> phrase_within("values", "practice", "Оқу практикасы"), phrase_within("values", "practice", "Практикум")
    (True, False)
    """
    key = f" {words_key(text)} "
    return any(f" {phrase} " in key for phrase in _row_keys(table, name) if phrase)


def starts_like(table: str, name: str, text: str) -> bool:
    """Say whether a text begins with one of the phrases of an entry.

    Examples
    --------
    >>> starts_like("rows", "total", "Итого по циклу ООД:"), starts_like("rows", "total", "Итоговая аттестация")
    (True, False)
    """
    key = words_key(text)
    return any(key == phrase or key.startswith(f"{phrase} ") for phrase in _row_keys(table, name))


@cache
def _sign_keys() -> frozenset[str]:
    """Give the letters of I, R, M as keys."""
    levels = ("introduced", "reinforced", "mastered")
    return frozenset(key for level in levels for key in _row_keys("signs", level) if len(key) == 1)


def counted_in(text: str) -> str:
    """Give the letter of the marks that a label counts («ΣI», «Барлығы M», «Количество R»), empty if it counts none.

    Examples
    --------
    >>> counted_in("ΣR"), counted_in("M саны") == words_key("M"), counted_in("Итого"), counted_in("Количество занятий")
    ('R', True, '', '')
    """
    words = words_key(text).split()
    for letter, rest in ((words[-1:], words[:-1]), (words[:1], words[1:])):
        sums = (*_row_keys("rows", "total"), *_row_keys("rows", "count"))
        if rest and letter[0] in _sign_keys() and " ".join(rest) in sums:
            return letter[0]
    return ""


@cache
def _row_keys(table: str, name: str) -> tuple[str, ...]:
    return tuple(words_key(phrase) for phrase in phrases(table, name))


def short_name(table: str, text: str) -> str:
    """Give the short name of a cycle or component in the language in which a text names it, empty if it names none.

    Examples
    --------
    >>> short_name("cycles", "Цикл базовых дисциплин (БД)"), short_name("cycles", "История")
    ('БД', '')
    """
    for form in (text, _BRACKETS.sub(" ", text), *_PARTS.split(text)):
        for name, lang in _entries(table):
            if any(words_key(phrase) == words_key(form) for phrase in load("columns")[table][name][lang]):
                return str(load("columns")[table][name][lang][0])
    return ""


def _entries(table: str) -> Iterator[tuple[str, Lang]]:
    for name in load("columns")[table]:
        for lang in LANGS:
            yield name, lang


def any_phrase(table: str, names: Iterable[str]) -> str:
    """Give a pattern that matches the phrases of some entries in folded text, the longest first.

    Examples
    --------
    >>> any_phrase("codes", ["practice"])
    'ОП|ПО|ПП|РР|УП|ӨО|ӨП'
    """
    folded = {fold(phrase) for name in names for phrase in phrases(table, name)}
    longest_first = sorted(folded, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest_first)
