"""Workbooks opened by LibreOffice: no formula error, Kazakh letters whole, nothing cut to ###."""

import subprocess
from pathlib import Path

import pytest

from toolkit import gap_report
from toolkit.io.excel import write_report
from toolkit.labels import word
from toolkit.model import LANGS

pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def texts(analysis, tmp_path_factory):
    """Every sheet of the report of each language as LibreOffice shows it: lang → sheet → text."""
    folder = tmp_path_factory.mktemp("office")
    for lang in LANGS:
        write_report(gap_report(analysis, lang, "0"), folder / f"{lang}.xlsx")
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to",
        every_sheet,
    ]
    command += ["--outdir", str(folder), *(str(folder / f"{lang}.xlsx") for lang in LANGS)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return {
        lang: {
            path.stem.removeprefix(f"{lang}-"): path.read_text(encoding="utf-8")
            for path in Path(folder).glob(f"{lang}-*.csv")
        }
        for lang in LANGS
    }


@pytest.mark.parametrize("lang", LANGS)
def test_libreoffice_opens_every_sheet_without_an_error(texts, lang):
    """Six sheets, no error value, no cell too narrow for its number."""
    assert len(texts[lang]) == 6
    for text in texts[lang].values():
        assert not any(mark in text for mark in ("#REF", "#NAME", "#VALUE", "#DIV", "#N/A", "Err:", "###"))


@pytest.mark.parametrize("lang", LANGS)
def test_kazakh_letters_arrive_whole(texts, lang):
    """Every statement of the traceability sheet can be read as printed."""
    trace = texts[lang][word("sheet-trace", lang)]
    assert "Әдіснамалық және техникалық құжаттамамен жұмыс істеу" in trace
    assert "�" not in "".join(texts[lang].values())
