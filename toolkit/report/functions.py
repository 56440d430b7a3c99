"""The sheet with the matrix functions x outcomes."""

from toolkit.counted import SHOWN, FunctionRow, function_rows, function_shares
from toolkit.report.frame import Brief
from toolkit.report.layout import Column, columns_of, fitting, table
from toolkit.sheets import Cell, Grading, Row, Sheet, letters

_BEFORE = {"card": 24.0, "function": 42.0}
_AFTER = {"function-total": 12.0, "skills-covered": 20.0, "knowledge-covered": 20.0}


def functions_sheet(brief: Brief) -> Sheet | None:
    """Plan the matrix with a colour scale; an empty cell means no confirmed match, which is not a zero.

    None where there is no labour function or no outcome.
    """
    analysis = brief.analysis
    codes = list(brief.outcomes)
    functions = function_rows(analysis)
    if not functions or not codes:
        return None
    shares = function_shares(analysis)
    columns = [
        *columns_of(brief, _BEFORE),
        *(Column(code, fitting(code, 6.0), note=brief.outcome(code)) for code in codes),
        *columns_of(brief, _AFTER),
    ]
    top, left, right = 4, 3, 2 + len(codes)
    rows: list[Row] = []
    for place, function in enumerate(functions):
        counts = [len(function.links.get(code, ())) for code in codes]
        area = f"{letters(left)}{top + place}:{letters(right)}{top + place}"
        rows.append(
            (
                Cell(function.card),
                Cell(function.function),
                *(Cell(count or None, "heat") for count in counts),
                Cell(sum(counts), "count", formula=f"SUM({area})"),
                *(brief.share_cell(shares.get((function.key, kind))) for kind in SHOWN),
            )
        )
    bottom = top + len(rows) - 1
    return table(
        brief,
        brief.tab("sheet-functions"),
        columns,
        rows,
        title=brief.reader.sentence("matrix-title"),
        about=brief.reader.sentence("matrix-about"),
        frozen=2,
        tail=[_sums(brief, codes, functions, (top, bottom))],
        legend=[(Cell(brief.outcome(code), "note", len(columns)),) for code in codes],
        grades=(Grading((top, left, bottom, right)),),
    )


def _sums(brief: Brief, codes: list[str], functions: tuple[FunctionRow, ...], lines: tuple[int, int]) -> Row:
    """Give the sums below the matrix."""
    totals = [sum(len(function.links.get(code, ())) for function in functions) for code in codes]
    cells = []
    for place, total in enumerate([*totals, sum(totals)], start=3):
        area = f"{letters(place)}{lines[0]}:{letters(place)}{lines[1]}"
        cells.append(Cell(total, "count", formula=f"SUM({area})"))
    return (Cell(brief.reader.word("by-total"), "label", 2), *cells, Cell(None, "blank", 2))
