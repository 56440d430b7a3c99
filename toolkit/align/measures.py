"""How well rankings and confidences agree with labels: the usual measures, with intervals.

Nothing here knows what was ranked: a ranking is a row of grades, best first (`Judged`). An item is what a suggester shows
once, so equal texts count once.

Ranking: P@5, R@10, R@50, nDCG@10 and MRR, means over the outcomes that serve at least one item. Gains of nDCG are 2^grade - 1
(C. Burges et al., "Learning to rank using gradient descent", ICML 2005), discounts are logarithmic (K. Järvelin,
J. Kekäläinen, "Cumulated gain-based evaluation of IR techniques", TOIS 20(4), 2002). Abstention: the area under the curve
of outcomes that serve something against those that serve nothing, by the best score. Calibration: the expected
calibration error over ten bins of equal width (M. Naeini et al., AAAI 2015).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

MEASURES = ("P@5", "R@10", "R@50", "nDCG@10", "MRR", "AUC", "ECE@10", "ECE")
"""The measures, in the order in which they are shown. ECE@10: over the ten items shown for each outcome; ECE: over all that
were ranked."""

SHOWN = 10
"""So many items of an outcome are shown."""

BINS = 10
RESAMPLES = 1000
_SEED = 20261121
_OUTER = (2.5, 97.5)
"""Percentiles that enclose 95 %."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The ranking of one outcome, seen with its labels.

    Parameters
    ----------
    outcome_id : str
        The outcome.
    grades : tuple of int
        The grade of each ranked item, best first: 2 if the outcome serves it, 1 in part, 0 not, or never judged.
    ideal : tuple of int
        The grades above 0 of all items that the outcome serves, ranked or not, in any order; none if it serves nothing.
    scores : tuple of float
        The score of each ranked item, falling; for a calibrated ranker the probability that an expert accepts it.
    """

    outcome_id: str
    grades: tuple[int, ...]
    ideal: tuple[int, ...]
    scores: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value with its interval.

    Parameters
    ----------
    value : float or None
        None where there was nothing to measure it on.
    low, high : float or None
        The 95 % bootstrap interval over outcomes.
    outcomes : count
        The outcomes that it was measured on.
    """

    value: float | None
    low: float | None
    high: float | None
    outcomes: int


@dataclass(frozen=True, slots=True)
class Bin:
    """Pairs of similar confidence: bounds, how many, their mean confidence and the share accepted (0 if there are none)."""

    low: float
    high: float
    count: int
    confidence: float
    accepted: float


def precision(judged: Judged, size: int) -> float:
    """Give the share of the first `size` places that hold an item which the outcome serves; an empty place holds none.

    Examples
    --------
    >>> precision(Judged("ОН1", (2, 0, 1), (2, 1), (3.0, 2.0, 1.0)), 5)
    0.4
    """
    return sum(grade > 0 for grade in judged.grades[:size]) / size


def recall(judged: Judged, size: int) -> float:
    """Give the share of the items served that stand on the first `size` places; 0 for an outcome that serves nothing.

    Examples
    --------
    >>> recall(Judged("ОН1", (2, 0, 1), (2, 1), (3.0, 2.0, 1.0)), 2)
    0.5
    """
    return sum(grade > 0 for grade in judged.grades[:size]) / len(judged.ideal) if judged.ideal else 0.0


def ndcg(judged: Judged, size: int) -> float:
    """Give the discounted gain of the first `size` places over that of the best order; 0 if the outcome serves nothing.

    Examples
    --------
    >>> ndcg(Judged("ОН1", (2, 1, 0), (1, 2), (3.0, 2.0, 1.0)), 10)
    1.0
    """
    best = _gain(sorted(judged.ideal, reverse=True)[:size])
    return _gain(judged.grades[:size]) / best if best else 0.0


def reciprocal_rank(judged: Judged) -> float:
    """Give 1 over the rank of the first item that the outcome serves; 0 if there is none.

    Examples
    --------
    >>> reciprocal_rank(Judged("ОН1", (0, 1, 2), (2, 1), (3.0, 2.0, 1.0)))
    0.5
    """
    return next((1.0 / rank for rank, grade in enumerate(judged.grades, start=1) if grade > 0), 0.0)


def abstention(serving: Sequence[float], others: Sequence[float]) -> float | None:
    """Give the probability that an outcome that serves something has a better best score than one that serves nothing.

    Parameters
    ----------
    serving, others : sequence of float
        The best score of every outcome of either kind.

    Returns
    -------
    float or None
        1 if all are told apart, 0.5 by chance; ties count half. None if there is no outcome of one kind.

    Examples
    --------
    >>> abstention([0.9, 0.4], [0.4])
    0.75
    """
    return float(_wins(np.array(serving), np.array(others)).mean()) if len(serving) and len(others) else None


def calibration(judged: Iterable[Judged], size: int | None = None) -> tuple[Bin, ...]:
    """Sort pairs of outcome and item into ten bins by confidence.

    Parameters
    ----------
    judged : iterable of Judged
        Rankings whose scores are probabilities.
    size : count, optional
        Only the first so many items of each; None means all.

    Examples
    --------
    >>> made = calibration([Judged("ОН1", (2, 0), (2,), (0.95, 0.91))])
    >>> made[9].count, round(made[9].confidence, 2), made[9].accepted
    (2, 0.93, 0.5)
    """
    sums = sum((_binned(item, size) for item in judged), np.zeros((BINS, 3)))
    edges = np.linspace(0.0, 1.0, BINS + 1).tolist()
    return tuple(
        Bin(low, high, int(count), confidence / (count or 1.0), accepted / (count or 1.0))
        for (low, high), (count, confidence, accepted) in zip(pairwise(edges), sums.tolist(), strict=True)
    )


def calibration_error(bins: Iterable[Bin]) -> float | None:
    """Give the mean distance between confidence and share accepted, each bin by its count; None without any pair.

    Examples
    --------
    >>> round(calibration_error(calibration([Judged("ОН1", (2, 0), (2,), (0.95, 0.91))])), 2)
    0.43
    """
    filled = [one for one in bins if one.count]
    if not filled:
        return None
    return sum(abs(one.confidence - one.accepted) * one.count for one in filled) / sum(one.count for one in filled)


def measure(judged: Iterable[Judged], *, calibrated: bool) -> dict[str, Figure]:
    """Measure the rankings of some outcomes.

    Parameters
    ----------
    judged : iterable of Judged
        One ranking an outcome; their order does not matter.
    calibrated : bool
        The scores are probabilities; else the calibration errors are not measured.

    Returns
    -------
    dict of measure to Figure
        In the order of MEASURES. Intervals are percentiles of 1,000 resamples of the outcomes, always the same ones. A
        resample holds outcomes twice, so its calibration error is larger than the measured one: an interval is
        widened to hold its value.

    Examples
    --------
    >>> found = measure([Judged("ОН1", (2, 0), (2,), (0.9, 0.2)), Judged("ОН2", (0,), (), (0.1,))], calibrated=True)
    >>> found["nDCG@10"].value, found["AUC"].value, found["nDCG@10"].outcomes
    (1.0, 1.0, 1)
    """
    items = sorted(judged, key=lambda item: item.outcome_id)
    counts = _resamples(len(items))
    found = _means(items, counts) | {"AUC": _abstention(items, counts)}
    for name, size in (("ECE@10", SHOWN), ("ECE", None)):
        found[name] = _calibrated(items, counts, size) if calibrated else Figure(None, None, None, 0)
    return {name: found[name] for name in MEASURES}


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1.0) / float(np.log2(rank + 1)) for rank, grade in enumerate(grades, start=1))


def _wins(serving: np.ndarray, others: np.ndarray) -> np.ndarray:
    """1 where the one is larger than the other, a half where they are equal; one row for each of the serving."""
    return np.asarray((serving[:, None] > others) + 0.5 * (serving[:, None] == others))


def _binned(item: Judged, size: int | None) -> np.ndarray:
    """Count of pairs, sum of confidence, number accepted for each bin."""
    scores = np.array(item.scores[:size], dtype=np.float64)
    accepted = np.array(item.grades[:size], dtype=np.int64) > 0
    places = np.clip((scores * BINS).astype(np.int64), 0, BINS - 1)
    return np.column_stack(
        [np.bincount(places, weights, minlength=BINS) for weights in (np.ones(len(scores)), scores, accepted)]
    )


def _resamples(size: int) -> np.ndarray:
    """How often each outcome stands in each resample: always the same for the same number of outcomes."""
    if not size:
        return np.zeros((RESAMPLES, 0))
    return np.random.default_rng(_SEED).multinomial(size, np.full(size, 1.0 / size), size=RESAMPLES).astype(np.float64)


_OF_ONE: dict[str, Callable[[Judged], float]] = {
    "P@5": lambda item: precision(item, 5),
    "R@10": lambda item: recall(item, 10),
    "R@50": lambda item: recall(item, 50),
    "nDCG@10": lambda item: ndcg(item, 10),
    "MRR": reciprocal_rank,
}


def _means(items: Sequence[Judged], counts: np.ndarray) -> dict[str, Figure]:
    serving = np.array([bool(item.ideal) for item in items], dtype=bool)
    whole = counts[:, serving].sum(axis=1)
    found = {}
    for name, of_one in _OF_ONE.items():
        values = np.array([of_one(item) for item in items if item.ideal])
        mean = float(values.mean()) if len(values) else None
        found[name] = _figure(mean, counts[:, serving] @ values, whole, len(values))
    return found


def _abstention(items: Sequence[Judged], counts: np.ndarray) -> Figure:
    serving = np.array([bool(item.ideal) for item in items], dtype=bool)
    best = np.array([max(item.scores, default=-np.inf) for item in items])
    value = abstention(best[serving].tolist(), best[~serving].tolist())
    ones, others = counts[:, serving], counts[:, ~serving]
    won = (ones @ _wins(best[serving], best[~serving]) * others).sum(axis=1)
    return _figure(value, won, ones.sum(axis=1) * others.sum(axis=1), len(items) if value is not None else 0)


def _calibrated(items: Sequence[Judged], counts: np.ndarray, size: int | None) -> Figure:
    bins = np.array([_binned(item, size) for item in items]).reshape(len(items), BINS * 3)
    sums = (counts @ bins).reshape(RESAMPLES, BINS, 3)
    distance = np.abs(sums[:, :, 1] - sums[:, :, 2]).sum(axis=1)
    return _figure(calibration_error(calibration(items, size)), distance, sums[:, :, 0].sum(axis=1), len(items))


def _figure(value: float | None, above: np.ndarray, below: np.ndarray, outcomes: int) -> Figure:
    """A figure whose resamples are fractions; a resample that has nothing to measure on is left out."""
    usable = below > 0
    if value is None or not usable.any():
        return Figure(None, None, None, 0)
    low, high = np.percentile(above[usable] / below[usable], _OUTER).tolist()
    return Figure(value, min(low, value), max(high, value), outcomes)
