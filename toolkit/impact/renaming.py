"""Names that took the place of others: decisions whose statements changed by one and the same replacement, looked at together."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from toolkit.editions.replacing import Replacement, explains, holds, keys_of, replacements
from toolkit.errors import InputError
from toolkit.impact.model import Impact, Renaming, Row
from toolkit.model import Lang, Statement

_LIGHT = frozenset(
    {"inflection", "synonym", "order", "joining", "definition", "written-out", "punctuation", "spelling"}
)
"""Reasons for a change of wording, or of dress."""

_MATCH = frozenset({"alike", "equal-text", "person", "renumbered"})
"""Reasons that say nothing of the text."""

_LEAST = 2
"""One statement is looked at by itself."""


def with_renamings(rows: Sequence[Row], news: Iterable[Statement], lang: Lang) -> tuple[Row, ...]:
    """Mark the rows whose statement changed by nothing but a name that took the place of another one.

    Parameters
    ----------
    rows : sequence of Row
        Everything that counts about the old edition.
    news : iterable of Statement
        The statements of the new edition.
    lang : {"kk", "ru", "en"}
        Language of the texts.

    Returns
    -------
    tuple of Row
        The rows in their order. A row is marked if a person would have to look at it, its statement has one counterpart
        that stands where it stood, nothing above it has changed in substance but by the same words, nothing is doubtful or
        disputed, the words are no numbers, negations or words that bind or bound, no act is another one now, and another
        statement changed in the same way. Where the replacement was graded as a change of substance, the old words must also be such as can
        be a name, and must stand nowhere in the new edition any more: else it is no renaming.
    """
    open_rows = [row for row in rows if _is_open(row)]
    found = replacements([(row.old.text, row.news[0].text) for row in open_rows], lang)
    texts = [row.text for row in news]
    wholly = {one: one.named and not any(holds(text, one.keys[0], lang) for text in texts) for one in found if one}
    fitting = {
        id(row): one
        for row, one in zip(open_rows, found, strict=True)
        if one and (row.grade != "substance" or wholly[one]) and _above(row, one, lang)
    }
    places: dict[Replacement, set[str]] = {}
    for row in open_rows:
        if one := fitting.get(id(row)):
            places.setdefault(one, set()).add(row.old.statement_id)
    return tuple(
        replace(row, replacement=one) if (one := fitting.get(id(row))) and len(places[one]) >= _LEAST else row
        for row in rows
    )


def _is_open(row: Row) -> bool:
    """Say whether nothing but the words of a statement needs a look."""
    if row.settled is not None or row.new is None or row.pile not in ("wording", "suspect"):
        return False
    if row.doubtful or row.rival or row.equal or row.disagreement or set(row.kinds) != {"reworded"}:
        return False
    codes = {reason.code for reason in row.why}
    return codes <= _LIGHT | _MATCH | {"replaced", "words-new", "words-gone"}


def _above(row: Row, words: Replacement, lang: Lang) -> bool:
    """Say whether nothing above a statement has changed in substance but titles, by the same words."""
    return all(one.kind == "title changed" and explains(words, one.old_text, one.new_text, lang) for one in row.context)


def renaming_named(impact: Impact, text: str) -> Renaming | None:
    """Find the renaming that a person names.

    Parameters
    ----------
    impact : Impact
        The impact on a programme.
    text : str
        ``OLD=>NEW``, in any case and with any endings.

    Returns
    -------
    Renaming or None
        None if no statements that are still open changed by this replacement alone.

    Raises
    ------
    InputError
        The text is not of that form.
    """
    old, arrow, new = text.partition("=>")
    lang = impact.edition.lang
    keys = keys_of(old, lang), keys_of(new, lang)
    if not (arrow and all(keys)):
        raise InputError(f"'{text}' is no replacement; write it as \"OLD=>NEW\"")
    return next((one for one in impact.renamings if one.replacement.keys == keys), None)
