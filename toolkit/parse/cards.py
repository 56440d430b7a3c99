"""One occupation card, read paragraph by paragraph: what is open, and what a paragraph without a label belongs to.

Shared by the forms of 2016 and of 2023, which have the same bones: labelled fields, then labour functions with units
(tasks or skills) and their lists, then competences and related occupations. What the form of 2023 has besides, it adds
in `forms/card_2023.py`; where cards begin and end is found in `card_documents.py`.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from toolkit.model import Card, Field, Finding, Function, Related, Span, Unit
from toolkit.parse.card_items import NO_VALUE, WRAPPED, Draft, ListReader, Open
from toolkit.parse.card_labels import (
    Labels,
    hit_of,
    level_alone,
    level_and_title,
    levels_in,
    starts_with,
    without_number,
)
from toolkit.parse.card_lists import FIRST_ITEM
from toolkit.parse.items import strip_bullet
from toolkit.parse.patterns import Hit
from toolkit.parse.readers import Paragraph

_ONE_VALUE = {"code", "group_code", "title", "sqf_level", "sqf_sublevel", "registry_level", "nqf_level"}
"""Fields of one value: what stands in one cell with it, but below it, is something else."""
_SEVERAL_CELLS = {"registry"}
"""Fields whose row has more than one cell: a title and its number in the registry."""
_SEPARATORS = re.compile(r"[,;]\s(?![^(]*\))")


class CardReader(ListReader):
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

    def __init__(self, labels: Labels, number: int, heading: str, span: Span) -> None:
        super().__init__(labels, number, heading, span)
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
        self.body = paragraphs
        for self.place, paragraph in enumerate(paragraphs):
            self.span = self.span.join(paragraph.span)
            self._read(paragraph)
            self.heads = self.uses[-1].role == "label" if self.uses else False
            self.previous, self.ended = len(paragraph.text), paragraph.text.endswith((".", ";"))
        self.let_go()

    def let_go(self) -> None:
        """Report a number that stood alone and that no item followed."""
        if self.held:
            self.find("not-understood", self.held, self.held.text)
            self.use(self.held, "unknown")
            self.held = None

    def _with_held(self, paragraph: Paragraph) -> Paragraph:
        """Put the number that stood alone in front of its item."""
        if self.held is None:
            return paragraph
        held, self.held = self.held, None
        mark = "" if held.text[-1] in ".)" else "."
        span = held.span.join(paragraph.span)
        return replace(paragraph, text=f"{held.text}{mark} {paragraph.text}", span=span, follows=held.follows)

    def _read(self, paragraph: Paragraph) -> None:
        if starts_with(self.labels.notes, paragraph.text) is not None:
            self.use(paragraph, "boilerplate")
            return
        if self.open.place == "related" and (column := self._column(paragraph.text)):
            if not self.open.name:  # the first column of the header
                self.open.name, self.title_first = column.name, column.name == "related_title"
            self._feed_rest(column.rest, paragraph)
            return
        hit = self.hit(paragraph)
        if hit is None:
            paragraph = self._with_held(paragraph)
            rest = self.guess_label(paragraph)
            if rest is None:
                self.feed(paragraph.text, paragraph)
            else:
                self._feed_rest(rest, paragraph)
        else:
            self.let_go()
            self._feed_rest(self.start(hit, paragraph), paragraph)

    def _column(self, text: str) -> Hit | None:
        """Find the header of related occupations, also where a copy has both columns in one paragraph."""
        hits = [hit_of(self.labels.columns, part.strip()) for part in text.split("|")]
        if len(hits) > 1:
            return replace(hits[0], rest="") if hits[0] and all(hits) else None
        return hits[0]

    def _feed_rest(self, rest: str, paragraph: Paragraph) -> None:
        if rest:
            self.feed(rest, paragraph)
        else:
            self.use(paragraph, "label")

    def hit(self, paragraph: Paragraph) -> Hit | None:
        """Find the label of a paragraph, also behind a number: «8) Связь с другими профессиями» is no item of a list."""
        listing = self.open.place == "list"
        if self._is_broken_off(paragraph):
            return None
        found = hit_of(self.labels.inside, paragraph.text, loose=not self.functions and not listing)
        if found is None and (plain := without_number(paragraph.text)) != paragraph.text:
            found = hit_of(self.labels.inside, plain)
            if found and (found.group in {"function", "unit", "lists"} or (listing and found.group != "sections")):
                found = None
        return None if found and self.is_value(found, paragraph) else found

    def _is_broken_off(self, paragraph: Paragraph) -> bool:
        """Say whether a line in small letters without a colon is the end of a sentence: «… базалық / дағдылары»."""
        inside = self.open.place in {"list", "unit", "function", "competences"}
        goes_on = paragraph.follows and not self.ended and paragraph.text[0].islower()
        return inside and goes_on and ":" not in paragraph.text and not self.heads

    def is_value(self, hit: Hit, paragraph: Paragraph) -> bool:  # noqa: ARG002 -- forms judge by the paragraph
        """A label of the head of the card cannot stand behind its functions; there it is somebody's text."""
        return hit.group == "fields" and bool(self.functions)

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
            self.open = Open("field", name=hit.name, cell=paragraph.cell, row=(paragraph.row, paragraph.table))
        return hit.rest

    def feed(self, text: str, paragraph: Paragraph) -> None:
        """Give a text without label to what is open."""
        feeder = self.feeders.get(self.open.place)
        if feeder is None:
            self.find("not-understood", paragraph, text[:80])
            self.use(paragraph, "unknown")
            return
        feeder(text, paragraph)

    def feed_title(self, text: str, paragraph: Paragraph) -> None:
        """Lengthen the title of a function or unit; the number 1 behind it begins a list that has no label."""
        draft = self.functions[-1]
        if self.open.place == "unit":
            draft = draft.units[-1]
        if draft.title and FIRST_ITEM.match(text):
            self.guess_list("skill", text, paragraph, draft)  # the form has skills first
            return
        draft.title.append(text)
        draft.span = draft.span.join(paragraph.span)
        self.use(paragraph, "record")

    def feed_related(self, text: str, paragraph: Paragraph) -> None:
        """Read level and title of related occupations, in one cell or in two, in either order."""
        self.use(paragraph, "record")
        if self.says_none(text):
            return
        last = self.related[-1] if self.related else None
        if level := level_alone(self.labels, text):
            if self.title_first and last and not last.level:
                self.related[-1] = replace(last, level=level, span=last.span.join(paragraph.span))
            else:
                self.related.append(Related(level, "", paragraph.span))
            return
        level, title = level_and_title(self.labels, text)
        if level:
            self.related.append(Related(level, title, paragraph.span))
        elif last and ((last.level and not last.title) or paragraph.follows):
            longer = f"{last.title} {text}".strip()
            self.related[-1] = replace(last, title=longer, span=last.span.join(paragraph.span))
        else:
            level = last.level if last and not self.title_first else ""
            self.related.append(Related(level, strip_bullet(text), paragraph.span))

    def feed_field(self, text: str, paragraph: Paragraph) -> None:
        """Give a field its value: one cell and what is broken off it; a field that holds a list becomes several."""
        last = self.fields[-1]
        if not self._belongs(last, text, paragraph):
            self.find("not-understood", paragraph, text[:80])
            self.use(paragraph, "unknown")
            return
        if not last.value:
            self.open.value_cell = paragraph.cell
        small = paragraph.follows and text[0].islower()
        apart = not paragraph.follows or (not small and (self.ended or self.previous < WRAPPED))
        if self.open.name in self.FIELD_LISTS and last.value and apart:
            self.fields.append(Field(last.name, last.label, text, paragraph.span))
        else:
            value = f"{last.value} {text}".strip()
            self.fields[-1] = replace(last, value=value, span=last.span.join(paragraph.span))
        self.use(paragraph, "record")

    def _belongs(self, last: Field, text: str, paragraph: Paragraph) -> bool:
        """Say whether a text is the value of the field or a part of it, not a row with a label that nobody knows."""
        here = (paragraph.row, paragraph.table)
        if self._begins_row(paragraph):
            self.open.strange = here
        if here == self.open.strange:
            return False
        if not last.value:
            return True
        if paragraph.cell != self.open.value_cell:
            return self.open.name in self.FIELD_LISTS or self.open.name in _SEVERAL_CELLS
        if last.name not in _ONE_VALUE or NO_VALUE.match(last.value):
            return last.name not in _ONE_VALUE
        if last.name.endswith("level") and levels_in(text) and level_alone(self.labels, text):
            return True
        return paragraph.follows and (text[0].islower() or text[0] in "(,;" or self.previous >= WRAPPED)

    def _begins_row(self, paragraph: Paragraph) -> bool:
        """Say whether a paragraph is the first cell of a row that has another cell: such a cell is a label."""
        following = next(self.ahead(), paragraph)
        if following.cell == paragraph.cell or following.row != paragraph.row or paragraph.column:
            return False
        shown = paragraph.table or following.span.start == paragraph.span.start
        return bool(shown) and (paragraph.row, paragraph.table) != self.open.row

    def card(self) -> Card:
        """Close the card: levels from their field, title from its field, else from the heading."""
        values = {item.name: item.value for item in reversed(self.fields) if not NO_VALUE.match(item.value)}
        title = values.get("title") or self.heading
        head = Span(self.span.start, self.span.start)
        if "code" not in values:
            self.findings.append(Finding("code-missing", head, (title,)))
        if len(self.competences) == 1 and _SEPARATORS.search(self.competences[0].text):
            self.findings.append(Finding("competences-in-one", self.competences[0].span, (title,)))
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
