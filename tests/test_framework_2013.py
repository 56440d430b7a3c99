"""The sectoral framework of 2013: levels that the copy lost, read into tests/golden/ before there was a parser."""

import csv
import random
from collections import Counter
from functools import cache
from itertools import zip_longest
from pathlib import Path

import pytest
import true_tables
import twins
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import UnknownFormError
from toolkit.labels import load
from toolkit.model import Span
from toolkit.parse import paragraphs, parse_document, parse_text
from toolkit.parse.forms import framework_2013
from toolkit.parse.framework_levels import Row, derive
from toolkit.parse.framework_rows import level_in
from toolkit.parse.readers import Paragraph
from toolkit.text import collapse, normalise

GOLDEN = Path(__file__).parent / "golden" / "ict-2013.rows.csv"
SOURCES = Path(__file__).parents[1] / "standards" / "sources"
ICT = (SOURCES / "ict-sectoral-framework-2013.kk.txt").read_text(encoding="utf-8")
KINDS = ("competence", "skill", "knowledge")


def parse(text):
    return parse_text(text, source="test.txt", act_id="V1300008876", form="framework-2013")


@pytest.fixture(scope="module")
def ict():
    return parse(ICT)


def golden():
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def findings(parsed, code):
    return [(finding.span.start, finding.params) for finding in parsed.findings if finding.code == code]


# --- every descriptor of the framework of 2013 --------------------------------------------------------------------


def test_every_descriptor_stands_where_a_reader_found_it(ict):
    """All 196 paragraphs: line, area, both levels, whether they are printed, kind."""
    expected = [
        (int(line), row["area"], row["nqf"], row["sqf"], row["inferred"] == "yes", kind)
        for row in golden()
        for kind in KINDS
        for line in row[kind].split()
    ]
    found = [
        (item.line_start, item.area.split(" ")[0], item.nqf_level, item.sqf_level, item.inferred, item.kind)
        for item in ict.descriptors
    ]
    assert next((pair for pair in zip_longest(found, expected) if pair[0] != pair[1]), None) is None
    assert len(found) == 196
    assert ict.standards == ()


def test_counts_by_area_and_kind(ict):
    """Ten, eight and ten rows; the first row of 3.1 has no descriptors."""
    counts = Counter((item.area.split(" ")[0], item.kind) for item in ict.descriptors)
    assert [counts[area, kind] for area in ("3.1", "3.2", "3.3") for kind in KINDS] == [
        19,
        14,
        12,
        29,
        28,
        23,
        25,
        23,
        23,
    ]
    rows = Counter(row["area"] for row in golden())
    assert rows == {"3.1": 10, "3.2": 8, "3.3": 10}


def test_every_text_is_the_line_of_the_source(ict):
    """White space collapsed, nothing else changed; no two descriptors have one identifier."""
    lines = ICT.split("\n")
    for item in ict.descriptors:
        assert item.line_start == item.line_end
        assert item.text == collapse(lines[item.line_start - 1])
    assert len({item.statement_id for item in ict.descriptors}) == 196
    assert ict.descriptors[0].statement_id == "V1300008876/3.1.21/C1"
    assert [item.statement_id for item in ict.descriptors if item.line_start == 788] == ["V1300008876/3.3.0/K2"]


def test_every_derived_level_says_why(ict):
    """Nothing is derived in silence: a reason in the row, a finding in the list, and none where the level is printed."""
    for item in ict.descriptors:
        assert item.inferred == bool(item.why)
    derived = {row["competence"].split()[0] for row in golden() if row["inferred"] == "yes"}
    codes = {"sublevel-inferred", "level-contradicts"}
    told = [finding for finding in ict.findings if finding.code.startswith("level-from") or finding.code in codes]
    told += [finding for finding in ict.findings if finding.code in ("level-nearest", "level-unknown")]
    assert len(told) == len(derived) == 19


def test_a_blank_merged_cell_takes_the_level_above(ict):
    """62 is printed under 61, the cell of the national level is blank: 6, by the first digit."""
    item = next(item for item in ict.descriptors if item.line_start == 498)
    assert (item.nqf_level, item.sqf_level, item.why) == ("6", "62", "first digit of 62")
    assert findings(ict, "level-from-sublevel") == [(497, ("6", "62"))]


def test_level_seven_has_a_second_row_and_the_last_row_is_level_eight(ict):
    """Behind 71 two rows print no level: strategy of an organisation, then large institutions. The weak one says so."""
    assert findings(ict, "level-nearest") == [(517, ("7/72", "510-516", "8"))]
    assert (522, ("8/81", "2", "7", "–")) in findings(ict, "level-from-order")


def test_rows_that_name_the_workers_below_tell_their_level(ict):
    """Area 3.2 between the printed 3 and 8: «бірінші, екінші және үшінші деңгейлердегі» is level 4, and so on to 7."""
    found = [(line, params) for line, params in findings(ict, "level-from-workers") if line < 685]
    assert found == [(573, ("4/4", "3")), (588, ("5/5", "4")), (605, ("6/6", "5")), (628, ("7/7", "6"))]
    whys = {item.why for item in ict.descriptors if item.line_start == 628}
    assert all("the only level that fits its place" in why for why in whys)


def test_a_row_in_the_words_of_another_level_is_left_open(ict):
    """Lines 776-790 repeat level 5 where 71 should stand: word and place disagree, so nobody decides."""
    assert findings(ict, "level-contradicts") == [(776, ("5", "6–7"))]
    items = [item for item in ict.descriptors if 776 <= item.line_start <= 790]
    assert len(items) == 9
    assert {(item.nqf_level, item.sqf_level, item.inferred) for item in items} == {("", "", True)}


def test_a_level_of_dashes_is_kept_in_the_findings(ict):
    """Level 1/11 of area 3.1 prints three dashes: no descriptor, but nothing silent either."""
    assert findings(ict, "level-without-text") == [(438, ("1/11",))]


def test_the_third_area_is_not_printed(ict):
    """The third table begins with its columns; its area follows from the annexes, whose titles the other areas have."""
    areas = list(dict.fromkeys(item.area for item in ict.descriptors))
    assert areas[0].startswith("3.1 Компьютерлік бағдарламалау")
    assert areas[1].startswith("3.2 Компьютерлердің, электрондық")
    assert areas[2] == "3.3 Байланыс"
    assert findings(ict, "area-inferred") == [(685, ("3.3 Байланыс",))]


def test_fields_hold_the_passport_the_codes_and_the_notes(ict):
    """Title, points 10 to 14, 24 codes in three annexes, and the meaning of the second digit."""
    fields = {
        name: [item for item in ict.fields if item.name == name]
        for name in ("title", "passport", "annex", "oked", "note")
    }
    assert [item.value for item in fields["title"]] == ["Ақпараттық-коммуникациялық технологиялар"]
    assert [item.label for item in fields["passport"]] == [
        "10.",
        "11.",
        "1)",
        "2)",
        "3)",
        "12.",
        "13.",
        "1)",
        "2)",
        "3)",
        "14.",
    ]
    assert [(item.label, item.span.start) for item in fields["annex"]] == [
        ("1-қосымша", 279),
        ("2-қосымша", 327),
        ("3-қосымша", 377),
        ("4-қосымша", 414),
    ]
    assert fields["annex"][2].value == "Байланыс"
    assert fields["annex"][1].value.startswith(
        "Компьютерлердің, электрондық және оптикалық өнімнің өндірісі, ақпараттық"
    )
    assert len(fields["oked"]) == 24
    assert (fields["oked"][0].label, fields["oked"][0].value) == (
        "62.01",
        "Компьютерлік бағдарламалау саласындағы қызмет",
    )
    assert (fields["oked"][-1].label, fields["oked"][-1].value) == ("53.0", "Пошталық және жеткізу қызметтері")
    assert [(item.label, item.value) for item in fields["note"][:2]] == [
        ("1", "басқарушылық қызметпен байланысты мамандықтар;"),
        ("2", "өндірістік қызметпен байланысты мамандықтар."),
    ]


def test_contradicting_codes_and_misspelt_abbreviations_are_reported(ict):
    """92.12 and 95.12 for one title; «БҰШ» for «ҰБШ», also in heads of tables; «БСШ» for «СБШ»."""
    assert findings(ict, "oked-code-differs") == [
        (371, ("95.12", "Коммуникациялық жабдықты жөндеу", "92.12", "Коммуникация жабдықтарды жөндеу"))
    ]
    assert findings(ict, "abbreviation-misspelt") == [
        *((line, ("БҰШ", "ҰБШ")) for line in (78, 86, 90)),
        (110, ("БСШ", "СБШ")),
        *((line, ("БҰШ", "ҰБШ")) for line in (426, 532)),
    ]


def test_every_line_is_accounted_for(ict):
    """Every non-blank line has a role, and none is unknown."""
    used = {line for use in ict.uses for line in range(use.span.start, use.span.end + 1)}
    printed = {number for number, line in enumerate(ICT.split("\n"), start=1) if line.strip()}
    assert printed - used == set()
    assert {use.role for use in ict.uses} == {"record", "label", "heading", "boilerplate"}


def test_lines_have_the_right_roles(ict):
    """The order is boilerplate, column names are labels, titles are headings, levels and texts are records."""
    roles = {line: use.role for use in ict.uses for line in range(use.span.start, use.span.end + 1)}
    assert {roles[line] for line in (1, 9, 17, 42, 62, 230)} == {"boilerplate"}
    assert {roles[line] for line in (54, 56, 59, 233, 279, 283, 288, 291, 293, 327, 389, 420, 423, 425)} == {"heading"}
    assert {roles[line] for line in (294, 295, 344, 426, 427, 428, 430, 434, 436, 536, 685)} == {"label"}
    assert {roles[line] for line in (236, 297, 298, 438, 440, 446, 517, 529, 699, 775, 805)} == {"record"}


# --- what must not change the descriptors -------------------------------------------------------------------------


def rows_of(parsed):
    return [(item.statement_id, item.nqf_level, item.kind, normalise(item.text)) for item in parsed.descriptors]


@cache
def as_printed():
    return rows_of(parse(ICT))


def first_difference(found, expected):
    return next((pair for pair in zip_longest(found, expected) if pair[0] != pair[1]), None)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace("\n", "\n\n\n").replace("аккредиттеу.\n\n\n", "аккредиттеу.\n"),
        lambda text: text.replace("кі", "кi").replace("лі", "лi"),
        lambda text: text.replace("«", '"').replace("»", '"'),
        lambda text: text.replace("БҰШ деңгейі", "ҰБШ  ДЕҢГЕЙІ").replace("СБШ деңгейі", "сбш деңгейі:"),
        lambda text: text.replace("Кәсіби қызмет саласы:\n\n", "Кәсіптік қызмет саласы: "),
        lambda text: text.replace("Іскерлікке және машықтарға", "Біліктер мен дағдыларға"),
        lambda text: text.replace("\n \t", "\n\t"),
    ],
)
def test_cosmetic_changes_of_the_copy_change_no_descriptor(ict, change):
    """Line ends, no-break spaces, blank lines between all cells, Latin i, quotation marks and label variants."""
    assert first_difference(rows_of(parse(change(ICT))), rows_of(ict)) is None


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6))
def test_blank_lines_anywhere_change_nothing(seed):
    """Blank lines that somebody put between lines do not move a cell to another row or level."""
    chance = random.Random(seed)  # noqa: S311 -- no secret
    lines = ICT.split("\n")
    text = "\n".join(line + "\n" * chance.choice([0, 0, 0, 1, 2]) for line in lines)
    assert first_difference(rows_of(parse(text)), as_printed()) is None


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6))
def test_wrapped_lines_are_one_descriptor(seed):
    """A copy that breaks long lines inside of sentences gives the same descriptors, with longer spans."""
    chance = random.Random(seed)  # noqa: S311 -- no secret
    lines = ICT.split("\n")
    places = [n for n in range(425, len(lines)) if n not in {773, 774}]  # two paragraphs without a blank line between
    for place in places:
        lines[place] = _wrap(lines[place], chance)
    assert first_difference(rows_of(parse("\n".join(lines))), as_printed()) is None


def _wrap(line: str, chance: random.Random) -> str:
    words = line.split(" ")
    inside = [n for n in range(2, len(words)) if words[n] and words[n - 1] and words[n - 1][-1] not in ".;:"]
    if len(line) < 60 or not inside:
        return line
    place = chance.choice(inside)
    return " ".join(words[:place]) + "\n" + " ".join(words[place:])


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6))
def test_no_mutilated_copy_crashes_the_parser(seed):
    """Lines lost, doubled, cut or made levels give descriptors or an error of ours; every line stays accounted for."""
    chance = random.Random(seed)  # noqa: S311 -- no secret
    lines = ICT.split("\n")
    for _ in range(chance.randrange(1, 200)):
        place = chance.randrange(len(lines))
        lines[place : place + 1] = chance.choice(
            [[], [lines[place]] * 2, [lines[place][: chance.randrange(20)]], ["\t"], ["\t5"], ["\t8.1"], ["\t-"]]
        )
    text = "\n".join(lines)
    try:
        parsed = parse(text)
    except UnknownFormError:
        return
    used = {line for use in parsed.uses for line in range(use.span.start, use.span.end + 1)}
    printed = {number for number, line in enumerate(lines, start=1) if line.strip()}
    assert printed <= used
    assert len({item.statement_id for item in parsed.descriptors}) == len(parsed.descriptors)
    assert {finding.code for finding in parsed.findings} <= set(load("findings"))


# --- web pages and documents of Word ------------------------------------------------------------------------------


def page(told, head="blank", *, split=True, write=twins.html):
    """The framework with true tables; where levels are told, the row that the copy leaves open is 7/71."""
    rows = golden()
    if told:
        rows = [row if row["nqf"] else {**row, "nqf": "7", "sqf": "71"} for row in rows]
    return parse_document(
        write(true_tables.framework(ICT, rows, told=told, head=head, split=split)), name="twin", act_id="V1300008876"
    )


SHAPES = [
    (head, split, write) for head in ("blank", "full") for split in (True, False) for write in (twins.html, twins.docx)
]


@pytest.mark.parametrize(("head", "split", "write"), SHAPES)
def test_true_tables_without_levels_give_the_same_descriptors(ict, head, split, write):
    """Blank cells where the copy has no level: the same levels are derived for the same reasons, fields are the same."""
    parsed = page(False, head, split=split, write=write)
    assert parsed.form == "framework-2013"
    assert [contents(item) for item in parsed.descriptors] == [contents(item) for item in ict.descriptors]
    assert [(item.name, item.label, item.value) for item in parsed.fields] == [
        (item.name, item.label, item.value) for item in ict.fields
    ]
    own = {"left-out", "abbreviation-misspelt"}
    codes = [Counter(item.code for item in one.findings if item.code not in own) for one in (parsed, ict)]
    assert codes[0] == codes[1]
    assert {use.role for use in parsed.uses} == {"record", "label", "heading", "boilerplate"}


def contents(item):
    why = item.why.split(":")[0]
    return item.statement_id, item.area, item.nqf_level, item.sqf_level, item.kind, item.text, item.inferred, why


@pytest.mark.parametrize(("head", "split", "write"), SHAPES)
def test_nothing_is_derived_where_every_row_has_its_levels(head, split, write):
    """National levels in cells over all rows of the level: no level is inferred, no finding speaks of levels."""
    parsed = page(True, head, split=split, write=write)
    lines = ICT.split("\n")
    expected = [
        (row["area"], row["nqf"] or "7", row["sqf"] or "71", kind, collapse(lines[int(line) - 1]))
        for row in golden()
        for kind in KINDS
        for line in row[kind].split()
    ]
    found = [
        (item.area.split(" ")[0], item.nqf_level, item.sqf_level, item.kind, item.text) for item in parsed.descriptors
    ]
    assert found == expected
    assert {(item.inferred, item.why) for item in parsed.descriptors} == {(False, "")}
    assert {item.code for item in parsed.findings if "level" in item.code} == {"level-without-text"}
    assert len({item.statement_id for item in parsed.descriptors}) == 196


def test_text_behind_a_true_table_is_in_no_row():
    """A sentence under the table is not understood; it does not become a row or a descriptor."""
    blocks = true_tables.framework(ICT, golden(), told=False)
    last = max(number for number, block in enumerate(blocks) if block.rows)
    blocks.insert(last + 1, twins.Block(lines=["Мүлде басқа мәтін."]))
    parsed = parse_document(twins.html(blocks), name="twin", act_id="V1300008876")
    assert len(parsed.descriptors) == 196
    assert [params for _, params in findings(parsed, "not-understood")] == [("Мүлде басқа мәтін.",)]


# --- other documents in this form ---------------------------------------------------------------------------------

RUSSIAN = """Отраслевая рамка квалификаций «Горное дело»

\tУровень НРК
\tУровень ОРК
\tОбласть профессиональной деятельности: Добыча руды

\t\t
\t
\tСамостоятельность
\tОтветственность
\tСложность

\t4
\t4.1
\tСамостоятельное планирование.

Выбор способа работы.
\tОтвечает за результат.
\tТиповые задачи.

\t\t
\t4.2
\tРуководит сменой.
\tОтвечает за смену.
\t-

\t5
\t5.1
\tРуководит участком.
\tОтвечает за участок.
\tНестандартные задачи.
"""


def test_a_russian_framework_with_other_columns_and_sublevels_is_read():
    """Autonomy, responsibility, complexity; 4.1 and 4.2; one row has a dash; one national level is merged."""
    parsed = parse(RUSSIAN)
    assert parsed.lang == "ru"
    found = [
        (item.statement_id.split("/", 1)[1], item.nqf_level, item.inferred, item.text) for item in parsed.descriptors
    ]
    assert found == [
        ("1.4.1/A1", "4", False, "Самостоятельное планирование."),
        ("1.4.1/A2", "4", False, "Выбор способа работы."),
        ("1.4.1/R1", "4", False, "Отвечает за результат."),
        ("1.4.1/X1", "4", False, "Типовые задачи."),
        ("1.4.2/A1", "4", True, "Руководит сменой."),
        ("1.4.2/R1", "4", True, "Отвечает за смену."),
        ("1.5.1/A1", "5", False, "Руководит участком."),
        ("1.5.1/R1", "5", False, "Отвечает за участок."),
        ("1.5.1/X1", "5", False, "Нестандартные задачи."),
    ]
    assert {item.area for item in parsed.descriptors} == {"Добыча руды"}
    assert [item.kind for item in parsed.descriptors[:4]] == ["autonomy", "autonomy", "responsibility", "complexity"]


def test_what_stands_behind_the_tables_is_no_descriptor():
    """An annex with codes and a text that nobody expects: the codes are fields, the text is listed as not understood."""
    text = (
        RUSSIAN
        + "\n\nПриложение 2\n\nк отраслевой рамке квалификаций\n\n«Горное дело»\n\nТаблица\n\nДобыча руды\n\tКод ОКЭД\n"
        "\tНаименование\n\n\t07.10\n\tДобыча железной руды\n\n\t07.29\n\tДобыча прочих руд\n\n\t07.10\n\tДобыча железных руд\n"
        "\n\nПримечание: 1 – управленческие профессии.\n\nСовсем другой текст."
    )
    parsed = parse(text)
    assert len(parsed.descriptors) == len(parse(RUSSIAN).descriptors)
    assert [(item.name, item.label, item.value) for item in parsed.fields] == [
        ("title", "", "Горное дело"),
        ("annex", "Приложение 2", "Добыча руды"),
        ("oked", "07.10", "Добыча железной руды"),
        ("oked", "07.29", "Добыча прочих руд"),
        ("oked", "07.10", "Добыча железных руд"),
        ("note", "1", "управленческие профессии."),
    ]
    assert [params for _, params in findings(parsed, "not-understood")] == [("Совсем другой текст.",)]
    assert [params[0] for _, params in findings(parsed, "oked-repeated")] == ["07.10"]


def test_a_copy_with_bars_is_read():
    """Cells split by tab, bar, tab, with blank cells shown."""
    text = (
        "Уровень НРК\t|\tУровень ОРК\t|\tТребования к личностным и профессиональным компетенциям\t|\tТребования к умениям и"
        " навыкам\t|\tТребования к знаниям\n"
        "5\t|\t5.1\t|\tВедёт участок\t|\tПланирует\t|\tМетоды\n"
        "\t|\t5.2\t|\tВедёт смену\t|\tСчитает\t|\tУчёт\n"
        "6\t|\t\t|\tВедёт отдел\t|\tРешает\t|\tПраво\n"
    )
    parsed = parse(text)
    found = [(item.nqf_level, item.sqf_level, item.kind, item.text, item.inferred) for item in parsed.descriptors]
    assert found[:3] == [
        ("5", "5.1", "competence", "Ведёт участок", False),
        ("5", "5.1", "skill", "Планирует", False),
        ("5", "5.1", "knowledge", "Методы", False),
    ]
    assert [(row[0], row[1], row[4]) for row in found[3::3]] == [("5", "5.2", True), ("6", "6.1", True)]
    assert findings(parsed, "area-missing") == [(1, ("1",))]


def test_true_columns_and_merged_cells_of_a_page_count():
    """In HTML and DOCX a level cell over two rows is printed for both; so is a descriptor cell over two rows."""
    cells = [
        (1, 0, "Уровень НРК", 1),
        (1, 1, "Уровень ОРК", 1),
        (1, 2, "Умения и навыки", 1),
        (1, 3, "Знания", 1),
        (1, 4, "Пути достижения", 1),
        (2, 0, "6", 2),
        (2, 1, "6.1", 1),
        (2, 2, "Проектирует", 1),
        (2, 3, "Право", 2),
        (2, 4, "Бакалавриат", 1),
        (3, 1, "6.2", 1),
        (3, 2, "Руководит", 1),
        (3, 4, "Магистратура", 1),
        (4, 0, "строка без уровня", 1),
    ]
    stream = tuple(
        Paragraph(text, Span(n, n), n, follows=False, row=row, column=column, table=1, row_span=rows)
        for n, (row, column, text, rows) in enumerate(cells, start=1)
    )
    parsed = framework_2013.parse(stream, "ru", "page.html", "X1")
    found = [(item.statement_id, item.nqf_level, item.text, item.inferred) for item in parsed.descriptors]
    assert found == [
        ("X1/1.6.1/S1", "6", "Проектирует", False),
        ("X1/1.6.1/K1", "6", "Право", False),
        ("X1/1.6.1/O1", "6", "Бакалавриат", False),
        ("X1/1.6.2/S1", "6", "Руководит", False),
        ("X1/1.6.2/K1", "6", "Право", False),
        ("X1/1.6.2/O1", "6", "Магистратура", False),
    ]
    assert findings(parsed, "column-unknown") == [(5, ("Пути достижения",))]
    assert findings(parsed, "not-understood") == [(14, ("строка без уровня",))]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ((3, 0, 0, 0, 0, 8), "345678"),
        ((0, 0, 3), "123"),
        ((0, 4), "?4"),
        ((3, 0, 4), "3?4"),
        ((2, 0, 5), "2?5"),
        ((0, 0, 0), "???"),
    ],
)
def test_the_order_tells_a_level_only_where_one_level_fits(printed, expected):
    """Gaps that could be filled in two ways, or in none without skipping a level, stay open."""
    rows = [Row(1, str(level or ""), "", (), 0, Span(n, n)) for n, level in enumerate(printed, start=1)]
    assert "".join(level.nqf or "?" for level in derive(rows, sublevels=False)) == expected


def test_levels_are_read_in_their_spellings():
    """A cell that holds a level and nothing else; years, codes and sentences are none."""
    assert [level_in(text, ("деңгей",)) for text in ("4", "4.2", "4,2", "41", "4-деңгей", "4 деңгей", "4-5")] == [
        "4",
        "4.2",
        "4.2",
        "41",
        "4",
        "4",
        "4-5",
    ]
    assert [level_in(text, ("деңгей",)) for text in ("9", "2013", "62.01", "-", "деңгей", "4 жыл")] == [""] * 6


def test_documents_of_other_forms_give_no_evidence():
    """Cards, passports and the classifier are not frameworks, in either language."""
    for path in sorted(SOURCES.glob("*.txt")):
        stream = paragraphs(path.read_text(encoding="utf-8"))
        found = [bool(framework_2013.evidence(stream, lang)) for lang in framework_2013.LANGS]
        assert found == [path.name.startswith("ict"), False], path.name


def test_detection_chooses_the_form_and_says_why():
    """The framework is recognised without help."""
    parsed = parse_text(ICT, source="ict.kk.txt", act_id="V1300008876")
    assert (parsed.form, parsed.lang) == ("framework-2013", "kk")
    assert parsed.why == "framework-2013, kk: 3 table heads, 4 level columns, 9 descriptor columns"


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_label_files_are_well_formed(lang):
    """Both languages have the same groups, and eight ordinals."""
    data, other = (load(f"forms/framework-2013.{name}") for name in (lang, "kk"))
    assert {key: set(value) for key, value in data.items() if key != "lang"} == {
        key: set(value) for key, value in other.items() if key != "lang"
    }
    assert len(data["words"]["ordinal"]) == 8
