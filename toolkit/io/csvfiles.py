"""CSV files with a heading row: read with every problem named by line, written whole or not at all."""

import csv
import io
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from toolkit.errors import DataError, InputError, Issue

T = TypeVar("T")


def read_text(path: Path) -> str:
    """Read a UTF-8 file, with or without byte order mark.

    Raises
    ------
    InputError
        The file is missing, cannot be opened or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError(f"{path}: the file does not exist") from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: the file is not UTF-8; in Excel save it as «CSV UTF-8»") from None
    except OSError as error:
        raise InputError(f"{path}: the file cannot be opened ({error.strerror})") from None


def read_rows(path: Path, columns: Sequence[str], make: Callable[[dict[str, str]], T]) -> list[T]:
    """Read the rows of a CSV file, each made into an object; columns are found by name, extra ones are ignored.

    Parameters
    ----------
    path : Path
        The file, in UTF-8, separated by commas or semicolons.
    columns : sequence of str
        Columns that must be there.
    make : callable
        Makes an object from a row (column → text, blanks trimmed); a `ValueError` becomes a problem of that line.

    Raises
    ------
    InputError
        The file cannot be read.
    DataError
        Columns are missing or rows are wrong; all problems are listed with their lines.
    """
    text = read_text(path).replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    delimiter = ";" if lines and lines[0].count(";") > lines[0].count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    missing = [name for name in columns if name not in (reader.fieldnames or [])]
    if missing:
        hint = f"the first line must name the columns {', '.join(columns)}"
        raise DataError(str(path), [Issue("missing-column", "line 1", f"no column {', '.join(missing)}", hint)])
    made: list[T] = []
    issues: list[Issue] = []
    for row in _rows(reader, issues):
        where = f"line {reader.line_num}"
        if None in row or None in row.values():
            hint = "put texts that hold a comma between quotation marks"
            issues.append(Issue("wrong-cell-count", where, "the line has more or fewer cells than the heading", hint))
            continue
        cells = {name: value.strip() for name, value in row.items()}
        if not any(cells.values()):
            continue
        try:
            made.append(make(cells))
        except ValueError as error:
            issues.append(Issue("wrong-value", where, str(error)))
    if issues:
        raise DataError(str(path), issues)
    return made


def _rows(reader: "csv.DictReader[str]", issues: list[Issue]) -> Iterator[dict[str, str]]:
    """Give the rows up to the first that cannot be read at all; that one becomes a problem."""
    try:
        yield from reader
    except csv.Error as error:
        hint = "a quotation mark may be missing or too many: look at this line and those before it"
        issues.append(Issue("unreadable-line", f"line {reader.reader.line_num}", f"cannot be read ({error})", hint))


def csv_text(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Give rows as CSV text: commas, LF, quotation marks only where needed."""

    class _Lines(list[str]):
        def write(self, line: str) -> None:
            self.append(line)

    lines = _Lines()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(rows)
    return "".join(lines)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all: into a neighbour first, then renamed.

    Raises
    ------
    InputError
        The folder cannot be written, or the file is open in another program (Excel locks it on Windows).
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        hint = "close it if it is open in Excel, or choose another name with --out"
        raise InputError(f"{path}: cannot be written ({error.strerror}); {hint}") from None
