"""Acts and the tree of a standard: card → labour function → unit → item, and its flat row, the statement."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from toolkit.model.base import KIND_LETTER, KINDS, Kind, Lang, Names, Span, UnitKind
from toolkit.text import fingerprint


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
        ``order``, ``amending order``, ``reference``, or ``edition``: an act with the changes of amending orders, which
        is no file but is made of its base act and these orders again each time.
    amends : str
        Identifier of the act that an amending order changes, or of which an edition is one.
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
        The source in `standards/sources/` and the hash of its bytes; of an edition the files of its parts in order,
        joined by semicolons, and a hash of their hashes.
    """

    act_id: str
    kind: str
    title_kk: str
    title_ru: str
    title_en: str
    issuer: str
    date: dt.date | None
    number: str
    registration_number: str
    registration_date: dt.date | None
    amends: str
    status: str
    status_by: str
    status_by_number: str
    status_by_date: dt.date | None
    status_from: dt.date | None
    status_checked: dt.date | None
    status_source: str
    lang: Lang
    form: str
    file: str
    sha256: str

    @property
    def title(self) -> Names:
        """The title in the languages in which it is known."""
        return Names(self.title_kk, self.title_ru, self.title_en)

    @property
    def files(self) -> tuple[str, ...]:
        """The files that it is made of: its own, or of an edition the base act and the amending orders in order."""
        return tuple(self.file.split(";")) if self.kind == "edition" else (self.file,)


@dataclass(frozen=True, slots=True)
class KnownAct:
    """What somebody found out about an act that statements name, one row of `standards/known_acts.csv`."""

    kind: str
    title_kk: str
    title_ru: str
    number: str
    date: str
    status: str
    status_by: str
    status_from: str
    source: str


@dataclass(frozen=True, slots=True)
class Renaming:
    """A body or occupation that has another name now, one row of `standards/renamed.csv`."""

    old: str
    new: str
    lang: str
    source: str


@dataclass(frozen=True, slots=True)
class Item:
    """One statement as it stands in a list: its place in the list, the number printed before it, its text.

    `source` is the file that printed it where that is not the file of the standard, as in an edition.
    """

    kind: Kind
    number: int
    printed_number: str
    text: str
    span: Span
    source: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A task (forms of 2016-2022) or a skill (since 2023) of a labour function, with its statements.

    `recognition` is what a card since 2023 prints of the possibility to recognise the skill, as printed.
    """

    number: int
    kind: UnitKind
    title: str
    span: Span
    items: tuple[Item, ...] = ()
    recognition: str = ""


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
class Requirement:
    """What a standard of 2013 asks of one level and category of an occupation; texts as printed."""

    title: str
    level: str
    category: str
    education: str
    experience: str
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
    requirements: tuple[Requirement, ...] = ()
    variants: tuple[str, ...] = ()
    """Other spellings of the title in other places of the same standard."""

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
class Descriptor:
    """One paragraph of a sectoral framework: what a level asks for in an area.

    `inferred` says that the level is not printed beside the text but was derived; `why` says from what.
    """

    statement_id: str
    framework_id: str
    area: str
    nqf_level: str
    sqf_level: str
    kind: str
    text: str
    inferred: bool
    why: str
    source: str
    line_start: int
    line_end: int


@dataclass(frozen=True, slots=True)
class Group:
    """One group or example of the classifier of occupations."""

    code: str
    title: str
    kind: Literal["main", "sub", "small", "initial", "group", "occupation"]
    parent: str
    skill_level: str
    source: str
    line_start: int
    line_end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a source that a person should look at; the text itself is never changed.

    `params` fill the blanks of the message, in the order of `toolkit/labels/findings.toml`. `source` is the file of the
    lines where the document is made of several, as an edition is.
    """

    code: str
    span: Span
    params: tuple[str, ...] = ()
    source: str = ""


LineRole = Literal["record", "label", "heading", "boilerplate", "unknown"]
LINE_ROLES: tuple[LineRole, ...] = ("record", "label", "heading", "boilerplate", "unknown")


@dataclass(frozen=True, slots=True)
class LineUse:
    """What became of a span of lines of a source."""

    span: Span
    role: LineRole


@dataclass(frozen=True, slots=True)
class Parsed:
    """Everything a source gave: standards, framework or classifier, doubtful places, and the use of every line."""

    source: str
    lang: Lang
    form: str
    why: str
    standards: tuple[Standard, ...]
    findings: tuple[Finding, ...]
    uses: tuple[LineUse, ...]
    descriptors: tuple[Descriptor, ...] = ()
    classifier: tuple[Group, ...] = ()
    fields: tuple[Field, ...] = ()
    """Labelled values of a document that holds no standard, such as the passport of a framework."""


@dataclass(frozen=True, slots=True)
class NamedAct:
    """An act that a statement names: kind (law, code, resolution, order, decree), ISO date, numbers, words as printed."""

    statement_id: str
    place: int
    kind: str
    title: str
    date: str
    number: str
    registration_number: str
    text: str


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
        source=item.source or standard.source,
        line_start=item.span.start,
        line_end=item.span.end,
        fingerprint=fingerprint(item.text),
    )


def statement_of_descriptor(descriptor: Descriptor, lang: Lang) -> Statement:
    """Give a level descriptor of a sectoral framework as a statement, so that outcomes can be compared with it.

    Its area stands for the occupation, its level in the sectoral framework for the unit, its level in the national
    framework for the level; it belongs to no labour function.

    Parameters
    ----------
    descriptor : Descriptor
        The descriptor.
    lang : {"kk", "ru", "en"}
        Language of the framework.
    """
    return Statement(
        statement_id=descriptor.statement_id,
        standard_id=descriptor.framework_id,
        occupation_no=0,
        occupation=descriptor.area,
        sqf_levels=descriptor.nqf_level or descriptor.sqf_level[:1],
        function_no=0,
        function="",
        unit_no=0,
        unit=descriptor.sqf_level,
        unit_kind="none",
        kind=next(kind for kind in KINDS if kind == descriptor.kind),
        number=0,
        text=descriptor.text,
        lang=lang,
        source=descriptor.source,
        line_start=descriptor.line_start,
        line_end=descriptor.line_end,
        fingerprint=fingerprint(descriptor.text),
    )
