"""A workbook as a frozen description: sheets, rows, cells and what each cell is for. Nothing here knows Excel."""

import math
from dataclasses import dataclass
from typing import Literal

Role = Literal[
    "title",
    "subtitle",
    "block",
    "label",
    "head",
    "text",
    "code",
    "count",
    "decimal",
    "share",
    "input",
    "mark",
    "note",
    "blank",
    "good",
    "fair",
    "poor",
    "nothing",
    "heat",
]
ROLES: tuple[Role, ...] = Role.__args__  # type: ignore[attr-defined]

Value = str | int | float | None

_LINE = 14.0
"""Height of one line of 10-point text, in points."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a value, what it is for (which decides how it looks), how many columns it spans, a note to hover over."""

    value: Value = None
    role: Role = "text"
    span: int = 1
    note: str = ""


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A list to choose from, in a range of cells.

    Parameters
    ----------
    area : tuple of int
        First row, first column, last row, last column, from 1.
    values : tuple of str
        What may be chosen, together at most 250 characters and none with a comma: Excel takes no more.
    source : str
        Instead of values: a range that holds them, such as ``'Outcomes'!$A$4:$A$103``.
    title, error : str
        Said when something else is entered.
    free : bool
        Other values may be entered all the same.
    """

    area: tuple[int, int, int, int]
    values: tuple[str, ...] = ()
    source: str = ""
    title: str = ""
    error: str = ""
    free: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet.

    Parameters
    ----------
    name : str
        Name of the tab.
    widths : tuple of float
        Column widths in characters.
    rows : tuple of Row
        From the first row on, without gaps; an empty tuple is an empty row.
    head_row : int
        Number of the row (from 1) that holds the headings of the table: frozen, filtered and repeated on every printed
        page; 0 if the sheet has no table.
    frozen_columns : int
        How many columns stay when scrolling sideways.
    heat : tuple of int or None
        Range with a colour scale: first row, first column, last row, last column, from 1.
    landscape : bool
        How the sheet is printed.
    choices : tuple of Choice
        Cells with a list to choose from.
    locked : bool
        Only cells for input can be changed, until somebody lifts the protection; it has no password.
    filtered : bool
        Whether the table has filter buttons.
    """

    name: str
    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    head_row: int = 0
    frozen_columns: int = 0
    heat: tuple[int, int, int, int] | None = None
    landscape: bool = True
    choices: tuple[Choice, ...] = ()
    locked: bool = False
    filtered: bool = True

    def height(self, row: Row) -> float:
        """Estimate the height that a row needs, in points, so that no wrapped text is cut."""
        lines, column = 1, 0
        for cell in row:
            if isinstance(cell.value, str):
                width = sum(self.widths[column : column + cell.span])
                lines = max(lines, wrapped_lines(cell.value, width, large=cell.role in ("title", "subtitle", "block")))
            column += cell.span
        return max(lines * _LINE * (1.4 if row and row[0].role == "title" else 1.0) + 3, 16)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A whole workbook: document properties and sheets."""

    title: str
    subject: str
    lang: str
    created: str
    sheets: tuple[Sheet, ...]


def wrapped_lines(text: str, width: float, *, large: bool = False) -> int:
    """Estimate how many lines a text takes in a column.

    Parameters
    ----------
    text : str
        The text; its own line breaks count.
    width : characters
        Width of the column in Excel's measure, the digits of its default font; letters of 10-point Arial are narrower.
    large : bool
        The text stands in a larger type.

    Examples
    --------
    >>> wrapped_lines("бір екі үш", 40), wrapped_lines("сөз " * 30, 20)
    (1, 6)
    """
    room = max(width * (0.95 if large else 1.1) - 1 - 0.1 * max(width - 60, 0), 4)
    return sum(_lines_of(line, room) for line in text.split("\n"))


def _lines_of(line: str, room: float) -> int:
    lines, used = 1, 0.0
    for word in line.split():
        size = len(word)
        if used and used + 1 + size > room:
            lines, used = lines + 1, 0.0
        if size > room:
            lines += math.ceil(size / room) - 1
            size = int(size % room)
        used += size + (1 if used else 0)
    return lines
