"""Workbook plans rendered by openpyxl; the only module that knows Excel."""

import io
import re
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook as Book
from openpyxl.cell.cell import Cell as BookCell
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from toolkit.io.csvfiles import write_whole
from toolkit.labels import word
from toolkit.model import Lang
from toolkit.sheets import ROLES, Cell, Choice, Role, Sheet, Workbook, wrapped_lines
from toolkit.style import FONT, GRADE_FILL, HEAD, HEAT_HIGH, HEAT_LOW, INK, PALE, RULE, ink_on

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HIGHEST = 409.0
"""Excel's highest row, in points; longer texts must be read in the formula bar."""

_LONGEST = 32767
"""Excel keeps at most so many characters in a cell."""


def write_report(plan: Workbook, path: Path) -> None:
    """Write a workbook, whole or not at all.

    Parameters
    ----------
    plan : Workbook
        What to write.
    path : Path
        Where; an existing file is replaced.

    Raises
    ------
    InputError
        The file cannot be written, for instance because it is open in Excel.
    """
    buffer = io.BytesIO()
    render(plan).save(buffer)
    write_whole(path, buffer.getvalue())


def render(plan: Workbook) -> Book:
    """Make the openpyxl workbook of a plan."""
    book = Book()
    book.remove(book.worksheets[0])
    normal: Any = vars(book)["_named_styles"]["Normal"]  # column widths are measured in the digits of its font
    normal.font = Font(name=FONT, size=10)
    for role in ROLES:
        book.add_named_style(_style(role))
    made = datetime.fromisoformat(plan.created)
    book.properties.title = _clean(plan.title)
    book.properties.subject = _clean(plan.subject)
    book.properties.creator = "Curriculum Mapping Toolkit"
    book.properties.language = plan.lang
    book.properties.created = made
    book.properties.modified = made
    for sheet in plan.sheets:
        _render_sheet(book.create_sheet(sheet.name), sheet, word("page", _lang(plan)))
    return book


def _lang(plan: Workbook) -> Lang:
    return "ru" if plan.lang == "ru" else "en" if plan.lang == "en" else "kk"


def _style(role: Role) -> NamedStyle:
    style = NamedStyle(name=f"curmap {role}")
    style.font = Font(name=FONT, size=10, color=INK)
    style.alignment = Alignment(wrap_text=True, vertical="top")
    side = Side(style="thin", color=RULE)
    if role not in ("title", "subtitle", "block", "note", "blank"):
        style.border = Border(left=side, right=side, top=side, bottom=side)
    if role in ("title", "subtitle"):
        style.font = Font(name=FONT, size=15 if role == "title" else 12, bold=True, color=HEAD)
        style.alignment = Alignment(wrap_text=True, vertical="center")
    elif role in ("head", "block"):
        style.font = Font(name=FONT, size=11 if role == "block" else 10, bold=True, color=ink_on(HEAD))
        style.fill = PatternFill("solid", fgColor=HEAD)
        center = "left" if role == "block" else "center"
        style.alignment = Alignment(wrap_text=True, vertical="center", horizontal=center)
    elif role == "label":
        style.font = Font(name=FONT, size=10, bold=True, color=INK)
        style.fill = PatternFill("solid", fgColor=PALE)
    elif role in GRADE_FILL:
        style.fill = PatternFill("solid", fgColor=GRADE_FILL[role])
    elif role in ("input", "mark"):
        style.fill = PatternFill("solid", fgColor="FFFDF0")
        style.protection = Protection(locked=False)
    elif role == "note":
        style.font = Font(name=FONT, size=10, italic=True, color=INK)
    if role in ("count", "heat", "mark", "share", "decimal"):
        style.alignment = Alignment(vertical="top", horizontal="center")
    style.number_format = {"share": "0%", "decimal": "0.00", "count": "0", "heat": "0", "code": "@", "mark": "@"}.get(
        role, "General"
    )
    return style


def _render_sheet(target: Worksheet, sheet: Sheet, page: str) -> None:
    for number, width in enumerate(sheet.widths, start=1):
        target.column_dimensions[get_column_letter(number)].width = width
    for number, row in enumerate(sheet.rows, start=1):
        column = 1
        for cell in row:
            _write(target.cell(number, column), cell)
            for other in range(column + 1, column + cell.span):
                target.cell(number, other).style = f"curmap {cell.role}"
            if cell.span > 1:
                target.merge_cells(
                    start_row=number, end_row=number, start_column=column, end_column=column + cell.span - 1
                )
            column += cell.span
        target.row_dimensions[number].height = min(sheet.height(row), _HIGHEST) if row else 8
    last = get_column_letter(len(sheet.widths))
    if sheet.head_row:
        target.freeze_panes = f"{get_column_letter(sheet.frozen_columns + 1)}{sheet.head_row + 1}"
        target.print_title_rows = f"{sheet.head_row}:{sheet.head_row}"
        if sheet.filtered and not sheet.heat:
            target.auto_filter.ref = f"A{sheet.head_row}:{last}{max(len(sheet.rows), sheet.head_row)}"
    if sheet.heat:
        top, left, bottom, right = sheet.heat
        area = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"
        scale = ColorScaleRule(start_type="min", start_color=HEAT_LOW, end_type="max", end_color=HEAT_HIGH)
        target.conditional_formatting.add(area, scale)
    for choice in sheet.choices:
        target.add_data_validation(_validation(choice))
    if sheet.locked:
        _lock(target)
    _print_setup(target, sheet, page)


def _validation(choice: Choice) -> DataValidation:
    top, left, bottom, right = choice.area
    values = choice.source or '"' + ",".join(choice.values) + '"'
    made = DataValidation(type="list", formula1=values, allow_blank=True, showErrorMessage=not choice.free)
    made.errorTitle, made.error = choice.title[:30], choice.error[:250]
    made.add(f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}")
    return made


def _lock(target: Worksheet) -> None:
    """Protect headings without a password; widths, heights and filters stay free."""
    target.protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows", "autoFilter", "sort"):
        setattr(target.protection, allowed, False)  # in the file format False means: not forbidden


def _clean(text: str) -> str:
    """Show letters that no workbook may hold as �, and keep to the longest text that a cell may have."""
    return _CONTROL.sub("\ufffd", text)[:_LONGEST]


def _write(target: BookCell | MergedCell, cell: Cell) -> None:
    """Put a value into a cell; a text that begins like a formula stays a text."""
    target.style = f"curmap {cell.role}"
    if cell.note and not isinstance(target, MergedCell):
        target.comment = Comment(_clean(cell.note), "curmap", width=330, height=24 + 17 * wrapped_lines(cell.note, 48))
    if not isinstance(cell.value, str):
        target.value = cell.value
        return
    target.value = _clean(cell.value)
    if target.data_type != "s":
        target.data_type = "s"


def _print_setup(target: Worksheet, sheet: Sheet, page: str) -> None:
    target.sheet_view.showGridLines = False
    target.sheet_view.zoomScale = 100
    target.page_setup.orientation = "landscape" if sheet.landscape else "portrait"
    target.page_setup.paperSize = target.PAPERSIZE_A4
    target.page_setup.fitToWidth = 1
    target.page_setup.fitToHeight = 0
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    target.page_margins.left = target.page_margins.right = 0.4
    target.page_margins.top, target.page_margins.bottom = 0.5, 0.8
    target.page_margins.header = target.page_margins.footer = 0.35
    target.HeaderFooter.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart(text="&A"), right=_HeaderFooterPart(text=f"{page} &P / &N")
    )
