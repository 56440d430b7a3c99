"""What a run is made from and with: files with their hashes and cells, logs row by row, versions."""

import csv
import hashlib
import io
import json
import platform
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import toolkit
from toolkit.audit.digests import source_digest
from toolkit.audit.encoding import digest
from toolkit.audit.model import Environment, Input, Log, LogRow, Role
from toolkit.errors import InputError
from toolkit.io.decision_rows import DECISION_LAYOUT, Layout, made_or_problem, rows_text, taken_apart
from toolkit.io.remarks import REMARK_LAYOUT
from toolkit.model import Decision
from toolkit.returns.remarks import Remark

PACKAGES = (
    "ipykernel",
    "ipython",
    "ipywidgets",
    "nbclient",
    "nbformat",
    "numpy",
    "openpyxl",
    "pandas",
    "plotly",
    "pymorphy3",
    "pymorphy3-dicts-ru",
    "rapidfuzz",
    "scikit-learn",
    "scipy",
    "snowballstemmer",
    "xlsxwriter",
)
"""Packages that figures, pictures, workbooks or executed notebooks depend on."""

_REGISTERS = ("acts.csv", "known_acts.csv", "renamed.csv", "relations.csv")

_DATA = (".toml", ".csv", ".js", ".css")


def inputs_of(
    root: Path, programme_id: str, sources: Mapping[str, str], notebooks: Iterable[str] = ()
) -> tuple[Input, ...]:
    """List the files that a run about a programme is made from; those that are not there are left out.

    Parameters
    ----------
    root : Path
        The project's folder.
    programme_id : str
        Folder in `curricula/`.
    sources : mapping of act id to file name
        The acts compared with, and their files in `standards/sources/`; those of an edition are joined by semicolons.
    notebooks : iterable of str
        Names of the notebooks executed.

    Returns
    -------
    tuple of Input
        By path. Tables are compared by their cells, so that line ends, a byte order mark, semicolons and quotation marks
        make no difference; legal texts byte by byte, since they are evidence.

    Raises
    ------
    InputError
        A file cannot be opened.
    """
    folder = root / "curricula" / programme_id
    places: list[tuple[Role, Path]] = [("register", root / "standards" / name) for name in _REGISTERS]
    names = (part for name in sources.values() for part in name.split(";"))  # an edition is made of several files
    places += [("source", root / "standards" / "sources" / name) for name in names]
    places += [("parsed", root / "standards" / "parsed" / act_id) for act_id in sources]
    places += [("concepts", root / "curricula" / "concepts.csv"), ("concepts", folder / "concepts.csv")]
    own = sorted([*folder.glob("*.toml"), *folder.glob("*.csv")])
    places += [("programme", path) for path in own if path.name != "concepts.csv"]
    places += [("decisions", path) for path in folder.glob("decisions/*.csv")]
    places += [("remarks", path) for path in folder.glob("remarks/*.csv")]
    stems = list(notebooks)
    places += [("notebook", root / "notebooks" / f"{name}.ipynb") for name in stems]
    try:
        found = {path: _input(root, path, role) for role, path in places if path.exists()}
        found |= _others(root, programme_id, set(found)) if stems else {}
    except OSError as error:
        raise InputError(f"{error.filename}: the file cannot be opened ({error.strerror})") from None
    return tuple(sorted(found.values(), key=lambda one: one.path))


def _input(root: Path, path: Path, role: Role) -> Input:
    name = path.relative_to(root).as_posix()
    if role == "parsed":
        parts = {part.relative_to(path).as_posix(): _lines(part) for part in path.rglob("*.csv")}
        return Input(f"{name}/", role, digest(parts), digest(parts))
    data = path.read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if role == "source":
        return Input(name, role, found, found)
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        if role == "notebook":
            return Input(name, role, found, source_digest(json.loads(text)))
        columns, rows = _toml_cells(text) if path.suffix == ".toml" else _csv_cells(text)
    except (
        ValueError,
        KeyError,
        TypeError,
        csv.Error,
    ):  # whoever reads the file for its figures will say what is wrong
        return Input(name, role, found, found)
    content = digest([columns, rows])
    return Input(name, role, found, content) if role in _LOGS else Input(name, role, found, content, columns, rows)


def _others(root: Path, programme_id: str, known: set[Path]) -> dict[Path, Input]:
    """Sum up what notebooks look at beside what the figures are made from: other programmes, the rest of the library."""
    programmes = [path.parent for path in sorted((root / "curricula").glob("*/programme.toml"))]
    places = [path for path in programmes if path.name != programme_id]
    places += [root / "standards" / "sources", root / "standards" / "parsed"]
    found = {}
    for place in places:
        parts = [path for path in sorted(place.rglob("*")) if path.is_file() and not path.name.startswith((".", "~$"))]
        used = [path for path in parts if known.isdisjoint({path, *path.parents})]
        whole = digest({path.relative_to(place).as_posix(): _lines(path) for path in used})
        found[place] = Input(f"{place.relative_to(root).as_posix()}/", "other", whole, whole)
    return found


_LOGS = ("decisions", "remarks")
"""Tables that a manifest tells row by row in another way (`logs_of`)."""

Cells = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]


def _lines(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")


def _csv_cells(text: str) -> Cells:
    head = text.partition("\n")[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows = [tuple(cell.strip().replace("\r", "\n") for cell in row) for row in reader]
    rows = [row for row in rows if any(row)]
    return (rows[0], tuple(rows[1:])) if rows else ((), ())


def _toml_cells(text: str) -> Cells:
    return ("key", "value"), tuple(_flat(tomllib.loads(text), ""))


def _flat(value: Any, key: str) -> Iterator[tuple[str, str]]:
    """Give the values of a TOML file with their whole keys; a table in a list has its place, from 1, in the key."""
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from _flat(item, f"{key}.{name}" if key else name)
    elif isinstance(value, list):
        for place, item in enumerate(value, start=1):
            yield from _flat(item, f"{key}.{place}")
    else:
        yield key, str(value)


def logs_of(root: Path, programme_id: str) -> tuple[Log, Log]:
    """Read the decisions about a programme and the remarks on it, row by row.

    Rows that cannot be understood are left out; `Project.decisions` and `Project.remarks` say so.
    """
    folder = root / "curricula" / programme_id
    return _log(folder / "decisions", DECISION_LAYOUT, programme_id), _log(
        folder / "remarks", REMARK_LAYOUT, programme_id
    )


def _log(folder: Path, layout: Layout[Any], programme_id: str) -> Log:
    files = sorted(folder.glob("*.csv"))
    found: list[LogRow] = []
    for path in files:
        for row in taken_apart(path.read_bytes(), layout).rows:
            made = made_or_problem(row, layout)
            if isinstance(made, Decision | Remark) and made.programme_id == programme_id:
                found.append(_row(made, f"{folder.name}/{path.name}", layout.names))
    rows = sorted(found, key=lambda row: (row.at, row.who, row.statement_id, row.outcome_id, row.row_id, row.digest))
    names = tuple(f"{folder.name}/{path.name}" for path in files)
    return Log(names, tuple(rows), digest([row.digest for row in rows]))


def _row(made: Decision | Remark, file: str, names: Sequence[str]) -> LogRow:
    if isinstance(made, Decision):
        moment, said, row_id = made.decided_at, str(made.verdict), made.decision_id
    else:
        moment, said, row_id = made.noted_at, made.comment, made.remark_id
    whole = hashlib.sha256(rows_text([made], names).encode("utf-8", "surrogatepass")).hexdigest()
    at = moment.isoformat().replace("+00:00", "Z")
    return LogRow(file, at, made.reviewer, made.outcome_id, made.statement_id, said, row_id, whole[:32])


def environment_now() -> Environment:
    """Say what this process runs on: toolkit, Python, packages, system and processor.

    Program and data of the toolkit are hashed file by file, line ends unified, so that the hashes are the same wherever
    it is installed.
    """
    home = Path(toolkit.__file__).parent
    files = [path for path in sorted(home.rglob("*")) if path.is_file() and "__pycache__" not in path.parts]
    return Environment(
        toolkit.__version__,
        _tree(home, [path for path in files if path.suffix == ".py"]),
        _tree(home, [path for path in files if path.suffix in _DATA]),
        platform.python_version(),
        f"{platform.system()} {platform.machine()}",
        tuple((name, _version(name)) for name in PACKAGES),
    )


def _tree(home: Path, files: Iterable[Path]) -> str:
    return digest({path.relative_to(home).as_posix(): _lines(path) for path in files})


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "–"
