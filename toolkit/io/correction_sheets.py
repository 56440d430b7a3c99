"""The sheet of matches to check, as it comes back filled in: corrections, and what was not understood, each with its cell.

The workbook is read by the safe reader of workbooks (`toolkit.io.workbooks`), its tables are found as those of gap reports
are (`toolkit.returns`): rows by their hidden keys, columns by the hidden machine row, whatever was sorted, filtered, moved or
deleted. A row that is missing or empty says nothing.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from toolkit.editions.keys import MatchKey, decode, print_of
from toolkit.editions.model import Correction
from toolkit.editions.nodes import Tree, tree_of
from toolkit.editions.sheet import ANSWERS, Answer, answer_words
from toolkit.errors import DataError, InputError
from toolkit.intake.grids import cell_name
from toolkit.io.workbooks import read_book
from toolkit.model import LANGS, Standard
from toolkit.returns import Problem
from toolkit.returns.tables import Table, find_tables
from toolkit.returns.values import moment_of, written
from toolkit.returns.vocabulary import ColumnRole, Filled
from toolkit.review.people import check_reviewer
from toolkit.text import skeleton

_FILLED: tuple[Filled, ...] = ("decision", "outcome", "name", "date", "reason")
"""Columns that a person fills in: the answer, another identifier, who, when, why. The names are those of gap reports."""

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Taken:
    """What a sheet of matches to check says.

    Parameters
    ----------
    corrections : tuple of Correction
        In the order of the sheet.
    problems : tuple of Problem
        Errors and notes, each with its cell; a row with a problem is none of the corrections.
    untouched : int
        Rows in which nothing was filled in.
    """

    corrections: tuple[Correction, ...]
    problems: tuple[Problem, ...] = ()
    untouched: int = 0

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps the sheet from being used."""
        return tuple(problem for problem in self.problems if problem.weight == "error")


@dataclass(frozen=True, slots=True)
class _Said:
    """What a row says: its key, its cell, the corrections."""

    key: MatchKey
    sheet: str
    cell: str
    answer: tuple[str, ...]
    corrections: tuple[Correction, ...]


def take_corrections(path: Path, old: Standard, new: Standard, today: dt.date) -> Taken:
    """Read what people filled in in the workbook of a comparison.

    Parameters
    ----------
    path : Path
        The workbook, as it came back.
    old, new : Standard
        The standards as they read now.
    today : date
        The day of rows without one.

    Returns
    -------
    Taken
        Corrections and problems. A row about texts that read otherwise now is a note: it is left out and listed.

    Raises
    ------
    InputError
        The file is no workbook, is hostile, is none that ``curmap diff`` wrote, or is about two other standards.
    """
    book = read_book(path)
    sides = tree_of(old), tree_of(new)
    pair = old.standard_id, new.standard_id
    problems = [Problem(name, weight="note") for name in ("macros", "links") if getattr(book, name)]
    said: list[_Said] = []
    pairs: set[tuple[str, str]] = set()
    untouched = 0
    for table in (one for grid in book.grids for one in find_tables(grid)):
        if table.keys and not table.named:
            row = min(table.keys)
            problems.append(Problem("no-headings", table.grid.name, cell_name(row, table.keys[row][0])))
            pairs |= _pairs_of(table)
            continue
        for item in _rows(table, sides, pair, today):
            if isinstance(item, Problem):
                problems.append(item)
            elif isinstance(item, _Said):
                said.append(item)
            elif isinstance(item, MatchKey):
                pairs.add((item.old_standard, item.new_standard))
            else:
                untouched += 1
    _check_pairs(path, pairs, pair)
    kept, twice = _once(said)
    return Taken(tuple(row for one in kept for row in one.corrections), (*problems, *twice), untouched)


def _pairs_of(table: Table) -> set[tuple[str, str]]:
    """Give the standards that the keys of a table name; those that cannot be read name none."""
    found = set()
    for row, columns in table.keys.items():
        with suppress(DataError):
            key = decode(written(table.grid.at(row, columns[0])))
            found.add((key.old_standard, key.new_standard))
    return found


def _check_pairs(path: Path, pairs: set[tuple[str, str]], pair: tuple[str, str]) -> None:
    """Refuse a workbook that is not about the two standards; raises `InputError`."""
    if not pairs:
        raise InputError(
            f"{path.name}: holds no sheet of matches to check; take the workbook as curmap diff --format xlsx wrote it"
        )
    if pair not in pairs:
        others = "; ".join(sorted(f"{one} → {other}" for one, other in pairs))
        raise InputError(
            f"{path.name}: is about other standards ({others}) than {pair[0]} → {pair[1]}; take the workbook of these two"
        )


# --- rows ---------------------------------------------------------------------------------------------------------


def _rows(
    table: Table, sides: tuple[Tree, Tree], pair: tuple[str, str], today: dt.date
) -> Iterator[MatchKey | Problem | _Said | None]:
    """Give keys, problems and what is said, row by row; None for a row in which nothing stands."""
    column = table.columns.get("key", 0)
    last = max(table.last, *table.keys) if table.keys else table.last
    for row in range(min([table.first, *table.keys]), last + 1):
        filled = _filled(table, row)
        found = table.keys.get(row, ())
        if not found:
            if filled and table.keys and not table.is_heading(row):
                yield _added(table, row, filled)
            continue
        try:
            key = decode(written(table.grid.at(row, found[0])))
        except DataError as error:
            code = error.issues[0].code
            if filled and code == "damaged-key":
                yield Problem("damaged-key", table.grid.name, cell_name(row, found[0]))
            continue
        yield key
        if not filled and not _broken(table, row):
            yield None
        elif found != (column,):
            yield Problem("row-shifted", table.grid.name, cell_name(row, found[0]))
        elif (key.old_standard, key.new_standard) != pair:
            yield _problem(table, row, "match-pair", "decision", old=key.old_standard, new=key.new_standard)
        else:
            yield from _of_row(table, row, key, sides, filled, today)


def _filled(table: Table, row: int) -> dict[Filled, str]:
    return {role: text for role in _FILLED if (text := written(table.value(row, role)))}


def _broken(table: Table, row: int) -> list[Filled]:
    """Give the columns whose cell shows an error, or a formula that nobody has calculated."""
    wrong = {*table.grid.error_values, *table.grid.formulas_without_value}
    return [role for role in _FILLED if (row, table.columns.get(role, 0)) in wrong]


def _added(table: Table, row: int, filled: dict[Filled, str]) -> Problem:
    """Say that a row without a key was filled in; where it answers nothing, it is only told."""
    first = next(iter(filled))
    if "decision" in filled or "outcome" in filled:
        return _problem(table, row, "no-key", first)
    text = filled[first][:_SHOWN]
    return Problem("outside", table.grid.name, table.cell(row, first), (("text", text),), "note")


def _problem(table: Table, row: int, code: str, role: ColumnRole, **blanks: str) -> Problem:
    return Problem(code, table.grid.name, table.cell(row, role), tuple(blanks.items()))


def _of_row(
    table: Table, row: int, key: MatchKey, sides: tuple[Tree, Tree], filled: dict[Filled, str], today: dt.date
) -> Iterator[Problem | _Said]:
    """Understand a row in which something was filled in."""
    if broken := _broken(table, row):
        yield from (_problem(table, row, "cell-error", role) for role in broken)
        return
    if _is_mixed(table, row, key):
        yield _problem(table, row, "mixed", "decision")
        return
    if not _is_fresh(key, sides):
        stale = _problem(table, row, "match-stale", "decision")
        yield Problem(stale.code, stale.sheet, stale.cell, weight="note")
        return
    answer = _answer(table, row, filled, sides[1], sides[0].by_id[key.old_ids[0]].sort)
    person = _person(table, row, filled)
    moment = moment_of(table.value(row, "date"))
    problems = [one for one in (answer, person) if isinstance(one, Problem)]
    if "date" in filled and moment is None:
        problems.append(_problem(table, row, "date", "date", text=filled["date"][:_SHOWN]))
    if problems or isinstance(answer, Problem) or isinstance(person, Problem):
        yield from problems
        return
    news = key.new_ids if answer == ("same",) else answer[1:] or ("",)
    day = moment.date() if moment else today
    made = tuple(
        Correction(one, other, person, day, filled.get("reason", "")) for one, other in product(key.old_ids, news)
    )
    yield _Said(key, table.grid.name, table.cell(row, "decision"), news, made)


def _is_mixed(table: Table, row: int, key: MatchKey) -> bool:
    """Say whether a row shows identifiers, but not those of its key: then some of its columns were sorted alone."""
    mine = {key.old_ids, key.new_ids}
    own = {table.columns.get(role, 0) for role in ("key", "outcome")}
    starts = f"{key.old_standard}/", f"{key.new_standard}/"
    values = table.grid.rows[row - 1]
    texts = [value for column, value in enumerate(values, start=1) if column not in own and isinstance(value, str)]
    shown = [tuple(part.strip() for part in text.strip().split("\n")) for text in texts]
    return any(all(part.startswith(starts) for part in parts) and parts not in mine for parts in shown)


def _is_fresh(key: MatchKey, sides: tuple[Tree, Tree]) -> bool:
    """Say whether what was matched is still there and reads as it did."""
    for ids, known, tree in zip((key.old_ids, key.new_ids), (key.old_print, key.new_print), sides, strict=True):
        if any(name not in tree.by_id for name in ids):
            return False
        if known not in ("", print_of(tuple(tree.by_id[name].text for name in ids))):
            return False
    return True


def _answer(table: Table, row: int, filled: dict[Filled, str], new: Tree, sort: str) -> tuple[str, ...] | Problem:
    """Read an answer: ``same``, ``none``, or ``other`` with the identifiers of the new edition that are meant."""
    text, names = filled.get("decision", ""), _names(filled.get("outcome", ""), new)
    said = _meant(text)
    if text and said is None:
        choices = "; ".join(answer_words(one, lang) for lang in LANGS for one in ANSWERS)
        return _problem(table, row, "match-answer", "decision", text=text[:_SHOWN], choices=choices)
    if not text and not names:
        return _problem(table, row, "match-nothing", "decision")
    if said in ("same", "none"):
        if names:
            return _problem(table, row, "match-both", "outcome", text=" ".join(names)[:_SHOWN])
        return (said,)
    if not names:
        return _problem(table, row, "match-which", "outcome")
    for name in names:
        node = new.by_id.get(name)
        if node is None:
            return _problem(table, row, "match-unknown", "outcome", text=name[:_SHOWN])
        if node.sort != sort:
            return _problem(table, row, "match-sort", "outcome", text=name[:_SHOWN])
    return ("other", *dict.fromkeys(names))


def _names(text: str, new: Tree) -> list[str]:
    """Read identifiers of the new edition, with or without the standard in front, apart by commas, semicolons or blanks."""
    standard = next(iter(new.by_id), "").partition("/")[0]
    parts = [part.strip() for part in re.split("[;,]", text) if part.strip()]
    names = [name for part in parts for name in ([part] if part in new.by_id else part.split())]
    return [
        name if name in new.by_id else whole if (whole := f"{standard}/{name}") in new.by_id else name for name in names
    ]


def _meant(text: str) -> Answer | None:
    """Find an answer by its words in any of the three languages."""
    mine = skeleton(text)
    return next((one for one in ANSWERS for lang in LANGS if skeleton(answer_words(one, lang)) == mine), None)


def _person(table: Table, row: int, filled: dict[Filled, str]) -> str | Problem:
    if "name" not in filled:
        return _problem(table, row, "match-nobody", "name")
    try:
        return check_reviewer(filled["name"])
    except InputError:
        return _problem(table, row, "no-person", "name", text=filled["name"][:_SHOWN])


def _once(said: Sequence[_Said]) -> tuple[list[_Said], Iterable[Problem]]:
    """Let every match be answered once: the same answer in several rows is one, different ones are none."""
    groups: dict[MatchKey, list[_Said]] = {}
    for one in said:
        groups.setdefault(one.key, []).append(one)
    kept = [rows[0] for rows in groups.values() if len({one.answer for one in rows}) == 1]
    twice = [
        Problem("match-twice", one.sheet, one.cell, (("cells", ", ".join(f"{row.sheet}!{row.cell}" for row in rows)),))
        for rows in groups.values()
        if len({one.answer for one in rows}) > 1
        for one in rows
    ]
    return kept, twice
