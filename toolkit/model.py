"""The things the toolkit speaks about: acts, standards, programmes, decisions. Frozen, no files, no frames.

The tree of a standard is the same for every generation of the form:
act → standard → card (an occupation) → labour function → unit (none, task or skill) → statement.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from toolkit.text import fingerprint, normalise

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

State = Literal["full", "partial", "undecided", "none", "na"]
"""What is known of one statement, from best to least; the first that applies to one of its places counts."""
STATES: tuple[State, ...] = ("full", "partial", "undecided", "none", "na")

Verdict = Literal["full", "partial", "none", "na", "unsure"]
VERDICTS: tuple[Verdict, ...] = ("full", "partial", "none", "na", "unsure")


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


# --- acts and standards -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Act:
    """One row of `standards/acts.csv`: a legal act or reference document and what is known of its status.

    Texts in the language of the act; empty strings and None where nothing is known.

    Parameters
    ----------
    act_id : str
        Adilet code such as ``V2000019833`` where the registration number is known, else date and number. Never the
        number alone: two orders of one year can share it.
    kind : str
        ``order``, ``amending order`` or ``reference``.
    amends : str
        Identifier of the act that an amending order changes.
    status : str
        ``repealed``, ``in force``, ``amending act``, ``not a legal act`` or ``unknown``: what somebody found on
        `status_checked` in `status_source`; the toolkit never states it by itself.
    status_source : str
        Where: ``text:9`` is line 9 of the source itself; anything else is shown as it is.
    status_by, status_by_number, status_by_date, status_from : str and date
        The act that repealed this one, as printed, and from when, if the text says so.
    form : str
        Name of the form of document, for parsing.
    file, sha256 : str
        The source in `standards/sources/` and the hash of its bytes.
    """

    act_id: str
    kind: str
    title_kk: str
    title_ru: str
    title_en: str
    issuer: str
    date: date | None
    number: str
    registration_number: str
    registration_date: date | None
    amends: str
    status: str
    status_by: str
    status_by_number: str
    status_by_date: date | None
    status_from: date | None
    status_checked: date | None
    status_source: str
    lang: Lang
    form: str
    file: str
    sha256: str

    @property
    def title(self) -> Names:
        """The title in the languages in which it is known."""
        return Names(self.title_kk, self.title_ru, self.title_en)


@dataclass(frozen=True, slots=True)
class Item:
    """One statement as it stands in a list: its place in the list, the number printed before it, its text."""

    kind: Kind
    number: int
    printed_number: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Unit:
    """A task (forms of 2016-2022) or a skill (since 2023) of a labour function, with its statements."""

    number: int
    kind: UnitKind
    title: str
    span: Span
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Function:
    """A labour function of an occupation; `mandatory` is None where the form makes no difference."""

    number: int
    title: str
    span: Span
    units: tuple[Unit, ...] = ()
    mandatory: bool | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """An occupation that a card names as connected within the sectoral framework."""

    level: str
    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class Field:
    """One labelled field of a card or of a passport: its stable name, its label and value as printed."""

    name: str
    label: str
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Card:
    """An occupation card: title, level or levels, fields, labour functions, personal competences, related cards."""

    number: int
    title: str
    levels: tuple[str, ...]
    span: Span
    fields: tuple[Field, ...] = ()
    functions: tuple[Function, ...] = ()
    competences: tuple[Item, ...] = ()
    related: tuple[Related, ...] = ()

    def field(self, name: str) -> str:
        """Give the value of a field, empty if the card does not have it or leaves it blank."""
        return next((item.value for item in self.fields if item.name == name), "")


@dataclass(frozen=True, slots=True)
class Standard:
    """One professional standard of an act; an act with one standard lends it its own identifier."""

    standard_id: str
    act_id: str
    title: str
    lang: Lang
    source: str
    fields: tuple[Field, ...] = ()
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a source that a person should look at; the text itself is never changed.

    `params` fill the blanks of the message, in the order of `toolkit/labels/findings.toml`.
    """

    code: str
    span: Span
    params: tuple[str, ...] = ()


LineRole = Literal["record", "label", "heading", "boilerplate", "unknown"]
LINE_ROLES: tuple[LineRole, ...] = ("record", "label", "heading", "boilerplate", "unknown")


@dataclass(frozen=True, slots=True)
class LineUse:
    """What became of a span of lines of a source."""

    span: Span
    role: LineRole


@dataclass(frozen=True, slots=True)
class Parsed:
    """Everything a source gave: its standards, doubtful places, and an account of every non-blank line."""

    source: str
    lang: Lang
    form: str
    why: str
    standards: tuple[Standard, ...]
    findings: tuple[Finding, ...]
    uses: tuple[LineUse, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One row of the statement table: a statement with its whole place in the tree and in the source."""

    statement_id: str
    standard_id: str
    occupation_no: int
    occupation: str
    sqf_levels: str
    function_no: int
    function: str
    unit_no: int
    unit: str
    unit_kind: UnitKind
    kind: Kind
    number: int
    text: str
    lang: Lang
    source: str
    line_start: int
    line_end: int
    fingerprint: str


def statements_of(standard: Standard) -> tuple[Statement, ...]:
    """Flatten the tree of a standard into rows of the statement table, in the order of the text.

    `statement_id` is ``STANDARD/o.f.u/S4``: occupation, function and unit by number (0 where a level is missing), then
    S, K or C for skill, knowledge or competence and the running number in its list.

    Parameters
    ----------
    standard : Standard
        A parsed standard.

    Returns
    -------
    tuple of Statement
        Skills and knowledge of every unit, then the competences of the card; empty for a standard without cards.

    Examples
    --------
    >>> item = Item("skill", 4, "4", "Өзін-өзі ұйымдастыру", Span(9, 9))
    >>> function = Function(1, "Дайындық", Span(5, 5), (Unit(2, "task", "Зерделеу", Span(6, 6), (item,)),))
    >>> card = Card(1, "Интервьюер", ("4",), Span(1, 9), functions=(function,))
    >>> row, = statements_of(Standard("V2000019833", "V2000019833", "Сұхбаттасу", "kk", "source.txt", cards=(card,)))
    >>> row.statement_id, row.sqf_levels, row.line_start
    ('V2000019833/1.1.2/S4', '4', 9)
    """
    nowhere = Span(1, 1)
    no_function, no_unit = Function(0, "", nowhere), Unit(0, "none", "", nowhere)
    rows: list[Statement] = []
    for card in standard.cards:
        for function in card.functions:
            for unit in function.units:
                rows += [_statement(standard, card, function, unit, item) for item in unit.items]
        rows += [_statement(standard, card, no_function, no_unit, item) for item in card.competences]
    return tuple(rows)


def _statement(standard: Standard, card: Card, function: Function, unit: Unit, item: Item) -> Statement:
    place = f"{standard.standard_id}/{card.number}.{function.number}.{unit.number}"
    return Statement(
        statement_id=f"{place}/{KIND_LETTER[item.kind]}{item.number}",
        standard_id=standard.standard_id,
        occupation_no=card.number,
        occupation=card.title,
        sqf_levels=";".join(card.levels),
        function_no=function.number,
        function=function.title,
        unit_no=unit.number,
        unit=unit.title,
        unit_kind=unit.kind,
        kind=item.kind,
        number=item.number,
        text=item.text,
        lang=standard.lang,
        source=standard.source,
        line_start=item.span.start,
        line_end=item.span.end,
        fingerprint=fingerprint(item.text),
    )


# --- programmes ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Outcome:
    """A learning outcome of a programme (оқыту нәтижесі, результат обучения)."""

    outcome_id: str
    text: Names
    module: str = ""

    @property
    def fingerprint(self) -> str:
        """Hash of the texts in all languages: a change in any of them is a change of the outcome."""
        return fingerprint(" | ".join(normalise(self.text.get(lang)) for lang in LANGS))


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


# --- decisions ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Decision:
    """What one person decided about one outcome and one statement, or about a statement as a whole.

    `outcome_id` is empty where the decision is about the statement as a whole: verdict ``none`` (no outcome of the
    programme serves it) or ``na`` (it does not apply to the programme). `decided_at` is in UTC.
    """

    decided_at: datetime
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


# --- warnings -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Warn:
    """A warning of the catalogue in `toolkit/labels/warnings.toml`, about one thing, with what fills its blanks."""

    code: str
    where: str
    params: tuple[tuple[str, str], ...] = ()
    only_note: bool = False
    """Shown as a note although the catalogue says more: a discipline without outcomes is no fault of its own."""
