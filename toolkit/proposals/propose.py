"""The smallest set of changes that reaches a share: what is wanted, the choice, its order and what it raises."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from toolkit.align.concepts import ConceptTable, bundled_table
from toolkit.analysis import Analysis
from toolkit.errors import InputError
from toolkit.model import KINDS, STEPS, Covered, Kind, Step
from toolkit.proposals.carriers import carriers_of
from toolkit.proposals.ground import Ground, Standing, ground_of
from toolkit.proposals.options import Option, options_of
from toolkit.proposals.order import ordered
from toolkit.proposals.plan import ALL_CHANGES, Aim, Block, BlockName, ChangeName, Costs, Plan, at_least
from toolkit.proposals.solve import Wanted, chosen

NODES = 2_000
"""Nodes of the search tree after which the optimiser gives up proving that there is no smaller plan."""


def propose(
    analysis: Analysis,
    share: float,
    *,
    step: Step = "taught",
    kinds: Collection[Kind] = KINDS,
    framework: str = "",
    allowed: Collection[ChangeName] = ALL_CHANGES,
    costs: Costs | None = None,
    nodes: int = NODES,
    concepts: ConceptTable | None = None,
) -> Plan:
    """Find the smallest set of changes that reaches a share at a step of proof, in each of some kinds.

    Parameters
    ----------
    analysis : Analysis
        The analysis. Its suggestions say which statements an outcome may serve: with more of them there is more to choose.
    share : share
        The share wanted, 0 to 1, of each kind.
    step : {"declared", "taught", "assessed"}
        The step of proof at which it is wanted.
    kinds : collection of kind
        The kinds wanted. One without statements that apply asks for nothing.
    framework : str
        Plan for the level descriptors of this framework (at the claimed level) instead of for the cards.
    allowed : collection of str
        The changes that may be proposed, some of `ALL_CHANGES`.
    costs : Costs, optional
        Other costs than usual.
    nodes : count
        Nodes of the search tree at most: unlike a time it gives the same plan on every computer.
    concepts : ConceptTable, optional
        By which titles of disciplines are compared with outcomes; the one that comes with the toolkit if nothing is given.

    Returns
    -------
    Plan
        With the fewest single changes of all plans that reach the share and leave no mandatory labour function bare, and
        of these one with the lowest cost. Where that cannot be reached, the smallest plan that reaches as much as can be,
        with what stands in the way.

    Raises
    ------
    InputError
        The share, step, a kind or a change is none; there is nothing to plan for; or no plan was found within so many nodes.

    Notes
    -----
    A statement that is written into an outcome counts as covered fully: whether it is, people decide. What somebody
    rejected for an outcome is never proposed for it, what does not apply for none. Whatever can be proposed goes together,
    so what all of it reaches is the most that can be reached.
    """
    wanted_kinds = _checked(analysis, share, step, kinds, allowed)
    used = costs or Costs()
    ground = ground_of(analysis, framework)
    carriers = carriers_of(ground, concepts or bundled_table())
    everything = options_of(ground, step, wanted_kinds, used, carriers)
    options = tuple(option for option in everything if option.change in allowed)
    most = _after(ground.start, options)
    part = analysis.settings.partial_weight
    aims = [_aim(ground, kind, step, share, most, part) for kind in wanted_kinds if _texts(ground, kind)]
    bare = ground.bare(step, wanted_kinds)
    mended = {key: places for key, places in bare.items() if _mended(places, options, most, step)}
    wanted = Wanted(
        step,
        {aim.kind: min(aim.reachable, share * aim.denominator) for aim in aims},
        [(kind, places) for (_, kind), places in mended.items()],
    )
    places, proven = chosen(ground, options, wanted, nodes)
    picked = [options[place] for place in places]
    end = _after(ground.start, picked)
    changes = ordered(ground, picked, step, wanted_kinds)
    aims = [replace(aim, reached=_covered(ground, aim.kind, step, end, part)) for aim in aims]
    short = {aim.kind for aim in aims if not at_least(aim.reachable, share * aim.denominator)}
    still = {function for function, kind in bare if (function, kind) not in mended}
    return Plan(
        step=step,
        framework=framework,
        aims=tuple(aims),
        changes=changes,
        edits=len(picked),
        cost=round(sum(option.cost for option in picked), 2),
        bare=tuple(dict.fromkeys(function for function, _ in bare)),
        still_bare=tuple(dict.fromkeys(function for function, _ in bare if function in still)),
        blocked=_blocked(ground, step, short, most, everything, allowed),
        left=_left(ground, wanted_kinds),
        costs=used,
        proven=proven,
    )


def _checked(
    analysis: Analysis, share: float, step: Step, kinds: Collection[Kind], allowed: Collection[ChangeName]
) -> tuple[Kind, ...]:
    """Refuse what cannot be meant and give the kinds in their order."""
    if not 0 <= share <= 1:
        raise InputError(f"the share wanted is {share:g}; give a number from 0 to 1, such as 0.8 for 80 %")
    for given, known in (({step}, STEPS), ({*kinds}, KINDS), ({*allowed}, ALL_CHANGES)):
        if strange := sorted(given - {*known}):
            raise InputError(f"not known: {', '.join(strange)}; use some of {', '.join(known)}")
    if not 0 <= analysis.settings.partial_weight <= 1:
        raise InputError("the weight of partial coverage must lie between 0 and 1; change the settings")
    return tuple(kind for kind in KINDS if kind in kinds)


def _texts(ground: Ground, kind: Kind) -> int:
    """Count the different texts of a kind, also those that do not apply."""
    return len({row.statement.fingerprint for row in ground.result.statements if row.statement.kind == kind})


def _left(ground: Ground, kinds: Iterable[Kind]) -> tuple[tuple[Kind, int], ...]:
    """Count the texts of each kind that do not apply."""
    counts = {kind: _texts(ground, kind) - sum(key[0] == kind for key in ground.texts) for kind in kinds}
    return tuple((kind, count) for kind, count in counts.items() if count)


def _after(start: Standing, options: Iterable[Option]) -> Standing:
    for option in options:
        start = option.after(start)
    return start


def _covered(ground: Ground, kind: Kind, step: Step, at: Standing, part: float) -> float:
    """Count full + weight x partial of a kind."""
    degrees = [at.degree(key, step) for key in ground.texts if key[0] == kind]
    return degrees.count("full") + part * degrees.count("partial")


def _aim(ground: Ground, kind: Kind, step: Step, share: float, most: Standing, part: float) -> Aim:
    denominator = sum(key[0] == kind for key in ground.texts)
    now = _covered(ground, kind, step, ground.start, part)
    return Aim(kind, step, share, denominator, now, now, _covered(ground, kind, step, most, part))


def _mended(places: Sequence[Covered], options: Iterable[Option], most: Standing, step: Step) -> bool:
    """Say whether anything that can be proposed covers one of some places."""
    names = {row.statement.statement_id for row in places}
    there = most.reached[step]
    written = any(names & {*option.statements} and option.outcomes[0] in there for option in options)
    return written or any(outcome in there for row in places for outcome in row.outcomes)


def _blocked(
    ground: Ground,
    step: Step,
    short: Collection[Kind],
    most: Standing,
    everything: Sequence[Option],
    allowed: Collection[ChangeName],
) -> tuple[Block, ...]:
    """Say of each text of the kinds that fall short why nothing raises it to full coverage."""
    all_of_it = _after(ground.start, everything)
    creating = "create" in allowed
    found = []
    for key, places in ground.texts.items():
        if key[0] in short and most.degree(key, step) != "full":
            declared = most.degree(key, "declared") == "full"
            excluded = all_of_it.degree(key, step) == "full"
            reason = "excluded" if excluded else _reason(ground, places, unserved=declared or creating)
            found.append(Block(places[0].statement.statement_id, key[0], reason))
    return tuple(found)


def _reason(ground: Ground, places: Sequence[Covered], *, unserved: bool) -> BlockName:
    """Say why a text is not covered fully by anything that can be proposed; `unserved`: only a discipline is missing."""
    if unserved:
        return "no-discipline"
    names = {row.statement.statement_id for row in places}
    rejected = any(place in names for _, place in ground.rejected) or names & ground.hopeless
    return "rejected" if rejected else "nothing-suggested"
