"""Columns of blocks joined by ribbons, the wider, the more they carry, with the number on each.

Drawn from polygons, not with plotly's own trace for flows: that one writes no numbers on links and hatches none.
"""

import math
from collections.abc import Iterable, Sequence
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
    bold,
    breadth_of,
    finish,
    hatching,
    height_of,
    running,
    whole,
    wrap,
)
from toolkit.style import HEAD, HEAT_LOW, INK, STATE_FILL, STATE_SIGN

_BLOCK, _CODE, _BEND = 10, 84, 210
"""Pixels across: of a block at a side, of one with a code in it, of the room for ribbons."""

_LEAST, _EACH = 10, 3
"""Pixels of a ribbon: so many, that its number finds room, and so many more for each statement."""

_TALL, _THINNEST, _WRITTEN = 2400, 0.25, 9
"""Pixels that a figure should not be taller than; how thin ribbons may become for that; from where on they bear a number."""

_POINTS = 16
_AIR = 7


@dataclass(frozen=True, slots=True)
class Link:
    """A ribbon: from block to block, what it carries, what appears over it; suspect ones are hatched, alarming ones red."""

    left: str
    right: str
    number: int
    note: str
    suspect: bool = False
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a column: its key, its label as it is shown (`wrap`), its whole text."""

    key: str
    label: str
    text: str


Columns = tuple[Sequence[Block], Sequence[Block], Sequence[Block]]
Links = tuple[Sequence[Link], Sequence[Link]]
Widths = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class _Area:
    """Where a ribbon lies: from where at the left to where at the right, by its middle line."""

    link: Link
    width: float
    x0: float
    y0: float
    x1: float
    y1: float


def draw_flow(
    columns: Columns,
    links: Links,
    heads: tuple[str, str, str],
    caption: Caption,
    keys: Sequence[Key],
    table: Table,
    remark: str,
) -> go.Figure:
    """Draw three columns of blocks and the ribbons between them.

    Parameters
    ----------
    columns : three sequences of Block
        Left, middle, right, from top to bottom.
    links : two sequences of Link
        Between left and middle, between middle and right.
    heads : three str
        Headings of the columns.
    caption : Caption
        What the figure says of itself.
    keys : sequence of Key
        Its legend.
    table : Table
        The same as a table.
    remark : str
        What to say in the legend if there are so many ribbons that some are too thin for their number.
    """
    widths: Widths = [[float(_LEAST + _EACH * link.number) for link in part] for part in links]
    tall = max(map(sum, _slots(columns, _heights(columns, links, widths))))
    thin = min(1.0, max(_THINNEST, _TALL / tall))
    widths = [[width * thin for width in part] for part in widths]
    heights = _heights(columns, links, widths)
    slots = _slots(columns, heights)
    tall = max(map(sum, slots))
    middles = [_middles(column, slot, tall) for column, slot in zip(columns, slots, strict=True)]
    edges = running([_BLOCK, _BEND, _CODE, _BEND, _BLOCK])
    left = _areas(links[0], widths[0], middles[0], middles[1], (edges[1], edges[2]))
    right = _areas(links[1], widths[1], middles[1], middles[2], (edges[3], edges[4]))
    areas = [*left, *right]
    figure = go.Figure()
    for suspect, alarm in ((False, False), (False, True), (True, False)):
        mine = [area for area in areas if (area.link.suspect, area.link.alarm) == (suspect, alarm)]
        if mine:
            figure.add_trace(_ribbons(mine, suspect=suspect, alarm=alarm))
    figure.add_trace(_blocks(heights, middles, (edges[0:2], edges[2:4], edges[4:6])))
    figure.add_trace(_numbers(left, right))
    figure.add_trace(_labels(columns, middles, edges))
    said = [*keys, Key(remark)] if any(area.width < _WRITTEN for area in areas) else keys
    return _finished(figure, columns, middles, edges, heads, caption, said, table, tall)


def _heights(columns: Columns, links: Links, widths: Widths) -> list[dict[str, float]]:
    """Give the pixels that each block needs for what comes in or for what goes out, whichever is more."""
    found: list[dict[str, float]] = []
    for place, column in enumerate(columns):
        coming = {block.key: 0.0 for block in column}
        going = dict(coming)
        if place:
            for link, width in zip(links[place - 1], widths[place - 1], strict=True):
                coming[link.right] += width
        if place < len(links):
            for link, width in zip(links[place], widths[place], strict=True):
                going[link.left] += width
        least = LINE + 3 if place == 1 else 0.0
        found.append({key: max(coming[key], going[key], least) for key in coming})
    return found


def _slots(columns: Columns, heights: Sequence[dict[str, float]]) -> list[list[float]]:
    """Give the pixels of each block with its label and some air."""
    return [
        [max(height[block.key], 0 if place == 1 else height_of(block.label)) + _AIR for block in column]
        for place, (column, height) in enumerate(zip(columns, heights, strict=True))
    ]


def _middles(column: Sequence[Block], slots: list[float], tall: float) -> dict[str, float]:
    """Spread the blocks of a column over the height of the tallest one."""
    spare = (tall - sum(slots)) / len(slots)
    edges = running(slot + spare for slot in slots)
    return {block.key: (top + end) / 2 for block, (top, end) in zip(column, pairwise(edges), strict=True)}


def _areas(
    links: Sequence[Link],
    widths: Sequence[float],
    left: dict[str, float],
    right: dict[str, float],
    ends: tuple[float, float],
) -> list[_Area]:
    """Stack ribbons at both ends in the order of the blocks at the other end, so that they cross little."""
    starts = _stacked([(link.left, link.right) for link in links], widths, left, right)
    stops = _stacked([(link.right, link.left) for link in links], widths, right, left)
    return [
        _Area(link, widths[place], ends[0], starts[place], ends[1], stops[place]) for place, link in enumerate(links)
    ]


def _stacked(
    ends: Sequence[tuple[str, str]], widths: Sequence[float], here: dict[str, float], there: dict[str, float]
) -> dict[int, float]:
    mine: dict[str, list[int]] = {key: [] for key in here}
    for place, (key, _) in enumerate(ends):
        mine[key].append(place)
    found: dict[int, float] = {}
    for key, places in mine.items():
        ordered = sorted(places, key=lambda place: there[ends[place][1]])
        total = sum(widths[place] for place in ordered)
        edges = running((widths[place] for place in ordered), here[key] - total / 2)
        found |= {place: (top + end) / 2 for place, (top, end) in zip(ordered, pairwise(edges), strict=True)}
    return found


def _ribbons(areas: Iterable[_Area], *, suspect: bool, alarm: bool) -> go.Scatter:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for area in areas:
        half = area.width / 2 - min(0.5, area.width / 8)
        steps = [(1 - math.cos(math.pi * place / _POINTS)) / 2 for place in range(_POINTS + 1)]
        line = [
            (area.x0 + (area.x1 - area.x0) * place / _POINTS, area.y0 + (area.y1 - area.y0) * step)
            for place, step in enumerate(steps)
        ]
        xs += [*(x for x, _ in line), *(x for x, _ in reversed(line)), area.x0, None]
        ys += [*(y - half for _, y in line), *(y + half for _, y in reversed(line)), line[0][1] - half, None]
    fill = STATE_FILL["suspect"] if suspect else STATE_FILL["none"] if alarm else HEAT_LOW
    return go.Scatter(
        x=xs,
        y=ys,
        xaxis="x2",
        yaxis="y2",
        mode="lines",
        fill="toself",
        fillcolor=f"#{fill}",
        fillpattern=hatching("/", fill) if suspect else None,
        opacity=0.85,
        line={"width": 0.5, "color": "white"},
        hoverinfo="skip",
        showlegend=False,
    )


def _blocks(
    heights: Sequence[dict[str, float]], middles: Sequence[dict[str, float]], sides: Sequence[list[float]]
) -> go.Bar:
    found = [
        (sides[place], middles[place][key], height)
        for place, column in enumerate(heights)
        for key, height in column.items()
    ]
    return go.Bar(
        orientation="h",
        base=[side[0] for side, _, _ in found],
        x=[side[1] - side[0] for side, _, _ in found],
        y=[middle for _, middle, _ in found],
        width=[height for _, _, height in found],
        xaxis="x2",
        yaxis="y2",
        marker={"color": f"#{HEAD}", "line": {"width": 0}},
        hoverinfo="skip",
        showlegend=False,
    )


def _numbers(left: Sequence[_Area], right: Sequence[_Area]) -> go.Scatter:
    """Write the number of each ribbon at its end at a side, where ribbons do not cross; thin ones show it on pointing."""
    areas = [*left, *right]
    signs = [STATE_SIGN["suspect"] if area.link.suspect else "" for area in areas]
    texts = [f"{area.link.number}{sign}" for area, sign in zip(areas, signs, strict=True)]
    return go.Scatter(
        x=[*(area.x0 + 3 for area in left), *(area.x1 - 3 for area in right)],
        y=[*(area.y0 for area in left), *(area.y1 for area in right)],
        xaxis="x2",
        yaxis="y2",
        mode="text",
        text=[text if area.width >= _WRITTEN else "" for text, area in zip(texts, areas, strict=True)],
        textposition=[*("middle right" for _ in left), *("middle left" for _ in right)],
        textfont={"size": 11, "color": f"#{INK}"},
        customdata=[whole(area.link.note) for area in areas],
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
    )


def _labels(columns: Columns, middles: Sequence[dict[str, float]], edges: list[float]) -> go.Scatter:
    """Write the labels of the middle and of the right; those of the left are the labels of the axis."""
    centre = (edges[2] + edges[3]) / 2
    inside = [(centre, middles[1][block.key], block, "middle center") for block in columns[1]]
    beside = [(edges[5] + 4, middles[2][block.key], block, "middle right") for block in columns[2]]
    shown = [*inside, *beside]
    return go.Scatter(
        x=[x for x, *_ in shown],
        y=[y for _, y, *_ in shown],
        xaxis="x2",
        yaxis="y2",
        mode="text",
        text=[block.label for _, _, block, _ in shown],
        textposition=[position for *_, position in shown],
        textfont={"size": 12, "color": [*("white" for _ in inside), *(f"#{INK}" for _ in beside)]},
        customdata=[whole(block.text) for _, _, block, _ in shown],
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
    )


def _finished(
    figure: go.Figure,
    columns: Columns,
    middles: Sequence[dict[str, float]],
    edges: list[float],
    heads: tuple[str, str, str],
    caption: Caption,
    keys: Sequence[Key],
    table: Table,
    tall: float,
) -> go.Figure:
    room = max([breadth_of(block.label) for block in columns[2]] + [80]) + 10
    places = (edges[0] + _BLOCK / 2, (edges[2] + edges[3]) / 2, edges[5] + room / 2)
    rows = [(middles[0][block.key], block.label, whole(block.text)) for block in columns[0]]
    axes(figure, [(x, bold(wrap(head, 20)), head) for x, head in zip(places, heads, strict=True)], rows)
    span = [0, edges[5] + room]
    figure.update_layout({"xaxis.range": span, "xaxis2.range": span})
    side = max([breadth_of(block.label) for block in columns[0]] + [60]) + 14
    return finish(
        figure,
        caption,
        keys=keys,
        pages=[Page("", -4, tall + 4)],
        table=table,
        left=side,
        heads=2 * LINE + 10,
        least=side + int(span[1]) + 20,
    )
