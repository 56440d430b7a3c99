"""Reading workbooks that people hand in: values, formulas, hidden parts, and files that must be refused."""

import datetime as dt
import io
import random
import zipfile

import messy
import pytest
from openpyxl import Workbook

from toolkit.errors import InputError
from toolkit.intake import Area, cell_name
from toolkit.intake.grids import area_of
from toolkit.io import workbooks
from toolkit.io.workbooks import read_book

DATE = dt.datetime.fromisoformat("2026-02-01")


def packed(entries, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


def data_of(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def parts_of(book):
    source = zipfile.ZipFile(io.BytesIO(data_of(book)))
    return {name: source.read(name) for name in source.namelist()}


def small():
    return messy.book_of(Лист=[["Код", "Кредит"], ["БП1", 5]])


def refused(tmp_path, data, name="файл.xlsx"):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError) as error:
        read_book(path)
    assert str(error.value).startswith(f"{name}: ")
    assert "\n" not in str(error.value)
    return str(error.value)


def grids(tmp_path, book):
    return read_book(messy.saved(book, tmp_path / "файл.xlsx")).grids


def test_values_keep_their_kinds_and_places(tmp_path):
    """Text, whole and decimal numbers, truth values and dates come as they are; blanks alone are nothing."""
    book = messy.book_of(Лист=[[], [None, "текст", 5, 3.5, True, DATE], [" ", dt.time(9, 30)]])
    (grid,) = grids(tmp_path, book)
    assert grid.name == "Лист"
    assert grid.rows == ((), (None, "текст", 5, 3.5, True, DATE), (None, "09:30:00"))
    assert grid.at(2, 3) == 5
    assert grid.at(99, 99) is None


def test_empty_formatted_rows_are_cut(tmp_path):
    """5,000 rows with borders and nothing in them leave no trace."""
    grid = grids(tmp_path, messy.empty_formatted_rows())[1]
    assert len(grid.rows) == 5
    assert grid.width == 8


def test_merged_and_hidden_parts_are_told(tmp_path):
    """Merged ranges, hidden rows, columns and sheets are seen although values are read row by row."""
    merged = grids(tmp_path, messy.merged())[1]
    assert Area(4, 1, 4, 9) in merged.merged
    outcomes, matrix, draft = grids(tmp_path, messy.hidden_columns())
    assert (matrix.hidden_columns, matrix.hidden_rows) == ({4}, {3})
    assert (outcomes.hidden, draft.hidden) == (False, True)


def test_formulas_give_the_value_that_excel_stored(tmp_path):
    """A formula has its stored value; one that no program has calculated is listed and empty."""
    path = tmp_path / "файл.xlsx"
    path.write_bytes(
        messy.with_stored_values(data_of(messy.formulas()), {"xl/worksheets/sheet2.xml": {"D2": 5, "D3": 6, "D6": 29}})
    )
    matrix = read_book(path).grids[1]
    assert [matrix.at(row, 4) for row in (2, 3, 6)] == [5, 6, 29]
    assert matrix.formulas_without_value == ((6, 6),)
    assert matrix.at(6, 6) is None


def test_errors_of_excel_are_listed(tmp_path):
    """#REF! stands in the grid as text and its cell is named."""
    book = small()
    book["Лист"]["B2"] = "#REF!"
    (grid,) = grids(tmp_path, book)
    assert (grid.at(2, 2), grid.error_values) == ("#REF!", ((2, 2),))


def test_macros_and_links_are_told_and_not_touched(tmp_path):
    """Parts with macros and with links to other workbooks are left alone; the book says that they are there."""
    parts = parts_of(small())
    parts |= {"xl/vbaProject.bin": b"\x00macro", "xl/externalLinks/externalLink1.xml": b"<not well formed"}
    path = tmp_path / "файл.xlsm"
    path.write_bytes(packed(parts))
    book = read_book(path)
    assert (book.file, book.macros, book.links) == ("файл.xlsm", True, True)
    assert book.grids[0].at(2, 2) == 5


def test_a_sheet_that_claims_to_be_huge_is_read_as_it_is(tmp_path):
    """The dimension A1:XFD1048576 and a merged range of that size cost nothing."""
    parts = parts_of(small())
    sheet = parts["xl/worksheets/sheet1.xml"].replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
    sheet = sheet.replace(
        b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A2:XFD1048576"/></mergeCells>'
    )
    parts["xl/worksheets/sheet1.xml"] = sheet
    path = tmp_path / "файл.xlsx"
    path.write_bytes(packed(parts))
    (grid,) = read_book(path).grids
    assert grid.rows == (("Код", "Кредит"), ("БП1", 5))


def test_one_value_in_the_last_cell_of_excel_is_found(tmp_path):
    """A stray value in XFD1048576 is neither lost nor a reason for the memory of the whole sheet."""
    book = small()
    book["Лист"]["XFD1048576"] = "x"
    (grid,) = grids(tmp_path, book)
    assert grid.at(1_048_576, 16_384) == "x"
    assert sum(map(len, grid.rows)) == 16_384 + 4


def test_names_of_parts_in_other_letters_are_understood(tmp_path):
    """Some accounting programs write xl/SharedStrings.xml: Excel opens it, and so do we."""
    path = tmp_path / "файл.xlsx"
    for name in ("xl/sharedStrings.xml", "xl/SharedStrings.xml"):
        path.write_bytes(packed(messy.with_shared_strings(parts_of(small()), name)))
        assert read_book(path).grids[0].rows == (("Код", "Кредит"), ("БП1", 5))


def test_broken_styles_do_not_stop_the_reading(tmp_path):
    """Without usable styles dates are plain numbers, and the book says so."""
    parts = parts_of(messy.book_of(Лист=[["Код", DATE]]))
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(b'numFmtId="', b'numFmtId="x')
    path = tmp_path / "файл.xlsx"
    path.write_bytes(packed(parts))
    book = read_book(path)
    assert book.plain_numbers
    assert book.grids[0].rows == (("Код", 46054),)


def test_a_table_in_csv_is_one_sheet(tmp_path):
    """Commas, semicolons and tabs, UTF-8 or windows-1251."""
    path = tmp_path / "матрица.csv"
    text = "Код;Дисциплина;Кредиты\nБД1;Право социальной защиты населения;5\nБД2;История и культура Казахстана;6\n"
    for encoding in ("utf-8-sig", "cp1251"):
        path.write_text(text, encoding=encoding)
        (grid,) = read_book(path).grids
        assert (grid.name, grid.rows[1]) == ("матрица", ("БД1", "Право социальной защиты населения", "5"))


def test_a_missing_file_is_named(tmp_path):
    """The path is in the sentence."""
    with pytest.raises(InputError, match=r"нет\.xlsx: the file does not exist"):
        read_book(tmp_path / "нет.xlsx")


@pytest.mark.parametrize(
    ("streams", "said"),
    [
        (["EncryptionInfo", "EncryptedPackage"], "protected by a password; in Excel choose File - Info"),
        (["Workbook"], "old format .xls; in Excel choose File - Save As"),
        (["WordDocument"], "another file of Microsoft Office"),
    ],
)
def test_containers_of_microsoft_are_told_apart(tmp_path, streams, said):
    """A locked workbook, an old one and a document of Word all begin with the same bytes."""
    assert said in refused(tmp_path, messy.compound(streams))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b"  \n", "the file is empty"),
        (b"hello", "this is no workbook of Excel"),
        (b"<html><body><table></table></body></html>", "this is a web page"),
        (b"PK\x03\x04 and then nothing", "damaged or not complete"),
        (packed({"word/document.xml": b"<w/>", "[Content_Types].xml": b"<t/>"}), "another kind of document"),
        (packed({"xl/workbook.bin": b"x", "[Content_Types].xml": b"<t/>"}), "binary workbook (.xlsb)"),
        (packed({"xl/workbook.xml": b"<t/>", "[Content_Types].xml": b"<t/>"}), "damaged or not complete"),
    ],
)
def test_what_is_no_workbook_is_refused_in_one_sentence(tmp_path, data, said):
    """The sentence begins with the name of the file and says what to do."""
    assert said in refused(tmp_path, data)


def test_a_workbook_cut_off_anywhere_is_refused_or_read(tmp_path):
    """Half a download never raises anything but a sentence."""
    data = data_of(messy.merged())
    for size in range(100, len(data), len(data) // 40):
        assert "damaged" in refused(tmp_path, data[:size])


def test_damaged_bytes_never_raise_anything_else(tmp_path):
    """Random changes of the parts of a workbook give a book or one sentence."""
    chance = random.Random(4)  # noqa: S311
    parts = parts_of(messy.merged())
    path = tmp_path / "файл.xlsx"
    outcomes = set()
    for _ in range(150):
        name = chance.choice(sorted(parts))
        damaged = bytearray(parts[name])
        for _ in range(chance.randint(1, 4)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(packed(parts | {name: bytes(damaged)}))
        try:
            read_book(path)
            outcomes.add("read")
        except InputError as error:
            outcomes.add(str(error).partition(":")[0])
    assert outcomes == {"read", "файл.xlsx"}


def test_a_document_type_declaration_is_refused(tmp_path):
    """Entities that grow a thousandfold, or that fetch files, need one; Excel writes none."""
    parts = messy.with_shared_strings(parts_of(small()))
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    for name in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"):
        declared = parts[name].replace(b"?>", b"?>" + bomb, 1) if b"?>" in parts[name] else bomb + parts[name]
        assert "never writes" in refused(tmp_path, packed(parts | {name: declared}))


def test_a_bomb_is_not_unpacked(tmp_path, monkeypatch):
    """A part that unpacks to hundreds of times its size, or a file that claims too much, is refused."""
    parts = parts_of(small())
    spaces = parts["xl/worksheets/sheet1.xml"].replace(b"<sheetData>", b" " * 5_000_000 + b"<sheetData>")
    assert "far more" in refused(tmp_path, packed(parts | {"xl/worksheets/sheet1.xml": spaces}))
    monkeypatch.setattr(workbooks, "MAX_UNPACKED", 1000)
    assert "far more" in refused(tmp_path, packed(parts))


def test_too_many_cells_or_bytes_are_refused(tmp_path, monkeypatch):
    """The limits hold for the file, for cells that the XML names and for the places of all rows."""
    data = data_of(messy.merged())
    for limit, said in (
        ("MAX_CELLS", "far more"),
        ("MAX_PLACES", "far more"),
        ("MAX_READ", "far more"),
        ("MAX_BYTES", "MB"),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(workbooks, limit, 20)
            assert said in refused(tmp_path, data)


def test_cells_outside_of_excel_are_refused(tmp_path):
    """Row 9,999,999 would cost ten million empty rows."""
    parts = parts_of(small())
    for wrong in (b'r="9999999"', b'r="0"'):
        sheet = parts["xl/worksheets/sheet1.xml"].replace(b'<row r="2"', b"<row " + wrong)
        assert "none that a sheet can have" in refused(tmp_path, packed(parts | {"xl/worksheets/sheet1.xml": sheet}))


def test_a_workbook_of_charts_only_is_refused(tmp_path):
    """Without a sheet of cells there is nothing to read."""
    book = Workbook()
    book.remove(book.active)
    book.create_chartsheet("Диаграмма")
    assert "no sheet that can be read" in refused(tmp_path, data_of(book))


@pytest.mark.parametrize(
    ("row", "column", "name"), [(1, 1, "A1"), (5, 26, "Z5"), (2, 27, "AA2"), (1_048_576, 16_384, "XFD1048576")]
)
def test_names_of_cells(row, column, name):
    """Names are those of Excel, in both directions."""
    assert cell_name(row, column) == name
    assert area_of(name) == Area(row, column, row, column)
