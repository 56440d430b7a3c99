"""Comparisons: two programmes or two versions of one, a college and a bachelor programme, two occupation cards."""

from toolkit.comparisons.cards import NEAR, CardComparison, FunctionPair, StatementPair, compare_cards
from toolkit.comparisons.programmes import Comparison, OnlyCard, ShareDifference, StatementDifference, compare_analyses
from toolkit.comparisons.progression import Progression, ProgressionRow, progression

__all__ = [
    "NEAR",
    "CardComparison",
    "Comparison",
    "FunctionPair",
    "OnlyCard",
    "Progression",
    "ProgressionRow",
    "ShareDifference",
    "StatementDifference",
    "StatementPair",
    "compare_analyses",
    "compare_cards",
    "progression",
]
