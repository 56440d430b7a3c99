"""The verbs that notebooks use; the only module that displays anything."""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path
from uuid import uuid4

import pandas as pd
import plotly.graph_objects as go
from IPython.display import HTML, display

from toolkit import __version__, job
from toolkit.analysis import Analysis
from toolkit.checks import warnings_table
from toolkit.io.decision_log import DecisionLog
from toolkit.io.project import Project, find_project
from toolkit.labels import finding_text, word
from toolkit.library import Library
from toolkit.model import STATES, Lang, Programme, Role
from toolkit.plots import CONFIG, heatmap
from toolkit.programmes import disciplines_table, marks_table, outcomes_table
from toolkit.report.title import day
from toolkit.review import DeskSettings, Session
from toolkit.tables import SHARES, SUGGESTIONS
from toolkit.widgets.browse import browse_suggestions
from toolkit.widgets.desk import Desk

__all__ = [
    "browse_suggestions",
    "compare",
    "disciplines_table",
    "marks_table",
    "open_project",
    "outcomes_table",
    "review",
    "show",
    "show_cards",
    "show_findings",
    "show_heatmap",
    "show_library",
    "show_links",
    "show_matrix",
    "show_outcomes",
    "show_shares",
    "show_suggestions",
    "show_warnings",
    "statements_table",
    "write_results",
]

_CSS = "text-align:left; vertical-align:top; white-space:normal; padding:2px 8px; max-width:34em"


def open_project(folder: str = "") -> Project:
    """Open the project: the folder given, else the one found here or above."""
    return find_project(Path(folder) if folder else None)


def show(frame: pd.DataFrame, *, rows: int = 0, caption: str = "") -> None:
    """Show a table with whole texts; `rows` shows only the first ones and says how many there are.

    Parameters
    ----------
    frame : DataFrame
        Any table.
    rows : count
        How many rows to show at most; 0 means all.
    caption : str
        A heading above the table.
    """
    shown = frame.head(rows) if rows else frame
    heads = "".join(f"<th style='{_CSS}'>{escape(str(name))}</th>" for name in shown.columns)
    body = "".join(
        "<tr>" + "".join(f"<td style='{_CSS}'>{_cell(value)}</td>" for value in record) + "</tr>"
        for record in shown.itertuples(index=False, name=None)
    )
    title = f"<caption style='text-align:left'><b>{escape(caption)}</b></caption>" if caption else ""
    more = f"<p>{len(shown)} / {len(frame)}</p>" if len(shown) < len(frame) else ""
    display(HTML(f"<table>{title}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>{more}"))


def _cell(value: object) -> str:
    if value is None or (isinstance(value, float) and pd.isna(value)):
        return ""
    return escape(f"{value:.2f}" if isinstance(value, float) else str(value))


def _named(frame: pd.DataFrame, columns: dict[str, str], lang: Lang) -> pd.DataFrame:
    """Take columns and head them with words: column → word key."""
    return frame[list(columns)].rename(columns={name: word(key, lang) for name, key in columns.items()})


def show_library(library: Library, lang: Lang) -> None:
    """Show the acts of the library with their status, and which documents could not be read."""
    rows = [
        (
            act.act_id,
            act.title.best(lang),
            day(act.date),
            word(f"status-{act.status.replace(' ', '-')}", lang),
            day(act.status_checked),
            word("form-unknown", lang) if act.act_id in library.unread else "",
        )
        for act in library.acts.values()
    ]
    heads = [word(key, lang) for key in ("code", "act", "act-date", "act-status", "checked", "not-read")]
    show(pd.DataFrame(rows, columns=heads))


def show_cards(library: Library, standard_id: str, lang: Lang) -> None:
    """Show the cards of a standard: level, education, and how many functions, tasks and statements each has."""
    standard = next(item for item in library.parsed[standard_id].standards if item.standard_id == standard_id)
    rows = []
    for card in standard.cards:
        units = [unit for function in card.functions for unit in function.units]
        items = [item for unit in units for item in unit.items]
        rows.append(
            (
                f"{card.number}. {card.title}",
                ", ".join(card.levels),
                card.field("education"),
                len(card.functions),
                len(units),
                sum(item.kind == "skill" for item in items),
                sum(item.kind == "knowledge" for item in items),
                len(card.competences),
                f"{card.span.start}–{card.span.end}",
            )
        )
    keys = ["card", "sqf-level", "education", "functions", "units"]
    keys += ["kind-skill", "kind-knowledge", "kind-competence", "lines"]
    show(pd.DataFrame(rows, columns=[word(key, lang) for key in keys]), caption=standard.title)


def show_findings(library: Library, standard_id: str, lang: Lang) -> None:
    """Show what the parser found doubtful in the source of a standard, by line."""
    rows = [
        (finding.span.start, finding_text(finding.code, finding.params, lang))
        for finding in library.parsed[standard_id].findings
    ]
    show(pd.DataFrame(rows, columns=[word("lines", lang), word("warning", lang)]))


def statements_table(library: Library, standards: Sequence[str] = ()) -> pd.DataFrame:
    """Give table STATEMENTS of the standards named, or of all that could be read.

    Raises
    ------
    InputError
        A standard is not in the library.
    """
    return library.table("statements", standards)


def show_outcomes(programme: Programme, lang: Lang) -> None:
    """Show the outcomes of a programme in the languages they have."""
    columns = {"outcome_id": "code", "kk": "in-kk", "ru": "in-ru", "en": "in-en"}
    frame = outcomes_table(programme)
    used = {name: key for name, key in columns.items() if (frame[name] != "").any()}
    show(_named(frame, used, lang), caption=programme.title.best(lang))


def show_matrix(programme: Programme, lang: Lang) -> None:
    """Show the matrix disciplines x outcomes with I, R, M."""
    marks = {(discipline, outcome): mark for discipline, outcome, mark in programme.marks}
    codes = [outcome.outcome_id for outcome in programme.outcomes]
    rows = [
        [
            f"{item.code} {item.title.best(lang)}",
            f"{item.credits:g}",
            *(marks.get((item.code, code), "") for code in codes),
        ]
        for item in programme.disciplines
    ]
    show(
        pd.DataFrame(rows, columns=[word("discipline", lang), word("credit", lang), *codes]), caption=word("irm", lang)
    )


def compare(project: Project, library: Library, programme_id: str, standards: Sequence[str], as_of: str) -> Analysis:
    """Compare a programme with its standards, or with those named, as of a day written as 2026-11-21."""
    return job.analysis_of(project, library, programme_id, standards=standards, as_of=date.fromisoformat(as_of))


def show_warnings(analysis: Analysis, lang: Lang) -> None:
    """Show all warnings, the heaviest first."""
    frame = warnings_table(analysis.warns, lang)
    frame["severity"] = [word(f"severity-{value}", lang) for value in frame["severity"]]
    columns = {"severity": "severity", "code": "code", "where": "where", "text": "warning", "advice": "advice"}
    show(_named(frame, columns, lang))


def show_suggestions(analysis: Analysis, lang: Lang, *, top: int = 3) -> None:
    """Show the first suggestions for every outcome, with their confidence and reasons."""
    texts = {row.statement_id: row.text for row in analysis.statements}
    frame = SUGGESTIONS.frame(row for row in analysis.suggestions if row.rank <= top)
    frame["text"] = [texts[statement_id] for statement_id in frame["statement_id"]]
    columns = {"outcome_id": "outcome", "rank": "rank", "text": "statement", "confidence": "confidence", "why": "why"}
    show(_named(frame.drop_duplicates(["outcome_id", "rank"]), columns, lang), caption=word("suggestions-title", lang))


def review(
    project: Project,
    analysis: Analysis,
    reviewer: str,
    lang: Lang,
    *,
    blind: bool = False,
    role: Role = "review",
    only: Collection[tuple[str, str]] | None = None,
) -> Desk | None:
    """Open the review desk on a programme; each decision goes to disk at once, into the reviewer's own file.

    Parameters
    ----------
    project, analysis
        Where decisions go, and what is compared.
    reviewer : str
        Name of the person who decides; without a name a sentence asks for it and nothing opens.
    lang : {"kk", "ru", "en"}
        First language of the desk.
    blind : bool
        An independent second review: neither confidences nor the verdicts of others are shown.
    role : {"review", "second", "adjudication"}
        In which role the decisions are recorded.
    only : collection of (outcome id, statement id), optional
        Nothing else is reviewed: the sample of a second review.
    """
    if not reviewer.strip():
        sentence = word("reviewer-needed", lang)
        display(HTML(f"<p><b>{escape(sentence)}</b></p>"))
        return None
    folder = project.decisions_folder(analysis.programme.programme_id)
    log = DecisionLog(folder, reviewer, programme_id=analysis.programme.programme_id)
    read = log.read()
    for issue in read.issues:
        display(HTML(f"<p>{escape(str(issue))}</p>"))
    suggested, method, likely, possible = job.review_suggestions(analysis, project, lang)
    session = Session(
        analysis.programme,
        analysis.statements,
        suggested,
        read.decisions,
        reviewer,
        log.append,
        lambda: datetime.now(UTC),
        lambda: uuid4().hex[:12],
        method=method,
        act_sha256={item.standard.standard_id: item.act.sha256 for item in analysis.compared},
        tool_version=__version__,
        lang=lang,
        blind=blind,
        role=role,
        only=only,
        settings=DeskSettings(likely=likely, possible=possible),
    )
    return Desk(session)


def show_links(analysis: Analysis, lang: Lang, *, rows: int = 0) -> None:
    """Show the decisions that count as coverage: statement, outcome, verdict, who, when."""
    texts = {row.statement_id: row.text for row in analysis.statements}
    frame = analysis.result.links_table()
    frame["text"] = [texts[statement_id] for statement_id in frame["statement_id"]]
    frame["verdict"] = [word(f"state-{verdict}", lang) for verdict in frame["verdict"]]
    columns = {"statement_id": "statement-code", "text": "statement", "outcome_id": "outcome"}
    columns |= {"verdict": "state", "reviewer": "reviewer", "decided_at": "decided-at"}
    show(_named(frame, columns, lang), rows=rows)


def show_shares(analysis: Analysis, by: str, lang: Lang) -> None:
    """Show the shares of one grouping (total, standard, card, function, level) with their counts."""
    frame = SHARES.frame(share for share in analysis.result.shares if share.by == by)
    frame["kind"] = [word(f"kind-{kind}", lang) for kind in frame["kind"]]
    columns = {"group": "group-code", "label": "group-title", "kind": "kind"}
    columns |= {state: f"state-{state}" for state in STATES}
    columns |= {"statements": "statements", "denominator": "denominator", "share": "share"}
    show(_named(frame, columns, lang), caption=word(f"by-{by}", lang))


def show_heatmap(analysis: Analysis, lang: Lang) -> None:
    """Show the heatmap functions x outcomes, with a plain table for viewers that draw no charts."""
    figure = heatmap(analysis, lang)
    display(_bundle(figure, _static_twin(figure, lang)), raw=True)


def _bundle(figure: go.Figure, html: str) -> dict[str, object]:
    return {"application/vnd.plotly.v1+json": {**figure.to_plotly_json(), "config": CONFIG}, "text/html": html}


def _static_twin(figure: go.Figure, lang: Lang) -> str:
    counts, shares = figure.data
    heads = [word("function", lang), *(escape(str(code)) for code in counts.x), *shares.x]
    titles = figure.layout.yaxis.ticktext
    rows = [[title, *line, *texts] for title, line, texts in zip(titles, counts.text, shares.text, strict=True)]
    top = "".join(f"<th style='{_CSS}'>{head}</th>" for head in heads)
    body = "".join("<tr>" + "".join(f"<td style='{_CSS}'>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def write_results(analysis: Analysis, project: Project, lang: Lang, out: str = "") -> None:
    """Write workbook and heatmap into `exports/` (or into `out`) and say where they are, with the headline figures."""
    folder = Path(out) if out else None
    results = job.results_of(project, analysis.programme.programme_id, lang, analysis.as_of, folder)
    job.write_results(analysis, results, lang)
    names = "".join(f"<li>{escape(path.name)}</li>" for path in (results.workbook, results.heatmap))
    lines = "".join(f"<li>{escape(line)}</li>" for line in job.headline(analysis, lang))
    display(
        HTML(f"<p>{escape(results.folder.name)}/</p><ul>{names}</ul><p>{word('headline', lang)}</p><ul>{lines}</ul>")
    )
