"""The workbook on the impact of a change: title page, sheets, coverage before and after with its chart, method."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from toolkit.acts import doubt_text
from toolkit.editions import GRADES, Grade
from toolkit.impact.model import PILES, SCENARIOS
from toolkit.impact.paper import Paper, joined
from toolkit.impact.sheets import (
    accept_sheet,
    anew_sheet,
    changes_sheet,
    lost_sheet,
    new_sheet,
    renamings_sheet,
    stands_sheet,
)
from toolkit.impact.told import SHOWN, causes_text, compared_shares, look_text
from toolkit.model import KINDS, STEPS, Act, Share, Step
from toolkit.numbers import day, decimal
from toolkit.report.layout import Column, columns_of, fitting, table, unbroken
from toolkit.sheets import Cell, Chart, Grading, Pattern, Row, Series, Sheet, Workbook, reference, shortened
from toolkit.style import INK, STEP_FILL

_NAMES = ("before", *SCENARIOS)
"""Before the change, and each count after it."""

_WIDE = 7
_TITLE_WIDTHS = (30.0, 16.0, 16.0, 23.0, 23.0, 23.0, 23.0)
_LOOKS: tuple[tuple[str, Pattern], ...] = (
    (INK, ""),
    (STEP_FILL["assessed"], ""),
    (STEP_FILL["taught"], "stripes"),
    (STEP_FILL["declared"], "dots"),
)
"""Colour and pattern of each count in the chart, dark to pale: to be told apart in grey and by the colour-blind."""

_CHARTED = 7
"""More groups than these do not fit a page."""

_GRADE_KEYS: dict[Grade, str] = {"cosmetic": "cosmetic", "wording": "same-wording", "substance": "substance"}
_LABEL = 60
_TOP = 4
_LABELS = 3 + len(_NAMES) + 1
"""The column with the names of the chart's groups, behind what is printed."""


def impact_workbook(paper: Paper) -> Workbook:
    """Plan the workbook on the impact of a change on one programme.

    Parameters
    ----------
    paper : Paper
        The impact, the programme compared with the new edition, the acts, all programmes hit.

    Returns
    -------
    Workbook
        The same for the same argument. The sheets of what stands, what to accept, what to decide anew and what is new have
        columns to fill in; the hidden key of a row is about the statement of the new edition, so that
        ``curmap report import`` writes decisions about the new text.
    """
    plans: dict[str, Callable[[Paper], Sheet | None]] = {
        "changes": changes_sheet,
        "renamings": renamings_sheet,
        "accept": accept_sheet,
        "anew": anew_sheet,
        "new": new_sheet,
        "lost": lost_sheet,
        "stands": stands_sheet,
        "coverage": coverage_sheet,
        "hits": hits_sheet,
        "method": method_sheet,
    }
    sheets = [(key, sheet) for key, plan in plans.items() if (sheet := plan(paper)) is not None]
    contents = [(sheet.name, paper.word(f"impact-contents-{key}")) for key, sheet in sheets]
    lists = _lists_sheet(paper)
    programme = paper.impact.programme
    outcomes = reference(lists.name, (1, 1, max(len(programme.outcomes), 1), 1))
    return Workbook(
        title=f"{paper.word('impact-title')}: {paper.brief.reader.names(programme.title)}",
        subject=f"{paper.impact.edition.old_id} → {paper.impact.edition.new_id}",
        lang=paper.lang,
        created=paper.brief.analysis.as_of.isoformat(),
        sheets=(_title_sheet(paper, contents), *(sheet for _, sheet in sheets), lists),
        names=(("curmap_outcomes", outcomes),),
        keywords=f"{paper.impact.edition.old_id}, {paper.impact.edition.new_id}",
    )


def _lists_sheet(paper: Paper) -> Sheet:
    """Plan the hidden sheet with the codes of the outcomes, from which drop-down lists choose."""
    codes = paper.brief.outcomes
    rows: tuple[Row, ...] = tuple((Cell(code, "code"), Cell(paper.brief.outcome(code))) for code in codes) or ((),)
    return Sheet(paper.brief.tab("sheet-lists"), (14.0, 80.0), rows, hidden=True)


# --- title --------------------------------------------------------------------------------------------------------


def _title_sheet(paper: Paper, contents: list[tuple[str, str]]) -> Sheet:
    names = paper.brief.reader.names
    rows: list[Row] = [
        (Cell(paper.word("impact-title"), "title", _WIDE),),
        (Cell(names(paper.impact.programme.title), "subtitle", _WIDE),),
    ]
    starts = []
    for block in (
        _acts(paper),
        _piles(paper),
        _headline(paper),
        _others(paper),
        _contents(paper, contents),
        _made(paper),
    ):
        if block:
            rows.append(())
            starts.append(len(rows) + 1)
            rows += block
    return unbroken(Sheet(paper.brief.tab("sheet-title"), _TITLE_WIDTHS, tuple(rows)), starts)


def _pair(label: str, value: str) -> Row:
    return (Cell(label, "label"), Cell(value, "text", _WIDE - 1))


def _block(text: str) -> Row:
    return (Cell(text, "block", _WIDE),)


def _acts(paper: Paper) -> list[Row]:
    edition = paper.impact.edition
    sides = (
        ("impact-old-act", edition.old_id, edition.old_title, paper.old_act, paper.sources[0]),
        ("impact-new-act", edition.new_id, edition.new_title, paper.new_act, paper.sources[1]),
    )
    rows: list[Row] = []
    for key, standard_id, title, act, source in sides:
        called = title or (act.title.best(paper.lang) if act else "") or standard_id
        rows += [_block(f"{paper.word(key)}: {called}"), _pair(paper.word("code"), standard_id)]
        rows += _about_act(paper, act)
        rows += [_pair(paper.word("impact-source"), source)] if source else []
    titles = {share.group: share.label for one in compared_shares(paper.impact).values() for share in one}
    before = {share.group: share.label for share in paper.impact.before.shares}
    cards = [
        f"{before.get(old, old) or '–'} → {titles.get(new, new) or '–'} ({old or '–'} → {new or '–'})"
        for old, new in paper.impact.cards
    ]
    rows.append(_pair(paper.word("impact-cards"), "\n".join(cards)))
    if not paper.importable:
        rows.append((Cell("! " + paper.word("impact-not-importable"), "fair", _WIDE),))
    return rows


def _about_act(paper: Paper, act: Act | None) -> list[Row]:
    if act is None:
        return [_pair(paper.word("act-status"), paper.word("impact-not-registered"))]
    said = paper.word("act-value", issuer=act.issuer, date=day(act.date), number=act.number)
    status = paper.brief.analysis.status(act, paper.lang)
    return [_pair(paper.word("act"), said), _pair(paper.word("act-status"), status)]


def _headline(paper: Paper) -> list[Row]:
    shares = compared_shares(paper.impact)
    rows: list[Row] = [
        _block(paper.word("headline")),
        (Cell(paper.word("impact-headline-about", tab=paper.tab("coverage")), "note", _WIDE),),
        (
            Cell(paper.word("impact-group"), "head"),
            Cell(paper.word("kind"), "head", 2),
            *(Cell(paper.word(f"impact-scenario-{name}"), "head") for name in _NAMES),
        ),
    ]
    for key, label in _groups(shares, ("total", "card"), paper).items():
        found = [_find(shares[name], key) for name in _NAMES]
        shown = next(share for share in found if share is not None)
        kind = replace(paper.brief.kinds(shown.kind), span=2)
        rows.append((Cell(label), kind, *(paper.brief.share_cell(share) for share in found)))
    rows.append(_pair(paper.word("impact-looks"), look_text(paper.impact, paper.lang)))
    return rows


_Key = tuple[str, str, str]
"""What is grouped, the key of the group, the kind."""


def _groups(shares: dict[str, tuple[Share, ...]], by: tuple[str, ...], paper: Paper) -> dict[_Key, str]:
    """Give the groups that stand in any of the counts with what they are called, those of the new edition first."""
    found: dict[_Key, str] = {}
    for name in ("stands", "before"):
        for share in shares[name]:
            if share.by in by:
                plain = paper.word("by-total") if share.by == "total" else f"{paper.word('by-level')} {share.group}"
                found.setdefault((share.by, share.group, share.kind), share.label or plain)
    order = {name: place for place, name in enumerate(by)}
    kinds: dict[str, int] = {kind: place for place, kind in enumerate(KINDS)}
    # One kind below the other, so that a card is read beside the total; levels repeat what cards say and come last.
    return dict(sorted(found.items(), key=lambda one: (one[0][0] == "level", kinds[one[0][2]], order[one[0][0]])))


def _find(shares: tuple[Share, ...], key: _Key) -> Share | None:
    return next((share for share in shares if (share.by, share.group, share.kind) == key), None)


def _piles(paper: Paper) -> list[Row]:
    links = [row.pile for row in paper.impact.links]
    rows: list[Row] = [
        _block(paper.word("impact-piles")),
        (
            Cell(paper.word("impact-pile"), "head"),
            Cell(paper.word("impact-decisions-count"), "head"),
            Cell(paper.word("impact-links-count"), "head"),
            Cell(paper.word("impact-meaning"), "head", _WIDE - 3),
        ),
    ]
    counts = paper.impact.counts()
    for pile in PILES:
        meaning = Cell(paper.word(f"impact-about-{pile}"), "text", _WIDE - 3)
        rows.append((paper.pile(pile), Cell(counts[pile], "count"), Cell(links.count(pile), "count"), meaning))
    counted = paper.word("impact-added-count", n=len(paper.impact.added), m=len(paper.impact.open))
    rows.append((Cell(counted, "note", _WIDE),))
    if paper.impact.aside:
        rows.append((Cell(paper.word("impact-aside", n=len(paper.impact.aside)), "note", _WIDE),))
    return rows


def _others(paper: Paper) -> list[Row]:
    mine = paper.impact.programme.programme_id
    others = dict.fromkeys(hit.programme_id for hit in paper.hits if hit.programme_id != mine)
    if not others:
        return []
    said = joined(f"{paper.titles.get(name, name)} ({name})" for name in others)
    return [_block(paper.word("impact-hits-title")), _pair(paper.word("impact-other-programmes"), said)]


def _contents(paper: Paper, contents: list[tuple[str, str]]) -> list[Row]:
    return [
        _block(paper.word("how-to-read")),
        *(
            (Cell(tab, "label", link=f"#{reference(tab, (1, 1, 1, 1))}"), Cell(text, "text", _WIDE - 1))
            for tab, text in contents
        ),
    ]


def _made(paper: Paper) -> list[Row]:
    brief = paper.brief
    return [
        _pair(paper.word("made"), day(brief.analysis.as_of)),
        _pair(paper.word("made-with"), f"Curriculum Mapping Toolkit {brief.tool_version}"),
    ]


# --- coverage -----------------------------------------------------------------------------------------------------


def coverage_sheet(paper: Paper) -> Sheet | None:
    """Plan the sheet of coverage before and after, by total, card and level, at three steps, with a chart."""
    shares = compared_shares(paper.impact)
    groups = _groups(shares, SHOWN, paper)
    if not groups:
        return None
    name = paper.tab("coverage")
    heads = [paper.word(f"impact-scenario-{one}") for one in _NAMES]
    columns = [
        *columns_of(paper.brief, {"impact-group": 40.0, "kind": 17.0, "impact-step": 14.0}),
        *(Column(head, fitting(head, 23.0)) for head in heads),
        *columns_of(paper.brief, {"impact-shown": 72.0}),
        *(Column(paper.word("impact-share", name=head), 24.0) for head in heads),
    ]
    rows = [
        _coverage_row(paper, label, step, [_find(shares[one], key) for one in _NAMES])
        for step in STEPS
        for key, label in groups.items()
    ]
    used = paper.brief.analysis.settings
    return table(
        paper.brief,
        name,
        columns,
        rows,
        title=paper.word("impact-tab-coverage"),
        about=paper.word("impact-about-coverage", weight=decimal(used.partial_weight, paper.lang)),
        frozen=2,
        grades=(Grading((_TOP, _LABELS + 1, _TOP + len(rows) - 1, len(columns)), "share", used.fair, used.good),),
        charts=[[chart] for chart in _charts(paper, name, _charted(groups))],
        printed=_LABELS - 1,
    )


def _coverage_row(paper: Paper, label: str, step: Step, found: list[Share | None]) -> Row:
    shown = next(share for share in found if share is not None)
    kind = paper.brief.kinds(shown.kind)
    shares = [share.at(step)[1] if share else None for share in found]
    return (
        Cell(label),
        kind,
        Cell(paper.word(f"step-{step}")),
        *(paper.brief.share_cell(share, step) for share in found),
        Cell(f"{shortened(label, _LABEL)}: {kind.value}"),
        *(Cell("" if share is None else share, "share") for share in shares),
    )


def _charted(groups: Iterable[_Key]) -> int:
    """Count the groups that are drawn: total and cards, personal competences only where there is nothing else."""
    drawn = [kind for by, _, kind in groups if by != "level"]
    return sum(kind != "competence" for kind in drawn) or len(drawn)


def _charts(paper: Paper, name: str, count: int) -> list[Chart]:
    """Draw the shares of total and cards at the first step, at most so many groups in a chart."""
    found = []
    for start in range(0, count, _CHARTED):
        top, bottom = _TOP + start, _TOP + min(start + _CHARTED, count) - 1
        series = tuple(
            Series(
                paper.word(f"impact-scenario-{one}"),
                reference(name, (top, _LABELS, bottom, _LABELS)),
                reference(name, (top, _LABELS + 1 + place, bottom, _LABELS + 1 + place)),
                *_LOOKS[place],
            )
            for place, one in enumerate(_NAMES)
        )
        height = 150 + 78 * (bottom - top + 1)
        found.append(Chart("bar", paper.word("impact-chart"), series, (1, 1), (1080, height), number_format="0%"))
    return found


# --- programmes, method -------------------------------------------------------------------------------------------


def hits_sheet(paper: Paper) -> Sheet | None:
    """Plan the list of programmes hit; None if there are none."""
    if not (paper.hits or paper.unread):
        return None
    widths = {
        "number": 5.0,
        "impact-programme": 44.0,
        "standard": 24.0,
        "impact-hit-causes": 44.0,
        "impact-new-standard": 24.0,
        "impact-links-count": 14.0,
        "impact-hit-looks": 14.0,
    }
    rows: list[Row] = [
        (
            Cell(place, "count"),
            Cell(joined((paper.titles.get(hit.programme_id, ""), hit.programme_id))),
            Cell(hit.standard_id, "code"),
            Cell(joined((causes_text(hit, paper.lang), *(doubt_text(one, paper.lang) for one in hit.doubts)))),
            Cell("\n".join(hit.news) or paper.word("impact-no-new"), "code"),
            Cell(hit.links, "count"),
            Cell("–" if hit.looks is None else hit.looks, "count"),
        )
        for place, hit in enumerate(paper.hits, start=1)
    ]
    return table(
        paper.brief,
        paper.tab("hits"),
        columns_of(paper.brief, widths),
        rows,
        title=paper.word("impact-hits-title"),
        about=paper.word("impact-hits-about", date=day(paper.brief.analysis.as_of)),
        frozen=2,
        tail=[
            (Cell("! " + paper.word("impact-unread", programme=name, why=why), "fair", len(widths)),)
            for name, why in paper.unread
        ],
    )


def method_sheet(paper: Paper) -> Sheet:
    """Plan the page on how it was counted and what signs and colours mean."""
    used = paper.brief.analysis.settings
    rows: list[Row] = [
        (Cell(paper.word("impact-title"), "subtitle", 2),),
        (),
        (Cell(paper.word("how-counted"), "block", 2),),
        (Cell(paper.word("impact-how-matched"), "text", 2),),
        (Cell(paper.word("impact-how-graded"), "text", 2),),
        (Cell(paper.word("impact-how-accepted"), "text", 2),),
        (Cell(paper.word("impact-how-returned"), "text", 2),),
        (Cell(paper.word("impact-about-coverage", weight=decimal(used.partial_weight, paper.lang)), "text", 2),),
        (),
        (Cell(paper.word("legend"), "block", 2),),
        *((paper.pile(pile), Cell(paper.word(f"impact-about-{pile}"))) for pile in PILES),
        *((paper.grade(grade), Cell(paper.word(f"impact-about-{_GRADE_KEYS[grade]}"))) for grade in GRADES),
        (Cell("[-…-] {+…+}", "label"), Cell(paper.word("edition-difference-note"))),
        *((Cell(paper.word(f"step-{step}"), "label"), Cell(paper.word(f"about-step-{step}"))) for step in STEPS),
    ]
    return Sheet(paper.brief.tab("sheet-method"), (28.0, 84.0), tuple(rows), landscape=False)
