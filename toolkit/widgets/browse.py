"""Look through the suggestions, one outcome at a time. Looking decides nothing."""

from html import escape

import ipywidgets as widgets

from toolkit.analysis import Analysis
from toolkit.labels import word
from toolkit.model import Lang


def outcome_choices(analysis: Analysis, lang: Lang) -> list[tuple[str, str]]:
    """Give (what is shown, outcome id) for every outcome, in the programme's order."""
    return [
        (f"{outcome.outcome_id}. {outcome.text.best(lang)}", outcome.outcome_id)
        for outcome in analysis.programme.outcomes
    ]


def suggestions_html(analysis: Analysis, outcome_id: str, lang: Lang) -> str:
    """Give the suggestions for one outcome as an HTML list: rank, confidence, statement, the reasons.

    Parameters
    ----------
    analysis : Analysis
        The comparison.
    outcome_id : str
        The outcome; one without suggestions gives an empty list.
    lang : {"kk", "ru", "en"}
        Language of words.
    """
    texts = {row.statement_id: row.text for row in analysis.everything}
    items = [
        f"<li value='{row.rank}'>{escape(texts[row.statement_id])}<br><small>{escape(row.statement_id)} · "
        f"{word('confidence', lang)} {row.confidence:.0%} · {escape(row.why)}</small></li>"
        for row in analysis.suggestions
        if row.outcome_id == outcome_id
    ]
    return f"<p><b>{word('suggestions-title', lang)}</b></p><ol>{''.join(items)}</ol>"


def browse_suggestions(analysis: Analysis, lang: Lang) -> widgets.VBox:
    """Make a view with a list of outcomes and the suggestions for the one chosen.

    Returns
    -------
    ipywidgets VBox
        A drop-down and a list; choosing another outcome redraws the list. Both are empty where there are no outcomes.
    """
    choices = outcome_choices(analysis, lang)
    chooser = widgets.Dropdown(options=choices, description=word("outcome", lang), layout={"width": "100%"})
    chooser.style.description_width = "initial"
    shown = widgets.HTML(suggestions_html(analysis, choices[0][1], lang) if choices else "")

    def redraw(change: dict[str, object]) -> None:
        shown.value = suggestions_html(analysis, str(change["new"]), lang)

    chooser.observe(redraw, names="value")
    return widgets.VBox([chooser, shown])
