"""How alike the texts of two editions are: words and letters joined, for the pairs worth looking at.

Words count by how rare they are (TF-IDF, cosine), letters by the share that must be edited. Pairs with neither words nor
runs of three letters in common are never looked at, so that large standards stay quick.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process
from scipy.sparse import csr_matrix

from toolkit.editions.forms import key_of, meanings
from toolkit.editions.tokens import read
from toolkit.model import Lang
from toolkit.text import skeleton

SHORT, LONG = 0.25, 0.45
"""Cosines from which a pair is looked at: of words, of runs of three letters."""

BEST = 20
"""So many candidates a text, at most."""

_ROWS = 400
"""Rows of the matrix of similarities that are in memory at a time."""

NEVER_EQUAL = 0.97
"""Texts that differ are no more alike than this."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Similarities of the different texts of two editions.

    Parameters
    ----------
    old, new : dict of text to number
        Rows and columns; the key is the text.
    values : dict of (row, column) to float
        From above 0 to 1; 1 for texts that differ at most cosmetically. What is not there is 0.
    terms_old, terms_new : tuple of dict of word to weight
        The words of each text.
    """

    old: dict[str, int]
    new: dict[str, int]
    values: dict[tuple[int, int], float]
    terms_old: tuple[dict[str, float], ...]
    terms_new: tuple[dict[str, float], ...]

    def of(self, old: str, new: str) -> float:
        """Give the similarity of two texts, 0 to 1."""
        return self.values.get((self.old[old], self.new[new]), 0.0)

    def turned(self) -> "Alike":
        """Give the same with old and new exchanged."""
        values = {(column, row): value for (row, column), value in self.values.items()}
        return Alike(self.new, self.old, values, self.terms_new, self.terms_old)

    def held(self, part: str, whole: str, *, forward: bool = True) -> float:
        """Give the share of the words of one text that another one has too, by weight.

        Parameters
        ----------
        part, whole : str
            Two texts, of the old and the new edition; the other way round if not `forward`.
        """
        mine = self.terms_old[self.old[part]] if forward else self.terms_new[self.new[part]]
        other = self.terms_new[self.new[whole]] if forward else self.terms_old[self.old[whole]]
        total = sum(mine.values())
        return sum(weight for word, weight in mine.items() if word in other) / total if total else 0.0


def alike(old: Iterable[str], new: Iterable[str], lang: Lang) -> Alike:
    """Compare the texts of two editions, each different one once.

    Parameters
    ----------
    old, new : iterable of str
        Texts or titles.
    lang : {"kk", "ru", "en"}
        Language of all.

    Examples
    --------
    >>> found = alike(["Деректерді жинау"], ["Деректерді жинау.", "Өрт қауіпсіздігі"], "kk")
    >>> found.of("Деректерді жинау", "Деректерді жинау."), found.of("Деректерді жинау", "Өрт қауіпсіздігі")
    (1.0, 0.0)
    """
    before, after = list(dict.fromkeys(old)), list(dict.fromkeys(new))
    count = len(before)
    words = [words_of(text, lang) for text in (*before, *after)]
    shapes = [skeleton(text) for text in (*before, *after)]
    weights, terms = _tfidf(words)
    letters, _ = _tfidf([_runs(shape) for shape in shapes])
    values: dict[tuple[int, int], float] = {}
    for row, column, cosine in _candidates(weights, letters, count):
        values[row, column] = cosine
    pairs = list(values)
    ratios = _ratios([shapes[row] for row, _ in pairs], [shapes[count + column] for _, column in pairs])
    for pair, ratio in zip(pairs, ratios, strict=True):
        equal = shapes[pair[0]] == shapes[count + pair[1]]
        values[pair] = 1.0 if equal else min((values[pair] + ratio) / 2, NEVER_EQUAL)
    _add_equal(values, shapes, count)
    return Alike(_numbered(before), _numbered(after), values, tuple(terms[:count]), tuple(terms[count:]))


def words_of(text: str, lang: Lang) -> list[str]:
    """Give the keys of the words and numbers of a text; words that may stand for one another have one key."""
    found = []
    for token in read(text, lang).tokens:
        groups = meanings(token.text, lang) if token.sort == "word" else ()
        found.append(groups[0][0] if groups else key_of(token.text, lang) if token.sort == "word" else token.text)
    return found


def _numbered(texts: Sequence[str]) -> dict[str, int]:
    return {text: number for number, text in enumerate(texts)}


def _runs(shape: str) -> list[str]:
    padded = f" {shape} "
    return [padded[place : place + 3] for place in range(len(padded) - 2)]


def _tfidf(documents: Sequence[Sequence[str]]) -> tuple[Any, list[dict[str, float]]]:
    """Weigh the terms of documents: rows of length 1, and the weights of each document by term."""
    holding: dict[str, int] = {}
    for document in documents:
        for term in dict.fromkeys(document):
            holding[term] = holding.get(term, 0) + 1
    number = {term: place for place, term in enumerate(holding)}
    rare = {term: 1.0 + log(len(documents) / count) for term, count in holding.items()}
    rows, columns, data = [], [], []
    terms: list[dict[str, float]] = []
    for row, document in enumerate(documents):
        counts: dict[str, int] = {}
        for term in document:
            counts[term] = counts.get(term, 0) + 1
        weighed = {term: (1.0 + log(count)) * rare[term] for term, count in counts.items()}
        length = sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
        rows += [row] * len(weighed)
        columns += [number[term] for term in weighed]
        data += [weight / length for weight in weighed.values()]
        terms.append({term: rare[term] for term in counts})
    shape = (len(documents), max(len(number), 1))
    return csr_matrix((data, (rows, columns)), shape=shape, dtype=np.float64), terms


def _candidates(words: Any, letters: Any, count: int) -> Iterator[tuple[int, int, float]]:
    """Give the pairs worth looking at with the cosine of their words, the best of each row."""
    new_words, new_letters = words[count:].T.tocsr(), letters[count:].T.tocsr()
    if not count or not new_words.shape[1]:
        return
    for start in range(0, count, _ROWS):
        stop = min(start + _ROWS, count)
        by_words = (words[start:stop] @ new_words).toarray()
        by_letters = (letters[start:stop] @ new_letters).toarray()
        both = np.where((by_words >= SHORT) | (by_letters >= LONG), by_words + by_letters, 0.0)
        for row in range(stop - start):
            columns = np.flatnonzero(both[row])
            if len(columns) > BEST:
                columns = columns[np.argsort(-both[row, columns], kind="stable")[:BEST]]
            for column in columns:
                yield start + row, int(column), float(by_words[row, column])


def _ratios(one: Sequence[str], other: Sequence[str]) -> list[float]:
    if not one:
        return []
    return [float(value) / 100.0 for value in process.cpdist(one, other, scorer=fuzz.ratio)]


def _add_equal(values: dict[tuple[int, int], float], shapes: Sequence[str], count: int) -> None:
    """Enter texts that differ at most cosmetically, also those without a word."""
    columns: dict[str, list[int]] = {}
    for place, shape in enumerate(shapes[count:]):
        columns.setdefault(shape, []).append(place)
    for row, shape in enumerate(shapes[:count]):
        values |= {(row, column): 1.0 for column in columns.get(shape, ())}


def most_alike(old: Sequence[str], new: Sequence[str], lang: Lang) -> tuple[int, int]:
    """Give the places of the two long texts that have most words in common, the first ones if nothing is.

    Examples
    --------
    >>> most_alike(["Өрт қауіпсіздігі", "Деректерді жинау"], ["Деректер жинағы"], "kk")
    (1, 0)
    """
    weights, _ = _tfidf([words_of(text, lang) for text in (*old, *new)])
    table = (weights[: len(old)] @ weights[len(old) :].T).toarray()
    row, column = np.unravel_index(int(table.argmax()), table.shape)
    return int(row), int(column)
