"""A document of occupation cards: where its standards and cards begin and end, and what holds across them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from toolkit.model import Card, Field, Finding, Lang, LineUse, Parsed, Span, Standard
from toolkit.parse.card_headings import Start, heading_at, opens_card
from toolkit.parse.card_labels import (
    Labels,
    hit_of,
    is_end,
    is_label,
    labels_of,
    levels_in,
    starts_with,
    without_number,
)
from toolkit.parse.cards import CardReader
from toolkit.parse.passports import ENDS_CARD, OutsideReader, with_review_date
from toolkit.parse.patterns import Hit, Label, LabelTable
from toolkit.parse.readers import Paragraph, reflow, unflowed
from toolkit.text import mixed_words, normalise, words

_COLON = re.compile("[:：]")
_FIRST_NUMBER = re.compile(r"\s*1\s*[.)]")
_FOREIGN = re.compile(r"[^\W\d_\u0400-\u052f]")
"""A letter that is not Cyrillic: only words with one can mix the alphabets."""
_LABEL = 70
"""No label is longer than this."""
_ITEM = re.compile(r"(?:^|[:;.])\s*\(?\d{1,3}\s*[.)](?!\d)|^[-–—•]\s")
_WORDS = 30
"""What a copy breaks off a label is shorter than this, unless it begins with a small letter."""
_SMALL = frozenset("(абвгдеёжзийклмнопрстуфхцчшщъыьэюяәіңғүұқөһ")


def prepared(stream: tuple[Paragraph, ...], labels: Labels) -> tuple[Paragraph, ...]:
    """Join labels that a copy breaks in two, and cut before labels that stand glued inside a paragraph."""
    joined: list[Paragraph] = []
    for paragraph in unflowed(stream):
        last = joined[-1] if joined else None
        if last and last.cell == paragraph.cell and _goes_on(last, paragraph, labels):
            both = f"{last.text} {paragraph.text}"
            joined[-1] = replace(last, text=both, span=last.span.join(paragraph.span))
        else:
            joined.append(paragraph)
    return tuple(part for paragraph in joined for part in _cut(paragraph, labels))


def _goes_on(last: Paragraph, paragraph: Paragraph, labels: Labels) -> bool:
    """Say whether a line is the rest of a broken label, or in small letters that of a numbered or bulleted item."""
    small = paragraph.text[0] in _SMALL
    item = small and paragraph.follows and _ITEM.search(last.text) and last.text[-1] not in ".;"
    if item and hit_of(labels.inside, paragraph.text) is None:
        return True
    short = paragraph.follows and len(paragraph.text) <= _WORDS and paragraph.text[0].isalpha()
    return (small or short) and _is_one_label(last, paragraph, labels)


def _is_one_label(last: Paragraph, paragraph: Paragraph, labels: Labels) -> bool:
    """Say whether two lines are one label: the first is none, or it is a shorter one («Умения» above «и навыки»)."""
    both = f"{last.text} {paragraph.text}"
    hit = hit_of(labels.inside, both)
    if hit is None or hit.rest:
        return False
    alone = hit_of(labels.inside, last.text)
    if alone is None:
        return paragraph.text[0] in _SMALL or hit_of(labels.inside, paragraph.text) is None
    closed = LabelTable((), {}, tuple(label for label in labels.inside.candidates(both) if not label.open_end))
    longer = None if alone.rest else hit_of(closed, both)
    return bool(longer and not longer.rest and paragraph.follows)


def _cut(paragraph: Paragraph, labels: Labels) -> tuple[Paragraph, ...]:
    text = paragraph.text
    if not _COLON.search(text):
        return (paragraph,)
    first = hit_of(labels.inside, text)
    place = _inner(labels, text, len(text) - len(first.rest) if first else 1, first)
    if not place:
        return (paragraph,)
    rest = replace(paragraph, text=text[place:], follows=False)
    return (replace(paragraph, text=text[:place].strip()), *_cut(rest, labels))


def _inner(labels: Labels, text: str, start: int, first: Hit | None) -> int:
    """Find where a label with a colon stands inside a text, 0 if none does; only the words before a colon are searched.

    A list must begin with its first number, a unit must have a number, parts of education follow one another.
    """
    for colon in _COLON.finditer(text, start):
        groups = {"unit"}
        if _FIRST_NUMBER.match(text, colon.end()):
            groups.add("lists")
        if first and first.group == "education":
            groups.add("education")
        places = [
            place
            for label in labels.inner
            if label.group in groups
            and (place := _before_colon(label, text, max(start, colon.start() - _LABEL), colon))
        ]
        if places and text[colon.end() :].strip():
            return min(places)
    return 0


def _before_colon(label: Label, text: str, start: int, colon: re.Match[str]) -> int:
    found = label.pattern.search(text, start, colon.end())
    while found:
        place = found.start()
        before = text[:place].rstrip()
        apart = not before[-1:].isalpha() or place > len(before) or text[place].isupper()
        if before and apart and found["colon"]:
            return place
        found = label.pattern.search(text, place + 1, colon.end())
    return 0


def starts_of(stream: tuple[Paragraph, ...], labels: Labels) -> list[Start]:
    """Find where cards begin: at headings, else at the first fields of a card behind the functions of another.

    Parameters
    ----------
    stream : tuple of Paragraph
        The document.
    labels : Labels
        Of the form and language.
    """
    found: list[Start] = []
    functions = related = False
    for index, paragraph in enumerate(stream):
        if found and index < found[-1].index + found[-1].length:
            continue
        start = heading_at(stream, index, labels)
        hit = hit_of(labels.inside, without_number(paragraph.text)) if start is None else None
        behind = functions or not found
        if behind and hit and hit.group == "fields" and opens_card(hit.name, stream, index, labels, related=related):
            start = Start(index, 0, "") if functions or hit.name == "group_code" else None
        if start:
            found.append(start)
            functions = related = False
        elif hit:
            functions = functions or hit.group in {"function", "unit"}
            related = hit.name == "related" if hit.group != "fields" else related
    return found


def card_end(body: tuple[Paragraph, ...], labels: Labels) -> int:
    """Give how many paragraphs behind a heading belong to the card: up to a chapter, an annex or a signature."""
    for index, paragraph in enumerate(body):
        text = paragraph.text
        rest = starts_with(labels.chapters, text)
        if rest is not None and (not paragraph.follows or rest[:1] in {"", ".", ":", "–", "-"}):
            return index
        if not paragraph.follows and is_end(labels, text):
            return index
        plain = without_number(text)
        if not paragraph.follows and (hit := hit_of(labels.technical_headings, plain)) and not hit.rest:
            return index
        hit = hit_of(labels.technical, plain)
        if hit and (hit.name in ENDS_CARD or (hit.name == "developer" and hit.rest and plain != text)):
            return index
    return len(body)


@dataclass(frozen=True, slots=True)
class _Part:
    """The paragraphs of one standard: outside of cards (with a flag: behind the first card), and its cards."""

    outside: list[tuple[Paragraph, bool]]
    cards: list[tuple[Start, Span, tuple[Paragraph, ...]]]


def _parts(stream: tuple[Paragraph, ...], starts: list[Start], labels: Labels) -> list[_Part]:
    """Cut a document into standards: a passport behind cards is that of another standard."""
    parts = [_Part([(paragraph, False) for paragraph in stream[: starts[0].index if starts else len(stream)]], [])]
    bounds = [start.index for start in starts[1:]] + [len(stream)]
    for start, bound in zip(starts, bounds, strict=True):
        behind = start.index + start.length
        end = behind + card_end(stream[behind:bound], labels)
        span = _span(stream[start.index : max(behind, start.index + 1)])
        parts[-1].cards.append((start, span, stream[behind:end]))
        tail = stream[end:bound]
        cut = _next_standard(tail, labels)
        parts[-1].outside.extend((paragraph, True) for paragraph in tail[:cut])
        if cut < len(tail):
            parts.append(_Part([(paragraph, False) for paragraph in tail[cut:]], []))
    return parts


def _next_standard(tail: tuple[Paragraph, ...], labels: Labels) -> int:
    """Give where another standard begins behind a card: at the annex, else at the chapter before its title."""
    passport = [label for label in labels.outside if label.group == "passport" and label.name == "title"]
    found = next(
        (i for i, p in enumerate(tail) if hit_of(passport, without_number(p.text), loose=True)),
        len(tail),
    )
    if found == len(tail):
        return found
    signs: tuple[Callable[[str], object], ...] = (
        lambda text: is_end(labels, text),
        lambda text: hit_of(labels.standards, text),
        lambda text: starts_with(labels.chapters, text) is not None,
    )
    for sign in signs:
        for index in range(found - 1, -1, -1):
            if sign(tail[index].text):
                return max(place for place in range(index + 1) if place == 0 or not tail[place].follows)
    return found


def _span(paragraphs: tuple[Paragraph, ...]) -> Span:
    return Span(paragraphs[0].span.start, paragraphs[-1].span.end)


def read_document(
    stream: tuple[Paragraph, ...],
    lang: Lang,
    source: str,
    act_id: str,
    *,
    form: str,
    reader: type[CardReader],
) -> Parsed:
    """Read a document of occupation cards.

    Parameters
    ----------
    stream : tuple of Paragraph
        The document.
    lang : {"kk", "ru"}
        Its language.
    source, act_id : str
        Name of the file; identifier of the act. One standard takes the identifier of its act, several take
        ``ACT-1``, ``ACT-2`` …
    form : str
        Name of the form, for its labels.
    reader : type of CardReader
        What reads a card of this form.
    """
    labels = labels_of(form, lang)
    stream = prepared(stream, labels)
    parts = _parts(stream, starts_of(stream, labels), labels)
    findings = [
        Finding("mixed-alphabets", p.span, (", ".join(mixed),))
        for p in stream
        if _FOREIGN.search(p.text) and (mixed := mixed_words(p.text))
    ]
    standards, uses = [], []
    for number, part in enumerate(parts, start=1):
        standard_id = act_id if len(parts) == 1 else f"{act_id}-{number}"
        outside = OutsideReader(labels)
        for behind in (False, True):
            there = tuple(paragraph for paragraph, after in part.outside if after is behind)
            for paragraph in reflow(there, lambda text: is_label(labels, text)):
                outside.read(paragraph, after_cards=behind)
        readers = [_read_card(reader, labels, place, *card) for place, card in enumerate(part.cards, start=1)]
        cards = tuple(item.card() for item in readers)
        fields = with_review_date(outside.fields, lang)
        standards.append(Standard(standard_id, act_id, outside.title(), lang, source, fields, cards))
        findings += outside.findings + [finding for item in readers for finding in item.findings]
        findings += _about_headings(part, cards) + _about_list(fields, cards)
        uses += outside.uses + [use for item in readers for use in item.uses]
    in_order = tuple(sorted(findings, key=lambda finding: (finding.span.start, finding.code)))
    lines = tuple(sorted(uses, key=lambda use: (use.span.start, use.span.end)))
    return Parsed(source, lang, form, "", tuple(standards), in_order, lines)


def _read_card(
    reader: type[CardReader], labels: Labels, number: int, start: Start, span: Span, body: tuple[Paragraph, ...]
) -> CardReader:
    card = reader(labels, number, start.title, span)
    if start.length:
        card.uses.append(LineUse(span, "heading"))
    card.read(body)
    return card


def _about_headings(part: _Part, cards: tuple[Card, ...]) -> list[Finding]:
    findings = []
    for (start, span, _), card in zip(part.cards, cards, strict=True):
        if start.broken:
            findings.append(Finding("heading-broken", span, (start.title,)))
        if not start.title:
            findings.append(Finding("heading-missing", span, (card.title,)))
        elif normalise(start.title) != normalise(card.title):
            findings.append(Finding("title-differs", span, (start.title, card.title)))
    return findings


def _about_list(fields: tuple[Field, ...], cards: tuple[Card, ...]) -> list[Finding]:
    """Compare the list of cards in the passport with the cards: how many, which, and at which level."""
    listed = [item for item in fields if item.name == "occupation"]
    if not listed:
        return []
    findings = []
    if len(listed) != len(cards):
        findings.append(Finding("card-list-differs", listed[0].span, (str(len(listed)), str(len(cards)))))
    for place, card in enumerate(cards):
        entry = next((item for item in listed if mentions(item.value, card.title)), None)
        if entry is None and len(listed) == len(cards):
            entry = listed[place]
            findings.append(Finding("card-title-listed", entry.span, (entry.value, card.title)))
        levels = _levels_behind(entry.value, card.title) if entry else ()
        if entry and levels and card.levels and not set(levels) & _with_sublevel(card):
            params = (card.title, ", ".join(levels), ", ".join(card.levels))
            findings.append(Finding("card-level-differs", entry.span, params))
    return findings


def _levels_behind(text: str, title: str) -> tuple[str, ...]:
    """Read the level of an entry: what stands behind the title, else behind the last dash, bracket or comma."""
    plain, beginning = normalise(text), normalise(title)
    parts = [plain[len(beginning) :]] if plain.startswith(beginning) else re.split(r"\s[-–—]\s*|[(,;]", text)[1:]
    return next((levels for part in reversed(parts) if (levels := levels_in(part))), ())


def _with_sublevel(card: Card) -> set[str]:
    whole = {level.split(".")[0] for level in card.levels}
    return {*card.levels, *whole, *levels_in(card.field("sqf_sublevel"))}


def mentions(longer: str, shorter: str) -> bool:
    """Say whether all words of a title stand in another text in the same order, endings aside.

    Examples
    --------
    >>> mentions("Ведение реестров и средств учёта", "Ведение реестра"), mentions("Ведение реестров", "Приём заявок")
    (True, False)
    """
    left = iter(words(longer))
    return all(any(_same_word(word, other) for other in left) for word in words(shorter))


def _same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    common = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return common >= 4 and common >= 0.6 * max(len(one), len(other))
