"""Rankers to compare with: our suggester, and what one would try first.

A ranker orders the groups of a suggester, so that all are judged on the same items. The baselines read the text of a
statement only. Where an outcome has texts in several languages, a statement has the best score that any of them gives it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from toolkit.align.concepts import ConceptTable
from toolkit.align.suggest import CANDIDATES, Suggester, Wanted, make_suggester
from toolkit.text import words

Ranking = tuple[np.ndarray, np.ndarray]
"""Rows of the groups of a suggester, best first, and their scores, falling."""

_K1, _B = 1.2, 0.75
"""The usual settings of BM25 (S. Robertson, H. Zaragoza, "The probabilistic relevance framework", 2009)."""


class Ranker(Protocol):
    """Whatever can order the groups of a suggester for outcomes.

    `name` says what it is, in a table; `calibrated` says whether the scores are probabilities that an expert accepts.
    """

    @property
    def name(self) -> str:
        """Name in tables."""

    @property
    def calibrated(self) -> bool:
        """Whether the scores are probabilities."""

    def rank(self, wanted: Sequence[Wanted]) -> list[Ranking]:
        """Give the best groups for each outcome, at most 100, best first; none where nothing is in common."""


@dataclass(frozen=True, slots=True)
class OwnRanker:
    """A suggester as a ranker; its scores are its confidences.

    Parameters
    ----------
    suggester : Suggester
        The suggester.
    name : str
        Name in tables.
    """

    suggester: Suggester
    name: str
    calibrated: bool = True

    def rank(self, wanted: Sequence[Wanted]) -> list[Ranking]:
        """Give the groups in the order of the suggestions."""
        rows = {
            self.suggester.candidates[number].statement_id: row
            for row, group in enumerate(self.suggester.groups)
            for number in group
        }
        found: dict[str, dict[int, float]] = {item.outcome_id: {} for item in wanted}
        for one in self.suggester.suggest(wanted, top=CANDIDATES):
            found[one.outcome_id][rows[one.statement_id]] = one.confidence
        return [_ranking(found[item.outcome_id]) for item in wanted]


@dataclass(frozen=True, slots=True)
class TextRanker:
    """A ranker by texts alone.

    Parameters
    ----------
    name : str
        Name in tables.
    scores : callable
        Makes scores, texts of outcomes x groups, of texts of outcomes; 0 or less means nothing in common.
    """

    name: str
    scores: Callable[[Sequence[str]], np.ndarray]
    calibrated: bool = False

    def rank(self, wanted: Sequence[Wanted]) -> list[Ranking]:
        """Give the groups with the best positive scores, equal ones in their order."""
        found: list[Ranking] = []
        for item in wanted:
            made = self.scores([text for text, _ in item.texts])
            best = made.max(axis=0, initial=0.0)
            rows = np.argsort(-best, kind="stable")[:CANDIDATES]
            rows = rows[best[rows] > 0]
            found.append((rows, best[rows]))
        return found


def token_set(suggester: Suggester) -> TextRanker:
    """Rank by `token_set_ratio` of RapidFuzz: how much of the words two texts share, letter by letter."""
    texts = [default_process(text) for text in _texts(suggester)]

    def scores(queries: Sequence[str]) -> np.ndarray:
        processed = [default_process(query) for query in queries]
        return np.asarray(process.cdist(processed, texts, scorer=fuzz.token_set_ratio, dtype=np.float32))

    return TextRanker("token_set_ratio", scores)


def character_ngrams(suggester: Suggester) -> TextRanker:
    """Rank by the cosine of TF-IDF over three to five letters inside words."""
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    matrix = vectorizer.fit_transform(_texts(suggester)).T.tocsr()

    def scores(queries: Sequence[str]) -> np.ndarray:
        return np.asarray((vectorizer.transform(queries) @ matrix).toarray())

    return TextRanker("character n-grams", scores)


def raw_bm25(suggester: Suggester) -> TextRanker:
    """Rank by BM25 over words as printed, in small letters, without stems or stop list."""
    vectorizer = CountVectorizer(analyzer=words, dtype=np.float32)
    counts = csr_matrix(vectorizer.fit_transform(_texts(suggester)))
    length = np.asarray(counts.sum(axis=1)).ravel()
    norm = _K1 * (1 - _B + _B * length / (length.mean() or 1.0))
    df = np.bincount(counts.indices, minlength=counts.shape[1])
    idf = np.log1p((counts.shape[0] - df + 0.5) / (df + 0.5))
    terms = np.diff(counts.indptr)
    counts.data = counts.data * (_K1 + 1) / (counts.data + np.repeat(norm, terms)) * idf[counts.indices]
    matrix = counts.T.tocsr()

    def scores(queries: Sequence[str]) -> np.ndarray:
        return np.asarray((vectorizer.transform(queries) @ matrix).toarray())

    return TextRanker("raw BM25", scores)


def without_concepts(suggester: Suggester) -> OwnRanker:
    """Give our suggester as it is without the concept table, with the same model."""
    made = make_suggester(suggester.candidates, ConceptTable(), model=suggester.model)
    return OwnRanker(made, "no concept table")


def baselines(suggester: Suggester) -> tuple[Ranker, ...]:
    """Give all that our suggester is compared with, on its own statements.

    Parameters
    ----------
    suggester : Suggester
        With at least one statement that has a word.
    """
    return (without_concepts(suggester), character_ngrams(suggester), raw_bm25(suggester), token_set(suggester))


def _texts(suggester: Suggester) -> list[str]:
    return [suggester.candidates[group[0]].text for group in suggester.groups]


def _ranking(found: dict[int, float]) -> Ranking:
    return np.fromiter(found, dtype=np.int64, count=len(found)), np.fromiter(found.values(), float, count=len(found))
