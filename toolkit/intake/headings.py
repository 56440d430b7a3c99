"""Where a sheet has tables: rows of headings, what each column under them holds, and how far the table reaches.

Columns are found by what their headings say in any of the three languages, never by where they stand. A table may begin
anywhere, have headings in several rows, merged or not, and rows of outcomes and columns of disciplines or the reverse.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from toolkit.intake.cells import mark_of, number_of, text_of
from toolkit.intake.codes import OutcomeCode, bare_code, leading_code
from toolkit.intake.grids import Value
from toolkit.intake.views import View
from toolkit.intake.words import Meaning, meaning_of, named_language, passport_field
from toolkit.model import Lang

_MAX_HEADING_ROWS = 6
_LOOK_AHEAD = 5
_WEAK = {"", "number", "remark", "total", "description", "topics"}
"""Roles that alone do not make a table that is of use here."""

_GROUPS = {"outcome", "formed", "outcome_code"}
"""Roles of headings under which bare numbers are codes of outcomes."""


@dataclass(slots=True)
class Column:
    """One column of a table: what its headings say, and what it turned out to hold.

    `role` is empty where no heading is known; ``mark`` for a column headed by an outcome, whose `code` and `text` come
    from the heading; ``in-semester`` for a column of one semester, whose number is its `text`; ``guessed-mark`` for a column of marks under a heading that may or may not be an outcome;
    ``discipline`` for a column of a matrix that has its outcomes in rows.
    """

    index: int
    role: str = ""
    lang: Lang | None = None
    texts: tuple[str, ...] = ()
    cell: tuple[int, int] = (1, 1)
    code: OutcomeCode | None = None
    text: str = ""


@dataclass(slots=True)
class Table:
    """A table of a sheet: rows of its headings, its last row, its columns."""

    view: View
    top: int
    bottom: int
    last: int
    columns: dict[int, Column] = field(default_factory=dict)
    kind: str = ""
    number: int = 0
    titles: tuple[str, ...] = ()
    """What stands above it on the sheet."""

    def of_role(self, *roles: str) -> list[Column]:
        """List the columns that have one of the roles, from left to right."""
        return [column for _, column in sorted(self.columns.items()) if column.role in roles]

    def first(self, role: str) -> Column | None:
        """Give the first column of a role, None if there is none."""
        return next(iter(self.of_role(role)), None)

    @property
    def roles(self) -> set[str]:
        """The roles that its columns have."""
        return {column.role for column in self.columns.values()}

    def body(self, column: int) -> list[Value]:
        """List the filled values of a column below the headings, merged ones once."""
        rows = range(self.bottom + 1, self.last + 1)
        values = (self.view.grid.at(row, column) for row in rows)
        return [value for value in values if text_of(value)]


def find_tables(view: View) -> list[Table]:
    """Find the tables of a sheet, from top to bottom; their columns have the roles that their headings say."""
    tables: list[Table] = []
    row = 1
    while row <= view.height:
        if _starts_heading(view, row, tables[-1] if tables else None):
            bottom = _heading_end(view, row)
            if tables:
                tables[-1].last = row - 1
            tables.append(Table(view, row, bottom, view.height, _columns(view, row, bottom)))
            row = bottom
        row += 1
    return tables


def _meanings(view: View, row: int, columns: Iterable[int]) -> dict[int, Meaning]:
    found = ((column, meaning_of(text_with_lines(view.grid.at(row, column)))) for column in columns)
    return {column: meaning for column, meaning in found if meaning is not None}


def text_with_lines(value: Value) -> str:
    """Give a heading as text, its line breaks kept; empty for what is no text.

    Examples
    --------
    >>> text_with_lines("Код\\nРО"), text_with_lines(3)
    ('Код\\nРО', '')
    """
    return value if isinstance(value, str) else ""


def _codes(view: View, row: int, columns: Iterable[int]) -> list[int]:
    return [column for column in columns if leading_code(text_of(view.grid.at(row, column)))]


def _starts_heading(view: View, row: int, before: Table | None) -> bool:
    filled = view.filled(row)
    if not filled or (before is not None and row <= before.bottom):
        return False
    words = {column.index for column in before.of_role("kind", "cycle", "component")} if before else set()
    meanings = _meanings(view, row, [column for column in filled if column not in words])  # «пән» is a value there
    if any(_only_passport(view, row, column, meanings) for column in filled):
        return False
    codes = _codes(view, row, filled)
    roles = {meaning.role for meaning in meanings.values()}
    strong = roles - _WEAK
    if len(codes) > 1 and len(codes) == len(set(_code_keys(view, row, codes))):
        return bool(strong) or not _codes_are_data(codes, before)
    values = {column: view.grid.at(row, column) for column in filled}
    numbers = [
        column for column, value in values.items() if not isinstance(value, str) and number_of(value) is not None
    ]
    if numbers and not _counts_up([values[column] for column in numbers]):
        return False
    if len(strong) > 1:
        return before is None or 2 * len(meanings) >= len(filled) - len(numbers)
    if (
        len(strong) == 1
        and (len(roles) > 1 or len(meanings) > 1)
        and strong <= {"outcome", "title", "module", "criterion"}
    ):
        return before is None or 2 * len(meanings) >= len(filled)
    corner = [column for column, meaning in meanings.items() if meaning.role in _GROUPS]
    return _outcomes_below(view, row, corner) or (roles <= {"number", *_GROUPS} and _is_transposed(view, row, filled))


def _only_passport(view: View, row: int, column: int, meanings: dict[int, Meaning]) -> bool:
    return column not in meanings and bool(passport_field(text_with_lines(view.grid.at(row, column))))


def _code_keys(view: View, row: int, columns: Iterable[int]) -> list[str]:
    found = (leading_code(text_of(view.grid.at(row, column))) for column in columns)
    return [code[0].strict for code in found if code]


def _codes_are_data(codes: list[int], before: Table | None) -> bool:
    """Say whether codes in a row belong to the list of a discipline: «История | РО1 | РО3»."""
    if before is None:
        return False
    listed = before.of_role("formed", "outcome_code", "outcome")
    return bool(listed) and min(codes) >= min(column.index for column in listed) and not before.of_role("mark")


def _counts_up(values: list[Value]) -> bool:
    numbers = [number_of(value) for value in values]
    return all(number == (numbers[0] or 0) + place for place, number in enumerate(numbers))


def _outcomes_below(view: View, row: int, columns: list[int]) -> bool:
    """Say whether codes of outcomes stand right below a heading, or to the left of what stands below it.

    A text that stands alone in its row is the heading of the very next row or the title of a table with headings.
    """
    ahead = _LOOK_AHEAD if len(view.filled(row)) > 1 else 1
    below = [place for place in range(row + 1, min(row + 1 + _LOOK_AHEAD, view.height + 1)) if view.filled(place)]
    return any(
        leading_code(text_of(view.grid.at(place, beside))) is not None
        for column in columns
        for place in below[:ahead]
        for beside in (column, column - 1)
    )


def _is_transposed(view: View, row: int, filled: list[int]) -> bool:
    """Say whether a row names disciplines over columns of marks, with outcomes in the rows below and nothing on top."""
    for below in range(row + 1, min(row + 1 + _LOOK_AHEAD, view.height + 1)):
        coded = _codes(view, below, view.filled(below))
        if len(coded) != 1:
            continue
        right = [column for column in filled if column > coded[0]]
        if _codes(view, row, filled) or any(mark_of(view.grid.at(row, column))[1] != "unknown" for column in right):
            return False
        rows = range(below, min(below + _LOOK_AHEAD, view.height + 1))
        values = [view.grid.at(place, column) for place in rows for column in right]
        marks = [mark_of(value) for value in values if text_of(value)]
        return len(right) > 1 and bool(marks) and all(remark != "unknown" for _, remark in marks)
    return False


def _heading_end(view: View, top: int) -> int:
    """Find the last row of headings: as deep as merged headings reach and as rows below only head columns."""
    bottom = top
    for column in view.filled(top):
        area = view.area(top, column)
        if area.bottom - top < _MAX_HEADING_ROWS:
            bottom = max(bottom, area.bottom)
    while bottom < min(top + _MAX_HEADING_ROWS, view.height) and _is_subheading(view, top, bottom + 1):
        bottom += 1
    return bottom


def _is_subheading(view: View, top: int, row: int) -> bool:
    filled = view.filled(row)
    if not filled:
        return False
    values = [view.grid.at(row, column) for column in filled]
    if len(filled) > 2 and number_of(values[0]) == 1 and all(map(number_of, values)) and _counts_up(values):
        return True  # the row that numbers the columns, or outcomes 1, 2, 3 …
    codes = [column for column in filled if bare_code(view.grid.at(row, column))]
    if len(codes) > 1 or _numbers_under_group(view, top, row, filled):
        return True
    if any(number_of(value) is not None for value in values):
        return False
    if _under_codes(view, top, row, filled) or _under_disciplines(view, top, row, filled):
        return True
    known = [
        column
        for column in filled
        if column in _meanings(view, row, [column]) or named_language(text_of(view.grid.at(row, column)))
    ]
    in_groups = [column for column in filled if _group_over(view, row, column, top) is not None]
    return len(known) == len(filled) and (len(known) > 1 or bool(in_groups))


def _numbers_under_group(view: View, top: int, row: int, filled: list[int]) -> bool:
    """Say whether a row has nothing but 1, 2, 3 … from below a heading of outcomes on."""
    values = [view.grid.at(row, column) for column in filled]
    meaning = meaning_of(view.lines(top, filled[0]))
    is_group = meaning is not None and meaning.role in _GROUPS
    return is_group and len(filled) > 1 and number_of(values[0]) == 1 and _counts_up(values)


def _under_codes(view: View, top: int, row: int, filled: list[int]) -> bool:
    """Say whether a row writes out the outcomes whose codes stand above."""
    above = row - 1
    return (
        above >= top
        and len(filled) > 1
        and all(
            leading_code(view.text(above, column)) is not None
            and not text_of(view.grid.at(row, column)).isdecimal()
            and mark_of(view.grid.at(row, column))[1] == "unknown"
            for column in filled
        )
    )


def _under_disciplines(view: View, top: int, row: int, filled: list[int]) -> bool:
    """Say whether a row writes out the disciplines whose codes stand above, over outcomes in rows."""
    above = view.filled(row - 1)
    known = _meanings(view, top, view.filled(top))
    outcomes = [column for column, meaning in known.items() if meaning.role in _GROUPS]
    words = [mark_of(view.grid.at(row, column))[1] == "unknown" for column in filled]
    if not outcomes or len(filled) < 2 or not all(words) or set(filled) & set(known) or set(filled) - set(above):
        return False
    return _outcomes_below(view, row, outcomes)


def _group_over(view: View, row: int, column: int, top: int) -> str | None:
    """Give the heading above a cell that spans several columns, the cell's own among them."""
    for above in range(row - 1, top - 1, -1):
        area = view.area(above, column)
        if area.right > area.left and view.text(above, column):
            return view.lines(above, column)
    return None


def _columns(view: View, top: int, bottom: int) -> dict[int, Column]:
    spans = [view.area(row, column) for row in range(top, bottom + 1) for column in view.filled(row)]
    last = min(max(area.right for area in spans), view.width)
    group_row = top - 1 if top > 1 and _is_group_row(view, top - 1) else top
    numbering = {row for row in range(top, bottom + 1) if _is_numbering(view, row)}
    found: dict[int, Column] = {}
    for index in range(1, last + 1):
        cells = dict.fromkeys(view.anchor(row, index) for row in range(group_row, bottom + 1) if row not in numbering)
        cells = {cell: None for cell in cells if text_of(view.grid.at(*cell))}
        found[index] = _column(view, index, list(cells), top)
        _continue_numbers(found[index], found.get(index - 1))
    for row in range(top, bottom + 1):
        for index in range(1, last + 1):
            view.use(row, index, "heading")
    return found


def _continue_numbers(column: Column, left: Column | None) -> None:
    """Take 2, 3, 4 … on the right of an outcome 1 as outcomes too: a group heading need not be merged over them."""
    if left is None or left.code is None or left.code.prefix or column.role or not column.texts:
        return
    number = column.texts[-1]
    if number.isdecimal() and left.code.number.isdecimal() and int(number) == int(left.code.number) + 1:
        column.role, column.code = "mark", OutcomeCode("", "", number)


def _is_group_row(view: View, row: int) -> bool:
    """Say whether a row has nothing but a wide heading over numbers or codes of outcomes."""
    filled = view.filled(row)
    meaning = meaning_of(view.lines(row, filled[0])) if len(filled) == 1 else None
    return meaning is not None and meaning.role in _GROUPS


def _is_numbering(view: View, row: int) -> bool:
    """Say whether a row only numbers the columns, beginning with the first."""
    values = [view.grid.at(row, column) for column in view.filled(row)]
    groups = [_group_over(view, row, column, 1) for column in view.filled(row)]
    return len(values) > 2 and None in groups and number_of(values[0]) == 1 and _counts_up(values)


def _column(view: View, index: int, cells: list[tuple[int, int]], top: int) -> Column:
    texts = tuple(text_of(view.grid.at(*cell)) for cell in cells)
    column = Column(index, texts=texts, cell=cells[-1] if cells else (top, index))
    if not cells:
        return column
    for place in range(len(cells) - 1, -1, -1):
        found = leading_code(texts[place])
        if found is not None:
            column.role, column.code, column.cell = "mark", found[0], cells[place]
            column.text = found[1] or " ".join(texts[place + 1 :])
            return column
    meanings = [meaning_of(text_with_lines(view.grid.at(*cell))) for cell in cells]
    known = [meaning for meaning in meanings if meaning is not None]
    if texts[-1].isdecimal() and known and known[-1].role in _GROUPS and len(cells) > 1:
        column.role, column.code = "mark", OutcomeCode("", "", texts[-1])
        return column
    if texts[-1].isdecimal() and known and known[-1].role == "semester" and len(cells) > 1:
        column.role, column.text = "in-semester", texts[-1]
        return column
    column.lang = next((meaning.lang for meaning in reversed(known) if meaning.lang), None)
    column.role = _role([meaning.role for meaning in known if meaning.role])
    if not column.role:
        joined = meaning_of(" ".join(texts))
        column.role, column.lang = (joined.role, joined.lang or column.lang) if joined else ("", column.lang)
    return column


_UNDER = {
    ("outcome", "code"): "outcome_code",
    ("outcome", "number"): "outcome_code",
    ("module", "code"): "module_code",
    ("module", "number"): "module_code",
    ("title", "name"): "title",
    ("module", "name"): "module",
    ("outcome", "name"): "outcome",
    ("credits", "total"): "credits",
    ("hours", "total"): "hours",
    ("volume", "total"): "volume",
}
"""What a heading under another means, where it is not what it means alone."""


def _role(roles: list[str]) -> str:
    if not roles:
        return ""
    if len(roles) == 1:
        return roles[0]
    return _UNDER.get((roles[-2], roles[-1]), roles[-1])
