"""Reverse gaps: what a programme has beyond the standard, what leads nowhere, and what is covered many times over."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

import pandas as pd

from toolkit.analysis import Analysis
from toolkit.labels import load, word
from toolkit.model import LANGS, Covered, Degree, Discipline, Kind, Lang, Programme
from toolkit.tables.proposals import SURPLUS
from toolkit.text import normalise


@dataclass(frozen=True, slots=True)
class SurplusRow:
    """Something that is more than the standard needs, or that leads nowhere.

    Parameters
    ----------
    reason : str
        What was found, one of `SURPLUS_REASONS`.
    subject : str
        Code of the outcome or discipline, or the identifier of the statement.
    concerns : tuple of str
        Outcomes, disciplines, or marks such as ``КМ1.2:R``.
    note : bool
        For information only, no fault: an outcome beyond the standard, a general discipline, what several teach or cover.
    general : bool
        Whether it is a discipline that programmes have whatever the standard asks.
    """

    reason: str
    subject: str
    concerns: tuple[str, ...] = ()
    note: bool = False
    general: bool = False


def surplus_rows(analysis: Analysis) -> tuple[SurplusRow, ...]:
    """List outcomes, disciplines and statements that are more than needed, or that lead nowhere.

    Parameters
    ----------
    analysis : Analysis
        The analysis: cards and level descriptors together.

    Returns
    -------
    tuple of SurplusRow
        Outcomes that serve no statement, are taught by nobody, or never reach M; disciplines without which nothing would
        be covered less at any step, for any kind; statements that at least `Settings.many` outcomes cover. Each in the
        order of the programme or standard.

    Notes
    -----
    A discipline without which the coverage stays the same is no reason to drop it: general disciplines are asked for by
    other rules than the standard, and what several teach is often taught in steps.
    """
    return (*_outcomes(analysis), *_disciplines(analysis), *_statements(analysis))


def surplus_table(analysis: Analysis, lang: Lang) -> pd.DataFrame:
    """Give table SURPLUS: the reverse gaps with titles and sentences in the reader's language."""
    programme = analysis.programme
    labels = {item.code: item.title.best(lang) for item in programme.disciplines}
    labels |= {outcome.outcome_id: outcome.text.best(lang) for outcome in programme.outcomes}
    texts = {row.statement_id: row.text for row in analysis.everything}
    return SURPLUS.frame_of(
        (
            row.reason,
            row.subject,
            texts[row.subject] if row.reason == "statement-many" else labels[row.subject],
            ";".join(row.concerns),
            row.note,
            _sentence(row, lang),
        )
        for row in surplus_rows(analysis)
    )


def _sentence(row: SurplusRow, lang: Lang) -> str:
    said = word(f"surplus-{row.reason}", lang, concerns=", ".join(row.concerns))
    return f"{said}; {word('surplus-general', lang)}" if row.general else said


def _outcomes(analysis: Analysis) -> Iterator[SurplusRow]:
    teaching = analysis.teaching
    linked = {link.outcome_id for link in analysis.links}
    volume = {item.code: item.credits for item in analysis.programme.disciplines}
    for outcome in analysis.programme.outcomes:
        code = outcome.outcome_id
        if code not in linked:
            yield SurplusRow("outcome-idle", code, note=True)
        marks = [
            (item, mark)
            for item, served, mark in analysis.programme.marks
            if served == code and volume.get(item, 0) > 0
        ]
        if not marks:
            without = teaching.without_credits.get(code, ())
            yield SurplusRow("outcome-no-credits" if without else "outcome-untaught", code, tuple(without))
        elif all(mark != "M" for _, mark in marks):
            yield SurplusRow("outcome-unmastered", code, tuple(f"{item}:{mark}" for item, mark in marks))


def _disciplines(analysis: Analysis) -> Iterator[SurplusRow]:
    """Find the disciplines without which nothing is lost: neither taught nor assessed less, for any kind."""
    linked = {link.outcome_id for link in analysis.links}
    for item in analysis.programme.disciplines:
        served = tuple(outcome for code, outcome, _ in analysis.programme.marks if code == item.code)
        if _lost(analysis, item.code):
            continue
        general = is_general(item, analysis.programme)
        if not served:
            yield SurplusRow("discipline-idle", item.code, (), general, general)
        elif not linked & {*served}:
            yield SurplusRow("discipline-unlinked", item.code, served, general, general)
        else:
            others = {code for outcome in served for code in analysis.teaching.taught_by.get(outcome, ())} - {item.code}
            concerns = tuple(one.code for one in analysis.programme.disciplines if one.code in others)
            yield SurplusRow("discipline-replaceable", item.code, concerns, note=True, general=general)


def _lost(analysis: Analysis, code: str) -> bool:
    """Say whether some text would be taught or assessed less far without a discipline."""
    teaching = analysis.teaching
    touched = [outcome for outcome, codes in teaching.taught_by.items() if code in codes]
    gone = (code,)
    untaught = {outcome for outcome in touched if not teaching.is_taught(outcome, gone)}
    unassessed = {
        outcome for outcome in touched if teaching.is_assessed(outcome) and not teaching.is_assessed(outcome, gone)
    }
    if not untaught | unassessed:
        return False
    texts: dict[tuple[Kind, str], list[Covered]] = {}
    for row in analysis.covered:
        texts.setdefault((row.statement.kind, row.statement.fingerprint), []).append(row)
    return any(
        _degree(rows, teaching.is_taught) != _degree(rows, lambda one: teaching.is_taught(one, gone))
        or _degree(rows, teaching.is_assessed) != _degree(rows, lambda one: teaching.is_assessed(one, gone))
        for rows in texts.values()
    )


def _degree(rows: Collection[Covered], reached: Callable[[str], bool]) -> Degree:
    """Say how far a text is covered in the best of its places by outcomes that are reached."""
    verdicts = {one.verdict for row in rows for one in row.decisions if one.outcome_id and reached(one.outcome_id)}
    return "full" if "full" in verdicts else "partial" if "partial" in verdicts else ""


def is_general(item: Discipline, programme: Programme) -> bool:
    """Say whether a discipline is one that programmes have whatever the standard asks.

    Parameters
    ----------
    item : Discipline
        The discipline.
    programme : Programme
        Its programme: the basic modules of a college count as general.

    Returns
    -------
    bool
        By the cycle (general education), the component (compulsory) or the letters of the code, in the words of
        `toolkit/labels/columns.toml`. Where a programme states none of these, nothing is general.
    """
    names = load("columns")
    code = _LETTERS.match(item.code)
    letters = code.group() if code else ""
    return (
        _is(item.cycle, names["cycles"]["general"])
        or _is(item.component, names["components"]["compulsory"])
        or _is(letters, names["codes"]["general"])
        or (programme.institution == "college" and _is(letters, names["codes"]["basic"]))
    )


_LETTERS = re.compile(r"[^\W\d_]+")


def _is(text: str, variants: dict[Lang, list[str]]) -> bool:
    return normalise(text) in {normalise(name) for lang in LANGS for name in variants[lang]}


def _statements(analysis: Analysis) -> Iterator[SurplusRow]:
    for row in analysis.covered:
        if len(row.outcomes) >= analysis.settings.many:
            yield SurplusRow("statement-many", row.statement.statement_id, row.outcomes, note=True)
