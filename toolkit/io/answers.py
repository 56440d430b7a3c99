"""A gap report filled in as a person does it in Excel, for examples: which cells are written is found as the import does."""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from toolkit.errors import InputError
from toolkit.returns.keys import decode, is_key

_MACHINE = "curmap:"
"""What the hidden row above the headings begins with in columns that people fill in."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is written about one statement: role of the column (outcome, decision, reason, name, comment …) → value."""

    statement_id: str
    cells: Mapping[str, str | int]


def fill_in(report: Path, target: Path, answers: Sequence[Answer]) -> list[tuple[str, str, str]]:
    """Write answers into a copy of a gap report; the report itself stays as it is.

    Parameters
    ----------
    report, target : Path
        The report, and where its filled copy goes.
    answers : sequence of Answer
        What to write; each into the first row about the statement as a whole that has all its columns.

    Returns
    -------
    list of (cell, role, value)
        What was written where, such as ``Gaps!L7``.

    Raises
    ------
    InputError
        The report has no such row, or a file cannot be read or written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(report, target)
        book = load_workbook(target)
    except OSError as error:
        raise InputError(f"{report.name}: the report cannot be copied ({error.strerror})") from None
    written = []
    for answer in answers:
        place = next(_places(book.worksheets, answer), None)
        if place is None:
            raise InputError(f"{report.name}: no row about {answer.statement_id} can be filled in")
        sheet, row, columns = place
        for role, value in answer.cells.items():
            cell = sheet.cell(row, columns[role], value)
            written.append((f"{sheet.title}!{cell.coordinate}", role, str(value)))
    book.save(target)
    return written


def _places(sheets: Iterable[Worksheet], answer: Answer) -> Iterator[tuple[Worksheet, int, dict[str, int]]]:
    """Find rows about a statement as a whole, with the number of each column that can be filled in."""
    for sheet in sheets:
        columns: dict[str, int] = {}
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            heads = {
                cell.removeprefix(_MACHINE): place
                for place, cell in enumerate(row, start=1)
                if isinstance(cell, str) and cell.startswith(_MACHINE)
            }
            if len(heads) > 1:  # the heading of the column of keys alone looks like the hidden row too
                columns = heads
            elif columns.keys() >= {"key", *answer.cells} and _is_about(row[columns["key"] - 1], answer):
                yield sheet, number, columns


def _is_about(value: object, answer: Answer) -> bool:
    if not is_key(value):
        return False
    key = decode(str(value))
    return key.statement_id == answer.statement_id and not key.outcome_id
