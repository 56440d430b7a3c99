"""What is open while an occupation card is read, and its lists: skills, knowledge, personal competences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from toolkit.model import Field, Finding, Item, Kind, LineRole, LineUse, Related, Span
from toolkit.model.base import UnitKind
from toolkit.parse.card_labels import Labels, hit_of, unknown_list
from toolkit.parse.card_lists import (
    BARE_NUMBER,
    FIRST_ITEM,
    holds_number,
    is_sub_item,
    last_number,
    split_list,
    without_double,
)
from toolkit.parse.items import Piece, strip_bullet
from toolkit.parse.readers import Paragraph
from toolkit.text import normalise

NO_VALUE = re.compile(r"^[-–—−\s.]*$")
"""Dashes or nothing: a cell that says there is no value."""

WRAPPED = 45
"""Lines shorter than this are not broken by a copyist, so the next line is something new."""

_SHORT = 40
"""No word that means «none» is longer than this."""


@dataclass(slots=True)
class Open:
    """What a paragraph without a label belongs to: a place of the card and the cell in which it was opened."""

    place: str
    name: str = ""
    kind: Kind = "skill"
    mark: str = ""
    bulleted: bool = False
    cell: int = -1
    value_cell: int = -1
    row: tuple[int, int] = (0, 0)
    strange: tuple[int, int] = (-1, -1)


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


class CardState:
    """What of a card was read so far, and what is open.

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
        self.body: tuple[Paragraph, ...] = ()
        self.place = 0
        self.held: Paragraph | None = None
        self.previous = 0
        self.heads = False
        self.ended = True

    def ahead(self) -> Iterator[Paragraph]:
        """Go through the paragraphs of the card that are still to be read."""
        return (self.body[place] for place in range(self.place + 1, len(self.body)))

    def use(self, paragraph: Paragraph, role: LineRole) -> None:
        """Note what became of a paragraph."""
        self.uses.append(LineUse(paragraph.span, role))

    def find(self, code: str, paragraph: Paragraph, *params: str) -> None:
        """Note a doubtful place."""
        self.findings.append(Finding(code, paragraph.span, params))

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


class ListReader(CardState):
    """Reads the lists of a card: what is an item, what goes on with one, and which list has no label."""

    def guess_list(self, kind: Kind, text: str, paragraph: Paragraph, draft: Draft) -> None:
        """Open a list that has no label, and say that its kind is a guess."""
        self.find("kind-guessed" if kind == "skill" else "kind-guessed-knowledge", paragraph, draft.text())
        self.open = Open("list", kind=kind, cell=paragraph.cell)
        self.feed_list(text, paragraph)

    def guess_label(self, paragraph: Paragraph) -> str | None:
        """Take a short text before the number 1 for the label of a list that no label file knows, and say so.

        Gives what stands behind the label; None if it is no label.
        """
        if self.open.place not in {"function", "unit", "list"} or not self.functions:
            return None
        below = next(self.ahead(), None)
        found = unknown_list(self.labels, paragraph.text, below.text if below else "")
        if found is None:
            return None
        drafts = (self.functions[-1].units or self.functions)[-1:]
        titled = self.open.place != "list" and bool(drafts[-1].title)
        if not found.kind and not titled:
            return None
        if self.open.place != "list" and not titled and not found.colon:
            return None
        has_skills = any(item.kind == "skill" for draft in drafts for item in draft.items)
        kind: Kind = found.kind or ("knowledge" if has_skills else "skill")
        self.find("list-label-guessed" if kind == "skill" else "list-label-guessed-knowledge", paragraph, found.label)
        self.open = Open("list", kind=kind, cell=paragraph.cell)
        return found.rest

    def feed_list(self, text: str, paragraph: Paragraph) -> None:
        """Add items to a list of skills or knowledge, or lengthen its last item."""
        unit = self.last_unit(paragraph)
        place = self._last_place(unit)
        last = unit.items[place] if place >= 0 else None
        if self.says_none(text) and last is None:
            self.use(paragraph, "record")
            return
        expected = last_number(last) + 1
        if self._is_bare_number(text, expected):
            self.held = paragraph
            return
        if last and self.open.kind == "skill" and self._begins_again(text, last, unit, paragraph):
            self.guess_list("knowledge", text, paragraph, unit)
            return
        any_start = not paragraph.follows or self.ended or not self.open.mark
        split = split_list(text, expected, self.open.mark, last.text if last else "", any_start=any_start)
        pieces = split.pieces
        if last and pieces and self._first_goes_on(pieces[0], last, text, paragraph):
            longer = f"{last.text} {text if pieces[0].number else pieces[0].text}"
            unit.items[place] = replace(last, text=longer, span=last.span.join(paragraph.span))
            pieces = pieces[1:]
        for piece in pieces:
            self._add_item(unit, piece, split.mark, paragraph)
        self.use(paragraph, "record")

    def _last_place(self, unit: Draft) -> int:
        """Give where in a unit the last item of the open list stands, -1 if it has none."""
        places = range(len(unit.items) - 1, -1, -1)
        return next((place for place in places if unit.items[place].kind == self.open.kind), -1)

    def _first_goes_on(self, piece: Piece, last: Item, text: str, paragraph: Paragraph) -> bool:
        if is_sub_item(text, self.open.mark, last.text):
            return True
        return not piece.number and self._goes_on(last, text, paragraph)

    def says_none(self, text: str) -> bool:
        """Say whether a text means that there is nothing: a dash, or a word such as «Нет»."""
        return bool(NO_VALUE.match(text)) or (len(text) <= _SHORT and normalise(text) in self.labels.none)

    def _is_bare_number(self, text: str, expected: int) -> bool:
        found = BARE_NUMBER.fullmatch(text)
        return found is not None and int(found["number"]) == expected and self.held is None

    def _begins_again(self, text: str, last: Item, unit: Draft, paragraph: Paragraph) -> bool:
        """Say whether a list of skills begins anew: then the second list is the knowledge, unless it has a label."""
        if not FIRST_ITEM.match(text) or self.open.mark not in text[:4] or is_sub_item(text, self.open.mark, last.text):
            return False
        if paragraph.cell != self.open.cell and paragraph.span.start > last.span.end:
            return True
        numbered = bool(last.printed_number) and not last.text.endswith(":")
        return numbered and not any(item.kind == "knowledge" for item in unit.items) and not self._knowledge_ahead()

    def _knowledge_ahead(self) -> bool:
        for paragraph in self.ahead():
            hit = hit_of(self.labels.inside, paragraph.text)
            if hit and hit.group in {"lists", "unit", "function", "sections"}:
                return hit.group == "lists"
        return False

    def _add_item(self, unit: Draft, piece: Piece, mark: str, paragraph: Paragraph) -> None:
        place = self._last_place(unit)
        last = unit.items[place] if place >= 0 else None
        number = last.number + 1 if last else 1
        printed = int(piece.number.rsplit(".", 1)[-1] or 0) if piece.number else 0
        if printed and printed != last_number(last) + 1:
            self.find("item-number", paragraph, piece.number, str(number))
        if not piece.number and self.open.mark:
            self.find("item-number-missing", paragraph, piece.text[:80])
        if piece.number:
            self.open.mark = mark
        piece, doubled = without_double(piece)
        if doubled:
            self.find("item-number-doubled", paragraph, piece.number)
        if holds_number(piece, mark):
            self.find("item-number-inside", paragraph, piece.text[:80])
        body = piece.text if piece.number else strip_bullet(piece.text)
        self.open.bulleted = body != piece.text
        unit.items.append(Item(self.open.kind, number, piece.number, body, paragraph.span))

    def _goes_on(self, last: Item, text: str, paragraph: Paragraph) -> bool:
        """Say whether a text without a number goes on with the item before it."""
        bullet = strip_bullet(text) != text
        if self._closes(last.text, text, paragraph) or (last.text.endswith(":") and not bullet):
            return True
        if self.open.mark:
            mid = last.text.endswith(",") and not bullet
            return paragraph.follows or mid or (last.text.endswith((";", ":", ",")) and (bullet or ":" in last.text))
        return not bullet and self.is_wrapped(last.text, text, paragraph)

    def _closes(self, before: str, text: str, paragraph: Paragraph) -> bool:
        """Say whether a bracket or quotation mark is open, and this text closes it or stands right below."""
        pairs = (("(", ")"), ("«", "»"))
        return any(
            before.count(left) > before.count(right) and (right in text or paragraph.follows) for left, right in pairs
        )

    def is_wrapped(self, before: str, text: str, paragraph: Paragraph) -> bool:
        """Judge a text below another one where nothing is numbered: whether it is the rest of a broken sentence.

        Small letters below a capital are; else only a long line can have been broken, and that is a guess.
        """
        small = text[0].islower() and not before[0].islower()
        if not paragraph.follows:
            return small and before.endswith(",")
        if self.ended:
            return False
        if small or self.open.bulleted:
            return True
        self.find("item-boundary", paragraph, paragraph.text[:80])
        return self.previous >= WRAPPED

    def feed_competences(self, text: str, paragraph: Paragraph) -> None:
        """Add personal competences: every paragraph one, numbered ones split; commas inside stay."""
        last = self.competences[-1] if self.competences else None
        self.use(paragraph, "record")
        if self.says_none(text) and not last:
            return
        split = split_list(text, len(self.competences) + 1, self.open.mark, last.text if last else "", any_start=True)
        for position, piece in enumerate(split.pieces):
            self.open.mark = self.open.mark or split.mark
            if last and position == 0 and not piece.number and self._competence_goes_on(last.text, text, paragraph):
                longer = f"{last.text} {text}"
                self.competences[-1] = replace(last, text=longer, span=last.span.join(paragraph.span))
                continue
            body = strip_bullet(piece.text)
            self.open.bulleted = body != piece.text
            self.competences.append(Item("competence", len(self.competences) + 1, piece.number, body, paragraph.span))

    def _competence_goes_on(self, before: str, text: str, paragraph: Paragraph) -> bool:
        if strip_bullet(text) != text:
            return False
        if self._closes(before, text, paragraph) or (before.endswith(",") and text[0].islower()):
            return True
        if self.open.mark:
            return paragraph.follows
        return paragraph.follows and text[0].islower() and self.is_wrapped(before, text, paragraph)
