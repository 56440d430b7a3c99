"""Gap reports as they are sent out, small, and a project to take them in: for the tests of returns."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from factories import NOON, act, decision, outcome, programme
from openpyxl import Workbook

from toolkit.decisions import counting, in_order, replay
from toolkit.io.project import Project
from toolkit.io.returns import import_report
from toolkit.io.workbooks import read_book
from toolkit.library import Library
from toolkit.model import Card, Function, Item, Parsed, Programme, Span, Standard, Unit, statements_of
from toolkit.returns import RowKey, encode
from toolkit.text import fingerprint

MADE = NOON
"""When the reports of the tests are made."""

NOW = NOON + timedelta(days=3, hours=2)
"""When they come back."""

WHO = "Айгүл Серікова"
OTHER = "Болат Ахметов"

FILL = ("decision", "reason", "name", "date", "importance", "comment", "responsible", "deadline")

HEADS = {
    "kk": {
        "statement": "Тұжырым коды",
        "outcome": "Оқыту нәтижесі",
        "decision": "Шешім",
        "reason": "Негіздеме",
        "name": "Аты-жөні",
        "date": "Күні",
        "importance": "Маңыздылығы",
        "comment": "Пікір",
        "responsible": "Жауапты",
        "deadline": "Мерзімі",
    },
    "ru": {
        "statement": "Код формулировки",
        "outcome": "Результат обучения",
        "decision": "Решение",
        "reason": "Обоснование",
        "name": "ФИО",
        "date": "Дата",
        "importance": "Важность",
        "comment": "Комментарий",
        "responsible": "Ответственный",
        "deadline": "Срок",
    },
    "en": {
        "statement": "Statement code",
        "outcome": "Learning outcome",
        "decision": "Decision",
        "reason": "Reason",
        "name": "Name",
        "date": "Date",
        "importance": "Importance",
        "comment": "Comment",
        "responsible": "Responsible",
        "deadline": "Deadline",
    },
}
WORDS = {
    "kk": {
        "full": "толық",
        "partial": "ішінара",
        "none": "жоқ",
        "na": "қолданылмайды",
        "unsure": "Күмәнді",
        "": None,
    },
    "ru": {
        "full": "полностью",
        "partial": "частично",
        "none": "отсутствует",
        "na": "неприменимо",
        "unsure": "Есть сомнение",
        "": None,
    },
    "en": {"full": "full", "partial": "partial", "none": "none", "na": "n/a", "unsure": "Unsure", "": None},
}

OUTCOMES = (outcome("ОН1"), outcome("ОН2", "Есеп құрастырады"), outcome("ОН10", "Кеңес береді"))
TEXTS = tuple(f"1.1.1/S{number} мәтіні" for number in range(1, 6))


def standard_of(texts):
    """Give a standard with one task and these skills; a text that is None is left out."""
    place = Span(1, 1)
    skills = tuple(
        Item("skill", number, str(number), text, place) for number, text in enumerate(texts, 1) if text is not None
    )
    function = Function(1, "Есеп", place, (Unit(1, "task", "Міндет", place, skills),))
    return Standard("X1", "X1", "Стандарт", "kk", "x.kk.txt", cards=(Card(1, "Маман", ("4",), place, (), (function,)),))


STATEMENTS = statements_of(standard_of(TEXTS))


@dataclass(frozen=True)
class Small(Project):
    """A folder whose programme and library are given."""

    texts: tuple = TEXTS
    mine: Programme = field(default_factory=lambda: programme(outcomes=OUTCOMES))

    def programme_ids(self):
        """List the one programme."""
        return [self.mine.programme_id]

    def programme(self, programme_id):
        """Give the one programme."""
        assert programme_id == self.mine.programme_id
        return self.mine

    def library(self):
        """Give the one standard."""
        parsed = Parsed("x.kk.txt", "kk", "card-2016", "", (standard_of(self.texts),), (), ())
        return Library({"X1": act()}, {"X1": parsed}, {})

    def take_in(self, file, reviewer=WHO, now=NOW, **options):
        """Import a file."""
        return import_report(self, file, reviewer, now=now, **options)

    def ledger(self):
        """Replay what is on disk."""
        outcomes = {one.outcome_id: one.fingerprint for one in self.mine.outcomes}
        statements = {one.statement_id: one.fingerprint for one in statements_of(standard_of(self.texts))}
        return replay(self.decisions(self.mine.programme_id), outcomes, statements)


def key_of(place, code="", decisions=(), made=MADE, **changes):
    """Give the key of a row as the report has it at its moment."""
    row = next(one for one in STATEMENTS if one.statement_id.endswith(place))
    prints = {one.outcome_id: one.fingerprint for one in OUTCOMES}
    about = [one for one in decisions if (one.outcome_id, one.statement_id) == (code, row.statement_id)]
    counts = counting(in_order(about))
    key = RowKey(
        programme_id="p",
        outcome_id=code,
        statement_id=row.statement_id,
        outcome_fingerprint=prints.get(code, ""),
        statement_fingerprint=row.fingerprint,
        standard_id=row.standard_id,
        act_sha256="0" * 64,
        verdict=counts.verdict if counts else "",
        decision_id=counts.decision_id if counts else "",
        made=made.isoformat().replace("+00:00", "Z"),
    )
    return replace(key, **changes)


def made_before(place, code, verdict, *, minutes=-60, **changes):
    """Give a decision that was made before the report, or with minutes above 0 after it."""
    prints = {one.outcome_id: one.fingerprint for one in OUTCOMES}
    changes.setdefault("decision_id", fingerprint(f"{place} {code} {verdict} {minutes}")[:12])
    changes.setdefault("outcome_fingerprint", prints.get(code, ""))
    return decision(place, code, verdict, minutes=minutes, **changes)


class Report:
    """The sheets of a report as rows of cells: «Олқылықтар» about statements, «Жұптар» about pairs."""

    def __init__(self, decisions=(), lang="kk", made=MADE, codes=("ОН1", "ОН2")):
        self.lang = lang
        self.words = WORDS[lang]
        self.sheets = {"Титул": [["Есеп"], [None, "Шешім қабылдау"]]}
        columns = [None, "statement", "outcome", "key", *FILL]
        whole = [key_of(one.statement_id[3:], "", decisions, made) for one in STATEMENTS]
        pairs = [key_of(one.statement_id[3:], code, decisions, made) for one in STATEMENTS for code in codes]
        self.sheets["Олқылықтар"] = self.table(columns, whole, outcome_machine=True)
        self.sheets["Жұптар"] = self.table(columns, pairs, outcome_machine=False)

    def table(self, columns, keys, *, outcome_machine):
        """Give the rows of a sheet."""
        heads = {**HEADS[self.lang], "key": "key", None: "№"}
        fillable = {"key", *FILL, *(("outcome",) if outcome_machine else ())}
        machine = [f"curmap:{name}" if name in fillable else None for name in columns]
        rows = [["Тақырып"], [], machine, [heads[name] for name in columns]]
        for number, key in enumerate(keys, 1):
            values = {
                None: number,
                "statement": key.statement_id,
                "outcome": f"{key.outcome_id}. Мәтін" if key.outcome_id else None,
                "key": encode(key),
                "decision": self.words[key.verdict],
            }
            rows.append([values.get(name) for name in columns])
        return rows

    def machine(self, sheet):
        """Give the machine row of a sheet."""
        return next(row for row in self.sheets[sheet] if any(str(cell).startswith("curmap:") for cell in row))

    def column(self, sheet, role):
        """Give the place of a column, from 0."""
        if f"curmap:{role}" in self.machine(sheet):
            return self.machine(sheet).index(f"curmap:{role}")
        return self.sheets[sheet][3].index(HEADS[self.lang][role])

    def row(self, place, code=""):
        """Give a row of the report, to write into."""
        sheet = "Жұптар" if code else "Олқылықтар"
        for row in self.sheets[sheet]:
            if f"X1/{place}" in row and (not code or f"{code}. Мәтін" in row):
                return sheet, row
        raise KeyError(place, code)

    def fill(self, place, code="", **cells):
        """Write into a row what a person would."""
        sheet, row = self.row(place, code)
        if cells.get("decision") in self.words:
            cells["decision"] = self.words[cells["decision"]]
        for role, value in cells.items():
            row[self.column(sheet, role)] = value
        return self

    def book(self):
        """Give the workbook."""
        book = Workbook()
        book.remove(book.active)
        for name, rows in self.sheets.items():
            sheet = book.create_sheet(name)
            for number, row in enumerate(rows, 1):
                for column, value in enumerate(row, 1):
                    if value is not None:
                        sheet.cell(number, column, value)
                    if isinstance(value, str):
                        sheet.cell(number, column).data_type = "s"  # also where it looks like a formula
                    if value == "curmap:key":
                        sheet.row_dimensions[number].hidden = True
                        sheet.column_dimensions[sheet.cell(number, column).column_letter].hidden = True
        return book

    def saved(self, path):
        """Save the workbook; give the path."""
        self.book().save(path)
        return path

    def read(self, folder):
        """Save the workbook and read it back."""
        return read_book(self.saved(Path(folder) / "есеп.xlsx"))
