"""Colours and widths shared by workbook and charts, as data; every colour has a word or a number beside it."""

from typing import Literal

from toolkit.settings import Settings

FONT = "Arial"
"""Has all Kazakh letters on Windows and macOS; on Linux Liberation Sans takes its place with the same widths."""

INK = "1F2933"
PALE = "F2F5F8"
HEAD = "1F4E79"
RULE = "BCC7D1"

Grade = Literal["good", "fair", "poor", "nothing"]
GRADE_FILL: dict[Grade, str] = {"good": "A6DBCB", "fair": "F7DD8B", "poor": "F0A899", "nothing": "E6E9ED"}
STATE_FILL: dict[str, str] = {
    "full": "A6DBCB",
    "partial": "F7DD8B",
    "none": "F0A899",
    "undecided": "E6E9ED",
    "na": "FFFFFF",
}
PRIORITY_FILL: dict[str, str] = {"high": "F0A899", "medium": "F7DD8B", "low": "E6E9ED"}
SEVERITY_FILL: dict[str, str] = {"evidence": "F0A899", "warning": "F7DD8B", "note": "E6E9ED"}
SEVERITY_SIGN: dict[str, str] = {"evidence": "‼", "warning": "!", "note": "i"}

HEAT_LOW, HEAT_HIGH = "D3E4F3", "5B9BD0"
"""Ends of the scale for counts: one hue from light to middle, so that it reads in grey and for the colour-blind."""


def grade(share: float | None, settings: Settings) -> Grade:
    """Give the grade of a share of coverage.

    Parameters
    ----------
    share : share or None
        0 to 1; None where nothing applies.
    settings : Settings
        The thresholds.

    Examples
    --------
    >>> grade(0.8, Settings()), grade(0.79, Settings()), grade(0.0, Settings()), grade(None, Settings())
    ('good', 'fair', 'poor', 'nothing')
    """
    if share is None:
        return "nothing"
    if share == 0:
        return "poor"
    if share >= settings.good:
        return "good"
    return "fair" if share >= settings.fair else "poor"


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
