"""What the import of a workbook gives: the programme, what was found where, and every doubt in words."""

from dataclasses import dataclass
from typing import Literal

from toolkit.labels import load
from toolkit.model import Lang, Programme

NoteSeverity = Literal["error", "warning", "note"]
SEVERITIES: tuple[NoteSeverity, ...] = ("error", "warning", "note")

TableKind = Literal["passport", "outcomes", "criteria", "disciplines", "matrix", "modules", "compare", "unused"]

Use = Literal["title", "heading", "value", "section", "total", "outside", "unused"]
"""What became of a cell: above a table · its heading · read · a heading or sum inside · below a table · not read."""


PlaceKind = Literal["outcome", "discipline", "fact"]


def field_name(field: str, lang: Lang) -> str:
    """Give the name of a field such as ``passport.code`` or ``credits`` in a language, as our template prints it.

    Examples
    --------
    >>> field_name("disciplines.credits", "ru"), field_name("passport.code", "en")
    ('Кредиты', 'Programme code')
    """
    table, _, name = field.partition(".")
    entry = load("columns").get(table, {}).get(name)
    return str(entry[lang][0]) if entry else field


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that a person should know about the import.

    Parameters
    ----------
    code : str
        Entry of `toolkit/labels/intake.toml`.
    sheet : str
        Name of the sheet; empty if it is about the file.
    cell : str
        Cell, cells or range, such as ``C5`` or ``C5, C9``; empty if it is about the sheet.
    params : tuple of str
        What fills the blanks {0}, {1} … of the sentence; ``@passport.code`` stands for the name of a field.

    Examples
    --------
    >>> note = Note("mark-unknown", "Матрица", "G7", ("?",))
    >>> note.severity, note.where
    ('warning', 'Матрица!G7')
    """

    code: str
    sheet: str = ""
    cell: str = ""
    params: tuple[str, ...] = ()

    @property
    def severity(self) -> NoteSeverity:
        """How much it weighs: an error stops the import, a warning asks to look, a note only says what was done."""
        found: NoteSeverity = load("intake")[self.code]["severity"]
        return found

    @property
    def where(self) -> str:
        """Sheet and cell, as Excel writes them."""
        return "!".join(part for part in (self.sheet, self.cell) if part)

    def text(self, lang: Lang) -> str:
        """Give the sentence: what is wrong and what to do.

        Parameters
        ----------
        lang : {"kk", "ru", "en"}
            Language of the reader.
        """
        blanks = [", ".join(_spoken(part, lang) for part in param.split(", ")) for param in self.params]
        return str(load("intake")[self.code][lang]).format(*blanks)


def _spoken(part: str, lang: Lang) -> str:
    name = field_name(part[1:], lang) if part.startswith("@") else part
    return part if name == part[1:] else name


@dataclass(frozen=True, slots=True)
class Found:
    """One table that was recognised, or a sheet of which nothing was used.

    Parameters
    ----------
    kind : str
        ``passport``, ``outcomes``, ``criteria``, ``disciplines``, ``matrix``, ``modules``, ``compare`` or ``unused``.
    sheet : str
        Name of the sheet.
    cells : str
        Range of the table with its headings; empty for a sheet that is not used.
    headings : tuple of (field, cell, printed)
        Which column (or row of a passport) was read as which field.
    rows : int
        How many outcomes, disciplines, criteria, standards or facts were read.
    """

    kind: TableKind
    sheet: str
    cells: str = ""
    headings: tuple[tuple[str, str, str], ...] = ()
    rows: int = 0

    def text(self, lang: Lang) -> str:
        """Give one line for a person: what was found where, and by which headings.

        Examples
        --------
        >>> Found("matrix", "Лист1", "B3:H9", (("disciplines.credits", "D3", "Кр."),), 6).text("en")
        'Лист1!B3:H9: Matrix, 6. Columns: Credits = D3 «Кр.»'
        """
        said = {code: str(load("intake")[code][lang]) for code in ("found-unused", "found-table", "found-columns")}
        if self.kind == "unused":
            return said["found-unused"].format(self.sheet)
        name = field_name(f"sheets.{'outcomes' if self.kind == 'modules' else self.kind}", lang)
        line = said["found-table"].format(self.sheet, self.cells, name, self.rows)
        columns = [f"{field_name(field, lang)} = {cell} «{printed}»" for field, cell, printed in self.headings]
        return f"{line} {said['found-columns']} {'; '.join(columns)}" if columns else line


@dataclass(frozen=True, slots=True)
class CellUse:
    """What became of one filled cell."""

    sheet: str
    cell: str
    use: Use


@dataclass(frozen=True, slots=True)
class Intake:
    """A workbook understood.

    Parameters
    ----------
    programme : Programme or None
        None if there is an error among the notes.
    found : tuple of Found
        What was recognised, sheet by sheet.
    notes : tuple of Note
        Errors, warnings, notes, in this order.
    uses : tuple of CellUse
        Every filled cell of the workbook, sheet by sheet, row by row: nothing is dropped unseen.
    places : tuple of (kind, name, cell)
        Where outcomes, disciplines (by their codes) and facts of the passport (by their fields) stand, as ``РО!B7``.
    """

    programme: Programme | None
    found: tuple[Found, ...] = ()
    notes: tuple[Note, ...] = ()
    uses: tuple[CellUse, ...] = ()
    places: tuple[tuple[PlaceKind, str, str], ...] = ()

    @property
    def errors(self) -> tuple[Note, ...]:
        """The notes because of which there is no programme."""
        return tuple(note for note in self.notes if note.severity == "error")
