"""Texts as weighted terms: concepts, stems and cognates, each with the words that made it.

A term is what outcome and statement can have in common: a concept of the trilingual table (``c:plan``), the stem of a
word in one language (``kk:жоспар``), or the beginning of a loanword that the languages share (``g:статис``).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from toolkit.align.concepts import ConceptTable
from toolkit.align.stems import stem_of
from toolkit.labels import load
from toolkit.model import Lang
from toolkit.text import fold_look_alikes, normalise, visible

_WORD = re.compile(r"\d*[^\W\d_]+\d*")
_KAZAKH_ONLY = frozenset("әғқңөұүһі")
_COGNATE = 6
"""Loanwords agree in their first letters: «статистика», «статистика», statistics."""

_ONE_E = str.maketrans("ёэ", "ее")
"""«экономика» begins as economics does."""

_DEFINED = re.compile(
    r"([\w\s«»\"-]{4,160}?)\s*\((?:бұдан әрі|әрі қарай|далее(?: по тексту)?)\s*[-–—:]\s*([^()]{2,40})\)"
)
_ABBREVIATION = re.compile(r"[А-ЯӘҒҚҢӨҰҮҺІЁA-Z]{2,}[а-яa-z]?[А-ЯӘҒҚҢӨҰҮҺІЁA-Z]*")


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a text: its key, how much it weighs, and the words (from, to) that made it."""

    key: str
    weight: float
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text as printed, in small letters with look-alikes folded, and whether it is an abbreviation."""

    printed: str
    word: str
    abbreviation: bool


@dataclass(frozen=True, slots=True)
class Weights:
    """How much the kinds of terms weigh.

    Parameters
    ----------
    concept : number
        A concept that one word or phrase means; a phrase hides nothing of its words but halves them.
    stem_with_concept, stem : number
        The stem of a word that has a concept, and of one that has none.
    cognate : number
        The beginning of a loanword.
    expansion : number
        Words that an abbreviation stands for.
    inner : number
        A word inside a phrase that has been recognised as a whole.
    deep : number
        A concept that only the deep stem of a Kazakh word leads to.
    """

    concept: float = 1.0
    stem_with_concept: float = 0.3
    stem: float = 1.0
    cognate: float = 0.4
    expansion: float = 0.5
    inner: float = 0.9
    deep: float = 0.3


_Weighted = tuple[str, float]
"""The key of a term and its weight."""

Part = tuple[int, int, float, tuple[_Weighted, ...]]
"""The terms of a word or phrase: its first and last word, by how much their weights are multiplied, and the terms."""


@dataclass(frozen=True, slots=True)
class _Word:
    """What is known of a word without its neighbours.

    Parameters
    ----------
    key : str
        By which a phrase finds it.
    longest : count
        Words of the longest phrase that begins with it.
    concepts, forms : tuple of (key, weight)
        The concepts that it means by itself; its stem and the beginning of a loanword. None for an empty word.
    """

    key: str
    longest: int
    concepts: tuple[_Weighted, ...]
    forms: tuple[_Weighted, ...]


@dataclass(frozen=True, slots=True)
class Analyzer:
    """Makes terms of texts.

    Parameters
    ----------
    concepts : ConceptTable
        The trilingual table; an empty one leaves stems and cognates.
    definitions : mapping of abbreviation to phrase
        What abbreviations mean in the documents at hand (`definitions_in`).
    weights : Weights
        How much the kinds of terms weigh.

    Examples
    --------
    >>> [term.key for term in Analyzer(ConceptTable()).terms("Деректерді талдайды", "kk")]
    ['kk:дерек', 'kk:тал', 'g:талдай']
    """

    concepts: ConceptTable
    definitions: Mapping[str, str] = field(default_factory=dict)
    weights: Weights = field(default=Weights())
    _known: dict[tuple[Token, Lang], _Word] = field(default_factory=dict, init=False, repr=False, compare=False)

    def terms(self, text: str, lang: Lang) -> list[Term]:
        """Make the terms of a text in a language, in the order of its words."""
        return [
            Term(key, weight * share, first, last)
            for first, last, share, weighted in self.parts(text, lang)
            for key, weight in weighted
        ]

    def parts(self, text: str, lang: Lang) -> list[Part]:
        """Make the terms of a text by word and phrase: all that an index needs, in half the time."""
        found = tokens(text)
        parts = self._parts(found, lang)
        for place, token in enumerate(found):
            if token.abbreviation and (phrase := self.definitions.get(token.word)):
                inner = self._parts(tokens(phrase), lang)
                parts += [(place, place, share * self.weights.expansion, weighted) for _, _, share, weighted in inner]
        return parts

    def _parts(self, found: tuple[Token, ...], lang: Lang) -> list[Part]:
        words = [self._word(token, lang) for token in found]
        keys = tuple(one.key for one in words)
        parts: list[Part] = []
        covered = 0
        for place, one in enumerate(words):
            inner = self.weights.inner if place < covered else 1.0
            if one.longest > 1 and (phrase := self._phrase(keys, place, one.longest, lang)):
                parts.append(phrase)
                covered = max(covered, phrase[1] + 1)
            if one.concepts:
                parts.append((place, place, inner, one.concepts))
            if one.forms:
                parts.append((place, place, 1.0, one.forms))
        return parts

    def _word(self, token: Token, lang: Lang) -> _Word:
        """Look a word up once: words repeat, and inflection takes time."""
        found = self._known.get((token, lang))
        if found is None:
            found = self._known[token, lang] = self._looked_up(token, lang)
        return found

    def _looked_up(self, token: Token, lang: Lang) -> _Word:
        keys = self.concepts.keys(token.word, lang)
        longest = self.concepts.longest.get(lang, {}).get(keys[0], 0)
        stop, stem = _stop(lang), stem_of(token.word, lang)
        if not token.abbreviation and (token.word in stop[0] or stem in stop[1] or len(token.word) < 2):
            return _Word(keys[0], longest, (), ())
        concepts = self._own_concepts(keys, lang)
        weights = self.weights
        forms = [(f"{lang}:{stem}", weights.stem_with_concept if concepts else weights.stem)]
        if cognate := _cognate(token.word, lang):
            forms.append((f"g:{cognate}", weights.cognate * (0.5 if concepts else 1.0)))
        return _Word(keys[0], longest, concepts, tuple(forms))

    def _own_concepts(self, keys: tuple[str, ...], lang: Lang) -> tuple[_Weighted, ...]:
        """Give the concepts that a word means by itself: by its surest key, then by its others."""
        table = self.concepts.by_keys.get(lang, {})
        found: list[_Weighted] = []
        said: set[str] = set()
        for number, key in enumerate(keys):
            fresh = tuple(name for name in table.get((key,), ()) if name not in said)
            found += self._weighted(fresh, self.weights.deep if number and said else 1.0)
            said.update(fresh)
        return tuple(found)

    def _phrase(self, keys: tuple[str, ...], place: int, longest: int, lang: Lang) -> Part | None:
        """Give the concepts of the longest phrase that begins at a place, if there is one."""
        table = self.concepts.by_keys.get(lang, {})
        for end in range(min(place + longest, len(keys)), place + 1, -1):
            names = table.get(keys[place:end])
            if names:
                return place, end - 1, 1.0, tuple(self._weighted(names, 1.0))
        return None

    def _weighted(self, names: tuple[str, ...], share: float) -> list[_Weighted]:
        return [(f"c:{name}", share * self.weights.concept / len(names) ** 0.5) for name in names]


def tokens(text: str) -> tuple[Token, ...]:
    """Split a text into its words; endings that hang on an abbreviation by a hyphen are left out.

    Examples
    --------
    >>> [token.word for token in tokens("ХЖҚО-ның қызметтері")]
    ['хжқо', 'қызметтері']
    """
    shown = fold_look_alikes(visible(text))
    found: list[Token] = []
    for match in _WORD.finditer(shown):
        start = match.start()
        after_hyphen = start > 1 and shown[start - 1] in "-‑–" and shown[start - 2].isalnum()
        token = _token(match.group())
        if not (after_hyphen and token.word in _hanging()):
            found.append(token)
    return tuple(found)


@cache
def _token(printed: str) -> Token:
    return Token(printed, printed.casefold(), bool(_ABBREVIATION.fullmatch(printed)))


@cache
def _hanging() -> frozenset[str]:
    return frozenset(load("stopwords")["hanging"])


@cache
def _stop(lang: Lang) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a language that say nothing about the subject, and the stems of its empty verbs."""
    data = load("stopwords")
    return frozenset(data[lang]), frozenset(stem_of(word, lang) for word in data[f"{lang}_verbs"])


def _cognate(word: str, lang: Lang) -> str:
    """Give the beginning by which a loanword is known in all three languages; empty for a native Kazakh word."""
    if len(word) < _COGNATE:
        return ""
    if lang == "en":
        return _cyrillic(word)[:_COGNATE]
    return "" if _KAZAKH_ONLY & set(word) else word.translate(_ONE_E)[:_COGNATE]


@cache
def _cyrillic(word: str) -> str:
    """Write an English word as Russian would borrow it."""
    for latin, letters in load("stopwords")["borrowed"]:
        word = word.replace(latin, letters)
    return word


def definitions_in(texts: Iterable[str]) -> dict[str, str]:
    """Collect what abbreviations mean by the documents' own words, such as «… (бұдан әрі – СБШ)».

    Parameters
    ----------
    texts : iterable of str
        Texts of documents.

    Returns
    -------
    dict of str to str
        Abbreviation in small letters → the words before the bracket that begin with its letters.

    Examples
    --------
    >>> definitions_in(["Халықты жұмыспен қамту орталығы (бұдан әрі – ХЖҚО) туралы"])
    {'хжқо': 'Халықты жұмыспен қамту орталығы'}
    """
    found: dict[str, str] = {}
    for text in texts:
        if "(" not in text:
            continue
        for match in _DEFINED.finditer(text):
            short = match.group(2).strip(' «»"')
            before = match.group(1).split()
            letters = normalise(short)
            chosen = before[-len(letters) :]
            if " " not in short and [word[:1].casefold() for word in chosen] == list(letters):
                found.setdefault(letters, " ".join(chosen))
    return found
