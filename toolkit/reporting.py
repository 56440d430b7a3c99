"""The gap report of a programme on disk: what it was made from, its name, the file."""

import hashlib
import platform
from collections.abc import Sequence
from dataclasses import replace as replaced
from importlib.metadata import version
from pathlib import Path

from toolkit import __version__
from toolkit.analysis import Analysis
from toolkit.errors import InputError
from toolkit.io.excel import write_report
from toolkit.io.project import Project
from toolkit.library import Library
from toolkit.model import Target
from toolkit.report import Source, gap_report
from toolkit.sheets import Workbook

_DEPENDED_ON = ("numpy", "pandas", "scipy", "pymorphy3", "snowballstemmer", "xlsxwriter")
"""Packages that figures or bytes of a report depend on."""


def sources_of(project: Project, programme_id: str) -> tuple[Source, ...]:
    """List the files of a programme that its report is made from, with the hashes of their bytes.

    Returns
    -------
    tuple of Source
        The tables of the programme, its decisions and remarks, own words, by path from the project's folder.
    """
    folder = project.root / "curricula" / programme_id
    found = [*folder.glob("*.toml"), *folder.glob("*.csv")]
    found += [
        *folder.glob("decisions/*.csv"),
        *folder.glob("remarks/*.csv"),
        project.root / "curricula" / "concepts.csv",
    ]
    return tuple(
        Source(path.relative_to(project.root).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest())
        for path in sorted(found)
        if path.is_file()
    )


def versions_used() -> tuple[tuple[str, str], ...]:
    """List Python and the packages that the figures depend on, with their versions."""
    return (("Python", platform.python_version()), *((name, version(name)) for name in _DEPENDED_ON))


def default_path(project: Project, analysis: Analysis, lang: str, *, form: str = "") -> Path:
    """Name a report so that it sorts by day and says what it is, also far from its folder.

    Parameters
    ----------
    project : Project
        Where `exports/` lies.
    analysis : Analysis
        What is reported.
    lang : str
        Its language or languages.
    form : str
        What is special about it, such as ``card-2`` or ``short``.

    Returns
    -------
    Path
        Such as ``exports/2026-11-21_college-statistics_gap-report_kk.xlsx``.
    """
    parts = [analysis.as_of.isoformat(), analysis.programme.programme_id, "gap-report", form, lang.replace("+", "-")]
    parts = [part for part in parts if part]
    return project.root / "exports" / f"{'_'.join(parts)}.xlsx"


def write_gap_report(
    project: Project, analysis: Analysis, path: Path, lang: str, *, short: bool = False, replace: bool = False
) -> None:
    """Write the gap report of an analysis.

    Parameters
    ----------
    project : Project
        Where the programme lies.
    analysis : Analysis
        What to report.
    path : Path
        Where to write.
    lang : str
        kk, ru, en, or two such as ``kk+ru``.
    short : bool
        The short form for a meeting.
    replace : bool
        Write over a file that somebody has changed.

    Raises
    ------
    InputError
        The language is not known; the file is open, was changed by somebody, or cannot be written.
    """
    write_report(report_plan(project, analysis, lang, short=short), path, replace=replace)


def report_plan(project: Project, analysis: Analysis, lang: str, *, short: bool = False) -> Workbook:
    """Plan the gap report of an analysis with all that it names of its origin.

    Parameters
    ----------
    project : Project
        Where the programme lies.
    analysis : Analysis
        What to report.
    lang : str
        kk, ru, en, or two such as ``kk+ru``.
    short : bool
        The short form for a meeting.

    Raises
    ------
    InputError
        The language is not known, or a file of the programme cannot be read.
    """
    return gap_report(
        analysis,
        lang,
        __version__,
        sources=sources_of(project, analysis.programme.programme_id),
        versions=versions_used(),
        remarks=project.remarks(analysis.programme.programme_id),
        short=short,
    )


def only_card(library: Library, programme_id: str, targets: Sequence[Target], number: int) -> list[Target]:
    """Choose one card of what a programme is compared with.

    Parameters
    ----------
    library : Library
        The standards.
    programme_id : str
        The programme, for the message.
    targets : sequence of Target
        What it is compared with.
    number : int
        The number of the card.

    Raises
    ------
    InputError
        It is compared with no such card; those there are are listed.
    """
    cards = {target.standard_id: _cards(library, target) for target in targets}
    found = [replaced(target, cards=(number,)) for target in targets if number in cards[target.standard_id]]
    if not found:
        there = "; ".join(f"{one}: {', '.join(map(str, numbers))}" for one, numbers in cards.items() if numbers)
        raise InputError(f"'{programme_id}' is compared with no card {number}; with these: {there or 'none'}")
    return found


def _cards(library: Library, target: Target) -> tuple[int, ...]:
    """Give the numbers of the cards of a target."""
    document = library.parsed.get(target.standard_id)
    standards = document.standards if document else ()
    there = (card.number for one in standards if one.standard_id == target.standard_id for card in one.cards)
    return target.cards or tuple(there)
