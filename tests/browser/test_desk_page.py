"""The desk in Chromium on a page of its own: keys, focus, drawing, a thousand candidates, nobody who answers."""

import pytest
from fake_session import FakeSession, candidate
from playwright.sync_api import expect

from toolkit.labels import load

pytestmark = pytest.mark.browser

PRESS = """([code, key, more]) => document.activeElement.dispatchEvent(
  new KeyboardEvent("keydown", {code, key, bubbles: true, cancelable: true, ...more}))"""


def press(page, code, key, **more):
    """Press a physical key that writes `key` in the layout of the user."""
    page.evaluate(PRESS, [code, key, more])


def word(key, lang="kk"):
    return load("desk")[key][lang]


def settled(page):
    """Wait until every message has been answered."""
    page.wait_for_function("window.open_messages === 0")


def focus(page):
    page.click(".curmap-item")


def decided(session):
    return [(sent["candidate"], sent["verdict"]) for sent in session.messages if sent["do"] == "decide"]


@pytest.fixture
def session():
    return FakeSession()


def test_the_desk_fits_the_screen_of_a_small_computer(page, show, session):
    """At 1366 x 768 the desk has no scroll bar of its own, and nothing sticks out at its sides."""
    show(session)
    desk = page.locator(".curmap-desk").bounding_box()
    assert desk["height"] < 640
    assert page.evaluate("document.documentElement.scrollHeight <= 768")
    assert page.evaluate(
        "[...document.querySelectorAll('.curmap-desk *')].every((e) => e.scrollWidth <= e.clientWidth + 1 || "
        "getComputedStyle(e).display === 'inline' || getComputedStyle(e).overflow !== 'visible')"
    )


@pytest.mark.parametrize("width", [1230, 1000, 640])
def test_every_button_stays_inside_the_desk(page, show, session, width):
    """The window of the notebook may be narrow: buttons wrap."""
    show(session, width=width)
    frame = page.locator(".curmap-desk").bounding_box()
    for button in page.locator(".curmap-desk button").all():
        box = button.bounding_box()
        assert frame["x"] <= box["x"]
        assert box["x"] + box["width"] <= frame["x"] + frame["width"]
        assert box["y"] + box["height"] <= frame["y"] + frame["height"]


def test_every_verdict_has_its_key(page, show, session):
    """1 to 5 on the row of digits decide about the chosen candidate."""
    show(session)
    focus(page)
    for digit in "12345":
        page.keyboard.press(digit)
        settled(page)
    assert decided(session) == [("c0", "full"), ("c1", "partial"), ("c2", "none"), ("c3", "na"), ("c4", "unsure")]


@pytest.mark.parametrize(
    ("code", "key", "sent"),
    [
        ("Digit1", "ә", {"do": "decide", "verdict": "full", "item": "i0", "candidate": "c0"}),
        ("Digit2", "і", {"do": "decide", "verdict": "partial", "item": "i0", "candidate": "c0"}),
        ("Numpad5", "5", {"do": "decide", "verdict": "unsure", "item": "i0", "candidate": "c0"}),
        ("KeyJ", "о", {"do": "select", "candidate": "c1"}),
        ("KeyL", "д", {"do": "set_lang", "lang": "ru"}),
        ("KeyD", "в", {"do": "set_direction", "direction": "statement"}),
        ("NumpadEnter", "Enter", {"do": "next"}),
        ("ArrowLeft", "ArrowLeft", {"do": "back"}),
    ],
)
def test_keys_are_taken_by_their_place_on_the_keyboard(page, show, session, code, key, sent):
    """With a Kazakh or Russian layout the same keys do the same."""
    show(session)
    focus(page)
    press(page, code, key)
    settled(page)
    assert session.messages == [sent]


def test_keys_count_only_while_the_desk_has_the_focus(page, show, session):
    """Who writes elsewhere in the notebook decides nothing."""
    show(session)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("1")
    settled(page)
    assert session.messages == []


@pytest.mark.parametrize("keys", ["Control+R", "Control+1", "Alt+ArrowLeft", "Control+F"])
def test_keys_with_ctrl_or_alt_stay_with_the_browser(page, show, session, keys):
    """Only Ctrl+Z and Ctrl+S mean something here; a reload is no reason."""
    show(session)
    focus(page)
    *_, key = keys.split("+")
    code = {"R": "KeyR", "1": "Digit1", "F": "KeyF"}.get(key, key)
    press(page, code, key, ctrlKey="Control" in keys, altKey="Alt" in keys)
    settled(page)
    assert session.messages == []
    assert page.locator(".curmap-dialogue, .curmap-tray > *").count() == 0


def test_a_key_that_is_held_down_decides_once(page, show, session):
    """Repeats of a verdict key are ignored; repeats of an arrow go on."""
    show(session)
    focus(page)
    press(page, "Digit1", "1")
    settled(page)
    press(page, "Digit1", "1", repeat=True)
    press(page, "ArrowDown", "ArrowDown", repeat=True)
    settled(page)
    assert [sent["do"] for sent in session.messages] == ["decide", "select"]


def test_a_verdict_is_never_taken_for_what_was_not_yet_shown(page, show, session):
    """While a decision is on its way, a second one is refused, and the desk says so."""
    show(session)
    focus(page)
    page.evaluate(
        "(press) => { const hit = eval(press); hit(['Digit1', '1', {}]); hit(['Digit2', '2', {}]); }", f"({PRESS})"
    )
    settled(page)
    assert decided(session) == [("c0", "full")]


def test_the_focus_stays_after_a_decision_and_after_a_click(page, show, session):
    """After redrawing, the next key works at once; also after a click on a verdict."""
    show(session)
    focus(page)
    page.keyboard.press("1")
    settled(page)
    page.click("button[data-verdict=partial]")
    settled(page)
    page.keyboard.press("5")
    settled(page)
    assert decided(session) == [("c0", "full"), ("c1", "partial"), ("c2", "unsure")]


def test_the_desk_can_be_used_with_the_tab_key_alone(page, show, session):
    """Every button can be reached and pressed without a mouse, Enter on a button presses it and nothing else."""
    show(session)
    page.locator("button[data-verdict=na]").focus()
    page.keyboard.press("Enter")
    settled(page)
    assert session.messages == [{"do": "decide", "verdict": "na", "item": "i0", "candidate": "c0"}]
    expect(page.locator("button[data-verdict=na]")).to_be_focused()


def test_a_reason_is_asked_for_and_sent_with_the_same_verdict(page, show, session):
    """Enter confirms; what was typed is the reason, and digits in it are no verdicts."""
    show(session)
    focus(page)
    page.keyboard.press("3")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.type("1 және 2 басқа жұмыс")
    page.keyboard.press("Enter")
    settled(page)
    assert session.messages[-1] == {
        "do": "decide",
        "verdict": "none",
        "item": "i0",
        "candidate": "c0",
        "reason": "1 және 2 басқа жұмыс",
    }
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".curmap-list")).to_be_focused()


def test_a_reason_can_be_refused(page, show, session):
    """Escape closes the question and decides nothing; the same question comes again with the same key."""
    show(session)
    focus(page)
    page.keyboard.press("3")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("3")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert [sent["do"] for sent in session.messages] == ["decide", "cancel", "decide"]
    assert all("reason" not in sent for sent in session.messages)


def test_an_empty_reason_is_no_reason(page, show, session):
    """The dialogue stays open and says what is missing."""
    show(session)
    focus(page)
    page.keyboard.press("3")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.type("  ")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.locator(".curmap-says")).to_have_text(word("reason-empty"))
    assert len(session.messages) == 1


def test_a_reason_may_come_before_the_verdict(page, show, session):
    """R writes a reason that goes with the next verdict about this candidate."""
    show(session)
    focus(page)
    page.keyboard.press("r")
    page.keyboard.type("қайталанады")
    page.keyboard.press("Enter")
    page.keyboard.press("4")
    settled(page)
    assert [(sent["verdict"], sent["reason"]) for sent in session.messages] == [("na", "қайталанады")]


def test_a_question_lets_no_focus_out(page, show, session):
    """Tab goes round inside a dialogue, so that no verdict is given behind it."""
    show(session)
    focus(page)
    page.keyboard.press("3")
    expect(page.get_by_role("dialog")).to_be_visible()
    for _ in range(5):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('[role=dialog]') !== null")


def test_many_at_once_are_asked_for(page, show, session):
    """The bound goes first; only after the question with its number the decisions are made."""
    show(session)
    focus(page)
    page.keyboard.press("b")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("ұсыныс «сәйкес емес» деп жазылсын ба?")
    assert session.messages == [{"do": "bulk_none", "below": 0.1, "confirm": False}]
    page.keyboard.press("Enter")
    settled(page)
    assert session.messages[1] == {"do": "bulk_none", "below": 0.1, "confirm": True}
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_undo_by_letter_and_by_habit(page, show, session):
    """U and Ctrl+Z take back; there is nothing to take back at first, and the button says so."""
    show(session)
    focus(page)
    expect(page.locator("button[data-name=undo]")).to_be_disabled()
    for digit, undo in (("1", "u"), ("2", "Control+z")):
        page.keyboard.press(digit)
        settled(page)
        page.keyboard.press(undo)
        settled(page)
    assert [sent["do"] for sent in session.messages] == ["decide", "undo"] * 2
    assert not any(one["verdict"] for one in session.here)


def test_search_is_written_and_cleared_from_the_keyboard(page, show, session):
    """/ opens it, Enter searches and gives the keys back, Escape shows what was there before."""
    show(session)
    focus(page)
    page.keyboard.press("/")
    page.keyboard.type("дерек жинау")
    page.keyboard.press("Enter")
    expect(page.locator(".curmap-open")).to_contain_text(word("found-by-search"))
    page.keyboard.press("2")
    settled(page)
    page.keyboard.press("Escape")
    settled(page)
    assert [sent["do"] for sent in session.messages] == ["search", "decide", "clear_search"]
    assert session.messages[0]["words"] == "дерек жинау"
    expect(page.locator(".curmap-tray > *")).to_have_count(0)


def test_filters_are_sent_by_name(page, show, session):
    """F opens them; a choice is sent at once."""
    show(session)
    focus(page)
    page.keyboard.press("f")
    page.select_option("[data-name=filter-state]", "undecided")
    settled(page)
    assert session.messages == [{"do": "set_filter", "name": "state", "value": "undecided"}]
    expect(page.locator(".curmap-says")).to_have_text("state=undecided")


def test_help_lists_every_key(page, show, session):
    """? opens the list with any layout, Escape closes it."""
    show(session)
    focus(page)
    press(page, "Digit7", "?", shiftKey=True)
    dialogue = page.get_by_role("dialog")
    expect(dialogue).to_be_visible()
    for keys in ("1 – 5", "Enter · →", "U · Ctrl+Z", "Esc"):
        expect(dialogue).to_contain_text(keys)
    page.keyboard.press("Escape")
    expect(dialogue).to_have_count(0)


def test_the_language_switches_live(page, show, session):
    """All labels change and the focus stays."""
    show(session)
    focus(page)
    for lang in ("ru", "en", "kk"):
        page.keyboard.press("l")
        expect(page.locator("button[data-verdict=full]")).to_contain_text(word("verdict-full", lang))
        expect(page.locator(".curmap-desk")).to_have_attribute("lang", lang)


def test_hostile_texts_stay_text(page, show, session):
    """Elements in a document's text are shown as letters and never run."""
    evil = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>'
    session.lists[0][0] = candidate(
        0, texts={"kk": evil, "ru": evil, "en": ""}, marks={}, why=evil, place=[evil], code=evil
    )
    session.lists[0][1] = candidate(1, selected=False, texts={"kk": evil, "ru": "", "en": ""}, marks={"kk": [[0, 4]]})
    show(session)
    settled(page)
    assert page.locator(".curmap-open").inner_text().count("<img src=x") >= 5
    assert page.locator(".curmap-desk img, .curmap-desk script").count() == 0
    assert page.evaluate("window.hit") is None


def test_matching_words_are_marked_by_whole_characters(page, show, session):
    """Places count characters as Python does, also after one beyond the basic plane."""
    text = "😀 әлем деректері"
    session.lists[0][0] = candidate(0, texts={"kk": text, "ru": "", "en": ""}, marks={"kk": [[2, 6]]})
    show(session)
    assert page.locator(".curmap-open mark").all_inner_texts() == ["әлем"]


def test_a_changed_text_is_shown_with_signs(page, show, session):
    """What went has a minus, what came a plus: the colour only repeats it."""
    changed = {"texts": [[["same", "деректерді"], ["gone", "жинау"], ["new", "сақтау"]]], "note": ""}
    session.lists[0][0] = candidate(0, verdict="full", who="Болат", when="2025-01-02", suspect=changed)
    show(session)
    change = page.locator(".curmap-change")
    assert change.locator("del").inner_text().endswith("−жинау")
    assert change.locator("ins").inner_text().endswith("+сақтау")
    expect(page.locator(".curmap-open")).to_contain_text("Болат, 2025-01-02")


def test_a_screen_reader_finds_its_way(page, show, session):
    """A list with options, the chosen one named; buttons with words; messages are announced."""
    show(session)
    focus(page)
    page.keyboard.press("ArrowDown")
    settled(page)
    listbox = page.get_by_role("listbox")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert listbox.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    assert (chosen.get_attribute("aria-posinset"), chosen.get_attribute("aria-setsize")) == ("2", "12")
    expect(page.get_by_role("button", name=f"1 {word('verdict-full')}")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_attribute("aria-valuenow", "0")
    assert page.locator(".curmap-says").get_attribute("aria-live") == "polite"


def test_nothing_to_show_is_said(page, show):
    """No item, no candidates: words instead of an empty screen, and no verdicts to press."""
    session = FakeSession(size=0)
    show(session)
    expect(page.locator(".curmap-list")).to_contain_text(word("no-candidates"))
    expect(page.locator("button[data-verdict=full]")).to_be_disabled()
    focus(page)
    page.keyboard.press("1")
    page.keyboard.press("ArrowDown")
    settled(page)
    assert session.messages == []


def test_a_thousand_candidates_draw_only_what_is_in_sight(page, show):
    """Few rows are in the page wherever the list stands, and there is never a hole in it."""
    session = FakeSession(size=1000)
    show(session)
    focus(page)
    page.keyboard.press("End")
    settled(page)
    expect(page.locator(".curmap-open")).to_contain_text("1000-дағды")
    holes = page.evaluate(
        """async () => {
          const list = document.querySelector(".curmap-list");
          const seen = list.getBoundingClientRect();
          let worst = 0, holes = 0;
          for (let top = 0; top < list.scrollHeight - list.clientHeight; top += 977) {
            list.scrollTop = top;
            await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            const rows = [...list.querySelectorAll("[role=option]")].map((row) => row.getBoundingClientRect());
            worst = Math.max(worst, rows.length);
            const first = Math.min(...rows.map((row) => row.top)), last = Math.max(...rows.map((row) => row.bottom));
            if (first > seen.top + 1 || last < seen.bottom - 1) holes += 1;
          }
          return [worst, holes];
        }"""
    )
    assert holes[0] < 60
    assert holes[1] == 0


def test_a_long_text_can_be_read_whole(page, show, session):
    """The chosen candidate unfolds to its full text even where that is taller than the list."""
    text = "өте ұзақ тұжырым " * 200
    session.lists[0][3] = candidate(3, selected=False, texts={"kk": text, "ru": text, "en": ""}, marks={})
    show(session)
    focus(page)
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    settled(page)
    row, seen = page.locator(".curmap-open").bounding_box(), page.locator(".curmap-list").bounding_box()
    assert abs(row["y"] - seen["y"]) < 2
    assert row["height"] > seen["height"]


def test_a_kernel_that_does_not_answer_is_said_aloud(page, show, session):
    """After some seconds the desk says that the last decision may be missing; when it answers, all is shown again."""
    page.clock.install()
    show(session)
    focus(page)
    page.evaluate("window.silent = true")
    page.keyboard.press("1")
    page.clock.run_for(5000)
    expect(page.locator(".curmap-says")).to_contain_text(word("no-answer"))
    page.evaluate("window.silent = false")
    page.clock.run_for(16000)
    expect(page.locator(".curmap-says")).to_have_text("")
    assert session.messages == []
    page.keyboard.press("1")
    page.clock.run_for(100)
    expect(page.locator(".curmap-row").first).to_contain_text(word("verdict-full"))
    assert decided(session) == [("c0", "full")]


def test_a_desk_that_missed_a_message_asks_for_everything(page, show, session):
    """Another window of the same notebook may have moved on: a change of an unknown version is not applied."""
    desk = show(session)
    session.handle({"do": "set_lang", "lang": "ru"})
    desk.refresh()  # the message is lost: nobody listens in the page
    focus(page)
    page.keyboard.press("ArrowRight")
    expect(page.locator("button[data-verdict=full]")).to_contain_text(word("verdict-full", "ru"))
    expect(page.locator(".curmap-item")).to_contain_text("ОН2")


def test_a_question_is_asked_even_if_its_message_was_lost(page, show, session):
    """The question of a decision comes with the whole view, when the change could not be applied."""
    desk = show(session)
    session.handle({"do": "set_lang", "lang": "ru"})
    desk.refresh()
    focus(page)
    page.keyboard.press("3")
    expect(page.get_by_role("dialog")).to_contain_text("Ұсыныс ықтимал деп бағаланған.")
    page.keyboard.type("басқа қызмет")
    page.keyboard.press("Enter")
    settled(page)
    assert session.messages[-1]["reason"] == "басқа қызмет"


def test_a_connection_that_is_gone_is_said_at_once(page, show, session):
    """When the notebook refuses to send, the desk stays readable, says so, and takes no verdicts."""
    show(session)
    focus(page)
    page.evaluate("() => { window.model.send = () => { throw new Error('Cannot send'); }; }")
    page.keyboard.press("1")
    expect(page.locator(".curmap-says")).to_contain_text(word("no-answer"))
    page.keyboard.press("2")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".curmap-open")).to_contain_text("2-дағды")
    assert session.messages == []


def test_who_enters_the_desk_sees_all_of_it(page, show, session):
    """A desk half below the edge of the window is scrolled into it when it gets the focus."""
    show(session)
    page.evaluate("document.body.style.padding = '400px 0 900px'")
    page.locator("button[data-name='direction-outcome']").focus()
    desk = page.locator(".curmap-desk").bounding_box()
    assert desk["y"] >= 0
    assert desk["y"] + desk["height"] <= 768


def test_a_stay_at_one_place_survives_a_decision(page, show):
    """The list does not jump: after a decision in the middle the next candidate is in sight, a few rows further."""
    session = FakeSession(size=200)
    show(session)
    focus(page)
    for _ in range(20):
        page.keyboard.press("PageDown")
    settled(page)
    before = page.evaluate("document.querySelector('.curmap-list').scrollTop")
    page.keyboard.press("1")
    settled(page)
    expect(page.locator(".curmap-open")).to_contain_text("102-дағды")
    assert abs(page.evaluate("document.querySelector('.curmap-list').scrollTop") - before) < 250
    expect(page.locator(".curmap-open")).to_be_in_viewport(ratio=1)


def test_what_everybody_said_is_shown(page, show, session):
    """Where reviewers differ, each has a line; a statement closed as a whole, and other places of a text, are named."""
    voices = [
        {"who": "Айгүл", "verdict": "full", "reason": "", "when": "2026-01-02", "role": "review"},
        {"who": "Болат", "verdict": "none", "reason": "басқа деңгей", "when": "2026-01-03", "role": "second"},
    ]
    session.lists[0][0] = candidate(0, voices=voices, whole="na", elsewhere=["X1 · Маман 2 · Бақылау"])
    show(session)
    chosen = page.locator(".curmap-open")
    expect(chosen).to_contain_text(f"Айгүл, 2026-01-02, {word('verdict-full')}")
    expect(chosen).to_contain_text(f"Болат, 2026-01-03, {word('verdict-none')} – басқа деңгей")
    expect(chosen).to_contain_text(word("as-whole").format(verdict=word("verdict-na")))
    expect(chosen).to_contain_text("X1 · Маман 2 · Бақылау")


def test_places_that_differ_are_not_shown_as_undecided(page, show, session):
    """A text that is decided in one place and not in another says so."""
    session.lists[0][0] = candidate(0, mixed=True)
    show(session)
    expect(page.locator(".curmap-open .curmap-verdict")).to_contain_text(word("mixed"))


def test_a_change_whose_old_text_is_lost_is_said(page, show, session):
    """Without the earlier text there is no word difference, but the candidate is marked all the same."""
    session.lists[0][0] = candidate(0, verdict="full", suspect={"texts": [], "note": word("suspect-unknown")})
    show(session)
    expect(page.locator(".curmap-change")).to_have_text(word("suspect-unknown"))
    expect(page.locator(".curmap-open .curmap-verdict")).to_contain_text(word("state-suspect"))
