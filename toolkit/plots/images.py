"""A figure as a picture for a text document: PNG or SVG, sized for an A4 page, made by a browser that is already there."""

import importlib
import importlib.util
import logging
import struct
import zlib
from pathlib import Path
from typing import Any, Literal

import plotly.graph_objects as go

from toolkit.errors import InputError
from toolkit.io.csvfiles import write_whole
from toolkit.labels import word
from toolkit.model import LANGS, Lang
from toolkit.plots.frame import LETTER, WIDTH, arranged, bold, wrap

Side = Literal["auto", "across", "upright"]
"""How an A4 page lies; ``auto`` takes whichever leaves the letters larger."""

PAPER: dict[str, tuple[float, float]] = {"across": (257.0, 170.0), "upright": (170.0, 257.0)}
"""Millimetres between the margins of an A4 page: 20 mm at the sides, 20 above and below."""

_PIXEL = 25.4 / 96
"""Millimetres of a pixel: letters of 12 pixels are letters of 9 points."""

_DOTS = 300
"""Dots to an inch of a PNG, as printers want it."""

_DEAD_END = "http://127.0.0.1:9"
"""A proxy that nobody serves: whatever the browser would like to fetch, it cannot."""


def write_image(figure: go.Figure, path: Path, *, page: int | None = None, side: Side = "auto") -> None:
    """Write a figure as PNG or SVG for a text document, whole or not at all.

    The picture is drawn by the Chrome, Edge or Chromium of this computer; nothing is downloaded and nothing is sent.

    Parameters
    ----------
    figure : plotly Figure
        A figure of this package; it is not changed.
    path : Path
        Where to; the ending says what: ``.png`` or ``.svg``.
    page : count, optional
        Which page of a figure with several, from 0; the one that is shown if nothing is given. The picture has no menu.
    side : {"auto", "across", "upright"}
        How the page lies for which the picture is laid out.

    Raises
    ------
    InputError
        The ending is another one, the page is not there, kaleido or a browser is missing, or the file cannot be written;
        the sentence says what to do.
    """
    lang = _lang(figure)
    ending = path.suffix.lower().removeprefix(".")
    if ending not in ("png", "svg"):
        raise InputError(word("figure-image-ending", lang, name=path.name))
    picture = _fitted(turned(figure, page), side)
    content = _drawn(picture, ending, lang)
    if ending == "png":
        content = sized(content, *scaled_to(picture.layout.width, picture.layout.height))
    write_whole(path, content)


def pages(figure: go.Figure) -> tuple[str, ...]:
    """Name the pages of a figure, in order; one without a name where it has no menu."""
    return tuple(page[0] for page in figure.layout.meta["pages"])


def turned(figure: go.Figure, page: int | None = None) -> go.Figure:
    """Give a copy of a figure that shows one page, without the menu.

    Parameters
    ----------
    figure : plotly Figure
        A figure of this package.
    page : count, optional
        Which page, from 0; the one that is shown if nothing is given.

    Raises
    ------
    InputError
        There is no such page.
    """
    meta = dict(figure.layout.meta)
    number = meta["page"] if page is None else page
    names = pages(figure)
    if not 0 <= number < len(names):
        raise InputError(word("figure-no-page", _lang(figure), number=number, last=len(names) - 1))
    copy = go.Figure(figure)
    copy.layout.meta = meta | {"pages": [meta["pages"][number]], "page": 0}
    copy.layout.updatemenus = ()
    arranged(copy, max(WIDTH, meta["least"]))
    if len(names) > 1:
        letters = max(20, int(meta["room"][0] / LETTER))
        place = {"x": 0, "xanchor": "right", "y": 1, "yanchor": "bottom", "xref": "paper", "yref": "paper"}
        text = bold(wrap(names[number], letters, most=2))
        copy.add_annotation(text=text, **place, showarrow=False, align="right", xshift=-8, yshift=6)
    return copy


def _lang(figure: go.Figure) -> Lang:
    meta = figure.layout.meta
    found = meta.get("lang") if isinstance(meta, dict) else ""
    return next((one for one in LANGS if one == found), "kk")


def _fitted(figure: go.Figure, side: Side) -> go.Figure:
    """Lay a figure out for a page: as wide as the page, or as it needs to be, whichever is more."""
    least = figure.layout.meta["least"]
    best: tuple[float, int] = (0.0, WIDTH)
    for name, (across, down) in PAPER.items():
        if side in ("auto", name):
            width = max(int(across / _PIXEL), least)
            arranged(figure, width)
            scale = min(across / (width * _PIXEL), down / (figure.layout.height * _PIXEL))
            best = max(best, (scale, width))
    return arranged(figure, best[1]).update_layout(width=best[1])


def scaled_to(width: float, height: float) -> tuple[float, float]:
    """Say how large a picture of so many pixels should be on an A4 page, in millimetres: as large as it may.

    Examples
    --------
    >>> [round(side) for side in scaled_to(971, 400)]
    [257, 106]
    """
    found = []
    for across, down in PAPER.values():
        part = min(1.0, across / (width * _PIXEL), down / (height * _PIXEL))
        found.append((part * width * _PIXEL, part * height * _PIXEL))
    return max(found)


def _installed(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


def _imported(name: str) -> Any:
    """Import a package that is optional, when it is needed."""
    return importlib.import_module(name)


def _drawn(figure: go.Figure, ending: str, lang: Lang) -> bytes:
    """Have a browser draw a figure."""
    if not _installed("kaleido"):
        raise InputError(word("figure-no-kaleido", lang))
    kaleido = _imported("kaleido")
    browser = _imported("choreographer.browsers.chromium").Chromium.find_browser(skip_local=False)
    if browser is None:
        raise InputError(word("figure-no-browser", lang))
    width, height = figure.layout.width, figure.layout.height
    scale = scaled_to(width, height)[0] / 25.4 * _DOTS / width if ending == "png" else 1
    asked = {"format": ending, "width": width, "height": height, "scale": scale}
    how: dict[str, Any] = {"mathjax": False, "path": browser, "proxy_server": _DEAD_END}
    logging.getLogger("choreographer").setLevel(logging.CRITICAL)  # it reports the browser's last words as errors
    try:
        content: bytes = kaleido.calc_fig_sync(figure.to_dict(), opts=asked, kopts=how)
    except Exception as error:  # whatever a browser says, a person should read what to do
        raise InputError(word("figure-browser-failed", lang, browser=browser, error=error)) from error
    return content


def sized(png: bytes, across: float, down: float) -> bytes:
    """Write into a PNG how large it is, so that a text program places it in that size.

    Parameters
    ----------
    png : bytes
        A picture.
    across, down : mm
        Its size.

    Raises
    ------
    InputError
        These bytes are no PNG.
    """
    signature, head = png[:8], 33
    if signature != b"\x89PNG\r\n\x1a\n" or png[12:16] != b"IHDR":
        raise InputError(
            "the browser did not give a PNG picture; open the HTML and save the picture with its camera button"
        )
    width, height = struct.unpack(">II", png[16:24])
    body = b"pHYs" + struct.pack(">IIB", round(width / across * 1000), round(height / down * 1000), 1)
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return png[:head] + chunk + png[head:]
