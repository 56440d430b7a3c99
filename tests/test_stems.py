"""Stems: forms of one word meet, different words stay apart."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.align.stem_kk import bare, lemma, possible_stems, stem
from toolkit.align.stems import stem_of
from toolkit.align.terms import tokens

KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"

NOUNS = {
    "құжат": "құжаттың құжатқа құжатты құжатта құжаттан құжатпен құжаттар құжатым құжатың құжаты құжатымыз құжаттарындағы",
    "әдіс": "әдістің әдіске әдісті әдісте әдістен әдіспен әдістер әдістерін әдістеріміз",
    "бала": "баланың балаға баланы балада баладан баламен балалар баласы балалардың балаларымыздан",
    "мекен": "мекеннің мекенге мекенді мекенде мекеннен мекенмен мекендер мекені",
    "стандарт": "стандарттың стандартқа стандартты стандарттан стандартпен стандарттар стандарты стандартының",
    "бағыт": "бағыты бағытын бағыттар бағыттарына бағытпен",
    "мақсат": "мақсаты мақсатында мақсаттар мақсаттарын",
    "нәтиже": "нәтижесі нәтижелер нәтижелерін нәтижесінде нәтижемен",
    "қызметкер": "қызметкерлер қызметкерге қызметкерлерінің қызметкерлерімізге",
    "әлеумет": "әлеуметтік әлеуметті",
    "технология": "технологиялар технологиясы технологиялық технологияны",
}

VERBS = {
    "жинау": "жинайды жинаған жинайтын жинап жинауды жинауға жинаса",
    "талдау": "талдайды талдаған талдап талдауға талдауы талдайтын",
    "бақылау": "бақылайды бақылаған бақылауды бақылап бақылауға",
    "қолдану": "қолданады қолданып қолданатын қолдануды қолданған",
    "түсіндіру": "түсіндіреді түсіндіретін түсіндіріп түсіндірген түсіндіруге",
    "тексеру": "тексереді тексеріп тексерген тексеруді тексеріледі",
    "дайындау": "дайындайды дайындаған дайындап дайындайтын",
    "есептеу": "есептейді есептеген есептеп есеп есептер",
}

VOICED = {
    "кітап": "кітабы кітабын кітапты кітаптар",
    "талап": "талабы талабын талаптар талаптарына",
    "мектеп": "мектебі мектебінде мектепке мектептер",
    "кәсіп": "кәсібі кәсібін кәсіптер",
    "есеп": "есебі есебін есептер есепке",
    "дерек": "дерегі дерегін деректер деректерді",
    "көлік": "көлігі көлігін көліктер көлікке",
    "сабақ": "сабағы сабағында сабақтар сабаққа",
    "құқық": "құқығы құқығын құқықтық құқықтар",
    "жауапкершілік": "жауапкершілігі жауапкершілігін жауапкершілікті",
    "орталық": "орталығы орталығында орталықтар",
    "біліктілік": "біліктілігі біліктілігін біліктілікті",
    "барлық": "барлығы барлығын",
}

APART = """
бақылау бағдарлама; басқару бастап; басқару басқа; қызмет қызу; қызмет қызығу; білім білу; білім біліктілік;
білім білдіру; жұмыс жұмыссыз; құрал құрылыс; құрал құрылым; құрылыс құрылым; кәсіпкер кәсіпорын; көрсету көрсеткіш;
тапсырма тапсыру; сан санат; шешім шешу; әдіс әдістеме; бөлім бөлу; мекен мекеме; дәрі дәрігер; жүргізу жүру;
табыс табу; дайындау дамыту; адам адамгершілік; жаза жазу; баға бағыт; бала баламалы; орта орталық; өнім өнеркәсіп;
хабар хабарлама; қолдану қолдау; қолдану қол; ұсыныс ұсыну; жетекші жету; жеткізу жету; көрсету көру; талап талдау;
жинақ жинау; жаттығу жат; оқыту оқушы; қауіп қауіпсіздік; өндіріс өңдеу; көлем көлік; сөйлеу сөз
"""


@pytest.mark.parametrize(
    ("word", "forms"), [(word, forms.split()) for group in (NOUNS, VERBS, VOICED) for word, forms in group.items()]
)
def test_forms_of_a_kazakh_word_meet(word, forms):
    """Every case, plural, possessive and verb form leads to one stem, also where a vowel has voiced the last letter."""
    assert {form: stem(form) for form in forms} == dict.fromkeys(forms, stem(word))


@pytest.mark.parametrize(
    "words", ["ұйым ұйымдар ұйымдастыру ұйымдастырушылық", "жоспар жоспарлау жоспарлы жоспарланған"]
)
def test_derived_words_meet_their_root(words):
    """Derivation matters for finding: the deep stem strips it too, the light one does not."""
    first, *others = words.split()
    assert {stem(other) for other in others} == {stem(first)}
    assert stem(others[-1], deep=False) != stem(first, deep=False)


@pytest.mark.parametrize("pair", [pair.split() for pair in APART.split(";")], ids="-".join)
def test_words_that_only_look_alike_stay_apart(pair):
    """What is no form of the other keeps a stem of its own."""
    one, other = pair
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("form", "meant"),
    [("кітабы", "кітап"), ("құқығы", "құқық"), ("көлігі", "көлік"), ("мектебінде", "мектеп"), ("сұрағын", "сұрақ")],
)
def test_the_voiced_consonant_is_restored(form, meant):
    """б, ғ, г before a vowel were п, қ, к: the dictionary form is among the possible stems."""
    assert meant in possible_stems(form)
    assert lemma(form, {meant}) == meant


@settings(max_examples=400, deadline=None)
@given(st.text(KAZAKH, max_size=20))
def test_laws_of_the_kazakh_stem(word):
    """Never longer, at least three letters, the beginning of the word but for its last letter, a stem of itself."""
    for deep in (True, False):
        found = stem(word, deep=deep)
        assert min(3, len(word)) <= len(found) <= len(word)
        assert word.startswith(found[:-1])
        assert stem(found, deep=deep) == found
    assert len(stem(word)) <= len(stem(word, deep=False))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30))
def test_every_language_takes_any_text(word):
    """Signs, digits, other scripts: a text comes back, never an error, and twice the same."""
    for lang in ("kk", "ru", "en"):
        assert stem_of(word, lang) == stem_of(word, lang)
    assert possible_stems(word)[0] == word


@settings(max_examples=200, deadline=None)
@given(st.text(KAZAKH, min_size=1, max_size=16))
def test_laws_of_possible_stems(word):
    """Each once, the longest first, the word itself among them, no other shorter than three letters."""
    found = possible_stems(word)
    assert found[0] == word
    assert len(set(found)) == len(found)
    assert all(len(one) >= len(other) for one, other in pairwise(found))
    assert all(len(one) >= 3 for one in found[1:])


@pytest.mark.parametrize("unit", ["я", "лар", "ды", "ing", "ова"])
def test_a_run_of_letters_that_is_no_word_stays(unit):
    """50,000 letters without a blank have no endings to strip one by one."""
    run = unit * (50_000 // len(unit))
    assert stem(run) == run
    assert possible_stems(run) == (run,)


def test_the_lemma_is_the_longest_known_word():
    """A list of known words decides what the endings alone leave open; the -у of verbs does not matter."""
    assert lemma("бағыттарын", {"бағыт", "бақ"}) == "бағыт"
    assert lemma("қаласын", {"қала", "қалас"}) == "қалас"
    assert lemma("қаласын", {"қала"}) == "қала"
    assert lemma("талдайды", {"талда", "тал"}) == "талда"
    assert lemma("талдауды", {bare("талдау")}) == "талда"
    assert lemma("басқарманың", {"басқарма", "басқар"}) == "басқарма"
    assert lemma("басқарады", {"басқарма", "басқар"}) == "басқар"
    assert lemma("жаңа", {"тіл"}) is None
    assert lemma("", {"тіл"}) is None


def test_the_present_tense_is_no_accusative():
    """«жазады» is «writes», no case of «жаза», punishment; «шешеді» is «solves», no case of «шеше», mother."""
    assert lemma("жазады", {"жаз", "жаза"}) == "жаз"
    assert lemma("шешеді", {"шеш", "шеше"}) == "шеш"
    assert lemma("жазаны", {"жаз", "жаза"}) == "жаза"
    assert lemma("жазасын", {"жаз", "жаза"}) == "жаза"


def test_endings_agree_with_the_letter_before():
    """«-ты» stands after voiceless consonants only: «стандарты» has the possessive «-ы», «құжатты» the case «-ты»."""
    assert "стандар" not in possible_stems("стандарты")
    assert "бағы" not in possible_stems("бағыты")
    assert "құжат" in possible_stems("құжатты")
    assert "завод" in possible_stems("заводтар")


@pytest.mark.parametrize(
    "forms",
    [
        "анализировать анализирует анализируют анализировал анализируя",
        "данные данных данными данным",
        "участок участка участки участков",
        "учёт учет учёта учетом",
        "ребёнок ребенка дети детей",
        "служащий служащего служащих служащими",
        "замер замера замеры замеров",
        "разработка разработки разработку разработкой",
        "статистический статистическая статистических статистическими",
    ],
)
def test_forms_of_a_russian_word_meet(forms):
    """Conjugation, declension, fleeting vowels, ё or е, and nouns that look like forms of a verb."""
    assert len({stem_of(form, "ru") for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "forms", ["collect collects collecting collected", "survey surveys", "policy policies", "analyse analyses analysed"]
)
def test_forms_of_an_english_word_meet(forms):
    """Snowball takes the regular endings."""
    assert len({stem_of(form, "en") for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [("учёт", "учёба", "ru"), ("право", "правда", "ru"), ("статья", "статистика", "ru"), ("law", "lawn", "en")],
)
def test_other_words_of_russian_and_english_stay_apart(one, other, lang):
    """Only forms of one word meet."""
    assert stem_of(one, lang) != stem_of(other, lang)


def test_the_stems_of_all_sources_are_stable(project):
    """Every Kazakh word of the laws at hand keeps its stem when stemmed again, and no stem is empty."""
    texts = [
        path.read_text(encoding="utf-8", errors="ignore") for path in (project.root / "standards/sources").iterdir()
    ]
    words = {token.word for text in texts for token in tokens(text) if re.fullmatch(f"[{KAZAKH}]+", token.word)}
    assert len(words) > 3000
    assert not [word for word in words if not stem(word) or stem(stem(word)) != stem(word)]
