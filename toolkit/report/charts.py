"""The sheet of charts: every labour function by states and by steps of proof, and the table that they are drawn from."""

from collections.abc import Iterator, Sequence

from toolkit.model import STEPS, Share, State
from toolkit.report.frame import Brief, brief_text, group_title
from toolkit.report.layout import columns_of, table
from toolkit.sheets import Cell, Chart, Row, Series, Sheet, letters, reference
from toolkit.style import STATE_FILL, STATE_PATTERN, STEP_FILL

_BEFORE = {"function": 52.0, "kind": 15.0}
_STATES = {"state-full": 10.0, "state-partial": 10.0, "state-none": 10.0, "state-open": 12.0}
_LOOKS: tuple[State, ...] = ("full", "partial", "none", "undecided")
_AFTER = {"denominator": 10.0} | {f"step-{step}": 12.0 for step in STEPS}
_TOP = 4
_FIRST_STATE = len(_BEFORE) + 1
_FIRST_STEP = _FIRST_STATE + len(_STATES) + 1
_MOST = 10
"""More functions than these do not fit one page."""

_LABEL = 70
"""Longer titles than these characters leave no room for the bars."""

_WIDTH = 1080
_EDGES = 120
"""Pixels of a chart for its title, axis and legend."""


def charts_sheet(brief: Brief) -> Sheet | None:
    """Plan the charts, below the small table that they are drawn from; None where there is no labour function."""
    functions = [share for share in brief.analysis.result.shares if share.by == "function"]
    shares = [share for kind in ("skill", "knowledge") for share in functions if share.kind == kind]
    if not shares:
        return None
    name = brief.tab("sheet-charts")
    rows = [_row(brief, line, share) for line, share in enumerate(shares, start=_TOP)]
    return table(
        brief,
        name,
        columns_of(brief, {**_BEFORE, **_STATES, **_AFTER}),
        rows,
        title=brief.reader.sentence("charts-title"),
        about=brief.reader.sentence("charts-about"),
        frozen=1,
        charts=list(_charts(brief, name, shares)),
    )


def _row(brief: Brief, line: int, share: Share) -> Row:
    first, last = letters(_FIRST_STATE), letters(_FIRST_STATE + len(_STATES) - 1)
    return (
        Cell(brief_text(group_title(brief, share), _LABEL)),
        brief.kinds(share.kind),
        Cell(share.full, "count"),
        Cell(share.partial, "count"),
        Cell(share.none, "count"),
        Cell(share.suspect + share.unsure + share.undecided, "count"),
        Cell(share.denominator, "count", formula=f"SUM({first}{line}:{last}{line})"),
        *(Cell(share.at(step)[0], "decimal") for step in STEPS),
    )


def _charts(brief: Brief, name: str, shares: Sequence[Share]) -> Iterator[tuple[Chart, Chart]]:
    """Give two charts a kind and at most ten functions: by states, by steps."""
    words = brief.reader.word
    by_state, by_step = words("chart-states"), words("steps-title")
    for kind in dict.fromkeys(share.kind for share in shares):
        mine = [place for place, share in enumerate(shares) if share.kind == kind]
        for start in range(0, len(mine), _MOST):
            lines = (_TOP + mine[start], _TOP + mine[min(start + _MOST, len(mine)) - 1])
            count = lines[1] - lines[0] + 1
            of = words(f"kind-{kind}")
            title, size = f"{by_state}: {of}", (_WIDTH, _EDGES + 32 * count)
            states = Chart("stacked", title, _by_state(brief, name, lines), (1, 1), size)
            title, size = f"{by_step}: {of}", (_WIDTH, _EDGES + 50 * count)
            steps = Chart("bar", title, _by_step(brief, name, lines), (1, 1), size, number_format="0.0")
            yield states, steps


def _by_state(brief: Brief, name: str, lines: tuple[int, int]) -> tuple[Series, ...]:
    return tuple(
        Series(
            brief.reader.word(key),
            _names(name, lines),
            _numbers(name, lines, _FIRST_STATE + place),
            STATE_FILL[state],
            STATE_PATTERN[state],
        )
        for place, (key, state) in enumerate(zip(_STATES, _LOOKS, strict=True))
    )


def _by_step(brief: Brief, name: str, lines: tuple[int, int]) -> tuple[Series, ...]:
    return tuple(
        Series(
            brief.reader.word(f"step-{step}"),
            _names(name, lines),
            _numbers(name, lines, _FIRST_STEP + place),
            STEP_FILL[step],
            ("", "stripes", "dots")[place],
        )
        for place, step in enumerate(STEPS)
    )


def _names(name: str, lines: tuple[int, int]) -> str:
    return reference(name, (lines[0], 1, lines[1], 1))


def _numbers(name: str, lines: tuple[int, int], column: int) -> str:
    return reference(name, (lines[0], column, lines[1], column))
