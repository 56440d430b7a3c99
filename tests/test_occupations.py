from dataclasses import replace
from datetime import date

import pytest
from factories import act, decision, outcome, programme
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.align.concepts import bundled_table
from toolkit.align.suggest import make_suggester
from toolkit.analysis import candidate_of, wanted_of
from toolkit.library import Library
from toolkit.model import (
    Card,
    Function,
    Item,
    Parsed,
    Span,
    Standard,
    Suggestion,
    Target,
    Unit,
    statements_of,
)
from toolkit.occupations import other_cards, other_cards_table
from toolkit.settings import Settings
from toolkit.tables.proposals import OTHER_CARDS
from toolkit.text import fingerprint

HERE = Span(1, 1)


def items(*texts):
    return tuple(Item("skill", number, "", text, HERE) for number, text in enumerate(texts, start=1))


def card(number, *texts):
    unit = Unit(1, "task", "Міндет", HERE, items(*texts))
    return Card(number, f"Маман {number}", ("4",), HERE, functions=(Function(1, "Есеп", HERE, (unit,)),))


STANDARD = Standard(
    "X1",
    "X1",
    "Стандарт",
    "kk",
    "x.kk.txt",
    cards=(card(1, "алма", "алмұрт", "шие", "алма"), card(2, "алма", "өрік", "жүзім", "анар"), card(3)),
)
LIBRARY = Library({"X1": act()}, {"X1": Parsed("x.kk.txt", "kk", "card-2016", "", (STANDARD,), (), ())}, {})
PLAN_OF = programme(outcomes=(outcome("ОН1"), outcome("ОН2")), targets=(Target("X1", (1,)),))
TEXTS = {row.statement_id.removeprefix("X1/"): row.text for row in statements_of(STANDARD)}


def said(place, code="ОН1", verdict="full", **changes):
    prints = {one.outcome_id: one.fingerprint for one in PLAN_OF.outcomes}
    made = decision(place, code, verdict, statement_fingerprint=fingerprint(TEXTS[place]), **changes)
    return replace(made, outcome_fingerprint=prints.get(code, ""))


def hint(place, confidence, code="ОН1"):
    return Suggestion(code, 1, f"X1/{place}", 0.0, confidence, "")


def ranked(decisions=(), hints=(), **options):
    found = other_cards(LIBRARY, PLAN_OF, decisions, hints, Settings(), **options)
    return {row.card.number: row for row in found}


def test_each_text_counts_in_one_place_only():
    """Card 2 by hand: «алма» equal to card 1, «өрік» in part, «жүзім» likely, «анар» possible; 0.5 of 4 confirmed."""
    found = ranked(
        [said("1.1.1/S1"), said("2.1.1/S2", verdict="partial")],
        [
            hint("2.1.1/S1", 0.9),
            hint("2.1.1/S2", 0.9),
            hint("2.1.1/S3", 0.7),
            hint("2.1.1/S3", 0.8, "ОН2"),
            hint("2.1.1/S4", 0.3),
        ],
    )[2]
    assert (found.denominator, found.confirmed, found.covered) == (4, 1, 0.5)
    assert (found.equal, found.likely) == (1, 1)
    assert found.expected == pytest.approx(0.8 + 0.3)
    assert found.share == pytest.approx(0.125)
    assert found.share_with_suggestions == pytest.approx((0.5 + 1 + 1.1) / 4)


def test_equal_texts_of_a_card_are_one():
    """«алма» stands twice in card 1: three different texts, one decision covers it in both places."""
    found = ranked([said("1.1.1/S1")])[1]
    assert (dict(found.statements)["skill"], found.denominator, found.confirmed, found.equal) == (3, 3, 1, 0)


def test_suggestions_never_raise_the_share_confirmed():
    """However sure suggestions are, a card without decisions has a share of nothing."""
    found = ranked(hints=[hint(f"2.1.1/S{number}", 1.0) for number in (1, 2, 3, 4)])
    assert (found[2].share, found[2].share_with_suggestions) == (0, 1)
    assert list(found) == [2, 1, 3]


def test_what_was_rejected_is_no_hope():
    """A rejected pair, and a statement that no outcome serves, are expected of nobody; what does not apply is left out."""
    hints = [hint(f"2.1.1/S{number}", 0.9) for number in (2, 3, 4)]
    found = ranked([said("2.1.1/S2", verdict="none"), said("2.1.1/S3", "", "none"), said("2.1.1/S4", "", "na")], hints)[
        2
    ]
    assert (found.likely, found.expected, found.denominator) == (0, 0, 3)


def test_an_equal_text_does_not_overrule_what_was_said_here():
    """Somebody said that nothing serves «алма» in card 2: that it is covered in card 1 does not help."""
    found = ranked([said("1.1.1/S1"), said("2.1.1/S1", "", "none")])[2]
    assert (found.equal, found.equal_covered) == (0, 0)


def test_decisions_about_former_texts_do_not_count():
    """The statement has changed since: not confirmed, and no equal text of it either."""
    found = ranked([replace(said("1.1.1/S1"), statement_fingerprint="another")])
    assert (found[1].confirmed, found[2].equal) == (0, 0)


def test_cards_of_which_nothing_can_be_counted_come_last():
    """Card 3 has no statements: no share, at the end; card 1 is what the programme names."""
    found = ranked([said("1.1.1/S1")])
    assert list(found) == [1, 2, 3]
    assert (found[3].share, found[3].share_with_suggestions) == (None, None)
    assert [row.compared for row in found.values()] == [True, False, False]


def test_the_whole_library_is_ranked(project, library):
    """Every card of every standard once; the bundled programme covers most of the card that it was made for."""
    mine = project.programme("college-statistics")
    candidates = [candidate_of(row) for standard in library.standards() for row in statements_of(standard)]
    hints = list(make_suggester(candidates, bundled_table()).suggest(wanted_of(mine), top=300, at_least=0.02))
    rows = other_cards(library, mine, project.decisions("college-statistics"), hints, Settings())
    assert len(rows) == sum(len(standard.cards) for standard in library.standards())
    assert (rows[0].standard.standard_id, rows[0].card.number) == ("V2000019833", 1)
    frame = OTHER_CARDS.check(other_cards_table(rows, "kk", date(2026, 11, 21)))
    assert frame["place"].tolist() == list(range(1, len(rows) + 1))
    assert frame["share"].dropna().is_monotonic_decreasing
    bare = other_cards(library, mine, [], hints, Settings())
    assert {row.confirmed + row.equal for row in bare} == {0}


PLACES = st.sampled_from(sorted(TEXTS))
DECISIONS = st.lists(
    st.builds(said, PLACES, st.sampled_from(["ОН1", "ОН2"]), st.sampled_from(["full", "partial", "none"])),
    max_size=6,
    unique_by=lambda row: (row.outcome_id, row.statement_id),
)
HINTS = st.lists(st.builds(hint, PLACES, st.floats(0, 1), st.sampled_from(["ОН1", "ОН2"])), max_size=6)


@settings(deadline=None)
@given(DECISIONS, HINTS)
def test_counts_stay_within_the_card(decisions, hints):
    """Confirmed, equal and expected never exceed the texts that apply, and the estimate is never below the share."""
    for row in ranked(decisions, hints).values():
        assert row.confirmed + row.equal + row.likely <= row.denominator
        assert row.expected <= row.denominator - row.confirmed - row.equal + 1e-6
        assert row.share is None or row.share <= row.share_with_suggestions <= 1 + 1e-6
