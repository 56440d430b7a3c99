"""What a change of a standard does to decisions: piles, coverage before and after, accepting, programmes hit, the workbook."""

import json
import random
import shutil
from argparse import Namespace
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count

import pytest
from factories import NOON, act, decision, discipline, outcome, programme
from hypothesis import given, settings
from hypothesis import strategies as st
from impact.amendments import AMENDMENTS, PROGRAMMES, STANDARDS, amended, amended_project
from openpyxl import load_workbook
from places import AS_OF, ROOT

from toolkit.acts import ActRef, Relation, history
from toolkit.commands import impact as command
from toolkit.decisions import replay
from toolkit.editions import CHANGE_KINDS, GRADES, Correction, compare_editions
from toolkit.editions.replacing import keys_of
from toolkit.errors import DataError, InputError
from toolkit.impact import (
    CAUSES,
    PILES,
    SCENARIOS,
    carry,
    hits,
    impact,
    next_step,
    renaming_named,
    switched_target,
)
from toolkit.impact.moving import moved_to
from toolkit.impact.told import (
    as_data,
    compared_shares,
    difference_tables,
    effect,
    hit_lines,
    hits_table,
    lines_of,
    rows_table,
    shares_table,
)
from toolkit.impacting import accept, impact_on, side_of, switch_planned
from toolkit.io.decision_log import DecisionLog
from toolkit.io.project import Project
from toolkit.io.returns import import_report
from toolkit.io.targets import exchanged
from toolkit.labels import word
from toolkit.library import Library
from toolkit.model import LANGS, Card, Field, Function, Item, Span, Standard, Target, Unit, statements_of
from toolkit.returns import decode
from toolkit.settings import Settings
from toolkit.tables import SHARES
from toolkit.tables.impact import IMPACT_ROWS, IMPACT_SHARES, PROGRAMME_HITS

PLACE = Span(1, 1)
LATER = NOON + timedelta(days=30)
WHO = "Айгүл Серікова"
NEW_SOURCE = "7" * 64
"""Hash of the source of the new edition."""


def standard(*tasks, name="X1", levels=("4",), kind="skill", cards=1):
    """A standard whose cards all have these tasks, each a list of texts; None is left out."""
    units = tuple(
        Unit(
            number,
            "task",
            f"Міндет {number}",
            PLACE,
            tuple(Item(kind, n, str(n), text, PLACE) for n, text in enumerate(texts, 1) if text is not None),
        )
        for number, texts in enumerate(tasks, 1)
    )
    function = Function(1, "Есеп", PLACE, units)
    made = tuple(Card(number, f"Маман {number}", levels, PLACE, (), (function,)) for number in range(1, cards + 1))
    return Standard(name, name, "Есеп жүргізу", "kk", f"{name}.txt", cards=made)


TEXTS = (
    "Бастапқы статистикалық деректерді жинау",
    "Жылдық есепті мерзімінде тапсыру",
    "Респонденттерге сауалнама жүргізу",
    "Мұрағат құжаттарын рәсімдеу және сақтау",
)
MINE = programme(
    outcomes=(outcome("ОН1"), outcome("ОН2", "Есеп құрастырады")),
    disciplines=(discipline(),),
    marks=(("П1", "ОН1", "M"), ("П1", "ОН2", "I")),
    targets=(Target("X1"),),
)
PRINTS = {one.outcome_id: one.fingerprint for one in MINE.outcomes}
NUMBERS = count(1)


def said(old, place, code="ОН1", verdict="full", *, minutes=0, **changes):
    """A decision about a statement of an edition."""
    row = next(one for one in statements_of(old) if one.statement_id.endswith(f"/{place}"))
    facts = {
        "statement_id": row.statement_id,
        "statement_fingerprint": row.fingerprint,
        "standard_id": old.standard_id,
        "outcome_fingerprint": PRINTS.get(code, ""),
        "decision_id": f"{next(NUMBERS):012x}",
    }
    return decision(place, code, verdict, minutes=minutes, **{**facts, **changes})


def judged(old, new, decisions, mine=MINE, corrections=()):
    return impact(mine, decisions, compare_editions(old, new, corrections), old, new, Settings(), NEW_SOURCE)


def new_ids():
    numbers = count(0xA00000000000)
    return lambda: f"{next(numbers):012x}"


def carried(found, rows, now=LATER, who=WHO):
    return carry(found, rows, who, now, new_ids(), act_sha256=NEW_SOURCE, tool_version="0")


def pile_of(old, new, place="1.1.1/S1", **changes):
    (row,) = judged(old, new, [said(old, place, **changes)]).rows
    return row


# --- piles --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["X1", "X2"])
@pytest.mark.parametrize(
    ("text", "pile"),
    [
        (TEXTS[0], "stands"),
        (f"{TEXTS[0]};", "stands"),
        (f"1) {TEXTS[0]}", "carries"),
        ("Бастапқы статистикалық деректердің жинауы", "wording"),
        ("Бастапқы статистикалық деректерді жинамау", "suspect"),
        ("Бастапқы статистикалық деректерді жинау және жариялау", "suspect"),
        (None, "lost"),
    ],
)
def test_the_change_of_a_text_decides_what_becomes_of_a_decision(text, pile, name):
    """Same text stands, dress carries over, other words are looked at, substance is decided anew; whatever the identifier."""
    old, new = standard(TEXTS), standard((text, *TEXTS[1:]), name=name)
    row = pile_of(old, new)
    assert row.pile == pile
    assert [one.standard_id for one in row.news] == ([] if pile == "lost" else [name])


def test_a_statement_stands_wherever_it_is_numbered_now():
    """A statement put in front of it changes its number, not what was decided."""
    row = pile_of(standard(TEXTS), standard(("Мүлде басқа жаңа тұжырым", *TEXTS), name="X2"))
    assert (row.pile, row.new.statement_id) == ("stands", "X2/1.1.1/S2")


def test_a_text_in_another_task_is_looked_at():
    """The same words in another task may ask for something else."""
    row = pile_of(standard(TEXTS, ("Тізім жасау",)), standard(TEXTS[1:], ("Тізім жасау", TEXTS[0])))
    assert (row.pile, row.new.text) == ("wording", TEXTS[0])
    assert not row.bulk


def test_a_split_and_a_merger_name_all_candidates():
    """Nobody can say which part a decision was about: all parts are shown."""
    whole = "Тізімдерді жасау және жылдық есепті мерзімінде тапсыру"
    one, other = "Тізімдерді жасау", "Жылдық есепті мерзімінде тапсыру"
    parts = [Correction("X1/1.1.1/S1", f"X2/1.1.1/S{n}", "Асан", date(2026, 1, 1), "бөлінген") for n in (1, 2)]
    row = judged(
        standard((whole,)), standard((one, other), name="X2"), [said(standard((whole,)), "1.1.1/S1")], MINE, parts
    ).rows[0]
    assert (row.pile, [new.text for new in row.news]) == ("split", [one, other])
    parts = [Correction(f"X1/1.1.1/S{n}", "X2/1.1.1/S1", "Асан", date(2026, 1, 1), "қосылған") for n in (1, 2)]
    old = standard((one, other))
    rows = judged(old, standard((whole,), name="X2"), [said(old, "1.1.1/S1"), said(old, "1.1.1/S2")], MINE, parts).rows
    assert [(row.pile, row.new.text) for row in rows] == [("merged", whole)] * 2


def test_one_text_of_several_cards_is_carried_to_the_place_that_is_left():
    """Removed from one card and kept in another one, a text is no loss; but a person looks, since the card is another."""
    old = standard(TEXTS, cards=2)
    last = replace(old.cards[1], functions=standard(TEXTS[1:]).cards[0].functions)
    row = pile_of(old, replace(old, cards=(old.cards[0], last)), "2.1.1/S1")
    assert (row.pile, row.equal, row.new.statement_id) == ("wording", True, "X1/1.1.1/S1")


def test_a_text_that_stood_twice_in_one_task_stands():
    """Where a repetition is cleaned up both decisions go to the one that is left."""
    old = standard((TEXTS[0], TEXTS[0]))
    decisions = [said(old, "1.1.1/S1"), said(old, "1.1.1/S2", minutes=1)]
    found = judged(old, standard((TEXTS[0],), name="X2"), decisions)
    assert [row.pile for row in found.rows] == ["stands", "stands"]
    made = carried(found, found.bulk)
    assert len(made) == 1
    assert all(row.decision_id in made[0].reason for row in decisions)


def test_different_verdicts_that_come_to_one_statement_are_chosen_by_a_person():
    """The decision about the statement's own counterpart stands; the one that comes from elsewhere waits."""
    old = standard((TEXTS[0], TEXTS[0]))
    found = judged(
        old, standard((TEXTS[0],), name="X2"), [said(old, "1.1.1/S1"), said(old, "1.1.1/S2", verdict="partial")]
    )
    assert [(row.pile, row.rival) for row in found.rows] == [("stands", False), ("wording", True)]
    assert found.scenario("proposed").statements[0].state == "full"


def test_a_person_says_that_nothing_has_become_of_a_statement():
    """Then it is lost, also where the same text stands elsewhere."""
    old = standard((TEXTS[0], TEXTS[0]))
    alone = Correction("X1/1.1.1/S2", "", "Асан", date(2026, 1, 1), "алынған")
    found = judged(old, standard((TEXTS[0],), name="X2"), [said(old, "1.1.1/S2")], MINE, [alone])
    assert [row.pile for row in found.rows] == ["lost"]


def test_a_level_that_changes_is_told_beside_every_decision_below():
    """The statement stands; that its card asks for another level now is not passed over."""
    row = pile_of(standard(TEXTS), standard(TEXTS, name="X2", levels=("6",)))
    assert row.pile == "stands"
    assert [change.kind for change in row.context] == ["level changed"]
    assert "«4» → «6»" in effect(row, "kk")


def test_disagreements_and_history_come_along():
    """What others said about the pair is there; an open disagreement keeps a row out of the bulk."""
    old, new = standard(TEXTS), standard(TEXTS, name="X2")
    rows = [
        said(old, "1.1.1/S1", verdict="none"),
        said(old, "1.1.1/S1", minutes=1, reviewer="Болат Ахметов"),
        said(old, "1.1.1/S2", verdict="partial"),
        said(old, "1.1.1/S2", minutes=1),
    ]
    first, second = judged(old, new, rows).rows
    assert (first.decision, first.history, len(first.disagreement)) == (rows[1], (rows[0],), 2)
    assert (first.pile, first.bulk, first.needs_look) == ("stands", False, True)
    assert (second.history, second.disagreement, second.bulk) == ((rows[2],), (), True)


def test_what_did_not_count_before_is_kept_aside():
    """Decisions about former texts, unknown statements, and those taken back are listed with all that was said."""
    old = standard(TEXTS)
    rows = [
        said(old, "1.1.1/S1", statement_fingerprint="former"),
        said(old, "1.1.1/S2", statement_id="X1/9.9.9/S9"),
        said(old, "1.1.1/S3"),
        said(old, "1.1.1/S3", verdict="withdrawn", minutes=1),
        said(old, "1.1.1/S4", standard_id="X9", statement_id="X9/1.1.1/S4"),
    ]
    found = judged(old, standard(TEXTS, name="X2"), rows)
    assert found.rows == ()
    assert {why: len(about) for why, about in found.aside} == {"suspect": 1, "lost": 1, "withdrawn": 2}


def test_what_is_new_and_what_was_open_are_told_apart():
    """A new text needs a first look; of a text that is there twice now, what was decided about it is shown."""
    old = standard(TEXTS)
    new = standard(("Мүлде басқа жаңа тұжырым", *TEXTS), (TEXTS[0],), name="X2")
    found = judged(old, new, [said(old, "1.1.1/S1")])
    assert {one.statement.text: len(one.equal) for one in found.added} == {"Мүлде басқа жаңа тұжырым": 0, TEXTS[0]: 1}
    assert [row.text for row in found.open] == list(TEXTS[1:])


def test_only_the_cards_that_a_programme_names_are_counted():
    """Also where they have other numbers now, and also if the programme names the new edition already."""
    old = standard(TEXTS, cards=3)
    cards = tuple(replace(card, title=f"Маман {card.number}", number=4 - card.number) for card in old.cards)
    new = replace(old, standard_id="X2", cards=cards[::-1])
    for target in (Target("X1", (1,)), Target("X2", (3,))):
        found = judged(old, new, [said(old, "1.1.1/S1")], replace(MINE, targets=(target,)))
        assert len(found.before.statements) == len(found.scenario("stands").statements) == len(TEXTS)
        assert found.cards == (("X1/1", "X2/3"),)


def test_a_comparison_of_other_standards_is_refused():
    """Piles of another edition would be wrong without anybody seeing it."""
    old, new = standard(TEXTS), standard(TEXTS, name="X2")
    with pytest.raises(InputError, match="the comparison is of 'X2' and 'X1'"):
        impact(MINE, [], compare_editions(new, old), old, new, Settings())


# --- accepting ----------------------------------------------------------------------------------------------------


def test_accepting_writes_a_decision_about_the_new_text_that_names_the_old_one():
    """A person answers for it; the verdict is that of the old decision, which is not touched."""
    old, new = standard(TEXTS), standard((f"1) {TEXTS[0]}",), name="X2")
    before = said(old, "1.1.1/S1", verdict="partial", reason="тек жинау")
    found = judged(old, new, [before])
    (made,) = carried(found, found.bulk)
    row = statements_of(new)[0]
    assert (made.reviewer, made.role, made.method, made.verdict) == (WHO, "review", "carried X1", "partial")
    assert (made.statement_id, made.statement_fingerprint, made.standard_id) == ("X2/1.1.1/S1", row.fingerprint, "X2")
    assert (made.statement_text, made.decided_at, made.act_sha256) == (row.text, LATER, "7" * 64)
    assert before.decision_id in made.reason
    assert "тек жинау" in made.reason


def test_accepting_twice_adds_nothing():
    """What is accepted is proposed no more, neither to the same person nor to another one."""
    old, new = standard(TEXTS), standard(TEXTS, name="X2")
    decisions = [said(old, "1.1.1/S1"), said(old, "1.1.1/S2", "", "none")]
    found = judged(old, new, decisions)
    made = carried(found, found.bulk)
    again = judged(old, new, [*decisions, *made])
    assert (len(made), again.bulk, carried(again, again.rows)) == (2, (), ())


def test_what_was_taken_back_or_decided_otherwise_about_the_new_text_is_not_proposed_again():
    """A person has looked at it; the program does not insist."""
    old, new = standard(TEXTS), standard(TEXTS, name="X2")
    for verdict in ("none", "withdrawn", "unsure"):
        rows = [said(old, "1.1.1/S1"), said(new, "1.1.1/S1", verdict=verdict, minutes=9)]
        (row,) = judged(old, new, rows).rows
        assert (row.pile, row.proposed, row.settled) == ("stands", False, rows[1])


def test_only_rows_that_say_the_same_are_accepted_together():
    """Other words are accepted one by one; what says something else not at all."""
    old = standard(TEXTS)
    new = standard(
        ("Бастапқы статистикалық деректердің жинауы", TEXTS[1], "Респонденттерге сауалнама жүргізбеу"), name="X2"
    )
    found = judged(old, new, [said(old, f"1.1.1/S{number}") for number in (1, 2, 3, 4)])
    wording, stands, suspect, lost = found.rows
    assert [row.pile for row in found.rows] == ["wording", "stands", "suspect", "lost"]
    assert found.bulk == (stands,)
    with pytest.raises(InputError, match="cannot be accepted together with others"):
        carried(found, [wording, stands])
    assert len(carried(found, [wording])) == 1
    for row in (suspect, lost):
        with pytest.raises(InputError, match="decide anew"):
            carried(found, [row])


def test_a_machine_accepts_nothing():
    """Whoever accepts is a person with a name."""
    old, new = standard(TEXTS), standard(TEXTS, name="X2")
    found = judged(old, new, [said(old, "1.1.1/S1")])
    with pytest.raises(InputError, match="decisions are made by people"):
        carried(found, found.bulk, who="concepts-bm25f/2")


def test_where_both_editions_share_identifiers_what_is_accepted_counts():
    """Two statements that have changed places: after accepting, each decision counts about its own text."""
    old, new = standard(TEXTS[:2]), standard((TEXTS[1], f"1) {TEXTS[0]}"))
    decisions = [said(old, "1.1.1/S1"), said(old, "1.1.1/S2", verdict="partial", minutes=5)]
    found = judged(old, new, decisions)
    made = carried(found, found.bulk, now=NOON)  # a clock that stands behind the log
    prints = {row.statement_id: row.fingerprint for row in statements_of(new)}
    ledger = replay([*decisions, *made], PRINTS, prints)
    assert {row.statement_id: row.verdict for row in ledger.current} == {
        "X1/1.1.1/S2": "full",
        "X1/1.1.1/S1": "partial",
    }
    again = judged(old, new, [*decisions, *made])
    assert again.counts() == found.counts()
    assert again.bulk == ()


# --- laws ---------------------------------------------------------------------------------------------------------

WORDS = ("есеп", "дерек", "сауалнама", "құжат", "сапа", "қызмет", "келісім", "тізім", "жоспар", "нысан")
ACTIONS = ("жинау", "өңдеу", "тексеру", "жоспарлау", "түсіндіру", "сақтау", "бекіту", "тарату")
SENTENCES = st.builds(
    lambda owner, noun, action: f"{owner} {noun} {action}",
    st.sampled_from(("мемлекеттік", "ұлттық", "өңірлік", "бастапқы")),
    st.sampled_from(WORDS),
    st.sampled_from(ACTIONS),
)
TASKS = st.lists(st.lists(SENTENCES, min_size=1, max_size=4), min_size=1, max_size=3)
DRESS = (str, str.upper, "1) {}".format, "{};".format, "{} және бекіту".format, "{} бойынша".format)


@st.composite
def cases(draw):
    """An edition, its successor, and decisions of two people about the old one."""
    tasks = draw(TASKS)
    edited = [[draw(st.sampled_from(DRESS))(text) for text in texts if draw(st.integers(0, 9))] for texts in tasks]
    if draw(st.booleans()):
        edited = [[*texts, draw(SENTENCES)] for texts in edited]
    if draw(st.booleans()):
        edited = edited[::-1]
    old, new = standard(*tasks), standard(*edited, name=draw(st.sampled_from(("X1", "X2"))))
    places = [row.statement_id.split("/", 1)[1] for row in statements_of(old)]
    rows = []
    for minutes in range(draw(st.integers(0, 12))):
        code = draw(st.sampled_from(("ОН1", "ОН2", "")))
        verdict = draw(st.sampled_from(("full", "partial", "none", "unsure", "withdrawn")))
        verdict = "none" if not code and verdict in ("full", "partial") else verdict
        who = draw(st.sampled_from((WHO, "Болат Ахметов")))
        rows.append(said(old, draw(st.sampled_from(places)), code, verdict, minutes=minutes, reviewer=who))
    return old, new, rows


@settings(max_examples=60, deadline=None)
@given(cases())
def test_every_decision_lands_in_exactly_one_place(case):
    """Each row of the log is a decision of one pile, part of the history of one, or aside: nothing is lost or doubled."""
    old, new, rows = case
    found = judged(old, new, rows)
    placed = [one for row in found.rows for one in (row.decision, *row.history)]
    placed += [one for _, about in found.aside for one in about]
    assert Counter(one.decision_id for one in placed) == Counter(one.decision_id for one in rows)
    assert sum(found.counts().values()) == len(found.rows)


@settings(max_examples=40, deadline=None)
@given(cases())
def test_an_edition_that_has_not_changed_leaves_everything_standing(case):
    """Every decision stands and counts already; coverage is what it was."""
    old, _, rows = case
    found = judged(old, old, rows)
    assert {row.pile for row in found.rows} <= {"stands"}
    assert all(row.settled is not None for row in found.rows)
    assert (found.added, found.bulk, found.looks) == ((), (), ())
    assert all(result.shares == found.before.shares for _, result in found.after)


@settings(max_examples=40, deadline=None)
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_decisions_does_not_matter(case, chance):
    """Files of reviewers are read in any order; who spoke when is in the rows."""
    old, new, rows = case
    mixed = list(rows)
    chance.shuffle(mixed)
    assert judged(old, new, mixed) == judged(old, new, rows)


@settings(max_examples=60, deadline=None)
@given(cases())
def test_each_step_of_accepting_covers_no_less(case):
    """With what differs in dress accepted, and then with every proposal, no count of any group falls."""
    old, new, rows = case
    shares = compared_shares(judged(old, new, rows))
    for less, more in (("stands", "cosmetic"), ("cosmetic", "proposed")):
        for one, other in zip(shares[less], shares[more], strict=True):
            assert (one.by, one.group, one.kind) == (other.by, other.group, other.kind)
            assert one.covered <= other.covered
            assert one.taught <= other.taught
            assert one.assessed <= other.assessed


@settings(max_examples=60, deadline=None)
@given(cases())
def test_after_accepting_nothing_is_proposed_again_and_the_count_is_the_one_foretold(case):
    """Accepting is once, changes no former row, and coverage is then what the scenario said.

    Also where one sentence stands several times, and where both editions have one identifier.
    """
    old, new, rows = case
    found = judged(old, new, rows)
    made = carried(found, found.bulk)
    again = judged(old, new, [*rows, *made])
    assert again.bulk == ()
    assert again.counts() == found.counts()
    told = [(one.by, one.group, one.kind, one.covered) for one in found.scenario("cosmetic").shares]
    assert [(one.by, one.group, one.kind, one.covered) for one in again.scenario("stands").shares] == told


@settings(max_examples=40, deadline=None)
@given(TASKS, st.data())
def test_accepting_is_exact_where_one_sentence_stands_many_times(tasks, data):
    """A standard that repeats its sentences everywhere, some places gone: what was accepted is not moved once more."""
    sentence = tasks[0][0]
    tasks = [[data.draw(st.sampled_from((sentence, text))) for text in texts] for texts in tasks]
    kept = [[text for text in texts if data.draw(st.booleans())] for texts in tasks]
    old, new = standard(*tasks), standard(*kept, name=data.draw(st.sampled_from(("X1", "X2"))))
    rows = [
        said(old, row.statement_id.split("/", 1)[1], data.draw(st.sampled_from(("ОН1", "ОН2"))), minutes=number)
        for number, row in enumerate(statements_of(old))
    ]
    found = judged(old, new, rows)
    again = judged(old, new, [*rows, *carried(found, found.bulk)])
    assert again.bulk == ()
    assert again.counts() == found.counts()
    assert [row.old for row in again.rows] == [row.old for row in found.rows]


# --- names that took the place of others --------------------------------------------------------------------------

CENTRE = (
    "ХЖҚО-ның тоқсандық және жылдық жұмысын мерзімінде жоспарлау",
    "Жұмыссыз азаматтарды ХЖҚО-да жеке қабылдау және оларға кеңес беру",
    "Жаңадан қабылданған ХЖҚО мамандарын тәжірибелі қызметкерлердің көмегімен ХЖҚО-да оқыту",
    "Жылдық есепті мерзімінде тапсыру",
)
RENAMED = (
    "Мансап орталығының тоқсандық және жылдық жұмысын мерзімінде жоспарлау",
    "Жұмыссыз азаматтарды мансап орталығында жеке қабылдау және оларға кеңес беру",
    "Жаңадан қабылданған мансап орталығы мамандарын тәжірибелі қызметкерлердің көмегімен мансап орталығында оқыту",
    CENTRE[3],
)


def renamed(old, new, **changes):
    """The renamings between two editions of which every statement is linked."""
    return judged(old, new, [said(old, row.statement_id.split("/", 1)[1], **changes) for row in statements_of(old)])


def test_one_replacement_that_explains_many_changes_is_one_look():
    """With any endings and at several places of a statement; what has not changed is no part of it."""
    found = renamed(standard(CENTRE), standard(RENAMED, name="X2"))
    (group,) = found.renamings
    assert (group.replacement.old, group.replacement.keys[1]) == ("ХЖҚО", keys_of("мансап орталығы", "kk"))
    assert (group.statements, len(group.rows), len(found.looks), found.sights) == (3, 3, 3, 1)
    assert {row.pile for row in group.rows} == {"suspect"}
    assert found.bulk == (found.rows[3],)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (0, "Мансап орталығының тоқсандық және жылдық жұмысын мерзімінде жоспарламау"),
        (0, "Мансап орталығының 5 тоқсандық және жылдық жұмысын мерзімінде жоспарлау"),
        (0, "Мансап орталығына тоқсандық және жылдық жұмысын мерзімінде жоспарлау"),
        (1, "Жұмыссыз азаматтарды мансап орталығынан жеке қабылдау және оларға кеңес беру"),
        (1, "Жұмыссыз азаматтарды мансап орталығында міндетті жеке қабылдау және оларға кеңес беру"),
        (2, "Жаңадан қабылданған мансап орталығы мамандарын тәжірибелі қызметкерлердің көмегімен ХЖҚО-да оқыту"),
        (2, "Жаңадан қабылданған мансап орталығы мамандарын тәжірибелі қызметкерлердің көмегімен агенттікте оқыту"),
    ],
)
def test_what_changes_in_anything_else_is_looked_at_alone(place, text):
    """Negation, numbers, a case that says who and where to, obligation, another name at one of two places."""
    new = [*RENAMED]
    new[place] = text
    found = renamed(standard(CENTRE), standard(new, name="X2"))
    rows = [row for one in found.renamings for row in one.rows]
    assert f"X1/1.1.1/S{place + 1}" not in {row.old.statement_id for row in rows}
    assert found.sights == len(found.renamings) + len(found.looks) - len(rows)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("3 жылдық жоспар", "5 жылдық жоспар"),
        ("кемінде екі тұлға", "барлық тұлға"),
        ("сапалы қызмет", "сапасыз қызмет"),
        ("деректерді жинау", "деректерді жоюды ұйымдастыру"),
        ("планшет", "смартфон"),
    ],
)
def test_numbers_bounds_negations_and_common_words_are_no_names(old, new):
    """However often one takes the place of the other: each is decided by itself."""
    frames = ("{} туралы есеп беру", "Ай сайын {} бойынша жұмыс істеу", "Мұрағатта {} сақтау")
    tasks = [[frame.format(one) for frame in frames] for one in (old, new)]
    assert renamed(standard(tasks[0]), standard(tasks[1], name="X2")).renamings == ()


def test_a_name_that_still_stands_somewhere_was_not_replaced():
    """Then two bodies are spoken of, and each change is looked at."""
    new = (*RENAMED[:3], CENTRE[3], "ХЖҚО мұрағатын сақтау")
    assert renamed(standard(CENTRE), standard(new, name="X2")).renamings == ()


def test_a_level_above_keeps_statements_out_and_a_title_renamed_alike_does_not():
    """A renaming renames functions and tasks too; a level that is raised is another matter."""
    old, new = standard(CENTRE), standard(RENAMED, name="X2")

    def titled(one, title):
        function = one.cards[0].functions[0]
        unit = replace(function.units[0], title=title)
        return replace(one, cards=(replace(one.cards[0], functions=(replace(function, units=(unit,)),)),))

    alike = titled(old, "ХЖҚО жұмысын жүргізу"), titled(new, "Мансап орталығы жұмысын жүргізу")
    assert [len(one.rows) for one in renamed(*alike).renamings] == [3]
    other = alike[0], titled(new, "Мансап орталығы жұмысын бақылау")
    assert renamed(*other).renamings == ()
    raised = replace(new, cards=tuple(replace(card, levels=("6",)) for card in new.cards))
    assert renamed(old, raised).renamings == ()


def test_an_act_that_took_the_place_of_another_is_no_renaming():
    """Another law asks for other things."""
    old = "«Халықты жұмыспен қамту туралы» Қазақстан Республикасының Заңы"
    new = "Қазақстан Республикасының Әлеуметтік кодексі"
    frames = ("{} талаптары", "{} негізінде жұмыс істеу", "{} бойынша кеңес беру")
    tasks = [[frame.format(one) for frame in frames] for one in (old, new)]
    assert renamed(standard(tasks[0]), standard(tasks[1], name="X2")).renamings == ()


def test_a_person_accepts_a_renaming_at_once_and_for_it_alone():
    """Each decision says which words the person took for a name; nothing is proposed or carried without them."""
    old, new = standard(CENTRE), standard(RENAMED, name="X2")
    found = renamed(old, new, verdict="partial")
    group = renaming_named(found, "хжқо => Мансап орталығында")
    assert group == found.renamings[0]
    with pytest.raises(InputError, match="decide anew"):
        carried(found, group.rows)
    made = carry(found, group.rows, WHO, LATER, new_ids(), act_sha256=NEW_SOURCE, renaming=group)
    assert {(row.verdict, row.method, row.standard_id) for row in made} == {("partial", "carried X1", "X2")}
    assert all("«ХЖҚО» → «мансап орталығ" in row.reason and "сөз қолданысы" in row.reason for row in made)
    again = judged(old, new, [*(row.decision for row in found.rows), *made])
    assert (again.renamings, again.looks, again.sights) == ((), (), 0)
    with pytest.raises(InputError, match="no such replacement"):
        carry(again, group.rows, WHO, LATER, new_ids(), renaming=group)


def test_other_rows_are_not_accepted_with_a_renaming():
    """A row that is no part of it is refused as ever."""
    new = (*RENAMED[:2], RENAMED[2].replace("оқыту", "оқытпау"), CENTRE[3])
    found = renamed(standard(CENTRE), standard(new, name="X2"))
    (group,) = found.renamings
    assert len(group.rows) == 2
    with pytest.raises(InputError, match="decide anew"):
        carry(found, found.rows, WHO, LATER, new_ids(), renaming=group)


def test_a_replacement_that_is_not_there_is_none():
    """A typing error accepts nothing; what is no replacement is said to be none."""
    found = renamed(standard(CENTRE), standard(RENAMED, name="X2"))
    assert renaming_named(found, "ХЖҚО=>агенттік") is None
    with pytest.raises(InputError, match="OLD=>NEW"):
        renaming_named(found, "ХЖҚО")


@settings(max_examples=60, deadline=None)
@given(st.lists(SENTENCES, min_size=2, max_size=5, unique=True), st.sampled_from(WORDS), st.data())
def test_whoever_looks_at_every_group_and_every_other_row_has_seen_all(texts, word_, data):
    """Groups and single rows share the rows that need a look among them, and no row is in two groups."""
    edits = (str, lambda text: text.replace(word_, "мансап орталығы"), "{} және бекіту".format)
    new = [data.draw(st.sampled_from(edits))(text) for text in texts]
    found = renamed(standard(texts), standard(new, name="X2"))
    grouped = [row.old.statement_id for one in found.renamings for row in one.rows]
    assert len(grouped) == len(set(grouped))
    assert set(grouped) <= {row.old.statement_id for row in found.looks}
    assert found.sights == len(found.looks) - len(grouped) + len(found.renamings)


# --- measured -----------------------------------------------------------------------------------------------------

HEAVY = ("substance", "split", "merged", "lost")
LIGHT = ("same", "cosmetic")


@cache
def measured(names, dense, new_id):
    """The impact of amendments made by hand on two real standards, and what a person says of every statement."""
    project = Project(ROOT)
    topic = names[0].partition("-")[0]
    old = next(one for one in project.library().standards() if one.standard_id == STANDARDS[topic])
    new, labels = amended(old, *names, new_id=new_id)
    mine = project.programme(PROGRAMMES[topic])
    decisions = project.decisions(PROGRAMMES[topic])
    if dense:  # every statement is linked, so that none of the amendments is passed over
        codes = mine.outcomes
        decisions = [
            replace(
                decisions[0],
                verdict="full",
                outcome_id=codes[number % len(codes)].outcome_id,
                outcome_fingerprint=codes[number % len(codes)].fingerprint,
                statement_id=row.statement_id,
                statement_fingerprint=row.fingerprint,
            )
            for number, row in enumerate(statements_of(old))
        ]
    return impact(mine, decisions, compare_editions(old, new), old, new, Settings()), labels


ALONE = tuple((name,) for name in AMENDMENTS)
TOGETHER = tuple(tuple(name for name in AMENDMENTS if name.startswith(topic)) for topic in STANDARDS)


@pytest.mark.parametrize("new_id", ["", "N1"], ids=["same-id", "new-id"])
@pytest.mark.parametrize("names", [*ALONE, *TOGETHER], ids="+".join)
def test_no_change_of_substance_is_missed(names, new_id):
    """Every statement linked: what a person calls a change of substance, a split, merger or loss is never proposed."""
    found, labels = measured(names, dense=True, new_id=new_id)
    missed = [
        row.old.statement_id
        for row in found.rows
        if labels.get(row.old.statement_id, "same") in HEAVY and row.pile in ("stands", "carries", "wording")
    ]
    in_bulk = [row for row in found.bulk if labels.get(row.old.statement_id, "same") not in LIGHT]
    assert sum(label in HEAVY for label in labels.values()) >= 4
    assert (missed, in_bulk) == ([], [])


@pytest.mark.parametrize("names", [*ALONE, *TOGETHER], ids="+".join)
def test_few_links_need_a_look(names):
    """Of links whose statement reads the same or differs in dress none needs a look; at most 30 % do, with all linked."""
    for dense in (False, True):
        found, labels = measured(names, dense=dense, new_id="N1")
        alarms = [row for row in found.looks if labels.get(row.old.statement_id, "same") in LIGHT]
        assert alarms == []
        touched = [row for row in found.links if labels.get(row.old.statement_id, "same") not in LIGHT]
        assert len(found.looks) == len(touched)
        if dense or names in ALONE:
            assert len(found.looks) <= 0.3 * len(found.links)


SIGHTS = {
    "statistics-names": (0, 0, 8, 5),
    "statistics-content": (4, 4, 17, 17),
    "employment-names": (3, 2, 29, 15),
    "employment-content": (4, 4, 15, 15),
    "statistics-names+statistics-content": (4, 4, 25, 23),
    "employment-names+employment-content": (7, 6, 44, 30),
}
"""Links to look at, and looks of a person: of the example, and with every statement linked (tests/impact/README.md)."""


@pytest.mark.parametrize("names", [*ALONE, *TOGETHER], ids="+".join)
def test_renamings_save_looks_and_hide_nothing(names):
    """The figures of the README; and whatever could be accepted together is what a person calls a change of wording."""
    figures = []
    for dense in (False, True):
        found, labels = measured(names, dense=dense, new_id="N1")
        figures += [len(found.looks), found.sights]
        assert {labels[row.old.statement_id] for one in found.renamings for row in one.rows} <= {"wording"}
    assert tuple(figures) == SIGHTS["+".join(names)]


# --- programmes hit -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bundled(project):
    return [(project.programme(name), project.decisions(name)) for name in project.programme_ids()]


def test_programmes_with_repealed_standards_are_hit(project, library, bundled):
    """All of curricula/ are looked at; the act that did it is named; a new standard only where one is known."""
    found = {hit.programme_id: hit for hit in hits(bundled, library, project.relations(), AS_OF)}
    statistics = found["college-statistics"]
    assert (statistics.causes, statistics.by, statistics.news) == (("repealed",), ("2025-04-14-N2",), ())
    assert (statistics.links, statistics.looks) == (20, None)
    assert found["bachelor-information-systems"].standard_id == "V1300008876"
    assert "bachelor-social-work" not in found


def test_an_amendment_of_the_base_hits_who_is_compared_with_an_amending_act(project, library, bundled):
    """Also a later order about the same base, and the repeal of the base, concern the programme."""
    base = ActRef(named="V1900019810", registration="19810")
    later = ActRef(named="2024-02-01-N9", date="2024-02-01", number="9")
    for tie, cause in (("amends", "base-amended"), ("repeals", "base-repealed")):
        relations = (*project.relations(), Relation(tie, later, base, source="тест"))
        found = {hit.programme_id: hit for hit in hits(bundled, library, relations, AS_OF)}
        assert found["bachelor-social-work"].causes == (cause,)
        assert found["bachelor-social-work"].by == ("2024-02-01-N9",)


def test_records_that_contradict_each_other_are_listed_and_stop_nothing(project, library, bundled):
    """A relation that gives an act of the register another date is no relation of it: the programme is listed with both."""
    wrong = ActRef(named="V2000019833", date="2021-03-03", number="77")
    later = ActRef(named="2026-02-01-N9", date="2026-02-01", number="9")
    relations = (*project.relations(), Relation("replaces", later, wrong, source="тест"))
    found = {hit.programme_id: hit for hit in hits(bundled, library, relations, AS_OF)}
    statistics = found["college-statistics"]
    assert (statistics.causes, statistics.by) == (("repealed", "contradiction"), ("2025-04-14-N2",))
    assert found["bachelor-information-systems"].causes == ("repealed",)
    for lang in LANGS:
        text = "\n".join(hit_lines(found.values(), lang))
        assert "2021-03-03" in text
    PROGRAMME_HITS.check(hits_table(found.values()))


def test_two_texts_of_one_order_are_two_names_of_one_act():
    """An order that stands in the register in two languages is found under both identifiers."""
    acts = [act(act_id="kk-text"), act(act_id="ru-text", lang="ru")]
    assert history(acts, (), "ru-text").act == history(acts, (), "kk-text").act


def test_a_review_that_is_overdue_hits(project, library, bundled):
    """The passport of a standard says when it is to be reviewed."""
    document = library.parsed["V2000019833"]
    fields = (*document.standards[0].fields, Field("review_date_iso", "Қайта қарау", "2026-01-01", PLACE))
    changed = replace(document, standards=(replace(document.standards[0], fields=fields),))
    shelf = replace(library, documents={**library.documents, "V2000019833": changed})
    found = {hit.programme_id: hit for hit in hits(bundled, shelf, project.relations(), AS_OF)}
    assert found["college-statistics"].causes == ("repealed", "review-overdue")


def test_a_comparison_says_how_many_links_need_a_look(project, library, bundled):
    """Where somebody has compared the new edition, the list tells its name and the number."""
    found, _ = measured(TOGETHER[0], dense=False, new_id="N1")
    listed = hits(bundled, library, project.relations(), AS_OF, [found])
    hit = next(one for one in listed if one.programme_id == "college-statistics")
    assert (hit.causes, hit.news, hit.links, hit.looks) == (("repealed", "compared"), ("N1",), 20, 4)
    PROGRAMME_HITS.check(hits_table(listed))


def test_a_standard_outside_of_the_library_hits_nobody(bundled):
    """Where nothing is known nothing is claimed."""
    assert hits(bundled, Library({}, {}, {}), (), AS_OF) == ()


# --- tables and words ---------------------------------------------------------------------------------------------


def test_the_tables_hold_what_the_objects_say():
    """Rows, shares and their declared values agree; the picture of before and after gets two tables with equal keys."""
    for names in (*ALONE, *TOGETHER):
        found, _ = measured(names, dense=False, new_id="N1")
        rows = IMPACT_ROWS.check(rows_table(found, "kk"))
        assert rows["needs_look"].sum() == sum(row.needs_look for row in found.rows)
        shares = IMPACT_SHARES.check(shares_table(found))
        assert set(shares["scenario"]) == {"before", *SCENARIOS}
        before, after = (SHARES.check(frame) for frame in difference_tables(found))
        cards = [set(frame.loc[frame["by"] == "card", "group"]) for frame in (before, after)]
        assert cards[0] == cards[1] != set()
        assert json.loads(json.dumps(as_data(found, "en"), ensure_ascii=False))["need_a_look"] == len(found.looks)


def test_the_tables_know_every_value():
    """Piles, grades and causes of the code are those of the tables and the words."""
    columns = {column.name: column for column in IMPACT_ROWS.columns}
    assert columns["pile"].allowed == PILES
    assert columns["grade"].allowed == GRADES
    assert len(CAUSES) == len(set(CAUSES))
    assert "moved" in CHANGE_KINDS


@pytest.mark.parametrize("lang", LANGS)
def test_every_row_says_in_words_what_becomes_of_it(lang):
    """In every language each pile has a sentence, and a terminal shows every row that needs a look."""
    found, _ = measured(TOGETHER[0], dense=True, new_id="N1")
    assert {row.pile for row in found.rows} == set(PILES)
    assert all(effect(row, lang).endswith(".") for row in found.rows)
    text = "\n".join(lines_of(found, lang))
    assert all(row.old.statement_id in text for row in found.rows if row.needs_look)


# --- on disk ------------------------------------------------------------------------------------------------------


@pytest.fixture
def changed(project, tmp_path):
    """The bundled project with an amended twin of the statistics standard beside the old one."""
    return amended_project(tmp_path / "p", project)


def options(**changes):
    facts = {
        "old": "V2000019833",
        "new": "N1",
        "programmes": [],
        "corrections": None,
        "keep": False,
        "accept": "",
        "accept_replacement": [],
        "switch": False,
        "reviewer": "",
        "format": "text",
        "out": None,
        "replace": False,
        "date": AS_OF,
        "lang": "en",
        "form": "",
        "source_lang": None,
    }
    return Namespace(**{**facts, **changes})


def files_of(project):
    folder = project.decisions_folder("college-statistics")
    return {path.name: path.read_bytes() for path in folder.glob("*.csv")}


def test_without_a_name_every_programme_that_is_touched_is_judged(changed, capsys):
    """Those compared with the standard or with decisions about it; the list of those hit is over all of curricula/."""
    assert command.run(changed, options(format="json")) == 0
    told = json.loads(capsys.readouterr().out)
    (mine,) = told["programmes"]
    assert (mine["programme_id"], mine["links"], mine["need_a_look"]) == ("college-statistics", 20, 4)
    assert {hit["programme_id"] for hit in told["hit"]} == {"college-statistics", "bachelor-information-systems"}


@pytest.mark.parametrize("damage", ["toml", "decisions", "outcomes"])
@pytest.mark.parametrize("lang", LANGS)
def test_a_programme_that_cannot_be_read_is_named_and_stops_no_other(changed, damage, lang, capsys, tmp_path):
    """It is listed with its reason in text, data and workbook, the others are judged, and the exit status says so."""
    folder = changed.root / "curricula" / "bachelor-social-work"
    files = {"toml": "programme.toml", "outcomes": "outcomes.csv", "decisions": "decisions/бұзылған.csv"}
    (folder / files[damage]).write_text("бұл,кесте де\nTOML,да емес\n", encoding="utf-8")
    assert command.run(changed, options(format="json", lang=lang)) == 1
    shown = capsys.readouterr()
    told = json.loads(shown.out)
    assert [one["programme_id"] for one in told["programmes"]] == ["college-statistics"]
    assert {hit["programme_id"] for hit in told["hit"]} == {"college-statistics", "bachelor-information-systems"}
    ((name, why),) = [(one["programme_id"], one["why"]) for one in told["unread"]]
    assert name == "bachelor-social-work"
    assert why.splitlines()[0] in shown.err
    assert command.run(changed, options(lang=lang)) == 1
    assert name in capsys.readouterr().out
    out = tmp_path / "impact.xlsx"
    assert command.run(changed, options(lang=lang, format="xlsx", out=out)) == 1
    cells = [cell.value for sheet in load_workbook(out) for row in sheet.iter_rows() for cell in row]
    assert any(str(value).startswith(f"! {name}") for value in cells)
    assert command.run(changed, options(programmes=[name], lang=lang)) == 1


def test_a_renaming_is_accepted_on_disk(project, tmp_path, capsys):
    """Both decisions are written in one go; a second time there is nothing to accept, and the command says so."""
    shelf = amended_project(tmp_path / "p", project, "employment", ("employment-names",))
    asked = {"old": "2022-08-18-N318", "accept_replacement": ["хжқо=>мансап орталығы"], "reviewer": WHO}
    with pytest.raises(InputError, match="--accept-replacement needs --as"):
        command.run(shelf, options(**{**asked, "reviewer": ""}))
    command.run(shelf, options(old="2022-08-18-N318"))
    assert '--accept-replacement "ХЖҚО=>мансап орталығы"' in capsys.readouterr().out
    for number in (2, 0):
        command.run(shelf, options(**asked))
        said_ = capsys.readouterr().err
        assert ("2 decisions carried" in said_) == bool(number)
        assert ("no open statements" in said_) != bool(number)
        mine = [row for row in shelf.decisions("bachelor-social-work") if row.reviewer == WHO]
        assert len(mine) == 2


def toml_of(project, name="college-statistics"):
    return project.root / "curricula" / name / "programme.toml"


def test_switching_names_the_new_edition_and_nothing_else(changed, capsys):
    """Format and comments stay byte for byte; a second time the file is left alone; decisions are not touched."""
    path, before = toml_of(changed), toml_of(changed).read_bytes()
    decisions = files_of(changed)
    assert command.run(changed, options(programmes=["college-statistics"], switch=True)) == 0
    after = path.read_bytes()
    assert after == before.replace(b'standard = "V2000019833"', b'standard = "N1"')
    assert changed.programme("college-statistics").targets == (Target("N1", (1, 2)),)
    assert "V2000019833 [1, 2] → N1 [1, 2]" in (said_ := capsys.readouterr().err)
    assert "still links that need a look (4)" in said_
    command.run(changed, options(programmes=["college-statistics"], switch=True))
    assert (path.read_bytes(), files_of(changed)) == (after, decisions)
    assert "names N1 already" in capsys.readouterr().err


def test_switching_refuses_what_it_cannot_do_safely(changed):
    """Without a programme's name, an edition outside of the library, or both editions named: nothing is written."""
    before = toml_of(changed).read_bytes()
    with pytest.raises(InputError, match="name the programmes"):
        command.run(changed, options(switch=True))
    library = changed.library()
    old, new = side_of(library, "V2000019833"), side_of(library, "N1")
    found = impact_on(changed, "college-statistics", compare_editions(old.standard, new.standard), old, new)
    with pytest.raises(InputError, match="stands in the library"):
        switch_planned(found, old, replace(new, sha256="other bytes"))
    twice = before + b'[[compare]]\nstandard = "N1"\n'
    toml_of(changed).write_bytes(twice)
    with pytest.raises(InputError, match="names both"):
        command.run(changed, options(programmes=["college-statistics"], switch=True))
    assert toml_of(changed).read_bytes() == twice


def test_cards_get_the_numbers_of_the_new_edition():
    """In the order of the old ones; joined cards once, a split card with all its parts, all cards stay all cards."""
    old = standard(TEXTS, cards=3)
    cards = tuple(replace(card, title=f"Маман {card.number}", number=4 - card.number) for card in old.cards)
    new = replace(old, standard_id="X2", cards=cards[::-1])
    edition = compare_editions(old, new)
    assert switched_target(Target("X1", (1, 3)), edition, old, new) == Target("X2", (3, 1))
    assert switched_target(Target("X1"), edition, old, new) == Target("X2")
    joined = [Correction(f"X1/{card}", "X2/3", WHO, NOON.date(), "") for card in (1, 2)]
    assert switched_target(Target("X1", (1, 2)), compare_editions(old, new, joined), old, new).cards == (3,)
    parts = [Correction("X1/1", f"X2/{card}", WHO, NOON.date(), "") for card in (3, 2)]
    assert switched_target(Target("X1", (1,)), compare_editions(old, new, parts), old, new).cards == (2, 3)


def test_a_card_without_a_sure_counterpart_is_not_switched():
    """Gone, unknown or doubtful: all are named at once; where both editions have one identifier, nobody can tell."""
    old = standard(TEXTS, cards=3)
    new = replace(old, standard_id="X2", cards=old.cards[:2])
    alone = [Correction("X1/2", "", WHO, NOON.date(), "")]
    with pytest.raises(DataError) as caught:
        switched_target(Target("X1", (1, 2, 7)), compare_editions(old, new, alone), old, new)
    assert [(issue.code, issue.where) for issue in caught.value.issues] == [
        ("no-counterpart", "X1/2"),
        ("unknown-card", "X1/7"),
    ]
    edition = compare_editions(old, new)
    doubts = tuple(replace(one, doubtful=one.what == "card") for one in edition.changes)
    with pytest.raises(DataError, match="doubtful"):
        switched_target(Target("X1", (1,)), replace(edition, changes=doubts), old, new)
    swapped = replace(old, cards=tuple(replace(card, number=4 - card.number) for card in old.cards[::-1]))
    edition = compare_editions(old, swapped)
    assert switched_target(Target("X1", (2,)), edition, old, swapped) == Target("X1", (2,))
    with pytest.raises(InputError, match="both editions have this identifier"):
        switched_target(Target("X1", (1,)), edition, old, swapped)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(
    ("text", "after"),
    [
        (
            '# бірінші\n[[compare]] # біз\nstandard = "X1" # ескі\ncards = [ 1,  # бір\n  2 ]\nкөлем = 1.50\n',
            '# бірінші\n[[compare]] # біз\nstandard = "X2" # ескі\ncards = [ 3,  # бір\n  4 ]\nкөлем = 1.50\n',
        ),
        (
            'compare = [ {standard = "X1", cards = [1,2]}, {standard = "Y"} ]\n',
            'compare = [ {standard = "X2", cards = [3,4]}, {standard = "Y"} ]\n',
        ),
    ],
)
def test_whatever_a_file_looks_like_only_the_standard_and_its_cards_change(text, after, mark, end):
    """Line ends, byte order mark, comments inside lists, tables in a line."""
    text, after = (mark + one.replace("көлем", '"көлем"').replace("\n", end) for one in (text, after))
    assert exchanged(text, "X1", Target("X2", (3, 4))) == after


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("compare = [", "cannot be read"),
        ('[[compare]]\nstandard = "Y"\n', "0 times"),
        ('[[compare]]\nstandard = "X1"\n[[compare]]\nstandard = "X1"\n', "2 times"),
        ('[[compare]]\nstandard = "X1"\n[[compare]]\nstandard = "X2"\n', "names both"),
    ],
)
def test_a_file_that_cannot_be_changed_safely_is_refused(text, problem):
    """The message says why."""
    with pytest.raises(InputError, match=problem):
        exchanged(text, "X1", Target("X2"))


def test_the_command_says_which_step_is_due(changed, capsys):
    """Accept what says the same, then look, then switch; in the end nothing is left."""

    def step():
        command.run(changed, options(programmes=["college-statistics"]))
        (line,) = [line for line in capsys.readouterr().out.splitlines() if "Next step" in line]
        return line.strip()

    assert "--accept cosmetic" in step()
    command.run(changed, options(accept="cosmetic", reviewer=WHO))
    capsys.readouterr()
    assert "people look at the rest" in step()
    library = changed.library()
    old, new = side_of(library, "V2000019833"), side_of(library, "N1")
    found = impact_on(changed, "college-statistics", compare_editions(old.standard, new.standard), old, new)
    rows = [row for row in found.rows if row.settled is None]
    log = DecisionLog(changed.decisions_folder("college-statistics"), WHO, programme_id="college-statistics")
    made = [
        replace(moved_to(row.decision, one), reviewer=WHO, decision_id=f"{number:012x}", role="review")
        for number, (row, one) in enumerate((row, one) for row in rows for one in row.news)
    ]
    log.append(made)
    assert "--switch" in step()
    command.run(changed, options(programmes=["college-statistics"], switch=True))
    capsys.readouterr()
    assert "everything is done" in step()
    assert next_step(found, registered=False) == "register"


@pytest.mark.parametrize("lang", LANGS)
def test_long_work_speaks_the_language_of_the_reader(changed, lang, monkeypatch):
    """What the progress bar says is asked for in the language of the command."""
    heard = []
    monkeypatch.setattr(command, "progress", lambda items, what: heard.append(what) or items)
    command.run(changed, options(lang=lang))
    assert heard == [word("impact-making", lang)]


def test_accepting_on_disk_keeps_the_old_rows_and_happens_once(changed, capsys):
    """The person's file is new, the others are the same byte for byte; a second time nothing is written."""
    before = files_of(changed)
    command.run(changed, options(accept="cosmetic", reviewer=WHO))
    after = files_of(changed)
    assert all(after[name] == data for name, data in before.items())
    mine = [row for row in changed.decisions("college-statistics") if row.reviewer == WHO]
    assert len(mine) == 17
    assert {(row.method, row.standard_id, row.role) for row in mine} == {("carried V2000019833", "N1", "review")}
    assert "17 decisions carried" in capsys.readouterr().err
    command.run(changed, options(accept="cosmetic", reviewer="Болат Ахметов"))
    assert files_of(changed) == after
    assert "0 decisions carried" in capsys.readouterr().err


def test_accepting_needs_a_person_and_a_registered_edition(changed):
    """Nobody's decisions and decisions about a text that is nowhere kept are not written."""
    with pytest.raises(InputError, match="--as NAME"):
        command.run(changed, options(accept="cosmetic"))
    library = changed.library()
    old, new = side_of(library, "V2000019833"), side_of(library, "N1")
    found = impact_on(changed, "college-statistics", compare_editions(old.standard, new.standard), old, new)
    with pytest.raises(InputError, match="add it to"):
        accept(changed, found, found.bulk, WHO, replace(new, sha256="other bytes"))
    assert {row.reviewer for row in changed.decisions("college-statistics")} == {"Үлгі сарапшы"}


def test_a_programme_that_has_nothing_to_do_with_the_standard_is_refused(changed):
    """An empty answer would look like good news."""
    with pytest.raises(InputError, match="is not compared with V2000019833"):
        command.run(changed, options(programmes=["bachelor-social-work"]))


def test_an_edition_can_be_a_file(changed, tmp_path, capsys):
    """A new text that is not in the register yet is judged all the same; its status is said to be unknown."""
    source = ROOT / "standards" / "sources" / "state-statistics-interviewing-2020.kk.txt"
    text = source.read_text(encoding="utf-8").replace("экспорттау", "мұрағаттау")
    path = tmp_path / "жаңа.kk.txt"
    path.write_text(text, encoding="utf-8")
    command.run(changed, options(new=str(path)))
    shown = capsys.readouterr().out
    assert "V2000019833/1.3.2/S2 → V2000019833/1.3.2/S2" in shown
    assert "to be decided anew" in shown
    out = tmp_path / "impact.xlsx"
    command.run(changed, options(new=str(path), format="xlsx", out=out))
    values = [cell.value for row in load_workbook(out).worksheets[0].iter_rows() for cell in row if cell.value]
    assert any("not in the register of standards" in str(value) for value in values)


def test_files_are_not_written_over(changed, tmp_path):
    """A file that is there stays unless somebody says otherwise; one name cannot serve several workbooks."""
    out = tmp_path / "impact.json"
    out.write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="the file is there already"):
        command.run(changed, options(format="json", out=out))
    command.run(changed, options(format="json", out=out, replace=True))
    assert json.loads(out.read_text(encoding="utf-8"))["new"] == "N1"
    shutil.copytree(
        changed.root / "curricula" / "college-statistics", changed.root / "curricula" / "college-statistics-copy"
    )
    decisions = changed.root / "curricula" / "college-statistics-copy" / "decisions"
    shutil.rmtree(decisions)
    with pytest.raises(InputError, match="--out names one file"):
        command.run(changed, options(format="xlsx", out=tmp_path / "x.xlsx"))


def filled(path, verdict, choose=lambda _: True):
    """Fill in the decision of every keyed row that is chosen by its key; give the keys."""
    book = load_workbook(path)
    keys = []
    for sheet in book:
        heads = next((row for row in sheet.iter_rows(values_only=True) if "curmap:decision" in row), None)
        if heads is None:
            continue
        for row in sheet.iter_rows():
            text = row[heads.index("curmap:key")].value
            if not str(text).startswith("curmap.1|"):
                continue
            key = decode(text)
            if choose(key):
                row[heads.index("curmap:decision")].value = verdict
                keys.append(key)
    book.save(path)
    return keys


@pytest.mark.parametrize("lang", LANGS)
def test_a_filled_in_workbook_comes_back_as_decisions_about_the_new_text(lang, changed, tmp_path):
    """Keys are about the new statements; what a person chose is written once and the old decisions stay."""
    out = tmp_path / "impact.xlsx"
    command.run(changed, options(format="xlsx", out=out, lang=lang))
    words = {"kk": "Ішінара қамтылған", "ru": "Частично охвачено", "en": "Partially covered"}
    keys = filled(out, words[lang], lambda key: bool(key.outcome_id))
    assert {key.standard_id for key in keys} == {"N1"}
    assert len(keys) == 20
    before = files_of(changed)
    now = datetime(2026, 11, 25, tzinfo=UTC)
    taken = import_report(changed, out, WHO, now=now, lang=lang)
    assert (len(taken.decisions), taken.errors) == (20, ())
    assert {row.standard_id for row in taken.decisions} == {"N1"}
    assert all(files_of(changed)[name] == data for name, data in before.items())
    assert import_report(changed, out, WHO, now=now, lang=lang).decisions == ()
    library = changed.library()
    old, new = side_of(library, "V2000019833"), side_of(library, "N1")
    again = impact_on(changed, "college-statistics", compare_editions(old.standard, new.standard), old, new)
    assert [row for row in again.rows if row.decision.outcome_id and (row.proposed or row.needs_look)] == []


def test_a_new_edition_may_take_the_place_of_the_old_one(project, tmp_path):
    """Old text as a file, new text in the library under the same identifier: what is filled in counts about the new text."""
    shelf = amended_project(tmp_path / "p", project, new_id="V2000019833")
    old = str(ROOT / "standards" / "sources" / "state-statistics-interviewing-2020.kk.txt")
    out = tmp_path / "impact.xlsx"
    command.run(shelf, options(old=old, new="V2000019833", format="xlsx", out=out))
    keys = filled(out, "Partially covered", lambda key: bool(key.outcome_id))
    taken = import_report(shelf, out, WHO, now=datetime(2026, 11, 25, tzinfo=UTC))
    assert taken.errors == ()
    prints = {
        row.statement_id: row.fingerprint for row in statements_of(side_of(shelf.library(), "V2000019833").standard)
    }
    codes = {one.outcome_id: one.fingerprint for one in shelf.programme("college-statistics").outcomes}
    current = replay(shelf.decisions("college-statistics"), codes, prints).current
    asked = {(key.outcome_id, key.statement_id) for key in keys}
    assert len(asked) == 20
    assert {row.verdict for row in current if (row.outcome_id, row.statement_id) in asked} == {"partial"}


def test_an_untouched_workbook_says_nothing(changed, tmp_path):
    """No decision is prefilled: whoever sends the file back as it was has accepted nothing."""
    out = tmp_path / "impact.xlsx"
    command.run(changed, options(format="xlsx", out=out))
    taken = import_report(changed, out, WHO, now=datetime(2026, 11, 25, tzinfo=UTC))
    assert (taken.decisions, taken.remarks, taken.errors) == ((), (), ())


def test_the_workbook_shows_what_the_impact_says(changed, tmp_path):
    """Every changed statement with a decision stands on the sheet of changes, old text and new text beside each other."""
    out = tmp_path / "impact.xlsx"
    command.run(changed, options(format="xlsx", out=out))
    book = load_workbook(out)
    shown = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == [
        "Title page",
        "Changes",
        "To accept",
        "To decide anew",
        "New statements",
        "Stands",
        "Before and after",
        "Programmes",
        "Method and legend",
    ]
    first = shown["Changes"][3]
    assert first[3:5] == (
        "Қажетті ақпаратты қолжетімді дереккөздерден табу",
        "Қажетті ақпаратты ашық және қолжетімді дереккөздерден табу",
    )
    assert "{+ашық және+}" in " ".join(str(value) for value in first)
    text = "\n".join(str(value) for row in shown["Title page"] for value in row if value)
    assert "4 of 20" in text
    assert "as of 21.11.2026: repealed" in text
    assert len(book["Before and after"]._charts) == 1


def test_the_workbook_does_not_depend_on_where_and_when_it_is_made(changed, tmp_path):
    """The same inputs and day give the same bytes."""
    out = tmp_path / "impact.xlsx"
    command.run(changed, options(format="xlsx", out=out))
    first = out.read_bytes()
    command.run(changed, options(format="xlsx", out=out))
    assert out.read_bytes() == first


def test_texts_of_documents_stay_text(project, tmp_path):
    """A statement or title that looks like a formula is shown as it is."""
    base = amended_project(tmp_path / "p", project, names=("statistics-names",))
    old = next(one for one in base.library().standards() if one.standard_id == "V2000019833")
    hostile = '=HYPERLINK("http://x.kz";"басыңыз")'
    chance = random.Random(1)  # noqa: S311 -- which statements does not matter
    places = {row.statement_id for row in chance.sample(statements_of(old), 40)}

    class Hostile(type(base)):
        def library(self):
            library = type(base).library(self)
            twin = library.documents["N1"].standards[0]
            cards = tuple(_with_text(card, places, hostile) for card in twin.cards)
            documents = {
                **library.documents,
                "N1": replace(library.documents["N1"], standards=(replace(twin, cards=cards),)),
            }
            return replace(library, documents=documents)

    bad = Hostile(base.root, base.base, base.topic, base.names, base.new_id)
    out = tmp_path / "impact.xlsx"
    command.run(bad, options(format="xlsx", out=out))
    cells = [cell for sheet in load_workbook(out) for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == hostile for cell in cells)
    assert all(cell.data_type == "s" for cell in cells if cell.value == hostile)


def _with_text(card, places, text):
    functions = tuple(
        replace(
            function,
            units=tuple(
                replace(
                    unit,
                    items=tuple(
                        replace(item, text=text)
                        if f"V2000019833/{card.number}.{function.number}.{unit.number}/S{item.number}" in places
                        and item.kind == "skill"
                        else item
                        for item in unit.items
                    ),
                )
                for unit in function.units
            ),
        )
        for function in card.functions
    )
    return replace(card, functions=functions)
