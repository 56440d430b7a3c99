"""Numbers that a page or a document prints in front of list items without having them in its text."""

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
"""The letters that Word counts with in Russian lists: without ё, й, ъ, ы, ь."""

STYLES = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}
"""How web pages name the styles."""


def ordinal(number: int, style: str) -> str:
    """Write the number of a list item in a style of Word; empty for bullets and styles without numbers.

    Examples
    --------
    >>> ordinal(4, "decimal"), ordinal(4, "lowerRoman"), ordinal(28, "lowerLetter"), ordinal(2, "russianLower")
    ('4', 'iv', 'bb', 'б')
    >>> ordinal(1, "bullet")
    ''
    """
    if style in ("bullet", "none"):
        return ""
    plain = str(number)
    if style == "decimalZero":
        return plain.zfill(2)
    if not 1 <= number <= 3999:
        return plain
    if style.endswith("Roman"):
        written = _roman(number)
    elif style.endswith("Letter"):
        written = _letters(number, _LATIN)
    elif style.startswith("russian"):
        written = _letters(number, _RUSSIAN)
    else:
        return plain
    return written.upper() if "upper" in style.lower() else written


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written + _ROMAN_ONES[number]


def _letters(number: int, alphabet: str) -> str:
    """Count as Word does: a, b, … z, aa, bb, … zz, aaa."""
    times, place = divmod(number - 1, len(alphabet))
    return alphabet[place] * (times + 1)
