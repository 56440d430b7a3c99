"""The review desk without a browser: what is sent, what is kept, what the files of the browser may hold."""

import re

import pytest
from fake_session import FakeSession, candidate
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.labels import load
from toolkit.model import LANGS
from toolkit.style import contrast
from toolkit.widgets.desk import WORDS, Desk, changes

SCRIPT, STYLE = Desk._esm, Desk._css


@pytest.fixture
def session():
    return FakeSession()


@pytest.fixture
def desk(session, monkeypatch):
    """A desk whose messages to the browser are kept in `desk.sent`."""
    made = Desk(session)
    made.sent = []
    monkeypatch.setattr(made, "send", lambda content, _=None: made.sent.append(content))
    return made


def tell(desk, message, number=1):
    desk._receive(desk, {"client": "tab", "number": number, "message": message}, [])
    return desk.sent[-1]


def test_a_new_desk_shows_the_session(desk, session):
    """The first view is the session's own, as version 0."""
    assert desk.view == {**session.view(), "version": 0}


def test_a_browser_that_says_hello_gets_the_whole_view(desk):
    """After a reload of the page nothing is missing."""
    desk._receive(desk, {"client": "tab", "number": 3, "hello": True}, [])
    assert desk.sent == [{"client": "tab", "number": 3, "view": desk.view}]


def test_a_message_reaches_the_session_and_its_answer_bears_its_number(desk, session):
    """The browser can tell whose message was answered."""
    answer = tell(desk, {"do": "next"}, number=7)
    assert session.messages == [{"do": "next"}]
    assert (answer["client"], answer["number"], answer["base"], answer["version"]) == ("tab", 7, 0, 1)


def test_only_what_changed_is_sent(desk):
    """A decision about one of many candidates sends that one and the next one, which is selected now."""
    answer = tell(desk, {"do": "decide", "verdict": "full", "candidate": "c0", "item": "i0"})
    assert [sent["key"] for sent in answer["change"]["candidates"]] == ["c0", "c1"]
    assert answer["change"]["order"] is None
    assert set(answer["change"]["set"]) == {"progress", "can_undo"}


def test_an_error_of_the_toolkit_becomes_a_message(desk, session, monkeypatch):
    """What the log has to say, such as a file that is locked, stands on the desk; the rest of the view stays."""
    before = desk.view

    def locked(_):
        raise InputError("the file of Айгүл is locked by another notebook")

    monkeypatch.setattr(session, "handle", locked)
    tell(desk, {"do": "next"})
    assert desk.view["message"] == {"kind": "error", "text": "the file of Айгүл is locked by another notebook"}
    assert desk.view["candidates"] == before["candidates"]


def test_an_unforeseen_error_becomes_a_sentence(desk, session, monkeypatch):
    """No traceback: what happened, in the reviewer's language, and what to do."""
    monkeypatch.setattr(session, "handle", lambda _: {}["missing"])
    tell(desk, {"do": "next"})
    assert desk.view["message"]["kind"] == "error"
    assert "KeyError: 'missing'" in desk.view["message"]["text"]
    assert desk.view["message"]["text"] != load("desk")["inner-error"]["kk"]


def test_a_session_driven_from_code_is_shown_on_request(desk, session):
    """`refresh` sends what code has done to the session."""
    session.handle({"do": "set_lang", "lang": "ru"})
    desk.refresh()
    assert desk.view["lang"] == "ru"
    assert desk.sent[-1]["change"]["set"]["lang"] == "ru"
    assert "number" not in desk.sent[-1]


def test_the_notebook_file_keeps_no_texts(desk):
    """The state that a notebook may store holds the program of the desk, but no document and no decision."""
    state = desk.get_state()
    assert {"_esm", "_css", "away"} <= set(state)
    assert "Статистикалық байқаулардың" not in str(state)


def test_a_viewer_without_widgets_reads_what_would_stand_here(desk):
    """Plain text and HTML say in three languages what it is; the same text every time."""
    data, _ = desk._repr_mimebundle_()
    for lang in LANGS:
        assert load("desk")["away"][lang] in data["text/plain"]
        assert load("desk")["away"][lang] in data["text/html"]
    assert data["text/plain"] == repr(Desk(FakeSession()))
    assert "application/vnd.jupyter.widget-view+json" in data


def applied(view, change):
    """What desk.js does with a change."""
    known = {one["key"]: one for one in [*view["candidates"], *change["candidates"]]}
    order = change["order"] if change["order"] is not None else [one["key"] for one in view["candidates"]]
    return {**view, **change["set"], "candidates": [known[key] for key in order]}


candidates = st.lists(
    st.builds(
        lambda number, verdict: candidate(number, verdict=verdict), st.integers(0, 9), st.sampled_from(["", "full"])
    ),
    unique_by=lambda one: one["key"],
)
views = st.fixed_dictionaries(
    {"lang": st.sampled_from(LANGS), "position": st.lists(st.integers(1, 9), max_size=2), "candidates": candidates}
)


@given(views, views)
def test_a_change_makes_the_new_view_of_the_old(old, new):
    """Whatever differs, in parts, candidates or their order."""
    assert applied(old, changes(old, new)) == new


@given(views)
def test_nothing_is_sent_when_nothing_has_changed(view):
    """Two equal views have an empty change."""
    assert changes(view, view) == {"set": {}, "order": None, "candidates": []}


def used_words():
    """Keys of words in the script; those with a blank, such as `band-${...}`, as patterns."""
    plain = set(re.findall(r'words\["([a-z-]+)"\]', SCRIPT)) | set(re.findall(r'\bsay\("([a-z-]+)"\)', SCRIPT))
    plain |= set(re.findall(r'(?:\bdialogue\(desk|\bescapeButton\(words), "([a-z-]+)"', SCRIPT)) | set(
        re.findall(r'heard\("([a-z-]+)"\)', SCRIPT)
    )
    for table in re.findall(r"const (?:TOOLS|HELP) = (.*?)\];\n", SCRIPT, re.DOTALL):
        plain |= set(re.findall(r'"([a-z-]+)"\]', table))
    plain |= set(re.findall(r'choice\("([a-z]+)"', SCRIPT))
    return plain, [prefix + r"[a-z]+" for prefix in re.findall(r"words\[`([a-z]+-)\$\{", SCRIPT)]


def test_every_word_of_the_script_is_declared_and_used():
    """No key is misspelt in the script, and none is kept that nobody shows."""
    plain, patterns = used_words()
    assert plain <= set(WORDS)
    assert len(patterns) >= 5
    rest = set(WORDS) - plain
    assert {key for key in rest if not any(re.fullmatch(pattern, key) for pattern in patterns)} == set()


@pytest.mark.parametrize("key", WORDS)
def test_every_word_of_the_desk_is_there_in_three_languages(key):
    """The words file has what the script shows."""
    assert all(load("desk")[key][lang].strip() for lang in LANGS)


def test_the_script_and_the_style_load_nothing():
    """The desk works offline: no address, no module, no font from elsewhere."""
    words = r"https?:|//\w|\bimport\b|\bfetch\b|XMLHttpRequest|WebSocket|EventSource|sendBeacon|url\(|@font-face"
    assert re.findall(words, SCRIPT + STYLE) == []


def test_texts_are_never_read_as_markup():
    """Nothing in the script can turn the text of a document into elements or code."""
    words = r"innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|document\.write|\beval\b|new Function"
    assert re.findall(words, SCRIPT) == []


def test_letters_are_large_enough():
    """No letters below 13 pixels, and sizes in pixels so that the surrounding program cannot shrink them."""
    sizes = [int(size) for size in re.findall(r"font-size: (\d+)px", STYLE)]
    assert min(sizes) == 13
    assert len(sizes) == STYLE.count("font-size:")


@pytest.mark.parametrize("name", ["blue", "sky", "orange", "grey"])
@pytest.mark.parametrize("background", ["FFFFFF", "111111"])
def test_signs_stand_out_in_light_and_dark(name, background):
    """Every colour of a sign has a contrast of at least 3 to 1 with both backgrounds, except the pale one on white."""
    colour = re.search(rf"--{name}: #(\w{{6}})", STYLE).group(1).upper()
    assert contrast(colour, background) >= 3
