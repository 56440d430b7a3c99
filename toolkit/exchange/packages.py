"""A folder of tables as a Data Package: `datapackage.json` says what every file and column is.

Rules: https://datapackage.org/standard/data-package/ and https://datapackage.org/standard/table-schema/, version 2.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from toolkit.exchange.notes import Note, joined, shown
from toolkit.exchange.rules import Model
from toolkit.labels import load
from toolkit.tables import Column, TableSchema

Json = dict[str, Any]
Format = Literal["csv", "parquet"]
FORMATS: tuple[Format, ...] = ("csv", "parquet")

_TYPES = {"str": "string", "int": "integer", "float": "number", "bool": "boolean"}
_MEDIA = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


@dataclass(frozen=True, slots=True)
class Resource:
    """A table in a file: whose it is (empty for the library, else a programme), its schema and its number of rows."""

    owner: str
    schema: TableSchema
    rows: int

    @property
    def name(self) -> str:
        """The name in the package."""
        return f"{self.owner}.{self.schema.name}" if self.owner else self.schema.name

    def path(self, form: Format) -> str:
        """Give the path of the file in the folder; a programme has a folder of its own."""
        return f"{self.owner or 'library'}/{self.schema.name}.{form}"


def data_package(resources: Iterable[Resource], form: Format, title: str) -> Json:
    """Describe tables as a Data Package.

    Parameters
    ----------
    resources : iterable of Resource
        The tables, in order.
    form : {"csv", "parquet"}
        Kind of the files.
    title : str
        What the package is called.

    Returns
    -------
    dict
        The descriptor, the same for the same tables: it has no date. Columns, types, keys and meanings are those of
        `toolkit.tables`. An empty text is a text and no missing value.

    Examples
    --------
    >>> from toolkit.tables import MARKS_TABLE
    >>> found = data_package([Resource("p", MARKS_TABLE, 3)], "csv", "Tables")
    >>> found["resources"][0]["path"], found["resources"][0]["schema"]["primaryKey"]
    ('p/marks.csv', ['discipline', 'outcome_id'])
    """
    return {
        "$schema": rules()["profile"],
        "name": "curriculum-mapping",
        "title": title,
        "resources": [_resource(one, form) for one in resources],
    }


def _resource(one: Resource, form: Format) -> Json:
    schema: Json = {
        "fields": [_field(column, form) for column in one.schema.columns],
        "missingValues": [""],
        **({"primaryKey": list(one.schema.key)} if one.schema.key else {}),
    }
    return {
        "name": one.name,
        "path": one.path(form),
        "type": "table",
        "format": form,
        "mediatype": _MEDIA[form],
        **({"encoding": "utf-8"} if form == "csv" else {}),
        "schema": schema,
        "rows": one.rows,
    }


def _field(column: Column, form: Format) -> Json:
    kind = _TYPES[column.dtype.removesuffix("?")]
    constraints: Json = {} if column.dtype.endswith("?") else {"required": True}
    if column.allowed:
        constraints["enum"] = list(column.allowed)
    return {
        "name": column.name,
        "type": kind,
        "description": column.meaning,
        **({"missingValues": []} if kind == "string" else {}),
        **({"trueValues": ["True"], "falseValues": ["False"]} if kind == "boolean" and form == "csv" else {}),
        **({"constraints": constraints} if constraints else {}),
    }


@cache
def rules() -> dict[str, Any]:
    """Load the rules of Data Package 2. Treat them as read-only: every caller shares them."""
    return load("exchange/datapackage")


@cache
def _model() -> Model:
    data = rules()
    return Model("Data Package 2", data["classes"], {"field": tuple(data["fields"]), "kind": ("table",)})


def is_package(value: object) -> bool:
    """Say whether a piece of JSON is meant to be the descriptor of a Data Package.

    Examples
    --------
    >>> is_package({"resources": []}), is_package({})
    (True, False)
    """
    return isinstance(value, dict) and "resources" in value


def check_package(package: Json) -> tuple[Note, ...]:
    """Judge the descriptor of a Data Package; the files beside it are judged at the edge.

    Parameters
    ----------
    package : dict
        What `datapackage.json` holds.

    Returns
    -------
    tuple of Note
        Everything that the standard forbids. Properties that it does not name are allowed.

    Examples
    --------
    >>> [note.code for note in check_package({"resources": []})]
    ['empty']
    """
    notes = [note for note in _model().notes(package, "package") if note.code != "unknown"]
    resources = package.get("resources")
    if isinstance(resources, list):
        if not resources:
            notes.append(Note("empty", ("/resources",), (("name", "resources"),), "error", "Data Package 2, package"))
        names: set[str] = set()
        for place, one in enumerate(resources):
            if isinstance(one, dict):
                notes += _resource_notes(one, f"/resources/{place}", names)
    return joined(notes)


def _resource_notes(one: Json, where: str, names: set[str]) -> list[Note]:
    rule = "Data Package 2, resource"
    notes = []
    name = one.get("name")
    if isinstance(name, str) and name in names:
        notes.append(Note("name-twice", (f"{where}/name",), (("name", shown(name)),), "error", rule))
    names |= {name} if isinstance(name, str) else set()
    if ("path" in one) == ("data" in one):
        notes.append(Note("path-or-data", (where,), (), "error", rule))
    paths = one.get("path", [])
    notes += [
        Note("bad-path", (f"{where}/path",), (("name", shown(path)),), "error", rule)
        for path in (paths if isinstance(paths, list) else [paths])
        if not isinstance(path, str) or not is_inside(path)
    ]
    schema = one.get("schema")
    if "schema" in one and not isinstance(schema, str):  # a text is the address of a schema that stands elsewhere
        notes += [note for note in _model().notes(schema, "schema", f"{where}/schema") if note.code != "unknown"]
    if isinstance(schema, dict) and isinstance(schema.get("fields"), list):
        notes += _key_notes(schema, f"{where}/schema")
    return notes


def _key_notes(schema: Json, where: str) -> list[Note]:
    """Judge that names are given once and that the key names columns."""
    rule = "Table Schema 2"
    columns = [one.get("name") for one in schema["fields"] if isinstance(one, dict)]
    texts = [name for name in columns if isinstance(name, str)]
    notes = [
        Note("name-twice", (f"{where}/fields",), (("name", shown(name)),), "error", rule)
        for name in sorted({name for name in texts if texts.count(name) > 1})
    ]
    key = schema.get("primaryKey", [])
    notes += [
        Note("key-unknown", (f"{where}/primaryKey",), (("name", shown(name)),), "error", rule)
        for name in (key if isinstance(key, list) else [key])
        if name not in texts
    ]
    return notes


def is_inside(path: str) -> bool:
    """Say whether the path of a resource stays in the folder of the package, or is an address on the web.

    Examples
    --------
    >>> is_inside("library/acts.csv"), is_inside("../secret.csv"), is_inside("/etc/passwd")
    (True, False, False)
    """
    if path.startswith(("http://", "https://")):
        return True
    parts = path.replace("\\", "/").split("/")
    return bool(path) and ":" not in path and parts[0] != "" and ".." not in parts
