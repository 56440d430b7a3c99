"""Workbooks that came back: what somebody has done to one, cell by cell; cells to fill in are told from all others."""

import datetime as dt
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook

from toolkit.audit.encoding import digest
from toolkit.audit.model import Difference, Output, Pairs
from toolkit.errors import InputError
from toolkit.intake.grids import Book, Grid, Value, cell_name
from toolkit.io.workbooks import read_book
from toolkit.returns import Entry, understand
from toolkit.returns.tables import find_tables
from toolkit.returns.vocabulary import FILLED

_PLACES = 6
_MOST = 40
"""Cells of a sheet that are told one by one; more than these have moved rather than changed."""

_ENTRIES = ""
"""Stands for the cells to fill in of all sheets; no sheet has this name."""

Cells = dict[tuple[int, int], str]
"""(row, column) from 1 → what stands there, as text; a formula as itself, since not every program stores its result."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The cells of a sheet: those that nobody is asked to fill in, and the others."""

    fixed: Cells
    entered: Cells


def _sheets(book: Book, path: Path) -> dict[str, _Sheet]:
    formulas = _formulas(path)
    return {grid.name: _sheet(grid, formulas.get(grid.name, {})) for grid in book.grids}


def _formulas(path: Path) -> dict[str, Cells]:
    """Give the formulas of a workbook that `read_book` has found harmless."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(path, read_only=True)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise InputError(f"{path.name}: the formulas of the workbook cannot be read ({error})") from None
        found = {
            sheet.title: {
                (cell.row or 0, cell.column or 0): _formula(str(cell.value))
                for row in sheet.iter_rows()
                for cell in row
                if getattr(cell, "data_type", "") == "f"
            }
            for sheet in book.worksheets
        }
        book.close()
    return found


def _formula(text: str) -> str:
    """Spell a formula as all office programs do."""
    return "".join(text.split()).replace("_xlfn.", "").upper()


def _sheet(grid: Grid, formulas: Cells) -> _Sheet:
    found = {
        (row, column): _text(value)
        for row, values in enumerate(grid.rows, 1)
        for column, value in enumerate(values, 1)
        if value is not None
    }
    cells = {place: text for place, text in (found | formulas).items() if text}
    fillable = _fillable(grid)
    entered = {place: text for place, text in cells.items() if place in fillable}
    return _Sheet({place: text for place, text in cells.items() if place not in fillable}, entered)


def _fillable(grid: Grid) -> set[tuple[int, int]]:
    """Give the places of a sheet that people fill in, as the import of returned reports finds them."""
    found: set[tuple[int, int]] = set()
    for table in find_tables(grid):
        rows = {*table.keys, *range(max(table.first, table.heading + 1), table.last + 1)}
        columns = [table.columns[role] for role in FILLED if role in table.columns]
        found |= {(row, column) for row in rows for column in columns}
    return found


def _text(value: Value) -> str:
    if isinstance(value, float):
        number = round(value, _PLACES)
        return str(int(number)) if number.is_integer() else str(number)
    if isinstance(value, dt.datetime):
        return value.isoformat()
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def cells_digests(path: Path) -> Pairs:
    """Give the name of each sheet of a workbook file and the hash of what nobody is asked to fill in.

    The order of the rows does not count: people sort and filter a report that they fill in. What stands in the cells to
    fill in of all sheets is hashed apart, under an empty name: a report proposes verdicts there.

    Raises
    ------
    InputError
        The file is no workbook, is damaged or hostile.
    """
    return _digests(_sheets(read_book(path), path))


def _digests(sheets: dict[str, _Sheet]) -> Pairs:
    entered = {name: sorted(_rows(sheet.entered)) for name, sheet in sheets.items() if sheet.entered}
    found = [(name, digest(sorted(_rows(sheet.fixed)))) for name, sheet in sheets.items()]
    return (*found, (_ENTRIES, digest(entered)))


def _rows(cells: Cells) -> Iterable[list[list[str]]]:
    rows: dict[int, list[list[str]]] = {}
    for (row, column), text in sorted(cells.items()):
        rows.setdefault(row, []).append([str(column), text])
    return rows.values()


def workbook_changes(path: Path, output: Output) -> list[Difference]:
    """Say what somebody has done to a workbook whose bytes are not those that were written.

    Parameters
    ----------
    path : Path
        The file as it is now.
    output : Output
        What is on record of it.

    Returns
    -------
    list of Difference
        Filled in: entries stand in the cells meant for them, everything else is as written. Saved: nothing but that.
        Edited, with the sheets: something else was changed, or the file cannot be read.
    """
    edited = Difference("output-edited", output.path)
    try:
        book = read_book(path)
        now = dict(_digests(_sheets(book, path)))
    except InputError:
        return [edited]
    before = dict(output.cells)
    found: list[Difference] = []
    changed = [name for name in {**before, **now} if before.get(name) != now.get(name)]
    sheets = [name for name in changed if name != _ENTRIES]
    if sheets:
        found += [edited, Difference("output-sheets", output.path, (("parts", ", ".join(sheets)),))]
    if _ENTRIES in changed:
        entries = _entries(book)
        blanks = (("n", str(len(entries))), ("rows", ", ".join(entries) or "–"))
        found.append(Difference("output-filled", output.path, blanks))
    return found or [Difference("output-saved", output.path)]


def _entries(book: Book) -> list[str]:
    """Name the cells in which somebody has written, one a row; also entries that an import would not understand."""
    returned = understand(book)
    places = [entry.place for entry in returned.entries if not _proposed(entry)]
    return [*places, *(problem.where for problem in returned.problems if problem.typed)]


def _proposed(entry: Entry) -> bool:
    """Say whether nothing stands in a row but the verdict that counted when the report was made."""
    said = {role for role, _ in entry.typed} - {"statement", "outcome"}
    key = entry.key
    return (
        key is not None
        and said == {"decision"}
        and (entry.verdict, entry.outcome or key.outcome_id)
        == (
            key.verdict,
            key.outcome_id,
        )
    )


def edited_cells(name: str, path: Path, fresh: Path, sheets: Sequence[str]) -> list[Difference]:
    """Name the cells in which a workbook differs from the same one written again.

    Parameters
    ----------
    name : str
        The workbook as it is on record.
    path, fresh : Path
        The file, and the one written again.
    sheets : sequence of str
        The sheets to compare.

    Returns
    -------
    list of Difference
        By cell, before and after; a sheet in which more than a few differ is named as a whole.
    """
    now, before = (_sheets(read_book(one), one) for one in (path, fresh))
    found: list[Difference] = []
    for sheet in sheets:
        mine, theirs = (side[sheet].fixed if sheet in side else {} for side in (now, before))
        places = sorted(place for place in {*mine, *theirs} if mine.get(place) != theirs.get(place))
        if sheet not in now or sheet not in before or not 0 < len(places) <= _MOST:
            found.append(Difference("output-sheets", name, (("parts", sheet),)))
            continue
        for place in places:
            blanks = (("where", f"{sheet}!{cell_name(*place)}"), ("old", theirs.get(place, "–")))
            found.append(Difference("output-cell", name, (*blanks, ("new", mine.get(place, "–")))))
    return found
