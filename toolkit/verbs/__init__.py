"""Verbs of learning outcomes and their cognitive level, in Kazakh, Russian and English.

The six levels are those of Bloom's taxonomy: know, understand, apply, analyse, evaluate, create. Lists of verbs are data
(`toolkit/labels/verbs.*.toml`); what is a form of which verb, and which verb is the action of the outcome, are rules of each
language. No library is used: for Kazakh there is none to rely on, for Russian and English the lists are closed.
"""

from toolkit.verbs.adequacy import (
    LEVELS,
    Adequacy,
    Distribution,
    ExpectedShare,
    LevelCount,
    OutcomeLevel,
    adequacy,
    expected_share,
    level_distribution,
)
from toolkit.verbs.found import CognitiveLevel, FoundVerb, Reading
from toolkit.verbs.levels import cognitive_level, find_verbs, read_outcome

__all__ = [
    "LEVELS",
    "Adequacy",
    "CognitiveLevel",
    "Distribution",
    "ExpectedShare",
    "FoundVerb",
    "LevelCount",
    "OutcomeLevel",
    "Reading",
    "adequacy",
    "cognitive_level",
    "expected_share",
    "find_verbs",
    "level_distribution",
    "read_outcome",
]
