import pytest
from factories import act, card, discipline, outcome, programme
from places import AS_OF

from toolkit.checks import act_warnings, card_warnings, warnings_table
from toolkit.labels import warning_text
from toolkit.model import Names, Outcome, Standard, Warn
from toolkit.programmes import integrity_issues, marks_by_outcome, programme_warnings
from toolkit.settings import Settings


def codes(warns):
    return [(warn.code, warn.where) for warn in warns]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"outcomes": (), "marks": ()}, "no-outcomes"),
        ({"outcomes": (outcome(), outcome())}, "repeated-code"),
        ({"disciplines": (discipline(), discipline())}, "repeated-code"),
        ({"outcomes": (Outcome("ОН1", Names()),)}, "outcome-without-text"),
        ({"marks": (("П9", "ОН1", "M"),)}, "unknown-discipline"),
        ({"marks": (("П1", "ОН9", "M"),)}, "unknown-outcome"),
        ({"marks": (("П1", "ОН1", "I"), ("П1", "ОН1", "M"))}, "repeated-mark"),
    ],
)
def test_what_makes_a_programme_unusable_is_named(changes, code):
    """Each contradiction has its own code and says what to do."""
    (issue,) = integrity_issues(programme(**changes))
    assert issue.code == code
    assert issue.hint


def test_a_sound_programme_has_no_issues_and_no_warnings():
    """Nothing is invented about a programme that is in order."""
    assert integrity_issues(programme()) == []
    assert programme_warnings(programme()) == ()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"marks": ()}, [("W14", "ОН1"), ("W14", "П1")]),
        ({"marks": (("П1", "ОН1", "R"),)}, [("W15", "ОН1")]),
        ({"marks": (("П1", "ОН1", "+"),)}, [("W15", "ОН1")]),
        (
            {"outcomes": (outcome(ru="Собирает данные"), outcome("ОН2", "Есеп жасайды"))},
            [("W14", "ОН2"), ("W18", "ОН2")],
        ),
        ({"disciplines": (discipline(credits_=3.0),)}, [("W19", "3 ≠ 4")]),
        ({"hours": 100.0}, [("W19", "100 ≠ 4 × 24")]),
    ],
)
def test_each_inconsistency_has_its_warning(changes, expected):
    """W14, W15, W18 and W19 each name what they are about."""
    assert codes(programme_warnings(programme(**changes))) == expected


def test_a_discipline_without_outcomes_is_only_a_note():
    """Physical education serves no outcome by the state standard: that is no fault."""
    rows = warnings_table(programme_warnings(programme(marks=())), "ru")
    assert rows.set_index("where")["severity"].to_dict() == {"ОН1": "warning", "П1": "note"}


def test_the_bundled_programme_has_its_planted_faults_and_no_others(project):
    """БМ1 without outcomes; ОН1, ОН7, ОН8, ОН10, ОН11 never mastered."""
    bundled = project.programme("college-statistics")
    assert codes(programme_warnings(bundled)) == [
        *(("W15", code) for code in ("ОН1", "ОН7", "ОН8", "ОН10", "ОН11")),
        ("W14", "БМ1"),
    ]
    assert (len(bundled.outcomes), len(bundled.disciplines), len(bundled.marks)) == (12, 20, 36)
    assert marks_by_outcome(bundled)["ОН4"] == {"КМ2.1": "I", "КМ2.2": "R", "П2": "M", "ҚА": "M"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"status": "repealed", "status_by_number": "2"}, ["W01"]),
        ({"status": "amending act", "kind": "amending order"}, ["W02"]),
        ({"status": "unknown", "status_checked": None}, ["W03"]),
        ({"status_checked": AS_OF.replace(year=2025)}, ["W03"]),
        ({"form": "card-2016"}, ["W04"]),
        ({"status": "repealed", "status_checked": None, "form": "standard-2013"}, ["W01", "W04"]),
    ],
)
def test_the_status_of_an_act_gives_its_warnings(changes, expected):
    """A repealed act needs no check of its age; any other status grows old."""
    assert [warn.code for warn in act_warnings(act(**changes), AS_OF, Settings())] == expected


def test_cards_give_their_warnings():
    """Missing or repeated code W06, several levels W08, another level than the programme's W09."""
    one, two, three = card(1), card(2, ("5", "6")), card(3, fields=())
    standard = Standard("X1", "X1", "Есеп", "kk", "x", cards=(one, two, three))
    warns = card_warnings(standard, (one, two, three), programme())
    assert codes(warns) == [("W08", "X1/2 Маман 2"), ("W09", "X1/2 Маман 2"), ("W06", "X1/3 Маман 3")]
    assert warning_text(warns[1], "en") == "The programme's level (4) differs from the card's level (5, 6)."


def test_warnings_come_heaviest_first_and_once():
    """A warning that two rules raise stands once; evidence before warnings before notes."""
    warns = [
        Warn("W06", "a"),
        Warn("W15", "b"),
        Warn("W01", "c", (("act", "№ 1"), ("date", "01.01.2026"))),
        Warn("W06", "a"),
    ]
    assert warnings_table(warns, "kk")["code"].tolist() == ["W01", "W15", "W06"]
