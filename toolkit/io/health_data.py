"""Facts about the data of a project, each gathered on its own, so that what is broken hides nothing else."""

import csv
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from toolkit.doctor import DataFacts, Folder, ProgrammeFacts, Trouble
from toolkit.errors import ProjectError
from toolkit.io.finding import programme_names, project_root
from toolkit.io.health import can_write, free_megabytes
from toolkit.labels import load

if TYPE_CHECKING:
    from toolkit.errors import Issue
    from toolkit.io.project import Project
    from toolkit.library import Library

T = TypeVar("T")

_WRITTEN_TO = ("exports", "curricula")


@dataclass(slots=True)
class _Looking:
    """Looks at one thing after another, and keeps what could not be looked at."""

    troubles: list[Trouble] = field(default_factory=list)

    def at(self, what: str, look: Callable[[], T], otherwise: T) -> T:
        try:
            return look()
        except Exception as error:  # noqa: BLE001 -- whatever is broken: this is when the command is needed
            self.troubles.append(Trouble(what, error))
            return otherwise


def data_facts(named: Path | None, as_of: date) -> DataFacts:
    """Gather what is known of a project; nothing raises, whatever is broken.

    Parameters
    ----------
    named : Path or None
        The folder of the project; None means that it is to be found.
    as_of : date
        The day for which the status of acts must have been checked.
    """
    root, missing = _opened(lambda: _root(named))
    if root is None:
        return DataFacts(no_project=missing)
    looking = _Looking()
    facts = looking.at("data", lambda: _facts(root, as_of, looking), DataFacts(str(root)))
    return replace(facts, troubles=tuple(looking.troubles))


def _root(named: Path | None) -> Path:
    if named is not None and not named.is_dir():
        raise ProjectError(f"{named}: the folder does not exist")
    return named or project_root()


def _facts(root: Path, as_of: date, looking: _Looking) -> DataFacts:
    from toolkit.io.project import Project  # noqa: PLC0415 -- what it needs may be missing

    project = Project(root)
    library, broken = _opened(project.library)
    acts = library.acts if library else {}
    none: list[str] = []
    names = looking.at("curricula/", lambda: programme_names(root), none)
    return DataFacts(
        root=str(root),
        folders=tuple(_folder(root / name) for name in _WRITTEN_TO),
        free_megabytes=free_megabytes(root),
        acts=tuple(acts),
        old_status=looking.at("standards/acts.csv", lambda: _old_status(library, as_of), ()),
        status_days=_status_days(),
        library=broken,
        stale=looking.at("standards/parsed/", lambda: _stale(project, library), ()),
        unread=tuple(library.unread.items()) if library else (),
        programmes=tuple(_programme(project, name, library, looking) for name in names),
        strange_folders=tuple(looking.at("curricula/", lambda: _strange(root, names), none)),
        concepts=_opened(project.own_concepts)[1],
        locks=tuple(looking.at("curricula/", lambda: _locks(root), [])),
        left_behind=tuple(looking.at("exports/", lambda: _left_behind(root), none)),
        foreign=tuple(looking.at("exports/", lambda: _foreign(root), none)),
    )


def _opened(read: Callable[[], T]) -> tuple[T | None, Exception | None]:
    """Read something; give it, or the error that stood in the way."""
    try:
        return read(), None
    except Exception as error:  # noqa: BLE001 -- the same
        return None, error


def _folder(path: Path) -> Folder:
    return Folder(f"{path.name}/", path.is_dir(), can_write(path) and (path.is_dir() or not path.exists()))


def _status_days() -> int:
    from toolkit.settings import Settings  # noqa: PLC0415 -- with the rest

    return Settings().status_days


def _old_status(library: "Library | None", as_of: date) -> tuple[str, ...]:
    from toolkit.checks import act_warnings  # noqa: PLC0415 -- the same
    from toolkit.settings import Settings  # noqa: PLC0415 -- the same

    acts = library.acts.values() if library else ()
    return tuple(act.act_id for act in acts if any(warn.code == "W03" for warn in act_warnings(act, as_of, Settings())))


def _stale(project: "Project", library: "Library | None") -> tuple[str, ...]:
    """List the documents whose parsed form is missing or was made of other bytes."""
    if library is None:
        return ()
    return tuple(
        act_id
        for act_id in library.documents
        if _parsed_of(project.parsed_folder(act_id)) != library.acts[act_id].sha256
    )


def _parsed_of(folder: Path) -> str:
    path = folder / "document.csv"
    if not path.is_file():
        return ""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next((row.get("sha256") or "" for row in csv.DictReader(file)), "")


def _programme(project: "Project", name: str, library: "Library | None", looking: _Looking) -> ProgrammeFacts:
    folder = project.root / "curricula" / name
    _, error = _opened(lambda: project.programme(name))
    counts: tuple[int | None, int | None] = (None, None)
    if error is None and library is not None:
        counts = looking.at(f"curricula/{name}/decisions/", lambda: _old_decisions(project, name, library), counts)
    own = folder / "concepts.csv"
    return ProgrammeFacts(
        name=name,
        error=error,
        rows=looking.at(f"curricula/{name}/", lambda: _rows(folder, name), ()),
        suspect=counts[0],
        lost=counts[1],
        concepts=_opened(lambda: _concepts(own))[1] if own.is_file() else None,
    )


def _concepts(path: Path) -> None:
    from toolkit.io.outcomes import read_concepts  # noqa: PLC0415 -- the same

    read_concepts(path)


def _rows(folder: Path, name: str) -> "tuple[Issue, ...]":
    from toolkit.io.decision_log import read_decisions  # noqa: PLC0415 -- the same
    from toolkit.io.remarks import read_remarks  # noqa: PLC0415 -- the same

    return (*read_decisions(folder / "decisions", name).issues, *read_remarks(folder / "remarks", name).issues)


def _old_decisions(project: "Project", name: str, library: "Library") -> tuple[int, int]:
    """Count the decisions about former texts and about texts that are gone, against everything in the library."""
    from toolkit.decisions import replay  # noqa: PLC0415 -- the same
    from toolkit.io.decision_log import read_decisions  # noqa: PLC0415 -- the same
    from toolkit.model import statement_of_descriptor, statements_of  # noqa: PLC0415 -- the same

    outcomes = {one.outcome_id: one.fingerprint for one in project.programme(name).outcomes}
    statements = {
        row.statement_id: row.fingerprint
        for document in library.documents.values()
        for rows in (
            *(statements_of(standard) for standard in document.standards),
            tuple(statement_of_descriptor(row, document.lang) for row in document.descriptors),
        )
        for row in rows
    }
    ledger = replay(read_decisions(project.decisions_folder(name), name).decisions, outcomes, statements)
    return len(ledger.suspect), len(ledger.lost)


def _strange(root: Path, names: list[str]) -> list[str]:
    home = root / "curricula"
    there = home.iterdir() if home.is_dir() else ()
    folders = (path for path in there if path.is_dir() and not path.name.startswith("."))
    return [f"curricula/{path.name}/" for path in sorted(folders) if path.name not in names]


def _locks(root: Path) -> list[tuple[str, float]]:
    now = time.time()
    return [
        (_shown(path, root), (now - path.stat().st_mtime) / 60) for path in _matching(root, load("doctor")["locks"])
    ]


def _left_behind(root: Path) -> list[str]:
    return [_shown(path, root) for path in _matching(root, load("doctor")["left_behind"])]


def _matching(root: Path, patterns: list[str]) -> Iterator[Path]:
    for folder in _WRITTEN_TO:
        for pattern in patterns:
            yield from sorted((root / folder).rglob(pattern))


def _foreign(root: Path) -> list[str]:
    folder = root / "exports"
    own = load("doctor")["own_exports"]
    names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    return [f"exports/{name}" for name in names if not any(re.fullmatch(pattern, name) for pattern in own)]


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()
