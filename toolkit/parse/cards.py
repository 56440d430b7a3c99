"""One occupation card, read paragraph by paragraph: what is open, and what a paragraph without a label belongs to.

Shared by the forms of 2016 and of 2023, which have the same bones: labelled fields, then labour functions with units
(tasks or skills) and their lists, then competences and related occupations. What the form of 2023 has besides, it adds
in `forms/card_2023.py`; where cards begin and end is found in `card_documents.py`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from toolkit.model import Card, Field, Finding, Function, Item, Kind, LineRole, LineUse, Related, Span, Unit
from toolkit.model.base import UnitKind
from toolkit.parse.card_labels import Labels, hit_of, level_alone, levels_in, starts_with, without_number
from toolkit.parse.items import Piece, split_items, strip_bullet
from toolkit.parse.patterns import Hit
from toolkit.parse.readers import Paragraph

NO_VALUE = re.compile(r"^[-–—−\s.]*$")
"""Dashes or nothing: a cell that says there is no value."""

_NESTED = re.compile(r"(?P<head>\d{1,2}(?:\.\d{1,2}){0,2}\.)(?P<last>\d{1,2})[.)]?\s+(?=[^\W\d_]|[«\"“(])")
_FIRST_ITEM = re.compile(r"1\s*[.)](?!\d)")
_SKIPPED = 5
"""By how much a number behind a semicolon may be ahead and still be the number of an item."""
_WRAPPED = 45
"""Lines shorter than this are not broken by a copyist, so the next line is something new."""


@dataclass(slots=True)
class Open:
    """What a paragraph without a label belongs to: a place of the card and the cell in which it was opened."""

    place: str
    name: str = ""
    kind: Kind = "skill"
    mark: str = ""
    cell: int = -1


@dataclass(slots=True)
class Draft:
    """A function or unit while it is being read."""

    number: int
    span: Span
    title: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    units: list["Draft"] = field(default_factory=list)
    recognition: list[str] = field(default_factory=list)
    mandatory: bool | None = None

    def text(self) -> str:
        """Give the title as far as it was read."""
        return " ".join(self.title)


class CardReader:
    """Reads the paragraphs of one card, one after the other; `card` closes it.

    Parameters
    ----------
    labels : Labels
        Of the form and language.
    number : int
        Place of the card in its standard.
    heading : str
        The title in its heading.
    span : Span
        Lines of the heading, or of the first paragraph where the heading is missing.
    """

    UNIT: UnitKind = "task"
    FIELD_LISTS: frozenset[str] = frozenset()
    """Fields that hold a list: every paragraph becomes a field of its own."""

    def __init__(self, labels: Labels, number: int, heading: str, span: Span) -> None:
        self.labels = labels
        self.number = number
        self.heading = heading
        self.span = span
        self.head = span
        self.fields: list[Field] = []
        self.functions: list[Draft] = []
        self.competences: list[Item] = []
        self.related: list[Related] = []
        self.findings: list[Finding] = []
        self.uses: list[LineUse] = []
        self.open = Open("nothing")
        self.title_first = False
        self.ahead: tuple[Paragraph, ...] = ()
        self.previous = 0
        self.ended = True
        self.feeders: dict[str, Callable[[str, Paragraph], None]] = {
            "function": self.feed_title,
            "unit": self.feed_title,
            "list": self.feed_list,
            "competences": self.feed_competences,
            "related": self.feed_related,
            "field": self.feed_field,
        }

    def read(self, paragraphs: tuple[Paragraph, ...]) -> None:
        """Read all paragraphs of the card behind its heading."""
        for position, paragraph in enumerate(paragraphs):
            self.ahead = paragraphs[position + 1 :]
            self.span = self.span.join(paragraph.span)
            self._read(paragraph)
            self.previous, self.ended = len(paragraph.text), paragraph.text.endswith((".", ";"))

    def _read(self, paragraph: Paragraph) -> None:
        if starts_with(self.labels.notes, paragraph.text) is not None:
            self.use(paragraph, "boilerplate")
            return
        if self.open.place == "related" and (column := hit_of(self.labels.columns, paragraph.text)):
            if not self.open.name:  # the first column of the header
                self.open.name, self.title_first = column.name, column.name == "related_title"
            self._feed_rest(column.rest, paragraph)
            return
        hit = self.hit(paragraph)
        if hit is None:
            self.feed(paragraph.text, paragraph)
        else:
            self._feed_rest(self.start(hit, paragraph), paragraph)

    def _feed_rest(self, rest: str, paragraph: Paragraph) -> None:
        if rest:
            self.feed(rest, paragraph)
        else:
            self.use(paragraph, "label")

    def hit(self, paragraph: Paragraph) -> Hit | None:
        """Find the label of a paragraph, also behind a number: «8) Связь с другими профессиями» is no item of a list."""
        listing = self.open.place == "list"
        found = hit_of(self.labels.inside, paragraph.text, loose=not self.functions and not listing)
        if found is None and (plain := without_number(paragraph.text)) != paragraph.text:
            found = hit_of(self.labels.inside, plain)
            if found and (found.group in {"function", "unit", "lists"} or (listing and found.group != "sections")):
                found = None
        return None if found and self.is_value(found, paragraph) else found

    def is_value(self, hit: Hit, paragraph: Paragraph) -> bool:  # noqa: ARG002 -- forms judge by the paragraph
        """A label of the head of the card cannot stand behind its functions; there it is somebody's text."""
        return hit.group == "fields" and bool(self.functions)

    def use(self, paragraph: Paragraph, role: LineRole) -> None:
        """Note what became of a paragraph."""
        self.uses.append(LineUse(paragraph.span, role))

    def find(self, code: str, paragraph: Paragraph, *params: str) -> None:
        """Note a doubtful place."""
        self.findings.append(Finding(code, paragraph.span, params))

    def start(self, hit: Hit, paragraph: Paragraph) -> str:
        """Open what a label announces; give what stands behind the label."""
        if hit.group == "function":
            number = self.next_number(hit.number, paragraph, self.functions, "function-number")
            self.functions.append(Draft(number, paragraph.span))
            self.open = Open("function", cell=paragraph.cell)
        elif hit.group == "unit":
            function = self.last_function(paragraph)
            number = self.next_number(hit.number, paragraph, function.units, f"{self.UNIT}-number")
            function.units.append(Draft(number, paragraph.span))
            self.open = Open("unit", cell=paragraph.cell)
        elif hit.group == "lists":
            self.open = Open("list", kind="skill" if hit.name == "skill" else "knowledge", cell=paragraph.cell)
        elif hit.group == "sections" and hit.name in self.feeders:
            self.open = Open(hit.name, cell=paragraph.cell)
        else:
            self.fields.append(Field(hit.name, hit.label, "", paragraph.span))
            self.open = Open("field", name=hit.name, cell=paragraph.cell)
        return hit.rest

    def next_number(self, printed: int, paragraph: Paragraph, before: list[Draft], code: str) -> int:
        """Give the printed number, or the next free one where the printed number is missing or was there before."""
        expected = before[-1].number + 1 if before else 1
        if printed and printed != expected:
            self.find(code, paragraph, str(printed), str(expected))
        return max(printed, expected)

    def last_function(self, paragraph: Paragraph) -> Draft:
        """Give the function that is being read; a missing one is put in and reported."""
        if not self.functions:
            self.find("function-missing", paragraph)
            self.functions.append(Draft(1, paragraph.span))
        return self.functions[-1]

    def last_unit(self, paragraph: Paragraph) -> Draft:
        """Give the unit that is being read; a missing one is put in and reported."""
        function = self.last_function(paragraph)
        if not function.units:
            self.find(f"{self.UNIT}-missing", paragraph)
            function.units.append(Draft(1, paragraph.span))
        return function.units[-1]

    def feed(self, text: str, paragraph: Paragraph) -> None:
        """Give a text without label to what is open."""
        feeder = self.feeders.get(self.open.place)
        if feeder is None:
            self.find("not-understood", paragraph, text[:80])
            self.use(paragraph, "unknown")
            return
        feeder(text, paragraph)

    def feed_title(self, text: str, paragraph: Paragraph) -> None:
        """Lengthen the title of a function or unit, unless a list without a label begins in another cell."""
        draft = self.functions[-1]
        if self.open.place == "unit":
            draft = draft.units[-1]
        if draft.title and paragraph.cell != self.open.cell and _FIRST_ITEM.match(text):
            self.guess_list("skill", text, paragraph, draft)  # the form has skills first
            return
        draft.title.append(text)
        draft.span = draft.span.join(paragraph.span)
        self.use(paragraph, "record")

    def guess_list(self, kind: Kind, text: str, paragraph: Paragraph, draft: Draft) -> None:
        """Open a list that has no label, and say that its kind is a guess."""
        self.find("kind-guessed" if kind == "skill" else "kind-guessed-knowledge", paragraph, draft.text())
        self.open = Open("list", kind=kind, cell=paragraph.cell)
        self.feed_list(text, paragraph)

    def feed_list(self, text: str, paragraph: Paragraph) -> None:
        """Add items to a list of skills or knowledge, or lengthen its last item."""
        unit = self.last_unit(paragraph)
        mine = [item for item in unit.items if item.kind == self.open.kind]
        if NO_VALUE.match(text) and not mine:
            self.use(paragraph, "record")
            return
        other_cell = paragraph.cell != self.open.cell and paragraph.span.start > (mine[-1].span.end if mine else 0)
        if mine and self.open.kind == "skill" and other_cell and self._begins_again(text):
            self.guess_list("knowledge", text, paragraph, unit)
            return
        expected = _last_number(mine) + 1
        for position, piece in enumerate(self.pieces(text, expected, paragraph)):
            if not piece.number and position == 0 and mine and self._goes_on(mine[-1], text, paragraph):
                last = unit.items[-1]
                longer = f"{last.text} {piece.text}"
                unit.items[-1] = replace(last, text=longer, span=last.span.join(paragraph.span))
                continue
            self._add_item(unit, piece, text, paragraph)
        self.use(paragraph, "record")

    def _begins_again(self, text: str) -> bool:
        return bool(_FIRST_ITEM.match(text)) and self.open.mark in text[:3]

    def pieces(self, text: str, expected: int, paragraph: Paragraph) -> tuple[Piece, ...]:
        """Split a paragraph of a list, also where its numbers have several parts: «1.1. … 1.2. …»."""
        nested = _NESTED.match(text)
        if nested is None or self.open.mark in {".", ")"}:
            any_start = not paragraph.follows or self.ended
            found = split_items(text, expected, self.open.mark, any_start=any_start)
            return tuple(part for piece in found for part in _split_small(piece, text))
        parts, head, last, start = [], nested["head"], int(nested["last"]), nested.end()
        while later := re.compile(rf"{re.escape(head)}{last + 1}[.)]?\s+(?=\S)").search(text, start):
            parts.append(Piece(f"{head}{last}", text[start : later.start()].strip()))
            last, start = last + 1, later.end()
        return (*parts, Piece(f"{head}{last}", text[start:].strip()))

    def _add_item(self, unit: Draft, piece: Piece, text: str, paragraph: Paragraph) -> None:
        mine = [item for item in unit.items if item.kind == self.open.kind]
        printed = int(piece.number.rsplit(".", 1)[-1] or 0) if piece.number else 0
        if printed and printed != _last_number(mine) + 1:
            self.find("item-number", paragraph, piece.number, str(len(mine) + 1))
        if not piece.number and self.open.mark:
            self.find("item-number-missing", paragraph, piece.text[:80])
        if piece.number and not self.open.mark:
            dotted = re.search(rf"(?<!\d){piece.number}\s*\.", text)
            self.open.mark = "1.1" if "." in piece.number else "." if dotted else ")"
        body = piece.text if piece.number else strip_bullet(piece.text)
        unit.items.append(Item(self.open.kind, len(mine) + 1, piece.number, body, paragraph.span))

    def _goes_on(self, last: Item, text: str, paragraph: Paragraph) -> bool:
        """Say whether a text without a number goes on with the item before it."""
        bullet = strip_bullet(text) != text
        unclosed = any(last.text.count(left) > last.text.count(right) for left, right in ("()", "«»"))
        if unclosed or (last.text.endswith((":", ",")) and not bullet):
            return True
        if self.open.mark:
            return paragraph.follows or (last.text.endswith((";", ":", ",")) and (bullet or ":" in last.text))
        return paragraph.follows and not bullet and self._is_wrapped(last.text, paragraph)

    def _is_wrapped(self, before: str, paragraph: Paragraph) -> bool:
        """Judge a line right under another one in a list without numbers, and say that it is a guess."""
        if before.endswith((".", ";")):
            return False
        self.find("item-boundary", paragraph, paragraph.text[:80])
        return self.previous >= _WRAPPED

    def feed_competences(self, text: str, paragraph: Paragraph) -> None:
        """Add personal competences: every paragraph one, numbered ones split; commas inside stay."""
        last = self.competences[-1] if self.competences else None
        if last and (last.text.endswith(",") or last.text.count("(") > last.text.count(")")):
            longer = f"{last.text} {text}"
            self.competences[-1] = replace(last, text=longer, span=last.span.join(paragraph.span))
        elif not NO_VALUE.match(text):
            for piece in split_items(text, len(self.competences) + 1, self.open.mark):
                body = strip_bullet(piece.text)
                self.competences.append(
                    Item("competence", len(self.competences) + 1, piece.number, body, paragraph.span)
                )
        self.use(paragraph, "record")

    def feed_related(self, text: str, paragraph: Paragraph) -> None:
        """Read level and title of related occupations, in one cell or in two, in either order."""
        self.use(paragraph, "record")
        if NO_VALUE.match(text):
            return
        last = self.related[-1] if self.related else None
        parts = re.split(r"\s+[-–—]\s+|\s*:\s*", text, maxsplit=1)
        inside = [level_alone(self.labels, part) for part in parts]
        if level := level_alone(self.labels, text):
            if self.title_first and last and not last.level:
                self.related[-1] = replace(last, level=level, span=last.span.join(paragraph.span))
            else:
                self.related.append(Related(level, "", paragraph.span))
        elif sum(map(bool, inside)) == 1 and len(parts) == 2:
            place = 0 if inside[0] else 1
            self.related.append(Related(inside[place], parts[1 - place], paragraph.span))
        elif last and ((last.level and not last.title) or paragraph.follows):
            title = f"{last.title} {text}".strip()
            self.related[-1] = replace(last, title=title, span=last.span.join(paragraph.span))
        else:
            level = last.level if last and not self.title_first else ""
            self.related.append(Related(level, strip_bullet(text), paragraph.span))

    def feed_field(self, text: str, paragraph: Paragraph) -> None:
        """Give a field its value; a field that holds a list becomes several."""
        last = self.fields[-1]
        apart = not paragraph.follows or self.ended or self.previous < _WRAPPED
        if self.open.name in self.FIELD_LISTS and last.value and apart:
            self.fields.append(Field(last.name, last.label, text, paragraph.span))
        else:
            value = f"{last.value} {text}".strip()
            self.fields[-1] = replace(last, value=value, span=last.span.join(paragraph.span))
        self.use(paragraph, "record")

    def card(self) -> Card:
        """Close the card: levels from their field, title from its field, else from the heading."""
        values = {item.name: item.value for item in reversed(self.fields) if not NO_VALUE.match(item.value)}
        title = values.get("title") or self.heading
        head = Span(self.span.start, self.span.start)
        if "code" not in values:
            self.findings.append(Finding("code-missing", head, (title,)))
        levels = levels_in(values.get("sqf_level", ""))
        if not levels:
            self.findings.append(Finding("level-missing", head, (title,)))
        if len(levels) > 1:
            self.findings.append(Finding("several-levels", head, (title, ", ".join(levels))))
        return Card(
            number=self.number,
            title=title,
            levels=levels,
            span=self.span,
            fields=tuple(self.fields),
            functions=tuple(self._function(draft) for draft in self.functions),
            competences=tuple(self.competences),
            related=tuple(self.related),
        )

    def _function(self, draft: Draft) -> Function:
        units = tuple(
            Unit(unit.number, self.UNIT, unit.text(), unit.span, tuple(unit.items), " ".join(unit.recognition))
            for unit in draft.units
        )
        return Function(draft.number, draft.text(), draft.span, units, draft.mandatory)


def _split_small(piece: Piece, text: str) -> tuple[Piece, ...]:
    """Split glued items that begin with a small letter or skip a number: «1) лить; 2) сушить», «– лить; – сушить»."""
    if piece.number:
        mark = r"\." if re.search(rf"(?<!\d){piece.number}\s*\.", text) else r"\)"
        for found in re.finditer(rf";\s*(?P<number>\d{{1,2}})\s*{mark}\s*(?=[^\W\d_])", piece.text):
            if int(piece.number) < int(found["number"]) <= int(piece.number) + _SKIPPED:
                rest = Piece(found["number"], piece.text[found.end() :])
                return (Piece(piece.number, piece.text[: found.start() + 1]), *_split_small(rest, text))
        return (piece,)
    plain = strip_bullet(piece.text)
    bullet = piece.text[0]
    if plain == piece.text:
        return (piece,)
    return tuple(Piece("", f"{bullet} {part}") for part in re.split(rf"(?<=[;.])\s*{re.escape(bullet)}\s+", plain))


def _last_number(items: list[Item]) -> int:
    if not items:
        return 0
    return int(items[-1].printed_number.rsplit(".", 1)[-1] or items[-1].number)
