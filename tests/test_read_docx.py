"""Documents of Word: merged cells, numbers of lists, what a reader of the document does not see; and the twins."""

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
import twins
from hypothesis import given
from hypothesis import strategies as st
from twins import STANDARDS, tree

from toolkit.errors import InputError
from toolkit.parse import parse_document
from toolkit.parse.documents import read_document
from toolkit.parse.docx import read_docx

SOURCES = Path(__file__).parents[1] / "standards" / "sources"

NUMBERING = """
<w:abstractNum w:abstractNumId="5">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2)"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="russianLower"/><w:lvlText w:val="%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="6">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="7"><w:styleLink w:val="Tizim"/>
  <w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1-тарау."/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="Tizim"/></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="6"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="8"/></w:num>
<w:num w:numId="9"><w:abstractNumId w:val="5"/></w:num>
"""
STYLES = """
<w:style w:styleId="Item"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Deep"><w:basedOn w:val="Item"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>
"""


def item(text: str, number: str = "1", level: int = 0) -> str:
    numbers = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return twins.paragraph(text, numbers)


def read(body: str, **parts: str):
    return read_docx(twins.archive(body, **parts))[0]


def numbered(body: str):
    return [paragraph.text for paragraph in read(body, numbering=NUMBERING, styles=STYLES)]


def places(body: str):
    return [(p.text, p.row, p.column, p.row_span) for p in read(body)]


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{twins.paragraph(text)}</w:tc>"


# --- twins --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", [twins.plain, twins.portal])
@pytest.mark.parametrize("name", STANDARDS)
def test_the_twin_as_a_document_of_word_has_the_same_statements(name, shape):
    """Identifiers, texts, fingerprints, titles and levels are those of the text, also where cells cover several rows."""
    original = parse_document((SOURCES / name).read_bytes(), name=name, act_id="A1")
    twin = parse_document(twins.docx(shape(twins.load(SOURCES / name))), name="twin.docx", act_id="A1")
    assert tree(twin) == tree(original)
    assert len(tree(twin)) == STANDARDS[name]
    assert twin.why.startswith("docx; card-2016, kk:")


@pytest.mark.parametrize("shape", [twins.plain, twins.portal])
def test_both_twins_have_the_same_places(shape):
    """Text, row, column, table and span of every paragraph are the same in the page and in the document of Word."""
    blocks = shape(twins.load(SOURCES / "state-statistics-interviewing-2020.kk.txt"))

    def stream(data):
        found = read_document(data).paragraphs
        return [(p.text, p.follows, p.cell, p.row, p.column, p.table, p.row_span) for p in found]

    assert stream(twins.docx(blocks)) == stream(twins.html(blocks))


def test_a_list_of_word_gives_the_numbers_that_the_text_prints():
    """A standard whose lists are numbered by Word has the same statements as the one with typed numbers."""
    name = "state-statistics-interviewing-2020.kk.txt"
    blocks = twins.portal(twins.load(SOURCES / name))
    lists = _numbered_by_word(twins.docx(blocks))
    original = parse_document((SOURCES / name).read_bytes(), name=name, act_id="A1")
    assert tree(parse_document(lists, name="lists.docx", act_id="A1")) == tree(original)


def _numbered_by_word(data: bytes) -> bytes:
    """Take the typed numbers «1.» of the cards out and let lists of Word, one for every list, print them."""
    body = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    body = body[body.index("<w:body>") + 8 : body.rindex("</w:body>")]
    numbers = 0
    cards = body.index("<w:tbl>")

    def replace(found):
        nonlocal numbers
        numbers += found[1] == "1"
        properties = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numbers}"/></w:numPr>'
        return f'<w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">'

    pattern = r'<w:pPr></w:pPr><w:r><w:t xml:space="preserve">(\d+)\. '
    body = body[:cards] + re.sub(pattern, replace, body[cards:])
    assert numbers == 36  # 18 tasks with two lists each
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{restart}</w:num>' for number in range(1, numbers + 1)
    )
    return twins.archive(body, numbering=f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>{lists}')


# --- numbers of lists ---------------------------------------------------------------------------------------------


def test_levels_count_apart_and_begin_anew_under_the_next_item():
    """«1.», below it «1.1)», «а)»; the next «2.» begins the lower levels anew."""
    body = item("А") + item("Б", level=1) + item("В", level=1) + item("Г", level=2) + item("Д") + item("Е", level=1)
    assert numbered(body) == ["1. А", "1.1) Б", "1.2) В", "а) Г", "2. Д", "2.1) Е"]


def test_lists_of_one_pattern_count_on_unless_they_begin_anew():
    """So does Word: list 9 goes on with the numbers of list 1, list 3 says that it starts at 1."""
    assert numbered(item("А") + item("Б", "9") + item("В", "3") + item("Г", "3")) == ["1. А", "2. Б", "1. В", "2. Г"]


def test_a_blank_item_is_counted_as_word_counts_it():
    """The number of an item without text is printed by Word and not given to the next one."""
    assert numbered(item("А") + item("") + item("Б")) == ["1. А", "3. Б"]


def test_bullets_and_switched_off_lists_have_no_number():
    """A bullet is no number, list 0 means «no list», a list that is not defined is none."""
    assert numbered(item("А", "2") + item("Б", "0") + item("В", "77")) == ["А", "Б", "В"]


def test_a_style_can_hold_the_list():
    """Of itself, of the style it rests on, or through a style of lists; a style that rests on itself does no harm."""
    body = "".join(
        twins.paragraph(text, f'<w:pStyle w:val="{style}"/>')
        for text, style in (("А", "Item"), ("Б", "Deep"), ("В", "Item"), ("Г", "Loop"), ("Д", "None"))
    )
    assert numbered(body + item("Е", "4")) == ["1. А", "1.1) Б", "2. В", "Г", "Д", "IV-тарау. Е"]


def test_a_number_is_printed_once():
    """Before the first line of the item only, and not if somebody typed it as well."""
    assert numbered(item("А\nБ") + item("2. В")) == ["1. А", "Б", "2. В"]


# --- tables -------------------------------------------------------------------------------------------------------


def test_merged_cells_stand_once_with_their_span():
    """Cells over columns move the others; a cell over rows is counted down to its last row."""
    body = (
        "<w:tbl><w:tr>"
        + cell("А", '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>')
        + cell("Б")
        + "</w:tr><w:tr>"
        + cell("", '<w:gridSpan w:val="2"/><w:vMerge/>')
        + cell("В")
        + "</w:tr><w:tr>"
        + cell("", '<w:gridSpan w:val="2"/><w:vMerge w:val="continue"/>')
        + cell("Г")
        + "</w:tr><w:tr>"
        + cell("Д")
        + cell("Е", '<w:gridSpan w:val="2"/>')
        + "</w:tr></w:tbl>"
    )
    assert places(body) == [
        ("А", 1, 0, 3),
        ("Б", 1, 2, 1),
        ("В", 2, 2, 1),
        ("Г", 3, 2, 1),
        ("Д", 4, 0, 1),
        ("Е", 4, 1, 1),
    ]


def test_a_nested_table_is_read_inside_its_cell():
    """The text of the outer cell goes on behind the inner table, in the same cell."""
    inner = f"<w:tbl><w:tr>{cell('Б')}</w:tr></w:tbl>"
    body = f"<w:tbl><w:tr><w:tc>{twins.paragraph('А')}{inner}{twins.paragraph('В')}</w:tc>{cell('Г')}</w:tr></w:tbl>"
    stream = read(body)
    assert [(p.text, p.table, p.column) for p in stream] == [("А", 1, 0), ("Б", 2, 0), ("В", 1, 0), ("Г", 1, 1)]
    assert stream[0].cell == stream[2].cell


def test_a_row_may_begin_further_right():
    """Columns that a row leaves free in front count."""
    body = f'<w:tbl><w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>{cell("А")}</w:tr></w:tbl>'
    assert places(body) == [("А", 1, 2, 1)]


def test_a_document_of_another_writer_is_read_alike():
    """python-docx writes the merged cells, the numbered list of its template and its line breaks."""
    written = docx.Document()
    written.add_paragraph("Тізім")
    for text in ("Заң", "Ереже"):
        written.add_paragraph(text, style="List Number")
    table = written.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(2, 0)).text = "1-еңбек функциясы: Есеп"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Біліктер\nмен дағдылар"
    table.cell(2, 2).text = "Білімі:"
    packed = io.BytesIO()
    written.save(packed)
    stream = read_document(packed.getvalue(), "other.docx").paragraphs
    assert [(p.text, p.column, p.row_span) for p in stream] == [
        ("Тізім", 0, 1),
        ("1. Заң", 0, 1),
        ("2. Ереже", 0, 1),
        ("1-еңбек функциясы: Есеп", 0, 3),
        ("Біліктер", 1, 1),
        ("мен дағдылар", 1, 1),
        ("Білімі:", 2, 1),
    ]
    assert [p.follows for p in stream] == [False, False, False, False, False, True, False]


# --- text ---------------------------------------------------------------------------------------------------------


def test_the_line_is_the_number_of_the_paragraph():
    """Blank paragraphs are counted; lines of one paragraph have its number."""
    stream = read(twins.paragraph("А\nб") + "<w:p/>" + twins.paragraph("В"))
    assert [(p.text, p.span.start, p.follows) for p in stream] == [("А", 1, False), ("б", 1, True), ("В", 3, False)]


def test_words_over_several_runs_are_one_text():
    """Word splits words at will; tabs are blanks; a hyphen that does not break is a character of its own."""
    runs = "<w:r><w:t>Дағ</w:t></w:r><w:r><w:t>дылар</w:t><w:tab/><w:t>мен</w:t></w:r><w:hyperlink><w:r><w:t>дің</w:t></w:r></w:hyperlink>"
    tabs = '<w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr>'
    hyphen = "<w:r><w:noBreakHyphen/><w:t>1</w:t></w:r>"
    (found,) = read(f"<w:p>{tabs}{runs}{hyphen}</w:p>")
    assert found.text == "Дағдылар мендің\u20111"


def test_what_the_reader_does_not_see_is_left_out_and_listed():
    """Deleted, hidden and covered text is no text of the document; inserted text is; fields show their result."""
    deleted = "<w:del><w:r><w:delText>ескі</w:delText></w:r></w:del><w:ins><w:r><w:t>жаңа</w:t></w:r></w:ins>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>жасырын</w:t></w:r><w:r><w:t> мәтін</w:t></w:r>"
    coded = "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t> 5</w:t></w:r>"
    table = (
        "<w:tbl><w:tr>"
        + cell("А", '<w:vMerge w:val="restart"/>')
        + "</w:tr><w:tr>"
        + cell("жабық", "<w:vMerge/>")
        + "</w:tr></w:tbl>"
    )
    stream, left_out = read_docx(twins.archive(f"<w:p>{deleted}</w:p><w:p>{hidden}{coded}</w:p>{table}"))
    assert [(p.text, p.row_span) for p in stream] == [("жаңа", 1), ("мәтін 5", 1), ("А", 2)]
    assert [(item.what, item.text, item.span.start) for item in left_out] == [
        ("deleted", "ескі", 1),
        ("hidden", "жасырын", 2),
        ("covered", "жабық", 4),
    ]


def test_notes_below_the_pages_are_listed():
    """They belong to no cell; behind the last list they would seem to be its items."""
    notes = twins.paragraph("Ескерту: 2020 жылғы редакция")
    stream, left_out = read_docx(twins.archive(twins.paragraph("Заң"), footnotes=notes))
    assert [p.text for p in stream] == ["Заң"]
    assert [(item.what, item.text) for item in left_out] == [("footnotes", "Ескерту: 2020 жылғы редакция")]


def test_a_text_box_is_read_once():
    """Word writes text boxes twice, for new and for old programs."""
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{item('Ішкі')}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    outer = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    body = f"<w:p>{outer}<w:r>{both}<w:t>Сыртқы</w:t></w:r></w:p>"
    assert sorted(numbered(body)) == ["1. Сыртқы", "2. Ішкі"]


def test_the_strict_kind_of_docx_is_read():
    """«Strict Open XML» has other names for the same elements."""
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f'<d:document xmlns:d="{strict}"><d:p><d:r><d:t>Заң</d:t></d:r></d:p></d:document>'
        )
    assert [p.text for p in read_document(packed.getvalue()).paragraphs] == ["Заң"]


# --- laws ---------------------------------------------------------------------------------------------------------

WORDS = st.lists(
    st.sampled_from(
        ["w:p", "w:tbl", "w:tr", "w:tc", "w:r", "w:t", "w:del", "w:br", "w:tcPr", "w:vMerge", "w:pPr", "w:numPr"]
    ),
    max_size=25,
)


@given(WORDS, st.integers(0, 25))
def test_no_nesting_of_elements_breaks_the_reader(names, depth):
    """Elements where they do not belong: no crash, places that make sense."""
    opened = "".join(f"<{name}>Заң " for name in names[:depth])
    closed = "".join(f"</{name}>" for name in reversed(names[:depth]))
    flat = "".join(f"<{name}>бұйрық</{name}>" for name in names[depth:])
    for found in read(opened + flat + closed):
        assert found.text
        assert found.row_span >= 1
        assert found.column >= 0


@given(st.binary(max_size=300), st.integers(0, 3000), st.integers(0, 40))
def test_damaged_documents_are_read_or_refused_in_words(noise, place, cut):
    """Bytes changed or cut anywhere: text, or an InputError; never another error."""
    data = SMALL[:place] + noise + SMALL[place + cut :]
    try:
        read_document(data, "damaged.docx")
    except InputError as error:
        assert str(error).startswith("damaged.docx: ")  # noqa: PT017 - both ends are right


SMALL = twins.docx(
    [twins.Block(lines=["Білімі:", "1. Заң"]), twins.Block(rows=[[twins.Cell([["А"]]), twins.Cell([["Б"]])]])]
)
