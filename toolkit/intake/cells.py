"""What single cells say: text, numbers, hours with credits, marks of a matrix, lists of criteria."""

import datetime as dt
import math
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Literal

from toolkit.intake.grids import Value
from toolkit.intake.words import any_phrase, fold, phrases
from toolkit.model import Mark
from toolkit.text import collapse, visible

MarkRemark = Literal["", "several", "weight", "unknown"]


def text_of(value: Value) -> str:
    """Give a value as a person reads it, white space collapsed; a whole number without its zeros.

    Examples
    --------
    >>> text_of(3.0), text_of(" 3,5\\u00a0"), text_of(None)
    ('3', '3,5', '')
    """
    return collapse(lines_of(value))


def lines_of(value: Value) -> str:
    """Give a value as a person reads it, with its line breaks."""
    if value is None:
        return ""
    if isinstance(value, str):
        plain = value.isprintable() and "\ufe0f" not in value and unicodedata.is_normalized("NFC", value)
        return (value if plain else visible(value)).strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def number_of(value: Value) -> float | None:
    """Read a number, also one stored as text, with a decimal comma or blanks between thousands.

    Returns
    -------
    float or None
        None if it is no number, negative, or not finite.

    Examples
    --------
    >>> number_of("3,5"), number_of("2\\u00a0880"), number_of("пять")
    (3.5, 2880.0, None)
    """
    if value is None or isinstance(value, bool | dt.datetime):
        return None
    if isinstance(value, str):
        plain = re.sub(r"(?<=\d)\s(?=\d{3}(?!\d))", "", collapse(visible(value))).replace(",", ".")
        if not re.fullmatch(r"\d{1,9}(?:\.\d{1,6})?", plain, re.ASCII):
            return None
        return float(plain)
    if isinstance(value, int) and value > _LARGEST:
        return None
    return float(value) if math.isfinite(value) and 0 <= value <= _LARGEST else None


_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Amount:
    """Hours and credits that a cell states; None for what it does not state."""

    hours: float | None = None
    credits: float | None = None
    sure: bool = True
    """False where the cell does not say which of the two its number is."""


@cache
def _units() -> tuple[re.Pattern[str], re.Pattern[str]]:
    number = r"(?P<number>\d+(?:[.,]\d+)?)\s*"
    hours, credit = any_phrase("units", ["hours"]), any_phrase("units", ["credits"])
    return (
        re.compile(rf"{number}(?:(?P<hours>{hours})|(?P<credits>{credit}))?(?![^\W\d_])\.?"),
        re.compile(r"[\s/()\-\u2010-\u2015,;+|]*"),
    )


def amount_of(value: Value, role: str) -> Amount | None:
    """Read hours, credits or both from a cell.

    Parameters
    ----------
    value : str, number or None
        «72с-3к», «72 ч / 3 кр», «72/3», «3 (72)», «5 кредитов», a number.
    role : {"hours", "credits", "volume"}
        What the heading says of a number without unit. Of two numbers without units the larger one is the hours.

    Returns
    -------
    Amount or None
        None if it cannot be read.

    Examples
    --------
    >>> amount_of("72с-3к", "volume"), amount_of("3 (72)", "credits")
    (Amount(hours=72.0, credits=3.0, sure=True), Amount(hours=72.0, credits=3.0, sure=True))
    >>> amount_of("много", "hours") is None
    True
    """
    number = number_of(value)
    if number is not None:
        return _single(number, role)
    found = _numbers_with_units(text_of(value)) if isinstance(value, str) else None
    if not found or len(found) > 2:
        return None
    units = {unit: number for number, unit in found if unit}
    if len(found) == 1:
        return _single(found[0][0], role) if not units else Amount(units.get("hours"), units.get("credits"))
    if len(units) == 2:
        return Amount(units["hours"], units["credits"])
    if len(units) == 1 and sum(bool(unit) for _, unit in found) == 1:
        other = next(number for number, unit in found if not unit)
        return Amount(units.get("hours", other), units.get("credits", other))
    if units:
        return None  # two numbers of hours
    large, small = max(found)[0], min(found)[0]
    return Amount(large, small)


def _single(number: float, role: str) -> Amount:
    if role == "hours":
        return Amount(hours=number)
    if role == "credits":
        return Amount(credits=number)
    return Amount(hours=number, sure=False) if number > _MOST_CREDITS else Amount(credits=number, sure=False)


_MOST_CREDITS = 20
"""A module or discipline with more of something than this has hours, not credits, where the cell does not say."""


def _numbers_with_units(text: str) -> list[tuple[float, str]] | None:
    """Take a text apart into numbers with units; None if anything else is in it."""
    one, between = _units()
    folded, place, found = fold(text), 0, []
    while place < len(folded):
        match = one.match(folded, place)
        if match is None:
            return None
        unit = "hours" if match["hours"] else "credits" if match["credits"] else ""
        found.append((float(match["number"].replace(",", ".")), unit))
        gap = between.match(folded, match.end())
        place = gap.end() if gap else match.end()
    return found


def months_of(value: Value, *, in_months: bool) -> int | None:
    """Read a duration in months: «4 года», «3 года 10 месяцев», 22.

    Parameters
    ----------
    value : str, number or None
        A cell.
    in_months : bool
        The label says that a bare number counts months; else a number of at most 8 counts years.

    Examples
    --------
    >>> months_of("3 года 10 месяцев", in_months=False), months_of(22, in_months=True), months_of("4", in_months=False)
    (46, 22, 48)
    """
    number = number_of(value)
    if number is not None:
        return round(number if in_months or number > 8 else 12 * number)
    years, months = any_phrase("units", ["years"]), any_phrase("units", ["months"])
    pattern = rf"\s*(?:(\d+(?:[.,]\d+)?)\s*(?:{years})\b\.?)?[\s,]*(?:(\d+)\s*(?:{months})\b\.?)?\s*"
    match = re.fullmatch(pattern, fold(text_of(value)))
    if match is None or not any(match.groups()):
        return None
    return round(12 * float((match[1] or "0").replace(",", ".")) + float(match[2] or 0))


_RANK: dict[Mark, int] = {"+": 0, "I": 1, "R": 2, "M": 3}


def higher(one: Mark, other: Mark) -> Mark:
    """Give the mark that says more: M over R over I over a bare plus.

    Examples
    --------
    >>> higher("I", "M"), higher("+", "I")
    ('M', 'I')
    """
    return max(one, other, key=lambda mark: _RANK[mark])


@cache
def _signs() -> dict[str, Mark | None]:
    found: dict[str, Mark | None] = {}
    names: tuple[tuple[str, Mark | None], ...] = (
        ("introduced", "I"),
        ("reinforced", "R"),
        ("mastered", "M"),
        ("taught", "+"),
        ("nothing", None),
    )
    for name, mark in names:
        for phrase in phrases("signs", name):
            found.setdefault(fold(phrase), mark)
    return found


_BETWEEN_SIGNS = re.compile(r"\s*[,;/&|]\s*|\s+")


def mark_of(value: Value) -> tuple[Mark | None, MarkRemark]:
    """Read a cell of a matrix.

    Parameters
    ----------
    value : str, number, bool or None
        «+», «v», 1, I, R, M in Latin or Cyrillic letters, «I, R», a weight, or anything.

    Returns
    -------
    (mark, remark)
        None for no mark. The remark says what was doubtful: ``several`` levels of which the highest is taken, a
        ``weight`` taken as a plus, or ``unknown``.

    Examples
    --------
    >>> mark_of("✓"), mark_of("I/R"), mark_of(0.5), mark_of("?")
    (('+', ''), ('R', 'several'), ('+', 'weight'), (None, 'unknown'))
    """
    text = fold(text_of(value))
    if not text:
        return None, ""
    signs = _signs()
    if text in signs:
        return signs[text], ""
    number = number_of(value if not isinstance(value, str) else value.rstrip("% "))
    if number is not None:
        return ("+", "weight") if number else (None, "")
    marks = [signs.get(part, "?") for part in _BETWEEN_SIGNS.split(text) if part]
    if marks and all(mark is not None and mark != "?" for mark in marks):
        best: Mark = "+"
        for mark in marks:
            best = higher(best, mark)  # type: ignore[arg-type]  # checked in the line above
        return best, "several" if len(set(marks)) > 1 else ""
    return None, "unknown"


_ITEM = re.compile(r"(?:^|(?<=[\s.;]))(?:\d{1,2}\s*[).]|[•●▪■*–—-])\s+|(?:^|(?<=\s))\d{1,2}\)")
_ITEM_IN_FRONT = re.compile(r"\s*(?:\d{1,2}\s*[).](?!\d)|[•●▪■*–—-])\s*")


def items_of(value: Value) -> tuple[str, ...]:
    """Take a cell with several criteria apart: one a line, or numbered «1) … 2) …».

    Parameters
    ----------
    value : str, number or None
        A cell. A line that begins with a small letter continues the one above.

    Examples
    --------
    >>> items_of("1) Деректерді енгізеді; 2) Қатені табады.")
    ('Деректерді енгізеді;', 'Қатені табады.')
    """
    items: list[str] = []
    for line in filter(str.strip, lines_of(value).split("\n")):
        numbered = _ITEM_IN_FRONT.match(line)
        if items and not numbered and line.strip()[0].islower():
            items[-1] = f"{items[-1]} {collapse(line)}"
        else:
            items += _numbered_items(line) if numbered else [collapse(line)]
    return tuple(filter(None, items))


def _numbered_items(line: str) -> list[str]:
    """Take a line apart at the numbers 1, 2, 3 … or at its bullets."""
    starts = list(_ITEM.finditer(line))
    numbers = [re.sub(r"\D", "", match.group()) for match in starts]
    if len(starts) > 1 and numbers == [str(number) for number in range(int(numbers[0] or 1), len(numbers) + 1)]:
        ends = [match.start() for match in starts[1:]] + [len(line)]
        return [collapse(line[match.end() : end]) for match, end in zip(starts, ends, strict=True)]
    return [collapse(_ITEM_IN_FRONT.sub("", line, count=1))]
