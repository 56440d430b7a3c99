"""Corrections that are kept: which of them count for two editions, and which are about texts that read otherwise now."""

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from toolkit.editions.keys import print_of
from toolkit.editions.model import Correction
from toolkit.editions.nodes import Tree, tree_of
from toolkit.editions.words import CORRECTION_COLUMNS, correction_of
from toolkit.model import Standard

KEPT_COLUMNS = (
    "old_standard",
    "new_standard",
    *CORRECTION_COLUMNS,
    "old_fingerprint",
    "new_fingerprint",
    "kept_at",
)
"""Columns of `standards/corrections.csv`; the last three may be missing where a person writes the file."""

NEEDED_COLUMNS = ("old_standard", "new_standard", *CORRECTION_COLUMNS)


@dataclass(frozen=True, slots=True)
class Kept:
    """A correction with the standards and texts that it is about.

    Parameters
    ----------
    correction : Correction
        What a person has said.
    old_standard, new_standard : str
        The standards that were compared.
    old_print, new_print : str
        Fingerprints of the texts that the person saw; empty where that is not recorded, or there is no text.
    kept_at : str
        The moment at which it was put into the file, UTC; what was kept together belongs together.
    """

    correction: Correction
    old_standard: str
    new_standard: str
    old_print: str = ""
    new_print: str = ""
    kept_at: str = ""


def kept_of(row: Mapping[str, str]) -> Kept:
    """Make a kept correction of a row of text; what is missing or wrong is a `ValueError`."""
    if not (row["old_standard"] and row["new_standard"]):
        raise ValueError("old_standard or new_standard is empty; write which two standards were compared")
    found = correction_of(row)
    prints = row.get("old_fingerprint", ""), row.get("new_fingerprint", "")
    return Kept(found, row["old_standard"], row["new_standard"], *prints, row.get("kept_at", ""))


def cells_of(kept: Kept) -> dict[str, str]:
    """Give the cells of a kept correction by the names of their columns."""
    said = kept.correction
    own = (said.old_id, said.new_id, said.who, said.when.isoformat(), said.why)
    values = (kept.old_standard, kept.new_standard, *own, kept.old_print, kept.new_print, kept.kept_at)
    return dict(zip(KEPT_COLUMNS, values, strict=True))


def to_keep(corrections: Iterable[Correction], old: Standard, new: Standard, moment: dt.datetime) -> list[Kept]:
    """Give corrections with the texts that they are about, ready to be kept.

    Parameters
    ----------
    corrections : iterable of Correction
        About these standards.
    old, new : Standard
        The standards.
    moment : datetime
        When they are kept, with its time zone.
    """
    trees = tree_of(old), tree_of(new)
    at = moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return [
        Kept(one, old.standard_id, new.standard_id, _print(one.old_id, trees[0]), _print(one.new_id, trees[1]), at)
        for one in corrections
    ]


def _print(node_id: str, tree: Tree) -> str:
    return print_of((tree.by_id[node_id].text,)) if node_id in tree.by_id else ""


def counting(
    kept: Sequence[Kept], old: Standard, new: Standard, given: Iterable[Correction] = ()
) -> tuple[list[Correction], list[Kept]]:
    """Say which corrections count for two standards.

    Parameters
    ----------
    kept : sequence of Kept
        Everything that was ever kept, oldest first.
    old, new : Standard
        The standards as they read now.
    given : iterable of Correction
        What a person says now; it is the latest word.

    Returns
    -------
    corrections, stale
        What counts; and what is about these standards, but about things that are gone or read otherwise now. What was said
        later about a thing takes the place of what was said before, whole: of a split of three the later split of two.
    """
    trees = tree_of(old), tree_of(new)
    mine = [one for one in kept if (one.old_standard, one.new_standard) == (old.standard_id, new.standard_id)]
    stale = [one for one in mine if not _is_fresh(one, *trees)]
    fresh = [one for one in mine if one not in stale]
    batches = [[one.correction for one in part] for _, part in itertools.groupby(fresh, key=lambda one: one.kept_at)]
    return _latest([*batches, list(given)]), stale


def _is_fresh(kept: Kept, old: Tree, new: Tree) -> bool:
    sides = ((kept.correction.old_id, kept.old_print, old), (kept.correction.new_id, kept.new_print, new))
    return all(not name or (name in tree.by_id and known in ("", _print(name, tree))) for name, known, tree in sides)


def _latest(batches: Sequence[Sequence[Correction]]) -> list[Correction]:
    """Leave out what a later batch says otherwise."""
    found: list[list[Correction]] = []
    told: set[str] = set()
    alone: set[str] = set()
    paired: set[str] = set()
    for batch in reversed(batches):
        rows = [
            row
            for row in batch
            if row.old_id not in told and row.new_id not in alone and not (not row.old_id and row.new_id in paired)
        ]
        found.insert(0, list(dict.fromkeys(rows)))
        told |= {row.old_id for row in rows if row.old_id}
        alone |= {row.new_id for row in rows if not row.old_id}
        paired |= {row.new_id for row in rows if row.old_id and row.new_id}
    return [row for rows in found for row in rows]
