"""How many lines a text takes in a column, estimated."""

import math
from functools import lru_cache


def wrapped_lines(text: str, width: float, *, large: bool = False) -> int:
    """Estimate how many lines a text takes in a column.

    Parameters
    ----------
    text : str
        The text; its own line breaks count.
    width : characters
        Width of the column in Excel's measure, the digits of its default font; letters of 10-point Arial are narrower.
    large : bool
        The text stands in a larger or bold type.

    Examples
    --------
    >>> wrapped_lines("бір екі үш", 40), wrapped_lines("сөз " * 30, 20)
    (1, 6)
    """
    room = max(width * (0.95 if large else 1.1) - 1 - 0.1 * max(width - 60, 0), 4)
    if len(text) <= room and "\n" not in text:
        return 1
    return _wrapped(text, room)


@lru_cache(maxsize=4096)
def _wrapped(text: str, room: float) -> int:
    return sum(_lines_of(line, room) for line in text.split("\n"))


def _lines_of(line: str, room: float) -> int:
    lines, used = 1, 0.0
    for word in line.split():
        size = len(word)
        if used and used + 1 + size > room:
            lines, used = lines + 1, 0.0
        if size > room:
            lines += math.ceil(size / room) - 1
            size = int(size % room)
        used += size + (1 if used else 0)
    return lines
