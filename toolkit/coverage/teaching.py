"""Which outcomes of a programme are taught and which are assessed, and by whom."""

from collections.abc import Collection
from dataclasses import dataclass

from toolkit.model import Programme


@dataclass(frozen=True, slots=True)
class Teaching:
    """Who teaches and who assesses each outcome.

    Parameters
    ----------
    taught_by : dict of outcome id to tuple of discipline code
        The disciplines with credits that serve the outcome, in the programme's order.
    assessed_by : dict of outcome id to tuple of discipline code
        Those of them that assess it.
    without_credits : dict of outcome id to tuple of discipline code
        The disciplines that are marked for the outcome, but have no credits: they teach nothing that counts.
    """

    taught_by: dict[str, tuple[str, ...]]
    assessed_by: dict[str, tuple[str, ...]]
    without_credits: dict[str, tuple[str, ...]]

    def is_taught(self, outcome_id: str, without: Collection[str] = ()) -> bool:
        """Say whether an outcome is taught, also if some disciplines were not there."""
        return any(code not in without for code in self.taught_by.get(outcome_id, ()))

    def is_assessed(self, outcome_id: str, without: Collection[str] = ()) -> bool:
        """Say whether an outcome is taught and assessed, also if some disciplines were not there."""
        return any(code not in without for code in self.assessed_by.get(outcome_id, ()))


_NO_METHOD = " \u00a0-–—.0"
"""What people write into an empty cell of a table of assessments."""


def teaching_of(programme: Programme) -> Teaching:
    """Find out which disciplines teach and which assess each outcome.

    Parameters
    ----------
    programme : Programme
        The programme with its matrix.

    Returns
    -------
    Teaching
        An outcome is taught by every discipline with credits, or with hours where no credits are stated, that is marked for
        it, whatever the mark. It is assessed
        by those of them that reach M or say how they assess, and by all of them if the outcome itself has assessment
        criteria.
    """
    volume = {item.code: item.credits or item.hours for item in programme.disciplines}
    methods = {item.code for item in programme.disciplines if item.assessment.strip(_NO_METHOD)}
    taught: dict[str, list[str]] = {outcome.outcome_id: [] for outcome in programme.outcomes}
    assessed: dict[str, list[str]] = {outcome.outcome_id: [] for outcome in programme.outcomes}
    without: dict[str, list[str]] = {outcome.outcome_id: [] for outcome in programme.outcomes}
    criteria = {outcome.outcome_id for outcome in programme.outcomes if outcome.criteria}
    for code, outcome_id, mark in programme.marks:
        if outcome_id not in taught:
            continue
        if volume.get(code, 0) <= 0:
            without[outcome_id].append(code)
            continue
        taught[outcome_id].append(code)
        if mark == "M" or code in methods or outcome_id in criteria:
            assessed[outcome_id].append(code)
    return Teaching(*({key: tuple(codes) for key, codes in found.items()} for found in (taught, assessed, without)))
