"""Programmes as tables."""

from dataclasses import replace

import pandas as pd

from toolkit.model import Mark, Programme
from toolkit.tables import CRITERIA, DISCIPLINES, MARKS_TABLE, OUTCOMES


def outcomes_table(programme: Programme) -> pd.DataFrame:
    """Give the outcomes of a programme as table OUTCOMES, in the programme's order."""
    return OUTCOMES.frame_of(
        (
            outcome.outcome_id,
            outcome.text.kk,
            outcome.text.ru,
            outcome.text.en,
            outcome.module,
            outcome.level,
            outcome.fingerprint,
        )
        for outcome in programme.outcomes
    )


def criteria_table(programme: Programme) -> pd.DataFrame:
    """Give the assessment criteria of the outcomes as table CRITERIA, numbered from 1 within an outcome."""
    return CRITERIA.frame_of(
        (outcome.outcome_id, number, text.kk, text.ru, text.en)
        for outcome in programme.outcomes
        for number, text in enumerate(outcome.criteria, start=1)
    )


def disciplines_table(programme: Programme) -> pd.DataFrame:
    """Give the disciplines of a programme as table DISCIPLINES, in the programme's order."""
    return DISCIPLINES.frame_of(
        (
            item.code,
            item.kind,
            item.title.kk,
            item.title.ru,
            item.title.en,
            item.cycle,
            item.component,
            item.credits,
            item.hours,
            item.semester,
            item.assessment,
        )
        for item in programme.disciplines
    )


def in_matrix_order(programme: Programme) -> Programme:
    """Put the marks into the order of the matrix: by discipline, then by outcome; marks that point nowhere stay last.

    Examples
    --------
    >>> from toolkit.model import Names, Outcome
    >>> none = Names()
    >>> outcomes = (Outcome("ОН1", none), Outcome("ОН2", none))
    >>> marks = (("П1", "ОН2", "I"), ("П1", "ОН1", "M"))
    >>> draft = Programme("p", "college", "", "", none, none, none, "", "", 0, 0, 0, 0, "", outcomes=outcomes, marks=marks)
    >>> in_matrix_order(draft).marks
    (('П1', 'ОН1', 'M'), ('П1', 'ОН2', 'I'))
    """
    rows = {item.code: place for place, item in enumerate(programme.disciplines)}
    columns = {item.outcome_id: place for place, item in enumerate(programme.outcomes)}
    last = len(rows) + len(columns)
    ordered = sorted(programme.marks, key=lambda mark: (rows.get(mark[0], last), columns.get(mark[1], last)))
    return replace(programme, marks=tuple(ordered))


def marks_table(programme: Programme) -> pd.DataFrame:
    """Give the matrix disciplines x outcomes of a programme as table MARKS, one row a filled cell."""
    return MARKS_TABLE.frame_of(programme.marks)


def marks_by_outcome(programme: Programme) -> dict[str, dict[str, Mark]]:
    """Give, for every outcome, the disciplines that serve it and how: outcome → discipline → mark."""
    found: dict[str, dict[str, Mark]] = {outcome.outcome_id: {} for outcome in programme.outcomes}
    for discipline, outcome_id, mark in programme.marks:
        found[outcome_id][discipline] = mark
    return found
