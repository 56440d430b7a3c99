"""Rows of the project's files made into objects; a wrong value becomes a sentence that says what to write instead."""

import re
from datetime import date, datetime
from typing import Any

from toolkit.model import LANGS, VERDICTS, Act, Decision, Verdict
from toolkit.model.programmes import ROLES, Role
from toolkit.tables import ACTS


def _day(text: str, name: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError(f"{name} '{text}' is no date; write it as 2026-11-21") from None


def act_of(row: dict[str, str]) -> Act:
    """Make an act of a row of `standards/acts.csv`; a wrong date or language is a `ValueError`."""
    if not row["act_id"]:
        raise ValueError("act_id is empty")
    values: dict[str, Any] = dict(row)
    values |= {name: _day(row[name], name) for name in _ACT_DATES}
    values["lang"] = one_of(row["lang"], LANGS, "lang")
    return Act(**{name: values[name] for name in ACTS.names})


_ACT_DATES = frozenset({"date", "registration_date", "status_by_date", "status_from", "status_checked"})


def one_of(value: str, allowed: tuple[Any, ...], name: str) -> Any:
    """Give a value that must be one of a list; another one is a `ValueError`."""
    if value not in allowed:
        raise ValueError(f"{name} '{value}' is not one of {', '.join(allowed)}")
    return value


def number(text: str, name: str) -> float:
    """Read a number from 0 on, 0 where nothing stands; anything else is a `ValueError`."""
    try:
        value = float(text.replace(",", ".")) if text else 0.0
    except ValueError:
        raise ValueError(f"{name} '{text}' is no number") from None
    if not 0 <= value < float("inf"):
        raise ValueError(f"{name} '{text}' must be a number from 0 on")
    return value


def decision_of(row: dict[str, str]) -> Decision:
    """Make a decision of a row of `decisions/*.csv`; a wrong time, verdict or number is a `ValueError`."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", row["decided_at"]):
        raise ValueError(f"decided_at '{row['decided_at']}' is no time in UTC such as 2026-11-21T09:00:00Z")
    if not row["statement_id"].startswith(f"{row['standard_id']}/") or not row["standard_id"]:
        raise ValueError(f"statement_id '{row['statement_id']}' is no statement of standard_id '{row['standard_id']}'")
    verdict: Verdict = one_of(row["verdict"], VERDICTS, "verdict")
    if verdict in ("full", "partial") and not row["outcome_id"]:
        raise ValueError(f"verdict '{verdict}' needs an outcome_id")
    role: Role = one_of(row.get("role") or "review", ROLES, "role")
    decision_id = row.get("decision_id", "")
    if decision_id and not DECISION_ID.fullmatch(decision_id):
        raise ValueError(f"decision_id '{decision_id}' is not 12 hexadecimal digits")
    rank, confidence = _number_or_none(row, "suggested_rank"), _number_or_none(row, "suggested_confidence")
    if confidence is not None and confidence > 1:
        raise ValueError(f"suggested_confidence '{row['suggested_confidence']}' must be a number from 0 to 1")
    return Decision(
        decided_at=datetime.fromisoformat(row["decided_at"]),
        **{name: row[name] for name in _DECISION_TEXTS},
        verdict=verdict,
        suggested_rank=None if rank is None else int(rank),
        suggested_score=_score(row["suggested_score"]),
        seconds=_number_or_none(row, "seconds"),
        suggested_confidence=confidence,
        role=role,
        outcome_text=row.get("outcome_text", ""),
        statement_text=row.get("statement_text", ""),
        decision_id=decision_id,
    )


def _number_or_none(row: dict[str, str], name: str) -> float | None:
    return number(row[name], name) if row.get(name) else None


def _score(text: str) -> float | None:
    """Read a score; unlike the other numbers it may be below 0."""
    below = text.startswith("-")
    value = number(text[below:], "suggested_score") if text else None
    return -value if value and below else value


DECISION_ID = re.compile("[0-9a-f]{12}")
"""What an identifier of a decision looks like; a shorter one was cut off."""

DECISION_COLUMNS = (
    "decided_at",
    "reviewer",
    "programme_id",
    "outcome_id",
    "outcome_fingerprint",
    "statement_id",
    "statement_fingerprint",
    "standard_id",
    "act_sha256",
    "verdict",
    "reason",
    "suggested_rank",
    "suggested_score",
    "method",
    "seconds",
    "tool_version",
)
"""Columns that every file of decisions has; the others of DECISIONS came later and may be missing."""

_DECISION_TEXTS = tuple(
    name
    for name in DECISION_COLUMNS
    if name not in ("decided_at", "verdict", "suggested_rank", "suggested_score", "seconds")
)
