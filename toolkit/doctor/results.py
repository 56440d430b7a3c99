"""The result of a check, and how it is told: what was found, and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from toolkit.errors import Issue
from toolkit.labels import load, word
from toolkit.labels.messages import error_text, issue_text
from toolkit.model import Lang

CheckState = Literal["ok", "note", "problem"]
CHECK_STATES: tuple[CheckState, ...] = ("ok", "note", "problem")
"""Nothing to do; worth knowing; something will not work."""

_SIGNS: dict[CheckState, str] = {"ok": "✓", "note": "·", "problem": "!"}

Detail = str | Issue | Exception


@dataclass(frozen=True, slots=True)
class Check:
    """What one check found.

    Parameters
    ----------
    key : str
        Its name; the phrases ``doctor-<key>`` and, unless all is well, ``doctor-<key>-do`` say it.
    state : {"ok", "note", "problem"}
        How it stands.
    blanks : tuple of (str, str)
        What fills the blanks of the phrases.
    details : tuple of str, Issue or Exception
        What it is about, one a line.
    """

    key: str
    state: CheckState = "ok"
    blanks: tuple[tuple[str, str], ...] = ()
    details: tuple[Detail, ...] = ()

    def found(self, lang: Lang) -> str:
        """Say what was found."""
        return word(f"doctor-{self.key}", lang, **dict(self.blanks))

    def advice(self, lang: Lang) -> str:
        """Say what to do; empty if there is nothing to do."""
        return "" if self.state == "ok" else word(f"doctor-{self.key}-do", lang, **dict(self.blanks))


def check(key: str, state: CheckState = "ok", details: Iterable[Detail] = (), **blanks: object) -> Check:
    """Make the result of a check, its blanks as texts."""
    return Check(key, state, tuple((name, str(value)) for name, value in blanks.items()), tuple(details))


def lines_of(checks: Iterable[Check], lang: Lang) -> list[str]:
    """Tell checks as lines of text, the last one with how many problems and notes there are.

    Examples
    --------
    >>> lines_of([check("kernel")], "en")
    ['✓ Notebooks: the kernel is there.', 'Problems: 0, notes: 0.']
    """
    found = list(checks)
    many = load("doctor")["many"]
    lines: list[str] = []
    for one in found:
        state = "" if one.state == "ok" else f"{word(f'doctor-state-{one.state}', lang)}: "
        lines.append(f"{_SIGNS[one.state]} {state}{one.found(lang)}")
        details = [_detail(item, lang).replace("\n", "\n    ") for item in one.details]
        lines += [f"    {text}" for text in details[:many]]
        if len(details) > many:
            lines.append(f"    {word('doctor-more', lang, n=len(details) - many)}")
        if advice := one.advice(lang):
            lines.append(f"    → {advice}")
    counts = {state: sum(one.state == state for one in found) for state in CHECK_STATES}
    return [*lines, word("doctor-sum", lang, problems=counts["problem"], notes=counts["note"])]


def records_of(checks: Iterable[Check], lang: Lang) -> list[dict[str, object]]:
    """Tell checks as records for programs: check, state, found, details, advice.

    Examples
    --------
    >>> records_of([check("kernel")], "en")[0]["state"]
    'ok'
    """
    return [
        {
            "check": one.key,
            "state": one.state,
            "found": one.found(lang),
            "details": [_detail(item, lang) for item in one.details],
            "advice": one.advice(lang),
        }
        for one in checks
    ]


def status_of(checks: Iterable[Check]) -> int:
    """Give the exit status: 1 if there is a problem, else 0; notes are none."""
    return int(any(one.state == "problem" for one in checks))


def _detail(item: Detail, lang: Lang) -> str:
    if isinstance(item, Issue):
        return issue_text(item, lang)
    if isinstance(item, Exception):
        return error_text(item, lang) or type(item).__name__
    return item
