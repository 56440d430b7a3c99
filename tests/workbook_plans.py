"""A small workbook in which everything occurs that a plan can say, and texts that try to be more than texts."""

from datetime import date

from toolkit.sheets import Cell, Chart, Choice, Grading, Series, Sheet, Workbook, reference

COVERAGE, DATA, HIDDEN = "Қамту", "O'Neil & деректер", "Тізімдер"
FUNCTIONS = ("Ақпаратты жинау", "Сұхбат жүргізу", "Деректерді сақтау")
COUNTS = ((5, 2, 1), (0, 3, 3), (7, 0, 2))
STATES = (("Толық", "A6DBCB", ""), ("Ішінара", "F7DD8B", "stripes"), ("Жоқ", "F0A899", "backstripes"))

FRAGMENTS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    '=HYPERLINK("http://x","y")',
    "=cmd|' /C calc'!A0",
    "{=1}",
    'DDE("cmd";"/C calc";"x")',
    "_x0041_",
    "_x005F_",
    "x0041_",
    "_",
    "<r>",
    "</r>",
    "<r><t>x</t></r>",
    "]]>",
    "&amp;",
    "&P",
    "&L",
    "&",
    "http://example.org/x",
    "internal:A1",
    "mailto:a@b",
    "\x00",
    "\x1f",
    "\x7f",
    "\ud83d",
    "\ufffe",
    "\r\n",
    "\r",
    "\n",
    "\t",
    " ",
    "\u00a0",
    "😀",
    "\u202eשלום",
    "ә",
    "'",
    '"',
    "1",
    "0004",
    "1e5",
    "TRUE",
    "21.11.2026",
    "#REF!",
]
"""Formulas, calls of programs, codes of the format, markup, addresses, letters that XML cannot hold, numbers as text."""


def chart(kind, row):
    series = tuple(
        Series(name, reference(COVERAGE, (4, 1, 6, 1)), reference(COVERAGE, (4, place, 6, place)), colour, pattern)
        for place, (name, colour, pattern) in enumerate(STATES, start=2)
    )
    return Chart(
        kind, "Күйлер функциялар бойынша", series, (row, 1), (600, 300), "Функция", "Саны", description="Диаграмма"
    )


def coverage_sheet():
    rows = [
        (Cell("Қамту үлесі", "title", 7),),
        tuple(Cell(mark) for mark in ("curmap:key", "", "", "", "", "", "")),
        tuple(
            Cell(head, "head", note=f"{head}: R&D")
            for head in ("Функция", "Толық", "Ішінара", "Жоқ", "Саны", "Үлес", "Күні")
        ),
    ]
    for row, (function, (full, partial, none)) in enumerate(zip(FUNCTIONS, COUNTS, strict=True), start=4):
        total = full + partial + none
        rows.append(
            (
                Cell(function, link=f"#{reference(DATA, (row, 1, row, 1))}"),
                *(Cell(count, "count") for count in (full, partial, none)),
                Cell(total, "count", formula=f"SUM(B{row}:D{row})"),
                Cell((full + 0.5 * partial) / total, "share", formula=f'IF(E{row}=0,"",(B{row}+0.5*C{row})/E{row})'),
                Cell(date(2026, 11, 21), "date"),
            )
        )
    rows.append(
        (
            Cell("Барлығы", "label", 4),
            Cell(23, "count", formula="SUM(E4:E6)"),
            Cell("жақсы", formula='IF(F4>0,"жақсы","нашар")'),
        )
    )
    rows.append(())
    rows.append((Cell(date(2026, 11, 28), "date", formula="G4+7"), Cell(True, formula="E7>20"), Cell(None, "blank", 2)))
    return Sheet(
        COVERAGE,
        (44.0, 10.0, 10.0, 10.0, 10.0, 10.0, 12.0),
        tuple(rows),
        head_row=3,
        frozen_columns=1,
        grades=(
            Grading((4, 2, 6, 4), "scale"),
            Grading((4, 6, 6, 6), "share", fair=0.5, good=0.8),
            Grading((4, 5, 6, 5), "bar", full=10),
        ),
        charts=tuple(
            chart(kind, 12 + 16 * place) for place, kind in enumerate(("bar", "column", "stacked", "stacked100"))
        ),
        hidden_rows=(2,),
        hidden_columns=(7,),
        fit_height=True,
        header="R&D &P 50%",
        tab="head",
    )


def data_sheet():
    rows = [(Cell("Пән", "head"), Cell("Белгі", "head"), Cell("Ескерту", "head"))]
    rows += [
        (Cell(f"Пән {number}", note="Түсініктеме"), Cell(None, "mark"), Cell(None, "input")) for number in range(1, 60)
    ]
    choices = (
        Choice((2, 2, 60, 2), ("I", "R", "M", 'тырнақша "ішінде"'), title="Белгі", error="Тізімнен таңдаңыз"),
        Choice((2, 3, 60, 3), source=reference(HIDDEN, (1, 1, 3, 1)), free=True),
    )
    return Sheet(
        DATA,
        (40.0, 20.0, 60.0),
        tuple(rows),
        head_row=1,
        landscape=False,
        choices=choices,
        locked=True,
        page_breaks=(20, 40),
        title_rows=(1, 1),
    )


def sample():
    lists = Sheet(HIDDEN, (20.0,), tuple((Cell(function),) for function in FUNCTIONS), hidden=True)
    return Workbook(
        "Олқылықтар туралы есеп",
        "04119900",
        "kk ru",
        "2026-11-21T09:30:00+05:00",
        (lists, coverage_sheet(), data_sheet()),
        names=(("coverage", reference(COVERAGE, (3, 1, 6, 7))), ("functions", reference(HIDDEN, (1, 1, 3, 1)))),
        author="Әдіскер",
        company="Колледж",
        keywords="қамту; олқылық",
        comments="Ескертпе",
    )
