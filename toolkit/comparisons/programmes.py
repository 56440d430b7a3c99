"""Two analyses on the same cards: statement by statement and share by share."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from toolkit.analysis import Analysis
from toolkit.coverage import shares_of
from toolkit.errors import InputError
from toolkit.model import STEPS, Covered, Degree, Kind, Share, Statement, Step
from toolkit.tables.proposals import COMPARED_SHARES, COMPARED_STATEMENTS, ONLY_CARDS

Judgement = Literal["better", "worse", "mixed", "same", "na", "only-first", "only-second"]
Side = Literal["first", "second"]

_HEIGHT: dict[Degree, int] = {"": 0, "partial": 1, "full": 2}


@dataclass(frozen=True, slots=True)
class StatementDifference:
    """One statement in two analyses.

    Parameters
    ----------
    statement : Statement
        The statement.
    first, second : Covered or None
        What is known of it in each; None where its card, or the level of its framework, is not compared there.
    judgement : str
        How the second fares against the first over the three steps of proof: ``better`` at one step at least and worse at
        none, ``worse``, ``mixed``, ``same``; ``na``: it does not apply in one of them.
    """

    statement: Statement
    first: Covered | None
    second: Covered | None
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class ShareDifference:
    """One share at one step in two analyses.

    Parameters
    ----------
    by, group, label, kind
        What is grouped, as in `Share`.
    step : {"declared", "taught", "assessed"}
        The step of proof.
    first, second : Share or None
        The counts; None where the group is not compared.
    """

    by: str
    group: str
    label: str
    kind: Kind
    step: Step
    first: Share | None
    second: Share | None

    @property
    def difference(self) -> float | None:
        """Share of the second less share of the first; None where one of them cannot be counted."""
        if self.first is None or self.second is None:
            return None
        before, after = self.first.at(self.step)[1], self.second.at(self.step)[1]
        return None if before is None or after is None else after - before


@dataclass(frozen=True, slots=True)
class OnlyCard:
    """A card, or a level of an area of a framework (card 0), that only one of two programmes is compared with."""

    side: Side
    standard_id: str
    occupation_no: int
    occupation: str
    sqf_levels: str
    statements: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two analyses side by side.

    Parameters
    ----------
    first, second : Analysis
        What was compared.
    statements : tuple of StatementDifference
        Every statement of either, those of the first in its order, then what only the second has.
    shares : tuple of ShareDifference
        Every group at every step. Groups over several cards count only the cards that both have; the cards and functions
        that only one has are listed with one side empty.
    only : tuple of OnlyCard
        Cards that only one of them is compared with.
    """

    first: Analysis
    second: Analysis
    statements: tuple[StatementDifference, ...]
    shares: tuple[ShareDifference, ...]
    only: tuple[OnlyCard, ...]

    def statements_table(self) -> pd.DataFrame:
        """Give table COMPARED_STATEMENTS."""
        return COMPARED_STATEMENTS.frame_of(
            (
                *(row.statement.statement_id, row.statement.standard_id, row.statement.occupation_no),
                *(row.statement.occupation, row.statement.sqf_levels, row.statement.function),
                *(row.statement.kind, row.statement.text, row.judgement),
                *_cells(row.first),
                *_cells(row.second),
            )
            for row in self.statements
        )

    def shares_table(self) -> pd.DataFrame:
        """Give table COMPARED_SHARES."""
        return COMPARED_SHARES.frame_of(
            (
                *(row.by, row.group, row.label, row.kind, row.step),
                *_counts(row.first, row.step),
                *_counts(row.second, row.step),
                row.difference,
            )
            for row in self.shares
        )

    def only_table(self) -> pd.DataFrame:
        """Give table ONLY_CARDS."""
        return ONLY_CARDS.frame(self.only)


def _cells(row: Covered | None) -> list[str]:
    if row is None:
        return ["", "", "", "", ""]
    return [row.state, *(row.degree(step) for step in STEPS), ";".join(row.outcomes)]


def _counts(share: Share | None, step: Step) -> tuple[float | None, int | None, float | None]:
    if share is None:
        return None, None, None
    covered, of_all = share.at(step)
    return covered, share.denominator, of_all


def compare_analyses(first: Analysis, second: Analysis) -> Comparison:
    """Compare two programmes, or two versions of one, on the cards and framework levels that both are compared with.

    Parameters
    ----------
    first, second : Analysis
        The analyses, made with the same library and settings. The second is judged against the first.

    Returns
    -------
    Comparison
        Nothing is dropped: what only one of them is compared with is listed as such.

    Raises
    ------
    InputError
        The two count a partly covered statement differently: their shares cannot be compared. Or one statement has two
        texts: the analyses were made with different editions of a standard.
    """
    if first.settings.partial_weight != second.settings.partial_weight:
        raise InputError("the two analyses weigh partial coverage differently; make both with the same settings")
    mine = {row.statement.statement_id: row for row in first.covered}
    other = {row.statement.statement_id: row for row in second.covered}
    for name in mine.keys() & other.keys():
        if mine[name].statement.fingerprint != other[name].statement.fingerprint:
            hint = "analyse both programmes with the same library"
            raise InputError(f"statement {name} has another text in the second analysis than in the first; {hint}")
    statements = [
        StatementDifference(row.statement, row, other[name], judged(row, other[name]))
        if name in other
        else StatementDifference(row.statement, row, None, "only-first")
        for name, row in mine.items()
    ]
    statements += [
        StatementDifference(row.statement, None, row, "only-second") for name, row in other.items() if name not in mine
    ]
    return Comparison(first, second, tuple(statements), tuple(_shares(first, second)), tuple(_only(mine, other)))


def judged(first: Covered, second: Covered) -> Judgement:
    """Say how a statement fares in the second analysis against the first, over the three steps of proof."""
    if "na" in (first.state, second.state):
        return "same" if first.state == second.state else "na"
    steps = [_HEIGHT[second.degree(step)] - _HEIGHT[first.degree(step)] for step in STEPS]
    if min(steps) < 0 < max(steps):
        return "mixed"
    return "better" if max(steps) > 0 else "worse" if min(steps) < 0 else "same"


def _parts(analysis: Analysis) -> Iterator[tuple[str, tuple[Covered, ...]]]:
    """Give what is counted together: the cards, then each framework, whose total is that of its standard."""
    yield "", analysis.result.statements
    for one in analysis.alignments:
        yield one.framework.act.act_id, (*one.claimed.statements, *one.above.statements)


def _shares(first: Analysis, second: Analysis) -> Iterator[ShareDifference]:
    """Compare what both have, group by group, then list the cards and functions that only one has."""
    mine, other = dict(_parts(first)), dict(_parts(second))
    for part in dict.fromkeys([*mine, *other]):
        one, two = mine.get(part, ()), other.get(part, ())
        names = {row.statement.statement_id for row in one} & {row.statement.statement_id for row in two}
        without = ("total", "level") if part else ()
        yield from _joined(_counted(_among(one, names), first, without), _counted(_among(two, names), second, without))
        yield from _joined(_counted(_beside(one, names), first, _WHOLE), {})
        yield from _joined({}, _counted(_beside(two, names), second, _WHOLE))


_WHOLE = ("total", "standard", "level", "standard-level")
"""Groups over several cards: they are compared over what both have, and over nothing else."""


def _among(rows: Iterable[Covered], names: set[str]) -> list[Covered]:
    return [row for row in rows if row.statement.statement_id in names]


def _beside(rows: Iterable[Covered], names: set[str]) -> list[Covered]:
    return [row for row in rows if row.statement.statement_id not in names]


_GroupKey = tuple[str, str, Kind]


def _counted(rows: Iterable[Covered], analysis: Analysis, without: Sequence[str]) -> dict[_GroupKey, Share]:
    shares = shares_of(rows, analysis.settings)
    return {(one.by, one.group, one.kind): one for one in shares if one.by not in without}


def _joined(first: dict[_GroupKey, Share], second: dict[_GroupKey, Share]) -> Iterator[ShareDifference]:
    for key in dict.fromkeys([*first, *second]):
        one, two = first.get(key), second.get(key)
        label = next(share.label for share in (one, two) if share is not None)
        for step in STEPS:
            yield ShareDifference(key[0], key[1], label, key[2], step, one, two)


def _only(mine: dict[str, Covered], other: dict[str, Covered]) -> Iterator[OnlyCard]:
    """List the cards, and the levels of areas of frameworks, that only one of the two is compared with."""
    first, second = _cards(mine.values()), _cards(other.values())
    sides: tuple[tuple[Side, _Cards, _Cards], ...] = (("first", first, second), ("second", second, first))
    for side, cards, others in sides:
        for key, texts in cards.items():
            if key not in others:
                yield OnlyCard(side, *key, len(texts))


_Cards = dict[tuple[str, int, str, str], set[tuple[Kind, str]]]
"""Standard, number, title or area, levels → the different texts."""


def _cards(rows: Iterable[Covered]) -> _Cards:
    found: _Cards = {}
    for row in rows:
        one = row.statement
        key = (one.standard_id, one.occupation_no, one.occupation, one.sqf_levels)
        found.setdefault(key, set()).add((one.kind, one.fingerprint))
    return found
