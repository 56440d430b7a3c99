"""How anything is shown in a notebook: tables with whole texts, lists, figures with their twins. Alone knows IPython."""

import sys
from collections.abc import Iterable, Sequence
from html import escape
from types import TracebackType

import pandas as pd
import plotly.graph_objects as go
from IPython import get_ipython
from IPython.core.interactiveshell import InteractiveShell
from IPython.display import HTML, display

from toolkit.errors import ToolkitError
from toolkit.labels import word
from toolkit.labels.messages import error_text
from toolkit.model import LANGS, Lang
from toolkit.numbers import decimal
from toolkit.plots import CONFIG, twin

_CELL = "text-align:left;vertical-align:top;white-space:pre-line;padding:2px 8px"
"""Notebook programs set the alignment of cells themselves and drop style sheets of strangers: each cell says it."""


def explain_errors() -> None:
    """From now on tell errors that the toolkit can explain in the notebook's language (`LANG`), without a traceback.

    Outside of a notebook nothing happens. The cell still counts as failed.
    """
    shell = get_ipython()
    if shell is not None:
        shell.set_custom_exc((ToolkitError,), _explained)


def _explained(
    shell: InteractiveShell,
    kind: type[BaseException],  # noqa: ARG001 -- IPython passes it
    error: Exception,
    trace: TracebackType,  # noqa: ARG001 -- IPython passes it
    tb_offset: int | None = None,  # noqa: ARG001 -- IPython passes it
) -> list[str]:
    wanted = str(shell.user_ns.get("LANG", "")).split("+")[0]
    lang: Lang = next((one for one in LANGS if one == wanted), "en")
    text = error_text(error, lang)
    sys.stderr.write(f"{text}\n")
    return [text]


def show(frame: pd.DataFrame, *, rows: int = 0, caption: str = "", lang: Lang = "en") -> None:
    """Show a table with whole texts; `rows` shows only the first ones and says how many there are.

    Parameters
    ----------
    frame : DataFrame
        Any table.
    rows : count
        How many rows to show at most; 0 means all.
    caption : str
        A heading above the table.
    lang : {"kk", "ru", "en"}
        Language of what is said about the table, and of its numbers: 0,5 or 0.5.
    """
    shown = frame.head(rows) if rows else frame
    heads = "".join(f"<th style='{_CELL}'>{escape(str(name))}</th>" for name in shown.columns)
    body = "".join(
        "<tr>" + "".join(f"<td style='{_CELL}'>{_cell(value, lang)}</td>" for value in record) + "</tr>"
        for record in shown.itertuples(index=False, name=None)
    )
    title = f"<caption style='text-align:left'><b>{escape(caption)}</b></caption>" if caption else ""
    more = word("table-rows", lang, n=len(shown), m=len(frame)) if len(shown) < len(frame) else ""
    said = more if len(frame) else word("table-empty", lang)
    note = f"<p>{escape(said)}</p>" if said else ""
    show_html(f"<table lang='{lang}'>{title}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>{note}")


def _cell(value: object, lang: Lang) -> str:
    if value is None or value is pd.NA or (isinstance(value, float) and pd.isna(value)):
        return ""
    if isinstance(value, float):
        return decimal(value, lang)
    return escape(str(value))


def show_rows(
    keys: Sequence[str], records: Iterable[Sequence[object]], lang: Lang, *, rows: int = 0, caption: str = ""
) -> None:
    """Show records as a table whose headings are words of the toolkit, one key a column."""
    heads = [word(key, lang) for key in keys]
    show(
        pd.DataFrame([list(record) for record in records], columns=heads, dtype="object"),
        rows=rows,
        caption=caption,
        lang=lang,
    )


def show_named(frame: pd.DataFrame, columns: dict[str, str], lang: Lang, *, rows: int = 0, caption: str = "") -> None:
    """Show some columns of a table, headed by words of the toolkit: column → key of the word."""
    named = frame[list(columns)].rename(columns={name: word(key, lang) for name, key in columns.items()})
    show(named, rows=rows, caption=caption, lang=lang)


def show_lines(lines: Iterable[str], *, title: str = "") -> None:
    """Show sentences as a list under a title."""
    items = "".join(f"<li style='white-space:pre-line'>{escape(line)}</li>" for line in lines)
    head = f"<p><b>{escape(title)}</b></p>" if title else ""
    show_html(f"{head}<ul>{items}</ul>" if items else head)


def show_text(text: str) -> None:
    """Show one paragraph."""
    show_html(f"<p style='white-space:pre-line'>{escape(text)}</p>")


def show_html(html: str) -> None:
    """Show HTML of our own making; every text in it is escaped by who made it."""
    display(HTML(html))


def show_drawing(figure: go.Figure) -> None:
    """Show a figure, and the same as a table for viewers that draw no charts."""
    drawing = {**figure.to_plotly_json(), "config": CONFIG}
    display({"application/vnd.plotly.v1+json": drawing, "text/html": twin(figure)}, raw=True)


def yes_no(value: object, lang: Lang) -> str:
    """Give a tick for yes, nothing for no, and a dash where it is not known."""
    return word("table-unknown", lang) if value is None else "✓" if value else ""
