"""What holds for a sheet or for ranges of it: lists to choose from, colours that follow numbers, protection, printing."""

from typing import Any

from xlsxwriter import Workbook as Book
from xlsxwriter.worksheet import Worksheet

from toolkit.io.excel.texts import clean, printed
from toolkit.model import Grade
from toolkit.sheets import Area, Choice, Grading, Sheet, letters
from toolkit.style import GRADE_FILL, HEAT_HIGH, HEAT_LOW

_A4 = 9
_MARGIN = 0.35
"""Inches between the edge of the paper and header or footer."""

_LONGEST_HEADER = 250
_LONGEST_ERROR_TITLE, _LONGEST_ERROR = 32, 255

_FREE_WHEN_LOCKED = (
    "objects",
    "scenarios",
    "format_cells",
    "format_columns",
    "format_rows",
    "autofilter",
    "sort",
)
"""What stays possible on a protected sheet: looks, widths, heights, filters."""


def add_rules(book: Book, target: Worksheet, sheet: Sheet) -> None:
    """Freeze and filter the table of a sheet, add its lists and colours, lock it.

    Parameters
    ----------
    book, target
        The workbook and the sheet.
    sheet : Sheet
        What holds there.
    """
    if sheet.head_row:
        target.freeze_panes(sheet.head_row, sheet.frozen_columns)
        if sheet.filtered and not sheet.heat:
            last = max(sheet.last_row or len(sheet.rows), sheet.head_row)
            target.autofilter(sheet.head_row - 1, 0, last - 1, len(sheet.widths) - 1)
    heat = (Grading(sheet.heat),) if sheet.heat else ()
    for grading in (*heat, *sheet.grades):
        for rule in _colours(book, grading):
            target.conditional_format(*_from_zero(grading.area), rule)
    for choice in sheet.choices:
        target.data_validation(*_from_zero(choice.area), _choice(choice))
    if sheet.locked:
        target.protect("", dict.fromkeys(_FREE_WHEN_LOCKED, True))


def print_setup(target: Worksheet, sheet: Sheet, page: str) -> None:
    """Say how a sheet is printed: A4, all columns on one page, headings and page numbers on each.

    Parameters
    ----------
    target : Worksheet
        The sheet.
    sheet : Sheet
        Its plan.
    page : str
        What is printed below each page, with the signs for its number and for that of all.
    """
    if sheet.landscape:
        target.set_landscape()
    else:
        target.set_portrait()
    target.set_paper(_A4)
    target.set_margins(left=0.4, right=0.4, top=0.6 if sheet.header else 0.5, bottom=0.8)
    if sheet.page_breaks:
        # Excel passes over page breaks where it fits pages itself.
        target.set_print_scale(sheet.print_scale())
        target.set_h_pagebreaks(list(sheet.page_breaks))
    else:
        target.fit_to_pages(1, 1 if sheet.fit_height else 0)
    if sheet.printed_columns:
        target.print_area(0, 0, max(len(sheet.rows), 1) - 1, sheet.printed_columns - 1)
    titles = sheet.title_rows or ((sheet.head_row, sheet.head_row) if sheet.head_row else None)
    if titles:
        target.repeat_rows(titles[0] - 1, titles[1] - 1)
    target.set_footer(f"&L&A&R{page}", {"margin": _MARGIN})
    if header := printed(sheet.header, _LONGEST_HEADER):
        target.set_header("&C", {"margin": _MARGIN})
        target.header = f"&C{header}"  # set_header takes «R&&G» for a picture


def _from_zero(area: Area) -> Area:
    top, left, bottom, right = area
    return top - 1, left - 1, bottom - 1, right - 1


def _colours(book: Book, grading: Grading) -> list[dict[str, Any]]:
    if grading.kind == "scale":
        return [{"type": "2_color_scale", "min_color": f"#{HEAT_LOW}", "max_color": f"#{HEAT_HIGH}"}]
    if grading.kind == "bar":
        full = {"max_type": "num", "max_value": grading.full} if grading.full else {}
        return [{"type": "data_bar", "bar_color": f"#{HEAT_HIGH}", "min_type": "num", "min_value": 0, **full}]
    cell = f"{letters(grading.area[1])}{grading.area[0]}"
    good, fair = f"{cell}>={grading.good:.15g}", f"{cell}>={grading.fair:.15g}"
    rules: dict[Grade, str] = {"good": good, "fair": fair, "poor": f"{cell}<{grading.fair:.15g}"}
    return [
        {
            "type": "formula",
            "criteria": f"=AND(ISNUMBER({cell}),{rule})",  # a text is more than any number, an empty cell is 0
            "format": book.add_format({"bg_color": f"#{GRADE_FILL[grade]}"}),
            "stop_if_true": True,
        }
        for grade, rule in rules.items()
    ]


def _choice(choice: Choice) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": f"={choice.source}"
        if choice.source
        else [clean(value).replace('"', '""') for value in choice.values],
        "error_title": clean(choice.title, _LONGEST_ERROR_TITLE),
        "error_message": clean(choice.error, _LONGEST_ERROR),
        "show_error": not choice.free,
    }
