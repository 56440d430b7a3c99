"""`curmap new`: a folder with everything that has to be filled in, and the next step."""

import argparse
import shutil
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import AS_OF, ROOT

from toolkit.commands import new, programme
from toolkit.commands.new import check_name, texts_of
from toolkit.doctor import data_checks
from toolkit.errors import DataError, InputError
from toolkit.io.health_data import data_facts
from toolkit.io.programmes import programme_of
from toolkit.io.project import Project
from toolkit.model import LANGS


@pytest.fixture
def project(tmp_path):
    shutil.copytree(ROOT / "standards", tmp_path / "standards")
    (tmp_path / "curricula").mkdir()
    return Project(tmp_path)


def options(name="my-plan", **changes):
    return argparse.Namespace(**{"programme": name, "institution": "college", "lang": "en", **changes})


def test_a_new_programme_has_every_file(project):
    """A passport, empty tables with their headings, a README, room for decisions and remarks; nothing else."""
    assert new.run(project, options()) == 0
    folder = project.root / "curricula" / "my-plan"
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert files == [
        "README.md",
        "criteria.csv",
        "decisions/.gitkeep",
        "disciplines.csv",
        "matrix.csv",
        "outcomes.csv",
        "programme.toml",
        "remarks/.gitkeep",
    ]
    assert [path.name for path in (project.root / "curricula").iterdir()] == ["my-plan"]
    assert (folder / "outcomes.csv").read_text("utf-8") == "outcome_id,kk,ru,en,module,level\n"


@pytest.mark.parametrize("institution", ["college", "university"])
def test_the_passport_can_be_read_and_says_only_what_is_known(institution):
    """The title is the name for now; there are no invented codes, credits or standards."""
    data = tomllib.loads(texts_of("my-plan", institution, 2026)["programme.toml"])
    assert (data["institution"], data["title"]["kk"], data["admission_year"]) == (institution, "my-plan", 2026)
    assert (data["code"], data["credits"], data.get("compare")) == ("", 0, None)


def test_the_passport_is_explained_in_three_languages():
    """Comments in Kazakh, Russian and English, and an example of [[compare]] to be switched on."""
    text = texts_of("my-plan", "college", 2026)["programme.toml"]
    comments = "\n".join(line for line in text.splitlines() if line.startswith("#"))
    for word in ("Бағдарламаның паспорты", "Паспорт программы", "The passport of the programme", "[[compare]]"):
        assert word in comments


def test_check_says_that_it_is_empty(project):
    """No title, no code is complained about before the outcomes are there."""
    new.run(project, options())
    with pytest.raises(DataError) as caught:
        programme.run(project, argparse.Namespace(action="check", programme="my-plan", lang="kk", format="text"))
    assert [issue.code for issue in caught.value.issues] == ["no-outcomes"]


def test_the_doctor_says_that_it_is_empty(project):
    """A note with the next step, no problem."""
    new.run(project, options())
    states = {one.key: one.state for one in data_checks(data_facts(project.root, AS_OF))}
    assert states["programme-empty"] == "note"
    assert "problem" not in states.values()


def test_a_filled_in_programme_can_be_used(project):
    """One outcome in the table is enough to read it."""
    new.run(project, options())
    path = project.root / "curricula" / "my-plan" / "outcomes.csv"
    with path.open("a", encoding="utf-8") as file:
        file.write("ОН1,Деректерді жинайды,,,,\n")
    assert [one.outcome_id for one in project.programme("my-plan").outcomes] == ["ОН1"]


def test_an_import_can_take_its_place(project):
    """The skeleton is a programme for the import, which replaces it when it is told to."""
    new.run(project, options())
    source = ROOT / "curricula" / "college-statistics" / "source.xlsx"
    wanted = argparse.Namespace(action="import", file=source, name="my-plan", lang="kk", dry_run=False, replace=True)
    assert programme.run(project, wanted) == 0
    assert len(project.programme("my-plan").outcomes) == 12
    assert programme_of(project.root / "curricula" / "my-plan").title.kk != "my-plan"


@pytest.mark.parametrize("lang", LANGS)
def test_the_next_commands_are_named(project, capsys, lang):
    """Three commands with the name in them, and the way from Excel."""
    new.run(project, options(lang=lang))
    lines = capsys.readouterr().out.splitlines()
    commands = [line.split("#")[0].strip() for line in lines if line.startswith("  curmap")]
    assert commands == ["curmap programme check my-plan", "curmap suggest my-plan", "curmap report my-plan"]
    assert "curmap programme import FILE.xlsx --name my-plan --replace" in lines[1]


@pytest.mark.parametrize("there", ["my-plan", "My-Plan"])
def test_a_programme_that_is_there_is_never_touched(project, there):
    """Not even where only capital letters differ: on Windows and macOS that is the same folder."""
    folder = project.root / "curricula" / there
    folder.mkdir()
    (folder / "outcomes.csv").write_text("mine", "utf-8")
    with pytest.raises(InputError, match=rf"curricula/{there}/ is there already, nothing was written"):
        new.run(project, options())
    assert (folder / "outcomes.csv").read_text("utf-8") == "mine"
    assert [path.name for path in (project.root / "curricula").iterdir()] == [there]


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("my plan", "my-plan"),
        ("../elsewhere", "elsewhere"),
        ("/plans/x", "plans-x"),
        ("a\\b", "a-b"),
        (".hidden", "hidden"),
        ("plan.", "plan"),
        ("-x", "x"),
        ("", "my-plan"),
        ("…", "my-plan"),
        ("CON", "con-1"),
        ("nul.txt", "nul-txt"),
        ("Статистика 2026", "статистика-2026"),
    ],
)
def test_bad_names_are_refused_with_a_better_one(name, better):
    """Whatever is no folder on some system, or leads out of curricula/."""
    with pytest.raises(InputError, match="is no good name of a folder") as caught:
        check_name(name)
    assert str(caught.value).endswith(f"such as {better}")


def test_a_long_name_is_refused():
    """Paths have an end on Windows."""
    check_name("a" * 60)
    with pytest.raises(InputError, match="longer than 60 characters"):
        check_name("a" * 61)


@given(st.text(max_size=70))
def test_what_is_advised_is_a_good_name(name):
    """Every refusal names something that is not refused."""
    try:
        check_name(name)
    except InputError as error:
        if "such as " in str(error):
            better = str(error).rpartition("such as ")[2]
            if len(better) <= 60:
                check_name(better)
    else:
        assert name == name.strip()
        assert not {*name} & {*'/\\:*?"<>| \t\n'}


def test_a_folder_that_cannot_be_written_leaves_nothing(project, monkeypatch):
    """Half a programme is never seen."""

    def fail(path, data):
        if path.name == "matrix.csv":
            raise OSError(28, "No space left on device")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    monkeypatch.setattr(new, "write_whole", fail)
    with pytest.raises(InputError, match=r"cannot be written \(No space left on device\)"):
        new.run(project, options())
    assert list((project.root / "curricula").iterdir()) == []
