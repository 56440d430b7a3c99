"""A workbook as a frozen description: sheets, cells and what each is for. Nothing here writes a file."""

from toolkit.sheets.heights import wrapped_lines
from toolkit.sheets.names import Area, letters, reference, shortened, tab_names, units
from toolkit.sheets.plan import (
    ROLES,
    Cell,
    Chart,
    Choice,
    Grading,
    Pattern,
    Role,
    Row,
    Series,
    Sheet,
    Value,
    Workbook,
)

__all__ = [
    "ROLES",
    "Area",
    "Cell",
    "Chart",
    "Choice",
    "Grading",
    "Pattern",
    "Role",
    "Row",
    "Series",
    "Sheet",
    "Value",
    "Workbook",
    "letters",
    "reference",
    "shortened",
    "tab_names",
    "units",
    "wrapped_lines",
]
