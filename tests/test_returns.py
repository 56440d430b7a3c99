"""Gap reports that come back filled in: what is understood, what becomes of it, and that nothing is lost or said twice."""

import argparse
import csv
import datetime as dt
import io
import json
import random
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import returned_books
from factories import NOON, programme
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from places import ROOT
from returned_books import (
    FILL,
    HEADS,
    MADE,
    NOW,
    OTHER,
    OUTCOMES,
    TEXTS,
    WHO,
    WORDS,
    Report,
    Small,
    key_of,
    made_before,
)

from toolkit.commands.report_import import run
from toolkit.decisions import in_order
from toolkit.errors import DataError, InputError
from toolkit.intake.grids import Book, Grid
from toolkit.io import decision_log
from toolkit.io.decision_log import DecisionLog
from toolkit.io.project import Project
from toolkit.io.remarks import read_remarks
from toolkit.io.returns import import_report
from toolkit.io.workbooks import read_book
from toolkit.labels import load, word, words
from toolkit.model import LANGS, VERDICTS, statements_of
from toolkit.returns import decode, encode, understand
from toolkit.returns.claims import outcome_named
from toolkit.returns.values import importance_in, moment_of
from toolkit.returns.vocabulary import FILLED, heading_role, said
from toolkit.text import fingerprint

ROLES = ("statement", *FILLED)


@pytest.fixture
def project(tmp_path):
    return Small(tmp_path)


def decided(project, *rows):
    """Put decisions on disk that were made at the desk."""
    for row in rows:
        DecisionLog(project.decisions_folder("p"), row.reviewer, programme_id="p").append([row])
    return rows


def returned(report):
    with TemporaryDirectory() as folder:
        return understand(report.read(folder))


def judged(project, report, reviewer=WHO, **options):
    return project.take_in(report.saved(project.root / "есеп.xlsx"), reviewer, **options)


def statuses(result):
    return [(row.entry.statement_id[-2:], row.outcome_id, row.status) for row in result.rows]


def codes(result, weight="error"):
    return [problem.code for problem in result.problems if problem.weight == weight]


# --- keys


PART = st.text(max_size=20)
KEYS = st.builds(
    lambda programme_id, code, place, prints, verdict, moment: replace(
        key_of("1.1.1/S1"),
        programme_id=programme_id,
        outcome_id=code,
        statement_id=f"X1/{place}",
        outcome_fingerprint=prints,
        act_sha256=prints,
        verdict=verdict,
        decision_id=prints,
        made=moment.isoformat(),
    ),
    PART,
    PART,
    PART,
    PART,
    st.sampled_from(["", *VERDICTS]),
    st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2100, 1, 1), timezones=st.just(dt.UTC)),  # noqa: DTZ001
)


@given(KEYS)
def test_a_key_comes_back_whole(key):
    """Whatever stands in its parts; it is ASCII, one line, no formula, no number, no blank at an end."""
    text = encode(key)
    assert decode(f" {text}\u200b\n") == key
    assert text.isascii()
    assert re.fullmatch(r"[a-z]\S+", text)


@given(KEYS, st.data())
def test_a_damaged_key_is_seen(key, data):
    """One letter changed, left out or put in anywhere; a message says what to do."""
    text = encode(key)
    place = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.sampled_from("aA0|%.é"))
    for wrong in (text[:place] + text[place + 1 :], text[:place] + letter + text[place:], text[:place]):
        if wrong != text:
            with pytest.raises(DataError, match="copy the hidden cell"):
                decode(wrong)


@pytest.mark.parametrize(
    "changes",
    [
        {"verdict": "maybe"},
        {"made": "yesterday"},
        {"made": "2026-11-21T12:00:00"},
        {"made": "0001-01-01T00:00:00+05:00"},
        {"statement_id": "Y1/1.1.1/S1"},
        {"standard_id": ""},
    ],
)
def test_a_key_that_says_what_cannot_be_is_refused(changes):
    """Even with a right check sum."""
    with pytest.raises(DataError):
        decode(encode(replace(key_of("1.1.1/S1"), **changes)))


# --- words, dates, marks


@pytest.mark.parametrize("lang", LANGS)
def test_the_words_of_every_screen_and_sheet_are_understood(lang):
    """What the desk and the sheets call a decision, in any case, with a sign in front, or in two languages."""
    for verdict in ("full", "partial", "none", "na", "unsure"):
        shown = load("desk")[f"verdict-{verdict}"]
        for text in (shown[lang], shown[lang].upper(), f" ● {shown[lang]} ", f"{shown['kk']} / {shown[lang]}"):
            assert said(text) == verdict
    for state in ("full", "partial", "none", "na", "undecided"):
        assert said(words()[f"state-{state}"][lang]) == state


def test_no_word_means_two_things():
    """In the lists of headings and of decisions."""
    for table, meaning in (("headings", heading_role), ("verdicts", said)):
        for entry, phrases in load("returns")[table].items():
            for phrase in (phrase for lang in LANGS for phrase in phrases[lang]):
                assert meaning(phrase) == entry


@pytest.mark.parametrize("text", ["", "толық емес пе?", "full none", "толық / жоқ", "withdrawn", "x" * 5000])
def test_unknown_words_are_no_decision(text):
    """Nothing is guessed."""
    assert said(text) is None


def test_headings_are_known_in_two_languages_at_once():
    """And in capital letters, with look-alikes, line ends and signs."""
    assert heading_role("Шешім / Решение") == "decision"
    assert heading_role("ШЕШІМ\n(Peшение)") == "decision"
    assert heading_role("Код формулировки:") == "statement"
    assert heading_role("Шешім / Дата") is None
    assert heading_role("Еңбек функциясы") is None


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (dt.datetime(2026, 11, 21), "2026-11-21T23:59:59"),  # noqa: DTZ001
        (dt.datetime(2026, 11, 21, 9, 30), "2026-11-21T09:30:00"),  # noqa: DTZ001
        ("21.11.2026", "2026-11-21T23:59:59"),
        ("1.2.2026 ж.", "2026-02-01T23:59:59"),
        ("2026-11-21", "2026-11-21T23:59:59"),
        ("2026-11-21T09:30+05:00", "2026-11-21T04:30:00"),
        (46347, "2026-11-21T23:59:59"),
        ("31.02.2026", None),
        ("ертең", None),
        (7, None),
        (True, None),
        (None, None),
    ],
)
def test_dates_are_read_as_people_write_them(value, day):
    """A day without a time is its end."""
    found = moment_of(value)
    assert (found and found.isoformat()) == (f"{day}+00:00" if day else None)


@pytest.mark.parametrize(
    ("value", "mark"),
    [(1, 1), (2.0, 2), ("3", 3), ("3 – жоғары", 3), ("2. орта", 2), (0, None), (4, None), (True, None), ("1-3", None)],
)
def test_importance_is_one_of_three(value, mark):
    """Also with words behind it; nothing is rounded."""
    assert importance_in(value) == mark


@pytest.mark.parametrize(
    ("text", "code"),
    [("ОН1", "ОН1"), ("он 1", "ОН1"), ("РО1", "ОН1"), ("ОН10. Кеңес береді", "ОН10"), ("ОН3", ""), ("есеп", "")],
)
def test_outcomes_are_found_by_their_codes(text, code):
    """Alone or with the text behind, in other letters or the other language; never by the beginning of a number."""
    assert outcome_named(text, ["ОН1", "ОН2", "ОН10"]) == code


# --- what is understood


@pytest.mark.parametrize("lang", LANGS)
def test_a_filled_report_is_understood_in_every_language(lang):
    """Decision, reason, name, date, importance, comment, each with its cell; empty rows are only counted."""
    report = Report(lang=lang)
    report.fill("1.1.1/S2", "ОН1", decision="partial", reason=" бір\nекі ", name=WHO, date="22.11.2026")
    report.fill("1.1.1/S3", decision="full", outcome="ОН10", importance=3, comment="–", responsible="Деканат")
    found = returned(report)
    assert found.problems == ()
    assert found.programme_ids == ("p",)
    assert found.empty == 13
    whole, pair = found.entries
    assert (whole.statement_id, whole.outcome, whole.verdict) == ("X1/1.1.1/S3", "ОН10", "full")
    assert whole.remark == (3, "", "Деканат", "")
    assert (pair.key, pair.verdict, pair.reason, pair.name) == (key_of("1.1.1/S2", "ОН1"), "partial", "бір екі", WHO)
    assert pair.date == dt.datetime(2026, 11, 22, 23, 59, 59, tzinfo=dt.UTC)
    assert pair.place == "Жұптар!E7"
    assert pair.cell("reason") == "F7"


@pytest.mark.parametrize("lang", LANGS)
def test_a_deleted_machine_row_is_replaced_by_the_headings(lang):
    """Rows are still known by their keys; the text in the column of outcomes of a pair is not looked at."""
    report = Report(lang=lang)
    report.fill("1.1.1/S2", "ОН1", decision="none", comment="иә").fill("1.1.1/S3", decision="na", reason="x")
    before = returned(report)
    for rows in report.sheets.values():
        rows[:] = [row for row in rows if "curmap:key" not in row]
    found = returned(report)
    assert found.problems == ()
    assert [(one.key, one.verdict, one.remark) for one in found.entries] == [
        (one.key, one.verdict, one.remark) for one in before.entries
    ]


def without(report, role):
    for sheet in ("Олқылықтар", "Жұптар"):
        column = report.column(sheet, role)
        for row in report.sheets[sheet]:
            del row[column : column + 1]
    return report


def test_without_keys_rows_are_known_by_their_codes():
    """The edition is not proven, which is said; machine row or headings name the columns."""
    report = Report().fill("1.1.1/S2", "ОН2", decision="full").fill("1.1.1/S3", decision="na")
    found = returned(without(report, "key"))
    assert [(one.key, one.statement_id, one.outcome, one.verdict) for one in found.entries] == [
        (None, "X1/1.1.1/S3", "", "na"),
        (None, "X1/1.1.1/S2", "ОН2. Мәтін", "full"),
    ]
    assert [(one.code, one.weight) for one in found.problems] == [("not-proven", "note")] * 2
    for rows in report.sheets.values():
        rows[:] = [row for row in rows if not any(str(cell).startswith("curmap:") for cell in row)]
    again = returned(report)
    assert [(one.statement_id, one.verdict) for one in again.entries] == [
        (one.statement_id, one.verdict) for one in found.entries
    ]


def test_neither_machine_row_nor_headings_is_said():
    """What the columns are cannot be known; nothing is guessed from where they stand."""
    report = Report().fill("1.1.1/S2", "ОН1", decision="full")
    report.sheets["Жұптар"][2:4] = []
    assert codes(returned(report)) == ["no-headings"]


def test_rows_that_people_add_are_not_swallowed():
    """Filled in without a key: listed with what stands in them; empty, or a heading once more: silent."""
    report = Report()
    rows = report.sheets["Жұптар"]
    added = [None] * len(rows[3])
    added[report.column("Жұптар", "decision")] = "толық"
    added[report.column("Жұптар", "comment")] = "жаңа дағды"
    rows[7:7] = [added, ["мәтін ғана"], list(rows[3]), []]
    (problem,) = returned(report).problems
    assert (problem.code, problem.where) == ("no-key", "Жұптар!E8")
    assert dict(problem.typed) == {"decision": "толық", "comment": "жаңа дағды"}


def test_what_stands_below_a_table_is_told_but_stops_nothing():
    """A line for signatures under the table is a note; a decision there is a row that somebody added."""
    report = Report()
    rows = report.sheets["Жұптар"]
    line = [None] * len(rows[3])
    line[report.column("Жұптар", "reason")] = "Қолы:"
    rows += [[], [], line]
    found = returned(report)
    assert (codes(found), codes(found, "note")) == ([], ["outside"])
    line[report.column("Жұптар", "decision")] = "жоқ"
    assert codes(returned(report)) == ["no-key"]


def test_columns_that_were_sorted_alone_are_seen():
    """The key and the code beside it differ: the decision would land on another statement."""
    report = Report().fill("1.1.1/S1", "ОН1", decision="full")
    rows = report.sheets["Жұптар"][4:]
    place = report.column("Жұптар", "statement")
    for row, code in zip(rows, [row[place] for row in reversed(rows)], strict=True):
        row[place] = code
    found = returned(report)
    assert [(one.code, one.where) for one in found.problems] == [("mixed", "Жұптар!B5")]
    assert found.entries == ()


def test_emptied_keys_are_as_good_as_none():
    """The column is there, but nothing stands in it: rows are known by their codes."""
    report = Report().fill("1.1.1/S2", "ОН2", decision="full")
    for row in report.sheets["Жұптар"][4:]:
        row[report.column("Жұптар", "key")] = None
    assert [(one.key, one.outcome) for one in returned(report).entries] == [(None, "ОН2. Мәтін")]


def test_a_damaged_key_and_shifted_cells_are_seen():
    """The row is not understood if something stands in it; one that was moved sideways in any case."""
    report = Report()
    for place, filled in (("1.1.1/S1", True), ("1.1.1/S2", False)):
        sheet, row = report.row(place, "ОН1")
        row[report.column(sheet, "key")] = row[report.column(sheet, "key")].replace("p", "q", 2)
        row[report.column(sheet, "decision")] = "толық" if filled else None
    report.row("1.1.1/S3", "ОН1")[1].insert(1, None)
    assert codes(returned(report)) == ["damaged-key", "row-shifted"]


@pytest.mark.parametrize(
    ("role", "value", "code"),
    [
        ("decision", "иә, бірақ", "decision"),
        ("decision", True, "decision"),
        ("decision", 3.5, "decision"),
        ("decision", dt.datetime(2026, 1, 1), "decision"),  # noqa: DTZ001
        ("importance", 5, "importance"),
        ("importance", "маңызды", "importance"),
        ("date", "ертең", "date"),
        ("date", 12, "date"),
        ("decision", "=1+1", "cell-error"),
        ("comment", "=TODAY()", "cell-error"),
        ("reason", "#REF!", "cell-error"),
    ],
)
def test_what_a_cell_cannot_mean_is_listed(role, value, code):
    """With the cell, a sentence and advice in every language; the row is none of the entries."""
    report = Report().fill("1.1.1/S1", "ОН1", **({"comment": "x"} | {role: value}))
    book = report.book()
    if code == "cell-error":
        book["Жұптар"].cell(5, report.column("Жұптар", role) + 1).data_type = "e" if value == "#REF!" else "f"
    with TemporaryDirectory() as folder:
        book.save(Path(folder) / "есеп.xlsx")
        found = understand(read_book(Path(folder) / "есеп.xlsx"))
    assert found.entries == ()
    (problem,) = found.problems
    assert problem.code == code
    assert problem.where == f"Жұптар!{chr(ord('A') + report.column('Жұптар', role))}5"
    assert all(problem.text(lang) and problem.advice(lang) for lang in LANGS)


def test_merged_cells_mean_all_of_their_rows():
    """One decision, one name for three rows."""
    report = Report().fill("1.1.1/S1", "ОН1", decision="full", name=WHO)
    book = report.book()
    book["Жұптар"].merge_cells("E5:E7")
    book["Жұптар"].merge_cells("G5:G7")
    with TemporaryDirectory() as folder:
        book.save(Path(folder) / "есеп.xlsx")
        found = understand(read_book(Path(folder) / "есеп.xlsx"))
    assert [(one.row, one.verdict, one.name) for one in found.entries] == [(row, "full", WHO) for row in (5, 6, 7)]


def test_every_sentence_is_there():
    """Each problem, remark and fate that the code can name has its words in every language, and no words are left."""
    folder = Path(returned_books.__file__).parents[1] / "toolkit" / "returns"
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.py")))
    literal = set(re.findall(r'"([a-z-]+)"', source))
    for prefix in ("returned", "told"):
        named = {key.removeprefix(f"{prefix}-") for key in load("words.returns") if key.startswith(f"{prefix}-")}
        assert named <= literal
    wrong = {key.removeprefix("returned-") for key in load("words.returns") if key.startswith("returned-")}
    advised = {key.removeprefix("remedy-") for key in load("words.returns") if key.startswith("remedy-")}
    assert wrong == advised


@given(st.lists(st.lists(st.none() | st.text(max_size=8) | st.integers() | st.booleans(), max_size=8), max_size=12))
def test_any_cells_are_read_without_failing(rows):
    """Wrong types in every cell, also right under machine cells and beside keys."""
    head = [f"curmap:{role}" for role in ("key", *FILL)]
    keyed = [[encode(key_of("1.1.1/S1", "ОН1")), *row] for row in rows]
    grid = Grid("Парақ", tuple(tuple(row) for row in [head, list(FILL), *keyed, *rows]))
    found = understand(Book("есеп.xlsx", (grid,)))
    assert all(problem.where and problem.text("kk") for problem in found.problems)
    assert len(found.entries) + found.empty <= len(keyed)


# --- what becomes of it


def test_new_same_changed(project):
    """What nobody decided, what was prefilled and left, what is decided otherwise than the report had it."""
    before = decided(project, made_before("1.1.1/S1", "ОН1", "full"), made_before("1.1.1/S2", "ОН1", "none"))
    report = Report(before).fill("1.1.1/S2", "ОН1", decision="partial", reason="себебі")
    report.fill("1.1.1/S3", "ОН1", decision="full")
    result = judged(project, report)
    assert statuses(result) == [("S2", "ОН1", "changed"), ("S3", "ОН1", "new")]
    assert result.untouched == 13
    assert result.written
    ledger = project.ledger()
    assert {(row.statement_id[-2:], row.verdict, row.reviewer) for row in ledger.current} == {
        ("S1", "full", "Сарапшы"),
        ("S2", "partial", WHO),
        ("S3", "full", WHO),
    }
    (row,) = [row for row in ledger.current if row.statement_id.endswith("S3")]
    assert (row.decided_at, row.method, row.role) == (NOW, "report", "review")
    assert (row.statement_text, row.outcome_text) == ("1.1.1/S3 мәтіні", "Деректерді жинайды")


def test_a_report_twice_changes_nothing(project):
    """Byte for byte, at a later time; every row says so."""
    report = Report().fill("1.1.1/S1", "ОН1", decision="full", comment="жақсы", importance=2)
    report.fill("1.1.1/S2", decision="na", reason="басқа бағдарлама", name=OTHER)
    judged(project, report)
    before = files_of(project)
    again = judged(project, report, now=NOW + dt.timedelta(days=9))
    assert {status for *_, status in statuses(again)} == {"same"}
    assert (again.decisions, again.remarks) == ((), ())
    assert files_of(project) == before


def files_of(project):
    return {path.name: path.read_bytes() for path in sorted(project.root.rglob("*.csv"))}


def test_what_is_emptied_or_missing_deletes_nothing(project):
    """A cleared decision and a deleted row say nothing."""
    before = decided(project, made_before("1.1.1/S1", "ОН1", "full"), made_before("1.1.1/S2", "ОН1", "none"))
    report = Report(before).fill("1.1.1/S1", "ОН1", decision=None)
    report.sheets["Жұптар"] = [row for row in report.sheets["Жұптар"] if "X1/1.1.1/S2" not in row]
    result = judged(project, report)
    assert (result.rows, result.problems) == ((), ())
    assert len(project.ledger().current) == 2


def test_a_correction_in_the_same_report_counts(project):
    """Sent in again with another decision it is no conflict with oneself; without a date it counts from now on."""
    report = Report().fill("1.1.1/S1", "ОН1", decision="full")
    judged(project, report)
    old = report.book()
    result = judged(project, report.fill("1.1.1/S1", "ОН1", decision="none"), now=NOW + dt.timedelta(hours=1))
    assert statuses(result) == [("S1", "ОН1", "changed")]
    assert [row.verdict for row in project.ledger().current] == ["none"]
    old.save(project.root / "ескі.xlsx")
    older = project.take_in(project.root / "ескі.xlsx", now=NOW + dt.timedelta(hours=2))
    assert statuses(older) == [("S1", "ОН1", "same")]
    assert [item.code for item in older.rows[0].said] == ["said-before"]
    assert [row.verdict for row in project.ledger().current] == ["none"]


def test_a_date_takes_up_again_what_was_said_before(project):
    """That is how one returns to an earlier decision."""
    report = Report().fill("1.1.1/S1", "ОН1", decision="full")
    judged(project, report)
    judged(project, report.fill("1.1.1/S1", "ОН1", decision="none"), now=NOW + dt.timedelta(hours=1))
    report.fill("1.1.1/S1", "ОН1", decision="full", date=(NOW + dt.timedelta(days=2)).strftime("%d.%m.%Y"))
    for hours in (60, 61):
        judged(project, report, now=NOW + dt.timedelta(hours=hours))
    assert [row.verdict for row in project.ledger().all] == ["full", "none", "full"]


def test_a_decision_made_meanwhile_goes_on_counting(project):
    """The row answers the moment of the report; the ledger lists a disagreement; a second import adds nothing."""
    report = Report().fill("1.1.1/S1", "ОН1", decision="full")
    decided(project, made_before("1.1.1/S1", "ОН1", "none", minutes=60, reviewer=OTHER))
    result = judged(project, report)
    assert statuses(result) == [("S1", "ОН1", "conflict")]
    assert result.rows[0].against.reviewer == OTHER
    assert result.decisions[0].decided_at == MADE
    ledger = project.ledger()
    assert [(row.verdict, row.reviewer) for row in ledger.current] == [("none", OTHER)]
    assert [[row.reviewer for row in rows] for rows in ledger.disagreements] == [[WHO, OTHER]]
    assert statuses(judged(project, report)) == [("S1", "ОН1", "same")]


def test_a_date_places_a_conflict_in_time(project):
    """Written after the other decision it counts; still a conflict, and a disagreement is listed."""
    report = Report().fill("1.1.1/S1", "ОН1", decision="full", date="22.11.2026")
    decided(project, made_before("1.1.1/S1", "ОН1", "none", minutes=60, reviewer=OTHER))
    result = judged(project, report)
    assert statuses(result) == [("S1", "ОН1", "conflict")]
    assert [row.reviewer for row in project.ledger().current] == [WHO]
    assert len(project.ledger().disagreements) == 1


def test_the_same_said_by_another_person_is_a_second_voice(project):
    """Two colleagues fill in the same report alike: both are written down, nobody disagrees."""
    judged(project, Report().fill("1.1.1/S1", "ОН1", decision="full"))
    result = judged(project, Report().fill("1.1.1/S1", "ОН1", decision="full"), OTHER)
    assert statuses(result) == [("S1", "ОН1", "new")]
    assert [item.code for item in result.rows[0].said] == ["second-voice"]
    assert len(project.ledger().all) == 2
    assert project.ledger().disagreements == ()


@pytest.mark.parametrize(
    ("cells", "count"), [({}, 0), ({"name": OTHER}, 1), ({"reason": "иә"}, 1), ({"date": "22.11.2026"}, 0)]
)
def test_a_prefilled_decision_is_confirmed_by_a_name_or_a_reason(project, cells, count):
    """Left alone it says nothing; with a name or reason it is one's own."""
    before = decided(project, made_before("1.1.1/S1", "ОН1", "full"))
    result = judged(project, Report(before).fill("1.1.1/S1", "ОН1", **cells))
    assert len(result.decisions) == count
    assert result.untouched == 15 - count


def test_ones_own_prefilled_decision_with_another_reason_is_kept(project):
    """The words would be lost otherwise; the same words say nothing new."""
    before = decided(project, made_before("1.1.1/S1", "ОН1", "full", reviewer=WHO, reason="ескі"))
    assert statuses(judged(project, Report(before).fill("1.1.1/S1", "ОН1", reason="ескі"))) == [("S1", "ОН1", "same")]
    assert statuses(judged(project, Report(before).fill("1.1.1/S1", "ОН1", name=WHO))) == [("S1", "ОН1", "same")]
    result = judged(project, Report(before).fill("1.1.1/S1", "ОН1", reason="жаңа"))
    assert statuses(result) == [("S1", "ОН1", "changed")]
    assert [row.reason for row in project.ledger().current] == ["жаңа"]


@pytest.mark.parametrize(
    ("date", "moment", "moved"),
    [
        ("22.11.2026", dt.datetime(2026, 11, 22, 23, 59, 59, tzinfo=dt.UTC), []),
        ("2026-11-22T08:00", dt.datetime(2026, 11, 22, 8, tzinfo=dt.UTC), []),
        (NOW.strftime("%d.%m.%Y"), NOW, []),
        ("01.01.2020", MADE, ["date-moved"]),
        ("01.01.2090", NOW, ["date-moved"]),
    ],
)
def test_a_date_lies_between_the_report_and_now(project, date, moment, moved):
    """A wrong one is moved to the nearer end, which is said."""
    result = judged(project, Report().fill("1.1.1/S1", "ОН1", decision="full", date=date))
    assert result.decisions[0].decided_at == moment
    assert [item.code for item in result.rows[0].said] == moved


def test_stale_rows_are_kept_with_the_texts_they_were_about(tmp_path):
    """The ledger lists them as suspect or lost; decisions about the present texts go on counting."""
    report = Report()
    for number in range(1, 5):
        report.fill(f"1.1.1/S{number}", "ОН1", decision="full")
    report.fill("1.1.1/S5", "ОН2", decision="full")
    texts = (TEXTS[0], f"{TEXTS[1]} мен тәсілі", None, f"{TEXTS[3]} мен тәсілі", TEXTS[4])
    small = Small(tmp_path, texts, programme(outcomes=OUTCOMES[:1]))
    fresh = made_before("1.1.1/S4", "ОН1", "none", minutes=30, reviewer=OTHER)
    fresh = replace(fresh, statement_fingerprint=fingerprint(texts[3]))
    decided(small, fresh)
    result = judged(small, report)
    assert statuses(result) == [
        ("S1", "ОН1", "new"),
        ("S2", "ОН1", "stale"),
        ("S3", "ОН1", "stale"),
        ("S4", "ОН1", "stale"),
        ("S5", "ОН2", "stale"),
    ]
    assert [item.code for row in result.rows for item in row.said] == [
        "stale-statement",
        "gone-statement",
        "stale-statement",
        "conflict",
        "gone-outcome",
    ]
    ledger = small.ledger()
    assert [row.statement_id[-2:] for row in ledger.suspect] == ["S2"]
    assert sorted(row.statement_id[-2:] for row in ledger.lost) == ["S3", "S5"]
    assert {(row.statement_id[-2:], row.verdict) for row in ledger.current} == {("S1", "full"), ("S4", "none")}
    assert {status for *_, status in statuses(judged(small, report))} == {"same"}


def test_a_stale_row_never_stands_before_a_decision_about_the_present_text(tmp_path):
    """Not even with a later date."""
    report = Report().fill("1.1.1/S1", "ОН1", decision="full", date="23.11.2026")
    small = Small(tmp_path, ("Жаңа мәтін", *TEXTS[1:]))
    fresh = made_before("1.1.1/S1", "ОН1", "none", minutes=30, statement_fingerprint=fingerprint("Жаңа мәтін"))
    decided(small, fresh)
    judged(small, report)
    assert [row.verdict for row in small.ledger().current] == ["none"]


@pytest.mark.parametrize("verdict", ["full", "none"])
def test_what_was_said_of_a_former_text_is_no_answer_to_this_one(project, verdict):
    """Who confirms the same of the new text is written down; who says otherwise does not contradict anybody."""
    former = made_before("1.1.1/S1", "ОН1", "full", minutes=-600, statement_fingerprint=fingerprint("Бұрынғы мәтін"))
    decided(project, former)
    result = judged(project, Report().fill("1.1.1/S1", "ОН1", decision=verdict))
    assert statuses(result) == [("S1", "ОН1", "new")]
    assert [(row.verdict, row.reviewer) for row in project.ledger().current] == [
        (verdict, result.decisions[0].reviewer)
    ]
    assert statuses(judged(project, Report().fill("1.1.1/S1", "ОН1", decision=verdict))) == [("S1", "ОН1", "same")]


def test_a_row_about_a_statement_takes_the_chosen_outcome(project):
    """The decision is about that pair; what was decided about the pair since is a conflict."""
    decided(project, made_before("1.1.1/S2", "ОН2", "none", minutes=60, reviewer=OTHER))
    report = Report().fill("1.1.1/S1", decision="full", outcome="ОН10. Кеңес береді")
    report.fill("1.1.1/S2", decision="partial", outcome="РО2").fill("1.1.1/S3", decision="none")
    result = judged(project, report)
    assert statuses(result) == [("S1", "ОН10", "new"), ("S2", "ОН2", "conflict"), ("S3", "", "new")]
    assert result.decisions[0].outcome_fingerprint == OUTCOMES[2].fingerprint
    assert statuses(judged(project, report)) == [("S1", "ОН10", "same"), ("S2", "ОН2", "same"), ("S3", "", "same")]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"decision": "full"}, "needs-outcome"),
        ({"decision": "full", "outcome": "ОН77"}, "outcome"),
        ({"outcome": "ОН1"}, "outcome-alone"),
        ({"reason": "себебі"}, "reason-alone"),
        ({"decision": "na", "name": "concepts-bm25f/2"}, "no-person"),
        ({"decision": "na", "name": "42"}, "no-person"),
    ],
)
def test_what_cannot_be_written_down_is_listed(project, cells, code):
    """A link needs an outcome of the programme, an outcome or a reason a decision, a decision a person."""
    result = judged(project, Report().fill("1.1.1/S1", **cells))
    assert codes(result) == [code]
    assert not result.written
    assert files_of(project) == {}


def test_an_outcome_beside_a_decision_of_the_report_says_too_little(project):
    """«Not covered» was prefilled: whether it is meant of the chosen outcome is not known."""
    before = decided(project, made_before("1.1.1/S1", "", "none"))
    assert codes(judged(project, Report(before).fill("1.1.1/S1", outcome="ОН1"))) == ["outcome-alone"]


def test_a_decision_is_not_taken_back_by_a_word(project):
    """«Undecided» over a decision says what to do; over nothing it is nothing."""
    before = decided(project, made_before("1.1.1/S1", "ОН1", "full"))
    report = Report(before).fill("1.1.1/S1", "ОН1", decision="шешім жоқ").fill("1.1.1/S2", "ОН1", decision="шешім жоқ")
    result = judged(project, report)
    assert codes(result) == ["taking-back"]
    assert result.rows == ()


def test_who_decided(project):
    """The name in the row, else the one who hands in; another name is said; without either the row is listed."""
    report = Report().fill("1.1.1/S1", "ОН1", decision="full", name=f" {OTHER.upper()} ")
    report.fill("1.1.1/S2", "ОН1", decision="full")
    decided(project, made_before("1.1.1/S5", "ОН2", "full", reviewer=OTHER))
    result = judged(project, report, dry_run=True)
    assert [row.reviewer for row in result.rows] == [OTHER, WHO]
    assert [item.code for item in result.rows[0].said] == ["name-wins"]
    assert codes(judged(project, report, "")) == ["no-name"]
    with pytest.raises(InputError, match="made by people"):
        judged(project, report, "robot")


def test_the_same_pair_twice(project):
    """Alike it counts once, with both reasons; otherwise both cells are named; a copy left alone contradicts nothing."""
    before = decided(project, made_before("1.1.1/S3", "ОН1", "full"))
    report = Report(before).fill("1.1.1/S1", "ОН1", decision="full", reason="б").fill("1.1.1/S3", "ОН1", decision="na")
    report.sheets["Көшірме"] = [list(row) for row in report.sheets["Жұптар"]]
    copy = report.sheets["Көшірме"]
    copy[4][5] = "а"
    copy[8] = list(Report(before).row("1.1.1/S3", "ОН1")[1])
    result = judged(project, report)
    assert [row.reason for row in result.decisions] == ["а; б", ""]
    assert statuses(result) == [("S1", "ОН1", "new"), ("S3", "ОН1", "changed"), ("S1", "ОН1", "same")]
    copy[4][4] = "жоқ"
    twice = judged(project, report)
    assert codes(twice) == ["twice", "twice"]
    assert all("Жұптар!E5, Көшірме!E5" in problem.text("kk") for problem in twice.problems)


def test_two_people_in_one_file_may_differ(project):
    """A row copied for a second name is a second voice; the ledger lists the disagreement."""
    report = Report().fill("1.1.1/S1", "ОН1", decision="full", name=WHO)
    rows = report.sheets["Жұптар"]
    rows.insert(5, list(rows[4]))
    rows[5][report.column("Жұптар", "name")] = OTHER
    rows[5][report.column("Жұптар", "decision")] = "жоқ"
    result = judged(project, report, "")
    assert statuses(result) == [("S1", "ОН1", "new")] * 2
    assert len(project.ledger().disagreements) == 1


def test_without_keys_only_what_is_certain_is_written(project):
    """What counts otherwise may have been prefilled: a name, reason or date shows that somebody meant it."""
    decided(project, made_before("1.1.1/S1", "ОН1", "full"), made_before("1.1.1/S2", "ОН1", "none"))
    report = Report().fill("1.1.1/S1", "ОН1", decision="full").fill("1.1.1/S2", "ОН1", decision="full")
    report.fill("1.1.1/S3", "ОН1", decision="partial")
    without(report, "key")
    assert codes(judged(project, report)) == ["not-proven-row"]
    report.sheets["Жұптар"][6][report.column("Жұптар", "name")] = WHO
    result = judged(project, report)
    assert statuses(result) == [("S2", "ОН1", "changed"), ("S3", "ОН1", "new")]
    assert {row.act_sha256 for row in result.decisions} == {""}
    assert {status for *_, status in statuses(judged(project, report))} == {"same"}


def test_without_keys_and_outcomes_a_decision_is_about_nothing_certain(project):
    """It is not taken for one about the statement as a whole; an unknown code is named."""
    report = Report().fill("1.1.1/S1", "ОН1", decision="none")
    without(without(report, "key"), "outcome")
    assert codes(judged(project, report)) == ["which-outcome"]
    report = Report().fill("1.1.1/S1", "ОН1", decision="none", statement="X1/9.9.9/S9")
    assert codes(judged(project, without(report, "key"))) == ["statement"]


# --- taking in


def test_nothing_is_written_while_something_is_not_understood(project):
    """Unless it is set aside: then the rest is written whole and the list holds the rows as they stand."""
    report = Report().fill("1.1.1/S1", "ОН1", decision="full", importance=3)
    report.fill("1.1.1/S2", "ОН1", decision="мүмкін", reason="=HYPERLINK()", name=WHO)
    assert not judged(project, report).written
    assert files_of(project) == {}
    result = judged(project, report, set_aside=True, lang="ru")
    assert (result.written, len(result.decisions), len(result.remarks)) == (True, 1, 1)
    assert Path(result.aside) == project.root / "exports" / "есеп-set-aside.csv"
    (row,) = csv.DictReader(io.StringIO(Path(result.aside).read_text(encoding="utf-8-sig")))
    assert row[word("where", "ru")] == "Жұптар!E7"
    assert row[word("filled-decision", "ru")] == "мүмкін"
    assert row[word("filled-reason", "ru")] == "'=HYPERLINK()"
    again = judged(project, report, set_aside=True, lang="ru")
    assert (again.decisions, again.aside) == ((), result.aside)


def test_an_earlier_list_is_not_overwritten(project):
    """A report of the same name with other rows has a list of its own."""
    first = judged(project, Report().fill("1.1.1/S1", "ОН1", decision="мүмкін"), set_aside=True)
    second = judged(project, Report().fill("1.1.1/S2", "ОН1", decision="мүмкін"), set_aside=True)
    assert Path(first.aside).exists()
    assert Path(second.aside).name == "есеп-set-aside-2.csv"


def test_a_dry_run_writes_nothing(project):
    """It says the same."""
    report = Report().fill("1.1.1/S1", "ОН1", decision="full", comment="x")
    result = judged(project, report, dry_run=True)
    assert (result.written, len(result.decisions), len(result.remarks)) == (False, 1, 1)
    assert files_of(project) == {}


def full_report():
    report = Report().fill("1.1.1/S1", "ОН1", decision="full", comment="x").fill("1.1.1/S2", "ОН1", decision="none")
    return report.fill("1.1.1/S3", "ОН1", decision="full", name=OTHER, importance=1)


@pytest.mark.parametrize("fails", [1, 2, 3, 4])
def test_a_failed_write_takes_everything_back(project, monkeypatch, fails):
    """Whichever of four files cannot be written: the logs are as they were, and a second import writes all."""
    decided(project, made_before("1.1.1/S5", "ОН2", "full", reviewer=WHO))
    before = files_of(project)
    count = 0
    real = decision_log._written

    def written(path, keep, data):
        nonlocal count
        count += 1
        if count == fails:
            raise OSError(28, "No space left on device")
        return real(path, keep, data)

    monkeypatch.setattr(decision_log, "_written", written)
    with pytest.raises(InputError, match="No space left"):
        judged(project, full_report())
    assert files_of(project) == before
    monkeypatch.undo()
    assert judged(project, full_report()).written
    assert len(project.ledger().all) == 4


@pytest.mark.parametrize("dies", [1, 2, 3])
def test_a_second_import_completes_what_a_crash_has_cut(project, monkeypatch, dies):
    """After any of the files: what is there is not written again, what is missing comes."""
    count = 0
    real = decision_log._written

    def written(path, keep, data):
        nonlocal count
        count += 1
        if count > dies:
            raise KeyboardInterrupt
        return real(path, keep, data)

    monkeypatch.setattr(decision_log, "_written", written)
    with pytest.raises(KeyboardInterrupt):
        judged(project, full_report())
    monkeypatch.undo()
    judged(project, full_report(), now=NOW + dt.timedelta(minutes=5))
    assert sorted((row.reviewer, row.verdict) for row in project.ledger().all) == sorted(
        [(WHO, "full"), (WHO, "none"), (OTHER, "full")]
    )
    remarks = read_remarks(project.root / "curricula" / "p" / "remarks").remarks
    assert sorted((row.reviewer, row.comment, row.importance) for row in remarks) == sorted(
        [(WHO, "x", None), (OTHER, "", 1)], key=str
    )
    before = files_of(project)
    judged(project, full_report(), now=NOW + dt.timedelta(minutes=9))
    assert files_of(project) == before


def test_the_programme_is_the_one_that_the_keys_name(project):
    """Another one or two are refused with a sentence; without keys it must be named, unless there is one only."""
    other = Report()
    for rows in other.sheets.values():
        for row in rows:
            row[:] = [encode(replace(decode(cell), programme_id="q")) if "|" in str(cell) else cell for cell in row]
    with pytest.raises(InputError, match="'q', which is not in curricula"):
        judged(project, other)
    mixed = Report()
    mixed.sheets["Жұптар"] = other.sheets["Жұптар"]
    with pytest.raises(InputError, match="'p', 'q'"):
        judged(project, mixed)
    with pytest.raises(InputError, match="'p', 'q'"):
        judged(project, Report(), programme_id="q")
    result = judged(project, without(Report().fill("1.1.1/S1", "ОН1", decision="full"), "key"))
    assert len(result.decisions) == 1


def test_a_workbook_without_our_tables_is_said(project):
    """It is refused with a sentence, also when rows may be set aside."""
    report = Report()
    report.sheets = {"Парақ": [["Код", "Пән"], [1, 2]]}
    with pytest.raises(InputError, match="no table of a gap report"):
        judged(project, report, set_aside=True)


def test_the_bundled_programme_takes_reports_in(tmp_path):
    """Statements and outcomes of the real library are known by their fingerprints; nothing is stale."""
    mine = Project(ROOT).programme("college-statistics")
    (standard,) = [one for one in Project(ROOT).library().standards() if one.standard_id == "V2000019833"]
    row, one = statements_of(standard)[0], mine.outcomes[0]
    texts = {"outcome_id": one.outcome_id, "outcome_fingerprint": one.fingerprint, "verdict": "na"}
    about = {"statement_id": row.statement_id, "statement_fingerprint": row.fingerprint, "standard_id": row.standard_id}
    key = replace(key_of("1.1.1/S1"), programme_id=mine.programme_id, **texts, **about)
    report = Report()
    report.sheets = {"Парақ": [["curmap:key", "curmap:decision"], ["", "Шешім"], [encode(key), "Күмәнді"]]}
    file = report.saved(tmp_path / "есеп.xlsx")
    result = import_report(Project(ROOT), file, WHO, dry_run=True, now=NOW)
    assert result.problems == ()
    assert [row.status for row in result.rows] in (["new"], ["changed"], ["conflict"])


def test_two_colleagues_reports_merge(project):
    """Each in a file of one's own; where they differ the ledger lists it, in whatever order they come."""
    first = Report().fill("1.1.1/S1", "ОН1", decision="full").fill("1.1.1/S2", "ОН1", decision="full")
    second = Report().fill("1.1.1/S1", "ОН1", decision="none").fill("1.1.1/S3", "ОН1", decision="partial")
    judged(project, first, WHO)
    result = judged(project, second, OTHER)
    assert statuses(result) == [("S1", "ОН1", "conflict"), ("S3", "ОН1", "new")]
    ledger = project.ledger()
    assert {(row.statement_id[-2:], row.verdict) for row in ledger.current} == {
        ("S1", "full"),
        ("S2", "full"),
        ("S3", "partial"),
    }
    assert [{row.reviewer for row in rows} for rows in ledger.disagreements] == [{WHO, OTHER}]
    assert len(list(project.decisions_folder("p").glob("*.csv"))) == 2


# --- remarks


def test_remarks_are_kept_beside_decisions(project):
    """Also alone in a row; once, and again only if they change."""
    report = Report().fill("1.1.1/S1", "ОН1", importance=3, comment="қажет", responsible="Деканат")
    report.fill("1.1.1/S2", deadline=dt.datetime(2027, 2, 1))  # noqa: DTZ001
    first = judged(project, report)
    assert [row.status for row in first.rows] == ["new", "new"]
    assert [row.content for row in first.remarks] == [(None, "", "", "2027-02-01"), (3, "қажет", "Деканат", "")]
    assert judged(project, report).remarks == ()
    changed = judged(project, report.fill("1.1.1/S1", "ОН1", importance=2), now=NOW + dt.timedelta(hours=1))
    assert [(row.status, row.remark and row.remark.importance) for row in changed.rows] == [
        ("same", None),
        ("changed", 2),
    ]
    assert project.ledger().all == ()


def test_a_statement_has_one_importance_of_a_person(project):
    """Two marks in two rows about one pair are listed with both cells."""
    report = Report().fill("1.1.1/S1", "ОН1", importance=3)
    report.sheets["Көшірме"] = [list(row) for row in report.sheets["Жұптар"]]
    report.sheets["Көшірме"][4][report.column("Жұптар", "importance")] = 1
    assert codes(judged(project, report)) == ["twice-importance", "twice-importance"]


# --- hostile files


def refused(project, data, name="есеп.xlsx"):
    path = project.root / name
    path.write_bytes(data)
    with pytest.raises(InputError) as error:
        project.take_in(path)
    assert "\n" not in str(error.value)
    assert files_of(project) == {}
    return str(error.value)


def parts_of(report):
    out = io.BytesIO()
    report.book().save(out)
    source = zipfile.ZipFile(out)
    return {name: source.read(name) for name in source.namelist()}


def packed(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"PK\x03\x04", b"<html></html>", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_what_is_no_workbook_is_refused(project, data):
    """In one sentence; nothing is written."""
    assert refused(project, data)


def test_bombs_are_refused(project):
    """A declaration of entities, and a part that unpacks to a thousand times its size."""
    parts = parts_of(full_report())
    sheet = parts["xl/worksheets/sheet2.xml"]
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    assert "never writes" in refused(project, packed(parts | {"xl/worksheets/sheet2.xml": bomb + sheet}))
    spaces = sheet.replace(b"<sheetData>", b" " * 5_000_000 + b"<sheetData>")
    assert "far more" in refused(project, packed(parts | {"xl/worksheets/sheet2.xml": spaces}))


def test_macros_links_and_huge_claims_are_harmless(project):
    """A sheet that claims a million rows, merged cells over all of it, macros and links: told, read as it is."""
    parts = parts_of(full_report())
    sheet = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', parts["xl/worksheets/sheet3.xml"])
    merged = b'<mergeCells count="2"><mergeCell ref="K20:K1048576"/><mergeCell ref="A2:XFD2"/></mergeCells>'
    sheet = sheet.replace(b"</sheetData>", b"</sheetData>" + merged)
    parts |= {
        "xl/worksheets/sheet3.xml": sheet,
        "xl/vbaProject.bin": b"macro",
        "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
    }
    path = project.root / "есеп.xlsm"
    path.write_bytes(packed(parts))
    result = project.take_in(path)
    assert result.written
    assert len(result.decisions) == 3
    assert codes(result, "note") == ["macros", "links"]


# --- the command


def options(*files, **changes):
    usual = {"files": files, "reviewer": WHO, "dry_run": False, "set_aside": False, "format": "text", "lang": "en"}
    return argparse.Namespace(**usual | changes)


@pytest.mark.parametrize("lang", LANGS)
def test_the_command_tells_every_row(project, capsys, lang):
    """Sheet, cell, statement, outcome, what becomes of it, decision, person; counts; status 0."""
    path = full_report().saved(project.root / "есеп.xlsx")
    assert run(project, options(path, lang=lang)) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split()[:4] == ["Жұптар!E5", "X1/1.1.1/S1", "ОН1", word("fate-new", lang).split()[0]]
    assert word("import-written", lang) in lines[-1]
    assert run(project, options(path, lang=lang)) == 0
    assert word("import-same-again", lang) in capsys.readouterr().out


def test_the_command_takes_several_files(project, capsys):
    """One that cannot be read stops no other; the status says that something is left to do."""
    good = full_report().saved(project.root / "есеп.xlsx")
    bad = Report().fill("1.1.1/S5", "ОН1", decision="мүмкін").saved(project.root / "күмәнді.xlsx")
    assert run(project, options(project.root / "жоқ.xlsx", bad, good)) == 1
    out, err = capsys.readouterr()
    assert "does not exist" in err
    assert "! Жұптар!E13: There is no decision «мүмкін»." in out
    assert len(project.ledger().all) == 3
    assert run(project, options(bad, set_aside=True)) == 0
    assert "есеп" not in capsys.readouterr().out


def test_the_command_speaks_json(project, capsys):
    """One record a file, with rows, problems and counts."""
    path = full_report().fill("1.1.1/S5", "ОН1", importance=9).saved(project.root / "есеп.xlsx")
    assert run(project, options(path, format="json", dry_run=True)) == 1
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["written"], told["counts"]["new"], told["counts"]["not-understood"]) == (False, 3, 1)
    assert told["rows"][0]["cell"] == "E5"
    assert told["problems"][0]["cell"] == "I13"


# --- everything at once


def mangled(report, rng):
    """Do to the sheets what people do: sort, insert, delete what is empty, move, rename; nothing that was filled in goes."""
    for name in ("Олқылықтар", "Жұптар"):
        rows = report.sheets[name]
        fillable = [report.column(name, role) for role in FILL]
        start = next(place for place, row in enumerate(rows) if "curmap:key" in row) + 2
        body = [row for row in rows[start:] if any(row[place] for place in fillable) or rng.random() < 0.7]
        rng.shuffle(body)
        for _ in range(rng.randrange(3)):
            body.insert(rng.randrange(len(body) + 1), [] if rng.random() < 0.5 else ["өз жазбам"])
        head = rows[:start]
        if rng.random() < 0.5:
            head[-1] = [f"{cell} (өз атауым)" if cell else cell for cell in head[-1]]
        head[0:0] = [["Жоғарғы жазба"]] * rng.randrange(3)
        rows = [*head, *body]
        for _ in range(rng.randrange(3)):
            place = rng.randrange(5)
            rows = [[*row[:place], None, *row[place:]] if len(row) > place else row for row in rows]
        report.sheets[name] = rows
    names = list(report.sheets)
    rng.shuffle(names)
    report.sheets = {f"{name[:20]} {rng.randrange(99)}": report.sheets[name] for name in names}
    return report


TARGETS = [(f"1.1.1/S{number}", code) for number in range(1, 6) for code in ("", "ОН1", "ОН2")]
EDITS = st.dictionaries(
    st.sampled_from(TARGETS),
    st.fixed_dictionaries(
        {"decision": st.sampled_from(["full", "partial", "none", "na", "unsure", None])},
        optional={
            "reason": st.text("абв =+-@\u2028«»,;\"'|", max_size=12),
            "name": st.sampled_from([WHO, OTHER]),
            "date": st.sampled_from(["22.11.2026", "2026-11-23", dt.datetime(2026, 11, 22)]),  # noqa: DTZ001
            "importance": st.sampled_from([1, 2.0, "3 – жоғары"]),
            "comment": st.text("абв\n\t =\U0001f600", max_size=12),
        },
    ),
    max_size=6,
)
BEFORE = st.lists(st.tuples(st.sampled_from(TARGETS), st.sampled_from(["full", "none", "na"])), max_size=5, unique=True)


def written_as(text):
    """Give a reason or comment as it is kept, by rules of its own."""
    kept = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return "" if set(kept) <= set("-") else kept


@given(EDITS, BEFORE, BEFORE, st.sets(st.integers(0, 4), max_size=2), st.integers(0, 10**6))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_edit_arrives_exactly_once(edits, earlier, meanwhile, reworded, seed):
    """However the workbook was mangled: none is lost, none doubled, old texts and conflicts are told, twice is nothing."""
    with TemporaryDirectory() as folder:
        texts = tuple(f"{text} өзгерді" if place in reworded else text for place, text in enumerate(TEXTS))
        small = Small(Path(folder), texts)
        old = [
            made_before(place, code, "none" if not code and verdict == "full" else verdict, minutes=minutes - 99)
            for minutes, ((place, code), verdict) in enumerate(earlier)
        ]
        decided(small, *in_order(old))
        report = Report(old)
        wanted = {}
        for (place, code), cells in edits.items():
            kept = {name: value for name, value in cells.items() if value is not None}
            kept = {
                name: value for name, value in kept.items() if name not in ("reason", "comment") or written_as(value)
            }
            prefilled = key_of(place, code, old).verdict
            if kept.get("decision", prefilled) in ("full", "partial") and not code:
                kept["outcome"] = "ОН10"
            if prefilled == kept.get("decision") and "outcome" in kept:
                continue
            if "reason" in kept and not (kept.get("decision") or prefilled):
                del kept["reason"]
            report.fill(place, code, **kept)
            wanted[place, code] = kept, prefilled
        decided(small, *(made_before(p, c, "unsure", minutes=9 + n) for n, ((p, c), _) in enumerate(meanwhile)))
        path = mangled(report, random.Random(seed)).saved(small.root / "есеп.xlsx")  # noqa: S311 -- no secret
        result = small.take_in(path)
        assert codes(result) == []
        check(result, wanted, {pair for pair, _ in meanwhile}, reworded)
        before = files_of(small)
        again = small.take_in(path, now=NOW + dt.timedelta(days=1))
        assert {row.status for row in again.rows} <= {"same"}
        assert files_of(small) == before


def check(result, wanted, meanwhile, reworded):
    """Hold what was written against what was filled in."""
    decisions = {(row.statement_id[3:], row.outcome_id): row for row in result.decisions}
    remarks = {(row.statement_id[3:], row.outcome_id): row for row in result.remarks}
    assert len(decisions) == len(result.decisions)
    assert len(remarks) == len(result.remarks)
    status = {(row.entry.statement_id[3:], row.outcome_id): row.status for row in result.rows}
    for (place, code), (cells, prefilled) in wanted.items():
        pair = (place, cells.get("outcome", code))
        verdict = cells.get("decision", prefilled)
        changed = verdict and (verdict != prefilled or "outcome" in cells)
        if changed or (verdict and ("name" in cells or "reason" in cells)):
            row = decisions.pop(pair)
            assert row.verdict == verdict
            assert row.reviewer == cells.get("name", WHO)
            assert row.reason == written_as(cells.get("reason", ""))
            assert MADE <= row.decided_at <= NOW
            other = pair in meanwhile and verdict != "unsure"
            late = int(place[-1]) - 1 in reworded
            assert (status[pair] == "stale") == late
            assert (status[pair] == "conflict") == (other and not late)
        if "importance" in cells or "comment" in cells:
            row = remarks.pop(pair)
            assert row.importance == importance_in(cells.get("importance"))
            assert row.comment == written_as(cells.get("comment", ""))
    assert (decisions, remarks) == ({}, {})


def test_the_marks_of_the_tests_are_those_of_the_contract():
    """The reports here have every column that can be filled in, and their words are known."""
    assert set(FILL) | {"outcome"} == set(FILLED)
    for lang in LANGS:
        assert all(heading_role(text) == role for role, text in HEADS[lang].items())
        assert all(said(text) == verdict for verdict, text in WORDS[lang].items() if verdict)
    assert NOON == MADE < NOW
