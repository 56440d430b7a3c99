"""Colours and widths shared by workbook and charts, as data; every colour has a word or a number beside it."""

from toolkit.model import Grade, State, Step
from toolkit.sheets import Pattern

FONT = "Arial"
"""Has all Kazakh letters on Windows and macOS; on Linux Liberation Sans takes its place with the same widths."""

INK = "1F2933"
PALE = "F2F5F8"
HEAD = "1F4E79"
RULE = "BCC7D1"

GRADE_FILL: dict[Grade, str] = {"good": "7BC8B8", "fair": "F7DD8B", "poor": "F09A86", "nothing": "E9ECF0"}
STATE_FILL: dict[State, str] = {
    "full": "7BC8B8",
    "partial": "F7DD8B",
    "suspect": "D9C8E8",
    "unsure": "D9C8E8",
    "none": "F09A86",
    "undecided": "E9ECF0",
    "na": "FFFFFF",
}
STATE_PATTERN: dict[State, Pattern] = {
    "full": "",
    "partial": "stripes",
    "suspect": "grid",
    "unsure": "dots",
    "undecided": "",
    "none": "backstripes",
    "na": "",
}
"""Patterns over the colours of states in charts of a workbook; the three without one are dark, pale and white in grey."""

STATE_SIGN: dict[State, str] = {
    "full": "●",
    "partial": "◐",
    "suspect": "⚠",
    "unsure": "?",
    "undecided": "·",
    "none": "○",
    "na": "–",
}
STEP_FILL: dict[Step, str] = {"declared": "BFD7EA", "taught": "6BA3CF", "assessed": "1F5F99"}
PRIORITY_FILL: dict[str, str] = {"high": "F09A86", "medium": "F7DD8B", "low": "E9ECF0"}
SEVERITY_FILL: dict[str, str] = {"evidence": "F09A86", "warning": "F7DD8B", "note": "E9ECF0"}
SEVERITY_SIGN: dict[str, str] = {"evidence": "‼", "warning": "!", "note": "i"}

HEAT_LOW, HEAT_HIGH = "C3DBF0", "5B9BD0"
"""Ends of the scale for counts: one hue from light to middle, so that it reads in grey and for the colour-blind."""

BLANK_FILL, ZERO_FILL, NA_FILL = PALE, "DDE2E8", "FFFFFF"
"""Grounds of three things that are not one: nobody has looked; looked at and nothing found; does not apply."""

ALARM = "A61C12"
"""Letters of a warning on white: dark enough to be read, red, and never without a sign and words."""


def ink_on(fill: str) -> str:
    """Give black-ish or white, whichever reads better on a fill (WCAG 2.1 relative luminance).

    Parameters
    ----------
    fill : str
        Six hexadecimal digits, such as ``1F4E79``.

    Examples
    --------
    >>> ink_on("1F4E79"), ink_on("F7DD8B")
    ('FFFFFF', '1F2933')
    """
    return INK if contrast(fill, INK) >= contrast(fill, "FFFFFF") else "FFFFFF"


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours, 1 to 21 (WCAG 2.1)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(fill: str) -> float:
    channels = [int(fill[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
