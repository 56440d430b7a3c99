"""One remark about a file of an exchange format: what is wrong, or what could not be kept, and where."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from toolkit.labels import word
from toolkit.model import Lang
from toolkit.text import collapse

Weight = Literal["error", "advice", "loss"]
"""Against a rule that must be kept / one that should be kept / something that has no place on the other side."""

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Note:
    """A remark with its places.

    Parameters
    ----------
    code : str
        Which sentence; its key in `toolkit/labels/words.exchange.toml` is this with ``exchange-`` before it.
    places : tuple of str
        Where: JSON pointers (RFC 6901), lines, or names of tables; every place that the remark is true of.
    blanks : tuple of (name, value)
        What fills the blanks of the sentence.
    weight : {"error", "advice", "loss"}
        How much it weighs.
    rule : str
        The rule of the format, where there is one.
    expected : str
        Name of the type that was expected, for the blank ``{expected}``; its key begins with ``expected-``.
    """

    code: str
    places: tuple[str, ...]
    blanks: tuple[tuple[str, str], ...] = ()
    weight: Weight = "loss"
    rule: str = ""
    expected: str = ""

    def text(self, lang: Lang) -> str:
        """Give the sentence in a language.

        Examples
        --------
        >>> Note("missing", ("/CFDocument",), (("name", "title"),)).text("en")
        'the required property «title» is missing'
        """
        blanks = dict(self.blanks)
        if self.expected:
            blanks["expected"] = word(f"expected-{self.expected}", lang)
        return word(f"exchange-{self.code}", lang, **blanks)


def joined(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Make one note of those that say the same about several places, in the order of the first ones.

    Examples
    --------
    >>> one, = joined([Note("missing", ("/a",)), Note("missing", ("/b",))])
    >>> one.places
    ('/a', '/b')
    """
    found: dict[tuple[object, ...], tuple[Note, dict[str, None]]] = {}
    for note in notes:
        said = (note.code, note.blanks, note.weight, note.rule, note.expected)
        found.setdefault(said, (note, {}))[1].update(dict.fromkeys(note.places))
    return tuple(replace(note, places=tuple(where)) for note, where in found.values())


def shown(value: object) -> str:
    """Give a value as it can stand in a sentence: on one line, not too long.

    Examples
    --------
    >>> shown("a\\nb" + "c" * 80)
    'a bcccccccccccccccccccccccccccccccccccccccccccccccccccccccc…'
    """
    text = collapse("".join(letter if letter.isprintable() else " " for letter in str(value)[: 2 * _SHOWN]))
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def pointer(*steps: object) -> str:
    """Give a JSON pointer (RFC 6901).

    Examples
    --------
    >>> pointer("CFItems", 0, "a/b~c")
    '/CFItems/0/a~1b~0c'
    """
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)
