"""What has become of every statement of an old edition, seen from the decisions about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from toolkit.decisions import word_difference
from toolkit.editions import GRADES, Change, Edition, Grade
from toolkit.impact.model import Pile, Row
from toolkit.model import Decision, Standard, Statement, statements_of

_PARENTS = ("card", "function", "unit")


@dataclass(frozen=True, slots=True)
class Becoming:
    """What an old statement has become, without any decision."""

    pile: Pile
    news: tuple[Statement, ...]
    changes: tuple[Change, ...]
    equal: bool = False


@dataclass(slots=True)
class Editions:
    """Two editions with what is looked up in them.

    Parameters
    ----------
    edition : Edition
        What has changed.
    old, new : dict of id to Statement
        Their statements.
    """

    edition: Edition
    old: dict[str, Statement]
    new: dict[str, Statement]
    _changes: dict[str, list[Change]] = field(default_factory=dict)
    _above: dict[str, list[Change]] = field(default_factory=dict)
    _partners: dict[str, set[str]] = field(default_factory=dict)
    _by_text: dict[tuple[str, str], list[Statement]] = field(default_factory=dict)
    _cards: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, edition: Edition, old: Standard, new: Standard) -> "Editions":
        """Look everything up once."""
        before, after = ({row.statement_id: row for row in statements_of(one)} for one in (old, new))
        made = cls(edition, before, after)
        for change in edition.changes:
            for old_id in change.old_ids:
                if change.what == "statement":
                    made._changes.setdefault(old_id, []).append(change)
                elif change.what in _PARENTS:
                    made._above.setdefault(old_id, []).append(change)
                    made._partners.setdefault(old_id, set()).update(change.new_ids)
        made._cards = _card_pairs(edition, made)
        for old_id, new_id in made._cards:
            made._partners.setdefault(old_id, set()).update({new_id} - {""})
        for row in made.new.values():
            made._by_text.setdefault((row.kind, row.fingerprint), []).append(row)
        return made

    def becoming(self, old_id: str) -> Becoming:
        """Say what has become of a statement of the old edition."""
        changes = self.changes_of(old_id)
        if any(change.kind == "removed" for change in changes):
            return self._removed(self.old[old_id], changes)
        new_ids = dict.fromkeys(new_id for change in changes for new_id in change.new_ids)
        news = tuple(self.new[new_id] for new_id in new_ids)
        kinds = {change.kind for change in changes}
        if kinds & {"merged", "split"}:
            return Becoming("merged" if "merged" in kinds else "split", news, changes)
        same = self.old[old_id].fingerprint == news[0].fingerprint
        return Becoming(_pile(changes, same=same), news, changes)

    def _removed(self, row: Statement, changes: tuple[Change, ...]) -> Becoming:
        """Look for the same text at another place: what stood in several cards may stand in one of them now."""
        alike = self._by_text.get((row.kind, row.fingerprint), [])
        if not alike or any(reason.code == "person" for change in changes for reason in change.why):
            return Becoming("lost", (), changes)
        new, shared = max(((one, self._shared(row, one)) for one in alike), key=lambda found: found[1])
        # In another task or card the same words may ask for something else: a person looks.
        return Becoming("stands" if shared == len(_PARENTS) else "wording", (new,), changes, equal=True)

    def _shared(self, old: Statement, new: Statement) -> int:
        """Count how far down the places of two statements are the same: 0 another card, 3 the same task."""
        depth = 0
        for mine, theirs in zip(places_above(old), places_above(new), strict=True):
            both_above = mine == theirs == ""
            if not both_above and theirs not in self._partners.get(mine, ()):
                break
            depth += 1
        return depth

    def changes_of(self, old_id: str) -> tuple[Change, ...]:
        """Give the changes of a statement of the old edition."""
        return tuple(self._changes[old_id])

    def context(self, row: Statement) -> tuple[Change, ...]:
        """Give the changes of substance of the card, function and unit in which a statement stood."""
        above = (change for place in places_above(row) for change in self._above.get(place, ()))
        kinds = ("level changed", "title changed", "kind changed", "code changed")
        return tuple(change for change in above if change.grade == "substance" and change.kind in kinds)

    def card_pairs(self) -> list[tuple[str, str]]:
        """Give every pair of an old and a new card, and those that have no counterpart with an empty id."""
        return list(self._cards)


def places_above(row: Statement) -> tuple[str, str, str]:
    """Name card, function and unit of a statement as comparisons name them; empty where a level is missing."""
    card = f"{row.standard_id}/{row.occupation_no}"
    function = f"{card}.{row.function_no}" if row.function_no else ""
    unit = f"{function}.{row.unit_no}" if function and (row.unit_kind != "none" or row.unit) else ""
    return card, function, unit


def _pile(changes: Iterable[Change], *, same: bool) -> Pile:
    rows = tuple(changes)
    grade = heaviest_of(rows)
    if grade == "substance":
        return "suspect"
    if grade == "wording" or any(change.doubtful for change in rows):
        return "wording"
    return "stands" if same else "carries"


def heaviest_of(changes: Iterable[Change]) -> Grade:
    """Give the heaviest grade of some changes, cosmetic of none."""
    return max((change.grade for change in changes), key=GRADES.index, default="cosmetic")


def row_of(
    decision: Decision,
    editions: Editions,
    about: Iterable[Decision],
    disagreement: tuple[Decision, ...],
    settled: Mapping[tuple[str, str], Decision],
) -> Row:
    """Say what becomes of one decision.

    Parameters
    ----------
    decision : Decision
        A decision that counts about the old edition.
    editions : Editions
        The two editions.
    about : iterable of Decision
        Everything that was said about its pair.
    disagreement : tuple of Decision
        The open disagreement about its pair, if there is one.
    settled : mapping of pair to Decision
        What was said last about pairs of the new edition.
    """
    old = editions.old[decision.statement_id]
    found = editions.becoming(old.statement_id)
    text = " ".join(row.text for row in found.news)
    equal = found.equal
    done = [settled.get((decision.outcome_id, row.statement_id)) for row in found.news]
    return Row(
        decision=decision,
        pile=found.pile,
        old=old,
        news=found.news,
        kinds=tuple(dict.fromkeys(change.kind for change in found.changes)),
        grade="cosmetic" if equal and found.pile == "stands" else "wording" if equal else heaviest_of(found.changes),
        confidence=1.0 if equal else min(change.confidence for change in found.changes),
        doubtful=any(change.doubtful for change in found.changes),
        difference=word_difference(old.text, text),
        why=tuple(dict.fromkeys(reason for change in found.changes for reason in change.why)) if not equal else (),
        equal=equal,
        context=editions.context(old),
        history=tuple(row for row in about if row is not decision),
        disagreement=disagreement,
        settled=done[-1] if done and all(done) else None,
    )


def with_rivals(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Mark decisions of one outcome with different verdicts that come to one new statement: a person has to choose.

    The statement that has its own counterpart keeps its pile; what comes from elsewhere must be looked at.
    """
    found = tuple(rows)
    verdicts: dict[tuple[str, str], set[str]] = {}
    owned: set[tuple[str, str]] = set()
    for row in found:
        if row.new is not None and row.proposed:
            key = (row.decision.outcome_id, row.new.statement_id)
            verdicts.setdefault(key, set()).add(row.decision.verdict)
            owned |= {key} if not row.equal else set()

    def judged(row: Row) -> Row:
        if row.new is None or not row.proposed:
            return row
        key = (row.decision.outcome_id, row.new.statement_id)
        if len(verdicts[key]) < 2 or (key in owned and not row.equal):
            return row
        return replace(row, pile="wording", rival=True)

    return tuple(judged(row) for row in found)


def _card_pairs(edition: Edition, editions: Editions) -> tuple[tuple[str, str], ...]:
    """Pair the cards of two editions, in the order of the new one; one without a counterpart has an empty id beside it."""
    found: dict[tuple[str, str], None] = {}
    for change in edition.changes:
        if change.what == "card":
            pairs = [(old_id, new_id) for old_id in change.old_ids or ("",) for new_id in change.new_ids or ("",)]
            found |= dict.fromkeys(pairs)
    order = dict.fromkeys(places_above(row)[0] for row in editions.new.values())
    places = {card: place for place, card in enumerate(["", *order])}
    return tuple(sorted(found, key=lambda pair: (pair[1] == "", places.get(pair[1], len(places)), pair[0])))
