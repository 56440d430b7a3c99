import pytest

from toolkit.errors import InputError
from toolkit.parse.readers import decode, paragraphs

TEXT = "Білімі: әңһғқөұүі"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_files_are_read(encoding):
    """UTF-8 with and without byte order mark and UTF-16 give the same text."""
    assert decode(TEXT.encode(encoding)) == TEXT


def test_windows_1251_is_read():
    """An old Russian file is not UTF-8 and is read as windows-1251."""
    assert decode("Знания: закон".encode("cp1251")) == "Знания: закон"


def test_what_is_no_text_is_refused():
    """A renamed PDF or archive gives a sentence, not a tree of nonsense."""
    with pytest.raises(InputError, match="save it as «Text, UTF-8»"):
        decode(b"PK\x03\x04\x00\x00\x98\x00")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_numbers_do_not_depend_on_line_ends(end):
    """Every kind of line end counts as one line."""
    found = paragraphs(end.join(["Бір", "", "\t", "Екі", "үш"]))
    assert [(item.text, item.span.start, item.follows) for item in found] == [
        ("Бір", 1, False),
        ("Екі", 4, False),
        ("үш", 5, True),
    ]


def test_a_line_with_only_a_tab_ends_a_cell():
    """In copies with one cell a line, the line that holds a tab stands between two cells."""
    one, two = paragraphs("Кәсіптің коды\n\t\n-\n")
    assert one.cell != two.cell


def test_cells_split_by_tab_bar_tab_are_apart():
    """In copies with a row a line, every cell is a paragraph of its own on the same line; empty cells are skipped."""
    found = paragraphs("Кәсіп коды\t|\t\n1 міндет: Есеп\t|\tБілім:1. Заң")
    assert [(item.text, item.span.start) for item in found] == [
        ("Кәсіп коды", 1),
        ("1 міндет: Есеп", 2),
        ("Білім:1. Заң", 2),
    ]
    assert len({item.cell for item in found}) == 3


def test_no_break_spaces_make_no_text():
    """A line of no-break spaces is blank."""
    assert paragraphs("\u00a0\u00a0\n \t \n") == ()
