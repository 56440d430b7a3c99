"""Hidden keys of rows in workbooks: parts of text as one line that survives any program, with a sum that shows damage.

A key begins with a word, so that no program takes it for a formula, a number or a date.
"""

import hashlib
from collections.abc import Iterable
from urllib.parse import quote, unquote

from toolkit.text import collapse, visible

PREFIX = "curmap.1"
"""What every key begins with: whose it is and of which version."""

BETWEEN = "|"
"""What stands between the parts of a key."""

_PLAIN = "/:._-"
"""What stands in a key as it is, beside letters and digits; everything else is written as %XX of its UTF-8."""


def sealed(parts: Iterable[str]) -> str:
    """Write parts as one line of ASCII without blanks.

    Examples
    --------
    >>> sealed(["p", "ОН1", ""])
    'curmap.1|p|%D0%9E%D0%9D1||53d94342'
    """
    body = BETWEEN.join([PREFIX, *(quote(part, safe=_PLAIN, errors="surrogatepass") for part in parts)])
    return f"{body}{BETWEEN}{_sum(body)}"


def unsealed(text: str) -> tuple[str, ...] | None:
    """Read the parts of a key; None if it is none, or was cut off or changed.

    Parameters
    ----------
    text : str
        The text of a cell; blanks and invisible signs around it are forgiven.

    Raises
    ------
    UnicodeDecodeError
        The sum is right, but the letters are none.

    Examples
    --------
    >>> unsealed(" " + sealed(["p", "ОН1", ""])), unsealed("curmap.1|p|ab")
    (('p', 'ОН1', ''), None)
    """
    body, _, check = collapse(visible(text)).rpartition(BETWEEN)
    prefix, *parts = body.split(BETWEEN)
    if prefix != PREFIX or check != _sum(body):
        return None
    return tuple(unquote(part, errors="surrogatepass") for part in parts)


def _sum(body: str) -> str:
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()[:8]
