"""Opening: the project, its library, a programme, a comparison, and copies to practise on."""

import atexit
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from toolkit import job
from toolkit.analysis import Analysis
from toolkit.errors import InputError
from toolkit.io.audit import working_copy
from toolkit.io.project import Project, find_project
from toolkit.library import Library
from toolkit.model import Lang, Programme
from toolkit.notebook.showing import explain_errors


def open_project(folder: str = "") -> Project:
    """Open the project: the folder given, else the one found here or above. Errors are told in `LANG` from now on."""
    explain_errors()
    return find_project(Path(folder) if folder else None)


def open_library(project: Project) -> Library:
    """Open the standards: the register of acts and every document that can be read.

    Raises
    ------
    DataError
        The register is wrong, or a source is missing or was changed; all problems are listed.
    """
    return project.library()


def open_programme(project: Project, programme_id: str) -> Programme:
    """Open one programme of `curricula/`.

    Raises
    ------
    ProjectError
        There is no such programme; the message names those there are.
    DataError
        Its files have problems; they are listed.
    """
    return project.programme(programme_id)


def compare(
    project: Project, library: Library, programme_id: str, standards: Sequence[str], as_of: str, lang: Lang = "kk"
) -> Analysis:
    """Compare a programme with its standards, or with those named, as of a day written as 2026-11-21.

    Parameters
    ----------
    project, library
        Where the programme and its decisions lie, and the standards.
    programme_id : str
        Folder in `curricula/`.
    standards : sequence of str
        Standards to compare with; none means the programme's own choice.
    as_of : str
        Day of the comparison.
    lang : {"kk", "ru", "en"}
        Language of the reasons of suggestions.

    Raises
    ------
    ToolkitError
        The day is none, or the programme, its decisions or a standard cannot be used; the message says why.
    """
    return job.analysis_of(project, library, programme_id, standards=standards, as_of=day_of(as_of), lang=lang)


def standards_of(analysis: Analysis) -> list[str]:
    """Name the standards and frameworks that a programme is compared with, to compare another one with the same."""
    return list(analysis.acts)


def first_standard(analysis: Analysis) -> str:
    """Name the first standard that a programme is compared with.

    Raises
    ------
    InputError
        It is compared with sectoral frameworks only.
    """
    if not analysis.compared:
        raise InputError("the programme is compared with no professional standard; name one with STANDARDS")
    return analysis.compared[0].standard.standard_id


def day_of(as_of: str) -> date:
    """Read the day of the parameters.

    Raises
    ------
    InputError
        It is no date.

    Examples
    --------
    >>> day_of("2026-11-21").year
    2026
    """
    try:
        return date.fromisoformat(as_of)
    except ValueError:
        raise InputError(f"AS_OF '{as_of}' is no date; write it as 2026-11-21") from None


def moment_of(as_of: str) -> datetime:
    """Give the end of that day, UTC: what is written in an example bears it, so that a second run shows the same."""
    return datetime.combine(day_of(as_of), time(23, 59), tzinfo=UTC)


def practice_copy(project: Project) -> Project:
    """Copy the project into a temporary folder, to try out what writes; it goes when the notebook is closed.

    Returns
    -------
    Project
        The copy. Nothing that is done with it changes the project.

    Raises
    ------
    InputError
        A file cannot be read, or there is no room for the copy.
    """
    place = TemporaryDirectory(prefix="curmap-practice-", ignore_cleanup_errors=True)
    atexit.register(place.cleanup)
    return Project(working_copy(project.root, Path(place.name).resolve() / "project"))
