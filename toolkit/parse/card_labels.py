"""The labels of occupation cards, compiled, and what they find at the start of a paragraph."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from toolkit.labels import load
from toolkit.model import Lang
from toolkit.parse.patterns import Hit, Label, compile_label, compile_labels
from toolkit.parse.readers import Paragraph

_LEVELS = re.compile(r"(?<![\d.])([1-8](?:\.\d)?)(?!\d|\.\d)(?:\s*[-–—]\s*([1-8](?:\.\d)?)(?!\d|\.\d))?")
_LEVEL = re.compile(r"[1-8](?:\.\d)?(?:\s*[-–—]\s*[1-8](?:\.\d)?)?(?!\d)")
_SUBNUMBER = re.compile(r"\.(\d{1,2})(?!\w)[.)]?\s*[:：]?\s*")
_BEHIND_NUMBER = re.compile(r"^(?:[.)]\s*|[-–—]\s+|[:：]\s*)+")
_LEADING_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\s*[.)]\s*(?=\D)")


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one form in one language, ready to be tried.

    Those in `chapters`, `ends`, `notes` and `prefixes` only have to stand at the start of a paragraph.
    """

    headings: tuple[Label, ...]
    prefixes: tuple[Label, ...]
    inside: tuple[Label, ...]
    outside: tuple[Label, ...]
    technical: tuple[Label, ...]
    chapters: tuple[Label, ...]
    ends: tuple[Label, ...]
    annexes: tuple[Label, ...]
    notes: tuple[Label, ...]
    levels: tuple[Label, ...]
    columns: tuple[Label, ...]
    standards: tuple[Label, ...]
    data: dict[str, Any]

    def words(self, name: str) -> tuple[str, ...]:
        """Give a list of words of the form, empty if it has none of that name."""
        return tuple(self.data["words"].get(name, ()))


_INSIDE = ("function", "unit", "lists", "sections", "functions", "education", "fields")


@cache
def labels_of(form: str, lang: Lang) -> Labels:
    """Load and compile the labels of a form.

    Examples
    --------
    >>> hit_of(labels_of("card-2016", "ru").inside, "Задача 2. Опрос").rest
    'Опрос'
    """
    data = load(f"forms/{form}.{lang}")
    words: dict[str, list[str]] = data["words"]

    def starts(*names: str) -> tuple[Label, ...]:
        return tuple(
            compile_label("words", name, variant.removesuffix("*")) for name in names for variant in words.get(name, ())
        )

    def whole(*names: str) -> tuple[Label, ...]:
        return tuple(compile_label("words", name, variant) for name in names for variant in words.get(name, ()))

    def groups(*names: str) -> tuple[Label, ...]:
        return compile_labels(data, only=[name for name in names if name in data])

    return Labels(
        headings=groups("card"),
        prefixes=starts("card_prefix"),
        inside=groups(*_INSIDE),
        outside=groups("passport_end", "passport") + whole("abbreviations"),
        technical=groups("technical"),
        chapters=starts("chapter") + whole("card_chapter"),
        ends=starts("tail"),
        annexes=whole("annex"),
        notes=starts("note"),
        levels=whole("level"),
        columns=whole("related_level", "related_title"),
        standards=whole("standard"),
        data=data,
    )


def hit_of(labels: Iterable[Label], text: str, *, loose: bool = False) -> Hit | None:
    """Give the first label at the start of a text: «Навык 1.2. Опрос» is skill 2, «1-міндетті» is not task 1.

    Parameters
    ----------
    labels : iterable of Label
        In order of precedence.
    text : str
        A paragraph.
    loose : bool
        Also take a label without a colon before a quotation mark or a dash.
    """
    for label in labels:
        hit = label.match(text)
        if (
            hit is None
            and loose
            and (found := label.pattern.match(text))
            and re.match(r"[«\"“„]|[–—-]\s", found["rest"])
        ):
            rest = re.sub(r"^[–—-]\s+", "", found["rest"])
            hit = Hit(label.group, label.name, text[: found.start("rest")].strip(), 0, "", rest)
        if hit and not _glued(hit):
            return _without_subnumber(hit, text) if label.numbered else hit
    return None


def _glued(hit: Hit) -> bool:
    return bool(hit.rest) and hit.label[-1:].isalpha() and hit.rest[0].isalpha()


def _without_subnumber(hit: Hit, text: str) -> Hit:
    """Read «1.2» behind a label as number 2; drop the full stop, bracket or dash between number and title."""
    rest, number = hit.rest, hit.number
    if found := _SUBNUMBER.match(rest):
        number, rest = int(found[1]), rest[found.end() :]
    rest = _BEHIND_NUMBER.sub("", rest)
    return replace(hit, number=number, rest=rest, label=text[: len(text) - len(rest)].strip())


def starts_with(labels: Iterable[Label], text: str) -> str | None:
    """Give what stands behind the first label that begins a text as whole words, or None."""
    for label in labels:
        found = label.pattern.match(text)
        if found:
            rest = found["rest"]
            if not (rest and rest[0].isalpha() and text[found.start("rest") - 1].isalpha()):
                return rest
    return None


def is_end(labels: Labels, text: str) -> bool:
    """Say whether a paragraph begins an annex or a signature; «1-қосымша еңбек функциясы» is no annex."""
    annex = any((found := label.pattern.match(text)) and not found["rest"] for label in labels.annexes)
    return annex or starts_with(labels.ends, text) is not None


def without_number(text: str) -> str:
    """Remove the number of an item in front of a label or heading: «9. Карточка», «10.1) Код»."""
    return _LEADING_NUMBER.sub("", text)


def levels_in(text: str) -> tuple[str, ...]:
    """Read the levels of a card: one, several, a span of whole levels, or the ends of a span of sub-levels.

    Examples
    --------
    >>> levels_in("5 деңгей 6 деңгей"), levels_in("4-5"), levels_in("5.1-5.3")
    (('5', '6'), ('4', '5'), ('5.1', '5.3'))
    """
    levels: list[str] = []
    for first, last in _LEVELS.findall(text):
        if last and "." not in first + last and int(last) > int(first):
            levels += [str(level) for level in range(int(first), int(last) + 1)]
        else:
            levels += [level for level in (first, last) if level]
    return tuple(dict.fromkeys(levels))


def level_alone(labels: Labels, text: str) -> str:
    """Give the level if a text is nothing but a level, such as «6», «7-деңгей», «6.1 уровень»; else nothing."""
    found = _LEVEL.search(text)
    if not found:
        return ""
    plain = f"{text[: found.start()]}1{text[found.end() :]}".strip(" .;")
    alone = any((hit := label.match(plain)) and not hit.rest for label in labels.levels)
    return found.group() if alone else ""


@cache
def _telling(lang: Lang) -> tuple[tuple[Label, ...], tuple[Label, ...]]:
    """The labels that tell the two forms apart: the task; the skill and the fields that came with it in 2023."""
    tasks = labels_of("card-2016", lang).inside
    skills = labels_of("card-2023", lang).inside
    new = {"group_code", "sqf_sublevel", "recognition", "mandatory", "additional", "nonformal"}
    return (
        tuple(label for label in tasks if label.group == "unit"),
        tuple(label for label in skills if label.name in new or (label.group == "unit" and label.numbered)),
    )


def middle_levels(stream: Iterable[Paragraph], lang: Lang) -> tuple[int, int]:
    """Count the labels of tasks (form of 2016) and those of skills and of what else is new in the form of 2023."""
    tasks, skills = _telling(lang)
    texts = [paragraph.text for paragraph in stream]
    return sum(hit_of(tasks, text) is not None for text in texts), sum(
        hit_of(skills, text) is not None for text in texts
    )
