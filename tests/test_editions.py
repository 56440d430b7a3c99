"""Two editions of a standard compared: what is what, how heavily it changed, and what of it a person must look at."""

import csv
import datetime as dt
import json
import random
import re
from argparse import Namespace
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from editions.edits import Draft
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from toolkit.commands import diff
from toolkit.editions import (
    CHANGE_KINDS,
    GRADES,
    WHATS,
    Correction,
    apply_edition,
    carried,
    compare_editions,
    grade_texts,
)
from toolkit.editions.sheet import HEAD_ROW, edition_workbook
from toolkit.editions.words import changes_table, correction_of, lines_of, why
from toolkit.errors import DataError, InputError
from toolkit.io.excel import write_report
from toolkit.labels import words
from toolkit.model import LANGS, Card, Field, Function, Item, Span, Standard, Unit, statements_of
from toolkit.tables.editions import EDITION_CHANGES

HERE = Path(__file__).parent
ROOT = HERE.parent
LABELLED = list(csv.DictReader((HERE / "editions" / "labelled.csv").read_text(encoding="utf-8").splitlines()))
SOURCE = ROOT / "standards" / "sources" / "state-statistics-interviewing-2020.kk.txt"
EMPLOYMENT = "V1300009151-3", "2022-08-18-N318"


@pytest.fixture(scope="module")
def statistics_standard(library) -> Standard:
    return next(one for one in library.standards() if one.standard_id == "V2000019833")


@pytest.fixture(scope="module")
def employment(library):
    by_id = {one.standard_id: one for one in library.standards()}
    return compare_editions(by_id[EMPLOYMENT[0]], by_id[EMPLOYMENT[1]])


def texts_of(standard):
    return tuple((row.statement_id, row.text) for row in statements_of(standard))


def found_changes(edition):
    """What was found, in the form of `Draft.expected`; fields of cards are not part of it."""
    return {
        (change.kind, change.old_ids, tuple(sorted(change.new_ids)) if change.kind == "split" else change.new_ids)
        for change in edition.changed
        if "field" not in change.what
    }


# --- grades -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", LABELLED, ids=lambda row: f"{row['label']}-{row['lang']}-{row['new'][:30]}")
def test_no_change_is_graded_lighter_than_a_person_grades_it(row):
    """Whatever the edit, the grade is that of the label or a heavier one; nothing of substance slips through."""
    grade, _ = grade_texts(row["old"], row["new"], row["lang"])
    assert GRADES.index(grade) >= GRADES.index(row["label"])


def test_few_light_changes_are_graded_too_heavily():
    """Of the labelled changes of form and wording at most one in ten counts as a change of substance."""
    light = [row for row in LABELLED if row["label"] != "substance"]
    heavy = [row for row in light if grade_texts(row["old"], row["new"], row["lang"])[0] != row["label"]]
    assert len(LABELLED) >= 120
    assert len(light) >= 60
    assert len(heavy) <= len(light) // 10


@pytest.mark.parametrize("row", LABELLED[::7], ids=lambda row: row["new"][:30])
def test_grades_do_not_depend_on_which_text_is_the_old_one(row):
    """Taking a change back is as heavy as making it."""
    assert grade_texts(row["old"], row["new"], row["lang"])[0] == grade_texts(row["new"], row["old"], row["lang"])[0]


REAL = sorted(
    {
        row["text"]
        for path in (ROOT / "standards" / "parsed").rglob("statements.csv")
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
        if 4 <= len(row["text"].split()) <= 40
    }
)
STRANGERS = ("мұражай", "жүзім", "көпір", "тарихи", "екпе", "қойма", "алмас", "теңіз")


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(REAL), st.sampled_from(STRANGERS), st.integers(0, 1000), st.booleans())
def test_a_strange_word_is_a_change_of_substance(text, stranger, place, replaced):
    """A word put into a real statement, or in the place of one of its words, never passes as wording."""
    parts = text.split()
    place %= len(parts)
    parts[place : place + replaced] = [stranger]
    assert grade_texts(text, " ".join(parts), "kk")[0] == "substance"


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(REAL),
    st.sampled_from([str.upper, str.title, lambda text: f"2) {text};", lambda text: f" {text} ."]),
)
def test_the_dress_of_a_text_is_cosmetic(text, dress):
    """Case, numbering, blanks and the stop at the end never count for more."""
    assert grade_texts(text, dress(text), "kk")[0] == "cosmetic"


def test_acts_that_come_and_go_are_named():
    """Whoever must look knows which act is named no more, and which is new."""
    old = "«Мемлекеттік статистика туралы» 2010 жылғы 19 наурыздағы Қазақстан Республикасының Заңы"
    new = "«Халықты жұмыспен қамту туралы» 2016 жылғы 6 сәуірдегі Қазақстан Республикасының Заңы"
    grade, reasons = grade_texts(old, new, "kk")
    said = {reason.code: reason.params for reason in reasons}
    assert grade == "substance"
    assert "Мемлекеттік статистика туралы" in said["acts-gone"][0]
    assert "Халықты жұмыспен қамту туралы" in said["acts-new"][0]


def test_an_abbreviation_written_out_is_wording():
    """Where the text itself defines an abbreviation, the abbreviation and its words are one."""
    definitions = (("дк", "дербес компьютер"),)
    grade, reasons = grade_texts("ДК-ны пайдалану", "Дербес компьютерді пайдалану", "kk", definitions)
    assert grade == "wording"
    assert "written-out" in {reason.code for reason in reasons}


# --- twins --------------------------------------------------------------------------------------------------------


def reworded(draft):
    draft.reword("1.1.1/S1", "Әдіснамалық және техникалық құжаттамамен жұмыс істеу;")
    draft.reword("1.2.2/S3", "Жауаптардың қысқа нұсқаларын тұжырымдау")
    draft.reword("2.1.2/S1", "Жұмыс кезеңдерін ұйымдастыру және қадағалау")
    draft.reword("3.2.1/S1", "Әлеуетті кандидаттардың мақсатты топтарын анықтау")
    draft.reword("3.2.1/K7", "Интервьюер және нұсқаушы ретінде адамдарды тарту қағидалары")
    draft.reword("4.2.1/K2", "Объектілердің тізімін қалыптастыру")


def moved(draft):
    draft.move("1.1.2/S7", "1.2.2")
    draft.move("3.2.2/S5", "3.2.1")
    draft.move("4.1.1/K4", "4.2.1")
    draft.move("1.1.2/S3", "", at=0)


def merged(draft):
    draft.merge(
        "1.2.2/S2", "1.2.2/S3", "Сұрақтарды түсіну, дұрыс түсіндіру және жауаптардың толық нұсқаларын тұжырымдау"
    )
    draft.merge(
        "3.2.1/K4",
        "3.2.1/K6",
        "Іздеу жүйелерінің түрлері, олардың сипаттамалары және әлеуетті кандидаттарды тартуға арналған іс-шаралардың түрлері",
    )


def split(draft):
    draft.split(
        "1.1.1/S3",
        "Жұмыста дербес компьютерді (бұдан әрі – ДК) пайдалану",
        "Офистік көшірмелеуді, аудио және бейне техниканы пайдалану",
    )
    draft.split(
        "3.2.1/S2",
        "Іздеу жүйелерін, коммуникация арналарын айқындау",
        "Кандидаттарды тарту мақсатында тиісті іс-шаралар өткізу",
    )


def renumbered(draft):
    draft.move("4", "", at=0)


def inserted(draft):
    draft.add_function(
        "1",
        0,
        "Цифрлық қауіпсіздікті қамтамасыз ету",
        "Құрылғыларды қорғау",
        "Құпиясөздерді басқару",
        "Вирустан қорғау бағдарламаларын жаңарту",
    )
    draft.add("2.1.2", "knowledge", "Өртке қарсы нұсқаулық", at=0)


def raised(draft):
    draft.set_levels("2", "6")
    draft.retitle("2", "Аға нұсқаушы-бақылаушы")


def recoded(draft):
    draft.set_code("1", "3314-0-001")


def dropped(draft):
    draft.drop("1.1.2/S5")
    draft.drop("2.1.1/K6")
    draft.drop("3.0.0/C12")
    draft.drop("4.2.2")


def amended(draft):
    for edit in (reworded, moved, split, raised, recoded, dropped, inserted, renumbered):
        edit(draft)
    draft.merge(
        "1.3.1/K1",
        "1.3.1/K2",
        "Логикалық бақылау тәсілдері, рәсімдері, статистикалық байқауларды ұйымдастыру "
        "және жүргізу жөніндегі әдіснамалық және нұсқамалық құжаттар",
    )


TWINS = (reworded, moved, merged, split, renumbered, inserted, raised, recoded, dropped, amended)


@pytest.mark.parametrize("edit", TWINS, ids=lambda edit: edit.__name__)
def test_the_edits_of_a_twin_are_found(edit, statistics_standard):
    """What was edited is found, and nothing else: kinds, old and new identifiers."""
    draft = Draft(statistics_standard)
    edit(draft)
    twin = draft.standard()
    edition = compare_editions(statistics_standard, twin)
    assert found_changes(edition) == draft.expected()


@pytest.mark.parametrize("edit", TWINS, ids=lambda edit: edit.__name__)
def test_a_comparison_makes_the_new_edition_of_the_old_one(edit, statistics_standard):
    """Applied to the old edition it gives exactly the statements of the new one; nothing is lost, nothing invented."""
    draft = Draft(statistics_standard)
    edit(draft)
    twin = draft.standard()
    edition = compare_editions(statistics_standard, twin)
    assert apply_edition(statistics_standard, edition) == texts_of(twin)
    assert set(carried(edition)) == {row.statement_id for row in statements_of(statistics_standard)}


def test_the_grades_of_a_twin(statistics_standard):
    """Each reworded statement has the grade of its edit."""
    draft = Draft(statistics_standard)
    reworded(draft)
    edition = compare_editions(statistics_standard, draft.standard())
    grades = {change.old_ids[0].split("/", 1)[1]: change.grade for change in edition.changed}
    assert grades == {
        "1.1.1/S1": "cosmetic",
        "1.2.2/S3": "substance",
        "2.1.2/S1": "substance",
        "3.2.1/S1": "wording",
        "3.2.1/K7": "substance",
        "4.2.1/K2": "wording",
    }


def noisy(standard, share, seed):
    """A twin of which every third statement has lost and won words, units changed their order, and numbers new ones."""
    chance = random.Random(seed)  # noqa: S311 -- a law of numbers, no secret
    draft = Draft(standard)
    for row in statements_of(standard):
        place = row.statement_id.split("/", 1)[1]
        if chance.random() < share and len(row.text.split()) > 3:
            parts = row.text.split()
            parts[chance.randrange(len(parts))] = chance.choice(STRANGERS)
            if len(parts) > 6:
                del parts[chance.randrange(len(parts))]
            draft.reword(place, " ".join(parts))
        elif chance.random() < 0.08:
            draft.drop(place)
    for place in ("1.2", "3.2"):
        chance.shuffle(draft.find(place).below)
    return draft


@pytest.mark.parametrize("seed", range(4))
def test_statements_are_matched_through_heavy_edits(seed, statistics_standard):
    """With every third statement reworded and every twelfth dropped, 19 of 20 pairs are right and 19 of 20 are found."""
    draft = noisy(statistics_standard, 0.35, seed)
    twin = draft.standard()
    edition = compare_editions(statistics_standard, twin)
    found = {
        (old_id, new_id)
        for change in edition.changes
        if change.what == "statement"
        for old_id in change.old_ids
        for new_id in change.new_ids
    }
    right = found & draft.pairs()
    assert len(right) >= 0.95 * len(found)
    assert len(right) >= 0.95 * len(draft.pairs())


# --- laws ---------------------------------------------------------------------------------------------------------


NOUNS = ("есеп", "дерек", "сауалнама", "құжат", "сапа", "қызмет", "келісім", "тізім", "жоспар", "нысан")
ACTIONS = ("жинау", "өңдеу", "тексеру", "жоспарлау", "түсіндіру", "сақтау", "бекіту", "тарату")
TEXTS = st.builds(
    lambda owner, noun, action: f"{owner} {noun} {action}",
    st.sampled_from(("мемлекеттік", "ұлттық", "өңірлік", "бастапқы", "жылдық")),
    st.sampled_from(NOUNS),
    st.sampled_from(ACTIONS),
)


def _items(texts):
    counts = Counter()
    made = []
    for kind, text in texts:
        counts[kind] += 1
        made.append(Item(kind, counts[kind], str(counts[kind]), text, Span(1, 1)))
    return tuple(made)


ITEMS = st.lists(st.tuples(st.sampled_from(("skill", "knowledge")), TEXTS), max_size=4).map(_items)
UNITS = st.builds(lambda title, items: Unit(1, "task", title, Span(1, 1), items), TEXTS, ITEMS)
FUNCTIONS = st.builds(
    lambda title, units: Function(1, title, Span(1, 1), tuple(units)), TEXTS, st.lists(UNITS, max_size=3)
)
CARDS = st.builds(
    lambda title, level, functions: Card(1, title, (level,), Span(1, 1), functions=tuple(functions)),
    TEXTS,
    st.sampled_from("4567"),
    st.lists(FUNCTIONS, max_size=2),
)


def renumber(cards):
    """Number the parts of a standard in their order, and the items of each kind."""
    made = []
    for number, card in enumerate(cards, start=1):
        functions = []
        for f_number, function in enumerate(card.functions, start=1):
            units = tuple(
                replace(unit, number=u_number, items=_items((item.kind, item.text) for item in unit.items))
                for u_number, unit in enumerate(function.units, start=1)
            )
            functions.append(replace(function, number=f_number, units=units))
        made.append(replace(card, number=number, functions=tuple(functions)))
    return Standard("X1", "X1", "Есеп", "kk", "x.txt", cards=tuple(made))


STANDARDS = st.lists(CARDS, max_size=3).map(renumber)


@settings(max_examples=60, deadline=None)
@given(STANDARDS)
def test_a_standard_compared_with_itself_has_not_changed(standard):
    """No change, no doubt, and every statement is carried over to itself."""
    edition = compare_editions(standard, standard)
    assert edition.changed == edition.doubtful == ()
    assert all(new.new_ids == (old,) for old, new in carried(edition).items())


@settings(max_examples=60, deadline=None)
@given(STANDARDS, STANDARDS)
def test_any_two_standards_make_the_new_one_of_the_old_one(old, new):
    """Whatever the two are: applied to the old one the comparison gives the texts of the new one."""
    edition = compare_editions(old, new)
    assert apply_edition(old, edition) == texts_of(new)


@settings(max_examples=60, deadline=None)
@given(STANDARDS, STANDARDS)
def test_exchanging_the_editions_exchanges_added_and_removed(old, new):
    """What one way is added is removed the other way; mergers are splits."""
    there, back = compare_editions(old, new), compare_editions(new, old)
    for kind, other in (("added", "removed"), ("removed", "added"), ("merged", "split"), ("reworded", "reworded")):
        one = {(change.old_ids, change.new_ids) for change in there.changes if change.kind == kind}
        assert one == {(change.new_ids, change.old_ids) for change in back.changes if change.kind == other}


def test_what_is_a_merger_or_a_split_does_not_depend_on_who_asks():
    """A unit that could be one part of a merger or of a split is in the same one, whichever edition is the old one."""

    def card(title, *functions):
        return Card(1, title, ("4",), Span(1, 1), functions=tuple(functions))

    def unit(title, *texts):
        return Unit(1, "task", title, Span(1, 1), _items(("skill", text) for text in texts))

    gather, process = "мемлекеттік есеп жинау", "мемлекеттік есеп өңдеу"
    held = Function(1, gather, Span(1, 1), (unit("ұлттық есеп жинау", gather),))
    old = renumber([card(gather, held), card(gather, Function(1, gather, Span(1, 1), (unit(process, gather),)))])
    parts = (unit(gather), unit("мемлекеттік дерек жинау", process))
    new = renumber(
        [
            card(gather, Function(1, gather, Span(1, 1), (unit(process, gather),))),
            card(gather, Function(1, gather, Span(1, 1), parts)),
        ]
    )
    there, back = compare_editions(old, new), compare_editions(new, old)
    turned = {"merged": "split", "split": "merged", "added": "removed", "removed": "added"}
    assert {(turned[one.kind], one.new_ids, one.old_ids) for one in there.changes if one.kind in turned} == {
        (one.kind, one.old_ids, one.new_ids) for one in back.changes if one.kind in turned
    }


def shuffled(standard, chance):
    """Change the order of cards, functions, units and items."""

    def mixed(parts):
        parts = list(parts)
        chance.shuffle(parts)
        return tuple(parts)

    cards = [
        replace(
            card,
            functions=mixed(
                replace(function, units=mixed(replace(unit, items=mixed(unit.items)) for unit in function.units))
                for function in card.functions
            ),
        )
        for card in mixed(standard.cards)
    ]
    return renumber(cards)


@settings(max_examples=60, deadline=None)
@given(STANDARDS, st.randoms(use_true_random=False))
def test_a_change_of_order_is_moves_and_nothing_else(standard, chance):
    """However cards, functions, units and items are permuted: nothing is added, removed or reworded."""
    edition = compare_editions(standard, shuffled(standard, chance))
    assert {change.kind for change in edition.changes} <= {"same", "moved"}


# --- doubts and corrections ---------------------------------------------------------------------------------------


def small(*texts, **changes):
    function = Function(
        1, "Есеп", Span(1, 1), (Unit(1, "task", "Санау", Span(1, 1), _items(("skill", t) for t in texts)),)
    )
    card = replace(Card(1, "Маман", ("4",), Span(1, 9), functions=(function,)), **changes)
    return Standard("X1", "X1", "Есеп", "kk", "x.txt", cards=(card,))


def correction(old_id, new_id):
    return Correction(old_id, new_id, "Асан", dt.date(2026, 11, 21), "өзім қарадым")


def test_a_doubtful_match_is_marked():
    """Texts with half of their words in common are paired, but a person is asked to look."""
    edition = compare_editions(
        small("Бос орындар бойынша дерекқор құру"),
        small("Бос орындар базасын құру"),
    )
    (change,) = [one for one in edition.changes if one.what == "statement"]
    assert change.doubtful
    assert change.confidence < 0.75
    assert "doubtful" in {reason.code for reason in change.why}


def test_what_is_not_alike_is_never_matched():
    """Below the floor there is no pair, only a loss and a gain."""
    edition = compare_editions(small("Деректерді жинау"), small("Өрт қауіпсіздігін сақтау"))
    assert {change.kind for change in edition.changed} == {"added", "removed"}


def test_a_person_overrides_the_program_and_the_correction_stays():
    """A pair that a person makes stands with confidence 1, names the person, and no doubt is left."""
    old, new = small("Деректерді жинау", "Есеп беру"), small("Деректерді жинау", "Өрт қауіпсіздігін сақтау")
    said = correction("X1/1.1.1/S2", "X1/1.1.1/S2")
    edition = compare_editions(old, new, [said])
    (change,) = edition.changed
    assert (change.kind, change.grade, change.confidence, change.doubtful) == ("reworded", "substance", 1.0, False)
    assert "Асан" in why(change, "ru")
    assert edition.corrections == (said,)
    assert carried(edition)["X1/1.1.1/S2"].new_ids == ("X1/1.1.1/S2",)


def test_a_person_can_say_that_nothing_has_become_of_a_statement():
    """An empty new identifier removes it, and what it was matched with is new."""
    same = small("Деректерді жинау")
    edition = compare_editions(same, same, [correction("X1/1.1.1/S1", "")])
    assert [(change.kind, change.confidence) for change in edition.changed] == [
        ("added", pytest.approx(0.4)),
        ("removed", 1.0),
    ]


def test_a_person_can_make_a_split_and_a_merger():
    """Several rows with one old statement are a split, several with one new statement a merger."""
    one, two = small("Деректерді жинау және есеп беру"), small("Мәлімет алу", "Қорытынды шығару")
    rows = [correction("X1/1.1.1/S1", f"X1/1.1.1/S{number}") for number in (1, 2)]
    (change,) = compare_editions(one, two, rows).changed
    assert (change.kind, change.new_ids) == ("split", ("X1/1.1.1/S1", "X1/1.1.1/S2"))
    back = [replace(row, old_id=row.new_id, new_id=row.old_id) for row in rows]
    (change,) = compare_editions(two, one, back).changed
    assert (change.kind, change.old_ids) == ("merged", ("X1/1.1.1/S1", "X1/1.1.1/S2"))


def test_rows_that_hang_together_make_one_change():
    """Two old statements that share one of two new ones are one merger; every statement is in one change only."""
    one, two = small("Деректерді жинау", "Есеп беру"), small("Мәлімет алу", "Қорытынды шығару")
    rows = [correction(f"X1/1.1.1/S{old}", f"X1/1.1.1/S{new}") for old, new in ((1, 1), (2, 2), (1, 2))]
    edition = compare_editions(one, two, rows)
    assert [(change.kind, len(change.old_ids), len(change.new_ids)) for change in edition.changed] == [("merged", 2, 2)]
    assert apply_edition(one, edition) == texts_of(two)


def test_wrong_corrections_are_all_named():
    """Unknown identifiers, things of two sorts and contradictions come in one message."""
    same = small("Деректерді жинау")
    rows = [
        correction("X1/9.9.9/S9", ""),
        correction("X1/1", "X1/1.1"),
        correction("X1/1.1.1/S1", "X1/1.1.1/S1"),
        correction("X1/1.1.1/S1", ""),
    ]
    with pytest.raises(DataError) as caught:
        compare_editions(same, same, rows)
    assert {issue.code for issue in caught.value.issues} == {"unknown-id", "two-sorts", "contradiction"}


def test_a_row_of_a_file_becomes_a_correction():
    """A hyphen means none; a missing name or a wrong date says what to write."""
    row = {"old_id": "A", "new_id": "–", "who": "Асан", "when": "2026-11-21", "why": ""}
    assert correction_of(row) == Correction("A", "", "Асан", dt.date(2026, 11, 21), "")
    with pytest.raises(ValueError, match="write it as"):
        correction_of(row | {"when": "21.11.2026"})
    with pytest.raises(ValueError, match="who"):
        correction_of(row | {"who": ""})


# --- other changes ------------------------------------------------------------------------------------------------


def test_a_statement_of_another_kind_is_a_change_of_substance():
    """A skill that is knowledge now is the same text, and another requirement."""
    old = small("Деректерді жинау")
    unit = old.cards[0].functions[0].units[0]
    items = (replace(unit.items[0], kind="knowledge"),)
    function = replace(old.cards[0].functions[0], units=(replace(unit, items=items),))
    new = replace(old, cards=(replace(old.cards[0], functions=(function,)),))
    (change,) = compare_editions(old, new).changed
    assert (change.kind, change.grade) == ("kind changed", "substance")


def test_fields_are_compared_by_name():
    """A changed field is a change of that field, an added one is added; a code without digits is no code."""
    fields = Field("education", "Білімі", "Жоғары білім", Span(1, 1)), Field("code", "Коды", "-", Span(1, 1))
    old = small("Деректерді жинау", fields=fields)
    new = small(
        "Деректерді жинау",
        fields=(
            replace(fields[0], value="Орта білім"),
            replace(fields[1], value=""),
            Field("goal", "Мақсаты", "Есеп", Span(1, 1)),
        ),
    )
    changes = {
        (change.old_ids or change.new_ids)[0]: (change.kind, change.grade)
        for change in compare_editions(old, new).changed
    }
    assert changes == {
        "X1/1:education": ("reworded", "substance"),
        "X1/1:code": ("reworded", "cosmetic"),
        "X1/1:goal": ("added", "substance"),
    }


def test_a_function_that_is_no_longer_mandatory():
    """Mandatory and additional functions are kinds; the change is one of substance."""
    old = small("Деректерді жинау")
    function = old.cards[0].functions[0]
    editions = [
        replace(old, cards=(replace(old.cards[0], functions=(replace(function, mandatory=value),)),))
        for value in (True, False)
    ]
    (change,) = compare_editions(*editions).changed
    assert (change.what, change.kind, change.grade) == ("function", "kind changed", "substance")


def test_a_card_that_has_not_changed_is_counted_and_may_be_in_doubt():
    """Whatever becomes of its fields, that a card was found again is told, with the person who said so."""
    field = Field("education", "Білімі", "Жоғары білім", Span(1, 1))
    old = small("Деректерді жинау", fields=(field,))
    new = small("Деректерді жинау", fields=(replace(field, value="Орта білім"),))
    edition = compare_editions(old, new, [correction("X1/1", "X1/1")])
    (card,) = [change for change in edition.changes if change.what == "card"]
    assert (card.kind, card.why[0].code) == ("same", "person")
    assert edition.counts()["card", "same", "cosmetic"] == 1
    assert [change.what for change in edition.changed] == ["card field"]


def test_two_languages_are_refused():
    """Words of two languages cannot be compared; the message says what to take."""
    with pytest.raises(InputError, match="one language"):
        compare_editions(small("Есеп"), replace(small("Отчёт"), lang="ru"))


def test_repeated_numbers_are_refused():
    """Two cards with one number would make one identifier mean two things."""
    one = small("Есеп")
    with pytest.raises(DataError, match="stands twice"):
        compare_editions(replace(one, cards=one.cards * 2), one)


def test_a_comparison_of_another_standard_is_not_applied():
    """The message names a statement that is not there."""
    edition = compare_editions(small("Есеп беру", "Деректерді жинау"), small("Есеп беру"))
    with pytest.raises(InputError, match="has no statement"):
        apply_edition(small("Есеп беру"), edition)


# --- the standards at hand ----------------------------------------------------------------------------------------


def test_unrelated_standards_have_next_to_nothing_in_common(library):
    """Of two standards of other fields nearly everything is removed and added, and every pair is in doubt or equal."""
    by_id = {one.standard_id: one for one in library.standards()}
    edition = compare_editions(by_id["V1300009151-6"], by_id["V2000019833"])
    kinds = Counter(change.kind for change in edition.changes if change.what == "statement")
    assert kinds["removed"] >= 0.95 * len(statements_of(by_id["V1300009151-6"]))
    assert kinds["added"] >= 0.90 * len(statements_of(by_id["V2000019833"]))


def test_the_employment_standards_of_2013_and_2022(employment):
    """What was looked through by hand (tests/editions/README.md): the pairs that are right are still found."""
    pairs = {
        tuple(name.split("/", 1)[1] for name in (*change.old_ids, *change.new_ids))
        for change in employment.changes
        if change.what == "statement" and len(change.old_ids) == len(change.new_ids) == 1
    }
    right = {("1.2.0/S1", "3.1.2/S2"), ("1.2.0/S3", "2.2.1/S3"), ("2.4.0/S1", "5.1.1/S2"), ("2.6.0/S1", "1.1.1/S5")}
    assert right <= pairs
    reworded_ones = [change for change in employment.changes if (change.what, change.kind) == ("statement", "reworded")]
    assert all(change.doubtful and change.grade == "substance" for change in reworded_ones)


# --- words, tables, workbook, command -----------------------------------------------------------------------------


def test_every_change_can_be_read_in_every_language(employment, statistics_standard):
    """Kinds, grades and reasons have words in kk, ru and en; the table holds what its schema says."""
    draft = Draft(statistics_standard)
    amended(draft)
    for edition in (employment, compare_editions(statistics_standard, draft.standard())):
        for lang in LANGS:
            EDITION_CHANGES.check(changes_table(edition, lang))
            assert all(change.why or change.kind == "same" or "field" in change.what for change in edition.changes)
            assert len(list(lines_of(edition, lang))) > 20


def test_the_table_and_the_words_know_every_value():
    """No kind of change is missing in the schema or without a word."""
    allowed = {column.name: column.allowed for column in EDITION_CHANGES.columns if column.allowed}
    assert allowed == {"what": WHATS, "kind": CHANGE_KINDS, "grade": GRADES}
    for group, values in allowed.items():
        assert all(f"edition-{group}-{value.replace(' ', '-')}" in words() for value in values)


def test_every_reason_that_the_code_gives_has_words():
    """A reason without a sentence would stop a report."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "toolkit" / "editions").glob("*.py"))
    codes = set(re.findall(r'Reason\(\s*"([a-z-]+)"', source))
    assert len(codes) > 15
    assert all(f"edition-why-{code}" in words() for code in codes)


@pytest.mark.parametrize("lang", LANGS)
def test_the_workbook_has_counts_changes_and_matches_to_check(lang, employment, tmp_path):
    """A row for each count and change, and empty cells for what a person says about each doubtful match."""
    plan = edition_workbook(employment, lang, "2026-11-21")
    summary, changes, doubtful = plan.sheets
    assert len(summary.rows) == summary.head_row + len(employment.counts())
    assert len(changes.rows) == HEAD_ROW + len(employment.changed)
    pairs = {(change.old_ids, change.new_ids) for change in employment.doubtful}
    assert len(doubtful.rows) == HEAD_ROW + len(pairs)
    assert all([cell.role for cell in row[4:9]] == ["input"] * 5 for row in doubtful.rows[HEAD_ROW:])
    assert doubtful.choices[0].area == (HEAD_ROW + 1, 5, len(doubtful.rows), 5)
    write_report(plan, tmp_path / "edition.xlsx")
    book = load_workbook(tmp_path / "edition.xlsx")
    assert book.sheetnames == [sheet.name for sheet in plan.sheets]


@pytest.fixture
def run(project, capsys):
    """Run `curmap diff` and give status, output and what was said."""

    def act(old, new, **changes):
        given_ = {
            "format": "text",
            "lang": "kk",
            "corrections": None,
            "keep": False,
            "out": None,
            "replace": False,
            "form": "",
            "source_lang": None,
        }
        status = diff.run(project, Namespace(old=str(old), new=str(new), **(given_ | changes)))
        return status, *capsys.readouterr()

    return act


def test_a_file_is_compared_with_the_library(run):
    """The source of a standard of the library is that standard: nothing has changed."""
    status, out, _ = run("V2000019833", SOURCE)
    assert status == 0
    assert out.splitlines()[-1] == "Өзгеріс жоқ."


def test_json_is_complete_and_stable(run):
    """Twice the same bytes; every statement of both editions stands in it."""
    first, second = run(*EMPLOYMENT, format="json"), run(*EMPLOYMENT, format="json")
    assert first == second
    data = json.loads(first[1])
    olds = {name for change in data["changes"] if change["what"] == "statement" for name in change["old_ids"]}
    news = {name for change in data["changes"] if change["what"] == "statement" for name in change["new_ids"]}
    assert len(olds) == 84
    assert news == set(data["statement_order"])


def test_text_shows_differences_word_by_word(run):
    """A terminal shows what is gone in [-…-] and what is new in {+…+}."""
    _, out, _ = run(*EMPLOYMENT, lang="ru")
    assert "[-" in out
    assert "{+" in out
    assert "трудовая функция: исключено (содержание" in out


def test_of_an_act_with_many_standards_the_most_alike_is_taken(run):
    """The act of 2013 has six; the one on employment is taken, and the command says so."""
    _, out, err = run("V1300009151", EMPLOYMENT[1], format="json")
    assert json.loads(out)["old"]["standard_id"] == EMPLOYMENT[0]
    assert EMPLOYMENT[0] in err


def test_a_standard_of_a_file_is_chosen_by_its_number(run):
    """FILE#N is the N-th; a number that is not there is refused with the list of those that are."""
    source = ROOT / "standards" / "sources" / "social-and-labour-six-standards-2013.kk.txt"
    _, out, err = run(f"{source}#3", EMPLOYMENT[0], format="json")
    assert all(change["kind"] == "same" for change in json.loads(out)["changes"])
    assert not err
    with pytest.raises(InputError, match=r"#6 "):
        run(f"{source}#7", EMPLOYMENT[0])


def test_corrections_come_from_a_file(run, tmp_path):
    """What a person has written into the file stands in the comparison."""
    path = tmp_path / "corrections.csv"
    rows = f"old_id,new_id,who,when,why\n{EMPLOYMENT[0]}/1.2.0/S1,-,Асан,2026-11-21,қате\n"
    path.write_text(rows, encoding="utf-8")
    _, out, _ = run(*EMPLOYMENT, format="json", corrections=path)
    data = json.loads(out)
    (change,) = [one for one in data["changes"] if one["old_ids"] == [f"{EMPLOYMENT[0]}/1.2.0/S1"]]
    assert (change["kind"], change["why"][0]["code"]) == ("removed", "person")
    assert data["corrections"][0]["who"] == "Асан"


def test_a_workbook_is_written_once(run, tmp_path):
    """A file that is there is replaced only when asked for."""
    path = tmp_path / "diff.xlsx"
    _, out, _ = run(*EMPLOYMENT, format="xlsx", out=path)
    assert out.strip() == str(path)
    assert path.stat().st_size > 5000
    with pytest.raises(InputError, match="--replace"):
        run(*EMPLOYMENT, format="xlsx", out=path)
