"""Words with few values, spans of lines, texts in three languages, warnings."""

from dataclasses import dataclass
from typing import Literal

Lang = Literal["kk", "ru", "en"]
LANGS: tuple[Lang, ...] = ("kk", "ru", "en")

Kind = Literal["skill", "knowledge", "competence"]
KINDS: tuple[Kind, ...] = ("skill", "knowledge", "competence")
KIND_LETTER: dict[Kind, str] = {"skill": "S", "knowledge": "K", "competence": "C"}

UnitKind = Literal["none", "task", "skill"]
UNIT_KINDS: tuple[UnitKind, ...] = ("none", "task", "skill")

Severity = Literal["evidence", "warning", "note"]
"""How much a warning weighs: the report is no evidence / stands on the first page / for information."""

Mark = Literal["I", "R", "M", "+"]
"""How a discipline serves an outcome: introduced, reinforced, mastered, or taught with the level not stated."""
MARKS: tuple[Mark, ...] = ("I", "R", "M", "+")

State = Literal["full", "partial", "suspect", "unsure", "undecided", "none", "na"]
"""What is known of one statement, from best to least; the first that applies to one of its places counts.

``suspect``: the text has changed since somebody decided; ``unsure``: somebody looked and could not say.
"""
STATES: tuple[State, ...] = ("full", "partial", "suspect", "unsure", "undecided", "none", "na")

Degree = Literal["full", "partial", ""]
"""How far something is covered at a step of proof; empty: not at all."""

Step = Literal["declared", "taught", "assessed"]
STEPS: tuple[Step, ...] = ("declared", "taught", "assessed")
"""Steps of proof: linked to an outcome; an outcome that a discipline with credits serves; and that is assessed."""

Grade = Literal["good", "fair", "poor", "nothing"]
GRADES: tuple[Grade, ...] = ("good", "fair", "poor", "nothing")
"""Grades of a share, best first; ``nothing`` where nothing can be counted."""

Verdict = Literal["full", "partial", "none", "na", "unsure", "withdrawn"]
VERDICTS: tuple[Verdict, ...] = ("full", "partial", "none", "na", "unsure", "withdrawn")
"""What a row of decisions can say; ``withdrawn`` takes back what its reviewer said before, as if undecided."""


@dataclass(frozen=True, slots=True)
class Span:
    """Lines of a source, first to last, counted from 1."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 1 <= self.start <= self.end:
            raise ValueError(f"a span needs 1 <= start <= end, not {self.start} to {self.end}")

    def join(self, other: "Span") -> "Span":
        """Give the shortest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Names:
    """One text in up to three languages; an empty string where a language is missing.

    Examples
    --------
    >>> Names(kk="Пән", ru="Дисциплина").best("en")
    'Пән'
    """

    kk: str = ""
    ru: str = ""
    en: str = ""

    def get(self, lang: Lang) -> str:
        """Give the text in one language, empty if it is missing."""
        return {"kk": self.kk, "ru": self.ru, "en": self.en}[lang]

    def best(self, lang: Lang) -> str:
        """Give the text in the wanted language or, where it is missing, in the first of kk, ru, en that is there."""
        return self.get(lang) or self.kk or self.ru or self.en

    @property
    def languages(self) -> tuple[Lang, ...]:
        """The languages that have a text."""
        return tuple(lang for lang in LANGS if self.get(lang))


@dataclass(frozen=True, slots=True)
class Warn:
    """A warning of the catalogue in `toolkit/labels/warnings.toml`, about one thing, with what fills its blanks."""

    code: str
    where: str
    params: tuple[tuple[str, str], ...] = ()
    only_note: bool = False
    """Shown as a note although the catalogue says more: a discipline without outcomes is no fault of its own."""
