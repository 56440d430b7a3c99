"""The cognitive levels of a programme's outcomes: what the authors declare, what the verbs say, what the level expects."""

import pandas as pd

from toolkit.model import Programme, Warn
from toolkit.tables import OUTCOME_LEVELS
from toolkit.verbs import Distribution, adequacy, level_distribution


def levels_of(programme: Programme) -> Distribution:
    """Read the verbs of all outcomes, the main language first."""
    return level_distribution(programme.outcomes, programme.main_language)


def levels_table(programme: Programme) -> pd.DataFrame:
    """Give the cognitive level of every outcome as table OUTCOME_LEVELS, with the words that show it.

    A level in doubt stands as ``3/6``: whether the verb means the lower or the upper one depends on its object.
    """
    declared = {outcome.outcome_id: outcome.level for outcome in programme.outcomes}
    return OUTCOME_LEVELS.frame_of(
        (
            item.outcome_id,
            declared[item.outcome_id],
            item.found.label,
            item.found.lang or "",
            "; ".join(verb.matched for verb in item.found.verbs if not verb.manner),
            item.found.compound,
            item.found.languages_differ,
        )
        for item in levels_of(programme).outcomes
    )


def level_warnings(programme: Programme) -> tuple[Warn, ...]:
    """Warn where verbs were not recognised (P04, one an outcome) and where the programme as a whole stays low (W10).

    Returns
    -------
    tuple of Warn
        W10 says how many outcomes reach the level expected, of how many; in brackets how many might, if the objects of
        ambiguous verbs were looked at. A distribution, never a verdict on one outcome.

    Examples
    --------
    >>> from toolkit.model import Names, Outcome
    >>> none = Names()
    >>> outcomes = (Outcome("ОН1", Names(kk="Деректерді жинайды")), Outcome("ОН2", Names(kk="Есеп")))
    >>> draft = Programme("p", "university", "", "", none, none, none, "6", "6", 0, 0, 0, 2026, "1", outcomes=outcomes)
    >>> [(warn.code, warn.where) for warn in level_warnings(draft)]
    [('P04', 'ОН2'), ('W10', '≥ 4: 0/1 < 50\\xa0%')]
    """
    levels = levels_of(programme)
    found = [Warn("P04", outcome_id) for outcome_id in levels.not_recognised]
    claimed = programme.nqf_level.split(".")[0]
    if claimed in tuple("12345678"):
        result = adequacy(levels, int(claimed))
        if result.expected and result.ok is False:
            perhaps = f" ({result.possible}/{result.m}?)" if result.depends else ""
            share = f"{result.expected.share:.0%}".replace("%", "\u00a0%")
            found.append(Warn("W10", f"≥ {result.expected.at_least}: {result.n}/{result.m}{perhaps} < {share}"))
    return tuple(found)
