from factories import decision
from hypothesis import given
from hypothesis import strategies as st

from toolkit.decisions import replay
from toolkit.text import fingerprint

PLACES = ("1.1.1/S1", "1.1.1/S2")
STATEMENTS = {f"X1/{place}": fingerprint(f"{place} мәтіні") for place in PLACES}
OUTCOMES = {code: f"print of {code}" for code in ("ОН1", "ОН2")}

MANY = st.lists(
    st.builds(
        decision,
        st.sampled_from(PLACES),
        st.sampled_from(["ОН1", "ОН2", ""]),
        st.sampled_from(["full", "partial", "none", "na", "unsure"]),
        minutes=st.integers(0, 50),
        reviewer=st.sampled_from(["А", "Б"]),
    ),
    max_size=12,
    unique_by=lambda row: (row.decided_at, row.reviewer),
)


def test_the_last_decision_about_a_pair_counts():
    """A change of mind is a new row; the old one stays in the ledger and no longer counts."""
    first, second = decision(verdict="full"), decision(verdict="none", minutes=5)
    ledger = replay([second, first], OUTCOMES, STATEMENTS)
    assert ledger.current == (second,)
    assert ledger.all == (first, second)


def test_a_changed_statement_makes_its_decisions_suspect():
    """What was decided about another text does not count until somebody decides again."""
    ledger = replay([decision()], OUTCOMES, STATEMENTS | {"X1/1.1.1/S1": "another text"})
    assert (ledger.current, len(ledger.suspect)) == ((), 1)


def test_a_changed_outcome_makes_its_decisions_suspect():
    """The same for the text of the outcome."""
    ledger = replay([decision()], OUTCOMES | {"ОН1": "another text"}, STATEMENTS)
    assert (ledger.current, len(ledger.suspect)) == ((), 1)


def test_a_decision_about_a_lost_statement_is_kept_and_listed():
    """Nothing is removed when its statement or outcome disappears."""
    rows = [decision(), decision("1.1.1/S2", "ОН9", minutes=1)]
    ledger = replay(rows, OUTCOMES, {"X1/1.1.1/S2": STATEMENTS["X1/1.1.1/S2"]})
    assert ledger.lost == tuple(rows)
    assert ledger.all == tuple(rows)


def test_reviewers_who_disagree_are_listed():
    """Two last verdicts that differ are a disagreement; the later one counts."""
    one, other = decision(verdict="full", reviewer="А"), decision(verdict="none", reviewer="Б", minutes=1)
    ledger = replay([one, other], OUTCOMES, STATEMENTS)
    assert ledger.disagreements == ((one, other),)
    assert ledger.current == (other,)


@given(MANY, st.randoms())
def test_the_order_of_reading_does_not_matter(rows, chance):
    """Files of reviewers may be read in any order: the state is the same."""
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert set(replay(shuffled, OUTCOMES, STATEMENTS).current) == set(replay(rows, OUTCOMES, STATEMENTS).current)


@given(MANY)
def test_every_pair_ends_in_exactly_one_place(rows):
    """Current, suspect and lost together hold the last decision of every pair, once; all holds every row."""
    ledger = replay(rows, OUTCOMES, STATEMENTS)
    ends = [*ledger.current, *ledger.suspect, *ledger.lost]
    assert len(ends) == len({(row.outcome_id, row.statement_id) for row in rows})
    assert len(ledger.all) == len(rows)
