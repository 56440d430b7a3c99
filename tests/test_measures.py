import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.align.measures import (
    MEASURES,
    Judged,
    abstention,
    calibration,
    calibration_error,
    measure,
    ndcg,
    precision,
    recall,
    reciprocal_rank,
)

GRADES = st.lists(st.sampled_from([0, 0, 0, 1, 2]), max_size=60)


def of(grades, missed=(), scores=None, name="ОН1"):
    """A ranking with the given grades; `missed` are those of items that it does not have."""
    falling = scores or [1 - place / 100 for place in range(len(grades))]
    return Judged(name, tuple(grades), tuple(grade for grade in [*grades, *missed] if grade), tuple(falling))


@st.composite
def rankings(draw):
    """Some outcomes with rankings whose scores are probabilities."""
    found = []
    for number in range(draw(st.integers(0, 8))):
        grades = draw(GRADES)
        scores = sorted(draw(st.lists(st.floats(0, 1), min_size=len(grades), max_size=len(grades))), reverse=True)
        missed = draw(st.lists(st.sampled_from([1, 2]), max_size=5))
        found.append(Judged(f"ОН{number}", tuple(grades), (*(one for one in grades if one), *missed), tuple(scores)))
    return found


MIXED = of([1, 0, 2, 0, 0, 0], missed=[1])
"""Grades by rank 1, 0, 2, 0, 0, 0; one more item of grade 1 was not found."""


def test_precision_counts_places():
    """Two of the first five places serve; of two places one, and the eleventh to twentieth are empty."""
    assert precision(MIXED, 5) == 2 / 5
    assert precision(MIXED, 2) == 1 / 2
    assert precision(MIXED, 20) == 2 / 20


def test_recall_counts_what_is_missed():
    """Two of three items are found in the first ten places, one of three in the first two."""
    assert recall(MIXED, 10) == 2 / 3
    assert recall(MIXED, 2) == 1 / 3


def test_gain_is_exponential_and_discounted():
    """(1 + 3/2) over the best order 2, 1, 1: 3 + 1/log2(3) + 1/2."""
    assert ndcg(MIXED, 10) == pytest.approx(2.5 / (3 + 1 / math.log2(3) + 0.5))
    assert ndcg(MIXED, 1) == pytest.approx(1 / 3)


def test_the_best_order_ends_where_the_measure_ends():
    """With twelve items of grade 1, ten on the first ten places are all that one can have."""
    assert ndcg(of([1] * 10, missed=[1, 1]), 10) == pytest.approx(1)
    assert recall(of([1] * 10, missed=[1, 1]), 10) == 10 / 12


def test_reciprocal_rank_looks_for_the_first():
    """First place 1, third a third, nowhere 0."""
    assert [reciprocal_rank(of(grades)) for grades in ([2, 1], [0, 0, 1, 2], [0, 0], [])] == [1, 1 / 3, 0, 0]


def test_abstention_counts_pairs():
    """Of six pairs four are right and one is a tie: 4.5 of 6."""
    assert abstention([0.9, 0.5, 0.2], [0.5, 0.1]) == 4.5 / 6
    assert abstention([0.9], []) is None


def test_calibration_by_hand():
    """Bin 0.2 to 0.3: two pairs of mean 0.22, none accepted; bin 0.9 to 1: two of mean 0.97, one accepted; (0.44 + 0.94) / 4."""
    bins = calibration([of([2, 0, 0, 0], scores=[1.0, 0.94, 0.24, 0.2])])
    assert [one.count for one in bins] == [0, 0, 2, 0, 0, 0, 0, 0, 0, 2]
    assert (bins[2].confidence, bins[2].accepted) == (pytest.approx(0.22), 0)
    assert (bins[9].confidence, bins[9].accepted) == (pytest.approx(0.97), 0.5)
    assert calibration_error(bins) == pytest.approx((2 * 0.22 + 2 * 0.47) / 4)


def test_only_the_pairs_shown_are_calibrated_where_asked():
    """Eleven pairs in all, ten of them shown."""
    long = of([0] * 11)
    assert sum(one.count for one in calibration([long])) == 11
    assert sum(one.count for one in calibration([long], 10)) == 10


def test_means_are_over_outcomes_that_serve_something():
    """An outcome that serves nothing says nothing about the ranking, but all about abstention and calibration."""
    found = measure([of([2]), of([0, 0], name="ОН2"), of([0, 1], name="ОН3")], calibrated=True)
    assert found["MRR"].value == (1 + 1 / 2) / 2
    assert (found["MRR"].outcomes, found["AUC"].outcomes, found["ECE"].outcomes) == (2, 3, 3)


def test_without_anything_to_measure_there_is_no_figure():
    """No outcome, or only such as serve nothing: None, not 0; scores that are no probabilities have no calibration."""
    assert all(figure.value is None and figure.outcomes == 0 for figure in measure([], calibrated=True).values())
    found = measure([of([0])], calibrated=False)
    assert all(found[name].value is None for name in MEASURES)


def test_the_interval_is_that_of_the_mean():
    """Of 400 outcomes half have the first place right: 0.5 with an interval of about 1.96 standard errors either side."""
    items = [
        of([2] if number % 2 else [0], missed=[] if number % 2 else [2], name=f"{number:03}") for number in range(400)
    ]
    figure = measure(items, calibrated=False)["MRR"]
    assert figure.value == 0.5
    assert figure.low == pytest.approx(0.5 - 1.96 * 0.025, abs=0.01)
    assert figure.high == pytest.approx(0.5 + 1.96 * 0.025, abs=0.01)


def test_equal_outcomes_leave_no_doubt():
    """Where all outcomes are alike, every resample is the same and the interval is a point."""
    figure = measure([of([0, 2], name=str(number)) for number in range(7)], calibrated=False)["MRR"]
    assert (figure.low, figure.value, figure.high) == (0.5, 0.5, 0.5)


@given(rankings())
@settings(max_examples=40, deadline=None)
def test_every_figure_is_a_share_inside_its_interval(items):
    """All measures lie between 0 and 1, and between their bounds."""
    for figure in measure(items, calibrated=True).values():
        if figure.value is not None:
            assert 0 <= figure.low <= figure.value <= figure.high <= 1 + 1e-9


@given(rankings(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_outcomes_does_not_matter(items, chance):
    """Values and intervals are the same in every order."""
    shuffled = list(items)
    chance.shuffle(shuffled)
    assert measure(shuffled, calibrated=True) == measure(items, calibrated=True)


@given(GRADES.filter(any))
def test_a_perfect_ranking_has_full_marks(grades):
    """Best grades first and nothing missed: nDCG and MRR 1, and everything that fits is found."""
    best = of(sorted(grades, reverse=True))
    assert ndcg(best, 10) == pytest.approx(1)
    assert reciprocal_rank(best) == 1
    assert recall(best, 60) == 1
    assert precision(best, len(best.ideal)) == 1


@given(GRADES, st.data())
def test_a_better_order_is_never_measured_worse(grades, data):
    """Moving a better item in front of its neighbour lowers no measure."""
    places = [place for place in range(len(grades) - 1) if grades[place] < grades[place + 1]]
    if not places:
        return
    place = data.draw(st.sampled_from(places))
    swapped = [*grades[:place], grades[place + 1], grades[place], *grades[place + 2 :]]
    one, other = of(grades), of(swapped)
    assert ndcg(other, 10) >= ndcg(one, 10)
    assert reciprocal_rank(other) >= reciprocal_rank(one)
    assert all(recall(other, size) >= recall(one, size) for size in (5, 10, 50))


@given(GRADES.filter(len), GRADES)
def test_what_stands_below_is_not_seen(grades, below):
    """What stands beyond the size of a measure makes no difference as long as as much can be found."""
    size = len(grades)
    cut = of(grades, missed=below)
    whole = of([*grades, *below])
    assert [one(whole, size) for one in (precision, recall, ndcg)] == [
        one(cut, size) for one in (precision, recall, ndcg)
    ]


@given(st.lists(st.floats(0, 1), min_size=1), st.lists(st.floats(0, 1), min_size=1))
def test_abstention_is_even_handed(ones, others):
    """Whichever kind is called the one, the two answers add up to 1."""
    assert abstention(ones, others) + abstention(others, ones) == pytest.approx(1)


@given(GRADES)
def test_certainty_that_is_right_has_no_error(grades):
    """Confidence 1 for what is accepted, 0 for what is not: error 0; the other way round: error 1."""
    sure = of(grades, scores=[float(grade > 0) for grade in grades])
    wrong = of(grades, scores=[float(grade == 0) for grade in grades])
    assert calibration_error(calibration([sure])) == (0 if grades else None)
    assert calibration_error(calibration([wrong])) == (1 if grades else None)
