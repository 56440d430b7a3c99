"""The numbered paragraphs of a standard: its passport and the card of an occupation."""

import re
from dataclasses import dataclass, replace

from toolkit.model import Field, Span
from toolkit.parse.forms.standard_2013.cells import Log
from toolkit.parse.forms.standard_2013.parts import Part
from toolkit.parse.forms.standard_2013.vocabulary import Vocabulary, begins, levels_of, without_number
from toolkit.parse.readers import Paragraph

_ACTIVITY = re.compile(
    r"(?<![\d.])(?P<code>\d{2}\.\d{1,2}(?:\.\d{1,2})?)(?![\d.])\s*[-–—]?\s*[\"«“„]?(?P<title>[^»\";]*)"
)
_GROUP = re.compile(r"(?<!\d)(?P<code>\d{3,4}(?:-\d+)*)(?!\d)\s*[-–—]?\s*[\"«“„]?(?P<title>[^»\";]*)")
_LIST_END = " ;.,"
_LEVEL_MARKS = " -–—:;,."


@dataclass(slots=True)
class _Draft:
    """A field while its paragraphs are being read."""

    name: str
    label: str
    parts: list[str]
    span: Span

    def add(self, text: str, paragraph: Paragraph) -> None:
        self.parts.append(text)
        self.span = self.span.join(paragraph.span)

    def field(self) -> Field:
        return Field(self.name, self.label, " ".join(part for part in self.parts if part), self.span)


def read_passport(part: Part, words: Vocabulary, log: Log) -> tuple[Field, ...]:
    """Read the passport of a standard.

    Parameters
    ----------
    part : Part
        The chapter.
    words : Vocabulary
        The labels of its language.
    log : Log
        Takes the use of every paragraph.

    Returns
    -------
    tuple of Field
        As printed: ``economic_activity``, from it ``oked_code`` and ``oked_title``, ``purpose``, and one
        ``occupation`` for each occupation that the passport lists.
    """
    drafts: list[_Draft] = []
    occupations: list[Field] = []
    name = ""
    for paragraph in part.body:
        text = without_number(paragraph.text)
        found = begins(words.passport, text)
        if found and found.name in {"intro", "occupations_reference"}:
            name = ""
            log.use([paragraph], "boilerplate")
            continue
        if found:
            name, text = found.name, found.rest
            if name != "occupations":
                drafts.append(_Draft(name, found.label, [text], paragraph.span))
        elif name in {"economic_activity", "purpose"}:
            drafts[-1].add(text, paragraph)
        if name == "occupations":
            occupations += [Field("occupation", "", piece, paragraph.span) for piece in _pieces(text)]
        log.use([paragraph], "boilerplate" if not name else "record" if text else "label")
    fields = [draft.field() for draft in drafts]
    return (*fields, *occupations, *_activities(fields))


def _activities(fields: list[Field]) -> list[Field]:
    """Give code and title of the economic activities, which stand inside a longer text."""
    found: list[Field] = []
    for item in fields:
        if item.name == "economic_activity":
            for match in _ACTIVITY.finditer(item.value):
                found.append(Field("oked_code", item.label, match["code"], item.span))
                found.append(Field("oked_title", item.label, match["title"].strip(), item.span))
    return found


def _pieces(text: str) -> list[str]:
    """Split a list at its semicolons, but not inside brackets."""
    pieces, depth = [""], 0
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        if letter == ";" and depth <= 0:
            pieces.append("")
        else:
            pieces[-1] += letter
    return [piece.strip(_LIST_END) for piece in pieces if piece.strip(_LIST_END)]


def is_card(body: tuple[Paragraph, ...], words: Vocabulary) -> bool:
    """Say whether paragraphs are those of a card: its level and another of its fields are there."""
    names = {found.name for item in body if (found := begins(words.card_fields, without_number(item.text)))}
    return "level" in names and len(names - {"intro"}) > 1


def read_card(part: Part, words: Vocabulary, log: Log) -> tuple[Field, ...]:
    """Read the paragraphs of an occupation card.

    Parameters
    ----------
    part : Part
        The card: its heading and paragraphs.
    words : Vocabulary
        The labels of its language.
    log : Log
        Takes the use of every paragraph, and what fits nowhere.

    Returns
    -------
    tuple of Field
        As printed: ``sqf_level``, ``nqf_level``, ``code`` and ``code_title`` of the base group, ``classifier`` (the old
        classifier the code belongs to), ``other_titles``, ``description``, ``conditions_reference``.
    """
    drafts: list[_Draft] = []
    for paragraph in part.body:
        text = without_number(paragraph.text)
        found = begins(words.card_fields, text)
        if found and found.name == "intro":
            log.use([paragraph], "label")
        elif found:
            whole_text = found.name == "conditions_reference"
            label, value = ("", text) if whole_text else (found.label, found.rest)
            drafts.append(_Draft(found.name, label, [value], paragraph.span))
            log.use([paragraph], "record" if value else "label")
        elif drafts:
            drafts[-1].add(paragraph.text, paragraph)
            log.use([paragraph], "record")
        else:
            log.unknown([paragraph])
    fields: list[Field] = []
    for draft in map(_Draft.field, drafts):
        fields += {"level": _level_fields, "group": _group_fields}.get(draft.name, _as_it_is)(draft, words)
    return tuple(fields)


def _as_it_is(draft: Field, words: Vocabulary) -> list[Field]:  # noqa: ARG001 -- one signature for all fields
    return [draft]


def _level_fields(draft: Field, words: Vocabulary) -> list[Field]:
    """Read «СБШ – 4-5, ҰБШ бойынша – 4-5;»: a framework, then the levels in it."""
    fields: list[Field] = []
    for piece in re.split(r"[,;]", draft.value):
        text = piece.strip(_LEVEL_MARKS)
        found = begins(words.levels, text)
        if found:
            fields.append(Field(found.name, found.label, found.rest.strip(_LEVEL_MARKS), draft.span))
        elif text and fields:
            fields[-1] = replace(fields[-1], value=f"{fields[-1].value}, {text}")
    if not fields and levels_of(draft.value):
        return [Field("sqf_level", draft.label, draft.value.strip(_LEVEL_MARKS), draft.span)]
    return fields or [draft]


def _group_fields(draft: Field, words: Vocabulary) -> list[Field]:
    """Read «… (бұдан әрі – 01-2005 ҚР МС): 5133 – «…»;»: the classifier stands in the label."""
    fields: list[Field] = []
    for match in _GROUP.finditer(draft.value):
        fields.append(Field("code", draft.label, match["code"], draft.span))
        fields.append(Field("code_title", draft.label, match["title"].strip(_LIST_END), draft.span))
    printed = _classifier(f"{draft.label} {draft.value}", words)
    if printed:
        fields.append(Field("classifier", draft.label, printed, draft.span))
    return fields or [draft]


def _classifier(text: str, words: Vocabulary) -> str:
    """Give the name of the classifier as printed, empty if the text names none."""
    for start in re.finditer(r"(?<!\S)\(?(?=\S)", text):
        for label in words.classifier:
            found = label.pattern.match(text, start.end())
            if found:
                return text[start.end() : found.start("rest")].strip(" :")
    return ""
