"""Programmes of colleges and universities: their codes, their tables, and what does not add up in one."""

from toolkit.programmes.checks import HOURS_PER_CREDIT, integrity_issues, programme_warnings
from toolkit.programmes.codes import ProgrammeCode, implied_level, programme_code, tidy_code
from toolkit.programmes.levels import level_warnings, levels_of, levels_table
from toolkit.programmes.tables import (
    criteria_table,
    disciplines_table,
    in_matrix_order,
    marks_by_outcome,
    marks_table,
    outcomes_table,
)

__all__ = [
    "HOURS_PER_CREDIT",
    "ProgrammeCode",
    "criteria_table",
    "disciplines_table",
    "implied_level",
    "in_matrix_order",
    "integrity_issues",
    "level_warnings",
    "levels_of",
    "levels_table",
    "marks_by_outcome",
    "marks_table",
    "outcomes_table",
    "programme_code",
    "programme_warnings",
    "tidy_code",
]
