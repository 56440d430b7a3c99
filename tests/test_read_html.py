"""Web pages: true tables, lines of the file, dirt of portals; and the twins of whole standards."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
import twins
from hypothesis import given
from hypothesis import strategies as st
from twins import STANDARDS, tree

from toolkit.errors import UnknownFormError
from toolkit.model import statements_of
from toolkit.parse import parse_document
from toolkit.parse.documents import read_document
from toolkit.parse.html import declared_encoding, looks_like_html, read_html

SOURCES = Path(__file__).parents[1] / "standards" / "sources"


def read(page: str):
    return read_html(page)[0]


def places(page: str):
    return [(item.text, item.row, item.column, item.row_span) for item in read(page)]


def texts(page: str):
    return [item.text for item in read(page)]


# --- twins --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", [twins.plain, twins.portal])
@pytest.mark.parametrize("name", STANDARDS)
def test_the_twin_as_a_web_page_has_the_same_statements(name, shape):
    """Identifiers, texts, fingerprints, titles and levels are those of the text, also where cells cover several rows."""
    data = (SOURCES / name).read_bytes()
    original = parse_document(data, name=name, act_id="A1")
    twin = parse_document(twins.html(shape(twins.load(SOURCES / name))), name="twin.html", act_id="A1")
    assert tree(twin) == tree(original)
    assert len(tree(twin)) == STANDARDS[name]
    assert twin.why.startswith("html; card-2016, kk:")


def test_the_portal_twin_really_has_merged_cells():
    """The first function of the statistics standard has two tasks of two lists each: four rows, the task two."""
    page = twins.html(twins.portal(twins.load(SOURCES / "state-statistics-interviewing-2020.kk.txt"))).decode()
    stream = read(page)
    function = next(item for item in stream if item.text.startswith("1-еңбек функциясы"))
    task = next(item for item in stream if item.text == "1-міндет:")
    skills = next(item for item in stream if item.text == "Икемділіктер мен дағдылар:")
    knowledge = next(item for item in stream if item.text == "Білімі:")
    assert (function.column, function.row_span) == (0, 4)
    assert (task.column, task.row_span, task.row) == (1, 2, function.row)
    assert (skills.column, skills.row) == (2, function.row)
    assert (knowledge.column, knowledge.row) == (2, function.row + 1)


def test_a_page_in_windows_1251_with_kazakh_letters_as_entities_is_the_same_standard():
    """An old portal page declares windows-1251 and writes the other Kazakh letters as numbers."""
    name = "employment-promotion-amendment-2022.kk.txt"
    page = twins.html(twins.portal(twins.load(SOURCES / name)), "cp1251")
    assert read_document(page, "old.html").encoding == "cp1251"
    original = parse_document((SOURCES / name).read_bytes(), name=name, act_id="A1")
    assert tree(parse_document(page, name="old.html", act_id="A1")) == tree(original)


def test_lines_of_a_page_are_lines_of_the_file():
    """A statement of a page can be found in the page's file at its line."""
    page = twins.html(twins.portal(twins.load(SOURCES / "state-statistics-interviewing-2020.kk.txt")))
    parsed = parse_document(page, name="twin.html", act_id="A1")
    lines = page.decode().split("\n")
    for row in statements_of(parsed.standards[0]):
        assert row.text[:20].replace('"', "&quot;") in " ".join(lines[row.line_start - 1 : row.line_end])


def test_what_is_left_out_of_a_page_is_a_finding():
    """The menu of the portal is no text of the act; that it was left out is said, with its line."""
    page = twins.html(twins.plain(twins.load(SOURCES / "state-statistics-interviewing-2020.kk.txt")))
    parsed = parse_document(page, name="twin.html", act_id="A1")
    (finding,) = [item for item in parsed.findings if item.code == "left-out"]
    assert finding.params == ("nav", "Басты бет")
    assert page.decode().split("\n")[finding.span.start - 1].startswith("<nav>")


# --- tables -------------------------------------------------------------------------------------------------------


def test_cells_over_rows_and_columns_stand_once_and_move_the_others():
    """The column of a cell is its place on the page, not its place among the tags of its row."""
    page = """<table>
    <tr><td rowspan=2 colspan="2">А</td><td>Б</td></tr>
    <tr><td>В</td></tr>
    <tr><td>Г</td><td colspan='2'>Д</td></tr></table>"""
    assert places(page) == [("А", 1, 0, 2), ("Б", 1, 2, 1), ("В", 2, 2, 1), ("Г", 3, 0, 1), ("Д", 3, 1, 1)]


def test_a_span_ends_with_its_table():
    """A cell over more rows than there are, or over «all the rest» (0), covers the rows that there are."""
    page = "<table><tr><td rowspan=99>А<td rowspan=0>Б<tr><td>В</table>"
    assert places(page) == [("А", 1, 0, 2), ("Б", 1, 1, 2), ("В", 2, 2, 1)]


def test_a_nested_table_is_read_inside_its_cell():
    """The text of the outer cell goes on behind the inner table, in the same cell; tables are told apart."""
    stream = read("<table><tr><td>А<table><tr><td>Б</table>В<td>Г</table>Д")
    assert [(item.text, item.table, item.column) for item in stream] == [
        ("А", 1, 0),
        ("Б", 2, 0),
        ("В", 1, 0),
        ("Г", 1, 1),
        ("Д", 0, 0),
    ]
    cells = [item.cell for item in stream]
    assert cells[0] == cells[2]
    assert len(set(cells)) == 4


def test_tags_that_pages_leave_out_are_understood():
    """Cells, rows, paragraphs and items end where the next one begins."""
    page = "<TABLE><TR><TD>А<TD>Б<P>В<TR><TD>Г</TABLE><p>Д<p>Е"
    assert places(page) == [
        ("А", 1, 0, 1),
        ("Б", 1, 1, 1),
        ("В", 1, 1, 1),
        ("Г", 2, 0, 1),
        ("Д", 3, 0, 1),
        ("Е", 3, 0, 1),
    ]


def test_cells_without_a_table_are_plain_text():
    """The lower part of a page that was cut loses no text."""
    assert texts("</td><td>Білімі:</td></tr><tr><td>1. Заң</td></tr></table><p>Соңы") == ["Білімі:", "1. Заң", "Соңы"]


# --- text ---------------------------------------------------------------------------------------------------------


def test_line_breaks_follow_and_paragraphs_do_not():
    """A line behind <br> may go on with the sentence, unless a blank line stands between or it is indented."""
    page = "<p>Деректерді<br>жинау<br><br>Есеп<br>&nbsp;&nbsp;Кесте</p><p>Тізім</p>"
    assert [(item.text, item.follows) for item in read(page)] == [
        ("Деректерді", False),
        ("жинау", True),
        ("Есеп", False),
        ("Кесте", False),
        ("Тізім", False),
    ]


def test_words_over_several_tags_and_lines_are_one_text():
    """Markup inside a word does not split it; line ends of the file are blanks; the span holds all lines."""
    (item,) = read("<p>\nДағ<b>ды</b><i>лар</i>\n  мен&nbsp;\n&laquo;біліктер&raquo; &#1201;\n</p>")
    assert item.text == "Дағдылар мен «біліктер» ұ"
    assert (item.span.start, item.span.end) == (2, 4)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_numbers_do_not_depend_on_line_ends(end):
    """Every kind of line end counts as one, also inside tags, comments and scripts."""
    page = end.join(["<p", "class=x>Бір", "<!-- a", "-->", "<script>a", "b</script>", "<p>Екі"])
    assert [(item.text, item.span.start) for item in read(page)] == [("Бір", 2), ("Екі", 7)]


def test_scripts_styles_comments_and_titles_are_no_text():
    """Nor is markup inside of them; what looks like a tag in a value ends no tag."""
    page = (
        '<title>Т</title><script>"<p>x"</script><style>p>a{}</style><!-- <p>x --><p title="a > b" id=\'c>d\'>Заң'
        "<![if !supportLists]><textarea>y</textarea>"
    )
    assert texts(page) == ["Заң"]


def test_a_less_sign_is_text():
    """«3 < 5» and «<5» are no tags."""
    assert texts("<p>3 < 5 және <5 & басқа</p>") == ["3 < 5 және <5 & басқа"]


def test_preformatted_text_keeps_its_lines():
    """Inside <pre> line ends are line breaks and white space in front indents."""
    stream = read("<p>а</p>\n<pre>Бір\nекі\n  Үш</pre>")
    assert [(item.text, item.span.start, item.follows) for item in stream] == [
        ("а", 1, False),
        ("Бір", 2, False),
        ("екі", 3, True),
        ("Үш", 4, False),
    ]


def test_numbers_of_lists_are_printed():
    """The browser shows «1.» in front of the items of <ol>; so do we, nested, from any start, in letters."""
    page = (
        "<ol><li>Заң<li><p>Ереже</p><ol type=a><li>бір<li>екі</ol><li value=7>Кодекс</ol>"
        "<ol start=3 type=I><li>Тарау</ol><ul><li>Белгі</ul><ol><li>1. Өзі нөмірлі</ol>"
    )
    assert texts(page) == [
        "1. Заң",
        "2. Ереже",
        "a. бір",
        "b. екі",
        "7. Кодекс",
        "III. Тарау",
        "Белгі",
        "1. Өзі нөмірлі",
    ]


def test_the_frame_of_a_page_is_left_out_and_listed():
    """Menus, footers and hidden text are no text of the act; a footer of the article itself is."""
    paragraphs, left_out = read_html(
        "<nav><p>Мәзір</p></nav><article><p>Заң<footer>Қол қойды</footer></article>\n"
        "<footer>Байланыс</footer>\n<div style='display: none'>Жасырын<div>тағы</div></div><p hidden>Көрінбейді"
    )
    assert [item.text for item in paragraphs] == ["Заң", "Қол қойды", "Көрінбейді"]
    assert [(item.what, item.text, item.span.start) for item in left_out] == [
        ("nav", "Мәзір", 1),
        ("footer", "Байланыс", 2),
        ("hidden", "Жасырын тағы", 3),
    ]


def test_a_rest_that_nothing_closes_is_listed():
    """A file cut inside a comment or tag: what a browser would not show is said, not lost."""
    paragraphs, left_out = read_html("<p>Заң<!-- түсініктеме <p>Ереже")
    assert [item.text for item in paragraphs] == ["Заң"]
    assert [(item.what, item.text) for item in left_out] == [("unclosed", "<!-- түсініктеме <p>Ереже")]


# --- which file is a page -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("<!-- saved from url=(0014)about:internet -->\n<html>", "a.txt", True),
        ("\ufeff<?xml version='1.0'?><html>", "a", True),
        ("Кіріспе <p>Заң", "a.HTM", True),
        ("Кіріспе <p>Заң", "a.txt", False),
        ("</td>" + "<tr><td>а" * 20, "a.txt", True),
        ("1. Көлемі <5 ГБ", "a.html", False),
    ],
)
def test_a_page_is_known_by_its_content(text, name, expected):
    """The name helps only where the content leaves a doubt."""
    assert looks_like_html(text, name) is expected


def test_a_page_called_txt_and_a_text_called_html_are_read_as_what_they_are():
    """People rename files."""
    assert read_document("<html><p>Заң".encode(), "a.txt").kind == "html"
    assert read_document("Білімі: заң".encode(), "a.html").kind == "txt"


def test_the_declared_encoding_is_only_a_hint():
    """A page saved as UTF-8 still says windows-1251; one in KOI8-R is read because it says so."""
    words = "<p>Знания: законодательство о труде, правила внутреннего распорядка, основы статистики</p>"
    assert declared_encoding(b'<meta charset="KOI8-R">') == "koi8-r"
    for declared, encoding in (
        ("windows-1251", "utf-8"),
        ("koi8-r", "koi8-r"),
        ("utf-8", "cp1251"),
        ("zlib", "cp1251"),
    ):
        page = f'<meta charset="{declared}">{words}'.encode(encoding)
        document = read_document(page, "a.html")
        assert document.encoding == encoding
        assert document.paragraphs[0].text.startswith("Знания: законодательство")


# --- laws ---------------------------------------------------------------------------------------------------------

TAGS = "<p> </p> <table> </table> <tr> <td> </td> <br> <li> <ol> </ol> <div> </div> <!-- --> <script> </script> <nav> </nav> <pre>"
DIRT = (
    "<td rowspan=3 colspan=2>",
    "<div hidden>",
    "<a href='",
    "<![if",
    "<",
    ">",
    '"',
    "'",
    "=",
    "&nbsp;",
    "&#99999999999;",
)
PIECES = st.lists(st.sampled_from([*TAGS.split(), *DIRT, "\n", " ", "Заң", "1. "]), max_size=40)


@given(PIECES)
def test_no_page_breaks_the_reader(pieces):
    """Whatever tags are mixed: no crash, no blank paragraph, spans inside the file, places in growing order."""
    page = "".join(pieces)
    stream, left_out = read_html(page)
    lines = page.count("\n") + 1
    for item in stream:
        assert item.text
        assert item.text == " ".join(item.text.split())
        assert item.span.end <= lines
        assert item.row_span >= 1
        assert item.column >= 0
    assert all(item.span.end <= lines for item in left_out)
    starts = [item.span.start for item in stream]
    assert starts == sorted(starts)


class _Words(HTMLParser):
    """The parser of Python's library, which finds the text of decent pages."""

    def __init__(self):
        super().__init__()
        self.words = []
        self.raw = 0

    def handle_starttag(self, tag, attrs):  # noqa: ARG002 - the parser calls it so
        self.raw += tag in ("script", "style")

    def handle_endtag(self, tag):
        self.raw -= tag in ("script", "style")

    def handle_data(self, data):
        if not self.raw:
            self.words += data.split()


BALANCED = st.recursive(
    st.sampled_from(["Заң", "ереже &amp; бұйрық", "<br>", "а < б", "<!-- x -->", "<script>y</script>", "\n"]),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag} class='a>b'>{' '.join(parts)}</{tag}>",
        st.sampled_from(["p", "div", "b", "td", "tr", "table", "span", "li", "h1"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=15,
)


@given(BALANCED)
def test_every_word_of_a_decent_page_is_read(page):
    """The words are those that the parser of Python's library finds, in the same order."""
    other = _Words()
    other.feed(page)
    other.close()
    assert " ".join(texts(page)).split() == other.words


def test_a_page_without_a_known_form_says_so():
    """A page that is read but holds no standard is an unknown form, not an empty tree."""
    with pytest.raises(UnknownFormError):
        parse_document("<html><p>Жаңалықтар</p></html>".encode(), name="news.html", act_id="A1")
