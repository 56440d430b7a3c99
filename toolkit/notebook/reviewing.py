"""Suggestions, the review desk, what counts, and a second review: how far two people agree."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from toolkit import __version__, job
from toolkit.analysis import Analysis
from toolkit.io.decision_log import DecisionLog
from toolkit.io.project import Project
from toolkit.labels import word
from toolkit.model import STATES, Decision, Lang, Role, Verdict
from toolkit.notebook.opening import moment_of
from toolkit.notebook.showing import show_lines, show_named, show_rows, show_text
from toolkit.numbers import decimal, percent
from toolkit.review import DeskSettings, Session, agreement, disagreements, said_by
from toolkit.review import second_sample as sample_of
from toolkit.review.agreement import SCALE
from toolkit.tables import SUGGESTIONS
from toolkit.widgets.asking import NameForm, name_first
from toolkit.widgets.browse import browse_suggestions
from toolkit.widgets.desk import Desk

__all__ = [
    "browse_suggestions",
    "example_second_review",
    "review",
    "review_again",
    "second_sample",
    "show_agreement",
    "show_disagreements",
    "show_links",
    "show_progress",
    "show_second_sample",
    "show_suggestions",
]


def show_suggestions(analysis: Analysis, lang: Lang, *, top: int = 3) -> None:
    """Show the first suggestions for every outcome, with their confidence and reasons."""
    texts = {row.statement_id: row.text for row in analysis.everything}
    frame = SUGGESTIONS.frame(row for row in analysis.suggestions if row.rank <= top)
    frame["text"] = [texts[statement_id] for statement_id in frame["statement_id"]]
    columns = {"outcome_id": "outcome", "rank": "rank", "text": "statement", "confidence": "confidence", "why": "why"}
    show_named(frame.drop_duplicates(["outcome_id", "rank"]), columns, lang, caption=word("suggestions-title", lang))


def review(
    project: Project,
    analysis: Analysis,
    reviewer: str,
    lang: Lang,
    *,
    blind: bool = False,
    role: Role = "review",
    only: Collection[tuple[str, str]] | None = None,
) -> Desk | NameForm:
    """Open the review desk on a programme; each decision goes to disk at once, into the reviewer's own file.

    Parameters
    ----------
    project, analysis
        Where decisions go, and what is compared.
    reviewer : str
        Name of the person who decides; without a name a field asks for it, and the desk opens then.
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
        show_text(word("reviewer-needed", lang))

        def opened(name: str) -> Desk:
            return _desk(project, analysis, name, lang, blind=blind, role=role, only=only)

        return name_first(opened, lang)
    return _desk(project, analysis, reviewer, lang, blind=blind, role=role, only=only)


def _desk(
    project: Project,
    analysis: Analysis,
    reviewer: str,
    lang: Lang,
    *,
    blind: bool,
    role: Role,
    only: Collection[tuple[str, str]] | None,
) -> Desk:
    folder = project.decisions_folder(analysis.programme.programme_id)
    log = DecisionLog(folder, reviewer, programme_id=analysis.programme.programme_id)
    read = log.read()
    for issue in read.issues:
        show_text(str(issue))
    suggested, method, likely, possible = job.review_suggestions(analysis, project, lang)
    session = Session(
        analysis.programme,
        analysis.everything,
        suggested,
        read.decisions,
        reviewer,
        log.append,
        lambda: datetime.now(UTC),
        lambda: uuid4().hex[:12],
        method=method,
        act_sha256={name: act.sha256 for name, act in analysis.acts.items()},
        tool_version=__version__,
        lang=lang,
        blind=blind,
        role=role,
        only=only,
        settings=DeskSettings(likely=likely, possible=possible),
    )
    return Desk(session)


def review_again(
    project: Project, analysis: Analysis, first: str, second: str, lang: Lang, *, share: float = 0.2
) -> Desk | NameForm | None:
    """Open the desk for a second, blind review of a sample of what a first reviewer has decided.

    Parameters
    ----------
    project, analysis
        Where decisions go, and what is compared.
    first, second : str
        The first reviewer, and the second; without a second a sentence asks for the name and nothing opens.
    lang : {"kk", "ru", "en"}
        First language of the desk.
    share : share
        Which part of the first reviewer's decisions, 0 to 1.
    """
    if not second.strip():
        show_text(word("second-needed", lang))
        return None
    only = second_sample(project, analysis, first, share=share)
    return review(project, analysis, second, lang, blind=True, role="second", only=only)


def second_sample(
    project: Project, analysis: Analysis, first: str, *, share: float = 0.2
) -> frozenset[tuple[str, str]]:
    """Choose the pairs that a second person decides; the same programme, reviewer and share give the same pairs.

    Raises
    ------
    InputError
        The share is not above 0 and at most 1.
    """
    programme_id = analysis.programme.programme_id
    said = said_by(project.decisions(programme_id), first, "review")
    return sample_of(_about(said, analysis), share, programme_id)


def _about(said: Collection[Decision], analysis: Analysis) -> list[Decision]:
    """Give the decisions about outcomes and statements that are compared."""
    there = {row.statement_id for row in analysis.everything}
    return [row for row in said if row.statement_id in there and row.outcome_id]


def show_second_sample(project: Project, analysis: Analysis, first: str, lang: Lang, *, share: float = 0.2) -> None:
    """Show which pairs a second person would decide, without what the first one said."""
    texts = {row.statement_id: row.text for row in analysis.everything}
    outcomes = {one.outcome_id: one.text.best(lang) for one in analysis.programme.outcomes}
    pairs = sorted(second_sample(project, analysis, first, share=share))
    rows = [(code, outcomes.get(code, ""), statement_id, texts[statement_id]) for code, statement_id in pairs]
    show_rows(["outcome-code", "outcome", "statement-code", "statement"], rows, lang)


def example_second_review(project: Project, analysis: Analysis, first: str, second: str, as_of: str) -> None:
    """Write an invented second review into a copy to practise on: every third verdict differs from the first one.

    Parameters
    ----------
    project : Project
        A copy (`practice_copy`); what is written there nobody has decided.
    analysis : Analysis
        The comparison.
    first, second : str
        The reviewer whose decisions are looked at again, and the invented one.
    as_of : str
        The day of the decisions.

    Raises
    ------
    InputError
        The second name is that of a machine or empty.
    """
    programme_id = analysis.programme.programme_id
    said = _about(said_by(project.decisions(programme_id), first, "review"), analysis)
    moment = moment_of(as_of)
    rows = [
        replace(
            row,
            reviewer=second,
            role="second",
            decided_at=max(moment, row.decided_at) + timedelta(seconds=place),
            verdict=_other(row.verdict) if place % 3 == 0 else row.verdict,
            reason=row.reason if place % 3 else "",
            decision_id=f"{place:012x}",
        )
        for place, row in enumerate(said, start=1)
    ]
    DecisionLog(project.decisions_folder(programme_id), second, programme_id=programme_id).append(rows)


def _other(verdict: Verdict) -> Verdict:
    return "full" if verdict == "partial" else "partial"


def show_agreement(project: Project, analysis: Analysis, first: str, second: str, lang: Lang) -> None:
    """Show how far two reviewers agree: the share of equal verdicts, Cohen's kappa, and the table of both."""
    one, other = _both(project, analysis, first, second)
    found = agreement(one, other)
    if found.raw is None:
        show_text(word("agreement-none", lang))
        return
    pairs = word("agreement-pairs", lang, n=found.n)
    lines = [": ".join((word("agreement-raw", lang), f"{percent(found.raw)} ({pairs})"))]
    for name, kappa in (
        (word("agreement-kappa", lang), found.kappa),
        (word("agreement-weighted", lang), found.weighted),
    ):
        if kappa is not None:
            low, high = decimal(kappa.low, lang), decimal(kappa.high, lang)
            between = word("agreement-interval", lang, low=low, high=high)
            lines.append(f"{name}: {decimal(kappa.value, lang)} ({between})")
    show_lines(lines)
    rows = [
        (f"{first}: {word(f'verdict-{verdict}', lang)}", *counts)
        for verdict, counts in zip(SCALE, found.counts, strict=True)
    ]
    show_rows(
        ["agreement-both", *(f"verdict-{verdict}" for verdict in SCALE)], rows, lang, caption=f"{first} × {second}"
    )


def show_disagreements(project: Project, analysis: Analysis, first: str, second: str, lang: Lang) -> None:
    """Show the pairs about which two reviewers differ, with what each said and why; a third person settles them."""
    texts = {row.statement_id: row.text for row in analysis.everything}
    outcomes = {one.outcome_id: one.text.best(lang) for one in analysis.programme.outcomes}
    rows = [
        (
            f"{one.outcome_id} {outcomes.get(one.outcome_id, one.outcome_text)}",
            texts[one.statement_id],
            f"{one.first_reviewer}: {word(f'verdict-{one.first}', lang)}. {one.first_reason}",
            f"{one.second_reviewer}: {word(f'verdict-{one.second}', lang)}. {one.second_reason}",
        )
        for one in disagreements(*_both(project, analysis, first, second))
    ]
    show_rows(["outcome", "statement", "agreement-first", "agreement-second"], rows, lang)


def _both(project: Project, analysis: Analysis, first: str, second: str) -> tuple[list[Decision], list[Decision]]:
    said = project.decisions(analysis.programme.programme_id)
    return _about(said_by(said, first, "review"), analysis), _about(said_by(said, second, "second"), analysis)


def show_progress(analysis: Analysis, lang: Lang) -> None:
    """Show how far the review is: statements by state, and what became of every row of the log."""
    states = Counter(row.state for row in analysis.covered)
    show_rows(
        [*(f"state-{state}" for state in STATES)],
        [[states[state] for state in STATES]],
        lang,
        caption=word("statement", lang),
    )
    ledger = analysis.ledger
    show_rows(
        ["progress-rows", "progress-count", "progress-suspect", "progress-lost", "progress-differ", "reviewers"],
        [
            (
                len(ledger.all),
                len(ledger.current),
                len(ledger.suspect),
                len(ledger.lost),
                len(ledger.disagreements),
                ", ".join(dict.fromkeys(row.reviewer for row in ledger.all)) or word("no-reviewers", lang),
            )
        ],
        lang,
        caption=word("decisions-title", lang),
    )


def show_links(analysis: Analysis, lang: Lang, *, rows: int = 0) -> None:
    """Show the decisions that count as coverage: statement, outcome, verdict, who, when."""
    texts = {row.statement_id: row.text for row in analysis.everything}
    found = [
        (
            one.statement_id,
            texts[one.statement_id],
            one.outcome_id,
            word(f"state-{one.verdict}", lang),
            one.reviewer,
            f"{one.decided_at:%d.%m.%Y %H:%M}",
        )
        for one in analysis.links
    ]
    keys = ["statement-code", "statement", "outcome", "state", "reviewer", "decided-at"]
    show_rows(keys, found, lang, rows=rows)
