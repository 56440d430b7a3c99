"""Pages for the employer: what is not or only partly covered, one page a labour function, room for marks and a signature."""

from collections.abc import Iterable

from toolkit.model import Covered
from toolkit.report.frame import STATE_ROLE, Brief, numbered
from toolkit.report.layout import KEY, fitting, review_cells
from toolkit.sheets import Cell, Choice, Row, Sheet

_WIDTHS = (5.0, 50.0, 13.5, 11.0, 26.0, 17.0, 14.0)
_ALL = 6
_REVIEW = {"importance": "review-importance", "comment": "employer-remark", "name": "employer-name"}
_TOP = 4


def employer_sheet(brief: Brief) -> Sheet | None:
    """Plan the pages for the employer; None if nothing is missing.

    Returns
    -------
    Sheet
        Standing A4 pages: the question in plain words, then for each labour function (and for the personal competences of
        each card) a table of the statements that are not covered fully. The employer marks how important each is; the marks
        come back with `curmap report import` and raise or lower the priority of the gap.
    """
    pages = _pages(brief)
    if not pages:
        return None
    words = brief.reader.word
    title = brief.reader.names(brief.analysis.programme.title)
    heads = [words("number"), words("statement"), words("in-programme"), *(words(key) for key in _REVIEW.values())]
    rows: list[Row] = [
        (Cell(brief.reader.sentence("employer-title"), "subtitle", _ALL),),
        (Cell(brief.reader.sentence("employer-about", title=title), "note", _ALL),),
        tuple(Cell(name or None, "code") for name in ["", "", "", *(f"curmap:{name}" for name in _REVIEW), KEY]),
        tuple(Cell(head, "head") for head in [*heads, "key"]),
    ]
    breaks: list[int] = []
    choices: list[Choice] = []
    for card, function, mine in pages:
        if len(rows) > _TOP:
            breaks.append(len(rows))
        rows += [(Cell(card, "block", _ALL),), (Cell(function, "label", _ALL),)]
        first = len(rows) + 1
        rows += [_row(brief, place, row) for place, row in enumerate(mine, start=1)]
        error = words("choose-advice")
        choices.append(Choice((first, 4, len(rows), 4), ("1", "2", "3"), title=words("choose-from-list"), error=error))
        rows += [(), (Cell(words("signature-line"), "note", _ALL),)]
    return Sheet(
        name=brief.tab("sheet-employer"),
        widths=tuple(fitting(head, width) for head, width in zip([*heads, ""], _WIDTHS, strict=True)),
        rows=tuple(rows),
        head_row=_TOP,
        landscape=False,
        filtered=False,
        hidden_rows=(3,),
        hidden_columns=(len(_WIDTHS),),
        page_breaks=tuple(breaks),
        choices=tuple(choices),
        header=title,
        tab="input",
    )


def _pages(brief: Brief) -> list[tuple[str, str, list[Covered]]]:
    """Give card, function and what is missing in it, each function once, in the order of the standards."""
    found: dict[tuple[str, int, int], tuple[str, str, list[Covered]]] = {}
    for row in _lacking(brief.analysis.result.statements):
        one = row.statement
        key = (one.standard_id, one.occupation_no, one.function_no)
        card = numbered(one.occupation_no, one.occupation)
        function = numbered(one.function_no, one.function) or brief.reader.word("other-competences")
        found.setdefault(key, (card, function, []))[2].append(row)
    return list(found.values())


def _lacking(rows: Iterable[Covered]) -> Iterable[Covered]:
    return (row for row in rows if row.state not in ("full", "na"))


def _row(brief: Brief, place: int, row: Covered) -> Row:
    return (
        Cell(place, "count"),
        Cell(row.statement.text),
        Cell(brief.reader.word(f"present-{row.state}"), STATE_ROLE[row.state]),
        *review_cells(brief.key(row), len(_REVIEW), place=-1),
    )
