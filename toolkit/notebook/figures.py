"""Figures shown: each as a drawing that answers to the pointer, and as a table for viewers that draw none."""

from typing import Any

import pandas as pd

from toolkit.analysis import Analysis
from toolkit.labels import word
from toolkit.model import Lang
from toolkit.notebook.showing import show_drawing, show_rows
from toolkit.plots import FIGURES, drawn, heatmap


def list_figures(lang: Lang) -> None:
    """Show the figures there are, by the names with which `show_figure` asks for them."""
    rows = [(name, word(kind.title, lang), word(f"figure-needs-{kind.needs}", lang)) for name, kind in FIGURES.items()]
    show_rows(["figure-name", "figure-shows", "figure-needs"], rows, lang)


def show_figure(name: str, *analyses: Analysis | pd.DataFrame, lang: Lang, **options: Any) -> None:
    """Show a figure, with a plain table for viewers that draw no charts.

    Parameters
    ----------
    name : str
        Its name: `list_figures` shows them.
    *analyses : Analysis
        One, several, or two, as the figure needs; for ``difference`` also two tables of shares.
    lang : {"kk", "ru", "en"}
        Language of words.
    **options
        Such as ``order="gap"`` (the worst first) or ``step="taught"``.

    Raises
    ------
    InputError
        There is no such figure, it needs another number of analyses, or an option is not known.
    """
    show_drawing(drawn(name, *analyses, lang=lang, **options))


def show_heatmap(analysis: Analysis, lang: Lang) -> None:
    """Show the heatmap functions x outcomes, with a plain table for viewers that draw no charts."""
    show_drawing(heatmap(analysis, lang))
