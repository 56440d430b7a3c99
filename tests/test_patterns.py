import pytest

from toolkit.parse.patterns import compile_label

FUNCTION = compile_label("function", "labels", "{n}-еңбек функциясы")
KNOWLEDGE = compile_label("lists", "knowledge", "Білім")
HEADING = compile_label("card", "headings", '"{title}" кәсібінің карточкасы')


@pytest.mark.parametrize(
    "text",
    [
        "2-еңбек функциясы: Есеп",
        "2 еңбек функциясы: Есеп",
        "2 – ЕҢБЕК ФУНКЦИЯСЫ : Есеп",
        "2-еңбек  функциясы Есеп",
        "2-eңбек функцияcы: Есеп",  # Latin e and c
    ],
)
def test_a_numbered_label_is_found_however_it_is_printed(text):
    """Case, dash, blanks, a missing colon and look-alike letters do not matter."""
    hit = FUNCTION.match(text)
    assert hit is not None
    assert (hit.number, hit.rest) == (2, "Есеп")


@pytest.mark.parametrize("text", ["Білім", "Білім:", "Білім:1. Заң", "Білім 1. Заң", "БІЛІМ :"])
def test_a_list_label_stands_alone_or_before_its_list(text):
    """Nothing, a colon, or the first number of a list may follow."""
    assert KNOWLEDGE.match(text)


@pytest.mark.parametrize("text", ["Білім алуға ұмтылу", "Білімді жетілдіру", "Терең білім"])
def test_a_statement_that_begins_like_a_label_is_no_label(text):
    """A word of a statement is not taken for a heading."""
    assert KNOWLEDGE.match(text) is None


@pytest.mark.parametrize("text", ['"Нұсқаушы" кәсібінің карточкасы', "«Нұсқаушы» кәсiбiнiң карточкасы"])
def test_a_heading_gives_its_title(text):
    """The title between the quotation marks is captured as printed."""
    hit = HEADING.match(text)
    assert hit is not None
    assert hit.title == "Нұсқаушы"
