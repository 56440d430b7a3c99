"""What each discipline or module gives to the coverage, and what would be lost without it."""

from collections.abc import Sequence
from typing import Literal

import plotly.graph_objects as go

from toolkit.analysis import Analysis
from toolkit.counted import contributions_of
from toolkit.labels import word
from toolkit.model import KINDS, Contribution, Kind, Lang
from toolkit.numbers import counted_share, decimal
from toolkit.plots.bars import Bars, Panel, Piece, Track, Word, draw_bars
from toolkit.plots.captions import caption_of, denominator
from toolkit.plots.frame import LABEL, Key, Table, bold, sentence_figure, wrap
from toolkit.plots.groups import Order, checked_order
from toolkit.style import INK, STEP_FILL

_WIDTH = 280
_HEIGHT = 30
_LOST = "B4532A"
"""Brown, dark beside the light blue of what is given: they differ in lightness as well."""

_FAINT = "56616C"
"""Letters of a zero: a discipline that gives nothing is no fault of its own."""

Part = Literal["discipline", "module"]


def contributions(analysis: Analysis, lang: Lang, *, by: Part = "discipline", order: Order = "structure") -> go.Figure:
    """Draw what every discipline, or every module, gives to what is taught, and what nobody else would teach.

    Parameters
    ----------
    analysis : Analysis
        The comparison.
    lang : {"kk", "ru", "en"}
        Language of words.
    by : {"discipline", "module"}
        Whose contribution is shown.
    order : {"structure", "gap"}
        As the programme has them, or those that give the least first.

    Returns
    -------
    plotly Figure
        A panel for each kind: a long bar for what is given, a short dark one in it for what would be lost.

    Raises
    ------
    InputError
        The order or the language is not known.
    """
    checked_order(order)
    title = word("figure-contributions", lang)
    found: dict[str, dict[Kind, Contribution]] = {}
    for one in contributions_of(analysis, lang):
        if one.by == by:
            found.setdefault(one.group, {})[one.kind] = one
    if not found:
        why = (
            word("figure-no-disciplines", lang) if not analysis.programme.disciplines else word("figure-no-parts", lang)
        )
        return sentence_figure(caption_of([analysis], lang, title), why)
    groups = sorted(found, key=lambda key: _given(found[key])) if order == "gap" else list(found)
    kinds = tuple(kind for kind in KINDS if any(kind in one for one in found.values()))
    tracks = tuple(_track(found[key], lang) for key in groups)
    pieces: list[Piece] = []
    words: list[Word] = []
    top = max([one.covered for parts in found.values() for one in parts.values()] + [1.0]) * 1.9
    for row, key in enumerate(groups):
        for panel, kind in enumerate(kinds):
            if kind in found[key]:
                pieces += _bar(found[key][kind], panel, row, lang)
                words.append(_said(found[key][kind], panel, row, top, lang))
    width = _WIDTH * 2 // max(len(kinds), 2)
    panels = tuple(Panel(bold(wrap(word(f"kind-{kind}", lang), 24)), top, width) for kind in kinds)
    weight = decimal(analysis.settings.partial_weight, lang)
    told = (word("figure-cell-contributions", lang, weight=weight), denominator(analysis, "taught", lang))
    caption = caption_of([analysis], lang, title, *told)
    keys = [Key(word("figure-key-given", lang), STEP_FILL["taught"]), Key(f"− {word('figure-key-lost', lang)}", _LOST)]
    bars = Bars(panels, tracks, tuple(pieces), tuple(words))
    return draw_bars(bars, caption, keys, _table([found[key][kind] for key in groups for kind in kinds], lang))


def _given(parts: dict[Kind, Contribution]) -> tuple[float, float]:
    return sum(one.covered for one in parts.values()), sum(one.lost for one in parts.values())


def _track(parts: dict[Kind, Contribution], lang: Lang) -> Track:
    one = next(iter(parts.values()))
    volume = (
        word("figure-credits", lang, n=decimal(one.credits, lang)) if one.credits else word("figure-no-credits", lang)
    )
    title = f"{one.group} {one.label}".strip()
    return Track(f"{wrap(title, LABEL, most=3)}<br><i>{volume}</i>", f"{title}\n{volume}", _HEIGHT)


def _note(one: Contribution, lang: Lang) -> str:
    given = counted_share(one.covered, one.denominator, one.share, lang)
    return "\n".join(
        [
            f"{one.group} {one.label}",
            f"{word(f'kind-{one.kind}', lang)}: {given}",
            word("figure-gives", lang, full=one.full, partial=one.partial, assessed=decimal(one.assessed, lang)),
            f"{word('figure-key-lost', lang)}: {decimal(one.lost, lang)}",
            f"{word('outcomes', lang)}: {', '.join(one.outcomes) or '–'}",
        ]
    )


def _bar(one: Contribution, panel: int, row: int, lang: Lang) -> list[Piece]:
    note = _note(one, lang)
    pieces = []
    if one.covered:
        pieces.append(Piece(panel, row, 0, one.covered, STEP_FILL["taught"], note=note, top=3, height=24))
    if one.lost:
        pieces.append(Piece(panel, row, 0, one.lost, _LOST, note=note, top=10, height=10))
    return pieces


def _said(one: Contribution, panel: int, row: int, top: float, lang: Lang) -> Word:
    """Write what is given, n of m, and what would be lost, behind the bar."""
    counts = word("n-of-m", lang, n=decimal(one.covered, lang), m=one.denominator)
    if not one.covered:
        return Word(panel, row, top * 0.01, counts, _note(one, lang), 7, _FAINT)
    lost = f"<br>−{decimal(one.lost, lang)}" if one.lost else ""
    return Word(panel, row, one.covered + top * 0.01, f"{counts}{lost}", _note(one, lang), 7, INK)


def _table(found: Sequence[Contribution], lang: Lang) -> Table:
    columns = (
        word("discipline", lang),
        word("kind", lang),
        word("credit", lang),
        word("figure-key-given", lang),
        word("denominator", lang),
        word("figure-key-lost", lang),
        word("outcomes", lang),
    )
    rows = (
        (
            f"{one.group} {one.label}".strip(),
            word(f"kind-{one.kind}", lang),
            decimal(one.credits, lang),
            decimal(one.covered, lang),
            str(one.denominator),
            decimal(one.lost, lang),
            ", ".join(one.outcomes),
        )
        for one in found
    )
    return Table(columns, tuple(rows))
