"""`curmap programme`: programmes from and to Excel, their inconsistencies, the template."""

import argparse
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from toolkit.checks import warnings_table, weight
from toolkit.commands.table import as_csv, as_json
from toolkit.commands.today import today
from toolkit.errors import InputError, ToolkitError
from toolkit.intake import Intake, Note, place_of, understand
from toolkit.io.excel import write_report
from toolkit.io.programmes import programme_of, write_programme
from toolkit.io.project import Project
from toolkit.io.workbooks import read_book
from toolkit.labels import advice, load, warning_text, word
from toolkit.labels.messages import error_text
from toolkit.model import Lang, Programme, Warn
from toolkit.programme_checks import check_programme
from toolkit.programmes import in_matrix_order, levels_of, levels_table
from toolkit.template import StandardChoice, label, programme_workbook
from toolkit.verbs import adequacy


def run(project: Project, options: argparse.Namespace) -> int:
    """Do one of the actions on programmes."""
    status: int = _ACTIONS[options.action](project, options)
    return status


def _list(project: Project, options: argparse.Namespace) -> int:
    failed = 0
    for programme_id in project.programme_ids():
        try:
            programme = project.programme(programme_id)
        except ToolkitError as error:  # one that is not filled in yet hides no other
            print(f"curmap: {programme_id}: {error_text(error, options.lang)}", file=sys.stderr)
            failed = 1
            continue
        sizes = {"outcomes": len(programme.outcomes), "disciplines": len(programme.disciplines)}
        counts = word("programme-counts", options.lang, **sizes)
        print(f"{programme_id}: {programme.code} {programme.title.best(options.lang)} ({counts})")
    return failed


def _template(project: Project, options: argparse.Namespace) -> int:
    path = options.out or Path(f"programme-template.{options.lang}.xlsx")
    _refuse_existing(path, replace=options.replace)
    plan = programme_workbook(options.lang, today().isoformat(), standards=_standards(project))
    write_report(plan, path, replace=options.replace)
    print(path)
    return 0


def _export(project: Project, options: argparse.Namespace) -> int:
    programme = project.programme(options.programme)
    path = options.out or Path(f"{programme.programme_id}.{options.lang}.xlsx")
    _refuse_existing(path, replace=options.replace)
    plan = programme_workbook(options.lang, today().isoformat(), programme=programme, standards=_standards(project))
    write_report(plan, path, replace=options.replace)
    print(path)
    return 0


def _check(project: Project, options: argparse.Namespace) -> int:
    warns = check_programme(project.programme(options.programme), project.library())
    if options.format == "text":
        for line in _warning_lines(warns, options.lang):
            print(line)
    else:
        frame = warnings_table(warns, options.lang)
        sys.stdout.write(as_json(frame) if options.format == "json" else as_csv(frame))
    return 0


def _levels(project: Project, options: argparse.Namespace) -> int:
    programme = project.programme(options.programme)
    frame = levels_table(programme)
    if options.format != "text":
        sys.stdout.write(as_json(frame) if options.format == "json" else as_csv(frame))
        return 0
    declared = {item.outcome_id: item.level for item in programme.outcomes}
    for outcome_id, level, verbs in zip(frame["outcome_id"], frame["level"], frame["verbs"], strict=True):
        said = declared[outcome_id]
        note = word("levels-declared", options.lang, level=said) if said else ""
        print(f"{outcome_id}: {level or '?'}{f' ({note})' if note else ''}  {verbs}".rstrip())
    levels = levels_of(programme)
    counts = ", ".join(f"{one.level}: {one.n}" for one in levels.counts)
    print(word("levels-distribution", options.lang, m=levels.counts[0].m, counts=counts))
    claimed = programme.nqf_level.split(".")[0]
    result = adequacy(levels, int(claimed)) if claimed in tuple("12345678") else None
    if result and result.expected:
        share = f"{result.expected.share:.0%}".replace("%", "\u00a0%")
        facts = {"nqf": claimed, "share": share, "at_least": result.expected.at_least}
        print(word("levels-expected", options.lang, **facts, n=result.n, m=result.m, possible=result.possible))
    return 0


def _import(project: Project, options: argparse.Namespace) -> int:
    programme_id = options.name or _name_of(options.file)
    if not re.fullmatch(r"\w[\w.-]*", programme_id):
        raise InputError(f"--name '{programme_id}' is no name of a folder; use letters, digits, hyphens and points")
    intake = understand(read_book(options.file), programme_id=programme_id)
    print("\n".join(_told(intake, options)))
    if intake.programme is None:
        for note in intake.errors:
            print(f"curmap: {_noted(note, options.lang)}", file=sys.stderr)
        nothing = word("import-nothing", options.lang)
        print(f"curmap: {nothing}", file=sys.stderr)
        return 1
    for line in _warning_lines(check_programme(intake.programme, project.library()), options.lang, intake):
        print(line)
    folder = project.root / "curricula" / programme_id
    new = in_matrix_order(intake.programme)
    old = programme_of(folder) if (folder / "programme.toml").is_file() else None
    if old == new:
        print(word("import-same", options.lang, name=programme_id))
        return 0
    changes = differences(old, new, options.lang) if old else []
    for line in changes:
        print(f"  {line}")
    if options.dry_run:
        print(word("import-dry", options.lang, name=programme_id))
        return 0
    if old and not options.replace:
        hint = "look at the changes above and repeat with --replace, or choose another name with --name"
        raise InputError(f"curricula/{programme_id}/ holds another programme already, nothing was written; {hint}")
    for path in write_programme(new, folder):
        print(path.relative_to(project.root))
    return 0


def _told(intake: Intake, options: argparse.Namespace) -> list[str]:
    """What was found where, then warnings and notes, each with its cell."""
    notes = [note for note in intake.notes if note.severity != "error"]
    told = [f"{'!' if note.severity == 'warning' else '·'} {_noted(note, options.lang)}" for note in notes]
    return [item.text(options.lang) for item in intake.found] + told


def _noted(note: Note, lang: Lang) -> str:
    return f"{note.where}: {note.text(lang)}" if note.where else note.text(lang)


def _warning_lines(warns: Sequence[Warn], lang: Lang, intake: Intake | None = None) -> list[str]:
    """Warnings about a programme, one a line; with the cell in front where a workbook has one."""
    lines = []
    for warn in warns:
        cells = place_of(warn, intake) if intake else ""
        said = f"{warning_text(warn, lang)} {advice(warn.code, lang)}".rstrip()
        sign = "·" if weight(warn) == "note" else "!"
        lines.append(f"{sign} {f'{cells} ' if cells else ''}{warn.where}: {said} ({warn.code})")
    return lines


_ACTIONS = {
    "list": _list,
    "template": _template,
    "export": _export,
    "check": _check,
    "levels": _levels,
    "import": _import,
}


def _standards(project: Project) -> list[StandardChoice]:
    library = project.library()
    found = [StandardChoice(item.standard_id, item.title) for item in library.standards()]
    found += [
        StandardChoice(act_id, library.acts[act_id].title.best("kk"))
        for act_id, document in library.documents.items()
        if document.descriptors
    ]
    return found


def _refuse_existing(path: Path, *, replace: bool) -> None:
    if path.exists() and not replace:
        raise InputError(f"{path}: the file is there already; choose another name with --out, or add --replace")


def _name_of(path: Path) -> str:
    """Make the name of a folder of the name of a file: small letters, digits and hyphens."""
    name = re.sub(r"[^\w]+", "-", path.stem.casefold()).strip("-_")
    return name or "programme"


def differences(old: Programme, new: Programme, lang: Lang) -> list[str]:
    """Say what an import would change in a programme, one line a change.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from toolkit.model import Names
    >>> none = Names()
    >>> one = Programme("p", "college", "", "", none, none, none, "4", "4", 60, 0, 0, 2026, "1")
    >>> differences(one, replace(one, credits=120), "ru")
    ['Количество кредитов: 60 → 120']
    """
    found = [
        f"{_field(name, lang)}: {_short(getattr(old, name))} → {_short(getattr(new, name))}"
        for name in Programme.__dataclass_fields__
        if name not in ("programme_id", "outcomes", "disciplines", "marks") and getattr(old, name) != getattr(new, name)
    ]
    found += _changes(
        word("changes-outcomes", lang),
        {item.outcome_id: item for item in old.outcomes},
        {item.outcome_id: item for item in new.outcomes},
        lang,
    )
    found += _changes(
        word("changes-disciplines", lang),
        {item.code: item for item in old.disciplines},
        {item.code: item for item in new.disciplines},
        lang,
    )
    found += _changes(
        word("changes-marks", lang),
        {f"{row} × {column}": mark for row, column, mark in old.marks},
        {f"{row} × {column}": mark for row, column, mark in new.marks},
        lang,
    )
    return found


def _field(name: str, lang: Lang) -> str:
    """Name a fact of the passport as the template does; texts by their name in the reader's language."""
    fields = load("columns")["passport"]
    entry = fields.get(name) or fields.get(f"{name}_{lang}")
    return str(entry[lang][0]) if entry else label("sheets", "compare", lang)


def _changes(what: str, before: Mapping[str, object], after: Mapping[str, object], lang: Lang) -> list[str]:
    """Name what is gone, new and changed, one line each."""
    found = []
    for sign, names in (
        (word("change-gone", lang), [name for name in before if name not in after]),
        (word("change-new", lang), [name for name in after if name not in before]),
        (word("change-changed", lang), [name for name in after if name in before and after[name] != before[name]]),
    ):
        if names:
            found.append(f"{what}, {sign}: {', '.join(names)}")
    return found


def _short(value: object) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    best = getattr(value, "best", None)
    text = str(best("kk") if best else value)
    return text if len(text) <= 60 else f"{text[:59]}…"
