"""The headline figures of an analysis, and what else of it a manifest records."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import fields

from toolkit.analysis import Analysis
from toolkit.audit.model import ActStatus, Figure, Pairs
from toolkit.coverage import CoverageResult
from toolkit.model import PRIORITIES, STEPS, Act
from toolkit.settings import Settings

_PLACES = 6


def headline_figures(analysis: Analysis) -> tuple[Figure, ...]:
    """Give the figures that a report stands for.

    Parameters
    ----------
    analysis : Analysis
        The comparison.

    Returns
    -------
    tuple of Figure
        What is declared, taught and assessed, n of m, in total and by card, skills, knowledge and competences apart, and
        the same for the levels of frameworks; gaps by priority; links; decisions that count; warnings by code.
    """
    found = list(_shares(analysis.result, "", ("total", "card")))
    for one in analysis.alignments:
        name = one.framework.act.act_id
        found += _shares(one.claimed, f"{name}@{one.level}", ("total",))
        found += _shares(one.above, f"{name}@{one.level_above}", ("total",))
    priorities = Counter(gap.priority for gap in analysis.gaps)
    found += [Figure("gaps", priority, "", "", float(priorities[priority])) for priority in PRIORITIES]
    found.append(Figure("links", "", "", "", float(len(analysis.links))))
    found.append(Figure("decisions", "", "", "", float(len(analysis.ledger.current))))
    codes = Counter(warn.code for warn in analysis.warns)
    found += [Figure("warnings", code, "", "", float(count)) for code, count in sorted(codes.items())]
    return tuple(found)


def _shares(result: CoverageResult, place: str, groups: Iterable[str]) -> Iterable[Figure]:
    for share in result.shares:
        if share.by in groups:
            where = share.group if share.by == "card" else place
            for step in STEPS:
                number, _ = share.at(step)
                yield Figure(step, where, share.label, share.kind, round(number, _PLACES), share.denominator)


def settings_used(settings: Settings) -> Pairs:
    """List every setting with its value as text, tables entry by entry.

    Examples
    --------
    >>> dict(settings_used(Settings()))["kind_weight.skill"]
    '1.5'
    """
    found: list[tuple[str, str]] = []
    for field in fields(settings):
        value = getattr(settings, field.name)
        if isinstance(value, Mapping):
            found += [(f"{field.name}.{key}", repr(item)) for key, item in value.items()]
        else:
            found.append((field.name, repr(value)))
    return tuple(sorted(found))


def act_status(act: Act) -> ActStatus:
    """Give what the register says of the status of an act."""
    by = " ".join(part for part in (act.status_by, _day(act.status_by_date)) if part)
    return ActStatus(
        act.act_id,
        act.file,
        act.title.best("kk"),
        act.status,
        _day(act.status_from),
        by,
        _day(act.status_checked),
        act.status_source,
    )


def _day(value: object) -> str:
    return str(value) if value else ""
