"""Which occupations of the library lie nearest to a programme: by decisions, by equal texts, by suggestions, kept apart."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from toolkit.acts import status_phrase
from toolkit.coverage import covered_of
from toolkit.decisions import replay
from toolkit.library import Library
from toolkit.model import (
    KINDS,
    Act,
    Card,
    Covered,
    Decision,
    Degree,
    Kind,
    Lang,
    Programme,
    Standard,
    Suggestion,
    statements_of,
)
from toolkit.settings import Settings
from toolkit.tables.proposals import OTHER_CARDS

LIKELY = 0.6
"""From this confidence on a suggestion is called likely, where the suggester says nothing else."""

_TextKey = tuple[Kind, str]


@dataclass(frozen=True, slots=True)
class OtherCard:
    """An occupation of the library and how much of it a programme covers.

    Parameters
    ----------
    act, standard, card : Act, Standard, Card
        Where it stands.
    compared : bool
        Whether the programme names it as what it is compared with.
    statements : tuple of (kind, count)
        Different texts of each kind that it has.
    denominator : count
        Different texts that apply, of all kinds. For the ranking only: coverage is never told in one number for all kinds.
    confirmed : count
        Of them linked to an outcome by a decision that counts.
    covered : number
        Full + weight x partial of these.
    equal : count
        Texts that are not confirmed here, but in the same words in another place of the library. A person may see it
        otherwise here: the same words can ask for more in another task.
    equal_covered : number
        Full + weight x partial of these, as decided there.
    likely : count
        Texts that are neither, with a suggestion that is likely.
    expected : number
        Sum of the highest confidences of the texts that are neither: the number of them that an expert would accept, if
        the confidences are right. Of several outcomes for a text only the surest counts.
    """

    act: Act
    standard: Standard
    card: Card
    compared: bool
    statements: tuple[tuple[Kind, int], ...]
    denominator: int
    confirmed: int
    covered: float
    equal: int
    equal_covered: float
    likely: int
    expected: float

    @property
    def share(self) -> float | None:
        """Share by confirmed decisions alone; None where nothing applies."""
        return self.covered / self.denominator if self.denominator else None

    @property
    def share_with_suggestions(self) -> float | None:
        """An estimate: confirmed, equal texts, and what suggestions lead to expect; None where nothing applies."""
        return (self.covered + self.equal_covered + self.expected) / self.denominator if self.denominator else None


def other_cards(
    library: Library,
    programme: Programme,
    decisions: Iterable[Decision],
    suggestions: Iterable[Suggestion],
    settings: Settings,
    *,
    likely: float = LIKELY,
) -> tuple[OtherCard, ...]:
    """Rank the occupations of the whole library by how much of them a programme already covers.

    Parameters
    ----------
    library : Library
        The library.
    programme : Programme
        The programme.
    decisions : iterable of Decision
        All its decisions, about every standard.
    suggestions : iterable of Suggestion
        Suggestions over the whole library, with many for each outcome; those that were rejected are left out here.
    settings : Settings
        The weight of partial coverage.
    likely : probability
        From this confidence on a suggestion is likely.

    Returns
    -------
    tuple of OtherCard
        Every card of every standard, also those that the programme is compared with: by the share confirmed, then by the
        share with suggestions, then in the order of the library. Cards of which nothing applies come last.
    """
    standards = library.standards()
    statements = [row for standard in standards for row in statements_of(standard)]
    outcomes = {outcome.outcome_id: outcome.fingerprint for outcome in programme.outcomes}
    ledger = replay(decisions, outcomes, {row.statement_id: row.fingerprint for row in statements})
    rows = covered_of(statements, outcomes, ledger.current, suspect=ledger.suspect)
    hopes = _hopes(suggestions, outcomes, [*ledger.current, *ledger.suspect])
    cards: dict[tuple[str, int], list[Covered]] = {}
    for row in rows:
        cards.setdefault((row.statement.standard_id, row.statement.occupation_no), []).append(row)
    elsewhere = _elsewhere(rows)
    targets = {target.standard_id: target.cards for target in programme.targets}
    found = []
    for standard in standards:
        for card in standard.cards:
            mine = cards.get((standard.standard_id, card.number), [])
            named = targets.get(standard.standard_id)
            compared = named is not None and (not named or card.number in named)
            act = library.acts[standard.act_id]
            found.append(_counted(act, standard, card, compared, mine, elsewhere, hopes, settings, likely))
    return tuple(sorted(found, key=_order))


def _order(row: OtherCard) -> tuple[float, float]:
    nothing = 1.0  # after every share, which sorts from -1 to 0
    share, estimate = row.share, row.share_with_suggestions
    return (nothing if share is None else -share, nothing if estimate is None else -estimate)


def _hopes(
    suggestions: Iterable[Suggestion], outcomes: Iterable[str], decisions: Iterable[Decision]
) -> dict[str, float]:
    """Give the highest confidence of each statement, without pairs and statements that somebody rejected."""
    rejected = {(row.outcome_id, row.statement_id) for row in decisions if row.verdict in ("none", "na")}
    known = set(outcomes)
    found: dict[str, float] = {}
    for one in suggestions:
        refused = {(one.outcome_id, one.statement_id), ("", one.statement_id)} & rejected
        if one.outcome_id in known and not refused:
            found[one.statement_id] = max(found.get(one.statement_id, 0.0), one.confidence)
    return found


def _elsewhere(rows: Iterable[Covered]) -> dict[_TextKey, Degree]:
    """Give the best degree of every text that is confirmed anywhere in the library."""
    found: dict[_TextKey, Degree] = {}
    for row in rows:
        key = (row.statement.kind, row.statement.fingerprint)
        degree = row.degree("declared")
        if degree and found.get(key) != "full":
            found[key] = degree
    return found


def _counted(
    act: Act,
    standard: Standard,
    card: Card,
    compared: bool,
    rows: list[Covered],
    elsewhere: Mapping[_TextKey, Degree],
    hopes: Mapping[str, float],
    settings: Settings,
    likely: float,
) -> OtherCard:
    texts: dict[_TextKey, list[Covered]] = {}
    for row in rows:
        texts.setdefault((row.statement.kind, row.statement.fingerprint), []).append(row)
    kinds = Counter(kind for kind, _ in texts)
    here: list[Degree] = []
    there: list[Degree] = []
    chances: list[float] = []
    applying = {key: [row for row in places if row.state != "na"] for key, places in texts.items()}
    applying = {key: places for key, places in applying.items() if places}
    for key, places in applying.items():
        degrees = {row.degree("declared") for row in places} - {""}
        if degrees:
            here.append("full" if "full" in degrees else "partial")
        elif key in elsewhere and not any(_settled(row) for row in places):
            there.append(elsewhere[key])
        else:
            chances.append(max(hopes.get(row.statement.statement_id, 0.0) for row in places))
    return OtherCard(
        act=act,
        standard=standard,
        card=card,
        compared=compared,
        statements=tuple((kind, kinds[kind]) for kind in KINDS),
        denominator=len(applying),
        confirmed=len(here),
        covered=_sum(here, settings),
        equal=len(there),
        equal_covered=_sum(there, settings),
        likely=sum(chance >= likely for chance in chances),
        expected=round(sum(chances), 4),
    )


def _settled(row: Covered) -> bool:
    """Say whether somebody decided here that no outcome serves the statement: what is said elsewhere does not help."""
    return row.state == "none"


def _sum(degrees: list[Degree], settings: Settings) -> float:
    return degrees.count("full") + settings.partial_weight * degrees.count("partial")


def other_cards_table(rows: Iterable[OtherCard], lang: Lang, as_of: date) -> pd.DataFrame:
    """Give table OTHER_CARDS: the ranking, with the status of each act in words.

    Parameters
    ----------
    rows : iterable of OtherCard
        The ranking (`other_cards`).
    lang : {"kk", "ru", "en"}
        Language of the reader.
    as_of : date
        The day whose status is told.
    """
    return OTHER_CARDS.frame_of(
        (
            *(place, row.standard.standard_id, row.standard.title or row.act.title.best(lang)),
            *(
                row.card.number,
                row.card.title,
                ";".join(row.card.levels),
                status_phrase(row.act, as_of, lang),
                row.compared,
            ),
            *(dict(row.statements)[kind] for kind in KINDS),
            *(row.denominator, row.confirmed, row.covered, row.equal, row.likely, row.expected),
            *(row.share, row.share_with_suggestions),
        )
        for place, row in enumerate(rows, start=1)
    )
