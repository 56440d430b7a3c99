"""The parsed form on disk: plain CSV tables, a folder a document, written whole, read in milliseconds."""

import csv
import io
import shutil
from pathlib import Path

from toolkit.errors import DataError, InputError, Issue
from toolkit.io.csvfiles import csv_text, read_text, write_whole
from toolkit.model import Parsed
from toolkit.trees import COLUMNS, Row, Tables, from_tables, to_tables

_OF_DOCUMENT = ("document", "standards", "findings", "lines", "descriptors", "classifier")
"""Tables that belong to the document; the others to its standards."""


def write_parsed(parsed: Parsed, folder: Path, sha256: str) -> list[Path]:
    """Write a document as CSV tables, replacing what the folder held.

    Parameters
    ----------
    parsed : Parsed
        The document.
    folder : Path
        Its folder. A document with several standards has a folder for each of them inside.
    sha256 : str
        Hash of the source's bytes; a source that has changed since is parsed anew.

    Returns
    -------
    list of Path
        The files written; empty tables make none.

    Raises
    ------
    InputError
        The folder cannot be written; then it is as it was.
    """
    texts = _texts(to_tables(parsed), sha256)
    fresh = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(fresh, ignore_errors=True)
    for name, text in texts.items():
        write_whole(fresh / name, text.encode("utf-8"))
    try:
        if folder.exists():
            shutil.rmtree(folder)
        fresh.rename(folder)
    except OSError as error:
        raise InputError(f"{folder}: cannot be replaced ({error.strerror}); close the files in it") from None
    return [folder / name for name in texts]


def _texts(tables: Tables, sha256: str) -> dict[str, str]:
    """Name the files of a document and their texts; a standard has its own folder if there are several."""
    for row in tables["document"]:
        row["sha256"] = sha256
    texts: dict[str, str] = {}
    standards = [row["standard_id"] for row in tables["standards"]]
    for table, rows in tables.items():
        groups: dict[str, list[Row]] = {}
        for row in rows:
            mine = row.get("standard_id") or row.get("statement_id", "").split("/")[0]
            own = table not in _OF_DOCUMENT and len(standards) > 1 and mine in standards
            groups.setdefault(f"{mine}/" if own else "", []).append(row)
        for place, group in groups.items():
            names = [*COLUMNS[table], "sha256"] if table == "document" else list(COLUMNS[table])
            # Only findings of an edition have a column for the file: it is made of several.
            names += ["source"] if table == "findings" and any("source" in row for row in group) else []
            texts[f"{place}{table}.csv"] = csv_text(names, ([row.get(name, "") for name in names] for row in group))
    return texts


def read_parsed(folder: Path, sha256: str) -> Parsed | None:
    """Read a document from its tables.

    Returns
    -------
    Parsed or None
        None if there is no such folder or it was made from another source: then the source must be parsed.

    Raises
    ------
    DataError
        The tables are there but cannot be put together.
    """
    if not (folder / "document.csv").is_file():
        return None
    tables: Tables = {name: [] for name in COLUMNS}
    for path in sorted(folder.rglob("*.csv")):
        if path.stem in tables:
            tables[path.stem] += list(csv.DictReader(io.StringIO(read_text(path), newline="")))
    if [row.get("sha256") for row in tables["document"]] != [sha256]:
        return None
    try:
        return from_tables(tables)
    except (KeyError, ValueError) as error:
        hint = "run «curmap rebuild» to make it again from the source"
        raise DataError(
            str(folder), [Issue("broken-tables", "the folder", f"cannot be read ({error})", hint)]
        ) from None
