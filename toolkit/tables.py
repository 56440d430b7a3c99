"""The declared tables: every frame that crosses a border of the toolkit has its columns, types and key written here.

`TableSchema.frame` is the only bridge from objects to frames and `TableSchema.check` the only judge of a frame.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import pandas as pd

from toolkit.errors import DataError, Issue
from toolkit.model import KINDS, LANGS, MARKS, STATES, UNIT_KINDS, VERDICTS

T = TypeVar("T")

Dtype = Literal["str", "int", "float", "int?", "float?"]
_PANDAS: dict[Dtype, str] = {"str": "str", "int": "int64", "float": "float64", "int?": "Int64", "float?": "float64"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, type, meaning, and the values allowed (any if empty). A ``?`` type may be missing."""

    name: str
    dtype: Dtype
    meaning: str
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A declared table: name, columns in order, and the columns that together are unique."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """The column names in order."""
        return [column.name for column in self.columns]

    def frame(self, items: Iterable[object]) -> pd.DataFrame:
        """Make a frame from objects that have the columns as attributes (dates become ISO text, None an empty text).

        Examples
        --------
        >>> from toolkit.model import Outcome
        >>> MARKS_TABLE.frame([]).columns.tolist()
        ['discipline', 'outcome_id', 'mark']
        """
        return self.frame_of([_plain(getattr(item, col.name), col.dtype) for col in self.columns] for item in items)

    def frame_of(self, rows: Iterable[Sequence[Any]]) -> pd.DataFrame:
        """Make a frame from rows of values in the order of the columns."""
        frame = pd.DataFrame(list(rows), columns=self.names)
        return frame.astype({column.name: _PANDAS[column.dtype] for column in self.columns})

    def rows(self, frame: pd.DataFrame, make: Callable[..., T]) -> tuple[T, ...]:
        """Make an object of each row, the columns as arguments in their order; the way back from `frame`.

        Examples
        --------
        >>> from toolkit.model import Suggestion
        >>> SUGGESTIONS.rows(SUGGESTIONS.frame_of([("ОН1", 1, "X/1.1.1/S1", 0.5, "есеп")]), Suggestion)[0].rank
        1
        """
        return tuple(make(*row) for row in frame[self.names].itertuples(index=False, name=None))

    def check(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Judge a frame: columns present, values allowed, nothing missing, key unique. Extra columns are fine.

        Returns
        -------
        DataFrame
            The same frame.

        Raises
        ------
        DataError
            All problems at once.

        Examples
        --------
        >>> MARKS_TABLE.check(MARKS_TABLE.frame_of([("БМ1", "ОН1", "X")]))
        Traceback (most recent call last):
        toolkit.errors.DataError: table 'marks': 1 problem
          column 'mark': has 'X' [unknown-value]
              -> allowed: I, R, M, +
        """
        missing = [name for name in self.names if name not in frame.columns]
        if missing:
            issue = Issue(
                "missing-column", "columns", f"not found: {', '.join(missing)}", "see the table's description"
            )
            raise DataError(f"table '{self.name}'", [issue])
        issues: list[Issue] = []
        for column in self.columns:
            values = frame[column.name]
            if not column.dtype.endswith("?") and values.isna().any():
                issues.append(Issue("missing-value", f"column '{column.name}'", "has empty cells"))
            strange = sorted(set(values.dropna().astype(str)) - set(column.allowed)) if column.allowed else []
            if strange:
                found = ", ".join(f"'{value}'" for value in strange[:5])
                hint = f"allowed: {', '.join(column.allowed)}"
                issues.append(Issue("unknown-value", f"column '{column.name}'", f"has {found}", hint))
        repeated = frame.index[frame.duplicated(list(self.key))].tolist()
        if repeated:
            place = ", ".join(str(row) for row in repeated[:5])
            issues.append(Issue("duplicate-key", f"rows {place}", f"repeat the key {', '.join(self.key)}"))
        if issues:
            raise DataError(f"table '{self.name}'", issues)
        return frame


def _plain(value: object, dtype: Dtype) -> object:
    """Give a value as it stands in a frame: dates as ISO text, a text that is not there as an empty one."""
    if value is None and dtype == "str":
        return ""
    iso = getattr(value, "isoformat", None)
    return iso() if iso else value


def _text(name: str, meaning: str, allowed: tuple[str, ...] = ()) -> Column:
    return Column(name, "str", meaning, allowed)


STATEMENTS = TableSchema(
    "statements",
    (
        _text(
            "statement_id", "STANDARD/o.f.u/S4: card, function, unit (0 where missing), S, K or C, number in its list"
        ),
        _text("standard_id", "standard"),
        Column("occupation_no", "int", "number of the card in the standard"),
        _text("occupation", "occupation title as printed in its field"),
        _text("sqf_levels", "levels of the sectoral framework, joined by a semicolon: 4 or 5;6"),
        Column("function_no", "int", "number of the labour function, 0 for personal competences"),
        _text("function", "title of the labour function"),
        Column("unit_no", "int", "number of the task or skill in its function, 0 if the form has none"),
        _text("unit", "title of the task or skill"),
        _text("unit_kind", "what the unit is in this form", UNIT_KINDS),
        _text("kind", "what the statement is", KINDS),
        Column("number", "int", "running number in its list"),
        _text("text", "as printed, number stripped, white space collapsed"),
        _text("lang", "language of the text", LANGS),
        _text("source", "file in standards/sources/"),
        Column("line_start", "int", "first line in the source, from 1"),
        Column("line_end", "int", "last line in the source"),
        _text("fingerprint", "hash of the text without cosmetic differences"),
    ),
    ("statement_id",),
)

ACTS = TableSchema(
    "acts",
    tuple(
        _text(name, meaning)
        for name, meaning in {
            "act_id": "Adilet code, else date and number",
            "kind": "order, amending order, reference",
            "title_kk": "title in Kazakh",
            "title_ru": "title in Russian",
            "title_en": "title in English",
            "issuer": "who issued it, as printed",
            "date": "date of the act",
            "number": "number of the act",
            "registration_number": "number in the register of the Ministry of Justice",
            "registration_date": "date of registration",
            "amends": "act that it changes",
            "status": "repealed, in force, amending act, not a legal act, unknown",
            "status_by": "the act that repealed it, as printed",
            "status_by_number": "number of that act",
            "status_by_date": "date of that act",
            "status_from": "from when it is repealed, where the text says so",
            "status_checked": "when somebody looked the status up",
            "status_source": "where",
            "lang": "language of the source",
            "form": "form of document",
            "file": "file in standards/sources/",
            "sha256": "hash of its bytes",
        }.items()
    ),
    ("act_id",),
)

OUTCOMES = TableSchema(
    "outcomes",
    (
        _text("outcome_id", "code of the outcome, such as ОН1"),
        _text("kk", "text in Kazakh"),
        _text("ru", "text in Russian"),
        _text("en", "text in English"),
        _text("module", "module that the outcome belongs to, empty at a university"),
        _text("fingerprint", "hash of all its texts"),
    ),
    ("outcome_id",),
)

DISCIPLINES = TableSchema(
    "disciplines",
    (
        _text("code", "code of the discipline, module or practice"),
        _text("kk", "title in Kazakh"),
        _text("ru", "title in Russian"),
        _text("en", "title in English"),
        Column("credits", "float", "credits"),
    ),
    ("code",),
)

MARKS_TABLE = TableSchema(
    "marks",
    (
        _text("discipline", "code of the discipline"),
        _text("outcome_id", "code of the outcome"),
        _text("mark", "introduced, reinforced, mastered, or taught with the level not stated", MARKS),
    ),
    ("discipline", "outcome_id"),
)

SUGGESTIONS = TableSchema(
    "suggestions",
    (
        _text("outcome_id", "outcome"),
        Column("rank", "int", "place among the different statements suggested for the outcome, from 1"),
        _text("statement_id", "statement; statements with the same text share a rank"),
        Column("score", "float", "similarity, 0 to 1; no probability"),
        _text("words", "the outcome's words that made the score, with their share of it, largest first"),
    ),
    ("outcome_id", "statement_id"),
)

DECISIONS = TableSchema(
    "decisions",
    (
        _text("decided_at", "when, UTC"),
        _text("reviewer", "who"),
        _text("programme_id", "programme"),
        _text("outcome_id", "outcome; empty for a decision about the statement as a whole"),
        _text("outcome_fingerprint", "hash of the outcome's texts at that moment"),
        _text("statement_id", "statement"),
        _text("statement_fingerprint", "hash of the statement's text at that moment"),
        _text("standard_id", "standard"),
        _text("act_sha256", "hash of the source at that moment: the edition"),
        _text("verdict", "full, partial, none, na (not applicable), unsure", VERDICTS),
        _text("reason", "why"),
        Column("suggested_rank", "int?", "rank of the suggestion shown, if there was one"),
        Column("suggested_score", "float?", "its score"),
        _text("method", "method and version of the suggestion, or manual"),
        Column("seconds", "float?", "seconds spent"),
        _text("tool_version", "version of the toolkit"),
    ),
    ("decided_at", "reviewer", "outcome_id", "statement_id"),
)

COVERED = TableSchema(
    "covered",
    (
        *STATEMENTS.columns,
        _text("state", "what is known of the statement", STATES),
        _text("outcomes", "outcomes that cover it, joined by a semicolon"),
        _text("reviewers", "who decided, joined by a semicolon"),
        _text("decided_at", "the last decision that counts, UTC"),
        _text("reason", "reasons given, joined by a semicolon"),
    ),
    ("statement_id",),
)

LINKS = TableSchema(
    "links",
    (
        _text("statement_id", "statement"),
        _text("outcome_id", "outcome"),
        _text("verdict", "full or partial", ("full", "partial")),
        _text("reviewer", "who"),
        _text("decided_at", "when, UTC"),
    ),
    ("statement_id", "outcome_id"),
)

SHARES = TableSchema(
    "shares",
    (
        _text("by", "what is grouped", ("total", "standard", "card", "function", "level")),
        _text("group", "standard, card, function or level; empty for the total"),
        _text("label", "title of the group"),
        _text("kind", "skills, knowledge and competences are never added together", KINDS),
        Column("statements", "int", "different statements in the group: equal texts count once"),
        *(Column(state, "int", f"of them {state}") for state in STATES),
        Column("denominator", "int", "statements without those that do not apply"),
        Column("covered", "float", "full + weight x partial"),
        Column("share", "float?", "covered / denominator; missing if nothing applies"),
    ),
    ("by", "group", "kind"),
)

GAPS = TableSchema(
    "gaps",
    (
        _text("statement_id", "statement"),
        _text("state", "none, partial or undecided", ("none", "partial", "undecided")),
        Column("points", "float", "function weight x gap weight x kind weight"),
        _text("priority", "high, medium or low by the points", ("high", "medium", "low")),
    ),
    ("statement_id",),
)

WARNINGS = TableSchema(
    "warnings",
    (
        _text("code", "W01 to W22"),
        _text("severity", "how much it weighs", ("evidence", "warning", "note")),
        _text("where", "what it is about"),
        _text("text", "the sentence in the reader's language"),
    ),
    ("code", "where", "text"),
)

TABLES: tuple[TableSchema, ...] = (
    STATEMENTS,
    ACTS,
    OUTCOMES,
    DISCIPLINES,
    MARKS_TABLE,
    SUGGESTIONS,
    DECISIONS,
    COVERED,
    LINKS,
    SHARES,
    GAPS,
    WARNINGS,
)
