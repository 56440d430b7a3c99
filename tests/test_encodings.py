"""Which encoding a text is in: real Kazakh and Russian texts in every encoding that people meet."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.parse.encodings import check_text, decode_text

SOURCE = Path(__file__).parents[1] / "standards" / "sources" / "state-statistics-interviewing-2020.kk.txt"
KAZAKH = SOURCE.read_text(encoding="utf-8-sig")
RUSSIAN = (
    "Карточка профессии «Интервьюер». Трудовая функция 1: подготовка к проведению статистических наблюдений.\r\n"
    "Знания: 1. Законодательство Республики Казахстан о государственной статистике – № 257-IV от 19 марта 2010 года.\r\n"
    "Умения и навыки: 1. Работа с методологической и технической документацией. Ёмкость, объём, съёмка, щётка.\r\n"
)


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
@pytest.mark.parametrize("text", [KAZAKH, RUSSIAN, "Білімі: заң", "Plain English: 1. Law\r\n"])
def test_unicode_is_read_with_and_without_a_mark(text, encoding, named):
    """UTF-8 and UTF-16 in both byte orders, long texts and a single line."""
    assert decode_text(text.encode(encoding)) == (text, named)


def test_big_endian_with_a_mark_is_read():
    """The mark says the byte order and is no part of the text."""
    assert decode_text(b"\xfe\xff" + KAZAKH.encode("utf-16-be")) == (KAZAKH, "utf-16")


def test_kazakh_letters_in_a_byte_are_read():
    """KZ-1048 has Kazakh letters where windows-1251 has Serbian and Ukrainian ones; both are «windows-1251» to people."""
    data = KAZAKH.encode("kz1048")
    assert data.decode("cp1251") != KAZAKH
    assert decode_text(data) == (KAZAKH, "kz1048")


def test_a_kazakh_name_in_a_russian_text_is_read():
    """One word is enough: the letters that the bytes mean in windows-1251 are of no language of this country."""
    text = RUSSIAN + "Ассоциация «Қазақстан құрылысшылары»"
    assert decode_text(text.encode("kz1048")) == (text, "kz1048")


def test_russian_is_windows_1251():
    """Where the two encodings agree, the usual name is given."""
    assert decode_text(RUSSIAN.encode("cp1251")) == (RUSSIAN, "cp1251")


def test_capitals_and_numbers_are_read():
    """Titles in capital letters and tables of numbers are texts too."""
    for text in (RUSSIAN.upper(), "2422-1-022\t5\t6\r\n" * 50 + "Код"):
        assert decode_text(text.encode("cp1251"))[0] == text


@pytest.mark.parametrize("encoding", ["koi8-r", "cp866", "mac-cyrillic", "iso-8859-5"])
def test_other_encodings_are_refused_not_misread(encoding):
    """Nearly every byte is some letter of windows-1251; the letters make no words and the file is refused."""
    with pytest.raises(InputError, match="make no Kazakh, Russian or English words"):
        decode_text(RUSSIAN.replace("–", "-").replace("«", '"').replace("»", '"').encode(encoding, "replace"))


@pytest.mark.parametrize("wrong", ["cp1251", "latin-1"])
def test_garbled_letters_are_recognised(wrong):
    """UTF-8 that a program took for something else and saved: «Р‘С–Р»С–РјС–»."""
    garbled = KAZAKH.encode("utf-8").decode(wrong, "replace")
    with pytest.raises(InputError, match="letters were garbled"):
        decode_text(garbled.encode("utf-8"))


def test_lost_kazakh_letters_are_recognised():
    """A program that knows only windows-1251 writes «?аза?стан»."""
    with pytest.raises(InputError, match="replaced by question marks"):
        decode_text(KAZAKH.encode("cp1251", "replace"))


def test_questions_are_no_lost_letters():
    """A text full of question marks at the ends of words is a text of questions."""
    text = "Бұл не? Ол кім? Қайда? Қашан? " * 50
    assert decode_text(text.encode("utf-8"))[0] == text


def test_a_text_cut_inside_a_letter_says_so():
    """A copy that breaks off is not read as windows-1251."""
    data = KAZAKH.encode("utf-8")
    cut = next(place for place in range(20_001, 20_010) if data[place] & 0xC0 == 0x80)
    with pytest.raises(InputError, match="breaks off in the middle of a letter at line"):
        decode_text(data[:cut])


def test_a_damaged_letter_is_named_by_its_line():
    """One wrong byte in a text of UTF-8: the line is told, the rest is not turned into nonsense."""
    data = KAZAKH.encode("utf-8")
    place = data.index("Білімі".encode())
    line = data.count(b"\n", 0, place) + 1
    with pytest.raises(InputError, match=f"a letter in line {line} is damaged"):
        decode_text(data[:place] + b"\xff" + data[place + 1 :])


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"Text\x00with NUL" * 9, id="NUL in UTF-8"),
        pytest.param("Заң".encode("utf-16") + b"\x00\x00", id="NUL in UTF-16"),
        pytest.param("Заң".encode("utf-16") + b"\x00\xd8\x41\x00", id="half of a pair in UTF-16"),
        pytest.param("Заң ".encode() * 30 + b"\xed\xa0\x80" + "Заң ".encode() * 30, id="half of a pair in UTF-8"),
        pytest.param(bytes(range(1, 256)) * 20, id="every byte"),
        pytest.param(bytes(range(1, 128)) * 20, id="control characters"),
    ],
)
def test_what_is_no_text_is_refused(data):
    """NUL bytes, halves of surrogate pairs, control characters."""
    with pytest.raises(InputError, match=r"save it as|correct it|breaks off|save the document"):
        decode_text(data)


def test_halves_of_pairs_in_text_are_refused_with_their_line():
    """A program that hands over text instead of bytes is stopped before a fingerprint is made of it."""
    with pytest.raises(InputError, match="line 2 holds"):
        check_text("Заң\n\ud800")


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_words(data):
    """Never another error than InputError, and what is read can be written as UTF-8."""
    try:
        text, _ = decode_text(data)
    except InputError:
        return
    text.encode("utf-8")
