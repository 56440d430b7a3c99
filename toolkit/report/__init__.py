"""The gap report as a plan of sheets: title page, coverage, gaps, matrix, traceability, suggestions."""

from toolkit.analysis import Analysis
from toolkit.labels import word
from toolkit.model import Lang
from toolkit.report.matrix import matrix_sheet
from toolkit.report.tables import coverage_sheet, gaps_sheet, suggestions_sheet, trace_sheet
from toolkit.report.title import title_sheet
from toolkit.sheets import Workbook

__all__ = ["gap_report"]


def gap_report(analysis: Analysis, lang: Lang, tool_version: str) -> Workbook:
    """Plan the gap report of an analysis.

    Parameters
    ----------
    analysis : Analysis
        What to report.
    lang : {"kk", "ru", "en"}
        Language of headings, words and warnings; texts of the law and the programme stay as they are, the programme's
        in this language where it has one.
    tool_version : str
        Printed on the title page.

    Returns
    -------
    Workbook
        Six sheets, the same for the same arguments.
    """
    programme = analysis.programme
    return Workbook(
        title=f"{word('report-title', lang)}: {programme.title.best(lang)}",
        subject=programme.code,
        lang=lang,
        created=analysis.as_of.isoformat(),
        sheets=(
            title_sheet(analysis, lang, tool_version),
            coverage_sheet(analysis, lang),
            gaps_sheet(analysis, lang),
            matrix_sheet(analysis, lang),
            trace_sheet(analysis, lang),
            suggestions_sheet(analysis, lang),
        ),
    )
