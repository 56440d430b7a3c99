import json
from dataclasses import replace

import pytest

from toolkit.labels import word
from toolkit.model import LANGS
from toolkit.plots import CONFIG, heatmap, write_html
from toolkit.style import GRADE_FILL, HEAD, HEAT_HIGH, HEAT_LOW, INK, PRIORITY_FILL, STATE_FILL, contrast, ink_on


def test_each_cell_counts_the_confirmed_links(analysis):
    """Z is the number of statements of a function that an outcome covers; nothing confirmed is None, not zero."""
    counts = heatmap(analysis, "kk").data[0]
    assert list(counts.x) == [outcome.outcome_id for outcome in analysis.programme.outcomes]
    assert list(counts.y) == [f"V2000019833/{place}" for place in ("1.1", "1.2", "1.3", "2.1", "2.2")]
    assert list(counts.z[0]) == [2, 1, 2, 1, None, None, None, 2, 2, 1, 1, None]
    assert sum(value for row in counts.z for value in row if value) == len(analysis.result.links)


def test_the_number_stands_in_the_cell(analysis):
    """Text equals z wherever there is a number."""
    counts = heatmap(analysis, "ru").data[0]
    assert [[int(text) if text else None for text in row] for row in counts.text] == [list(row) for row in counts.z]


def test_the_words_over_a_cell_are_whole(analysis):
    """Whoever points at a cell reads the function, the outcome and the statements in full."""
    hover = heatmap(analysis, "kk").data[0].customdata[0][0].replace("<br>", " ")
    assert analysis.programme.outcomes[0].text.kk in hover
    assert "• Әдіснамалық және техникалық құжаттамамен жұмыс істеу" in hover
    assert word("no-match", "kk") in heatmap(analysis, "kk").data[0].customdata[0][11]


@pytest.mark.parametrize("lang", LANGS)
def test_the_title_says_what_is_compared_with_what(analysis, lang):
    """Programme, standard, status of the act, date."""
    layout = heatmap(analysis, lang).layout
    words = f"{layout.title.text} {layout.title.subtitle.text}".replace("<br>", " ")
    for part in (
        analysis.programme.title.get(lang),
        "Мемлекеттік статистика саласындағы сұхбаттасу",
        word("status-repealed", lang),
        "21.11.2026",
    ):
        assert part in words


def test_shares_stand_beside_their_counts(analysis):
    """No percentage without n of m; the colour is the grade."""
    shares = heatmap(analysis, "en").data[1]
    assert list(shares.text[0]) == ["55\u00a0%<br>6 of 11", "21\u00a0%<br>1.5 of 7"]
    assert {value for row in shares.z for value in row} <= set(range(len(GRADE_FILL)))


def test_two_standards_with_equal_numbers_keep_their_rows_apart(analysis):
    """Function 1.1 of two standards is two rows."""
    rows = analysis.result.statements
    twins = tuple(replace(row, statement=replace(row.statement, standard_id="OTHER"), decisions=()) for row in rows)
    both = replace(analysis, result=replace(analysis.result, statements=rows + twins))
    assert len(set(heatmap(both, "kk").data[0].y)) == 10


def test_nothing_is_sent_away(analysis, tmp_path):
    """No button shares the chart, the server's address is empty, and the page needs no network."""
    assert CONFIG["showSendToCloud"] is False
    assert CONFIG["plotlyServerURL"] == ""
    write_html(heatmap(analysis, "kk"), tmp_path / "h.html")
    html = (tmp_path / "h.html").read_text(encoding="utf-8")
    assert '"showSendToCloud": false' in html
    assert '<script src="http' not in html
    assert '<script charset="utf-8" src=' not in html


def test_a_figure_is_plain_json(analysis):
    """Lists, not packed arrays: the figure can be read, compared and kept small."""
    assert "bdata" not in json.dumps(heatmap(analysis, "kk").to_plotly_json())


@pytest.mark.parametrize(
    "fill", sorted({*GRADE_FILL.values(), *STATE_FILL.values(), *PRIORITY_FILL.values(), HEAT_LOW, HEAT_HIGH})
)
def test_dark_text_reads_on_every_fill(fill):
    """At least 4.5 to 1, as WCAG asks for normal text."""
    assert contrast(fill, INK) >= 4.5
    assert ink_on(fill) == INK


def test_headings_are_white_on_dark():
    """The colour of the text follows the fill."""
    assert ink_on(HEAD) == "FFFFFF"


def test_an_outcome_without_a_match_keeps_its_place(analysis):
    """The axis names every outcome and every function, also if nothing at all is confirmed."""
    nothing = tuple(replace(row, decisions=()) for row in analysis.result.statements)
    layout = heatmap(replace(analysis, result=replace(analysis.result, statements=nothing)), "kk").layout
    assert list(layout.xaxis.tickvals) == [outcome.outcome_id for outcome in analysis.programme.outcomes]
    assert list(layout.xaxis.range) == [-0.5, 11.5]
    assert list(layout.yaxis.range) == [4.5, -0.5]
