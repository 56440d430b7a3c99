from dataclasses import replace

import pytest
from factories import decision, outcome, programme, statement
from hypothesis import given, settings
from hypothesis import strategies as st
from places import AS_OF
from test_proposals import analysed

from toolkit.analysis import analyse, compare_with
from toolkit.comparisons import NEAR, compare_analyses, compare_cards, progression
from toolkit.comparisons.progression import advance_of
from toolkit.errors import InputError
from toolkit.frameworks import frameworks_for
from toolkit.model import Card, Function, Item, Span, Standard, Target, Unit
from toolkit.settings import Settings
from toolkit.tables.proposals import (
    ADVANCES,
    CARD_FUNCTIONS,
    CARD_PAIRS,
    COMPARED_SHARES,
    COMPARED_STATEMENTS,
    ONLY_CARDS,
    PROGRESSION,
)

ROWS = (
    statement("1.1.1/S1"),
    statement("1.1.1/S2"),
    statement("1.1.2/S3"),
    statement("1.2.1/S4"),
    statement("2.1.1/S1", levels="5;6"),
)
TAUGHT = programme(outcomes=(outcome("ОН1"), outcome("ОН2")), marks=(("П1", "ОН1", "M"), ("П1", "ОН2", "I")))


def of(*decisions, rows=ROWS, **changes):
    return analysed(*decisions, rows=rows, plan_of=replace(TAUGHT, **changes))


def judgements(first, second):
    found = compare_analyses(first, second).statements
    return {row.statement.statement_id.removeprefix("X1/"): row.judgement for row in found}


def share(comparison, by, group, step, kind="skill"):
    return next(row for row in comparison.shares if (row.by, row.group, row.step, row.kind) == (by, group, step, kind))


# --- two programmes ----------------------------------------------------------------------------------------------------


def test_statements_are_judged_over_three_steps():
    """Better at one step and worse at none is better; assessed less but declared more is mixed; n/a is no judgement."""
    first = of(
        decision("1.1.1/S1", "ОН1", "partial"),
        decision("1.1.1/S2", "ОН1", "partial"),
        decision("1.1.2/S3", "ОН1"),
    )
    second = of(
        decision("1.1.1/S1", "ОН1"),
        decision("1.1.1/S2", "ОН2"),  # full, but never assessed
        decision("1.2.1/S4", "", "na"),
    )
    assert judgements(first, second) == {
        "1.1.1/S1": "better",
        "1.1.1/S2": "mixed",
        "1.1.2/S3": "worse",
        "1.2.1/S4": "na",
        "2.1.1/S1": "same",
    }


def test_shares_are_compared_as_computed_by_hand():
    """Function 1.1 has three skills: 1 of 3 declared in the first, 2.5 of 3 in the second, a difference of a half."""
    first = of(decision("1.1.1/S1"))
    second = of(decision("1.1.1/S1"), decision("1.1.1/S2"), decision("1.1.2/S3", verdict="partial"))
    row = share(compare_analyses(first, second), "function", "X1/1.1", "declared")
    assert (row.first.covered, row.second.covered, row.first.denominator) == (1, 2.5, 3)
    assert row.difference == pytest.approx(0.5)


def test_cards_that_one_side_lacks_are_listed_and_not_judged():
    """The second has no card 2: it stands alone, and the totals are those of card 1."""
    first = of(decision("2.1.1/S1"))
    second = of(rows=ROWS[:4])
    found = compare_analyses(first, second)
    assert judgements(first, second)["2.1.1/S1"] == "only-first"
    assert [(row.side, row.standard_id, row.occupation_no, row.statements) for row in found.only] == [
        ("first", "X1", 2, 1)
    ]
    assert share(found, "total", "", "declared").first.statements == 4
    alone = share(found, "card", "X1/2", "declared")
    assert (alone.first.covered, alone.second, alone.difference) == (1, None, None)
    assert "only-second" in judgements(second, first).values()


def test_what_cannot_be_compared_is_refused():
    """Other weights of partial coverage, or another text of one statement: the message says what to do."""
    with pytest.raises(InputError, match="same settings"):
        compare_analyses(of(), analysed(rows=ROWS, plan_of=TAUGHT, used=Settings(partial_weight=0.25)))
    changed = (statement("1.1.1/S1", "басқа мәтін"), *ROWS[1:])
    with pytest.raises(InputError, match=r"X1/1\.1\.1/S1.*same library"):
        compare_analyses(of(), of(rows=changed))


def test_two_programmes_with_cards_and_frameworks_are_compared(project, library):
    """Cards and descriptors side by side; every table keeps its schema, and nothing is in one table twice."""

    def on(name, targets):
        targets = [Target(*one) for one in targets]
        cards = [one for one in targets if one.standard_id in library.parsed]
        compared = compare_with(cards, library.acts, library.parsed)
        frameworks = frameworks_for(targets, library.acts, library.documents)
        mine = project.programme(name)
        return analyse(mine, compared, project.decisions(name), as_of=AS_OF, frameworks=frameworks)

    first = on("college-statistics", [("V2000019833", (1, 2)), ("V1300008876", (), ("3.1",))])
    second = on("bachelor-social-work", [("V2000019833", (1,)), ("V1300008876", (), ("3.1",))])
    found = compare_analyses(first, second)
    assert len(COMPARED_STATEMENTS.check(found.statements_table())) == len(found.statements)
    COMPARED_SHARES.check(found.shares_table())
    ONLY_CARDS.check(found.only_table())
    named = {(row.side, row.standard_id, row.occupation_no, row.sqf_levels) for row in found.only}
    assert ("first", "V2000019833", 2, "5") in named
    assert {("first", "V1300008876", 0, "4"), ("second", "V1300008876", 0, "6")} <= named
    ids = {row.statement.statement_id for row in (*first.covered, *second.covered)}
    assert {row.statement.statement_id for row in found.statements} == ids
    added = progression(first, second)
    assert len(added.statements_table()) == len(found.statements)
    PROGRESSION.check(added.table())
    assert added.levels == ("4", "6")


SAID = st.lists(
    st.builds(
        decision,
        st.sampled_from([row.statement_id.removeprefix("X1/") for row in ROWS]),
        st.sampled_from(["ОН1", "ОН2"]),
        st.sampled_from(["full", "partial", "none"]),
    ),
    max_size=6,
    unique_by=lambda row: (row.outcome_id, row.statement_id),
)
TURNED = {"better": "worse", "worse": "better", "only-first": "only-second", "only-second": "only-first"}


@settings(deadline=None)
@given(SAID, SAID)
def test_a_comparison_turned_round_says_the_opposite(one, two):
    """Better becomes worse, differences change their sign; compared with itself everything is the same."""
    there, back = compare_analyses(of(*one), of(*two)), compare_analyses(of(*two), of(*one))
    assert [TURNED.get(row.judgement, row.judgement) for row in there.statements] == [
        row.judgement for row in back.statements
    ]
    assert [row.difference for row in there.shares] == [pytest.approx(-row.difference) for row in back.shares]
    assert {row.judgement for row in compare_analyses(of(*one), of(*one)).statements} == {"same"}


# --- college and bachelor ----------------------------------------------------------------------------------------------


def test_progression_says_what_is_added_and_what_is_there_twice():
    """One of each: there twice, deepened, lower, added, and covered by none."""
    rows = (*ROWS[:4], statement("1.2.1/S5"))
    college = of(
        decision("1.1.1/S1"), decision("1.1.1/S2", verdict="partial"), decision("1.1.2/S3"), rows=rows, sqf_level="4"
    )
    bachelor = of(
        decision("1.1.1/S1"),
        decision("1.1.1/S2"),
        decision("1.1.2/S3", verdict="partial"),
        decision("1.2.1/S4"),
        rows=rows,
        sqf_level="6",
    )
    found = progression(college, bachelor)
    assert found.advances == ("twice", "deepened", "lower", "added", "neither")
    assert found.levels == ("4", "6")
    (row,) = found.rows
    assert (row.level, row.texts, row.first, row.second) == ("4", 5, 3, 4)
    assert [one.statement.number for one in found.statements("added")] == [4]


def test_progression_counts_at_the_step_asked_for():
    """The bachelor programme covers a statement that it never assesses: added at «taught», nothing at «assessed»."""
    college, bachelor = of(), of(decision("1.1.1/S1", "ОН2"))
    assert progression(college, bachelor).advances[0] == "added"
    assert progression(college, bachelor, step="assessed").advances[0] == "neither"


@settings(deadline=None)
@given(SAID, SAID)
def test_the_parts_of_a_progression_are_the_whole(one, two):
    """Every different text of a level is in one part, also where equal texts stand in several places."""
    for row in progression(of(*one), of(*two)).rows:
        assert row.lower + row.twice + row.deepened + row.added + row.neither == row.texts
        assert row.second <= row.texts - row.neither
        assert row.first + row.added + row.neither == row.texts


def test_the_kinds_of_advance_are_those_of_the_table():
    """Every pair of degrees has an advance that the table knows."""
    degrees = ("", "partial", "full")
    assert {advance_of(one, two) for one in degrees for two in degrees} == {*ADVANCES[:5]}


# --- two cards ---------------------------------------------------------------------------------------------------------

HERE = Span(1, 1)


def made(name, levels, *functions, lang="kk"):
    """A standard with one card: for each function its skills, then its knowledge."""
    trees = tuple(
        Function(
            number,
            f"Функция {number}",
            HERE,
            (
                Unit(
                    1,
                    "task",
                    "Міндет",
                    HERE,
                    tuple(
                        Item(kind, place, "", text, HERE)
                        for kind, texts in (("skill", skills), ("knowledge", knowledge))
                        for place, text in enumerate(texts, start=1)
                    ),
                ),
            ),
        )
        for number, (skills, knowledge) in enumerate(functions, start=1)
    )
    return Standard(name, name, "", lang, "x.txt", cards=(Card(1, "Маман", levels, HERE, functions=trees),))


ONE = made("A", ("4", "5"), (["Тілді білу (құрылым, грамматика, лексика)", "Есеп жүргізу"], ["Заңдар"]), (["Құю"], []))
TWO = made("B", ("5", "6"), (["Тілді білу (грамматика, лексика)", "Өлең айту"], []), (["Заңдар.", "ЕСЕП  жүргізу"], []))


def test_cards_have_equal_near_and_own_statements():
    """Equal but for punctuation and case, near by its stems, or alone; an equal text of another kind is equal as well."""
    found = compare_cards(ONE, 1, TWO, 1)
    assert [(row.relation, row.first and row.first.text, row.second and row.second.text) for row in found.pairs] == [
        ("near", "Тілді білу (құрылым, грамматика, лексика)", "Тілді білу (грамматика, лексика)"),
        ("equal", "Есеп жүргізу", "ЕСЕП  жүргізу"),
        ("equal", "Заңдар", "Заңдар."),
        ("first", "Құю", None),
        ("second", None, "Өлең айту"),
    ]
    assert found.levels == (("5",), ("4",), ("6",))
    assert [(row.first_no, row.second_no, row.equal, row.near) for row in found.functions] == [
        (1, 1, 0, 1),
        (1, 2, 2, 0),
        (2, None, 0, 0),
    ]
    CARD_PAIRS.check(found.table())
    CARD_FUNCTIONS.check(found.functions_table())


def test_a_repeated_text_is_one_text_of_a_card():
    """The sentence stands in two functions of the first card: one pair, counted in both functions."""
    twice = made("A", ("4",), (["Есеп жүргізу"], []), (["Есеп жүргізу"], []))
    found = compare_cards(twice, 1, made("B", ("4",), (["Есеп жүргізу"], [])), 1)
    assert [row.relation for row in found.pairs] == ["equal"]
    assert [(row.first_no, row.second_no, row.equal) for row in found.functions] == [(1, 1, 1), (2, 1, 1)]


def test_the_nearest_text_is_the_partner():
    """Two texts are near one: the nearer one gets it, the other stays alone."""
    first = made("A", ("4",), (["Деректерді жинау және өңдеу", "Деректерді жинау және өңдеу тәсілдері"], []))
    second = made("B", ("4",), (["Деректерді жинау, өңдеу тәсілдері"], []))
    found = compare_cards(first, 1, second, 1)
    assert [(row.relation, row.first.number) for row in found.pairs] == [("first", 1), ("near", 2)]


def test_what_is_near_is_a_setting():
    """With 1 only texts of the same words in another order are near; what is no similarity is refused."""
    assert [row.relation for row in compare_cards(ONE, 1, TWO, 1, near=1).pairs].count("near") == 0
    with pytest.raises(InputError, match="above 0"):
        compare_cards(ONE, 1, TWO, 1, near=0)
    with pytest.raises(InputError, match="no card 7; cards: 1"):
        compare_cards(ONE, 7, TWO, 1)


def test_cards_of_two_languages_say_so():
    """Stems of two languages have nothing in common: the comparison says that near texts cannot be found."""
    assert not compare_cards(ONE, 1, made("B", ("4",), (["Знать язык"], []), lang="ru"), 1).same_language
    assert compare_cards(ONE, 1, TWO, 1).same_language


def test_the_cards_of_the_library_are_compared(library):
    """Interviewer and instructor for the census: known near statements, each text once, the same the other way round."""
    standard = next(one for one in library.standards() if one.standard_id == "V2000019833")
    there, back = compare_cards(standard, 1, standard, 3), compare_cards(standard, 3, standard, 1)
    near = {(row.first.text, row.second.text) for row in there.pairs if row.relation == "near"}
    assert ("Тілді білу (құрылым, грамматика, лексика)", "Тілді білу (грамматика, лексика)") in near
    assert all(NEAR <= row.similarity < 1 for row in there.pairs if row.relation == "near")
    assert {(two, one) for one, two in near} == {
        (row.first.text, row.second.text) for row in back.pairs if row.relation == "near"
    }
    itself = compare_cards(standard, 1, standard, 1)
    assert {row.relation for row in itself.pairs} == {"equal"}
