"""Level adequacy: cards against the level claimed, verbs of covering outcomes, descriptors of frameworks."""

from dataclasses import replace

import pytest
from factories import act, card, decision, discipline, programme
from places import AS_OF

from toolkit.analysis import Compared, analyse, compare_with
from toolkit.checks import card_warnings
from toolkit.frameworks import frameworks_for
from toolkit.labels import word
from toolkit.levels import (
    alignment_counts,
    alignment_counts_table,
    alignment_rows,
    alignment_table,
    alignment_text,
    descriptors_without_level,
    level_rows,
    level_text,
    level_verbs_table,
    levels_table,
    verbs_text,
)
from toolkit.model import (
    LANGS,
    STEPS,
    Descriptor,
    Function,
    Item,
    Names,
    Outcome,
    Parsed,
    Span,
    Standard,
    Suggestion,
    Target,
    Unit,
    statement_of_descriptor,
    statements_of,
)
from toolkit.tables.levels import ALIGNMENT, ALIGNMENT_COUNTS, LEVEL_VERBS, LEVELS

HERE = Span(1, 1)
OUTCOMES = (
    Outcome("ОН1", Names("Деректерді талдайды")),  # 4
    Outcome("ОН2", Names("Деректерді жинайды")),  # 3
    Outcome("ОН3", Names("Жұмыс жоспарын құрастырады")),  # 3 or 6
    Outcome("ОН4", Names("Статистика туралы ұғым")),  # no verb
    Outcome("ОН5", Names("Әдістерді салыстырады")),
)
PRINTS = {outcome.outcome_id: outcome.fingerprint for outcome in OUTCOMES}
CODES = tuple(PRINTS)


def made_card(number, levels, texts=("біріншісі", "екіншісі", "үшіншісі")):
    items = tuple(Item("skill", place, str(place), f"{number} {text}", HERE) for place, text in enumerate(texts, 1))
    knowledge = Item("knowledge", 1, "1", f"{number} білім", HERE)
    unit = Unit(1, "task", "Міндет", HERE, (*items, knowledge))
    return card(number, levels, functions=(Function(1, "Есеп", HERE, (unit,)),))


CARDS = (made_card(1, ("4",)), made_card(2, ("4", "5")), made_card(3, ("6",)), made_card(4, ()))


def about(place, outcome="ОН1", verdict="full", *, cards=CARDS):
    rows = {row.statement_id: row for row in statements_of(Standard("X1", "X1", "", "kk", "x", cards=cards))}
    row = rows[f"X1/{place}"]
    made = decision(outcome=outcome, verdict=verdict, statement_id=row.statement_id)
    return replace(made, statement_fingerprint=row.fingerprint, outcome_fingerprint=PRINTS.get(outcome, ""))


def analysed(*decisions, cards=CARDS, sqf="4", outcomes=OUTCOMES, **more):
    standard = Standard("X1", "X1", "Стандарт", "kk", "x.kk.txt", cards=cards)
    parsed = Parsed("x.kk.txt", "kk", "card-2023", "", (standard,), (), ())
    one = programme(
        sqf_level=sqf, nqf_level="", outcomes=outcomes, disciplines=(discipline(),), marks=(("П1", "ОН1", "M"),)
    )
    return analyse(one, (Compared(act(), standard, cards, parsed),), decisions, as_of=AS_OF, **more)


def row_of(analysis, level, kind="skill"):
    return next(row for row in level_rows(analysis) if (row.level, row.share.kind) == (level, kind))


# --- standards and levels ---------------------------------------------------------------------------------------------


def test_levels_as_computed_by_hand():
    """Level 4 has cards 1 and 2, six skills: one full by ОН1 (assessed), one partial by ОН2 (untaught); level 5 card 2.

    Declared 1.5, taught 1, assessed 1 of 6 at level 4; at level 5 only the partial one of 3; level 6 nothing.
    """
    analysis = analysed(about("1.1.1/S1"), about("2.1.1/S1", "ОН2", "partial"))
    four, five, six = (row_of(analysis, level).share for level in "456")
    assert [four.at(step)[0] for step in STEPS] == [1.5, 1, 1]
    assert (four.denominator, four.full, four.partial, four.undecided) == (6, 1, 1, 4)
    assert [five.at(step)[0] for step in STEPS] == [0.5, 0, 0]
    assert (six.covered, six.denominator, six.bare) == (0, 3, 1)


def test_rows_stand_by_standard_level_and_kind():
    """Levels rising, a card that states none last; a card with several levels stands in each."""
    rows = level_rows(analysed())
    assert [(row.level, row.share.kind, row.cards) for row in rows] == [
        (level, kind, cards)
        for level, cards in (("4", (1, 2)), ("5", (2,)), ("6", (3,)), ("", (4,)))
        for kind in ("skill", "knowledge")
    ]


@pytest.mark.parametrize(
    ("level", "difference", "codes"),
    [
        ("4", -1, ("W08", "W09")),  # card 1 is of level 4 only, card 2 has several levels
        ("5", 0, ("W08",)),
        ("6", 1, ("W09",)),
        ("", None, ()),
    ],
)
def test_the_level_claimed_is_set_against_that_of_the_card(level, difference, codes):
    """The programme claims 5: difference card minus programme, and the warnings that the first page has."""
    row = row_of(analysed(sqf="5"), level)
    assert (row.claimed, row.difference, row.codes) == ("5", difference, codes)


def test_warnings_are_those_of_the_report():
    """Every W08 and W09 of the report stands in a level row, and no other."""
    analysis = analysed(sqf="5")
    for row in level_rows(analysis):
        cards = [one for one in CARDS if one.number in row.cards]
        codes = {warn.code for warn in card_warnings(analysis.compared[0].standard, cards, analysis.programme)}
        assert set(row.codes) == codes & {"W08", "W09"}
    found = {code for row in level_rows(analysis) for code in row.codes}
    assert found == {warn.code for warn in analysis.warns} & {"W08", "W09"} == {"W08", "W09"}


def test_a_sub_level_belongs_to_its_level():
    """A card of 5.2 beside a programme of level 4: one above."""
    assert row_of(analysed(cards=(made_card(1, ("5.2",)),)), "5.2").difference == 1


def test_the_shares_are_those_of_the_report(analysis):
    """Nothing is counted a second way: the rows of a standard and level have the shares of the analysis."""
    expected = {(share.group, share.kind): share for share in analysis.result.shares if share.by == "standard-level"}
    rows = level_rows(analysis)
    assert len(rows) == len(expected) == 6
    for row in rows:
        same = expected[f"{row.standard_id}@{row.level}", row.share.kind]
        assert replace(row.share, by="standard-level", group=same.group) == same


# --- verbs, apart from coverage ---------------------------------------------------------------------------------------


def verbs_of(*links, level="6", number=3):
    places = ("S1", "S2", "S3")
    decisions = [
        about(f"{number}.1.1/{place}", code, "partial") for code, place in zip(links, places * 2, strict=False)
    ]
    return row_of(analysed(*decisions), level).verbs


@pytest.mark.parametrize(
    ("links", "n", "possible", "m", "verdict"),
    [
        # level 6 expects half of the outcomes at cognitive level 4 or above
        (("ОН1", "ОН2"), 1, 1, 2, "reaches"),
        (("ОН1", "ОН2", "ОН4"), 1, 1, 2, "reaches"),  # without a known verb: in no number
        (("ОН2", "ОН3"), 0, 1, 2, "unknown"),  # if ОН3 means 6, half is reached
        (("ОН1",), 1, 1, 1, "unknown"),  # one outcome is never judged
        (("ОН2",), 0, 0, 1, "unknown"),
        (("ОН4",), 0, 0, 0, "unknown"),
        ((), 0, 0, 0, "unknown"),
    ],
)
def test_verbs_against_what_the_level_expects(links, n, possible, m, verdict):
    """Outcomes that cover skills of card 3, level 6: how many of the known ones are at level 4 or above."""
    found = verbs_of(*links)
    assert (found.adequacy.n, found.adequacy.possible, found.adequacy.m) == (n, possible, m)
    assert found.verdict == verdict
    assert found.outcomes == links
    assert found.adequacy.not_recognised == tuple(code for code in links if code == "ОН4")


def test_below_is_said_of_several_outcomes_only_when_no_doubt_is_left():
    """Three outcomes of level 3 without a second meaning, none at 4: below; counts say which levels they have."""
    outcomes = tuple(replace(OUTCOMES[1], outcome_id=code) for code in CODES[:3])
    prints = {one.outcome_id: one.fingerprint for one in outcomes}
    decisions = [
        replace(about(f"3.1.1/S{place}", code), outcome_fingerprint=prints[code])
        for place, code in enumerate(CODES[:3], 1)
    ]
    found = row_of(analysed(*decisions, outcomes=outcomes), "6").verbs
    assert found.verdict == "below"
    assert [count.n for count in found.distribution.counts] == [0, 0, 3, 0, 0, 0]


def test_nothing_is_expected_of_the_lowest_levels_and_of_none():
    """Level 2, and a card without a level: no expectation, no answer."""
    cards = (made_card(1, ("2",)), made_card(2, ()))
    decisions = [about(f"{number}.1.1/S{n}", f"ОН{n}", cards=cards) for number in (1, 2) for n in (1, 2)]
    analysis = analysed(*decisions, cards=cards)
    for level in ("2", ""):
        found = row_of(analysis, level).verbs
        assert found.adequacy.expected is None
        assert (found.verdict, found.outcomes) == ("unknown", ("ОН1", "ОН2"))


def test_only_confirmed_links_are_looked_at_and_each_outcome_once():
    """Rejected and doubtful pairs cover nothing; an outcome that covers ten statements is one outcome."""
    analysis = analysed(
        about("3.1.1/S1", "ОН1"),
        about("3.1.1/S2", "ОН1"),
        about("3.1.1/K1", "ОН2"),
        about("3.1.1/S1", "ОН3", "none"),
        about("3.1.1/S2", "ОН5", "unsure"),
        about("1.1.1/S1", "ОН5"),  # of another level
    )
    assert row_of(analysis, "6").verbs.outcomes == ("ОН1", "ОН2")
    assert row_of(analysis, "6", "knowledge").verbs == row_of(analysis, "6").verbs


def test_verbs_change_no_share():
    """The same decisions with outcomes of other verbs: every share is the same."""
    plain = analysed(about("3.1.1/S1"))
    other = (replace(OUTCOMES[0], text=Names("Деректерді біледі")), *OUTCOMES[1:])
    links = replace(about("3.1.1/S1"), outcome_fingerprint=other[0].fingerprint)
    low = analysed(links, outcomes=other)
    assert [row.share for row in level_rows(low)] == [row.share for row in level_rows(plain)]
    assert row_of(low, "6").verbs.distribution.counts != row_of(plain, "6").verbs.distribution.counts


@pytest.mark.parametrize("lang", LANGS)
def test_levels_are_told_in_sentences(lang):
    """Higher, lower, the same, not comparable are four sentences; verbs are told with n of m and without a judgement."""
    analysis = analysed(about("3.1.1/S1"), about("3.1.1/S2", "ОН2"), about("3.1.1/S3", "ОН4"), sqf="5")
    rows = [row_of(analysis, level) for level in ("4", "5", "6", "")]
    assert len({level_text(row, lang) for row in rows}) == 4
    assert all("5" in level_text(row, lang) for row in rows)
    text = verbs_text(rows[2].verbs, lang)
    assert word("verbs-reaches", lang) in text
    assert "ОН4" in text
    assert "50\u00a0%" in text
    nothing = verbs_text(rows[3].verbs, lang)
    assert "%" not in nothing


def test_the_tables_of_levels_obey_their_schemas(analysis):
    """Of the bundled programme and of one with every special case; verbs stand in a table of their own."""
    for one in (analysis, analysed(about("3.1.1/S1"), sqf="")):
        frame = LEVELS.check(levels_table(one))
        assert len(frame) == len(level_rows(one))
        verbs = LEVEL_VERBS.check(level_verbs_table(one))
        assert len(verbs) == len(frame[["standard_id", "level"]].drop_duplicates())
        counts = verbs[[f"level_{level}" for level in range(1, 7)]].sum(axis=1)
        assert counts.tolist() == verbs["m"].tolist()
    assert levels_table(analysed(sqf=""))["difference"].isna().all()


# --- level descriptors of frameworks ----------------------------------------------------------------------------------


def descriptor(place, kind="skill", nqf="6", area="3.1 Бағдарламалау", text=""):
    sub_level = place.split("/")[0] if nqf else ""
    words = text or f"{place} сипаттамасы"
    return Descriptor(f"F1/{place}", "F1", area, nqf, sub_level, kind, words, place == "62/S1", "", "f.txt", 1, 1)


DESCRIPTORS = (
    descriptor("61/S1"),
    descriptor("61/C1", "competence"),
    descriptor("62/S1"),
    descriptor("62/S2", text="61/S1 сипаттамасы"),
    descriptor("6/S1", area="3.2 Байланыс"),
    descriptor("71/S1", nqf="7"),
    descriptor("5/S1", nqf="5"),
    descriptor("0/S1", nqf=""),
)


def meets(place, outcome="ОН1", verdict="full"):
    row = next(one for one in DESCRIPTORS if one.statement_id == f"F1/{place}")
    made = decision(outcome=outcome, verdict=verdict, statement_id=row.statement_id, standard_id="F1")
    print_ = statement_of_descriptor(row, "kk").fingerprint
    return replace(made, statement_fingerprint=print_, outcome_fingerprint=PRINTS.get(outcome, ""))


def aligned(*decisions, suggested=(), sqf="6"):
    document = Parsed("f.txt", "kk", "framework-2013", "", (), (), (), DESCRIPTORS)
    frameworks = frameworks_for([Target("F1")], {"F1": act(act_id="F1")}, {"F1": document})
    one = programme(
        sqf_level=sqf, nqf_level="", outcomes=OUTCOMES, disciplines=(discipline(),), marks=(("П1", "ОН1", "M"),)
    )
    found = analyse(one, (), decisions, as_of=AS_OF, frameworks=frameworks)
    made = tuple(Suggestion(outcome, 1, f"F1/{place}", 0.0, confidence, "") for outcome, place, confidence in suggested)
    return replace(found, suggestions=made)


def alignment(analysis, place):
    return next(row for row in alignment_rows(analysis) if row.descriptor.statement_id == f"F1/{place}")


def test_descriptors_of_the_claimed_level_and_of_the_next():
    """Level 6 in the order of the document, then level 7; level 5 and what has no level are not there, the last is listed."""
    analysis = aligned()
    assert [(row.position, row.descriptor.statement_id) for row in alignment_rows(analysis)] == [
        *(("claimed", one.statement_id) for one in DESCRIPTORS[:5]),
        ("above", "F1/71/S1"),
    ]
    assert descriptors_without_level(analysis) == DESCRIPTORS[-1:]
    assert {row.descriptor.statement_id for row in alignment_rows(analysis) if row.descriptor.inferred} == {"F1/62/S1"}


@pytest.mark.parametrize(
    ("decisions", "state", "step", "outcomes"),
    [
        ([], "undecided", None, ()),
        ([("ОН1", "full")], "full", "assessed", ("ОН1",)),
        ([("ОН2", "partial")], "partial", "declared", ("ОН2",)),
        ([("ОН2", "full"), ("ОН1", "partial")], "full", "assessed", ("ОН1", "ОН2")),
        ([("", "none")], "none", None, ()),
        ([("", "na")], "na", None, ()),
        ([("ОН1", "unsure")], "unsure", None, ()),
    ],
)
def test_the_state_of_a_descriptor(decisions, state, step, outcomes):
    """What decisions say of it, how far it is proved, and which outcomes meet it."""
    row = alignment(aligned(*(meets("61/S1", *one) for one in decisions)), "61/S1")
    assert (row.state, row.step, row.outcomes) == (state, step, outcomes)


def test_suggestions_stand_beside_decisions_and_are_counted_nowhere():
    """Likeliest first; a pair that somebody decided about is no suggestion any more, whatever the decision was."""
    suggested = [("ОН2", "61/S1", 0.4), ("ОН1", "61/S1", 0.9), ("ОН5", "61/S1", 0.7), ("ОН1", "62/S1", 0.8)]
    before, after = aligned(), aligned(suggested=suggested)
    assert alignment(after, "61/S1").suggested == (("ОН1", 0.9), ("ОН5", 0.7), ("ОН2", 0.4))
    assert alignment_counts(after) == alignment_counts(before)
    assert alignment(after, "61/S1").outcomes == ()
    decided = aligned(meets("61/S1"), meets("61/S1", "ОН5", "none"), meets("62/S1", "", "none"), suggested=suggested)
    assert alignment(decided, "61/S1").suggested == (("ОН2", 0.4),)
    assert alignment(decided, "62/S1").suggested == ()


def test_counts_as_computed_by_hand():
    """Level 6, skills: 61/S1 = 62/S2, 62/S1 and 6/S1 are three texts; the first is full, the last partial: 2 of 3.

    Sub-level 61: 1 of 1; sub-level 62 has both texts: its own row 62/S2 is undecided, 0 of 2; 3.2: 1 of 1. n/a leaves
    both sides: the one competence does not apply, 0 of 0. Level 7: 0 of 1.
    """
    analysis = aligned(meets("61/S1"), meets("6/S1", "ОН2", "partial"), meets("61/C1", "", "na"))
    found = {
        (row.position, row.area[:3], row.sub_level, row.share.kind): (row.n, row.m)
        for row in alignment_counts(analysis)
    }
    assert found == {
        ("claimed", "", "", "skill"): (2, 3),
        ("claimed", "", "", "competence"): (0, 0),
        ("claimed", "3.1", "61", "skill"): (1, 1),
        ("claimed", "3.1", "61", "competence"): (0, 0),
        ("claimed", "3.1", "62", "skill"): (0, 2),
        ("claimed", "3.2", "6", "skill"): (1, 1),
        ("above", "", "", "skill"): (0, 1),
        ("above", "3.1", "71", "skill"): (0, 1),
    }
    whole = alignment_counts(analysis)[0].share
    assert [whole.at(step)[0] for step in STEPS] == [1.5, 1, 1]


def test_what_is_met_above_is_no_fault():
    """A descriptor of level 7 that is met changes nothing about level 6, and no gap or warning about levels comes of it."""
    before, after = aligned(meets("61/S1")), aligned(meets("61/S1"), meets("71/S1"))
    claimed = [[row for row in alignment_counts(one) if row.position == "claimed"] for one in (before, after)]
    assert claimed[0] == claimed[1]
    assert alignment(after, "71/S1").state == "full"
    assert before.gaps == after.gaps == ()
    assert [warn.code for warn in after.warns if warn.code in ("W08", "W09")] == []


@pytest.mark.parametrize("lang", LANGS)
def test_alignment_is_told_in_sentences(lang):
    """N of m, the states with their numbers, and of the level above that nobody asks for it."""
    rows = alignment_counts(aligned(meets("61/S1")))
    claimed, above = alignment_text(rows[0], lang), alignment_text(rows[-1], lang)
    assert f"{word('state-undecided', lang)} – 2" in claimed
    assert ("1/3" in claimed) or ("1 из 3" in claimed) or ("1 of 3" in claimed)
    assert above.count(".") > claimed.count(".")


def test_the_tables_of_alignment_obey_their_schemas():
    """One row a descriptor, suggestions as text with confidence; counts of every level and sub-level."""
    analysis = aligned(meets("61/S1"), suggested=[("ОН2", "61/S1", 0.456), ("ОН5", "61/S1", 0.31)])
    frame = ALIGNMENT.check(alignment_table(analysis))
    assert frame.loc[0, ["state", "step", "outcomes", "suggested", "sub_level"]].tolist() == [
        *("full", "assessed", "ОН1", "ОН2 0.46; ОН5 0.31", "61")
    ]
    counts = ALIGNMENT_COUNTS.check(alignment_counts_table(analysis))
    assert (counts["n"] == counts["full"] + counts["partial"]).all()
    assert (counts["m"] == counts["statements"] - counts["na"]).all()


def test_a_programme_without_frameworks_or_standards_has_empty_tables(analysis):
    """No framework, no alignment; no standard, no level rows: empty tables, no error."""
    assert alignment_table(analysis).empty
    assert alignment_counts_table(analysis).empty
    assert levels_table(aligned()).empty
    assert level_verbs_table(aligned()).empty
    assert alignment_rows(aligned(sqf="бакалавр")) == ()


def test_the_bundled_framework_says_which_descriptors_a_bachelor_meets(project, library):
    """Area 3.1, levels 61 and 62, then 71 and 72; a decision about a descriptor shows in its row and count only."""
    one = project.programme("bachelor-information-systems")
    frameworks = frameworks_for(one.targets, library.acts, library.documents)
    code = one.outcomes[8]
    row = frameworks[0].statements("6")[0]
    made = decision(outcome=code.outcome_id, statement_id=row.statement_id, standard_id=row.standard_id)
    made = replace(made, outcome_fingerprint=code.fingerprint, statement_fingerprint=row.fingerprint)
    analysis = analyse(one, compare_with((), library.acts, library.parsed), [made], as_of=AS_OF, frameworks=frameworks)
    rows = alignment_rows(analysis)
    assert list(dict.fromkeys((item.position, item.descriptor.sqf_level) for item in rows)) == [
        *(("claimed", "61"), ("claimed", "62"), ("above", "71"), ("above", "72"))
    ]
    assert [item.descriptor.statement_id for item in rows if item.outcomes] == [row.statement_id]
    assert any(item.suggested for item in rows)
    met = {(item.sub_level, item.share.kind): item.n for item in alignment_counts(analysis) if item.n}
    assert met == {("", row.kind): 1, ("61", row.kind): 1}
