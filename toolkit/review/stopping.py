"""When to stop: how many links are probably not found yet, and what reading in order of confidence saves.

The confidences are calibrated probabilities, so their sum over what is still undecided is the expected number of links
in it. It says nothing of links that were never suggested; those found by search tell how common they are.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.errors import InputError


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many links are found and how many probably are not.

    Parameters
    ----------
    found : count
        Confirmed links, full or partial.
    left : number
        Expected links among the suggestions that are still undecided.
    outside : number
        Expected links among what was never suggested.
    outside_known : bool
        Whether `outside` could be estimated: somebody has found links by search.
    """

    found: int
    left: float
    outside: float
    outside_known: bool

    @property
    def missing(self) -> float:
        """All links that are probably not found yet."""
        return self.left + self.outside

    @property
    def share(self) -> float | None:
        """Share of all links that is probably found; None where none are expected."""
        whole = self.found + self.missing
        return self.found / whole if whole else None

    def enough(self, target: float) -> bool:
        """Say whether a share of the links is probably found: the stopping rule."""
        return self.share is None or self.share >= target


def estimate(by_suggestion: int, by_search: int, undecided: Iterable[float]) -> Estimate:
    """Estimate how many links are still to be found.

    Parameters
    ----------
    by_suggestion : count
        Links confirmed among the suggestions.
    by_search : count
        Links found by search that had not been suggested.
    undecided : iterable of probability
        Confidences of the suggestions that are still undecided.

    Returns
    -------
    Estimate
        What was never suggested is taken to hold as many links for each link left among the suggestions as search has
        found for each one confirmed so far; nothing is said about it while search has found none.

    Examples
    --------
    >>> estimate(18, 2, [0.9, 0.5, 0.4])
    Estimate(found=20, left=1.8, outside=0.2, outside_known=True)
    """
    left = math.fsum(undecided)
    outside = left * by_search / by_suggestion if by_suggestion else 0.0
    return Estimate(by_suggestion + by_search, round(left, 6), round(outside, 6), by_search > 0)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A pair of outcome and text with the truth about it; `confidence` is None where it was never suggested."""

    confidence: float | None
    is_link: bool


@dataclass(frozen=True, slots=True)
class Simulation:
    """What reading by confidence would have taken, against reading in the order of the standard.

    Parameters
    ----------
    pairs, links : count
        All pairs, and those that are links.
    read : count
        Pairs read by falling confidence until the wanted share of the links is found; what was never suggested comes
        last, in the order of the standard.
    read_in_order : count
        Pairs read in the order of the standard until the same share is found.
    stopped : count
        Pairs after which the stopping rule says that the wanted share is probably found.
    recall_when_stopped : share
        Share of the links that is really found then.
    """

    pairs: int
    links: int
    read: int
    read_in_order: int
    stopped: int
    recall_when_stopped: float

    @property
    def saved(self) -> float:
        """Share of the reading in order of the standard that is saved; below 0 where the order by confidence is worse."""
        return 1 - self.read / self.read_in_order

    @property
    def saved_of_all(self) -> float:
        """Share of all pairs that need not be read."""
        return 1 - self.read / self.pairs


def simulate(pairs: Sequence[Labelled], recall: float = 0.95) -> Simulation:
    """Replay a review of a labelled set: pairs by falling confidence, each judged rightly.

    Parameters
    ----------
    pairs : sequence of Labelled
        Every pair, in the order of the standard.
    recall : share, above 0
        The share of the links that is wanted.

    Raises
    ------
    InputError
        No pair is a link, or the share is not above 0 and at most 1.

    Examples
    --------
    >>> found = simulate([Labelled(0.1, False), Labelled(0.2, False), Labelled(0.9, True), Labelled(0.1, False)])
    >>> found.read, found.read_in_order
    (1, 3)
    """
    links = sum(pair.is_link for pair in pairs)
    if not links or not 0 < recall <= 1:
        raise InputError(f"a simulation needs links and a share above 0 and at most 1, not {links} links and {recall}")
    wanted = math.ceil(recall * links - 1e-9)
    by_confidence = sorted(pairs, key=lambda pair: -1.0 if pair.confidence is None else -1.0 - pair.confidence)
    stopped, found = _stops(by_confidence, recall)
    return Simulation(
        pairs=len(pairs),
        links=links,
        read=_until(by_confidence, wanted),
        read_in_order=_until(pairs, wanted),
        stopped=stopped,
        recall_when_stopped=found / links,
    )


def _until(pairs: Sequence[Labelled], wanted: int) -> int:
    """Count the pairs that are read until so many links are found."""
    found = 0
    for place, pair in enumerate(pairs, start=1):
        found += pair.is_link
        if found == wanted:
            return place
    return len(pairs)


def _stops(by_confidence: Sequence[Labelled], target: float) -> tuple[int, int]:
    """Give the pairs read and the links found when the stopping rule says that it is enough."""
    left = math.fsum(pair.confidence or 0.0 for pair in by_confidence)
    found = 0
    for place, pair in enumerate(by_confidence, start=1):
        found += pair.is_link
        left = max(0.0, left - (pair.confidence or 0.0))
        if found and found >= target * (found + left) - 1e-9:
            return place, found
    return len(by_confidence), found
