"""The concept table: its form, its reach, and how a methodologist adds to it."""

import csv
import re
from collections import Counter
from statistics import median

import pytest

from toolkit import job
from toolkit.align.concepts import (
    LONGEST,
    Concept,
    bundled_concepts,
    bundled_table,
    concept_of,
    concept_table,
    table_data,
    table_from,
)
from toolkit.errors import DataError
from toolkit.io.project import Project
from toolkit.model import LANGS
from toolkit.text import collapse, is_cyrillic, mixed_words, split_words, visible

HEADING = ["concept", "kk", "ru", "en", "domain", "note"]
DOMAINS = (
    "education",
    "law",
    "it",
    "statistics",
    "social",
    "employment",
    "health",
    "engineering",
    "management",
    "safety",
    "language",
    "documents",
)
KAZAKH_ONLY = set("әғқңөұүһі")


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CURMAP_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="module")
def rows(project):
    with (project.root / "toolkit/labels/concepts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture(scope="module")
def variants():
    """Every word or phrase of the table: concept, language, text."""
    return [(item.concept, lang, text) for item in bundled_concepts() for lang in LANGS for text in item.variants(lang)]


def test_the_file_has_one_heading_and_whole_rows(rows):
    """Six columns, as many cells in every row."""
    assert rows[0] == HEADING
    assert {len(row) for row in rows} == {len(HEADING)}


def test_names_are_unique_and_in_kebab_case():
    """A concept is named once, in small Latin letters and digits joined by hyphens."""
    names = [item.concept for item in bundled_concepts()]
    assert not [name for name, count in Counter(names).items() if count > 1]
    assert not [name for name in names if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)]


def test_every_concept_has_all_languages_and_a_domain():
    """A bridge needs both banks."""
    assert not [item.concept for item in bundled_concepts() if not (item.kk and item.ru and item.en and item.domain)]


def test_no_cell_has_an_empty_or_repeated_variant(rows):
    """Variants are separated by one semicolon, and none stands twice in a cell."""
    for row in rows[1:]:
        for cell in row[1:4]:
            parts = [part.strip().casefold() for part in cell.split(";")]
            assert all(parts), row[0]
            assert len(set(parts)) == len(parts), row[0]


def test_variants_are_clean_text(variants):
    """No look-alike letters inside words, nothing invisible, no double blanks, at least one word."""
    assert not [one for one in variants if mixed_words(one[2])]
    assert not [one for one in variants if one[2] != collapse(visible(one[2]))]
    assert not [one for one in variants if not split_words(one[2])]


def test_variants_keep_their_alphabet(variants):
    """No Kazakh letters in Russian, no Cyrillic in English."""
    assert not [one for one in variants if one[1] == "ru" and KAZAKH_ONLY & set(one[2].casefold())]
    assert not [one for one in variants if one[1] == "en" and any(is_cyrillic(letter) for letter in one[2])]


def test_latin_words_in_kazakh_and_russian_are_names(variants):
    """Abbreviations and names have a capital letter, addresses a full stop; a common word is never in Latin letters."""
    for concept, lang, text in variants:
        if lang != "en":
            found = [word for word in text.split() if re.search("[A-Za-z]", word)]
            assert not [word for word in found if word.islower() and "." not in word], concept


def test_no_variant_is_longer_than_a_phrase(variants):
    """At most eight words: longer ones would never be met."""
    assert not [one for one in variants if len(split_words(one[2])) > LONGEST]


def test_the_table_is_large_and_reaches_every_domain():
    """At least 1,500 concepts, thirty in each field of the sources, usually two Kazakh variants or more."""
    concepts = bundled_concepts()
    assert len(concepts) >= 1500
    counts = Counter(item.domain for item in concepts)
    assert {domain: counts[domain] for domain in DOMAINS if counts[domain] < 30} == {}
    assert median(len(item.kk) for item in concepts) >= 2


@pytest.mark.parametrize(
    ("kk", "ru", "en"),
    [
        ("талдау", "анализ", "analysis"),
        ("жоспар", "план", "plan"),
        ("деректер", "данные", "data"),
        ("құқық", "право", "law"),
        ("бала", "ребёнок", "child"),
        ("статистика", "статистика", "statistics"),
        ("құжат", "документ", "document"),
        ("қауіпсіздік", "безопасность", "safety"),
        ("жұмыссыз", "безработный", "unemployed"),
        ("мұғалім", "учитель", "teacher"),
    ],
)
def test_plain_words_mean_the_same_in_the_three_languages(kk, ru, en):
    """The words that every programme uses lead to a common concept."""
    table = bundled_table()
    found = []
    for lang, word in zip(LANGS, (kk, ru, en), strict=True):
        names = [table.by_keys[lang].get((key,), ()) for key in table.keys(word, lang)]
        found.append({name for some in names for name in some})
    assert set.intersection(*found)


@pytest.mark.parametrize(
    ("form", "concept"),
    [
        ("жазады", "writing"),
        ("шешеді", "solve"),
        ("қолданады", "apply-use"),
        ("құрады", "create"),
        ("салыстырады", "compare"),
        ("басқарады", "manage"),
        ("дамытады", "development"),
        ("көрсетеді", "show-demonstrate"),
    ],
)
def test_the_verbs_of_outcomes_lead_to_their_concept(form, concept):
    """The surest key of a verb in the present tense is its concept's, whatever phrases hold similar words."""
    table = bundled_table()
    assert concept in table.by_keys["kk"][(table.keys(form, "kk")[0],)]


def test_words_of_phrases_are_led_back_to_known_ones():
    """«шеше білу» does not make «шешеді» a form of «шеше»; inflected words go back to the known ones."""
    table = concept_table(
        [Concept("data", ("дерек",), (), ()), Concept("solve", ("шешу",), (), ()), Concept("x", ("шеше білу",), (), ())]
    )
    assert table.known >= {"дерек", "шеш"}
    assert "шеше" not in table.known
    assert table.keys("деректерді", "kk")[0] == "дерек"
    assert table.keys("шешеді", "kk")[0] == "шеш"


def test_later_rows_of_a_name_add_their_words():
    """The first words stay first, nothing stands twice, a missing domain or language is filled."""
    table = concept_table(
        [
            Concept("plan", ("жоспар",), ("план",), ("plan",), "action"),
            Concept("plan", ("жоспар", "жол картасы"), (), ()),
        ]
    )
    assert table.concepts["plan"] == Concept("plan", ("жоспар", "жол картасы"), ("план",), ("plan",), "action")
    assert table.by_keys["kk"][tuple(table.keys(word, "kk")[0] for word in ("жол", "картасы"))] == ("plan",)


def test_a_word_of_two_concepts_means_both():
    """«бақылау» is control and observation."""
    table = concept_table([Concept("control", ("бақылау",), (), ()), Concept("observe", ("бақылау",), (), ())])
    assert table.by_keys["kk"][("бақыла",)] == ("control", "observe")


def test_too_long_variants_are_all_named():
    """Every phrase of more than eight words is listed with its concept."""
    long = "бір екі үш төрт бес алты жеті сегіз тоғыз"
    with pytest.raises(DataError) as caught:
        concept_table([Concept("one", (long,), (), ()), Concept("two", (long, "он"), (), ())])
    assert [(issue.where, issue.code) for issue in caught.value.issues] == [
        ("one", "long-variant"),
        ("two", "long-variant"),
    ]


def test_a_row_needs_a_name_and_a_word():
    """Otherwise it is refused with the reason."""
    with pytest.raises(ValueError, match="no name"):
        concept_of({"concept": "", "kk": "сөз", "ru": "", "en": ""})
    with pytest.raises(ValueError, match="'plan' has no word"):
        concept_of({"concept": "plan", "kk": " ; ", "ru": "", "en": ""})


def test_what_is_kept_of_a_table_makes_the_same_table():
    """Plain data goes out and comes back; nothing of the looking up is lost."""
    table = concept_table(bundled_concepts()[:60])
    assert table_from(bundled_concepts()[:60], table_data(table)) == table


def own_project(folder, general="", special=""):
    """A project whose curricula/ has concept tables of its own."""
    (folder / "curricula" / "welders").mkdir(parents=True)
    for place, text in (("concepts.csv", general), ("welders/concepts.csv", special)):
        if text:
            (folder / "curricula" / place).write_text(text, encoding="utf-8")
    return Project(folder)


def test_own_tables_join_and_extend_the_bundled_one(tmp_path):
    """A new concept is added, a known one gets more words; the programme's own table counts for it alone."""
    project = own_project(
        tmp_path,
        "concept,kk,ru,en\nwelding-seam,дәнекер жігі,сварной шов,weld seam\n",
        "\ufeffconcept;kk;ru;en;note\r\nplan;жол картасы;дорожная карта;roadmap;біздің сөз\r\n",
    )
    assert [item.concept for item in project.own_concepts()] == ["welding-seam"]
    assert [item.concept for item in project.own_concepts("welders")] == ["welding-seam", "plan"]
    table = job.concepts_for(project, "welders")
    assert table.concepts["plan"].kk[:2] == ("жоспарлау", "жоспар")
    assert "жол картасы" in table.concepts["plan"].kk
    assert "plan" in table.by_keys["en"][table.keys("roadmap", "en")]
    seam = tuple(table.keys(word, "kk")[0] for word in ("дәнекер", "жігінің"))
    assert table.by_keys["kk"][seam] == ("welding-seam",)
    assert set(table.concepts) == {*(item.concept for item in bundled_concepts()), "welding-seam"}


def test_own_tables_may_be_missing(tmp_path):
    """Neither file has to exist, nor the programme."""
    assert own_project(tmp_path).own_concepts("welders") == []
    assert Project(tmp_path).own_concepts("nobody") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("concept,kk,ru\nseam,жік,шов\n", "line 1: no column en"),
        ("concept,kk,ru,en\nseam,жік,шов,seam\n,жік,шов,seam\n", "line 3: the concept has no name"),
        ("concept,kk,ru,en\nseam,,,\n", "line 2: concept 'seam' has no word in any language"),
        ("concept,kk,ru,en\nseam,жік,шов,seam,more\n", "line 2: the line has more or fewer cells"),
        ("", "line 1: no column concept"),
    ],
)
def test_mistakes_in_an_own_table_are_named_with_their_line(tmp_path, text, words):
    """File, line, what is wrong."""
    project = own_project(tmp_path)
    (tmp_path / "curricula" / "concepts.csv").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=re.escape(words)) as caught:
        project.own_concepts()
    assert "concepts.csv" in str(caught.value)
