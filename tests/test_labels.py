import re
import string
from pathlib import Path

import pytest

from toolkit.errors import InputError
from toolkit.labels import load, severity, word, words
from toolkit.model import LANGS
from toolkit.sheets import ROLES
from toolkit.text import mixed_words

TOOLKIT = Path(__file__).parents[1] / "toolkit"
WORDS = words()


def blanks(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("phrases", [WORDS, load("warnings"), load("findings")], ids=["words", "warnings", "findings"])
def test_every_phrase_has_three_languages_with_the_same_blanks(phrases):
    """No phrase is missing in a language, and none loses what should fill it."""
    for key, phrase in phrases.items():
        assert all(phrase.get(lang) for lang in LANGS), key
        assert len({frozenset(blanks(phrase[lang])) for lang in LANGS}) == 1, key


def test_every_warning_has_a_weight():
    """W01 to W22, C01, D01 to D03, E01 and P01 to P05 are there, each with one of three weights."""
    codes = [f"W{number:02}" for number in range(1, 23)] + [
        "C01",
        "D01",
        "D02",
        "D03",
        "E01",
        *(f"P0{n}" for n in range(1, 6)),
    ]
    assert sorted(load("warnings")) == sorted(codes)
    assert {severity(code) for code in codes} == {"evidence", "warning", "note"}
    assert [code for code in codes if severity(code) == "evidence"] == ["W01", "W17", "E01"]


def test_words_and_code_know_each_other():
    """Every phrase is used somewhere in the code, and every key used in the code is there."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in TOOLKIT.rglob("*.py"))
    literal = set(re.findall(r'"([a-z][a-z-]*)"', source))
    prefixes = tuple(re.findall(r"f[\"']((?:[a-z]+-)+)\{", source))
    unused = [key for key in WORDS if key not in literal and not key.startswith(prefixes)]
    assert unused == []
    called = set(re.findall(r'\bword\("([a-z-]+)"', source))
    assert called <= set(WORDS)


def test_an_unknown_language_is_refused():
    """The message names the languages there are."""
    with pytest.raises(InputError, match="use one of kk, ru, en"):
        word("act", "de")


def test_advice_has_three_languages():
    """Whoever is advised what to do about a warning is advised in every language."""
    advised = [phrase["advice"] for phrase in load("warnings").values() if "advice" in phrase]
    assert len(advised) >= 10
    assert all(all(one.get(lang) for lang in LANGS) for one in advised)


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_label_files_are_well_formed(lang):
    """Every group of the form is there, and no variant stands twice in its group."""
    data = load(f"forms/card-2016.{lang}")
    assert set(data) == {
        "lang",
        "card",
        "function",
        "unit",
        "lists",
        "sections",
        "fields",
        "passport",
        "passport_end",
        "words",
    }
    for group in data.values():
        if isinstance(group, dict):
            variants = [variant for name in group.values() for variant in name]
            assert len(variants) == len(set(variants))


def test_kazakh_words_are_written_in_kazakh_letters():
    """No Latin look-alike hides in a Kazakh or Russian phrase."""
    for name in ("words", "warnings", "findings"):
        for key, phrase in load(name).items():
            assert mixed_words(phrase["kk"]) == mixed_words(phrase["ru"]) == (), key


def test_roles_are_named_once():
    """The list of roles is the list of styles."""
    assert len(ROLES) == len(set(ROLES))
