"""Codes of occupations: what a printed code is, what it belongs to, what is wrong with the codes of a set of cards.

The classifier of 2017 (ҚР ҰЖ / НК РК 01-2017) writes ``2`` main group, ``21`` subgroup, ``214`` small group, ``2147``
initial group, ``2147-1`` group of occupations, ``2147-1-001`` example. Group X has no levels between: ``X1000``. Older
classifiers wrote four digits too, so that only the words beside a code tell them apart.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from toolkit.labels import load
from toolkit.text import collapse, normalise

GroupKind = Literal["main", "sub", "small", "initial", "group", "occupation"]
CodeKind = Literal["main", "sub", "small", "initial", "group", "occupation", "old", "malformed", "missing"]
Problem = Literal["missing", "malformed", "old", "repeated", "unknown-group"]

SIZES: dict[GroupKind, int] = {"main": 10, "sub": 41, "small": 141, "initial": 444, "group": 1274}
"""How many groups the classifier of 2017 has at each level; examples are no part of its structure."""

_KINDS: tuple[tuple[GroupKind, re.Pattern[str]], ...] = (
    ("main", re.compile(r"[0-9X]")),
    ("sub", re.compile(r"[0-9]\d")),
    ("small", re.compile(r"[0-9]\d{2}")),
    ("initial", re.compile(r"[0-9]\d{3}|X[1-5]000")),
    ("group", re.compile(r"\d{4}-\d")),
    ("occupation", re.compile(r"\d{4}-\d-\d{3}")),
)
_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")
_OLD_CODE = re.compile(r"(?<![\w.-])\d{1,5}(?:\.\d{1,3})?(?!\w|-\d)")


@dataclass(frozen=True, slots=True)
class UsedCode:
    """A code as a card prints it: where it stands, and the words beside it that name a classifier, if any."""

    where: str
    code: str
    context: str = ""


@dataclass(frozen=True, slots=True)
class CodeIssue:
    """One thing wrong with a used code; `group` is the group that the classifier does not have, else empty."""

    where: str
    code: str
    problem: Problem
    group: str = ""


def tidy(code: str) -> str:
    """Give the spelling in which codes are compared: Latin X, plain hyphens, no blanks around them.

    Examples
    --------
    >>> tidy(" 2147 – 1 – 001"), tidy("Х1000")  # the second with a Cyrillic letter
    ('2147-1-001', 'X1000')
    """
    text = _DASHES.sub("-", collapse(code)).strip(" .,;:")
    return re.sub("^[xхХ]", "X", text)


def kind_of_code(code: str, context: str = "") -> CodeKind:
    """Say what a printed code is.

    Parameters
    ----------
    code : str
        As printed; empty or a dash if the card has none.
    context : str
        The words beside it. A code without hyphen is ``old`` if they (or the code itself) name an older classifier,
        such as «01-2005 ҚР МС», or a tariff book, and do not name the classifier of 2017 as well.

    Examples
    --------
    >>> kind_of_code("2147-1-001"), kind_of_code("5133"), kind_of_code("5133", "01-2005 ҚР МС")
    ('occupation', 'initial', 'old')
    >>> kind_of_code("–"), kind_of_code("5-1")
    ('missing', 'malformed')
    """
    text = tidy(code)
    if not text.strip("-"):
        return "missing"
    named = normalise(f"{code} {context}")
    words = _words()
    if any(word in named for word in words["old"]) and not any(word in named for word in words["current"]):
        bare = normalise(text)
        for word in sorted(words["old"], key=len, reverse=True):
            bare = bare.replace(word, " ")
        if _OLD_CODE.search(bare):
            return "old"
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(text)), "malformed")


def group_kind(code: str) -> GroupKind | None:
    """Give the level of a code in the classifier of 2017, or None if it is no code of it.

    Examples
    --------
    >>> group_kind("X1000"), group_kind("2147-12")
    ('initial', None)
    """
    text = tidy(code)
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(text)), None)


def parents(code: str) -> tuple[str, ...]:
    """List the groups that a code belongs to, nearest first; empty for a main group and for what is no code.

    Examples
    --------
    >>> parents("2147-1-001")
    ('2147-1', '2147', '214', '21', '2')
    >>> parents("X1000")
    ('X',)
    """
    text = tidy(code)
    if group_kind(text) is None:
        return ()
    if text.startswith("X"):
        return ("X",) if len(text) > 1 else ()
    head, *tail = text.split("-")
    above = [head[:length] for length in range(len(head) - (not tail), 0, -1)]
    return (f"{head}-{tail[0]}", *above) if len(tail) == 2 else tuple(above)


def unknown_groups(code: str, known: Collection[str]) -> tuple[str, ...]:
    """List the groups of a code that a table of the classifier does not have, the code itself included.

    A level is judged only if the table has all groups of that level (`SIZES`): a table of examples proves nothing.

    Parameters
    ----------
    code : str
        A code of the classifier of 2017.
    known : collection of str
        The codes of the table.

    Examples
    --------
    >>> unknown_groups("2147-1", [*"123456789X"]), unknown_groups("0110", [*"123456789X"])
    ((), ('0',))
    """
    table = {tidy(item) for item in known}
    counts = Counter(group_kind(item) for item in table)
    missing = []
    for group in (tidy(code), *parents(code)):
        kind = group_kind(group)
        if kind and kind in SIZES and counts[kind] >= SIZES[kind] and group not in table:
            missing.append(group)
    return tuple(missing)


def issues(used: Iterable[UsedCode], known: Collection[str] = ()) -> tuple[CodeIssue, ...]:
    """List what is wrong with the codes of a set of cards, in their order.

    ``missing``, ``malformed`` and ``repeated`` are what warning W06 is about, ``old`` is W07.

    Parameters
    ----------
    used : iterable of UsedCode
        One entry a card.
    known : collection of str
        Codes of a table of the classifier; empty if there is none to compare with.

    Examples
    --------
    >>> for issue in issues([UsedCode("card 1", "2422-1-022"), UsedCode("card 2", "2422-1-022"), UsedCode("card 3", "-")]):
    ...     print(issue.where, issue.problem)
    card 1 repeated
    card 2 repeated
    card 3 missing
    """
    entries = tuple(used)
    kinds = [kind_of_code(entry.code, entry.context) for entry in entries]
    real = [tidy(entry.code) for entry, kind in zip(entries, kinds, strict=True) if kind not in ("missing", "old")]
    counts = Counter(real)
    found: list[CodeIssue] = []
    for entry, kind in zip(entries, kinds, strict=True):
        if kind in ("missing", "malformed", "old"):
            found.append(CodeIssue(entry.where, entry.code, kind))
        if kind not in ("missing", "old") and counts[tidy(entry.code)] > 1:
            found.append(CodeIssue(entry.where, entry.code, "repeated"))
        if kind not in ("missing", "malformed", "old"):
            gone = unknown_groups(entry.code, known)
            found += [CodeIssue(entry.where, entry.code, "unknown-group", group) for group in gone[-1:]]
    return tuple(found)


@cache
def _words() -> dict[str, tuple[str, ...]]:
    """Names of classifiers in both languages, in the spelling in which texts are compared."""
    data = [load(f"forms/classifier.{lang}")["classifiers"] for lang in ("kk", "ru")]
    return {name: tuple(normalise(word) for group in data for word in group[name]) for name in ("old", "current")}
