"""What a plan of changes is: its costs, its changes, what they raise, and what stands in the way."""

from dataclasses import dataclass, fields
from typing import Literal, get_args

from toolkit.errors import InputError
from toolkit.model import Kind, Mark, Step

ChangeName = Literal["write", "complete", "renew", "give", "raise", "assess", "criteria", "create"]
ALL_CHANGES: tuple[ChangeName, ...] = get_args(ChangeName)

BlockName = Literal["excluded", "rejected", "nothing-suggested", "no-discipline"]


@dataclass(frozen=True, slots=True)
class Costs:
    """What single changes cost: no money, but how much a change asks of the people who make the programme.

    Parameters
    ----------
    confirm : number
        To look at a suggestion and confirm it.
    write : number
        To write a statement into an outcome; of an existing outcome only the part that is not likely to be there already,
        ``write x (1 - confidence)``.
    complete : number
        To complete an outcome that serves a statement in part.
    renew : number
        To look again at a decision about a former text.
    give, raise_mark, assess, criteria : number
        To give an outcome to a discipline; to raise a mark to M; to name how a discipline is assessed; to write assessment
        criteria for an outcome.
    create : number
        To create an outcome, without the statements that it takes.
    later : number
        What a statement of medium priority costs more than one of high priority, one of low priority twice.
    least_confidence : probability
        Statements that are suggested with less confidence are not proposed for an outcome.

    Raises
    ------
    InputError
        A number is negative, or the confidence above 1.

    Examples
    --------
    >>> Costs().of_writing(0.75)
    1.5
    """

    confirm: float = 1.0
    write: float = 2.0
    complete: float = 2.0
    renew: float = 1.0
    give: float = 3.0
    raise_mark: float = 2.0
    assess: float = 2.0
    criteria: float = 3.0
    create: float = 8.0
    later: float = 0.25
    least_confidence: float = 0.2

    def __post_init__(self) -> None:
        wrong = [one.name for one in fields(self) if not 0 <= getattr(self, one.name) < _LARGEST]
        if wrong or self.least_confidence > 1:
            names = ", ".join(wrong or ["least_confidence"])
            raise InputError(f"costs out of range: {names}; use numbers from 0, for least_confidence 0 to 1")

    def of_writing(self, confidence: float) -> float:
        """Give the cost of writing a suggested statement into an outcome."""
        return self.confirm + self.write * (1 - confidence)


_LARGEST = 10_000.0


@dataclass(frozen=True, slots=True)
class Gain:
    """How much a change adds for one kind at one step: statements counted (full 1, partial its weight) and the share."""

    kind: Kind
    step: Step
    covered: float
    share: float


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a plan.

    Parameters
    ----------
    number : count
        Place in the plan, from 1.
    change : str
        What to do, one of `CHANGES`.
    outcomes : tuple of str
        The outcomes concerned; a new outcome has the next free code.
    statements : tuple of str
        The statements concerned: all places of a text that apply and that nobody rejected for the outcome.
    function : str
        The labour function of a new outcome, ``STANDARD/card.function``, function 0 for the competences of a card.
    title : str
        Its title as printed.
    discipline : str
        The discipline that is to teach or assess; empty where none is meant.
    mark : {"M", "+", ""}
        The mark that it gets.
    alternatives : tuple of str
        Other disciplines that would do as well, best first.
    confidence : probability or None
        How likely an expert accepts the outcome for the statement as it stands, where it was suggested.
    edits : count
        Single changes: a new outcome is one, and one for each different statement that it takes.
    cost : number
        By `Costs`.
    needs : tuple of count
        Changes without which it has no effect at the step wanted.
    texts : count
        Different statements of the kinds wanted that it raises at the step wanted.
    gains : tuple of Gain
        What it adds after the changes before it; all gains of a plan add up to what the plan reaches.
    """

    number: int
    change: ChangeName
    outcomes: tuple[str, ...]
    statements: tuple[str, ...]
    function: str
    title: str
    discipline: str
    mark: Mark | Literal[""]
    alternatives: tuple[str, ...]
    confidence: float | None
    edits: int
    cost: float
    needs: tuple[int, ...] = ()
    texts: int = 0
    gains: tuple[Gain, ...] = ()


@dataclass(frozen=True, slots=True)
class Aim:
    """What is wanted of one kind at the step of the plan, what is there, what is reached, what could be reached."""

    kind: Kind
    step: Step
    wanted_share: float
    denominator: int
    before: float
    reached: float
    reachable: float

    @property
    def before_share(self) -> float | None:
        """The share as it is; None where nothing applies."""
        return self._share(self.before)

    @property
    def reached_share(self) -> float | None:
        """The share after the plan; None where nothing applies."""
        return self._share(self.reached)

    @property
    def reachable_share(self) -> float | None:
        """The share if everything that can be proposed were done; None where nothing applies."""
        return self._share(self.reachable)

    @property
    def met(self) -> bool:
        """Whether the plan reaches the share wanted; not where nothing applies."""
        return self.denominator > 0 and at_least(self.reached, self.wanted_share * self.denominator)

    def _share(self, number: float) -> float | None:
        return number / self.denominator if self.denominator else None


def at_least(number: float, wanted: float) -> bool:
    """Say whether a sum of weights reaches what is wanted, whatever the last digits of the computer."""
    return number >= wanted - _DIGITS


_DIGITS = 1e-9


@dataclass(frozen=True, slots=True)
class Block:
    """A text that nothing that may be proposed raises to full coverage at the step wanted, and why."""

    statement_id: str
    kind: Kind
    reason: BlockName


@dataclass(frozen=True, slots=True)
class Plan:
    """The smallest set of changes that reaches a share.

    Parameters
    ----------
    step : {"declared", "taught", "assessed"}
        The step of proof meant.
    framework : str
        The framework whose level descriptors are meant; empty for the cards.
    aims : tuple of Aim
        What is wanted and reached of each kind that has statements.
    changes : tuple of Change
        What to do, most effect for its cost first; what belongs together stays together.
    edits : count
        Single changes; no plan that does the same has fewer.
    cost : number
        Their cost; no plan with as few changes costs less.
    bare, still_bare : tuple of str
        Mandatory labour functions of which nothing of some wanted kind is covered at the step: now, and after the plan.
    blocked : tuple of Block
        What stands in the way where a share wanted cannot be reached; empty where all can.
    left : tuple of (kind, count)
        Texts that do not apply and stand in no denominator.
    costs : Costs
        The costs used.
    proven : bool
        Whether the optimiser proved that no plan is smaller; otherwise a smaller one may exist.
    """

    step: Step
    framework: str
    aims: tuple[Aim, ...]
    changes: tuple[Change, ...]
    edits: int
    cost: float
    bare: tuple[str, ...]
    still_bare: tuple[str, ...]
    blocked: tuple[Block, ...]
    left: tuple[tuple[Kind, int], ...]
    costs: Costs
    proven: bool

    @property
    def reached(self) -> bool:
        """Whether every kind that has statements reaches the share wanted."""
        return all(aim.met for aim in self.aims if aim.denominator)
