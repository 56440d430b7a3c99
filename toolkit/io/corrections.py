"""Corrections of matches on disk: `standards/corrections.csv`, where they are kept, and the files that people hand in."""

import csv
import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path

from filelock import FileLock, Timeout

from toolkit.editions.kept import KEPT_COLUMNS, NEEDED_COLUMNS, Kept, cells_of, counting, kept_of, to_keep
from toolkit.editions.model import Correction
from toolkit.errors import InputError
from toolkit.io.csvfiles import csv_text, read_rows, read_text, write_whole
from toolkit.model import Standard

LOCK_SECONDS = 10.0
"""So long a window waits for another one that is writing."""


def corrections_path(root: Path) -> Path:
    """Name the file in which the corrections of a project are kept."""
    return root / "standards" / "corrections.csv"


def read_kept(root: Path) -> list[Kept]:
    """Read the corrections of a project, oldest first; none if there is no file.

    Raises
    ------
    DataError
        Columns are missing or rows are wrong; all problems are listed with their lines.
    """
    path = corrections_path(root)
    return read_rows(path, NEEDED_COLUMNS, kept_of) if path.is_file() else []


def kept_for(root: Path, old: Standard, new: Standard) -> tuple[list[Correction], list[Kept]]:
    """Give the kept corrections that count for two standards, and those that are about texts that read otherwise now."""
    return counting(read_kept(root), old, new)


def keep(root: Path, said: Sequence[Correction], old: Standard, new: Standard, now: dt.datetime) -> int:
    """Put corrections into the file of a project: all of them, or none if that fails.

    What counts already is not written again. Rows that are there stay as they are; a file of a person with fewer columns gets
    the others.

    Parameters
    ----------
    root : Path
        The project's folder.
    said : sequence of Correction
        What persons have said about these standards.
    old, new : Standard
        The standards.
    now : datetime
        The moment, with its time zone.

    Returns
    -------
    int
        How many rows were written.

    Raises
    ------
    InputError
        The file is open in another program, cannot be written, or another window writes to it.
    DataError
        The file has problems; they are listed.
    """
    path = corrections_path(root)
    lock = FileLock(path.with_name(f".{path.name}.lock"), timeout=LOCK_SECONDS)
    try:
        with lock:
            counted, _ = kept_for(root, old, new)
            fresh = [one for one in dict.fromkeys(said) if one not in counted]
            # Of a split every part is written again, since a later word about a thing takes the place of all former ones.
            touched = {one.old_id for one in fresh if one.old_id}
            rows = [one for one in dict.fromkeys(said) if one in fresh or one.old_id in touched]
            if rows:
                _append(path, to_keep(rows, old, new, now))
            return len(rows)
    except Timeout:
        raise InputError(
            f"{path}: another window has been writing there for {LOCK_SECONDS:g} seconds; try again in a moment"
        ) from None
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); close it if it is open in Excel") from None


def _append(path: Path, rows: Sequence[Kept]) -> None:
    """Write the file anew with rows at its end, in one step."""
    text = read_text(path) if path.is_file() else ""
    head = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ",")
    names = list(reader.fieldnames or [])
    names += [name for name in KEPT_COLUMNS if name not in names]
    cells = [*reader, *map(cells_of, rows)]
    data = csv_text(names, ([row.get(name) or "" for name in names] for row in cells))
    write_whole(path, data.encode("utf-8"))
