"""The real report there and back: rendered, mangled as people mangle workbooks, and taken in again."""

import datetime as dt
import io
import random
from dataclasses import replace
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from report_rooms import (
    DECISIONS,
    NOW,
    OTHER,
    OUTCOMES,
    WHO,
    filled_in,
    report,
    room,
    said,
    small_analysis,
    standard_of,
)

from toolkit.decisions import counting, in_order
from toolkit.io.excel import render
from toolkit.io.returns import import_report
from toolkit.labels import word
from toolkit.model import statements_of
from toolkit.report import gap_report
from toolkit.returns import decode, importance_of

LANGS = ("kk", "ru", "en", "kk+ru", "ru+en")
FILLED = ("outcome", "decision", "reason", "name", "date", "importance", "comment", "responsible", "deadline")


class Sheets:
    """The values of a report as a person sees and changes them: sheet → rows of cells."""

    def __init__(self, data):
        book = load_workbook(io.BytesIO(data), data_only=True)
        self.rows = {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}

    def machine(self, sheet):
        """The row of a sheet that names the columns for the program; None if nothing can be filled in."""
        return next((row for row in self.rows[sheet] if "curmap:key" in row), None)

    def reviewable(self):
        """Name the sheets that can be filled in."""
        return [sheet for sheet in self.rows if self.machine(sheet)]

    def column(self, sheet, role):
        """Give the place of a column, from 0; None if the sheet has no such column."""
        machine = self.machine(sheet)
        return machine.index(f"curmap:{role}") if f"curmap:{role}" in machine else None

    def keyed(self, sheet):
        """Give the rows with a key."""
        place = self.column(sheet, "key")
        return [(row, decode(row[place])) for row in self.rows[sheet] if str(row[place]).startswith("curmap.1|")]

    def fill(self, sheet, row, **cells):
        """Write into a row."""
        for role, value in cells.items():
            row[self.column(sheet, role)] = value

    def saved(self, path):
        """Save the values as a workbook without any looks, as a table program on the web does."""
        book = Workbook()
        book.remove(book.active)
        for name, rows in self.rows.items():
            sheet = book.create_sheet(name)
            for number, row in enumerate(rows, 1):
                for column, value in enumerate(row, 1):
                    if value is not None:
                        cell = sheet.cell(number, column, value)
                        cell.data_type = "s" if isinstance(value, str) else cell.data_type
        book.save(path)
        return path


def mangle(sheets, kept, rng):
    """Do to every table what people do; rows in `kept` were filled in and stay."""
    for name in sheets.reviewable():
        rows = sheets.rows[name]
        start = next(place for place, row in enumerate(rows) if "curmap:key" in row) + 2
        places = [sheets.column(name, role) for role in FILLED]
        body = []
        for row in rows[start:]:
            mine = any(row is one for one in kept)
            if not mine and rng.random() < 0.2:
                continue
            blank = not mine and rng.random() < 0.3
            body.append([None if blank and place in places else value for place, value in enumerate(row)])
        order = rng.choice(["as it is", "reverse", "any"])
        body = body[::-1] if order == "reverse" else rng.sample(body, len(body)) if order == "any" else body
        free = [place for place, role in enumerate(sheets.machine(name)) if role is None]
        for _ in range(rng.randrange(3)):
            note = [None] * rng.choice(free) + ["өз жазбам"]
            body.insert(rng.randrange(len(body) + 1), rng.choice([[], note]))
        sheets.rows[name] = [*[["Жоғарғы жазба"]] * rng.randrange(3), *rows[:start], *body]
        _move_columns(sheets, name, rng)
    names = rng.sample(list(sheets.rows), len(sheets.rows))
    sheets.rows = {f"{name[:20]} {place}": sheets.rows[name] for place, name in enumerate(names)}
    sheets.rows["Менің парағым"] = [["жай кесте", 1], ["шешім", "толық"]]


def _move_columns(sheets, name, rng):
    """Put columns elsewhere, insert empty ones, and delete some that only inform."""
    rows = sheets.rows[name]
    width = max(map(len, rows))
    machine = sheets.machine(name)
    columns = [place for place in range(width) if (machine + [None] * width)[place] or rng.random() < 0.8]
    if rng.random() < 0.5:
        columns = rng.sample(columns, len(columns))
    for _ in range(rng.randrange(3)):
        columns.insert(rng.randrange(len(columns) + 1), None)
    full = [row + [None] * (width - len(row)) for row in rows]
    sheets.rows[name] = [[None if place is None else row[place] for place in columns] for row in full]


CODES = [one.outcome_id for one in OUTCOMES]
VERDICT = st.sampled_from(["full", "partial", "none", "na", "unsure"])
EDIT = st.fixed_dictionaries(
    {"at": st.integers(0, 10**6), "code": st.sampled_from(CODES)},
    optional={
        "decision": VERDICT,
        "reason": st.sampled_from(["=1+1", "Келісемін", "+7 701", "@сілтеме", "-"]),
        "name": st.sampled_from([WHO, OTHER]),
        "date": st.sampled_from(["23.11.2026", "2026-11-24"]),
        "importance": st.sampled_from([1, 2, 3, "3"]),
        "comment": st.sampled_from(["=HYPERLINK(1)", "Маңызды", "😀 жақсы", "1.5"]),
        "responsible": st.sampled_from(["Әдіскер", "Кафедра"]),
        "deadline": st.sampled_from(["01.02.2027", "қаңтар"]),
    },
)


def draw_edits(sheets, edits, lang):
    """Fill the edits into rows, each pair of outcome and statement in one row only; give what should arrive of each."""
    places = [(sheet, row, key) for sheet in sheets.reviewable() for row, key in sheets.keyed(sheet)]
    wanted, kept, taken = {}, [], set()
    for edit in edits:
        sheet, row, key = places[edit["at"] % len(places)]
        cells = {
            role: value for role, value in edit.items() if role in FILLED and sheets.column(sheet, role) is not None
        }
        decision = cells.get("decision")
        chooses = not key.outcome_id and sheets.column(sheet, "outcome") is not None
        if decision and not key.outcome_id and (decision in ("full", "partial") or edit["at"] % 3 == 0):
            cells |= {"outcome": edit["code"]} if chooses else {"decision": "none"}
        verdict = cells.get("decision", "")
        code = cells.get("outcome") or key.outcome_id
        pair = (code, key.statement_id)
        if verdict == key.verdict:  # what stands there already is no edit; a reason would need one
            cells = {
                role: value for role, value in cells.items() if role not in ("decision", "outcome", "reason", "name")
            }
            verdict, pair = "", (key.outcome_id, key.statement_id)
        if not verdict:
            cells.pop("reason", None)
        if (
            not {"decision", "importance", "comment", "responsible", "deadline"} & cells.keys()
            or pair in taken
            or any(row is one for one in kept)
        ):
            continue
        if key.verdict and not verdict and "name" in cells:
            cells.pop("name")  # a name beside a prefilled decision confirms it
        taken |= {pair, (key.outcome_id, key.statement_id)}
        sheets.fill(sheet, row, **(cells | ({"decision": said(verdict, lang)} if verdict else {})))
        kept.append(row)
        wanted[pair] = (verdict, cells, key)
    return wanted, kept


@given(
    lang=st.sampled_from(LANGS),
    edits=st.lists(EDIT, max_size=8),
    meanwhile=st.booleans(),
    reworded=st.booleans(),
    seed=st.integers(0, 10**6),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_edit_of_the_real_report_arrives_once(lang, edits, meanwhile, reworded, seed):
    """None is lost, none doubled, stale and conflicting rows are told, and a second import changes nothing."""
    rng = random.Random(seed)  # noqa: S311 -- no secret
    with TemporaryDirectory() as folder:
        mine = room(folder, standard_of("Деректерді өңдеп жинау" if reworded else ""))
        sheets = Sheets(report(lang))
        wanted, kept = draw_edits(sheets, edits, lang)
        later = [
            replace(
                row, decided_at=NOW - dt.timedelta(days=1), verdict="unsure", reviewer="Үшінші", decision_id=f"{n:012x}"
            )
            for n, row in enumerate(DECISIONS[:1] if meanwhile else ())
        ]
        mine.decide(*later)
        before = mine.decisions("p")
        mangle(sheets, kept, rng)
        path = sheets.saved(mine.root / "есеп.xlsx")
        judged = mine.take_in(path)
        assert [(problem.code, problem.where) for problem in judged.errors] == []
        _arrived(judged, wanted, before, mine)
        files = {file: file.read_bytes() for file in mine.root.rglob("*.csv")}
        again = import_report(mine, path, WHO, now=NOW + dt.timedelta(days=1))
        assert {row.status for row in again.rows} <= {"same"}
        assert {file: file.read_bytes() for file in mine.root.rglob("*.csv")} == files


def _arrived(judged, wanted, before, mine):
    """Hold what was written against what was filled in."""
    texts = {row.statement_id: row.fingerprint for row in statements_of(mine.standard)}
    decisions = {(row.outcome_id, row.statement_id): row for row in judged.decisions}
    remarks = {(row.outcome_id, row.statement_id): row for row in judged.remarks}
    status = {(row.outcome_id, row.entry.statement_id): row.status for row in judged.rows}
    assert (len(decisions), len(remarks)) == (len(judged.decisions), len(judged.remarks))
    assert status.keys() == wanted.keys()
    for pair, (verdict, cells, key) in wanted.items():
        person = cells.get("name", WHO)
        if verdict:
            row = decisions.pop(pair)
            assert (row.verdict, row.reviewer) == (verdict, person)
            assert row.reason == ("" if cells.get("reason") == "-" else cells.get("reason", ""))
        noted = {role for role in ("importance", "comment", "responsible", "deadline") if role in cells}
        if noted:
            row = remarks.pop(pair)
            assert row.reviewer == person
            assert (row.importance, row.comment) == (
                int(cells["importance"]) if "importance" in cells else None,
                cells.get("comment", ""),
            )
            assert (row.responsible, row.deadline) == (cells.get("responsible", ""), cells.get("deadline", ""))
        stale = texts[key.statement_id] != key.statement_fingerprint
        if verdict:
            stood = counting(in_order(one for one in before if (one.outcome_id, one.statement_id) == pair))
            decided_since = stood is not None and stood.reviewer == "Үшінші" and stood.verdict != verdict
            assert (status[pair] == "stale") == stale
            former = stood is not None and stood.statement_fingerprint != key.statement_fingerprint
            assert former or (status[pair] == "conflict") == (decided_since and not stale)
    assert (decisions, remarks) == ({}, {})
    logged = mine.decisions("p")
    assert sorted(row.decision_id for row in logged) == sorted(
        [*(row.decision_id for row in before), *(row.decision_id for row in judged.decisions)]
    )


@pytest.mark.parametrize("lang", LANGS)
def test_a_report_filled_in_as_it_was_sent_arrives(tmp_path, lang):
    """In the very file: outcome and decision of a gap, a verdict changed, a suggestion accepted, a mark, an opinion."""
    mine = room(tmp_path)
    book = load_workbook(io.BytesIO(report(lang)))
    check = filled_in(book, lang)
    path = tmp_path / "есеп.xlsx"
    book.save(path)
    check(mine.take_in(path))


def test_marks_of_an_employer_change_the_priority_of_the_next_report(tmp_path):
    """What came back as very important stands higher, and the marks have a sheet of their own."""
    mine = room(tmp_path)
    sheets = Sheets(report("kk"))
    name = word("sheet-employer", "kk")
    row, key = sheets.keyed(name)[-1]
    sheets.fill(name, row, importance=3, comment="Өте керек")
    mine.take_in(sheets.saved(tmp_path / "есеп.xlsx"))
    noted = mine.remarks("p")
    before = {gap.statement_id: gap.points for gap in small_analysis().gaps}
    again = small_analysis(importance=importance_of(noted))
    after = {gap.statement_id: gap.points for gap in again.gaps}
    assert after[key.statement_id] == 1.5 * before[key.statement_id]
    assert {one: points for one, points in after.items() if one != key.statement_id} == {
        one: points for one, points in before.items() if one != key.statement_id
    }
    plan = gap_report(again, "kk", "0", remarks=noted)
    sheet = next(sheet for sheet in plan.sheets if sheet.name == word("sheet-remarks", "kk"))
    assert "Өте керек" in [cell.value for row in sheet.rows for cell in row]
    judged = mine.take_in(Sheets(render(plan)).saved(tmp_path / "келесі.xlsx"))
    assert (judged.rows, judged.problems) == ((), ())


def test_an_untouched_report_says_nothing(tmp_path):
    """Prefilled decisions that nobody changed are no decisions, in any language."""
    mine = room(tmp_path)
    for lang in LANGS:
        judged = mine.take_in(Sheets(report(lang)).saved(tmp_path / f"{lang}.xlsx"))
        assert (judged.rows, judged.problems) == ((), ())
        assert judged.untouched == sum(
            len(Sheets(report(lang)).keyed(sheet)) for sheet in Sheets(report(lang)).reviewable()
        )


def test_without_the_row_for_the_program_the_headings_are_enough(tmp_path):
    """Whoever deletes the hidden row loses nothing: every heading of the report is known to the reader."""
    for lang in LANGS:
        mine = room(tmp_path / lang.replace("+", "-"))
        sheets = Sheets(report(lang))
        wanted = {}
        for number, name in enumerate(sheets.reviewable()):
            rows = sheets.keyed(name)
            row, key = rows[number % len(rows)]
            roles = [role for role in ("importance", "comment") if sheets.column(name, role) is not None]
            cells = {role: {"importance": 2, "comment": f"Пікір {number}"}[role] for role in roles}
            sheets.fill(name, row, **cells)
            if cells:
                wanted[key.outcome_id, key.statement_id] = (cells.get("importance"), cells["comment"])
        for name in sheets.reviewable():
            sheets.rows[name].remove(sheets.machine(name))
        mine.root.mkdir(exist_ok=True)
        judged = mine.take_in(sheets.saved(mine.root / "есеп.xlsx"))
        assert judged.errors == ()
        assert {(row.outcome_id, row.statement_id): (row.importance, row.comment) for row in judged.remarks} == wanted
