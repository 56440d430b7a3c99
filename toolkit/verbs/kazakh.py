"""The actions that a Kazakh outcome names.

The verb stands last, so a sentence is read from its end. A verbal noun in -у is an action only if nothing but a light verb,
a skill or the end follows: «талдау жүргізеді», «талдау дағдыларын меңгерген», «Деректерді талдау»; before another noun
it is an attribute («талдау әдістерін қолданады») and says nothing. Verbs in -ып are joined actions («тексеріп,
рәсімдейді»), unless they say how («қолданып», «-а отырып»): these are listed as manner and never counted, since the level of
a tool is not the level of the work.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from toolkit.verbs.found import FoundVerb
from toolkit.verbs.kazakh_forms import Form, form_of, is_noun, last_form, noun_at, noun_in, phrases
from toolkit.verbs.lexicon import Entry, keys_of, words_of
from toolkit.verbs.tokens import Token

_NOMINAL = frozenset({"noun", "of_whom", "accusative", "dative", "instrumental", "ablative"})
_GAP = 4
"""How many words may stand between an object in -ды/-ді and its verb in a phrase."""

_DEPTH = 4
"""How many light verbs and holders may stand on each other: «талдау жүргізу дағдыларын меңгерген» has two."""


@dataclass(frozen=True, slots=True)
class _Group:
    """A verb with its helpers: words `first` to `last`; `entry` and `kind` are what it means and how it ends."""

    first: int
    last: int
    entry: Entry
    kind: str
    manner: bool = False
    of_present: bool = False
    """The meaning stands in -а/-е/-й: «талдай алады», «талдай отырып»; others may be joined to it («жинай, талдай алады»)."""

    def is_in(self, group: str) -> bool:
        return self.entry.base in words_of("kk", group)


@dataclass(slots=True)
class _Use:
    """Whether a group is an action, and the group that makes it one (a light verb, a holder of skills)."""

    action: bool
    governor: int | None = None
    inner: bool = False
    """The governor adds nothing to the meaning: «талдауға қабілетті» is талдау."""


def find_kazakh(tokens: tuple[Token, ...], text: str) -> Iterator[FoundVerb]:
    """Find the verbs of a Kazakh outcome; see `toolkit.verbs.find_verbs`."""
    sentence = _Sentence(tokens)
    for found in sentence.found():
        start, end = tokens[found.first].start, tokens[found.last].end
        verb = found.entry
        yield FoundVerb(text[start:end], start, end, verb.base, verb.levels, verb.weak, found.manner, verb.known)


class _Sentence:
    """One outcome while it is read."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self.tokens = tokens
        self.keys = tuple(token.key for token in tokens)
        self.forms = tuple(self._read(at) for at in range(len(tokens)))
        self.groups = self._groups()
        self.uses: list[_Use] = [_Use(action=False) for _ in self.groups]
        for index in reversed(range(len(self.groups))):
            self.uses[index] = self._use(index)
        self.objects: dict[int, list[int]] = {}
        for index, use in enumerate(self.uses):
            if use.action and use.governor is not None:
                self.objects.setdefault(use.governor, []).append(index)

    def _read(self, at: int) -> Form | None:
        if not self.is_word(at):
            return None
        return last_form(self.keys[at]) if self.ends(at + 1) else form_of(self.keys[at])

    # --- what stands where ---

    def is_word(self, at: int) -> bool:
        return 0 <= at < len(self.tokens) and self.tokens[at].is_word

    def ends(self, at: int) -> bool:
        """Whether nothing of the sentence stands at a place."""
        return at >= len(self.tokens) or self.tokens[at].kind in {"stop", "colon", "dash"}

    def joins(self, at: int) -> bool:
        """Whether a comma or a conjunction stands at a place."""
        if at < 0 or self.ends(at):
            return False
        return self.tokens[at].kind in {"comma", "slash"} or self.keys[at] in keys_of("kk", "coordinators")

    def after_joints(self, at: int) -> int:
        while self.joins(at):
            at += 1
        return at

    # --- groups, from the end ---

    def _groups(self) -> list[_Group]:
        found: list[_Group] = []
        at = len(self.tokens) - 1
        while at >= 0:
            form = self.forms[at]
            group = self._group(at, form) if form and self._stands(at) else self._manner(at)
            if group and group.kind == "present":
                group = self._joined_present(group, found[-1] if found else None)
            if group and not self._is_name(group):
                found.append(group)
                at = group.first
            at -= 1
        return found[::-1]

    def _stands(self, at: int) -> bool:
        """Whether a predicate without a verb is one: «қабілетті» at the end, not «қолда бар ақпарат»."""
        if self.keys[at] not in keys_of("kk", "predicates") | keys_of("kk", "able"):
            return True
        after = self._form(at + 1)
        return self.ends(at + 1) or self.joins(at + 1) or (after is not None and after.entry.base == "болу")

    def _manner(self, at: int) -> _Group | None:
        """Read «-а отырып»: how the action is done."""
        before = self._form(at - 1)
        if self.keys[at] not in keys_of("kk", "manner_mark") or before is None or before.kind != "present":
            return None
        return replace(self._group(at - 1, before), last=at, kind="converb", manner=True, of_present=True)

    def _joined_present(self, group: _Group, then: _Group | None) -> _Group:
        """Read «жинай, талдай алады»: the first verb is what the second one is."""
        joined = then is not None and then.of_present and self.joins(group.last + 1)
        return replace(group, of_present=joined, manner=joined and then is not None and then.manner)

    def _is_name(self, group: _Group) -> bool:
        """Whether the words are the name of a thing: «бағдарламалық қамтамасыз ету» is software."""
        if group.kind in {"finite", "converb", "present", "past"}:
            return False
        names = (name.split() for name in keys_of("kk", "names"))
        return any(self._begins_name(group, name) for name in names)

    def _begins_name(self, group: _Group, name: list[str]) -> bool:
        start = group.last - len(name) + 1
        return (
            start >= 0
            and list(self.keys[start : group.last]) == name[:-1]
            and self.keys[group.last].startswith(name[-1])
        )

    def _form(self, at: int) -> Form | None:
        return self.forms[at] if 0 <= at < len(self.forms) else None

    def _group(self, at: int, form: Form) -> _Group:
        if self.keys[at] in keys_of("kk", "manner_mark") and (how := self._manner(at)):
            return how
        main, kind, of_present = at, form.kind, False
        entry, first = self._phrase(main, form.entry)
        while first == main and (before := self._form(main - 1)):
            can = before.kind == "present" and entry.base in words_of("kk", "can")
            helps = before.kind == "converb" and entry.base in _helpers()
            is_ = entry.base == "болу" and self.keys[main - 1] in keys_of("kk", "predicates") | keys_of("kk", "able")
            if not (can or helps or is_):
                break
            main, of_present = main - 1, of_present or can
            entry, first = self._phrase(main, before.entry)
        manner = kind == "converb" and entry.base in words_of("kk", "manner")
        return _Group(first, at, entry, kind, manner, of_present)

    def _phrase(self, at: int, entry: Entry) -> tuple[Entry, int]:
        """Give the meaning of a verb with the words before it, and where these begin."""
        for phrase in phrases().get(entry.base, ()):
            start = at - len(phrase.words)
            if start >= 0 and all(
                self.is_word(start + step)
                and (self.keys[start + step] == word or is_noun(self.keys[start + step], word))
                for step, word in enumerate(phrase.words)
            ):
                return phrase.entry, start
        for phrase in phrases().get(entry.base, ()):
            for place in range(at - 2, max(at - 2 - _GAP, -1), -1):
                if not self.is_word(place + 1) or self.forms[place + 1] is not None:
                    break
                if len(phrase.words) == 1 and is_noun(self.keys[place], phrase.words[0], "accusative"):
                    return phrase.entry, place
        return entry, at

    # --- what is an action ---

    def _use(self, index: int) -> _Use:
        group = self.groups[index]
        after = group.last + 1
        match group.kind:
            case "finite":
                return _Use(action=True)
            case "past" | "participle" | "attribute":
                return self._use_of_ending(index)
            case "converb":
                return self._use_of_converb(index)
            case "present":
                return _Use(action=group.of_present and (group.manner or self.uses[index + 1].action))
            case "of_whom":
                return _Use(action=not self.ends(after) and self.keys[after] in keys_of("kk", "modal"))
            case "noun":
                return self._use_of_noun(index)
            case _:
                return self._use_of_case(index)

    def _next(self, index: int) -> int | None:
        return index + 1 if index + 1 < len(self.groups) else None

    def _next_action(self, index: int) -> int | None:
        """Give the next group that is an action by itself or a light verb: attributes and objects are passed over."""
        for one in range(index + 1, len(self.groups)):
            if self.uses[one].action and (self.uses[one].governor is None or self.groups[one].is_in("light")):
                return one
        return None

    def _use_of_ending(self, index: int) -> _Use:
        """«меңгерген», «талдады»: an action at the end or before a conjunction, else an attribute."""
        after = self.groups[index].last + 1
        if self.ends(after) or self.keys[after] in keys_of("kk", "modal"):
            return _Use(action=True)
        following = self._next(index)
        if following is None:
            return _Use(action=False)
        then = self.groups[following]
        if then.first == after:
            return _Use(action=then.entry.base == "болу" and self.uses[following].action)
        alike = then.kind == self.groups[index].kind and self.uses[following].action
        return _Use(action=self.joins(after) and (alike or self.groups[index].is_in("holder")))

    def _use_of_converb(self, index: int) -> _Use:
        following = self._next(index)
        if following is None or self.joins(self.groups[index].last + 1):
            return _Use(action=True)
        return _Use(action=self.uses[following].action or self._next_action(index) is None)

    def _use_of_noun(self, index: int) -> _Use:
        """A verbal noun without case: what follows decides."""
        after = self.groups[index].last + 1
        if self.ends(after) or self.keys[after] in keys_of("kk", "modal"):
            return _Use(action=True)
        following = self._next(index)
        if self.joins(after):
            return self._use_of_joined(self.after_joints(after), following)
        place = after + 1 if noun_in(self.keys[after], "carrier") else after
        if following is not None and self.groups[following].first == place:
            light = self.groups[following].is_in("light") and not self.groups[following].is_in("light_accusative")
            if light and self.uses[following].action:
                return self._under(following)
        return self._use_under_skill(index, after)

    def _under(self, governor: int, *, inner: bool = False) -> _Use:
        """Make a group the object of another, or of what that one is an object of."""
        return _Use(action=True, governor=governor, inner=inner)

    def _use_of_joined(self, place: int, following: int | None) -> _Use:
        """«талдау және бағалау …»: as the next one; «талдау және мониторинг жүргізеді»: objects of one light verb."""
        if following is None:
            return _Use(action=self.ends(place))
        then = self.groups[following]
        if then.first != place:
            alike = (one for one in range(following, len(self.groups)) if self.uses[one].action)
            following = next(alike, following)
        if self.groups[following].kind in _NOMINAL and self.uses[following].action:
            return replace(self.uses[following])
        noun = next((end for end in (place, place + 1) if end < then.first and noun_at(self.keys, end, "nouns")), None)
        if noun is not None and noun + 1 == then.first and then.is_in("light") and self.uses[following].action:
            return self._under(following)
        return _Use(action=False)

    def _use_under_skill(self, index: int, after: int) -> _Use:
        """«талдау дағдыларын меңгерген», «талдау қабілеті»: the skill names the action, the holder adds nothing."""
        if not (noun_in(self.keys[after], "skill") or noun_in(self.keys[after], "method")):
            return _Use(action=False)
        skill, place = noun_in(self.keys[after], "skill"), after + 1
        while self.joins(place) and self.is_word(self.after_joints(place)):
            beyond = self.after_joints(place)
            if not (noun_in(self.keys[beyond], "skill") or noun_in(self.keys[beyond], "method")):
                break
            skill, place = skill or noun_in(self.keys[beyond], "skill"), beyond + 1
        governor = self._next_action(index)
        if governor is None or self.ends(place):
            return _Use(action=skill and self.ends(place))
        return (
            self._under(governor, inner=True)
            if self.groups[governor].is_in("holder" if skill else "master")
            else _Use(action=False)
        )

    def _use_of_case(self, index: int) -> _Use:
        """A verbal noun with a case ending is an action if its verb says nothing of its own."""
        group, following = self.groups[index], self._next(index)
        after = group.last + 1
        if following is None:
            return _Use(action=False)
        if self.joins(after) and self.groups[following].kind == group.kind:
            return replace(self.uses[following])
        governor = self._next_action(index)
        if governor is None:
            return _Use(action=False)
        then = self.groups[governor]
        near = then.first == after or (then.first <= after <= then.last)
        match group.kind:
            case "accusative":
                if then.is_in("light"):
                    return self._under(governor)
                inner = then.is_in("holder") or (near and then.is_in("know_how"))
            case "dative":
                inner = self.is_word(after) and self.keys[after] in keys_of("kk", "able")
            case "instrumental":
                inner = near and then.is_in("with_instrumental")
            case "ablative":
                return self._under(governor) if near and then.is_in("with_ablative") else _Use(action=False)
            case _:
                inner = False
        return self._under(governor, inner=True) if inner else _Use(action=False)

    # --- what is shown ---

    def found(self) -> list[_Group]:
        """Give the actions and manners of the sentence, in order."""
        shown: list[_Group] = []
        for index, use in enumerate(self.uses):
            if use.action and use.governor is None:
                shown += self._shown(index)
        return sorted(shown, key=lambda one: (one.first, one.last))

    def _shown(self, index: int, depth: int = 0) -> list[_Group]:
        """Give what a light verb or a holder stands for: its verbal nouns, nouns of action, the knowledge held; or itself."""
        group = self.groups[index]
        objects = self.objects.get(index, []) if depth < _DEPTH else []
        parts = [(part, self.uses[one].inner) for one in objects for part in self._shown(one, depth + 1)]
        if group.is_in("light"):
            nouns = self._nouns(index, "nouns", parts)
            parts = [one for one in parts if not any(noun.first <= one[0].last <= noun.last for noun in nouns)]
            parts += [(noun, False) for noun in nouns]
        if not parts and group.is_in("holder"):
            parts = [(noun, True) for noun in self._nouns(index, "held", [])]
        nearest = max((part.last for part, _ in parts), default=0)
        return [self._with(part, group, inner=inner, nearest=part.last == nearest) for part, inner in parts] or [group]

    def _with(self, part: _Group, whole: _Group, *, inner: bool, nearest: bool) -> _Group:
        """Give the object as it is shown: with its verb if that stands near."""
        near = nearest and whole.last - part.last <= _GAP
        base = part.entry.base if inner or not near else f"{part.entry.base} {whole.entry.base}"
        levels = part.entry.levels if inner else part.entry.levels or whole.entry.levels
        last = max(whole.last, part.last) if near else part.last
        return _Group(part.first, last, replace(part.entry, base=base, levels=levels), whole.kind, whole.manner)

    def _nouns(self, index: int, table: str, objects: list[tuple[_Group, bool]]) -> list[_Group]:
        """Find the nouns of action or of knowledge on the left, up to the next action: near ones, or ones in -ды/-ді."""
        group, found = self.groups[index], []
        taken = {place for part, _ in objects for place in range(part.first, part.last + 1)}
        place, near = group.first - 1, True
        if self.is_word(place) and noun_in(self.keys[place], "carrier"):
            place -= 1
        while place >= 0 and not self._is_border(place, taken):
            noun = noun_at(self.keys, place, table, "any" if near else "accusative") if self.is_word(place) else None
            if noun:
                found.append(_Group(place - len(noun.words) + 1, place, noun.entry, group.kind))
                place -= len(noun.words) - 1
            elif not (self.joins(place) or place in taken or noun_in(self.keys[place], "skill")):
                near = False
            place -= 1
        return found

    def _is_border(self, place: int, taken: set[int]) -> bool:
        """Whether a place belongs to another sentence or to another action."""
        if self.tokens[place].kind == "stop":
            return True
        return place not in taken and any(
            one.first <= place <= one.last and use.action for one, use in zip(self.groups, self.uses, strict=True)
        )


def _helpers() -> frozenset[str]:
    return frozenset(line.partition("=")[0] for line in words_of("kk", "helper"))
