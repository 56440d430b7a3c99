"""Decisions counted: states, three steps of proof, shares of groups, what each discipline gives.

Only confirmed decisions count. Suggestions are not even an argument here.
"""

from toolkit.coverage.contributions import contributions
from toolkit.coverage.result import CoverageResult, coverage
from toolkit.coverage.shares import shares_of
from toolkit.coverage.states import FunctionKey, covered_of
from toolkit.coverage.teaching import Teaching, teaching_of

__all__ = [
    "CoverageResult",
    "FunctionKey",
    "Teaching",
    "contributions",
    "coverage",
    "covered_of",
    "shares_of",
    "teaching_of",
]
