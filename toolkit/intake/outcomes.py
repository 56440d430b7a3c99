"""Lists of outcomes, with headings or without, of criteria, and of the standards to compare with, as lines."""

import re

from toolkit.intake.cells import lines_of, number_of
from toolkit.intake.codes import OutcomeCode, leading_code
from toolkit.intake.disciplines import outcome_of_row
from toolkit.intake.lines import Cell, CriterionLine, Lines, OutcomeLine, Place
from toolkit.intake.reading import Reader
from toolkit.intake.rows import rows_of
from toolkit.intake.views import View
from toolkit.languages import column_language, split_names
from toolkit.model import Lang, Target


def read_outcomes(reader: Reader, lines: Lines) -> int:
    """Read a list of outcomes, one a row; give how many it has."""
    count = 0
    for row in rows_of(reader.table):
        if row.kind != "data":
            continue
        found = outcomes_of_row(reader, row.row)
        for line in found:
            line.module = reader.text(row.row, "module_code")
            line.module_column = reader.table.first("module_code") is not None
            line.level = reader.level(row.row)
        lines.outcomes += found
        count += len(found)
    return count


def outcomes_of_row(reader: Reader, row: int) -> list[OutcomeLine]:
    """Read the outcome of a row, or the several that stand in one cell of it, one a line; none if the row has none."""
    table = reader.table
    column = table.first("outcome") or table.first("outcome_code")
    place = reader.place(row, column)
    text_column = table.first("outcome")
    if text_column is not None and table.first("outcome_code") is None:
        several = outcomes_in(lines_of(table.view.shown(row, text_column.index)))
        if len(several) > 1:
            reader.value(row, text_column)
            return [OutcomeLine(place, code, reader.names_of(text, text_column)) for code, text in several]
    code, names = outcome_of_row(reader, row)
    number = reader.text(row, "number")
    numbered = code is None and bool(re.fullmatch(r"\d{1,3}(\.\d{1,2})?\.?", number))
    if numbered:
        code = OutcomeCode("", "", number.rstrip("."))
    if code is None and not names.languages:
        return []
    return [OutcomeLine(place, code, names, numbered=numbered)]


def outcomes_in(text: str) -> list[tuple[OutcomeCode, str]]:
    """Take a text with outcomes one under another apart.

    Examples
    --------
    >>> [code.printed for code, _ in outcomes_in("РО1 - Анализирует рынок.\\nРО2 - Планирует\\nпроект.")]
    ['РО1', 'РО2']
    """
    found: list[tuple[OutcomeCode, str]] = []
    for line in filter(str.strip, text.split("\n")):
        read = leading_code(line)
        if read is not None:
            found.append(read)
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}".strip())
        else:
            return []
    return found


def read_criteria(reader: Reader, lines: Lines) -> int:
    """Read a table of criteria, one a row, each with the code of its outcome; give how many it has."""
    count = 0
    column = reader.table.first("outcome_code")
    for row in rows_of(reader.table):
        if row.kind != "data":
            continue
        code, names = reader.code(row.row, column), reader.names(row.row, "criterion")
        reader.text(row.row, "number")
        if code is None or not names.languages:
            cells = [(row.row, index) for index in reader.table.view.filled(row.row)]
            reader.table.view.note("criterion-without-outcome", cells)
            continue
        place = reader.place(row.row, column)
        lines.criteria.append(CriterionLine(place, code, names))
        count += 1
    return count


def loose_outcomes(view: View, number: int, lines: Lines, lang: Lang | None) -> list[Cell]:
    """Read outcomes that stand outside of tables with headings: a code with its text in a cell or in the next one.

    Returns
    -------
    list of cells
        Where they stand.
    """
    found: list[tuple[Cell, OutcomeCode, str]] = []
    for row in range(1, view.height + 1):
        for column in view.unused(row):
            text = lines_of(view.grid.at(row, column))
            for code, behind in outcomes_in(text):
                words = behind or _text_beside(view, row, column)
                if words:
                    found.append(((row, column), code, words))
    vote = lang or column_language([text for _, _, text in found], "ru")
    for cell, code, text in found:
        view.use(*cell, "value")
        lines.outcomes.append(OutcomeLine(Place(view, cell, number), code, split_names(text, vote)))
    return [cell for cell, _, _ in found]


def _text_beside(view: View, row: int, column: int) -> str:
    """Give the text in the next filled cell if it is that of an outcome, and count it as read."""
    beside = next((index for index in view.unused(row) if index > column), None)
    words = lines_of(view.grid.at(row, beside)) if beside else ""
    if beside is None or number_of(words) is not None or leading_code(words) or not any(map(str.isalpha, words)):
        return ""
    view.use(row, beside, "value")
    return words


_CARD = re.compile(r"\d{1,4}")
_AREA = re.compile(r"\d{1,2}(\.\d{1,2})+\.?")


def read_targets(reader: Reader, lines: Lines) -> int:
    """Read the standards with their cards, and frameworks with their areas; give how many there are."""
    count = 0
    for row in rows_of(reader.table):
        if row.kind != "data":
            continue
        standard, cards = reader.text(row.row, "standard"), reader.text(row.row, "cards")
        reader.text(row.row, "number")
        numbers = [part for part in re.split(r"[\s,;]+", cards) if part]
        if not standard or not all(_CARD.fullmatch(part) or _AREA.fullmatch(part) for part in numbers):
            cells = [(row.row, column) for column in reader.table.view.filled(row.row)]
            reader.table.view.note("cards-unclear", cells, cards)
        if standard:
            chosen = tuple(int(part) for part in numbers if _CARD.fullmatch(part))
            areas = tuple(part.rstrip(".") for part in numbers if _AREA.fullmatch(part))
            lines.targets.append(Target(standard, chosen, areas))
            count += 1
    return count
