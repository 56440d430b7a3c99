"""The form of 2012-2015 on real texts: read line by line into tests/golden/, without the parser, and compared with it.

`social-2013.functions.csv` has, for every function, the line of its code in annex 3 and the lines where its statements
begin; «=» stands for a merged cell, printed at the function above. `social-2013.cards.csv` has what a card adds up to.
"""

import csv
import random
import re
import time
from collections import Counter
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

import pytest
import true_tables
import twins
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import UnknownFormError
from toolkit.labels import load
from toolkit.model import Span, statements_of
from toolkit.parse import detect, parse_document, parse_text
from toolkit.parse.forms import standard_2013
from toolkit.parse.readers import Paragraph, paragraphs, reflow
from toolkit.text import collapse, normalise

GOLDEN = Path(__file__).parent / "golden"
SOURCES = Path(__file__).parents[1] / "standards" / "sources"
SOCIAL = (SOURCES / "social-and-labour-six-standards-2013.kk.txt").read_text(encoding="utf-8")
LINES = SOCIAL.split("\n")
KINDS = {"skill": "skills", "knowledge": "knowledge", "competence": "competences"}


def golden(name):
    with (GOLDEN / f"social-2013.{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def parse(text):
    return parse_text(text, source="test.txt", act_id="A", form="standard-2013")


@pytest.fixture(scope="module")
def social():
    return parse(SOCIAL)


@pytest.fixture(scope="module")
def found(social):
    """What is doubtful: code → first lines and params."""
    codes = {}
    for item in social.findings:
        codes.setdefault(item.code, []).append((item.span.start, *item.params))
    return codes


def card_of(parsed, standard, number):
    return parsed.standards[standard - 1].cards[number - 1]


def rows_of(parsed):
    return [row for standard in parsed.standards for row in statements_of(standard)]


# --- every card and statement of the six standards ----------------------------------------------------------------


def test_every_statement_begins_where_a_reader_found_it(social):
    """All 105 functions of 30 cards: lines of the code in annex 3 and of each skill, knowledge and competence."""
    expected = []
    above = {}
    for row in golden("functions"):
        above = {kind: above[kind] if row[name] == "=" else row[name].split() for kind, name in KINDS.items()}
        place = (row["standard"], row["card"], row["function"])
        expected.append((*place, row["listed"], *(tuple(above[kind]) for kind in KINDS)))
    read = []
    for number, standard in enumerate(social.standards, start=1):
        for card in standard.cards:
            for function in card.functions:
                items = [item for unit in function.units for item in unit.items]
                starts = [tuple(str(i.span.start) for i in items if i.kind == kind) for kind in KINDS]
                listed = str(function.span.start) if function.title else ""
                read.append((str(number), str(card.number), str(function.number), listed, *starts))
    assert len(expected) == 105
    assert read == expected


def test_every_card_adds_up(social):
    """Title, levels, old code, requirements, counts, first and last statement of all 30 cards."""
    read = []
    for number, standard in enumerate(social.standards, start=1):
        for card in standard.cards:
            rows = [row for row in statements_of(standard) if row.occupation_no == card.number]
            kinds = Counter(row.kind for row in rows)
            counts = (len(card.requirements), len(card.functions), *(kinds[kind] for kind in KINDS))
            head = (number, card.number, card.title, ";".join(card.levels), card.field("code"))
            read.append(tuple(map(str, (*head, *counts, rows[0].text, rows[-1].text))))
    expected = [tuple(row.values()) for row in golden("cards")]
    assert len(expected) == 30
    assert read == expected


def test_every_text_is_what_its_lines_print(social):
    """White space collapsed, nothing else changed; only one statement runs over several paragraphs."""
    longer = set()
    for row in rows_of(social):
        printed = collapse(" ".join(LINES[row.line_start - 1 : row.line_end]))
        assert printed == row.text
        if row.line_end > row.line_start:
            longer.add(row.line_start)
    assert longer == {3811}


def test_every_line_is_accounted_for(social):
    """Every non-blank line is a record, a label, a heading or boilerplate; nothing is unknown or left out."""
    used = {line for use in social.uses for line in range(use.span.start, use.span.end + 1)}
    assert used >= {number for number, line in enumerate(LINES, start=1) if line.strip()}
    assert Counter(use.role for use in social.uses)["unknown"] == 0


def test_six_standards_in_one_act(social):
    """Identifiers by annex, titles from the headings, also where the heading is glued to the first chapter."""
    assert [(standard.standard_id, standard.title) for standard in social.standards] == [
        ("A-1", "Үйде әлеуметтік көмек көрсету"),
        ("A-2", "Зейнетақы мен жәрдемақы төлеу жөніндегі қызметтерді ұйымдастыру"),
        ("A-3", "Жұмыспен қамту орталықтарының (қызметтерінің) қызметтерін ұйымдастыру"),
        ("A-4", "Медициналық-әлеуметтік мекемелер (ұйымдар) лауазымдары"),
        ("A-5", "Белгілі бір тұрғылықты жері жоқ адамдарға арналған әлеуметтік бейімдеу қызметтерін ұйымдастыру"),
        ("A-6", "Протездік-ортопедиялық бұйымдарды әзірлеу жөніндегі қызметтер"),
    ]
    assert {standard.act_id for standard in social.standards} == {"A"}


def test_statement_ids_say_the_place_and_are_unique(social):
    """Functions have their own competences: STANDARD/occupation.function.0/C1."""
    rows = rows_of(social)
    ids = [row.statement_id for row in rows]
    assert len(set(ids)) == len(ids) == 918
    assert "A-6/10.1.0/C10" in ids
    assert {(row.unit_no, row.unit, row.unit_kind) for row in rows} == {(0, "", "none")}


# --- passports and cards ------------------------------------------------------------------------------------------


def test_the_passports_have_their_economic_activity(social):
    """Code and title of the economic activity stand inside a longer value, which is kept as well."""
    codes = [next(f.value for f in s.fields if f.name == "oked_code") for s in social.standards]
    assert codes == ["88.99", "84.30", "78.10", "87.30", "87.90", "32.50"]
    fields = {field.name: field for field in social.standards[2].fields}
    assert fields["oked_title"].value == "Жұмысқа орналастыру жөніндегі агенттіктердің қызметі"
    assert fields["economic_activity"].value.startswith("Экономикалық қызмет түрлерінің жалпы сыныптауышы")
    assert (fields["purpose"].value, fields["purpose"].span) == ("жұмысқа орналастыру;", Span(1843, 1843))


def test_the_passports_list_their_occupations(social, found):
    """One line can hold two occupations; a list that differs in number from the cards is a finding."""
    counts = [sum(field.name == "occupation" for field in standard.fields) for standard in social.standards]
    assert counts == [5, 3, 3, 12, 1, 12]
    listed = [field.value for field in social.standards[3].fields if field.span.start == 2594]
    assert listed == ["еңбекпен емдеу жөніндегі нұсқаушы", "жүзу жөніндегі нұсқаушысы"]
    assert found["card-list-differs"] == [(2586, "12", "8"), (4478, "12", "10")]


def test_a_card_has_its_fields(social):
    """Levels in both frameworks, the group of the old classifier with its name, titles, description, reference."""
    card = card_of(social, 4, 3)
    values = {field.name: field.value for field in card.fields}
    assert (values["sqf_level"], values["nqf_level"], card.levels) == ("4-5", "4-5", ("4", "5"))
    assert (values["code"], values["classifier"]) == ("2359", "01-2005 ҚР МС")
    assert values["code_title"] == "Басқа топқа кірмейтін оқыту жөніндегі мамандар"
    assert values["other_titles"] == "еңбекпен емдеу жөніндегі нұсқаушы;"
    assert values["description"].startswith("физикалық және психикалық күйін оңалту мақсатында")
    assert values["conditions_reference"].startswith("ықтимал жұмыс орындары, қызметкердің кәсіби біліміне")
    assert values["classifier_title"] == "Еңбекпен емдеу жөніндегі нұсқаушы"


def test_a_missing_level_is_not_invented(social):
    """The sixth standard prints no level of the national framework, and two of its cards no colon behind the label."""
    for card in social.standards[5].cards:
        assert card.field("nqf_level") == ""
        assert card.levels
    assert card_of(social, 6, 6).levels == ("6",)


def test_a_code_title_in_russian_stays(social):
    """The Kazakh text has one group title in Russian."""
    assert card_of(social, 6, 6).field("code_title") == "Руководители IT-подразделений (служб)"


# --- annexes 1 and 2 ----------------------------------------------------------------------------------------------


def test_the_kind_of_activity_covers_the_rows_below(social):
    """It is one cell for all rows of annex 1; every card has it, with the line where it is printed."""
    for standard, line in zip(social.standards, [370, 1317, 1999, 2894, 4166, 4838], strict=True):
        for card in standard.cards:
            assert [field.span.start for field in card.fields if field.name == "activity"] == [line]


def test_rows_without_a_number_find_their_cards(social):
    """Row 6 of the last annex 1 is empty, rows 6 and 7 have no number: the titles tell."""
    grades = [(card.field("classifier_title"), card.field("tariff_grade")) for card in social.standards[5].cards]
    assert grades[0] == ("Фрезерлеуші", "2-7")
    assert grades[5] == ("Бөлім, сектор, қызмет, орталық бастығы (компьютерлік қамтамасыз ету)", "-")
    assert grades[6:8] == [("Стандарттар жөніндегі маман", "-"), ("Инженер-технолог-протезші", "-")]


def test_conditions_of_work(social):
    """Places, harmful and special conditions as printed, also a dash."""
    card = card_of(social, 6, 1)
    assert card.field("workplaces") == "өндірістік цехтар, зауыттар"
    assert card.field("harmful_conditions").startswith("Жылжымалы машиналар және механизмдер;")
    assert card.field("special_conditions") == "-"


def test_requirements_by_level_and_category(social):
    """The line above a group of levels names the post; the category stands in brackets, with or without a line."""
    rows = card_of(social, 1, 1).requirements
    assert [(row.level, row.category) for row in rows] == [
        *[("4", name) for name in ("санаты жоқ", "II cанаттағы", "I санаттағы", "жоғарғы санаттағы")],
        *[("5", name) for name in ("санаты жоқ", "II санаттағы", "I санаттағы", "жоғарғы санаттағы")],
    ]
    assert rows[0].title.endswith("күту жөніндегі біліктілігі орташа дәрежелі әлеуметтік қызметкер")
    assert rows[4].title.endswith("күту жөніндегі біліктілігі жоғары дәрежелі әлеуметтік қызметкер")
    assert (rows[0].experience, rows[0].span) == ("Талап етілмейді", Span(441, 445))
    glued = card_of(social, 4, 1).requirements
    assert [(row.title, row.level, row.category) for row in glued[:2]] == [
        ("", "5", "санаты жоқ"),
        ("", "5", "екінші санатты"),
    ]
    posts = card_of(social, 4, 8).requirements
    assert (posts[4].category, posts[4].span) == ("Медициналық-әлеуметтік мекеменің директоры", Span(3344, 3348))


def test_a_level_over_several_rows_counts_for_each(social):
    """Merged cells of levels: two kinds of education for level 5, four rows for each level without categories."""
    two = card_of(social, 6, 2).requirements
    assert [(row.level, row.education) for row in two] == [
        ("4", "Техникалық және кәсіби медициналық білім"),
        ("5", "Техникалық және кәсіби медициналық білім"),
        ("5", "Жоғары медициналық білім"),
    ]
    assert [row.level for row in card_of(social, 4, 6).requirements] == ["4"] * 4 + ["5"] * 4
    assert [(row.category, row.experience) for row in card_of(social, 6, 7).requirements[:2]] == [
        ("Санаты жоқ", "Талап қойылмайды"),
        ("Санаты жоқ", "Жұмыс тәжірибесі I санаттағы техник лауазымында кемінде 3 жыл"),
    ]


def test_levels_that_differ_between_places_are_reported(found):
    """Card and annex 1 for two occupations, card and annex 2 for two."""
    assert found["level-differs"] == [
        (2925, "Райттерапия (иппотерапия) жөніндегі нұсқаушы-әдіскер", "4, 5", "4"),
        (2932, "Медициналық-әлеуметтік мекемелердің әдіскері", "5", "4, 5"),
        (3220, "Медициналық-әлеуметтік мекемелердің әдіскері", "5", "4, 5"),
        (5055, "Ақпараттық-техникалық сектордың маманы", "4", "4, 5"),
    ]


# --- titles -------------------------------------------------------------------------------------------------------


def test_titles_that_differ_are_kept_as_variants(social, found):
    """«мен» and «және», «ұйымының», «ұйым» and «ұйымның»: one occupation, four spellings."""
    card = card_of(social, 2, 1)
    assert card.variants == (
        "Зейнетақы және жәрдемақы төлеу жөніндегі ұйымының маманы",
        "Зейнетақы және жәрдемақы төлеу жөніндегі ұйым маманы",
        "Зейнетақы мен жәрдемақыны төлеу жөніндегі ұйымның маманы",
    )
    assert {line for line, _, title in found["title-differs"] if title == card.title} == {1318, 1489, 1565}
    assert card_of(social, 3, 3).variants == (
        "Жұмыспен қамту орталығының (қызметі) директоры",
        "жұмыспен қамту орталығының (қызметінің) бастығы",
    )


def test_the_genitive_of_annex_2_is_no_other_title(social, found):
    """«маманының» is «маманы»; but «Фрезерлеуші маманының» has a word more than «Фрезерлеуші»."""
    lines = {line for line, _, _ in found["title-differs"]}
    assert not lines & {417, 494, 569, 619, 644, 1350, 1425, 2971, 3008, 5055, 5090, 5250}
    assert 4929 in lines
    assert card_of(social, 6, 1).variants == ("Фрезерлеуші маманының",)


def test_a_title_without_its_closing_quotation_mark_is_read(social):
    """«10. «Директор (директордың орынбасары) еңбек қызметінің түрі» is still the tenth occupation."""
    assert card_of(social, 6, 10).functions[0].title == "Өндірістік саясатты және ұйымның даму бағытын анықтау"


def test_titles_of_standards_that_differ_are_reported(found):
    """The order's own text names three standards otherwise than their headings; one lacks its opening quotation mark."""
    assert [(line, named) for line, named, _ in found["standard-title-differs"]] == [
        (29, "Жұмыспен орталықтарының(қызметтерінің) қызметтерін ұйымдастыру"),
        (
            37,
            "Белгілі бір тұрғылықты жері жоқ адамдарға арналған әлеуметтік бейімдеу жөніндегі қызметтерді ұйымдастыру",
        ),
        (41, "Протездік-ортопедиялық бұйымдарды әзірлеу және қызметтер"),
    ]


# --- annexes 3 and 4 ----------------------------------------------------------------------------------------------


def test_a_function_in_one_annex_only_is_reported(social, found):
    """Ф 5 is described but not listed; the map of the last card stops behind Ф 1."""
    assert found["function-not-listed"] == [(959, "Ф 5", "Үйде көрсетілетін әлеуметтік көмек бөлімінің меңгеруші")]
    assert [row[:2] for row in found["function-not-described"]] == [(5460, "Ф 2"), (5463, "Ф 3")]
    assert card_of(social, 1, 4).functions[4].title == ""
    assert card_of(social, 6, 10).functions[2].units == ()


def test_a_title_over_two_paragraphs_is_one(social):
    """The cell of annex 3 breaks in the middle of the sentence."""
    function = card_of(social, 4, 7).functions[0]
    assert function.title.endswith("көрсетудегi қажеттiлiкке бағалау жүргiзу және оны айқындауға араласуды ұйымдастыру")
    assert function.span == Span(3468, 3471)


def test_merged_competences_count_for_every_function(social, found):
    """Printed once at Ф 1, they hold for Ф 1 to Ф 4, each time with the line where they are printed."""
    card = card_of(social, 1, 1)
    lines = [[i.span.start for i in f.units[0].items if i.kind == "competence"] for f in card.functions]
    assert lines == [[817]] * 4
    label = "Жеке және кәсіби құзыреттері"
    assert found["merged-cell"][:3] == [(line, f"Ф {n}", label, "Ф 1") for line, n in ((819, 2), (826, 3), (831, 4))]


def test_merged_knowledge_counts_for_every_function(social, found):
    """The expert's three functions share one cell of knowledge; a blank cell of a director's is taken the same way."""
    assert [row for row in found["merged-cell"] if row[2] == "Білімі"] == [
        (1679, "Ф 3", "Білімі", "Ф 2"),
        (3534, "Ф 2", "Білімі", "Ф 1"),
        (3539, "Ф 3", "Білімі", "Ф 1"),
    ]
    lines = [[i.span.start for i in f.units[0].items if i.kind == "knowledge"] for f in card_of(social, 4, 1).functions]
    assert lines == [[3525]] * 3


def test_a_function_over_several_rows_keeps_all_of_them(social):
    """The code of Ф 1 covers three rows of skills."""
    unit = card_of(social, 6, 2).functions[0].units[0]
    assert [item.span.start for item in unit.items if item.kind == "skill"] == [5558, 5577, 5582, 5584, 5586]


def test_a_cell_far_below_its_code_is_in_its_column(social):
    """Ninety blank lines stand between «Ф 1» and its skills."""
    unit = card_of(social, 6, 8).functions[0].units[0]
    assert (unit.span.start, unit.items[0].span.start, unit.items[0].kind) == (6013, 6108, "skill")


def test_paragraphs_of_one_sentence_are_one_statement(social):
    """No capital letter, no end punctuation: the sentence goes on; several sentences on a line stay together."""
    skill = card_of(social, 4, 7).functions[2].units[0].items[0]
    assert skill.span == Span(3811, 3815)
    assert skill.text.startswith("Өмiрлiк қиын жағдайда жүрген адамға (отбасына)")
    two = card_of(social, 1, 5).functions[3].units[0].items
    assert [item.text.count(". ") for item in two if item.span.start == 1016] == [1]


def test_a_list_in_small_letters_is_a_list(social):
    """Paragraphs that end with a semicolon are statements of their own."""
    knowledge = [i.text for i in card_of(social, 4, 4).functions[0].units[0].items if i.kind == "knowledge"]
    assert knowledge[1:] == ["қауіпсіз жаттығуларды жүргізу ережесі;", "емдік мақсатта жүзу әдістері"]


def test_broken_off_sentences_are_reported(social, found):
    """The knowledge of Ф 1 stops in a sentence that Ф 2 goes on with; five cells lack a full stop that others have."""
    assert [row[:2] for row in found["broken-off"]] == [
        (1671, "Ф 1"),
        (3646, "Ф 1"),
        (3758, "Ф 1"),
        (3799, "Ф 1"),
        (3820, "Ф 3"),
        (3881, "Ф 2"),
    ]
    assert card_of(social, 2, 3).functions[1].units[0].items[1].text.startswith("жәрдемақылар түрлері, жерасты")


def test_there_are_no_other_findings(found):
    """Latin letters inside words, spans of levels, the repeal, and what the other tests name; no more."""
    assert set(found) - {"act-repealed"} == {
        *("broken-off", "card-list-differs", "function-not-described", "function-not-listed", "level-differs"),
        *("merged-cell", "mixed-alphabets", "several-levels", "standard-title-differs", "title-differs"),
    }
    assert {code: len(found[code]) for code in ("merged-cell", "title-differs", "several-levels")} == {
        "merged-cell": 76,
        "title-differs": 39,
        "several-levels": 12,
    }


# --- other copies and other documents -----------------------------------------------------------------------------


def texts(parsed):
    return [(row.statement_id, normalise(row.text)) for row in rows_of(parsed)]


def first_difference(one, other):
    return next((pair for pair in zip_longest(one, other) if pair[0] != pair[1]), None)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace("\n", "\n\n\n"),
        lambda text: text.replace("і", "i"),
        lambda text: text.replace("«", '"').replace("»", '"'),
        lambda text: text.replace("–", "-").replace("-параграф", " – параграф"),
        lambda text: text.replace("\tФ ", "\tФ-"),
        lambda text: text.replace("\n      ", "\n"),
        lambda text: text.replace("Біліктері мен дағдылары", "ІСКЕРЛІКТЕР МЕН ДАҒДЫЛАР").replace("Шифры", "ШИФР"),
        lambda text: re.sub(r"(?m)^[\t ]*\t[\t ]*\n", "", text),
    ],
    ids=["crlf", "nbsp", "blank-lines", "latin-i", "quotes", "dashes", "codes", "indents", "labels", "no-merged-cells"],
)
def test_cosmetic_changes_of_the_copy_change_no_statement(social, change):
    """Line ends, blanks, letters, marks and label variants are the copyist's; so is the trace of a merged cell."""
    changed = parse(change(SOCIAL))
    assert first_difference(texts(changed), texts(social)) is None
    assert [len(c.requirements) for s in changed.standards for c in s.cards] == [
        len(c.requirements) for s in social.standards for c in s.cards
    ]


def wrap(line, chance):
    words = line.split(" ")
    if len(line.split()) < 6 or not line.strip():
        return line
    place = chance.randrange(3, len(words))
    rest = " ".join(words[place:])
    return line if not rest.strip() or rest[0].isspace() else " ".join(words[:place]) + "\n" + rest


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 10**6))
def test_wrapped_lines_are_one_statement(seed):
    """A copy that breaks long lines anywhere between words, headings too, gives the same statements."""
    chance = random.Random(seed)  # noqa: S311 -- no secret
    wrapped = parse("\n".join(wrap(line, chance) for line in LINES))
    assert [normalise(row.text) for row in rows_of(wrapped)] == expected_texts()


def expected_texts():
    """The statements of the source by the golden lines, without the parser."""
    rows, above = [], {}
    for row in golden("functions"):
        above = {kind: above[kind] if row[name] == "=" else row[name].split() for kind, name in KINDS.items()}
        rows += [line for kind in KINDS for line in above[kind]]
    last = {"3811": 3815}
    return [normalise(" ".join(LINES[int(line) - 1 : last.get(line, int(line))])) for line in rows]


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6))
def test_no_mutilated_copy_crashes_the_parser(seed):
    """Lines lost, doubled, cut or strewn in: a tree or an error of ours, unique identifiers, every line accounted for."""
    chance = random.Random(seed)  # noqa: S311 -- no secret
    first = chance.randrange(len(LINES))
    lines = LINES[first : first + chance.randrange(2500)]
    for _ in range(chance.randrange(1, 200)):
        place = chance.randrange(len(lines) + 1)
        line = lines[place] if place < len(lines) else "Ф 1"
        strewn = [[], [line, line], [line[: chance.randrange(20)]], ["1. "], ["\t"], ["\tФ 2"], ["Шифры"]]
        lines[place : place + 1] = chance.choice(strewn)
    try:
        parsed = parse("\n".join(lines))
    except UnknownFormError:
        return
    used = {line for use in parsed.uses for line in range(use.span.start, use.span.end + 1)}
    assert used >= {number for number, line in enumerate(lines, start=1) if line.strip()}
    ids = [row.statement_id for row in rows_of(parsed)]
    assert len(set(ids)) == len(ids)
    assert len({standard.standard_id for standard in parsed.standards}) == len(parsed.standards)


def contents(parsed):
    """What must not depend on the kind of file: standards, cards and statements without their lines."""
    cards = [
        (
            (standard.standard_id, standard.title, [(field.name, field.value) for field in standard.fields]),
            (card.number, card.title, card.levels, card.variants, [(field.name, field.value) for field in card.fields]),
            [(row.title, row.level, row.category, row.education, row.experience) for row in card.requirements],
            [(function.number, function.title, len(function.units)) for function in card.functions],
        )
        for standard in parsed.standards
        for card in standard.cards
    ]
    codes = Counter(finding.code for finding in parsed.findings)
    return (
        cards,
        twins.tree(parsed),
        {code: codes[code] for code in codes if code not in {"left-out", "mixed-alphabets"}},
    )


def test_the_twins_have_the_cells_that_a_reader_found():
    """The tables of the twins are true: 103 described functions, each cell with its paragraphs, or merged."""
    read = [
        tuple(() if row[name] == "=" else tuple(map(int, row[name].split())) for name in KINDS.values())
        for row in golden("functions")
        if row["skills"]
    ]
    cells = true_tables.maps(SOCIAL)
    assert [((3811,), *lists[1:]) if 3811 in lists[0] else lists for lists in cells] == read


PAGES = [
    lambda blocks: blocks,
    true_tables.unmerged,
    true_tables.headed,
    true_tables.broken,
    true_tables.statement_rows,
]


@pytest.mark.parametrize("write", [twins.html, twins.docx])
@pytest.mark.parametrize("page", PAGES, ids=["true", "unmerged", "headed", "broken", "rows"])
def test_true_tables_give_the_same_standards(social, page, write):
    """Web page and document of Word: merged cells or blank ones, titles inside tables, a row for every skill."""
    parsed = parse_document(write(page(true_tables.social(SOCIAL))), name="twin", act_id="A")
    assert parsed.form == "standard-2013"
    for found, expected in zip(contents(parsed), contents(social), strict=True):
        assert found == expected
    assert {use.role for use in parsed.uses} == {"record", "label", "heading", "boilerplate"}


def test_detection_is_clear():
    """No other source speaks for this form, in neither language, and this one speaks for no other form."""
    for path in sorted(SOURCES.glob("*.txt")):
        stream = reflow(paragraphs(path.read_text(encoding="utf-8")))
        counts = {lang: standard_2013.evidence(stream, lang) for lang in standard_2013.LANGS}
        if path.name.startswith("social-and-labour"):
            assert counts == {
                "kk": {"standards": 6, "cards": 30, "annexes": 18, "occupations": 90, "unit codes": 207},
                "ru": {},
            }
            assert detect(stream)[0].name == "standard-2013"
        else:
            assert counts == {"kk": {}, "ru": {}}


@pytest.mark.parametrize(
    "line", ["1. Қызметкердің еңбек функциясы: есеп", "«Маман» еңбек қызметінің мақсаты", "5) Работник"]
)
def test_a_long_document_of_another_form_is_rejected_at_once(line):
    """Ten thousand paragraphs without a code of a unit take no time; with one they take less than two seconds."""
    stream = reflow(paragraphs("\n\n".join([line] * 10_000)))
    for extra, limit in [((), 0.2), (paragraphs("Ф 1"), 2.0)]:
        started = time.process_time()
        assert {str(standard_2013.evidence((*stream, *extra), lang)) for lang in standard_2013.LANGS} == {"{}"}
        assert time.process_time() - started < limit


RUSSIAN = """1. Утвердить профессиональный стандарт «Социальная помощь на дому».

Приложение 1

к приказу Министра труда

Профессиональный стандарт «Социальная помощь на дому»

2. Паспорт ПС

      4. Паспорт ПС определяет следующее:

      1) вид экономической деятельности (область профессиональной деятельности):

      Общий классификатор (далее – ГК РК 03-2007) «88.10 Социальные услуги без обеспечения проживания»;

      2) основная цель вида экономической деятельности (области профессиональной деятельности): услуги;

3. Карточки видов трудовой деятельности (профессий)

Параграф 1. «Социальный работник

по уходу»

      6. Карточка вида трудовой деятельности (профессии) содержит:

      1) квалификационный уровень: по ОРК – 4-5, по НРК – 4-5;

      2) базовая группа по Государственному классификатору занятий (далее – ГК РК 01-2005): 5133 – «Работники»;

      3) возможные наименования должности (профессии): специалист;

Приложение 2

к профессиональному стандарту

«Социальная помощь на дому»

1. Возможные места работы. Требования к условиям труда,

образованию и опыту работы социального работника

по уходу
\tВозможные места работы по профессии (предприятия, организации)
\tОрганизации всех форм собственности

\tКвалификационный уровень ОРК
\tУровень профессионального образования и обучения
\tТребуемый опыт работы

\t4
\tТехническое и профессиональное
\tНе требуется

Приложение 3

к профессиональному стандарту

«Социальная помощь на дому»

Перечень единиц ПС

1. Вид трудовой деятельности (профессия) «Социальный работник по уходу»
\tШифр
\tНаименование трудовой функции

\tФ 1
\tОрганизация ухода

\tФ 2
\tОформление документов

Приложение 4

к профессиональному стандарту

«Социальная помощь на дому»

Описание единиц ПС (функциональная карта) 1. Вид трудовой деятельности (профессия) «Социальный работник по уходу»
\tШифр
\tУмения и навыки
\tЗнания
\tЛичностные и профессиональные компетенции

\tФ 1
\tВыявление граждан.

Первая помощь. Применение технологий.
\tНормы и

правила охраны труда.
\tОтветственность за результаты.

\tФ 2
\tОформление опеки.
\t-
\t
"""


def test_a_russian_standard_is_read():
    """Labels are data: an act with one standard in Russian, annex heads with the number in front, glued headings."""
    parsed = parse(RUSSIAN)
    assert (parsed.lang, [standard.standard_id for standard in parsed.standards]) == ("ru", ["A"])
    assert [(row.statement_id, row.text) for row in rows_of(parsed)] == [
        ("A/1.1.0/S1", "Выявление граждан."),
        ("A/1.1.0/S2", "Первая помощь. Применение технологий."),
        ("A/1.1.0/K1", "Нормы и правила охраны труда."),
        ("A/1.1.0/C1", "Ответственность за результаты."),
        ("A/1.2.0/S1", "Оформление опеки."),
        ("A/1.2.0/C1", "Ответственность за результаты."),
    ]
    card = parsed.standards[0].cards[0]
    assert (card.title, card.levels, card.field("code")) == ("Социальный работник по уходу", ("4", "5"), "5133")
    assert [(row.level, row.experience) for row in card.requirements] == [("4", "Не требуется")]
    assert [finding.code for finding in parsed.findings] == ["several-levels", "level-differs", "merged-cell"]


# --- standards with tasks below the functions ---------------------------------------------------------------------

RUSSIAN_TASKS = """Профессиональный стандарт «Разведение пчёл»

Приложение 3

к профессиональному стандарту

«Разведение пчёл»

Перечень единиц ПС

1. Вид трудовой деятельности (профессия) «Пчеловод»
\tШифр
\tНаименование трудовой функции

\tФ 1
\tУход за семьями

\tФ 2
\tПолучение мёда



Приложение 4

к профессиональному стандарту

«Разведение пчёл»

Описание единиц ПС (функциональная карта)

1. Вид трудовой деятельности (профессия) «Пчеловод»

Таблица 1. Функциональная карта
\tШифр
\tПредметы труда
\tСредства труда
\tЗадачи (трудовые действия)

\tФ 1
\tУлья, рамки
\tСтамеска, дымарь
\tЗ 1-1. Осмотр семей весной

\t
\t
\t
\tЗ 1-2. Расширение гнёзд

\tФ 2
\tМедовые рамки
\tМедогонка
\tЗадача 2-1: Откачка мёда Задача 2-2: Розлив мёда



Таблица 2. Требования к компетенциям пчеловода
\tШифр задачи
\tЛичностные и профессиональные компетенции
\tУмения и навыки
\tЗнания

\tЗ 1-1
\tОтвечает за состояние семей.
\tОценивать силу семьи.

Находить матку.
\tБиология пчелиной семьи.

\tЗ 1-2
\t
\tСтавить магазины.
\tСроки взятка.

\tЗ 2-1
\tСоблюдает чистоту.
\tРаспечатывать соты.
\tУстройство медогонки.
"""

KAZAKH_TASKS = """«Ара өсіру» кәсіби стандарты

«Ара өсіру» кәсіби стандартына

3-қосымша

КС бірліктерінің тізбесі

1. «Омарташы» еңбек қызметінің түрі (кәсібі)
\tШифры
\tЕңбек функциясының атауы

\tФ 1
\tАра ұяларын күту

\tФ 2
\tБал алу



КС бірліктерінің сипаттамасы (функционалдық картасы)

1. «Омарташы» еңбек қызметінің түрі (кәсібі)

1-кесте. Функционалдық карта
\tШифры
\tЕңбек заттары
\tЕңбек құралдары
\tМіндеттер (еңбек іс-қимылдары)

\tФ 1
\tҰялар
\tТүтіндеткіш
\t1-1-1 Ұяларды қарап шығу

1-1-2 Ұяларды кеңейту



2-кесте. Құзыреттерге қойылатын талаптар
\tМіндеттің шифры
\tЖеке және кәсіби құзыреттері
\tБіліктері мен дағдылары
\tБілімі

\t1-1-1
\tЖауапкершілік.
\tАна араны табу.
\tАра биологиясы.

\t1-1-2
\tҰқыптылық.
\tҰяны кеңейту.
\tБал жинау мерзімі.
"""


def tree_of(parsed):
    return [(row.statement_id, row.function, row.unit_kind, row.unit, row.text) for row in rows_of(parsed)]


def test_tasks_of_a_russian_standard_are_units():
    """Codes with a letter or a word, two in one cell, a task that nobody describes, a competence for two tasks."""
    parsed = parse(RUSSIAN_TASKS)
    care, honey = "Уход за семьями", "Получение мёда"
    assert tree_of(parsed) == [
        ("A/1.1.1/S1", care, "task", "Осмотр семей весной", "Оценивать силу семьи."),
        ("A/1.1.1/S2", care, "task", "Осмотр семей весной", "Находить матку."),
        ("A/1.1.1/K1", care, "task", "Осмотр семей весной", "Биология пчелиной семьи."),
        ("A/1.1.1/C1", care, "task", "Осмотр семей весной", "Отвечает за состояние семей."),
        ("A/1.1.2/S1", care, "task", "Расширение гнёзд", "Ставить магазины."),
        ("A/1.1.2/K1", care, "task", "Расширение гнёзд", "Сроки взятка."),
        ("A/1.1.2/C1", care, "task", "Расширение гнёзд", "Отвечает за состояние семей."),
        ("A/1.2.1/S1", honey, "task", "Откачка мёда", "Распечатывать соты."),
        ("A/1.2.1/K1", honey, "task", "Откачка мёда", "Устройство медогонки."),
        ("A/1.2.1/C1", honey, "task", "Откачка мёда", "Соблюдает чистоту."),
    ]
    card = parsed.standards[0].cards[0]
    assert [(unit.number, unit.title) for unit in card.functions[1].units] == [(1, "Откачка мёда"), (2, "Розлив мёда")]
    assert [(field.name, field.label, field.value) for field in card.fields] == [
        ("labour_objects", "Ф 1", "Улья, рамки"),
        ("labour_tools", "Ф 1", "Стамеска, дымарь"),
        ("labour_objects", "Ф 2", "Медовые рамки"),
        ("labour_tools", "Ф 2", "Медогонка"),
    ]
    found = [(finding.code, finding.params[0]) for finding in parsed.findings if finding.span.start > 30]
    assert found == [("task-not-described", "2-2"), ("merged-cell", "З 1-2")]
    assert {use.role for use in parsed.uses} == {"record", "label", "heading"}


def test_tasks_of_a_kazakh_standard_are_units():
    """Codes of three numbers without a letter: occupation, function, task; the second function is listed only."""
    parsed = parse(KAZAKH_TASKS)
    care = "Ара ұяларын күту"
    assert tree_of(parsed) == [
        ("A/1.1.1/S1", care, "task", "Ұяларды қарап шығу", "Ана араны табу."),
        ("A/1.1.1/K1", care, "task", "Ұяларды қарап шығу", "Ара биологиясы."),
        ("A/1.1.1/C1", care, "task", "Ұяларды қарап шығу", "Жауапкершілік."),
        ("A/1.1.2/S1", care, "task", "Ұяларды кеңейту", "Ұяны кеңейту."),
        ("A/1.1.2/K1", care, "task", "Ұяларды кеңейту", "Бал жинау мерзімі."),
        ("A/1.1.2/C1", care, "task", "Ұяларды кеңейту", "Ұқыптылық."),
    ]
    assert [finding.params[0] for finding in parsed.findings if finding.code == "function-not-described"] == ["Ф 2"]
    assert {use.role for use in parsed.uses} == {"record", "label", "heading"}


@pytest.mark.parametrize("text", [RUSSIAN_TASKS, KAZAKH_TASKS], ids=["ru", "kk"])
def test_tasks_are_the_same_in_every_copy(text):
    """Web page and document of Word with true columns, one blank line before a caption, codes written otherwise."""
    expected = tree_of(parse(text))
    blocks = true_tables.even(text, lambda cells: 2 if cells == 6 else 4)
    others = [parse_document(write(blocks), name="twin", act_id="A") for write in (twins.html, twins.docx)]
    others.append(parse(re.sub(r"\n{3,}", "\n\n", text)))
    others.append(parse(text.replace("З 1-", "З-1 – ").replace("Задача 2-", "З. 2-").replace("\t1-1-", "\tМ 1 - 1 - ")))
    others.append(parse(re.sub(r"(?m)^\t\n", "", text)))
    for parsed in others:
        assert first_difference(tree_of(parsed), expected) is None
        assert {use.role for use in parsed.uses} == {"record", "label", "heading"}


def test_a_task_of_one_table_only_is_kept():
    """Described but not listed: no title; a code printed twice: the next number; both are findings."""
    text = RUSSIAN_TASKS.replace("Задача 2-1: Откачка мёда ", "").replace("\tЗ 1-2\n", "\tЗ 1-1\n")
    parsed = parse(text)
    codes = {(finding.code, finding.params[0]) for finding in parsed.findings}
    assert {("task-not-listed", "З 2-1"), ("task-not-described", "2-2"), ("task-number", "1")} <= codes
    assert [(row.statement_id, row.unit) for row in rows_of(parsed)][-1] == ("A/1.2.1/C1", "")
    assert len(rows_of(parsed)) == 10


def test_the_tables_of_tasks_can_be_cut_anywhere():
    """A copy that stops in the middle, or lacks lines, is read without a crash, every line accounted for."""
    for text in (RUSSIAN_TASKS, KAZAKH_TASKS):
        lines = text.split("\n")
        for place in range(len(lines)):
            for kept in (lines[:place], lines[:place] + lines[place + 1 :]):
                parsed = parse_or_none("\n".join(kept))
                if parsed:
                    used = {line for use in parsed.uses for line in range(use.span.start, use.span.end + 1)}
                    assert used >= {number for number, line in enumerate(kept, start=1) if line.strip()}
                    ids = [row.statement_id for row in rows_of(parsed)]
                    assert len(set(ids)) == len(ids)


def parse_or_none(text):
    try:
        return parse(text)
    except UnknownFormError:
        return None


def test_a_table_tells_how_far_a_merged_cell_reaches():
    """In HTML and DOCX the columns are true: a cell over two rows covers two functions, a blank one below it none."""
    head = [("Функциональная карта", 0, 0, 0, 1), *((text, 1, 0, n, 1) for n, text in enumerate(HEADER))]
    body = [("Ф 1", 1, 1, 0, 1), ("Оқыту.", 1, 1, 1, 1), ("Заң.", 1, 1, 2, 1), ("Жауапкершілік.", 1, 1, 3, 2)]
    body += [("Ф 2", 1, 2, 0, 2), ("Жазу.", 1, 2, 1, 1), ("Ереже.", 1, 2, 2, 1), ("Есептеу.", 1, 3, 1, 1)]
    body += [("Ф 3", 1, 4, 0, 1), ("Бақылау.", 1, 4, 1, 1), ("Тәртіп.", 1, 4, 2, 1)]
    stream = []
    for line, (text, table, row, column, rows) in enumerate(head + body, start=1):
        cell = Paragraph(text, Span(line, line), line, follows=False)
        stream.append(replace(cell, table=table, row=row, column=column, row_span=rows))
    stream[0] = replace(stream[0], text="КС бірліктерінің сипаттамасы (функционалдық картасы)")
    parsed = standard_2013.parse(tuple(stream), "kk", "test.html", "A")
    assert [(row.statement_id, row.text) for row in rows_of(parsed)] == [
        ("A/1.1.0/S1", "Оқыту."),
        ("A/1.1.0/K1", "Заң."),
        ("A/1.1.0/C1", "Жауапкершілік."),
        ("A/1.2.0/S1", "Жазу."),
        ("A/1.2.0/S2", "Есептеу."),
        ("A/1.2.0/K1", "Ереже."),
        ("A/1.2.0/C1", "Жауапкершілік."),
        ("A/1.3.0/S1", "Бақылау."),
        ("A/1.3.0/K1", "Тәртіп."),
    ]
    codes = [finding.code for finding in parsed.findings]
    assert codes.count("merged-cell") == codes.count("cell-empty") == codes.count("card-missing") == 1


HEADER = ("Шифры", "Біліктері мен дағдылары", "Білімі", "Жеке және кәсіби құзыреттері")


def test_a_code_printed_twice_gets_its_own_number():
    """«Ф 1» twice in one map: both are kept, the second as the next free one, with a finding."""
    text = "1. «Маман» еңбек қызметінің түрі (кәсібі)\n"
    text = (
        f"КС бірліктерінің сипаттамасы (функционалдық картасы)\n\n{text}\tШифры\n\tБіліктері мен дағдылары\n\tБілімі\n"
    )
    text += "\tЖеке және кәсіби құзыреттері\n\n\tФ 1\n\tОқу.\n\tЗаң.\n\tЕп.\n\n\tФ 1\n\tЖазу.\n\tЕреже.\n\tЕп.\n"
    parsed = parse(text)
    assert [row.statement_id for row in rows_of(parsed)][3] == "A/1.2.0/S1"
    assert ("function-number", ("1", "2")) in [(finding.code, finding.params) for finding in parsed.findings]


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_label_files_are_well_formed(lang):
    """Both languages have the same groups and names, and no variant stands twice in its group."""
    data, other = load(f"forms/standard-2013.{lang}"), load("forms/standard-2013.kk")
    assert {key: set(value) for key, value in data.items() if key != "lang"} == {
        key: set(value) for key, value in other.items() if key != "lang"
    }
    for group in data.values():
        if isinstance(group, dict):
            for variants in group.values():
                assert len(variants) == len(set(variants))
