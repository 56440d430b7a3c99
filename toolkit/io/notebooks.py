"""Notebooks run from outside: parameters put in, executed in a clean kernel, the executed copy written whole."""

import os
from collections.abc import Mapping
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from toolkit.errors import InputError
from toolkit.io.csvfiles import read_text, write_whole

PARAMETERS = "parameters"
"""Tag of the one cell of a notebook that holds its parameters."""


def with_parameters(notebook: NotebookNode, parameters: Mapping[str, object]) -> NotebookNode:
    """Give a copy of a notebook with a cell behind its parameters cell that sets other values.

    Parameters
    ----------
    notebook : NotebookNode
        A notebook with exactly one cell tagged ``parameters``.
    parameters : mapping
        Name → value; values are written with `repr`, so they must be plain: text, numbers, lists, None.

    Raises
    ------
    InputError
        There is no such cell, or more than one, or the cell does not set one of the names.

    Examples
    --------
    >>> cell = nbformat.v4.new_code_cell("LANG = 'kk'", metadata={"tags": ["parameters"]})
    >>> made = with_parameters(nbformat.v4.new_notebook(cells=[cell]), {"LANG": "ru"})
    >>> made.cells[1].source
    "LANG = 'ru'"
    """
    copy: NotebookNode = nbformat.from_dict(dict(notebook))
    places = [place for place, cell in enumerate(copy.cells) if PARAMETERS in cell.metadata.get("tags", [])]
    if len(places) != 1:
        raise InputError(f"the notebook has {len(places)} cells tagged '{PARAMETERS}'; it needs exactly one")
    known = {line.split("=")[0].strip() for line in copy.cells[places[0]].source.splitlines() if "=" in line}
    strange = sorted(set(parameters) - known)
    if strange:
        raise InputError(f"the notebook has no parameter {', '.join(strange)}; it has {', '.join(sorted(known))}")
    source = "\n".join(f"{name} = {value!r}" for name, value in parameters.items())
    cell = nbformat.v4.new_code_cell(source, metadata={"tags": ["injected-parameters"]})
    cell["id"] = "injected-parameters"
    copy.cells = [*copy.cells[: places[0] + 1], cell, *copy.cells[places[0] + 1 :]]
    return copy


def execute_notebook(
    source: Path,
    target: Path,
    parameters: Mapping[str, object],
    *,
    environment: Mapping[str, str] | None = None,
    timeout: int = 300,
) -> None:
    """Execute a notebook in a clean kernel and write the executed copy.

    Parameters
    ----------
    source, target : Path
        The notebook and where its executed copy goes. It runs in the folder of `source`.
    parameters : mapping
        Values for its parameters (`with_parameters`).
    environment : mapping, optional
        Environment variables of the kernel beside those of this process.
    timeout : seconds
        For each cell.

    Raises
    ------
    InputError
        A cell fails: the message names it and what it said; nothing is written.
    """
    notebook = with_parameters(nbformat.reads(read_text(source), as_version=4), parameters)
    client = NotebookClient(
        notebook,
        timeout=timeout,
        kernel_name="python3",
        resources={"metadata": {"path": str(source.parent)}},
        record_timing=False,
        extra_arguments=["--IPKernelApp.log_level=40"],  # errors only: notes about transport would worry people
    )
    try:
        client.execute(env={**os.environ, **(environment or {})})
    except CellExecutionError as error:
        raise InputError(f"{source.name}: a cell failed: {error.ename}: {error.evalue}") from None
    write_whole(target, nbformat.writes(notebook).encode("utf-8"))
