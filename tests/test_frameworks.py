"""Sectoral frameworks beside standards: which are meant, which level, which descriptors the outcomes meet."""

from dataclasses import replace

import pytest
from factories import act, decision, discipline, programme
from places import AS_OF

from toolkit.analysis import analyse
from toolkit.coverage import teaching_of
from toolkit.errors import DataError
from toolkit.frameworks import alignments, frameworks_for, levels_of
from toolkit.model import Descriptor, Names, Outcome, Parsed, Target, statement_of_descriptor
from toolkit.settings import Settings
from toolkit.text import fingerprint

ICT = "V1300008876"
AREA, OTHER = "3.1 Бағдарламалау", "3.2. Байланыс"


def descriptor(place, text="", *, area=AREA, nqf="6", kind="skill"):
    words = text or f"{place} сипаттамасы"
    level = place.split("/")[0].rsplit(".", 1)[-1]
    return Descriptor(f"F1/{place}", "F1", area, nqf, level if nqf else "", kind, words, False, "", "f.txt", 1, 1)


DESCRIPTORS = (
    descriptor("3.1.61/S1"),
    descriptor("3.1.61/K1", kind="knowledge"),
    descriptor("3.1.62/S1"),
    descriptor("3.1.62/S2", "3.1.61/S1 сипаттамасы"),  # the text of 61/S1 once more
    descriptor("3.1.71/S1", nqf="7"),
    descriptor("3.2.6/S1", area=OTHER),
    descriptor("3.2.0/S1", area=OTHER, nqf=""),  # no level is known
)
ACTS = {"F1": act(act_id="F1", title_kk="Салалық шеңбер", form="framework-2013")}
DOCUMENT = Parsed("f.txt", "kk", "framework-2013", "", (), (), (), DESCRIPTORS)
CODES = ("ОН1", "ОН2")
PROGRAMME = programme(
    sqf_level="6",
    outcomes=tuple(Outcome(code, Names(code)) for code in CODES),
    disciplines=(discipline(),),
    marks=(("П1", "ОН1", "I"),),
)


def frameworks(*targets):
    return frameworks_for(targets or (Target("F1"),), ACTS, {"F1": DOCUMENT})


def about(place, outcome="ОН1", verdict="full"):
    text = next(row.text for row in DESCRIPTORS if row.statement_id == f"F1/{place}")
    return decision(
        outcome=outcome,
        verdict=verdict,
        statement_id=f"F1/{place}",
        standard_id="F1",
        statement_fingerprint=fingerprint(text),
    )


def aligned(*decisions, suspect=(), one=PROGRAMME, targets=()):
    return alignments(frameworks(*targets), one, decisions, suspect, teaching_of(one), Settings())[0]


def total(result, kind="skill"):
    return next(share for share in result.shares if (share.by, share.kind) == ("total", kind))


@pytest.mark.parametrize(
    ("sqf", "nqf", "levels"),
    [
        ("6", "5", ("6", "7")),  # the sectoral level first
        ("", "5", ("5", "6")),
        ("6.1", "", ("6", "7")),
        (" 4 ", "", ("4", "5")),
        ("8", "8", ("8", "")),
        ("", "", ("", "")),
        ("бакалавр", "6", ("", "")),
        ("0", "6", ("", "")),
        ("9", "6", ("", "")),
        ("²", "6", ("", "")),
    ],
)
def test_the_level_claimed_and_the_next(sqf, nqf, levels):
    """One digit, 1 to 8; nothing where nothing usable is claimed; nothing above level 8."""
    assert levels_of(programme(sqf_level=sqf, nqf_level=nqf)) == levels


@pytest.mark.parametrize("name", ["3.1", "3.1.", AREA, f" {AREA} "])
def test_an_area_is_named_by_number_or_whole(name):
    """Only its descriptors are compared; those without a level never are."""
    one, *_ = frameworks(Target("F1", areas=(name,)))
    assert one.areas == (AREA,)
    assert {row.area for row in one.descriptors} == {AREA}


def test_without_areas_all_are_meant_and_standards_are_left_aside():
    """A target that is no framework is nobody's business here."""
    one, *rest = frameworks(Target("F1"), Target("X1"))
    assert rest == []
    assert one.areas == (AREA, OTHER)
    assert [row.statement_id for row in one.descriptors] == [row.statement_id for row in DESCRIPTORS[:-1]]
    assert one.title("ru") == "Салалық шеңбер"


def test_unknown_areas_are_refused_all_at_once_with_those_there_are():
    """Two wrong names, two problems; the hint lists the numbers."""
    with pytest.raises(DataError) as caught:
        frameworks(Target("F1", areas=("3.1", "9.9", "3")))
    assert [issue.code for issue in caught.value.issues] == ["unknown-area"] * 2
    assert "areas: 3.1, 3.2" in caught.value.issues[0].hint


def test_a_framework_without_a_name_of_its_area_is_no_accident():
    """One area with an empty name: all of it is meant; a named one is refused in a sentence."""
    document = replace(DOCUMENT, descriptors=(descriptor("6/S1", area=""),))
    one, *_ = frameworks_for([Target("F1")], ACTS, {"F1": document})
    assert len(one.descriptors) == 1
    with pytest.raises(DataError, match=r"no area '3\.1'"):
        frameworks_for([Target("F1", areas=("3.1",))], ACTS, {"F1": document})


def test_a_descriptor_is_a_statement_of_its_area_and_level():
    """No card, no function: the area stands for the occupation, the sub-level for the unit."""
    row = statement_of_descriptor(DESCRIPTORS[0], "kk")
    assert (row.occupation_no, row.function_no, row.unit_no) == (0, 0, 0)
    assert (row.occupation, row.unit, row.sqf_levels, row.kind) == (AREA, "61", "6", "skill")
    printed_only = replace(DESCRIPTORS[0], nqf_level="", sqf_level="62")
    assert statement_of_descriptor(printed_only, "kk").sqf_levels == "6"


def test_alignment_as_computed_by_hand():
    """Level 6 claimed: skills 61/S1 (= 62/S2), 62/S1, 3.2.6/S1 are three texts; one full by ОН1, one partial by ОН2.

    Declared 1.5 of 3; ОН1 is taught, ОН2 is not: taught 1 of 3; nobody assesses. Level 7: its one skill is met.
    """
    found = aligned(about("3.1.61/S1"), about("3.2.6/S1", "ОН2", "partial"), about("3.1.71/S1"))
    assert (found.level, found.level_above) == ("6", "7")
    share = total(found.claimed)
    assert (share.full, share.partial, share.undecided, share.denominator) == (1, 1, 1, 3)
    assert (share.covered, share.taught, share.assessed) == (1.5, 1, 0)
    assert total(found.claimed, "knowledge").undecided == 1
    assert (total(found.above).full, total(found.above).denominator) == (1, 1)


def test_areas_that_are_not_compared_are_not_counted():
    """Only area 3.1: two texts."""
    share = total(aligned(about("3.2.6/S1"), targets=(Target("F1", areas=("3.1",)),)).claimed)
    assert (share.full, share.denominator) == (0, 2)


def test_former_texts_make_a_descriptor_suspect():
    """As with statements: shown, covers nothing."""
    found = aligned(suspect=(about("3.1.61/S1"),))
    assert (total(found.claimed).suspect, total(found.claimed).covered) == (1, 0)


@pytest.mark.parametrize(("claimed", "counts"), [("", (0, 0)), ("8", (0, 0)), ("7", (1, 0))])
def test_levels_that_the_framework_does_not_have_are_empty(claimed, counts):
    """No level claimed, none above 8, none described: no shares, and no error."""
    found = aligned(about("3.1.71/S1"), one=replace(PROGRAMME, sqf_level=claimed, nqf_level=claimed))
    assert (len(found.claimed.statements), len(found.above.statements)) == counts
    assert len(found.claimed.shares) == (4 if counts[0] else 0)


def test_a_framework_never_changes_what_is_said_of_cards():
    """With a framework beside nothing: no shares and no gaps of cards; its links are among the links of the analysis."""
    one = replace(PROGRAMME, outcomes=PROGRAMME.outcomes)
    prints = {outcome.outcome_id: outcome.fingerprint for outcome in one.outcomes}
    rows = [replace(about("3.1.61/S1"), outcome_fingerprint=prints["ОН1"])]
    found = analyse(one, (), rows, as_of=AS_OF, frameworks=frameworks())
    assert (found.result.shares, found.gaps) == ((), ())
    assert [link.statement_id for link in found.links] == ["F1/3.1.61/S1"]
    assert len(found.everything) == len(DESCRIPTORS) - 1


def test_the_bundled_framework_gives_every_descriptor_with_a_level(library):
    """Of each area the descriptors of each level together are all of them but those without a level."""
    document = library.documents[ICT]
    (one,) = frameworks_for([Target(ICT)], library.acts, library.documents)
    known = [row for row in document.descriptors if row.nqf_level or row.sqf_level]
    assert sum(len(one.statements(level)) for level in "12345678") == len(one.descriptors) == len(known)
    (part,) = frameworks_for([Target(ICT, areas=("3.1",))], library.acts, library.documents)
    assert [row.unit for row in part.statements("6")] == ["61"] * 4 + ["62"] * 7
