"""Workbooks as people really make them, for the tests of the import; none is copied from anybody."""

import io
import re
import struct
import zipfile
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, PatternFill, Side

INTAKE = Path(__file__).parents[1] / "toolkit" / "intake"

OUTCOMES_RU = {
    "1": "Анализирует законодательство в сфере занятости населения.",
    "2": "Разрабатывает индивидуальный план помощи семье.",
    "3": "Оценивает качество социальных услуг и предлагает улучшения.",
}
OUTCOMES_KK = {
    "1": "Халықты жұмыспен қамту саласындағы заңнаманы талдайды.",
    "2": "Отбасыға көмектің жеке жоспарын әзірлейді.",
    "3": "Әлеуметтік қызметтердің сапасын бағалап, ұсыныстар жасайды.",
}
DISCIPLINES = (
    ("ООД1", "История Казахстана", "Қазақстан тарихы", 5, "1"),
    ("БД1", "Право социальной защиты", "Әлеуметтік қорғау құқығы", 6, "3"),
    ("БД2", "Социальная работа с семьёй", "Отбасымен әлеуметтік жұмыс", 8, "4"),
    ("ПД1", "Управление качеством услуг", "Қызмет сапасын басқару", 10, "6"),
)
MARKS = {("БД1", "1"): "I", ("БД1", "2"): "R", ("БД2", "2"): "+", ("ПД1", "3"): "M"}


def book_of(**sheets):
    """Make a workbook of rows; a row is a list, None an empty cell."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                if value is not None:
                    sheet.cell(number, column, value)
    return book


def saved(book, path):
    book.save(path)
    return path


def outcome_rows(texts=OUTCOMES_RU, prefix="РО", heads=("Код РО", "Результат обучения")):
    return [list(heads), *([f"{prefix}{number}", text] for number, text in texts.items())]


def matrix_rows(prefix="РО", numbers=("1", "2", "3"), language="ru"):
    """Give the usual matrix: number, code, discipline, credits, semester, one column an outcome."""
    title = 1 if language == "ru" else 2
    heads = (
        ["№", "Код", "Дисциплина", "Кредиты", "Семестр"]
        if language == "ru"
        else ["№", "Коды", "Пән", "Кредит", "Семестр"]
    )
    rows = [[*heads, *(f"{prefix}{number}" for number in numbers)]]
    for place, discipline in enumerate(DISCIPLINES, 1):
        code = discipline[0]
        marks = [MARKS.get((code, number)) for number in numbers]
        rows.append([place, code, discipline[title], discipline[3], discipline[4], *marks])
    return rows


def shifted():
    """Titles above, the heading starts at C7, a sum and signatures below."""
    rows = [
        [],
        [None, None, "Матрица достижимости результатов обучения"],
        [None, None, "ОП «Социальная работа»"],
        [],
        [],
        [],
    ]
    rows += [[None, None, *row] for row in matrix_rows()]
    rows += [[None, None, None, None, "Итого", 29], [], [None, None, "Заведующий кафедрой ____________ Н. Ахметова"]]
    return book_of(Матрица=rows, РО=outcome_rows())


def merged():
    """Two heading rows with merged cells, sections merged over the table, sums on the right and at the bottom."""
    book = book_of(РО=outcome_rows())
    sheet = book.create_sheet("Матрица")
    for column, head in enumerate(("№", "Код", "Дисциплина", "Кредиты", "Семестр"), 1):
        sheet.cell(2, column, head)
        sheet.merge_cells(start_row=2, end_row=3, start_column=column, end_column=column)
    sheet.cell(2, 6, "Результаты обучения")
    sheet.merge_cells("F2:H2")
    sheet.cell(2, 9, "Всего")
    sheet.merge_cells("I2:I3")
    for column in (6, 7, 8):
        sheet.cell(3, column, column - 5)
    sheet.cell(4, 1, "Цикл общеобразовательных дисциплин")
    sheet.merge_cells("A4:I4")
    sheet.cell(6, 1, "Цикл базовых и профилирующих дисциплин")
    sheet.merge_cells("A6:I6")
    places = (5, 7, 8, 9)
    for place, row in zip(places, matrix_rows()[1:], strict=True):
        for column, value in enumerate(row, 1):
            sheet.cell(place, column, value)
        sheet.cell(place, 9, sum(value is not None for value in row[5:]))
    sheet.cell(10, 1, "Барлығы")
    sheet.merge_cells("A10:C10")
    sheet.cell(10, 4, 29)
    for column, value in ((6, 1), (7, 2), (8, 1)):
        sheet.cell(10, column, value)
    return book


def russian():
    """Russian headings in words of their own, outcomes with their codes in one cell, plus signs of many makes."""
    outcomes = [["Результаты обучения образовательной программы"]]
    outcomes += [[f"РО{number} – {text}"] for number, text in OUTCOMES_RU.items()]
    rows = [["№ п/п", "Шифр", "Наименование дисциплины", "Кол-во кредитов", "Семестры", "РО 1", "РО 2", "РО 3"]]
    signs = {("БД1", 0): "v", ("БД1", 1): "✓", ("БД2", 1): "х", ("ПД1", 2): 1}
    for place, (code, title, _, size, semester) in enumerate(DISCIPLINES, 1):
        rows.append([place, code, title, size, semester, *(signs.get((code, column)) for column in range(3))])
    return book_of(Лист1=outcomes, Лист2=rows)


def extra_sheets():
    """The tables among sheets that have nothing to do with them."""
    return book_of(
        Расписание=[["Понедельник", "Вторник"], ["9:00", "10:00"], ["ауд. 215", "ауд. 301"]],
        РО=outcome_rows(),
        Контингент=[["Группа", "Студентов"], ["СР-21", 24], ["СР-22", 19]],
        Матрица=matrix_rows(),
        Пустой=[],
    )


def formulas():
    """Credits and sums as formulas; the caller says what Excel stored for each."""
    rows = matrix_rows()
    rows[1][3] = "=2+3"
    rows[2][3] = "=D2+1"
    rows.append([None, None, "Итого", "=SUM(D2:D5)", None, "=COUNTA(F2:F5)"])
    return book_of(РО=outcome_rows(), Матрица=rows)


def with_stored_values(data, values):
    """Put values into the XML of a workbook as Excel stores them beside formulas: sheet part → cell → value."""
    source, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            text = source.read(entry)
            for cell, value in values.get(entry.filename, {}).items():
                head, _, tail = text.partition(f'<c r="{cell}"'.encode())
                inside, _, rest = tail.partition(b"</c>")
                inside = inside.replace(b"<v></v>", b"").replace(b"<v />", b"").replace(b"<v/>", b"")
                text = head + f'<c r="{cell}"'.encode() + inside + f"<v>{value}</v></c>".encode() + rest
            target.writestr(entry.filename, text)
    return out.getvalue()


def with_shared_strings(parts, name="xl/sharedStrings.xml"):
    """Move the texts of a workbook's parts into the part where Excel keeps them."""
    texts = []

    def move(match):
        texts.append(match[2])
        return match[1] + f' t="s"><v>{len(texts) - 1}</v></c>'.encode()

    moved = {}
    for part, data in parts.items():
        pattern = rb'(<c r="[A-Z]+\d+"[^>]*?) t="inlineStr"><is>(.*?)</is></c>'
        moved[part] = re.sub(pattern, move, data, flags=re.DOTALL)
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    moved[name] = b"<sst " + space + b">" + b"".join(b"<si>" + text + b"</si>" for text in texts) + b"</sst>"
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
    moved["[Content_Types].xml"] = moved["[Content_Types].xml"].replace(b"</Types>", override)
    return moved


def hidden_columns():
    """The credits and a row are hidden; an old draft stands on a hidden sheet."""
    book = book_of(РО=outcome_rows(), Матрица=matrix_rows(), Черновик=matrix_rows(prefix="РО", numbers=("1", "9")))
    book["Матрица"].column_dimensions["D"].hidden = True
    book["Матрица"].row_dimensions[3].hidden = True
    book["Черновик"].sheet_state = "hidden"
    return book


def numbers_as_text():
    """Every number is stored as text, with no-break spaces and decimal commas."""
    rows = matrix_rows()
    for row, credit in zip(rows[1:], ("5", "6,0", "8\u00a0", " 10"), strict=True):
        row[0], row[3] = f"'{row[0]}".lstrip("'"), credit
    passport = [
        ["Код ОП", "6B11401"],
        ["Уровень НРК", "6 уровень"],
        ["Количество кредитов", "240 ECTS"],
        ["Год приема", "2026\u00a0г."],
    ]
    return book_of(Паспорт=passport, РО=outcome_rows(), Матрица=rows)


def look_alikes():
    """Codes typed in Latin letters here and in Cyrillic there; the code of the programme with a Cyrillic В."""
    rows = matrix_rows()
    rows[0][5] = "PO1"  # Latin
    rows[2][1] = "БД 01"
    rows[4][1] = "ПД1"
    disciplines = [["Код дисциплины", "Наименование дисциплины", "Кредиты"]]
    disciplines += [[code, title, size] for code, title, _, size, _ in DISCIPLINES]
    passport = [["Код ОП", "6В11401 - Социальная работа"], ["Уровень НРК", 6]]
    outcomes = outcome_rows()
    outcomes[3][0] = "PO3"  # Latin
    return book_of(Паспорт=passport, РО=outcomes, Дисциплины=disciplines, Матрица=rows)


def empty_formatted_rows():
    """5,000 rows below the table with borders, colours and nothing in them."""
    book = book_of(РО=outcome_rows(), Матрица=matrix_rows())
    side = Side(style="thin")
    for row in range(7, 5007):
        for column in range(1, 13):
            cell = book["Матрица"].cell(row, column)
            cell.border = Border(side, side, side, side)
            cell.fill = PatternFill("solid", fgColor="FFFFEE")
            cell.alignment = Alignment(wrap_text=True)
    return book


def transposed():
    """Outcomes in rows, disciplines in columns: a row of codes, a row of titles, a row of credits."""
    codes = ["Код РО", "Результат обучения", *(discipline[0] for discipline in DISCIPLINES)]
    titles = [None, None, *(discipline[1] for discipline in DISCIPLINES)]
    rows = [["Матрица"], codes, titles]
    rows.append(["Кредиты", None, *(discipline[3] for discipline in DISCIPLINES)])
    for number, text in OUTCOMES_RU.items():
        rows.append([f"РО{number}", text, *(MARKS.get((discipline[0], number)) for discipline in DISCIPLINES)])
    return book_of(Матрица=rows)


def two_languages():
    """Outcomes and matrices on one sheet a language, joined by their codes."""
    return book_of(
        **{
            "ОН қаз": outcome_rows(OUTCOMES_KK, "ОН", ("ОН коды", "Оқыту нәтижелері")),
            "РО рус": outcome_rows(OUTCOMES_RU, "РО", ("Код РО", "Результаты обучения")),
            "Матрица қаз": matrix_rows("ОН", language="kk"),
            "Матрица рус": matrix_rows("РО"),
        }
    )


COLLEGE_ROWS = (
    (
        "КМ 01. Деректерді жинауды ұйымдастыру",
        "ОН 1.1 Сауал жүргізу жоспарын құрады.",
        "1) Сұрақтарды тұжырымдайды.\n2) Мерзімді белгілейді.",
        "72с-3к",
    ),
    (None, "ОН 1.2 Респондентпен байланыс орнатады.", "1) Сәлемдеседі; 2) Мақсатты түсіндіреді.", "48 с / 2 к"),
    ("КМ 02. Деректерді өңдеу", "ОН 2.1 Деректерді кодтап, енгізеді.", "Кодты дұрыс таңдайды.", "96/4"),
    (None, None, "Қатені табады.", None),
)


def college():
    """Module, outcome, criteria, volume; modules and the last outcome merged over their rows."""
    book = book_of(
        Модульдер=[
            ["Мамандық: 06130100 Бағдарламалық қамтамасыз ету"],
            ["Модуль", "Оқыту нәтижелері", "Бағалау критерийлері", "Сағат/кредит"],
            *COLLEGE_ROWS,
            ("Барлығы", None, None, "216с-9к"),
        ]
    )
    sheet = book["Модульдер"]
    for area in ("A3:A4", "A5:A6", "B5:B6", "D5:D6"):
        sheet.merge_cells(area)
    return book


def registry():
    """The passport of the registry: names on the left, three languages in columns, codes of outcomes as text."""
    passport = [
        ["Паспорт образовательной программы"],
        ["Поле", "Қазақша", "Русский", "English"],
        ["Код и наименование ОП", "6B11401 - Әлеуметтік жұмыс", "6B11401 - Социальная работа", "6B11401 - Social Work"],
        ["Цель ОП", "Маман даярлау.", "Подготовка специалиста.", "To prepare a specialist."],
        ["Направление подготовки", "6B114"],
        ["Уровень НРК/ОРК", "6/6"],
        ["Объем кредитов", "240 академических кредитов"],
        ["Срок обучения", "4 года"],
        ["Результаты обучения", "\n".join(f"РО{number} - {text}" for number, text in OUTCOMES_RU.items())],
    ]
    rows = [["№", "Наименование дисциплины", "Краткое описание", "Цикл", "Кол-во кредитов", "Формируемые РО"]]
    served = ("", "РО1, РО2", "РО2", "РО1-РО3")
    for place, (discipline, codes) in enumerate(zip(DISCIPLINES, served, strict=True), 1):
        rows.append([place, f"{discipline[2]} / {discipline[1]}", "Описание.", "БД", discipline[3], codes or None])
    return book_of(**{"Паспорт ОП": passport, "Сведения о дисциплинах": rows})


def compound(streams):
    """Make a container of Microsoft's compound format with some named empty streams, as old and locked files are."""
    sector = 512
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff" * (436 - 4)
    table = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + b"\xff" * (sector - 8)
    names = ["Root Entry", *streams]
    directory = b""
    for place, name in enumerate(names):
        raw = name.encode("utf-16-le") + b"\0\0"
        right = place + 1 if 0 < place < len(names) - 1 else 0xFFFFFFFF
        child = 1 if place == 0 else 0xFFFFFFFF
        directory += raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), 5 if place == 0 else 2, 1)
        directory += struct.pack("<III", 0xFFFFFFFF, right, child) + b"\0" * 36 + struct.pack("<IQ", 0xFFFFFFFE, 0)
    directory = directory.ljust(sector, b"\0")
    return header.ljust(sector, b"\0") + table + directory
