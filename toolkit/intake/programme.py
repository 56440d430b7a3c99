"""A workbook understood: sheet by sheet, then all tables put together as one programme."""

from collections import Counter
from dataclasses import dataclass, field

from toolkit.intake.disciplines import read_disciplines, read_transposed
from toolkit.intake.grids import Area, Book, Grid, cell_name
from toolkit.intake.headings import Table, find_tables
from toolkit.intake.join_disciplines import (
    disciplines_of,
    find_modules,
    join_disciplines,
    marks_from_modules,
    marks_of,
    module_codes,
)
from toolkit.intake.join_outcomes import join_outcomes, note_spellings, outcomes_of
from toolkit.intake.kinds import settle
from toolkit.intake.lines import Lines
from toolkit.intake.modules import read_curriculum, read_modules
from toolkit.intake.notes import SEVERITIES, Found, Intake, Note, PlaceKind, TableKind
from toolkit.intake.outcomes import loose_outcomes, read_criteria, read_outcomes, read_targets
from toolkit.intake.passport import (
    Passport,
    Values,
    clashing_codes,
    facts_of,
    missing_facts,
    read_facts,
    titles_with_codes,
)
from toolkit.intake.reading import Reader
from toolkit.intake.views import MAX_FILLED_ROWS, View, columns_named
from toolkit.intake.words import entry_of, language_in
from toolkit.model import Institution, Lang, Names, Programme
from toolkit.programmes import programme_code

MAX_LINES = 1_000
"""Rows with outcomes, and with disciplines, that a file may have; the largest known to us has 200 in each language."""

_READERS = {
    "outcomes": read_outcomes,
    "criteria": read_criteria,
    "modules": read_modules,
    "curriculum": read_curriculum,
    "disciplines": read_disciplines,
    "matrix": read_disciplines,
    "transposed": read_transposed,
    "compare": read_targets,
}

_LEFT = {"standard": "table-standard", "foreign": "table-foreign"}
"""Kinds of tables that are understood and not taken, with what is said of them."""

_FOUND_AS: dict[str, TableKind] = {
    "outcomes": "outcomes",
    "criteria": "criteria",
    "modules": "modules",
    "curriculum": "modules",
    "disciplines": "disciplines",
    "matrix": "matrix",
    "transposed": "matrix",
    "compare": "compare",
}


@dataclass(slots=True)
class _Work:
    """A workbook while it is being understood."""

    book: Book
    views: list[View]
    lines: Lines = field(default_factory=Lines)
    passport: Passport = field(default_factory=Passport)
    found: list[Found] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    places: list[tuple[PlaceKind, str, str]] = field(default_factory=list)
    tables: int = 0


def understand(book: Book, *, programme_id: str) -> Intake:
    """Understand a workbook as one programme.

    Parameters
    ----------
    book : Book
        The workbook: our template, or tables as people make them.
    programme_id : str
        Name of the programme in the project.

    Returns
    -------
    Intake
        The programme, or none if a note is an error: nothing recognisable, no outcomes, two programmes in one file.
        Whatever was not understood is a note with sheet and cell.

    Examples
    --------
    >>> grid = Grid("Лист1", (("Код РО", "Результат обучения"), ("РО1", "Анализирует рынок труда и его прогноз.")))
    >>> intake = understand(Book("file.xlsx", (grid,)), programme_id="p")
    >>> intake.programme.outcomes[0].text.ru
    'Анализирует рынок труда и его прогноз.'
    """
    work = _Work(book, [View(grid) for grid in book.grids])
    for view in _views_to_read(work):
        _read_sheet(work, view)
    programme = _programme(work, programme_id)
    for view in work.views:
        _account(work, view)
    notes = work.notes + [note for view in work.views for note in view.notes]
    notes = sorted(dict.fromkeys(notes), key=lambda note: SEVERITIES.index(note.severity))
    if any(note.severity == "error" for note in notes):
        programme = None
    uses = tuple(use for view in work.views for use in view.cell_uses())
    return Intake(programme, tuple(work.found), tuple(notes), uses, tuple(work.places))


def _views_to_read(work: _Work) -> list[View]:
    """Choose the sheets to read: hidden ones only if nothing else has outcomes; the guide of the template never."""
    book = work.book
    for flag, code in ((book.macros, "macros"), (book.links, "links"), (book.plain_numbers, "plain-numbers")):
        if flag:
            work.notes.append(Note(code))
    readable = []
    for view in work.views:
        if view.filled_rows > MAX_FILLED_ROWS:
            work.notes.append(Note("sheet-too-large", view.name, params=(str(MAX_FILLED_ROWS),)))
        elif entry_of("sheets", view.name) != "guide":
            readable.append(view)
    shown = [view for view in readable if not view.grid.hidden]
    hidden = [view for view in readable if view.grid.hidden and view.height]
    if hidden and not any(_has_outcomes(view.grid) for view in shown):
        shown = readable
        work.notes += [Note("hidden-sheet-read", view.name) for view in hidden]
    else:
        work.notes += [Note("hidden-sheet", view.name) for view in hidden]
    return shown


def _has_outcomes(grid: Grid) -> bool:
    probe, lines = View(grid), Lines()
    tables = find_tables(probe)
    for table in tables:
        settle(table)
    if any(table.kind in {"outcomes", "modules"} and table.body(_first_text(table)) for table in tables):
        return True
    return bool(loose_outcomes(probe, 0, lines, None)) or any(
        column.text for table in tables for column in table.of_role("mark")
    )


def _first_text(table: Table) -> int:
    columns = table.of_role("outcome", "outcome_code")
    return columns[0].index if columns else 0


def _read_sheet(work: _Work, view: View) -> None:
    before = len(work.found)
    lang = language_in(view.name)
    tables = find_tables(view)
    for table in tables:
        _read_table(work, table, lang)
    facts = facts_of(view)
    if facts:
        count = read_facts(facts, work.passport)
        headings = tuple(
            (_passport_name(fact.field), cell_name(*fact.cell), fact.label) for fact in facts if fact.field != "other"
        )
        cells = [fact.cell for fact in facts] + [cell for fact in facts for cell, _, _ in fact.values]
        work.found.append(Found("passport", view.name, _around(cells), headings, count))
    work.tables += 1
    cells = loose_outcomes(view, work.tables, work.lines, lang)
    if cells:
        work.found.append(Found("outcomes", view.name, _around(cells), (), len(cells)))
    rest = [(row, column) for row in range(1, view.height + 1) for column in view.unused(row)]
    titles_with_codes(view, rest, work.passport, main=len(work.found) > before)
    _hidden_parts(view, used=len(work.found) > before)


def _passport_name(name: str) -> str:
    if name.startswith("any:"):
        return f"passport_any.{name[4:]}"
    return f"passport.{name}"


def _around(cells: list[tuple[int, int]]) -> str:
    rows, columns = [row for row, _ in cells], [column for _, column in cells]
    return str(Area(min(rows), min(columns), max(rows), max(columns)))


def _read_table(work: _Work, table: Table, lang: Lang | None) -> None:
    work.tables += 1
    table.number = work.tables
    settle(table)
    if not table.kind:
        for cell in [cell for cell in table.view.uses if table.top <= cell[0] <= table.bottom]:
            del table.view.uses[cell]
        return
    if table.kind in _LEFT:
        _leave(table)
        return
    named = lang or _language_above(table)
    count = _READERS[table.kind](Reader(table, named), work.lines)
    last = max((row for row, _ in table.view.uses if row <= table.last), default=table.bottom)
    _set_aside(table, last)
    columns = [column.index for column in table.columns.values() if column.texts or column.role]
    area = Area(table.top, min(columns), max(last, table.bottom), max(columns))
    headings = tuple(
        (_field(table, column.role, column.lang), cell_name(*column.cell), " / ".join(column.texts))
        for _, column in sorted(table.columns.items())
        if column.role not in {"", "group", "mark", "guessed-mark", "discipline"}
    )
    work.found.append(Found(_FOUND_AS[table.kind], table.view.name, str(area), headings, count))


def _leave(table: Table) -> None:
    """Note a table that is understood as something else than a part of a programme."""
    view = table.view
    cells = [(row, column) for row in range(table.top, table.last + 1) for column in view.filled(row)]
    for cell in cells:
        view.use(*cell, "unused")
    first = next(text for column in table.columns.values() for text in column.texts)
    area = Area(table.top, min(table.columns), max(row for row, _ in cells), max(table.columns))
    view.notes.append(Note(_LEFT[table.kind], view.name, str(area), (first,)))


def _set_aside(table: Table, last: int) -> None:
    """Account for the cells of columns that hold sums, or that were noted as not used."""
    for column in table.of_role("total", "", "group", "remark", "topics", "description"):
        for row in range(table.bottom + 1, last + 1):
            if table.view.grid.at(row, column.index) is not None and (column.texts or column.role):
                table.view.use(row, column.index, "total" if column.role == "total" else "unused")


def _language_above(table: Table) -> Lang | None:
    """Give the language named in what stands right above a table."""
    for row in range(table.top - 1, max(0, table.top - 4), -1):
        for column in table.view.unused(row):
            found = language_in(table.view.text(row, column))
            if found:
                return found
    return None


_FIELDS = {
    "code": "disciplines.code",
    "kind": "disciplines.kind",
    "cycle": "disciplines.cycle",
    "component": "disciplines.component",
    "credits": "disciplines.credits",
    "hours": "disciplines.hours",
    "semester": "disciplines.semester",
    "in-semester": "disciplines.semester",
    "assessment": "disciplines.assessment",
    "outcome_code": "outcomes.outcome_id",
    "module_code": "outcomes.module",
    "level": "outcomes.level",
    "standard": "compare.standard",
    "cards": "compare.cards",
}


def _field(table: Table, role: str, lang: Lang | None) -> str:
    """Name the field that a column was read as, for the person who looks at what was found."""
    tables = {"outcome": "outcomes", "criterion": "criteria", "title": "disciplines"}
    if role in tables and lang:
        return f"{tables[role]}.{lang}"
    if role == "outcome_code" and table.kind == "criteria":
        return "criteria.outcome_id"
    return _FIELDS.get(role, f"headings.{role}")


def _hidden_parts(view: View, *, used: bool) -> None:
    grid = view.grid
    columns = {column for row, column in view.uses if column in grid.hidden_columns} if used else set()
    rows = {row for row, _ in view.uses if row in grid.hidden_rows} if used else set()
    if columns:
        view.notes.append(Note("hidden-columns", view.name, columns_named(columns), (columns_named(columns),)))
    if rows:
        view.note("hidden-rows", [(row, 1) for row in rows], ", ".join(map(str, sorted(rows))))


def _account(work: _Work, view: View) -> None:
    """Say what became of the cells about which no table said anything."""
    rest = [cell for cell in view.cells() if cell not in view.uses]
    if not any(found.sheet == view.name for found in work.found):
        if rest or view.uses:
            work.found.append(Found("unused", view.name))
        return
    tops = [cell[0] for cell, use in view.uses.items() if use == "heading"]
    left = []
    for cell in rest:
        if tops and cell[0] < min(tops):
            view.uses[cell] = "title"
        else:
            left.append(cell)
    if left:
        view.note("cells-unused", left)
    empty = [cell for cell in view.grid.formulas_without_value if view.uses.get(cell) in {"value", "heading"}]
    if empty:
        view.note("formula-without-value", empty)
    if len(empty) < len(view.grid.formulas_without_value):
        view.note("formula-unread", [cell for cell in view.grid.formulas_without_value if cell not in empty])
    errors = [cell for cell in view.grid.error_values if view.uses.get(cell) in {"value", "heading"}]
    if errors:
        view.note("error-values", errors)


def _programme(work: _Work, programme_id: str) -> Programme | None:
    lines, passport = work.lines, work.passport
    if not lines.outcomes and not lines.disciplines:
        work.notes.append(Note("nothing-found", params=(work.book.file,)))
        return None
    if max(len(lines.outcomes), len(lines.disciplines)) > MAX_LINES:
        work.notes.append(
            Note("too-many", params=(str(len(lines.outcomes)), str(len(lines.disciplines)), str(MAX_LINES)))
        )
        return None
    values = Values(passport)
    main = values.main_language() or _commonest_language(lines)
    outcomes = join_outcomes(lines, main)
    work.notes += outcomes.notes + clashing_codes(passport)
    if not outcomes.entries:
        work.notes.append(Note("no-outcomes", params=(work.book.file,)))
    disciplines = join_disciplines(lines)
    find_modules(disciplines, outcomes)
    marks_from_modules(disciplines, lines, outcomes)
    coded = [(line.place, line.place.cell, line.code) for line in lines.outcomes if line.code]
    coded += [(line.place, one.heading, one.code) for line in lines.disciplines for one in line.served]
    note_spellings(outcomes, coded)
    work.notes += missing_facts(passport)
    work.places += [("outcome", entry.outcome_id, entry.place.where) for entry in outcomes.entries]
    work.places += [("discipline", subject.code, subject.line.place.where) for subject in disciplines.subjects]
    work.places += [("fact", name, f"{view.name}!{cell_name(*cell)}") for name, (view, cell) in passport.places.items()]
    return Programme(
        programme_id=programme_id,
        institution=_institution(work, values),
        code=values.text("code"),
        qualification_code=values.text("qualification_code"),
        title=passport.names["title"],
        qualification=passport.names["qualification"],
        goal=passport.names["goal"],
        nqf_level=values.level("nqf_level"),
        sqf_level=values.level("sqf_level"),
        credits=values.number("credits"),
        hours=values.number("hours"),
        duration_months=values.months(),
        admission_year=values.year(),
        version=values.text("version"),
        note=passport.names["note"],
        main_language=main,
        targets=tuple(lines.targets),
        outcomes=outcomes_of(outcomes, module_codes(disciplines)),
        disciplines=disciplines_of(disciplines),
        marks=marks_of(disciplines, outcomes),
    )


def _commonest_language(lines: Lines) -> Lang:
    """Give the language that most outcomes have a text in; Kazakh before Russian before English."""
    names: list[Names] = [line.text for line in lines.outcomes] or [line.title for line in lines.disciplines]
    counted = Counter(lang for name in names for lang in name.languages)
    order: tuple[Lang, ...] = ("kk", "ru", "en")
    return max(order, key=lambda lang: counted[lang])


def _institution(work: _Work, values: Values) -> Institution:
    """Give the kind of institution: as stated, by the code of the programme, or by how the outcomes are numbered."""
    stated = values.institution()
    if stated:
        return stated
    for name in ("qualification_code", "code"):
        known = programme_code(values.text(name))
        if known:
            return known.institution
    inside = any(line.module or (line.code and line.code.first_number) for line in work.lines.outcomes)
    work.notes.append(Note("institution-guessed", params=("@values.college" if inside else "@values.university",)))
    return "college" if inside else "university"
