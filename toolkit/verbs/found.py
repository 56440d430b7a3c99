"""What is found in an outcome: its verbs, and how one language or all of them read."""

from dataclasses import dataclass

from toolkit.model import Lang


@dataclass(frozen=True, slots=True)
class FoundVerb:
    """A verb of an outcome, with the words that decide its level.

    Parameters
    ----------
    matched : str
        The words as printed, such as «талдау жүргізеді»; always ``text[start:end]``.
    start, end : int
        Where they stand in the text, in characters.
    base : str
        Dictionary form, such as «талдау жүргізу» or «анализировать».
    levels : tuple of int
        Its cognitive level, 1 (know) to 6 (create); two levels where it depends on the object; empty for a verb that says
        nothing about the level, such as «қатысады» or «участвует».
    weak : bool
        Whether nobody can observe the action (білу, түсіну, знать, understand): worth a note, no fault.
    manner : bool
        Whether it says how the action is done («қолдана отырып», «применяя», "by using"): listed, never counted.
    known : bool
        Whether the lists have it; a word that only looks like a verb is shown, so that a person can add it to the lists.
    """

    matched: str
    start: int
    end: int
    base: str
    levels: tuple[int, ...]
    weak: bool = False
    manner: bool = False
    known: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """How the outcome reads in one language.

    Parameters
    ----------
    lang : {"kk", "ru", "en"}
        The language.
    verbs : tuple of FoundVerb
        In the order of the text.
    level : int or None
        The highest level of its verbs, with the lower level of a verb that has two; None if no verb with a level is known.
    possible : int or None
        The same with the upper levels: what the level may be if a person looks at the objects.
    """

    lang: Lang
    verbs: tuple[FoundVerb, ...]
    level: int | None
    possible: int | None

    @property
    def recognised(self) -> bool:
        """Whether a verb with a level is known."""
        return self.level is not None

    @property
    def check(self) -> bool:
        """Whether the level depends on what a verb is done to, so that a person should look."""
        return self.level != self.possible

    @property
    def compound(self) -> bool:
        """Whether the outcome names several actions: hard to assess as one."""
        return sum(not verb.manner for verb in self.verbs) > 1


@dataclass(frozen=True, slots=True)
class CognitiveLevel:
    """The cognitive level of an outcome over all its languages.

    Parameters
    ----------
    level : int or None
        1 (know) to 6 (create); None if no language has a known verb.
    check : bool
        Whether the level depends on the object of a verb: `level` is the lower one, `possible` the upper.
    possible : int or None
        The upper level; equal to `level` where nothing is in doubt.
    lang : {"kk", "ru", "en"} or None
        The language that was used; None if the outcome has no text at all.
    verbs : tuple of FoundVerb
        The verbs of that language.
    compound : bool
        Whether that language names several actions.
    languages_differ : bool
        Whether two languages cannot have the same level.
    readings : tuple of Reading
        Every language that has a text, in the order kk, ru, en.
    """

    level: int | None
    check: bool
    possible: int | None
    lang: Lang | None
    verbs: tuple[FoundVerb, ...]
    compound: bool
    languages_differ: bool
    readings: tuple[Reading, ...]

    @property
    def recognised(self) -> bool:
        """Whether a verb with a level was found in any language."""
        return self.level is not None

    @property
    def label(self) -> str:
        """The level as shown: ``4``, ``3/6`` where it should be checked, an empty string where it is not known."""
        if self.level is None:
            return ""
        return f"{self.level}/{self.possible}" if self.check else str(self.level)
