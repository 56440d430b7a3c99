"""The register grows: sources, acts and relations are added together or not at all; what is there stays as it is."""

import csv
import io
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path

from toolkit.acts.relations import Relation
from toolkit.errors import InputError
from toolkit.io.amendments import RELATION_COLUMNS
from toolkit.io.csvfiles import csv_text, write_whole
from toolkit.io.store import write_parsed
from toolkit.model import Act, Parsed


@dataclass(frozen=True, slots=True)
class Addition:
    """What is added to the library.

    Parameters
    ----------
    sources : mapping of file name to bytes
        Files for `standards/sources/`.
    acts : tuple of Act
        Rows of `standards/acts.csv`.
    relations : tuple of Relation
        Rows of `standards/relations.csv`.
    parsed : mapping of act id to (Parsed, hash)
        What was read of them, for `standards/parsed/`.
    """

    sources: Mapping[str, bytes]
    acts: tuple[Act, ...]
    relations: tuple[Relation, ...] = ()
    parsed: Mapping[str, tuple[Parsed, str]] | None = None


def add_to_library(root: Path, addition: Addition) -> None:
    """Add sources, acts and relations to a project, all or nothing.

    Parameters
    ----------
    root : Path
        The project's folder.
    addition : Addition
        What is added. A source that is there already with the same bytes stays.

    Raises
    ------
    InputError
        An act or another file of one of the names is there already, or something cannot be written; then everything is
        as it was.
    """
    home = root / "standards"
    register = home / "acts.csv"
    before = {path: path.read_bytes() if path.is_file() else None for path in (register, home / "relations.csv")}
    texts: dict[Path, bytes] = {}
    acts = before[register]
    if acts is None:
        raise InputError(f"{register}: the file does not exist")
    texts[register] = appended(acts, [act_row(act) for act in addition.acts], "act_id")
    if addition.relations:
        path = home / "relations.csv"
        texts[path] = appended(before[path] or _heading(), [_relation_row(one) for one in addition.relations])
    undo: list[Callable[[], object]] = []
    try:
        for name, data in addition.sources.items():
            _copy(home / "sources" / name, data, undo)
        for act_id, (parsed, sha256) in (addition.parsed or {}).items():
            folder = home / "parsed" / act_id
            undo.append(partial(shutil.rmtree, folder, ignore_errors=True))
            write_parsed(parsed, folder, sha256)
        # The register last: as long as it does not name them, the new files mean nothing.
        for path in sorted(texts, reverse=True):
            undo.append(partial(_restore, path, before[path]))
            write_whole(path, texts[path])
    except (InputError, OSError):
        for step in reversed(undo):
            with suppress(OSError, InputError):
                step()
        raise


def _copy(path: Path, data: bytes, undo: list[Callable[[], object]]) -> None:
    if path.is_file():
        if path.read_bytes() != data:
            raise InputError(
                f"{path}: another file of this name is there already; give yours another name and try again"
            )
        return
    undo.append(partial(path.unlink, missing_ok=True))
    write_whole(path, data)


def _restore(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    else:
        write_whole(path, data)


def _heading() -> bytes:
    return csv_text(RELATION_COLUMNS, ()).encode("utf-8")


def appended(data: bytes, rows: Sequence[Mapping[str, str]], key: str = "") -> bytes:
    """Give a table with rows behind those that are there, whose bytes stay as they are.

    Parameters
    ----------
    data : bytes
        The file: columns in any order, commas or semicolons, any line ends, with or without byte order mark.
    rows : sequence of mapping of column to text
        What is added; a column that the file does not have must be empty.
    key : str
        A column in which nothing may stand twice.

    Raises
    ------
    InputError
        A row is there already, or the file has no column for a value.

    Examples
    --------
    >>> appended(b"b;a\\r\\n1;2", [{"a": "3", "b": "x;y"}])
    b'b;a\\r\\n1;2\\r\\n"x;y";3\\r\\n'
    """
    text = data.decode("utf-8-sig")
    head = text.partition("\n")[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    end = "\r\n" if head.endswith("\r") else "\n"
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    names = list(reader.fieldnames or ())
    there = {(row.get(key) or "").strip() for row in reader} if key else set()
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=delimiter, lineterminator=end)
    for row in rows:
        lost = [name for name, value in row.items() if value and name not in names]
        if lost:
            raise InputError(f"the table has no column {', '.join(lost)}; add it to its first line")
        if key and row[key] in there:
            raise InputError(f"'{row[key]}' is in the register already; nothing was written")
        writer.writerow([row.get(name, "") for name in names])
    between = b"" if data.endswith((b"\n", b"\r")) else end.encode("ascii")
    return data + between + target.getvalue().encode("utf-8")


def act_row(act: Act) -> dict[str, str]:
    """Give an act as a row of the register: days as ISO, empty where nothing is known."""
    return {field.name: str(value) if (value := getattr(act, field.name)) else "" for field in fields(Act)}


def _relation_row(one: Relation) -> dict[str, str]:
    sides = {"act": one.act, "other": one.other}
    row = {"relation": one.tie, "date": one.from_date, "source": one.source, "line": str(one.line or "")}
    for side, ref in sides.items():
        row |= {
            side: ref.act_id,
            f"{side}_body": ref.body,
            f"{side}_date": ref.date,
            f"{side}_number": ref.number,
        }
    return row
