"""`curmap suggest`: what goes in, what comes out, and what is said about mistakes."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from toolkit import job
from toolkit.align.concepts import bundled_concepts, bundled_table
from toolkit.cli import main
from toolkit.io.cache import prepared_table

ROOT = Path(__file__).parents[1]
COLUMNS = ["outcome_id", "rank", "statement_id", "score", "confidence", "why"]
STATEMENTS = "statement_id,text\nA,Деректерді жинау\nB,Есеп дайындау\nC,Деректерді талдау\n"
OUTCOMES = "outcome_id,lang,text\n1,kk,Деректерді жинайды\n2,ru,Составляет отчёт\n3,en,Analyses data\n"


@pytest.fixture(scope="module")
def cache_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def nowhere(tmp_path, monkeypatch, cache_folder):
    """A folder that is no project, with a cache that the tests share."""
    monkeypatch.setenv("CURMAP_CACHE", str(cache_folder))
    monkeypatch.setenv("CURMAP_PROJECT", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    prepare = job.concepts_for

    def prepared_once(project, programme_id=""):
        own = project.own_concepts(programme_id) if project else []
        return prepare(project, programme_id) if own else bundled_table()

    monkeypatch.setattr(job, "concepts_for", prepared_once)


@pytest.fixture
def run(tmp_path, capsys):
    """Write files, run the command on them, give status, rows and what was said."""

    def act(*arguments, outcomes=OUTCOMES, statements=STATEMENTS, project=False):
        (tmp_path / "o.csv").write_bytes(outcomes if isinstance(outcomes, bytes) else outcomes.encode())
        (tmp_path / "s.csv").write_bytes(statements if isinstance(statements, bytes) else statements.encode())
        place = ["--project", str(ROOT)] if project else []
        against = [] if project else ["--statements", "s.csv"]
        status = main([*place, "suggest", "--outcomes", "o.csv", *against, *arguments])
        out, err = capsys.readouterr()
        return status, list(csv.DictReader(io.StringIO(out))), err

    return act


def best(rows):
    return {row["outcome_id"]: row["statement_id"] for row in rows if row["rank"] == "1"}


def test_the_columns_are_those_of_the_contract(tmp_path, capsys):
    """Six columns in this order, one row a suggestion, commas and line feeds."""
    (tmp_path / "o.csv").write_text(OUTCOMES, encoding="utf-8")
    (tmp_path / "s.csv").write_text(STATEMENTS, encoding="utf-8")
    assert main(["suggest", "--outcomes", "o.csv", "--statements", "s.csv"]) == 0
    out = capsys.readouterr().out
    assert out.split("\n")[0] == ",".join(COLUMNS)
    assert "\r" not in out
    for row in csv.DictReader(io.StringIO(out)):
        assert int(row["rank"]) >= 1
        assert 0 <= float(row["confidence"]) <= 1
        assert float(row["score"]) == pytest.approx(float(row["score"]))
        assert row["why"]


def test_it_works_outside_of_any_project(run):
    """With both files no project is looked for: a variable that names none does not matter."""
    status, rows, err = run()
    assert (status, err) == (0, "")
    assert best(rows) == {"1": "A", "2": "B", "3": "C"}
    assert list(dict.fromkeys(row["outcome_id"] for row in rows)) == ["1", "2", "3"]


def test_it_works_as_a_process_of_its_own(tmp_path, cache_folder):
    """From any folder, in UTF-8 whatever the terminal says, with what another process has prepared."""
    prepared_table(bundled_concepts())
    (tmp_path / "o.csv").write_text(OUTCOMES, encoding="utf-8")
    (tmp_path / "s.csv").write_text(STATEMENTS, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "toolkit", "suggest", "--outcomes", "o.csv", "--statements", "s.csv"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii", "CURMAP_CACHE": str(cache_folder)},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert best(csv.DictReader(io.StringIO(done.stdout.decode("utf-8")))) == {"1": "A", "2": "B", "3": "C"}


def test_json_says_the_same_as_csv(run, capsys):
    """A list of records with the same columns; numbers are numbers."""
    _, rows, _ = run()
    assert main(["suggest", "--outcomes", "o.csv", "--statements", "s.csv", "--format", "json"]) == 0
    records = json.loads(capsys.readouterr().out)
    assert [list(record) for record in records] == [COLUMNS] * len(rows)
    assert [{name: str(value) for name, value in record.items()} for record in records] == rows
    assert isinstance(records[0]["rank"], int)
    assert isinstance(records[0]["confidence"], float)


@pytest.mark.parametrize(
    "outcomes",
    [
        "outcome_id,text\n1,Деректерді жинайды\n2,Составляет отчёт\n3,Analyses data\n",  # no lang
        "outcome_id,lang,text\n1,,Деректерді жинайды\n2,,Составляет отчёт\n3,,Analyses data\n",
        "outcome_id,lang,text\n1, KK ,Деректерді жинайды\n2,Ru,Составляет отчёт\n3,en,Analyses data\n",
        "\ufeffoutcome_id,lang,text\r\n1,,Деректерді жинайды\r\n2,,Составляет отчёт\r\n3,,Analyses data\r\n",
        "outcome_id;lang;text\r\n1;;Деректерді жинайды\r\n2;;Составляет отчёт\r\n3;;Analyses data\r\n",
        "text,module,outcome_id\nДеректерді жинайды,М1,1\nСоставляет отчёт,М1,2\nAnalyses data,М2,3\n",
        "outcome_id,lang,text\n\n1,,Деректерді жинайды\n,,\n2,,Составляет отчёт\n3,,Analyses data",
        'outcome_id,text\n1,"Деректерді\n жинайды"\n2,"Составляет, отчёт"\n3,"Analyses ""data"""\n',
    ],
)
def test_tables_as_people_save_them(run, outcomes):
    """No language, a byte order mark, CRLF, semicolons, other columns and order, empty lines, quoted cells."""
    status, rows, err = run(outcomes=outcomes)
    assert (status, err) == (0, "")
    assert best(rows) == {"1": "A", "2": "B", "3": "C"}


def test_the_rows_of_one_code_are_one_outcome(run):
    """Three languages of an outcome are searched together and answered once."""
    outcomes = "outcome_id,lang,text\n1,kk,Деректерді жинайды\n1,ru,Собирает данные\n1,en,Collects data\n"
    _, rows, _ = run(outcomes=outcomes)
    assert [row["rank"] for row in rows] == [str(rank) for rank in range(1, len(rows) + 1)]
    assert len({row["statement_id"] for row in rows}) == len(rows)
    assert rows[0]["statement_id"] == "A"


def test_all_known_columns_of_statements_are_used(run):
    """Standard and kind choose; equal texts are listed together."""
    statements = (
        "statement_id;standard_id;occupation;function;unit;kind;lang;text;note\n"
        "A;X;Санақшы;Санақ;;skill;kk;Деректерді жинау;x\n"
        "B;Y;Санақшы;Санақ;;skill;kk;Деректерді жинау.;y\n"
        "C;Y;Санақшы;Санақ;;knowledge;kk;Деректерді жинау;z\n"
        "D;Z;Санақшы;Санақ;;skill;ru;Сбор данных;z\n"
    )
    _, rows, _ = run("--lang", "en", statements=statements)
    first = {row["statement_id"]: row["rank"] for row in rows if row["outcome_id"] == "1"}
    assert first["A"] == first["B"] != first["C"]
    assert {row["statement_id"] for row in run("--standard", "Y", statements=statements)[1]} == {"B", "C"}
    assert {row["statement_id"] for row in run("--standard", "X", "Z", statements=statements)[1]} == {"A", "D"}
    assert {row["statement_id"] for row in run("--kind", "knowledge", statements=statements)[1]} == {"C"}
    status, rows, err = run("--standard", "X", "--standard", "W", statements=statements)
    assert (status, rows) == (1, [])
    assert "no standard 'W'; there are: X, Y, Z" in err


def test_top_is_the_number_of_different_statements(run):
    """One rank an outcome with `--top 1`."""
    _, rows, _ = run("--top", "1")
    assert {row["rank"] for row in rows} == {"1"}
    assert len(rows) == 3


@pytest.mark.parametrize(
    ("lang", "name"), [("kk", "деректерді жинау"), ("ru", "сбор данных"), ("en", "data collection")]
)
def test_reasons_are_in_the_language_asked_for(run, lang, name):
    """Kazakh unless another is named."""
    outcomes = "outcome_id,text\n1,Деректерді жинайды\n"
    _, rows, _ = run("--lang", lang, outcomes=outcomes)
    assert name in rows[0]["why"].casefold()
    if lang == "kk":
        assert run(outcomes=outcomes)[1] == rows


def test_outcomes_without_suggestions_are_named(run):
    """Nothing is dropped silently: how many of how many, and which."""
    status, rows, err = run(outcomes="outcome_id,text\n1,Деректерді жинайды\n2,😀\n3,\n4,2026\n")
    assert status == 0
    assert {row["outcome_id"] for row in rows} == {"1"}
    assert "nothing to suggest for 3 of 4 outcomes: 2, 3, 4" in err


@pytest.mark.parametrize(
    "text", ["Деректерді жинайды " * 2_600, "я" * 50_000, "😀", "қ", "!", "\x00\x07Деректерді", "Derekterdi jinaidy", "Собирает деректер / data"]
)  # fmt: skip
def test_any_text_in_a_cell_is_answered(run, text):
    """Long, short, odd or mixed: status 0, the heading, and rows or a word that there are none."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([("outcome_id", "text"), ("1", text)])
    status, rows, err = run(outcomes=file.getvalue())
    assert status == 0
    assert bool(rows) != ("nothing to suggest" in err)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"outcomes": "outcome_id,lang,text\n1,kk,Дерек\n2,de,Daten\n"}, "line 3: lang 'de' is none of kk, ru, en"),
        ({"outcomes": "outcome_id,text\n1,Дерек\n,Есеп\n"}, "line 3: the outcome has no code"),
        ({"outcomes": "code,text\n1,Дерек\n"}, "line 1: no column outcome_id"),
        ({"outcomes": "outcome_id,text\n1,Дерек,жинау\n"}, "line 2: the line has more or fewer cells"),
        ({"outcomes": ""}, "line 1: no column outcome_id, text"),
        ({"outcomes": "outcome_id,text\n"}, "no outcome in the file"),
        ({"outcomes": "outcome_id,text\n1,Дерек\n".encode("utf-16")}, "the file is not UTF-8"),
        ({"outcomes": "outcome_id,text\n1,Дерек\n".encode("cp1251")}, "the file is not UTF-8"),
        ({"statements": ""}, "line 1: no column statement_id, text"),
        ({"statements": "statement_id,text\n"}, "no statement is left"),
        ({"statements": "statement_id,text\nA,x\n,y\n"}, "line 3: the statement has no statement_id"),
        ({"statements": "statement_id,text\nA,x\nB,y\nA,z\n"}, "A: stands twice"),
        ({"statements": "statement_id,text,lang\nA,x,kz\n"}, "line 2: lang 'kz' is none of kk, ru, en"),
    ],
)
def test_mistakes_in_a_file_are_named_with_their_line(run, files, words):
    """Status 1, nothing on standard output, file and line and what to do; never a traceback."""
    status, rows, err = run(**files)
    assert (status, rows) == (1, [])
    assert words in err
    assert ("o.csv" if "outcomes" in files else "s.csv") in err or words == "no statement is left"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["suggest"], "name a programme, or a file with --outcomes"),
        (["suggest", "college-statistics", "--outcomes", "o.csv"], "not both"),
        (["suggest", "--outcomes", "gone.csv"], "gone.csv: the file does not exist"),
        (["suggest", "nowhere"], "no programme 'nowhere'; there are: bachelor-information-systems"),
        (["suggest", "college-statistics", "--standard", "V99"], "no standard 'V99'; there are: V2000019833"),
        (["suggest", "college-statistics", "--top", "0"], "--top must be 1 or more, not 0"),
        (
            ["suggest", "college-statistics", "--card", "99"],
            "no statement is left to suggest; check --standard, --card",
        ),
    ],
)
def test_wrong_names_are_answered_with_the_right_ones(capsys, arguments, words):
    """Status 1 and one sentence."""
    assert main(["--project", str(ROOT), *arguments]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err


@pytest.mark.parametrize("arguments", [["--format", "xml"], ["--kind", "wish"], ["--lang", "de"], ["--top", "many"]])
def test_a_wrong_command_is_explained(capsys, arguments):
    """Status 2 with the usage."""
    with pytest.raises(SystemExit) as caught:
        main(["suggest", "--outcomes", "o.csv", *arguments])
    assert caught.value.code == 2
    assert "usage: curmap suggest" in capsys.readouterr().err


def test_without_a_standard_all_standards_and_frameworks_are_searched(run, library):
    """Statements of cards and level descriptors of frameworks stand side by side."""
    descriptors = library.table("descriptors")
    text = descriptors["text"].iloc[0]
    outcomes = io.StringIO()
    csv.writer(outcomes).writerows(
        [("outcome_id", "text"), ("1", text), ("2", "Респонденттерден алғашқы статистикалық деректерді жинайды")]
    )
    _, rows, _ = run("--top", "5", outcomes=outcomes.getvalue(), project=True)
    assert descriptors["statement_id"].iloc[0] in {row["statement_id"] for row in rows if row["outcome_id"] == "1"}
    assert best(rows)["2"].startswith("V2000019833/")
    _, rows, _ = run("--top", "5", "--standard", "V2000019833", outcomes=outcomes.getvalue(), project=True)
    assert {row["statement_id"].split("/")[0] for row in rows} == {"V2000019833"}


@pytest.mark.parametrize(
    ("arguments", "holds"),
    [
        (["--card", "2"], lambda row: row.occupation_no == 2),
        (["--level", "5"], lambda row: "5" in row.sqf_levels.split(",")),
        (["--kind", "knowledge"], lambda row: row.kind == "knowledge"),
    ],
)
def test_statements_can_be_chosen(run, library, arguments, holds):
    """By card, level or kind: only such ones are suggested."""
    known = {row.statement_id: row for row in library.table("statements", ["V2000019833"]).itertuples()}
    _, rows, _ = run("--standard", "V2000019833", *arguments, project=True)
    assert rows
    assert [row["statement_id"] for row in rows if not holds(known[row["statement_id"]])] == []


def test_a_programme_by_name(capsys):
    """Every outcome of the programme, in its order; confirmed links raise their neighbours unless switched off."""
    command = ["--project", str(ROOT), "suggest", "college-statistics", "--top", "3", "--lang", "en"]
    assert main(command) == 0
    told = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert list(dict.fromkeys(row["outcome_id"] for row in told))[:3] == ["ОН1", "ОН2", "ОН3"]
    assert any("near confirmed links" in row["why"] for row in told)
    assert main([*command, "--no-context"]) == 0
    plain = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert not any("near confirmed links" in row["why"] for row in plain)
    score = {(row["outcome_id"], row["statement_id"]): float(row["score"]) for row in plain}
    shared = [row for row in told if (row["outcome_id"], row["statement_id"]) in score]
    assert shared
    assert all(float(row["score"]) >= score[row["outcome_id"], row["statement_id"]] for row in shared)


def test_a_programme_against_statements_of_a_file(tmp_path, capsys):
    """Both ways of naming go together."""
    (tmp_path / "s.csv").write_text(STATEMENTS, encoding="utf-8")
    assert main(["--project", str(ROOT), "suggest", "college-statistics", "--statements", "s.csv", "--top", "1"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["statement_id"] for row in rows} <= {"A", "B", "C"}
    assert {row["outcome_id"] for row in rows} >= {"ОН8"}


def test_own_concepts_of_the_project_count(tmp_path, run, capsys):
    """A word that only `curricula/concepts.csv` knows joins an outcome and a statement, also where both are files."""
    files = {"outcomes": "outcome_id,text\n1,Performs flumoxing\n", "statements": "statement_id,text\nA,Қырмызыгүл\n"}
    status, rows, err = run(**files)
    assert (status, rows) == (0, [])
    assert "nothing to suggest for 1 of 1" in err
    own = {"standards/acts.csv": "", "curricula/concepts.csv": "concept,kk,ru,en\nflumox,қырмызыгүл,,flumoxing\n"}
    for name, text in own.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, encoding="utf-8")
    for place in (["--project", str(tmp_path)], []):  # named, and found
        assert main([*place, "suggest", "--outcomes", "o.csv", "--statements", "s.csv"]) == 0
        assert best(csv.DictReader(io.StringIO(capsys.readouterr().out))) == {"1": "A"}
