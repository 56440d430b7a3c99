"""Programmes and the decisions about them."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from toolkit.model.base import LANGS, Lang, Mark, Names, Verdict
from toolkit.text import fingerprint, skeleton

DisciplineKind = Literal["discipline", "module", "practice", "attestation"]
DISCIPLINE_KINDS: tuple[DisciplineKind, ...] = ("discipline", "module", "practice", "attestation")

Institution = Literal["college", "university"]
INSTITUTIONS: tuple[Institution, ...] = ("college", "university")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A learning outcome of a programme (оқыту нәтижесі, результат обучения).

    Parameters
    ----------
    outcome_id : str
        Its code, such as ОН1 (university) or ОН 4.2 (college).
    text : Names
        Its text in up to three languages.
    module : str
        Code of the module that it belongs to; empty at a university.
    level : int or None
        Cognitive level that the authors declare, 1 to 6 (know to create); None if they do not.
    criteria : tuple of Names
        Assessment criteria (бағалау критерийлері), in order: the best proof that an outcome is assessed.
    """

    outcome_id: str
    text: Names
    module: str = ""
    level: int | None = None
    criteria: tuple[Names, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Hash of the texts in all languages: a change in any of them is a change of the outcome."""
        return fingerprint(" | ".join(skeleton(self.text.get(lang)) for lang in LANGS))


@dataclass(frozen=True, slots=True)
class Discipline:
    """A discipline, module, practice or attestation: what it is, how large, when, and how it is assessed.

    Parameters
    ----------
    code : str
        Its code, unique in the programme.
    title : Names
        Its title in up to three languages.
    credits, hours : number
        Its volume; 0 where it is not stated.
    kind : {"discipline", "module", "practice", "attestation"}
        What it is.
    cycle, component : str
        As the institution writes them: ЖБП, БП, КП; МК, ЖООК, ТК.
    semester : str
        When it is taught, such as 3 or 1-2.
    assessment : str
        How it is assessed, as the institution writes it: емтихан, жоба.
    """

    code: str
    title: Names
    credits: float
    kind: DisciplineKind = "discipline"
    cycle: str = ""
    component: str = ""
    hours: float = 0.0
    semester: str = ""
    assessment: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """What a programme is compared with.

    Parameters
    ----------
    standard_id : str
        A standard, or a sectoral framework.
    cards : tuple of int
        The cards of the standard, by number; none means all.
    areas : tuple of str
        The areas of the framework, by number such as ``3.1``; none means all.
    """

    standard_id: str
    cards: tuple[int, ...] = ()
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Programme:
    """An educational programme: who it is for, what it promises, who teaches what, what it is compared with."""

    programme_id: str
    institution: Institution
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
    main_language: Lang = "kk"
    targets: tuple[Target, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    disciplines: tuple[Discipline, ...] = ()
    marks: tuple[tuple[str, str, Mark], ...] = ()
    """(discipline code, outcome id, mark), in the order of the matrix."""


Role = Literal["review", "second", "adjudication"]
ROLES: tuple[Role, ...] = ("review", "second", "adjudication")


@dataclass(frozen=True, slots=True)
class Decision:
    """What one person decided about one outcome and one statement, or about a statement as a whole.

    `outcome_id` is empty where the decision is about the statement as a whole: verdict ``none`` (no outcome of the
    programme serves it) or ``na`` (it does not apply to the programme). `decided_at` is in UTC.

    `outcome_text` and `statement_text` are the texts as they were shown, so that a later change of them can be shown
    word by word; `role` says whether it was the first review, a second one, or the settling of a disagreement.
    `decision_id` is 12 hexadecimal digits, unique; rows older than it have none.
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
    suggested_confidence: float | None = None
    role: Role = "review"
    outcome_text: str = ""
    statement_text: str = ""
    decision_id: str = ""
