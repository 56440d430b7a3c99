"""Plans for people: sentences in three languages, and tables."""

from dataclasses import asdict

import pandas as pd

from toolkit.analysis import Analysis
from toolkit.labels import word
from toolkit.model import KINDS, STEPS, Lang
from toolkit.numbers import counted_share, decimal, percent
from toolkit.proposals.plan import Aim, Change, Plan
from toolkit.tables.proposals import AIMS, BLOCKED, PROPOSALS


def sentence(change: Change, analysis: Analysis, lang: Lang) -> str:
    """Say what a change is, in a sentence.

    Parameters
    ----------
    change : Change
        The change.
    analysis : Analysis
        What it was proposed for: the texts of statements and titles of disciplines.
    lang : {"kk", "ru", "en"}
        Language of the reader; statements are quoted as printed.
    """
    titles = {item.code: f"{item.code} {item.title.best(lang)}".strip() for item in analysis.programme.disciplines}
    texts = {row.statement_id: row.text for row in analysis.everything}
    blanks = {
        "outcome": ", ".join(change.outcomes),
        "text": next((texts[name] for name in change.statements), ""),
        "discipline": titles.get(change.discipline, ""),
        "mark": change.mark,
        "function": change.title,
        "count": change.edits - 1,
    }
    if change.change == "create" and not change.discipline:
        return word("proposal-create-alone", lang, **blanks)
    return word(f"proposal-{change.change}", lang, **blanks)


def summary(plan: Plan, lang: Lang) -> list[str]:
    """Say in a few lines what a plan reaches, what it costs, what stands in the way, and how it was found.

    Parameters
    ----------
    plan : Plan
        The plan.
    lang : {"kk", "ru", "en"}
        Language of the reader.
    """
    lines = [line for aim in plan.aims for line in _aim_lines(aim, plan, lang)]
    if plan.still_bare:
        lines.append(word("plan-still-bare", lang, functions=", ".join(plan.still_bare)))
    lines.append(word("plan-how", lang, edits=plan.edits, cost=decimal(plan.cost, lang)))
    if not plan.proven:
        lines.append(word("plan-unproven", lang))
    costs = {name: decimal(value, lang) for name, value in asdict(plan.costs).items()}
    return [*lines, word("plan-costs", lang, **costs)]


def _aim_lines(aim: Aim, plan: Plan, lang: Lang) -> list[str]:
    kind = word(f"kind-{aim.kind}", lang)
    if not aim.denominator:
        return [word("plan-nothing-applies", lang, kind=kind)]
    line = word(
        "plan-aim",
        lang,
        kind=kind,
        step=word(f"proof-{aim.step}", lang),
        now=counted_share(aim.before, aim.denominator, aim.before_share, lang),
        reached=counted_share(aim.reached, aim.denominator, aim.reached_share, lang),
        wanted=percent(aim.wanted_share),
    )
    if aim.met:
        return [line]
    counts: dict[str, int] = {}
    for one in plan.blocked:
        if one.kind == aim.kind:
            counts[one.reason] = counts.get(one.reason, 0) + 1
    reasons = "; ".join(f"{word(f'blocked-{reason}', lang)} ({count})" for reason, count in counts.items())
    most = counted_share(aim.reachable, aim.denominator, aim.reachable_share, lang)
    return [line, word("plan-short", lang, kind=kind, reachable=most, reasons=reasons)]


def proposals_table(plan: Plan, analysis: Analysis, lang: Lang) -> pd.DataFrame:
    """Give table PROPOSALS: every change with its sentence, cost and what it adds by kind and step."""
    rows = []
    for one in plan.changes:
        gains = {(gain.kind, gain.step): gain.share for gain in one.gains}
        rows.append(
            (
                *(one.number, one.change, sentence(one, analysis, lang), ";".join(one.outcomes)),
                *(";".join(one.statements), one.function, one.discipline, one.mark, ";".join(one.alternatives)),
                *(one.confidence, one.edits, one.cost, ";".join(map(str, one.needs)), one.texts),
                *(gains.get((kind, step), 0.0) for kind in KINDS for step in STEPS),
            )
        )
    return PROPOSALS.frame_of(rows)


def aims_table(plan: Plan) -> pd.DataFrame:
    """Give table AIMS: what is wanted of each kind, what is there, reached, and reachable."""
    return AIMS.frame(plan.aims)


def blocked_table(plan: Plan, lang: Lang) -> pd.DataFrame:
    """Give table BLOCKED: what nothing raises further, and why."""
    return BLOCKED.frame_of(
        (one.statement_id, one.kind, one.reason, word(f"blocked-{one.reason}", lang)) for one in plan.blocked
    )
