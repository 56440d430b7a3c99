"""The changes of a plan in the order of what they raise for their cost, with what each of them adds."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from toolkit.model import STEPS, Kind, Step
from toolkit.proposals.applied import next_codes
from toolkit.proposals.ground import Ground, Standing, TextKey, group_of, weight
from toolkit.proposals.options import Option
from toolkit.proposals.plan import Change, Gain

_Move = tuple[Option, ...]
"""Options that are shown as one change: a new outcome with its statements, anything else alone."""


@dataclass(slots=True)
class _Bundle:
    """Moves that belong together: one that makes outcomes reach the step, and what is written into these."""

    moves: list[_Move]


def ordered(ground: Ground, picked: Sequence[Option], step: Step, kinds: Collection[Kind]) -> tuple[Change, ...]:
    """Put chosen options in order and say what each adds.

    Parameters
    ----------
    ground : Ground
        What there was.
    picked : sequence of Option
        What was chosen.
    step : {"declared", "taught", "assessed"}
        The step wanted.
    kinds : collection of kind
        The kinds wanted: these count for the order.

    Returns
    -------
    tuple of Change
        Bundles of changes by what they raise for their cost, before anything else is changed; in a bundle first what
        makes an outcome reach the step, then what is written into it.
    """
    bundles = _bundles(ground, picked, step)
    part = ground.analysis.settings.partial_weight

    def worth(moves: Sequence[_Move], at: Standing) -> float:
        options = [option for move in moves for option in move]
        gains = _gains(at, options, part)
        points = sum(number for (kind, at_step), number in gains.items() if kind in kinds and at_step == step)
        cost = sum(option.cost for option in options)
        return points / cost if cost else float("inf")

    bundles.sort(key=lambda bundle: -worth(bundle.moves, ground.start))
    found: list[Change] = []
    at = ground.start
    codes = _codes(ground, [option for bundle in bundles for option in bundle.moves[0]])
    for bundle in bundles:
        first, *others = bundle.moves
        opened = _after(at, first)
        others.sort(key=lambda move: -worth([move], opened))
        numbers: tuple[int, ...] = ()
        for move in (first, *others):
            found.append(_change(ground, at, move, len(found) + 1, numbers, codes, (step, kinds)))
            numbers = numbers or (len(found),)
            at = _after(at, move)
    return tuple(found)


def _codes(ground: Ground, options: Sequence[Option]) -> dict[str, str]:
    """Give the codes of new outcomes, in the order of the plan."""
    new = [option.outcomes[0] for option in options if option.change == "create" and option.text is None]
    return dict(zip(new, next_codes(ground.analysis.programme, len(new)), strict=True))


def _bundles(ground: Ground, picked: Sequence[Option], step: Step) -> list[_Bundle]:
    there = ground.start.reached[step]
    bundles = [_Bundle([(option,)]) for option in picked if option.text is None]
    opening = {outcome: bundle for bundle in reversed(bundles) for outcome in bundle.moves[0][0].outcomes}
    for option in picked:
        if option.text is None:
            continue
        outcome = option.outcomes[0]
        if option.change == "create":
            opening[outcome].moves[0] += (option,)
        elif outcome in there:
            bundles.append(_Bundle([(option,)]))
        else:
            opening[outcome].moves.append((option,))
    return bundles


def _after(at: Standing, move: _Move) -> Standing:
    for option in move:
        at = option.after(at)
    return at


def _gains(at: Standing, options: Sequence[Option], part: float) -> dict[tuple[Kind, Step], float]:
    """Give what options add to what is covered, by kind and step."""
    later = _after(at, tuple(options))
    found: dict[tuple[Kind, Step], float] = {}
    for key in _touched(at, options):
        for step in STEPS:
            more = weight(later.degree(key, step), part) - weight(at.degree(key, step), part)
            if more:
                found[key[0], step] = found.get((key[0], step), 0.0) + more
    return found


def _touched(at: Standing, options: Sequence[Option]) -> list[TextKey]:
    """Give the texts that options can raise, each once."""
    texts = [option.text for option in options if option.text is not None]
    opened = {outcome for option in options if option.text is None for outcome in option.outcomes}
    linked = [key for key, served in at.links.items() if opened & served.keys()] if opened else []
    return list(dict.fromkeys([*texts, *linked]))


def _change(
    ground: Ground,
    at: Standing,
    move: _Move,
    number: int,
    needs: tuple[int, ...],
    codes: dict[str, str],
    wanted: tuple[Step, Collection[Kind]],
) -> Change:
    first = move[0]
    step, kinds = wanted
    part = ground.analysis.settings.partial_weight
    later = _after(at, move)
    raised = [key for key in _touched(at, move) if key[0] in kinds and later.degree(key, step) != at.degree(key, step)]
    place = next((row.statement for row in ground.result.statements if group_of(row.statement) == first.function), None)
    return Change(
        number=number,
        change=first.change,
        outcomes=tuple(codes.get(outcome, outcome) for outcome in first.outcomes),
        statements=tuple(name for option in move for name in option.statements),
        function=first.function,
        title=(place.function or place.occupation) if place else "",
        discipline=first.discipline,
        mark=first.mark,
        alternatives=first.alternatives,
        confidence=first.confidence,
        edits=len(move),
        cost=round(sum(option.cost for option in move), 2),
        needs=needs,
        texts=len(raised),
        gains=tuple(
            Gain(kind, at_step, covered, covered / sum(key[0] == kind for key in ground.texts))
            for (kind, at_step), covered in _gains(at, move, part).items()
        ),
    )
