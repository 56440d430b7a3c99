"""A programme on disk: `programme.toml` and plain CSV files in one folder, read with every problem named, written whole."""

import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

import pandas as pd
import tomlkit
import tomlkit.exceptions

from toolkit.errors import DataError, InputError, Issue
from toolkit.io.csvfiles import csv_text, read_rows, read_text, write_whole
from toolkit.io.records import number, one_of
from toolkit.model import (
    DISCIPLINE_KINDS,
    INSTITUTIONS,
    LANGS,
    MARKS,
    Discipline,
    Mark,
    Names,
    Outcome,
    Programme,
    Target,
)
from toolkit.programmes import criteria_table, disciplines_table, in_matrix_order, marks_table, outcomes_table

_HEAD: dict[str, type] = {
    "institution": str,
    "code": str,
    "qualification_code": str,
    "nqf_level": str,
    "sqf_level": str,
    "credits": float,
    "hours": float,
    "duration_months": int,
    "admission_year": int,
    "version": str,
}
"""Keys of `programme.toml` and their types; one that is missing is empty or 0."""

_TEXTS = ("title", "qualification", "goal", "note")
"""Tables of `programme.toml` that hold one text in up to three languages."""

FILES = ("programme.toml", "outcomes.csv", "criteria.csv", "disciplines.csv", "matrix.csv")
"""The files of a programme; `criteria.csv` may be missing."""


def _names(row: dict[str, str]) -> Names:
    return Names(**{lang: row.get(lang, "") for lang in LANGS})


def outcome_of(row: dict[str, str]) -> Outcome:
    """Make an outcome of a row of `outcomes.csv`; no code or a level other than 1 to 6 is a `ValueError`."""
    if not row["outcome_id"]:
        raise ValueError("the outcome has no code")
    level = row.get("level", "")
    if level not in ("", *"123456"):
        raise ValueError(f"level '{level}' is no cognitive level from 1 to 6")
    return Outcome(row["outcome_id"], _names(row), row["module"], int(level) if level else None)


def discipline_of(row: dict[str, str]) -> Discipline:
    """Make a discipline of a row of `disciplines.csv`; no code or no number of credits is a `ValueError`."""
    if not row["code"]:
        raise ValueError("the discipline has no code")
    return Discipline(
        row["code"],
        _names(row),
        number(row["credits"], "credits"),
        kind=one_of(row.get("kind", "") or "discipline", DISCIPLINE_KINDS, "kind"),
        hours=number(row.get("hours", ""), "hours"),
        **{name: row.get(name, "") for name in ("cycle", "component", "semester", "assessment")},
    )


def mark_of(row: dict[str, str]) -> tuple[str, str, Mark]:
    """Make (discipline, outcome, mark) of a row of `matrix.csv`; a mark other than I, R, M, + is a `ValueError`."""
    return row["discipline"], row["outcome_id"], one_of(row["mark"], MARKS, "mark")


def _criterion_of(row: dict[str, str]) -> tuple[str, float, Names]:
    if not _names(row).languages:
        raise ValueError("the criterion has no text")
    return row["outcome_id"], number(row["number"], "number"), _names(row)


def _with_criteria(folder: Path, outcomes: list[Outcome]) -> tuple[Outcome, ...]:
    path = folder / "criteria.csv"
    if not path.is_file():
        return tuple(outcomes)
    found: dict[str, list[tuple[float, Names]]] = defaultdict(list)
    for outcome_id, place, text in read_rows(path, ["outcome_id", "number"], _criterion_of):
        found[outcome_id].append((place, text))
    strange = sorted(set(found) - {outcome.outcome_id for outcome in outcomes})
    if strange:
        issues = [Issue("unknown-outcome", code, "no such outcome", "see outcomes.csv") for code in strange]
        raise DataError(str(path), issues)
    return tuple(
        Outcome(item.outcome_id, item.text, item.module, item.level, _in_order(found[item.outcome_id]))
        for item in outcomes
    )


def _in_order(numbered: list[tuple[float, Names]]) -> tuple[Names, ...]:
    return tuple(text for _, text in sorted(numbered, key=lambda pair: pair[0]))


_OUTCOME_COLUMNS = ("outcome_id", "kk", "ru", "en", "module")
_DISCIPLINE_COLUMNS = ("code", "kk", "ru", "en", "credits")
"""Columns that must be there; the others may be missing, as in files written before there were any."""


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
    head: dict[str, Any] = {name: _typed(data, name, kind, problems) for name, kind in _HEAD.items()}
    if head["institution"] not in INSTITUTIONS:
        found = head["institution"]
        problems.append(Issue("wrong-value", "institution", f"'{found}' is neither college nor university"))
    names: dict[str, Any] = {name: _names_of(data.get(name, {}), name, problems) for name in _TEXTS}
    if not names["title"].languages:
        problems.append(Issue("no-title", "title", "the programme has no title", "write [title] with kk, ru or en"))
    main = data.get("main_language", "kk")
    if main not in LANGS:
        problems.append(Issue("wrong-value", "main_language", f"'{main}' is none of {', '.join(LANGS)}"))
    targets = _targets(data.get("compare", []), problems)
    if problems:
        raise DataError(str(path), problems)
    programme = Programme(
        programme_id=folder.name,
        **head,
        **names,
        main_language=main,
        targets=targets,
        outcomes=_with_criteria(folder, read_rows(folder / "outcomes.csv", _OUTCOME_COLUMNS, outcome_of)),
        disciplines=tuple(read_rows(folder / "disciplines.csv", _DISCIPLINE_COLUMNS, discipline_of)),
        marks=tuple(read_rows(folder / "matrix.csv", ["discipline", "outcome_id", "mark"], mark_of)),
    )
    return in_matrix_order(programme)


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
    standard, cards, areas = entry.get("standard", ""), entry.get("cards", []), entry.get("areas", [])
    right = isinstance(standard, str) and standard and isinstance(cards, list)
    if not right or not all(isinstance(card, int) for card in cards):
        hint = 'write standard = "V2000019833" and cards = [1, 2]'
        problems.append(Issue("wrong-target", "[[compare]]", "has no standard, or cards are no numbers", hint))
        return Target("")
    if not isinstance(areas, list) or not all(isinstance(area, str) for area in areas):
        hint = 'write areas = ["3.1"]: the numbers of the areas of a sectoral framework'
        problems.append(Issue("wrong-target", "[[compare]]", "areas are no list of texts", hint))
        return Target("")
    return Target(standard, tuple(cards), tuple(areas))


def write_programme(programme: Programme, folder: Path) -> list[Path]:
    """Write a programme into its folder; decisions and other files there stay as they are.

    Comments in an existing `programme.toml` are kept. Every file is made before the first is replaced.

    Parameters
    ----------
    programme : Programme
        The programme; its `programme_id` is the name of the folder.
    folder : Path
        The folder, made if it is missing.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    InputError
        The folder cannot be written, or the `programme.toml` that is there is none.
    """
    texts = {
        "programme.toml": _toml(programme, folder / "programme.toml"),
        "outcomes.csv": _table(outcomes_table(programme).drop(columns="fingerprint")),
        "disciplines.csv": _table(disciplines_table(programme)),
        "matrix.csv": _table(marks_table(in_matrix_order(programme))),
    }
    if any(outcome.criteria for outcome in programme.outcomes) or (folder / "criteria.csv").is_file():
        texts["criteria.csv"] = _table(criteria_table(programme))
    paths = [folder / name for name in FILES if name in texts]
    for path in paths:
        write_whole(path.with_name(f"{path.name}.new"), texts[path.name].encode("utf-8"))
    for path in paths:
        try:
            path.with_name(f"{path.name}.new").replace(path)
        except OSError as error:
            hint = f"close it; the new text stands in {path.name}.new beside it"
            raise InputError(f"{path}: cannot be replaced ({error.strerror}); {hint}") from None
    return paths


def _table(frame: pd.DataFrame) -> str:
    rows = frame.astype(object).where(frame.notna(), "").itertuples(index=False, name=None)
    return csv_text(list(frame.columns), ([_plain(value) for value in row] for row in rows))


def _plain(value: object) -> object:
    """Write whole numbers without a point."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _toml(programme: Programme, path: Path) -> str:
    try:
        document = tomlkit.parse(read_text(path)) if path.is_file() else tomlkit.document()
    except tomlkit.exceptions.TOMLKitError as error:
        raise InputError(f"{path}: cannot be read ({error}); mend it or move it away") from None
    for name, kind in _HEAD.items():
        document[name] = _plain(kind(getattr(programme, name)))
    document["main_language"] = programme.main_language
    for name in _TEXTS:
        names: Names = getattr(programme, name)
        table = tomlkit.table()
        for lang in names.languages:
            table[lang] = names.get(lang)
        if dict(document.get(name, {})) == dict(table):
            continue
        if names.languages or name == "title":
            document[name] = table
        elif name in document:
            del document[name]
    if [_target(dict(entry), []) for entry in document.get("compare", [])] == list(programme.targets):
        return tomlkit.dumps(document)
    compare = tomlkit.aot()
    for target in programme.targets:
        entry = tomlkit.table()
        entry["standard"] = target.standard_id
        if target.cards or not target.areas:
            entry["cards"] = list(target.cards)
        if target.areas:
            entry["areas"] = list(target.areas)
        compare.append(entry)
    document.pop("compare", None)
    if programme.targets:
        document["compare"] = compare
    return tomlkit.dumps(document)
