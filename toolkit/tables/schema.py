"""What a declared table is: columns with types and meanings, a key; the bridge to frames and the judge of frames."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import pandas as pd

from toolkit.errors import DataError, Issue

T = TypeVar("T")

Dtype = Literal["str", "int", "float", "bool", "int?", "float?"]
_PANDAS: dict[Dtype, str] = {
    "str": "str",
    "int": "int64",
    "float": "float64",
    "bool": "bool",
    "int?": "Int64",
    "float?": "float64",
}


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
        >>> from toolkit.tables import MARKS_TABLE
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
        >>> from toolkit.tables import SUGGESTIONS
        >>> SUGGESTIONS.rows(SUGGESTIONS.frame_of([("ОН1", 1, "X/1.1.1/S1", 0.5, 0.62, "есеп")]), Suggestion)[0].rank
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
        >>> from toolkit.tables import MARKS_TABLE
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
        repeated = frame.index[frame.duplicated(list(self.key))].tolist() if self.key else []
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


def text_column(name: str, meaning: str, allowed: tuple[str, ...] = ()) -> Column:
    """Make a column of texts."""
    return Column(name, "str", meaning, allowed)
