"""`curmap report` and `curmap run` as people use them: names of files, several programmes, refusals in sentences."""

import argparse
import io
import shutil
from datetime import date

import pytest
from openpyxl import load_workbook
from places import ROOT

from toolkit.cli import main
from toolkit.commands import common
from toolkit.commands import report as command
from toolkit.errors import DataError, Issue
from toolkit.io.project import Project

DAY = "2026-11-21"
NAME = "2026-11-21_college-statistics_gap-report_kk.xlsx"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A copy of the project's data."""
    root = tmp_path_factory.mktemp("project")
    for name in ("standards", "curricula"):
        shutil.copytree(ROOT / name, root / name)
    return root


@pytest.fixture(autouse=True)
def clean(folder, monkeypatch):
    """Nothing is left of another test; the command runs in the project's folder."""
    shutil.rmtree(folder / "exports", ignore_errors=True)
    monkeypatch.chdir(folder)


def curmap(*arguments):
    return main([*arguments, "--date", DAY])


def test_the_usual_name_sorts_and_explains_itself(folder, capsys):
    """Day, programme, what it is, language; the path is printed as seen from here."""
    assert curmap("report", "college-statistics") == 0
    assert [path.name for path in (folder / "exports").glob("*.xlsx")] == [NAME]
    assert capsys.readouterr().out.replace("\\", "/") == f"exports/{NAME}\n"


def test_other_forms_have_other_names(folder):
    """One card, the short form, two languages."""
    assert curmap("report", "college-statistics", "--card", "2", "--lang", "ru") == 0
    assert curmap("report", "college-statistics", "--short", "--lang", "kk+ru") == 0
    assert sorted(path.name for path in (folder / "exports").glob("*.xlsx")) == [
        "2026-11-21_college-statistics_gap-report_card-2_ru.xlsx",
        "2026-11-21_college-statistics_gap-report_short_kk-ru.xlsx",
    ]
    book = load_workbook(folder / "exports" / "2026-11-21_college-statistics_gap-report_card-2_ru.xlsx")
    codes = [cell.value for row in book["Сопоставление"].iter_rows(min_row=5, max_col=1) for cell in row]
    assert {code.split("/")[1][0] for code in codes} == {"2"}


def test_the_reasons_of_suggestions_are_in_the_language_of_the_report(folder):
    """Nothing of ours is left in Kazakh in a Russian report."""
    assert curmap("report", "college-statistics", "--lang", "ru") == 0
    book = load_workbook(next((folder / "exports").glob("*.xlsx")))
    why = " ".join(str(row[4]) for row in book["Предложения"].iter_rows(min_row=5, values_only=True))
    assert "место в стандарте" in why
    assert "стандарттағы орны" not in why


def test_several_programmes_in_one_call_and_one_that_fails(folder, capsys, monkeypatch):
    """The others are made all the same; the failing one is named with its reason, and the status says so."""
    broken = folder / "curricula" / "broken"
    broken.mkdir()
    (broken / "programme.toml").write_text("code = 'x", encoding="utf-8")
    shown = []
    monkeypatch.setattr(command, "progress", lambda names, what: shown.append((list(names), what)) or names)
    try:
        assert curmap("report", "--all", "--lang", "en") == 1
    finally:
        shutil.rmtree(broken)
    told = capsys.readouterr()
    names = ["bachelor-information-systems", "bachelor-social-work", "broken", "college-statistics"]
    assert shown == [(names, "reports")]
    assert len(told.out.splitlines()) == len(list((folder / "exports").glob("*.xlsx"))) == 3
    assert told.err.startswith("curmap: broken: ")
    assert "Traceback" not in told.err


def test_a_progress_bar_is_for_people_only(capsys, monkeypatch):
    """It is drawn on a terminal for two programmes or more, and never into a pipe or a file."""
    assert list(common.progress(["a", "b"], "reports")) == ["a", "b"]
    assert capsys.readouterr().err == ""
    screen = io.StringIO()
    screen.isatty = lambda: True
    monkeypatch.setattr("sys.stderr", screen)
    assert list(common.progress(["a", "b"], "reports")) == ["a", "b"]
    assert "reports" in screen.getvalue()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "name a programme, or --all"),
        (("nowhere",), "no programme 'nowhere'; there are: bachelor-information-systems"),
        (("college-statistics", "--card", "9"), "compared with no card 9; with these: V2000019833: 1, 2"),
        (("bachelor-information-systems", "--card", "1"), "compared with no card 1; with these: none"),
        (("college-statistics", "--lang", "de"), "language 'de' is not known; use one of kk, ru, en, or two joined"),
        (("college-statistics", "--standard", "V99"), "no standard 'V99'; there are:"),
        (("college-statistics", "-o", "report.xls"), "name a folder that exists, or a file that ends in .xlsx"),
        (
            ("college-statistics", "bachelor-social-work", "-o", "x.xlsx"),
            "is one file, and there are several programmes",
        ),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(capsys, folder, arguments, words):
    """What is wrong and what to do; nothing is written."""
    assert curmap("report", *arguments) == 1
    told = capsys.readouterr()
    assert words in told.err
    assert told.out == ""
    assert not (folder / "exports").exists()


def test_a_card_is_a_number(capsys):
    """Anything else is refused before anything is read."""
    with pytest.raises(SystemExit) as stopped:
        curmap("report", "college-statistics", "--card", "екі")
    assert stopped.value.code == 2
    assert "'екі'" in capsys.readouterr().err


def test_a_changed_report_is_not_written_over(folder, capsys):
    """Our own untouched report is renewed; one that somebody saved is kept, unless --replace says otherwise."""
    path = folder / "exports" / NAME
    assert curmap("report", "college-statistics") == 0
    first = path.read_bytes()
    assert curmap("report", "college-statistics") == 0
    assert path.read_bytes() == first
    book = load_workbook(path)
    book.active["A1"] = "Менің жазбам"
    book.save(path)
    changed = path.read_bytes()
    capsys.readouterr()
    assert curmap("report", "college-statistics") == 1
    assert "somebody has saved this file" in capsys.readouterr().err
    assert path.read_bytes() == changed
    assert curmap("report", "college-statistics", "--replace") == 0
    assert path.read_bytes() == first


def test_a_report_that_is_open_is_not_written_over(folder, capsys):
    """Excel and LibreOffice leave a file beside it; the sentence says which."""
    assert curmap("report", "college-statistics") == 0
    before = (folder / "exports" / NAME).read_bytes()
    for lock in (f"~${NAME}", f".~lock.{NAME}#"):
        (folder / "exports" / lock).touch()
        assert curmap("report", "college-statistics", "--replace") == 1
        assert lock in capsys.readouterr().err
        (folder / "exports" / lock).unlink()
    assert (folder / "exports" / NAME).read_bytes() == before


def test_two_runs_give_the_same_bytes_in_a_folder_of_choice(folder):
    """Also under other names: what a file is called does not get into it."""
    (folder / "out").mkdir(exist_ok=True)
    assert curmap("report", "college-statistics", "-o", "out") == 0
    assert curmap("report", "college-statistics", "-o", "out/басқа.xlsx") == 0
    assert (folder / "out" / NAME).read_bytes() == (folder / "out" / "басқа.xlsx").read_bytes()


def test_the_passport_is_printed_and_nothing_is_written(folder, capsys):
    """A paragraph in Kazakh, one in Russian; several programmes one after the other."""
    assert curmap("report", "college-statistics", "bachelor-social-work", "--passport") == 0
    text = capsys.readouterr().out
    assert text.count("білім беру бағдарламасы (ҰБШ") == text.count("Образовательная программа") == 2
    assert text.endswith("\n")
    assert not (folder / "exports").exists()


def test_the_main_job_writes_the_same_workbook(folder, capsys):
    """`curmap run` and `curmap report`: two names, one report, with its sources and remarks."""
    assert curmap("run", "college-statistics", "--lang", "ru", "--no-notebook") == 0
    assert curmap("report", "college-statistics", "--lang", "ru", "-o", "exports/other.xlsx") == 0
    one = folder / "exports" / "2026-11-21-college-statistics-run" / "gap-report.ru.xlsx"
    assert one.read_bytes() == (folder / "exports" / "other.xlsx").read_bytes()
    book = load_workbook(one)
    book.active["A1"] = "Менің жазбам"
    book.save(one)
    capsys.readouterr()
    assert curmap("run", "college-statistics", "--lang", "ru", "--no-notebook") == 1
    assert "--replace" in capsys.readouterr().err
    assert curmap("run", "college-statistics", "--lang", "ru", "--no-notebook", "--replace") == 0
    assert one.read_bytes() == (folder / "exports" / "other.xlsx").read_bytes()


def test_rows_that_were_cut_while_writing_are_told(folder, capsys, monkeypatch):
    """A log that broke off is named on standard error, and the report is made without the torn row."""
    issue = Issue("torn-row", "decisions/x.csv", "the last row was cut", "look at it")
    monkeypatch.setattr(Project, "torn_decisions", lambda *_: [issue])
    assert curmap("report", "college-statistics") == 0
    assert "the last row was cut" in capsys.readouterr().err
    assert (folder / "exports" / NAME).exists()


def test_the_only_report_that_cannot_be_made_is_no_traceback(folder, monkeypatch):
    """A programme alone raises its error for the command to say."""
    monkeypatch.setattr(Project, "decisions", _broken)
    options = argparse.Namespace(
        all=False,
        programmes=["college-statistics"],
        card=None,
        short=False,
        passport=True,
        lang="kk",
        date=date(2026, 11, 21),
        out=None,
        replace=False,
        standard=[],
    )
    with pytest.raises(DataError, match="damaged"):
        command.run(Project(folder), options)


def _broken(*_):
    raise DataError("decisions", [Issue("bad", "x.csv, line 3", "the row is damaged", "restore it")])
