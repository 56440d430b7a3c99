"""Sheets of the gap report as tables of a page: the same rows, without the columns that people fill in."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from toolkit.model import Lang
from toolkit.numbers import day, decimal, percent
from toolkit.sheets import Cell, Role, Row, Sheet

_HEADINGS: frozenset[Role] = frozenset({"label", "head", "block"})
_NUMBERS: frozenset[Role] = frozenset({"count", "decimal", "share", "heat", "mark"})
_COLOURS: frozenset[Role] = frozenset({"good", "fair", "poor", "nothing"})


@dataclass(frozen=True, slots=True)
class PageCell:
    """One cell: its text, whether it is a heading, how it looks, how many columns it takes.

    The look of the heading of a column is ``long`` where its texts need room.
    """

    text: str
    heading: bool = False
    look: str = ""
    span: int = 1


@dataclass(frozen=True, slots=True)
class PageRow:
    """One row, and what it can be chosen and sorted by."""

    cells: tuple[PageCell, ...]
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table of the page.

    Parameters
    ----------
    name : str
        Its anchor in the page, such as ``gaps``.
    title, about : str
        Its heading, and a sentence or two on what it says.
    heads : tuple of PageCell
        The headings of its columns; empty for a list of pairs.
    rows : tuple of PageRow
        Its rows.
    sums : tuple of PageRow
        Rows below it.
    notes : tuple of str
        What stands under it.
    """

    name: str
    title: str
    about: str
    heads: tuple[PageCell, ...]
    rows: tuple[PageRow, ...]
    sums: tuple[PageRow, ...] = ()
    notes: tuple[str, ...] = ()


def table_of(name: str, sheet: Sheet, lang: Lang, facts: Mapping[str, Mapping[str, str]] | None = None) -> PageTable:
    """Make a table of a sheet.

    Parameters
    ----------
    name : str
        Its anchor in the page.
    sheet : Sheet
        A sheet of the gap report. Rows and columns that it hides, and columns to be filled in, are left out.
    lang : {"kk", "ru", "en"}
        How numbers and dates are written.
    facts : mapping of text to mapping, optional
        What a row can be chosen by, found by the text of one of its cells.

    Examples
    --------
    >>> sheet = Sheet("A", (9.0, 9.0), ((Cell("Т", "subtitle", 2),), (Cell("x", "head"), Cell("y", "head")), (Cell(1.5), Cell())), 2)
    >>> table = table_of("a", sheet, "kk")
    >>> table.title, [cell.text for cell in table.rows[0].cells]
    ('Т', ['1,5', ''])
    """
    hidden = _left_out(sheet)
    head = sheet.head_row
    before = sheet.rows[: head - 1] if head else sheet.rows[:1]
    title, about = _texts(row for number, row in enumerate(before, start=1) if number not in sheet.hidden_rows)
    last = sheet.last_row or len(sheet.rows)
    rows = [row for row in sheet.rows[head or 1 : last] if row]
    below = [row for row in sheet.rows[last:] if row]
    known = facts or {}
    made = tuple(_row(row, hidden, lang, known) for row in rows)
    return PageTable(
        name=name,
        title=title,
        about=about,
        heads=_heads(sheet.rows[head - 1], hidden, lang, made) if head else (),
        rows=made,
        sums=tuple(_row(row, hidden, lang, known) for row in below if len(row) > 1),
        notes=tuple(str(row[0].value) for row in below if len(row) == 1 and row[0].value),
    )


_LONG = 48
"""Texts of more characters than these need a wide column."""


def _heads(row: Row, hidden: frozenset[int], lang: Lang, rows: Iterable[PageRow]) -> tuple[PageCell, ...]:
    texts = [_text(cell, lang) for cell in _kept(row, hidden)]
    found = list(rows)
    long = [max((len(one.cells[place].text) for one in found), default=0) > _LONG for place in range(len(texts))]
    return tuple(
        PageCell(text, heading=True, look="long" if wide else "") for text, wide in zip(texts, long, strict=True)
    )


def without(table: PageTable, head: str) -> PageTable:
    """Leave out the column with a heading, if there is one.

    Examples
    --------
    >>> table = PageTable("a", "", "", (PageCell("x"), PageCell("y")), (PageRow((PageCell("1"), PageCell("2"))),))
    >>> [cell.text for cell in without(table, "x").rows[0].cells]
    ['2']
    """
    kept = [place for place, one in enumerate(table.heads) if one.text != head]
    rows = tuple(replace(row, cells=tuple(row.cells[place] for place in kept)) for row in table.rows)
    return replace(table, heads=tuple(table.heads[place] for place in kept), rows=rows)


def grouped(table: PageTable, heads: Collection[str]) -> PageTable:
    """Lift columns that say the same in row after row into rows of their own, over the whole table.

    Parameters
    ----------
    table : PageTable
        A table with headings.
    heads : collection of str
        The headings of the columns to lift, in the order in which they are said.

    Examples
    --------
    >>> rows = tuple(PageRow((PageCell("1. Есеп"), PageCell(text))) for text in "аб")
    >>> table = PageTable("a", "", "", (PageCell("Функция"), PageCell("Мәтін")), rows)
    >>> [[cell.text for cell in row.cells] for row in grouped(table, ["Функция"]).rows]
    [['1. Есеп'], ['а'], ['б']]
    """
    texts = [one.text for one in table.heads]
    lifted = [texts.index(head) for head in heads if head in texts]
    kept = [place for place in range(len(texts)) if place not in lifted]
    if not lifted or not kept:
        return table
    rows: list[PageRow] = []
    said = ""
    for row in table.rows:
        group = " › ".join(row.cells[place].text for place in lifted if row.cells[place].text)
        if group != said:
            rows.append(PageRow((PageCell(group, heading=True, span=len(kept)),)))
            said = group
        rows.append(replace(row, cells=tuple(row.cells[place] for place in kept)))
    return replace(table, heads=tuple(table.heads[place] for place in kept), rows=tuple(rows))


def _left_out(sheet: Sheet) -> frozenset[int]:
    """Give the places, from 0, of hidden columns and of those in which every cell is there to be filled in."""
    found = {place - 1 for place in sheet.hidden_columns}
    if sheet.head_row:
        rows = [row for row in sheet.rows[sheet.head_row : sheet.last_row or None] if row]
        wide = min(map(len, rows), default=0)
        found |= {place for place in range(wide) if all(row[place].role == "input" for row in rows)}
    return frozenset(found)


def _texts(rows: Iterable[Row]) -> tuple[str, str]:
    """Give the title of a sheet and what stands under it."""
    texts = [str(row[0].value or "") for row in rows if row]
    return (texts[0] if texts else ""), "\n".join(texts[1:])


def _row(row: Row, hidden: frozenset[int], lang: Lang, facts: Mapping[str, Mapping[str, str]]) -> PageRow:
    mine = next((facts[cell.value] for cell in row if isinstance(cell.value, str) and cell.value in facts), {})
    return PageRow(tuple(_cell(cell, lang) for cell in _kept(row, hidden)), mine)


def _kept(row: Row, hidden: frozenset[int]) -> list[Cell]:
    """Give the cells of a row that are not in hidden columns; a cell over several columns stays."""
    kept: list[Cell] = []
    place = 0
    for cell in row:
        if cell.span > 1 or place not in hidden:
            kept.append(cell)
        place += cell.span
    return kept


def _cell(cell: Cell, lang: Lang) -> PageCell:
    look = cell.role if cell.role in _COLOURS or cell.role == "code" else "number" if cell.role in _NUMBERS else ""
    return PageCell(_text(cell, lang), cell.role in _HEADINGS, look, cell.span)


def _text(cell: Cell, lang: Lang) -> str:
    value = cell.value
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return day(value)
    if isinstance(value, int | float):
        return percent(value) if cell.role == "share" else decimal(float(value), lang)
    return value


def choices_of(rows: Iterable[PageRow], fact: str) -> tuple[str, ...]:
    """Give the values of a fact that rows can be chosen by, in the order in which they come first.

    Examples
    --------
    >>> choices_of([PageRow((), {"kind": "a"}), PageRow((), {"kind": "a"}), PageRow(())], "kind")
    ('a',)
    """
    return tuple(value for value in dict.fromkeys(row.facts.get(fact, "") for row in rows) if value)
