"""The verbs of notebooks: what they show, in every language, and what they must not do."""

import hashlib
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from IPython.core.interactiveshell import InteractiveShell
from openpyxl import Workbook
from places import ROOT

import toolkit.notebook as desk
from toolkit.comparisons import compare_analyses
from toolkit.errors import InputError
from toolkit.impact import COUNTED
from toolkit.io.answers import Answer, fill_in
from toolkit.io.workbooks import read_book
from toolkit.labels import word
from toolkit.labels.messages import error_text
from toolkit.model import LANGS, statements_of
from toolkit.notebook import showing
from toolkit.widgets.desk import Desk

DAY = "2026-11-21"
PROGRAMME = "college-statistics"
STANDARD = "V2000019833"
FIRST, SECOND = "Үлгі сарапшы", "Екінші сарапшы"
CYRILLIC = re.compile("[а-яёәғқңөұүһі]", re.IGNORECASE)


class Shown(list):
    """What was shown, as HTML, oldest first."""

    def html(self):
        """Give all of it."""
        return "\n".join(self)

    def texts(self):
        """Give the texts without tags."""
        return re.sub(r"<[^>]+>", " ", self.html())

    def rows(self, number=-1):
        """Give the rows of a table, the last one if nothing else is said, without its headings."""
        return cells(self[number])[1:]


class Cells(HTMLParser):
    """Collects the texts of cells, row by row."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, _):
        """Begin a row or a cell."""
        if tag == "tr":
            self.found.append([])
        elif tag in ("td", "th"):
            self.found[-1].append("")

    def handle_data(self, data):
        """Add a text to its cell."""
        if self.found and self.found[-1]:
            self.found[-1][-1] += data


def cells(html):
    """Read the cells of the tables of a page."""
    parser = Cells()
    parser.feed(html.partition("</table>")[0])
    return parser.found


@pytest.fixture
def shown(monkeypatch):
    found = Shown()

    def keep(thing, **_):
        found.append(thing["text/html"] if isinstance(thing, dict) else thing.data)

    monkeypatch.setattr(showing, "display", keep)
    return found


@pytest.fixture
def practice(project):
    return desk.practice_copy(project)


def tree(folder):
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


# --- how anything is shown ----------------------------------------------------------------------------------------


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=2, max_size=2), min_size=1))
def test_texts_stay_texts(rows):
    """Whatever a legal text or a person writes is shown as it is: no tag of it is a tag, nothing is cut."""
    with pytest.MonkeyPatch.context() as patch:
        found = []
        patch.setattr(showing, "display", lambda thing: found.append(thing.data))
        desk.show(pd.DataFrame(rows, columns=["<b>one</b>", "&two"]))
    assert cells(found[0]) == [["<b>one</b>", "&two"], *rows]


@pytest.mark.parametrize("lang", LANGS)
def test_a_shortened_table_says_so(shown, lang):
    """With how many rows there are; one that is shown whole says nothing, an empty one says that it is empty."""
    frame = pd.DataFrame({"a": [1, 2, 3]})
    desk.show(frame, rows=2, lang=lang)
    desk.show(frame, rows=3, lang=lang)
    desk.show(frame.head(0), lang=lang)
    assert word("table-rows", lang, n=2, m=3) in shown[0]
    assert "<p>" not in shown[1]
    assert word("table-empty", lang) in shown[2]


def test_numbers_follow_the_language(shown):
    """0,5 in Kazakh and Russian, 0.5 in English; what is missing is an empty cell."""
    frame = pd.DataFrame({"a": [0.5, None]})
    desk.show(frame, lang="kk")
    desk.show(frame, lang="en")
    assert [shown.rows(0), shown.rows(1)] == [[["0,5"], [""]], [["0.5"], [""]]]


# --- opening ------------------------------------------------------------------------------------------------------


def test_a_copy_to_practise_on_goes_with_the_notebook():
    """It is a folder of its own, and nothing of it is left when the kernel has ended."""
    code = "import toolkit.notebook as d; p = d.practice_copy(d.open_project()); print(p.root, p.root.is_dir())"
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    place, there = said.stdout.split()
    assert there == "True"
    assert not Path(place).exists()
    assert not Path(place).is_relative_to(ROOT)


def test_a_day_that_is_none_is_explained(project, library):
    """The parameter is named, and how it is written."""
    with pytest.raises(InputError, match=r"AS_OF '21\.11\.2026' is no date; write it as 2026-11-21"):
        desk.compare(project, library, PROGRAMME, [], "21.11.2026")


def test_a_programme_with_a_framework_only_has_no_first_standard(project, library):
    """Its framework is named among what it is compared with; asked for a standard, the message says what to do."""
    aligned = desk.compare(project, library, "bachelor-information-systems", [], DAY)
    assert desk.standards_of(aligned) == ["V1300008876"]
    with pytest.raises(InputError, match="name one with STANDARDS"):
        desk.first_standard(aligned)


# --- the library --------------------------------------------------------------------------------------------------


def test_the_tree_holds_every_statement(shown, library):
    """Each statement once, with its line; of chosen cards only theirs."""
    standard = library.parsed[STANDARD].standards[0]
    desk.show_tree(library, STANDARD, "ru")
    assert shown[0].count("<li>") == len(statements_of(standard))
    desk.show_tree(library, STANDARD, "ru", cards=[2])
    assert shown[1].count("<li>") == sum(row.occupation_no == 2 for row in statements_of(standard))


def test_a_status_never_stands_without_day_and_source(shown, project, library):
    """The phrase of the day for every act of the register."""
    desk.show_library(library, "en", project=project, as_of=DAY)
    assert len(shown.rows()) == len(library.acts)
    for row in shown.rows():
        assert row[3].startswith("as of 21.11.2026: ")
        assert "checked on" in row[3] or "not recorded" in row[3]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda library: desk.show_tree(library, "nowhere", "kk"), "no standard 'nowhere'; there are: V2000019833"),
        (lambda library: desk.show_card(library, STANDARD, 9, "kk"), "has no card 9; cards: 1, 2, 3, 4"),
        (
            lambda library: desk.show_two_cards(library, "x/1", f"{STANDARD}/1", "kk"),
            "no card 'x/1'; write standard and",
        ),
        (lambda library: desk.compare_standards(library, STANDARD, "x"), "no standard 'x'; there are: V2000019833"),
    ],
)
def test_what_is_not_there_is_named_with_what_is(library, call, message):
    """A misspelt code is answered with the right ones."""
    with pytest.raises(InputError, match=message):
        call(library)


# --- a programme and its workbook ---------------------------------------------------------------------------------


def test_every_cell_of_a_workbook_is_accounted_for(shown, project):
    """The counts by sheet and use add up to the filled cells."""
    intake = desk.read_workbook(project, f"curricula/{PROGRAMME}/source.xlsx", "x")
    desk.show_cell_uses(intake, "kk")
    assert sum(int(cell) for row in shown.rows() for cell in row[1:]) == len(intake.uses)


def test_a_workbook_without_a_programme_is_not_brought_in(shown, practice, tmp_path):
    """The doubts are shown with their cells; whoever goes on is told why not, and nothing is written."""
    book = Workbook()
    book.active.append(["Дүкендегі тауарлар", 5])
    book.save(tmp_path / "x.xlsx")
    intake = desk.read_workbook(practice, str(tmp_path / "x.xlsx"), "x")
    desk.show_notes(intake, "ru")
    assert word("intake-error", "ru") in shown.texts()
    before = tree(practice.root)
    with pytest.raises(InputError, match="the workbook holds no programme"):
        desk.bring_in(practice, intake, "ru")
    assert tree(practice.root) == before


def test_checks_of_a_workbook_name_its_cells(shown, project, library):
    """With the workbook a warning says where in it, without it only what it is about."""
    intake = desk.read_workbook(project, f"curricula/{PROGRAMME}/source.xlsx", "x")
    desk.show_checks(desk.programme_of(intake), library, "kk", intake)
    desk.show_checks(desk.programme_of(intake), library, "kk")
    assert "!C4)" in shown[0]
    assert "!C4)" not in shown[1]
    assert len(cells(shown[0])) == len(cells(shown[1]))


# --- review -------------------------------------------------------------------------------------------------------


def test_nobody_decides_without_a_name(shown, project, analysis):
    """Neither desk opens; each says which parameter wants a name, the first one with a field for it."""
    form = desk.review(project, analysis, " ", "ru")
    _, button = form.children[0].children
    button.click()
    assert form.children[1].value == word("reviewer-needed", "ru")
    assert not any(isinstance(one, Desk) for one in form.children)
    assert desk.review_again(project, analysis, FIRST, "", "ru") is None
    assert ["REVIEWER" in shown[0], "SECOND" in shown[1]] == [True, True]


def test_a_name_opens_the_desk_in_that_name(project, analysis):
    """The field gives way to the desk; a name that cannot be used is told and the field stays."""
    form = desk.review(project, analysis, "", "kk")
    field, button = form.children[0].children
    field.value = "12"
    button.click()
    assert "12" in form.children[1].value
    field.value = " Асан Серік "
    button.click()
    (opened,) = form.children
    assert opened.session.view()["reviewer"] == "Асан Серік"


def test_a_second_review_is_blind_and_of_the_sample(project, analysis):
    """The desk of the second reviewer shows neither confidence nor verdicts, and nothing but the pairs chosen."""
    pairs = desk.second_sample(project, analysis, FIRST, share=0.2)
    view = desk.review_again(project, analysis, FIRST, SECOND, "kk", share=0.2).session.view()
    assert (view["blind"], view["role"], view["progress"]["decided"]) == (True, "second", 0)
    assert view["progress"]["total"] == len(pairs)
    assert {one["code"] for one in view["candidates"]} <= {statement_id for _, statement_id in pairs}


def test_an_invented_second_review_shows_what_disagreement_looks_like(shown, project, practice, analysis):
    """Every third verdict differs and is listed with both texts; the project itself has no second review."""
    desk.example_second_review(practice, analysis, FIRST, SECOND, DAY)
    desk.show_disagreements(practice, analysis, FIRST, SECOND, "kk")
    decided = [row for row in analysis.ledger.all if row.outcome_id]
    assert len(shown.rows()) == len(decided) // 3
    assert all(all(row) for row in shown.rows())
    desk.show_agreement(project, analysis, FIRST, SECOND, "kk")
    assert word("agreement-none", "kk") in shown[-1]


# --- coverage -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["total", "kind", "card", "function", "unit", "level", "standard-level"])
def test_no_share_stands_without_its_counts(shown, analysis, by):
    """A percentage, and how many of how many; where nothing applies, words."""
    desk.show_shares(analysis, by, "en")
    for row in shown.rows():
        for cell in row[4:7]:
            assert re.fullmatch(r"\d+\xa0% · [\d.]+ of \d+|– not counted", cell)


def test_a_plan_is_shown_and_its_effect_is_no_decision(shown, project, analysis):
    """After the plan more is covered, and nothing was less; the decisions are those of before."""
    plan = desk.propose(project, analysis, 0.5)
    after = desk.after_plan(analysis, plan)
    desk.show_plan(plan, analysis, "ru", rows=3)
    assert word("table-rows", "ru", n=3, m=len(plan.changes)) in shown.html()
    judged = {row.judgement for row in compare_analyses(analysis, after).statements}
    assert "better" in judged
    assert not judged & {"worse", "mixed"}
    assert after.ledger == analysis.ledger


def test_two_states_of_a_programme_are_called_before_and_after(shown, analysis):
    """Two of the same name would be taken for each other; without a change every difference is 0."""
    desk.show_comparison(analysis, analysis, "en", by="total", step="taught")
    assert "Before → After" in shown[0]
    assert {row[-1] for row in shown.rows(0)} == {"0"}
    assert {row[2] for row in shown.rows(0)} == {"Taught"}


# --- the report and back ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_the_round_trip_of_a_report(shown, project, practice, library, lang, tmp_path):
    """Dry run: two new rows, nothing written. Then both are written. Then both are known. The project stays as it was."""
    analysis = desk.compare(practice, library, PROGRAMME, [], DAY, lang)
    report = desk.write_report(practice, analysis, lang, str(tmp_path))
    sent = report.read_bytes()
    filled = desk.fill_in_example(practice, analysis, report, lang, "Айгүл Сапарова")
    before, there = tree(practice.root), tree(project.root / "curricula")
    dry = desk.take_back(practice, filled, "", lang, DAY)
    assert (dry.count("new"), dry.errors, tree(practice.root) == before) == (2, (), True)
    written = desk.take_back(practice, filled, "", lang, DAY, dry_run=False)
    again = desk.take_back(practice, filled, "", lang, DAY, dry_run=False)
    assert (len(written.decisions), len(written.remarks)) == (1, 1)
    assert (again.count("same"), again.count("new")) == (2, 0)
    after = desk.compare(practice, library, PROGRAMME, [], DAY, lang)
    assert len(after.links) == len(analysis.links) + 1
    assert word("answer-comment", lang) in _remarks(shown, practice, lang)
    assert report.read_bytes() == sent
    assert tree(project.root / "curricula") == there


def _remarks(shown, project, lang):
    desk.show_remarks(project, PROGRAMME, lang)
    return shown.texts()


def test_a_report_that_cannot_be_filled_in_is_refused(practice, library, tmp_path):
    """Without gaps there is nothing to try out; a statement that is not in the report has no row."""
    aligned = desk.compare(practice, library, "bachelor-information-systems", [], DAY)
    report = desk.write_report(practice, aligned, "en", str(tmp_path))
    with pytest.raises(InputError, match="nothing to try out"):
        desk.fill_in_example(practice, aligned, report, "en", FIRST)
    with pytest.raises(InputError, match="no row about X1/1 can be filled in"):
        fill_in(report, tmp_path / "y.xlsx", [Answer("X1/1", {"comment": "…"})])
    with pytest.raises(InputError, match="the report cannot be copied"):
        fill_in(tmp_path / "none.xlsx", tmp_path / "y.xlsx", [])


# --- editions -----------------------------------------------------------------------------------------------------


@pytest.fixture
def amended(practice, library, shown):
    """A copy with an invented new edition, its analysis and library, the comparison and the impact."""
    analysis = desk.compare(practice, library, PROGRAMME, [], DAY)
    new = desk.example_amendment(practice, analysis, "kk")
    assert len(shown.rows()) == 4
    books = desk.open_library(practice)
    edition = desk.compare_standards(books, STANDARD, new)
    return practice, books, edition, desk.impact_of(practice, books, analysis, edition)


def test_an_invented_amendment_is_found_as_it_was_made(amended):
    """One statement in other dress, one with another meaning, one gone, one new; everything else is the same."""
    _, _, edition, _ = amended
    found = sorted((one.what, one.kind, one.grade) for one in edition.changed)
    assert found == [
        ("statement", "added", "substance"),
        ("statement", "removed", "substance"),
        ("statement", "reworded", "cosmetic"),
        ("statement", "reworded", "substance"),
    ]


def test_decisions_follow_an_amendment(shown, amended):
    """What says the same can be accepted together; in a dry run nothing is written, then it counts for the new edition."""
    practice, books, edition, impact = amended
    counts = impact.counts()
    assert (counts["suspect"], counts["lost"], len(impact.added)) == (1, 1, 1)
    assert counts["carries"] >= 1
    before = tree(practice.root)
    desk.accept_unchanged(practice, books, impact, SECOND, "kk", DAY)
    assert tree(practice.root) == before
    assert len(shown.rows(-2)) == len(impact.bulk) == sum(counts[pile] for pile in COUNTED["cosmetic"])
    desk.accept_unchanged(practice, books, impact, SECOND, "kk", DAY, dry_run=False)
    carried = desk.compare(practice, books, PROGRAMME, [edition.new_id], DAY)
    assert {row.reviewer for row in carried.ledger.current} == {SECOND}


def test_the_workbook_on_an_impact_can_be_opened(shown, amended, tmp_path):
    """It stands where it was asked for, and the name that is shown is its name."""
    practice, books, _, impact = amended
    desk.write_impact(practice, books, impact, "ru", DAY, str(tmp_path))
    (path,) = tmp_path.iterdir()
    assert path.name in shown[-1]
    assert len(read_book(path).grids) > 3


def test_a_programme_whose_standard_is_repealed_is_hit(shown, project, library):
    """Over all programmes, with the reason and the links that are at stake."""
    desk.show_hits(project, library, "en", DAY)
    assert [row[:2] for row in shown.rows()] == [["bachelor-information-systems", "V1300008876"], [PROGRAMME, STANDARD]]
    assert all("repealed" in row[2] for row in shown.rows())


# --- every language -----------------------------------------------------------------------------------------------


def calls(project, library, analysis, aligned, amended):
    """Every verb that shows tables of its own, as calls that take a language."""
    _, books, edition, impact = amended
    intake = desk.read_workbook(project, f"curricula/{PROGRAMME}/source.xlsx", "x")
    programme = desk.programme_of(intake)
    return [
        lambda lang: desk.show_standards(library, lang),
        lambda lang: desk.show_history(project, library, STANDARD, lang, DAY),
        lambda lang: desk.show_cards(library, STANDARD, lang),
        lambda lang: desk.show_card(library, "V1300009151-3", 1, lang),
        lambda lang: desk.show_statements(library, [STANDARD], lang, rows=2),
        lambda lang: desk.show_findings(library, STANDARD, lang),
        lambda lang: desk.show_doubts(aligned, lang),
        lambda lang: desk.show_library_warnings(library, STANDARD, lang, DAY),
        lambda lang: desk.show_template(library, lang),
        lambda lang: desk.show_found(intake, lang),
        lambda lang: desk.show_notes(intake, lang),
        lambda lang: desk.show_programme(programme, lang),
        lambda lang: desk.show_outcomes(programme, lang),
        lambda lang: desk.show_disciplines(programme, lang),
        lambda lang: desk.show_cognitive_levels(programme, lang),
        lambda lang: desk.show_warnings(analysis, lang),
        lambda lang: desk.show_suggestions(analysis, lang, top=1),
        lambda lang: desk.show_second_sample(project, analysis, FIRST, lang),
        lambda lang: desk.show_progress(analysis, lang),
        lambda lang: desk.show_links(analysis, lang, rows=2),
        lambda lang: desk.show_contributions(analysis, "module", lang, rows=2),
        lambda lang: desk.show_gaps(analysis, lang, rows=2),
        lambda lang: desk.show_surplus(analysis, lang),
        lambda lang: desk.show_levels(analysis, lang),
        lambda lang: desk.show_alignment(aligned, lang),
        lambda lang: desk.show_two_cards(library, f"{STANDARD}/1", f"{STANDARD}/2", lang, rows=2),
        lambda lang: desk.show_progression(analysis, analysis, lang),
        desk.list_figures,
        lambda lang: desk.show_edition(edition, lang),
        lambda lang: desk.show_changes(edition, lang, grades=["substance"]),
        lambda lang: desk.show_impact(impact, lang),
        lambda lang: desk.show_impact_rows(impact, lang, piles=["lost"]),
        lambda lang: desk.show_new_statements(impact, lang),
        lambda lang: desk.show_impact_shares(impact, lang),
        lambda lang: desk.show_hits(project, books, lang, DAY, [impact]),
    ]


def test_every_verb_speaks_every_language(shown, project, library, analysis, amended):
    """The headings of a table are in the reader's language, and another one in each; the rows are as many."""
    aligned = desk.compare(project, library, "bachelor-information-systems", [], DAY)
    for number, call in enumerate(calls(project, library, analysis, aligned, amended)):
        said = {}
        for lang in LANGS:
            shown.clear()
            call(lang)
            tables = [cells(html) for html in shown if "<table" in html]
            said[lang] = [(rows[0], len(rows)) for rows in tables]
        assert said["kk"], number
        heads = {lang: [head for row, _ in found for head in row] for lang, found in said.items()}
        assert [head for head in heads["en"] if CYRILLIC.search(head)] == [], number
        assert heads["kk"] != heads["ru"] != heads["en"], number
        assert len({str([count for _, count in found]) for found in said.values()}) == 1, number


@pytest.mark.parametrize("lang", LANGS)
def test_words_where_there_is_nothing_to_show(shown, project, library, analysis, lang):
    """A programme without cards has no levels of cards, one without a framework no descriptors: a sentence says so."""
    aligned = desk.compare(project, library, "bachelor-information-systems", [], DAY)
    desk.show_levels(aligned, lang)
    desk.show_alignment(analysis, lang)
    desk.show_progression(analysis, aligned, lang)
    assert shown[0].endswith(f">{word('levels-no-cards', lang)}</p>")
    assert shown[1].endswith(f">{word('alignment-none', lang)}</p>")
    assert shown[2].endswith(f">{word('compared-nothing', lang)}</p>")


@pytest.mark.parametrize("lang", LANGS)
def test_an_error_is_told_in_the_language_of_the_notebook(lang, monkeypatch, capsys):
    """One sentence instead of a traceback, once the project is open; the cell has failed all the same."""
    shell = InteractiveShell()
    monkeypatch.setattr(showing, "get_ipython", lambda: shell)
    desk.open_project(str(ROOT))
    shell.user_ns |= {"LANG": lang, "desk": desk, "project": desk.open_project(str(ROOT))}
    done = shell.run_cell("desk.open_programme(project, 'nowhere')")
    printed = capsys.readouterr()
    assert isinstance(done.error_in_exec, InputError)
    assert "Traceback" not in printed.out + printed.err
    assert printed.err.strip() == error_text(done.error_in_exec, lang)
    assert "nowhere" in printed.err


def test_an_error_of_our_own_making_keeps_its_traceback(monkeypatch, capsys):
    """What the toolkit cannot explain is not hidden from whoever must find it."""
    shell = InteractiveShell()
    monkeypatch.setattr(showing, "get_ipython", lambda: shell)
    desk.open_project(str(ROOT))
    assert isinstance(shell.run_cell("1 / 0").error_in_exec, ZeroDivisionError)
    assert "Traceback" in capsys.readouterr().out
