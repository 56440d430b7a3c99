"""Two editions of a standard compared: what became of every card, function, unit and statement, and how heavily it changed."""

from toolkit.editions.compare import compare_editions
from toolkit.editions.grading import grade_texts
from toolkit.editions.model import Carried, Change, Correction, Edition, Reason, apply_edition, carried
from toolkit.model.editions import CHANGE_KINDS, GRADES, WHATS, ChangeKind, Grade, What

__all__ = [
    "CHANGE_KINDS",
    "GRADES",
    "WHATS",
    "Carried",
    "Change",
    "ChangeKind",
    "Correction",
    "Edition",
    "Grade",
    "Reason",
    "What",
    "apply_edition",
    "carried",
    "compare_editions",
    "grade_texts",
]
