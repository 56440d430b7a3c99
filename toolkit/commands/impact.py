"""`curmap impact`: what a new edition of a standard does to the decisions about programmes."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from toolkit.commands.common import day_of, progress, shown_path
from toolkit.commands.ingest import read_files
from toolkit.editions import Edition
from toolkit.editions.words import CORRECTION_COLUMNS, correction_of
from toolkit.errors import InputError
from toolkit.impact import Hit, Impact
from toolkit.impact.told import as_data, hit_lines, hits_data, lines_of
from toolkit.impacting import (
    Side,
    accept,
    compared_sides,
    default_path,
    hits_of,
    impact_on,
    side_of,
    side_of_file,
    touched,
    write_impact,
)
from toolkit.io.csvfiles import read_rows
from toolkit.io.project import Project
from toolkit.labels import word
from toolkit.library import Library
from toolkit.review.people import check_reviewer


def run(project: Project, options: argparse.Namespace) -> int:
    """Say what becomes of decisions; accept what differs in dress only if a person says so; print or write the result.

    Parameters
    ----------
    project : Project
        Where things are.
    options : Namespace
        ``old``, ``new`` (a standard of the library, a file, or ``FILE#N``), ``programmes`` (none: all that are touched),
        ``corrections``, ``accept`` (``cosmetic`` or nothing), ``reviewer`` (of ``--as``), ``format`` (text, json, xlsx),
        ``out``, ``replace``, ``date``, ``lang``, ``form``, ``source_lang``.

    Returns
    -------
    int
        0.

    Raises
    ------
    ToolkitError
        A standard, programme or file cannot be used, or something cannot be accepted or written.
    """
    if options.accept and not (options.reviewer or "").strip():
        raise InputError("--accept needs --as NAME: a person answers for what is accepted")
    if options.reviewer:
        check_reviewer(options.reviewer)
    library = project.library()
    old, new = (_side(library, name, options) for name in (options.old, options.new))
    corrections = read_rows(options.corrections, CORRECTION_COLUMNS, correction_of) if options.corrections else []
    edition = compared_sides(old, new, corrections)
    names = list(dict.fromkeys(options.programmes)) or touched(project, old, new)
    if options.format == "xlsx" and options.out and len(names) > 1:
        raise InputError("--out names one file, and there are several programmes; leave it out, or name one programme")
    found = [_one(project, name, edition, old, new, options) for name in progress(names, word("impact-making", "en"))]
    as_of = day_of(options)
    hit = hits_of(project, library, as_of, found)
    if options.format == "xlsx":
        _write(project, found, (old, new), hit, as_of, options)
    elif options.format == "json":
        _put(json.dumps(_data(found, edition, hit, options), ensure_ascii=False, indent=1), options)
    else:
        _put("\n".join(_lines(found, hit, options)), options)
    return 0


def _side(library: Library, name: str, options: argparse.Namespace) -> Side:
    """Find an edition: a standard of the library, or one of a file.

    Raises
    ------
    InputError
        There is neither, or a file holds no standard, several, or not the one named.
    """
    path, _, wanted = name.partition("#")
    if not Path(path).is_file():
        return side_of(library, name)
    (document,) = read_files([Path(path)], options)
    standards = document.parsed.standards
    chosen = [one for number, one in enumerate(standards, 1) if wanted in ("", str(number), one.standard_id)]
    if len(chosen) == 1:
        return side_of_file(library, document.parsed, chosen[0], document.sha256)
    if not standards:
        raise InputError(f"{path}: holds no professional standard (its form is {document.parsed.form})")
    there = "; ".join(f"{path}#{number} {one.title}".strip() for number, one in enumerate(standards, 1))
    raise InputError(f"{name}: name one standard of the file; there are: {there}")


def _one(project: Project, name: str, edition: Edition, old: Side, new: Side, options: argparse.Namespace) -> Impact:
    """Give the impact on a programme, after accepting what was asked for."""
    found = impact_on(project, name, edition, old, new)
    for issue in project.torn_decisions(name):
        print(f"curmap: {issue}", file=sys.stderr)
    if not options.accept:
        return found
    made = accept(project, found, found.bulk, options.reviewer, new)
    said = word("impact-accepted", options.lang, programme=name, n=len(made), name=options.reviewer)
    print(f"curmap: {said}", file=sys.stderr)
    return impact_on(project, name, edition, old, new) if made else found


def _write(
    project: Project,
    found: list[Impact],
    sides: tuple[Side, Side],
    hit: tuple[Hit, ...],
    as_of: date,
    options: argparse.Namespace,
) -> None:
    if not found:
        print(word("impact-nothing-hit", options.lang))
    for one in found:
        path = options.out or default_path(project, one, options.lang, as_of)
        write_impact(project, one, sides, hit, path, lang=options.lang, as_of=as_of, replaced=options.replace)
        print(shown_path(path))


def _data(
    found: list[Impact], edition: Edition, hit: tuple[Hit, ...], options: argparse.Namespace
) -> dict[str, object]:
    return {
        "old": edition.old_id,
        "new": edition.new_id,
        "date": day_of(options).isoformat(),
        "programmes": [as_data(one, options.lang) for one in found],
        "hit": hits_data(hit),
    }


def _lines(found: list[Impact], hit: tuple[Hit, ...], options: argparse.Namespace) -> list[str]:
    lines = [f"{word('impact-title', options.lang)}: {options.old} → {options.new}", ""]
    for one in found:
        lines += [*lines_of(one, options.lang), ""]
    lines += [] if found else [word("impact-nothing-hit", options.lang), ""]
    return [*lines, *hit_lines(hit, options.lang)]


def _put(text: str, options: argparse.Namespace) -> None:
    """Write to the file named, never over one that is there without leave; else print."""
    if options.out is None:
        sys.stdout.write(f"{text}\n")
        return
    if options.out.exists() and not options.replace:
        raise InputError(f"{options.out}: the file is there already; choose another name with --out, or add --replace")
    options.out.write_text(f"{text}\n", encoding="utf-8")
    print(shown_path(options.out))
