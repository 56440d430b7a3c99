"""In which language the command speaks to whoever sits at the computer."""

import re
from collections.abc import Mapping
from functools import cache

from toolkit.labels import load
from toolkit.model import LANGS, Lang

LANG_VARIABLE = "CURMAP_LANG"
"""Names the language of messages, whatever the computer says: kk, ru or en."""

_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The first of these that is not empty decides, as in every program of Unix."""


def reader_language(environ: Mapping[str, str], locale: str, asked: str = "") -> Lang:
    """Choose the language of messages: what was asked for, what CURMAP_LANG says, what the computer speaks, English.

    Parameters
    ----------
    environ : mapping of str to str
        The variables of the process.
    locale : str
        What the system itself says its language is, in any of the usual spellings; empty if it does not say.
    asked : str
        What stands after ``--lang`` on the command line; of two languages, such as ``kk+ru``, the first.

    Returns
    -------
    {"kk", "ru", "en"}
        English for every language that the toolkit does not speak.

    Examples
    --------
    >>> reader_language({"LANG": "ru_KZ.UTF-8"}, "Kazakh_Kazakhstan.1251")
    'ru'
    >>> reader_language({}, "Kazakh_Kazakhstan.1251"), reader_language({"CURMAP_LANG": "kk"}, "", "en")
    ('kk', 'en')
    """
    for said in (asked.partition("+")[0], environ.get(LANG_VARIABLE, "")):
        for lang in LANGS:
            if said.strip().casefold() == lang:
                return lang
    variables = (environ.get(name, "") for name in _LOCALE_VARIABLES)
    chosen = next((value for value in variables if value.strip()), locale)
    return _named(chosen)


def _named(locale: str) -> Lang:
    """Give the language of a locale: ``kk_KZ.UTF-8``, ``kk-Cyrl-KZ`` or, on Windows, ``Kazakh_Kazakhstan.1251``."""
    first = re.split(r"[_.@-]", locale.strip(), maxsplit=1)[0].casefold()
    return _names().get(first, "en")


@cache
def _names() -> dict[str, Lang]:
    names = load("locales")
    return {name: lang for lang in LANGS for name in names[lang]}
