"""Nearness in meaning by a language model that the user names, joined with what the index finds. Optional.

A model (an *encoder*) turns each text into a vector; texts that mean the same lie near each other, in whatever words and
language. What counts is how much nearer a statement lies than the usual one, since models differ in how near any two texts
are. Words and meaning are joined as two witnesses: either alone can make a suggestion, neither can take one back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from toolkit.errors import InputError

WEIGHT = 0.5
"""Confidence that the model alone gives to a statement that means exactly the same: possible, not more than likely."""

NEAREST = 50
"""So many statements the model may bring in for each outcome, beside those that the index chooses."""

_STEEP = 2
"""A statement half as near as can be counts a quarter: models put much in the middle that has little in common."""

_CHUNK = 4096
_NARROWEST = 1e-3
"""Least distance between a usual statement and an equal one; nearer than that a model tells nothing apart."""


class Encoder(Protocol):
    """Whatever turns texts into vectors, such as a model folder (`toolkit.io.encoders`).

    `name` says which model it is; it becomes part of the name of the method that is kept with every decision.
    """

    @property
    def name(self) -> str:
        """Name of the model."""

    def encode(self, texts: Sequence[str], /) -> np.ndarray:
        """Give one row a text, of length 1, or of zeros where the model knows none of the words."""


def unit_rows(made: object, count: int, name: str) -> np.ndarray:
    """Check what a model made of texts and bring its rows to length 1.

    Parameters
    ----------
    made : array or what can become one
        The answer of a model: texts x numbers.
    count : count
        How many texts it was asked for.
    name : str
        Name of the model, for the errors.

    Returns
    -------
    array of float32, texts x numbers
        Rows of length 1; rows of zeros stay as they are.

    Raises
    ------
    InputError
        The answer is no table of numbers, has another number of rows, no columns, or holds NaN or infinite numbers.

    Examples
    --------
    >>> unit_rows([[3.0, 4.0], [0.0, 0.0]], 2, "tiny").tolist()
    [[0.6000000238418579, 0.800000011920929], [0.0, 0.0]]
    """
    expected = f"expected one row of numbers for each of {count} texts; the model does not fit this task or is damaged"
    try:
        rows = np.asarray(made, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        raise InputError(f"the model «{name}» gave no table of numbers; {expected}") from None
    if rows.ndim != 2 or len(rows) != count or not rows.shape[1]:
        shape = " x ".join(map(str, rows.shape)) or "a single number"
        raise InputError(f"the model «{name}» gave {shape}; {expected}")
    if broken := int((~np.isfinite(rows)).any(axis=1).sum()):
        hint = "its numbers are damaged; copy the folder again or use another model"
        raise InputError(f"the model «{name}» gave no finite numbers for {broken} of {count} texts; {hint}")
    largest = np.abs(rows).max(axis=1, keepdims=True)
    rows = rows / np.where(largest > 0, largest, 1.0)  # first: squares of huge or tiny numbers would overflow or vanish
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.where(length > 0, length, 1.0)).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Meanings:
    """Statements as a model sees them (`meanings_of`).

    Parameters
    ----------
    encoder : Encoder
        The model; outcomes are read by it too.
    vectors : array of float32, statements x numbers
        One row a statement, of length 1 or zeros.
    weight : share, between 0 and 1
        Confidence that the model alone gives to a statement that means the same.
    """

    encoder: Encoder
    vectors: np.ndarray
    weight: float = WEIGHT

    def cosine(self, outcomes: Sequence[Sequence[str]]) -> np.ndarray:
        """Compare outcomes with every statement.

        Parameters
        ----------
        outcomes : sequence of sequence of str
            The texts of each outcome, such as one a language; the model is not asked about an outcome without texts.

        Returns
        -------
        array, outcomes x statements
            Cosine of the angle, -1 to 1: the mean over the texts that the model knows a word of; 0 where there is none.

        Raises
        ------
        InputError
            The model's answer cannot be used.
        """
        texts = [text for one in outcomes for text in one]
        found = np.zeros((len(outcomes), len(self.vectors)), dtype=np.float32)
        if not texts or not len(self.vectors):
            return found
        made = _encoded(self.encoder, texts)
        if made.shape[1] != self.vectors.shape[1]:
            sizes = f"{made.shape[1]} numbers for an outcome and {self.vectors.shape[1]} for a statement"
            raise InputError(f"the model «{self.encoder.name}» gave {sizes}; it must give equally many for every text")
        start = 0
        means = np.zeros((len(outcomes), made.shape[1]), dtype=np.float32)
        for row, one in enumerate(outcomes):
            own = made[start : start + len(one)]
            start += len(one)
            known = own.any(axis=1)
            if known.any():
                means[row] = own[known].mean(axis=0)
        return np.asarray(np.clip(means @ self.vectors.T, -1.0, 1.0))

    def nearness(self, outcomes: Sequence[Sequence[str]]) -> np.ndarray:
        """Say how near every statement is to some outcomes: `nearness` of their `cosine`, outcomes x statements."""
        return nearness(self.cosine(outcomes))


def meanings_of(encoder: Encoder, statements: Sequence[str], weight: float = WEIGHT) -> Meanings:
    """Let a model read statements, once.

    Parameters
    ----------
    encoder : Encoder
        The model.
    statements : sequence of str
        Their texts; memory grows linearly with them.
    weight : share, between 0 and 1, neither of the two
        Confidence that the model alone gives to a statement that means the same.

    Raises
    ------
    InputError
        The weight is out of range, or the model's answer cannot be used.
    """
    if not 0 < weight < 1:
        raise InputError(f"the weight of a model must lie between 0 and 1, not {weight}; the usual one is {WEIGHT}")
    return Meanings(encoder, _encoded(encoder, statements), weight)


def _encoded(encoder: Encoder, texts: Sequence[str]) -> np.ndarray:
    """Encode texts piece by piece, so that only the small result of each piece is kept; equal texts once."""
    different = list(dict.fromkeys(texts))
    parts = list(_parts(encoder, different))
    widths = {part.shape[1] for part in parts}
    if len(widths) > 1:
        sizes = " and ".join(map(str, sorted(widths)))
        raise InputError(
            f"the model «{encoder.name}» gave rows of {sizes} numbers; it must give equally many for every text"
        )
    if not parts:
        return np.zeros((0, 0), dtype=np.float32)
    made = np.concatenate(parts)
    places = {text: place for place, text in enumerate(different)}
    return made if len(different) == len(texts) else made[[places[text] for text in texts]]


def _parts(encoder: Encoder, texts: Sequence[str]) -> Iterator[np.ndarray]:
    for start in range(0, len(texts), _CHUNK):
        part = texts[start : start + _CHUNK]
        yield unit_rows(encoder.encode(part), len(part), encoder.name)


def nearness(cosine: np.ndarray) -> np.ndarray:
    """Say how much nearer than the usual statement each one is to an outcome.

    In some models any two texts have a cosine of 0.8, in others of 0.1; so each outcome is its own yardstick.

    Parameters
    ----------
    cosine : array, statements or outcomes x statements
        Cosine of each statement.

    Returns
    -------
    array of the same shape
        0 for the median of the statements and whatever is farther, 1 for the same meaning, a straight line between.

    Examples
    --------
    >>> nearness(np.array([0.25, 0.0, 0.625, 1.0, 0.25])).tolist()
    [0.0, 0.0, 0.5, 1.0, 0.0]
    """
    if not cosine.shape[-1]:
        return cosine
    usual = np.median(cosine, axis=-1, keepdims=True)
    return np.asarray(np.clip((cosine - usual) / np.maximum(1.0 - usual, _NARROWEST), 0.0, 1.0))


def fused(log_odds: np.ndarray, near: np.ndarray, weight: float) -> np.ndarray:
    """Join what words say with what a model says.

    Two witnesses: the statement does not serve the outcome if neither the words nor the model is right about it. (The
    noisy OR of J. Pearl, "Probabilistic Reasoning in Intelligent Systems", 1988.) The share of the model is
    ``weight * near ** 2``. That shape and the usual weight are set by hand, for any model: none comes with the toolkit.

    Parameters
    ----------
    log_odds : array
        By words: log odds that an expert accepts.
    near : array of the same shape
        By the model (`nearness`), 0 to 1.
    weight : share, from 0 up to but not including 1
        Confidence that the model alone gives where `near` is 1.

    Returns
    -------
    array of the same shape
        Log odds, never lower than by words; the very same where `near` or `weight` is 0.

    Examples
    --------
    >>> fused(np.array([-9.0, 2.0, -9.0]), np.array([1.0, 1.0, 0.0]), 0.5).round(2).tolist()
    [0.0, 2.76, -9.0]
    """
    doubt = _doubt_by_words(log_odds) + _doubt_by_model(near, weight)
    joined = doubt + np.log(-np.expm1(-np.maximum(doubt, np.finfo(np.float64).tiny)))
    return np.where(_doubt_by_model(near, weight) > 0, np.maximum(joined, log_odds), log_odds)


def model_share(log_odds: np.ndarray, near: np.ndarray, weight: float) -> np.ndarray:
    """Say which share of the joint confidence the model made, 0 to 1; the rest is the words'.

    Parameters
    ----------
    log_odds, near, weight
        As for `fused`, the log odds before joining.

    Examples
    --------
    >>> model_share(np.array([-9.0, 2.0, -9.0]), np.array([1.0, 1.0, 0.0]), 0.5).round(2).tolist()
    [1.0, 0.25, 0.0]
    """
    by_model = _doubt_by_model(near, weight)
    whole = _doubt_by_words(log_odds) + by_model
    return np.asarray(by_model / np.where(whole > 0, whole, 1.0))


def _doubt_by_words(log_odds: np.ndarray) -> np.ndarray:
    """Turn log odds into -ln(1 - p): what two witnesses take from the doubt adds up on this scale."""
    return np.asarray(np.logaddexp(0.0, np.asarray(log_odds, dtype=np.float64)))


def _doubt_by_model(near: np.ndarray, weight: float) -> np.ndarray:
    return np.asarray(-np.log1p(-weight * np.asarray(near, dtype=np.float64) ** _STEEP))
