"""README, guides and reference: links lead somewhere, blocks run, what is made of the code is up to date."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from places import ROOT

from toolkit.cli.parser import parser
from toolkit.labels import load, word
from toolkit.model import LANGS, STEPS
from toolkit.report import _PLANS
from toolkit.returns import STATUSES
from toolkit.settings import Settings
from toolkit.tables import TABLES

sys.path.insert(0, str(ROOT / "docs"))

import generate

STARTS = {"en": "README.md", "kk": "README.kk.md", "ru": "README.ru.md"}
GUIDES = {lang: f"docs/guides/methodologist{'' if lang == 'en' else f'.{lang}'}.md" for lang in LANGS}
OTHERS = ("ARCHITECTURE.md", "CHANGELOG.md", "toolkit/README.md", "toolkit/DECISIONS.md", "standards/README.md")
PAGES = sorted(
    {*STARTS.values(), *OTHERS, "curricula/README.md", "exports/README.md"}
    | {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md")}
    | {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("README.md")}
)
TRANSLATED = {*STARTS.values(), *GUIDES.values()} - {STARTS["en"], GUIDES["en"]}

READER = MarkdownIt().enable("table")
ONLY_CHECKED = "only-checked"
"""Stands behind the language of a block that installs something or opens a window."""


def text_of(page):
    """A page as the site shows it, with what is made of the code."""
    return generate.filled((ROOT / page).read_text(encoding="utf-8"))


def tokens_of(page) -> Iterator[Token]:
    for token in READER.parse(text_of(page)):
        yield token
        yield from token.children or ()


def anchors_of(page):
    """The anchors of a page's headings, as GitHub and the site make them."""
    tokens = READER.parse(text_of(page))
    heads = [tokens[place + 1].content for place, token in enumerate(tokens) if token.type == "heading_open"]
    plain = [re.sub(r"[`*]|\[|\]\([^)]*\)", "", head) for head in heads]
    return {re.sub(r"[^\w\- ]", "", head.strip().lower()).replace(" ", "-") for head in plain}


def targets_of(page):
    """Where links and pictures of a page lead, those to other sites left out."""
    found = [token.attrs.get("href") or token.attrs.get("src") for token in tokens_of(page)]
    return [unquote(target) for target in found if target and not re.match(r"https?:|mailto:", target)]


def blocks_of(page):
    """(language, mark, text) of every block of a page that is written in a language."""
    for token in tokens_of(page):
        if token.type == "fence" and token.info and not token.info.startswith("{"):
            lang, _, mark = token.info.partition(" ")
            yield lang, mark, token.content


def commands_in(page):
    """Every call of curmap in the blocks of a page, as words without the name; comments are left out."""
    for lang, _, text in blocks_of(page):
        if lang == "sh":
            for line in text.splitlines():
                words = shlex.split(line, comments=True)
                if words[:3] == ["curmap", "report", "import"]:
                    yield ["report-import", *words[3:]]
                elif words[:1] == ["curmap"]:
                    yield words[1:]


def known_commands():
    return set(generate._commands())


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page):
    """Files are there, and headings that links name stand in them; nothing leads out of the project."""
    wrong = []
    for target in targets_of(page):
        path, _, anchor = target.partition("#")
        file = (ROOT / page).parent.joinpath(path).resolve() if path else ROOT / page
        there = file.is_relative_to(ROOT) and file.exists()
        if not there or (anchor and anchor not in anchors_of(file.relative_to(ROOT).as_posix())):
            wrong.append(target)
    assert wrong == []


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_reached(page):
    """The index of the site names each page; none can be found by searching only."""
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    named = {line.partition("<")[2].rstrip(">") or line for line in index.splitlines()}
    relative = os.path.relpath(ROOT / page, ROOT / "docs").replace(os.sep, "/").removesuffix(".md")
    assert page == "docs/index.md" or relative in named


@pytest.mark.parametrize("page", PAGES)
def test_named_commands_exist(page):
    """Whatever stands as `curmap …` in a text is a subcommand, and what stands in a block is understood by the parser."""
    named = re.findall(r"`curmap ([a-z][a-z-]*)", (ROOT / page).read_text(encoding="utf-8"))
    assert set(named) <= {words.partition(" ")[0] for words in known_commands()}
    for words in commands_in(page):
        parser().parse_args(words)


@pytest.mark.parametrize("page", PAGES)
def test_blocks_say_how_they_are_tested(page):
    """A block for the terminal or for Python is run, or marked as only checked; nothing else is written behind its name."""
    assert {mark for lang, mark, _ in blocks_of(page) if lang in ("sh", "python")} <= {"", ONLY_CHECKED}


def test_make_targets_that_are_named_exist():
    """`make …` on any page is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {name for page in PAGES for name in re.findall(r"(?:`|^)make ([a-z-]+)", text_of(page), re.MULTILINE)}
    assert {"demo", "test", "docs", "gallery"} <= named <= targets


@pytest.fixture
def project(tmp_path):
    """A copy of what the commands work on, and nothing else of the project."""
    for folder in ("standards", "curricula", "notebooks"):
        shutil.copytree(ROOT / folder, tmp_path / "project" / folder)
    (tmp_path / "project" / "exports").mkdir()
    (tmp_path / "home").mkdir()
    return tmp_path / "project"


def run_block(lang, text, project):
    home = str(project.parent / "home")
    beside = str(Path(sys.executable).parent)
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "LANG", "LC_ALL") if name in os.environ}
    environment = {**kept, "HOME": home, "PATH": os.pathsep.join([beside, os.environ["PATH"]]), "PYTHONUTF8": "1"}
    call = [sys.executable, "-c", text] if lang == "python" else ["bash", "-euo", "pipefail", "-c", text]
    return subprocess.run(call, cwd=project, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.skipif(shutil.which("bash") is None, reason="blocks for the terminal need bash")
@pytest.mark.parametrize("page", [page for page in PAGES if page not in TRANSLATED and any(blocks_of(page))])
def test_blocks_run(page, project):
    """From top to bottom in a fresh copy with a new home, every block ends well; translations have the same commands."""
    for lang, mark, text in blocks_of(page):
        if lang in ("sh", "python") and mark != ONLY_CHECKED:
            done = run_block(lang, text, project)
            assert done.returncode == 0, f"{text}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"


@pytest.mark.parametrize("pages", [STARTS, GUIDES], ids=["quick start", "methodologist"])
def test_translations_have_the_same_commands(pages):
    """Kazakh, Russian and English readers type the same; only the language, names of people and comments differ."""

    def plain(page):
        calls = []
        for lang, mark, text in blocks_of(page):
            uncommented = re.sub(r"\s+#.*", "", text)
            neutral = re.sub(r'--lang \w\w|--as "[^"]*"', "", uncommented)
            calls.append((lang, mark, neutral))
        return calls

    assert plain(pages["kk"]) == plain(pages["ru"]) == plain(pages["en"])


@pytest.mark.parametrize("pages", [STARTS, GUIDES], ids=["quick start", "methodologist"])
def test_translations_have_the_same_parts(pages):
    """As many headings of each rank, tables of as many rows, links to as many places: none of the three says less."""

    def shape(page):
        kinds = [token.tag for token in READER.parse(text_of(page)) if token.type in ("heading_open", "tr_open")]
        return kinds, len(targets_of(page))

    assert shape(pages["kk"]) == shape(pages["ru"]) == shape(pages["en"])


@pytest.mark.parametrize("lang", LANGS)
def test_the_guide_names_every_sheet_and_column(lang):
    """Every sheet of the report in the words of that language, every verdict, step of proof and fate of a row."""
    guide = (ROOT / GUIDES[lang]).read_text(encoding="utf-8")
    names = [word(f"sheet-{name}", lang) for name in ("title", *_PLANS)]
    names += [word(f"verdict-{verdict}", lang) for verdict in ("full", "partial", "none", "na", "unsure")]
    names += [word(f"step-{step}", lang) for step in STEPS]
    names += [word(f"fate-{fate}", lang) for fate in (*STATUSES, "wrong", "untouched")]
    assert [name for name in names if name not in guide] == []


@pytest.mark.parametrize("name", sorted(generate.WRITTEN))
def test_what_is_made_of_the_house_is_up_to_date(name):
    """The list of rooms, the floors, the libraries and the contracts of the linter are those of test_house.py: make docs."""
    text = (ROOT / generate.WRITTEN[name][0]).read_text(encoding="utf-8")
    assert generate.refreshed(name, text, generate.house()) == text


def test_floors_hold_every_room_once_and_above_what_it_imports():
    """A room stands above all rooms that it may import, so that the linter's layers allow what the house allows."""
    house = generate.house()
    floors = house.floors()
    place = {room: number for number, floor in enumerate(floors) for room in floor}
    assert sorted(place) == sorted(house.rooms)
    assert sum(map(len, floors)) == len(house.rooms)
    for room, allowed in house.rooms.items():
        assert all(place[below] < place[room] for below in allowed - {room})


def test_an_unknown_room_is_listed_too():
    """A room that the house does not know yet stands behind those that it knows."""
    house = generate.house()
    less = generate.House({**house.core}, {name: rooms for name, rooms in house.edges.items() if name != "cli"}, {})
    places = {line.split("`")[1]: number for number, line in enumerate(generate.rooms_text(less).splitlines()[2:])}
    assert places["cli/"] > max(places[generate.place_of(room)] for room in less.rooms)


def test_the_reference_names_every_table_and_column():
    """Each declared table has a heading, each column a row."""
    text = text_of("docs/reference/tables.md")
    for table in TABLES:
        part = text.partition(f"### {table.name}\n")[2].partition("\n### ")[0]
        assert [name for name in table.names if f"| `{name}` |" not in part] == []


def test_the_reference_names_every_command_and_option():
    """Each subcommand has a heading, each of its options a row; exit statuses stand above."""
    text = text_of("docs/reference/commands.md")
    assert re.findall(r"^#{2,3} curmap (.+)$", text, re.MULTILINE) == list(generate._commands())
    for words, one in generate._commands().items():
        part = re.split(rf"^#+ curmap {words}$", text, flags=re.MULTILINE)[1].partition("\n## ")[0]
        options = [option for action in one._actions for option in action.option_strings]
        assert [option for option in options if f"`{option}`" not in part] == []
    assert all(f"| {code} |" in text for code in (0, 1, 2))


def test_the_reference_names_every_warning_and_setting():
    """Codes in three languages; every field of the settings with its meaning."""
    warnings = text_of("docs/reference/warnings.md")
    assert all(warnings.count(f"| {code} |") == len(LANGS) for code in load("warnings"))
    methods = text_of("docs/methods.md")
    assert [one.name for one in fields(Settings) if f"| `{one.name}` |" not in methods] == []


@pytest.mark.parametrize(
    ("begin", "source"),
    [("**What is known about the quality.**", "tests/labelled/README.md"), ("Measured on", "tests/editions/README.md")],
)
def test_figures_that_are_quoted_stand_in_their_source(begin, source):
    """Every number of the paragraph is found in the file that it speaks of."""
    paragraph = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8").partition(begin)[2].partition("\n\n")[0]
    numbers = re.findall(r"\d[\d,.]*\d|\d{2,}", paragraph)
    text = (ROOT / source).read_text(encoding="utf-8")
    assert numbers
    assert [number for number in numbers if number not in text] == []


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The documentation built, warnings as errors."""
    out = tmp_path_factory.mktemp("site")
    call = [sys.executable, "-m", "sphinx", "--fail-on-warning", "--keep-going", "--quiet", "--conf-dir", "docs", "."]
    done = subprocess.run([*call, str(out)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return out


def test_the_site_has_every_page_in_its_language(site):
    """Each page is built, and says which language it is in."""
    for page in PAGES:
        html = (site / page).with_suffix(".html").read_text(encoding="utf-8")
        lang = next((lang for lang in ("kk", "ru") if page.endswith(f".{lang}.md")), "en")
        assert f'<html class="no-js" lang="{lang}"' in html, page


def test_the_site_fetches_nothing(site):
    """No script, style, font or picture comes from elsewhere: it is read offline."""
    for path in site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        assert not re.search(r"<(?:script|img|iframe|source)\b[^>]*\ssrc=[\"']?(?:https?:)?//", html), path.name
        assert not re.search(r"<link\b[^>]*\shref=[\"']?(?:https?:)?//", html), path.name
    for path in site.rglob("*.css"):
        assert not re.search(r"@import|url\([\"']?(?:https?:)?//", path.read_text(encoding="utf-8")), path.name


def test_the_site_is_searched_in_three_languages(site):
    """The index of the search, which is a script and needs no server, holds Kazakh, Russian and English words."""
    index = (site / "searchindex.js").read_text(encoding="utf-8")
    terms = json.loads(index.removeprefix("Search.setIndex(").removesuffix(")"))["terms"]
    assert {"олқылықтар", "пробелах", "review"} <= set(terms)


def test_pictures_of_the_gallery_are_small_and_fetch_nothing():
    """Every picture is shown somewhere, is smaller than 200 kB, holds no script and no address to load from."""
    shown = {Path(target).name for page in PAGES for target in targets_of(page) if "gallery/" in target}
    pictures = list((ROOT / "docs" / "gallery").iterdir())
    assert shown == {path.name for path in pictures}
    for path in pictures:
        text = path.read_text(encoding="utf-8")
        assert len(text.encode("utf-8")) < 200_000
        assert "<script" not in text
        assert not re.search(r"(?:href|src)=[\"']https?:|@import|url\([\"']?https?:", text)
