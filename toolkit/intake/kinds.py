"""What kind of table it is, by its headings, and what the columns hold that their headings leave open, by their cells."""

from toolkit.intake.cells import mark_of, text_of
from toolkit.intake.codes import bare_code, is_list_of_codes, leading_code, leading_module, own_code
from toolkit.intake.grids import Value
from toolkit.intake.headings import Column, Table
from toolkit.languages import column_language
from toolkit.model import Lang

_OF_DISCIPLINES = {
    "code",
    "kind",
    "cycle",
    "component",
    "cycle_component",
    "credits",
    "hours",
    "volume",
    "semester",
    "assessment",
    "formed",
    "number",
    "mark",
    "guessed-mark",
}
"""Roles beside which a column of names holds disciplines."""

_READ = {"outcomes", "criteria", "modules", "curriculum", "disciplines", "matrix", "transposed", "compare"}

_USED = {
    "compare": ("standard", "cards"),
    "criteria": ("outcome_code", "criterion", "number"),
    "outcomes": ("outcome_code", "outcome", "module_code", "level", "number"),
}
"""Roles that tables of some kinds can use; the others can use all."""


def settle(table: Table) -> None:
    """Say what kind of table it is, and give every column the role that its cells confirm.

    A table that has nothing of use here gets no kind; one that compares with a standard is ``standard``, a matrix of
    outcomes against anything but disciplines ``foreign``. What cannot be used is noted.
    """
    _outcome_columns(table)
    _unheaded_columns(table)
    _names(table)
    _codes(table)
    _columns_of_marks(table)
    table.kind = _kind(table)
    if table.kind == "disciplines" and _has_outcomes_below_modules(table):
        table.kind = "curriculum"
    if table.kind == "outcomes" and any(
        leading_module(text_of(value)) for column in table.of_role("outcome") for value in table.body(column.index)
    ):
        table.kind = "modules"
    _one_column_a_role(table)


def _share(values: list[Value], matches: list[bool]) -> float:
    return sum(matches) / len(values) if values else 0.0


def _outcome_columns(table: Table) -> None:
    """Tell codes, texts and lists of codes apart in columns headed «РО» or «Результаты обучения»."""
    has_title = bool(table.of_role("title", "code_title")) or (
        bool(table.of_role("name", "module")) and not _has_texts(table)
    )
    for column in table.of_role("outcome", "outcome_code", "formed"):
        values = table.body(column.index)
        bare = _share(values, [bare_code(value) is not None for value in values])
        listed = _share(values, [is_list_of_codes(text_of(value)) for value in values])
        if has_title and column.role != "formed" and listed > 0.5:
            column.role = "formed"
        elif column.role == "outcome" and bare > 0.5 and _text_beside(table, column):
            column.role = "outcome_code"


def _has_texts(table: Table) -> bool:
    values = [text_of(value) for column in table.of_role("outcome") for value in table.body(column.index)]
    return any(not is_list_of_codes(value) for value in values)


def _text_beside(table: Table, column: Column) -> bool:
    """Say whether another column has the texts of outcomes of which this one has the codes."""
    if any(other.index != column.index for other in table.of_role("outcome", "name")):
        return True
    right = table.columns.get(column.index + 1)
    if right is not None and not right.role and not right.texts and table.body(right.index):
        right.role = "outcome"
        return True
    return False


def _unheaded_columns(table: Table) -> None:
    """Recognise columns without a known heading by what is in them."""
    used = [index for index in table.columns if table.columns[index].role]
    for column in list(table.columns.values()):
        values = table.body(column.index) if not column.role else []
        if not values:
            continue
        codes = [bare_code(value) is not None for value in values]
        if _share(values, codes) > 0.5 and not table.of_role("outcome_code", "mark"):
            column.role = "outcome_code"
    if table.of_role("mark") and not table.of_role("title", "code_title", "name", "module"):
        first = min(column.index for column in table.of_role("mark"))
        left = [column for index in range(1, first) if not (column := table.columns[index]).role and not column.texts]
        sizes = {column.index: sum(len(text_of(value)) for value in table.body(column.index)) for column in left}
        if sizes and max(sizes.values()):
            best = max(sizes, key=lambda index: sizes[index])
            table.columns[best].role = "title"
            table.view.note("column-guessed", [(table.bottom, best)], "@headings.title")
    elif used and _lonely_code(table):
        column = table.of_role("outcome_code")[0]
        right = table.columns.get(column.index + 1)
        if right is not None and not right.role and table.body(right.index):
            right.role = "outcome"


def _lonely_code(table: Table) -> bool:
    return bool(table.of_role("outcome_code")) and not table.of_role(
        "outcome", "name", "title", "criterion", "mark", "code_title", "formed"
    )


def _names(table: Table) -> None:
    """Decide what a column headed «Наименование» names."""
    for column in table.of_role("name"):
        outcomes = table.of_role("outcome_code") and not table.roles & (_OF_DISCIPLINES - {"number", "code"})
        column.role = "outcome" if outcomes and not table.of_role("outcome") else "title"
    if table.of_role("module") and not table.of_role("outcome", "criterion", "outcome_code"):
        role = "group" if table.of_role("title", "code_title") else "title"
        for place, column in enumerate(table.of_role("module")):
            column.role = role if not place or column.lang else "group"  # one title a language, else a group
    elif table.of_role("title", "code_title") and table.of_role("module") and not table.of_role("outcome"):
        for column in table.of_role("module"):
            column.role = "group"


def _codes(table: Table) -> None:
    """Decide whose codes a column headed «Код» holds: those of the texts on its right."""
    for column in table.of_role("code", "module_code"):
        right = [
            other for other in table.of_role("title", "outcome", "module", "code_title") if other.index > column.index
        ]
        near = min(right, key=lambda other: other.index).role if right else ""
        if column.role == "code" and near == "outcome" and not table.of_role("outcome_code"):
            column.role = "outcome_code"
        elif column.role == "code" and near == "module":
            column.role = "module_code"
        elif column.role == "module_code" and not table.of_role("outcome", "criterion", "outcome_code", "module"):
            column.role = "code" if table.of_role("title") and not table.of_role("code") else "group"


def _columns_of_marks(table: Table) -> None:
    """Find columns of marks under headings that are no known codes: odd codes of outcomes, or disciplines."""
    outcomes = table.of_role("outcome_code", "outcome")
    loose = []
    for column in table.of_role(""):
        values = _beside_outcomes(table, column, outcomes) if outcomes else table.body(column.index)
        if values and column.texts and all(mark_of(value)[1] in {"", "several"} for value in values):
            loose.append(column)
    if table.of_role("title", "code_title", "code") or (loose and table.of_role("mark")):
        for column in loose:
            column.role, column.code = "guessed-mark", own_code(column.texts[-1])
    elif outcomes and loose:
        first = min(column.index for column in outcomes)
        for column in table.of_role(""):
            empty = not _beside_outcomes(table, column, outcomes)
            if column.texts and column.index > first and (column in loose or empty):
                column.role = "discipline"


def _beside_outcomes(table: Table, column: Column, outcomes: list[Column]) -> list[Value]:
    """List the values of a column in the rows that begin with the code of an outcome."""
    view, rows = table.view, range(table.bottom + 1, table.last + 1)
    coded = [row for row in rows if any(leading_code(view.text(row, other.index)) for other in outcomes)]
    return [value for row in coded if text_of(value := view.grid.at(row, column.index))]


def _kind(table: Table) -> str:
    roles = table.roles
    if "statement" in roles:
        return "standard"
    if "mark" in roles and not roles & {"title", "code_title", "code"}:
        return "foreign"
    if "discipline" in roles:
        return "transposed"
    if "standard" in roles:
        return "compare"
    if "outcome" in roles and "mark" not in roles:
        module = roles & {"module", "criterion", "volume", "hours", "credits", "title", "code_title"}
        return "modules" if module else "outcomes"
    if roles & {"mark"}:
        return "matrix"
    if "criterion" in roles and "outcome_code" in roles:
        return "modules" if "module" in roles else "criteria"
    if roles & {"title", "code_title"} and roles & _OF_DISCIPLINES:
        if "guessed-mark" in roles and not roles & (_OF_DISCIPLINES - {"guessed-mark", "number", "code"}):
            return "matrix"
        return "disciplines"
    if "module" in roles and "outcome_code" in roles:
        return "modules"
    return ""


def _has_outcomes_below_modules(table: Table) -> bool:
    """Say whether rows of a list of disciplines are modules and, below each, its outcomes."""
    values = [text_of(value) for column in table.of_role("title", "code") for value in table.body(column.index)]
    return sum(leading_code(value) is not None for value in values) > 1 and any(map(leading_module, values))


_ALONE = {"code", "number", "outcome_code", "module_code", "credits", "hours", "volume", "semester", "level", "kind"}
_ALONE |= {"cycle", "component", "cycle_component", "assessment", "formed", "standard", "cards", "code_title"}


def _one_column_a_role(table: Table) -> None:
    """Keep the first of several columns of a role, and note the columns that are not used."""
    seen: set[tuple[str, Lang | None]] = set()
    for _, column in sorted(table.columns.items()):
        key = (column.role, column.lang)
        texts = column.role in {"outcome", "title", "criterion"} or (
            column.role == "module" and column.lang is not None
        )
        if texts and column.lang is None and (column.role, None) in seen:
            key = (column.role, _voted(table, column))
        if column.role in _ALONE or (column.role == "module" and not texts):
            key = (column.role, None)
        if key in seen and (texts or column.role in _ALONE or column.role == "module"):
            column.role = "group"
        seen.add(key)
    if table.kind not in _READ:
        return
    allowed = _USED.get(table.kind)
    for column in table.columns.values():
        known = column.role not in {"", "group", "remark", "topics", "description"}
        usable = known and (allowed is None or column.role in allowed)
        if (
            not usable
            and (column.texts or column.role)
            and table.body(column.index)
            and column.role not in {"number", "total"}
        ):
            if known:
                column.role = "group"
            code = "column-set-aside" if column.role else "column-unknown"
            table.view.note(code, [column.cell], " / ".join(column.texts))


def _voted(table: Table, column: Column) -> Lang:
    return column_language((text_of(value) for value in table.body(column.index)), "ru")
