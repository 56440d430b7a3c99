"""How far a confidence can be believed, drawn: confidence against the share that experts accepted, with counts."""

from collections.abc import Mapping, Sequence
from html import escape

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from toolkit.align.measures import Bin
from toolkit.labels import word
from toolkit.model import Lang
from toolkit.style import FONT, INK, PALE, RULE

_LINES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
_COLOURS = ("1F4E79", "B3541E", "3B7A57", "7A3B69", "8A6D00", "4A5568")
_SIGNS = ("circle", "square", "diamond", "triangle-up", "cross", "x")


def reliability(curves: Mapping[str, Sequence[Bin]], lang: Lang) -> go.Figure:
    """Draw confidences against the shares accepted.

    Parameters
    ----------
    curves : mapping of name to bins
        Bins of confidence (`toolkit.align.measures.calibration`), such as one curve a language.
    lang : {"kk", "ru", "en"}
        Language of the words.

    Returns
    -------
    plotly Figure
        Above: for each curve its bins that hold a pair, at their mean confidence (x, 0 to 1) and the share accepted (y, 0
        to 1), and the diagonal on which both are equal. Below: the number of pairs of every bin. Curves differ by line and
        sign, not by colour alone.
    """
    figure = make_subplots(rows=2, shared_xaxes=True, row_heights=[0.72, 0.28], vertical_spacing=0.05)
    figure.add_trace(
        go.Scatter(
            x=[0, 1],
            y=[0, 1],
            mode="lines",
            name=word("reliability-equal", lang),
            line={"color": f"#{RULE}", "width": 1},
            hoverinfo="skip",
        ),
        row=1,
        col=1,
    )
    for number, (name, bins) in enumerate(curves.items()):
        for trace, row in ((_points(name, bins, number, lang), 1), (_counts(name, bins, number, lang), 2)):
            figure.add_trace(trace, row=row, col=1)
    title = word("reliability-title", lang)
    figure.update_layout(
        title={
            "text": f"<b>{title}</b>",
            "subtitle": {"text": word("reliability-subtitle", lang), "font": {"size": 12}},
            "x": 0.01,
            "font": {"size": 17},
        },
        font={"family": f"{FONT}, Liberation Sans, sans-serif", "size": 12, "color": f"#{INK}"},
        height=640,
        margin={"l": 10, "r": 10, "t": 100, "b": 10},
        plot_bgcolor=f"#{PALE}",
        paper_bgcolor="white",
        barmode="group",
        hoverlabel={"align": "left", "bgcolor": "white"},
    )
    figure.update_xaxes(range=[0, 1], dtick=0.1, automargin=True, fixedrange=True)
    figure.update_xaxes(title_text=word("confidence", lang), row=2, col=1)
    figure.update_yaxes(automargin=True, fixedrange=True)
    figure.update_yaxes(title_text=word("reliability-accepted", lang), range=[0, 1.02], row=1, col=1)
    figure.update_yaxes(title_text=word("reliability-pairs", lang), row=2, col=1)
    return figure


def _points(name: str, bins: Sequence[Bin], number: int, lang: Lang) -> go.Scatter:
    filled = [one for one in bins if one.count]
    colour = f"#{_COLOURS[number % len(_COLOURS)]}"
    return go.Scatter(
        x=[one.confidence for one in filled],
        y=[one.accepted for one in filled],
        mode="lines+markers",
        name=escape(name, quote=False),
        legendgroup=name,
        line={"color": colour, "dash": _LINES[number % len(_LINES)]},
        marker={"symbol": _SIGNS[number % len(_SIGNS)], "size": 9},
        customdata=[_hover(name, one, lang) for one in filled],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _counts(name: str, bins: Sequence[Bin], number: int, lang: Lang) -> go.Bar:
    return go.Bar(
        x=[(one.low + one.high) / 2 for one in bins],
        y=[one.count for one in bins],
        name=escape(name, quote=False),
        legendgroup=name,
        showlegend=False,
        marker={"color": f"#{_COLOURS[number % len(_COLOURS)]}"},
        customdata=[_hover(name, one, lang) for one in bins],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _hover(name: str, one: Bin, lang: Lang) -> str:
    """Say what a point means: the bounds of its bin, how many of how many were accepted."""
    confidence, accepted = word("confidence", lang), word("reliability-accepted", lang)
    said = word("n-of-m", lang, n=round(one.accepted * one.count), m=one.count)
    head = f"<b>{escape(name, quote=False)}</b>"
    return f"{head}<br>{confidence}: {one.low:.1f}–{one.high:.1f}<br>{accepted}: {said}"
