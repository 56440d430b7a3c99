"""Programmes out of messy workbooks: each imports whole, or the message names the file, the sheet and the cell."""

import datetime as dt
import io
import re

import messy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.intake import Book, Grid, Note, place_of, understand
from toolkit.intake.cells import amount_of, items_of, mark_of, months_of, number_of
from toolkit.intake.grids import area_of
from toolkit.intake.notes import SEVERITIES, Found
from toolkit.intake.words import meaning_of
from toolkit.io.workbooks import read_book
from toolkit.labels import load
from toolkit.languages import column_language, language_of, split_names, sure_language
from toolkit.model import LANGS, Discipline, Names, Outcome, Programme, Target, Warn
from toolkit.text import mixed_words

OUTCOMES = [["Код РО", "Результат обучения"], ["РО1", "Анализирует данные рынка."], ["РО2", "Планирует проект."]]


def grid(name, rows, merged=(), **said):
    return Grid(name, tuple(tuple(row) for row in rows), tuple(area_of(area) for area in merged), **said)


def taken(*grids, file="файл.xlsx"):
    return understand(Book(file, tuple(grids)), programme_id="p")


def imported(book, tmp_path):
    return understand(read_book(messy.saved(book, tmp_path / "файл.xlsx")), programme_id="p")


def of(intake, code):
    return [note for note in intake.notes if note.code == code]


def places(intake, code):
    return [note.where for note in of(intake, code)]


def warned(intake):
    return sorted(note.code for note in intake.notes if note.severity != "note")


def expected(**changes):
    """Give the programme that the messy workbooks hold, with what is special in one of them."""
    values = {
        "programme_id": "p",
        "institution": "university",
        "code": "",
        "qualification_code": "",
        "title": Names(),
        "qualification": Names(),
        "goal": Names(),
        "nqf_level": "",
        "sqf_level": "",
        "credits": 0.0,
        "hours": 0.0,
        "duration_months": 0,
        "admission_year": 0,
        "version": "",
        "main_language": "ru",
        "outcomes": tuple(Outcome(f"РО{number}", Names(ru=text)) for number, text in messy.OUTCOMES_RU.items()),
        "disciplines": tuple(
            Discipline(code, Names(ru=title), float(size), semester=semester)
            for code, title, _, size, semester in messy.DISCIPLINES
        ),
        "marks": tuple((code, f"РО{number}", mark) for (code, number), mark in messy.MARKS.items()),
    }
    return Programme(**(values | changes))


def changed(disciplines, **changes):
    names = Discipline.__slots__
    return tuple(Discipline(**({name: getattr(item, name) for name in names} | changes)) for item in disciplines)


# --- the messy workbooks, whole programmes ---


def test_a_shifted_table_with_titles_and_signatures(tmp_path):
    """The heading starts at C7; the sum agrees; the signature below is named, not read."""
    intake = imported(messy.shifted(), tmp_path)
    assert intake.programme == expected()
    assert warned(intake) == []
    assert places(intake, "text-outside") == ["Матрица!C14"]
    assert [(found.kind, found.cells, found.rows) for found in intake.found] == [
        ("matrix", "C7:J14", 4),
        ("outcomes", "A1:B4", 3),
    ]


def test_merged_cells_two_heading_rows_sections_and_sums(tmp_path):
    """Numbers under a merged «Результаты обучения» are outcomes, merged rows are cycles, sums are no disciplines."""
    intake = imported(messy.merged(), tmp_path)
    whole = expected()
    first = changed(whole.disciplines[:1], cycle="ООД")
    rest = changed(whole.disciplines[1:], cycle="Цикл базовых и профилирующих дисциплин")
    assert intake.programme == expected(disciplines=first + rest)
    assert warned(intake) == []


def test_russian_headings_and_signs_of_many_makes(tmp_path):
    """«Шифр», «Кол-во кредитов», outcomes with codes in one cell, v, ✓, х and 1 as marks."""
    intake = imported(messy.russian(), tmp_path)
    assert intake.programme == expected(marks=tuple((code, outcome, "+") for code, outcome, _ in expected().marks))
    assert warned(intake) == []


def test_extra_sheets_are_listed_as_not_used(tmp_path):
    """A timetable and a list of groups are named, the empty sheet is not worth a word."""
    intake = imported(messy.extra_sheets(), tmp_path)
    assert intake.programme == expected()
    assert [found.sheet for found in intake.found if found.kind == "unused"] == ["Расписание", "Контингент"]


def test_formulas_with_and_without_stored_values(tmp_path):
    """Stored values are read; a formula that nobody calculated is named by its cell, and the credits are 0."""
    data = io.BytesIO()
    messy.formulas().save(data)
    path = tmp_path / "файл.xlsx"
    sheet = "xl/worksheets/sheet2.xml"
    path.write_bytes(messy.with_stored_values(data.getvalue(), {sheet: {"D2": 5, "D3": 6, "D6": 29, "F6": 1}}))
    intake = understand(read_book(path), programme_id="p")
    assert intake.programme == expected()
    assert warned(intake) == []
    path.write_bytes(messy.with_stored_values(data.getvalue(), {sheet: {"D3": 6}}))
    intake = understand(read_book(path), programme_id="p")
    assert intake.programme.disciplines[0].credits == 0
    assert places(intake, "formula-without-value") == ["Матрица!D2"]
    assert places(intake, "formula-unread") == ["Матрица!D6, F6"]


def test_hidden_columns_are_read_and_hidden_drafts_are_not(tmp_path):
    """What is hidden inside a table belongs to it; a hidden sheet does not, and both are said."""
    intake = imported(messy.hidden_columns(), tmp_path)
    assert intake.programme == expected()
    assert places(intake, "hidden-columns") == ["Матрица!D"]
    assert [note.params for note in of(intake, "hidden-rows")] == [("3",)]
    assert places(intake, "hidden-sheet") == ["Черновик"]


def test_hidden_sheets_are_read_where_nothing_else_has_outcomes():
    """Then a warning asks to look."""
    intake = taken(grid("РО", OUTCOMES, hidden=True), grid("Лист", [["Погода", "хорошая"]]))
    assert len(intake.programme.outcomes) == 2
    assert places(intake, "hidden-sheet-read") == ["РО"]


def test_numbers_stored_as_text(tmp_path):
    """«6,0», no-break spaces, «6 уровень», «240 ECTS» and «2026 г.» are numbers."""
    intake = imported(messy.numbers_as_text(), tmp_path)
    assert intake.programme == expected(code="6B11401", nqf_level="6", credits=240.0, admission_year=2026)
    assert warned(intake) == []


def test_look_alike_letters_in_codes(tmp_path):
    """The commonest spelling is kept, the code of the programme in Latin letters, and the cells are named."""
    intake = imported(messy.look_alikes(), tmp_path)
    programme = expected(code="6B11401", title=Names(ru="Социальная работа"), nqf_level="6")
    assert intake.programme == programme
    assert warned(intake) == []
    assert places(intake, "code-letters") == ["РО!B4", "Матрица!F1"]
    assert places(intake, "code-latin") == ["Паспорт!B1"]
    assert places(intake, "discipline-letters") == ["Матрица!C3"]


def test_five_thousand_empty_formatted_rows(tmp_path):
    """They change nothing."""
    intake = imported(messy.empty_formatted_rows(), tmp_path)
    assert intake.programme == expected()
    assert of(intake, "cells-unused") == []


def test_a_locked_workbook_names_the_file_and_the_way_out(tmp_path):
    """A file protected by a password cannot be imported; the sentence says how to unlock it."""
    path = tmp_path / "матрица.xlsx"
    path.write_bytes(messy.compound(["EncryptionInfo", "EncryptedPackage"]))
    with pytest.raises(InputError, match=r"^матрица\.xlsx: the file is protected by a password; in Excel"):
        read_book(path)


def test_a_transposed_matrix(tmp_path):
    """Outcomes in rows with codes, titles and credits of the disciplines above the columns."""
    intake = imported(messy.transposed(), tmp_path)
    assert intake.programme == expected(disciplines=changed(expected().disciplines, semester=""))
    assert warned(intake) == []


def test_two_languages_on_two_sheets_are_one_programme(tmp_path):
    """ОН1 and РО1 are one outcome in two languages; disciplines are joined by their codes."""
    intake = imported(messy.two_languages(), tmp_path)
    outcomes = tuple(
        Outcome(f"ОН{number}", Names(kk=messy.OUTCOMES_KK[number], ru=messy.OUTCOMES_RU[number]))
        for number in messy.OUTCOMES_RU
    )
    disciplines = tuple(
        Discipline(code, Names(kk=kazakh, ru=russian), float(size), semester=semester)
        for code, russian, kazakh, size, semester in messy.DISCIPLINES
    )
    marks = tuple((code, f"ОН{number}", mark) for (code, number), mark in messy.MARKS.items())
    assert intake.programme == expected(outcomes=outcomes, disciplines=disciplines, marks=marks, main_language="kk")
    assert warned(intake) == []


def test_a_college_table_of_modules(tmp_path):
    """Modules, outcomes and volumes in merged cells; criteria one a line, numbered, or one a row; «72с-3к»."""
    intake = imported(messy.college(), tmp_path)
    outcomes = (
        Outcome(
            "ОН 1.1",
            Names(kk="Сауал жүргізу жоспарын құрады."),
            "КМ 01",
            criteria=(Names(kk="Сұрақтарды тұжырымдайды."), Names(kk="Мерзімді белгілейді.")),
        ),
        Outcome(
            "ОН 1.2",
            Names(kk="Респондентпен байланыс орнатады."),
            "КМ 01",
            criteria=(Names(kk="Сәлемдеседі;"), Names(kk="Мақсатты түсіндіреді.")),
        ),
        Outcome(
            "ОН 2.1",
            Names(kk="Деректерді кодтап, енгізеді."),
            "КМ 02",
            criteria=(Names(kk="Кодты дұрыс таңдайды."), Names(kk="Қатені табады.")),
        ),
    )
    modules = (
        Discipline("КМ 01", Names(kk="Деректерді жинауды ұйымдастыру"), 5.0, "module", hours=120.0),
        Discipline("КМ 02", Names(kk="Деректерді өңдеу"), 4.0, "module", hours=96.0),
    )
    marks = (("КМ 01", "ОН 1.1", "+"), ("КМ 01", "ОН 1.2", "+"), ("КМ 02", "ОН 2.1", "+"))
    title = Names(kk="Бағдарламалық қамтамасыз ету")
    assert intake.programme == expected(
        institution="college",
        code="06130100",
        title=title,
        main_language="kk",
        outcomes=outcomes,
        disciplines=modules,
        marks=marks,
    )
    assert warned(intake) == []
    assert len(of(intake, "marks-from-modules")) == 1


def test_the_registry_passport_with_lists_of_codes(tmp_path):
    """Three languages in columns, the outcomes in one cell, «РО1-РО3» as text; what has no place is named."""
    intake = imported(messy.registry(), tmp_path)
    disciplines = tuple(
        Discipline(f"П{place}", Names(kk=kazakh, ru=russian), float(size), cycle="БД")
        for place, (_, russian, kazakh, size, _) in enumerate(messy.DISCIPLINES, 1)
    )
    pairs = (("П2", "1"), ("П2", "2"), ("П3", "2"), ("П4", "1"), ("П4", "2"), ("П4", "3"))
    assert intake.programme == expected(
        code="6B11401",
        title=Names("Әлеуметтік жұмыс", "Социальная работа", "Social Work"),
        goal=Names("Маман даярлау.", "Подготовка специалиста.", "To prepare a specialist."),
        nqf_level="6",
        sqf_level="6",
        credits=240.0,
        duration_months=48,
        disciplines=disciplines,
        marks=tuple((code, f"РО{number}", "+") for code, number in pairs),
    )
    assert warned(intake) == []
    assert places(intake, "passport-other") == ["Паспорт ОП!A5"]
    assert places(intake, "discipline-codes-made") == ["Сведения о дисциплинах!B2:B5"]


# --- what stops an import ---


def test_nothing_recognisable_is_an_error():
    """The file is named, and what a table needs."""
    intake = taken(grid("Лист1", [["Привет", 1], ["мир", 2]]), file="письмо.xlsx")
    assert intake.programme is None
    assert [(note.code, note.params) for note in intake.errors] == [("nothing-found", ("письмо.xlsx",))]


def test_a_matrix_without_any_text_of_an_outcome_is_an_error():
    """Codes alone are no outcomes."""
    intake = taken(grid("М", [["№", "Дисциплина", "Кредиты", "РО1", "РО2"], [1, "История", 5, "+", None]]))
    assert intake.programme is None
    assert [note.code for note in intake.errors] == ["no-outcomes"]


def test_two_programmes_in_a_file_are_an_error():
    """Two codes of programmes, or two lists with the same codes and other texts; the cells of both are named."""
    passports = [grid(code, [["Код ОП", code], ["Уровень НРК", 6]]) for code in ("6B11401", "7M11401")]
    intake = taken(*passports, grid("РО", OUTCOMES))
    assert intake.programme is None
    assert [(note.where, note.params[2]) for note in intake.errors] == [("6B11401!B1", "7M11401!B1")]
    other = [OUTCOMES[0], ["РО1", "Проектирует мосты и дороги."], ["РО2", "Строит здания."]]
    intake = taken(grid("РО", OUTCOMES), grid("РО2", other))
    assert [(note.code, note.where, note.params[1]) for note in intake.errors] == [("two-lists", "РО!B2", "РО2!B2")]


def test_more_rows_than_any_programme_has_are_an_error():
    """A register of all programmes is not one of them, and is not worth an hour."""
    rows = [["Код РО", "Результат обучения"]] + [[f"РО{number}", f"Делает работу {number}."] for number in range(1200)]
    assert [note.code for note in taken(grid("Реестр", rows)).errors] == ["too-many"]
    long = grid("Реестр", [["а"]] * 6000)
    assert places(taken(long, grid("РО", OUTCOMES)), "sheet-too-large") == ["Реестр"]


# --- outcomes ---


def test_faults_of_codes_are_told_with_their_cells():
    """Repeated, missing and empty outcomes: what is kept, what is renamed, what is left out."""
    rows = [
        *OUTCOMES,
        ["РО2", "Планирует проект."],
        ["РО1", "Совсем другой текст."],
        [None, "Без кода."],
        ["РО7", None],
    ]
    intake = taken(grid("РО", rows))
    assert [item.outcome_id for item in intake.programme.outcomes] == ["РО1", "РО2", "РО1-2", "РО3"]
    faults = ("outcome-repeated", "outcome-twice", "code-missing", "outcome-without-text")
    assert [places(intake, code) for code in faults] == [["РО!B4"], ["РО!B5"], ["РО!B6"], ["РО!B7"]]


def test_outcomes_of_two_codes_in_one_table_stay_two():
    """РО1 and ОН1 of one list are not one outcome because their numbers agree."""
    intake = taken(grid("РО", [*OUTCOMES, ["ОН1", "Строит здания и мосты."]]))
    assert [item.outcome_id for item in intake.programme.outcomes] == ["РО1", "РО2", "ОН1"]


def test_codes_are_made_of_running_numbers():
    """«№ + текст» gives РО1, РО2; without numbers they are counted, with a warning."""
    rows = [["№", "Результаты обучения"], [1, "Анализирует данные рынка."], [2, "Планирует проект."]]
    intake = taken(grid("РО", rows))
    assert [item.outcome_id for item in intake.programme.outcomes] == ["РО1", "РО2"]
    assert warned(intake) == []
    intake = taken(grid("РО", [["Результаты обучения", "Уровень по Блуму"], *([row[1], 4] for row in rows[1:])]))
    assert [(item.outcome_id, item.level) for item in intake.programme.outcomes] == [("РО1", 4), ("РО2", 4)]
    assert warned(intake) == ["codes-made"]


def test_outcomes_without_any_heading():
    """A code at the beginning of a cell is enough, with its text in the cell or in the next."""
    intake = taken(grid("Л", [["Выпускник:"], ["РО1", "Анализирует данные"], ["РО2. Планирует проект"], ["Декан"]]))
    assert [item.text.ru for item in intake.programme.outcomes] == ["Анализирует данные", "Планирует проект"]
    assert places(intake, "cells-unused") == ["Л!A1, A4"]


def test_languages_of_headings_sheets_and_letters():
    """A heading names the language, else the sheet, else the letters; two languages in a cell are taken apart."""
    rows = [
        ["Код", "Результаты обучения", None, None],
        [None, "каз", "рус", "англ"],
        ["ОН1", "Талдайды", "Анализ", "Analysis"],
    ]
    intake = taken(grid("Л", rows, ["B1:D1", "A1:A2"]))
    assert intake.programme.outcomes[0].text == Names("Талдайды", "Анализ", "Analysis")
    rows = [["№", "Оқыту нәтижелері / Результаты обучения"], [1, "Деректерді талдайды / Анализирует данные"]]
    rows += [[2, "Жобаны жоспарлайды\nПланирует проект"]]
    texts = [item.text for item in taken(grid("Л", rows)).programme.outcomes]
    assert texts == [
        Names("Деректерді талдайды", "Анализирует данные"),
        Names("Жобаны жоспарлайды", "Планирует проект"),
    ]
    intake = taken(grid("ОН қаз", [["Код", "Нәтиже"], ["ОН1", "Жобаны жоспарлайды"]]))
    assert intake.programme.outcomes[0].text == Names(kk="Жобаны жоспарлайды")


def test_numbers_that_repeat_in_modules_get_the_module_in_front():
    """In a working curriculum БМ 01 and КМ 01 both have an ОН 1.1; a module adds its outcomes up."""
    rows = [
        ["Индекс", "Модульдер мен пәндердің атауы", "Кредиттер", "Сағаттар", "Семестр"],
        ["БМ 01", "Дене қасиеттерін дамыту", 8, 192, "1-4"],
        ["ОН 1.1", "Дене жаттығуларын орындайды", 5, 120, None],
        ["ОН 1.2", "Салауатты өмір салтын ұстанады", 2, 72, None],
        ["КМ 01", "Статистикалық байқау", None, None, "2-3"],
        ["ОН 1.1", "Сауал жүргізеді", 4, 96, None],
        ["ӨО 01", "Өндірістік практика", 6, 144, "4"],
        [None, "Барлығы", 18, 430, None],
    ]
    intake = taken(grid("ОЖЖ", rows))
    programme = intake.programme
    assert [(item.outcome_id, item.module) for item in programme.outcomes] == [
        ("БМ 01 ОН 1.1", "БМ 01"),
        ("ОН 1.2", "БМ 01"),
        ("КМ 01 ОН 1.1", "КМ 01"),
    ]
    assert [(item.code, item.credits, item.hours, item.kind) for item in programme.disciplines] == [
        ("БМ 01", 8.0, 192.0, "module"),
        ("КМ 01", 4.0, 96.0, "module"),
        ("ӨО 01", 6.0, 144.0, "practice"),
    ]
    assert [note.params[:3] for note in of(intake, "module-differs")] == [("БМ 01", "8", "7")]
    assert [(note.where, note.params[:2]) for note in of(intake, "total-differs")] == [("ОЖЖ!D8", ("430", "432"))]


def test_an_outcome_belongs_to_the_module_of_its_number():
    """РО 4.1 belongs to ПМ 04 where nothing else says to which; a table with a column for it has the last word."""
    modules = grid("М", [["Код", "Наименование модуля", "Кредиты"], ["ПМ 04", "Обработка данных", 12]])
    rows = [["Код РО", "Результат обучения"], ["РО 4.1", "Вводит данные."]]
    assert [item.module for item in taken(grid("РО", rows), modules).programme.outcomes] == ["ПМ 04"]
    stated = [["Код РО", "Результат обучения", "Код модуля"], ["РО 4.1", "Вводит данные.", None]]
    assert [item.module for item in taken(grid("РО", stated), modules).programme.outcomes] == [""]


def test_a_module_as_the_heading_of_a_section():
    """«КМ 04 …» over the table holds the rows below, and its own hours are compared with theirs."""
    rows = [
        ["Результаты обучения", "Критерии оценки", "Объём"],
        ["КМ 04 Өңдеу", None, "336с-12,5к"],
        ["ОН 4.1 Деректерді енгізеді", "Енгізеді", "96с-4к"],
        ["ОН 4.2 Деректерді тексереді", "Тексереді", "72с-3к"],
        ["ОН 4.3 Есеп жасайды", "Жасайды", "132с-5,5к"],
    ]
    intake = taken(grid("Л", rows, ["A2:B2"]))
    assert [(item.outcome_id, item.module) for item in intake.programme.outcomes] == [
        (f"ОН 4.{number}", "КМ 04") for number in (1, 2, 3)
    ]
    assert intake.programme.disciplines[0].hours == 336
    assert [note.params for note in of(intake, "module-differs")] == [("КМ 04", "336", "300", "@disciplines.hours")]


def test_dates_that_excel_made_of_codes_and_semesters():
    """4.2 typed into Excel becomes 4 February; the number is given back with a warning."""
    date = dt.datetime.fromisoformat("2026-02-04")
    matrix = grid("М", [["Дисциплина", "Семестр", "РО 4.2"], ["История", date, "+"]])
    intake = taken(grid("РО", [["Код РО", "Результат обучения"], [date, "Вводит данные."]]), matrix)
    assert intake.programme.disciplines[0].semester == "4-2"
    assert intake.programme.marks == (("П1", intake.programme.outcomes[0].outcome_id, "+"),)
    assert warned(intake) == ["date-for-code", "date-for-semester"]


# --- disciplines and the matrix ---


def test_wrong_cells_of_a_matrix_are_named():
    """No number, an unknown sign, an unknown outcome, two levels, a weight: each with its cell."""
    rows = [["№", "Дисциплина", "Кредиты", "РО1", "РО2", "РО9"], [1, "История", "пять", "?", "+", "+"]]
    rows += [[2, "Право", 5, 0.5, "R/М", "-"]]
    intake = taken(grid("РО", OUTCOMES), grid("М", rows))
    assert intake.programme.marks == (("П1", "РО2", "+"), ("П2", "РО1", "+"), ("П2", "РО2", "M"))
    assert {note.code: note.cell for note in intake.notes if note.sheet == "М"} == {
        "no-number": "C2",
        "mark-unknown": "D2",
        "unknown-outcome": "F2",
        "mark-weight": "D3",
        "mark-several": "E3",
        "discipline-codes-made": "B2:B3",
    }


def test_a_list_of_disciplines_and_a_matrix_are_compared():
    """Two titles or two volumes for one code, and a discipline that the list lacks."""
    listed = grid("Д", [["Код", "Наименование дисциплины", "Кредиты"], ["БД1", "Право", 5], ["БД2", "Экономика", 6]])
    rows = [["Код", "Дисциплина", "Кредиты", "РО1"], ["БД1", "История", 5, "I"], ["БД2", "Экономика", 7, "R"]]
    intake = taken(grid("РО", OUTCOMES), listed, grid("М", [*rows, ["БД9", "Философия", 3, "M"]]))
    assert [(item.code, item.title.ru, item.credits) for item in intake.programme.disciplines] == [
        ("БД1", "Право", 5.0),
        ("БД2", "Экономика", 6.0),
        ("БД9", "Философия", 3.0),
    ]
    assert [(note.code, note.where) for note in intake.notes if note.sheet == "М"] == [
        ("titles-differ", "М!B2"),
        ("amounts-differ", "М!B3"),
        ("discipline-from-matrix", "М!B4"),
    ]


def test_disciplines_without_codes_are_joined_by_title_or_by_their_twin_table():
    """The matrix finds the disciplines of the list by title; two tables in two languages row by row."""
    listed = grid("Д", [["№", "Дисциплина", "Кредиты"], [1, "История", 5], [2, "Право", 6]])
    matrix = grid("М", [["№", "Дисциплина", "РО1", "РО2"], [1, "Право", "I", None], [2, "История", None, "R"]])
    programme = taken(grid("РО", OUTCOMES), listed, matrix).programme
    assert [item.code for item in programme.disciplines] == ["П1", "П2"]
    assert programme.marks == (("П1", "РО2", "R"), ("П2", "РО1", "I"))
    kazakh = grid("каз", [["№", "Пән", "Кредит", "ОН1"], [1, "Тарих", 5, "+"], [2, "Құқық", 6, None]])
    russian = grid("рус", [["№", "Дисциплина", "Кредиты", "РО1"], [1, "История", 5, "+"], [2, "Право", 6, None]])
    programme = taken(grid("РО", OUTCOMES), kazakh, russian).programme
    assert [item.title for item in programme.disciplines] == [Names("Тарих", "История"), Names("Құқық", "Право")]


def test_rows_of_cycles_and_components_and_their_sums():
    """Sections give cycle and component; a sum that no rows give is a warning with its cell; attestation is a row."""
    rows = [
        ["№", "Дисциплина", "Кредиты", "РО1"],
        [None, "Общеобразовательные дисциплины (ООД)", 10],
        [None, "Обязательный компонент", 10],
        [1, "История", 5, "+"],
        [2, "Право", 5],
        [None, "Базовые дисциплины", 7],
        [3, "Экономика", 6],
        [None, "Итоговая аттестация", 8],
    ]
    intake = taken(grid("РО", OUTCOMES), grid("М", rows))
    assert [(item.title.ru, item.cycle, item.component, item.kind) for item in intake.programme.disciplines] == [
        ("История", "ООД", "ОК", "discipline"),
        ("Право", "ООД", "ОК", "discipline"),
        ("Экономика", "БД", "", "discipline"),
        ("Итоговая аттестация", "ИА", "", "attestation"),
    ]
    assert [(note.where, note.params[:2]) for note in of(intake, "total-differs")] == [("М!C6", ("7", "6"))]


def test_a_heading_of_practice_ends_the_cycle_above():
    """Practice and attestation stand apart from the cycles; a heading that only divides a cycle does not end it."""
    rows = [
        ["Код", "Дисциплина", "Кредиты", "РО1"],
        [None, "Цикл базовых дисциплин", None],
        ["БД1", "Право", 5, "+"],
        ["Модуль 2. Психология"],
        ["БД2", "Этика", 5],
        ["Практика и итоговая аттестация"],
        ["ПР", "Производственная практика", 8],
        ["ДР", "Дипломная работа", 8],
    ]
    intake = taken(grid("РО", OUTCOMES), grid("М", rows, ["A4:D4", "A6:D6"]))
    assert [(item.code, item.cycle) for item in intake.programme.disciplines] == [
        ("БД1", "БД"),
        ("БД2", "БД"),
        ("ПР", ""),
        ("ДР", ""),
    ]


@pytest.mark.parametrize(
    "labels",
    [("ΣI", "ΣR", "ΣM"), ("Итого I", "Итого R", "Итого M"), ("Барлығы I", "R саны", "∑ M"), ("Σ", "саны", "Count")],
)
@pytest.mark.parametrize("column", [0, 1, 2, 3])
def test_rows_that_count_marks_are_sums_wherever_their_label_stands(labels, column):
    """A label that counts, and otherwise only numbers: no discipline, and no row that was not understood."""
    rows = [["№", "Код", "Дисциплина", "Кредиты", "РО1", "РО2"], [1, "БД1", "Право", 5, "I", None]]
    rows += [[2, "БД2", "Число и мера", 6, None, "M"]]
    rows += [[*(label if place == column else None for place in range(4)), 1, 0] for label in labels]
    intake = taken(grid("РО", OUTCOMES), grid("М", rows))
    assert [item.code for item in intake.programme.disciplines] == ["БД1", "БД2"]
    assert intake.programme.marks == (("БД1", "РО1", "I"), ("БД2", "РО2", "M"))
    assert warned(intake) == []
    assert {use.use for use in intake.uses if use.sheet == "М" and int(use.cell[1:]) > 3} == {"total"}


def test_what_only_looks_like_a_count_is_a_discipline():
    """«Количество» with a running number, «Итого M» with a mark beside it, «Количество информации»."""
    rows = [["№", "Дисциплина", "Кредиты", "РО1"], [1, "Количество", 5, 1], [None, "Количество информации", 5, 1]]
    rows += [[3, "Итого M", 5, "R"]]
    intake = taken(grid("РО", OUTCOMES), grid("М", rows))
    assert len(intake.programme.disciplines) == 3


def test_columns_that_count_marks_are_sums():
    """«ΣI» beside the outcomes holds no marks, not even where it counts one."""
    rows = [["Код", "Дисциплина", "Кредиты", "РО1", "РО2", "ΣI", "Барлығы M"], ["БД1", "Право", 5, "I", "M", 1, 1]]
    intake = taken(grid("РО", OUTCOMES), grid("М", rows))
    assert intake.programme.marks == (("БД1", "РО1", "I"), ("БД1", "РО2", "M"))
    assert [use.use for use in intake.uses if use.cell in {"F2", "G2"}] == ["total", "total"]
    assert warned(intake) == []


@pytest.mark.parametrize("outcomes", [True, False])
def test_titles_of_modules_in_two_columns_are_one_title_in_two_languages(outcomes):
    """In a plan with a matrix, and in a table of modules with their outcomes."""
    heads = ["№", "Коды", "Модуль атауы (қазақша)", "Модуль атауы (орысша)"]
    if outcomes:
        rows = [[*heads, "Оқыту нәтижесі", "Кредит"], [1, "КМ1", "Сауал салу", "Опрос", "ОН 1.1 Сауал жүргізеді.", 5]]
        intake = taken(grid("М", rows))
    else:
        rows = [[*heads, "Кредит", "РО1"], [1, "КМ1", "Сауал салу", "Опрос", 5, "I"]]
        intake = taken(grid("РО", OUTCOMES), grid("М", rows))
    assert [(item.code, item.title, item.credits) for item in intake.programme.disciplines] == [
        ("КМ1", Names("Сауал салу", "Опрос"), 5)
    ]
    assert of(intake, "column-set-aside") == []


def test_a_discipline_merged_over_rows_serves_the_outcomes_of_all():
    """One outcome a row beside merged cells."""
    rows = [
        ["№", "Дисциплина", "РО", "Кредиты"],
        [1, "История", "РО1", 5],
        [None, None, "РО2", None],
        [2, "Право", "РО2", 6],
    ]
    programme = taken(grid("РО", OUTCOMES), grid("М", rows, ["A2:A3", "B2:B3", "D2:D3"])).programme
    assert programme.marks == (("П1", "РО1", "+"), ("П1", "РО2", "+"), ("П2", "РО2", "+"))


def test_columns_that_are_not_used_are_named():
    """A description has no place in the model, an unknown heading none at all; both are said with their cells."""
    rows = [["Дисциплина", "Кредиты", "Краткое описание", "Корпус", "РО1"], ["История", 5, "О прошлом.", "Б-12", "+"]]
    intake = taken(grid("РО", OUTCOMES), grid("М", rows))
    assert places(intake, "column-set-aside") == ["М!C1"]
    assert places(intake, "column-unknown") == ["М!D1"]


def test_a_discipline_that_stands_twice_gets_a_code_of_its_own():
    """So that its credits still count."""
    rows = [["Код", "Дисциплина", "Кредиты", "РО1"], ["БД1", "Право", 5, "+"], ["БД1", "Право 2", 4, None]]
    intake = taken(grid("РО", OUTCOMES), grid("М", rows))
    assert [(item.code, item.credits) for item in intake.programme.disciplines] == [("БД1", 5.0), ("БД1-2", 4.0)]
    assert places(intake, "discipline-twice") == ["М!B3"]


def test_several_tables_of_one_sheet():
    """A list of outcomes and a matrix one below the other, under a title with the code of the programme."""
    rows = [
        ["Результаты обучения ОП 6В06102 «Программная инженерия»"],
        *OUTCOMES,
        [],
        ["Матрица"],
        ["Код", "Дисциплина", "Кредиты", "РО1", "РО2"],
        ["БД1", "Право", 5, "I", "M"],
    ]
    intake = taken(grid("Все", rows))
    assert intake.programme.code == "6B06102"
    assert intake.programme.title == Names(ru="Программная инженерия")
    assert len(intake.programme.outcomes) == 2
    assert intake.programme.marks == (("БД1", "РО1", "I"), ("БД1", "РО2", "M"))
    assert places(intake, "code-from-title") == ["Все!A1"]


def test_a_passport_of_a_college_in_rows_and_one_in_columns():
    """Code with title in one cell, years and months; a passport in columns has its values below."""
    rows = [["Мамандық коды және атауы:", "04110100 Есеп және аудит"], ["Біліктілік:", "4S04110102 - Бухгалтер"]]
    rows += [["Оқу мерзімі", "2 жыл 10 ай"], ["Кредит саны", "180"], ["Оқыту тілі", "қазақ"]]
    programme = taken(grid("П", rows), grid("РО", OUTCOMES)).programme
    assert (programme.institution, programme.code, programme.qualification_code) == (
        "college",
        "04110100",
        "4S04110102",
    )
    assert (programme.title, programme.qualification) == (Names(kk="Есеп және аудит"), Names(kk="Бухгалтер"))
    assert (programme.duration_months, programme.credits) == (34, 180)
    rows = [["Код ОП", "Наименование ОП", "Уровень НРК", "Срок обучения"]]
    rows += [["6B11401", "Әлеуметтік жұмыс / Социальная работа", "6", "4 года"]]
    programme = taken(grid("П", rows), grid("РО", OUTCOMES)).programme
    assert (programme.code, programme.nqf_level, programme.duration_months) == ("6B11401", "6", 48)
    assert programme.title == Names("Әлеуметтік жұмыс", "Социальная работа")


@pytest.mark.parametrize(
    "labels",
    [
        ("Код и наименование образовательной программы", "Наименование на казахском языке", "Название на английском"),
        ("Шифр и наименование ОП", "Название на казахском языке", "Наименование на английском языке"),
        ("Білім беру бағдарламасының коды мен атауы", "Атауы қазақ тілінде", "Ағылшын тіліндегі атауы"),
        ("Code and title of the programme", "Title in Kazakh", "Name (English)"),
    ],
)
def test_a_title_beside_its_code_and_in_rows_of_its_languages(labels):
    """The code with the Russian title in one cell, the other languages in rows that say only which language it is."""
    values = ["6B11499 - Социальная работа и содействие занятости", "Әлеуметтік жұмыс", "Social Work"]
    rows = [list(pair) for pair in zip(labels, values, strict=True)]
    intake = taken(grid("Паспорт", rows), grid("РО", OUTCOMES))
    assert intake.programme.code == "6B11499"
    names = Names("Әлеуметтік жұмыс", "Социальная работа и содействие занятости", "Social Work")
    assert intake.programme.title == names
    assert of(intake, "cells-unused") == []


def test_an_empty_value_beside_a_known_label_is_no_riddle():
    """A university has no code of a qualification: the label is known, there is nothing to say."""
    rows = [["Код ОП", "6B11499"], ["Код квалификации", None], ["Уровень НРК", 6], ["Версия"]]
    intake = taken(grid("Паспорт", rows), grid("РО", OUTCOMES))
    assert intake.programme.qualification_code == ""
    assert of(intake, "cells-unused") == []
    fields = [field for found in intake.found if found.kind == "passport" for field, _, _ in found.headings]
    assert fields == ["passport.code", "passport.nqf_level"]


def test_places_name_the_cells_of_outcomes_disciplines_and_facts():
    """By their codes and fields; warnings point with them."""
    rows = [["Код", "Дисциплина", "Кредиты", "РО1", "РО2"], ["БД1", "Право", 5, "M", None]]
    passport = grid("П", [["Код ОП", "6B11499"], ["Уровень НРК", 7], ["Количество кредитов", 240]])
    intake = taken(passport, grid("РО", OUTCOMES), grid("М", rows))
    assert {("outcome", "РО1", "РО!B2"), ("discipline", "БД1", "М!B2"), ("fact", "credits", "П!B3")} <= set(
        intake.places
    )
    cells = {
        Warn("W14", "РО2"): "РО!B3",
        Warn("W18", "РО1, РО2"): "РО!B2, РО!B3",
        Warn("W19", "БД1: 90 ≠ 5 × 30"): "М!B2",
        Warn("W19", "5 ≠ 240"): "П!B3",
        Warn("W10", "≥ 4: 0/2 < 50 %"): "П!B2",
        Warn("P01", "6B11499"): "П!B1",
        Warn("P02", "6B11499", (("a", "7"), ("b", "6"))): "П!B2",
        Warn("P03", "КМ 09"): "",
        Warn("P05", "V99"): "",
    }
    assert {warn: place_of(warn, intake) for warn in cells} == cells
    assert place_of(Warn("W14", "РО2"), taken(passport)) == ""


def test_a_passport_that_contradicts_itself_is_a_warning():
    """Two levels, an unreadable number: the first is kept, the cell is named."""
    rows = [["Код ОП", "6B11401"], ["Уровень НРК", 6], ["НРК", 7], ["Количество кредитов", "много"]]
    intake = taken(grid("П", rows), grid("РО", OUTCOMES))
    assert intake.programme.nqf_level == "6"
    assert places(intake, "passport-twice") == ["П!B3"]
    assert places(intake, "passport-unclear") == ["П!B4"]


def test_tables_of_another_kind_are_named_and_not_taken():
    """A comparison with a standard, competences against outcomes, a register of programmes: none is this programme."""
    standard = grid(
        "С", [["Трудовая функция", "Умения", "РО", "Дисциплины"], ["Сбор", "Опрос", "РО1", "История, Право"]]
    )
    competences = grid("К", [["Компетенции", "РО1", "РО2"], ["Общие", "+", None], ["Особые", None, "+"]])
    register = grid("Реестр", [["Код ОП", "Наименование ОП"], ["6B11401", "Одна"], ["7M11401", "Другая"]])
    intake = taken(grid("РО", OUTCOMES), standard, competences, register)
    assert intake.programme == taken(grid("РО", OUTCOMES)).programme
    assert places(intake, "table-standard") == ["С!A1:D2"]
    assert places(intake, "table-foreign") == ["К!A1:C3"]
    assert [found.sheet for found in intake.found if found.kind == "unused"] == ["С", "К", "Реестр"]


def test_columns_of_semesters_say_when_and_are_no_marks():
    """Credits under «Распределение по семестрам» 1, 2, 3 give the semesters; no number there is an outcome."""
    rows = [["Код", "Дисциплина", "Кредиты", "Распределение по семестрам", None, None], [None, None, None, 1, 2, 3]]
    rows += [["БД1", "Право", 5, 5, None, None], ["БД2", "Экономика", 6, None, 3, 3]]
    intake = taken(grid("РО", OUTCOMES), grid("РУП", rows, ["A1:A2", "B1:B2", "C1:C2", "D1:F1"]))
    assert [item.semester for item in intake.programme.disciplines] == ["1", "2, 3"]
    assert intake.programme.marks == ()
    loose = [["Код", "Дисциплина", "Кредиты", "1", "2"], ["БД1", "Право", 5, 5, None], ["БД2", "Этика", 1, None, 1]]
    assert taken(grid("РО", OUTCOMES), grid("РУП", loose)).programme.marks == ()


def test_a_title_that_begins_like_a_sum_is_no_sum():
    """«Total quality management» with a running number is a discipline."""
    rows = [["No", "Course", "Credits", "LO1"], [1, "Total quality management", 5, "+"], [None, "Total", 5, 1]]
    intake = taken(grid("РО", OUTCOMES), grid("Map", rows))
    assert [item.title.en for item in intake.programme.disciplines] == ["Total quality management"]


def test_the_sheet_with_instructions_is_never_read():
    """The guide of the template has examples of outcomes."""
    intake = taken(grid("Нұсқау", [["РО9", "Пример результата обучения"]]), grid("РО", OUTCOMES))
    assert [item.outcome_id for item in intake.programme.outcomes] == ["РО1", "РО2"]


def test_standards_to_compare_with():
    """Cards by number; no cards means all of them."""
    rows = [["Код стандарта", "Карточки"], ["V2000019833", "1, 2"], ["V1500010001", None], ["V1", "первая"]]
    intake = taken(grid("РО", OUTCOMES), grid("Стандарты", rows))
    assert intake.programme.targets == (Target("V2000019833", (1, 2)), Target("V1500010001"), Target("V1"))
    assert len(of(intake, "cards-unclear")) == 1


# --- single cells, languages, words ---


@pytest.mark.parametrize(
    ("text", "hours", "credit"),
    [
        ("72с-3к", 72, 3),
        ("72 ч / 3 кр", 72, 3),
        ("72/3", 72, 3),
        ("3 (72)", 72, 3),
        ("3 кр. (72 ч.)", 72, 3),
        ("300с-12,5к", 300, 12.5),
        ("72 сағат", 72, None),
        ("5 кредитов", None, 5),
        (" 4 ", None, 4),
    ],
)
def test_hours_and_credits_as_people_write_them(text, hours, credit):
    """With units in any order, without units by size."""
    found = amount_of(text, "volume")
    assert (found.hours, found.credits) == (hours, credit)


@pytest.mark.parametrize("text", ["много", "72с-48с", "1/2/3", "5 яблок", "к3", "-5"])
def test_what_is_no_amount_is_none(text):
    """Rather than a guess."""
    assert amount_of(text, "volume") is None


def test_numbers_and_durations():
    """Blanks between thousands, decimal commas; years, months and both."""
    assert [number_of(text) for text in ("2 880", "12,5", "1e5", "٣", True, float("nan"), -1)] == [2880, 12.5] + [
        None
    ] * 5
    assert [months_of(text, in_months=False) for text in ("1 жыл 10 ай", "4 года", "10 мес", "быстро")] == [
        22,
        48,
        10,
        None,
    ]


@pytest.mark.parametrize(
    ("value", "mark"),
    [
        ("І", "I"),
        ("м", "M"),
        ("R", "R"),
        ("v", "+"),
        ("Х", "+"),
        ("✔", "+"),
        (True, "+"),
        ("да", "+"),
        ("-", None),
        (0, None),
    ],
)
def test_signs_of_a_matrix(value, mark):
    """Latin and Cyrillic letters, ticks, crosses, ones and words."""
    assert mark_of(value) == (mark, "")


def test_criteria_in_one_cell():
    """Numbered in a line, one a line, and a line that goes on."""
    assert items_of("1) Деректерді енгізеді; 2) Қатені табады.") == ("Деректерді енгізеді;", "Қатені табады.")
    assert items_of("Деректерді\nенгізеді\n- Қатені табады") == ("Деректерді енгізеді", "Қатені табады")
    assert items_of("Версия 2.0 программы") == ("Версия 2.0 программы",)


def test_languages_by_letters():
    """A Kazakh letter decides, a short Cyrillic word does not; a column helps it."""
    assert [language_of(text) for text in ("Тіл", "Язык", "Language", "12")] == ["kk", "ru", "en", None]
    assert [sure_language(text) for text in ("Философия", "Тіл", "COT")] == [None, "kk", None]
    assert column_language(["Философия", "Тарих", "Мәдениет"], "ru") == "kk"
    assert split_names("Философия / Философия / Philosophy", "ru") == Names("Философия", "Философия", "Philosophy")
    assert split_names("Python / Java бағдарламалау тілі", "kk") == Names(kk="Python / Java бағдарламалау тілі")


def test_every_name_of_the_lists_is_understood():
    """What the template prints, in each language or all together, means the field that it names."""
    roles = {"module": "module_code", "outcome_id": "outcome_code"}
    texts = {"outcomes": "outcome", "criteria": "criterion", "disciplines": "title"}
    for table, role in texts.items():
        for field, names in load("columns")[table].items():
            together = " / ".join(names[lang][0] for lang in LANGS)
            for name in (*(names[lang][0] for lang in LANGS), together):
                meaning = meaning_of(name)
                assert meaning.role == (role if field in LANGS else roles.get(field, field)), name
                assert meaning.lang == (field if field in LANGS else None), name


def test_every_message_is_in_three_languages_and_known_to_the_code():
    """With the same blanks, a severity, Kazakh in Kazakh letters; every code of the code has a sentence and back."""
    messages = load("intake")
    for code, entry in messages.items():
        assert entry["severity"] in SEVERITIES, code
        blanks = {frozenset(re.findall(r"\{(\d+)\}", entry[lang])) for lang in LANGS}
        assert len(blanks) == 1, code
        assert mixed_words(entry["kk"]) == mixed_words(entry["ru"]) == (), code
    sources = "\n".join(path.read_text(encoding="utf-8") for path in messy.INTAKE.glob("*.py"))
    assert [code for code in messages if f'"{code}"' not in sources] == []
    assert set(re.findall(r'(?:\bnote|\bNote)\(\s*"([a-z-]+)"', sources)) <= set(messages)


def test_notes_and_findings_speak_to_people():
    """Where, what, and names of fields in the language of the reader."""
    note = Note("passport-missing", params=("@passport.code, @passport.credits",))
    assert "Код образовательной программы, Количество кредитов" in note.text("ru")
    found = Found("matrix", "Лист1", "B3:H9", (("disciplines.credits", "D3", "Кр."),), 6)
    assert found.text("kk") == "Лист1!B3:H9: Матрица, 6. Бағандар: Кредит = D3 «Кр.»"
    assert Found("unused", "Лист2").text("en").startswith("Лист2: nothing")


# --- properties ---

LETTERS = {"kk": "әғқңөұүһіабвгд", "ru": "абвгдеёжзиклмн", "en": "bdfgjlnqrsuvwz"}


@st.composite
def sentences(draw, lang):
    words = draw(st.lists(st.text(LETTERS[lang], min_size=6, max_size=9), min_size=6, max_size=8))
    return {"kk": "Ә", "ru": "Я", "en": "D"}[lang] + " ".join(words) + "."


@st.composite
def programmes(draw):
    lang = draw(st.sampled_from(LANGS))
    word = {"kk": "ОН", "ru": "РО", "en": "LO"}[lang]
    texts = draw(st.lists(sentences(lang), min_size=2, max_size=6, unique=True))
    titles = draw(st.lists(sentences(lang).map(lambda text: text[:-1]), min_size=1, max_size=8, unique=True))
    outcomes = tuple(Outcome(f"{word}{number}", Names(**{lang: text})) for number, text in enumerate(texts, 1))
    disciplines = tuple(
        Discipline(
            f"БП{number}",
            Names(**{lang: title}),
            float(draw(st.sampled_from([3, 4.5, 5, 12]))),
            semester=draw(st.sampled_from(["", "1", "3-4"])),
        )
        for number, title in enumerate(titles, 1)
    )
    cells = st.sampled_from(["", "", "I", "R", "M", "+"])
    marks = [(one.code, other.outcome_id, draw(cells)) for one in disciplines for other in outcomes]
    kept = tuple(mark for mark in marks if mark[2])
    return expected(main_language=lang, outcomes=outcomes, disciplines=disciplines, marks=kept)


def matrix_of(programme, noise, offset, transposed):
    """Render a programme as the matrix of a sheet, with a column of remarks, shifted to the right and down."""
    marks = {(code, outcome): mark for code, outcome, mark in programme.marks}
    lang = programme.main_language
    outcomes, disciplines = programme.outcomes, programme.disciplines
    if transposed:
        rows = [["РО", *(item.code for item in disciplines)], [None, *(item.title.best(lang) for item in disciplines)]]
        rows += [["Кредиты", *(item.credits for item in disciplines)]]
        rows += [["Семестр", *(item.semester or None for item in disciplines)]]
        rows += [
            [one.outcome_id, *(marks.get((item.code, one.outcome_id)) for item in disciplines)] for one in outcomes
        ]
    else:
        rows = [["№", "Код", "Дисциплина", "Кредиты", "Семестр", *(one.outcome_id for one in outcomes), "Корпус"]]
        for number, item in enumerate(disciplines, 1):
            row = [number, item.code, item.title.best(lang), item.credits, item.semester or None]
            rows.append([*row, *(marks.get((item.code, one.outcome_id)) for one in outcomes), noise])
        rows.append([None, None, "Всего", sum(item.credits for item in disciplines)])
    down, right = offset
    return grid("Матрица", [[]] * down + [[None] * right + row for row in rows])


@settings(max_examples=60, deadline=None)
@given(programmes(), st.sampled_from(["Б-12", None]), st.tuples(st.integers(0, 9), st.integers(0, 5)), st.booleans())
def test_any_programme_comes_back_from_its_matrix(programme, noise, offset, transposed):
    """Wherever the tables stand and whatever stands beside them, nothing is lost, changed or invented."""
    if transposed and (len(programme.disciplines) < 2 or not programme.marks):
        return
    rows = [["Код РО", "Результат обучения"]]
    rows += [[one.outcome_id, one.text.best(programme.main_language)] for one in programme.outcomes]
    intake = taken(grid("РО", rows), matrix_of(programme, noise, offset, transposed))
    if transposed:
        served = {code for code, _, _ in programme.marks}
        assert [item for item in intake.programme.disciplines if item.code in served] == [
            item for item in programme.disciplines if item.code in served
        ]
        assert intake.programme.marks == programme.marks
    else:
        assert intake.programme == programme
        assert warned(intake) == []


VALUES = st.one_of(
    st.none(),
    st.sampled_from(
        [
            "РО1",
            "ОН 4.2",
            "Код РО",
            "Результаты обучения",
            "Дисциплина",
            "Кредиты",
            "Модуль",
            "КМ 01 Өңдеу",
            "Критерии оценки",
            "Код ОП",
            "6B11401",
            "Всего",
            "+",
            "I",
            "72с-3к",
            "№",
            "Семестр",
            "Формируемые РО",
            "РО1, РО2",
            "каз",
            "ЖБП1",
        ]
    ),
    st.text(max_size=12),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.datetimes(),
)


@st.composite
def garbage(draw):
    rows = draw(st.lists(st.lists(VALUES, max_size=7).map(tuple), max_size=9))
    areas = st.tuples(*[st.integers(1, 8)] * 4)
    merged = draw(st.lists(areas, max_size=3))
    named = tuple(
        area_of(f"{'ABCDEFGH'[left - 1]}{top}:{'ABCDEFGH'[right - 1]}{bottom}") for top, left, bottom, right in merged
    )
    return Grid(draw(st.sampled_from(["Лист", "РО каз", "Матрица"])), tuple(rows), named, hidden=draw(st.booleans()))


@settings(max_examples=200, deadline=None)
@given(st.lists(garbage(), max_size=3))
def test_garbage_gives_notes_and_nothing_else(grids):
    """Nothing raises; a programme has outcomes with texts and marks that point somewhere; every cell is accounted for."""
    intake = taken(*grids)
    for note in intake.notes:
        assert all(note.text(lang) for lang in LANGS)
    for found in intake.found:
        assert all(found.text(lang) for lang in LANGS)
    assert (intake.programme is None) == bool(intake.errors)
    filled = sum(1 for one in grids for row in one.rows for value in row if value is not None and str(value).strip())
    assert len(intake.uses) <= filled
    if intake.programme is None:
        return
    ids = [item.outcome_id for item in intake.programme.outcomes]
    codes = [item.code for item in intake.programme.disciplines]
    assert len(set(ids)) == len(ids)
    assert len(set(codes)) == len(codes)
    assert all(item.text.languages for item in intake.programme.outcomes)
    assert all(code in codes and outcome in ids for code, outcome, _ in intake.programme.marks)


@settings(max_examples=60, deadline=None)
@given(programmes(), st.lists(st.lists(st.text(LETTERS["ru"], min_size=3, max_size=9), max_size=4), max_size=4))
def test_every_filled_cell_is_accounted_for(programme, below):
    """What stands around the tables is named in a note, in a list of sheets, or counted as a title, sum or heading."""
    matrix = matrix_of(programme, "Б-12", (2, 1), transposed=False)
    extended = Grid(matrix.name, (*matrix.rows, (), *(tuple(row) for row in below)))
    rows = [["Код РО", "Результат обучения"]]
    rows += [[one.outcome_id, one.text.best(programme.main_language)] for one in programme.outcomes]
    intake = taken(grid("РО", rows), extended)
    filled = {(one.name, row, column) for one in (grid("РО", rows), extended) for row, column in filled_cells(one)}
    assert {(use.sheet, *position(use.cell)) for use in intake.uses} == filled
    noted = [(note.sheet, area) for note in intake.notes for area in areas_of(note.cell)]
    for use in intake.uses:
        row, column = position(use.cell)
        if use.use in {"unused", "outside"}:
            in_column = {(sheet, area.left) for sheet, area in noted if area.left == area.right}
            by_note = any(sheet == use.sheet and area.holds(row, column) for sheet, area in noted)
            assert by_note or (use.sheet, column) in in_column, use


def filled_cells(one):
    return [
        (row, column)
        for row, values in enumerate(one.rows, 1)
        for column, value in enumerate(values, 1)
        if value is not None
    ]


def position(name):
    area = area_of(name)
    return area.top, area.left


def areas_of(cells):
    return [area for part in cells.split(", ") if (area := area_of(part)) is not None]
