"""A college and a bachelor programme on the same cards: what the first covers, what the second adds, what is there twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from toolkit.analysis import Analysis
from toolkit.comparisons.programmes import Comparison, StatementDifference, compare_analyses
from toolkit.frameworks import levels_of
from toolkit.model import KINDS, Degree, Kind, Step
from toolkit.tables.proposals import COMPARED_STATEMENTS, PROGRESSION

Advance = Literal["lower", "twice", "deepened", "added", "neither", "na", "only-first", "only-second"]

_HEIGHT: dict[Degree, int] = {"": 0, "partial": 1, "full": 2}


@dataclass(frozen=True, slots=True)
class ProgressionRow:
    """The different texts of one level and kind, counted by what the second programme adds.

    Parameters
    ----------
    level : str
        Level of the card; a card of two levels counts for both.
    kind : {"skill", "knowledge", "competence"}
        Never added together.
    step : {"declared", "taught", "assessed"}
        The step of proof.
    texts : count
        Different texts that apply in both: the five below together.
    lower, twice, deepened, added, neither : count
        Covered less far by the second; covered as far by both; covered by both and further by the second; covered by the
        second only; covered by none.
    """

    level: str
    kind: Kind
    step: Step
    texts: int
    lower: int
    twice: int
    deepened: int
    added: int
    neither: int
    second: int

    @property
    def first(self) -> int:
        """Covered by the first, fully or in part."""
        return self.lower + self.twice + self.deepened


@dataclass(frozen=True, slots=True)
class Progression:
    """What a second programme adds to a first on the same cards.

    Parameters
    ----------
    comparison : Comparison
        The two side by side.
    step : {"declared", "taught", "assessed"}
        The step of proof at which was compared.
    levels : tuple of str
        The levels that the two programmes claim; empty where one claims none.
    advances : tuple of str
        For each statement of the comparison what the second adds.
    rows : tuple of ProgressionRow
        Counts by level and kind, over the cards that both are compared with.
    """

    comparison: Comparison
    step: Step
    levels: tuple[str, str]
    advances: tuple[Advance, ...]
    rows: tuple[ProgressionRow, ...]

    def statements(self, advance: Advance) -> tuple[StatementDifference, ...]:
        """Give the statements with one kind of advance, in the order of the comparison."""
        pairs = zip(self.comparison.statements, self.advances, strict=True)
        return tuple(row for row, mine in pairs if mine == advance)

    def table(self) -> pd.DataFrame:
        """Give table PROGRESSION: the counts by level and kind."""
        return PROGRESSION.frame(self.rows)

    def statements_table(self) -> pd.DataFrame:
        """Give table COMPARED_STATEMENTS with one more column, ``advance``."""
        frame = COMPARED_STATEMENTS.check(self.comparison.statements_table())
        return frame.assign(advance=list(self.advances))


def progression(college: Analysis, bachelor: Analysis, *, step: Step = "taught") -> Progression:
    """Say what a college programme covers of some cards, what a bachelor programme adds, and what is there twice.

    Parameters
    ----------
    college, bachelor : Analysis
        The programmes, compared with the same cards: a statement whose card only one is compared with is listed, not
        judged.
    step : {"declared", "taught", "assessed"}
        The step of proof at which statements count as covered.

    Returns
    -------
    Progression
        Covered twice is no fault: a bachelor programme may build on it. It is where credits can be recognised.

    Raises
    ------
    InputError
        The two cannot be compared (`compare_analyses`).
    """
    comparison = compare_analyses(college, bachelor)
    advances = tuple(_advance(row, step) for row in comparison.statements)
    levels = (levels_of(college.programme)[0], levels_of(bachelor.programme)[0])
    return Progression(comparison, step, levels, advances, tuple(_rows(comparison.statements, step)))


def _advance(row: StatementDifference, step: Step) -> Advance:
    if row.first is None:
        return "only-second"
    if row.second is None:
        return "only-first"
    if "na" in (row.first.state, row.second.state):
        return "na"
    return advance_of(row.first.degree(step), row.second.degree(step))


def advance_of(first: Degree, second: Degree) -> Advance:
    """Say what a second degree of coverage adds to a first.

    Examples
    --------
    >>> [advance_of("partial", "full"), advance_of("", "partial"), advance_of("full", "full"), advance_of("full", "")]
    ['deepened', 'added', 'twice', 'lower']
    """
    if not first:
        return "added" if second else "neither"
    more = _HEIGHT[second] - _HEIGHT[first]
    return "deepened" if more > 0 else "lower" if more < 0 else "twice"


def _rows(statements: Iterable[StatementDifference], step: Step) -> Iterable[ProgressionRow]:
    """Count each different text once a level and kind, with the best degree among its places."""
    groups: dict[tuple[str, Kind], dict[str, tuple[Degree, Degree]]] = {}
    for row in statements:
        if row.first is None or row.second is None or "na" in (row.first.state, row.second.state):
            continue
        for level in row.statement.sqf_levels.split(";"):
            texts = groups.setdefault((level, row.statement.kind), {})
            before = texts.get(row.statement.fingerprint, ("", ""))
            texts[row.statement.fingerprint] = (
                max(before[0], row.first.degree(step), key=_HEIGHT.__getitem__),
                max(before[1], row.second.degree(step), key=_HEIGHT.__getitem__),
            )
    for level, kind in sorted(groups, key=lambda key: (key[0], KINDS.index(key[1]))):
        degrees = list(groups[level, kind].values())
        found = [advance_of(*pair) for pair in degrees]
        counts = {name: found.count(name) for name in _COUNTED}
        second = sum(bool(after) for _, after in degrees)
        yield ProgressionRow(level, kind, step, len(degrees), **counts, second=second)


_COUNTED: tuple[Advance, ...] = ("lower", "twice", "deepened", "added", "neither")
