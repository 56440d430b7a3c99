"""Reports that came back through LibreOffice: saved again as .xlsx, also by way of .ods, and taken in."""

import subprocess

import pytest
from openpyxl.worksheet.datavalidation import DataValidation
from returned_books import OTHER, WHO, Report, Small

pytestmark = pytest.mark.office


def report():
    """Fill in a report as people do, with a list to choose from, a filter, hidden and merged cells."""
    made = Report()
    made.fill("1.1.1/S1", "ОН1", decision="full", reason="=әріптер: «ә, ғ, қ» 100%", importance=3, name=WHO)
    made.fill("1.1.1/S2", "ОН1", decision="na", name=OTHER, date="22.11.2026")
    made.fill("1.1.1/S3", decision="full", outcome="ОН10", comment="жаңа\nжол", deadline="2027 ж. мамыр")
    return made


def saved(made, path):
    book = made.book()
    sheet = book["Жұптар"]
    choice = DataValidation(type="list", formula1='"толық,ішінара,жоқ,қолданылмайды"', allow_blank=True)
    choice.add("E5:E14")
    sheet.add_data_validation(choice)
    sheet.auto_filter.ref = "A4:L14"
    sheet.row_dimensions[9].hidden = True
    sheet["H5"] = "=DATE(2026,11,23)"
    sheet["H5"].number_format = "DD.MM.YYYY"
    sheet.merge_cells("G5:G6")
    book.save(path)
    return path


def converted(path, kind, folder):
    profile = (folder / "profile").as_uri()
    command = ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", kind]
    subprocess.run([*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=240)
    return folder / f"{path.stem}.{kind}"


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The report as it was saved, after LibreOffice, and after a journey through .ods."""
    folder = tmp_path_factory.mktemp("office")
    path = saved(report(), folder / "есеп.xlsx")
    once = converted(path, "xlsx", folder_in(folder, "once"))
    ods = converted(path, "ods", folder_in(folder, "ods"))
    return once, converted(ods, "xlsx", folder_in(folder, "twice"))


def folder_in(folder, name):
    (folder / name).mkdir()
    return folder / name


@pytest.mark.parametrize("place", [0, 1], ids=["xlsx", "ods"])
def test_everything_survives_libreoffice(files, tmp_path, place):
    """Keys, machine rows, words, dates that a formula gives, Kazakh letters, merged names: each edit arrives once."""
    small = Small(tmp_path)
    result = small.take_in(files[place])
    assert [problem.code for problem in result.problems] == []
    rows = {(row.statement_id[-2:], row.outcome_id): row for row in result.decisions}
    assert {pair: (row.verdict, row.reviewer) for pair, row in rows.items()} == {
        ("S1", "ОН1"): ("full", WHO),
        ("S2", "ОН1"): ("na", OTHER),
        ("S3", "ОН10"): ("full", WHO),
    }
    assert rows["S1", "ОН1"].reason == "=әріптер: «ә, ғ, қ» 100%"
    assert [f"{rows[pair].decided_at:%d.%m.%Y}" for pair in (("S1", "ОН1"), ("S2", "ОН1"))] == [
        "23.11.2026",
        "22.11.2026",
    ]
    remarks = {row.statement_id[-2:]: row.content for row in result.remarks}
    assert remarks == {"S1": (3, "", "", ""), "S3": (None, "жаңа жол", "", "2027 ж. мамыр")}
    assert {row.status for row in small.take_in(files[place]).rows} == {"same"}
    assert {row.status for row in small.take_in(files[1 - place]).rows} == {"same"}
