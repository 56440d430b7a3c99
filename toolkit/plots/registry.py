"""The figures by name, as people ask for them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import plotly.graph_objects as go

from toolkit.errors import InputError
from toolkit.plots.contributions import contributions
from toolkit.plots.difference import difference
from toolkit.plots.flow import flow
from toolkit.plots.functions import disciplines, heatmap
from toolkit.plots.shares import levels, programmes
from toolkit.plots.statements import statements
from toolkit.plots.steps import steps

Needs = Literal["one", "several", "two"]
"""What a figure is made of: an analysis; a sequence of analyses; two analyses, before and after."""


@dataclass(frozen=True, slots=True)
class FigureKind:
    """A figure that can be asked for.

    Parameters
    ----------
    draw : callable
        Takes the analysis (or a sequence of them, or two), the language, and options as keywords.
    title : str
        The word that heads it.
    needs : {"one", "several", "two"}
        What it is made of.
    options : tuple of str
        The keywords that it understands besides the language.
    """

    draw: Callable[..., go.Figure]
    title: str
    needs: Needs
    options: tuple[str, ...] = ("order",)


FIGURES: dict[str, FigureKind] = {
    "functions": FigureKind(heatmap, "figure-functions", "one"),
    "statements": FigureKind(statements, "figure-statements", "one", ("order", "page")),
    "levels": FigureKind(levels, "figure-levels", "one", ("order", "step")),
    "disciplines": FigureKind(disciplines, "figure-disciplines", "one"),
    "programmes": FigureKind(programmes, "figure-programmes", "several", ("order", "step")),
    "steps": FigureKind(steps, "figure-steps", "one"),
    "flow": FigureKind(flow, "figure-flow", "one", ("order", "only")),
    "difference": FigureKind(difference, "figure-difference", "two", ("order", "step", "by", "names")),
    "contributions": FigureKind(contributions, "figure-contributions", "one", ("order", "by")),
}
"""Name → figure."""


def figure_kind(name: str) -> FigureKind:
    """Give the figure of a name.

    Raises
    ------
    InputError
        There is none; the names there are are listed.

    Examples
    --------
    >>> figure_kind("flow").needs
    'one'
    """
    if name not in FIGURES:
        raise InputError(f"there is no figure '{name}'; use one of {', '.join(FIGURES)}")
    return FIGURES[name]


def drawn(name: str, *analyses: Any, lang: Any, **options: Any) -> go.Figure:
    """Draw a figure by its name.

    Parameters
    ----------
    name : str
        Its name in `FIGURES`.
    *analyses : Analysis
        One, several, or two, as the figure needs.
    lang : {"kk", "ru", "en"}
        Language of words.
    **options
        Those of its function.

    Raises
    ------
    InputError
        There is no such figure, it needs another number of analyses, or an option is not known.
    """
    kind = figure_kind(name)
    if strange := [option for option in options if option not in kind.options]:
        raise InputError(f"figure '{name}' has no option '{strange[0]}'; it has {', '.join(kind.options)}")
    wanted = {"one": 1, "two": 2}.get(kind.needs, len(analyses))
    if len(analyses) != wanted or not analyses:
        raise InputError(f"figure '{name}' needs {kind.needs} programme(s), not {len(analyses)}")
    if kind.needs == "several":
        return kind.draw(analyses, lang, **options)
    return kind.draw(*analyses, lang, **options)
