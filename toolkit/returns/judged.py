"""What becomes of a returned report: row by row, and the decisions and remarks that are to be written."""

from dataclasses import dataclass
from typing import Literal

from toolkit.labels import word
from toolkit.model import Decision, Lang
from toolkit.returns.entries import Entry, Problem
from toolkit.returns.remarks import Remark
from toolkit.review.phrases import phrase

Status = Literal["new", "same", "changed", "conflict", "stale"]
STATUSES: tuple[Status, ...] = ("new", "changed", "conflict", "stale", "same")
"""A row that was not understood is no judged row but a problem, and an untouched one is only counted."""


@dataclass(frozen=True, slots=True)
class Said:
    """Something that the reader of the result should know of a row.

    Parameters
    ----------
    code : str
        Which; its sentence stands in `toolkit/labels/words.returns.toml`.
    blanks : tuple of (name, text)
        What fills its blanks.
    """

    code: str
    blanks: tuple[tuple[str, str], ...] = ()

    def text(self, lang: Lang) -> str:
        """Give the sentence in a language; ``@full`` in a blank stands for the words of a verdict."""
        blanks = {name: _spoken(text, lang) for name, text in self.blanks}
        return word(f"told-{self.code}", lang, **blanks)


def verdict_words(verdict: str, lang: Lang) -> str:
    """Give the words of a verdict as the review desk says them.

    Examples
    --------
    >>> verdict_words("full", "ru")
    'Полностью охвачено'
    """
    return phrase(f"verdict-{verdict or 'open'}", lang)


def _spoken(text: str, lang: Lang) -> str:
    return verdict_words(text[1:], lang) if text.startswith("@") else text


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """What becomes of one row that somebody filled in.

    Parameters
    ----------
    entry : Entry
        The row.
    status : {"new", "same", "changed", "conflict", "stale"}
        ``new``: nothing counted, or another person says the same; ``same``: it was said already; ``changed``: something
        else counted when the report was made; ``conflict``: somebody decided otherwise since then; ``stale``: the text
        of the statement or outcome is another one now, or is gone.
    reviewer : str
        Who says it.
    outcome_id : str
        The outcome that it is about; empty for the statement as a whole.
    decision : Decision or None
        What is to be written about the pair.
    remark : Remark or None
        What is to be written about the statement.
    against : Decision or None
        What counts now, if it says something else.
    said : tuple of Said
        What should be known of the row.
    """

    entry: Entry
    status: Status
    reviewer: str
    outcome_id: str
    decision: Decision | None = None
    remark: Remark | None = None
    against: Decision | None = None
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """What becomes of a returned report.

    Parameters
    ----------
    file : str
        Name of the file.
    programme_id : str
        The programme.
    rows : tuple of JudgedRow
        Rows that were filled in, in the order of the file.
    problems : tuple of Problem
        What was not understood, and notes.
    untouched : int
        Rows in which nobody changed anything.
    written : bool
        Whether the decisions and remarks are on disk.
    aside : str
        Where the rows that were not understood were listed; empty if they were not.
    """

    file: str
    programme_id: str
    rows: tuple[JudgedRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    untouched: int = 0
    written: bool = False
    aside: str = ""

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions to write, in the order of the file."""
        return tuple(row.decision for row in self.rows if row.decision is not None)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """The remarks to write, in the order of the file."""
        return tuple(row.remark for row in self.rows if row.remark is not None)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What was not understood."""
        return tuple(problem for problem in self.problems if problem.weight == "error")

    def count(self, status: Status) -> int:
        """How many rows have a status."""
        return sum(row.status == status for row in self.rows)
