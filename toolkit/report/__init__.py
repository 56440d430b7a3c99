"""The gap report as a plan of sheets, whole or short, and a text for the registry."""

from collections.abc import Callable, Iterable

from toolkit.analysis import Analysis
from toolkit.labels.reader import Reader
from toolkit.report.charts import charts_sheet
from toolkit.report.correspondence import correspondence_sheet
from toolkit.report.coverage import coverage_sheet
from toolkit.report.employer import employer_sheet
from toolkit.report.frame import Brief, Source, standing_of
from toolkit.report.functions import functions_sheet
from toolkit.report.gaps import gaps_sheet
from toolkit.report.levels import alignment_sheet, levels_sheet
from toolkit.report.listed import decisions_sheet, remarks_sheet, suggestions_sheet, warnings_sheet
from toolkit.report.matrix import matrix_sheet
from toolkit.report.method import method_sheet, provenance_sheet
from toolkit.report.modules import modules_sheet
from toolkit.report.passport import passport_sheet, passport_text
from toolkit.report.title import title_sheet
from toolkit.returns.remarks import Remark
from toolkit.sheets import Cell, Row, Sheet, Workbook, reference

__all__ = ["Brief", "Source", "gap_report", "passport_text"]

_PLANS: dict[str, Callable[[Brief], Sheet | None]] = {
    "gaps": gaps_sheet,
    "correspondence": correspondence_sheet,
    "matrix": matrix_sheet,
    "functions": functions_sheet,
    "coverage": coverage_sheet,
    "charts": charts_sheet,
    "modules": modules_sheet,
    "levels": levels_sheet,
    "alignment": alignment_sheet,
    "employer": employer_sheet,
    "suggestions": suggestions_sheet,
    "warnings": warnings_sheet,
    "decisions": decisions_sheet,
    "remarks": remarks_sheet,
    "passport": passport_sheet,
    "method": method_sheet,
    "provenance": provenance_sheet,
}
"""The sheets after the title page: name of the words of each → its plan."""

_SHORT = ("gaps", "correspondence", "functions", "charts", "employer", "warnings", "method", "provenance")
"""What the short form for one card holds."""


def gap_report(
    analysis: Analysis,
    lang: str,
    tool_version: str,
    *,
    sources: tuple[Source, ...] = (),
    versions: tuple[tuple[str, str], ...] = (),
    remarks: Iterable[Remark] = (),
    short: bool = False,
) -> Workbook:
    """Plan the gap report of an analysis.

    Parameters
    ----------
    analysis : Analysis
        What to report.
    lang : str
        Language of headings, words and warnings: kk, ru, en, or two side by side such as ``kk+ru``. Texts of the law stay
        as they are; those of the programme are in these languages where it has them.
    tool_version : str
        Printed on the title page and under provenance.
    sources : tuple of Source
        The files that the analysis was made from, with the hashes of their bytes.
    versions : tuple of (str, str)
        What else the figures depend on: programs and packages with their versions.
    remarks : iterable of Remark
        What employers and others remarked.
    short : bool
        Only what one card needs at a meeting: title page, gaps, correspondence, functions,
        charts, employer, warnings, method, provenance.

    Returns
    -------
    Workbook
        The same for the same arguments. Sheets that people fill in can be read back (`toolkit.returns`).

    Raises
    ------
    InputError
        The language is not known.
    """
    standing = standing_of(analysis.ledger)
    brief = Brief(analysis, Reader.of(lang), tool_version, sources, versions, tuple(remarks), standing)
    words = brief.reader.word
    made = [(key, plan(brief)) for key, plan in _PLANS.items() if not short or key in _SHORT]
    sheets = [(key, sheet) for key, sheet in made if sheet is not None]
    contents = [(sheet.name, brief.reader.sentence(f"contents-{key}")) for key, sheet in sheets]
    lists = _lists_sheet(brief)
    programme = analysis.programme
    return Workbook(
        title=f"{words('report-title')}: {brief.reader.names(programme.title)}",
        subject=programme.code,
        lang=" ".join(brief.reader.langs),
        created=analysis.as_of.isoformat(),
        sheets=(title_sheet(brief, contents), *(sheet for _, sheet in sheets), lists),
        names=_names(brief, sheets, lists),
        keywords=", ".join(item.standard.standard_id for item in analysis.compared),
    )


def _lists_sheet(brief: Brief) -> Sheet:
    """Plan the hidden sheet with the codes of the outcomes, from which drop-down lists choose."""
    rows: tuple[Row, ...] = tuple((Cell(code, "code"), Cell(brief.outcome(code))) for code in brief.outcomes) or ((),)
    return Sheet(brief.tab("sheet-lists"), (14.0, 80.0), rows, hidden=True)


def _names(brief: Brief, sheets: list[tuple[str, Sheet]], lists: Sheet) -> tuple[tuple[str, str], ...]:
    """Name the tables, so that formulas of others can point at them, and the list of outcomes."""
    found = [("curmap_outcomes", reference(lists.name, (1, 1, max(len(brief.outcomes), 1), 1)))]
    for key, sheet in sheets:
        if sheet.head_row:
            area = (sheet.head_row, 1, max(sheet.last_row or len(sheet.rows), sheet.head_row), len(sheet.widths))
            found.append((f"curmap_{key}", reference(sheet.name, area)))
    return tuple(found)
