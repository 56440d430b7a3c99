"""Annexes 1 and 2: occupations with their levels, and what is asked of each level and category."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from toolkit.model import Field, Requirement, Span
from toolkit.parse.forms.standard_2013.cells import Cell, Log, cells_of
from toolkit.parse.forms.standard_2013.parts import Part
from toolkit.parse.forms.standard_2013.vocabulary import Vocabulary, begins, levels_of, whole

_OCCUPATION_COLUMNS = ("number", "activity", "title", "classifier_title", "level", "tariff_grade")
_LEVEL = re.compile(r"^(?P<level>[1-8](?:\.\d)?)(?:\s*[-–—]\s*[1-8])?\s*(?:\((?P<category>.*)\)?)?\s*[.;]?$", re.DOTALL)


_LEVELS = re.compile(r"^[1-8](?:\.\d)?(?:\s*[-–—,]\s*[1-8](?:\.\d)?)*$")
_NUMBER = re.compile(r"^\d{1,3}\s*[.)]?$")


@dataclass(slots=True)
class Row:
    """One row of the table of occupations, or what of it is known so far."""

    values: dict[str, Cell] = field(default_factory=dict)
    inherited: set[str] = field(default_factory=set)

    def text(self, name: str) -> str:
        """Give the text of a column, empty if its cell is empty."""
        return self.values[name].text if name in self.values else ""

    @property
    def span(self) -> Span:
        """The lines of the cells of its own."""
        spans = [cell.span for name, cell in self.values.items() if name not in self.inherited]
        return min(spans, key=lambda span: span.start).join(max(spans, key=lambda span: span.end))


def read_occupations(part: Part, words: Vocabulary, log: Log) -> tuple[Row, ...]:
    """Read annex 1.

    Parameters
    ----------
    part : Part
        The annex: its heading and table.
    words : Vocabulary
        The labels of its language.
    log : Log
        Takes the use of every paragraph.

    Returns
    -------
    tuple of Row
        One for each row with an occupation. The kind of activity is one cell for several rows; the rows below inherit it.
    """
    columns: list[str] = []
    cells: list[Cell] = []
    for cell in cells_of(part.body, words, log):
        name = whole(words.occupation_header, cell.text)
        if name and not cells:
            columns.append(name)
            log.use(cell.paragraphs, "label")
        else:
            cells.append(cell)
            log.use(cell.paragraphs, "record")
    names = tuple(columns) if {"title", "level"} <= set(columns) else _OCCUPATION_COLUMNS
    rows = _by_place(cells, names)
    if not all(_LEVELS.match(row.text("level")) for row in rows if row.text("title")):
        rows = _by_content(cells)
    return _with_activity([row for row in rows if row.text("title")])


def _by_place(cells: list[Cell], names: tuple[str, ...]) -> list[Row]:
    """Make rows of the places of the cells: right where the copy shows merged and empty cells or has true columns."""
    rows = [Row()]
    last = -1
    for cell in cells:
        column = cell.column(cells[0], len(names))
        if column <= last or column >= len(names):
            rows.append(Row())
        last = min(column, len(names) - 1)
        rows[-1].values[names[last]] = cell
    return rows


def _by_content(cells: list[Cell]) -> list[Row]:
    """Make rows of what the cells hold: a number, one to three titles, a level, a grade."""
    rows: list[Row] = []
    titles: list[Cell] = []
    for place, cell in enumerate(cells):
        if not titles and _NUMBER.match(cell.text):
            continue
        if (
            not titles
            and rows
            and "tariff_grade" not in rows[-1].values
            and cells[place - 1] is rows[-1].values["level"]
        ):
            rows[-1].values["tariff_grade"] = cell
        elif titles and _LEVELS.match(cell.text):
            names = ("activity", "title", "classifier_title")[len(titles) < 3 :]
            rows.append(Row({**dict(zip(names, titles, strict=False)), "level": cell}))
            titles = []
        else:
            titles.append(cell)
    return rows


def _with_activity(rows: list[Row]) -> tuple[Row, ...]:
    for before, row in pairwise(rows):
        if "activity" not in row.values and "activity" in before.values:
            row.values["activity"] = before.values["activity"]
            row.inherited.add("activity")
    return tuple(rows)


@dataclass(slots=True)
class _Level:
    """A level with its category while its row is being read."""

    title: str
    level: str
    category: str
    span: Span
    education: list[str] = field(default_factory=list)
    experience: list[str] = field(default_factory=list)

    def requirement(self) -> Requirement:
        education, experience = " ".join(self.education), " ".join(self.experience)
        return Requirement(self.title, self.level, self.category, education, experience, self.span)


def read_conditions(part: Part, words: Vocabulary, log: Log) -> tuple[tuple[Field, ...], tuple[Requirement, ...]]:
    """Read what annex 2 says of one occupation.

    Parameters
    ----------
    part : Part
        The heading of the occupation and its table.
    words : Vocabulary
        The labels of its language.
    log : Log
        Takes the use of every paragraph, and what fits nowhere.

    Returns
    -------
    (fields, requirements)
        ``workplaces``, ``harmful_conditions``, ``special_conditions`` as printed, also a dash; and one requirement for
        each row: the line above the row, which names the post, its level and category, education, experience.
    """
    reader = _Conditions(words, log)
    cells = cells_of(part.body, words, log)
    for place, cell in enumerate(cells):
        reader.read(cell, cells[place + 1] if place + 1 < len(cells) else None)
    return tuple(reader.fields), tuple(draft.requirement() for draft in reader.levels)


class _Conditions:
    """Reads the cells of annex 2, one after the other."""

    def __init__(self, words: Vocabulary, log: Log) -> None:
        self.words = words
        self.log = log
        self.fields: list[Field] = []
        self.levels: list[_Level] = []
        self.title = ""
        self.open: Field | None = None
        self.origin = 0

    def read(self, cell: Cell, following: Cell | None) -> None:
        label = begins(self.words.condition_labels, cell.text)
        level = _LEVEL.match(cell.text)
        if label and not self.levels:
            self.open = Field(label.name, cell.text, "", cell.span)
            self.log.use(cell.paragraphs, "label")
        elif whole(self.words.requirement_header, cell.text):
            self.open = None
            self.log.use(cell.paragraphs, "label")
        elif self.open:
            span = self.open.span.join(cell.span)
            self.fields.append(Field(self.open.name, self.open.label, cell.text, span))
            self.open = None
            self.log.use(cell.paragraphs, "record")
        elif level:
            category = (level["category"] or "").strip().removesuffix(")")
            self.levels.append(_Level(self.title, level["level"], category, cell.span))
            self.origin = cell.place.cell
            self.log.use(cell.paragraphs, "record")
        else:
            self._text(cell, following)

    def _text(self, cell: Cell, following: Cell | None) -> None:
        """Read education or experience, or the line above a group of levels."""
        column = cell.place.column if cell.place.table else (cell.place.cell - self.origin) % 3
        above = following is None or bool(_LEVEL.match(following.text))
        if above and (not self.levels or (column == 0 and self._complete())):
            self.title = cell.text
            self.log.use(cell.paragraphs, "record")
        elif not self.levels:
            self.log.unknown(cell.paragraphs)
        else:
            if column == 0:
                # another row of the level, in a copy that leaves nothing of its merged cell
                self.origin, column = cell.place.cell - 1, 1
            self._requirement(cell, column)
            self.log.use(cell.paragraphs, "record")

    def _complete(self) -> bool:
        return bool(self.levels and self.levels[-1].experience)

    def _requirement(self, cell: Cell, column: int) -> None:
        draft = self.levels[-1]
        if self._complete():
            # the level is one cell for several rows: another row of the same level
            draft = _Level(draft.title, draft.level, draft.category, cell.span)
            self.levels.append(draft)
        target = draft.experience if column == 2 else draft.education
        target.append(cell.text)
        draft.span = draft.span.join(cell.span)


def levels_in(requirements: tuple[Requirement, ...]) -> tuple[str, ...]:
    """List the levels of requirements, each once, in order.

    Examples
    --------
    >>> levels_in(())
    ()
    """
    return tuple(dict.fromkeys(level for item in requirements for level in levels_of(item.level)))
