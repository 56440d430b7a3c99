"""`curmap exchange`: standards as CASE, decisions as SSSOM, tables as a Data Package; files of these formats judged."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from toolkit.commands.today import today
from toolkit.errors import DataError, InputError
from toolkit.exchange import (
    MappingSet,
    Note,
    case_package,
    parse_case,
    sssom_suggestions,
    sssom_table,
    sssom_tsv,
)
from toolkit.exchange.frames import Tables, library_frames, programme_frames
from toolkit.exchange.packages import Format
from toolkit.ingest import Ingested, account
from toolkit.io.exchange import add_package, as_json, check_exchange, read_exchange, write_package, write_text
from toolkit.io.project import Project, find_project
from toolkit.io.store import write_parsed
from toolkit.labels import word
from toolkit.library import Library
from toolkit.model import KINDS, Lang, Parsed, Standard, Statement, statement_of_descriptor, statements_of

_SHOWN = 3
"""Places that are shown of one remark; JSON has all of them."""

_MOST = 200
"""Remarks that are shown of one file; JSON has all of them."""


def run(project: Project | None, options: argparse.Namespace) -> int:
    """Export, import or check; status 1 if a file keeps not to the rules."""
    if options.action == "export":
        return _EXPORTS[options.what](project or find_project(), options)
    return _import(project, options) if options.action == "import" else _check(options)


def _case(project: Project, options: argparse.Namespace) -> int:
    library = project.library()
    one, act_id = _chosen(library, options.name)
    _give(as_json(case_package(one, library.acts[act_id])), options)
    return 0


def _chosen(library: Library, name: str) -> tuple[Standard | Parsed, str]:
    """Find the standard or framework that a name means."""
    if not name:
        names = ", ".join([*library.parsed, *(key for key, one in library.documents.items() if one.descriptors)])
        raise InputError(f"name the standard or framework to export; there are: {names}")
    library.refuse_unknown([name])
    document = library.documents.get(name)
    if document and (document.descriptors or document.classifier):
        return document, name
    wanted = library.standard_ids([name])
    if len(wanted) > 1:
        raise InputError(f"{name} holds {len(wanted)} standards; name one of them: {', '.join(wanted)}")
    found = next(one for one in library.standards() if one.standard_id == wanted[0])
    return found, found.act_id


def _sssom(project: Project, options: argparse.Namespace) -> int:
    if not options.name:
        raise InputError(f"name the programme to export; there are: {', '.join(project.programme_ids()) or 'none'}")
    programme = project.programme(options.name)
    library = project.library()
    about = {"license_uri": options.license, "lang": options.lang}
    if options.suggestions:
        from toolkit import job  # noqa: PLC0415 -- brings the chart libraries, for which the other exports need not wait

        analysis = job.analysis_of(project, library, options.name, as_of=today())
        suggestions, method, _, _ = job.review_suggestions(analysis, project, options.lang)
        rows = _statements(library)
        mappings: MappingSet = sssom_suggestions(suggestions, programme, rows, method=method, **about)
    else:
        decisions = project.decisions(options.name)
        mapped = sssom_table(decisions, programme, _statements(library), history=options.history, **about)
        mappings = mapped.mappings
        for line in _lines(mapped.notes, options.lang):
            print(f"curmap: {line}", file=sys.stderr)
    _give(sssom_tsv(mappings), options)
    return 0


def _statements(library: Library) -> list[Statement]:
    """Give everything that decisions can be about: statements of standards, level descriptors of frameworks."""
    found = [row for one in library.standards() for row in statements_of(one)]
    found += [
        statement_of_descriptor(row, document.lang)
        for document in library.documents.values()
        for row in document.descriptors
        if row.kind in KINDS
    ]
    return found


def _tables(project: Project, options: argparse.Namespace) -> int:
    if options.out is None:
        raise InputError("name the folder for the tables with --out")
    names = [options.name] if options.name else project.programme_ids()
    for path in write_tables(
        project, project.library(), names, options.out, options.format, lang=options.lang, replace=options.replace
    ):
        print(path)
    return 0


def write_tables(
    project: Project,
    library: Library,
    programmes: Sequence[str],
    folder: Path,
    form: Format,
    *,
    lang: Lang = "kk",
    replace: bool = False,
) -> list[Path]:
    """Write every declared table of the library and of programmes, one file each, with a `datapackage.json`.

    Parameters
    ----------
    project, library
        Where things are, and the standards read from there.
    programmes : sequence of str
        Folders in `curricula/`.
    folder : Path
        Where to write.
    form : {"csv", "parquet"}
        Kind of the files.
    lang : {"kk", "ru", "en"}
        Language of findings, warnings and titles.
    replace : bool
        Write into a folder that holds something already.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    ToolkitError
        A programme cannot be used, the folder cannot be written, or Parquet cannot be.
    """
    from toolkit import job  # noqa: PLC0415 -- brings the chart libraries, for which the other exports need not wait

    tables: Tables = library_frames(library, lang)
    for name in programmes:
        programme = project.programme(name)
        analysis = None
        try:
            analysis = job.analysis_of(project, library, name, as_of=today())
        except DataError as error:
            missing = word("exchange-not-compared", lang, name=name, why=error)
            print(f"curmap: {missing}", file=sys.stderr)
        tables += programme_frames(programme, project.decisions(name), analysis, lang, remarks=project.remarks(name))
    return write_package(tables, folder, form, word("exchange-tables-title", lang), replace=replace)


_EXPORTS = {"case": _case, "sssom": _sssom, "tables": _tables}


def _project_of(options: argparse.Namespace) -> Project:
    return Project(options.project) if options.project else find_project()


def _import(project: Project | None, options: argparse.Namespace) -> int:
    """Read a CASE package; ``--add`` adds it to the library, ``--out`` writes its parsed form, never over another one."""
    file = read_exchange(options.file)
    if file.form != "CASE":
        raise InputError(f"{options.file}: only CASE packages can be imported; this is {file.form}")
    found = parse_case(file.value, options.file.name, options.name)
    notes = (*file.notes, *found.notes)
    added = add_package(project or _project_of(options), file, options.name) if options.add else None
    if options.out:
        folder = options.out / found.act_id
        if folder.exists() and not options.replace:
            hint = "give it another name with --name, or add --replace"
            raise InputError(f"{folder}: there is a document of this name already, nothing was written; {hint}")
        write_parsed(found.parsed, folder, file.sha256)
    register = found.register | {"sha256": file.sha256, "file": options.file.name}
    told = account(Ingested(found.act_id, found.parsed, frozenset(), file.sha256), options.lang)
    if options.format == "json":
        data = {name: told[name] for name in ("source", "act_id", "form", "lang", "cards", "descriptors")}
        data["added"] = added.act_id if added else ""
        sys.stdout.write(as_json(data | {"register": register, "notes": _data(notes, options.lang)}))
        return 0
    print(f"{options.file}: {found.act_id}")
    for card in told["cards"]:
        names = ("functions", "units", "skills", "knowledge", "competences")
        counts = ", ".join(f"{card[name]} {name}" for name in names)
        print(f"  {card['standard_id']}/{card['occupation_no']} {card['occupation']}: {counts}")
    if told["descriptors"]:
        print(f"  descriptors: {told['descriptors']}")
    for line in _lines(notes, options.lang):
        print(f"  {line}")
    if not notes:
        kept = word("exchange-nothing-lost", options.lang)
        print(f"  {kept}")
    if added:
        print(word("case-added", options.lang))
        print(f"  standards/sources/{added.file}")
        print(f"  standards/acts.csv: {added.act_id}")
    if options.out:
        print(options.out / found.act_id)
    if options.out and not added:
        print(word("exchange-register", options.lang))
        print("  " + ", ".join(f"{name}: {value}" for name, value in register.items() if value))
    return 0


def _check(options: argparse.Namespace) -> int:
    """Say by which rules a file is wrong."""
    file = read_exchange(options.file)
    notes = check_exchange(file)
    errors = sum(note.weight == "error" for note in notes)
    if options.format == "json":
        data = {"file": str(options.file), "form": file.form, "rules": file.rules, "errors": errors}
        sys.stdout.write(as_json(data | {"notes": _data(notes, options.lang)}))
        return 1 if errors else 0
    blanks = {"name": str(options.file), "form": file.form}
    if notes:
        print(word("exchange-counts", options.lang, **blanks, errors=errors, advice=len(notes) - errors))
        for line in _lines(notes, options.lang):
            print(f"  {line}")
    else:
        print(word("exchange-clean", options.lang, **blanks))
    rules = word("exchange-rules", options.lang, address=file.rules)
    print(f"  {rules}")
    return 1 if errors else 0


def _lines(notes: Iterable[Note], lang: Lang) -> list[str]:
    """Give notes as lines: how much it weighs, where, what, by which rule."""
    listed = list(notes)
    lines = []
    for note in listed[:_MOST]:
        places = [place or word("exchange-whole-file", lang) for place in note.places]
        where = ", ".join(places[:_SHOWN])
        if len(places) > _SHOWN:
            more = word("exchange-more", lang, n=len(places) - _SHOWN)
            where += f" {more}"
        weight = word(f"exchangeweight-{note.weight}", lang)
        lines.append(f"{weight}: {where}: {note.text(lang)}{f' [{note.rule}]' if note.rule else ''}")
    if len(listed) > _MOST:
        lines.append(word("exchange-more-remarks", lang, n=len(listed) - _MOST))
    return lines


def _data(notes: Iterable[Note], lang: Lang) -> list[dict[str, Any]]:
    return [
        {
            "code": note.code,
            "weight": note.weight,
            "rule": note.rule,
            "text": note.text(lang),
            "places": list(note.places),
        }
        for note in notes
    ]


def _give(text: str, options: argparse.Namespace) -> None:
    """Write a text into the file that was named, else to standard output."""
    if options.out is None:
        sys.stdout.write(text)
        return
    write_text(text, options.out, replace=options.replace)
    print(options.out)
