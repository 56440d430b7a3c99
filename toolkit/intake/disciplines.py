"""Rows of lists of disciplines and of matrices, either way round, as lines."""

import re

from toolkit.intake.cells import Amount, amount_of, lines_of, mark_of, text_of
from toolkit.intake.codes import (
    OutcomeCode,
    is_module_code,
    leading_code,
    leading_discipline,
    listed_codes,
)
from toolkit.intake.headings import Column
from toolkit.intake.lines import Cell, DisciplineLine, Lines, OutcomeLine, Place, Served
from toolkit.intake.reading import Reader, check_sums
from toolkit.intake.rows import TableRow, rows_of, section_after
from toolkit.intake.words import any_phrase, entry_of, fold, meaning_of, phrase_within, short_name
from toolkit.languages import column_language, split_names
from toolkit.model import DISCIPLINE_KINDS, DisciplineKind, Lang, Names

_PAIR = re.compile(r"\s*[/,;]\s*|\s+")


def read_disciplines(reader: Reader, lines: Lines) -> int:
    """Read a list of disciplines or a matrix with disciplines in rows; give how many rows it has."""
    table = reader.table
    rows = rows_of(table)
    cycle = component = ""
    amounts: dict[int, Amount] = {}
    ends: set[int] = set()
    read: dict[Cell, DisciplineLine] = {}
    for row in rows:
        if row.kind == "section":
            cycle, component = section_after(row.text, cycle, component)
        if row.kind != "data":
            continue
        line = discipline_of_row(reader, row, read)
        if line is None:
            continue
        amounts[row.row] = Amount(line.hours, line.credits)
        of_its_own = short_name("cycles", line.printed)  # the final attestation is a cycle and a row
        ends |= {row.row} if of_its_own else set()
        line.cycle = line.cycle or (of_its_own or cycle if cycle else "")
        line.component = line.component or ("" if of_its_own else component)
        line.served += _served(reader, row)
        if line.place.cell not in read:
            lines.disciplines.append(line)
            read[line.place.cell] = line
    check_sums(table, rows, amounts, ends)
    _outcomes_of_headings(reader, lines)
    lines.matrix = lines.matrix or table.kind == "matrix"
    return len(read)


def discipline_of_row(reader: Reader, row: TableRow, read: dict[Cell, DisciplineLine]) -> DisciplineLine | None:
    """Read what a row says of its discipline; a row under merged cells continues the discipline above."""
    table = reader.table
    title_column = table.first("title") or table.first("code_title")
    place = reader.place(row.row, title_column)
    if place.cell in read and place.cell[0] < row.row:
        reader.amounts(row.row)
        return read[place.cell]
    code, title, printed = name_of_discipline(reader, row.row)
    if not code and not title.languages:
        cells = [(row.row, column) for column in table.view.filled(row.row)]
        table.view.note("row-without-title", cells)
        for cell in cells:
            table.view.use(*cell, "value")
        return None
    cycle, component = reader.text(row.row, "cycle"), reader.text(row.row, "component")
    if table.first("cycle_component"):
        cycle, component = _cycle_and_component(reader.text(row.row, "cycle_component"))
    amount = reader.amounts(row.row)
    reader.text(row.row, "number")
    return DisciplineLine(
        place,
        code,
        title,
        amount.credits,
        amount.hours,
        kind_of(reader.text(row.row, "kind"), code, printed),
        _short("cycles", cycle),
        _short("components", component),
        reader.semester(row.row),
        reader.text(row.row, "assessment"),
        weak=table.kind == "matrix",
        printed=printed,
    )


def name_of_discipline(reader: Reader, row: int) -> tuple[str, Names, str]:
    """Give code, title and printed title of the discipline of a row; the code may stand in front of the title."""
    table = reader.table
    code_column = table.first("code")
    code = text_of(reader.value(row, code_column))
    title = Names()
    printed = ""
    for column in table.of_role("title", "code_title"):
        text = lines_of(reader.value(row, column))
        found = leading_discipline(text) if not code else None
        if found is not None and (column.role == "code_title" or code_column is None or not printed):
            code, text = found
        names = reader.names_of(text, column)
        printed = printed or text_of(text)
        title = Names(title.kk or names.kk, title.ru or names.ru, title.en or names.en)
    return code, title, printed


def kind_of(word: str, code: str, title: str) -> DisciplineKind | None:
    """Say what a discipline is, by the word in its column, else by its code and title; None if nothing tells.

    Examples
    --------
    >>> kind_of("", "П1", "Оқу практикасы"), kind_of("", "КМ 04", ""), kind_of("модуль", "", ""), kind_of("", "БП1", "")
    ('practice', 'module', 'module', None)
    """
    named = entry_of("values", word)
    for kind in DISCIPLINE_KINDS:
        if named == kind:
            return kind
    letters = re.sub(r"[\W\d_]", "", fold(code))
    kinds: tuple[DisciplineKind, ...] = ("attestation", "practice")
    for kind in kinds:
        if phrase_within("values", kind, title):
            return kind
    if letters and re.fullmatch(any_phrase("codes", ["practice"]), letters):
        return "practice"
    return "module" if code and is_module_code(code) else None


def _cycle_and_component(text: str) -> tuple[str, str]:
    parts = _PAIR.split(text, maxsplit=1)
    return (parts[0], parts[1]) if len(parts) > 1 else (text, "")


def _short(table: str, text: str) -> str:
    """Give a cycle or component as the institution writes it; a long name by its short one."""
    return (short_name(table, text) or text) if len(text) > _LONG else text


_LONG = 8

_SENTENCE = 15
"""Letters below which the words behind a code in a heading are a remark, not the text of the outcome."""


def _served(reader: Reader, row: TableRow) -> list[Served]:
    """Read the marks of a row, and the codes in its list of outcomes."""
    table = reader.table
    found: list[Served] = []
    several: list[Cell] = []
    weights: list[Cell] = []
    for column in table.of_role("mark", "guessed-mark"):
        value = reader.value(row.row, column)
        mark, remark = mark_of(value)
        cell = table.view.anchor(row.row, column.index)
        if remark == "unknown":
            table.view.note("mark-unknown", [cell], text_of(value))
        several += [cell] * (remark == "several")
        weights += [cell] * (remark == "weight")
        if mark and column.code:
            found.append(Served(column.code, mark, cell, column.cell, column.role == "mark"))
    for code, cells in (("mark-several", several), ("mark-weight", weights)):
        if cells:
            table.view.note(code, cells)
    for column in table.of_role("formed"):
        found += _listed(reader, row, column)
    return found


def _listed(reader: Reader, row: TableRow, column: Column) -> list[Served]:
    text = lines_of(reader.value(row.row, column))
    cell = reader.table.view.anchor(row.row, column.index)
    codes = list(listed_codes(text))
    if text_of(text) and not codes and mark_of(text)[1] == "unknown":
        reader.table.view.note("no-codes", [cell], text_of(text))
    return [Served(code, mark or "+", cell, cell) for code, mark in codes]


def _outcomes_of_headings(reader: Reader, lines: Lines) -> None:
    """Keep the texts that stand in the headings of a matrix beside or below the codes."""
    columns = [column for column in reader.table.of_role("mark") if len(column.text) >= _SENTENCE and column.code]
    lang = reader.lang or _vote([column.text for column in columns])
    for column in columns:
        place = Place(reader.table.view, column.cell, reader.table.number)
        lines.outcomes.append(OutcomeLine(place, column.code, split_names(column.text, lang), weak=True))


def _vote(texts: list[str]) -> Lang:
    return column_language(texts, "ru")


def read_transposed(reader: Reader, lines: Lines) -> int:
    """Read a matrix with outcomes in rows and disciplines in columns; give how many outcomes it has."""
    table = reader.table
    heads = {column.index: _head(reader, column) for column in table.of_role("discipline")}
    count = 0
    for row in rows_of(table):
        if row.kind != "data":
            continue
        if _row_of_facts(reader, row.row, heads):
            continue
        code, names = outcome_of_row(reader, row.row)
        if code is None:
            table.view.note("row-without-title", [(row.row, column) for column in table.view.filled(row.row)])
            continue
        count += 1
        if names.languages:
            place = reader.place(row.row, table.first("outcome") or table.first("outcome_code"))
            lines.outcomes.append(OutcomeLine(place, code, names, weak=True))
        for index, line in heads.items():
            column = table.columns[index]
            value = reader.value(row.row, column)
            mark, remark = mark_of(value)
            cell = table.view.anchor(row.row, index)
            if remark:
                note = {"unknown": "mark-unknown", "several": "mark-several", "weight": "mark-weight"}[remark]
                table.view.note(note, [cell], *([text_of(value)] if remark == "unknown" else []))
            if mark:
                heading = reader.place(row.row, table.first("outcome_code") or table.first("outcome")).cell
                line.served.append(Served(code, mark, cell, heading))
    lines.disciplines += heads.values()
    lines.matrix = True
    return count


def _head(reader: Reader, column: Column) -> DisciplineLine:
    """Make a discipline of the heading of its column: its code, its title, or both."""
    texts = list(column.texts)
    code = ""
    found = leading_discipline(texts[-1])
    if found:
        code, texts = found[0], [found[1]]
    elif len(texts) > 1:
        code = min(texts, key=len)
        texts.remove(code)
    elif _looks_like_code(texts[0]):
        code, texts = texts[0], []
    title = " ".join(texts[-1:])
    lang = reader.lang or _vote([" ".join(other.texts) for other in reader.table.of_role("discipline")])
    place = Place(reader.table.view, column.cell, reader.table.number)
    names = split_names(title, lang) if title else Names()
    return DisciplineLine(place, code, names, kind=kind_of("", code, title), weak=True, printed=title)


def _looks_like_code(text: str) -> bool:
    return len(text) <= _LONG + 4 and any(letter.isdecimal() for letter in text)


def outcome_of_row(reader: Reader, row: int) -> tuple[OutcomeCode | None, Names]:
    """Give code and text of the outcome of a row; the code may stand in front of the text."""
    table = reader.table
    code = reader.code(row, table.first("outcome_code"))
    names = Names()
    for column in table.of_role("outcome"):
        text = lines_of(reader.value(row, column))
        found = leading_code(text) if code is None or not text_of(text) else None
        if found is not None:
            code, text = found
        elif code is not None and (again := leading_code(text)) and again[1] and again[0].strict == code.strict:
            text = again[1]  # the code is printed in both columns
        one = reader.names_of(text, column)
        names = Names(names.kk or one.kk, names.ru or one.ru, names.en or one.en)
    return code, names


def _row_of_facts(reader: Reader, row: int, heads: dict[int, DisciplineLine]) -> bool:
    """Read a row of a transposed matrix that says something of the disciplines: credits, hours, semester, code.

    Returns
    -------
    bool
        False if the row is none of these.
    """
    view = reader.table.view
    first = view.filled(row)[0]
    meaning = meaning_of(view.text(row, first))
    if first in heads or meaning is None or meaning.role not in {"credits", "hours", "semester", "code", "cycle"}:
        return False
    view.use(row, first, "heading")
    for index, line in heads.items():
        value = reader.value(row, reader.table.columns[index])
        if meaning.role in {"semester", "code", "cycle"}:
            setattr(line, meaning.role, text_of(value))
            continue
        amount = amount_of(value, meaning.role)
        if amount is not None:
            line.hours, line.credits = amount.hours or line.hours, amount.credits or line.credits
        elif text_of(value):
            view.note("no-number", [view.anchor(row, index)], text_of(value))
    return True
