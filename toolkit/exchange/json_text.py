"""The bytes of a JSON file as values, however hostile they are: too large, too deep, of a wrong encoding."""

import json
import re
from typing import Any, NoReturn

from toolkit.errors import InputError
from toolkit.exchange.notes import Note, joined, pointer, shown

MAX_BYTES = 60_000_000
"""Of any file; the largest framework known to us that is published as CASE has about 15 MB."""

MAX_DEPTH = 60
"""Objects and lists within each other; CASE itself needs seven, extensions some more."""

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)


def text_of(data: bytes) -> str:
    """Decode a file as UTF-8; a byte order mark stays.

    Raises
    ------
    InputError
        The file is empty, too large or not UTF-8.
    """
    if not data.strip():
        raise InputError("the file is empty")
    if len(data) > MAX_BYTES:
        raise InputError(f"the file has {len(data) / 1e6:.0f} MB and at most {MAX_BYTES / 1e6:.0f} are read")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(f"line {line}: the file is not UTF-8; save it as UTF-8 and try again") from None


def json_of(text: str) -> tuple[Any, tuple[Note, ...]]:
    """Read a JSON text.

    Parameters
    ----------
    text : str
        The text, with or without a byte order mark.

    Returns
    -------
    value, notes
        The value; names that stand twice in one object are noted, the last of them counts.

    Raises
    ------
    InputError
        The text is no JSON, nested too deeply, or has half a character; the message says where.

    Examples
    --------
    >>> json_of('{"a": [1, 2]}')
    ({'a': [1, 2]}, ())
    >>> json_of('{"a": }')
    Traceback (most recent call last):
    toolkit.errors.InputError: line 1, character 7: this is no JSON (Expecting value)
    """
    text = text.removeprefix("\ufeff")
    _refuse_depth(text)
    twice: list[Note] = []

    def table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for name, value in pairs:
            if name in made:
                twice.append(Note("key-twice", (shown(name),), (("name", shown(name)),), "error", "RFC 8259"))
            made[name] = value
        return made

    try:
        value = json.loads(text, object_pairs_hook=table, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, character {error.colno}"
        raise InputError(f"{place}: this is no JSON ({error.msg})") from None
    except ValueError as error:  # Python reads no number of more than a few thousand digits
        raise InputError(f"a number cannot be read ({shown(error)})") from None
    _refuse_halves(value)
    return value, joined(twice)


def _refuse_constant(name: str) -> NoReturn:
    raise InputError(f"'{name}' is no number of JSON; write null where there is no value")


def _refuse_depth(text: str) -> None:
    depth = 0
    for match in _TOKEN.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(match.group()[0], 0)
        if depth > MAX_DEPTH:
            line = text.count("\n", 0, match.start()) + 1
            raise InputError(f"line {line}: objects and lists stand in each other more than {MAX_DEPTH} deep")


def _refuse_halves(value: object) -> None:
    """Refuse half of a pair of surrogates (``\\ud800``): no file could be written with it."""
    stack: list[tuple[str, object]] = [("", value)]
    while stack:
        where, one = stack.pop()
        if isinstance(one, dict):
            for name, item in one.items():
                stack += [(where, name), (where + pointer(name.encode("utf-8", "replace").decode()), item)]
        elif isinstance(one, list):
            stack += [(f"{where}/{place}", item) for place, item in enumerate(one)]
        elif isinstance(one, str) and any("\ud800" <= letter <= "\udfff" for letter in one):
            raise InputError(f"{where or '/'}: the text has half of a character (an escape such as \\ud800 alone)")
