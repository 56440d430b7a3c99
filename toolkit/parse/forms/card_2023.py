"""The occupation card in force since September 2023: function → skill (навык, дағды) → abilities and knowledge.

Source of the form: rules of 7 September 2023 No. 377 and approved standards since. Besides what every occupation card
has (`toolkit/parse/cards.py`) there are a list of mandatory and additional functions, the possibility to recognise each
skill, education in three parts, technical regulations, and a header over the related occupations.
"""

import re
from dataclasses import replace

from toolkit.model import Card, Field, Finding, Lang, Parsed, Span
from toolkit.model.base import UnitKind
from toolkit.parse.card_documents import mentions, read_document, starts_of
from toolkit.parse.card_items import Draft, Open
from toolkit.parse.card_labels import Labels, hit_of, labels_of, middle_levels
from toolkit.parse.cards import CardReader
from toolkit.parse.items import split_items, strip_bullet
from toolkit.parse.patterns import Hit
from toolkit.parse.readers import Paragraph, unflowed
from toolkit.text import normalise, words

NAME = "card-2023"
LANGS: tuple[Lang, ...] = ("kk", "ru")

_BRACKETS = re.compile(r"^\((?P<word>[^)]+)\)\s*[:.]?\s*")
_LISTED = {"mandatory": "mandatory_function", "additional": "additional_function", "list": "listed_function"}
_FLAGS: dict[str, bool | None] = {"mandatory": True, "additional": False}
_NEVER_BEHIND = {"group_code", "code", "title", "sqf_level"}
"""Fields that open a card: behind its functions such a label is part of a table or somebody's text."""


def evidence(stream: tuple[Paragraph, ...], lang: Lang) -> dict[str, int]:
    """Count what speaks for this form in a language; empty unless it has cards, functions and skills as units.

    Examples
    --------
    >>> from toolkit.parse.readers import paragraphs
    >>> text = "Карточка профессии «Бондарь»\\n\\nТрудовая функция 1: Сборка\\n\\nНавык 1: Сборка бочек\\n\\nУмения: 1. Гнуть"
    >>> evidence(paragraphs(text), "ru")
    {'card headings': 1, 'functions': 1, 'skills and fields of 2023': 1, 'lists': 1}
    """
    tasks, skills = middle_levels(stream, lang)
    if skills <= tasks:
        return {}
    labels = labels_of(NAME, lang)
    stream = unflowed(stream)
    hits = [hit for paragraph in stream if (hit := hit_of(labels.inside, paragraph.text))]
    counts = {
        "card headings": len(starts_of(stream, labels)),
        "functions": sum(hit.group == "function" for hit in hits),
        "skills and fields of 2023": skills,
        "lists": sum(hit.group == "lists" for hit in hits),
    }
    told = counts["card headings"] and (counts["functions"] or counts["lists"])
    return counts if told else {}


def parse(stream: tuple[Paragraph, ...], lang: Lang, source: str, act_id: str) -> Parsed:
    """Read a document in this form.

    Parameters
    ----------
    stream : tuple of Paragraph
        The document.
    lang : {"kk", "ru"}
        Its language.
    source : str
        Name of the file, for traceability.
    act_id : str
        Identifier of the act. One standard takes the same identifier; several take ``ACT-1``, ``ACT-2`` …

    Returns
    -------
    Parsed
        The standards with their cards, findings, and the use of every paragraph. `why` is left empty: detection fills
        it.
    """
    return read_document(stream, lang, source, act_id, form=NAME, reader=SkillCardReader)


class SkillCardReader(CardReader):
    """Reads a card whose units are skills."""

    UNIT: UnitKind = "skill"
    FIELD_LISTS = frozenset({"other_titles", "regulations"})

    def __init__(self, labels: Labels, number: int, heading: str, span: Span) -> None:
        super().__init__(labels, number, heading, span)
        self.governs: bool | None = None
        self.listing = False
        self.columns: list[int] = []
        self.slot = -1
        self.slot_cell = -1
        self.feeders |= {
            "functions": self.feed_functions,
            "education": self.feed_education,
            "recognition": self.feed_recognition,
        }

    def is_value(self, hit: Hit, paragraph: Paragraph) -> bool:
        """Behind the functions, fields that open a card, and parts of education outside of it, are somebody's text."""
        if not self.functions:
            return hit.group == "education" and self.open.place == "functions"
        if hit.group == "education":
            return self.open.place not in {"field", "education"}
        return hit.group == "fields" and (hit.name in _NEVER_BEHIND or paragraph.follows)

    def start(self, hit: Hit, paragraph: Paragraph) -> str:
        """Open what a label announces, also what only this form has."""
        if hit.group == "functions":
            return self._start_functions(hit, paragraph)
        if hit.group == "function":
            return self._start_function(hit, paragraph)
        if hit.group == "education":
            return self._start_education(hit, paragraph)
        if hit.group == "unit" and hit.number and hit.number == self._last_of_card() + 1:
            # numbers of skills that go on from function to function are a style, not a defect
            self.last_function(paragraph).units.append(Draft(hit.number, paragraph.span))
            self.open = Open("unit", cell=paragraph.cell)
            return hit.rest
        return super().start(hit, paragraph)

    def _last_of_card(self) -> int:
        numbers = [unit.number for function in self.functions for unit in function.units]
        return numbers[-1] if numbers else 0

    # --- functions: the list, then the descriptions ---

    def _start_functions(self, hit: Hit, paragraph: Paragraph) -> str:
        if hit.name == "caption":
            if hit.rest:
                return hit.rest
            return ""
        self.governs = _FLAGS.get(hit.name)
        self.listing = False
        place = "nothing" if hit.name == "description" else "functions"
        self.open = Open(place, name=hit.name, cell=paragraph.cell)
        return hit.rest

    def feed_functions(self, text: str, paragraph: Paragraph) -> None:
        """Add functions to the list of the card, each as a field: its printed number and its title."""
        self.use(paragraph, "record")
        self.listing = True
        if self.says_none(text):
            return
        name = _LISTED[self.open.name]
        mine = [item for item in self.fields if item.name == name]
        last = self.fields[-1] if mine else None
        expected = int(mine[-1].label) + 1 if mine and mine[-1].label.isdigit() else len(mine) + 1
        for position, piece in enumerate(split_items(text, expected, self.open.mark, any_start=not paragraph.follows)):
            broken = last and (not last.value or paragraph.follows or last.value.endswith(",")) and position == 0
            if last and broken and not piece.number and strip_bullet(piece.text) == piece.text:
                value = f"{last.value} {piece.text}".strip()
                self.fields[-1] = replace(last, value=value, span=last.span.join(paragraph.span))
            else:
                value = piece.text if piece.number else strip_bullet(piece.text)
                self.fields.append(Field(name, piece.number, value, paragraph.span))

    def _start_function(self, hit: Hit, paragraph: Paragraph) -> str:
        """Open the description of a function, or note one more of the list, where functions are listed by label."""
        if self.open.place == "functions" and not self._described():
            self.fields.append(Field(_LISTED[self.open.name], str(hit.number or ""), "", paragraph.span))
            return hit.rest
        own = _FLAGS.get(hit.name)
        flag = own if own is not None else None if self.listing else self.governs
        same = sum(draft.mandatory is flag for draft in self.functions)
        counted_apart = flag is not None and hit.number == same + 1
        expected = self.functions[-1].number + 1 if self.functions else 1
        number = self.next_number(
            expected if counted_apart else hit.number, paragraph, self.functions, "function-number"
        )
        rest = hit.rest
        if (found := _BRACKETS.match(rest)) and (said := self._flag(found["word"])) is not None:
            flag, rest = said, rest[found.end() :]
        self.functions.append(Draft(number, paragraph.span, mandatory=flag))
        self.open = Open("function", cell=paragraph.cell)
        return rest

    def _described(self) -> bool:
        """Look ahead: a described function has skills or lists before the next function is named."""
        for paragraph in self.ahead():
            hit = hit_of(self.labels.inside, paragraph.text)
            if hit and hit.group in {"unit", "lists"}:
                return True
            if hit and hit.group in {"function", "functions"} and hit.name != "caption":
                return False
        return True

    def _flag(self, word: str) -> bool | None:
        said = normalise(word)
        if any(said.startswith(normalise(start)) for start in self.labels.words("mandatory")):
            return True
        return False if any(said.startswith(normalise(start)) for start in self.labels.words("additional")) else None

    def feed_title(self, text: str, paragraph: Paragraph) -> None:
        """Lengthen a title; «(обязательная)» on a line of its own is no part of it."""
        found = _BRACKETS.match(text)
        if self.open.place == "function" and found and (said := self._flag(found["word"])) is not None:
            self.functions[-1].mandatory = said
            text = text[found.end() :]
            if not text:
                self.use(paragraph, "record")
                return
        super().feed_title(text, paragraph)

    # --- recognition and education ---

    def feed_recognition(self, text: str, paragraph: Paragraph) -> None:
        """Keep what is printed of the possibility to recognise the skill."""
        unit = self.last_unit(paragraph)
        unit.recognition.append(text)
        self.use(paragraph, "record")

    def _start_education(self, hit: Hit, paragraph: Paragraph) -> str:
        """Open a part of education; labels in cells side by side are the header of columns."""
        above = self.open.place == "education" and not self.fields[-1].value
        header = above and (paragraph.cell != self.open.cell or not paragraph.text.endswith(":"))
        self.columns = [*self.columns, len(self.fields)] if header else [len(self.fields)]
        self.fields.append(Field(hit.name, hit.label, "", paragraph.span))
        self.open = Open("education", name=hit.name, cell=paragraph.cell)
        self.slot = -1
        return hit.rest

    def feed_education(self, text: str, paragraph: Paragraph) -> None:
        """Give a part of education its value; under a header the cells are dealt out column by column."""
        place = len(self.fields) - 1
        if len(self.columns) > 1:
            if (
                paragraph.cell != self.slot_cell or paragraph.cell == self.open.cell
            ):  # a copy without cells: line by line
                self.slot, self.slot_cell = self.slot + 1, paragraph.cell
            if self.slot == len(self.columns):  # one more row
                first = len(self.fields)
                self.fields += [replace(self.fields[i], value="", span=paragraph.span) for i in self.columns]
                self.columns = list(range(first, len(self.fields)))
                self.slot = 0
            place = self.columns[max(self.slot, 0)]
        item = self.fields[place]
        self.fields[place] = replace(item, value=f"{item.value} {text}".strip(), span=item.span.join(paragraph.span))
        self.use(paragraph, "record")

    # --- closing ---

    def card(self) -> Card:
        """Close the card: compare the functions that are listed with those that are described."""
        listed = [item for item in self.fields if item.name in _LISTED.values()]
        if listed:
            self._compare(listed)
        return super().card()

    def _compare(self, listed: list[Field]) -> None:
        """Find each described function in the list: by title, else by place, and then the titles differ."""
        left = list(listed)
        alone: list[Draft] = []
        for draft in self.functions:
            same = [item for item in left if normalise(item.value) == normalise(draft.text())]
            alike = same or [
                item for item in left if mentions(draft.text(), item.value) or mentions(item.value, draft.text())
            ]
            if alike:
                self._settle(draft, alike[0])
                left.remove(alike[0])
            else:
                alone.append(draft)
        for draft in alone:
            twin = next((item for item in left if self._is_twin(draft, item, listed)), None)
            if twin is None:
                self.findings.append(Finding("described-function-not-listed", draft.span, (draft.text(),)))
                continue
            self.findings.append(Finding("function-title-differs", draft.span, (draft.text(), twin.value)))
            self._settle(draft, twin)
            left.remove(twin)
        for item in left:
            self.findings.append(Finding("listed-function-not-described", item.span, (item.value,)))

    def _is_twin(self, draft: Draft, item: Field, listed: list[Field]) -> bool:
        """Say whether a listed function stands at the place of a described one and shares a word with its title."""
        place = next(number for number, other in enumerate(listed, start=1) if other is item)
        return place == draft.number and any(mentions(draft.text(), word) for word in words(item.value))

    def _settle(self, draft: Draft, item: Field) -> None:
        if draft.mandatory is None and item.name != _LISTED["list"]:
            draft.mandatory = item.name == _LISTED["mandatory"]
