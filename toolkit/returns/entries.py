"""What a returned report says: rows that were understood, and everything that was not, with its cell and what to do."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from toolkit.labels import word
from toolkit.model import Lang, Verdict
from toolkit.returns.keys import RowKey
from toolkit.returns.remarks import Content
from toolkit.returns.vocabulary import ColumnRole

Weight = Literal["error", "note"]
"""An error keeps its row, and without leave the whole file, from being taken in; a note only tells."""

Typed = tuple[tuple[ColumnRole, str], ...]
"""What stands in the cells of a row, by column, as a person reads it; empty cells are left out."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a returned report that was not understood, or that a person should know.

    Parameters
    ----------
    code : str
        Which; its sentences stand in `toolkit/labels/words.returns.toml`.
    sheet : str
        Name of the sheet; empty if it is about the file.
    cell : str
        The cell or cells, such as ``H7`` or ``H7, H9``.
    blanks : tuple of (name, text)
        What fills the blanks of the sentence.
    weight : {"error", "note"}
        Whether its row can be taken in.
    typed : Typed
        What stands in its row, so that it can be set aside whole.

    Examples
    --------
    >>> problem = Problem("importance", "Олқылықтар", "K7", (("text", "5"),))
    >>> print(problem.where, problem.text("en"), problem.advice("en"))
    Олқылықтар!K7 «5» is no mark of importance. Write 1, 2 or 3, 3 for the most important.
    """

    code: str
    sheet: str = ""
    cell: str = ""
    blanks: tuple[tuple[str, str], ...] = ()
    weight: Weight = "error"
    typed: Typed = ()

    @property
    def where(self) -> str:
        """Sheet and cell, as Excel writes them."""
        return "!".join(part for part in (self.sheet, self.cell) if part)

    def text(self, lang: Lang) -> str:
        """Say what is wrong, in a language."""
        return word(f"returned-{self.code}", lang, **dict(self.blanks))

    def advice(self, lang: Lang) -> str:
        """Say what to do about it, in a language."""
        return word(f"remedy-{self.code}", lang)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a reviewable table in which something stands that a person may have filled in.

    Parameters
    ----------
    sheet : str
        Name of its sheet.
    row : int
        Number of the row, from 1.
    key : RowKey or None
        What the report says of the row; None where the key column is gone: then the edition is not proven.
    statement_id : str
        The statement.
    outcome : str
        What stands in the column of outcomes; empty where there is none or nothing stands there.
    verdict : str
        The verdict; empty if the cell is empty.
    reason, name : str
        As written, as one line.
    date : datetime or None
        The date written, in UTC; a day without a time is its last second.
    remark : tuple
        Importance (1 to 3 or None), comment, responsible, deadline.
    cells : tuple of (column, name of cell)
        Where each column of the table has this row, also empty ones.
    typed : Typed
        The row as it stands, for a list of what was set aside.
    """

    sheet: str
    row: int
    key: RowKey | None
    statement_id: str
    outcome: str = ""
    verdict: Verdict | Literal[""] = ""
    reason: str = ""
    name: str = ""
    date: dt.datetime | None = None
    remark: Content = (None, "", "", "")
    cells: tuple[tuple[ColumnRole, str], ...] = ()
    typed: Typed = ()

    def cell(self, role: ColumnRole) -> str:
        """Name the cell of a column in this row; its row where the table has no such column."""
        return dict(self.cells).get(role, str(self.row))

    @property
    def place(self) -> str:
        """The cell of the decision, or else the first one that is filled in, with its sheet."""
        about = {"statement"} if self.outcome else {"statement", "outcome"}
        filled: list[ColumnRole] = [role for role, _ in self.typed if role not in about]
        role = "decision" if self.verdict or not filled else filled[0]
        return f"{self.sheet}!{self.cell(role)}"

    def wrong(self, code: str, role: ColumnRole, **blanks: str) -> Problem:
        """Make a problem of this row, at the cell of a column."""
        return Problem(code, self.sheet, self.cell(role), tuple(blanks.items()), "error", self.typed)


@dataclass(frozen=True, slots=True)
class Returned:
    """A workbook that came back, understood as far as possible.

    Parameters
    ----------
    file : str
        Name of the file.
    entries : tuple of Entry
        Rows that were understood and in which something stands, sheet by sheet.
    problems : tuple of Problem
        What was not understood, and notes; a row with an error is none of the entries.
    programme_ids : tuple of str
        The programmes that keys name, also those of empty rows.
    empty : int
        Rows of the report in which nothing stands.
    """

    file: str
    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    programme_ids: tuple[str, ...] = ()
    empty: int = 0
