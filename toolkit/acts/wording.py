"""The wording of amending orders as patterns, made of `toolkit/labels/amendments.*.toml`; dates; quotation marks."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from toolkit.labels import load
from toolkit.model import Lang

ACT_LANGS: tuple[Lang, ...] = ("kk", "ru")
"""The languages in which acts are official."""

NUMBER = r"(?P<number>[\w/-]*\d[\w/-]*)"
_ONE = r"\d+(?:-\d+)?\)?"
_OPENING, _CLOSING = "«“„", "»”"
_DATED = re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})")


def wording(lang: Lang) -> dict[str, Any]:
    """Give the wording of a language, as data; without any for a language in which no act is official."""
    return load(f"amendments.{lang}") if lang in ACT_LANGS else load("amendments.kk")


@cache
def patterns(lang: Lang, *path: str) -> tuple[re.Pattern[str], ...]:
    """Compile the patterns that stand at a place of the wording, their blanks filled.

    Examples
    --------
    >>> bool(patterns("ru", "operations", "delete")[0].search("пункт 3 исключить"))
    True
    """
    found: Any = wording(lang)
    for name in path:
        found = found[name]
    return tuple(
        re.compile(_filled(text, lang), re.IGNORECASE) for text in ([found] if isinstance(found, str) else found)
    )


def _filled(text: str, lang: Lang) -> str:
    joint = rf"(?:\s*,\s*|\s+(?:{wording(lang)['and']})\s+|\s*,\s*(?:{wording(lang)['and']})\s+)"
    ordinals = "|".join(wording(lang)["ordinals"])
    blanks = {
        "{list}": rf"(?P<list>{_ONE}(?:{joint}{_ONE})*)",
        "{ordinal}": rf"(?P<ordinal>(?:{ordinals})\w*)",
        "{quote}": r"(?P<quote>\x01\x00*\x02)",
        "{date}": date_pattern(lang),
    }
    for blank, pattern in blanks.items():
        text = text.replace(blank, pattern)
    return text


def date_pattern(lang: Lang) -> str:
    """Give the pattern of a date in words or in figures; the names of its parts are those that `day_of` reads."""
    months = "|".join(load("citations")[lang]["months"])
    figures = r"(?P<figures>\d{1,2}\.\d{1,2}\.\d{4})"
    if lang == "kk":
        return rf"(?:(?P<year>\d{{4}})\s*(?:жылғы|жылы|ж\.?)\s*(?P<day>\d{{1,2}})\s*(?P<month>{months})\w*|{figures})"
    return rf"(?:[«\"]?(?P<day>\d{{1,2}})[»\"]?\s*(?P<month>{months})\w*\s*(?P<year>\d{{4}})|{figures})"


def day_of(found: re.Match[str], lang: Lang) -> str:
    """Give the date that `date_pattern` found, as ISO text; empty if there is no such day.

    Examples
    --------
    >>> day_of(re.search(date_pattern("ru"), "от 31 декабря 2019 года"), "ru")
    '2019-12-31'
    """
    if found["figures"]:
        parts = _DATED.fullmatch(found["figures"])
        year, month, day = (int(parts[name]) for name in "ymd") if parts else (0, 0, 0)
    else:
        stems: list[str] = load("citations")[lang]["months"]
        month = next(place for place, stem in enumerate(stems, 1) if found["month"].lower().startswith(stem))
        year, day = int(found["year"]), int(found["day"])
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A text in quotation marks: where its marks stand, and what is between them."""

    start: int
    end: int
    text: str


def quotes(text: str) -> tuple[Quote, ...]:
    """Find the outermost texts in quotation marks, nested ones inside; copies of laws often lose one of the marks.

    Parameters
    ----------
    text : str
        One sentence. Straight marks open before a word and close behind one.

    Returns
    -------
    tuple of Quote
        In order. Where two opening marks were printed as one, the text reaches to the last closing mark; one that is
        never closed is none.

    Examples
    --------
    >>> [quote.text for quote in quotes('«А «Б» В» деген "Г" сөз')]
    ['А «Б» В', 'Г']
    >>> [quote.text for quote in quotes('"Қамту" стандартын бекіту туралы" бұйрық')]
    ['Қамту" стандартын бекіту туралы']
    """
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    last = -1
    for place in range(len(text)):
        sign = mark_at(text, place)
        if sign == 1:
            opened.append(place)
        elif sign == -1:
            last = place
            if opened:
                start = opened.pop()
                if not opened:
                    found.append((start, place + 1))
            elif found:
                found[-1] = (found[-1][0], place + 1)
    if opened and last > opened[0]:
        found = [pair for pair in found if pair[1] <= opened[0]] + [(opened[0], last + 1)]
    return tuple(Quote(start, end, text[start + 1 : end - 1]) for start, end in found)


def mark_at(text: str, place: int) -> int:
    """Say whether a quotation mark opens (1) or closes (-1) at a place; 0 where none stands."""
    letter = text[place]
    if letter in _OPENING:
        return 1
    if letter in _CLOSING:
        return -1
    if letter != '"':
        return 0
    before, behind = text[place - 1 : place], text[place + 1 : place + 2]
    opens = (not before or before.isspace() or before in "([{-–—:;," or mark_at(text, place - 1) == 1) and (
        bool(behind) and not behind.isspace() and behind not in ".,;:)]"
    )
    return 1 if opens else -1


def masked(text: str, found: tuple[Quote, ...]) -> str:
    """Blank what stands in quotation marks, so that no word inside is taken for an instruction; the length stays."""
    for quote in found:
        text = f"{text[: quote.start]}\x01{chr(0) * (quote.end - quote.start - 2)}\x02{text[quote.end :]}"
    return text


def numbers_in(text: str) -> tuple[str, ...]:
    """Give the numbers of a list, brackets dropped.

    Examples
    --------
    >>> numbers_in("1, 2 және 3-1")
    ('1', '2', '3-1')
    """
    return tuple(re.findall(r"\d+(?:-\d+)?", text))
