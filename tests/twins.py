"""HTML and DOCX twins of documents that are given as text: the same words in true tables.

`plain` keeps the rows of the text. `portal` merges cells as legal portals print cards: function and task stand once, to
the left of the rows with their lists.
"""

import io
import re
import zipfile
from dataclasses import dataclass, field
from html import escape

from toolkit.model import statements_of
from toolkit.parse.readers import decode, paragraphs

HEADING = re.compile(r"кәсібінің карточкасы|кәсіп карточкасы|^Карточка профессии", re.IGNORECASE)
FUNCTION = re.compile(r"\d+\s*-?\s*еңбек функциясы", re.IGNORECASE)
TASK = re.compile(r"\d+\s*-?\s*міндет", re.IGNORECASE)
KNOWLEDGE = re.compile(r"Білім", re.IGNORECASE)
AFTER = re.compile(r"Жеке (тұлғалық )?құзырет", re.IGNORECASE)

STANDARDS = {
    "state-statistics-interviewing-2020.kk.txt": 196,
    "employment-promotion-amendment-2022.kk.txt": 175,
}
"""Source → the number of its statements."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass
class Cell:
    """Paragraphs, each a list of lines, and how many rows and columns the cell covers."""

    paragraphs: list[list[str]]
    rows: int = 1
    columns: int = 1

    @property
    def start(self) -> str:
        """The first line, by which a cell is recognised."""
        return self.paragraphs[0][0] if self.paragraphs else ""


@dataclass
class Block:
    """A table, or a paragraph outside of tables."""

    rows: list[list[Cell]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


def rows_of(text: str) -> list[list[Cell]]:
    """Group the paragraphs of a text by row and cell; a heading of a card has a row of its own."""
    rows: list[list[Cell]] = []
    last_row = last_cell = -1
    broken = False
    for item in paragraphs(text):
        heading = bool(HEADING.search(item.text)) or item.text.startswith('"Ұлттық санақтарға')
        if item.row != last_row or (heading and not broken):
            rows.append([])
        if item.row != last_row or item.cell != last_cell or (heading and not broken):
            rows[-1].append(Cell([]))
        cell = rows[-1][-1]
        if item.follows and cell.paragraphs:
            cell.paragraphs[-1].append(item.text)
        else:
            cell.paragraphs.append([item.text])
        broken = heading and not HEADING.search(item.text)
        last_row, last_cell = item.row, item.cell
    return rows


def plain(text: str) -> list[Block]:
    """Tables with the rows of the text; what comes before the first card, and the headings, outside of tables."""
    blocks: list[Block] = []
    in_card = False
    for row in rows_of(text):
        heading = any(HEADING.search(" ".join(lines)) for cell in row for lines in cell.paragraphs)
        in_card = in_card or heading
        if heading or not in_card:
            blocks += [Block(lines=lines) for cell in row for lines in cell.paragraphs]
        elif blocks and blocks[-1].rows:
            blocks[-1].rows.append(row)
        else:
            blocks.append(Block(rows=[row]))
    for block in blocks:
        widen(block.rows)
    return blocks


def portal(text: str) -> list[Block]:
    """As `plain`, but with functions and tasks in cells over all rows of their lists."""
    blocks = plain(text)
    for block in blocks:
        block.rows = merged(block.rows)
        widen(block.rows)
    return blocks


def merged(rows: list[list[Cell]]) -> list[list[Cell]]:
    found: list[list[Cell]] = []
    function: Cell | None = None
    task: Cell | None = None
    waiting: list[Cell] = []
    for row in rows:
        if AFTER.match(row[0].start):
            function = None
        if function is None and not FUNCTION.match(row[0].start):
            found.append(row)
            continue
        for cell in row:
            if FUNCTION.match(cell.start):
                function, task = Cell(cell.paragraphs, rows=0), None
                waiting = [function]
            elif TASK.match(cell.start):
                task = Cell(cell.paragraphs, rows=0)
                waiting.append(task)
            else:
                for part in parts_of(cell):
                    found.append([*waiting, part])
                    waiting = []
                    for above in (function, task):
                        above.rows += 1
    return found


def parts_of(cell: Cell) -> list[Cell]:
    """Split a cell where knowledge begins: on the page it is the cell below."""
    parts: list[Cell] = [Cell([])]
    for lines in cell.paragraphs:
        for position, line in enumerate(lines):
            if KNOWLEDGE.match(line) and parts[-1].paragraphs:
                parts.append(Cell([]))
            if position and parts[-1].paragraphs:
                parts[-1].paragraphs[-1].append(line)
            else:
                parts[-1].paragraphs.append([line])
    return parts


def widen(rows: list[list[Cell]]) -> None:
    """Let the last cell of a row reach to the edge of the table, as on a page."""
    taken: list[int] = []
    widths = []
    for row in rows:
        free = sum(left > 0 for left in taken)
        widths.append(free + len(row))
        taken = [left - 1 for left in taken if left > 1] + [cell.rows - 1 for cell in row if cell.rows > 1]
    for row, width in zip(rows, widths, strict=True):
        row[-1].columns = max(widths) - width + 1


# --- writers ------------------------------------------------------------------------------------------------------


def html(blocks: list[Block], encoding: str = "utf-8", extra: str = "") -> bytes:
    """Write blocks as a web page with the usual dirt around them."""
    body = "\n".join(_html_block(block) for block in blocks)
    page = (
        f'<!DOCTYPE html>\n<html lang="kk">\n<head><meta charset="{encoding}"><title>Әділет</title>\n'
        "<style>td { border: 1px solid }</style><script>if (1 < 2) { document.write('<td>Білімі:') }</script></head>\n"
        f"<body>\n<nav><ul><li><a href='/kaz'>Басты бет</a></ul></nav>\n{extra}\n{body}\n</body>\n</html>\n"
    )
    return page.encode(encoding, "xmlcharrefreplace")


def _html_block(block: Block) -> str:
    if not block.rows:
        return _html_paragraph(block.lines)
    rows = "\n".join(f"<tr>{''.join(_html_cell(cell) for cell in row)}</tr>" for row in block.rows)
    return f'<table border="1">\n<tbody>\n{rows}\n</tbody></table>'


def _html_cell(cell: Cell) -> str:
    spans = f' rowspan="{cell.rows}"' * (cell.rows > 1) + f' colspan="{cell.columns}"' * (cell.columns > 1)
    return f"<td{spans}>\n{''.join(_html_paragraph(lines) for lines in cell.paragraphs)}</td>"


def _html_paragraph(lines: list[str]) -> str:
    return "<p>&nbsp;&nbsp;&nbsp;&nbsp; " + "<br>\n".join(escape(line) for line in lines) + "</p>\n"


def docx(blocks: list[Block]) -> bytes:
    """Write blocks as a document of Word."""
    return archive("".join(_docx_block(block) for block in blocks))


def archive(body: str, **parts: str) -> bytes:
    """Pack the inside of a document of Word, and further parts such as ``numbering``, into a .docx."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        package = "http://schemas.openxmlformats.org/package/2006"
        target.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types"/>')
        target.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="r1" Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        links = "".join(f'<Relationship Id="{name}" Type="{office}/{name}" Target="{name}.xml"/>' for name in parts)
        target.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{package}/relationships">{links}</Relationships>',
        )
        target.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        for name, content in parts.items():
            target.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{W}">{content}</w:{name}>')
    return packed.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    """One paragraph of Word; ``\\n`` breaks its lines."""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r>{lines}</w:r></w:p>"


def _docx_block(block: Block) -> str:
    if not block.rows:
        return paragraph("\n".join(block.lines))
    return f"<w:tbl><w:tblPr/>{''.join(_docx_rows(block.rows))}</w:tbl><w:p/>"


def _docx_rows(rows: list[list[Cell]]) -> list[str]:
    """Write the rows; a cell over several rows goes on as an empty cell below, as Word has it."""
    written: list[str] = []
    open_cells: dict[int, tuple[int, int]] = {}
    for row in rows:
        cells: list[str] = []
        column, waiting = 0, list(row)
        while waiting or column in open_cells:
            if column in open_cells:
                left, columns = open_cells.pop(column)
                cells.append(_docx_cell("<w:p/>", columns, "<w:vMerge/>"))
                if left > 1:
                    open_cells[column] = (left - 1, columns)
                    rest = open_cells.pop(column)
                    open_cells[-column - 1] = rest
                column += columns
                continue
            cell = waiting.pop(0)
            content = "".join(paragraph("\n".join(lines)) for lines in cell.paragraphs) or "<w:p/>"
            cells.append(_docx_cell(content, cell.columns, '<w:vMerge w:val="restart"/>' * (cell.rows > 1)))
            if cell.rows > 1:
                open_cells[-column - 1] = (cell.rows - 1, cell.columns)
            column += cell.columns
        # What was opened or went on in this row is met again in the next one.
        open_cells = {-key - 1 if key < 0 else key: value for key, value in open_cells.items()}
        written.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return written


def _docx_cell(content: str, columns: int, merge: str) -> str:
    span = f'<w:gridSpan w:val="{columns}"/>' * (columns > 1)
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{content}</w:tc>"


def load(path) -> str:
    """Read a source of text."""
    return decode(path.read_bytes())


def tree(parsed):
    """What must not depend on the kind of file: everything of a statement but its lines."""
    rows = [row for standard in parsed.standards for row in statements_of(standard)]
    return [
        (row.statement_id, row.text, row.fingerprint, row.occupation, row.sqf_levels, row.function, row.unit, row.kind)
        for row in rows
    ]
