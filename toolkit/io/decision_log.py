"""The log of decisions: one CSV file a reviewer, only ever appended to, read by people and merged by git.

A row is one line. What a crash leaves half written goes to a file `.torn` beside before the next row is appended, and is
reported; every row that was there whole stays as it is. Two windows or two computers take turns by a lock file.
"""

import errno
import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import BinaryIO

from filelock import BaseFileLock, FileLock, SoftFileLock, Timeout

from toolkit.errors import InputError, Issue
from toolkit.io.decision_rows import NEW_COLUMNS, Content, decision_or_problem, reviewers_in, rows_text, taken_apart
from toolkit.io.records import DECISION_ID
from toolkit.model import Decision
from toolkit.review.people import check_reviewer, clean_name
from toolkit.tables import DECISIONS
from toolkit.text import collapse

LOCK_SECONDS = 10.0
"""So long a decision waits for another window that is writing to the same file."""

_HEADING = (",".join(DECISIONS.names) + "\n").encode()

_NO_LOCKS = frozenset({errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOLCK, getattr(errno, "ENOTSUP", errno.EOPNOTSUPP)})
"""What a drive answers that knows no locks."""


@dataclass(frozen=True, slots=True)
class LogRead:
    """What stands in the files of decisions: the rows that can be used, and every problem, by file and line."""

    decisions: tuple[Decision, ...]
    issues: tuple[Issue, ...]


class DecisionLog:
    """The decisions about one programme, and the file of one reviewer to append to.

    Parameters
    ----------
    folder : Path
        `curricula/<programme>/decisions`; it is made if it is missing.
    reviewer : str
        Name of the person who decides. A name of a machine or method is refused.
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

    def __init__(self, folder: Path, reviewer: str, *, programme_id: str = "", timeout: float = LOCK_SECONDS) -> None:
        self.folder = folder
        self.reviewer = check_reviewer(reviewer)
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
                if reviewers_in(taken_apart(path.read_bytes())) == {self.reviewer}:
                    return path
        return named

    def append(self, decisions: Sequence[Decision]) -> None:
        """Write decisions to the reviewer's file; when this returns they are on disk.

        Parameters
        ----------
        decisions : sequence of Decision
            Decisions of this reviewer, each with an identifier; all are written, or none.

        Raises
        ------
        InputError
            Another window has held the file too long, the file cannot be written or holds the rows of somebody else, or
            a decision is another person's or has no identifier. Nothing is written then.
        """
        for row in decisions:
            self._check(row)
        if not decisions:
            return
        path = self.path
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with _locked(path, self.timeout):
                names, delimiter, keep, start = self._made_ready(path)
                rows = rows_text(decisions, names, delimiter)
                size, moment = _written(path, keep, start + rows.encode("utf-8"))
        except OSError as error:
            hint = "close it if it is open in Excel, and decide again"
            raise InputError(f"{path}: the decision cannot be written ({error.strerror or error}); {hint}") from None
        self._left = (path, size, moment, names, delimiter)

    def read(self) -> LogRead:
        """Read the files of all reviewers, by name; see `read_decisions`."""
        return read_decisions(self.folder, self.programme_id)

    def _check(self, row: Decision) -> None:
        if clean_name(row.reviewer) != self.reviewer:
            raise InputError(f"a decision of '{row.reviewer}' cannot be written as one of '{self.reviewer}'")
        if not DECISION_ID.fullmatch(row.decision_id):
            raise InputError(f"decision_id '{row.decision_id}' is not 12 hexadecimal digits")
        if row.decided_at.tzinfo is None:
            raise InputError(f"decided_at '{row.decided_at}' does not say its time zone")

    def _made_ready(self, path: Path) -> tuple[tuple[str, ...], str, int, bytes]:
        """Repair and renew the file; give its columns, its delimiter, what to keep of it, and what the new part starts with."""
        if not path.exists() or path.stat().st_size == 0:
            return tuple(DECISIONS.names), ",", 0, _HEADING
        state = path.stat()
        if self._left is not None and self._left[:3] == (path, state.st_size, state.st_mtime_ns):
            return self._left[3], self._left[4], state.st_size, b""
        content = taken_apart(path.read_bytes())
        if content.torn:
            _put_aside(path, content.torn)
            self.repairs.append(_torn_issue(path, content.torn, moved=True))
        if not content.whole:
            return tuple(DECISIONS.names), ",", 0, _HEADING
        if content.missing:
            hint = f"restore its first line: {','.join(DECISIONS.names)}"
            raise InputError(f"{path}: the first line lacks the columns {', '.join(content.missing)}; {hint}")
        strangers = sorted(reviewers_in(content) - {self.reviewer})
        if strangers:
            raise InputError(f"{path}: the file holds decisions of '{strangers[0]}', not only of '{self.reviewer}'")
        if set(NEW_COLUMNS) - set(content.names):
            content = _renewed(path, content)
        ended = content.whole.endswith(b"\n")
        return content.names, content.delimiter, len(content.whole), b"" if ended else b"\n"


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
    found: list[Decision] = []
    issues: list[Issue] = []
    seen: dict[str, Decision] = {}
    for path in sorted(folder.glob("*.csv")):
        try:
            content = _settled(path)
        except OSError as error:
            issues.append(Issue("unreadable-file", path.name, f"the file cannot be opened ({error.strerror})"))
            continue
        for where, made in _decisions(path, content, programme_id):
            if isinstance(made, Issue):
                issues.append(made)
            elif made.decision_id and made.decision_id in seen:
                same = made == seen[made.decision_id]
                issues.append(_repeated(where, made, same=same))
                found += [] if same else [made]
            else:
                seen[made.decision_id] = made
                found.append(made)
    for path in sorted(folder.glob("*.csv.torn")):
        with suppress(OSError):
            issues.append(_torn_issue(path, path.read_bytes(), moved=True))
    return LogRead(tuple(found), tuple(issues))


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


def _decisions(path: Path, content: Content, programme_id: str) -> Iterator[tuple[str, Decision | Issue]]:
    """Make a decision or an issue of every row, with its place."""
    if content.torn:
        yield path.name, _torn_issue(path, content.torn, moved=False)
    if content.missing and content.whole:
        hint = f"restore its first line: {','.join(DECISIONS.names)}"
        message = f"no column {', '.join(content.missing)}; none of its rows can be read"
        yield path.name, Issue("missing-column", f"{path.name}, line 1", message, hint)
        return
    people: set[str] = set()
    for row in content.rows:
        where = f"{path.name}, line {row.first}"
        made = decision_or_problem(row)
        if isinstance(made, str):
            hint = "correct the line, or take it out and decide again"
            yield where, Issue(row.code, where, made, hint)
        elif programme_id and made.programme_id != programme_id:
            message = f"programme_id '{made.programme_id}' is another programme than '{programme_id}'"
            hint = "a file of decisions belongs into the folder of its programme"
            yield where, Issue("other-programme", where, message, hint)
        else:
            people.add(made.reviewer)
            yield where, made
    if len(people) > 1:
        message = f"holds decisions of {', '.join(sorted(people))}"
        yield path.name, Issue("several-reviewers", path.name, message, "give each reviewer a file")


def _repeated(where: str, row: Decision, *, same: bool) -> Issue:
    message = f"decision '{row.decision_id}' stands twice" + ("" if same else " and says something else")
    return Issue("repeated-decision", where, message, "" if same else "keep the row that was meant")


def _torn_issue(path: Path, torn: bytes, *, moved: bool) -> Issue:
    start = collapse(torn[:60].decode("utf-8", "replace"))
    message = f"a row was cut off while it was being written: '{start}…'"
    where = path.name if moved else f"{path.name}, last line"
    if moved:
        name = path.name.removesuffix(".torn")
        hint = f"see whether this decision was made again, then delete {name}.torn"
        return Issue("torn-row", where, message, hint)
    return Issue("torn-row", where, message, "decide again; the rest is put aside with the next decision")


def _settled(path: Path) -> Content:
    """Take a file apart; where its end looks torn, once more when nobody is writing."""
    content = taken_apart(path.read_bytes())
    if content.torn and os.access(path.parent, os.W_OK):
        with suppress(InputError), _locked(path, 1.0):
            return taken_apart(path.read_bytes())
    return content


def _renewed(path: Path, content: Content) -> Content:
    """Add the columns that a file of an older version lacks, in one step; every cell that is there stays as it is."""
    more = [name for name in DECISIONS.names if name not in content.names]
    lines = content.whole.removesuffix(b"\n").split(b"\n")
    ends = {row.last - 1 for row in content.rows if row.cells}
    for place, line in enumerate(lines):
        bare = line.removesuffix(b"\r")
        rest = line[len(bare) :]
        if place == 0:
            lines[0] = bare + (content.delimiter + content.delimiter.join(more)).encode() + rest
        elif place in ends:
            lines[place] = bare + content.delimiter.encode() * len(more) + rest
    data = b"\n".join(lines) + b"\n"
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            _on_disk(file)
        temporary.replace(path)
    finally:
        with suppress(OSError):
            temporary.unlink()
    return taken_apart(data)


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
            f"decide again in a moment. If nobody else is at work, delete {name} in {path.parent}"
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
