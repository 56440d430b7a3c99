"""Tables as the stream shows them: cells, their columns, and statements in a cell."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.model import Finding, Item, Kind, LineRole, LineUse, Span
from toolkit.parse.forms.standard_2013.vocabulary import Vocabulary, begins, dangles, ends, whole
from toolkit.parse.items import split_items, strip_bullet
from toolkit.parse.readers import Paragraph

_NUMBERED = re.compile(r"\d{1,2}\s*[.)](?!\d)")
_BULLET = re.compile(r"[-–—•◄▪*·]\s")


@dataclass(slots=True)
class Log:
    """What is doubtful and what became of every paragraph, gathered while reading."""

    findings: list[Finding]
    uses: list[LineUse]

    def use(self, paragraphs: Iterable[Paragraph], role: LineRole) -> None:
        """Note what paragraphs are."""
        self.uses.extend(LineUse(paragraph.span, role) for paragraph in paragraphs)

    def find(self, code: str, span: Span, *params: str) -> None:
        """Note something doubtful."""
        self.findings.append(Finding(code, span, params))

    def unknown(self, paragraphs: Iterable[Paragraph]) -> None:
        """Note paragraphs that fit nowhere."""
        for paragraph in paragraphs:
            self.find("not-understood", paragraph.span, paragraph.text[:80])
            self.uses.append(LineUse(paragraph.span, "unknown"))


@dataclass(frozen=True, slots=True)
class Cell:
    """The paragraphs of one table cell."""

    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """Its text as one line."""
        return " ".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def span(self) -> Span:
        """Its lines."""
        return self.paragraphs[0].span.join(self.paragraphs[-1].span)

    @property
    def place(self) -> Paragraph:
        """Where it is: cell, row, column, table and row span of its first paragraph."""
        return self.paragraphs[0]

    def column(self, base: "Cell", width: int) -> int:
        """Give its column, counted from the first cell of a row.

        A copy as text numbers empty and merged cells as well, so that the distance to the first cell of a row tells
        the column; in HTML and DOCX the reader knows it.
        """
        if self.place.table:
            return self.place.column
        return (self.place.cell - base.place.cell) % width


def cells_of(body: tuple[Paragraph, ...], words: Vocabulary, log: Log) -> tuple[Cell, ...]:
    """Group paragraphs into cells; what stands below a table, which a copy leaves in its last cell, is in none.

    A note is boilerplate; the caption of the next table is a heading, and so is what follows it up to the next cell.
    """
    groups: list[list[Paragraph]] = []
    caption: Paragraph | None = None
    for paragraph in body:
        if begins(words.caption, paragraph.text) or (caption and caption.cell == paragraph.cell):
            caption = paragraph
            log.use([paragraph], "heading")
        elif whole(words.note, paragraph.text.split(":")[0]) and ":" in paragraph.text:
            log.use([paragraph], "boilerplate")
        elif groups and groups[-1][0].cell == paragraph.cell and groups[-1][0].table == paragraph.table:
            groups[-1].append(paragraph)
        else:
            groups.append([paragraph])
    return tuple(Cell(tuple(group)) for group in groups)


def items_of(cells: Iterable[Cell], kind: Kind, words: Vocabulary, *, spaced: bool) -> tuple[Item, ...]:
    """Read the statements of the cells of one function and column.

    Parameters
    ----------
    cells : iterable of Cell
        One cell, or several if the function has several rows.
    kind : {"skill", "knowledge", "competence"}
        What they hold.
    words : Vocabulary
        The labels of the language, for the conjunctions.
    spaced : bool
        Whether blank lines part the paragraphs of the document's cells; then a line right under another goes on with it.

    Returns
    -------
    tuple of Item
        A paragraph is a statement, also if it has several sentences; paragraphs that one sentence runs through are one.
        Empty for a cell with a dash.
    """
    found: list[Item] = []
    for cell in cells:
        for text, span in _sentences(cell.paragraphs, words, spaced=spaced):
            numbered = bool(_NUMBERED.match(text))
            pieces = split_items(text) if numbered else ()
            for number, piece in [(p.number, p.text) for p in pieces] or [("", strip_bullet(text))]:
                if re.search(r"\w", piece):
                    found.append(Item(kind, len(found) + 1, number, piece, span))
    return tuple(found)


def _sentences(paragraphs: tuple[Paragraph, ...], words: Vocabulary, *, spaced: bool) -> list[tuple[str, Span]]:
    """Join the paragraphs that one sentence runs through."""
    closes = _closing(paragraphs)
    joined: list[list[Paragraph]] = []
    for place, paragraph in enumerate(paragraphs):
        if joined and _goes_on(joined[-1][-1].text, paragraph, words, spaced=spaced, closes=closes[place]):
            joined[-1].append(paragraph)
        else:
            joined.append([paragraph])
    return [(" ".join(item.text for item in run), run[0].span.join(run[-1].span)) for run in joined]


def _goes_on(text: str, following: Paragraph, words: Vocabulary, *, spaced: bool, closes: bool) -> bool:
    if _NUMBERED.match(following.text) or _BULLET.match(following.text):
        return False
    if following.follows and (spaced or not ends(text)):
        return True
    if not following.text[0].islower():
        return False
    return dangles(text, words) or (not ends(text) and closes)


def _closing(paragraphs: tuple[Paragraph, ...]) -> list[bool]:
    """Say of each paragraph whether small letters run on from it to a full stop: a sentence, not a list without any."""
    closes = [False] * (len(paragraphs) + 1)
    for place in range(len(paragraphs) - 1, -1, -1):
        text = paragraphs[place].text
        if text[0].islower():
            closes[place] = text.rstrip("»\")'").endswith((".", "!", "?")) if ends(text) else closes[place + 1]
    return closes


def is_spaced(body: Iterable[Paragraph]) -> bool:
    """Say whether the paragraphs of a cell are parted by blank lines, as most copies do it."""
    before: Paragraph | None = None
    for paragraph in body:
        if before is not None and paragraph.cell == before.cell and not paragraph.follows:
            return True
        before = paragraph
    return False
