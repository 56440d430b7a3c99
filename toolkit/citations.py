"""Acts that a statement names: title, kind, date, number, registration.

A knowledge item such as «Нормативтік құқықтық актілер: …» is one statement however many acts it lists; the acts stand in
a table of their own. In Kazakh the kind of act comes last (««…» … 2018 жылғы 19 маусымдағы № 259 бұйрығы»), in Russian
first («приказ … от 19 июня 2018 года № 259 «…»»).
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from toolkit.labels import load
from toolkit.model import NamedAct, Statement
from toolkit.text import collapse, fold_look_alikes, same_text

_OPEN, _CLOSE = '"«“„', '"»”“'
_QUOTED = re.compile(rf"[{_OPEN}](.+)[{_CLOSE}]", re.DOTALL)
_UNCLOSED = re.compile(rf"[{_OPEN}](.+? туралы)\b", re.DOTALL)
_NUMBER = re.compile(r"№\s*([\w/-]+)")
_REGISTERED = re.compile(r"\s*\([^()]*?№\s*(\d+)[^()]*\)")
_LEAD = re.compile(r"^[\s.,;:()]+")


def named_acts(statements: Iterable[Statement]) -> tuple[NamedAct, ...]:
    """List the acts that statements name, in order.

    Parameters
    ----------
    statements : iterable of Statement
        Kazakh or Russian; other languages name none.

    Returns
    -------
    tuple of NamedAct
        One a mention. A general phrase («басқа да нормативтік құқықтық актілер») names no act.
    """
    found: list[NamedAct] = []
    for row in statements:
        mentions = _kazakh(row.text) if row.lang == "kk" else _russian(row.text) if row.lang == "ru" else ()
        for place, (kind, title, date, number, registration, text) in enumerate(mentions, start=1):
            found.append(NamedAct(row.statement_id, place, kind, title, date, number, registration, text))
    return tuple(found)


Mention = tuple[str, str, str, str, str, str]
"""Kind, title, ISO date or year, number, registration number, the words as printed."""


@cache
def _kinds(lang: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    kinds: dict[str, str] = load("citations")[lang]["kinds"]
    return tuple((kind, re.compile(rf"\b{pattern}\b", re.IGNORECASE)) for kind, pattern in kinds.items())


@cache
def _date_pattern(lang: str) -> re.Pattern[str]:
    months = "|".join(load("citations")[lang]["months"])
    if lang == "kk":
        return re.compile(rf"(?P<year>\d{{4}})\s*(?:жылғы|жылы|ж\.)\s*(?P<day>\d{{1,2}})\s*(?P<month>{months})\w*")
    return re.compile(rf"(?P<day>\d{{1,2}})\s*(?P<month>{months})\w*\s*(?P<year>\d{{4}})", re.IGNORECASE)


def _date(text: str, lang: str) -> str:
    found = _date_pattern(lang).search(text)
    if not found:
        return ""
    month = load("citations")[lang]["months"].index(found["month"].lower()) + 1
    return f"{found['year']}-{month:02}-{int(found['day']):02}"


def _kazakh(text: str) -> Iterator[Mention]:
    """Kazakh: everything between the mention before and the kind word belongs to the act."""
    folded = fold_look_alikes(text)
    anchors = sorted(
        (found.start(), found.end(), kind) for kind, pattern in _kinds("kk") for found in pattern.finditer(folded)
    )
    start = 0
    for begin, end, kind in anchors:
        if begin < start or _inside_quotes(folded[start:begin]):
            continue
        segment = folded[start:begin]
        title = _title(segment)
        if kind == "code" and not title:
            title = _code_title(folded[start:end])
        date, number = _date(segment, "kk"), _last_number(segment)
        if not (title or number):
            continue
        registered = _REGISTERED.match(folded, end)
        printed = text[start + _first(segment, title) : end]
        yield kind, title, date, number, registered[1] if registered else "", collapse(_LEAD.sub("", printed))
        start = registered.end() if registered else end


def _inside_quotes(segment: str) -> bool:
    """The kind word may be part of a title: «… бұйрығына өзгерістер енгізу туралы»."""
    return segment.count("«") > segment.count("»")


def _title(segment: str) -> str:
    found = _QUOTED.search(segment) or _UNCLOSED.search(segment)
    return collapse(found[1]) if found else ""


def _first(segment: str, title: str) -> int:
    """Where the words of the mention begin: at its title, else at the state or body that issued it."""
    if title and (found := re.search(rf"[{_OPEN}]", segment)):
        return found.start()
    republic = segment.rfind("Қазақстан Республикасы")
    return max(republic, 0)


def _last_number(segment: str) -> str:
    numbers = _NUMBER.findall(re.sub(r"\([^()]*\)", " ", segment))
    return str(numbers[-1]) if numbers else ""


def _code_title(words: str) -> str:
    """«Қазақстан Республикасының Еңбек кодексі» is the Labour Code: the words behind the republic."""
    found = re.search(r"Республикасының\s+((?:\S+\s+){1,4}?кодекс)іні?", words, re.IGNORECASE) or re.search(
        r"Республикасының\s+((?:\S+\s+){1,4}?кодекс)", words, re.IGNORECASE
    )
    return f"{collapse(found[1])}і" if found else ""


def _russian(text: str) -> Iterator[Mention]:
    """Russian: the kind word comes first, title, date and number behind it, up to the next kind word."""
    folded = fold_look_alikes(text)
    masked = re.sub(r"«[^»]*»|\"[^\"]*\"", lambda found: "\0" * len(found.group()), folded)
    anchors = sorted(
        (found.start(), found.end(), kind) for kind, pattern in _kinds("ru") for found in pattern.finditer(masked)
    )
    for place, (begin, end, kind) in enumerate(anchors):
        stop = anchors[place + 1][0] if place + 1 < len(anchors) else len(folded)
        segment = folded[end:stop]
        quoted = re.search(r"«([^»]+)»|\"([^\"]+)\"", segment)
        title = collapse(quoted[1] or quoted[2]) if quoted else ""
        if kind == "code" and (named := re.search(r"(\w+)\s+$", masked[:begin])):
            title = title or f"{named[1]} кодекс"
        bare = re.sub(r"\([^()]*\)", " ", segment)
        number = _NUMBER.search(bare)
        if not (title or number):
            continue
        registered = re.search(r"\([^()]*зарегистрирован[^()]*?№\s*(\d+)[^()]*\)", segment, re.IGNORECASE)
        printed = collapse(text[begin:stop]).rstrip(" ,;.")
        yield kind, title, _date(bare, "ru"), number[1] if number else "", registered[1] if registered else "", printed


def same_act(one: NamedAct, title: str, number: str) -> bool:
    """Say whether a mention means an act known by title or number; titles are compared normalised.

    Examples
    --------
    >>> mention = NamedAct("X/1.1.1/K1", 1, "law", "Халықты жұмыспен қамту туралы", "", "", "", "")
    >>> same_act(mention, "халықты  жұмыспен қамту туралы", "")
    True
    """
    if number and one.number:
        return number == one.number and (not title or not one.title or same_text(title, one.title))
    return bool(title) and same_text(title, one.title)
