"""Results of `curmap run` and `curmap report` verified by the manifest beside them: the same, or what was changed is named."""

import argparse
import json
import shutil

import pytest
from openpyxl import load_workbook
from places import AS_OF, ROOT
from test_audit import NOTEBOOK, PROGRAMME, change, decide, options, small_notebook, told, tree, write

from toolkit.analysis import Settings
from toolkit.audit import WEIGHTS, Difference, Verdict, sentence, status_of, verdict_lines
from toolkit.auditing import audit_run, audit_verify, verify
from toolkit.commands import audit as audit_command
from toolkit.commands import report as report_command
from toolkit.commands import run as run_command
from toolkit.io.answers import Answer, fill_in
from toolkit.io.audit import inputs as inputs_edge
from toolkit.io.audit import kept_manifest, notebook_names
from toolkit.io.project import Project
from toolkit.labels import word

REPORT = f"exports/2026-11-21_{PROGRAMME}_gap-report_kk-ru"
RUN = f"exports/2026-11-21-{PROGRAMME}-run"
SOURCE = "standards/sources/state-statistics-interviewing-2020.kk.txt"
GAP = "V2000019833/1.1.2/S3"
EVERY = tuple(set(WEIGHTS.values()))


@pytest.fixture(scope="module", autouse=True)
def _same_toolkit():
    """The program of the toolkit may be edited while tests run; that is another difference than those planted here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inputs_edge, "_tree", lambda *_: "0" * 64)
        yield


def asked(**changes):
    usual = {
        "programmes": [PROGRAMME],
        "all": False,
        "card": None,
        "short": False,
        "passport": False,
        "lang": "kk+ru",
        "date": AS_OF,
        "standard": [],
        "out": None,
        "replace": False,
    }
    return argparse.Namespace(**(usual | changes))


def run_options(**changes):
    return argparse.Namespace(**(vars(options(lang="ru")) | {"no_notebook": True, "replace": False} | changes))


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A copy of the bundled project with a report in two languages and the results of the main job in Russian."""
    root = tmp_path_factory.mktemp("results") / "project"
    for name in ("standards", "curricula"):
        shutil.copytree(ROOT / name, root / name)
    (root / "notebooks").mkdir()
    write(root / "notebooks" / f"{NOTEBOOK}.ipynb", small_notebook("print(OUT)"))
    assert report_command.run(Project(root), asked()) == 0
    assert run_command.run(Project(root), run_options()) == 0
    return root


@pytest.fixture
def place(home, tmp_path):
    """A copy of that project in another folder, for a test to change."""
    return shutil.copytree(home, tmp_path / "moved")


def report_of(root):
    return root / f"{REPORT}.xlsx"


def verified(root, path=None) -> Verdict:
    (found,) = verify(Project(root), path or report_of(root))
    return found.verdict


def filled(root, *, outcome="ОН2"):
    """Fill a row of the report in as a reviewer does."""
    copy = root / "copy.xlsx"
    cells = {"outcome": outcome, "decision": "ішінара", "reason": "бар", "name": "Айгүл Сапарова"}
    places = fill_in(report_of(root), copy, [Answer(GAP, cells)])
    copy.replace(report_of(root))
    return places


def figure_cell(book):
    """The first cell of the sheet of shares that holds a number as it is."""
    sheet = book[word("sheet-coverage", "kk")]
    return next(cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int | float))


# --- the same ---


@pytest.mark.parametrize("way", ["result", "manifest", "picture", "folder"])
def test_a_result_is_verified_by_whatever_names_it(place, way):
    """The file, its manifest, another file of the same manifest, a folder: SAME, status 0, and nothing is touched."""
    before = tree(place)
    path = {
        "result": report_of(place),
        "manifest": place / f"{REPORT}.manifest.json",
        "picture": place / RUN / "heatmap.ru.html",
        "folder": place / RUN,
    }[way]
    assert verified(place, path) == Verdict("same")
    assert tree(place) == before


def test_the_manifest_says_how_the_result_was_made(home):
    """What it is, both languages, the day, and nothing of this machine."""
    found = kept_manifest(home / f"{REPORT}.manifest.json")
    made = found.manifest.parameters
    assert (made.result, made.lang, made.langs, made.date, made.options) == ("report", "kk", "kk+ru", "2026-11-21", ())
    assert found.sealed
    assert str(home) not in (home / f"{REPORT}.manifest.json").read_text(encoding="utf-8")
    made = kept_manifest(home / RUN / "gap-report.ru.manifest.json").manifest.parameters
    assert (made.result, made.lang, made.options) == ("run", "ru", (("folder", f"2026-11-21-{PROGRAMME}-run"),))


@pytest.mark.parametrize(
    ("changes", "chosen"),
    [
        ({"card": "2", "lang": "en"}, (("card", "2"),)),
        ({"short": True, "lang": "ru", "standard": ["V2000019833"]}, (("short", "yes"),)),
        ({"passport": True}, ()),
    ],
    ids=["card", "short", "passport"],
)
def test_other_forms_of_a_report_are_made_again_as_they_were(place, changes, chosen):
    """One card, the short form with a standard named, the text for the registry: each from its own parameters."""
    folder = place / "out"
    folder.mkdir()
    assert report_command.run(Project(place), asked(out=folder, **changes)) == 0
    (manifest,) = folder.glob("*.manifest.json")
    made = kept_manifest(manifest).manifest.parameters
    assert (made.options, list(made.standards)) == (chosen, changes.get("standard", []))
    assert verified(place, manifest) == Verdict("same")


def test_a_text_for_the_registry_changed_by_hand_is_named(place):
    """The file is not the one that was written; an existing one is not written over unless asked to."""
    path = place / "text.txt"
    assert report_command.run(Project(place), asked(passport=True, out=path)) == 0
    write(path, path.read_text(encoding="utf-8") + "100 %")
    assert verified(place, path).differences == (Difference("output-edited", "text.txt"),)
    with pytest.raises(ValueError, match="--replace"):
        report_command.run(Project(place), asked(passport=True, out=path))


def test_the_notebook_of_the_main_job_is_executed_again(place, monkeypatch):
    """On a copy, with the same parameters; the folder for results may lie elsewhere. Another cell is named."""
    monkeypatch.setattr(run_command, "NOTEBOOK", f"{NOTEBOOK}.ipynb")
    assert run_command.run(Project(place), run_options(no_notebook=False, out=place / "results")) == 0
    moved = place.with_name("elsewhere")
    place.rename(moved)
    assert verified(moved, moved / "results") == Verdict("same")
    change(moved / "notebooks" / f"{NOTEBOOK}.ipynb", "print(OUT)", "print(1)")
    verdict = verified(moved, moved / "results")
    assert told(verdict, "cause") == [("notebook-changed", f"notebooks/{NOTEBOOK}.ipynb")]
    assert told(verdict, "shape") == [("notebook", f"{NOTEBOOK}.ru.ipynb")]


# --- one thing at a time ---


def test_a_changed_legal_text_is_named(place):
    """The toolkit refuses to read it: figures are not compared, the source is the cause."""
    path = place / SOURCE
    path.write_bytes(path.read_bytes() + b"\n")
    verdict = verified(place)
    assert (verdict.outcome, verdict.status) == ("differs", 3)
    assert told(verdict, "cause", "figures") == [("source-changed", SOURCE), ("rerun-failed", "")]


def test_a_new_decision_is_named_with_figures_picture_and_sheets(place):
    """Who decided what; the share before and after; of the main job also the picture."""
    decide(place, "ОН2", "1.1.2/S3", "full")
    verdict = verified(place)
    assert verdict.status == 3
    assert told(verdict, "cause") == [("decision-added", GAP)]
    figures = [sentence(one, "en") for one in verdict.differences if one.kind == "figure"]
    assert "Declared, skills, total: 12.5 of 36 → 13.5 of 36." in figures
    assert told(verdict, "folder", "file") == []
    (book,) = [one for one in verdict.differences if one.kind == "workbook"]
    assert word("sheet-gaps", "kk") in book.blank("parts")
    assert ("picture", "heatmap.ru.html") in told(verified(place, place / RUN), "figures")


def test_a_setting_is_named_with_the_figures_that_it_moves(place, monkeypatch):
    """Thresholds and weights stand in the manifest."""
    monkeypatch.setattr("toolkit.analysis.Settings", lambda: Settings(partial_weight=0.4))
    verdict = verified(place)
    assert told(verdict, "cause") == [("setting", "partial_weight")]
    assert any(one.kind == "figure" for one in verdict.differences)


def test_a_figure_written_over_is_named_by_its_cell(place):
    """Sheet, cell, what stood there and what stands there now: this is no entry of a reviewer."""
    book = load_workbook(report_of(place))
    cell = figure_cell(book)
    before, where = cell.value, f"{word('sheet-coverage', 'kk')}!{cell.coordinate}"
    cell.value = 987
    book.save(report_of(place))
    verdict = verified(place)
    assert (verdict.outcome, verdict.status) == ("differs", 3)
    assert told(verdict, *EVERY) == [("output-edited", report_of(place).name), ("output-cell", report_of(place).name)]
    one = verdict.differences[1]
    assert [one.blank(name) for name in ("where", "old", "new")] == [where, f"{before:g}", "987"]


def test_a_formula_replaced_by_a_number_is_named(place):
    """A total that is counted no more."""
    book = load_workbook(report_of(place))
    sheet = book[word("sheet-coverage", "kk")]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f")
    formula = str(cell.value)
    cell.value = 1
    book.save(report_of(place))
    (one,) = [one for one in verified(place).differences if one.kind == "output-cell"]
    assert (one.blank("old"), one.blank("new")) == (formula.upper().replace(" ", ""), "1")


def test_a_report_that_a_reviewer_filled_in_is_told_as_that(place):
    """Every figure stands: status 0, and the reader is told in which rows somebody has written."""
    places = filled(place)
    verdict = verified(place)
    assert (verdict.outcome, verdict.status) == ("same-figures", 0)
    assert told(verdict, *EVERY) == [("output-filled", report_of(place).name)]
    (one,) = verdict.differences
    sheet, _, cell = places[0][0].partition("!")
    assert one.blank("n") == "1"
    assert one.blank("rows").startswith(f"{sheet}!")
    assert one.blank("rows").endswith(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    assert "report import" in "\n".join(verdict_lines(verdict, "kk"))


def test_entries_hide_no_changed_figure_and_no_new_decision(place):
    """Filled in, a figure written over and a decision made since: all three are told."""
    filled(place)
    book = load_workbook(report_of(place))
    figure_cell(book).value = 987
    book.save(report_of(place))
    decide(place, "ОН2", "1.1.2/S3", "full")
    verdict = verified(place)
    assert verdict.status == 3
    kinds = {one.kind for one in verdict.differences}
    assert {"decision-added", "output-edited", "output-sheets", "output-filled", "figure", "workbook"} <= kinds
    (sheets,) = [one for one in verdict.differences if one.kind == "output-sheets"]
    assert sheets.blank("parts") == word("sheet-coverage", "kk")


def test_a_report_saved_again_or_sorted_is_the_same_report(place):
    """Saving changes the bytes, sorting the order of the rows; neither changes a figure."""
    book = load_workbook(report_of(place))
    book.save(report_of(place))
    verdict = verified(place)
    assert (verdict.outcome, told(verdict, *EVERY)) == ("same-figures", [("output-saved", report_of(place).name)])
    sheet = book[word("sheet-gaps", "kk")]
    keyed = [row for row in sheet.iter_rows() if any(str(cell.value).startswith("curmap.1|") for cell in row)]
    for one, other in zip(keyed[0], keyed[-1], strict=True):
        one.value, other.value = other.value, one.value
    book.save(report_of(place))
    assert told(verified(place), *EVERY) == [("output-saved", report_of(place).name)]


def test_a_damaged_workbook_is_edited(place):
    """A file that is no workbook any more proves nothing."""
    report_of(place).write_bytes(b"mine")
    assert verified(place).differences == (Difference("output-edited", report_of(place).name),)


def test_another_package_is_information(place, monkeypatch):
    """SAME FIGURES: the version is listed, and the sheet that prints it."""
    real = inputs_edge.version
    newer = lambda name: "99.1" if name == "numpy" else real(name)  # noqa: E731
    monkeypatch.setattr(inputs_edge, "version", newer)
    monkeypatch.setattr("toolkit.reporting.version", newer)
    verdict = verified(place)
    assert (verdict.outcome, verdict.status) == ("same-figures", 0)
    assert told(verdict, "information", "shape") == [
        ("workbook", report_of(place).name),
        ("package", "numpy"),
    ]


def test_a_picture_changed_by_hand_is_named(place):
    """Its bytes are not those that were written."""
    path = place / RUN / "heatmap.ru.html"
    path.write_bytes(path.read_bytes() + b"<!-- mine -->")
    assert verified(place, place / RUN).differences == (Difference("output-edited", "heatmap.ru.html"),)


def test_a_renamed_result_is_found_and_said(place):
    """By its bytes; filled in as well, by being the only one that its manifest misses."""
    new = report_of(place).with_name("for-the-meeting.xlsx")
    report_of(place).rename(new)
    found = Difference("output-renamed", report_of(place).name, (("new", new.name),))
    for path in (new, place / f"{REPORT}.manifest.json", report_of(place)):
        assert verified(place, path) == Verdict("same-figures", (found,))
    shutil.copy(new, report_of(place))
    filled(place)
    report_of(place).replace(new)
    assert told(verified(place, new), *EVERY) == [
        ("output-filled", report_of(place).name),
        ("output-renamed", report_of(place).name),
    ]


def test_a_missing_result_is_said(place):
    """The manifest is there, the file is not: its figures are compared all the same."""
    report_of(place).unlink()
    verdict = verified(place)
    assert (verdict.status, verdict.differences) == (3, (Difference("output-missing", report_of(place).name),))


@pytest.mark.parametrize("what", ["nothing", "stranger", "empty folder", "old", "audit", "damaged"])
def test_what_cannot_be_verified_is_said(place, what):
    """No file, a file without a manifest, a folder without one, a manifest that does not say how: status 1."""
    manifest = place / f"{REPORT}.manifest.json"
    path = manifest
    text = manifest.read_text(encoding="utf-8")
    if what == "nothing":
        path = place / "nowhere.xlsx"
    elif what == "stranger":
        path = place / "standards" / "acts.csv"
    elif what == "empty folder":
        path = place / "notebooks"
    elif what == "old":
        write(manifest, text.replace('"format": 2', '"format": 1'))
    elif what == "audit":
        write(manifest, text.replace('"result": "report"', '"result": "audit"'))
    else:
        write(manifest, text[:100])
    verdict = verified(place, path)
    assert (verdict.outcome, verdict.status) == ("unverified", 1)
    words = {
        "nothing": "no such folder or file",
        "stranger": "no manifest of this file",
        "empty folder": "no file that ends in",
        "old": "earlier version",
        "audit": "manifest.json",
        "damaged": "damaged",
    }
    assert words[what] in verdict.reason


def test_a_folder_of_several_results_is_verified_one_by_one(place, capsys):
    """Each by its name; the status is that of the worst; JSON has all of them."""
    shutil.copy(place / RUN / "gap-report.ru.manifest.json", place / "exports")
    shutil.copy(place / RUN / "gap-report.ru.xlsx", place / "exports")
    found = verify(Project(place), place / "exports")
    assert [(one.path.name, one.verdict.outcome) for one in found] == [
        (f"2026-11-21_{PROGRAMME}_gap-report_kk-ru.manifest.json", "same"),
        ("gap-report.ru.manifest.json", "differs"),  # its picture was left behind
    ]
    verification = options(action="verify", result=place / "exports", format="json")
    assert audit_command.run(Project(place), verification) == 3
    data = json.loads(capsys.readouterr().out)
    assert (data["status"], [one["verdict"] for one in data["results"]]) == (3, ["same", "differs"])
    assert audit_command.run(Project(place), options(action="verify", result=place / "exports")) == 3
    assert "gap-report.ru.manifest.json:\nDIFFERENT" in capsys.readouterr().out


def test_the_worst_verdict_counts():
    """A difference before what could not be verified, that before the same."""
    same, differs, unknown = Verdict("same"), Verdict("differs"), Verdict("unverified")
    assert [status_of(some) for some in ([], [same], [same, unknown], [unknown, differs])] == [0, 0, 1, 3]


# --- beside an audit run ---


@pytest.mark.parametrize("first", ["run", "audit"])
def test_the_main_job_and_an_audit_run_of_one_day_leave_each_other_alone(place, first):
    """Each has its usual folder; both can be verified, whichever came first, and neither loses a file."""
    project = Project(place)
    shutil.rmtree(place / "exports")

    def audited():
        return audit_run(project, PROGRAMME, lang="ru", as_of=AS_OF, notebooks=[]).folder

    folder = audited() if first == "audit" else None
    run_command.run(project, run_options())
    folder = folder or audited()
    assert sorted(path.name for path in (place / "exports").iterdir()) == [folder.name, f"{folder.name}-run"]
    assert audit_verify(project, folder) == Verdict("same")
    assert verified(place, place / RUN) == Verdict("same")


def test_steps_are_told_in_order(place):
    """Somebody who waits sees what is being done and how much is left, of an audit run and of a result."""
    steps = []
    audit_run(Project(place), PROGRAMME, lang="ru", as_of=AS_OF, notebooks=["01"], out=place / "new", told=steps.append)
    assert [(one.name, one.subject) for one in steps] == [
        ("compare", ""),
        ("report", ""),
        ("tables", ""),
        ("notebook", NOTEBOOK),
        ("check", ""),
    ]
    assert [(one.done, one.of) for one in steps] == [(number, 5) for number in range(5)]
    steps.clear()
    verify(Project(place), report_of(place), steps.append)
    assert [(one.name, one.done, one.of) for one in steps] == [("compare", 0, 3), ("report", 1, 3), ("check", 2, 3)]
    assert all(word(f"audit-step-{one.name}", "kk") for one in steps)


def test_all_notebooks_are_those_with_a_number(place):
    """`all` is the numbered set in its order, each once; another notebook must be named."""
    folder = place / "notebooks"
    for name in ("00_first", "scratch", "02_last"):
        write(folder / f"{name}.ipynb", small_notebook())
    assert notebook_names(place, ["02", "all"]) == ("02_last", "00_first", NOTEBOOK)


def test_a_notebook_about_another_programme_takes_this_one_where_that_is_missing(place):
    """The example that a notebook compares with need not be in every project."""
    path = place / "notebooks" / f"{NOTEBOOK}.ipynb"
    change(path, 'OUT = \\"\\"', 'OUT = \\"\\"\\nOTHER = \\"nobody\\"\\nALIGNED = \\"bachelor-social-work\\"')
    change(path, "print(OUT)", "print(OTHER, ALIGNED)")
    audit_run(Project(place), PROGRAMME, lang="ru", as_of=AS_OF, notebooks=["01"], out=place / "new")
    text = (place / "new" / "notebooks" / f"{NOTEBOOK}.ru.ipynb").read_text(encoding="utf-8")
    assert f"{PROGRAMME} bachelor-social-work" in text


def test_what_only_notebooks_look_at_is_information(place):
    """Another programme of the project changes: the notebook may show it, no figure of this report does."""
    audit_run(Project(place), PROGRAMME, lang="ru", as_of=AS_OF, notebooks=["01"], out=place / "new")
    change(place / "curricula" / "bachelor-social-work" / "programme.toml", "title", "# note\ntitle")
    verdict = audit_verify(Project(place), place / "new")
    assert (verdict.outcome, told(verdict, *EVERY)) == (
        "same-figures",
        [("other-data", "curricula/bachelor-social-work/")],
    )
