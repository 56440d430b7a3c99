"""The labelled set on disk: `outcomes.csv` and `labels.csv` in one folder."""

from pathlib import Path

from toolkit.align.labelled import Labelled, LabelledOutcome
from toolkit.io.csvfiles import read_rows
from toolkit.io.records import one_of
from toolkit.model import LANGS, Names


def read_labelled(folder: Path) -> Labelled:
    """Read a labelled set.

    Parameters
    ----------
    folder : Path
        With `outcomes.csv` (outcome_id, programme, split, kk, ru, en) and `labels.csv` (outcome_id, statement_id, grade).

    Raises
    ------
    InputError
        A file cannot be read or has problems; they are listed by line.
    """
    outcomes = read_rows(folder / "outcomes.csv", ["outcome_id", "programme", "split", *LANGS], _outcome_of)
    grades: dict[str, dict[str, int]] = {outcome.outcome_id: {} for outcome in outcomes}
    for outcome_id, statement_id, grade in read_rows(
        folder / "labels.csv", ["outcome_id", "statement_id", "grade"], _label_of
    ):
        grades.setdefault(outcome_id, {})[statement_id] = grade
    return Labelled(tuple(outcomes), grades)


def _outcome_of(row: dict[str, str]) -> LabelledOutcome:
    names = Names(**{lang: row[lang] for lang in LANGS})
    return LabelledOutcome(row["outcome_id"], row["programme"], one_of(row["split"], ("dev", "test"), "split"), names)


def _label_of(row: dict[str, str]) -> tuple[str, str, int]:
    return row["outcome_id"], row["statement_id"], int(one_of(row["grade"], ("0", "1", "2"), "grade"))
