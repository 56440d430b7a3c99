"""What the desk says, from `toolkit/labels/desk.toml`, in three languages."""

from dataclasses import dataclass

from toolkit.labels import load
from toolkit.model import Lang

NOT_SHOWN = frozenset({"machine-names"})
"""Entries of the file that are lists and no phrases."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the desk and what fills its blanks; it becomes words when the language is known.

    Parameters
    ----------
    key : str
        Name of the phrase.
    blanks : tuple of (name, value)
        What stands for each ``{name}``.
    """

    key: str
    blanks: tuple[tuple[str, object], ...] = ()

    def text(self, lang: Lang) -> str:
        """Give the words in a language."""
        return phrase(self.key, lang, **dict(self.blanks))


def say(key: str, /, **blanks: object) -> Phrase:
    """Make a phrase with its blanks filled."""
    return Phrase(key, tuple(blanks.items()))


def phrase(key: str, lang: Lang, /, **blanks: object) -> str:
    """Give one phrase of the desk in a language, its blanks filled.

    Examples
    --------
    >>> phrase("verdict-full", "en")
    'Fully covered'
    """
    return str(load("desk")[key][lang]).format(**blanks)


def all_words(lang: Lang) -> dict[str, str]:
    """Give every phrase of the desk in a language; blanks stay as they are written.

    Examples
    --------
    >>> all_words("kk")["verdict-full"]
    'Толық қамтылған'
    """
    return {key: str(texts[lang]) for key, texts in load("desk").items() if key not in NOT_SHOWN}
