"""The workbook in which a programme travels: empty as a template, filled as an export; the importer reads both."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from toolkit.labels import load
from toolkit.model import DISCIPLINE_KINDS, INSTITUTIONS, LANGS, MARKS, Lang, Outcome, Programme
from toolkit.sheets import Cell, Choice, Row, Sheet, Value, Workbook

SPARE_ROWS = {"outcomes": 60, "criteria": 200, "disciplines": 100, "matrix": 100, "compare": 20}
"""Empty rows below what is filled in."""

SPARE_OUTCOMES = 30
"""Empty columns for outcomes in the matrix of a template."""

TITLE_ROW, HEAD_ROW = 1, 3
"""Where the sheets of tables have their title and their headings."""

_WIDTHS: Mapping[str, Mapping[str, float]] = {
    "outcomes": {"outcome_id": 11, "kk": 52, "ru": 52, "en": 40, "module": 12, "level": 15},
    "criteria": {"outcome_id": 11, "kk": 52, "ru": 52, "en": 40},
    "disciplines": {
        "code": 11,
        "kind": 15,
        "kk": 38,
        "ru": 38,
        "en": 30,
        "cycle": 9,
        "component": 12,
        "credits": 9,
        "hours": 9,
        "semester": 10,
        "assessment": 20,
    },
    "compare": {"standard": 22, "cards": 22},
}
"""Fields of the tables in their order, with the widths of their columns."""


@dataclass(frozen=True, slots=True)
class StandardChoice:
    """A standard that a programme may be compared with."""

    standard_id: str
    title: str


def label(table: str, field: str, lang: Lang) -> str:
    """Give the name of a field, as it heads a column of our workbooks.

    Examples
    --------
    >>> label("outcomes", "outcome_id", "kk")
    'ОН коды'
    """
    return str(load("columns")[table][field][lang][0])


def value_word(value: str, lang: Lang) -> str:
    """Give the word for a value that is chosen from a list, such as module or college.

    Examples
    --------
    >>> value_word("attestation", "ru")
    'итоговая аттестация'
    """
    return str(load("columns")["values"][value][lang][0])


def programme_workbook(
    lang: Lang, created: str, *, programme: Programme | None = None, standards: Sequence[StandardChoice] = ()
) -> Workbook:
    """Plan the workbook of a programme: the template, or an export of a programme that can be imported again.

    Parameters
    ----------
    lang : {"kk", "ru", "en"}
        Language of names, notes and lists to choose from.
    created : str
        ISO date for the document's properties.
    programme : Programme, optional
        What to fill in; nothing for the template.
    standards : sequence of StandardChoice
        Standards to choose from, listed in the guide.

    Returns
    -------
    Workbook
        Sheets guide, passport, outcomes, criteria, disciplines, matrix, compare.
    """
    title = _hint_of("title", lang)
    return Workbook(
        title=title if programme is None else f"{programme.code} {programme.title.best(lang)}".strip(),
        subject=programme.code if programme else "",
        lang=lang,
        created=created,
        sheets=(
            _guide(lang, standards),
            _passport(lang, programme),
            _outcomes(lang, programme),
            _criteria(lang, programme),
            _disciplines(lang, programme),
            _matrix(lang, programme),
            _compare(lang, programme, standards),
        ),
    )


def _hint_of(key: str, lang: Lang) -> str:
    return str(load("template")[key][lang])


def _names(lang: Lang) -> dict[str, str]:
    return {name: label("sheets", name, lang) for name in load("columns")["sheets"]}


def _hint(table: str, field: str, lang: Lang, example: str = "") -> str:
    """Say what belongs into a field: its name in the other languages and what to write."""
    names = " / ".join(dict.fromkeys(label(table, field, other) for other in LANGS))
    text = load("template").get(table, {}).get(field, {}).get(lang, "")
    return f"{names}\n{text.format(**_names(lang), example=example)}".strip()


def _guide(lang: Lang, standards: Sequence[StandardChoice]) -> Sheet:
    rows: list[Row] = [(Cell(_hint_of("title", lang), "title", 2),), ()]
    lines = load("template")["guide"][lang]
    rows += [(Cell(f"{number}.", "count"), Cell(line.format(**_names(lang)))) for number, line in enumerate(lines, 1)]
    if standards:
        rows += [(), (Cell(_hint_of("standards-heading", lang), "block", 2),)]
        rows += [(Cell(item.standard_id, "code"), Cell(item.title)) for item in standards]
    return Sheet(label("sheets", "guide", lang), (18.0, 100.0), tuple(rows), landscape=False)


def _passport(lang: Lang, programme: Programme | None) -> Sheet:
    rows: list[Row] = [(Cell(label("sheets", "passport", lang), "subtitle", 2),), ()]
    choices: list[Choice] = []
    lists = {
        "institution": tuple(value_word(name, lang) for name in INSTITUTIONS),
        "main_language": LANGS,
        "nqf_level": tuple("12345678"),
    }
    for field in load("columns")["passport"]:
        rows.append((Cell(label("passport", field, lang), "label", 1, _hint("passport", field, lang)),))
        rows[-1] += (Cell(_passport_value(programme, field, lang) if programme else None, "input"),)
        if field in lists:
            choices.append(_choice((len(rows), 2, len(rows), 2), lists[field], lang))
    return Sheet(
        label("sheets", "passport", lang),
        (40.0, 90.0),
        tuple(rows),
        landscape=False,
        choices=tuple(choices),
        locked=True,
    )


def _passport_value(programme: Programme, field: str, lang: Lang) -> Value:
    if field == "institution":
        return value_word(programme.institution, lang)
    name, _, in_lang = field.rpartition("_")
    if in_lang in LANGS and name:
        return str(getattr(getattr(programme, name), in_lang)) or None
    value = getattr(programme, field)
    return _plain(value) or None


def _plain(value: Value) -> Value:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _choice(area: tuple[int, int, int, int], values: Sequence[str], lang: Lang, source: str = "") -> Choice:
    error = _hint_of("choose-error", lang).format(values=source or ", ".join(values))
    return Choice(area, tuple(values), source, _hint_of("choose", lang), error)


def _table(
    table: str, lang: Lang, rows: Iterable[Sequence[Value]], choices: Iterable[Choice] = (), example: str = ""
) -> Sheet:
    """Lay out a table to fill in: title, headings with notes, what is known, empty rows."""
    widths = _WIDTHS[table]
    heads = tuple(Cell(label(table, field, lang), "head", 1, _hint(table, field, lang, example)) for field in widths)
    body = [tuple(Cell(value, "input") for value in row) for row in rows]
    body += [tuple(Cell(None, "input") for _ in widths)] * SPARE_ROWS[table]
    title = (Cell(label("sheets", table, lang), "subtitle", len(widths)),)
    return Sheet(
        label("sheets", table, lang),
        tuple(widths.values()),
        (title, (), heads, *body),
        head_row=HEAD_ROW,
        frozen_columns=1,
        choices=tuple(choices),
        locked=True,
        filtered=False,
    )


def _rows_of(table: str, filled: int) -> tuple[int, int]:
    """First and last row of a table that has so many rows filled."""
    return HEAD_ROW + 1, HEAD_ROW + filled + SPARE_ROWS[table]


def _outcomes(lang: Lang, programme: Programme | None) -> Sheet:
    items: tuple[Outcome, ...] = programme.outcomes if programme else ()
    first, last = _rows_of("outcomes", len(items))
    rows = [(item.outcome_id, item.text.kk, item.text.ru, item.text.en, item.module, item.level) for item in items]
    return _table("outcomes", lang, rows, [_choice((first, 6, last, 6), tuple("123456"), lang)])


def _criteria(lang: Lang, programme: Programme | None) -> Sheet:
    outcomes = programme.outcomes if programme else ()
    rows = [(item.outcome_id, text.kk, text.ru, text.en) for item in outcomes for text in item.criteria]
    first, last = _rows_of("criteria", len(rows))
    return _table("criteria", lang, rows, [_choice((first, 1, last, 1), (), lang, _codes("outcomes", lang, programme))])


def _codes(table: str, lang: Lang, programme: Programme | None) -> str:
    """Name the range of the codes of a table, for lists to choose from."""
    filled = 0 if programme is None else len(programme.outcomes if table == "outcomes" else programme.disciplines)
    first, last = _rows_of(table, filled)
    return f"'{label('sheets', table, lang)}'!$A${first}:$A${last}"


def _disciplines(lang: Lang, programme: Programme | None) -> Sheet:
    items = programme.disciplines if programme else ()
    first, last = _rows_of("disciplines", len(items))
    kinds = tuple(value_word(kind, lang) for kind in DISCIPLINE_KINDS)
    rows = [
        (
            item.code,
            value_word(item.kind, lang),
            item.title.kk,
            item.title.ru,
            item.title.en,
            item.cycle,
            item.component,
            _plain(item.credits) or None,
            _plain(item.hours) or None,
            item.semester,
            item.assessment,
        )
        for item in items
    ]
    return _table("disciplines", lang, rows, [_choice((first, 2, last, 2), kinds, lang)])


def _matrix(lang: Lang, programme: Programme | None) -> Sheet:
    disciplines = programme.disciplines if programme else ()
    outcomes = [item.outcome_id for item in programme.outcomes] if programme else []
    marks = {(code, outcome): mark for code, outcome, mark in programme.marks} if programme else {}
    columns: list[str | None] = [*outcomes, *[None] * (5 if outcomes else SPARE_OUTCOMES)]
    heads = [Cell(label("matrix", field, lang), "head", 1, _hint("matrix", field, lang)) for field in ("code", "title")]
    body: list[Row] = [
        (
            Cell(item.code, "input"),
            Cell(item.title.best(lang), "input"),
            *(Cell(marks.get((item.code, code or "")), "mark") for code in columns),
        )
        for item in disciplines
    ]
    empty = (Cell(None, "input"), Cell(None, "input"), *(Cell(None, "mark") for _ in columns))
    body += [empty] * SPARE_ROWS["matrix"]
    last_row, last_column = HEAD_ROW + len(body), 2 + len(columns)
    choices = (
        _choice((HEAD_ROW + 1, 1, last_row, 1), (), lang, _codes("disciplines", lang, programme)),
        _choice((HEAD_ROW, 3, HEAD_ROW, last_column), (), lang, _codes("outcomes", lang, programme)),
        _choice((HEAD_ROW + 1, 3, last_row, last_column), MARKS, lang),
    )
    title = (Cell(label("sheets", "matrix", lang), "subtitle", 2),)
    head = (*heads, *(Cell(code, "mark") for code in columns))
    return Sheet(
        label("sheets", "matrix", lang),
        (11.0, 46.0, *(8.0 for _ in columns)),
        (title, (), head, *body),
        head_row=HEAD_ROW,
        frozen_columns=2,
        choices=choices,
        locked=True,
        filtered=False,
    )


def _compare(lang: Lang, programme: Programme | None, standards: Sequence[StandardChoice]) -> Sheet:
    targets = programme.targets if programme else ()
    rows = [(item.standard_id, ", ".join([*map(str, item.cards), *item.areas])) for item in targets]
    example = standards[0].standard_id if standards else ""
    return _table("compare", lang, rows, example=example)
