"""From features to a probability: a small logistic model, fitted on the committed labels and stored as data.

The numbers stand in `toolkit/labels/suggestions.toml`; `benchmarks/fit_suggestions.py` writes them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

import numpy as np

from toolkit.align.features import FEATURES
from toolkit.labels import load
from toolkit.model import LANGS, Lang

Band = Literal["likely", "possible", "unlikely"]

PRODUCTS = (
    ("match", "words_in_text"),
    ("match", "known_share"),
    ("words_in_text", "statement_in_outcome"),
    ("words_in_text", "count_in_text"),
    ("best_match", "match_of_best"),
    ("best_words", "known_share"),
    ("known_share", "match_of_best"),
)
"""Pairs of features that mean more together."""

TERMS = (*FEATURES, *(f"{name}^0.5" for name in FEATURES), *(f"{one}*{other}" for one, other in PRODUCTS))
"""What the model weighs: the features, their roots, some products. None falls as a match gets better."""

FREE = frozenset({"short_outcome", "long_statement"})
"""Features that may count for or against; all others may only count for: more in common is never less likely."""


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of a logistic model on `TERMS`.

    Parameters
    ----------
    intercept : float
        Log odds where everything is 0.
    weights : array
        One weight a term.
    context : float
        Added to the log odds, times the share of the context.
    likely, possible : float
        From `likely` on a suggestion is likely, from `possible` on possible, below unlikely.
    version : str
        Part of the name of the method, kept with every decision.
    single : mapping of language to (scale, shift)
        What makes a probability of the log odds of an outcome in one language: less is found across languages, and what is
        found means more.
    joint : mapping of count to (scale, shift)
        What makes a probability of the mean log odds of two or three languages: a mean is more modest than its parts.
    """

    intercept: float
    weights: np.ndarray
    context: float
    likely: float
    possible: float
    version: str
    single: Mapping[Lang, tuple[float, float]] = field(default_factory=dict)
    joint: Mapping[int, tuple[float, float]] = field(default_factory=dict)

    def in_language(self, log_odds: np.ndarray, lang: Lang | None) -> np.ndarray:
        """Give the log odds of an outcome that was read in a language, as a probability means them."""
        scale, shift = self.single.get(lang, (1.0, 0.0)) if lang else (1.0, 0.0)
        return np.asarray(scale * log_odds + shift)

    def joint_log_odds(self, mean: np.ndarray, languages: int) -> np.ndarray:
        """Give the log odds of an outcome that was read in several languages, of their mean."""
        scale, shift = self.joint.get(languages, (1.0, 0.0))
        return np.asarray(scale * mean + shift)

    def log_odds(self, described: np.ndarray) -> np.ndarray:
        """Give the log odds of candidates described by FEATURES."""
        return np.asarray(expanded(described) @ self.weights + self.intercept)

    def band(self, confidence: float) -> Band:
        """Give the band of a confidence."""
        return "likely" if confidence >= self.likely else "possible" if confidence >= self.possible else "unlikely"


def expanded(described: np.ndarray) -> np.ndarray:
    """Make TERMS of FEATURES."""
    places = {name: number for number, name in enumerate(FEATURES)}
    values = np.maximum(described, 0.0)
    products = [values[:, places[one]] * values[:, places[other]] for one, other in PRODUCTS]
    return np.column_stack([values, np.sqrt(values), *products])


def probability(log_odds: np.ndarray) -> np.ndarray:
    """Turn log odds into probabilities.

    Examples
    --------
    >>> float(probability(np.array([0.0]))[0])
    0.5
    """
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(log_odds, -30, 30))))


@cache
def load_model() -> Model:
    """Load the model that comes with the toolkit."""
    data = load("suggestions")
    weights = data["weights"]
    return Model(
        float(data["intercept"]),
        np.array([float(weights[name]) for name in TERMS]),
        float(data["context"]),
        float(data["likely"]),
        float(data["possible"]),
        str(data["version"]),
        {lang: (float(data["single"][lang][0]), float(data["single"][lang][1])) for lang in LANGS},
        {int(count): (float(scale), float(shift)) for count, (scale, shift) in data["joint"].items()},
    )
