"""The matrix functions x outcomes: counted once here for the sheet and for the chart."""

from dataclasses import dataclass

from toolkit.analysis import Analysis
from toolkit.labels import word
from toolkit.model import Kind, Lang, Share
from toolkit.report.title import share_text
from toolkit.sheets import Cell, Row, Sheet
from toolkit.style import grade

SHOWN: tuple[Kind, ...] = ("skill", "knowledge")
"""The kinds whose shares stand beside the matrix; personal competences belong to no function."""


@dataclass(frozen=True, slots=True)
class FunctionRow:
    """One labour function of the matrix.

    Parameters
    ----------
    key : str
        ``STANDARD/card.function``.
    card, function : str
        Titles with their numbers.
    links : dict of outcome id to tuple of statement id
        The statements of the function that each outcome covers, fully or in part; only confirmed decisions.
    """

    key: str
    card: str
    function: str
    links: dict[str, tuple[str, ...]]


def function_rows(analysis: Analysis) -> tuple[FunctionRow, ...]:
    """Give the rows of the matrix, in the order of the standards.

    Returns
    -------
    tuple of FunctionRow
        One a labour function of the chosen cards; personal competences belong to no function and are left out.
    """
    rows: dict[str, FunctionRow] = {}
    for row in analysis.result.statements:
        statement = row.statement
        if not statement.function_no:
            continue
        place = f"{statement.occupation_no}.{statement.function_no}"
        key = f"{statement.standard_id}/{place}"
        card = f"{statement.occupation_no}. {statement.occupation}"
        mine = rows.setdefault(key, FunctionRow(key, card, f"{place} {statement.function}", {})).links
        for outcome_id in row.outcomes:
            mine[outcome_id] = (*mine.get(outcome_id, ()), statement.statement_id)
    return tuple(rows.values())


def function_shares(analysis: Analysis) -> dict[tuple[str, Kind], Share]:
    """Give the share of every (function key, kind)."""
    return {(share.group, share.kind): share for share in analysis.result.shares if share.by == "function"}


def matrix_sheet(analysis: Analysis, lang: Lang) -> Sheet:
    """Plan the matrix with a colour scale; an empty cell means no confirmed match, which is not a zero."""
    outcomes = [outcome.outcome_id for outcome in analysis.programme.outcomes]
    functions = function_rows(analysis)
    shares = function_shares(analysis)
    heads = [word("card", lang), word("function", lang), *outcomes, word("function-total", lang)]
    heads += [word("skills-covered", lang), word("knowledge-covered", lang)]
    rows: list[Row] = [
        (Cell(word("matrix-title", lang), "subtitle", len(heads)),),
        (),
        tuple(Cell(head, "head") for head in heads),
    ]
    for function in functions:
        counts = [len(function.links.get(outcome, ())) for outcome in outcomes]
        rows.append(
            (
                Cell(function.card),
                Cell(function.function),
                *(Cell(count or None, "heat") for count in counts),
                Cell(sum(counts), "count"),
                *(_share_cell(shares.get((function.key, kind)), analysis, lang) for kind in SHOWN),
            )
        )
    totals = [sum(len(function.links.get(outcome, ())) for function in functions) for outcome in outcomes]
    label = Cell(word("by-total", lang), "label", 2)
    rows.append((label, *(Cell(total, "count") for total in (*totals, sum(totals))), Cell(None, "blank", 2)))
    rows.append(())
    texts = [f"{item.outcome_id}. {item.text.best(lang)}" for item in analysis.programme.outcomes]
    rows += [(Cell(text, "note", len(heads)),) for text in texts]
    last = 3 + len(functions)
    return Sheet(
        name=word("sheet-matrix", lang),
        widths=(24.0, 44.0, *(6.5 for _ in outcomes), 12.0, 17.0, 17.0),
        rows=tuple(rows),
        head_row=3,
        frozen_columns=2,
        heat=(4, 3, last, 2 + len(outcomes)) if functions and outcomes else None,
    )


def _share_cell(share: Share | None, analysis: Analysis, lang: Lang) -> Cell:
    if share is None:
        return Cell(word("grade-nothing", lang), "nothing")
    return Cell(share_text(share, lang), grade(share.share, analysis.settings))
