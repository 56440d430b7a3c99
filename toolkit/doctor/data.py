"""Checks of the data of a project: folders, register, sources, programmes, decisions, what was left behind."""

from collections.abc import Iterator

from toolkit.doctor.facts import DataFacts, ProgrammeFacts
from toolkit.doctor.results import Check, check
from toolkit.errors import DataError
from toolkit.labels import load


def data_checks(facts: DataFacts) -> tuple[Check, ...]:
    """Judge the data of a project.

    Parameters
    ----------
    facts : DataFacts
        What is known of it.

    Returns
    -------
    tuple of Check
        In a fixed order; without a project only that there is none.

    Examples
    --------
    >>> [(one.key, one.state) for one in data_checks(DataFacts())]
    [('no-project', 'problem')]
    """
    if not facts.root:
        details = [facts.no_project] if facts.no_project else []
        return (check("no-project", "problem", details), *_troubles(facts))
    return (
        check("project", root=facts.root),
        *_folders(facts),
        *_room(facts),
        *_library(facts),
        *(one for programme in facts.programmes for one in _programme(programme)),
        *_curricula(facts),
        *_left(facts),
        *_troubles(facts),
    )


def _folders(facts: DataFacts) -> Iterator[Check]:
    writable = [one.name for one in facts.folders if one.writable]
    if writable:
        yield check("folders", names=", ".join(writable))
    for one in facts.folders:
        if not one.there and not one.writable:
            yield check("no-folder", "problem", name=one.name)
        elif not one.writable:
            yield check("folder-closed", "problem", name=one.name)


def _room(facts: DataFacts) -> Iterator[Check]:
    limits = load("doctor")
    free = facts.free_megabytes
    if free is None:
        return
    if free >= limits["few_megabytes"]:
        yield check("room", n=f"{free:,.0f}".replace(",", "\u00a0"))
    else:
        yield check("little-room", "problem" if free < limits["least_megabytes"] else "note", n=f"{free:.0f}")


def _library(facts: DataFacts) -> Iterator[Check]:
    if facts.library is not None:
        yield check("library-broken", "problem", [facts.library])
    elif not facts.acts:
        yield check("library-empty", "note")
    else:
        yield check("library", n=len(facts.acts))
    if facts.old_status:
        yield check("status-old", "note", days=facts.status_days, names=", ".join(facts.old_status))
    if facts.stale:
        yield check("parsed-stale", "note", names=", ".join(facts.stale))
    elif facts.acts and facts.library is None:
        yield check("parsed-fresh")
    if facts.unread:
        yield check("unread", "note", [f"{act_id}: {reason}" for act_id, reason in facts.unread])


def _programme(one: ProgrammeFacts) -> Iterator[Check]:
    if one.error is None:
        yield check("programme", name=one.name)
    elif _only_empty(one.error):
        yield check("programme-empty", "note", name=one.name)
    else:
        yield check("programme-broken", "problem", [one.error], name=one.name)
    torn = [issue for issue in one.rows if issue.code == "torn-row"]
    odd = [issue for issue in one.rows if issue.code != "torn-row"]
    if odd:
        yield check("rows-odd", "problem", odd, name=one.name)
    if torn:
        yield check("rows-torn", "note", torn, name=one.name)
    if one.suspect:
        yield check("suspect", "note", name=one.name, n=one.suspect)
    if one.lost:
        yield check("lost", "note", name=one.name, n=one.lost)
    if one.suspect is None and one.error is None:
        yield check("uncounted", "note", name=one.name)
    if one.concepts is not None:
        yield check("concepts", "problem", [one.concepts], name=f"curricula/{one.name}/concepts.csv")


def _only_empty(error: Exception) -> bool:
    """Say whether nothing is wrong with a programme but that it is not filled in yet."""
    return isinstance(error, DataError) and {issue.code for issue in error.issues} == {"no-outcomes"}


def _curricula(facts: DataFacts) -> Iterator[Check]:
    if not facts.programmes:
        yield check("no-programmes", "note")
    if facts.strange_folders:
        yield check("strange-folders", "note", facts.strange_folders)
    if facts.concepts is not None:
        yield check("concepts", "problem", [facts.concepts], name="curricula/concepts.csv")


def _left(facts: DataFacts) -> Iterator[Check]:
    old = [name for name, minutes in facts.locks if minutes >= load("doctor")["old_lock_minutes"]]
    if old:
        yield check("locks", "note", old)
    if facts.left_behind:
        yield check("left-behind", "note", facts.left_behind)
    if facts.foreign:
        yield check("foreign", "note", facts.foreign)


def _troubles(facts: DataFacts) -> Iterator[Check]:
    for one in facts.troubles:
        yield check("trouble", "problem", [one.error], what=one.what, kind=type(one.error).__name__)
