"""Charts of a plan as native charts: Excel draws them anew when a number changes."""

import re
from typing import Any

from xlsxwriter import Workbook as Book
from xlsxwriter.worksheet import Worksheet

from toolkit.io.excel.texts import clean
from toolkit.sheets import Chart, Series, shortened
from toolkit.style import FONT, INK, RULE, ink_on

_KINDS = {
    "bar": {"type": "bar"},
    "column": {"type": "column"},
    "stacked": {"type": "bar", "subtype": "stacked"},
    "stacked100": {"type": "bar", "subtype": "percent_stacked"},
}
_PATTERNS = {
    "stripes": "light_upward_diagonal",
    "backstripes": "light_downward_diagonal",
    "dots": "percent_10",
    "grid": "small_grid",
    "bricks": "horizontal_brick",
}
_LIKE_A_CELL = re.compile(r"!(?=\$?[A-Z]+\$?\d)")
_LONGEST_TITLE = 255


def add_chart(book: Book, target: Worksheet, plan: Chart) -> None:
    """Put a chart on a sheet.

    Parameters
    ----------
    book, target
        The workbook and the sheet.
    plan : Chart
        What to draw and where.
    """
    made = book.add_chart(_KINDS[plan.kind])
    lying = plan.kind != "column"
    for series in plan.series:
        made.add_series(_series(series, plan))
    made.set_title({"name": _title(plan.title), "name_font": _font(12, bold=True), "overlay": False})
    categories = {"name": _title(plan.category_title), "name_font": _font(10), "num_font": _font(9), "reverse": lying}
    values: dict[str, Any] = {"name": _title(plan.value_title), "name_font": _font(10), "num_font": _font(9), "min": 0}
    values |= (
        {"num_format": "0%", "major_unit": 0.25} if plan.kind == "stacked100" else {"num_format": plan.number_format}
    )
    values |= {"major_gridlines": {"visible": True, "line": {"color": f"#{RULE}", "width": 0.75}}}
    values |= {"label_position": "high"} if lying else {}  # the first category stands on top, the numbers below
    made.set_x_axis(values if lying else categories)
    made.set_y_axis(categories if lying else values)
    made.set_legend({"none": True} if len(plan.series) == 1 else {"position": "bottom", "font": _font(9)})
    made.set_size({"width": plan.size[0], "height": plan.size[1]})
    row, column = plan.anchor
    # Moved with its cells, but of a size of its own: a filter would squeeze it.
    options = {"object_position": 2, "description": clean(plan.description or plan.title)}
    target.insert_chart(row - 1, column - 1, made, options)


def _series(series: Series, plan: Chart) -> dict[str, Any]:
    colour = f"#{series.colour}"
    look: dict[str, Any] = {"fill": {"color": colour}}
    if series.pattern:
        lines = "#7B8794" if ink_on(series.colour) == INK else "#FFFFFF"
        look = {"pattern": {"pattern": _PATTERNS[series.pattern], "fg_color": lines, "bg_color": colour}}
    if plan.labels:
        # Zeros would stand on top of each other where a bar has no part.
        shown = f"{plan.number_format};-{plan.number_format};"
        font = _font(9, colour=ink_on(series.colour) if plan.kind.startswith("stacked") else INK)
        look["data_labels"] = {"value": True, "num_format": shown, "font": font}
    return {
        "name": _title(series.name),
        "categories": f"={series.categories}",
        "values": f"={series.values}",
        "border": {"color": f"#{INK}", "width": 0.5},
        "gap": 60,
        **look,
    }


def _font(size: float, *, bold: bool = False, colour: str = INK) -> dict[str, Any]:
    return {"name": FONT, "size": size, "bold": bold, "color": f"#{colour}"}


def _title(text: str) -> str:
    """Give a text that XlsxWriter takes for a text: one like «Sheet!A1» would be taken for a cell."""
    return _LIKE_A_CELL.sub("! ", shortened(clean(text), _LONGEST_TITLE))
