"""Words as data: labels of the forms, warnings, findings and everything that a chart, sheet or screen shows.

The only module of the core that reads files: the TOML files of this package, once each.
"""

import csv
import io
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


@cache
def load_rows(name: str) -> tuple[dict[str, str], ...]:
    """Load a table of this package that is kept as CSV.

    Parameters
    ----------
    name : str
        Path inside `toolkit/labels/` without the ending, such as ``concepts``.

    Returns
    -------
    tuple of dict
        One dict a row, column → text. Treat them as read-only: every caller shares them.

    Examples
    --------
    >>> load_rows("concepts")[0]["concept"]
    'analyse'
    """
    text = files(__package__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(io.StringIO(text, newline="")))


@cache
def words() -> dict[str, dict[str, str]]:
    """Load every phrase: the files `words.toml` and `words.<topic>.toml` together.

    Returns
    -------
    dict
        Key → language → phrase. Treat it as read-only: every caller shares it.

    Raises
    ------
    ValueError
        Two files have the same key.

    Examples
    --------
    >>> words()["outcome"]["kk"]
    'Оқыту нәтижесі'
    """
    found: dict[str, dict[str, str]] = {}
    for name in _topics("words"):
        part = load(name)
        if twice := found.keys() & part.keys():
            raise ValueError(f"{name}: these phrases stand in another file too: {', '.join(sorted(twice))}")
        found |= part
    return found


@cache
def errors() -> dict[str, tuple[dict[str, str], ...]]:
    """Load the sentences of errors: the files `errors.toml` and `errors.<topic>.toml` together.

    Returns
    -------
    dict
        Group → sentences, each language → text. Treat it as read-only: every caller shares it.

    Raises
    ------
    ValueError
        A sentence stands twice in a group.

    Examples
    --------
    >>> next(one["ru"] for one in errors()["sentences"] if one["en"] == "the file is empty")
    'файл пуст'
    """
    found: dict[str, dict[str, dict[str, str]]] = {}
    for name in _topics("errors"):
        for group, sentences in load(name).items():
            known = found.setdefault(group, {})
            for sentence in sentences:
                if sentence["en"] in known:
                    raise ValueError(f"{name}: [[{group}]] has this sentence twice: {sentence['en']}")
                known[sentence["en"]] = sentence
    return {group: tuple(known.values()) for group, known in found.items()}


def _topics(name: str) -> list[str]:
    """Give the names of the data files `<name>` and `<name>.<topic>`, without the ending."""
    names = (file.name.removesuffix(".toml") for file in files(__package__).iterdir() if file.name.endswith(".toml"))
    return sorted(one for one in names if one == name or one.startswith(f"{name}."))


def word(key: str, lang: Lang, **blanks: object) -> str:
    """Give one word or phrase of `words()` in a language, its blanks filled.

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
    return words()[key][lang].format(**blanks)


def warning_text(warn: Warn, lang: Lang) -> str:
    """Give the sentence of a warning in a language, its blanks filled (W01 to W22, D01 to D03).

    Examples
    --------
    >>> warning_text(Warn("W09", "V2000019833/2", (("a", "4"), ("b", "5"))), "en")
    "The programme's level (4) differs from the card's level (5)."
    """
    return str(load("warnings")[warn.code][lang]).format(**dict(warn.params))


def advice(code: str, lang: Lang) -> str:
    """Say what to do about a warning; empty where the warning itself says it all.

    Examples
    --------
    >>> advice("P02", "en")
    'Check the level or the code in the passport.'
    """
    return str(load("warnings")[code].get("advice", {}).get(lang, ""))


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
