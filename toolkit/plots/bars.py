"""Rows of lying bars in one or several panels: parts with a number in them, words beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import plotly.graph_objects as go

from toolkit.plots.frame import (
    LINE,
    Caption,
    Key,
    Page,
    Table,
    axes,
    backdrop,
    breadth_of,
    coloured,
    finish,
    hatching,
    height_of,
    running,
    whole,
)
from toolkit.style import INK, ink_on

_BETWEEN = 18
_AIR = 10


@dataclass(frozen=True, slots=True)
class Track:
    """A row: its label as it is shown (`wrap`), its whole text, the height that its bars need; 0 for a heading."""

    label: str
    text: str
    height: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar: where it lies, in units of its panel and pixels of its row, what stands in it and over it."""

    panel: int
    row: int
    start: float
    length: float
    fill: str
    text: str = ""
    note: str = ""
    hatch: str = ""
    top: int = 0
    height: int = 20


@dataclass(frozen=True, slots=True)
class Word:
    """Words beside bars; `at` is in units of the panel, `top` in pixels of the row."""

    panel: int
    row: int
    at: float
    text: str
    note: str = ""
    top: int = 0
    colour: str = INK


@dataclass(frozen=True, slots=True)
class Dot:
    """A round mark; open or filled."""

    panel: int
    row: int
    at: float
    fill: str
    note: str = ""
    top: int = 0


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel: its heading (`wrap`), the number at its right end, its pixels, upright lines in it, air at its left."""

    label: str
    end: float
    width: int
    ticks: tuple[float, ...] = ()
    air: int = 0


@dataclass(frozen=True, slots=True)
class Bars:
    """What `draw_bars` draws."""

    panels: tuple[Panel, ...]
    tracks: tuple[Track, ...]
    pieces: tuple[Piece, ...] = ()
    words: tuple[Word, ...] = ()
    dots: tuple[Dot, ...] = ()


def draw_bars(bars: Bars, caption: Caption, keys: Sequence[Key], table: Table) -> go.Figure:
    """Draw rows of bars.

    Parameters
    ----------
    bars : Bars
        What to draw.
    caption : Caption
        What the figure says of itself.
    keys : sequence of Key
        Its legend.
    table : Table
        The same as a table.
    """
    heights = [max(height_of(track.label) + _AIR, track.height + _AIR) for track in bars.tracks]
    rows = running(heights)
    tops = [rows[place] + (heights[place] - track.height) / 2 for place, track in enumerate(bars.tracks)]
    sides = running(panel.width + _BETWEEN for panel in bars.panels)
    lefts = [side + panel.air for side, panel in zip(sides, bars.panels, strict=False)]
    scales = [(panel.width - panel.air) / panel.end for panel in bars.panels]
    figure = go.Figure()
    figure.add_shape(
        backdrop(
            (left, left + panel.width, rows[place], rows[place + 1])
            for left, panel in zip(sides, bars.panels, strict=False)
            for place, track in enumerate(bars.tracks)
            if track.height
        )
    )
    for left, panel, scale in zip(lefts, bars.panels, scales, strict=False):
        for tick in panel.ticks:
            figure.add_shape(_upright(left + tick * scale, rows[0], rows[-1]))
    for fill, hatch in dict.fromkeys((piece.fill, piece.hatch) for piece in bars.pieces):
        mine = [piece for piece in bars.pieces if (piece.fill, piece.hatch) == (fill, hatch)]
        figure.add_trace(_pieces(mine, tops, lefts, scales))
    if bars.dots:
        figure.add_trace(_dots(bars.dots, tops, lefts, scales))
    figure.add_trace(_words(bars.words, tops, lefts, scales))
    columns = [
        (left + panel.width / 2, panel.label, panel.label) for left, panel in zip(sides, bars.panels, strict=False)
    ]
    centres = [(one + other) / 2 for one, other in pairwise(rows)]
    labels = [(y, track.label, whole(track.text)) for y, track in zip(centres, bars.tracks, strict=True)]
    axes(figure, columns, labels)
    span = [0, sides[-1] - _BETWEEN]
    figure.update_layout({"xaxis.range": span, "xaxis2.range": span})
    left = max([breadth_of(track.label) for track in bars.tracks] + [60]) + 14
    return finish(
        figure,
        caption,
        keys=keys,
        pages=[Page("", rows[0], rows[-1])],
        table=table,
        left=left,
        heads=max([height_of(panel.label) for panel in bars.panels] + [LINE]) + 10,
        least=left + int(span[1]) + 20,
    )


def _upright(place: float, top: float, bottom: float) -> dict[str, object]:
    ends = {"x0": place, "x1": place, "y0": top, "y1": bottom, "xref": "x", "yref": "y"}
    return {"type": "line", **ends, "layer": "below", "line": {"color": "white", "width": 1}}


def _pieces(pieces: list[Piece], tops: list[float], lefts: list[float], scales: list[float]) -> go.Bar:
    fill, hatch = pieces[0].fill, pieces[0].hatch
    lengths = [piece.length * scales[piece.panel] for piece in pieces]
    fits = [breadth_of(piece.text) <= length + 2 for piece, length in zip(pieces, lengths, strict=True)]
    return go.Bar(
        orientation="h",
        x=lengths,
        base=[lefts[piece.panel] + piece.start * scales[piece.panel] for piece in pieces],
        y=[tops[piece.row] + piece.top + piece.height / 2 for piece in pieces],
        width=[piece.height for piece in pieces],
        xaxis="x2",
        yaxis="y2",
        text=[piece.text if fit else "" for piece, fit in zip(pieces, fits, strict=True)],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"color": f"#{ink_on(fill)}", "size": 11},
        customdata=[whole(piece.note) for piece in pieces],
        hovertemplate="%{customdata}<extra></extra>",
        marker={"color": f"#{fill}", "line": {"color": "white", "width": 1}, "pattern": hatching(hatch, fill)},
        showlegend=False,
    )


def _dots(dots: Sequence[Dot], tops: list[float], lefts: list[float], scales: list[float]) -> go.Scatter:
    return go.Scatter(
        x=[lefts[dot.panel] + dot.at * scales[dot.panel] for dot in dots],
        y=[tops[dot.row] + dot.top for dot in dots],
        xaxis="x2",
        yaxis="y2",
        mode="markers",
        cliponaxis=False,
        marker={"size": 11, "color": [f"#{dot.fill}" for dot in dots], "line": {"color": f"#{INK}", "width": 1.5}},
        customdata=[whole(dot.note) for dot in dots],
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
    )


def _words(words: Sequence[Word], tops: list[float], lefts: list[float], scales: list[float]) -> go.Scatter:
    """Write words; where there are none, an unseen one, since an axis without a trace is not drawn."""
    shown = list(words) or [Word(0, 0, 0.0, "")]
    return go.Scatter(
        x=[lefts[one.panel] + one.at * scales[one.panel] for one in shown],
        y=[(tops[one.row] if tops else 0.0) + one.top + LINE / 2 for one in shown],
        xaxis="x2",
        yaxis="y2",
        mode="text",
        cliponaxis=False,
        text=[coloured(one.text, one.colour) for one in shown],
        textposition="middle right",
        textfont={"size": 11},
        customdata=[whole(one.note) for one in shown],
        hovertemplate="%{customdata}<extra></extra>" if any(one.note for one in shown) else None,
        hoverinfo=None if any(one.note for one in shown) else "skip",
        showlegend=False,
    )
