"""Cut a document of the form into its parts: what a heading says and what stands below it.

A copy breaks a heading over several paragraphs and glues another one to the next heading. Headings are therefore tried
on the joined text of up to eight paragraphs, and a paragraph with two headings is cut in two.
"""

import re
from dataclasses import dataclass, replace

from toolkit.model import Span
from toolkit.parse.forms.standard_2013.vocabulary import Vocabulary, rough, unquoted
from toolkit.parse.patterns import Hit, Label
from toolkit.parse.readers import Paragraph

_LONGEST = 8
_SHORT = 130
_LONG = 300
_BEGINS = re.compile(r"[\"«“„]|\d{1,2}\s*[-.)–]|[A-ZА-ЯӘҒҚҢӨҰҮҺІ§]")


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and the paragraphs up to the next heading.

    Parameters
    ----------
    kind : str
        Name of the heading in the label file, such as ``card`` or ``map``; ``chapter:…`` for numbered chapters; empty
        for what stands before the first heading.
    number : int
        The number in the heading, 0 if it has none.
    title : str
        The title in it, without quotation marks.
    head : tuple of Paragraph
        The paragraphs of the heading.
    body : tuple of Paragraph
        What stands below it.
    """

    kind: str
    number: int
    title: str
    head: tuple[Paragraph, ...]
    body: tuple[Paragraph, ...]

    @property
    def span(self) -> Span:
        """The lines of the heading."""
        return self.head[0].span.join(self.head[-1].span)


def cut(stream: tuple[Paragraph, ...], words: Vocabulary) -> tuple[Part, ...]:
    """Cut a stream at its headings.

    Parameters
    ----------
    stream : tuple of Paragraph
        The document.
    words : Vocabulary
        The labels of its language.

    Returns
    -------
    tuple of Part
        In order; the first has no heading and may be empty. Every paragraph is in one part, a paragraph with two
        headings in two.
    """
    rest = list(stream)
    parts: list[Part] = []
    kind, number, title, head, body = "", 0, "", (), []  # type: str, int, str, tuple[Paragraph, ...], list[Paragraph]
    place = 0
    while place < len(rest):
        found = _heading_at(rest, place, words)
        if found is None:
            body.append(rest[place])
            place += 1
            continue
        length, hit = found
        parts.append(Part(kind, number, title, head, tuple(body)))
        last = rest[place + length - 1]
        kind = f"chapter:{hit.name}" if hit.group == "chapters" else hit.name
        number, title, body = hit.number, unquoted(hit.title), []
        head = tuple(rest[place : place + length])
        place += length
        if hit.rest:
            glued = replace(last, text=hit.rest, follows=False)
            head = (*head[:-1], replace(last, text=last.text.removesuffix(hit.rest).strip()))
            place -= 1
            rest[place] = glued
    parts.append(Part(kind, number, title, head, tuple(body)))
    return tuple(parts)


def _heading_at(rest: list[Paragraph], place: int, words: Vocabulary) -> tuple[int, Hit] | None:
    """Find the heading that begins at a paragraph: how many paragraphs it has, and its label."""
    text = rest[place].text
    if len(text) > _LONG or not _BEGINS.match(text):
        return None
    around = rough(" ".join(paragraph.text[:_LONG] for paragraph in rest[place : place + _LONGEST]))
    labels = tuple(heading.label for heading in words.headings if heading.may_begin(text, around))
    opening = tuple(heading.label for heading in words.open_headings if heading.may_begin(text, around))
    if not labels and not opening:
        return None
    for length in range(1, _LONGEST + 1):
        if length > 1:
            if place + length > len(rest) or len(rest[place + length - 1].text) > _SHORT or len(text) > _LONG:
                return None
            text = f"{text} {rest[place + length - 1].text}"
        hit = _hit(labels, text)
        if hit:
            return None if _later(rest, place, length, hit, labels) else (length, hit)
        opened = next((hit for label in opening if (hit := label.match(text))), None)
        if opened:
            return _opened(rest, place, length, opened)
    return None


def _opened(rest: list[Paragraph], place: int, length: int, hit: Hit) -> tuple[int, Hit]:
    """Read a heading that ends with a title without quotation marks: it goes on to the end of its cell."""
    title = [hit.rest]
    while place + length < len(rest):
        following = rest[place + length]
        if following.cell != rest[place].cell or following.table or len(following.text) > _SHORT:
            break
        title.append(following.text)
        length += 1
    return length, replace(hit, title=" ".join(title).strip(), rest="")


def _later(rest: list[Paragraph], place: int, length: int, hit: Hit, labels: tuple[Label, ...]) -> bool:
    """Say whether the same heading begins at a later paragraph: then the earlier ones are no part of it."""
    for start in range(place + 1, place + length):
        text = " ".join(paragraph.text for paragraph in rest[start : place + length])
        shorter = _hit(labels, text) if _BEGINS.match(text) else None
        if shorter and shorter.name == hit.name:
            return True
    return False


def _hit(labels: tuple[Label, ...], text: str) -> Hit | None:
    """Try labels on a joined text: the whole of it must be the heading, or what follows must begin with a number 1."""
    for label in labels:
        hit = label.match(text)
        if hit is None or ("{title}" in label.pattern.pattern and not hit.title):
            continue
        if not hit.rest or re.match(r"1\s*[.)]\s*\D", hit.rest):
            return hit
    return None
