"""Labels of a form as data: variants written by hand become tolerant patterns.

A variant is a plain phrase; ``{n}`` stands for a number, ``{title}`` for a title, ``*`` for any words
(at the end: up to a colon). Letter case,
white space, kinds of quotation marks and dashes, and Latin letters inside Cyrillic words do not matter.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.text import LOOK_ALIKES, collapse

_TWINS: dict[str, str] = {}
for _latin, _cyrillic in LOOK_ALIKES.items():
    for _letter in (_cyrillic, _cyrillic.swapcase()):
        _TWINS[_letter] = _TWINS.get(_letter, "") + _latin
_QUOTES = "\"«»“”„‟'‘’‚‛‹›`´"
_BLANKS = {
    "{n}": r"(?P<n>\d{1,3})",
    "{title}": r"(?P<title>.+?)",
    "*": r".*?",
    " ": r"\s*",
    "-": r"\s*[-\u2010-\u2015\u2212]?\s*",
    '"': rf"[{_QUOTES}]+",
}
_PARTS = re.compile(r"\{n\}|\{title\}|.", re.DOTALL)
_FIRST_NUMBER = re.compile(r"1\s*[.)]")
_REST = r"\s*(?P<colon>[:：]?)\s*(?P<rest>.*)\Z"


@dataclass(frozen=True, slots=True)
class Hit:
    """A label found at the start of a paragraph.

    Parameters
    ----------
    group, name : str
        Which label it is, such as ``("lists", "skill")``.
    label : str
        The label as printed.
    number : int
        The number in it, 0 if it has none.
    title : str
        The title in it, empty if it has none.
    rest : str
        What stands behind it in the same paragraph, as printed.
    """

    group: str
    name: str
    label: str
    number: int
    title: str
    rest: str


@dataclass(frozen=True, slots=True)
class Label:
    """One variant of a label, ready to be tried on paragraphs.

    Parameters
    ----------
    group, name : str
        Which label it is.
    pattern : re.Pattern
        What finds it at the start of a text.
    numbered : bool
        It has a number of its own.
    firsts : str
        The small letters or signs with which it can begin; empty if it can begin with anything.
    open_end : bool
        It ends in any words, up to a colon.
    """

    group: str
    name: str
    pattern: re.Pattern[str]
    numbered: bool
    firsts: str = ""
    open_end: bool = False

    def find(self, text: str) -> re.Match[str] | None:
        """Find the label at the start of a text, whatever stands behind it; most texts are refused by one letter."""
        if self.firsts and text[:1].lower() not in self.firsts:
            return None
        return self.pattern.match(text)

    def match(self, text: str) -> Hit | None:
        """Try the label at the start of a paragraph.

        It counts if nothing follows, or a colon, or (behind a number of its own) anything, or the first number of a
        list: «Білім:1. …» and «Білімі 1. …» are labels, «Білім алуға ұмтылу» is not.
        """
        found = self.find(text)
        if not found:
            return None
        rest = found["rest"]
        if rest and not (found["colon"] or self.numbered or _FIRST_NUMBER.match(rest)):
            return None
        return self.hit(found, text)

    def hit(self, found: re.Match[str], text: str) -> Hit:
        """Describe a label that was found in a text."""
        groups = found.groupdict()
        return Hit(
            group=self.group,
            name=self.name,
            label=text[: found.start("rest")].strip(),
            number=int(groups.get("n") or 0),
            title=collapse(groups.get("title") or ""),
            rest=found["rest"],
        )


def compile_label(group: str, name: str, variant: str) -> Label:
    """Make the pattern of one written variant.

    Examples
    --------
    >>> hit = compile_label("unit", "label", "{n}-міндет").match("2 – мiндет: Оқыту")  # with a Latin i
    >>> hit.number, hit.rest
    (2, 'Оқыту')
    """
    body = "".join(_piece(part) for part in _PARTS.findall(variant.removesuffix("*")))
    if variant.endswith("*"):
        body += "[^:]*"
    pattern = re.compile(body + _REST, re.IGNORECASE | re.DOTALL)
    return Label(group, name, pattern, "{n}" in variant, _firsts(variant), variant.endswith("*"))


def _firsts(variant: str) -> str:
    part = _PARTS.findall(variant)[0]
    if part in {"{title}", "*", " ", "-"}:
        return ""
    known = {"{n}": "0123456789", '"': _QUOTES}
    letters: str = known.get(part, part + _TWINS.get(part, ""))
    return letters.lower()


def compile_words(words: Iterable[str]) -> re.Pattern[str]:
    """Make a pattern that finds words, or beginnings of words, anywhere in a text, as tolerant as labels are.

    Examples
    --------
    >>> bool(compile_words(["дағды"]).search("Iскерлiк және Дaғдылар"))  # with a Latin a
    True
    """
    written = "|".join("".join(_piece(part) for part in _PARTS.findall(word)) for word in words)
    return re.compile(rf"\b(?:{written})" if written else r"(?!)", re.IGNORECASE)


def _piece(part: str) -> str:
    if part in _BLANKS:
        return _BLANKS[part]
    if part in _TWINS:
        return f"[{part}{_TWINS[part]}]"
    return re.escape(part)


def compile_labels(groups: Mapping[str, Any], *, only: Iterable[str]) -> tuple[Label, ...]:
    """Make the patterns of several groups of a label file, longest variant first.

    Parameters
    ----------
    groups : mapping
        A loaded label file: group → name → list of variants.
    only : iterable of str
        The groups to take, in order of precedence.

    Examples
    --------
    >>> labels = compile_labels({"lists": {"knowledge": ["Білім", "Білімі"]}}, only=["lists"])
    >>> first_hit(labels, "Білімі: 1. Заң").rest
    '1. Заң'
    """
    labels: list[Label] = []
    for group in only:
        written = [(name, variant) for name, variants in groups[group].items() for variant in variants]
        written.sort(key=lambda pair: -len(pair[1]))
        labels += [compile_label(group, name, variant) for name, variant in written]
    return tuple(labels)


@dataclass(frozen=True, slots=True, eq=False)
class LabelTable:
    """Labels in order of precedence, found quickly: only those that can begin with the first letter are tried."""

    labels: tuple[Label, ...]
    by_first: Mapping[str, tuple[Label, ...]]
    anywhere: tuple[Label, ...]

    def __iter__(self) -> Iterator[Label]:
        """Go through all labels in order."""
        return iter(self.labels)

    def candidates(self, text: str) -> tuple[Label, ...]:
        """Give the labels that a text can begin with."""
        return self.by_first.get(text[:1].lower(), self.anywhere)


def table_of(labels: Iterable[Label]) -> LabelTable:
    """Index labels by their first letter.

    Examples
    --------
    >>> table = table_of([compile_label("lists", "knowledge", "Білім"), compile_label("unit", "label", "{n}-міндет")])
    >>> [label.group for label in table.candidates("2-міндет: Есеп")], table.candidates("Есеп")
    (['unit'], ())
    """
    labels = tuple(labels)
    letters = {letter for label in labels for letter in label.firsts}
    by_first = {
        letter: tuple(label for label in labels if not label.firsts or letter in label.firsts) for letter in letters
    }
    return LabelTable(labels, by_first, tuple(label for label in labels if not label.firsts))


def first_hit(labels: Iterable[Label], text: str) -> Hit | None:
    """Give the first label that matches at the start of a text, or None."""
    letter = text[:1].lower()
    fitting = (label for label in labels if not label.firsts or letter in label.firsts)
    return next((hit for label in fitting if (hit := label.match(text))), None)
