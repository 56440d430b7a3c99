"""The gap report: written, sent out, filled in, read back and merged; the text for the registry."""

from html import escape
from pathlib import Path

from toolkit import job
from toolkit.analysis import Analysis
from toolkit.errors import InputError
from toolkit.io.answers import Answer, fill_in
from toolkit.io.project import Project
from toolkit.io.returns import import_report
from toolkit.labels import word
from toolkit.model import Lang
from toolkit.notebook.opening import moment_of
from toolkit.notebook.showing import show_html, show_lines, show_rows, show_text
from toolkit.report import passport_text
from toolkit.reporting import write_gap_report
from toolkit.returns import STATUSES, Judged, verdict_words


def write_results(analysis: Analysis, project: Project, lang: Lang, out: str = "") -> None:
    """Write workbook and heatmap into `exports/` (or into `out`) and say where they are, with the headline figures."""
    folder = Path(out) if out else None
    results = job.results_of(project, analysis.programme.programme_id, lang, analysis.as_of, folder)
    job.write_results(project, analysis, results, lang)
    names = "".join(f"<li>{escape(path.name)}</li>" for path in (results.workbook, results.heatmap))
    lines = "".join(f"<li>{escape(line)}</li>" for line in job.headline(analysis, lang))
    head = f"<p>{escape(results.folder.name)}/</p><ul>{names}</ul>"
    show_html(f"{head}<p>{word('headline', lang)}</p><ul>{lines}</ul>")


def write_report(project: Project, analysis: Analysis, lang: Lang, out: str = "", *, short: bool = False) -> Path:
    """Write the gap report that people fill in, and give its path.

    Parameters
    ----------
    project, analysis
        Where decisions and remarks lie, and what to report.
    lang : str
        kk, ru, en, or two such as ``kk+ru``.
    out : str
        The folder; empty for ``exports/<date>-<programme>-run/``.
    short : bool
        The short form for a meeting.

    Raises
    ------
    InputError
        The file is open, or somebody has filled it in: nothing is written over.
    """
    folder = Path(out) if out else None
    path = job.results_of(project, analysis.programme.programme_id, lang, analysis.as_of, folder).workbook
    write_gap_report(project, analysis, path, lang, short=short)
    show_text(f"{path.parent.name}/{path.name}")
    return path


def fill_in_example(project: Project, analysis: Analysis, report: Path, lang: Lang, reviewer: str) -> Path:
    """Fill two rows of a copy of a gap report, as a colleague would in Excel, and show what was written where.

    The first gap that has a suggestion gets the suggested outcome with «partial» and a reason; the next gap a comment
    and a mark of importance. Both are invented: fill in your own.

    Parameters
    ----------
    project : Project
        A copy to practise on (`practice_copy`): the filled file goes into its `exports/`.
    analysis : Analysis
        What was reported.
    report : Path
        The report.
    lang : {"kk", "ru", "en"}
        Language of the report.
    reviewer : str
        The name that is written into the rows.

    Raises
    ------
    InputError
        The report has no row that can be filled in.
    """
    suggested = {one.statement_id: one.outcome_id for one in reversed(analysis.suggestions)}
    undecided = [gap.statement_id for gap in analysis.gaps if gap.state == "undecided"]
    first = next((name for name in undecided if name in suggested), "")
    second = next((name for name in undecided if name != first), "")
    if not first or not second:
        raise InputError(
            f"{report.name}: has no two undecided gaps of which one has a suggestion; there is nothing to try out"
        )
    answers = [
        Answer(
            first,
            {
                "outcome": suggested[first],
                "decision": word("state-partial", lang),
                "reason": word("answer-reason", lang),
                "name": reviewer,
            },
        ),
        Answer(second, {"importance": 3, "comment": word("answer-comment", lang), "name": reviewer}),
    ]
    target = project.root / "exports" / report.name
    places = fill_in(report, target, answers)
    show_rows(
        ["where", "intake-column", "card-value"],
        [(place, word(f"filled-{role}", lang), value) for place, role, value in places],
        lang,
    )
    return target


def take_back(project: Project, report: Path, reviewer: str, lang: Lang, as_of: str, *, dry_run: bool = True) -> Judged:
    """Read a gap report that came back, and say what becomes of every row; written only if it is no dry run.

    Parameters
    ----------
    project : Project
        Where decisions go.
    report : Path
        The workbook as it came back.
    reviewer : str
        Who hands it in: for rows without a name.
    lang : {"kk", "ru", "en"}
        Language of the reader.
    as_of : str
        The day of the import.
    dry_run : bool
        Only say what would be written.

    Raises
    ------
    InputError
        The file is no gap report, or a log cannot be written.
    """
    judged = import_report(project, report, reviewer, dry_run=dry_run, now=moment_of(as_of), lang=lang)
    _show_judged(judged, lang)
    show_text(_ending(judged, lang, dry_run=dry_run))
    return judged


def _show_judged(judged: Judged, lang: Lang) -> None:
    rows = [
        (
            row.entry.place,
            row.entry.statement_id,
            row.outcome_id or "–",
            word(f"fate-{row.status}", lang),
            " + ".join(
                part
                for part in (
                    verdict_words(row.entry.verdict, lang) if row.entry.verdict else "",
                    word("import-remark", lang) if row.remark else "",
                )
                if part
            ),
            row.reviewer,
            " ".join(one.text(lang) for one in row.said),
        )
        for row in judged.rows
    ]
    keys = ["where", "statement-code", "filled-outcome", "import-becomes", "filled-decision", "filled-name", "note"]
    show_rows(keys, rows, lang)
    problems = [(one.where, one.text(lang), one.advice(lang)) for one in judged.problems]
    if problems:
        show_rows(["where", "warning", "advice"], problems, lang)
    counts = [f"{word(f'fate-{status}', lang)}: {judged.count(status)}" for status in STATUSES]
    counts += [
        f"{word('fate-wrong', lang)}: {len(judged.errors)}",
        f"{word('fate-untouched', lang)}: {judged.untouched}",
    ]
    show_lines(counts)


def _ending(judged: Judged, lang: Lang, *, dry_run: bool) -> str:
    if judged.errors:
        return word("import-refused", lang)
    if dry_run:
        return word("import-dry-report", lang)
    return word("import-written" if judged.decisions or judged.remarks else "import-same-again", lang)


def show_remarks(project: Project, programme_id: str, lang: Lang) -> None:
    """Show what employers and experts remarked on a programme: who, about which statement, how important."""
    rows = [(one.reviewer, one.statement_id, one.importance, one.comment) for one in project.remarks(programme_id)]
    show_rows(["said-by", "statement-code", "filled-importance", "filled-comment"], rows, lang)


def show_passport(analysis: Analysis) -> None:
    """Show the short text on a programme in Kazakh and Russian, to paste into the registry of programmes."""
    show_lines(passport_text(analysis).strip().split("\n\n"))
