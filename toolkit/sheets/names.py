"""Names and places as Excel writes them: lengths, names of sheets, letters of columns, references."""

import re
from collections.abc import Iterable

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 1."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
"""What the name of a tab may not hold; Excel would read ``_x0041_`` as an A."""


def units(text: str) -> int:
    """Count characters as Excel does: those beyond the first 65,536 of Unicode, such as emoji, count twice.

    Examples
    --------
    >>> units("ә"), units("😀")
    (1, 2)
    """
    return len(text) + sum(letter > "\uffff" for letter in text)


def shortened(text: str, limit: int) -> str:
    """Cut a text that is longer than Excel takes, with … as its last character.

    Parameters
    ----------
    text : str
        Any text.
    limit : int
        Most characters, counted as in `units`.

    Examples
    --------
    >>> shortened("Қамтылу", 7), shortened("Қамтылу үлесі", 8)
    ('Қамтылу', 'Қамтылу…')
    """
    if len(text) * 2 <= limit or units(text) <= limit:
        return text
    kept = text[: limit - 1]
    while units(kept) > limit - 1:
        kept = kept[: len(kept) - (units(kept) - limit + 2) // 2]
    return f"{kept}…"


def caseless(name: str) -> str:
    """What Excel compares names by; `lower` as well, since İ and others have a form of their own in each."""
    return name.upper().lower()


def tab_names(texts: Iterable[str]) -> tuple[str, ...]:
    """Make names of sheets of texts: at most 31 characters, none of ``[]:*?/\\``, all different whatever their case.

    Parameters
    ----------
    texts : iterable of str
        What the sheets are about, in order.

    Returns
    -------
    tuple of str
        One name a text; a good name is kept as it is. Later ones of the same name have a number.

    Examples
    --------
    >>> tab_names(["Матрица", "матрица", "Әлеуметтік қызметкер: 2-санат/деңгей"])
    ('Матрица', 'матрица 2', 'Әлеуметтік қызметкер- 2-санат-…')
    """
    taken: set[str] = {"history"}  # Excel keeps this one for itself
    names = []
    for text in texts:
        whole = _FORBIDDEN.sub("-", text).strip("'") or "-"
        name, number = shortened(whole, 31), 1
        while caseless(name) in taken:
            number += 1
            name = f"{shortened(whole, 31 - len(str(number)) - 1)} {number}"
        taken.add(caseless(name))
        names.append(name)
    return tuple(names)


def letters(column: int) -> str:
    """Give the letters of a column.

    Examples
    --------
    >>> letters(1), letters(27), letters(16384)
    ('A', 'AA', 'XFD')
    """
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def reference(sheet: str, area: Area) -> str:
    """Give a range as formulas, names, charts, lists and links write it.

    Examples
    --------
    >>> reference("Қамту", (4, 1, 9, 2)), reference("O'Neil", (1, 3, 1, 3))
    ("'Қамту'!$A$4:$B$9", "'O''Neil'!$C$1")
    """
    top, left, bottom, right = area
    first, last = f"${letters(left)}${top}", f"${letters(right)}${bottom}"
    return "'" + sheet.replace("'", "''") + "'!" + (first if first == last else f"{first}:{last}")
