"""A labelled set: outcomes with the statements that experts would link to them, for fitting and measuring."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from toolkit.align.suggest import Suggester
from toolkit.model import Names

Split = Literal["dev", "test"]


@dataclass(frozen=True, slots=True)
class LabelledOutcome:
    """An outcome of a labelled set: its programme, its split, its text in all languages."""

    outcome_id: str
    programme: str
    split: Split
    text: Names


@dataclass(frozen=True, slots=True)
class Labelled:
    """Outcomes, and for each the judged statements.

    Parameters
    ----------
    outcomes : tuple of LabelledOutcome
        In order.
    grades : mapping of outcome id to mapping of statement id to int
        2 serves, 1 serves in part, 0 judged and found unrelated; statements that are not there were not judged.
    """

    outcomes: tuple[LabelledOutcome, ...]
    grades: Mapping[str, Mapping[str, int]]

    def grades_of(self, outcome_id: str, suggester: Suggester) -> dict[int, int]:
        """Give the positive grades of an outcome by group of the suggester: equal texts have one grade.

        A statement that the suggester does not have is left out: the labels may be of a larger library.
        """
        groups = {
            suggester.candidates[number].statement_id: row
            for row, group in enumerate(suggester.groups)
            for number in group
        }
        found: dict[int, int] = {}
        for statement_id, grade in self.grades.get(outcome_id, {}).items():
            if grade and statement_id in groups:
                row = groups[statement_id]
                found[row] = max(grade, found.get(row, 0))
        return found
