"""Notebooks executed on a copy of the project, so that none can change it, whatever its cells do."""

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import nbformat

from toolkit.audit.digests import notebook_digest
from toolkit.audit.model import Pairs
from toolkit.errors import InputError
from toolkit.io.csvfiles import read_text, write_whole
from toolkit.io.notebooks import PARAMETERS, execute_notebook
from toolkit.io.project import HOME_VARIABLE

_COPIED = ("standards", "curricula", "notebooks")


def notebook_names(root: Path, wanted: Sequence[str]) -> tuple[str, ...]:
    """Look notebooks of a project up.

    Parameters
    ----------
    root : Path
        The project's folder.
    wanted : sequence of str
        Names with or without ending, or their beginning such as ``01``.

    Returns
    -------
    tuple of str
        Names without ending, in the order wanted, each once.

    Raises
    ------
    InputError
        There is no such notebook, or there are several; the message lists those there are.
    """
    there = sorted(path.stem for path in (root / "notebooks").glob("*.ipynb"))
    found: list[str] = []
    for name in wanted:
        stem = name.removesuffix(".ipynb")
        fitting = [one for one in there if one == stem] or [one for one in there if stem and one.startswith(stem)]
        if len(fitting) != 1:
            how = "several notebooks begin with" if fitting else "there is no notebook"
            raise InputError(f"notebooks/: {how} '{name}'; there are: {', '.join(fitting or there) or 'none'}")
        found += fitting
    return tuple(dict.fromkeys(found))


def working_copy(root: Path, place: Path) -> Path:
    """Copy what notebooks read of a project; the copy is theirs to do with as they like.

    Raises
    ------
    InputError
        A file cannot be read, or the copy cannot be written.
    """
    try:
        for name in _COPIED:
            if (root / name).is_dir():
                shutil.copytree(root / name, place / name, ignore=shutil.ignore_patterns(".*", "~$*"))
    except (OSError, shutil.Error) as error:
        raise InputError(f"{root}: the project cannot be copied for the notebooks ({error})") from None
    return place


def executed(copy: Path, name: str, target: Path, parameters: Mapping[str, object]) -> tuple[str, Pairs]:
    """Execute a notebook of a copied project and write the executed notebook.

    Parameters
    ----------
    copy : Path
        The copy of the project.
    name : str
        The notebook.
    target : Path
        Where the executed notebook goes.
    parameters : mapping
        Values for its parameters; those that it does not have are left out.

    Returns
    -------
    content, parts
        The hash of what it shows, and of each code cell.

    Raises
    ------
    InputError
        A cell fails: the message names the notebook and what the cell said.
    """
    source = copy / "notebooks" / f"{name}.ipynb"
    notebook = nbformat.reads(read_text(source), as_version=4)
    cells = [cell for cell in notebook.cells if PARAMETERS in cell.metadata.get("tags", [])]
    known = {line.split("=")[0].strip() for cell in cells for line in cell.source.splitlines() if "=" in line}
    given = {key: value for key, value in parameters.items() if key in known}
    # A folder of its own: nobody's start-up files, and no history of it in anybody's.
    environment = {HOME_VARIABLE: str(copy), "IPYTHONDIR": str(copy / ".ipython")}
    execute_notebook(source, target, given, environment=environment)
    whole = json.loads(read_text(target))
    whole["metadata"].pop("widgets", None)  # their identifiers are chance, and nobody is there to use them
    write_whole(target, nbformat.writes(nbformat.from_dict(whole)).encode("utf-8"))
    places = (str(copy), str(copy.resolve()))
    folders = {form for place in places for form in (place, Path(place).as_posix(), repr(place)[1:-1])}
    return notebook_digest(whole, sorted(folders))
