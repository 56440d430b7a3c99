"""What every figure shares: wrapped texts, a caption, a legend in words, a size. Nothing is counted here."""

import math
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import plotly.graph_objects as go

from toolkit.model import Lang
from toolkit.style import FONT, INK, PALE, RULE

CONFIG: dict[str, object] = {
    "displaylogo": False,
    "responsive": True,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "typesetMath": False,
    "modeBarButtons": [["toImage"]],
    "toImageButtonOptions": {"format": "png", "scale": 3},
}
"""Plotly settings for every figure: one button, which saves a picture; no server, no address, no formulas."""

WIDTH = 971
"""Pixels that figures are laid out for: an A4 page across, 257 mm between its margins, letters of 9 points."""

LABEL = 46
"""Characters in a line of a label beside an axis."""

HOVER = 90
"""Characters in a line of what appears over a cell."""

LETTER, LINE = 6.9, 15
"""Pixels that a letter takes on the average, and a line of text; wide enough for Kazakh in letters of 12 pixels."""

_RUNNING_LETTER = 6.4
"""The same in long lines, where wide and narrow letters make up for each other."""

_PAD = 12
_MOST_KEY = 44


def wrap(text: str, width: int, most: int = 0) -> str:
    """Break a text into lines; what looks like a tag stays a text.

    Parameters
    ----------
    text : str
        Any text.
    width : count
        Characters in a line.
    most : count
        How many lines there may be, the last one ending in «…»; 0 means as many as are needed.

    Examples
    --------
    >>> wrap("бір <b> екі", 6)
    'бір<br>&lt;b&gt;<br>екі'
    >>> wrap("бір екі үш төрт", 7, most=1)
    'бір…'
    """
    lines = textwrap.wrap(text, width, break_on_hyphens=False)
    if most and len(lines) > most:
        last = textwrap.shorten(f"{lines[most - 1]} {lines[most]}", width - 1, placeholder="") or lines[most - 1][:-1]
        lines = [*lines[: most - 1], f"{last.rstrip(' ,.;:')}…" if len(last) < width else f"{last[:-1]}…"]
    return "<br>".join(escape(line, quote=False) for line in lines)


PARAGRAPH = "<br />"
"""A break between lines of a text, as against ``<br>``, where a line was too long; plotly takes both."""


def whole(text: str) -> str:
    """Give a text as it appears over a cell: wrapped, and whole; its own lines end in `PARAGRAPH`.

    Examples
    --------
    >>> whole("a & b")
    'a &amp; b'
    """
    width = HOVER if len(text) < HOVER * 16 else HOVER * 2
    return PARAGRAPH.join(wrap(line, width) for line in text.splitlines())


def bold(lines: str) -> str:
    """Make wrapped lines bold, each of them: plotly ends a tag with its line."""
    return "<br>".join(f"<b>{line}</b>" if line else "" for line in lines.split("<br>"))


def coloured(lines: str, colour: str) -> str:
    """Give wrapped lines a colour, each of them."""
    return "<br>".join(f"<span style='color:#{colour}'>{line}</span>" for line in lines.split("<br>"))


def height_of(lines: str) -> int:
    """Say how many pixels wrapped lines need."""
    return (lines.count("<br>") + 1) * LINE


def breadth_of(lines: str) -> int:
    """Say about how many pixels the longest of wrapped lines needs; tags take no room.

    Examples
    --------
    >>> breadth_of("<b>абв</b>") == breadth_of("абв")
    True
    """
    return math.ceil(max(len(_plain(line)) for line in lines.split("<br>")) * LETTER)


def _plain(line: str) -> str:
    parts = [part.rpartition(">")[2] for part in line.split("<")]
    return "".join(parts).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of the legend: its words, the fill of its square, its hatch; empty fill for a sign alone."""

    words: str
    fill: str = ""
    hatch: str = ""


@dataclass(frozen=True, slots=True)
class Caption:
    """What a figure says of itself.

    Parameters
    ----------
    lang : {"kk", "ru", "en"}
        Language of words.
    title : str
        What the figure shows.
    lines : tuple of str
        Programme, standards with the status of their acts, date, what is counted; one sentence or more each.
    """

    lang: Lang
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a figure that is shown alone: its name, from where to where it reaches, the labels of its columns."""

    name: str
    start: float
    end: float
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The figure as a plain table: headings, rows of texts."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def finish(
    figure: go.Figure,
    caption: Caption,
    *,
    keys: Sequence[Key],
    pages: Sequence[Page],
    table: Table | None = None,
    left: int,
    heads: int,
    least: int,
    first: int = 0,
) -> go.Figure:
    """Dress a figure: caption, legend, margins, size, pages, and the plain table that it carries.

    Parameters
    ----------
    figure : plotly Figure
        With its traces and axes; one unit of its vertical axes is one pixel.
    caption : Caption
        What it says of itself.
    keys : sequence of Key
        The legend.
    pages : sequence of Page
        One, or several to choose from.
    table : Table, optional
        The same as a table, where its traces do not say it (`table_of`).
    left, heads : count
        Pixels for the labels at the left and for the headings above.
    least : count
        Pixels that the figure needs across.
    first : count
        Which page is shown at first.
    """
    figure.update_layout(
        template="none",
        font={"family": f"{FONT}, Liberation Sans, sans-serif", "size": 12, "color": f"#{INK}"},
        plot_bgcolor="white",
        paper_bgcolor="white",
        hoverlabel={"align": "left", "bgcolor": "white", "bordercolor": f"#{RULE}", "font": {"color": f"#{INK}"}},
        dragmode=False,
        bargap=0,
        barmode="overlay",
        meta={
            "lang": caption.lang,
            "title": caption.title,
            "lines": list(caption.lines),
            "keys": [key.words for key in keys],
            "table": [list(row) for row in (table.columns, *table.rows)] if table else [],
            "pages": [
                [page.name, page.start, max(page.end, page.start + _LOWEST), list(page.labels)] for page in pages
            ],
            "page": first,
            "room": [left, heads] if len(pages) == 1 else [max(left, _MENU_WIDTH), max(heads, _MENU)],
            "least": least,
        },
    )
    for key in keys:
        figure.add_trace(_swatch(key))
    return arranged(figure, max(WIDTH, least))


def _swatch(key: Key) -> go.Bar:
    line = {"color": f"#{RULE}", "width": 1}
    fill = key.fill or "FFFFFF"
    marker = {"color": f"#{fill}", "line": line, "pattern": hatching(key.hatch, fill)}
    return go.Bar(
        x=[None],
        y=[None],
        xaxis="x2",
        yaxis="y2",
        name=wrap(key.words, _MOST_KEY),
        marker=marker,
        showlegend=True,
        hoverinfo="skip",
    )


_LOWEST = 80
"""Pixels that a plot needs: plotly squeezes a lower one."""

_MENU, _MENU_WIDTH = 48, 240
"""Pixels that a menu needs above the labels, and beside the plot."""


def hatching(shape: str, fill: str) -> dict[str, Any]:
    """Give a pattern of plotly over a fill; an empty shape is none."""
    return {"shape": shape, "bgcolor": f"#{fill}", "fgcolor": "#B39CD0", "size": 8, "solidity": 0.2}


def arranged(figure: go.Figure, width: int) -> go.Figure:
    """Lay a finished figure out for a width: caption and legend are wrapped anew, the height follows.

    Parameters
    ----------
    figure : plotly Figure
        A figure of `finish`; it is changed.
    width : count
        Pixels.
    """
    meta = figure.layout.meta
    left, heads = meta["room"]
    letters = int((width - 2 * _PAD) / _RUNNING_LETTER)
    title = wrap(meta["title"], int(letters * 0.65))
    under = "<br>".join(wrap(line, letters) for line in meta["lines"])
    top = 34 + 22 * title.count("<br>") + height_of(under) + 16
    bottom = _legend_height(meta["keys"], width) + 14
    figure.update_layout(
        width=width if meta["least"] > WIDTH else None,
        title={
            "text": bold(title),
            "subtitle": {"text": under, "font": {"size": 12, "color": f"#{INK}"}},
            "x": 0,
            "y": 1,
            "xref": "container",
            "yref": "container",
            "xanchor": "left",
            "yanchor": "top",
            "pad": {"l": _PAD, "t": _PAD},
            "font": {"size": 17},
        },
        margin={"l": left, "r": _PAD, "t": top + heads, "b": bottom},
        showlegend=bool(meta["keys"]),
        legend={
            "orientation": "h",
            "xref": "container",
            "yref": "container",
            "x": 0,
            "y": 0,
            "xanchor": "left",
            "yanchor": "bottom",
            "font": {"size": 11},
            "itemclick": False,
            "itemdoubleclick": False,
            "traceorder": "normal",
        },
    )
    return _paged(figure, top + heads + bottom)


def _paged(figure: go.Figure, around: int) -> go.Figure:
    """Show one page of a figure and, if there are several, a menu to choose from."""
    meta = figure.layout.meta
    views = [
        {"yaxis.range": [end, start], "yaxis2.range": [end, start], "height": math.ceil(around + end - start)}
        | ({"xaxis2.ticktext": labels} if labels else {})
        for _, start, end, labels in meta["pages"]
    ]
    figure.update_layout(views[meta["page"]])
    if len(views) > 1:
        names = [wrap(page[0], int((meta["room"][0] - 46) / _RUNNING_LETTER), most=1) for page in meta["pages"]]
        figure.update_layout(
            updatemenus=[
                {
                    "buttons": [
                        {"label": name, "method": "relayout", "args": [view]}
                        for name, view in zip(names, views, strict=True)
                    ],
                    "active": meta["page"],
                    "x": 0,
                    "xanchor": "right",
                    "y": 1,
                    "yanchor": "bottom",
                    "pad": {"r": 6, "b": 4},
                    "bgcolor": "white",
                    "bordercolor": f"#{RULE}",
                    "font": {"size": 11},
                }
            ]
        )
    return figure


def _legend_height(words: Sequence[str], width: int) -> int:
    """Say how many pixels the legend needs: entries stand in columns as wide as the widest of them."""
    if not words:
        return 0
    wrapped = [wrap(one, _MOST_KEY) for one in words]
    widths = [breadth_of(one) * 0.92 + 48 for one in wrapped]
    in_line = max(1, int((width - _PAD) / max(widths))) if sum(widths) > width else len(words)
    lines = [wrapped[place : place + in_line] for place in range(0, len(wrapped), in_line)]
    return sum(max(height_of(one) for one in line) + 5 for line in lines) + 8


_AIR: dict[str, Any] = {"ticks": "outside", "ticklen": 5, "tickcolor": "rgba(0,0,0,0)"}
"""A little room between labels and cells."""


def axes(figure: go.Figure, columns: Sequence[tuple[float, str, str]], rows: Sequence[tuple[float, str, str]]) -> None:
    """Set the axes of a figure: one pair with whole texts, which appear over cells, one over it with the labels.

    Parameters
    ----------
    figure : plotly Figure
        The figure.
    columns, rows : sequence of (centre, label, whole text)
        Both texts as plotly reads them (`wrap`, `whole`).
    """
    still: dict[str, Any] = {"fixedrange": True, "showgrid": False, "zeroline": False, "type": "linear"}
    for axis, marks in (("x", columns), ("y", rows)):
        places = [centre for centre, _, _ in marks]
        hidden = {"tickvals": places, "ticktext": [text for _, _, text in marks], "showticklabels": False, "ticks": ""}
        shown = {"tickvals": places, "ticktext": [label for _, label, _ in marks], **_AIR}
        over = {"overlaying": axis, "anchor": {"x": "y2", "y": "x2"}[axis], "automargin": axis == "y"}
        over |= {"side": {"x": "top", "y": "left"}[axis]}
        figure.update_layout({f"{axis}axis": hidden | still, f"{axis}axis2": shown | over | still})


def backdrop(areas: Iterable[tuple[float, float, float, float]]) -> dict[str, Any]:
    """Make the pale ground on which cells lie: where nothing lies on it, nobody has looked.

    Parameters
    ----------
    areas : iterable of (left, right, top, bottom)
        Where it is; one shape for all, as plotly takes long over many.
    """
    path = " ".join(f"M{left},{top}H{right}V{bottom}H{left}Z" for left, right, top, bottom in areas)
    look = {"fillcolor": f"#{PALE}", "line": {"width": 0}, "layer": "below"}
    return {"type": "path", "path": path, "xref": "x", "yref": "y", **look}


def sentence_figure(caption: Caption, sentence: str) -> go.Figure:
    """Make a figure that says why there is nothing to draw."""
    figure = go.Figure(go.Scatter(x=[None], y=[None], xaxis="x2", yaxis="y2", showlegend=False))
    axes(figure, [], [])
    figure.update_layout({"xaxis.range": [0, 1], "xaxis2.range": [0, 1]})
    text = wrap(sentence, 100)
    figure.add_annotation(
        text=text, x=0, y=0.5, xref="paper", yref="paper", showarrow=False, align="left", font={"size": 14}
    )
    table = Table((caption.title,), ((sentence,),))
    return finish(figure, caption, keys=(), pages=(Page("", 0, 90),), table=table, left=40, heads=0, least=WIDTH // 2)


def sentences(*parts: str) -> tuple[str, ...]:
    """Give those of several sentences that say something."""
    return tuple(part for part in parts if part.strip())


def running(sizes: Iterable[float], start: float = 0.0) -> list[float]:
    """Give the edges of things of these sizes that lie side by side.

    Examples
    --------
    >>> running([10, 5])
    [0.0, 10.0, 15.0]
    """
    edges = [start]
    for size in sizes:
        edges.append(edges[-1] + size)
    return edges
