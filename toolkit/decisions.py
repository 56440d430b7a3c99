"""The ledger of decisions: what counts now, who disagrees, what has become suspect. Nothing is ever removed.

A ledger is a sequence of `Decision`, oldest first within a reviewer's file; a change of mind is a new row.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toolkit.model import Decision

Pair = tuple[str, str]
"""(outcome id or empty, statement id): what a decision is about."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The decisions of a programme, sorted into what counts and what does not.

    Parameters
    ----------
    all : tuple of Decision
        Every row, by time, then reviewer.
    current : tuple of Decision
        The last decision about each pair, if it is not suspect. Only these count.
    suspect : tuple of Decision
        Last decisions whose outcome or statement has another text now: to be looked at again.
    lost : tuple of Decision
        Last decisions whose outcome or statement does not exist any more: kept and listed.
    disagreements : tuple of tuple of Decision
        The last decision of each reviewer about one pair, where their verdicts differ. The latest counts.
    """

    all: tuple[Decision, ...]
    current: tuple[Decision, ...]
    suspect: tuple[Decision, ...]
    lost: tuple[Decision, ...]
    disagreements: tuple[tuple[Decision, ...], ...]


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
    rows = sorted(decisions, key=lambda row: (row.decided_at, row.reviewer))
    last: dict[Pair, Decision] = {}
    of_reviewer: dict[Pair, dict[str, Decision]] = {}
    for row in rows:
        pair = (row.outcome_id, row.statement_id)
        last[pair] = row
        of_reviewer.setdefault(pair, {})[row.reviewer] = row
    current, suspect, lost = [], [], []
    for row in last.values():
        statement = statement_fingerprints.get(row.statement_id)
        outcome = outcome_fingerprints.get(row.outcome_id) if row.outcome_id else row.outcome_fingerprint
        if statement is None or outcome is None:
            lost.append(row)
        elif (statement, outcome) != (row.statement_fingerprint, row.outcome_fingerprint):
            suspect.append(row)
        else:
            current.append(row)
    disagreements = tuple(
        tuple(mine.values()) for mine in of_reviewer.values() if len({row.verdict for row in mine.values()}) > 1
    )
    return Ledger(tuple(rows), tuple(current), tuple(suspect), tuple(lost), disagreements)
