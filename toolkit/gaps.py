"""Gaps: statements that no outcome covers fully, with the priority of closing them."""

import pandas as pd

from toolkit.model import Kind
from toolkit.settings import Settings
from toolkit.tables import COVERED, GAPS


def gaps(covered: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """List the statements that are not fully covered, most urgent first.

    Parameters
    ----------
    covered : table COVERED
        Statements with their state.
    settings : Settings
        Weights of functions, gaps and kinds, and the limits of high and medium priority.

    Returns
    -------
    table GAPS
        Known gaps (none, partial) before statements that nobody has decided about, each by falling points, then in
        the order of the standard. Empty if everything is covered or does not apply.

    Notes
    -----
    Points are function weight x gap weight x kind weight. Forms before 2023 do not say which functions are mandatory:
    there every function counts as mandatory. An undecided statement weighs like one that is not covered.
    """
    COVERED.check(covered)
    rows = []
    for statement_id, state, kind in zip(covered["statement_id"], covered["state"], covered["kind"], strict=True):
        if state in ("full", "na"):
            continue
        points = points_of(state, kind, settings)
        priority = "high" if points >= settings.high else "medium" if points >= settings.medium else "low"
        rows.append((statement_id, state, points, priority))
    rows.sort(key=lambda row: (row[1] == "undecided", -row[2]))
    return GAPS.frame_of(rows)


def points_of(state: str, kind: Kind, settings: Settings) -> float:
    """Give the weight of one gap.

    Examples
    --------
    >>> points_of("none", "skill", Settings())
    9.0
    """
    gap = settings.partial_gap_weight if state == "partial" else settings.none_weight
    return settings.mandatory_weight * gap * settings.kind_weight[kind]
