"""A light iterative stemmer for Kazakh: strips endings while a stem remains, so that related words meet.

Kazakh adds endings one after another («қызмет-кер-лер-і-нің»), and derivation matters for finding: «ұйымдастыру»,
«ұйымдастырушылық» and «ұйым» should meet. One pass or a dictionary leaves them apart. No maintained stemmer of Kazakh
was found on the package index: Snowball has none; stanza, UDPipe and Apertium need models, a compiler or the network;
small packages («kaz-stemmer», «qaznltk», «kaznlp») are unreleased or have no wheels. Hence this one: a table of endings
in `toolkit/labels/endings.kk.toml`, and no dictionary.

The stem is a key to compare by, no word to show.
"""

from collections.abc import Container
from functools import cache
from itertools import product

from toolkit.labels import load

_VOWELS = frozenset("аәеёиоөуұүыіэюя")
_RESTORED = {"б": "п", "ғ": "қ", "г": "к"}
"""Consonants that a following vowel has voiced: «кітабы» is from «кітап», «құқығы» from «құқық»."""

_VOICING = frozenset("ыіу")
"""The vowels before which they are voiced: «жинағы» is from «жинақ», but «жинаған» from «жинау»."""

_LONGEST = 60
"""A run of more letters is no word: it stays as it is."""

_VOICELESS = frozenset("пткқсшщфхцчбвгд")
"""After these, and only after these, endings begin with т, қ, к or п: «құжат-ты», but «стандарт-ы», not «стандар-ты»."""

_HARD = frozenset("тқкп")
_ACCUSATIVE = frozenset({"ды", "ді"})
_PRESENT = frozenset("ае")
"""«жазады» is «жаз-ады», writes, not a form of «жаза», punishment: nouns in -а, -е take «-ны», «-ні»."""


@cache
def _endings(*, deep: bool) -> tuple[tuple[str, int], ...]:
    """Every ending with the fewest letters that must remain before it, longest first."""
    data = load("endings.kk")
    letters: dict[str, list[str]] = data["letters"]
    found: dict[str, int] = {}
    for group in data["groups"].values():
        if group["kind"] == "derivation" and not deep:
            continue
        for pattern in group["endings"]:
            for choice in product(*(letters.get(sign, [sign]) for sign in pattern)):
                ending = "".join(choice)
                if _harmonious(ending):
                    found[ending] = min(group["stem"], found.get(ending, 99))
    return tuple(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))


def _harmonious(ending: str) -> bool:
    """All vowels of an ending are back, or all are front; у, и and the like go with both."""
    back, front = set("аоұы"), set("әеөүі")
    return not (back & set(ending) and front & set(ending))


@cache
def _by_last(*, deep: bool) -> dict[str, tuple[tuple[str, int], ...]]:
    table: dict[str, list[tuple[str, int]]] = {}
    for ending, least in _endings(deep=deep):
        table.setdefault(ending[-1], []).append((ending, least))
    return {letter: tuple(items) for letter, items in table.items()}


def _ends(word: str, ending: str) -> bool:
    """Say whether a word has an ending: a vowel stands before it, and its first letter agrees with the one before."""
    rest = word[: -len(ending)]
    if not word.endswith(ending) or _VOWELS.isdisjoint(rest):
        return False
    return len(ending) == 1 or ending[0] not in _HARD or rest[-1] in _VOICELESS


@cache
def _roots() -> frozenset[str]:
    return frozenset(load("endings.kk")["roots"]["whole"])


@cache
def possible_stems(word: str) -> tuple[str, ...]:
    """Give every stem that a word may have if only inflection is stripped, the longest first, the word itself too.

    Which of them is meant only a list of known words can tell: «қаласы» may be from «қала» or from «қалас».

    Examples
    --------
    >>> possible_stems("тілдер")
    ('тілдер', 'тілд', 'тіл')
    """
    table = _by_last(deep=False)
    found = {word}
    open_ends = [word] if len(word) <= _LONGEST else []
    while open_ends:
        current = open_ends.pop()
        for ending, least in table.get(current[-1:], ()):
            rest = current[: -len(ending)]
            if ending in _ACCUSATIVE and rest[-1:] in _PRESENT:
                continue
            if len(rest) >= least and _ends(current, ending) and rest not in found:
                found.add(rest)
                open_ends.append(rest)
    restored = {_restored(stem) for stem in found if stem != word}
    return tuple(sorted(found | restored, key=lambda stem: (-len(stem), stem)))


def bare(word: str) -> str:
    """Give a dictionary form without the -у of the verbal noun: «талдау» is known by «талда».

    Examples
    --------
    >>> bare("талдау"), bare("оқу"), bare("жоспар")
    ('талда', 'оқ', 'жоспар')
    """
    return word[:-1] if len(word) > 2 and word.endswith("у") else word


def lemma(word: str, known: Container[str]) -> str | None:
    """Find the known word that a word is a form of.

    Parameters
    ----------
    word : str
        One word in small letters.
    known : container of str
        Known words in their bare form (`bare`).

    Returns
    -------
    str or None
        The longest known one that inflection can lead back to, in its bare form; None if there is none.

    Examples
    --------
    >>> lemma("бағыттарын", {"бағыт", "бақ"}), lemma("талдайды", {"талда", "тал"}), lemma("жаңа", {"тіл"})
    ('бағыт', 'талда', None)
    """
    return next(
        (found for stem in possible_stems(word) if (found := bare(stem)) in known or (found := stem) in known), None
    )


def _floor(word: str) -> int:
    """How many letters must stay because the word begins with a whole one of the list, voiced or not."""
    roots = _roots()
    for length in range(len(word), 2, -1):
        start = word[:length]
        if start in roots or (word[length : length + 1] in _VOICING and _restored(start) in roots):
            return length
    return 0


def _restored(word: str) -> str:
    return word[:-1] + _RESTORED.get(word[-1], word[-1])


@cache
def stem(word: str, *, deep: bool = True) -> str:
    """Strip the endings of a Kazakh word.

    Parameters
    ----------
    word : str
        One word in small letters, look-alike letters folded.
    deep : bool
        Strip derivation too («ұйымдастырушылық» to «ұйым»), not only inflection («ұйымдарының» to «ұйым»).

    Returns
    -------
    str
        What remains, at least three letters with a vowel; the word itself if it is shorter.

    Examples
    --------
    >>> stem("қызметкерлерінің") == stem("қызметкер")
    True
    >>> stem("құқығын") == stem("құқықтық")
    True
    >>> stem("құрылымдарының", deep=False)
    'құрылым'
    """
    if len(word) > _LONGEST:
        return word
    table = _by_last(deep=deep)
    floor = _floor(word)
    current = word
    while len(current) > max(3, floor):
        for ending, least in table.get(current[-1], ()):
            rest = current[: -len(ending)]
            if len(rest) >= max(least, floor) and _ends(current, ending):
                current = rest
                break
        else:
            break
    if not current or current[-1] not in _RESTORED:
        return current
    return stem(_restored(current), deep=deep)  # «талабы» goes on as «талап» does
