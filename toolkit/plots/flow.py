"""Flow from discipline over learning outcome to labour function: who teaches what of the standard."""

from collections.abc import Iterable, Mapping, Sequence

import plotly.graph_objects as go

from toolkit.analysis import Analysis
from toolkit.errors import InputError
from toolkit.labels import word
from toolkit.model import Lang
from toolkit.plots.captions import caption_of, denominator
from toolkit.plots.frame import Key, Table, bold, coloured, sentence_figure, sentences, wrap
from toolkit.plots.functions import nothing_to_draw
from toolkit.plots.groups import FunctionGroup, Order, checked_order, function_groups
from toolkit.plots.marks import HATCHES, Tally, tally, tally_note
from toolkit.plots.ribbons import Block, Link, draw_flow
from toolkit.style import ALARM, HEAT_LOW, STATE_FILL, STATE_SIGN

_SIDE = 40
"""Characters in a line of a label at a side."""

_NOBODY = ""
"""Stands for the discipline of an outcome that none teaches."""


def flow(analysis: Analysis, lang: Lang, *, order: Order = "structure", only: str = "") -> go.Figure:
    """Draw which discipline serves which outcome, and which outcome covers how much of which labour function.

    Parameters
    ----------
    analysis : Analysis
        The comparison.
    lang : {"kk", "ru", "en"}
        Language of words.
    order : {"structure", "gap"}
        Functions as in the standard, or those with the least covered first.
    only : str
        One labour function by its key, such as ``V2000019833/1.1``; empty: all. With very many lines numbers stand only
        on the wider ones; those of one function are always few.

    Returns
    -------
    plotly Figure
        Lines with the number of different statements covered, fully or in part. At the left what a discipline teaches
        through an outcome, so that a statement flows from each discipline that teaches it. Decisions about texts that have
        changed since are lines of their own, hatched. What has no line is named in the caption.

    Raises
    ------
    InputError
        The order, the language or the function is not known.
    """
    groups = function_groups(analysis, checked_order(order))
    if only and only not in [group.key for group in groups]:
        known = ", ".join(group.key for group in groups)
        raise InputError(f"there is no labour function '{only}'; use one of {known or 'none'}")
    groups = tuple(group for group in groups if only in ("", group.key))
    title = word("figure-flow", lang)
    why = nothing_to_draw(analysis, groups, lang)
    if why:
        return sentence_figure(caption_of([analysis], lang, title), why)
    right = [*_to_functions(analysis, groups, lang)]
    if not right:
        return sentence_figure(caption_of([analysis], lang, title), word("figure-no-links", lang))
    left = [*_to_outcomes(analysis, groups, right, lang)]
    columns = _columns(analysis, groups, left, right, lang)
    heads = (word("discipline", lang), word("outcomes", lang), word("function", lang))
    told = (word("figure-cell-flow", lang), denominator(analysis, "declared", lang))
    rest = _left_out(analysis, groups, left, right, lang)
    caption = caption_of([analysis], lang, title, *told, below=rest)
    keys = [Key(word("figure-key-flow", lang), HEAT_LOW)]
    if any(link.alarm for link in left):
        keys.append(Key(word("figure-key-untaught", lang), STATE_FILL["none"]))
    if any(link.suspect for link in right):
        sign = STATE_SIGN["suspect"]
        keys.append(Key(word("figure-key-suspect", lang, sign=sign), STATE_FILL["suspect"], HATCHES["suspect"]))
    table = _table(columns, [*left, *right], lang)
    return draw_flow(columns, (left, right), heads, caption, keys, table, word("figure-thin", lang))


def _to_functions(analysis: Analysis, groups: Sequence[FunctionGroup], lang: Lang) -> Iterable[Link]:
    for outcome in analysis.programme.outcomes:
        for group in groups:
            found = tally(group.rows, (outcome.outcome_id,))
            names = f"{outcome.outcome_id} → {group.key} {group.title}"
            if found.number:
                yield Link(outcome.outcome_id, group.key, found.number, f"{names}\n{tally_note(found, lang)}")
            if found.suspect:
                note = f"{names}\n{STATE_SIGN['suspect']} {word('state-suspect', lang)}: {found.suspect}"
                yield Link(outcome.outcome_id, group.key, found.suspect, note, suspect=True)


def _to_outcomes(
    analysis: Analysis, groups: Sequence[FunctionGroup], right: Sequence[Link], lang: Lang
) -> Iterable[Link]:
    """Give the lines from disciplines to the outcomes that cover something; an untaught one has its line from nobody."""
    rows = [pair for group in groups for pair in group.rows]
    linked = dict.fromkeys(link.left for link in right)
    found: Mapping[str, Tally] = {code: tally(rows, (code,)) for code in linked}
    marks = {(discipline, outcome): mark for discipline, outcome, mark in analysis.programme.marks}
    for one in (*(item.code for item in analysis.programme.disciplines), _NOBODY):
        for code in linked:
            teachers = analysis.teaching.taught_by.get(code, ())
            if found[code].number and (one in teachers or (one == _NOBODY and not teachers)):
                mark = marks.get((one, code), "")
                name = f"{one} ({mark})" if mark else word("figure-not-taught", lang)
                note = f"{name} → {code}\n{tally_note(found[code], lang)}"
                yield Link(one, code, found[code].number, note, alarm=one == _NOBODY)


def _columns(
    analysis: Analysis, groups: Sequence[FunctionGroup], left: Sequence[Link], right: Sequence[Link], lang: Lang
) -> tuple[list[Block], list[Block], list[Block]]:
    teaching = {link.left for link in left}
    disciplines = [
        Block(one.code, wrap(f"{one.code} {one.title.best(lang)}", _SIDE, most=2), f"{one.code} {one.title.best(lang)}")
        for one in analysis.programme.disciplines
        if one.code in teaching
    ]
    if _NOBODY in teaching:
        text = f"{STATE_SIGN['none']} {word('figure-not-taught', lang)}"
        disciplines.append(Block(_NOBODY, bold(coloured(wrap(text, _SIDE), ALARM)), text))
    serving = {link.left for link in right}
    outcomes = [
        Block(one.outcome_id, wrap(one.outcome_id, 9, most=1), f"{one.outcome_id} {one.text.best(lang)}")
        for one in analysis.programme.outcomes
        if one.outcome_id in serving
    ]
    reached = {link.right for link in right}
    functions = [
        Block(group.key, wrap(f"{group.place} {group.title}", _SIDE, most=3), group.text)
        for group in groups
        if group.key in reached
    ]
    return disciplines, outcomes, functions


def _left_out(
    analysis: Analysis, groups: Sequence[FunctionGroup], left: Sequence[Link], right: Sequence[Link], lang: Lang
) -> str:
    """Name what has no line: disciplines, outcomes and functions."""
    ends = {link.left for link in left} | {link.left for link in right} | {link.right for link in right}
    disciplines = [one.code for one in analysis.programme.disciplines if one.code not in ends]
    outcomes = [one.outcome_id for one in analysis.programme.outcomes if one.outcome_id not in ends]
    functions = [
        f"{STATE_SIGN['none'] if group.bare else ''}{group.place}" for group in groups if group.key not in ends
    ]
    parts = sentences(
        word("figure-without-outcomes", lang, names=", ".join(outcomes)) if outcomes else "",
        word("figure-without-functions", lang, names=", ".join(functions)) if functions else "",
        word("figure-without-disciplines", lang, names=", ".join(disciplines)) if disciplines else "",
    )
    return " ".join(parts)


def _table(columns: tuple[list[Block], ...], links: Sequence[Link], lang: Lang) -> Table:
    texts = {block.key: block.text.splitlines()[0] for column in columns for block in column}
    heads = (
        word("figure-from", lang),
        word("figure-to", lang),
        word("figure-statements-number", lang),
        word("note", lang),
    )
    rows = (
        (
            texts[link.left],
            texts[link.right],
            str(link.number),
            f"{STATE_SIGN['suspect']} {word('state-suspect', lang)}" if link.suspect else "",
        )
        for link in links
    )
    return Table(heads, tuple(rows))
