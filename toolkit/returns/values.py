"""What single cells of a returned report say: texts, dates, marks of importance."""

import datetime as dt
import re
import unicodedata

from toolkit.intake.cells import text_of
from toolkit.intake.grids import Value
from toolkit.returns.remarks import IMPORTANCES
from toolkit.text import collapse

_NOTHING = frozenset("-–—‒―−_.…/ ")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:\s?(?:г|ж)\.?)?")
_MARK = re.compile(r"([0-9])(?:[.,]0+)?(?:\.?[^\w.,]\D*)?")
_FIRST_SERIAL, _LAST_SERIAL = 36526, 73050
"""The first day of 2000 and the last of 2099 as Excel counts days, where the look of a date was lost."""

_EPOCH = dt.datetime(1899, 12, 30, tzinfo=dt.UTC)


def written(value: Value) -> str:
    """Give what a person wrote into a cell as one line; empty where nothing is said, also by a dash alone.

    Parameters
    ----------
    value : str, number, bool, datetime or None
        The value of the cell.

    Examples
    --------
    >>> written(" Пән\\n қосу "), written("–"), written(3.0), written(None)
    ('Пән қосу', '', '3', '')
    """
    if value is None:
        return ""
    text = one_line(text_of(value))
    return "" if set(text) <= _NOTHING else text


def one_line(text: str) -> str:
    """Give a text as it is kept in a log: no line ends, no control characters, no broken letters.

    Examples
    --------
    >>> one_line("бір\\r\\nекі\\x00")
    'бір екі'
    """
    if text.isprintable():
        return collapse(text)
    kept = ("\ufffd" if unicodedata.category(letter) == "Cs" else letter for letter in text)
    return collapse("".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in kept))


def moment_of(value: Value) -> dt.datetime | None:
    """Read a date: a date of Excel, 21.11.2026, 2026-11-21, or a day with its time.

    Parameters
    ----------
    value : str, number, bool, datetime or None
        The value of the cell.

    Returns
    -------
    datetime or None
        In UTC; a day without a time is its last second. None if it cannot be read.

    Examples
    --------
    >>> moment_of("21.11.2026").isoformat(), moment_of("завтра") is None
    ('2026-11-21T23:59:59+00:00', True)
    """
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, dt.datetime):
        return _ended(value.replace(tzinfo=dt.UTC))
    if isinstance(value, str):
        return _from_text(written(value))
    whole = _FIRST_SERIAL <= value <= _LAST_SERIAL
    return _ended(_EPOCH + dt.timedelta(days=value)) if whole else None


def _from_text(text: str) -> dt.datetime | None:
    match = _DOTTED.fullmatch(text)
    if match is not None:
        text = f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}"
    if not re.match(r"\d{4}-\d\d-\d\d", text):
        return None
    try:
        found = dt.datetime.fromisoformat(text)
        return _ended(found.replace(tzinfo=dt.UTC) if found.tzinfo is None else found.astimezone(dt.UTC))
    except (ValueError, OverflowError):
        return None


def _ended(moment: dt.datetime) -> dt.datetime:
    """Give the end of the day for a day without a time."""
    return moment if moment.time() != dt.time() else moment.replace(hour=23, minute=59, second=59)


def importance_in(value: Value) -> int | None:
    """Read a mark of importance: 1, 2, 3, also with words behind it as in a list to choose from.

    Parameters
    ----------
    value : str, number, bool, datetime or None
        The value of the cell.

    Returns
    -------
    {1, 2, 3} or None
        None if it is none of these.

    Examples
    --------
    >>> importance_in(2.0), importance_in("3 – жоғары"), importance_in(4), importance_in("2 из 3") is None
    (2, 3, None, True)
    """
    if isinstance(value, bool | dt.datetime) or value is None:
        return None
    match = _MARK.fullmatch(written(value))
    number = int(match[1]) if match else 0
    return number if number in IMPORTANCES else None
