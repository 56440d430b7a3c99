"""What several subcommands do alike."""

import argparse
import sys
from collections.abc import Iterable, Sized
from datetime import date
from pathlib import Path
from typing import TypeVar

import pandas as pd
from tqdm import tqdm

from toolkit import job
from toolkit.analysis import Analysis
from toolkit.commands.complaining import complain
from toolkit.commands.table import as_csv, as_json
from toolkit.commands.today import today
from toolkit.io.project import Project

T = TypeVar("T")

_MANY = 2
"""Fewer items need no progress bar."""


def day_of(options: argparse.Namespace) -> date:
    """Give the day that was named, else today."""
    day: date | None = options.date
    return day or today()


def analysed(project: Project, options: argparse.Namespace, programme_id: str = "") -> Analysis:
    """Compare the programme named, or another one, with the standards named; rows cut while writing are listed."""
    name = programme_id or options.programme
    analysis = job.analysis_of(project, project.library(), name, standards=options.standard, as_of=day_of(options))
    for issue in project.torn_decisions(name):
        complain(issue, options)
    return analysis


def progress(items: Iterable[T], what: str, total: int | None = None) -> Iterable[T]:
    """Go through items and show on a terminal how far it is; nothing is shown for one item, or in a file or pipe.

    Parameters
    ----------
    items : iterable
        What is gone through.
    what : str
        What is being done, in the user's language.
    total : count, optional
        How many there are; needed where `items` has no length.
    """
    count = total if total is not None else len(items) if isinstance(items, Sized) else _MANY
    return tqdm(items, desc=what, total=count, disable=count < _MANY or not sys.stderr.isatty(), file=sys.stderr)


def shown_path(path: Path) -> str:
    """Give a path as seen from here, if it lies here."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def print_frame(frame: pd.DataFrame, options: argparse.Namespace) -> None:
    """Print a table as CSV or JSON; cells without a value are empty, or null."""
    plain = frame.astype(object).where(frame.notna(), None)
    sys.stdout.write(as_json(plain) if options.format == "json" else as_csv(plain))
