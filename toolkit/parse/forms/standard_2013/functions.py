"""Annexes 3 and 4: the labour functions of an occupation, and what each of them asks for."""

from dataclasses import dataclass, field

from toolkit.model import Finding, Function, Item, Kind, Span, Unit
from toolkit.parse.forms.standard_2013.cells import Cell, Log, cells_of, is_spaced, items_of
from toolkit.parse.forms.standard_2013.parts import Part
from toolkit.parse.forms.standard_2013.vocabulary import Vocabulary, dangles, ends, unit_number, whole

_COLUMNS = ("code", "skill", "knowledge", "competence")
_KINDS: tuple[Kind, ...] = ("skill", "knowledge", "competence")
_MERGED: tuple[Kind, ...] = ("knowledge", "competence")


@dataclass(frozen=True, slots=True)
class Named:
    """A labour function as annex 3 lists it."""

    number: int
    code: str
    title: str
    span: Span


@dataclass(slots=True)
class Mapped:
    """A labour function as annex 4 describes it."""

    number: int
    code: str
    span: Span
    cells: dict[str, list[Cell]] = field(default_factory=dict)
    items: dict[Kind, tuple[Item, ...]] = field(default_factory=dict)

    def unit(self) -> Unit:
        """Give its statements as the one unit of the function, which this form does not name."""
        items = tuple(item for kind in _KINDS for item in self.items.get(kind, ()))
        return Unit(0, "none", "", self.span, items)


def read_units(part: Part, words: Vocabulary, log: Log) -> tuple[Named, ...]:
    """Read the list of functions of one occupation in annex 3.

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
    tuple of Named
        Numbers are unique: a number printed twice is a finding, and the function gets the next free one.
    """
    found: list[Named] = []
    titles: list[list[Cell]] = []
    numbers = _Numbers(log)
    for cell in cells_of(part.body, words, log):
        number = unit_number(words, cell.text)
        if number:
            found.append(Named(numbers.free(number, cell), cell.text, "", cell.span))
            titles.append([])
            log.use(cell.paragraphs, "record")
        elif whole(words.map_header, cell.text) and not (found and not titles[-1]):
            log.use(cell.paragraphs, "label")
        elif found:
            titles[-1].append(cell)
            log.use(cell.paragraphs, "record")
        else:
            log.unknown(cell.paragraphs)
    return tuple(_named(item, cells) for item, cells in zip(found, titles, strict=True))


def _named(item: Named, cells: list[Cell]) -> Named:
    if not cells:
        return item
    title = " ".join(cell.text for cell in cells)
    return Named(item.number, item.code, title, item.span.join(cells[-1].span))


class _Numbers:
    """Gives every function a number of its own."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self.taken: set[int] = set()
        self.last = 0

    def free(self, number: int, cell: Cell) -> int:
        """Give the printed number, or the one behind the largest if it was printed before."""
        if number in self.taken:
            self.log.find("function-number", cell.span, str(number), str(self.last + 1))
            number = self.last + 1
        self.taken.add(number)
        self.last = max(self.last, number)
        return number


def read_map(part: Part, words: Vocabulary, log: Log) -> tuple[Mapped, ...]:
    """Read the functional map of one occupation in annex 4.

    Parameters
    ----------
    part : Part
        The heading of the occupation and its table.
    words : Vocabulary
        The labels of its language.
    log : Log
        Takes findings, the use of every paragraph, and what fits nowhere.

    Returns
    -------
    tuple of Mapped
        Functions with their statements. A cell of knowledge or competences that covers several functions gives its
        statements to each of them, with the lines where it is printed.
    """
    reader = _MapReader(words, log)
    for cell in cells_of(part.body, words, log):
        reader.read(cell)
    spaced = is_spaced(part.body)
    for mapped in reader.found:
        for kind in _KINDS:
            mapped.items[kind] = items_of(mapped.cells.get(kind, ()), kind, words, spaced=spaced)
    for kind in _KINDS:
        log.findings += _broken_off(reader.found, kind, words)
    _spread(reader.found, reader.labels, log)
    return tuple(reader.found)


class _MapReader:
    """Reads the cells of a functional map, one after the other."""

    def __init__(self, words: Vocabulary, log: Log) -> None:
        self.words = words
        self.log = log
        self.found: list[Mapped] = []
        self.numbers = _Numbers(log)
        self.columns: list[str] = []
        self.labels: dict[str, str] = {}
        self.origin = 0
        self.untraced = False
        self.in_header = False

    def read(self, cell: Cell) -> None:
        name = whole(self.words.map_header, cell.text)
        number = unit_number(self.words, cell.text)
        if name and (self.in_header or not self.found or name == "code"):
            self._header(name, cell)
            return
        self.in_header = False
        if number:
            self.found.append(Mapped(self.numbers.free(number, cell), cell.text, cell.span))
            self.origin = cell.place.cell - self._columns().index("code")
            self.log.use(cell.paragraphs, "record")
        elif self.found:
            self._statements(cell)
        else:
            self.log.unknown(cell.paragraphs)

    def _header(self, name: str, cell: Cell) -> None:
        if not self.in_header:
            self.columns = []
        self.in_header = True
        self.columns.append(name)
        self.labels[name] = cell.text
        self.log.use(cell.paragraphs, "label")

    def _columns(self) -> tuple[str, ...]:
        return tuple(self.columns) if "code" in self.columns and len(self.columns) > 2 else _COLUMNS

    def _statements(self, cell: Cell) -> None:
        columns = self._columns()
        place = cell.place.column if cell.place.table else (cell.place.cell - self.origin) % len(columns)
        if not cell.place.table and (
            columns[place] == "code" or (self.untraced and not cell.place.column and self.found[-1].cells)
        ):
            # a row of the same function in a copy that leaves nothing of the merged cell of the code
            self.untraced = True
            place = columns.index("code") + 1
            self.origin = cell.place.cell - place
        name = columns[place] if place < len(columns) else ""
        if name not in _KINDS:
            self.log.unknown(cell.paragraphs)
            return
        last = self.found[-1]
        last.cells.setdefault(name, []).append(cell)
        last.span = last.span.join(cell.span)
        self.log.use(cell.paragraphs, "record")


def _spread(found: list[Mapped], labels: dict[str, str], log: Log) -> None:
    """Give the statements of merged cells to the functions they cover."""
    for kind in _KINDS:
        above: Mapped | None = None
        for mapped in found:
            if kind in mapped.cells:
                above = mapped
                continue
            label = labels.get(kind, "")
            if kind in _MERGED and above and _covers(above.cells[kind][-1], mapped):
                mapped.items[kind] = above.items[kind]
                log.find("merged-cell", mapped.span, mapped.code, label, above.code)
            else:
                log.find("cell-empty", mapped.span, mapped.code, label)


def _covers(cell: Cell, mapped: Mapped) -> bool:
    """Say whether a cell reaches down to a function; a copy as text does not tell a merged cell from an empty one."""
    if not cell.place.table:
        return True
    rows = [other.place.row for cells in mapped.cells.values() for other in cells]
    return bool(rows) and cell.place.row + cell.place.row_span > min(rows)


def _broken_off(found: list[Mapped], kind: Kind, words: Vocabulary) -> list[Finding]:
    """Find statements that seem to stop in the middle.

    They end with a comma or conjunction; or they have no end punctuation where all others of their cell have it, or
    where the same column of the next function goes on in small letters.
    """
    findings: list[Finding] = []
    for place, mapped in enumerate(found):
        items = mapped.items[kind]
        following = found[place + 1].items[kind] if place + 1 < len(found) else ()
        for item in items:
            broken = dangles(item.text, words)
            if item is items[-1] and not ends(item.text):
                others = items[:-1]
                broken = broken or (bool(others) and all(ends(other.text) for other in others))
                broken = broken or (bool(following) and following[0].text[0].islower())
            if broken:
                findings.append(Finding("broken-off", item.span, (mapped.code, item.text[-60:])))
    return findings


def merge(named: tuple[Named, ...], mapped: tuple[Mapped, ...], title: str, log: Log) -> tuple[Function, ...]:
    """Merge the functions of annexes 3 and 4 by number; a function of one annex only is a finding.

    Parameters
    ----------
    named, mapped : tuple
        What the two annexes give.
    title : str
        Title of the occupation, for the findings.
    log : Log
        Takes the findings.

    Returns
    -------
    tuple of Function
        In the order of their numbers; without a title if annex 3 lacks it, without a unit if annex 4 lacks it.
    """
    titles = {item.number: item for item in named}
    units = {item.number: item for item in mapped}
    functions: list[Function] = []
    for number in sorted(titles.keys() | units.keys()):
        one, two = titles.get(number), units.get(number)
        if one is None and two is not None:
            log.find("function-not-listed", two.span, two.code, title)
            functions.append(Function(number, "", two.span, (two.unit(),)))
        elif one is not None and two is None:
            log.find("function-not-described", one.span, one.code, title)
            functions.append(Function(number, one.title, one.span))
        elif one is not None and two is not None:
            functions.append(Function(number, one.title, one.span, (two.unit(),)))
    return tuple(functions)
