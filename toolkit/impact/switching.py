"""After a change: which cards of the new edition a programme is compared with, and which step people have to take next. Pure."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from toolkit.editions import Edition
from toolkit.errors import DataError, InputError, Issue
from toolkit.impact.becoming import Editions
from toolkit.impact.model import Impact
from toolkit.model import Standard, Target

Step = Literal["register", "accept", "renaming", "look", "switch", "done"]
"""What is to be done next: enter the new edition into the register, accept what differs in dress, look at replacements of words,
look at the rest, name the new edition in `programme.toml`; or nothing."""


def switched_target(target: Target, edition: Edition, old: Standard, new: Standard) -> Target:
    """Give the entry of `[[compare]]` that names the new edition instead of the old one.

    Parameters
    ----------
    target : Target
        The entry that names the old edition; without cards all of them are meant, and are so afterwards.
    edition : Edition
        What `compare_editions` gave: it says which card has become which.
    old, new : Standard
        The editions.

    Returns
    -------
    Target
        The new standard with the numbers of the cards that the old ones have become, in their order; several of a card that
        was split, one of cards that were joined.

    Raises
    ------
    InputError
        Both editions have one identifier and cards have other numbers now: it cannot be seen which edition is meant.
    DataError
        A card is none of the old edition, has no counterpart, or one that a person should look at first; all are listed.
    """
    numbers = {card.number for card in old.cards}
    become = _become(edition, old, new)
    doubtful = {
        name for one in edition.changes if one.what == "card" and one.doubtful for name in (*one.old_ids, *one.new_ids)
    }
    issues = []
    for card in target.cards:
        name = f"{old.standard_id}/{card}"
        if card not in numbers:
            issues.append(Issue("unknown-card", name, "the old edition has no such card", "correct [[compare]] first"))
        elif not become.get(card):
            hint = "take the card out of [[compare]] if it is meant, or say what has become of it with --corrections"
            issues.append(Issue("no-counterpart", name, "the new edition has no card that this one has become", hint))
        elif name in doubtful:
            hint = "look at the sheet of matches to check: curmap diff … --format xlsx, then --corrections FILE --keep"
            issues.append(Issue("doubtful-card", name, "its counterpart is doubtful", hint))
    if issues:
        raise DataError("cards to compare with", issues)
    cards = tuple(dict.fromkeys(number for card in target.cards for number in become[card]))
    if old.standard_id == new.standard_id and cards != target.cards:
        shown = " → ".join(", ".join(map(str, one)) for one in (target.cards, cards))
        raise InputError(
            f"{old.standard_id}: both editions have this identifier, so it cannot be seen whether the cards named are those of "
            f"the old or of the new one; change them by hand if they are the old ones: {shown}"
        )
    return replace(target, standard_id=new.standard_id, cards=cards)


def _become(edition: Edition, old: Standard, new: Standard) -> dict[int, list[int]]:
    """Give the numbers of the cards that each old card has become, in the order of the new edition."""
    found: dict[int, list[int]] = {}
    for one, other in Editions.of(edition, old, new).card_pairs():
        if one and other:
            found.setdefault(_number(one), []).append(_number(other))
    return {card: sorted(news) for card, news in found.items()}


def _number(card_id: str) -> int:
    return int(card_id.rpartition("/")[2])


def next_step(impact: Impact, *, registered: bool) -> Step:
    """Say which step is due next.

    Parameters
    ----------
    impact : Impact
        The impact in its present state.
    registered : bool
        Whether the new edition stands in the library, so that decisions about it can be kept.

    Returns
    -------
    str
        The first of `Step` that is not done yet.
    """
    edition = impact.edition
    if not registered:
        return "register"
    if impact.bulk:
        return "accept"
    if impact.renamings:
        return "renaming"
    if any(row.needs_look or row.proposed for row in impact.rows):
        return "look"
    named = {target.standard_id for target in impact.programme.targets}
    return "switch" if edition.old_id != edition.new_id and edition.old_id in named else "done"


def cards_text(cards: Iterable[int]) -> str:
    """Give numbers of cards as they stand in `programme.toml`.

    Examples
    --------
    >>> cards_text((1, 3)), cards_text(())
    ('[1, 3]', '[]')
    """
    return f"[{', '.join(map(str, cards))}]"
