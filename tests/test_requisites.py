import pytest
from places import ROOT

from toolkit.parse import decode, paragraphs
from toolkit.parse.readers import reflow
from toolkit.parse.requisites import Requisites, fate, requisites


def stream(text):
    return reflow(paragraphs(text))


@pytest.mark.parametrize(
    ("file", "act_id", "fates"),
    [
        ("state-statistics-interviewing-2020", "V2000019833", ["act-repealed"]),
        ("social-and-labour-six-standards-2013", "V1300009151", ["act-repealed"]),
        ("employment-promotion-amendment-2022", "2022-08-18-N318", ["act-amending"]),
        ("ict-sectoral-framework-2013", "V1300008876", ["act-repealed"]),
        ("occupations-classifier-2017-slides", "otherwise", []),
    ],
)
def test_a_document_tells_who_it_is(file, act_id, fates):
    """Date, number and registration come from the text; the code has the year of the act, not of its registration."""
    found = stream(decode((ROOT / "standards" / "sources" / f"{file}.kk.txt").read_bytes()))
    assert requisites(found, "kk").act_id("otherwise") == act_id
    assert [item.code for item in fate(found, "kk")] == fates


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        (
            "ru",
            "Приказ Министра от 14 февраля 2024 года № 139. Зарегистрирован в Министерстве юстиции 16 февраля 2024 года № 34000",
            Requisites("2024-02-14", "139", "34000"),
        ),
        (
            "ru",
            "Приложение к приказу\nМинистра труда\nРеспублики Казахстан\nот 1 мая 2025 года № 7-НҚ",
            Requisites("2025-05-01", "7-НҚ", ""),
        ),
        ("kk", "Министрдің\n2025 жылғы 1 мамырдағы\n№ 7-НҚ бұйрығына\nқосымша", Requisites("2025-05-01", "7-НҚ", "")),
        (
            "kk",
            'БҰЙЫРАМЫН:\n\n1. "Стандартты бекіту туралы" 2019 жылғы 31 желтоқсандағы № 714 бұйрығына өзгеріс енгізілсін',
            Requisites(),
        ),
        ("ru", "Профессиональный стандарт", Requisites()),
    ],
)
def test_requisites_are_those_of_the_act_itself(lang, text, expected):
    """Lines of a letterhead belong together; an act that is quoted is another act."""
    assert requisites(stream(text), lang) == expected


@pytest.mark.parametrize(
    ("lang", "text", "codes"),
    [
        ("ru", "Сноска. Утратил силу приказом Министра", ["act-repealed"]),
        ("ru", "Внести следующие изменения в приказ", ["act-amending"]),
        ("kk", "Ескерту. Бұйрықтың күшi жойылды - ҚР министрінің", ["act-repealed"]),
        ("kk", "2. Бұрынғы № 336 бұйрығының күші жойылды деп танылсын.", []),
        ("ru", "2. Признать утратившим силу приказ № 336.", []),
    ],
)
def test_the_fate_of_the_act_is_not_that_of_another(lang, text, codes):
    """An order that repeals an older one is not repealed itself."""
    assert [item.code for item in fate(stream(text), lang)] == codes
