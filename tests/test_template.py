"""The workbook in which a programme travels: template, fill in, import, export, import again."""

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.intake import understand
from toolkit.io.excel import render, write_report
from toolkit.io.workbooks import read_book
from toolkit.labels import load
from toolkit.model import DISCIPLINE_KINDS, LANGS, MARKS, Discipline, Names, Outcome, Programme, Target
from toolkit.programmes import in_matrix_order
from toolkit.template import HEAD_ROW, StandardChoice, label, programme_workbook

DAY = "2026-11-21"


def imported(programme, lang, folder, name="p"):
    path = folder / f"{name}.xlsx"
    write_report(programme_workbook(lang, DAY, programme=programme), path)
    return understand(read_book(path), programme_id=programme.programme_id)


@pytest.mark.parametrize("lang", LANGS)
def test_the_bundled_programmes_come_back_as_they_are(project, tmp_path, lang):
    """Export and import give the same programme, in every language of the workbook."""
    for programme_id in project.programme_ids():
        programme = project.programme(programme_id)
        result = imported(programme, lang, tmp_path, programme_id)
        assert in_matrix_order(result.programme) == programme
        assert result.errors == ()


WORDS = {
    "kk": ["деректерді", "талдайды", "қызмет", "жоба", "әзірлейді", "және", "сапа", "өңір"],
    "ru": ["данные", "анализирует", "проект", "качество", "и", "разрабатывает", "отчёт"],
    "en": ["data", "analyses", "project", "quality", "and", "designs", "report"],
}


def sentence(lang):
    return st.lists(st.sampled_from(WORDS[lang]), min_size=3, max_size=8).map(" ".join)


def names(*, required):
    """Texts in some of the languages; `required` asks for at least one."""
    parts = st.fixed_dictionaries({lang: st.one_of(st.just(""), sentence(lang)) for lang in LANGS})
    made = parts.map(lambda texts: Names(**texts))
    return made.filter(lambda text: text.languages) if required else made


@st.composite
def programmes(draw):
    """A programme as a methodologist might write it: codes, texts, credits, marks at random."""
    institution = draw(st.sampled_from(["college", "university"]))
    outcomes = tuple(
        Outcome(
            f"ОН{number}",
            draw(names(required=True)),
            level=draw(st.sampled_from([None, 1, 3, 6])),
            criteria=tuple(draw(st.lists(names(required=True), max_size=2))),
        )
        for number in range(1, draw(st.integers(1, 5)) + 1)
    )
    disciplines = tuple(
        Discipline(
            f"БП{number}",
            draw(names(required=True)),
            draw(st.sampled_from([3.0, 5.0, 2.5, 12.0])),
            kind=draw(st.sampled_from(DISCIPLINE_KINDS)),
            cycle=draw(st.sampled_from(["", "БП", "КП"])),
            component=draw(st.sampled_from(["", "МК", "ТК"])),
            hours=draw(st.sampled_from([0.0, 90.0, 150.0])),
            semester=draw(st.sampled_from(["", "3", "1-2"])),
            assessment=draw(st.sampled_from(["", "емтихан"])),
        )
        for number in range(1, draw(st.integers(1, 5)) + 1)
    )
    cells = [(item.code, outcome.outcome_id) for item in disciplines for outcome in outcomes]
    marks = tuple((*cell, draw(st.sampled_from(MARKS))) for cell in cells if draw(st.booleans()))
    return Programme(
        "p",
        institution,
        "6B06199" if institution == "university" else "04119900",
        "" if institution == "university" else "4S04119901",
        draw(names(required=True)),
        draw(names(required=False)),
        draw(names(required=False)),
        draw(st.sampled_from(["4", "6", ""])),
        draw(st.sampled_from(["4", "6"])),
        draw(st.sampled_from([120.0, 240.0])),
        draw(st.sampled_from([0.0, 7200.0])),
        draw(st.sampled_from([22, 48])),
        2026,
        draw(st.sampled_from(["1", "2026-09"])),
        main_language=draw(st.sampled_from(LANGS)),
        targets=draw(st.sampled_from([(), (Target("V2000019833", (1, 2)),), (Target("X-1"), Target("Y", (3,)))])),
        outcomes=outcomes,
        disciplines=disciplines,
        marks=marks,
    )


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(programme=programmes(), lang=st.sampled_from(LANGS))
def test_any_programme_survives_export_and_import(tmp_path, programme, lang):
    """Template filled, imported, exported, imported again: the same programme each time."""
    first = imported(programme, lang, tmp_path)
    assert in_matrix_order(first.programme) == in_matrix_order(programme)
    second = imported(first.programme, "ru" if lang == "kk" else "kk", tmp_path)
    assert second.programme == first.programme


@pytest.mark.parametrize("lang", LANGS)
def test_an_empty_template_is_no_programme(tmp_path, lang):
    """What nobody filled in is refused with a sentence; neither guide nor examples become a programme."""
    path = tmp_path / "empty.xlsx"
    write_report(programme_workbook(lang, DAY, standards=[StandardChoice("X1", "Есеп")]), path)
    result = understand(read_book(path), programme_id="p")
    assert result.programme is None
    assert result.errors


def test_the_template_filled_by_hand_is_read(tmp_path):
    """A person types into the empty template; names of sheets and columns are found whatever else is empty."""
    book = openpyxl.load_workbook(BytesIO(render(programme_workbook("kk", DAY))))
    sheets = {name: book[label("sheets", name, "kk")] for name in ("passport", "outcomes", "disciplines", "matrix")}
    rows = {cell.value: cell.row for (cell, *_) in sheets["passport"].iter_rows(min_row=1)}
    sheets["passport"].cell(rows[label("passport", "institution", "kk")], 2).value = "колледж"
    sheets["passport"].cell(rows[label("passport", "title_kk", "kk")], 2).value = "Есеп және аудит"
    sheets["passport"].cell(rows[label("passport", "credits", "kk")], 2).value = "120"
    sheets["outcomes"].cell(HEAD_ROW + 1, 1).value = "ОН 1.1"
    sheets["outcomes"].cell(HEAD_ROW + 1, 2).value = "Бастапқы құжаттарды рәсімдейді"
    sheets["disciplines"].cell(HEAD_ROW + 1, 1).value = "КМ 01"
    sheets["disciplines"].cell(HEAD_ROW + 1, 2).value = "модуль"
    sheets["disciplines"].cell(HEAD_ROW + 1, 3).value = "Бухгалтерлік есеп"
    sheets["disciplines"].cell(HEAD_ROW + 1, 8).value = "2,5"
    sheets["matrix"].cell(HEAD_ROW, 3).value = "ОН 1.1"
    sheets["matrix"].cell(HEAD_ROW + 1, 1).value = "КМ 01"
    sheets["matrix"].cell(HEAD_ROW + 1, 3).value = "M"
    path = tmp_path / "filled.xlsx"
    book.save(path)
    programme = understand(read_book(path), programme_id="p").programme
    assert (programme.institution, programme.credits) == ("college", 120)
    assert [(item.outcome_id, item.text.kk) for item in programme.outcomes] == [
        ("ОН 1.1", "Бастапқы құжаттарды рәсімдейді")
    ]
    assert [(item.code, item.kind, item.credits) for item in programme.disciplines] == [("КМ 01", "module", 2.5)]
    assert programme.marks == (("КМ 01", "ОН 1.1", "M"),)


@pytest.mark.parametrize("lang", LANGS)
def test_the_template_helps_and_protects(lang):
    """Headings are locked, cells to fill are not; lists to choose from; a note with three languages on every heading."""
    book = openpyxl.load_workbook(BytesIO(render(programme_workbook(lang, DAY))))
    for name in ("outcomes", "criteria", "disciplines", "compare"):
        sheet = book[label("sheets", name, lang)]
        assert sheet.protection.sheet
        heads = [cell for cell in sheet[HEAD_ROW] if cell.value]
        assert heads
        assert all(cell.protection.locked and cell.comment for cell in heads)
        assert not sheet.cell(HEAD_ROW + 1, 1).protection.locked
        table = load("columns")[name]
        assert [cell.value for cell in heads] == [table[field][lang][0] for field in table]
    lists = {
        area
        for validation in book[label("sheets", "matrix", lang)].data_validations.dataValidation
        for area in str(validation.sqref).split()
    }
    assert {"C4:AF103", "A4:A103", "C3:AF3"} <= lists
    comment = book[label("sheets", "outcomes", lang)].cell(HEAD_ROW, 1).comment.text
    assert all(label("outcomes", "outcome_id", other) in comment for other in LANGS)


def test_a_text_that_looks_like_a_formula_stays_a_text(project, tmp_path):
    """«=1+1» as an outcome is a text in the workbook and comes back as one."""
    programme = project.programme("college-statistics")
    hostile = replace(programme.outcomes[0], text=Names(kk="=1+1 деп жазады", ru="@SUM(1) пишет"))
    programme = replace(programme, outcomes=(hostile, *programme.outcomes[1:]))
    result = imported(programme, "kk", tmp_path)
    assert result.programme.outcomes[0].text == hostile.text
    book = openpyxl.load_workbook(tmp_path / "p.xlsx")
    assert book[label("sheets", "outcomes", "kk")].cell(HEAD_ROW + 1, 2).data_type == "s"
