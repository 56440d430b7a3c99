"""One instruction of an amending order taken apart: what is done, to which act, where, with which words.

Every word of an instruction must be accounted for. What is left over makes the instruction «not understood»: a wrong
edition of a law is worse than none.
"""

import re
from dataclasses import dataclass

from toolkit.acts.amendments import OPERATIONS, RANKS, Operation, Place, Step
from toolkit.acts.references import ActRef, mentions
from toolkit.acts.wording import Quote, masked, numbers_in, patterns, quotes, wording
from toolkit.model import Lang
from toolkit.text import collapse, fold_look_alikes

_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_MARKS = "\x00\x01\x02"


@dataclass(frozen=True, slots=True)
class Clause:
    """What one instruction says.

    Parameters
    ----------
    operations : tuple of str
        The operations that it names; a clear instruction names one.
    acts : tuple of ActRef
        The acts that it names with date and number.
    changes : bool
        It says that changes are made to the act, and they follow.
    places : tuple of Place
        One place, or several of one kind («1, 2 және 3-тармақтар»).
    annexes : tuple of str or None
        Numbers of annexes of the amending act that hold the new text; None if it names none.
    pairs : tuple of (old, new, after)
        The words in quotation marks, by what they are for.
    everywhere, listed : bool
        It speaks of the whole text; of a list.
    left : tuple of str
        Words that nothing accounts for.
    """

    operations: tuple[Operation, ...]
    acts: tuple[ActRef, ...] = ()
    changes: bool = False
    places: tuple[Place, ...] = ()
    annexes: tuple[str, ...] | None = None
    pairs: tuple[tuple[str, str, str], ...] = ()
    everywhere: bool = False
    listed: bool = False
    left: tuple[str, ...] = ()


def clause_of(text: str, lang: Lang) -> Clause:
    """Take one instruction apart.

    Parameters
    ----------
    text : str
        One sentence without the number before it.
    lang : {"kk", "ru"}
        Its language.

    Examples
    --------
    >>> clause = clause_of("в пункте 3 слова «десять дней» заменить словами «пять дней»", "ru")
    >>> clause.operations, clause.places[0].steps, clause.pairs
    (('replace',), (Step(kind='item', name='3'),), (('десять дней', 'пять дней', ''),))
    """
    return _Reader(text, lang).clause()


class _Reader:
    """Blanks what it has understood; what is still there at the end was not understood."""

    def __init__(self, text: str, lang: Lang) -> None:
        self.lang = lang
        self.text = text
        folded = fold_look_alikes(text)
        named = mentions(text, lang)
        self.acts = tuple(item.act for item in named)
        for item in named:
            folded = f"{folded[: item.start]}{' ' * (item.end - item.start)}{folded[item.end :]}"
        self.quotes = quotes(folded)
        self.rest = masked(folded, self.quotes)
        self.unclear: list[str] = []

    def clause(self) -> Clause:
        operations = tuple(name for name in OPERATIONS if self.take(("operations", name)))
        annexes = self.own_annexes()
        changes = self.changes()
        everywhere = bool(self.take(("everywhere",)))
        listed = bool(self.take(("lists",)))
        steps = self.steps()
        pairs = self.pairs(operations)
        return Clause(operations, self.acts, changes, steps, annexes, pairs, everywhere, listed, self.left())

    def take(self, path: tuple[str, ...]) -> list[re.Match[str]]:
        """Find all hits of the patterns at a place of the wording, and blank them."""
        found: list[re.Match[str]] = []
        for pattern in patterns(self.lang, *path):
            for hit in pattern.finditer(self.rest):
                found.append(hit)
                self.blank(hit.start(), hit.end())
        return sorted(found, key=lambda hit: hit.start())

    def blank(self, start: int, end: int) -> None:
        self.rest = f"{self.rest[:start]}{' ' * (end - start)}{self.rest[end:]}"

    def own_annexes(self) -> tuple[str, ...] | None:
        hits = self.take(("own",))
        return tuple(number for hit in hits for number in (numbers_in(hit["list"] or "") or ("",))) if hits else None

    def changes(self) -> bool:
        """Kazakh says it in one phrase; Russian needs both its verb and its noun."""
        hits = [pattern.search(self.rest) for pattern in patterns(self.lang, "changes")]
        if not all(hits):
            return False
        self.take(("changes",))
        return True

    def steps(self) -> tuple[Place, ...]:
        found: list[tuple[int, str, tuple[str, ...], str]] = []
        for kind in RANKS:
            for hit in self.take(("places", kind)):
                printed = collapse(self.text[hit.start() : hit.end()])
                found.append((hit.start(), kind, self.names(hit), printed))
        # Two places of one kind, or two lists of numbers: nothing says what belongs to what.
        repeated = len({kind for _, kind, _, _ in found}) < len(found)
        if repeated or sum(len(names) > 1 for _, _, names, _ in found) > 1:
            self.unclear += [printed for *_, printed in found]
            return ()
        if not found:
            return ()
        said = " ".join(printed for *_, printed in sorted(found))
        found.sort(key=lambda item: RANKS[item[1]])
        many = next((names for _, _, names, _ in found if len(names) > 1), ("",))
        return tuple(
            Place(tuple(Step(kind, names[0] if len(names) == 1 else one) for _, kind, names, _ in found), said)
            for one in many
        )

    def names(self, hit: re.Match[str]) -> tuple[str, ...]:
        groups = hit.groupdict()
        if groups.get("quote"):
            return (self.quoted(hit.start("quote")).text,)
        if groups.get("ordinal"):
            stems: list[str] = wording(self.lang)["ordinals"]
            return (str(next(n for n, stem in enumerate(stems, 1) if groups["ordinal"].lower().startswith(stem))),)
        return numbers_in(groups.get("list") or "") or ("",)

    def quoted(self, start: int) -> Quote:
        quote = next(item for item in self.quotes if item.start == start)
        return Quote(quote.start, quote.end, collapse(self.text[quote.start + 1 : quote.end - 1]))

    def pairs(self, operations: tuple[Operation, ...]) -> tuple[tuple[str, str, str], ...]:
        """Sort the words in quotation marks by what they are for; without a clear pairing they stay unaccounted for."""
        kept = self.rest
        roles = self.roles()
        olds, news, after = ([text for role, text in roles if role == name] for name in ("old", "new", "after"))
        for hit in [*re.finditer("\x01\x00*\x02", self.rest)]:
            self.blank(hit.start(), hit.end())
        clear = len(operations) == 1 and all(role for role, _ in roles)
        if clear and operations == ("replace",) and olds and len(olds) == len(news) and not after:
            return tuple((old, new, "") for old, new in zip(olds, news, strict=True))
        if clear and operations in {("delete",), ("repeal",)} and olds and not news and not after:
            return tuple((old, "", "") for old in olds)
        if clear and operations == ("add",) and len(news) == 1 and not olds and len(after) <= 1:
            return (("", news[0], after[0] if after else ""),)
        if roles:
            self.rest = kept
        return ()

    def roles(self) -> list[tuple[str, str]]:
        """Give the role and text of every quotation that is left; one without a role has that of its neighbour."""
        behind = wording(self.lang)["words"]["side"] == "behind"
        found: list[tuple[str, str]] = []
        for quote in self.quotes:
            if self.rest[quote.start : quote.start + 1] != "\x01":
                continue
            role = ""
            for name in ("after", "new", "old"):
                pattern = patterns(self.lang, "words", name)[0]
                if behind:
                    hit = re.compile(rf"\s*(?:{pattern.pattern})", re.IGNORECASE).match(self.rest, quote.end)
                else:
                    hit = re.compile(rf"(?:{pattern.pattern})\s*\Z", re.IGNORECASE).search(self.rest[: quote.start])
                if hit:
                    role = name
                    self.blank(hit.start(), hit.end())
                    break
            found.append((role, self.quoted(quote.start).text))
        ordered = found[::-1] if behind else found
        filled: list[tuple[str, str]] = []
        for role, text in ordered:
            filled.append((role or (filled[-1][0] if filled else ""), text))
        return filled[::-1] if behind else filled

    def left(self) -> tuple[str, ...]:
        rest = re.sub("\x01\x00*\x02", lambda hit: self.text[hit.start() : hit.end()], self.rest)
        rest = re.sub(f"[{_MARKS}]", " ", rest)
        fillers = patterns(self.lang, "fillers")
        words = [word for word in _WORDS.findall(rest) if not any(one.fullmatch(word) for one in fillers)]
        return (*words, *self.unclear)
