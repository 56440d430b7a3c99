"""Accepting: decisions about old texts written down about the new ones, by a person. The old ones stay as they are."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace

from toolkit.decisions import Pair
from toolkit.editions.words import name_of
from toolkit.errors import InputError
from toolkit.impact.model import Impact, Renaming, Row
from toolkit.labels import word
from toolkit.model import Decision, Lang, Statement
from toolkit.review.material import outcome_line
from toolkit.review.people import check_reviewer
from toolkit.text import collapse

METHOD = "carried"
"""What the method of a carried decision begins with; the old standard stands behind it."""

_MOMENT = dt.timedelta(microseconds=1)


def moved_to(row: Decision, new: Statement) -> Decision:
    """Give a decision as it would be about another statement: what is counted, and what accepting begins with."""
    return replace(
        row, statement_id=new.statement_id, standard_id=new.standard_id, statement_fingerprint=new.fingerprint
    )


def carry(
    impact: Impact,
    rows: Iterable[Row],
    reviewer: str,
    now: dt.datetime,
    new_id: Callable[[], str],
    *,
    act_sha256: str = "",
    tool_version: str = "",
    renaming: Renaming | None = None,
) -> tuple[Decision, ...]:
    """Make the decisions with which a person accepts rows for the new texts.

    Parameters
    ----------
    impact : Impact
        What `impact` gave for the present state of the log.
    rows : iterable of Row
        What the person accepts: `Impact.bulk` or some of it; any other proposal alone.
    reviewer : str
        The person, who answers for it from now on.
    now : datetime
        The moment, with its time zone.
    new_id : callable
        Gives 12 hexadecimal digits, never the same twice.
    act_sha256 : str
        Hash of the source of the new edition.
    tool_version : str
        Kept with every decision.
    renaming : Renaming, optional
        The person says that this replacement is only another name: its rows may be accepted together, also where the
        program cannot tell that it is no change of substance.

    Returns
    -------
    tuple of Decision
        To be appended to the log: method ``carried <old standard>``, a reason that names the old decision, role review.
        Nothing for a pair about which somebody has decided already, so that accepting twice adds nothing.

    Raises
    ------
    InputError
        A row says something else now, is gone or has become several: that is decided anew. Rows that a person must look
        at were given together with others. The name is no person's.
    """
    chosen = tuple(rows)
    name = check_reviewer(reviewer)
    if renaming is not None and renaming not in impact.renamings:
        raise InputError(f"'{renaming.replacement}': no such replacement is open; compare the editions anew")
    _check(chosen, () if renaming is None else renaming.rows)
    made: dict[Pair, Decision] = {}
    last, moment = _last_words(impact), now.astimezone(dt.UTC)
    for row in chosen:
        new = row.new
        if new is None or row.settled is not None:
            continue
        key = (row.decision.outcome_id, new.statement_id)
        reason = _reason(row, impact, renaming)
        if key in made:  # the same text stood in several places: one decision with all its reasons
            made[key] = replace(made[key], reason=f"{made[key].reason}; {reason}")
            continue
        made[key] = replace(
            _about(row.decision, new, impact),
            decided_at=max(moment, last[key] + _MOMENT) if key in last else moment,
            reviewer=name,
            act_sha256=act_sha256,
            reason=reason,
            tool_version=tool_version,
            decision_id=new_id(),
        )
    return tuple(made.values())


def _check(chosen: tuple[Row, ...], renamed: tuple[Row, ...]) -> None:
    """Refuse rows that cannot be accepted, or not together; raises `InputError`."""
    chosen = tuple(row for row in chosen if row not in renamed)
    refused = [row for row in chosen if row.new is None or not (row.proposed or row.settled)]
    if refused:
        raise InputError(
            f"{refused[0].old.statement_id}: what it says has changed, so its decision cannot be accepted; decide anew "
            "about the new statement"
        )
    alone = [row for row in chosen if row.settled is None and not row.bulk]
    if alone and len(chosen) > 1:
        raise InputError(
            f"{alone[0].old.statement_id}: this decision cannot be accepted together with others; look at it and accept it "
            "alone"
        )


def _about(old: Decision, new: Statement, impact: Impact) -> Decision:
    """Give a decision about the new text with the verdict of the old one; what the old one was suggested by is left out."""
    outcome = next((one for one in impact.programme.outcomes if one.outcome_id == old.outcome_id), None)
    return replace(
        moved_to(old, new),
        programme_id=impact.programme.programme_id,
        suggested_rank=None,
        suggested_score=None,
        suggested_confidence=None,
        method=f"{METHOD} {impact.edition.old_id}",
        seconds=None,
        role="review",
        outcome_text=outcome_line(outcome) if outcome else "",
        statement_text=collapse(new.text),
    )


def _last_words(impact: Impact) -> dict[Pair, dt.datetime]:
    """Give when something was said last about each pair; where both editions share identifiers, that may be a new pair."""
    found: dict[Pair, dt.datetime] = {}
    about = [(row.decision, *row.history) for row in impact.rows]
    for one in (decision for rows in (*about, *(rows for _, rows in impact.aside)) for decision in rows):
        key = (one.outcome_id, one.statement_id)
        found[key] = max(found.get(key, one.decided_at), one.decided_at)
    return found


def _reason(row: Row, impact: Impact, renaming: Renaming | None) -> str:
    """Say where the decision comes from, so that it can be traced; in the language of the standard."""
    lang: Lang = impact.edition.lang
    old = row.decision
    said = word(
        "impact-carried",
        lang,
        id=old.decision_id or f"{old.decided_at:%Y-%m-%dT%H:%M:%SZ}",
        name=old.reviewer,
        date=f"{old.decided_at:%d.%m.%Y}",
        statement=old.statement_id,
        grade=name_of("grade", "wording" if renaming else row.grade, lang),
    )
    if renaming:
        words = renaming.replacement
        said = "; ".join((said, word("impact-carried-renaming", lang, old=words.old, new=words.new)))
    return f"{said}; {old.reason}" if old.reason else said
