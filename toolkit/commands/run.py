"""`curmap run`: the main job for one programme, results in `exports/`."""

import argparse
import sys
from pathlib import Path

from toolkit import job
from toolkit.auditing import record
from toolkit.checks import weight
from toolkit.commands.common import day_of, shown_path
from toolkit.io.notebooks import execute_notebook
from toolkit.io.project import HOME_VARIABLE, Project
from toolkit.labels import warning_text

NOTEBOOK = "00_from_standard_to_gap_report.ipynb"
"""The notebook of the main job."""


def run(project: Project, options: argparse.Namespace) -> int:
    """Compare a programme with its standards; write the workbook, the heatmap and the executed notebook."""
    as_of = day_of(options)
    library = project.library()
    analysis = job.analysis_of(
        project, library, options.programme, standards=options.standard, as_of=as_of, lang=options.lang
    )
    for issue in project.torn_decisions(options.programme):
        print(f"curmap: {issue}", file=sys.stderr)
    results = job.results_of(project, options.programme, options.lang, as_of, options.out)
    job.write_results(project, analysis, results, options.lang, replace=options.replace)
    paths = [results.workbook, results.heatmap]
    if not options.no_notebook:
        notebook = results.folder / f"{Path(NOTEBOOK).stem}.{options.lang}.ipynb"
        parameters = {
            "PROGRAMME": options.programme,
            "LANG": options.lang,
            "AS_OF": as_of.isoformat(),
            "STANDARDS": list(options.standard),
            "OUT": str(results.folder.resolve()),
        }
        home = {HOME_VARIABLE: str(project.root.resolve())}
        execute_notebook(project.root / "notebooks" / NOTEBOOK, notebook, parameters, environment=home)
        paths.append(notebook)
    paths.append(record(project, analysis, paths, options.lang, options.standard))
    print(f"{analysis.programme.code} {analysis.programme.title.best(options.lang)}")
    for line in job.headline(analysis, options.lang):
        print(f"  {line}")
    for warn in analysis.warns:
        if weight(warn) == "evidence":
            print(f"  ‼ {warn.where}: {warning_text(warn, options.lang)} ({warn.code})")
    print("results:")
    for path in paths:
        print(f"  {shown_path(path)}")
    return 0
