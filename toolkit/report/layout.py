"""Tables laid out: headings whose words fit, columns that people fill in, filters, pages that break where they should."""

import itertools
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from toolkit.report.frame import Brief
from toolkit.sheets import Cell, Chart, Choice, Grading, Row, Sheet

_PAGE = {True: 488.0, False: 728.0}
"""Points between the margins of A4, lying and standing, with a little to spare."""

_GAP = 8.0
"""Height of an empty row, in points."""

_CHART_ROW = 17.0
"""Height of the rows under a chart, in points."""

_POINT = 0.75
"""Points a pixel."""

_READABLE = 60
"""Per cent of print scale below which a page is no longer pressed onto one sheet of paper."""

_TOGETHER = 4
"""Rows of a list that stay together at the end of a page."""

_LETTERS: tuple[tuple[str, float], ...] = (
    ("іїijlІI.,:;'|/·()-–", 4.8),
    ("гзкrtfтғ", 6.7),
    ("мжшwmфщыюЛЧДЭ№%", 11.0),
    ("МЖШЩЫЮФW→", 13.0),
)
"""Widths of bold letters of 10 points in pixels; other small ones have 8, capital ones 9.5."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    head : str
        Its heading.
    width : number
        Its width in characters.
    machine : str
        What it is for the program that reads the workbook back, such as ``curmap:decision``; empty for none.
    note : str
        Shown when the mouse is over the heading.
    """

    head: str
    width: float
    machine: str = ""
    note: str = ""


def fitting(head: str, least: float) -> float:
    """Give the width that a column needs so that no word of its heading is broken.

    Parameters
    ----------
    head : str
        The heading, in bold 10-point letters.
    least : number
        The width that its cells need.

    Returns
    -------
    float
        Characters, in Excel's measure.

    Examples
    --------
    >>> fitting("Түрі", 12.0), fitting("қолданылмайды", 9.0)
    (12.0, 16.6)
    """
    longest = max((sum(map(_pixels, one)) for one in head.split()), default=0)
    return max(least, math.ceil((longest + 3) / 7 * 10) / 10)


@cache
def _pixels(letter: str) -> float:
    """Estimate the width of a bold letter of 10 points, in pixels."""
    known = (width for letters, width in _LETTERS if letter in letters)
    return next(known, 9.5 if letter.isupper() else 8.0)


def columns_of(brief: Brief, widths: Mapping[str, float]) -> list[Column]:
    """Make columns from the names of their words and their widths; a column is wider where its heading needs it."""
    heads = {key: brief.reader.word(key) for key in widths}
    return [Column(head, fitting(head, widths[key])) for key, head in heads.items()]


def used_columns(widths: Mapping[str, float], rows: Sequence[Mapping[str, object]]) -> dict[str, float]:
    """Leave out the columns in which no row says anything.

    Parameters
    ----------
    widths : mapping of key to width
        The columns.
    rows : sequence of mapping of key to value
        The rows.
    """
    return {key: width for key, width in widths.items() if any(row[key] not in (None, "") for row in rows)}


REVIEWED: dict[str, tuple[str, float]] = {
    "curmap:outcome": ("review-outcome", 10.0),
    "curmap:decision": ("review-decision", 14.0),
    "curmap:reason": ("review-reason", 22.0),
    "curmap:name": ("review-name", 16.0),
    "curmap:date": ("review-date", 11.0),
    "curmap:importance": ("review-importance", 9.0),
    "curmap:comment": ("review-comment", 24.0),
    "curmap:responsible": ("responsible", 14.0),
    "curmap:deadline": ("deadline", 11.0),
}
"""What people may fill in: the column's name for the program, the word that heads it, its width."""

KEY = "curmap:key"
"""The column with the key of each row."""


def review_columns(brief: Brief, *names: str) -> list[Column]:
    """Make the columns that people fill in, and the hidden one with the key at their end."""
    found = []
    for name in names:
        key, width = REVIEWED[f"curmap:{name}"]
        head = brief.reader.word(key)
        found.append(Column(head, fitting(head, width), f"curmap:{name}", brief.reader.sentence(f"tell-{name}")))
    return [*found, Column("key", 14.0, KEY)]


def review_cells(key: str, count: int, decision: str = "", place: int = 0) -> tuple[Cell, ...]:
    """Make the cells that people fill in; one of them may show the decision that counts.

    Parameters
    ----------
    key : str
        Key of the row.
    count : count
        How many cells there are before the key.
    decision : str
        The words of the decision that counts.
    place : int
        Which cell is the decision, from 0.
    """
    cells = (Cell((decision or None) if number == place else None, "input") for number in range(count))
    return (*cells, Cell(key, "code"))


def first_row(columns: Iterable[Column]) -> int:
    """Give the number of the first row of data under title, note, hidden machine row (if there is one) and headings."""
    return 5 if any(column.machine for column in columns) else 4


def table(
    brief: Brief,
    name: str,
    columns: Sequence[Column],
    rows: Iterable[Row],
    *,
    title: str,
    about: str = "",
    frozen: int = 0,
    tail: Iterable[Row] = (),
    legend: Iterable[Row] = (),
    grades: tuple[Grading, ...] = (),
    charts: Sequence[Sequence[Chart]] = (),
    printed: int = 0,
) -> Sheet:
    """Lay out a table: title, what it says, the hidden row for the program, headings, rows, charts below.

    Parameters
    ----------
    brief : Brief
        What the report is made from.
    name : str
        Name of the tab.
    columns : sequence of Column
        The columns; that of the key is hidden.
    rows : iterable of Row
        The rows.
    title, about : str
        Title, and a sentence or two on what the table says.
    frozen : count
        How many columns stay when scrolling sideways.
    tail : iterable of Row
        Rows below the table; the filter leaves them where they are.
    legend : iterable of Row
        Rows further below, which stay together on a page.
    grades : tuple of Grading
        Colours that follow the numbers.
    charts : sequence of sequences of Chart
        Charts, wherever they are anchored: they are placed below the table, none over two pages, and those that belong
        together on one page if it is long enough.
    printed : count
        How many columns are printed, from the left; 0 means all. The rest is for the screen.
    """
    body, below, legend = tuple(rows), tuple(tail), tuple(legend)
    machine = any(column.machine for column in columns)
    width = printed or len([column for column in columns if column.machine != KEY])
    head: list[Row] = [(Cell(title, "subtitle", width),)]
    head.append((Cell(about, "note", width),) if about else ())
    if machine:
        head.append(tuple(Cell(column.machine or None, "code") for column in columns))
    head.append(tuple(Cell(column.head, "head", note=column.note) for column in columns))
    first, last = len(head) + 1, len(head) + len(body)
    made = Sheet(
        name=name,
        widths=tuple(column.width for column in columns),
        rows=(*head, *body, *below, *(((), *legend) if legend else ())),
        head_row=len(head),
        last_row=last,
        frozen_columns=frozen,
        hidden_rows=(3,) if machine else (),
        hidden_columns=tuple(place for place, column in enumerate(columns, start=1) if column.machine == KEY),
        choices=_choices(brief, columns, first, last) if body else (),
        grades=grades,
        printed_columns=printed,
        tab="input" if machine else None,
    )
    if charts:
        return _with_charts(made, charts)
    pressed = on_one_page(made)
    return unbroken(made, [last + len(below) + 2]) if legend and not pressed.fit_height else pressed


def _choices(brief: Brief, columns: Sequence[Column], first: int, last: int) -> tuple[Choice, ...]:
    """Give the lists to choose from in the columns that people fill in."""
    words = brief.reader.word
    lists: dict[str, tuple[str, ...]] = {
        "curmap:decision": tuple(words(f"verdict-{one}") for one in ("full", "partial", "none", "na", "unsure")),
        "curmap:importance": ("1", "2", "3"),
    }
    found = []
    for place, column in enumerate(columns, start=1):
        area = (first, place, last, place)
        title, error = words("choose-from-list"), words("choose-advice")
        if column.machine in lists:
            found.append(Choice(area, values=lists[column.machine], title=title, error=error))
        elif column.machine == "curmap:outcome" and brief.outcomes:
            found.append(Choice(area, source="curmap_outcomes", title=title, error=error))
    return tuple(found)


def height_of(sheet: Sheet, rows: Iterable[Row]) -> float:
    """Estimate the height of rows of a sheet, in points."""
    return sum(sheet.height(row) if row else _GAP for row in rows)


def on_one_page(sheet: Sheet) -> Sheet:
    """Press a sheet onto one page where that makes its letters only a little smaller."""
    shown = [row for number, row in enumerate(sheet.rows, start=1) if number not in sheet.hidden_rows]
    scale = 100 * _PAGE[sheet.landscape] / max(height_of(sheet, shown), 1)
    return replace(sheet, fit_height=True) if _READABLE <= scale < sheet.print_scale() else sheet


def unbroken(sheet: Sheet, starts: Iterable[int], flowing: Collection[int] = ()) -> Sheet:
    """Begin a new page before a block that would otherwise be cut, unless it is longer than a page.

    Parameters
    ----------
    sheet : Sheet
        The sheet.
    starts : iterable of int
        Numbers of the rows in which blocks begin, rising.
    flowing : collection of int
        Those of them whose block may be cut, if only its first rows stay together.
    """
    page = _PAGE[sheet.landscape] * 100 / sheet.print_scale()
    places = [*starts, len(sheet.rows) + 1]
    used = height_of(sheet, sheet.rows[: places[0] - 1])
    breaks = []
    for start, end in itertools.pairwise(places):
        last = min(end, start + _TOGETHER) if start in flowing else end
        if used + height_of(sheet, sheet.rows[start - 1 : last - 1]) > page and start > 1:
            breaks.append(start - 1)
            used = 0.0
        used = (used + height_of(sheet, sheet.rows[start - 1 : end - 1])) % page
    return replace(sheet, page_breaks=tuple(breaks))


def _with_charts(sheet: Sheet, groups: Sequence[Sequence[Chart]]) -> Sheet:
    """Put charts below a table over rows of a known height, and begin a new page where they would be cut."""
    page = _PAGE[sheet.landscape] * 100 / sheet.print_scale()
    rows: list[Row] = [*sheet.rows]
    breaks: list[int] = []
    placed: list[Chart] = []
    used = height_of(sheet, rows)
    for group in groups:
        for number, chart in enumerate(group):
            needed = sum(map(_chart_height, group)) if number == 0 else 0.0
            if used + max(_chart_height(chart), needed if needed <= page else 0.0) > page:
                breaks.append(len(rows))
                used = 0.0
            placed.append(replace(chart, anchor=(len(rows) + 2, 1)))
            rows += [(), *[(Cell(None, "blank"),)] * _chart_rows(chart)]
            used += _chart_height(chart)
    # The headings of the table would stand above each chart; its title does instead.
    titles = (1, 1) if breaks and height_of(sheet, sheet.rows) <= page else None
    return replace(sheet, rows=tuple(rows), charts=tuple(placed), page_breaks=tuple(breaks), title_rows=titles)


def _chart_rows(chart: Chart) -> int:
    return math.ceil(chart.size[1] * _POINT / _CHART_ROW + 0.5)


def _chart_height(chart: Chart) -> float:
    """Give the height of the rows under a chart and of the gap above it, in points."""
    return _GAP + _chart_rows(chart) * _CHART_ROW
