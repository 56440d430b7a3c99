"""Texts as terms: words, phrases, abbreviations, loanwords; and the language of a text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.align.concepts import Concept, ConceptTable, bundled_table, concept_table
from toolkit.align.recognise import in_cyrillic, parts_of, recognise
from toolkit.align.terms import Analyzer, definitions_in, tokens
from toolkit.model import LANGS

PLAIN = Analyzer(ConceptTable())


@pytest.fixture(scope="module")
def table():
    return bundled_table()


@pytest.fixture(scope="module")
def small():
    """Few concepts, some of them phrases."""
    return concept_table(
        [
            Concept("data", ("дерек",), ("данные",), ("data",)),
            Concept("analyse", ("талдау",), ("анализ",), ("analysis",)),
            Concept("data-analysis", ("деректерді талдау",), ("анализ данных",), ("data analysis",)),
            Concept("big-data-analysis", ("үлкен деректерді талдау",), (), ()),
            Concept("education", ("білім беру",), (), ()),
            Concept("control", ("бақылау",), (), ()),
            Concept("observe", ("бақылау",), (), ()),
        ]
    )


def keys(analyzer, text, lang="kk"):
    return [term.key for term in analyzer.terms(text, lang)]


def weights(analyzer, text, lang="kk"):
    return {term.key: term.weight for term in analyzer.terms(text, lang)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Aлынған IT жүйе", ["алынған", "it", "жүйе"]),  # a Latin A is folded, the Latin IT is not
        ("әлеуметтiк көмек", ["әлеуметтік", "көмек"]),  # a Latin i
        ("CRM және ERP", ["crm", "және", "erp"]),
        ("ХЖҚО-ның қызметі", ["хжқо", "қызметі"]),
        ("ЖОО-да, СБШ-ға, ҰБШ–дан", ["жоо", "сбш", "ұбш"]),
        ("ақпараттық-коммуникациялық", ["ақпараттық", "коммуникациялық"]),
        ("қарым-қатынас", ["қарым", "қатынас"]),
        ("дағ\u00adды", ["дағды"]),
        ("1С бағдарламасы, 5S", ["1с", "бағдарламасы", "5s"]),
        ("2026 ж. 12-тармақ", ["ж", "тармақ"]),
        ("-ның", ["ның"]),
        ("😀 … —", []),
    ],
)
def test_words_of_a_text(text, words):
    """Look-alikes are Cyrillic only inside mixed words; endings that hang on an abbreviation go; the rest are words."""
    assert [token.word for token in tokens(text)] == words


def test_only_capitals_are_abbreviations():
    """«СБШ» may be defined in a document, «сбш» and «Салалық» are words as others are."""
    assert [token.abbreviation for token in tokens("СБШ ЖОО ҰБШ-ның сбш Салалық IT")] == [True] * 3 + [False] * 2 + [
        True
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Салалық біліктілік шеңбері (бұдан әрі – СБШ) бекітілді", {"сбш": "Салалық біліктілік шеңбері"}),
        ("Өңірлік жұмыспен қамту (әрі қарай: ӨЖҚ)", {"өжқ": "Өңірлік жұмыспен қамту"}),
        (
            "приказом утверждён Национальный классификатор занятий (далее – НКЗ).",
            {"нкз": "Национальный классификатор занятий"},
        ),
        ("государственные социальные услуги (далее - «ГСУ»)", {"гсу": "государственные социальные услуги"}),
        ("Национальный реестр (далее по тексту – НР)", {"нр": "Национальный реестр"}),
        ("Еңбек министрлігі (бұдан әрі – Министрлік)", {}),  # no abbreviation
        ("көмек көрсету (бұдан әрі – СБШ)", {}),  # other letters
        ("(бұдан әрі – СБШ)", {}),
        ("Салалық біліктілік шеңбері (СБШ)", {}),
        ("", {}),
    ],
)
def test_definitions_of_abbreviations(text, found):
    """What a document says an abbreviation means counts if the words before the bracket begin with its letters."""
    assert definitions_in([text]) == found


def test_the_first_definition_counts():
    """Two documents may define the same letters in two ways."""
    texts = ["Салалық біліктілік шеңбері (бұдан әрі – СБШ)", "Сынақ бағалау шкаласы (бұдан әрі – СБШ)"]
    assert definitions_in(texts) == {"сбш": "Салалық біліктілік шеңбері"}


def test_a_defined_abbreviation_counts_as_its_words_but_less():
    """The words it stands for are terms of the text, at half their weight, at the place of the abbreviation."""
    analyzer = Analyzer(ConceptTable(), definitions_in(["Салалық біліктілік шеңбері (бұдан әрі – СБШ)"]))
    whole, short = weights(PLAIN, "салалық біліктілік шеңбері"), weights(analyzer, "СБШ-ның")
    assert whole
    assert {key: short[key] for key in whole} == {key: weight / 2 for key, weight in whole.items()}
    assert short["kk:сбш"] == 1.0
    assert {(term.first, term.last) for term in analyzer.terms("СБШ-ның", "kk")} == {(0, 0)}
    assert keys(analyzer, "сбш") == keys(PLAIN, "сбш")


def test_the_longest_phrase_counts_and_its_words_too(small):
    """A phrase is a concept of its own; the words inside still count, the later ones a little less."""
    found = weights(Analyzer(small), "үлкен деректерді талдайды")
    assert found["c:big-data-analysis"] == 1.0
    assert 0 < found["c:data"] < 1.0
    assert found["c:data"] == weights(Analyzer(small), "деректер")["c:data"] * 0.9


@pytest.mark.parametrize("text", ["деректерді талдайды", "деректердің талдауы", "Деректерді  ТАЛДАУ."])
def test_phrases_are_found_in_every_form(small, text):
    """Case, tense, capitals, blanks do not matter."""
    assert "c:data-analysis" in keys(Analyzer(small), text)


def test_words_apart_are_no_phrase(small):
    """«дерек» and «талдау» with a word between are two concepts, not the third."""
    found = keys(Analyzer(small), "деректер мен талдау")
    assert {"c:data", "c:analyse"} <= set(found)
    assert "c:data-analysis" not in found


def test_a_phrase_of_empty_words_is_a_concept(small):
    """«білім беру» means education, though both words are empty alone."""
    assert keys(Analyzer(small), "білім беру") == ["c:education"]
    assert keys(Analyzer(small), "беру білім") == []


def test_a_word_of_two_meanings_is_split_between_them(small):
    """Each of two concepts weighs less than the one concept of a clear word."""
    found = weights(Analyzer(small), "бақылайды")
    assert found["c:control"] == found["c:observe"] < 1.0


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("біледі, алады, етеді", "kk"),
        ("қабілетті", "kk"),
        ("жасай алады және көрсетеді", "kk"),
        ("способен", "ru"),
        ("владеет, демонстрирует и осуществляет", "ru"),
        ("умеет, знает, понимает", "ru"),
        ("demonstrates the ability to", "en"),
        ("is able to perform", "en"),
        ("", "kk"),
        ("2026 — 😀", "en"),
    ],
)
def test_empty_words_alone_give_no_terms(table, text, lang):
    """Stop words and the verbs that every outcome has say nothing about its subject."""
    assert keys(Analyzer(table), text, lang) == []


@pytest.mark.parametrize("word", ["статистика", "информатика", "экономика", "технология", "стандарт"])
def test_loanwords_join_kazakh_and_russian_without_any_table(word):
    """The beginning of a loanword is a term of both languages."""
    shared = set(keys(PLAIN, word, "kk")) & set(keys(PLAIN, word, "ru"))
    assert any(key.startswith("g:") for key in shared)


@pytest.mark.parametrize(
    ("english", "russian"),
    [("statistics", "статистика"), ("technology", "технология"), ("economics", "экономика"), ("standard", "стандарт"),
     ("logistics", "логистика"), ("documentation", "документация")],
)  # fmt: skip
def test_english_loanwords_are_spelt_as_russian_ones(english, russian):
    """They meet by how Russian borrows them."""
    assert set(keys(PLAIN, english, "en")) & set(keys(PLAIN, russian, "ru"))


def test_native_kazakh_words_are_no_loanwords():
    """A word with a letter that only Kazakh has joins nothing by its beginning."""
    assert not [key for key in keys(PLAIN, "қызметкерлер әдістеме", "kk") if key.startswith("g:")]


@pytest.mark.parametrize(
    "texts",
    [
        ("Деректерді талдайды", "Анализирует данные", "Analyses data"),
        ("Жоспарды құрастырады", "Составляет план", "Draws up a plan"),
        ("Құжаттарды тексереді", "Проверяет документы", "Checks documents"),
        ("Балалармен жұмыс істейді", "Работает с детьми", "Works with children"),
        ("Қауіпсіздік ережелерін сақтайды", "Соблюдает правила безопасности", "Observes safety rules"),
        ("Есеп дайындайды", "Готовит отчёт", "Prepares a report"),
    ],
)
def test_one_sentence_in_three_languages_shares_concepts(table, texts):
    """Translations meet in concepts, and in the language of none of them."""
    analyzer = Analyzer(table)
    found = [set(keys(analyzer, text, lang)) for text, lang in zip(texts, LANGS, strict=True)]
    assert any(key.startswith("c:") for key in found[0] & found[1])
    assert any(key.startswith("c:") for key in found[0] & found[2])


def test_analyzers_share_nothing_of_their_tables():
    """What one table says of a word is forgotten with it, also where the next one lies at the same place in memory."""
    for _ in range(30):
        assert keys(Analyzer(concept_table([Concept("luck", ("бақ",), (), ())])), "бағыты", "kk")[0] != "c:aim"
        assert keys(Analyzer(concept_table([Concept("aim", ("бағыт",), (), ())])), "бағыты", "kk")[0] == "c:aim"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120), st.sampled_from(LANGS))
def test_terms_of_any_text(text, lang):
    """Never an error; every term stands at words of the text and has a weight above 0 and at most 1."""
    count = len(tokens(text))
    for term in PLAIN.terms(text, lang):
        assert 0 <= term.first <= term.last < count
        assert 0 < term.weight <= 1


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Деректерді талдайды", "kk"),
        ("Анализирует данные", "ru"),
        ("Analyses data", "en"),
        ("Жоспар жасайды", "kk"),  # no letter that only Kazakh has
        ("Талдау жасайды", "kk"),
        ("бала", "kk"),
        ("план", "ru"),
        ("аудит", "ru"),
        ("қ", "kk"),
        ("я", "ru"),
        ("Excel және Word қолданады", "kk"),
        ("Работа с Excel", "ru"),
        ("Python", "en"),
        ("Derekterdi taldaidy", "kk"),
        ("Statistikalyq esepterdi daiyndaidy", "kk"),
        ("derekterdı taldaidy jäne esep beredı", "kk"),
        ("zhumys josparyn qurady", "kk"),
        ("Men mektepte balalardy oqytamyn", "kk"),
        ("Works with children at school", "en"),
        ("әлеуметтiк", "kk"),  # a Latin i
        ("", None),
        ("2026", None),
        ("😀!?", None),
    ],
)
def test_the_language_of_a_text(table, text, lang):
    """By letters, then by the words that a language knows; Kazakh also in Latin letters."""
    assert recognise(text, table) == lang


def test_kazakh_in_latin_letters_is_read_as_kazakh(table):
    """The same concepts are found as in Cyrillic."""
    analyzer = Analyzer(table)
    [(text, lang)] = parts_of("derekterdı jinaidy", table)
    assert (text, lang) == ("деректерді жинайды", "kk")
    assert {"c:collect", "c:data-information"} <= set(keys(analyzer, text, lang))
    assert in_cyrillic("Bağdarlama jäne şara") == "бағдарлама және шара"


@pytest.mark.parametrize(
    ("text", "langs"),
    [
        ("Деректерді талдайды / Анализирует данные / Analyses data", ["kk", "ru", "en"]),
        ("қазақ тілі/русский язык", ["kk", "ru"]),
        ("Деректерді талдайды | Анализирует данные", ["kk", "ru"]),
        ("Деректерді талдайды\nАнализирует данные\r\nAnalyses data", ["kk", "ru", "en"]),
        ("Деректерді талдайды / 2026 / —", ["kk"]),
        (" / | \n", []),
        ("", []),
    ],
)
def test_parts_in_several_languages(table, text, langs):
    """Slashes, bars and line breaks part the languages; a part without letters is none."""
    found = parts_of(text, table)
    assert [lang for _, lang in found] == langs
    assert all(part.strip() in text for part, _ in found)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_every_text_has_a_language_or_none(text):
    """Never an error; None just where no part has a letter."""
    found = recognise(text, ConceptTable())
    assert found in {*LANGS, None}
    assert (found is None) == (not any(letter.isalpha() for letter in text))
