"""The levels of all outcomes of a programme against the share that its level in the national framework leads to expect.

A distribution, never a verdict on one outcome: a verb says little about one sentence and something about thirty.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.errors import InputError
from toolkit.labels import load
from toolkit.model import Lang, Outcome
from toolkit.verbs.found import CognitiveLevel
from toolkit.verbs.levels import cognitive_level

LEVELS = (1, 2, 3, 4, 5, 6)
"""Know, understand, apply, analyse, evaluate, create."""


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How many outcomes have a level: `n` of the `m` whose verb is known."""

    level: int
    n: int
    m: int

    @property
    def share(self) -> float | None:
        """`n` of `m` as a share, 0 to 1; None if no verb is known."""
        return self.n / self.m if self.m else None


@dataclass(frozen=True, slots=True)
class OutcomeLevel:
    """The level that the verbs of one outcome give it."""

    outcome_id: str
    found: CognitiveLevel


@dataclass(frozen=True, slots=True)
class Distribution:
    """The levels of the outcomes of a programme.

    Parameters
    ----------
    outcomes : tuple of OutcomeLevel
        Every outcome, in the order given.
    counts : tuple of LevelCount
        One row for each level, 1 to 6; outcomes without a known verb are in none of them.
    not_recognised : tuple of str
        Outcomes in which no verb with a level is known: listed, in no share.
    ambiguous : tuple of str
        Outcomes whose level depends on the object of the verb; counted with the lower level.
    differ : tuple of str
        Outcomes whose languages have different levels.
    compound : tuple of str
        Outcomes that name several actions.
    """

    outcomes: tuple[OutcomeLevel, ...]
    counts: tuple[LevelCount, ...]
    not_recognised: tuple[str, ...]
    ambiguous: tuple[str, ...]
    differ: tuple[str, ...]
    compound: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExpectedShare:
    """What a level of the national framework leads to expect: a `share` of outcomes at the level `at_least` or above."""

    nqf_level: int
    at_least: int
    share: float


@dataclass(frozen=True, slots=True)
class Adequacy:
    """The outcomes of a programme against what its level leads to expect.

    Parameters
    ----------
    expected : ExpectedShare or None
        What is expected; None for levels 1 and 2, of which nothing is.
    n, m : int
        `n` of the `m` outcomes with a known verb reach the level, ambiguous ones counted with the lower level.
    possible : int
        How many would reach it if every ambiguous verb had its upper level.
    not_recognised : tuple of str
        Outcomes without a known verb; in neither `n` nor `m`.
    """

    expected: ExpectedShare | None
    n: int
    m: int
    possible: int
    not_recognised: tuple[str, ...]

    @property
    def share(self) -> float | None:
        """`n` of `m` as a share, 0 to 1; None if no verb is known or nothing is expected."""
        return self.n / self.m if self.m and self.expected else None

    @property
    def ok(self) -> bool | None:
        """Whether the share is as large as expected; None if no verb is known or nothing is expected."""
        if self.expected is None or not self.m:
            return None
        return self.n >= self.expected.share * self.m

    @property
    def depends(self) -> bool:
        """Whether the answer would be another one if the ambiguous verbs had their upper level: worth a look first."""
        return self.ok is False and self.expected is not None and self.possible >= self.expected.share * self.m


def level_distribution(outcomes: Iterable[Outcome], lang: Lang = "kk") -> Distribution:
    """Count the levels that the verbs of the outcomes give them.

    Parameters
    ----------
    outcomes : iterable of Outcome
        The outcomes of a programme. The levels that their authors declare are not looked at.
    lang : {"kk", "ru", "en"}, optional
        The language to prefer, see `cognitive_level`.

    Returns
    -------
    Distribution
        Every outcome with its level, counts for each level, and lists of what a person should look at.

    Examples
    --------
    >>> from toolkit.model import Names
    >>> texts = ["Деректерді талдайды", "Деректерді жинайды", "Жоспар құрастырады", "Жауапты"]
    >>> result = level_distribution(Outcome(f"ОН{n}", Names(kk=text)) for n, text in enumerate(texts, 1))
    >>> [(row.level, row.n, row.m) for row in result.counts if row.n]
    [(3, 2, 3), (4, 1, 3)]
    >>> result.not_recognised, result.ambiguous
    (('ОН4',), ('ОН3',))
    """
    found = tuple(OutcomeLevel(outcome.outcome_id, cognitive_level(outcome.text, lang)) for outcome in outcomes)
    known = [one.found.level for one in found if one.found.recognised]
    return Distribution(
        found,
        tuple(LevelCount(level, known.count(level), len(known)) for level in LEVELS),
        tuple(one.outcome_id for one in found if not one.found.recognised),
        tuple(one.outcome_id for one in found if one.found.check),
        tuple(one.outcome_id for one in found if one.found.languages_differ),
        tuple(one.outcome_id for one in found if one.found.compound),
    )


def expected_share(nqf_level: int) -> ExpectedShare | None:
    """Give the share of outcomes that should reach a cognitive level, by the level of the national framework.

    The shares are a proposal of this toolkit (`labels/verbs.kk.toml`, table ``expected``), not a rule of the law; a report that uses them
    prints them.

    Parameters
    ----------
    nqf_level : int
        Level of the national qualifications framework (ҰБШ, НРК), 1 to 8.

    Returns
    -------
    ExpectedShare or None
        None for levels 1 and 2, of which nothing is expected.

    Raises
    ------
    InputError
        The framework has no such level.

    Examples
    --------
    >>> expected_share(6)
    ExpectedShare(nqf_level=6, at_least=4, share=0.5)
    >>> expected_share(2) is None
    True
    """
    if not 1 <= nqf_level <= 8:
        raise InputError(f"the national framework has levels 1 to 8, not {nqf_level}")
    row = load("verbs.kk")["expected"].get(str(nqf_level))
    return ExpectedShare(nqf_level, int(row["at_least"]), float(row["share"])) if row else None


def adequacy(distribution: Distribution, nqf_level: int) -> Adequacy:
    """Compare the levels of the outcomes with what the level of the programme leads to expect (warning W10).

    Parameters
    ----------
    distribution : Distribution
        The result of `level_distribution`.
    nqf_level : int
        The programme's level in the national framework, 1 to 8.

    Returns
    -------
    Adequacy
        n of m, the expected share, whether it is reached, and the outcomes that could not be read.

    Raises
    ------
    InputError
        The framework has no such level.

    Examples
    --------
    >>> from toolkit.model import Names
    >>> texts = ["Деректерді талдайды", "Деректерді жинайды", "Жоспар құрастырады", "Жауапты"]
    >>> result = level_distribution(Outcome(f"ОН{n}", Names(kk=text)) for n, text in enumerate(texts, 1))
    >>> found = adequacy(result, 6)
    >>> found.n, found.m, found.ok, found.depends
    (1, 3, False, True)
    """
    expected = expected_share(nqf_level)
    known = [one.found for one in distribution.outcomes if one.found.recognised]
    bound = expected.at_least if expected else 0
    reached = sum((one.level or 0) >= bound for one in known) if expected else 0
    possible = sum((one.possible or 0) >= bound for one in known) if expected else 0
    return Adequacy(expected, reached, len(known), possible, distribution.not_recognised)
