"""Each figure: its numbers are those of the analysis, its order, and what it says where there is nothing to draw."""

import inspect
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from factories import decision, discipline, statement
from figure_room import HOSTILE, crowd, outcomes_of, room, small
from hypothesis import given
from hypothesis import strategies as st
from places import AS_OF

from toolkit.analysis import analyse, compare_with
from toolkit.counted import contributions_of
from toolkit.errors import InputError
from toolkit.frameworks import frameworks_for
from toolkit.labels import word
from toolkit.model import LANGS, STEPS
from toolkit.numbers import decimal, percent
from toolkit.plots import (
    FIGURES,
    contributions,
    difference,
    disciplines,
    drawn,
    figure_kind,
    flow,
    heatmap,
    levels,
    pages,
    pages_of,
    programmes,
    statements,
    steps,
    table_of,
)
from toolkit.plots.difference import points
from toolkit.plots.steps import parts_of
from toolkit.plots.twin import plain
from toolkit.style import GRADE_FILL

PLACES = [f"1.{function}.1/{kind}{number}" for function in (1, 2) for kind in "SK" for number in (1, 2)]


@pytest.fixture(scope="module")
def aligned(project, library):
    """A programme that is compared with a sectoral framework only."""
    one = project.programme("bachelor-information-systems")
    frameworks = frameworks_for(one.targets, library.acts, library.documents)
    names = {framework.act.act_id for framework in frameworks}
    rest = compare_with([item for item in one.targets if item.standard_id not in names], library.acts, library.parsed)
    return analyse(one, rest, [], as_of=AS_OF, frameworks=frameworks)


def rows_of(figure):
    """The table of a figure: first column → the other texts."""
    return {first: list(rest) for first, *rest in table_of(figure).itertuples(index=False, name=None)}


def row_with(figure, part):
    found = [cells for name, cells in rows_of(figure).items() if part in name]
    assert len(found) == 1
    return found[0]


# --- statements ---


def test_a_pair_shows_what_was_decided():
    """1, the weight of partial, 0, ?, the sign of a changed text, a dash, nothing: seven different things."""
    figure = statements(small(), "ru")
    assert row_with(figure, "X1/1.1.1/S1")[0] == "1"
    assert row_with(figure, "X1/1.1.1/S2")[:3] == ["0,5", "0", ""]
    assert row_with(figure, "X1/1.1.1/S3")[2] == "?"
    assert row_with(figure, "X1/1.1.1/S4")[3] == "⚠"
    assert set(row_with(figure, "X1/1.1.1/S5")[:5]) == {"–"}
    assert set(row_with(figure, "X1/1.1.1/S6")[:5]) == {"0"}
    assert set(row_with(figure, "X1/1.2.1/S1")[:5]) == {""}


def test_a_statement_says_its_state_and_its_step():
    """At the right: the state with sign and word, and how far the proof goes."""
    figure = statements(small(), "en")
    assert row_with(figure, "X1/1.1.1/S1")[5:] == ["● full", "assessed"]
    assert row_with(figure, "X1/1.2.1/S1")[5:] == ["· undecided", ""]


def test_whoever_points_at_a_pair_reads_who_decided_and_why():
    """Reviewer, day and reason; the statement in full."""
    figure = statements(small(), "kk")
    place = next(row for row, text in enumerate(figure.layout.yaxis.ticktext) if "X1/1.1.1/S5" in text)
    words = " ".join(str(trace.customdata[place]) for trace in figure.data if trace.type == "heatmap")
    assert "Сарапшы, 21.11.2026: басқа мамандық" in words
    assert "1.1.1/S5 мәтіні" in plain(figure.layout.yaxis.ticktext[place])


def test_the_overview_comes_first_and_the_menu_has_every_function():
    """Functions, then one page each and one for the competences; every statement stands on one page."""
    one = small()
    figure = statements(one, "kk")
    names = pages(figure)
    assert names[0] == word("figure-overview", "kk")
    assert [name.split(" ")[0] for name in names[1:3]] == ["1.1", "1.2"]
    assert word("kind-competence", "kk") in names[3]
    assert figure.layout.updatemenus[0].buttons[0].label == names[0]
    for row in one.result.statements:
        assert sum(row.statement.statement_id in name for name in rows_of(figure)) == 1
    assert pages_of(one) == ("X1/1.1", "X1/1.2")


def test_a_page_can_be_shown_first():
    """By the key of its function; an unknown one is refused with those there are."""
    figure = statements(small(), "kk", page="X1/1.2")
    assert figure.layout.updatemenus[0].active == 2
    assert figure.layout.yaxis.range == tuple(figure.layout.updatemenus[0].buttons[2].args[0]["yaxis.range"])
    with pytest.raises(InputError, match=r"X1/1\.1, X1/1\.2"):
        statements(small(), "kk", page="X1/9.9")


def test_a_long_function_is_cut_into_pages():
    """At most thirty statements a page, none lost; the name says which of how many."""
    rows = [statement(f"1.1.1/S{number}") for number in range(1, 72)]
    figure = statements(room(rows, outcomes=outcomes_of(1)), "kk")
    names = pages(figure)[1:]
    assert [name.split(" · ")[1] for name in names] == ["1–30 / 71", "31–60 / 71", "61–71 / 71"]
    assert sum("X1/1.1.1/S" in name for name in rows_of(figure)) == 71


def test_statements_by_gap_come_worst_first():
    """What nobody serves, before what nobody looked at, before what is covered."""
    names = [name.split(" ")[0] for name in rows_of(statements(small(), "kk", order="gap"))]
    places = [names.index(f"X1/1.1.1/{code}") for code in ("S6", "K1", "S4", "S3", "S2", "S1")]
    assert places == sorted(places)


def test_a_framework_is_shown_level_by_level(aligned):
    """Descriptors of the claimed level and of the next one, each with its whole text."""
    figure = statements(aligned, "kk")
    assert len(pages(figure)) == 2
    for row in aligned.covered:
        assert any(row.statement.statement_id in name for name in rows_of(figure))


def test_600_statements_and_60_outcomes_stay_whole():
    """Every statement has a row, every outcome a column wide enough for its numbers; nothing is left out."""
    one = crowd()
    figure = statements(one, "kk")
    frame = table_of(figure)
    assert frame.shape[1] == 1 + 60 + 2
    assert sum(".1/S" in name or "/S" in name or "/K" in name for name in frame.iloc[:, 0]) == 600
    edges = figure.data[0].x
    assert min(b - a for a, b in pairwise(edges)) >= 20
    assert len(pages(figure)) == 1 + 20
    assert max(end - start for _, start, end, _ in figure.layout.meta["pages"][1:]) < 4000


# --- levels and programmes ---


def test_levels_show_n_of_m_the_worst_child_and_what_is_bare(analysis):
    """The numbers are those of the shares by standard and level; a total does not hide a hole."""
    figure = levels(analysis, "en")
    shares = {(share.group, share.kind): share for share in analysis.result.shares if share.by == "standard-level"}
    for level in ("4", "5"):
        skill, knowledge, _ = row_with(figure, f"SQF level {level}")
        for cell, kind in ((skill, "skill"), (knowledge, "knowledge")):
            share = shares[f"V2000019833@{level}", kind]
            assert cell.startswith(f"{percent(share.share)} · {decimal(share.covered, 'en')} of {share.denominator}")
            assert word("figure-worst", "en", place=share.worst.split("/")[1], share="")[:-1] in cell
            assert (f"○ {share.bare}" in cell) is bool(share.bare)


@pytest.mark.parametrize("step", STEPS)
def test_levels_count_the_step_that_they_name(analysis, step):
    """Share, counts and caption are of one step of proof."""
    figure = levels(analysis, "ru", step=step)
    share = next(one for one in analysis.result.shares if (one.by, one.kind) == ("standard-level", "skill"))
    number, part = share.at(step)
    assert row_with(figure, "Уровень ОРК 4")[0].startswith(f"{percent(part)} · {decimal(number, 'ru')} из")
    assert f"«{word(f'figure-step-{step}', 'ru')}»" in " ".join(figure.layout.meta["lines"])


def test_a_level_that_nobody_asks_for_has_no_grade(aligned):
    """What is met above the level claimed is no fault: grey; the claimed level is graded."""
    figure = levels(aligned, "kk")
    colours = [colour for _, colour in figure.data[0].colorscale]
    assert f"#{GRADE_FILL['nothing']}" in colours
    assert f"#{GRADE_FILL['poor']}" in colours
    assert len(rows_of(figure)) == 3


def test_levels_by_gap(analysis):
    """The level with the least covered first."""
    assert "5" in next(iter(rows_of(levels(analysis, "kk", order="gap"))))


def test_a_card_that_a_programme_is_not_compared_with_is_no_zero(analysis):
    """Two programmes, two standards: the other's cards are empty cells; a kind that a card lacks is a dash."""
    other = small()
    figure = programmes([analysis, other], "kk")
    mine, theirs = row_with(figure, "V2000019833/1 "), row_with(figure, "X1/1 ")
    shares = {
        share.kind: share for share in analysis.result.shares if (share.by, share.group) == ("card", "V2000019833/1")
    }
    for place, kind in enumerate(("skill", "knowledge", "competence")):
        assert mine[place].startswith(percent(shares[kind].share))
    assert mine[3:] == theirs[:3] == ["", "", ""]
    lacking = programmes([room([statement()], outcomes=outcomes_of(1)), analysis], "kk")
    assert row_with(lacking, "X1/1 ")[1:3] == ["–", "–"]


def test_programmes_with_one_code_are_told_apart():
    """By admission year and version."""
    heads = " ".join(programmes([small(), small(version="2")], "kk").layout.xaxis2.ticktext)
    assert "(2026, 1)" in plain(heads.replace("<br>", " ")).replace("  ", " ")
    assert "(2026, 2)" in plain(heads.replace("<br>", " ")).replace("  ", " ")


def test_cards_by_gap():
    """The card with the least covered first, under no heading."""
    rows = [statement("1.1.1/S1"), statement("2.1.1/S1")]
    one = room(rows, [decision("1.1.1/S1")], outcomes=outcomes_of(1))
    names = list(rows_of(programmes([one], "kk", order="gap")))
    assert [name.split(" ")[0] for name in names] == ["X1/2", "X1/1"]


# --- disciplines, steps, contributions ---


def test_a_discipline_counts_the_texts_that_it_serves(analysis):
    """Different texts of a function covered by the outcomes that the discipline teaches."""
    frame = table_of(disciplines(analysis, "kk"))
    assert [name.split(" ")[0] for name in frame.iloc[:, 0]] == [one.code for one in analysis.programme.disciplines]
    for name, *cells in frame.itertuples(index=False, name=None):
        served = {code for code, who in analysis.teaching.taught_by.items() if name.split(" ")[0] in who}
        for column, cell in zip(frame.columns[1:], cells, strict=True):
            covered = {
                row.statement.fingerprint
                for row in analysis.result.statements
                if column.split(" ")[0] == f"V2000019833/{row.statement.occupation_no}.{row.statement.function_no}"
                and served & set(row.outcomes)
            }
            assert (int(cell) if cell.isdigit() else 0) == len(covered)
            assert (cell == "–") is not bool(served)


def test_a_discipline_without_outcomes_or_credits_says_why():
    """A dash and words: no outcome in the matrix, or no credits; neither is a zero."""
    courses = [discipline("П1"), discipline("П2"), discipline("П3", 0.0)]
    one = small(disciplines=courses, marks=[("П1", "ОН1", "M"), ("П3", "ОН1", "M")])
    rows = rows_of(disciplines(one, "ru"))
    assert [cells[0] for cells in rows.values()] == ["2", "–", "–"]
    names = list(rows)
    assert word("figure-serves-nothing", "ru") in names[1]
    assert word("figure-no-credits", "ru") in names[2]


def test_disciplines_by_gap(analysis):
    """Those that serve the least first."""
    frame = table_of(disciplines(analysis, "kk", order="gap"))
    sums = [sum(int(cell) for cell in cells if cell.isdigit()) for _, *cells in frame.itertuples(index=False)]
    assert sums == sorted(sums)


verdicts = st.sampled_from(["full", "partial", "none", "unsure", "suspect", "na", ""])


@given(st.lists(verdicts, min_size=len(PLACES), max_size=len(PLACES)), st.booleans())
def test_the_parts_of_a_bar_are_all_that_applies(found, taught):
    """Whatever was decided: no part is negative, and together they are the denominator."""
    made = [
        decision(place, verdict=one) for place, one in zip(PLACES, found, strict=True) if one in ("full", "partial")
    ]
    made += [
        decision(place, verdict=one) for place, one in zip(PLACES, found, strict=True) if one in ("none", "unsure")
    ]
    made += [decision(place, "", one) for place, one in zip(PLACES, found, strict=True) if one == "na"]
    former = [decision(place) for place, one in zip(PLACES, found, strict=True) if one == "suspect"]
    rows = [statement(place) for place in PLACES]
    one = room(rows, made, suspect=former, outcomes=outcomes_of(2), marks=None if taught else [])
    for share in one.result.shares:
        parts = parts_of(share)
        assert all(number >= 0 for number in parts.values())
        assert sum(parts.values()) == pytest.approx(share.denominator)


def test_steps_show_the_three_steps_with_their_counts(analysis):
    """Declared, taught, assessed and the denominator are those of the shares; lengths are shares of the whole."""
    figure = steps(analysis, "en")
    frame = table_of(figure)
    shares = {(share.group, share.kind): share for share in analysis.result.shares if share.by == "function"}
    assert len(frame) == len(shares)
    for name, kind, *numbers in frame.itertuples(index=False, name=None):
        share = shares[name.split(" ")[0], "skill" if kind == word("skills-covered", "en") else "knowledge"]
        assert numbers[:4] == [
            *(decimal(share.at(step)[0], "en") for step in STEPS),
            str(share.denominator),
        ]
    said = [plain(text) for trace in figure.data if trace.type == "scatter" for text in trace.text or ()]
    assert "55\u00a0% → 55\u00a0% → 41\u00a0% · 6 → 6 → 4.5 of 11" in said
    lengths = sum(sum(trace.x) for trace in figure.data if trace.type == "bar" and trace.orientation == "h")
    assert lengths == pytest.approx(290 * len(shares))


def test_a_bare_function_is_red_in_the_steps():
    """The words above its bar have the sign and the colour of a warning."""
    figure = steps(small(), "kk")
    texts = [text for trace in figure.data if trace.type == "scatter" for text in trace.text]
    assert sum("○" in text and "A61C12" in text for text in texts) == 3


def test_contributions_are_those_of_the_count(analysis):
    """What is given and what would be lost, of how many, for every discipline and kind, zeros too."""
    frame = table_of(contributions(analysis, "kk"))
    found = [one for one in contributions_of(analysis, "kk") if one.by == "discipline"]
    assert len(frame) == len(found)
    for one, row in zip(found, frame.itertuples(index=False, name=None), strict=True):
        assert row[0] == f"{one.group} {one.label}"
        assert row[3:6] == (decimal(one.covered, "kk"), str(one.denominator), decimal(one.lost, "kk"))


def test_what_only_one_teaches_would_be_lost():
    """A short dark bar in the long one, and the number with its sign."""
    figure = contributions(small(), "ru")
    texts = [plain(text) for trace in figure.data if trace.type == "scatter" for text in trace.text]
    assert "1,5 из 6 −1,5" in texts


def test_contributions_by_module_and_by_gap(analysis):
    """A college has modules; a university without any gets a sentence. The least first if asked."""
    given_ = [
        float(row[3].replace(",", "."))
        for row in table_of(contributions(analysis, "kk", order="gap")).itertuples(index=False)
    ]
    kinds = len({one.kind for one in contributions_of(analysis, "kk")})
    sums = [sum(given_[place : place + kinds]) for place in range(0, len(given_), kinds)]
    assert sums == sorted(sums)
    assert word("figure-no-parts", "kk") in table_of(contributions(small(), "kk", by="module")).iloc[0, 0]


# --- flow and difference ---


def test_the_flow_carries_the_numbers_of_the_analysis(analysis):
    """From outcome to function: different texts covered; from discipline to outcome: all that the outcome covers."""
    frame = table_of(flow(analysis, "kk"))
    pairs = {
        (left.split(" ")[0], right.split(" ")[0]): int(number)
        for left, right, number, _ in frame.itertuples(index=False)
    }
    found = {}
    for row in analysis.result.statements:
        key = f"V2000019833/{row.statement.occupation_no}.{row.statement.function_no}"
        for code in row.outcomes:
            found.setdefault((code, key), set()).add(row.statement.fingerprint)
    assert {pair: len(texts) for pair, texts in found.items()} == {
        pair: number for pair, number in pairs.items() if "/" in pair[1]
    }
    for code, teachers in analysis.teaching.taught_by.items():
        covered = {text for (one, _), texts in found.items() if one == code for text in texts}
        for teacher in teachers:
            assert pairs.get((teacher, code), 0) == len(covered)


def test_what_has_no_line_is_named(analysis):
    """Outcomes, disciplines and functions without a line stand in the caption: nothing is left out in silence."""
    words = " ".join(flow(analysis, "kk").layout.meta["lines"])
    assert "ОН12" in words
    assert "БМ1" in words
    assert "○1.2" in " ".join(flow(small(), "kk").layout.meta["lines"])


def test_suspect_lines_are_apart():
    """A line of its own with the sign, hatched, never added to what is confirmed."""
    figure = flow(small(), "ru")
    frame = table_of(figure)
    marked = frame[["⚠" in text for text in frame.iloc[:, 3]]]
    assert [(left.split(" ")[0], number) for left, _, number, _ in marked.itertuples(index=False)] == [("ОН4", "1")]
    assert sum(trace.type == "scatter" and trace.fillpattern.shape == "/" for trace in figure.data) == 1


def test_an_untaught_outcome_is_seen():
    """Its line comes from nobody, in red, with words."""
    frame = table_of(flow(small(marks=[("П1", "ОН2", "M")]), "ru"))
    assert frame.iloc[0, 0] == f"○ {word('figure-not-taught', 'ru')}"
    assert frame.iloc[0, 1].startswith("ОН1")


def test_the_flow_of_one_function():
    """Only its lines; an unknown one is refused with those there are."""
    frame = table_of(flow(small(), "kk", only="X1/1.1"))
    assert {name.split(" ")[0] for name in frame.iloc[:, 1] if "/" in name} == {"X1/1.1"}
    with pytest.raises(InputError, match=r"X1/1\.1, X1/1\.2"):
        flow(small(), "kk", only="X1/7.7")


def test_a_large_flow_stays_within_bounds():
    """Lines become thinner; the legend says where their numbers are."""
    figure = flow(crowd(), "kk")
    assert figure.layout.height < 4000
    assert word("figure-thin", "kk") in figure.layout.meta["keys"]
    assert word("figure-thin", "kk") not in flow(small(), "kk").layout.meta["keys"]


def fewer():
    """As `small`, before its first decision was made; its second function did not exist."""
    one = small()
    made = [row for row in one.ledger.current if row.statement_id != "X1/1.1.1/S1"]
    return room([row for row in one.statements if row.function_no != 2], made, outcomes=outcomes_of(5), version="0")


def test_a_difference_has_sign_number_and_both_counts():
    """Risen, fallen, equal; the counts of both; a group that only one has says so in words."""
    figure = difference(fewer(), small(), "en")
    rows = [tuple(row) for row in table_of(figure).itertuples(index=False)]
    skills = next(row for row in rows if row[0].startswith("X1/1.1") and row[1] == "skills")
    assert skills[2:] == ("10\u00a0% · 0.5/5", "30\u00a0% · 1.5/5", "▲ +20")
    assert {row[4] for row in rows if row[0].startswith("X1/1.2")} == {word("figure-new", "en")}
    back = [tuple(row) for row in table_of(difference(small(), fewer(), "en", order="gap")).itertuples(index=False)]
    assert back[0][4].startswith("▼ −")
    assert word("figure-gone", "en") in {row[4] for row in back}


def test_two_days_of_one_programme_are_told_apart():
    """The day stands behind the edition where both have the same; names that are given come first."""
    later = small()
    words = " ".join(difference(replace(later, as_of=date(2026, 3, 1)), later, "kk").layout.meta["keys"])
    assert "01.03.2026" in words
    assert "21.11.2026" in words
    assert "күз" in " ".join(difference(later, later, "kk", names=("көктем", "күз")).layout.meta["keys"])


@given(st.floats(-1, 1))
def test_points_have_a_sign_and_never_vanish(change):
    """A change is never shown as none, none never as a change."""
    text = points(change, "en")
    assert text[0] == ("+" if change > 0 else "−" if change < 0 else "0")


def test_shares_and_tables_give_the_same_difference(analysis):
    """Two analyses, their shares, or their tables SHARES: one figure but for the caption."""
    before = small()
    names = ("a", "b")
    whole_ = table_of(difference(before, analysis, "kk", names=names))
    shares = table_of(difference(before.result.shares, analysis.result.shares, "kk", names=names))
    tables = table_of(difference(before.result.shares_table(), analysis.result.shares_table(), "kk", names=names))
    assert whole_.equals(shares)
    assert shares.equals(tables)


@pytest.mark.parametrize("by", ["total", "standard", "card", "unit", "level", "standard-level"])
def test_differences_of_any_grouping(analysis, by):
    """Every group of either stands in a row for each of its kinds."""
    frame = table_of(difference(analysis, analysis, "kk", by=by))
    found = [share for share in analysis.result.shares if share.by == by]
    assert len(frame) == len(found)
    assert set(frame.iloc[:, 4]) <= {"= 0", "–"}


def test_an_unknown_grouping_is_refused(analysis):
    """The sentence names those there are."""
    with pytest.raises(InputError, match="standard-level"):
        difference(analysis, analysis, "kk", by="colour")


# --- every figure ---


def made_of(name, one):
    return [one] if FIGURES[name].needs == "one" else [one, one]


EMPTY = {
    "no outcomes": lambda: room([statement()], outcomes=()),
    "no decisions": lambda: room([statement(), statement("1.1.1/K1")], outcomes=outcomes_of(2)),
    "no statements": lambda: room([], outcomes=outcomes_of(2)),
    "no functions": lambda: room([statement("1.0.0/C1")], outcomes=outcomes_of(2)),
    "no disciplines": lambda: room([statement()], outcomes=outcomes_of(2), disciplines=()),
    "nothing at all": lambda: room([], outcomes=(), disciplines=()),
    "one statement": lambda: room([statement()], [decision("1.1.1/S1")], outcomes=outcomes_of(1)),
    "nothing applies": lambda: room([statement()], [decision("1.1.1/S1", "", "na")], outcomes=outcomes_of(1)),
    "no level": lambda: room([statement(levels="")], [decision("1.1.1/S1")], outcomes=outcomes_of(1)),
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("case", EMPTY)
@pytest.mark.parametrize("name", FIGURES)
def test_little_or_nothing_is_no_error(name, case, lang):
    """There is always a figure with a title and either cells or a sentence that says what is missing."""
    figure = drawn(name, *made_of(name, EMPTY[case]()), lang=lang)
    frame = table_of(figure)
    assert word(FIGURES[name].title, lang) in plain(figure.layout.title.text.replace("<br>", " "))
    assert len(frame) >= 1
    assert any(text for text in frame.to_numpy().ravel())
    assert figure.to_json()
    assert 150 < figure.layout.height < 900


@pytest.mark.parametrize("name", FIGURES)
def test_a_programme_with_a_framework_alone_has_every_figure(name, aligned):
    """Figures of functions say in a sentence which figures there are for a framework."""
    figure = drawn(name, *made_of(name, aligned), lang="kk")
    if name in ("functions", "disciplines", "steps", "flow"):
        assert "levels" in table_of(figure).iloc[0, 0]
    assert "Салалық біліктілік шеңбері" in " ".join(figure.layout.meta["lines"])


@pytest.mark.parametrize("name", FIGURES)
def test_hostile_texts_are_no_tags_and_no_templates(name):
    """What looks like a tag is escaped wherever plotly would read one; templates never hold a text."""
    rows = [
        statement("1.1.1/S1", HOSTILE, function=HOSTILE, occupation=HOSTILE),
        statement("1.1.1/K1", function=HOSTILE),
    ]
    one = room(rows, [decision("1.1.1/S1", "ОН1", reason=HOSTILE)], outcomes=outcomes_of(2), title=HOSTILE)
    figure = drawn(name, *made_of(name, one), lang="kk").to_plotly_json()
    figure["layout"].pop("meta")
    allowed = {"%{text}", "<b>%{y}</b><br>%{x}<br>%{customdata}<extra></extra>", "%{customdata}<extra></extra>"}
    for trace in figure["data"]:
        assert {trace.get("hovertemplate"), trace.get("texttemplate")} <= {None, *allowed}
    assert "<script" not in str(figure)
    assert "<b>қалың" not in str(figure)


@pytest.mark.parametrize("name", FIGURES)
def test_an_option_that_is_listed_is_understood(name, analysis):
    """Options of the registry are keywords of the function; orders change nothing but the order."""
    kind = FIGURES[name]
    assert set(kind.options) <= set(inspect.signature(kind.draw).parameters)
    straight = table_of(drawn(name, *made_of(name, analysis), lang="kk"))
    turned_ = table_of(drawn(name, *made_of(name, analysis), lang="kk", order="gap"))
    cells = [sorted(map(str, frame.to_numpy().ravel())) for frame in (straight, turned_)]
    numbers = [[cell for cell in found if cell[:1].isdigit()] for found in cells]
    if name not in ("functions", "statements", "levels", "programmes"):  # these have headings in one order only
        assert numbers[0] == numbers[1]
    with pytest.raises(InputError, match="use structure"):
        drawn(name, *made_of(name, analysis), lang="kk", order="colour")


def test_names_and_numbers_are_checked(analysis):
    """An unknown figure, an unknown option, too few analyses: each is refused in words."""
    with pytest.raises(InputError, match="contributions"):
        figure_kind("pie")
    with pytest.raises(InputError, match="no option 'colour'"):
        drawn("flow", analysis, lang="kk", colour="red")
    with pytest.raises(InputError, match="needs two"):
        drawn("difference", analysis, lang="kk")
    with pytest.raises(InputError, match="needs several"):
        drawn("programmes", lang="kk")


def test_an_unknown_language_is_refused(analysis):
    """As everywhere, with the languages there are."""
    with pytest.raises(InputError, match="use one of kk, ru, en"):
        heatmap(analysis, "de")


def test_figures_change_nothing(analysis):
    """Drawing leaves the analysis as it was, and a second drawing is the same."""
    before = replace(analysis)
    first = [drawn(name, *made_of(name, analysis), lang="ru").to_json() for name in FIGURES]
    assert [drawn(name, *made_of(name, analysis), lang="ru").to_json() for name in FIGURES] == first
    assert analysis == before
