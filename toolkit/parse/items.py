"""Numbered lists as they are printed: numbers in front, glued together, doubled, or missing."""

import re
from dataclasses import dataclass

from toolkit.text import collapse

_NUMBER = re.compile(r"(?P<number>\d{1,3})\s*(?P<mark>[.)])(?!\d)\s*")
_SHORT_NUMBER = re.compile(r"(?<!\d)\d{1,2}\.$")
_HOLDS_NUMBER = "№-–—/"
_REFERENCE = re.compile(r"(?<![\w.])(ст|п|пп|гл|ч|абз)\.$", re.IGNORECASE)
_BULLET = re.compile(r"^(?:[•◄▪●○◦■□►‣⁃∙\uf0b7\uf0a7\uf0d8·]\s*|[-–—*o]\s+|[-–—*](?=[^\W\d_]))")
"""A dash or an asterisk may touch its item; the letter o, which is the bullet of some word processors, may not."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a paragraph of a list: the number printed before it (empty if none) and its text."""

    number: str
    text: str


def split_items(text: str, expected: int = 1, mark: str = "", *, any_start: bool = True) -> tuple[Piece, ...]:
    """Split a paragraph of a numbered list into its items.

    A number starts an item if it is the next one of the list, has the same mark behind it («1.» or «1)») as the items
    before, is no part of a longer number or reference, and stands before a capital letter, a quotation mark or a
    number; before a small letter if the text in front ends in ``;``, ``.`` or ``,``, if the item in front begins small
    too, or if the number after it follows as well. So «2010 жылғы», «№ 728 қаулысы.», «266-49) тармақшасына», «ст. 2. Закона» stay inside their statement.

    Parameters
    ----------
    text : str
        The paragraph, or what follows a label in it.
    expected : int
        The number that the next item should have.
    mark : {"", ".", ")"}
        The mark behind the numbers of this list, if it is known.
    any_start : bool
        Whether a number at the start of the paragraph begins an item also if it is not the expected one.

    Returns
    -------
    tuple of Piece
        In order; the first has an empty number if the paragraph does not begin with one. Empty for a blank text.

    Examples
    --------
    >>> [piece.number for piece in split_items("1. Қабылдау.2. 2010 жылғы № 728 қаулысы. 3. Тіркеу")]
    ['1', '2', '3']
    >>> split_items("Ережелер", expected=4)
    (Piece(number='', text='Ережелер'),)
    """
    text = collapse(text)
    if not text:
        return ()
    first = _NUMBER.match(text)
    if first is None or (mark and first["mark"] != mark) or not (any_start or int(first["number"]) == expected):
        head, start, next_number = "", 0, expected
    else:
        head, start, next_number, mark = first["number"], first.end(), int(first["number"]) + 1, first["mark"]
    pieces: list[Piece] = []
    while mark and (found := _next_number(text, start, next_number, mark)):
        pieces.append(Piece(head, text[start : found.start()].strip()))
        head, start, next_number = found["number"], found.end(), next_number + 1
    pieces.append(Piece(head, text[start:].strip()))
    return tuple(piece for piece in pieces if piece.number or piece.text)


def _next_number(text: str, start: int, number: int, mark: str) -> re.Match[str] | None:
    pattern = re.compile(rf"(?P<number>{number})\s*{re.escape(mark)}(?!\d)\s*")
    for found in pattern.finditer(text, start):
        before, after = text[start : found.start()], text[found.end() :]
        if _ends_item(before) and (_begins_item(after) or _begins_small(before, after, number + 1, mark)):
            return found
    return None


def _begins_small(before: str, after: str, following: int, mark: str) -> bool:
    if not after[:1].isalpha():
        return False
    if before.rstrip()[-1] in ";.," or before[:1].islower():
        return True
    later = re.search(rf"{following}\s*{re.escape(mark)}(?!\d)\s*", after)
    return later is not None and _ends_item(after[: later.start()]) and _begins_item(after[later.end() :])


def _ends_item(before: str) -> bool:
    trimmed = before.rstrip()
    if not trimmed or trimmed[-1] in _HOLDS_NUMBER or _REFERENCE.search(trimmed):
        return False
    if trimmed[-1] == "," and trimmed[-2:-1].isdigit():
        return False  # «1, 2. баптары» is a reference
    if trimmed == before and _SHORT_NUMBER.search(before):
        return False  # «1.2.» is one number with two parts; «2021.2.» is a year, a full stop and the next item
    return not trimmed[-1].isdigit()


def _begins_item(after: str) -> bool:
    return bool(after) and (after[0].isupper() or after[0].isdigit() or after[0] in '«"“(№')


def strip_bullet(text: str) -> str:
    """Remove a dash or bullet in front of an item of a list without numbers.

    Examples
    --------
    >>> strip_bullet("- Эмпатия")
    'Эмпатия'
    """
    return _BULLET.sub("", text)
