"""The arithmetic of coverage: each rule computed by hand, then laws that hold whatever was decided."""

from dataclasses import replace
from datetime import timedelta

import pytest
from factories import NOON, decision, discipline, programme, statement
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from toolkit.coverage import coverage, shares_of, teaching_of
from toolkit.decisions import replay
from toolkit.model import STATES, STEPS, Names, Outcome
from toolkit.settings import Settings
from toolkit.tables import COVERED, LINKS, SHARES

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

WITHOUT_CREDITS = discipline("П3", 0.0)
EXAM = replace(discipline("П4", 3.0), assessment="емтихан")
DISCIPLINES = (discipline("П1"), discipline("П2"), WITHOUT_CREDITS, EXAM)
CRITERION = (Names("Кемінде үш дереккөзді атайды"),)


def teaching(*marks, criteria=(), disciplines=DISCIPLINES, codes=CODES):
    outcomes = tuple(Outcome(code, Names(code), criteria=CRITERION if code in criteria else ()) for code in codes)
    return teaching_of(programme(outcomes=outcomes, disciplines=disciplines, marks=marks))


TAUGHT = teaching(("П1", "ОН1", "I"), ("П1", "ОН2", "M"))
"""ОН1 is taught, ОН2 taught and assessed."""


def counted(*decisions, rows=ROWS, used=None, codes=CODES, **more):
    return coverage(rows, codes, decisions, used or Settings(), **more)


def state_of(result, place):
    return next(row.state for row in result.statements if row.statement.statement_id == f"X1/{place}")


def share_of(result, by, group="", kind="skill"):
    return next(row for row in result.shares if (row.by, row.group, row.kind) == (by, group, kind))


# --- states, by hand --------------------------------------------------------------------------------------------------


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
        ({"ОН1": "partial", "ОН2": "unsure"}, "partial"),
        ({"ОН1": "none", "ОН2": "none"}, "none"),  # every outcome was looked at and rejected
        ({"ОН1": "none", "ОН2": "na"}, "none"),
        ({"ОН1": "none"}, "undecided"),  # ОН2 was not looked at
        ({"": "none"}, "none"),  # no outcome serves it
        ({"": "na"}, "na"),
        ({"": "na", "ОН1": "partial"}, "partial"),  # what an outcome covers applies
        ({"": "na", "ОН1": "unsure"}, "na"),
        ({"": "none", "ОН1": "full"}, "full"),
        ({"ОН1": "unsure"}, "unsure"),
        ({"ОН1": "unsure", "ОН2": "none"}, "unsure"),  # somebody looked and could not say
        ({"": "unsure"}, "unsure"),
        ({"": "none", "ОН1": "unsure"}, "unsure"),  # somebody thinks that there may be one after all
    ],
)
def test_the_state_follows_the_verdicts(verdicts, state):
    """Each rule of the state of a statement, one by one."""
    result = counted(*(decision("1.1.1/S1", outcome, verdict) for outcome, verdict in verdicts.items()))
    assert state_of(result, "1.1.1/S1") == state


@pytest.mark.parametrize(
    ("verdicts", "state"),
    [
        ({}, "suspect"),
        ({"ОН1": "unsure"}, "suspect"),
        ({"": "none"}, "suspect"),
        ({"ОН1": "partial"}, "partial"),  # what holds today counts
        ({"": "na"}, "na"),
    ],
)
@pytest.mark.parametrize("former", ["full", "none"])
def test_a_decision_about_a_former_text_makes_a_statement_suspect(verdicts, state, former):
    """Whatever it said, it is shown and covers nothing; only full, partial and n/a of today come before it."""
    decisions = [decision("1.1.1/S1", outcome, verdict) for outcome, verdict in verdicts.items()]
    result = counted(*decisions, suspect=[decision("1.1.1/S1", "ОН2", former)], teaching=TAUGHT)
    row = result.statements[0]
    assert row.state == state
    assert [one.verdict for one in row.suspect] == [former]
    assert "ОН2" not in row.outcomes
    assert (row.taught, row.assessed) == (("partial", "") if state == "partial" else ("", ""))


def test_decisions_about_other_outcomes_and_statements_are_left_aside():
    """An outcome that the programme does not have covers nothing; a statement that is not asked for is not counted."""
    result = counted(decision("1.1.1/S1", "ОН9", "full"), decision("9.9.9/S1", "ОН1", "full"))
    assert {row.state for row in result.statements} == {"undecided"}
    assert result.links == ()


def test_outcomes_reviewers_and_links_stand_in_the_order_of_the_programme():
    """However the decisions came: ОН1 before ОН2; both links are there, none of the outcomes is surplus."""
    result = counted(
        decision("1.1.1/S1", "ОН2", "partial", reviewer="Б"), decision("1.1.1/S1", "ОН1", "full", minutes=5)
    )
    row = result.statements[0]
    assert row.outcomes == CODES
    assert row.reviewers == ("Сарапшы", "Б")
    assert row.decided_at == NOON + timedelta(minutes=5)
    assert [(link.outcome_id, link.verdict) for link in result.links] == [("ОН1", "full"), ("ОН2", "partial")]
    assert result.surplus == ()


# --- steps of proof, by hand ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marks", "criteria", "step"),
    [
        ([], [], "declared"),
        ([("П1", "ОН1", "I")], [], "taught"),
        ([("П1", "ОН1", "R")], [], "taught"),
        ([("П1", "ОН1", "+")], [], "taught"),  # taught, the level not stated
        ([("П1", "ОН1", "M")], [], "assessed"),
        ([("П1", "ОН1", "I"), ("П2", "ОН1", "M")], [], "assessed"),  # one of the disciplines is enough
        ([("П4", "ОН1", "I")], [], "assessed"),  # it says how it assesses
        ([("П1", "ОН1", "I")], ["ОН1"], "assessed"),  # criteria are written down
        ([("П1", "ОН1", "I")], ["ОН2"], "taught"),  # of another outcome
        ([], ["ОН1"], "declared"),  # criteria without anybody who teaches
        ([("П3", "ОН1", "M")], ["ОН1"], "declared"),  # no credits: nothing is taught, nothing assessed
        ([("П1", "ОН2", "M")], [], "declared"),  # another outcome is taught
    ],
)
def test_the_step_follows_marks_credits_methods_and_criteria(marks, criteria, step):
    """A statement that ОН1 covers fully: each rule of the three steps, one by one."""
    row, *_ = counted(decision("1.1.1/S1"), teaching=teaching(*marks, criteria=criteria)).statements
    assert row.step == step
    reached = STEPS[: STEPS.index(step) + 1]
    assert [row.degree(one) for one in STEPS] == ["full" if one in reached else "" for one in STEPS]


def test_marks_without_credits_are_listed_and_blanks_are_no_method():
    """П3 serves ОН1 on paper only; a method of assessment made of blanks is none."""
    blank = replace(discipline("П5"), assessment="  ")
    found = teaching(("П3", "ОН1", "M"), ("П5", "ОН1", "R"), ("П1", "ОН9", "M"), disciplines=(*DISCIPLINES, blank))
    assert found.without_credits == {"ОН1": ("П3",), "ОН2": ()}
    assert found.taught_by == {"ОН1": ("П5",), "ОН2": ()}
    assert found.assessed_by == {"ОН1": (), "ОН2": ()}
    assert not found.is_taught("ОН1", without=("П5",))


def test_each_step_has_its_own_degree():
    """Fully covered by ОН1, which is only taught, in part by ОН2, which is assessed: full, full, partial."""
    decisions = (decision("1.1.1/S1", "ОН1", "full"), decision("1.1.1/S1", "ОН2", "partial"))
    row, *_ = counted(*decisions, teaching=TAUGHT).statements
    assert [row.degree(step) for step in STEPS] == ["full", "full", "partial"]
    row, *_ = counted(*decisions, teaching=teaching(("П1", "ОН2", "R"))).statements
    assert [row.degree(step) for step in STEPS] == ["full", "partial", ""]


def test_without_a_programme_nothing_is_taught():
    """Coverage of decisions alone knows the first step only."""
    result = counted(decision("1.1.1/S1"))
    assert result.statements[0].step == "declared"
    assert (share_of(result, "total").taught, share_of(result, "total").assessed_share) == (0, 0)


# --- shares, by hand --------------------------------------------------------------------------------------------------


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
    assert share_of(result, "function", "X1/1.2").grade == "nothing"


def test_each_step_has_its_own_share():
    """Skills of card 1, three texts: S1 by ОН2 (assessed), S2 by ОН1 (only taught), 1.2.1/S1 by nobody.

    Declared 1 + 1 of 3; taught the same; assessed 1 of 3. Were ОН1 not taught: declared 2, taught 1, assessed 1 of 3.
    """
    decisions = (decision("1.1.1/S1", "ОН2"), decision("1.1.1/S2", "ОН1"))
    share = share_of(counted(*decisions, teaching=TAUGHT), "card", "X1/1")
    assert [share.at(step) for step in STEPS] == [(2, pytest.approx(2 / 3)), (2, pytest.approx(2 / 3)), (1, 1 / 3)]
    assert (share.taught_full, share.taught_partial, share.assessed_full, share.assessed_partial) == (2, 0, 1, 0)
    share = share_of(counted(*decisions, teaching=teaching(("П1", "ОН2", "M"))), "card", "X1/1")
    assert [share.at(step)[0] for step in STEPS] == [2, 1, 1]


def test_doubtful_statements_are_shown_as_what_they_are():
    """One suspect, one unsure, one undecided skill of card 1: nothing of three, each in its own count."""
    result = counted(decision("1.1.1/S2", "ОН1", "unsure"), suspect=[decision("1.1.1/S1", "ОН1")], teaching=TAUGHT)
    share = share_of(result, "card", "X1/1")
    assert (share.suspect, share.unsure, share.undecided) == (1, 1, 1)
    assert (share.denominator, share.covered, share.share, share.grade) == (3, 0, 0, "poor")


def test_equal_texts_count_once_with_their_best_state():
    """The same sentence in two tasks is one statement of the card; each task keeps its own row."""
    result = counted(decision("1.1.2/S1", "ОН1", "full"))
    assert share_of(result, "card", "X1/1").full == 1
    assert share_of(result, "card", "X1/1").statements == 3
    assert state_of(result, "1.1.1/S2") == "undecided"
    assert share_of(result, "unit", "X1/1.1.1").full == 0


def test_equal_texts_have_their_best_degree_at_each_step():
    """In one task fully by ОН1 (only taught), in the other in part by ОН2 (assessed): full, full, partial of one text."""
    result = counted(decision("1.1.1/S2", "ОН1", "full"), decision("1.1.2/S1", "ОН2", "partial"), teaching=TAUGHT)
    share = share_of(result, "card", "X1/1")
    assert [share.at(step)[0] for step in STEPS] == [1, 1, 0.5]
    assert (share.full, share.partial) == (1, 0)


def test_a_text_that_applies_in_one_place_applies():
    """N/a in one task, undecided in another: the card has it in its denominator, the first task has not."""
    result = counted(decision("1.1.2/S1", "", "na"))
    assert share_of(result, "card", "X1/1").denominator == 3
    assert share_of(result, "unit", "X1/1.1.2").denominator == 0


def test_a_card_of_two_levels_counts_for_both():
    """Levels 4 and 5: the statements of the card stand in the shares of both levels, in the total once."""
    result = counted(decision("2.1.1/S1", "ОН1", "full"))
    assert share_of(result, "level", "5").full == 1
    assert share_of(result, "level", "4").statements == 4
    assert share_of(result, "standard-level", "X1@5").full == share_of(result, "standard-level", "X1@4").full == 1
    assert share_of(result, "total").full == 1


def test_kinds_are_never_added_together():
    """Every share is about skills, knowledge or competences; a function has no competences."""
    result = counted()
    assert {row.kind for row in result.shares if row.by == "total"} == {"skill", "knowledge", "competence"}
    assert all(row.kind != "competence" for row in result.shares if row.by == "function")


def test_level_descriptors_belong_to_no_card():
    """A statement of a framework has no card and no function: it stands under total, standard and level."""
    result = counted(rows=[statement("0.0.0/S1")])
    assert {share.by for share in result.shares} == {"total", "standard", "level", "standard-level"}


def test_the_weight_of_partial_is_a_setting():
    """Another weight gives another share at every step; the counts stay."""
    used = Settings(partial_weight=0.25)
    result = counted(decision("1.1.1/S1", "ОН2", "partial"), used=used, teaching=TAUGHT)
    share = share_of(result, "card", "X1/1")
    assert [share.at(step) for step in STEPS] == [(0.25, pytest.approx(0.25 / 3))] * 3
    assert share.partial == share.taught_partial == share.assessed_partial == 1


@pytest.mark.parametrize(
    ("good", "fair", "grade"), [(0.8, 0.6, "poor"), (0.8, 0.5, "fair"), (0.5, 0.4, "good"), (0.0, 0.0, "good")]
)
def test_grades_follow_the_thresholds(good, fair, grade):
    """A share of one half, graded from each threshold on; nothing covered is poor whatever the thresholds."""
    used = Settings(good=good, fair=fair)
    assert share_of(counted(decision("1.1.1/S1", verdict="partial"), used=used), "unit", "X1/1.2.1").grade == "poor"
    rows = [statement("1.1.1/S1"), statement("1.1.1/S2")]
    assert share_of(counted(decision("1.1.1/S1"), rows=rows, used=used), "total").grade == grade


# --- holes that a total must not hide ---------------------------------------------------------------------------------

HOLE = (*(statement(f"1.1.1/S{number}") for number in range(1, 10)), statement("1.2.1/S1"))
FILLED = tuple(decision(f"1.1.1/S{number}") for number in range(1, 10))


def test_a_mandatory_function_with_nothing_covered_is_bare_and_worst():
    """Nine of ten skills are covered, 90 %, good; the tenth is all of function 1.2: poor, and every parent says so."""
    result = counted(*FILLED, rows=HOLE)
    for by, group in (("total", ""), ("standard", "X1"), ("card", "X1/1"), ("level", "4"), ("standard-level", "X1@4")):
        share = share_of(result, by, group)
        assert (share.grade, share.worst, share.worst_grade, share.bare) == ("good", "X1/1.2", "poor", 1)
    alone = share_of(result, "function", "X1/1.2")
    assert (alone.grade, alone.worst, alone.worst_grade, alone.bare) == ("poor", "", "", 0)


def test_an_additional_function_is_never_bare():
    """It may be the worst, but nobody must cover it."""
    share = share_of(counted(*FILLED, rows=HOLE, additional={("X1", 1, 2)}), "card", "X1/1")
    assert (share.worst, share.worst_grade, share.bare) == ("X1/1.2", "poor", 0)


@pytest.mark.parametrize(("verdict", "bare"), [("partial", 0), ("na", 0), ("none", 1), ("unsure", 1)])
def test_what_makes_a_function_bare(verdict, bare):
    """Something covered in part is not nothing, also if partial weighs nothing; what does not apply is no hole."""
    extra = decision("1.2.1/S1", "" if verdict in ("na", "none") else "ОН1", verdict)
    for weight in (0.5, 0.0):
        assert share_of(counted(*FILLED, extra, rows=HOLE, used=Settings(partial_weight=weight)), "total").bare == bare


def test_bare_is_said_for_each_kind():
    """Function 1.1 has skills covered and no knowledge: bare in knowledge only."""
    rows = [statement("1.1.1/S1"), statement("1.1.1/K1")]
    result = counted(decision("1.1.1/S1"), rows=rows)
    assert (share_of(result, "total").bare, share_of(result, "total", kind="knowledge").bare) == (0, 1)


def test_of_equally_bad_functions_the_first_of_the_standard_is_named():
    """Thirty functions without anything: the first is the worst, on every run."""
    rows = [statement(f"1.{number}.1/S1") for number in range(1, 31)]
    share = share_of(counted(rows=rows), "card", "X1/1")
    assert (share.worst, share.bare) == ("X1/1.1", 30)
    share = share_of(counted(decision("1.1.1/S1", verdict="partial"), rows=rows), "card", "X1/1")
    assert (share.worst, share.bare) == ("X1/1.2", 29)


def test_the_tables_obey_their_schemas():
    """Statements, links and shares, as frames."""
    result = counted(decision("1.1.1/S1", "ОН2"), decision("1.1.1/K1", "", "na"), teaching=TAUGHT)
    assert COVERED.check(result.covered_table()).loc[0, ["state", "taught", "assessed"]].tolist() == ["full"] * 3
    LINKS.check(result.links_table())
    assert len(SHARES.check(result.shares_table())) == len(result.shares)


# --- laws -------------------------------------------------------------------------------------------------------------

PLACES = [row.statement_id.removeprefix("X1/") for row in ROWS]
COVERING = st.builds(
    decision, st.sampled_from(PLACES), st.sampled_from(CODES), st.sampled_from(["full", "partial"]), minutes=st.just(0)
)
ANY = st.one_of(
    COVERING,
    st.builds(decision, st.sampled_from(PLACES), st.just(""), st.sampled_from(["none", "na", "unsure"])),
    st.builds(decision, st.sampled_from(PLACES), st.sampled_from(CODES), st.sampled_from(["none", "na", "unsure"])),
)
MANY = st.lists(ANY, max_size=15, unique_by=lambda row: (row.outcome_id, row.statement_id))
FORMER = st.lists(COVERING, max_size=3, unique_by=lambda row: (row.outcome_id, row.statement_id))
MARK = st.tuples(
    st.sampled_from([item.code for item in DISCIPLINES]), st.sampled_from(CODES), st.sampled_from(["I", "R", "M", "+"])
)
MARKS = st.lists(MARK, max_size=6, unique_by=lambda mark: mark[:2])
CRITERIA = st.sets(st.sampled_from(CODES))
TEACHING = st.builds(lambda marks, criteria: teaching(*marks, criteria=criteria), MARKS, CRITERIA)


def numbers(share):
    """Everything that is counted of a share, without the name of its worst function."""
    return replace(share, worst="", label="")


def never_lower(before, after):
    """Say whether no share that applies before is lower after, at any step."""
    later = {(share.by, share.group, share.kind): share for share in after.shares}
    for share in before.shares:
        other = later[share.by, share.group, share.kind]
        for step in STEPS:
            one, two = share.at(step)[1], other.at(step)[1]
            assert one is None or two >= one - 1e-9
            assert other.at(step)[0] >= share.at(step)[0] - 1e-9
        assert other.bare <= share.bare


@given(MANY, FORMER)
def test_the_parts_add_up_to_the_whole(decisions, former):
    """All seven states together are all the different statements of a group."""
    for share in counted(*decisions, suspect=former).shares:
        assert sum(share.count(state) for state in STATES) == share.statements
        assert share.denominator == share.statements - share.na
        assert share.share is None or 0 <= share.share <= 1
        assert (share.share is None) == (share.denominator == 0) == (share.grade == "nothing")


@given(MANY, FORMER, TEACHING)
def test_assessed_is_taught_and_taught_is_declared(decisions, former, taught):
    """For every share, in full texts, in numbers and in shares; and for every statement."""
    result = counted(*decisions, suspect=former, teaching=taught)
    for share in result.shares:
        assert share.assessed_full <= share.taught_full <= share.full
        assert share.assessed <= share.taught <= share.covered <= share.denominator
        assert share.assessed_full + share.assessed_partial <= share.taught_full + share.taught_partial
        assert share.taught_full + share.taught_partial <= share.full + share.partial
    order = ("", "partial", "full")
    for row in result.statements:
        declared, taught_, assessed = (order.index(row.degree(step)) for step in STEPS)
        assert assessed <= taught_ <= declared


@given(MANY, FORMER, TEACHING, st.randoms())
def test_the_order_of_decisions_statements_and_outcomes_does_not_matter(decisions, former, taught, chance):
    """Shuffled, they give the same counts of the same groups, and a worst function that is as bad."""

    def shuffled(items):
        return chance.sample(list(items), len(items))

    before = counted(*decisions, suspect=former, teaching=taught)
    after = counted(*shuffled(decisions), suspect=shuffled(former), teaching=taught)
    assert after.shares == before.shares
    assert {row.statement: row.state for row in after.statements} == {
        row.statement: row.state for row in before.statements
    }
    after = counted(*decisions, rows=shuffled(ROWS), codes=shuffled(CODES), suspect=former, teaching=taught)
    assert {numbers(share) for share in after.shares} == {numbers(share) for share in before.shares}


@given(MANY, FORMER, TEACHING, COVERING)
def test_covering_one_more_never_lowers_a_share(decisions, former, taught, extra):
    """A new link, or a better one instead of what was said about the pair, lowers nothing at any step.

    Left out: a statement that did not apply, since what an outcome covers applies, and so the denominator grows.
    """
    pair = (extra.outcome_id, extra.statement_id)
    assume(not any(row.verdict == "na" and row.statement_id == extra.statement_id for row in decisions))
    assume(not any((row.outcome_id, row.statement_id) == pair and row.verdict == "full" for row in decisions))
    rest = [row for row in decisions if (row.outcome_id, row.statement_id) != pair]
    never_lower(
        counted(*decisions, suspect=former, teaching=taught),
        counted(*rest, extra, suspect=former, teaching=taught),
    )


@given(MANY, MARKS, CRITERIA, MARK, st.sampled_from(CODES))
def test_teaching_more_never_lowers_a_share(decisions, marks, criteria, extra, code):
    """One more mark, criteria, method of assessment, or a discipline with credits: nothing is taught or assessed less."""
    before = counted(*decisions, teaching=teaching(*marks, criteria=criteria))
    new = (*DISCIPLINES, discipline("П9", 2.0))
    with_credits = tuple(replace(item, credits=item.credits or 1.0) for item in DISCIPLINES)
    with_method = tuple(replace(item, assessment="жоба") for item in DISCIPLINES)
    more = (
        teaching(*marks, *([extra] if extra[:2] not in {mark[:2] for mark in marks} else []), criteria=criteria),
        teaching(*marks, ("П9", code, "R"), criteria=criteria, disciplines=new),
        teaching(*marks, criteria={*criteria, code}),
        teaching(*marks, criteria=criteria, disciplines=with_credits),
        teaching(*marks, criteria=criteria, disciplines=with_method),
    )
    for taught in more:
        after = counted(*decisions, teaching=taught)
        never_lower(before, after)
        assert [share.covered for share in after.shares] == [share.covered for share in before.shares]


DIFFERENT = tuple(
    statement(place, f"{standard} {place}", standard=standard, levels=levels)
    for standard, levels in (("X1", "4"), ("X2", "5"))
    for place in ("1.1.1/S1", "1.1.1/S2", "1.1.2/S1", "1.2.0/S1", "1.2.1/K1", "1.0.0/C1", "2.1.1/S1", "2.0.0/C1")
)
ANYWHERE = st.lists(
    st.builds(
        lambda row, code, verdict: decision(outcome=code, verdict=verdict, statement_id=row.statement_id),
        st.sampled_from(DIFFERENT),
        st.sampled_from(CODES),
        st.sampled_from(["full", "partial", "none", "unsure"]),
    )
    | st.builds(
        lambda row: decision(outcome="", verdict="na", statement_id=row.statement_id), st.sampled_from(DIFFERENT)
    ),
    max_size=20,
    unique_by=lambda row: (row.outcome_id, row.statement_id),
)
COUNTS = (
    *("statements", *STATES, "denominator", "covered"),
    *("taught_full", "taught_partial", "taught", "assessed_full", "assessed_partial", "assessed"),
)


def sums(shares):
    found = {}
    for share in shares:
        line = [getattr(share, name) for name in COUNTS]
        found[share.kind] = [one + two for one, two in zip(found.get(share.kind, [0] * len(line)), line, strict=True)]
    return found


@given(ANYWHERE, TEACHING)
def test_parts_with_different_texts_add_up(decisions, taught):
    """Where no text stands twice, each sum of parts is the whole, at every step and in every state.

    Units and statements without a unit are a function; functions and statements without a function are a card; cards are
    a standard; standards are the total, and so are levels, since no card here has two.
    """
    result = counted(*decisions, rows=DIFFERENT, teaching=taught)
    by = {
        name: [share for share in result.shares if share.by == name] for name in {share.by for share in result.shares}
    }
    no_function = [row for row in result.statements if not row.statement.function_no]
    no_unit = [row for row in result.statements if row.statement.function_no and not row.statement.unit_no]
    loose, alone = (
        [share for share in shares_of(rows, Settings()) if share.by == "total"] for rows in (no_function, no_unit)
    )
    assert sums(by["unit"] + alone) == sums(by["function"])
    whole = sums(by["total"])
    assert sums(by["function"] + loose) == whole
    for name in ("card", "standard", "level", "standard-level"):
        assert sums(by[name]) == whole


@given(MANY, FORMER, TEACHING)
def test_not_applicable_leaves_both_sides(decisions, former, taught):
    """Taken away altogether, a statement that does not apply changes no number of the total, at no step."""
    result = counted(*decisions, suspect=former, teaching=taught)
    without = [row.statement for row in result.statements if row.state != "na"]
    again = counted(*decisions, rows=without, suspect=former, teaching=taught)
    for share in again.shares:
        if share.by == "total":
            same = share_of(result, "total", kind=share.kind)
            assert numbers(replace(share, statements=same.statements, na=same.na, bare=0)) == numbers(
                replace(same, bare=0)
            )


@given(MANY, TEACHING, st.sampled_from(ROWS))
def test_a_copy_of_a_text_that_nobody_decided_about_changes_no_number(decisions, taught, row):
    """The same sentence in another task of the same function: nothing is counted twice there or above.

    Only «none» becomes «undecided»: as long as one of its places is open, so is the text.
    """
    assume(row.function_no)
    before = counted(*decisions, teaching=taught)
    assume(next(one for one in before.statements if one.statement == row).state != "na")
    copy = replace(row, statement_id=f"{row.statement_id} copy", unit_no=9)
    after = counted(*decisions, rows=(*ROWS, copy), teaching=taught)

    def figures(result):
        return {
            (share.by, share.group, share.kind): (
                share.statements,
                share.denominator,
                share.bare,
                *map(share.at, STEPS),
            )
            for share in result.shares
            if share.by != "unit"
        }

    assert figures(after) == figures(before)


@given(MANY, FORMER, TEACHING)
def test_doubt_is_never_counted_as_covered(decisions, former, taught):
    """With or without suspect and unsure decisions every numerator is the same; it has only full and partial texts."""
    certain = [row for row in decisions if row.verdict != "unsure"]
    before, after = counted(*certain, teaching=taught), counted(*decisions, suspect=former, teaching=taught)
    for one, other in zip(before.shares, after.shares, strict=True):
        assert [one.at(step) for step in STEPS] == [other.at(step) for step in STEPS]
        assert other.covered == other.full + 0.5 * other.partial


@given(MANY, TEACHING, st.floats(0, 1))
def test_the_weight_changes_shares_and_no_counts(decisions, taught, weight):
    """At every step the number is full + weight x partial."""
    usual = counted(*decisions, teaching=taught)
    other = counted(*decisions, teaching=taught, used=Settings(partial_weight=weight))
    for one, two in zip(usual.shares, other.shares, strict=True):
        assert (one.full, one.partial, one.bare) == (two.full, two.partial, two.bare)
        assert two.covered == two.full + weight * two.partial
        assert two.taught == two.taught_full + weight * two.taught_partial
        assert two.assessed == two.assessed_full + weight * two.assessed_partial


@given(MANY, st.sets(st.sampled_from([("X1", 1, 1), ("X1", 1, 2), ("X1", 2, 1)])))
@settings(deadline=None)
def test_a_worst_function_is_as_bad_as_any(decisions, additional):
    """No function within has a lower share; the bare ones are exactly the mandatory ones of which nothing is covered."""
    result = counted(*decisions, additional=additional)
    for kind in ("skill", "knowledge"):
        whole = share_of(result, "total", kind=kind)
        inside = [
            share for share in result.shares if (share.by, share.kind) == ("function", kind) and share.denominator
        ]
        bare = [share for share in inside if not share.full + share.partial]
        keys = {f"{standard}/{card}.{number}" for standard, card, number in additional}
        assert whole.bare == sum(share.group not in keys for share in bare)
        if inside:
            worst = next(share for share in inside if share.group == whole.worst)
            assert worst.share == min(share.share for share in inside)
            assert whole.worst_grade == worst.grade


@given(st.lists(st.integers(0, 30), max_size=5))
def test_changing_ones_mind_and_back_changes_nothing(minutes):
    """Full, none, full again is full, whatever happened between."""
    rows = [decision(verdict="none", minutes=step) for step in minutes] + [decision(verdict="full", minutes=99)]
    prints = {row.statement_id: row.fingerprint for row in ROWS}
    ledger = replay(rows, {"ОН1": "print of ОН1"}, prints)
    assert state_of(counted(*ledger.current), "1.1.1/S1") == "full"
    assert ledger.current[0].decided_at == NOON + timedelta(minutes=99)
