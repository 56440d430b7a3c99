"""`curmap share`: the page says the worst first, holds everything, names no address, and no text of it is markup."""

import argparse
import base64
import hashlib
import html
import json
import re
from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from factories import act, programme
from hypothesis import given, settings
from hypothesis import strategies as st
from places import AS_OF, ROOT

from toolkit import job
from toolkit.commands import share
from toolkit.errors import InputError
from toolkit.io.project import Project
from toolkit.labels import word
from toolkit.labels.reader import Reader
from toolkit.model import LANGS, Act, Names
from toolkit.report import Brief, Source
from toolkit.share import Parts, Picture, content_of, page_of
from toolkit.share.page import policy
from toolkit.share.tables import PageCell, PageRow, PageTable, choices_of, grouped, table_of
from toolkit.sheets import Cell, Sheet
from toolkit.style import ALARM, GRADE_FILL, HEAD, INK, PALE, contrast

HOSTILE = "<script>alert(1)</script> & &lt;b&gt; \"'> javascript:alert(2) </style> \u2028"
VOID = frozenset({"meta", "input", "br"})


class Reading(HTMLParser):
    """Reads a page as a browser does: elements with attributes, texts, and whether every element is closed."""

    def __init__(self, page):
        super().__init__()
        self.elements, self.texts, self.open = [], [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        """Keep an element."""
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        """Close the last one, which must be this."""
        assert self.open.pop() == tag

    def handle_data(self, text):
        """Keep what a person reads."""
        if not self.open or self.open[-1] not in ("script", "style"):
            self.texts.append(text)

    @property
    def text(self):
        """What a person reads."""
        return "".join(self.texts)

    def all(self, tag):
        """Give the attributes of every element of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]


def brief_of(analysis, lang="kk"):
    return Brief(analysis, Reader.of(lang), "0.1.0", sources=(Source("curricula/x/outcomes.csv", "ab" * 32),))


def made(analysis, lang="kk", pictures=(), *, light=True, library=""):
    parts = replace(share.parts(light=True), library=library)
    return page_of(content_of(brief_of(analysis, lang), light=light), tuple(pictures), parts, lang)


@pytest.fixture(scope="module", params=["college-statistics", "bachelor-social-work", "bachelor-information-systems"])
def any_analysis(request, project, library):
    return job.analysis_of(project, library, request.param, as_of=AS_OF)


def options(out=None, **changes):
    usual = {"programme": "college-statistics", "standard": [], "date": AS_OF, "lang": "kk", "light": True}
    return argparse.Namespace(**{**usual, "out": out, "replace": False, **changes})


@pytest.mark.parametrize("lang", LANGS)
def test_the_status_of_the_act_comes_before_every_figure(analysis, lang):
    """A repealed act is stamped as such, with who repealed it, and the warning that it is no evidence follows."""
    text = Reading(made(analysis, lang)).text
    stamp = text.index(word("status-repealed", lang))
    evidence = text.index("(W01)")
    figures = text.index(word("headline", lang))
    assert stamp < evidence < figures
    assert 'class="act alarm"' in made(analysis, lang)


def test_an_act_in_force_is_no_alarm(analysis):
    """Nobody is warned of what is in order."""
    (item,) = analysis.compared
    sound = replace(item.act, status="in force", status_by="", status_checked=AS_OF)
    fine = replace(analysis, compared=(replace(item, act=sound),), warns=())
    page = made(fine)
    assert 'class="act alarm"' not in page
    assert word("status-in-force", "kk") in page


def test_warnings_are_told_once_with_their_places(analysis):
    """The heaviest first; notes stand only in the table of warnings."""
    told = content_of(brief_of(analysis)).warnings
    assert [one.severity for one in told] == sorted((one.severity for one in told), key=["evidence", "warning"].index)
    assert len({(one.sign, one.text) for one in told}) == len(told)
    mastered = next(one for one in told if "(W15)" in one.sign)
    assert mastered.where == "ОН1; ОН7; ОН8; ОН10; ОН11"


@pytest.mark.parametrize("lang", LANGS)
def test_headline_figures_say_n_of_m_at_three_steps(analysis, lang):
    """No percentage stands alone; totals and cards, skills, knowledge and competences apart."""
    table = content_of(brief_of(analysis, lang)).headline
    shares = [row.cells[1:] for row in table.rows if len(row.cells) > 1]
    assert len(shares) == 9
    for cells in shares:
        assert len(cells) == 3
        assert all(re.search(r"\d+\D+\d+", cell.text.split("·")[-1]) for cell in cells)


def test_every_gap_has_a_row(analysis):
    """In the order of the report, with what it can be chosen by."""
    content = content_of(brief_of(analysis))
    assert len(content.gaps.rows) == len(analysis.gaps)
    assert [row.facts["points"] for row in content.gaps.rows] == [f"{gap.points:g}" for gap in analysis.gaps]
    assert {choice.fact for choice in content.choices} == {"priority", "card", "kind"}
    for choice in content.choices:
        assert {value for value, _ in choice.values} == {row.facts[choice.fact] for row in content.gaps.rows}


def test_nothing_asks_to_be_filled_in(any_analysis):
    """A page cannot be sent back: no column of a reviewer, no key, no advice to fill in."""
    page = made(any_analysis, light=False)
    for key in ("review-comment", "review-name", "responsible", "fill-in"):
        assert word(key, "kk") not in Reading(page).texts
    assert "curmap:" not in page
    assert "curmap.1|" not in page
    assert "curmap report import" not in page


def test_a_light_page_repeats_no_statement_without_a_match(analysis):
    """Each statement of the standard still stands on the page."""
    text = made(analysis)
    for row in analysis.covered:
        assert html.escape(row.statement.text, quote=False)[:40] in text.replace("&#34;", '"').replace("&#39;", "'")
    light = content_of(brief_of(analysis), light=True).tables[0]
    whole = content_of(brief_of(analysis)).tables[0]
    assert (light.name, whole.name) == ("correspondence", "correspondence")
    assert len(light.rows) < len(whole.rows)
    assert sum(len(row.cells) > 1 for row in light.rows) == len(analysis.links)


def test_a_programme_with_a_framework_alone_has_a_page(project, library):
    """Descriptors take the place of gaps; there is nothing to search."""
    found = job.analysis_of(project, library, "bachelor-information-systems", as_of=AS_OF)
    content = content_of(brief_of(found))
    assert content.gaps is None
    assert content.tables[0].name == "alignment"
    assert 'type="search"' not in made(found)


def test_the_page_is_well_formed_and_says_its_language(any_analysis):
    """Every element is closed, tables have headings, regions have names, the language stands on top."""
    for lang in LANGS:
        read = Reading(made(any_analysis, lang))
        assert read.open == []
        assert read.all("html") == [{"lang": lang}]
        assert all(attributes.get("scope") in ("col", "row") for attributes in read.all("th"))
        anchors = {attributes["id"] for _, attributes in read.elements if "id" in attributes}
        named = [attributes["aria-labelledby"] for _, attributes in read.elements if "aria-labelledby" in attributes]
        assert set(named) <= anchors
        assert {link["href"].removeprefix("#") for link in read.all("a")} <= anchors
        levels = [int(tag[1]) for tag, _ in read.elements if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert all(b - a <= 1 for a, b in pairwise(levels))


def test_the_page_names_no_address(any_analysis):
    """Nothing is fetched: no source, no link that leads out, no import of style; the policy forbids it as well."""
    page = made(any_analysis)
    read = Reading(page)
    for _, attributes in read.elements:
        assert "src" not in attributes
        assert attributes.get("href", "#").startswith("#")
        assert not any(name.startswith("on") for name in attributes)
    assert "@import" not in page
    assert "url(" not in page
    policies = [item["content"] for item in read.all("meta") if item.get("http-equiv")]
    assert policies == [policy([share.parts(light=True).script])]
    assert "default-src 'none'" in policies[0]


def scripts_of(page):
    return re.findall(r"<script>(.*?)</script>", page, re.DOTALL)


def test_only_the_scripts_of_the_page_may_run(analysis):
    """The policy has the hash of each as a browser computes it, and allows no other."""
    page = made(analysis, library="window.Plotly = { newPlot() {} };\r\n", light=False)
    (said,) = (item["content"] for item in Reading(page).all("meta") if item.get("http-equiv"))
    allowed = re.findall("'sha256-([^']+)'", said)
    assert len(scripts_of(page)) == 2
    for script in scripts_of(page):
        assert "\r" not in script
        assert base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode() in allowed
    assert len(allowed) == 2
    assert "'unsafe-inline'" not in re.search("script-src ([^;]*);", said).group(1)


def hostile(analysis, text):
    """The same analysis, every text of a document and of a person replaced."""
    (item,) = analysis.compared
    statements = tuple(replace(row, text=text, function=text, unit=text) for row in analysis.statements)
    by_id = {row.statement_id: row for row in statements}
    covered = tuple(replace(row, statement=by_id[row.statement.statement_id]) for row in analysis.result.statements)
    bad = replace(item.act, title_kk=text, issuer=text, status_by=text, status_source=text)
    cards = tuple(replace(card, title=text) for card in item.cards)
    outcomes = tuple(replace(one, text=Names(text, text, text)) for one in analysis.programme.outcomes)
    disciplines = tuple(replace(one, title=Names(text), assessment=text) for one in analysis.programme.disciplines)
    return replace(
        analysis,
        programme=replace(
            analysis.programme, title=Names(text), note=Names(text), outcomes=outcomes, disciplines=disciplines
        ),
        compared=(replace(item, act=bad, cards=cards),),
        statements=statements,
        result=replace(analysis.result, statements=covered),
    )


def test_texts_of_documents_are_never_markup(analysis):
    """Tags, entities, quotation marks and addresses that run come out as the letters that they are."""
    plain = Reading(made(analysis))
    page = made(hostile(analysis, HOSTILE))
    read = Reading(page)
    assert [tag for tag, _ in read.elements if tag in ("script", "style", "b")] == [
        tag for tag, _ in plain.elements if tag in ("script", "style", "b")
    ]
    assert HOSTILE in read.text
    assert not any("javascript:" in str(attributes.get("href", "")) for _, attributes in read.elements)


@cache
def bare():
    """A small page to make variants of."""
    home = Project(ROOT)
    found = job.analysis_of(home, home.library(), "bachelor-information-systems", as_of=AS_OF)
    return replace(content_of(brief_of(found)), tables=(), choices=(), warnings=(), acts=())


PARTS = share.parts(light=True)


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1))
def test_any_text_comes_out_as_it_went_in(text):
    """As a text, as a heading, as an attribute: what is read is what was written."""
    cell = PageCell(text)
    rows = (PageRow((cell,), {"card": text}),)
    table = PageTable("gaps", text, text, (PageCell(text, heading=True),), rows)
    content = replace(bare(), title=text, programme=text, headline=replace(table, name="headline"), gaps=table)
    read = Reading(page_of(content, (), PARTS, "kk"))
    assert read.open == []
    assert sum(attributes.get("data-card") == text for _, attributes in read.elements) == 2
    assert text in read.text


def test_headings_become_style_and_stay_texts(analysis):
    """On a narrow screen the headings of tables are written by rules of style, which no heading can end."""
    content = content_of(brief_of(analysis))
    heads = (PageCell('a"} body{display:none} </style><script>', heading=True), *content.gaps.heads[1:])
    page = page_of(replace(content, gaps=replace(content.gaps, heads=heads)), (), PARTS, "kk")
    style = page[page.index("<style>") : page.index("</style>")]
    assert r'content:"a\"} body{display:none} \3c /style>\3c script>"' in style


def test_pictures_carry_their_tables_and_cannot_end_their_script():
    """What is drawn is JSON that holds no end of a script; without the library the tables are open."""
    drawing = json.dumps({"data": [], "layout": {"title": "</script><script>alert(1)"}, "config": {}})
    picture = Picture("figure-x", "Сурет <1>", drawing, 1200, "<table><tr><td>12</td></tr></table>")
    page = page_of(bare(), (picture,), replace(PARTS, library="window.Plotly = {};"), "kk")
    kept = re.search(r'data-for="figure-x">(.*?)</script>', page, re.DOTALL).group(1)
    assert json.loads(kept)["layout"]["title"] == "</script><script>alert(1)"
    assert "Сурет &lt;1&gt;" in page
    assert "<details><summary>" in page
    light = page_of(bare(), (picture,), PARTS, "kk")
    assert 'class="drawing"' not in light
    assert "<details open><summary>" in light


def test_colours_can_be_read_by_everybody():
    """WCAG AA: 4.5 to 1 for every pair of letters and ground that the style uses."""
    grounds = [PALE, "FFFFFF", *GRADE_FILL.values()]
    assert all(contrast(INK, ground) >= 4.5 for ground in grounds)
    assert contrast(HEAD, "FFFFFF") >= 4.5
    assert min(contrast(ALARM, "FFFFFF"), contrast(ALARM, PALE)) >= 4.5


def test_every_colour_has_words(analysis):
    """A grade is never told by its colour alone: the cell has a text."""
    for match in re.finditer(r'<td class="(?:good|fair|poor|nothing)">([^<]*)</td>', made(analysis)):
        assert match.group(1).strip()


SHEET = Sheet(
    "A",
    (9.0, 9.0, 9.0, 9.0),
    (
        (Cell("Тақырып", "subtitle", 3),),
        (Cell("Түсіндірме", "note", 3),),
        (Cell(), Cell("curmap:decision", "code"), Cell(), Cell("curmap:key", "code")),
        (Cell("Мәтін", "head"), Cell("Шешім", "head"), Cell("Саны", "head"), Cell("", "head")),
        (Cell("бір"), Cell(None, "input"), Cell(0.125, "share"), Cell("key", "code")),
        (Cell("екі"), Cell("толық", "input"), Cell(date(2026, 11, 21), "date"), Cell("key", "code")),
        (Cell("Барлығы", "label", 2), Cell(1.5, "decimal"), Cell()),
        (),
        (Cell("Ескертпе", "note", 4),),
    ),
    head_row=4,
    last_row=6,
    hidden_rows=(3,),
    hidden_columns=(4,),
)


def test_a_sheet_becomes_a_table():
    """Title, sentence, headings, rows, sums, notes; without hidden columns and those to be filled in."""
    table = table_of("a", SHEET, "kk", {"бір": {"kind": "skill"}})
    assert (table.title, table.about, table.notes) == ("Тақырып", "Түсіндірме", ("Ескертпе",))
    assert [head.text for head in table.heads] == ["Мәтін", "Саны"]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["бір", "13\u00a0%"], ["екі", "21.11.2026"]]
    assert [dict(row.facts) for row in table.rows] == [{"kind": "skill"}, {}]
    assert [[cell.text for cell in row.cells] for row in table.sums] == [["Барлығы", "1,5"]]
    assert choices_of(table.rows, "kind") == ("skill",)


def test_numbers_are_written_as_the_reader_writes_them():
    """A comma in Kazakh and Russian, a point in English."""
    assert [table_of("a", SHEET, lang).sums[0].cells[1].text for lang in LANGS] == ["1,5", "1,5", "1.5"]


def test_columns_that_repeat_are_lifted():
    """Once for each run of rows; a heading that is not there is no error."""
    rows = tuple(PageRow((PageCell(a), PageCell(b))) for a, b in ["1x", "1y", "2z", "1w"])
    table = PageTable("a", "", "", (PageCell("f"), PageCell("t")), rows)
    assert [[cell.text for cell in row.cells] for row in grouped(table, ["f"]).rows] == [
        *(["1"], ["x"], ["y"], ["2"], ["z"], ["1"], ["w"])
    ]
    assert grouped(table, ["unknown"]) == table
    assert grouped(table, ["f", "t"]) == table


@pytest.mark.parametrize("lang", LANGS)
def test_the_command_writes_a_small_page(project, tmp_path, capsys, lang):
    """Without pictures under 300 kB for the bundled programmes, and its size is said."""
    for name in project.programme_ids():
        path = tmp_path / f"{name}.html"
        assert share.run(project, options(path, programme=name, lang=lang)) == 0
        assert path.stat().st_size < 300_000
        assert path.name in capsys.readouterr().out
        Reading(path.read_text("utf-8"))


def test_the_command_writes_pictures_with_their_library_once(project, tmp_path, capsys):
    """The library stands in the page once, whatever the number of pictures; how to do without is said."""
    path = tmp_path / "page.html"
    share.run(project, options(path, light=False))
    page = path.read_text("utf-8")
    assert page.count('class="drawing"') == len(share.FIGURES)
    assert len(scripts_of(page)) == 2
    assert "--light" in capsys.readouterr().out
    for kept in re.findall(r"<script type=\"application/json\"[^>]*>(.*?)</script>", page, re.DOTALL):
        assert {"data", "layout", "config"} == set(json.loads(kept))


def test_the_same_inputs_give_the_same_page(project, tmp_path):
    """Byte by byte: two people can compare what they have."""
    for name in ("a.html", "b.html"):
        share.run(project, options(tmp_path / name))
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_a_file_that_was_named_is_not_overwritten(project, tmp_path):
    """Unless it is said; results in exports/ are made anew."""
    path = tmp_path / "page.html"
    path.write_text("mine", "utf-8")
    with pytest.raises(InputError, match="the file is there already"):
        share.run(project, options(path))
    assert path.read_text("utf-8") == "mine"
    share.run(project, options(path, replace=True))
    assert path.stat().st_size > 1000


def test_provenance_has_the_hashes(analysis):
    """Of the files of the programme and of the act."""
    page = made(analysis)
    assert "ab" * 32 in page
    assert analysis.compared[0].act.sha256 in page


def test_a_draft_has_a_page(project):
    """A programme without decisions, disciplines or a checked act: nothing is counted, nothing fails."""
    found = job.analysis_of(Project(ROOT), project.library(), "college-statistics", as_of=AS_OF)
    (item,) = found.compared
    unknown: Act = act(act_id=item.act.act_id, status="unknown", status_checked=None)
    bare = replace(
        found,
        programme=programme(programme_id="draft", disciplines=(), marks=(), outcomes=()),
        compared=(replace(item, act=unknown),),
        suggestions=(),
        ledger=replace(found.ledger, all=(), current=()),
        result=replace(
            found.result,
            statements=tuple(
                replace(row, state="undecided", decisions=(), taught="", assessed="") for row in found.result.statements
            ),
            links=(),
        ),
    )
    assert Reading(made(bare)).open == []


def test_parts_are_whole():
    """The script names nothing that the template does not have."""
    parts: Parts = share.parts(light=True)
    for name in re.findall(r'querySelector\("\.([\w-]+)"\)', parts.script):
        assert f'class="{name}"' in parts.template
