import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.text import LOOK_ALIKES, fingerprint, fold_look_alikes, is_cyrillic, mixed_words, normalise, words

PHRASE = "Алынған «алғашқы статистикалық» деректердің сапасын бақылау рәсімдері"
KAZAKH = st.text(alphabet='аәбвгғдежзийкқлмнңоөпрстуұүфхһцчшщыіэюя АӘҒҚҢӨҰҮҺІ,.;:-–«»"()№0123456789', max_size=60)


@pytest.mark.parametrize(
    "variant",
    [
        PHRASE + ".",
        PHRASE + " ;",
        PHRASE.replace(" ", "\u00a0"),
        PHRASE.replace(" ", "  \n"),
        PHRASE.replace("«", '"').replace("»", '"'),
        PHRASE.replace("«", "“").replace("»", "”"),
        PHRASE.upper(),
        PHRASE.replace("А", "A", 1),
        PHRASE.replace("і", "i"),
        PHRASE.replace("ә", "ə").replace("с", "c").replace("е", "e"),
        "\ufeff" + PHRASE.replace("статистикалық", "статис\u00adтикалық"),
        "\u200b".join(PHRASE),
    ],
)
def test_cosmetic_edits_keep_the_fingerprint(variant):
    """Spaces, quotation marks, case, end punctuation, look-alike and invisible letters are no change of the text."""
    assert fingerprint(variant) == fingerprint(PHRASE)


@pytest.mark.parametrize(
    "variant",
    [
        PHRASE.replace("сапасын", "санын"),
        PHRASE.replace("деректердің ", ""),
        PHRASE + " және есептер",
        "Алғашқы " + PHRASE,
        PHRASE.replace("бақылау рәсімдері", "рәсімдері бақылау"),
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
    assert fingerprint("Өзін-өзі ұйымдастыру") == "2bee793b93dd296a"


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


@given(KAZAKH)
def test_normalising_twice_changes_nothing(text):
    """`normalise` gives its own fixed point."""
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(max_size=60))
def test_any_text_has_a_fingerprint(text):
    """Whatever people paste, the fingerprint is 16 hexadecimal digits and the same twice."""
    assert re.fullmatch("[0-9a-f]{16}", fingerprint(text))
    assert fingerprint(text) == fingerprint(text)


@given(KAZAKH)
def test_folding_keeps_the_length(text):
    """Positions in the folded text are positions in the source."""
    assert len(fold_look_alikes(text)) == len(text)


@given(KAZAKH, KAZAKH)
def test_words_of_two_sentences_are_the_words_of_both(one, other):
    """Splitting into words does not depend on what stands around."""
    assert words(f"{one} | {other}") == words(one) + words(other)
