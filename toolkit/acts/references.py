"""How a text names another act, and when two names mean one act: body, date and number together, never the number alone.

Two orders of one year can share a number, and an order can even be repealed by one of its own number: order № 2 of the
minister of national economy (2020) by order № 2 of the chairman of another body (2025).
"""

import re
from dataclasses import dataclass
from functools import cache

from toolkit.acts.wording import ACT_LANGS, NUMBER, date_pattern, day_of, mark_at, patterns, quotes, wording
from toolkit.model import Act, KnownAct, Lang
from toolkit.parse.requisites import Requisites
from toolkit.text import collapse, fold_look_alikes, normalise, same_text, skeleton


@dataclass(frozen=True, slots=True)
class ActRef:
    """What is known of an act by name; empty strings where nothing is known.

    Parameters
    ----------
    body : str
        Who issued it, as printed.
    date, number : str
        Its ISO date and its number.
    registration : str
        Its number in the register of the Ministry of Justice.
    title : str
        Its title as printed, without quotation marks.
    named : str
        An identifier that somebody gave it, such as that of the register of acts.

    Examples
    --------
    >>> ActRef("", "2019-12-31", "714", "19810").act_id
    'V1900019810'
    """

    body: str = ""
    date: str = ""
    number: str = ""
    registration: str = ""
    title: str = ""
    named: str = ""

    @property
    def act_id(self) -> str:
        """The Adilet code, else date and number, else the title: what the act is called in tables."""
        return self.named or Requisites(self.date, self.number, self.registration).act_id(self.title)


@dataclass(frozen=True, slots=True)
class Mention:
    """An act named in a text, and where its words stand."""

    act: ActRef
    start: int
    end: int


def ref_of(act: Act | KnownAct) -> ActRef:
    """Give the name of an act of the register, or of one that somebody has looked up.

    Examples
    --------
    >>> ref_of(KnownAct("law", "Жұмыспен қамту туралы", "", "", "", "repealed", "", "", "")).act_id
    'Жұмыспен қамту туралы'
    """
    if isinstance(act, KnownAct):
        return ActRef("", act.date, act.number, "", act.title_kk or act.title_ru)
    day = act.date.isoformat() if act.date else ""
    return ActRef(act.issuer, day, act.number, act.registration_number, act.title.best(act.lang), act.act_id)


def body_key(body: str) -> str:
    """Give what a body is compared by, in Kazakh and Russian alike where it is listed (`amendments.*.toml`).

    Whoever acts for a minister signs for the same body; the name of the state and endings of cases say nothing.

    Examples
    --------
    >>> body_key("ҚР Ұлттық экономика министрінің"), body_key("и.о. Министра национальной экономики РК")
    ('economy', 'economy')
    """
    plain = normalise(body)
    for lang in ACT_LANGS:
        key = _plain(plain, lang)
        if found := _bodies(lang).get(key):
            return found
    return min((_plain(plain, lang) for lang in ACT_LANGS), key=len)


@cache
def _bodies(lang: Lang) -> dict[str, str]:
    listed: dict[str, list[str]] = wording(lang)["bodies"]
    return {_plain(normalise(name), lang): key for key, names in listed.items() for name in names}


def _plain(text: str, lang: Lang) -> str:
    for pattern in (*patterns(lang, "references", "acting"), *patterns(lang, "references", "state")):
        text = re.sub(rf"(?<!\w)(?:{pattern.pattern})(?!\w)", " ", text, flags=re.IGNORECASE)
    ending = patterns(lang, "references", "ending")[0]
    return " ".join(ending.sub("", word) for word in re.findall(r"\w+", text))


def same_ref(one: ActRef, other: ActRef) -> bool | None:
    """Say whether two names mean one act: yes, no, or None where they do not tell.

    Parameters
    ----------
    one, other : ActRef
        Two names, of one language or of two.

    Returns
    -------
    bool or None
        True for equal registration in one year, or equal date, number and body; False where a date, a number, a body or
        a registration differs; None where only a part can be compared, as with a number alone.

    Examples
    --------
    >>> order = ActRef("Ұлттық экономика министрі", "2020-01-06", "2")
    >>> same_ref(order, ActRef("Министр национальной экономики", "2020-01-06", "2"))
    True
    >>> print(same_ref(order, ActRef("", "", "2")))
    None
    """
    if one.date and other.date and one.date != other.date:
        return False
    if one.number and other.number and skeleton(one.number) != skeleton(other.number):
        return False
    if one.registration and other.registration and one.date and other.date:
        return int(one.registration) == int(other.registration)
    if one.date and other.date and one.number and other.number:
        if not (one.body and other.body):
            return None
        return body_key(one.body) == body_key(other.body)
    if one.named and one.named == other.named:
        return True
    bare = not (one.date or one.number or other.date or other.number)
    return True if bare and one.title and same_text(one.title, other.title) else None


def mentions(text: str, lang: Lang) -> tuple[Mention, ...]:
    """Find the acts that a sentence names with date and number.

    Parameters
    ----------
    text : str
        A sentence of an order.
    lang : {"kk", "ru"}
        Its language: in Kazakh title, body, date, number and kind follow each other; in Russian kind, body, date,
        number and title.

    Returns
    -------
    tuple of Mention
        In order, with their titles and what stands in brackets behind them.

    Examples
    --------
    >>> sentence = 'Признать утратившим силу приказ Министра юстиции от 5 мая 2020 года № 7-НҚ «О мерах» (опубликован).'
    >>> mentions(sentence, "ru")[0].act.act_id, mentions(sentence, "ru")[0].act.title
    ('2020-05-05-N7-НҚ', 'О мерах')
    """
    folded = fold_look_alikes(text)
    return _kazakh(text, folded) if lang == "kk" else _russian(text, folded)


@cache
def _dated(lang: Lang) -> re.Pattern[str]:
    return re.compile(rf"{date_pattern(lang)}\w*\s*(?:года|г\.|күнгі)?\s*№\s*{NUMBER}", re.IGNORECASE)


@cache
def _kind(lang: Lang) -> str:
    kinds: dict[str, str] = wording(lang)["references"]["kinds"]
    return "|".join(kinds.values())


_BRACKETS = r"\((?:[^()]|\([^()]*\))*\)"


def _kazakh(text: str, folded: str) -> tuple[Mention, ...]:
    found: list[Mention] = []
    kind = re.compile(
        rf"\s*(?:{_BRACKETS}|бірлескен)*\s*(?P<title>[\"«“][^\"»”]*[\"»”]+)?\s*(?:{_kind('kk')})", re.IGNORECASE
    )
    for hit in _dated("kk").finditer(folded):
        named = kind.match(folded, hit.end())
        begin = found[-1].end if found else 0
        if named is None or hit.start() < begin:
            continue
        closing = max((p for p in range(begin, hit.start()) if mark_at(folded, p) == -1), default=-1)
        opening = next((p for p in range(begin, hit.start()) if mark_at(folded, p) == 1), -1)
        titled = 0 <= opening < closing
        start = opening if titled else begin + _body_start(folded[begin : hit.start()])
        title = text[opening + 1 : closing] if titled else (named["title"] or "").strip('"«»“” ')
        body = text[closing + 1 : hit.start()] if titled else text[start : hit.start()]
        body = "" if "№" in body else body  # an act of two bodies: neither of them alone
        end, registration = _registered(folded, named.end(), "kk")
        day = day_of(hit, "kk")
        found.append(Mention(ActRef(collapse(body), day, hit["number"], registration, collapse(title)), start, end))
    return tuple(found)


def _body_start(segment: str) -> int:
    """Without a title the body begins at the name of the state, else behind the last sign of punctuation."""
    state = [hit.start() for hit in re.finditer(r"қазақстан\s+республикасы|\bҚР\b", segment, re.IGNORECASE)]
    if state:
        return state[-1]
    return max((hit.end() for hit in re.finditer(r"[,;:)]\s*|\A", segment)), default=0)


def _russian(text: str, folded: str) -> tuple[Mention, ...]:
    found: list[Mention] = []
    head = re.compile(rf"\b(?:{_kind('ru')})\b(?P<body>[^№;:]{{0,240}}?)\s+от\s+\Z", re.IGNORECASE)
    for hit in _dated("ru").finditer(folded):
        begin = found[-1].end if found else 0
        named = None
        for place in re.finditer(rf"\b(?:{_kind('ru')})\b", folded[begin : hit.start()], re.IGNORECASE):
            named = head.match(folded[: hit.start()], begin + place.start()) or named
        if named is None:
            continue
        title, end = _russian_title(folded, hit.end())
        end, registration = _registered(folded, end, "ru")
        act = ActRef(
            collapse(text[named.start("body") : named.end("body")]), day_of(hit, "ru"), hit["number"], registration
        )
        act = ActRef(act.body, act.date, act.number, registration, collapse(text[title[0] : title[1]]))
        found.append(Mention(act, named.start(), end))
    return tuple(found)


_TITLE_ENDS = re.compile(r"\s*(?:\(|;|:|\.?\Z|следующ|изложить|утративш|признать)", re.IGNORECASE)


def _russian_title(text: str, start: int) -> tuple[tuple[int, int], int]:
    """Find the title behind a number; where a closing mark was lost it ends before the bracket or the instruction."""
    opening = re.compile(r"\s*(?=[«“\"])").match(text, start)
    if opening is None or mark_at(text, opening.end()) != 1:
        return (start, start), start
    rest = text[opening.end() :]
    depth = 0
    ends: list[int] = []
    for place in range(len(rest)):
        sign = mark_at(rest, place)
        depth += sign
        if sign == -1:
            ends.append(place)
            if depth <= 0 and not (place + 1 < len(rest) and mark_at(rest, place + 1) == -1):
                break
    if depth > 0:
        ends = [place for place in ends if _TITLE_ENDS.match(rest, place + 1)][:1] or ends[-1:]
    if not ends:
        return (start, start), start
    end = opening.end() + ends[-1]
    return (opening.end() + 1, end), end + 1


def _registered(text: str, start: int, lang: Lang) -> tuple[int, str]:
    """Read the brackets behind an act: where they end, and the number of its registration if they say one."""
    brackets = re.compile(rf"\s*{_BRACKETS}").match(text, start)
    if brackets is None:
        return start, ""
    registration = ""
    if patterns(lang, "references", "registered")[0].search(brackets.group()):
        number = re.search(r"№\s*(\d+)", brackets.group())
        registration = number[1] if number else ""
    return brackets.end(), registration


def printed_act(text: str, lang: Lang) -> ActRef:
    """Give the one act that a cell names, such as `status_by` of the register; a text without date is a title.

    Examples
    --------
    >>> printed_act("ҚР Үкіметінің 2015 жылғы 28 мамырдағы № 629 қаулысы", "kk").act_id
    '2015-05-28-N629'
    """
    found = mentions(text, lang) or mentions(text, "ru" if lang == "kk" else "kk")
    if found:
        return found[0].act
    marked = quotes(text)
    return ActRef(title=collapse(marked[0].text if len(marked) == 1 else text))
