import argparse
import csv
import io
import json
import random
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
import yaml
from factories import NOON, act, decision, outcome, programme, statement
from hypothesis import given, settings
from hypothesis import strategies as st
from places import ROOT

from toolkit.cli import main
from toolkit.commands.exchange import run
from toolkit.errors import InputError
from toolkit.exchange import (
    Resource,
    case_package,
    check_case,
    check_package,
    check_sssom,
    data_package,
    is_sssom,
    json_of,
    parse_case,
    sssom_suggestions,
    sssom_table,
    sssom_tsv,
    text_of,
)
from toolkit.exchange.frames import library_frames, programme_frames
from toolkit.exchange.json_text import MAX_DEPTH
from toolkit.exchange.notes import Note
from toolkit.exchange.sssom_write import MappingSet, number
from toolkit.io import exchange as edge
from toolkit.io.exchange import add_package, check_exchange, read_exchange, write_package
from toolkit.io.project import Project, find_project
from toolkit.labels import load, words
from toolkit.library import SCHEMAS
from toolkit.model import (
    KINDS,
    LANGS,
    Card,
    Descriptor,
    Field,
    Function,
    Item,
    Parsed,
    Related,
    Requirement,
    Span,
    Standard,
    Suggestion,
    Unit,
    statements_of,
)
from toolkit.tables import MARKS_TABLE, OUTCOMES, TABLES
from toolkit.trees import from_tables, to_tables

PROJECT = find_project(Path(__file__).parents[1])
LIBRARY = PROJECT.library()
STANDARDS = {one.standard_id: one for one in LIBRARY.standards()}
FRAMEWORKS = {name: one for name, one in LIBRARY.documents.items() if one.descriptors}
LINE = Span(3, 4)


def codes(notes):
    return [note.code for note in notes]


def through_json(package):
    """What is left of a package after it was a file."""
    return json.loads(json.dumps(package, ensure_ascii=False))


# --- CASE: our own -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", STANDARDS)
def test_every_standard_of_the_library_comes_back_the_same(name):
    """Texts, identifiers, kinds, levels, order, mandatory marks, fields and lines: nothing is lost or added."""
    one = STANDARDS[name]
    found = parse_case(through_json(case_package(one, LIBRARY.acts[one.act_id])))
    assert found.parsed.standards == (one,)
    assert (found.act_id, found.notes) == (one.act_id, ())


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_every_framework_of_the_library_comes_back_the_same(name):
    """Descriptors in their order with their areas, levels and reasons, and the passport."""
    document = FRAMEWORKS[name]
    found = parse_case(through_json(case_package(document, LIBRARY.acts[name])))
    assert found.parsed.descriptors == document.descriptors
    assert found.parsed.fields == document.fields
    assert found.notes == ()


@pytest.mark.parametrize("name", [*STANDARDS, *FRAMEWORKS])
def test_our_packages_keep_the_rules_of_case(name):
    """Required properties, types, identifiers, and no property that CASE 1.1 does not name."""
    one = STANDARDS.get(name) or FRAMEWORKS[name]
    package = through_json(case_package(one, LIBRARY.acts[getattr(one, "act_id", name)]))
    assert check_case(package) == ()
    assert set(package) == {"CFDocument", "CFItems", "CFAssociations", "CFDefinitions"}


def test_identifiers_never_change():
    """Whoever has linked to a statement of an earlier package finds it in every later one."""
    package = case_package(STANDARDS["V2000019833"], LIBRARY.acts["V2000019833"])
    by_code = {item["humanCodingScheme"]: item["identifier"] for item in package["CFItems"]}
    assert by_code["V2000019833/1.1.1/S4"] == "72035abe-ff1b-5888-87e9-467f4e7896b5"
    assert package["CFDocument"]["identifier"] == "5417935a-6e2f-5996-afb9-53b7be2bc0cc"


def test_a_reader_of_another_system_understands_our_package():
    """Standard properties carry the meaning: the tree, the type, the level, the printed number, the status."""
    items = (Item("skill", 1, "3)", "Санайды", LINE), Item("knowledge", 1, "", "Ережелер", LINE))
    card = Card(
        1, "Маман", ("4", "5"), LINE, functions=(Function(1, "Есеп", LINE, (Unit(2, "task", "Санау", LINE, items),)),)
    )
    package = case_package(Standard("X1", "X1", "Стандарт", "kk", "x.txt", cards=(card,)), act(status="repealed"))
    assert package["CFDocument"]["adoptionStatus"] == "Deprecated"
    occupation, function, task, skill, knowledge = package["CFItems"]
    assert occupation["educationLevel"] == ["SQF 4", "SQF 5"]
    assert (skill["fullStatement"], skill["listEnumeration"]) == ("Санайды", "3)")
    parents = {
        link["originNodeURI"]["identifier"]: link["destinationNodeURI"]["identifier"]
        for link in package["CFAssociations"]
    }
    assert parents[skill["identifier"]] == parents[knowledge["identifier"]] == task["identifier"]
    assert parents[task["identifier"]] == function["identifier"]
    titles = {one["typeCode"]: one["title"] for one in package["CFDefinitions"]["CFItemTypes"]}
    assert skill["CFItemType"] == titles["skill"]


@pytest.mark.parametrize(
    ("one", "changes", "said"),
    [
        (Standard("X1", "X1", "", "kk", ""), {"date": None, "status_checked": None}, "lastChangeDateTime"),
        (Parsed("x", "kk", "classifier", "", (), (), ()), {}, "no level descriptors"),
    ],
)
def test_what_case_has_no_form_for_is_refused(one, changes, said):
    """A classifier is no framework, and a record without any date cannot say when it was changed."""
    with pytest.raises(InputError, match=said):
        case_package(one, act(**changes))


def test_a_tree_with_the_same_code_twice_is_refused():
    """Two cards with one number would become one item; the message names them."""
    cards = (Card(1, "А", (), LINE), Card(1, "Б", (), LINE))
    with pytest.raises(InputError, match="X1/1"):
        case_package(Standard("X1", "X1", "", "kk", "", cards=cards), act())


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=8)
SPAN = st.builds(lambda start, more: Span(start, start + more), st.integers(1, 900), st.integers(0, 9))
FIELDS = st.lists(st.builds(Field, TEXT, TEXT, TEXT, SPAN), max_size=2).map(tuple)


def numbered(made, key=lambda one: one.number):
    """Brothers with different numbers."""
    return lambda most: st.lists(made, max_size=most, unique_by=key).map(tuple)


ITEMS = numbered(
    st.builds(Item, st.sampled_from(KINDS), st.integers(1, 30), TEXT, TEXT, SPAN), lambda one: (one.kind, one.number)
)
UNITS = numbered(
    st.one_of(
        st.builds(Unit, st.integers(1, 9), st.sampled_from(("task", "skill")), TEXT, SPAN, ITEMS(3), TEXT),
        st.builds(Unit, st.just(0), st.just("none"), TEXT, SPAN, ITEMS(3), TEXT),
    )
)
FUNCTIONS = numbered(st.builds(Function, st.integers(1, 9), TEXT, SPAN, UNITS(3), st.sampled_from((None, True, False))))
CARDS = numbered(
    st.builds(
        Card,
        st.integers(1, 9),
        TEXT,
        st.lists(TEXT.filter(lambda text: text and ";" not in text), max_size=2).map(tuple),
        SPAN,
        FIELDS,
        FUNCTIONS(3),
        ITEMS(2),
        st.lists(st.builds(Related, TEXT, TEXT, SPAN), max_size=2).map(tuple),
        st.lists(st.builds(Requirement, TEXT, TEXT, TEXT, TEXT, TEXT, SPAN), max_size=2).map(tuple),
        st.lists(TEXT, max_size=2).map(tuple),
    )
)


@settings(max_examples=60, deadline=None)
@given(CARDS(3), FIELDS, TEXT, st.sampled_from(LANGS), st.randoms(use_true_random=False))
def test_any_tree_comes_back_in_whatever_order_the_file_is(cards, fields, title, lang, chance):
    """Empty titles, missing numbers, bare units between tasks: the order is in the associations, not in the lists."""
    one = Standard("X1", "X1", title, lang, "x.txt", fields, cards)
    package = through_json(case_package(one, act()))
    chance.shuffle(package["CFItems"])
    chance.shuffle(package["CFAssociations"])
    assert check_case(package) == ()
    assert parse_case(package).parsed.standards == (one,)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(TEXT, TEXT, TEXT, st.sampled_from(KINDS), TEXT, st.booleans(), TEXT, SPAN), min_size=1, max_size=8
    )
)
def test_any_framework_comes_back(rows):
    """Areas and levels may alternate; the order of the document is kept."""
    made = tuple(
        Descriptor(f"X1/{at}/C1", "X1", area, nqf, sqf, kind, text, inferred, why, "x.txt", span.start, span.end)
        for at, (area, nqf, sqf, kind, text, inferred, why, span) in enumerate(rows)
    )
    document = Parsed("x.txt", "ru", "framework-2013", "", (), (), (), made)
    found = parse_case(through_json(case_package(document, act())))
    assert (found.parsed.descriptors, found.parsed.lang, found.notes) == (made, "ru", ())


# --- CASE: of other systems ----------------------------------------------------------------------------------------


def item(name, text="", **more):
    return {
        "identifier": name,
        "uri": f"https://example.org/CFItems/{name}",
        "fullStatement": text or f"Text {name}",
        "lastChangeDateTime": "2024-05-01T00:00:00Z",
        **more,
    }


def under(child, parent, place=1, kind="isChildOf"):
    return {
        "identifier": f"{child}-{kind}-{parent}",
        "associationType": kind,
        "sequenceNumber": place,
        "originNodeURI": {"identifier": child},
        "destinationNodeURI": {"identifier": parent},
    }


def package(items, links, **more):
    document = {"identifier": "doc", "title": "Framework", "language": "en", "creator": "State", **more}
    return {"CFDocument": document, "CFItems": items, "CFAssociations": links}


def test_a_small_package_with_required_properties_only():
    """Depth decides: card, labour function, task, statement; the order comes from the sequence numbers."""
    names = ["card", "fun", "task", "one", "two", "three"]
    links = [
        under("card", "doc"),
        under("fun", "card"),
        under("task", "fun"),
        under("one", "task", 2),
        under("two", "task", 1),
        under("three", "fun", 7),
    ]
    found = parse_case(package([item(name) for name in names], links), "f.json")
    (card,) = found.parsed.standards[0].cards
    task, bare = card.functions[0].units
    assert (card.title, task.title, task.kind) == ("Text card", "Text task", "task")
    assert [(one.text, one.number) for one in task.items] == [("Text two", 1), ("Text one", 2)]
    assert (bare.kind, [one.text for one in bare.items]) == ("none", ["Text three"])
    assert task.items[0].span == Span(5, 5)
    assert found.act_id == "CASE-doc"


def test_missing_parts_are_no_problem():
    """A package may have no items, no associations and no definitions."""
    found = parse_case({"CFDocument": {"identifier": "d", "title": "T", "language": "ru"}})
    assert found.parsed.standards[0].cards == ()
    assert (found.parsed.lang, found.parsed.standards[0].title) == ("ru", "T")


def test_kinds_come_from_the_types_and_a_guess_is_told():
    """Skills and knowledge are recognised by the title of their type, in three languages; the rest are competences."""
    items = [
        item("a", CFItemType="Skill"),
        item("b", CFItemType="Знания"),
        item("c", CFItemType="Білім"),
        item("d", CFItemTypeURI={"title": "Ability"}),
        item("e", CFItemType="Anchor"),
    ]
    found = parse_case(package(items, [under(one["identifier"], "doc") for one in items]))
    assert [one.kind for one in found.parsed.standards[0].cards[0].competences] == [
        *("skill", "knowledge", "knowledge", "skill", "competence")
    ]
    (guess,) = [note for note in found.notes if note.code == "kind-guessed"]
    assert guess.places == ("/CFItems/4/CFItemType",)


def test_deeper_levels_become_statements_and_it_is_told():
    """Nothing is dropped: what stands deeper than a task keeps its text and its order."""
    chain = ["c", "f", "t", "x", "y", "z"]
    links = [under(child, parent) for parent, child in zip(["doc", *chain], chain, strict=False)]
    found = parse_case(package([item(name) for name in chain], links))
    texts = [one.text for one in found.parsed.standards[0].cards[0].functions[0].units[0].items]
    assert texts == ["Text x", "Text y", "Text z"]
    assert "too-deep" in codes(found.notes)


def test_a_chain_of_many_thousand_items_is_read():
    """The depth of a tree is bounded by memory, not by the stack."""
    many = 30_000
    items = [item(f"i{at}") for at in range(many)]
    links = [under("i0", "doc"), *(under(f"i{at + 1}", f"i{at}") for at in range(many - 1))]
    (card,) = parse_case(package(items, links)).parsed.standards[0].cards
    assert len(card.functions[0].units[0].items) == many - 3


def test_circles_are_opened_and_told():
    """Three items under each other, and one under itself: each is read once."""
    links = [under("a", "b"), under("b", "c"), under("c", "a"), under("d", "d"), under("e", "doc")]
    whole = package([item(name) for name in "abcde"], links)
    found = parse_case(whole)
    circles = [note for note in found.notes if note.code == "circle"]
    assert [note.places for note in circles] == [("/CFItems/0", "/CFItems/3")]
    standard = found.parsed.standards[0]
    read = [
        *(card.title for card in standard.cards),
        *(one.text for card in standard.cards for one in card.competences),
    ]
    functions = [one for card in standard.cards for one in card.functions]
    read += [one.title for one in functions] + [
        one.text for fun in functions for unit in fun.units for one in unit.items
    ]
    assert all(sum(f"Text {name}" in text for text in read) == 1 for name in "abcde")
    assert "circle" in codes(check_case(whole))


def test_dangling_associations_and_loose_items_are_told():
    """An item whose parent is not in the package is put to the top; the association is named."""
    links = [under("a", "gone"), under("gone", "doc"), under("b", "doc")]
    found = parse_case(package([item("a"), item("b"), item("c")], links))
    told = {note.code: note.places for note in found.notes}
    assert told["dangling"] == ("/CFAssociations/0",) or told["dangling"] == ("/CFAssociations/0", "/CFAssociations/1")
    assert told["loose-item"] == ("/CFItems/0", "/CFItems/2")
    texts = [one.text for one in found.parsed.standards[0].cards[0].competences]
    assert texts == ["Text b", "Text a", "Text c"]


def test_a_second_parent_and_other_associations_are_told():
    """Our tree has one place for an item; translations, sequences and matches have none."""
    kinds = ["precedes", "exactMatchOf", "isTranslationOf", "ext:own"]
    links = [under("a", "doc"), under("b", "doc"), under("b", "a"), *(under("a", "b", kind=kind) for kind in kinds)]
    found = parse_case(package([item("a"), item("b")], links))
    assert "second-parent" in codes(found.notes)
    assert [dict(note.blanks)["kind"] for note in found.notes if note.code == "association"] == kinds


def test_languages_at_the_top_are_standards_of_their_own():
    """Two trees in two languages under one document; a language inside a tree is told."""
    items = [
        *(item("a", language="kk"), item("a1", language="kk-KZ"), item("a2", language="ru")),
        *(item("b", language="rus"), item("b1", language="ru"), item("c", language="es"), item("c1")),
    ]
    links = [under("a", "doc", 1), under("b", "doc", 2), under("c", "doc", 3)]
    links += [under("a1", "a"), under("a2", "a"), under("b1", "b"), under("c1", "c")]
    found = parse_case(package(items, links, language="kaz"))
    assert [(one.standard_id, one.lang) for one in found.parsed.standards] == [
        ("CASE-doc", "kk"),
        ("CASE-doc-ru", "ru"),
    ]
    told = {note.code: note.places for note in found.notes}
    assert told["language-mixed"] == ("/CFItems/2/language",)
    assert told["language-unknown"] == ("/CFItems/5/language",)
    assert "languages-apart" in told


def test_a_language_that_is_not_given_is_guessed_by_the_texts():
    """Kazakh letters in the statements speak for themselves; that it was a guess is told."""
    whole = package([item("a", "Деректерді жинап, өңдеу")], [under("a", "doc")])
    del whole["CFDocument"]["language"]
    found = parse_case(whole)
    assert found.parsed.lang == "kk"
    assert "language-guessed" in codes(found.notes)


def test_every_loss_is_listed_with_its_place():
    """Properties of statements, definitions, rubrics and foreign extensions have no place with us."""
    one = item(
        "a", conceptKeywords=["x"], humanCodingScheme="A.1", listEnumeration="1", extensions={"vendor": {"k": 1}}
    )
    whole = package([one], [under("a", "doc")]) | {
        "CFRubrics": [{"identifier": "r"}],
        "CFDefinitions": {"CFConcepts": [{"identifier": "k"}], "CFItemTypes": [{"title": "t"}]},
    }
    lost = {dict(note.blanks)["name"]: note.places for note in parse_case(whole).notes if note.code == "not-kept"}
    assert lost == {
        "CFItem.conceptKeywords": ("/CFItems/0/conceptKeywords",),
        "CFItem.humanCodingScheme": ("/CFItems/0/humanCodingScheme",),
        "CFItem.extensions.vendor": ("/CFItems/0/extensions/vendor",),
        "CFRubrics": ("/CFRubrics",),
        "CFDefinitions.CFConcepts": ("/CFDefinitions/CFConcepts",),
    }


def test_what_a_card_or_document_says_of_itself_becomes_fields():
    """Codes, notes and keywords of a card are kept under their names; levels are levels."""
    card = item("c", humanCodingScheme="2422", notes="Note", educationLevel=["05", "06"], conceptKeywords=["a", "b"])
    found = parse_case(package([card, item("s")], [under("c", "doc"), under("s", "c")], publisher="Press"))
    standard = found.parsed.standards[0]
    kept = {one.name: one.value for one in standard.cards[0].fields}
    assert kept["humanCodingScheme"] == "2422"
    assert kept["conceptKeywords"] == "a; b"
    assert standard.cards[0].levels == ("05", "06")
    assert {one.name: one.value for one in standard.fields}["publisher"] == "Press"
    assert found.register["issuer"] == "State"


def test_items_without_text_or_with_the_same_identifier_are_told():
    """An item is called by what it has; a repeated identifier keeps both items."""
    items = [item("a"), item("a", "Twin"), {"identifier": "b", "abbreviatedStatement": "Short"}, {"identifier": "c"}]
    found = parse_case(package(items, [under(name, "doc") for name in "abc"]))
    texts = [one.text for one in found.parsed.standards[0].cards[0].competences]
    assert texts == ["Text a", "Short", "–", "Twin"]
    assert {"item-twice", "no-statement", "loose-item"} <= set(codes(found.notes))


def test_broken_data_of_our_own_is_left_aside():
    """Wrong lines, numbers and names in our extensions are told; names that are no folders are never used."""
    whole = through_json(case_package(STANDARDS["V2000019833"], LIBRARY.acts["V2000019833"]))
    whole["CFDocument"]["extensions"]["curmap"] |= {"act_id": "../../etc", "id": "/x", "fields": 5}
    whole["CFItems"][0]["extensions"]["curmap"] |= {"lines": [9, 1], "number": -4, "related": [7], "variants": "x"}
    found = parse_case(whole)
    assert found.act_id == "CASE-5417935a"
    assert found.parsed.standards[0].cards[0].number == 1
    assert {"bad-name", "own-broken"} <= set(codes(found.notes))


def test_an_edited_number_gives_way_to_a_brother():
    """Numbers make identifiers, so they stay unique among brothers."""
    whole = through_json(case_package(STANDARDS["V2000019833"], LIBRARY.acts["V2000019833"]))
    cards = [one for one in whole["CFItems"] if one["extensions"]["curmap"].get("fields")]
    cards[1]["extensions"]["curmap"]["number"] = 1
    found = parse_case(whole)
    assert [card.number for card in found.parsed.standards[0].cards] == [1, 2, 3, 4]
    assert codes(found.notes) == ["renumbered"]


def test_a_name_can_be_chosen():
    """The name replaces that of the act in all identifiers."""
    one = STANDARDS["V1300009151-2"]
    found = parse_case(case_package(one, LIBRARY.acts[one.act_id]), name="NEW")
    assert (found.act_id, found.parsed.standards[0].standard_id) == ("NEW", "NEW-2")
    with pytest.raises(InputError, match="no name of a folder"):
        parse_case(package([], []), name="../up")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
PROPERTIES = sorted({name for one in load("exchange/case")["classes"].values() for name in one["properties"]})
OURS = [
    "kind",
    "id",
    "act_id",
    "fields",
    "levels",
    "lines",
    "number",
    "unit",
    "units",
    "title",
    "mandatory",
    "variants",
]
OWN = st.dictionaries(st.sampled_from(OURS), JSON | st.just("framework") | st.lists(st.text(max_size=3)), max_size=4)
VALUES = JSON | st.sampled_from(["a", "b", "isChildOf"])
THING = st.builds(
    lambda thing, own: thing | ({"extensions": {"curmap": own}} if own else {}),
    st.dictionaries(st.sampled_from(PROPERTIES), VALUES, max_size=6),
    OWN,
)
LINKS = st.builds(under, st.sampled_from("abcd"), st.sampled_from("abcd"), JSON)


@settings(max_examples=150, deadline=None)
@given(THING, JSON | st.lists(THING | JSON, max_size=4), JSON | st.lists(LINKS | JSON, max_size=6), JSON)
def test_no_package_is_too_strange(document, items, links, definitions):
    """Whatever stands where: it is read and judged without a fault of ours, whole, and can be written and read again."""
    whole = {"CFDocument": document, "CFItems": items, "CFAssociations": links, "CFDefinitions": definitions}
    found = parse_case(whole)
    for note in (*found.notes, *check_case(whole)):
        assert all(note.text(lang) for lang in LANGS)
    assert from_tables(to_tables(found.parsed)) == found.parsed
    if isinstance(items, list) and not found.parsed.descriptors:
        read = sum(isinstance(one, dict) for one in items)
        cards = [card for standard in found.parsed.standards for card in standard.cards]
        units = [unit for card in cards for function in card.functions for unit in function.units]
        statements = sum(len(unit.items) for unit in units) + sum(len(card.competences) for card in cards)
        made = len(cards) + sum(len(card.functions) for card in cards)
        loose = sum(note.code == "statements-alone" for note in found.notes)
        assert statements + made - loose + sum(unit.kind != "none" for unit in units) == read


def valid():
    one, other, link = (f"00000000-0000-4000-8000-00000000000{at}" for at in (1, 2, 3))
    when = "2024-05-01T00:00:00Z"
    node = {"title": "t", "identifier": one, "uri": "https://example.org/1"}
    return {
        "CFDocument": {"identifier": one, "uri": "urn:x:1", "creator": "C", "title": "T", "lastChangeDateTime": when},
        "CFItems": [{"identifier": other, "uri": "urn:x:2", "fullStatement": "F", "lastChangeDateTime": when}],
        "CFAssociations": [
            {
                "identifier": link,
                "uri": "urn:x:3",
                "associationType": "isChildOf",
                "originNodeURI": node | {"identifier": other},
                "destinationNodeURI": node,
                "lastChangeDateTime": when,
            }
        ],
    }


def test_a_valid_package_has_nothing_against_it():
    """The smallest tree with every required property."""
    assert check_case(valid()) == ()


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("CFDocument", "title"), None, "wrong-value"),
        (("CFDocument", "title"), "two\nlines", "wrong-value"),
        (("CFDocument", "identifier"), "00000000-0000-4000-8000-00000000000A", "wrong-value"),
        (("CFDocument", "lastChangeDateTime"), "2024-05-01", "wrong-value"),
        (("CFDocument", "lastChangeDateTime"), "2024-13-01T00:00:00Z", "wrong-value"),
        (("CFDocument", "statusStartDate"), "01.05.2024", "wrong-value"),
        (("CFDocument", "language"), "казахский", "wrong-value"),
        (("CFDocument", "caseVersion"), "1.0", "wrong-word"),
        (("CFDocument", "curmap"), {}, "unknown"),
        (("CFDocument", "extensions"), [], "wrong-value"),
        (("CFItems",), {}, "wrong-value"),
        (("CFItems", 0), "text", "wrong-value"),
        (("CFItems", 0, "uri"), "item/2", "wrong-value"),
        (("CFItems", 0, "educationLevel"), "05", "wrong-value"),
        (("CFAssociations", 0, "associationType"), "isParentOf", "wrong-word"),
        (("CFAssociations", 0, "sequenceNumber"), "1", "wrong-value"),
        (("CFAssociations", 0, "sequenceNumber"), True, "wrong-value"),
        (("CFAssociations", 0, "originNodeURI", "identifier"), "elsewhere", "dangling"),
        (("CFAssociations", 0, "destinationNodeURI", "uri"), 7, "wrong-value"),
    ],
)
def test_each_broken_rule_is_told_with_its_place(path, value, code):
    """The JSON pointer leads to the value, and the rule is named."""
    whole = valid()
    place = whole
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    notes = [note for note in check_case(whole) if note.code == code]
    assert notes
    where = "/" + "/".join(str(step) for step in path)
    assert any(one == where or where.startswith(one) for one in notes[0].places)
    assert notes[0].rule.startswith("CASE 1.1")


@pytest.mark.parametrize("name", ["identifier", "uri", "fullStatement", "lastChangeDateTime"])
def test_a_required_property_of_an_item_is_missed(name):
    """Its name is in the sentence."""
    whole = valid()
    del whole["CFItems"][0][name]
    assert any(note.code == "missing" and name in note.text("en") for note in check_case(whole))


def test_extended_words_are_allowed():
    """CASE 1.1 lets anybody add ``ext:…`` to types of associations and targets."""
    whole = valid()
    whole["CFAssociations"][0]["associationType"] = "ext:covers"
    whole["CFAssociations"][0]["destinationNodeURI"]["targetType"] = "ext:web"
    assert check_case(whole) == ()


# --- hostile files -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        ('{"a": "қ"}'.encode("cp1251", "replace") + b"\xff", "not UTF-8"),
        (b'{"a": 1\n', "line 2"),
        (b'{"CFDocument": tru}', "no JSON"),
        (b"[" * 100_000, "deep"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "deep"),
        (b'{"CFDocument": NaN}', "no number of JSON"),
        (b'{"CFDocument": {"title": "\\ud800"}}', "/CFDocument/title"),
        (b'{"CFDocument": ' + b"9" * 5000 + b"}", "number"),
        (b'"CFDocument"', "neither"),
        (b"[]", "neither"),
        (b"%PDF-1.7 \n", "no JSON"),
        (b'{"CFDocument": 5}', "no CASE package"),
    ],
)
def test_hostile_files_get_a_sentence(tmp_path, data, said):
    """No traceback, no endless reading: what is wrong and where."""
    path = tmp_path / "f.json"
    path.write_bytes(data)
    with pytest.raises(InputError, match=re.escape(said)):
        parse_case(read_exchange(path).value)


def test_a_file_that_is_too_large_or_not_there_is_not_read(tmp_path, monkeypatch):
    """The size is looked at before the bytes."""
    with pytest.raises(InputError, match="cannot be opened"):
        read_exchange(tmp_path / "none.json")
    monkeypatch.setattr(edge, "MAX_BYTES", 3)
    (tmp_path / "f.json").write_text('{"a": 1}')
    with pytest.raises(InputError, match="at most"):
        read_exchange(tmp_path / "f.json")


def test_brackets_in_texts_are_no_depth_and_repeated_names_are_told():
    """Only real nesting counts; of a name given twice the last one is taken."""
    value, notes = json_of(json.dumps({"a": '[{\\"' * 200}) + " ")
    assert value["a"].startswith("[{")
    assert notes == ()
    value, notes = json_of('{"a": 1, "a": 2}')
    assert (value, codes(notes)) == ({"a": 2}, ["key-twice"])
    assert json_of("[" * MAX_DEPTH + "]" * MAX_DEPTH)[1] == ()
    assert text_of("\ufeffқ".encode()) == "\ufeffқ"


def test_every_note_has_its_phrase_and_every_phrase_its_note():
    """The sentences and the code know each other."""
    folder = Path(edge.__file__).parents[1]
    files = [*(folder / "exchange").glob("*.py"), folder / "io/exchange.py", folder / "commands/exchange.py"]
    source = "\n".join(path.read_text(encoding="utf-8") for path in files)
    used = set(re.findall(r'(?:Note|\.error|\.advice)\(\s*"([a-z-]+)"', source))
    used |= {"wrong-word", "wrong-value", "decisions-suspect", "decisions-lost"}
    used |= set(re.findall(r'word\("exchange-([a-z-]+)"', source))
    assert used == {key.removeprefix("exchange-") for key in words() if key.startswith("exchange-")}


# --- SSSOM ---------------------------------------------------------------------------------------------------------

ROWS = [statement("1.1.1/S1"), statement("1.1.1/S2"), statement("1.1.1/K1")]


def mapped(*decisions, **options):
    made = programme(outcomes=(outcome("ОН1"), outcome("ОН 4.2", "Есептейді")))
    prints = {one.outcome_id: one.fingerprint for one in made.outcomes}
    known = [
        replace(row, outcome_fingerprint=prints[row.outcome_id]) if row.outcome_fingerprint.startswith("print") else row
        for row in decisions
    ]
    return sssom_table(known, made, ROWS, **options)


def block(text):
    """The metadata and the rows of a file."""
    head = [line[1:] for line in text.splitlines() if line.startswith("#")]
    body = "\n".join(line for line in text.split("\n") if not line.startswith("#"))
    return yaml.safe_load("\n".join(head)), list(csv.DictReader(io.StringIO(body, newline=""), delimiter="\t"))


def test_each_verdict_has_its_predicate():
    """Full is narrower, partial is related, none is denied; about a statement as a whole no outcome was found."""
    found = mapped(
        decision("1.1.1/S1", "ОН1", "full"),
        decision("1.1.1/S1", "ОН 4.2", "partial"),
        decision("1.1.1/S2", "ОН1", "none"),
        decision("1.1.1/S2", "", "none"),
        decision("1.1.1/K1", "", "na"),
        decision("1.1.1/K1", "ОН1", "unsure"),
    )
    text = sssom_tsv(found.mappings)
    _, rows = block(text)
    said = {
        (row["outcome_code"], row["statement_code"]): (row["predicate_id"], row["predicate_modifier"]) for row in rows
    }
    assert said == {
        ("ОН1", "X1/1.1.1/S1"): ("skos:narrowMatch", ""),
        ("ОН 4.2", "X1/1.1.1/S1"): ("skos:relatedMatch", ""),
        ("ОН1", "X1/1.1.1/S2"): ("skos:mappingRelation", "Not"),
        ("", "X1/1.1.1/S2"): ("skos:mappingRelation", ""),
        ("", "X1/1.1.1/K1"): ("skos:mappingRelation", ""),
    }
    assert {row["verdict"] for row in rows if row["subject_id"] == "sssom:NoTermFound"} == {"none", "na"}
    assert codes(found.notes) == ["decisions-open"]
    assert check_sssom(text) == ()


def test_objects_are_the_items_of_the_case_package():
    """Both formats name a statement and its standard alike, so that they can be joined."""
    _, rows = block(sssom_tsv(mapped(decision()).mappings))
    one = Standard("X1", "X1", "", "kk", "", cards=(Card(1, "М", (), LINE),))
    assert rows[0]["object_id"].startswith("uuid:")
    head, _ = block(sssom_tsv(mapped(decision()).mappings))
    assert head["object_source"] == f"uuid:{case_package(one, act())['CFDocument']['identifier']}"


def test_reviewed_suggestions_and_own_findings_are_told_apart():
    """Judging a given pair is a review, finding one is curation; who agreed is a reviewer."""
    found = mapped(
        decision("1.1.1/S1", "ОН1", "full", reviewer="А|Б", suggested_rank=1, suggested_score=0.5),
        decision("1.1.1/S1", "ОН1", "full", reviewer="В", minutes=-5),
        decision("1.1.1/S2", "ОН1", "full"),
    )
    _, rows = block(sssom_tsv(found.mappings))
    by_code = {row["statement_code"]: row for row in rows}
    first = by_code["X1/1.1.1/S1"]
    assert (first["mapping_justification"], first["author_label"], first["reviewer_label"]) == (
        *("semapv:MappingReview", "А/Б", "В"),
    )
    assert by_code["X1/1.1.1/S2"]["mapping_justification"] == "semapv:ManualMappingCuration"


def test_only_what_counts_is_in_the_set_and_the_history_has_every_row():
    """A later decision replaces an earlier one, a changed text makes it suspect; the history keeps all."""
    rows = [
        decision("1.1.1/S1", "ОН1", "full"),
        decision("1.1.1/S1", "ОН1", "partial", minutes=5),
        decision("1.1.1/S2", "ОН1", "full", statement_fingerprint="other", statement_text="Бұрынғы"),
        decision("9.9.9/S9", "ОН1", "full"),
        decision("1.1.1/K1", "ОН1", "full"),
        decision("1.1.1/K1", "ОН1", "withdrawn", minutes=9),
    ]
    found = mapped(*rows)
    _, now = block(sssom_tsv(found.mappings))
    assert [row["verdict"] for row in now] == ["partial"]
    assert codes(found.notes) == ["decisions-suspect", "decisions-lost"]
    history = mapped(*rows, history=True)
    text = sssom_tsv(history.mappings)
    _, ever = block(text)
    assert sorted(row["counts"] for row in ever) == ["no", "no", "no", "no", "yes"]
    assert "Бұрынғы" in {row["object_label"] for row in ever}
    assert check_sssom(text) == ()
    assert found.mappings.slots["mapping_set_id"] != history.mappings.slots["mapping_set_id"]


def test_no_decision_is_an_empty_set():
    """The head and the heading are there, and the file keeps the rules."""
    text = sssom_tsv(mapped().mappings)
    assert check_sssom(text) == ()
    assert block(text)[1] == []


def test_suggestions_are_a_set_of_their_own():
    """Nobody can take them for decisions: other set, lexical matching, a confidence."""
    made = [
        Suggestion("ОН1", 1, "X1/1.1.1/S1", 0.4, 0.62549, "есеп"),
        Suggestion("ОН1", 2, "X1/1.1.1/S2", 0.1, 1.0, ""),
    ]
    mappings = sssom_suggestions(made, programme(), ROWS, method="bm25f-1", lang="ru")
    text = sssom_tsv(mappings)
    head, rows = block(text)
    assert {row["mapping_justification"] for row in rows} == {"semapv:LexicalMatching"}
    assert sorted(row["confidence"] for row in rows) == ["0.625", "1"]
    assert head["mapping_tool_version"] == "bm25f-1"
    assert head["mapping_set_id"] != mapped().mappings.slots["mapping_set_id"]
    assert check_sssom(text) == ()


def test_the_file_is_in_the_canonical_form():
    """Sorted rows, columns of the standard before our own, what all rows say alike said once, LF, no mark."""
    text = sssom_tsv(mapped(*(decision(place, "ОН1") for place in ("1.1.1/S2", "1.1.1/S1"))).mappings)
    head, rows = block(text)
    body = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    assert body[1:] == sorted(body[1:])
    assert str(head["mapping_date"]) == NOON.date().isoformat()
    assert "mapping_date" not in rows[0]
    assert "\r" not in text
    assert next(iter(head)) == "curie_map"
    standard = load("exchange/sssom")["slots"]
    known = [name for name in body[0] if name in standard]
    assert known == [name for name in standard if name in known]
    assert body[0][: len(known)] == known


def test_a_decision_log_in_any_order_gives_the_same_file():
    """Rows are sorted, so the bytes depend on what was decided and on nothing else."""
    rows = [decision(place, "ОН1", minutes=at) for at, place in enumerate(("1.1.1/S2", "1.1.1/S1", "1.1.1/K1"))]
    shuffled = random.Random(1).sample(rows, 3)  # noqa: S311 -- an order, no secret
    assert sssom_tsv(mapped(*rows).mappings) == sssom_tsv(mapped(*shuffled).mappings)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=12), min_size=1, max_size=4)
)
def test_any_text_survives_the_table(texts):
    """Tabs, quotation marks and line breaks are quoted; bars stay, since comments are no lists."""
    ends = {"subject_id": "skos:a", "predicate_id": "skos:b", "object_id": "skos:c"}
    rows = tuple({**ends, "mapping_justification": "semapv:MappingReview", "comment": text} for text in texts)
    text = sssom_tsv(MappingSet({"mapping_set_id": "urn:x:1", "license": "urn:x:2"}, rows))
    body = text[text.index("subject_id") :]
    read = [row.get("comment", "") for row in csv.DictReader(io.StringIO(body, newline=""), delimiter="\t")]
    assert sorted(read) == sorted(texts)
    assert [note for note in check_sssom(text) if note.weight == "error"] == []


@settings(max_examples=200, deadline=None)
@given(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
    | st.sampled_from(["yes", "1.5", "...", "a: b", "- x", "~", "0x1F", "1:30", "x #y"])
)
def test_any_text_survives_the_head(title):
    """A title stays the text that it was, whatever YAML might take it for."""
    text = sssom_tsv(MappingSet({"mapping_set_id": "urn:x:1", "mapping_set_title": title, "license": "urn:x:2"}, ()))
    lines = text[: text.index("predicate_id")].removesuffix("\n").split("\n#")
    found = yaml.safe_load("\n".join(lines).removeprefix("#"))["mapping_set_title"]
    assert str(found) == title


def test_numbers_are_rounded_half_up():
    """Three digits behind the point at most, as the canonical form wants it."""
    assert [number(value) for value in (0.0005, 0.00049, 0.9995, 0, 1e-9)] == ["0.001", "0", "1", "0", "0"]


HEAD = "#curie_map:\n#  X: https://example.org/\n#mapping_set_id: https://example.org/set\n#license: https://example.org/l\n"
ROW = "subject_id\tpredicate_id\tobject_id\tmapping_justification\nX:1\tskos:closeMatch\tX:2\tsemapv:ManualMappingCuration\n"


def test_a_foreign_file_that_keeps_the_rules_is_clean():
    """Also with blanks after the number sign and a list that is written as one text."""
    assert check_sssom(HEAD + ROW) == ()
    assert check_sssom(HEAD.replace("#", "# ") + "# creator_id: X:1\n" + ROW) == ()
    assert is_sssom(ROW)


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("#license: https://example.org/l\n", "", "missing", "1"),
        ("https://example.org/set", "set.tsv", "wrong-value", "mapping_set_id"),
        ("skos:closeMatch", "https://example.org/p", "wrong-value", "6"),
        ("X:2", "Y:2", "prefix-unknown", "6"),
        ("X:2", "", "missing", "6"),
        ("ManualMappingCuration", "Guessing", "wrong-word", "6"),
        ("#  X: https", "#  skos: https", "prefix-other", "curie_map/skos"),
        ("#license", "#spare: 1\n#license", "slot-unknown", "spare"),
        ("#license", "# license", "bad-yaml", "4"),
        ("#license: ", "#license: &a ", "bad-yaml", "1"),
        ("X:2\t", "X:2\t\t", "cell-count", "6"),
        ("X:2", '"X:2', "bad-quotes", "6"),
        ("object_id\t", "object_id\tobject_id\t", "column-twice", "5"),
        ("X:1\t", "sssom:NoTermFound\t", "no-source", "6"),
        (
            "\tmapping_justification\nX:1\tskos:closeMatch\tX:2\t",
            "\tmapping_justification\tconfidence\nX:1\tskos:closeMatch\tX:2\tsemapv:MappingReview\t1.5\nX:1\tskos:closeMatch\tX:2\tx\t",
            "wrong-value",
            "6",
        ),
        ("\n", "\r\n", "line-ends", "1"),
        ("#curie_map", "\ufeff#curie_map", "byte-order-mark", "1"),
    ],
)
def test_each_broken_rule_of_sssom_is_told(old, new, code, place):
    """The line, the slot and the rule are named."""
    notes = [note for note in check_sssom((HEAD + ROW).replace(old, new)) if note.code == code]
    assert notes
    assert place in notes[0].places
    assert notes[0].rule.startswith("SSSOM/TSV")


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=60), st.sampled_from(["", HEAD, "#a: [", "#a:\n#  b: {"]))
def test_no_table_is_too_strange(text, head):
    """Any text is judged without a fault of ours."""
    for note in check_sssom(head + text):
        assert note.text("kk")


def test_deep_metadata_is_refused_and_not_followed():
    """YAML may nest as deeply as memory allows; nothing of SSSOM does."""
    assert "bad-yaml" in codes(check_sssom("#a: " + "[" * 5000 + "\n" + ROW))


# --- tables --------------------------------------------------------------------------------------------------------


def frames(*, compared=True):
    name = "college-statistics"
    made, analysis = PROJECT.programme(name), None
    if compared:
        from toolkit.job import analysis_of  # noqa: PLC0415 -- brings the chart libraries

        analysis = analysis_of(PROJECT, LIBRARY, name, as_of=NOON.date())
    return [*library_frames(LIBRARY, "kk"), *programme_frames(made, PROJECT.decisions(name), analysis, "kk")]


ANSWERS = {
    *("aims", "blocked", "proposals", "surplus", "other_cards", "only_cards", "progression"),
    *("card_functions", "card_pairs", "compared_shares", "compared_statements"),
    *("edition_changes", "impact_rows", "impact_shares", "programme_hits"),
}
"""Tables that answer a question about two things, or about what could be: they are no part of the data of a programme."""


def test_every_declared_table_is_exported():
    """A table that is declared later is missed here until somebody says where it comes from."""
    found = [resource.schema.name for resource, _ in frames()]
    assert sorted(found) == sorted({schema.name for schema in TABLES} - ANSWERS)
    assert set(SCHEMAS) <= set(found)


def test_csv_is_the_same_to_the_byte_and_keeps_its_description(tmp_path):
    """Two exports are equal, and the package is judged right with all its rows."""
    tables = frames(compared=False)
    first = write_package(tables, tmp_path / "a", "csv", "T")
    second = write_package(tables, tmp_path / "b", "csv", "T")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert check_exchange(read_exchange(first[0])) == ()
    assert b"\r" not in first[1].read_bytes()


def test_a_missing_number_is_an_empty_cell(tmp_path):
    """Neither «nan» nor «<NA>» stands in a file."""
    frame = OUTCOMES.frame_of([("ОН1", "a", "", "", "", None, "f"), ("ОН2", "b,c", "", "", "", 3, "f")])
    write_package([(Resource("p", OUTCOMES, 2), frame)], tmp_path, "csv", "T")
    assert (tmp_path / "p/outcomes.csv").read_text(encoding="utf-8").split("\n")[1:3] == [
        *("ОН1,a,,,,,f", 'ОН2,"b,c",,,,3,f')
    ]


def test_the_description_says_what_the_schemas_say():
    """Names, types, keys, meanings and allowed values; an empty text is a text."""
    found = data_package([Resource("", schema, 0) for schema in TABLES], "csv", "T")
    for schema, one in zip(TABLES, found["resources"], strict=True):
        assert [field["name"] for field in one["schema"]["fields"]] == schema.names
        assert one["schema"].get("primaryKey", []) == list(schema.key)
        for column, field in zip(schema.columns, one["schema"]["fields"], strict=True):
            assert field["description"] == column.meaning
            assert field.get("constraints", {}).get("enum", []) == list(column.allowed)
            assert (field.get("missingValues") == []) == (column.dtype == "str")
    assert check_package(found) == ()


def test_a_folder_that_holds_something_is_not_written_into(tmp_path):
    """Unless that is said."""
    (tmp_path / "x").write_text("")
    tables = [(Resource("p", MARKS_TABLE, 0), MARKS_TABLE.frame([]))]
    with pytest.raises(InputError, match="--replace"):
        write_package(tables, tmp_path, "csv", "T")
    assert len(write_package(tables, tmp_path, "csv", "T", replace=True)) == 2


def test_parquet_comes_back_equal(tmp_path):
    """Types too: whole numbers that may be missing, truth values, texts."""
    pytest.importorskip("pyarrow")
    tables = frames(compared=False)
    paths = write_package(tables, tmp_path, "parquet", "T")
    for (resource, frame), path in zip(tables, paths[1:], strict=True):
        pd.testing.assert_frame_equal(pd.read_parquet(path), frame[resource.schema.names])
    assert check_exchange(read_exchange(paths[0])) == ()


def test_parquet_without_its_package_says_how_to_install_it(tmp_path, monkeypatch):
    """The sentence names the command; nothing is written."""
    monkeypatch.setattr(edge, "find_spec", lambda _: None)
    with pytest.raises(InputError, match=re.escape("curriculum-mapping-toolkit[parquet]")):
        write_package([], tmp_path / "p", "parquet", "T")
    assert not (tmp_path / "p").exists()


def described(**schema):
    one = {"name": "t", "path": "t.csv", "schema": {"fields": [{"name": "n", "type": "integer"}], **schema}}
    return {"resources": [one]}


@pytest.mark.parametrize(
    ("package", "code"),
    [
        ({"resources": 5}, "wrong-value"),
        ({"resources": [{"path": "a.csv"}]}, "missing"),
        ({"resources": [{"name": "a"}]}, "path-or-data"),
        ({"resources": [{"name": "a", "path": "a.csv", "data": []}]}, "path-or-data"),
        ({"resources": [{"name": "a", "path": "../a.csv"}]}, "bad-path"),
        ({"resources": [{"name": "a", "path": "C:\\a.csv"}]}, "bad-path"),
        ({"resources": [{"name": "a", "path": "a.csv"}, {"name": "a", "path": "b.csv"}]}, "name-twice"),
        (described(fields=[{"name": "n", "type": "whole"}]), "wrong-word"),
        (described(fields=[{"name": "n"}, {"name": "n"}]), "name-twice"),
        (described(fields=[5]), "wrong-value"),
        (described(primaryKey="m"), "key-unknown"),
    ],
)
def test_each_broken_rule_of_a_package_is_told(package, code):
    """The rule is named, and paths lead nowhere outside."""
    notes = [note for note in check_package(package) if note.code == code]
    assert notes
    assert "2" in notes[0].rule


def test_a_schema_elsewhere_is_allowed():
    """Its address stands in its place."""
    assert check_package({"resources": [{"name": "a", "path": "a.csv", "schema": "https://example.org/s.json"}]}) == ()


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("m,k\n1,a\n", "columns-differ"),
        ("n,k\n1\n", "cell-count"),
        ("n,k\nx,a\n", "bad-cell"),
        ("n,k\n1,z\n", "bad-enum"),
        ("n,k\n,a\n", "empty-cell"),
        ("n,k\n1,a\n1,b\n", "repeated-key"),
        ('n,k\n1,"a\n', "bad-quotes"),
        ("", "bad-quotes"),
        (None, "file-missing"),
    ],
)
def test_rows_that_differ_from_their_description_are_told(tmp_path, rows, code):
    """The file and the line are named."""
    fields = [
        {"name": "n", "type": "integer", "constraints": {"required": True}},
        {"name": "k", "type": "string", "constraints": {"enum": ["a", "b"]}},
    ]
    path = tmp_path / "datapackage.json"
    path.write_text(json.dumps(described(fields=fields, primaryKey=["n"])))
    if rows is not None:
        (tmp_path / "t.csv").write_text(rows)
    assert code in codes(check_exchange(read_exchange(path)))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.dictionaries(st.sampled_from(["name", "path", "data", "schema", "type"]), JSON, max_size=4), max_size=3)
    | JSON
)
def test_no_description_is_too_strange(resources):
    """Whatever stands where, it is judged."""
    assert all(note.text("ru") for note in check_package({"resources": resources}))


# --- the command ---------------------------------------------------------------------------------------------------


def told(capsys, **options):
    usual = {
        "lang": "en",
        "out": None,
        "replace": False,
        "format": "text",
        "name": "",
        "history": False,
        "suggestions": False,
        "license": "https://example.org/l",
        "add": False,
    }
    status = run(PROJECT, argparse.Namespace(**(usual | options)))
    said = capsys.readouterr()
    return status, said.out, said.err


def test_a_standard_goes_out_and_comes_in(tmp_path, capsys):
    """Exported, judged, imported beside the library: statements as they were; nothing is overwritten unasked."""
    path = tmp_path / "a.json"
    name = "V2000019833"
    assert told(capsys, action="export", what="case", name=name, out=path)[0] == 0
    status, said, _ = told(capsys, action="check", file=path, lang="kk")
    assert status == 0
    assert "standards.1edtech.org" in said
    status, said, _ = told(capsys, action="import", file=path, out=tmp_path / "lib")
    assert status == 0
    assert f"act_id: {name}" in said
    mine, theirs = tmp_path / "lib" / name, PROJECT.parsed_folder(name)
    for table in ("statements", "functions", "units", "fields", "occupations", "related"):
        assert (mine / f"{table}.csv").read_bytes() == (theirs / f"{table}.csv").read_bytes()
    with pytest.raises(InputError, match="nothing was written"):
        told(capsys, action="import", file=path, out=tmp_path / "lib")
    assert told(capsys, action="import", file=path, out=tmp_path / "lib", replace=True)[0] == 0
    with pytest.raises(InputError, match="--replace"):
        told(capsys, action="export", what="case", name=name, out=path)


def test_losses_are_shown_in_text_and_as_data(tmp_path, capsys):
    """A person reads the first places, a program gets all of them."""
    path = tmp_path / "f.json"
    items = [item(f"i{at}", conceptKeywords=["k"]) for at in range(6)]
    path.write_text(json.dumps(package(items, [under(one["identifier"], "doc") for one in items])))
    _, said, _ = told(capsys, action="import", file=path, lang="ru")
    assert "не сохранено: /CFItems/0/conceptKeywords" in said
    assert "и ещё мест: 3" in said
    _, said, _ = told(capsys, action="import", file=path, format="json")
    data = json.loads(said)
    assert data["register"]["title_en"] == "Framework"
    (note,) = [one for one in data["notes"] if "conceptKeywords" in one["text"]]
    assert len(note["places"]) == 6


def test_many_remarks_are_cut_on_the_screen_and_whole_as_data(tmp_path, capsys):
    """A file with thousands of faults does not flood the screen, and the rest is counted."""
    path = tmp_path / "f.json"
    items = [item(f"i{at}", **{f"x{at}": 1}) for at in range(300)]
    path.write_text(json.dumps(package(items, [])))
    _, said, _ = told(capsys, action="check", file=path)
    assert "more remarks; --format json shows all" in said
    assert len(said.splitlines()) == 203
    _, said, _ = told(capsys, action="check", file=path, format="json")
    assert len(json.loads(said)["notes"]) > 300


def test_check_says_by_which_rule_a_file_is_wrong(tmp_path, capsys):
    """Status 1, the sentence, the place, the rule; the same as data."""
    path = tmp_path / "f.json"
    path.write_text('{"CFDocument": {"title": 5}}')
    status, said, _ = told(capsys, action="check", file=path)
    assert status == 1
    assert "error: /CFDocument/title: is 5 and should be a text on one line [CASE 1.1]" in said
    status, said, _ = told(capsys, action="check", file=path, format="json")
    assert (status, json.loads(said)["form"]) == (1, "CASE")
    path.write_text("[" * 3)
    with pytest.raises(InputError, match="no JSON"):
        told(capsys, action="check", file=path)


def test_decisions_go_out_as_a_mapping_set(tmp_path, capsys):
    """Only CASE is imported; the licence is the one that was named."""
    path = tmp_path / "d.sssom.tsv"
    assert told(capsys, action="export", what="sssom", name="college-statistics", out=path)[0] == 0
    assert told(capsys, action="check", file=path)[0] == 0
    head, rows = block(path.read_text(encoding="utf-8"))
    assert head["license"] == "https://example.org/l"
    assert rows
    with pytest.raises(InputError, match="only CASE"):
        told(capsys, action="import", file=path)


def test_suggestions_go_out_on_demand(capsys):
    """With their confidence, on standard output."""
    _, said, _ = told(capsys, action="export", what="sssom", name="college-statistics", suggestions=True)
    assert "semapv:LexicalMatching" in said
    assert check_sssom(said) == ()


def test_tables_go_out_for_all_programmes(tmp_path, capsys):
    """Each programme has a folder, and the package is judged right."""
    status, said, err = told(capsys, action="export", what="tables", out=tmp_path / "t", format="csv")
    assert (status, err) == (0, "")
    assert {path.parent.name for path in map(Path, said.splitlines()[1:])} == {"library", *PROJECT.programme_ids()}
    assert told(capsys, action="check", file=tmp_path / "t/datapackage.json")[0] == 0


def test_a_programme_that_is_compared_with_nothing_has_no_results(tmp_path, capsys, monkeypatch):
    """What it promises is exported all the same, and that something is missing is said."""
    read = Project.programme
    monkeypatch.setattr(Project, "programme", lambda self, name: replace(read(self, name), targets=()))
    _, said, err = told(
        capsys, action="export", what="tables", name="college-statistics", out=tmp_path / "t", format="csv"
    )
    assert "no tables of results" in err
    assert "outcomes.csv" in said
    assert "covered.csv" not in said


@pytest.mark.parametrize(
    ("what", "name", "said"),
    [
        ("case", "", "name the standard"),
        ("case", "V1300009151", "6 standards"),
        ("case", "NKZ-2017-slides", "no level descriptors"),
        ("case", "nothing", "no standard 'nothing'"),
        ("sssom", "", "name the programme"),
        ("tables", "", "--out"),
    ],
)
def test_a_wrong_name_is_told_what_there_is(capsys, what, name, said):
    """The message lists the names that would do."""
    with pytest.raises(InputError, match=said):
        told(capsys, action="export", what=what, name=name)


def test_a_note_shows_strange_values_on_one_line():
    """Line breaks and control characters of a file never reach the screen as such."""
    note = Note("wrong-value", ("/a",), (("found", "x"),), expected="uuid")
    assert note.text("en") == "is x and should be a UUID in small letters"
    whole = valid() | {"CF\nX\x1b[31m": 1}
    assert next(one.text("en") for one in check_case(whole)).isprintable()


# --- packages as sources of the library ------------------------------------------------------------------------------


@pytest.fixture
def own_library(tmp_path):
    """A project with the bundled library that may be written to."""
    shutil.copytree(ROOT / "standards", tmp_path / "project" / "standards")
    return Project(tmp_path / "project")


def library_files(project):
    return {path: path.read_bytes() for path in (project.root / "standards").rglob("*") if path.is_file()}


def foreign(tmp_path, **more):
    path = tmp_path / "census.json"
    items = [item("a", "Counts people", CFItemType="Skill"), item("b", "Laws", CFItemType="Knowledge")]
    path.write_text(json.dumps(package(items, [], **more)), encoding="utf-8")
    return path


def test_a_package_becomes_a_source_like_any_other(own_library, tmp_path, capsys):
    """File, row and parsed form are added; rebuild keeps it and writes the same bytes."""
    path = foreign(tmp_path)
    arguments = ["--project", str(own_library.root), "--lang", "en"]
    assert main([*arguments, "exchange", "import", str(path), "--add", "--name", "CENSUS", "--lang", "en"]) == 0
    assert "standards/acts.csv: CENSUS" in capsys.readouterr().out
    act = next(act for act in own_library.acts() if act.act_id == "CENSUS")
    assert (act.form, act.file, act.kind, act.status) == ("case-1.1", "census.json", "reference", "unknown")
    before = library_files(own_library)
    assert main([*arguments, "rebuild"]) == 0
    assert library_files(own_library) == before
    shutil.rmtree(own_library.root / "standards" / "parsed")
    (standard,) = (one for one in own_library.library().standards() if one.act_id == "CENSUS")
    texts = {row.text for row in statements_of(standard)}
    assert {"Counts people", "Laws"} <= texts
    assert main([*arguments, "statements", "--standard", "CENSUS"]) == 0
    assert "census.json" in capsys.readouterr().out


def test_what_was_remarked_of_a_package_stays_a_finding(own_library, tmp_path):
    """The count, and where the list is; without remarks there is none."""
    path = foreign(tmp_path, spare=1)
    add_package(own_library, read_exchange(path), "CENSUS")
    found = own_library.library().documents["CENSUS"].findings
    remarks = len(parse_case(read_exchange(path).value, path.name, "CENSUS").notes)
    assert [(one.code, one.params) for one in found] == [("case-remarks", (str(remarks), "census.json"))]


def test_our_own_package_is_refused_beside_its_act_and_taken_under_another_name(own_library, tmp_path):
    """The statements are the same, and so are their lines in the original, which the status names too."""
    path = tmp_path / "own.json"
    one = STANDARDS["V2000019833"]
    path.write_text(edge.as_json(case_package(one, LIBRARY.acts[one.act_id])), encoding="utf-8")
    before = library_files(own_library)
    with pytest.raises(InputError, match="--name"):
        add_package(own_library, read_exchange(path))
    assert library_files(own_library) == before
    act = add_package(own_library, read_exchange(path), "COPY")
    assert act.status_source == "state-statistics-interviewing-2020.kk.txt:9"
    (copy,) = own_library.library().documents["COPY"].standards
    assert [replace(row, statement_id="", standard_id="") for row in statements_of(copy)] == [
        replace(row, statement_id="", standard_id="") for row in statements_of(one)
    ]
    with pytest.raises(InputError, match="as COPY"):
        add_package(own_library, read_exchange(path), "AGAIN")


@pytest.mark.parametrize(
    ("change", "name", "said"),
    [
        ({"date": "yesterday"}, "own.json", "cannot stand in the register"),
        ({"lang": "fr"}, "own.json", "cannot stand in the register"),
        ({}, "a;b.json", "semicolon"),
        ({}, "state-statistics-interviewing-2020.kk.txt", "another file of this name"),
    ],
)
def test_a_package_that_cannot_be_added_changes_nothing(own_library, tmp_path, change, name, said):
    """A row that is wrong, or a name that cannot be taken: one sentence, and the library is as it was."""
    one = STANDARDS["V2000019833"]
    made = json.loads(edge.as_json(case_package(one, LIBRARY.acts[one.act_id])))
    made["CFDocument"]["extensions"]["curmap"]["act"] |= change
    path = tmp_path / name
    path.write_text(edge.as_json(made), encoding="utf-8")
    before = library_files(own_library)
    with pytest.raises(InputError, match=said):
        add_package(own_library, read_exchange(path), "COPY")
    assert library_files(own_library) == before
