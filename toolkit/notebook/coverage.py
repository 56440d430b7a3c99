"""Coverage shown: shares with their counts at three steps of proof, gaps with reasons, what is too much, what would help."""

from collections.abc import Collection
from dataclasses import replace

from toolkit import job
from toolkit.analysis import Analysis
from toolkit.checks import warnings_table
from toolkit.counted import contributions_of, coverage_table, gaps_table
from toolkit.gaps import gaps
from toolkit.io.project import Project
from toolkit.labels import word
from toolkit.model import KINDS, STATES, STEPS, Kind, Lang, Share, Step
from toolkit.notebook.library import show_warning_table
from toolkit.notebook.showing import show_lines, show_rows
from toolkit.numbers import counted_share, decimal, percent
from toolkit.proposals import Change, Plan, result_after, sentence, summary
from toolkit.proposals import propose as plan_for
from toolkit.surplus import surplus_table
from toolkit.tables import SHARES


def show_warnings(analysis: Analysis, lang: Lang) -> None:
    """Show all warnings, the heaviest first, with what to do about each."""
    show_warning_table(warnings_table(analysis.warns, lang), lang)


def show_shares(analysis: Analysis, by: str, lang: Lang, *, rows: int = 0) -> None:
    """Show the shares of one grouping at the three steps of proof, each with its counts, and the states behind them.

    Parameters
    ----------
    analysis : Analysis
        The comparison.
    by : str
        ``total``, ``kind``, ``standard``, ``card``, ``function``, ``unit``, ``level`` or ``standard-level``.
    lang : {"kk", "ru", "en"}
        Language of words.
    rows : count
        How many rows to show at most; 0 means all.
    """
    shares = SHARES.rows(coverage_table(analysis, "total" if by == "kind" else by, lang), Share)
    found = [
        (
            f"{share.group} {share.label}".strip() or word("by-total", lang),
            word(f"kind-{share.kind}", lang),
            share.statements,
            _states(share, lang),
            *(counted_share(number, share.denominator, part, lang) for number, part in map(share.at, STEPS)),
            word(f"grade-{share.grade}", lang),
            share.bare or "",
        )
        for share in shares
    ]
    keys = [
        "group",
        "kind",
        "statements",
        "state",
        *(f"step-{step}" for step in STEPS),
        "grade",
        "bare",
    ]
    show_rows(keys, found, lang, rows=rows, caption=word(f"by-{'total' if by == 'kind' else by}", lang))


def _states(share: Share, lang: Lang) -> str:
    """Name the states that occur, with how many statements have each."""
    return "; ".join(f"{word(f'state-{state}', lang)} {count}" for state in STATES if (count := share.count(state)))


def show_contributions(analysis: Analysis, by: str, lang: Lang, *, rows: int = 0) -> None:
    """Show what each discipline or module (`by`) gives to the coverage, and what would be lost without it."""
    found = [
        (
            one.group,
            one.label,
            word(f"kind-{one.kind}", lang),
            one.credits,
            ", ".join(one.outcomes),
            counted_share(one.covered, one.denominator, one.share, lang),
            one.assessed,
            one.lost,
        )
        for one in contributions_of(analysis, lang)
        if one.by == by
    ]
    keys = [
        "discipline-code",
        "discipline",
        "kind",
        "credit",
        "outcomes",
        "gives-share",
        "gives-assessed",
        "gives-lost",
    ]
    show_rows(keys, found, lang, rows=rows)


def show_gaps(analysis: Analysis, lang: Lang, *, rows: int = 0) -> None:
    """Show what is not covered, taught and assessed fully, the most urgent first, and why."""
    frame = gaps_table(analysis)
    found = [
        (
            word(f"priority-{row['priority']}", lang),
            row["points"],
            "\n".join(word(f"reason-{reason}", lang) for reason in row["reasons"].split(";")),
            row["statement_id"],
            row["text"],
            word(f"one-{row['kind']}", lang),
            row["function"] or word("other-competences", lang),
            row["outcomes"].replace(";", ", "),
        )
        for row in frame.to_dict("records")
    ]
    keys = ["priority", "gap-points", "gap-reason", "statement-code", "statement", "kind", "function", "served-by"]
    show_rows(keys, found, lang, rows=rows)


def show_surplus(analysis: Analysis, lang: Lang) -> None:
    """Show the reverse gaps: what leads nowhere or is there many times. A note is no fault."""
    rows = [
        (
            word(f"severity-{'note' if row['note'] else 'warning'}", lang),
            row["subject"],
            row["label"],
            row["text"],
        )
        for row in surplus_table(analysis, lang).to_dict("records")
    ]
    show_rows(["severity", "code", "surplus-what", "warning"], rows, lang)


def propose(
    project: Project, analysis: Analysis, share: float, *, step: Step = "taught", kinds: Collection[Kind] = KINDS
) -> Plan:
    """Find the smallest set of changes that reaches a share of each kind at a step of proof. It decides nothing.

    Parameters
    ----------
    project, analysis
        Where the words of the project stand, and what is compared.
    share : share
        The share wanted, 0 to 1.
    step : {"declared", "taught", "assessed"}
        The step of proof.
    kinds : collection of kind
        The kinds wanted.

    Raises
    ------
    InputError
        The share, the step or a kind cannot be.
    """
    found, *_ = job.review_suggestions(analysis, project, "kk")
    framework = "" if analysis.compared else analysis.alignments[0].framework.act.act_id
    return plan_for(
        replace(analysis, suggestions=tuple(found)),
        share,
        step=step,
        kinds=kinds,
        framework=framework,
        concepts=job.concepts_for(project, analysis.programme.programme_id),
    )


def show_plan(plan: Plan, analysis: Analysis, lang: Lang, *, rows: int = 0) -> None:
    """Show a plan: what it reaches and costs in sentences, its changes in order, and what stands in the way."""
    show_lines(summary(plan, lang))
    found = [
        (
            change.number,
            sentence(change, analysis, lang),
            "" if change.confidence is None else percent(change.confidence),
            change.edits,
            change.cost,
            ", ".join(map(str, change.needs)),
            _gains(change, plan.step, lang),
        )
        for change in plan.changes
    ]
    keys = ["number", "plan-change", "confidence", "plan-edits", "plan-cost", "plan-needs", "plan-gain"]
    show_rows(keys, found, lang, rows=rows)
    blocked = [(one.statement_id, word(f"blocked-{one.reason}", lang)) for one in plan.blocked]
    if blocked:
        show_rows(["statement-code", "plan-blocked"], blocked, lang, rows=rows)


def _gains(change: Change, step: Step, lang: Lang) -> str:
    """Say how many points a change adds for each kind at the step wanted."""
    gains = [(gain.kind, gain.share * 100) for gain in change.gains if gain.step == step and gain.share]
    return "; ".join(f"{word(f'kind-{kind}', lang)} +{decimal(points, lang)}" for kind, points in gains)


def after_plan(analysis: Analysis, plan: Plan) -> Analysis:
    """Give the comparison as it would be after a plan, for a picture of before and after. Nobody has decided any of it."""
    result = result_after(analysis, plan)
    return replace(analysis, result=result, gaps=gaps(result.statements, analysis.settings))
