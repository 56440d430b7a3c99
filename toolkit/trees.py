"""The parsed form as plain tables and back: what `standards/parsed/` holds, one folder a document.

`to_tables` and `from_tables` are inverse: a tree written as tables and read again is the same tree.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from toolkit.citations import named_acts
from toolkit.model import (
    Card,
    Descriptor,
    Field,
    Finding,
    Function,
    Group,
    Item,
    LineUse,
    NamedAct,
    Parsed,
    Related,
    Requirement,
    Span,
    Standard,
    Unit,
    statements_of,
)

Row = dict[str, str]
Tables = dict[str, list[Row]]

PLACE = ("standard_id", "occupation_no")
LINES = ("line_start", "line_end")
COLUMNS: dict[str, tuple[str, ...]] = {
    "document": ("source", "lang", "form", "why"),
    "standards": ("standard_id", "act_id", "title", "lang", "source"),
    "occupations": (*PLACE, "occupation", "sqf_levels", "variants", *LINES),
    "fields": (*PLACE, "name", "label", "value", *LINES),
    "functions": (*PLACE, "function_no", "function", "mandatory", *LINES),
    "units": (*PLACE, "function_no", "unit_no", "unit_kind", "unit", "recognition", *LINES),
    "statements": (
        "statement_id",
        *PLACE,
        "occupation",
        "sqf_levels",
        "function_no",
        "function",
        "unit_no",
        "unit",
        "unit_kind",
        "kind",
        "number",
        "text",
        "lang",
        "source",
        *LINES,
        "fingerprint",
        "printed_number",
    ),
    "related": (*PLACE, "level", "title", *LINES),
    "requirements": (*PLACE, "title", "level", "category", "education", "experience", *LINES),
    "named_acts": tuple(field.name for field in fields(NamedAct)),
    "descriptors": tuple(field.name for field in fields(Descriptor)),
    "classifier": tuple(field.name for field in fields(Group)),
    "findings": ("code", *LINES, "params"),
    "lines": (*LINES, "role"),
}
"""Table → columns. Numbers and truth values are written as text, several values of a cell as a JSON list."""


def to_tables(parsed: Parsed) -> Tables:
    """Write a document as rows of text.

    Parameters
    ----------
    parsed : Parsed
        Any document.

    Returns
    -------
    dict of table name to list of rows
        Every table of `COLUMNS`, empty ones too; rows in the order of the text.
    """
    tables: Tables = {name: [] for name in COLUMNS}
    tables["document"].append(_row("document", (parsed.source, parsed.lang, parsed.form, parsed.why)))
    for standard in parsed.standards:
        _add_standard(tables, standard)
    for item in parsed.fields:
        tables["fields"].append(_row("fields", ("", 0, item.name, item.label, item.value, *_lines(item.span))))
    tables["descriptors"] = [_flat("descriptors", item) for item in parsed.descriptors]
    tables["classifier"] = [_flat("classifier", item) for item in parsed.classifier]
    tables["findings"] = [
        _row("findings", (item.code, *_lines(item.span), _joined(item.params)))
        | ({"source": item.source} if item.source else {})
        for item in parsed.findings
    ]
    tables["lines"] = [_row("lines", (*_lines(span), role)) for span, role in _runs(parsed.uses)]
    return tables


def _add_standard(tables: Tables, standard: Standard) -> None:
    mine = (standard.standard_id,)
    tables["standards"].append(_flat("standards", standard))
    for item in standard.fields:
        tables["fields"].append(_row("fields", (*mine, 0, item.name, item.label, item.value, *_lines(item.span))))
    for card in standard.cards:
        place = (*mine, card.number)
        levels, variants = ";".join(card.levels), _joined(card.variants)
        tables["occupations"].append(_row("occupations", (*place, card.title, levels, variants, *_lines(card.span))))
        for item in card.fields:
            tables["fields"].append(_row("fields", (*place, item.name, item.label, item.value, *_lines(item.span))))
        for function in card.functions:
            _add_function(tables, place, function)
        for related in card.related:
            tables["related"].append(_row("related", (*place, related.level, related.title, *_lines(related.span))))
        for asked in card.requirements:
            values = (asked.title, asked.level, asked.category, asked.education, asked.experience)
            tables["requirements"].append(_row("requirements", (*place, *values, *_lines(asked.span))))
    statements = statements_of(standard)
    printed = [item.printed_number for item in _items(standard)]
    tables["statements"] += [
        {**_flat("statements", row, skip=("printed_number",)), "printed_number": number}
        for row, number in zip(statements, printed, strict=True)
    ]
    tables["named_acts"] += [_flat("named_acts", act) for act in named_acts(statements)]


def _add_function(tables: Tables, place: tuple[Any, ...], function: Function) -> None:
    mandatory = "" if function.mandatory is None else "yes" if function.mandatory else "no"
    values = (*place, function.number, function.title, mandatory, *_lines(function.span))
    tables["functions"].append(_row("functions", values))
    for unit in function.units:
        values = (*place, function.number, unit.number, unit.kind, unit.title, unit.recognition, *_lines(unit.span))
        tables["units"].append(_row("units", values))


def _items(standard: Standard) -> Iterator[Item]:
    """Give the items in the order of `statements_of`."""
    for card in standard.cards:
        for function in card.functions:
            for unit in function.units:
                yield from unit.items
        yield from card.competences


def _row(table: str, values: Iterable[object]) -> Row:
    return dict(zip(COLUMNS[table], (str(value) for value in values), strict=True))


def _flat(table: str, item: object, skip: tuple[str, ...] = ()) -> Row:
    names = [name for name in COLUMNS[table] if name not in skip]
    return {name: _plain(getattr(item, name)) for name in names}


def _plain(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _lines(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _joined(values: Iterable[str]) -> str:
    """Write several texts into one cell, as JSON; an empty cell for none."""
    listed = list(values)
    return json.dumps(listed, ensure_ascii=False) if listed else ""


def _split(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text else ()


def _runs(uses: Iterable[LineUse]) -> Iterator[tuple[Span, str]]:
    """Join neighbouring uses with the same role: the account of a document in few rows."""
    run: tuple[Span, str] | None = None
    for use in uses:
        if run and run[1] == use.role and run[0].start <= use.span.start:
            run = (run[0].join(use.span), use.role)
            continue
        if run:
            yield run
        run = (use.span, use.role)
    if run:
        yield run


# --- and back -----------------------------------------------------------------------------------------------------


def from_tables(tables: Mapping[str, list[Row]]) -> Parsed:
    """Make the document of its tables again; the inverse of `to_tables` (line uses come back as runs).

    Raises
    ------
    KeyError, ValueError
        A table or column is missing, or a number is none: the folder was edited by hand.
    """
    (document,) = tables["document"]
    standards = tuple(_standard(row, tables) for row in tables["standards"])
    return Parsed(
        source=document["source"],
        lang=_lang(document["lang"]),
        form=document["form"],
        why=document["why"],
        standards=standards,
        findings=tuple(
            Finding(row["code"], _span(row), _split(row["params"]), row.get("source") or "")
            for row in tables["findings"]
        ),
        uses=tuple(LineUse(_span(row), _role(row["role"])) for row in tables["lines"]),
        descriptors=tuple(Descriptor(**_typed(row, Descriptor)) for row in tables["descriptors"]),
        classifier=tuple(Group(**_typed(row, Group)) for row in tables["classifier"]),
        fields=tuple(_field(row) for row in tables["fields"] if not row["standard_id"]),
    )


def _lang(text: str) -> Any:
    return text


def _role(text: str) -> Any:
    return text


def _typed(row: Row, kind: type) -> dict[str, Any]:
    numbers = {"line_start", "line_end", "place"}
    values: dict[str, Any] = {field.name: row[field.name] for field in fields(kind)}
    values |= {name: int(values[name]) for name in numbers & set(values)}
    if "inferred" in values:
        values["inferred"] = values["inferred"] == "yes"
    return values


def _span(row: Row) -> Span:
    return Span(int(row["line_start"]), int(row["line_end"]))


def _field(row: Row) -> Field:
    return Field(row["name"], row["label"], row["value"], _span(row))


def _standard(head: Row, tables: Mapping[str, list[Row]]) -> Standard:
    mine = {
        name: [row for row in rows if row.get("standard_id") == head["standard_id"]]
        for name, rows in tables.items()
        if name not in ("document", "findings", "lines", "named_acts", "descriptors", "classifier")
    }
    return Standard(
        standard_id=head["standard_id"],
        act_id=head["act_id"],
        title=head["title"],
        lang=_lang(head["lang"]),
        source=head["source"],
        fields=tuple(_field(row) for row in mine["fields"] if row["occupation_no"] == "0"),
        cards=tuple(_card(row, mine, head["source"]) for row in mine["occupations"]),
    )


def _card(head: Row, tables: Mapping[str, list[Row]], home: str) -> Card:
    mine = {
        name: [row for row in rows if row.get("occupation_no") == head["occupation_no"]]
        for name, rows in tables.items()
    }
    return Card(
        number=int(head["occupation_no"]),
        title=head["occupation"],
        levels=tuple(level for level in head["sqf_levels"].split(";") if level),
        span=_span(head),
        fields=tuple(_field(row) for row in mine["fields"]),
        functions=tuple(_function(row, mine, home) for row in mine["functions"]),
        competences=tuple(_item(row, home) for row in mine["statements"] if row["function_no"] == "0"),
        related=tuple(Related(row["level"], row["title"], _span(row)) for row in mine["related"]),
        requirements=tuple(
            Requirement(row["title"], row["level"], row["category"], row["education"], row["experience"], _span(row))
            for row in mine["requirements"]
        ),
        variants=_split(head["variants"]),
    )


def _function(head: Row, tables: Mapping[str, list[Row]], home: str) -> Function:
    number = head["function_no"]
    items: dict[str, list[Item]] = {}
    for row in tables["statements"]:
        if row["function_no"] == number:
            items.setdefault(row["unit_no"], []).append(_item(row, home))
    units = tuple(
        Unit(
            int(row["unit_no"]),
            _kind(row),
            row["unit"],
            _span(row),
            tuple(items.get(row["unit_no"], ())),
            row["recognition"],
        )
        for row in tables["units"]
        if row["function_no"] == number
    )
    mandatory = {"": None, "yes": True, "no": False}[head["mandatory"]]
    return Function(int(number), head["function"], _span(head), units, mandatory)


def _kind(row: Row) -> Any:
    return row["unit_kind"]


def _item(row: Row, home: str) -> Item:
    """Make a statement; it names its file only where that is not the file of its standard."""
    kind: Any = row["kind"]
    source = "" if row["source"] == home else row["source"]
    return Item(kind, int(row["number"]), row["printed_number"], row["text"], _span(row), source)
