"""Statements x learning outcomes, folded by labour function: an overview first, then the statements of each function."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import plotly.graph_objects as go

from toolkit.analysis import Analysis
from toolkit.errors import InputError
from toolkit.gaps import reasons_of
from toolkit.labels import word
from toolkit.model import KIND_LETTER, REASONS, Covered, Decision, Lang, Statement
from toolkit.numbers import day, decimal
from toolkit.plots.captions import caption_of, denominator, step_word
from toolkit.plots.frame import Key, bold, sentence_figure, wrap
from toolkit.plots.functions import function_keys, function_lines
from toolkit.plots.grid import Column, Grid, Line, draw
from toolkit.plots.groups import (
    FunctionGroup,
    Order,
    checked_order,
    function_groups,
    function_key,
    outcome_columns,
    share_columns,
)
from toolkit.plots.marks import HATCHES, Look, Square, doubt_keys, look, look_at, signs_of
from toolkit.style import HEAT_HIGH, HEAT_LOW, NA_FILL, STATE_FILL, STATE_SIGN, STEP_FILL, ZERO_FILL, ink_on

ROWS = 30
"""Statements on a page."""

_TEXT = 56
_SIDE = 96


def statements(analysis: Analysis, lang: Lang, *, order: Order = "structure", page: str = "") -> go.Figure:
    """Draw statements x learning outcomes; a menu leads from the overview to the statements of each labour function.

    Parameters
    ----------
    analysis : Analysis
        The comparison.
    lang : {"kk", "ru", "en"}
        Language of words; texts of the law stay as printed.
    order : {"structure", "gap"}
        As the standard has them; or functions with the least covered and statements that are gaps first.
    page : str
        What is shown at first: a function by its key, such as ``V2000019833/1.1``; empty: the overview of functions.

    Returns
    -------
    plotly Figure
        Statements of all cards, personal competences and the level descriptors of frameworks; at most 30 a page. In a
        cell what was decided about the pair: 1, the weight of partial, 0 (looked at, no match), ? (could not say),
        ⚠ (the text has changed), a dash (does not apply); nothing where nobody has looked.

    Raises
    ------
    InputError
        The order, the language or the page is not known.
    """
    groups = function_groups(analysis, checked_order(order))
    title = word("figure-statements", lang)
    if not analysis.covered or not analysis.programme.outcomes:
        key = word("figure-no-outcomes", lang) if analysis.covered else word("figure-no-statements", lang)
        return sentence_figure(caption_of([analysis], lang, title), key)
    overview = function_lines(analysis, groups, lang, headed=order == "structure") if groups else ()
    parts = [(word("figure-overview", lang), overview)] if overview else []
    keys = {"": 0}
    for chapter_key, name, lines in _chapters(analysis, groups, order, lang):
        keys.setdefault(chapter_key, len(parts))
        parts.append((name, lines))
    if page not in keys:
        known = ", ".join(key for key in keys if key)
        raise InputError(f"page '{page}' is not in the figure; use one of {known}")
    grid = Grid(
        (outcome_columns(analysis, lang), _both_columns(lang) if overview else _side_columns(lang)),
        tuple(line for _, lines in parts for line in lines),
        tuple((name, len(lines)) for name, lines in parts),
        keys[page],
        _side_columns(lang) if overview else (),
    )
    told = word("figure-cell-statements", lang, partial=_partial(analysis, lang))
    over = word("figure-cell-overview", lang) if overview else ""
    caption = caption_of([analysis], lang, title, over, told, denominator(analysis, "declared", lang))
    return draw(grid, caption, _keys(grid.lines, overview, analysis, lang))


def _partial(analysis: Analysis, lang: Lang) -> str:
    return decimal(analysis.settings.partial_weight, lang)


def _side_columns(lang: Lang) -> tuple[Column, ...]:
    """Make the columns beside statements: the state, and the last step of proof."""
    names = (word("state", lang), word("figure-step", lang))
    return tuple(Column(wrap(name, 14), name, _SIDE) for name in names)


def _both_columns(lang: Lang) -> tuple[Column, ...]:
    """Make the columns at the right of the overview; where they appear over cells they name both things."""
    pairs = zip(share_columns(lang), _side_columns(lang), strict=True)
    return tuple(Column(share.label, f"{share.text} / {own.text}", _SIDE) for share, own in pairs)


def _chapters(
    analysis: Analysis, groups: Sequence[FunctionGroup], order: Order, lang: Lang
) -> Iterable[tuple[str, str, tuple[Line, ...]]]:
    """Give the pages after the overview: (key, name, lines), each with at most `ROWS` statements."""
    rows: dict[str, list[Covered]] = {group.key: [row for row, _ in group.rows] for group in groups}
    titles = {group.key: (f"{group.place} {group.title}", group.card) for group in groups}
    for row in analysis.covered:
        one = row.statement
        if not one.function_no:
            key = f"{one.standard_id}/{one.occupation_no or one.sqf_levels}"
            rows.setdefault(key, []).append(row)
            titles.setdefault(key, _outside(one, analysis, lang))
    for key, members in rows.items():
        ordered = sorted(members, key=_urgency) if order == "gap" else members
        pieces = [ordered[place : place + ROWS] for place in range(0, len(ordered), ROWS)]
        for number, piece in enumerate(pieces):
            title, card = titles[key]
            first = number * ROWS + 1
            part = f" · {first}–{first + len(piece) - 1} / {len(ordered)}" if len(pieces) > 1 else ""
            head = Line(bold(f"{wrap(title + part, _TEXT)}<br>{wrap(card, _TEXT, most=2)}"), f"{title}{part}\n{card}")
            yield key, f"{title}{part}", (head, *_lines(piece, analysis, order, lang))


def _outside(one: Statement, analysis: Analysis, lang: Lang) -> tuple[str, str]:
    """Name a page of statements that belong to no labour function: competences of a card, descriptors of a level."""
    if one.occupation_no:
        return f"{one.occupation_no}. {word('kind-competence', lang)}", one.occupation
    claimed = any(one.sqf_levels == item.level for item in analysis.alignments)
    level = (
        word("figure-claimed", lang, level=one.sqf_levels)
        if claimed
        else word("figure-next", lang, level=one.sqf_levels)
    )
    kind = word("figure-descriptors", lang)
    return f"{kind}, {level}", analysis.acts[one.standard_id].title.best(lang)


def _urgency(row: Covered) -> int:
    reasons = reasons_of(row)
    return REASONS.index(reasons[0]) if reasons else len(REASONS)


def _lines(rows: Sequence[Covered], analysis: Analysis, order: Order, lang: Lang) -> Iterable[Line]:
    """Make a row of each statement, under the titles of their tasks where they stand in the order of the standard."""
    codes = [one.outcome_id for one in analysis.programme.outcomes]
    for (number, unit), members in groupby(rows, key=lambda row: (row.statement.unit_no, row.statement.unit)):
        if order == "structure" and unit:
            title = f"{number}. {unit}" if number else word("figure-sublevel", lang, level=unit)
            yield Line(f"<i>{wrap(title, _TEXT, most=3)}</i>", title)
        for row in members:
            looks = look_at(row)
            about = _about(row)
            squares = tuple(_pair(look(looks, row, code), about.get(code, ()), analysis, lang) for code in codes)
            yield Line(_label(row), _text(row), (squares, (_state(row, lang), _step(row, lang))))


def _code(one: Statement) -> str:
    return f"{KIND_LETTER[one.kind]}{one.number}" if one.number else KIND_LETTER[one.kind]


def _label(row: Covered) -> str:
    return wrap(f"{_code(row.statement)} {row.statement.text}", _TEXT, most=3)


def _text(row: Covered) -> str:
    return f"{row.statement.statement_id}\n{row.statement.text}"


def _about(row: Covered) -> Mapping[str, tuple[Decision, ...]]:
    found: dict[str, tuple[Decision, ...]] = {}
    for one in (*row.decisions, *row.suspect):
        found[one.outcome_id] = (*found.get(one.outcome_id, ()), one)
    return found


def _pair(seen: Look, decisions: Sequence[Decision], analysis: Analysis, lang: Lang) -> Square:
    """Make the cell of a statement and an outcome: what was decided, by whom, when and why."""
    if not seen:
        return Square()
    note = "\n".join([word(f"state-{seen}", lang), *(_who(one) for one in decisions)])
    if seen == "full":
        return Square("1", HEAT_HIGH, note)
    if seen == "partial":
        return Square(_partial(analysis, lang), HEAT_LOW, note)
    if seen == "none":
        return Square("0", ZERO_FILL, note)
    if seen == "na":
        return Square(STATE_SIGN["na"], NA_FILL, note)
    return Square(STATE_SIGN[seen], STATE_FILL[seen], note, HATCHES[seen])


def _who(one: Decision) -> str:
    why = f": {one.reason}" if one.reason else ""
    return f"{one.reviewer}, {day(one.decided_at.date())}{why}"


def _state(row: Covered, lang: Lang) -> Square:
    sign = STATE_SIGN[row.state]
    note = "\n".join([word(f"state-{row.state}", lang), *(_who(one) for one in row.decisions if not one.outcome_id)])
    text = wrap(f"{sign} {word(f'state-{row.state}', lang)}", 13)
    return Square(text, STATE_FILL[row.state], note, HATCHES.get(row.state, ""))


def _step(row: Covered, lang: Lang) -> Square:
    if row.step is None:
        return Square()
    name = step_word(row.step, lang)
    fill = STEP_FILL[row.step]
    return Square(coloured_ink(name, fill), fill, name)


def coloured_ink(text: str, fill: str) -> str:
    """Give words the ink that can be read on a fill."""
    return f"<span style='color:#{ink_on(fill)}'>{text}</span>"


def _keys(lines: Sequence[Line], overview: Sequence[Line], analysis: Analysis, lang: Lang) -> list[Key]:
    squares = [square for line in lines[len(overview) :] for part in line.squares for square in part]
    signs = signs_of(squares)
    keys = [
        Key(f"1 – {word('state-full', lang)}", HEAT_HIGH),
        Key(f"{_partial(analysis, lang)} – {word('state-partial', lang)}", HEAT_LOW),
    ]
    known = {key.words for key in keys}
    keys += [key for key in function_keys(overview, analysis, lang) if key.words not in known]
    return list({key.words: key for key in [*keys, *doubt_keys(signs, lang)]}.values())


def pages_of(analysis: Analysis) -> tuple[str, ...]:
    """Give the keys of the pages that `statements` can show at first: the labour functions compared."""
    return tuple(
        dict.fromkeys(function_key(row.statement) for row in analysis.result.statements if row.statement.function_no)
    )
