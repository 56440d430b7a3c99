"""A workbook that came back made into entries: pure, and nothing that a person wrote is dropped unseen."""

import re
from collections.abc import Iterator
from typing import Literal

from toolkit.errors import DataError
from toolkit.intake.grids import Book, cell_name
from toolkit.model import Verdict
from toolkit.returns.entries import Entry, Problem, Returned, Typed
from toolkit.returns.keys import RowKey, decode
from toolkit.returns.remarks import Content
from toolkit.returns.tables import Table, find_tables
from toolkit.returns.values import importance_in, moment_of, written
from toolkit.returns.vocabulary import FILLED, ColumnRole, Filled, said

_SHOWN = 60
_CODE = re.compile(r"\S+/\d+\.\d+\.\d+/[SKC]\d+")
"""The code of a statement, ``STANDARD/o.f.u/S4``."""


def understand(book: Book) -> Returned:
    """Read what people filled in in a gap report.

    Parameters
    ----------
    book : Book
        The workbook, as `toolkit.io.workbooks.read_book` gives it: sorted, filtered, with rows, columns and sheets
        inserted, moved, hidden, renamed or deleted.

    Returns
    -------
    Returned
        Entries with their cells, and what was not understood. Rows are known by their keys, or, where the column of
        keys is gone, by the codes of statement and outcome. An empty row says nothing, and neither does one that is
        missing.

    Examples
    --------
    >>> understand(Book("file.xlsx", ())).problems[0].code
    'nothing-found'
    """
    entries: list[Entry] = []
    problems = [Problem(name, weight="note") for name in ("macros", "links") if getattr(book, name)]
    programmes: dict[str, None] = {}
    empty = tables = 0
    for grid in book.grids:
        for table in find_tables(grid):
            tables += 1
            problems += _about_table(table)
            for item in _rows(table):
                if isinstance(item, Problem):
                    problems.append(item)
                elif isinstance(item, RowKey):
                    programmes[item.programme_id] = None
                elif item is None:
                    empty += 1
                else:
                    entries.append(item)
    if not tables:
        problems.append(Problem("nothing-found", blanks=(("file", book.file),)))
    return Returned(book.file, tuple(entries), tuple(problems), tuple(programmes), empty)


def _about_table(table: Table) -> Iterator[Problem]:
    """Say what is wrong with a table as a whole."""
    sheet = table.grid.name
    if not table.columns:
        cells = cell_name(min(table.keys), table.keys[min(table.keys)][0])
        yield Problem("no-headings", sheet, cells)
    elif not table.keyed and "statement" in table.columns and any(_is_code(table, row) for row in _range(table)):
        yield Problem("not-proven", sheet, table.cell(max(table.heading, 1), "statement"), weight="note")
    for _, columns in table.doubles:
        row = max(table.heading, 1) if not table.named else table.first - 1
        yield Problem("two-columns", sheet, ", ".join(cell_name(row, column) for column in columns), weight="note")


def _range(table: Table) -> list[int]:
    """List the rows of a table: those with keys, wherever they are, and all below its beginning."""
    above = [row for row in table.keys if row < table.first]
    return [*sorted(above), *range(table.first, table.last + 1)]


def _is_code(table: Table, row: int) -> bool:
    return _CODE.fullmatch(written(table.value(row, "statement"))) is not None


def _rows(table: Table) -> Iterator[Entry | Problem | RowKey | None]:
    """Give entries, problems and keys row by row; None for a row of the report in which nothing stands."""
    if not table.columns:
        return
    wrong = set(table.grid.error_values) | set(table.grid.formulas_without_value)
    gap = known = False
    for row in _range(table):
        if not table.grid.rows[row - 1]:
            gap = known
            continue
        key = _key(table, row)
        if isinstance(key, Problem):
            if table.filled(row) or key.code == "row-shifted":
                yield key
            continue
        if key is None and (table.keyed or not _is_code(table, row)):
            problem = _added(table, row, gap=gap)
            if problem is not None:
                yield problem
            continue
        known, gap = True, False
        if key is not None:
            yield key
            if _is_mixed(table, row, key):
                yield _row_problem(table, row, "mixed", table.cell(row, "statement"))
                continue
        yield from _entry(table, row, key, wrong)


def _key(table: Table, row: int) -> RowKey | Problem | None:
    """Read the key of a row; None if it has none."""
    column = table.columns.get("key")
    found = table.keys.get(row, ())
    if found and found != (column,):
        return _row_problem(table, row, "row-shifted", cell_name(row, found[0]))
    text = written(table.grid.at(row, column)) if column else ""
    if not text or (not found and table.is_heading(row)):
        return None
    try:
        return decode(text)
    except DataError:
        return _row_problem(table, row, "damaged-key", table.cell(row, "key"))


def _is_mixed(table: Table, row: int, key: RowKey) -> bool:
    """Say whether a row shows codes of statements, but not the one of its key: then some of its columns were sorted alone."""
    values = table.grid.rows[row - 1]
    codes = {value.strip() for value in values if isinstance(value, str) and _CODE.fullmatch(value.strip())}
    return bool(codes) and key.statement_id not in codes and bool(table.filled(row, key.outcome_id))


def _added(table: Table, row: int, *, gap: bool) -> Problem | None:
    """Say that a row without a key was filled in; below the table, apart from it, only what looks like a decision."""
    filled = table.filled(row)
    if not filled or table.is_heading(row):
        return None
    decides = said(filled.get("decision", "")) or importance_in(table.value(row, "importance"))
    first = next(iter(filled))
    if gap and not decides:
        blanks = (("text", _short(filled[first])),)
        return Problem("outside", table.grid.name, table.cell(row, first), blanks, "note")
    code = "no-key" if table.keyed else "no-statement"
    return _row_problem(table, row, code, table.cell(row, "decision" if "decision" in filled else first))


def _row_problem(table: Table, row: int, code: str, cell: str) -> Problem:
    return Problem(code, table.grid.name, cell, (), "error", _typed(table, row, None))


def _typed(table: Table, row: int, key: RowKey | None) -> Typed:
    """Give a row as it stands."""
    filled = table.filled(row, key.outcome_id if key else "")
    statement = key.statement_id if key else written(table.value(row, "statement"))
    if key and key.outcome_id:
        filled.setdefault("outcome", key.outcome_id)
    cells: list[tuple[ColumnRole, str]] = [("statement", statement)] if statement else []
    return (*cells, *((role, filled[role]) for role in FILLED if role in filled))


def _entry(table: Table, row: int, key: RowKey | None, wrong: set[tuple[int, int]]) -> Iterator[Entry | Problem | None]:
    """Make an entry of a row that is known, or the problems of its cells; None if nothing stands in it."""
    filled = table.filled(row, key.outcome_id if key else "")
    typed = _typed(table, row, key)
    bad = [role for role in FILLED if (row, table.columns.get(role, 0)) in wrong]
    if not bad and (not filled or (key is None and set(filled) == {"outcome"})):
        yield None  # without keys the code of the outcome is what the row is about
        return
    problems = [_cell_problem(table, row, "cell-error", role, "", typed) for role in bad]
    verdict: Verdict | Literal[""] = ""
    for role, text in filled.items():
        if role in bad:
            continue
        code = ""
        if role == "decision":
            verdict, code = _decided(text, key)
        elif role == "date" and moment_of(table.value(row, role)) is None:
            code = "date"
        elif role == "importance" and importance_in(table.value(row, role)) is None:
            code = "importance"
        if code:
            problems.append(_cell_problem(table, row, code, role, text, typed))
    if problems:
        yield from problems
        return
    yield Entry(
        sheet=table.grid.name,
        row=row,
        key=key,
        statement_id=key.statement_id if key else written(table.value(row, "statement")),
        outcome=filled.get("outcome", ""),
        verdict=verdict,
        reason=filled.get("reason", ""),
        name=filled.get("name", ""),
        date=moment_of(table.value(row, "date")),
        remark=_remark(table, row, filled),
        cells=tuple((role, table.cell(row, role)) for role in table.columns),
        typed=typed,
    )


def _decided(text: str, key: RowKey | None) -> tuple[Verdict | Literal[""], str]:
    """Give the verdict of a decision cell, or the code of what is wrong with it."""
    found = said(text)
    if found is None:
        return "", "decision"
    if found != "undecided":
        return found, ""
    return "", "taking-back" if key is not None and key.verdict else ""


def _remark(table: Table, row: int, filled: dict[Filled, str]) -> Content:
    importance = importance_in(table.value(row, "importance"))
    return importance, filled.get("comment", ""), filled.get("responsible", ""), filled.get("deadline", "")


def _cell_problem(table: Table, row: int, code: str, role: ColumnRole, text: str, typed: Typed) -> Problem:
    blanks = (("text", _short(text)),) if text else ()
    return Problem(code, table.grid.name, table.cell(row, role), blanks, "error", typed)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
