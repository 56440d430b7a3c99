"""Labels of a form as data: variants written by hand become tolerant patterns.

A variant is a plain phrase; ``{n}`` stands for a number, ``{title}`` for a title, ``*`` for any words
(at the end: up to a colon). Letter case,
white space, kinds of quotation marks and dashes, and Latin letters inside Cyrillic words do not matter.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.text import LOOK_ALIKES, collapse

_TWINS: dict[str, str] = {}
for _latin, _cyrillic in LOOK_ALIKES.items():
    for _letter in (_cyrillic, _cyrillic.swapcase()):
        _TWINS[_letter] = _TWINS.get(_letter, "") + _latin
_BLANKS = {
    "{n}": r"(?P<n>\d{1,3})",
    "{title}": r"(?P<title>.+?)",
    "*": r".*?",
    " ": r"\s*",
    "-": r"\s*[-\u2010-\u2015\u2212]?\s*",
    '"': r"[\"«»“”„‟]+",
}
_PARTS = re.compile(r"\{n\}|\{title\}|.", re.DOTALL)
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
    """One variant of a label, ready to be tried on paragraphs."""

    group: str
    name: str
    pattern: re.Pattern[str]
    numbered: bool

    def match(self, text: str) -> Hit | None:
        """Try the label at the start of a paragraph.

        It counts if nothing follows, or a colon, or (behind a number of its own) anything, or the first number of a
        list: «Білім:1. …» and «Білімі 1. …» are labels, «Білім алуға ұмтылу» is not.
        """
        found = self.pattern.match(text)
        if not found:
            return None
        rest = found["rest"]
        if rest and not (found["colon"] or self.numbered or re.match(r"1\s*[.)]", rest)):
            return None
        groups = found.groupdict()
        return Hit(
            group=self.group,
            name=self.name,
            label=text[: found.start("rest")].strip(),
            number=int(groups.get("n") or 0),
            title=collapse(groups.get("title") or ""),
            rest=rest,
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
    return Label(group, name, re.compile(body + _REST, re.IGNORECASE | re.DOTALL), "{n}" in variant)


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


def first_hit(labels: Iterable[Label], text: str) -> Hit | None:
    """Give the first label that matches at the start of a text, or None."""
    return next((hit for label in labels if (hit := label.match(text))), None)
