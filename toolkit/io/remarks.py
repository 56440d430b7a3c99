"""The log of remarks: `curricula/<programme>/remarks/`, one CSV file a person, as safe as the log of decisions."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from toolkit.errors import Issue
from toolkit.io.decision_log import LOCK_SECONDS, Log, read_log
from toolkit.io.decision_rows import Layout
from toolkit.io.records import DECISION_ID
from toolkit.returns.remarks import IMPORTANCES, Remark
from toolkit.tables.remarks import REMARKS


@dataclass(frozen=True, slots=True)
class RemarksRead:
    """What stands in the files of remarks: the rows that can be used, and every problem, by file and line."""

    remarks: tuple[Remark, ...]
    issues: tuple[Issue, ...]


def remark_of(row: dict[str, str]) -> Remark:
    """Make a remark of a row of `remarks/*.csv`; a wrong time, importance or identifier is a `ValueError`."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", row["noted_at"]):
        raise ValueError(f"noted_at '{row['noted_at']}' is no time in UTC such as 2026-11-21T09:00:00Z")
    if row["importance"] not in ("", *map(str, IMPORTANCES)):
        raise ValueError(f"importance '{row['importance']}' is not 1, 2 or 3")
    for name in ("reviewer", "statement_id"):
        if not row[name]:
            raise ValueError(f"{name} is empty")
    if not DECISION_ID.fullmatch(row["remark_id"]):
        raise ValueError(f"remark_id '{row['remark_id']}' is not 12 hexadecimal digits")
    return Remark(
        remark_id=row["remark_id"],
        noted_at=datetime.fromisoformat(row["noted_at"]),
        reviewer=row["reviewer"],
        programme_id=row["programme_id"],
        statement_id=row["statement_id"],
        outcome_id=row["outcome_id"],
        statement_fingerprint=row["statement_fingerprint"],
        importance=int(row["importance"]) if row["importance"] else None,
        comment=row["comment"],
        responsible=row["responsible"],
        deadline=row["deadline"],
        tool_version=row["tool_version"],
    )


REMARK_LAYOUT: Layout[Remark] = Layout("remark", REMARKS, tuple(REMARKS.names), remark_of)


class RemarkLog(Log[Remark]):
    """The remarks on one programme, in `curricula/<programme>/remarks`; its arguments are those of `Log`."""

    def __init__(self, folder: Path, reviewer: str, *, programme_id: str = "", timeout: float = LOCK_SECONDS) -> None:
        super().__init__(folder, reviewer, REMARK_LAYOUT, programme_id=programme_id, timeout=timeout)


def remarks_folder(root: Path, programme_id: str) -> Path:
    """Name the folder of the remarks on a programme of a project."""
    return root / "curricula" / programme_id / "remarks"


def read_remarks(folder: Path, programme_id: str = "") -> RemarksRead:
    """Read everybody's remarks: all `*.csv` of a folder, by name. Nothing is changed, and nothing raises.

    Parameters
    ----------
    folder : Path
        `curricula/<programme>/remarks`; one that is not there has no remarks.
    programme_id : str, optional
        Rows about other programmes are listed and left aside.

    Returns
    -------
    RemarksRead
        Rows of each file in their order; what cannot be understood is an issue with its file and line.
    """
    return RemarksRead(*read_log(REMARK_LAYOUT, folder, programme_id))
