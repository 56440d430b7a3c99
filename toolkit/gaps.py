"""Gaps: statements that no outcome covers fully, with the priority of closing them."""

from collections.abc import Iterable

from toolkit.model import Covered, Gap, Kind, State
from toolkit.settings import Settings


def gaps(statements: Iterable[Covered], settings: Settings) -> tuple[Gap, ...]:
    """List the statements that are not fully covered, most urgent first.

    Parameters
    ----------
    statements : iterable of Covered
        Statements with their state, in the order of the standard.
    settings : Settings
        Weights of functions, gaps and kinds, and the limits of high and medium priority.

    Returns
    -------
    tuple of Gap
        Known gaps (none, partial) before statements that nobody has decided about, each by falling points, then in
        the order of the standard. Empty if everything is covered or does not apply.

    Notes
    -----
    Points are function weight x gap weight x kind weight. Forms before 2023 do not say which functions are mandatory:
    there every function counts as mandatory. An undecided statement weighs like one that is not covered.
    """
    found = [
        _gap(row.statement.statement_id, row.state, row.statement.kind, settings)
        for row in statements
        if row.state not in ("full", "na")
    ]
    return tuple(sorted(found, key=lambda gap: (gap.state == "undecided", -gap.points)))


def _gap(statement_id: str, state: State, kind: Kind, settings: Settings) -> Gap:
    points = points_of(state, kind, settings)
    return Gap(
        statement_id,
        state,
        points,
        "high" if points >= settings.high else "medium" if points >= settings.medium else "low",
    )


def points_of(state: State, kind: Kind, settings: Settings) -> float:
    """Give the weight of one gap.

    Examples
    --------
    >>> points_of("none", "skill", Settings())
    9.0
    """
    gap = settings.partial_gap_weight if state == "partial" else settings.none_weight
    return settings.mandatory_weight * gap * settings.kind_weight[kind]
