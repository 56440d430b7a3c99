"""Workbooks of Excel that people hand in, read as values in places; none of them is trusted.

A workbook is a ZIP archive with XML inside. Its sizes are checked before anything is unpacked; only the parts with cells
are kept, so that pictures, charts, macros and links to other files are never opened; a document type declaration, the door
for bombs of entities, is refused, since Excel never writes one. One pass over the XML finds merged and hidden cells and
formulas that nobody has calculated; openpyxl reads the values, row by row, whatever size the sheet claims to have.
"""

import csv
import datetime as dt
import io
import re
import warnings
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat

from openpyxl import load_workbook

from toolkit.errors import InputError
from toolkit.intake.grids import Area, Book, Grid, Value, area_of
from toolkit.parse.encodings import decode_text

MAX_BYTES = 60_000_000
"""Of the file; the largest curriculum known to us has 0.5 MB."""

MAX_UNPACKED = 300_000_000
"""Of all that the archive claims to hold."""

MAX_READ = 100_000_000
"""Of the parts that are read: sheets, texts, styles."""

MAX_RATIO = 300
"""How many times larger than packed a part may be; 5,000 empty formatted rows come to 60."""

MAX_ENTRIES = 10_000
MAX_CELLS = 3_000_000
"""Cells that the XML of a workbook may name, empty formatted ones counted."""

MAX_PLACES = 3_000_000
"""Places that the rows of all sheets may take from column A to their last value."""

MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
"""What a sheet of Excel has."""

MAX_MERGED = 20_000

_SMALL = 1_000_000
"""Bytes below which the ratio of a part says nothing."""

_SAVE_AGAIN = "open it in Excel or LibreOffice and save it again as .xlsx"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    SyntaxError,  # the parent of xml.etree's ParseError
    EOFError,
    LookupError,
    NotImplementedError,
    AttributeError,
    TypeError,
    ValueError,
    OverflowError,
    OSError,
)
"""What the libraries raise on damaged files."""


def read_book(path: Path) -> Book:
    """Read a workbook (.xlsx, .xlsm) or a table (.csv).

    Parameters
    ----------
    path : Path
        The file. Values are those that Excel stored; a formula without one is listed.

    Returns
    -------
    Book
        One grid a sheet. Pictures, charts, macros, comments and links are not read.

    Raises
    ------
    InputError
        The file is missing, no workbook, protected by a password, damaged, or larger than any curriculum; says what to do.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise InputError(
                f"{path.name}: the file has {size / 1e6:.0f} MB and at most {MAX_BYTES / 1e6:.0f} are read; "
                "save only the sheets of the programme, without pictures"
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}: the file does not exist; check its name and folder") from None
    except OSError as error:
        raise InputError(
            f"{path}: the file cannot be opened ({error.strerror}); close it in Excel, try again"
        ) from None
    try:
        return _read(path.name, path.stem, path.suffix.lower(), data)
    except InputError as error:
        raise InputError(f"{path.name}: {error}") from None


def _read(name: str, stem: str, ending: str, data: bytes) -> Book:
    if not data.strip():
        raise InputError(f"the file is empty; {_SAVE_AGAIN}")
    if data.startswith(_OLE):
        _refuse_ole(data)
    if data.startswith(b"PK\x03\x04"):
        try:
            return _read_archive(name, data)
        except InputError:
            raise
        except _BROKEN:
            raise InputError(f"the workbook is damaged or not complete; {_SAVE_AGAIN}") from None
    if re.match(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|table|\?xml|meta|head)", data[:500], re.IGNORECASE):
        raise InputError(
            f"this is a web page or XML with the name of a workbook, as some programs export; {_SAVE_AGAIN}"
        )
    if ending in {".csv", ".tsv", ".txt"}:
        return Book(name, (_csv_grid(stem, data),))
    raise InputError(f"this is no workbook of Excel (.xlsx); {_SAVE_AGAIN}")


def _refuse_ole(data: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise InputError(
            "the file is protected by a password; in Excel choose File - Info - Protect Workbook - Encrypt with Password, "
            "delete the password, save and try again"
        )
    if any(stream.encode("utf-16-le") in data for stream in ("Workbook", "Book")):
        raise InputError(
            "this is a workbook of the old format .xls; in Excel choose File - Save As - Excel Workbook (.xlsx)"
        )
    raise InputError(f"this is no workbook but another file of Microsoft Office; {_SAVE_AGAIN}")


def _csv_grid(name: str, data: bytes) -> Grid:
    text, _ = decode_text(data)
    head = "\n".join(text.split("\n")[:20])
    delimiter = max(";,\t", key=head.count)
    try:
        rows = [
            [cell.strip() or None for cell in row]
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        ]
    except csv.Error:
        raise InputError("a cell of the table is longer than any text; save the table as .xlsx") from None
    return Grid(name, _trimmed(rows))


@dataclass(slots=True)
class _Sheet:
    """What the XML of a sheet says beside its values."""

    part: str
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    without_value: list[tuple[int, int]] = field(default_factory=list)
    cells: int = 0


def _read_archive(name: str, data: bytes) -> Book:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        _check_entries(entries)
        names = {entry.filename.lower(): entry for entry in reversed(entries)}
        if "xl/workbook.bin" in names:
            raise InputError(
                "this is a binary workbook (.xlsb); in Excel choose File - Save As - Excel Workbook (.xlsx)"
            )
        if "[content_types].xml" not in names or not any(part.startswith("xl/") for part in names):
            raise InputError(f"this is no workbook but another kind of document or archive; {_SAVE_AGAIN}")
        parts = {entry.filename: _part(archive, entry) for entry in names.values() if _is_needed(entry.filename)}
    if sum(map(len, parts.values())) > MAX_READ:
        raise InputError(_too_large())
    for part in parts.values():
        _refuse_doctype(part)
    book, plain = _load(parts)
    budget = _Budget()
    grids = tuple(_grid(sheet, parts, budget) for sheet in book.worksheets)
    book.close()
    macros = any(part.endswith("vbaproject.bin") for part in names)
    links = any(part.startswith("xl/externallinks/") for part in names)
    return Book(name, grids, macros, links, plain)


def _too_large() -> str:
    return "the workbook unpacks to far more than a curriculum can have and is not opened; copy its tables to a new workbook"


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise InputError(_too_large())
    if any(entry.flag_bits & 1 for entry in entries):
        raise InputError("the archive inside the workbook is protected by a password; remove it, save and try again")


_NEEDED = re.compile(
    r"\[content_types\]\.xml|_rels/\.rels|xl/(?:workbook|sharedstrings|styles)\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/worksheets/[^/]+\.xml",
    re.IGNORECASE,
)


def _is_needed(part: str) -> bool:
    return _NEEDED.fullmatch(part) is not None


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    if entry.file_size > _SMALL and entry.file_size > MAX_RATIO * max(1, entry.compress_size):
        raise InputError(_too_large())
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise InputError(f"the workbook is packed in a way that Excel never uses; {_SAVE_AGAIN}")
    with archive.open(entry) as part:
        return part.read(min(entry.file_size, MAX_READ) + 1)  # a bound for the library too, should the directory lie


def _refuse_doctype(data: bytes) -> None:
    """Refuse a document type declaration, wherever XML allows one: before the first element."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise InputError(
            "the workbook holds a declaration that Excel never writes and that can hide an attack, and is not read; "
            f"{_SAVE_AGAIN}"
        )

    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(data, True)


def _load(parts: dict[str, bytes]) -> tuple[Any, bool]:
    """Open the parts with openpyxl; once more without the styles if it stumbles over them, as over those of some programs.

    Names of parts that differ from those that are asked for in capital letters only are put right.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about extensions of Excel that are of no use here
        try:
            return _opened(parts), False
        except _BROKEN:
            plain = {name: data for name, data in parts.items() if name.lower() != "xl/styles.xml"}
            return _opened(plain), True


def _opened(parts: dict[str, bytes]) -> Any:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(_USUAL.get(name.lower(), name), data)
    book = load_workbook(packed, read_only=True, data_only=True, keep_links=False)
    if not book.worksheets:
        raise InputError(f"the workbook has no sheet that can be read; {_SAVE_AGAIN}")
    return book


_USUAL = {
    name.lower(): name
    for name in (
        "[Content_Types].xml",
        "_rels/.rels",
        "xl/workbook.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/_rels/workbook.xml.rels",
    )
}


@dataclass(slots=True)
class _Budget:
    """What all sheets together may have."""

    cells: int = 0
    places: int = 0

    def spend(self, cells: int = 0, places: int = 0) -> None:
        self.cells += cells
        self.places += places
        if self.cells > MAX_CELLS or self.places > MAX_PLACES:
            raise InputError(_too_large())


def _grid(sheet: Any, parts: dict[str, bytes], budget: _Budget) -> Grid:
    path = sheet._worksheet_path  # noqa: SLF001  # openpyxl keeps the name of the part nowhere else
    seen = _Sheet(path)
    _scan(parts[path], seen, budget)
    sheet.reset_dimensions()  # what a sheet claims to be as large as is not to be believed
    rows: list[list[Value]] = []
    errors: list[tuple[int, int]] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a date outside the calendar is an error value, which is listed
        for number, row in enumerate(sheet.iter_rows(), 1):
            values = [_value(cell.value) for cell in row]
            errors += [(number, column) for column, cell in enumerate(row, 1) if getattr(cell, "data_type", "") == "e"]
            while values and values[-1] is None:
                values.pop()
            budget.spend(places=len(values))
            rows.append(values)
    trimmed = _trimmed(rows)
    merged = [area for area in seen.merged if area.top <= len(trimmed)]
    return Grid(
        sheet.title,
        trimmed,
        tuple(sorted(merged)),
        frozenset(row for row in seen.hidden_rows if row <= len(trimmed)),
        frozenset(seen.hidden_columns),
        sheet.sheet_state != "visible",
        tuple(cell for cell in seen.without_value if _empty_at(trimmed, cell)),
        tuple(errors),
    )


def _empty_at(rows: tuple[tuple[Value, ...], ...], cell: tuple[int, int]) -> bool:
    row, column = cell
    return row > len(rows) or column > len(rows[row - 1]) or rows[row - 1][column - 1] is None


def _trimmed(rows: list[Any]) -> tuple[tuple[Value, ...], ...]:
    kept = [list(row) for row in rows]
    for row in kept:
        while row and row[-1] is None:
            row.pop()
    while kept and not kept[-1]:
        kept.pop()
    return tuple(tuple(row) for row in kept)


def _value(value: object) -> Value:
    """Give a value as one of the kinds that a grid knows; times and durations as text, blanks as nothing."""
    if isinstance(value, str):
        return value if value.strip() else None
    if value is None or isinstance(value, bool | int | float | dt.datetime):
        return value
    if isinstance(value, dt.date):
        return dt.datetime.combine(value, dt.time())
    return str(value)


def _scan(data: bytes, sheet: _Sheet, budget: _Budget) -> None:
    """Read what openpyxl leaves out when it reads row by row."""
    parser = expat.ParserCreate(namespace_separator="}")
    place = _Cursor(sheet, budget)

    def start(name: str, values: dict[str, str]) -> None:
        place.opened(name.rpartition("}")[2], values)

    def end(name: str) -> None:
        place.closed(name.rpartition("}")[2])

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = place.text
    parser.Parse(data, True)
    budget.spend(cells=sheet.cells)


@dataclass(slots=True)
class _Cursor:
    """Where the pass over the XML of a sheet is."""

    sheet: _Sheet
    budget: _Budget
    row: int = 0
    column: int = 0
    formula: bool = False
    inside: bool = False
    """Inside the value of a cell."""
    value: bool = False

    def opened(self, name: str, values: dict[str, str]) -> None:
        if name == "c":
            self._cell(values.get("r", ""))
        elif name == "row":
            self._row(values)
        elif name == "f":
            self.formula = True
        elif name in {"v", "is"}:
            self.inside = True
        elif name == "col" and _is_on(values.get("hidden", "")):
            last = min(int(values.get("max", 0)), MAX_COLUMNS)
            self.sheet.hidden_columns.update(range(int(values.get("min", 1)), last + 1))
        elif name == "mergeCell":
            area = area_of(values.get("ref", ""))
            if area is not None and len(self.sheet.merged) < MAX_MERGED:
                self.sheet.merged.append(area)

    def _row(self, values: dict[str, str]) -> None:
        number = values.get("r", "")
        self.row = int(float(number)) if number else self.row + 1
        self.column = 0
        if not 1 <= self.row <= MAX_ROWS:
            raise InputError(f"row {number} is none that a sheet can have; {_SAVE_AGAIN}")
        if _is_on(values.get("hidden", "")):
            self.sheet.hidden_rows.add(self.row)

    def _cell(self, name: str) -> None:
        area = area_of(name) if name else None
        self.column = area.left if area else self.column + 1
        if self.column > MAX_COLUMNS or (area and area.top > MAX_ROWS):
            raise InputError(f"cell {name} is none that a sheet can have; {_SAVE_AGAIN}")
        self.formula = self.inside = self.value = False
        self.sheet.cells += 1
        if self.sheet.cells > MAX_CELLS:
            raise InputError(_too_large())

    def text(self, text: str) -> None:
        self.value = self.value or (self.inside and bool(text.strip()))

    def closed(self, name: str) -> None:
        if name in {"v", "is"}:
            self.inside = False
        if name == "c" and self.formula and not self.value:
            self.sheet.without_value.append((self.row, self.column))


def _is_on(word: str) -> bool:
    return word.lower() in {"1", "true"}
