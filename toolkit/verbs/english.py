"""The actions that an English outcome names.

English words are verbs by their place: «design» is one at the beginning, behind "able to", or joined to another verb in the
same form («plans and designs»), and a noun elsewhere. A light verb is looked through to its noun («conducts an analysis»), a
skill to its action («skills in analysing»). "By analysing", "using …" say how and never count; "to analyse" behind another
action is its purpose.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from toolkit.verbs.english_forms import Form, noun_form, noun_like, phrases, verb_form
from toolkit.verbs.found import FoundVerb
from toolkit.verbs.lexicon import Entry, keys_of, words_of
from toolkit.verbs.tokens import Token

_GAP = 5
"""How many words may stand between a verb and its object or the skill that is held."""


@dataclass(frozen=True, slots=True)
class _Found:
    first: int
    last: int
    entry: Entry
    manner: bool = False


def find_english(tokens: tuple[Token, ...], text: str) -> Iterator[FoundVerb]:
    """Find the verbs of an English outcome; see `toolkit.verbs.find_verbs`."""
    for found in _Sentence(tokens).found():
        start, end = tokens[found.first].start, tokens[found.last].end
        yield FoundVerb(
            text[start:end], start, end, found.entry.base, found.entry.levels, found.entry.weak, found.manner
        )


class _Sentence:
    """One outcome while it is read; `slot` says whether a verb may stand at the next word."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self.tokens = tokens
        self.keys = tuple(token.key for token in tokens)
        self.result: list[_Found] = []
        self.slot = "open"
        self.kind = ""
        self.last_verb = -1
        self.able = False
        self.relative = False

    def found(self) -> list[_Found]:
        """Give the actions and manners of the outcome, in order."""
        for at in range(len(self.tokens)):
            self._step(at)
        if all(one.manner for one in self.result):
            self.result += self._nominal() or self._first_verb()
        return sorted(dict.fromkeys(self.result), key=lambda one: (one.first, one.last))

    # --- what stands where ---

    def has(self, at: int, group: str) -> bool:
        return 0 <= at < len(self.tokens) and self.keys[at] in keys_of("en", group)

    def form(self, at: int) -> Form | None:
        return verb_form(self.keys[at]) if 0 <= at < len(self.tokens) and self.tokens[at].is_word else None

    def joins(self, at: int) -> bool:
        return 0 <= at < len(self.tokens) and (
            self.tokens[at].kind in {"comma", "slash"} or self.has(at, "coordinators")
        )

    def is_adverb(self, at: int) -> bool:
        key = self.keys[at]
        return self.has(at, "adverbs") or (key.endswith("ly") and verb_form(key) is None)

    def taken(self, at: int) -> bool:
        return any(one.first <= at <= one.last for one in self.result)

    # --- word by word ---

    def _step(self, at: int) -> None:
        if self.tokens[at].kind in {"stop", "colon", "dash"}:
            self.slot, self.kind, self.able, self.relative = "open", "", False, False
        elif self.joins(at):
            self.relative = self.relative and self.tokens[at].kind != "comma"
            self.slot = "joint" if self.result else self.slot
        elif self.has(at, "relative") and not self._is_know_how(at):
            self.relative = True
        elif not self.relative and not self.taken(at):
            self._word(at)

    def _is_know_how(self, at: int) -> bool:
        """Whether a word is the «how» of "knows how to analyse": the verb behind it is the action."""
        return self.keys[at] == "how" and self._knows(at - 1)

    def _knows(self, at: int) -> bool:
        form = self.form(at)
        return form is not None and form.entry.base == "know"

    def _word(self, at: int) -> None:
        form = self.form(at)
        if self.has(at, "able") or (self.has(at, "skill") and self._is_held()):
            self.able, self.slot = True, "closed"
        elif self.keys[at] == "to":
            self.slot = self._slot_after_to(at)
        elif self.has(at, "be"):
            self._be(at)
        elif form is not None and self._is_manner(at, form):
            self.result += [replace(one, manner=True) for one in self._meaning(at, form)]
            self.slot = "closed"
        elif (self.able or (self.kind == "noun" and self.slot == "joint")) and self._holds(at):
            return
        elif form is not None and self._is_action(at, form):
            self._take(at, form)
        elif self.has(at, "reopens"):
            self.slot = "open"
        elif not self.is_adverb(at) and not (self.has(at, "before") and not self.result):
            self.slot = "closed"

    def _is_held(self) -> bool:
        """Whether the last verb holds a skill or a method: "masters methods of analysis"."""
        form = self.form(self.last_verb)
        return form is not None and form.entry.base in words_of("en", "holder")

    def _slot_after_to(self, at: int) -> str:
        """Read the word "to": an action at the beginning, behind "able", joined to an infinitive; else a purpose."""
        if self.able or self._knows_how(at) or not self.result:
            return "open"
        return "joint" if self.slot == "joint" else "closed"

    def _knows_how(self, at: int) -> bool:
        return at > 1 and self.keys[at - 1] == "how" and self._knows(at - 2)

    def _be(self, at: int) -> None:
        """A form of «be»: a phrase («is familiar with»), a passive («is analysed»), or nothing by itself."""
        self.result += self._phrase(at, "be")
        following = self.form(at + 2 if at + 1 < len(self.keys) and self.is_adverb(at + 1) else at + 1)
        if following is not None and "past" in following.kinds:
            self.slot, self.kind = "open", "past"

    def _is_manner(self, at: int, form: Form) -> bool:
        if "gerund" not in form.kinds or self.able:
            return False
        if self.has(at - 1, "manner") or (self.is_adverb(at - 1) and self.has(at - 2, "manner")):
            return True
        apart = self.slot == "joint" and self.kind != "gerund" and self.tokens[at - 1].kind == "comma"
        return bool(self.result) and (apart or (self.slot == "closed" and form.entry.base in {"use", "apply"}))

    def _is_action(self, at: int, form: Form) -> bool:
        if self.able and "gerund" in form.kinds:
            return True
        if self.slot == "open":
            if self.kind == "past" and "past" in form.kinds:
                return True
            kinds = {"base", "third", "gerund"} if not self.able else {"base", "gerund"}
            return bool(form.kinds & kinds)
        if self.slot != "joint" or self.kind not in form.kinds:
            return False
        return self.keys[at] not in noun_like() or self._is_verb_here(at)

    def _is_verb_here(self, at: int) -> bool:
        """Whether a word that may be a noun is a verb: right behind another verb and a joint, or with an object."""
        before = at - 1
        while before >= 0 and (self.joins(before) or self.is_adverb(before)):
            before -= 1
        if before == self.last_verb:
            return True
        nouns = self.keys[before] in noun_like() or noun_form(self.keys[before]) is not None
        return self._has_object(at) and not (nouns and self.kind == "base")

    def _has_object(self, at: int) -> bool:
        after = at + 1
        here = after < len(self.tokens) and self.tokens[after].is_word
        return here and not (self.has(after, "prepositions") or self.joins(after))

    def _take(self, at: int, form: Form) -> None:
        """Take a verb as an action, unless "how to" or a skill with "to" follows."""
        self.kind = self.kind if self.kind in form.kinds else next(kind for kind in _ORDER if kind in form.kinds)
        self.last_verb, self.slot, self.able = at, "closed", False
        if self._knows(at) and self.keys[at + 1 : at + 3] == ("how", "to"):
            return
        self.result += self._meaning(at, form)

    # --- what a verb says ---

    def _meaning(self, at: int, form: Form) -> list[_Found]:
        phrase = self._phrase(at, form.entry.base)
        if phrase:
            return phrase
        found: list[_Found] = []
        if form.entry.base in words_of("en", "light"):
            found = self._objects(at)
        if not found and form.entry.base in words_of("en", "holder"):
            found = self._knowledge(at)
            if not found and self._ability_follows(at + 1):
                return []
        return found or [_Found(at, at, form.entry)]

    def _phrase(self, at: int, base: str) -> list[_Found]:
        for place in range(at + 1, min(at + 1 + _GAP, len(self.tokens))):
            if not self.tokens[place].is_word or (self.has(place, "prepositions") and base != "be"):
                break
            for words, entry in phrases().get(base, ()):
                if self.keys[place] in words:
                    return [_Found(at, place, entry)]
        return []

    def _objects(self, at: int) -> list[_Found]:
        """Find the nouns of action of a light verb: "conducts a risk analysis and evaluation of …"."""
        found: list[_Found] = []
        for place in range(at + 1, min(at + 1 + 2 * _GAP, len(self.tokens))):
            if not (self.tokens[place].is_word or self.joins(place)) or self.has(place, "prepositions"):
                if self.has(place, "adverbs") or self.keys[place] == "out":
                    continue
                break
            entry = noun_form(self.keys[place])
            if entry is None and self.form(place) is not None and self.joins(place - 1):
                break
            if entry is not None and entry.levels and not noun_form_follows(self.keys, place):
                base = entry.base if found else f"{self._base_of(at)} {self.keys[place]}"
                found.append(_Found(place if found else at, place, replace(entry, base=base)))
        return found

    def _base_of(self, at: int) -> str:
        form = self.form(at)
        return form.entry.base if form else self.keys[at]

    def _knowledge(self, at: int) -> list[_Found]:
        """Find the knowledge that is held: "demonstrates knowledge and understanding of"."""
        found: list[_Found] = []
        for place in range(at + 1, min(at + 1 + _GAP, len(self.tokens))):
            entry = noun_form(self.keys[place])
            if self.has(place, "prepositions") or self.has(place, "able"):
                break
            held = self.has(place + 1, "skill")
            if entry is not None and (held or entry.base in {"know", "understand"}):
                found.append(_Found(place if found else at, place, entry))
        return found

    def _ability_follows(self, at: int) -> bool:
        """Whether a skill with its action follows: "demonstrates an ability to design", "has skills in analysis"."""
        for place in range(at, min(at + _GAP, len(self.tokens))):
            if self.has(place, "able") or self.has(place, "skill"):
                ahead = range(place + 1, min(place + 1 + _GAP, len(self.tokens)))
                return any(self.form(one) is not None or noun_form(self.keys[one]) is not None for one in ahead)
        return False

    def _holds(self, at: int) -> bool:
        """Read "skills in data analysis and reporting": nouns of action behind a skill."""
        entry = noun_form(self.keys[at])
        form = self.form(at)
        if entry is None or not entry.levels or (form is not None and self.slot == "open"):
            return False
        self.result.append(_Found(at, at, entry))
        self.last_verb, self.able, self.slot, self.kind = at, False, "closed", "noun"
        return True

    # --- outcomes without a verb in its place ---

    def _nominal(self) -> list[_Found]:
        """Read "Analysis of data and evaluation of risks", "Knowledge of …"."""
        found: list[_Found] = []
        for at in range(len(self.tokens)):
            entry = noun_form(self.keys[at])
            if entry is not None and (self.joins(at - 1) if found else True) and not self.taken(at):
                found.append(_Found(at, at, entry))
            elif not found and (self.has(at, "prepositions") or self.form(at) is not None):
                break
        return found

    def _first_verb(self) -> list[_Found]:
        """Find the first verb in the third person behind an unknown subject: "The mechanic repairs engines"."""
        for at in range(len(self.tokens)):
            form = self.form(at)
            if form is None or "third" not in form.kinds or self.taken(at) or self.has(at, "be"):
                continue
            if self.keys[at] not in noun_like() or self._has_object(at):
                return self._meaning(at, form)
        return []


_ORDER = ("third", "base", "gerund", "past")


def noun_form_follows(keys: tuple[str, ...], at: int) -> bool:
    """Say whether a noun of action stands right behind a place, so that the first one only tells its kind."""
    return at + 1 < len(keys) and noun_form(keys[at + 1]) is not None
