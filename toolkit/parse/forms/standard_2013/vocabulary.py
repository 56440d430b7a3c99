"""The labels of the form, ready to be tried, and small readings of words: levels, unit codes, ends of sentences."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from toolkit.labels import load
from toolkit.model import Lang
from toolkit.parse.patterns import Label, compile_label, compile_labels
from toolkit.text import LOOK_ALIKES, collapse, normalise

NAME = "standard-2013"
LANGS: tuple[Lang, ...] = ("kk", "ru")

NO_VALUE = re.compile(r"^[-–—\s]*$")
"""A cell with a dash says that there is nothing."""

_LEVELS = re.compile(r"(?<![\d.])([1-8](?:\.\d)?)(?![\d.])(?:\s*[-–—]\s*([1-8])(?!\d))?")
_ITEM_NUMBER = re.compile(r"^\d{1,2}\s*[.)](?!\d)\s*")
_END = re.compile(r"[.!?;:…][\"»”)]*$")
_LONGEST_CODE = 20
_PLAIN = re.compile(r"(\w|\[\w+\])+")
"""A part of a pattern that is one word, its letters with their look-alikes."""

_ROUGH = str.maketrans(
    {latin.lower(): letter.lower() for latin, letter in LOOK_ALIKES.items()} | {"ү": "у", "һ": "н", "h": "н"}
)
"""Latin Y and H may be either of two letters, so that these are one as well."""

_QUOTES = '"«»“”„‟ '


@dataclass(frozen=True, slots=True)
class Begin:
    """A label at the start of a text, and what stands behind it."""

    name: str
    label: str
    rest: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A label of a heading, how it begins, and its longest word: most texts lack them, which saves most of the time."""

    label: Label
    first: re.Pattern[str]
    longest: str

    def may_begin(self, text: str, around: str) -> bool:
        """Say whether the heading can begin with a text and be complete in what stands around it, which is `rough`."""
        return self.longest in around and bool(self.first.match(text))


def rough(text: str) -> str:
    """Give a text in which letters that look alike in any case are one letter, for finding where it is worth looking.

    Examples
    --------
    >>> rough("КӘСIБI") == rough("кәсібі")
    True
    """
    return text.lower().translate(_ROUGH)


def _heading(label: Label) -> Heading:
    words = re.split(r"\\s\*|\(\?P<title>", label.pattern.pattern)
    first = next(word for word in words if word)
    plain = [re.sub(r"\[(\w)\w+\]", r"\1", word) for word in words if _PLAIN.fullmatch(word)]
    return Heading(label, re.compile(first, label.pattern.flags), rough(max(plain, key=len, default="")))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every group of labels of one language."""

    headings: tuple[Heading, ...]
    open_headings: tuple[Heading, ...]
    order: tuple[Label, ...]
    passport: tuple[Label, ...]
    card_fields: tuple[Label, ...]
    levels: tuple[Label, ...]
    classifier: tuple[Label, ...]
    code: tuple[Label, ...]
    note: tuple[Label, ...]
    occupation_header: tuple[Label, ...]
    condition_labels: tuple[Label, ...]
    requirement_header: tuple[Label, ...]
    map_header: tuple[Label, ...]
    caption: tuple[Label, ...]
    task: tuple[str, ...]
    conjunctions: frozenset[str]


@cache
def vocabulary(lang: Lang) -> Vocabulary:
    """Give the labels of a language, compiled once."""
    data = load(f"forms/{NAME}.{lang}")

    def group(name: str) -> tuple[Label, ...]:
        return compile_labels(data, only=[name])

    def variants(name: str) -> tuple[Label, ...]:
        return tuple(compile_label("words", name, variant) for variant in data["words"][name])

    return Vocabulary(
        headings=tuple(map(_heading, group("parts") + group("chapters"))),
        open_headings=tuple(map(_heading, group("open"))),
        order=group("order"),
        passport=group("passport"),
        card_fields=group("card_fields"),
        levels=group("levels"),
        classifier=variants("classifier"),
        code=variants("code"),
        note=variants("note"),
        occupation_header=group("occupation_header"),
        condition_labels=group("condition_labels"),
        requirement_header=group("requirement_header"),
        map_header=group("map_header"),
        caption=variants("caption"),
        task=tuple(data["words"]["task"]),
        conjunctions=frozenset(data["words"]["conjunctions"]),
    )


def begins(labels: Iterable[Label], text: str) -> Begin | None:
    """Find a label at the start of a text, whatever follows it.

    `Label.match` wants a colon behind a label; the cards of this form also print «біліктілік деңгейі СБШ – 4».
    """
    for label in labels:
        found = label.pattern.match(text)
        if found and not _inside_word(text, found.start("rest")):
            return Begin(label.name, text[: found.start("rest")].strip(), found["rest"])
    return None


def whole(labels: Iterable[Label], text: str) -> str:
    """Give the name of the label that is the whole text, but for a full stop or colon; empty if there is none."""
    for label in labels:
        found = label.pattern.match(text)
        if found and not found["rest"].strip(" .*"):
            return label.name
    return ""


def levels_of(text: str) -> tuple[str, ...]:
    """Read the levels of a text: «4», «4-5», «6 – 7», «4, 5».

    Examples
    --------
    >>> levels_of("2-4"), levels_of("6–7"), levels_of("4.1")
    (('2', '3', '4'), ('6', '7'), ('4.1',))
    """
    levels: list[str] = []
    for first, last in _LEVELS.findall(text):
        if last and last > first and "." not in first:
            levels += [str(level) for level in range(int(first), int(last) + 1)]
        else:
            levels.append(first)
    return tuple(dict.fromkeys(levels))


def unit_number(words: Vocabulary, text: str) -> int:
    """Give the number of a unit code such as «Ф 1», «Ф3», «Ф-2.»; 0 if the text is no code."""
    if len(text) > _LONGEST_CODE:
        return 0
    for label in words.code:
        found = label.pattern.match(text)
        if found and not found["rest"].strip(" .:"):
            return int(found["n"])
    return 0


def without_number(text: str) -> str:
    """Remove the number of a paragraph of the legal text, such as «1)» or «6.»."""
    return _ITEM_NUMBER.sub("", text)


def unquoted(title: str) -> str:
    """Remove the quotation marks around a title, also if one of the two is missing, but not those inside."""
    title = collapse(title).strip(_QUOTES)
    return title + "»" if title.count("«") > title.count("»") else title


def ends(text: str) -> bool:
    """Say whether a text ends with end punctuation, also inside a closing bracket or quotation mark."""
    return bool(_END.search(text))


def dangles(text: str, words: Vocabulary) -> bool:
    """Say whether a text ends in the middle of its sentence: with a comma, an open bracket or a conjunction."""
    last = normalise(text.rpartition(" ")[2])
    return text.endswith((",", "(", "«")) or (not ends(text) and last in words.conjunctions)


def same_title(one: str, other: str) -> bool:
    """Say whether two titles are equal but for case, quotation marks, dashes and look-alike letters."""
    return normalise(one) == normalise(other)


def inflected(one: str, other: str) -> bool:
    """Say whether two titles have the same words but for their endings: «маман» and «маманының».

    Endings of up to five letters beyond the shorter word do not matter, nor do its last three letters.

    Examples
    --------
    >>> inflected("Әлеуметтік жұмыс жөніндегі консультант", "Әлеуметтік жұмыс жөніндегі консультанттың")
    True
    >>> inflected("Фрезерлеуші", "Фрезерлеуші маманының")
    False
    """
    mine, yours = normalise(one).split(), normalise(other).split()
    return len(mine) == len(yours) and all(map(_same_stem, mine, yours))


def _same_stem(one: str, other: str) -> bool:
    one, other = one.strip('()"'), other.strip('()"')
    short, long = sorted((one, other), key=len)
    if one == other:
        return True
    stem = short[: max(4, len(short) - 3)]
    return len(short) >= 4 and long.startswith(stem) and len(long) - len(stem) <= 9


def _inside_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()
