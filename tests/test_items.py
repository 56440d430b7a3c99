import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.parse.items import Piece, split_items

ITEM = st.lists(st.text(alphabet="әбвгдежзиклмноөрсү", min_size=3, max_size=9), max_size=4).map(
    lambda found: " ".join(["Қызмет", *found])
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Қабылдау.2. Тіркеу.", ["Қабылдау.", "Тіркеу."]),  # glued behind a full stop
        ("1. Қабылдау 2. Тіркеу", ["Қабылдау", "Тіркеу"]),  # no full stop at all
        ("4.Оқып жүргендерге кері байланыс", ["Оқып жүргендерге кері байланыс"]),  # no blank behind the number
        ("1) Заңдар; 2) Ережелер", ["Заңдар;", "Ережелер"]),  # brackets
        ("3. 2010 жылғы 19 наурыздағы Заң", ["2010 жылғы 19 наурыздағы Заң"]),  # a year is no number of an item
        ("1. № 728 қаулысы.2. № 1011 бұйрығы", ["№ 728 қаулысы.", "№ 1011 бұйрығы"]),  # nor is the number of an act
        ("1. Ереженің 17-тармағы 2-49) тармақшасы", ["Ереженің 17-тармағы 2-49) тармақшасы"]),  # nor a sub-item
        ("1. Кодекстің ст. 2. Бабы", ["Кодекстің ст. 2. Бабы"]),  # nor an article
        ("1. Нұсқа 1.2. Бөлімі", ["Нұсқа 1.2. Бөлімі"]),  # nor a number with parts
        ("1. Заң және т.б. 2. Ереже", ["Заң және т.б.", "Ереже"]),  # «т.б.» ends a statement
        ("1. Жоспар 2021.2. Есеп", ["Жоспар 2021.", "Есеп"]),  # a year, a full stop, the next item
        ("1. Бірінші. 3. Үшінші", ["Бірінші. 3. Үшінші"]),  # not the next number
    ],
)
def test_numbered_items_are_split_where_the_next_number_begins_one(text, expected):
    """Only the next number of the list, before a capital letter, begins an item."""
    assert [piece.text for piece in split_items(text)] == expected


def test_text_without_a_number_stays_whole():
    """A paragraph that begins without a number is given back with an empty number."""
    assert split_items("Талдамалық пайымдау") == (Piece("", "Талдамалық пайымдау"),)


def test_a_list_keeps_its_mark():
    """In a list numbered «1.» a bracketed number inside is text."""
    assert split_items("осы тармақтың 2) Тармақшасы", expected=2, mark=".") == (
        Piece("", "осы тармақтың 2) Тармақшасы"),
    )


@pytest.mark.parametrize("glue", ["", " ", ". ", ".", "; "])
@given(st.lists(ITEM, min_size=1, max_size=12))
def test_splitting_gives_back_what_was_glued(glue, items):
    """However numbered items are glued, they come apart again, all of them, in order."""
    text = glue.join(f"{number}. {item}" for number, item in enumerate(items, start=1))
    pieces = split_items(text)
    assert [piece.number for piece in pieces] == [str(number) for number in range(1, len(items) + 1)]
    assert [piece.text.rstrip(" .;") for piece in pieces] == [item.rstrip(" .;") for item in items]
