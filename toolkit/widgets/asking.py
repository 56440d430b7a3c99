"""Ask who decides before anything can be decided."""

from collections.abc import Callable
from html import escape
from typing import TypeAlias

import ipywidgets as widgets

from toolkit.errors import ToolkitError
from toolkit.labels import word
from toolkit.labels.messages import error_text
from toolkit.model import Lang

NameForm: TypeAlias = widgets.VBox
"""A field for a name, later what was opened in that name."""


def name_first(opened: Callable[[str], widgets.Widget], lang: Lang) -> NameForm:
    """Make a field for a name and a button; once pressed they give way to what is opened in that name.

    Parameters
    ----------
    opened : callable
        Makes what is shown then, such as the review desk, of the name. A `ToolkitError` is told below the field, which
        stays.
    lang : {"kk", "ru", "en"}
        Language of words.

    Returns
    -------
    ipywidgets VBox
        The field with its button and the place for what is wrong; later what was opened.
    """
    name = widgets.Text(description=word("reviewer-name", lang), layout={"width": "28em"})
    name.style.description_width = "initial"
    button = widgets.Button(description=word("reviewer-begin", lang), button_style="primary")
    said = widgets.HTML()
    box = widgets.VBox([widgets.HBox([name, button]), said])

    def begin(_: widgets.Button) -> None:
        if not name.value.strip():
            said.value = escape(word("reviewer-needed", lang))
            return
        try:
            box.children = (opened(name.value.strip()),)
        except ToolkitError as error:
            said.value = escape(error_text(error, lang))

    button.on_click(begin)
    return box
