"""The rows of decisions, ready to be asked what counts about one outcome and one text.

The rules are those of `toolkit.decisions`; this only keeps the rows of each pair together, so that one new decision does
not replay all others.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.decisions import Pair, counting, disagreement, in_order, is_suspect, voices
from toolkit.model import Decision
from toolkit.model.programmes import Role
from toolkit.review.material import WHOLE, Cell, Material


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands about one outcome and one text in all its places.

    Parameters
    ----------
    verdict : str
        The verdict that counts in every place; empty where there is none or places differ.
    row : Decision or None
        The latest decision that counts, or would count if its texts had not changed.
    counted : tuple of Decision
        The decisions that count, one a place at most; without suspect ones.
    suspect : Decision or None
        A decision about another text than that of today.
    mixed : bool
        Some places are decided and others not, or differently.
    voices : tuple of Decision
        What each reviewer said last, about the first place.
    disagreement : bool
        Whether reviewers differ in some place and nobody has settled it.
    """

    verdict: str = ""
    row: Decision | None = None
    counted: tuple[Decision, ...] = ()
    suspect: Decision | None = None
    mixed: bool = False
    voices: tuple[Decision, ...] = ()
    disagreement: bool = False

    @property
    def is_open(self) -> bool:
        """Whether somebody should look at it: nothing counts everywhere, or a text has changed."""
        return not self.verdict or self.suspect is not None


NOTHING = Standing()


class Book:
    """Rows of decisions by pair, with what they say about each cell.

    Parameters
    ----------
    material : Material
        What is reviewed.
    decisions : iterable of Decision
        Rows of all reviewers; those about other programmes are left out.
    only_voice : tuple of (reviewer, role), optional
        In a blind review: what others said is not looked at.
    """

    def __init__(
        self, material: Material, decisions: Iterable[Decision], only_voice: tuple[str, Role] | None = None
    ) -> None:
        self._material = material
        self._only = only_voice
        self._rows: dict[Pair, list[Decision]] = {}
        self._ids: set[str] = set()
        self._cells: dict[Cell, Standing] = {}
        self._prints = {code: outcome.fingerprint for code, outcome in material.outcomes.items()}
        self._of_outcome: dict[str, dict[str, None]] = {}
        self._of_group: dict[str, dict[str, None]] = {}
        self._latest: dict[str, dt.datetime] = {}
        self.size = 0
        self.add(in_order(decisions))

    def add(self, decisions: Iterable[Decision]) -> int:
        """Add rows that are not there yet; give their number."""
        touched: set[Pair] = set()
        before = self.size
        for row in decisions:
            pair = (row.outcome_id, row.statement_id)
            about = self._rows.setdefault(pair, [])
            known = row.decision_id in self._ids if row.decision_id else row in about
            if known or row.programme_id != self._material.programme.programme_id:
                continue
            self._ids.add(row.decision_id)
            about.append(row)
            self._latest[row.reviewer] = max(row.decided_at, self._latest.get(row.reviewer, row.decided_at))
            self.size += 1
            touched.add(pair)
        for pair in touched:
            self._rows[pair] = in_order(self._rows[pair])
            group = self._material.group_of.get(pair[1])
            if group is not None:
                self._cells.pop((pair[0], group), None)
                if any(self._seen(row) for row in self._rows[pair]):
                    self._of_outcome.setdefault(pair[0], {})[group] = None
                    self._of_group.setdefault(group, {})[pair[0]] = None
        return self.size - before

    def rows(self, pair: Pair) -> Sequence[Decision]:
        """Give every row about a pair, in order, also in a blind review."""
        return self._rows.get(pair, ())

    def all(self) -> list[Decision]:
        """Give every row, in order."""
        return in_order(row for about in self._rows.values() for row in about)

    def latest(self, reviewer: str) -> dt.datetime | None:
        """Give the time of a reviewer's last row."""
        return self._latest.get(reviewer)

    def groups_with(self, outcome_id: str) -> tuple[str, ...]:
        """Name the groups that have rows about an outcome."""
        return tuple(self._of_outcome.get(outcome_id, ()))

    def outcomes_with(self, group: str) -> tuple[str, ...]:
        """Name the outcomes that have rows about a group."""
        return tuple(code for code in self._of_group.get(group, ()) if code != WHOLE)

    def standing(self, cell: Cell) -> Standing:
        """Say what stands about an outcome and a text."""
        found = self._cells.get(cell)
        if found is None:
            found = self._cells[cell] = self._compute(cell)
        return found

    def closed_as_whole(self, group: str) -> str:
        """Give the verdict that closes a text for every outcome (none or na); empty if there is none."""
        whole = self.standing((WHOLE, group))
        return whole.verdict if whole.verdict in ("none", "na") and not whole.suspect else ""

    def is_open(self, cell: Cell) -> bool:
        """Say whether a cell is still to be decided, seen together with what was decided about the whole text."""
        standing = self.standing(cell)
        if not standing.is_open or standing.suspect:
            return standing.is_open
        if cell[0] == WHOLE:
            return not any(self.is_link((code, cell[1])) for code in self.outcomes_with(cell[1]))
        return not self.closed_as_whole(cell[1])

    def is_link(self, cell: Cell) -> bool:
        """Say whether a cell is a confirmed link, full or partial."""
        standing = self.standing(cell)
        return standing.verdict in ("full", "partial") and not standing.suspect

    def is_covered(self, group: str) -> bool:
        """Say whether some outcome covers a text fully."""
        standings = (self.standing((code, group)) for code in self.outcomes_with(group))
        return any(one.verdict == "full" and not one.suspect for one in standings)

    def _seen(self, row: Decision) -> bool:
        return self._only is None or (row.reviewer, row.role) == self._only

    def _compute(self, cell: Cell) -> Standing:
        outcome_id, key = cell
        group = self._material.groups[key]
        abouts = [
            [row for row in self._rows.get((outcome_id, statement.statement_id), ()) if self._seen(row)]
            for statement in group.statements
        ]
        if not any(abouts):
            return NOTHING
        standing = [counting(about) for about in abouts]
        rows = [row for row in standing if row is not None]
        outcome = self._prints.get(outcome_id, "")
        suspects = [row for row in rows if is_suspect(row, outcome, group.fingerprint)]
        counted = tuple(row for row in rows if row not in suspects)
        verdicts = {row.verdict if row else "" for row in standing}
        return Standing(
            verdict=verdicts.pop() if len(verdicts) == 1 else "",
            row=max(rows, key=lambda row: row.decided_at, default=None),
            counted=counted,
            suspect=suspects[0] if suspects else None,
            mixed=len({row.verdict if row else "" for row in standing}) > 1,
            voices=voices(next((about for about in abouts if about), [])),
            disagreement=any(disagreement(about) for about in abouts),
        )
