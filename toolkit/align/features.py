"""What the index says about a pair of outcome and statement, as a few numbers between 0 and about 1.

A linear model on these numbers orders the statements and gives the confidence (`toolkit.align.model`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from toolkit.align.index import Index
from toolkit.align.terms import Term

FEATURES = (
    "match",
    "match_of_best",
    "words_in_text",
    "words_anywhere",
    "rarest_in_text",
    "count_in_text",
    "statement_in_outcome",
    "known_share",
    "best_match",
    "best_words",
    "short_outcome",
    "long_statement",
    "place",
)
"""Names of the features, in the order of the columns.

match: BM25F score over the most that the outcome could get, words that no statement has included. match_of_best: the same over that of the best statement.
words_in_text, words_anywhere: share of the outcome's words, by rarity, found in the text; in text or place.
rarest_in_text: rarity of the rarest word found. count_in_text: how many words were found. statement_in_outcome: share of the
statement, by rarity, that the outcome has. known_share: share of the outcome's words, by rarity, that occur in any statement.
best_match, best_words: the best values for the outcome. short_outcome, long_statement: lengths. place: how much more is found
with the place of the statement than without.
"""

_MOST = 4.0
"""The score of a statement that repeats the outcome, over the rarity of the outcome's words."""

_COUNT = 8.0
"""So many words found are as good as any more."""


@dataclass(frozen=True, slots=True)
class Query:
    """An outcome prepared for an index.

    Parameters
    ----------
    columns, weights : array
        Columns of the index that its terms have, and their weights with rarity.
    words : array
        For each column, which word of the outcome it comes from.
    closeness : array
        How surely the term of a column means the word: 1 for concepts and stems, less for cognates and expansions.
    rarity : array
        Rarity of every word; a word that no statement has is as rare as can be.
    known : float
        Share of the words, by rarity, that occur in any statement.
    """

    columns: np.ndarray
    weights: np.ndarray
    words: np.ndarray
    closeness: np.ndarray
    rarity: np.ndarray
    known: float


def prepare(terms: Sequence[Term], index: Index) -> Query:
    """Look up the terms of an outcome in an index."""
    rarest = float(index.idf.max(initial=0.0))
    rarity: dict[int, float] = {}
    known: set[int] = set()
    columns: dict[int, tuple[float, int, float]] = {}
    for term in terms:
        column = index.vocabulary.get(term.key)
        for place in range(term.first, term.last + 1):
            rarity.setdefault(place, 0.0)
        if column is None:
            continue
        idf = float(index.idf[column])
        for place in range(term.first, term.last + 1):
            rarity[place] = max(rarity[place], idf)
            known.add(place)
        closeness = 0.7 if term.key.startswith("g:") else min(1.0, 0.5 + term.weight)
        old = columns.get(column)
        if old is None or term.weight * idf > old[0]:
            columns[column] = (term.weight * idf, term.first, closeness)
    places = {place: number for number, place in enumerate(rarity)}
    values = np.array([rarity[place] if place in known else rarest for place in rarity], dtype=np.float64)
    share = sum(values[places[place]] for place in known) / values.sum() if values.sum() else 0.0
    return Query(
        np.fromiter(columns, dtype=np.int32, count=len(columns)),
        np.array([item[0] for item in columns.values()]),
        np.array([places[item[1]] for item in columns.values()], dtype=np.int32),
        np.array([item[2] for item in columns.values()]),
        values,
        float(share),
    )


def score_all(queries: Sequence[Query], index: Index) -> np.ndarray:
    """Score every statement for some outcomes: BM25F, one row an outcome."""
    if not queries:
        return np.zeros((0, index.total.shape[0]), dtype=np.float32)
    pointers = np.cumsum([0, *(len(query.columns) for query in queries)])
    columns = np.concatenate([query.columns for query in queries])
    weights = np.concatenate([query.weights for query in queries]).astype(np.float32)
    matrix = csr_matrix((weights, columns, pointers), shape=(len(queries), index.total.shape[1]))
    return np.asarray((matrix @ index.total.T).toarray())


def features(query: Query, scores: np.ndarray, rows: np.ndarray, index: Index) -> np.ndarray:
    """Describe some statements as candidates for an outcome.

    Parameters
    ----------
    query : Query
        The outcome.
    scores : array
        BM25F of every statement (`score_all`).
    rows : array of int
        The candidates.
    index : Index
        Where both were looked up.

    Returns
    -------
    array, candidates x FEATURES
    """
    made = np.zeros((len(rows), len(FEATURES)))
    if not len(query.columns) or not len(rows):
        return made
    text = index.text[rows][:, query.columns].toarray()
    anywhere = (index.total[rows][:, query.columns].toarray() > 0).astype(float)
    most = query.rarity.sum() * _MOST or 1.0
    in_text, in_any = _by_word(text, query), _by_word(anywhere, query)
    whole = query.rarity.sum() or 1.0
    found_text, found_any = in_text @ query.rarity / whole, in_any @ query.rarity / whole
    idf = index.idf[query.columns]
    best = float(scores.max(initial=0.0)) or 1.0
    made[:, 0] = scores[rows] / most
    made[:, 1] = scores[rows] / best
    made[:, 2] = found_text
    made[:, 3] = found_any
    made[:, 4] = (in_text * query.rarity).max(axis=1, initial=0.0) / (float(index.idf.max(initial=0.0)) or 1.0)
    made[:, 5] = np.minimum((in_text > 0).sum(axis=1), _COUNT) / _COUNT
    made[:, 6] = np.minimum(text @ idf / np.maximum(index.rarity[rows], 1e-9), 1.0)
    made[:, 7] = query.known
    made[:, 8] = best / most
    made[:, 9] = found_any.max(initial=0.0)
    made[:, 10] = 1.0 / (1.0 + len(query.rarity))
    made[:, 11] = np.minimum(np.log1p(index.size[rows]), 4.0) / 4.0
    made[:, 12] = found_any - found_text
    return made


def _by_word(found: np.ndarray, query: Query) -> np.ndarray:
    """How surely each word of the outcome was found in each statement: the best of its terms."""
    made = np.zeros((len(found), len(query.rarity)))
    weighted = found * query.closeness
    for column, word in enumerate(query.words):
        np.maximum(made[:, word], weighted[:, column], out=made[:, word])
    return made
