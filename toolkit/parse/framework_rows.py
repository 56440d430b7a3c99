"""The rows of a framework's tables: which cell is a level, which a descriptor, also where a copy lost blank cells."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from toolkit.model import Span
from toolkit.parse.items import split_items, strip_bullet
from toolkit.parse.readers import Paragraph
from toolkit.text import normalise

_LEVEL = re.compile(r"([1-8](?:[.,]\d|\d)?|[1-8]\s?-\s?[1-8])")
_NQF = re.compile(r"[1-8](\s?-\s?[1-8])?")
_DASH = re.compile(r"[-–—−\s]*")
_MOST_ROWS = 200
"""No honest cell covers more rows."""

_SENTENCE_END = (".", "!", "?", ";", ":", "…")


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: the paragraphs that stand in it, one after the other."""

    paragraphs: tuple[Paragraph, ...]

    @property
    def first(self) -> Paragraph:
        """Its first paragraph, which knows the place of the cell."""
        return self.paragraphs[0]

    @property
    def text(self) -> str:
        """Its whole text on one line."""
        return " ".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def span(self) -> Span:
        """Its lines."""
        return self.first.span.join(self.paragraphs[-1].span)

    @property
    def is_dash(self) -> bool:
        """It says that there is nothing to say."""
        return bool(_DASH.fullmatch(self.text))


def cells_of(stream: Iterable[Paragraph]) -> tuple[Cell, ...]:
    """Gather paragraphs of the same cell.

    Examples
    --------
    >>> from toolkit.parse.readers import paragraphs
    >>> [cell.text for cell in cells_of(paragraphs("\\tA\\n\\nB\\n\\tC"))]
    ['A B', 'C']
    """
    cells: list[list[Paragraph]] = []
    for paragraph in stream:
        if cells and cells[-1][-1].cell == paragraph.cell:
            cells[-1].append(paragraph)
        else:
            cells.append([paragraph])
    return tuple(Cell(tuple(cell)) for cell in cells)


def level_in(text: str, level_words: Sequence[str]) -> str:
    """Read a cell that holds a level and nothing else; empty if it holds something else.

    Examples
    --------
    >>> level_in("4.1", ()), level_in("6-деңгей", ("деңгей",)), level_in("62", ()), level_in("2013", ())
    ('4.1', '6', '62', '')
    """
    if len(text) > 40:
        return ""
    parts = re.split(r"[\s()]+|(?<=\d)-(?=\D)", normalise(text))
    found = _LEVEL.fullmatch(" ".join(part for part in parts if part and not part.startswith(tuple(level_words))))
    return found[1].replace(",", ".").replace(" ", "") if found else ""


def statements_in(cell: Cell) -> tuple[tuple[str, Span], ...]:
    """Split a descriptor cell into its paragraphs, numbers and bullets of lists stripped.

    A line right under another one goes on with it unless a sentence ended there; in a copy that plainly wraps this
    paragraph over lines it goes on also then.
    """
    joined: list[Paragraph] = []
    for paragraph in cell.paragraphs:
        last = joined[-1] if joined else None
        if last and paragraph.follows:
            wrapped = last.span.start != last.span.end or paragraph.span.start != paragraph.span.end
            if wrapped or not last.text.endswith(_SENTENCE_END):
                text, span = f"{last.text} {paragraph.text}", last.span.join(paragraph.span)
                joined[-1] = replace(last, text=text, span=span)
                continue
        joined.append(paragraph)
    return tuple(
        (body, paragraph.span)
        for paragraph in joined
        for piece in split_items(paragraph.text)
        if (body := strip_bullet(piece.text)) and not _DASH.fullmatch(body)
    )


@dataclass(frozen=True, slots=True)
class Header:
    """The head of one table: names of its level columns and kinds of its descriptor columns with their true columns."""

    levels: tuple[tuple[int, str], ...]
    kinds: tuple[tuple[int, str], ...]
    own_levels: bool
    """The level columns are printed in this head, not taken over from the table before."""


@dataclass(slots=True)
class GridRow:
    """One row: the levels printed in it and its descriptor cells by number of the descriptor column."""

    nqf: str = ""
    sqf: str = ""
    cells: dict[int, Cell] = field(default_factory=dict)
    span: Span | None = None

    def widen(self, cell: Cell) -> None:
        """Add the lines of a cell."""
        self.span = self.span.join(cell.span) if self.span else cell.span

    def put_level(self, name: str, level: str) -> None:
        """Enter a printed level: in the column named, or in the other one if it cannot be a national level."""
        if name == "nqf" and _NQF.fullmatch(level) and not self.nqf:
            self.nqf = level
        else:
            self.sqf = self.sqf or level


def read_rows(cells: Sequence[Cell], header: Header, level_words: Sequence[str], before: int) -> tuple[GridRow, ...]:
    """Read the rows of a table.

    Parameters
    ----------
    cells : sequence of Cell
        The cells below the head.
    header : Header
        The head.
    level_words : sequence of str
        Beginnings of words that may stand beside a level, such as «деңгей».
    before : int
        Number of the last cell of the head, so that blank cells behind it are seen.

    Returns
    -------
    tuple of GridRow
        In order; rows without any cell are left out. Text outside of true tables is in no row.
    """
    in_tables = [cell for cell in cells if cell.first.table]
    levels_apart = header.own_levels or min(header.kinds)[0] > max(header.levels)[0]
    if in_tables and levels_apart:
        return _by_column(in_tables, header, level_words)
    return _in_sequence(cells, header, level_words, before)


def _in_sequence(cells: Sequence[Cell], header: Header, level_words: Sequence[str], before: int) -> tuple[GridRow, ...]:
    """Count the cells: levels first, then one cell a descriptor column; blank cells of levels may have left no trace.

    Blank lines and row numbers of a text copy say nothing here: some copies have blank lines between all cells.
    """
    lead, total = len(header.levels), len(header.levels) + len(header.kinds)
    rows: list[GridRow] = []
    row, at, last = GridRow(), 0, before
    for cell in cells:
        at += max(cell.first.cell - last - 1, 0)
        last = cell.first.cell
        level = level_in(cell.text, level_words)
        if at >= total or (level and at >= lead):
            rows.append(row)
            row, at = GridRow(), min(at - total, lead) if at >= total else 0
        row.widen(cell)
        if level:
            row.put_level(header.levels[min(at, lead - 1)][1], level)
        else:
            at = max(at, lead)
            row.cells[at - lead] = cell
        at += 1
    rows.append(row)
    return tuple(row for row in rows if row.span)


def _by_column(cells: Sequence[Cell], header: Header, level_words: Sequence[str]) -> tuple[GridRow, ...]:
    """Take the true columns of HTML and DOCX; a merged cell counts for every row that it covers."""
    levels = dict(header.levels)
    kinds = {column: number for number, (column, _) in enumerate(header.kinds)}
    rows: dict[tuple[int, int], GridRow] = {}
    for cell in cells:
        first = cell.first
        level = level_in(cell.text, level_words)
        for number in range(first.row, first.row + min(max(first.row_span, 1), _MOST_ROWS)):
            row = rows.setdefault((first.table, number), GridRow())
            if number == first.row:
                row.widen(cell)
            if first.column in levels and level:
                row.put_level(levels[first.column], level)
            elif first.column in kinds:
                row.cells[kinds[first.column]] = cell
    return tuple(row for _, row in sorted(rows.items(), key=lambda pair: pair[0]) if row.span)
