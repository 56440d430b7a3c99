"""Where a workbook has tables that can be filled in, and which column is which, whatever was moved, inserted or deleted.

Columns are named by the hidden machine row; where that is gone, by the headings. Rows are known by their keys.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from toolkit.intake.cells import lines_of
from toolkit.intake.grids import Grid, Value, cell_name
from toolkit.returns.keys import is_key
from toolkit.returns.values import written
from toolkit.returns.vocabulary import FILLED, ColumnRole, Filled, heading_role, machine_role, said

_OURS = "curmap"


@dataclass(frozen=True, slots=True)
class Table:
    """A table that can be filled in.

    Parameters
    ----------
    grid : Grid
        Its sheet.
    first, last : int
        Rows that belong to it; also rows with keys above `first`, where it is the first one of its sheet.
    columns : mapping of role to column
        Which column is which, from 1.
    keys : mapping of row to columns
        Where keys stand, row by row.
    named : bool
        A machine row names the columns; else their headings do.
    heading : int
        Row of the headings, 0 if there is none.
    doubles : tuple of (role, columns)
        Roles that two columns have; the first of them is read.
    spans : mapping of column to merged rows
        First and last rows of the merged cells that begin in a column, by first row.
    """

    grid: Grid
    first: int
    last: int
    columns: Mapping[ColumnRole, int]
    keys: Mapping[int, tuple[int, ...]]
    named: bool
    heading: int
    doubles: tuple[tuple[ColumnRole, tuple[int, ...]], ...] = ()
    spans: Mapping[int, tuple[tuple[int, int], ...]] = field(default_factory=dict)

    @property
    def keyed(self) -> bool:
        """Whether rows are known by keys; else by the codes of statement and outcome."""
        return bool(self.keys)

    def value(self, row: int, role: ColumnRole) -> Value:
        """Give what stands in a column of a row; what stands in cells merged downwards stands in each of their rows."""
        column = self.columns.get(role)
        if column is None:
            return None
        spans = self.spans.get(column, ())
        place = bisect_right(spans, (row, len(self.grid.rows) + 1)) - 1
        top = spans[place][0] if place >= 0 and spans[place][1] >= row else row
        return self.grid.at(top, column)

    def filled(self, row: int, outcome_id: str = "") -> dict[Filled, str]:
        """Give what stands in the cells to fill in of a row, as a person reads it; empty ones are left out.

        Of a row about an outcome, the column of outcomes is one to fill in only if the machine row says so.
        """
        roles = [role for role in FILLED if role in self.columns]
        if outcome_id and not self.named:
            roles = [role for role in roles if role != "outcome"]
        texts = {role: written(self.value(row, role)) for role in roles}
        return {role: text for role, text in texts.items() if text}

    def cell(self, row: int, role: ColumnRole) -> str:
        """Name a cell; only its row where the table has no such column."""
        column = self.columns.get(role)
        return str(row) if column is None else cell_name(row, column)

    def is_heading(self, row: int) -> bool:
        """Say whether a row without a key names columns: it is the row of headings, or repeats one of its words."""
        if row == self.heading:
            return True
        return any(heading_role(lines_of(self.value(row, role))) == role for role in FILLED if role in self.columns)


def find_tables(grid: Grid) -> list[Table]:
    """Find the tables of a sheet that can be filled in, from top to bottom.

    Parameters
    ----------
    grid : Grid
        The sheet.

    Returns
    -------
    list of Table
        Empty for a sheet that nobody is asked to fill in. A table in which there are keys but neither machine row nor
        headings has no columns.

    Examples
    --------
    >>> rows = (("curmap:key", None, "curmap:decision"), ("", "Мәтін", "Шешім"), ("curmap.1|…", "Есеп", "толық"))
    >>> table, = find_tables(Grid("Олқылықтар", rows))
    >>> table.heading, dict(table.columns), dict(table.keys)
    (2, {'key': 1, 'decision': 3}, {3: (1,)})
    """
    machine, keys = _ours(grid)
    starts = machine or _headings(grid, keys)
    if not starts:
        return [Table(grid, 1, len(grid.rows), {}, keys, named=False, heading=0)] if keys else []
    rows = sorted(starts)
    ends = [*(row - 1 for row in rows[1:]), len(grid.rows)]
    found = []
    for place, (start, end) in enumerate(zip(rows, ends, strict=True)):
        top = 1 if place == 0 else start
        mine = {row: columns for row, columns in keys.items() if top <= row <= end}
        found.append(_table(grid, (start, end), starts[start], mine, named=bool(machine)))
    return found


def _ours(grid: Grid) -> tuple[dict[int, list[tuple[ColumnRole, int]]], dict[int, tuple[int, ...]]]:
    """Find the machine cells and the keys of a sheet, row by row."""
    machine: dict[int, list[tuple[ColumnRole, int]]] = {}
    keys: dict[int, tuple[int, ...]] = {}
    for number, row in enumerate(grid.rows, 1):
        for column, value in enumerate(row, 1):
            if not isinstance(value, str) or _OURS not in value[:40].casefold():
                continue
            role = machine_role(value)
            if role is not None:
                machine.setdefault(number, []).append((role, column))
            elif is_key(value):
                keys[number] = (*keys.get(number, ()), column)
    return machine, keys


def _headings(grid: Grid, keys: Mapping[int, object]) -> dict[int, list[tuple[ColumnRole, int]]]:
    """Find rows of headings where there is no machine row.

    Beside keys, two known headings make a table; without, the codes of statements and something to decide about them.
    """
    found: dict[int, list[tuple[ColumnRole, int]]] = {}
    for number, row in enumerate(grid.rows, 1):
        if number in keys:
            continue
        roles = _roles(row)
        names = {role for role, _ in roles}
        enough = len(names) > 1 and names - {"statement"} if keys else "statement" in names
        if enough and (keys or names & {"decision", "importance"}):
            found[number] = roles
    return found


def _roles(row: Iterable[Value]) -> list[tuple[ColumnRole, int]]:
    texts = ((column, value) for column, value in enumerate(row, 1) if isinstance(value, str))
    roles = ((heading_role(text), column) for column, text in texts)
    return [(role, column) for role, column in roles if role is not None]


def _table(
    grid: Grid,
    rows: tuple[int, int],
    roles: Iterable[tuple[ColumnRole, int]],
    keys: Mapping[int, tuple[int, ...]],
    *,
    named: bool,
) -> Table:
    start, last = rows
    first = start + 1
    heading = _heading_below(grid, first, last, roles, keys) if named else start
    columns: dict[ColumnRole, list[int]] = {}
    for role, column in roles:
        columns.setdefault(role, []).append(column)
    below = _roles(grid.rows[heading - 1]) if named and heading else []
    for role, column in below:  # the machine row names no column of codes, which count only where keys are gone
        if role == "statement" or (role == "outcome" and not keys):
            columns.setdefault(role, [column])
    if "key" not in columns and keys:
        columns["key"] = [Counter(column for found in keys.values() for column in found).most_common(1)[0][0]]
    single = {role: found[0] for role, found in columns.items()}
    doubles = tuple((role, tuple(found)) for role, found in columns.items() if len(found) > 1)
    spans = _spans(grid, set(single.values()))
    return Table(grid, first, last, single, keys, named, heading, doubles, spans)


def _heading_below(
    grid: Grid, first: int, last: int, roles: Iterable[tuple[ColumnRole, int]], keys: Mapping[int, object]
) -> int:
    """Find the headings under a machine row: the first row in which something stands, unless it is one of the table."""
    decisions = [column for role, column in roles if role == "decision"]
    for row in range(first, last + 1):
        if row in keys:
            return 0
        if grid.rows[row - 1]:
            decided = any(said(written(grid.at(row, column))) for column in decisions)
            return 0 if decided else row
    return 0


def _spans(grid: Grid, columns: set[int]) -> dict[int, tuple[tuple[int, int], ...]]:
    """Give the merged rows that begin in some columns."""
    found: dict[int, list[tuple[int, int]]] = {}
    for area in grid.merged:
        if area.left in columns and area.bottom > area.top:
            found.setdefault(area.left, []).append((area.top, area.bottom))
    return {column: tuple(sorted(spans)) for column, spans in found.items()}
