"""Sheets, rows, cells and what each cell is for, choices, colours, charts: frozen dataclasses."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from toolkit.sheets.heights import wrapped_lines
from toolkit.sheets.names import Area, caseless, tab_names, units

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
    "date",
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

Value = str | int | float | date | None

_BOLD = ("title", "subtitle", "block", "label", "head")
"""Roles whose letters are larger or bold, and so wider."""

_LINE = 14.0
"""Height of one line of 10-point text, in points."""

_SCREEN = 1310
"""Pixels that a screen of 1366 has for columns, beside row numbers and scroll bar."""

_LEAST_ZOOM = 70
"""Smaller letters than these per cent nobody reads; a wider sheet is scrolled."""

_PAPER = {True: 960, False: 660}
"""Pixels between the margins of A4, lying and standing, with 8 % to spare: LibreOffice and printers draw columns wider."""

_LONGEST_LIST = 255
"""Characters of a list of choices that Excel takes in one cell rule."""

_NAME = re.compile(r"[^\W\d][\w.]*")
_LIKE_A_CELL = re.compile(r"[a-z]{1,3}\d+|r|c|r\d*c\d*|true|false", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Parameters
    ----------
    value : str, int, float, date or None
        What it shows; with a formula, its result, for programs that do not calculate.
    role : Role
        What the cell is for, which decides how it looks.
    span : int
        How many columns it takes.
    note : str
        Shown when the mouse is over the cell.
    formula : str
        A live formula, A1 style, with English names of functions, such as ``SUM(C4:C9)``. Only planners write formulas;
        a text is never one, however it begins.
    link : str
        A place in this workbook to jump to, such as ``#'Sheet'!A1`` (`reference` after a ``#``).
    """

    value: Value = None
    role: Role = "text"
    span: int = 1
    note: str = ""
    formula: str = ""
    link: str = ""


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A list to choose from, in a range of cells.

    Parameters
    ----------
    area : Area
        The cells.
    values : tuple of str
        What may be chosen, together at most 255 characters with their commas and none with a comma: Excel takes no more.
    source : str
        Instead of values: a range that holds them, such as ``'Outcomes'!$A$4:$A$103``.
    title, error : str
        Said when something else is entered.
    free : bool
        Other values may be entered all the same.

    Raises
    ------
    ValueError
        Excel cannot take the values.
    """

    area: Area
    values: tuple[str, ...] = ()
    source: str = ""
    title: str = ""
    error: str = ""
    free: bool = False

    def __post_init__(self) -> None:
        if any(not value.strip() or "," in value for value in self.values):
            raise ValueError(f"no value of a list may be empty or hold a comma: {', '.join(self.values)}")
        if units(",".join(value.replace('"', '""') for value in self.values)) > _LONGEST_LIST:
            raise ValueError(
                f"a list may have {_LONGEST_LIST} characters, write a longer one into cells: {self.values[0]}"
            )


@dataclass(frozen=True, slots=True)
class Grading:
    """Colours that follow the numbers of a range, also when a person changes one; the number is always there to read.

    Parameters
    ----------
    area : Area
        The cells.
    kind : {"scale", "share", "bar"}
        From pale to strong for counts; good, fair, poor by thresholds for shares; a bar in the cell.
    fair, good : share
        Thresholds of kind ``share``: from `good` on good, from `fair` on fair, below and at 0 poor.
    full : number
        Value of a full bar; 0 means the largest of the range.

    Raises
    ------
    ValueError
        The thresholds of shares are missing or in the wrong order.
    """

    area: Area
    kind: Literal["scale", "share", "bar"] = "scale"
    fair: float = 0.0
    good: float = 0.0
    full: float = 0.0

    def __post_init__(self) -> None:
        if self.kind == "share" and not 0 < self.fair <= self.good:
            raise ValueError(f"the thresholds of shares must be 0 < fair <= good, not {self.fair} and {self.good}")


Pattern = Literal["", "stripes", "backstripes", "dots", "grid", "bricks"]


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart.

    Parameters
    ----------
    name : str
        In the legend.
    categories, values : str
        Ranges with names and numbers, such as ``'Coverage'!$A$4:$A$9`` (`reference`).
    colour : str
        Six hexadecimal digits.
    pattern : Pattern
        Drawn over the colour, so that series can be told apart without it.
    """

    name: str
    categories: str
    values: str
    colour: str
    pattern: Pattern = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of the workbook itself, which follows its numbers.

    Parameters
    ----------
    kind : {"bar", "column", "stacked", "stacked100"}
        Bars lying or standing; bars lying with the series one after the other, as numbers or as parts of 100 %.
    title : str
        What it shows.
    series : tuple of Series
        At least one.
    anchor : tuple of int
        Row and column, from 1, of the cell under its upper left corner.
    size : tuple of int
        Width and height in pixels.
    category_title, value_title : str
        Titles of the axes; empty for none.
    number_format : str
        How labels and axis show numbers, as Excel writes it, such as ``0%``.
    labels : bool
        Whether numbers stand at the bars.
    description : str
        For those who cannot see it; the title when empty.
    """

    kind: Literal["bar", "column", "stacked", "stacked100"]
    title: str
    series: tuple[Series, ...]
    anchor: tuple[int, int]
    size: tuple[int, int] = (640, 320)
    category_title: str = ""
    value_title: str = ""
    number_format: str = "0"
    labels: bool = True
    description: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet.

    Parameters
    ----------
    name : str
        Name of the tab; `tab_names` makes good ones.
    widths : tuple of float
        Column widths in characters, as Excel shows them.
    rows : tuple of Row
        From the first row on, without gaps; an empty tuple is an empty row.
    head_row : int
        Number of the row (from 1) that holds the headings of the table: frozen, filtered and repeated on every printed
        page; 0 if the sheet has no table.
    last_row : int
        Last row of the table, as far as its filter goes, so that sorting leaves sums and notes below it where they are; 0
        means the last row of the sheet.
    frozen_columns : int
        How many columns stay when scrolling sideways.
    heat : Area or None
        Range with a colour scale, as with `Grading` of kind ``scale``.
    landscape : bool
        How the sheet is printed.
    choices : tuple of Choice
        Cells with a list to choose from.
    locked : bool
        Only cells for input can be changed, until somebody lifts the protection; it has no password.
    filtered : bool
        Whether the table has filter buttons.
    grades : tuple of Grading
        Ranges with colours that follow their numbers.
    charts : tuple of Chart
        Charts on the sheet.
    hidden_rows, hidden_columns : tuple of int
        Numbers (from 1) of rows and columns that are not shown.
    hidden : bool
        The whole sheet is not shown.
    page_breaks : tuple of int
        Numbers of the rows after which a printed page ends.
    title_rows : tuple of int or None
        First and last row repeated on every printed page; None means the row of the headings.
    fit_height : bool
        The sheet is printed on one page.
    printed_columns : int
        How many columns are printed, from the left; 0 means all. The rest is for the screen.
    header : str
        Text in the middle above every printed page.
    tab : Role or None
        The tab has the colour of this role.

    Raises
    ------
    ValueError
        Excel does not take the name.
    """

    name: str
    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    head_row: int = 0
    last_row: int = 0
    frozen_columns: int = 0
    heat: Area | None = None
    landscape: bool = True
    choices: tuple[Choice, ...] = ()
    locked: bool = False
    filtered: bool = True
    grades: tuple[Grading, ...] = ()
    charts: tuple[Chart, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    hidden: bool = False
    page_breaks: tuple[int, ...] = ()
    title_rows: tuple[int, int] | None = None
    fit_height: bool = False
    printed_columns: int = 0
    header: str = ""
    tab: Role | None = None

    def __post_init__(self) -> None:
        if tab_names([self.name]) != (self.name,):
            raise ValueError(f"Excel does not take '{self.name}' as the name of a sheet; use tab_names")

    def height(self, row: Row) -> float:
        """Estimate the height that a row needs, in points, so that no wrapped text is cut."""
        lines, column = 1, 0
        for cell in row:
            if isinstance(cell.value, str) and column + 1 not in self.hidden_columns:
                width = sum(self.widths[column : column + cell.span])
                lines = max(lines, wrapped_lines(cell.value, width, large=cell.role in _BOLD))
            column += cell.span
        return max(lines * _LINE * (1.4 if row and row[0].role == "title" else 1.0) + 3, 16)

    def zoom(self) -> int:
        """Give the per cent at which the columns printed fit the width of a screen of 1366 x 768 pixels, 70 to 100."""
        return max(min(100, _SCREEN * 100 // max(self._pixels(), 1)), _LEAST_ZOOM)

    def print_scale(self) -> int:
        """Give the per cent at which the columns printed fit the width of A4, 10 to 100."""
        return max(min(100, _PAPER[self.landscape] * 100 // max(self._pixels(), 1)), 10)

    def _pixels(self) -> int:
        widths = self.widths[: self.printed_columns or None]
        shown = (width for number, width in enumerate(widths, start=1) if number not in self.hidden_columns)
        return sum(int(width * 7 + 0.5) + 5 for width in shown)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A whole workbook.

    Parameters
    ----------
    title, subject : str
        Properties of the document, shown by file managers and library systems.
    lang : str
        Language of headings and words; two together are written like ``kk ru``, the first is the document's.
    created : str
        ISO date, or date and time, of the document; the only time that gets into the file.
    sheets : tuple of Sheet
        From left to right.
    names : tuple of (str, str)
        Names for ranges and the ranges, such as ``("coverage", "'Coverage'!$A$3:$K$40")``.
    author, company, keywords, comments : str
        More properties of the document.

    Raises
    ------
    ValueError
        Two sheets or names are equal for Excel, which does not tell capital letters from small ones; a name is none; or no
        sheet is shown.
    """

    title: str
    subject: str
    lang: str
    created: str
    sheets: tuple[Sheet, ...]
    names: tuple[tuple[str, str], ...] = ()
    author: str = "Curriculum Mapping Toolkit"
    company: str = ""
    keywords: str = ""
    comments: str = ""

    def __post_init__(self) -> None:
        tabs = [sheet.name for sheet in self.sheets]
        names = [name for name, _ in self.names]
        for kind, found in (("sheets", tabs), ("names of ranges", names)):
            if len({caseless(name) for name in found}) < len(found):
                raise ValueError(f"two {kind} are called the same: {', '.join(found)}")
        wrong = [
            name for name in names if not _NAME.fullmatch(name) or _LIKE_A_CELL.fullmatch(name) or units(name) > 255
        ]
        if wrong:
            raise ValueError(f"Excel does not take these as names of ranges: {', '.join(wrong)}")
        if all(sheet.hidden for sheet in self.sheets):
            raise ValueError("at least one sheet must be shown")
