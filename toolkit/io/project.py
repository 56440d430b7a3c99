"""The project's folders: where standards, programmes and results live, and how to open them."""

import hashlib
import os
import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args

from toolkit.errors import DataError, Issue, ProjectError, UnknownFormError
from toolkit.io.csvfiles import read_rows, read_text
from toolkit.model import (
    LANGS,
    MARKS,
    VERDICTS,
    Act,
    Decision,
    Discipline,
    Lang,
    Mark,
    Names,
    Outcome,
    Parsed,
    Programme,
    Standard,
    Target,
    Verdict,
)
from toolkit.parse import decode, parse_text
from toolkit.programmes import integrity_issues
from toolkit.tables import ACTS, DECISIONS

HOME_VARIABLE = "CURMAP_PROJECT"


@dataclass(frozen=True, slots=True)
class Library:
    """The standards that could be read, and why others could not.

    Parameters
    ----------
    acts : dict of act id to Act
        The register, in its order.
    parsed : dict of standard id to Parsed
        The document that holds each standard.
    unread : dict of act id to str
        Documents whose form cannot be read, with the reason.
    """

    acts: dict[str, Act]
    parsed: dict[str, Parsed]
    unread: dict[str, str]

    def standards(self) -> tuple[Standard, ...]:
        """Give all standards, in the order of the register."""
        documents = {id(document): document for document in self.parsed.values()}
        return tuple(standard for document in documents.values() for standard in document.standards)


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with `standards/`, `curricula/` and `exports/`."""

    root: Path

    def library(self) -> Library:
        """Read the register of acts and every document in a form that can be read.

        Raises
        ------
        DataError
            The register is wrong, or a source is missing or differs from the hash in the register.
        """
        acts = {act.act_id: act for act in self.acts()}
        parsed: dict[str, Parsed] = {}
        unread: dict[str, str] = {}
        issues: list[Issue] = []
        for act in acts.values():
            path = self.root / "standards" / "sources" / act.file
            if not path.is_file():
                issues.append(Issue("missing-source", act.act_id, f"'{act.file}' is not in standards/sources/"))
                continue
            data = path.read_bytes()
            if hashlib.sha256(data).hexdigest() != act.sha256:
                hint = "restore the file, or enter its new hash if the change is meant"
                issues.append(Issue("changed-source", act.act_id, f"'{act.file}' differs from acts.csv", hint))
                continue
            try:
                document = parse_text(decode(data), source=act.file, act_id=act.act_id, lang=act.lang)
            except UnknownFormError as error:
                unread[act.act_id] = str(error)
                continue
            parsed |= {standard.standard_id: document for standard in document.standards}
        if issues:
            raise DataError("standards/acts.csv", issues)
        return Library(acts, parsed, unread)

    def acts(self) -> list[Act]:
        """Read `standards/acts.csv`.

        Raises
        ------
        DataError
            Columns are missing, dates are wrong, or an identifier stands twice.
        """
        path = self.root / "standards" / "acts.csv"
        acts = read_rows(path, ACTS.names, _act)
        ids = [act.act_id for act in acts]
        repeated = sorted({act_id for act_id in ids if ids.count(act_id) > 1})
        if repeated:
            raise DataError(str(path), [Issue("repeated-act", "act_id", f"'{act_id}' stands twice") for act_id in repeated])
        return acts

    def programme_ids(self) -> list[str]:
        """List the programmes: folders of `curricula/` with a `programme.toml`, by name."""
        return sorted(path.parent.name for path in (self.root / "curricula").glob("*/programme.toml"))

    def programme(self, programme_id: str) -> Programme:
        """Read one programme.

        Raises
        ------
        ProjectError
            There is no such programme.
        DataError
            Its files have problems; all of one file, or all that contradict each other, are listed at once.
        """
        folder = self.root / "curricula" / programme_id
        if programme_id not in self.programme_ids():
            known = ", ".join(self.programme_ids()) or "none"
            raise ProjectError(f"curricula/: no programme '{programme_id}'; there are: {known}")
        programme = _programme(folder)
        issues = integrity_issues(programme)
        if issues:
            raise DataError(f"programme '{programme_id}'", issues)
        return programme

    def decisions(self, programme_id: str) -> list[Decision]:
        """Read every reviewer's decisions about a programme: `decisions/*.csv`, by file name.

        Raises
        ------
        DataError
            A file has problems; they are listed by line.
        """
        folder = self.root / "curricula" / programme_id / "decisions"
        return [row for path in sorted(folder.glob("*.csv")) for row in read_rows(path, DECISIONS.names, _decision)]

    def decision_files(self, programme_id: str) -> list[Path]:
        """List the files of decisions about a programme, by name."""
        return sorted((self.root / "curricula" / programme_id / "decisions").glob("*.csv"))


def find_project(start: Path | None = None) -> Project:
    """Find the project: the folder named in CURMAP_PROJECT, else here or above, else where the package lies.

    Raises
    ------
    ProjectError
        None of these has `standards/acts.csv`.
    """
    named = os.environ.get(HOME_VARIABLE)
    here = (start or Path.cwd()).resolve()
    places = [Path(named)] if named and start is None else [here, *here.parents, Path(__file__).resolve().parents[2]]
    for place in places:
        if (place / "standards" / "acts.csv").is_file():
            return Project(place)
    hint = f"go to the project's folder, or name it with --project or the variable {HOME_VARIABLE}"
    raise ProjectError(f"{places[0]}: no standards/acts.csv here or above; {hint}")


# --- rows to objects ----------------------------------------------------------------------------------------------


def _day(text: str, name: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError(f"{name} '{text}' is no date; write it as 2026-11-21") from None


def _act(row: dict[str, str]) -> Act:
    if not row["act_id"]:
        raise ValueError("act_id is empty")
    return Act(
        **{
            name: _day(row[name], name) if name in _ACT_DATES else row[name]
            for name in ACTS.names
            if name not in ("lang",)
        },
        lang=_one_of(row["lang"], LANGS, "lang"),
    )


_ACT_DATES = frozenset({"date", "registration_date", "status_by_date", "status_from", "status_checked"})


def _one_of(value: str, allowed: tuple[Any, ...], name: str) -> Any:
    if value not in allowed:
        raise ValueError(f"{name} '{value}' is not one of {', '.join(allowed)}")
    return value


def _number(text: str, name: str) -> float:
    try:
        return float(text.replace(",", ".")) if text else 0.0
    except ValueError:
        raise ValueError(f"{name} '{text}' is no number") from None


def _names(row: dict[str, str]) -> Names:
    return Names(**{lang: row.get(lang, "") for lang in LANGS})


def _outcome(row: dict[str, str]) -> Outcome:
    if not row["outcome_id"]:
        raise ValueError("the outcome has no code")
    return Outcome(row["outcome_id"], _names(row), row["module"])


def _discipline(row: dict[str, str]) -> Discipline:
    if not row["code"]:
        raise ValueError("the discipline has no code")
    return Discipline(row["code"], _names(row), _number(row["credits"], "credits"))


def _mark(row: dict[str, str]) -> tuple[str, str, Mark]:
    return row["discipline"], row["outcome_id"], _one_of(row["mark"], MARKS, "mark")


def _decision(row: dict[str, str]) -> Decision:
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", row["decided_at"]):
        raise ValueError(f"decided_at '{row['decided_at']}' is no time in UTC such as 2026-11-21T09:00:00Z")
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


def _programme(folder: Path) -> Programme:
    path = folder / "programme.toml"
    try:
        data = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise DataError(str(path), [Issue("not-toml", "the file", f"cannot be read: {error}")]) from None
    problems: list[Issue] = []
    known = {"institution": str, "code": str, "qualification_code": str, "nqf_level": str, "sqf_level": str}
    known |= {"credits": float, "hours": float, "duration_months": int, "admission_year": int, "version": str}
    head = {name: _typed(data, name, kind, problems) for name, kind in known.items()}
    if head["institution"] not in ("college", "university"):
        found = head["institution"]
        problems.append(Issue("wrong-value", "institution", f"'{found}' is neither college nor university"))
    names = {name: _names_of(data.get(name, {}), name, problems) for name in ("title", "qualification", "goal", "note")}
    if not names["title"].languages:
        problems.append(Issue("no-title", "title", "the programme has no title", "write [title] with kk, ru or en"))
    targets = tuple(_target(entry, problems) for entry in data.get("compare", []))
    if problems:
        raise DataError(str(path), problems)
    return Programme(
        programme_id=folder.name,
        **head,
        **names,
        targets=targets,
        outcomes=tuple(read_rows(folder / "outcomes.csv", ["outcome_id", "kk", "ru", "en", "module"], _outcome)),
        disciplines=tuple(read_rows(folder / "disciplines.csv", ["code", "kk", "ru", "en", "credits"], _discipline)),
        marks=tuple(read_rows(folder / "matrix.csv", ["discipline", "outcome_id", "mark"], _mark)),
    )


def _typed(data: dict[str, Any], name: str, kind: type, problems: list[Issue]) -> Any:
    value = data.get(name, kind())
    accepted = (int, float) if kind is float else (kind,)
    if not isinstance(value, accepted) or isinstance(value, bool):
        hint = "text stands between quotation marks" if kind is str else "write a number without quotation marks"
        problems.append(Issue("wrong-type", name, f"'{value}' is not of the right type", hint))
        return kind()
    return float(value) if kind is float else value


def _names_of(table: Any, name: str, problems: list[Issue]) -> Names:
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        problems.append(Issue("wrong-type", name, "is not a table of texts", f'write [{name}] and below it kk = "…"'))
        return Names()
    return Names(**{lang: table.get(lang, "") for lang in get_args(Lang)})


def _target(entry: dict[str, Any], problems: list[Issue]) -> Target:
    standard, cards = entry.get("standard", ""), entry.get("cards", [])
    if not isinstance(standard, str) or not standard or not all(isinstance(card, int) for card in cards):
        hint = 'write standard = "V2000019833" and cards = [1, 2]'
        problems.append(Issue("wrong-target", "[[compare]]", "has no standard, or cards are no numbers", hint))
        return Target("")
    return Target(standard, tuple(cards))
