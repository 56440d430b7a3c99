"""Messages of a widget made into actions of a session; the only door of the widget."""

import math
from collections.abc import Callable, Mapping
from typing import Any

from toolkit.review.phrases import say
from toolkit.review.session import Reply, Session

Doing = Callable[[Session, Mapping[str, Any]], Reply | None]


class _WrongError(Exception):
    """A message lacks something, or has a value of a wrong type."""


def _text(message: Mapping[str, Any], name: str, default: str | None = None) -> str:
    value = message.get(name, default)
    if not isinstance(value, str):
        raise _WrongError(name)
    return value


def _number(message: Mapping[str, Any], name: str) -> float:
    value = message.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise _WrongError(name)
    return float(value)


def _decide(session: Session, message: Mapping[str, Any]) -> Reply:
    return session.decide(
        _text(message, "verdict"),
        candidate=None if message.get("candidate") is None else _text(message, "candidate"),
        reason=_text(message, "reason", ""),
        seconds=None if message.get("seconds") is None else _number(message, "seconds"),
        item=None if message.get("item") is None else _text(message, "item"),
    )


def _bulk(session: Session, message: Mapping[str, Any]) -> Reply:
    return session.bulk_none(_number(message, "below"), confirm=message.get("confirm") is True)


DOINGS: Mapping[str, Doing] = {
    "view": lambda _session, _message: None,
    "next": lambda session, _message: session.next(),
    "back": lambda session, _message: session.back(),
    "goto": lambda session, message: session.goto(_text(message, "key")),
    "select": lambda session, message: session.select(_text(message, "candidate")),
    "set_direction": lambda session, message: session.set_direction(_text(message, "direction")),
    "set_lang": lambda session, message: session.set_lang(_text(message, "lang")),
    "set_filter": lambda session, message: session.set_filter(_text(message, "name"), _text(message, "value")),
    "search": lambda session, message: session.search(_text(message, "words")),
    "clear_search": lambda session, _message: session.clear_search(),
    "decide": _decide,
    "undo": lambda session, _message: session.undo(),
    "bulk_none": _bulk,
    "cancel": lambda session, _message: session.cancel(),
}
"""What a message can ask for in ``do``, with what else it must hold."""


def handle(session: Session, message: object) -> dict[str, Any]:
    """Do what a message asks and give the new view.

    Parameters
    ----------
    session : Session
        The session.
    message : object
        A mapping with ``do``: view, next, back, goto (key), select (candidate), set_direction (direction), set_lang
        (lang), set_filter (name, value), search (words), clear_search, decide (verdict, and if wanted item, candidate,
        reason, seconds), undo, bulk_none (below, confirm), cancel.

    Returns
    -------
    dict
        The view; with ``error``, a sentence, if the message could not be understood. Nothing is raised for a message.
    """
    named = message.get("do") if isinstance(message, Mapping) else None
    doing = DOINGS.get(named) if isinstance(named, str) else None
    wrong = ""
    if doing is None or not isinstance(message, Mapping):
        wrong = str(named)[:40]
    else:
        try:
            doing(session, message)
        except _WrongError as error:
            wrong = f"{named}: {error}"
    if not wrong and doing is not None:
        return session.view()
    reply = session.refuse(say("unknown-message", what=wrong))
    return {**session.view(), "error": reply.text}
