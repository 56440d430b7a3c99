"""The bundled data obey their own rules, and every fact about an act stands in its text."""

import hashlib
from collections import Counter
from pathlib import Path

import pytest
from factories import NOON

from toolkit.model import statements_of
from toolkit.programmes import disciplines_table, marks_table, outcomes_table
from toolkit.tables import ACTS, DECISIONS, DISCIPLINES, MARKS_TABLE, OUTCOMES, STATEMENTS

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "standards" / "sources"
MONTHS = [
    "қаңтар",
    "ақпан",
    "наурыз",
    "сәуір",
    "мамыр",
    "маусым",
    "шілде",
    "тамыз",
    "қыркүйек",
    "қазан",
    "қараша",
    "желтоқсан",
]


def test_the_register_describes_every_source(library):
    """Each file has one row with its hash, and each row a file; identifiers are unique."""
    ACTS.check(ACTS.frame(library.acts.values()))
    assert sorted(act.file for act in library.acts.values()) == sorted(path.name for path in SOURCES.glob("*.txt"))
    for act in library.acts.values():
        assert hashlib.sha256((SOURCES / act.file).read_bytes()).hexdigest() == act.sha256


def test_five_documents_keep_their_bytes():
    """The hashes of the documents as they came; a change of line ends would be found here."""
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:8] for path in SOURCES.glob("*.txt")}
    assert found == {
        "employment-promotion-amendment-2022.kk.txt": "f113ad3b",
        "ict-sectoral-framework-2013.kk.txt": "3666f7df",
        "occupations-classifier-2017-slides.kk.txt": "dddd8d0b",
        "social-and-labour-six-standards-2013.kk.txt": "53766798",
        "state-statistics-interviewing-2020.kk.txt": "c145d583",
    }


def kazakh(day):
    return f"{day.year} жылғы {day.day} {MONTHS[day.month - 1]}"


@pytest.mark.parametrize("act_id", ["V2000019833", "V1300009151", "V1300008876", "2022-08-18-N318"])
def test_facts_of_an_act_stand_in_its_text(library, act_id):
    """Issuer, date, numbers and repeal are printed in the source; nothing is added."""
    act = library.acts[act_id]
    text = " ".join((SOURCES / act.file).read_text(encoding="utf-8").split())
    glued = text.replace(" ", "")
    assert act.issuer.replace(" ", "") in glued
    assert kazakh(act.date).replace(" ", "") in glued
    assert f"№{act.number}" in glued
    if act.registration_number:
        assert f"№ {act.registration_number}" in text
        assert str(act.registration_date.year) in text
    if act.status == "repealed":
        line = (
            (SOURCES / act.file)
            .read_text(encoding="utf-8")
            .split("\n")[int(act.status_source.removeprefix("text:")) - 1]
        )
        assert act.status_by in " ".join(line.split())
        assert f"№ {act.status_by_number} бұйрығы" in line
        assert kazakh(act.status_by_date) in line


def test_no_status_is_stated_without_a_date(library):
    """An act is repealed by somebody's reading on a day; without a day its status is not stated as known."""
    for act in library.acts.values():
        assert (act.status_checked is not None) == bool(act.status_source) == (act.status == "repealed")


def test_the_statements_of_the_library_obey_their_schema(library):
    """Types, allowed values and unique identifiers over all standards."""
    rows = [row for standard in library.standards() for row in statements_of(standard)]
    STATEMENTS.check(STATEMENTS.frame(rows))
    counts = Counter(
        row.standard_id.rsplit("-", 1)[0] if row.standard_id.startswith("V13") else row.standard_id for row in rows
    )
    assert (counts["V2000019833"], counts["2022-08-18-N318"]) == (196, 82 + 87 + 6)


def test_the_programme_obeys_its_schemas(project):
    """Outcomes, disciplines, matrix and decisions of the bundled programme."""
    programme = project.programme("college-statistics")
    OUTCOMES.check(outcomes_table(programme))
    DISCIPLINES.check(disciplines_table(programme))
    MARKS_TABLE.check(marks_table(programme))
    DECISIONS.check(DECISIONS.frame(project.decisions("college-statistics")))
    assert sum(item.credits for item in programme.disciplines) == programme.credits == 120


def test_the_example_decisions_are_made_against_the_texts_of_today(project, library, analysis):
    """Fingerprints of outcome and statement, edition and programme are right; every row is named as an example."""
    rows = project.decisions("college-statistics")
    assert len(rows) == len(analysis.ledger.current) == 23
    for row in rows:
        assert row.act_sha256 == library.acts[row.standard_id].sha256
        assert row.programme_id == "college-statistics"
        assert row.reason.startswith("Үлгі шешім")
        assert row.decided_at.date() == NOON.date()


def test_data_files_are_plain():
    """UTF-8 without byte order mark, line feeds, no tab, no invisible letter, one line end at the end."""
    files = [*ROOT.glob("standards/*.csv"), *ROOT.glob("curricula/**/*.csv"), *ROOT.glob("curricula/**/*.toml")]
    assert len(files) >= 6
    for path in files:
        text = path.read_bytes().decode("utf-8")
        assert not set(text) & set("\r\t\ufeff\u200b\u00ad\u00a0"), path
        assert text.endswith("\n"), path
