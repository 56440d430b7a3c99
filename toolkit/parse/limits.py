"""How much of a file is read at most.

The largest document known to us, six standards in one order, has 0.2 million characters in 3,000 paragraphs; the longest
paragraph of any has 5,000. The limits leave room for ten to fifteen times as much and keep a hostile file from taking the
computer's memory or an hour of its time.
"""

from toolkit.errors import InputError

MAX_BYTES = 60_000_000
"""Of any file; a .docx with pictures can be large."""

MAX_CHARACTERS = 3_000_000
"""Of text that a person would read in the file."""

MAX_PARAGRAPHS = 50_000
"""Paragraphs, lines counted apart where they are breaks inside a paragraph."""

MAX_PARAGRAPH = 50_000
"""Characters of one paragraph."""

MAX_TAGS = 1_000_000
"""Tags of a web page, elements of a part of a .docx."""

MAX_COLUMNS = 100
"""Columns of a table."""

MAX_PART = 60_000_000
"""Bytes of a part of a .docx, unpacked."""

MAX_RATIO = 200
"""How many times larger than packed a part of a .docx may be; documents of Word come to 10 to 40."""

MAX_ENTRIES = 10_000
"""Files in a .docx."""


def check_bytes(data: bytes) -> None:
    """Refuse a file that is empty or too large.

    Raises
    ------
    InputError
        Says which of the two, and what to do.
    """
    if not data:
        raise InputError("the file is empty; save the document again and check that its text is in the file")
    if len(data) > MAX_BYTES:
        raise InputError(
            f"the file has {len(data) / 1e6:.1f} MB and at most {MAX_BYTES / 1e6:.0f} are read; "
            "save only the standard itself, without pictures"
        )


def check_amount(characters: int, paragraphs: int = 0) -> None:
    """Refuse more text than a collection of standards can have.

    Raises
    ------
    InputError
        Says how much it is, and what to do.
    """
    if characters > MAX_CHARACTERS:
        raise InputError(
            f"the document has more than {MAX_CHARACTERS / 1e6:.0f} million characters; "
            "no standard is that long: save each act in a file of its own"
        )
    if paragraphs > MAX_PARAGRAPHS:
        raise InputError(
            f"the document has more than {MAX_PARAGRAPHS:,} paragraphs; "
            "no standard has so many: save each act in a file of its own"
        )


def check_paragraph(text: str, line: int) -> None:
    """Refuse a paragraph that is longer than any act's.

    Raises
    ------
    InputError
        Names the line, and what to do.
    """
    if len(text) > MAX_PARAGRAPH:
        raise InputError(
            f"line {line} has more than {MAX_PARAGRAPH:,} characters; "
            "the line breaks were lost: copy the text again, or save the page as .html or .docx"
        )
