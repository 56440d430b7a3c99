"""The tables of colleges: modules with their outcomes, criteria, hours and credits; working curricula by modules."""

from dataclasses import dataclass, field

from toolkit.intake.cells import Amount, amount_of, items_of, lines_of, text_of
from toolkit.intake.codes import leading_code, leading_module
from toolkit.intake.disciplines import discipline_of_row, kind_of, name_of_discipline
from toolkit.intake.headings import Table
from toolkit.intake.lines import Cell, DisciplineLine, Lines, OutcomeLine, Place, Served
from toolkit.intake.outcomes import outcomes_of_row
from toolkit.intake.reading import AmountName, Reader, check_sums
from toolkit.intake.rows import TableRow, rows_of, section_after
from toolkit.languages import column_language, joined, split_names
from toolkit.model import Lang, Names


@dataclass(slots=True)
class _Module:
    """A module of a college while its rows are read: its own amount, and the amounts of its outcomes."""

    line: DisciplineLine
    own: Amount | None = None
    parts: dict[Cell, Amount] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)


def read_modules(reader: Reader, lines: Lines) -> int:
    """Read a table of modules with their outcomes, criteria, hours and credits; give how many outcomes it has.

    An outcome belongs to the module whose merged cell or block of rows it stands in. A module becomes a discipline of the
    programme unless the table names disciplines too.
    """
    table = reader.table
    names_disciplines = bool(table.of_role("title", "code_title"))
    modules: list[_Module] = []
    outcomes: dict[Cell, OutcomeLine] = {}
    disciplines: dict[Cell, DisciplineLine] = {}
    current: OutcomeLine | None = None
    rows = rows_of(table)
    for row in rows:
        before = len(modules)
        _module(reader, row, modules)
        module = modules[-1] if modules else None
        if len(modules) > before:
            current = None
        if row.kind != "data":
            continue
        current = _outcome(reader, row, outcomes, current, module)
        _criteria(reader, row, current)
        if names_disciplines:
            _discipline_of_row(reader, row, disciplines, current)
        else:
            _amount(reader, row, module)
    lines.outcomes += outcomes.values()
    lines.disciplines += disciplines.values()
    counted: dict[int, Amount] = {line.place.cell[0]: Amount(line.hours, line.credits) for line in disciplines.values()}
    for module in [] if names_disciplines else modules:
        counted |= _add_up(table, module)
        lines.disciplines.append(module.line)
    check_sums(table, [row for row in rows if row.kind != "section"], counted)
    return len(outcomes)


def _module(reader: Reader, row: TableRow, modules: list[_Module]) -> None:
    """Open the module that a row begins: in a column of modules or as the heading of a section."""
    table = reader.table
    column = table.first("module") or table.first("module_code")
    known = {module.line.place.cell for module in modules}
    if row.kind == "section" and leading_module(row.text):
        index = table.view.filled(row.row)[0]
        place = Place(table.view, table.view.anchor(row.row, index), table.number)
        code, title = leading_module(row.text) or ("", row.text)
        modules.append(_Module(_module_line(place, code, title, reader.lang or column_language([title], "ru"))))
        _own_amount(table, row, modules[-1])
        return
    if column is None or row.kind != "data":
        return
    place = reader.place(row.row, column)
    text = lines_of(reader.value(row.row, column))
    if place.cell in known or not text_of(text):
        if modules:
            modules[-1].rows.append(row.row)
        return
    code = reader.text(row.row, "module_code")
    found = leading_module(text)
    if found is not None and (not code or column.role == "module_code"):
        code, text = found
    elif column.role == "module_code":
        code, text = text_of(text), ""
    if modules and code and modules[-1].line.code == code and modules[-1].line.printed == text_of(text):
        modules[-1].rows.append(row.row)  # the module is written out again in each of its rows
        return
    line = _module_line(place, code, text, reader.language(column))
    for other in table.of_role("module")[1:]:
        line.title = joined(line.title, reader.names_of(lines_of(reader.value(row.row, other)), other))
    modules.append(_Module(line, rows=[row.row]))


def _module_line(place: Place, code: str, title: str, lang: Lang) -> DisciplineLine:
    names = split_names(title, lang) if text_of(title) else Names()
    return DisciplineLine(
        place, code, names, kind=kind_of("", code, text_of(title)) or "module", printed=text_of(title)
    )


def _own_amount(table: Table, row: TableRow, module: _Module) -> None:
    """Read hours and credits in the heading of a module's section."""
    for column in table.of_role("credits", "hours", "volume"):
        found = amount_of(table.view.grid.at(row.row, column.index), column.role)
        if found is not None:
            before = module.own or Amount()
            module.own = Amount(
                found.hours if before.hours is None else before.hours,
                found.credits if before.credits is None else before.credits,
            )


def _outcome(
    reader: Reader,
    row: TableRow,
    outcomes: dict[Cell, OutcomeLine],
    current: OutcomeLine | None,
    module: _Module | None,
) -> OutcomeLine | None:
    """Read the outcome of a row; an empty or merged cell continues the one above."""
    table = reader.table
    column = table.first("outcome") or table.first("outcome_code")
    place = reader.place(row.row, column)
    if column is None or place.cell in outcomes:
        return outcomes.get(place.cell, current)
    for line in outcomes_of_row(reader, row.row):
        key = place.cell if place.cell not in outcomes else (row.row, -len(outcomes))
        line.module = (module.line.code or module.line.printed) if module else ""
        line.module_column = module is not None
        line.level = reader.level(row.row)
        outcomes[key] = line
        current = line
    return current


def _criteria(reader: Reader, row: TableRow, outcome: OutcomeLine | None) -> None:
    known = len(outcome.criteria) if outcome else 0
    for column in reader.table.of_role("criterion"):
        anchor = reader.table.view.anchor(row.row, column.index)
        value = reader.value(row.row, column)
        if anchor[0] != row.row or not text_of(value):
            continue
        if outcome is None:
            reader.table.view.note("criterion-without-outcome", [anchor])
            continue
        for place, item in enumerate(items_of(value), known):
            names = reader.names_of(item, column)
            other = outcome.criteria[place] if place < len(outcome.criteria) else None
            if other is not None and not set(other.languages) & set(names.languages) and column.lang:
                outcome.criteria[place] = Names(other.kk or names.kk, other.ru or names.ru, other.en or names.en)
            else:
                outcome.criteria.append(names)


def _discipline_of_row(
    reader: Reader, row: TableRow, disciplines: dict[Cell, DisciplineLine], outcome: OutcomeLine | None
) -> None:
    """Read the discipline beside an outcome, which it serves."""
    table = reader.table
    column = table.first("title") or table.first("code_title")
    place = reader.place(row.row, column)
    line = disciplines.get(place.cell)
    if line is None:
        code, title, printed = name_of_discipline(reader, row.row)
        if not code and not title.languages:
            return
        amount = reader.amounts(row.row)
        line = DisciplineLine(place, code, title, amount.credits, amount.hours, printed=printed)
        line.kind = kind_of(reader.text(row.row, "kind"), code, printed)
        line.semester = reader.semester(row.row)
        line.cycle, line.component = reader.text(row.row, "cycle"), reader.text(row.row, "component")
        line.assessment = reader.text(row.row, "assessment")
        disciplines[place.cell] = line
    if outcome is not None and outcome.code is not None:
        line.served.append(Served(outcome.code, "+", place.cell, place.cell))


def _amount(reader: Reader, row: TableRow, module: _Module | None) -> None:
    """Read hours and credits of a row: of the whole module if merged over all its rows, else of the outcome."""
    table = reader.table
    columns = table.of_role("credits", "hours", "volume")
    anchors = {table.view.anchor(row.row, column.index) for column in columns}
    if not columns or module is None or not any(cell[0] == row.row for cell in anchors):
        return
    amount = reader.amounts(row.row)
    if amount.hours is not None or amount.credits is not None:
        module.parts[(row.row, columns[0].index)] = amount


def _add_up(table: Table, module: _Module) -> dict[int, Amount]:
    """Give a module its own amount, or the sum of its parts; warn where both are printed and differ.

    Returns
    -------
    dict
        Row → what a sum below counts: the parts, or the module if it has none.
    """
    line, parts = module.line, list(module.parts.values())
    column = next(iter(table.of_role("credits", "hours", "volume")), None)
    if module.own is None and column is not None and len(parts) == 1 and len(module.rows) > 1:
        module.own = parts.pop()
    names: tuple[AmountName, ...] = ("hours", "credits")
    for name in names:
        own = getattr(module.own, name) if module.own else None
        sums = [number for part in parts if (number := getattr(part, name)) is not None]
        if own is not None and sums and sum(sums) != own:
            cells = [line.place.cell, *module.parts]
            table.view.note(
                "module-differs", cells, line.code or line.printed, f"{own:g}", f"{sum(sums):g}", f"@disciplines.{name}"
            )
        setattr(line, name, own if own is not None else (sum(sums) if sums else None))
    if parts:
        return {cell[0]: amount for cell, amount in module.parts.items()}
    return {min([line.place.cell[0], *module.rows]): Amount(line.hours, line.credits)}


def read_curriculum(reader: Reader, lines: Lines) -> int:
    """Read a working curriculum in which the outcomes of a module stand in the rows below it; give how many rows it has."""
    table = reader.table
    rows = rows_of(table)
    modules: list[_Module] = []
    read: dict[Cell, DisciplineLine] = {}
    counted: dict[int, Amount] = {}
    cycle = component = ""
    for row in rows:
        if row.kind == "section":
            cycle, component = section_after(row.text, cycle, component)
        if row.kind != "data":
            continue
        if _outcome_under_module(reader, row, lines, modules):
            continue
        line = discipline_of_row(reader, row, read)
        if line is None:
            continue
        line.cycle, line.component = line.cycle or cycle, line.component or component
        read[line.place.cell] = line
        lines.disciplines.append(line)
        amount = Amount(line.hours, line.credits)
        if line.kind == "module":
            stated = line.hours is not None or line.credits is not None
            modules.append(_Module(line, amount if stated else None, rows=[row.row]))
        else:
            counted[row.row] = amount
    for module in modules:
        _add_up(table, module)
        counted[module.rows[0]] = Amount(module.line.hours, module.line.credits)
    check_sums(table, rows, counted)
    return len(read)


def _outcome_under_module(reader: Reader, row: TableRow, lines: Lines, modules: list[_Module]) -> bool:
    """Read a row that is an outcome of the module above; say whether it is one."""
    table = reader.table
    columns = [column for column in (table.first("code"), table.first("title")) if column]
    texts = [lines_of(table.view.shown(row.row, column.index)) for column in columns]
    found = leading_code(" ".join(text for text in texts if text))
    if found is None or not columns:
        return False
    code, text = found
    for column in columns:
        reader.value(row.row, column)
    place = reader.place(row.row, columns[-1])
    module = modules[-1] if modules else None
    amount = reader.amounts(row.row)
    if module is not None and (amount.hours is not None or amount.credits is not None):
        module.parts[(row.row, columns[-1].index)] = amount
    name = (module.line.code or module.line.printed) if module else ""
    names = reader.names_of(text, columns[-1])
    lines.outcomes.append(OutcomeLine(place, code, names, name, module_column=module is not None))
    for role in ("number", "semester", "assessment", "cycle", "component", "kind"):
        reader.text(row.row, role)
    return True
