"""Read what an amending act orders: sentence by sentence, each in the act and the place that the ones before it opened.

The usual wording of Kazakhstan's orders: «… бұйрығына мынадай өзгерістер енгізілсін: 3-тармақ мынадай редакцияда
жазылсын: "…"; 1-қосымша осы бұйрыққа қосымшаға сәйкес жаңа редакцияда жазылсын», «внести в приказ … следующие
изменения: пункт 3 изложить в следующей редакции: «…»». Patterns: `toolkit/labels/amendments.*.toml`.
"""

import re
from dataclasses import dataclass, replace
from typing import Any

from toolkit.acts.amendments import Amendment, Operation, Place, Reading, Step
from toolkit.acts.clauses import Clause, clause_of
from toolkit.acts.passages import ActText, Annex, Passage, annexes, order_of
from toolkit.acts.references import ActRef, mentions
from toolkit.acts.sentences import Sentence, sentences
from toolkit.acts.wording import day_of, mark_at, patterns, wording
from toolkit.model import Finding, Lang
from toolkit.text import collapse, fold_look_alikes


def read_amendments(text: ActText) -> Reading:
    """Read what an amending or repealing act orders.

    Parameters
    ----------
    text : ActText
        The act: the order with its annexes.

    Returns
    -------
    Reading
        Every instruction that was understood word by word, with the new text and its lines; and a finding for each that
        was not. An act that changes nothing gives an empty reading.

    Examples
    --------
    >>> from toolkit.acts.passages import act_text
    >>> letters = '''ПРИКАЗЫВАЮ:
    ... 1. Внести в приказ Министра юстиции от 5 мая 2020 года № 7 «О мерах» следующее изменение:
    ... пункт 3 исключить.'''
    >>> made = read_amendments(act_text(letters, ActRef(), source="a.txt", lang="ru"))
    >>> [(item.operation, item.act.number, item.place.printed, item.span.start) for item in made.amendments]
    [('delete', '7', 'пункт 3', 3)]
    """
    order = order_of(text)
    reader = _Reader(text, annexes(text.passages, text.lang))
    operative = text.passages[slice(*order.items)]
    for sentence in sentences(operative, text.lang):
        reader.read(sentence)
    return Reading(tuple(reader.found), tuple(reader.doubts), _entry(operative, text.lang))


def _entry(passages: tuple[Passage, ...], lang: Lang) -> str:
    """Read the day of entry into force where the act names one day for all of it."""
    days = {
        day_of(hit, lang)
        for passage in passages
        for pattern in patterns(lang, "heads", "entry")
        if (hit := pattern.search(fold_look_alikes(passage.text)))
        and not re.search(r"[\"«“]", passage.text[: hit.start()])
    }
    return days.pop() if len(days) == 1 else ""


@dataclass(frozen=True, slots=True)
class _Context:
    """What a sentence with a colon opened: an act, a place in it, a list of acts to be repealed, or nobody knows what."""

    mark: str
    act: ActRef | None = None
    steps: tuple[Step, ...] = ()
    repeals: bool = False
    unclear: bool = False


class _Reader:
    def __init__(self, text: ActText, own: tuple[Annex, ...]) -> None:
        self.lang: Lang = text.lang
        self.passages = text.passages
        self.own = tuple(annex for annex in own if annex.of == "order")
        self.contexts: list[_Context] = []
        self.found: list[Amendment] = []
        self.doubts: list[Finding] = []

    def read(self, sentence: Sentence) -> None:
        self.leave(sentence.mark)
        clauses = [clause_of(part, self.lang) for part in _split(sentence.text, self.lang)]
        place: Place | None = None
        for number, clause in enumerate(clauses):
            inherited = clause if clause.places or place is None else replace(clause, places=(place,))
            place = clause.places[0] if clause.places else place
            last = number == len(clauses) - 1
            self.act_on(inherited, sentence if last else replace(sentence, block=(), open_block=False))

    def leave(self, mark: str) -> None:
        """A number of the same sort closes what the one before it opened."""
        if mark:
            place = next((n for n, item in enumerate(self.contexts) if item.mark == mark), len(self.contexts))
            del self.contexts[place:]

    @property
    def act(self) -> ActRef | None:
        return next((item.act for item in reversed(self.contexts) if item.act), None)

    def whole(self, place: Place) -> Place:
        """Give a place inside those that the contexts opened, as far as they can hold it."""
        outer: tuple[Step, ...] = ()
        for item in self.contexts:
            if item.act:
                outer = ()
            outer = Place(item.steps).within(outer).steps if item.steps else outer
        return place.within(outer)

    def act_on(self, clause: Clause, sentence: Sentence) -> None:
        repeals = any(item.repeals for item in self.contexts)
        if any(item.unclear for item in self.contexts) and not clause.acts:
            self.doubt("not-understood", sentence, clause.left)
        elif clause.operations == ("repeal",) or (repeals and clause.acts and not clause.operations):
            self.repeal(clause, sentence)
        elif clause.operations:
            self.change(clause, sentence)
        elif sentence.opens and not clause.left and self.opened(clause, sentence):
            pass
        elif clause.changes or (self.contexts and (self.act is not None or repeals)):
            self.doubt("not-understood", sentence, clause.left)

    def opened(self, clause: Clause, sentence: Sentence) -> bool:
        """Remember the act or the place that a sentence opens; say whether it opens one."""
        steps = clause.places[0].steps if clause.places else ()
        if len(clause.acts) > 1 or len(clause.places) > 1:
            self.doubt("act-unclear" if len(clause.acts) > 1 else "place-unclear", sentence)
        elif clause.acts:
            self.contexts.append(_Context(sentence.mark, clause.acts[0], steps))
        elif clause.changes or (self.act is not None and steps):
            self.contexts.append(_Context(sentence.mark, None, steps))
        else:
            return False
        return True

    def doubt(self, code: str, sentence: Sentence, left: tuple[str, ...] = ()) -> None:
        """Note what is not understood; whatever it opened must not be taken for a change of something else."""
        self.doubts.append(Finding(code, sentence.span, (collapse(sentence.text)[:160], " ".join(left)[:80])))
        if sentence.opens and (sentence.open_block or not sentence.block):
            self.contexts.append(_Context(sentence.mark, unclear=True))

    def repeal(self, clause: Clause, sentence: Sentence) -> None:
        if sentence.opens and not clause.acts and not clause.left:
            self.contexts.append(_Context(sentence.mark, repeals=True))
            return
        places = clause.places or (Place(),)
        listed: list[tuple[ActRef, Sentence]] = [(act, sentence) for act in clause.acts]
        if clause.annexes:
            listed = [
                (found.act, replace(sentence, span=passage.paragraph.span, text=passage.text))
                for number in clause.annexes
                for passage in self.annex(number)
                for found in mentions(passage.text, self.lang)
            ]
        if not listed and self.act is not None and clause.places:
            listed = [(self.act, sentence)]
        if not listed or clause.left or clause.pairs:
            self.doubt("not-understood", sentence, clause.left)
            return
        for act, where in listed:
            for place in places:
                # An act that is named with its number is meant by itself, not inside a place opened before.
                self.add("repeal", act, place if clause.acts or clause.annexes else self.whole(place), where)

    def change(self, clause: Clause, sentence: Sentence) -> None:
        act = clause.acts[0] if clause.acts else self.act
        if act is None or len(clause.acts) > 1:
            self.doubt("no-base", sentence)
        elif len(clause.operations) > 1 or clause.left or clause.listed:
            self.doubt("not-understood", sentence, clause.left)
        elif sentence.open_block:
            self.doubt("block-open", sentence)
        else:
            said = clause.places or (Place(),)
            self.place(clause, sentence, act, said if clause.acts else tuple(self.whole(place) for place in said))

    def place(self, clause: Clause, sentence: Sentence, act: ActRef, places: tuple[Place, ...]) -> None:
        """Give each place its new text, words or nothing, as the operation asks."""
        operation = clause.operations[0]
        if clause.pairs:
            if sentence.block or clause.annexes:
                self.doubt("not-understood", sentence)
                return
            for place in places:
                for old, put, after in clause.pairs:
                    words = {"old_words": old, "new_words": put, "after_words": after, "everywhere": clause.everywhere}
                    self.add(operation, act, place, sentence, **words)
        elif operation == "delete" and not sentence.block and any(place.steps for place in places):
            for place in places:
                self.add(operation, act, place, sentence)
        elif operation in ("reword", "add") and (texts := self.texts(clause, sentence, places)):
            for place, (annex, new) in zip(places, texts, strict=True):
                self.add(operation, act, place, sentence, new=new, annex=annex)
        elif operation not in ("reword", "add"):
            self.doubt("not-understood", sentence)

    def texts(
        self, clause: Clause, sentence: Sentence, places: tuple[Place, ...]
    ) -> list[tuple[str | None, tuple[Passage, ...]]]:
        """Find the new text of each place: in an annex each, or in the quoted block."""
        if clause.annexes is not None:
            if len(clause.annexes) != len(places) or sentence.block:
                self.doubt("annex-count", sentence)
                return []
            found = [(number, self.annex(number)) for number in clause.annexes]
            for number, new in found:
                if not new:
                    self.doubt("annex-missing", sentence, (number,))
            return [(number, new) for number, new in found] if all(new for _, new in found) else []
        if not sentence.block:
            self.doubt("no-text", sentence)
            return []
        if len(places) == 1:
            return [(None, sentence.block)]
        parts = _by_number(sentence.block, tuple(place.steps[-1].name for place in places))
        if not parts:
            self.doubt("not-understood", sentence)
        return [(None, part) for part in parts]

    def annex(self, number: str) -> tuple[Passage, ...]:
        """Give the text of an annex of this act; an act with one annex may leave its number out."""
        fitting = [annex for annex in self.own if annex.number == number]
        if not fitting and len(self.own) == 1 and "" in (number, self.own[0].number):
            fitting = list(self.own)
        return self.passages[fitting[0].body : fitting[0].end] if len(fitting) == 1 else ()

    def add(self, operation: Operation, act: ActRef, place: Place, sentence: Sentence, **more: Any) -> None:
        self.found.append(Amendment(operation, act, place, sentence.span, collapse(sentence.text), **more))


def _by_number(block: tuple[Passage, ...], numbers: tuple[str, ...]) -> list[tuple[Passage, ...]]:
    """Cut a new text of several items at their numbers, in order; nothing if one of them does not begin a paragraph."""
    starts: list[int] = []
    for number in numbers:
        begin = starts[-1] + 1 if starts else 0
        found = next((n for n in range(begin, len(block)) if re.match(rf"{number}\s*[.)]", block[n].text)), None)
        if found is None or (not starts and found):
            return []
        starts.append(found)
    return [block[start:end] for start, end in zip(starts, [*starts[1:], len(block)], strict=True)]


def _split(text: str, lang: Lang) -> list[str]:
    """Cut a sentence with several operations at commas outside of quotation marks, so that each part has one verb.

    A part without a verb belongs to the verb behind it in Kazakh, to the one before it in Russian.
    """
    pieces: list[str] = [""]
    depth = brackets = 0
    for place, letter in enumerate(text):
        depth = max(depth + mark_at(text, place), 0)
        brackets = max(brackets + (letter == "(") - (letter == ")" and brackets > 0), 0)
        if letter == "," and not depth and not brackets:
            pieces.append("")
        pieces[-1] += letter
    verbs = [bool(clause_of(piece, lang).operations) for piece in pieces]
    if sum(verbs) < 2:
        return [text]
    found = [""]
    done = False
    for piece, verb in zip(pieces, verbs, strict=True):
        if done and (verb or wording(lang)["verb_last"]):
            found.append("")
            done = False
        found[-1] += piece
        done = done or verb
    return [part.lstrip(", ") for part in found]
