"""Relations of acts on disk, and the text of a registered act as passages that know their lines."""

from datetime import date
from pathlib import Path

from toolkit.acts.passages import ActText, of_paragraphs
from toolkit.acts.references import ActRef, ref_of
from toolkit.acts.relations import TIES, Relation, named_ref
from toolkit.errors import InputError
from toolkit.io.csvfiles import read_rows
from toolkit.io.records import one_of
from toolkit.model import Act
from toolkit.parse.documents import read_document

RELATION_COLUMNS = (
    "relation",
    "act",
    "act_body",
    "act_date",
    "act_number",
    "other",
    "other_body",
    "other_date",
    "other_number",
    "date",
    "source",
    "line",
)
"""Columns of `standards/relations.csv`."""


def read_relations(root: Path) -> tuple[Relation, ...]:
    """Read `standards/relations.csv` of a project; the file may be missing.

    Parameters
    ----------
    root : Path
        The project's folder.

    Returns
    -------
    tuple of Relation
        In the order of the file.

    Raises
    ------
    DataError
        Columns are missing or rows are wrong; all problems are listed with their lines.
    """
    path = root / "standards" / "relations.csv"
    return tuple(read_rows(path, RELATION_COLUMNS, relation_of)) if path.is_file() else ()


def relation_of(row: dict[str, str]) -> Relation:
    """Make a relation of a row; what is wrong is a `ValueError` that says what to write.

    Examples
    --------
    >>> blank = dict.fromkeys(RELATION_COLUMNS, "")
    >>> row = {**blank, "relation": "amends", "act": "2022-08-18-N318", "other": "V1900019810"}
    >>> relation_of(row).other.act_id
    'V1900019810'
    """
    tie = one_of(row["relation"], TIES, "relation")
    act, other = _ref(row, "act"), _ref(row, "other")
    if act.act_id == other.act_id:
        raise ValueError(f"act and other are the same act '{act.act_id}'")
    if row["line"] and not (row["line"].isdigit() and int(row["line"])):
        raise ValueError(f"line '{row['line']}' is no number from 1 on")
    return Relation(tie, act, other, _iso(row["date"], "date"), row["source"], int(row["line"] or 0))


def _ref(row: dict[str, str], side: str) -> ActRef:
    """The identifier, and body, date and number beside it; what both tell must agree."""
    day, number = _iso(row[f"{side}_date"], f"{side}_date"), row[f"{side}_number"]
    named = named_ref(row[side])
    if not row[side] and not (row[f"{side}_body"] and day and number):
        raise ValueError(f"{side} needs an identifier, or body, date and number: a number alone means no act")
    if row[side].startswith("V") and named.registration and day and row[side][1:3] != day[2:4]:
        raise ValueError(f"{side} '{row[side]}' and {side}_date '{day}' are of different years")
    if (day and named.date and day != named.date) or (number and named.number and number != named.number):
        raise ValueError(f"{side} '{row[side]}' and {side}_date or {side}_number contradict each other")
    return ActRef(row[f"{side}_body"], day or named.date, number or named.number, named.registration, "", row[side])


def _iso(text: str, name: str) -> str:
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise ValueError(f"{name} '{text}' is no date; write it as 2026-11-21") from None


def read_act_text(root: Path, act: Act) -> ActText:
    """Read the source of a registered act as passages.

    Parameters
    ----------
    root : Path
        The project's folder.
    act : Act
        A row of the register.

    Raises
    ------
    InputError
        The file is not there or cannot be read.
    """
    path = root / "standards" / "sources" / act.file
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: the file cannot be opened ({error.strerror})") from None
    return text_of_act(data, act)


def text_of_act(data: bytes, act: Act) -> ActText:
    """Give the bytes of a source as passages that know their act, file and lines.

    Raises
    ------
    InputError
        The file is no text that can be read.
    """
    return of_paragraphs(read_document(data, act.file).paragraphs, ref_of(act), source=act.file, lang=act.lang)
