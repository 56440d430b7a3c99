"""The heading of an occupation card, however a copy prints it: in which quotation marks, or none, on how many lines."""

import re
from dataclasses import dataclass

from toolkit.parse.card_labels import Labels, hit_of, starts_with, without_number
from toolkit.parse.readers import Paragraph

_QUOTES = "\"«»“”„‟'‘’‚‛‹›`´"
_QUOTED_START = re.compile(f"^[{_QUOTES}]")
_NEAR = 8
"""How many paragraphs behind a heading may stand before the first label of its card."""

_VALUE = 3
"""Over how many paragraphs the value of a field may be broken."""

_LINES = 4
"""Over how many paragraphs a heading may be broken."""

_LONG = 200
"""No title of an occupation without quotation marks is longer than this."""


@dataclass(frozen=True, slots=True)
class Start:
    """Where a card begins: index in the stream, how many paragraphs its heading takes (0 if missing), its title.

    `broken` says that the heading is a sentence cut in two, not a label and a value in two cells.
    """

    index: int
    length: int
    title: str
    broken: bool = False


def heading_at(stream: tuple[Paragraph, ...], index: int, labels: Labels) -> Start | None:
    """Give the heading that begins at a paragraph, or None.

    Examples
    --------
    >>> from toolkit.parse.card_labels import labels_of
    >>> from toolkit.parse.readers import paragraphs
    >>> heading_at(paragraphs("1-параграф. ‘Маман’ кәсібінің карточкасы."), 0, labels_of("card-2016", "kk")).title
    'Маман'
    """
    near = [paragraph.text for paragraph in stream[index : index + _LINES]]
    if not any(labels.card.search(text) for text in near):
        return None
    text = _without_section(labels, near[0])
    if _QUOTED_START.match(text) or labels.card.search(text):
        for length in range(1, len(near) + 1):
            last = near[length - 1]
            if length > 1 and (
                (_QUOTED_START.match(last) and _QUOTED_START.match(text)) or hit_of(labels.inside, last)
            ):
                break
            hit = hit_of(labels.headings, _joined([text, *near[1:length]]))
            if hit and hit.title and not hit.rest:
                below = stream[index + 1 : index + length]
                broken = bool(_QUOTED_START.match(text)) and not all(_goes_on(paragraph) for paragraph in below)
                return Start(index, length, _title(hit.title), broken=broken)
    return _prefixed(stream, index, text, labels) or _unquoted(stream, index, text, labels)


def _joined(texts: list[str]) -> str:
    return " ".join(texts).rstrip(" .")


def _goes_on(paragraph: Paragraph) -> bool:
    return paragraph.follows and paragraph.text[0].islower()


def _without_section(labels: Labels, text: str) -> str:
    """Remove the number of an item or paragraph in front of a heading: «9. Карточка», «1-параграф. Карточка»."""
    plain = without_number(text)
    rest = starts_with(labels.sections, plain)
    return plain if rest is None else rest.lstrip(" .:–—-") or plain


def _prefixed(stream: tuple[Paragraph, ...], index: int, text: str, labels: Labels) -> Start | None:
    """Find a heading that begins with the words for card, its title behind them or in the paragraphs below."""
    rest = starts_with(labels.prefixes, text)
    if rest is None or rest.startswith(("-", "–", "—")):
        return None
    title = _title(rest)
    if title:
        return Start(index, 1, title) if card_follows(stream, index + 1, labels) else None
    following = stream[index + 1].text if index + 1 < len(stream) else ""
    if following and hit_of(labels.inside, following) is None and card_follows(stream, index + 2, labels):
        return Start(index, 2, _title(following))
    return Start(index, 1, "") if card_follows(stream, index + 1, labels) else None


def _unquoted(stream: tuple[Paragraph, ...], index: int, text: str, labels: Labels) -> Start | None:
    """Find a heading without quotation marks, whole or with its last words on a line of their own."""
    following = stream[index + 1] if index + 1 < len(stream) else None
    for length in (1, 2):
        if length == 2 and (following is None or not following.text[0].islower() or hit_of(labels.inside, text)):
            return None
        whole = text if length == 1 or following is None else f"{text} {following.text}"
        hit = hit_of(labels.unquoted, whole.rstrip(" ."))
        if hit and hit.title and not hit.rest and len(hit.title) <= _LONG and hit.title[0].isupper():
            behind = index + length
            if card_follows(stream, behind, labels) and not _is_listed(stream, behind, labels):
                broken = length == 2 and following is not None and not _goes_on(following)
                return Start(index, length, _title(hit.title), broken=broken)
    return None


def _is_listed(stream: tuple[Paragraph, ...], behind: int, labels: Labels) -> bool:
    """Say whether a heading of the same kind comes at once: then both are entries of a list of cards."""
    if behind >= len(stream):
        return False
    hit = hit_of(labels.unquoted, stream[behind].text.rstrip(" .;"))
    return hit is not None and bool(hit.title)


def _title(text: str) -> str:
    quoted = re.match(rf"[:\s]*[{_QUOTES}](?P<title>.+)[{_QUOTES}]", text)
    return (quoted["title"] if quoted else text).strip(f":. {_QUOTES}")


def card_follows(stream: tuple[Paragraph, ...], index: int, labels: Labels) -> bool:
    """Say whether a field or function of a card comes soon."""
    for paragraph in stream[index : index + _NEAR]:
        hit = hit_of(labels.inside, without_number(paragraph.text), loose=True)
        if hit and hit.group in {"fields", "function", "functions"}:
            return True
    return False


def opens_card(name: str, stream: tuple[Paragraph, ...], index: int, labels: Labels, *, related: bool) -> bool:
    """Say whether a field is the first of a card without a heading.

    Title and level may also be the header of related occupations, so they must have a value and another field below.
    """
    if name == "group_code":
        return True
    if name != "code" and (name not in {"title", "sqf_level"} or related):
        return False
    below = stream[index + 1 : index + 1 + _NEAR]
    hits = [hit_of(labels.inside, without_number(paragraph.text)) for paragraph in below]
    place = next((place for place, hit in enumerate(hits) if hit), -1)
    found = hits[place] if place >= 0 else None
    if found is None or found.group not in {"fields", "function", "functions"}:
        return False
    headed = any(labels.card.search(paragraph.text) for paragraph in below[:place])
    return not headed and (name == "code" or 0 < place <= _VALUE)
