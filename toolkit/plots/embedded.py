"""Figures as parts of another page: what is drawn, as JSON, their plain tables, and the library that draws."""

from plotly.offline import get_plotlyjs
from plotly.utils import PlotlyJSONEncoder

from toolkit.analysis import Analysis
from toolkit.model import Lang
from toolkit.plots.frame import CONFIG, WIDTH
from toolkit.plots.registry import drawn
from toolkit.plots.twin import table_of, twin
from toolkit.share import Picture


def drawing_library() -> str:
    """Give the JavaScript that draws figures, whole: nothing is fetched."""
    text: str = get_plotlyjs()
    return text


def pictures_of(analysis: Analysis, lang: Lang, names: tuple[str, ...], *, with_drawing: bool = True) -> list[Picture]:
    """Draw figures of a programme for a page; those that have nothing to draw are left out.

    Parameters
    ----------
    analysis : Analysis
        The comparison.
    lang : {"kk", "ru", "en"}
        Language of words.
    names : tuple of str
        Names of figures (`FIGURES`) that are made of one analysis.
    with_drawing : bool
        Whether what is drawn is wanted, or only the plain tables.

    Raises
    ------
    InputError
        There is no figure of a name.
    """
    found = []
    for name in names:
        figure = drawn(name, analysis, lang=lang)
        meta = figure.layout.meta
        if table_of(figure).shape[1] < 2:  # a figure that only says why there is nothing to draw
            continue
        parts = {"data": figure.data, "layout": figure.layout, "config": CONFIG}
        text: str = PlotlyJSONEncoder(ensure_ascii=False, separators=(",", ":")).encode(parts) if with_drawing else ""
        found.append(
            Picture(f"figure-{name}", str(meta["title"]), text, max(WIDTH, int(meta.get("least", WIDTH))), twin(figure))
        )
    return found
