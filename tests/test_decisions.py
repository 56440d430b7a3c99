from factories import decision
from hypothesis import given
from hypothesis import strategies as st

from toolkit.decisions import replay, word_difference
from toolkit.text import fingerprint

PLACES = ("1.1.1/S1", "1.1.1/S2")
STATEMENTS = {f"X1/{place}": fingerprint(f"{place} мәтіні") for place in PLACES}
OUTCOMES = {code: f"print of {code}" for code in ("ОН1", "ОН2")}

MANY = st.lists(
    st.builds(
        decision,
        st.sampled_from(PLACES),
        st.sampled_from(["ОН1", "ОН2", ""]),
        st.sampled_from(["full", "partial", "none", "na", "unsure", "withdrawn"]),
        minutes=st.integers(0, 50),
        reviewer=st.sampled_from(["А", "Б"]),
        role=st.sampled_from(["review", "second", "adjudication"]),
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
    """Current, suspect, lost and withdrawn together hold one decision of every pair; all holds every row."""
    ledger = replay(rows, OUTCOMES, STATEMENTS)
    ends = [*ledger.current, *ledger.suspect, *ledger.lost, *ledger.withdrawn]
    assert len(ends) == len({(row.outcome_id, row.statement_id) for row in rows})
    assert len(ledger.all) == len(rows)


def test_what_is_taken_back_does_not_count():
    """The pair is undecided again; the rows stay."""
    rows = [decision(), decision(verdict="withdrawn", minutes=1)]
    ledger = replay(rows, OUTCOMES, STATEMENTS)
    assert (ledger.current, ledger.withdrawn, ledger.all) == ((), (rows[1],), tuple(rows))


def test_taking_back_leaves_what_others_said():
    """Only one's own word is taken back; another reviewer's decision counts again."""
    rows = [decision(reviewer="А"), decision(verdict="none", reviewer="Б", minutes=1)]
    back = decision(verdict="withdrawn", reviewer="Б", minutes=2)
    ledger = replay([*rows, back], OUTCOMES, STATEMENTS)
    assert (ledger.current, ledger.disagreements) == ((rows[0],), ())


def test_an_adjudication_settles_what_was_said_before():
    """It counts over all earlier rows, and the pair is no disagreement any more."""
    rows = [decision(reviewer="А"), decision(verdict="none", reviewer="Б", minutes=1)]
    settled = decision(verdict="partial", reviewer="В", minutes=2, role="adjudication")
    ledger = replay([*rows, settled], OUTCOMES, STATEMENTS)
    assert (ledger.current, ledger.disagreements) == ((settled,), ())


def test_what_is_said_after_an_adjudication_counts_and_is_a_disagreement():
    """Nobody's last word is for ever, but that the settled pair was opened again is seen."""
    settled = decision(verdict="partial", reviewer="В", role="adjudication")
    later = decision(verdict="none", reviewer="А", minutes=1)
    ledger = replay([settled, later], OUTCOMES, STATEMENTS)
    assert (ledger.current, ledger.disagreements) == ((later,), ((settled, later),))


def test_the_chair_may_have_been_a_reviewer():
    """Taking back one's adjudication does not take back one's review."""
    review = decision(verdict="none", reviewer="А")
    other = decision(verdict="full", reviewer="Б", minutes=1)
    settled = decision(verdict="none", reviewer="А", minutes=2, role="adjudication")
    back = decision(verdict="withdrawn", reviewer="А", minutes=3, role="adjudication")
    ledger = replay([review, other, settled, back], OUTCOMES, STATEMENTS)
    assert (ledger.current, ledger.disagreements) == ((other,), ((review, other),))


@given(MANY)
def test_nothing_withdrawn_counts(rows):
    """Whatever the order, a row that takes back is no decision."""
    ledger = replay(rows, OUTCOMES, STATEMENTS)
    counting = [*ledger.current, *ledger.suspect, *ledger.lost]
    assert "withdrawn" not in {row.verdict for row in counting}
    assert all(len({row.verdict for row in voices}) > 1 for voices in ledger.disagreements)


@given(st.text(), st.text())
def test_a_difference_is_made_of_both_texts(old, new):
    """Same and gone are the words of the old text, same and new those of the new one, in order."""
    parts = word_difference(old, new)
    for change, text in (("gone", old), ("new", new)):
        assert " ".join(words for what, words in parts if what in ("same", change)) == " ".join(text.split())
