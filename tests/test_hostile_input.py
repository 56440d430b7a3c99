"""Files that are not what they seem, damaged, or made to hurt: one clear sentence, in bounded time and memory.

Time is not measured by the clock: work is shown to grow with the size of the file, by what is allocated, or by a limit
that is met before anything is read.
"""

import io
import socket
import struct
import sys
import tracemalloc
import zipfile
import zlib

import pytest
import twins

from toolkit.errors import InputError
from toolkit.parse import docx as docx_module
from toolkit.parse import parse_document, parse_text
from toolkit.parse.documents import read_document
from toolkit.parse.html import read_html
from toolkit.parse.limits import (
    MAX_BYTES,
    MAX_CHARACTERS,
    MAX_COLUMNS,
    MAX_ENTRIES,
    MAX_PARAGRAPH,
    MAX_PARAGRAPHS,
    MAX_TAGS,
)
from toolkit.parse.readers import paragraphs, reflow

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500
GOOD = twins.docx([twins.Block(lines=["Білімі:", "1. Заң"])])


def packed(*parts: tuple[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return target.getvalue()


def word(body: bytes | str, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    return packed(("[Content_Types].xml", "<Types/>"), ("word/document.xml", body), method=method)


def peak(function, *arguments) -> int:
    """Bytes that a call holds at most, beyond its arguments."""
    tracemalloc.start()
    try:
        function(*arguments)
    except InputError:
        pass
    finally:
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    return most


# --- other files --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["standard.txt", "standard.docx", "standard.html"])
@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty; save the document again"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "this is a PDF; open it, copy its text into Word"),
        (b"\n\n%PDF-1.4 ", "this is a PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "this is a picture, not a text; recognise its text"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "this is a picture"),
        (
            b"{\\rtf1\\ansi\\ansicpg1251",
            "this is a document in RTF; open it in Word or LibreOffice and save it as .docx",
        ),
        (
            OLE + "WordDocument".encode("utf-16-le"),
            r"an old Word \(\.doc\); open it in Word or LibreOffice and save it as",
        ),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password; open it, remove the password"),
        (OLE, "a file of an old Office; open it in Word or LibreOffice"),
        (packed(("photo.jpg", b"x")), "this is an archive; unpack it and give the document in it"),
        (packed(("[Content_Types].xml", ""), ("xl/workbook.xml", "")), "this is a workbook of Excel"),
        (packed(("[Content_Types].xml", ""), ("ppt/presentation.xml", "")), "this is a presentation"),
        (packed(("mimetype", ""), ("content.xml", "")), r"LibreOffice \(\.odt\); open it"),
        (packed(), "this is an archive"),
        (b"PK\x03\x04" + b"\x00" * 40, "damaged or not complete; fetch it again"),
        (b"\x1f\x8b\x08\x00", "this is an archive; unpack it"),
        (
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n",
            r"saved as one file \(\.mht\); open it and save it",
        ),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:x/>', "Word saved as XML; open it"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "the file is not a text in UTF-8, UTF-16 or windows-1251; save it as"),
        (b" \r\n\t\r\n ", "the file has no text to read"),
        (b"<html><body><img src='page1.png'></body></html>", "the file has no text to read; if it shows pictures"),
        (word(f'<w:document xmlns:w="{twins.W}"/>'), "the file has no text to read"),
        (word("<html/>"), "the file has no text to read"),
    ],
)
def test_other_files_are_named_whatever_they_are_called(data, message, name):
    """One sentence: which file, what it is, what to do."""
    with pytest.raises(InputError, match=message) as caught:
        parse_document(data, name=name, act_id="A1")
    assert str(caught.value).startswith(f"{name}: ")
    assert "\n" not in str(caught.value)


# --- documents of Word --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_a_docx_cut_in_the_middle_says_so(kept):
    """The directory of the archive stands at its end: without it nothing is read."""
    data = GOOD[: int(len(GOOD) * kept)]
    with pytest.raises(InputError, match=r"damaged or not complete; (open|fetch) it"):
        read_document(data, "cut.docx")


def test_a_docx_with_damaged_bytes_says_so():
    """The checksum of the text does not fit."""
    place = GOOD.index(b"word/document.xml") + 40
    with pytest.raises(InputError, match="damaged or not complete"):
        read_document(GOOD[:place] + b"\xff" * 5 + GOOD[place + 5 :], "damaged.docx")


def test_a_docx_with_broken_xml_says_so():
    """A tag that nothing closes, as after a crash while saving."""
    with pytest.raises(InputError, match="damaged or not complete; open it in Word or LibreOffice"):
        read_document(word("<w:document><w:p>"), "broken.docx")


def test_a_docx_with_a_password_of_the_archive_says_so():
    """Other programs lock the parts, not the whole."""
    data = bytearray(GOOD)
    place = -1
    for header, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(header)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(header, place + 1)
    with pytest.raises(InputError, match="protected by a password"):
        read_document(bytes(data), "locked.docx")


@pytest.mark.parametrize(
    "body",
    [
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><x>&c;</x>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/evil.dtd"><x/>',
        '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:9/evil.dtd"> %a;]><x/>',
    ],
)
def test_entity_bombs_and_foreign_files_are_refused_unread(body, monkeypatch):
    """A document type declaration is refused where it begins: nothing is expanded, opened or fetched."""
    monkeypatch.setattr(socket, "socket", None)
    with pytest.raises(InputError, match="a declaration that Word never writes"):
        read_document(word(body), "bomb.docx")


def test_a_bomb_is_recognised_before_it_is_unpacked():
    """A thousand times larger than packed: refused by its directory, with hardly any memory."""
    data = word(b"<x>" + b" " * 30_000_000)
    assert len(data) < 40_000
    with pytest.raises(InputError, match="unpacks to far more than a document can have"):
        read_document(data, "bomb.docx")
    assert peak(read_document, data, "bomb.docx") < 1_000_000


def test_a_bomb_that_lies_about_its_size_stops_at_what_it_says():
    """Never more is unpacked than the directory says, and the lie is a damaged file."""
    size = 30_000_000
    data = bytearray(word(b" " * size))
    for header, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.rfind(header)
        assert struct.unpack_from("<I", data, place + offset)[0] == size
        struct.pack_into("<I", data, place + offset, 1000)
    with pytest.raises(InputError, match="damaged or not complete"):
        read_document(bytes(data), "liar.docx")
    assert peak(read_document, bytes(data), "liar.docx") < 3_000_000


def test_an_archive_of_too_many_files_is_refused_by_its_last_bytes():
    """The library would read a directory of any size into memory; ours looks at the count first."""
    data = packed(("word/document.xml", "<x/>"), *((f"{number}", b"") for number in range(MAX_ENTRIES + 1)))
    with pytest.raises(InputError, match="unpacks to far more"):
        read_document(data, "many.docx")
    assert peak(read_document, data, "many.docx") < 2_000_000


def test_too_many_elements_are_refused(monkeypatch):
    """A part of small size can still hold millions of elements."""
    monkeypatch.setattr(docx_module, "MAX_TAGS", 1000)
    body = f'<w:document xmlns:w="{twins.W}">{"<w:p/>" * 3001}</w:document>'
    with pytest.raises(InputError, match="far more than a document can have"):
        read_document(word(body, zipfile.ZIP_STORED), "elements.docx")


def test_other_ways_of_packing_are_refused():
    """Word packs with one method; others allow bombs that the ratio does not show."""
    with pytest.raises(InputError, match="damaged or not complete"):
        read_document(word("<x/>", zipfile.ZIP_LZMA), "lzma.docx")


def test_tables_in_tables_without_end_are_read():
    """Ten thousand nested tables of Word are no recursion of ours."""
    depth = 10_000
    body = "<w:tbl><w:tr><w:tc>" * depth + "<w:p><w:r><w:t>Заң</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * depth
    data = word(f'<w:document xmlns:w="{twins.W}">{body}</w:document>', zipfile.ZIP_STORED)
    (found,) = read_document(data, "deep.docx").paragraphs
    assert (found.text, found.table) == ("Заң", depth)


def test_names_of_parts_cannot_lead_elsewhere():
    """A relation to a part outside of the archive is a part that is not there."""
    links = '<R><Relationship Type="x/officeDocument" Target="../../../etc/passwd"/></R>'
    with pytest.raises(InputError, match="no text of Word"):
        read_document(
            packed(("[Content_Types].xml", ""), ("_rels/.rels", links), ("word/document.xml", "<x/>")), "a.docx"
        )


# --- web pages ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "unit"),
    [
        ("<html>", "<div>"),
        ("<html>", "<table><tr><td>"),
        ("<html>", "<ol><li>"),
        ("<html><nav>", "<nav>"),
        ("<html>", "<a "),
        ("<html>", "<!--"),
        ("<html>", "<!-- --><!"),
        ("<html>", "<a b=\"'"),
        ("<html>", "<a b='"),
        ("<html>", "<script"),
        ("<html>", "<script>"),
        ("<html>", "<title></title"),
        ("<html><p>", "&"),
        ("<html><p>", "&#9"),
        ("<html><p>", "<"),
        ("<html><p a", " = "),
        ("<html><td ", "a='\" b=\"' "),
    ],
)
def test_hostile_pages_take_time_that_grows_with_their_size(start, unit):
    """Ten times the page takes about ten times the steps, not a hundred times; lines of code are counted, not seconds."""
    small, large = (_steps(start + unit * count) for count in (300, 3000))
    assert large < 15 * small + 3000


def _steps(page: str) -> int:
    """Count the calls and lines that reading a page takes."""
    steps = 0

    def trace(frame, event, _):
        nonlocal steps
        if "toolkit/parse" not in frame.f_code.co_filename.replace("\\", "/"):
            return None
        steps += event in ("call", "line")
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        read_html(page + "<p>Заң")
    finally:
        sys.settrace(before)
    return steps


def test_a_page_100_000_elements_deep_is_read():
    """The text below all of them and the text behind is there, and little memory is needed."""
    page = "<html>" + "<div>" * 100_000 + "<p>Ішкі</p>" + "</div>" * 100_000 + "<p>Сыртқы</p>"
    assert [item.text for item in read_html(page)[0]] == ["Ішкі", "Сыртқы"]
    assert peak(read_html, page) < 10 * len(page)


def test_an_attribute_of_10_megabytes_hides_no_text():
    """Neither in tags that are read nor in those that are not, quoted or not, closed or not."""
    value = "x" * 10_000_000
    for tag in (f"<p title='{value}'>", f'<td title="{value}">', f"<td title={value}>", f"<i a='{value}>"):
        (found,) = read_html(f"<html>{tag}Білімі")[0]
        assert found.text == "Білімі"


def test_pictures_styles_and_frames_are_never_fetched(monkeypatch):
    """A page names many addresses; none is opened."""
    monkeypatch.setattr(socket, "socket", None)
    page = (
        "<!DOCTYPE html SYSTEM 'http://127.0.0.1:9/x.dtd'><link rel=stylesheet href='http://127.0.0.1:9/a.css'>"
        "<script src='http://127.0.0.1:9/a.js'></script><img src='http://127.0.0.1:9/a.png'><base href='//127.0.0.1:9'>"
        "<iframe src='http://127.0.0.1:9/'></iframe><p>Заң"
    )
    assert [item.text for item in read_document(page.encode(), "page.html").paragraphs] == ["Заң"]


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("<table><tr>" + "<td>а" * (MAX_COLUMNS + 1), f"more than {MAX_COLUMNS} columns"),
        ("<table><tr><td colspan=65534>а", f"more than {MAX_COLUMNS} columns"),
        ("<b>" * (MAX_TAGS + 1), "more than 1,000,000 tags"),
        ("<p>а" * (MAX_PARAGRAPHS + 1), "more than 50,000 paragraphs"),
        ("<p>" + "а" * (MAX_PARAGRAPH + 1), "line 1 has more than 50,000 characters"),
    ],
)
def test_pages_larger_than_any_standard_are_refused(page, message):
    """Each limit has its sentence."""
    with pytest.raises(InputError, match=message):
        read_document(f"<html>{page}".encode(), "large.html")


def test_numbers_of_characters_without_end_are_no_error():
    """Python refuses to read numbers of more than 4,300 digits; the page goes on."""
    for number in ("9" * 5000, "x" + "f" * 5000, "0", "55296", "x110000"):
        (found,) = read_html(f"<p>Заң&#{number};ы")[0]
        found.text.encode("utf-8")
        assert found.text.startswith("Заң")


# --- texts --------------------------------------------------------------------------------------------------------


def test_a_file_larger_than_the_limit_is_refused_unread():
    """60 MB, whatever is in it."""
    data = bytes(MAX_BYTES + 1)
    with pytest.raises(InputError, match=r"has 60\.0 MB and at most 60 are read; save only the standard itself"):
        read_document(data, "large.txt")
    assert peak(read_document, data, "large.txt") < 100_000


@pytest.mark.parametrize("unit", ["Білімі: заң және ереже.\n", "\n", "a", "\t|\t"])
def test_50_megabytes_of_text_are_refused_before_they_are_split(unit):
    """No standard is that long; little more memory is needed than for the text itself."""
    data = (unit * (50_000_000 // len(unit.encode()))).encode()
    with pytest.raises(InputError, match="more than 3 million characters; no standard is that long"):
        read_document(data, "long.txt")
    assert peak(read_document, data, "long.txt") < 6 * len(data)


def test_a_text_of_too_many_lines_is_refused():
    """Also one that is handed over as text."""
    with pytest.raises(InputError, match="more than 50,000 paragraphs"):
        paragraphs("а\n" * (MAX_PARAGRAPHS + 1))
    with pytest.raises(InputError, match="3 million characters"):
        parse_text("а" * (MAX_CHARACTERS + 1), source="long.txt", act_id="A1")


def test_a_paragraph_without_end_is_refused_also_in_pieces():
    """Line breaks were lost, or every line goes on with the one above."""
    with pytest.raises(InputError, match="line 2 has more than 50,000 characters; the line breaks were lost"):
        paragraphs("Заң\n" + "а" * (MAX_PARAGRAPH + 1))
    with pytest.raises(InputError, match="line 1 has more than 50,000 characters"):
        reflow(paragraphs("бұл осы\n" * 20_000))


def test_lines_of_tabs_and_bars_are_split_in_one_go():
    """A pattern would try every tab with every bar: here one line of each kind is as fast as text."""
    assert paragraphs("\t" * 49_000 + "|") == ()
    (found,) = paragraphs("\t" * 49_000 + "|а")
    assert found.text == "|а"
    assert len(paragraphs("а\t|\t" * 20_000)) == 20_000


def test_a_stream_of_deflate_without_an_archive_is_refused():
    """Packed bytes under the name of a text."""
    with pytest.raises(InputError):
        read_document(zlib.compress(bytes(range(256)) * 100), "packed.txt")
