"""The occupation card of 2016 to 2023: function → task → skills and knowledge, then personal competences.

Source of the form: rules for developing professional standards of 28 December 2015 No. 1035, as seen in the approved
standards of 2020 and 2022. The labels are data (`toolkit/labels/forms/card-2016.*.toml`); this module knows only the
order of things: what can be open, what a paragraph without a label belongs to.
"""

import re
from dataclasses import dataclass, field, replace
from functools import cache

from toolkit.labels import load
from toolkit.model import (
    Card,
    Field,
    Finding,
    Function,
    Item,
    Kind,
    Lang,
    LineRole,
    LineUse,
    Parsed,
    Related,
    Span,
    Standard,
    Unit,
)
from toolkit.parse.items import split_items, strip_bullet
from toolkit.parse.patterns import Hit, Label, compile_label, compile_labels, first_hit
from toolkit.parse.readers import Paragraph
from toolkit.text import mixed_words, normalise

NAME = "card-2016"
LANGS: tuple[Lang, ...] = ("kk", "ru")

_LEVELS = re.compile(r"(?<![\d.])([1-8](?:\.\d)?)(?![\d.])(?:\s*[-–—]\s*([1-8])(?!\d))?")
_NO_VALUE = re.compile(r"^[-–—\s]*$")
_QUOTED_START = re.compile(r"^[\"«“„].+[\"»”]$")


@dataclass(frozen=True, slots=True)
class _Labels:
    headings: tuple[Label, ...]
    inside: tuple[Label, ...]
    passport: tuple[Label, ...]
    chapters: tuple[Label, ...]
    levels: tuple[Label, ...]


@cache
def _labels(lang: Lang) -> _Labels:
    data = load(f"forms/{NAME}.{lang}")
    chapters = data["words"]["chapter"] + data["words"]["card_chapter"]
    return _Labels(
        headings=compile_labels(data, only=["card"]),
        inside=compile_labels(data, only=["function", "unit", "lists", "sections", "fields"]),
        passport=compile_labels(data, only=["passport_end", "passport"]),
        chapters=tuple(compile_label("words", "chapter", variant) for variant in chapters),
        levels=tuple(compile_label("words", "level", variant) for variant in data["words"]["level"]),
    )


def evidence(stream: tuple[Paragraph, ...], lang: Lang) -> dict[str, int]:
    """Count what speaks for this form in a language; empty without a card heading and a function.

    Examples
    --------
    >>> from toolkit.parse.readers import paragraphs
    >>> evidence(paragraphs('"Маман" кәсібінің карточкасы\\n\\n1-еңбек функциясы: Есеп\\n\\nБілімі: 1. Заң'), "kk")
    {'card headings': 1, 'functions': 1, 'tasks': 0, 'lists': 1}
    """
    labels = _labels(lang)
    hits = [hit for paragraph in stream if (hit := first_hit(labels.inside, paragraph.text))]
    counts = {
        "card headings": len(_heading_starts(stream, labels)),
        "functions": sum(hit.group == "function" for hit in hits),
        "tasks": sum(hit.group == "unit" for hit in hits),
        "lists": sum(hit.group == "lists" for hit in hits),
    }
    return counts if counts["card headings"] and counts["functions"] else {}


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
        Identifier of the act; it has one standard, which takes the same identifier.

    Returns
    -------
    Parsed
        One standard with its cards, findings, and the use of every paragraph. `why` is left empty: detection fills it.
    """
    labels = _labels(lang)
    starts = _heading_starts(stream, labels)
    bounds = [start for start, _, _ in starts] + [len(stream)]
    passport = _Passport(labels)
    for paragraph in stream[: bounds[0]]:
        passport.read(paragraph)
    readers = []
    for number, (start, length, title) in enumerate(starts, start=1):
        reader = _CardReader(labels, number, title, _span(stream[start : start + length]))
        for paragraph in stream[start + length : bounds[number]]:
            reader.read(paragraph)
        readers.append(reader)
    cards = tuple(reader.card() for reader in readers)
    standard = Standard(act_id, act_id, passport.value("title"), lang, source, tuple(passport.fields), cards)
    findings = [finding for reader in readers for finding in reader.findings]
    findings += _findings_across(standard, starts, stream)
    uses = [*passport.uses, *(use for reader in readers for use in reader.uses)]
    return Parsed(source, lang, NAME, "", (standard,), _in_order(findings), tuple(uses))


def _span(paragraphs: tuple[Paragraph, ...]) -> Span:
    return Span(paragraphs[0].span.start, paragraphs[-1].span.end)


def _in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: (finding.span.start, finding.code)))


def _heading_starts(stream: tuple[Paragraph, ...], labels: _Labels) -> list[tuple[int, int, str]]:
    """Find the card headings: index of the first paragraph, number of paragraphs (1 or 2), title."""
    found: list[tuple[int, int, str]] = []
    for index, paragraph in enumerate(stream):
        hit = first_hit(labels.headings, paragraph.text)
        if hit and hit.title and not hit.rest:
            found.append((index, 1, hit.title))
        elif _QUOTED_START.match(paragraph.text) and index + 1 < len(stream):
            broken = first_hit(labels.headings, f"{paragraph.text} {stream[index + 1].text}")
            if broken and broken.title and not broken.rest:
                found.append((index, 2, broken.title))
    return found


def _findings_across(
    standard: Standard, starts: list[tuple[int, int, str]], stream: tuple[Paragraph, ...]
) -> list[Finding]:
    findings = [
        Finding("mixed-alphabets", p.span, (", ".join(mixed),)) for p in stream if (mixed := mixed_words(p.text))
    ]
    for (start, length, title), card in zip(starts, standard.cards, strict=True):
        span = _span(stream[start : start + length])
        if length > 1:
            findings.append(Finding("heading-broken", span, (title,)))
        if normalise(title) != normalise(card.title):
            findings.append(Finding("title-differs", span, (title, card.title)))
    listed = [item for item in standard.fields if item.name == "occupation"]
    if listed and len(listed) != len(standard.cards):
        params = (str(len(listed)), str(len(standard.cards)))
        findings.append(Finding("card-list-differs", listed[0].span, params))
    return findings


# --- before the cards ---------------------------------------------------------------------------------------------


class _Passport:
    """Reads what stands before the first card: the order's text and the passport of the standard."""

    def __init__(self, labels: _Labels) -> None:
        self.labels = labels
        self.fields: list[Field] = []
        self.uses: list[LineUse] = []
        self.open = ""

    def read(self, paragraph: Paragraph) -> None:
        pieces = split_items(paragraph.text)
        number, body = (pieces[0].number, pieces[0].text) if len(pieces) == 1 else ("", paragraph.text)
        hit = first_hit(self.labels.passport, body) or first_hit(self.labels.passport, paragraph.text)
        if first_hit(self.labels.chapters, paragraph.text) and not hit:
            self._close(paragraph, "heading")
        elif hit and hit.group == "passport":
            self.open = hit.name
            self.fields.append(Field(hit.name, hit.label, hit.rest, paragraph.span))
            self._use(paragraph, "record" if hit.rest else "label")
        elif self.open == "occupations" and number and not hit:
            self.fields.append(Field("occupation", number, body, paragraph.span))
            self._use(paragraph, "record")
        elif self.open and not number and not hit and not self.fields[-1].value:
            self.fields[-1] = replace(self.fields[-1], value=body, span=self.fields[-1].span.join(paragraph.span))
            self._use(paragraph, "record")
        else:
            self._close(paragraph, "boilerplate")

    def _close(self, paragraph: Paragraph, role: LineRole) -> None:
        self.open = ""
        self._use(paragraph, role)

    def _use(self, paragraph: Paragraph, role: LineRole) -> None:
        self.uses.append(LineUse(paragraph.span, role))

    def value(self, name: str) -> str:
        raw = next((item.value for item in self.fields if item.name == name), "")
        return raw.strip(" .").strip('"«»“”„ ')


# --- one card -----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Open:
    """What a paragraph without a label belongs to."""

    place: str
    """field, function, unit, list, competences, related, or nothing."""
    name: str = ""
    kind: Kind = "skill"
    mark: str = ""
    cell: int = -1


@dataclass(slots=True)
class _Draft:
    """A function or task while it is being read."""

    number: int
    span: Span
    title: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    units: list["_Draft"] = field(default_factory=list)

    def text(self) -> str:
        return " ".join(self.title)


class _CardReader:
    """Reads the paragraphs of one card, one after the other."""

    def __init__(self, labels: _Labels, number: int, heading: str, span: Span) -> None:
        self.labels = labels
        self.number = number
        self.heading = heading
        self.span = span
        self.fields: list[Field] = []
        self.functions: list[_Draft] = []
        self.competences: list[Item] = []
        self.related: list[Related] = []
        self.findings: list[Finding] = []
        self.uses: list[LineUse] = [LineUse(span, "heading")]
        self.open = _Open("nothing")

    def read(self, paragraph: Paragraph) -> None:
        self.span = self.span.join(paragraph.span)
        hit = first_hit(self.labels.inside, paragraph.text)
        if hit is None or self._is_value(hit):
            self._feed(paragraph.text, paragraph)
            return
        self._start(hit, paragraph)
        if hit.rest:
            self._feed(hit.rest, paragraph)
        else:
            self._use(paragraph, "label")

    def _is_value(self, hit: Hit) -> bool:
        """A label of the head of the card cannot stand behind its functions; there it is somebody's text."""
        return hit.group == "fields" and bool(self.functions)

    def _use(self, paragraph: Paragraph, role: LineRole) -> None:
        self.uses.append(LineUse(paragraph.span, role))

    def _find(self, code: str, paragraph: Paragraph, *params: str) -> None:
        self.findings.append(Finding(code, paragraph.span, params))

    def _start(self, hit: Hit, paragraph: Paragraph) -> None:
        if hit.group == "function":
            number = self._next_number(hit, paragraph, self.functions, "function-number")
            self.functions.append(_Draft(number, paragraph.span))
            self.open = _Open("function", cell=paragraph.cell)
        elif hit.group == "unit":
            function = self._last_function(paragraph)
            number = self._next_number(hit, paragraph, function.units, "task-number")
            function.units.append(_Draft(number, paragraph.span))
            self.open = _Open("unit", cell=paragraph.cell)
        elif hit.group == "lists":
            self._last_unit(paragraph)
            self.open = _Open("list", kind="skill" if hit.name == "skill" else "knowledge", cell=paragraph.cell)
        elif hit.group == "sections" and hit.name != "registry":
            self.open = _Open(hit.name, cell=paragraph.cell)
        else:
            self.fields.append(Field(hit.name, hit.label, "", paragraph.span))
            self.open = _Open("field", name=hit.name, cell=paragraph.cell)

    def _next_number(self, hit: Hit, paragraph: Paragraph, before: list[_Draft], code: str) -> int:
        """Give the printed number, or the next free one where the printed number is missing or was there before."""
        expected = before[-1].number + 1 if before else 1
        if hit.number and hit.number != expected:
            self._find(code, paragraph, str(hit.number), str(expected))
        return max(hit.number, expected)

    def _last_function(self, paragraph: Paragraph) -> _Draft:
        if not self.functions:
            self._find("function-missing", paragraph)
            self.functions.append(_Draft(1, paragraph.span))
        return self.functions[-1]

    def _last_unit(self, paragraph: Paragraph) -> _Draft:
        function = self._last_function(paragraph)
        if not function.units:
            self._find("task-missing", paragraph)
            function.units.append(_Draft(1, paragraph.span))
        return function.units[-1]

    def _feed(self, text: str, paragraph: Paragraph) -> None:
        feeders = {
            "function": self._feed_title,
            "unit": self._feed_title,
            "list": self._feed_list,
            "competences": self._feed_competences,
            "related": self._feed_related,
            "field": self._feed_field,
        }
        feeder = feeders.get(self.open.place)
        if feeder is None:
            self._find("not-understood", paragraph, text[:80])
            self._use(paragraph, "unknown")
            return
        feeder(text, paragraph)

    def _feed_title(self, text: str, paragraph: Paragraph) -> None:
        draft = self.functions[-1]
        if self.open.place == "unit":
            draft = draft.units[-1]
            if draft.title and paragraph.cell != self.open.cell and re.match(r"1\s*[.)]", text):
                self._guess_list(text, paragraph, draft)
                return
        draft.title.append(text)
        draft.span = draft.span.join(paragraph.span)
        self._use(paragraph, "record")

    def _guess_list(self, text: str, paragraph: Paragraph, draft: _Draft) -> None:
        """A cell with a numbered list but no label: the first one is skills, as the form has them first."""
        self._find("kind-guessed", paragraph, draft.text())
        self.open = _Open("list", kind="skill", cell=paragraph.cell)
        self._feed_list(text, paragraph)

    def _feed_list(self, text: str, paragraph: Paragraph) -> None:
        items = self._last_unit(paragraph).items
        mine = [item for item in items if item.kind == self.open.kind]
        expected = int(mine[-1].printed_number or mine[-1].number) + 1 if mine else 1
        pieces = split_items(text, expected, self.open.mark, any_start=not paragraph.follows)
        for position, piece in enumerate(pieces):
            if not piece.number and position == 0 and mine and self._goes_on(mine[-1], paragraph):
                self._lengthen(items, piece.text, paragraph)
                continue
            running = sum(item.kind == self.open.kind for item in items) + 1
            if piece.number and int(piece.number) != running:
                self._find("item-number", paragraph, piece.number, str(running))
            if not piece.number and self.open.mark:
                self._find("item-number-missing", paragraph, piece.text[:80])
            if piece.number and not self.open.mark:
                self.open.mark = "." if re.match(rf"{piece.number}\s*\.", text) else ")"
            body = piece.text if piece.number else strip_bullet(piece.text)
            items.append(Item(self.open.kind, running, piece.number, body, paragraph.span))
        self._use(paragraph, "record")

    def _goes_on(self, last: Item, paragraph: Paragraph) -> bool:
        return paragraph.follows or last.text.endswith((":", ",", ";")) or last.text.count("(") > last.text.count(")")

    def _lengthen(self, items: list[Item], text: str, paragraph: Paragraph) -> None:
        last = items[-1]
        items[-1] = replace(last, text=f"{last.text} {text}", span=last.span.join(paragraph.span))
        self._use(paragraph, "record")

    def _feed_competences(self, text: str, paragraph: Paragraph) -> None:
        for piece in split_items(text, len(self.competences) + 1, self.open.mark):
            number = len(self.competences) + 1
            self.competences.append(Item("competence", number, piece.number, strip_bullet(piece.text), paragraph.span))
        self._use(paragraph, "record")

    def _feed_related(self, text: str, paragraph: Paragraph) -> None:
        if _NO_VALUE.match(text):
            pass
        elif (hit := first_hit(self.labels.levels, text)) and not hit.rest:
            self.related.append(Related(str(hit.number), "", paragraph.span))
        elif self.related and (not self.related[-1].title or paragraph.follows):
            last = self.related[-1]
            title = f"{last.title} {text}".strip()
            self.related[-1] = replace(last, title=title, span=last.span.join(paragraph.span))
        else:
            self.related.append(Related(self.related[-1].level if self.related else "", text, paragraph.span))
        self._use(paragraph, "record")

    def _feed_field(self, text: str, paragraph: Paragraph) -> None:
        last = self.fields[-1]
        value = f"{last.value} {text}".strip()
        self.fields[-1] = replace(last, value=value, span=last.span.join(paragraph.span))
        self._use(paragraph, "record")

    def card(self) -> Card:
        """Close the card: levels from their field, title from its field, else from the heading."""
        values = {item.name: item.value for item in reversed(self.fields) if not _NO_VALUE.match(item.value)}
        title = values.get("title") or self.heading
        head = Span(self.span.start, self.span.start)
        if "code" not in values:
            self.findings.append(Finding("code-missing", head, (title,)))
        levels = _levels(values.get("sqf_level", ""))
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
            functions=tuple(_function(draft) for draft in self.functions),
            competences=tuple(self.competences),
            related=tuple(self.related),
        )


def _levels(text: str) -> tuple[str, ...]:
    """Read the levels of a card: «4», «5 деңгей 6 деңгей», «4-5»."""
    levels: list[str] = []
    for first, last in _LEVELS.findall(text):
        if last and last > first and "." not in first:
            levels += [str(level) for level in range(int(first), int(last) + 1)]
        else:
            levels.append(first)
    return tuple(dict.fromkeys(levels))


def _function(draft: _Draft) -> Function:
    units = tuple(Unit(unit.number, "task", unit.text(), unit.span, tuple(unit.items)) for unit in draft.units)
    return Function(draft.number, draft.text(), draft.span, units)
