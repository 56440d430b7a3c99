from dataclasses import replace

import pytest
from factories import act, card
from places import AS_OF

from toolkit.checks import warnings_table
from toolkit.library_checks import library_warnings, standard_warnings, translation_warnings, wording_warnings
from toolkit.model import Field, Function, Item, KnownAct, Parsed, Renaming, Span, Standard, Unit
from toolkit.settings import Settings

LAW = KnownAct(
    "law", "Халықты жұмыспен қамту туралы", "О занятости населения", "", "", "repealed", "Кодекс", "2023-07-01", ""
)
LINE = Span(1, 1)


def standard(text="Есеп", *, lang="kk", fields=(), title="Маман"):
    item = Item("knowledge", 1, "1", text, LINE)
    function = Function(1, "Есеп", LINE, (Unit(1, "task", "Санау", LINE, (item,)),))
    return Standard("X1", "X1", "Есеп", lang, "x", fields, (card(title=title, functions=(function,)),))


def codes(warns):
    return [(warn.code, warn.where) for warn in warns]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ('"Халықты жұмыспен қамту туралы" Қазақстан Республикасының Заңы', "kk", [("W05", "X1/1.1.1/K1")]),
        ("Закон Республики Казахстан «О занятости населения»", "ru", [("W05", "X1/1.1.1/K1")]),
        ('"Статистика туралы" Қазақстан Республикасының Заңы', "kk", []),
        ("Халықты жұмыспен қамту шаралары", "kk", []),
    ],
)
def test_a_repealed_act_in_a_knowledge_item_is_named(text, lang, expected):
    """W05 once for the statement, in both languages; a subject is no act."""
    assert codes(standard_warnings(standard(text, lang=lang), [LAW], [], AS_OF)) == expected


def test_a_body_that_was_renamed_is_named_once():
    """W21 says the old and the new name; a short name counts only in capital letters, as a word."""
    renaming = Renaming("ХЖҚО", "карьерный центр", "kk", "")
    found = standard_warnings(standard("ХЖҚО-ның бейіні мен ХЖҚО қызметтері"), [], [renaming], AS_OF)
    assert [(warn.code, dict(warn.params)) for warn in found] == [("W21", {"old": "ХЖҚО", "new": "карьерный центр"})]
    assert standard_warnings(standard("хжқо"), [], [renaming], AS_OF) == ()


@pytest.mark.parametrize(("day", "expected"), [("2026-11-20", ["W22"]), ("2026-11-21", []), ("", [])])
def test_an_overdue_review_is_said(day, expected):
    """W22 from the day after the planned review; not without a date."""
    fields = (Field("review_date_iso", "", day, LINE),)
    assert [warn.code for warn in standard_warnings(standard(fields=fields), [], [], AS_OF)] == expected


def test_words_whose_meaning_changed_are_pointed_out():
    """W11 where машық, дағды or білік stand in documents of two generations, not within one."""
    old = Parsed("a", "kk", "standard-2013", "", (replace(standard("Машықтар"), standard_id="A"),), (), ())
    new = Parsed("b", "kk", "card-2023", "", (replace(standard("Машықтар"), standard_id="B"),), (), ())
    assert codes(wording_warnings([old, new])) == [("W11", "машық: A, B")]
    assert wording_warnings([new, new]) == ()


def test_a_translation_has_no_force():
    """W20 for an English text and for what is registered as a translation."""
    assert codes(translation_warnings(act(lang="en"))) == [("W20", "X1")]
    assert codes(translation_warnings(act(kind="unofficial translation"))) == [("W20", "X1")]
    assert translation_warnings(act()) == ()


def test_the_bundled_library_gives_its_warnings(library):
    """The known facts about the five documents, and nothing else."""
    table = warnings_table(library_warnings(library, AS_OF, Settings()), "en")
    counts = table.groupby("code").size().to_dict()
    assert counts["W01"] == 3
    assert (counts["W02"], counts["W03"]) == (1, 1)
    assert counts["W04"] == 3
    assert counts["W05"] == 13
    assert counts["W07"] == 30
    assert counts["W13"] == 1
    assert counts["W21"] == 1
    assert set(counts) == {"W01", "W02", "W03", "W04", "W05", "W06", "W07", "W08", "W11", "W13", "W21"}


def test_a_code_of_an_unknown_group_is_said(library):
    """C01: the classifier has all its main groups and subgroups; 27 is none of them."""
    document = library.documents["V2000019833"]
    (only,) = document.standards
    strange = replace(only.cards[0], fields=(Field("code", "Код", "2711-1-001", LINE),))
    changed = replace(document, standards=(replace(only, cards=(strange,)),))
    warns = library_warnings(
        replace(library, documents={**library.documents, "V2000019833": changed}), AS_OF, Settings()
    )
    assert [dict(warn.params) for warn in warns if warn.code == "C01"] == [{"code": "27"}]
