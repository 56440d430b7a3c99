"""The main job on a project: files in, workbook and heatmap out. Shared by the command line and the notebooks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from toolkit.align.concepts import ConceptTable, bundled_concepts
from toolkit.align.context import context_of
from toolkit.align.suggest import Candidate
from toolkit.analysis import Analysis, analyse, candidate_of, compare_with, wanted_of
from toolkit.decisions import replay
from toolkit.frameworks import frameworks_for
from toolkit.io.cache import prepared_suggester, prepared_table
from toolkit.io.project import Project
from toolkit.labels import word
from toolkit.library import Library
from toolkit.model import STATES, Lang, Programme, Statement, Suggestion, Target
from toolkit.numbers import share_text
from toolkit.occupations import OtherCard, other_cards
from toolkit.plots import heatmap, write_html
from toolkit.reporting import write_gap_report
from toolkit.returns.remarks import importance_of
from toolkit.settings import Settings
from toolkit.tables import DESCRIPTORS, STATEMENTS

_WIDE = 300
"""So many different statements an outcome are looked at to rank occupations."""


@dataclass(frozen=True, slots=True)
class Results:
    """Where the results of the main job are."""

    folder: Path
    workbook: Path
    heatmap: Path


def results_of(project: Project, programme_id: str, lang: Lang, as_of: date, out: Path | None = None) -> Results:
    """Name the results of a programme: files in `exports/<date>-<programme>-run/` that say what they are.

    The folder is not that of an audit run, ``exports/<date>-<programme>/``, whose files are evidence and stay as they are.

    Examples
    --------
    >>> results_of(Project(Path("p")), "college-statistics", "kk", date(2026, 11, 21)).workbook.as_posix()
    'p/exports/2026-11-21-college-statistics-run/gap-report.kk.xlsx'
    """
    folder = out or project.root / "exports" / f"{as_of.isoformat()}-{programme_id}-run"
    return Results(folder, folder / f"gap-report.{lang}.xlsx", folder / f"heatmap.{lang}.html")


def analysis_of(
    project: Project,
    library: Library,
    programme_id: str,
    *,
    standards: Sequence[str] = (),
    as_of: date,
    lang: Lang = "kk",
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
    lang : {"kk", "ru", "en"}
        Language of the reasons of suggestions.

    Raises
    ------
    ToolkitError
        The programme, its decisions or a standard cannot be used; the message says why.
    """
    targets = targets_of(project, library, programme_id, standards)
    return analysis_with(project, library, programme_id, targets, as_of=as_of, lang=lang)


def targets_of(project: Project, library: Library, programme_id: str, standards: Sequence[str] = ()) -> list[Target]:
    """Say what a programme is compared with: its own choice, or the standards and frameworks named.

    Raises
    ------
    ToolkitError
        The programme cannot be read, or a standard is not in the library.
    """
    chosen = {target.standard_id: target for target in project.programme(programme_id).targets}
    names = list(standards or chosen)
    library.refuse_unknown(names)
    targets: list[Target] = []
    for name in names:
        document = library.documents.get(name)
        found = [name] if document and document.descriptors else library.standard_ids([name])
        targets += [chosen.get(one, Target(one)) for one in found]
    return list({target.standard_id: target for target in targets}.values())


def analysis_with(
    project: Project,
    library: Library,
    programme_id: str,
    targets: Sequence[Target],
    *,
    as_of: date,
    until: datetime | None = None,
    lang: Lang = "kk",
) -> Analysis:
    """Compare a programme and its decisions with what is named.

    Parameters
    ----------
    project, library
        Where things are, and the standards read from there.
    programme_id : str
        Folder in `curricula/`.
    targets : sequence of Target
        The standards, cards, frameworks and areas to compare with (`targets_of`).
    as_of : date
        Day of the analysis.
    until : datetime, optional
        Only decisions made before this moment: the programme as it is, with the decisions as they were.
    lang : {"kk", "ru", "en"}
        Language of the reasons of suggestions.

    Raises
    ------
    ToolkitError
        The programme, its decisions, its remarks or a standard cannot be used; the message says why.
    """
    frameworks = frameworks_for(targets, library.acts, library.documents)
    aligned = {framework.act.act_id for framework in frameworks}
    compared = compare_with(
        [target for target in targets if target.standard_id not in aligned], library.acts, library.parsed
    )
    return analyse(
        project.programme(programme_id),
        compared,
        [row for row in project.decisions(programme_id) if until is None or row.decided_at < until],
        as_of=as_of,
        frameworks=frameworks,
        importance=importance_of(project.remarks(programme_id)),
        relations=project.relations(),
        known_acts=library.known_acts,
        renamings=library.renamings,
        concepts=concepts_for(project, programme_id),
        lang=lang,
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
    candidates = [candidate_of(row) for row in analysis.everything]
    suggester = prepared_suggester(candidates, concepts_for(project, analysis.programme.programme_id))
    confirmed = {link.statement_id for link in analysis.links} if settings.suggestion_context else ()
    found = suggester.suggest(
        wanted_of(analysis.programme),
        top=settings.review_suggestions,
        reader=lang,
        context=context_of(candidates, confirmed),
        at_least=settings.least_confidence_review,
    )
    return list(found), suggester.method, suggester.model.likely, suggester.model.possible


def other_cards_of(project: Project, library: Library, programme_id: str) -> tuple[OtherCard, ...]:
    """Rank the occupations of the whole library by how much of them a programme covers; suggestions are kept apart.

    Raises
    ------
    ToolkitError
        The programme or its decisions cannot be read.
    """
    programme, settings = project.programme(programme_id), Settings()
    suggester = prepared_suggester(candidates_of(library), concepts_for(project, programme_id))
    found = suggester.suggest(wanted_of(programme), top=_WIDE, at_least=settings.least_confidence_review)
    decisions = project.decisions(programme_id)
    return other_cards(library, programme, decisions, list(found), settings, likely=suggester.model.likely)


def concepts_for(project: Project | None, programme_id: str = "") -> ConceptTable:
    """Prepare the concept table: the one that comes with the toolkit and, on top, the own ones of the project.

    Raises
    ------
    InputError
        An own table has problems; they are listed by line.
    """
    own = project.own_concepts(programme_id) if project else []
    return prepared_table([*bundled_concepts(), *own])


def write_results(project: Project, analysis: Analysis, results: Results, lang: Lang, *, replace: bool = False) -> None:
    """Write the workbook, the same as `curmap report` writes, and the heatmap of an analysis.

    Parameters
    ----------
    project : Project
        Where the programme lies.
    analysis : Analysis
        What to report.
    results : Results
        Where to write.
    lang : {"kk", "ru", "en"}
        Language of both.
    replace : bool
        Write over a workbook that somebody has changed.

    Raises
    ------
    InputError
        A file is open, was changed by somebody, or cannot be written.
    """
    write_gap_report(project, analysis, results.workbook, lang, replace=replace)
    write_html(heatmap(analysis, lang), results.heatmap)


def headline(analysis: Analysis, lang: Lang) -> list[str]:
    """Give the headline figures as lines of text: the total, skills, knowledge and competences apart, with counts."""
    lines = []
    for share in analysis.result.shares:
        if share.by == "total":
            states = ", ".join(f"{word(f'state-{state}', lang)} {share.count(state)}" for state in STATES)
            lines.append(f"{word(f'kind-{share.kind}', lang)}: {share_text(share, lang)} ({states})")
    return lines
