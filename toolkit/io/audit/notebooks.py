"""Notebooks executed on a copy of the project, so that none can change it, whatever its cells do."""

import ast
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import nbformat

from toolkit.audit.digests import notebook_digest
from toolkit.audit.model import Pairs
from toolkit.errors import InputError
from toolkit.io.csvfiles import read_text, write_whole
from toolkit.io.notebooks import PARAMETERS, execute_notebook
from toolkit.io.project import HOME_VARIABLE

_COPIED = ("standards", "curricula", "notebooks")

ALL = "all"
"""Stands for every notebook of the numbered set."""

_COMPARED = ("OTHER", "ALIGNED")
"""Parameters of notebooks that name another programme, by an example that a project need not have."""


def numbered_notebooks(root: Path) -> tuple[str, ...]:
    """List the notebooks of a project whose names begin with a number, in their order."""
    return tuple(sorted(path.stem for path in (root / "notebooks").glob("[0-9][0-9]_*.ipynb")))


def notebook_names(root: Path, wanted: Sequence[str]) -> tuple[str, ...]:
    """Look notebooks of a project up.

    Parameters
    ----------
    root : Path
        The project's folder.
    wanted : sequence of str
        Names with or without ending, or their beginning such as ``01``; ``all`` for every numbered one.

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
        if name == ALL and numbered_notebooks(root):
            found += numbered_notebooks(root)
            continue
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


def executed(
    copy: Path, name: str, target: Path, parameters: Mapping[str, object], *, places: Iterable[Path] = ()
) -> tuple[str, Pairs]:
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
        Values for its parameters; those that it does not have are left out. Where the notebook's own value names another
        programme that the project has not, PROGRAMME stands in for it.
    places : iterable of Path
        Folders, beside that of the copy, whose place means nothing.

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
    known = {key: value for cell in cells for key, value in _assigned(cell.source)}
    given = {key: value for key, value in parameters.items() if key in known}
    for key in _COMPARED:
        if key in known and "PROGRAMME" in given and not (copy / "curricula" / str(known[key])).is_dir():
            given[key] = given["PROGRAMME"]
    # A folder of its own: nobody's start-up files, and no history of it in anybody's.
    environment = {HOME_VARIABLE: str(copy), "IPYTHONDIR": str(copy / ".ipython")}
    execute_notebook(source, target, given, environment=environment)
    whole = json.loads(read_text(target))
    whole["metadata"].pop("widgets", None)  # their identifiers are chance, and nobody is there to use them
    write_whole(target, nbformat.writes(nbformat.from_dict(whole)).encode("utf-8"))
    return digest_of(target, [copy, *places])


def _assigned(source: str) -> Iterator[tuple[str, object]]:
    """Give the names that a cell sets, with their values where they are plain."""
    for line in source.splitlines():
        name, sign, value = line.partition("=")
        if sign:
            try:
                yield name.strip(), ast.literal_eval(value.strip())
            except (ValueError, SyntaxError):
                yield name.strip(), None


def digest_of(path: Path, folders: Iterable[Path]) -> tuple[str, Pairs]:
    """Give the hash of what an executed notebook shows, and of each code cell.

    Parameters
    ----------
    path : Path
        The executed notebook.
    folders : iterable of Path
        Folders whose place means nothing.
    """
    places = [form for folder in folders for form in (str(folder), str(folder.resolve()))]
    forms = {form for place in places for form in (place, Path(place).as_posix(), repr(place)[1:-1])}
    return notebook_digest(json.loads(read_text(path)), sorted(forms))
