"""The form of 2016-2022 on real texts: read line by line into tests/golden/, without the parser, and compared with it."""

import csv
import random
from collections import Counter
from itertools import zip_longest
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import UnknownFormError
from toolkit.model import statements_of
from toolkit.parse import parse_text
from toolkit.text import collapse, normalise

GOLDEN = Path(__file__).parent / "golden"
SOURCES = Path(__file__).parents[1] / "standards" / "sources"
STATISTICS = (SOURCES / "state-statistics-interviewing-2020.kk.txt").read_text(encoding="utf-8")


def golden(name: str) -> list[dict[str, str]]:
    with (GOLDEN / f"state-statistics-2020.{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rows_of(parsed):
    return statements_of(parsed.standards[0])


def parse(text):
    return parse_text(text, source="test.kk.txt", act_id="V2000019833")


# --- every statement of the standard of 2020 ----------------------------------------------------------------------


def test_every_statement_stands_where_a_reader_found_it(statistics):
    """All 196 statements: line, card, function, task, kind and number as read in the source without the parser."""
    expected = [tuple(row.values()) for row in golden("statements")]
    found = [
        (row.line_start, row.occupation_no, row.function_no, row.unit_no, row.kind, row.number)
        for row in rows_of(statistics)
    ]
    assert len(expected) == 196
    assert expected == [tuple(str(value) for value in row) for row in found]


def test_every_text_is_the_line_of_the_source_without_its_number(statistics):
    """Number stripped, white space collapsed, nothing else changed, also not the Latin A of line 649."""
    lines = STATISTICS.split("\n")
    for row in rows_of(statistics):
        printed = collapse(lines[row.line_start - 1])
        if row.kind != "competence":
            printed = printed.split(".", 1)[1].strip()
        assert printed == row.text
    assert any(row.text.startswith("A") for row in rows_of(statistics) if row.line_start == 649)


def test_every_function_and_task_has_its_title_and_lines(statistics):
    """All 9 functions and 18 tasks, also where title and label stand apart."""
    found = []
    for card in statistics.standards[0].cards:
        for function in card.functions:
            found.append((card.number, function.number, 0, function.span.start, function.span.end, function.title))
            found += [
                (card.number, function.number, u.number, u.span.start, u.span.end, u.title) for u in function.units
            ]
    expected = [tuple(row.values()) for row in golden("tree")]
    assert len(expected) == 27
    assert expected == [tuple(str(value) for value in row) for row in found]


def test_every_related_occupation_has_its_level(statistics):
    """Level and title pairs, whether the level is printed «5» or «6-деңгей»; the fourth card has none."""
    found = [
        (str(card.number), str(item.span.start), item.level, item.title)
        for card in statistics.standards[0].cards
        for item in card.related
    ]
    assert [tuple(row.values()) for row in golden("related")] == found
    assert statistics.standards[0].cards[3].related == ()


def test_cards_have_level_and_education(statistics):
    """Levels 4 to 7; the education requirement is kept as printed; the heading broken over two lines is found."""
    cards = statistics.standards[0].cards
    assert [card.levels for card in cards] == [("4",), ("5",), ("6",), ("7",)]
    assert cards[0].title == "Статистикалық байқауларды жүргізу жөніндегі интервьюер"
    assert all(card.field("education").startswith("Жоғары, техникалық және кәсіптік") for card in cards[:3])
    assert cards[3].field("education").endswith("мамандығы бойынша жұмыс өтілі 3 жылдан кем емес")
    assert (cards[3].span.start, cards[3].title) == (
        768,
        "Ұлттық санақтарға дайындық және оны жүргізу бөлімінің басшысы",
    )


def test_the_passport_is_read(statistics):
    """Title of the standard and the list of occupations stand in the passport."""
    standard = statistics.standards[0]
    assert standard.title == "Мемлекеттік статистика саласындағы сұхбаттасу"
    assert [field.label for field in standard.fields if field.name == "occupation"] == ["1", "2", "3", "4"]


def test_what_is_doubtful_is_listed(statistics):
    """The repeal, missing codes, a broken heading and a Latin letter are findings with their lines; nothing else is."""
    found = [(finding.code, finding.span.start) for finding in statistics.findings]
    assert found == [
        ("act-repealed", 4),
        ("code-missing", 108),
        ("code-missing", 384),
        ("code-missing", 575),
        ("mixed-alphabets", 649),
        ("code-missing", 768),
        ("heading-broken", 768),
    ]


def test_every_line_is_accounted_for(statistics):
    """Every non-blank line is a record, a label, a heading or boilerplate; nothing is unknown or left out."""
    used = {line for use in statistics.uses for line in range(use.span.start, use.span.end + 1)}
    printed = {number for number, line in enumerate(STATISTICS.split("\n"), start=1) if line.strip()}
    assert printed - used == set()
    assert Counter(use.role for use in statistics.uses)["unknown"] == 0


# --- the amending act of 2022, the same form in another copy ------------------------------------------------------


def test_the_amending_act_has_its_cards(library):
    """Cells split by tab-bar-tab and glued items give six cards with these counts."""
    cards = library.parsed["2022-08-18-N318"].standards[0].cards
    counts = []
    for card in cards:
        units = [unit for function in card.functions for unit in function.units]
        kinds = Counter(item.kind for unit in units for item in unit.items)
        counts.append((";".join(card.levels), len(card.functions), len(units), kinds["skill"], kinds["knowledge"]))
    assert counts == [
        ("7", 1, 2, 15, 10),
        ("5;6", 2, 4, 19, 21),
        ("5;6", 4, 5, 24, 24),
        ("5;6", 1, 2, 8, 10),
        ("5;6", 2, 4, 11, 19),
        ("4;5", 1, 1, 5, 3),
    ]


@pytest.mark.parametrize(
    ("number", "first", "last"),
    [
        (
            1,
            "Халықты жұмыспен қамтудың жай-күйін бағалауды және даму болжамын жүзеге асыру",
            "Қазақстан Республикасының нормативтік құқықтық актілері.",
        ),
        (2, "Ізденушіге құрмет көрсете отырып", "шаралары іс-шараларының тиімділігін бағалау."),
        (3, "Тиімді коммуникациялар құру", "Іскерлік қарым-қатынас негіздері."),
        (4, "Үміткерлердің кәсіби білімін, дағдылары мен қызығушылықтарын анықтау.", "үрдістері мен бағыттары."),
        (5, "Өңірлік еңбек нарығының жай-күйіне талдау", "Іскерлік қарым-қатынас негіздері."),
        (6, "Ізденушілердің өтініш беру себептерін", "көмек көрсетудің әлеуметтік-психологиялық аспектілері."),
    ],
)
def test_the_cards_of_the_amending_act_begin_and_end_as_printed(library, number, first, last):
    """The first skill and the last knowledge item of each card, read from the source by eye."""
    rows = [row for row in rows_of(library.parsed["2022-08-18-N318"]) if row.occupation_no == number]
    assert next(row.text for row in rows if row.kind == "skill").startswith(first)
    assert next(row.text for row in reversed(rows) if row.kind == "knowledge").endswith(last)


def test_a_list_without_a_label_is_guessed_and_said_so(library):
    """The skills of task 2 of the second card have no label in the source."""
    found = [finding for finding in library.parsed["2022-08-18-N318"].findings if finding.code == "kind-guessed"]
    assert [(item.span.start, item.params) for item in found] == [(55, ("Бос жұмыс орындарын таңдау (лайықты жұмыс)",))]


def test_a_doubled_number_is_no_part_of_the_text(library):
    """«5. 5. Жұмыс беруші …»: both numbers are stripped, also inside glued items, and the doubling is a finding."""
    document = library.parsed["2022-08-18-N318"]
    texts_by_id = {row.statement_id: row.text for row in statements_of(document.standards[0])}
    assert texts_by_id["2022-08-18-N318/3.2.1/S5"].startswith("Жұмыс беруші мен жұмыс іздеушінің")
    assert not [text for text in texts_by_id.values() if text[0].isdigit() and text[1] == "."]
    assert sum(finding.code == "item-number-doubled" for finding in document.findings) == 8


def test_titles_that_differ_are_reported_and_both_kept(library):
    """Heading «консультанты», field «консультацияші»: a finding; the field counts as the title."""
    found = [item.params for item in library.parsed["2022-08-18-N318"].findings if item.code == "title-differs"]
    assert ("Жұмыспен қамту жөніндегі консультанты", "Жұмыспен қамту жөніндегі консультацияші") in found


# --- what must not change the statements --------------------------------------------------------------------------


def texts(parsed):
    return [(row.statement_id, normalise(row.text)) for row in rows_of(parsed)]


def first_difference(found, expected):
    """Give the first pair that differs, or None: a difference of whole lists is unreadable and slow to print."""
    return next((pair for pair in zip_longest(found, expected) if pair[0] != pair[1]), None)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace("\n", "\n\n\n"),
        lambda text: text.replace("сі", "сi"),
        lambda text: text.replace('"', "«", 1).replace('"', "»", 1),
        lambda text: text.replace("-еңбек функциясы", " еңбек функциясы").replace("-міндет", " – міндет"),
        lambda text: text.replace("Икемділіктер мен дағдылар", "ІСКЕРЛІКТЕР МЕН ДАҒДЫЛАР"),
    ],
)
def test_cosmetic_changes_of_the_copy_change_no_statement(statistics, change):
    """Line ends, no-break spaces, blank lines, Latin i, dashes and label variants are the copyist's, not the law's."""
    assert first_difference(texts(parse(change(STATISTICS))), texts(statistics)) is None


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6))
def test_wrapped_lines_are_one_statement(seed):
    """A copy that breaks long lines anywhere between words gives the same statements, with longer spans."""
    chance = random.Random(seed)  # noqa: S311 -- no secret
    wrapped = "\n".join(_wrap(line, chance) for line in STATISTICS.split("\n"))
    assert first_difference(texts(parse(wrapped)), texts(parse(STATISTICS))) is None


def _wrap(line: str, chance: random.Random) -> str:
    words = line.split(" ")
    if len(line.split()) < 6 or not line.strip() or line[0].isspace():
        return line
    place = chance.randrange(3, len(words))
    rest = " ".join(words[place:])
    if not rest.strip() or rest[0].isspace():
        return line
    return " ".join(words[:place]) + "\n" + rest


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_no_mutilated_copy_crashes_the_parser(seed):
    """Lines lost, doubled or cut give a tree or an error of ours, and every line is still accounted for."""
    chance = random.Random(seed)  # noqa: S311 -- no secret
    lines = STATISTICS.split("\n")
    for _ in range(chance.randrange(1, 200)):
        place = chance.randrange(len(lines))
        lines[place : place + 1] = chance.choice(
            [[], [lines[place]] * 2, [lines[place][: chance.randrange(20)]], ["1. "]]
        )
    text = "\n".join(lines)
    try:
        parsed = parse(text)
    except UnknownFormError:
        return
    used = {line for use in parsed.uses for line in range(use.span.start, use.span.end + 1)}
    printed = {number for number, line in enumerate(lines, start=1) if line.strip()}
    assert printed <= used


def test_ids_are_unique_even_if_numbers_repeat():
    """A text that prints «1-міндет» twice still gives every statement its own identifier."""
    text = (
        '"Маман" кәсібінің карточкасы\n\n1-еңбек функциясы: Есеп\n\n1-міндет: Бір\n\nБілімі:\n\n1. Заң\n\n'
        "1-міндет: Екі\n\nБілімі:\n\n1. Ереже"
    )
    parsed = parse(text)
    ids = [row.statement_id for row in rows_of(parsed)]
    assert len(set(ids)) == len(ids) == 2
    assert "task-number" in [finding.code for finding in parsed.findings]


def test_a_russian_card_is_read():
    """The same form in Russian: labels are data, the tree is the same."""
    text = (
        "Карточка профессии: «Инструктор»\n\nКод профессии:\n\n2422-1-022\n\nНаименование профессии:\n\nИнструктор\n\n"
        "Уровень квалификации по ОРК:\n\n5\n\nТрудовая функция 1: Обучение интервьюеров\n\nЗадача 1: Подготовка занятий\n\n"
        "Умения и навыки:\n\n1. Планировать занятия\n\n2. Проводить занятия\n\nЗнания:\n\n1. Методика опроса\n\n"
        "Требования к личностным компетенциям\n\nОтветственность\n\nСвязь с другими профессиями в рамках ОРК\n\n6\n\nСупервайзер"
    )
    parsed = parse(text)
    assert parsed.lang == "ru"
    assert [(row.statement_id, row.text) for row in rows_of(parsed)] == [
        ("V2000019833/1.1.1/S1", "Планировать занятия"),
        ("V2000019833/1.1.1/S2", "Проводить занятия"),
        ("V2000019833/1.1.1/K1", "Методика опроса"),
        ("V2000019833/1.0.0/C1", "Ответственность"),
    ]
    card = parsed.standards[0].cards[0]
    assert (card.levels, card.field("code"), card.related[0].title) == (("5",), "2422-1-022", "Супервайзер")


def test_a_text_without_cards_is_refused():
    """An order without a standard has no form; the message names the forms that can be read."""
    with pytest.raises(UnknownFormError, match="card-2016"):
        parse("БҰЙЫРАМЫН:\n\n1. Бекітілсін.")
