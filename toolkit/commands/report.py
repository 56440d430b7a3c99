"""`curmap report`: the gap report of one programme or of many, whole or for one card, or the text for the registry."""

import argparse
import sys
from pathlib import Path

from toolkit import job
from toolkit.analysis import Analysis
from toolkit.audit import Parameters, Result
from toolkit.auditing import record
from toolkit.commands.common import day_of, progress, shown_path
from toolkit.commands.complaining import complain
from toolkit.errors import InputError, ToolkitError
from toolkit.io.csvfiles import write_whole
from toolkit.io.project import Project
from toolkit.labels import word
from toolkit.labels.reader import Reader
from toolkit.library import Library
from toolkit.report import passport_text
from toolkit.reporting import default_path, only_card, write_gap_report


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
            complain(error, options, name)
            failed += 1
    return 1 if failed else 0


def _refuse_impossible(names: list[str], options: argparse.Namespace) -> None:
    if not names:
        raise InputError("name a programme, or --all; «curmap programme list» lists them")
    out: Path | None = options.out
    if out is None or out.is_dir():
        return
    if len(names) > 1:
        raise InputError(f"--out {out} is one file, and there are several programmes; name a folder, or leave it out")
    if options.passport:
        if out.suffix.lower() != ".txt":
            raise InputError(f"--out {out}: name a folder that exists, or a file that ends in .txt")
        return
    if out.suffix.lower() != ".xlsx":
        raise InputError(
            f"--out {out}: name a folder that exists, or a file that ends in .xlsx, so that Excel opens it"
        )


def _one(project: Project, library: Library, name: str, options: argparse.Namespace) -> None:
    analysis = _analysis(project, library, name, options)
    for issue in project.torn_decisions(name):
        complain(issue, options)
    if options.passport:
        _passport(project, analysis, options)
        return
    form = f"card-{options.card}" if options.card else "short" if options.short else ""
    path = default_path(project, analysis, options.lang, form=form)
    if options.out is not None:
        path = options.out / path.name if options.out.is_dir() else options.out
    write_gap_report(project, analysis, path, options.lang, short=bool(form), replace=options.replace)
    chosen = (("card", options.card or ""), ("short", "yes" if options.short else ""))
    record(project, analysis, _asked(name, analysis, options, "report", chosen), [path])
    print(shown_path(path))


def _passport(project: Project, analysis: Analysis, options: argparse.Namespace) -> None:
    """Print the text for the registry, or write it where asked to."""
    text = passport_text(analysis)
    if options.out is None:
        sys.stdout.write(text)
        return
    name = analysis.programme.programme_id
    path = options.out / f"{analysis.as_of.isoformat()}_{name}_passport.txt" if options.out.is_dir() else options.out
    if path.exists() and not options.replace and path.read_bytes() != text.encode("utf-8"):
        raise InputError(f"{path}: the file is there already; choose another name with --out, or add --replace")
    write_whole(path, text.encode("utf-8"))
    record(project, analysis, _asked(name, analysis, options, "passport", (("card", options.card or ""),)), [path])
    print(shown_path(path))


def _asked(
    name: str, analysis: Analysis, options: argparse.Namespace, result: Result, chosen: tuple[tuple[str, str], ...]
) -> Parameters:
    """Put together what was asked for, so that the result can be made again."""
    return Parameters(
        name,
        Reader.of(options.lang).lang,
        analysis.as_of.isoformat(),
        tuple(options.standard),
        (),
        result,
        options.lang,
        tuple((key, value) for key, value in chosen if value),
    )


def _analysis(project: Project, library: Library, name: str, options: argparse.Namespace) -> Analysis:
    """Compare a programme; with --card only with that card."""
    chosen = job.targets_of(project, library, name, options.standard)
    if options.card:
        chosen = only_card(library, name, chosen, int(options.card))
    lang = Reader.of(options.lang).lang
    return job.analysis_with(project, library, name, chosen, as_of=day_of(options), lang=lang)
