"""Plans as Excel files: what a plan says is there, texts stay texts, the package is whole, nobody's entries are lost."""

import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from package_rules import MAIN, broken_rules, opened, parsed
from workbook_plans import COVERAGE, DATA, FRAGMENTS, FUNCTIONS, HIDDEN, sample

from toolkit.errors import InputError
from toolkit.io.excel import files, render, rendering, write_report
from toolkit.io.excel.texts import printed
from toolkit.sheets import (
    ROLES,
    Cell,
    Chart,
    Choice,
    Grading,
    Series,
    Sheet,
    Workbook,
    letters,
    reference,
    shortened,
    tab_names,
    units,
)
from toolkit.style import GRADE_FILL
from toolkit.template import StandardChoice, programme_workbook

ROOT = Path(__file__).parents[1]
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@pytest.fixture(scope="module")
def data():
    return render(sample())


@pytest.fixture(scope="module")
def book(data):
    return load_workbook(io.BytesIO(data))


@pytest.fixture(scope="module")
def results(data):
    return load_workbook(io.BytesIO(data), data_only=True)


def plan(*rows, **more):
    return Workbook("t", "s", "kk", "2026-11-21", (Sheet("Парақ", (20.0, 20.0), rows, **more),))


def read(made):
    return load_workbook(io.BytesIO(render(made)))


def test_numbers_texts_and_days_keep_their_type(book):
    """A count is a number, a day a date shown as 21.11.2026, a text a text, an empty cell empty."""
    sheet = book[COVERAGE]
    assert [sheet.cell(4, column).value for column in (1, 2, 3, 4)] == [FUNCTIONS[0], 5, 2, 1]
    assert (sheet["G4"].value, sheet["G4"].number_format) == (datetime(2026, 11, 21), r"dd\.mm\.yyyy")  # noqa: DTZ001
    assert (sheet["F4"].number_format, sheet["B4"].data_type, sheet["A4"].data_type) == ("0%", "n", "s")
    assert book[DATA]["B2"].value is None


def test_a_day_before_excels_calendar_is_a_text():
    """1899 is no date for Excel, so it is written out; 1900 is one."""
    sheet = read(plan((Cell(date(1899, 12, 31), "date"), Cell(date(1900, 3, 1), "date"))))["Парақ"]
    assert (sheet["A1"].value, sheet["A1"].data_type) == ("31.12.1899", "s")
    assert sheet["B1"].value == datetime(1900, 3, 1)  # noqa: DTZ001


def test_formulas_are_live_and_carry_their_result(book, results):
    """Excel calculates them; whoever does not, finds number, text, day or truth."""
    assert book[COVERAGE]["E4"].value == "=SUM(B4:D4)"
    shown = [results[COVERAGE][cell].value for cell in ("E4", "F4", "F7", "A9", "B9")]
    assert shown == [8, 0.75, "жақсы", datetime(2026, 11, 28), True]  # noqa: DTZ001


def test_a_link_jumps_inside_the_workbook_and_looks_like_one(book):
    """Its place is a cell of another sheet, also one with an apostrophe and an ampersand in its name."""
    cell = book[COVERAGE]["A5"]
    assert (cell.hyperlink.location, cell.hyperlink.target) == ("'O''Neil & деректер'!$A$5", None)
    assert (cell.value, cell.font.underline, cell.style) == (FUNCTIONS[1], "single", "curmap text")


def test_more_links_than_excel_takes_are_texts(monkeypatch):
    """The text is there all the same, and so is every link up to the limit."""
    monkeypatch.setattr(rendering, "_MOST_LINKS", 2)
    sheet = read(plan(*((Cell(f"жол {row}", link="#'Парақ'!A1"),) for row in range(1, 5))))["Парақ"]
    assert [sheet.cell(row, 1).value for row in range(1, 5)] == ["жол 1", "жол 2", "жол 3", "жол 4"]
    assert [bool(sheet.cell(row, 1).hyperlink) for row in range(1, 5)] == [True, True, False, False]


def test_every_role_is_a_named_style_that_its_cells_follow(data, book):
    """Cells name the style of their role and override nothing of it, so that changing the style changes them."""
    assert {f"curmap {role}" for role in ROLES} <= set(book.named_styles)
    assert [book[COVERAGE][cell].style for cell in ("A1", "A3", "B4", "F4", "G4")] == [
        "curmap title",
        "curmap head",
        "curmap count",
        "curmap share",
        "curmap date",
    ]
    formats = parsed(opened(data)["xl/styles.xml"]).find(f"{MAIN}cellXfs")[1 : len(ROLES) + 1]
    assert [int(found.get("xfId")) for found in formats] == list(range(1, len(ROLES) + 1))
    assert not [name for found in formats for name in found.attrib if name.startswith("apply")]


def test_roles_that_look_alike_stay_apart():
    """Counts and cells of a heat map have the same look but two styles."""
    sheet = read(plan((Cell(1, "count"), Cell(1, "heat"))))["Парақ"]
    assert (sheet["A1"].style, sheet["B1"].style) == ("curmap count", "curmap heat")


def test_rows_columns_and_sheets_can_be_hidden(book):
    """The machine row, a column and a sheet of lists are there but not seen; the first sheet seen is the one in front."""
    sheet = book[COVERAGE]
    assert (sheet.row_dimensions[2].hidden, sheet["A2"].value) == (True, "curmap:key")
    assert [name for name, column in sheet.column_dimensions.items() if column.hidden] == ["G"]
    assert [one.sheet_state for one in book] == ["hidden", "visible", "visible"]
    assert book.active.title == COVERAGE


def test_a_heading_row_is_frozen_filtered_and_printed_on_every_page(book):
    """Panes, filter buttons and repeated rows; title rows can be others."""
    sheet = book[COVERAGE]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("B4", "A3:G9", "$3:$3")
    assert book[DATA].print_title_rows == "$1:$1"


def test_pages_are_fitted_or_broken_where_the_plan_says(book):
    """One page; or breaks, which Excel heeds only where it does not fit pages itself, with all columns on the page."""
    one, broken = book[COVERAGE], book[DATA]
    assert (one.sheet_properties.pageSetUpPr.fitToPage, one.page_setup.fitToHeight) == (True, None)
    assert not broken.sheet_properties.pageSetUpPr.fitToPage
    assert [brk.id for brk in broken.row_breaks.brk] == [20, 40]
    assert 10 <= broken.page_setup.scale < 100
    assert (one.page_setup.orientation, broken.page_setup.orientation) == ("landscape", "portrait")


@pytest.mark.parametrize(
    ("widths", "zoom", "scale"), [((20.0,), 100, 100), ((100.0, 100.0), 92, 68), ((80.0,) * 6, 70, 28)]
)
def test_zoom_and_print_scale_follow_from_the_widths(widths, zoom, scale):
    """A wide sheet is shown smaller, down to 70 %, so that it fits a small screen, and printed on the width of A4."""
    sheet = Sheet("a", widths, ())
    assert (sheet.zoom(), sheet.print_scale()) == (zoom, scale)
    hidden = replace(sheet, hidden_columns=tuple(range(2, len(widths) + 1)), widths=(20.0, *widths[1:]))
    assert (hidden.zoom(), hidden.print_scale()) == (100, 100)


def test_columns_for_the_screen_are_not_printed():
    """Only the first columns are in the print area, and only they decide zoom and scale."""
    sheet = Sheet("a", (20.0, 500.0), ((Cell("a"), Cell("b")),) * 3, printed_columns=1)
    assert (sheet.zoom(), sheet.print_scale()) == (100, 100)
    assert read(Workbook("t", "s", "kk", "2026-11-21", (sheet,)))["a"].print_area == "'a'!$A$1:$A$3"
    empty = Sheet("a", (20.0,), (), printed_columns=1)
    assert read(Workbook("t", "s", "kk", "2026-11-21", (empty,)))["a"].print_area == "'a'!$A$1"


def test_a_hidden_column_makes_no_row_higher():
    """A long key that nobody sees needs no room."""
    row = (Cell("a"), Cell("сөз " * 100))
    assert Sheet("a", (20.0, 20.0), (row,), hidden_columns=(2,)).height(row) == Sheet("a", (20.0,), ()).height(row[:1])


def test_widths_are_those_that_excel_shows(data):
    """A column of 44 is 44 wide in Excel's dialog: 44 digits of 7 pixels and 5 pixels of margin are in the file."""
    columns = parsed(opened(data)["xl/worksheets/sheet2.xml"]).find(f"{MAIN}cols")
    assert float(columns[0].get("width")) == pytest.approx((44 * 7 + 5) / 7, abs=0.005)


def test_colours_follow_numbers(book):
    """Shares by thresholds, texts and empty cells without colour; scale and bar by numbers; nothing by colour alone."""
    rules = {str(area.sqref): list(area.rules) for area in book[COVERAGE].conditional_formatting}
    assert [rule.formula[0] for rule in rules["F4:F6"]] == [
        "AND(ISNUMBER(F4),F4>=0.8)",
        "AND(ISNUMBER(F4),F4>=0.5)",
        "AND(ISNUMBER(F4),F4<0.5)",
    ]
    fills = [rule.dxf.fill.bgColor.rgb.removeprefix("FF") for rule in rules["F4:F6"]]
    assert fills == [GRADE_FILL[grade] for grade in ("good", "fair", "poor")]
    assert all(rule.stopIfTrue for rule in rules["F4:F6"])
    assert (rules["B4:D6"][0].type, rules["E4:E6"][0].type) == ("colorScale", "dataBar")
    assert [found.val for found in rules["E4:E6"][0].dataBar.cfvo] == [0, 10]


def test_charts_are_native_and_readable_without_colour(data):
    """Series refer to cells and hold their values, have labels and patterns; the chart can be heard as well."""
    parts = opened(data)
    charts = [parsed(parts[f"xl/charts/chart{number}.xml"]) for number in range(1, 5)]
    kinds = [
        (next(chart.iter(f"{CHART}barDir")).get("val"), next(chart.iter(f"{CHART}grouping")).get("val"))
        for chart in charts
    ]
    assert kinds == [("bar", "clustered"), ("col", "clustered"), ("bar", "stacked"), ("bar", "percentStacked")]
    series = list(charts[2].iter(f"{CHART}ser"))
    assert [one.findtext(f"{CHART}val/{CHART}numRef/{CHART}f") for one in series] == [
        reference(COVERAGE, (4, column, 6, column)) for column in (2, 3, 4)
    ]
    assert [found.text for found in series[1].find(f"{CHART}val").iter(f"{CHART}v")] == ["2", "3", "0"]
    assert [found.text for found in series[1].find(f"{CHART}cat").iter(f"{CHART}v")] == list(FUNCTIONS)
    assert [next(one.iter(f"{DRAWING}pattFill"), None) is not None for one in series] == [False, True, True]
    assert all(one.find(f"{CHART}dLbls/{CHART}showVal").get("val") == "1" for one in series)
    assert (
        b'descr="\xd0\x94\xd0\xb8\xd0\xb0\xd0\xb3\xd1\x80\xd0\xb0\xd0\xbc\xd0\xbc\xd0\xb0"'
        in parts["xl/drawings/drawing1.xml"]
    )


@pytest.mark.parametrize("title", ["=SUM(A1)", "='Парақ'!$A$1", "Парақ!A1", "a & b <c>"])
def test_a_title_of_a_chart_is_no_formula(title):
    """What looks like a reference is shown as text, with at most a blank more."""
    series = (Series(title, reference("Парақ", (1, 1, 1, 1)), reference("Парақ", (1, 2, 1, 2)), "A6DBCB"),)
    made = plan((Cell("a"), Cell(1)), charts=(Chart("bar", title, series, (3, 1), category_title=title),))
    tree = parsed(opened(render(made))["xl/charts/chart1.xml"])
    texts = [found.text.replace("! ", "!") for found in tree.iter(f"{DRAWING}t")]
    assert texts == [title, title]
    assert {found.text for found in tree.iter(f"{CHART}f")} == {"'Парақ'!$A$1", "'Парақ'!$B$1"}


def test_the_document_says_what_it_is(book, data):
    """Title, subject, author, company, key words, language, time; names for ranges; two languages in the footer."""
    found = book.properties
    assert (found.title, found.subject, found.creator) == ("Олқылықтар туралы есеп", "04119900", "Әдіскер")
    assert (found.keywords, found.description, found.language) == ("қамту; олқылық", "Ескертпе", "kk")
    assert found.created == found.modified == datetime(2026, 11, 21, 4, 30)  # noqa: DTZ001
    assert "<Company>Колледж</Company>" in opened(data)["docProps/app.xml"].decode()
    assert {name: area.attr_text for name, area in book.defined_names.items()} == {
        "coverage": "'Қамту'!$A$3:$G$6",
        "functions": "'Тізімдер'!$A$1:$A$3",
    }
    assert book[DATA].oddFooter.right.text == "&P / &N бет · стр. &P из &N"


def test_a_locked_sheet_leaves_widths_and_filters_free(book):
    """Headings are locked, cells to fill are not; no password."""
    sheet = book[DATA]
    protection = sheet.protection
    assert (protection.sheet, protection.password) == (True, None)
    forbidden = [name for name in ("formatColumns", "formatRows", "autoFilter", "sort") if getattr(protection, name)]
    assert forbidden == []
    assert (sheet["A1"].protection.locked, sheet["B2"].protection.locked) == (True, False)


def test_lists_to_choose_from_are_in_the_cells(book):
    """Values of the plan, or a range of another sheet; a strict list refuses, a free one only offers."""
    strict, free = book[DATA].data_validations.dataValidation
    assert (str(strict.sqref), strict.formula1) == ("B2:B60", '"I,R,M,тырнақша ""ішінде"""')
    assert (strict.showErrorMessage, strict.errorTitle, strict.error) == (True, "Белгі", "Тізімнен таңдаңыз")
    assert (free.formula1, bool(free.showErrorMessage)) == ("'Тізімдер'!$A$1:$A$3", False)


def test_rows_are_as_high_as_their_text_and_never_higher_than_excel_allows():
    """A long text makes a high row, an endless one a row of 409 points; an empty row is a narrow gap."""
    sheet = read(plan((Cell("сөз " * 20),), (Cell("сөз " * 2000),), ()))["Парақ"]
    heights = [sheet.row_dimensions[row].height for row in (1, 2, 3)]
    assert 45 < heights[0] < 120
    assert (heights[1], heights[2]) == (pytest.approx(409, abs=0.5), pytest.approx(8, abs=0.5))


def test_a_title_over_several_columns_is_one_cell(book, data):
    """Merged cells have the style of the first on all of them."""
    assert {str(area) for area in book[COVERAGE].merged_cells.ranges} == {"A1:G1", "A7:D7", "C9:D9"}
    cells = {cell.get("r"): cell for cell in parsed(opened(data)["xl/worksheets/sheet2.xml"]).iter(f"{MAIN}c")}
    assert {cells[place].get("s") for place in ("A7", "B7", "D7")} == {str(ROLES.index("label") + 1)}


# The package


def test_the_package_keeps_the_rules_of_the_format(data, analysis):
    """Types, relationships, counts, names, order of parts: of a workbook with everything in it and of the template."""
    assert broken_rules(data) == []
    template = programme_workbook("ru", "2026-11-21", standards=[StandardChoice("X1", "Есеп")])
    assert broken_rules(render(template)) == []
    filled = programme_workbook("kk", "2026-11-21", programme=analysis.programme)
    assert broken_rules(render(filled)) == []


@pytest.mark.parametrize(
    ("part", "old", "new", "problem"),
    [
        ("xl/sharedStrings.xml", b'count="', b'count="1', "shared strings"),
        ("xl/workbook.xml", 'name="Қамту"'.encode(), 'name="тізімдер"'.encode(), "two sheets of one name"),
        ("xl/worksheets/_rels/sheet2.xml.rels", b"drawing1.xml", b"drawing9.xml", "drawing9.xml is not there"),
        ("xl/worksheets/sheet2.xml", b"<mergeCell ref=", b'<mergeCell ref="B1:B3"/><mergeCell ref=', "overlap"),
        ("xl/styles.xml", b'xfId="5"', b'xfId="500"', "xfId 500"),
        ("[Content_Types].xml", b'Extension="vml"', b'Extension="xyz"', "no type for"),
    ],
)
def test_the_rules_notice_a_broken_package(data, part, old, new, problem):
    """Each rule fails on a package that breaks it."""
    parts = opened(data)
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new, 1)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert problem in " ".join(broken_rules(buffer.getvalue()))


def test_the_same_plan_gives_the_same_bytes_elsewhere(data):
    """In another process, with another hash seed, another time zone and at another time."""
    code = (
        "import hashlib, sys; sys.path[:0] = ['tests']\n"
        "from workbook_plans import sample; from toolkit.io.excel import render\n"
        "print(hashlib.sha256(render(sample())).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Asia/Almaty"}
    command = [sys.executable, "-c", code]
    other = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert other.stdout.strip() == hashlib.sha256(data).hexdigest()


def test_every_time_in_the_file_is_the_plans(data):
    """The parts of the zip and the properties have the time of the plan, in UTC."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 21, 4, 30, 0)}
    early = replace(plan((Cell("a"),)), created="1970-01-01")
    with zipfile.ZipFile(io.BytesIO(render(early))) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(1980, 1, 1)}


# Texts stay texts


TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=4), max_size=5).map("".join)
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def expected(text):
    """What a cell must show of a text: all of it, but for letters that XML cannot hold."""
    shown = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", shown) or None


def decoded(text):
    """Read a text of the format where openpyxl does not: ``_x0041_`` is a letter (ECMA-376, 22.9.2.19)."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def cell_texts(raw):
    """The texts of the cells of the only sheet, row by row, read by the rules of the format; None for an empty cell.

    openpyxl drops every «x005F_», also where it is no code.
    """
    parts = opened(raw)
    shared = parsed(parts["xl/sharedStrings.xml"]) if "xl/sharedStrings.xml" in parts else ()
    texts = [decoded("".join(item.itertext())) for item in shared]
    rows = parsed(parts["xl/worksheets/sheet1.xml"]).iter(f"{MAIN}row")
    return [[texts[int(cell.findtext(f"{MAIN}v"))] if cell.get("t") == "s" else None for cell in row] for row in rows]


@SLOW
@given(texts=st.lists(TEXTS, min_size=1, max_size=6))
def test_any_text_comes_back_from_its_cell(texts):
    """Whatever it begins with and whatever it holds: a text, literally the same, and nothing is calculated or linked."""
    made = plan(*((Cell(text), Cell(text, "input")) for text in texts))
    raw = render(made)
    assert cell_texts(raw) == [[expected(text)] * 2 for text in texts]
    cells = list(load_workbook(io.BytesIO(raw))["Парақ"].iter_rows())
    for row, text in zip(cells, texts, strict=True):
        assert "x005F_" in text or [cell.value for cell in row] == [expected(text)] * 2
    assert {cell.data_type for row in cells for cell in row if cell.value is not None} <= {"s"}
    assert not [cell for row in cells for cell in row if cell.hyperlink]
    assert broken_rules(raw) == []


@SLOW
@given(text=TEXTS.filter(expected))
def test_any_text_comes_back_from_every_other_place(text):
    """Notes, links, headers, titles, properties, lists and results of formulas hold it literally."""
    rows = ((Cell("a", note=text), Cell(text, formula='""&""', link="#'Парақ'!A1")), (Cell(text, "title", 2),))
    made = replace(plan(*rows, header=text), title=text, subject=text, keywords=text, comments=text, author=text)
    raw = render(made)
    assert broken_rules(raw) == []
    parts, book = opened(raw), load_workbook(io.BytesIO(raw))
    assert decoded("".join(parsed(parts["xl/comments1.xml"]).find(f"{MAIN}commentList").itertext())) == expected(text)
    assert cell_texts(raw)[1][0] == expected(text)
    assert [cell.data_type for row in book["Парақ"].iter_rows() for cell in row].count("f") == 1
    found = book.properties
    assert {
        decoded(one or "") for one in (found.title, found.subject, found.keywords, found.description, found.creator)
    } == {expected(text)}
    header = parsed(parts["xl/worksheets/sheet1.xml"]).findtext(f"{MAIN}headerFooter/{MAIN}oddHeader") or "&C"
    shown = decoded(header).removeprefix("&C")
    assert re.sub("&(.)", lambda code: code[1] if code[1] == "&" else "CODE", shown) == " ".join(expected(text).split())


@SLOW
@given(values=st.lists(TEXTS, min_size=1, max_size=4))
def test_any_list_to_choose_from_is_literal_or_refused(values):
    """A plan with values that Excel cannot hold cannot be made; every other list is there as planned."""
    try:
        choice = Choice((1, 1, 1, 1), tuple(values), title=values[0], error=values[0])
    except ValueError:
        assert any("," in value or not value.strip() for value in values) or sum(map(units, values)) > 200
        return
    raw = render(plan((Cell(None, "input"),), choices=(choice,)))
    assert broken_rules(raw) == []
    formula = parsed(opened(raw)["xl/worksheets/sheet1.xml"]).findtext(f".//{MAIN}formula1")
    assert decoded(formula)[1:-1].replace('""', '"').split(",") == [expected(value) for value in values]


@SLOW
@given(texts=st.lists(TEXTS | st.text(min_size=25, max_size=40), min_size=1, max_size=6))
def test_any_text_makes_a_name_of_a_sheet(texts):
    """Legal for Excel, all different, a legal name unchanged; and the sheets have these names."""
    names = tab_names(texts)
    assert len({name.lower() for name in names}) == len(names)
    assert tab_names(names) == names
    raw = render(Workbook("t", "s", "kk", "2026-11-21", tuple(Sheet(name, (9.0,), ()) for name in names)))
    assert broken_rules(raw) == []
    assert load_workbook(io.BytesIO(raw)).sheetnames == list(names)


@SLOW
@given(name=TEXTS | st.from_regex(r"[a-zA-Zәқ_][\w.]{0,5}", fullmatch=True))
def test_any_name_of_a_range_is_literal_or_refused(name):
    """A name that Excel would not take cannot be planned."""
    try:
        made = replace(plan((Cell("a"),)), names=((name, "'Парақ'!$A$1"),))
    except ValueError:
        return
    assert re.fullmatch(r"[\w.]+", name)
    assert list(read(made).defined_names) == [name]


@pytest.mark.parametrize("text", ["x" * 40000, "😀" * 20000, "x" * 32766 + "😀"])
def test_a_text_too_long_for_a_cell_is_cut_where_one_sees_it(text):
    """At most 32767 characters as Excel counts them, and … is the last."""
    shown = read(plan((Cell(text),)))["Парақ"]["A1"].value
    assert shown[-1] == "…"
    assert text.startswith(shown[:-1])
    assert 32766 <= units(shown) <= 32767


@given(text=st.text() | TEXTS, limit=st.integers(2, 40))
def test_a_shortened_text_fits_and_says_so(text, limit):
    """It has at most the characters asked for; what fits is not touched."""
    found = shortened(text, limit)
    assert units(found) <= limit
    assert found == text if units(text) <= limit else found.endswith("…")


@given(text=st.text(alphabet="&abP ", max_size=60), limit=st.integers(4, 30))
def test_a_header_has_no_half_code(text, limit):
    """However it is cut, every & of the text is doubled."""
    found = printed(text, limit)
    assert len(found) <= limit
    assert found.replace("&&", "").count("&") == 0


@pytest.mark.parametrize(
    ("column", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")]
)
def test_columns_have_letters(column, name):
    """As Excel counts them."""
    assert letters(column) == name


# Plans that cannot be


@pytest.mark.parametrize("name", ["", "a/b", "x" * 32, "'a'", "History", "a\nb", "_x0041_"])
def test_a_sheet_needs_a_name_that_excel_takes(name):
    """The mistake is ours and shows when the plan is made."""
    with pytest.raises(ValueError, match="use tab_names"):
        Sheet(name, (9.0,), ())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"sheets": (Sheet("a", (9.0,), ()), Sheet("A", (9.0,), ()))}, "two sheets"),
        ({"sheets": (Sheet("a", (9.0,), (), hidden=True),)}, "must be shown"),
        ({"names": (("x", "'a'!$A$1"), ("X", "'a'!$A$2"))}, "two names"),
        *(({"names": ((name, "'a'!$A$1"),)}, "does not take") for name in ("A1", "R1C1", "c", "TRUE", "a b", "1a", "")),
    ],
)
def test_a_workbook_needs_names_that_excel_takes(change, message):
    """Two sheets or names that differ in case only are one for Excel; a name must not look like a cell."""
    with pytest.raises(ValueError, match=message):
        replace(Workbook("t", "s", "kk", "2026-11-21", (Sheet("a", (9.0,), ()),)), **change)


def test_thresholds_must_be_in_order():
    """Fair is below good, and both are there."""
    with pytest.raises(ValueError, match="0 < fair <= good"):
        Grading((1, 1, 2, 2), "share", fair=0.8, good=0.5)


# Files


def changed(path):
    book = load_workbook(path)
    book.worksheets[0]["A1"] = "сарапшының пікірі"
    book.save(path)


def test_an_unchanged_result_is_written_anew(tmp_path):
    """The toolkit replaces what it wrote itself, also after the file was read, copied or got another time."""
    path = tmp_path / "есеп.xlsx"
    write_report(plan((Cell("бұрынғы"),)), path)
    load_workbook(path).close()
    os.utime(path, (0, 0))
    write_report(plan((Cell("жаңа"),)), path)
    assert load_workbook(path)["Парақ"]["A1"].value == "жаңа"


def test_what_somebody_has_saved_is_kept(tmp_path):
    """A workbook saved by another program is refused, with what to do; asked for, it is replaced."""
    path = tmp_path / "есеп.xlsx"
    write_report(plan((Cell("бұрынғы"),)), path)
    changed(path)
    with pytest.raises(InputError, match=r"somebody has saved this file .* another name with --out, .* --replace"):
        write_report(plan((Cell("жаңа"),)), path)
    assert load_workbook(path)["Парақ"]["A1"].value == "сарапшының пікірі"
    write_report(plan((Cell("жаңа"),)), path, replace=True)
    assert load_workbook(path)["Парақ"]["A1"].value == "жаңа"


def test_a_change_inside_the_package_is_noticed(tmp_path):
    """Even when the property with the hash was carried over."""
    path = tmp_path / "x.xlsx"
    write_report(plan((Cell("бұрынғы"),)), path)
    parts = opened(path.read_bytes())
    parts["xl/sharedStrings.xml"] = parts["xl/sharedStrings.xml"].replace("бұрынғы".encode(), "өзгерген".encode())
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(InputError, match="somebody has saved"):
        write_report(plan(), path)


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04 damaged"])
def test_a_file_that_is_not_ours_is_kept(tmp_path, content):
    """Whatever stands there under that name."""
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    with pytest.raises(InputError, match="not the toolkit's"):
        write_report(plan(), path)
    assert path.read_bytes() == content


@pytest.mark.parametrize("lock", ["~$есеп.xlsx", ".~lock.есеп.xlsx#"])
@pytest.mark.parametrize("forced", [False, True])
def test_a_file_that_is_open_is_not_touched(tmp_path, lock, forced):
    """Excel and LibreOffice leave a file beside it; who has it open would save over ours."""
    path = tmp_path / "есеп.xlsx"
    write_report(plan((Cell("бұрынғы"),)), path)
    before = path.read_bytes()
    (tmp_path / lock).write_bytes(b"x")
    with pytest.raises(InputError, match=rf"is open in Excel or LibreOffice.*delete {re.escape(lock)}"):
        write_report(plan((Cell("жаңа"),)), path, replace=forced)
    assert path.read_bytes() == before


def test_a_file_that_windows_holds_for_another_program_is_explained(tmp_path, monkeypatch):
    """It cannot even be read; the message says to close it."""
    path = tmp_path / "x.xlsx"
    write_report(plan(), path)

    def held(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(zipfile, "ZipFile", held)
    monkeypatch.setattr(files, "render", lambda _: b"")
    with pytest.raises(InputError, match="close it if it is open in Excel"):
        write_report(plan(), path)


def test_what_xlsxwriter_cannot_write_is_an_error():
    """Nothing is left out with a warning that nobody sees."""
    series = (Series("a", "'Жоқ'!$A$1", "'Жоқ'!$B$1", "A6DBCB"),)
    with pytest.raises(UserWarning, match="Unknown worksheet reference"):
        render(plan((Cell("a"),), charts=(Chart("bar", "t", series, (1, 1)),)))


def test_a_time_with_a_zone_is_the_same_moment_in_the_file():
    """Created at half past nine in Almaty is half past four in UTC."""
    made = replace(plan((Cell("a"),)), created="2026-11-21T09:30:00+05:00")
    same = replace(made, created=datetime(2026, 11, 21, 4, 30, tzinfo=UTC).isoformat())
    assert render(made) == render(same)


def test_the_hidden_lists_are_there(book):
    """A sheet that is not shown holds its texts."""
    assert [row[0].value for row in book[HIDDEN].iter_rows()] == list(FUNCTIONS)
