import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.text import (
    LOOK_ALIKES,
    fingerprint,
    fold_look_alikes,
    is_cyrillic,
    mixed_words,
    normalise,
    same_text,
    skeleton,
    words,
)

PHRASE = "Алынған «алғашқы статистикалық» деректердің сапасын бақылау рәсімдері"
MIXED = st.text(
    alphabet='аәбвгғдежзийкқлмнңоөпрстуұүфхһцчшщыіэюяАӘҒҚҢӨҰҮҺІ,.;:-–«»"()№0123456789 ABCEHIKMOPTXYaceiopxyhsdRWəɵ',
    max_size=60,
)
TWINS = str.maketrans("АВСЕНІКМОРТХасеіорхуһәө", "ABCEHIKMOPTXaceiopxyhəɵ")


@pytest.mark.parametrize(
    "variant",
    [
        PHRASE + ".",
        PHRASE + " ;",
        PHRASE + "…",
        PHRASE + " –",
        PHRASE.replace(" ", "\u00a0"),
        PHRASE.replace(" ", "  \n"),
        PHRASE.replace("«", '"').replace("»", '"'),
        PHRASE.replace("«", "“").replace("»", "”"),
        PHRASE.replace("«", "‘").replace("»", "’"),
        PHRASE.replace("«", "« ").replace("»", " »"),
        PHRASE.replace("«", "''").replace("»", "''"),
        PHRASE.upper(),
        PHRASE.replace("А", "A", 1),
        PHRASE.replace("і", "i"),
        PHRASE.translate(TWINS),
        PHRASE.translate(TWINS).upper(),
        PHRASE.translate(TWINS).lower(),
        PHRASE.replace("ә", "ə").replace("с", "c").replace("е", "e"),
        unicodedata.normalize("NFD", PHRASE),
        unicodedata.normalize("NFKD", PHRASE),
        "\ufeff" + PHRASE.replace("статистикалық", "статис\u00adтикалық"),
        "\u200b".join(PHRASE),
    ],
)
def test_cosmetic_edits_keep_the_fingerprint(variant):
    """Spaces, quotation marks, case, end punctuation, look-alike and invisible letters are no change of the text."""
    assert skeleton(variant) == skeleton(PHRASE)
    assert fingerprint(variant) == fingerprint(PHRASE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yақыт және yақыт", "Уақыт және уақыт"),  # Latin Y for У
        ("Yкімет", "Үкімет"),  # Latin Y for Ү
        ("Hысан hаттама", "Нысан һаттама"),  # Latin H for Н and for Һ
        ("ic-шара", "іс-шара"),
        ("Работа c документами", "Работа с документами"),
        ("COT ісі", "СОТ ісі"),
        ("№ 728 қаулысы", "No 728 қаулысы"),
        ("№1049 қаулысы", "№ 1049 қаулысы"),
        ("(бір.)", "(бір)."),
        ("«Ереже.»", "«Ереже»."),
        ("бұдан әрі -ДК", "бұдан әрі – ДК"),
        ("Заң ( Ереже )", "Заң (Ереже)"),
        ("м² есебі", "м2 есебі"),
    ],
)
def test_one_text_in_two_copies_is_one_text(one, other):
    """Pairs from real copies of the same law."""
    assert same_text(one, other)


@pytest.mark.parametrize(
    "variant",
    [
        PHRASE.replace("сапасын", "санын"),
        PHRASE.replace("деректердің ", ""),
        PHRASE + " және есептер",
        "Алғашқы " + PHRASE,
        PHRASE.replace("бақылау рәсімдері", "рәсімдері бақылау"),
        PHRASE.replace("сапасын бақылау", "сапасын, бақылау"),
    ],
)
def test_other_words_change_the_fingerprint(variant):
    """A word replaced, dropped, added or moved is another text."""
    assert fingerprint(variant) != fingerprint(PHRASE)


def test_numbers_belong_to_the_text():
    """A changed number, also one behind №, changes the fingerprint."""
    assert fingerprint("№ 728 қаулысы") != fingerprint("№ 729 қаулысы")


def test_fingerprint_is_pinned():
    """The hash of a known text never changes silently: every stored decision depends on it."""
    assert skeleton("Өзін-өзі ұйымдастыру.") == "ӨЗІН-ӨЗІ ҰЙЫМДАСТЫРУ"
    assert fingerprint("Өзін-өзі ұйымдастыру") == "f3e5639eac02105f"


def test_latin_words_stay_latin():
    """Letters are folded only inside words that mix the scripts and only if every Latin letter looks Cyrillic."""
    assert fold_look_alikes("IT, CRM және Excel") == "IT, CRM және Excel"
    assert fold_look_alikes("CRMді HRді") == "CRMді HRді"
    assert fold_look_alikes("әлеуметтiк дәрiгер Aлынған hаттама") == "әлеуметтік дәрігер Алынған һаттама"


def test_every_look_alike_becomes_cyrillic():
    """The table leads from letters that are not Cyrillic to letters that are."""
    assert all(not is_cyrillic(latin) and is_cyrillic(cyrillic) for latin, cyrillic in LOOK_ALIKES.items())


def test_mixed_words_are_named():
    """What folding would change can be listed as printed."""
    assert mixed_words("Aлынған IT деректер, әлеуметтiк") == ("Aлынған", "әлеуметтiк")


@given(MIXED)
def test_normalising_twice_changes_nothing(text):
    """`normalise` and `skeleton` give their own fixed points."""
    assert normalise(normalise(text)) == normalise(text)
    assert skeleton(skeleton(text)) == skeleton(text)


@given(MIXED)
def test_case_does_not_matter(text):
    """Whatever mixture of scripts: capital and small letters give the same skeleton."""
    assert skeleton(text.upper()) == skeleton(text.lower()) == skeleton(text)


@given(MIXED)
def test_look_alikes_do_not_matter_in_cyrillic_words(text):
    """Replacing every Cyrillic letter that has a Latin twin changes nothing in a text of Cyrillic words."""
    cyrillic = "".join(letter for letter in text if not letter.isascii() or not letter.isalpha())
    assert skeleton(cyrillic.translate(TWINS)) == skeleton(cyrillic)


@given(st.text(max_size=60))
def test_any_text_has_a_fingerprint(text):
    """Whatever people paste, the fingerprint is 16 hexadecimal digits and the same twice."""
    assert re.fullmatch("[0-9a-f]{16}", fingerprint(text))
    assert fingerprint(text) == fingerprint(text)


@given(MIXED)
def test_folding_keeps_the_length(text):
    """Positions in the folded text are positions in the source."""
    assert len(fold_look_alikes(text)) == len(text)


@given(MIXED, MIXED)
def test_words_of_two_sentences_are_the_words_of_both(one, other):
    """Splitting into words does not depend on what stands around."""
    assert words(f"{one} | {other}") == words(one) + words(other)
