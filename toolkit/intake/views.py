"""A sheet while it is being understood: what is seen in a cell, how far merged cells reach, what became of each cell."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from toolkit.intake.cells import lines_of, text_of
from toolkit.intake.grids import Area, Grid, Value, cell_name, column_name
from toolkit.intake.notes import CellUse, Note, Use

MAX_COLUMNS = 250
"""Columns that are looked at; the widest matrix known to us has 60."""

MAX_FILLED_ROWS = 2_000
"""Rows with anything in them that a sheet of a programme may have; the longest known to us has 600."""

_MAX_GAP = 500
"""Empty rows after which nothing more is looked for."""

_MANY_CELLS = 24
"""How many cells a note names at most; the rest is counted."""


def cells_named(cells: Iterable[tuple[int, int]]) -> str:
    """Name cells for a note: neighbours in a column or row as ranges, a long list cut with what is left counted.

    Examples
    --------
    >>> cells_named([(5, 3), (6, 3), (7, 3), (9, 4)])
    'C5:C7, D9'
    """
    ranges: list[Area] = []
    for row, column in sorted(set(cells), key=lambda cell: (cell[1], cell[0])):
        last = ranges[-1] if ranges else None
        if last and (last.bottom + 1, last.left, last.right) == (row, column, column):
            ranges[-1] = Area(last.top, column, row, column)
        else:
            ranges.append(Area(row, column, row, column))
    wide: list[Area] = []
    for area in ranges:
        before = next((other for other in wide if (other.top, other.bottom, other.right + 1) == _side(area)), None)
        if before is not None:
            wide[wide.index(before)] = Area(before.top, before.left, before.bottom, area.right)
        else:
            wide.append(area)
    names = [str(area) for area in wide[:_MANY_CELLS]]
    return ", ".join(names) + (f" … (+{len(wide) - _MANY_CELLS})" if len(wide) > _MANY_CELLS else "")


def _side(area: Area) -> tuple[int, int, int]:
    return area.top, area.bottom, area.left


@dataclass(slots=True)
class View:
    """One sheet, its merged cells looked up, with notes on what was done to it."""

    grid: Grid
    notes: list[Note] = field(default_factory=list)
    uses: dict[tuple[int, int], Use] = field(default_factory=dict)
    merged: dict[int, list[Area]] = field(default_factory=lambda: defaultdict(list))
    height: int = 0
    """The last row that is looked at."""
    filled_rows: int = 0
    _filled: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row, values in enumerate(self.grid.rows, 1):
            if row - self.height > _MAX_GAP:
                break
            if any(text_of(value) for value in values[:MAX_COLUMNS]):
                self.height = row
                self.filled_rows += 1
        for area in self.grid.merged:
            for row in range(area.top, min(area.bottom, self.height) + 1):
                if len(self.merged[row]) < MAX_COLUMNS:
                    self.merged[row].append(area)

    @property
    def name(self) -> str:
        """Name of the sheet."""
        return self.grid.name

    @property
    def width(self) -> int:
        """The last column that is looked at."""
        return min(self.grid.width, MAX_COLUMNS)

    def area(self, row: int, column: int) -> Area:
        """Give the merged cells that a cell belongs to, or the cell itself."""
        for area in self.merged.get(row, ()):
            if area.left <= column <= area.right:
                return area
        return Area(row, column, row, column)

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """Give the cell in which the value stands that is seen in a cell."""
        area = self.area(row, column)
        return area.top, area.left

    def shown(self, row: int, column: int) -> Value:
        """Give the value that is seen in a cell, also inside merged cells."""
        return self.grid.at(*self.anchor(row, column))

    def text(self, row: int, column: int) -> str:
        """Give what is seen in a cell, as text in one line."""
        return text_of(self.shown(row, column))

    def lines(self, row: int, column: int) -> str:
        """Give what is seen in a cell, as text with its line breaks."""
        return lines_of(self.shown(row, column))

    def filled(self, row: int) -> list[int]:
        """List the columns of a row in which a value of its own stands; blanks alone are no value."""
        if not 1 <= row <= self.height:
            return []
        if row not in self._filled:
            values = self.grid.rows[row - 1][:MAX_COLUMNS]
            self._filled[row] = [column for column, value in enumerate(values, 1) if text_of(value)]
        return self._filled[row]

    def anchors(self, row: int, columns: Iterable[int]) -> list[tuple[int, int]]:
        """List the different filled cells that are seen in a row, merged ones once."""
        seen = dict.fromkeys(self.anchor(row, column) for column in columns)
        return [cell for cell in seen if text_of(self.grid.at(*cell))]

    def use(self, row: int, column: int, use: Use) -> None:
        """Say what became of the cell that is seen in a place; what was said first stays."""
        self.uses.setdefault(self.anchor(row, column), use)

    def unused(self, row: int) -> list[int]:
        """List the filled columns of a row of which nothing has been said yet."""
        return [column for column in self.filled(row) if (row, column) not in self.uses]

    def note(self, code: str, cells: Iterable[tuple[int, int]], *params: str) -> None:
        """Add a note about some cells, which are the last blank of its sentence too."""
        self.notes.append(Note(code, self.name, cells_named(cells), params))

    def cells(self) -> Iterator[tuple[int, int]]:
        """Give every filled cell of the sheet, also where nothing is looked for."""
        for row, values in enumerate(self.grid.rows, 1):
            for column, value in enumerate(values, 1):
                if value is not None and text_of(value):
                    yield row, column

    def cell_uses(self) -> Iterator[CellUse]:
        """Give what became of every filled cell, row by row."""
        for row, column in self.cells():
            yield CellUse(self.name, cell_name(row, column), self.uses.get((row, column), "unused"))


def columns_named(columns: Iterable[int]) -> str:
    """Name columns for a note.

    Examples
    --------
    >>> columns_named([3, 5])
    'C, E'
    """
    return ", ".join(column_name(column) for column in sorted(columns))
