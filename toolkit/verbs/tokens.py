"""An outcome as a row of words and stops, each with its place in the text as printed."""

import re
from dataclasses import dataclass
from typing import Literal

from toolkit.model import Lang
from toolkit.text import fold_look_alikes, visible

Kind = Literal["word", "comma", "slash", "colon", "dash", "stop"]

_HIDDEN = "\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f\u0300-\u036f"
_WORD = rf"[^\W_]+(?:[{_HIDDEN}]+[^\W_]*)*"
_TOKEN = re.compile(rf"(?P<word>{_WORD}(?:[-\u2010\u2011'’ʼ]{_WORD})*)|(?P<mark>[^\w\s])")
_HYPHENS = re.compile("[\u2010\u2011]")
_MARKS: dict[str, Kind] = {
    **dict.fromkeys(",،，", "comma"),
    "/": "slash",
    **dict.fromkeys(":：", "colon"),
    **dict.fromkeys("-–—−‒―", "dash"),
    **dict.fromkeys(";；!?…•●▪◦·*", "stop"),
}
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|\"[^\"]*\"")
_LEAD = re.compile(
    r"\s*(?:[^\w\s(\[«\"“„]\s*)*"  # bullets
    r"(?:[(\[]?(?:[^\W\d_]{1,4}[\s.-]?)?\d+(?:[.\-]\d+)*\s*[\]).:–—-]?\s+"  # 1)  ОН1.  РО 4.2 –  LO2:
    r"|[(\[]?(?:[^\W\d_]|[ivx]{1,4})[\]).]\s+)?",  # а)  ii.
    re.IGNORECASE,
)
"""What numbers an outcome."""

_KAZAKH_TWINS = str.maketrans("үһ", "ун")
_RUSSIAN_TWINS = str.maketrans("ё", "е")


@dataclass(frozen=True, slots=True)
class Token:
    """A word (`key` is the form it is looked up by) or a stop, from `start` to `end` of the text."""

    kind: Kind
    key: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is a word."""
        return self.kind == "word"


def key_of(word: str, lang: Lang) -> str:
    """Give the form that a word is looked up by.

    Small letters without look-alikes of another alphabet; in Kazakh ү is у and һ is н, since a Latin Y or H may stand for
    either; in Russian ё is е.

    Examples
    --------
    >>> key_of("ЖYРГIЗЕДI", "kk") == key_of("жүргізеді", "kk")  # Latin Y and I
    True
    """
    key = _HYPHENS.sub("-", fold_look_alikes(visible(word))).casefold().replace("’", "'").replace("ʼ", "'")
    if lang == "kk":
        return key.translate(_KAZAKH_TWINS)
    return key.translate(_RUSSIAN_TWINS) if lang == "ru" else key


def tokens_of(text: str, lang: Lang) -> tuple[Token, ...]:
    """Split an outcome into words and stops; a code or bullet in front is left out.

    What stands in brackets or quotation marks is an aside or a title and is left out too, unless nothing else is there.

    Parameters
    ----------
    text : str
        An outcome as printed.
    lang : {"kk", "ru", "en"}
        Its language.

    Returns
    -------
    tuple of Token
        In order; empty if the text has no word.

    Examples
    --------
    >>> [token.key for token in tokens_of("ОН1. Тілді білу (құрылым, лексика).", "kk")]
    ['тілді', 'білу', '.']
    """
    asides = [match.span() for match in _ASIDE.finditer(text)]
    lead = _LEAD.match(text)
    begin = lead.end() if lead else 0
    found = [token for token in _split(text, lang) if token.start >= begin]
    kept = [token for token in found if not any(start <= token.start < end for start, end in asides)]
    return tuple(kept if any(token.is_word for token in kept) else found)


def _split(text: str, lang: Lang) -> list[Token]:
    found = []
    for match in _TOKEN.finditer(text):
        if match["word"]:
            found.append(Token("word", key_of(match["word"], lang), *match.span()))
        else:
            kind = _stop_kind(text, match)
            if kind:
                found.append(Token(kind, match.group(), *match.span()))
    return found


def _stop_kind(text: str, match: re.Match[str]) -> Kind | None:
    mark = match.group()
    if mark != ".":
        return _MARKS.get(mark)
    after = text[match.end() :].lstrip()
    return "stop" if not after or not (after[0].islower() or after[0] in ",;:)») ]") else None
