"""Logs of what people said: one CSV file a reviewer, only ever appended to, read by people and merged by git.

A row is one line. What a crash leaves half written goes to a file `.torn` beside before the next row is appended, and is
reported; every row that was there whole stays as it is. Two windows or two computers take turns by a lock file.
"""

import errno
import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Any, BinaryIO, Generic

from filelock import BaseFileLock, FileLock, SoftFileLock, Timeout

from toolkit.errors import InputError, Issue
from toolkit.io.decision_rows import (
    DECISION_LAYOUT,
    Content,
    Layout,
    Made,
    made_or_problem,
    reviewers_in,
    rows_text,
    taken_apart,
    with_all_columns,
)
from toolkit.io.records import DECISION_ID
from toolkit.model import Decision
from toolkit.review.people import check_reviewer, clean_name
from toolkit.text import collapse

LOCK_SECONDS = 10.0
"""So long a decision waits for another window that is writing to the same file."""

_NO_LOCKS = frozenset({errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOLCK, getattr(errno, "ENOTSUP", errno.EOPNOTSUPP)})
"""What a drive answers that knows no locks."""


@dataclass(frozen=True, slots=True)
class LogRead:
    """What stands in the files of decisions: the rows that can be used, and every problem, by file and line."""

    decisions: tuple[Decision, ...]
    issues: tuple[Issue, ...]


class Log(Generic[Made]):
    """What people said about one programme, and the file of one reviewer to append to.

    Parameters
    ----------
    folder : Path
        A folder of the programme, such as `decisions`; it is made if it is missing.
    reviewer : str
        Name of the person who speaks. A name of a machine or method is refused.
    layout : Layout
        What the rows are.
    programme_id : str, optional
        Rows about other programmes are listed and left aside; without it rows of any programme are taken.
    timeout : seconds
        How long to wait for another window that is writing.

    Attributes
    ----------
    repairs : list of Issue
        What `append` found torn and put aside, oldest first.

    Raises
    ------
    InputError
        The reviewer's name is empty or no person's.
    """

    def __init__(
        self,
        folder: Path,
        reviewer: str,
        layout: Layout[Made],
        *,
        programme_id: str = "",
        timeout: float = LOCK_SECONDS,
    ) -> None:
        self.folder = folder
        self.reviewer = check_reviewer(reviewer)
        self.layout = layout
        self.programme_id = programme_id
        self.timeout = timeout
        self.repairs: list[Issue] = []
        self._left: tuple[Path, int, int, tuple[str, ...], str] | None = None

    @property
    def path(self) -> Path:
        """The reviewer's file: the one named after the reviewer, or an older one that holds this reviewer's rows only."""
        named = self.folder / file_name(self.reviewer)
        if named.exists():
            return named
        if self._left is not None and self._left[0].exists():
            return self._left[0]
        for path in sorted(self.folder.glob("*.csv")):
            with suppress(OSError):
                if reviewers_in(taken_apart(path.read_bytes(), self.layout)) == {self.reviewer}:
                    return path
        return named

    def append(self, rows: Sequence[Made]) -> None:
        """Write rows to the reviewer's file; when this returns they are on disk.

        Parameters
        ----------
        rows : sequence
            Rows of this reviewer, each with an identifier; all are written, or none.

        Raises
        ------
        InputError
            Another window has held the file too long, the file cannot be written or holds the rows of somebody else, or
            a row is another person's or has no identifier. Nothing is written then.
        """
        append_together([(self, rows)])

    def check(self, row: Made) -> None:
        """Refuse a row that is another person's or that could not be found again; raises `InputError`."""
        thing, reviewer = self.layout.thing, str(getattr(row, "reviewer", ""))
        if clean_name(reviewer) != self.reviewer:
            raise InputError(f"a {thing} of '{reviewer}' cannot be written as one of '{self.reviewer}'")
        identifier, moment = getattr(row, self.layout.identifier, ""), getattr(row, self.layout.moment, None)
        if not DECISION_ID.fullmatch(identifier):
            raise InputError(f"{self.layout.identifier} '{identifier}' is not 12 hexadecimal digits")
        if getattr(moment, "tzinfo", None) is None:
            raise InputError(f"{self.layout.moment} '{moment}' does not say its time zone")

    def made_ready(self, path: Path) -> "Ready":
        """Repair and renew the file, whose lock is held; say how to go on writing to it."""
        heading = (",".join(self.layout.names) + "\n").encode()
        if not path.exists() or path.stat().st_size == 0:
            return Ready(path, self.layout.names, ",", 0, heading)
        state = path.stat()
        if self._left is not None and self._left[:3] == (path, state.st_size, state.st_mtime_ns):
            return Ready(path, self._left[3], self._left[4], state.st_size, b"")
        content = taken_apart(path.read_bytes(), self.layout)
        if content.torn:
            _put_aside(path, content.torn)
            self.repairs.append(_torn_issue(path, content.torn, self.layout, moved=True))
        if not content.whole:
            return Ready(path, self.layout.names, ",", 0, heading)
        if content.missing:
            hint = f"restore its first line: {','.join(self.layout.names)}"
            raise InputError(f"{path}: the first line lacks the columns {', '.join(content.missing)}; {hint}")
        strangers = sorted(reviewers_in(content) - {self.reviewer})
        if strangers:
            thing = self.layout.thing
            raise InputError(f"{path}: the file holds {thing}s of '{strangers[0]}', not only of '{self.reviewer}'")
        if set(self.layout.added) - set(content.names):
            content = _renewed(path, content, self.layout)
        ended = content.whole.endswith(b"\n")
        return Ready(path, content.names, content.delimiter, len(content.whole), b"" if ended else b"\n")

    def left(self, ready: "Ready", size: int, moment: int) -> None:
        """Remember how the file was left, so that the next row need not read it."""
        self._left = (ready.path, size, moment, ready.names, ready.delimiter)


class DecisionLog(Log[Decision]):
    """The decisions about one programme, in `curricula/<programme>/decisions`; its arguments are those of `Log`."""

    def __init__(self, folder: Path, reviewer: str, *, programme_id: str = "", timeout: float = LOCK_SECONDS) -> None:
        super().__init__(folder, reviewer, DECISION_LAYOUT, programme_id=programme_id, timeout=timeout)

    def read(self) -> LogRead:
        """Read the files of all reviewers, by name; see `read_decisions`."""
        return read_decisions(self.folder, self.programme_id)


@dataclass(frozen=True, slots=True)
class Ready:
    """A file to append to: its columns, its delimiter, how many bytes of it to keep, what the new part starts with."""

    path: Path
    names: tuple[str, ...]
    delimiter: str
    keep: int
    start: bytes


def append_together(parts: Iterable[tuple[Log[Any], Sequence[Any]]]) -> None:
    """Write rows to the files of several reviewers or logs: all of them or, unless the computer fails, none.

    Parameters
    ----------
    parts : iterable of (log, rows)
        Logs with different files, each with rows of its reviewer.

    Raises
    ------
    InputError
        As for `Log.append`; what was written to another file before is taken back.
    """
    wanted = {log.path: (log, rows) for log, rows in parts if rows}
    for log, rows in wanted.values():
        for row in rows:
            log.check(row)
    path = Path()
    done: list[tuple[Ready, bool]] = []
    with ExitStack() as locks:
        try:
            for path, (log, _) in sorted(wanted.items()):  # in one order everywhere, so that nobody waits in a circle
                log.folder.mkdir(parents=True, exist_ok=True)
                locks.enter_context(_locked(path, log.timeout))
            ready: dict[Path, Ready] = {}
            for path, (log, _) in sorted(wanted.items()):
                ready[path] = log.made_ready(path)
            for path, (log, rows) in sorted(wanted.items()):
                file, new = ready[path], not path.exists()
                data = file.start + rows_text(rows, file.names, file.delimiter).encode("utf-8")
                log.left(file, *_written(path, file.keep, data))
                done.append((file, new))
        except OSError as error:
            _taken_back(done)
            hint = "close it if it is open in Excel, and try again"
            raise InputError(f"{path}: the decision cannot be written ({error.strerror or error}); {hint}") from None


def _taken_back(done: Iterable[tuple[Ready, bool]]) -> None:
    """Leave files, whose locks are held, as they were before something was appended."""
    for file, new in done:
        with suppress(OSError):
            os.truncate(file.path, file.keep)
            if new:
                file.path.unlink()


def read_decisions(folder: Path, programme_id: str = "") -> LogRead:
    """Read every reviewer's decisions: all `*.csv` of a folder, by name. Nothing is changed, and nothing raises.

    Parameters
    ----------
    folder : Path
        `curricula/<programme>/decisions`; one that is not there has no decisions.
    programme_id : str, optional
        Rows about other programmes are listed and left aside.

    Returns
    -------
    LogRead
        Rows of each file in their order. What cannot be understood is an issue with its file and line and never keeps
        the other rows from being read.
    """
    found, issues = read_log(DECISION_LAYOUT, folder, programme_id)
    return LogRead(found, issues)


def read_log(layout: Layout[Made], folder: Path, programme_id: str = "") -> tuple[tuple[Made, ...], tuple[Issue, ...]]:
    """Read every reviewer's rows of a log: all `*.csv` of a folder, by name. Nothing is changed, and nothing raises.

    Parameters
    ----------
    layout : Layout
        What the rows are.
    folder, programme_id
        As for `read_decisions`.

    Returns
    -------
    rows, issues
        Rows of each file in their order, and every problem with its file and line.
    """
    found: list[Made] = []
    issues: list[Issue] = []
    seen: dict[str, Made] = {}
    for path in sorted(folder.glob("*.csv")):
        try:
            content = _settled(path, layout)
        except OSError as error:
            issues.append(Issue("unreadable-file", path.name, f"the file cannot be opened ({error.strerror})"))
            continue
        for where, made in _made(path, content, programme_id, layout):
            if isinstance(made, Issue):
                issues.append(made)
                continue
            identifier = str(getattr(made, layout.identifier))
            if identifier and identifier in seen:
                same = made == seen[identifier]
                issues.append(_repeated(where, identifier, layout, same=same))
                found += [] if same else [made]
            else:
                seen[identifier] = made
                found.append(made)
    for path in sorted(folder.glob("*.csv.torn")):
        with suppress(OSError):
            issues.append(_torn_issue(path, path.read_bytes(), layout, moved=True))
    return tuple(found), tuple(issues)


def file_name(reviewer: str) -> str:
    """Name the file of a reviewer: the name in small letters and a hash of it, fit for every system.

    Two names never share a file, also where capital and small letters are one.

    Examples
    --------
    >>> file_name("Айгүл Серікова")
    'айгүл-серікова-d582ff.csv'
    """
    name = clean_name(reviewer)
    letters = "-".join(re.findall(r"[^\W_]+", name.casefold()))[:60].strip("-")
    return f"{letters}-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:6]}.csv"


def _made(path: Path, content: Content, programme_id: str, layout: Layout[Made]) -> Iterator[tuple[str, Made | Issue]]:
    """Make an object or an issue of every row, with its place."""
    if content.torn:
        yield path.name, _torn_issue(path, content.torn, layout, moved=False)
    if content.missing and content.whole:
        hint = f"restore its first line: {','.join(layout.names)}"
        message = f"no column {', '.join(content.missing)}; none of its rows can be read"
        yield path.name, Issue("missing-column", f"{path.name}, line 1", message, hint)
        return
    people: set[str] = set()
    for row in content.rows:
        where = f"{path.name}, line {row.first}"
        made = made_or_problem(row, layout)
        if isinstance(made, str):
            hint = "correct the line, or take it out and decide again"
            yield where, Issue(row.code, where, made, hint)
        elif programme_id and row.cells["programme_id"] != programme_id:
            message = f"programme_id '{row.cells['programme_id']}' is another programme than '{programme_id}'"
            hint = f"a file of {layout.thing}s belongs into the folder of its programme"
            yield where, Issue("other-programme", where, message, hint)
        else:
            people.add(row.cells["reviewer"])
            yield where, made
    if len(people) > 1:
        message = f"holds {layout.thing}s of {', '.join(sorted(people))}"
        yield path.name, Issue("several-reviewers", path.name, message, "give each reviewer a file")


def _repeated(where: str, identifier: str, layout: Layout[Any], *, same: bool) -> Issue:
    message = f"{layout.thing} '{identifier}' stands twice" + ("" if same else " and says something else")
    return Issue(f"repeated-{layout.thing}", where, message, "" if same else "keep the row that was meant")


def _torn_issue(path: Path, torn: bytes, layout: Layout[Any], *, moved: bool) -> Issue:
    start = collapse(torn[:60].decode("utf-8", "replace"))
    message = f"a row was cut off while it was being written: '{start}…'"
    where = path.name if moved else f"{path.name}, last line"
    if moved:
        name = path.name.removesuffix(".torn")
        hint = f"see whether this {layout.thing} was made again, then delete {name}.torn"
        return Issue("torn-row", where, message, hint)
    return Issue("torn-row", where, message, "decide again; the rest is put aside with the next decision")


def _settled(path: Path, layout: Layout[Any]) -> Content:
    """Take a file apart; where its end looks torn, once more when nobody is writing."""
    content = taken_apart(path.read_bytes(), layout)
    if content.torn and os.access(path.parent, os.W_OK):
        with suppress(InputError), _locked(path, 1.0):
            return taken_apart(path.read_bytes(), layout)
    return content


def _renewed(path: Path, content: Content, layout: Layout[Any]) -> Content:
    """Add the columns that a file of an older version lacks, in one step."""
    data = with_all_columns(content, layout)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            _on_disk(file)
        temporary.replace(path)
    finally:
        with suppress(OSError):
            temporary.unlink()
    return taken_apart(data, layout)


def _put_aside(path: Path, torn: bytes) -> None:
    with path.with_name(f"{path.name}.torn").open("ab") as file:
        file.write(torn + b"\n")
        _on_disk(file)


def _written(path: Path, keep: int, data: bytes) -> tuple[int, int]:
    """Write behind the first `keep` bytes of a file; if that fails, the file has these bytes only. Give size and time."""
    new = not path.exists()
    with path.open("xb" if new else "r+b", buffering=0) as file:
        file.truncate(keep)
        file.seek(keep)
        try:
            done = 0
            while done < len(data):
                done += file.write(data[done:])
            _on_disk(file)
        except OSError:
            file.truncate(keep)
            raise
        state = os.fstat(file.fileno())
    if new and os.name == "posix":
        with suppress(OSError):
            folder = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
    return state.st_size, state.st_mtime_ns


def _on_disk(file: BinaryIO | FileIO) -> None:
    file.flush()
    os.fsync(file.fileno())


@contextmanager
def _locked(path: Path, timeout: float) -> Iterator[None]:
    """Hold the lock of a file; where the drive knows no locks, a file that says so stands in for it."""
    lock: BaseFileLock = FileLock(path.with_name(f".{path.name}.lock"), timeout=timeout)
    try:
        try:
            lock.acquire()
        except (NotImplementedError, OSError) as error:
            if isinstance(error, Timeout) or (isinstance(error, OSError) and error.errno not in _NO_LOCKS):
                raise
            lock = SoftFileLock(path.with_name(f".{path.name}.softlock"), timeout=timeout)
            lock.acquire()
    except Timeout:
        name = Path(lock.lock_file).name
        raise InputError(
            f"{path.name}: another window or computer has been writing there for {timeout:g} seconds{_holder(lock)}; "
            f"try again in a moment. If nobody else is at work, delete {name} in {path.parent}"
        ) from None
    try:
        yield
    finally:
        lock.release()


def _holder(lock: BaseFileLock) -> str:
    """Say who holds a lock, where the lock file tells."""
    with suppress(OSError):
        said = collapse(Path(lock.lock_file).read_text(encoding="utf-8", errors="replace"))[:80]
        return f" ({said})" if said else ""
    return ""
