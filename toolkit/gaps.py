"""Gaps: statements that are not covered, taught and assessed fully, why, and the priority of closing them."""

from collections.abc import Iterable, Mapping

from toolkit.errors import InputError
from toolkit.model import REASONS, Covered, Gap, Kind, Priority, Reason
from toolkit.settings import Settings


def gaps(
    statements: Iterable[Covered], settings: Settings, importance: Mapping[str, float] | None = None
) -> tuple[Gap, ...]:
    """List the statements that are not fully covered, taught and assessed, most urgent first.

    Parameters
    ----------
    statements : iterable of Covered
        Statements with their state and steps, in the order of the standard.
    settings : Settings
        Weights of functions, gaps, kinds and importance, and the limits of high and medium priority.
    importance : mapping of statement id to number
        The mean of what employers marked, 1 to 3, where somebody did.

    Returns
    -------
    tuple of Gap
        What somebody looked at before what nobody has decided about, each by falling points, then in the order of the
        standard. Empty if everything is covered, taught and assessed or does not apply.

    Raises
    ------
    InputError
        A mark of importance is not between 1 and 3.

    Notes
    -----
    Points are function weight x heaviest gap weight x kind weight x importance weight. Forms before 2023 do not say
    which functions are mandatory: there every function counts as mandatory. A statement that nobody decided about weighs
    like one that is not covered.
    """
    marks = importance or {}
    found = []
    for row in statements:
        if reasons := reasons_of(row):
            mark = marks.get(row.statement.statement_id)
            points = points_of(reasons, row.statement.kind, settings, mandatory=row.mandatory, importance=mark)
            found.append(Gap(row.statement.statement_id, row.state, points, _priority(points, settings), reasons, mark))
    return tuple(sorted(found, key=lambda gap: (gap.state == "undecided", -gap.points)))


def _priority(points: float, settings: Settings) -> Priority:
    return "high" if points >= settings.high else "medium" if points >= settings.medium else "low"


def reasons_of(row: Covered) -> tuple[Reason, ...]:
    """Say why a statement is a gap; nothing if it is covered fully at every step, or does not apply.

    Returns
    -------
    tuple of Reason
        In the order of `REASONS`: ``partial`` and ``untaught`` may come together.
    """
    if row.state == "na":
        return ()
    found: set[Reason] = set()
    if row.state not in ("full", "partial"):
        return tuple(reason for reason in REASONS if reason == row.state)
    if row.state == "partial":
        found.add("partial")
    if row.taught != row.state:
        found.add("untaught")
    elif row.assessed != row.state:
        found.add("unassessed")
    return tuple(reason for reason in REASONS if reason in found)


def points_of(
    reasons: Iterable[Reason],
    kind: Kind,
    settings: Settings,
    *,
    mandatory: bool = True,
    importance: float | None = None,
) -> float:
    """Give the weight of one gap.

    Parameters
    ----------
    reasons : iterable of Reason
        Why it is a gap; the heaviest counts.
    kind : {"skill", "knowledge", "competence"}
        Kind of the statement.
    settings : Settings
        The weights.
    mandatory : bool
        Whether its labour function is mandatory.
    importance : number or None
        Mean mark of employers, 1 to 3; between two marks the weight lies between their weights.

    Raises
    ------
    InputError
        The importance is not between 1 and 3.

    Examples
    --------
    >>> points_of(["none"], "skill", Settings()), points_of(["partial", "untaught"], "knowledge", Settings())
    (9.0, 3.0)
    """
    weights: dict[Reason, float] = {
        "partial": settings.partial_gap_weight,
        "untaught": settings.untaught_weight,
        "unassessed": settings.unassessed_weight,
    }
    heaviest = max(weights.get(reason, settings.none_weight) for reason in reasons)
    function = settings.mandatory_weight if mandatory else settings.additional_weight
    return function * heaviest * settings.kind_weight[kind] * _importance(importance, settings)


_HIGHEST_MARK = 3


def _importance(mark: float | None, settings: Settings) -> float:
    if mark is None:
        return 1.0
    if not 1 <= mark <= _HIGHEST_MARK:
        raise InputError(f"importance {mark:g} is not between 1 and 3; ask employers for 1 (low), 2 or 3 (high)")
    low = min(int(mark), _HIGHEST_MARK - 1)
    below, above = settings.importance_weight[low], settings.importance_weight[low + 1]
    return below + (above - below) * (mark - low)
