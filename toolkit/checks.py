"""Warnings about acts, cards and decisions, as data: codes of the catalogue and what fills their blanks.

W01 to W22 are about acts, cards and programmes, P01 to P04 about programmes, D01 to D03 about decisions. The sentences stand in
`toolkit/labels/warnings.toml`.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

import pandas as pd

from toolkit.codes import kind_of_code
from toolkit.coverage import CoverageResult
from toolkit.decisions import Ledger
from toolkit.labels import advice, severity, warning_text
from toolkit.model import Act, Card, Finding, Lang, Programme, Severity, Standard, Warn
from toolkit.settings import Settings
from toolkit.tables import WARNINGS

OLD_FORMS = frozenset({"standard-2013", "card-2016"})
"""Forms of document that are older than the order of September 2023."""

OLD_CLASSIFIER = frozenset({"standard-2013"})
"""Forms whose cards carry codes of a classifier older than that of 2017."""


def act_warnings(act: Act, as_of: date, settings: Settings) -> tuple[Warn, ...]:
    """Warn about the status and age of an act: W01, W02, W03, W04.

    Parameters
    ----------
    act : Act
        The act and what is recorded of its status.
    as_of : date
        The day of the report.
    settings : Settings
        `status_days` says when a status is too old.

    Examples
    --------
    >>> from toolkit.model import Act
    >>> blank = Act("A", "order", "", "", "", "", None, "1", "", None, "", "unknown", "", "", None, None, None, "",
    ...             "kk", "card-2016", "a.txt", "")
    >>> [warn.code for warn in act_warnings(blank, date(2026, 1, 1), Settings())]
    ['W03', 'W04']
    """
    found: list[Warn] = []
    if act.status == "repealed":
        day = f"{act.status_by_date:%d.%m.%Y}" if act.status_by_date else "?"
        found.append(Warn("W01", act.act_id, (("act", f"№ {act.status_by_number or '?'}"), ("date", day))))
    if act.kind == "amending order" or act.status == "amending act":
        found.append(Warn("W02", act.act_id))
    stale = act.status_checked is None or as_of - act.status_checked > timedelta(days=settings.status_days)
    if act.status not in ("repealed", "not a legal act") and stale:
        found.append(Warn("W03", act.act_id))
    if act.form in OLD_FORMS:
        found.append(Warn("W04", act.act_id))
    return tuple(found)


def card_codes(standard: Standard, cards: Iterable[Card], form: str) -> tuple[Warn, ...]:
    """Warn about occupation codes: W06 (missing, malformed, or on several cards of the standard), W07 (of an old classifier).

    Parameters
    ----------
    standard : Standard
        The standard; a code that two of its cards have is no key.
    cards : iterable of Card
        The cards to speak about.
    form : str
        Form of the document: standards of 2013 give codes of the classifier 01-2005.
    """
    codes = Counter(card.field("code").strip() for card in standard.cards)
    found: list[Warn] = []
    for card in cards:
        where = f"{standard.standard_id}/{card.number} {card.title}"
        code = card.field("code").strip()
        kind = kind_of_code(code, "01-2005" if form in OLD_CLASSIFIER else "")
        if kind == "old":
            found.append(Warn("W07", where))
        elif kind in ("missing", "malformed") or codes[code] > 1:
            found.append(Warn("W06", where))
    return tuple(found)


def card_warnings(standard: Standard, cards: Iterable[Card], programme: Programme, form: str = "") -> tuple[Warn, ...]:
    """Warn about the cards a programme is compared with: W06, W07 (code), W08 (several levels), W09 (another level)."""
    found: list[Warn] = []
    for card in cards:
        where = f"{standard.standard_id}/{card.number} {card.title}"
        found += card_codes(standard, (card,), form)
        if len(card.levels) > 1:
            found.append(Warn("W08", where))
        if card.levels and programme.sqf_level and not any(_same(programme.sqf_level, one) for one in card.levels):
            levels = ", ".join(card.levels)
            found.append(Warn("W09", where, (("a", programme.sqf_level), ("b", levels))))
    return tuple(found)


def _same(one: str, other: str) -> bool:
    """Say whether two levels are the same; where only one states a sub-level, such as 5.2, the level itself decides."""
    first, second = one.strip(), other.strip()
    return first == second or (first[:1] == second[:1] and 1 in (len(first), len(second)))


def finding_warnings(standard_id: str, findings: Iterable[Finding]) -> tuple[Warn, ...]:
    """Turn the findings that a report must show into warnings.

    W13: the kind of a list was guessed. E01: an edition lacks a change that an amending act orders.
    """
    found: list[Warn] = []
    for finding in findings:
        if finding.code == "kind-guessed":
            found.append(Warn("W13", f"{standard_id}: {finding.params[0]}"))
        elif finding.code == "amendment-left":
            text, act = finding.params
            found.append(Warn("E01", standard_id, (("act", act), ("text", text))))
    return tuple(found)


def result_warnings(result: CoverageResult, ledger: Ledger, surplus: Iterable[str]) -> tuple[Warn, ...]:
    """Warn about what was counted: W12 (repeated texts), W16 (surplus outcomes), D01 to D03 (decisions)."""
    found: list[Warn] = []
    texts = [(row.statement.kind, row.statement.fingerprint) for row in result.statements]
    if repeated := len(texts) - len(set(texts)):
        where = ", ".join(dict.fromkeys(row.statement.standard_id for row in result.statements))
        found.append(Warn("W12", where, (("n", str(repeated)),)))
    found += [Warn("W16", outcome_id) for outcome_id in surplus]
    for code, decisions in (("D01", ledger.suspect), ("D02", ledger.lost)):
        found += [Warn(code, f"{row.outcome_id} × {row.statement_id}".removeprefix(" × ")) for row in decisions]
    for rows in ledger.disagreements:
        verdicts = ", ".join(f"{row.reviewer}: {row.verdict}" for row in rows)
        found.append(Warn("D03", f"{rows[0].outcome_id} × {rows[0].statement_id}", (("verdicts", verdicts),)))
    return tuple(found)


def weight(warn: Warn) -> Severity:
    """Give the weight of a warning: what the catalogue says, or note where the warning says so itself."""
    return "note" if warn.only_note else severity(warn.code)


def warnings_table(warns: Iterable[Warn], lang: Lang) -> pd.DataFrame:
    """Give warnings as table WARNINGS in a language, the heaviest first, otherwise in the given order."""
    order: tuple[Severity, ...] = ("evidence", "warning", "note")
    rows = [
        (warn.code, weight(warn), warn.where, warning_text(warn, lang), advice(warn.code, lang))
        for warn in dict.fromkeys(warns)
    ]
    rows.sort(key=lambda row: order.index(row[1]))
    return WARNINGS.frame_of(rows)
