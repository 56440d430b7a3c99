"""A workbook as values in places: what the reader of files hands over and everything else here works on.

Rows and columns are counted from 1, as Excel shows them. A `Grid` holds what a person sees in the cells, not how it looks.
"""

import datetime as dt
import re
from dataclasses import dataclass

Value = str | int | float | bool | dt.datetime | None
"""What a cell holds; None where it is empty."""


def column_name(column: int) -> str:
    """Give the letters of a column.

    Examples
    --------
    >>> column_name(3), column_name(28)
    ('C', 'AB')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """Give the name of a cell as Excel shows it.

    Parameters
    ----------
    row, column : int
        Counted from 1.

    Examples
    --------
    >>> cell_name(5, 3)
    'C5'
    """
    return f"{column_name(column)}{row}"


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """A rectangle of cells, its corners counted from 1 and belonging to it.

    Examples
    --------
    >>> str(Area(5, 3, 8, 4))
    'C5:D8'
    """

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        first, last = cell_name(self.top, self.left), cell_name(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"

    def holds(self, row: int, column: int) -> bool:
        """Say whether a cell lies inside."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?", re.IGNORECASE | re.ASCII)


def area_of(name: str) -> Area | None:
    """Read the name of a cell or of a range; None if it is neither.

    Examples
    --------
    >>> area_of("C5:D8")
    Area(top=5, left=3, bottom=8, right=4)
    """
    match = _AREA.fullmatch(name.strip())
    if match is None:
        return None
    first, top, last, bottom = match.groups()
    columns = sorted((_column_number(first), _column_number(last or first)))
    rows = sorted((int(top), int(bottom or top)))
    return Area(rows[0], columns[0], rows[1], columns[1]) if rows[0] and columns[0] else None


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet.

    Parameters
    ----------
    name : str
        Name of the sheet.
    rows : tuple of tuples
        Values from A1 on; a row ends with its last filled cell, the grid with its last filled row.
    merged : tuple of Area
        Merged cells; the value stands in their upper left corner.
    hidden_rows, hidden_columns : frozenset of int
        What Excel does not show.
    hidden : bool
        The whole sheet is hidden.
    formulas_without_value : tuple of (row, column)
        Cells with a formula that no program has calculated; they are empty in `rows`.
    error_values : tuple of (row, column)
        Cells that show an error of Excel such as ``#REF!``; it stands in `rows` as text.

    Examples
    --------
    >>> Grid("Матрица", (("Код", None, "РО1"),)).at(1, 3)
    'РО1'
    """

    name: str
    rows: tuple[tuple[Value, ...], ...]
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False
    formulas_without_value: tuple[tuple[int, int], ...] = ()
    error_values: tuple[tuple[int, int], ...] = ()

    def at(self, row: int, column: int) -> Value:
        """Give the value of a cell, None outside of what is filled."""
        if 1 <= row <= len(self.rows) and 1 <= column <= len(self.rows[row - 1]):
            return self.rows[row - 1][column - 1]
        return None

    @property
    def width(self) -> int:
        """The last filled column."""
        return max(map(len, self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook: its file name, its sheets, and what is in the file but is not read.

    Parameters
    ----------
    file : str
        Name of the file, for messages.
    grids : tuple of Grid
        Its sheets, in order.
    macros : bool
        The file holds macros; they are never run.
    links : bool
        The file refers to other workbooks; they are never opened.
    plain_numbers : bool
        The styles of the file could not be read, so that dates are plain numbers.
    """

    file: str
    grids: tuple[Grid, ...]
    macros: bool = False
    links: bool = False
    plain_numbers: bool = False
