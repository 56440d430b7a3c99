from dataclasses import replace

import pytest
from factories import decision, discipline, outcome, programme, statement
from hypothesis import given, settings
from hypothesis import strategies as st
from test_proposals import analysed

from toolkit.coverage import contributions, coverage, teaching_of
from toolkit.model import KINDS
from toolkit.settings import Settings
from toolkit.surplus import is_general, surplus_rows, surplus_table
from toolkit.tables.proposals import SURPLUS, SURPLUS_REASONS

ROWS = (statement("1.1.1/S1"), statement("1.1.1/S2"), statement("1.2.1/K1"))
OUTCOMES = tuple(outcome(f"ОН{number}") for number in range(1, 5))
DISCIPLINES = tuple(discipline(f"П{number}") for number in range(1, 5))


def found(mine):
    return {(row.reason, row.subject): row.concerns for row in surplus_rows(mine)}


def test_outcomes_that_lead_nowhere_are_listed_with_the_reason():
    """ОН1 serves nothing; ОН2 is taught without M; ОН3 by nobody; ОН4 only by a discipline without credits."""
    plan_of = programme(
        outcomes=OUTCOMES,
        disciplines=(*DISCIPLINES[:2], replace(DISCIPLINES[2], credits=0.0)),
        marks=(("П1", "ОН1", "M"), ("П1", "ОН2", "I"), ("П2", "ОН2", "R"), ("П3", "ОН4", "M")),
    )
    mine = analysed(*(decision("1.1.1/S1", code) for code in ("ОН2", "ОН3", "ОН4")), rows=ROWS, plan_of=plan_of)
    outcomes = {key: concerns for key, concerns in found(mine).items() if key[0].startswith("outcome")}
    assert outcomes == {
        ("outcome-idle", "ОН1"): (),
        ("outcome-unmastered", "ОН2"): ("П1:I", "П2:R"),
        ("outcome-untaught", "ОН3"): (),
        ("outcome-no-credits", "ОН4"): ("П3",),
    }


def test_disciplines_without_effect_are_listed_with_the_reason():
    """П1 alone assesses; П2 teaches what П1 teaches; П3 serves an outcome that covers nothing; П4 serves none."""
    plan_of = programme(
        outcomes=OUTCOMES[:2],
        disciplines=DISCIPLINES,
        marks=(("П1", "ОН1", "M"), ("П2", "ОН1", "I"), ("П3", "ОН2", "M")),
    )
    mine = analysed(decision("1.1.1/S1"), rows=ROWS, plan_of=plan_of)
    disciplines = {key: concerns for key, concerns in found(mine).items() if key[0].startswith("discipline")}
    assert disciplines == {
        ("discipline-replaceable", "П2"): ("П1",),
        ("discipline-unlinked", "П3"): ("ОН2",),
        ("discipline-idle", "П4"): (),
    }


def test_statements_covered_many_times_are_listed():
    """From four outcomes on, the number of the settings, a statement is named with its outcomes."""
    plan_of = programme(outcomes=OUTCOMES, marks=())
    said = [decision("1.1.1/S1", one.outcome_id) for one in OUTCOMES]
    said += [decision("1.1.1/S2", one.outcome_id) for one in OUTCOMES[:3]]
    many = {
        key: concerns
        for key, concerns in found(analysed(*said, rows=ROWS, plan_of=plan_of)).items()
        if "many" in key[0]
    }
    assert many == {("statement-many", "X1/1.1.1/S1"): ("ОН1", "ОН2", "ОН3", "ОН4")}


@pytest.mark.parametrize(
    ("changes", "institution", "general"),
    [
        ({"cycle": "ЖБП"}, "university", True),
        ({"cycle": "Цикл общеобразовательных дисциплин"}, "university", True),
        ({"code": "ЖБП4"}, "university", True),
        ({"component": "ОК"}, "university", True),
        ({"code": "БМ1"}, "college", True),
        ({"code": "БМ1"}, "university", False),
        ({"code": "КМ1.1", "cycle": "КП", "component": "ТК"}, "college", False),
        ({}, "college", False),
    ],
)
def test_general_disciplines_are_no_fault(changes, institution, general):
    """The cycle, the component or the code says that a programme has the discipline whatever the standard asks."""
    item = replace(discipline(), **changes)
    assert is_general(item, programme(institution=institution)) is general
    plan_of = programme(institution=institution, disciplines=(item,), marks=())
    (row,) = [one for one in surplus_rows(analysed(rows=ROWS, plan_of=plan_of)) if one.reason == "discipline-idle"]
    assert (row.note, row.general) == (general, general)


def test_the_planted_faults_of_the_college_programme_are_found(analysis):
    """ОН12 serves nothing, БМ1 has no outcomes (a note), five outcomes never reach M."""
    rows = surplus_rows(analysis)
    assert [row.subject for row in rows if row.reason == "outcome-idle"] == ["ОН12"]
    assert [row.subject for row in rows if row.reason == "outcome-unmastered"] == ["ОН1", "ОН7", "ОН8", "ОН10", "ОН11"]
    (idle,) = [row for row in rows if row.reason == "discipline-idle"]
    assert (idle.subject, idle.note) == ("БМ1", True)


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_table_keeps_its_schema(analysis, lang):
    """Every row has a title and a sentence; the last sentence of a general discipline says that it is no fault."""
    frame = SURPLUS.check(surplus_table(analysis, lang))
    assert {*frame["reason"]} <= {*SURPLUS_REASONS}
    assert (frame["label"] != "").all()
    idle = frame[frame["reason"] == "discipline-idle"]["text"].iloc[0]
    plain = frame[frame["reason"] == "outcome-idle"]["text"].iloc[0]
    assert ";" in idle
    assert ";" not in plain


MARKS = st.lists(
    st.tuples(st.sampled_from(["П1", "П2", "П3"]), st.sampled_from(["ОН1", "ОН2"]), st.sampled_from(["I", "M"])),
    max_size=5,
    unique_by=lambda mark: mark[:2],
)
LINKS = st.lists(
    st.tuples(
        st.sampled_from(["1.1.1/S1", "1.1.1/S2", "1.2.1/K1"]),
        st.sampled_from(["ОН1", "ОН2"]),
        st.sampled_from(["full", "partial"]),
    ),
    max_size=5,
    unique_by=lambda link: link[:2],
)


@settings(deadline=None)
@given(MARKS, LINKS)
def test_a_discipline_is_listed_if_and_only_if_nothing_is_lost_without_it(marks, links):
    """Taking the discipline out of the matrix and counting again gives the same shares just where it is listed."""
    plan_of = programme(outcomes=OUTCOMES[:2], disciplines=DISCIPLINES[:3], marks=tuple(marks))
    mine = analysed(*(decision(*link) for link in links), rows=ROWS, plan_of=plan_of)
    listed = {row.subject for row in surplus_rows(mine) if row.reason.startswith("discipline")}

    def totals(some):
        teaching = teaching_of(replace(plan_of, marks=tuple(some)))
        counted = coverage(ROWS, ["ОН1", "ОН2"], mine.ledger.current, Settings(), teaching=teaching)
        return [(one.kind, one.taught, one.assessed) for one in counted.shares if one.by == "total"]

    idle = {code for code in ("П1", "П2", "П3") if totals(marks) == totals([one for one in marks if one[0] != code])}
    assert listed == idle
    given = contributions(mine.covered, plan_of, mine.teaching, Settings(), "kk")
    lost = {one.group for one in given if one.by == "discipline" and one.lost}
    assert not listed & lost
    assert {one.kind for one in given} <= {*KINDS}
