"""From the bytes of a source to numbered paragraphs in cells.

A legal portal's text keeps little of the table it came from: in some copies every cell stands on lines of its own
between lines that hold only a tab, in others the cells of a row are split by tab, bar, tab. Both become the same
stream: paragraphs with the lines they stand on and the cell they belong to.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from toolkit.model import Span
from toolkit.parse.encodings import check_text, decode_text
from toolkit.parse.limits import check_amount, check_paragraph
from toolkit.text import collapse, visible

_NEW_CELL = re.compile("^[ \u00a0]*\t(?!\\s*\\|)")
"""In copies with a cell a line, a cell begins with a tab, on its own line or before the text."""


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
    lines : tuple of Paragraph
        The lines it was joined from by `reflow`; empty if it stands as it was read.
    """

    text: str
    span: Span
    cell: int
    follows: bool
    row: int = 0
    column: int = 0
    table: int = 0
    row_span: int = 1
    lines: tuple["Paragraph", ...] = ()


_NUMBERED = re.compile(r"\d{1,3}(?!\d)(?:\s*[.)]|\s*[-–—]?\s*\w+[\s.:]|[\s\d.,–—-]*\Z)")
"""The number of an item, of a label («1-міндет:»), or a number that stands alone, as the level of a card does."""


_MID_DASH = re.compile(r"[-–—]\s*[^\W\d_]")
"""A dash that may stand in the middle of a sentence; behind punctuation it is the bullet of an item."""


def _no_label(text: str) -> bool:  # noqa: ARG001 -- stands for the test of a form
    return False


def reflow(stream: tuple[Paragraph, ...], is_label: Callable[[str], bool] = _no_label) -> tuple[Paragraph, ...]:
    """Join lines that plainly go on with the sentence of the line above: not indented and in small letters.

    A line that begins with a capital letter, a quotation mark, a bullet or the number of an item may begin something
    new; it is left for the form to judge, which knows what is open. `unflowed` gives the lines back.

    Parameters
    ----------
    stream : tuple of Paragraph
        The document.
    is_label : callable
        Whether a text is a label of the form and nothing else: it is joined to nothing, and nothing to it.

    Examples
    --------
    >>> [item.text for item in reflow(paragraphs("Деректерді\\nжинау\\nТізім"))]
    ['Деректерді жинау', 'Тізім']
    """
    groups: list[list[Paragraph]] = []
    for paragraph in stream:
        first = paragraph.text[0]
        goes_on = first.islower() or (first.isdigit() and not _NUMBERED.match(paragraph.text)) or first in "(,;"
        goes_on = goes_on or bool(groups and _MID_DASH.match(paragraph.text) and groups[-1][-1].text[-1] not in ".,:;")
        apart = goes_on and groups and (is_label(paragraph.text) or is_label(groups[-1][-1].text))
        if paragraph.follows and groups and goes_on and not apart:
            groups[-1].append(paragraph)
        else:
            groups.append([paragraph])
    return tuple(_joined(group) for group in groups)


def _joined(group: list[Paragraph]) -> Paragraph:
    if len(group) == 1:
        return group[0]
    text = " ".join(paragraph.text for paragraph in group)
    check_paragraph(text, group[0].span.start)
    return replace(group[0], text=text, span=group[0].span.join(group[-1].span), lines=tuple(group))


def unflowed(stream: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Give the lines back that `reflow` joined, for a form that knows better what goes on.

    Examples
    --------
    >>> [item.text for item in unflowed(reflow(paragraphs("Деректерді\\nжинау\\nТізім")))]
    ['Деректерді', 'жинау', 'Тізім']
    """
    return tuple(line for paragraph in stream for line in (paragraph.lines or (paragraph,)))


def without_invisible(text: str) -> str:
    """Remove what nobody can see and compose letters; such texts are rare, so the alphabet is looked at first."""
    hidden = any(unicodedata.category(letter) == "Cf" or not visible(letter) for letter in set(text))
    return visible(text) if hidden or not unicodedata.is_normalized("NFC", text) else text


def decode(data: bytes) -> str:
    """Turn the bytes of a text file into text: UTF-8 or UTF-16 with or without byte order mark, windows-1251, KZ-1048.

    Raises
    ------
    InputError
        The bytes are no text, are damaged, are too many, or give letters that make no words.

    Examples
    --------
    >>> decode("Білімі".encode("utf-8-sig"))
    'Білімі'
    """
    return decode_text(data)[0]


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

    Raises
    ------
    InputError
        The text is longer than any collection of standards, or holds characters that are no text.

    Examples
    --------
    >>> [(p.text, p.span.start, p.cell) for p in paragraphs("Код\\t|\\t\\nАтауы\\t|\\tМаман\\n\\n\\t\\n Білімі:")]
    [('Код', 1, 1), ('Атауы', 2, 3), ('Маман', 2, 4), ('Білімі:', 5, 5)]
    """
    check_amount(len(text))
    check_text(text)
    text = without_invisible(text)
    found: list[Paragraph] = []
    place = _Place()
    fresh = True
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        pieces = _cells(line)
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
            check_paragraph(found[-1].text, number)
        check_amount(0, len(found))
        fresh = False
    return tuple(found)


def _cells(line: str) -> list[str]:
    """Split a line at every bar with a tab on both sides, or on one side and nothing on the other.

    Tabs are looked for piece by piece: a pattern for tab-bar-tab needs hours for a line of a million tabs.
    """
    pieces = line.split("|")
    cells = [[pieces[0]]]
    for position in range(1, len(pieces)):
        if _borders(pieces[position - 1], pieces[position], first=position == 1, last=position == len(pieces) - 1):
            cells.append([])
        cells[-1].append(pieces[position])
    return ["|".join(cell) for cell in cells]


def _borders(before: str, after: str, *, first: bool, last: bool) -> bool:
    left, right = before[len(before.rstrip()) :], after[: len(after) - len(after.lstrip())]
    starts, ends = first and not before.strip(), last and not after.strip()
    return ("\t" in left and ("\t" in right or ends)) or (starts and "\t" in right)


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
