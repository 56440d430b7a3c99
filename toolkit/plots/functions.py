"""Labour functions x learning outcomes, and disciplines x labour functions."""

from collections.abc import Sequence

import plotly.graph_objects as go

from toolkit.analysis import Analysis
from toolkit.labels import word
from toolkit.model import Discipline, Lang
from toolkit.plots.captions import caption_of, denominator
from toolkit.plots.frame import LABEL, Key, bold, coloured, sentence_figure, wrap
from toolkit.plots.grid import Column, Grid, Line, code_width, draw
from toolkit.plots.groups import (
    FunctionGroup,
    Order,
    card_heading,
    checked_order,
    function_groups,
    outcome_columns,
    share_columns,
    share_squares,
)
from toolkit.plots.marks import Square, Tally, count_keys, count_square, share_keys, tally
from toolkit.style import ALARM, NA_FILL, STATE_SIGN


def heatmap(analysis: Analysis, lang: Lang, *, order: Order = "structure") -> go.Figure:
    """Draw labour functions x learning outcomes: how many different statements an outcome covers.

    Parameters
    ----------
    analysis : Analysis
        The comparison.
    lang : {"kk", "ru", "en"}
        Language of words; texts of the law stay as printed.
    order : {"structure", "gap"}
        Functions as the standard has them, or those with the least covered first.

    Returns
    -------
    plotly Figure
        Left: different statements of the function that the outcome covers fully or in part; 0 where somebody looked and
        found none; an empty cell where nobody has looked. Right: the shares declared of skills and knowledge.

    Raises
    ------
    InputError
        The order or the language is not known.
    """
    groups = function_groups(analysis, checked_order(order))
    title = word("figure-functions", lang)
    why = nothing_to_draw(analysis, groups, lang)
    if why:
        return sentence_figure(caption_of([analysis], lang, title), why)
    lines = function_lines(analysis, groups, lang, headed=order == "structure")
    caption = caption_of([analysis], lang, title, word("figure-cell-functions", lang), *scope(analysis, lang))
    grid = Grid((outcome_columns(analysis, lang), share_columns(lang)), tuple(lines))
    return draw(grid, caption, function_keys(lines, analysis, lang))


def nothing_to_draw(analysis: Analysis, groups: Sequence[FunctionGroup], lang: Lang) -> str:
    """Say why there can be no figure of functions and outcomes; empty if there can be one."""
    if not groups:
        return word("figure-no-functions", lang)
    return "" if analysis.programme.outcomes else word("figure-no-outcomes", lang)


def scope(analysis: Analysis, lang: Lang) -> tuple[str, ...]:
    """Say what the shares declared come to, and that competences, which belong to no function, are not drawn."""
    outside = {row.statement.fingerprint for row in analysis.result.statements if not row.statement.function_no}
    left_out = word("figure-outside", lang, n=len(outside)) if outside else ""
    return denominator(analysis, "declared", lang), left_out


def function_lines(
    analysis: Analysis, groups: Sequence[FunctionGroup], lang: Lang, *, headed: bool
) -> tuple[Line, ...]:
    """Make a row of each labour function: a count for each outcome, then the shares; headings name the cards."""
    codes = [one.outcome_id for one in analysis.programme.outcomes]
    tallies = [[tally(group.rows, (code,)) for code in codes] for group in groups]
    top = highest(tallies)
    lines: list[Line] = []
    for before, group, found in zip((None, *groups), groups, tallies, strict=False):
        if headed and (
            before is None or (before.card, before.key.split("/")[0]) != (group.card, group.key.split("/")[0])
        ):
            lines.append(card_heading(group, lang))
        counts = tuple(count_square(one, top, lang) for one in found)
        squares = (counts, share_squares(group, analysis, lang))
        lines.append(Line(group.label(lang, with_card=not headed), group.text, squares))
    return tuple(lines)


def highest(tallies: Sequence[Sequence[Tally]]) -> int:
    """Give the highest number among tallies, at least 2: the dark end of the scale."""
    return max([one.number for line in tallies for one in line] + [2])


def function_keys(lines: Sequence[Line], analysis: Analysis, lang: Lang) -> list[Key]:
    """Give the legend of a figure with counts at the left and shares at the right."""
    counts = [square for line in lines for square in (line.squares[0] if line.squares else ())]
    shares = [square for line in lines for square in (line.squares[1] if line.squares else ())]
    keys = [*count_keys(counts, lang), *share_keys(shares, analysis.settings, lang)]
    return list({key.words: key for key in reversed(keys)}.values())[::-1]


def disciplines(analysis: Analysis, lang: Lang, *, order: Order = "structure") -> go.Figure:
    """Draw disciplines x labour functions: how many different statements a discipline serves through its outcomes.

    Parameters
    ----------
    analysis : Analysis
        The comparison.
    lang : {"kk", "ru", "en"}
        Language of words.
    order : {"structure", "gap"}
        Disciplines as the programme has them, or those that serve the least first.

    Returns
    -------
    plotly Figure
        Different statements of the function covered by outcomes that the discipline serves; 0 where somebody looked at
        these outcomes and found none; empty where nobody has looked; a dash where the discipline serves no outcome, or
        has no credits.

    Raises
    ------
    InputError
        The order or the language is not known.
    """
    checked_order(order)
    groups = function_groups(analysis, "structure")
    title = word("figure-disciplines", lang)
    members = analysis.programme.disciplines
    why = nothing_to_draw(analysis, groups, lang) or ("" if members else word("figure-no-disciplines", lang))
    if why:
        return sentence_figure(caption_of([analysis], lang, title), why)
    served: dict[str, list[str]] = {one.code: [] for one in members}
    for outcome, codes in analysis.teaching.taught_by.items():
        for code in codes:
            served[code].append(outcome)
    found = {one.code: [tally(group.rows, served[one.code]) for group in groups] for one in members}
    if order == "gap":
        members = tuple(sorted(members, key=lambda one: sum(cell.number for cell in found[one.code])))
    top = highest(list(found.values()))
    lines = [_discipline_line(one, served[one.code], found[one.code], top, lang) for one in members]
    keys = count_keys([square for line in lines for square in line.squares[0]], lang)
    if any(group.bare for group in groups):
        keys.append(Key(word("figure-key-bare", lang, sign=STATE_SIGN["none"])))
    many = len({group.key.split("/")[0] for group in groups}) > 1
    columns = _function_columns(groups, lang, full_key=many)
    told = (word("figure-cell-disciplines", lang), denominator(analysis, "taught", lang))
    caption = caption_of([analysis], lang, title, *told, below=_keys_of_columns(columns, groups))
    return draw(Grid((columns,), tuple(lines)), caption, keys)


def _discipline_line(one: Discipline, served: list[str], found: list[Tally], top: int, lang: Lang) -> Line:
    title = f"{one.code} {one.title.best(lang)}"
    label = wrap(title, LABEL, most=3)
    if not served:
        why = word("figure-serves-nothing", lang) if one.credits > 0 else word("figure-no-credits", lang)
        dash = tuple(Square(STATE_SIGN["na"], NA_FILL, why) for _ in found)
        return Line(f"{label}<br><i>{why}</i>", f"{title}\n{why}", (dash,))
    codes = ", ".join(served)
    return Line(label, f"{title}\n{codes}", (tuple(count_square(cell, top, lang) for cell in found),))


_ROOM = 560
"""Pixels for the columns of functions on a page across."""


def _function_columns(groups: Sequence[FunctionGroup], lang: Lang, *, full_key: bool) -> tuple[Column, ...]:
    """Make a column of each function: with its title if there is room, else with its place alone."""
    codes = [group.key if full_key else group.place for group in groups]
    width = _ROOM // len(groups)
    if width >= 88:
        letters = width // 7
        heads = [wrap(f"{code} {group.title}", letters, most=7) for code, group in zip(codes, groups, strict=True)]
    else:
        width = code_width(codes, 30)
        heads = [wrap(code, 40, most=1) for code in codes]
    bare = word("figure-bare", lang)
    sign = bold(coloured(STATE_SIGN["none"], ALARM))
    signed = [f"{head}<br>{sign}" if group.bare else head for head, group in zip(heads, groups, strict=True)]
    return tuple(
        Column(head, f"{group.text}\n{bare}" if group.bare else group.text, width)
        for head, group in zip(signed, groups, strict=True)
    )


def _keys_of_columns(columns: Sequence[Column], groups: Sequence[FunctionGroup]) -> str:
    """List the functions whose titles found no room above their columns."""
    if all(group.title[:6] in column.label for column, group in zip(columns, groups, strict=True)):
        return ""
    return "; ".join(f"{group.place} – {group.title}" for group in groups)
