"""The comparison of two editions as a workbook: counts, changes, matches to check."""

from collections.abc import Sequence

from toolkit.editions.model import Change, Edition, Grade
from toolkit.editions.words import difference_text, name_of, why
from toolkit.labels import word
from toolkit.model import Lang
from toolkit.sheets import Cell, Role, Row, Sheet, Workbook

_GRADE_ROLES: dict[Grade, Role] = {"cosmetic": "good", "wording": "fair", "substance": "poor"}
HEAD_ROW = 4
"""The row of the headings on the sheets with tables."""


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
    rows = _top(word("edition-doubtful", lang), 9, lang)
    heads = (
        word("edition-old-id", lang),
        word("edition-old-text", lang),
        word("edition-new-id", lang),
        word("edition-new-text", lang),
        word("edition-confidence", lang),
        word("edition-why", lang),
    )
    correction = Cell(word("edition-correction", lang), "head", 1, word("edition-correction-note", lang))
    rows.append((*_head(*heads), correction, *_head(word("edition-who", lang), word("edition-because", lang))))
    seen: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    for change in edition.doubtful:
        ids = change.old_ids, change.new_ids
        if ids in seen:
            continue
        seen.add(ids)
        rows.append(
            (
                Cell(_lines(change.old_ids), "code"),
                Cell(change.old_text),
                Cell(_lines(change.new_ids), "code"),
                Cell(change.new_text),
                Cell(change.confidence, "decimal"),
                Cell(why(change, lang)),
                *(Cell(None, "input") for _ in range(3)),
            )
        )
    widths = (26.0, 60.0, 26.0, 60.0, 12.0, 50.0, 26.0, 20.0, 30.0)
    return Sheet(word("edition-doubtful", lang), widths, tuple(rows), HEAD_ROW, frozen_columns=1, locked=True)
