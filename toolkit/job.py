"""The main job on a project: files in, workbook and heatmap out. Shared by the command line and the notebooks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from toolkit import __version__
from toolkit.align.concepts import ConceptTable, bundled_concepts
from toolkit.align.context import context_of
from toolkit.align.suggest import Candidate
from toolkit.analysis import Analysis, analyse, candidate_of, compare_with, wanted_of
from toolkit.decisions import replay
from toolkit.io.cache import prepared_suggester, prepared_table
from toolkit.io.excel import write_report
from toolkit.io.project import Project
from toolkit.labels import word
from toolkit.library import Library
from toolkit.model import STATES, Lang, Programme, Statement, Suggestion, Target
from toolkit.plots import heatmap, write_html
from toolkit.report import gap_report
from toolkit.report.title import share_text
from toolkit.tables import DESCRIPTORS, STATEMENTS


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
        concepts=concepts_for(project, programme_id),
    )


def candidates_of(library: Library, standards: Sequence[str] = ()) -> list[Candidate]:
    """Give everything of a library that an outcome may serve: statements of standards, level descriptors of frameworks.

    Parameters
    ----------
    library : Library
        The library.
    standards : sequence of str
        Only these standards and frameworks; none means all.

    Raises
    ------
    InputError
        A standard is not in the library.
    """
    statements = library.table("statements", standards)
    found = [candidate_of(row) for row in STATEMENTS.rows(statements, Statement)]
    found += [
        Candidate(code, text, framework, area, kind=kind, levels=sqf or nqf)
        for code, framework, area, nqf, sqf, kind, text in DESCRIPTORS.rows(
            library.table("descriptors", standards), lambda *row: row[:7]
        )
    ]
    return found


def confirmed_of(programme: Programme, project: Project) -> list[str]:
    """Give the statements that people have linked to outcomes of a programme and that still read as they did then."""
    decisions = project.decisions(programme.programme_id)
    outcomes = {outcome.outcome_id: outcome.fingerprint for outcome in programme.outcomes}
    statements = {row.statement_id: row.statement_fingerprint for row in decisions}
    ledger = replay(decisions, outcomes, statements)
    return [row.statement_id for row in ledger.current if row.verdict in ("full", "partial")]


def review_suggestions(analysis: Analysis, project: Project, lang: Lang) -> tuple[list[Suggestion], str, float, float]:
    """Suggest for the review desk, where more is shown than in a report: an expert decides how far to go.

    Returns
    -------
    suggestions, method, likely, possible
        The suggestions, the name of the method that is kept with every decision, and from which confidences on a
        suggestion is called likely or possible.
    """
    settings = analysis.settings
    candidates = [candidate_of(row) for row in analysis.statements]
    suggester = prepared_suggester(candidates, concepts_for(project, analysis.programme.programme_id))
    confirmed = {link.statement_id for link in analysis.result.links} if settings.suggestion_context else ()
    found = suggester.suggest(
        wanted_of(analysis.programme),
        top=settings.review_suggestions,
        reader=lang,
        context=context_of(candidates, confirmed),
        at_least=settings.least_confidence_review,
    )
    return list(found), suggester.method, suggester.model.likely, suggester.model.possible


def concepts_for(project: Project | None, programme_id: str = "") -> ConceptTable:
    """Prepare the concept table: the one that comes with the toolkit and, on top, the own ones of the project.

    Raises
    ------
    InputError
        An own table has problems; they are listed by line.
    """
    own = project.own_concepts(programme_id) if project else []
    return prepared_table([*bundled_concepts(), *own])


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
