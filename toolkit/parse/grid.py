"""Paragraphs out of a page with true tables: a reader says what opens and closes, the grid knows the place of the text.

Web pages and documents of Word differ in everything but this: text stands in lines, lines in paragraphs, paragraphs in
cells or outside of tables, cells may cover several rows and columns, and tables may stand in cells.
"""

from dataclasses import dataclass, field

from toolkit.errors import InputError
from toolkit.model import Span
from toolkit.parse.limits import MAX_COLUMNS, check_amount, check_paragraph
from toolkit.parse.readers import Paragraph, without_invisible
from toolkit.text import collapse

_SHOWN = 80
"""Characters of a left-out text that are kept, to show what it was."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A text of a file that is no part of the document: a menu of the page, hidden or deleted words.

    Parameters
    ----------
    what : str
        Which part of the file, such as ``nav``, ``hidden`` or ``deleted``.
    span : Span
        Its lines.
    text : str
        How it begins.
    """

    what: str
    span: Span
    text: str


@dataclass(slots=True)
class _Cell:
    number: int
    row: int
    column: int = 0
    table: int = 0
    row_span: int = 1


@dataclass(slots=True)
class _Table:
    """One open table: where the next cell goes and which columns are taken from above."""

    number: int
    outer: _Cell
    row: int = -1
    row_number: int = 0
    column: int = 0
    taken: dict[int, tuple[int, int, _Cell]] = field(default_factory=dict)
    """First column of a cell → the column and the row behind it, and the cell."""
    tall: list[tuple[int, _Cell]] = field(default_factory=list)
    in_cell: bool = False


@dataclass(slots=True)
class _Line:
    text: str
    span: Span
    cell: _Cell
    follows: bool


class Grid:
    """Collects text and places; `paragraphs` gives the stream when everything was said.

    Parameters
    ----------
    blanks : str
        White space at the start of a line that counts as indented: such a line begins something new.

    Examples
    --------
    >>> grid = Grid()
    >>> grid.open_table(), grid.open_row(), grid.open_cell(rows=2), grid.text("Есеп", 1), grid.open_cell()
    (None, None, None, None, None)
    >>> grid.text("Санау", 1), grid.open_row(), grid.open_cell(), grid.text("Білім", 2), grid.close_table()
    (None, None, None, None, None)
    >>> [(item.text, item.row, item.column, item.row_span) for item in grid.paragraphs()]
    [('Есеп', 1, 0, 2), ('Санау', 1, 1, 1), ('Білім', 2, 1, 1)]
    """

    def __init__(self, blanks: str = "\u00a0") -> None:
        self.number = ""
        """What a list prints in front of the next line: «1.»."""
        self.left_out: list[LeftOut] = []
        self._blanks = blanks
        self._lines: list[_Line] = []
        self._size = 0
        self._cells = self._rows = self._table_count = 0
        self._tables: list[_Table] = []
        self._cell = _Cell(0, 0)
        self._buffer: list[str] = []
        self._start = self._end = 0
        self._follows = self._indented = False

    # --- text -----------------------------------------------------------------------------------------------------

    def text(self, piece: str, line: int, last_line: int = 0) -> None:
        """Add text to the open line; white space around it counts as in the file."""
        if not piece:
            return
        stripped = piece.strip()
        if not self._start:
            lead = piece[: len(piece) - len(piece.lstrip())] if stripped else piece
            self._indented = self._indented or any(blank in lead for blank in self._blanks)
        if stripped:
            self._start = self._start or line
            self._end = max(self._end, last_line or line)
        if stripped or not self._buffer or self._buffer[-1] != " ":
            self._buffer.append(piece if stripped else " ")

    def end_line(self) -> None:
        """End the line inside its paragraph: the next one may go on with the sentence, unless this one is blank."""
        self._follows = self._flush()

    def end_paragraph(self) -> None:
        """End the paragraph."""
        self._flush()
        self._follows = False

    def _flush(self) -> bool:
        text = collapse(without_invisible("".join(self._buffer)))
        if text:
            if self.number and not text.startswith(self.number):
                text = f"{self.number} {text}"
            self.number = ""
            span = Span(self._start, max(self._start, self._end))
            check_paragraph(text, self._start)
            self._size += len(text)
            self._lines.append(_Line(text, span, self._cell, self._follows and not self._indented))
            check_amount(self._size, len(self._lines))
        self._buffer.clear()
        self._start = self._end = 0
        self._indented = False
        return bool(text)

    def leave_out(self, what: str, text: str, line: int, last_line: int) -> None:
        """Note a text that is no part of the document, with one of its kind right before it; blank ones are not noted."""
        shown = collapse(text[: 4 * _SHOWN])[:_SHOWN]
        if not shown:
            return
        span = Span(line, max(line, last_line))
        last = self.left_out[-1] if self.left_out else None
        if last and last.what == what and last.span.end >= line - 1:
            joined = f"{last.text} {shown}"[:_SHOWN]
            self.left_out[-1] = LeftOut(what, last.span.join(span), joined)
        else:
            self.left_out.append(LeftOut(what, span, shown))

    # --- tables ---------------------------------------------------------------------------------------------------

    def open_table(self) -> None:
        """Begin a table, in the open cell or outside of tables."""
        self.end_paragraph()
        self._table_count += 1
        self._tables.append(_Table(self._table_count, self._cell))

    def open_row(self) -> None:
        """Begin a row of the innermost table."""
        if not self._tables:
            return
        self.close_row()
        table = self._tables[-1]
        self._rows += 1
        table.row += 1
        table.row_number = self._rows
        table.column = 0

    def close_row(self) -> None:
        """End the row of the innermost table."""
        self.close_cell()

    def skip_columns(self, columns: int) -> None:
        """Leave columns free at the start of the row."""
        if self._tables:
            self._tables[-1].column += max(0, columns)

    def open_cell(self, rows: int = 1, columns: int = 1) -> None:
        """Begin a cell in the next free column; it may cover rows below and columns to the right."""
        if not self._tables:
            self.end_paragraph()
            return
        self.close_cell()
        table = self._tables[-1]
        if table.row < 0:
            self.open_row()
        while (above := table.taken.get(table.column)) and above[1] > table.row:
            table.column = above[0]
        self._cells += 1
        cell = _Cell(self._cells, table.row_number, table.column, table.number, max(1, rows))
        behind = table.column + max(1, columns)
        if behind > MAX_COLUMNS:
            raise InputError(
                f"a table of the document has more than {MAX_COLUMNS} columns; "
                "no standard has so many: check that it is the right file"
            )
        table.taken[table.column] = (behind, table.row + cell.row_span, cell)
        if cell.row_span > 1:
            table.tall.append((table.row, cell))
        table.column = behind
        table.in_cell = True
        self._cell = cell

    def open_merged(self, columns: int = 1) -> None:
        """Begin a cell that goes on with the one above it (as files of Word say); there is nothing to read in it."""
        if not self._tables:
            return
        self.close_cell()
        table = self._tables[-1]
        above = table.taken.get(table.column)
        if table.row < 1 or above is None or above[1] != table.row:
            self.open_cell(1, columns)
            return
        cell = above[2]
        cell.row_span += 1
        table.taken[table.column] = (above[0], table.row + 1, cell)
        table.column += max(1, columns)
        table.in_cell = True
        self._cell = cell

    def close_cell(self) -> None:
        """End the cell of the innermost table, if one is open."""
        self.end_paragraph()
        if self._tables and self._tables[-1].in_cell:
            self._tables[-1].in_cell = False
            self._cell = self._tables[-1].outer

    def close_table(self) -> None:
        """End the innermost table; outside of tables a new stretch of text begins."""
        if not self._tables:
            return
        self.close_cell()
        table = self._tables.pop()
        for row, cell in table.tall:
            cell.row_span = max(1, min(cell.row_span, table.row + 1 - row))
        self._cell = table.outer
        if not self._tables:
            self._cells += 1
            self._rows += 1
            self._cell = _Cell(self._cells, self._rows)

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Give every line in order, with its place."""
        while self._tables:
            self.close_table()
        self.end_paragraph()
        return tuple(
            Paragraph(
                line.text,
                line.span,
                line.cell.number,
                line.follows,
                line.cell.row,
                line.cell.column,
                line.cell.table,
                line.cell.row_span,
            )
            for line in self._lines
        )
