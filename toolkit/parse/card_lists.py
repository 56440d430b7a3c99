"""How the items of a list in a card are numbered: which number begins an item, and which is part of a sentence."""

import re
from dataclasses import dataclass

from toolkit.model import Item
from toolkit.parse.items import Piece, split_items, strip_bullet

FIRST_ITEM = re.compile(r"\(?1\s*[.)](?!\d)")
"""The number that begins a list."""

BARE_NUMBER = re.compile(r"\(?(?P<number>\d{1,3})\s*(?P<mark>[.)]?)")
"""A number that stands alone, in a cell or line of its own: its item comes next."""

_NESTED = re.compile(r"(?P<head>\d{1,2}(?:\.\d{1,2}){0,2}\.)(?P<last>\d{1,2})[.)]?\s+(?=[^\W\d_]|[«\"“(])")
_PLAIN = re.compile(r"(?P<number>\d{1,3})\s*(?P<mark>[.)])(?!\d)")
_BRACKETED = re.compile(r"\((?P<number>\d{1,3})\)\s*(?=\S)")
_DASHED = re.compile(r"(?P<number>\d{1,3})\s*[-–—]\s*(?=[^\W\d_]{2})")
_ROMAN = re.compile(r"(?P<number>[IVXІХ]{1,5})\s*[.)]\s*(?=[^\W\d_])")
_LETTERED = re.compile(r"[^\W\d_]\s*\)")
_DOUBLED = re.compile(r"(?P<number>\d{1,3})\s*[.)]\s+(?=\S)")
_SKIPPED = 5
"""By how much a number behind a semicolon may be ahead and still be the number of an item."""
_ROMANS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_CYRILLIC_ROMAN = str.maketrans("ІХ", "IX")


@dataclass(frozen=True, slots=True)
class Split:
    """The items of a paragraph and the mark of their numbers: ``.``, ``)``, ``()``, ``-``, ``I``, ``1.1`` or nothing."""

    pieces: tuple[Piece, ...]
    mark: str


def last_number(item: Item | None) -> int:
    """Give the number that is printed before an item, else its place; 0 if there is no item."""
    if item is None:
        return 0
    printed = item.printed_number.rsplit(".", 1)[-1]
    return int(printed) if printed.isdigit() else item.number


def split_list(text: str, expected: int, mark: str, last: str, *, any_start: bool) -> Split:
    """Split a paragraph of a list into items, however they are numbered.

    Parameters
    ----------
    text : str
        The paragraph.
    expected : int
        The number that comes next.
    mark : str
        The mark behind the numbers so far; empty if none was printed.
    last : str
        Text of the item before.
    any_start : bool
        Whether any number at the start begins an item (see `split_items`).

    Examples
    --------
    >>> split_list("(1) Бір (2) Екі", 1, "", "", any_start=True)
    Split(pieces=(Piece(number='1', text='Бір'), Piece(number='2', text='Екі')), mark='()')
    >>> split_list("2) Екі", 2, ".", "Бір", any_start=True).mark  # the mark may change where the number fits
    ')'
    """
    if mark in {"", "1.1"} and (nested := _NESTED.match(text)):
        return Split(_nested(text, nested), "1.1")
    if mark in {"", "()"} and (found := _BRACKETED.match(text)) and int(found["number"]) == expected:
        return Split(_bracketed(text, found), "()")
    if mark in {"", "-"} and (found := _DASHED.match(text)) and _fits(text, found, expected):
        return Split((Piece(found["number"], text[found.end() :]),), "-")
    if mark in {"", "I"} and (found := _ROMAN.match(text)) and _roman(found["number"]) == expected:
        return Split((Piece(str(expected), text[found.end() :]),), "I")
    plain = _PLAIN.match(text)
    if plain and mark in {".", ")"} and plain["mark"] != mark and int(plain["number"]) == expected:
        mark = mark if is_sub_item(text, mark, last) else plain["mark"]
    pieces = split_items(text, expected, mark, any_start=any_start)
    parts = tuple(part for piece in pieces for part in _split_small(piece, text))
    if not mark and parts and parts[0].number and plain:
        mark = plain["mark"]
    elif not mark:
        mark = _inner_mark(parts, text)
    return Split(parts, mark)


def _inner_mark(parts: tuple[Piece, ...], text: str) -> str:
    number = next((part.number for part in parts if part.number), "")
    found = re.search(rf"(?<!\d){number}\s*(?P<mark>[.)])", text) if number else None
    return found["mark"] if found else ""


def _fits(text: str, found: re.Match[str], expected: int) -> bool:
    return int(found["number"]) == expected and text[found.end()].isupper()


def _roman(letters: str) -> int:
    plain = letters.translate(_CYRILLIC_ROMAN)
    return _ROMANS.index(plain) if plain in _ROMANS else 0


def _nested(text: str, nested: re.Match[str]) -> tuple[Piece, ...]:
    parts, head, last, start = [], nested["head"], int(nested["last"]), nested.end()
    while later := re.compile(rf"{re.escape(head)}{last + 1}[.)]?\s+(?=\S)").search(text, start):
        parts.append(Piece(f"{head}{last}", text[start : later.start()].strip()))
        last, start = last + 1, later.end()
    return (*parts, Piece(f"{head}{last}", text[start:].strip()))


def _bracketed(text: str, found: re.Match[str]) -> tuple[Piece, ...]:
    parts, number, start = [], int(found["number"]), found.end()
    while later := re.compile(rf"\({number + 1}\)\s*(?=\S)").search(text, start):
        parts.append(Piece(str(number), text[start : later.start()].strip()))
        number, start = number + 1, later.end()
    return (*parts, Piece(str(number), text[start:].strip()))


def is_sub_item(text: str, mark: str, last: str) -> bool:
    """Say whether a paragraph goes on with a list inside the item before: «а) …», or «2) …» where «1) …» is in it.

    Examples
    --------
    >>> is_sub_item("ә) екі", ".", "Талап: а) бір;"), is_sub_item("2) Екі", ".", "Бір")
    (True, False)
    """
    if not mark:
        return False
    if _LETTERED.match(text) and text[0].islower():
        return True
    plain = _PLAIN.match(text)
    if plain is None or plain["mark"] == mark:
        return False
    before = int(plain["number"]) - 1
    if not before:
        return last.endswith(":")
    return re.search(rf"(?<!\d){before}\s*{re.escape(plain['mark'])}", last) is not None


def without_double(piece: Piece) -> tuple[Piece, bool]:
    """Remove a number that is printed twice, and say whether it was: «5. 5. Бір».

    Examples
    --------
    >>> without_double(Piece("5", "5. Бір"))
    (Piece(number='5', text='Бір'), True)
    """
    found = _DOUBLED.match(piece.text) if piece.number else None
    if found is None or found["number"] != piece.number:
        return piece, False
    return Piece(piece.number, piece.text[found.end() :]), True


def holds_number(piece: Piece, mark: str) -> bool:
    """Say whether the number of the next item seems to stand inside an item.

    Examples
    --------
    >>> holds_number(Piece("1", "Заң 2. екі"), "."), holds_number(Piece("1", "Заңның 2-бабы"), ".")
    (True, False)
    """
    if mark not in {".", ")"} or not piece.number.isdigit():
        return False
    pattern = rf"(?<![\d.№–—-])(?<!№ )\b{int(piece.number) + 1}\s*{re.escape(mark)}\s*(?=[^\W\d_])"
    return re.search(pattern, piece.text) is not None


def _split_small(piece: Piece, text: str) -> tuple[Piece, ...]:
    """Split glued items that skip a number: «1) лить; 3) сушить», and glued bullets: «– лить; – сушить»."""
    if piece.number:
        mark = r"\." if re.search(rf"(?<!\d){piece.number}\s*\.", text) else r"\)"
        for found in re.finditer(rf";\s*(?P<number>\d{{1,2}})\s*{mark}\s*(?=[^\W\d_])", piece.text):
            if int(piece.number) < int(found["number"]) <= int(piece.number) + _SKIPPED:
                rest = Piece(found["number"], piece.text[found.end() :])
                return (Piece(piece.number, piece.text[: found.start() + 1]), *_split_small(rest, text))
        return (piece,)
    plain = strip_bullet(piece.text)
    bullet = piece.text[0]
    if plain == piece.text:
        return (piece,)
    parts = re.split(rf"(?<=[;.])\s*{re.escape(bullet)}\s+", plain)
    return (piece,) if len(parts) == 1 else tuple(Piece("", f"{bullet} {part}") for part in parts)
