"""Rows x columns: squares with a number, a colour and words over them, in one or several panels side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import plotly.graph_objects as go

from toolkit.plots.frame import (
    LETTER,
    LINE,
    Caption,
    Key,
    Page,
    axes,
    backdrop,
    breadth_of,
    finish,
    hatching,
    height_of,
    running,
    whole,
)
from toolkit.plots.marks import Square
from toolkit.style import INK

_GAP = 2
_BETWEEN = 14
_UPRIGHT = 6


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its label as it is shown (`wrap`), its whole text, how many pixels it needs."""

    label: str
    text: str
    width: int


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its label as it is shown (`wrap`), its whole text, its squares, one tuple a panel.

    A row without squares is a heading.
    """

    label: str
    text: str
    squares: tuple[tuple[Square, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """What `draw` draws.

    Parameters
    ----------
    panels : tuple of tuple of Column
        Columns of each panel, left to right.
    lines : tuple of Line
        Rows, top to bottom.
    parts : tuple of (str, count)
        Names of the pages and how many lines each has; none: everything is one page.
    first : count
        The page that is shown at first.
    later : tuple of Column
        Columns of the last panel on all pages but the first, where they say something else there.
    """

    panels: tuple[tuple[Column, ...], ...]
    lines: tuple[Line, ...]
    parts: tuple[tuple[str, int], ...] = ()
    first: int = 0
    later: tuple[Column, ...] = ()


def draw(grid: Grid, caption: Caption, keys: Sequence[Key]) -> go.Figure:
    """Draw a grid.

    Parameters
    ----------
    grid : Grid
        What to draw.
    caption : Caption
        What the figure says of itself.
    keys : sequence of Key
        Its legend.

    Returns
    -------
    plotly Figure
        One heatmap a panel; where somebody left doubt, hatched bars lie over it.
    """
    rows = running(_height(line) for line in grid.lines)
    figure = go.Figure()
    edges = _columns(grid)
    fills = sorted({square.fill for line in grid.lines for part in line.squares for square in part if square.fill})
    for number, sides in enumerate(edges):
        figure.add_trace(_heatmap(grid, number, sides, rows, fills))
    stretches = list(_stretches(grid.lines))
    figure.add_shape(
        backdrop((sides[0], sides[-1], rows[start], rows[stop]) for sides in edges for start, stop in stretches)
    )
    looks = {(square.hatch, square.fill) for line in grid.lines for part in line.squares for square in part}
    for hatch, fill in sorted(looks):
        if hatch:
            figure.add_trace(_hatched(grid, edges, rows, hatch, fill))
    columns = [
        (centre, column.label, whole(column.text))
        for panel, sides in zip(grid.panels, edges, strict=True)
        for centre, column in zip(_centres(sides), panel, strict=True)
    ]
    labels = [(y, line.label, whole(line.text)) for y, line in zip(_centres(rows), grid.lines, strict=True)]
    axes(figure, columns, labels)
    span = [edges[0][0], edges[-1][-1]]
    upright = _upright(grid)
    figure.update_layout({"xaxis.range": span, "xaxis2.range": span, "xaxis2.tickangle": -90 if upright else 0})
    left = max([breadth_of(line.label) for line in grid.lines] + [60]) + 14
    return finish(
        figure,
        caption,
        keys=keys,
        pages=_pages(grid, rows),
        left=left,
        heads=_heads(grid, upright=upright),
        least=left + int(span[1] - span[0]) + 20,
        first=grid.first,
    )


def _height(line: Line) -> int:
    cells = max([square.text.count("<br>") + 1 for part in line.squares for square in part] + [1])
    return max(height_of(line.label) + 9, cells * (LINE + 1) + 8) + (0 if line.squares else 4)


def _columns(grid: Grid) -> list[list[float]]:
    """Give the edges of the columns of each panel, with a gap between panels."""
    found: list[list[float]] = []
    start = 0.0
    for panel in grid.panels:
        found.append(running((column.width for column in panel), start))
        start = found[-1][-1] + _BETWEEN
    return found


def _centres(edges: Sequence[float]) -> list[float]:
    return [(one + other) / 2 for one, other in pairwise(edges)]


def _stretches(lines: Sequence[Line]) -> Iterable[tuple[int, int]]:
    """Give the runs of rows that have squares: headings lie on white."""
    start = None
    for place, line in enumerate((*lines, Line("", ""))):
        if line.squares and start is None:
            start = place
        elif not line.squares and start is not None:
            yield start, place
            start = None


def _heatmap(grid: Grid, number: int, sides: list[float], rows: list[float], fills: list[str]) -> go.Heatmap:
    nothing = tuple(Square() for _ in grid.panels[number])
    squares = [line.squares[number] if line.squares else nothing for line in grid.lines]
    places = {fill: place for place, fill in enumerate(fills)}
    steps = [[edge / max(len(fills), 1), f"#{fill}"] for place, fill in enumerate(fills) for edge in (place, place + 1)]
    return go.Heatmap(
        x=sides,
        y=rows,
        z=[[places.get(square.fill) for square in line] for line in squares],
        text=[[square.text for square in line] for line in squares],
        texttemplate="%{text}",
        textfont={"color": f"#{INK}", "size": 12},
        customdata=[[whole(square.note) for square in line] for line in squares],
        hovertemplate="<b>%{y}</b><br>%{x}<br>%{customdata}<extra></extra>",
        hoverongaps=True,
        colorscale=steps or None,
        zmin=-0.5,
        zmax=max(len(fills), 1) - 0.5,
        showscale=False,
        xgap=_GAP,
        ygap=_GAP,
        showlegend=False,
    )


def _hatched(grid: Grid, edges: list[list[float]], rows: list[float], hatch: str, fill: str) -> go.Bar:
    """Lay hatched bars over cells; a trace for each fill, as plotly hatches bars of several colours in these colours."""
    found = [
        ((left + right) / 2, right - left - _GAP, top + _GAP / 2, bottom - top - _GAP, square)
        for line, top, bottom in zip(grid.lines, rows, rows[1:], strict=False)
        for part, sides in zip(line.squares, edges, strict=False)
        for square, left, right in zip(part, sides, sides[1:], strict=False)
        if (square.hatch, square.fill) == (hatch, fill)
    ]
    return go.Bar(
        x=[centre for centre, *_ in found],
        width=[width for _, width, *_ in found],
        base=[base for _, _, base, *_ in found],
        y=[height for *_, height, _ in found],
        xaxis="x2",
        yaxis="y2",
        text=[square.text for *_, square in found],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"color": f"#{INK}", "size": 12},
        marker={"color": f"#{fill}", "line": {"width": 0}, "pattern": hatching(hatch, fill)},
        hoverinfo="skip",
        showlegend=False,
    )


def _upright(grid: Grid) -> bool:
    """Say whether the labels of the columns must stand upright: one of the first panel is wider than its column."""
    return any(breadth_of(column.label) > column.width + _UPRIGHT for column in grid.panels[0])


def _heads(grid: Grid, *, upright: bool) -> int:
    labels = [column.label for panel in (*grid.panels, grid.later) for column in panel]
    if upright:
        return max(breadth_of(label) for label in labels) + 12
    return max([height_of(label) for label in labels] + [LINE]) + 8


def _pages(grid: Grid, rows: list[float]) -> list[Page]:
    if not grid.parts:
        return [Page("", rows[0], rows[-1])]
    labels = tuple(column.label for panel in grid.panels for column in panel)
    later = (*labels[: len(labels) - len(grid.later)], *(column.label for column in grid.later))
    ends = running(count for _, count in grid.parts)
    return [
        Page(name, rows[int(start)], rows[int(end)], labels if place == 0 else later)
        for place, ((name, _), start, end) in enumerate(zip(grid.parts, ends, ends[1:], strict=False))
    ]


def code_width(codes: Iterable[str], least: int) -> int:
    """Say how many pixels a column needs whose heading is a code, lying or, if it is long, standing."""
    longest = max((len(code) for code in codes), default=0) * LETTER + _UPRIGHT
    return int(longest) if longest <= least * 2 else least
