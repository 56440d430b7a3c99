"""A standard or a framework as a package of CASE 1.1, the exchange format of 1EdTech for competencies.

Rules: https://standards.1edtech.org/case/specifications/standards/v1p1/im and …/rest.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from itertools import count
from typing import Any

from toolkit.errors import InputError
from toolkit.exchange.case_model import FORMAT, NOTHING, OURS, rules
from toolkit.exchange.identifiers import identifier, uri
from toolkit.labels import word
from toolkit.model import (
    KIND_LETTER,
    Act,
    Card,
    Descriptor,
    Field,
    Function,
    Item,
    Lang,
    Parsed,
    Span,
    Standard,
    Unit,
)
from toolkit.text import collapse

Json = dict[str, Any]

_STATUS = {"in force": "Adopted", "repealed": "Deprecated"}
"""Our status of an act → adoption status of CASE; a status that nobody has found out is left out."""


def case_package(one: Standard | Parsed, act: Act) -> Json:
    """Write a standard, or the document of a framework, as a CFPackage of CASE 1.1.

    Parameters
    ----------
    one : Standard or Parsed
        A standard; or a document that holds a framework (level descriptors).
    act : Act
        Its act, with at least one date: CASE asks when a record was changed last, and the day of the act is the last
        change of its text that is known.

    Returns
    -------
    dict
        The package, ready for JSON, the same for the same arguments. `parse_case` makes the same tree of it again.

    Raises
    ------
    InputError
        The document holds no framework, the act has no date, or two parts of the tree have the same identifier.

    Notes
    -----
    Cards, labour functions, tasks or skills and statements are CFItems of our own CFItemTypes, joined by ``isChildOf``
    and numbered by ``sequenceNumber``. A unit without a title of its own (kind ``none``) makes no item: its statements
    hang on the labour function. ``humanCodingScheme`` is our identifier, ``listEnumeration`` the number printed before a
    statement, ``educationLevel`` the level of the sectoral framework (``SQF 4``; in a framework also ``NQF 4``).

    What CASE has no place for stands in ``extensions.curmap``: of the document ``format``, ``kind`` (``standard`` or
    ``framework``), ``id``, ``act_id``, ``source``, ``form``, ``act`` (the row of the register) and ``fields``; of an item
    ``number``, ``lines`` (first and last line of the source) and, where there are any, ``title`` (as printed, if
    ``fullStatement`` had to say something else), ``levels``, ``fields``, ``related``, ``requirements``, ``variants``,
    ``mandatory``, ``units`` (those without an item), ``unit``, ``recognition``, ``source`` (of a statement that another
    file prints than the rest), and the columns of a descriptor. Labelled fields stand in ``notes`` too, for readers of
    other systems.
    """
    if isinstance(one, Standard):
        package = _Package(one.standard_id, one.lang, _moment(act))
        for place, card in enumerate(one.cards, start=1):
            _add_card(package, card, place)
        facts = _facts("standard", one.standard_id, one.act_id, one.source, one.fields, act)
        title = one.title
    else:
        if not one.descriptors:
            raise InputError(
                f"{act.act_id}: holds no standard and no level descriptors, nothing that CASE has a form for"
            )
        package = _Package(one.descriptors[0].framework_id, one.lang, _moment(act))
        _add_descriptors(package, one.descriptors)
        facts = _facts("framework", package.name, act.act_id, one.source, one.fields, act)
        title = act.title.best(one.lang)
    if package.twice:
        names = ", ".join(package.twice[:5])
        raise InputError(f"{package.name}: these stand twice in the tree and cannot be told apart: {names}")
    return {
        "CFDocument": _document(package, title, act, facts),
        "CFItems": package.items,
        "CFAssociations": package.associations,
        "CFDefinitions": {"CFItemTypes": _item_types(package)},
    }


def _moment(act: Act) -> str:
    days = [day for day in (act.registration_date, act.date, act.status_checked) if day is not None]
    if not days:
        hint = "CASE needs one for «lastChangeDateTime»: enter it in standards/acts.csv"
        raise InputError(f"{act.act_id}: no date of the act is known; {hint}")
    return f"{days[0].isoformat()}T00:00:00+00:00"


@dataclass(slots=True)
class _Package:
    """A package while it is made: its items and associations in the order of the text, and the code of every UUID."""

    name: str
    lang: Lang
    moment: str
    items: list[Json] = field(default_factory=list)
    associations: list[Json] = field(default_factory=list)
    types: set[str] = field(default_factory=set)
    codes: dict[str, str] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)

    @property
    def uuid(self) -> str:
        return identifier("statement", self.name)

    def add(self, kind: str, code: str, text: str, parent: str, place: int, own: Json, **more: Any) -> str:
        """Add an item under a parent and give its UUID."""
        uuid, type_uuid = identifier("statement", code), identifier("type", kind)
        title = self.type_title(kind)
        self.types.add(kind)
        if uuid in self.codes:
            self.twice.append(code)
        self.codes[uuid] = code
        item: Json = {
            "identifier": uuid,
            "fullStatement": text or NOTHING,
            "CFItemType": title,
            "uri": uri(uuid),
            "humanCodingScheme": code,
            **{name: value for name, value in more.items() if value},
            "language": self.lang,
            "CFItemTypeURI": _link(title, type_uuid),
            "lastChangeDateTime": self.moment,
            "extensions": {OURS: own if text else own | {"title": ""}},
        }
        self.items.append(item)
        link = identifier("association", f"{uuid} isChildOf {parent}")
        self.associations.append(
            {
                "identifier": link,
                "associationType": "isChildOf",
                "sequenceNumber": place,
                "uri": uri(link),
                "originNodeURI": _link(code, uuid),
                "destinationNodeURI": _link(self.codes.get(parent, self.name), parent),
                "lastChangeDateTime": self.moment,
            }
        )
        return uuid

    def type_title(self, kind: str) -> str:
        return word(f"casetype-{kind}", self.lang)


def _link(title: str, uuid: str) -> Json:
    return {"title": title, "identifier": uuid, "uri": uri(uuid)}


def _lines(span: Span) -> list[int]:
    return [span.start, span.end]


def _fields(rows: Iterable[Field]) -> list[Json]:
    return [{"name": row.name, "label": row.label, "value": row.value, "lines": _lines(row.span)} for row in rows]


def _notes(rows: Iterable[Field]) -> str:
    return "\n".join(f"{row.label}: {row.value}" if row.label else row.value for row in rows)


def _filled(**own: Any) -> Json:
    """Leave out what is empty: nothing, False for «not said», an empty list."""
    return {name: value for name, value in own.items() if value not in (None, "", [])}


def _add_card(package: _Package, card: Card, place: int) -> None:
    code = f"{package.name}/{card.number}"
    own = {"number": card.number, "lines": _lines(card.span)} | _filled(
        levels=list(card.levels),
        fields=_fields(card.fields),
        related=[{"level": one.level, "title": one.title, "lines": _lines(one.span)} for one in card.related],
        requirements=[
            {
                **{name: getattr(one, name) for name in ("title", "level", "category", "education", "experience")},
                "lines": _lines(one.span),
            }
            for one in card.requirements
        ],
        variants=list(card.variants),
    )
    levels = [f"SQF {level}" for level in card.levels]
    uuid = package.add(
        "occupation", code, card.title, package.uuid, place, own, educationLevel=levels, notes=_notes(card.fields)
    )
    for at, function in enumerate(card.functions, start=1):
        _add_function(package, code, uuid, function, at)
    for at, item in enumerate(card.competences, start=len(card.functions) + 1):
        _add_statement(package, f"{code}.0.0", uuid, item, at, {})


def _add_function(package: _Package, card: str, parent: str, function: Function, place: int) -> None:
    code = f"{card}.{function.number}"
    bare = [
        {"place": at, "number": unit.number, "kind": unit.kind, "title": unit.title, "lines": _lines(unit.span)}
        | _filled(recognition=unit.recognition)
        for at, unit in enumerate(function.units)
        if unit.kind == "none"
    ]
    own = {"number": function.number, "lines": _lines(function.span)} | _filled(
        mandatory=function.mandatory, units=bare
    )
    uuid = package.add("function", code, function.title, parent, place, own)
    places = count(1)
    for unit in function.units:
        within = f"{code}.{unit.number}"
        if unit.kind == "none":
            for item in unit.items:
                _add_statement(package, within, uuid, item, next(places), {"unit": unit.number})
        else:
            _add_unit(package, within, uuid, unit, next(places))


def _add_unit(package: _Package, code: str, parent: str, unit: Unit, place: int) -> None:
    own = {"number": unit.number, "lines": _lines(unit.span)} | _filled(recognition=unit.recognition)
    kind = "task" if unit.kind == "task" else "skill-unit"
    uuid = package.add(kind, code, unit.title, parent, place, own)
    for at, item in enumerate(unit.items, start=1):
        _add_statement(package, code, uuid, item, at, {})


def _add_statement(package: _Package, within: str, parent: str, item: Item, place: int, own: Json) -> None:
    code = f"{within}/{KIND_LETTER[item.kind]}{item.number}"
    own = {"number": item.number, "lines": _lines(item.span), **own} | _filled(source=item.source)
    package.add(item.kind, code, item.text, parent, place, own, listEnumeration=item.printed_number)


def _add_descriptors(package: _Package, rows: Iterable[Descriptor]) -> None:
    """Add areas, in them levels, in them descriptors; `number` keeps the order of the document."""
    parents: dict[str, str] = {}
    places: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(1))
    for number, row in enumerate(rows, start=1):
        area_code = f"{package.name}/area/{row.area}"
        if area_code not in parents:
            place = next(places[package.uuid])
            parents[area_code] = package.add("area", area_code, row.area, package.uuid, place, {"number": place})
        level_code = f"{area_code}/{row.nqf_level}/{row.sqf_level}"
        levels = [f"{name} {level}" for name, level in (("NQF", row.nqf_level), ("SQF", row.sqf_level)) if level]
        if level_code not in parents:
            area = parents[area_code]
            place = next(places[area])
            parents[level_code] = package.add(
                "level", level_code, ", ".join(levels), area, place, {"number": place}, educationLevel=levels
            )
        own = {"number": number, "lines": [row.line_start, row.line_end], "kind": row.kind} | _filled(
            area=row.area, nqf_level=row.nqf_level, sqf_level=row.sqf_level, inferred=row.inferred or None, why=row.why
        )
        parent = parents[level_code]
        package.add("descriptor", row.statement_id, row.text, parent, next(places[parent]), own, educationLevel=levels)


def _facts(kind: str, name: str, act_id: str, source: str, rows: Iterable[Field], act: Act) -> Json:
    register = {one.name: getattr(act, one.name) for one in fields(act)}
    return {
        "format": FORMAT,
        "kind": kind,
        "id": name,
        "act_id": act_id,
        "source": source,
        "form": act.form,
        "act": {name: str(value) for name, value in register.items() if value},
    } | _filled(fields=_fields(rows))


def _document(package: _Package, title: str, act: Act, facts: Json) -> Json:
    printed = collapse(title)
    best = printed or collapse(act.title.best(package.lang)) or package.name
    notes = "\n".join(f"{row['label']}: {row['value']}" for row in facts.get("fields", []))
    return {
        "identifier": package.uuid,
        "uri": uri(package.uuid),
        "frameworkType": package.type_title(facts["kind"]),
        "caseVersion": "1.1",
        "creator": collapse(act.issuer) or best,
        "title": best,
        "lastChangeDateTime": package.moment,
        "language": package.lang,
        **({"version": act.date.isoformat()} if act.date else {}),
        **({"adoptionStatus": _STATUS[act.status]} if act.status in _STATUS else {}),
        **({"statusStartDate": act.status_from.isoformat()} if act.status_from else {}),
        **({"notes": notes} if notes else {}),
        "extensions": {OURS: facts if title == best else facts | {"title": title}},
    }


def _item_types(package: _Package) -> list[Json]:
    return [
        {
            "identifier": identifier("type", kind),
            "uri": uri(identifier("type", kind)),
            "title": package.type_title(kind),
            "description": word(f"casemeaning-{kind}", package.lang),
            "hierarchyCode": rules()["types"][kind],
            "typeCode": kind,
            "lastChangeDateTime": package.moment,
        }
        for kind in rules()["types"]
        if kind in package.types
    ]
