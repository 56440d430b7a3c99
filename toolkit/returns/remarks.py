"""What employers and colleagues remark on statements: how important one is, a comment, who closes the gap and by when."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

IMPORTANCES = (1, 2, 3)
"""Marks of importance, from low to high."""

Content = tuple[int | None, str, str, str]
"""Importance, comment, responsible, deadline."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What one person remarked on one statement; a change of mind is a new remark.

    Parameters
    ----------
    remark_id : str
        12 hexadecimal digits, unique.
    noted_at : datetime
        When, in UTC.
    reviewer : str
        Who.
    programme_id : str
        Folder in `curricula/`.
    statement_id : str
        The statement.
    outcome_id : str
        The outcome in whose row it was written; empty for the statement as a whole.
    statement_fingerprint : str
        The statement's text at that moment.
    importance : {1, 2, 3} or None
        How important the statement is, 3 the most; None if nothing was said.
    comment, responsible, deadline : str
        As written; empty if nothing was said.
    tool_version : str
        Version of the toolkit.
    """

    remark_id: str
    noted_at: dt.datetime
    reviewer: str
    programme_id: str
    statement_id: str
    outcome_id: str
    statement_fingerprint: str
    importance: int | None
    comment: str
    responsible: str
    deadline: str
    tool_version: str

    @property
    def content(self) -> Content:
        """What was remarked."""
        return self.importance, self.comment, self.responsible, self.deadline


def in_order(remarks: Iterable[Remark]) -> list[Remark]:
    """Sort remarks by time, then reviewer; those of one reviewer at one moment keep the order of their file."""
    return sorted(remarks, key=lambda row: (row.noted_at, row.reviewer))


def importance_of(remarks: Iterable[Remark]) -> dict[str, float]:
    """Give how important people find each statement.

    Parameters
    ----------
    remarks : iterable of Remark
        Of all people, in any order.

    Returns
    -------
    dict of statement id to float
        The mean of the last marks, 1 to 3, each person counted once; statements that nobody marked are left out.

    Examples
    --------
    >>> importance_of([])
    {}
    """
    last: dict[str, dict[str, int]] = {}
    for row in in_order(remarks):
        if row.importance is not None:
            last.setdefault(row.statement_id, {})[row.reviewer] = row.importance
    return {statement_id: sum(marks.values()) / len(marks) for statement_id, marks in sorted(last.items())}
