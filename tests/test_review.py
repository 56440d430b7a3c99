"""The session of review: what it shows, what it records, what it refuses."""

import json
import re
import string
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from desk_room import (
    AGAIN,
    COLLECT,
    FIELD,
    LAW,
    NOON,
    PROGRAMME,
    REPORT,
    STATEMENTS,
    SUGGESTIONS,
    Room,
    changed,
)
from factories import decision, outcome, programme
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.decisions import replay
from toolkit.errors import InputError
from toolkit.labels import load
from toolkit.model import LANGS
from toolkit.review import DeskSettings, agreement, disagreements, estimate, said_by, second_sample, simulate
from toolkit.review.agreement import DISAGREEMENTS, kappa
from toolkit.review.people import check_reviewer
from toolkit.review.search import WordIndex, beginnings, marks
from toolkit.review.stopping import Labelled
from toolkit.text import mixed_words
from toolkit.widgets.desk import WORDS

OUTCOME_PRINTS = {one.outcome_id: one.fingerprint for one in PROGRAMME.outcomes}
STATEMENT_PRINTS = {one.statement_id: one.fingerprint for one in STATEMENTS}


def counted(rows):
    """What counts after a replay: verdict and who said it, for each pair."""
    ledger = replay(rows, OUTCOME_PRINTS, STATEMENT_PRINTS)
    return {(row.outcome_id, row.statement_id): (row.verdict, row.reviewer) for row in ledger.current}


def about(row, outcome_id, verdict, *, reviewer="Болат", minutes=-60, **changes):
    """A decision about today's texts that somebody made earlier."""
    return decision(
        row.statement_id.removeprefix("X1/"),
        outcome_id,
        verdict,
        reviewer=reviewer,
        minutes=minutes,
        outcome_fingerprint=OUTCOME_PRINTS.get(outcome_id, ""),
        statement_fingerprint=row.fingerprint,
        **changes,
    )


# --- what is shown


def test_the_view_is_plain_values():
    """Every part of the view can be sent as JSON, in both directions and every language."""
    room = Room()
    for direction in ("outcome", "statement"):
        for lang in LANGS:
            room.session.set_direction(direction)
            room.session.set_lang(lang)
            view = room.view
            assert json.loads(json.dumps(view)) == view
            assert view["words"]["verdict-full"] == load("desk")["verdict-full"][lang]


def test_an_outcome_is_shown_with_its_suggestions_by_confidence():
    """Equal statements are one candidate with their places; the most confident stands first and is selected."""
    view = Room().view
    assert (view["item"]["code"], view["item"]["kind"]) == ("ОН1", "outcome")
    assert [(one["code"], one["places"], one["band"]) for one in view["candidates"]] == [
        (COLLECT.statement_id, 2, "likely"),
        (LAW.statement_id, 1, "possible"),
        (REPORT.statement_id, 1, "unlikely"),
    ]
    assert [one["selected"] for one in view["candidates"]] == [True, False, False]
    assert view["candidates"][0]["place"] == ["X1", "Маман 1", "Есеп", "Міндет"]
    assert view["candidates"][0]["elsewhere"] == ["X1 · Маман 1 · Бақылау · Міндет"]


def test_the_matching_words_are_marked():
    """The marks are ranges of characters of the words that both texts have, in any ending."""
    first = Room().view["candidates"][0]
    text = first["texts"]["kk"]
    assert [text[start:end] for start, end in first["marks"]["kk"]] == ["деректерді"]


def test_a_statement_is_shown_with_its_outcomes_and_as_a_whole():
    """In the other direction the candidates are outcomes, then the statement as a whole."""
    room = Room(direction="statement")
    room.session.goto(next(key for key in room.session._state.queue if LAW.fingerprint in key))
    assert [one["code"] for one in room.view["candidates"]] == ["ОН1", "ОН2", ""]
    assert room.view["item"]["code"] == LAW.statement_id


def test_turning_round_stays_with_the_pair():
    """From an outcome to its selected statement and back."""
    room = Room()
    room.session.select(room.candidate(LAW.statement_id)["key"])
    room.session.set_direction("statement")
    assert room.view["item"]["code"] == LAW.statement_id
    room.session.select(room.candidate("ОН2")["key"])
    room.session.set_direction("outcome")
    assert room.view["item"]["code"] == "ОН2"


def test_items_that_can_close_a_gap_come_first():
    """An outcome with an undecided likely suggestion stands before one that has none left."""
    covered = [about(row, "ОН1", "full") for row in (COLLECT, AGAIN)]
    assert Room(rows=covered).view["item"]["code"] == "ОН2"
    assert Room().view["item"]["code"] == "ОН1"


def test_next_and_back_stop_at_the_ends():
    """The last item stays, with a sentence."""
    room = Room()
    assert room.view["position"] == [1, 2]
    room.session.next()
    assert room.view["position"] == [2, 2]
    room.session.next()
    assert (room.view["position"], room.view["message"]["text"]) == ([2, 2], "This is the last")
    room.session.back()
    assert room.view["position"] == [1, 2]


def test_what_is_unknown_is_counted():
    """A suggestion about a statement that is not there is not shown, and the desk says so."""
    room = Room(statements=(COLLECT, REPORT))
    assert room.view["message"] == {"kind": "warning", "text": "Suggestions without a text here, not shown: 3"}


# --- filters and search


@pytest.mark.parametrize(
    ("name", "value", "codes"),
    [
        ("card", "X1/2", []),
        ("card", "X1/1", [COLLECT.statement_id, LAW.statement_id, REPORT.statement_id]),
        ("function", "X1/1.2", [AGAIN.statement_id]),
        ("kind", "knowledge", [LAW.statement_id]),
        ("state", "unsure", [REPORT.statement_id]),
        ("state", "undecided", [COLLECT.statement_id, LAW.statement_id]),
    ],
)
def test_filters_show_part_of_the_candidates(name, value, codes):
    """By card, function, kind and state; an equal text is shown at the place that the filter lets through."""
    room = Room(rows=[about(REPORT, "ОН1", "unsure")])
    room.session.set_filter(name, value)
    room.session.goto("o:ОН1")
    assert [one["code"] for one in room.view["candidates"]] == codes


def test_a_filter_that_finds_nothing_says_so():
    """There is no item, and nothing can be decided."""
    room = Room()
    room.session.set_filter("state", "suspect")
    assert (room.view["item"], room.view["position"]) == (None, [0, 0])
    assert room.view["message"]["kind"] == "warning"
    assert not room.session.decide("full").accepted
    assert room.session.next().accepted
    assert not room.session.search("есеп").decisions


def test_another_card_lets_go_of_the_function():
    """A function of another card would let nothing through."""
    room = Room()
    room.session.set_filter("function", "X1/1.2")
    room.session.set_filter("card", "X1/2")
    assert room.view["filters"]["function"] == {"value": "", "choices": [["", "All"], ["X1/2.1", "Есеп"]]}


def test_an_unknown_filter_is_refused():
    """Neither a name nor a value can be made up."""
    room = Room()
    assert not room.session.set_filter("colour", "red").accepted
    assert not room.session.set_filter("kind", "magic").accepted


def test_a_decided_candidate_stays_in_sight():
    """With a filter on undecided ones, what was just decided does not vanish under the cursor."""
    room = Room()
    room.session.set_filter("state", "undecided")
    room.session.goto("o:ОН1")
    room.decide(LAW.statement_id, "partial")
    assert room.candidate(LAW.statement_id)["verdict"] == "partial"


def test_search_finds_any_statement():
    """By beginnings of words, whatever the capitals; what was found can be decided and is recorded as not suggested."""
    room = Room()
    room.session.search("ДАЛА жұм")
    found = room.view["candidates"]
    assert [(one["code"], one["found_by_search"], one["band"]) for one in found] == [(FIELD.statement_id, True, "none")]
    (row,) = room.session.decide("full").decisions
    assert (row.method, row.suggested_rank, row.suggested_confidence) == ("manual", None, None)
    room.session.clear_search()
    assert room.candidate(FIELD.statement_id)["verdict"] == "full"


def test_search_in_the_other_direction_finds_outcomes():
    """By code and by words of any language."""
    room = Room(direction="statement")
    for words in ("ОН2", "готовит отч", "Готовит Отчет"):
        room.session.search(words)
        assert [one["code"] for one in room.view["candidates"]] == ["ОН2"], words


def test_more_results_than_are_shown_are_counted():
    """Nothing is left out silently."""
    room = Room(settings=DeskSettings(results=1))
    assert room.session.search("ст").text == "Found: 1"
    assert room.session.search("жүрг").accepted
    assert room.session.search("е").text == "Found: 1"
    everything = WordIndex({str(number): ["есеп"] for number in range(5)})
    assert len(everything.search("есе")) == 5
    two = Room(statements=(*STATEMENTS, changed(FIELD, "Есеп беру")), settings=DeskSettings(results=1))
    assert two.session.search("есеп").text == "Found: 2; the first 1 are shown"


@given(st.text(max_size=40), st.text(max_size=20))
def test_search_takes_any_text(text, query):
    """No text or query breaks the search; a text is found by each of its own words."""
    index = WordIndex({"a": [text]})
    assert index.search(query) in ([], ["a"])
    for word in text.split():
        if WordIndex({"a": [word]}).search(word):
            assert index.search(word) == ["a"]


def test_look_alike_letters_make_no_difference():
    """A Latin letter in the text or in the query is taken for the Cyrillic one."""
    index = WordIndex({"a": ["Aлынған COT деректері"]})  # Latin A and COT
    assert index.search("алын") == index.search("сот") == index.search("cot") == ["a"]


@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=3))
def test_marks_are_ranges_of_the_text(text, others):
    """In order, not empty, inside the text."""
    found = marks(text, beginnings(others))
    flat = [place for pair in found for place in pair]
    assert flat == sorted(set(flat))
    assert all(0 <= place <= len(text) for place in flat)


# --- deciding


def test_a_decision_is_written_with_everything_that_was_shown():
    """Who, when, the texts and their fingerprints, the edition, what was suggested, the seconds, the version."""
    room = Room()
    room.clock.wind(12.5)
    reply = room.decide(LAW.statement_id, "partial", reason="  тек\nзаң ")
    (row,) = room.rows
    assert reply.decisions == (row,)
    assert (row.reviewer, row.decided_at, row.role) == ("Айгүл", NOON + timedelta(seconds=12.5), "review")
    assert (row.outcome_id, row.outcome_fingerprint) == ("ОН1", OUTCOME_PRINTS["ОН1"])
    assert (row.statement_id, row.statement_fingerprint) == (LAW.statement_id, LAW.fingerprint)
    assert (row.act_sha256, row.verdict, row.reason) == ("a" * 64, "partial", "тек заң")
    assert (row.suggested_rank, row.suggested_score, row.suggested_confidence) == (2, -1.0, 0.3)
    assert (row.method, row.seconds, row.tool_version) == ("words/1", 12.5, "9")
    assert row.outcome_text == "Статистикалық деректерді жинайды | Собирает статистические данные"
    assert row.statement_text == "Статистика туралы заң"
    assert re.fullmatch("[0-9a-f]{12}", row.decision_id)


def test_equal_statements_are_decided_once_for_all_places():
    """One decision, a row for every place, each with its own identifier."""
    room = Room()
    reply = room.session.decide("full")
    assert {row.statement_id for row in reply.decisions} == {COLLECT.statement_id, AGAIN.statement_id}
    assert len({row.decision_id for row in reply.decisions}) == 2
    assert counted(room.rows) == {
        ("ОН1", COLLECT.statement_id): ("full", "Айгүл"),
        ("ОН1", AGAIN.statement_id): ("full", "Айгүл"),
    }


def test_a_text_decided_for_some_places_only_is_open():
    """It is shown as mixed, and one decision settles all places."""
    room = Room(rows=[about(COLLECT, "ОН1", "full", reviewer="Айгүл")])
    first = room.candidate(COLLECT.statement_id)
    assert (first["verdict"], first["mixed"], first["open"]) == ("", True, True)
    assert room.session.decide("full").accepted
    assert room.candidate(COLLECT.statement_id)["verdict"] == "full"


def test_after_a_decision_the_next_candidate_is_selected():
    """One key a candidate; a setting leaves the selection where it is."""
    room = Room()
    room.session.decide("full")
    assert room.candidate(LAW.statement_id)["selected"]
    still = Room(settings=DeskSettings(advance=False))
    still.session.decide("full")
    assert still.candidate(COLLECT.statement_id)["selected"]


def test_nothing_is_decided_that_could_not_be_written():
    """A full disk or a locked file leaves everything as it was and says so."""

    def broken(_):
        raise InputError("айгүл.csv: another window is writing")

    room = Room(write=broken)
    before = room.view
    reply = room.session.decide("full")
    assert not reply.accepted
    assert "айгүл.csv" in room.view["message"]["text"]
    assert {**room.view, "message": None} == {**before, "message": None}


@pytest.mark.parametrize("verdict", ["withdrawn", "", "FULL", "maybe"])
def test_only_the_five_verdicts_can_be_given(verdict):
    """Taking back is an undo, not a verdict."""
    room = Room()
    assert not room.session.decide(verdict).accepted
    assert room.rows == []


def test_a_statement_as_a_whole_cannot_be_covered():
    """Only none, not applicable and unsure make sense without an outcome."""
    room = Room(direction="statement")
    assert not room.decide("", "full").accepted
    (row, *_) = room.decide("", "none").decisions
    assert (row.outcome_id, row.outcome_fingerprint, row.outcome_text) == ("", "", "")


def test_a_verdict_for_another_item_is_refused():
    """A key pressed for what was on the screen before is not recorded about what is there now."""
    room = Room()
    room.session.next()
    assert not room.session.decide("full", item="o:ОН1").accepted
    assert room.rows == []


def test_the_same_decision_again_writes_nothing():
    """Unless it comes with a new reason."""
    room = Room()
    room.decide(LAW.statement_id, "partial")
    assert room.decide(LAW.statement_id, "partial").decisions == ()
    (row,) = room.decide(LAW.statement_id, "partial", reason="толығырақ").decisions
    assert row.reason == "толығырақ"


# --- reasons


@pytest.mark.parametrize(
    ("code", "verdict", "needed"),
    [
        (COLLECT.statement_id, "none", True),
        (COLLECT.statement_id, "full", False),
        (COLLECT.statement_id, "unsure", False),
        (LAW.statement_id, "none", False),
        (LAW.statement_id, "na", True),
    ],
)
def test_a_reason_is_needed_against_a_strong_suggestion_and_for_na(code, verdict, needed):
    """Nothing is written before it is given; with it the same verdict is accepted."""
    room = Room()
    reply = room.decide(code, verdict)
    assert (reply.accepted, reply.asks) == ((False, "reason") if needed else (True, ""))
    assert (room.rows == []) == needed
    if needed:
        assert room.view["ask"]["what"] == "reason"
        assert room.decide(code, verdict, reason="себебі").accepted
        assert room.view["ask"] is None


@pytest.mark.parametrize(("who", "word"), [("Айгүл", "your own"), ("Болат", "Болат")])
def test_changing_a_decision_needs_a_reason(who, word):
    """One's own or another's; confirming it needs none."""
    room = Room(rows=[about(LAW, "ОН1", "partial", reviewer=who)])
    reply = room.decide(LAW.statement_id, "full")
    assert (reply.asks, word in reply.text) == ("reason", True)
    assert room.decide(LAW.statement_id, "full", reason="қайта қарадым").accepted


def test_confirming_anothers_decision_needs_no_reason():
    """It is a row of one's own."""
    room = Room(rows=[about(LAW, "ОН1", "partial")])
    (row,) = room.decide(LAW.statement_id, "partial").decisions
    assert row.reviewer == "Айгүл"


def test_an_unsure_decision_may_be_settled_without_a_reason():
    """Unsure means that the decision is still to be made."""
    room = Room(rows=[about(LAW, "ОН1", "unsure")])
    assert room.decide(LAW.statement_id, "full").accepted


def test_contradicting_the_statement_as_a_whole_needs_a_reason():
    """A link to a text that was rejected as a whole, and the rejection of a text that has a link."""
    room = Room(rows=[about(LAW, "", "none")])
    assert room.candidate(LAW.statement_id)["whole"] == "none"
    assert room.decide(LAW.statement_id, "full").asks == "reason"
    linked = Room(rows=[about(LAW, "ОН1", "full")], direction="statement")
    linked.session.goto(f"s:K-{LAW.fingerprint}")
    assert linked.decide("", "none").asks == "reason"


# --- undo


def test_undo_of_a_first_decision_leaves_it_undecided():
    """A new row takes it back; nothing is removed."""
    room = Room()
    room.decide(LAW.statement_id, "full")
    assert room.session.undo().accepted
    assert [row.verdict for row in room.rows] == ["full", "withdrawn"]
    assert counted(room.rows) == {}
    assert room.candidate(LAW.statement_id)["verdict"] == ""
    assert room.candidate(LAW.statement_id)["selected"]


def test_undo_puts_back_what_was_said_before():
    """The verdict and reason of before, as a new row that says that it is an undo."""
    room = Room()
    room.decide(LAW.statement_id, "full", reason="анық")
    room.decide(LAW.statement_id, "none", reason="қате")
    room.session.undo()
    assert (room.rows[-1].verdict, room.rows[-1].reason) == ("full", "undone; анық")
    room.session.undo()
    assert room.rows[-1].verdict == "withdrawn"
    assert not room.view["can_undo"]
    assert not room.session.undo().accepted


def test_undo_never_speaks_for_another():
    """After a colleague's decision was overruled and that undone, the colleague's decision counts, in his name."""
    before = [about(LAW, "ОН1", "partial")]
    room = Room(rows=before)
    room.decide(LAW.statement_id, "full", reason="анық")
    room.session.undo()
    assert counted(room.rows) == {("ОН1", LAW.statement_id): ("partial", "Болат")}
    assert {row.reviewer for row in room.rows[1:]} == {"Айгүл"}


def test_undo_does_not_overrule_what_came_later():
    """A colleague has decided since: undoing one's own change leaves the colleague's decision in force."""
    room = Room()
    room.decide(LAW.statement_id, "full")
    room.decide(LAW.statement_id, "none", reason="қайта")
    room.clock.wind(60)
    room.session.refresh([about(LAW, "ОН1", "partial", minutes=0.5)])
    room.session.undo()
    assert [row.verdict for row in room.rows] == ["full", "none", "withdrawn"]
    assert room.candidate(LAW.statement_id)["who"] == "Болат"


def test_undo_goes_back_to_where_it_was():
    """The item and the direction of the decision are shown again."""
    room = Room()
    room.session.goto("o:ОН2")
    room.decide(REPORT.statement_id, "full")
    room.session.set_direction("statement")
    room.session.undo()
    assert (room.view["item"]["code"], room.view["direction"]) == ("ОН2", "outcome")


def test_undo_of_what_changed_in_another_window_is_refused():
    """The other window of the same reviewer has the last word."""
    room, other = Room(), Room(number=1)
    room.decide(LAW.statement_id, "full")
    other.session.refresh(room.rows)
    other.clock.wind(5)
    other.decide(LAW.statement_id, "none", reason="қайта")
    room.session.refresh(other.rows)
    assert not room.session.undo().accepted
    assert room.rows[-1].verdict == "full"


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=400)])
def test_a_clock_that_was_put_back_does_not_revive_old_decisions(back):
    """A change is always later than what it changes, whatever the clock says."""
    room = Room(rows=[about(LAW, "ОН1", "full", minutes=30)])
    room.clock.time = NOON - back
    room.decide(LAW.statement_id, "none", reason="қайта қарадым")
    assert counted(room.rows)["ОН1", LAW.statement_id] == ("none", "Айгүл")


# --- bulk


def test_bulk_asks_first_and_is_undone_as_one():
    """It says how many; each pair gets a row whose reason names the bulk; one undo takes all back."""
    room = Room()
    reply = room.session.bulk_none(0.4)
    assert (reply.asks, room.rows) == ("bulk", [])
    assert room.view["ask"]["text"].startswith("Undecided suggestions with a confidence below 0.4: 3, rows: 3.")
    room.session.bulk_none(0.4, confirm=True)
    assert {(row.outcome_id, row.statement_id, row.verdict) for row in room.rows} == {
        ("ОН1", LAW.statement_id, "none"),
        ("ОН1", REPORT.statement_id, "none"),
        ("ОН2", LAW.statement_id, "none"),
    }
    assert {row.reason for row in room.rows} == {"decided in bulk: every suggestion with a confidence below 0.4"}
    assert {row.seconds for row in room.rows} == {None}
    assert room.session.undo().decisions
    assert counted(room.rows) == {}


def test_bulk_spares_what_somebody_has_looked_at():
    """Decided, unsure and suspect pairs stay as they are; filters hold."""
    rows = [about(LAW, "ОН1", "unsure"), about(REPORT, "ОН1", "full", statement_text="Бұрынғы")]
    room = Room(rows=rows)
    room.session.bulk_none(0.4, confirm=True)
    assert [(row.outcome_id, row.statement_id) for row in room.rows[2:]] == [("ОН2", LAW.statement_id)]
    filtered = Room()
    filtered.session.set_filter("kind", "skill")
    filtered.session.bulk_none(0.4, confirm=True)
    assert [row.statement_id for row in filtered.rows] == [REPORT.statement_id]


@pytest.mark.parametrize("below", [0.51, -0.1, 1.5, float("nan")])
def test_strong_suggestions_are_not_rejected_in_bulk(below):
    """Each of them needs a reason of its own; and a confidence is a number from 0 to 1."""
    room = Room()
    assert not room.session.bulk_none(below, confirm=True).accepted
    assert room.rows == []


# --- seconds, progress, estimate


def test_seconds_are_counted_since_the_item_or_the_last_decision():
    """Pauses are capped, and several places share the seconds of one decision."""
    room = Room()
    room.clock.wind(10)
    assert [row.seconds for row in room.session.decide("full").decisions] == [5.0, 5.0]
    room.clock.wind(4)
    assert room.decide(LAW.statement_id, "full").decisions[0].seconds == 4.0
    room.clock.wind(9999)
    assert room.decide(REPORT.statement_id, "full").decisions[0].seconds == 300.0
    room.session.next()
    assert room.decide(REPORT.statement_id, "full", seconds=7.25).decisions[0].seconds == 7.2


def test_progress_counts_pairs_and_estimates_the_time_left():
    """Every pair suggested or decided counts once, in both directions; the time is that of a usual decision."""
    room = Room(settings=DeskSettings(pause=60))
    assert (room.session.progress().decided, room.session.progress().total) == (0, 5)
    for code, verdict in ((COLLECT, "full"), (LAW, "partial"), (REPORT, "none")):
        room.clock.wind(30)
        room.decide(code.statement_id, verdict)
    assert room.view["progress"]["left_text"] == "Left: 2"
    for words, code in (("дала", FIELD), ("есеп", REPORT)):
        room.session.search(words)
        room.clock.wind(30)
        room.decide(code.statement_id, "partial", reason="бар")
    progress = room.session.progress()
    assert (progress.decided, progress.total) == (4, 6)
    assert room.view["progress"]["left_text"] == "Left: 2, about 1 min"
    room.session.set_direction("statement")
    assert room.session.progress() == progress


def test_a_statement_rejected_as_a_whole_closes_its_pairs():
    """Nobody needs to reject it for every outcome."""
    assert Room(rows=[about(LAW, "", "none")]).session.progress().decided == 2


def test_the_estimate_is_the_sum_of_the_open_confidences():
    """What is decided leaves the sum; unsure stays in it."""
    room = Room()
    assert room.session.estimate().left == pytest.approx(0.9 + 0.3 + 0.05 + 0.7 + 0.02)
    room.session.decide("full")
    room.decide(LAW.statement_id, "unsure")
    assert room.session.estimate().found == 1
    assert room.session.estimate().left == pytest.approx(0.3 + 0.05 + 0.7 + 0.02)
    assert "1 " in room.view["progress"]["estimate_text"] or "1;" in room.view["progress"]["estimate_text"]


# --- suspect


def test_a_changed_text_is_shown_with_its_words():
    """The decision no longer counts; what went and what came is shown; confirming it needs no reason."""
    old = about(LAW, "ОН1", "full", reviewer="Айгүл", statement_text="Статистика туралы ережелер")
    room = Room(rows=[changed_row(old)])
    shown = room.candidate(LAW.statement_id)
    assert shown["suspect"]["old"] == [["same", "Статистика туралы"], ["gone", "ережелер"], ["new", "заң"]]
    assert (shown["verdict"], shown["open"]) == ("full", True)
    assert room.decide(LAW.statement_id, "full").accepted
    assert room.candidate(LAW.statement_id)["suspect"] is None
    assert counted(room.rows)["ОН1", LAW.statement_id] == ("full", "Айгүл")
    room.session.undo()
    assert room.candidate(LAW.statement_id)["suspect"] is not None


def changed_row(row):
    """A decision about a text that was another then."""
    return replace(row, statement_fingerprint="0" * 16)


def test_an_old_row_without_its_text_says_so():
    """Older rows have only the fingerprint: suspect, with nothing to compare."""
    shown = Room(rows=[changed_row(about(LAW, "ОН1", "full"))]).candidate(LAW.statement_id)
    assert (shown["suspect"]["old"], shown["suspect"]["note"]) == ([], "The earlier text was not kept")


# --- several reviewers


def test_rows_of_others_arrive():
    """They are shown at once; the same rows again change nothing."""
    room = Room()
    news = [about(LAW, "ОН1", "partial"), about(FIELD, "ОН1", "full", minutes=-50)]
    assert room.session.refresh(news).text == "New decisions of others: 2"
    assert (room.candidate(LAW.statement_id)["who"], room.candidate(LAW.statement_id)["mine"]) == ("Болат", False)
    assert room.candidate(FIELD.statement_id)["verdict"] == "full"
    assert room.session.refresh(news).text == ""


def test_a_blind_review_shows_nothing_of_the_first():
    """No confidence, no reason, no verdict, no trace in progress, order or questions; the role is second."""
    first = [
        about(LAW, "ОН1", "partial", reason="менің ойымша"),
        about(COLLECT, "ОН1", "none", reason="жоқ"),
        about(AGAIN, "ОН1", "none", reason="жоқ"),
        about(FIELD, "ОН1", "full"),
    ]
    room, empty = Room(rows=first, blind=True), Room(blind=True)
    assert room.view == empty.view
    assert "disagreement" not in dict(room.view["filters"]["state"]["choices"])
    assert all(
        (one["confidence"], one["band"], one["why"], one["who"], one["verdict"]) == (None, "", "", "", "")
        for one in room.view["candidates"]
    )
    assert "Болат" not in json.dumps(room.view, ensure_ascii=False)
    reply = room.decide(COLLECT.statement_id, "none")
    assert reply.accepted
    assert {(row.role, row.suggested_rank, row.method) for row in reply.decisions} == {("second", None, "manual")}
    assert not room.session.bulk_none(0.1, confirm=True).accepted


def test_a_blind_review_has_no_order_of_rank():
    """The order depends on reviewer and item only; other confidences change nothing."""
    turned = [
        type(one)(one.outcome_id, 9 - one.rank, one.statement_id, 0.0, 1 - one.confidence, "") for one in SUGGESTIONS
    ]
    one, other = Room(blind=True), Room(blind=True, suggestions=turned)
    assert [row["code"] for row in one.view["candidates"]] == [row["code"] for row in other.view["candidates"]]


def test_a_second_review_of_a_sample_sees_the_sample_only():
    """Also pairs that the first reviewer found by search; nothing else is shown or counted."""
    first = [about(FIELD, "ОН1", "full"), about(LAW, "ОН1", "none")]
    sample = second_sample(said_by(first, "Болат", "review"), 1, "x")
    room = Room(rows=first, blind=True, only=sample)
    assert {one["code"] for one in room.view["candidates"]} == {FIELD.statement_id, LAW.statement_id}
    assert (room.session.progress().total, room.view["position"]) == (2, [1, 1])
    room.session.search("есеп")
    assert room.view["candidates"] == []


def test_an_adjudication_settles_a_disagreement():
    """It begins with the disagreements, shows both voices, needs a reason, counts, and is recorded as such."""
    rows = [about(LAW, "ОН1", "partial"), about(LAW, "ОН1", "none", reviewer="Айгүл", minutes=-50, role="second")]
    room = Room(reviewer="Төраға", rows=rows, role="adjudication")
    (shown,) = room.view["candidates"]
    assert [(voice["who"], voice["verdict"]) for voice in shown["voices"]] == [("Болат", "partial"), ("Айгүл", "none")]
    assert room.session.decide("partial").asks == "reason"
    (row,) = room.session.decide("partial", reason="мәтіні бойынша").decisions
    assert row.role == "adjudication"
    ledger = replay(room.rows, OUTCOME_PRINTS, STATEMENT_PRINTS)
    assert (ledger.disagreements, ledger.current[0].reviewer) == ((), "Төраға")
    room.session.undo()
    ledger = replay(room.rows, OUTCOME_PRINTS, STATEMENT_PRINTS)
    assert (len(ledger.disagreements), ledger.current[0].reviewer) == (1, "Айгүл")


@pytest.mark.parametrize(
    "name", ["", "  ", "123", "words/1", "words", "bot", "Auto Bot 2", "Модель", "жүйе", "x" * 101]
)
def test_a_machine_cannot_review(name):
    """Names of methods and machines, and no name at all, are refused."""
    with pytest.raises(InputError):
        Room(reviewer=name)


@pytest.mark.parametrize("name", ["Айгүл Серікова", "С. Бот", "Auto Mechanic Иван", "O'Neil"])
def test_people_may_have_any_name(name):
    """A word of the list inside a person's name does no harm."""
    assert check_reviewer(f"  {name} ") == name


# --- messages


def test_messages_drive_the_session():
    """What the widget sends does what the methods do."""
    room = Room()
    view = room.session.handle({"do": "decide", "verdict": "none", "item": "o:ОН1", "candidate": view_key(room)})
    assert view["ask"]["what"] == "reason"
    view = room.session.handle({"do": "decide", "verdict": "none", "reason": "жоқ", "seconds": 3})
    assert (len(room.rows), view["can_undo"], view["message"]["kind"]) == (2, True, "info")
    assert room.session.handle({"do": "undo"})["can_undo"] is False
    assert room.session.handle({"do": "set_lang", "lang": "ru"})["words"]["do-next"] == "Далее"
    assert room.session.handle({"do": "set_direction", "direction": "statement"})["direction"] == "statement"
    assert room.session.handle({"do": "set_filter", "name": "kind", "value": "skill"})["filters"]["kind"]["value"]
    assert room.session.handle({"do": "bulk_none", "below": 0.1, "confirm": False})["ask"]["what"] == "bulk"
    assert room.session.handle({"do": "cancel"})["ask"] is None
    assert "error" not in room.session.handle({"do": "view"})


def view_key(room):
    return room.view["candidates"][0]["key"]


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)
NAMES = st.sampled_from(
    [
        "decide",
        "next",
        "back",
        "goto",
        "select",
        "set_direction",
        "set_lang",
        "set_filter",
        "search",
        "bulk_none",
        "undo",
    ]
)
FIELDS = st.sampled_from(
    ["verdict", "candidate", "reason", "seconds", "item", "key", "value", "name", "words", "below", "lang", "confirm"]
)


@settings(max_examples=200)
@given(JSON | st.builds(lambda do, rest: {**rest, "do": do}, NAMES | JSON, st.dictionaries(FIELDS, JSON, max_size=5)))
def test_no_message_breaks_the_session(message):
    """Whatever arrives, a view comes back, and nothing is written for a message that is not understood."""
    room = Room()
    view = room.session.handle(message)
    assert view["item"]["code"] == "ОН1" or message["do"] in ("next", "set_direction", "goto", "set_filter")
    if "error" in view:
        assert view["error"] == view["message"]["text"] != ""
        assert room.rows == []


STEPS = st.one_of(
    st.tuples(st.just("decide"), st.sampled_from(["full", "partial", "none", "na", "unsure"]), st.integers(0, 3)),
    st.tuples(st.just("undo")),
    st.tuples(st.just("next")),
    st.tuples(st.just("turn")),
    st.tuples(st.just("bulk"), st.sampled_from([0.1, 0.4])),
    st.tuples(st.just("search"), st.sampled_from(["дала", "есеп"])),
    st.tuples(st.just("meet")),
)


def step(room, other, doing, *values):
    session = room.session
    room.clock.wind(1)
    if doing == "decide":
        shown = room.view["candidates"]
        if shown:
            session.decide(values[0], candidate=shown[values[1] % len(shown)]["key"], reason="себебі")
    elif doing == "undo":
        session.undo()
    elif doing == "next":
        session.next()
    elif doing == "turn":
        session.set_direction("statement" if room.view["direction"] == "outcome" else "outcome")
    elif doing == "bulk":
        session.bulk_none(values[0], confirm=True)
    elif doing == "search":
        session.search(values[0])
    else:
        session.refresh(other.rows)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), STEPS), max_size=14))
def test_two_reviewers_see_what_the_replay_says(steps):
    """After any steps of two reviewers, what the desk shows is what a replay of all rows says, in either order."""
    rooms = [Room("Айгүл", number=1), Room("Болат", number=2)]
    for second, (doing, *values) in steps:
        step(rooms[second], rooms[not second], doing, *values)
    rows = [*rooms[0].rows, *rooms[1].rows]
    assert counted(rows) == counted([*rooms[1].rows, *rooms[0].rows])
    for room in rooms:
        room.session.refresh(rows)
        book, material = room.session._state.book, room.session._state.material
        shown = {
            (row.outcome_id, row.statement_id): (row.verdict, row.reviewer)
            for code in [*material.outcomes, ""]
            for group in material.groups
            for row in book.standing((code, group)).counted
        }
        assert shown == counted(rows)


@settings(max_examples=60, deadline=None)
@given(st.lists(STEPS, max_size=12))
def test_everything_can_be_undone(steps):
    """Undoing as often as there is something to undo leads back to what counted at the start."""
    start = [about(LAW, "ОН1", "partial"), about(COLLECT, "ОН1", "none", reviewer="Айгүл")]
    room = Room("Айгүл", rows=start)
    for doing, *values in steps:
        step(room, room, doing, *values)
    while room.view["can_undo"]:
        assert room.session.undo().accepted
    assert counted(room.rows) == counted(start)


@settings(max_examples=60, deadline=None)
@given(st.lists(STEPS, max_size=8), STEPS)
def test_undo_returns_to_what_counted_before(steps, last):
    """After any action, by anyone before: verdicts and their owners are those of before."""
    other = Room("Болат", rows=[about(LAW, "ОН1", "partial")], number=2)
    other.decide(REPORT.statement_id, "unsure")
    room = Room("Айгүл", rows=other.rows, number=1)
    for doing, *values in steps:
        step(room, other, doing, *values)
    before, actions = counted(room.rows), len(room.session._actions)
    if last[0] == "undo":
        return
    step(room, other, *last)
    if len(room.session._actions) > actions:
        assert room.session.undo().accepted
    assert counted(room.rows) == before


# --- when to stop


def test_links_found_by_search_raise_the_estimate():
    """As many are expected outside the suggestions as search has found for each one inside."""
    found = estimate(18, 2, [0.9, 0.5, 0.4])
    assert (found.missing, found.outside) == (pytest.approx(2.0), pytest.approx(0.2))
    assert found.share == pytest.approx(20 / 22)
    assert not estimate(18, 0, [1.0] * 2).outside_known


def test_the_stopping_rule_needs_the_wanted_share():
    """Enough is when the share of links probably found reaches the target; also where none are expected at all."""
    assert estimate(19, 0, [1.0]).enough(0.95)
    assert not estimate(18, 0, [1.0]).enough(0.95)
    assert estimate(0, 0, []).enough(0.95)
    assert not estimate(0, 0, [0.2]).enough(0.95)


def test_the_desk_says_when_to_stop_and_what_it_does_not_know():
    """Nothing is claimed about what was never suggested while nobody has found anything by search."""
    room = Room()
    for code, verdict in ((COLLECT, "full"), (LAW, "full"), (REPORT, "full")):
        room.decide(code.statement_id, verdict)
    assert not room.view["progress"]["enough"]
    room.session.goto("o:ОН2")
    room.decide(REPORT.statement_id, "full")
    assert "You may stop looking at the suggestions" in room.view["progress"]["estimate_text"]
    room.session.search("дала")
    room.session.decide("partial")
    assert "You may stop: " in room.view["progress"]["estimate_text"]


def labelled():
    """400 pairs in the order of a standard: calibrated confidences, links as often as they say, some never suggested."""
    pairs = []
    for number in range(400):
        tenth = (number * 7) % 10
        confidence = 0.05 if tenth else 0.9
        is_link = (number // 10) % (20 if tenth else 10) == tenth if tenth else (number // 10) % 10 != 3
        pairs.append(Labelled(confidence if number % 41 else None, is_link))
    return pairs


def test_reading_by_confidence_saves_effort():
    """At 95 % recall much of the reading in order of the standard is saved, and the rule does not stop too early."""
    found = simulate(labelled())
    assert found.pairs == 400
    assert found.read < found.read_in_order
    assert found.saved == pytest.approx(1 - found.read / found.read_in_order)
    assert found.recall_when_stopped >= 0.9


def test_confidences_that_say_nothing_save_nothing():
    """With one confidence for all the order is that of the standard."""
    pairs = [Labelled(0.5, number % 3 == 0) for number in range(30)]
    found = simulate(pairs)
    assert (found.read, found.saved) == (found.read_in_order, 0.0)


def test_what_was_never_suggested_is_read_last():
    """The price of a link that the method misses is reading everything before it."""
    found = simulate([Labelled(None, True), *(Labelled(0.1, False) for _ in range(9))])
    assert (found.read, found.read_in_order, found.saved_of_all) == (10, 1, 0.0)


def test_a_simulation_without_links_is_refused():
    """There is no recall to reach."""
    with pytest.raises(InputError, match="needs links"):
        simulate([Labelled(0.5, False)])


# --- agreement


def test_kappa_of_a_table_worked_by_hand():
    """20, 5, 10, 15 of 50: observed 0.7, expected 0.5, kappa 0.4; the standard error worked by hand is √0.016128."""
    found = kappa([[20, 5], [10, 15]])
    assert found.value == pytest.approx(0.4)
    assert found.error == pytest.approx(0.016128**0.5)
    assert (found.low, found.high) == (pytest.approx(0.1511, abs=1e-4), pytest.approx(0.6489, abs=1e-4))


def test_kappa_of_three_categories_worked_by_hand():
    """100 cases, observed 0.89, by chance 0.66; with linear weights 0.925 and 0.73. Resampling gives 0.089 as error."""
    table = [[75, 1, 4], [5, 4, 1], [0, 0, 10]]
    found = kappa(table)
    assert found.value == pytest.approx((0.89 - 0.66) / (1 - 0.66))
    assert found.error == pytest.approx(0.088, abs=1e-3)
    weighted = kappa(table, linear=True)
    assert weighted.value == pytest.approx((0.925 - 0.73) / (1 - 0.73))


def test_two_categories_weigh_the_same():
    """With two categories there is nothing between them."""
    table = [[7, 2], [1, 9]]
    assert kappa(table, linear=True) == kappa(table)


@given(st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=3, max_size=3))
def test_kappa_is_at_most_one_and_the_same_both_ways(table):
    """Whoever is called first; full agreement is 1."""
    turned = [list(row) for row in zip(*table, strict=True)]
    for linear in (False, True):
        found, other = kappa(table, linear=linear), kappa(turned, linear=linear)
        assert (found is None) == (other is None)
        if found:
            assert -1 - 1e-9 <= found.low <= found.value + 1e-9 <= found.high + 2e-9 <= 1 + 4e-9
            assert found.value == pytest.approx(other.value)
            assert found.error == pytest.approx(other.error, abs=1e-9)


def test_agreement_keeps_na_and_unsure_apart():
    """The figures are about full, partial, none; the rest is counted beside."""
    first = [about(COLLECT, "ОН1", "full"), about(LAW, "ОН1", "none"), about(REPORT, "ОН1", "na")]
    second = [
        about(COLLECT, "ОН1", "full", reviewer="Айгүл"),
        about(LAW, "ОН1", "partial", reviewer="Айгүл"),
        about(REPORT, "ОН1", "unsure", reviewer="Айгүл"),
        about(FIELD, "ОН1", "full", reviewer="Айгүл"),
    ]
    found = agreement(first, second)
    assert (found.n, found.raw) == (2, 0.5)
    assert found.counts == ((1, 0, 0), (0, 0, 0), (0, 1, 0))
    assert found.apart == (("na", "unsure", 1),)
    listed = disagreements(first, second)
    assert [(one.statement_id, one.first, one.second) for one in listed] == [
        (LAW.statement_id, "none", "partial"),
        (REPORT.statement_id, "na", "unsure"),
    ]
    DISAGREEMENTS.check(DISAGREEMENTS.frame(listed))


def test_equal_texts_count_once():
    """Two places of a text that was decided once are one case, not two."""
    first = [about(COLLECT, "ОН1", "full"), about(AGAIN, "ОН1", "full")]
    second = [about(row, "ОН1", "full", reviewer="Айгүл") for row in (COLLECT, AGAIN)]
    assert agreement(first, second).n == 1


def test_no_common_pairs_have_no_agreement():
    """Nothing is made up of nothing."""
    assert agreement([], []).raw is agreement([], []).kappa is None


def test_what_was_taken_back_is_no_opinion():
    """Only the last word of a reviewer in the role counts."""
    rows = [about(LAW, "ОН1", "full"), about(LAW, "ОН1", "withdrawn", minutes=-50), about(FIELD, "ОН1", "full")]
    assert [row.statement_id for row in said_by(rows, "Болат", "review")] == [FIELD.statement_id]
    assert said_by(rows, "Болат", "second") == ()


@given(st.integers(1, 30), st.floats(0.01, 1), st.text(max_size=5))
def test_a_sample_is_the_same_every_time(size, share, seed):
    """Its size is the share, rounded up; it depends on the seed, not on the order of the rows."""
    rows = [decision(f"1.1.1/S{number}") for number in range(1, size + 1)]
    sample = second_sample(rows, share, seed)
    assert sample == second_sample(rows[::-1], share, seed)
    assert 1 <= len(sample) <= size
    assert abs(len(sample) - share * size) < 1 + 1e-6


@pytest.mark.parametrize("share", [0, -1, 1.01])
def test_a_sample_needs_a_share(share):
    """Above 0 and at most all."""
    with pytest.raises(InputError, match="share"):
        second_sample([], share, "")


# --- phrases


def test_every_phrase_has_three_languages_with_the_same_blanks():
    """No phrase is missing, none loses a blank, and no Latin letter hides in a Kazakh or Russian one."""
    for key, phrase in load("desk").items():
        found = {frozenset(name for _, name, _, _ in string.Formatter().parse(phrase[lang]) if name) for lang in LANGS}
        assert len(found) == 1, key
        assert all(phrase[lang].strip() for lang in LANGS), key
        assert mixed_words(phrase["kk"]) == mixed_words(phrase["ru"]) == (), key


def test_phrases_and_code_know_each_other():
    """Every phrase is used by the session or the widget, and every phrase that is asked for is there."""
    toolkit = Path(__file__).parents[1] / "toolkit"
    files = [*(toolkit / "review").glob("*.py"), toolkit / "widgets" / "desk.py"]
    source = "\n".join(path.read_text(encoding="utf-8") for path in files)
    literal = set(re.findall(r'"([a-z][a-z-]*)"', source))
    prefixes = tuple(set(re.findall(r'f"([a-z]+-)\{', source)))
    assert [key for key in load("desk") if key not in literal and not key.startswith(prefixes)] == []
    asked = set(re.findall(r'\b(?:say|phrase)\("([a-z-]+)"', source)) | set(WORDS)
    assert asked <= set(load("desk"))


def test_a_programme_without_outcomes_has_nothing_to_show():
    """No item, no error."""
    room = Room(programme=programme(outcomes=()), suggestions=())
    assert room.view["item"] is None
    assert room.view["progress"]["share"] == 1.0
    many = Room(programme=programme(outcomes=(outcome("ОН1"),)), statements=(), suggestions=())
    assert (many.view["item"]["code"], many.view["candidates"]) == ("ОН1", [])
