"""What each discipline and module gives to the coverage, and what would be lost without it."""

from dataclasses import replace

import pytest
from factories import decision, discipline, programme, statement
from hypothesis import given
from hypothesis import strategies as st

from toolkit.coverage import contributions, coverage, teaching_of
from toolkit.model import Names, Outcome
from toolkit.settings import Settings

ROWS = (
    statement("1.1.1/S1"),
    statement("1.1.1/S2"),
    statement("1.1.1/S3"),
    statement("1.1.1/S4"),
    statement("1.1.1/K1"),
)
CODES = ("ОН1", "ОН2", "ОН3")
DISCIPLINES = (discipline("П1", 4.0), discipline("П2", 6.0), discipline("П3", 0.0), discipline("П4", 2.0))
MARKS = (("П1", "ОН1", "R"), ("П1", "ОН2", "M"), ("П2", "ОН1", "M"), ("П3", "ОН3", "M"))
DECIDED = (
    decision("1.1.1/S1", "ОН1", "full"),
    decision("1.1.1/S2", "ОН2", "partial"),
    decision("1.1.1/S3", "ОН3", "full"),
    decision("1.1.1/S4", "", "none"),
)


def made(marks=MARKS, disciplines=DISCIPLINES, outcomes=None):
    return programme(
        outcomes=outcomes or tuple(Outcome(code, Names(code)) for code in CODES), disciplines=disciplines, marks=marks
    )


def result_of(decisions, one, rows=ROWS, used=None):
    codes = [outcome.outcome_id for outcome in one.outcomes]
    return coverage(rows, codes, decisions, used or Settings(), teaching=teaching_of(one))


def given_by(decisions=DECIDED, one=None, rows=ROWS, used=None):
    one = one or made()
    found = contributions(
        result_of(decisions, one, rows, used).statements, one, teaching_of(one), used or Settings(), "kk"
    )
    return {(row.by, row.group, row.kind): row for row in found}


def taught(decisions, one, kind="skill", rows=ROWS):
    return next(
        share.taught for share in result_of(decisions, one, rows).shares if (share.by, share.kind) == ("total", kind)
    )


@pytest.mark.parametrize(
    ("code", "full", "partial", "covered", "assessed", "lost", "outcomes"),
    [
        # ОН1 covers S1 fully, ОН2 covers S2 in part; only ОН2 is at M here; ОН1 is also taught by П2, ОН2 by nobody else
        ("П1", 1, 1, 1.5, 0.5, 0.5, ("ОН1", "ОН2")),
        # ОН1 at M; П1 teaches it too
        ("П2", 1, 0, 1.0, 1.0, 0.0, ("ОН1",)),
        # marked for ОН3, but without credits: nothing is taught, assessed or lost
        ("П3", 0, 0, 0.0, 0.0, 0.0, ()),
        # credits, but no outcome
        ("П4", 0, 0, 0.0, 0.0, 0.0, ()),
    ],
)
def test_each_discipline_as_computed_by_hand(code, full, partial, covered, assessed, lost, outcomes):
    """Four different skills apply; what each of four disciplines gives of them."""
    row = given_by()["discipline", code, "skill"]
    assert (row.full, row.partial, row.denominator) == (full, partial, 4)
    assert (row.covered, row.share, row.assessed, row.lost) == (covered, covered / 4, assessed, lost)
    assert row.outcomes == outcomes


def test_every_discipline_has_a_row_for_each_kind_that_has_statements():
    """In the programme's order, skills before knowledge, zeros included; no competences, no row for them."""
    assert list(given_by()) == [
        ("discipline", item.code, kind) for item in DISCIPLINES for kind in ("skill", "knowledge")
    ]
    assert given_by()["discipline", "П2", "knowledge"].share == 0
    assert given_by()["discipline", "П2", "skill"].credits == 6


def test_what_is_lost_is_the_difference_between_full_and_what_others_teach():
    """S1 fully by ОН1 (П1 alone) and in part by ОН2 (П2): without П1 one half of it remains, so one half is lost."""
    decisions = (decision("1.1.1/S1", "ОН1", "full"), decision("1.1.1/S1", "ОН2", "partial"))
    found = given_by(decisions, made(marks=(("П1", "ОН1", "I"), ("П2", "ОН2", "I"))))
    assert (found["discipline", "П1", "skill"].covered, found["discipline", "П1", "skill"].lost) == (1, 0.5)
    assert (found["discipline", "П2", "skill"].covered, found["discipline", "П2", "skill"].lost) == (0.5, 0)


def test_equal_texts_count_once_and_what_does_not_apply_not_at_all():
    """One sentence in two places, full in one, partial in the other: 1 of it; a text n/a everywhere is no denominator."""
    rows = (statement("1.1.1/S1", "Бірдей"), statement("1.2.1/S1", "бірдей."), statement("1.2.1/S2"))
    decisions = (decision("1.1.1/S1", "ОН1", "full"), decision("1.2.1/S1", "ОН1", "partial"))
    row = given_by((*decisions, decision("1.2.1/S2", "", "na")), rows=rows)["discipline", "П2", "skill"]
    assert (row.full, row.partial, row.denominator, row.covered) == (1, 0, 1, 1)


def test_a_text_that_applies_in_one_place_applies():
    """Covered in the first place, n/a in the second: one text, counted; the denominators are those of the total."""
    rows = (statement("1.1.1/S1", "Бірдей"), statement("1.2.1/S1", "бірдей."))
    decisions = (decision("1.1.1/S1", "ОН1", "full"), decision("1.2.1/S1", "", "na"))
    for order in (rows, rows[::-1]):
        row = given_by(decisions, rows=order)["discipline", "П2", "skill"]
        assert (row.denominator, row.covered) == (1, 1)


def test_doubtful_links_give_nothing():
    """Unsure and rejected pairs are no contribution."""
    found = given_by((decision("1.1.1/S1", "ОН1", "unsure"), decision("1.1.1/S2", "ОН2", "none")))
    assert {(row.covered, row.assessed, row.lost, row.outcomes) for row in found.values()} == {(0, 0, 0, ())}


@pytest.mark.parametrize(
    ("change", "assessed"),
    [
        ({}, 0.0),
        ({"assessment": "жоба"}, 1.0),  # it says how it assesses
    ],
)
def test_a_method_of_assessment_is_assessment(change, assessed):
    """П1 introduces ОН1, which covers S1 fully; whether П1 assesses it."""
    first = replace(DISCIPLINES[0], **change)
    one = made(marks=(("П1", "ОН1", "I"),), disciplines=(first,))
    assert given_by(DECIDED, one)["discipline", "П1", "skill"].assessed == assessed


def test_criteria_of_an_outcome_count_as_assessment_wherever_it_is_taught():
    """ОН1 has criteria: both disciplines that teach it assess it, whatever the mark."""
    outcomes = (Outcome("ОН1", Names("ОН1"), criteria=(Names("Критерий"),)), Outcome("ОН2", Names("ОН2")))
    one = made(marks=(("П1", "ОН1", "I"), ("П2", "ОН1", "+"), ("П4", "ОН2", "I")), outcomes=outcomes)
    found = given_by(DECIDED, one)
    assert [found["discipline", code, "skill"].assessed for code in ("П1", "П2", "П4")] == [1, 1, 0]


def test_the_weight_of_partial_is_a_setting():
    """At one quarter П1 gives 1.25 of 4 and 0.25 would be lost."""
    row = given_by(used=Settings(partial_weight=0.25))["discipline", "П1", "skill"]
    assert (row.covered, row.lost, row.assessed) == (1.25, 0.25, 0.25)


MODULES = (
    Outcome("ОН1", Names("ОН1"), module="П1"),
    Outcome("ОН2", Names("ОН2"), module="П1"),
    Outcome("ОН3", Names("ОН3"), module="КМ9"),
)


def test_a_module_stands_for_its_own_outcomes():
    """Module П1 has ОН1 and ОН2, whoever teaches them: 1 + 0.5 of 4, all of it lost without it; ОН3 is not taught.

    Assessed: ОН1 by П2 and ОН2 by П1, both at M: 1.5. П1 stands among the disciplines too; КМ9 has no discipline.
    """
    found = given_by(DECIDED, made(outcomes=MODULES))
    module = found["module", "П1", "skill"]
    assert (module.covered, module.assessed, module.lost, module.credits) == (1.5, 1.5, 1.5, 4)
    assert (module.label, module.outcomes) == ("Пән", ("ОН1", "ОН2"))
    other = found["module", "КМ9", "skill"]
    assert (other.covered, other.lost, other.credits, other.label) == (0, 0, 0, "")
    assert list(found)[-4:] == [("module", code, kind) for code in ("П1", "КМ9") for kind in ("skill", "knowledge")]


def test_a_module_loses_only_what_no_other_module_promises():
    """S1 fully by ОН1 (module П1) and in part by ОН3 (module КМ9), all taught: one half remains without П1."""
    decisions = (decision("1.1.1/S1", "ОН1", "full"), decision("1.1.1/S1", "ОН3", "partial"))
    one = made(marks=(("П2", "ОН1", "I"), ("П2", "ОН3", "I")), outcomes=MODULES)
    found = given_by(decisions, one)
    assert [found["module", code, "skill"].lost for code in ("П1", "КМ9")] == [0.5, 0]
    assert found["discipline", "П2", "skill"].lost == 1


# --- laws -------------------------------------------------------------------------------------------------------------

PLACES = [row.statement_id.removeprefix("X1/") for row in ROWS]
MANY = st.lists(
    st.builds(
        decision,
        st.sampled_from(PLACES),
        st.sampled_from(CODES),
        st.sampled_from(["full", "partial", "none", "unsure"]),
    ),
    max_size=12,
    unique_by=lambda row: (row.outcome_id, row.statement_id),
)
MATRIX = st.lists(
    st.tuples(
        st.sampled_from([item.code for item in DISCIPLINES]), st.sampled_from(CODES), st.sampled_from(["I", "M", "+"])
    ),
    max_size=8,
    unique_by=lambda mark: mark[:2],
)


@given(MANY, MATRIX)
def test_what_is_lost_is_what_is_taught_less_when_it_is_gone(decisions, marks):
    """For every discipline: the share taught, counted again without it, is lower by exactly this number."""
    one = made(marks=tuple(marks))
    for (_, code, kind), row in given_by(decisions, one).items():
        left = made(
            marks=tuple(mark for mark in marks if mark[0] != code),
            disciplines=tuple(item for item in DISCIPLINES if item.code != code),
        )
        assert row.lost == taught(decisions, one, kind) - taught(decisions, left, kind)


@given(MANY, MATRIX)
def test_a_module_lost_is_its_outcomes_lost(decisions, marks):
    """For every module: the share taught, counted again without its outcomes, is lower by exactly this number."""
    one = made(marks=tuple(marks), outcomes=MODULES)
    for (by, code, kind), row in given_by(decisions, one).items():
        if by == "module":
            left = made(marks=tuple(marks), outcomes=tuple(item for item in MODULES if item.module != code))
            assert row.lost == taught(decisions, one, kind) - taught(decisions, left, kind)


@given(MANY, MATRIX)
def test_nobody_gives_more_than_there_is(decisions, marks):
    """Lost and assessed are parts of what is given; the parts that only one gives are not more than the whole."""
    one = made(marks=tuple(marks), outcomes=MODULES)
    found = given_by(decisions, one)
    for row in found.values():
        assert 0 <= row.lost <= row.covered <= row.denominator
        assert 0 <= row.assessed <= row.covered
        assert row.covered <= taught(decisions, one, row.kind)
        assert row.covered == row.full + 0.5 * row.partial
        assert row.share == row.covered / row.denominator
    for by in ("discipline", "module"):
        lost = sum(row.lost for (kind_of, _, kind), row in found.items() if (kind_of, kind) == (by, "skill"))
        assert lost <= taught(decisions, one)


@given(MANY, MATRIX, st.randoms())
def test_the_order_of_decisions_and_marks_does_not_matter(decisions, marks, chance):
    """Shuffled, every discipline gives the same."""
    first = given_by(decisions, made(marks=tuple(marks)))
    again = given_by(
        chance.sample(decisions, len(decisions)), made(marks=tuple(chance.sample(marks, len(marks)))), rows=ROWS[::-1]
    )
    assert {key: replace(row, outcomes=tuple(sorted(row.outcomes))) for key, row in first.items()} == {
        key: replace(row, outcomes=tuple(sorted(row.outcomes))) for key, row in again.items()
    }
