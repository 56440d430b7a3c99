"""The review desk in a notebook: shows a review session and hands it the keys that were pressed.

The rules stand in `toolkit.review`, the drawing in `desk*.js`; this module carries messages between the two. What is on
the screen is sent once as a whole, then only what a message has changed, so that a thousand candidates cost no pause.
"""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Protocol

import anywidget
import traitlets

from toolkit.errors import ToolkitError
from toolkit.labels import load
from toolkit.labels.messages import error_text
from toolkit.model import LANGS

View = dict[str, Any]

WORDS = (
    *("desk", "language", "direction", "direction-outcome", "direction-statement", "blind", "progress"),
    *("item-outcome", "item-statement", "item-none", "candidates", "no-candidates", "places", "found-by-search"),
    *("band-likely", "band-possible", "band-unlikely", "band-none", "kind-skill", "kind-knowledge", "kind-competence"),
    *("verdict-full", "verdict-partial", "verdict-none", "verdict-na", "verdict-unsure", "verdict-open"),
    *("why", "you", "state-suspect", "changed-since", "gone", "new", "mixed", "as-whole", "elsewhere"),
    *("do-next", "do-back", "do-undo", "do-reason", "do-search", "do-clear-search", "do-filters", "do-bulk", "do-help"),
    *("tool-search", "tool-bulk"),
    *("help-title", "help-verdicts", "help-candidates", "confirm", "cancel", "close"),
    *("reason", "reason-title", "reason-help", "reason-empty", "reason-held", "bulk-title", "bulk-help", "bulk-below"),
    *("search-label", "filter-card", "filter-function", "filter-kind", "filter-state"),
    *("busy", "no-answer", "saved-already"),
)
"""Every phrase that `desk*.js` show, by its key in ``view["words"]``."""


def _packaged(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


class Reviewing(Protocol):
    """What the desk needs of a session."""

    def view(self) -> View:
        """Give what is to be shown."""

    def handle(self, message: dict[str, Any]) -> View:
        """Do what a message asks and give what is to be shown then."""


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Give what makes the new view of the old one.

    Parameters
    ----------
    old, new : mapping
        Two views with the same keys; each candidate has a `key` of its own.

    Returns
    -------
    dict
        ``set``: the parts of the view that differ, without candidates; ``candidates``: those that are new or differ;
        ``order``: the keys of all candidates, None where they and their order are the same.

    Examples
    --------
    >>> changes({"lang": "kk", "candidates": []}, {"lang": "ru", "candidates": [{"key": "a"}]})
    {'set': {'lang': 'ru'}, 'order': ['a'], 'candidates': [{'key': 'a'}]}
    """
    before = {candidate["key"]: candidate for candidate in old["candidates"]}
    order = [candidate["key"] for candidate in new["candidates"]]
    missing = object()
    return {
        "set": {name: value for name, value in new.items() if name != "candidates" and old.get(name, missing) != value},
        "order": None if order == list(before) else order,
        "candidates": [candidate for candidate in new["candidates"] if before.get(candidate["key"]) != candidate],
    }


class Desk(anywidget.AnyWidget):
    """A review session as a widget for JupyterLab 4, Notebook 7, VS Code and Voila.

    The notebook file keeps no texts and no decisions: the view is sent when the desk is drawn, and is no state of the
    widget.

    Parameters
    ----------
    session : Reviewing
        The session, `toolkit.review.Session`. It may also be driven from code; call `refresh` then.

    Attributes
    ----------
    view : dict
        What is on the screen, with a running number ``version``.
    """

    _esm = "\n".join(_packaged(name) for name in ("desk_parts.js", "desk_panels.js", "desk.js"))
    _css = _packaged("desk.css")
    away = traitlets.Unicode().tag(sync=True)

    def __init__(self, session: Reviewing) -> None:
        super().__init__(away=sentence())
        self.session = session
        self.view: View = {**session.view(), "version": 0}
        self.on_msg(self._receive)

    def refresh(self) -> None:
        """Show the session as it is now, after it was driven from code."""
        self._show(self.session.view(), {})

    def _receive(self, _: object, content: dict[str, Any], __: object) -> None:
        """Answer a message of the browser; the answer bears its number, so that the browser knows it has arrived."""
        sender = {"client": content.get("client"), "number": content.get("number")}
        if "message" in content:
            self._show(self._answer(content["message"]), sender)
        else:
            self.send({**sender, "view": self.view})

    def _answer(self, message: dict[str, Any]) -> View:
        try:
            return self.session.handle(message)
        except ToolkitError as error:
            return self._with_error(error_text(error, self.view["lang"]))
        except Exception as error:  # noqa: BLE001 a traceback under the desk would tell the reviewer nothing
            lang = self.view["lang"]
            phrase = str(load("desk")["inner-error"][lang])
            return self._with_error(phrase.format(error=f"{type(error).__name__}: {error}"))

    def _with_error(self, text: str) -> View:
        return {**self.view, "message": {"kind": "error", "text": text}}

    def _show(self, new: View, sender: Mapping[str, Any]) -> None:
        """Send what has changed; a browser that shows another version than `base` asks for the whole view."""
        base = self.view["version"]
        change = changes(self.view, {**new, "version": base})
        self.view = {**new, "version": base + 1}
        self.send({**sender, "base": base, "version": base + 1, "change": change})

    def __repr__(self) -> str:
        return sentence()

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:
        """Give the widget and, for viewers without widgets, a sentence that says what would stand here."""
        bundle = super()._repr_mimebundle_(**options)
        if bundle is None:
            return None
        data, metadata = bundle
        return {**data, "text/html": f"<p>{sentence('<br>')}</p>"}, metadata


def sentence(joint: str = "\n") -> str:
    """Say in all three languages what the desk is and that it needs a running notebook."""
    return joint.join(str(load("desk")["away"][lang]) for lang in LANGS)
