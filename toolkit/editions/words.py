"""Changes in words that people read: kinds, grades, reasons, differences; rows of the table; lines for a terminal."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from toolkit.editions.model import Change, Correction, Edition, Part, Reason
from toolkit.labels import word, words
from toolkit.model import Lang
from toolkit.tables.editions import EDITION_CHANGES

CORRECTION_COLUMNS = ("old_id", "new_id", "who", "when", "why")
"""Columns of a file of corrections."""

_TRANSLATED = frozenset({"other-kind", "field-alone"})
"""Reasons whose blanks are kinds of things, not words of the text."""


def name_of(group: str, value: str, lang: Lang) -> str:
    """Give the word for a value of a change.

    Parameters
    ----------
    group : {"what", "kind", "grade", "type"}
        What it is a value of.
    value : str
        Such as ``title changed``; one without a word is given as it is.
    lang : {"kk", "ru", "en"}
        Language of the reader.

    Examples
    --------
    >>> name_of("kind", "title changed", "kk")
    'атауы өзгерген'
    """
    key = f"{group}-{value.replace(' ', '-')}"
    return word(f"edition-{key}", lang) if f"edition-{key}" in words() else value


def reason_text(reason: Reason, lang: Lang) -> str:
    """Give the sentence of a reason.

    Examples
    --------
    >>> reason_text(Reason("numbers", ("3", "5")), "kk")
    'сандар өзгерген: 3 → 5'
    """
    values = reason.params
    if reason.code in _TRANSLATED:
        values = tuple(name_of("type", value, lang) if value else "–" for value in values)
    return word(f"edition-why-{reason.code}", lang, **dict(zip("abc", values, strict=False)))


def why(change: Change, lang: Lang) -> str:
    """Give the reasons of a change in one line."""
    return "; ".join(reason_text(reason, lang).rstrip(". ") for reason in change.why)


def difference_text(parts: Iterable[Part]) -> str:
    """Write a word difference in plain text.

    Examples
    --------
    >>> difference_text((("same", "деректерді"), ("gone", "жинау"), ("new", "өңдеу")))
    'деректерді [-жинау-] {+өңдеу+}'
    """
    marks = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return " ".join(marks[kind].format(text) for kind, text in parts)


def changes_table(edition: Edition, lang: Lang) -> pd.DataFrame:
    """Give table EDITION_CHANGES: every change, also what is the same.

    Parameters
    ----------
    edition : Edition
        What `compare_editions` gave.
    lang : {"kk", "ru", "en"}
        Language of the reasons.
    """
    return EDITION_CHANGES.frame_of(
        (
            number,
            change.what,
            change.kind,
            change.grade,
            change.confidence,
            change.doubtful,
            ";".join(change.old_ids),
            ";".join(change.new_ids),
            change.old_text,
            change.new_text,
            difference_text(change.difference),
            why(change, lang),
        )
        for number, change in enumerate(edition.changes, start=1)
    )


def as_data(edition: Edition, lang: Lang) -> dict[str, object]:
    """Give everything of a comparison as plain data, in a stable order: what the JSON of `curmap diff` holds."""
    return {
        "old": {"standard_id": edition.old_id, "title": edition.old_title},
        "new": {"standard_id": edition.new_id, "title": edition.new_title},
        "lang": edition.lang,
        "counts": [
            {"what": what, "kind": kind, "grade": grade, "count": count}
            for (what, kind, grade), count in edition.counts().items()
        ],
        "changes": [
            {
                "what": change.what,
                "kind": change.kind,
                "grade": change.grade,
                "confidence": change.confidence,
                "doubtful": change.doubtful,
                "old_ids": list(change.old_ids),
                "new_ids": list(change.new_ids),
                "old_texts": list(change.old_texts),
                "new_texts": list(change.new_texts),
                "difference": [list(part) for part in change.difference],
                "why": [
                    {"code": reason.code, "params": list(reason.params), "text": reason_text(reason, lang)}
                    for reason in change.why
                ],
            }
            for change in edition.changes
        ],
        "statement_order": list(edition.statement_order),
        "corrections": [
            {"old_id": row.old_id, "new_id": row.new_id, "who": row.who, "when": row.when.isoformat(), "why": row.why}
            for row in edition.corrections
        ],
    }


def lines_of(edition: Edition, lang: Lang) -> Iterator[str]:
    """Give a comparison as lines for a terminal: what was compared, counts, then every change but what is the same."""
    yield word("edition-title", lang)
    for key, standard_id, title in (
        (word("edition-old", lang), edition.old_id, edition.old_title),
        (word("edition-new", lang), edition.new_id, edition.new_title),
    ):
        yield f"  {key}: {standard_id} {title}".rstrip()
    yield ""
    for (what, kind, grade), count in edition.counts().items():
        names = name_of("what", what, lang), name_of("kind", kind, lang), name_of("grade", grade, lang)
        yield (
            f"  {count:>5}  {names[0]}: {names[1]} ({names[2]})"
            if kind != "same"
            else f"  {count:>5}  {names[0]}: {names[1]}"
        )
    yield ""
    if not edition.changed:
        yield word("edition-nothing", lang)
    for change in edition.changed:
        yield from _lines_of(change, lang)


def _lines_of(change: Change, lang: Lang) -> Iterator[str]:
    ids = " → ".join(";".join(names) or "–" for names in (change.old_ids, change.new_ids))
    names = name_of("what", change.what, lang), name_of("kind", change.kind, lang), name_of("grade", change.grade, lang)
    check = f", {word('edition-to-check', lang)}" if change.doubtful else ""
    yield f"{names[0]}: {names[1]} ({names[2]}; {change.confidence:.2f}{check})  {ids}"
    yield f"    {difference_text(change.difference)}"
    if change.why:
        yield f"    {why(change, lang)}"


def correction_of(row: Mapping[str, str]) -> Correction:
    """Make a correction of a row of text; what is missing or no date is a `ValueError`.

    Examples
    --------
    >>> correction_of({"old_id": "X/1.1.1/S1", "new_id": "-", "who": "Асан", "when": "2026-11-21", "why": "алынған"}).new_id
    ''
    """
    if not row["who"]:
        raise ValueError("who is empty; write who has decided")
    try:
        when = dt.date.fromisoformat(row["when"])
    except ValueError:
        raise ValueError(f"when '{row['when']}' is no date; write it as 2026-11-21") from None
    old_id, new_id = (row[name].strip("-–— ") for name in ("old_id", "new_id"))
    if not (old_id or new_id):
        raise ValueError("neither old_id nor new_id is given")
    return Correction(old_id, new_id, row["who"], when, row["why"])
