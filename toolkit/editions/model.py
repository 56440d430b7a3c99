"""What came of comparing two editions of a standard: changes with their grade and reasons, and how to use them."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from toolkit.decisions import Change as PartKind
from toolkit.errors import InputError
from toolkit.model import Lang, Standard, statements_of
from toolkit.model.editions import CHANGE_KINDS, GRADES, WHATS, ChangeKind, Grade, What

Part = tuple[PartKind, str]
"""Words that are the same, gone or new."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two things were taken for one, or why a change has its grade: a stable code and what fills its sentence."""

    code: str
    params: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says about a match; it overrides the program and stays.

    Parameters
    ----------
    old_id : str
        A card, function, unit or statement of the old edition.
    new_id : str
        What has become of it in the new edition; empty if nothing has. Several rows with one old thing make a split,
        several with one new thing a merger.
    who, why : str
        The person and the reason.
    when : date
        The day.
    """

    old_id: str
    new_id: str
    who: str
    when: dt.date
    why: str


@dataclass(frozen=True, slots=True)
class Change:
    """One pair, merger, split or leftover of two editions.

    Parameters
    ----------
    what : str
        What it is about, one of `WHATS`.
    kind : str
        One of `CHANGE_KINDS`. A thing that was moved and reworded has two changes, with the same identifiers.
    grade : str
        One of `GRADES`; in doubt the heavier one.
    confidence : float
        How sure the matching is, 0 to 1: a rank, no measured probability. 1 where a person decided.
    doubtful : bool
        A person should look at the match.
    old_ids, new_ids : tuple of str
        None of the old for what was added, none of the new for what was removed, several for mergers and splits.
        Statements have their `statement_id`; cards ``STANDARD/o``, functions ``STANDARD/o.f``, units
        ``STANDARD/o.f.u``, fields ``STANDARD/o:name``, with o 0 for the standard itself.
    old_texts, new_texts : tuple of str
        Text, title or value of each.
    difference : tuple of (kind, words)
        Word by word: same, gone, new.
    why : tuple of Reason
        The reasons, the weightiest first.
    """

    what: What
    kind: ChangeKind
    grade: Grade
    confidence: float
    doubtful: bool
    old_ids: tuple[str, ...]
    new_ids: tuple[str, ...]
    old_texts: tuple[str, ...] = ()
    new_texts: tuple[str, ...] = ()
    difference: tuple[Part, ...] = ()
    why: tuple[Reason, ...] = ()

    @property
    def old_text(self) -> str:
        """The old texts, one a line."""
        return "\n".join(self.old_texts)

    @property
    def new_text(self) -> str:
        """The new texts, one a line."""
        return "\n".join(self.new_texts)


@dataclass(frozen=True, slots=True)
class Edition:
    """What makes the new edition of a standard of the old one.

    Parameters
    ----------
    old_id, new_id : str
        The standards.
    old_title, new_title : str
        Their titles.
    lang : {"kk", "ru", "en"}
        Language of the texts.
    changes : tuple of Change
        Every pair, also those in which nothing has changed, and every leftover: standard, cards, functions, units,
        statements, each in the order of the new edition, what was removed at its end. Fields are compared of cards
        that are one and one; those of other cards came or went with them.
    statement_order : tuple of str
        The statements of the new edition in their order.
    corrections : tuple of Correction
        What persons have said.
    """

    old_id: str
    new_id: str
    old_title: str
    new_title: str
    lang: Lang
    changes: tuple[Change, ...]
    statement_order: tuple[str, ...]
    corrections: tuple[Correction, ...] = ()

    @property
    def changed(self) -> tuple[Change, ...]:
        """All but those in which nothing has changed."""
        return tuple(change for change in self.changes if change.kind != "same")

    @property
    def doubtful(self) -> tuple[Change, ...]:
        """Those whose match a person should look at."""
        return tuple(change for change in self.changes if change.doubtful)

    def counts(self) -> dict[tuple[What, ChangeKind, Grade], int]:
        """Count the changes by what, kind and grade, in the order of those lists."""
        found = {
            (what, kind, grade): sum((one.what, one.kind, one.grade) == (what, kind, grade) for one in self.changes)
            for what in WHATS
            for kind in CHANGE_KINDS
            for grade in GRADES
        }
        return {key: count for key, count in found.items() if count}


class Carried(NamedTuple):
    """What a statement of the old edition has become: statements of the new one, the heaviest change, how sure it is."""

    new_ids: tuple[str, ...]
    grade: Grade
    confidence: float


def heaviest(grades: tuple[Grade, ...]) -> Grade:
    """Give the heaviest of some grades, cosmetic of none.

    Examples
    --------
    >>> heaviest(("wording", "cosmetic"))
    'wording'
    """
    return max(grades, key=GRADES.index, default="cosmetic")


def carried(edition: Edition) -> dict[str, Carried]:
    """Say what has become of every statement of the old edition.

    Parameters
    ----------
    edition : Edition
        What `compare_editions` gave.

    Returns
    -------
    dict of statement id to Carried
        Every statement of the old edition. No new ones for a removed statement. The grade is that of the statement
        itself: that its card has another level now is a change of the card.
    """
    found: dict[str, Carried] = {}
    for change in edition.changes:
        if change.what != "statement":
            continue
        for old_id in change.old_ids:
            before = found.get(old_id, Carried((), "cosmetic", 1.0))
            new_ids = tuple(dict.fromkeys((*before.new_ids, *change.new_ids)))
            grade = heaviest((before.grade, change.grade))
            found[old_id] = Carried(new_ids, grade, min(before.confidence, change.confidence))
    return found


def apply_edition(old: Standard, edition: Edition) -> tuple[tuple[str, str], ...]:
    """Make the statements of the new edition of the old standard and what has changed.

    Parameters
    ----------
    old : Standard
        The standard that was compared.
    edition : Edition
        What `compare_editions` gave for it.

    Returns
    -------
    tuple of (statement id, text)
        The statements of the new edition, in its order.

    Raises
    ------
    InputError
        The comparison is of another standard.
    """
    texts = {row.statement_id: row.text for row in statements_of(old)}
    made: dict[str, str] = {}
    for change in edition.changes:
        if change.what != "statement":
            continue
        if unknown := [old_id for old_id in change.old_ids if old_id not in texts]:
            raise InputError(f"the comparison is not of '{old.standard_id}': it has no statement '{unknown[0]}'")
        if change.kind in ("same", "moved", "kind changed"):
            made.setdefault(change.new_ids[0], texts[change.old_ids[0]])
        else:
            made.update(zip(change.new_ids, change.new_texts, strict=True))
    return tuple((new_id, made[new_id]) for new_id in edition.statement_order)
