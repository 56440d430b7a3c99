"""How two words are related: the same, spelt otherwise, another form of one word, or other words.

A form counts as inflection only where its endings are those of inflection: negation, voice, agents and other derivation make
another word. An ending that says who gives and who takes («-ға», «-дан») is told apart from one that the sentence asks for.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import product
from typing import Any, Literal

import pymorphy3

from toolkit.align.stem_kk import possible_stems, stem
from toolkit.align.stems import stem_of
from toolkit.editions.tokens import Token, data
from toolkit.labels import load_rows
from toolkit.model import Lang

Relation = Literal["same", "spelling", "inflection", "synonym", "case", "other"]
"""From the nearest: a form of one word, a word of the same meaning, a form that changes who does what, another word."""

_CASES = {
    "genitive": "(?:н[ыі]ң|[дт][ыі]ң)",
    "accusative": "(?:н[ыі]|[дт][ыі]|н)",
    "dative": "(?:[ғқ]а|[гк]е|на|не)",
    "locative": "(?:н?[дт][ае](?:ғы|гі)?)",
    "ablative": "(?:[дтн][ае]н)",
    "instrumental": "(?:[мбп]ен)",
}
_NOUN = re.compile(
    "(?:[лдт][ае]р)?(?:с?[ыі])?(?:" + "|".join(f"(?P<{name}>{ending})" for name, ending in _CASES.items()) + ")?"
)
_VERB = re.compile("у" + _NOUN.pattern)
_PRESENT = re.compile("[аей]д[ыі]")
_NEGATED = re.compile("[мбп][ае](?:у|й|с|ғ|г|д|л).*|с[ыі]з.*")
_STRUCTURE = frozenset({"bare", "genitive", "accusative"})
"""Cases that the sentence asks for; all others say where to, where from, with what."""

_FOLDED = str.maketrans("әғқңөұүһіё", "агкноуухые")
_LONG_ENOUGH = 5
"""Shorter words that differ in one Kazakh letter may be other words: «болу», «бөлу»."""

_RUSSIAN_STRUCTURE = frozenset({"nomn", "accs", "gent", "gen2", "acc2", "voct"})
_VERBS = frozenset({"INFN", "VERB"})
_PARTICIPLES = frozenset({"PRTF", "PRTS"})
_ADJECTIVES = frozenset({"ADJF", "ADJS"})
_ENGLISH_ENDINGS = re.compile("(?:e?s|e?d|ing|e)?")


@cache
def _russian() -> Any:
    return pymorphy3.MorphAnalyzer(lang="ru")


@cache
def key_of(word: str, lang: Lang) -> str:
    """Give the key under which the forms of a word are aligned.

    Examples
    --------
    >>> key_of("деректерді", "kk") == key_of("дерек", "kk")
    True
    """
    return stem(word, deep=False) if lang == "kk" else stem_of(word, lang)


def relation(one: Token, other: Token, lang: Lang) -> tuple[Relation, str, str]:
    """Say how two tokens are related, and their cases.

    Returns
    -------
    (relation, case, case)
        Cases are given for forms of one word only, else they are empty.

    Examples
    --------
    >>> relation(Token("word", "деректерді"), Token("word", "деректердің"), "kk")
    ('inflection', 'accusative', 'genitive')
    >>> relation(Token("word", "орындау"), Token("word", "орындамау"), "kk")[0]
    'other'
    >>> relation(Token("word", "анықтау"), Token("word", "айқындау"), "kk")[0]
    'synonym'
    """
    if (one.sort, one.text, one.tail) == (other.sort, other.text, other.tail):
        return "same", "", ""
    if one.text == other.text:
        return _of_cases(case_of_tail(one.tail), case_of_tail(other.tail))
    if one.sort != "word" or other.sort != "word" or (one.tail and other.tail):
        return "other", "", ""
    if one.tail or other.tail:
        return _hung(one, other)
    if is_guard(one.text, lang) != is_guard(other.text, lang):
        return "other", "", ""
    if same_spelling(one.text, other.text):
        return "spelling", "", ""
    return _between(one.text, other.text, lang)


def _hung(one: Token, other: Token) -> tuple[Relation, str, str]:
    """Compare an ending that hangs by a hyphen with one that is written together: «компьютер-ді», «компьютерді»."""
    base, written = (one, other) if one.tail else (other, one)
    cases = [case for stem_, sort, case in _tails(written.text) if (stem_, sort) == (base.text, "noun")]
    if not cases:
        return "other", "", ""
    hanging = case_of_tail(base.tail)
    return _of_cases(hanging, cases[0]) if one.tail else _of_cases(cases[0], hanging)


def _between(one: str, other: str, lang: Lang) -> tuple[Relation, str, str]:
    found = _forms(one, other, lang)
    if found:
        return _of_cases(*found)
    for (name, base, first), (same, root, second) in product(meanings(one, lang), meanings(other, lang)):
        if name == same and not _one_root(base, root, lang):
            near, before, after = _of_cases(first, second)
            return ("synonym" if near == "inflection" else near), before, after
    return "other", "", ""


def _of_cases(one: str, other: str) -> tuple[Relation, str, str]:
    same_class = one == other or {one, other} <= _STRUCTURE
    return ("inflection" if same_class else "case"), one, other


@cache
def is_guard(word: str, lang: Lang, lists: tuple[str, ...] = ("negation", "modality")) -> bool:
    """Say whether a word turns, binds or bounds what is asked for.

    Examples
    --------
    >>> is_guard("кемінде", "kk"), is_guard("обязательного", "ru"), is_guard("құжат", "kk")
    (True, True, False)
    """
    forms = {word, *(form for form, _, _ in _readings(word))} if lang == "ru" else {word}
    return any(form in data()[name][lang] for name in lists for form in forms)


def same_spelling(one: str, other: str) -> bool:
    """Say whether two words are spellings of one: ё and е, a doubled letter, one Kazakh letter for its Russian neighbour.

    Examples
    --------
    >>> same_spelling("үрдістері", "ұрдістері"), same_spelling("болу", "бөлу")
    (True, False)
    """
    if one.replace("ё", "е") == other.replace("ё", "е"):
        return True
    if min(len(one), len(other)) < _LONG_ENOUGH:
        return False
    if len(one) == len(other):
        differing = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
        return len(differing) == 1 and differing[0][0].translate(_FOLDED) == differing[0][1].translate(_FOLDED)
    return abs(len(one) - len(other)) == 1 and re.sub(r"(.)\1", r"\1", one) == re.sub(r"(.)\1", r"\1", other)


def is_negated(word: str, positive: str) -> bool:
    """Say whether a Kazakh word is the negation of another: «орындамау» of «орындау», «сапасыз» of «сапа».

    Examples
    --------
    >>> is_negated("орындамау", "орындау"), is_negated("орындау", "орындамау")
    (True, False)
    """
    stems = set(possible_stems(positive))
    return any(
        word.startswith(base)
        and _NEGATED.fullmatch(word[len(base) :])
        and not _NEGATED.fullmatch(positive[len(base) :])
        for base in stems
    )


def cases_of(words: Sequence[str], tail: str, lang: Lang) -> frozenset[str]:
    """Give the cases in which a name may stand: in Kazakh its last word tells, in Russian its first noun.

    Parameters
    ----------
    words : sequence of str
        The words of the name, in small letters.
    tail : str
        The ending that hangs on the last one by a hyphen.
    lang : {"kk", "ru", "en"}
        Language of the name.

    Returns
    -------
    frozenset of str
        None where the words do not tell.

    Examples
    --------
    >>> sorted(cases_of(["мансап", "орталығынан"], "", "kk")), sorted(cases_of(["хжқо"], "ға", "kk"))
    (['ablative'], ['dative'])
    """
    if lang == "kk":
        # Any word could be a stem of its own; it is taken for one only where no shorter stem explains its ending.
        found = {case for base, sort, case in _tails(words[-1]) if sort == "noun" and base != words[-1]}
        return frozenset({case_of_tail(tail)} if tail else found or {"bare"})
    if lang == "ru":
        for word in words:
            nouns = [one for one in _russian().parse(word) if one.tag.POS == "NOUN" and one.is_known]
            if nouns:
                return frozenset(_class(str(one.tag.case)) for one in nouns)
    return frozenset()


def same_case(one: str, other: str) -> bool:
    """Say whether two cases are one, or both such as the sentence asks for."""
    return _of_cases(one, other)[0] == "inflection"


# --- Kazakh -------------------------------------------------------------------------------------------------------


def case_of_tail(tail: str) -> str:
    """Name the case of a Kazakh ending of a noun, ``bare`` for none.

    Examples
    --------
    >>> case_of_tail("дан"), case_of_tail("лары")
    ('ablative', 'bare')
    """
    found = _NOUN.fullmatch(tail)
    return (found.lastgroup or "bare") if found else tail


@cache
def _tails(word: str) -> tuple[tuple[str, str, str], ...]:
    """Give the stems of a Kazakh word with what its ending is: stem, noun or verb, case."""
    found: list[tuple[str, str, str]] = []
    for base in possible_stems(word):
        if len(base) < 2 or not word.startswith(base[:-1]):
            continue
        tail = word[len(base) :]
        if match := _NOUN.fullmatch(tail):
            found.append((base, "noun", match.lastgroup or "bare"))
        if match := _VERB.fullmatch(tail):
            found.append((base, "verb", match.lastgroup or "bare"))
        elif _PRESENT.fullmatch(tail):
            found.append((base, "verb", "bare"))
    return tuple(found)


def _kazakh(one: str, other: str) -> tuple[str, str] | None:
    """Give the cases of two forms of one word, if inflection alone can part them."""
    theirs = {(base, sort): case for base, sort, case in reversed(_tails(other))}
    found = [(case, theirs[base, sort]) for base, sort, case in _tails(one) if (base, sort) in theirs]
    return next((pair for pair in found if _of_cases(*pair)[0] == "case"), found[0]) if found else None


# --- Russian and English ------------------------------------------------------------------------------------------


def _sort_of(tag: Any) -> str:
    part = str(tag.POS)
    if part in _VERBS:
        return f"verb {tag.tense if tag.tense == 'past' else ''}"
    if part in _PARTICIPLES:
        return f"participle {tag.voice} {tag.tense}"
    return "adjective" if part in _ADJECTIVES else part


@cache
def _readings(word: str) -> tuple[tuple[str, str, str], ...]:
    """Give dictionary form, sort of word and case of each reading of a Russian word."""
    return tuple((one.normal_form, _sort_of(one.tag), str(one.tag.case or "")) for one in _russian().parse(word))


def _inflected(one: str, other: str) -> tuple[str, str] | None:
    """Give the cases of two forms of one Russian word; of several readings those that agree best."""
    pairs = [
        (first[2], second[2], first[1])
        for first, second in product(_readings(one), _readings(other))
        if first[:2] == second[:2]
    ]
    cases = [("", "") if sort != "NOUN" else (_class(a), _class(b)) for a, b, sort in pairs]
    agreeing = [pair for pair in cases if _of_cases(*pair)[0] == "inflection"]
    return next(iter(agreeing or cases), None)


def _class(case: str) -> str:
    """Name a Russian case so that those the sentence asks for are told from those that say where to and with what."""
    names = {"nomn": "bare", "voct": "bare", "gent": "genitive", "gen2": "genitive", "accs": "accusative"}
    return names.get(case, case)


def _forms(one: str, other: str, lang: Lang) -> tuple[str, str] | None:
    if lang == "kk":
        return _kazakh(one, other)
    if lang == "ru":
        return _inflected(one, other)
    base = min(one, other, key=len).rstrip("e")
    fits = all(word.startswith(base) and _ENGLISH_ENDINGS.fullmatch(word[len(base) :]) for word in (one, other))
    return ("bare", "bare") if fits and len(base) > 2 and stem_of(one, lang) == stem_of(other, lang) else None


# --- synonyms -----------------------------------------------------------------------------------------------------


@cache
def _synonyms(lang: Lang) -> dict[str, tuple[str, ...]]:
    """Give the groups of each word that may stand for others: forms as printed, with the names of their groups."""
    lists = data()["synonyms"]
    wanted, never = frozenset(lists["concepts"]), frozenset(lists["never"][lang])
    found: dict[str, dict[str, None]] = {}
    for row in load_rows("concepts"):
        if row["concept"] not in wanted:
            continue
        for word in (part.strip().casefold() for part in row[lang].split(";")):
            if " " not in word and word not in never and _is_action(word, lang):
                found.setdefault(word, {})[row["concept"]] = None
    for number, group in enumerate(data()["groups"].get(lang, ())):
        for word in group["words"]:
            found.setdefault(word, {})[f"group {number}"] = None
    return {word: tuple(names) for word, names in found.items()}


def _is_action(word: str, lang: Lang) -> bool:
    """Verbs and verbal nouns only: «разработчик» is no way to say «разработка»."""
    if lang == "kk":
        return word.endswith("у")
    if lang == "ru":
        tag = _russian().parse(word)[0].tag
        return tag.POS in _VERBS or (tag.POS == "NOUN" and "inan" in tag)
    return True


@cache
def meanings(word: str, lang: Lang) -> tuple[tuple[str, str, str], ...]:
    """Give the groups of words that a word belongs to: name, dictionary form, case of the word."""
    table = _synonyms(lang)
    if lang == "kk":
        forms = [(base, case) for base, sort, case in _tails(word) if sort == "noun"]
    elif lang == "ru":
        forms = [(form, _class(case) if sort == "NOUN" else "bare") for form, sort, case in _readings(word)]
    else:
        forms = [(word, "bare")]
    found = [(f"{name}{_reflexive(base, lang)}", base, case) for base, case in forms for name in table.get(base, ())]
    return tuple(dict.fromkeys(found))


def _one_root(one: str, other: str, lang: Lang) -> bool:
    """Two voices of one Kazakh root are no synonyms: «жақсару» happens, «жақсарту» is done."""
    return lang == "kk" and one != other and one[:4] == other[:4]


def _reflexive(word: str, lang: Lang) -> str:
    """Mark a reflexive verb: «обучаться» is not «обучать»."""
    return " -ся" if lang == "ru" and word.endswith(("ся", "сь")) else ""
