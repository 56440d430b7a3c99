"""Where the project lies, and the names in it: known without any library that takes long to load."""

import csv
import os
from pathlib import Path

from toolkit.errors import ProjectError

HOME_VARIABLE = "CURMAP_PROJECT"
"""Names the folder of the project, wherever one stands."""


def project_root(start: Path | None = None) -> Path:
    """Find the folder of the project: the one named in CURMAP_PROJECT, else here or above, else where the package lies.

    Parameters
    ----------
    start : Path, optional
        Where to begin instead of here; the variable is not asked then.

    Returns
    -------
    Path
        A folder with `standards/acts.csv`.

    Raises
    ------
    ProjectError
        None of these has that file.
    """
    named = os.environ.get(HOME_VARIABLE)
    here = (start or Path.cwd()).resolve()
    places = [Path(named)] if named and start is None else [here, *here.parents, Path(__file__).resolve().parents[2]]
    for place in places:
        if (place / "standards" / "acts.csv").is_file():
            return place
    hint = f"go to the project's folder, or name it with --project or the variable {HOME_VARIABLE}"
    raise ProjectError(f"{places[0]}: no standards/acts.csv here or above; {hint}")


def programme_names(root: Path) -> list[str]:
    """List the programmes of a project, by name; a folder that cannot be looked into has none."""
    return sorted(path.parent.name for path in (root / "curricula").glob("*/programme.toml"))


def standard_names(root: Path) -> list[str]:
    """List the acts of a project and, where an act has several standards, these too, in the order of the register.

    What was parsed is asked for the standards; nothing is parsed for it. Rows that cannot be read are left out: this is
    for completing what somebody types, not for working with it.
    """
    found: list[str] = []
    for act_id in _column(root / "standards" / "acts.csv", "act_id"):
        own = _column(root / "standards" / "parsed" / act_id / "standards.csv", "standard_id")
        found += [act_id, *own]
    return list(dict.fromkeys(name for name in found if name))


def _column(path: Path, name: str) -> list[str]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        return [row.get(name) or "" for row in csv.DictReader(file)]
