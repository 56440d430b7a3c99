"""The real report opened, printed, calculated and saved again by LibreOffice."""

import io
import shutil
import subprocess

import pytest
from openpyxl import load_workbook
from places import AS_OF
from report_rooms import bundled_analysis, filled_in, report, room, small_analysis

from toolkit.io.excel import render
from toolkit.labels import word
from toolkit.model import LANGS
from toolkit.report import gap_report

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

EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
NAMES = ("small", "college-statistics", "bachelor-social-work", "bachelor-information-systems")
READERS = (*LANGS, "kk+ru")


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """Give a function that has LibreOffice convert files, one format after the other."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "profile" / "user").mkdir(parents=True)
    (folder / "profile" / "user" / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")

    def convert(out, form, *files):
        command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
        command += ["--convert-to", form, "--outdir", str(out), *map(str, files)]
        subprocess.run(command, check=True, capture_output=True, timeout=400)

    return convert


@pytest.fixture(scope="module")
def files(tmp_path_factory, project, library):
    """The reports of four programmes in their languages."""
    folder = tmp_path_factory.mktemp("reports")
    for name in NAMES:
        analysis = small_analysis() if name == "small" else bundled_analysis(project, library, name, AS_OF)
        for lang in READERS if name in ("small", "college-statistics") else ("ru",):
            (folder / f"{name}.{lang}.xlsx").write_bytes(render(gap_report(analysis, lang, "0")))
    return sorted(folder.iterdir())


@pytest.fixture(scope="module")
def texts(office, files, tmp_path_factory):
    """Every sheet of every report as LibreOffice shows it: file and sheet → text."""
    out = tmp_path_factory.mktemp("texts")
    office(out, EVERY_SHEET, *files)
    return {path.stem: path.read_text(encoding="utf-8") for path in out.iterdir()}


def test_libreoffice_shows_every_sheet_without_an_error(texts, files):
    """No error value, no cell too narrow for its number, no letter lost."""
    assert len(texts) == sum(len(load_workbook(file).sheetnames) for file in files)
    for name, text in texts.items():
        found = [mark for mark in ("#REF", "#NAME", "#VALUE", "#DIV", "#N/A", "Err:", "###") if mark in text]
        assert found == [], name
        assert "\ufffd" not in text, name


def test_kazakh_letters_arrive_whole(texts):
    """Statements can be read as printed."""
    shown = next(text for name, text in texts.items() if name.startswith("college-statistics.kk-Сәйкестік"))
    assert "Әдіснамалық және техникалық құжаттамамен жұмыс істеу" in shown


def values(data):
    """Sheet and cell → value, of cells that hold something."""
    book = load_workbook(io.BytesIO(data), data_only=True)
    cells = ((sheet.title, cell.coordinate, cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    return {(sheet, place): value for sheet, place, value in cells if value not in (None, "")}


def formulas(data):
    """Sheet and cell of every formula."""
    book = load_workbook(io.BytesIO(data))
    cells = ((sheet.title, cell) for sheet in book for row in sheet.iter_rows() for cell in row)
    return {(sheet, cell.coordinate) for sheet, cell in cells if cell.data_type == "f"}


def test_live_formulas_give_the_figures_of_the_library(office, files, tmp_path):
    """Whoever opens the report in a program that calculates sees what the toolkit has counted."""
    office(tmp_path, "xlsx", *files)
    for file in files:
        before, after = values(file.read_bytes()), values((tmp_path / file.name).read_bytes())
        places = formulas(file.read_bytes())
        assert len(places) > 20
        for place in places:
            one, other = before.get(place, 0), after.get(place, 0)
            assert one == (pytest.approx(other, rel=1e-12) if isinstance(other, int | float) else other), place


@pytest.mark.parametrize("lang", READERS)
@pytest.mark.parametrize("way", [("xlsx",), ("ods", "xlsx")], ids=["xlsx", "ods"])
def test_a_report_saved_by_libreoffice_comes_back_whole(office, tmp_path, lang, way):
    """Filled in, saved as .xlsx or as .ods and back: every decision and remark arrives, a second time nothing."""
    mine = room(tmp_path / "room")
    book = load_workbook(io.BytesIO(report(lang)))
    check = filled_in(book, lang)
    path = tmp_path / "есеп.xlsx"
    book.save(path)
    for number, form in enumerate(way):
        out = tmp_path / f"out{number}"
        office(out, form, path)
        path = out / f"есеп.{form}"
    check(mine.take_in(path))
    assert {row.status for row in mine.take_in(path).rows} == {"same"}


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_no_printed_page_is_empty(office, files, tmp_path):
    """Every page has more on it than headings repeated and its number: nothing spills over on a page of its own."""
    office(tmp_path, "pdf", *files)
    for file in files:
        command = ["pdftotext", "-layout", str(tmp_path / f"{file.stem}.pdf"), "-"]
        done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
        pages = done.stdout.split("\f")[:-1]
        langs = file.stem.rpartition(".")[2].split("+")
        assert pages
        for number, page in enumerate(pages, start=1):
            lines = [line for line in page.splitlines() if line.strip()]
            assert len(lines) >= 3, (file.name, number, page)
            counted = " · ".join(word("page", lang, n=number, all=len(pages)) for lang in langs)
            assert lines[-1].rstrip().endswith(counted), (file.name, number)
