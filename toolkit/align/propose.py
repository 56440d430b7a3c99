"""Suggestions by shared word beginnings: a plain lexical method that explains itself.

A word counts by its first five letters. For agglutinative languages such a fixed prefix finds documents about as well
as a full analysis (F. Can et al., "Information retrieval on Turkish texts", JASIST 59(3), 2008, their F5 stemmer).
Word beginnings are weighted by rarity (TF-IDF) and compared by cosine. Outcome and statement are compared in the
language of the statement only: an outcome without a text in that language gets no suggestion.
"""

from collections.abc import Iterator

import pandas as pd
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from toolkit.errors import InputError
from toolkit.labels import load
from toolkit.tables import OUTCOMES, STATEMENTS, SUGGESTIONS
from toolkit.text import words

METHOD = "prefix5-tfidf/1"
_PREFIX = 5


def _beginnings(text: str) -> list[str]:
    stop = _stopwords()
    return [word[:_PREFIX] for word in words(text) if len(word) > 1 and word not in stop]


def _stopwords() -> frozenset[str]:
    return frozenset(word for words_of_language in load("stopwords").values() for word in words_of_language)


def propose_links(
    statements: pd.DataFrame, outcomes: pd.DataFrame, *, top: int = 10, at_least: float = 0.05
) -> pd.DataFrame:
    """Propose, for every outcome, the statements that share most of its words.

    Nothing is decided here: a suggestion never counts as coverage.

    Parameters
    ----------
    statements : table STATEMENTS
        One row per statement; `text`, `lang` and `fingerprint` are read.
    outcomes : table OUTCOMES
        One row per outcome; its text in the language of the statement is read.
    top : count, 1 or more
        How many different statements at most per outcome; statements with equal texts share a rank.
    at_least : share, 0 to 1
        Smallest score that still makes a suggestion.

    Returns
    -------
    table SUGGESTIONS
        By outcome in the given order, then rank, then order of the statements. Empty if nothing is similar enough.

    Raises
    ------
    InputError
        `top` or `at_least` is out of range.
    DataError
        A table breaks its schema.

    Examples
    --------
    >>> from toolkit.model import Card, Function, Item, Span, Standard, Unit, statements_of
    >>> item = Item("skill", 1, "1", "Кодтарды және алғашқы деректерді енгізу", Span(1, 1))
    >>> function = Function(1, "Кодтау", Span(1, 1), (Unit(1, "task", "Енгізу", Span(1, 1), (item,)),))
    >>> card = Card(1, "Маман", ("4",), Span(1, 1), functions=(function,))
    >>> standard = Standard("X1", "X1", "Есеп", "kk", "x.txt", cards=(card,))
    >>> outcomes = OUTCOMES.frame_of([("ОН1", "Деректерді кодтайды", "", "", "", ""), ("ОН2", "Ән айтады", "", "", "", "")])
    >>> found = propose_links(STATEMENTS.frame(statements_of(standard)), outcomes)
    >>> found[["outcome_id", "rank", "statement_id", "words"]].values.tolist()
    [['ОН1', 1, 'X1/1.1.1/S1', 'деректерді 50\\xa0%; кодтайды 50\\xa0%']]
    """
    if top < 1 or not 0 <= at_least <= 1:
        raise InputError(f"top must be 1 or more and at_least between 0 and 1, not {top} and {at_least}")
    STATEMENTS.check(statements)
    OUTCOMES.check(outcomes)
    found = [
        row
        for lang, group in statements.groupby("lang", sort=False)
        for row in _propose_in(group, outcomes["outcome_id"].tolist(), outcomes[str(lang)].tolist(), top, at_least)
    ]
    order = {outcome_id: place for place, outcome_id in enumerate(outcomes["outcome_id"])}
    found.sort(key=lambda row: (order[row[0]], row[1]))
    return SUGGESTIONS.frame_of(found)


def _propose_in(
    statements: pd.DataFrame, outcome_ids: list[str], texts: list[str], top: int, at_least: float
) -> Iterator[tuple[str, int, str, float, str]]:
    """Rank the statements of one language for every outcome that has a text in it."""
    places = statements.groupby("fingerprint", sort=False)["statement_id"].agg(list).tolist()
    different = statements.drop_duplicates("fingerprint")["text"].tolist()
    vectorizer = TfidfVectorizer(analyzer=_beginnings, sublinear_tf=True)
    try:
        matrix = vectorizer.fit_transform(different)
    except ValueError:  # scikit-learn's word for "no word is left"
        return
    if not texts:
        return
    names = vectorizer.get_feature_names_out().tolist()
    queries = vectorizer.transform(texts)
    scores = (queries @ matrix.T).toarray()
    for outcome_id, text, query, row in zip(outcome_ids, texts, queries, scores, strict=True):
        best = [column for column in (-row).argsort(kind="stable")[:top] if row[column] >= max(at_least, 1e-9)]
        for rank, column in enumerate(best, start=1):
            why = _words_behind(text, names, query, matrix[column])
            for statement_id in places[column]:
                yield outcome_id, rank, statement_id, round(float(row[column]), 4), why


def _words_behind(text: str, names: list[str], query: csr_matrix, statement: csr_matrix) -> str:
    """Name the outcome's words that made the score, with their share of it."""
    products = query.multiply(statement).tocoo()
    printed: dict[str, str] = {}
    for word in words(text):
        printed.setdefault(word[:_PREFIX], word)
    total = products.data.sum()
    parts = sorted(zip(products.data, products.col, strict=True), key=lambda part: (-part[0], part[1]))
    return "; ".join(f"{printed[names[column]]} {value / total:.0%}".replace("%", "\u00a0%") for value, column in parts)
