"""Rankers held against a labelled set: what is measured in which language and split."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from toolkit.align.baselines import Ranker
from toolkit.align.labelled import Labelled, LabelledOutcome, Split
from toolkit.align.measures import Figure, Judged, measure
from toolkit.align.suggest import Suggester, Wanted
from toolkit.errors import InputError
from toolkit.model import LANGS, Lang

TOGETHER = "+".join(LANGS)
"""Name of all the languages of an outcome taken together."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a split of a labelled set can say about some statements.

    Parameters
    ----------
    split : {"dev", "test"}
        The split; the model of the toolkit was fitted on «dev».
    outcomes, serving : count
        Its outcomes; those of them that at least one of the statements serves.
    pairs, accepted : count
        Judged pairs of outcome and statement at hand; those of grade 1 or 2.
    outside : count
        Judged pairs whose statement is not at hand; they are left out.
    """

    split: Split
    outcomes: int
    serving: int
    pairs: int
    accepted: int
    outside: int


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one ranker in one language (`TOGETHER`: all of an outcome) and split, and what they are made of."""

    split: Split
    ranker: str
    lang: str
    figures: dict[str, Figure]
    judged: list[Judged]


def scope_of(labelled: Labelled, suggester: Suggester, split: Split) -> Scope:
    """Count what a split can say about the statements of a suggester.

    Raises
    ------
    InputError
        There is nothing to measure: no outcome in the split, no judged pair or no accepted one among the statements.
    """
    known = {item.statement_id for item in suggester.candidates}
    outcomes = [item for item in labelled.outcomes if item.split == split]
    judged = [
        (item.outcome_id, grade, statement_id in known)
        for item in outcomes
        for statement_id, grade in labelled.grades.get(item.outcome_id, {}).items()
    ]
    inside = [(outcome_id, grade) for outcome_id, grade, here in judged if here]
    serving = {outcome_id for outcome_id, grade in inside if grade}
    if not serving:
        what = (
            "it has no outcome"
            if not outcomes
            else f"none of its {len(judged)} judged pairs is about one of the {len(known)} statements at hand"
            if not inside
            else f"its {len(inside)} judged pairs about these statements were all found unrelated"
        )
        hint = "leave --standard out, or choose another labelled set with --labels"
        raise InputError(f"nothing was measured on the split «{split}»: {what}; {hint}")
    accepted = sum(grade > 0 for _, grade in inside)
    return Scope(split, len(outcomes), len(serving), len(inside), accepted, len(judged) - len(inside))


def judge(
    ranker: Ranker,
    outcomes: Sequence[LabelledOutcome],
    grades: Mapping[str, Mapping[int, int]],
    lang: Lang | None,
) -> list[Judged]:
    """Rank statements for labelled outcomes and see what the labels say of them.

    Parameters
    ----------
    ranker : Ranker
        Orders the groups of a suggester.
    outcomes : sequence of LabelledOutcome
        The outcomes; one without a text in the language is left out.
    grades : mapping of outcome id to mapping of group to int
        The grades above 0 (`Labelled.grades_of`): statements with equal texts are one item.
    lang : {"kk", "ru", "en"} or None
        The language of the outcomes; None takes all languages of each together.
    """
    langs = (lang,) if lang else LANGS
    wanted = [
        Wanted(item.outcome_id, tuple((item.text.get(one), one) for one in langs if item.text.get(one)))
        for item in outcomes
    ]
    wanted = [item for item in wanted if item.texts]
    found = []
    for item, (rows, scores) in zip(wanted, ranker.rank(wanted), strict=True):
        mine = grades[item.outcome_id]
        ranked = tuple(mine.get(int(row), 0) for row in rows)
        found.append(Judged(item.outcome_id, ranked, tuple(mine.values()), tuple(scores.tolist())))
    return found


def evaluate(
    rankers: Sequence[Ranker],
    labelled: Labelled,
    suggester: Suggester,
    split: Split,
    langs: Sequence[Lang | None] = (*LANGS, None),
) -> Iterator[Row]:
    """Measure rankers on a split of a labelled set.

    Parameters
    ----------
    rankers : sequence of Ranker
        They order the groups of `suggester`.
    labelled, suggester, split
        Labels, statements, and which of the outcomes.
    langs : sequence of {"kk", "ru", "en"} or None
        Languages of the outcomes; None takes all languages of each together.

    Yields
    ------
    Row
        By language, then ranker, in the given order.
    """
    outcomes = [item for item in labelled.outcomes if item.split == split]
    grades = {item.outcome_id: labelled.grades_of(item.outcome_id, suggester) for item in outcomes}
    for lang in langs:
        for ranker in rankers:
            judged = judge(ranker, outcomes, grades, lang)
            yield Row(split, ranker.name, lang or TOGETHER, measure(judged, calibrated=ranker.calibrated), judged)
