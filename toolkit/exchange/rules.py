"""Judging a piece of JSON by the classes of a published data model, kept as data in `toolkit/labels/exchange/`."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from toolkit.exchange.notes import Note, pointer, shown

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_DATETIME = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_EXTENSION = re.compile(r"ext:[a-zA-Z0-9._-]+")
_LARGEST = 2**31 - 1
_LIST = "list:"


def is_uuid(value: object) -> bool:
    """Say whether a value is a UUID in small letters.

    Examples
    --------
    >>> is_uuid("72035abe-ff1b-5888-87e9-467f4e7896b5"), is_uuid("72035ABE"), is_uuid(5)
    (True, False, False)
    """
    return isinstance(value, str) and bool(_UUID.fullmatch(value))


def is_uri(value: object) -> bool:
    """Say whether a value is an absolute URI (RFC 3986), one with a scheme; letters of other alphabets pass.

    Examples
    --------
    >>> is_uri("urn:uuid:72035abe"), is_uri("file.txt")
    (True, False)
    """
    return isinstance(value, str) and bool(_URI.fullmatch(value))


def is_date(value: object) -> bool:
    """Say whether a value is a day, such as 2026-11-21.

    Examples
    --------
    >>> is_date("2026-11-21"), is_date("2026-13-01"), is_date("20261121")
    (True, False, False)
    """
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def is_datetime(value: object) -> bool:
    """Say whether a value is a moment with its offset from UTC (RFC 3339).

    Examples
    --------
    >>> is_datetime("2026-11-21T12:00:00+05:00"), is_datetime("2026-11-21T12:00:00"), is_datetime("2026-11-21")
    (True, False, False)
    """
    if not isinstance(value, str) or not _DATETIME.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value.upper())
    except ValueError:
        return False
    return True


def _is_token(value: object) -> bool:
    return isinstance(value, str) and not any(letter in value for letter in "\t\n\r")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _LARGEST


def _is_language(value: object) -> bool:
    return isinstance(value, str) and bool(_LANGUAGE.fullmatch(value))


_TYPES: dict[str, Callable[[object], bool]] = {
    "uuid": is_uuid,
    "uri": is_uri,
    "string": lambda value: isinstance(value, str),
    "token": _is_token,
    "datetime": is_datetime,
    "date": is_date,
    "integer": _is_integer,
    "number": _is_number,
    "boolean": lambda value: isinstance(value, bool),
    "language": _is_language,
    "anything": lambda _: True,
    "extensions": lambda value: isinstance(value, dict),
}
"""Types of values; the names are those of the rule files, and each has a phrase ``expected-…``."""


@dataclass(frozen=True, slots=True)
class Model:
    """A published data model: its name, its classes as data, and its lists of words.

    Parameters
    ----------
    name : str
        Name and version, as the rules of notes begin.
    classes : mapping of class to table
        ``required`` (names of properties) and ``properties`` (name → type).
    words : mapping of type to words
        Types whose values come from a list; ``ext:…`` may extend those of `extensible`.
    extensible : frozenset of str
        Names of such types.
    """

    name: str
    classes: Mapping[str, Mapping[str, Any]]
    words: Mapping[str, tuple[str, ...]]
    extensible: frozenset[str] = frozenset()

    def notes(self, value: object, kind: str, where: str = "") -> Iterator[Note]:
        """Judge a value by a class or type of the model.

        Parameters
        ----------
        value : object
            A piece of JSON.
        kind : str
            Class or type, such as ``CFPackage`` or ``list:CFItem``.
        where : str
            JSON pointer of the value.

        Yields
        ------
        Note
            Everything that the model forbids. The depth of what is read is that of the model, not of the file.
        """
        if kind.startswith(_LIST):
            if not isinstance(value, list):
                yield self._wrong(value, "list", where)
                return
            for place, item in enumerate(value):
                yield from self.notes(item, kind.removeprefix(_LIST), f"{where}/{place}")
        elif kind not in self.classes:
            if not self._fits(value, kind):
                yield self._wrong(value, kind, where)
        elif not isinstance(value, dict):
            yield self._wrong(value, "object", where)
        else:
            yield from self._members(value, kind, where)

    def _members(self, value: dict[str, Any], kind: str, where: str) -> Iterator[Note]:
        rule = f"{self.name}, {kind}"
        known = self.classes[kind]["properties"]
        for name in self.classes[kind]["required"]:
            if name not in value:
                yield Note("missing", (where,), (("name", name),), "error", rule)
        for name, item in value.items():
            place = where + pointer(name)
            if name in known:
                yield from self.notes(item, known[name], place)
            else:
                yield Note("unknown", (place,), (("name", shown(name)), ("kind", kind)), "error", rule)

    def _fits(self, value: object, kind: str) -> bool:
        if kind not in self.words:
            return _TYPES[kind](value)
        if not isinstance(value, str):
            return False
        return value in self.words[kind] or (kind in self.extensible and bool(_EXTENSION.fullmatch(value)))

    def _wrong(self, value: object, kind: str, where: str) -> Note:
        words = ", ".join(self.words.get(kind, ()))
        blanks = (("found", said(value)), *((("words", words),) if words else ()))
        code = "wrong-word" if words else "wrong-value"
        return Note(code, (where,), blanks, "error", self.name, "" if words else kind)


def said(value: object) -> str:
    """Give a value of JSON as it can stand in a sentence.

    Examples
    --------
    >>> said(None), said(True), said([1]), said({}), said("2026")
    ('null', 'true', '[…]', '{…}', '«2026»')
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[…]"
    if isinstance(value, dict):
        return "{…}"
    return f"«{shown(value)}»" if isinstance(value, str) else shown(value)
