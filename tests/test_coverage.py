from datetime import timedelta

import pytest
from factories import NOON, decision, statement
from hypothesis import given
from hypothesis import strategies as st

from toolkit.coverage import coverage
from toolkit.decisions import replay
from toolkit.gaps import gaps
from toolkit.model import STATES
from toolkit.settings import Settings

ROWS = (
    statement("1.1.1/S1"),
    statement("1.1.1/S2", "Бірдей мәтін"),
    statement("1.1.1/K1"),
    statement("1.1.2/S1", "бірдей  мәтін."),
    statement("1.2.1/S1", levels="4"),
    statement("2.1.1/S1", levels="4;5"),
    statement("2.0.0/C1", levels="4;5"),
)
CODES = ("ОН1", "ОН2")


def counted(*decisions, rows=ROWS, settings=None):
    return coverage(rows, CODES, decisions, settings or Settings())


def state_of(result, place):
    return next(row.state for row in result.statements if row.statement.statement_id == f"X1/{place}")


def share_of(result, by, group="", kind="skill"):
    return next(row for row in result.shares if (row.by, row.group, row.kind) == (by, group, kind))


def test_without_decisions_everything_is_undecided():
    """Nobody decided, nothing is covered: undecided is neither covered nor a known gap."""
    result = counted()
    assert {row.state for row in result.statements} == {"undecided"}
    assert share_of(result, "total").share == 0
    assert result.surplus == CODES


@pytest.mark.parametrize(
    ("verdicts", "state"),
    [
        ({"ОН1": "full", "ОН2": "none"}, "full"),
        ({"ОН1": "partial", "ОН2": "full"}, "full"),
        ({"ОН1": "partial", "ОН2": "none"}, "partial"),
        ({"ОН1": "none", "ОН2": "none"}, "none"),  # every outcome was looked at and rejected
        ({"ОН1": "none"}, "undecided"),  # ОН2 was not looked at
        ({"": "none"}, "none"),  # no outcome serves it
        ({"": "na"}, "na"),
        ({"": "na", "ОН1": "partial"}, "partial"),  # what an outcome covers applies
        ({"ОН1": "unsure", "ОН2": "none"}, "undecided"),
    ],
)
def test_the_state_follows_the_verdicts(verdicts, state):
    """Each rule of the state of a statement, one by one."""
    result = counted(*(decision("1.1.1/S1", outcome, verdict) for outcome, verdict in verdicts.items()))
    assert state_of(result, "1.1.1/S1") == state


def test_shares_are_as_computed_by_hand():
    """Skills of card 1: three different texts; one full, one partial, one n/a: (1 + 0.5) / (3 - 1)."""
    result = counted(
        decision("1.1.1/S1", "ОН1", "full"),
        decision("1.1.1/S2", "ОН1", "partial"),
        decision("1.2.1/S1", "", "na"),
    )
    share = share_of(result, "card", "X1/1")
    assert (share.statements, share.full, share.partial, share.na, share.denominator) == (3, 1, 1, 1, 2)
    assert share.share == pytest.approx(0.75)
    assert share_of(result, "function", "X1/1.2").share is None


def test_equal_texts_count_once_with_their_best_state():
    """The same sentence in two tasks is one statement of the card; each task keeps its own row."""
    result = counted(decision("1.1.2/S1", "ОН1", "full"))
    assert share_of(result, "card", "X1/1").full == 1
    assert share_of(result, "card", "X1/1").statements == 3
    assert state_of(result, "1.1.1/S2") == "undecided"


def test_a_card_of_two_levels_counts_for_both():
    """Levels 4 and 5: the statements of the card stand in the shares of both levels."""
    result = counted(decision("2.1.1/S1", "ОН1", "full"))
    assert share_of(result, "level", "5").full == 1
    assert share_of(result, "level", "4").statements == 4


def test_kinds_are_never_added_together():
    """Every share is about skills, knowledge or competences; a function has no competences."""
    result = counted()
    assert {row.kind for row in result.shares if row.by == "total"} == {"skill", "knowledge", "competence"}
    assert all(row.kind != "competence" for row in result.shares if row.by == "function")


def test_the_weight_of_partial_is_a_setting():
    """Another weight gives another share; the counts stay."""
    settings = Settings(partial_weight=0.25)
    result = counted(decision("1.1.1/S1", "ОН1", "partial"), settings=settings)
    assert share_of(result, "card", "X1/1").covered == 0.25


def test_gaps_come_known_first_then_by_weight():
    """A known gap in skills (9 points) before one covered in part (4.5), both before what nobody decided."""
    result = counted(
        decision("1.2.1/S1", "ОН1", "partial"), decision("2.1.1/S1", "", "none"), decision("1.1.1/K1", "ОН1", "full")
    )
    found = gaps(result.statements, Settings())
    assert [(gap.statement_id, gap.points, gap.priority) for gap in found[:2]] == [
        ("X1/2.1.1/S1", 9.0, "high"),
        ("X1/1.2.1/S1", 4.5, "medium"),
    ]
    assert {gap.state for gap in found[2:]} == {"undecided"}
    assert "X1/1.1.1/K1" not in [gap.statement_id for gap in found]


# --- laws -----------------------------------------------------------------------------------------------------------

PLACES = [row.statement_id.removeprefix("X1/") for row in ROWS]
COVERING = st.builds(
    decision, st.sampled_from(PLACES), st.sampled_from(CODES), st.sampled_from(["full", "partial"]), minutes=st.just(0)
)
MANY = st.lists(
    st.one_of(
        COVERING,
        st.builds(decision, st.sampled_from(PLACES), st.just(""), st.sampled_from(["none", "na"])),
        st.builds(decision, st.sampled_from(PLACES), st.sampled_from(CODES), st.sampled_from(["none", "unsure"])),
    ),
    max_size=15,
    unique_by=lambda row: (row.outcome_id, row.statement_id),
)


@given(MANY)
def test_the_parts_add_up_to_the_whole(decisions):
    """Full, partial, undecided, none and n/a are all the different statements of a group."""
    for share in counted(*decisions).shares:
        assert sum(share.count(state) for state in STATES) == share.statements
        assert share.denominator == share.statements - share.na
        assert share.share is None or 0 <= share.share <= 1


@given(MANY, st.randoms())
def test_the_order_of_decisions_does_not_matter(decisions, chance):
    """Shuffled decisions give the same states and shares."""
    shuffled = list(decisions)
    chance.shuffle(shuffled)
    assert counted(*shuffled).shares == counted(*decisions).shares


@given(MANY, COVERING)
def test_covering_one_more_never_lowers_a_share(decisions, extra):
    """A full or partial decision about a new pair lowers no share that applies before and after."""
    if (extra.outcome_id, extra.statement_id) in {(row.outcome_id, row.statement_id) for row in decisions}:
        return
    if any(row.statement_id == extra.statement_id and row.verdict == "na" for row in decisions):
        return  # it would bring a statement back into the denominator
    before, after = counted(*decisions), counted(*decisions, extra)
    for one, other in zip(before.shares, after.shares, strict=True):
        assert one.share is None or other.share >= one.share


@given(MANY)
def test_not_applicable_leaves_both_sides(decisions):
    """A statement that does not apply is in neither numerator nor denominator."""
    result = counted(*decisions)
    without = [row.statement for row in result.statements if row.state != "na"]
    again = coverage(without, CODES, decisions, Settings())
    for share in again.shares:
        if share.by == "total":
            same = share_of(result, "total", kind=share.kind)
            assert (share.covered, share.denominator) == (same.covered, same.denominator)


@given(st.lists(st.integers(0, 30), max_size=5))
def test_changing_ones_mind_and_back_changes_nothing(minutes):
    """Full, none, full again is full, whatever happened between."""
    rows = [decision(verdict="none", minutes=step) for step in minutes] + [decision(verdict="full", minutes=99)]
    prints = {row.statement_id: row.fingerprint for row in ROWS}
    ledger = replay(rows, {"ОН1": "print of ОН1"}, prints)
    assert state_of(counted(*ledger.current), "1.1.1/S1") == "full"
    assert ledger.current[0].decided_at == NOON + timedelta(minutes=99)
