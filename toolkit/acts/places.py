"""Find a place that an amendment names in the text of an act: exactly one, or none."""

import re
from dataclasses import dataclass

from toolkit.acts.amendments import Place, Step
from toolkit.acts.editions import cards_of
from toolkit.acts.passages import ActText, Annex, Passage, annexes, order_of
from toolkit.acts.wording import patterns
from toolkit.text import fold_look_alikes, same_text, skeleton

_ITEM = re.compile(r"\s*(\d+(?:-\d+)?)\s*\.(?!\d)")
_SUBITEM = re.compile(r"\s*(\d+(?:-\d+)?)\s*\)")
_TITLE_PARTS = 6
"""In so many paragraphs at the beginning of an annex the title of its standard stands."""


class NoPlaceError(Exception):
    """A place is not there, or could be several; `code` is the finding that says so."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Region:
    """Passages from `start` to `end` (exclusive)."""

    start: int
    end: int


def region_of(text: ActText, place: Place, *, heading: bool = False) -> Region:
    """Find the passages of a place.

    Parameters
    ----------
    text : ActText
        The act or edition.
    place : Place
        Steps from large to small; none means the whole text. Items and paragraphs outside of annexes are those of the
        order itself.
    heading : bool
        With the heading of an annex or of the annex that is a standard: what is taken out goes with its heading.

    Returns
    -------
    Region
        For an annex or standard its text, without the heading unless it is asked for.

    Raises
    ------
    NoPlaceError
        The place is not there (``place-missing``), or several places or a place of a sort that cannot be told in a text
        are meant (``place-unclear``).
    """
    region = Region(0, len(text.passages))
    for number, step in enumerate(place.steps):
        region = _step(text, region, step, place.steps[:number])
    if heading and place.steps and place.steps[-1].kind in ("annex", "standard"):
        heads = [annex.head for annex in annexes(text.passages, text.lang) if annex.body == region.start]
        return Region(min([*heads, region.start]), region.end)
    return region


def _step(text: ActText, region: Region, step: Step, above: tuple[Step, ...]) -> Region:
    if step.kind in ("title", "preamble"):
        return _of_order(text, step.kind, above)
    if step.kind == "standard":
        found = [annex for annex in annexes(text.passages, text.lang) if _holds(text.passages, annex, step.name)]
        return _only([Region(annex.body, annex.end) for annex in found])
    if step.kind == "annex":
        return _annex(text, region, step.name, above)
    if step.kind == "card":
        return _card(text, region, step.name)
    if step.kind == "chapter":
        return _only(_chapters(text, region, step.name))
    if step.kind == "paragraph":
        place = region.start + int(step.name) - 1
        if not above or above[-1].kind not in ("item", "subitem"):
            raise NoPlaceError("place-unclear")
        if place >= region.end:
            raise NoPlaceError("place-missing")
        return Region(place, place + 1)
    if step.kind in ("item", "subitem"):
        inside = region if above else Region(*order_of(text).items)
        return _numbered(text, inside, step)
    raise NoPlaceError("place-unclear")


def _numbered(text: ActText, inside: Region, step: Step) -> Region:
    """Find an item by its number among lists that start at 1 again inside of items, as the lists of cards do.

    An item is certain where the numbers have grown from 1 up to it, since no inner list has begun yet; else its number
    must stand there once, and so must the number before it. Where inner lists follow, the item reaches to the next
    number, which must stand there once and not go on with the inner list, or to the next chapter.
    """
    there, name = numbered(text, inside, step.kind), step.name
    names = [other for other, _ in there]
    if name not in names:
        raise NoPlaceError("place-missing")
    orders = [number_order(other) for other in names]
    place = names.index(name)
    grown = orders[: place + 1] == sorted(set(orders[: place + 1])) and orders[0] == (1,)
    mine = orders[place]
    if not grown and (names.count(name) > 1 or orders.count((mine[0] - 1,)) > 1):
        raise NoPlaceError("place-unclear")
    start, end = there[place][1].start, inside.end
    stop = min([*(head for head in _headings(text, inside) if head > start), end])
    inner = [n for n in range(place + 1, len(there)) if there[n][1].start < stop]
    behind = next((n for n in inner if orders[n] > mine), None)
    if behind is None:
        if inner and stop == end:
            raise NoPlaceError("place-unclear")
        return Region(start, stop)
    if behind > place + 1:
        goes_on = orders[behind] == (orders[behind - 1][0] + 1,)
        if orders.count(orders[behind]) != 1 or orders[behind][0] > mine[0] + 1 or goes_on:
            raise NoPlaceError("place-unclear")
    return Region(start, there[behind][1].start)


def number_order(number: str) -> tuple[int, ...]:
    """Give what numbers of items are ordered by: 5, 5-1, 6.

    Examples
    --------
    >>> number_order("5-1") < number_order("6")
    True
    """
    return tuple(int(part) for part in number.split("-"))


def _only(found: list[Region]) -> Region:
    if len(found) != 1:
        raise NoPlaceError("place-unclear" if found else "place-missing")
    return found[0]


def _of_order(text: ActText, kind: str, above: tuple[Step, ...]) -> Region:
    order = order_of(text)
    found = order.title if kind == "title" else order.preamble
    if above or found is None:
        raise NoPlaceError("place-unclear" if above else "place-missing")
    return Region(*found)


def _holds(passages: tuple[Passage, ...], annex: Annex, title: str) -> bool:
    beginning = " ".join(passage.text for passage in passages[annex.body : min(annex.body + _TITLE_PARTS, annex.end)])
    return annex.of == "order" and skeleton(title) in skeleton(beginning)


def _annex(text: ActText, region: Region, number: str, above: tuple[Step, ...]) -> Region:
    """An annex of the order, or inside a standard one of the standard; without a number it must be the only one."""
    of = "standard" if above else "order"
    there = [
        annex
        for annex in annexes(text.passages, text.lang)
        if annex.of == of and region.start <= annex.head and annex.end <= region.end
    ]
    return _only([Region(annex.body, annex.end) for annex in there if not number or annex.number == number])


def _card(text: ActText, region: Region, title: str) -> Region:
    """A card reaches from its heading to the next one, or to the end of what it stands in."""
    found = cards_of(text)
    starts = sorted(start for start, _ in found)
    regions = []
    for start, name in found:
        if region.start <= start < region.end and same_text(name, title):
            ends = [other for other in starts if other > start]
            regions.append(Region(start, min([*ends, *_annex_ends(text, start), region.end])))
    return _only(regions)


def _annex_ends(text: ActText, start: int) -> list[int]:
    return [annex.head for annex in annexes(text.passages, text.lang) if annex.head > start]


def _headings(text: ActText, region: Region) -> list[int]:
    """Chapters and annexes begin where an item before them ends."""
    chapters = [
        place
        for place in range(region.start, region.end)
        if any(
            one.match(fold_look_alikes(text.passages[place].text)) for one in patterns(text.lang, "heads", "chapter")
        )
    ]
    return [*chapters, *(annex.head for annex in annexes(text.passages, text.lang))]


def _chapters(text: ActText, region: Region, number: str) -> list[Region]:
    heads = [
        (place, hit["n"])
        for place in range(region.start, region.end)
        for pattern in patterns(text.lang, "heads", "chapter")
        if (hit := pattern.match(fold_look_alikes(text.passages[place].text)))
    ]
    ends = [place for place, _ in heads[1:]] + [region.end]
    return [Region(place, end) for (place, name), end in zip(heads, ends, strict=True) if name == number]


def numbered(text: ActText, region: Region, kind: str) -> list[tuple[str, Region]]:
    """List the items («3.») or subitems («2)») that begin a paragraph of a region, each up to the next one or a chapter."""
    pattern = _ITEM if kind == "item" else _SUBITEM
    stops = _headings(text, region)
    heads = [
        (hit[1], place)
        for place in range(region.start, region.end)
        if (hit := pattern.match(text.passages[place].text))
    ]
    ends = [place for _, place in heads[1:]] + [region.end]
    return [
        (name, Region(place, min([end, *(stop for stop in stops if stop > place)])))
        for (name, place), end in zip(heads, ends, strict=True)
    ]
