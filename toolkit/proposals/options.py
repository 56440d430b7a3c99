"""The single changes that an optimiser may choose from, each with its cost."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from toolkit.model import Covered, Kind, Mark, Step
from toolkit.proposals.carriers import Carriers
from toolkit.proposals.ground import NEW, Ground, Standing, TextKey, group_of
from toolkit.proposals.plan import ChangeName, Costs


@dataclass(frozen=True, slots=True)
class Option:
    """One single change.

    Parameters
    ----------
    change : str
        What to do. A statement for a new outcome is an option ``create`` of its own, with a text.
    outcomes : tuple of str
        The outcomes concerned.
    cost : number
        What it costs.
    text : text or None
        The text that is written into the outcome; None for changes of who teaches and assesses.
    statements : tuple of str
        The places of the text.
    function : str
        The labour function of a new outcome.
    discipline, mark, alternatives
        Who is to teach or assess, and who else could.
    reaches : tuple of {"declared", "taught", "assessed"}
        The steps that the outcomes reach with it.
    confidence : probability or None
        Of what was suggested.
    """

    change: ChangeName
    outcomes: tuple[str, ...]
    cost: float
    text: TextKey | None = None
    statements: tuple[str, ...] = ()
    function: str = ""
    discipline: str = ""
    mark: Mark | Literal[""] = ""
    alternatives: tuple[str, ...] = ()
    reaches: tuple[Step, ...] = ()
    confidence: float | None = None

    def after(self, before: Standing) -> Standing:
        """Give links and steps of proof after the change."""
        if self.text is not None:
            served = {**before.links[self.text], self.outcomes[0]: "full"}
            return replace(before, links={**before.links, self.text: served})
        return replace(
            before,
            reached={
                step: there | {*self.outcomes} if step in self.reaches else there
                for step, there in before.reached.items()
            },
        )


def options_of(
    ground: Ground,
    step: Step,
    kinds: Collection[Kind],
    costs: Costs,
    carriers: Carriers,
) -> tuple[Option, ...]:
    """Give everything that could be done to raise the shares of some kinds at a step, in the order of the programme.

    Parameters
    ----------
    ground : Ground
        What there is.
    step : {"declared", "taught", "assessed"}
        The step wanted.
    kinds : collection of kind
        The kinds wanted.
    costs : Costs
        The costs, and the least confidence of suggestions.
    carriers : Carriers
        The disciplines that could teach.
    """
    found = [
        *_reaching(ground, step, costs, carriers),
        *_writing(ground, step, kinds, costs),
        *_creating(ground, step, kinds, costs, carriers),
    ]
    return tuple(replace(option, cost=round(option.cost, 2)) for option in found)


def _writing(ground: Ground, step: Step, kinds: Collection[Kind], costs: Costs) -> Iterator[Option]:
    """Offer to write texts into the outcomes that there are."""
    bare = {row.statement.statement_id for rows in ground.bare(step, kinds).values() for row in rows}
    later = _later(ground, costs)
    for key, places in ground.texts.items():
        open_text = ground.start.degree(key, step) != "full"
        if key[0] not in kinds:
            continue
        for outcome in ground.analysis.programme.outcomes:
            offers = [offer for row in places if (offer := _offer(ground, outcome.outcome_id, row, costs)) is not None]
            if not offers or not (open_text or any(place in bare for _, place, _, _ in offers)):
                continue
            cost, _, change, confidence = min(offers, key=lambda one: one[0])
            names = tuple(place for _, place, _, _ in offers)
            extra = min(later.get(name, 0.0) for name in names)
            yield Option(change, (outcome.outcome_id,), cost + extra, key, names, confidence=confidence)


_Offer = tuple[float, str, ChangeName, float | None]
"""Cost, statement, change, confidence."""


def _offer(ground: Ground, outcome: str, row: Covered, costs: Costs) -> _Offer | None:
    """Say what would make one outcome serve one place fully; None where it does, or must not be asked again."""
    place = row.statement.statement_id
    pair = (outcome, place)
    verdict = next((one.verdict for one in row.decisions if one.outcome_id == outcome), None)
    if verdict == "full" or pair in ground.rejected:
        return None
    if verdict == "partial":
        return costs.complete, place, "complete", None
    if place in ground.hopeless:
        return None
    doubtful = ground.doubtful.get(pair)
    if doubtful is not None:
        change: ChangeName = "renew" if doubtful.verdict == "full" else "complete"
        return (costs.renew if change == "renew" else costs.complete), place, change, None
    confidence = ground.likely.get(pair, 0.0)
    if confidence <= 0 or confidence < costs.least_confidence:
        return None
    return costs.of_writing(confidence), place, "write", confidence


def _later(ground: Ground, costs: Costs) -> dict[str, float]:
    """Give what statements cost more because others are more urgent."""
    steps = {"high": 0, "medium": 1, "low": 2}
    return {gap.statement_id: costs.later * steps[gap.priority] for gap in ground.analysis.gaps}


def _reaching(ground: Ground, step: Step, costs: Costs, carriers: Carriers) -> Iterator[Option]:
    """Offer what makes outcomes taught, or assessed."""
    if step == "declared":
        return
    for outcome in ground.analysis.programme.outcomes:
        code = outcome.outcome_id
        if not ground.teaching.is_taught(code):
            if found := carriers.for_outcome(code):
                given = _carried(found, step, carriers, criteria=bool(outcome.criteria))
                yield replace(given, change="give", outcomes=(code,), cost=costs.give)
        elif step == "assessed" and not ground.teaching.is_assessed(code):
            yield _raised(ground, code, costs)
            yield Option("criteria", (code,), costs.criteria, reaches=("assessed",))
    if step == "assessed":
        yield from _assessing(ground, costs)


def _carried(found: tuple[str, ...], step: Step, carriers: Carriers, *, criteria: bool) -> Option:
    """Make the part of an option that says who teaches; with mark M only where nothing else would assess it."""
    best = carriers.disciplines[found[0]]
    method = criteria or bool(best.assessment.strip())
    mark: Mark = "M" if step == "assessed" and not method else "+"
    steps: tuple[Step, ...] = ("taught", "assessed") if method or mark == "M" else ("taught",)
    return Option("give", (), 0.0, discipline=best.code, mark=mark, alternatives=found[1:], reaches=steps)


_NEAREST_TO_M = ("R", "+", "I")


def _raised(ground: Ground, outcome: str, costs: Costs) -> Option:
    """Offer to raise one mark of an outcome that is taught to M: the highest one, of the largest discipline."""
    programme = ground.analysis.programme
    volume = {item.code: item.credits for item in programme.disciplines}
    marks = {code: mark for code, served, mark in programme.marks if served == outcome and volume.get(code, 0) > 0}
    order = sorted(marks, key=lambda code: (_NEAREST_TO_M.index(marks[code]), -volume[code]))
    return Option(
        "raise",
        (outcome,),
        costs.raise_mark,
        discipline=order[0],
        mark="M",
        alternatives=tuple(order[1:3]),
        reaches=("assessed",),
    )


def _assessing(ground: Ground, costs: Costs) -> Iterator[Option]:
    """Offer to name how a discipline is assessed, where outcomes that nobody assesses depend on it."""
    teaching = ground.teaching
    for item in ground.analysis.programme.disciplines:
        served = tuple(
            code for code, codes in teaching.taught_by.items() if item.code in codes and not teaching.is_assessed(code)
        )
        if served:
            yield Option("assess", served, costs.assess, discipline=item.code, reaches=("assessed",))


def _creating(
    ground: Ground, step: Step, kinds: Collection[Kind], costs: Costs, carriers: Carriers
) -> Iterator[Option]:
    """Offer a new outcome for each labour function with something that no outcome covers fully."""
    groups: dict[str, dict[TextKey, list[Covered]]] = {}
    bare = {row.statement.statement_id for rows in ground.bare(step, kinds).values() for row in rows}
    for key, places in ground.texts.items():
        if key[0] not in kinds:
            continue
        full = ground.start.degree(key, "declared") == "full"
        for row in places:
            if not full or (row.statement.statement_id in bare and row.state not in ("full", "partial")):
                groups.setdefault(group_of(row.statement), {}).setdefault(key, []).append(row)
    later = _later(ground, costs)
    for function, texts in groups.items():
        found = carriers.for_function(function, [row for rows in texts.values() for row in rows])
        if not found and step != "declared":
            continue
        yield _new(function, found, step, costs, carriers)
        for key, rows in texts.items():
            names = tuple(row.statement.statement_id for row in rows)
            extra = min(later.get(name, 0.0) for name in names)
            yield Option("create", (f"{NEW}{function}",), costs.write + extra, key, names, function)


def _new(function: str, found: tuple[str, ...], step: Step, costs: Costs, carriers: Carriers) -> Option:
    made = Option("create", (f"{NEW}{function}",), costs.create, function=function, reaches=("declared",))
    if not found:
        return made
    given = _carried(found, step, carriers, criteria=False)
    return replace(
        made,
        discipline=given.discipline,
        mark=given.mark,
        alternatives=given.alternatives,
        reaches=("declared", *given.reaches),
    )
