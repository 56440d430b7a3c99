"""Notebooks: static rules, and each run from top to bottom in a clean kernel, twice, on a copy of the project."""

import ast
import hashlib
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from places import ROOT

import toolkit.notebook as desk
from toolkit.commands.run import NOTEBOOK
from toolkit.errors import InputError
from toolkit.io.notebooks import execute_notebook, with_parameters
from toolkit.io.project import HOME_VARIABLE
from toolkit.labels import word

FOLDER = ROOT / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
NAMES = [path.stem for path in NOTEBOOKS]

LARGEST = {"04_coverage_and_heatmaps": 1_000_000}
"""Bytes of an executed notebook, else 300 000: small enough to mail. The one named holds nine figures, each with its table."""

WRITTEN = {
    "00_from_standard_to_gap_report": ["gap-report.ru.xlsx", "heatmap.ru.html"],
    "02_bring_in_a_programme": ["programme-template.ru.xlsx"],
    "05_gap_report_and_round_trip": ["gap-report.ru.xlsx"],
}
"""What a notebook writes into the folder for results; the others write nothing."""

KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)
"""Letters that Russian does not have."""


def read(path):
    return nbformat.read(path, as_version=4)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def prose(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "markdown"]


def outputs(notebook):
    return [output for cell in notebook.cells for output in cell.get("outputs", [])]


def html_of(notebook):
    return [str(output.data["text/html"]) for output in outputs(notebook) if "text/html" in output.get("data", {})]


def parameters_cell(notebook):
    (cell,) = [cell for cell in code(notebook) if "parameters" in cell.metadata.get("tags", [])]
    return cell


def each(paths=NOTEBOOKS):
    return pytest.mark.parametrize("path", paths, ids=lambda path: path.stem)


# --- what stands in them ------------------------------------------------------------------------------------------


def test_the_notebooks_are_numbered_and_listed():
    """00 to 07, one of each; the list of the folder names them all, and the command knows its own by name."""
    assert [name[:2] for name in NAMES] == [f"{number:02}" for number in range(8)]
    listed = re.findall(r"^\| `(\d\d_\w+)`", (FOLDER / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert listed == NAMES
    assert f"{NAMES[0]}.ipynb" == NOTEBOOK


@each()
def test_a_notebook_is_prose_and_short_cells(path):
    """A title, a question, what is read and written, at least four cells of prose to five of code, what comes next."""
    notebook = read(path)
    first, last = notebook.cells[0].source, notebook.cells[-1].source
    assert first.startswith("# ")
    for sign in ("**The question.**", "**What is read:**", "**What is written:**"):
        assert sign in first
    assert last.startswith("**Next ·")
    assert outputs(notebook) == []
    assert all(cell.execution_count is None for cell in code(notebook))
    assert len(prose(notebook)) >= 0.8 * len(code(notebook))
    longest = {len(cell.source.splitlines()) for cell in code(notebook) if cell is not parameters_cell(notebook)}
    assert max(longest) <= 4
    assert len({cell["id"] for cell in notebook.cells}) == len(notebook.cells)


@each()
def test_headings_stand_in_three_languages(path):
    """English, Kazakh and Russian, so that everybody finds the place."""
    headings = [line for cell in prose(read(path)) for line in cell.source.splitlines() if line.startswith("#")]
    assert len(headings) >= 5
    for heading in headings:
        english, *others = heading.lstrip("# ").split(" · ")
        assert english.isascii()
        assert len(others) == 2
        assert all(re.search("[а-яё]", other, re.IGNORECASE) for other in others)


@each()
def test_the_parameters_cell_holds_values_and_nothing_else(path):
    """One cell, tagged: names in capitals with plain values; the language is always among them, and each is explained."""
    notebook = read(path)
    names = []
    for line in ast.parse(parameters_cell(notebook).source).body:
        assert isinstance(line, ast.Assign)
        ast.literal_eval(line.value)
        names.append(line.targets[0].id)
    assert all(name.isupper() for name in names)
    assert "LANG" in names
    text = " ".join(cell.source for cell in prose(notebook))
    known = {"PROGRAMME", "LANG", "AS_OF", "STANDARDS"}  # explained where they first occur
    assert all(f"`{name}`" in text for name in set(names) - known)


@each()
def test_cells_only_call_verbs(path):
    """No loop, no condition, no table juggled: an import, and calls of the verbs, their results named or shown."""
    notebook = read(path)
    parameters = parameters_cell(notebook)
    cells = [cell for cell in code(notebook) if cell is not parameters]
    for cell in cells:
        tree = ast.parse(cell.source)
        for line in tree.body:
            if isinstance(line, ast.Import):
                assert [(name.name, name.asname) for name in line.names] == [("toolkit.notebook", "desk")]
            else:
                assert isinstance(line, (ast.Assign, ast.Expr))
                assert isinstance(line.value, ast.Call)
        for node in ast.walk(tree):
            assert not isinstance(node, (ast.comprehension, ast.Lambda, ast.IfExp, ast.BinOp, ast.Subscript))
            if isinstance(node, ast.Call):
                assert isinstance(node.func, ast.Attribute)
                assert node.func.value.id == "desk"
                assert node.func.attr in desk.__all__


def test_every_verb_is_documented():
    """Whoever asks with a question mark gets an answer."""
    assert len(set(desk.__all__)) == len(desk.__all__)
    for name in desk.__all__:
        assert (getattr(desk, name).__doc__ or "").strip(), name


# --- what they do -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A copy of the project, so that a notebook that wrote into it would be seen."""
    root = tmp_path_factory.mktemp("notebooks") / "project"
    for name in ("standards", "curricula", "notebooks"):
        shutil.copytree(ROOT / name, root / name)
    return root


@pytest.fixture(scope="module")
def executed(home):
    """Execute a notebook of the copy in a clean kernel; once for each number, whoever asks."""
    done = {}

    def run(name, number=1):
        if (name, number) not in done:
            place = home.parent / f"{name}-{number}"
            source, target = home / "notebooks" / f"{name}.ipynb", place / "x.ipynb"
            wanted = {"LANG": "ru", "OUT": str(place / "results"), "REVIEWER": "Айгүл Сапарова"}
            cell = parameters_cell(read(source)).source
            values = {key: value for key, value in wanted.items() if f"{key} = " in cell}
            execute_notebook(source, target, values, environment={HOME_VARIABLE: str(home)})
            done[name, number] = target
        return done[name, number]

    return run


def tree(folder):
    """Every file of a folder with its hash."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def stable(output):
    """Leave out what a kernel numbers anew each time: the identifiers of widgets."""
    data = {kind: value for kind, value in output.get("data", {}).items() if "widget" not in kind}
    return {**output, "data": data}


@each()
def test_a_notebook_runs_twice_with_the_same_result(path, home, executed):
    """Without a warning or an error, small enough to mail, the same outputs each time, and the project as it was."""
    before = tree(home)
    one, two = (executed(path.stem, number) for number in (1, 2))
    assert one.stat().st_size < LARGEST.get(path.stem, 300_000)
    seen = [[stable(output) for output in outputs(read(target))] for target in (one, two)]
    assert seen[0] == seen[1]
    assert [output for output in seen[0] if output["output_type"] in ("stream", "error")] == []
    assert sorted(file.name for file in one.parent.glob("results/*")) == WRITTEN.get(path.stem, [])
    assert tree(home) == before


@each()
def test_everything_shown_follows_the_language(path, executed):
    """In Russian no heading of a table is Kazakh; codes of outcomes and names of people are no words."""
    found = " ".join(html_of(read(executed(path.stem))))
    heads = re.findall(r"<th style=[^>]*>([^<]*)</th>", found)
    assert heads
    assert [head for head in heads if KAZAKH.search(head)] == []
    assert set(re.findall(r"<table lang='(\w\w)'", found)) == {"ru"}


@each()
def test_no_path_of_this_machine_is_shown(path, home, executed):
    """An executed notebook can be sent around: it tells nothing of the folders of whoever ran it."""
    notebook = read(executed(path.stem))
    shown = str([stable(output) for output in outputs(notebook)])
    for secret in (str(home), str(home.parent), str(Path.home()), str(ROOT), "curmap-practice"):
        assert secret not in shown


@each()
def test_a_chart_has_a_table_as_its_twin(path, executed):
    """Viewers that draw no charts show the same numbers as a table; nothing can be sent to a server."""
    charts = [
        out.data
        for out in outputs(read(executed(path.stem)))
        if "application/vnd.plotly.v1+json" in out.get("data", {})
    ]
    assert len(charts) == {"00": 1, "04": 9, "06": 1}.get(path.stem[:2], 0)
    for chart in charts:
        assert "<table" in chart["text/html"]
        assert chart["application/vnd.plotly.v1+json"]["config"]["showSendToCloud"] is False


def test_all_figures_are_shown():
    """The notebook of coverage shows every figure there is."""
    source = "\n".join(cell.source for cell in code(read(FOLDER / "04_coverage_and_heatmaps.ipynb")))
    shown = set(re.findall(r'show_figure\("(\w+)"', source)) | {"functions"}
    assert "desk.show_heatmap(" in source
    assert shown == set(desk.figures.FIGURES)


def test_the_audit_says_same_and_names_what_was_planted(executed):
    """The second run of the same data is the same; after a decision it differs, and the decision is named as the cause."""
    first, second = [html for html in html_of(read(executed("07_audit"))) if html.startswith("<p")][-2:]
    assert word("audit-same", "ru") in first
    assert word("audit-differs", "ru") in second
    assert word("audit-group-cause", "ru") in second
    assert "Үлгі маман" in second


def test_the_main_notebook_serves_a_programme_that_has_only_a_framework(home, tmp_path):
    """A programme that is compared with no occupation card goes through all steps too."""
    values = {"PROGRAMME": "bachelor-information-systems", "LANG": "en", "OUT": str(tmp_path / "results")}
    execute_notebook(
        home / "notebooks" / NOTEBOOK, tmp_path / "x.ipynb", values, environment={HOME_VARIABLE: str(home)}
    )
    assert sorted(file.name for file in (tmp_path / "results").iterdir()) == ["gap-report.en.xlsx", "heatmap.en.html"]


# --- running them from outside ------------------------------------------------------------------------------------


def test_a_failing_cell_is_explained_and_nothing_is_written(tmp_path):
    """The error of the cell in one line, no traceback, no half notebook."""
    with pytest.raises(InputError, match="no programme 'nowhere'"):
        execute_notebook(FOLDER / NOTEBOOK, tmp_path / "x.ipynb", {"PROGRAMME": "nowhere"})
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_parameter_is_refused():
    """A misspelt parameter would silently change nothing; it is named with those there are."""
    with pytest.raises(InputError, match=r"no parameter LANGUAGE; it has AS_OF, LANG"):
        with_parameters(read(FOLDER / NOTEBOOK), {"LANGUAGE": "ru"})


def test_a_notebook_without_parameters_is_refused():
    """Exactly one cell is tagged."""
    with pytest.raises(InputError, match="0 cells tagged 'parameters'"):
        with_parameters(nbformat.v4.new_notebook(), {})
