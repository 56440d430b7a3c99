import pytest
from factories import statement

from toolkit.citations import named_acts, same_act
from toolkit.model import statements_of


def acts(text, lang="kk"):
    return [
        (item.kind, item.title, item.date, item.number, item.registration_number)
        for item in named_acts([statement(text=text, lang=lang)])
    ]


def test_a_kazakh_list_of_acts_comes_apart():
    """Law, code, resolution and order, each with what is printed of it; registration numbers are not act numbers."""
    text = (
        'Нормативтік құқықтық актілер: Қазақстан Республикасының Еңбек кодексі. "Статистика туралы" Қазақстан '
        'Республикасының Заңы."Жоспарды бекіту туралы" Қазақстан Республикасы Үкіметінің 2021 жылғы 12 қазандағы № 728 '
        "қаулысы. «Қағидаларды бекіту туралы» Қазақстан Республикасы Министрінің 2009 жылғы 28 шілдедегі № 237-ө бұйрығы "
        "(нормативтік құқықтық актілерін мемлекеттік тіркеу тізілімінде № 5757 болып тіркелген)."
    )
    assert acts(text) == [
        ("code", "Еңбек кодексі", "", "", ""),
        ("law", "Статистика туралы", "", "", ""),
        ("resolution", "Жоспарды бекіту туралы", "2021-10-12", "728", ""),
        ("order", "Қағидаларды бекіту туралы", "2009-07-28", "237-ө", "5757"),
    ]


def test_a_russian_list_of_acts_comes_apart():
    """In Russian the kind stands first; a kind word inside a title makes no act of its own."""
    text = (
        "Трудовой кодекс Республики Казахстан; Закон Республики Казахстан «О статистике»; приказ Министра от 5 мая 2015 года "
        "№ 320 «О внесении изменений в приказ» (зарегистрирован в Реестре под № 11426), постановление Правительства "
        "от 12 октября 2021 года № 728"
    )
    assert acts(text, "ru") == [
        ("code", "Трудовой кодекс", "", "", ""),
        ("law", "О статистике", "", "", ""),
        ("order", "О внесении изменений в приказ", "2015-05-05", "320", "11426"),
        ("resolution", "", "2021-10-12", "728", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Қазақстан Республикасының заңнамалық және басқа да нормативтік құқықтық актілері",
        "Еңбек заңнамасы; ішкі тәртіп қағидалары",
        "Заңды және жеке тұлғаларды қабылдау",
        "",
    ],
)
def test_general_phrases_name_no_act(text):
    """Legislation in general is no act."""
    assert acts(text) == []


def test_a_title_without_its_closing_quotation_mark_is_found():
    """The source forgets the mark; the title ends with «туралы»."""
    assert acts(
        '"Жүйені қалыптастыру қағидаларын бекіту туралы Қазақстан Республикасы Министрінің 2019 жылғы 29 наурыздағы № 154 бұйрығы'
    ) == [("order", "Жүйені қалыптастыру қағидаларын бекіту туралы", "2019-03-29", "154", "")]


def test_the_first_knowledge_item_of_the_amending_act_names_fifteen(library):
    """Counted by hand: three laws, one resolution, eleven orders; the statement itself stays one."""
    rows = statements_of(library.parsed["2022-08-18-N318"].standards[0])
    found = [item for item in named_acts(rows) if item.statement_id == "2022-08-18-N318/1.1.1/K1"]
    assert [item.kind for item in found] == ["law"] * 3 + ["resolution"] + ["order"] * 11
    assert [item.number for item in found][3:] == [
        "728",
        "320",
        "515",
        "516",
        "576",
        "280",
        "259",
        "256",
        "646",
        "84",
        "92",
        "154",
    ]
    assert found[4].registration_number == "11426"


def test_an_act_is_known_by_title_or_number():
    """The same title in other quotation marks is the same act; the same number with another title is not."""
    mention = named_acts([statement(text='"Халықты жұмыспен қамту туралы" Қазақстан Республикасының Заңы')])[0]
    assert same_act(mention, "Халықты  жұмыспен қамту туралы", "")
    assert not same_act(mention, "Статистика туралы", "")
