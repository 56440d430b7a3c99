"""The matrix disciplines x outcomes with I, R, M and their sums, as it goes into the passport of a programme."""

from collections.abc import Mapping

from toolkit.model import Discipline
from toolkit.report.frame import Brief, spoken_languages
from toolkit.report.layout import Column, columns_of, fitting, table, used_columns
from toolkit.sheets import Cell, Role, Row, Sheet, Value, letters

_MARKS = ("I", "R", "M", "+")
_BEFORE = {"number": 5.0, "discipline-code": 9.0}
_FACTS = {"discipline-kind": 12.0, "cycle": 8.0, "component": 10.0, "credit": 8.5, "semester": 9.0}
_TITLE = {1: 60.0, 2: 42.0, 3: 30.0}
"""Width of a title in one, two or three languages."""


def matrix_sheet(brief: Brief) -> Sheet | None:
    """Plan the matrix; sums are formulas that a reader can check. None without disciplines or without outcomes."""
    programme, words = brief.analysis.programme, brief.reader.word
    codes = list(brief.outcomes)
    if not programme.disciplines or not codes:
        return None
    langs = spoken_languages(brief)
    facts = [_facts(brief, item) for item in programme.disciplines]
    used = used_columns(_FACTS, facts)
    columns = [
        *columns_of(brief, _BEFORE),
        *(Column(f"{words('discipline')} ({lang})", _TITLE[len(langs)]) for lang in langs),
        *columns_of(brief, used),
        *(Column(code, fitting(code, 6.0), note=brief.outcome(code)) for code in codes),
        *columns_of(brief, {"sum-outcomes": 7.5}),
    ]
    marks = {(discipline, outcome): mark for discipline, outcome, mark in programme.marks}
    first, top = len(columns) - len(codes), 4
    rows: list[Row] = []
    for place, (item, fact) in enumerate(zip(programme.disciplines, facts, strict=True)):
        mine = [marks.get((item.code, code), "") for code in codes]
        area = f"{letters(first)}{top + place}:{letters(len(columns) - 1)}{top + place}"
        rows.append(
            (
                Cell(place + 1, "count"),
                Cell(item.code, "code"),
                *(Cell(item.title.get(lang)) for lang in langs),
                *(Cell(fact[key], "count" if key in ("credit", "semester") else "text") for key in used),
                *(Cell(mark or None, "heat") for mark in mine),
                Cell(sum(map(bool, mine)), "count", formula=f"COUNTA({area})"),
            )
        )
    return table(
        brief,
        brief.tab("sheet-matrix"),
        columns,
        rows,
        title=brief.reader.sentence("irm"),
        about=brief.reader.sentence("irm-about"),
        frozen=2 + len(langs),
        tail=_sums(brief, codes, marks, first, (top, top + len(rows) - 1), len(columns)),
        legend=[(Cell(brief.outcome(code), "note", len(columns)),) for code in codes],
    )


def _facts(brief: Brief, item: Discipline) -> dict[str, Value]:
    return {
        "discipline-kind": brief.reader.word(f"kind-of-{item.kind}"),
        "cycle": item.cycle,
        "component": item.component,
        "credit": item.credits,
        "semester": item.semester,
    }


def _sums(
    brief: Brief,
    codes: list[str],
    marks: Mapping[tuple[str, str], str],
    first: int,
    lines: tuple[int, int],
    width: int,
) -> list[Row]:
    """Give the rows below the matrix: how often each mark stands, all together; an outcome that never reaches M is told."""
    words = brief.reader.word
    rows: list[Row] = []
    used = {mark for (_, outcome), mark in marks.items() if outcome in brief.outcomes}
    for mark in [*(mark for mark in _MARKS if mark in used or mark != "+"), ""]:
        cells = []
        for place, code in enumerate(codes):
            count = sum(found == mark if mark else True for (_, outcome), found in marks.items() if outcome == code)
            area = f"{letters(first + place)}{lines[0]}:{letters(first + place)}{lines[1]}"
            formula = f'COUNTIF({area},"{mark}")' if mark else f"COUNTA({area})"
            role: Role = "poor" if mark == "M" and not count else "count"
            cells.append(Cell(count, role, formula=formula))
        label = f"Σ {mark}" if mark else words("sum-disciplines")
        rows.append((Cell(label, "label", first - 1), *cells, Cell(None, "blank", width - first - len(codes) + 1)))
    never = [code for code in codes if not any(outcome == code and m == "M" for (_, outcome), m in marks.items())]
    if never:
        rows.append((Cell(brief.reader.sentence("never-mastered", codes=", ".join(never)), "note", width),))
    return rows
