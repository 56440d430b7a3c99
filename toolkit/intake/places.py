"""Where in the workbook the thing stands that a warning about the programme speaks of."""

from toolkit.intake.notes import Intake
from toolkit.model import Programme, Warn

_LEVELS = {"W09": "sqf_level", "W10": "nqf_level"}
"""Warnings that judge by a level claimed, and which fact of the passport states it."""


def place_of(warn: Warn, intake: Intake) -> str:
    """Give sheet and cell of what a warning is about.

    Parameters
    ----------
    warn : Warn
        A warning of `check_programme` about the programme of the workbook.
    intake : Intake
        The workbook understood.

    Returns
    -------
    str
        Such as ``РО!B7``, several with commas between them; empty where the workbook has no cell for it, as for a card.

    Examples
    --------
    >>> from toolkit.intake import Book, Grid, understand
    >>> rows = (("Код РО", "Результат обучения"), ("РО1", "Анализирует рынок труда и его прогноз."))
    >>> intake = understand(Book("file.xlsx", (Grid("РО", rows),)), programme_id="p")
    >>> place_of(Warn("W14", "РО1"), intake), place_of(Warn("W08", "V2000019833/2"), intake)
    ('РО!B2', '')
    """
    programme = intake.programme
    if programme is None:
        return ""
    facts = _facts(warn, programme)
    if facts:
        return _joined(intake, {("fact", fact) for fact in facts})
    codes = {warn.where, warn.where.partition(": ")[0], *warn.where.split(", ")}
    if warn.code == "P03":
        codes = {outcome.outcome_id for outcome in programme.outcomes if outcome.module == warn.where}
    return _joined(intake, {(kind, code) for code in codes for kind in ("outcome", "discipline")})


def _facts(warn: Warn, programme: Programme) -> list[str]:
    """Name the facts of the passport that a warning compares with something."""
    if warn.code == "P01":
        return [name for name in ("code", "qualification_code") if getattr(programme, name) == warn.where]
    if warn.code == "P02":
        claimed = dict(warn.params)["a"]
        return [name for name in ("nqf_level", "sqf_level") if getattr(programme, name) == claimed]
    if warn.code == "W19" and ": " not in warn.where:
        return ["credits" if warn.where.endswith(f" ≠ {programme.credits:g}") else "hours"]
    return [_LEVELS[warn.code]] if warn.code in _LEVELS else []


def _joined(intake: Intake, wanted: set[tuple[str, str]]) -> str:
    return ", ".join(dict.fromkeys(cell for kind, name, cell in intake.places if (kind, name) in wanted))
