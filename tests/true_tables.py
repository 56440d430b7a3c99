"""HTML and DOCX twins of the two documents of 2013 with true tables: rows, columns and merged cells as on the page.

A copy as text keeps of its tables only where a cell begins, and a blank cell where another one reaches down. Here the
rows are laid out again, each kind of table by its own shape, without the parser: `rows` of a table of known width,
blank cells under a cell that covers them given to that cell. What the functional maps hold is checked against the golden
reading (`maps`), and the rows of the framework are built from it (`framework`).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from twins import Block, Cell

BLANK = re.compile(r"[ \u00a0]*\t")
LEVEL = re.compile(r"[1-8](?![\d.])")
SHAPES = {
    "agreement": re.compile(r"Р/с.*\nҰйымның атауы"),
    "occupations": re.compile(r"Р/с"),
    "conditions": re.compile(r"Кәсібі бойынша"),
    "units": re.compile(r"Шифр.*\nЕңбек функция"),
    "map": re.compile(r"Шифр.*\nБіліктер"),
}


@dataclass
class Printed:
    """A cell, or a stretch of text, as the copy prints it: paragraphs of lines, and the line each of them begins in."""

    paragraphs: list[list[str]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All of it on one line."""
        return " ".join(line.strip() for lines in self.paragraphs for line in lines)

    def add(self, line: str, number: int, *, fresh: bool) -> None:
        """Add a line: right under another one it is part of the same paragraph."""
        if fresh or not self.paragraphs:
            self.paragraphs.append([])
            self.starts.append(number)
        self.paragraphs[-1].append(line.strip(" \t\u00a0"))


@dataclass
class Stretch:
    """Text between two tables, or the cells of one table, blank ones too."""

    text: Printed | None = None
    cells: list[Printed] = field(default_factory=list)

    @property
    def shape(self) -> str:
        """Which kind of table it is, by its first two cells; empty if it is none of the known ones."""
        head = "\n".join(cell.text for cell in self.cells[:2])
        return next((name for name, pattern in SHAPES.items() if pattern.match(head)), "")


def stretches(text: str) -> list[Stretch]:
    """Part tables and text: a cell begins with a tab; text that two blank lines part from a table is none of it."""
    found = [Stretch(text=Printed())]
    blank = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if BLANK.match(line):
            if found[-1].text is not None:
                found.append(Stretch())
            found[-1].cells.append(Printed())
            blank = 0
            if not line.strip():
                continue
        elif not line.strip():
            blank += 1
            continue
        elif found[-1].text is None and blank > 1:
            found.append(Stretch(text=Printed()))
        place = found[-1].text or found[-1].cells[-1]
        place.add(line, number, fresh=blank > 0 or (line[0].isspace() and place is found[-1].text))
        blank = 0
    return found


def social(text: str) -> list[Block]:
    """The six standards with true tables."""
    blocks: list[Block] = []
    for stretch in stretches(text):
        if not stretch.shape:
            printed = [stretch.text] if stretch.text else stretch.cells
            blocks += [Block(lines=lines) for place in printed for lines in place.paragraphs]
        else:
            blocks.append(Block(rows=merged(rows(stretch), COVERING[stretch.shape])))
    return blocks


def rows(stretch: Stretch) -> list[list[Printed]]:
    """Lay out the cells of a table, each kind by its own shape."""
    if stretch.shape == "conditions":
        return _condition_rows(stretch.cells)
    width = {"agreement": 3, "occupations": 6, "units": 2, "map": 4}[stretch.shape]
    assert len(stretch.cells) % width == 0, stretch.cells[0].starts
    return [stretch.cells[n : n + width] for n in range(0, len(stretch.cells), width)]


def _condition_rows(cells: list[Printed]) -> list[list[Printed]]:
    """Three labels with their values, three headers, then rows of three and lines across the table."""
    found = [cells[n : n + 2] for n in range(0, 6, 2)]
    found.append(cells[6:9])
    place = 9
    while place < len(cells):
        across = cells[place].text and not LEVEL.match(cells[place].text)
        found.append(cells[place : place + (1 if across else 3)])
        place += len(found[-1])
    return found


COVERING = {"agreement": set(), "occupations": {1}, "conditions": {0}, "units": set(), "map": {0, 2, 3}}
"""Columns in which a blank cell stands for the one above it that reaches down."""


def even(text: str, width: Callable[[int], int]) -> list[Block]:
    """Any document with even tables: `width` tells the columns of a table by the number of its cells; blanks are merged."""
    blocks: list[Block] = []
    for stretch in stretches(text):
        if stretch.text is not None:
            blocks += [Block(lines=lines) for lines in stretch.text.paragraphs]
            continue
        columns = width(len(stretch.cells))
        found = [stretch.cells[n : n + columns] for n in range(0, len(stretch.cells), columns)]
        blocks.append(Block(rows=merged(found, set(range(columns)))))
    return blocks


def merged(found: list[list[Printed]], covering: set[int]) -> list[list[Cell]]:
    """Give blank cells to the cell above that covers them, and let the last cell of a short row reach to the edge."""
    width = max(map(len, found))
    above: dict[int, Cell] = {}
    table: list[list[Cell]] = []
    for row in found:
        table.append([])
        for column, printed in enumerate(row):
            if not printed.text and column in covering:
                above[column].rows += 1
                continue
            cell = Cell([list(lines) for lines in printed.paragraphs])
            cell.columns = width - column if column == len(row) - 1 else 1
            above[column] = cell
            table[-1].append(cell)
    return table


def maps(text: str) -> list[tuple[tuple[int, ...], ...]]:
    """Of every function of the functional maps: the lines of its skills, knowledge and competences; () if merged."""
    found: list[list[list[int]]] = []
    for stretch in stretches(text):
        if stretch.shape == "map":
            for code, *lists in rows(stretch)[1:]:
                if code.text:
                    found.append([[], [], []])
                for number, cell in enumerate(lists):
                    found[-1][number] += cell.starts
    return [tuple(tuple(lines) for lines in lists) for lists in found]


# --- the same tables as other pages print them ----------------------------------------------------------------------


def width_of(block: Block) -> int:
    """How many columns a table has: its first row is not under any other."""
    return sum(cell.columns for cell in block.rows[0])


def unmerged(blocks: list[Block]) -> list[Block]:
    """No cell reaches down: blank cells stand where one did."""
    found = []
    for block in blocks:
        table: list[list[Cell]] = []
        pending: dict[int, int] = {}
        for row in block.rows:
            table.append([])
            waiting, column = list(row), 0
            while waiting or pending.get(column):
                if pending.get(column):
                    pending[column] -= 1
                    table[-1].append(Cell([]))
                    column += 1
                    continue
                cell = waiting.pop(0)
                pending[column] = cell.rows - 1
                table[-1].append(Cell(cell.paragraphs, 1, cell.columns))
                column += cell.columns
        found.append(Block(table, block.lines))
    return found


def headed(blocks: list[Block]) -> list[Block]:
    """The numbered title above a table is its first row, over all columns."""
    found: list[Block] = []
    for block in blocks:
        if block.rows:
            run = next((n for n in range(1, 9) if found[-n].rows or re.match(r"\d{1,2}\. ", found[-n].lines[0])), 9)
            if run < 9 and not found[-run].rows:
                title = Cell([one.lines for one in found[-run:]], columns=width_of(block))
                del found[-run:]
                found.append(Block([[title], *block.rows]))
                continue
        found.append(block)
    return found


def broken(blocks: list[Block]) -> list[Block]:
    """Paragraphs of text up to the next blank line or table are one, its lines broken."""
    found: list[Block] = []
    for block in blocks:
        short = not block.rows and max(map(len, block.lines)) < 80 and not block.lines[0].endswith((";", ".", ":"))
        if (
            short
            and found
            and not found[-1].rows
            and not re.match(r"[«\d§]|КС |Біліктілік деңгейлері|Келісу", block.lines[0])
        ):
            found[-1] = Block(lines=found[-1].lines + block.lines)
        else:
            found.append(block)
    return found


def statement_rows(blocks: list[Block]) -> list[Block]:
    """Every skill of a functional map in a row of its own; the other cells of the function reach over its rows."""
    found = []
    for block in blocks:
        if not (block.rows and any(cell.start.startswith("Біліктер") for cell in block.rows[0])):
            found.append(block)
            continue
        place = [1 if row[0].start.startswith("Ф ") else 0 if len(row) == 1 else -1 for row in block.rows]
        heights = [
            len(_one_sentence_a_cell(row[at].paragraphs)) if at >= 0 else 1
            for row, at in zip(block.rows, place, strict=True)
        ]
        table: list[list[Cell]] = []
        for number, (row, at) in enumerate(zip(block.rows, place, strict=True)):
            table.append([Cell(cell.paragraphs, sum(heights[number : number + cell.rows])) for cell in row])
            if at >= 0:
                first, *others = _one_sentence_a_cell(row[at].paragraphs)
                table[-1][at] = first
                table += [[cell] for cell in others]
        found.append(Block(table))
    return found


def _one_sentence_a_cell(paragraphs: list[list[str]]) -> list[Cell]:
    """A paragraph in small letters goes on with the sentence above it, so that it stays in its cell."""
    cells: list[Cell] = []
    for lines in paragraphs:
        if cells and lines[0][0].islower():
            cells[-1].paragraphs.append(lines)
        else:
            cells.append(Cell([lines]))
    return cells


# --- the framework --------------------------------------------------------------------------------------------------

KINDS = ("competence", "skill", "knowledge")
HEADER = ("Жеке және кәсіби құзыреттіліктерге қойылатын талаптар", "Іскерлікке және машықтарға қойылатын талаптар")


def framework(
    text: str, golden: list[dict[str, str]], *, told: bool, head: str = "blank", split: bool = True
) -> list[Block]:
    """Lay out the framework with true tables, its rows from the golden reading.

    `told`: every row has its levels, the national one in a cell over all rows of the level; else levels stand only where
    the copy prints them, blank cells elsewhere. `head`: what the third table has above its level columns, where the copy
    has nothing: ``blank`` cells, or the ``full`` names. `split`: every area is a table of its own; else all are one.
    """
    lines = text.split("\n")
    blocks: list[Block] = []
    areas = iter(("3.1", "3.2", "3.3"))
    for stretch in stretches(text):
        names = [cell.text for cell in stretch.cells]
        if stretch.text is not None:
            blocks += [Block(lines=one) for one in stretch.text.paragraphs]
        elif names[0].startswith("ЭҚЖЖ"):
            cells = [Cell(cell.paragraphs) for cell in stretch.cells]
            blocks.append(Block([cells[n : n + 2] for n in range(0, len(cells), 2)]))
        elif any(name.startswith("БҰШ деңгейі") for name in names):
            tables = [_area(next(areas), stretch, lines, golden, told, head) for _ in range(names.count(HEADER[1]))]
            if not split:
                tables = [Block([row for table in tables for row in table.rows])]
            blocks += tables
        else:
            blocks += [Block(lines=one) for cell in stretch.cells for one in cell.paragraphs]
    return blocks


def _area(area: str, stretch: Stretch, lines: list[str], golden: list[dict[str, str]], told: bool, head: str) -> Block:
    names = {cell.text: cell.paragraphs for cell in stretch.cells}
    kinds = [Cell(names[name]) for name in names if "қойылатын талаптар" in name][:3]
    title = next(paragraphs for name, paragraphs in names.items() if name.startswith("Кәсіби қызмет саласы"))
    levels = [Cell([["БҰШ деңгейі"]], rows=2), Cell([["СБШ деңгейі"]], rows=2), Cell(title, columns=3)]
    if area == "3.3":
        levels[2] = Cell([], columns=3)
        if head == "blank":
            levels[:2] = [Cell([], rows=2), Cell([], rows=2)]
    mine = [row for row in golden if row["area"] == area]
    table = [levels, kinds]
    for number, row in enumerate(mine):
        cells = [Cell([[lines[int(n) - 1].strip()] for n in row[kind].split()] or [["-"]]) for kind in KINDS]
        if told:
            rows = sum(other["nqf"] == row["nqf"] for other in mine)
            national = [] if number and mine[number - 1]["nqf"] == row["nqf"] else [Cell([[row["nqf"]]], rows=rows)]
            table.append([*national, Cell([[row["sqf"]]]), *cells])
        else:
            table.append([*map(Cell, _printed(row)), *cells])
    return Block(table)


def _printed(row: dict[str, str]) -> list[list[list[str]]]:
    """The levels that the copy prints of a row: both, the sectoral one of 6/62, the national one of 3/31, or none."""
    if row["inferred"] == "no":
        return [[[row["nqf"]]], [[row["sqf"]]]]
    if row["area"] == "3.1" and row["sqf"] == "62":
        return [[], [["62"]]]
    return [[["3"]], []] if row["area"] == "3.3" and row["sqf"] == "31" else [[], []]
