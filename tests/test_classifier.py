"""The classifier of occupations: every code of the slides of 2017 as read without the parser, and the traps of the slides."""

import csv
import random
from collections import Counter
from itertools import zip_longest
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.codes import SIZES
from toolkit.labels import finding_text, load
from toolkit.model import LANGS
from toolkit.parse import paragraphs, parse_text
from toolkit.parse.forms import classifier
from toolkit.parse.forms.classifier.lines import words_of
from toolkit.text import collapse, normalise

GOLDEN = Path(__file__).parent / "golden" / "classifier-2017.groups.csv"
SOURCES = Path(__file__).parents[1] / "standards" / "sources"
SLIDES = (SOURCES / "occupations-classifier-2017-slides.kk.txt").read_text(encoding="utf-8")
LINES = SLIDES.split("\n")


def read(text, lang="kk"):
    """Read lines as they are printed, not joined: then a group has the lines that a person would give it."""
    return classifier.parse(paragraphs(text), lang, "test.txt", "NK-2017")


def titles(parsed):
    return {group.code: group.title for group in parsed.classifier}


def codes_of(parsed, finding):
    return [item.params[0] for item in parsed.findings if item.code == finding]


@pytest.fixture(scope="module")
def slides():
    return read(SLIDES)


@pytest.fixture(scope="module")
def golden():
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        return [tuple(row.values()) for row in csv.DictReader(file)]


# --- every code of the slides -------------------------------------------------------------------------------------


def test_every_code_has_the_title_and_lines_that_a_reader_found(slides, golden):
    """All 126 codes in whatever layout: title, level, group above, skill level and lines as read without the parser."""
    found = [
        (g.code, g.title, g.kind, g.parent, g.skill_level, str(g.line_start), str(g.line_end))
        for g in slides.classifier
    ]
    assert len(golden) == 126
    assert found == golden


def test_the_reading_of_the_person_stands_in_the_source(golden):
    """The list of expectations itself: code and title of each row stand in its lines, letter by letter."""
    for code, title, _, _, _, start, end in golden:
        text = "".join("".join(LINES[int(start) - 1 : int(end)]).split())
        assert "".join(title.split()) in text
        assert code in text or code.replace("X", "Х") in text


def test_the_levels_have_these_numbers_of_groups(slides):
    """All 10 main groups and all 41 subgroups that the slides speak of; of the deeper levels the examples."""
    counts = Counter(group.kind for group in slides.classifier)
    assert counts == {"main": 10, "sub": 41, "small": 18, "initial": 27, "group": 25, "occupation": 5}
    assert (counts["main"], counts["sub"]) == (SIZES["main"], SIZES["sub"])


def test_a_classifier_has_no_standards(slides):
    """The groups are the only records of this form."""
    assert (slides.standards, slides.descriptors, slides.form) == ((), (), "classifier")


def test_the_usual_way_gives_the_same_groups(slides):
    """Detected as what it is; lines joined before parsing change no code and no title."""
    parsed = parse_text(SLIDES, source="test.txt", act_id="NK-2017")
    assert (parsed.form, parsed.lang) == ("classifier", "kk")
    assert titles(parsed) == titles(slides)
    assert [g.skill_level for g in parsed.classifier] == [g.skill_level for g in slides.classifier]


def test_what_is_doubtful_is_listed(slides):
    """These findings with these lines, and no others."""
    assert [(item.code, item.span.start) for item in slides.findings] == [
        ("not-understood", 151),
        ("skill-level-not-printed", 152),
        ("mixed-alphabets", 227),
        ("word-broken", 430),
        ("word-broken", 509),
        ("codes-out-of-order", 995),
        ("codes-out-of-order", 1096),
        ("codes-out-of-order", 1261),
        ("mixed-alphabets", 1305),
        ("codes-out-of-order", 1360),
        ("codes-out-of-order", 1455),
        ("codes-out-of-order", 1595),
        ("codes-out-of-order", 1708),
        ("group-title-differs", 1785),
        ("group-title-missing", 1817),
        ("group-title-missing", 1825),
        ("group-title-missing", 1828),
        ("codes-out-of-order", 1874),
        ("skill-level-not-printed", 1966),
    ]


def test_every_line_is_accounted_for(slides):
    """Every line that holds text has one use; only the row «5-1 2 3 4» is not understood."""
    used = Counter(line for use in slides.uses for line in range(use.span.start, use.span.end + 1))
    assert used == Counter(number for number, line in enumerate(LINES, start=1) if line.strip())
    assert [use.span.start for use in slides.uses if use.role == "unknown"] == [151]


def test_every_line_of_a_title_is_a_record(slides):
    """No line of a title counts as explanation, wherever it stands."""
    records = {use.span.start for use in slides.uses if use.role == "record"}
    for line in (152, 160, 168, 409, 432, 433, 526, 597, 611, 622, 684, 869, 883, 1287, 1527, 1762, 1817, 1986):
        assert line in records


def test_every_finding_can_be_said_in_three_languages(slides):
    """The blanks of each sentence are as many as the finding fills."""
    for finding in slides.findings:
        for lang in LANGS:
            assert "{" not in finding_text(finding.code, finding.params, lang)


# --- the traps of the slides, one by one --------------------------------------------------------------------------


def test_numbers_of_pages_are_no_codes(slides):
    """Page 23 stands on a slide of main group 2, page 31 on one of group 3: the groups keep their own lines."""
    roles = {use.span.start: use.role for use in slides.uses}
    assert [roles[line] for line in (993, 1052, 1079, 1245, 1259, 1453, 1856)] == ["boilerplate"] * 7
    assert {g.code: g.line_end for g in slides.classifier}["31"] == 1110


def test_sizes_of_the_classifier_are_no_codes(slides):
    """«41, 444, 1274, ШАҒЫН ТОП 141» around «Топ саны» are numbers of groups."""
    assert not {"444", "1274", "141"} & set(titles(slides))


def test_a_column_out_of_order_follows_titles_printed_elsewhere(slides):
    """The codes stand 21, 23, 22; the titles of 22 and 23 stand elsewhere too and show that the titles are in order."""
    found = [item.params for item in slides.findings if item.code == "codes-out-of-order"]
    assert found[0] == ("21, 23, 22, 24, 25, 26", "2")
    assert found[2][0] == "41, 43, 42, 44, 40"
    assert titles(slides)["40"].endswith("СУПЕРВАЙЗЕРЛЕР")


COLUMN = "АҒАШ ШЕБЕРЛЕРІ\n\nТАС ШЕБЕРЛЕРІ\n\nКӨЛІК ШЕБЕРЛЕРІ\n\n71\n\n73\n\n72\n\nДАҒДЫЛАР ДЕҢГЕЙІ\n"


def test_a_column_out_of_order_without_witness_is_left_open():
    """Only what both orders say alike is given: the first title; the others stay empty and are listed."""
    parsed = read(COLUMN)
    assert titles(parsed) == {"71": "АҒАШ ШЕБЕРЛЕРІ", "72": "", "73": ""}
    assert codes_of(parsed, "codes-without-titles") == ["73, 72"]


def test_witnesses_may_speak_for_the_printed_order():
    """A title of 73 printed elsewhere that fits the order of the text decides for that order."""
    assert titles(read(COLUMN + "\n731. Қышшылар\n\n73-Кіші топ\n\nТас шеберлері\n"))["72"] == "КӨЛІК ШЕБЕРЛЕРІ"


def test_more_titles_than_codes_leave_the_codes_without_titles():
    """Three titles, two codes in a row: no title is given, the codes are listed."""
    parsed = read("711 712\n\nАғаш шеберлері\n\nТас шеберлері\n\nКөлік шеберлері\n\n12\n")
    assert titles(parsed) == {"711": "", "712": ""}
    assert codes_of(parsed, "codes-without-titles") == ["711, 712"]


def test_titles_before_and_behind_a_row_leave_the_codes_without_titles():
    """Two titles on either side of two codes: either could be meant."""
    parsed = read("АҒАШ ШЕБЕРІ\n\nТАС ШЕБЕРІ\n\n711 712\n\nКӨЛІК ШЕБЕРІ\n\nШЫНЫ ШЕБЕРІ\n\n12\n")
    assert set(titles(parsed).values()) == {""}


def test_a_title_in_capitals_goes_on_behind_a_word_that_needs_a_noun(slides):
    """Line 881 ends with «МАМАНДАНДЫРЫЛҒАН»: the line below a blank one belongs to the same title."""
    assert titles(slides)["14"].endswith("МАМАНДАНДЫРЫЛҒАН БӨЛІМШЕЛЕРДІҢ БАСШЫЛАРЫ (БАСҚАРУШЫЛАРЫ)")


def test_a_broken_word_is_reported_and_not_repaired(slides):
    """«электротехниктерд» and «і» stay as printed, though line 520 prints the word whole."""
    assert "электротехниктерд і қоспағанда" in titles(slides)["214"]
    assert codes_of(slides, "word-broken") == ["214", "2149"]
    assert "214" not in codes_of(slides, "group-title-differs")


def test_a_hyphen_at_the_end_of_a_line_keeps_its_word_together(slides):
    """«Инженер-» and «құрылысшылар» are one word, «теле- және радио» keeps its blank."""
    assert titles(slides)["2142"] == "Инженер-құрылысшылар"
    assert titles(read("2656. Теле-\nжәне радио жүргізушілері\n"))["2656"] == "Теле- және радио жүргізушілері"


def test_titles_that_differ_are_reported_and_the_first_is_kept(slides):
    """Group 7 is «… ЖҰМЫСШЫЛАРЫ» on its own slide, «… қызметтері» in a comparison; capitals alone are no difference."""
    (found,) = [item.params for item in slides.findings if item.code == "group-title-differs"]
    assert found == ("7", titles(slides)["7"], "Өнеркәсіп, құрылыс, көлік және басқа да тектес кәсіптердің қызметтері")


def test_a_code_in_brackets_is_kept_without_a_title(slides):
    """«(723)» stands behind a description of people, not behind the title of the group; «(8212-…)» has its title."""
    assert [titles(slides)[code] for code in ("723", "753", "8153")] == ["", "", ""]
    assert titles(slides)["8212"] == "Электр жабдықтарын құрастырушы"


def test_two_codes_share_a_line_only_if_there_are_two_titles(slides):
    """«831/832 – A/ B» gives each its part; with one title both stay open."""
    assert titles(slides)["831"] == "Локомотив машинистері"
    parsed = read("831/832 – Машинистер\n")
    assert titles(parsed) == {"831": "", "832": ""}
    assert codes_of(parsed, "codes-without-titles") == ["831, 832"]


def test_the_skill_level_is_what_the_slide_prints(slides):
    """«4 топтамалардан» on the slide of group 1 is no level; a level that is not printed comes from the table, said so."""
    levels = {group.code: group.skill_level for group in slides.classifier if group.kind == "main"}
    assert levels == dict(zip("123456789X", ["", "4", "3", "2", "2", "2", "2", "2", "1", ""], strict=True))
    assert codes_of(slides, "skill-level-not-printed") == ["1", "X"]
    parsed = read(
        "НЕГІЗГІ ТОП 3 –\n\nТЕХНИКТЕР\n\nӘдетте, кемінде 2 деңгей талап етіледі\n\nНЕГІЗГІ ТОП 2 –\n\nМАМАНДАР\n"
    )
    assert [(g.code, g.skill_level) for g in parsed.classifier] == [("2", "4"), ("3", "2")]
    assert codes_of(parsed, "skill-level-not-printed") == ["2"]


def test_a_wrong_number_of_subgroups_is_reported():
    """The slide says 3, the column has 2."""
    text = "НЕГІЗГІ ТОП 8 –\n\nОПЕРАТОРЛАР\n\nБІРІНШІ ТОП\n\nЕКІНШІ ТОП\n\n81\n\n82\n\n3\nтоптамалардан\n"
    (found,) = [item.params for item in read(text).findings if item.code == "subgroup-count"]
    assert found == ("8", "3", "2")


def test_a_code_that_does_not_fit_its_level_is_reported():
    """«21-Негізгі топ»: two digits are a subgroup."""
    parsed = read("21-Негізгі топ\n\nМАМАНДАР\n")
    assert codes_of(parsed, "group-level-differs") == ["21"]
    assert [(g.code, g.kind, g.title) for g in parsed.classifier] == [("21", "sub", "МАМАНДАР")]


def test_a_numbered_list_is_no_list_of_groups():
    """«1. …», «2. …», «21. …» in a list of an order have no group inside a group in front of it."""
    text = "\n\n".join(f"{number}. Тармақ мәтіні." for number in range(1, 26))
    assert read(text).classifier == ()


@pytest.mark.parametrize("line", ["2147-12 Инженерлер", "X9000 – Басқалар", "Жалпы алғанда 2147 тобы", "21 2 214"])
def test_a_line_with_a_code_that_is_not_understood_is_listed(line):
    """Malformed codes, codes inside prose, codes of several levels in a row: unknown, with a finding, no group."""
    parsed = read(line)
    assert (parsed.classifier, [use.role for use in parsed.uses]) == ((), ["unknown"])
    assert [item.code for item in parsed.findings] == ["not-understood"]


@pytest.mark.parametrize(
    "line", ["+7 7172 74 99 93", "NOCKZ2017@GMAIL.COM", "2017 жылғы басылым", "№ 1035 бұйрық", "100 %"]
)
def test_telephones_years_and_numbers_of_acts_are_no_codes(line):
    """They are explanations, not doubtful."""
    assert read(line).findings == ()


# --- other layouts ------------------------------------------------------------------------------------------------

NAMES = {
    "2": "КӘСІБИ МАМАНДАР",
    "21": "Ғылым мамандары",
    "211": "Физиктер",
    "2111-1": "Физиктер",
    "2111-1-001": "Физик",
}


@pytest.mark.parametrize(
    "pattern", ["{} {}\n", "{}. {}\n", "{} – {}\n", "{}\t|\t{}\n", "\t\n{}\n\t\n{}\n\n", "{}: {}\n\n\n"]
)
def test_lists_and_tables_are_read(pattern):
    """Code and title on a line, in two cells, or in cells with a line of their own."""
    text = "".join(pattern.format(code, title) for code, title in NAMES.items())
    assert titles(read(text)) == NAMES


def test_a_table_with_a_running_number_gives_no_main_groups():
    """«1 | Басшы» is the number of a row."""
    assert read("№\t|\tЛауазым\n1\t|\tБасшы\n2\t|\tМаман\n3\t|\tКөмекші\n").classifier == ()


RUSSIAN = """2-Основная группа

ПРОФЕССИОНАЛЬНЫЕ СПЕЦИАЛИСТЫ

Подгруппы

21 22 23

Специалисты-профессионалы
в области науки и техники

Специалисты-профессионалы в области
здравоохранения

Специалисты-
профессионалы в области образования

12

ОСНОВНАЯ ГРУППА 3 –
СПЕЦИАЛИСТЫ-ТЕХНИКИ И ИНОЙ ВСПОМОГАТЕЛЬНЫЙ ПЕРСОНАЛ

27НКЗ2017

28

ТЕХНИКИ В ОБЛАСТИ НАУКИ

СРЕДНИЙ МЕДИЦИНСКИЙ
ПЕРСОНАЛ

31

32

УРОВЕНЬ НАВЫКОВ

Обычно требуется не менее 3 уровня

Например, 412 Секретари общего профиля 512 Повара
= 2656-1 (Радиоведущие)
X1000 – Сотрудники правоохранительных органов
РАЗЛИЧИЯ МЕЖДУ ГРУППАМИ 2 И 3
"""


def test_slides_in_russian_are_read():
    """The same layouts with Russian words."""
    parsed = parse_text(RUSSIAN, source="test.txt", act_id="NK-2017")
    assert (parsed.form, parsed.lang) == ("classifier", "ru")
    assert titles(parsed) == {
        "2": "ПРОФЕССИОНАЛЬНЫЕ СПЕЦИАЛИСТЫ",
        "21": "Специалисты-профессионалы в области науки и техники",
        "22": "Специалисты-профессионалы в области здравоохранения",
        "23": "Специалисты-профессионалы в области образования",
        "2656-1": "Радиоведущие",
        "3": "СПЕЦИАЛИСТЫ-ТЕХНИКИ И ИНОЙ ВСПОМОГАТЕЛЬНЫЙ ПЕРСОНАЛ",
        "31": "ТЕХНИКИ В ОБЛАСТИ НАУКИ",
        "32": "СРЕДНИЙ МЕДИЦИНСКИЙ ПЕРСОНАЛ",
        "412": "Секретари общего профиля",
        "512": "Повара",
        "X1000": "Сотрудники правоохранительных органов",
    }
    assert {g.code: g.skill_level for g in parsed.classifier if g.kind == "main"} == {"2": "4", "3": "3"}
    assert codes_of(parsed, "skill-level-not-printed") == ["2"]


@pytest.mark.parametrize("path", sorted(SOURCES.glob("*.txt")), ids=lambda path: path.stem)
def test_other_documents_are_not_taken_for_a_classifier(path):
    """Numbers of items, levels and old codes in orders and frameworks are no groups."""
    stream = paragraphs(path.read_text(encoding="utf-8"))
    mine = path.stem.startswith("occupations-classifier")
    assert [bool(classifier.evidence(stream, lang)) for lang in classifier.LANGS] == [mine, mine]


def test_label_files_have_the_same_groups():
    """Both languages have the same tables, words and main groups; a variant stands once in its group."""
    kk, ru = (load(f"forms/classifier.{lang}") for lang in classifier.LANGS)
    for group in ("levels", "skill", "labels", "words", "skill_default", "classifiers"):
        assert set(kk[group]) == set(ru[group])
    assert kk["skill_default"]["levels"] == ru["skill_default"]["levels"]
    for data in (kk, ru):
        for group in ("levels", "skill", "labels"):
            variants = [variant for name in data[group].values() for variant in name]
            assert len(variants) == len(set(variants))
    assert words_of("kk") is words_of("kk")


# --- what must not change the groups ------------------------------------------------------------------------------


def content(parsed):
    return [(g.code, normalise(g.title), g.parent, g.skill_level) for g in parsed.classifier]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace("\n", "\n\n\n"),
        lambda text: text.replace("лі", "лi").replace("тоП", "топ"),
        lambda text: text.replace("–", "—"),
        lambda text: text.replace("Бастауыш топ", "БАСТАУЫШ ТОП").replace("Шағын топтар", "шағын топтар:"),
        lambda text: text.replace("Х", "X").replace("КОРПОРАТИВТІК", "КOРПОРАТИВТІК"),
    ],
    ids=["CRLF", "NBSP", "blank lines", "Latin i", "dashes", "letter case", "Latin X and O"],
)
def test_cosmetic_changes_of_the_copy_change_no_group(slides, change):
    """Line ends, no-break spaces, blank lines, dashes and look-alike letters are the copyist's."""
    assert content(read(change(SLIDES))) == content(slides)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_wrapped_lines_are_one_title(seed):
    """A copy that breaks the lines of titles between words gives the same groups."""
    chance = random.Random(seed)  # noqa: S311 -- no secret
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        mine = {
            number for row in csv.DictReader(file) for number in range(int(row["line_start"]), int(row["line_end"]) + 1)
        }
    lines = [_wrap(line, chance) if number in mine else line for number, line in enumerate(LINES, start=1)]
    changed, printed = content(read("\n".join(lines))), content(read(SLIDES))
    assert next((pair for pair in zip_longest(changed, printed) if pair[0] != pair[1]), None) is None


def _wrap(line: str, chance: random.Random) -> str:
    words = collapse(line).split(" ")
    places = [
        place
        for place in range(3, len(words))
        if words[place][0].islower() or (line.isupper() and words[place][0].isalpha())
    ]
    if not places or any(letter.isdigit() for letter in " ".join(words[1:])):
        return line
    place = chance.choice(places)
    return " ".join(words[:place]) + "\n" + " ".join(words[place:])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_no_mutilated_copy_crashes_the_parser(seed):
    """Lines lost, doubled, cut or replaced by a stray code: every line keeps one use, every code is given once."""
    chance = random.Random(seed)  # noqa: S311 -- no secret
    lines = list(LINES)
    for _ in range(chance.randrange(1, 300)):
        place = chance.randrange(len(lines))
        stray = chance.choice(
            ["21", "2147-1 (", "X1000", "831/832/", "9 –", "…", "НЕГІЗГІ ТОП 44", "(", "2147-1-001\t|\t"]
        )
        lines[place : place + 1] = chance.choice(
            [[], [lines[place]] * 2, [lines[place][: chance.randrange(20)]], [stray]]
        )
    parsed = read("\n".join(lines))
    used = {line for use in parsed.uses for line in range(use.span.start, use.span.end + 1)}
    assert used == {number for number, line in enumerate(lines, start=1) if line.replace("|", " ").strip()}
    assert len(titles(parsed)) == len(parsed.classifier)
    unknown = [use for use in parsed.uses if use.role == "unknown"]
    assert len(unknown) == sum(item.code == "not-understood" for item in parsed.findings)
