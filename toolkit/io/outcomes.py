"""Outcomes and statements from plain CSV files, for suggestions outside of the project."""

from pathlib import Path

from toolkit.align.concepts import Concept, concept_of
from toolkit.align.suggest import Candidate, Wanted
from toolkit.errors import DataError, Issue
from toolkit.io.csvfiles import read_rows
from toolkit.model import LANGS, Lang


def read_wanted(path: Path) -> list[Wanted]:
    """Read outcomes: columns outcome_id, text and, where it is known, lang. Rows of one code are one outcome.

    Raises
    ------
    InputError
        The file cannot be read, columns are missing or rows are wrong; all problems are listed with their lines.
    """
    rows = read_rows(path, ["outcome_id", "text"], _text_of)
    texts: dict[str, list[tuple[str, Lang | None]]] = {}
    for outcome_id, text, lang in rows:
        texts.setdefault(outcome_id, []).append((text, lang))
    return [Wanted(outcome_id, tuple(found)) for outcome_id, found in texts.items()]


def _lang_of(row: dict[str, str]) -> Lang | None:
    said = row.get("lang", "").casefold()
    for lang in LANGS:
        if said == lang:
            return lang
    if said:
        raise ValueError(f"lang '{said}' is none of {', '.join(LANGS)}; leave it empty and it is recognised")
    return None


def _text_of(row: dict[str, str]) -> tuple[str, str, Lang | None]:
    if not row["outcome_id"]:
        raise ValueError("the outcome has no code")
    return row["outcome_id"], row["text"], _lang_of(row)


def read_candidates(path: Path) -> list[Candidate]:
    """Read statements: columns statement_id, text and, where known, standard_id, occupation, function, unit, kind, lang.

    Raises
    ------
    InputError
        The file cannot be read, columns are missing or rows are wrong; all problems are listed with their lines.
    """
    found = read_rows(path, ["statement_id", "text"], _candidate_of)
    codes = [item.statement_id for item in found]
    repeated = sorted({code for code in codes if codes.count(code) > 1}) if len(set(codes)) < len(codes) else []
    if repeated:
        hint = "give each statement its own identifier"
        raise DataError(str(path), [Issue("repeated-statement", code, "stands twice", hint) for code in repeated[:20]])
    return found


def _candidate_of(row: dict[str, str]) -> Candidate:
    if not row["statement_id"]:
        raise ValueError("the statement has no statement_id")
    names = ("standard_id", "occupation", "function", "unit", "kind", "card", "levels")
    return Candidate(
        row["statement_id"], row["text"], **{name: row.get(name, "") for name in names}, lang=_lang_of(row)
    )


def read_concepts(path: Path) -> list[Concept]:
    """Read an own concept table: columns concept, kk, ru, en and, if wanted, domain and note.

    Raises
    ------
    InputError
        The file cannot be read, columns are missing or rows are wrong; all problems are listed with their lines.
    """
    return read_rows(path, ["concept", *LANGS], concept_of)
