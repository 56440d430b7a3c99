"""The comparison of two editions as a workbook: counts, changes, matches to check."""

from collections.abc import Sequence
from typing import Literal, get_args

from toolkit.editions.keys import MatchKey, encode, print_of
from toolkit.editions.model import Change, Edition
from toolkit.editions.words import difference_text, name_of, why
from toolkit.labels import word
from toolkit.model import Lang
from toolkit.model.editions import Grade
from toolkit.sheets import Cell, Choice, Role, Row, Sheet, Workbook

_GRADE_ROLES: dict[Grade, Role] = {"cosmetic": "good", "wording": "fair", "substance": "poor"}
HEAD_ROW = 4
"""The row of the headings on the sheets with tables."""

_SHOWN, _INPUTS = 4, 5
"""Columns that show a match to check, and those that a person fills in; what is behind them is for the screen."""

Answer = Literal["same", "none", "other"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)
"""What a person can say of a match: it is right; nothing of the new edition is the old thing; another thing is."""


def answer_words(answer: Answer, lang: Lang) -> str:
    """Give the words of an answer, as they stand in the list to choose from.

    Examples
    --------
    >>> [answer_words(one, "en") for one in ANSWERS]
    ['is the same', 'is not the same', 'another one']
    """
    return word(f"edition-answer-{answer}", lang)


def edition_workbook(edition: Edition, lang: Lang, created: str) -> Workbook:
    """Plan the workbook of a comparison.

    Parameters
    ----------
    edition : Edition
        What `compare_editions` gave.
    lang : {"kk", "ru", "en"}
        Language of headings, kinds and reasons.
    created : str
        ISO date for the document's properties.

    Returns
    -------
    Workbook
        A summary with counts; the changes, without what is the same, with the difference word by word; the doubtful
        matches with columns for what the person says who checks them.
    """
    return Workbook(
        title=word("edition-title", lang),
        subject=f"{edition.old_id} → {edition.new_id}",
        lang=lang,
        created=created,
        sheets=(_summary(edition, lang), _changes(edition, lang), _doubtful(edition, lang)),
    )


def _summary(edition: Edition, lang: Lang) -> Sheet:
    rows: list[Row] = [
        (Cell(word("edition-title", lang), "title", 4),),
        (Cell(word("edition-old", lang), "label"), Cell(f"{edition.old_id} {edition.old_title}".strip(), "text", 3)),
        (Cell(word("edition-new", lang), "label"), Cell(f"{edition.new_id} {edition.new_title}".strip(), "text", 3)),
        (),
        _head(
            word("edition-what", lang),
            word("edition-kind", lang),
            word("edition-grade", lang),
            word("edition-count", lang),
        ),
    ]
    head_row = len(rows)
    for (what, kind, grade), count in edition.counts().items():
        shown = "blank" if kind == "same" else _GRADE_ROLES[grade]
        rows.append(
            (
                Cell(name_of("what", what, lang)),
                Cell(name_of("kind", kind, lang)),
                Cell("" if kind == "same" else name_of("grade", grade, lang), shown),
                Cell(count, "count"),
            )
        )
    return Sheet(word("edition-summary", lang), (34.0, 28.0, 20.0, 12.0), tuple(rows), head_row, landscape=False)


def _head(*names: str) -> Row:
    return tuple(Cell(name, "head") for name in names)


def _top(heading: str, columns: int, lang: Lang) -> list[Row]:
    return [
        (Cell(heading, "subtitle", columns),),
        (Cell(word("edition-difference-note", lang), "note", columns),),
        (),
    ]


def _changes(edition: Edition, lang: Lang) -> Sheet:
    rows = _top(word("edition-changes", lang), 8, lang)
    rows.append(
        _head(
            word("edition-what", lang),
            word("edition-kind", lang),
            word("edition-grade", lang),
            word("edition-confidence", lang),
            word("edition-old-id", lang),
            word("edition-new-id", lang),
            word("edition-difference", lang),
            word("edition-why", lang),
        )
    )
    rows += [_row(change, lang) for change in edition.changed]
    widths = (18.0, 18.0, 16.0, 12.0, 26.0, 26.0, 80.0, 60.0)
    return Sheet(word("edition-changes", lang), widths, tuple(rows), HEAD_ROW, frozen_columns=3)


def _row(change: Change, lang: Lang) -> Row:
    return (
        Cell(name_of("what", change.what, lang)),
        Cell(name_of("kind", change.kind, lang)),
        Cell(name_of("grade", change.grade, lang), _GRADE_ROLES[change.grade]),
        Cell(change.confidence, "decimal"),
        *(Cell(_lines(ids), "code") for ids in (change.old_ids, change.new_ids)),
        Cell(difference_text(change.difference)),
        Cell(why(change, lang)),
    )


def _lines(ids: Sequence[str]) -> str:
    return "\n".join(ids)


def _doubtful(edition: Edition, lang: Lang) -> Sheet:
    """Plan the sheet that a person fills in; a hidden row names its columns, a hidden column says what each row is about."""
    columns = _columns(lang)
    shown = _SHOWN + _INPUTS
    rows: list[Row] = [
        (Cell(word("edition-doubtful", lang), "subtitle", shown),),
        (Cell(word("edition-fill-in", lang, file=f"{edition.old_id}--{edition.new_id}"), "note", shown),),
        tuple(Cell(machine or None, "code") for _, _, machine, _ in columns),
        tuple(Cell(head, "head", note=note) for head, _, _, note in columns),
    ]
    matches: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Change]] = {}
    for change in edition.doubtful:
        matches.setdefault((change.old_ids, change.new_ids), []).append(change)
    rows += [_doubtful_row(changes, edition, lang) for changes in matches.values()]
    answers = tuple(answer_words(one, lang) for one in ANSWERS)
    place = next(place for place, column in enumerate(columns, start=1) if column[2] == "curmap:decision")
    area = (HEAD_ROW + 1, place, max(len(rows), HEAD_ROW + 1), place)
    choice = Choice(area, values=answers, title=word("choose-from-list", lang), error=word("choose-advice", lang))
    return Sheet(
        word("edition-doubtful", lang),
        tuple(width for _, width, _, _ in columns),
        tuple(rows),
        HEAD_ROW,
        frozen_columns=1,
        choices=(choice,) if len(rows) > HEAD_ROW else (),
        hidden_rows=(HEAD_ROW - 1,),
        hidden_columns=(len(columns),),
        printed_columns=shown,
        tab="input",
    )


def _columns(lang: Lang) -> list[tuple[str, float, str, str]]:
    """Give heading, width, name for the program and note of each column of the sheet to fill in.

    The names are those of gap reports, so that the same code finds the table again: the answer is the decision, another
    identifier stands for the outcome.
    """
    return [
        (word("edition-old-id", lang), 23.0, "", ""),
        (word("edition-old-text", lang), 44.0, "", ""),
        (word("edition-new-id", lang), 23.0, "", ""),
        (word("edition-new-text", lang), 44.0, "", ""),
        (word("edition-answer", lang), 18.0, "curmap:decision", word("edition-answer-note", lang)),
        (word("edition-correction", lang), 20.0, "curmap:outcome", word("edition-correction-note", lang)),
        (word("edition-who", lang), 17.0, "curmap:name", ""),
        (word("edition-checked", lang), 12.0, "curmap:date", ""),
        (word("edition-because", lang), 22.0, "curmap:reason", ""),
        (word("edition-confidence", lang), 13.0, "", ""),
        (word("edition-why", lang), 60.0, "", ""),
        (word("edition-key", lang), 14.0, "curmap:key", ""),
    ]


def _doubtful_row(changes: Sequence[Change], edition: Edition, lang: Lang) -> Row:
    """Give the row of a match; of a card whose title is the same a change may show its levels instead, which prove nothing."""
    titled = [one for one in changes if one.kind not in ("level changed", "code changed")]
    change = next(iter(titled), changes[0])
    prints = (print_of(change.old_texts), print_of(change.new_texts)) if titled else ("", "")
    key = MatchKey(edition.old_id, edition.new_id, change.old_ids, change.new_ids, *prints)
    return (
        Cell(_lines(change.old_ids), "code"),
        Cell(change.old_text),
        Cell(_lines(change.new_ids), "code"),
        Cell(change.new_text),
        *(Cell(None, "input") for _ in range(_INPUTS)),
        Cell(change.confidence, "decimal"),
        Cell(why(change, lang)),
        Cell(encode(key), "code"),
    )
