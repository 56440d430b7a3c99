"""A figure as one HTML file that opens without a network, prints, and sends nothing away."""

from html import escape
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
from plotly.offline import get_plotlyjs
from plotly.utils import PlotlyJSONEncoder

from toolkit.io.csvfiles import write_whole
from toolkit.labels import word
from toolkit.model import LANGS, Lang
from toolkit.plots.frame import CONFIG, WIDTH
from toolkit.plots.twin import plain, twin

_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; "
    "form-action 'none'; base-uri 'none'"
)
"""What the browser lets the page do: run what stands in it. It may fetch nothing and send nothing."""

_STYLE = """
body { margin: 0; font: 12px Arial, "Liberation Sans", sans-serif; color: #1F2933; background: white; }
details { margin: 12px; }
table { border-collapse: collapse; }
caption { padding-bottom: 8px; }
th, td { border: 1px solid #BCC7D1; padding: 2px 6px; text-align: left; vertical-align: top; font-weight: normal; }
thead th { font-weight: bold; }
@page { size: A4 landscape; margin: 10mm; }
@media print { details, .modebar-container { display: none; } }
"""

_PRINTED = 1040
"""Pixels that an A4 page across has between margins of 10 mm."""

_PRINT = """
(function (figure, least, page) {
  addEventListener("beforeprint", function () {
    figure.parentNode.style.zoom = Math.min(1, page / least);
    Plotly.relayout(figure, { width: Math.max(page, least) });
  });
  addEventListener("afterprint", function () {
    figure.parentNode.style.zoom = 1;
    Plotly.relayout(figure, least > page ? { width: least } : { width: null, autosize: true });
  });
})(document.getElementById("figure"), %d, %d);
"""


def page_of(figure: go.Figure, lang: Lang | None = None) -> str:
    """Give a figure as an HTML page with everything that it needs in it, and its plain table below.

    Parameters
    ----------
    figure : plotly Figure
        A figure of this package, or any other; only the former has a language and a table of its own.
    lang : {"kk", "ru", "en"}, optional
        Language of the page where the figure does not say it.
    """
    meta = figure.layout.meta if isinstance(figure.layout.meta, dict) else {}
    spoken: Lang = next((one for one in LANGS if one == meta.get("lang", lang)), "kk")
    title = escape(_title(figure, meta))
    least = max(WIDTH, int(meta.get("least", WIDTH)))
    drawing = f"Plotly.newPlot('figure', {_script(figure.data)}, {_script(figure.layout)}, {_script(CONFIG)});"
    above, without = word("figure-as-table", spoken), word("figure-no-script", spoken)
    table = f"<details><summary>{above}</summary>{twin(figure)}</details>" if meta else ""
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="{spoken}">',
            '<head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}</title>",
            f"<style>{_STYLE}</style>",
            f"<script>{get_plotlyjs()}</script>",
            "</head>",
            "<body>",
            f'<main style="min-width:{least}px"><div id="figure" role="figure" aria-label="{title}"></div></main>',
            f"<script>{drawing}{_PRINT % (least, _PRINTED)}</script>",
            f"<noscript><p>{escape(without)}</p></noscript>",
            table,
            "</body>",
            "</html>",
            "",
        ]
    )


def _script(part: object) -> str:
    """Write a part of a figure as a script may hold it: letters as they are, nothing that could end the script."""
    text: str = PlotlyJSONEncoder(ensure_ascii=False, separators=(",", ":")).encode(part)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _title(figure: go.Figure, meta: dict[str, Any]) -> str:
    """Give the title of a page: that of the figure and the programme."""
    if not meta:
        return plain(figure.layout.title.text or "Curriculum Mapping Toolkit")
    return " – ".join([meta["title"], *meta["lines"][:1]])


def write_html(figure: go.Figure, path: Path, lang: Lang | None = None) -> None:
    """Write a figure as one HTML file that opens without a network, whole or not at all.

    Parameters
    ----------
    figure : plotly Figure
        The figure.
    path : Path
        Where to; folders are made.
    lang : {"kk", "ru", "en"}, optional
        Language of the page where the figure does not say it.

    Raises
    ------
    InputError
        The file cannot be written.
    """
    write_whole(path, page_of(figure, lang).encode("utf-8"))
