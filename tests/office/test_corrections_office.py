"""The sheet of matches to check after LibreOffice, also by way of .ods."""

import datetime as dt
import subprocess

import pytest
from openpyxl import load_workbook

from toolkit.editions import compare_editions
from toolkit.editions.sheet import HEAD_ROW, edition_workbook
from toolkit.io.correction_sheets import take_corrections
from toolkit.io.excel import write_report

pytestmark = pytest.mark.office

PAIR = "V1300009151-3", "2022-08-18-N318"
WHO = "Айгүл Серікова"


@pytest.fixture(scope="module")
def sides(library):
    found = {one.standard_id: one for one in library.standards()}
    return found[PAIR[0]], found[PAIR[1]]


def converted(path, kind, folder):
    folder.mkdir()
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", kind]
    subprocess.run([*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=240)
    return folder / f"{path.stem}.{kind}"


@pytest.fixture(scope="module")
def files(sides, tmp_path_factory):
    """A sheet that was filled in, as it was saved by LibreOffice, and after a journey through .ods."""
    folder = tmp_path_factory.mktemp("office")
    path = folder / "салыстыру.xlsx"
    write_report(edition_workbook(compare_editions(*sides), "kk", "2026-11-21"), path)
    book = load_workbook(path)
    tab = book.worksheets[2]
    for row, (answer, other) in enumerate((("сол", ""), ("сол емес", ""), ("басқасы", "1.1.1/S3")), HEAD_ROW + 1):
        tab[f"E{row}"], tab[f"F{row}"], tab[f"I{row}"] = answer, other or None, "=әріптер: «ә, ғ, қ» 100%"
    tab[f"G{HEAD_ROW + 1}"] = WHO
    tab.merge_cells(f"G{HEAD_ROW + 1}:G{HEAD_ROW + 3}")
    tab[f"H{HEAD_ROW + 1}"] = "=DATE(2026,11,20)"
    tab[f"H{HEAD_ROW + 1}"].number_format = "DD.MM.YYYY"
    for row in range(HEAD_ROW + 1, HEAD_ROW + 4):
        tab[f"I{row}"].data_type = "s"
    book.save(path)
    once = converted(path, "xlsx", folder / "once")
    return once, converted(converted(path, "ods", folder / "ods"), "xlsx", folder / "twice")


@pytest.mark.parametrize("place", [0, 1], ids=["xlsx", "ods"])
def test_everything_survives_libreoffice(files, sides, place):
    """Keys, the hidden row, words, a date that a formula gives, merged names, Kazakh letters: each answer arrives."""
    taken = take_corrections(files[place], *sides, dt.date(2026, 11, 21))
    assert taken.problems == ()
    assert [(one.who, one.when.day, one.why) for one in taken.corrections] == [
        (WHO, 20, "=әріптер: «ә, ғ, қ» 100%"),
        (WHO, 21, "=әріптер: «ә, ғ, қ» 100%"),
        (WHO, 21, "=әріптер: «ә, ғ, қ» 100%"),
    ]
    first, second, third = taken.corrections
    assert first.new_id
    assert (second.new_id, third.new_id) == ("", f"{PAIR[1]}/1.1.1/S3")
    assert compare_editions(*sides, taken.corrections[:2]).corrections == taken.corrections[:2]
