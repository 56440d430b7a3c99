"""Audit runs and their verification: a second run is the same, and whatever was changed is named."""

import argparse
import hashlib
import json
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from urllib.parse import unquote

import nbformat
import pytest
from factories import decision
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from places import AS_OF, ROOT

from toolkit.analysis import Settings
from toolkit.audit import (
    CRATE,
    WEIGHTS,
    Difference,
    Log,
    LogRow,
    Parameters,
    Verdict,
    compare_manifests,
    manifest_text,
    meaning,
    notebook_digest,
    parse_manifest,
    picture_digest,
    remedy,
    sentence,
    unexplained,
    verdict_data,
    verdict_lines,
    weigh,
)
from toolkit.audit.digests import rounded
from toolkit.audit.logs import compare_logs
from toolkit.auditing import audit_run, audit_verify, parts
from toolkit.commands import audit as command
from toolkit.errors import InputError
from toolkit.io.audit import MANIFEST, environment_now, kept_run
from toolkit.io.audit import inputs as inputs_edge
from toolkit.io.decision_log import DecisionLog
from toolkit.io.project import Project
from toolkit.io.remarks import RemarkLog
from toolkit.labels import word
from toolkit.model import LANGS
from toolkit.returns.remarks import Remark

PROGRAMME = "college-statistics"
EXPERT = "Үлгі сарапшы"
LOG = "decisions/example-expert.csv"
NOTEBOOK = "01_small"


@pytest.fixture(scope="module", autouse=True)
def _same_toolkit():
    """The program of the toolkit may be edited while tests run; that is another difference than those planted here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inputs_edge, "_tree", lambda *_: "0" * 64)
        yield


def small_notebook(*more):
    """A notebook in the manner of the project's own, quick to run."""
    cells = [
        nbformat.v4.new_markdown_cell("# Small"),
        nbformat.v4.new_code_cell(
            "from datetime import date\nfrom pathlib import Path\n"
            "from toolkit import job\nfrom toolkit.io.project import find_project"
        ),
        nbformat.v4.new_code_cell(
            f'PROGRAMME = "{PROGRAMME}"\nLANG = "kk"\nAS_OF = "2026-11-21"\nSTANDARDS = []\nOUT = ""',
            metadata={"tags": ["parameters"]},
        ),
        nbformat.v4.new_code_cell(
            "project = find_project()\n"
            "day = date.fromisoformat(AS_OF)\n"
            "analysis = job.analysis_of(project, project.library(), PROGRAMME, standards=STANDARDS, as_of=day)\n"
            "print(*job.headline(analysis, LANG), sep='\\n')"
        ),
        *(nbformat.v4.new_code_cell(source) for source in more),
    ]
    notebook = nbformat.v4.new_notebook(cells=cells)
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"
    return nbformat.writes(notebook)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A copy of the bundled project with a small notebook and a concept of its own, and a run of it without notebooks."""
    root = tmp_path_factory.mktemp("audit") / "project"
    for name in ("standards", "curricula"):
        shutil.copytree(ROOT / name, root / name)
    (root / "notebooks").mkdir()
    (root / "notebooks" / f"{NOTEBOOK}.ipynb").write_text(small_notebook(), encoding="utf-8")
    write(root / "curricula" / "concepts.csv", "concept,kk,ru,en\nown one,жеке ұғым,своё понятие,own one\n")
    audit_run(Project(root), PROGRAMME, lang="ru", as_of=AS_OF, notebooks=[], out=root / "kept")
    return root


@pytest.fixture
def place(home, tmp_path):
    """A copy of that project in another folder, for a test to change."""
    return shutil.copytree(home, tmp_path / "moved")


def write(path, text):
    path.write_text(text, encoding="utf-8", newline="\n")


def change(path, old, new, count=1):
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{old} is not in {path}"
    write(path, text.replace(old, new, count))


def verified(root) -> Verdict:
    return audit_verify(Project(root), root / "kept")


def told(verdict, *weights):
    return [(one.kind, one.subject) for one in verdict.differences if one.weight in weights]


def tree(folder):
    """Every file of a folder with its hash."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def decide(root, outcome, place_of_statement, verdict, *, reviewer="Екінші Сарапшы", number=1):
    """Append a decision to the log as the desk does, with the fingerprints of today."""
    project = Project(root)
    programme = project.programme(PROGRAMME)
    prints = {one.outcome_id: one.fingerprint for one in programme.outcomes}
    table = project.library().table("statements", ["V2000019833"])
    prints |= dict(zip(table["statement_id"], table["fingerprint"], strict=True))
    statement_id = f"V2000019833/{place_of_statement}"
    row = decision(
        outcome=outcome,
        verdict=verdict,
        reviewer=reviewer,
        programme_id=PROGRAMME,
        outcome_fingerprint=prints[outcome],
        statement_id=statement_id,
        statement_fingerprint=prints[statement_id],
        standard_id="V2000019833",
        decision_id=f"{number:012x}",
        minutes=number,
    )
    DecisionLog(project.decisions_folder(PROGRAMME), reviewer, programme_id=PROGRAMME).append([row])


# --- the run ---


def test_a_run_writes_everything_and_says_what_it_was_made_from(home):
    """Workbook, picture, tables, package and manifest; the manifest names each with its hash, and every input."""
    kept = kept_run(home / "kept")
    assert kept.sealed
    paths = [output.path for output in kept.manifest.outputs]
    assert sorted([*paths, MANIFEST]) == sorted(tree(home / "kept"))
    assert {"gap-report.ru.xlsx", "heatmap.ru.html", "tables/shares.csv", CRATE} <= set(paths)
    assert {output.path: output.sha256 for output in kept.manifest.outputs}.items() <= tree(home / "kept").items()
    inputs = {item.path: item.role for item in kept.manifest.inputs}
    assert inputs == {
        "curricula/college-statistics/decisions/example-expert.csv": "decisions",
        "curricula/college-statistics/disciplines.csv": "programme",
        "curricula/college-statistics/matrix.csv": "programme",
        "curricula/college-statistics/outcomes.csv": "programme",
        "curricula/college-statistics/programme.toml": "programme",
        "curricula/concepts.csv": "concepts",
        "standards/acts.csv": "register",
        "standards/known_acts.csv": "register",
        "standards/parsed/V2000019833/": "parsed",
        "standards/relations.csv": "register",
        "standards/renamed.csv": "register",
        "standards/sources/state-statistics-interviewing-2020.kk.txt": "source",
    }
    assert [(act.act_id, act.status, act.checked) for act in kept.manifest.acts] == [
        ("V2000019833", "repealed", "2026-11-21")
    ]


def test_headline_figures_are_those_of_the_analysis(home, analysis):
    """Shares at three steps with n of m in total and by card, links, decisions, gaps and warnings by their kinds."""
    figures = {one.key: one for one in kept_run(home / "kept").manifest.figures}
    totals = {share.kind: share for share in analysis.result.shares if share.by == "total"}
    for kind, share in totals.items():
        for step in ("declared", "taught", "assessed"):
            found = figures[step, "", kind]
            assert (found.number, found.of) == (share.at(step)[0], share.denominator)
    assert figures["links", "", ""].number == len(analysis.links)
    assert figures["decisions", "", ""].number == len(analysis.ledger.current)
    assert sum(one.number for one in figures.values() if one.what == "gaps") == len(analysis.gaps)
    assert sum(one.number for one in figures.values() if one.what == "warnings") == len(analysis.warns)
    assert {one.where for one in figures.values() if one.what == "taught"} == {"", "V2000019833/1", "V2000019833/2"}


def test_the_manifest_says_with_what_figures_were_made(home):
    """Every setting, every package that is installed, Python, the platform; no path of this machine, no moment."""
    manifest = kept_run(home / "kept").manifest
    assert {name.partition(".")[0] for name, _ in manifest.settings} == set(Settings.__slots__)
    assert all(version != "–" for _, version in manifest.environment.packages)
    assert {"numpy", "pandas", "scipy", "plotly", "xlsxwriter"} <= dict(manifest.environment.packages).keys()
    text = (home / "kept" / MANIFEST).read_text(encoding="utf-8")
    assert str(home) not in text
    assert str(home.parent) not in (home / "kept" / CRATE).read_text(encoding="utf-8")


def test_two_runs_write_the_same_bytes(place):
    """Manifest, package, workbook, picture and tables: nothing in them is chance, and an unchanged folder is replaced."""
    before = tree(place / "kept")
    audit_run(Project(place), PROGRAMME, lang="ru", as_of=AS_OF, notebooks=[], out=place / "kept")
    assert tree(place / "kept") == before


def test_the_usual_place_is_named_by_day_and_programme(place):
    """`exports/<date>-<programme>/`, with nothing left beside it."""
    done = audit_run(Project(place), PROGRAMME, lang="kk", as_of=date(2026, 3, 1), notebooks=[])
    assert done.folder == place / "exports" / f"2026-03-01-{PROGRAMME}"
    assert [path.name for path in (place / "exports").iterdir()] == [done.folder.name]
    assert len(done.headline) == 3


@pytest.mark.parametrize("what", ["edited", "extra", "foreign", "file"])
def test_a_folder_that_somebody_has_changed_is_not_replaced(place, what):
    """Whatever would be lost is named, nothing is written, and no half folder stays behind."""
    kept = place / "kept"
    if what == "edited":
        (kept / "tables" / "gaps.csv").write_text("mine", encoding="utf-8")
    elif what == "extra":
        (kept / "notes.txt").write_text("mine", encoding="utf-8")
    elif what == "foreign":
        (kept / MANIFEST).unlink()
    else:
        shutil.rmtree(kept)
        kept.write_text("mine", encoding="utf-8")
    before = tree(place)
    message = {
        "edited": "tables/gaps.csv",
        "extra": "notes.txt",
        "foreign": "not made by an audit run",
        "file": "a file",
    }
    with pytest.raises(InputError, match=message[what]):
        audit_run(Project(place), PROGRAMME, lang="ru", as_of=AS_OF, notebooks=[], out=kept)
    assert tree(place) == before


def test_data_that_change_during_a_run_stop_it(place, monkeypatch):
    """Somebody decides while the workbook is written: the record would not fit the figures, so nothing is written."""
    real = parts.write_report

    def busy(plan, path):
        real(plan, path)
        decide(place, "ОН2", "1.1.2/S3", "full")

    monkeypatch.setattr(parts, "write_report", busy)
    with pytest.raises(InputError, match="somebody changed the data meanwhile"):
        audit_run(Project(place), PROGRAMME, lang="ru", as_of=AS_OF, notebooks=[], out=place / "other")
    assert not (place / "other").exists()
    assert not list(place.glob(".*.part"))


# --- verification: nothing, and one thing at a time ---


def test_a_second_run_in_another_folder_is_the_same(place):
    """SAME, status 0, no difference; neither project nor folder is touched."""
    before = tree(place)
    verdict = verified(place)
    assert (verdict.outcome, verdict.status, verdict.differences) == ("same", 0, ())
    assert tree(place) == before
    assert verdict_lines(verdict, "ru") == [word("audit-same", "ru")]


def test_a_new_decision_is_named_with_the_figures_that_it_moves(place):
    """Who, when, which pair, which verdict; the share of that kind before and after."""
    decide(place, "ОН2", "1.1.2/S3", "full")
    verdict = verified(place)
    assert (verdict.outcome, verdict.status) == ("differs", 3)
    assert told(verdict, "cause") == [("decision-added", "V2000019833/1.1.2/S3")]
    (added,) = [one for one in verdict.differences if one.kind == "decision-added"]
    assert sentence(added, "en") == (
        "Decision added: Екінші Сарапшы, 21.11.2026 12:01 UTC, ОН2 – V2000019833/1.1.2/S3: full."
    )
    figures = [sentence(one, "en") for one in verdict.differences if one.kind == "figure"]
    assert "Declared, skills, total: 12.5 of 36 → 13.5 of 36." in figures
    assert "Confirmed links: 20 → 21." in figures
    assert {"tables/links.csv", "tables/shares.csv"} <= {
        one for kind, one in told(verdict, "figures") if kind == "table"
    }
    assert ("picture", "heatmap.ru.html") in told(verdict, "figures")
    assert ("workbook", "gap-report.ru.xlsx") in told(verdict, "shape")


@pytest.mark.parametrize(("verdict_then", "kind"), [("none", "decision-changed"), ("withdrawn", "decision-withdrawn")])
def test_a_change_of_mind_is_told_from_a_new_decision(place, verdict_then, kind):
    """The same person about the same pair: changed, with what was said before, or withdrawn."""
    decide(place, "ОН1", "1.1.1/S1", verdict_then, reviewer=EXPERT)
    found = verified(place)
    assert told(found, "cause") == [(kind, "V2000019833/1.1.1/S1")]
    (one,) = [one for one in found.differences if one.kind == kind]
    assert (one.blank("old"), one.blank("new"), one.blank("who")) == ("full", verdict_then, EXPERT)


def test_a_row_of_the_log_changed_by_hand_is_called_that(place):
    """The log is only added to: a row written over is no change of mind, and the advice says so."""
    change(place / "curricula" / PROGRAMME / LOG, ",full,", ",none,")
    verdict = verified(place)
    assert told(verdict, "cause") == [("decision-edited", "V2000019833/1.1.1/S1")]
    assert meaning("decision-edited", "en") == word("audit-why-tampered", "en")
    assert verdict.status == 3


def test_a_row_missing_from_the_log_is_named(place):
    """Gone without a withdrawal: who had said what."""
    path = place / "curricula" / PROGRAMME / LOG
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    write(path, "".join([lines[0], *lines[2:]]))
    assert told(verified(place), "cause") == [("decision-removed", "V2000019833/1.1.1/S1")]


def test_a_remark_is_named(place):
    """A remark moves no share, but the importance of a gap and the workbook."""
    remark = Remark(
        remark_id="0" * 11 + "1",
        noted_at=datetime(2026, 11, 22, tzinfo=UTC),
        reviewer="Жұмыс беруші",
        programme_id=PROGRAMME,
        statement_id="V2000019833/1.1.2/S3",
        outcome_id="",
        statement_fingerprint="x",
        importance=3,
        comment="Өте маңызды",
        responsible="",
        deadline="",
        tool_version="0",
    )
    RemarkLog(place / "curricula" / PROGRAMME / "remarks", "Жұмыс беруші", programme_id=PROGRAMME).append([remark])
    verdict = verified(place)
    kinds = told(verdict, "cause")
    assert ("remark-added", "V2000019833/1.1.2/S3") in kinds
    assert {kind for kind, _ in kinds} <= {"remark-added", "input-added"}


def test_credits_of_a_programme_are_named_cell_by_cell(place):
    """File, row, column, before and after."""
    change(place / "curricula" / PROGRAMME / "disciplines.csv", ",,,,6,144,,", ",,,,5,144,,")
    verdict = verified(place)
    (one,) = [one for one in verdict.differences if one.weight == "cause"]
    assert one.kind == "row-changed"
    assert [one.blank(name) for name in ("row", "column", "old", "new")] == ["КМ1.1", "credits", "6", "5"]
    assert verdict.status == 3


def test_the_status_of_an_act_is_named_as_that(place):
    """Not as a changed cell of a register: status before and after, when it was checked, and where."""
    change(place / "standards" / "acts.csv", ",,repealed,", ",,in force,")
    verdict = verified(place)
    assert told(verdict, "cause") == [("act-status", "V2000019833")]
    (one,) = [one for one in verdict.differences if one.kind == "act-status"]
    assert "repealed → in force (checked 2026-11-21, source: text:9)" in sentence(one, "en")
    assert any(one.kind == "figure" and one.blank("where") == "W01" for one in verdict.differences)


def test_an_act_looked_up_again_is_named(place):
    """The status stands, but a report says as of when."""
    text = (place / "standards" / "acts.csv").read_text(encoding="utf-8")
    write(place / "standards" / "acts.csv", text.replace(",2026-11-21,text:9,", ",2026-11-30,adilet,", 1))
    assert told(verified(place), "cause") == [("act-checked", "V2000019833")]


def test_an_act_that_is_not_compared_is_for_information(place):
    """The register may grow: what it says of other acts changes no figure of this report."""
    change(place / "standards" / "acts.csv", "V1300009151,order", "V1300009151,reference")
    verdict = verified(place)
    assert (verdict.outcome, verdict.status) == ("same-figures", 0)
    assert told(verdict, "cause", "figures", "folder", "shape") == []
    assert [kind for kind, _ in told(verdict, "information")] == ["register-other"]


def test_one_byte_of_a_legal_text_is_named_and_nothing_is_computed_from_it(place):
    """Even a line end: a source is evidence. The toolkit refuses to read it, so only the inputs are compared."""
    path = place / "standards" / "sources" / "state-statistics-interviewing-2020.kk.txt"
    path.write_bytes(path.read_bytes() + b"\n")
    verdict = verified(place)
    assert (verdict.outcome, verdict.status) == ("differs", 3)
    assert told(verdict, "cause") == [("source-changed", f"standards/sources/{path.name}")]
    assert told(verdict, "figures") == [("rerun-failed", "")]


def test_a_weight_is_named_with_the_figures_that_it_moves(place, monkeypatch):
    """Settings are part of the record: the shares differ and the reason stands above them."""
    monkeypatch.setattr("toolkit.analysis.Settings", lambda: Settings(partial_weight=0.4))
    verdict = verified(place)
    assert told(verdict, "cause") == [("setting", "partial_weight")]
    figures = [sentence(one, "en") for one in verdict.differences if one.kind == "figure"]
    assert "Declared, skills, total: 12.5 of 36 → 12 of 36." in figures


def test_own_concepts_are_inputs(place):
    """They move suggestions, which count nowhere: the file and the row are named, no figure differs."""
    path = place / "curricula" / "concepts.csv"
    write(path, path.read_text(encoding="utf-8") + "interview,сұхбаттасу,интервью,interview\n")
    verdict = verified(place)
    (one,) = [one for one in verdict.differences if one.weight == "cause"]
    assert (one.kind, one.subject, one.blank("rows")) == ("rows-added", "curricula/concepts.csv", "interview")
    assert not [one for one in verdict.differences if one.kind == "figure"]


def test_a_file_of_own_concepts_that_came_or_went_is_named(place):
    """A file as a whole: gone here, new in the other direction."""
    (place / "curricula" / "concepts.csv").unlink()
    assert told(verified(place), "cause") == [("input-removed", "curricula/concepts.csv")]
    write(place / "curricula" / PROGRAMME / "concepts.csv", "concept,kk,ru,en\n")
    assert ("input-added", f"curricula/{PROGRAMME}/concepts.csv") in told(verified(place), "cause")


def test_a_workbook_that_somebody_saved_is_named(place):
    """The file on disk is not the one that was written; the cell is named with what stood there, and what stands there now."""
    path = place / "kept" / "gap-report.ru.xlsx"
    book = load_workbook(path)
    book.worksheets[0]["A1"] = "99 %"
    book.save(path)
    verdict = verified(place)
    assert told(verdict, *set(WEIGHTS.values())) == [
        ("output-edited", "gap-report.ru.xlsx"),
        ("output-cell", "gap-report.ru.xlsx"),
    ]
    assert verdict.differences[1].blank("where").endswith("!A1")
    assert verdict.differences[1].blank("new") == "99 %"
    assert verdict.status == 3


def test_a_missing_picture_and_a_foreign_file_are_named(place):
    """The folder is not as it was left; hidden files and locks of office programs are nobody's business."""
    (place / "kept" / "heatmap.ru.html").unlink()
    for name in ("notes.txt", ".DS_Store", "~$gap-report.ru.xlsx", "Thumbs.db"):
        (place / "kept" / name).write_text("x", encoding="utf-8")
    assert told(verified(place), *set(WEIGHTS.values())) == [
        ("output-missing", "heatmap.ru.html"),
        ("output-extra", "notes.txt"),
    ]


def test_another_package_is_information_where_figures_are_the_same(place, monkeypatch):
    """SAME FIGURES, status 0: the version is listed, and the sheet of the workbook that prints it."""
    real = inputs_edge.version

    def newer(name):
        return "99.1" if name == "numpy" else real(name)

    monkeypatch.setattr(inputs_edge, "version", newer)
    monkeypatch.setattr("toolkit.reporting.version", newer)
    verdict = verified(place)
    assert (verdict.outcome, verdict.status) == ("same-figures", 0)
    assert told(verdict, "information") == [("package", "numpy")]
    assert told(verdict, "shape") == [("workbook", "gap-report.ru.xlsx")]
    (book,) = [one for one in verdict.differences if one.kind == "workbook"]
    assert book.blank("parts") == word("sheet-provenance", "ru")


def test_another_computer_is_information(place, monkeypatch):
    """System and processor are listed; the figures speak for themselves."""
    monkeypatch.setattr("platform.system", lambda: "Windows")
    monkeypatch.setattr("platform.python_version", lambda: "3.99.0")
    verdict = verified(place)
    assert verdict.outcome == "same-figures"
    assert [kind for kind, _ in told(verdict, "information")] == ["python", "platform"]


def test_a_table_saved_with_other_line_ends_and_separators_is_the_same_table(place):
    """A checkout on Windows, or Excel, spells a table differently: information only."""
    path = place / "curricula" / PROGRAMME / "matrix.csv"
    text = path.read_text(encoding="utf-8")
    assert ";" not in text
    assert '"' not in text
    path.write_bytes(b"\xef\xbb\xbf" + text.replace(",", ";").replace("\n", "\r\n").encode())
    verdict = verified(place)
    assert (verdict.outcome, verdict.status) == ("same-figures", 0)
    assert told(verdict, "cause", "figures") == []
    assert told(verdict, "information") == [("spelling", f"curricula/{PROGRAMME}/matrix.csv")]


def test_a_parsed_form_made_again_is_information(place):
    """Tables made of a legal text may be made anew: without them the text is parsed, and the figures are the same."""
    shutil.rmtree(place / "standards" / "parsed" / "V2000019833")
    verdict = verified(place)
    assert verdict.outcome == "same-figures"
    assert told(verdict, *set(WEIGHTS.values())) == [("parsed-form", "standards/parsed/V2000019833/")]


def test_a_statement_changed_in_the_parsed_form_shows_in_the_figures(place):
    """What is derived is no cause, but what it changes is seen: the tables hold every statement."""
    change(place / "standards" / "parsed" / "V2000019833" / "statements.csv", "құжаттамамен", "құжатпен")
    verdict = verified(place)
    assert verdict.status == 3
    assert ("table", "tables/covered.csv") in told(verdict, "figures")


def test_another_date_is_named(place, home):
    """Two runs of other days differ in that parameter; a date changed by hand breaks the seal."""
    project = Project(place)
    other = audit_run(project, PROGRAMME, lang="ru", as_of=date(2026, 11, 22), notebooks=[], out=place / "other")
    found = compare_manifests(kept_run(home / "kept").manifest, other.manifest)
    assert found[0] == Difference("parameter", "date", (("old", "2026-11-21"), ("new", "2026-11-22")))
    assert not [one for one in found if one.kind == "figure"]
    change(place / "kept" / MANIFEST, '"date": "2026-11-21"', '"date": "2026-11-22"')
    verdict = verified(place)
    assert ("manifest-edited", MANIFEST) in told(verdict, "folder")
    assert verdict.status == 3


@pytest.mark.parametrize("damage", ["cut", "empty", "newer", "missing", "climbs", "no folder"])
def test_a_damaged_manifest_cannot_be_verified(place, damage):
    """Status 1 and a sentence that names the file; no traceback."""
    path = place / "kept" / MANIFEST
    text = path.read_text(encoding="utf-8")
    if damage == "no folder":
        shutil.rmtree(place / "kept")
    elif damage == "missing":
        path.unlink()
    else:
        changed = {
            "cut": text[: len(text) // 2],
            "empty": "",
            "newer": text.replace('"format": 2', '"format": 3'),
            "climbs": text.replace('"path": "heatmap.ru.html"', '"path": "../heatmap.ru.html"'),
        }
        write(path, changed[damage])
    verdict = verified(place)
    assert (verdict.outcome, verdict.status) == ("unverified", 1)
    assert "kept" in verdict.reason


def test_missing_inputs_cannot_be_verified_but_are_listed(place):
    """The programme is gone: status 1, with the files that are missing."""
    shutil.rmtree(place / "curricula" / PROGRAMME)
    verdict = verified(place)
    assert (verdict.outcome, verdict.status) == ("unverified", 1)
    assert ("input-removed", f"curricula/{PROGRAMME}/outcomes.csv") in told(verdict, "cause")
    assert "no programme" in verdict.reason


def test_many_differences_at_once_are_all_named(place, monkeypatch):
    """A decision, credits, an act, the workbook, a picture and a package: each as if it were alone."""
    decide(place, "ОН2", "1.1.2/S3", "full")
    change(place / "curricula" / PROGRAMME / LOG, ",partial,", ",full,")
    change(place / "curricula" / PROGRAMME / "disciplines.csv", ",,,,6,144,,", ",,,,5,144,,")
    change(place / "standards" / "acts.csv", ",,repealed,", ",,in force,")
    (place / "kept" / "gap-report.ru.xlsx").write_bytes(b"mine")
    (place / "kept" / "heatmap.ru.html").unlink()
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    verdict = verified(place)
    kinds = [kind for kind, _ in told(verdict, "cause", "folder", "information")]
    assert kinds == [
        "row-changed",
        "act-status",
        "decision-added",
        "decision-edited",
        "output-edited",
        "output-missing",
        "platform",
    ]
    assert verdict.status == 3


# --- notebooks ---


@pytest.fixture(scope="module")
def executed(home):
    """A run with the small notebook, which prints where it is, and one that tries to change the project."""
    root = shutil.copytree(home, home.parent / "with-notebooks")
    source = small_notebook(
        "print(project.root)\nprint(Path.cwd())\nobject()",
        "(project.root / 'curricula' / 'concepts.csv').write_text('mine')\nPath(OUT).mkdir()\nNone",
    )
    (root / "notebooks" / f"{NOTEBOOK}.ipynb").write_text(source, encoding="utf-8")
    before = tree(root)
    audit_run(Project(root), PROGRAMME, lang="ru", as_of=AS_OF, notebooks=["01"], out=root / "with")
    changed = {name for name in tree(root).items() ^ before.items() if not name[0].startswith("with/")}
    return root, changed


def test_notebooks_are_executed_with_the_parameters_and_change_nothing(executed):
    """The executed notebook lies beside the report; what a cell writes goes to a copy of the project."""
    root, changed = executed
    assert changed == set()
    notebook = nbformat.read(root / "with" / "notebooks" / f"{NOTEBOOK}.ru.ipynb", as_version=4)
    assert "LANG = 'ru'" in notebook.cells[3].source
    assert "умения и навыки" in notebook.cells[4].outputs[0]["text"]
    assert str(root) not in notebook.cells[5].outputs[0]["text"]


def test_a_notebook_executed_again_shows_the_same(executed):
    """Other folders, addresses and numbers of executions make no difference: SAME."""
    root, _ = executed
    assert audit_verify(Project(root), root / "with") == Verdict("same")


def test_a_notebook_that_differs_is_named_with_its_cells(executed, tmp_path):
    """Its source is an input, its outputs are a result; the cells that show something else are numbered."""
    root = shutil.copytree(executed[0], tmp_path / "x")
    change(root / "notebooks" / f"{NOTEBOOK}.ipynb", "print(project.root)", "print(1)")
    verdict = audit_verify(Project(root), root / "with")
    assert told(verdict, "cause") == [("notebook-changed", f"notebooks/{NOTEBOOK}.ipynb")]
    (one,) = [one for one in verdict.differences if one.kind == "notebook"]
    assert one.blank("parts") == "5"


def test_a_failing_notebook_writes_nothing(place):
    """The cell's error in one line; no folder, and nothing half written beside."""
    write(place / "notebooks" / "02_bad.ipynb", small_notebook("1 / 0"))
    with pytest.raises(InputError, match=r"02_bad\.ipynb: a cell failed: ZeroDivisionError"):
        audit_run(Project(place), PROGRAMME, lang="ru", as_of=AS_OF, notebooks=["02_bad"], out=place / "new")
    assert not [path.name for path in place.iterdir() if "new" in path.name]


@pytest.mark.parametrize(
    ("name", "message"), [("03", "there is no notebook"), ("0", "several notebooks"), ("", "there is")]
)
def test_a_notebook_is_named_or_the_choice_is_listed(place, name, message):
    """By its name or the beginning of it, if that is enough."""
    write(place / "notebooks" / "02_other.ipynb", small_notebook())
    with pytest.raises(InputError, match=f"{message}.*01_small"):
        audit_run(Project(place), PROGRAMME, lang="ru", as_of=AS_OF, notebooks=[name], out=place / "new")


def stream(text, name="stdout"):
    return {"output_type": "stream", "name": name, "text": text}


def cell(*outputs, source="x", number=1):
    return {"cell_type": "code", "source": source, "execution_count": number, "metadata": {}, "outputs": list(outputs)}


def content(*cells, folders=()):
    return notebook_digest({"cells": list(cells)}, folders)[0]


def test_what_a_kernel_does_by_chance_is_left_out():
    """Pieces of printed text, numbers of executions, addresses, identifiers, widgets, places of installed packages."""
    widget = {"output_type": "display_data", "data": {"application/vnd.jupyter.widget-view+json": {"model_id": "a"}}}
    other = {"output_type": "display_data", "data": {"application/vnd.jupyter.widget-view+json": {"model_id": "b"}}}
    one = cell(stream("a\n"), stream("b <object at 0x7f00aa00bb00>\n/x/lib/site-packages/p.py"), widget)
    two = cell(stream("a\nb <object at 0x7f11aa00bb11>\n/y/z/site-packages/p.py"), other, number=9)
    assert content(one) == content(two)
    warned = [cell(stream(f"/a/ipykernel_{number}/{number}7.py:2: UserWarning: x", "stderr")) for number in (1, 2)]
    assert content(warned[0]) == content(warned[1])
    assert content(cell(stream("/a/b/c"))) != content(cell(stream("/x/y/c")))
    assert content(cell(stream("/a/b/c")), folders=["/a/b"]) == content(cell(stream("/x/y/c")), folders=["/x/y"])


def test_what_a_notebook_shows_is_compared():
    """Another text, another stream, another error, another code: another hash."""
    failed = {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["0x1"]}
    shown = {"output_type": "display_data", "metadata": {}, "data": {"text/html": ["<b>", "1</b>"]}}
    cells = [cell(), cell(source="y"), cell(stream("a")), cell(stream("a", "stderr")), cell(failed), cell(shown)]
    assert len({content(one) for one in cells}) == len(cells)
    joined = {**shown, "data": {"text/html": "<b>1</b>"}}
    assert content(cell(joined)) == content(cell(shown))


def test_a_picture_is_its_numbers_and_texts():
    """A newer plotly adds looks, another processor differs in the fifteenth digit; another number is another picture."""
    trace = {"type": "heatmap", "z": [[0.1 + 0.2, 2]], "text": [["a", "b"]], "colorscale": "x"}
    same = {"type": "heatmap", "z": ((0.3, 2),), "text": [["a", "b"]], "colorscale": "y", "new": 1}
    assert picture_digest([trace], {"rows": 1}) == picture_digest([same], {"rows": 1})
    assert picture_digest([trace], {"rows": 1}) != picture_digest([{**trace, "z": [[0.4, 2]]}], {"rows": 1})
    assert picture_digest([trace], {"rows": 1}) != picture_digest([trace], {"rows": 2})


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_rounded_data_are_plain_and_stay_as_they_are(value):
    """Rounding twice is rounding once, and the result is JSON without NaN."""
    once = rounded(value)
    assert rounded(once) == once
    json.dumps(once, allow_nan=False)


# --- the record itself ---


def test_a_manifest_comes_back_from_its_text(home):
    """Nothing is lost, and the seal fits."""
    manifest = kept_run(home / "kept").manifest
    assert parse_manifest(manifest_text(manifest)) == (manifest, True)
    assert compare_manifests(manifest, manifest) == ()


@given(st.data())
def test_a_manifest_with_a_wrong_value_is_refused_or_not_sealed(home, data):
    """Whatever value is put in the place of another, there is an error in words, or the seal does not fit."""
    whole = json.loads((home / "kept" / MANIFEST).read_text(encoding="utf-8"))
    part = whole
    while isinstance(part, dict | list) and part:
        parent = part
        key = data.draw(st.sampled_from(sorted(part))) if isinstance(part, dict) else len(part) - 1
        part = part[key]
    value = data.draw(
        st.none() | st.integers() | st.text() | st.lists(st.text()) | st.dictionaries(st.text(), st.text())
    )
    if value == part:
        return
    parent[key] = value
    text = json.dumps(whole)
    assert not accepted(text)


def accepted(text):
    """Say whether a text is taken for a manifest that nobody has changed; only an error in words is one."""
    try:
        return parse_manifest(text)[1]
    except InputError:
        return False


def log(*rows):
    return Log((), tuple(rows), "")


ROWS = st.builds(
    LogRow,
    file=st.just("decisions/a.csv"),
    at=st.sampled_from(["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"]),
    who=st.sampled_from(["А", "Б"]),
    outcome_id=st.sampled_from(["ОН1", "ОН2", ""]),
    statement_id=st.sampled_from(["X/1.1.1/S1", "X/1.1.1/S2"]),
    said=st.sampled_from(["full", "none", "withdrawn"]),
    row_id=st.sampled_from(["", "1", "2", "3"]),
    digest=st.sampled_from(["a", "b"]),
)


@given(st.lists(ROWS, max_size=6), st.lists(ROWS, max_size=6))
def test_a_log_compared_with_itself_and_with_its_continuation(before, more):
    """Nothing differs from itself; rows that were only added are never called edited or removed."""
    assert compare_logs("decision", log(*before), log(*before)) == []
    known = {row.key for row in before}
    fresh = [row for row in more if row.key not in known]
    found = compare_logs("decision", log(*before), log(*before, *fresh))
    assert len(found) == len(fresh)
    assert {one.kind for one in found} <= {"decision-added", "decision-changed", "decision-withdrawn"}
    gone = compare_logs("decision", log(*before, *fresh), log(*before))
    assert [one.kind for one in gone] == ["decision-removed"] * len(fresh)


@given(st.sets(st.sampled_from(sorted(WEIGHTS))))
def test_only_information_and_its_shape_are_the_same_figures(kinds):
    """The verdict follows from the kinds: status 0 needs figures, data and files as they were; entries explain no shape."""
    verdict = weigh(Difference(kind, "x") for kind in kinds)
    weights = {WEIGHTS[kind] for kind in kinds}
    explained = "information" in weights or "shape" not in weights
    assert (verdict.status == 0) == (explained and weights <= {"information", "shape", "file"})
    assert (verdict.outcome == "same") == (not kinds)
    assert [list(WEIGHTS).index(one.kind) for one in verdict.differences] == sorted(
        list(WEIGHTS).index(kind) for kind in kinds
    )


def test_a_difference_without_a_cause_says_so():
    """Nothing recorded has changed and the result is another: the reader is told that this is not his doing."""
    verdict = weigh([Difference("table", "tables/gaps.csv")])
    assert unexplained(verdict)
    assert word("audit-unexplained", "en") in verdict_lines(verdict, "en")
    assert not unexplained(
        weigh([Difference("table", "x"), Difference("setting", "good", (("old", "1"), ("new", "2")))])
    )


BLANKS = ("old", "new", "n", "rows", "row", "column", "by", "since", "checked", "source", "who", "outcome", "statement")
SAMPLE = tuple((name, f"{name}!") for name in (*BLANKS, "file", "parts", "reason", "where", "label"))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", sorted(WEIGHTS))
def test_every_kind_has_a_sentence_a_meaning_and_a_remedy(kind, lang):
    """In each language, every blank filled."""
    special = {"figure": (("what", "taught"), ("kind", "skill"), ("old", "1/2"), ("new", "2"))}
    log_row = (("when", "2026-11-21T09:00:00Z"),) if kind.startswith(("decision", "remark")) else ()
    blanks = tuple((dict(SAMPLE) | dict(special.get(kind, ())) | dict(log_row)).items())
    said = sentence(Difference(kind, "subject!", blanks), lang)
    assert "{" not in said
    assert len(said) > 10
    assert len(meaning(kind, lang)) > 10
    assert len(remedy(kind, lang)) > 10


def test_a_text_for_people_stays_readable_with_a_thousand_differences():
    """Twelve of a kind and how many more; the data for programs hold all of them."""
    many = [Difference("input-changed", f"f{number}.csv") for number in range(1000)]
    verdict = weigh(many)
    lines = verdict_lines(verdict, "en")
    assert len(lines) < 25
    assert any("and 988 more" in line for line in lines)
    found = verdict_data(verdict, "en")
    assert len(found["differences"]) == 1000
    assert json.loads(json.dumps(found))["status"] == 3


# --- the package ---


def test_the_folder_is_an_ro_crate(home):
    """The rules of RO-Crate 1.2: descriptor, root with its four properties, flat entities, references, files on disk."""
    folder = home / "kept"
    data = json.loads((folder / CRATE).read_text(encoding="utf-8"))
    assert data["@context"] == "https://w3id.org/ro/crate/1.2/context"
    entities = {one["@id"]: one for one in data["@graph"]}
    assert len(entities) == len(data["@graph"])
    descriptor = entities[CRATE]
    assert descriptor["@type"] == "CreativeWork"
    assert descriptor["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.2"}
    root = entities[descriptor["about"]["@id"]]
    assert root["@type"] == "Dataset"
    assert all(root[name] for name in ("name", "description", "license"))
    assert date.fromisoformat(root["datePublished"]) == AS_OF
    references = set()
    for one in data["@graph"]:
        assert one["@type"]
        assert one["@id"] == CRATE or one["@id"] == "./" or one["name"]
        for value in one.values():
            for part in value if isinstance(value, list) else [value]:
                if isinstance(part, dict):
                    assert list(part) == ["@id"]
                    references.add(part["@id"])
    assert references - {"https://w3id.org/ro/crate/1.2"} <= set(entities)
    assert set(entities) - {CRATE} <= references | {"./"}
    files = {one["@id"]: one for one in data["@graph"] if one["@type"] == "File"}
    assert {part["@id"] for part in root["hasPart"]} == set(files)
    assert {unquote(name) for name in files} == set(tree(folder)) - {CRATE}
    for name, one in files.items():
        path = folder / unquote(name)
        if path.name != MANIFEST:
            assert int(one["contentSize"]) == path.stat().st_size
            assert one["sha256"] == tree(folder)[unquote(name)]
    action = entities["#run"]
    assert action["@type"] == "CreateAction"
    assert entities[action["instrument"]["@id"]]["@type"] == "SoftwareApplication"
    assert {part["@id"] for part in action["result"]} == set(files)


# --- the command ---


def options(**changes):
    usual = {"lang": "en", "date": AS_OF, "standard": [], "out": None, "notebook": [], "format": "text"}
    return argparse.Namespace(programme=PROGRAMME, **(usual | changes))


def test_the_command_writes_verifies_and_tells(place, capsys):
    """`run` names folder and files; `verify` prints the verdict and gives its status, as text or JSON."""
    assert command.run(Project(place), options(action="run", out=place / "other")) == 0
    said = capsys.readouterr().out
    assert "other" in said
    assert "gap-report.en.xlsx" in said
    assert command.run(Project(place), options(action="verify", result=place / "other")) == 0
    assert capsys.readouterr().out == "SAME: running it again gave the same result.\n"
    decide(place, "ОН2", "1.1.2/S3", "full")
    assert command.run(Project(place), options(action="verify", result=place / "other", format="json")) == 3
    found = json.loads(capsys.readouterr().out)
    assert found["verdict"] == "differs"
    assert found["differences"][0]["kind"] == "decision-added"
    assert command.run(Project(place), options(action="verify", result=place / "nowhere")) == 1
    assert "no such folder" in capsys.readouterr().out


def test_the_environment_is_that_of_this_process():
    """Twice the same, and another program of the toolkit is another hash."""
    one = environment_now()
    assert one == environment_now()
    assert one.toolkit
    changed = replace(one, code="1" * 64)
    parameters = Parameters(PROGRAMME, "kk", "2026-11-21")
    assert changed != one
    assert parameters.notebooks == ()
