"""Programmes and the decisions about them."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from toolkit.model.base import LANGS, Mark, Names, Verdict
from toolkit.text import fingerprint, skeleton


@dataclass(frozen=True, slots=True)
class Outcome:
    """A learning outcome of a programme (оқыту нәтижесі, результат обучения)."""

    outcome_id: str
    text: Names
    module: str = ""

    @property
    def fingerprint(self) -> str:
        """Hash of the texts in all languages: a change in any of them is a change of the outcome."""
        return fingerprint(" | ".join(skeleton(self.text.get(lang)) for lang in LANGS))


@dataclass(frozen=True, slots=True)
class Discipline:
    """A discipline, module, practice or attestation with its credits."""

    code: str
    title: Names
    credits: float


@dataclass(frozen=True, slots=True)
class Target:
    """A standard and the cards of it that a programme is compared with, by number; no cards means all of them."""

    standard_id: str
    cards: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Programme:
    """An educational programme: who it is for, what it promises, who teaches what, what it is compared with."""

    programme_id: str
    institution: Literal["college", "university"]
    code: str
    qualification_code: str
    title: Names
    qualification: Names
    goal: Names
    nqf_level: str
    sqf_level: str
    credits: float
    hours: float
    duration_months: int
    admission_year: int
    version: str
    note: Names = field(default=Names())
    targets: tuple[Target, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    disciplines: tuple[Discipline, ...] = ()
    marks: tuple[tuple[str, str, Mark], ...] = ()
    """(discipline code, outcome id, mark), in the order of the matrix."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What one person decided about one outcome and one statement, or about a statement as a whole.

    `outcome_id` is empty where the decision is about the statement as a whole: verdict ``none`` (no outcome of the
    programme serves it) or ``na`` (it does not apply to the programme). `decided_at` is in UTC.
    """

    decided_at: dt.datetime
    reviewer: str
    programme_id: str
    outcome_id: str
    outcome_fingerprint: str
    statement_id: str
    statement_fingerprint: str
    standard_id: str
    act_sha256: str
    verdict: Verdict
    reason: str
    suggested_rank: int | None
    suggested_score: float | None
    method: str
    seconds: float | None
    tool_version: str
