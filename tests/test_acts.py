"""Acts that change acts: what amending orders say, the editions they make, chains of acts, status on a day."""

import argparse
import json
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import cards_2023 as documents
import pytest
from factories import act as act_row
from hypothesis import given, settings
from hypothesis import strategies as st
from places import AS_OF, ROOT

from toolkit.acts import (
    ActRef,
    Relation,
    act_text,
    apply_amendments,
    doubt_text,
    history,
    in_force,
    mentions,
    of_paragraphs,
    printed_act,
    read_amendments,
    ref_of,
    relations_of_text,
    same_ref,
    status_phrase,
)
from toolkit.acts.passages import annexes, order_of
from toolkit.acts.wording import quotes
from toolkit.commands.acts_history import run
from toolkit.errors import DataError, InputError
from toolkit.io.amendments import RELATION_COLUMNS, read_act_text, read_relations, relation_of
from toolkit.io.project import Project
from toolkit.labels import words
from toolkit.model import LANGS, KnownAct, Span, statements_of
from toolkit.parse.documents import read_document

SOURCES = ROOT / "standards" / "sources"
EMPLOYMENT = "employment-promotion-amendment-2022.kk.txt"
STATISTICS = "state-statistics-interviewing-2020.kk.txt"
SIX = "social-and-labour-six-standards-2013.kk.txt"

LABOUR = "Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрі"
ECONOMY = "Қазақстан Республикасы Ұлттық экономика министрі"
ORDER_2 = ActRef(ECONOMY, "2020-01-06", "2", "19833", "", "V2000019833")
ORDER_690 = ActRef(LABOUR, "2013-12-31", "690", "9151", "", "V1300009151")
SKY_KK = ActRef("Аспан министрі", "2024-03-01", "7")
SKY_RU = ActRef("Министр неба", "2024-03-01", "7")
AMENDING = ActRef("Аспан министрі", "2025-02-01", "11")

HEAD = {
    "kk": 'БҰЙЫРАМЫН:\n\n1. "Стандартты бекіту туралы" Аспан министрінің 2024 жылғы 1 наурыздағы № 7 бұйрығына '
    "(№ 34000 болып тіркелген) мынадай өзгерістер мен толықтырулар енгізілсін:\n\n",
    "ru": "ПРИКАЗЫВАЮ:\n\n1. Внести в приказ Министра неба от 1 марта 2024 года № 7 «Об утверждении стандарта "
    "«Обсерватории» (зарегистрирован в Реестре под № 34000) следующие изменения и дополнения:\n\n",
}


@cache
def source(name):
    return (SOURCES / name).read_text(encoding="utf-8")


@cache
def project():
    return Project(ROOT)


@cache
def library():
    return project().library()


def text_of(letters, ref=AMENDING, *, lang="kk", name="amending.txt"):
    return act_text(letters, ref, source=name, lang=lang)


def reading_of(letters, lang="kk", *, head=True):
    return read_amendments(text_of((HEAD[lang] if head else "") + letters, lang=lang))


def said(letters, lang="kk", *, head=True):
    """What was understood: operation, place, words; only what is there."""
    return [
        (
            item.operation,
            " ".join(f"{step.kind}:{step.name}" for step in item.place.steps),
            *(text for text in (item.old_words, item.new_words, item.after_words) if text),
        )
        for item in reading_of(letters, lang, head=head).amendments
    ]


def doubts(letters, lang="kk", *, head=True):
    return [item.code for item in reading_of(letters, lang, head=head).findings]


def new_of(letters, lang="kk"):
    return [[passage.text for passage in item.new] for item in reading_of(letters, lang).amendments]


def observatory(lang):
    blocks, ref = (documents.OBSERVATORY_KK, SKY_KK) if lang == "kk" else (documents.OBSERVATORY_RU, SKY_RU)
    return act_text(documents.as_cells(blocks), ref, source="base.txt", lang=lang)


def edition_of(letters, lang="kk", base=None):
    amending = text_of(HEAD[lang] + letters, lang=lang)
    return apply_amendments(base or observatory(lang), read_amendments(amending), amending)


def texts(rows):
    return [row.text for row in rows]


def changed(edition, base):
    """The passages that the edition has and the base has not, and the other way round."""
    new, old = ([item.text for item in one.passages] for one in (edition.text, base))
    return [item for item in new if item not in old], [item for item in old if item not in new]


# --- the real amending order ---------------------------------------------------------------------------------------


def registered(act_id):
    return library().acts[act_id]


def test_the_real_amending_order_is_read():
    """Order 318 of 2022 rewords the preamble and the annex of the standard of order 714; nothing else, no doubt."""
    reading = read_amendments(read_act_text(ROOT, registered("2022-08-18-N318")))
    assert [(item.operation, item.act.act_id, item.span.start) for item in reading.amendments] == [
        ("reword", "V1900019810", 5),
        ("reword", "V1900019810", 11),
    ]
    preamble, annex = reading.amendments
    assert [step.kind for step in preamble.place.steps] == ["preamble"]
    assert preamble.new_span == Span(7, 7)
    assert [step.kind for step in annex.place.steps] == ["standard", "annex"]
    assert annex.place.steps[0].name == "Жұмыспен қамтуға жәрдемдесу (жұмыспен қамту орталығы)"
    assert annex.new_span.start == 34
    assert annex.act.body.startswith(LABOUR)
    assert reading.findings == ()


def test_without_its_base_the_amending_text_stands_as_the_edition():
    """The edition has the cards of the library with the lines of the amending act; what is missing is said."""
    amending = read_act_text(ROOT, registered("2022-08-18-N318"))
    edition = apply_amendments(None, read_amendments(amending), amending)
    assert edition.edition_id == "V1900019810@2022-08-18-N318"
    assert not edition.complete
    assert [item.code for item in edition.findings] == ["base-missing", "base-needed"]
    assert [item.place.printed for item in edition.left] == ["кіріспе"]
    (standard,) = edition.standards
    (known,) = library().documents["2022-08-18-N318"].standards
    assert standard.cards == known.cards
    assert (standard.source, standard.standard_id) == (EMPLOYMENT, edition.edition_id)
    there = [(row.text, row.line_start, row.line_end, row.source) for row in statements_of(known)]
    assert [(row.text, row.line_start, row.line_end, row.source) for row in edition.statements()] == there


@pytest.mark.parametrize(
    ("act_id", "expected"),
    [("V2000019833", ["repeal"]), ("V1300009151", []), ("V1300008876", []), ("2022-08-18-N318", ["reword", "reword"])],
)
def test_orders_that_are_no_amendments_give_no_doubts(act_id, expected):
    """Approval, control and publication are understood as nothing to do; a repeal of another order is read."""
    reading = read_amendments(read_act_text(ROOT, registered(act_id)))
    assert [item.operation for item in reading.amendments] == expected
    assert reading.findings == ()


def test_relations_csv_says_what_the_texts_print():
    """Every relation entered by hand is read in the text too, on the same line with the same day; and no other."""
    entered = read_relations(ROOT)
    printed = [read_act_text(ROOT, act) for act in library().acts.values() if act.status != "not a legal act"]
    read = [item for text in printed for item in relations_of_text(text, read_amendments(text))]
    assert len(entered) == len(read) == 5
    for item in entered:
        (twin,) = [one for one in read if one.tie == item.tie and same_ref(one.act, item.act) is True]
        assert same_ref(twin.other, item.other)
        assert (twin.from_date, twin.where) == (item.from_date, item.where)
        line = source(item.source).split("\n")[item.line - 1]
        assert f"№ {item.act.number}" in line or f"№ {item.other.number}" in line


def test_annexes_and_parts_of_the_real_orders_are_found():
    """Six annexes by number, one without; title, preamble and items end before the signature."""
    six = read_act_text(ROOT, registered("V1300009151"))
    assert [annex.number for annex in annexes(six.passages, "kk")] == list("123456")
    order = order_of(read_act_text(ROOT, registered("V2000019833")))
    assert (order.title, order.preamble, order.items) == ((0, 1), (4, 5), (5, 13))
    (annex,) = annexes(read_act_text(ROOT, registered("V2000019833")).passages, "kk")
    assert annex.number == ""


# --- wording -------------------------------------------------------------------------------------------------------

WORDINGS = [
    ("kk", "3-тармақ алып тасталсын.", [("delete", "item:3")]),
    ("kk", "3-тармақтың 2) тармақшасы алып тасталсын;", [("delete", "item:3 subitem:2")]),
    (
        "kk",
        "2) 4-тармақтың 1), 3) тармақшалары алып тасталсын;",
        [("delete", "item:4 subitem:1"), ("delete", "item:4 subitem:3")],
    ),
    (
        "kk",
        "3-тармақта «он күн» деген сөздер «бес күн» деген сөздермен ауыстырылсын;",
        [("replace", "item:3", "он күн", "бес күн")],
    ),
    ("kk", '3-тармақта:\n\n"он" деген сөз алып тасталсын;', [("delete", "item:3", "он")]),
    (
        "kk",
        '1-қосымшада:\n\n2-тармақта "А" деген сөзден кейін "Б" деген сөзбен толықтырылсын;\n\nекінші абзац алып тасталсын;',
        [("add", "annex:1 item:2", "Б", "А"), ("delete", "annex:1 paragraph:2")],
    ),
    (
        "kk",
        'бүкіл мәтін бойынша "А", "Б" деген сөздер тиісінше "В", "Г" деген сөздермен ауыстырылсын.',
        [("replace", "", "А", "В"), ("replace", "", "Б", "Г")],
    ),
    (
        "kk",
        '"А" деген сөз "Б" деген сөзбен ауыстырылсын, "В" деген сөз алып тасталсын.',
        [("replace", "", "А", "Б"), ("delete", "", "В")],
    ),
    ("kk", "2) тармақша алып тасталсын;", [("delete", "subitem:2")]),
    ("kk", "1-тармақтың күші жойылды деп танылсын.", [("repeal", "item:1")]),
    (
        "kk",
        '"Телескоп реттеуші" кәсібінің карточкасында "А" деген сөз алып тасталсын.',
        [("delete", "card:Телескоп реттеуші", "А")],
    ),
    (
        "kk",
        '"«Аспан» туралы" деген сөздер "“Жер” туралы" деген сөздермен ауыстырылсын.',
        [("replace", "", "«Аспан» туралы", "“Жер” туралы")],
    ),
    ("ru", "пункт 3 исключить.", [("delete", "item:3")]),
    ("ru", "пункт 3 приложения, утвержденного указанным приказом, исключить.", [("delete", "annex: item:3")]),
    ("ru", "подпункты 2) и 3) пункта 4 исключить;", [("delete", "item:4 subitem:2"), ("delete", "item:4 subitem:3")]),
    (
        "ru",
        "в пункте 3 слова «десять дней» заменить словами «пять дней»;",
        [("replace", "item:3", "десять дней", "пять дней")],
    ),
    (
        "ru",
        "3) в пункте 5:\n\nслова «А», «Б» заменить соответственно словами «В», «Г»;\n\nпосле слов «сто» дополнить словами «двести»;",
        [("replace", "item:5", "А", "В"), ("replace", "item:5", "Б", "Г"), ("add", "item:5", "двести", "сто")],
    ),
    (
        "ru",
        "в пункте 3 слова «А» исключить, слова «Б» заменить словами «В».",
        [("delete", "item:3", "А"), ("replace", "item:3", "Б", "В")],
    ),
    ("ru", "абзац второй подпункта 1) пункта 2 исключить.", [("delete", "item:2 subitem:1 paragraph:2")]),
    ("ru", "по всему тексту слово «х» заменить словом «у».", [("replace", "", "х", "у")]),
    ("ru", "признать утратившим силу пункт 4.", [("repeal", "item:4")]),
    (
        "ru",
        "в карточке профессии «Настройщик телескопов» слово «А» исключить.",
        [("delete", "card:Настройщик телескопов", "А")],
    ),
    ("ru", "цифры «10» заменить цифрами «12».", [("replace", "", "10", "12")]),
    ("ru", 'слова "О "небе" и Луне" заменить словами “О Луне”.', [("replace", "", 'О "небе" и Луне', "О Луне")]),
]


@pytest.mark.parametrize(("lang", "letters", "expected"), WORDINGS)
def test_usual_wordings_are_understood(lang, letters, expected):
    """Operation, place and words of each instruction, in the order of the text, without any doubt."""
    assert said(letters, lang) == expected
    assert doubts(letters, lang) == []


BLOCKS = [
    (
        "kk",
        "кіріспе мынадай редакцияда жазылсын:\n\n«Кодекске сәйкес БҰЙЫРАМЫН:»;",
        "preamble:",
        [["Кодекске сәйкес БҰЙЫРАМЫН:"]],
    ),
    (
        "kk",
        'кіріспе мынадай редакцияда жазылсын: "Кодекске сәйкес БҰЙЫРАМЫН:";',
        "preamble:",
        [["Кодекске сәйкес БҰЙЫРАМЫН:"]],
    ),
    (
        "kk",
        'тақырыбы мынадай редакцияда жазылсын:\n\n""Аспан" стандарты туралы".',
        "title:",
        [['"Аспан" стандарты туралы']],
    ),
    (
        "kk",
        "3-тармақ мынадай мазмұндағы 4) тармақшамен толықтырылсын:\n\n«4) жаңа.».",
        "item:3 subitem:4",
        [["4) жаңа."]],
    ),
    (
        "ru",
        "пункт 3 изложить в следующей редакции:\n\n«3. Первое:\n\n1) раз; два;\n\n2) пункт 1 исключить; слова «а».»;",
        "item:3",
        [["3. Первое:", "1) раз; два;", "2) пункт 1 исключить; слова «а»."]],
    ),
    ("ru", "дополнить пунктом 5-1 следующего содержания:\n\n«5-1. Новое.».", "item:5-1", [["5-1. Новое."]]),
    (
        "ru",
        "пункт 3\n\nизложить в следующей\nредакции:\n\n“3. Новое”.",
        "item:3",
        [["3. Новое"]],
    ),
]


@pytest.mark.parametrize(("lang", "letters", "place", "expected"), BLOCKS)
def test_new_texts_in_quotation_marks_are_taken_whole(lang, letters, place, expected):
    """Over one or many paragraphs, with marks inside, and instructions inside that are no instructions of this act."""
    assert [item[1] for item in said(letters, lang)] == [place]
    assert new_of(letters, lang) == expected
    assert doubts(letters, lang) == []


def test_several_items_of_one_new_text_are_told_apart():
    """Each item gets the paragraphs that begin with its number; without the numbers nothing is guessed."""
    letters = "пункты 4 и 5 изложить в следующей редакции:\n\n«4. Четыре:\n\n1) раз.\n\n5. Пять.»;"
    assert new_of(letters, "ru") == [["4. Четыре:", "1) раз."], ["5. Пять."]]
    assert doubts(letters.replace("«4.", "«").replace("5. Пять", "Пять"), "ru") == ["not-understood"]


ANNEXES = {
    "kk": "\n\nМинистр\n\nАспан министрінің\n2025 жылғы 1 ақпандағы\n№ 11 бұйрығына\n1-қосымша\n\nБірінші\n\n"
    "Аспан министрінің\n2025 жылғы 1 ақпандағы\n№ 11 бұйрығына\n2-қосымша\n\nЕкінші",
    "ru": "\n\nМинистр\n\nПриложение 1 к приказу\nМинистра неба\nот 1 февраля 2025 года № 11\n\n"
    "Приложение 3 к приказу\nМинистра неба\nот 1 марта 2024 года № 7\n\nПервый\n\n"
    "Приложение 2\nк приказу Министра неба\nот 1 февраля 2025 года № 11\n\nВторой",
}


@pytest.mark.parametrize(
    ("lang", "letters", "places"),
    [
        (
            "kk",
            "1 және 3-қосымшалар осы бұйрыққа 1 және 2-қосымшаларға сәйкес жаңа редакцияда жазылсын.",
            ["annex:1", "annex:3"],
        ),
        (
            "kk",
            "көрсетілген бұйрыққа 3-қосымша осы бұйрыққа\n1-қосымшаға сәйкес жаңа редакцияда\n\nжазылсын.",
            ["annex:3"],
        ),
        (
            "kk",
            'көрсетілген бұйрықпен бекітілген "А" кәсіптік стандартында:\n\nқосымша осы бұйрыққа 1-қосымшаға сәйкес жаңа редакцияда жазылсын.',
            ["standard:А annex:"],
        ),
        ("kk", '"А" кәсіби стандарты осы бұйрыққа 1-қосымшаға сәйкес жаңа редакцияда жазылсын.', ["standard:А"]),
        (
            "ru",
            "приложения 1, 3 к указанному приказу изложить в новой редакции согласно приложениям 1, 2 к настоящему приказу.",
            ["annex:1", "annex:3"],
        ),
        (
            "ru",
            "профессиональный стандарт «А», утвержденный указанным приказом, изложить в новой редакции согласно приложению 1 к настоящему приказу.",
            ["standard:А"],
        ),
        ("ru", "изложить в новой редакции согласно приложению 1 к настоящему приказу.", [""]),
        ("ru", "приложение 3 изложить в редакции согласно приложению 1 к настоящему приказу.", ["annex:3"]),
        ("kk", "3-қосымша осы бұйрыққа 1-қосымшаға сәйкес редакцияда жазылсын.", ["annex:3"]),
        ("ru", "дополнить приложением 3 согласно приложению 1 к настоящему приказу.", ["annex:3"]),
    ],
)
def test_new_texts_in_annexes_are_found(lang, letters, places):
    """Each place gets its own annex, in order; the heading of the base act above a new text is no annex of its own."""
    assert [item[1] for item in said(letters + ANNEXES[lang], lang)] == places
    found = {"kk": [["Бірінші"], ["Екінші"]], "ru": [["Первый"], ["Второй"]]}[lang]
    assert new_of(letters + ANNEXES[lang], lang) == found[: len(places)]
    assert doubts(letters + ANNEXES[lang], lang) == []


NOT_UNDERSTOOD = [
    ("kk", "3-тармақ тиісті түрде өзгертілсін;", "not-understood"),
    ("kk", '3-тармақта "А" деген сөз тиісті септіктерде "Б" деген сөзбен ауыстырылсын;', "not-understood"),
    ("kk", '"А", "Б" деген сөздер "В" деген сөзбен ауыстырылсын;', "not-understood"),
    ("kk", "5-бап алып тасталсын;", "not-understood"),
    ("kk", "осы бұйрықтың 3-тармағы алып тасталсын;", "not-understood"),
    ("ru", "пункт 3 настоящего приказа исключить;", "not-understood"),
    ("kk", "ауыстырылсын;", "not-understood"),
    ("kk", "1 және 2-қосымшалар осы бұйрыққа 1-қосымшаға сәйкес жаңа редакцияда жазылсын;", "annex-count"),
    ("kk", "1-қосымша осы бұйрыққа 9-қосымшаға сәйкес жаңа редакцияда жазылсын;", "annex-missing"),
    ("kk", "3-тармақ мынадай редакцияда жазылсын:\n\n3. Жаңа.", "no-text"),
    ("ru", "статью 7 исключить;", "not-understood"),
    ("ru", "в пункте 8 слова «а» заменить в соответствующих падежах словами «б»;", "not-understood"),
    ("ru", "в пункте 3 и пункте 5 слова «а» заменить словами «б»;", "not-understood"),
    ("ru", "в пунктах 1, 2 подпункты 3), 4) исключить;", "not-understood"),
    ("ru", "исключить;", "not-understood"),
    ("ru", "пункт 3 изложить в следующей редакции:\n\n«3. Без конца;\n\nещё;", "block-open"),
    ("ru", "слова «а», «б» заменить словами «в»;", "not-understood"),
    ("ru", "пункт 3 считать пунктом 4;", "not-understood"),
]


@pytest.mark.parametrize(("lang", "letters", "code"), NOT_UNDERSTOOD)
def test_what_is_not_understood_is_listed_and_not_guessed(lang, letters, code):
    """An instruction with one word too many makes no amendment, but a finding with its lines and words."""
    assert said(letters, lang) == []
    found = reading_of(letters, lang).findings
    assert found[0].code == code
    assert found[0].span.start == 5


@pytest.mark.parametrize(
    ("lang", "opening"),
    [
        ("kk", "көрсетілген бұйрықпен бекітілген Қағидаларда:"),
        ("ru", "в Правилах обслуживания обсерваторий, утвержденных указанным приказом:"),
        ("ru", "в приказах Министра неба от 1 марта 2024 года № 7 и Министра неба от 2 марта 2024 года № 8:"),
        ("ru", "пункт 9 изложить в следующей редакции:"),
        ("ru", "пункт 9 изложить в следующей редакции:\n\n«9. Без конца;"),
    ],
)
def test_what_an_unclear_sentence_opened_is_not_read_as_a_change_of_the_order(lang, opening):
    """Items of unknown rules, or of a new text without marks, are no items of the order; the next number starts afresh."""
    change = {"kk": "3-тармақ алып тасталсын", "ru": "пункт 3 исключить"}[lang]
    assert said(f"1) {opening}\n\n{change};\n\n2) {change.replace('3', '4')}.", lang) == [("delete", "item:4")]
    assert len(doubts(f"1) {opening}\n\n{change};", lang)) == 2


def test_a_reference_that_is_no_act_leaves_the_instruction_without_base():
    """An order without date and number is nobody's; its changes are listed."""
    letters = "ПРИКАЗЫВАЮ:\n\n1. Внести в приказ Министра «О небе» следующие изменения:\n\nпункт 3 исключить."
    assert said(letters, "ru", head=False) == []
    assert doubts(letters, "ru", head=False) == ["not-understood", "not-understood"]


def test_several_acts_of_one_number_stay_apart():
    """Each list item opens its own act; two orders № 5 of one day, of different bodies, are two acts."""
    letters = (
        "ПРИКАЗЫВАЮ:\n\n1. Внести в некоторые приказы следующие изменения:\n\n"
        "1) в приказе Министра юстиции от 1 мая 2020 года № 5 «О А»:\n\nпункт 2 исключить;\n\n"
        "2) в приказе Министра энергетики от 1 мая 2020 года № 5 «О Б»:\n\nпункт 3 исключить.\n\n"
        "2. Контроль оставляю за собой."
    )
    first, second = reading_of(letters, "ru", head=False).amendments
    assert (first.place.steps[0].name, second.place.steps[0].name) == ("2", "3")
    assert same_ref(first.act, second.act) is False
    assert doubts(letters, "ru", head=False) == []


@pytest.mark.parametrize(
    ("lang", "letters", "expected"),
    [
        (
            "kk",
            (
                'БҰЙЫРАМЫН:\n\n1. Мына бұйрықтардың күші жойылды деп танылсын:\n\n1) "А туралы" Қазақстан Республикасы Әділет '
                "министрінің 2020 жылғы 1 мамырдағы № 5 бұйрығы;\n\n2) Қазақстан Республикасы Энергетика министрінің 2020 жылғы "
                "2 мамырдағы № 5 бұйрығы (№ 888 болып тіркелген).\n\n2. Бақылау өзіме қалдырылсын."
            ),
            ["2020-05-01-N5", "V2000000888"],
        ),
        (
            "ru",
            (
                "ПРИКАЗЫВАЮ:\n\n1. Признать утратившими силу некоторые приказы согласно приложению к настоящему приказу.\n\n"
                "Министр\n\nПриложение к приказу\nМинистра неба\nот 1 февраля 2025 года № 11\n\nПеречень\n\n1. Приказ Министра "
                "финансов от 4 мая 2020 года № 9 «О Г».\n\n2. Приказ Министра финансов от 5 мая 2020 года № 10 «О Д»."
            ),
            ["2020-05-04-N9", "2020-05-05-N10"],
        ),
    ],
)
def test_lists_of_repealed_acts_are_read(lang, letters, expected):
    """In the order itself and in its annex, each act with its own line."""
    reading = reading_of(letters, lang, head=False)
    assert [(item.operation, item.act.act_id) for item in reading.amendments] == [("repeal", name) for name in expected]
    assert len({item.span for item in reading.amendments}) == len(expected)
    assert reading.findings == ()


@pytest.mark.parametrize(
    ("lang", "letters", "expected"),
    [
        ("kk", "2. Осы бұйрық 2026 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.", "2026-01-01"),
        (
            "kk",
            "2. Осы бұйрық алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі.",
            "",
        ),
        ("ru", "2. Настоящий приказ вводится в действие с 1 сентября 2025 года.", "2025-09-01"),
        (
            "ru",
            "2. Приказ вводится в действие с 1 мая 2025 года, кроме пункта 3, который вводится в действие с 31 июня 2025 года.",
            "2025-05-01",
        ),
    ],
)
def test_the_day_of_entry_is_read_where_it_is_named(lang, letters, expected):
    """A day in the text is that day; «ten days after publication» is none."""
    assert reading_of(f"пункт 3 исключить.\n\n{letters}", lang).entry == expected


# --- references ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "text", "act_id", "title"),
    [
        ("kk", "ҚР Әділет министрінің 14.04.2025 № 2 (жарияланған күннен кейін) бұйрығымен", "2025-04-14-N2", ""),
        (
            "kk",
            '"«А» және "Б" туралы" Үкіметтің 2020 жылғы 3 мамырдағы № 1/2 қаулысына',
            "2020-05-03-N1/2",
            '«А» және "Б" туралы',
        ),
        ("kk", "Министрдің 2020 жылғы 3 мамырдағы № 374-ө-м «А туралы» бұйрығы", "2020-05-03-N374-ө-м", "А туралы"),
        ("ru", "приказом и.о. Министра юстиции РК от 05.08.2021 № 9-НҚ", "2021-08-05-N9-НҚ", ""),
        (
            "ru",
            'приказ Министра от 5 августа 2021 года № 9 "Об утверждении "Правил"" (зарегистрирован под № 7)',
            "V2100000007",
            'Об утверждении "Правил"',
        ),
        (
            "ru",
            "приказ Министра от 5 августа 2021 года № 9 «О «А» и «Б» (зарегистрирован под № 7)",
            "V2100000007",
            "О «А» и «Б",
        ),
    ],
)
def test_acts_are_named_in_many_ways(lang, text, act_id, title):
    """Dates in words and figures, acting ministers, numbers with letters, nested and lost quotation marks."""
    (mention,) = mentions(text, lang)
    assert (mention.act.act_id, mention.act.title) == (act_id, title)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            ActRef("Ұлттық экономика министрінің", "2020-01-06", "2"),
            ActRef("Министра национальной экономики РК", "2020-01-06", "2"),
            True,
        ),
        (ActRef("Әділет министрі", "2020-01-06", "2"), ActRef("и.о. Министра юстиции", "2020-01-06", "2"), True),
        (ActRef("Әділет министрі", "2020-01-06", "2"), ActRef("Энергетика министрі", "2020-01-06", "2"), False),
        (ActRef("Әділет министрі", "2020-01-06", "2"), ActRef("Әділет министрі", "2020-01-07", "2"), False),
        (ActRef("", "2020-01-06", "2", "10"), ActRef("", "2020-01-06", "2", "11"), False),
        (ActRef("", "2020-01-06", "2", "10"), ActRef("", "2020-01-06", "2", "0010"), True),
        (ActRef("", "", "2"), ActRef("", "", "2"), None),
        (ActRef("", "2020-01-06", "2"), ActRef("Әділет министрі", "2020-01-06", "2"), None),
        (ActRef("Министр", "2020-01-06", "7-НҚ"), ActRef("Министр", "2020-01-06", "7-HҚ"), True),
    ],
)
def test_acts_are_one_by_body_date_and_number(one, other, expected):
    """Never by the number alone; where a part is missing the answer is «not known»; languages do not matter."""
    assert same_ref(one, other) is expected
    assert same_ref(other, one) is expected


def test_a_cell_without_date_is_a_title():
    """«Әлеуметтік кодекс» is known by name."""
    assert printed_act("Әлеуметтік кодекс", "kk") == ActRef(title="Әлеуметтік кодекс")
    assert printed_act(registered("V1300009151").status_by, "kk").act_id == "2015-12-15-N971"


# --- editions ------------------------------------------------------------------------------------------------------


def real_base():
    return text_of(source(STATISTICS), ORDER_2, name=STATISTICS)


def real_amending(letters, body):
    head = (
        f'БҰЙЫРАМЫН:\n\n1. "Сұхбаттасу" стандартын бекіту туралы" {ECONOMY}нің 2020 жылғы 6 қаңтардағы № 2 бұйрығына '
        f"(№ 19833 болып тіркелген) өзгеріс енгізілсін:\n\n{letters}\n\n2. Бақылау маған жүктелсін.\n\nМинистр\n\n"
    )
    return text_of(
        f"{head}{ECONOMY}нің\n2023 жылғы 5 мамырдағы\n№ 77 бұйрығына\nқосымша\n\n{body}",
        ActRef(ECONOMY, "2023-05-05", "77"),
    )


def test_a_new_annex_replaces_the_whole_standard():
    """The order of source 000 with the cards of source 002 as its new annex: their statements, their lines."""
    lines = source(EMPLOYMENT).split("\n")
    body = "\n".join(lines[33:])
    amending = real_amending("қосымша осы бұйрыққа қосымшаға сәйкес жаңа редакцияда жазылсын.", body)
    edition = apply_amendments(real_base(), read_amendments(amending), amending)
    assert (edition.edition_id, edition.complete, edition.findings) == ("V2000019833@2023-05-05-N77", True, ())
    (standard,) = edition.standards
    (known,) = library().documents["2022-08-18-N318"].standards
    assert texts(statements_of(standard)) == texts(statements_of(known))
    assert standard.source == "amending.txt"
    printed = read_act_text(ROOT, registered("2022-08-18-N318"))
    shift = amending.passages[-1].paragraph.span.end - printed.passages[-1].paragraph.span.end
    moved = [row.line_start + shift for row in statements_of(known)]
    assert [row.line_start for row in edition.statements()] == moved
    (origin,) = edition.trace(Span(1, 1))
    assert (origin.act_id, origin.source) == ("V2000019833", STATISTICS)


def test_two_annexes_of_six_are_replaced_and_the_others_stay():
    """Standards 1 and 3 of source 001 get the texts of 2 and 4; the others keep statements, lines and file."""
    base = text_of(source(SIX), ORDER_690, name=SIX)
    pieces = {annex.number: annex for annex in annexes(base.passages, "kk")}
    lines = source(SIX).split("\n")

    def body(number):
        first, last = (base.passages[n].paragraph.span for n in (pieces[number].body, pieces[number].end - 1))
        return "\n".join(lines[first.start - 1 : last.end])

    head = "Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрінің\n2014 жылғы 5 мамырдағы\n№ 77 бұйрығына"
    letters = (
        f'БҰЙЫРАМЫН:\n\n1. "Стандарттарды бекіту туралы" {LABOUR}нің 2013 жылғы 31 желтоқсандағы № 690 бұйрығына '
        "(№ 9151 болып тіркелген) мынадай өзгерістер енгізілсін:\n\n1 және 3-қосымшалар осы бұйрыққа 1 және 2-қосымшаларға "
        f"сәйкес жаңа редакцияда жазылсын.\n\nМинистр\n\n{head}\n1-қосымша\n\n{body('2')}\n\n{head}\n2-қосымша\n\n{body('4')}"
    )
    amending = text_of(letters, ActRef(LABOUR, "2014-05-05", "77"))
    edition = apply_amendments(base, read_amendments(amending), amending)
    old = library().documents["V1300009151"].standards
    assert edition.complete
    assert [item.source for item in edition.standards] == ["amending.txt", SIX, "amending.txt", SIX, SIX, SIX]
    for new, there in zip(edition.standards, (1, 1, 3, 3, 4, 5), strict=True):
        assert texts(statements_of(new)) == texts(statements_of(old[there]))
    for place in (1, 3, 4, 5):
        assert edition.standards[place].cards == old[place].cards


WORDS_KK = '9-тармақта "Айнаның тазалығын" деген сөздер "Линзаның тазалығын" деген сөздермен ауыстырылсын.'


@pytest.mark.parametrize(
    ("lang", "letters", "old", "new"),
    [
        (
            "kk",
            "«Оқу обсерваториясының операторы» кәсібінің карточкасында «Айнаның тазалығын» деген сөздер «Линзаның тазалығын» деген сөздермен ауыстырылсын.",
            "Айнаның тазалығын бағалау",
            "Линзаның тазалығын бағалау",
        ),
        (
            "kk",
            "көрсетілген бұйрыққа қосымшада «Суреттерді біріктіру» деген сөздерден кейін «және сақтау» деген сөздермен толықтырылсын.",
            "Суреттерді біріктіру",
            "Суреттерді біріктіру және сақтау",
        ),
        (
            "ru",
            "в карточке профессии «Оператор учебной обсерватории» слова «чистоту зеркала» заменить словами «чистоту линзы».",
            "Оценивать чистоту зеркала",
            "Оценивать чистоту линзы",
        ),
        (
            "ru",
            "в профессиональном стандарте «Обслуживание учебных обсерваторий» слова «Выбирать объекты» заменить словами «Отбирать объекты».",
            "Выбирать объекты наблюдений",
            "Отбирать объекты наблюдений",
        ),
    ],
)
def test_words_of_one_statement_change_and_nothing_else(lang, letters, old, new):
    """One statement differs; its origin is the base act, with the instruction that changed it; all others are as before."""
    base = observatory(lang)
    edition = edition_of(letters, lang)
    before = apply_amendments(base, *nothing(lang)).statements()
    after = edition.statements()
    differing = [(one.text, two.text) for one, two in zip(before, after, strict=True) if one.text != two.text]
    assert len(differing) == 1
    assert (old in differing[0][0], new in differing[0][1]) == (True, True)
    (row,) = [two for one, two in zip(before, after, strict=True) if one.text != two.text]
    assert (row.source, edition.complete) == ("base.txt", True)
    edited = [item for item in edition.text.passages if item.changed_by]
    assert [item.changed_by for item in edited] == [((AMENDING.act_id, "amending.txt", Span(5, 5)),)]


def nothing(lang):
    """An amendment of another sentence of the order, so that an edition is made."""
    word = {
        "kk": '2-тармақта "жүктелсін" деген сөз "берілсін" деген сөзбен ауыстырылсын.',
        "ru": "в пункте 2 слово «возложить» заменить словом «оставить».",
    }
    amending = text_of(HEAD[lang] + word[lang], lang=lang)
    return read_amendments(amending), amending


@pytest.mark.parametrize(
    ("lang", "letters", "added", "gone"),
    [
        ("kk", "2-тармақ алып тасталсын.", [], ["2. Осы бұйрықтың орындалуын бақылау вице-министрге жүктелсін."]),
        ("kk", "мынадай мазмұндағы 1-1-тармақпен толықтырылсын:\n\n«1-1. Жариялансын.».", ["1-1. Жариялансын."], []),
        (
            "kk",
            "тақырыбы мынадай редакцияда жазылсын:\n\n«Обсерваториялар туралы».",
            ["Обсерваториялар туралы"],
            ["«Оқу обсерваторияларына қызмет көрсету» кәсіптік стандартын бекіту туралы"],
        ),
        (
            "ru",
            "преамбулу изложить в следующей редакции:\n\n«Согласно закону ПРИКАЗЫВАЮ:»;",
            ["Согласно закону ПРИКАЗЫВАЮ:"],
            ["В соответствии со статьей 5 Закона «О профессиональных квалификациях» ПРИКАЗЫВАЮ:"],
        ),
        (
            "ru",
            "подпункт 2) пункта 2 приложения исключить.",
            [],
            ["2) умение – способность выполнять отдельные действия."],
        ),
        (
            "ru",
            "пункт 2 приложения дополнить подпунктом 3) следующего содержания:\n\n«3) купол – крыша.».",
            ["3) купол – крыша."],
            [],
        ),
        (
            "ru",
            "пункт 2 дополнить словами «Министерства неба».",
            ["2. Контроль за исполнением настоящего приказа возложить на вице-министра Министерства неба."],
            ["2. Контроль за исполнением настоящего приказа возложить на вице-министра."],
        ),
    ],
)
def test_parts_of_an_order_change_where_they_stand(lang, letters, added, gone):
    """What was ordered is there, what was taken out is not, and everything else is as it was."""
    edition = edition_of(letters, lang)
    assert changed(edition, observatory(lang)) == (added, gone)
    assert edition.findings == ()


def test_an_item_ends_where_the_next_chapter_begins():
    """Item 3 is the last one of chapter 1: its abbreviations go with it, the heading of chapter 2 stays."""
    edition = edition_of("көрсетілген бұйрыққа қосымшада:\n\n3-тармақ алып тасталсын.")
    _, gone = changed(edition, observatory("kk"))
    assert [text.split()[0] for text in gone] == ["3.", "СБШ", "БТБА"]
    again = edition_of("көрсетілген бұйрыққа қосымшада:\n\n2-тарау алып тасталсын.")
    _, gone = changed(again, observatory("kk"))
    assert (gone[0], gone[1].split()[0]) == ("2-тарау. Кәсіптік стандарттың паспорты", "4.")
    assert "3-тарау. Кәсіптер карточкалары" in [item.text for item in again.text.passages]


def test_a_card_can_be_an_item_of_the_standard():
    """«9-тармақ» of the annex is the whole first card, lists and all; the second card stays."""
    edition = edition_of("көрсетілген бұйрыққа қосымшада:\n\n9-тармақ алып тасталсын.")
    (standard,) = edition.standards
    assert [card.title for card in standard.cards] == ["Телескоп реттеуші"]
    by_title = edition_of("«Оқу обсерваториясының операторы» кәсібінің карточкасы алып тасталсын.")
    assert [item.text for item in by_title.text.passages] == [item.text for item in edition.text.passages]


@pytest.mark.parametrize(
    ("lang", "letters", "code"),
    [
        ("kk", "77-тармақ алып тасталсын.", "place-missing"),
        ("kk", "5-қосымшада 1-тармақ алып тасталсын.", "place-missing"),
        ("kk", "10-тармақ алып тасталсын.", "place-missing"),
        ("kk", "екінші абзац алып тасталсын.", "place-unclear"),
        ("kk", "2-тармақтың екінші бөлігі алып тасталсын.", "place-unclear"),
        ("kk", '"Астроном" кәсібінің карточкасы алып тасталсын.', "place-missing"),
        ("kk", '2-тармақта "жоқ сөз" деген сөздер алып тасталсын.', "words-missing"),
        ("kk", '2-тармақта "бұйрық" деген сөз алып тасталсын.', "words-missing"),
        ("kk", "мынадай мазмұндағы 2-тармақпен толықтырылсын:\n\n«2. Жаңа.».", "place-taken"),
        (
            "ru",
            "дополнить приложением 2 согласно приложению к настоящему приказу.\n\nМинистр\n\nПриложение к приказу\nМинистра неба\nот 1 февраля 2025 года № 11\n\nТекст",
            "annex-head",
        ),
        ("ru", "признать утратившим силу пункт 9.", "place-missing"),
    ],
)
def test_what_cannot_be_carried_out_is_left_with_a_finding(lang, letters, code):
    """The text stays as it was; the amendment is listed, with what to do in three languages."""
    edition = edition_of(letters, lang)
    assert [item.code for item in edition.findings] == [code]
    assert len(edition.left) == 1
    assert edition.applied == ()
    assert edition.text == observatory(lang)
    assert all(doubt_text(edition.findings[0], one) for one in LANGS)


@pytest.mark.parametrize(
    ("numbers", "item", "gone"),
    [
        ("1 2 3", "2", "2"),
        ("1 2 1 2 3 3", "2", None),
        ("1 2 3 1 2 3 4", "3", None),
        ("1 1 2 2 3", "2", None),
        ("1 2 3 1 2 4", "3", "3 1 2"),
        ("1 2 3 1 2", "3", None),
        ("1 2 3 1 2 5", "3", None),
        ("1 2 1 2 3 1 2 4", "3", None),
        ("1 2 1 3 1 4", "3", "3 1"),
        ("2 3", "2", "2"),
    ],
)
def test_items_are_found_among_inner_lists_or_not_at_all(numbers, item, gone):
    """An item is taken with its inner lists where its beginning and its end are certain; else it is left."""
    lines = [f"{number}. {place}-мәтін." for place, number in enumerate(numbers.split())]
    head = "БҰЙЫРАМЫН:\n\n1. Бекітілсін.\n\nМинистр\n\nАспан министрінің\n2024 жылғы 1 наурыздағы\n№ 7 бұйрығына қосымша\n\n"
    base = text_of(head + "\n\n".join(lines), SKY_KK)
    edition = edition_of(f"қосымшада {item}-тармақ алып тасталсын.", "kk", base)
    left = [one.text for one in edition.text.passages if "-мәтін" in one.text]
    taken = [line.split(".")[0] for line in lines if line not in left]
    assert " ".join(taken) == (gone or "")
    assert [one.code for one in edition.findings if one.code != "no-form"] == ([] if gone else ["place-unclear"])


def test_words_that_stand_several_times_are_all_changed_and_said():
    """Without «everywhere» a second place is a reason to look; with it none."""
    letters = "в приложении слово «обсерваторий» заменить словом «куполов»."
    edition = edition_of(letters, "ru")
    assert [item.code for item in edition.findings] == ["words-several"]
    assert (
        edition_of("в приложении по всему тексту слово «обсерваторий» заменить словом «куполов».", "ru").findings == ()
    )
    assert all(
        "обсерваторий" not in item.text for item in edition.text.passages[order_of(observatory("ru")).items[1] + 5 :]
    )


def test_a_new_annex_is_added_behind_the_others():
    """It brings the heading that it has in the base act; after that it can be amended itself."""
    letters = f"дополнить приложением 3 согласно приложению 1 к настоящему приказу.{ANNEXES['ru']}"
    edition = edition_of(letters, "ru")
    assert [annex.number for annex in annexes(edition.text.passages, "ru")] == ["", "3"]
    again = edition_of("приложение 3 исключить.", "ru", edition.text)
    assert again.text.passages == observatory("ru").passages


def test_an_edition_can_be_amended_again():
    """Second amendments build on the first; every line still knows the act that printed it."""
    first = edition_of("мынадай мазмұндағы 1-1-тармақпен толықтырылсын:\n\n«1-1. Жариялансын.».")
    amending = text_of(
        f"{HEAD['kk']}1-1-тармақта «Жариялансын» деген сөз «Таратылсын» деген сөзбен ауыстырылсын.\n\n2. Осы бұйрық 2026 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.",
        ActRef("", "2025-12-01", "12"),
        name="second.txt",
    )
    second = apply_amendments(first.text, read_amendments(amending), amending)
    assert second.edition_id == "2024-03-01-N7@2026-01-01"
    (passage,) = [item for item in second.text.passages if item.text == "1-1. Таратылсын."]
    assert (passage.act_id, passage.source) == (AMENDING.act_id, "amending.txt")
    assert [item[0] for item in passage.changed_by] == ["2025-12-01-N12"]


def test_an_amending_act_can_itself_be_amended():
    """The new text inside an amending act changes, and so does the edition that it then makes."""
    first = text_of(HEAD["kk"] + "2-тармақ мынадай редакцияда жазылсын:\n\n«2. Бірінші нұсқа.».")
    letters = f"БҰЙЫРАМЫН:\n\n1. {AMENDING.body}нің 2025 жылғы 1 ақпандағы № 11 бұйрығында «Бірінші нұсқа» деген сөздер «Екінші нұсқа» деген сөздермен ауыстырылсын."
    later = text_of(letters, ActRef("", "2025-12-01", "12"), name="second.txt")
    amended = apply_amendments(first, read_amendments(later), later)
    assert [item.code for item in amended.findings] == ["no-form"]
    edition = apply_amendments(observatory("kk"), read_amendments(amended.text), amended.text)
    assert "2. Екінші нұсқа." in [item.text for item in edition.text.passages]


def test_a_whole_act_is_reworded_or_repealed():
    """A new wording of the act is its text; a repealed one keeps its text, and the status must be entered."""
    letters = f"изложить в новой редакции согласно приложению 1 к настоящему приказу.{ANNEXES['ru']}"
    assert [item.text for item in edition_of(letters, "ru").text.passages] == ["Первый"]
    amending = text_of(
        "ПРИКАЗЫВАЮ:\n\n1. Признать утратившим силу приказ Министра неба от 1 марта 2024 года № 7.", lang="ru"
    )
    edition = apply_amendments(observatory("ru"), read_amendments(amending), amending)
    assert edition.text == observatory("ru")
    assert [item.code for item in edition.findings] == ["act-repealed-whole"]


def test_an_act_that_is_not_changed_is_refused():
    """The message names the acts that are changed; an act of the same number and another body is not one of them."""
    amending = text_of(HEAD["kk"] + "2-тармақ алып тасталсын.")
    other = ActRef("Әділет министрі", "2024-03-01", "7")
    with pytest.raises(InputError, match="V2400034000"):
        apply_amendments(None, read_amendments(amending), amending, other)
    half = apply_amendments(None, read_amendments(amending), amending, ActRef("", "2024-03-01", "7"))
    assert [item.code for item in half.findings] == ["act-unclear", "base-missing", "no-form"] or half.left


def test_html_and_text_make_one_edition():
    """The passages of a saved page carry its tables; the statements of the edition are the same."""
    page = read_document(documents.as_html(documents.OBSERVATORY_KK), "base.html")
    base = of_paragraphs(page.paragraphs, SKY_KK, source="base.html", lang="kk")
    letters = "2-тармақ алып тасталсын."
    assert texts(edition_of(letters, "kk", base).statements()) == texts(edition_of(letters, "kk").statements())


INSTRUCTIONS = [
    ("2-тармақ алып тасталсын;", True),
    ("3-тармақтың 1) тармақшасы алып тасталсын;", True),
    ('"А" деген сөз "Б" деген сөзбен ауыстырылсын;', True),
    ("4-тармақ мынадай редакцияда жазылсын:\n\n«4. Жаңа;\n\n1) бір.»;", True),
    ("4-бап алып тасталсын;", False),
    ("5-тармақ қайта қаралсын;", False),
    ("тиісті сөздер ауыстырылсын;", False),
]


@given(st.lists(st.sampled_from(INSTRUCTIONS), min_size=1, max_size=6), st.booleans())
@settings(max_examples=60, deadline=None)
def test_every_instruction_is_an_amendment_or_a_finding(chosen, counted):
    """Nothing is lost whatever stands beside it, with and without numbers before the instructions."""
    letters = "\n\n".join(f"{n}) {text}" if counted else text for n, (text, _) in enumerate(chosen, 1))
    reading = reading_of(letters)
    assert len(reading.amendments) == sum(clear for _, clear in chosen)
    assert len(reading.findings) == sum(not clear for _, clear in chosen)


@given(st.text('абв «»"“”():;.,№ \n1234', max_size=80))
@settings(max_examples=150, deadline=None)
def test_no_text_breaks_the_reader(letters):
    """Odd marks and numbers give findings at most; quotations never overlap."""
    reading = reading_of(letters)
    assert all(item.span.start >= 5 for item in reading.amendments)
    found = quotes(letters)
    assert all(one.end <= two.start for one, two in pairwise(found))


@given(st.sampled_from(["операторы", "телескоп", "СБШ", "Айнаны", "бақылау"]), st.text("қүң", min_size=3, max_size=6))
@settings(max_examples=25, deadline=None)
def test_words_there_and_back_give_the_same_text(old, new):
    """Replacing words and then replacing them back restores every paragraph."""
    once = edition_of(f"бүкіл мәтін бойынша «{old}» деген сөз «{new}» деген сөзбен ауыстырылсын.")
    back = edition_of(f"бүкіл мәтін бойынша «{new}» деген сөз «{old}» деген сөзбен ауыстырылсын.", "kk", once.text)
    assert [item.text for item in back.text.passages] == [item.text for item in observatory("kk").passages]
    assert once.text != back.text


# --- chains --------------------------------------------------------------------------------------------------------


def test_the_chain_of_the_real_acts():
    """Order № 2 of 2020 repealed order № 336 and was itself repealed by another order № 2; each is one act."""
    acts, known = project().acts(), project().known_acts()
    chain = history(acts, known, "V1300009123", read_relations(ROOT))
    assert [(link.depth, link.tie, link.act.act_id, link.registered) for link in chain.links] == [
        (1, "repealed-by", "V2000019833", True),
        (2, "repealed-by", "2025-04-14-N2", False),
    ]
    assert {item.params[0] for item in chain.findings if item.code == "unlisted"} == {"V1300009123", "2025-04-14-N2"}
    base = history(acts, known, "V1900019810", read_relations(ROOT))
    assert [ref.act_id for ref in base.direct("amended-by")] == ["2022-08-18-N318"]
    assert base.act.number == "714"


def test_without_relations_csv_the_register_tells_its_own():
    """`amends`, `status_by` and known acts are relations too; one that is said twice is one link with both sources."""
    acts, known = project().acts(), project().known_acts()
    chain = history(acts, known, "V1300009151")
    assert [(link.tie, link.act.act_id, link.from_date) for link in chain.links] == [
        ("repealed-by", "2015-12-15-N971", "2016-01-01")
    ]
    (link,) = history(acts, known, "2022-08-18-N318", read_relations(ROOT)).links
    assert link.sources == (f"{EMPLOYMENT}:3", "acts.csv")
    law = history(acts, known, "Халықты жұмыспен қамту туралы")
    assert law.links[0].from_date == "2023-07-01"


def ref(number, body="Әділет министрі", day="2020-01-01"):
    return ActRef(body, day, str(number))


def test_circles_end_and_are_said():
    """A repeals B, B repeals A: every link once, one finding."""
    ties = [
        Relation("repeals", ref(1), ref(2)),
        Relation("repeals", ref(2), ref(1)),
        Relation("amends", ref(3), ref(1)),
    ]
    chain = history([], [], ref(1).act_id, ties)
    assert sorted((link.tie, link.act.number) for link in chain.links) == [
        ("amended-by", "3"),
        ("repealed-by", "2"),
        ("repeals", "2"),
    ]
    (cycle,) = [item for item in chain.findings if item.code == "cycle"]
    assert cycle.params == ("2020-01-01-N1, 2020-01-01-N2",)


def test_two_acts_of_one_number_are_not_confused():
    """Same number and day, two bodies: two chains; the identifier alone is refused, a number alone too."""
    ties = [
        Relation("repeals", ref(9), ref(5)),
        Relation("amends", ref(8), ref(5, "Энергетика министрі")),
        Relation("amends", ref(7), ref(5, "", "2020-01-01")),
    ]
    acts = [
        act_row(
            act_id="V2000000001", issuer="Әділет министрі", date=date(2020, 1, 1), number="5", registration_number="1"
        )
    ]
    chain = history(acts, [], "V2000000001", ties)
    assert [(link.tie, link.act.number) for link in chain.links] == [("repealed-by", "9")]
    with pytest.raises(InputError, match="could be several acts"):
        history([], [], "2020-01-01-N5", ties)
    with pytest.raises(InputError, match="only a number; acts with it: V2000000001"):
        history(acts, [], "5", ties)
    with pytest.raises(InputError, match="no act 'X'"):
        history(acts, [], "X", ties)


@given(
    st.lists(
        st.tuples(st.sampled_from(["amends", "repeals", "replaces"]), st.integers(1, 5), st.integers(1, 5)).filter(
            lambda edge: edge[1] != edge[2]
        ),
        min_size=1,
        max_size=12,
    )
)
@settings(max_examples=80, deadline=None)
def test_chains_are_symmetric_and_complete(edges):
    """Whatever amends an act sees it as amended; each relation that can be reached is a link exactly once."""
    ties = [Relation(tie, ref(one), ref(two), source="x", line=1) for tie, one, two in edges]
    back = {"amends": "amended-by", "repeals": "repealed-by", "replaces": "replaced-by"}
    for tie, one, two in edges:
        assert ref(two) in history([], [], ref(one).act_id, ties).direct(tie)
        chain = history([], [], ref(two).act_id, ties)
        assert ref(one) in chain.direct(back[tie])
        forward = {"amended-by": "amends", "repealed-by": "repeals", "replaced-by": "replaces"}
        reached = [
            (forward[link.tie], link.act.number, link.of.number)
            if link.tie in forward
            else (link.tie, link.of.number, link.act.number)
            for link in chain.links
        ]
        assert len(reached) == len(set(reached))
        assert set(reached) <= {(name, str(here), str(there)) for name, here, there in edges}
        assert all(link.depth >= 1 for link in chain.links)


# --- status --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("act_id", "day", "status", "why"),
    [
        ("V1300009151", "2013-12-30", "not issued", ""),
        ("V1300009151", "2014-02-13", "unknown", "entry"),
        ("V1300009151", "2014-02-14", "in force", "entry"),
        ("V1300009151", "2015-12-31", "in force", "entry"),
        ("V1300009151", "2016-01-01", "repealed", ""),
        ("V1300009151", "2030-01-01", "repealed", ""),
        ("V2000019833", "2025-04-13", "in force", "entry"),
        ("V2000019833", "2025-04-14", "unknown", "repeal-day"),
        ("V2000019833", "2026-11-20", "unknown", "repeal-day"),
        ("V2000019833", "2026-11-21", "repealed", "repeal-day"),
        ("2022-08-18-N318", "2022-08-17", "not issued", ""),
        ("2022-08-18-N318", "2026-11-21", "amending act", ""),
        ("NKZ-2017-slides", "2026-11-21", "not a legal act", ""),
    ],
)
def test_the_status_of_the_real_acts_on_a_day(act_id, day, status, why):
    """In force on the eve of a repeal, repealed from its day; between two known days nobody knows."""
    found = in_force(registered(act_id), date.fromisoformat(day), read_relations(ROOT))
    assert (found.status, found.why) == (status, why)


def test_an_act_in_force_is_known_up_to_its_check():
    """On the day of the check it is in force; the day after nobody has looked; never checked is unknown."""
    act = act_row(date=date(2020, 1, 1), status_checked=date(2026, 1, 1))
    days = [date(2019, 12, 31), date(2025, 6, 1), date(2026, 1, 1), date(2026, 1, 2)]
    found = [in_force(act, day) for day in days]
    assert [(item.status, item.why) for item in found] == [
        ("not issued", ""),
        ("in force", "entry"),
        ("in force", ""),
        ("unknown", "later"),
    ]
    assert found[3].known == "in force"
    assert in_force(act_row(status_checked=None), AS_OF).why == "never"
    assert in_force(act_row(status="unknown"), AS_OF).status == "unknown"


def test_a_repeal_in_relations_counts_and_contradictions_are_unknown():
    """A relation tells what the row does not; against a later check of the row neither is believed."""
    act = act_row(
        act_id="A", date=date(2020, 1, 1), number="1", issuer="Әділет министрі", status="unknown", status_checked=None
    )
    ties = [Relation("repeals", ref(9), ref(1), "2024-01-01", "x.txt", 3)]
    found = in_force(act, date(2024, 1, 1), ties)
    assert (found.status, found.since, found.source) == ("repealed", date(2024, 1, 1), "x.txt:3")
    assert in_force(act, date(2023, 12, 31), ties).status == "in force"
    other = [Relation("repeals", ref(9), ref(1, "Энергетика министрі"), "2024-01-01", "x.txt", 3)]
    assert in_force(act, date(2024, 1, 1), other).status == "unknown"
    checked = act_row(date=date(2020, 1, 1), number="1", issuer="Әділет министрі", status_checked=date(2025, 1, 1))
    assert in_force(checked, date(2025, 1, 1), ties).why == "contradiction"
    assert in_force(ref(1), date(2024, 1, 1), ties).status == "repealed"
    assert in_force(ref(2), date(2024, 1, 1), ties).status == "unknown"


DAYS = st.dates(date(2015, 1, 1), date(2030, 1, 1))


@given(DAYS, DAYS, st.none() | DAYS, st.none() | DAYS, DAYS)
@settings(max_examples=200, deadline=None)
def test_never_in_force_from_the_repeal_on(issued, by_date, begins, checked, day):
    """For any record: not issued before its date, repealed from the known day on, in force on its eve, else as recorded."""
    act = act_row(
        date=issued,
        status="repealed",
        status_by="бұйрық",
        status_by_date=by_date,
        status_from=begins,
        status_checked=checked,
    )
    found = in_force(act, day)
    if day < issued:
        assert found.status == "not issued"
    elif begins and day >= begins:
        assert found.status == "repealed"
    elif begins:
        assert found.status == "in force"
    else:
        assert found.status != "in force" or day < by_date
    if begins and begins > issued:
        assert in_force(act, begins - timedelta(days=1)).status == "in force"
    for lang in LANGS:
        phrase = status_phrase(act, day, lang)
        assert f"{day:%d.%m.%Y}" in phrase
        assert (f"{checked:%d.%m.%Y}" if checked else words()["unchecked"][lang]) in phrase
        assert "сайт" in phrase


def test_the_phrase_keeps_everything_that_is_recorded():
    """Status, day of repeal, repealing act, day of the check, source as a line of the text."""
    act = registered("V1300009151")
    assert status_phrase(act, AS_OF, "ru") == (
        "по состоянию на 21.11.2026: утратил силу с 01.01.2016; Қазақстан Республикасы Денсаулық сақтау және әлеуметтік даму "
        "министрінің 2015 жылғы 15 желтоқсандағы № 971 бұйрығы; проверено 21.11.2026; источник: текст документа, строка 9"
    )
    assert status_phrase(act, AS_OF, "kk").startswith(
        "21.11.2026 күнгі жағдай: 01.01.2016 күнінен бастап күші жойылған; "
    )
    assert "in force; repealed from 01.01.2016" in status_phrase(act, date(2015, 6, 1), "en")


# --- relations.csv and the command ---------------------------------------------------------------------------------

ROW = {**dict.fromkeys(RELATION_COLUMNS, ""), "relation": "amends", "act": "2022-08-18-N318", "other": "V1900019810"}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"relation": "changes"}, "is not one of amends, repeals, replaces"),
        ({"act": "", "act_number": "5"}, "a number alone means no act"),
        ({"other_date": "2020-01-01"}, "of different years"),
        ({"act_number": "319"}, "contradict each other"),
        ({"other": "2022-08-18-N318"}, "the same act"),
        ({"date": "1.1.2020"}, "write it as 2026-11-21"),
        ({"line": "0"}, "no number from 1 on"),
    ],
)
def test_a_wrong_relation_is_refused_with_advice(changes, message, tmp_path):
    """The reason is said, and the file names the line."""
    with pytest.raises(ValueError, match=message):
        relation_of(ROW | changes)
    (tmp_path / "standards").mkdir()
    row = ",".join((ROW | changes).values())
    (tmp_path / "standards" / "relations.csv").write_text(f"{','.join(RELATION_COLUMNS)}\n{row}\n", encoding="utf-8")
    with pytest.raises(DataError, match="line 2"):
        read_relations(tmp_path)


def test_no_relations_file_is_no_relations(tmp_path):
    """A project from before has none."""
    assert read_relations(tmp_path) == ()


def told(capsys, *, act=None, lang="en", style="text", day=AS_OF):
    options = argparse.Namespace(act=act, date=day, lang=lang, format=style)
    assert run(project(), options) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("lang", LANGS)
def test_history_prints_the_chain_and_what_the_act_orders(lang, capsys):
    """Relations with their sources, instructions with their lines, in the reader's language."""
    text = told(capsys, act="2022-08-18-N318", lang=lang)
    assert "V1900019810" in text
    assert f"{EMPLOYMENT}:3" in text
    assert "34" in text
    assert words()["relation-amends"][lang] in text
    assert words()["operation-reword"][lang] in text


def test_history_as_json_is_complete(capsys):
    """Act, status of that day, links, instructions with lines, findings."""
    found = json.loads(told(capsys, act="2022-08-18-N318", style="json"))
    assert list(found) == ["act", "links", "status", "changes", "findings"]
    assert [item["new_line_start"] for item in found["changes"]] == [7, 34]
    assert found["links"][0]["act"]["act_id"] == "V1900019810"
    assert found["status"]["status"] == "amending act"


def test_history_without_an_act_lists_the_register(capsys):
    """Every act with its status that day."""
    found = json.loads(told(capsys, style="json", day=date(2015, 12, 31)))
    assert {row["act_id"]: row["status"] for row in found} == {
        "V2000019833": "not issued",
        "V1300009151": "in force",
        "2022-08-18-N318": "not issued",
        "V1300008876": "unknown",
        "NKZ-2017-slides": "not a legal act",
    }
    assert told(capsys, day=date(2015, 12, 31)).count("\n") == 5


def test_history_of_an_act_outside_of_the_register(capsys):
    """Acts that only relations or known acts name have a chain too; one that nobody knows is refused."""
    assert "repealed by: V2000019833" in told(capsys, act="V1300009123")
    assert "01.07.2023" in told(capsys, act="Халықты жұмыспен қамту туралы")
    with pytest.raises(InputError, match="no act 'V0000000000'"):
        told(capsys, act="V0000000000")


def test_known_acts_are_known_by_title():
    """A law without date and number is the same in both lists."""
    law = KnownAct("law", "Қамту туралы", "О занятости", "", "", "repealed", "Кодекс", "2023-07-01", "adilet")
    assert same_ref(ref_of(law), ActRef(title="«Қамту туралы»"))
    assert in_force(law, date(2023, 6, 30)).status == "in force"
    assert in_force(law, date(2023, 6, 29)).status == "unknown"
    assert in_force(law, date(2023, 7, 1)).status == "repealed"
