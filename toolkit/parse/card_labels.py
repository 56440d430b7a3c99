"""The labels of occupation cards, compiled, and what they find at the start of a paragraph."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, Literal

from toolkit.labels import load
from toolkit.model import Kind, Lang
from toolkit.parse.items import strip_bullet
from toolkit.parse.patterns import Hit, Label, LabelTable, compile_label, compile_labels, compile_words, table_of
from toolkit.parse.readers import Paragraph
from toolkit.text import normalise

_LIST_BEGINS = re.compile(r"1\s*[.)]")
_STOPPED = re.compile(r"[.–—-]\s*(?:\Z|(?=1\s*[.)](?!\d)))")
"""A full stop or a dash in place of the colon, before nothing or before the first number of a list."""
_LIST_LABEL = re.compile(
    r"(?P<label>[^\W\d_][^:;.]{2,70}?)\s*(?P<colon>[:.]|(?<=\s)[-–—])\s*(?P<rest>(?:1\s*[.)](?!\d).*)?)\Z", re.DOTALL
)
_FEW_WORDS = 6
_REMEMBERED = 200
"""Texts up to this length are asked about again and again, by detection and by every step of reading."""
_LOOSE = re.compile(r"[«\"“„]|[–—-]\s")
_DASH = re.compile(r"^[–—-]\s+")
_LEVELS = re.compile(r"(?<![\d.])([1-8](?:\.\d)?)(?!\d|\.\d)(?:\s*[-–—]\s*([1-8](?:\.\d)?)(?!\d|\.\d))?")
_LEVEL = re.compile(r"[1-8](?:\.\d)?(?:\s*[-–—]\s*[1-8](?:\.\d)?)?(?!\d)")
_PARTS = re.compile(r"\s+[-–—|]\s+|\s*:\s*")
_LANGS: tuple[Lang, ...] = ("kk", "ru")
_SUBNUMBER = re.compile(r"\.(\d{1,2})(?!\w)[.)]?\s*[:：]?\s*")
_BEHIND_NUMBER = re.compile(r"^(?:[.)]\s*|[-–—]\s+|[:：]\s*)+")
_LEADING_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\s*[.)]\s*(?=\D)")


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one form in one language, ready to be tried.

    Those in `chapters`, `ends`, `notes` and `prefixes` only have to stand at the start of a paragraph.
    """

    headings: LabelTable
    unquoted: LabelTable
    prefixes: LabelTable
    inside: LabelTable
    outside: LabelTable
    technical: LabelTable
    chapters: LabelTable
    sections: LabelTable
    technical_headings: LabelTable
    ends: LabelTable
    annexes: LabelTable
    notes: LabelTable
    levels: LabelTable
    columns: LabelTable
    standards: LabelTable
    card: re.Pattern[str]
    skill: re.Pattern[str]
    knowledge: re.Pattern[str]
    inner: tuple[Label, ...]
    none: frozenset[str]
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

    def whole(*names: str) -> LabelTable:
        return table_of(compile_label("words", name, variant) for name in names for variant in words.get(name, ()))

    def groups(*names: str) -> LabelTable:
        return table_of(compile_labels(data, only=[name for name in names if name in data]))

    return Labels(
        headings=groups("card"),
        unquoted=whole("unquoted_heading"),
        prefixes=table_of(starts("card_prefix")),
        inside=groups(*_INSIDE),
        outside=table_of((*groups("passport_end", "passport"), *whole("abbreviations"))),
        technical=table_of(
            (*groups("technical"), *whole("state_body", "executor", "developer", "version", "review_date"))
        ),
        chapters=table_of((*starts("chapter"), *whole("card_chapter"))),
        sections=table_of(starts("section")),
        technical_headings=whole("technical_heading", "technical_chapter"),
        ends=table_of(starts("tail")),
        annexes=whole("annex"),
        notes=table_of(starts("note")),
        levels=whole("level"),
        columns=whole("related_level", "related_title"),
        standards=whole("standard"),
        card=compile_words(words["card_word"]),
        skill=compile_words(words["skill_stem"]),
        knowledge=compile_words(words["knowledge_stem"]),
        inner=tuple(label for label in groups("lists", "unit", "education") if label.group != "unit" or label.numbered),
        none=frozenset(normalise(word) for word in words.get("none", ())),
        data=data,
    )


def candidates(labels: Iterable[Label], text: str) -> Iterable[Label]:
    """Give the labels that a text can begin with, by their index where there is one."""
    return labels.candidates(text) if isinstance(labels, LabelTable) else labels


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
    if isinstance(labels, LabelTable) and len(text) <= _REMEMBERED:
        return _hit_again(labels, text, loose)
    return _hit_of(labels, text, loose)


@lru_cache(maxsize=4096)
def _hit_again(labels: LabelTable, text: str, loose: bool) -> Hit | None:
    return _hit_of(labels, text, loose)


def _hit_of(labels: Iterable[Label], text: str, loose: bool) -> Hit | None:
    for label in candidates(labels, text):
        if not (found := label.pattern.match(text)):
            continue
        rest, start = found["rest"], found.start("rest")
        if rest and rest[0].isalpha() and text[start - 1].isalpha():
            continue  # the label ends inside a word
        if label.numbered:
            return _without_subnumber(label.hit(found, text), text)
        if not rest or found["colon"] or _LIST_BEGINS.match(rest):
            return label.hit(found, text)
        if (mark := _STOPPED.match(rest)) or (loose and _LOOSE.match(rest)):
            rest = rest[mark.end() :] if mark else _DASH.sub("", rest)
            return replace(label.hit(found, text), label=text[: len(text) - len(rest)].strip(), rest=rest)
    return None


def _without_subnumber(hit: Hit, text: str) -> Hit:
    """Read «1.2» behind a label as number 2; drop the full stop, bracket or dash between number and title."""
    rest, number = hit.rest, hit.number
    if found := _SUBNUMBER.match(rest):
        number, rest = int(found[1]), rest[found.end() :]
    rest = _BEHIND_NUMBER.sub("", rest)
    return replace(hit, number=number, rest=rest, label=text[: len(text) - len(rest)].strip())


def starts_with(labels: Iterable[Label], text: str) -> str | None:
    """Give what stands behind the first label that begins a text as whole words, or None."""
    for label in candidates(labels, text):
        found = label.pattern.match(text)
        if found:
            rest = found["rest"]
            if not (rest and rest[0].isalpha() and text[found.start("rest") - 1].isalpha()):
                return rest
    return None


def is_end(labels: Labels, text: str) -> bool:
    """Say whether a paragraph begins an annex or a signature; «1-қосымша еңбек функциясы» is no annex."""
    annex = any((found := label.find(text)) and not found["rest"] for label in labels.annexes.candidates(text))
    return annex or starts_with(labels.ends, text) is not None


def is_label(labels: Labels, text: str) -> bool:
    """Say whether a text outside of cards is a label and nothing else."""
    tables = (labels.outside, labels.technical)
    return starts_with(labels.chapters, text) is not None or any(
        (hit := hit_of(table, without_number(text))) is not None and not hit.rest for table in tables
    )


def without_number(text: str) -> str:
    """Remove the number of an item in front of a label or heading: «9. Карточка», «10.1) Код»."""
    return _LEADING_NUMBER.sub("", text)


def levels_in(text: str) -> tuple[str, ...]:
    """Read the levels of a card: one, several, a span of whole levels, or the ends of a span of sub-levels; in order.

    Where the word for level is printed, only numbers that are tied to it count: «5 және 6 деңгейлер (2-санат)».

    Examples
    --------
    >>> levels_in("5 деңгей 6 деңгей"), levels_in("4-5"), levels_in("5.1-5.3")
    (('5', '6'), ('4', '5'), ('5.1', '5.3'))
    """
    levels: list[str] = []
    tied, own = _level_words()
    for first, last in _LEVELS.findall(" ".join(tied.findall(text)) if own.search(text) else text):
        if last and "." not in first + last and int(last) > int(first):
            levels += [str(level) for level in range(int(first), int(last) + 1)]
        else:
            levels += [level for level in (first, last) if level]
    return tuple(sorted(dict.fromkeys(levels)))


@cache
def _level_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Make the pattern of numbers before or behind the word for level, in any language, and that of the word."""
    words = [word for lang in _LANGS for word in load(f"forms/card-2016.{lang}")["words"]["level_word"]]
    joints = [word for lang in _LANGS for word in load(f"forms/card-2016.{lang}")["words"]["and_word"]]
    own = compile_words(words).pattern
    joint = rf"(?:[\s,;–—-]|{compile_words(joints).pattern}\b)*"
    number = r"(?<![\d.])[1-8](?:\.\d)?(?!\d|\.\d)"
    ending = r"(?:\s*[-–—]?\s*[^\W\d_]{1,2}\b)?"
    before = rf"(?:{number}{ending}{joint})+{own}"
    alone = rf"(?!\s*[-–—]?\s*(?!{compile_words(joints).pattern}\b)[^\W\d_]{{3}})"  # «2 категория» is no level
    behind = rf"{own}\w*[\s:№–—-]*(?:{joint}{number}{alone})+"
    return re.compile(rf"{before}(?:\w*[\s:–—-]*\Z)?|{behind}", re.IGNORECASE), re.compile(own, re.IGNORECASE)


def level_alone(labels: Labels, text: str) -> str:
    """Give the level if a text is nothing but a level, such as «6», «7-деңгей», «6.1 уровень»; else nothing."""
    found = _LEVEL.search(text)
    if not found:
        return ""
    plain = f"{text[: found.start()]}1{text[found.end() :]}".strip(" .;")
    alone = any((hit := label.match(plain)) and not hit.rest for label in labels.levels.candidates(plain))
    return found.group() if alone else ""


def level_and_title(labels: Labels, text: str) -> tuple[str, str]:
    """Read «6 уровень Руководитель», «5-деңгей: Оператор», «Оператор – 5», «5 Оператор»; else two empty texts."""
    parts = _PARTS.split(text, maxsplit=1)
    inside = [level_alone(labels, part) for part in parts]
    if len(parts) == 2 and sum(map(bool, inside)) == 1:
        place = 0 if inside[0] else 1
        return inside[place], parts[1 - place]
    found = _LEVEL.match(text)
    if not found:
        return "", ""
    plain = f"1{text[found.end() :]}"
    rests = [hit["rest"] for label in labels.levels.candidates(plain) if (hit := label.find(plain))]
    rest = min(rests, key=len, default="").lstrip("-–—:,. ")
    apart = rest and rest[0].isupper() and not plain[: len(plain) - len(rest)][-1].isalpha()
    return (found.group(), rest) if apart else ("", "")


@cache
def _telling(lang: Lang) -> tuple[LabelTable, LabelTable]:
    """The labels that tell the two forms apart: the task; the skill and the fields that came with it in 2023."""
    tasks = labels_of("card-2016", lang).inside
    skills = labels_of("card-2023", lang).inside
    new = {"group_code", "sqf_sublevel", "recognition", "mandatory", "additional", "nonformal"}
    return (
        table_of(label for label in tasks if label.group == "unit"),
        table_of(label for label in skills if label.name in new or (label.group == "unit" and label.numbered)),
    )


@dataclass(frozen=True, slots=True)
class UnknownList:
    """What seems to be the label of a list: its kind by a word in it (empty if none tells), label and rest."""

    label: str
    kind: Kind | Literal[""]
    rest: str
    colon: bool


def unknown_list(labels: Labels, text: str, following: str) -> UnknownList | None:
    """Find the label of a list that is not in the label files: few words, a colon, full stop or dash, then number 1.

    Parameters
    ----------
    labels : Labels
        With the words that tell the kind.
    text, following : str
        A paragraph and the one behind it.

    Examples
    --------
    >>> unknown_list(labels_of("card-2016", "kk"), "Түсінігі мен білімі:", "1. Заң").kind
    'knowledge'
    """
    found = _LIST_LABEL.match(text)
    if found is None or len(found["label"].split()) > _FEW_WORDS:
        return None
    begins = found["rest"] or following
    first = _LIST_BEGINS.match(begins)
    skill, knowledge = labels.skill.search(found["label"]), labels.knowledge.search(found["label"])
    if not first and not (found["colon"] == ":" and (skill or knowledge) and strip_bullet(begins) != begins):
        return None
    kind: Kind | Literal[""] = ""
    if skill or knowledge:
        first_is_skill = skill and (not knowledge or skill.start() < knowledge.start())
        kind = "skill" if first_is_skill else "knowledge"
    return UnknownList(found["label"], kind, found["rest"], found["colon"] == ":")


def middle_levels(stream: Iterable[Paragraph], lang: Lang) -> tuple[int, int]:
    """Count the labels of tasks (form of 2016) and those of skills and of what else is new in the form of 2023."""
    tasks, skills = _telling(lang)
    texts = [paragraph.text for paragraph in stream]
    return sum(hit_of(tasks, text) is not None for text in texts), sum(
        hit_of(skills, text) is not None for text in texts
    )
