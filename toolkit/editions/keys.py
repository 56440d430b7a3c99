"""The key of a row of matches to check: which match of which two standards it is about, and how the texts read then.

One line of ASCII in a hidden cell, made like the keys of gap reports, of which it is a kind of its own: whoever takes one for
the other is told so.
"""

from dataclasses import astuple, dataclass

from toolkit.errors import DataError, Issue
from toolkit.sealed import BETWEEN, PREFIX, sealed, unsealed
from toolkit.text import collapse, fingerprint, visible

_KIND = "match"
"""The first part of every key of a match."""


@dataclass(frozen=True, slots=True)
class MatchKey:
    """What a row of matches to check is about.

    Parameters
    ----------
    old_standard, new_standard : str
        The standards that were compared.
    old_ids, new_ids : tuple of str
        What was taken for one.
    old_print, new_print : str
        Fingerprints of the texts, as they were compared (`print_of`).
    """

    old_standard: str
    new_standard: str
    old_ids: tuple[str, ...]
    new_ids: tuple[str, ...]
    old_print: str
    new_print: str


def print_of(texts: tuple[str, ...]) -> str:
    """Give the fingerprint of several texts together; empty of none.

    Examples
    --------
    >>> print_of(("Есеп беру.",)) == print_of(("есеп беру",)), print_of(())
    (True, '')
    """
    return fingerprint("\n".join(texts)) if texts else ""


def encode(key: MatchKey) -> str:
    """Write a key as one line of text for a cell.

    Examples
    --------
    >>> encode(MatchKey("X1", "X2", ("X1/1", "X1/2"), ("X2/1",), "aa", "bb"))
    'curmap.1|match|X1|X2|X1/1%0AX1/2|X2/1|aa|bb|a9b2e068'
    """
    parts = ("\n".join(part) if isinstance(part, tuple) else part for part in astuple(key))
    return sealed((_KIND, *parts))


def decode(text: str) -> MatchKey:
    """Read a key from a cell.

    Parameters
    ----------
    text : str
        The text of the cell; blanks and invisible signs around it are forgiven.

    Raises
    ------
    DataError
        The text is no key of a match, or was changed: ``damaged-key``; or it is the key of something else: ``other-key``.

    Examples
    --------
    >>> key = MatchKey("X1", "X2", ("X1/1",), (), "aa", "")
    >>> decode(encode(key)) == key
    True
    """
    line = collapse(visible(text))
    if not line.startswith(f"{PREFIX}{BETWEEN}{_KIND}{BETWEEN}"):
        raise _wrong("other-key", line, "it is no key of a match")
    try:
        parts = unsealed(line)
    except UnicodeDecodeError:
        parts = None
    if parts is None or len(parts) != 1 + len(MatchKey.__slots__):
        raise _wrong("damaged-key", line, "it was cut off or changed")
    _, old, new, old_ids, new_ids, old_print, new_print = parts
    return MatchKey(old, new, _lines(old_ids), _lines(new_ids), old_print, new_print)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()


def _wrong(code: str, line: str, message: str) -> DataError:
    hint = "copy the hidden cell from the workbook as curmap diff wrote it"
    return DataError("key of a match", [Issue(code, f"'{line[:60]}'", message, hint)])
