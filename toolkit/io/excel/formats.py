"""How each role looks, as properties of XlsxWriter."""

from typing import Any

from xlsxwriter import Workbook as Book
from xlsxwriter.format import Format

from toolkit.sheets import ROLES, Role
from toolkit.style import FONT, GRADE_FILL, HEAD, INK, PALE, RULE, ink_on

BODY: dict[str, Any] = {"font_name": FONT, "font_size": 10, "font_family": 2, "font_scheme": ""}
"""The font of the workbook; the widths of columns are measured in its digits."""

_LINK = "0B5394"
_PAPER = "FFFDF0"
"""Where people write."""

_NUMBERS: dict[Role, int | str] = {
    "share": 9,  # 0%
    "decimal": 2,  # 0.00
    "count": 1,  # 0
    "heat": 1,
    "code": 49,  # text
    "mark": 49,
    "date": r"dd\.mm\.yyyy",
}
"""Number formats; the numbers are those that every Excel has built in."""


class Formats:
    """The formats of a workbook: one a role, in the order of `ROLES`, and one for links of a role when asked for.

    XlsxWriter joins formats that look alike, so that «count» and «heat» would be one style; given their numbers they stay
    apart.

    Parameters
    ----------
    book : Book
        The workbook they are for.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self.roles: dict[Role, Format] = {}
        self.links: dict[Role, Format] = {}
        for number, role in enumerate(ROLES, start=1):
            self.roles[role] = book.add_format({**properties(role), "xf_index": number})

    def link(self, role: Role) -> Format:
        """Give the format of a link in a cell of some role."""
        if role not in self.links:
            number = 1 + len(ROLES) + len(self.links)
            colour = INK if role == "head" else _LINK
            ink = {"font_color": f"#{ink_on(HEAD) if role in ('head', 'block') else colour}", "underline": 1}
            self.links[role] = self._book.add_format({**properties(role), **ink, "xf_index": number})
        return self.links[role]


def properties(role: Role) -> dict[str, Any]:
    """Give how a role looks.

    Parameters
    ----------
    role : Role
        What the cell is for.

    Returns
    -------
    dict
        Properties as `xlsxwriter.Workbook.add_format` takes them.
    """
    look: dict[str, Any] = {**BODY, "font_color": f"#{INK}", "valign": "top", "text_wrap": True}
    if role not in ("title", "subtitle", "block", "note", "blank"):
        look |= {"border": 1, "border_color": f"#{RULE}"}
    if role in ("title", "subtitle"):
        look |= {
            "font_size": 15 if role == "title" else 12,
            "bold": True,
            "font_color": f"#{HEAD}",
            "valign": "vcenter",
        }
    elif role in ("head", "block"):
        look |= {"font_size": 11 if role == "block" else 10, "bold": True, "font_color": f"#{ink_on(HEAD)}"}
        look |= {"bg_color": f"#{HEAD}", "valign": "vcenter", "align": "left" if role == "block" else "center"}
    elif role == "label":
        look |= {"bold": True}
    elif role == "note":
        look |= {"italic": True}
    elif role in ("input", "mark"):
        look |= {"locked": False}
    if fill := fill_of(role):
        look |= {"bg_color": f"#{fill}"}
    if role in ("count", "heat", "mark", "share", "decimal", "date"):
        look |= {"text_wrap": False, "align": "center"}
    return look | ({"num_format": _NUMBERS[role]} if role in _NUMBERS else {})


def fill_of(role: Role) -> str:
    """Give the colour behind a role, six hexadecimal digits; empty for none."""
    if role in ("good", "fair", "poor", "nothing"):
        return GRADE_FILL[role]
    return {"head": HEAD, "block": HEAD, "label": PALE, "input": _PAPER, "mark": _PAPER}.get(role, "")
