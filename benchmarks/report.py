"""How long a large report takes to plan and to write, as ratios within one run: `python benchmarks/report.py`.

The gap report of a programme of 60 disciplines and 20 outcomes that is compared with 600 statements, then 50 such
programmes of a tenth of the size in one go. The yardsticks write the same values without any style, width, height or rule,
with XlsxWriter and with openpyxl. Absolute seconds depend on the machine; quote the ratios. Name a file to get the profile
of one whole report in it, for `python -m pstats`.
"""

import cProfile
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import openpyxl
import xlsxwriter

from toolkit import analyse, gap_report
from toolkit.analysis import Analysis, Compared
from toolkit.io.excel import write_report
from toolkit.model import (
    Act,
    Card,
    Decision,
    Discipline,
    Function,
    Item,
    Mark,
    Names,
    Outcome,
    Parsed,
    Programme,
    Span,
    Standard,
    Unit,
    Verdict,
    statements_of,
)
from toolkit.sheets import Workbook

STATEMENTS, DISCIPLINES, OUTCOMES = 600, 60, 20
PROGRAMMES = 50
ROUNDS = 3
DAY = date(2026, 11, 21)
HERE = Span(1, 1)

WHAT = ("деректерді жинауды", "сауалнамаларды тексеруді", "респонденттермен келіссөздерді", "әлеуметтік қызметтерді")
HOW = (
    "нормативтік құжаттарға сәйкес",
    "ақпараттық жүйелерді пайдалана отырып",
    "топта және дербес",
    "белгіленген мерзімде",
)
VERB = (
    "ұйымдастырады және жүргізеді",
    "жоспарлайды",
    "талдайды, қорытынды жасайды",
    "құжаттайды және мұрағатқа тапсырады",
)
MARKS: tuple[Mark, ...] = ("I", "R", "M")
VERDICTS: tuple[Verdict, ...] = ("full", "partial", "none", "unsure")


def text(number: int) -> str:
    """Make the text of a statement, each a little different."""
    parts = (WHAT[number % 4], HOW[number // 4 % 4], VERB[number // 16 % 4])
    return f"{' '.join(parts).capitalize()}; {number}-тармақ бойынша нәтижелерді {HOW[number % 3]} ұсынады"


def standard(count: int) -> Standard:
    """Make a standard of five cards, functions of 30 statements and tasks of ten."""
    cards = []
    for number in range(1, 6):
        mine = [one for one in range(count) if one % 5 == number - 1]
        functions = tuple(
            Function(place, f"{WHAT[place % 4].capitalize()} {VERB[place % 4]}", HERE, _units(mine[start : start + 30]))
            for place, start in enumerate(range(0, len(mine), 30), start=1)
        )
        cards.append(Card(number, f"{number}-санатты маман", ("5",), HERE, functions=functions))
    return Standard("B1", "B1", "Үлкен стандарт", "kk", "b.kk.txt", cards=tuple(cards))


def _units(numbers: list[int]) -> tuple[Unit, ...]:
    return tuple(
        Unit(
            place, "task", f"{HOW[place % 4].capitalize()} {VERB[place % 4]}", HERE, _items(numbers[start : start + 10])
        )
        for place, start in enumerate(range(0, len(numbers), 10), start=1)
    )


def _items(numbers: list[int]) -> tuple[Item, ...]:
    kinds = [("skill" if place < 6 else "knowledge", number) for place, number in enumerate(numbers)]
    return tuple(
        Item("skill" if kind == "skill" else "knowledge", place, str(place), text(number), HERE)
        for place, (kind, number) in enumerate(kinds, start=1)
    )


def programme(disciplines: int, outcomes: int) -> Programme:
    """Make a programme in which every outcome is served by three disciplines or more."""
    codes = [f"ОН{number}" for number in range(1, outcomes + 1)]
    names = [Names(text(number * 7), f"Результат {number}", f"Outcome {number}") for number in range(outcomes)]
    items = [
        Discipline(f"П{number}", Names(f"{number}-пән", f"Дисциплина {number}"), 5.0) for number in range(disciplines)
    ]
    marks = tuple(
        (item.code, code, MARKS[(place + number) % 3])
        for place, item in enumerate(items)
        for number, code in enumerate(codes)
        if (place * 3 + number) % 7 == 0
    )
    nothing = Names()
    return Programme(
        programme_id="big",
        institution="university",
        code="6B00000",
        qualification_code="",
        title=Names("Үлкен бағдарлама", "Большая программа", "A large programme"),
        qualification=nothing,
        goal=nothing,
        nqf_level="6",
        sqf_level="6",
        credits=300.0,
        hours=9000.0,
        duration_months=48,
        admission_year=2026,
        version="1",
        outcomes=tuple(Outcome(code, name) for code, name in zip(codes, names, strict=True)),
        disciplines=tuple(items),
        marks=marks,
    )


def analysis(statements: int, disciplines: int, outcomes: int) -> Analysis:
    """Compare the programme with the standard; two thirds of the statements are decided about."""
    made, mine = standard(statements), programme(disciplines, outcomes)
    act = Act(
        "B1",
        "order",
        "Бұйрық",
        "",
        "",
        "Министр",
        DAY,
        "1",
        "",
        None,
        "",
        "in force",
        "",
        "",
        None,
        None,
        DAY,
        "",
        "kk",
        "",
        "",
        "0" * 64,
    )
    parsed = Parsed("b.kk.txt", "kk", "card-2016", "", (made,), (), ())
    start = datetime(2026, 11, 20, tzinfo=UTC)
    decisions = [
        Decision(
            decided_at=start + timedelta(seconds=number),
            reviewer=f"{number % 3}-сарапшы",
            programme_id="big",
            outcome_id=mine.outcomes[number % outcomes].outcome_id,
            outcome_fingerprint=mine.outcomes[number % outcomes].fingerprint,
            statement_id=row.statement_id,
            statement_fingerprint=row.fingerprint,
            standard_id="B1",
            act_sha256="0" * 64,
            verdict=VERDICTS[number % 4],
            reason="Мысал",
            suggested_rank=None,
            suggested_score=None,
            method="manual",
            seconds=None,
            tool_version="0",
            decision_id=f"{number:012x}",
        )
        for number, row in enumerate(statements_of(made))
        if number % 3
    ]
    return analyse(mine, (Compared(act, made, made.cards, parsed),), decisions, as_of=DAY)


def plain_xlsxwriter(made: Workbook, path: Path) -> None:
    """Write the same values with XlsxWriter, without styles."""
    book = xlsxwriter.Workbook(path, {"in_memory": True})
    for sheet in made.sheets:
        target = book.add_worksheet(sheet.name)
        for number, row in enumerate(sheet.rows):
            target.write_row(number, 0, [cell.value for cell in row])
    book.close()


def plain_openpyxl(made: Workbook, path: Path) -> None:
    """Write the same values with openpyxl, without styles."""
    book = openpyxl.Workbook()
    for sheet in made.sheets:
        target = book.create_sheet(sheet.name)
        for row in sheet.rows:
            target.append([cell.value for cell in row])
    book.save(path)


def median_seconds(step: Callable[[], object]) -> float:
    """Run a step several times after a warm-up and give the median."""
    step()
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        step()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def whole(made: Analysis, path: Path) -> None:
    """Plan and write a report."""
    write_report(gap_report(made, "kk", "0"), path, replace=True)


def main() -> None:
    """Measure and print, or profile."""
    large = analysis(STATEMENTS, DISCIPLINES, OUTCOMES)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.xlsx"
        if sys.argv[1:]:
            cProfile.runctx("whole(large, path)", globals(), locals(), sys.argv[1])
            return
        made = gap_report(large, "kk", "0")
        planned = median_seconds(lambda: gap_report(large, "kk", "0"))
        report = median_seconds(lambda: whole(large, path))
        size = path.stat().st_size
        plain = median_seconds(lambda: plain_xlsxwriter(made, path))
        dump = median_seconds(lambda: plain_openpyxl(made, path))
        small = analysis(STATEMENTS // 10, DISCIPLINES // 10, OUTCOMES // 2)
        many = [replace(small, programme=replace(small.programme, programme_id=f"p{n}")) for n in range(PROGRAMMES)]
        start = time.perf_counter()
        for number, one in enumerate(many):
            whole(one, Path(folder) / f"{number}.xlsx")
        fifty = time.perf_counter() - start
    cells = sum(len(row) for sheet in made.sheets for row in sheet.rows)
    print(f"{len(made.sheets)} sheets, {cells} cells, {size / 1e6:.1f} MB, planned in {planned:.2f} s")
    print(
        f"plan and write / plain XlsxWriter dump of the same cells: {report / plain:.1f}  ({report:.2f} s / {plain:.2f} s)"
    )
    print(
        f"plan and write / plain openpyxl dump of the same cells:   {report / dump:.1f}  ({report:.2f} s / {dump:.2f} s)"
    )
    print(f"{PROGRAMMES} small reports / the large one: {fifty / report:.1f}  ({fifty:.2f} s)")


if __name__ == "__main__":
    main()
