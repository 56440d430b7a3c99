"""Judging the rows of a table in a Data Package by its Table Schema."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from toolkit.exchange.notes import Note, joined, shown
from toolkit.exchange.rules import is_date, is_datetime, said

_RULE = "Table Schema 2"
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[+-]?(?:INF|NaN)", re.ASCII | re.IGNORECASE)
_TRUE, _FALSE = ("true", "True", "TRUE", "1"), ("false", "False", "FALSE", "0")


def check_rows(schema: dict[str, Any], heading: Sequence[str], rows: Iterable[Sequence[str]], where: str) -> list[Note]:
    """Judge a table of texts.

    Parameters
    ----------
    schema : dict
        A Table Schema that has been judged before.
    heading : sequence of str
        The columns of the file.
    rows : iterable of sequence of str
        The cells.
    where : str
        Name of the file.

    Returns
    -------
    list of Note
        Cells of a wrong type, empty cells, values that are not allowed, keys that repeat; by line of the table, the
        heading being line 1. Types that need a parser of their own (geography, durations) are taken as they are.

    Examples
    --------
    >>> schema = {"fields": [{"name": "n", "type": "integer"}], "primaryKey": ["n"]}
    >>> [note.code for note in check_rows(schema, ["n"], [["1"], ["x"], ["1"]], "t.csv")]
    ['bad-cell', 'repeated-key']
    """
    names = [str(column["name"]) for column in schema["fields"]]
    if list(heading) != names:
        blanks = (("found", shown(", ".join(heading))), ("wanted", shown(", ".join(names))))
        return [Note("columns-differ", (where,), blanks, "error", _RULE)]
    notes: list[Note] = []
    asked = schema.get("primaryKey", [])
    key = [names.index(name) for name in (asked if isinstance(asked, list) else [asked]) if name in names]
    seen: set[tuple[str, ...]] = set()
    for line, row in enumerate(rows, start=2):
        place = (f"{where}: {line}",)
        if len(row) != len(names):
            blanks = (("found", str(len(row))), ("wanted", str(len(names))))
            notes.append(Note("cell-count", place, blanks, "error", _RULE))
            continue
        for column, cell in zip(schema["fields"], row, strict=True):
            notes += _cell(column, cell, schema.get("missingValues", [""]), place)
        values = tuple(row[at] for at in key)
        if key and values in seen:
            notes.append(Note("repeated-key", place, (("found", shown(", ".join(values))),), "error", _RULE))
        seen.add(values)
    return list(joined(notes))


def _cell(column: dict[str, Any], cell: str, missing: object, place: tuple[str, ...]) -> list[Note]:
    """Judge one cell."""
    absent = column.get("missingValues", missing)
    constraints = column.get("constraints", {})
    name = ("name", shown(column["name"]))
    if isinstance(absent, list) and cell in absent:
        needed = constraints.get("required") is True
        return [Note("empty-cell", place, (name,), "error", _RULE)] if needed else []
    kind = column.get("type", "any")
    if not _fits(column, kind, cell):
        return [Note("bad-cell", place, (name, ("found", said(cell))), "error", _RULE, kind)]
    allowed = constraints.get("enum")
    if isinstance(allowed, list) and kind == "string" and cell not in allowed:
        return [Note("bad-enum", place, (name, ("found", said(cell))), "error", _RULE)]
    return []


def _fits(column: dict[str, Any], kind: str, cell: str) -> bool:
    if kind == "integer":
        return bool(re.fullmatch(r"[+-]?\d+", cell, re.ASCII))
    if kind == "number":
        return bool(_NUMBER.fullmatch(cell))
    if kind == "boolean":
        return cell in column.get("trueValues", _TRUE) or cell in column.get("falseValues", _FALSE)
    if kind == "date":
        return column.get("format", "default") != "default" or is_date(cell)
    if kind == "datetime":
        return column.get("format", "default") != "default" or is_datetime(cell) or is_datetime(f"{cell}Z")
    return True
