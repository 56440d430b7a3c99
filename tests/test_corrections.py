"""Corrections of matches: the sheet that people fill in, what comes back, and where it is kept."""

import csv
import datetime as dt
import zipfile
from argparse import Namespace
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from toolkit.commands import diff
from toolkit.commands import impact as impact_command
from toolkit.editions import Correction, compare_editions
from toolkit.editions.kept import KEPT_COLUMNS, Kept, cells_of, counting, kept_of
from toolkit.editions.keys import MatchKey, decode, encode
from toolkit.editions.sheet import ANSWERS, HEAD_ROW, answer_words, edition_workbook
from toolkit.errors import DataError, InputError
from toolkit.io.correction_sheets import take_corrections
from toolkit.io.corrections import corrections_path, keep, kept_for, read_kept
from toolkit.io.excel import write_report
from toolkit.io.project import Project
from toolkit.io.returns import import_report
from toolkit.model import LANGS, Card, Function, Item, Span, Standard, Unit

PLACE = Span(1, 1)
TODAY = dt.date(2026, 11, 21)
NOW = dt.datetime(2026, 11, 21, 9, tzinfo=dt.UTC)
WHO = "Айгүл Серікова"
ANSWER, OTHER, NAME, DATE, REASON, KEY = "E", "F", "G", "H", "I", "L"
"""Columns of the sheet."""


def standard(name, *texts):
    items = tuple(Item("skill", number, str(number), text, PLACE) for number, text in enumerate(texts, 1))
    function = Function(1, "Есеп", PLACE, (Unit(1, "task", "Санау", PLACE, items),))
    return Standard(name, name, "Есеп", "kk", f"{name}.txt", cards=(Card(1, "Маман", ("4",), PLACE, (), (function,)),))


OLD = standard(
    "X1",
    "Бос орындар бойынша дерекқор құру",
    "Өңірлік еңбек нарығын болжау және талдауды жүзеге асыру",
    "Келіссөздерді дайындау және оларға қатысу",
)
NEW = standard(
    "X2",
    "Бос орындар базасын құру",
    "Өңірлік еңбек нарығына талдау жүргізу",
    "Келіссөздер өткізу кестесін дайындау",
    "Мұрағат құжаттарын сақтау",
)


@pytest.fixture
def sheet(tmp_path):
    """The workbook of a comparison, with a way to fill it in and to read what then came back."""

    class Filled:
        def __init__(self):
            self.path = tmp_path / "салыстыру.xlsx"
            self.lang = "kk"
            self.write()

        def write(self, old=OLD, new=NEW):
            self.edition = compare_editions(old, new)
            write_report(edition_workbook(self.edition, self.lang, "2026-11-21"), self.path, replace=True)
            self.book = load_workbook(self.path)
            self.tab = self.book.worksheets[2]

        @property
        def rows(self):
            """Row of each match, by the end of its old identifier."""
            found = range(HEAD_ROW + 1, self.tab.max_row + 1)
            return {str(self.tab[f"A{row}"].value).split("/")[-1]: row for row in found if self.tab[f"A{row}"].value}

        def say(self, place, answer, other="", **cells):
            row = self.rows[place]
            values = {ANSWER: answer and answer_words(answer, self.lang), OTHER: other, NAME: WHO, **cells}
            for column, value in values.items():
                self.tab[f"{column}{row}"] = value or None

        def back(self, old=OLD, new=NEW):
            self.book.save(self.path)
            return take_corrections(self.path, old, new, TODAY)

    return Filled()


def said(taken):
    return {(one.old_id.split("/")[-1], one.new_id.split("/")[-1]) for one in taken.corrections}


def codes(taken):
    return [(problem.code, problem.cell) for problem in taken.problems]


# --- what people fill in ------------------------------------------------------------------------------------------


def test_there_is_something_to_fill_in(sheet):
    """Every doubtful match has its row, with a list to choose from and a hidden key."""
    assert set(sheet.rows) == {"S1", "S2", "S3"}
    (choice,) = sheet.tab.data_validations.dataValidation
    assert choice.formula1 == '"сол,сол емес,басқасы"'
    assert sheet.tab.column_dimensions[KEY].hidden
    assert sheet.tab.row_dimensions[HEAD_ROW - 1].hidden
    assert not sheet.tab.protection.sheet


@pytest.mark.parametrize("lang", LANGS)
def test_each_answer_becomes_a_correction(lang, sheet):
    """The same, nothing, another one with or without its standard: with name, day and reason."""
    sheet.lang = lang
    sheet.write()
    sheet.say("S1", "same", **{DATE: dt.date(2026, 11, 20), REASON: "екеуі де қарадым"})
    sheet.say("S2", "none")
    sheet.say("S3", "other", "1.1.1/S4")
    taken = sheet.back()
    assert (taken.problems, taken.untouched) == ((), 0)
    assert taken.corrections == (
        Correction("X1/1.1.1/S1", "X2/1.1.1/S1", WHO, dt.date(2026, 11, 20), "екеуі де қарадым"),
        Correction("X1/1.1.1/S2", "", WHO, TODAY, ""),
        Correction("X1/1.1.1/S3", "X2/1.1.1/S4", WHO, TODAY, ""),
    )
    again = compare_editions(OLD, NEW, taken.corrections)
    assert again.doubtful == ()


def test_several_identifiers_make_a_split(sheet):
    """An old statement that became two is answered with both, apart by a comma or a semicolon."""
    sheet.say("S3", "", "X2/1.1.1/S3; 1.1.1/S4")
    assert said(sheet.back()) == {("S3", "S3"), ("S3", "S4")}


def test_an_untouched_workbook_says_nothing(sheet):
    """Nothing is prefilled: whoever sends it back has corrected nothing."""
    taken = sheet.back()
    assert (taken.corrections, taken.problems, taken.untouched) == ((), (), 3)


def test_words_of_any_language_and_case_are_understood(sheet):
    """A workbook in Kazakh may be filled in in Russian."""
    sheet.say("S1", "same", **{ANSWER: "  То же самое. "})
    sheet.say("S2", "none", **{ANSWER: "IS NOT THE SAME"})
    assert said(sheet.back()) == {("S1", "S1"), ("S2", "")}


# --- whatever was done to the sheet -------------------------------------------------------------------------------


def test_rows_are_known_by_their_keys_wherever_they_are(sheet):
    """Sorted, with rows deleted and inserted, columns moved, the sheet renamed: each answer stays with its match."""
    sheet.say("S1", "same")
    sheet.say("S3", "none")
    tab, rows = sheet.tab, sheet.rows
    one, other = ([cell.value for cell in tab[rows[place]]] for place in ("S1", "S3"))
    for place, values in (("S1", other), ("S3", one)):
        for cell, value in zip(tab[rows[place]], values, strict=True):
            cell.value = value
    tab.delete_rows(rows["S2"])
    tab.insert_rows(2, 3)
    tab.insert_cols(2)
    tab.title = "Менің парағым"
    del sheet.book[sheet.book.sheetnames[0]]
    assert said(sheet.back()) == {("S1", "S1"), ("S3", "")}


def test_a_name_in_merged_cells_is_the_name_of_each_row(sheet):
    """People merge what is the same."""
    sheet.say("S1", "same")
    sheet.say("S2", "same", **{NAME: None})
    first = sheet.rows["S1"]
    sheet.tab.merge_cells(f"{NAME}{first}:{NAME}{first + 1}")
    assert {one.who for one in sheet.back().corrections} == {WHO}


def test_columns_that_were_sorted_alone_are_seen(sheet):
    """Where the identifiers beside a key are another match's, nobody knows what was answered."""
    sheet.say("S1", "same")
    first, second = sheet.rows["S1"], sheet.rows["S2"]
    tab = sheet.tab
    for column in "ABCD":
        tab[f"{column}{first}"].value, tab[f"{column}{second}"].value = (
            tab[f"{column}{second}"].value,
            tab[f"{column}{first}"].value,
        )
    taken = sheet.back()
    assert (taken.corrections, codes(taken)) == ((), [("mixed", f"{ANSWER}{first}")])


# --- what is not understood ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "other", "cells", "code", "column"),
    [
        ("", "", {ANSWER: "мүмкін"}, "match-answer", ANSWER),
        ("", "", {REASON: "білмеймін"}, "match-nothing", ANSWER),
        ("same", "1.1.1/S2", {}, "match-both", OTHER),
        ("other", "", {}, "match-which", OTHER),
        ("other", "1.1.1/S9", {}, "match-unknown", OTHER),
        ("other", "X2/1", {}, "match-sort", OTHER),
        ("same", "", {NAME: None}, "match-nobody", NAME),
        ("same", "", {NAME: "concepts-bm25f/2"}, "no-person", NAME),
        ("same", "", {DATE: "ертең"}, "date", DATE),
        ("same", "", {NAME: "#REF!"}, "cell-error", NAME),
        ("same", "", {KEY: "curmap.1|match|X1|X2|X1/1"}, "damaged-key", KEY),
    ],
)
@pytest.mark.parametrize("lang", LANGS)
def test_what_is_not_understood_is_named_with_its_cell(answer, other, cells, code, column, lang, sheet):
    """The row is not used, the others are; the problem has its cell, its reason and what to do in the reader's language."""
    sheet.say("S1", answer, other, **cells)
    sheet.say("S2", "same")
    if code == "cell-error":
        sheet.tab[f"{column}{sheet.rows['S1']}"].data_type = "e"
    taken = sheet.back()
    assert said(taken) == {("S2", "S2")}
    assert codes(taken) == [(code, f"{column}{sheet.rows['S1']}")]
    (problem,) = taken.errors
    assert problem.where == f"{sheet.tab.title}!{problem.cell}"
    assert problem.text(lang)
    assert problem.advice(lang)


def test_a_row_that_somebody_added_is_named(sheet):
    """It has no key, so nobody knows what it is about; a remark below the table is only told."""
    sheet.tab[f"{ANSWER}9"], sheet.tab[f"{REASON}11"] = "сол", "рақмет!"
    taken = sheet.back()
    assert [(problem.code, problem.weight) for problem in taken.problems] == [("no-key", "error"), ("outside", "note")]


def test_two_answers_about_one_match_are_none(sheet):
    """A row copied and answered otherwise: both cells are named. Answered alike, it is one answer."""
    sheet.say("S1", "same")
    first = sheet.rows["S1"]
    for cell in sheet.tab[first]:
        sheet.tab.cell(10, cell.column, cell.value)
    assert said(sheet.back()) == {("S1", "S1")}
    sheet.tab[f"{ANSWER}10"] = answer_words("none", "kk")
    taken = sheet.back()
    assert taken.corrections == ()
    assert {problem.code for problem in taken.errors} == {"match-twice"}
    assert dict(taken.errors[0].blanks)["cells"].count(sheet.tab.title) == 2


def test_without_the_hidden_row_nothing_is_guessed(sheet):
    """Which column is which is not known then: the sheet is named."""
    sheet.say("S1", "same")
    sheet.tab.delete_rows(HEAD_ROW - 1)
    taken = sheet.back()
    assert (taken.corrections, [problem.code for problem in taken.errors]) == ((), ["no-headings"])


def test_a_text_that_has_changed_since_makes_its_row_stale(sheet):
    """The answer was about other words: it is listed and left out, the others count."""
    sheet.say("S1", "same")
    sheet.say("S2", "same")
    unit = NEW.cards[0].functions[0].units[0]
    items = (replace(unit.items[0], text="Бос орындар базасын жою"), *unit.items[1:])
    card = NEW.cards[0]
    later = replace(
        NEW, cards=(replace(card, functions=(replace(card.functions[0], units=(replace(unit, items=items),)),)),)
    )
    taken = sheet.back(new=later)
    assert said(taken) == {("S2", "S2")}
    assert [(problem.code, problem.weight) for problem in taken.problems] == [("match-stale", "note")]


def test_the_workbook_of_other_standards_is_refused(sheet):
    """The message names both pairs."""
    sheet.say("S1", "same")
    with pytest.raises(InputError, match=r"X1 → X2.*X1 → X9"):
        sheet.back(new=replace(NEW, standard_id="X9"))


def test_rows_of_another_comparison_among_ours_are_named(sheet):
    """Somebody has pasted a row of another workbook."""
    key = encode(MatchKey("X7", "X8", ("X7/1",), ("X8/1",), "", ""))
    sheet.tab[f"{KEY}9"], sheet.tab[f"{ANSWER}9"], sheet.tab[f"{NAME}9"] = key, "сол", WHO
    taken = sheet.back()
    assert codes(taken) == [("match-pair", f"{ANSWER}9")]


def test_hostile_and_strange_files_are_refused(sheet, tmp_path):
    """A bomb, a document type declaration, a text file, a workbook without matches: by the reader that reads all workbooks."""
    sheet.book.save(sheet.path)
    bad = tmp_path / "bad.xlsx"
    with zipfile.ZipFile(sheet.path) as good, zipfile.ZipFile(bad, "w") as made:
        for entry in good.infolist():
            data = good.read(entry)
            if entry.filename == "xl/workbook.xml":
                data = data.replace(b"<workbook", b'<!DOCTYPE x [<!ENTITY a "a">]><workbook', 1)
            made.writestr(entry.filename, data)
    with pytest.raises(InputError, match="can hide an attack"):
        take_corrections(bad, OLD, NEW, TODAY)
    with zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", b"0" * 400_000_000)
    with pytest.raises(InputError, match="unpacks to far more"):
        take_corrections(bad, OLD, NEW, TODAY)
    bad.write_text("сол", encoding="utf-8")
    with pytest.raises(InputError, match="no workbook"):
        take_corrections(bad, OLD, NEW, TODAY)
    sheet.book.remove(sheet.tab)
    with pytest.raises(InputError, match="no sheet of matches"):
        sheet.back()


def test_a_sheet_of_matches_is_no_gap_report(sheet, project):
    """Handed in at the wrong door it is refused, and nothing is written."""
    sheet.say("S1", "same")
    sheet.book.save(sheet.path)
    with pytest.raises(InputError, match="no gap report"):
        import_report(project, sheet.path, WHO, dry_run=True)


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), min_size=1, max_size=12)


@given(NAMES, NAMES, st.lists(NAMES, max_size=3), st.lists(NAMES, max_size=3))
def test_a_key_says_what_it_was_made_of(old, new, olds, news):
    """Whatever identifiers look like; and a key that was cut is seen."""
    key = MatchKey(old, new, tuple(olds), tuple(news), "aa", "")
    assert decode(encode(key)) == key
    assert encode(key).isascii()
    with pytest.raises(DataError):
        decode(encode(key)[:-1])


# --- what is kept -------------------------------------------------------------------------------------------------


@pytest.fixture
def root(tmp_path):
    (tmp_path / "standards").mkdir()
    return tmp_path


def one(old, new, who=WHO, why=""):
    places = (f"X1/1.1.1/{old}" if old else "", f"X2/1.1.1/{new}" if new else "")
    return Correction(*places, who, TODAY, why)


def test_what_is_kept_counts_from_then_on(root):
    """Of these two standards only; a second time nothing is written."""
    rows = [one("S1", "S1"), one("S2", "")]
    assert keep(root, rows, OLD, NEW, NOW) == 2
    assert keep(root, rows, OLD, NEW, NOW) == 0
    assert kept_for(root, OLD, NEW) == (rows, [])
    assert kept_for(root, NEW, OLD) == ([], [])
    assert list(csv.DictReader(corrections_path(root).read_text(encoding="utf-8").splitlines()))[1] == {
        "old_standard": "X1",
        "new_standard": "X2",
        "old_id": "X1/1.1.1/S2",
        "new_id": "",
        "who": WHO,
        "when": "2026-11-21",
        "why": "",
        "old_fingerprint": kept_of(cells_of(read_kept(root)[1])).old_print,
        "new_fingerprint": "",
        "kept_at": "2026-11-21T09:00:00.000000Z",
    }


def test_the_latest_word_about_a_thing_counts_whole(root):
    """A pair takes the place of a split, «nothing» that of a pair; the former rows stay in the file."""
    later = NOW + dt.timedelta(days=1)
    keep(root, [one("S3", "S3"), one("S3", "S4"), one("S1", "S1")], OLD, NEW, NOW)
    keep(root, [one("S3", "S4")], OLD, NEW, later)
    assert kept_for(root, OLD, NEW)[0] == [one("S3", "S3"), one("S3", "S4"), one("S1", "S1")]  # nothing new was said
    keep(root, [one("S3", "S4", why="екінші рет")], OLD, NEW, later)
    keep(root, [one("S1", "")], OLD, NEW, later + dt.timedelta(days=1))
    assert kept_for(root, OLD, NEW)[0] == [one("S3", "S4", why="екінші рет"), one("S1", "")]
    assert len(read_kept(root)) == 5
    compare_editions(OLD, NEW, kept_for(root, OLD, NEW)[0])


def test_what_is_said_now_is_the_latest_word(root):
    """A file named on the command line overrides what was kept."""
    keep(root, [one("S1", "")], OLD, NEW, NOW)
    counted, stale = counting(read_kept(root), OLD, NEW, [one("S1", "S1")])
    assert (counted, stale) == ([one("S1", "S1")], [])


def test_a_kept_row_about_another_text_is_out_of_date(root):
    """Also where an identifier is gone; without a fingerprint only that is checked."""
    keep(root, [one("S1", "S1"), one("S2", "S4")], OLD, NEW, NOW)
    shorter = standard("X2", "Бос орындар базасын құру")
    counted, stale = kept_for(root, OLD, shorter)
    assert (counted, [row.correction for row in stale]) == ([one("S1", "S1")], [one("S2", "S4")])
    other = standard("X2", "Мүлде басқа мәтін", "", "", "")
    assert kept_for(root, OLD, other)[0] == []
    assert counting([Kept(one("S1", "S1"), "X1", "X2")], OLD, other) == ([one("S1", "S1")], [])


def test_a_file_of_a_person_is_taken_as_it_is(root):
    """Fewer columns, semicolons, one of its own: rows stay, what is missing is added."""
    path = corrections_path(root)
    head = "old_standard;new_standard;old_id;new_id;who;when;why;ескерту"
    path.write_text(f"{head}\nX1;X2;X1/1.1.1/S1;–;Асан;2026-11-01;қате, жоқ;менікі\n", encoding="utf-8-sig")
    keep(root, [one("S2", "S2")], OLD, NEW, NOW)
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert [row["ескерту"] for row in rows] == ["менікі", ""]
    assert set(rows[0]) == {*KEPT_COLUMNS, "ескерту"}
    assert [said_.new_id for said_ in kept_for(root, OLD, NEW)[0]] == ["", "X2/1.1.1/S2"]


def test_nothing_is_kept_by_halves(root, monkeypatch):
    """If the file cannot be written, it is as it was."""
    keep(root, [one("S1", "S1")], OLD, NEW, NOW)
    before = corrections_path(root).read_bytes()

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", fail)
    with pytest.raises(InputError, match="cannot be written"):
        keep(root, [one("S2", "S2"), one("S3", "")], OLD, NEW, NOW)
    assert corrections_path(root).read_bytes() == before
    assert [path.name for path in (root / "standards").iterdir() if path.suffix == ".part"] == []


def test_a_broken_file_is_named_line_by_line(root):
    """Nothing is added to what cannot be read."""
    corrections_path(root).write_text(f"{','.join(KEPT_COLUMNS)}\nX1,,a,b,Асан,2026-11-21,,,,\n", encoding="utf-8")
    with pytest.raises(DataError, match="line 2"):
        keep(root, [one("S1", "S1")], OLD, NEW, NOW)


ROWS = st.lists(
    st.tuples(st.sampled_from(["", "S1", "S2", "S3"]), st.sampled_from(["", "S1", "S2", "S4"])).filter(any),
    max_size=3,
)


@given(st.lists(ROWS, max_size=4))
def test_whatever_was_kept_when_the_latest_batch_counts_whole(batches):
    """Every row of the last batch counts, and no earlier row about the same old thing does."""
    kept = [
        Kept(one(*ids), "X1", "X2", kept_at=str(number))
        for number, rows in enumerate(batches)
        for ids in dict.fromkeys(rows)
    ]
    counted, stale = counting(kept, OLD, NEW)
    assert stale == []
    last = [row.correction for row in kept if row.kept_at == max((mine.kept_at for mine in kept), default="")]
    assert set(last) <= set(counted)
    olds = {row.old_id for row in last if row.old_id}
    assert all(row in last for row in counted if row.old_id in olds)


# --- commands -----------------------------------------------------------------------------------------------------

EMPLOYMENT = "V1300009151-3", "2022-08-18-N318"


@pytest.fixture
def shelf(project, tmp_path):
    """The bundled project with a folder for what is kept."""

    class Shelf(Project):
        def library(self):
            return project.library()

    (tmp_path / "standards").mkdir()
    (tmp_path / "standards" / "relations.csv").write_bytes((project.root / "standards" / "relations.csv").read_bytes())
    return Shelf(tmp_path)


def options(**changes):
    facts = {
        "old": EMPLOYMENT[0],
        "new": EMPLOYMENT[1],
        "programmes": [],
        "corrections": None,
        "keep": False,
        "accept": "",
        "accept_replacement": [],
        "switch": False,
        "reviewer": "",
        "format": "json",
        "out": None,
        "replace": False,
        "date": TODAY,
        "lang": "en",
        "form": "",
        "source_lang": None,
    }
    return Namespace(**{**facts, **changes})


def written(shelf, path, answers):
    """Write the workbook of the employment standards and fill in some answers, by row."""
    diff.run(shelf, options(format="xlsx", out=path, replace=True))
    book = load_workbook(path)
    tab = book.worksheets[2]
    for row, answer in answers.items():
        tab[f"{ANSWER}{row}"], tab[f"{NAME}{row}"] = answer, WHO
    book.save(path)
    return tab.max_row - HEAD_ROW


def test_the_commands_use_what_was_kept(shelf, tmp_path, capsys):
    """Filled in, handed in once with --keep; from then on diff and impact know it without being told."""
    path = tmp_path / "diff.xlsx"
    count = written(shelf, path, {5: "is the same", 6: "is not the same"})
    assert diff.run(shelf, options(format="xlsx", corrections=path, keep=True, out=tmp_path / "2.xlsx")) == 0
    assert "written to standards/corrections.csv: 2" in capsys.readouterr().err
    assert written(shelf, tmp_path / "3.xlsx", {}) == count - 2
    assert "used: 2" in capsys.readouterr().err
    assert impact_command.run(shelf, options(format="text")) == 0
    assert "used: 2" in capsys.readouterr().err


def test_a_workbook_with_errors_is_not_taken_in_at_all(shelf, tmp_path, capsys):
    """Every cell is named, nothing is kept, and no comparison is shown that leaves them out."""
    path = tmp_path / "diff.xlsx"
    written(shelf, path, {5: "is the same", 6: "perhaps"})
    capsys.readouterr()
    for command in (diff, impact_command):
        with pytest.raises(InputError, match="nothing was taken in"):
            command.run(shelf, options(corrections=path, keep=True))
        shown = capsys.readouterr()
        assert f"Matches to check!{ANSWER}6: There is no answer «perhaps»" in shown.err
        assert shown.out == ""
    assert not corrections_path(shelf.root).exists()


def test_corrections_that_do_not_fit_are_not_kept(shelf, tmp_path):
    """A file of rows that contradict each other is refused before anything is written."""
    path = tmp_path / "corrections.csv"
    rows = [f"{EMPLOYMENT[0]}/1.2.0/S1,-", f"{EMPLOYMENT[0]}/1.2.0/S1,{EMPLOYMENT[1]}/1.1.1/S1"]
    path.write_text(
        "\n".join(["old_id,new_id,who,when,why", *(f"{row},Асан,2026-11-21," for row in rows)]), encoding="utf-8"
    )
    with pytest.raises(DataError, match="contradiction"):
        diff.run(shelf, options(corrections=path, keep=True))
    assert not corrections_path(shelf.root).exists()


def test_keeping_needs_something_to_keep(shelf):
    """--keep alone is a mistake."""
    with pytest.raises(InputError, match="--keep needs --corrections"):
        diff.run(shelf, options(keep=True))


def test_what_is_out_of_date_is_said(shelf, capsys):
    """A kept row about another text is listed by the command, and not used."""
    said_ = Correction(f"{EMPLOYMENT[0]}/1.2.0/S1", "", WHO, TODAY, "")
    row = cells_of(Kept(said_, *EMPLOYMENT, old_print="0123456789abcdef"))
    lines = [",".join(KEPT_COLUMNS), ",".join(row[name] for name in KEPT_COLUMNS)]
    corrections_path(shelf.root).write_text("\n".join(lines) + "\n", encoding="utf-8")
    diff.run(shelf, options())
    shown = capsys.readouterr().err
    assert "is out of date" in shown
    assert "used:" not in shown


def test_the_answers_are_few_and_different():
    """In no language do two answers have the same words."""
    for lang in LANGS:
        assert len({answer_words(answer, lang) for answer in ANSWERS}) == len(ANSWERS) == 3
