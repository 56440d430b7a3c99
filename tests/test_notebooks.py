"""Notebooks: static rules, and each run from top to bottom in a clean kernel."""

from pathlib import Path

import nbformat
import pytest

from toolkit.commands.run import NOTEBOOK
from toolkit.errors import InputError
from toolkit.io.notebooks import execute_notebook, with_parameters

FOLDER = Path(__file__).parents[1] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def read(path):
    return nbformat.read(path, as_version=4)


def outputs(notebook):
    return [output for cell in notebook.cells for output in cell.get("outputs", [])]


def test_the_notebook_of_the_main_job_is_there():
    """The command knows its notebook by name."""
    assert NOTEBOOK in [path.name for path in NOTEBOOKS]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_holds_prose_parameters_and_calls(path):
    """No logic, no outputs, one parameters cell, short cells, and at least four cells of prose to five of code."""
    notebook = read(path)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    prose = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
    assert notebook.cells[0].cell_type == "markdown"
    assert notebook.cells[0].source.startswith("# ")
    assert sum("parameters" in cell.metadata.get("tags", []) for cell in code) == 1
    assert outputs(notebook) == []
    assert all(cell.execution_count is None for cell in code)
    assert len(prose) >= 0.8 * len(code)
    for cell in code:
        lines = cell.source.splitlines()
        assert len(lines) <= 15
        assert not any(
            line.lstrip().startswith(("def ", "class ", "for ", "while ", "if ", "sys.path")) for line in lines
        )


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_twice_with_the_same_result(path, tmp_path):
    """In a clean kernel, without a warning or an error, small enough to mail, the same outputs each time."""
    seen = []
    for name in ("one", "two"):
        target = tmp_path / f"{name}.ipynb"
        execute_notebook(path, target, parameters_of(path, tmp_path))
        assert target.stat().st_size < 300_000
        seen.append([_stable(output) for output in outputs(read(target))])
    assert seen[0] == seen[1]
    assert [output for output in seen[0] if output["output_type"] in ("stream", "error")] == []
    written = sorted(file.name for file in tmp_path.glob("results/*"))
    assert written == (["gap-report.ru.xlsx", "heatmap.ru.html"] if path.name == NOTEBOOK else [])


def parameters_of(path, folder):
    """Another language than the usual one, results beside the test, and a name where one is asked for."""
    wanted = {"LANG": "ru", "OUT": str(folder / "results"), "REVIEWER": "Айгүл Сапарова"}
    (cell,) = [cell for cell in read(path).cells if "parameters" in cell.metadata.get("tags", [])]
    return {name: value for name, value in wanted.items() if f"{name} = " in cell.source}


def _stable(output):
    """Leave out what a kernel numbers anew each time: the identifiers of widgets."""
    data = {kind: value for kind, value in output.get("data", {}).items() if "widget" not in kind}
    return {**output, "data": data}


def test_a_chart_has_a_table_as_its_twin(tmp_path):
    """Viewers that draw no charts show the same numbers as a table."""
    execute_notebook(FOLDER / NOTEBOOK, tmp_path / "x.ipynb", {"OUT": str(tmp_path / "results")})
    charts = [
        out.data
        for out in outputs(read(tmp_path / "x.ipynb"))
        if "application/vnd.plotly.v1+json" in out.get("data", {})
    ]
    assert len(charts) == 1
    assert "<table>" in charts[0]["text/html"]
    assert charts[0]["application/vnd.plotly.v1+json"]["config"]["showSendToCloud"] is False


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
