"""A programme shown and brought in: the template, a workbook understood, what does not add up, cognitive levels, the matrix."""

from collections import Counter
from pathlib import Path

import pandas as pd

from toolkit.checks import warnings_table
from toolkit.errors import InputError
from toolkit.intake import Intake, place_of, understand
from toolkit.intake.notes import SEVERITIES, field_name
from toolkit.io.excel import write_report
from toolkit.io.programmes import write_programme
from toolkit.io.project import Project
from toolkit.io.workbooks import read_book
from toolkit.labels import word
from toolkit.library import Library
from toolkit.model import Lang, Programme
from toolkit.notebook.library import show_warning_table
from toolkit.notebook.opening import day_of
from toolkit.notebook.showing import show, show_named, show_rows, show_text, yes_no
from toolkit.numbers import decimal, percent
from toolkit.programme_checks import check_programme
from toolkit.programmes import levels_of, levels_table, outcomes_table
from toolkit.sheets import Sheet
from toolkit.template import HEAD_ROW, StandardChoice, label, programme_workbook, value_word
from toolkit.verbs import adequacy

_USES = ("title", "heading", "value", "section", "total", "outside", "unused")


def show_template(library: Library, lang: Lang) -> None:
    """Show what the template of a programme asks for: sheet, column, what belongs there."""
    plan = programme_workbook(lang, "", standards=_choices(library, lang))
    show_rows(
        ["intake-sheet", "intake-column", "intake-belongs"],
        [row for sheet in plan.sheets for row in _asked(sheet)],
        lang,
    )


def _choices(library: Library, lang: Lang) -> list[StandardChoice]:
    """List the standards and sectoral frameworks that a programme can be compared with."""
    found = [StandardChoice(one.standard_id, one.title) for one in library.standards()]
    return found + [
        StandardChoice(act_id, library.acts[act_id].title.best(lang))
        for act_id, document in library.documents.items()
        if document.descriptors
    ]


def _asked(sheet: Sheet) -> list[tuple[str, str, str]]:
    """Give the headings of a sheet with their notes; of the passport, the names at the left."""
    heads = sheet.rows[HEAD_ROW - 1] if len(sheet.rows) >= HEAD_ROW else ()
    found = [cell for cell in heads if cell.role == "head" and cell.note]
    found += [row[0] for row in sheet.rows if row and row[0].role == "label" and row[0].note]
    return [(sheet.name, str(cell.value), cell.note) for cell in found]


def write_template(project: Project, library: Library, lang: Lang, as_of: str, out: str = "") -> None:
    """Write the template of a programme into `exports/` (or into `out`) and say what it is called.

    Raises
    ------
    InputError
        The file is there and somebody has written into it: nothing is written.
    """
    choices = _choices(library, lang)
    path = (Path(out) if out else project.root / "exports") / f"programme-template.{lang}.xlsx"
    write_report(programme_workbook(lang, day_of(as_of).isoformat(), standards=choices), path)
    show_text(path.name)


def read_workbook(project: Project, file: str, name: str) -> Intake:
    """Understand a workbook as a programme; nothing is written.

    Parameters
    ----------
    project : Project
        A file that is no absolute path is looked for from its folder.
    file : str
        The workbook, such as ``curricula/college-statistics/source.xlsx``.
    name : str
        The name that the programme would get in `curricula/`.

    Raises
    ------
    InputError
        The file is no workbook or cannot be opened.
    """
    return understand(read_book(project.root / file), programme_id=name)


def programme_of(intake: Intake) -> Programme:
    """Give the programme that a workbook holds.

    Raises
    ------
    InputError
        The workbook has errors; all of them are listed with their cells.
    """
    if intake.programme is None:
        found = "; ".join(f"{note.where}: {note.text('en')}" for note in intake.errors)
        raise InputError(f"the workbook holds no programme: {found}")
    return intake.programme


def show_found(intake: Intake, lang: Lang) -> None:
    """Show which tables were recognised in a workbook, where, and by which headings."""
    rows = [
        (
            one.sheet,
            one.cells,
            word("intake-not-used", lang) if one.kind == "unused" else field_name(f"sheets.{_sheet(one.kind)}", lang),
            one.rows,
            "\n".join(f"{cell} «{printed}» → {field_name(field, lang)}" for field, cell, printed in one.headings),
        )
        for one in intake.found
    ]
    show_rows(["intake-sheet", "intake-cells", "intake-table", "intake-rows", "intake-headings"], rows, lang)


def _sheet(kind: str) -> str:
    return "outcomes" if kind == "modules" else kind


def show_cell_uses(intake: Intake, lang: Lang) -> None:
    """Show what became of every filled cell of a workbook, counted by sheet: nothing is dropped unseen."""
    counts: Counter[tuple[str, str]] = Counter((one.sheet, one.use) for one in intake.uses)
    sheets = dict.fromkeys(one.sheet for one in intake.uses)
    keys = ["intake-sheet", *(f"intake-use-{use}" for use in _USES)]
    show_rows(keys, [(sheet, *(counts[sheet, use] for use in _USES)) for sheet in sheets], lang)


def show_notes(intake: Intake, lang: Lang) -> None:
    """Show every doubt about a workbook: errors, then warnings, then notes, each with its cell."""
    notes = sorted(intake.notes, key=lambda note: SEVERITIES.index(note.severity))
    rows = [(word(f"intake-{note.severity}", lang), note.where, note.text(lang)) for note in notes]
    show_rows(["severity", "where", "intake-said"], rows, lang)


def show_programme(programme: Programme, lang: Lang) -> None:
    """Show the passport of a programme: what it is, its levels, its volume, what it is compared with."""
    targets = [
        one.standard_id + "".join(f" · {part}" for part in (*map(str, one.cards), *one.areas))
        for one in programme.targets
    ]
    facts = {
        "institution": value_word(programme.institution, lang),
        "code": programme.code,
        "qualification_code": programme.qualification_code,
        "nqf_level": programme.nqf_level,
        "sqf_level": programme.sqf_level,
        "credits": decimal(programme.credits, lang),
        "hours": decimal(programme.hours, lang),
        "duration_months": programme.duration_months or "",
        "admission_year": programme.admission_year or "",
        "version": programme.version,
    }
    rows = [(label("passport", name, lang), value) for name, value in facts.items()]
    rows += [
        (word("qualification", lang), programme.qualification.best(lang)),
        (word("goal", lang), programme.goal.best(lang)),
    ]
    rows += [(word("cards", lang), "; ".join(targets)), (word("note", lang), programme.note.best(lang))]
    show_rows(["card-field", "card-value"], rows, lang, caption=programme.title.best(lang))


def show_outcomes(programme: Programme, lang: Lang) -> None:
    """Show the outcomes of a programme in the languages they have."""
    columns = {"outcome_id": "code", "kk": "in-kk", "ru": "in-ru", "en": "in-en"}
    frame = outcomes_table(programme)
    used = {name: key for name, key in columns.items() if (frame[name] != "").any()}
    show_named(frame, used or {"outcome_id": "code"}, lang, caption=programme.title.best(lang))


def show_disciplines(programme: Programme, lang: Lang) -> None:
    """Show the disciplines, modules and practices of a programme, with their volume and how they are assessed."""
    rows = [
        (
            one.code,
            one.title.best(lang),
            word(f"kind-of-{one.kind}", lang),
            one.cycle,
            one.component,
            one.credits,
            one.hours,
            one.semester,
            one.assessment,
        )
        for one in programme.disciplines
    ]
    keys = ["discipline-code", "discipline", "discipline-kind", "cycle", "component", "credit", "hours", "semester"]
    show_rows([*keys, "assessment-method"], rows, lang)


def show_matrix(programme: Programme, lang: Lang) -> None:
    """Show the matrix disciplines x outcomes with I, R, M."""
    marks = {(discipline, outcome): mark for discipline, outcome, mark in programme.marks}
    codes = [outcome.outcome_id for outcome in programme.outcomes]
    rows = [
        [f"{item.code} {item.title.best(lang)}", item.credits, *(marks.get((item.code, code), "") for code in codes)]
        for item in programme.disciplines
    ]
    heads = [word("discipline", lang), word("credit", lang), *codes]
    show(pd.DataFrame(rows, columns=heads, dtype="object"), caption=word("irm", lang), lang=lang)


def show_checks(programme: Programme, library: Library, lang: Lang, intake: Intake | None = None) -> None:
    """Show what does not add up in a programme: sums, levels, languages, verbs, matrix; with its cell if it came from Excel."""
    frame = warnings_table(check_programme(programme, library), lang)
    if intake is not None:
        places = {(one.code, one.where): place_of(one, intake) for one in check_programme(programme, library)}
        cells = [places[code, where] for code, where in zip(frame["code"], frame["where"], strict=True)]
        frame["where"] = [
            f"{where} ({cell})" if cell else where for where, cell in zip(frame["where"], cells, strict=True)
        ]
    show_warning_table(frame, lang)


def show_cognitive_levels(programme: Programme, lang: Lang) -> None:
    """Show the cognitive level of every outcome by its verbs, how they are spread, and what the level claimed expects."""
    texts = {one.outcome_id: one.text.best(lang) for one in programme.outcomes}
    rows = [
        (
            one["outcome_id"],
            texts[one["outcome_id"]],
            one["level"] or "?",
            one["declared"],
            one["verbs"],
            yes_no(one["compound"], lang),
        )
        for one in levels_table(programme).to_dict("records")
    ]
    show_rows(["code", "outcome", "verbs-level", "verbs-declared", "verbs-shown", "verbs-compound"], rows, lang)
    found = levels_of(programme)
    counts = ", ".join(f"{one.level}: {one.n}" for one in found.counts)
    show_text(word("levels-distribution", lang, m=found.counts[0].m, counts=counts))
    claimed = programme.nqf_level.split(".")[0]
    result = adequacy(found, int(claimed)) if claimed in tuple("12345678") else None
    if result and result.expected:
        facts = {"nqf": claimed, "share": percent(result.expected.share), "at_least": result.expected.at_least}
        show_text(word("levels-expected", lang, **facts, n=result.n, m=result.m, possible=result.possible))


def bring_in(project: Project, intake: Intake, lang: Lang) -> None:
    """Write the programme of a workbook into `curricula/` of a project, which should be a copy to practise on.

    Raises
    ------
    InputError
        The workbook has errors.
    """
    programme = programme_of(intake)
    paths = write_programme(programme, project.root / "curricula" / programme.programme_id)
    rows = [(path.relative_to(project.root).as_posix(), path.stat().st_size) for path in paths]
    show_rows(["file", "file-size"], rows, lang)
