"""What becomes of a returned report: each claim held against what counts now and what counted when the report was made.

Rules, in this order; «since» means since the report was made:

1. A person who has said the same since, or whose decision counts and is the same, says nothing new: ``same``. So a file
   that comes twice changes nothing, and neither does an older copy of one that was taken in; to return to what was said
   before, the person writes a date or decides at the desk.
2. The statement or the outcome has another text now, or is gone: ``stale``. The row is kept with the texts it was made
   about, so that the ledger lists it as suspect or lost, and never stands before a decision about the present text.
3. Somebody has decided otherwise since, at the desk or in another report: ``conflict``. Without a date the row is dated to
   the moment of the report, whose state it answers: the decision made meanwhile goes on counting, and the ledger lists a
   disagreement. What the same person sent in before in a report is no conflict but a change of mind.
4. Else the row counts from now on, or from the date written: ``new`` or ``changed``. A second person who says the same as
   what counts is a second voice and is written down, if the decision cell was changed or has a name or a reason.

A date that was written is taken between the moment of the report and now; a day without a time is its end in UTC.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from toolkit.decisions import counting, is_suspect, voices
from toolkit.model import Decision, Outcome, Programme, Statement, Verdict
from toolkit.returns.claims import NOTHING, Claim, Known, claim_of, known_of, once
from toolkit.returns.entries import Problem, Returned
from toolkit.returns.judged import Judged, JudgedRow, Said, Status
from toolkit.returns.remarks import Remark
from toolkit.review.material import outcome_line
from toolkit.text import collapse

METHOD = "report"
"""Method of a decision that came with a returned report."""

_MOMENT = dt.timedelta(microseconds=1)


def judge(
    returned: Returned,
    programme: Programme,
    statements: Iterable[Statement],
    decisions: Iterable[Decision],
    remarks: Iterable[Remark],
    reviewer: str,
    now: dt.datetime,
    *,
    tool_version: str,
    new_id: Callable[[], str],
) -> Judged:
    """Say what becomes of every row of a returned report.

    Parameters
    ----------
    returned : Returned
        What people filled in.
    programme : Programme
        The programme with the outcomes of today.
    statements : iterable of Statement
        The statements of today of every standard that the report is about.
    decisions, remarks : iterable
        Everything that is in the logs.
    reviewer : str
        Who hands the report in; a name in a row wins over it. May be empty.
    now : datetime
        The present moment, with its time zone.
    tool_version : str
        Kept with every decision and remark.
    new_id : callable
        Gives 12 hexadecimal digits, never the same twice.

    Returns
    -------
    Judged
        Decisions and remarks to write, rows in words, and what was not understood. Nothing is written here.

    Raises
    ------
    InputError
        The reviewer's name is no person's.
    """
    known = known_of(programme, statements, decisions, remarks, reviewer, now)
    problems = list(returned.problems)
    claims: list[Claim] = []
    untouched = returned.empty
    for entry in returned.entries:
        claim = claim_of(entry, known)
        if claim is None:
            untouched += 1
        elif isinstance(claim, Problem):
            problems.append(claim)
        else:
            claims.append(claim)
    claims, twice = once(claims)
    bench = _Bench(known, tool_version, new_id, _texts(known))
    rows = tuple(row for claim in claims if (row := bench.judged(claim)) is not None)
    untouched += len(claims) - len(rows)
    return Judged(returned.file, programme.programme_id, rows, (*problems, *twice), untouched)


@dataclass(frozen=True, slots=True)
class _Case:
    """A claim about a pair with what is known of it."""

    claim: Claim
    about: Sequence[Decision]
    counts: Decision | None
    made: dt.datetime | None
    """When the report was made, but not in the future; None where the key is gone."""
    since: bool
    """Whether another decision counts than when the report was made."""
    earlier: Decision | None
    """A row in which the person has said the same already."""

    @property
    def agrees(self) -> bool:
        """Whether what counts says the same."""
        return self.counts is not None and self.counts.verdict == self.claim.entry.verdict

    @property
    def conflict(self) -> bool:
        """Whether somebody decided otherwise since, and not the same person with the same report."""
        if self.counts is None or self.agrees or not self.since:
            return False
        return (self.counts.reviewer, self.counts.method) != (self.claim.person, METHOD)


@dataclass(frozen=True, slots=True)
class _Bench:
    """Judges claims one by one."""

    known: Known
    tool_version: str
    new_id: Callable[[], str]
    texts: dict[str, str]

    def judged(self, claim: Claim) -> JudgedRow | None:
        """Judge a claim; None if after all it says nothing."""
        verdict = claim.entry.verdict if claim.decides else ""
        status, decision, against, said = self._decided(claim, verdict) if verdict else (None, None, None, ())
        noted, remark = self._remarked(claim) if claim.entry.remark != NOTHING else (None, None)
        if status is None or (status == "same" and noted not in (None, "same")):
            status = noted
        if status is None:
            return None
        told = (*claim.said, *said, *self._reasons(claim, decision))
        return JudgedRow(claim.entry, status, claim.person, claim.outcome_id, decision, remark, against, told)

    def _decided(
        self, claim: Claim, verdict: Verdict
    ) -> tuple[Status, Decision | None, Decision | None, tuple[Said, ...]]:
        if claim.double:
            return "same", None, None, (Said("twice-same"),)
        case = self._case(claim)
        counts = case.counts
        against = counts if counts is not None and not case.agrees else None
        if case.earlier is not None:
            overruled = case.earlier not in voices(case.about)
            day = f"{case.earlier.decided_at:%d.%m.%Y}"
            return "same", None, against, (Said("said-before", (("date", day),)),) if overruled else ()
        stale = self._stale(claim)
        said = list(stale)
        status: Status = "new" if counts is None or case.agrees else "changed"
        if case.agrees and counts is not None and counts.reviewer == claim.person:
            status = "changed"  # the same person gives another reason
        elif case.agrees and counts is not None:
            said.append(Said("second-voice", (("name", counts.reviewer),)))
        if case.conflict and counts is not None:
            status = "conflict"
            facts = (("date", f"{counts.decided_at:%d.%m.%Y %H:%M}"), ("verdict", f"@{counts.verdict}"))
            own = counts.reviewer == claim.person
            said.append(Said("conflict-own", facts) if own else Said("conflict", (("name", counts.reviewer), *facts)))
        if stale:
            status = "stale"
        at = self._moment(case, stale=bool(stale))
        date = claim.entry.date
        if date is not None and (
            date.date() > self.known.present.date() or (case.made is not None and date < case.made)
        ):
            said.append(Said("date-moved", (("date", f"{at:%d.%m.%Y}"),)))
        return status, self._decision(claim, verdict, at), against, tuple(said)

    def _case(self, claim: Claim) -> _Case:
        key, about = claim.entry.key, self.known.about.get(claim.pair, ())
        if key is not None and not self._stale(claim):  # what was said about a former text is no answer to this one
            about = [row for row in about if not self._suspect(row)]
        counts = counting(about)
        state = (counts.verdict, counts.decision_id) if counts else ("", "")
        if key is None:
            date = claim.entry.date  # all that is known of when the row was filled in
            later = date is not None and counts is not None and counts.decided_at > date
            return _Case(claim, about, counts, None, later, self._earlier(claim, about, counts, None))
        made = min(key.moment, self.known.present)
        then = (key.verdict, key.decision_id)
        if claim.outcome_id != key.outcome_id:  # the key tells of the statement as a whole
            before = counting([row for row in about if row.decided_at <= made])
            then = (before.verdict, before.decision_id) if before else ("", "")
        return _Case(claim, about, counts, made, state != then, self._earlier(claim, about, counts, made))

    def _earlier(
        self, claim: Claim, about: Sequence[Decision], counts: Decision | None, made: dt.datetime | None
    ) -> Decision | None:
        """Find a row in which the person has said the same: what a file says that comes twice."""
        entry, standing = claim.entry, voices(about)
        for row in reversed(about):
            if (row.reviewer, row.verdict) != (claim.person, entry.verdict):
                continue
            if entry.reason and row.reason != entry.reason:
                continue
            since = made is None or row.decided_at >= made
            stands = row in standing
            sent = row.method == METHOD and since and (stands or self._fits(row, entry.date, made))
            own = row is counts or (made is not None and since) or not claim.changed
            if sent or (stands and own):
                return row
        return None

    def _fits(self, row: Decision, date: dt.datetime | None, made: dt.datetime | None) -> bool:
        """Say whether a row of an earlier import can have come from a cell with a date; one in the future was cut."""
        if date is None or date > self.known.present:
            return True
        return row.decided_at.date() == max(date, made or date).date()

    def _moment(self, case: _Case, *, stale: bool) -> dt.datetime:
        entry, now = case.claim.entry, self.known.present
        at = now if entry.date is None else min(entry.date, now)
        if case.made is not None:
            at = case.made if entry.date is None and case.conflict else max(at, case.made)
        mine = [row for row in case.about if (row.reviewer, row.method) == (case.claim.person, METHOD)]
        if mine and case.made is not None:  # what was sent in later shall also be said later
            at = max(at, mine[-1].decided_at + _MOMENT)
        if case.counts is None or case.made is None:
            return at
        if stale and not self._suspect(case.counts):
            return max(case.made, min(at, case.counts.decided_at - _MOMENT))
        return at if case.conflict else max(at, case.counts.decided_at + _MOMENT)

    def _suspect(self, row: Decision) -> bool:
        statement, outcome = self.known.statements.get(row.statement_id), self.known.outcomes.get(row.outcome_id)
        if statement is None or (row.outcome_id and outcome is None):
            return True
        return is_suspect(row, outcome.fingerprint if outcome else "", statement.fingerprint)

    def _stale(self, claim: Claim) -> tuple[Said, ...]:
        """Say whose text has changed since the report was made, or is gone."""
        key = claim.entry.key
        if key is None:
            return ()
        said = []
        statement, outcome = self.known.statements.get(key.statement_id), self.known.outcomes.get(key.outcome_id)
        if statement is None:
            said.append(Said("gone-statement"))
        elif statement.fingerprint != key.statement_fingerprint:
            said.append(Said("stale-statement"))
        if key.outcome_id and outcome is None:
            said.append(Said("gone-outcome", (("code", key.outcome_id),)))
        elif outcome is not None and outcome.fingerprint != key.outcome_fingerprint:
            said.append(Said("stale-outcome", (("code", key.outcome_id),)))
        return tuple(said)

    def _reasons(self, claim: Claim, decision: Decision | None) -> tuple[Said, ...]:
        """Ask for a reason where one is usual: for «not applicable», and for changing what counted."""
        key = claim.entry.key
        if decision is None or decision.reason:
            return ()
        changes = key is not None and bool(key.verdict) and key.verdict not in (decision.verdict, "unsure")
        return (Said("reason-missing"),) if decision.verdict == "na" or changes else ()

    def _decision(self, claim: Claim, verdict: Verdict, at: dt.datetime) -> Decision:
        entry, key = claim.entry, claim.entry.key
        statement = self.known.statements.get(entry.statement_id)
        outcome = self.known.outcomes.get(claim.outcome_id)
        statement_print = key.statement_fingerprint if key else statement.fingerprint if statement else ""
        outcome_print = outcome.fingerprint if outcome else ""
        if key is not None and key.outcome_id:
            outcome_print = key.outcome_fingerprint
        return Decision(
            decided_at=at,
            reviewer=claim.person,
            programme_id=self.known.programme_id,
            outcome_id=claim.outcome_id,
            outcome_fingerprint=outcome_print,
            statement_id=entry.statement_id,
            statement_fingerprint=statement_print,
            standard_id=key.standard_id if key else statement.standard_id if statement else "",
            act_sha256=key.act_sha256 if key else "",
            verdict=verdict,
            reason=entry.reason,
            suggested_rank=None,
            suggested_score=None,
            method=METHOD,
            seconds=None,
            tool_version=self.tool_version,
            outcome_text=self.texts.get(outcome_print, "") if claim.outcome_id else "",
            statement_text=self.texts.get(statement_print, ""),
            decision_id=self.new_id(),
        )

    def _remarked(self, claim: Claim) -> tuple[Status, Remark | None]:
        entry, now = claim.entry, self.known.present
        mine = self.known.remarks.get((claim.person, entry.statement_id, claim.outcome_id), ())
        made = min(entry.key.moment, now) if entry.key else None
        sent = [row for row in mine if made is None or row.noted_at >= made]
        if any(row.content == entry.remark for row in (*sent, *mine[-1:])):
            return "same", None
        at = now if entry.date is None else max(min(entry.date, now), made or entry.date)
        at = max(at, mine[-1].noted_at + _MOMENT) if mine else at
        statement = self.known.statements.get(entry.statement_id)
        importance, comment, responsible, deadline = entry.remark
        remark = Remark(
            remark_id=self.new_id(),
            noted_at=at,
            reviewer=claim.person,
            programme_id=self.known.programme_id,
            statement_id=entry.statement_id,
            outcome_id=claim.outcome_id,
            statement_fingerprint=entry.key.statement_fingerprint if entry.key else _print(statement),
            importance=importance,
            comment=comment,
            responsible=responsible,
            deadline=deadline,
            tool_version=self.tool_version,
        )
        stale = statement is None or statement.fingerprint != remark.statement_fingerprint
        return "stale" if stale else "changed" if mine else "new", remark


def _print(statement: Statement | None) -> str:
    return statement.fingerprint if statement else ""


def _texts(known: Known) -> dict[str, str]:
    """Give the text that each fingerprint stands for: the texts of today, and those that decisions were made about."""
    found: dict[str, str] = {}
    for about in known.about.values():
        for row in about:
            found[row.statement_fingerprint] = row.statement_text or found.get(row.statement_fingerprint, "")
            if row.outcome_id:
                found[row.outcome_fingerprint] = row.outcome_text or found.get(row.outcome_fingerprint, "")
    outcomes: Iterable[Outcome] = known.outcomes.values()
    found |= {outcome.fingerprint: outcome_line(outcome) for outcome in outcomes}
    return found | {row.fingerprint: collapse(row.text) for row in known.statements.values()}
