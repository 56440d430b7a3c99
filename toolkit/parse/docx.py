"""Documents of Word (.docx): a ZIP archive with XML inside, neither of which is trusted.

Only three parts are read: the text, the lists and the styles. Sizes are checked before anything is unpacked; a document
type declaration, the door for bombs of entities and for files of others, is refused, since Word never writes one. Nothing
is ever fetched. The «line» of a text is the running number of its paragraph in the document, blank ones counted.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from xml.parsers import expat

from toolkit.errors import InputError
from toolkit.parse.grid import Grid, LeftOut
from toolkit.parse.limits import MAX_BYTES, MAX_ENTRIES, MAX_PART, MAX_RATIO, MAX_TAGS
from toolkit.parse.readers import Paragraph
from toolkit.parse.wordlists import Lists, read_lists, read_styles

_DAMAGED = "the .docx is damaged or not complete; open it in Word or LibreOffice and save it again as .docx"
_LOCKED = "the .docx is protected by a password; open it, remove the password and save it again as .docx"
_BOMB = (
    "the .docx unpacks to far more than a document can have and is not opened; save the document again as .docx, "
    "or its text as .txt"
)
_WORD = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
}
_OFF = {"0", "false", "off"}
_DIRECTORY_END = b"PK\x05\x06"
_SMALL = 1_000_000
"""Bytes below which the ratio of a part says nothing."""

Attributes = dict[str, str]


def read_docx(data: bytes) -> tuple[tuple[Paragraph, ...], tuple[LeftOut, ...]]:
    """Read a document of Word.

    Parameters
    ----------
    data : bytes
        The file.

    Returns
    -------
    (paragraphs, left_out)
        The text in reading order, with the numbers that Word prints in front of list items; and deleted, hidden and
        covered text, which a reader of the document does not see.

    Raises
    ------
    InputError
        The file is damaged, protected, no document of Word, or unpacks to more than any document has.
    """
    _check_directory(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_entries(archive)
            return _read(archive)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        expat.ExpatError,
        UnicodeError,
        ValueError,
    ) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(_DAMAGED) from None


def kind_of_archive(data: bytes) -> str:
    """Say what a ZIP archive holds: ``docx``, ``xlsx``, ``pptx``, ``odt``, ``zip``, or ``damaged``."""
    try:
        _check_directory(data)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist()[:MAX_ENTRIES])
    except (InputError, zipfile.BadZipFile, ValueError, NotImplementedError):
        return "docx" if b"word/" in data[:_SMALL] else "damaged"
    if "content.xml" in names and "mimetype" in names:
        return "odt"
    if "[Content_Types].xml" in names:
        folders = {name.partition("/")[0] for name in names}
        return next((kind for folder, kind in (("xl", "xlsx"), ("ppt", "pptx")) if folder in folders), "docx")
    return "zip"


def _check_directory(data: bytes) -> None:
    """Look at the end of the archive before the library does, which would read a directory of any size."""
    end = data.rfind(_DIRECTORY_END, max(0, len(data) - 66_000))
    if end < 0 or end + 22 > len(data):
        raise InputError(_DAMAGED)
    entries = int.from_bytes(data[end + 10 : end + 12], "little")
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    if entries > MAX_ENTRIES or size > 200 * MAX_ENTRIES or data[end - 20 : end - 16] == b"PK\x06\x07":
        raise InputError(_BOMB)


def _check_entries(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > 5 * MAX_BYTES:
        raise InputError(_BOMB)
    if any(entry.flag_bits & 1 for entry in entries):
        raise InputError(_LOCKED)


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """Unpack one part, empty if it is missing."""
    try:
        entry = archive.getinfo(name)
    except KeyError:
        return b""
    large = entry.file_size > _SMALL and entry.file_size > MAX_RATIO * max(1, entry.compress_size)
    if entry.file_size > MAX_PART or large:
        raise InputError(_BOMB)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise InputError(_DAMAGED)
    with archive.open(entry) as part:
        return part.read(entry.file_size + 1)  # a bound for the library too, should the directory lie


def _read(archive: zipfile.ZipFile) -> tuple[tuple[Paragraph, ...], tuple[LeftOut, ...]]:
    main = _related(archive, "").get("officeDocument", "word/document.xml")
    text = _part(archive, main)
    if not text:
        raise InputError("the file has no text of Word in it; open it in Word or LibreOffice and save it as .docx")
    parts = _related(archive, main)
    lists = Lists()
    walk(_part(archive, parts.get("numbering", "")), read_lists(lists))
    walk(_part(archive, parts.get("styles", "")), read_styles(lists))
    body = _Body(lists)
    walk(text, body.opened, body.closed, body.text)
    for notes in ("footnotes", "endnotes"):
        _leave_out_notes(body.grid, notes, _part(archive, parts.get(notes, "")), body.line)
    return body.grid.paragraphs(), tuple(body.grid.left_out)


def _leave_out_notes(grid: Grid, what: str, part: bytes, line: int) -> None:
    """Note that there are notes below the pages: they belong to no cell, and behind the text they would seem its end."""
    texts: list[str] = []
    walk(part, lambda *_: None, None, texts.append)
    grid.leave_out(what, " ".join(texts), max(1, line), 0)


def _related(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    """Give the parts that a part refers to, by the last word of their kind; the whole archive for an empty name."""
    folder, _, file = name.rpartition("/")
    found: dict[str, str] = {}

    def opened(_: str, values: Attributes) -> None:
        kind, target = values.get("Type", "").rpartition("/")[2], values.get("Target", "")
        if kind and target and values.get("TargetMode") != "External":
            found.setdefault(kind, target[1:] if target.startswith("/") else f"{folder}/{target}".lstrip("/"))

    walk(_part(archive, f"{folder}/_rels/{file}.rels".lstrip("/")), opened)
    return found


def walk(
    data: bytes,
    opened: Callable[[str, Attributes], None],
    closed: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Read a part of XML from beginning to end; nothing is kept but what the handlers keep.

    Names come as ``w:p``, ``mc:Fallback`` or ``m:t``, those of other vocabularies with ``?:`` in front.

    Raises
    ------
    InputError
        The part has a document type declaration or too many elements.
    xml.parsers.expat.ExpatError
        It is not well-formed.
    """
    if not data:
        return
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    names: dict[str, str] = {}
    count = 0

    def short(name: str) -> str:
        if name not in names:
            space, _, local = name.rpartition("}")
            names[name] = f"{_WORD.get(space, '?')}:{local}"
        return names[name]

    def start(name: str, values: Attributes) -> None:
        nonlocal count
        count += 1
        if count > 3 * MAX_TAGS:
            raise InputError(_BOMB)
        opened(short(name), {key.rpartition("}")[2]: value for key, value in values.items()})

    def refuse(*_: object) -> None:
        raise InputError(
            "the .docx holds a declaration that Word never writes and that can hide an attack, and is not read; "
            "open it in Word or LibreOffice and save it again as .docx"
        )

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse
    if closed is not None:
        finish = closed
        parser.EndElementHandler = lambda name: finish(short(name))
    if text is not None:
        parser.CharacterDataHandler = text
    parser.Parse(data, True)


@dataclass(slots=True)
class _Paragraph:
    """An open paragraph: its line and what its properties say of its list."""

    line: int
    style: str = ""
    list_id: str = ""
    level: str = ""
    waiting: str = ""
    """The number of a paragraph around a text box, while the box is read."""


@dataclass(slots=True)
class _Cell:
    """A cell whose properties are being read."""

    columns: int = 1
    merged: bool = False


_SKIPPED = {
    "mc:Fallback": "",
    "w:moveFrom": "deleted",
    "w:del": "deleted",
    "w:pPrChange": "",
    "w:rPrChange": "",
    "w:tcPrChange": "",
    "w:trPrChange": "",
    "w:tblPrChange": "",
    "w:tblGridChange": "",
    "w:sectPrChange": "",
    "w:numberingChange": "",
}
"""What is not read, and under which name it is noted; repetitions of what is read elsewhere are not."""

_TEXT = {"w:t", "w:delText", "m:t"}


class _Body:
    """Turns the elements of the text into the places of a grid."""

    def __init__(self, lists: Lists) -> None:
        self.grid = Grid(blanks=" \t\u00a0")
        self.lists = lists
        self.line = 0
        self.paragraphs: list[_Paragraph] = []
        self.cell: _Cell | None = None
        self.covered: list[bool] = []
        self.skipping = ""
        self.depth = 0
        self.in_text = self.in_run = self.hidden = False
        self.starts = {
            "w:p": self._paragraph,
            "w:tbl": self._table,
            "w:tr": self._row,
            "w:tc": self._new_cell,
            "w:r": self._run,
            "w:br": self._break,
            "w:cr": self._break,
            "w:tab": self._tab,
            "w:noBreakHyphen": self._hyphen,
            "w:sym": self._symbol,
            "w:pStyle": self._style,
            "w:numId": self._list_id,
            "w:ilvl": self._level,
            "w:gridSpan": self._span,
            "w:vMerge": self._merge,
            "w:hMerge": self._merge,
            "w:gridBefore": self._grid_before,
            "w:vanish": self._vanish,
            "w:altChunk": self._embedded,
        }
        self.ends = {
            "w:p": self._end_paragraph,
            "w:pPr": self._end_properties,
            "w:tbl": self._end_table,
            "w:tc": self._end_cell,
            "w:tcPr": self._open_cell,
            "w:r": self._end_run,
        }

    def opened(self, name: str, values: Attributes) -> None:
        if self.skipping:
            self.depth += name == self.skipping
        elif name in _SKIPPED:
            self.skipping, self.depth = name, 1
        elif name in self.starts:
            self.starts[name](values)
        self.in_text = name in _TEXT

    def closed(self, name: str) -> None:
        self.in_text = False
        if self.skipping:
            self.depth -= name == self.skipping
            if not self.depth:
                self.skipping = ""
        elif name in self.ends:
            self.ends[name]()

    def text(self, piece: str) -> None:
        if not self.in_text:
            return
        what = _SKIPPED.get(self.skipping, "")
        if self.skipping and not what:
            return
        what = what or ("hidden" if self.hidden else "") or ("covered" if any(self.covered) else "")
        if what:
            self.grid.leave_out(what, piece, max(1, self.line), 0)
        else:
            self.grid.text(piece, max(1, self.line))

    # --- paragraphs -----------------------------------------------------------------------------------------------

    def _paragraph(self, _: Attributes) -> None:
        self._open_cell()
        self.grid.end_paragraph()
        if self.paragraphs:
            self.paragraphs[-1].waiting, self.grid.number = self.grid.number, ""
        self.line += 1
        self.paragraphs.append(_Paragraph(self.line))

    def _end_paragraph(self) -> None:
        self.grid.end_paragraph()
        self.grid.number = ""
        if self.paragraphs:
            self.paragraphs.pop()
        if self.paragraphs:
            self.grid.number = self.paragraphs[-1].waiting

    def _end_properties(self) -> None:
        if self.paragraphs and not any(self.covered):
            now = self.paragraphs[-1]
            self.grid.number = self.lists.next_number(now.style, now.list_id, now.level)

    def _style(self, values: Attributes) -> None:
        if self.paragraphs:
            self.paragraphs[-1].style = values.get("val", "")

    def _list_id(self, values: Attributes) -> None:
        if self.paragraphs:
            self.paragraphs[-1].list_id = values.get("val", "")

    def _level(self, values: Attributes) -> None:
        if self.paragraphs:
            self.paragraphs[-1].level = values.get("val", "")

    def _run(self, _: Attributes) -> None:
        self.in_run, self.hidden = True, False

    def _end_run(self) -> None:
        self.in_run = self.hidden = False

    def _vanish(self, values: Attributes) -> None:
        self.hidden = self.in_run and values.get("val", "1") not in _OFF

    def _break(self, _: Attributes) -> None:
        self.grid.end_line()

    def _tab(self, _: Attributes) -> None:
        if self.in_run:  # elsewhere it is a tab stop
            self.grid.text("\t", max(1, self.line))

    def _hyphen(self, _: Attributes) -> None:
        self.grid.text("\u2011", max(1, self.line))

    def _symbol(self, values: Attributes) -> None:
        code = values.get("char", "")
        if re.fullmatch("[0-9A-Fa-f]{1,5}", code):
            number = int(code, 16)
            private = 0xE000 <= number <= 0xF8FF or 0xD800 <= number <= 0xDFFF
            self.grid.text("•" if private else chr(number), max(1, self.line))

    def _embedded(self, _: Attributes) -> None:
        self.grid.leave_out("embedded", "altChunk", max(1, self.line), 0)

    # --- tables ---------------------------------------------------------------------------------------------------

    def _table(self, _: Attributes) -> None:
        self._open_cell()
        self.grid.open_table()

    def _row(self, _: Attributes) -> None:
        self.grid.open_row()

    def _grid_before(self, values: Attributes) -> None:
        self.grid.skip_columns(_whole(values))

    def _new_cell(self, _: Attributes) -> None:
        self.cell = _Cell()

    def _span(self, values: Attributes) -> None:
        if self.cell:
            self.cell.columns = max(1, _whole(values))

    def _merge(self, values: Attributes) -> None:
        if self.cell:
            self.cell.merged = values.get("val", "continue") != "restart"

    def _open_cell(self) -> None:
        if self.cell is None:
            return
        cell, self.cell = self.cell, None
        self.covered.append(cell.merged)
        if cell.merged:
            self.grid.open_merged(cell.columns)
        else:
            self.grid.open_cell(1, cell.columns)

    def _end_cell(self) -> None:
        self._open_cell()
        self.grid.close_cell()
        if self.covered:
            self.covered.pop()

    def _end_table(self) -> None:
        self.grid.close_table()


def _whole(values: Attributes) -> int:
    text = values.get("val", "")
    return int(text) if re.fullmatch("[0-9]{1,6}", text) else 0
