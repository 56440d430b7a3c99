"""The forms of Kazakh verbs and nouns of action: which word of a text is which form of which verb of the lists.

A word is cut into a stem of the lists and an ending of the table ``forms``; the longest stem wins, so that «түсіндіреді»
is түсіндіру, not a causative of түсіну. Stems are never matched without an ending: «білім», «құрал», «бағалы» begin like
білу, құру, бағалау and are no forms of them. Endings of both vowel harmonies are taken: the stem decides which one occurs.
No library of Kazakh morphology is both maintained and free of a compiler, and the lists are closed: rules do.
"""

import re
from dataclasses import dataclass
from functools import cache

from toolkit.verbs.lexicon import Entry, data_of, keys_of, listed, words_of
from toolkit.verbs.tokens import key_of

KINDS = (
    "finite",
    "converb",
    "noun",
    "of_whom",
    "accusative",
    "dative",
    "instrumental",
    "ablative",
    "other",
    "present",
    "participle",
    "attribute",
    "past",
)
"""Kinds of forms, in the order in which they are tried: талдайды, талдап, талдау, талдауы, талдауды, талдауға,
талдаумен, талдаудан, талдаудың, талдай, талдаған, талдайтын, талдады."""


_CERTAIN = frozenset(KINDS) - {"converb", "present", "participle", "attribute", "past"}
"""Kinds that show a verb even if its stem is not listed."""

_BEGINS = re.compile("[уюайе]|[тнл][уаеыі]")
"""How the ending of such a verb begins."""


@dataclass(frozen=True, slots=True)
class Form:
    """A word that is a form of a verb of the lists."""

    entry: Entry
    kind: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb with the words before it that make one meaning: «шешім» + «қабылдау»."""

    words: tuple[str, ...]
    entry: Entry


def _stem(verb: str) -> str:
    """Give the stem of a verbal noun, or the one that is written behind «=»."""
    noun, _, stem = verb.partition("=")
    if stem:
        return stem
    return f"{noun[:-1]}й" if noun.endswith("ю") else noun[:-1]


def _variants(stem: str) -> tuple[tuple[str, str], ...]:
    """List the shapes of a stem with the letters that the ending may begin with; none means any."""
    shapes = [(stem, "")]
    if stem[-1] in "ыі":
        shapes.append((stem[:-1], "уи"))
    elif stem[-1] == "й":
        shapes.append((stem[:-1], "яю"))
    elif stem[-1] == "п":
        shapes += [(f"{stem[:-1]}б", "аеу"), (f"{stem[:-1]}у", "ыі")]
    elif stem[-1] in "қк":
        shapes.append((stem[:-1] + {"қ": "ғ", "к": "г"}[stem[-1]], "аеуыі"))
    return tuple(shapes)


@cache
def _stems() -> dict[str, list[tuple[Entry, str]]]:
    stems: dict[str, list[tuple[Entry, str]]] = {}
    weak = words_of("kk", "weak")
    single = [(line, levels) for line, levels in listed("kk", "verbs") if " " not in line]
    known = {_stem(line) for line, _ in single}
    parts = [(line.split()[-1], ()) for line, _ in listed("kk", "verbs") if " " in line]
    parts += [(line, ()) for line in data_of("kk")["words"]["helper"]]
    for line, levels in single + [(line, none) for line, none in parts if _stem(line) not in known]:
        base = line.partition("=")[0]
        for shape, first in _variants(_stem(line)):
            entries = stems.setdefault(key_of(shape, "kk"), [])
            if all(entry.base != base for entry, _ in entries):
                entries.append((Entry(base, levels, base in weak), first))
    return stems


@cache
def _endings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    forms = data_of("kk")["forms"]
    before = f"(?:{forms['voice']})?(?:{forms['negation']})?"
    return tuple((kind, re.compile(f"{before}(?:{forms[kind]})")) for kind in KINDS)


def form_of(key: str) -> Form | None:
    """Find the verb of the lists that a word is a form of.

    Parameters
    ----------
    key : str
        A word as `toolkit.verbs.tokens.key_of` gives it.

    Returns
    -------
    Form or None
        The verb with the longest stem; None if the word is no form of a listed verb.

    Examples
    --------
    >>> form_of("талданады").entry.base, form_of("талданады").kind
    ('талдау', 'finite')
    >>> form_of("білім") is None
    True
    """
    if key in keys_of("kk", "predicates") | keys_of("kk", "able"):
        return Form(Entry(key), "finite")
    for size in range(len(key) - 1, 0, -1):
        rest = key[size:]
        for entry, first in _stems().get(key[:size], ()):
            if first and rest[0] not in first:
                continue
            for kind, pattern in _endings():
                if pattern.fullmatch(rest):
                    return Form(entry, kind)
    return _unknown_form(key)


def _unknown_form(key: str) -> Form | None:
    """Read a verb that is not listed by the looks of its stem and ending: only forms that no noun has."""
    for size in range(len(key) - 1, 3, -1):
        for kind, pattern in _endings():
            if kind not in _CERTAIN or not _BEGINS.match(key[size:]):
                continue
            if _looks(kind).fullmatch(key[:size]) and pattern.fullmatch(key[size:]):
                return Form(Entry(f"{key[:size]}у", known=False), kind)
    return None


@cache
def _looks(kind: str) -> re.Pattern[str]:
    return re.compile(str(data_of("kk")["forms"]["unknown_finite" if kind == "finite" else "unknown_noun"]))


def last_form(key: str) -> Form | None:
    """Find the verb at the end of an outcome, where every word with a finite ending is one.

    Examples
    --------
    >>> last_form("буырқандырады").entry.known
    False
    """
    form = form_of(key)
    if form is None and re.fullmatch(str(data_of("kk")["forms"]["unknown_last"]), key):
        return Form(Entry(key, known=False), "finite")
    return form


@cache
def phrases() -> dict[str, tuple[Phrase, ...]]:
    """Give the phrases of the lists by the dictionary form of their verb, longest first.

    Examples
    --------
    >>> [phrase.entry.base for phrase in phrases()["қабылдау"]]
    ['шешім қабылдау']
    """
    found: dict[str, list[Phrase]] = {}
    weak = words_of("kk", "weak")
    for line, levels in listed("kk", "verbs"):
        *before, verb = line.split()
        if before:
            base = line.partition("=")[0]
            keys = tuple(key_of(word, "kk") for word in before)
            found.setdefault(verb.partition("=")[0], []).append(Phrase(keys, Entry(base, levels, base in weak)))
    return {verb: tuple(sorted(group, key=lambda one: -len(one.words))) for verb, group in found.items()}


@cache
def _noun_ending(kind: str) -> re.Pattern[str]:
    return re.compile(str(data_of("kk")["noun_endings"][kind]))


_HARD = str.maketrans("ғгб", "қкп")


def is_noun(key: str, stem: str, kind: str = "any") -> bool:
    """Say whether a word is a form of a noun: plural, possessive, case; к, қ, п may have become г, ғ, б.

    Examples
    --------
    >>> is_noun("дағдыларын", "дағды"), is_noun("болжамды", "болжам", "accusative"), is_noun("есебін", "есеп")
    (True, True, True)
    """
    if not key.startswith(stem[:-1]) or len(key) < len(stem):
        return False
    last, rest = key[len(stem) - 1], key[len(stem) :]
    softened = last != stem[-1]
    if softened and (last.translate(_HARD) != stem[-1] or not rest or rest[0] not in "ыі"):
        return False
    return _noun_ending(kind).fullmatch(rest) is not None


def noun_in(key: str, group: str) -> bool:
    """Say whether a word is a form of a noun of a group of ``words``, such as ``skill``.

    Examples
    --------
    >>> noun_in("дағдыларын", "skill"), noun_in("құрылым", "method")
    (True, False)
    """
    return any(is_noun(key, noun) for noun in _nouns_of(group))


@cache
def _nouns_of(group: str) -> tuple[str, ...]:
    return tuple(key_of(noun, "kk") for noun in data_of("kk")["words"][group])


@cache
def action_nouns(table: str) -> tuple[Phrase, ...]:
    """Give the nouns of action (``nouns``) or of knowledge (``held``), longest first.

    Examples
    --------
    >>> action_nouns("held")[0].entry.levels
    (2,)
    """
    found = [
        Phrase(tuple(key_of(word, "kk") for word in line.split()), Entry(line, levels, table == "held"))
        for line, levels in listed("kk", table)
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.words), -len(one.words[-1]))))


def noun_at(keys: tuple[str, ...], at: int, table: str, kind: str = "any") -> Phrase | None:
    """Find the noun of action whose last word stands at a place of a row of words.

    Examples
    --------
    >>> noun_at(("деректер", "мониторингін"), 1, "nouns").entry.levels
    (4,)
    """
    for phrase in action_nouns(table):
        start = at - len(phrase.words) + 1
        if start >= 0 and keys[start:at] == phrase.words[:-1] and is_noun(keys[at], phrase.words[-1], kind):
            return phrase
    return None
