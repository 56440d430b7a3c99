"""A returned report taken in: the file read, judged, and what is new in it appended to the logs, all or nothing."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from toolkit import __version__
from toolkit.errors import DataError, InputError
from toolkit.io.csvfiles import csv_text, write_whole
from toolkit.io.decision_log import DecisionLog, Log, append_together
from toolkit.io.project import Project
from toolkit.io.remarks import RemarkLog, read_remarks, remarks_folder
from toolkit.io.workbooks import read_book
from toolkit.labels import word
from toolkit.model import Lang, Statement, statement_of_descriptor, statements_of
from toolkit.returns import Judged, Problem, Returned, judge, understand
from toolkit.returns.vocabulary import FILLED

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a text may not begin with in a table that a person opens in Excel."""


def import_report(
    project: Project,
    file: Path,
    reviewer: str = "",
    *,
    dry_run: bool = False,
    set_aside: bool = False,
    now: datetime | None = None,
    programme_id: str = "",
    lang: Lang = "kk",
) -> Judged:
    """Take in a gap report that people have filled in.

    Parameters
    ----------
    project : Project
        Where things are.
    file : Path
        The workbook, as it came back.
    reviewer : str
        Who hands it in; needed for rows without a name.
    dry_run : bool
        Only say what would be written.
    set_aside : bool
        If rows were not understood, write the others all the same and list these in `exports/`; else nothing is written.
    now : datetime, optional
        The moment of the import; the clock's if nothing is given.
    programme_id : str
        The programme, for a report whose column of keys is gone; else the keys name it.
    lang : {"kk", "ru", "en"}
        Language of the list of what was set aside.

    Returns
    -------
    Judged
        What became of every row. Decisions and remarks of the file are all on disk (`written`) or none; if the computer
        fails in between, a second import writes what is missing and nothing twice.

    Raises
    ------
    InputError
        The file is no workbook, is hostile or no gap report, names no programme or several, or a log cannot be written.
    DataError
        The logs or the library have problems; they are listed.
    """
    returned = understand(read_book(file))
    if any(problem.code == "nothing-found" for problem in returned.problems):
        raise InputError(
            f"{returned.file}: there is no table of a gap report that can be filled in; take the copy of the report as "
            "it was sent"
        )
    programme = project.programme(_programme_id(project, returned, programme_id))
    folder = remarks_folder(project.root, programme.programme_id)
    noted = read_remarks(folder, programme.programme_id)
    issues = [issue for issue in noted.issues if issue.code != "torn-row"]
    if issues:
        raise DataError(f"remarks on '{programme.programme_id}'", issues)
    judged = judge(
        returned,
        programme,
        _statements(project, returned),
        project.decisions(programme.programme_id),
        noted.remarks,
        reviewer,
        now or datetime.now(UTC),
        tool_version=__version__,
        new_id=lambda: uuid4().hex[:12],
    )
    if dry_run or (judged.errors and not set_aside):
        return judged
    aside = _set_aside(project, file, judged, lang) if judged.errors else ""
    append_together(_logs(project, judged))
    return Judged(judged.file, judged.programme_id, judged.rows, judged.problems, judged.untouched, True, aside)


def _programme_id(project: Project, returned: Returned, asked: str) -> str:
    """Find the programme that a report is about."""
    found = sorted({*returned.programme_ids, *([asked] if asked else [])})
    there = project.programme_ids()
    if len(found) > 1:
        names = ", ".join(f"'{name}'" for name in found)
        raise InputError(
            f"{returned.file}: its rows are about the programmes {names}; one file is about one programme. "
            "Take in each report by itself"
        )
    if found and found[0] not in there:
        raise InputError(
            f"{returned.file}: its rows are about the programme '{found[0]}', which is not in curricula/; "
            f"there are: {', '.join(there) or 'none'}"
        )
    if not found and len(there) != 1:
        raise InputError(
            f"{returned.file}: no row says which programme it is about, since the hidden column of keys is gone or this "
            "is no gap report; take the file as it was sent, or name the programme with --programme"
        )
    return found[0] if found else there[0]


def _statements(project: Project, returned: Returned) -> list[Statement]:
    """Read the statements of the standards, and the descriptors of the frameworks, that a report is about."""
    wanted = {entry.statement_id.partition("/")[0] for entry in returned.entries}
    wanted |= {entry.key.standard_id for entry in returned.entries if entry.key is not None}
    library = project.library()
    rows = [row for one in library.standards() if one.standard_id in wanted for row in statements_of(one)]
    for act_id, document in library.documents.items():
        if act_id in wanted:
            rows += [statement_of_descriptor(one, document.lang) for one in document.descriptors]
    return rows


def _logs(project: Project, judged: Judged) -> Iterable[tuple[Log[Any], Sequence[Any]]]:
    """Give every person's log with what is to be appended to it."""
    programme_id = judged.programme_id
    for name in dict.fromkeys(row.reviewer for row in judged.rows):
        decided = [row for row in judged.decisions if row.reviewer == name]
        noted = [row for row in judged.remarks if row.reviewer == name]
        if decided:
            yield DecisionLog(project.decisions_folder(programme_id), name, programme_id=programme_id), decided
        if noted:
            yield RemarkLog(remarks_folder(project.root, programme_id), name, programme_id=programme_id), noted


def _set_aside(project: Project, file: Path, judged: Judged, lang: Lang) -> str:
    """List what was not understood in `exports/`, beside earlier lists of other contents; give the path."""
    heads = [word("where", lang), word("warning", lang), word("advice", lang), *_heads(lang)]
    rows = [_aside_row(problem, lang) for problem in judged.errors]
    data = csv_text(heads, rows).encode("utf-8-sig", "replace")
    folder = project.root / "exports"
    number = 1
    while True:
        path = folder / f"{file.stem}-set-aside{f'-{number}' if number > 1 else ''}.csv"
        if not path.exists() or path.read_bytes() == data:
            break
        number += 1
    write_whole(path, data)
    return str(path)


def _heads(lang: Lang) -> list[str]:
    return [word("statement-code", lang), *(word(f"filled-{role}", lang) for role in FILLED)]


def _aside_row(problem: Problem, lang: Lang) -> list[str]:
    typed = dict(problem.typed)
    cells = [problem.where, problem.text(lang), problem.advice(lang), typed.get("statement", "")]
    cells += [typed.get(role, "") for role in FILLED]
    return [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells]
