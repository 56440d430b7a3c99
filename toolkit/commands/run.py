"""`curmap run`: the main job for one programme, results in `exports/`."""

import argparse
from pathlib import Path

from toolkit import job
from toolkit.audit import Parameters
from toolkit.auditing import record
from toolkit.checks import weight
from toolkit.commands.common import day_of, shown_path
from toolkit.commands.complaining import complain
from toolkit.io.notebooks import execute_notebook
from toolkit.io.project import HOME_VARIABLE, Project
from toolkit.labels import warning_text, word

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
        complain(issue, options)
    results = job.results_of(project, options.programme, options.lang, as_of, options.out)
    job.write_results(project, analysis, results, options.lang, replace=options.replace)
    paths = [results.workbook, results.heatmap]
    notebooks: tuple[str, ...] = ()
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
        notebooks = (Path(NOTEBOOK).stem,)
    made = Parameters(
        options.programme,
        options.lang,
        as_of.isoformat(),
        tuple(options.standard),
        notebooks,
        "run",
        options=(("folder", results.folder.resolve().name),),
    )
    paths.append(record(project, analysis, made, paths))
    print(f"{analysis.programme.code} {analysis.programme.title.best(options.lang)}")
    for line in job.headline(analysis, options.lang):
        print(f"  {line}")
    for warn in analysis.warns:
        if weight(warn) == "evidence":
            print(f"  ‼ {warn.where}: {warning_text(warn, options.lang)} ({warn.code})")
    print(word("run-results", options.lang))
    for path in paths:
        print(f"  {shown_path(path)}")
    return 0
