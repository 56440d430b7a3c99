"""Every weight and threshold of the figures, in one place, so that each report can print what it used."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from toolkit.model import Grade, Kind


@dataclass(frozen=True, slots=True)
class Settings:
    """Weights and thresholds. Shares are 0 to 1, never percentages.

    Parameters
    ----------
    partial_weight : share
        What a partly covered statement counts in a share.
    good, fair : share
        From `good` on a share is green, from `fair` on amber, below red.
    mandatory_weight, additional_weight : number
        Weight of a labour function in the priority of a gap.
    none_weight, partial_gap_weight : number
        Weight of a statement that is not covered, or covered in part, in the priority of a gap.
    untaught_weight, unassessed_weight : number
        Weight of a statement that is declared, but taught by no discipline, or taught, but assessed nowhere.
    kind_weight : mapping of kind to number
        Weight of skills, knowledge and competences in the priority of a gap.
    importance_weight : mapping of 1, 2, 3 to number
        What an employer's mark of importance (1 low, 3 high) multiplies the priority of a gap with.
    many : count
        From so many outcomes on a statement is called covered many times over.
    high, medium : number
        From `high` on the priority is high, from `medium` on medium, below low.
    status_days : days
        After so many days the status of an act should be checked again.
    suggestions_per_outcome : count
        How many different statements are suggested for an outcome.
    least_confidence : probability
        A suggestion with less confidence is not shown in reports.
    review_suggestions : count
        How many different statements the review desk suggests for an outcome at most.
    least_confidence_review : probability
        A suggestion with less confidence is not shown at the review desk; searching finds it all the same.
    suggestion_context : yes or no
        Whether statements near confirmed ones are raised.

    Examples
    --------
    >>> Settings().partial_weight
    0.5
    """

    partial_weight: float = 0.5
    good: float = 0.80
    fair: float = 0.60
    mandatory_weight: float = 3.0
    additional_weight: float = 1.0
    none_weight: float = 2.0
    partial_gap_weight: float = 1.0
    untaught_weight: float = 1.0
    unassessed_weight: float = 0.5
    kind_weight: Mapping[Kind, float] = field(
        default_factory=lambda: MappingProxyType({"skill": 1.5, "knowledge": 1.0, "competence": 0.5})
    )
    importance_weight: Mapping[int, float] = field(default_factory=lambda: MappingProxyType({1: 0.5, 2: 1.0, 3: 1.5}))
    many: int = 4
    high: float = 6.0
    medium: float = 3.0
    status_days: int = 180
    suggestions_per_outcome: int = 10
    least_confidence: float = 0.05
    review_suggestions: int = 100
    least_confidence_review: float = 0.02
    suggestion_context: bool = True

    def grade(self, share: float | None) -> Grade:
        """Give the grade of a share of coverage: good, fair or poor; nothing where nothing applies.

        Parameters
        ----------
        share : share or None
            0 to 1; None where nothing applies. A share of 0 is poor whatever the thresholds.

        Examples
        --------
        >>> [Settings().grade(share) for share in (0.8, 0.79, 0.0, None)]
        ['good', 'fair', 'poor', 'nothing']
        """
        if share is None:
            return "nothing"
        if share and share >= self.good:
            return "good"
        return "fair" if share and share >= self.fair else "poor"
