"""The plain-table twin of a figure: for viewers that draw no charts, for screen readers, for checking the numbers."""

from html import escape, unescape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from toolkit.plots.frame import PARAGRAPH


def table_of(figure: go.Figure) -> pd.DataFrame:
    """Give what a figure shows as a table of texts.

    Parameters
    ----------
    figure : plotly Figure
        A figure of this package.

    Returns
    -------
    DataFrame
        The first column names the rows; an empty text stands where the figure has an empty cell. Lines of a cell are
        joined by « · ».

    Examples
    --------
    >>> from toolkit.plots.frame import Caption, sentence_figure
    >>> table_of(sentence_figure(Caption("en", "Flow", ()), "Nothing to draw.")).iloc[0, 0]
    'Nothing to draw.'
    """
    heads, *rows = figure.layout.meta["table"] or _cells(figure)
    return pd.DataFrame([list(row) for row in rows], columns=list(heads), dtype="str")


def _cells(figure: go.Figure) -> list[list[str]]:
    """Read the cells of heatmaps that lie side by side, and the whole texts of their rows and columns."""
    panels = [trace for trace in figure.data if trace.type == "heatmap"]
    heads = ["", *(plain(text) for text in figure.layout.xaxis.ticktext)]
    rows = [
        [plain(name), *(plain(text, _BETWEEN) for panel in panels for text in panel.text[place])]
        for place, name in enumerate(figure.layout.yaxis.ticktext)
    ]
    return [heads, *rows]


_BETWEEN = " · "


def plain(text: str, between: str = " ") -> str:
    """Give a text of a figure as a plain one: no tags, no signs for signs; `between` joins its wrapped lines.

    Examples
    --------
    >>> plain("<b>бір</b><br>екі &lt;<br />үш")
    'бір екі < · үш'
    """
    broken = text.replace(PARAGRAPH, _BETWEEN).replace("<br>", between)
    parts = [part.rpartition(">")[2] for part in broken.split("<")]
    return unescape("".join(parts))


def twin(figure: go.Figure) -> str:
    """Give a figure as an HTML table with its caption and the words of its legend; texts stay texts.

    Parameters
    ----------
    figure : plotly Figure
        A figure of this package.
    """
    meta: dict[str, Any] = figure.layout.meta
    frame = table_of(figure)
    lines = "<br>".join(escape(line) for line in (*meta["lines"], *meta["keys"]))
    heads = "".join(f"<th scope='col'>{escape(head)}</th>" for head in frame.columns)
    body = "".join(
        f"<tr><th scope='row'>{escape(first)}</th>{''.join(f'<td>{escape(text)}</td>' for text in rest)}</tr>"
        for first, *rest in frame.itertuples(index=False, name=None)
    )
    caption = f"<caption style='text-align:left'><b>{escape(meta['title'])}</b><br>{lines}</caption>"
    return f"<table lang='{meta['lang']}'>{caption}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
