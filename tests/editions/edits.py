"""Edited twins: a standard taken apart, edited as orders of amendment do, put together again, with what must be found.

A `Draft` knows for every thing from which old ones it comes. `Draft.standard` numbers everything anew; `Draft.expected` says
what has changed, from the edits alone.
"""

from dataclasses import dataclass, field, replace

from toolkit.model import KIND_LETTER, Item, Span, Standard, Unit


@dataclass
class Thing:
    """A card, function, unit or item: what it was made of, the old ids it comes from, what was done to it."""

    made: object
    olds: tuple[str, ...]
    below: list["Thing"] = field(default_factory=list)
    done: set[str] = field(default_factory=set)
    new_id: str = ""


class Draft:
    """A standard that can be edited."""

    def __init__(self, standard: Standard) -> None:
        self.source = standard
        self.cards = []
        self.removed = []
        self.things = {}
        name = standard.standard_id
        for card in standard.cards:
            at_card = self._thing(card, f"{name}/{card.number}")
            for function in card.functions:
                at_function = self._thing(function, f"{at_card.olds[0]}.{function.number}")
                at_card.below.append(at_function)
                for unit in function.units:
                    at_unit = self._thing(unit, f"{at_function.olds[0]}.{unit.number}")
                    at_function.below.append(at_unit)
                    at_unit.below += [self._item(at_unit.olds[0], item) for item in unit.items]
            at_card.competences = [self._item(f"{at_card.olds[0]}.0.0", item) for item in card.competences]
            self.cards.append(at_card)

    def _thing(self, made, old_id) -> Thing:
        self.things[old_id] = thing = Thing(made, (old_id,))
        return thing

    def _item(self, place, item) -> Thing:
        return self._thing(item, f"{place}/{KIND_LETTER[item.kind]}{item.number}")

    def find(self, place) -> Thing:
        """Give what stands at a place of the old edition, such as 1.1.1/S2 or 2.1."""
        return self.things[f"{self.source.standard_id}/{place}"]

    def holder(self, thing) -> list[Thing]:
        """Give the list in which a thing stands."""
        lists = [self.cards]
        while lists:
            found = lists.pop()
            if any(one is thing for one in found):
                return found
            for one in found:
                lists += [one.below, *([one.competences] if hasattr(one, "competences") else [])]
        raise LookupError(thing.olds)

    # --- edits ----------------------------------------------------------------------------------------------------

    def reword(self, place, text) -> None:
        """Give a statement another text."""
        thing = self.find(place)
        thing.made = replace(thing.made, text=text)
        thing.done.add("reworded")

    def retitle(self, place, title) -> None:
        """Give a card, function or unit another title."""
        thing = self.find(place)
        thing.made = replace(thing.made, title=title)
        thing.done.add("title changed")

    def move(self, place, to, at=None) -> None:
        """Put a thing into another list, or at another place of its own one (`to` empty)."""
        thing = self.find(place)
        holder = self.holder(thing)
        holder[:] = [one for one in holder if one is not thing]
        target = self.find(to).below if to else holder
        target.insert(len(target) if at is None else at, thing)
        thing.done.add("moved")

    def drop(self, place) -> None:
        """Take a thing out with all that stands below it."""
        thing = self.find(place)
        holder = self.holder(thing)
        holder[:] = [one for one in holder if one is not thing]
        waiting = [thing]
        while waiting:
            one = waiting.pop()
            self.removed.append(one.olds[0])
            waiting += one.below

    def merge(self, first, second, text) -> None:
        """Make one statement of two, at the place of the first."""
        one, other = self.find(first), self.find(second)
        holder = self.holder(other)
        holder[:] = [item for item in holder if item is not other]
        one.made = replace(one.made, text=text)
        one.olds = (*one.olds, *other.olds)

    def split(self, place, *texts) -> None:
        """Make several statements of one."""
        thing = self.find(place)
        holder = self.holder(thing)
        at = next(number for number, one in enumerate(holder) if one is thing)
        holder[at : at + 1] = [Thing(replace(thing.made, text=text), thing.olds) for text in texts]

    def add(self, to, kind, text, at=None) -> None:
        """Put a new statement into a task."""
        below = self.find(to).below
        below.insert(len(below) if at is None else at, Thing(Item(kind, 1, "1", text, Span(1, 1)), ()))

    def add_function(self, to, at, title, unit, *texts) -> None:
        """Insert a function with one task and its skills."""
        function = replace(self.find(f"{to}.1").made, title=title)
        items = [Thing(Item("skill", 1, "1", text, Span(1, 1)), ()) for text in texts]
        made = Unit(1, "task", unit, Span(1, 1))
        self.find(to).below.insert(at, Thing(function, (), [Thing(made, (), items)]))

    def set_levels(self, place, *levels) -> None:
        """Give a card other levels."""
        thing = self.find(place)
        thing.made = replace(thing.made, levels=levels)
        thing.done.add("level changed")

    def set_code(self, place, code) -> None:
        """Give a card another code."""
        thing = self.find(place)
        fields = tuple(replace(one, value=code) if one.name == "code" else one for one in thing.made.fields)
        thing.made = replace(thing.made, fields=fields)
        thing.done.add("code changed")

    # --- the twin and what must be found ----------------------------------------------------------------------------

    def standard(self) -> Standard:
        """Number everything anew and put the standard together."""
        name = self.source.standard_id
        cards = []
        for number, card in enumerate(self.cards, start=1):
            card.new_id = f"{name}/{number}"
            functions = []
            for f_number, function in enumerate(card.below, start=1):
                function.new_id = f"{card.new_id}.{f_number}"
                units = []
                for u_number, unit in enumerate(function.below, start=1):
                    unit.new_id = f"{function.new_id}.{u_number}"
                    units.append(replace(unit.made, number=u_number, items=_numbered(unit.new_id, unit.below)))
                functions.append(replace(function.made, number=f_number, units=tuple(units)))
            competences = _numbered(f"{card.new_id}.0.0", card.competences)
            cards.append(replace(card.made, number=number, functions=tuple(functions), competences=competences))
        return replace(self.source, cards=tuple(cards))

    def expected(self):
        """Give what has changed: a set of (kind, old ids, new ids); call `standard` first."""
        found = {("removed", (old_id,), ()) for old_id in self.removed}
        waiting = list(self.cards)
        parts = {}
        while waiting:
            thing = waiting.pop()
            waiting += [*thing.below, *getattr(thing, "competences", ())]
            parts.setdefault(thing.olds, []).append(thing)
        for olds, things in parts.items():
            if not olds:
                found |= {("added", (), (thing.new_id,)) for thing in things}
            elif len(olds) > 1:
                found.add(("merged", olds, (things[0].new_id,)))
            elif len(things) > 1:
                found.add(("split", olds, tuple(sorted(thing.new_id for thing in things))))
            else:
                found |= {(kind, olds, (things[0].new_id,)) for kind in things[0].done}
        return found

    def pairs(self):
        """Give every pair of an old and a new statement that belong together."""
        waiting, found = list(self.cards), set()
        while waiting:
            thing = waiting.pop()
            waiting += [*thing.below, *getattr(thing, "competences", ())]
            if isinstance(thing.made, Item):
                found |= {(old_id, thing.new_id) for old_id in thing.olds}
        return found


def _numbered(place, things):
    """Number items, each kind by itself; skills, knowledge, competences, as a card prints them."""
    made = []
    for kind, letter in KIND_LETTER.items():
        for number, thing in enumerate([one for one in things if one.made.kind == kind], start=1):
            thing.new_id = f"{place}/{letter}{number}"
            made.append(replace(thing.made, number=number, printed_number=str(number)))
    return tuple(made)
