"""Workbooks opened, calculated and saved again by LibreOffice: results agree, texts stay texts."""

import io
import re
import subprocess
from datetime import date, datetime

import pytest
from openpyxl import load_workbook
from workbook_plans import FRAGMENTS, sample

from toolkit import gap_report
from toolkit.io.excel import render
from toolkit.model import LANGS
from toolkit.sheets import Cell, Sheet, Workbook

pytestmark = [
    pytest.mark.office,
    pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning"),  # what LibreOffice adds to its own
]

ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""Settings of LibreOffice: calculate every workbook anew when it is opened."""


@pytest.fixture(scope="module")
def saved_again(tmp_path_factory):
    """Give a function that has LibreOffice open a workbook, calculate it and save it as .xlsx."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "profile" / "user").mkdir(parents=True)
    (folder / "profile" / "user" / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")

    def through(data):
        (folder / "in").mkdir(exist_ok=True)
        (folder / "in" / "x.xlsx").write_bytes(data)
        command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
        command += ["--convert-to", "xlsx", "--outdir", str(folder / "out"), str(folder / "in" / "x.xlsx")]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
        return (folder / "out" / "x.xlsx").read_bytes()

    return through


def values(data):
    """Sheet and cell → value, of cells that hold something."""
    book = load_workbook(io.BytesIO(data), data_only=True)
    cells = ((sheet.title, cell.coordinate, cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    return {(sheet, place): value for sheet, place, value in cells if value not in (None, "")}


def formulas(data):
    book = load_workbook(io.BytesIO(data))
    return {
        (sheet.title, cell.coordinate)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def same(one, other):
    """Equal, or numbers that differ in the last digit."""
    numbers = all(isinstance(value, int | float) and not isinstance(value, bool) for value in (one, other))
    return one == pytest.approx(other, rel=1e-12) if numbers else one == other


def test_every_result_is_what_libreoffice_calculates(saved_again):
    """The value that stands beside a formula in the file is the value of the formula."""
    data = render(sample())
    places = formulas(data)
    assert len(places) >= 10
    before, after = values(data), values(saved_again(data))
    assert [(place, before[place], after[place]) for place in places if not same(before[place], after[place])] == []


def test_a_wrong_result_is_noticed(saved_again):
    """LibreOffice does calculate: a result that is not that of its formula comes back corrected."""
    sheet = Sheet(
        "a", (9.0,), ((Cell(5, "count"),), (Cell(7, "count", formula="A1*2"),), (Cell(date(2026, 1, 1), "date"),))
    )
    data = saved_again(render(Workbook("t", "s", "kk", "2026-11-21", (sheet,))))
    assert values(data) == {("a", "A1"): 5, ("a", "A2"): 10, ("a", "A3"): datetime(2026, 1, 1)}  # noqa: DTZ001


def test_texts_stay_texts_in_libreoffice(saved_again):
    """Nothing is calculated, linked or read as a number; every text comes back as it was."""
    texts = [text for text in FRAGMENTS if text.strip() and "x005F_" not in text]  # which openpyxl cannot read
    texts += [f"{one}{other}" for one, other in zip(texts, texts[7:], strict=False)]
    sheet = Sheet("a", (30.0,), tuple((Cell(text, note=text),) for text in texts))
    plan = Workbook("t", "s", "kk", "2026-11-21", (sheet,))
    data = saved_again(render(plan))
    assert formulas(data) == set()
    sheet = load_workbook(io.BytesIO(data))["a"]
    shown = [sheet.cell(row, 1).value for row in range(1, len(texts) + 1)]
    assert [cell.hyperlink for row in sheet.iter_rows() for cell in row] == [None] * len(texts)
    control = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
    lines = [control.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")) for text in texts]
    assert shown == lines


def test_libreoffice_keeps_hidden_rows_lists_and_names(saved_again):
    """The machine row stays hidden, cells keep their lists, ranges their names."""
    book = load_workbook(io.BytesIO(saved_again(render(sample()))))
    coverage, data = book.worksheets[1:]
    assert coverage.row_dimensions[2].hidden
    assert coverage["A2"].value == "curmap:key"
    assert book.worksheets[0].sheet_state == "hidden"
    assert set(book.defined_names) >= {"coverage", "functions"}
    assert len(data.data_validations.dataValidation) == 2
    assert len(coverage._charts) == 4


@pytest.mark.parametrize("lang", LANGS)
def test_the_figures_of_a_gap_report_are_what_libreoffice_calculates(saved_again, analysis, lang):
    """Whoever opens the report in a program that calculates sees what the toolkit has counted."""
    data = render(gap_report(analysis, lang, "0"))
    places = formulas(data)
    assert places
    before, after = values(data), values(saved_again(data))
    pairs = {place: (before.get(place), after.get(place)) for place in places}
    assert {place: pair for place, pair in pairs.items() if not same(*pair)} == {}
