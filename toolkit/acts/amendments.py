"""What an amending act orders: one operation on one place of one act, with the new text and where it was printed."""

from dataclasses import dataclass
from typing import Literal

from toolkit.acts.passages import Passage
from toolkit.acts.references import ActRef
from toolkit.labels import word
from toolkit.model import Finding, Lang, Span

Operation = Literal["reword", "replace", "add", "delete", "repeal"]
OPERATIONS: tuple[Operation, ...] = ("reword", "replace", "add", "delete", "repeal")
"""New wording of a place / words for words / something new / taken out / repealed."""

RANKS = {
    "standard": 1,
    "annex": 2,
    "chapter": 3,
    "card": 4,
    "item": 5,
    "subitem": 6,
    "part": 7,
    "paragraph": 8,
    "title": 9,
    "preamble": 9,
}
"""Kind of place → how deep it lies; an annex of a standard lies in the standard."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step to a place: its kind (`RANKS`) and its number, or its title for standards and cards."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an act: steps from large to small, none for the act as a whole; and the words that say it, as printed."""

    steps: tuple[Step, ...] = ()
    printed: str = ""

    def within(self, outer: tuple[Step, ...]) -> "Place":
        """Give the place inside another one, of which only steps that lie higher than its own count."""
        top = RANKS[self.steps[0].kind] if self.steps else max(RANKS.values())
        kept = outer if not self.steps else tuple(step for step in outer if RANKS[step.kind] < top)
        return Place((*kept, *self.steps), self.printed)


@dataclass(frozen=True, slots=True)
class Amendment:
    """One instruction of an amending act.

    Parameters
    ----------
    operation : {"reword", "replace", "add", "delete", "repeal"}
        What is done.
    act : ActRef
        The act that it is done to.
    place : Place
        Where in that act.
    span : Span
        Lines of the instruction in the amending act.
    printed : str
        The instruction as printed.
    new : tuple of Passage
        The new text, with its own lines; for `add` of a place what is added.
    old_words, new_words, after_words : str
        Words that are replaced or taken out, that take their place or are added, and behind which.
    annex : str or None
        Number of the annex of the amending act that holds the new text (empty for its only one); None without one.
    everywhere : bool
        Words are changed in the whole text.
    """

    operation: Operation
    act: ActRef
    place: Place
    span: Span
    printed: str
    new: tuple[Passage, ...] = ()
    old_words: str = ""
    new_words: str = ""
    after_words: str = ""
    annex: str | None = None
    everywhere: bool = False

    @property
    def new_span(self) -> Span | None:
        """The lines of the new text in the amending act."""
        spans = [passage.paragraph.span for passage in self.new]
        return Span(spans[0].start, spans[-1].end) if spans else None


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in the text of an amending act.

    Parameters
    ----------
    amendments : tuple of Amendment
        In the order of the text.
    findings : tuple of Finding
        What was not understood, or can only be judged by a person (`doubt_text` says it in words).
    entry : str
        The day on which the act enters into force, ISO, if it names one; most count from publication and name none.
    """

    amendments: tuple[Amendment, ...]
    findings: tuple[Finding, ...]
    entry: str = ""

    @property
    def acts(self) -> tuple[ActRef, ...]:
        """The acts that it changes or repeals, each once."""
        return tuple(dict.fromkeys(item.act for item in self.amendments))


def doubt_text(finding: Finding, lang: Lang) -> str:
    """Say a finding about amendments, editions or chains in words.

    Examples
    --------
    >>> doubt_text(Finding("words-missing", Span(3, 3), ("«А»",)), "en")
    'The words to be replaced do not stand there: «А». Compare the wording and make the change by hand.'
    """
    what, more = (*finding.params, "", "")[:2]
    return word(f"doubt-{finding.code}", lang, what=what, more=more or "–")
