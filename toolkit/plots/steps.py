"""Declared, taught, assessed: a bar of the statements that apply for each labour function and kind."""

from collections.abc import Sequence

import plotly.graph_objects as go

from toolkit.analysis import Analysis
from toolkit.labels import word
from toolkit.model import STEPS, Lang, Share
from toolkit.numbers import decimal, percent
from toolkit.plots.bars import Bars, Panel, Piece, Track, Word, draw_bars
from toolkit.plots.captions import caption_of, denominator, step_word
from toolkit.plots.frame import Key, Table, bold, sentence_figure, wrap
from toolkit.plots.groups import (
    FUNCTION_KINDS,
    FunctionGroup,
    Order,
    card_heading,
    checked_order,
    function_groups,
)
from toolkit.plots.marks import HATCHES, share_note
from toolkit.style import ALARM, INK, STATE_FILL, STATE_SIGN, STEP_FILL, ZERO_FILL

_WIDTH = 290
_HEIGHT = 38
_BAR = 18


def steps(analysis: Analysis, lang: Lang, *, order: Order = "structure") -> go.Figure:
    """Draw how far each labour function is declared, taught and assessed.

    Parameters
    ----------
    analysis : Analysis
        The comparison.
    lang : {"kk", "ru", "en"}
        Language of words.
    order : {"structure", "gap"}
        Functions as the standard has them, or those with the least covered first.

    Returns
    -------
    plotly Figure
        A bar is all different statements that apply: assessed, only taught, only declared, what partial coverage leaves
        open, doubtful, undecided, not covered. Above it the shares of the three steps with n of m.

    Raises
    ------
    InputError
        The order or the language is not known.
    """
    groups = function_groups(analysis, checked_order(order))
    title = word("figure-steps", lang)
    if not groups:
        return sentence_figure(caption_of([analysis], lang, title), word("figure-no-functions", lang))
    tracks: list[Track] = []
    pieces: list[Piece] = []
    words: list[Word] = []
    card = ""
    for group in groups:
        if order == "structure" and group.key.split(".")[0] != card:
            head = card_heading(group, lang)
            tracks.append(Track(head.label, head.text))
            card = group.key.split(".")[0]
        tracks.append(Track(group.label(lang, with_card=order == "gap"), group.text, _HEIGHT))
        for panel, kind in enumerate(FUNCTION_KINDS):
            share = group.shares.get(kind)
            words.append(Word(panel, len(tracks) - 1, 0.005, *_said(share, group, lang)))
            pieces += _bar(share, panel, len(tracks) - 1, lang)
    arrows = " → ".join(step_word(step, lang) for step in STEPS)
    heads = (word("skills-covered", lang), word("knowledge-covered", lang))
    panels = tuple(Panel(f"{bold(wrap(head, 30))}<br>{wrap(arrows, 48)}", 1.0, _WIDTH) for head in heads)
    weight = decimal(analysis.settings.partial_weight, lang)
    told = (word("figure-cell-steps", lang, weight=weight), denominator(analysis, "declared", lang))
    caption = caption_of([analysis], lang, title, *told)
    bars = Bars(panels, tuple(tracks), tuple(pieces), tuple(words))
    return draw_bars(bars, caption, _keys(pieces, lang), _table(groups, heads, lang))


def parts_of(share: Share) -> dict[str, float]:
    """Give the parts of a bar in statements; together they are the denominator.

    Parameters
    ----------
    share : Share
        The counts.

    Returns
    -------
    dict of str to number
        ``assessed``, ``taught`` (only), ``declared`` (only), ``partial`` (what partial coverage leaves open),
        ``suspect``, ``unsure``, ``undecided``, ``none``.
    """
    return {
        "assessed": share.assessed,
        "taught": share.taught - share.assessed,
        "declared": share.covered - share.taught,
        "partial": share.full + share.partial - share.covered,
        "suspect": float(share.suspect),
        "unsure": float(share.unsure),
        "undecided": float(share.undecided),
        "none": float(share.none),
    }


_FILLS: dict[str, str] = {
    **{step: STEP_FILL[step] for step in STEPS},
    "partial": STATE_FILL["partial"],
    "suspect": STATE_FILL["suspect"],
    "unsure": STATE_FILL["unsure"],
    "undecided": ZERO_FILL,
    "none": STATE_FILL["none"],
}


def _names(lang: Lang) -> dict[str, str]:
    return {
        "assessed": word("figure-step-assessed", lang),
        "taught": word("figure-only-taught", lang),
        "declared": word("figure-only-declared", lang),
        "partial": word("figure-left-open", lang),
        "suspect": f"{STATE_SIGN['suspect']} {word('state-suspect', lang)}",
        "unsure": f"{STATE_SIGN['unsure']} {word('state-unsure', lang)}",
        "undecided": f"{STATE_SIGN['undecided']} {word('state-undecided', lang)}",
        "none": f"{STATE_SIGN['none']} {word('state-none', lang)}",
    }


_DOUBT: dict[str, str] = {"suspect": STATE_SIGN["suspect"], "unsure": STATE_SIGN["unsure"]}


def _bar(share: Share | None, panel: int, row: int, lang: Lang) -> list[Piece]:
    if share is None or not share.denominator:
        return []
    pieces: list[Piece] = []
    start = 0.0
    for name, number in parts_of(share).items():
        if number:
            length = number / share.denominator
            text = f"{decimal(number, lang)}{_DOUBT[name]}" if name in _DOUBT else decimal(number, lang)
            note = f"{_names(lang)[name]}: {decimal(number, lang)}\n{share_note(share, lang)}"
            look = (_FILLS[name], text, note, HATCHES.get(name, ""))
            pieces.append(Piece(panel, row, start, length, *look, top=18, height=_BAR))
            start += length
    return pieces


def _said(share: Share | None, group: FunctionGroup, lang: Lang) -> tuple[str, str, int, str]:
    """Say the shares of the three steps with their counts: text, note, pixels from the top, colour."""
    if share is None or not share.denominator:
        return word("grade-nothing", lang), "", 0, INK
    found = [share.at(step) for step in STEPS]
    numbers = " → ".join(decimal(number, lang) for number, _ in found)
    parts = " → ".join(percent(part or 0.0) for _, part in found)
    counts = word("n-of-m", lang, n=numbers, m=share.denominator)
    bare = group.mandatory and not share.full + share.partial
    sign = f"{STATE_SIGN['none']} " if bare else ""
    return f"{sign}{parts} · {counts}", share_note(share, lang), 0, ALARM if bare else INK


def _keys(pieces: Sequence[Piece], lang: Lang) -> list[Key]:
    looks = {(piece.fill, piece.hatch) for piece in pieces}
    keys = [
        Key(name, _FILLS[part], HATCHES.get(part, ""))
        for part, name in _names(lang).items()
        if (_FILLS[part], HATCHES.get(part, "")) in looks
    ]
    return [*keys, Key(word("figure-key-bare", lang, sign=STATE_SIGN["none"]))]


def _table(groups: Sequence[FunctionGroup], heads: Sequence[str], lang: Lang) -> Table:
    columns = [word("function", lang), word("kind", lang), *(step_word(step, lang) for step in STEPS)]
    columns += [word("denominator", lang), *(name for part, name in _names(lang).items() if part not in STEPS)]
    rows = []
    for group in groups:
        for kind, head in zip(FUNCTION_KINDS, heads, strict=True):
            share = group.shares.get(kind)
            if share:
                rows.append((f"{group.key} {group.title}", head, *_numbers(share, lang)))
    return Table(tuple(columns), tuple(rows))


def _numbers(share: Share, lang: Lang) -> tuple[str, ...]:
    counted = [decimal(share.at(step)[0], lang) for step in STEPS]
    rest = [decimal(number, lang) for part, number in parts_of(share).items() if part not in STEPS]
    return (*counted, str(share.denominator), *rest)
