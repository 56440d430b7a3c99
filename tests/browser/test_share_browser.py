"""The shared page in Chromium: found by search, chosen, sorted, read on a phone, and nothing fetched."""

import argparse
import re

import pytest
from places import AS_OF
from playwright.sync_api import expect

from toolkit.commands import share

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def file(project, tmp_path_factory):
    """The page of the bundled programme, with its pictures."""
    path = tmp_path_factory.mktemp("share") / "page.html"
    wanted = {"programme": "college-statistics", "standard": [], "date": AS_OF, "lang": "kk", "light": False}
    share.run(project, argparse.Namespace(**wanted, out=path, replace=False))
    return path


@pytest.fixture
def shared(page, file):
    """The page, opened from the disk as from an e-mail; what it asks for and complains about fails the test."""
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.goto(file.as_uri())
    page.wait_for_selector("#figure-functions .main-svg")
    yield page
    assert asked == [file.as_uri()]
    assert said == []


def rows(page):
    return page.locator("#gaps tbody tr:visible")


def count(page):
    return [int(number) for number in re.findall(r"\d+", page.locator(".shown").inner_text())][::-1]


def test_search_finds_statements_whatever_the_case(shared):
    """Every word must stand in the row; the count says how many of how many; the button shows all again."""
    total = rows(shared).count()
    assert count(shared) == [total, total]
    shared.get_by_label("Мәтіннен іздеу").fill("САНАҚ интервьюер")
    found = rows(shared)
    assert 0 < found.count() < total
    assert count(shared) == [found.count(), total]
    for text in found.all_inner_texts():
        assert "санақ" in text.lower()
        assert "интервьюер" in text.lower()
    shared.get_by_role("button", name="Бәрін көрсету").click()
    assert rows(shared).count() == total
    expect(shared.get_by_label("Мәтіннен іздеу")).to_be_focused()


def test_nothing_found_is_said(shared):
    """Not an empty page without a word."""
    shared.get_by_label("Мәтіннен іздеу").fill("мұндай сөз жоқ")
    assert rows(shared).count() == 0
    assert count(shared)[0] == 0


def test_gaps_are_chosen_by_priority_card_and_kind(shared):
    """Choices narrow each other."""
    shared.locator("select[data-fact=priority]").select_option("high")
    high = rows(shared).count()
    assert all("жоғары" in text for text in rows(shared).all_inner_texts())
    shared.locator("select[data-fact=card]").select_option("V2000019833/2")
    both = rows(shared).count()
    assert 0 < both < high
    assert all("V2000019833/2." in text.replace("\n", "") for text in rows(shared).all_inner_texts())
    shared.locator("select[data-fact=kind]").select_option("knowledge")
    assert rows(shared).count() < high


def test_columns_sort_both_ways_by_keyboard(shared):
    """Enter on a heading sorts, again the other way round; priority by its points, texts by the letters of Kazakh."""
    heading = shared.locator("#gaps thead th", has_text="Басымдығы")
    heading.get_by_role("button").focus()
    shared.keyboard.press("Enter")
    assert heading.get_attribute("aria-sort") == "descending"
    points = [float(row.get_attribute("data-points")) for row in rows(shared).all()]
    assert points == sorted(points, reverse=True)
    shared.keyboard.press("Enter")
    assert heading.get_attribute("aria-sort") == "ascending"
    assert float(rows(shared).first.get_attribute("data-points")) == min(points)
    shared.locator(".order").select_option("")
    assert rows(shared).first.locator("td").first.inner_text() == "1"
    assert heading.get_attribute("aria-sort") is None


def test_pictures_are_drawn_and_have_tables(shared):
    """Each of them; the table opens below."""
    assert shared.locator(".drawing .main-svg").count() >= len(share.FIGURES)
    shared.locator("#pictures summary").first.click()
    expect(shared.locator("#pictures details[open] table").first).to_be_visible()


def test_a_phone_needs_no_sideways_scrolling(shared):
    """Only pictures and the matrix move, in their own frames; rows of gaps are cards with their headings."""
    shared.set_viewport_size(PHONE)
    width = shared.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert width[0] == width[1]
    card = rows(shared).first
    assert card.bounding_box()["width"] <= PHONE["width"]
    heading = card.locator("td").nth(1).evaluate("cell => getComputedStyle(cell, '::before').content")
    assert heading == '"Еңбек функциясы"'
    stamp = shared.locator(".stamp").first
    expect(stamp).to_be_in_viewport()
    assert stamp.inner_text().upper().endswith("КҮШІ ЖОЙЫЛҒАН")
    headline = shared.locator("#headline .scroll")
    assert headline.evaluate("frame => frame.scrollWidth - frame.clientWidth") <= 1


def test_the_gaps_fit_a_small_laptop(shared):
    """At 1366 pixels no column of them is out of sight."""
    frame = shared.locator("#gaps .scroll")
    assert frame.evaluate("frame => frame.scrollWidth - frame.clientWidth") <= 1


def test_rows_that_are_cards_are_still_told_as_a_table(shared):
    """For a screen reader, whatever the width."""
    shared.set_viewport_size(PHONE)
    assert shared.locator("#gaps").get_by_role("row").count() > 1
    assert shared.locator("#gaps").get_by_role("cell").count() > 10


def test_without_scripts_everything_stands_in_plain_tables(browser, file):
    """No control that does nothing, every row there, and the pictures as tables."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    expect(page.locator(".controls")).to_be_hidden()
    assert page.locator("#gaps tbody tr").count() > 50
    expect(page.locator("noscript p")).to_contain_text("JavaScript")
    context.close()


def test_what_was_smuggled_in_does_not_run(page, file, tmp_path):
    """A script, an event or a link of somebody else is refused by the policy of the page."""
    evil = "<script>window.smuggled = 1</script><img src=x onerror='window.smuggled = 2'>"
    other = tmp_path / "evil.html"
    other.write_text(file.read_text("utf-8").replace("<main>", f"<main>{evil}", 1), "utf-8")
    page.goto(other.as_uri())
    page.wait_for_selector("#figure-functions .main-svg")
    assert page.evaluate("window.smuggled") is None


def test_paper_gets_tables_and_no_controls(shared):
    """Printed, the page has what can be read on paper."""
    shared.emulate_media(media="print")
    expect(shared.locator(".controls")).to_be_hidden()
    expect(shared.locator("nav")).to_be_hidden()
    expect(shared.locator("#gaps tbody tr").first).to_be_visible()


def test_the_keyboard_reaches_everything(shared):
    """First a link past the top, later frames that scroll, each with a name."""
    shared.keyboard.press("Tab")
    assert shared.evaluate("document.activeElement.className") == "skip"
    shared.keyboard.press("Enter")
    assert shared.url.endswith("#headline")
    frames = shared.locator(".scroll")
    assert frames.evaluate_all("all => all.every(one => one.tabIndex === 0 && one.getAttribute('aria-labelledby'))")
