"""Annexes 3 and 4: the labour functions of an occupation, and what each of them asks for."""

from dataclasses import dataclass, field

from toolkit.model import Field, Finding, Function, Item, Kind, Span, Unit
from toolkit.parse.forms.standard_2013.cells import Cell, Log, cells_of, is_spaced, items_of
from toolkit.parse.forms.standard_2013.parts import Part
from toolkit.parse.forms.standard_2013.tasks import Code, Task, codes_in, tasks_in, whole_code
from toolkit.parse.forms.standard_2013.vocabulary import Vocabulary, dangles, ends, unit_number, whole

_COLUMNS = ("code", "skill", "knowledge", "competence")
_KINDS: tuple[Kind, ...] = ("skill", "knowledge", "competence")
_ROW_FIELDS = {"objects": "labour_objects", "tools": "labour_tools"}
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
    """A labour function as annex 4 describes it, or one of its tasks."""

    number: int
    code: str
    span: Span
    cells: dict[str, list[Cell]] = field(default_factory=dict)
    items: dict[Kind, tuple[Item, ...]] = field(default_factory=dict)
    tasks: list[Unit] = field(default_factory=list)

    @property
    def statements(self) -> tuple[Item, ...]:
        """All its statements."""
        return tuple(item for kind in _KINDS for item in self.items.get(kind, ()))

    def units(self) -> tuple[Unit, ...]:
        """Give its tasks; its own statements are a unit without a name, the only one if it has no tasks."""
        own = self.cells or not self.tasks
        first = (Unit(0, "none", "", self.span, self.statements),) if own else ()
        return (*first, *sorted(self.tasks, key=lambda unit: unit.number))


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
            found.append(Named(numbers.free(number, cell.span), cell.text, "", cell.span))
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

    def __init__(self, log: Log, code: str = "function-number") -> None:
        self.log = log
        self.code = code
        self.taken: set[int] = set()
        self.last = 0

    def free(self, number: int, span: Span) -> int:
        """Give the printed number, or the one behind the largest if it was printed before."""
        if number in self.taken:
            self.log.find(self.code, span, str(number), str(self.last + 1))
            number = self.last + 1
        self.taken.add(number)
        self.last = max(self.last, number)
        return number


def read_map(
    part: Part, words: Vocabulary, log: Log, *, merges_shown: bool = False
) -> tuple[tuple[Mapped, ...], tuple[Field, ...]]:
    """Read the functional map of one occupation in annex 4.

    Parameters
    ----------
    part : Part
        The heading of the occupation and its table.
    words : Vocabulary
        The labels of its language.
    log : Log
        Takes findings, the use of every paragraph, and what fits nowhere.
    merges_shown : bool
        The document shows which of its cells are merged, so that a blank cell is an empty one.

    Returns
    -------
    (functions, fields)
        Functions with their statements or tasks. A cell of knowledge or competences that covers several functions or
        tasks gives its statements to each of them, with the lines where it is printed. Objects and tools of labour are
        fields, their label the code of the function.
    """
    reader = _MapReader(words, log)
    for cell in cells_of(part.body, words, log):
        reader.read(cell)
    reader.close_row()
    spaced = is_spaced(part.body)
    plain = [mapped for mapped in reader.found.values() if mapped.cells or mapped.number not in reader.tasks]
    for group in (plain, reader.described):
        for mapped in group:
            for kind in _KINDS:
                mapped.items[kind] = items_of(mapped.cells.get(kind, ()), kind, words, spaced=spaced)
        for kind in _KINDS:
            log.findings += _broken_off(group, kind, words)
        _spread(group, reader.labels, log, merges_shown=merges_shown)
    return reader.functions(), tuple(reader.fields)


class _MapReader:
    """Reads the cells of a functional map, one after the other: of functions, or of functions and then of tasks."""

    def __init__(self, words: Vocabulary, log: Log) -> None:
        self.words = words
        self.log = log
        self.found: dict[int, Mapped] = {}
        self.described: list[Mapped] = []
        self.owners: list[int] = []
        """The functions of the described tasks."""
        self.tasks: dict[int, list[Task]] = {}
        self.by_code: dict[str, Task] = {}
        self.fields: list[Field] = []
        self.function: Mapped | None = None
        self.current: Mapped | None = None
        self.numbers = _Numbers(log)
        self.task_numbers: dict[tuple[int, str], _Numbers] = {}
        self.columns: list[str] = []
        self.labels: dict[str, str] = {}
        self.origin = 0
        self.untraced = False
        self.shifted = False
        self.in_header = False
        self.by_task = False

    def read(self, cell: Cell) -> None:
        name = whole(self.words.map_header, cell.text)
        if name and (self.in_header or not (self.found or self.described) or name in {"code", "task_code"}):
            self._header(name, cell)
            return
        self.in_header = False
        number = unit_number(self.words, cell.text)
        code = None if "tasks" in self.columns else whole_code(cell.text, self.words)
        if number:
            self._function(number, cell)
        elif code and (code.named or self.by_task):
            self._task(code, cell)
        elif "tasks" in self.columns and self.function:
            self._listed(cell, self.function)
        elif self.current:
            self._statements(cell)
        else:
            self.log.unknown(cell.paragraphs)

    def _header(self, name: str, cell: Cell) -> None:
        if not self.in_header:
            self.columns = []
            self.by_task = name == "task_code" or bool(self.tasks)
        self.in_header = True
        self.columns.append("code" if name == "task_code" else name)
        self.labels[self.columns[-1]] = cell.text
        self.log.use(cell.paragraphs, "label")

    def _columns(self) -> tuple[str, ...]:
        return tuple(self.columns) if "code" in self.columns and len(self.columns) > 2 else _COLUMNS

    def _begin(self, mapped: Mapped, cell: Cell) -> None:
        self.close_row(cell.place.cell)
        self.current = mapped
        self.origin = cell.place.cell - self._columns().index("code")
        self.log.use(cell.paragraphs, "record")

    def close_row(self, following: int = 0) -> None:
        """Move the cells of a short row to the right where competences stand first and their merged cell left nothing.

        The row is short if the next one begins too early; the last row of a copy is if another one was.
        """
        row, columns = self.current, self._columns()
        first = columns[:2] == ("code", "competence") and set(columns[2:]) <= set(_KINDS)
        if row is None or self.untraced or not first or "competence" not in row.cells:
            return
        cells = sorted((cell for column in row.cells.values() for cell in column), key=lambda cell: cell.place.cell)
        missing = len(columns) - 1 - len(cells)
        end = following or (self.origin + len(cells) + 1 if self.shifted else 0)
        if missing == 1 and not cells[0].place.table and end == self.origin + len(cells) + 1:
            row.cells = {name: [cell] for name, cell in zip(columns[-len(cells) :], cells, strict=True)}
            self.shifted = True

    def _function(self, number: int, cell: Cell) -> None:
        """Begin a function, or go on with one whose tasks are listed above."""
        same = self.found.get(number) if number in self.tasks and "tasks" not in self.columns else None
        if same is None:
            same = Mapped(self.numbers.free(number, cell.span), cell.text, cell.span)
            self.found[same.number] = same
        self.function = same
        self._begin(same, cell)

    def _task(self, code: Code, cell: Cell) -> None:
        """Begin the statements of a task; three numbers are found by the table of tasks, else the last two count."""
        listed = self.by_code.get(code.digits)
        function = listed.function if listed else code.function
        number = self._free(function, "described", listed.number if listed else code.number, cell.span)
        self.owners.append(function)
        self.described.append(Mapped(number, cell.text, cell.span))
        self._begin(self.described[-1], cell)

    def _free(self, function: int, table: str, number: int, span: Span) -> int:
        numbers = self.task_numbers.setdefault((function, table), _Numbers(self.log, "task-number"))
        return numbers.free(number, span)

    def _listed(self, cell: Cell, row: Mapped) -> None:
        """Read a cell of the table of tasks: tasks, or objects and tools of labour."""
        columns = self._columns()
        place = cell.place.column if cell.place.table else (cell.place.cell - self.origin) % len(columns)
        name = columns[place] if place < len(columns) else ""
        codes = codes_in(cell.text, self.words)
        if name == "tasks" or (codes and codes[0].start == 0 and not cell.place.table):
            before = len(self.tasks.get(row.number, ()))
            for task in tasks_in(cell, self.words, before, row.number):
                task.number = self._free(task.function, "listed", task.number, task.span)
                self.tasks.setdefault(task.function, []).append(task)
                self.by_code.setdefault(task.code, task)
            row.span = row.span.join(cell.span)
        elif name in _ROW_FIELDS:
            self.fields.append(Field(_ROW_FIELDS[name], row.code, cell.text, cell.span))
        else:
            self.log.unknown(cell.paragraphs)
            return
        self.log.use(cell.paragraphs, "record")

    def _statements(self, cell: Cell) -> None:
        columns = self._columns()
        place = cell.place.column if cell.place.table else (cell.place.cell - self.origin) % len(columns)
        last = self.current
        if not cell.place.table and (
            columns[place] == "code" or (self.untraced and not cell.place.column and last and last.cells)
        ):
            # a row of the same function in a copy that leaves nothing of the merged cell of the code
            self.untraced = True
            place = columns.index("code") + 1
            self.origin = cell.place.cell - place
        name = columns[place] if place < len(columns) else ""
        if name not in _KINDS or last is None:
            self.log.unknown(cell.paragraphs)
            return
        last.cells.setdefault(name, []).append(cell)
        last.span = last.span.join(cell.span)
        self.log.use(cell.paragraphs, "record")

    def functions(self) -> tuple[Mapped, ...]:
        """Give the functions with their tasks; a task of one table only is a finding."""
        described = {(owner, item.number): item for owner, item in zip(self.owners, self.described, strict=True)}
        listed = {(task.function, task.number): task for tasks in self.tasks.values() for task in tasks}
        for place in sorted(listed.keys() | described.keys()):
            task, mapped = listed.get(place), described.get(place)
            function, number = place
            if mapped is None and task is not None:
                self.log.find("task-not-described", task.span, task.code or str(number))
                unit = Unit(number, "task", task.title, task.span)
            elif mapped is not None:
                if task is None:
                    self.log.find("task-not-listed", mapped.span, mapped.code)
                title, span = (task.title, task.span) if task else ("", mapped.span)
                unit = Unit(number, "task", title, span, mapped.statements)
            self.found.setdefault(function, Mapped(function, str(function), unit.span)).tasks.append(unit)
        return tuple(self.found.values())


def _spread(found: list[Mapped], labels: dict[str, str], log: Log, *, merges_shown: bool) -> None:
    """Give the statements of merged cells to the functions they cover.

    A copy as text does not tell a merged cell from an empty one, nor does a page that has blank cells instead of merged
    ones: there the cell above counts.
    """
    for kind in _KINDS:
        above: Mapped | None = None
        for mapped in found:
            if kind in mapped.cells:
                above = mapped
                continue
            label = labels.get(kind, "")
            if kind in _MERGED and above and (not merges_shown or _covers(above.cells[kind][-1], mapped)):
                mapped.items[kind] = above.items[kind]
                log.find("merged-cell", mapped.span, mapped.code, label, above.code)
            else:
                log.find("cell-empty", mapped.span, mapped.code, label)


def _covers(cell: Cell, mapped: Mapped) -> bool:
    """Say whether a cell reaches down to a function."""
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
            functions.append(Function(number, "", two.span, two.units()))
        elif one is not None and two is None:
            log.find("function-not-described", one.span, one.code, title)
            functions.append(Function(number, one.title, one.span))
        elif one is not None and two is not None:
            functions.append(Function(number, one.title, one.span, two.units()))
    return tuple(functions)
