"""The actions that a Russian outcome names.

The sentence is read from its beginning. Finite verbs are actions, infinitives where «способен», «умеет» or the beginning of
the outcome makes them one, nouns of action where a light verb («проводит анализ») or a skill («владеет навыками анализа»)
does; an outcome without any verb is read by the noun that it begins with. Adverbial participles («применяя») say how
and never count; participles and what follows «который», «чтобы», «позволяющий» belong to other things than the graduate.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from toolkit.verbs.found import FoundVerb
from toolkit.verbs.lexicon import Entry, keys_of, words_of
from toolkit.verbs.russian_forms import Form, Noun, in_group, noun_forms, phrases, verb_form
from toolkit.verbs.tokens import Token

_LIKE_ADJECTIVE = re.compile(
    r"\w+(?:ого|его|ому|ему|[ыиоая]й|ая|яя|[ую]ю|[оеыи]е|[ыи]х|[ыи]ми?|[ео]м|ски|но|во|ло)|их|его|ее|и"
)
_GAP = 4
"""How many words may stand between a verb and the object that makes a phrase with it."""


@dataclass(frozen=True, slots=True)
class _Found:
    first: int
    last: int
    entry: Entry
    manner: bool = False


def find_russian(tokens: tuple[Token, ...], text: str) -> Iterator[FoundVerb]:
    """Find the verbs of a Russian outcome; see `toolkit.verbs.find_verbs`."""
    for found in _Sentence(tokens).found():
        start, end = tokens[found.first].start, tokens[found.last].end
        verb = found.entry
        yield FoundVerb(text[start:end], start, end, verb.base, verb.levels, verb.weak, found.manner, verb.known)


class _Sentence:
    """One outcome while it is read."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self.tokens = tokens
        self.keys = tuple(token.key for token in tokens)
        self.skipped = self._subordinate()
        self.forms = tuple(self._form(at) for at in range(len(tokens)))

    def found(self) -> list[_Found]:
        """Give the actions and manners of the outcome, in order."""
        found = self._clauses()
        if all(one.manner for one in found):
            found += self._nominal()
        return sorted(found, key=lambda one: (one.first, one.last))

    # --- what stands where ---

    def _subordinate(self) -> frozenset[int]:
        """Find the places of «…, которые применяются в отрасли, …»: up to the next comma or stop."""
        inside, places = False, []
        for at, token in enumerate(self.tokens):
            if token.kind in {"comma", "stop", "colon"}:
                inside = False
            elif token.key in keys_of("ru", "subordinate") or self._asks(at):
                inside = True
            if inside:
                places.append(at)
        return frozenset(places)

    def _asks(self, at: int) -> bool:
        """Whether a clause like «…, как проводить анализ» begins here; «как …, так и» has no comma before it."""
        return at > 0 and self.keys[at] in keys_of("ru", "after_comma") and self.tokens[at - 1].kind == "comma"

    def _form(self, at: int) -> Form | None:
        return verb_form(self.keys[at]) if self.tokens[at].is_word and at not in self.skipped else None

    def is_able(self, at: int) -> bool:
        return self.keys[at] in keys_of("ru", "able") and at not in self.skipped

    def ends(self, at: int) -> bool:
        """Whether the clause ends before a place: nothing there, a stop, or another verb."""
        if at >= len(self.tokens) or self.tokens[at].kind == "stop":
            return True
        form = self.forms[at]
        return form is not None and form.kind in {"finite", "passive"}

    def joins(self, at: int) -> bool:
        return self.tokens[at].kind in {"comma", "slash"} or self.keys[at] in keys_of("ru", "coordinators")

    def after_joint(self, at: int) -> bool:
        """Whether a place stands behind a comma or a conjunction, adjectives between."""
        at -= 1
        while at >= 0 and self.tokens[at].is_word and not self.joins(at) and _LIKE_ADJECTIVE.fullmatch(self.keys[at]):
            at -= 1
        return at >= 0 and self.joins(at)

    def noun(self, at: int, cases: str) -> Noun | None:
        """Give the noun of action at a place if it stands in one of the cases."""
        if at in self.skipped:
            return None
        for noun in noun_forms(self.keys[at]):
            begun = len(noun.before) <= at and all(
                self.keys[at - len(noun.before) + step].startswith(word) for step, word in enumerate(noun.before)
            )
            if begun and set(cases) & set(noun.cases):
                return noun
        return None

    # --- verbs ---

    def _clauses(self) -> list[_Found]:
        found: list[_Found] = []
        governed = False  # an infinitive after a verb that is an action itself: «помогает клиентам планировать»
        for at, (token, form) in enumerate(zip(self.tokens, self.forms, strict=True)):
            if token.kind == "stop":
                governed = False
            elif self.is_able(at):
                governed = False
                found += self._able(at)
            elif form is not None and not (form.kind == "infinitive" and governed):
                found += self._meaning(at, form)
                holds = form.entry.base in words_of("ru", "holder")
                governed = governed or (form.kind in {"finite", "passive"} and not holds)
        return found

    def _able(self, at: int) -> list[_Found]:
        """«способен анализировать» is read at the infinitive, «способен к анализу» here; alone it has no level."""
        place = at + 1
        while not self.ends(place):
            form = self.forms[place]
            if self.is_able(place) or (form is not None and form.kind == "infinitive"):
                return []
            if self.keys[place] in {"к", "ко"} and (nouns := self._chain(place + 1, "d")):
                return nouns
            place += 1
        return [_Found(at, at, Entry(self.keys[at]))] if self.keys[at] in keys_of("ru", "able_alone") else []

    def _meaning(self, at: int, form: Form) -> list[_Found]:
        """Give what a verb says: with its object as a phrase, the object of a light verb, the skill held, or itself."""
        manner = form.kind == "adverbial"
        phrase = self._phrase(at, form)
        if phrase:
            return [replace(phrase, manner=manner)]
        objects: list[_Found] = []
        if form.entry.base in words_of("ru", "light"):
            objects = self._objects(at, form)
        elif form.entry.base in words_of("ru", "holder"):
            objects = self._held(at)
            if not objects and self._able_follows(at + 1):
                return []  # «демонстрирует умение анализировать», «обладает способностью к анализу»: read there
        return [replace(one, manner=manner) for one in objects or [_Found(at, at, form.entry)]]

    def _able_follows(self, at: int) -> bool:
        while not self.ends(at):
            if self.is_able(at):
                return bool(self._able(at)) or any(form and form.kind == "infinitive" for form in self.forms[at:])
            at += 1
        return False

    def _phrase(self, at: int, form: Form) -> _Found | None:
        for place in range(at + 1, min(at + 2 + _GAP, len(self.tokens))):
            if self.ends(place):
                break
            for words, entry in phrases().get(form.entry.base, ()):
                if self.keys[place] in words and self.keys[place - 1] not in keys_of("ru", "prepositions"):
                    return _Found(at, place, entry)
        return None

    def _objects(self, at: int, form: Form) -> list[_Found]:
        """Find the nouns of action that a light verb has as objects; its passive has them as subjects."""
        found: list[_Found] = []
        place = at + 1
        while not self.ends(place):
            noun = self.noun(place, "n" if form.kind == "passive" else "a") or self._plural(at, place)
            if noun and noun.entry.levels and self.keys[place - 1] not in keys_of("ru", "prepositions"):
                near = not found and place - at <= _GAP
                base = f"{form.entry.base} {' '.join((*self._adjectives(place, noun), noun.accusative))}"
                entry = replace(noun.entry, base=base if near else noun.entry.base)
                found.append(_Found(at if near else place, place, entry))
            place += 1
        return found

    def _adjectives(self, place: int, noun: Noun) -> tuple[str, ...]:
        return self.keys[place - len(noun.before) : place]

    def _plural(self, at: int, place: int) -> Noun | None:
        """«знания», «оценки» may be a genitive: taken as an object only right behind the verb, adjectives between."""
        noun = self.noun(place, "A")
        between = self.keys[at + 1 : place]
        return noun if noun and all(re.fullmatch(r"\w+[ыи]е", key) for key in between) else None

    def _held(self, at: int) -> list[_Found]:
        """Find what is held: knowledge, or the actions of the skills («владеет навыками сбора и анализа данных»)."""
        found: list[_Found] = []
        place = at + 1
        while not self.ends(place):
            noun = self.noun(place, "ai") or self._plural(at, place)
            if in_group(self.keys[place], "skill"):
                found += self._chain(place + 1, "g", place)
                place = max([place, *(one.last for one in found)])
            elif noun and self.keys[place - 1] not in keys_of("ru", "prepositions"):
                if noun.entry.levels and not found:
                    found.append(_Found(at, place, noun.entry))
                elif noun.entry.levels and self.after_joint(place):
                    found.append(_Found(place, place, noun.entry))
            place += 1
        return list(dict.fromkeys(found))

    # --- nouns ---

    def _chain(self, at: int, case: str, first: int | None = None) -> list[_Found]:
        """Read «[навыками] сбора, обработки и анализа данных»: joined nouns of action in one case, up to a preposition."""
        found: list[_Found] = []
        expected, light = True, None  # a light noun waits for the next one: «[навыками] проведения анализа»
        while not self.ends(at) and self.forms[at] is None:
            key = self.keys[at]
            noun = self.noun(at, case if light is None else "g")
            if self.joins(at):
                expected = True
            elif key in keys_of("ru", "prepositions") or (expected and in_group(key, "skill")):
                break
            elif expected and noun and light is None and in_group(key, "light_nouns"):
                light = _Found(at, at, noun.entry)
            elif expected and noun:
                found.append(_Found(light.first if light else at, at, noun.entry))
                expected, light = False, None
            elif not _LIKE_ADJECTIVE.fullmatch(key):
                expected = False
            at += 1
        found += [light] if light else []
        if found and first is not None:
            found[0] = replace(found[0], first=first)
        return found

    def _nominal(self) -> list[_Found]:
        """Read an outcome without a verb: «Анализ данных и оценка рисков», «Владение навыками анализа»."""
        at = 0
        while at < len(self.tokens) and self.tokens[at].is_word and not self.noun(at, "n"):
            if in_group(self.keys[at], "skill"):
                return self._chain(at + 1, "g", at)
            if not _LIKE_ADJECTIVE.fullmatch(self.keys[at]):
                return []
            at += 1
        found: list[_Found] = []
        while not self.ends(at):
            noun = self.noun(at, "n") if not found or self.after_joint(at) else None
            if noun:
                found += self._noun_at(at, noun)
                at = max(at, found[-1].last)
            at += 1
        return found

    def _noun_at(self, at: int, noun: Noun) -> list[_Found]:
        if noun.entry.base in words_of("ru", "holder") and (held := self._held(at)):
            return held
        if in_group(self.keys[at], "light_nouns") and (inner := self._chain(at + 1, "g")):
            return [replace(inner[0], first=at), *inner[1:]]
        return [_Found(at, at, noun.entry)]
