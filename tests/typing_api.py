"""The calls that notebooks and other people's code make; read by the type checker, never run."""

from datetime import date

import pandas as pd

from toolkit import Analysis, Settings, analyse, compare_with, fingerprint, gap_report, parse_text, statements_of
from toolkit.coverage import CoverageResult
from toolkit.io.project import Project, find_project
from toolkit.library import Library
from toolkit.model import Parsed, Programme, Statement
from toolkit.tables import STATEMENTS

project: Project = find_project()
library: Library = project.library()
programme: Programme = project.programme("college-statistics")
parsed: Parsed = parse_text("…", source="x.txt", act_id="X1")
rows: tuple[Statement, ...] = statements_of(parsed.standards[0])
frame: pd.DataFrame = STATEMENTS.frame(rows)
compared = compare_with(programme.targets, library.acts, library.parsed)
analysis: Analysis = analyse(programme, compared, project.decisions("x"), as_of=date(2026, 1, 1), settings=Settings())
result: CoverageResult = analysis.result
shares: pd.DataFrame = result.shares_table()
report = gap_report(analysis, "kk", "0")
print_of_text: str = fingerprint("Заң")
