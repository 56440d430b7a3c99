"""A plan as if it had been carried out: decisions and a programme that do not exist, counted by the ordinary rules."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, time

from toolkit.analysis import Analysis
from toolkit.coverage import CoverageResult, coverage, teaching_of
from toolkit.coverage.states import function_key
from toolkit.model import Decision, Discipline, Mark, Names, Outcome, Programme, Share
from toolkit.proposals.ground import result_for
from toolkit.proposals.plan import Change, Plan

_CODE = re.compile(r"(.*?)(\d+)")


def applied(analysis: Analysis, plan: Plan) -> tuple[Share, ...]:
    """Give the shares that a plan leads to, counted as `coverage` counts everything else.

    Parameters
    ----------
    analysis : Analysis
        The analysis that the plan was made from.
    plan : Plan
        The plan.

    Returns
    -------
    tuple of Share
        Of all groups, if every change were made and every statement written were confirmed as covered fully.
    """
    return result_after(analysis, plan).shares


def result_after(analysis: Analysis, plan: Plan) -> CoverageResult:
    """Give the whole count that a plan leads to; nothing of it has been decided by anybody."""
    rows = result_for(analysis, plan.framework).statements
    programme = changed_programme(analysis.programme, plan.changes)
    made = _decisions(analysis, plan)
    pairs = {(row.outcome_id, row.statement_id) for row in made}
    return coverage(
        [row.statement for row in rows],
        [outcome.outcome_id for outcome in programme.outcomes],
        [*(row for row in analysis.ledger.current if (row.outcome_id, row.statement_id) not in pairs), *made],
        analysis.settings,
        suspect=[row for row in analysis.ledger.suspect if (row.outcome_id, row.statement_id) not in pairs],
        teaching=teaching_of(programme),
        additional={function_key(row.statement) for row in rows if not row.mandatory},
    )


def changed_programme(programme: Programme, changes: Iterable[Change]) -> Programme:
    """Give a programme as it would be after some changes; a new outcome bears the title of its labour function."""
    for change in changes:
        programme = _changed(programme, change)
    return programme


def _changed(programme: Programme, change: Change) -> Programme:
    if change.change == "create":
        made = Outcome(change.outcomes[0], Names(change.title))
        programme = replace(programme, outcomes=(*programme.outcomes, made))
    if change.change == "criteria":
        outcomes = tuple(
            _with_criteria(one) if one.outcome_id in change.outcomes else one for one in programme.outcomes
        )
        return replace(programme, outcomes=outcomes)
    if change.change == "assess":
        disciplines = tuple(
            _with_assessment(one) if one.code == change.discipline else one for one in programme.disciplines
        )
        return replace(programme, disciplines=disciplines)
    if change.discipline and change.mark:
        return _marked(programme, change.discipline, change.outcomes[0], change.mark)
    return programme


def _with_criteria(outcome: Outcome) -> Outcome:
    return replace(outcome, criteria=(Names(_TO_BE_WRITTEN),))


def _with_assessment(discipline: Discipline) -> Discipline:
    return replace(discipline, assessment=_TO_BE_WRITTEN)


_TO_BE_WRITTEN = "+"


def _marked(programme: Programme, discipline: str, outcome: str, mark: Mark) -> Programme:
    others = tuple(row for row in programme.marks if row[:2] != (discipline, outcome))
    return replace(programme, marks=(*others, (discipline, outcome, mark)))


def _decisions(analysis: Analysis, plan: Plan) -> list[Decision]:
    """Make the decisions that people would have to take: each statement written is covered fully."""
    moment = datetime.combine(analysis.as_of, time(), UTC)
    statements = {row.statement_id: row for row in analysis.everything}
    return [
        Decision(
            decided_at=moment,
            reviewer="",
            programme_id=analysis.programme.programme_id,
            outcome_id=change.outcomes[0],
            outcome_fingerprint="",
            statement_id=name,
            statement_fingerprint=statements[name].fingerprint,
            standard_id=statements[name].standard_id,
            act_sha256="",
            verdict="full",
            reason="",
            suggested_rank=None,
            suggested_score=None,
            method="plan",
            seconds=None,
            tool_version="",
        )
        for change in plan.changes
        for name in change.statements
    ]


def next_codes(programme: Programme, count: int) -> tuple[str, ...]:
    """Give codes for new outcomes: the usual beginning with the next numbers.

    Examples
    --------
    >>> from types import SimpleNamespace as Some
    >>> next_codes(Some(outcomes=[Some(outcome_id="ОН1"), Some(outcome_id="ОН12")]), 2)
    ('ОН13', 'ОН14')
    """
    split = [found.groups() for one in programme.outcomes if (found := _CODE.fullmatch(one.outcome_id))]
    beginnings = Counter(beginning for beginning, _ in split)
    usual = max(beginnings, key=lambda name: beginnings[name], default=_USUAL)
    last = max((int(number) for beginning, number in split if beginning == usual), default=0)
    return tuple(f"{usual}{number}" for number in range(last + 1, last + 1 + count))


_USUAL = "ОН"
