"""Codes of programmes: what kind of institution gives them and the level of qualification that they imply.

A university's programme is `6B11499`: level 6, B for bachelor, the training direction 114, two digits of the university.
A college has a speciality of eight digits, `04119900`, and qualifications such as `4S04119901`: level 4, S for mid-level
specialist. Sources: classifier of training directions (order 569 of 13 October 2018, V1800017565); classifier of college
specialities and qualifications (order 500 of 27 September 2018).
"""

import re
from dataclasses import dataclass
from typing import Literal

from toolkit.model import Institution, Programme
from toolkit.text import collapse

CodeKind = Literal[
    "bachelor", "master", "residency", "doctorate", "speciality", "worker", "specialist", "applied-bachelor"
]

_FORMS: tuple[tuple[str, CodeKind, Institution, str], ...] = (
    (r"6B\d{5}", "bachelor", "university", "6"),
    (r"7M\d{5}", "master", "university", "7"),
    (r"7R\d{5}", "residency", "university", "7"),
    (r"8D\d{5}", "doctorate", "university", "8"),
    (r"\d{8}", "speciality", "college", ""),
    (r"3W\d{8}", "worker", "college", "3"),
    (r"4S\d{8}", "specialist", "college", "4"),
    (r"5AB\d{8}", "applied-bachelor", "college", "5"),
)
"""Pattern, kind, institution, level implied; a speciality implies no level, its qualifications do."""

_LETTERS = str.maketrans({"В": "B", "М": "M", "А": "A", "Ѕ": "S", "Ԝ": "W"})
"""Cyrillic letters typed for the Latin ones of a code."""


@dataclass(frozen=True, slots=True)
class ProgrammeCode:
    """A code that has one of the known forms."""

    code: str
    kind: CodeKind
    institution: Institution
    level: str
    """Level of the frameworks that the code implies, empty if none."""


def tidy_code(text: str) -> str:
    """Write a code as the classifiers do: capital Latin letters, no blanks.

    Examples
    --------
    >>> tidy_code(" 6В 11499")  # a Cyrillic В
    '6B11499'
    """
    return collapse(text).replace(" ", "").upper().translate(_LETTERS)


def programme_code(text: str) -> ProgrammeCode | None:
    """Recognise the code of a programme, speciality or qualification.

    Parameters
    ----------
    text : str
        A code as written; blanks and Cyrillic look-alikes do not matter.

    Returns
    -------
    ProgrammeCode or None
        None if it has none of the known forms.

    Examples
    --------
    >>> programme_code("4S04119901").level
    '4'
    >>> programme_code("5B011300") is None  # a code of before 2019
    True
    """
    code = tidy_code(text)
    for pattern, kind, institution, level in _FORMS:
        if re.fullmatch(pattern, code):
            return ProgrammeCode(code, kind, institution, level)
    return None


def implied_level(programme: Programme) -> str:
    """Give the level that the codes of a programme imply: by its qualification, else by its own code; empty if none.

    Examples
    --------
    >>> from toolkit.model import Names
    >>> none = Names()
    >>> implied_level(Programme("p", "college", "04119900", "4S04119901", none, none, none, "", "", 0, 0, 0, 2026, ""))
    '4'
    """
    for text in (programme.qualification_code, programme.code):
        found = programme_code(text)
        if found and found.level:
            return found.level
    return ""
