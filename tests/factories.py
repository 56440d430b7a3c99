"""Small things with defaults for everything a test is not about."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from toolkit.model import (
    Act,
    Card,
    Decision,
    Discipline,
    Field,
    Names,
    Outcome,
    Programme,
    Span,
    Statement,
)
from toolkit.text import fingerprint

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def statement(place="1.1.1/S1", text="", *, standard="X1", levels="4", function="Есеп", **changes) -> Statement:
    numbers, item = place.split("/")
    card, function_no, unit = (int(part) for part in numbers.split("."))
    kind = {"S": "skill", "K": "knowledge", "C": "competence"}[item[0]]
    words = text or f"{place} мәтіні"
    made = Statement(
        statement_id=f"{standard}/{place}",
        standard_id=standard,
        occupation_no=card,
        occupation=f"Маман {card}",
        sqf_levels=levels,
        function_no=function_no,
        function=function if function_no else "",
        unit_no=unit,
        unit="Міндет" if unit else "",
        unit_kind="task" if unit else "none",
        kind=kind,
        number=int(item[1:]),
        text=words,
        lang="kk",
        source="x.kk.txt",
        line_start=1,
        line_end=1,
        fingerprint=fingerprint(words),
    )
    return replace(made, **changes)


def decision(place="1.1.1/S1", outcome="ОН1", verdict="full", *, minutes=0, reviewer="Сарапшы", **changes) -> Decision:
    made = Decision(
        decided_at=NOON + timedelta(minutes=minutes),
        reviewer=reviewer,
        programme_id="p",
        outcome_id=outcome,
        outcome_fingerprint=f"print of {outcome}" if outcome else "",
        statement_id=f"X1/{place}",
        statement_fingerprint=fingerprint(f"{place} мәтіні"),
        standard_id="X1",
        act_sha256="0" * 64,
        verdict=verdict,
        reason="",
        suggested_rank=None,
        suggested_score=None,
        method="manual",
        seconds=None,
        tool_version="0",
    )
    return replace(made, **changes)


def outcome(code="ОН1", kk="Деректерді жинайды", ru="", en="") -> Outcome:
    return Outcome(code, Names(kk, ru, en))


def discipline(code="П1", credits_=4.0) -> Discipline:
    return Discipline(code, Names("Пән"), credits_)


def programme(**changes) -> Programme:
    nothing = Names()
    made = Programme(
        programme_id="p",
        institution="college",
        code="04119900",
        qualification_code="4S04119901",
        title=Names("Бағдарлама"),
        qualification=nothing,
        goal=nothing,
        nqf_level="4",
        sqf_level="4",
        credits=4.0,
        hours=96.0,
        duration_months=10,
        admission_year=2026,
        version="1",
        outcomes=(outcome(),),
        disciplines=(discipline(),),
        marks=(("П1", "ОН1", "M"),),
    )
    return replace(made, **changes)


def act(**changes) -> Act:
    made = Act(
        act_id="X1",
        kind="order",
        title_kk="Бұйрық",
        title_ru="",
        title_en="",
        issuer="Министр",
        date=NOON.date(),
        number="1",
        registration_number="",
        registration_date=None,
        amends="",
        status="in force",
        status_by="",
        status_by_number="",
        status_by_date=None,
        status_from=None,
        status_checked=NOON.date(),
        status_source="сайт",
        lang="kk",
        form="card-2023",
        file="x.kk.txt",
        sha256="",
    )
    return replace(made, **changes)


def card(number=1, levels=("4",), **changes) -> Card:

    made = Card(
        number, f"Маман {number}", levels, Span(1, 9), fields=(Field("code", "Код", f"2422-1-00{number}", Span(2, 2)),)
    )
    return replace(made, **changes)
