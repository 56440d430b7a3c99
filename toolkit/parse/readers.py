"""From the bytes of a source to numbered paragraphs in cells.

A legal portal's text keeps little of the table it came from: in some copies every cell stands on lines of its own
between lines that hold only a tab, in others the cells of a row are split by tab, bar, tab. Both become the same
stream: paragraphs with the lines they stand on and the cell they belong to.
"""

import re
from dataclasses import dataclass, replace

from toolkit.errors import InputError
from toolkit.model import Span
from toolkit.text import collapse

_NEW_CELL = re.compile("^[ \u00a0]*\t(?!\\s*\\|)")
"""In copies with a cell a line, a cell begins with a tab, on its own line or before the text."""

_BAR = re.compile(r"\t\s*\|\s*\t|\t\s*\|\s*$|^\s*\|\s*\t")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, or one line of it, with white space collapsed.

    Parameters
    ----------
    text : str
        Never empty; as printed but for white space.
    span : Span
        The lines it stands on.
    cell : int
        Number of the table cell, counted through the document; text outside of tables has cells too.
    follows : bool
        It stands right under the paragraph before it, in the same cell, not indented: it may go on with its sentence.
    row : int
        Number of the table row, counted through the document; text outside of tables has rows too.
    column : int
        Place of the cell in its row as far as the copy shows it, from 0. In copies as text a merged cell leaves no
        trace, so that the cells behind it move up; in HTML and DOCX the column is true.
    table : int
        Number of the table, from 1; 0 outside of tables, and always 0 in copies as text, which do not show tables.
    row_span : int
        How many rows the cell covers; 1 in copies as text.
    """

    text: str
    span: Span
    cell: int
    follows: bool
    row: int = 0
    column: int = 0
    table: int = 0
    row_span: int = 1


_NUMBERED = re.compile(r"\d{1,3}(?!\d)\s*([.)]|-?\s*\w+\s)")


def reflow(stream: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Join lines that plainly go on with the sentence of the line above: not indented and in small letters.

    A line that begins with a capital letter, a quotation mark or the number of an item may begin something new; it is
    left for the form to judge, which knows what is open.

    Examples
    --------
    >>> [item.text for item in reflow(paragraphs("Деректерді\\nжинау\\nТізім"))]
    ['Деректерді жинау', 'Тізім']
    """
    joined: list[Paragraph] = []
    for paragraph in stream:
        first = paragraph.text[0]
        goes_on = first.islower() or (first.isdigit() and not _NUMBERED.match(paragraph.text)) or first in "(–-,;"
        if paragraph.follows and joined and goes_on:
            last = joined[-1]
            joined[-1] = replace(last, text=f"{last.text} {paragraph.text}", span=last.span.join(paragraph.span))
        else:
            joined.append(paragraph)
    return tuple(joined)


def decode(data: bytes) -> str:
    """Turn the bytes of a text file into text: UTF-8 with or without byte order mark, UTF-16, else windows-1251.

    Raises
    ------
    InputError
        The bytes are no text (they hold NUL bytes or undefined characters).

    Examples
    --------
    >>> decode("Білімі".encode("utf-8-sig"))
    'Білімі'
    """
    encodings = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1251"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise InputError("the file is not a text in UTF-8, UTF-16 or windows-1251; save it as «Text, UTF-8» and try again")


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Split a text into paragraphs, lines counted from 1.

    Parameters
    ----------
    text : str
        A decoded document; lines may end in LF, CR LF or CR.

    Returns
    -------
    tuple of Paragraph
        Every non-blank line, or every cell of a line with tab-bar-tab, in order. Empty for a blank text.

    Examples
    --------
    >>> [(p.text, p.span.start, p.cell) for p in paragraphs("Код\\t|\\t\\nАтауы\\t|\\tМаман\\n\\n\\t\\n Білімі:")]
    [('Код', 1, 1), ('Атауы', 2, 3), ('Маман', 2, 4), ('Білімі:', 5, 5)]
    """
    found: list[Paragraph] = []
    place = _Place()
    fresh = True
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        pieces = _BAR.split(line)
        if _NEW_CELL.match(line):
            place.next_cell(new_row=fresh)
        elif len(pieces) > 1:
            place.next_cell(new_row=True)
        if not line.strip():
            fresh = True
            continue
        for position, piece in enumerate(pieces):
            if position:
                place.next_cell(new_row=False)
            if not collapse(piece):
                continue
            follows = position == 0 and len(pieces) == 1 and not fresh and not line[0].isspace()
            span = Span(number, number)
            found.append(Paragraph(collapse(piece), span, place.cell, follows, place.row, place.column))
        fresh = False
    return tuple(found)


@dataclass(slots=True)
class _Place:
    """Where in the tables of a text copy the reader is."""

    cell: int = 0
    row: int = 0
    column: int = 0

    def next_cell(self, *, new_row: bool) -> None:
        self.cell += 1
        self.row += new_row
        self.column = 0 if new_row else self.column + 1
