"""Plans rendered by XlsxWriter: sheets, cells, rules, print setup."""

import io
import re
import warnings
from datetime import UTC, date, datetime

from xlsxwriter import Workbook as Book
from xlsxwriter.format import Format
from xlsxwriter.url import Url
from xlsxwriter.worksheet import Worksheet

from toolkit.io.excel.charts import add_chart
from toolkit.io.excel.formats import BODY, Formats, fill_of
from toolkit.io.excel.package import CONTENT, UNKNOWN, completed
from toolkit.io.excel.rules import add_rules, print_setup
from toolkit.io.excel.texts import clean
from toolkit.labels import word
from toolkit.model import LANGS, Lang
from toolkit.sheets import ROLES, Cell, Sheet, Value, Workbook, wrapped_lines
from toolkit.style import FONT

_HIGHEST = 409.0
"""Excel's highest row, in points; longer texts must be read in the formula bar."""

_MOST_LINKS = 65530
"""Excel takes no more links on a sheet; further cells show their text without one."""

_FIRST_YEAR = 1900
"""Excel knows no day before."""

_DAY_ZERO = date(1899, 12, 30)
"""What Excel counts days from, for all days after February 1900."""

_LONGEST_DISPLAY = 255
"""Enough of a link's text for its attribute; the cell has all of it."""

_OPTIONS = {
    "in_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "default_format_properties": BODY,
    "default_row_height": 17,
}


def render(plan: Workbook) -> bytes:
    """Make the workbook of a plan.

    Parameters
    ----------
    plan : Workbook
        What to write.

    Returns
    -------
    bytes
        An .xlsx file, the same for the same plan on every day, machine and system.

    Examples
    --------
    >>> from toolkit.sheets import Cell, Sheet, Workbook
    >>> sheet = Sheet("Қамту", (20.0,), ((Cell("=1+1"),),))
    >>> render(Workbook("Есеп", "", "kk", "2026-11-21", (sheet,)))[:2]
    b'PK'
    """
    with warnings.catch_warnings():
        # What XlsxWriter cannot write it leaves out with a warning; nothing may be left out unseen.
        warnings.filterwarnings("error", category=UserWarning, module="xlsxwriter")
        return _Rendering(plan).bytes()


class _Rendering:
    """One workbook in the making: the texts and formats that its sheets share."""

    def __init__(self, plan: Workbook) -> None:
        self._plan = plan
        self._buffer = io.BytesIO()
        self._book = Book(self._buffer, _OPTIONS)
        self._book.set_size(1366, 768)
        self._book.set_tab_ratio(80)  # twelve names of sheets need more room than the scroll bar
        self._formats = Formats(self._book)
        self._strings: dict[str, None] = {}
        self._langs: list[Lang] = [lang for lang in LANGS if lang in re.findall(r"\w+", plan.lang)] or ["kk"]
        self._links = 0

    def bytes(self) -> bytes:
        created = datetime.fromisoformat(self._plan.created)
        created = created.astimezone(UTC) if created.tzinfo else created
        self._describe(created)
        targets = [self._book.add_worksheet(sheet.name) for sheet in self._plan.sheets]
        for sheet, target in zip(self._plan.sheets, targets, strict=True):
            self._links = 0
            self._sheet(target, sheet)
        next(target for sheet, target in zip(self._plan.sheets, targets, strict=True) if not sheet.hidden).activate()
        for name, area in self._plan.names:
            self._book.define_name(name, f"={area}")
        self._book.close()
        variants = [ROLES.index(role) + 1 for role in self._formats.links]
        language = re.findall(r"\w+", self._plan.lang)[:1] or ["kk"]
        return completed(self._buffer.getvalue(), self._strings, variants, language[0], created)

    def _describe(self, created: datetime) -> None:
        plan = self._plan
        texts = {"title": plan.title, "subject": plan.subject, "author": plan.author, "company": plan.company}
        texts |= {"keywords": plan.keywords, "comments": plan.comments}
        self._book.set_properties({**{key: clean(text) for key, text in texts.items() if text}, "created": created})
        self._book.set_custom_property(CONTENT, UNKNOWN, "text")

    def _sheet(self, target: Worksheet, sheet: Sheet) -> None:
        for column, width in enumerate(sheet.widths):
            target.set_column(column, column, width, None, {"hidden": column + 1 in sheet.hidden_columns})
        hidden = set(sheet.hidden_rows)
        for number, row in enumerate(sheet.rows):
            height = min(sheet.height(row), _HIGHEST) if row else 8
            target.set_row(number, height, None, {"hidden": True} if number + 1 in hidden else None)
            column = 0
            for cell in row:
                self._cell(target, number, column, cell)
                column += cell.span
        add_rules(self._book, target, sheet)
        for chart in sheet.charts:
            add_chart(self._book, target, chart)
        page = " · ".join(dict.fromkeys(word("page", lang, n="&P", all="&N") for lang in self._langs))
        print_setup(target, sheet, page)
        target.hide_gridlines(2)
        target.set_zoom(sheet.zoom())
        if sheet.tab and (colour := fill_of(sheet.tab)):
            target.set_tab_color(f"#{colour}")
        if sheet.hidden:
            target.hide()

    def _cell(self, target: Worksheet, row: int, column: int, cell: Cell) -> None:
        """Write a cell; a text that begins like a formula stays a text."""
        look = self._formats.link(cell.role) if cell.link else self._formats.roles[cell.role]
        if cell.span > 1:
            target.merge_range(row, column, row, column + cell.span - 1, "", look)
        value = cell.value
        if isinstance(value, date) and value.year < _FIRST_YEAR:
            value = f"{value:%d.%m.%Y}"
        if cell.formula:
            target.write_formula(row, column, f"={cell.formula}", look, _cached(value))
        elif isinstance(value, str) and value:
            self._text(target, row, column, clean(value), look, cell.link)
        elif isinstance(value, bool):
            target.write_boolean(row, column, value, look)
        elif isinstance(value, int | float):
            target.write_number(row, column, value, look)
        elif isinstance(value, date):
            target.write_datetime(row, column, value, look)
        elif cell.span == 1:
            target.write_blank(row, column, None, look)
        if cell.note:
            box = {"x_scale": 1, "width": 330, "height": 24 + 17 * wrapped_lines(cell.note, 48)}
            target.write_comment(
                row, column, clean(cell.note), {**box, "author": "curmap", "font_name": FONT, "font_size": 9}
            )

    def _text(self, target: Worksheet, row: int, column: int, text: str, look: Format, link: str) -> None:
        self._strings.setdefault(text)
        self._links += bool(link)
        if not link or self._links > _MOST_LINKS:
            target.write_string(row, column, text, look)
            return
        url = Url(f"internal:{link.removeprefix('#')}")
        url.text = text
        target.write_url(row, column, url, look)
        url.text = text[:_LONGEST_DISPLAY]


def _cached(value: Value) -> str | float:
    """Give the result of a formula as it stands in the file: days as their number."""
    if isinstance(value, date):
        return (date(value.year, value.month, value.day) - _DAY_ZERO).days
    return clean(value) if isinstance(value, str) else "" if value is None else value
