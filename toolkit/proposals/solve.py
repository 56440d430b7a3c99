"""The choice of changes as an integer programme, solved by HiGHS (`scipy.optimize.milp`).

Every change is a variable that is 0 or 1. A text is full once one of the changes or outcomes that make it so is there; a
statement can be written only into an outcome that reaches the step wanted. First the number of changes is made as small as
possible, then, with that number, their cost. How many texts of a kind are raised, and how many changes are about teaching
and assessment, are whole numbers of their own: branching by these makes the search fast.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from toolkit.errors import InputError
from toolkit.model import Covered, Kind, Step
from toolkit.proposals.ground import Ground, TextKey
from toolkit.proposals.options import Option

_Row = dict[int, float]
_SLACK = 1e-7
_HUNDREDTHS = 100
_FINEST = 1000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a choice must reach: so much of each kind, and something in each of some labour functions.

    Parameters
    ----------
    step : {"declared", "taught", "assessed"}
        The step of proof.
    covered : mapping of kind to number
        Full + weight x partial.
    functions : sequence of (kind, places)
        Of each at least one place must be covered, fully or in part.
    """

    step: Step
    covered: Mapping[Kind, float]
    functions: Sequence[tuple[Kind, tuple[Covered, ...]]] = ()


@dataclass(slots=True)
class _Model:
    """The rows and bounds of an integer programme while it is being written down."""

    count: int
    upper: list[float] = field(default_factory=list)
    rows: list[_Row] = field(default_factory=list)
    least: list[float] = field(default_factory=list)

    def variable(self) -> int:
        """Add a variable, 0 or 1, that follows from the changes."""
        self.upper.append(1.0)
        return self.count + len(self.upper) - 1

    def total(self, of: Sequence[int]) -> int:
        """Add a whole number that is the sum of variables: by such numbers the search can branch."""
        self.upper.append(float(len(of)))
        number = self.count + len(self.upper) - 1
        self.at_most_sum(number, of)
        self.at_least({number: 1.0} | dict.fromkeys(of, -1.0), 0.0)
        return number

    def at_least(self, row: _Row, number: float) -> None:
        """Demand that a sum is at least a number."""
        self.rows.append(row)
        self.least.append(number)

    def at_most_sum(self, variable: int, of: Iterable[int]) -> None:
        """Demand that a variable is at most the sum of others: it needs one of them."""
        row = {variable: -1.0}
        for other in of:
            row[other] = row.get(other, 0.0) + 1.0
        self.at_least(row, 0.0)


def chosen(ground: Ground, options: Sequence[Option], wanted: Wanted, nodes: int) -> tuple[tuple[int, ...], bool]:
    """Choose the fewest changes that reach what is wanted and, of all such choices, one that costs least.

    Parameters
    ----------
    ground : Ground
        What there is.
    options : sequence of Option
        What could be done.
    wanted : Wanted
        What must be reached; all options together reach it.
    nodes : count
        Nodes of the search tree after which the optimiser gives up proving: a limit that does not depend on the clock.

    Returns
    -------
    places, proven : tuple of int, bool
        The options chosen, in order, and whether it was proved that there is no better choice.

    Raises
    ------
    InputError
        Nothing was found within so many nodes.
    """
    model = _written(ground, options, wanted)
    if not any(number > _SLACK for number in model.least):
        return (), True
    edits = np.ones(len(options))
    fewest, proven = _solved(model, edits, nodes)
    if fewest is None:
        raise InputError(f"no plan was found within {nodes} nodes of the search; allow more, or want a smaller share")
    model.at_least(dict.fromkeys(range(len(options)), -1.0), -float(fewest.sum()))
    cost = np.array([round(option.cost * _HUNDREDTHS) for option in options], dtype=float)
    cheapest, also = _solved(model, cost, nodes)
    best = fewest if cheapest is None else cheapest
    return tuple(int(place) for place in np.flatnonzero(best)), proven and also


def _written(ground: Ground, options: Sequence[Option], wanted: Wanted) -> _Model:
    model = _Model(len(options))
    there = ground.start.reached[wanted.step]
    enabling = _enabling(options)
    reach = {outcome: model.variable() for outcome in enabling if outcome not in there}
    for outcome, variable in reach.items():
        model.at_most_sum(variable, enabling[outcome])
    model.total([place for place, option in enumerate(options) if option.text is None])
    writing: dict[TextKey, list[int]] = {}
    for place, option in enumerate(options):
        if option.text is None:
            continue
        writing.setdefault(option.text, []).append(place)
        if option.outcomes[0] not in there:
            needed = reach.get(option.outcomes[0])
            model.at_most_sum(place, [] if needed is None else [needed])
    for kind, number in wanted.covered.items():
        _share_row(model, ground, wanted.step, kind, number, writing, reach)
    for _, places in wanted.functions:
        names = {row.statement.statement_id for row in places}
        sources = {place: 1.0 for place, option in enumerate(options) if names & {*option.statements}}
        sources |= {reach[outcome]: 1.0 for row in places for outcome in row.outcomes if outcome in reach}
        model.at_least(sources, 1.0)
    return model


def _enabling(options: Sequence[Option]) -> dict[str, list[int]]:
    """Give the options that let each outcome reach the step wanted, by place."""
    found: dict[str, list[int]] = {}
    for place, option in enumerate(options):
        if option.text is None:
            for outcome in option.outcomes:
                found.setdefault(outcome, []).append(place)
    return found


def _share_row(
    model: _Model,
    ground: Ground,
    step: Step,
    kind: Kind,
    number: float,
    writing: Mapping[TextKey, list[int]],
    reach: Mapping[str, int],
) -> None:
    """Demand so much of a kind: what is there already, and what changes add."""
    part = ground.analysis.settings.partial_weight
    some_way: list[int] = []
    all_the_way: list[int] = []
    missing = number
    for key in ground.texts:
        if key[0] != kind:
            continue
        now = ground.start.degree(key, step)
        if now == "full":
            missing -= 1
            continue
        links = ground.start.links[key]
        full = [*writing.get(key, ()), *(reach[code] for code, how in links.items() if how == "full" and code in reach)]
        some = [reach[code] for code, how in links.items() if how == "partial" and code in reach]
        if now == "partial":
            missing -= part
        elif full or some:
            covered = model.variable()
            model.at_most_sum(covered, [*full, *some])
            some_way.append(covered)
        if full:
            fully = model.variable()
            model.at_most_sum(fully, full)
            all_the_way.append(fully)
    row = {model.total(some_way): part, model.total(all_the_way): 1 - part}
    model.at_least(row, _next_sum(missing, part))


def _next_sum(missing: float, part: float) -> float:
    """Give the smallest sum of wholes and parts that is at least what is missing: nothing between can be reached."""
    whole = Fraction(part).limit_denominator(_FINEST).denominator
    return max(0.0, math.ceil(missing * whole - _SLACK) / whole)


def _solved(model: _Model, objective: np.ndarray, nodes: int) -> tuple[np.ndarray | None, bool]:
    """Solve the model for an objective over the changes; None where nothing was found."""
    size = model.count + len(model.upper)
    weights = np.concatenate([objective, np.zeros(len(model.upper))])
    places = [(number, column, value) for number, row in enumerate(model.rows) for column, value in row.items()]
    rows, columns, values = ([entry[side] for entry in places] for side in range(3))
    matrix = csr_matrix((values, (rows, columns)), shape=(len(model.rows), size))
    found = milp(
        weights,
        integrality=np.ones(size),
        bounds=Bounds(0, np.concatenate([np.ones(model.count), np.array(model.upper)])),
        constraints=LinearConstraint(matrix, lb=np.array(model.least)),
        options={"mip_rel_gap": 0.0, "node_limit": nodes},
    )
    if found.x is None:
        return None, False
    return np.asarray(found.x[: model.count] > 1 / 2), bool(found.status == 0)
