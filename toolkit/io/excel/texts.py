"""Texts as they may stand in the XML of a workbook."""

import re

from toolkit.sheets import shortened

LONGEST = 32767
"""Excel keeps at most so many characters in a cell."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_JOINED = re.compile(rb"(_x005F_x[0-9A-Fa-f]{4})_(?=x[0-9A-Fa-f]{4}_)")


def clean(text: str, limit: int = LONGEST) -> str:
    """Show letters that no workbook may hold as �, end lines with LF, keep to the longest text Excel takes.

    Examples
    --------
    >>> clean("a\\x00b\\r\\nc")
    'a�b\\nc'
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return shortened(_CONTROL.sub("\ufffd", text), limit)


def printed(text: str, limit: int) -> str:
    """Give a text for headers and footers, where & begins a code; one line, cut so that its codes stay whole.

    Examples
    --------
    >>> printed("R&D\\n2026", 255)
    'R&&D 2026'
    """
    line = shortened(" ".join(clean(text).split()), limit)
    while len((made := line.replace("&", "&&")).encode("utf-16-le")) > limit * 2:
        line = line[:-1]
    return made


def string_item(text: str) -> str:
    """Give the XML of one shared string: literal, whatever it holds.

    Excel reads ``_x0041_`` as the letter A; the underscore before such a code is a code itself (ECMA-376, part 1,
    22.9.2.19 ST_Xstring).

    Examples
    --------
    >>> string_item("<r>_x0041_x0042_")
    '<si><t>&lt;r&gt;_x005F_x0041_x005F_x0042_</t></si>'
    """
    kept = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
    text = _ESCAPE.sub("_x005F_", text) if "_x" in text else text
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<si><t{kept}>{text}</t></si>"


def joined_escapes(xml: bytes) -> bytes:
    """Complete what XlsxWriter leaves: in ``_x0041_x0042_`` it sees the first of two codes that share an underscore.

    Examples
    --------
    >>> joined_escapes(b"<t>_x005F_x0041_x0042_</t>")
    b'<t>_x005F_x0041_x005F_x0042_</t>'
    """
    return _JOINED.sub(rb"\1_x005F_", xml) if b"_x005F_" in xml else xml
