"""What the rows of a table are: data, headings of sections, sums, and what stands below the table."""

import re
from dataclasses import dataclass, field
from typing import Literal

from toolkit.intake.cells import amount_of, mark_of, number_of, text_of
from toolkit.intake.codes import leading_code, leading_module
from toolkit.intake.headings import Table
from toolkit.intake.words import counted_in, entry_of, entry_within, phrase_within, short_name, starts_like

RowKind = Literal["data", "section", "total", "outside", "blank"]

_SIGNATURE_LINE = re.compile(r"_{3,}|…{2,}|\.{6,}")
_MARKS = ("mark", "guessed-mark", "discipline")
_FILLED_MOSTLY = 0.5


@dataclass(slots=True)
class TableRow:
    """One row of a table below its headings."""

    row: int
    kind: RowKind
    text: str = ""
    """Of a section: its heading."""


@dataclass(slots=True)
class _State:
    after_blank: bool = False
    after_total: bool = False
    over: bool = False
    usual: set[str] = field(default_factory=set)


def rows_of(table: Table) -> list[TableRow]:
    """Say of every row of a table what it is, and use up those that hold no data.

    Parameters
    ----------
    table : Table
        A table whose columns are settled.

    Returns
    -------
    list of TableRow
        Rows with data, headings of sections and sums, in order; the rest is noted.
    """
    state = _State(usual=_usual_roles(table))
    found = []
    outside: list[tuple[int, int]] = []
    for row in range(table.bottom + 1, table.last + 1):
        kind, text = _kind(table, row, state)
        if kind == "blank":
            state.after_blank = True
            continue
        if kind == "outside":
            state.over = True
            outside += [(row, column) for column in table.view.filled(row)]
            _use_row(table, row, "outside")
            continue
        state.after_total = kind == "total"
        if kind in {"section", "total"}:
            _use_row(table, row, kind)
        found.append(TableRow(row, kind, text))
    if outside:
        table.view.note("text-outside", outside)
    return found


def _use_row(table: Table, row: int, use: Literal["section", "total", "outside"]) -> None:
    for column in table.view.filled(row):
        table.view.use(row, column, use)


def _usual_roles(table: Table) -> set[str]:
    """List the roles whose columns are filled in most rows, so that a row without all of them stands out."""
    rows = [row for row in range(table.bottom + 1, table.last + 1) if table.view.filled(row)]
    usual = set()
    for role in ("number", "code", "credits", "hours", "volume", "semester"):
        column = table.first(role)
        if column and len(table.body(column.index)) > _FILLED_MOSTLY * len(rows):
            usual.add(role)
    return usual


def _kind(table: Table, row: int, state: _State) -> tuple[RowKind, str]:
    view = table.view
    last = _last_column(table)
    inside = [index for index in table.columns if index <= last]
    anchors = [cell for cell in view.anchors(row, inside) if cell[0] == row]
    if not anchors:
        return ("outside" if view.filled(row) else "blank"), ""
    texts = [text_of(view.grid.at(*cell)) for cell in anchors]
    words = [
        text
        for cell, text in zip(anchors, texts, strict=True)
        if number_of(text) is None and mark_of(text)[1] == "unknown" and not _is_amount(table, cell[1], text)
    ]
    if _is_signature(words) and not _has_entity(table, row):
        return "outside", ""
    if words and (_is_total(table, row, words[0]) or _is_count(table, row, words)):
        return "total", words[0]
    if not words and not _entities(table, row) and any(number_of(text) for text in texts):
        return "total", ""
    if len(words) == 1 and _is_section(table, row, words[0], state):
        return "section", words[0]
    if (state.over or ((state.after_blank or state.after_total) and len(anchors) == 1)) and not _has_entity(table, row):
        return "outside", ""
    return "data", ""


def _is_amount(table: Table, column: int, text: str) -> bool:
    role = table.columns[column].role if column in table.columns else ""
    return role in {"credits", "hours", "volume"} and amount_of(text, role) is not None


def _last_column(table: Table) -> int:
    return max((column.index for column in table.columns.values() if column.role or column.texts), default=0)


def _entities(table: Table, row: int) -> list[str]:
    """List what a row has in the columns that name things."""
    roles = ("code", "title", "code_title", "outcome", "outcome_code", "module", "module_code", "criterion", "standard")
    columns = table.of_role(*roles)
    return [text for column in columns if (text := text_of(table.view.shown(row, column.index)))]


def _has_entity(table: Table, row: int) -> bool:
    """Say whether a row has more than words: a code, a mark, a number where numbers belong."""
    for column in table.columns.values():
        value = table.view.grid.at(row, column.index)
        if column.role in {"code", "outcome_code", "standard"} and any(map(str.isdecimal, text_of(value))):
            return True
        if column.role in {"outcome", "criterion"} and leading_code(text_of(value)):
            return True
        if column.role in {"number", "credits", "hours"} and number_of(value) is not None:
            return True
        if column.role == "volume" and amount_of(value, "volume"):
            return True
        if column.role in _MARKS and mark_of(value)[0]:
            return True
    return False


def _is_signature(words: list[str]) -> bool:
    return any(_SIGNATURE_LINE.search(text) for text in words) or (
        bool(words) and starts_like("rows", "signature", words[0])
    )


def _is_total(table: Table, row: int, text: str) -> bool:
    """Say whether a row begins with a word for a sum and names nothing of its own."""
    if not starts_like("rows", "total", text) or len(text.split()) > _FEW_WORDS:
        return False
    named = [table.view.text(row, column.index) for column in table.of_role("outcome_code", "code", "number")]
    signs = [mark_of(table.view.grid.at(row, column.index)) for column in table.of_role(*_MARKS)]
    return not any(any(map(str.isdecimal, name)) for name in named) and not any(
        mark in {"I", "R", "M"} for mark, remark in signs if not remark
    )


def _is_count(table: Table, row: int, words: list[str]) -> bool:
    """Say whether a row counts marks: one label such as «ΣI», «M саны» or «Количество» in any column, else only numbers."""
    counts = entry_of("rows", words[0]) == "count" and not any(map(str.isdecimal, _number(table, row)))
    if len(words) != 1 or not (counted_in(words[0]) or counts):
        return False
    numbers = [table.view.grid.at(row, column) for column in table.view.filled(row)]
    return all(number_of(value) is not None for value in numbers if text_of(value) != words[0])


_FEW_WORDS = 6


def _is_section(table: Table, row: int, text: str, state: _State) -> bool:
    """Say whether a row with one text heads the rows below it, rather than being one of them."""
    view = table.view
    marks = any(mark_of(view.grid.at(row, column.index))[0] for column in table.of_role(*_MARKS))
    place = next(column for column in view.filled(row) if text_of(view.grid.at(row, column)) == text)
    area = view.area(row, place)
    roles = {table.columns[index].role for index in range(area.left, area.right + 1) if index in table.columns}
    if marks or area.bottom > row:
        return False
    coded = table.first("code")
    if coded is not None and place != coded.index and text_of(view.grid.at(row, coded.index)):
        return False
    if section_of(text) != ("", "") and not _is_numbered(table, row) and not _is_attestation(table, row, text):
        return True
    names = roles & {"title", "outcome", "module", "code_title", "criterion", "outcome_code"}
    if len(names | (roles & {"code", "credits", "mark"})) > 1:
        return True  # merged over columns that mean different things
    if leading_module(text) and table.kind == "modules" and "module" not in roles:
        return True
    if not names:
        return roles <= {"number", ""} and not state.over and not state.after_total
    lacking = {role for role in state.usual if (column := table.first(role)) and not view.text(row, column.index)}
    return names == {"title"} and bool(state.usual) and lacking == state.usual and not state.after_total


def _is_numbered(table: Table, row: int) -> bool:
    return _number(table, row) != ""


def _number(table: Table, row: int) -> str:
    column = table.first("number")
    return table.view.text(row, column.index) if column else ""


def _is_attestation(table: Table, row: int, text: str) -> bool:
    """Say whether a row is the final attestation itself, with its credits, rather than a heading over its parts."""
    amounts = [table.view.grid.at(row, column.index) for column in table.of_role("credits", "hours", "volume")]
    return entry_within("cycles", text) == "attestation" and any(map(text_of, amounts))


def section_after(text: str, cycle: str, component: str) -> tuple[str, str]:
    """Give the cycle and component that count below the heading of a section.

    A heading that names neither only divides the cycle above, unless it names practice or attestation: those stand apart.

    Parameters
    ----------
    text : str
        The heading.
    cycle, component : str
        What counted above it.

    Examples
    --------
    >>> section_after("Модуль 2. Психология", "БП", "МК"), section_after("Практика и итоговая аттестация", "БП", "МК")
    (('БП', 'МК'), ('', ''))
    """
    named, part = section_of(text)
    if named:
        return named, part
    apart = any(phrase_within("values", kind, text) for kind in ("practice", "attestation"))
    return ("", part) if apart else (cycle, part or component)


def section_of(text: str) -> tuple[str, str]:
    """Read the heading of a section: the cycle and the component that it names, empty where it names none.

    Examples
    --------
    >>> section_of("Базалық пәндер циклі"), section_of("Вузовский компонент"), section_of("Бөлім 1")
    (('БП', ''), ('', 'ВК'), ('', ''))
    """
    cycle = component = ""
    for part in (text, *re.split(r"[.:;,/\n–—-]\s*", text)):
        cycle = cycle or short_name("cycles", re.sub(r"^[\dIVX]+[.)]?\s+", "", part))
        component = component or short_name("components", part)
    if not cycle and phrase_within("rows", "cycle", text):
        cycle = text_of(text)  # a cycle of a name of its own
    return cycle, component
