"""Words as data: labels of the forms, warnings, findings and everything that a chart, sheet or screen shows.

The only module of the core that reads files: the TOML files of this package, once each.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from toolkit.errors import InputError
from toolkit.model import LANGS, Lang, Severity, Warn


@cache
def load(name: str) -> dict[str, Any]:
    """Load one data file of this package.

    Parameters
    ----------
    name : str
        Path inside `toolkit/labels/` without the ending, such as ``words`` or ``forms/card-2016.kk``.

    Returns
    -------
    dict
        The tables of the TOML file. Treat it as read-only: every caller shares it.

    Examples
    --------
    >>> load("words")["outcome"]["kk"]
    'Оқыту нәтижесі'
    """
    text = files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def word(key: str, lang: Lang, **blanks: object) -> str:
    """Give one word or phrase of `words.toml` in a language, its blanks filled.

    Parameters
    ----------
    key : str
        Name of the phrase.
    lang : {"kk", "ru", "en"}
        Language of the reader.
    **blanks
        What stands for each ``{name}`` of the phrase.

    Raises
    ------
    InputError
        The language is none of the three.

    Examples
    --------
    >>> word("n-of-m", "en", n=14, m=27)
    '14 of 27'
    """
    if lang not in LANGS:
        raise InputError(f"language '{lang}' is not known; use one of {', '.join(LANGS)}")
    return str(load("words")[key][lang]).format(**blanks)


def warning_text(warn: Warn, lang: Lang) -> str:
    """Give the sentence of a warning in a language, its blanks filled (W01 to W22, D01 to D03).

    Examples
    --------
    >>> warning_text(Warn("W09", "V2000019833/2", (("a", "4"), ("b", "5"))), "en")
    "The programme's level (4) differs from the card's level (5)."
    """
    return str(load("warnings")[warn.code][lang]).format(**dict(warn.params))


def severity(code: str) -> Severity:
    """Give the weight of a warning: ``evidence``, ``warning`` or ``note``."""
    found: Severity = load("warnings")[code]["severity"]
    return found


def finding_text(code: str, params: tuple[str, ...], lang: Lang) -> str:
    """Give the sentence for something found in a source, its blanks filled in order.

    Examples
    --------
    >>> finding_text("code-missing", ("Нұсқаушы-бақылаушы",), "en")
    'The card «Нұсқаушы-бақылаушы» has no occupation code.'
    """
    return str(load("findings")[code][lang]).format(*params)
