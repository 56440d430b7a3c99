"""Errors in the language of the reader: the English sentence of an error is found again among known ones.

Errors are raised in English, everywhere and by everything. `errors.toml` lists the sentences that people meet most, with
blanks; a sentence that fits one is given in Kazakh or Russian with the same values, any other one stays as it is.
"""

import re
import string
from functools import cache

from toolkit.errors import DataError, Issue
from toolkit.labels import load, word
from toolkit.model import Lang

_Pattern = tuple[re.Pattern[str], dict[str, str]]


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


def _said(group: str, text: str, lang: Lang) -> str:
    """Find a sentence in its group, then among those of every kind of problem; else it stays English."""
    if lang == "en" or not text:
        return text
    for pattern, phrase in (*_patterns(group), *_patterns("any")):
        if match := pattern.fullmatch(text):
            blanks = match.groupdict()
            kept = {name: _said(name, value, lang) if name in _NESTED else value for name, value in blanks.items()}
            return phrase[lang].format(**kept)
    return text


_NESTED = frozenset({"hints"})
"""Blanks that are themselves looked up: what to do stands at the end of many sentences, behind a semicolon."""


@cache
def _patterns(group: str) -> tuple[_Pattern, ...]:
    """Make a pattern of every known sentence of a group; blanks fit any text, but not an empty one."""
    return tuple((re.compile(_pattern(phrase["en"]), re.DOTALL), phrase) for phrase in load("errors").get(group, []))


def _pattern(sentence: str) -> str:
    parts = []
    seen: set[str] = set()
    for text, name, _, _ in string.Formatter().parse(sentence):
        parts.append(re.escape(text))
        if name:
            parts.append(f"(?P={name})" if name in seen else f"(?P<{name}>.+?)")
            seen.add(name)
    return "".join(parts)
