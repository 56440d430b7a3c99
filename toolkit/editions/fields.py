"""Fields of a standard or card compared: by name, several of one name by how alike their values are."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from toolkit.decisions import word_difference
from toolkit.editions.matching import assign
from toolkit.editions.model import Change, Reason
from toolkit.editions.tokens import data
from toolkit.model import Card, Field
from toolkit.model.editions import ChangeKind, Grade, What
from toolkit.text import skeleton

LIKE = 0.5
"""Of several fields of one name those are taken for one that are at least so alike."""

Grading = Callable[[str, str], tuple[Grade, tuple[Reason, ...]]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A field as it is compared: its name, its number among those of this name, its value, its label as printed."""

    name: str
    number: int
    value: str
    label: str

    @staticmethod
    def of(values: Iterable[tuple[str, str, str]]) -> "tuple[Piece, ...]":
        """Number fields, given as name, value and label."""
        counts: dict[str, int] = {}
        made = []
        for name, value, label in values:
            counts[name] = counts.get(name, 0) + 1
            made.append(Piece(name, counts[name], value, label.strip(" :") or name))
        return tuple(made)

    @staticmethod
    def of_fields(fields: Iterable[Field]) -> "tuple[Piece, ...]":
        """Give the fields of a standard but its title, which is compared by itself."""
        return Piece.of((item.name, item.value, item.label) for item in fields if item.name != "title")

    @staticmethod
    def of_card(card: Card) -> "tuple[Piece, ...]":
        """Give the fields of a card, its related occupations and its requirements."""
        values = [(item.name, item.value, item.label) for item in card.fields]
        values += [("related", f"{item.level} {item.title}".strip(), "") for item in card.related]
        for asked in card.requirements:
            facts = (asked.title, asked.level, asked.category, asked.education, asked.experience)
            values.append(("requirement", " · ".join(fact for fact in facts if fact), ""))
        return Piece.of(values)


def field_changes(
    what: What, owner: tuple[str, str], old: Sequence[Piece], new: Sequence[Piece], grade: Grading
) -> Iterator[Change]:
    """Give the changes of fields, also of those in which nothing has changed.

    Parameters
    ----------
    what : str
        ``standard field`` or ``card field``.
    owner : (id, id)
        Whose fields they are.
    old, new : sequence of Piece
        The fields.
    grade : callable
        Grades the change of a text.
    """
    for name in dict.fromkeys(piece.name for piece in (*new, *old)):
        before, after = ([piece for piece in side if piece.name == name] for side in (old, new))
        pairs = _pairs(before, after)
        for one, other in pairs:
            yield _changed(what, owner, one, other, grade)
        for other in (piece for piece in after if piece not in [new_piece for _, new_piece in pairs]):
            yield _alone(what, "added", owner[1], other)
        for one in (piece for piece in before if piece not in [old_piece for old_piece, _ in pairs]):
            yield _alone(what, "removed", owner[0], one)


def _pairs(old: Sequence[Piece], new: Sequence[Piece]) -> list[tuple[Piece, Piece]]:
    if len(old) == len(new) == 1:
        return [(old[0], new[0])]
    scores: dict[tuple[str, str], float] = {}
    for one in old:
        for other in new:
            shapes = skeleton(one.value), skeleton(other.value)
            likeness = 2.0 if shapes[0] == shapes[1] else fuzz.ratio(*shapes) / 100.0
            if likeness >= LIKE:
                scores[str(one.number), str(other.number)] = likeness**3 - 1e-4 * abs(one.number - other.number)
    chosen = assign(scores, [str(one.number) for one in old], [str(other.number) for other in new])
    return [(old[int(one) - 1], new[int(other) - 1]) for one, other in chosen]


def _changed(what: What, owner: tuple[str, str], one: Piece, other: Piece, grading: Grading) -> Change:
    ids = (_id(owner[0], one),), (_id(owner[1], other),)
    texts = (one.value,), (other.value,)
    difference = word_difference(one.value, other.value)
    if one.value == other.value:
        return Change(what, "same", "cosmetic", 1.0, False, *ids, *texts, difference)
    grade, why = grading(one.value, other.value)
    lists = data()["fields"]
    kind: ChangeKind = "reworded"
    if grade == "substance" and one.name in lists["level"]:
        kind = "level changed"
    elif grade == "substance" and one.name in lists["code"]:
        kind = "code changed"
    elif one.name in lists["title"]:
        kind = "title changed"
    return Change(what, kind, grade, 1.0, False, *ids, *texts, difference, why)


def _alone(what: What, kind: ChangeKind, owner: str, piece: Piece) -> Change:
    ids, texts = (_id(owner, piece),), (piece.value,)
    why = (Reason("field-alone", (piece.label,)),)
    if kind == "removed":
        difference = word_difference(piece.value, "")
        return Change(what, kind, "substance", 1.0, False, ids, (), texts, (), difference, why)
    difference = word_difference("", piece.value)
    return Change(what, kind, "substance", 1.0, False, (), ids, (), texts, difference, why)


def _id(owner: str, piece: Piece) -> str:
    return f"{owner}:{piece.name}" if piece.number == 1 else f"{owner}:{piece.name}.{piece.number}"
