"""Charts: results of the core become plotly figures. Nothing is counted, shown or saved here but by `write_html`."""

import textwrap
from html import escape
from pathlib import Path

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from toolkit.analysis import Analysis
from toolkit.io.csvfiles import write_whole
from toolkit.labels import word
from toolkit.model import Lang
from toolkit.report.matrix import SHOWN, FunctionRow, function_rows, function_shares
from toolkit.report.title import day, share_text, status_line
from toolkit.style import FONT, GRADE_FILL, HEAT_HIGH, HEAT_LOW, INK, PALE, grade

CONFIG: dict[str, object] = {
    "displaylogo": False,
    "responsive": True,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "modeBarButtonsToRemove": ["sendChartToCloud", "lasso2d", "select2d"],
}
"""Plotly settings for every chart: no button sends anything away, no address to send it to."""

_GRADES = tuple(GRADE_FILL)
_LABEL = 46
_HOVER = 70


def _wrap(text: str, width: int) -> str:
    """Break a text into lines; what looks like a tag stays a text."""
    return "<br>".join(escape(line, quote=False) for line in textwrap.wrap(text, width))


def heatmap(analysis: Analysis, lang: Lang) -> go.Figure:
    """Draw labour functions x learning outcomes: the number of confirmed matches in each cell.

    Parameters
    ----------
    analysis : Analysis
        The comparison.
    lang : {"kk", "ru", "en"}
        Language of words; texts of the law stay as printed.

    Returns
    -------
    plotly Figure
        Left: z[function][outcome] = number of statements of the function that the outcome covers fully or in part, None
        (an empty cell, not a zero) where there is none. Right: the shares of skills and knowledge with their counts.
        First function on top. The title names programme, standard, status of the act and date.
    """
    rows = function_rows(analysis)
    outcomes = list(analysis.programme.outcomes)
    keys = [row.key for row in rows]
    figure = make_subplots(cols=2, shared_yaxes=True, column_widths=[0.7, 0.3], horizontal_spacing=0.015)
    counts = [[len(row.links.get(item.outcome_id, ())) or None for item in outcomes] for row in rows]
    figure.add_trace(
        go.Heatmap(
            z=counts,
            x=[item.outcome_id for item in outcomes],
            y=keys,
            text=[["" if count is None else str(count) for count in line] for line in counts],
            texttemplate="%{text}",
            textfont={"color": f"#{INK}", "size": 14},
            customdata=[[_hover(analysis, row, item.outcome_id, lang) for item in outcomes] for row in rows],
            hovertemplate="%{customdata}<extra></extra>",
            hoverongaps=True,
            colorscale=[[0, f"#{HEAT_LOW}"], [1, f"#{HEAT_HIGH}"]],
            zmin=1,
            zmax=max([count for line in counts for count in line if count] + [2]),
            showscale=False,
            xgap=2,
            ygap=2,
        ),
        row=1,
        col=1,
    )
    figure.add_trace(_share_trace(analysis, rows, lang), row=1, col=2)
    figure.update_yaxes(tickvals=keys, ticktext=_labels(rows), range=[len(keys) - 0.5, -0.5])
    codes = [item.outcome_id for item in outcomes]  # an outcome without any match keeps its place
    figure.update_xaxes(tickvals=codes, categoryarray=codes, range=[-0.5, len(codes) - 0.5], row=1, col=1)
    return _dressed(figure, analysis, rows, lang)


def _labels(rows: tuple[FunctionRow, ...]) -> list[str]:
    """Give the titles of the functions, wrapped; the first of each card stands under the card's title."""
    labels, card = [], ""
    for row in rows:
        head = f"<b>{_wrap(row.card, _LABEL).replace('<br>', '</b><br><b>')}</b><br>" if row.card != card else ""
        labels.append(head + _wrap(row.function, _LABEL))
        card = row.card
    return labels


def _hover(analysis: Analysis, row: FunctionRow, outcome_id: str, lang: Lang) -> str:
    """Give the words that appear over a cell: function, outcome, the statements matched."""
    outcome = next(item for item in analysis.programme.outcomes if item.outcome_id == outcome_id)
    texts = {row.statement_id: row.text for row in analysis.statements}
    mine = row.links.get(outcome_id, ())
    body = [f"• {texts[statement_id]}" for statement_id in mine] or [word("no-match", lang)]
    head = f"<b>{_wrap(row.function, _HOVER).replace('<br>', '</b><br><b>')}</b>"
    return "<br>".join([head, *(_wrap(line, _HOVER) for line in [f"{outcome_id} {outcome.text.best(lang)}", *body])])


def _share_trace(analysis: Analysis, rows: tuple[FunctionRow, ...], lang: Lang) -> go.Heatmap:
    known = function_shares(analysis)
    shares = [[known.get((row.key, kind)) for kind in SHOWN] for row in rows]
    places = [
        [_GRADES.index(grade(share.share if share else None, analysis.settings)) for share in line] for line in shares
    ]
    texts = [
        [share_text(share, lang).replace(" · ", "<br>") if share else word("grade-nothing", lang) for share in line]
        for line in shares
    ]
    steps = [
        [edge / len(_GRADES), f"#{fill}"]
        for place, fill in enumerate(GRADE_FILL.values())
        for edge in (place, place + 1)
    ]
    return go.Heatmap(
        z=places,
        x=[word("skills-covered", lang), word("knowledge-covered", lang)],
        y=[row.key for row in rows],
        text=texts,
        texttemplate="%{text}",
        textfont={"color": f"#{INK}"},
        customdata=[[_wrap(row.function, _HOVER)] * len(SHOWN) for row in rows],
        hovertemplate="%{customdata}<br>%{x}: %{text}<extra></extra>",
        colorscale=steps,
        zmin=-0.5,
        zmax=len(_GRADES) - 0.5,
        showscale=False,
        xgap=2,
        ygap=2,
    )


def _dressed(figure: go.Figure, analysis: Analysis, rows: tuple[FunctionRow, ...], lang: Lang) -> go.Figure:
    programme = analysis.programme
    title = escape(f"{word('programme', lang)}: {programme.code} {programme.title.best(lang)}", quote=False)
    subtitle = "<br>".join(
        _wrap(
            word(
                "chart-subtitle",
                lang,
                standard=item.title(lang),
                status=status_line(item, lang),
                date=day(analysis.as_of),
            ),
            150,
        )
        for item in analysis.compared
    )
    tallest = max([label.count("<br>") + 1 for label in _labels(rows)] + [2])
    figure.update_layout(
        title={
            "text": f"<b>{title}</b>",
            "subtitle": {"text": subtitle, "font": {"size": 12}},
            "x": 0.01,
            "y": 0.985,
            "yanchor": "top",
            "font": {"size": 17},
        },
        font={"family": f"{FONT}, Liberation Sans, sans-serif", "size": 12, "color": f"#{INK}"},
        height=170 + 16 * subtitle.count("<br>") + max(17 * tallest, 44) * len(rows),
        margin={"l": 10, "r": 10, "t": 135 + 16 * subtitle.count("<br>"), "b": 20},
        plot_bgcolor=f"#{PALE}",
        paper_bgcolor="white",
        hoverlabel={"align": "left", "bgcolor": "white"},
    )
    figure.update_xaxes(side="top", showgrid=False, fixedrange=True, type="category")
    figure.update_yaxes(showgrid=False, automargin=True, fixedrange=True, type="category")
    figure.update_xaxes(title_text=word("outcomes", lang), row=1, col=1)
    return figure


def write_html(figure: go.Figure, path: Path) -> None:
    """Write a chart as one HTML file that opens without a network, whole or not at all.

    Raises
    ------
    InputError
        The file cannot be written.
    """
    html = figure.to_html(include_plotlyjs=True, full_html=True, config=dict(CONFIG))  # it takes keys out
    write_whole(path, html.encode("utf-8"))
