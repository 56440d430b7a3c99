"""Gaps: which statements are one, why, and how urgent; each rule computed by hand, then laws."""

from dataclasses import replace

import cards_2023
import pytest
from factories import act, decision, discipline, programme, statement
from hypothesis import given
from hypothesis import strategies as st
from places import AS_OF

from toolkit.analysis import Compared, analyse
from toolkit.coverage import covered_of, teaching_of
from toolkit.errors import InputError
from toolkit.gaps import gaps, points_of, reasons_of
from toolkit.model import PRIORITIES, REASONS, Decision, Names, Outcome
from toolkit.parse import parse_text
from toolkit.settings import Settings

CODES = ("ОН1", "ОН2", "ОН3")
MARKS = (("П1", "ОН1", "M"), ("П1", "ОН2", "R"))
"""ОН1 is taught and assessed, ОН2 only taught, ОН3 neither."""
TEACHING = teaching_of(programme(outcomes=tuple(Outcome(code, Names(code)) for code in CODES), marks=MARKS))


ONE = (statement("1.1.1/S1"),)


def covered(*decisions, rows=ONE, **more):
    return covered_of(rows, CODES, decisions, teaching=TEACHING, **more)


def gap_of(*decisions, place="1.1.1/S1", used=None, importance=None, **more):
    found = gaps(covered(*decisions, rows=[statement(place)], **more), used or Settings(), importance)
    return found[0] if found else None


# --- why, by hand -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verdicts", "reasons"),
    [
        ({"ОН1": "full"}, ()),  # covered, taught, assessed: no gap
        ({"": "na"}, ()),  # does not apply: no gap
        ({"": "none"}, ("none",)),
        ({"ОН1": "none", "ОН2": "none", "ОН3": "none"}, ("none",)),
        ({}, ("undecided",)),
        ({"ОН1": "unsure"}, ("unsure",)),
        ({"ОН1": "partial"}, ("partial",)),
        ({"ОН2": "full"}, ("unassessed",)),
        ({"ОН3": "full"}, ("untaught",)),
        ({"ОН2": "partial"}, ("partial", "unassessed")),
        ({"ОН3": "partial"}, ("partial", "untaught")),
        ({"ОН3": "full", "ОН1": "partial"}, ("untaught",)),  # what is taught covers it in part only
        ({"ОН2": "full", "ОН1": "partial"}, ("unassessed",)),  # what is assessed covers it in part only
        ({"ОН1": "full", "ОН3": "full"}, ()),  # one proved link is enough
    ],
)
def test_each_reason(verdicts, reasons):
    """What a statement lacks, at the first step that it does not reach as fully as the step before."""
    row, *_ = covered(*(decision(outcome=outcome, verdict=verdict) for outcome, verdict in verdicts.items()))
    assert reasons_of(row) == reasons
    assert bool(gaps([row], Settings())) == bool(reasons)


def test_a_text_that_changed_since_is_a_gap_of_its_own_kind():
    """Somebody decided about another text: to be looked at again, until then as heavy as not covered."""
    gap = gap_of(suspect=[decision(outcome="ОН1")])
    assert (gap.state, gap.reasons, gap.points, gap.priority) == ("suspect", ("suspect",), 9.0, "high")


# --- how urgent, by hand ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reason", "skill", "knowledge", "competence"),
    [
        # 3 (mandatory) x 2 (not covered) x 1.5 / 1 / 0.5
        ("none", (9.0, "high"), (6.0, "high"), (3.0, "medium")),
        ("undecided", (9.0, "high"), (6.0, "high"), (3.0, "medium")),
        ("unsure", (9.0, "high"), (6.0, "high"), (3.0, "medium")),
        # 3 x 1 (in part, or taught by nobody) x kind
        ("partial", (4.5, "medium"), (3.0, "medium"), (1.5, "low")),
        ("untaught", (4.5, "medium"), (3.0, "medium"), (1.5, "low")),
        # 3 x 0.5 (assessed nowhere) x kind
        ("unassessed", (2.25, "low"), (1.5, "low"), (0.75, "low")),
    ],
)
def test_points_by_reason_and_kind(reason, skill, knowledge, competence):
    """Function weight x heaviest gap weight x kind weight, and the priority that follows from it."""
    said = {
        "none": [("", "none")],
        "undecided": [],
        "unsure": [("ОН1", "unsure")],
        "partial": [("ОН1", "partial")],
        "untaught": [("ОН3", "full")],
        "unassessed": [("ОН2", "full")],
    }[reason]
    for place, expected in (("1.1.1/S1", skill), ("1.1.1/K1", knowledge), ("1.0.0/C1", competence)):
        gap = gap_of(*(decision(place, outcome, verdict) for outcome, verdict in said), place=place)
        assert gap.reasons == (reason,)
        assert (gap.points, gap.priority) == expected


def test_of_several_reasons_the_heaviest_counts():
    """In part and assessed nowhere: 3 x 1 x 1.5, not 3 x 0.5 x 1.5 and not their sum."""
    gap = gap_of(decision(outcome="ОН2", verdict="partial"))
    assert (gap.reasons, gap.points) == (("partial", "unassessed"), 4.5)


def test_an_additional_function_weighs_a_third():
    """1 x 2 x 1.5 instead of 3 x 2 x 1.5; the competences of the card belong to no function and stay mandatory."""
    gap = gap_of(decision(outcome="", verdict="none"), additional={("X1", 1, 1)})
    assert (gap.points, gap.priority) == (3.0, "medium")
    assert gap_of(place="1.0.0/C1", additional={("X1", 1, 1)}).points == 3.0


@pytest.mark.parametrize(
    ("mark", "points", "priority"),
    [
        (None, 9.0, "high"),
        (1, 4.5, "medium"),  # x 0.5
        (1.5, 6.75, "high"),  # half way between 0.5 and 1
        (2, 9.0, "high"),  # x 1
        (2.5, 11.25, "high"),  # half way between 1 and 1.5
        (3, 13.5, "high"),  # x 1.5
    ],
)
def test_employers_marks_multiply(mark, points, priority):
    """A skill that no outcome serves, 9 points, with what employers marked on average."""
    gap = gap_of(importance={"X1/1.1.1/S1": mark} if mark else {"X1/1.1.1/S2": 1})
    assert (gap.points, gap.priority, gap.importance) == (pytest.approx(points), priority, mark)


@pytest.mark.parametrize("mark", [0.5, 0, 3.1, -1, float("nan")])
def test_a_mark_outside_the_scale_is_refused_in_a_sentence(mark):
    """Employers mark 1, 2 or 3: a mean outside them is a mistake of the data, said as one."""
    with pytest.raises(InputError, match="is not between 1 and 3"):
        points_of(["none"], "skill", Settings(), importance=mark)


def test_every_weight_and_limit_is_a_setting():
    """Each one changes what it names and nothing else."""
    none, partial = decision(outcome="", verdict="none"), decision(outcome="ОН1", verdict="partial")
    untaught, unassessed = decision(outcome="ОН3"), decision(outcome="ОН2")
    kinds = {"skill": 7.0, "knowledge": 1.0, "competence": 0.5}
    assert gap_of(none, used=Settings(mandatory_weight=5)).points == 15
    assert gap_of(none, used=Settings(additional_weight=2), additional={("X1", 1, 1)}).points == 6
    assert gap_of(none, used=Settings(none_weight=4)).points == 18
    assert gap_of(partial, used=Settings(partial_gap_weight=2)).points == 9
    assert gap_of(untaught, used=Settings(untaught_weight=3)).points == 13.5
    assert gap_of(unassessed, used=Settings(unassessed_weight=1)).points == 4.5
    assert gap_of(none, used=Settings(kind_weight=kinds)).points == 42
    marks = Settings(importance_weight={1: 0.1, 2: 1.0, 3: 2.0})
    assert gap_of(none, used=marks, importance={"X1/1.1.1/S1": 3}).points == 18
    assert [gap_of(none, used=Settings(high=high, medium=9.0)).priority for high in (9.0, 9.1)] == ["high", "medium"]
    assert gap_of(none, used=Settings(high=10, medium=9.1)).priority == "low"


def test_gaps_come_known_first_then_by_weight_then_in_the_order_of_the_standard():
    """A known gap in skills (9 points) before one covered in part (4.5), both before what nobody decided."""
    rows = [statement(place) for place in ("1.1.1/K1", "1.1.1/S1", "1.1.1/S2", "1.2.1/S1", "2.1.1/S1", "2.1.1/S2")]
    found = gaps(
        covered(
            decision("1.2.1/S1", "ОН1", "partial"),
            decision("2.1.1/S1", "", "none"),
            decision("2.1.1/S2", "ОН1", "unsure"),
            rows=rows,
        ),
        Settings(),
    )
    assert [gap.statement_id.removeprefix("X1/") for gap in found] == [
        "2.1.1/S1",  # 9, looked at
        "2.1.1/S2",  # 9, looked at, later in the standard
        "1.2.1/S1",  # 4.5, looked at
        "1.1.1/S1",  # 9, not looked at
        "1.1.1/S2",
        "1.1.1/K1",  # 6, not looked at
    ]


# --- a card of 2023, which says what is mandatory ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def fitter():
    """Compare with the telescope fitter: function 1 mandatory, «Экскурсия өткізу» additional; nothing of either covered."""
    parsed = parse_text(cards_2023.as_cells(cards_2023.OBSERVATORY_KK), source="test.txt", act_id="ACT")
    standard = parsed.standards[0]
    document = Compared(act(act_id="ACT"), standard, standard.cards[1:], parsed)
    one = programme(outcomes=(Outcome("ОН1", Names("Айнаны бекітеді")),), disciplines=(discipline(),))
    return analyse(one, (document,), _nothing(standard), as_of=AS_OF)


def _nothing(standard) -> list[Decision]:
    """No outcome serves the mirror, the starry sky and the vacuum chamber, says somebody."""
    texts = {
        item.text: f"ACT/2.{f.number}.1/S{item.number}" for f in standard.cards[1].functions for item in _skills(f)
    }
    return [
        replace(
            decision(outcome="", verdict="none", statement_id=place, standard_id="ACT"),
            statement_fingerprint=statement(text=text).fingerprint,
        )
        for text, place in texts.items()
    ]


def _skills(function):
    return [item for unit in function.units for item in unit.items if item.kind == "skill"]


def test_additional_functions_of_a_card_of_2023_weigh_less_and_are_never_bare(fitter):
    """Skills: 3 x 2 x 1.5 in the mandatory functions, 1 x 2 x 1.5 in the additional one, after them."""
    flags = {row.statement.function: row.mandatory for row in fitter.result.statements if row.statement.function}
    additional = {function for function, mandatory in flags.items() if not mandatory}
    assert "Экскурсия өткізу" in additional
    assert "Телескопты реттеу" not in additional
    rows = {row.statement.statement_id: row for row in fitter.result.statements}
    skills = [gap for gap in fitter.gaps if rows[gap.statement_id].statement.kind == "skill"]
    assert {gap.state for gap in skills} == {"none"}
    assert [gap.points for gap in skills] == sorted((gap.points for gap in skills), reverse=True)
    assert {(rows[gap.statement_id].mandatory, gap.points, gap.priority) for gap in skills} == {
        (True, 9.0, "high"),
        (False, 3.0, "medium"),
    }
    whole = next(share for share in fitter.result.shares if (share.by, share.kind) == ("card", "skill"))
    assert whole.bare == sum(flags.values())


# --- laws -------------------------------------------------------------------------------------------------------------

PLACES = ("1.1.1/S1", "1.1.1/K1", "1.2.1/S1", "1.0.0/C1")
ROWS = tuple(statement(place) for place in PLACES)
PAIRS = st.builds(
    decision,
    st.sampled_from(PLACES),
    st.sampled_from(CODES),
    st.sampled_from(["full", "partial", "none", "unsure"]),
)
MANY = st.lists(PAIRS, max_size=10, unique_by=lambda row: (row.outcome_id, row.statement_id))


@given(MANY)
def test_whatever_is_not_proved_fully_is_a_gap_once(decisions):
    """A statement is a gap exactly if it is not full at every step; reasons, priority and state stand to each other."""
    rows = covered(*decisions, rows=ROWS)
    found = {gap.statement_id: gap for gap in gaps(rows, Settings())}
    assert len(found) == len(gaps(rows, Settings()))
    for row in rows:
        proved = {row.degree("declared"), row.taught, row.assessed} == {"full"}
        assert (row.statement.statement_id in found) == (not proved)
    for gap in found.values():
        assert list(gap.reasons) == sorted(gap.reasons, key=REASONS.index)
        assert gap.points > 0


@given(MANY, PAIRS, st.sampled_from(["full", "partial"]))
def test_covering_one_more_makes_no_gap_heavier(decisions, extra, verdict):
    """A new link, or a better one instead of what was said about the pair: each gap weighs as much or less."""
    pair = (extra.outcome_id, extra.statement_id)
    if any((row.outcome_id, row.statement_id, row.verdict) == (*pair, "full") for row in decisions):
        return
    rest = [row for row in decisions if (row.outcome_id, row.statement_id) != pair]
    before = {gap.statement_id: gap.points for gap in gaps(covered(*decisions, rows=ROWS), Settings())}
    after = gaps(covered(*rest, replace(extra, verdict=verdict), rows=ROWS), Settings())
    assert all(gap.points <= before[gap.statement_id] for gap in after)


@given(MANY, st.floats(1, 3), st.floats(0, 2), st.sets(st.sampled_from([("X1", 1, 1), ("X1", 1, 2)])))
def test_more_importance_and_mandatory_functions_never_weigh_less(decisions, mark, step, additional):
    """Points rise with the mark, and an additional function never weighs more than a mandatory one."""
    low, high = ({row.statement_id: value for row in ROWS} for value in (mark, min(mark + step, 3.0)))
    rows = covered(*decisions, rows=ROWS)
    less = covered(*decisions, rows=ROWS, additional=additional)
    points = [
        {gap.statement_id: gap.points for gap in gaps(*arguments)}
        for arguments in ((rows, Settings(), low), (rows, Settings(), high), (less, Settings(), low))
    ]
    for key, usual in points[0].items():
        assert points[1][key] >= usual - 1e-9
        assert points[2][key] <= usual


@given(MANY, st.randoms())
def test_the_order_of_decisions_and_statements_changes_no_gap(decisions, chance):
    """Shuffled, the same gaps come; those that somebody looked at first, heavier before lighter."""
    before = gaps(covered(*decisions, rows=ROWS), Settings())
    again = chance.sample(decisions, len(decisions))
    assert gaps(covered(*again, rows=ROWS), Settings()) == before
    assert set(gaps(covered(*again, rows=chance.sample(ROWS, len(ROWS))), Settings())) == set(before)
    keys = [(gap.state == "undecided", -gap.points) for gap in before]
    assert keys == sorted(keys)
    for open_ in (True, False):
        places = [PRIORITIES.index(gap.priority) for gap in before if (gap.state == "undecided") == open_]
        assert places == sorted(places)
