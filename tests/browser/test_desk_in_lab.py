"""The notebook of the review desk in JupyterLab: decided by keyboard, on the disk at once, there after every accident."""

import csv
import os
import shutil
import signal
import tempfile
from pathlib import Path

import nbformat
import psutil
import pytest
from playwright.sync_api import expect

from toolkit.io.notebooks import with_parameters

pytestmark = pytest.mark.browser

NOTEBOOK = "03_suggest_and_review.ipynb"
REVIEWER = "Әсел Сапарова"
SCREENS = Path(os.environ.get("CURMAP_SCREENS") or tempfile.mkdtemp(prefix="curmap-screens-"))


@pytest.fixture
def notebook(lab, project):
    """The notebook as it is delivered, with a reviewer of its own, on programmes as they are delivered."""
    shutil.rmtree(lab.project / "curricula")
    shutil.copytree(project.root / "curricula", lab.project / "curricula")
    source = nbformat.read(project.root / "notebooks" / NOTEBOOK, as_version=4)
    changed = with_parameters(source, {"REVIEWER": REVIEWER, "LANG": "kk"})
    nbformat.write(changed, lab.folder / NOTEBOOK)
    return NOTEBOOK


def rows(lab):
    """What stands on the disk now: the reviewer's decisions, oldest first."""
    found = []
    for path in sorted((lab.project / "curricula" / "college-statistics" / "decisions").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found += [row for row in csv.DictReader(file) if row["reviewer"] == REVIEWER]
    return found


def verdicts(found):
    """What was decided, once each: a text that stands in several places has a row for each of them."""
    once = dict.fromkeys((row["outcome_id"], row["statement_fingerprint"], row["verdict"]) for row in found)
    return [verdict for _, _, verdict in once]


def open_desk(lab, page, notebook):
    """Open and run the notebook, and give the keys to the desk."""
    lab.open(page, notebook)
    start(lab, page)


def start(lab, page):
    lab.run_all(page)
    page.wait_for_selector(".curmap-on", timeout=120_000)
    page.locator(".curmap-item").click()


def version(page):
    return int(page.locator(".curmap-desk").get_attribute("data-version"))


def press(page, key):
    """Press a key and wait until its answer is on the screen; what must be on the disk then is there by now."""
    before = version(page)
    page.keyboard.press(key)
    page.wait_for_function(f"Number(document.querySelector('.curmap-desk').dataset.version) > {before}", timeout=20_000)


def decided(page):
    """How many are decided, by the progress bar; how many there are changes with what is confirmed."""
    return page.locator(".curmap-top .curmap-number").inner_text().split(" / ")[0]


def kernel(lab):
    """The process that runs the notebook, a child of the server."""
    children = psutil.Process(lab.process).children(recursive=True)
    return next(child.pid for child in children if any("ipykernel" in part for part in child.cmdline()))


def test_what_is_decided_is_on_the_disk_before_it_is_shown(lab, page, notebook):
    """Full, partial, and none with a reason: each row stands in the reviewer's file when the desk shows it."""
    open_desk(lab, page, notebook)
    old = len(rows(lab))
    press(page, "1")
    assert verdicts(rows(lab)[old:]) == ["full"]
    press(page, "Enter")
    press(page, "2")
    assert verdicts(rows(lab)[old:]) == ["full", "partial"]
    press(page, "Enter")
    page.keyboard.press("r")
    page.keyboard.type("басқа еңбек функциясы")
    page.keyboard.press("Enter")
    press(page, "3")
    last = rows(lab)[-1]
    assert (last["verdict"], last["reason"]) == ("none", "басқа еңбек функциясы")
    assert all(last[name] for name in ("decided_at", "statement_id", "statement_fingerprint", "act_sha256"))


def test_a_reason_that_is_asked_for_can_be_refused(lab, page, notebook):
    """Not applicable needs a reason: Escape writes nothing, a reason writes a row."""
    open_desk(lab, page, notebook)
    press(page, "Enter")
    old = rows(lab)
    press(page, "4")
    expect(page.locator(".curmap-dialogue")).to_be_visible()
    press(page, "Escape")
    assert rows(lab) == old
    press(page, "4")
    page.keyboard.type("басқа мамандық")
    press(page, "Enter")
    assert (rows(lab)[-1]["verdict"], rows(lab)[-1]["reason"]) == ("na", "басқа мамандық")


def test_keys_of_a_kazakh_keyboard_decide(lab, page, notebook):
    """The key of 1 writes another letter there; JupyterLab's own shortcuts stay silent."""
    open_desk(lab, page, notebook)
    press(page, "Enter")
    cells, old = page.locator(".jp-Cell").count(), len(rows(lab))
    before = version(page)
    page.evaluate(
        """() => document.activeElement.dispatchEvent(new KeyboardEvent("keydown",
          {code: "Digit5", key: "ғ", bubbles: true, cancelable: true}))"""
    )
    page.wait_for_function(f"Number(document.querySelector('.curmap-desk').dataset.version) > {before}")
    assert verdicts(rows(lab)[old:]) == ["unsure"]
    for key in ("a", "m", "y", "x", "d", "d"):
        page.keyboard.press(key)
    assert page.locator(".jp-Cell").count() == cells


def test_undo_search_and_language(lab, page, notebook):
    """Undo is a row of its own; a statement found by search is decided like a suggested one; labels switch live."""
    open_desk(lab, page, notebook)
    old = rows(lab)
    press(page, "Enter")
    press(page, "1")
    press(page, "u")
    assert rows(lab)[: len(old)] == old
    assert rows(lab)[-1]["verdict"] != "full"
    page.keyboard.press("/")
    page.keyboard.type("респондент")
    press(page, "Enter")
    expect(page.locator(".curmap-open")).to_contain_text("Іздеу арқылы табылды")
    press(page, "2")
    assert rows(lab)[-1]["verdict"] == "partial"
    for word in ("Полностью", "Fully", "Толық"):
        press(page, "l")
        expect(page.locator("button[data-verdict=full]")).to_contain_text(word)


def test_a_reload_of_the_page_loses_nothing(lab, page, notebook):
    """After a reload the notebook is run again, and the desk shows as much decided as before."""
    open_desk(lab, page, notebook)
    press(page, "1")
    before, shown = rows(lab), decided(page)
    open_desk(lab, page, notebook)
    assert rows(lab) == before
    assert decided(page) == shown


def test_a_killed_kernel_loses_nothing(lab, page, notebook):
    """Killed while a decision is on its way: all that was shown as decided is there, the file can be read and goes on."""
    open_desk(lab, page, notebook)
    press(page, "1")
    shown = rows(lab)
    page.keyboard.press("Enter")
    page.keyboard.press("2")
    os.kill(kernel(lab), signal.SIGKILL)
    page.locator(".jp-Dialog button", has_text="Ok").click(timeout=60_000)
    lab.wait_for_kernel()
    after = rows(lab)
    assert after[: len(shown)] == shown
    assert len(verdicts(after[len(shown) :])) <= 1
    assert all(None not in row.values() for row in after)
    start(lab, page)
    press(page, "Enter")
    press(page, "5")
    assert [row["verdict"] for row in rows(lab)[len(after) :]] == ["unsure"]


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_the_whole_desk_is_on_the_screen(lab, page, notebook, theme):
    """At 1366 x 768, with the file browser open, all of the desk is in sight; pictures are kept to be looked at."""
    lab.set_theme(theme)
    open_desk(lab, page, notebook)
    page.screenshot(path=SCREENS / f"{theme[-5:].strip().lower()}.png")
    panel = page.locator(".jp-NotebookPanel-notebook").bounding_box()
    desk = page.locator(".curmap-desk").bounding_box()
    assert panel["y"] <= desk["y"]
    assert desk["y"] + desk["height"] <= panel["y"] + panel["height"] + 1
    assert desk["x"] + desk["width"] <= panel["x"] + panel["width"]
