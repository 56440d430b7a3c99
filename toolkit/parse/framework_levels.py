"""Levels that a copy of a framework does not print beside a row: derived from order and words, or left open.

A copy as text loses the cells of levels where they are blank or merged. What is left: levels printed in other rows,
levels that follow each other without a gap, rows that speak of workers of the levels below, and rows of another area
that say the same in nearly the same words. Every derived level says what it was derived from.
"""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from toolkit.model import Span

TOP = 8
"""The national framework has eight levels."""

_SAME_WORDS = 0.6
"""Two rows of different areas describe one level if they share this much of their words (Dice)."""

_MARGIN = 0.1
"""The rows of the next best level must share at least this much less."""

_NEARER = 1.25
"""Of two possible levels one is nearer if its rows share this many times the words of the other's."""

_PASSES = 60
_MOST_ROWS = 400
"""Bounds of time: a framework has some dozens of rows; in longer documents only the order counts."""


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of one row of a framework.

    Parameters
    ----------
    table : int
        Number of the table (area).
    nqf, sqf : str
        The levels as printed, empty if they are not.
    words : tuple of frozenset
        The words of every descriptor column, shortened to their stems.
    workers : int
        The highest level of workers that the row speaks of, 0 if of none.
    span : Span
        Its lines.
    """

    table: int
    nqf: str
    sqf: str
    words: tuple[frozenset[str], ...]
    workers: int
    span: Span


@dataclass(frozen=True, slots=True)
class Level:
    """The levels of one row: printed or derived, and from what; `code` and `params` are those of a finding."""

    nqf: str
    sqf: str
    why: str = ""
    code: str = ""
    params: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Both levels in short, «6/62»."""
        return "/".join(part for part in (self.nqf, self.sqf) if part) or "?"


@dataclass(slots=True)
class _Draft:
    """A row while its level is being looked for; level 0 is unknown."""

    row: Row
    number: int
    level: int = 0
    nqf: str = ""
    sqf: str = ""
    reasons: list[str] = field(default_factory=list)
    code: str = ""
    params: tuple[str, ...] = ()
    said: int = 0
    """The level that its words tell against its place, 0 if they do not."""

    def settle(self, level: int, why: str, code: str, *params: str) -> None:
        self.level, self.nqf, self.code, self.params = level, str(level), code, params
        self.reasons.append(why)

    def lines(self) -> str:
        return f"{self.row.span.start}-{self.row.span.end}"


def derive(rows: Sequence[Row], *, sublevels: bool = True) -> tuple[Level, ...]:
    """Give every row its levels.

    Parameters
    ----------
    rows : sequence of Row
        All rows of a document, in order.
    sublevels : bool
        Whether the form has a column for the level of the sectoral framework.

    Returns
    -------
    tuple of Level
        One for every row. A level that cannot be told stays empty.

    Examples
    --------
    >>> def row(nqf): return Row(1, nqf, nqf, (), 0, Span(1, 1))
    >>> [(level.nqf, level.why) for level in derive([row("3"), row(""), row("5")], sublevels=False)][1]
    ('4', 'order: 1 row between level 3 and level 5')
    """
    drafts = [_printed(row, number) for number, row in enumerate(rows)]
    tables = [[draft for draft in drafts if draft.row.table == number] for number in sorted({r.table for r in rows})]
    top = max((draft.level for draft in drafts), default=0)
    trusted = _workers_are_below(drafts)
    likeness = _Likeness(rows)
    for _ in range(_PASSES):
        known = [draft for draft in drafts if draft.level]
        for table in tables:
            _read_words(table, known, likeness, trusted=trusted)
            _count(table, top)
        news = len(known) < sum(bool(draft.level) for draft in drafts)
        if not news and not _take_nearest(tables, known, likeness, top):
            break
    if sublevels:
        _name_sublevels(tables, likeness)
    levels = {draft.number: level for table in tables for draft, level in _levels(table, top)}
    return tuple(levels[number] for number in range(len(drafts)))


def _printed(row: Row, number: int) -> _Draft:
    draft = _Draft(row, number, nqf=row.nqf, sqf=row.sqf)
    if row.nqf:
        draft.level = int(row.nqf[0])
    elif row.sqf:
        draft.settle(int(row.sqf[0]), f"first digit of {row.sqf}", "level-from-sublevel", row.sqf[0], row.sqf)
    return draft


def _workers_are_below(drafts: list[_Draft]) -> bool:
    """Check on the printed levels that rows speak of workers of the level right below their own."""
    told = [draft.row.workers + 1 == draft.level for draft in drafts if draft.level and draft.row.workers]
    return sum(told) * 2 > len(told) or not told


# --- what the words say -------------------------------------------------------------------------------------------


class _Likeness:
    """How much of their words two rows share; every pair is counted once."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows if len(rows) <= _MOST_ROWS else ()
        self.whole = [frozenset[str]().union(*row.words) for row in self.rows]
        rows_with = Counter(word for words in self.whole for word in words)
        self.weight = {word: math.log((len(self.rows) + 1) / count) for word, count in rows_with.items()}
        self.plain = cache(self._plain)
        self.weighted = cache(self._weighted)

    def _plain(self, one: int, other: int) -> float:
        """Give the share of common words (Dice), the mean over the columns."""
        if not self.rows:
            return 0.0
        pairs = list(zip(self.rows[one].words, self.rows[other].words, strict=True))
        shares = [2 * len(a & b) / (len(a) + len(b)) for a, b in pairs if a or b]
        return sum(shares) / len(shares) if shares else 0.0

    def _weighted(self, one: int, other: int) -> float:
        """Give the share of common words of whole rows; a word counts more if few rows have it."""
        if not self.rows:
            return 0.0
        total = self._sum(self.whole[one]) + self._sum(self.whole[other])
        return 2 * self._sum(self.whole[one] & self.whole[other]) / total if total else 0.0

    def _sum(self, words: frozenset[str]) -> float:
        return math.fsum(self.weight[word] for word in words)


def _twin(draft: _Draft, known: list[_Draft], likeness: _Likeness) -> tuple[_Draft, float] | None:
    """Find the row of another area that says the same, if it is clearly one level that does."""
    best: dict[int, tuple[float, _Draft]] = {}
    for other in known:
        if other.row.table != draft.row.table:
            share = likeness.plain(draft.number, other.number)
            if share > best.get(other.level, (0.0, other))[0]:
                best[other.level] = (share, other)
    ranked = sorted(best.values(), key=lambda pair: (-pair[0], pair[1].number))
    if not ranked or ranked[0][0] < _SAME_WORDS:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _MARGIN:
        return None
    return ranked[0][1], ranked[0][0]


@dataclass(frozen=True, slots=True)
class _Saying:
    level: int
    why: str
    code: str
    params: tuple[str, ...]


def _saying(draft: _Draft, known: list[_Draft], likeness: _Likeness, *, trusted: bool) -> _Saying | None:
    workers = draft.row.workers if trusted and draft.row.workers < TOP else 0
    twin = _twin(draft, known, likeness)
    found: list[_Saying] = []
    if twin:
        other, share = twin
        percent = f"{share:.0%}"
        why = f"words: {percent} as in lines {other.lines()}, level {other.level}"
        found.append(_Saying(other.level, why, "level-from-text", (other.lines(), percent)))
    if workers:
        why = f"workers: speaks of workers up to level {workers}"
        found.append(_Saying(workers + 1, why, "level-from-workers", (str(workers),)))
    if not found or len({saying.level for saying in found}) > 1:
        return None
    return _Saying(found[0].level, "; ".join(one.why for one in found), found[0].code, found[0].params)


def _read_words(table: list[_Draft], known: list[_Draft], likeness: _Likeness, *, trusted: bool) -> None:
    """Settle the rows whose words tell a level that does not contradict the order of the others."""
    sayings = {
        place: saying
        for place, draft in enumerate(table)
        if not draft.level and not draft.said and (saying := _saying(draft, known, likeness, trusted=trusted))
    }
    levels = [sayings[place].level if place in sayings else draft.level for place, draft in enumerate(table)]
    kept = _ascending(levels, {place for place, draft in enumerate(table) if draft.level})
    only = _only_levels(table)
    for place, saying in sayings.items():
        fits = only.get(place, saying.level) == saying.level
        if place in kept and fits:
            why = f"{saying.why}; the only level that fits its place" if place in only else saying.why
            table[place].settle(saying.level, why, saying.code, *saying.params)
        else:
            table[place].said = saying.level
            table[place].reasons.append(f"{saying.why}, against its place")


def _only_levels(table: list[_Draft]) -> dict[int, int]:
    """Give the places between two known levels that can have one level only."""
    return {
        start + number: levels[0]
        for start, end in _gaps(table)
        if start and end < len(table)
        for number, levels in enumerate(_possible(table, start, end, TOP))
        if len(levels) == 1
    }


def _ascending(levels: list[int], fixed: set[int]) -> set[int]:
    """Choose the longest run of places whose levels never fall, all between the fixed ones around them."""
    kept: set[int] = set()
    borders = [-1, *sorted(fixed), len(levels)]
    for left, right in pairwise(borders):
        low = levels[left] if left >= 0 else 1
        high = levels[right] if right < len(levels) else TOP
        ends: list[int] = []
        chain: list[int] = []
        before: dict[int, int] = {}
        for place in range(left + 1, right):
            if not low <= levels[place] <= high or not levels[place]:
                continue
            at = bisect_right(ends, levels[place])
            ends[at:] = [levels[place], *ends[at + 1 :]]
            chain[at:] = [place, *chain[at + 1 :]]
            before[place] = chain[at - 1] if at else -1
        place = chain[-1] if chain else -1
        while place >= 0:
            kept.add(place)
            place = before[place]
    return kept


# --- what the order says ------------------------------------------------------------------------------------------


def _gaps(table: list[_Draft]) -> list[tuple[int, int]]:
    """List the runs of rows without a level: first place, and the place behind the last."""
    known = [-1, *(place for place, draft in enumerate(table) if draft.level), len(table)]
    return [(left + 1, right) for left, right in pairwise(known) if right > left + 1]


def _possible(table: list[_Draft], start: int, end: int, top: int) -> list[range]:
    """Give the levels that each row of a gap can have if levels never fall and none is skipped.

    At the ends of a table: if the areas begin at level 1 and end at the same top level. Where there are too few rows
    for that, everything between the neighbours is possible, at the ends everything.
    """
    size = end - start
    closed = end < len(table)
    low = table[start - 1].level if start else 0
    high = table[end].level if closed else top or TOP
    steps = size + closed
    if low <= high <= low + steps:
        return [range(max(low, high - steps + place, 1), min(high, low + place) + 1) for place in range(1, size + 1)]
    if closed and low < high:
        return [range(max(low, 1), high + 1)] * size
    return [range(1, TOP + 1)] * size


def _count(table: list[_Draft], top: int) -> None:
    """Settle the rows of every gap that can have one level only."""
    for start, end in _gaps(table):
        if start == 0 and end == len(table):
            continue  # nothing is printed in this area: its order begins and ends nowhere
        size = end - start
        first = str(table[start - 1].level) if start else "–"
        last = str(table[end].level) if end < len(table) else "–"
        before = f"level {first}" if start else "the start"
        after = f"level {last}" if end < len(table) else f"the end, where other rows have level {top}"
        for draft, levels in zip(table[start:end], _possible(table, start, end, top), strict=True):
            if len(levels) == 1 and not draft.said:
                why = f"order: {size} row{'s' * (size > 1)} between {before} and {after}"
                draft.settle(levels[0], why, "level-from-order", str(size), first, last)


def _take_nearest(tables: list[list[_Draft]], known: list[_Draft], likeness: _Likeness, top: int) -> bool:
    """Settle one row that can have few levels by the row that its rarer words are nearest to: the weakest reason."""
    for table in tables:
        for start, end in _gaps(table):
            for draft, levels in zip(table[start:end], _possible(table, start, end, top), strict=True):
                if not draft.said and 1 < len(levels) < TOP and _settle_nearest(draft, levels, known, likeness):
                    return True
    return False


def _settle_nearest(draft: _Draft, levels: range, known: list[_Draft], likeness: _Likeness) -> bool:
    ranked: list[tuple[float, _Draft]] = []
    for level in levels:
        rows = [(likeness.weighted(draft.number, other.number), other) for other in known if other.level == level]
        if not rows:
            return False
        ranked.append(max(rows, key=lambda pair: pair[0]))
    (share, nearest), (second, other) = sorted(ranked, key=lambda pair: -pair[0])[:2]
    if share < _NEARER * second or not second:
        return False
    why = (
        f"nearest: of the levels {levels[0]} to {levels[-1]} its rarer words are nearest to those of lines "
        f"{nearest.lines()}, level {nearest.level} ({share:.2f}; level {other.level}: {second:.2f})"
    )
    draft.settle(nearest.level, why, "level-nearest", nearest.lines(), str(other.level))
    return True


# --- levels of the sectoral framework -----------------------------------------------------------------------------


def _scheme(levels: list[str]) -> str:
    """Name how the sectoral levels are written: 62 «digits», 4.1 «dotted», 6 «single», or nothing."""
    if any("." in level for level in levels):
        return "dotted"
    if any(len(level) == 2 for level in levels):
        return "digits"
    return "single" if levels else ""


def _name_sublevels(tables: list[list[_Draft]], likeness: _Likeness) -> None:
    schemes = [_scheme([draft.sqf for draft in table if draft.sqf]) for table in tables]
    drafts = [draft for table in tables for draft in table]
    finer = [scheme for scheme in schemes if scheme in ("digits", "dotted")]
    for table, own in zip(tables, schemes, strict=True):
        levels = [draft.level for draft in table if draft.level]
        repeated = len(levels) > len(set(levels))
        scheme = own or (finer[0] if finer and repeated else "" if len(set(schemes) - {""}) > 1 else max(schemes))
        for place, draft in enumerate(table):
            if draft.level and not draft.sqf:
                sqf, why = _sublevel(table, place, scheme, drafts, likeness)
                if sqf:
                    draft.sqf = sqf
                    draft.reasons.append(f"sectoral level {sqf} {why}")
                    draft.code = draft.code or "sublevel-inferred"
                    draft.params = draft.params or (draft.nqf, sqf)


def _sublevel(
    table: list[_Draft], place: int, scheme: str, drafts: list[_Draft], likeness: _Likeness
) -> tuple[str, str]:
    """Name the sectoral level of a row, and say why; empty if it could be one or another."""
    draft = table[place]
    if scheme in ("", "single"):
        return (str(draft.level), "as the others are written") if scheme else ("", "")
    others = [other for other in drafts if other.sqf and _scheme([other.sqf]) == scheme]
    twin = _twin(draft, others, likeness)
    if twin and twin[0].level == draft.level and all(other.sqf != twin[0].sqf for other in table):
        return twin[0].sqf, f"as in lines {twin[0].lines()}"
    previous = table[place - 1] if place else None
    if previous and not previous.level:
        return "", ""  # the row before may have the same level or not
    number = 1
    if previous and previous.level == draft.level:
        if len(previous.sqf) < 2:
            return "", ""
        number = int(previous.sqf[-1]) + 1
    name = f"{draft.level}{'.' if scheme == 'dotted' else ''}{number}"
    taken = number > 9 or any(other.sqf == name for other in table)
    return ("", "") if taken else (name, f"by its place in level {draft.level}")


def _levels(table: list[_Draft], top: int) -> Iterator[tuple[_Draft, Level]]:
    """Give every row of a table its result; a level that was not found says which ones would fit its place."""
    for draft in table:
        why = "; ".join(draft.reasons)
        if draft.level:
            found = Level(draft.nqf, draft.sqf, why, draft.code, draft.params)
            own = draft.code in ("", "sublevel-inferred", "level-from-sublevel")
            yield draft, found if own else replace(found, params=(found.label, *draft.params))
    for start, end in _gaps(table):
        for draft, levels in zip(table[start:end], _possible(table, start, end, top), strict=True):
            fits = "–".join(dict.fromkeys((str(levels[0]), str(levels[-1]))))
            if draft.said:
                why = f"{'; '.join(draft.reasons)} ({fits})"
                yield draft, Level("", "", why, "level-contradicts", (str(draft.said), fits))
            else:
                yield draft, Level("", "", f"not told: {fits} would fit", "level-unknown", (fits,))
