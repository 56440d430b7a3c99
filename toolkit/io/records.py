"""Rows of the project's files made into objects; a wrong value becomes a sentence that says what to write instead."""

import re
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from toolkit.errors import DataError, Issue
from toolkit.io.csvfiles import read_rows, read_text
from toolkit.model import (
    LANGS,
    MARKS,
    VERDICTS,
    Act,
    Decision,
    Discipline,
    Mark,
    Names,
    Outcome,
    Programme,
    Target,
    Verdict,
)
from toolkit.tables import ACTS, DECISIONS


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
    values["lang"] = _one_of(row["lang"], LANGS, "lang")
    return Act(**{name: values[name] for name in ACTS.names})


_ACT_DATES = frozenset({"date", "registration_date", "status_by_date", "status_from", "status_checked"})


def _one_of(value: str, allowed: tuple[Any, ...], name: str) -> Any:
    if value not in allowed:
        raise ValueError(f"{name} '{value}' is not one of {', '.join(allowed)}")
    return value


def _number(text: str, name: str) -> float:
    try:
        number = float(text.replace(",", ".")) if text else 0.0
    except ValueError:
        raise ValueError(f"{name} '{text}' is no number") from None
    if not 0 <= number < float("inf"):
        raise ValueError(f"{name} '{text}' must be a number from 0 on")
    return number


def _names(row: dict[str, str]) -> Names:
    return Names(**{lang: row.get(lang, "") for lang in LANGS})


def outcome_of(row: dict[str, str]) -> Outcome:
    """Make an outcome of a row of `outcomes.csv`; one without a code is a `ValueError`."""
    if not row["outcome_id"]:
        raise ValueError("the outcome has no code")
    return Outcome(row["outcome_id"], _names(row), row["module"])


def discipline_of(row: dict[str, str]) -> Discipline:
    """Make a discipline of a row of `disciplines.csv`; no code or no number of credits is a `ValueError`."""
    if not row["code"]:
        raise ValueError("the discipline has no code")
    return Discipline(row["code"], _names(row), _number(row["credits"], "credits"))


def mark_of(row: dict[str, str]) -> tuple[str, str, Mark]:
    """Make (discipline, outcome, mark) of a row of `matrix.csv`; a mark other than I, R, M, + is a `ValueError`."""
    return row["discipline"], row["outcome_id"], _one_of(row["mark"], MARKS, "mark")


def decision_of(row: dict[str, str]) -> Decision:
    """Make a decision of a row of `decisions/*.csv`; a wrong time, verdict or number is a `ValueError`."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", row["decided_at"]):
        raise ValueError(f"decided_at '{row['decided_at']}' is no time in UTC such as 2026-11-21T09:00:00Z")
    if not row["statement_id"].startswith(f"{row['standard_id']}/") or not row["standard_id"]:
        raise ValueError(f"statement_id '{row['statement_id']}' is no statement of standard_id '{row['standard_id']}'")
    rank, score, seconds = row["suggested_rank"], row["suggested_score"], row["seconds"]
    verdict: Verdict = _one_of(row["verdict"], VERDICTS, "verdict")
    if verdict in ("full", "partial") and not row["outcome_id"]:
        raise ValueError(f"verdict '{verdict}' needs an outcome_id")
    return Decision(
        decided_at=datetime.fromisoformat(row["decided_at"]),
        **{
            name: row[name]
            for name in DECISIONS.names
            if name not in ("decided_at", "verdict", "suggested_rank", "suggested_score", "seconds")
        },
        verdict=verdict,
        suggested_rank=int(_number(rank, "suggested_rank")) if rank else None,
        suggested_score=_number(score, "suggested_score") if score else None,
        seconds=_number(seconds, "seconds") if seconds else None,
    )


def programme_of(folder: Path) -> Programme:
    """Read the files of a programme; what contradicts itself between them is judged by `integrity_issues`.

    Raises
    ------
    DataError
        A file has problems; all of them are listed.
    """
    path = folder / "programme.toml"
    try:
        data = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise DataError(str(path), [Issue("not-toml", "the file", f"cannot be read: {error}")]) from None
    problems: list[Issue] = []
    known: dict[str, type] = {
        "institution": str,
        "code": str,
        "qualification_code": str,
        "nqf_level": str,
        "sqf_level": str,
    }
    known |= {"credits": float, "hours": float, "duration_months": int, "admission_year": int, "version": str}
    head: dict[str, Any] = {name: _typed(data, name, kind, problems) for name, kind in known.items()}
    if head["institution"] not in ("college", "university"):
        found = head["institution"]
        problems.append(Issue("wrong-value", "institution", f"'{found}' is neither college nor university"))
    names: dict[str, Any] = {
        name: _names_of(data.get(name, {}), name, problems) for name in ("title", "qualification", "goal", "note")
    }
    if not names["title"].languages:
        problems.append(Issue("no-title", "title", "the programme has no title", "write [title] with kk, ru or en"))
    targets = _targets(data.get("compare", []), problems)
    if problems:
        raise DataError(str(path), problems)
    return Programme(
        programme_id=folder.name,
        **head,
        **names,
        targets=targets,
        outcomes=tuple(read_rows(folder / "outcomes.csv", ["outcome_id", "kk", "ru", "en", "module"], outcome_of)),
        disciplines=tuple(read_rows(folder / "disciplines.csv", ["code", "kk", "ru", "en", "credits"], discipline_of)),
        marks=tuple(read_rows(folder / "matrix.csv", ["discipline", "outcome_id", "mark"], mark_of)),
    )


def _typed(data: dict[str, Any], name: str, kind: type, problems: list[Issue]) -> Any:
    value = data.get(name, kind())
    accepted = (int, float) if kind is float else (kind,)
    if not isinstance(value, accepted) or isinstance(value, bool):
        hint = "text stands between quotation marks" if kind is str else "write a number without quotation marks"
        problems.append(Issue("wrong-type", name, f"'{value}' is not of the right type", hint))
        return kind()
    return kind(value)


def _names_of(table: Any, name: str, problems: list[Issue]) -> Names:
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        problems.append(Issue("wrong-type", name, "is not a table of texts", f'write [{name}] and below it kk = "…"'))
        return Names()
    return Names(**{lang: table.get(lang, "") for lang in LANGS})


def _targets(entries: Any, problems: list[Issue]) -> tuple[Target, ...]:
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        hint = "write [[compare]] in double brackets, once for each standard"
        problems.append(Issue("wrong-target", "compare", "is no list of standards", hint))
        return ()
    targets = tuple(_target(entry, problems) for entry in entries)
    names = [target.standard_id for target in targets]
    problems += [
        Issue("repeated-target", "[[compare]]", f"'{name}' stands twice", "name all its cards in one")
        for name in sorted({name for name in names if names.count(name) > 1})
    ]
    return targets


def _target(entry: dict[str, Any], problems: list[Issue]) -> Target:
    standard, cards = entry.get("standard", ""), entry.get("cards", [])
    right = isinstance(standard, str) and standard and isinstance(cards, list)
    if not right or not all(isinstance(card, int) for card in cards):
        hint = 'write standard = "V2000019833" and cards = [1, 2]'
        problems.append(Issue("wrong-target", "[[compare]]", "has no standard, or cards are no numbers", hint))
        return Target("")
    return Target(standard, tuple(cards))
