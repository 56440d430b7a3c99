"""New rows of decisions: made, taken back, put back."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from toolkit.decisions import Pair, counting
from toolkit.model import Decision, Verdict
from toolkit.model.programmes import Role
from toolkit.review.book import Book
from toolkit.review.material import WHOLE, Cell, Material, outcome_line
from toolkit.text import collapse

MANUAL = "manual"
"""Method of a decision about a pair that was not shown as a suggestion."""


@dataclass(frozen=True, slots=True)
class Scribe:
    """Makes rows in the name of one reviewer.

    Parameters
    ----------
    material : Material
        What is reviewed.
    reviewer : str
        Who decides.
    role : {"review", "second", "adjudication"}
        In which role.
    clock : callable
        Gives the time now, with its time zone.
    new_id : callable
        Gives an identifier of 12 hexadecimal digits that was never given before.
    method, tool_version : str
        Kept with every row.
    act_sha256 : mapping of standard id to hash
        Editions of the sources.
    blind : bool
        Nothing was shown as a suggestion.
    """

    material: Material
    reviewer: str
    role: Role
    clock: Callable[[], dt.datetime]
    new_id: Callable[[], str]
    method: str
    tool_version: str
    act_sha256: Mapping[str, str]
    blind: bool

    def rows(
        self, cells: Iterable[Cell], verdict: Verdict, reason: str, seconds: float | None, book: Book
    ) -> tuple[Decision, ...]:
        """Make a row for every place of some cells; the seconds are divided among them."""
        pairs = [(cell, row) for cell in cells for row in self.material.groups[cell[1]].statements]
        at = self.moment([(cell[0], row.statement_id) for cell, row in pairs], book)
        each = None if seconds is None else round(seconds / len(pairs), 1)
        made = []
        for cell, row in pairs:
            outcome = self.material.outcomes[cell[0]] if cell[0] != WHOLE else None
            shown = None if self.blind else self.material.suggested.get(cell)
            made.append(
                Decision(
                    decided_at=at,
                    reviewer=self.reviewer,
                    programme_id=self.material.programme.programme_id,
                    outcome_id=cell[0],
                    outcome_fingerprint=outcome.fingerprint if outcome else "",
                    statement_id=row.statement_id,
                    statement_fingerprint=row.fingerprint,
                    standard_id=row.standard_id,
                    act_sha256=self.act_sha256.get(row.standard_id, ""),
                    verdict=verdict,
                    reason=reason,
                    suggested_rank=shown.rank if shown else None,
                    suggested_score=shown.score if shown else None,
                    method=self.method if shown and self.method else MANUAL,
                    seconds=each,
                    tool_version=self.tool_version,
                    suggested_confidence=shown.confidence if shown else None,
                    role=self.role,
                    outcome_text=outcome_line(outcome) if outcome else "",
                    statement_text=collapse(row.text),
                    decision_id=self.new_id(),
                )
            )
        return tuple(made)

    def undoing(self, action: "Action", note: str, book: Book) -> dict[str, Decision] | None:
        """Make the rows that undo an action; None if one of its decisions was changed since by the same reviewer.

        Each has as its key the identifier of the undone decision; `Action.put_back` needs it.

        What the reviewer had said before, and counted then, is said again about the texts of then; anything else is
        taken back, so that what counts is what counted before.
        """
        at = self.moment([(row.outcome_id, row.statement_id) for row in action.rows], book)
        made: dict[str, Decision] = {}
        for row, counted in zip(action.rows, action.before, strict=True):
            about = book.rows((row.outcome_id, row.statement_id))
            if own_rows(about, row)[-1:] != [row]:
                return None
            own = counted is not None and (counted.reviewer, counted.role) == (self.reviewer, self.role)
            put_back = counted is not None and own and counting(about) == row
            before = counted if counted and put_back else replace(row, verdict="withdrawn", reason="")
            reason = before.reason.removeprefix(note).removeprefix("; ")
            made[row.decision_id] = replace(
                before,
                decided_at=at,
                decision_id=self.new_id(),
                reason="; ".join(filter(None, (note, reason))),
                seconds=None,
                tool_version=self.tool_version,
            )
        return made

    def moment(self, pairs: Iterable[Pair], book: Book) -> dt.datetime:
        """Give the time of a new row: now, but after every earlier row of the reviewer and about the pairs.

        A clock that was put back, or the wrong clock of a colleague, must not make an old decision count again.
        """
        times = [book.rows(pair)[-1].decided_at for pair in pairs if book.rows(pair)]
        own = book.latest(self.reviewer)
        last = max([*times, *([own] if own else [])], default=None)
        at = self.clock().astimezone(dt.UTC)
        return at if last is None or at > last else last + dt.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Action:
    """Rows that were written together and are undone together, and where that was.

    Parameters
    ----------
    rows : tuple of Decision
        What was written.
    before : tuple of (Decision or None)
        What counted about the pair of each row before.
    own : tuple of (Decision or None)
        The row before about the same pair, by the same reviewer in the same role.
    direction, item, candidate : str
        What was shown.
    """

    rows: tuple[Decision, ...]
    before: tuple[Decision | None, ...]
    own: tuple[Decision | None, ...]
    direction: str
    item: str
    candidate: str

    def put_back(self, undone: Mapping[str, Decision]) -> dict[str, Decision]:
        """Give the new row that stands for each earlier one, once this action was undone.

        Parameters
        ----------
        undone : mapping of identifier to Decision
            The new rows, by the decision of this action that each undid.
        """
        pairs = zip(self.rows, self.own, strict=True)
        return {said.decision_id: undone[row.decision_id] for row, said in pairs if said is not None}

    def renewed(self, stands: Mapping[str, Decision]) -> "Action":
        """Give the action with rows that others stand for now."""
        return replace(self, rows=tuple(stands.get(row.decision_id, row) for row in self.rows))


def own_rows(about: Iterable[Decision], row: Decision) -> list[Decision]:
    """Give the rows about a pair by the reviewer of a row, in its role."""
    return [one for one in about if (one.reviewer, one.role) == (row.reviewer, row.role)]


def action_of(rows: tuple[Decision, ...], book: Book, direction: str, item: str, candidate: str) -> Action:
    """Make the action of rows that are not in the book yet."""
    abouts = [book.rows((row.outcome_id, row.statement_id)) for row in rows]
    before = tuple(counting(about) for about in abouts)
    own = tuple(next(reversed(own_rows(about, row)), None) for about, row in zip(abouts, rows, strict=True))
    return Action(rows, before, own, direction, item, candidate)
