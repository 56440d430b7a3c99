"""The key of a row of a gap report: what the row is about, and what counted when the report was made.

A key is one line of ASCII text in a hidden cell.
"""

import datetime as dt
from dataclasses import astuple, dataclass, fields

from toolkit.errors import DataError, Issue
from toolkit.model import VERDICTS
from toolkit.sealed import BETWEEN, PREFIX, sealed, unsealed
from toolkit.text import collapse, visible


@dataclass(frozen=True, slots=True)
class RowKey:
    """What a row of a report is about.

    Parameters
    ----------
    programme_id : str
        Folder in `curricula/`.
    outcome_id : str
        The outcome; empty where the row is about the statement as a whole.
    statement_id : str
        The statement, ``STANDARD/o.f.u/S4``.
    outcome_fingerprint, statement_fingerprint : str
        The texts as they were; the outcome's is empty where there is none.
    standard_id : str
        The standard.
    act_sha256 : str
        Hash of the source: the edition.
    verdict : str
        The verdict that counted when the report was made; empty if nothing was decided.
    decision_id : str
        The decision that counted; empty if there was none, or if it is older than identifiers.
    made : str
        When the report was made: a moment in UTC as ISO text, such as ``2026-11-21T09:00:00Z``.
    """

    programme_id: str
    outcome_id: str
    statement_id: str
    outcome_fingerprint: str
    statement_fingerprint: str
    standard_id: str
    act_sha256: str
    verdict: str
    decision_id: str
    made: str

    @property
    def moment(self) -> dt.datetime:
        """When the report was made, in UTC."""
        return dt.datetime.fromisoformat(self.made).astimezone(dt.UTC)


def is_key(text: object) -> bool:
    """Say whether a value is a key, be it damaged.

    Examples
    --------
    >>> is_key("curmap.1|p|"), is_key("curmap:key"), is_key(None)
    (True, False, False)
    """
    return isinstance(text, str) and text.lstrip().casefold().startswith(f"{PREFIX}{BETWEEN}")


def encode(key: RowKey) -> str:
    """Write a key as one line of text for a cell.

    Parameters
    ----------
    key : RowKey
        What the row is about.

    Returns
    -------
    str
        ASCII without blanks, about 250 characters.

    Examples
    --------
    >>> key = RowKey("p", "ОН1", "X1/1.1.1/S1", "aa", "bb", "X1", "0", "", "", "2026-11-21T09:00:00Z")
    >>> encode(key)
    'curmap.1|p|%D0%9E%D0%9D1|X1/1.1.1/S1|aa|bb|X1|0|||2026-11-21T09:00:00Z|1a1b2eee'
    """
    return sealed(astuple(key))


def decode(text: str) -> RowKey:
    """Read a key from a cell.

    Parameters
    ----------
    text : str
        The text of the cell; blanks and invisible signs around it are forgiven.

    Returns
    -------
    RowKey
        What the row is about.

    Raises
    ------
    DataError
        The text is no key, or was changed.

    Examples
    --------
    >>> key = RowKey("p", "", "X1/1.1.1/S1", "", "bb", "X1", "0", "none", "", "2026-11-21T09:00:00Z")
    >>> decode(encode(key)) == key
    True
    >>> decode("curmap.1|p")
    Traceback (most recent call last):
    toolkit.errors.DataError: key of a row: 1 problem
      'curmap.1|p': it was cut off or changed [damaged-key]
          -> copy the hidden cell from the report as it was sent, or fill in a new copy of the report
    """
    line = collapse(visible(text))
    try:
        parts = unsealed(line)
    except UnicodeDecodeError:
        raise _damaged(line, "its letters cannot be read") from None
    if parts is None or len(parts) != len(fields(RowKey)):
        raise _damaged(line, "it was cut off or changed")
    key = RowKey(*parts)
    if key.verdict not in ("", *VERDICTS):
        raise _damaged(line, f"'{key.verdict}' is no verdict")
    if not key.standard_id or not key.statement_id.startswith(f"{key.standard_id}/"):
        raise _damaged(line, f"'{key.statement_id}' is no statement of '{key.standard_id}'")
    try:
        zone = dt.datetime.fromisoformat(key.made).tzinfo
        _ = key.moment
    except (ValueError, OverflowError):
        raise _damaged(line, f"'{key.made}' is no moment") from None
    if zone is None:
        raise _damaged(line, f"'{key.made}' does not say its time zone")
    return key


def _damaged(line: str, message: str) -> DataError:
    hint = "copy the hidden cell from the report as it was sent, or fill in a new copy of the report"
    return DataError("key of a row", [Issue("damaged-key", f"'{line[:60]}'", message, hint)])
