"""The text for the registry of programmes: two languages, every share with its counts, nothing that was not counted."""

import re

import pytest
from places import AS_OF
from recount import KINDS, STEPS, Counted, decimal, percent
from report_rooms import DECISIONS, bundled_analysis, programme_of, small_analysis, standard_of

from toolkit.labels import word
from toolkit.model import statements_of
from toolkit.report import gap_report, passport_text


def paragraphs(analysis):
    """The text in Kazakh and in Russian."""
    kk, ru = passport_text(analysis).rstrip("\n").split("\n\n")
    return {"kk": kk, "ru": ru}


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_every_figure_is_counted_anew(lang):
    """The shares of each kind at three steps, the number of gaps and of statements."""
    counted = Counted(list(statements_of(standard_of())), programme_of(), list(DECISIONS))
    text = paragraphs(small_analysis())[lang]
    for kind in KINDS:
        found = counted.count([row for row in counted.statements if row.kind == kind])
        line = next(line for line in text.splitlines() if line.lower().startswith(word(f"kind-{kind}", lang).lower()))
        for step in STEPS:
            number, of = decimal(found["number"][step], lang), found["denominator"]
            share = f"{percent(found['share'][step])} · {word('n-of-m', lang, n=number, m=of)}"
            assert f"{word(f'step-{step}', lang).lower()} – {share}" in line
    gaps = word("passport-gaps", lang, gaps=len(counted.gaps()), all=len(counted.statements))
    assert gaps in text.splitlines()


def test_no_percentage_stands_without_its_counts(analysis):
    """Behind every % the numbers that it is made of; the status of the act with day and source."""
    for lang, text in paragraphs(analysis).items():
        assert len(re.findall("%", text)) == len(re.findall(r"% · \d", text)) == 9
        assert word("status-repealed", lang) in text
        assert "21.11.2026" in text


def test_each_paragraph_is_in_its_language(analysis):
    """Kazakh first, then Russian; the title of the programme in each."""
    text = paragraphs(analysis)
    assert text["kk"].startswith("04119900 «Статистикалық деректерді жинау және өңдеу» білім беру бағдарламасы")
    assert text["ru"].startswith("Образовательная программа 04119900 «Сбор и обработка статистических данных»")
    assert "Решения подтвердили: Үлгі сарапшы" in text["ru"]


def test_a_programme_without_decisions_says_so():
    """Nobody is named, and nothing is covered."""
    text = paragraphs(small_analysis(()))
    assert "Шешім әлі қабылданған жоқ" in text["kk"]
    assert "Решений пока нет" in text["ru"]


def test_a_framework_is_told_by_its_descriptors(project, library):
    """Compared with a framework only: how many descriptors are met, of how many, and no gaps of cards."""
    analysis = bundled_analysis(project, library, "bachelor-information-systems", AS_OF)
    for lang, text in paragraphs(analysis).items():
        assert re.search(r"\b0\D{1,4}\d+\b", text)
        assert word("passport-gaps", lang, gaps=0, all=0) not in text


@pytest.mark.parametrize("lang", ["kk", "ru", "en", "kk+ru"])
def test_the_report_has_the_same_text_to_copy(lang):
    """One cell a language, whatever the language of the report."""
    analysis = small_analysis()
    name = word("sheet-passport", lang[:2])
    sheet = next(sheet for sheet in gap_report(analysis, lang, "0").sheets if sheet.name == name)
    assert [row[1].value for row in sheet.rows[2:]] == list(paragraphs(analysis).values())
