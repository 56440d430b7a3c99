"""What all figures share: colours, wrapping, caption, legend, file, table, picture; and functions x outcomes."""

import itertools
import json
import re
import struct
import zlib
from dataclasses import replace
from html import escape

import pytest
from factories import decision, statement
from figure_room import HOSTILE, LONG, outcomes_of, room, small
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.labels import word
from toolkit.model import LANGS
from toolkit.plots import CONFIG, FIGURES, heatmap, images, pages, statements, table_of, turned, twin, write_html
from toolkit.plots.files import page_of
from toolkit.plots.frame import wrap
from toolkit.plots.twin import plain
from toolkit.style import (
    ALARM,
    BLANK_FILL,
    GRADE_FILL,
    HEAD,
    HEAT_HIGH,
    HEAT_LOW,
    INK,
    NA_FILL,
    PRIORITY_FILL,
    STATE_FILL,
    STATE_SIGN,
    STEP_FILL,
    ZERO_FILL,
    contrast,
    ink_on,
)

# Machado, Oliveira, Fernandes 2009, "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE
# TVCG 15(6), 1291-1298: the matrices for severity 1.0, applied to linear RGB.
SIGHTS = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def seen(fill, sight):
    """A colour as somebody sees it, in CIE L*a*b* (D65)."""
    channels = [int(fill[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    red, green, blue = (
        min(1.0, max(0.0, sum(part * value for part, value in zip(row, linear, strict=True)))) for row in SIGHTS[sight]
    )
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    x, y, z = (value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116 for value in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(one, other, sight):
    """Difference of two colours as somebody sees them (CIE 1976); about 2 can just be told side by side."""
    return sum((a - b) ** 2 for a, b in zip(seen(one, sight), seen(other, sight), strict=True)) ** 0.5


@pytest.mark.parametrize("sight", SIGHTS)
def test_the_simulation_leaves_grey_grey(sight):
    """A check of the matrices themselves: black, grey and white have no hue for anybody."""
    for fill in ("000000", "808080", "FFFFFF"):
        _, a, b = seen(fill, sight)
        assert abs(a) < 0.5
        assert abs(b) < 0.5


@pytest.mark.parametrize("sight", SIGHTS)
def test_grades_differ_for_the_colour_blind(sight):
    """Any two grades, and any two steps of proof, are at least fifteen units apart, whoever looks."""
    for fills in (GRADE_FILL, STEP_FILL):
        for one, other in itertools.combinations(fills.values(), 2):
            assert apart(one, other, sight) >= 15, (one, other)


@pytest.mark.parametrize("sight", SIGHTS)
def test_states_without_a_hatch_differ_for_the_colour_blind(sight):
    """Full, partial, none, undecided and inapplicable; suspect and unsure are hatched and have signs."""
    plain_states = [fill for state, fill in STATE_FILL.items() if state not in ("suspect", "unsure")]
    for one, other in itertools.combinations(plain_states, 2):
        assert apart(one, other, sight) >= 6, (one, other)
    assert len(set(STATE_SIGN.values())) == len(STATE_SIGN)


@pytest.mark.parametrize("sight", SIGHTS)
def test_the_scale_of_counts_falls_evenly(sight):
    """One hue from light to dark: lightness falls from zero over the lowest to the highest number for everybody."""
    light = [seen(fill, sight)[0] for fill in (NA_FILL, HEAT_LOW, HEAT_HIGH)]
    assert light == sorted(light, reverse=True)
    assert apart(HEAT_LOW, HEAT_HIGH, sight) >= 25
    assert min(apart(HEAT_LOW, fill, sight) for fill in (BLANK_FILL, ZERO_FILL)) >= 8


@pytest.mark.parametrize(
    "fill",
    sorted(
        {*GRADE_FILL.values(), *STATE_FILL.values(), *PRIORITY_FILL.values()}
        | {HEAT_LOW, HEAT_HIGH, BLANK_FILL, ZERO_FILL, NA_FILL}
    ),
)
def test_dark_text_reads_on_every_fill(fill):
    """At least 4.5 to 1, as WCAG asks for normal text."""
    assert contrast(fill, INK) >= 4.5
    assert ink_on(fill) == INK


def test_headings_are_white_on_dark():
    """The colour of the text follows the fill; red letters read on white."""
    assert ink_on(HEAD) == "FFFFFF"
    assert contrast(ALARM, "FFFFFF") >= 4.5
    assert all(contrast(fill, ink_on(fill)) >= 4.5 for fill in STEP_FILL.values())


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=300), st.integers(5, 60))
def test_wrapping_loses_nothing(text, width):
    """All letters are there in their order, no line is too long, and nothing is a tag but the breaks."""
    lines = wrap(text, width).split("<br>")
    assert "".join("".join(map(plain, lines)).split()) == "".join(text.split())
    assert all(len(plain(line)) <= width for line in lines)
    assert all("<" not in line for line in lines)


@given(st.text("абв <>&", min_size=1, max_size=300), st.integers(8, 40), st.integers(1, 3))
def test_a_label_that_is_cut_says_so(text, width, most):
    """It has no more lines than it may, none too long, and ends in «…» exactly if something is missing."""
    lines = wrap(text, width, most).split("<br>")
    assert len(lines) <= most
    assert all(len(plain(line)) <= width for line in lines)
    missing = "".join(plain(wrap(text, width).replace("<br>", " ")).split()) != "".join(plain(" ".join(lines)).split())
    assert lines[-1].endswith("…") is missing


# --- functions x outcomes ---


def row_of(figure, name):
    """The texts in a row of a figure, by the whole name of their column's first word."""
    frame = table_of(figure)
    found = frame[[name in text for text in frame.iloc[:, 0]]]
    assert len(found) == 1
    return {column.split(" ")[0]: text for column, text in list(found.iloc[0].items())[1:]}


def test_each_cell_counts_different_texts(analysis):
    """The number in a cell is how many different texts of the function the outcome covers by decision."""
    frame = table_of(heatmap(analysis, "kk"))
    codes = [outcome.outcome_id for outcome in analysis.programme.outcomes]
    assert [column.split(" ")[0] for column in frame.columns[1:13]] == codes
    rows = {text.split(" ")[0]: list(cells) for text, *cells in frame.itertuples(index=False)}
    for row in (key for key in rows if key.startswith("V2000019833/")):
        for place, code in enumerate(codes):
            covered = {
                item.statement.fingerprint
                for item in analysis.result.statements
                if f"V2000019833/{item.statement.occupation_no}.{item.statement.function_no}" == row
                and code in item.outcomes
            }
            shown = rows[row][place]
            assert (int(shown) if shown.isdigit() else 0) == len(covered)


def test_empty_zero_begun_and_inapplicable_are_four_things():
    """Nobody looked: empty. All looked at in vain: 0. Some looked at: a dot. Does not apply: a dash. All differ in colour."""
    rows = [statement("1.1.1/S1"), statement("1.1.1/S2"), statement("1.2.1/S1"), statement("1.3.1/S1")]
    made = [
        decision("1.1.1/S1", "ОН1", "none"),
        decision("1.1.1/S2", "ОН1", "none"),
        decision("1.1.1/S1", "ОН2", "none"),
        decision("1.3.1/S1", "", "na"),
    ]
    figure = heatmap(room(rows, made, outcomes=outcomes_of(3)), "ru")
    assert [row_of(figure, "X1/1.1")[code] for code in ("ОН1", "ОН2", "ОН3")] == ["0", "·", ""]
    assert row_of(figure, "X1/1.3")["ОН1"] == "–"
    counts = figure.data[0]
    first, third = list(counts.z[1]), list(counts.z[3])
    assert first[2] is None
    assert len({first[0], first[1], third[0]}) == 3
    legend = " ".join(figure.layout.meta["keys"])
    for key in ("figure-key-zero", "figure-key-blank"):
        assert word(key, "ru") in legend
    assert word("figure-key-begun", "ru", sign="·") in legend
    assert word("figure-key-na", "ru", sign="–") in legend


def test_what_is_doubtful_is_hatched_and_explained():
    """A changed text and an unsure reviewer have a sign and a hatch each, and the legend says both in words."""
    figure = heatmap(small(), "kk")
    cells = row_of(figure, "X1/1.1")
    assert (cells["ОН3"], cells["ОН4"]) == ("?", "⚠")
    hatches = {trace.marker.pattern.shape for trace in figure.data if trace.type == "bar" and trace.base is not None}
    assert hatches == {"/", "\\"}
    legend = " ".join(figure.layout.meta["keys"])
    assert word("figure-key-suspect", "kk", sign="⚠") in legend
    assert word("figure-key-unsure", "kk", sign="?") in legend
    assert "⚠" not in " ".join(heatmap(room([statement()], outcomes=outcomes_of(1)), "kk").layout.meta["keys"])


def test_a_number_beside_a_doubt_keeps_both():
    """A cell with something covered and something doubtful shows the number with the sign."""
    rows = [statement("1.1.1/S1"), statement("1.1.1/S2")]
    one = room(rows, [decision("1.1.1/S1")], suspect=[decision("1.1.1/S2")], outcomes=outcomes_of(1))
    assert row_of(heatmap(one, "kk"), "X1/1.1")["ОН1"] == "1⚠"


def test_a_mandatory_function_without_anything_is_red_with_sign_and_words():
    """The label says it in red, the shares have the sign; an additional function is named so instead."""
    figure = heatmap(small(), "ru")
    label = next(text for text in figure.layout.yaxis2.ticktext if "1.2" in text)
    assert f"○ {word('figure-bare', 'ru')}" in label
    assert ALARM in label
    assert row_of(figure, "X1/1.2")["Умения"].startswith("○ 0")
    milder = heatmap(small(additional=[("X1", 1, 2)]), "ru")
    label = next(text for text in milder.layout.yaxis2.ticktext if "1.2" in text)
    assert word("figure-bare", "ru") not in label
    assert word("figure-additional", "ru") in label


def test_shares_stand_beside_their_counts(analysis):
    """No percentage without n of m."""
    cells = row_of(heatmap(analysis, "en"), "V2000019833/1.1")
    assert cells["Skills"] == "55\u00a0% · 6 of 11 · · 4"
    assert cells["Knowledge"].startswith("21\u00a0% · 1.5 of 7")


def test_a_kind_that_a_function_does_not_have_is_no_empty_cell():
    """It is a dash: there is nothing that anybody could look at."""
    figure = heatmap(room([statement()], [decision("1.1.1/S1")], outcomes=outcomes_of(1)), "en")
    assert row_of(figure, "X1/1.1")["Knowledge"] == "–"


def test_the_words_over_a_cell_are_whole(analysis):
    """Whoever points at a cell reads function, card, outcome and statements in full, however short the labels are."""
    figure = heatmap(analysis, "kk")
    outcomes = [plain(text) for text in figure.layout.xaxis.ticktext]
    for outcome, text in zip(analysis.programme.outcomes, outcomes, strict=False):
        assert text == f"{outcome.outcome_id} {outcome.text.kk}"
    note = figure.data[0].customdata[1][0].replace("<br>", " ")
    assert "• Әдіснамалық және техникалық құжаттамамен жұмыс істеу" in note
    long = room([statement(function=LONG * 6)], outcomes=outcomes_of(1))
    figure = heatmap(long, "kk")
    assert "…" in figure.layout.yaxis2.ticktext[1]
    assert LONG * 6 in plain(figure.layout.yaxis.ticktext[1])


def test_order_by_gap_puts_the_worst_first(analysis):
    """Bare functions first, then by the lower share; the order of the standard otherwise."""
    structure = [text.split(" ")[0] for text in table_of(heatmap(analysis, "kk")).iloc[:, 0]]
    gap = [text.split(" ")[0] for text in table_of(heatmap(analysis, "kk", order="gap")).iloc[:, 0]]
    keys = [f"V2000019833/{place}" for place in ("1.1", "1.2", "1.3", "2.1", "2.2")]
    assert [key for key in structure if key in keys] == keys
    assert sorted(gap) == keys
    shares = {}
    for share in analysis.result.shares:
        if share.by == "function":
            shares[share.group] = min(share.share, shares.get(share.group, 1.0))
    assert [shares[key] for key in gap] == sorted(shares.values())
    with pytest.raises(InputError, match="use structure"):
        heatmap(analysis, "kk", order="size")


def test_two_standards_with_equal_numbers_keep_their_rows_apart(analysis):
    """Function 1.1 of two standards is two rows."""
    rows = analysis.result.statements
    twins = tuple(replace(row, statement=replace(row.statement, standard_id="OTHER"), decisions=()) for row in rows)
    both = replace(analysis, result=replace(analysis.result, statements=rows + twins))
    names = [text.split(" ")[0] for text in table_of(heatmap(both, "kk")).iloc[:, 0]]
    assert names.count("OTHER/1.1") == names.count("V2000019833/1.1") == 1


# --- caption ---


@pytest.mark.parametrize("lang", LANGS)
def test_the_caption_says_what_is_shown_and_counted(analysis, lang):
    """Figure, programme, standard, status of the act with date and source, date of the figure, step, n of m."""
    figure = heatmap(analysis, lang)
    words = plain(f"{figure.layout.title.text}<br>{figure.layout.title.subtitle.text}")
    for part in (
        word("figure-functions", lang),
        analysis.programme.title.get(lang),
        "Мемлекеттік статистика саласындағы сұхбаттасу",
        word("status-repealed", lang),
        "21.11.2026",
        word("figure-step-declared", lang),
        {"kk": "36 ішінен 12,5", "ru": "12,5 из 36", "en": "12.5 of 36"}[lang],
    ):
        assert part in words


# --- files and tables ---


def test_nothing_is_sent_away():
    """One button, which saves; no server, no formulas from elsewhere."""
    assert CONFIG["modeBarButtons"] == [["toImage"]]
    assert CONFIG["showSendToCloud"] is False
    assert CONFIG["plotlyServerURL"] == ""
    assert CONFIG["typesetMath"] is False


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_is_whole_and_speaks_its_language(analysis, tmp_path, lang):
    """Language, title, policy; outside of the library itself not one address."""
    write_html(heatmap(analysis, lang), tmp_path / "new" / "h.html")
    html = (tmp_path / "new" / "h.html").read_text(encoding="utf-8")
    assert f'<html lang="{lang}">' in html
    assert f"<title>{word('figure-functions', lang)} – " in html
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert len(scripts) == 2
    own = html.replace(scripts[0], "")
    assert "http" not in re.sub(r"http-equiv", "", own)
    assert "src=" not in own
    assert "default-src 'none'" in own


def test_a_page_is_the_same_each_time(analysis):
    """No random names: two runs give the same bytes."""
    assert page_of(heatmap(analysis, "kk")) == page_of(heatmap(analysis, "kk"))


def test_a_figure_of_another_make_has_a_page_too():
    """Its title and the language that is said; no table."""
    figure = images.go.Figure(layout={"title": {"text": "A <b>title</b>"}})
    html = page_of(figure, "en")
    assert "<title>A title</title>" in html
    assert '<html lang="en">' in html
    assert "<details>" not in html


def test_hostile_texts_end_no_script():
    """A text that would end the script, or start one, stays a text in figure, page and table."""
    one = room(
        [statement(text=HOSTILE, function=HOSTILE)], [decision("1.1.1/S1")], outcomes=outcomes_of(1), title=HOSTILE
    )
    figure = heatmap(one, "kk")
    html = page_of(figure)
    assert html.count("<script>") == html.count("</script>") == 2
    assert "alert('x')" not in re.sub(r"&lt;script&gt;alert\(|\\u003cscript>alert\(", "", html).replace("&#x27;", "'")
    assert "<script" not in twin(figure)
    assert HOSTILE in table_of(figure).iloc[1, 0]


def test_a_figure_is_plain_json(analysis):
    """Lists, not packed arrays: the figure can be read, compared and kept small."""
    text = heatmap(analysis, "kk").to_json()
    assert "bdata" not in text
    assert len(json.loads(text)["data"]) > 2


def test_the_table_says_what_the_figure_says(analysis):
    """As HTML it has caption, legend, headings and a cell for every cell."""
    figure = heatmap(analysis, "kk")
    html = twin(figure)
    frame = table_of(figure)
    assert html.count("<td>") == frame.shape[0] * (frame.shape[1] - 1)
    for key in figure.layout.meta["keys"]:
        assert escape(key) in html
    assert "утратил" not in html
    assert "күші жойылған" in html


# --- pictures ---


def png(width=30, height=20):
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    return b"\x89PNG\r\n\x1a\n" + chunk + b"rest"


@given(st.integers(1, 9000), st.integers(1, 9000), st.floats(10, 300), st.floats(10, 300))
def test_a_picture_says_how_large_it_is(width, height, across, down):
    """The chunk for the size comes right behind the head, with a right check sum, and nothing else changes."""
    before = png(width, height)
    after = images.sized(before, across, down)
    assert after[:33] + after[54:] == before
    length, name = struct.unpack(">I4s", after[33:41])
    x, y, unit, check = struct.unpack(">IIBI", after[41:54])
    assert (length, name, unit) == (9, b"pHYs", 1)
    assert check == zlib.crc32(after[37:50])
    assert x == round(width / across * 1000)
    assert y == round(height / down * 1000)


def test_what_is_no_picture_is_refused():
    """A browser that gives something else is not believed."""
    with pytest.raises(InputError, match="camera"):
        images.sized(b"<html>", 10, 10)


@given(st.integers(300, 4000), st.integers(100, 9000))
def test_a_picture_fits_the_page(width, height):
    """It is never larger than an A4 page between its margins, and never out of shape."""
    across, down = images.scaled_to(width, height)
    assert any(across <= wide + 0.01 and down <= tall + 0.01 for wide, tall in images.PAPER.values())
    assert across / down == pytest.approx(width / height)


def test_another_ending_is_refused(tmp_path):
    """The sentence says which there are, and names the way without a browser."""
    with pytest.raises(InputError, match=r"\.png.*\.svg.*\.html"):
        images.write_image(heatmap(small(), "ru"), tmp_path / "h.jpg")


def test_without_kaleido_a_sentence_says_what_to_do(tmp_path, monkeypatch):
    """Install it, or the camera button of the HTML; no file is left behind."""
    monkeypatch.setattr(images, "_installed", {}.get)
    with pytest.raises(InputError, match=r"pip install.*camera"):
        images.write_image(heatmap(small(), "en"), tmp_path / "h.png")
    assert list(tmp_path.iterdir()) == []


PARTS = ("kaleido", "choreographer.browsers.chromium")


class NoBrowser:
    """Stands for kaleido and for what finds a browser: there is none."""

    Chromium = None

    @staticmethod
    def find_browser(**_):
        """Find none."""


NoBrowser.Chromium = NoBrowser


def test_without_a_browser_a_sentence_says_what_to_do(tmp_path, monkeypatch):
    """Which browsers will do, where to name another one, and the camera button."""
    monkeypatch.setattr(images, "_installed", str)
    monkeypatch.setattr(images, "_imported", dict.fromkeys(PARTS, NoBrowser).get)
    with pytest.raises(InputError, match=r"Chrome, Edge or Chromium.*BROWSER_PATH.*camera"):
        images.write_image(heatmap(small(), "en"), tmp_path / "h.png")


class Kaleido(NoBrowser):
    """Notes how it was asked; draws nothing."""

    asked = ()

    @staticmethod
    def find_browser(**_):
        """Find one."""
        return "/usr/bin/a-browser"

    @classmethod
    def calc_fig_sync(cls, figure, opts, kopts):
        """Note what was asked, and die."""
        cls.asked = (figure, opts, kopts)
        raise RuntimeError("died")


Kaleido.Chromium = Kaleido


def test_a_picture_is_made_without_the_network(tmp_path, monkeypatch):
    """No formulas from elsewhere, a proxy that leads nowhere; a browser that fails is named with the way out."""
    monkeypatch.setattr(images, "_installed", str)
    monkeypatch.setattr(images, "_imported", dict.fromkeys(PARTS, Kaleido).get)
    with pytest.raises(InputError, match=r"a-browser.*died.*camera"):
        images.write_image(heatmap(small(), "en"), tmp_path / "h.svg", side="upright")
    _, asked, how = Kaleido.asked
    assert how["mathjax"] is False
    assert how["proxy_server"] == "http://127.0.0.1:9"
    assert how["path"] == "/usr/bin/a-browser"
    assert asked["format"] == "svg"


def test_pages_are_turned_without_a_menu():
    """Each page has a name; a turned copy shows it alone, says its name, and leaves the figure as it was."""
    figure = statements(small(), "ru")
    names = pages(figure)
    assert names[0] == word("figure-overview", "ru")
    assert len(figure.layout.updatemenus) == 1
    copy = turned(figure, 2)
    assert len(copy.layout.updatemenus) == 0
    assert any(plain(note.text).startswith(names[2][:10]) for note in copy.layout.annotations)
    assert copy.layout.yaxis.range != figure.layout.yaxis.range
    assert len(figure.layout.updatemenus) == 1
    with pytest.raises(InputError, match="от 0 до"):
        turned(figure, 99)


def test_every_figure_has_its_name_and_its_word():
    """The names people ask by, each with a title in three languages."""
    assert list(FIGURES) == [
        "functions",
        "statements",
        "levels",
        "disciplines",
        "programmes",
        "steps",
        "flow",
        "difference",
        "contributions",
    ]
    assert all(word(kind.title, lang) for kind in FIGURES.values() for lang in LANGS)
    assert FIGURES["functions"].draw is heatmap
