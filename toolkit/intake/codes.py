"""Codes of outcomes, modules, disciplines and programmes as people type them.

«РО1», «РО 1», «PO1» in Latin letters and «ОН1» on the sheet in the other language mean one outcome. Every code has two
keys: the strict one knows only cosmetic differences, the loose one also takes ОН, РО and LO as one.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from toolkit.intake.grids import Value
from toolkit.intake.words import any_phrase, fold, phrases
from toolkit.model import Mark
from toolkit.programmes import programme_code
from toolkit.text import collapse, visible

_NUMBER = r"\d{1,4}(?:\.\d{1,3}){0,3}(?![\d.]*\d)"
_BETWEEN = r"[\s.\-\u2010-\u2015№_]{0,3}"
_END = re.compile(r"[\s.:;)\]\-\u2010-\u2015=]+")
_MODULE_WORDS = ("professional", "basic", "general", "module")


@dataclass(frozen=True, slots=True)
class OutcomeCode:
    """The code of an outcome, as printed and in its parts.

    Parameters
    ----------
    prefix, separator, number : str
        As printed: ``РО``, a blank, ``4.2``. A code of another make is all in `number`.
    module : str
        Code of the module printed in front, as in «КМ 04 ОН 4.2».
    """

    prefix: str
    separator: str
    number: str
    module: str = ""

    @property
    def printed(self) -> str:
        """The code as printed, white space collapsed."""
        code = collapse(f"{self.prefix}{self.separator}{self.number}")
        return f"{self.module} {code}" if self.module else code

    @property
    def strict(self) -> str:
        """The key that knows only cosmetic differences: letters that look alike, blanks, zeros in front."""
        return _strict(self)

    @property
    def loose(self) -> str:
        """The key of the number alone."""
        return _loose(self.number)

    @property
    def first_number(self) -> str:
        """The number of the module in «ОН 4.2»; empty if the number has one part."""
        first, dot, _ = self.loose.partition(".")
        return first if dot else ""


@lru_cache(maxsize=10_000)
def _strict(code: OutcomeCode) -> str:
    return f"{code_key(code.module) if code.module else ''} {fold(collapse(code.prefix))}{code.loose}".strip()


@lru_cache(maxsize=10_000)
def _loose(number: str) -> str:
    return ".".join(_plain(part) for part in fold(number).split("."))


def _plain(number: str) -> str:
    return number.lstrip("0") or "0" if number.isdecimal() else collapse(number)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Give the patterns of an outcome's code, of one in a list, and of the code of a module, in folded text."""
    outcome, module = any_phrase("codes", ["outcome"]), any_phrase("codes", _MODULE_WORDS)
    code = rf"(?P<prefix>{outcome})(?P<separator>{_BETWEEN})(?P<number>{_NUMBER})"
    in_front = rf"(?:(?P<module>(?:{module}){_BETWEEN}\d{{1,3}}(?:\.\d+)?)[\s,.:;/-]+)?"
    in_list = rf"(?:(?P<prefix>{outcome})(?P<separator>{_BETWEEN}))?(?P<number>{_NUMBER})"
    sign = r"(?:\s*[:(]\s*(?P<sign>[IRMІМ+])\)?)?"
    return (
        re.compile(in_front + code),
        re.compile(rf"(?<!\w){in_front}{in_list}{sign}"),
        re.compile(rf"(?P<code>(?:{module}){_BETWEEN}\d{{1,3}}(?:\.\d+)?)(?![\w.]*\d)"),
    )


@lru_cache(maxsize=10_000)
def leading_code(text: str) -> tuple[OutcomeCode, str] | None:
    """Read the code of an outcome at the beginning of a text.

    Parameters
    ----------
    text : str
        «РО1 - Анализирует …», «КМ 04 ОН 4.2 …», or a bare code.

    Returns
    -------
    (OutcomeCode, str) or None
        The code and the text behind it, empty for a bare code; None if the text does not begin with a code.

    Examples
    --------
    >>> leading_code("РО 1: Анализирует рынок.")
    (OutcomeCode(prefix='РО', separator=' ', number='1', module=''), 'Анализирует рынок.')
    >>> leading_code("Анализирует") is None
    True
    """
    text = visible(text).strip()
    match = _patterns()[0].match(fold(text))
    if match is None:
        return None
    rest = text[match.end() :]
    gap = _END.match(rest)
    if rest and gap is None:
        return None
    return _code_of(text, match), rest[gap.end() :].strip() if gap else ""


def _code_of(text: str, match: re.Match[str]) -> OutcomeCode:
    parts = {name: text[slice(*match.span(name))] if match.group(name) else "" for name in ("prefix", "number")}
    separator, module = match.group("separator") or "", match.group("module") or ""
    return OutcomeCode(
        collapse(parts["prefix"]),
        " " if separator.isspace() else collapse(separator),
        parts["number"],
        collapse(text[slice(*match.span("module"))]) if module else "",
    )


def bare_code(value: Value) -> OutcomeCode | None:
    """Read a cell that holds the code of an outcome and nothing else.

    Examples
    --------
    >>> bare_code("ON-1"), bare_code("ON-1 Analyses data")
    (OutcomeCode(prefix='ON', separator='-', number='1', module=''), None)
    """
    found = leading_code(value) if isinstance(value, str) and len(value) <= 40 else None
    return found[0] if found and not found[1] else None


def own_code(text: str) -> OutcomeCode:
    """Read a cell of a column of codes, where everything is a code.

    Examples
    --------
    >>> own_code("4.2").loose, own_code("PLO-A").printed
    ('4.2', 'PLO-A')
    """
    return bare_code(text) or OutcomeCode("", "", collapse(visible(text)))


def dated_code(value: dt.datetime) -> str:
    """Give back the number that Excel took for a date: 4.2 became 4 February.

    Examples
    --------
    >>> dated_code(dt.datetime(2026, 2, 4))
    '4.2'
    """
    return f"{value.day}.{value.month}"


def listed_codes(text: str) -> Iterator[tuple[OutcomeCode, Mark | None]]:
    """Read a list of codes such as «РО1, РО3-РО5; 7».

    Parameters
    ----------
    text : str
        Codes with any punctuation between; a dash between two codes of one number each means all in between; a level may
        stand behind a code: «ОН8:I».

    Yields
    ------
    (OutcomeCode, mark)
        In order; None where no level is stated.

    Examples
    --------
    >>> [(code.printed, mark) for code, mark in listed_codes("РО1, РО 3-5, ОН8:I")]
    [('РО1', None), ('РО 3', None), ('РО 4', None), ('РО 5', None), ('ОН8', 'I')]
    """
    text = visible(text)
    before: tuple[OutcomeCode, int] | None = None
    prefix = separator = ""
    for match in _patterns()[1].finditer(fold(text)):
        code = _code_of(text, match)
        if code.prefix:
            prefix, separator = code.prefix, code.separator
        else:
            code = OutcomeCode(prefix, separator, code.number, code.module)
        if before and re.fullmatch(r"\s*[-\u2010-\u2015]\s*", text[before[1] : match.start()]):
            yield from ((OutcomeCode(prefix, separator, str(number)), None) for number in _between(before[0], code))
        sign = match.group("sign")
        yield code, _SIGNS.get(sign) if sign else None
        before = code, match.end()


_SIGNS: dict[str, Mark] = {"I": "I", "І": "I", "R": "R", "M": "M", "М": "M", "+": "+"}
_LONGEST_RANGE = 30


def _between(first: OutcomeCode, last: OutcomeCode) -> range:
    if first.number.isdecimal() and last.number.isdecimal():
        start, end = int(first.number) + 1, int(last.number)
        if 0 <= end - start <= _LONGEST_RANGE:
            return range(start, end)
    return range(0)


def is_list_of_codes(text: str) -> bool:
    """Say whether a text consists of codes of outcomes with punctuation between.

    Examples
    --------
    >>> is_list_of_codes("РО1, РО3"), is_list_of_codes("РО1 - Анализирует"), is_list_of_codes("1, 3")
    (True, False, True)
    """
    folded = fold(visible(text))
    pattern = _patterns()[1]
    return pattern.search(folded) is not None and not re.search(r"\w", pattern.sub(" ", folded))


@lru_cache(maxsize=10_000)
def code_key(code: str) -> str:
    """Give the key of the code of a discipline or module: look-alike letters, blanks and zeros in front do not matter.

    Examples
    --------
    >>> code_key("KM 04") == code_key("КМ4"), code_key("1.1") == code_key("11")  # the first is Latin
    (True, False)
    """
    runs = re.findall(r"\d+|[^\W\d_]+", fold(visible(code)))
    key = ""
    for run in runs:
        key += ("." if key and key[-1].isdecimal() and run[0].isdecimal() else "") + _plain(run)
    return key or collapse(code)


_FAMILIES = {"ПМ": "КМ", "РМ": "КМ", "ВМ": "БМ", "ООД": "ЖБП", "БД": "БП", "ПД": "КП"}
"""Russian and Latin (here folded) words of codes, with the Kazakh ones that mean the same."""


@lru_cache(maxsize=10_000)
def family_key(code: str) -> str:
    """Give a key in which the Kazakh and Russian words of a code are one: «ПМ 4» is «КМ 04».

    Examples
    --------
    >>> family_key("ПМ 4") == family_key("КМ 04")
    True
    """
    key = code_key(code)
    match = re.match(r"[^\W\d_]+", key)
    return _FAMILIES.get(match.group(), match.group()) + key[match.end() :] if match else key


def leading_module(text: str) -> tuple[str, str] | None:
    """Read the code of a module at the beginning of a text: «КМ 04. Өңдеу», «Модуль 1 …».

    Returns
    -------
    (str, str) or None
        The code as printed and the text behind it, empty for a bare code.

    Examples
    --------
    >>> leading_module("КМ 04. Деректерді өңдеу")
    ('КМ 04', 'Деректерді өңдеу')
    """
    text = visible(text).strip()
    match = _patterns()[2].match(fold(text))
    if match is None:
        return None
    rest = text[match.end() :]
    gap = _END.match(rest)
    if rest and gap is None:
        return None
    return collapse(text[: match.end()]), rest[gap.end() :].strip() if gap else ""


_DISCIPLINE = re.compile(
    r"(?P<code>[^\W\d_]{1,6}[\s.-]?\d{1,6}(?:\.\d{1,3})*)(?:\s*[.:)]\s+|\s+[-\u2010-\u2015]\s+|\s+)(?=\S*[^\W\d_])"
)


def leading_discipline(text: str) -> tuple[str, str] | None:
    """Read the code of a discipline at the beginning of its title: «ЖБП1 Философия», «SIK 1101 История».

    Examples
    --------
    >>> leading_discipline("ЖБП1 Философия"), leading_discipline("Философия 1")
    (('ЖБП1', 'Философия'), None)
    """
    text = visible(text).strip()
    found = leading_module(text)
    if found and found[1]:
        return found
    match = _DISCIPLINE.match(text)
    if match is None or not match["code"].rstrip("0123456789. -").isupper():
        return None
    return collapse(match["code"]), text[match.end() :].strip()


def module_number(code: str) -> str:
    """Give the first number in the code of a module, without zeros in front.

    Examples
    --------
    >>> module_number("КМ 04"), module_number("БМ")
    ('4', '')
    """
    match = re.search(r"\d+", code)
    return _plain(match.group()) if match else ""


@lru_cache(maxsize=10_000)
def is_module_code(code: str) -> bool:
    """Say whether a code is one that only modules have: КМ, ПМ, БМ with a number.

    Examples
    --------
    >>> is_module_code("КМ 04"), is_module_code("БП2")
    (True, False)
    """
    letters = "".join(re.findall(r"[^\W\d_]+", fold(code)))
    return letters in {fold(word).replace(" ", "") for name in _MODULE_WORDS[:2] for word in phrases("codes", name)}


_CODE_IN_TEXT = re.compile(
    r"(?<![\w.])(?:6\s?[BВ]|7\s?[MМ]|7\s?R|8\s?D|[3][WԜ]|4[SЅ]|5[AА][BВ])\s?\d{5,8}(?!\w)|(?<![\w.])\d{8}(?![\w.])",
)


def codes_of_programmes(text: str) -> list[tuple[str, str]]:
    """Find the codes of programmes, specialities and qualifications in a text.

    Returns
    -------
    list of (printed, code)
        As printed and as the classifiers write it, in order.

    Examples
    --------
    >>> codes_of_programmes("ОП 6В11499 - Социальная работа")  # a Cyrillic В
    [('6В11499', '6B11499')]
    """
    found = []
    for match in _CODE_IN_TEXT.finditer(text):
        known = programme_code(match.group())
        if known:
            found.append((match.group(), known.code))
    return found
