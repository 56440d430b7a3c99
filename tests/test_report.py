"""The report as a workbook: what it holds, how it looks, that its texts stay texts and its bytes the same."""

import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace

import pytest
from factories import NOON, act
from openpyxl import load_workbook
from package_rules import broken_rules
from places import ROOT
from report_rooms import (
    AS_OF,
    DECISIONS,
    DISCIPLINES,
    OUTCOMES,
    Opened,
    bundled_analysis,
    library_of,
    programme_of,
    small_analysis,
    standard_of,
)

from toolkit import analyse, gap_report
from toolkit.analysis import compare_with
from toolkit.decisions import replay
from toolkit.errors import InputError
from toolkit.frameworks import Framework
from toolkit.io.excel import render
from toolkit.labels import word
from toolkit.model import LANGS, Decision, Descriptor, Discipline, Names, Outcome, Parsed, Target, Warn
from toolkit.report import Source
from toolkit.report.layout import fitting
from toolkit.returns.remarks import Remark
from toolkit.sheets import wrapped_lines

READERS = (*LANGS, "kk+ru", "ru+en")
WHOLE = [
    "title",
    "gaps",
    "correspondence",
    "matrix",
    "functions",
    "coverage",
    "charts",
    "modules",
    "levels",
    "employer",
]
WHOLE += ["suggestions", "warnings", "decisions", "passport", "method", "provenance", "lists"]


def tabs(plan, lang="kk"):
    """The keys of the sheets of a plan, in order."""
    keys = {word(f"sheet-{key}", lang): key for key in (*WHOLE, "alignment", "remarks")}
    return [keys[sheet.name] for sheet in plan.sheets]


def texts(plan):
    """Every text of a plan."""
    return [cell.value for sheet in plan.sheets for row in sheet.rows for cell in row if isinstance(cell.value, str)]


@pytest.fixture(scope="module")
def plans():
    """The report of the small programme for every reader."""
    return {lang: gap_report(small_analysis(), lang, "0") for lang in READERS}


# --- what it holds


def test_the_sheets_stand_in_the_order_of_work(plans):
    """What a meeting needs first, what proves it last, and the lists of the drop-downs hidden at the end."""
    assert tabs(plans["kk"]) == WHOLE
    assert [sheet.name for sheet in plans["kk"].sheets if sheet.hidden] == [word("sheet-lists", "kk")]


def test_the_short_form_holds_what_a_meeting_needs():
    """One card, its gaps, charts and pages for the employer, and how to read them."""
    plan = gap_report(small_analysis(), "kk", "0", short=True)
    assert tabs(plan) == [
        *("title", "gaps", "correspondence", "functions", "charts"),
        *("employer", "warnings", "method", "provenance", "lists"),
    ]


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
    """The reader sees before any figure that the report is no evidence, with the day and source of the status."""
    rows = [[cell.value for cell in row] for row in gap_report(analysis, lang, "0").sheets[0].rows]
    start = next(place for place, row in enumerate(rows) if row and row[0] == word("warnings", lang))
    assert "W01" in rows[start + 2][0]
    assert "14.04.2025" in rows[start + 2][2]
    assert start < next(place for place, row in enumerate(rows) if row and row[0] == word("headline", lang))
    status = next(row[1] for row in rows if row and row[0] == word("act-status", lang))
    assert "21.11.2026" in status
    assert word("status-repealed", lang) in status


def test_the_training_of_interviewers_is_a_gap_of_high_priority(analysis):
    """The planted gap: nobody teaches how to train interviewers."""
    rows = Opened(analysis, "en").rows("gaps")
    row = next(row for row in rows if row["Statement code"] == "V2000019833/2.2.1/S2")
    assert row["Statement of the standard"] == "Оқытуды ұйымдастыру және жүргізу"
    assert (row["Why it is a gap"], row["Priority"]) == ("no outcome serves it", "high (9)")
    assert [line["Priority"] for line in rows[:3]] == ["high (9)"] * 3


def test_a_gap_names_the_modules_that_could_close_it():
    """Behind the outcomes that cover it already, and behind those suggested, stand the disciplines that teach them."""
    rows = {row["Statement code"]: row for row in Opened(small_analysis(), "en").rows("gaps")}
    assert rows["X1/1.1.1/S2"]["Suggested outcome → module"].startswith("ОН1 → П1, П2")
    assert rows["X1/2.1.1/K1"]["Suggested outcome → module"] == "none suggested"


def test_everything_about_the_origin_is_named():
    """Hashes of inputs, versions, the moment of the decisions and every setting."""
    plan = gap_report(
        small_analysis(), "en", "9.9", sources=(Source("x.csv", "b" * 64),), versions=(("Python", "3.11"),)
    )
    sheet = next(sheet for sheet in plan.sheets if sheet.name == "Provenance")
    pairs = {row[0].value: row[1].value for row in sheet.rows if len(row) == 2}
    assert pairs["x.csv"] == "b" * 64
    assert pairs["X1"] == "a" * 64
    assert pairs["Python"] == "3.11"
    assert "9.9" in pairs["Made with"]
    assert pairs["partial_weight"] == "0.5"


def test_a_remark_made_after_the_last_decision_belongs_to_the_report():
    """The moment of the report is that of the last record, so that what came later is seen as later."""
    late = NOON.replace(month=12)
    remark = Remark("r", late, "Жұмыс беруші", "p", "X1/1.1.1/S1", "", "", 3, "Маңызды", "", "", "0")
    plan = gap_report(small_analysis(), "en", "0", remarks=[remark])
    assert "21.12.2026 12:00:00 UTC" in texts(plan)
    assert "Маңызды" in texts(plan)
    assert "remarks" in tabs(plan, "en")


# --- languages


@pytest.mark.parametrize("lang", LANGS)
def test_no_text_of_ours_is_left_in_another_language(plans, lang):
    """Headings, blocks and labels of a report are in its language."""
    heads = {
        cell.value
        for sheet in plans[lang].sheets
        for row in sheet.rows
        for cell in row
        if cell.role in ("head", "block", "label")
    }
    keys = ("warnings", "headline", "how-counted", "priority", "severity", "proof", "denominator", "legend", "sources")
    for other in set(LANGS) - {lang}:
        assert not heads & ({word(key, other) for key in keys} - {word(key, lang) for key in keys})


def test_two_languages_stand_side_by_side(plans):
    """Words with a slash, sentences below each other, texts of the programme in both where they are known."""
    found = texts(plans["kk+ru"])
    assert "Шешім / Решение" in found
    assert any("Қамтылу мен" in text and "\nОхват и" in text for text in found)
    assert any("Деректерді жинайды / Собирает данные" in text for text in found)


def test_an_unknown_language_is_refused():
    """Also the same language twice; the message names those there are."""
    for lang in ("de", "kk+kk", "kk,ru", ""):
        with pytest.raises(InputError, match="use one of kk, ru, en, or two joined by"):
            gap_report(small_analysis(), lang, "0")


# --- craft


@pytest.mark.parametrize("lang", READERS)
def test_no_word_of_a_heading_is_broken(plans, lang):
    """Every column is as wide as the longest word of its heading."""
    for sheet in plans[lang].sheets:
        if sheet.head_row:
            for width, cell in zip(sheet.widths, sheet.rows[sheet.head_row - 1], strict=True):
                assert width >= fitting(cell.value, 0), (sheet.name, cell.value)


@pytest.mark.parametrize("lang", READERS)
def test_print_can_be_read(plans, lang, analysis):
    """All columns printed fit the width of A4 with letters of at least 5.5 points, also for the bundled programme."""
    for plan in (plans[lang], gap_report(analysis, lang, "0")):
        for sheet in plan.sheets:
            assert sheet.print_scale() >= 55, sheet.name
            if sheet.fit_height:
                assert not sheet.page_breaks


def test_tables_are_made_to_be_worked_with(plans):
    """Frozen and repeated headings, filters that leave sums below alone, page numbers, names, properties, styles."""
    book = load_workbook(io.BytesIO(render(plans["kk"])))
    for plan in plans["kk"].sheets:
        sheet = book[plan.name]
        assert sheet.oddFooter.right.text == "&P / &N бет"
        if not plan.head_row:
            continue
        assert sheet.freeze_panes.endswith(str(plan.head_row + 1))
        assert sheet.print_title_rows
        if plan.filtered:
            first, last = re.findall(r"\d+", sheet.auto_filter.ref)
            assert (int(first), int(last)) == (plan.head_row, max(plan.last_row, plan.head_row))
    assert {"curmap_outcomes", "curmap_gaps", "curmap_matrix", "curmap_coverage"} <= set(book.defined_names)
    assert book.properties.title.endswith("Бағдарлама")
    assert (book.properties.creator, book.properties.subject) == ("Curriculum Mapping Toolkit", "04119900")
    styles = {cell.style for row in book[word("sheet-gaps", "kk")].iter_rows() for cell in row if cell.value}
    assert styles <= set(book.named_styles)
    assert all(name.startswith("curmap ") for name in styles)


def test_only_what_a_meeting_needs_is_printed(plans):
    """Keys, finger prints and long repeated places stand to the right of the print area; nothing filled in is hidden."""
    plan = next(sheet for sheet in plans["kk"].sheets if sheet.name == word("sheet-gaps", "kk"))
    heads = [cell.value for cell in plan.rows[plan.head_row - 1]]
    wanted = ("number", "function", "unit", "kind", "statement", "gap-reason", "priority", "suggested-module")
    printed = [word(key, "kk") for key in wanted]
    printed += [word(key, "kk") for key in ("review-outcome", "review-decision", "responsible", "deadline")]
    assert heads[: plan.printed_columns] == printed
    machine = [cell.value for cell in plan.rows[plan.head_row - 2]]
    assert plan.hidden_columns == (machine.index("curmap:key") + 1,)
    assert plan.hidden_rows == (plan.head_row - 1,)


@pytest.mark.parametrize("lang", READERS)
def test_every_column_to_fill_in_offers_what_may_be_filled_in(plans, lang):
    """Decisions, marks and outcomes have a list; the note of the heading says what is meant."""
    for plan in plans[lang].sheets:
        machine = [cell.value for cell in plan.rows[plan.head_row - 2]] if plan.head_row > 1 else []
        offered = {choice.area[1] for choice in plan.choices}
        wanted = {
            place
            for place, name in enumerate(machine, start=1)
            if name in ("curmap:decision", "curmap:importance", "curmap:outcome")
        }
        assert offered == wanted or not plan.rows[plan.head_row :]
    book = load_workbook(io.BytesIO(render(plans[lang])))
    assert [cell.value for cell in book[word("sheet-lists", lang[:2])]["A"]] == [one.outcome_id for one in OUTCOMES]


def test_charts_are_not_cut_by_pages(plans):
    """Every chart lies within one page, over rows of a known height."""
    for lang in READERS:
        for plan in plans[lang].sheets:
            starts = [0, *plan.page_breaks, len(plan.rows)]
            for chart in plan.charts:
                rows, points = chart.anchor[0] - 1, chart.size[1] * 0.75
                end = next(one for one in starts if one > rows)
                assert 17 * (end - rows) >= points
                assert len(plan.rows[rows]) == 1


def test_colour_never_stands_alone(plans):
    """Whatever is coloured by state, grade, priority or weight says so in words or with a sign."""
    for plan in plans["kk"].sheets:
        for row in plan.rows:
            for cell in row:
                if cell.role in ("good", "fair", "poor", "nothing"):
                    assert cell.value not in (None, ""), plan.name


def test_a_report_breaks_no_rule_of_its_format(plans, analysis):
    """What Excel would repair on opening is not there."""
    for plan in (*plans.values(), gap_report(analysis, "kk+ru", "0")):
        assert broken_rules(render(plan)) == []


# --- texts stay texts

NASTY = (
    "=1+1",
    "+1-1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://x","y")',
    "=cmd|' /C calc'!A0",
    "\t=1",
    "a\x00b\x1fc",
    "_x0041_",
    "<b>&amp;</b>",
    "{n} {0} %s %",
    "x" * 40000,
    "\u202eab\ud800",
)


def nasty_analysis(text):
    """A programme in which every field that a person writes holds a text."""
    names = Names(text, text, text)
    outcomes = tuple(Outcome(one.outcome_id, names, criteria=(names,)) for one in OUTCOMES)
    disciplines = tuple(
        Discipline(item.code, names, item.credits, cycle=text, component=text, semester=text, assessment=text)
        for item in DISCIPLINES
    )
    prints = {one.outcome_id: one.fingerprint for one in outcomes}
    decisions = [
        replace(
            row,
            reviewer=f"Сарапшы {text}",
            reason=text,
            outcome_text=text,
            statement_text=text,
            method=text,
            outcome_fingerprint=prints.get(row.outcome_id, ""),
        )
        for row in DECISIONS
    ]
    mine = programme_of(
        code=text,
        qualification_code=text,
        title=names,
        qualification=names,
        goal=names,
        note=names,
        version=text,
        outcomes=outcomes,
        disciplines=disciplines,
    )
    standard = replace(standard_of(text), title=text, source=text)
    acts, parsed = library_of(standard)
    acts = {"X1": act(issuer=text, status_by=text, status_source=text, number=text, sha256="a" * 64)}
    made = analyse(mine, compare_with(mine.targets, acts, parsed), decisions, as_of=AS_OF)
    return replace(made, warns=(*made.warns, Warn("W06", text)))


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_no_text_of_a_document_or_person_is_ever_calculated(text):
    """Every formula of the report is one of ours, whatever stands in any field; the package stays well-formed."""
    remark = Remark("r", NOON, text, "p", "X1/1.1.1/S1", "", "", 3, text, text, text, "0")
    options = {"sources": (Source(text, text),), "versions": ((text, text),), "remarks": (remark,)}
    plan = gap_report(nasty_analysis(text), "kk", text, **options)
    data = render(plan)
    assert broken_rules(data) == []
    book = load_workbook(io.BytesIO(data))
    ours = re.compile(r"=(SUM|COUNTA|COUNTIF|IF)\([A-Z0-9:,\"*+/.=()IRM]+\)(/[A-Z]+\d+)?\)?|=[A-Z]+\d+(-[A-Z]+\d+)?")
    found = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert found
    assert [formula for formula in found if not ours.fullmatch(formula)] == []
    assert not any(
        name.startswith(("xl/externalLinks", "xl/vbaProject")) for name in zipfile.ZipFile(io.BytesIO(data)).namelist()
    )


# --- the same bytes


def test_the_same_analysis_gives_the_same_plan_and_the_same_bytes():
    """A report knows no clock and no chance."""
    assert gap_report(small_analysis(), "kk", "0") == gap_report(small_analysis(), "kk", "0")
    data = render(gap_report(small_analysis(), "kk+ru", "0"))
    assert render(gap_report(small_analysis(), "kk+ru", "0")) == data


def test_another_process_day_and_zone_give_the_same_bytes():
    """Order of sets, time zone and the machine's language leave no trace."""
    script = (
        "import sys, hashlib; sys.path.insert(0, 'tests')\n"
        "from report_rooms import *\n"
        "print(hashlib.sha256(render(gap_report(small_analysis(), 'ru', '0'))).hexdigest())"
    )
    here = hashlib.sha256(render(gap_report(small_analysis(), "ru", "0"))).hexdigest()
    for seed, zone in (("1", "Asia/Almaty"), ("2", "America/Lima")):
        done = subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
            capture_output=True,
            check=True,
            text=True,
        )
        assert done.stdout.strip() == here


# --- empty and odd programmes


def framework_of():
    """A framework with two levels of one area."""
    rows = [
        Descriptor(
            f"F1/1.1.{level}1/{letter}1",
            "F1",
            "1-бағыт",
            level,
            f"{level}1",
            kind,
            f"{kind} {level}",
            False,
            "",
            "f",
            1,
            1,
        )
        for level in ("4", "5")
        for letter, kind in (("S", "skill"), ("K", "knowledge"))
    ]
    parsed = Parsed("f.txt", "kk", "framework-2013", "", (), (), (), tuple(rows))
    return Framework(act(act_id="F1", sha256="c" * 64), "kk", ("1-бағыт",), tuple(rows), parsed)


def odd(name):
    """Give an odd analysis by its name."""
    if name == "framework only":
        return analyse(programme_of(targets=()), (), (), as_of=AS_OF, frameworks=(framework_of(),))
    if name == "framework beside a standard":
        acts, parsed = library_of(standard_of())
        compared = compare_with((Target("X1"),), acts, parsed)
        return analyse(programme_of(), compared, DECISIONS, as_of=AS_OF, frameworks=(framework_of(),))
    changes = {
        "no decisions": {"decisions": ()},
        "no outcomes": {"outcomes": (), "marks": ()},
        "no disciplines": {"disciplines": (), "marks": ()},
        "nothing at all": {"decisions": (), "outcomes": (), "disciplines": (), "marks": ()},
        "two levels": {"standard": standard_of(levels=("4", "5"))},
        "no level": {"standard": standard_of(levels=())},
        "one title in English": {"title": Names("", "", "Statistics"), "disciplines": DISCIPLINES[:1]},
    }[name]
    return small_analysis(**({"decisions": DECISIONS} | changes))


MISSING = {
    "no decisions": {"decisions"},
    "no outcomes": {"matrix", "functions", "suggestions"},
    "no disciplines": {"matrix", "modules"},
    "nothing at all": {"matrix", "functions", "suggestions", "modules", "decisions"},
    "framework only": {"gaps", "functions", "charts", "levels", "employer", "decisions"},
}
ODD = [*MISSING, "framework beside a standard", "two levels", "no level", "one title in English"]


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("lang", ["kk", "ru+en"])
def test_an_odd_programme_has_a_report_that_reads_sensibly(name, lang):
    """Sheets about what is not there are left out, none is empty, and the title page names exactly those there are."""
    plan = gap_report(odd(name), lang, "0")
    assert broken_rules(render(plan)) == []
    found = tabs(plan, lang[:2])
    left_out = set(WHOLE) - set(found)
    assert left_out - {"suggestions"} == MISSING.get(name, set()) - {"suggestions"}
    assert ("alignment" in found) == name.startswith("framework")
    named = {cell.link.split("'")[1] for row in plan.sheets[0].rows for cell in row if cell.link}
    assert named == {sheet.name for sheet in plan.sheets[1:-1]}
    for sheet in plan.sheets:
        if sheet.head_row and not sheet.hidden:
            assert len(sheet.rows) > sheet.head_row, sheet.name
    assert not any(text.startswith(("None", "nan")) for text in texts(plan))


def test_a_card_with_two_levels_stands_in_both():
    """The sheet of levels has the card under each of its levels, and says that they differ."""
    rows = Opened(odd("two levels"), "en").rows("levels")
    assert {row["Level and kind"] for row in rows} >= {"SQF 4 · skills", "SQF 5 · skills", "SQF 6 · skills"}


def test_a_form_of_2013_and_its_competences_are_reported(library, project):
    """A programme compared with a standard in the form of 2013 beside one of 2020: both with their cards and levels."""
    names = sorted(one for one, parsed in library.parsed.items() if parsed.form == "standard-2013")[:1]
    mine = replace(project.programme("college-statistics"), targets=(Target("V2000019833", (1,)), *map(Target, names)))
    compared = compare_with(mine.targets, library.acts, library.parsed)
    opened = Opened(analyse(mine, compared, project.decisions("college-statistics"), as_of=AS_OF), "ru")
    shown = {row["Код формулировки"].partition("/")[0] for row in opened.rows("correspondence")}
    assert shown == {"V2000019833", *names}
    assert {row["Уровень и вид"].partition(" · ")[0] for row in opened.rows("levels")} == {"V2000019833", *names}
    kinds = {row["Вид"] for row in opened.rows("correspondence")}
    assert len(kinds) >= 2


def test_a_programme_compared_with_a_framework_only_has_its_descriptors(project, library):
    """Every descriptor of the claimed level and of the next can be decided about, beside what is suggested for it."""
    analysis = bundled_analysis(project, library, "bachelor-information-systems", AS_OF)
    opened = Opened(analysis, "ru")
    assert not opened.has("gaps")
    rows = opened.rows("alignment")
    assert {row["Положение уровня"] for row in rows} == {"заявленный", "следующий"}
    assert all(row["key"].startswith("curmap.1|bachelor-information-systems|") for row in rows)


def test_decisions_about_what_is_gone_are_listed_and_can_be_answered():
    """A decision about an outcome that the programme has no more stands in the trace with a key of its own."""
    gone = replace(DECISIONS[0], outcome_id="ОН99", decision_id="f" * 12)
    analysis = small_analysis([*DECISIONS, gone])
    assert isinstance(replay([gone], {}, {}).lost[0], Decision)
    row = next(row for row in Opened(analysis, "en").rows("decisions") if row["id"] == "f" * 12)
    assert row["Does it count now"] == "no: the statement or outcome is gone"
    assert "|%D0%9E%D0%9D99|" in row["key"]


@pytest.mark.parametrize(
    ("text", "width", "lines"), [("", 10, 1), ("бір", 10, 1), ("бір\nекі", 30, 2), ("ұзынсөз" * 10, 10, 7)]
)
def test_rows_are_high_enough_for_their_text(text, width, lines):
    """Own line breaks count, and a word longer than the column takes several lines."""
    assert wrapped_lines(text, width) == lines
