"""Values of rows by the role of their column, with a note on everything that cannot be read."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Literal

from toolkit.intake.cells import Amount, amount_of, lines_of, number_of, text_of
from toolkit.intake.codes import OutcomeCode, dated_code, leading_code, own_code
from toolkit.intake.grids import Value
from toolkit.intake.headings import Column, Table
from toolkit.intake.lines import Cell, Place
from toolkit.intake.rows import TableRow
from toolkit.languages import column_language, joined, names_in, order_of_languages, split_names
from toolkit.model import Lang, Names

AmountName = Literal["credits", "hours"]


@dataclass(slots=True)
class Reader:
    """Reads the cells of one table, row by row."""

    table: Table
    lang: Lang | None = None
    """The language that the sheet or the title of the table names."""
    _voted: dict[int, Lang] = field(default_factory=dict)
    _orders: dict[int, tuple[Lang, ...]] = field(default_factory=dict)

    def value(self, row: int, column: Column | None) -> Value:
        """Give what is seen in a column of a row, and count the cell as read."""
        if column is None:
            return None
        self.table.view.use(row, column.index, "value")
        return self.table.view.shown(row, column.index)

    def text(self, row: int, role: str) -> str:
        """Give the text of the column of a role, empty if there is none."""
        return text_of(self.value(row, self.table.first(role)))

    def place(self, row: int, column: Column | None) -> Place:
        """Give the place of a value, for notes."""
        index = column.index if column else min(self.table.columns, default=1)
        return Place(self.table.view, self.table.view.anchor(row, index), self.table.number)

    def language(self, column: Column) -> Lang:
        """Give the language of a column: of its heading, of the sheet, or of its texts taken together."""
        if column.lang:
            return column.lang
        if column.index not in self._voted:
            texts = [text_of(value) for value in self.table.body(column.index)]
            self._voted[column.index] = self.lang or column_language(texts, "ru")
        return self._voted[column.index]

    def names(self, row: int, role: str) -> Names:
        """Give the text of all columns of a role, by language."""
        found = Names()
        for column in self.table.of_role(role):
            found = joined(found, self.names_of(lines_of(self.value(row, column)), column))
        return found

    def names_of(self, text: str, column: Column) -> Names:
        """Give a text of a column by language: as its heading says, else taken apart if it is in several."""
        if not text_of(text):
            return Names()
        if column.lang:
            return names_in(text_of(text), column.lang)
        return split_names(text, self.language(column), self._order(column))

    def _order(self, column: Column) -> tuple[Lang, ...]:
        if column.index not in self._orders:
            self._orders[column.index] = order_of_languages(map(lines_of, self.table.body(column.index)))
        return self._orders[column.index]

    def code(self, row: int, column: Column | None) -> OutcomeCode | None:
        """Give the code of an outcome in a column of codes; a date is the number that Excel took for one."""
        value = self.value(row, column)
        if column is None or not text_of(value):
            return None
        if isinstance(value, dt.datetime):
            self.table.view.note("date-for-code", [self.table.view.anchor(row, column.index)], dated_code(value))
            return own_code(dated_code(value))
        found = leading_code(text_of(value))
        return found[0] if found else own_code(text_of(value))

    def amounts(self, row: int) -> Amount:
        """Give hours and credits of a row; what is no number is 0, with a warning."""
        hours = credit = None
        for column in self.table.of_role("credits", "hours", "volume"):
            value = self.value(row, column)
            if not text_of(value) or text_of(value) in {"-", "–", "—"}:
                continue
            cell = self.table.view.anchor(row, column.index)
            found = amount_of(value, column.role)
            if found is None:
                self.table.view.note("no-number", [cell], text_of(value))
                found = Amount(0.0, 0.0) if column.role == "volume" else amount_of(0, column.role) or Amount()
            elif not found.sure:
                self.table.view.note("hours-or-credits", [cell], text_of(value))
            elif isinstance(value, str) and column.role != "volume" and number_of(value) is None:
                self.table.view.note("amount-read", [cell], text_of(value), *_spoken(found))
            hours = hours if hours is not None else found.hours
            credit = credit if credit is not None else found.credits
        return Amount(hours, credit)

    def semester(self, row: int) -> str:
        """Give the semester as text, or the semesters whose columns are filled; a date is the «1-2» it was made of."""
        columns = self.table.of_role("in-semester")
        filled = [column.text for column in columns if text_of(self.value(row, column)) not in {"", "0", "-"}]
        if filled:
            return ", ".join(filled)
        column = self.table.first("semester")
        value = self.value(row, column)
        if column is not None and isinstance(value, dt.datetime):
            text = f"{value.day}-{value.month}"
            self.table.view.note("date-for-semester", [self.table.view.anchor(row, column.index)], text)
            return text
        return text_of(value)

    def level(self, row: int) -> int | None:
        """Give the declared cognitive level, None if there is none or it is none of 1 to 6."""
        column = self.table.first("level")
        value = self.value(row, column)
        number = number_of(value)
        if column is None or not text_of(value):
            return None
        if number is None or number not in range(1, 7):
            self.table.view.note("no-level", [self.table.view.anchor(row, column.index)], text_of(value))
            return None
        return int(number)


def _spoken(amount: Amount) -> tuple[str, str]:
    return tuple("–" if number is None else f"{number:g}" for number in (amount.hours, amount.credits))  # type: ignore[return-value]


@dataclass(slots=True)
class _Entry:
    row: TableRow
    value: float | None
    cell: Cell


def check_sums(table: Table, rows: Iterable[TableRow], values: dict[int, Amount], ends: Collection[int] = ()) -> None:
    """Compare printed sums with the rows that they may be sums of, and warn where none of them gives the number.

    A sum may count everything above, everything since any earlier sum or heading of a section, or, if it stands in such a
    heading, everything down to any later one.

    Parameters
    ----------
    table : Table
        The table.
    rows : iterable of TableRow
        Its rows with data, sums and headings of sections.
    values : dict
        Row → what it counts.
    ends : collection of int
        Rows with data that may stand behind the end of a section, such as the final attestation.
    """
    rows = list(rows)
    names: tuple[AmountName, ...] = ("credits", "hours")
    for name in names:
        for column in table.of_role(name, "volume")[:1]:
            _check_sums(table, [_entry(table, row, name, column, values) for row in rows], name, ends)


def _check_sums(table: Table, entries: list[_Entry], name: AmountName, ends: Collection[int]) -> None:
    for place, entry in enumerate(entries):
        if entry.row.kind == "data" or entry.value is None:
            continue
        sums = _sums_below(entries[place + 1 :], ends) if entry.row.kind == "section" else _sums_above(entries[:place])
        if sums and not any(abs(entry.value - number) < _TOLERANCE for number in sums):
            nearest = min(sums, key=lambda number: abs((entry.value or 0) - number))
            table.view.note("total-differs", [entry.cell], f"{entry.value:g}", f"{nearest:g}", f"@disciplines.{name}")


_TOLERANCE = 1e-6


def _entry(table: Table, row: TableRow, name: AmountName, column: Column, values: dict[int, Amount]) -> _Entry:
    cell = (row.row, column.index)
    found: Amount | None = values.get(row.row)
    if row.kind != "data":
        found = amount_of(table.view.grid.at(*cell), column.role)
    value = None if found is None else found.credits if name == "credits" else found.hours
    return _Entry(row, value, cell)


def _sums_above(entries: list[_Entry]) -> list[float]:
    total, sums = 0.0, []
    for place, entry in enumerate(reversed(entries)):
        if entry.row.kind == "data":
            total += entry.value or 0
        elif entry.row.kind == "section" or place:
            sums.append(total)
    return [*sums, total] if any(entry.row.kind == "data" for entry in entries) else []


def _sums_below(entries: list[_Entry], ends: Collection[int]) -> list[float]:
    total, sums = 0.0, []
    for entry in entries:
        if entry.row.row in ends:
            sums.append(total)
        if entry.row.kind == "data":
            total += entry.value or 0
        else:
            sums.append(total)
    return [*sums, total] if any(entry.row.kind == "data" for entry in entries) else []
