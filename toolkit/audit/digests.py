"""Hashes of what a picture, a workbook or an executed notebook shows, without what differs from run to run by chance."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from toolkit.audit.encoding import digest
from toolkit.audit.model import Pairs
from toolkit.sheets import Workbook

_PLACES = 6
"""Decimal places that count: another processor may differ in the last ones."""

_SHOWN = ("type", "x", "y", "z", "text", "name", "customdata", "base", "width", "node", "link")
"""What of a trace of a picture is data; the rest is its look, of which plotly adds more with every version."""

_ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{6,}\b")
_UUID = re.compile(r"\b[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\b")
_CELL = re.compile(r"[^\s'\"<>]*[/\\]ipykernel_\d+[/\\]\d+\.py\b")
_PACKAGES = re.compile(r"[^\s'\"<>]*[/\\]site-packages\b")

_INJECTED = "injected-parameters"
"""Tag of the cell with the parameters that were put in."""

_BY_CHANCE = ((_CELL, "<cell>"), (_PACKAGES, "site-packages"), (_ADDRESS, "<address>"), (_UUID, "<id>"))
"""What differs in texts from run to run or from machine to machine: files of cells, places of packages, and so on."""


def rounded(value: Any) -> Any:
    """Give data as plain JSON values, numbers rounded, everything that is no number, text or list as text.

    Examples
    --------
    >>> rounded({"x": (0.1 + 0.2, 3, None, float("nan"))})
    {'x': [0.3, 3, None, 'nan']}
    """
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return round(value, _PLACES) + 0.0 if math.isfinite(value) else str(value)
    if isinstance(value, Mapping):
        return {str(key): rounded(item) for key, item in value.items()}
    if isinstance(value, date | datetime):
        return value.isoformat()
    if hasattr(value, "tolist"):  # arrays and scalars of numpy
        return rounded(value.tolist())
    if isinstance(value, Iterable):
        return [rounded(item) for item in value]
    return str(value)


def picture_digest(traces: Iterable[Mapping[str, Any]], meta: Mapping[str, Any] | None) -> str:
    """Give the hash of what a picture shows: numbers and texts of its traces, its caption, legend and plain table.

    Parameters
    ----------
    traces : iterable of mapping
        Its traces as plain data.
    meta : mapping or None
        What the toolkit keeps with its pictures: caption, legend, table.
    """
    data = [{name: trace[name] for name in _SHOWN if name in trace} for trace in traces]
    return digest(rounded({"data": data, "meta": meta}))


def sheet_digests(plan: Workbook) -> Pairs:
    """Give the name of each sheet of a workbook and the hash of its cells: values, formulas, notes."""
    return tuple(
        (sheet.name, digest(rounded([[(cell.value, cell.formula, cell.note) for cell in row] for row in sheet.rows])))
        for sheet in plan.sheets
    )


def notebook_digest(notebook: Mapping[str, Any], folders: Sequence[str] = ()) -> tuple[str, Pairs]:
    """Give the hash of an executed notebook and of each of its code cells.

    Left out: numbers of executions, identifiers, times, the state of widgets, addresses in memory, files
    that stand for a cell. A path to one of
    `folders` or to installed packages is the same wherever that lies.

    Parameters
    ----------
    notebook : mapping
        The notebook as JSON.
    folders : sequence of str
        Folders whose place means nothing.

    Returns
    -------
    content, parts
        The hash, and (number of the code cell from 1, hash of its code and outputs).

    Examples
    --------
    >>> one = {"cells": [{"cell_type": "code", "source": "1", "outputs": [], "execution_count": 1}]}
    >>> other = {"cells": [{"cell_type": "code", "source": ["1"], "outputs": [], "execution_count": 7}]}
    >>> notebook_digest(one) == notebook_digest(other)
    True
    """
    cells: list[object] = []
    parts: list[tuple[str, str]] = []
    for cell in notebook["cells"]:
        source = _text(cell["source"])
        if _INJECTED in cell.get("metadata", {}).get("tags", []):
            source = _placeless(source, folders)  # the folder for results is a parameter
        if cell["cell_type"] != "code":
            cells.append(source)
            continue
        shown = [source, [_output(one, folders) for one in _joined(cell["outputs"])]]
        parts.append((str(len(parts) + 1), digest(shown)))
        cells.append(shown)
    return digest(cells), tuple(parts)


def source_digest(notebook: Mapping[str, Any]) -> str:
    """Give the hash of the cells of a notebook, whether executed or not."""
    return digest([[cell["cell_type"], _text(cell["source"])] for cell in notebook["cells"]])


def _text(lines: str | Sequence[str]) -> str:
    return (lines if isinstance(lines, str) else "".join(lines)).replace("\r\n", "\n")


def _joined(outputs: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Join what was printed in several pieces: where the pieces end is chance."""
    found: list[dict[str, Any]] = []
    for output in outputs:
        last = found[-1] if found else {}
        if output["output_type"] == "stream" and last.get("name") == output["name"]:
            last["text"] += _text(output["text"])
        elif output["output_type"] == "stream":
            found.append({"output_type": "stream", "name": output["name"], "text": _text(output["text"])})
        else:
            found.append(dict(output))
    return found


def _output(output: Mapping[str, Any], folders: Sequence[str]) -> object:
    if output["output_type"] == "stream":
        return ["stream", output["name"], _placeless(output["text"], folders)]
    if output["output_type"] == "error":
        return ["error", output["ename"], _placeless(output["evalue"], folders)]
    data = {kind: value for kind, value in output.get("data", {}).items() if "widget" not in kind}
    return {kind: _shown(kind, value, folders) for kind, value in data.items()}


def _shown(kind: str, value: Any, folders: Sequence[str]) -> object:
    if "plotly" in kind:
        layout = value.get("layout", {})
        return picture_digest(value.get("data", ()), layout.get("meta"))
    if isinstance(value, str) or (isinstance(value, list) and all(isinstance(line, str) for line in value)):
        return _placeless(_text(value), folders)
    return rounded(value)


def _placeless(text: str, folders: Sequence[str]) -> str:
    for folder in sorted(folders, key=len, reverse=True):
        text = text.replace(folder, "<folder>")
    for pattern, instead in _BY_CHANCE:
        text = pattern.sub(instead, text)
    return text
