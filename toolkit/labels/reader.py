"""Who reads: one language, or two side by side, as many institutions need them."""

from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.errors import InputError
from toolkit.labels import advice, warning_text, word
from toolkit.model import LANGS, Lang, Names, Warn


@dataclass(frozen=True, slots=True)
class Reader:
    """Gives words, titles and sentences in one language, or in several side by side.

    Parameters
    ----------
    langs : tuple of {"kk", "ru", "en"}
        The languages, first the one that comes first.

    Examples
    --------
    >>> Reader(("kk", "ru")).word("outcome")
    'Оқыту нәтижесі / Результат обучения'
    """

    langs: tuple[Lang, ...]

    @classmethod
    def of(cls, text: str) -> "Reader":
        """Read languages as people name them: ``kk``, or ``kk+ru`` for two side by side.

        Raises
        ------
        InputError
            A language is not known, or stands twice.

        Examples
        --------
        >>> Reader.of("kk+ru").langs
        ('kk', 'ru')
        """
        names = text.split("+")
        langs = tuple(lang for name in names for lang in LANGS if lang == name.strip())
        if len(langs) != len(names) or len(set(langs)) != len(langs):
            known = ", ".join(LANGS)
            raise InputError(f"language '{text}' is not known; use one of {known}, or two joined by +, such as kk+ru")
        return cls(langs)

    @property
    def lang(self) -> Lang:
        """The first language."""
        return self.langs[0]

    def __str__(self) -> str:
        """Give the languages as people name them."""
        return "+".join(self.langs)

    def word(self, key: str, **blanks: object) -> str:
        """Give a word or short phrase, languages joined by a slash."""
        return _joined((word(key, lang, **blanks) for lang in self.langs), " / ")

    def sentence(self, key: str, **blanks: object) -> str:
        """Give a sentence, each language in a line of its own."""
        return _joined((word(key, lang, **blanks) for lang in self.langs), "\n")

    def names(self, names: Names) -> str:
        """Give a text of a programme in the languages of the reader; where one is missing, in what there is."""
        return _joined((names.best(lang) for lang in self.langs), " / ")

    def warning(self, warn: Warn) -> str:
        """Give the sentence of a warning and what to do about it."""
        return _joined((f"{warning_text(warn, lang)} {advice(warn.code, lang)}".strip() for lang in self.langs), "\n")


def _joined(texts: Iterable[str], sign: str) -> str:
    """Join different texts; the same text stands once."""
    return sign.join(dict.fromkeys(texts))
