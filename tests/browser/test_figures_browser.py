"""Figures in Chromium: nothing asked of the network, one button, whole words over cells, nothing cut or on top of another."""

import re
import struct

import pytest
from factories import decision, statement
from figure_room import HOSTILE, crowd, outcomes_of, room, small
from playwright.sync_api import expect

from toolkit.model import LANGS
from toolkit.plots import FIGURES, drawn, heatmap, statements, write_html, write_image

pytestmark = pytest.mark.browser

CUT = """() => {
  const frame = document.querySelector("#figure .main-svg").getBoundingClientRect();
  return [...document.querySelectorAll("#figure .main-svg text:not(.bartext)")]  // bars of other pages are clipped
    .filter((text) => text.textContent.trim() && getComputedStyle(text).visibility !== "hidden")
    .map((text) => [text.textContent, text.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.left < frame.left - 1 || box.right > frame.right + 1 ||
      box.top < frame.top - 1 || box.bottom > frame.bottom + 1))
    .map(([text]) => text);
}"""

CROWDED = """() => {
  const found = [];
  for (const axis of [".x2tick text", ".y2tick text", ".legendtext", ".gtitle, .gtitle-subtitle"]) {
    const boxes = [...document.querySelectorAll("#figure " + axis)]
      .map((text) => [text.textContent, text.getBoundingClientRect()])
      .filter(([text, box]) => text.trim() && box.width);
    boxes.forEach(([one, a], place) => boxes.slice(place + 1).forEach(([other, b]) => {
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const tall = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 2 && tall > 3) found.push(one + " | " + other);
    }));
  }
  const title = [...document.querySelectorAll("#figure .gtitle, #figure .gtitle-subtitle")]
    .map((text) => text.getBoundingClientRect().bottom);
  const heads = [...document.querySelectorAll("#figure .x2tick text, #figure .updatemenu-header")]
    .map((text) => text.getBoundingClientRect().top);
  if (Math.max(...title) > Math.min(...heads) + 2) found.push("title | headings");
  return found;
}"""


@pytest.fixture
def shown(page, tmp_path):
    """Open a figure as its HTML file: `shown(figure)` gives what the browser complained of and asked for."""
    noted = []
    page.on("console", lambda message: noted.append(message.text) if message.type in ("error", "warning") else None)
    page.on("request", lambda request: noted.append(request.url))

    def put(figure, *, width=1366):
        write_html(figure, tmp_path / "figure.html")
        page.set_viewport_size({"width": width, "height": 768})
        noted.clear()
        page.goto((tmp_path / "figure.html").as_uri())
        page.wait_for_selector("#figure .main-svg")
        return noted

    return put


def made_of(name, one):
    needs = FIGURES[name].needs
    return [one] if needs == "one" else [one, small(version="2")]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", FIGURES)
def test_nothing_is_cut_and_nothing_lies_on_top(page, shown, name, lang, analysis):
    """Every text is inside the picture; labels, legend and caption keep apart; the file asks the network for nothing."""
    for one in (analysis, small()):
        noted = shown(drawn(name, *made_of(name, one), lang=lang))
        assert noted == [page.url]
        assert page.evaluate(CUT) == []
        assert page.evaluate(CROWDED) == []


@pytest.mark.parametrize("width", [700, 1000, 1920])
def test_a_window_of_any_width_shows_all(page, shown, width, analysis):
    """In a narrow window the figure keeps its width and the page scrolls; in a wide one it grows."""
    shown(heatmap(analysis, "kk"), width=width)
    assert page.evaluate(CUT) == []
    assert page.evaluate(CROWDED) == []
    assert page.locator("#figure .main-svg").first.bounding_box()["width"] >= 971


def test_there_is_one_button_and_it_saves_a_picture(page, shown, analysis, tmp_path):
    """No share, no cloud, no logo: the camera alone, and it works although the page may reach nothing."""
    shown(heatmap(analysis, "ru"))
    assert page.locator(".modebar-btn").count() == 1
    assert not re.search(r"share|cloud|chart studio", page.locator("#figure").inner_html(), re.IGNORECASE)
    page.locator("#figure").hover()
    with page.expect_download() as download:
        page.locator(".modebar-btn").click()
    download.value.save_as(tmp_path / "saved.png")
    assert (tmp_path / "saved.png").read_bytes().startswith(b"\x89PNG")


def test_the_page_could_not_send_anything_if_it_wanted_to(page, shown):
    """Its policy stops every request, whatever a script tries."""
    shown(heatmap(small(), "kk"))
    assert page.evaluate("fetch('http://127.0.0.1:9/').then(() => 'sent', () => 'refused')") == "refused"
    assert (
        page.evaluate(
            "new Promise((done) => { const image = new Image(); image.onerror = () => done('refused');"
            "image.onload = () => done('loaded'); image.src = 'http://127.0.0.1:9/x.png'; })"
        )
        == "refused"
    )


def test_whoever_points_at_a_cell_reads_everything(page, shown, analysis):
    """The function, the outcome, the counts and the statements, whole, also where the label is shortened."""
    shown(heatmap(analysis, "kk"))
    box = page.locator("#figure .nsewdrag").first.bounding_box()
    page.mouse.move(box["x"] + 10, box["y"] + 70)
    over = page.locator(".hoverlayer .hovertext").first
    expect(over).to_contain_text("Статистикалық байқауларды жүргізуге дайындық")
    words = over.text_content().replace("\xa0", " ")
    first = analysis.programme.outcomes[0]
    for part in (first.outcome_id, "Әдіснамалық және техникалық құжаттамамен"):
        assert part in words
    assert "".join(first.text.kk.split()) in "".join(words.split())


def test_the_menu_opens_the_statements_of_a_function(page, shown):
    """A large figure is drawn at once and turned page by page; no page has more cells than can be read."""
    shown(statements(crowd(), "kk"), width=1920)
    overview = page.locator("#figure .y2tick text").count()
    page.locator(".updatemenu-header").click()
    page.locator(".updatemenu-dropdown-button").nth(2).click()
    page.wait_for_function("document.querySelector('.updatemenu-header').textContent.includes('1.2')")
    labels = page.locator("#figure .y2tick text")
    assert 30 <= labels.count() <= 80
    assert labels.count() != overview
    assert page.evaluate(CUT) == []


def test_hostile_texts_stay_texts(page, shown):
    """Nothing of a statement, an outcome or a title is run, filled in or set as a formula."""
    rows = [statement("1.1.1/S1", HOSTILE, function=HOSTILE, occupation=HOSTILE)]
    one = room(rows, [decision("1.1.1/S1", "ОН1")], outcomes=outcomes_of(1), title=HOSTILE)
    ran = []
    page.on("dialog", lambda dialog: ran.append(dialog.message))
    for name in FIGURES:
        shown(drawn(name, *made_of(name, one), lang="kk"))
        assert page.locator("#figure script").count() == 0
    assert ran == []
    shown(statements(one, "kk", page="X1/1.1"))
    labels = " ".join(page.locator("#figure .y2tick text").all_text_contents())
    for part in ("<script>", "%{x}", "$x^2$", "{blank}", "<b>"):
        assert part in labels


def test_without_scripts_the_table_is_there(browser, tmp_path, analysis):
    """A sentence says why there is no picture, and the numbers stand in the table."""
    write_html(heatmap(analysis, "ru"), tmp_path / "figure.html")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((tmp_path / "figure.html").as_uri())
    expect(page.locator("noscript p")).to_contain_text("JavaScript")
    page.locator("summary").click()
    assert page.locator("details td").count() > 50
    context.close()


def test_on_paper_the_whole_figure_stands(page, shown, analysis):
    """Before printing it takes the width of an A4 page across; afterwards that of the window again."""
    shown(heatmap(analysis, "kk"), width=1900)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#figure .main-svg").first.bounding_box()["width"] == pytest.approx(1040, abs=2)
    assert page.evaluate(CUT) == []
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.wait_for_function("document.querySelector('#figure .main-svg').getBoundingClientRect().width > 1800")


@pytest.mark.parametrize("name", FIGURES)
def test_a_picture_for_a_text_document(name, tmp_path, analysis):
    """PNG at 300 dots to an inch in the size of an A4 page, SVG with texts as texts; no menu, nothing fetched."""
    pytest.importorskip("kaleido")
    figure = drawn(name, *made_of(name, analysis), lang="kk")
    write_image(figure, tmp_path / "figure.png")
    write_image(figure, tmp_path / "figure.svg")
    png = (tmp_path / "figure.png").read_bytes()
    place = png.index(b"pHYs")
    dots, _, unit = struct.unpack(">IIB", png[place + 4 : place + 13])
    width, height = struct.unpack(">II", png[16:24])
    assert unit == 1
    assert dots * 0.0254 == pytest.approx(300, abs=3)
    sides = sorted((width / dots * 1000, height / dots * 1000))
    assert sides[0] <= 171
    assert sides[1] <= 258
    svg = (tmp_path / "figure.svg").read_text(encoding="utf-8")
    assert "updatemenu-header" not in svg
    assert "ОН1" in svg or name in ("levels", "programmes", "steps", "difference", "contributions", "disciplines")
