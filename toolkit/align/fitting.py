"""Fitting the model of suggestions on a labelled set, and leaving programmes out to see how well that carries over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import minimize

from toolkit.align.baselines import OwnRanker, Ranking
from toolkit.align.features import features, prepare, score_all
from toolkit.align.labelled import Labelled
from toolkit.align.model import FREE, TERMS, Model, expanded
from toolkit.align.suggest import CANDIDATES, Suggester, Wanted
from toolkit.errors import InputError
from toolkit.model import LANGS, Lang

_STRENGTH = 1.0
"""How freely the weights may grow."""

_FLAT = 1e-9
"""A term that varies less than this is the same for all pairs and is not scaled."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of outcome and statement to fit on.

    Parameters
    ----------
    described : array, pairs x FEATURES
        What the index says of them.
    accepted : array of bool
        What the labels say.
    programmes : array of str
        The programme of the outcome.
    """

    described: np.ndarray
    accepted: np.ndarray
    programmes: np.ndarray


def pairs_of(suggester: Suggester, labelled: Labelled, split: str) -> Pairs:
    """Describe the candidates of every outcome of a split, in every language on its own.

    Parameters
    ----------
    suggester : Suggester
        Its index chooses the candidates; its model is not used.
    labelled : Labelled
        The labels; a candidate that was not judged counts as not accepted.
    split : {"dev", "test"}
        Which outcomes.

    Raises
    ------
    InputError
        No outcome of the split has a candidate.
    """
    rows, marks, programmes = [], [], []
    for outcome in labelled.outcomes:
        if outcome.split != split:
            continue
        grades = labelled.grades_of(outcome.outcome_id, suggester)
        for lang in LANGS:
            _, terms = suggester.terms_of(outcome.text.get(lang), lang)
            query = prepare(terms, suggester.index)
            scores = score_all([query], suggester.index)[0]
            best = np.argsort(-scores, kind="stable")[:CANDIDATES]
            best = best[scores[best] > 0]
            rows.append(features(query, scores, best, suggester.index))
            marks.append(np.array([grades.get(int(row), 0) > 0 for row in best], dtype=bool))
            programmes += [outcome.programme] * len(best)
    if not programmes:
        raise InputError(f"nothing to fit on: no outcome of the split «{split}» shares a word with a statement")
    return Pairs(np.vstack(rows), np.concatenate(marks), np.array(programmes))


@dataclass(frozen=True, slots=True)
class Source:
    """A labelled set and the statements that its labels are about."""

    suggester: Suggester
    labelled: Labelled


def joint_scale(
    sources: Sequence[Source], model: Model, split: str, langs: Sequence[Lang], *, first: int
) -> tuple[float, float]:
    """Fit the scale and shift that make a probability of the mean log odds of several languages.

    Parameters
    ----------
    sources : sequence of Source
        What to fit on; every source weighs the same, however large it is.
    model : Model
        The model of single languages.
    split : {"dev", "test"}
        Which outcomes to fit on.
    langs : sequence of languages
        Which texts of the outcomes are read together.
    first : count
        Only so many candidates an outcome, the best: a confidence has to be right for what people see.

    Returns
    -------
    scale, shift
        For `Model.joint`.
    """
    parts = [_told(replace(source.suggester, model=model), source.labelled, split, langs, first) for source in sources]

    def loss(point: np.ndarray) -> float:
        return float(sum(_loss(point[0] * mean + point[1], wanted) for mean, wanted in parts))

    found = minimize(loss, np.array([1.0, 0.0]), method="L-BFGS-B", bounds=[(0.3, 3.0), (-3.0, 3.0)])
    return float(found.x[0]), float(found.x[1])


def _loss(log_odds: np.ndarray, wanted: np.ndarray) -> float:
    """Give the mean logistic loss."""
    return float((np.logaddexp(0, log_odds) - wanted * log_odds).mean())


def _told(
    suggester: Suggester, labelled: Labelled, split: str, langs: Sequence[Lang], first: int
) -> tuple[np.ndarray, np.ndarray]:
    """Give the mean log odds of the best candidates of every outcome, and whether the labels accept them."""
    means, marks = [], []
    for outcome in labelled.outcomes:
        if outcome.split != split:
            continue
        grades = labelled.grades_of(outcome.outcome_id, suggester)
        queries = [prepare(suggester.terms_of(outcome.text.get(lang), lang)[1], suggester.index) for lang in langs]
        scores = score_all(queries, suggester.index)
        best = [np.argsort(-one, kind="stable")[:CANDIDATES] for one in scores]
        rows = np.unique(np.concatenate(best))
        each = [
            suggester.model.in_language(suggester.model.log_odds(features(query, one, rows, suggester.index)), lang)
            for lang, query, one in zip(langs, queries, scores, strict=True)
        ]
        mean = np.mean(each, axis=0)
        shown = np.argsort(-mean, kind="stable")[:first]
        means.append(mean[shown])
        marks.append(np.array([grades.get(int(row), 0) > 0 for row in rows[shown]], dtype=float))
    return np.concatenate(means), np.concatenate(marks)


def fit(described: np.ndarray, accepted: np.ndarray) -> tuple[np.ndarray, float]:
    """Fit a logistic model whose weights may not fall below 0 but for the free features.

    Parameters
    ----------
    described : array, pairs x FEATURES
        The pairs.
    accepted : array of bool
        What the labels say of them.

    Returns
    -------
    array, float
        The weight of each of TERMS, and the intercept.
    """
    values = expanded(described)
    spread = values.std(axis=0)
    spread[spread < _FLAT] = 1.0
    values = values / spread
    wanted = accepted.astype(float)

    def loss(point: np.ndarray) -> tuple[float, np.ndarray]:
        log_odds = values @ point[:-1] + point[-1]
        error = 1 / (1 + np.exp(-log_odds)) - wanted
        value = (np.logaddexp(0, log_odds) - wanted * log_odds).sum() + (point[:-1] ** 2).sum() / (2 * _STRENGTH)
        return value, np.append(values.T @ error + point[:-1] / _STRENGTH, error.sum())

    bounds = [(None, None) if FREE & set(name.replace("^0.5", "").split("*")) else (0, None) for name in TERMS]
    start = np.append(np.full(len(TERMS), 0.05), -4.0)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)], options={"maxiter": 500})
    return found.x[:-1] / spread, float(found.x[-1])


@dataclass(frozen=True, slots=True)
class CrossValidated:
    """Our suggester, whose model has never seen the programme that it ranks for.

    Parameters
    ----------
    suggester : Suggester
        The suggester.
    models : mapping of outcome id to Model
        The model for each outcome.
    name : str
        Name in tables.
    """

    suggester: Suggester
    models: Mapping[str, Model]
    name: str
    calibrated: bool = True

    def rank(self, wanted: Sequence[Wanted]) -> list[Ranking]:
        """Rank each outcome with its own model."""
        by_model: dict[int, list[Wanted]] = {}
        for item in wanted:
            by_model.setdefault(id(self.models[item.outcome_id]), []).append(item)
        found: dict[str, Ranking] = {}
        for items in by_model.values():
            model = self.models[items[0].outcome_id]
            ranked = OwnRanker(replace(self.suggester, model=model), self.name).rank(items)
            found |= {item.outcome_id: ranking for item, ranking in zip(items, ranked, strict=True)}
        return [found[item.outcome_id] for item in wanted]


def cross_validated(suggester: Suggester, labelled: Labelled, name: str) -> CrossValidated:
    """Fit a model for each programme on the programmes of «dev» other than itself.

    A programme of «test» gets the model of all of «dev».

    Parameters
    ----------
    suggester, labelled
        The statements and the labels.
    name : str
        Name of the ranker in tables.

    Raises
    ------
    InputError
        Without one of its programmes nothing is left in «dev» to fit on.
    """
    pairs = pairs_of(suggester, labelled, "dev")
    known = set(pairs.programmes.tolist())
    made: dict[str, Model] = {}
    for programme in dict.fromkeys(item.programme if item.programme in known else "" for item in labelled.outcomes):
        others = pairs.programmes != programme
        if not pairs.accepted[others].any():
            raise InputError(f"nothing to fit on but the programme «{programme}»: the split «dev» needs two or more")
        weights, intercept = fit(pairs.described[others], pairs.accepted[others])
        made[programme] = replace(suggester.model, weights=weights, intercept=intercept)
    models = {item.outcome_id: made[item.programme if item.programme in known else ""] for item in labelled.outcomes}
    return CrossValidated(suggester, models, name)
