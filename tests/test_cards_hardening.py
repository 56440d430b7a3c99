"""Cards as careless copies print them: labels nobody wrote down, numbers in cells of their own, no blank lines."""

import re
import unicodedata
from collections import Counter
from itertools import zip_longest
from pathlib import Path

import cards_2023 as documents
import pytest

from toolkit.labels import finding_text
from toolkit.model import statements_of
from toolkit.parse import parse_text
from toolkit.parse.card_labels import hit_of, labels_of, level_and_title, levels_in
from toolkit.parse.readers import paragraphs, reflow, unflowed
from toolkit.text import normalise, visible

SOURCES = Path(__file__).parents[1] / "standards" / "sources"
STATISTICS = (SOURCES / "state-statistics-interviewing-2020.kk.txt").read_text(encoding="utf-8")
EMPLOYMENT = (SOURCES / "employment-promotion-amendment-2022.kk.txt").read_text(encoding="utf-8")
OBSERVATORY = documents.as_cells(documents.OBSERVATORY_RU)

HEADING = '"Маман" кәсібінің карточкасы\n\n'
TASK = "1-еңбек функциясы: Есеп\n\n1-міндет: Санау\n\n"
SKILLS = "Біліктер мен дағдылар:\n\n"
KNOWLEDGE = "Білімі:\n\n"
LAW = "Білімі:\n\n1. Заң"
COMPETENCES = "\n\nЖеке құзыреттіліктерге қойылатын талаптар\n\n"
RELATED = "\n\nСБШ шеңберінде басқа кәсіптермен байланысы\n\n"


def parse(text):
    return parse_text(text, source="t", act_id="X")


def rows(parsed):
    return [row for standard in parsed.standards for row in statements_of(standard)]


def items(text):
    """Give kind, number and text of every statement, such as «S1 Бір»."""
    return [f"{row.statement_id.rsplit('/', 1)[1]} {row.text}" for row in rows(parse(text))]


def codes(text):
    """Give the findings, without those that every small card has."""
    return [f.code for f in parse(text).findings if f.code not in {"code-missing", "level-missing"}]


def cards(text):
    return [card for standard in parse(text).standards for card in standard.cards]


def listed(text):
    return items(HEADING + TASK + text)


def whole_rows(parsed):
    """Give everything that a copyist must not change."""
    return [
        (row.statement_id, row.occupation, row.sqf_levels, row.function, row.unit, normalise(row.text))
        for row in rows(parsed)
    ] + [
        (card.number, item.level, item.title)
        for standard in parsed.standards
        for card in standard.cards
        for item in card.related
    ]


def first_difference(found, expected):
    return next((pair for pair in zip_longest(found, expected) if pair[0] != pair[1]), None)


# --- copies of whole documents ------------------------------------------------------------------------------------


def without_blank_lines(text):
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


@pytest.mark.parametrize("text", [STATISTICS, EMPLOYMENT, OBSERVATORY], ids=["2020", "2022", "2023"])
@pytest.mark.parametrize(
    "change",
    [
        without_blank_lines,
        lambda text: "\n".join(line for line in text.split("\n") if line.strip()),
        lambda text: text.replace("\n", "\n\n\n"),
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace("ілім", "іл\u00adім").replace("міндет", "мін\u200bдет").replace("нани", "на\u00adни"),
    ],
    ids=["no blank lines", "no blank lines, indented", "more blank lines", "decomposed", "invisible letters"],
)
def test_copies_have_the_same_statements(text, change):
    """Cards, levels, functions, units, statements and related occupations; no line is unknown."""
    if text is EMPLOYMENT and change is without_blank_lines:
        text = text.replace(
            "\t|\t\n", "\t|\t.\n"
        )  # stripping would take the empty cell, which is all there is of the row
    parsed = parse(change(text))
    assert first_difference(whole_rows(parsed), whole_rows(parse(text))) is None
    assert Counter(use.role for use in parsed.uses)["unknown"] == 0


def test_headings_without_quotation_marks_are_headings():
    """All four cards of 2020, also the one whose heading is broken; 196 statements."""
    plain = re.sub(r'"([^"\n]+)"(\s*кәсібінің карточкасы)', r"\1\2", STATISTICS)
    assert plain.count('"') < STATISTICS.count('"')
    assert first_difference(whole_rows(parse(plain)), whole_rows(parse(STATISTICS))) is None
    assert len(rows(parse(plain))) == 196


def words_of(text):
    return Counter(re.findall(r"\w+", visible(text)))


def values_of(card):
    """Give everything that the parser took out of the text of a card."""
    yield from (item.value for item in card.fields)
    yield from (f"{item.level} {item.title}" for item in card.related)
    yield from (f"{item.printed_number} {item.text}" for item in card.competences)
    for function in card.functions:
        yield function.title
        for unit in function.units:
            yield f"{unit.title} {unit.recognition}"
            yield from (f"{item.printed_number} {item.text}" for item in unit.items)


COPIES = {
    "2020": STATISTICS,
    "2022": EMPLOYMENT,
    "no blank lines": without_blank_lines(STATISTICS),
    "small letters": re.sub(r"(?m)^(\d+\. )(\w)", lambda found: found[1] + found[2].lower(), STATISTICS),
    "bullets": re.sub(r"(?m)^\d+\. (?=\w)", "● ", STATISTICS[STATISTICS.index("Кәсіптің коды") - 120 :]),
    "2023": OBSERVATORY,
}


@pytest.mark.parametrize("text", COPIES.values(), ids=COPIES.keys())
def test_no_word_of_a_card_is_lost_or_doubled(text):
    """The conservation law: a word of a record stands in the tree once for each time it is printed, or in its label."""
    parsed = parse(text)
    lines = text.split("\n")
    groups = labels_of(parsed.form, parsed.lang).data.values()
    known = " ".join(str(list(group.values())) for group in groups if isinstance(group, dict))
    inside = labels_of(parsed.form, parsed.lang).inside
    found = [hit.label for paragraph in paragraphs(text) if (hit := hit_of(inside, paragraph.text))]
    labels = {normalise(word) for word in words_of(f"{known} {found}")}
    for card in (card for standard in parsed.standards for card in standard.cards):
        spans = {use.span for use in parsed.uses if use.role == "record" and card.span.start <= use.span.start}
        spans = {span for span in spans if span.end <= card.span.end}
        printed = sum((words_of(" ".join(lines[span.start - 1 : span.end])) for span in spans), Counter())
        tree = sum((words_of(value) for value in values_of(card)), Counter())
        assert tree - printed == Counter()  # nothing is invented or said twice
        own = {normalise(word) for item in card.fields for word in words_of(item.label)}
        lost = {normalise(word) for word in printed - tree if not word.isdigit()}
        assert lost <= labels | own  # only labels are no part of the tree


# --- 1, 15: labels and lines ---------------------------------------------------------------------------------------


def test_lines_without_blank_lines_between_them():
    """Tasks are found below titles, and each has its list."""
    text = HEADING + ("1-еңбек функциясы: Есеп\n1-міндет: Санау\nБілімі:\n1. Заң\n2-міндет: Тексеру\nБілімі:\n1. Ереже")
    assert [row.statement_id for row in rows(parse(text))] == ["X/1.1.1/K1", "X/1.1.2/K1"]


def test_a_label_broken_by_its_line_is_one_label():
    """«Жұмыс тәжірибесіне / қойылатын талаптар» is a label; a last word that looks like a label is not."""
    text = (
        HEADING
        + "Жұмыс тәжірибесіне\nқойылатын талаптар\n\n3 жыл\n\n"
        + TASK
        + KNOWLEDGE
        + "1. Базалық\nдағдылары\n2. Заң"
    )
    assert [(item.name, item.value) for item in cards(text)[0].fields] == [("experience", "3 жыл")]
    assert items(text) == ["K1 Базалық дағдылары", "K2 Заң"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Біліктер мен дағдылар: 1. Бір 2. Екі Білімі: 1. Заң", ["S1 Бір", "S2 Екі", "K1 Заң"]),
        ("Біліктер мен дағдылар: 1) бір; 2) екі; Білімі: 1) заң", ["S1 бір;", "S2 екі;", "K1 заң"]),
    ],
)
def test_labels_inside_a_paragraph(text, expected):
    """A list label before a number 1, and the label of a task, begin something new wherever they stand."""
    assert listed(text) == expected
    joined = cards(HEADING + "1-еңбек функциясы: Есеп 1-міндет: Санау\n\n" + LAW)[0].functions[0]
    assert (joined.title, joined.units[0].title) == ("Есеп", "Санау")


# --- 2, 11: lists with unknown labels, or none ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Біліктер және дағдылар:", "S"),
        ("Іскерлік және дағдылар:", "S"),
        ("Дағдылары:", "S"),
        ("Біліктер мен дағдылар –", "S"),
        ("Қажетті іскерлік дағдылары:", "S"),
        ("Білімі мен түсінігі:", "K"),
        ("Білуі керек:", "K"),
        ("Қажетті білім:", "K"),
        ("Білімі.", "K"),
        ("Қажетті түсініктер –", "K"),
    ],
)
def test_list_labels_of_many_kinds(label, kind):
    """Known or guessed by a word in it, with colon, full stop or dash: the list is no part of the title."""
    text = HEADING + TASK + label + "\n\n1. Бір\n\n2. Екі"
    assert items(text) == [f"{kind}1 Бір", f"{kind}2 Екі"]
    assert cards(text)[0].functions[0].units[0].title == "Санау"


def test_a_guessed_label_is_a_finding():
    """One by one, also with the list behind it, also behind another list."""
    unknown = "Қажетті түсініктер:\n\n1. Заң"
    assert codes(HEADING + TASK + unknown) == ["list-label-guessed-knowledge"]
    assert codes(HEADING + TASK + "Мүмкіндіктер: 1. Бір 2. Екі") == ["list-label-guessed"]
    assert listed(SKILLS + "1. Бір\n\n" + unknown) == ["S1 Бір", "K1 Заң"]


def test_a_list_without_a_label_begins_at_its_number():
    """«1.» below a title is no part of the title; the kind is a guess."""
    assert listed("1. Бір\n\n2. Екі") == ["S1 Бір", "S2 Екі"]
    assert codes(HEADING + TASK + "1. Бір\n\n2. Екі") == ["kind-guessed"]


def test_a_list_that_begins_again_is_the_knowledge():
    """Only where no knowledge has a label; else the numbers are a defect of the skills."""
    again = SKILLS + "1. Бір\n\n2. Екі\n\n1. Заң\n\n2. Ереже"
    assert listed(again) == ["S1 Бір", "S2 Екі", "K1 Заң", "K2 Ереже"]
    assert codes(HEADING + TASK + again) == ["kind-guessed-knowledge"]
    assert listed(again + "\n\n" + LAW)[2:] == ["S3 Заң", "S4 Ереже", "K1 Заң"]


# --- 3, 4, 10, 17: where items begin --------------------------------------------------------------------------------


@pytest.mark.parametrize("bullet", ["- ", "– ", "● ", "• ", "\uf0b7 ", "o ", "-", "•", "\uf0b7", "* "])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_bullet_begins_an_item(bullet, between):
    """Whatever the bullet, with blank lines or without, in capitals or small letters; it is no part of the text."""
    assert listed(SKILLS + between.join(f"{bullet}{word}" for word in ("Бір", "Екі;", "үш"))) == [
        "S1 Бір",
        "S2 Екі;",
        "S3 үш",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Бірінші іс;\nЕкінші іс;\nүшінші іс", ["S1 Бірінші іс;", "S2 Екінші іс;", "S3 үшінші іс"]),
        ("Заң,\n\nЕреже;\n\nБұйрық", ["S1 Заң,", "S2 Ереже;", "S3 Бұйрық"]),
        ("- Бірінші\nіс;\n- екінші\nіс", ["S1 Бірінші іс;", "S2 екінші іс"]),  # broken lines
        ("1. бірінші іс; 2. екінші іс; 3. үшінші іс.", ["S1 бірінші іс;", "S2 екінші іс;", "S3 үшінші іс."]),
        ("1)Бірінші іс;2)екінші іс", ["S1 Бірінші іс;", "S2 екінші іс"]),
        ("1. Заң 2. екі 3. Үш", ["S1 Заң", "S2 екі", "S3 Үш"]),
        ("1.\t|\tБір\n2.\t|\tЕкі", ["S1 Бір", "S2 Екі"]),
        ("1\t|\tБір\n2\t|\tЕкі", ["S1 Бір", "S2 Екі"]),
        ("1.\nБір\n2.\nЕкі", ["S1 Бір", "S2 Екі"]),
        ("5. 5. Бір", ["S1 Бір"]),
        ("1.1. Бір\n\n1.2. Екі", ["S1 Бір", "S2 Екі"]),
        ("(1) Бір (2) Екі\n\n(3) Үш", ["S1 Бір", "S2 Екі", "S3 Үш"]),
        ("1-Бір\n\n2-Екі", ["S1 Бір", "S2 Екі"]),
        ("I. Бір\n\nII. Екі", ["S1 Бір", "S2 Екі"]),
        ("1. Бір\n\n2) Екі\n\n3. Үш", ["S1 Бір", "S2 Екі", "S3 Үш"]),
        ("1. Талап: а) бір; ә) екі 2. Келесі", ["S1 Талап: а) бір; ә) екі", "S2 Келесі"]),
        ("1. Талап:\n\nа) бір;\n\nә) екі\n\n2. Келесі", ["S1 Талап: а) бір; ә) екі", "S2 Келесі"]),
        ("1. Талап:\n\n1) а\n\n2) б\n\n2. Екі", ["S1 Талап: 1) а 2) б", "S2 Екі"]),
        ("1. Кодекстің 1, 2. баптары\n\n2. Екі", ["S1 Кодекстің 1, 2. баптары", "S2 Екі"]),  # a reference
    ],
)
def test_where_items_begin(text, expected):
    """Numbers in cells of their own, doubled, in brackets, Roman; sub-items stay in their statement."""
    assert listed(SKILLS + text) == expected


def test_doubtful_numbers_are_findings():
    """A number printed twice, a number that stays inside a text, a number that no item follows."""
    assert "item-number-doubled" in codes(HEADING + TASK + SKILLS + "5. 5. Бір")
    assert codes(HEADING + TASK + SKILLS + "1. Заң 2. екі") == ["item-number-inside"]
    alone = HEADING + TASK + SKILLS + "1. Бір\n\n2.\n\n" + LAW
    assert (items(alone), codes(alone)) == (["S1 Бір", "K1 Заң"], ["not-understood"])


# --- 5, 6, 7: competences, nothing, and what follows ----------------------------------------------------------------


def test_competences_in_one_paragraph_stay_one_and_are_told():
    """One statement as printed, with a finding; a list one by one has none."""
    together = HEADING + TASK + LAW + COMPETENCES + "Эмпатия, сабырлық, жауапкершілік"
    assert items(together)[-1] == "C1 Эмпатия, сабырлық, жауапкершілік"
    assert codes(together) == ["competences-in-one"]
    assert codes(HEADING + TASK + LAW + COMPETENCES + "Эмпатия\n\nСабырлық") == []


@pytest.mark.parametrize("none", ["-", "–", "Жоқ"])
def test_what_means_none_is_no_statement(none):
    """In competences, lists and related occupations."""
    text = HEADING + TASK + SKILLS + f"1. Бір\n\nБілімі: {none}" + COMPETENCES + none + RELATED + none
    assert items(text) == ["S1 Бір"]
    assert cards(text)[0].related == ()


@pytest.mark.parametrize("chapter", ["4-тарау. Кәсіптік стандарттың техникалық деректері", "Техникалық деректер"])
@pytest.mark.parametrize("section", [COMPETENCES + "Эмпатия", RELATED + "5\n\nОператор"])
def test_technical_data_belong_to_no_card(section, chapter):
    """Behind the last section, with a chapter number or without: no competence, no related occupation, but a field."""
    text = HEADING + TASK + LAW + section + f"\n\n{chapter}\n\n11. Әзірлеуші: Министрлік"
    parsed = parse(text)
    assert len(items(text)) + len(parsed.standards[0].cards[0].related) == 2
    assert [(item.name, item.value) for item in parsed.standards[0].fields] == [("developer", "Министрлік")]


# --- 8: headings ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heading",
    [
        "Маман кәсібінің карточкасы",
        "1. «Маман» кәсібінің карточкасы",
        "1-параграф. «Маман» кәсібінің карточкасы",
        "«Маман» кәсібінің карточкасы.",
        "'Маман' кәсібінің карточкасы",
        "‘Маман’ кәсібінің карточкасы",
        "‹Маман› кәсібінің карточкасы",
        "''Маман'' кәсібінің карточкасы",
        '"Маман" кәсібінің\n\nкарточкасы',
        "„Маман“\n\nкәсібінің карточкасы",
        "Кәсіп карточкасы: Маман",
        "Кәсіп карточкасы\n\n«Маман»",
    ],
)
def test_headings_of_many_kinds(heading):
    """Each begins a second card with its own title."""
    text = '"Бірінші" кәсібінің карточкасы\n\n' + TASK + LAW + f"\n\n{heading}\n\n" + TASK + LAW
    assert [card.title for card in cards(text)] == ["Бірінші", "Маман"]
    assert [row.statement_id for row in rows(parse(text))] == ["X/1.1.1/K1", "X/2.1.1/K1"]


def test_a_title_broken_by_its_line():
    """«Бас / маман» is one title, with a blank line inside or without."""
    for middle in ("\n", "\n\n"):
        text = f"«Бас{middle}Маман» кәсібінің карточкасы\n\n" + TASK + LAW
        assert [card.title for card in cards(text)] == ["Бас Маман"]


@pytest.mark.parametrize(
    "heading", ["Карточка профессии: Мастер", "Карточка профессии Мастер", "Карточка профессии\n\n«Мастер»"]
)
def test_russian_headings(heading):
    """With colon, without, and with the title in the next paragraph."""
    body = "\n\nТрудовая функция 1: Учет\n\nЗадача 1: Счет\n\nЗнания:\n\n1. Закон\n\n"
    assert [card.title for card in cards("Карточка профессии: «Первый»" + body + heading + body)] == [
        "Первый",
        "Мастер",
    ]


def test_fields_behind_functions_begin_a_card_without_a_heading():
    """With a finding; the header of related occupations begins none."""
    fields = "\n\nКәсіптің коды\n\n2143-1\n\nКәсіптің атауы\n\nЕкінші\n\n"
    text = HEADING + TASK + LAW + fields + TASK + LAW
    assert [card.title for card in cards(text)] == ["Маман", "Екінші"]
    assert codes(text) == ["heading-missing"]
    header = RELATED + "СБШ деңгейі\n\nКәсіптің атауы\n\n5\n\nОператор"
    assert len(cards(HEADING + TASK + LAW + header)) == 1


# --- 9, 18: fields, levels, related occupations ----------------------------------------------------------------------

ROWS = [
    ("Кәсіп атауы", "Маман"),
    ("Мамандықтар тобы", "Бірінші топ"),
    ("СБШ бойынша біліктілік деңгейі", "5"),
    ("ҰБШ бойынша біліктілік деңгейі", "6"),
    ("Санаты", "2"),
]


@pytest.mark.parametrize("copy", ["{}\t|\t{}", "\t\n{}\n\t\n{}\n"])
def test_rows_that_nobody_knows_change_no_field(copy):
    """The title stays «Маман», the level 5; the unknown rows are unknown and told, in both kinds of copy."""
    text = HEADING + "\n".join(copy.format(*row) for row in ROWS) + "\n\n" + TASK + LAW
    card = cards(text)[0]
    assert (card.title, card.levels, card.field("nqf_level")) == ("Маман", ("5",), "6")
    told = [finding.params[0] for finding in parse(text).findings if finding.code == "not-understood"]
    assert told == ["Мамандықтар тобы", "Бірінші топ", "Санаты", "2"]


def test_an_empty_value_takes_no_row_below():
    """«Кәсіп коды» without a value stays empty when an unknown row follows."""
    card = cards(HEADING + "Кәсіп коды\t|\t\nСанаты\t|\t2\n\n" + TASK + LAW)[0]
    assert card.field("code") == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 және 6 деңгейлер (2-санат)", ("5", "6")),
        ("5-6 деңгей, 3 жыл өтіл", ("5", "6")),
        ("уровень 4, 2 категория", ("4",)),
        ("6 5", ("5", "6")),
        ("6-шы және 7-ші деңгей", ("6", "7")),
        ("5 деңгей 6-деңгей", ("5", "6")),
        ("6.1-6.3", ("6.1", "6.3")),
    ],
)
def test_levels_are_the_numbers_tied_to_the_word(text, expected):
    """Categories and years are no levels; levels stand in order."""
    assert levels_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6 уровень Руководитель", ("6", "Руководитель")),
        ("5-й уровень: Оператор", ("5", "Оператор")),
        ("Оператор – 5", ("5", "Оператор")),
        ("5 | Оператор", ("5", "Оператор")),
        ("2 разряда оператор", ("", "")),
    ],
)
def test_level_and_title_of_one_line(text, expected):
    """In either order; a number before a small letter is no level."""
    assert level_and_title(labels_of("card-2016", "ru"), text) == expected


@pytest.mark.parametrize("bar", ["\t|\t", " | "])
def test_the_header_of_related_occupations_is_no_occupation(bar):
    """Whether the copy keeps the cells apart or not."""
    text = HEADING + TASK + LAW + RELATED + f"СБШ деңгейі{bar}Кәсіптің атауы\n\n5{bar}Оператор\n\n6{bar}Басшы"
    assert [(item.level, item.title) for item in cards(text)[0].related] == [("5", "Оператор"), ("6", "Басшы")]


# --- 12, 13, 14: labels of functions and tasks ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("function", "task"),
    [
        ("Еңбек функциясы: Есеп", "Міндет: Санау"),
        ("Еңбек функциясы №1: Есеп", "Міндет №1 Санау"),
        ("1-еңбек функциясы. Есеп", "1-міндет – Санау"),
        ("1-еңбек функциясының атауы: Есеп", "1-міндеті: Санау"),
        ("1 еңбек функциясы Есеп", "1 міндет Санау"),
    ],
)
def test_labels_of_functions_and_tasks(function, task):
    """With a number or without, and whatever stands between the label and the title."""
    found = cards(f"{HEADING}{function}\n\n{task}\n\n{LAW}")[0].functions[0]
    assert (found.number, found.title, found.units[0].number, found.units[0].title) == (1, "Есеп", 1, "Санау")


def test_a_label_ends_with_its_word():
    """«3 міндетті іс» in a list is no task 3."""
    text = HEADING + TASK + LAW + "\n\n2. Ереже\n\n3 міндетті іс"
    assert [unit.number for unit in cards(text)[0].functions[0].units] == [1]


# --- what all this rests on -------------------------------------------------------------------------------------------


def test_lines_that_were_joined_can_be_had_apart():
    """Reflow joins what plainly goes on, no label and nothing to one; the lines are still there."""
    stream = paragraphs("Білімі\nзаңдар\nжәне ережелер\n- бірінші;\n- екінші\n5\n2-міндет: Есеп")
    joined = reflow(stream, lambda text: text == "Білімі")
    assert [item.text for item in joined] == [
        "Білімі",
        "заңдар және ережелер - бірінші;",
        "- екінші",
        "5",
        "2-міндет: Есеп",
    ]
    assert unflowed(joined) == stream


@pytest.mark.parametrize(
    "code",
    [
        "list-label-guessed",
        "list-label-guessed-knowledge",
        "competences-in-one",
        "item-number-doubled",
        "item-number-inside",
    ],
)
@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_findings_have_their_sentences(code, lang):
    """In three languages, with the place for what was found."""
    assert "Бір" in finding_text(code, ("Бір",), lang)
