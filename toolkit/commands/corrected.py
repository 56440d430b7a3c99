"""What `curmap diff` and `curmap impact` do alike with corrections of matches: those that are kept, and those of a file."""

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from toolkit.commands.complaining import complain
from toolkit.commands.today import today
from toolkit.editions import Correction
from toolkit.editions.kept import counting
from toolkit.editions.words import CORRECTION_COLUMNS, correction_of
from toolkit.errors import InputError
from toolkit.io.correction_sheets import take_corrections
from toolkit.io.corrections import keep, read_kept
from toolkit.io.csvfiles import read_rows
from toolkit.io.project import Project
from toolkit.labels import word
from toolkit.model import Standard


def corrections_of(
    project: Project, old: Standard, new: Standard, options: argparse.Namespace
) -> tuple[list[Correction], list[Correction]]:
    """Give the corrections that count for two standards; what is out of date, and how many were used, is said.

    Parameters
    ----------
    project : Project
        Where corrections are kept.
    old, new : Standard
        The standards.
    options : Namespace
        ``corrections`` (a CSV file or a workbook, or None), ``keep`` (whether they are to be kept), ``lang``.

    Returns
    -------
    counted, given
        All that count, and those of the file. They can be kept when they have proved to fit (`keep_given`).

    Raises
    ------
    InputError
        The file cannot be used, or something in a workbook was not understood: it is said cell by cell, and nothing of the
        file is taken in. Or there is no file to keep.
    DataError
        Rows of a CSV file, or of the project's file, have problems.
    """
    path: Path | None = options.corrections
    if options.keep and path is None:
        raise InputError("--keep needs --corrections FILE: the file whose corrections are to be kept")
    given = _given(path, old, new, options) if path else []
    counted, stale = counting(read_kept(project.root), old, new, given)
    for one in stale:
        said = one.correction
        facts = {"old": said.old_id or "–", "new": said.new_id or "–", "name": said.who, "date": said.when.isoformat()}
        complain(word("corrections-stale", options.lang, **facts), options)
    if counted:
        complain(word("corrections-used", options.lang, n=len(counted)), options)
    return counted, given


def keep_given(
    project: Project, old: Standard, new: Standard, given: Sequence[Correction], options: argparse.Namespace
) -> None:
    """Put the corrections of a file into the project's file, if that was asked for, and say how many are new there."""
    if options.keep:
        number = keep(project.root, given, old, new, datetime.now(UTC))
        complain(word("corrections-kept", options.lang, n=number), options)


def _given(path: Path, old: Standard, new: Standard, options: argparse.Namespace) -> list[Correction]:
    """Read the corrections of a file; what a workbook says that was not understood is listed."""
    if path.suffix.lower() == ".csv":
        return read_rows(path, CORRECTION_COLUMNS, correction_of)
    taken = take_corrections(path, old, new, today())
    for problem in taken.problems:
        sign = "!" if problem.weight == "error" else "·"
        where = f"{problem.where}: " if problem.where else ""
        complain(f"{sign} {where}{problem.text(options.lang)} {problem.advice(options.lang)}", options)
    if taken.errors:
        raise InputError(
            f"{path.name}: not everything was understood, so nothing was taken in; see what is listed above"
        )
    return list(taken.corrections)
