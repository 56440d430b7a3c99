"""Programmes of every kind to report about, and reports opened as a reader opens them."""

import datetime as dt
import io
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path

from factories import NOON, act, decision, discipline, outcome, programme
from openpyxl import load_workbook

from toolkit.analysis import analyse, compare_with
from toolkit.decisions import in_order
from toolkit.frameworks import frameworks_for
from toolkit.io.decision_log import DecisionLog
from toolkit.io.excel import render
from toolkit.io.project import Project
from toolkit.io.returns import import_report
from toolkit.labels import word
from toolkit.library import Library
from toolkit.model import (
    Card,
    Discipline,
    Function,
    Item,
    Names,
    Parsed,
    Programme,
    Span,
    Standard,
    Target,
    Unit,
    statements_of,
)
from toolkit.report import gap_report
from toolkit.returns import decode
from toolkit.text import fingerprint

HERE = Span(1, 1)

OUTCOMES = (
    outcome("ОН1", "Деректерді жинайды", "Собирает данные", "Collects data"),
    outcome("ОН2", "Есеп құрастырады", "Составляет отчёт", "Writes reports"),
    outcome("ОН3", "Кеңес береді", "Консультирует", "Advises"),
    replace(outcome("ОН4", "Жобаны басқарады"), criteria=(Names("Жоба қорғалды", "Проект защищён"),)),
)
DISCIPLINES = (
    discipline("П1", 5.0),
    Discipline("П2", Names("Практика", "Практика"), 8.0, kind="practice", semester="2", hours=240.0),
    Discipline("П3", Names("Тіл"), 0.0, assessment="емтихан"),
    Discipline("П4", Names("Жоба", "Проект", "Project"), 3.0, cycle="КП", component="ТК", assessment="жоба"),
)
MARKS = (
    ("П1", "ОН1", "I"),
    ("П2", "ОН1", "M"),
    ("П1", "ОН2", "R"),
    ("П3", "ОН3", "M"),
    ("П4", "ОН4", "+"),
)


def _items(kind, texts):
    return tuple(Item(kind, number, str(number), text, HERE) for number, text in enumerate(texts, 1))


def standard_of(changed="", *, levels=("4",), mandatory=None):
    """Give a standard of two cards: equal texts in two places, all three kinds; one text may be another one."""
    first = Unit(
        1,
        "task",
        "Дайындық",
        HERE,
        (
            *_items("skill", [changed or "Деректерді жинау", "Сұрақтар қою", "Есеп жасау", "Кесте құру", "Тексеру"]),
            *_items("knowledge", ["Әдістер", "Заңдар"]),
        ),
    )
    second = Unit(2, "task", "Өңдеу", HERE, _items("skill", ["Есеп жасау", "Сақтау", "=1+1 формуласы"]))
    functions = (
        Function(1, "Жинау", HERE, (first,), mandatory),
        Function(2, "Өңдеу", HERE, (second,), False if mandatory else None),
    )
    third = Unit(
        1, "task", "Басқару", HERE, (*_items("skill", ["Жоспарлау", "Үйрету"]), *_items("knowledge", ["Заңдар"]))
    )
    cards = (
        Card(1, "Маман", levels, HERE, (), functions, _items("competence", ["Жауапкершілік", "Ұқыптылық"])),
        Card(2, "Жетекші", ("5", "6"), HERE, (), (Function(1, "Басқару", HERE, (third,), mandatory),)),
    )
    return Standard("X1", "X1", "Стандарт", "kk", "x.kk.txt", cards=cards)


def library_of(standard):
    """Give the acts and the parsed document of a standard."""
    parsed = Parsed("x.kk.txt", "kk", "card-2016", "", (standard,), (), ())
    return {"X1": act(sha256="a" * 64)}, {"X1": parsed}


def decided(place, code, verdict, minutes, text="", **changes):
    """Give a decision about today's texts."""
    prints = {one.outcome_id: one.fingerprint for one in OUTCOMES}
    row = next(row for row in statements_of(standard_of()) if row.statement_id == f"X1/{place}")
    made = decision(place, code, verdict, minutes=minutes, **changes)
    number = f"{minutes + 100:012x}"
    return replace(
        made,
        outcome_fingerprint=prints.get(code, ""),
        statement_fingerprint=fingerprint(text) if text else row.fingerprint,
        decision_id=number,
        act_sha256="a" * 64,
    )


DECISIONS = (
    decided("1.1.1/S1", "ОН1", "full", 0, reason="=HYPERLINK(1)"),
    decided("1.1.1/S2", "ОН1", "partial", 1),
    decided("1.1.1/S2", "ОН2", "none", 2),
    decided("1.1.1/S3", "ОН2", "full", 3),
    decided("1.1.1/S4", "ОН3", "full", 4),
    decided("1.1.1/S5", "", "none", 5),
    decided("1.1.1/K1", "ОН4", "full", 6),
    decided("1.1.1/K2", "", "na", 7, reason="басқа сала"),
    decided("1.2.2/S2", "ОН1", "unsure", 8),
    decided("1.2.2/S3", "ОН2", "full", 9, text="Бұрынғы мәтін"),
    decided("1.0.0/C1", "ОН4", "partial", 10),
    decided("2.1.1/S1", "ОН1", "full", 11),
    decided("2.1.1/S1", "ОН1", "partial", 12, reviewer="Екінші сарапшы", role="second"),
    decided("2.1.1/S2", "ОН3", "full", 13),
    decided("2.1.1/S2", "ОН3", "withdrawn", 14),
)
AS_OF = (NOON + timedelta(days=1)).date()


def programme_of(**changes):
    """Give the programme of the rooms."""
    given = {"outcomes": OUTCOMES, "disciplines": DISCIPLINES, "marks": MARKS, "targets": (Target("X1"),)}
    return programme(**(given | changes))


def small_analysis(decisions=DECISIONS, *, standard=None, importance=None, **changes):
    """Compare the small programme with the small standard."""
    acts, parsed = library_of(standard or standard_of())
    mine = programme_of(**changes)
    compared = compare_with(mine.targets, acts, parsed)
    return analyse(mine, compared, decisions, as_of=AS_OF, importance=importance)


def bundled_analysis(project, library, name, as_of):
    """Compare a bundled programme with everything that it names."""
    mine = project.programme(name)
    frameworks = frameworks_for(mine.targets, library.acts, library.documents)
    aligned = {one.act.act_id for one in frameworks}
    targets = [target for target in mine.targets if target.standard_id not in aligned]
    compared = compare_with(targets, library.acts, library.parsed)
    return analyse(mine, compared, project.decisions(name), as_of=as_of, frameworks=frameworks)


WHO = "Айгүл Серікова"
OTHER = "Болат Ахметов"
NOW = dt.datetime.combine(AS_OF, dt.time(), dt.UTC) + dt.timedelta(days=3)


@dataclass(frozen=True)
class Room(Project):
    """A folder whose programme and standard are given, and whose logs are on disk."""

    standard: Standard
    mine: Programme

    def programme_ids(self):
        """List the one programme."""
        return ["p"]

    def programme(self, programme_id):
        """Give the one programme."""
        assert programme_id == "p"
        return self.mine

    def library(self):
        """Give the one standard."""
        return Library(*library_of(self.standard), {})

    def decide(self, *rows):
        """Write decisions into the logs."""
        for row in in_order(rows):
            DecisionLog(self.decisions_folder("p"), row.reviewer, programme_id="p").append([row])

    def take_in(self, path, **options):
        """Import a file."""
        return import_report(self, path, WHO, now=NOW, **options)


def room(folder, standard=None, **changes):
    """Make a room with the usual decisions."""
    made = Room(Path(folder), standard or standard_of(), programme_of(**changes))
    made.decide(*DECISIONS)
    return made


def said(verdict, lang):
    """The words of a decision in the drop-down of a report."""
    return " / ".join(dict.fromkeys(word(f"verdict-{verdict}", one) for one in lang.split("+")))


@cache
def report(lang):
    """Render the report of the small programme."""
    return render(gap_report(small_analysis(), lang, "0"))


def filled_in(book, lang):
    """Fill in a report of the small programme on four sheets; give what checks that everything has arrived."""
    first = lang.partition("+")[0]

    def write(key, row, **cells):
        sheet = book[word(f"sheet-{key}", first)]
        line = next(line for line in sheet.iter_rows(max_row=5) if "curmap:key" in [cell.value for cell in line])
        names = [cell.value for cell in line]
        for role, value in cells.items():
            sheet.cell(row, names.index(f"curmap:{role}") + 1, value)
        return decode(sheet.cell(row, names.index("curmap:key") + 1).value)

    gap = write("gaps", 5, outcome="ОН2", decision=said("full", lang), name=OTHER, date="23.11.2026")
    pair = write("correspondence", 5, decision=said("partial", lang), reason="Бір бөлігі ғана")
    mark = write("employer", 7, importance="3", comment="Маңызды")
    note = write("decisions", 6, comment="Неге?")

    def check(judged):
        assert judged.errors == ()
        decided = [
            (row.outcome_id, row.statement_id, row.verdict, row.reviewer, row.reason) for row in judged.decisions
        ]
        assert decided == [
            ("ОН2", gap.statement_id, "full", OTHER, ""),
            (pair.outcome_id, pair.statement_id, "partial", WHO, "Бір бөлігі ғана"),
        ]
        assert [(row.outcome_id, row.statement_id, row.importance, row.comment) for row in judged.remarks] == [
            ("", mark.statement_id, 3, "Маңызды"),
            (note.outcome_id, note.statement_id, None, "Неге?"),
        ]

    return check


class Opened:
    """A report, rendered and opened with the values that it shows."""

    def __init__(self, analysis, lang="kk", **options):
        self.lang = lang
        self.plan = gap_report(analysis, lang, "0", **options)
        self.data = render(self.plan)
        self.book = load_workbook(io.BytesIO(self.data), data_only=True)

    def has(self, key):
        """Whether there is a sheet."""
        return word(f"sheet-{key}", self.lang[:2]) in self.book.sheetnames

    def plan_of(self, key):
        """The plan of a sheet."""
        name = word(f"sheet-{key}", self.lang[:2])
        return next(sheet for sheet in self.plan.sheets if sheet.name == name)

    def rows(self, key):
        """The rows of the table of a sheet: heading → value; headings that stand twice have a number."""
        plan = self.plan_of(key)
        sheet = self.book[plan.name]
        lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
        heads = []
        for head in lines[plan.head_row - 1]:
            heads.append(head if head not in heads else f"{head} {heads.count(head) + 1}")
        return [dict(zip(heads, line, strict=False)) for line in lines[plan.head_row : plan.last_row]]

    def numbers(self, key):
        """Every number on a sheet, by row."""
        name = word(f"sheet-{key}", self.lang[:2])
        found = {}
        for row in self.book[name].iter_rows():
            values = [cell.value for cell in row if isinstance(cell.value, int | float)]
            if values:
                found[row[0].row] = values
        return found
