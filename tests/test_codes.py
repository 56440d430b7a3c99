"""Codes of occupations: their levels, what they belong to, old ones, and what warnings W06 and W07 are made of."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.codes import SIZES, CodeIssue, UsedCode, group_kind, issues, kind_of_code, parents, tidy, unknown_groups

PATTERN = re.compile(r"^[0-9X](\d{1,3})?(-\d(-\d{3})?)?$")
"""The pattern that the classifier of 2017 is usually described with; X1000 to X5000 stand beside it."""


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("2", "main"),
        ("X", "main"),
        ("Х", "main"),
        ("21", "sub"),
        ("214", "small"),
        ("2147", "initial"),
        ("4120", "initial"),
        ("X1000", "initial"),
        ("Х5000", "initial"),
        ("2147-1", "group"),
        ("3332-0", "group"),
        ("2147-1-001", "occupation"),
        (" 2422 – 1 – 022 ", "occupation"),
        ("2422-1-022.", "occupation"),
    ],
)
def test_every_level_is_recognised(code, kind):
    """Also with a Cyrillic X, other dashes, blanks and a full stop."""
    assert kind_of_code(code) == group_kind(code) == kind


@pytest.mark.parametrize("code", ["", " ", "-", "–", "—", " - "])
def test_a_blank_or_a_dash_is_a_missing_code(code):
    """Cards print a dash where there is no code."""
    assert kind_of_code(code) == "missing"


@pytest.mark.parametrize(
    "code", ["5-1", "21-1", "2147-12", "2147-1-01", "2147-1-0001", "21471", "X2", "X0000", "X6000", "21а", "код", "--1"]
)
def test_anything_else_is_malformed(code):
    """A hyphen stands only behind four digits, an example has three; group X has X1000 to X5000 only."""
    assert kind_of_code(code) == "malformed"
    assert group_kind(code) is None
    assert parents(code) == ()


@pytest.mark.parametrize(
    ("code", "context"),
    [
        ("5133", "01-2005 ҚР МС бойынша базалық топ"),
        ("5133", "базовая группа по ГК РК 01–2005"),
        ("3460", "ГК РК 01-99"),
        ("5133 (01-2005)", ""),
        ("01-2005 ҚР МС 5133", ""),
        ("5133 – «Үйде жеке қызметтерді көрсететін қызметкерлер»", "базалық топ (бұдан әрі – 01-2005 ҚР МС)"),
        ("12345", "БТБА бойынша"),
        ("§ 15", "ЕТКС, выпуск 1"),
    ],
)
def test_old_codes_are_known_by_the_words_beside_them(code, context):
    """Four digits alone could be of either classifier; the name of the old one or of a tariff book decides."""
    assert kind_of_code(code, context) == "old"


@pytest.mark.parametrize(
    ("code", "context", "kind"),
    [
        ("5133", "", "initial"),
        ("5133", "НК РК 01-2017", "initial"),
        ("5133", "НК РК 01-2017 (ранее ГК РК 01-2005)", "initial"),
        ("2422-1-022", "01-2005 ҚР МС", "occupation"),
        ("-", "01-2005 ҚР МС", "missing"),
    ],
)
def test_a_code_is_not_old_without_reason(code, context, kind):
    """No words beside it, the present classifier named too, a code that only the present one can have, no code."""
    assert kind_of_code(code, context) == kind


def test_a_code_belongs_to_every_shorter_one():
    """Nearest first; the groups of X stand right under it."""
    assert parents("2147-1-001") == ("2147-1", "2147", "214", "21", "2")
    assert parents("4120") == ("412", "41", "4")
    assert parents("Х3000") == ("X",)
    assert parents("9") == parents("X") == ()


@given(st.from_regex(PATTERN, fullmatch=True))
def test_parents_are_codes_one_level_up(code):
    """For every well-formed code: the nearest parent is a code, and its parents are the rest."""
    above = parents(code)
    if above:
        assert group_kind(above[0]) is not None
        assert parents(above[0]) == above[1:]
        assert PATTERN.match(code)


@given(st.text(alphabet="0123456789XХx-– .,()аБ", max_size=14))
def test_no_text_breaks_the_functions(text):
    """Any text has one kind; tidying twice changes nothing."""
    assert kind_of_code(text, text) in {*SIZES, "occupation", "old", "malformed", "missing"}
    assert tidy(tidy(text)) == tidy(text)
    assert issues([UsedCode("here", text)], known=[text]) is not None


MAINS = [*"123456789", "X"]


def test_a_group_is_missed_only_where_the_table_is_complete():
    """With all main groups known, group 0 does not exist; subgroup 27 is not judged until all 41 are known."""
    assert unknown_groups("0110", MAINS) == ("0",)
    assert unknown_groups("2711", MAINS) == ()
    subs = [f"{main}{number}" for main in "12345678" for number in range(1, 6)] + ["91"]
    assert len(subs) == SIZES["sub"]
    assert unknown_groups("2711", [*MAINS, *subs]) == ("27",)
    assert unknown_groups("2111", [*MAINS, *subs]) == ()


def test_issues_are_listed_in_the_order_of_the_cards():
    """Missing, malformed, repeated (on every card that has it), old, and a group that does not exist."""
    used = [
        UsedCode("card 1", "–"),
        UsedCode("card 2", "2422-1-022"),
        UsedCode("card 3", "5-1"),
        UsedCode("card 4", "2422–1–022"),
        UsedCode("card 5", "5133", "01-2005 ҚР МС"),
        UsedCode("card 6", "0110-1"),
        UsedCode("card 7", "2656-1"),
    ]
    assert issues(used, MAINS) == (
        CodeIssue("card 1", "–", "missing"),
        CodeIssue("card 2", "2422-1-022", "repeated"),
        CodeIssue("card 3", "5-1", "malformed"),
        CodeIssue("card 4", "2422–1–022", "repeated"),
        CodeIssue("card 5", "5133", "old"),
        CodeIssue("card 6", "0110-1", "unknown-group", "0"),
    )


def test_blank_codes_are_not_repeated():
    """Four cards without a code miss it four times; an old code on two cards is old, not repeated."""
    blank = issues([UsedCode(str(number), "-") for number in range(4)])
    assert [issue.problem for issue in blank] == ["missing"] * 4
    old = issues([UsedCode(str(number), "5133", "01-2005") for number in range(2)])
    assert [issue.problem for issue in old] == ["old", "old"]


def test_the_codes_of_the_cards_of_2022():
    """As printed: two cards without a code, one code on three cards, one that stands alone."""
    printed = ["", "", "2422-1-022", "2422-1-022", "2422-1-022", "3333-0-009"]
    used = [UsedCode(f"card {number}", code) for number, code in enumerate(printed, start=1)]
    assert [issue.problem for issue in issues(used)] == ["missing", "missing", "repeated", "repeated", "repeated"]
