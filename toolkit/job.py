"""The main job on a project: files in, workbook and heatmap out. Shared by the command line and the notebooks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from toolkit import __version__
from toolkit.analysis import Analysis, analyse, compare_with
from toolkit.io.excel import write_report
from toolkit.io.project import Project
from toolkit.labels import word
from toolkit.library import Library
from toolkit.model import STATES, Lang, Target
from toolkit.plots import heatmap, write_html
from toolkit.report import gap_report
from toolkit.report.title import share_text


@dataclass(frozen=True, slots=True)
class Results:
    """Where the results of the main job are."""

    folder: Path
    workbook: Path
    heatmap: Path


def results_of(project: Project, programme_id: str, lang: Lang, as_of: date, out: Path | None = None) -> Results:
    """Name the results of a programme: files in `exports/<date>-<programme>/` that say what they are."""
    folder = out or project.root / "exports" / f"{as_of.isoformat()}-{programme_id}"
    return Results(folder, folder / f"gap-report.{lang}.xlsx", folder / f"heatmap.{lang}.html")


def analysis_of(
    project: Project, library: Library, programme_id: str, *, standards: Sequence[str] = (), as_of: date
) -> Analysis:
    """Read a programme and its decisions and compare it with its standards, or with those named.

    Parameters
    ----------
    project, library
        Where things are, and the standards read from there.
    programme_id : str
        Folder in `curricula/`.
    standards : sequence of str
        Standards to compare with, all their cards, unless the programme chooses cards of them; none means the
        programme's own choice.
    as_of : date
        Day of the analysis.

    Raises
    ------
    ToolkitError
        The programme, its decisions or a standard cannot be used; the message says why.
    """
    programme = project.programme(programme_id)
    chosen = {target.standard_id: target for target in programme.targets}
    wanted = library.standard_ids(standards or chosen)
    targets = [chosen.get(standard, Target(standard)) for standard in wanted]
    compared = compare_with(targets, library.acts, library.parsed)
    return analyse(
        programme,
        compared,
        project.decisions(programme_id),
        as_of=as_of,
        known_acts=library.known_acts,
        renamings=library.renamings,
    )


def write_results(analysis: Analysis, results: Results, lang: Lang) -> None:
    """Write the workbook and the heatmap of an analysis.

    Raises
    ------
    InputError
        A file cannot be written, for instance because it is open in Excel.
    """
    write_report(gap_report(analysis, lang, __version__), results.workbook)
    write_html(heatmap(analysis, lang), results.heatmap)


def headline(analysis: Analysis, lang: Lang) -> list[str]:
    """Give the headline figures as lines of text: the total, skills, knowledge and competences apart, with counts."""
    lines = []
    for share in analysis.result.shares:
        if share.by == "total":
            states = ", ".join(f"{word(f'state-{state}', lang)} {share.count(state)}" for state in STATES)
            lines.append(f"{word(f'kind-{share.kind}', lang)}: {share_text(share, lang)} ({states})")
    return lines
