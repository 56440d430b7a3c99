"""A session of review: one reviewer, one programme; shows one item at a time and records every decision.

Nothing here knows a screen or a file: rows are handed to a function that puts them on disk, the clock is handed in, and
`Session.view` is all that a screen needs. A notebook can drive a session as well as a widget.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.decisions import Pair
from toolkit.errors import InputError, ToolkitError
from toolkit.labels.messages import error_text
from toolkit.model import LANGS, Decision, Lang, Programme, Statement
from toolkit.model.programmes import Role
from toolkit.numbers import decimal
from toolkit.review.book import Book
from toolkit.review.filters import NAMES, Filters, choices
from toolkit.review.material import Cell, Suggested, make_material
from toolkit.review.people import check_reviewer
from toolkit.review.phrases import Phrase, phrase, say
from toolkit.review.rows import Action, Scribe, action_of
from toolkit.review.rules import PERSONAL, DeskSettings, not_allowed, reason_needed, seconds_spent
from toolkit.review.state import DIRECTIONS, Ask, Direction, Note, Progress, State
from toolkit.review.stopping import Estimate
from toolkit.review.view import view_of
from toolkit.text import collapse

ENOUGH_TIMES = 5
"""From so many timed decisions on, the time that is left is estimated."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of an action.

    Parameters
    ----------
    accepted : bool
        Whether it was done.
    text : str
        What happened, or why not and what to do, in the session's language; may be empty.
    asks : str
        What is missing: ``reason``, ``bulk`` (a yes), or nothing.
    decisions : tuple of Decision
        The rows that were written; they are on disk.
    """

    accepted: bool
    text: str = ""
    asks: str = ""
    decisions: tuple[Decision, ...] = ()


class Session:
    """Review of a programme by one person.

    Parameters
    ----------
    programme : Programme
        The programme.
    statements : sequence of Statement
        The statements it is compared with, in the order of the standards.
    suggestions : sequence of Suggested
        What was suggested, with confidence and reasons.
    decisions : sequence of Decision
        Rows of all reviewers, as read.
    reviewer : str
        Name of the person who decides; a name of a machine or method is refused.
    write : callable
        Puts rows on disk before it returns, or raises; `toolkit.io.decision_log.DecisionLog.append`.
    now : callable
        Gives the time, with its time zone.
    new_id : callable
        Gives 12 hexadecimal digits, never the same twice.
    method, tool_version : str
        Kept with every decision.
    act_sha256 : mapping of standard id to hash
        Editions of the sources, kept with every decision.
    lang : {"kk", "ru", "en"}
        Language of all sentences.
    direction : {"outcome", "statement"}
        What is shown one at a time.
    blind : bool
        A second review: scores and what others said are hidden. The role is then ``second``.
    role : {"review", "second", "adjudication"}
        In which role the decisions are recorded. An adjudication begins with the disagreements.
    only : collection of (outcome id, statement id), optional
        Nothing else is reviewed: the sample of a second review (`toolkit.review.agreement.second_sample`).
    settings : DeskSettings
        Thresholds and habits.

    Raises
    ------
    InputError
        The reviewer's name is no person's, or language or direction is not known.
    """

    def __init__(
        self,
        programme: Programme,
        statements: Sequence[Statement],
        suggestions: Sequence[Suggested],
        decisions: Sequence[Decision],
        reviewer: str,
        write: Callable[[Sequence[Decision]], None],
        now: Callable[[], dt.datetime],
        new_id: Callable[[], str],
        *,
        method: str = "",
        tool_version: str = "",
        act_sha256: Mapping[str, str] | None = None,
        lang: Lang = "kk",
        direction: Direction = "outcome",
        blind: bool = False,
        role: Role = "review",
        only: Collection[Pair] | None = None,
        settings: DeskSettings | None = None,
    ) -> None:
        if lang not in LANGS or direction not in DIRECTIONS:
            raise InputError(f"language '{lang}' or direction '{direction}' is not known")
        person = check_reviewer(reviewer, {method, *(row.method for row in decisions)} - {""})
        role = "second" if blind and role == "review" else role
        material = make_material(programme, statements, suggestions)
        cells = None if only is None else frozenset(_cells_in(only, material.group_of))
        self._state = State(
            material=material,
            book=Book(material, decisions, (person, role) if blind else None),
            reviewer=person,
            role=role,
            blind=blind,
            only=cells,
            settings=settings or DeskSettings(),
            lang=lang,
            direction=direction,
            filters=Filters(state="disagreement") if role == "adjudication" else Filters(),
        )
        self._write, self._clock = write, now
        self._scribe = Scribe(material, person, role, now, new_id, method, tool_version, dict(act_sha256 or {}), blind)
        self._actions: list[Action] = []
        self._times = _earlier_times(decisions, person)
        self._state.build_queue()
        self._state.shown_at = now()
        if material.unknown:
            self._state.note = Note("warning", say("unknown-suggestions", n=material.unknown))

    def view(self) -> dict[str, Any]:
        """Give everything that the desk shows, in the session's language; plain values that JSON can hold."""
        return view_of(self._state, self.progress(), self.estimate(), can_undo=bool(self._actions))

    def handle(self, message: object) -> dict[str, Any]:
        """Do what a message of the widget asks and give the new view; see `toolkit.review.messages.handle`."""
        from toolkit.review.messages import handle  # noqa: PLC0415 - the messages drive the session, not it them

        return handle(self, message)

    def next(self) -> Reply:
        """Show the next item."""
        return self._move(1, "last-item")

    def back(self) -> Reply:
        """Show the item before."""
        return self._move(-1, "first-item")

    def goto(self, key: str) -> Reply:
        """Show an item of the queue by its key."""
        if key not in self._state.queue:
            return self.refuse(say("unknown-key", key=key))
        self._state.place = self._state.queue.index(key)
        return self._arrived()

    def select(self, candidate: str) -> Reply:
        """Select one of the candidates that are shown, by its key."""
        cell = self._state.cell_for(candidate)
        if cell is None or cell not in self._state.shown:
            return self.refuse(say("unknown-key", key=candidate))
        self._state.selected = cell
        return self._done()

    def set_direction(self, direction: str) -> Reply:
        """Show outcomes one at a time, or statements; stay with the pair that is selected."""
        if direction not in DIRECTIONS:
            return self.refuse(say("unknown-key", key=direction))
        selected = self._state.selected
        self._state.direction = "outcome" if direction == "outcome" else "statement"
        self._state.build_queue(self._state.item_of(selected) if selected else "")
        return self._restarted()

    def set_lang(self, lang: str) -> Reply:
        """Speak another language from now on."""
        if lang not in LANGS:
            return self.refuse(say("unknown-key", key=lang))
        self._state.lang = lang
        return Reply(accepted=True)

    def set_filter(self, name: str, value: str) -> Reply:
        """Show only a card, function, kind or state; an empty value lets everything through."""
        state = self._state
        known = choices(state.material, state.filters, state.lang, blind=state.blind)
        if name not in NAMES or value not in {one for one, _ in known[name]}:
            return self.refuse(say("unknown-filter", name=name, value=value))
        state.filters = state.filters.but(name, value)
        state.build_queue(state.item)
        self._restarted()
        return self._done() if state.queue else self._done(say("no-item"), kind="warning")

    def search(self, words: str) -> Reply:
        """Show the texts in which all words occur, or words that begin so, as candidates of the item."""
        if not collapse(words):
            return self.refuse(say("search-empty"))
        count = self._state.find(words)
        shown = len(self._state.found or ())
        if not count:
            return self._done(say("search-nothing"))
        return self._done(say("search-more", n=count, shown=shown) if count > shown else say("search-found", n=count))

    def clear_search(self) -> Reply:
        """Show the candidates of the item again."""
        selected, state = self._state.selected, self._state
        state.found = None
        state.add_new_cells()
        state.selected = selected if selected in state.cells else state.first_open(state.cells)
        return self._done()

    def decide(
        self,
        verdict: str,
        *,
        candidate: str | None = None,
        reason: str = "",
        seconds: float | None = None,
        item: str | None = None,
    ) -> Reply:
        """Record a verdict about the selected candidate, for all places of its text; on disk when this returns.

        Parameters
        ----------
        verdict : {"full", "partial", "none", "na", "unsure"}
            For a statement as a whole only none, na or unsure.
        candidate : str, optional
            Key of another candidate of the item.
        reason : str
            Why; needed as `toolkit.review.rules.reason_needed` says.
        seconds : number, optional
            Time spent; without it the time since the item was shown or the last decision made.
        item : str, optional
            Key of the item that is meant: refused if another one is shown meanwhile.

        Returns
        -------
        Reply
            Not accepted, with a sentence, where a reason is missing or the rows could not be written: then nothing has
            changed.
        """
        state = self._state
        if item not in (None, state.item):
            return self.refuse(say("other-item"))
        cell = state.selected if candidate is None else state.cell_for(candidate)
        if cell is None:
            return self.refuse(say("no-candidate") if candidate is None else say("unknown-key", key=candidate))
        refused = not_allowed(verdict, cell)
        if refused:
            return self.refuse(refused)
        given = PERSONAL[PERSONAL.index(verdict)]
        reason = collapse(reason)
        standing = state.book.standing(cell)
        mine = standing.row is not None and (standing.row.reviewer, standing.row.role) == (state.reviewer, state.role)
        said = {row.reason for row in standing.counted}
        if mine and standing.verdict == given and not standing.suspect and (not reason or said == {reason}):
            return self._done(say("already"))
        strong = not state.blind and state.settings.band(state.material.confidence(cell)) == "likely"
        needed = reason_needed(given, cell, state.book, state.reviewer, state.role, strong=strong)
        if needed and not reason:
            state.selected = cell
            return self._ask(Ask("reason", needed, (("verdict", verdict), ("candidate", state.key_of(cell)))))
        now = self._clock()
        spent = seconds_spent(self._measured(now) if seconds is None else seconds, state.settings)
        rows = self._scribe.rows([cell], given, reason, spent, state.book)
        refusal = self._record(rows, state.key_of(cell))
        if refusal:
            return refusal
        self._times.append(spent)
        self._after(cell)
        label = phrase(f"verdict-{verdict}", state.lang)
        text = say("saved-places", verdict=label, n=len(rows)) if len(rows) > 1 else say("saved", verdict=label)
        return self._done(text, rows=rows)

    def undo(self) -> Reply:
        """Take back the last decision or bulk of this session, by new rows; what counted before counts again."""
        state = self._state
        if not self._actions:
            return self.refuse(say("undo-nothing"))
        action = self._actions[-1]
        undone = self._scribe.undoing(action, phrase("undo-reason", state.lang), state.book)
        if undone is None:
            self._actions.pop()
            return self.refuse(say("undo-changed"))
        rows = tuple(undone.values())
        failed = self._put(rows)
        if failed:
            return failed
        stands = action.put_back(undone)
        self._actions = [one.renewed(stands) for one in self._actions[:-1]]
        if state.direction != action.direction:
            self.set_direction(action.direction)
        if state.item != action.item and action.item in state.queue:
            self.goto(action.item)
        state.selected = state.cell_for(action.candidate) or state.selected
        state.shown_at = self._clock()
        label = phrase(f"verdict-{action.rows[0].verdict}", state.lang)
        many = len({(row.outcome_id, row.statement_fingerprint) for row in rows}) > 1
        return self._done(say("undone-many", n=len(rows)) if many else say("undone", verdict=label), rows=rows)

    def bulk_none(self, below: float, *, confirm: bool = False) -> Reply:
        """Record «not covered» for every suggestion of the queue below a confidence about which nothing was decided.

        Parameters
        ----------
        below : probability
            At most the confidence from which on a suggestion is likely: those need a reason each.
        confirm : bool
            Without it nothing is written; the reply says how many there are and asks.
        """
        state, limit = self._state, self._state.settings.likely
        number = decimal(below, state.lang)
        if state.blind:
            return self.refuse(say("bulk-blind"))
        if not 0 <= below <= 1:
            return self.refuse(say("bulk-number"))
        if below > limit:
            return self.refuse(say("bulk-strong", likely=decimal(limit, state.lang)))
        cells = [cell for cell in state.open_suggestions() if (state.material.confidence(cell) or 0.0) < below]
        if not cells:
            return self._done(say("bulk-nothing", below=number))
        if not confirm:
            count = sum(len(state.material.groups[group].statements) for _, group in cells)
            question = say("ask-bulk", below=number, n=len(cells), rows=count)
            return self._ask(Ask("bulk", question, (("below", below), ("count", len(cells)))))
        reason = phrase("bulk-reason", state.lang, below=number)
        rows = self._scribe.rows(cells, "none", reason, None, state.book)
        refusal = self._record(rows, state.key_of(state.selected) if state.selected else "")
        return refusal or self._done(say("saved-bulk", n=len(cells)), rows=rows)

    def refresh(self, decisions: Iterable[Decision]) -> Reply:
        """Take in the rows that others, or another window, have written meanwhile; the queue keeps its order."""
        count = self._state.book.add(decisions)
        if not count:
            return Reply(accepted=True)
        self._state.add_new_cells()
        return self._done(say("new-rows", n=count))

    def progress(self) -> Progress:
        """Say how much is decided and how long the rest will take."""
        decided, total, _ = self._state.tally()
        times = sorted(self._times)
        usual = times[len(times) // 2] if len(times) >= ENOUGH_TIMES else None
        return Progress(decided, total, None if usual is None else usual * (total - decided))

    def estimate(self) -> Estimate:
        """Say how many links are found and how many probably are not: `toolkit.review.stopping.estimate`."""
        return self._state.tally()[2]

    def cancel(self) -> Reply:
        """Let go of a question; nothing is done."""
        return self._done()

    def refuse(self, why: Phrase) -> Reply:
        """Say why something cannot be done; nothing is done."""
        self._state.note, self._state.ask = Note("error", why), None
        return Reply(accepted=False, text=why.text(self._state.lang))

    def _record(self, rows: tuple[Decision, ...], candidate: str) -> Reply | None:
        """Write rows and remember how to undo them; give a refusal if they could not be written."""
        state = self._state
        action = action_of(rows, state.book, state.direction, state.item, candidate)
        failed = self._put(rows)
        if failed:
            return failed
        self._actions.append(action)
        return None

    def _put(self, rows: tuple[Decision, ...]) -> Reply | None:
        try:
            self._write(rows)
        except (ToolkitError, OSError) as error:
            return self.refuse(say("not-saved", why=error_text(error, self._state.lang)))
        self._state.book.add(rows)
        return None

    def _after(self, cell: Cell) -> None:
        state = self._state
        state.shown_at = self._clock()
        state.selected = cell
        if state.settings.advance and cell in state.shown:
            state.selected = (*state.shown, cell)[state.shown.index(cell) + 1]

    def _measured(self, now: dt.datetime) -> float:
        return (now - self._state.shown_at).total_seconds() if self._state.shown_at else 0.0

    def _move(self, step: int, end: str) -> Reply:
        place = self._state.place + step
        if not 0 <= place < len(self._state.queue):
            return self._done(say(end) if self._state.queue else say("no-item"))
        self._state.place = place
        return self._arrived()

    def _arrived(self) -> Reply:
        self._state.arrive()
        return self._restarted()

    def _restarted(self) -> Reply:
        self._state.shown_at = self._clock()
        return self._done()

    def _done(self, what: Phrase | None = None, *, rows: tuple[Decision, ...] = (), kind: Any = "info") -> Reply:
        self._state.note = Note(kind, what) if what else None
        self._state.ask = None
        return Reply(accepted=True, text=what.text(self._state.lang) if what else "", decisions=rows)

    def _ask(self, ask: Ask) -> Reply:
        self._state.note, self._state.ask = None, ask
        return Reply(accepted=False, text=ask.phrase.text(self._state.lang), asks=ask.what)


def _cells_in(pairs: Collection[Pair], group_of: Mapping[str, str]) -> Iterable[Cell]:
    return ((outcome, group_of[statement]) for outcome, statement in pairs if statement in group_of)


def _earlier_times(decisions: Iterable[Decision], reviewer: str) -> list[float]:
    """Give the seconds of the reviewer's earlier decisions; the rows of one decision have the same moment."""
    spent: dict[dt.datetime, float] = {}
    for row in decisions:
        if row.reviewer == reviewer and row.seconds is not None:
            spent[row.decided_at] = spent.get(row.decided_at, 0.0) + row.seconds
    return list(spent.values())
