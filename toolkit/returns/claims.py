"""Who claims what in a returned report: entries with their person, outcome and statement, each claim once."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.decisions import Pair, counting
from toolkit.decisions import in_order as decisions_in_order
from toolkit.errors import InputError
from toolkit.intake.codes import leading_code, own_code
from toolkit.model import Decision, Outcome, Programme, Statement
from toolkit.returns.entries import Entry, Problem
from toolkit.returns.judged import Said
from toolkit.returns.remarks import Remark
from toolkit.returns.remarks import in_order as remarks_in_order
from toolkit.returns.vocabulary import ColumnRole
from toolkit.review.people import check_reviewer
from toolkit.text import skeleton

NOTHING = (None, "", "", "")
"""The content of no remark."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known when a report comes back.

    Parameters
    ----------
    programme_id : str
        The programme.
    outcomes, statements : mapping by id
        The texts of today.
    about : mapping of pair to decisions
        Every decision about a pair, in order.
    remarks : mapping of (reviewer, statement id, outcome id) to remarks
        Every remark, in order.
    people : mapping
        The names that stand in the logs, by themselves and by their skeletons: a name in other capital letters is the
        same person's.
    methods : frozenset of str
        Names of methods of suggestion, which are no person's.
    reviewer : str
        Who hands the report in; empty if that was not said.
    present : datetime
        The present moment, UTC.
    """

    programme_id: str
    outcomes: Mapping[str, Outcome]
    statements: Mapping[str, Statement]
    about: Mapping[Pair, Sequence[Decision]]
    remarks: Mapping[tuple[str, str, str], Sequence[Remark]]
    people: Mapping[str, str]
    methods: frozenset[str]
    reviewer: str
    present: dt.datetime


def known_of(
    programme: Programme,
    statements: Iterable[Statement],
    decisions: Iterable[Decision],
    remarks: Iterable[Remark],
    reviewer: str,
    now: dt.datetime,
) -> Known:
    """Put in order what is known; an `InputError` if the reviewer's name is no person's."""
    about: dict[Pair, list[Decision]] = {}
    names: list[str] = []
    methods = set()
    for decision in decisions_in_order(decisions):
        about.setdefault((decision.outcome_id, decision.statement_id), []).append(decision)
        names.append(decision.reviewer)
        methods.add(decision.method)
    noted: dict[tuple[str, str, str], list[Remark]] = {}
    for remark in remarks_in_order(remarks):
        noted.setdefault((remark.reviewer, remark.statement_id, remark.outcome_id), []).append(remark)
        names.append(remark.reviewer)
    people = {skeleton(name): name for name in reversed(names)} | {name: name for name in names}
    who = check_reviewer(reviewer, methods) if reviewer.strip() else ""
    who = people.get(who) or people.get(skeleton(who), who)
    return Known(
        programme_id=programme.programme_id,
        outcomes={outcome.outcome_id: outcome for outcome in programme.outcomes},
        statements={row.statement_id: row for row in statements},
        about=about,
        remarks=noted,
        people={skeleton(who): who} | people if who else people,
        methods=frozenset(methods),
        reviewer=who,
        present=now.astimezone(dt.UTC),
    )


@dataclass(frozen=True, slots=True)
class Claim:
    """What one person says in one row.

    Parameters
    ----------
    entry : Entry
        The row.
    person : str
        Who.
    outcome_id : str
        The outcome; empty for the statement as a whole.
    decides : bool
        Whether the row says something about the pair; else only its remark is looked at.
    double : bool
        Another row of the file has said it already.
    said : tuple of Said
        What should be known of the row.
    """

    entry: Entry
    person: str
    outcome_id: str
    decides: bool
    double: bool = False
    said: tuple[Said, ...] = ()

    @property
    def pair(self) -> Pair:
        """What it is about."""
        return self.outcome_id, self.entry.statement_id

    @property
    def remarks(self) -> bool:
        """Whether there is a remark."""
        return self.entry.remark != NOTHING

    @property
    def changed(self) -> bool:
        """Whether the decision is another one than the report was made with."""
        key = self.entry.key
        return key is None or self.entry.verdict != key.verdict or self.outcome_id != key.outcome_id


def claim_of(entry: Entry, known: Known) -> Claim | Problem | None:
    """Say who claims what in a row; None if nobody has touched it.

    A prefilled decision that was left as it is says nothing, unless the person gave it a name or a reason.
    """
    key = entry.key
    outcome = _outcome(entry, known)
    if isinstance(outcome, Problem):
        return outcome
    chosen = key is not None and outcome != key.outcome_id
    same = key is not None and entry.verdict == key.verdict
    if chosen and (not entry.verdict or same):
        return entry.wrong("outcome-alone", "decision")
    if entry.reason and not entry.verdict:
        return entry.wrong("reason-alone", "decision")
    decides = bool(entry.verdict) and (not same or bool(entry.name or entry.reason))
    if key is None and decides:
        decides = _says_something(entry, (outcome, entry.statement_id), known)
    if not decides and entry.remark == NOTHING:
        return None
    problem = _impossible(entry, outcome, known, decides=decides)
    if problem is not None:
        return problem
    person = _person(entry, known)
    if isinstance(person, Problem):
        return person
    other = known.reviewer and person != known.reviewer
    said = (Said("name-wins", (("name", person), ("reviewer", known.reviewer))),) if other else ()
    return Claim(entry, person, outcome, decides, said=said)


def _outcome(entry: Entry, known: Known) -> str | Problem:
    """Find the outcome that a row is about."""
    key = entry.key
    if not entry.outcome:
        return key.outcome_id if key else ""
    found = outcome_named(entry.outcome, known.outcomes)
    if key is not None and key.outcome_id:
        gone = key.outcome_id not in known.outcomes
        return key.outcome_id if gone or found == key.outcome_id else entry.wrong("other-outcome", "outcome")
    if found:
        return found
    codes = ", ".join(known.outcomes) or "–"
    return entry.wrong("outcome", "outcome", text=entry.outcome[:60], codes=codes)


def outcome_named(text: str, outcomes: Iterable[str]) -> str:
    """Find the outcome that a cell names by its code, alone or with its text behind it; empty if there is none.

    Parameters
    ----------
    text : str
        What stands in the cell.
    outcomes : iterable of str
        The codes of the programme.

    Examples
    --------
    >>> outcome_named("он 1. Есеп жасайды", ["ОН1", "ОН10"]), outcome_named("РО10", ["ОН1", "ОН10"])
    ('ОН1', 'ОН10')
    """
    codes = {outcome_id: own_code(outcome_id) for outcome_id in outcomes}
    front = leading_code(text)
    written = [own_code(text), *([front[0]] if front else [])]
    for code in written:
        exact = [outcome_id for outcome_id, one in codes.items() if one.strict == code.strict]
        alike = [outcome_id for outcome_id, one in codes.items() if one.loose == code.loose]
        if len(exact or alike) == 1:
            return (exact or alike)[0]
    starts = [outcome_id for outcome_id in codes if text.startswith((f"{outcome_id} ", f"{outcome_id}. "))]
    return max(starts, key=len, default="")


def _says_something(entry: Entry, pair: Pair, known: Known) -> bool:
    """Say whether a row without a key says more than what counts; whether its decision was prefilled is not known."""
    counts = counting_in(known, pair)
    return counts is None or counts.verdict != entry.verdict or bool(entry.name or entry.reason)


def _impossible(entry: Entry, outcome: str, known: Known, *, decides: bool) -> Problem | None:
    """Say why what a row says cannot be written down; None if it can."""
    if entry.key is None:
        if entry.statement_id not in known.statements:
            return entry.wrong("statement", "statement", text=entry.statement_id[:60])
        if decides and "outcome" not in dict(entry.cells):
            return entry.wrong("which-outcome", "decision")
        counts = counting_in(known, (outcome, entry.statement_id))
        if decides and counts is not None and not (entry.name or entry.reason or entry.date):
            return entry.wrong("not-proven-row", "decision")
    if decides and not outcome and entry.verdict in ("full", "partial"):
        return entry.wrong("needs-outcome", "outcome")
    return None


def counting_in(known: Known, pair: Pair) -> Decision | None:
    """Give the decision about a pair that counts now."""
    return counting(known.about.get(pair, ()))


def _person(entry: Entry, known: Known) -> str | Problem:
    if not entry.name:
        return known.reviewer or entry.wrong("no-name", "name")
    try:
        name = check_reviewer(entry.name, known.methods)
    except InputError:
        return entry.wrong("no-person", "name", text=entry.name[:60])
    return known.people.get(name) or known.people.get(skeleton(name), name)


def once(claims: Iterable[Claim]) -> tuple[list[Claim], list[Problem]]:
    """Let every claim stand once.

    Parameters
    ----------
    claims : iterable of Claim
        In the order of the file.

    Returns
    -------
    claims, problems
        What one person says twice about a pair in the same words is one claim, with both reasons; two different
        decisions of one person are none, with both cells named. A decision that was prefilled does not contradict one
        that was changed.
    """
    rows = list(claims)
    problems: list[Problem] = []
    wrong: set[int] = set()
    for places in _groups((place, (one.person, one.pair)) for place, one in enumerate(rows) if one.decides):
        changed = [place for place in places if rows[place].changed]
        for place in places if changed else ():
            if place not in changed:
                rows[place] = replace(rows[place], decides=False)
        stand = changed or places
        if len({rows[place].entry.verdict for place in stand}) > 1:
            problems += _twice("twice", [rows[place].entry for place in stand])
            wrong.update(stand)
        elif len(stand) > 1:
            rows[stand[0]] = _joined([rows[place] for place in stand])
            for place in stand[1:]:
                rows[place] = replace(rows[place], double=True)
    for places in _groups((place, (one.person, one.pair)) for place, one in enumerate(rows) if one.entry.remark[0]):
        if len({rows[place].entry.remark[0] for place in places}) > 1 and not wrong & set(places):
            problems += _twice("twice-importance", [rows[place].entry for place in places])
            wrong.update(places)
    return [one for place, one in enumerate(rows) if place not in wrong], problems


def _groups(places: Iterable[tuple[int, object]]) -> list[list[int]]:
    found: dict[object, list[int]] = {}
    for place, key in places:
        found.setdefault(key, []).append(place)
    return [group for group in found.values() if len(group) > 1]


def _twice(code: str, entries: Sequence[Entry]) -> list[Problem]:
    cells = ", ".join(entry.place for entry in entries)
    role: ColumnRole = "decision" if code == "twice" else "importance"
    return [entry.wrong(code, role, cells=cells) for entry in entries]


def _joined(claims: Sequence[Claim]) -> Claim:
    """Join rows that say the same: all reasons, in an order that sorting the sheet does not change, the first date."""
    entries = [claim.entry for claim in claims]
    reason = "; ".join(sorted({entry.reason for entry in entries if entry.reason}))
    date = min((entry.date for entry in entries if entry.date), default=None)
    return replace(claims[0], entry=replace(entries[0], reason=reason, date=date))
