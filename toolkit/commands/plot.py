"""`curmap plot`: one picture, as HTML that opens offline or as PNG or SVG for Word."""

import argparse
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from toolkit import job
from toolkit.analysis import Analysis
from toolkit.commands.common import analysed, shown_path
from toolkit.errors import InputError
from toolkit.io.project import Project
from toolkit.plots import FIGURES, drawn, write_html, write_image


def run(project: Project, options: argparse.Namespace) -> int:
    """Draw a picture and say where it is."""
    analyses = _analyses(project, options)
    kind = FIGURES[options.figure]
    chosen: dict[str, Any] = (
        {"order": options.order, "step": options.step} if options.step else {"order": options.order}
    )
    used = {name: value for name, value in chosen.items() if name in kind.options}
    figure = drawn(options.figure, *analyses, lang=options.lang, **used)
    form = options.format or (options.out.suffix.lstrip(".").lower() if options.out else "") or "html"
    path = options.out or _default(project, analyses[-1], options, form)
    if path.suffix.lower() != f".{form}":
        path = path.with_name(f"{path.name}.{form}")
    if form == "html":
        write_html(figure, path, options.lang)
    else:
        write_image(figure, path)
    print(shown_path(path))
    return 0


def _analyses(project: Project, options: argparse.Namespace) -> list[Analysis]:
    """Give what the picture is made of: one programme, several, or one before and after."""
    last = analysed(project, options)
    needs = FIGURES[options.figure].needs
    if needs == "one":
        if options.others or options.before:
            raise InputError(
                f"--with and --before are for the pictures programmes and difference, not {options.figure}"
            )
        return [last]
    others = [analysed(project, options, name) for name in options.others]
    if needs == "several":
        return [last, *others]
    if len(others) == 1 and not options.before:
        return [*others, last]
    if options.before and not others:
        return [_as_it_was(project, options), last]
    raise InputError("the picture difference needs either --before YYYY-MM-DD, or --with one other programme")


def _as_it_was(project: Project, options: argparse.Namespace) -> Analysis:
    """Compare the programme with the decisions made up to the end of a day."""
    library = project.library()
    targets = job.targets_of(project, library, options.programme, options.standard)
    end = datetime.combine(options.before, time()).astimezone() + timedelta(days=1)
    return job.analysis_with(project, library, options.programme, targets, as_of=options.before, until=end)


def _default(project: Project, analysis: Analysis, options: argparse.Namespace, form: str) -> Path:
    name = f"{analysis.as_of.isoformat()}_{analysis.programme.programme_id}_{options.figure}_{options.lang}.{form}"
    return project.root / "exports" / name
