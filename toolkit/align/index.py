"""The index of statements: BM25F over text, unit, function and occupation, as sparse matrices.

BM25F: S. Robertson, H. Zaragoza, M. Taylor, "Simple BM25 extension to multiple weighted fields", CIKM 2004. A term found in
the task or function of a statement counts for it too, only less.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from toolkit.align.terms import Analyzer, Part, Term
from toolkit.model import Lang

_Counted = tuple[np.ndarray, np.ndarray, int]
"""Columns of the terms of a text, the sums of their weights, the number of words that have a term."""


@dataclass(frozen=True, slots=True)
class Document:
    """What can be found: a statement with its place, in one language."""

    text: str
    unit: str
    function: str
    occupation: str
    lang: Lang

    @property
    def fields(self) -> tuple[str, str, str, str]:
        """The texts, in the order of `Shape.fields`."""
        return self.text, self.unit, self.function, self.occupation


@dataclass(frozen=True, slots=True)
class Shape:
    """The settings of BM25F.

    Parameters
    ----------
    fields : weights of text, unit, function, occupation
        How much a term counts where it stands.
    k1, b : number
        Saturation of repeated terms; how much long texts are discounted, 0 to 1.
    """

    fields: tuple[float, float, float, float] = (1.0, 0.5, 0.5, 0.3)
    k1: float = 2.5
    b: float = 0.75


@dataclass(frozen=True, slots=True)
class Index:
    """Documents as matrices, one row a document, one column a term.

    Parameters
    ----------
    vocabulary : dict of term to column
        The terms.
    idf : array
        Rarity of each term: ln(1 + (n - df + 0.5) / (df + 0.5)).
    total : sparse matrix
        BM25F weight of every term in every document, without idf.
    text : sparse matrix of 0 and 1
        Whether the term stands in the text itself.
    rarity : array
        Sum of the idf of the terms of each text.
    size : array
        Number of words with terms in each text.
    """

    vocabulary: dict[str, int]
    idf: np.ndarray
    total: csr_matrix
    text: csr_matrix
    rarity: np.ndarray
    size: np.ndarray

    def query(self, terms: Iterable[Term]) -> dict[int, float]:
        """Give the columns of a query's terms and how much each weighs, its rarity included."""
        found: dict[int, float] = {}
        for term in terms:
            column = self.vocabulary.get(term.key)
            if column is not None:
                found[column] = max(found.get(column, 0.0), term.weight * float(self.idf[column]))
        return found


def build_index(documents: Sequence[Document], analyzer: Analyzer, shape: Shape | None = None) -> Index:
    """Index documents.

    Parameters
    ----------
    documents : sequence of Document
        What can be found; memory grows linearly with it.
    analyzer : Analyzer
        Makes terms of texts; queries must use the same one.
    shape : Shape, optional
        Other settings than usual.

    Examples
    --------
    >>> from toolkit.align.concepts import ConceptTable
    >>> made = build_index([Document("Деректерді талдау", "", "", "", "kk")], Analyzer(ConceptTable()))
    >>> sorted(made.vocabulary)
    ['g:талдау', 'kk:дерек', 'kk:тал']
    """
    used = shape or Shape()
    vocabulary: dict[str, int] = {}
    made: dict[tuple[str, Lang], _Counted] = {}

    def counted(text: str, lang: Lang) -> _Counted:
        key = (text, lang)
        if key not in made:
            made[key] = _counted(analyzer.parts(text, lang), vocabulary)
        return made[key]

    columns = list(zip(*([counted(text, item.lang) for text in item.fields] for item in documents), strict=True))
    shape_of = (len(documents), len(vocabulary))
    total = csr_matrix(shape_of, dtype=np.float64)
    for column, weight in zip(columns, used.fields, strict=bool(columns)):
        counts = _matrix(column, shape_of)
        sizes = np.array([size for _, _, size in column], dtype=np.float64)
        norm = weight / (1 - used.b + used.b * sizes / _mean_size(column))
        counts.data *= np.repeat(norm, np.diff(counts.indptr))
        total = total + counts
    total = total.astype(np.float32)
    total.data = total.data * (used.k1 + 1) / (total.data + used.k1)
    text = _matrix(columns[0] if columns else (), shape_of)
    text = csr_matrix((np.ones(text.nnz, np.float32), text.indices, text.indptr), shape=shape_of)
    df = np.bincount(total.indices, minlength=len(vocabulary))
    idf = np.log1p((len(documents) - df + 0.5) / (df + 0.5)).astype(np.float32)
    sizes = np.array([size for _, _, size in columns[0]] if columns else [], dtype=np.float32)
    return Index(vocabulary, idf, total, text, np.asarray(text @ idf), sizes)


def _matrix(column: Sequence[_Counted], shape: tuple[int, int]) -> csr_matrix:
    """Write the weighted counts of one field as a matrix, one row a document."""
    pointers = np.cumsum([0, *(len(keys) for keys, _, _ in column)])
    keys = np.concatenate([keys for keys, _, _ in column]) if column else np.array([], dtype=np.int32)
    counts = np.concatenate([counts for _, counts, _ in column]) if column else np.array([], dtype=np.float32)
    return csr_matrix((counts.astype(np.float64), keys, pointers), shape=shape)


def _counted(parts: Iterable[Part], vocabulary: dict[str, int]) -> _Counted:
    """Weigh the terms of one text: columns, sums of their weights, number of words that have a term."""
    counts: dict[int, float] = defaultdict(float)
    words = set()
    for first, _, share, weighted in parts:
        words.add(first)
        for key, weight in weighted:
            counts[vocabulary.setdefault(key, len(vocabulary))] += weight * share
    keys = np.fromiter(counts, dtype=np.int32, count=len(counts))
    return keys, np.fromiter(counts.values(), dtype=np.float32, count=len(counts)), len(words)


def _mean_size(column: Sequence[_Counted]) -> float:
    sizes = [size for _, _, size in column if size]
    return sum(sizes) / len(sizes) if sizes else 1.0
