"""The text of an act as passages that know where they come from: order, annexes, annexes of a standard.

An edition is made of passages of several acts; each keeps the act, the file and the lines that it was printed on.
"""

import re
from dataclasses import dataclass, replace

from toolkit.acts.references import ActRef
from toolkit.acts.wording import patterns
from toolkit.model import Lang, Span
from toolkit.parse.readers import Paragraph, paragraphs
from toolkit.text import collapse, fold_look_alikes

_HEAD_PARTS = 9
"""Of so many short paragraphs the heading of an annex is made at most, each up to so many letters."""
_SHORT = 260


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph and where it was printed.

    Parameters
    ----------
    paragraph : Paragraph
        Its text, its lines in `source`, its place in tables.
    act_id, source : str
        The act and the file that print it.
    changed_by : tuple of (act id, source, Span)
        Instructions that changed words of it since.
    """

    paragraph: Paragraph
    act_id: str
    source: str
    changed_by: tuple[tuple[str, str, Span], ...] = ()

    @property
    def text(self) -> str:
        """The text of the paragraph."""
        return self.paragraph.text

    def reworded(self, text: str) -> "Passage":
        """Give the same passage with another text, such as one without the quotation marks around it."""
        return replace(self, paragraph=replace(self.paragraph, text=collapse(text), lines=()))


@dataclass(frozen=True, slots=True)
class ActText:
    """The text of one act, or of one edition of it.

    Parameters
    ----------
    act : ActRef
        Which act it is.
    lang : {"kk", "ru"}
        Its language.
    passages : tuple of Passage
        Its paragraphs, in order.
    """

    act: ActRef
    lang: Lang
    passages: tuple[Passage, ...]


def act_text(text: str, act: ActRef, *, source: str, lang: Lang) -> ActText:
    """Make the text of an act of its letters.

    Parameters
    ----------
    text : str
        The document, decoded.
    act : ActRef
        Which act it is.
    source : str
        Name of the file; every passage keeps it.
    lang : {"kk", "ru"}
        Its language.

    Examples
    --------
    >>> made = act_text("БҰЙЫРАМЫН:\\n\\n1. Бекітілсін.", ActRef(date="2020-01-06", number="2"), source="a.txt", lang="kk")
    >>> [(passage.text, passage.act_id) for passage in made.passages]
    [('БҰЙЫРАМЫН:', '2020-01-06-N2'), ('1. Бекітілсін.', '2020-01-06-N2')]
    """
    return of_paragraphs(paragraphs(text), act, source=source, lang=lang)


def of_paragraphs(stream: tuple[Paragraph, ...], act: ActRef, *, source: str, lang: Lang) -> ActText:
    """Make the text of an act of paragraphs that were read from a file of any kind."""
    return ActText(act, lang, tuple(Passage(item, act.act_id, source) for item in stream))


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex of an order, or of a standard: its number, where its heading begins, and its text from `body` to `end`."""

    number: str
    of: str
    head: int
    body: int
    end: int


def annexes(passages: tuple[Passage, ...], lang: Lang) -> tuple[Annex, ...]:
    """Find the annexes of an order and those of the standards in it.

    Parameters
    ----------
    passages : tuple of Passage
        The whole text.
    lang : {"kk", "ru"}
        Its language.

    Returns
    -------
    tuple of Annex
        In order. An annex of the order ends where the next one of the order begins, that of a standard where the next
        heading of either kind does. Headings that follow each other at once are one heading, and the first one tells the
        number: an amending order prints its own heading above that of the order that it changes.
    """
    heads = [head for start in range(len(passages)) if (head := _head_at(passages, start, lang))]
    joined: list[Annex] = []
    for head in heads:
        if joined and head.head < joined[-1].body:
            continue
        if joined and head.head == joined[-1].body:
            joined[-1] = replace(joined[-1], body=head.body)
        else:
            joined.append(head)
    found: list[Annex] = []
    for place, head in enumerate(joined):
        closing = [item.head for item in joined[place + 1 :] if item.of == "order" or head.of == "standard"]
        found.append(replace(head, end=min(closing, default=len(passages))))
    return tuple(found)


def _head_at(passages: tuple[Passage, ...], start: int, lang: Lang) -> Annex | None:
    """Say whether the heading of an annex begins at a passage: short, and naming the order or standard it belongs to."""
    if lang == "ru":
        return _russian_head(passages, start)
    if not (_opens_head(passages[start], lang) or _opens_head(passages[start], lang, "office")):
        return _kazakh_head(start, start, _plain(passages[start]))
    text = ""
    for place in range(start, min(start + _HEAD_PARTS, len(passages))):
        text = f"{text} {_plain(passages[place])}".strip()
        again = place > start and (_plain(passages[place])[-1] in ".;:" or _opens_head(passages[place], lang))
        if len(text) > _SHORT or again:
            return None
        if found := _kazakh_head(start, place, text):
            return found
    return None


def _opens_head(passage: Passage, lang: Lang, group: str = "opening") -> bool:
    return any(pattern.match(_plain(passage)) for pattern in patterns(lang, "heads", group))


def _kazakh_head(start: int, place: int, text: str) -> Annex | None:
    if len(text) > _SHORT:
        return None
    for of in ("order", "standard"):
        for pattern in patterns("kk", "heads", of):
            hit = pattern.search(text)
            # Within one passage the heading may be glued to the title behind it; a sentence goes on with small letters.
            if hit and (hit.end() == len(text) or not text[hit.end() :].lstrip(' "«“')[:1].islower()):
                number = hit.groupdict().get("n") or ""
                return Annex(number, of, start, place + 1, place + 1)
    return None


def _russian_head(passages: tuple[Passage, ...], start: int) -> Annex | None:
    text = ""
    for place in range(start, min(start + _HEAD_PARTS, len(passages))):
        text = f"{text} {_plain(passages[place])}".strip()
        if len(text) > _SHORT:
            return None
        for of in ("order", "standard"):
            hit = next((hit for pattern in patterns("ru", "heads", of) if (hit := pattern.search(text))), None)
            if hit is None:
                continue
            number = hit.groupdict().get("n") or ""
            return Annex(number, of, start, _behind_head(passages, start, place, of), len(passages))
        if place > start or not re.match(r"приложение|утвержд", text, re.IGNORECASE):
            return None
    return None


def _behind_head(passages: tuple[Passage, ...], start: int, place: int, of: str) -> int:
    """A Russian heading goes on up to the number of the order; that of a standard up to its title."""
    if of == "standard":
        quoted = re.search(r"[«\"“]", passages[place].text)
        following = passages[place + 1].text if place + 1 < len(passages) else ""
        return place + 1 if quoted or not re.match(r"[«\"“]", following) else place + 2
    for end in range(place, min(start + _HEAD_PARTS, len(passages))):
        if re.search(r"№\s*\S+\s*\Z", passages[end].text):
            return end + 1
        if len(passages[end].text) > _SHORT or passages[end].text[-1] in ".;:":
            break
    return place + 1


def _plain(passage: Passage) -> str:
    return fold_look_alikes(passage.text)


@dataclass(frozen=True, slots=True)
class Order:
    """The parts of the order itself, without annexes: title, preamble and items as places `from` to `to` (exclusive)."""

    title: tuple[int, int] | None
    preamble: tuple[int, int] | None
    items: tuple[int, int]


def order_of(text: ActText) -> Order:
    """Find title, preamble and items of an order.

    The preamble is the sentence that ends in «БҰЙЫРАМЫН» or «ПРИКАЗЫВАЮ»; the items follow it up to the signature or
    the first annex. Without such a word the items begin at the top.
    """
    passages = text.passages
    end = min((annex.head for annex in annexes(passages, text.lang)), default=len(passages))
    enacting = next(
        (
            place
            for place in range(end)
            if any(pattern.search(_plain(passages[place])) for pattern in patterns(text.lang, "enacting"))
        ),
        None,
    )
    if enacting is None:
        return Order(None, None, (0, _signature(passages, 0, end, text.lang)))
    first = enacting
    while first and _goes_on(passages[first - 1], passages[first], text.lang):
        first -= 1
    titles = [place for place in range(first) if _is_title(passages[place], text.lang)]
    title = (titles[0], titles[0] + 1) if titles else None
    return Order(title, (first, enacting + 1), (enacting + 1, _signature(passages, enacting + 1, end, text.lang)))


def _goes_on(before: Passage, passage: Passage, lang: Lang) -> bool:
    """A copy may break the preamble in two: then the second part begins with a small letter or a figure."""
    return not (passage.text.lstrip('"«“')[:1].isupper() or before.text[-1] in ".;:" or _is_title(before, lang))


def _is_title(passage: Passage, lang: Lang) -> bool:
    return any(pattern.search(_plain(passage)) for pattern in patterns(lang, "heads", "title"))


def _signature(passages: tuple[Passage, ...], start: int, end: int, lang: Lang) -> int:
    """Give where the signature begins: a short paragraph that is no sentence and no item, and names an office."""
    for place in range(start, end):
        text = _plain(passages[place])
        office = len(text) < 120 and text[-1] not in ".;:," and not re.match(r"[\d\"«“]", text)
        if office and any(pattern.match(text) for pattern in _offices(lang)):
            return place
    return end


def _offices(lang: Lang) -> tuple[re.Pattern[str], ...]:
    return patterns(lang, "heads", "signature")
