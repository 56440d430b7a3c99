"""Files of exchange formats: read with care, recognised by what they hold, judged; folders of tables written."""

import csv
import hashlib
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from toolkit.errors import InputError
from toolkit.exchange import (
    Format,
    Note,
    Resource,
    check_case,
    check_package,
    check_sssom,
    data_package,
    is_case,
    is_package,
    is_sssom,
    json_of,
    parse_case,
    text_of,
)
from toolkit.exchange.json_text import MAX_BYTES
from toolkit.exchange.package_rows import check_rows
from toolkit.io.csvfiles import csv_text, write_whole
from toolkit.io.project import Project
from toolkit.io.records import act_of
from toolkit.io.register import Addition, add_to_library
from toolkit.io.sources import CASE, parse_source
from toolkit.labels import load
from toolkit.model import Act

Form = Literal["CASE", "SSSOM", "Data Package"]
_RULES: dict[Form, str] = {"CASE": "case", "SSSOM": "sssom", "Data Package": "datapackage"}
_LONGEST_CELL = 10_000_000


@dataclass(frozen=True, slots=True)
class ExchangeFile:
    """A file of an exchange format.

    Parameters
    ----------
    path : Path
        The file.
    form : {"CASE", "SSSOM", "Data Package"}
        What it is.
    value : object
        The JSON of it, or its text.
    notes : tuple of Note
        What was noted while it was read.
    sha256 : str
        Hash of its bytes.
    """

    path: Path
    form: Form
    value: Any
    notes: tuple[Note, ...]
    sha256: str

    @property
    def rules(self) -> str:
        """Address of the rules of the format."""
        return str(load(f"exchange/{_RULES[self.form]}")["address"])


def read_exchange(path: Path) -> ExchangeFile:
    """Read a file and say which format it is in.

    Parameters
    ----------
    path : Path
        A CASE package or a `datapackage.json` (JSON), or a mapping set (SSSOM/TSV).

    Raises
    ------
    InputError
        The file cannot be opened, is too large, no UTF-8, no JSON, or in none of the formats.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            size = path.stat().st_size / 1e6
            raise InputError(f"{path}: the file has {size:.0f} MB and at most {MAX_BYTES / 1e6:.0f} are read")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: the file cannot be opened ({error.strerror})") from None
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        text = text_of(data)
        if is_sssom(text):
            return ExchangeFile(path, "SSSOM", text, (), sha256)
        value, notes = json_of(text)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None
    if is_case(value):
        return ExchangeFile(path, "CASE", value, notes, sha256)
    if is_package(value):
        return ExchangeFile(path, "Data Package", value, notes, sha256)
    raise InputError(
        f"{path}: this is neither a CASE package (CFDocument), nor a mapping set (SSSOM/TSV), nor a Data Package "
        "(resources)"
    )


def check_exchange(file: ExchangeFile) -> tuple[Note, ...]:
    """Judge a file by the rules of its format; of a Data Package also the tables beside it."""
    if file.form == "SSSOM":
        return check_sssom(file.value)
    if file.form == "CASE":
        return (*file.notes, *check_case(file.value))
    found = check_package(file.value)
    tables = () if found else _check_tables(file.value, file.path.parent)
    return (*file.notes, *found, *tables)


def add_package(project: Project, file: ExchangeFile, name: str = "") -> Act:
    """Add a CASE package to the library as a source like any other, all or nothing.

    Parameters
    ----------
    project : Project
        The project.
    file : ExchangeFile
        The package (`read_exchange`).
    name : str
        Identifier for the act instead of the one in the package.

    Returns
    -------
    Act
        Its row of the register: form ``case-1.1``, and what the package says of the act. An act that the package calls an
        edition is a reference here: the acts that it was made of did not come with it.

    Raises
    ------
    InputError
        An act or another file of its name is in the library already, the package says something of the act that cannot
        stand in the register, or a file cannot be written; nothing is written then.
    """
    acts, source = {act.act_id: act for act in project.acts()}, file.path.name
    same = next((act for act in acts.values() if act.sha256 == file.sha256), None)
    if same:
        raise InputError(f"{file.path}: the same file is in the library already, as {same.act_id}; nothing was written")
    found = parse_case(file.value, source, name)
    if found.act_id in acts:
        raise InputError(
            f"{file.path}: there is an act '{found.act_id}' in the library already, nothing was written; give this one "
            "another name with --name"
        )
    if ";" in source:
        raise InputError(
            f"{file.path}: the name of the file holds a semicolon, which separates files in the register; rename it"
        )
    own = found.register
    line = own["status_source"].removeprefix("text:")
    status_source = (
        f"{own['file']}:{line}" if line != own["status_source"] else line
    )  # a line of the original, not of this file
    try:
        act = act_of(own | {"form": CASE, "file": source, "sha256": file.sha256, "status_source": status_source})
    except ValueError as error:
        raise InputError(
            f"{file.path}: what the package says of the act cannot stand in the register ({error}); correct "
            "'extensions.curmap.act' of its CFDocument"
        ) from None
    act = replace(act, kind="reference", amends="") if act.kind in ("edition", "") else act
    data = file.path.read_bytes()
    parsed = {act.act_id: (parse_source(data, act), act.sha256)}
    add_to_library(project.root, Addition({source: data}, (act,), parsed=parsed))
    return act


def _check_tables(package: dict[str, Any], folder: Path) -> list[Note]:
    """Judge the tables of a package whose description is right; files on the web and other kinds are left aside."""
    notes: list[Note] = []
    for one in package["resources"]:
        schema, paths = one.get("schema"), one.get("path", [])
        for path in paths if isinstance(paths, list) else [paths]:
            if path.startswith(("http://", "https://")):
                continue
            if not (folder / path).is_file():
                notes.append(Note("file-missing", (path,), (("name", path),), "error", "Data Package 2, resource"))
            elif isinstance(schema, dict) and path.casefold().endswith(".csv"):
                notes += _check_csv(folder / path, path, schema, one.get("dialect"))
    return notes


def _check_csv(path: Path, name: str, schema: dict[str, Any], dialect: object) -> list[Note]:
    delimiter = dialect.get("delimiter", ",") if isinstance(dialect, dict) else ","
    try:
        text = text_of(path.read_bytes()).removeprefix("\ufeff")
        csv.field_size_limit(_LONGEST_CELL)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=str(delimiter), strict=True))
    except (OSError, InputError, csv.Error, TypeError) as error:
        return [Note("bad-quotes", (name,), (("problem", str(error)),), "error", "Table Schema 2")]
    return check_rows(schema, rows[0] if rows else [], rows[1:], name)


def write_text(text: str, path: Path, *, replace: bool) -> None:
    """Write a text as UTF-8, whole or not at all.

    Raises
    ------
    InputError
        The file is there already and may not be replaced, or cannot be written.
    """
    if path.exists() and not replace:
        raise InputError(f"{path}: the file is there already; choose another name with --out, or add --replace")
    write_whole(path, text.encode("utf-8"))


def as_json(value: object) -> str:
    """Give a value as JSON in Unicode, the same text for the same value."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def write_package(
    tables: Sequence[tuple[Resource, pd.DataFrame]], folder: Path, form: Format, title: str, *, replace: bool = False
) -> list[Path]:
    """Write tables into a folder, with a `datapackage.json` that says what they are.

    Parameters
    ----------
    tables : sequence of (Resource, DataFrame)
        The tables.
    folder : Path
        Where; made if it is not there.
    form : {"csv", "parquet"}
        Kind of the files. CSV: UTF-8, commas, LF, the same bytes for the same tables; missing numbers are empty cells.
    title : str
        What the package is called.
    replace : bool
        Write into a folder that holds something already.

    Returns
    -------
    list of Path
        The files written, the description first.

    Raises
    ------
    InputError
        The folder is not empty, cannot be written, or Parquet is asked for and the package for it is not installed.
    """
    if form == "parquet" and find_spec("pyarrow") is None:
        raise InputError(
            "Parquet needs the package pyarrow, which is not installed; "
            'install it with «pip install "curriculum-mapping-toolkit[parquet]"», or choose --format csv'
        )
    if folder.is_dir() and any(folder.iterdir()) and not replace:
        raise InputError(f"{folder}: the folder holds something already; choose another with --out, or add --replace")
    paths = [folder / "datapackage.json"]
    for resource, frame in tables:
        checked = resource.schema.check(frame)[resource.schema.names]
        path = folder / resource.path(form)
        write_whole(path, _csv(checked) if form == "csv" else _parquet(checked))
        paths.append(path)
    write_whole(paths[0], as_json(data_package([one for one, _ in tables], form, title)).encode("utf-8"))
    return paths


def _csv(frame: pd.DataFrame) -> bytes:
    rows = frame.astype(object).where(frame.notna(), "").itertuples(index=False, name=None)
    return csv_text(frame.columns.tolist(), rows).encode("utf-8")


def _parquet(frame: pd.DataFrame) -> bytes:
    target = io.BytesIO()
    frame.to_parquet(target, engine="pyarrow", index=False)
    return target.getvalue()
