"""The workbook as a plan and as a file: figures recomputed, texts safe, every language complete."""

import io
import re
import zipfile
from collections import defaultdict
from dataclasses import replace

import pytest
from factories import statement
from openpyxl import load_workbook

from toolkit import gap_report
from toolkit.io.excel import render, write_report
from toolkit.labels import word
from toolkit.model import LANGS, STATES, Names
from toolkit.report.title import percent
from toolkit.sheets import Cell, Sheet, Workbook, wrapped_lines
from toolkit.tables import DECISIONS, STATEMENTS


def sheet_of(plan, lang, key):
    return next(sheet for sheet in plan.sheets if sheet.name == word(f"sheet-{key}", lang))


def values(sheet):
    return [[cell.value for cell in row] for row in sheet.rows]


def recomputed(statements, decisions):
    """Count coverage straight from the two tables, with nothing of the library: (card or total, kind) → counts."""
    verdicts = defaultdict(dict)
    for row in decisions.sort_values("decided_at").to_dict("records"):
        verdicts[row["statement_id"]][row["outcome_id"]] = row["verdict"]
    groups = defaultdict(dict)
    for row in statements.to_dict("records"):
        mine = verdicts[row["statement_id"]]
        serving = [verdict for outcome, verdict in mine.items() if outcome]
        state = "full" if "full" in serving else "partial" if "partial" in serving else mine.get("", "undecided")
        for group in ("", row["occupation"]):
            texts = groups[group, row["kind"]]
            before = texts.get(row["fingerprint"], state)
            texts[row["fingerprint"]] = min(before, state, key=STATES.index)
    return {key: [list(texts.values()).count(state) for state in STATES] for key, texts in groups.items()}


@pytest.mark.parametrize("lang", LANGS)
def test_every_headline_figure_follows_from_the_two_tables(analysis, project, lang):
    """Counts and shares on the title page equal those counted anew from statements and decisions alone."""
    decisions = DECISIONS.frame(project.decisions("college-statistics"))
    expected = recomputed(STATEMENTS.frame(analysis.statements), decisions)
    rows = values(sheet_of(gap_report(analysis, lang, "0"), lang, "title"))
    start = next(place for place, row in enumerate(rows) if row and row[0] == word("headline", lang)) + 2
    shown = {}
    for row in rows[start:]:
        if not row:
            break
        label, kind, *counts, total, share = row
        kinds = {word(f"kind-{name}", lang): name for name in ("skill", "knowledge", "competence")}
        group = "" if label == word("by-total", lang) else label
        shown[group, kinds[kind]] = counts
        full, partial, _, _, na = counts
        covered, denominator = full + 0.5 * partial, total - na
        assert total == sum(counts)
        assert share.startswith(percent(covered / denominator))
        numbers = {float(number.replace(",", ".")) for number in re.findall(r"\d+(?:[.,]\d+)?", share.split("·")[1])}
        assert numbers == {covered, float(denominator)}
    assert shown == expected


def test_the_figures_of_the_bundled_programme_are_pinned(analysis):
    """The example's headline figures; a change of them is a change of a report and belongs into the changelog."""
    total = {share.kind: share for share in analysis.result.shares if share.by == "total"}
    assert [(kind, row.full, row.partial, row.none, row.undecided, row.statements) for kind, row in total.items()] == [
        ("skill", 10, 5, 3, 18, 36),
        ("knowledge", 1, 1, 0, 29, 31),
        ("competence", 0, 0, 0, 12, 12),
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_a_repealed_act_is_the_first_warning_of_the_title_page(analysis, lang):
    """The reader sees before any figure that the report is no evidence."""
    rows = values(sheet_of(gap_report(analysis, lang, "0"), lang, "title"))
    start = next(place for place, row in enumerate(rows) if row and row[0] == word("warnings", lang))
    assert "W01" in rows[start + 2][0]
    assert "14.04.2025" in rows[start + 2][2]
    assert start < next(place for place, row in enumerate(rows) if row and row[0] == word("headline", lang))


def test_the_training_of_interviewers_is_a_gap_of_high_priority(analysis):
    """The planted gap: nobody teaches how to train interviewers."""
    rows = values(sheet_of(gap_report(analysis, "en", "0"), "en", "gaps"))[3:]
    row = next(row for row in rows if row[-1] == "V2000019833/2.2.1/S2")
    assert (row[6], row[7], row[8]) == ("Оқытуды ұйымдастыру және жүргізу", "none", "high")
    assert [line[7] for line in rows[:3]] == ["none"] * 3


def test_the_matrix_counts_every_confirmed_link_once(analysis):
    """Row totals, column totals and the number of links agree; cells without a link are empty, not zero."""
    sheet = sheet_of(gap_report(analysis, "kk", "0"), "kk", "matrix")
    rows = values(sheet)[3:]
    functions, totals = rows[:5], rows[5]
    cells = [row[2:14] for row in functions]
    assert sum(count for row in cells for count in row if count) == len(analysis.result.links) == 20
    assert 0 not in [count for row in cells for count in row]
    assert totals[1:13] == [sum(row[place] or 0 for row in cells) for place in range(12)]
    assert sheet.heat == (4, 3, 8, 14)


def test_every_statement_is_traced(analysis):
    """One row a statement with file, lines and fingerprint; decisions with name and time."""
    rows = values(sheet_of(gap_report(analysis, "ru", "0"), "ru", "trace"))[3:]
    assert [row[0] for row in rows] == [item.statement_id for item in analysis.statements]
    first = dict(zip(range(14), rows[0], strict=True))
    assert (first[8], first[9], first[12]) == ("Үлгі сарапшы", "2026-11-21 09:02", "144")


@pytest.mark.parametrize("lang", LANGS)
def test_no_text_of_ours_is_left_in_another_language(analysis, lang):
    """Headings, states and warnings of a report are in its language."""
    plan = gap_report(analysis, lang, "0")
    texts = {
        cell.value
        for sheet in plan.sheets
        for row in sheet.rows
        for cell in row
        if cell.role in ("head", "block", "label")
    }
    for other in set(LANGS) - {lang}:
        foreign = {word(key, other) for key in ("warnings", "headline", "how-counted", "priority", "share", "severity")}
        own = {word(key, lang) for key in ("warnings", "headline", "how-counted", "priority", "share", "severity")}
        assert not texts & (foreign - own)


def test_the_same_analysis_gives_the_same_plan(analysis):
    """A report knows no clock and no chance."""
    assert gap_report(analysis, "kk", "0") == gap_report(analysis, "kk", "0")


def parts(plan):
    buffer = io.BytesIO()
    render(plan).save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != "docProps/core.xml"}


def test_the_same_plan_gives_the_same_workbook(analysis):
    """Part by part, but for the time of saving."""
    plan = gap_report(analysis, "kk", "0")
    assert parts(plan) == parts(plan)


def test_texts_that_look_like_formulas_stay_texts(tmp_path):
    """A text from a document or a person is never calculated, linked or cut by a control character."""
    nasty = [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        '=HYPERLINK("http://x","y")',
        "=cmd|' /C calc'!A0",
        "a\x00b\x1fc",
        "x" * 40000,
    ]
    sheet = Sheet("Тест", (20.0,), tuple((Cell(text),) for text in nasty))
    write_report(Workbook("t", "s", "kk", "2026-11-21", (sheet,)), tmp_path / "x.xlsx")
    book = load_workbook(tmp_path / "x.xlsx")
    cells = [row[0] for row in book["Тест"].iter_rows()]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells[:6]] == nasty[:6]
    assert (cells[6].value, len(cells[7].value)) == ("a\ufffdb\ufffdc", 32767)


def test_nasty_names_in_a_programme_do_no_harm(analysis, tmp_path):
    """A programme whose title and outcome look like formulas gives a workbook without a single formula."""
    programme = analysis.programme
    outcome = replace(programme.outcomes[0], text=Names("=1/0", "=1/0", "=1/0"))
    changed = replace(programme, title=Names("=SUM(A1:A9)"), outcomes=(outcome, *programme.outcomes[1:]))
    write_report(gap_report(replace(analysis, programme=changed), "kk", "0"), tmp_path / "x.xlsx")
    book = load_workbook(tmp_path / "x.xlsx")
    assert [
        cell.coordinate for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ] == []


def test_the_workbook_is_made_to_be_read(analysis, tmp_path):
    """Frozen headings, filters, repeated heading rows, page setup, a colour scale with numbers, named styles, title."""
    write_report(gap_report(analysis, "kk", "0"), tmp_path / "x.xlsx")
    book = load_workbook(tmp_path / "x.xlsx")
    assert book.sheetnames == ["Бас бет", "Қамтылу үлесі", "Олқылықтар", "Матрица", "Сәйкестік", "Ұсыныстар"]
    assert book["Олқылықтар"].freeze_panes == "B4"
    assert book["Олқылықтар"].auto_filter.ref.startswith("A3:O")
    assert book["Олқылықтар"].print_title_rows == "$3:$3"
    assert len(book["Матрица"].conditional_formatting) == 1
    assert all(sheet.page_setup.fitToWidth == 1 and sheet.oddFooter.right.text == "бет &P / &N" for sheet in book)
    assert {cell.style for row in book["Бас бет"].iter_rows() for cell in row if cell.value} <= set(book.named_styles)
    assert book.properties.title.endswith("Статистикалық деректерді жинау және өңдеу")


def test_a_file_in_a_place_that_cannot_be_written_is_explained(analysis, tmp_path):
    """The message names the file and what to do; nothing half-written is left."""
    (tmp_path / "x").write_text("a file where a folder should be")
    with pytest.raises(Exception, match=r"cannot be written .* close it if it is open in Excel"):
        write_report(gap_report(analysis, "kk", "0"), tmp_path / "x" / "report.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_an_empty_matrix_has_no_colour_scale(analysis):
    """A comparison with a card that has no functions still gives a report."""
    only = (statement("1.0.0/C1"),)
    result = replace(analysis.result, statements=(), links=(), shares=())
    plan = gap_report(replace(analysis, result=result, statements=only, suggestions=(), gaps=()), "kk", "0")
    assert sheet_of(plan, "kk", "matrix").heat is None
    assert render(plan).sheetnames


@pytest.mark.parametrize(
    ("text", "width", "lines"), [("", 10, 1), ("бір", 10, 1), ("бір\nекі", 30, 2), ("ұзынсөз" * 10, 10, 7)]
)
def test_rows_are_high_enough_for_their_text(text, width, lines):
    """Own line breaks count, and a word longer than the column takes several lines."""
    assert wrapped_lines(text, width) == lines
