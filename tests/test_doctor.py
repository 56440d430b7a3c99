"""`curmap doctor`: what it judges, and that nothing that is broken keeps it from speaking."""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from places import AS_OF, ROOT

from toolkit.commands import doctor
from toolkit.doctor import (
    DataFacts,
    Folder,
    Installation,
    Package,
    ProgrammeFacts,
    Trouble,
    data_checks,
    installation_checks,
    lines_of,
    records_of,
    status_of,
)
from toolkit.errors import DataError, InputError, Issue
from toolkit.io.health import can_write, installation_facts
from toolkit.io.health_data import data_facts
from toolkit.labels import load, words
from toolkit.model import LANGS

SOUND = Installation(
    "0.1.0",
    "3.11.4",
    ">=3.11",
    "Linux",
    packages=(Package("pandas", ">=3.0,<4", "3.1.0"), Package("model2vec", ">=0.8", "", extra="neural")),
    browser="/usr/bin/chromium",
    kernel="/kernels/python3/kernel.json",
    cache="/cache",
)
PROJECT = DataFacts(
    root="/project",
    folders=(Folder("exports/", there=True, writable=True),),
    free_megabytes=9000.0,
    acts=("V1",),
    programmes=(ProgrammeFacts("plan"),),
)


def told(checks):
    """Key → state of everything that is not well."""
    return {one.key: one.state for one in checks if one.state != "ok"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, {}),
        ({"python_fits": False}, {"python-old": "problem"}),
        ({"packages": (Package("pandas", ">=3", ""),)}, {"package-missing": "problem"}),
        ({"packages": (Package("pandas", ">=3", "2.0", fits=False),)}, {"package-other": "problem"}),
        ({"packages": (Package("pandas", ">=3", "3.1", fits=None),)}, {"ranges-unknown": "note"}),
        ({"packages": ()}, {"not-installed": "note"}),
        ({"encoding": "cp1251"}, {"terminal-other": "note"}),
        ({"encoding": "cp65001"}, {}),
        ({"lang_variable": "kz"}, {"language-unknown": "note"}),
        ({"lang_variable": "RU"}, {}),
        ({"kernel": ""}, {"no-kernel": "note"}),
        ({"browser": ""}, {"no-browser": "note"}),
        ({"cache": None}, {}),
        ({"cache_usable": False}, {"cache-unusable": "note"}),
    ],
)
def test_an_installation_is_judged(changes, expected):
    """What is needed and missing is a problem; what only some work needs is a note; choices are neither."""
    assert told(installation_checks(replace(SOUND, **changes))) == expected


def test_an_optional_package_is_a_note_only_where_it_is_there_and_does_not_fit():
    """Without it everything else works."""
    old = Package("model2vec", ">=0.8", "0.1", fits=False, extra="neural")
    assert told(installation_checks(replace(SOUND, packages=(*SOUND.packages[:1], old)))) == {"package-other": "note"}


BROKEN = DataError("plan", [Issue("wrong-value", "line 3", "the outcome has no code")])


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, {}),
        ({"root": ""}, {"no-project": "problem"}),
        ({"folders": (Folder("exports/", there=False, writable=True),)}, {}),
        ({"folders": (Folder("exports/", there=False, writable=False),)}, {"no-folder": "problem"}),
        ({"folders": (Folder("exports/", there=True, writable=False),)}, {"folder-closed": "problem"}),
        ({"free_megabytes": 10.0}, {"little-room": "problem"}),
        ({"free_megabytes": 100.0}, {"little-room": "note"}),
        ({"free_megabytes": None}, {}),
        ({"acts": ()}, {"library-empty": "note"}),
        ({"library": BROKEN}, {"library-broken": "problem"}),
        ({"old_status": ("V1",), "status_days": 180}, {"status-old": "note"}),
        ({"stale": ("V1",)}, {"parsed-stale": "note"}),
        ({"unread": (("V1", "no form"),)}, {"unread": "note"}),
        ({"programmes": ()}, {"no-programmes": "note"}),
        ({"strange_folders": ("curricula/x/",)}, {"strange-folders": "note"}),
        ({"concepts": InputError("no")}, {"concepts": "problem"}),
        ({"locks": ((".a.softlock", 61.0),)}, {"locks": "note"}),
        ({"locks": ((".a.softlock", 59.0),)}, {}),
        ({"left_behind": (".a.part",)}, {"left-behind": "note"}),
        ({"foreign": ("exports/мой.xlsx",)}, {"foreign": "note"}),
        ({"troubles": (Trouble("standards/", OSError("?")),)}, {"trouble": "problem"}),
    ],
)
def test_data_are_judged(changes, expected):
    """What stops the work is a problem; what a person should know or tidy up is a note."""
    assert told(data_checks(replace(PROJECT, **changes))) == expected


EMPTY = DataError("plan", [Issue("no-outcomes", "outcomes.csv", "there is no outcome")])


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"error": EMPTY}, {"programme-empty": "note"}),
        ({"error": BROKEN}, {"programme-broken": "problem"}),
        ({"rows": (Issue("torn-row", "a.csv", "cut"),)}, {"rows-torn": "note"}),
        ({"rows": (Issue("wrong-value", "a.csv", "odd"),)}, {"rows-odd": "problem"}),
        ({"suspect": 2, "lost": 1}, {"suspect": "note", "lost": "note"}),
        ({"suspect": None, "lost": None}, {"uncounted": "note"}),
        ({"concepts": InputError("no")}, {"concepts": "problem"}),
    ],
)
def test_a_programme_is_judged(changes, expected):
    """One that is only empty is no problem: somebody has just begun."""
    facts = replace(PROJECT, programmes=(replace(ProgrammeFacts("plan"), **changes),))
    assert told(data_checks(facts)) == expected


def test_every_check_has_its_sentences():
    """Whatever a check can find is said in three languages, and what to do about it where it is not well."""
    source = "\n".join(path.read_text("utf-8") for path in (ROOT / "toolkit" / "doctor").glob("*.py"))
    found = re.findall(r'check\(\s*"([a-z-]+)"(?:, "(note|problem|ok)")?', source)
    known = words()
    assert len(found) > 40
    for key, state in found:
        assert f"doctor-{key}" in known, key
        assert (f"doctor-{key}-do" in known) == (state in ("note", "problem")) or key == "little-room", key


@pytest.mark.parametrize("lang", LANGS)
def test_findings_are_told_with_what_to_do(lang):
    """Text names the state, the details and the advice; the last line counts; JSON says the same."""
    checks = data_checks(replace(PROJECT, programmes=(ProgrammeFacts("plan", error=BROKEN),), foreign=("exports/a",)))
    lines = lines_of(checks, lang)
    records = records_of(checks, lang)
    problem = next(record for record in records if record["state"] == "problem")
    assert sum(line.startswith("!") for line in lines) == 1
    assert any(line.strip() == f"→ {problem['advice']}" for line in lines)
    assert any("[wrong-value]" in line for line in lines)
    assert "1" in lines[-1]
    assert [record["check"] for record in records] == [one.key for one in checks]
    assert status_of(checks) == 1


def test_notes_are_no_failure():
    """The exit status is about problems only."""
    assert status_of(data_checks(replace(PROJECT, foreign=("exports/a",)))) == 0


def test_many_details_are_counted():
    """A long list is cut with the number of what is left out; JSON has them all."""
    many = load("doctor")["many"]
    checks = data_checks(replace(PROJECT, foreign=tuple(f"exports/{n}" for n in range(many + 3))))
    lines = lines_of(checks, "en")
    assert sum(line.strip().startswith("exports/") for line in lines) == many
    assert any("3 more" in line for line in lines)
    assert len(records_of(checks, "en")[-1]["details"]) == many + 3


@pytest.fixture
def broken(tmp_path):
    """A copy of the project, to be broken."""
    for name in ("standards", "curricula"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def of(root):
    return told(data_checks(data_facts(root, AS_OF)))


def test_the_bundled_project_is_sound(broken):
    """Nothing but the status of an amending act that nobody has looked up."""
    assert of(broken) == {"status-old": "note"}


def test_a_broken_programme_hides_no_other(broken):
    """The one that cannot be read is named with its line, the others are read."""
    (broken / "curricula" / "college-statistics" / "programme.toml").write_text("code = [", "utf-8")
    checks = data_checks(data_facts(broken, AS_OF))
    assert told(checks)["programme-broken"] == "problem"
    assert [dict(one.blanks)["name"] for one in checks if one.key == "programme"] == [
        "bachelor-information-systems",
        "bachelor-social-work",
    ]


def test_odd_and_torn_rows_of_decisions_are_named(broken):
    """A row that was cut off is a note, a row with a wrong verdict a problem."""
    path = next((broken / "curricula" / "college-statistics" / "decisions").glob("*.csv"))
    whole = path.read_text("utf-8")
    path.write_text(f"{whole}2026-11-21T09:0", "utf-8")
    assert of(broken)["rows-torn"] == "note"
    path.write_text(whole.replace(",full,", ",maybe,", 1), "utf-8")
    assert of(broken)["rows-odd"] == "problem"


def test_decisions_about_changed_and_lost_texts_are_counted(broken):
    """An outcome with another text makes its decisions suspect, one that is gone makes them lost."""
    path = broken / "curricula" / "college-statistics" / "outcomes.csv"
    text = path.read_text("utf-8")
    path.write_text(text.replace("ОН1,Статистикалық", "ОН1,Жаңа", 1), "utf-8")
    assert of(broken)["suspect"] == "note"
    path.write_text(text.replace("ОН6,", "ОН66,", 1), "utf-8")
    matrix = broken / "curricula" / "college-statistics" / "matrix.csv"
    matrix.write_text(matrix.read_text("utf-8").replace(",ОН6,", ",ОН66,"), "utf-8")
    assert of(broken)["lost"] == "note"


@pytest.mark.parametrize("how", ["changed", "gone", "no register", "damaged register"])
def test_a_library_that_cannot_be_opened_is_a_problem(broken, how):
    """A source that differs from its hash or is missing, a register that is missing or no table."""
    register = broken / "standards" / "acts.csv"
    source = next((broken / "standards" / "sources").glob("state-*.txt"))
    if how == "changed":
        source.write_bytes(source.read_bytes() + b"!")
    elif how == "gone":
        source.unlink()
    elif how == "no register":
        register.unlink()
    else:
        register.write_bytes(b"\xff\xfe\x00")
    found = of(broken)
    assert found["library-broken"] == "problem"
    assert found["uncounted"] == "note"


def test_what_was_parsed_of_other_bytes_is_stale(broken):
    """The program works without it, but slower."""
    shutil.rmtree(broken / "standards" / "parsed" / "V2000019833")
    assert of(broken)["parsed-stale"] == "note"


def test_what_a_crash_left_behind_is_listed(broken):
    """Old locks, half-written files, folders that are no programme, files of somebody else in exports/."""
    decisions = broken / "curricula" / "college-statistics" / "decisions"
    lock = decisions / ".a.csv.softlock"
    lock.write_text("", "utf-8")
    old = time.time() - 7200
    os.utime(lock, (old, old))
    (decisions / ".a.csv.12.part").write_text("", "utf-8")
    (broken / "curricula" / "draft").mkdir()
    (broken / "exports").mkdir()
    for name in ("мой план.xlsx", "2026-11-21_plan_gap-report_kk.xlsx", "README.md"):
        (broken / "exports" / name).write_text("", "utf-8")
    facts = data_facts(broken, AS_OF)
    assert [name for name, _ in facts.locks] == ["curricula/college-statistics/decisions/.a.csv.softlock"]
    assert facts.left_behind == ("curricula/college-statistics/decisions/.a.csv.12.part",)
    assert facts.strange_folders == ("curricula/draft/",)
    assert facts.foreign == ("exports/мой план.xlsx",)
    assert {"locks", "left-behind", "strange-folders", "foreign"} <= set(told(data_checks(facts)))


def test_own_concepts_that_cannot_be_read_are_a_problem(broken):
    """Those of all programmes and those of one are told apart."""
    (broken / "curricula" / "concepts.csv").write_text("nothing\n", "utf-8")
    (broken / "curricula" / "college-statistics" / "concepts.csv").write_text("nothing\n", "utf-8")
    checks = [one for one in data_checks(data_facts(broken, AS_OF)) if one.key == "concepts"]
    assert [dict(one.blanks)["name"] for one in checks] == [
        "curricula/college-statistics/concepts.csv",
        "curricula/concepts.csv",
    ]


@pytest.mark.parametrize("missing", ["curricula", "exports", "standards"])
def test_a_folder_that_is_missing_stops_nothing(broken, missing):
    """Everything else is still checked."""
    (broken / "exports").mkdir()
    shutil.rmtree(broken / missing)
    facts = data_facts(broken, AS_OF)
    assert facts.root == str(broken)
    assert facts.troubles == ()


def test_a_file_where_a_folder_should_be_is_a_problem(broken):
    """Nothing can be written into it."""
    (broken / "exports").write_text("", "utf-8")
    assert of(broken)["no-folder"] == "problem"


def test_a_folder_that_is_not_there_is_no_project(tmp_path):
    """It is said, and no other project is checked instead."""
    assert told(data_checks(data_facts(tmp_path / "nowhere", AS_OF))) == {"no-project": "problem"}


def options(root, **changes):
    return argparse.Namespace(**{"project": root, "lang": "en", "format": "text", **changes})


def test_the_command_prints_and_gives_its_status(broken, capsys):
    """0 without problems, 1 with one; JSON can be read."""
    assert doctor.run(None, options(broken)) == 0
    assert "Problems: 0" in capsys.readouterr().out
    (broken / "curricula" / "college-statistics" / "matrix.csv").unlink()
    assert doctor.run(None, options(broken, format="json")) == 1
    records = json.loads(capsys.readouterr().out)
    assert [record["check"] for record in records if record["state"] == "problem"] == ["programme-broken"]


BLOCKED = """
import sys, argparse
for name in sys.argv[2].split(): sys.modules[name] = None
from pathlib import Path
from toolkit.commands.doctor import run
status = run(None, argparse.Namespace(project=Path(sys.argv[1]), lang="en", format="text"))
heavy = {"plotly", "IPython", "jupyter_client", "ipywidgets"} & {name for name, one in sys.modules.items() if one}
sys.exit(status if not heavy else f"loaded: {heavy}")
"""


@pytest.mark.parametrize(
    ("blocked", "status"),
    [("", 0), ("pandas", 1), ("tomlkit filelock", 1), ("packaging platformdirs", 0), ("plotly IPython", 0)],
)
def test_a_missing_package_is_told_and_no_traceback(broken, blocked, status):
    """Whatever cannot be loaded is said in a line; plotly and Jupyter are not loaded at all."""
    done = subprocess.run(
        [sys.executable, "-c", BLOCKED, str(broken), blocked],
        cwd=ROOT,
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert (done.returncode, done.stderr) == (status, "")
    if status:
        assert "could not be looked at" in done.stdout
        assert f"No module named '{blocked.split(maxsplit=1)[0]}" in done.stdout or "import of" in done.stdout


def test_facts_of_this_computer_are_gathered():
    """The packages of pyproject.toml, without those for developers, with what is installed."""
    facts = installation_facts()
    names = {one.name for one in facts.packages}
    assert {"pandas", "plotly", "openpyxl"} <= names
    assert not {"pytest", "ruff", "mypy"} & names
    assert all(one.found and one.fits for one in facts.packages if not one.extra)
    assert facts.python_fits is True


def test_a_folder_can_be_written_if_it_could_be_made(tmp_path):
    """Nothing is left there by asking."""
    assert can_write(tmp_path / "new" / "deep")
    assert list(tmp_path.iterdir()) == []
    file = tmp_path / "file"
    file.write_text("", "utf-8")
    assert not can_write(file)


def test_places_are_shown_from_the_project(broken):
    """No path of this computer stands in what is to be sent to somebody who helps, but the project's own."""
    (broken / "curricula" / "college-statistics" / "x.part").write_text("", "utf-8")
    assert all(not Path(name).is_absolute() for name in data_facts(broken, AS_OF).left_behind)
