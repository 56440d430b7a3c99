"""Errors in the language of the reader: the English sentence of an error is found again among known ones.

Errors are raised in English, everywhere and by everything, those of argparse too. The files `errors*.toml` list the
sentences, with blanks; a sentence that fits one is given in Kazakh or Russian with the same values, any other one stays
as it is. Where several fit, the one that says most by itself is taken.
"""

import re
import string
from functools import cache
from typing import NamedTuple

from toolkit.errors import DataError, Issue
from toolkit.labels import errors, word
from toolkit.model import Lang

_Phrase = dict[str, str]


class _Pattern(NamedTuple):
    """A known sentence, ready to be found again."""

    sign: str
    """Its longest piece without a blank: a text without it need not be looked at closer."""
    known: int
    """How many of its letters are not blanks."""
    whole: re.Pattern[str]
    phrase: _Phrase


def error_text(error: Exception, lang: Lang) -> str:
    """Give an error in words, its frame and every sentence that is known in the language of the reader.

    Parameters
    ----------
    error : Exception
        Any error; a `DataError` lists all its issues.
    lang : {"kk", "ru", "en"}
        Language of the reader.

    Examples
    --------
    >>> from toolkit.errors import InputError
    >>> error_text(InputError("plan.csv: the file does not exist"), "ru")
    'plan.csv: файл не найден'
    """
    if not isinstance(error, DataError):
        return sentence_text(str(error), lang)
    count = word("error-problems", lang, subject=_said("subjects", error.subject, lang), n=len(error.issues))
    lines = [issue_text(issue, lang).replace("\n", "\n  ") for issue in error.issues]
    return "\n".join([count, *(f"  {line}" for line in lines)])


def issue_text(issue: Issue, lang: Lang) -> str:
    """Give one problem in words: where it is, what it is, its code, what to do.

    Examples
    --------
    >>> print(issue_text(Issue("wrong-value", "line 3", "the outcome has no code"), "kk"))
    3-жол: нәтиженің коды жоқ [wrong-value]
    """
    line = f"{_said('places', issue.where, lang)}: {_said(issue.code, issue.message, lang)} [{issue.code}]"
    return f"{line}\n    -> {_said('hints', issue.hint, lang)}" if issue.hint else line


def sentence_text(text: str, lang: Lang) -> str:
    """Give the sentence of an error that has no issues in the language of the reader, if it is known."""
    return _said("sentences", text, lang)


def command_text(text: str, lang: Lang) -> str:
    """Give what argparse says about a wrong command in the language of the reader, if it is known.

    Examples
    --------
    >>> command_text("argument --top: invalid int value: 'x'", "ru")
    '--top: «x» – не целое число'
    """
    return _said("command", text, lang)


def _said(group: str, text: str, lang: Lang) -> str:
    """Give a sentence of a group in a language; one that is not known stays English."""
    return text if lang == "en" else _found(group, text, lang)[1]


def _found(group: str, text: str, lang: Lang, depth: int = 0) -> tuple[int, str]:
    """Find a sentence in its group, and say how many of its letters are known: the most, of all ways to read it."""
    best = (0, text)
    if depth > _DEEPEST:
        return best
    for sign, known, whole, phrase in _patterns(group):
        match = whole.fullmatch(text) if sign in text else None
        if match is None:
            continue
        kept = match.groupdict()
        for name in _NESTED.keys() & kept.keys():
            more, kept[name] = _found(_NESTED[name], kept[name], lang, depth + 1)
            known += more  # noqa: PLW2901 -- what is known of this sentence, with those inside it
        if known > best[0]:
            best = (known, phrase[lang].format(**kept))
    return best


_DEEPEST = 5
"""Sentences stand in each other at most so deep: document, file, problem, what the system says of it, and where."""

_NESTED = {
    "hints": "hints",
    "sentence": "sentences",
    "wrong": "command",
    "names": "values",
    "why": "values",
    "sort": "values",
    "other_sort": "values",
}
"""Blanks that are themselves looked up, and in which group: advice behind a semicolon, one error inside another, what a
list says that is empty, what the computer itself says."""


@cache
def _patterns(group: str) -> tuple[_Pattern, ...]:
    """Make a pattern of every sentence of a group and of «any»."""
    found = errors()
    return tuple(_pattern(phrase) for phrase in (*found.get(group, ()), *found["any"]))


def _pattern(phrase: _Phrase) -> _Pattern:
    """Make the pattern of a sentence; a blank fits any text, but not an empty one."""
    pieces: list[str] = []
    whole = ""
    seen: set[str] = set()
    for text, name, _, _ in string.Formatter().parse(phrase["en"]):
        pieces.append(text)
        whole += re.escape(text)
        if name:
            whole += f"(?P={name})" if name in seen else f"(?P<{name}>.+?)"
            seen.add(name)
    return _Pattern(max(pieces, key=len), sum(map(len, pieces)), re.compile(whole, re.DOTALL), phrase)
