"""Reading what we put into ``extensions`` of a CASE package, with the mistrust that any file deserves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from toolkit.exchange.case_model import OURS, clean
from toolkit.exchange.notes import Note, pointer
from toolkit.model import Field, Related, Requirement, Span

_LARGEST = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Own:
    """Our part of the extensions of one thing; whatever is of a wrong type is noted and read as not there.

    Parameters
    ----------
    data : dict
        What stands under our name; empty for things of other systems.
    where : str
        JSON pointer of it.
    notes : list of Note
        Where what is wrong is told.
    """

    data: dict[str, Any]
    where: str
    notes: list[Note]

    def number(self, name: str, least: int) -> int | None:
        """Give a whole number of at least `least`."""
        value = self.data.get(name)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= _LARGEST:
            return value
        self._broken(name)
        return None

    def text(self, name: str) -> str:
        """Give a text; an empty one where there is none."""
        value = self.data.get(name, "")
        if isinstance(value, str):
            return clean(value)
        self._broken(name)
        return ""

    def texts(self, name: str) -> tuple[str, ...]:
        """Give several texts."""
        value = self.data.get(name, [])
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(clean(one) for one in value)
        self._broken(name)
        return ()

    def flag(self, name: str) -> bool | None:
        """Give yes, no or not said."""
        value = self.data.get(name)
        if value is None or isinstance(value, bool):
            return value
        self._broken(name)
        return None

    def span(self, otherwise: Span) -> Span:
        """Give the lines of the source."""
        value = self.data.get("lines")
        if value is None:
            return otherwise
        whole = isinstance(value, list) and [type(one) for one in value] == [int, int]
        if whole and 1 <= value[0] <= value[1] <= _LARGEST:
            return Span(value[0], value[1])
        self._broken("lines")
        return otherwise

    def rows(self, name: str) -> Iterator["Own"]:
        """Give a list of tables."""
        value = self.data.get(name, [])
        if not isinstance(value, list):
            self._broken(name)
            return
        for place, row in enumerate(value):
            where = self.where + pointer(name, place)
            if isinstance(row, dict):
                yield Own(row, where, self.notes)
            else:
                self.notes.append(Note("own-broken", (where,), (), "error"))

    def fields(self, otherwise: Span) -> tuple[Field, ...]:
        """Give the labelled fields."""
        return tuple(
            Field(row.text("name"), row.text("label"), row.text("value"), row.span(otherwise))
            for row in self.rows("fields")
        )

    def related(self, otherwise: Span) -> tuple[Related, ...]:
        """Give the related occupations."""
        return tuple(Related(row.text("level"), row.text("title"), row.span(otherwise)) for row in self.rows("related"))

    def requirements(self, otherwise: Span) -> tuple[Requirement, ...]:
        """Give the requirements by level and category."""
        return tuple(
            Requirement(
                row.text("title"),
                row.text("level"),
                row.text("category"),
                row.text("education"),
                row.text("experience"),
                row.span(otherwise),
            )
            for row in self.rows("requirements")
        )

    def _broken(self, name: str) -> None:
        self.notes.append(Note("own-broken", (self.where + pointer(name),), (), "error"))


def own_of(thing: dict[str, Any], where: str, notes: list[Note]) -> Own:
    """Give our part of the extensions of a document or item; an empty one for things of other systems."""
    extensions = thing.get("extensions")
    data = extensions.get(OURS) if isinstance(extensions, dict) else None
    place = where + pointer("extensions", OURS)
    if data is not None and not isinstance(data, dict):
        notes.append(Note("own-broken", (place,), (), "error"))
        data = None
    return Own(data or {}, place, notes)


@dataclass(slots=True)
class Numbers:
    """The numbers that brothers have; each has another one.

    Parameters
    ----------
    taken : set of int
        Numbers that are given.
    top : int
        The largest of them: what comes next is one more, without looking through all of them again.
    """

    taken: set[int] = field(default_factory=set)
    top: int = 0

    def give(self, wanted: int | None, own: Own) -> int:
        """Give the wanted number, else the next free one; that it had to change is noted."""
        number = self.top + 1 if wanted is None or wanted in self.taken else wanted
        if wanted is not None and number != wanted:
            own.notes.append(Note("renumbered", (own.where,), (("old", str(wanted)), ("new", str(number)))))
        self.taken.add(number)
        self.top = max(self.top, number)
        return number


def labelled(things: Iterable[tuple[str, object]], span: Span) -> tuple[Field, ...]:
    """Make labelled fields of properties of CASE: texts, and lists of texts joined by semicolons."""
    found = []
    for name, value in things:
        text = "; ".join(one for one in value if isinstance(one, str)) if isinstance(value, list) else value
        if isinstance(text, str) and clean(text):
            found.append(Field(name, name, clean(text), span))
    return tuple(found)
