"""Figures: results of the core become plotly figures, in one style. Nothing is counted or shown here."""

from toolkit.plots.contributions import contributions
from toolkit.plots.difference import difference
from toolkit.plots.files import write_html
from toolkit.plots.flow import flow
from toolkit.plots.frame import CONFIG
from toolkit.plots.functions import disciplines, heatmap
from toolkit.plots.images import pages, turned, write_image
from toolkit.plots.registry import FIGURES, FigureKind, drawn, figure_kind
from toolkit.plots.shares import levels, programmes
from toolkit.plots.statements import pages_of, statements
from toolkit.plots.steps import steps
from toolkit.plots.twin import table_of, twin

__all__ = [
    "CONFIG",
    "FIGURES",
    "FigureKind",
    "contributions",
    "difference",
    "disciplines",
    "drawn",
    "figure_kind",
    "flow",
    "heatmap",
    "levels",
    "pages",
    "pages_of",
    "programmes",
    "statements",
    "steps",
    "table_of",
    "turned",
    "twin",
    "write_html",
    "write_image",
]
