"""Replacements of words: where one name takes the place of another, and nothing else of a text changes.

A body, a document or an occupation that is called otherwise now changes many statements in the same way. Such changes are
found by the words, not by their endings, so that they can be looked at together. Only the words that differ are the
replacement; whatever stands around them must be the same but for punctuation and case of letters.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from toolkit.editions.forms import cases_of, is_guard, is_negated, key_of, same_case
from toolkit.editions.tokens import data, hanging
from toolkit.model import Lang
from toolkit.text import fold_look_alikes, same_text, visible

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LONGEST = 14
"""A name of more words than these is a sentence written anew."""

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replacement:
    """One name that took the place of another.

    Parameters
    ----------
    old, new : str
        The words as they stand in the texts most often.
    keys : (old, new)
        Their words without endings: what makes two replacements one.
    named : bool
        The old words could be a name: several words, or an abbreviation. A single common word that gives way to another
        one says something else.
    """

    old: str
    new: str
    keys: tuple[Keys, Keys]
    named: bool = True

    def __str__(self) -> str:
        return f"{self.old} => {self.new}"


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text as printed and in small letters, the ending that hangs on it by a hyphen, its place, its key."""

    printed: str
    text: str
    tail: str
    start: int
    end: int
    key: str

    @property
    def form(self) -> tuple[str, str]:
        """What must be the same where nothing was replaced."""
        return self.text, self.tail


def replacements(pairs: Iterable[tuple[str, str]], lang: Lang) -> tuple[Replacement | None, ...]:
    """Find the replacement that explains the whole change of each text.

    Parameters
    ----------
    pairs : iterable of (old, new)
        Texts then and now.
    lang : {"kk", "ru", "en"}
        Their language.

    Returns
    -------
    tuple of Replacement or None
        One for each pair. None where words only came or only went, where two different replacements are needed, where the
        words around them changed as well, where a number, a negation or a word that binds or bounds is among the words, or
        where the new name stands in a case that says something else. Of several that explain a text the one that explains
        most texts is taken.

    Examples
    --------
    >>> found = replacements([("ХЖҚО-ның жоспары", "мансап орталығының жоспары"), ("Есеп беру", "Жылдық есеп беру")], "kk")
    >>> found[0].keys, found[1] is not None
    ((('хжқо',), ('манса', 'орталық')), False)
    """
    texts = list(pairs)
    read = [(_words(old, lang), _words(new, lang)) for old, new in texts]
    found: dict[tuple[Keys, Keys], None] = {}
    for old, new in read:
        if (words := _candidate(old, new)) and _harmless(*words, lang):
            found[_names(words)] = None
    explained = {
        keys: [place for place in range(len(texts)) if _explains(keys, texts[place], read[place], lang)]
        for keys in found
    }
    chosen: dict[int, tuple[Keys, Keys]] = {}
    for keys, places in sorted(explained.items(), key=lambda item: (-len(item[1]), sum(map(len, item[0])), item[0])):
        for place in places:
            chosen.setdefault(place, keys)
    named = {
        keys: _named(keys, [read[place] for place, mine in chosen.items() if mine == keys])
        for keys in dict.fromkeys(chosen.values())
    }
    return tuple(named[chosen[place]] if place in chosen else None for place in range(len(texts)))


def explains(replacement: Replacement, old: str, new: str, lang: Lang) -> bool:
    """Say whether a replacement is all that parts two texts.

    Examples
    --------
    >>> (found,) = replacements([("ХЖҚО қызметі", "мансап орталығы қызметі")], "kk")
    >>> explains(found, "ХЖҚО-да жұмыс", "Мансап орталығында жұмыс", "kk"), explains(found, "ХЖҚО", "Есеп", "kk")
    (True, False)
    """
    return _explains(replacement.keys, (old, new), (_words(old, lang), _words(new, lang)), lang)


def keys_of(phrase: str, lang: Lang) -> Keys:
    """Give the words of a phrase without their endings: what it is compared by.

    Examples
    --------
    >>> keys_of("мансап орталығында", "kk") == keys_of("Мансап орталығы", "kk")
    True
    """
    return tuple(word.key for word in _words(phrase, lang))


def holds(text: str, keys: Keys, lang: Lang) -> bool:
    """Say whether a text has the words of a name beside one another."""
    words = keys_of(text, lang)
    return any(words[place : place + len(keys)] == keys for place in range(len(words) - len(keys) + 1))


# --- reading ------------------------------------------------------------------------------------------------------


def _shown(text: str) -> str:
    return fold_look_alikes(visible(text))


def _words(text: str, lang: Lang) -> list[_Word]:
    """Split a text into words; an ending after a hyphen goes to what it hangs on."""
    shown = _shown(text)
    found: list[_Word] = []
    for match in _WORD.finditer(shown):
        part = match.group().casefold()
        last = found[-1] if found else None
        if last and not last.tail and shown[last.end : match.start()] == "-" and part in hanging():
            found[-1] = replace(last, tail=part, end=match.end())
        else:
            found.append(_Word(match.group(), part, "", match.start(), match.end(), key_of(part, lang)))
    return found


def _candidate(old: Sequence[_Word], new: Sequence[_Word]) -> tuple[Sequence[_Word], Sequence[_Word]] | None:
    """Give the words between what both texts begin and end with; None where words only came or went."""
    shortest = min(len(old), len(new))
    first = next((place for place in range(shortest) if old[place].form != new[place].form), shortest)
    rest = shortest - first
    last = next((place for place in range(rest) if old[-1 - place].form != new[-1 - place].form), rest)
    one, other = old[first : len(old) - last], new[first : len(new) - last]
    return (one, other) if one and other and max(len(one), len(other)) <= _LONGEST else None


def _names(words: tuple[Sequence[_Word], Sequence[_Word]]) -> tuple[Keys, Keys]:
    old, new = words
    return tuple(word.key for word in old), tuple(word.key for word in new)


def _named(keys: tuple[Keys, Keys], read: Sequence[tuple[list[_Word], list[_Word]]]) -> Replacement:
    """Write a replacement with the words that stand for it most often, without endings that hang on them."""
    shown = []
    for side in (0, 1):
        counts: Counter[str] = Counter()
        for pair in read:
            words, mine = pair[side], keys[side]
            for place in range(len(words) - len(mine) + 1):
                part = words[place : place + len(mine)]
                if tuple(word.key for word in part) == mine:
                    counts[" ".join(word.printed for word in part)] += 1
        shown.append(min(counts, key=lambda text: (-counts[text], len(text), text)))
    named = len(keys[0]) > 1 or sum(map(str.isupper, shown[0])) > 1
    return Replacement(shown[0], shown[1], keys, named)


# --- judging ------------------------------------------------------------------------------------------------------


def _harmless(old: Sequence[_Word], new: Sequence[_Word], lang: Lang) -> bool:
    """Say whether words could be names: no number, no negation, nothing that binds or bounds what is asked for."""
    words = [word.text for word in (*old, *new)]
    if any(any(map(str.isdigit, word)) or is_guard(word, lang) for word in words):
        return False
    if Counter(word.key for word in old) == Counter(word.key for word in new):
        return False  # only endings or the order of words differ: that is no other name
    return not any(_turned(one.text, other.text, lang) for one in old for other in new)


def _turned(one: str, other: str, lang: Lang) -> bool:
    """Say whether one word is the negation of another."""
    if lang == "kk":
        return is_negated(one, other) or is_negated(other, one)
    longer, shorter = max(one, other, key=len), min(one, other, key=len)
    return longer != shorter and longer in {f"{prefix}{shorter}" for prefix in data()["negating"][lang]}


def _explains(
    keys: tuple[Keys, Keys], texts: tuple[str, str], read: tuple[list[_Word], list[_Word]], lang: Lang
) -> bool:
    """Say whether nothing but a replacement, at one place or several, parts two texts."""
    old_keys, new_keys = keys
    (old, new), (before, after) = read, map(_shown, texts)
    made: list[str] = []
    here = there = end = 0
    while here < len(old):
        one, other = old[here : here + len(old_keys)], new[there : there + len(new_keys)]
        if _names((one, other)) == keys and _same_case(one, other, lang):
            made += [before[end : one[0].start], after[other[0].start : other[-1].end]]
            end = one[-1].end
            here, there = here + len(old_keys), there + len(new_keys)
        elif there < len(new) and old[here].form == new[there].form:
            here, there = here + 1, there + 1
        else:
            return False
    return bool(made) and there == len(new) and same_text("".join([*made, before[end:]]), after)


def _same_case(old: Sequence[_Word], new: Sequence[_Word], lang: Lang) -> bool:
    """Say whether the new name stands in the case of the old one, as far as both show theirs."""
    one, other = (cases_of([word.text for word in words], words[-1].tail, lang) for words in (old, new))
    return not one or not other or any(same_case(a, b) for a in one for b in other)
