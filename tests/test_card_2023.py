"""The form in force since September 2023: documents written for the tests and copies of them."""

import random
from collections import Counter
from itertools import zip_longest
from pathlib import Path

import cards_2023 as documents
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import UnknownFormError
from toolkit.labels import finding_text, load
from toolkit.model import statements_of
from toolkit.parse import parse_document, parse_text
from toolkit.parse.card_documents import mentions
from toolkit.parse.card_labels import labels_of, level_alone, levels_in
from toolkit.parse.forms import card_2016, card_2023
from toolkit.parse.passports import iso_date
from toolkit.parse.readers import decode, paragraphs, reflow
from toolkit.text import normalise

KK = documents.as_cells(documents.OBSERVATORY_KK)
RU = documents.as_cells(documents.OBSERVATORY_RU)
FOUNDRY = documents.as_cells(documents.FOUNDRY_RU)
SOURCES = Path(__file__).parents[1] / "standards" / "sources"


def parse(text, lang=None):
    return parse_text(text, source="test.txt", act_id="ACT", lang=lang)


def statements(parsed):
    return [(row.statement_id, row.text) for standard in parsed.standards for row in statements_of(standard)]


def texts(parsed):
    return [(name, normalise(text)) for name, text in statements(parsed)]


def first_difference(found, expected):
    """Give the first pair that differs, or None: a difference of whole lists is unreadable and slow to print."""
    return next((pair for pair in zip_longest(found, expected) if pair[0] != pair[1]), None)


def codes(parsed):
    return [finding.code for finding in parsed.findings]


def values(fields, name):
    return [item.value for item in fields if item.name == name]


def lost_lines(parsed, text):
    used = {line for use in parsed.uses for line in range(use.span.start, use.span.end + 1)}
    return [number for number, line in enumerate(text.split("\n"), start=1) if line.strip() and number not in used]


def card(*rows, lang="ru"):
    """Make a document of one small card around some rows."""
    if lang == "kk":
        head = [("«Шебер» кәсібінің карточкасы",), ("Топтың коды", "7999-9"), ("СБШ бойынша біліктілік деңгейі", "4")]
    else:
        head = [("Карточка профессии «Мастер»",), ("Код группы", "7999-9"), ("Уровень квалификации по ОРК", "4")]
    return documents.as_cells([*head, *rows])


# --- the observatory, read line by line -------------------------------------------------------------------------------

STATEMENTS_KK = [
    ("ACT/1.1.1/S1", "Күмбез жетегінің жұмысын тексеру;"),
    ("ACT/1.1.1/S2", "Айнаның тазалығын бағалау;"),
    ("ACT/1.1.1/S3", "Ауа райы болжамын 2 күнге талдау."),
    ("ACT/1.1.1/K1", "Нормативтік құқықтық актілер: «Аспан туралы» 2024 жылғы 1 шілдедегі № 103 Заң;"),
    ("ACT/1.1.1/K2", "Телескоптың құрылысы."),
    ("ACT/1.1.2/S1", "Бақылау нысандарын таңдау;"),
    ("ACT/1.1.2/S2", "Бақылау уақытын есептеу;"),
    ("ACT/1.1.2/S3", "Жоспарды жетекшімен келісу."),
    ("ACT/1.1.2/K1", "Аспан сферасының координаттары."),
    ("ACT/1.2.1/S1", "Шу кадрларын алу;"),
    ("ACT/1.2.1/S2", "Суреттерді біріктіру."),
    ("ACT/1.2.1/K1", "Кескін өңдеу бағдарламалары."),
    ("ACT/1.0.0/C1", "Ұқыптылық"),
    ("ACT/1.0.0/C2", "Түнгі ауысымда жұмыс істеуге дайын болу"),
    ("ACT/1.0.0/C3", "Командада жұмыс істеу"),
    ("ACT/2.1.1/S1", "Айнаны бекіту;"),
    ("ACT/2.1.1/S2", "Осьті лазермен тексеру."),
    ("ACT/2.1.1/K1", "Геометриялық оптика."),
    ("ACT/2.2.1/S1", "Жұлдызды аспанды көрсету."),
    ("ACT/2.2.1/K1", "Шоқжұлдыздар."),
    ("ACT/2.3.1/S1", "Вакуум камерасын қосу."),
    ("ACT/2.0.0/C1", "Жауапкершілік, шыдамдылық, сыпайылық."),
]


def test_every_statement_of_the_kazakh_document():
    """All 22 statements; numbers stripped, «2 күнге» and «№ 103» stay, a dash under «Білімдер» is no statement."""
    assert statements(parse(KK)) == STATEMENTS_KK


def test_the_russian_twin_has_the_same_tree():
    """The same identifiers in the same order, and the texts of the other language."""
    found = statements(parse(RU))
    assert [name for name, _ in found] == [name for name, _ in STATEMENTS_KK]
    assert found[3][1] == "Нормативные правовые акты: Закон «О небе» от 1 июля 2024 года № 103;"
    assert found[7][1] == "Согласовывать план с руководителем."
    assert found[-1][1] == "Ответственность, терпение, вежливость."


@pytest.mark.parametrize(("text", "lang"), [(KK, "kk"), (RU, "ru")])
def test_form_and_language_are_found(text, lang):
    """Detection says what it counted: two headings, five functions, twelve lists, and what only this form has."""
    parsed = parse(text)
    assert (parsed.form, parsed.lang) == ("card-2023", lang)
    assert parsed.why == f"card-2023, {lang}: 2 card headings, 5 functions, 20 skills and fields of 2023, 12 lists"


def test_functions_are_mandatory_additional_or_unknown():
    """By the list, by the label «қосымша», and unknown for a function that no list names."""
    cards = parse(KK).standards[0].cards
    assert [[(f.number, f.title, f.mandatory) for f in item.functions] for item in cards] == [
        [(1, "Бақылауларға дайындық", True), (2, "Деректерді өңдеу және мұрағаттау", True)],
        [(1, "Телескопты реттеу", True), (2, "Экскурсия өткізу", False), (3, "Айналарды жалату", None)],
    ]


@pytest.mark.parametrize(
    ("text", "yes", "no"), [(KK, "ұсынылады", "ұсынылмайды"), (RU, "рекомендуется", "не рекомендуется")]
)
def test_units_are_skills_with_their_recognition(text, yes, no):
    """Kind, number, and the recognition as printed: recommended, not recommended, a dash, nothing."""
    cards = parse(text).standards[0].cards
    units = [unit for item in cards for function in item.functions for unit in function.units]
    assert {unit.kind for unit in units} == {"skill"}
    assert [(unit.number, unit.recognition) for unit in units] == [
        (1, yes),
        (2, no),
        (1, "–"),
        (1, yes),
        (1, ""),
        (1, ""),
    ]


def test_titles_of_skills_stand_on_the_line_below_their_label():
    """Title and span of each skill of the first card."""
    first = parse(KK).standards[0].cards[0]
    lines = KK.split("\n")
    for unit, title in zip(
        [unit for function in first.functions for unit in function.units],
        ["Бақылау кешенін тексеру", "Бақылау жоспарын жасау", "Суреттерді калибрлеу"],
        strict=True,
    ):
        assert unit.title == title == lines[unit.span.end - 1]
        assert lines[unit.span.start - 1].endswith("-дағды:")


def test_the_head_of_a_card():
    """Codes, level, sub-level beside it, a label broken in two, other titles one by one."""
    first = parse(KK).standards[0].cards[0]
    assert (first.title, first.levels, first.field("sqf_sublevel")) == (
        "Оқу обсерваториясының операторы",
        ("5",),
        "5.1",
    )
    assert (first.field("group_code"), first.field("code")) == ("3119-9", "3119-9-901")
    assert first.field("registry_level") == "–"
    assert first.field("experience") == "Кемінде 1 жыл"
    assert first.field("nonformal") == "Қысқа мерзімді курстар"
    assert next(item.label for item in first.fields if item.name == "education") == "Кәсіптік білім деңгейі"
    assert values(first.fields, "other_titles") == ["3119-9-902 – Күмбез операторы", "3119-9-903 – Түнгі бақылаушы"]
    assert values(first.fields, "regulations") == ["ҚР СТ 9001-2099 «Күмбездер»", "ҚР СТ 9002-2099 «Айналар»"]


def test_education_in_one_cell_and_under_a_header():
    """Level, speciality and qualification repeat; under a header of three cells the rows are dealt out by column."""
    names = ("education_level", "speciality", "qualification")
    found = [[item.value for item in record.fields if item.name in names] for record in parse(RU).standards[0].cards]
    assert found == [
        ["послесреднее", "Астрономия", "техник", "высшее", "Физика", "-"],
        ["техническое и профессиональное", "Оптика", "настройщик", "послесреднее", "Механика", "техник"],
    ]


def test_related_occupations_stand_under_a_header():
    """The header row is no occupation; a card with dashes has none."""
    cards = parse(KK).standards[0].cards
    assert [(item.level, item.title) for item in cards[0].related] == [("4", "Телескоп реттеуші"), ("6", "Астроном")]
    assert cards[1].related == ()


def test_the_passport_and_the_technical_data():
    """Title, code, activities, description of two paragraphs, council to chamber, version, date with its ISO form."""
    standard = parse(KK).standards[0]
    fields = {item.name: item.value for item in standard.fields}
    assert standard.title == "Оқу обсерваторияларына қызмет көрсету"
    assert fields["code"] == "P85999."
    assert [item.label for item in standard.fields if item.name == "oked"][1:] == ["P", "85.5"]
    assert fields["description"].endswith("қамтиды. Олар мектеп пен колледж жанындағы обсерваторияларда жұмыс істейді.")
    assert fields["state_body"] == "Аспан министрлігі."
    assert fields["executor"] == "Т. Аты, 00-00-00."
    assert fields["developer"] == "«Күмбез» серіктестігі."
    assert fields["council"] == "2024 жылғы 5 ақпандағы № 3 хаттама."
    assert fields["national_body"] == "2024 жылғы 9 ақпандағы қорытынды."
    assert fields["chamber"] == "2024 жылғы 12 ақпан."
    assert fields["version"] == "1-нұсқа, 2024 жыл."
    assert (fields["review_date"], fields["review_date_iso"]) == ("2028 жылғы 31 қаңтар.", "2028-01-31")


def test_abbreviations_are_kept_and_terms_are_not():
    """«СБШ – …» becomes a field; «дағды – …» above it is a term of the general provisions."""
    found = [(item.label, item.value) for item in parse(KK).standards[0].fields if item.name == "abbreviation"]
    assert found == [("СБШ", "салалық біліктілік шеңбері;"), ("БТБА", "бірыңғай тарифтік-біліктілік анықтамалығы.")]


@pytest.mark.parametrize("text", [KK, RU])
def test_what_is_doubtful_is_listed(text):
    """A level that differs from the passport, a skipped number, a function listed only, a function described only, competences.

    The last card lists its competences in one paragraph: they stay one statement, and that is said.
    """
    lines = text.split("\n")
    parsed = parse(text)
    assert codes(parsed) == [
        "card-level-differs",
        "item-number",
        "listed-function-not-described",
        "described-function-not-listed",
        "competences-in-one",
    ]
    level, number, listed, *_ = parsed.findings
    assert level.params[1:] == ("5", "4")
    assert lines[number.span.start - 1].startswith("4. ")
    assert number.params == ("4", "3")
    assert lines[listed.span.start - 1].startswith("2. ")


@pytest.mark.parametrize("text", [KK, RU, FOUNDRY])
def test_every_line_is_accounted_for(text):
    """No non-blank line is left out, and none is unknown."""
    parsed = parse(text)
    assert lost_lines(parsed, text) == []
    assert Counter(use.role for use in parsed.uses)["unknown"] == 0


def test_a_skipped_number_stays_as_printed():
    """The third item is printed as 4: the running number makes the identifier, the printed one is kept."""
    unit = parse(RU).standards[0].cards[0].functions[0].units[1]
    assert [(item.number, item.printed_number) for item in unit.items if item.kind == "skill"] == [
        (1, "1"),
        (2, "2"),
        (3, "4"),
    ]


# --- another ministry -------------------------------------------------------------------------------------------------


def test_another_ministry_orders_and_numbers_its_card_differently():
    """Numbered labels, no chapters, knowledge first, competences before functions, numbers like 2.1.1 and bullets."""
    parsed = parse(FOUNDRY)
    assert statements(parsed) == [
        ("ACT/1.1.1/K1", "состав глины"),
        ("ACT/1.1.1/K2", "усадку бронзы"),
        ("ACT/1.1.1/S1", "лепить модель;"),
        ("ACT/1.1.1/S2", "сушить форму в печи;"),
        ("ACT/1.1.2/K1", "порядок сборки;"),
        ("ACT/1.1.2/S1", "соединять опоки;"),
        ("ACT/1.1.2/S2", "ставить литники"),
        ("ACT/1.2.1/S1", "Снимать металл с края"),
        ("ACT/1.2.1/S2", "Проверять тон камертоном"),
        ("ACT/1.2.1/K1", "Основы акустики"),
        ("ACT/1.0.0/C1", "Внимательность;"),
        ("ACT/1.0.0/C2", "Физическая выносливость;"),
    ]
    only = parsed.standards[0].cards[0]
    assert (only.title, only.levels, only.field("group_code")) == ("Литейщик колоколов", ("4.2",), "7211-9")
    assert [(f.number, f.title, f.mandatory) for f in only.functions] == [
        (1, "Подготовка формы", True),
        (2, "Настройка звука", False),
    ]
    assert [unit.title for f in only.functions for unit in f.units] == [
        "Изготовление модели",
        "Сборка формы",
        "Обточка края",
    ]
    assert only.functions[0].units[1].recognition == "возможно"
    assert [(item.level, item.title) for item in only.related] == [("3", "Звонарь"), ("5", "Реставратор колоколов")]
    assert codes(parsed) == ["title-differs"]
    assert {item.name: item.value for item in parsed.standards[0].fields}["review_date_iso"] == "2029-06-30"


def test_a_kazakh_card_with_other_words():
    """«Біліктер», «Білуі тиіс», «Дағды № 1», a plain heading, codes behind dashes, lists glued to their labels."""
    text = (
        "Кәсіптің карточкасы: Зерек шебер\n\nКәсіп тобының коды: 7999-9\n\nКәсіптің коды – 7999-9-001\n\n"
        "Кәсіп атауы: Зерек шебер\n\nСБШ деңгейі: 3–4\n\nМіндетті еңбек функциялары\n\n"
        "Еңбек функциясы 1. Ағаш ою\n\nДағды № 1. Сызу\n\nБіліктер:1. Өлшеу.2. Кесу\n\nБілуі тиіс:1. Ағаш түрлері\n\n"
        "Дағдыларды тану мүмкіндігі: тануға болады\n\nЖеке қасиеттерге қойылатын талаптар\n\n- Ептілік\n\n- Шыдам"
    )
    parsed = parse(text)
    assert statements(parsed) == [
        ("ACT/1.1.1/S1", "Өлшеу."),
        ("ACT/1.1.1/S2", "Кесу"),
        ("ACT/1.1.1/K1", "Ағаш түрлері"),
        ("ACT/1.0.0/C1", "Ептілік"),
        ("ACT/1.0.0/C2", "Шыдам"),
    ]
    only = parsed.standards[0].cards[0]
    assert (only.title, only.levels, only.field("code")) == ("Зерек шебер", ("3", "4"), "7999-9-001")
    assert only.functions[0].mandatory is True
    assert only.functions[0].units[0].recognition == "тануға болады"


# --- traps, one by one ------------------------------------------------------------------------------------------------


def test_a_mandatory_function_is_no_task():
    """«1-міндетті еңбек функциясы» begins like «1-міндет» of the form of 2016 and is a function of this one."""
    text = card(
        ("1-міндетті еңбек функциясы: Ою",),
        ("1-дағды: Сызу",),
        ("Машықтар:\n1. Өлшеу",),
        ("Білім:\n1. Ағаш",),
        lang="kk",
    )
    parsed = parse(text)
    assert parsed.form == "card-2023"
    assert [(f.title, f.mandatory) for f in parsed.standards[0].cards[0].functions] == [("Ою", True)]


def test_additional_is_no_annex():
    """«Қосымша» alone begins an annex; «Қосымша еңбек функциялары» does not end the card."""
    parsed = parse(KK)
    assert len(parsed.standards[0].cards[1].functions) == 3


def test_functions_listed_by_label_are_not_described_twice():
    """«Трудовая функция 1» in the list is an entry of the list; described is the one with skills."""
    text = card(
        (
            "Перечень трудовых функций",
            "Обязательные трудовые функции:\nТрудовая функция 1: Рубка\nТрудовая функция 2: Сушка",
        ),
        ("Трудовая функция 1: Рубка",),
        ("Навык 1: Валка",),
        ("Умения:\n1. Пилить",),
        ("Трудовая функция 2: Сушка леса",),
        ("Навык 1: Укладка",),
        ("Умения:\n1. Складывать",),
    )
    parsed = parse(text)
    only = parsed.standards[0].cards[0]
    assert [(f.title, f.mandatory) for f in only.functions] == [("Рубка", True), ("Сушка леса", True)]
    assert values(only.fields, "mandatory_function") == ["Рубка", "Сушка"]
    assert set(codes(parsed)) == {"code-missing"}


@pytest.mark.parametrize(
    ("listed", "described", "code"),
    [
        ("Ведение реестров", "Ведение реестров и архивов", None),
        ("Ведение реестра", "Ведение реестров", None),
        ("Ведение реестров", "Ведение отчетности", "function-title-differs"),
        ("Ведение реестров", "Приём посетителей", "described-function-not-listed"),
    ],
)
def test_only_real_differences_of_titles_are_reported(listed, described, code):
    """A shorter title or another ending in the list is the same function; other words are not."""
    text = card(
        ("Перечень трудовых функций", f"Обязательные трудовые функции:\n1. {listed}"),
        ("Описание трудовых функций",),
        (f"Трудовая функция 1:\n{described}",),
        ("Навык 1:\nРабота",),
        ("Умения:\n1. Писать",),
    )
    found = set(codes(parse(text))) - {"code-missing"}
    assert found == ({code, "listed-function-not-described"} if code and "not-listed" in code else {code} - {None})


def test_skills_numbered_through_the_card():
    """Numbers of skills that go on in the next function are a style; a repeated number is reported."""
    rows = [
        ("Трудовая функция 1: Рубка",),
        ("Навык 1: Валка",),
        ("Умения:\n1. Пилить",),
        ("Трудовая функция 2: Сушка",),
        ("Навык 2: Укладка",),
        ("Умения:\n1. Складывать",),
    ]
    parsed = parse(card(*rows))
    assert [unit.number for f in parsed.standards[0].cards[0].functions for unit in f.units] == [1, 2]
    assert "skill-number" not in codes(parsed)
    again = parse(card(*rows, ("Навык 2: Сортировка",), ("Умения:\n1. Сортировать",)))
    assert "skill-number" in codes(again)
    assert len({name for name, _ in statements(again)}) == 3


def test_missing_labels_are_guessed_and_said_so():
    """A list without a label is skills, the next one without a label knowledge, a list without a skill is reported."""
    parsed = parse(
        card(("Трудовая функция 1: Рубка",), ("Навык 1: Валка",), ("1. Пилить\n2. Рубить",), ("1. Породы\n2. Пилы",))
    )
    assert [name for name, _ in statements(parsed)] == ["ACT/1.1.1/S1", "ACT/1.1.1/S2", "ACT/1.1.1/K1", "ACT/1.1.1/K2"]
    assert {"kind-guessed", "kind-guessed-knowledge"} <= set(codes(parsed))
    assert "skill-missing" in codes(parse(card(("Трудовая функция 1: Рубка",), ("Умения:\n1. Пилить",))))


def test_labels_inside_a_paragraph_are_found():
    """Skill, abilities and knowledge glued into one cell by a careless copy."""
    parsed = parse(
        card(
            ("Трудовая функция 1: Рубка",), ("Навык 1: ВалкаУмения:1. Пилить.2. Рубить.Знания:1. Породы; 2. Виды пил.",)
        )
    )
    assert statements(parsed) == [
        ("ACT/1.1.1/S1", "Пилить."),
        ("ACT/1.1.1/S2", "Рубить."),
        ("ACT/1.1.1/K1", "Породы;"),
        ("ACT/1.1.1/K2", "Виды пил."),
    ]
    assert parsed.standards[0].cards[0].functions[0].units[0].title == "Валка"


def test_items_without_numbers():
    """Paragraphs are items; a bullet always begins one; a broken long line goes on, and is reported as a guess."""
    text = card(
        ("Трудовая функция 1: Рубка",),
        ("Навык 1: Валка",),
        ("Умения:\nПилить;\nРубить;\n• Таскать",),
        ("Знания:",),
    )
    text += "Законодательство об охране лесов и животного мира Республики\nКазахстан\nПороды\n"
    parsed = parse(text)
    assert [text for _, text in statements(parsed)] == [
        "Пилить;",
        "Рубить;",
        "Таскать",
        "Законодательство об охране лесов и животного мира Республики Казахстан",
        "Породы",
    ]
    assert codes(parsed).count("item-boundary") == 2


def test_a_heading_that_is_missing():
    """The code of the group opens a card where no heading does; the title comes from its field."""
    rows = [
        ("Трудовая функция 1: Рубка",),
        ("Навык 1: Валка",),
        ("Умения:\n1. Пилить",),
        ("Код группы", "7998-9"),
        ("Наименование профессии", "Сушильщик"),
        ("Трудовая функция 1: Сушка",),
        ("Навык 1: Укладка",),
        ("Умения:\n1. Складывать",),
    ]
    parsed = parse(card(*rows))
    assert [item.title for item in parsed.standards[0].cards] == ["Мастер", "Сушильщик"]
    assert ("heading-missing", ("Сушильщик",)) in [(finding.code, finding.params) for finding in parsed.findings]


def test_several_standards_in_one_order():
    """Each annex is a standard with an identifier and a passport of its own."""
    second = RU.split("\n\n", 7)[-1].replace("учебных обсерваторий", "планетариев")
    text = RU + "      Приложение 2 к приказу\nМинистра неба\nот 1 марта 2024 года № 7\n\n" + second
    parsed = parse(text)
    assert [item.standard_id for item in parsed.standards] == ["ACT-1", "ACT-2"]
    assert [item.title for item in parsed.standards] == [
        "Обслуживание учебных обсерваторий",
        "Обслуживание планетариев",
    ]
    assert [len(item.cards) for item in parsed.standards] == [2, 2]
    assert [values(item.fields, "review_date") for item in parsed.standards] == [["31 января 2028 года."]] * 2
    assert len(statements(parsed)) == 44
    assert lost_lines(parsed, text) == []


def test_text_behind_the_cards_that_nothing_explains_is_reported():
    """An unknown item of the technical data is unknown; a signature is not."""
    text = RU + "      18. Особые отметки: бумага голубая.\n\n      Министр\n\n      А. Жулдызов\n"
    parsed = parse(text)
    assert [finding.params for finding in parsed.findings if finding.code == "not-understood"] == [
        ("18. Особые отметки: бумага голубая.",)
    ]
    assert Counter(use.role for use in parsed.uses)["unknown"] == 1


def test_a_note_inside_a_card_changes_nothing():
    """«Сноска. …» of the portal between two cells is boilerplate."""
    noted = RU.replace(
        "\t\nТрудовая функция 2:", "      Сноска. В пункт 9 внесены изменения: приказом № 8.\n\n\t\nТрудовая функция 2:"
    )
    assert statements(parse(noted)) == statements(parse(RU))


def test_competences_in_one_paragraph_are_one_statement():
    """Commas and semicolons do not split what is printed as one."""
    found = statements(
        parse(card(("Трудовая функция 1: А",), ("Навык 1: Б",), ("Личностные качества:", "Ум; честь, совесть")))
    )
    assert found == [("ACT/1.0.0/C1", "Ум; честь, совесть")]


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("4-5", ("4", "5")),
        ("5.1–5.3", ("5.1", "5.3")),
        ("6.", ("6",)),
        ("5 деңгей 6 деңгей", ("5", "6")),
        ("СТ 2015", ()),
        ("-", ()),
    ],
)
def test_levels_of_a_card(text, levels):
    """Spans, sub-levels, full stops; years are no levels."""
    assert levels_in(text) == levels


@pytest.mark.parametrize(
    ("text", "level"),
    [("7", "7"), ("6.1 уровень", "6.1"), ("6-й уровень ОРК", "6"), ("7 экспертов", ""), ("Юрист", "")],
)
def test_a_cell_that_is_only_a_level(text, level):
    """A level with or without its word; a title that begins with a number is a title."""
    assert level_alone(labels_of("card-2023", "ru"), text) == level


@pytest.mark.parametrize(
    ("text", "lang", "date"),
    [
        ("2028 жылғы 31 қаңтардағы", "kk", "2028-01-31"),
        ("1 мая 2027 года", "ru", "2027-05-01"),
        ("01.09.2027 г.", "ru", "2027-09-01"),
        ("2027-09-01", "kk", "2027-09-01"),
        ("45.13.2027", "ru", ""),
        ("2027 жыл", "kk", ""),
    ],
)
def test_dates_of_review(text, lang, date):
    """Words and digits; a year alone or an impossible date gives nothing."""
    assert iso_date(text, lang) == date


def test_titles_that_mention_each_other():
    """Order counts, endings do not."""
    assert mentions("СБШ бойынша телескоп реттеуші – 5 деңгей", "Телескоп реттеушісі")
    assert not mentions("реттеуші телескоп", "Телескоп реттеуші")


def test_a_passport_in_a_table():
    """Labels and values in cells, the list of cards under a header, with a level that differs from the card's."""
    blocks = [
        ("Наименование профессионального стандарта", "Сыроделие"),
        ("Перечень карточек профессий", "Наименование профессии", "Уровень ОРК"),
        ("Сыродел", "4"),
        ("Мастер", "5"),
        "Глава 3. Карточки профессий",
    ]
    rows = [("Трудовая функция 1: А",), ("Навык 1: Б",), ("Умения:\n1. В",)]
    parsed = parse(documents.as_cells(blocks) + card(*rows))
    assert parsed.standards[0].title == "Сыроделие"
    assert values(parsed.standards[0].fields, "occupation") == ["Сыродел 4", "Мастер 5"]
    assert ("card-level-differs", ("Мастер", "5", "4")) in [(item.code, item.params) for item in parsed.findings]
    assert "card-list-differs" in codes(parsed)


def test_an_open_quotation_goes_on():
    """A title in quotation marks that a copy breaks before a capital letter is not cut in two statements."""
    parsed = parse(
        card(("Трудовая функция 1: А",), ("Навык 1: Б",), ("Знания:\n1. Закон «О сыре\nИ масле»;\n2. Виды сыра",))
    )
    assert [text for _, text in statements(parsed)] == ["Закон «О сыре И масле»;", "Виды сыра"]


# --- forms apart ------------------------------------------------------------------------------------------------------


def streams():
    yield from ((path.name, path.read_bytes()) for path in sorted(SOURCES.glob("*.txt")))


def test_no_source_of_another_form_speaks_for_this_one():
    """The bundled sources are of 2013 to 2022: not one counts as a card of 2023."""
    for name, data in streams():
        stream = reflow(paragraphs(decode(data)))
        assert [card_2023.evidence(stream, lang) for lang in card_2023.LANGS] == [{}, {}], name


@pytest.mark.parametrize("text", [KK, RU, FOUNDRY])
def test_a_card_of_2023_is_not_one_of_2016(text):
    """Both forms have functions and lists; skills as units decide."""
    stream = reflow(paragraphs(text))
    assert [card_2016.evidence(stream, lang) for lang in card_2016.LANGS] == [{}, {}]


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_label_file_is_well_formed(lang):
    """No variant stands twice in a group, and both languages have the same groups and names."""
    data = load(f"forms/card-2023.{lang}")
    for group in data.values():
        if isinstance(group, dict):
            variants = [variant for name in group.values() for variant in name]
            assert len(variants) == len(set(variants))
    other = load("forms/card-2023.ru")
    assert set(data) == set(other)
    for name in set(data) - {"lang"}:
        assert set(data[name]) == set(other[name])


def test_findings_have_their_sentences():
    """Every finding of the documents can be told in three languages."""
    for text in (KK, RU, FOUNDRY):
        for finding in parse(text).findings:
            for lang in ("kk", "ru", "en"):
                assert "{" not in finding_text(finding.code, finding.params, lang)


# --- copies -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("blocks", [documents.OBSERVATORY_KK, documents.OBSERVATORY_RU])
def test_a_page_with_tables_gives_the_same_statements(blocks):
    """The twin in HTML: the same statements, functions and related occupations."""
    page = parse_document(documents.as_html(blocks), name="page.html", act_id="ACT")
    text = parse(documents.as_cells(blocks))
    assert statements(page) == statements(text)
    for one, other in zip(page.standards[0].cards, text.standards[0].cards, strict=True):
        assert [(f.title, f.mandatory) for f in one.functions] == [(f.title, f.mandatory) for f in other.functions]
        assert [(item.level, item.title) for item in one.related] == [
            (item.level, item.title) for item in other.related
        ]
        assert values(one.fields, "speciality") == values(other.fields, "speciality")


@pytest.mark.parametrize("blocks", [documents.OBSERVATORY_KK, documents.OBSERVATORY_RU])
def test_a_copy_with_bars_gives_the_same_lists(blocks):
    """Rows split by bars, items glued: the same skills and knowledge (competences glued into one are lost to it)."""
    rows = [row for row in statements(parse(documents.as_bars(blocks))) if "/C" not in row[0]]
    assert rows == [row for row in statements(parse(documents.as_cells(blocks))) if "/C" not in row[0]]


@pytest.mark.parametrize("text", [KK, RU])
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace("\n", "\n\n\n"),
        lambda text: text.replace("сі", "сi").replace("на", "нa"),
        lambda text: text.replace("«", '"').replace("»", '"'),
        lambda text: text.replace("-дағды", " – дағды").replace("Навык 1:", "НАВЫК  1 :"),
        lambda text: text.replace("Машықтар:", "ІСКЕРЛІКТЕР:").replace("Умения:", "УМЕНИЯ И НАВЫКИ"),
        lambda text: text.replace("Білімдер:", "Білім").replace("Знания:", "Должен знать"),
        lambda text: text.replace("–", "-"),
    ],
)
def test_cosmetic_changes_of_the_copy_change_no_statement(text, change):
    """Line ends, no-break spaces, blank lines, Latin letters, dashes and label variants are the copyist's."""
    expected = [(name, normalise(change(words))) for name, words in statements(parse(text))]
    assert first_difference(texts(parse(change(text))), expected) is None


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.booleans())
def test_wrapped_lines_are_one_statement(seed, kazakh):
    """A copy that breaks long lines anywhere between words gives the same statements, with longer spans."""
    chance = random.Random(seed)  # noqa: S311 -- no secret
    text = KK if kazakh else RU
    wrapped = "\n".join(_wrap(line, chance) for line in text.split("\n"))
    assert first_difference(texts(parse(wrapped)), texts(parse(text))) is None


def _wrap(line: str, chance: random.Random) -> str:
    words = line.split(" ")
    if len(words) < 5 or not line.strip() or line[0].isspace():
        return line
    place = chance.randrange(2, len(words))
    return " ".join(words[:place]) + "\n" + " ".join(words[place:])


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(["kk", "ru", "foundry"]))
def test_no_mutilated_copy_crashes_the_parser(seed, which):
    """Lines lost, doubled, cut or swapped give a tree or an error of ours; every line stays accounted for."""
    chance = random.Random(seed)  # noqa: S311 -- no secret
    lines = {"kk": KK, "ru": RU, "foundry": FOUNDRY}[which].split("\n")
    for _ in range(chance.randrange(1, 120)):
        place = chance.randrange(len(lines))
        other = chance.randrange(len(lines))
        lines[place : place + 1] = chance.choice(
            [[], [lines[place]] * 2, [lines[place][: chance.randrange(20)]], ["1. "], ["\t"], [lines[other]]]
        )
    text = "\n".join(lines)
    try:
        parsed = parse(text)
    except UnknownFormError:
        return
    assert lost_lines(parsed, text) == []
    names = [name for name, _ in statements(parsed)]
    assert len(names) == len(set(names))


# --- the shared reader and the form of 2016 ---------------------------------------------------------------------------


def test_the_form_of_2016_has_bullets_brackets_spans_and_signatures():
    """Numbers with a bracket, bullets, «4-5», a label glued to its text, a signature behind the last card."""
    text = (
        "Карточка профессии: «Бондарь»\n\nКод профессии – 7522-9\n\nУровень квалификации по ОРК: 4-5\n\n"
        "Трудовая функция 1. Сборка\n\nЗадача 1. Заготовка\n\nУмения и навыки:\n\n1) гнуть клепку; 2) стягивать обруч;\n\n"
        "3) сушить\n\nЗнания:1. Породы дуба\n\nЗадача 2. Отделка\n\nУмения и навыки:\n\n- Строгать\n\n- Шлифовать\n\n"
        "Знания:\n\n1. Лаки\n\nТребования к личностным компетенциям\n\nТерпение\n\n"
        "Связь с другими профессиями в рамках ОРК\n\nУровень ОРК\n\nНаименование профессии\n\n3\n\nСтоляр\n\n"
        "Министр бочек\n\nБ. Обручев\n"
    )
    parsed = parse(text)
    assert parsed.form == "card-2016"
    assert statements(parsed) == [
        ("ACT/1.1.1/S1", "гнуть клепку;"),
        ("ACT/1.1.1/S2", "стягивать обруч;"),
        ("ACT/1.1.1/S3", "сушить"),
        ("ACT/1.1.1/K1", "Породы дуба"),
        ("ACT/1.1.2/S1", "Строгать"),
        ("ACT/1.1.2/S2", "Шлифовать"),
        ("ACT/1.1.2/K1", "Лаки"),
        ("ACT/1.0.0/C1", "Терпение"),
    ]
    only = parsed.standards[0].cards[0]
    assert (only.levels, only.field("code")) == (("4", "5"), "7522-9")
    assert [(item.level, item.title) for item in only.related] == [("3", "Столяр")]
    assert Counter(use.role for use in parsed.uses)["unknown"] == 0
    assert lost_lines(parsed, text) == []
