"""The house rules of toolkit/README.md, checked on the code itself."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOOLKIT = ROOT / "toolkit"

CORE = {
    "errors": set(),
    "text": {"errors"},
    "sealed": {"text"},
    "model": {"text"},
    "settings": {"model"},
    "labels": {"errors", "model"},
    "tables": {"errors", "model"},
    "style": {"model", "sheets"},
    "codes": {"labels", "text"},
    "citations": {"labels", "model", "text"},
    "acts": {"errors", "labels", "model", "parse", "text"},
    "parse": {"codes", "errors", "labels", "model", "text"},
    "trees": {"citations", "model"},
    "library": {"errors", "labels", "model", "tables", "trees"},
    "ingest": {"labels", "model"},
    "languages": {"model", "text"},
    "verbs": {"errors", "labels", "model", "text"},
    "programmes": {"errors", "model", "tables", "text", "verbs"},
    "programme_checks": {"checks", "library", "model", "programmes"},
    "intake": {"errors", "labels", "languages", "model", "programmes", "text"},
    "align": {"errors", "labels", "languages", "model", "text"},
    "decisions": {"model"},
    "review": {"decisions", "errors", "labels", "model", "numbers", "tables", "text"},
    "coverage": {"model", "settings", "tables"},
    "gaps": {"errors", "model", "settings"},
    "numbers": {"labels", "model"},
    "frameworks": {"coverage", "errors", "model", "settings"},
    "levels": {"analysis", "checks", "coverage", "frameworks", "labels", "model", "settings", "tables", "verbs"},
    "counted": {"analysis", "coverage", "model", "tables"},
    "editions": {"align", "citations", "decisions", "errors", "labels", "model", "sealed", "sheets", "tables", "text"},
    "proposals": {"align", "analysis", "coverage", "errors", "labels", "model", "numbers", "tables"},
    "surplus": {"analysis", "labels", "model", "tables", "text"},
    "occupations": {"acts", "coverage", "decisions", "labels", "library", "model", "numbers", "settings", "tables"},
    "comparisons": {"align", "analysis", "coverage", "errors", "frameworks", "model", "tables", "text"},
    "impact": {
        "acts",
        "coverage",
        "decisions",
        "editions",
        "errors",
        "labels",
        "library",
        "model",
        "numbers",
        "report",
        "review",
        "settings",
        "sheets",
        "style",
        "tables",
        "text",
    },
    "audit": {"analysis", "coverage", "errors", "labels", "model", "numbers", "settings", "sheets"},
    "exchange": {
        "analysis",
        "checks",
        "counted",
        "coverage",
        "decisions",
        "errors",
        "labels",
        "languages",
        "levels",
        "library",
        "model",
        "programmes",
        "returns",
        "tables",
        "text",
    },
    "returns": {"decisions", "errors", "intake", "labels", "model", "review", "sealed", "text"},
    "checks": {"codes", "coverage", "decisions", "labels", "model", "settings", "tables"},
    "library_checks": {"checks", "citations", "codes", "library", "model", "settings", "text"},
    "analysis": {
        "acts",
        "align",
        "checks",
        "coverage",
        "decisions",
        "errors",
        "frameworks",
        "gaps",
        "library_checks",
        "model",
        "programmes",
        "settings",
    },
    "doctor": {"errors", "labels", "model"},
    "share": {"checks", "labels", "model", "numbers", "report", "sheets", "style"},
    "sheets": set(),
    "template": {"labels", "model", "sheets"},
    "report": {
        "analysis",
        "checks",
        "counted",
        "decisions",
        "frameworks",
        "labels",
        "levels",
        "model",
        "numbers",
        "returns",
        "sheets",
        "style",
    },
}
"""Room of the core → the rooms it may import."""

EDGES = {
    "io": set(CORE),
    "plots": {*CORE, "io"},
    "widgets": set(CORE),
    "job": {*CORE, "io", "plots", "reporting"},
    "reporting": {*CORE, "io"},
    "auditing": {*CORE, "io", "plots", "job", "reporting"},
    "impacting": {*CORE, "io", "job"},
    "notebook": {*CORE, "io", "plots", "widgets", "job", "reporting", "impacting", "auditing"},
    "plot_reliability": set(CORE),
    "commands": {*CORE, "io", "plots", "plot_reliability", "job", "reporting", "impacting", "auditing"},
    "cli": {"errors", "io", "labels", "model", "commands"},
    "__main__": {"cli"},
}
"""Edge → the rooms it may import. Only job, notebook and commands compose."""

OUTSIDE = {
    "openpyxl": {"io"},
    "xlsxwriter": {"io"},
    "tomlkit": {"io"},
    "filelock": {"io"},
    "platformdirs": {"io"},
    "anywidget": {"widgets"},
    "traitlets": {"widgets"},
    "pymorphy3": {"align", "editions"},
    "snowballstemmer": {"align"},
    "rapidfuzz": {"align", "comparisons", "editions"},
    "argcomplete": {"cli", "commands"},
    "jinja2": {"share"},
    "markupsafe": {"share"},
    "packaging": {"io"},
    "model2vec": {"io"},
    "sentence_transformers": {"io"},
    "nbformat": {"io"},
    "nbclient": {"io"},
    "yaml": {"exchange"},
    "tqdm": {"commands"},
    "plotly": {"plots", "plot_reliability", "notebook"},
    "ipywidgets": {"widgets"},
    "IPython": {"notebook"},
    "sklearn": {"align"},
    "scipy": {"align", "editions", "io", "proposals"},
    "argparse": {"cli", "commands"},
    "zipfile": {"parse", "io"},
    "xml": {"parse", "io"},
}
"""Library → the rooms that may import it."""

MODULES = sorted(TOOLKIT.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(TOOLKIT).parts[0].removesuffix(".py")


def imports(path: Path):
    """Every imported module of a file, also inside functions, but not those for type checkers only."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            if node.module == "toolkit":
                yield from (f"toolkit.{alias.name}" for alias in node.names)
            else:
                yield node.module


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(TOOLKIT)))
def test_a_room_imports_only_what_it_may(path):
    """The layers hold: the core never imports an edge, edges meet only where they are composed."""
    mine = room(path)
    if mine == "__init__":
        return
    allowed = {**CORE, **EDGES}[mine] | {mine, "__version__"}
    found = {name.split(".")[1] for name in imports(path) if name.startswith("toolkit.")}
    assert found <= allowed


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(TOOLKIT)))
def test_a_library_stays_in_its_room(path):
    """Excel, charts, widgets, notebooks and the terminal are each known in one place."""
    for name in imports(path):
        top = name.split(".")[0]
        assert room(path) in OUTSIDE.get(top, {room(path)}), f"{top} in {path.name}"


@pytest.mark.parametrize("path", [path for path in MODULES if room(path) in CORE], ids=lambda path: path.stem)
def test_the_core_is_pure(path):
    """No file, no screen, no clock, no chance: only `labels` reads the package's own data."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    methods = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not called & {"open", "print", "input"}
    assert not methods & {"now", "today", "utcnow", "write_text", "write_bytes", "read_bytes"}
    if room(path) != "labels":
        assert "read_text" not in methods
    assert not {name.split(".")[0] for name in imports(path)} & {
        "random",
        "time",
        "os",
        "pathlib",
        "subprocess",
        "socket",
    }


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(TOOLKIT)))
def test_modules_and_functions_stay_small(path):
    """A module of at most 450 lines, a function of at most 50 without its docstring: else it is two things."""
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 450
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            assert not body or body[-1].end_lineno - body[0].lineno < 50, node.name


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("test_*.py")), ids=lambda path: path.stem)
def test_every_test_says_what_it_asserts(path):
    """A test's docstring is the specification."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            assert ast.get_docstring(node), node.name


def test_the_map_names_every_room():
    """toolkit/README.md has a row for each room, and none for a room that is gone."""
    text = (TOOLKIT / "README.md").read_text(encoding="utf-8")
    rooms = {room(path) for path in MODULES} - {"__init__"}
    named = {
        line.split("`")[1].removesuffix("/").removesuffix(".py") for line in text.splitlines() if line.startswith("| `")
    }
    assert named == rooms
