"""The tables of an analysis that people ask for by name: shares by any group, gaps with their texts."""

from dataclasses import dataclass

import pandas as pd

from toolkit.analysis import Analysis
from toolkit.coverage import CoverageResult, contributions
from toolkit.model import Contribution, Kind, Lang, Share
from toolkit.tables import CONTRIBUTIONS, GAPS, SHARES

SHOWN: tuple[Kind, ...] = ("skill", "knowledge")
"""The kinds whose shares stand beside the matrix; personal competences belong to no function."""


def coverage_table(analysis: Analysis, by: str, lang: Lang) -> pd.DataFrame:
    """Give the shares of one grouping.

    Parameters
    ----------
    analysis : Analysis
        The analysis.
    by : str
        ``discipline`` or ``module`` give table CONTRIBUTIONS. All others give table SHARES: ``total``, ``standard``,
        ``card``, ``function``, ``unit``, ``level``, ``standard-level``, and ``kind``, which is the total with the kind
        as its group.
    lang : {"kk", "ru", "en"}
        Language of the titles of disciplines.

    Returns
    -------
    DataFrame
        One row a group and kind, in the order of the standard or of the programme. Level descriptors of frameworks
        stand under ``standard``, ``level``, ``standard-level``, ``kind`` and ``total`` only where no standard is
        compared: they are never added to the statements of cards.
    """
    if by in ("discipline", "module"):
        return CONTRIBUTIONS.frame_of(_plain(row) for row in contributions_of(analysis, lang) if row.by == by)
    shares = [share for result in _counted(analysis) for share in result.shares]
    frame = SHARES.frame(share for share in shares if share.by == ("total" if by == "kind" else by))
    if by == "kind":
        frame["by"], frame["group"] = "kind", frame["kind"]
    return frame


def _plain(row: Contribution) -> list[object]:
    """Give a contribution as a row of its table."""
    values = {name: getattr(row, name) for name in CONTRIBUTIONS.names}
    return list((values | {"outcomes": ";".join(row.outcomes)}).values())


def contributions_of(analysis: Analysis, lang: Lang) -> tuple[Contribution, ...]:
    """Say what every discipline and module gives to the statements of cards; without any, to the descriptors claimed."""
    rows = [row for result in _counted(analysis) for row in result.statements]
    return contributions(rows, analysis.programme, analysis.teaching, analysis.settings, lang)


def _counted(analysis: Analysis) -> list[CoverageResult]:
    """Give what is counted: the cards, or the descriptors of the claimed level where no standard is compared."""
    return [analysis.result] if analysis.compared else [one.claimed for one in analysis.alignments]


def gaps_table(analysis: Analysis) -> pd.DataFrame:
    """Give table GAPS: every gap with the place and the text of its statement, most urgent first."""
    covered = {row.statement.statement_id: row for row in analysis.covered}
    rows = []
    for gap in analysis.gaps:
        row = covered[gap.statement_id]
        one = row.statement
        rows.append(
            (
                *(gap.statement_id, gap.state, gap.points, gap.priority, ";".join(gap.reasons), gap.importance),
                *(one.standard_id, one.occupation_no, one.occupation, one.sqf_levels, one.function_no, one.function),
                *(one.unit_no, one.unit, one.kind, one.text, row.mandatory, ";".join(row.outcomes)),
            )
        )
    return GAPS.frame_of(rows)


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
