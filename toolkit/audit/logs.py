"""Two states of a log compared: rows are only ever added to one; anything else was done by hand."""

from collections.abc import Iterable
from typing import Literal

from toolkit.audit.model import Difference, Kind, Log, LogRow

_KINDS: dict[str, dict[str, Kind]] = {
    "decision": {
        "added": "decision-added",
        "changed": "decision-changed",
        "withdrawn": "decision-withdrawn",
        "edited": "decision-edited",
        "removed": "decision-removed",
    },
    "remark": {
        "added": "remark-added",
        "changed": "remark-added",
        "withdrawn": "remark-added",
        "edited": "remark-edited",
        "removed": "remark-removed",
    },
}


def compare_logs(thing: Literal["decision", "remark"], old: Log, new: Log) -> list[Difference]:
    """List what has become of a log.

    Parameters
    ----------
    thing : {"decision", "remark"}
        What its rows hold.
    old, new : Log
        Its earlier state and that of now.

    Returns
    -------
    list of Difference
        A decision is *added*; *changed*, where its author said something else about the same pair before; *withdrawn*.
        A row that was written over is *edited*, one that is gone is *removed*: the toolkit does neither.
    """
    kinds = _KINDS[thing]
    before, now = _keyed(old.rows), _keyed(new.rows)
    latest = {(row.who, row.outcome_id, row.statement_id): row for row in sorted(old.rows, key=lambda row: row.at)}
    found: list[Difference] = []
    for key, row in now.items():
        if key not in before:
            earlier = latest.get((row.who, row.outcome_id, row.statement_id))
            how = "withdrawn" if row.said == "withdrawn" else "changed" if earlier else "added"
            found.append(_told(kinds[how], row, earlier.said if earlier else ""))
        elif before[key].digest != row.digest:
            found.append(_told(kinds["edited"], row, before[key].said))
    found += [_told(kinds["removed"], row, row.said) for key, row in before.items() if key not in now]
    return found


def _keyed(rows: Iterable[LogRow]) -> dict[tuple[object, ...], LogRow]:
    """Give every row a key of its own: a row that stands twice is told apart by its place among its likes."""
    found: dict[tuple[object, ...], LogRow] = {}
    for row in rows:
        place = 0
        while (*row.key, place) in found:
            place += 1
        found[*row.key, place] = row
    return found


def _told(kind: Kind, row: LogRow, before: str) -> Difference:
    blanks = (("who", row.who), ("when", row.at), ("outcome", row.outcome_id or "–"), ("statement", row.statement_id))
    return Difference(kind, row.statement_id, (*blanks, ("old", before), ("new", row.said), ("file", row.file)))
