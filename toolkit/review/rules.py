"""What may be decided, and when a reason is needed."""

import math
from dataclasses import dataclass

from toolkit.model import Verdict
from toolkit.model.programmes import Role
from toolkit.review.book import Book
from toolkit.review.material import WHOLE, Cell
from toolkit.review.phrases import Phrase, say

PERSONAL: tuple[Verdict, ...] = ("full", "partial", "none", "na", "unsure")
"""What a reviewer can say; taking back is an undo."""


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """How the desk works.

    Parameters
    ----------
    likely, possible : probability
        From `likely` on a suggestion is likely, from `possible` on possible, below unlikely; those of the method.
    pause : seconds
        A decision that took longer counts as this long: the reviewer was away.
    results : count
        So many results of a search are shown.
    target : share
        The stopping rule says so when this share of the links is probably found.
    advance : bool
        After a decision the next candidate is selected.
    """

    likely: float = 0.5
    possible: float = 0.15
    pause: float = 300.0
    results: int = 50
    target: float = 0.95
    advance: bool = True

    def band(self, confidence: float | None) -> str:
        """Give the band of a confidence: likely, possible, unlikely; none where nothing was suggested.

        Examples
        --------
        >>> DeskSettings().band(0.9), DeskSettings().band(None)
        ('likely', 'none')
        """
        if confidence is None:
            return "none"
        return "likely" if confidence >= self.likely else "possible" if confidence >= self.possible else "unlikely"


def not_allowed(verdict: str, cell: Cell) -> Phrase | None:
    """Say why a verdict cannot be given about a cell at all; None if it can."""
    if verdict not in PERSONAL:
        return say("unknown-verdict", verdict=verdict)
    if cell[0] == WHOLE and verdict in ("full", "partial"):
        return say("whole-verdict", verdict=verdict)
    return None


def reason_needed(
    verdict: Verdict, cell: Cell, book: Book, reviewer: str, role: Role, *, strong: bool
) -> Phrase | None:
    """Say which reason is needed for a verdict; None if none is.

    A reason is needed for «not applicable», for «not covered» against a strong suggestion, for changing one's own or
    another's decision, for contradicting what was decided about the text as a whole, and for settling a disagreement.
    Neither a suspect decision nor an unsure one is changed by deciding: there a decision is still to be made.

    Parameters
    ----------
    verdict : str
        What is to be decided.
    cell : tuple
        About what.
    book : Book
        What stands; in a blind review only what the reviewer said.
    reviewer : str
        Who decides.
    role : {"review", "second", "adjudication"}
        In which role.
    strong : bool
        Whether a likely suggestion was shown.
    """
    if verdict == "na":
        return say("reason-na")
    if verdict == "none" and strong:
        return say("reason-strong")
    if role == "adjudication":
        return say("reason-adjudication")
    changed = [row for row in book.standing(cell).counted if row.verdict not in (verdict, "unsure")]
    others = sorted({row.reviewer for row in changed} - {reviewer})
    if others:
        return say("reason-other", who=", ".join(others))
    if changed:
        return say("reason-own")
    return say("reason-contradiction") if _contradicts(verdict, cell, book) else None


def _contradicts(verdict: Verdict, cell: Cell, book: Book) -> bool:
    """Say whether a link is made of a text that was rejected as a whole, or the other way round."""
    if cell[0] == WHOLE:
        return verdict == "none" and any(book.is_link((code, cell[1])) for code in book.outcomes_with(cell[1]))
    return verdict in ("full", "partial") and bool(book.closed_as_whole(cell[1]))


def seconds_spent(measured: float, settings: DeskSettings) -> float:
    """Give the seconds that a decision took: at least 0, and no more than the length of a pause.

    Examples
    --------
    >>> seconds_spent(-3.0, DeskSettings()), seconds_spent(12.34, DeskSettings()), seconds_spent(9e9, DeskSettings())
    (0.0, 12.3, 300.0)
    """
    if not math.isfinite(measured):
        return 0.0
    return round(min(settings.pause, max(0.0, measured)), 1)
