"""Two manifests compared: what was put in, what it was done with, what came out."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from typing import TypeVar

from toolkit.audit.logs import compare_logs
from toolkit.audit.model import WEIGHTS, ActStatus, Difference, Environment, Figure, Input, Kind, Manifest, Output

T = TypeVar("T")

_OF_ACTS = ("acts.csv", "relations.csv")
"""Registers whose rows name the acts that they are about."""

_TOLD_AS_STATUS = frozenset(
    {"status", "status_by", "status_by_number", "status_by_date", "status_from", "status_checked", "status_source"}
)
"""Columns of the register of acts that `compare_acts` tells about."""


def compare_manifests(old: Manifest, new: Manifest) -> tuple[Difference, ...]:
    """List everything in which two runs differ.

    Parameters
    ----------
    old, new : Manifest
        The run that was kept, and the one of now.

    Returns
    -------
    tuple of Difference
        In the order of `WEIGHTS`; empty if the two are alike.
    """
    return in_order([*compare_causes(old, new), *_environment(old.environment, new.environment), *_results(old, new)])


def in_order(differences: Iterable[Difference]) -> tuple[Difference, ...]:
    """Sort differences by kind; of one kind they stay in their order."""
    order = list(WEIGHTS)
    return tuple(sorted(differences, key=lambda one: order.index(one.kind)))


def compare_causes(old: Manifest, new: Manifest) -> list[Difference]:
    """List the differences in what two runs were asked for and made from."""
    logs = [*compare_logs("decision", old.decisions, new.decisions), *compare_logs("remark", old.remarks, new.remarks)]
    used = {act.act_id for act in (*old.acts, *new.acts)}
    return [
        *_parameters(old, new),
        *(
            Difference("setting", name, (("old", one), ("new", other)))
            for name, one, other in _changed(dict(old.settings), dict(new.settings))
        ),
        *compare_acts(old.acts, new.acts),
        *compare_inputs(old.inputs, new.inputs, used, told={one.blank("file") for one in logs}),
        *logs,
    ]


def _parameters(old: Manifest, new: Manifest) -> Iterable[Difference]:
    for field in fields(old.parameters):
        one, other = (_listed(getattr(side.parameters, field.name)) for side in (old, new))
        if one != other:
            yield Difference("parameter", field.name, (("old", one), ("new", other)))


def _listed(value: object) -> str:
    if not isinstance(value, tuple):
        return str(value)
    return ", ".join(item if isinstance(item, str) else "=".join(item) for item in value)


def _changed(old: Mapping[str, str], new: Mapping[str, str]) -> Iterable[tuple[str, str, str]]:
    for name in {**old, **new}:
        one, other = old.get(name, "–"), new.get(name, "–")
        if one != other:
            yield name, one, other


def compare_acts(old: Sequence[ActStatus], new: Sequence[ActStatus]) -> Iterable[Difference]:
    """List the acts of which the register says something else now: the status, or only who looked where and when."""
    for before, now in _pairs(old, new, lambda act: act.act_id):
        if before is None or now is None or before == now:
            continue  # another choice of standards, which the parameters or the programme tell
        if (before.status, before.since, before.by) != (now.status, now.since, now.by):
            blanks = (("old", before.status), ("new", now.status), ("by", now.by), ("since", now.since))
            yield Difference("act-status", now.act_id, (*blanks, ("checked", now.checked), ("source", now.source)))
        elif (before.checked, before.source) != (now.checked, now.source):
            old_check, new_check = (f"{act.checked or '–'} ({act.source or '–'})" for act in (before, now))
            yield Difference("act-checked", now.act_id, (("old", old_check), ("new", new_check)))


def _pairs(old: Iterable[T], new: Iterable[T], key: Callable[[T], object]) -> list[tuple[T | None, T | None]]:
    """Put together what has the same key; the key must be unique on each side."""
    before, now = {key(one): one for one in old}, {key(one): one for one in new}
    return [(before.get(name), now.get(name)) for name in {**before, **now}]


def compare_inputs(
    old: Sequence[Input], new: Sequence[Input], used: Iterable[str], told: Iterable[str] = ()
) -> list[Difference]:
    """List the differences between the files that two runs were made from, tables row by row.

    Parameters
    ----------
    old, new : sequence of Input
        The files.
    used : iterable of str
        Acts that the programme is compared with; what the registers say of others is for information.
    told : iterable of str
        Logs whose differences are already told row by row.
    """
    found: list[Difference] = []
    acts, logs = set(used), set(told)
    for before, now in _pairs(old, new, lambda one: one.path):
        known = now is not None and any(now.path.endswith(f"/{log}") for log in logs)
        if now is None and before is not None:
            found.append(Difference(_UNIMPORTANT.get(before.role, "input-removed"), before.path))
        elif before is None and now is not None:
            found += [] if known else [Difference(_UNIMPORTANT.get(now.role, "input-added"), now.path)]
        elif before is not None and now is not None and before.content != now.content:
            found += _input(before, now, acts, told=known)
        elif before is not None and now is not None and before.sha256 != now.sha256 and now.role not in _UNIMPORTANT:
            found.append(Difference("spelling", now.path))
    return found


_UNIMPORTANT: dict[str, Kind] = {"parsed": "parsed-form", "other": "other-data"}
"""Inputs that may come and go: what is derived, and what no figure is made from."""

_WHOLE: dict[str, Kind] = {"source": "source-changed", "notebook": "notebook-changed", **_UNIMPORTANT}
"""Inputs of which nothing but that they differ can be said."""


def _input(old: Input, new: Input, used: set[str], *, told: bool) -> list[Difference]:
    if new.role in _WHOLE:
        return [Difference(_WHOLE[new.role], new.path)]
    if new.role in ("decisions", "remarks") and told:
        return []
    if not new.columns or old.columns != new.columns:
        return [Difference("input-changed", new.path)]
    found = _rows(old, new, used if new.path.rpartition("/")[2] in _OF_ACTS else None)
    register = new.path.endswith("acts.csv") and new.role == "register"
    if register:
        found = [one for one in found if one.blank("column") not in _TOLD_AS_STATUS]
    return found or ([] if register else [Difference("input-changed", new.path)])


def _rows(old: Input, new: Input, used: set[str] | None) -> list[Difference]:
    """Compare two tables; `used`, where it is given, are the acts that a row must name to count."""
    gone, come = Counter(old.rows), Counter(new.rows)
    gone, come = gone - Counter(new.rows), come - Counter(old.rows)
    mine = [row for row in gone.elements() if used is None or used & set(row)]
    theirs = [row for row in come.elements() if used is None or used & set(row)]
    others = {row[0]: "" for row in (*gone.elements(), *come.elements()) if used is not None and not used & set(row)}
    found: list[Difference] = []
    added: list[str] = []
    for row in theirs:
        before = next((one for one in mine if one[0] == row[0]), None)
        if before is None:
            added.append(row[0])
            continue
        mine.remove(before)
        for column, one, other in zip(new.columns, before, row, strict=True):
            if one != other:
                blanks = (("row", row[0]), ("column", column), ("old", one or "–"), ("new", other or "–"))
                found.append(Difference("row-changed", new.path, blanks))
    removed = [row[0] for row in mine]
    kinds: tuple[tuple[Kind, Sequence[str]], ...] = (
        ("rows-added", added),
        ("rows-removed", removed),
        ("register-other", tuple(others)),
    )
    for kind, names in kinds:
        if names:
            found.append(Difference(kind, new.path, (("n", str(len(names))), ("rows", ", ".join(names)))))
    if not found and old.rows != new.rows:
        found.append(Difference("input-changed", new.path))  # the same rows in another order
    return found


def _environment(old: Environment, new: Environment) -> Iterable[Difference]:
    simple: tuple[tuple[Kind, str, str], ...] = (
        ("toolkit-version", old.toolkit, new.toolkit),
        ("toolkit-code", old.code[:12], new.code[:12]),
        ("toolkit-data", old.data[:12], new.data[:12]),
        ("python", old.python, new.python),
        ("platform", old.platform, new.platform),
    )
    for kind, one, other in simple:
        if one != other:
            yield Difference(kind, "", (("old", one), ("new", other)))
    for name, one, other in _changed(dict(old.packages), dict(new.packages)):
        yield Difference("package", name, (("old", one), ("new", other)))


def _results(old: Manifest, new: Manifest) -> Iterable[Difference]:
    for before, now in _pairs(old.figures, new.figures, lambda one: one.key):
        if said(before) != said(now):
            one = now or before
            if one is not None:
                blanks = (("what", one.what), ("where", one.where), ("label", one.label), ("kind", one.kind))
                yield Difference("figure", "/".join(one.key), (*blanks, ("old", said(before)), ("new", said(now))))
    for earlier, later in _pairs(old.outputs, new.outputs, lambda one: one.path):
        yield from _output(earlier, later)


def said(figure: Figure | None) -> str:
    """Give a figure as ``n/m``, or ``n`` where it is a count; empty where there is none.

    Examples
    --------
    >>> said(Figure("declared", "", "", "skill", 12.5, 36)), said(Figure("links", "", "", "", 20.0)), said(None)
    ('12.5/36', '20', '')
    """
    if figure is None:
        return ""
    return f"{figure.number:g}" if figure.of is None else f"{figure.number:g}/{figure.of}"


_AS_KIND: dict[str, Kind] = {
    "workbook": "workbook",
    "picture": "picture",
    "table": "table",
    "notebook": "notebook",
    "text": "text",
}


def _output(old: Output | None, new: Output | None) -> Iterable[Difference]:
    if old is None or new is None:
        one = old or new
        if one is not None:
            yield Difference("output-new" if old is None else "output-gone", one.path)
    elif old.content != new.content and new.kind in _AS_KIND:
        parts = [name for name, _, _ in _changed(dict(old.parts), dict(new.parts))]
        yield Difference(_AS_KIND[new.kind], new.path, (("parts", ", ".join(parts) or "–"),))
