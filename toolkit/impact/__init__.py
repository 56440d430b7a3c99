"""What a change of a standard does to what was decided: piles, coverage before and after, accepting, programmes hit. Pure."""

from toolkit.impact.hits import hits
from toolkit.impact.judging import impact
from toolkit.impact.model import (
    BULK,
    CAUSES,
    COUNTED,
    PILES,
    PROPOSED,
    SCENARIOS,
    Cause,
    Fresh,
    Hit,
    Impact,
    Pile,
    Renaming,
    Row,
    Scenario,
)
from toolkit.impact.moving import METHOD, carry
from toolkit.impact.renaming import renaming_named
from toolkit.impact.switching import Step, next_step, switched_target

__all__ = [
    "BULK",
    "CAUSES",
    "COUNTED",
    "METHOD",
    "PILES",
    "PROPOSED",
    "SCENARIOS",
    "Cause",
    "Fresh",
    "Hit",
    "Impact",
    "Pile",
    "Renaming",
    "Row",
    "Scenario",
    "Step",
    "carry",
    "hits",
    "impact",
    "next_step",
    "renaming_named",
    "switched_target",
]
