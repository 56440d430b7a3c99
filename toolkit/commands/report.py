"""`curmap report`: the gap report of one programme or of many, whole or for one card, or the text for the registry."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from toolkit import job
from toolkit.analysis import Analysis
from toolkit.auditing import record
from toolkit.commands.common import day_of, progress, shown_path
from toolkit.errors import InputError, ToolkitError
from toolkit.io.project import Project
from toolkit.labels import word
from toolkit.labels.reader import Reader
from toolkit.library import Library
from toolkit.model import Target
from toolkit.report import passport_text
from toolkit.reporting import default_path, write_gap_report


def run(project: Project, options: argparse.Namespace) -> int:
    """Write the reports named; one that fails is named and does not stop the others.

    Parameters
    ----------
    project : Project
        Where things are.
    options : Namespace
        What was asked for (`toolkit.cli.reports`).

    Returns
    -------
    int
        0 done; 1 at least one of several reports could not be made.

    Raises
    ------
    ToolkitError
        The command cannot be carried out, or its only report cannot be made.
    """
    lang = Reader.of(options.lang).lang
    names = project.programme_ids() if options.all else list(dict.fromkeys(options.programmes))
    _refuse_impossible(names, options)
    library = project.library()
    failed = 0
    for name in progress(names, word("making-reports", lang)):
        try:
            _one(project, library, name, options)
        except ToolkitError as error:
            if len(names) == 1:
                raise
            print(f"curmap: {name}: {error}", file=sys.stderr)
            failed += 1
    return 1 if failed else 0


def _refuse_impossible(names: list[str], options: argparse.Namespace) -> None:
    if not names:
        raise InputError("name a programme, or --all; «curmap programme list» lists them")
    out: Path | None = options.out
    if out is None or options.passport or out.is_dir():
        return
    if len(names) > 1:
        raise InputError(f"--out {out} is one file, and there are several programmes; name a folder, or leave it out")
    if out.suffix.lower() != ".xlsx":
        raise InputError(
            f"--out {out}: name a folder that exists, or a file that ends in .xlsx, so that Excel opens it"
        )


def _one(project: Project, library: Library, name: str, options: argparse.Namespace) -> None:
    analysis = _analysis(project, library, name, options)
    for issue in project.torn_decisions(name):
        print(f"curmap: {issue}", file=sys.stderr)
    if options.passport:
        sys.stdout.write(passport_text(analysis))
        return
    form = f"card-{options.card}" if options.card else "short" if options.short else ""
    path = default_path(project, analysis, options.lang, form=form)
    if options.out is not None:
        path = options.out / path.name if options.out.is_dir() else options.out
    write_gap_report(project, analysis, path, options.lang, short=bool(form), replace=options.replace)
    record(project, analysis, [path], Reader.of(options.lang).lang, options.standard)
    print(shown_path(path))


def _analysis(project: Project, library: Library, name: str, options: argparse.Namespace) -> Analysis:
    """Compare a programme; with --card only with that card."""
    chosen = job.targets_of(project, library, name, options.standard)
    if options.card:
        chosen = _with_card(library, name, chosen, int(options.card))
    lang = Reader.of(options.lang).lang
    return job.analysis_with(project, library, name, chosen, as_of=day_of(options), lang=lang)


def _with_card(library: Library, name: str, targets: list[Target], number: int) -> list[Target]:
    cards = {target.standard_id: _cards(library, target) for target in targets}
    found = [replace(target, cards=(number,)) for target in targets if number in cards[target.standard_id]]
    if not found:
        there = "; ".join(f"{one}: {', '.join(map(str, numbers))}" for one, numbers in cards.items() if numbers)
        raise InputError(f"'{name}' is compared with no card {number}; with these: {there or 'none'}")
    return found


def _cards(library: Library, target: Target) -> tuple[int, ...]:
    """Give the numbers of the cards of a target."""
    document = library.parsed.get(target.standard_id)
    standards = document.standards if document else ()
    there = (card.number for one in standards if one.standard_id == target.standard_id for card in one.cards)
    return target.cards or tuple(there)
