"""Counts and shares of groups: total, standard, card, function, unit, level, standard and level."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from toolkit.model import GRADES, KINDS, STATES, Covered, Degree, Kind, Share, State, Statement
from toolkit.settings import Settings
from toolkit.tables.work import GROUPED

_DEGREES: tuple[Degree, ...] = ("full", "partial", "")


def shares_of(rows: Iterable[Covered], settings: Settings) -> tuple[Share, ...]:
    """Count every group and kind.

    Parameters
    ----------
    rows : iterable of Covered
        The statements, in the order of the standards.
    settings : Settings
        Weight of partial coverage, thresholds of the grades.

    Returns
    -------
    tuple of Share
        Groups in the order of `GROUPED`, then of the standards; kinds without statements are left out.

    Notes
    -----
    Equal texts of a group count once, with the best state among their places in that group (full, partial, suspect,
    unsure, undecided, none, na) and the best degree at each step. A text decided in one task is not taken as decided in
    another task's own row.

    A group above functions also shows its worst labour function (of several equally bad ones the first of the standard),
    and how many mandatory ones have nothing covered: a total must not hide a hole. Level descriptors of frameworks belong
    to no card.
    """
    members = tuple(rows)
    found = [share for group in _groups(members) for share in _of_group(*group, settings)]
    functions = {(share.group, share.kind): share for share in found if share.by == "function"}
    bare = {
        key
        for key, share in functions.items()
        if share.denominator
        and not share.full + share.partial
        and any(row.mandatory for row in members if _function(row.statement) == key[0])
    }
    within = {
        (by, key): dict.fromkeys(_function(row.statement) for row in mine) for by, key, _, mine in _groups(members)
    }
    return tuple(
        share
        if share.by in ("function", "unit")
        else _with_worst(
            share,
            [functions[key, share.kind] for key in within[share.by, share.group] if (key, share.kind) in functions],
            bare,
        )
        for share in found
    )


def _with_worst(share: Share, functions: list[Share], bare: set[tuple[str, Kind]]) -> Share:
    counted = [one for one in functions if one.share is not None]
    if not counted:
        return share
    worst = max(counted, key=lambda one: (GRADES.index(one.grade), -(one.share or 0)))
    return replace(
        share,
        worst=worst.group,
        worst_grade=worst.grade,
        bare=sum((one.group, one.kind) in bare for one in counted),
    )


def _groups(rows: tuple[Covered, ...]) -> Iterator[tuple[str, str, str, list[Covered]]]:
    """Give every group to be counted: by what, its key, its label, its statements, in order of the standard."""
    yield "total", "", "", list(rows)
    for by in GROUPED[1:]:
        found: dict[str, tuple[str, list[Covered]]] = {}
        for row in rows:
            for key, label in _keys(by, row.statement):
                found.setdefault(key, (label, []))[1].append(row)
        for key in sorted(found) if by == "level" else found:
            yield by, key, *found[key]


def _function(row: Statement) -> str:
    return f"{row.standard_id}/{row.occupation_no}.{row.function_no}" if row.function_no else ""


def _keys(by: str, row: Statement) -> list[tuple[str, str]]:
    """Name the groups of one kind that a statement belongs to: (key, label); several for a card of several levels."""
    if by == "standard":
        return [(row.standard_id, "")]
    if by == "card":
        return [(f"{row.standard_id}/{row.occupation_no}", row.occupation)] if row.occupation_no else []
    if by == "function":
        return [(_function(row), row.function)] if row.function_no else []
    if by == "unit":
        return [(f"{_function(row)}.{row.unit_no}", row.unit)] if row.function_no and row.unit_no else []
    levels = [level for level in row.sqf_levels.split(";") if level]
    return [(level if by == "level" else f"{row.standard_id}@{level}", "") for level in levels]


def _of_group(by: str, key: str, label: str, members: list[Covered], settings: Settings) -> Iterator[Share]:
    for kind in KINDS:
        texts: dict[str, tuple[State, Degree, Degree]] = {}
        for row in members:
            if row.statement.kind == kind:
                mine = (row.state, row.taught, row.assessed)
                texts[row.statement.fingerprint] = _best(texts.get(row.statement.fingerprint, mine), mine)
        if texts:
            yield _share(by, key, label, kind, list(texts.values()), settings)


def _best(one: tuple[State, Degree, Degree], other: tuple[State, Degree, Degree]) -> tuple[State, Degree, Degree]:
    return (
        min(one[0], other[0], key=STATES.index),
        min(one[1], other[1], key=_DEGREES.index),
        min(one[2], other[2], key=_DEGREES.index),
    )


def _share(
    by: str, key: str, label: str, kind: Kind, texts: list[tuple[State, Degree, Degree]], settings: Settings
) -> Share:
    states = [state for state, _, _ in texts]
    denominator = len(states) - states.count("na")
    counts: dict[str, int] = {state: states.count(state) for state in STATES}
    steps: dict[str, float | None] = {}
    for step, place in (("taught", 1), ("assessed", 2)):
        degrees = [text[place] for text in texts]
        full, partial = degrees.count("full"), degrees.count("partial")
        number = full + settings.partial_weight * partial
        steps |= {f"{step}_full": full, f"{step}_partial": partial, step: number}
        steps[f"{step}_share"] = number / denominator if denominator else None
    covered = counts["full"] + settings.partial_weight * counts["partial"]
    share = covered / denominator if denominator else None
    fields: dict[str, Any] = {**counts, **steps}
    return Share(
        by=by,
        group=key,
        label=label,
        kind=kind,
        statements=len(states),
        denominator=denominator,
        covered=covered,
        share=share,
        grade=settings.grade(share),
        **fields,
    )
