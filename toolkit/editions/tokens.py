"""Texts as words, numbers and signs, for comparing what they say: numbering, dots of abbreviations and blanks are gone."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from toolkit.labels import load
from toolkit.model import Lang
from toolkit.text import fold_look_alikes, visible

_NUMBERING = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.)]|[^\W\d_]\)|[-–—•·*])\s+")
_DEFINITION = re.compile(r"\(\s*(?:бұдан әрі|әрі қарай|далее|hereinafter)\b[^()]*\)?", re.IGNORECASE)
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.\s?){1,5}[^\W\d_]\b\.?")
_TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)|\d+(?:[.,]\d+)*)"
    r"|(?P<word>[^\W\d_]+(?:[\u0300-\u036f'’][^\W\d_]+)*)"
    r"|(?P<sign>[%+<>=≥≤±°/€$₸×*])"
    r"|(?P<dash>[-\u2010-\u2015\u2212])"
    r"|(?P<stop>[,;:.!?()«»\"“”„…\n])"
)

Sort = Literal["word", "number", "sign"]
Gap = Literal["", "stop", "joined"]
"""What stands before a token: nothing, a comma or another stop, a joining word."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a sign.

    Parameters
    ----------
    sort : str
        Which of them.
    text : str
        In small letters, look-alike letters folded; a number as digits.
    tail : str
        The ending that hangs on it by a hyphen, as in «ХЖҚО-ның».
    gap : str
        What stands before it, one of `Gap`.
    """

    sort: Sort
    text: str
    tail: str = ""
    gap: Gap = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as read for comparing.

    Parameters
    ----------
    tokens : tuple of Token
        What carries meaning, in order.
    joining : tuple of str
        The joining words and particles that were left out.
    defined : bool
        A definition such as «(бұдан әрі – ДК)» was left out.
    spelled : bool
        A number was written in words, or an abbreviation in full.
    """

    tokens: tuple[Token, ...]
    joining: tuple[str, ...] = ()
    defined: bool = False
    spelled: bool = False


@cache
def data() -> dict[str, Any]:
    """Load the lists for comparing editions."""
    return load("editions")


@cache
def _joining(lang: Lang) -> frozenset[str]:
    lists = data()["joining"]
    return frozenset(lists[lang]) | {"".join(re.findall(r"\w+", phrase)) for phrase in lists["phrases"][lang]}


@cache
def hanging() -> frozenset[str]:
    """Give the endings that hang on an abbreviation or number by a hyphen."""
    return frozenset(load("stopwords")["hanging"])


def read(text: str, lang: Lang, definitions: tuple[tuple[str, str], ...] = ()) -> Reading:
    """Read a text for comparing.

    Parameters
    ----------
    text : str
        As printed.
    lang : {"kk", "ru", "en"}
        Its language.
    definitions : tuple of (abbreviation, phrase)
        Abbreviations in small letters that are read as what they stand for.

    Examples
    --------
    >>> [token.text for token in read("1) Т.б. құжаттарды 5 күнде қарау;", "kk").tokens]
    ['тб', 'құжаттарды', '5', 'күнде', 'қарау']
    """
    shown = fold_look_alikes(visible(text))
    without = _DEFINITION.sub(" ", shown)
    plain = _DOTTED.sub(lambda found: re.sub(r"[.\s]", "", found.group()) + " ", _NUMBERING.sub("", without))
    meant = dict(definitions)
    tokens: list[Token] = []
    left_out: list[str] = []
    spelled = False
    gap: Gap = ""
    joining, particles = _joining(lang), frozenset(data()["joining"]["particles"][lang])
    for token in _split(_phrases(plain.casefold(), lang)):
        gap = gap or token.gap
        if token.sort == "word" and not token.tail and token.text in joining | particles:
            left_out.append(token.text)
            gap = "joined" if token.text in joining else gap
            continue
        for piece in _meaning(token, lang, meant):
            spelled = spelled or piece.text != token.text
            tokens.append(Token(piece.sort, piece.text, piece.tail, gap))
            gap = ""
    return Reading(tuple(tokens), tuple(left_out), without != shown, spelled)


def _phrases(text: str, lang: Lang) -> str:
    """Write a joining phrase as one word, «and (or)» as another."""
    both, either = data()["joining"]["and_or"][lang]
    text = re.sub(rf"\b{both}\s*[(/]\s*{either}\b\s*\)?", f" {both}{either} ", text)
    for phrase in data()["joining"]["phrases"][lang]:
        words = re.findall(r"\w+", phrase)
        text = re.sub(rf"\b{'[- ]'.join(words)}\b", "".join(words), text)
    return text


def _meaning(token: Token, lang: Lang, meant: dict[str, str]) -> list[Token]:
    """Give a number for a word that means one, the words for an abbreviation, else the token itself."""
    if token.sort != "word":
        return [token]
    if number := data()["numbers"][lang].get(token.text):
        return [Token("number", number, token.tail)]
    if phrase := meant.get(token.text):
        inner = _split(phrase.casefold())
        return [*inner[:-1], Token(inner[-1].sort, inner[-1].text, inner[-1].tail or token.tail)] if inner else [token]
    return [token]


def _split(text: str) -> list[Token]:
    """Split a text into tokens; endings after a hyphen go to what they hang on, «өзін-өзі» is two words."""
    found: list[Token] = []
    gap: Gap = ""
    end, dash = -1, False
    for match in _TOKEN.finditer(text):
        sort, part = str(match.lastgroup), match.group()
        close = match.start() == end
        if sort == "stop":
            gap, dash = "stop", False
            continue
        if sort == "dash":
            behind = text[match.end() :]
            if _range_or_minus(found, behind, close=close):
                found.append(Token("sign", "-", gap=gap))
                gap = ""
            elif not close or not behind[:1].strip():
                gap = "stop"
            end, dash = match.end(), close
            continue
        if sort == "word" and dash and close and found and part in hanging():
            last = found.pop()
            found.append(Token(last.sort, last.text, part, last.gap))
        elif found and close and not dash and {sort, found[-1].sort} == {"number", "word"}:
            last = found.pop()
            found.append(Token("word", last.text + part, last.tail, last.gap))
        else:
            kind: Sort = "number" if sort == "number" else "sign" if sort == "sign" else "word"
            found.append(Token(kind, _digits(part) if kind == "number" else part, gap=gap))
            gap = ""
        end, dash = match.end(), False
    return found


def _range_or_minus(found: list[Token], behind: str, *, close: bool) -> bool:
    """Say whether a dash stands between two numbers, or right before one with a blank before it."""
    if found and found[-1].sort == "number":
        return behind.lstrip()[:1].isdigit()
    return not close and behind[:1].isdigit()


def _digits(number: str) -> str:
    return number.replace(" ", "").replace("\u00a0", "").replace(",", ".")
