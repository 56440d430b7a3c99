"""Programmes as objects and tables, and what does not add up inside one."""

from collections import defaultdict

import pandas as pd

from toolkit.errors import Issue
from toolkit.model import Mark, Programme, Warn
from toolkit.tables import DISCIPLINES, MARKS_TABLE, OUTCOMES

HOURS_PER_CREDIT = {"college": 24.0, "university": 30.0}
"""Academic hours in a credit: 72 hours are 3 credits in college curricula; 1 ECTS is 30 hours at a university."""


def outcomes_table(programme: Programme) -> pd.DataFrame:
    """Give the outcomes of a programme as table OUTCOMES, in the programme's order."""
    return OUTCOMES.frame_of(
        (outcome.outcome_id, outcome.text.kk, outcome.text.ru, outcome.text.en, outcome.module, outcome.fingerprint)
        for outcome in programme.outcomes
    )


def disciplines_table(programme: Programme) -> pd.DataFrame:
    """Give the disciplines of a programme as table DISCIPLINES, in the programme's order."""
    return DISCIPLINES.frame_of(
        (item.code, item.title.kk, item.title.ru, item.title.en, item.credits) for item in programme.disciplines
    )


def marks_table(programme: Programme) -> pd.DataFrame:
    """Give the matrix disciplines x outcomes of a programme as table MARKS, one row a filled cell."""
    return MARKS_TABLE.frame_of(programme.marks)


def marks_by_outcome(programme: Programme) -> dict[str, dict[str, Mark]]:
    """Give, for every outcome, the disciplines that serve it and how: outcome → discipline → mark."""
    found: dict[str, dict[str, Mark]] = {outcome.outcome_id: {} for outcome in programme.outcomes}
    for discipline, outcome_id, mark in programme.marks:
        found[outcome_id][discipline] = mark
    return found


def integrity_issues(programme: Programme) -> list[Issue]:
    """List what makes a programme unusable: no or repeated codes, marks that point nowhere, texts that are missing.

    Returns
    -------
    list of Issue
        Empty if the programme can be used.

    Examples
    --------
    >>> from toolkit.model import Names
    >>> none = Names()
    >>> draft = Programme("p", "college", "", "", none, none, none, "4", "4", 0, 0, 0, 2026, "1")
    >>> [issue.code for issue in integrity_issues(draft)]
    ['no-outcomes']
    """
    issues: list[Issue] = []
    if not programme.outcomes:
        issues.append(Issue("no-outcomes", "outcomes.csv", "there is no outcome", "write one row an outcome"))
    for file, codes in (
        ("outcomes.csv", [outcome.outcome_id for outcome in programme.outcomes]),
        ("disciplines.csv", [discipline.code for discipline in programme.disciplines]),
    ):
        repeated = sorted({code for code in codes if codes.count(code) > 1})
        issues += [
            Issue("repeated-code", file, f"code '{code}' stands twice", "give each row its own") for code in repeated
        ]
    for outcome in programme.outcomes:
        if not outcome.text.languages:
            hint = "write it in Kazakh or Russian"
            issues.append(Issue("outcome-without-text", "outcomes.csv", f"'{outcome.outcome_id}' has no text", hint))
    issues += _dangling_marks(programme)
    return issues


def _dangling_marks(programme: Programme) -> list[Issue]:
    outcomes = {outcome.outcome_id for outcome in programme.outcomes}
    disciplines = {discipline.code for discipline in programme.disciplines}
    issues: list[Issue] = []
    seen: set[tuple[str, str]] = set()
    for discipline, outcome_id, _ in programme.marks:
        place = f"'{discipline}' x '{outcome_id}'"
        if discipline not in disciplines:
            issues.append(
                Issue("unknown-discipline", "matrix.csv", f"{place}: no such discipline", "see disciplines.csv")
            )
        if outcome_id not in outcomes:
            issues.append(Issue("unknown-outcome", "matrix.csv", f"{place}: no such outcome", "see outcomes.csv"))
        if (discipline, outcome_id) in seen:
            issues.append(Issue("repeated-mark", "matrix.csv", f"{place} stands twice", "keep one row"))
        seen.add((discipline, outcome_id))
    return issues


def programme_warnings(programme: Programme) -> tuple[Warn, ...]:
    """Warn about what a reader should know of a programme: W14, W15, W18, W19. Nothing here stops the work.

    Parameters
    ----------
    programme : Programme
        A programme without integrity issues.

    Returns
    -------
    tuple of Warn
        Outcomes in order (no discipline, or never mastered), disciplines without outcomes (notes only: general
        disciplines are mandatory by the state standard), languages, sums.
    """
    served = marks_by_outcome(programme)
    found: list[Warn] = []
    for outcome_id, disciplines in served.items():
        if not disciplines:
            found.append(Warn("W14", outcome_id))
        elif "M" not in disciplines.values():
            found.append(Warn("W15", outcome_id))
    serving = {discipline for discipline, _, _ in programme.marks}
    found += [Warn("W14", item.code, only_note=True) for item in programme.disciplines if item.code not in serving]
    found += _language_warnings(programme)
    found += _sum_warnings(programme)
    return tuple(found)


def _language_warnings(programme: Programme) -> list[Warn]:
    by_language: dict[str, list[str]] = defaultdict(list)
    for outcome in programme.outcomes:
        for lang in outcome.text.languages:
            by_language[lang].append(outcome.outcome_id)
    if by_language["kk"] and by_language["ru"] and by_language["kk"] != by_language["ru"]:
        only_one = set(by_language["kk"]) ^ set(by_language["ru"])
        codes = [outcome.outcome_id for outcome in programme.outcomes if outcome.outcome_id in only_one]
        return [Warn("W18", ", ".join(codes))]
    return []


def _sum_warnings(programme: Programme) -> list[Warn]:
    total = sum(discipline.credits for discipline in programme.disciplines)
    found: list[Warn] = []
    if programme.disciplines and programme.credits and total != programme.credits:
        found.append(Warn("W19", f"{total:g} ≠ {programme.credits:g}"))
    hours = programme.credits * HOURS_PER_CREDIT[programme.institution]
    if programme.hours and programme.credits and programme.hours != hours:
        found.append(Warn("W19", f"{programme.hours:g} ≠ {programme.credits:g} × {hours / programme.credits:g}"))
    return found
