"""The command, run as people run it: in a process of its own."""

import csv
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from toolkit import __version__
from toolkit.cli import main
from toolkit.tables import STATEMENTS

ROOT = Path(__file__).parents[1]


def curmap(*arguments, cwd=ROOT, **environment):
    return subprocess.run(
        [sys.executable, "-m", "toolkit", *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


def test_statements_prints_the_table_of_a_standard():
    """All rows of the standard of 2020, the fixed columns first and in order, in UTF-8 whatever the terminal says."""
    done = curmap("statements", "--standard", "V2000019833", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert list(rows[0])[:18] == [
        "statement_id",
        "standard_id",
        "occupation_no",
        "occupation",
        "sqf_levels",
        "function_no",
        "function",
        "unit_no",
        "unit",
        "unit_kind",
        "kind",
        "number",
        "text",
        "lang",
        "source",
        "line_start",
        "line_end",
        "fingerprint",
    ]
    assert len(rows) == 196
    assert rows[0]["text"] == "Әдіснамалық және техникалық құжаттамамен жұмыс істеу"
    assert {row["sqf_levels"] for row in rows} == {"4", "5", "6", "7"}


def test_json_has_the_same_rows_as_csv():
    """Both formats say the same; numbers are numbers in JSON."""
    table = list(csv.DictReader(io.StringIO(curmap("statements", "--standard", "V2000019833").stdout)))
    records = json.loads(curmap("statements", "--standard", "V2000019833", "--format", "json").stdout)
    assert [{name: str(value) for name, value in record.items()} for record in records] == table
    assert isinstance(records[0]["line_start"], int)


def test_several_standards_can_be_named_either_way():
    """`--standard A B` and `--standard A --standard B` are the same."""
    together = curmap("statements", "--standard", "V2000019833", "2022-08-18-N318")
    apart = curmap("statements", "--standard", "V2000019833", "--standard", "2022-08-18-N318")
    assert together.returncode == 0
    assert together.stdout == apart.stdout
    assert {line.split(",")[1] for line in together.stdout.splitlines()[1:]} >= {"V2000019833", "2022-08-18-N318"}


def test_documents_that_cannot_be_read_are_named(tmp_path):
    """Without a choice, what is missing from the table is said on standard error."""
    project = copy_of_the_project(tmp_path)
    add_a_poem(project)
    done = curmap("statements", cwd=project)
    assert done.returncode == 0
    assert "not read: POEM: poem.txt: no form of document was recognised" in done.stderr
    done = curmap("run", "college-statistics", "--standard", "POEM", cwd=project)
    assert (done.returncode, done.stdout) == (1, "")
    assert "no form of document was recognised" in done.stderr


def add_a_poem(project):
    """Register a document in no form of ours."""
    text = "Ақ қайың\n\nКөк аспан\n".encode()
    (project / "standards" / "sources" / "poem.txt").write_bytes(text)
    register = project / "standards" / "acts.csv"
    names = register.read_text(encoding="utf-8").splitlines()[0].split(",")
    known = {
        "act_id": "POEM",
        "kind": "order",
        "lang": "kk",
        "file": "poem.txt",
        "sha256": hashlib.sha256(text).hexdigest(),
    }
    with register.open("a", encoding="utf-8", newline="") as file:
        file.write(",".join(known.get(name, "") for name in names) + "\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("statements", "--standard", "V99"), "no standard 'V99'; there are: V2000019833"),
        (
            ("run", "nowhere"),
            "no programme 'nowhere'; there are: bachelor-information-systems, bachelor-social-work, college-statistics",
        ),
        (("run", "college-statistics", "--standard", "V99"), "no standard 'V99'"),
        (
            ("run", "college-statistics", "--standard", "NKZ-2017-slides"),
            "NKZ-2017-slides holds no professional standard",
        ),
        (("--project", "tests", "statements"), "standards/acts.csv"),
    ],
)
def test_wrong_names_are_answered_with_the_right_ones(arguments, words):
    """Exit status 1 and one sentence; never a traceback, nothing on standard output."""
    done = curmap(*arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments", [(), ("statements", "--format", "xml"), ("run",), ("run", "x", "--date", "21.11.2026")]
)
def test_a_wrong_command_is_explained(arguments):
    """Exit status 2 with the usage."""
    done = curmap(*arguments)
    assert done.returncode == 2
    assert "usage: curmap" in done.stderr


def test_help_and_version_need_no_project(tmp_path, capsys):
    """They work anywhere."""
    assert curmap("--version", cwd=tmp_path).stdout.strip() == f"curmap {__version__}"
    with pytest.raises(SystemExit):
        main(["run", "--help"])
    assert "--no-notebook" in capsys.readouterr().out


def test_the_project_is_found_from_anywhere(tmp_path):
    """From another folder the package's own project is used; a variable names another."""
    assert len(curmap("statements", "--standard", "V2000019833", cwd=tmp_path).stdout.splitlines()) == 197
    done = curmap("statements", cwd=tmp_path, CURMAP_PROJECT=str(tmp_path))
    assert done.returncode == 1
    assert "CURMAP_PROJECT" in done.stderr


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_main_job_from_the_command(tmp_path, lang):
    """Workbook and chart are written where asked; the headline figures and the repeal are printed in the language."""
    done = curmap(
        "run", "college-statistics", "--lang", lang, "--date", "2026-11-21", "--out", str(tmp_path), "--no-notebook"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"gap-report.{lang}.manifest.json",
        f"gap-report.{lang}.xlsx",
        f"heatmap.{lang}.html",
    ]
    figure = {"kk": "35\u00a0% · 36 ішінен 12,5", "ru": "35\u00a0% · 12,5 из 36", "en": "35\u00a0% · 12.5 of 36"}[lang]
    assert figure in done.stdout
    assert "W01" in done.stdout
    assert len(load_workbook(tmp_path / f"gap-report.{lang}.xlsx").sheetnames) >= 15


def copy_of_the_project(folder):
    for name in ("standards", "curricula", "notebooks"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def test_a_changed_source_is_refused(tmp_path):
    """A legal text that differs from its hash is no evidence: the message says which and what to do."""
    project = copy_of_the_project(tmp_path)
    path = project / "standards" / "sources" / "state-statistics-interviewing-2020.kk.txt"
    path.write_bytes(path.read_bytes().replace("Өзін-өзі".encode(), "Өзін".encode(), 1))
    done = curmap("statements", cwd=project)
    assert done.returncode == 1
    assert "differs from acts.csv" in done.stderr
    assert "restore the file" in done.stderr


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("outcomes.csv", "outcome_id,kk", "code,kk", "line 1: no column outcome_id"),
        ("outcomes.csv", "ОН2,", ",", "line 3: the outcome has no code"),
        ("disciplines.csv", ",8,192", ",восемь,192", "line 2: credits 'восемь' is no number"),
        ("disciplines.csv", "БМ1,module", "БМ1,course", "line 2: kind 'course' is not one of discipline, module"),
        ("outcomes.csv", ",,,3\n", ",,,7\n", "line 2: level '7' is no cognitive level from 1 to 6"),
        ("matrix.csv", "БМ2,ОН8,I", "БМ2,ОН8,X", "mark 'X' is not one of I, R, M, +"),
        ("matrix.csv", "БМ2,ОН8,I", "БМ2,ОН99,I", "'БМ2' x 'ОН99': no such outcome"),
        ("matrix.csv", "БМ2,ОН8,I", "БМ2,ОН8", "line 3: the line has more or fewer cells"),
        ("programme.toml", 'institution = "college"', 'institution = "school"', "neither college nor university"),
        ("programme.toml", "credits = 120", 'credits = "120"', "write a number without quotation marks"),
        ("programme.toml", "credits = 120", "credits = ", "cannot be read"),
        ("programme.toml", "cards = [1, 2]", "cards = [1, 9]", "has no card 9"),
        ("decisions/example-expert.csv", ",full,", ",voll,", "verdict 'voll' is not one of full"),
        ("decisions/example-expert.csv", "2026-11-21T09:02:00Z", "21.11.2026", "is no time in UTC"),
        ("decisions/example-expert.csv", ",ОН1,", ",,", "verdict 'full' needs an outcome_id"),
    ],
)
def test_a_mistake_in_a_programme_is_named_with_its_place(tmp_path, capsys, file, old, new, words):
    """File and line, what is wrong, what is expected; nothing is written."""
    project = copy_of_the_project(tmp_path)
    path = project / "curricula" / "college-statistics" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert main(["--project", str(project), "run", "college-statistics", "--no-notebook"]) == 1
    printed = capsys.readouterr()
    assert words in printed.err
    assert printed.out == ""
    assert not (project / "exports").exists()


def test_a_changed_outcome_makes_its_decisions_suspect(tmp_path):
    """Rewording an outcome takes its confirmed links out of the coverage and says so on the title page."""
    project = copy_of_the_project(tmp_path)
    path = project / "curricula" / "college-statistics" / "outcomes.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Алғашқы деректердің құпиялылығын", "Құпиялылықты"), encoding="utf-8"
    )
    done = curmap("run", "college-statistics", "--lang", "en", "--date", "2026-11-21", "--no-notebook", cwd=project)
    assert "full 9, partial 5" in done.stdout
    book = load_workbook(project / "exports" / "2026-11-21-college-statistics-run" / "gap-report.en.xlsx")
    title = [row[0].value for row in book["Title page"].iter_rows()]
    assert "! warning (D01)" in title


def test_the_columns_are_those_of_the_declared_table():
    """The command prints table STATEMENTS and nothing else."""
    assert curmap("statements", "--standard", "V2000019833").stdout.splitlines()[0].split(",") == STATEMENTS.names
