"""The bytes of a file of a log taken apart into rows, and decisions or remarks made into rows.

A row is one line. A last line without a line end is torn unless it can be seen to be whole; nothing here touches a file.
"""

import csv
import io
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from toolkit.io.records import DECISION_COLUMNS, decision_of
from toolkit.model import Decision
from toolkit.review.people import clean_name
from toolkit.tables import DECISIONS, TableSchema
from toolkit.text import collapse

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Layout(Generic[Made]):
    """What the rows of a log are and how they are made into objects.

    Parameters
    ----------
    thing : str
        What a row holds, for messages: ``decision``.
    table : TableSchema
        Its columns; the first is the moment, the last the identifier, so that a torn row is seen.
    needed : tuple of str
        Columns that every file has; the others came later and may be missing in older files.
    make : callable
        Makes an object of a row; a wrong value is a `ValueError`.
    """

    thing: str
    table: TableSchema
    needed: tuple[str, ...]
    make: Callable[[dict[str, str]], Made]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns in order."""
        return tuple(self.table.names)

    @property
    def added(self) -> tuple[str, ...]:
        """Columns that older files lack."""
        return tuple(name for name in self.names if name not in self.needed)

    @property
    def moment(self) -> str:
        """The column with the time of a row."""
        return self.names[0]

    @property
    def identifier(self) -> str:
        """The column with the identifier of a row."""
        return self.names[-1]


DECISION_LAYOUT: Layout[Decision] = Layout("decision", DECISIONS, DECISION_COLUMNS, decision_of)
"""The log of decisions."""

_LONGEST_ROW = 20
"""So many lines of a file may belong to one row: only programs that edited it have put line ends into a cell."""

_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file: the lines it starts and ends on, from 1, its cells, or why there are none."""

    first: int
    last: int
    cells: dict[str, str] = field(default_factory=dict)
    problem: str = ""
    code: str = "wrong-value"


@dataclass(frozen=True, slots=True)
class Content:
    """A file taken apart: heading, rows, the bytes up to the end of the last whole row, and what is torn behind it."""

    names: tuple[str, ...]
    delimiter: str
    rows: tuple[Row, ...]
    whole: bytes
    torn: bytes
    missing: tuple[str, ...] = ()
    """Columns without which no row can be understood."""


def taken_apart(data: bytes, layout: Layout[Any] = DECISION_LAYOUT) -> Content:
    """Take the bytes of a file apart into heading, rows and a torn rest."""
    end = data.rfind(b"\n") + 1
    tail = data[end:]
    head = data[: data.find(b"\n") + 1] or data
    names, delimiter = _heading(head)
    missing = tuple(name for name in layout.needed if name not in names)
    if not end:  # nothing but a heading, which may be cut as well
        whole = not missing and set(names) <= set(layout.names)
        return Content(names, delimiter, (), data if whole else b"", b"" if whole else tail, missing)
    if tail and (missing or _is_whole(tail, names, delimiter, layout)):
        end, tail = len(data), b""
    rows = tuple(_rows(data[:end], names, delimiter))
    return Content(names, delimiter, rows, data[:end], tail, missing)


def _heading(line: bytes) -> tuple[tuple[str, ...], str]:
    text = line.decode("utf-8-sig", "replace").rstrip("\r\n")
    delimiter = ";" if text.count(";") > text.count(",") else ","
    with suppress(csv.Error, StopIteration):
        return tuple(name.strip() for name in next(csv.reader([text], delimiter=delimiter, strict=True))), delimiter
    return (), delimiter


def _is_whole(line: bytes, names: Sequence[str], delimiter: str, layout: Layout[Any]) -> bool:
    """Say whether a last line without a line end is a whole row: some editors leave that out.

    The identifier stands at the end and has a fixed length; a row of before there were identifiers has no new cell.
    """
    row = _row([line], 0, 0, names, delimiter)
    if not row.cells and not row.problem:
        return True
    if isinstance(made_or_problem(row, layout), str):
        return False
    if names[-1] != layout.identifier:
        return True
    return bool(row.cells[layout.identifier]) or not any(row.cells.get(name) for name in layout.added)


def _rows(data: bytes, names: Sequence[str], delimiter: str) -> Iterator[Row]:
    """Give the rows behind the heading; a row with a line end in a cell is one only if its cells then fit the heading."""
    lines = data.removesuffix(b"\n").split(b"\n")
    place = 1
    while place < len(lines):
        row = _row(lines, place, place, names, delimiter)
        if row.code == "open-quote":
            longer = (
                _row(lines, place, last, names, delimiter)
                for last in range(place + 1, min(place + _LONGEST_ROW, len(lines)))
            )
            row = next((joined for joined in longer if not joined.problem), row)
        place = row.last + 1
        if row.cells or row.problem:
            yield Row(row.first + 1, row.last + 1, row.cells, row.problem, row.code)


def _row(lines: Sequence[bytes], first: int, last: int, names: Sequence[str], delimiter: str) -> Row:
    """Make a row of some lines, counted from 0."""
    try:
        text = b"\n".join(lines[first : last + 1]).decode("utf-8").rstrip("\r")
        cells = next(csv.reader([text], delimiter=delimiter, strict=True), [])
    except UnicodeDecodeError:
        return Row(first, last, problem="the line is not UTF-8; in Excel save as «CSV UTF-8»", code="not-utf8")
    except csv.Error as error:
        code = "open-quote" if "unexpected end" in str(error) else "wrong-value"
        return Row(first, last, problem=f"the quotation marks of the line do not fit ({error})", code=code)
    if not any(cell.strip() for cell in cells):
        return Row(first, last)
    if text.startswith(_CONFLICT):
        return Row(first, last, problem=f"git could not merge here: '{text[:20]}'", code="merge-conflict")
    if len(cells) != len(names):
        problem = f"the line has {len(cells)} cells, the heading {len(names)}"
        return Row(first, last, problem=problem, code="wrong-cell-count")
    return Row(first, last, {name: cell.strip() for name, cell in zip(names, cells, strict=True)})


def with_all_columns(content: Content, layout: Layout[Any]) -> bytes:
    """Give a file with the columns of an older version as one with all of them; every cell stays as it is."""
    more = [name for name in layout.names if name not in content.names]
    lines = content.whole.removesuffix(b"\n").split(b"\n")
    ends = {row.last - 1 for row in content.rows if row.cells}
    for place, line in enumerate(lines):
        bare = line.removesuffix(b"\r")
        rest = line[len(bare) :]
        if place == 0:
            lines[0] = bare + (content.delimiter + content.delimiter.join(more)).encode() + rest
        elif place in ends:
            lines[place] = bare + content.delimiter.encode() * len(more) + rest
    return b"\n".join(lines) + b"\n"


def reviewers_in(content: Content) -> set[str]:
    """Name whose rows a file holds, as far as they can be read."""
    return {clean_name(row.cells["reviewer"]) for row in content.rows if row.cells.get("reviewer")}


def made_or_problem(row: Row, layout: Layout[Made]) -> Made | str:
    """Make an object of a row, or say in a sentence why it is none."""
    if row.problem:
        return row.problem
    try:
        return layout.make(row.cells)
    except ValueError as error:
        return str(error)


def rows_text(rows: Iterable[object], names: Sequence[str], delimiter: str = ",") -> str:
    """Give objects as lines of a file with some columns; one line each, LF, quotation marks only where needed."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, delimiter=delimiter, lineterminator="\n")
    writer.writerows([_cell(row, name) for name in names] for row in rows)
    return lines.getvalue()


def _cell(row: object, name: str) -> str:
    value = getattr(row, name, None)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return "" if value is None else _line(str(value))


def _line(text: str) -> str:
    """Give a text as one line that every program can read: no line ends, no control characters, no broken letters."""
    kept = ("\ufffd" if unicodedata.category(letter) == "Cs" else letter for letter in text)
    return collapse("".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in kept))
