"""Whether an act was in force on a day, as far as it is recorded, and the one phrase that says so.

The toolkit never states a status by itself: it repeats what somebody found, with the day of the check and the source. What
follows from a record for another day is said only where it must be so: before its date an act was not issued, from the
day of its repeal it is repealed, before that day it was in force. Whatever happened after the last check is unknown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from toolkit.acts.references import ActRef, printed_act, ref_of, same_ref
from toolkit.acts.relations import Relation
from toolkit.labels import word
from toolkit.model import Act, KnownAct, Lang

Standing = Literal["in force", "repealed", "not issued", "amending act", "not a legal act", "unknown"]
_FIXED: dict[str, Standing] = {"amending act": "amending act", "not a legal act": "not a legal act"}


@dataclass(frozen=True, slots=True)
class Status:
    """The status of an act on a day.

    Parameters
    ----------
    status : str
        ``in force``, ``repealed``, ``not issued``, ``amending act``, ``not a legal act`` or ``unknown``.
    since : date or None
        The day of the repeal, or of the act where it was not issued yet; None where no day is recorded.
    by : str
        The act that repealed it, as printed.
    checked : date or None
        When somebody looked the status up.
    source : str
        Where: ``text:9`` is line 9 of the source itself.
    why : str
        What is not known: ``entry`` (the day of entry into force is not recorded), ``repeal-day`` (from when the repeal
        holds is not recorded), ``later`` (not checked since), ``never`` (nobody has checked), ``contradiction`` (records
        say different things); empty where nothing is missing.
    known : str
        The status that was found on `checked`.
    """

    status: Standing
    since: date | None
    by: str
    checked: date | None
    source: str
    why: str = ""
    known: str = ""


@dataclass(frozen=True, slots=True)
class _Record:
    """What is recorded of the status of an act, from the register and the relations together."""

    ref: ActRef
    status: str
    issued: date | None
    registered: date | None
    by: str
    by_date: date | None
    repealed_from: date | None
    checked: date | None
    source: str
    contradiction: bool = False


def in_force(act: Act | KnownAct | ActRef, as_of: date, relations: Iterable[Relation] = ()) -> Status:
    """Say the status of an act on any day, as far as it is recorded.

    Parameters
    ----------
    act : Act, KnownAct or ActRef
        A row of the register, one of the acts that somebody looked up, or an act known from relations only.
    as_of : date
        The day asked about.
    relations : iterable of Relation
        `standards/relations.csv`: repeals that the row itself does not tell.

    Returns
    -------
    Status
        ``unknown`` wherever the records do not tell: between issue and registration, between the issue of the repealing
        act and the day of the repeal if only one of them is known, and after the last check of an act in force.

    Examples
    --------
    >>> law = KnownAct("law", "Қамту туралы", "", "", "2016-04-06", "repealed", "Кодекс", "2023-07-01", "adilet.zan.kz")
    >>> [in_force(law, date(2023, month, day)).status for month, day in ((6, 30), (7, 1))]
    ['in force', 'repealed']
    """
    record = _record(act, tuple(relations))
    if record.issued and as_of < record.issued:
        return _status(record, "not issued", record.issued)
    if record.status in _FIXED:
        return _status(record, _FIXED[record.status], None)
    if record.contradiction:
        return _status(record, "unknown", None, "contradiction")
    if record.status == "repealed":
        return _repealed(record, as_of)
    if record.status != "in force" or record.checked is None:
        return _status(record, "unknown", None, "never")
    if as_of > record.checked:
        return _status(record, "unknown", None, "later")
    return _before(record, as_of)


def _repealed(record: _Record, as_of: date) -> Status:
    day = record.repealed_from
    if day and as_of >= day:
        return _status(record, "repealed", day)
    if day:
        return _before(record, as_of)
    # Only the repealing act is dated: from its own day on nobody knows, until the day on which somebody looked.
    if record.checked and as_of >= record.checked:
        return _status(record, "repealed", None, "repeal-day")
    if record.by_date is None or as_of >= record.by_date:
        return _status(record, "unknown", None, "repeal-day")
    return _before(record, as_of)


def _before(record: _Record, as_of: date) -> Status:
    """A day before a check or a repeal: in force, but not while the act still had to be registered.

    Of an act whose own date is not recorded only the day of the check, or the eve of the repeal, is known.
    """
    end = record.repealed_from or record.by_date
    known = record.checked if record.status == "in force" else end - timedelta(days=1) if end else None
    if record.issued is None and as_of != known:
        return _status(record, "unknown", None, "entry")
    if record.registered and as_of < record.registered:
        return _status(record, "unknown", None, "entry")
    return _status(record, "in force", record.repealed_from, "" if as_of == record.checked else "entry")


def _status(record: _Record, status: Standing, since: date | None, why: str = "") -> Status:
    return Status(status, since, record.by, record.checked, record.source, why, record.status)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _record(act: Act | KnownAct | ActRef, relations: tuple[Relation, ...]) -> _Record:
    ref = act if isinstance(act, ActRef) else ref_of(act)
    if isinstance(act, ActRef):
        record = _Record(ref, "unknown", _day(ref.date), None, "", None, None, None, "")
    elif isinstance(act, KnownAct):
        by_date = _day(printed_act(act.status_by, "kk").date) if act.status_by else None
        begins = _day(act.status_from)
        record = _Record(ref, act.status, _day(act.date), None, act.status_by, by_date, begins, None, act.source)
    else:
        record = _Record(
            ref,
            act.status,
            act.date,
            act.registration_date,
            act.status_by,
            act.status_by_date,
            act.status_from,
            act.status_checked,
            act.status_source,
        )
    repeals = [item for item in relations if item.tie == "repeals" and same_ref(item.other, ref)]
    return _joined(record, repeals) if repeals else record


def _joined(record: _Record, repeals: list[Relation]) -> _Record:
    """Add repeals of the relations to the row; where the row says otherwise, neither is believed."""
    days = {day for item in repeals if (day := _day(item.from_date))} | (
        {record.repealed_from} if record.repealed_from else set()
    )
    first = repeals[0]
    in_force_later = record.status == "in force" and bool(record.checked and days and record.checked >= min(days))
    contradiction = in_force_later or len(days) > 1
    own = record.status == "repealed"
    return _Record(
        record.ref,
        "repealed",
        record.issued,
        record.registered,
        record.by if own else _named_act(first.act),
        record.by_date or _day(first.act.date),
        min(days, default=None),
        record.checked if own else None,
        record.source if own and record.source else first.where,
        contradiction,
    )


def _named_act(ref: ActRef) -> str:
    parts = (ref.body, _printed(_day(ref.date)), f"№ {ref.number}" if ref.number else "", "" if ref.date else ref.title)
    return " ".join(part for part in parts if part)


def status_phrase(act: Act | KnownAct | ActRef, as_of: date, lang: Lang, relations: Iterable[Relation] = ()) -> str:
    """Say the status of an act on a day in one phrase, never without the day of the check and the source.

    Parameters
    ----------
    act : Act, KnownAct or ActRef
        The act.
    as_of : date
        The day asked about.
    lang : {"kk", "ru", "en"}
        Language of the reader.
    relations : iterable of Relation
        `standards/relations.csv`.

    Returns
    -------
    str
        Status, day of the repeal, repealing act, day asked about, day of the check, source; and what is not known.

    Examples
    --------
    >>> law = KnownAct("law", "Қамту туралы", "", "", "", "repealed", "Кодекс", "2023-07-01", "adilet.zan.kz")
    >>> status_phrase(law, date(2024, 1, 1), "en")
    'as of 01.01.2024: repealed since 01.07.2023; Кодекс; day of check not recorded; source: adilet.zan.kz'
    """
    found = in_force(act, as_of, relations)
    parts = [word("standing", lang, day=_printed(as_of), status=_named(found, as_of, lang))]
    if found.by:
        parts.append(found.by)
    if found.why:
        parts.append(word(f"basis-{found.why}", lang, status=_name(found.known, lang)))
    parts.append(word("checked-on", lang, day=_printed(found.checked)) if found.checked else word("unchecked", lang))
    if found.source:
        parts.append(word("status-source", lang, source=source_phrase(found.source, lang)))
    return "; ".join(parts)


def _named(found: Status, as_of: date, lang: Lang) -> str:
    name = _name(found.status, lang)
    if found.since is None:
        return name
    if found.status == "repealed":
        return word("repealed-since", lang, status=name, day=_printed(found.since))
    if found.status == "in force" and found.since > as_of:
        return word("in-force-until", lang, status=name, day=_printed(found.since))
    return word("issued-on", lang, status=name, day=_printed(found.since))


def _name(status: str, lang: Lang) -> str:
    known = {"repealed", "in force", "amending act", "not a legal act", "not issued"}
    return word(f"status-{status.replace(' ', '-')}" if status in known else "status-unknown", lang)


def source_phrase(source: str, lang: Lang) -> str:
    """Say where a status was read; ``text:9`` is a line of the document itself.

    Examples
    --------
    >>> source_phrase("text:9", "en"), source_phrase("adilet.zan.kz", "en")
    ('text of the document, line 9', 'adilet.zan.kz')
    """
    if source.startswith("text:"):
        return word("status-printed", lang, line=source.removeprefix("text:"))
    return source


def _printed(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""
