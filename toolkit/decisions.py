"""The ledger of decisions: what counts now, who disagrees, what has become suspect. Nothing is ever removed.

A ledger is a sequence of `Decision`, oldest first within a reviewer's file; a change of mind is a new row.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from toolkit.model import Decision

Pair = tuple[str, str]
"""(outcome id or empty, statement id): what a decision is about."""

Change = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The decisions of a programme, sorted into what counts and what does not.

    Parameters
    ----------
    all : tuple of Decision
        Every row, by time, then reviewer.
    current : tuple of Decision
        The decision that counts about each pair, if it is not suspect. Only these count.
    suspect : tuple of Decision
        Decisions that would count, but whose outcome or statement has another text now: to be looked at again.
    lost : tuple of Decision
        Decisions that would count, but whose outcome or statement does not exist any more: kept and listed.
    disagreements : tuple of tuple of Decision
        What each reviewer said last about one pair, where their verdicts differ and nobody has settled it since.
    withdrawn : tuple of Decision
        The last row about each pair of which every decision was taken back: undecided again.
    """

    all: tuple[Decision, ...]
    current: tuple[Decision, ...]
    suspect: tuple[Decision, ...]
    lost: tuple[Decision, ...]
    disagreements: tuple[tuple[Decision, ...], ...]
    withdrawn: tuple[Decision, ...] = ()


def replay(
    decisions: Iterable[Decision], outcome_fingerprints: Mapping[str, str], statement_fingerprints: Mapping[str, str]
) -> Ledger:
    """Compute the state of a ledger against the texts of today.

    Parameters
    ----------
    decisions : iterable of Decision
        All rows of all reviewers, in any order of reviewers, each reviewer's own rows in the order of the file.
    outcome_fingerprints, statement_fingerprints : mapping of id to fingerprint
        The texts that exist now.

    Returns
    -------
    Ledger
        The same for every order in which the reviewers' files were read.

    Examples
    --------
    >>> replay([], {}, {}).current
    ()
    """
    rows = in_order(decisions)
    of_pair: dict[Pair, list[Decision]] = {}
    for one in rows:
        of_pair.setdefault((one.outcome_id, one.statement_id), []).append(one)
    current, suspect, lost, withdrawn = [], [], [], []
    for about in of_pair.values():
        row = counting(about)
        if row is None:
            withdrawn.append(about[-1])
            continue
        statement = statement_fingerprints.get(row.statement_id)
        outcome = outcome_fingerprints.get(row.outcome_id) if row.outcome_id else row.outcome_fingerprint
        if statement is None or outcome is None:
            lost.append(row)
        elif is_suspect(row, outcome, statement):
            suspect.append(row)
        else:
            current.append(row)
    disagreements = tuple(said for about in of_pair.values() if (said := disagreement(about)))
    return Ledger(tuple(rows), tuple(current), tuple(suspect), tuple(lost), disagreements, tuple(withdrawn))


def in_order(decisions: Iterable[Decision]) -> list[Decision]:
    """Sort rows by time, then reviewer; rows of one reviewer at one moment keep the order of their file."""
    return sorted(decisions, key=lambda row: (row.decided_at, row.reviewer))


def voices(about: Sequence[Decision]) -> tuple[Decision, ...]:
    """Give what each reviewer said last about one pair and has not taken back, the latest at the end.

    A person who both reviewed a pair and settled the disagreement about it has two voices, one in each role.

    Parameters
    ----------
    about : sequence of Decision
        All rows about one pair, as sorted by `in_order`.
    """
    last: dict[tuple[str, str], Decision] = {}
    for row in about:
        voice = (row.reviewer, row.role)
        last.pop(voice, None)
        last[voice] = row
    return tuple(row for row in last.values() if row.verdict != "withdrawn")


def counting(about: Sequence[Decision]) -> Decision | None:
    """Give the decision about one pair that counts: the latest that was not taken back, whoever made it.

    An adjudication therefore counts over everything said before it, and a taken-back one leaves what stood before.

    Parameters
    ----------
    about : sequence of Decision
        All rows about one pair, as sorted by `in_order`.
    """
    said = voices(about)
    return said[-1] if said else None


def disagreement(about: Sequence[Decision]) -> tuple[Decision, ...]:
    """Give the voices about one pair if their verdicts differ and the latest is no adjudication; else nothing.

    Parameters
    ----------
    about : sequence of Decision
        All rows about one pair, as sorted by `in_order`.
    """
    said = voices(about)
    if len({row.verdict for row in said}) < 2 or said[-1].role == "adjudication":
        return ()
    return said


def is_suspect(row: Decision, outcome_fingerprint: str, statement_fingerprint: str) -> bool:
    """Say whether a decision was made about other texts than those of today."""
    outcome_changed = bool(row.outcome_id) and row.outcome_fingerprint != outcome_fingerprint
    return outcome_changed or row.statement_fingerprint != statement_fingerprint


def word_difference(old: str, new: str) -> tuple[tuple[Change, str], ...]:
    """Show how a text has changed, word by word.

    Parameters
    ----------
    old, new : str
        The text then and now.

    Returns
    -------
    tuple of (change, words)
        ``same`` and ``gone`` together are the old text, ``same`` and ``new`` the new one.

    Examples
    --------
    >>> word_difference("деректерді жинау", "деректерді өңдеу")
    (('same', 'деректерді'), ('gone', 'жинау'), ('new', 'өңдеу'))
    """
    before, after = old.split(), new.split()
    parts: list[tuple[Change, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(("same", " ".join(before[a:b])))
            continue
        if b > a:
            parts.append(("gone", " ".join(before[a:b])))
        if d > c:
            parts.append(("new", " ".join(after[c:d])))
    return tuple(parts)
