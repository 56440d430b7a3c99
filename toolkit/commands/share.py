"""`curmap share`: one HTML file of a programme, for those without Jupyter."""

import argparse
from importlib.resources import files
from pathlib import Path

from toolkit import __version__
from toolkit.commands.common import analysed, shown_path
from toolkit.errors import InputError
from toolkit.io.csvfiles import write_whole
from toolkit.io.project import Project
from toolkit.labels import word
from toolkit.labels.reader import Reader
from toolkit.numbers import decimal
from toolkit.plots.embedded import drawing_library, pictures_of
from toolkit.report import Brief
from toolkit.report.frame import standing_of
from toolkit.reporting import sources_of, versions_used
from toolkit.share import Parts, content_of, page_of

FIGURES = ("functions", "steps", "levels", "disciplines", "contributions")
"""The pictures of the page; those that have nothing to show are left out."""

LIGHT_FIGURES = ("functions", "steps", "levels")
"""Those whose tables stand in a light page."""


def run(project: Project, options: argparse.Namespace) -> int:
    """Write the page and say how large it is."""
    analysis = analysed(project, options)
    name = analysis.programme.programme_id
    path = options.out or default_path(project, analysis.as_of.isoformat(), name, options.lang, light=options.light)
    if path.exists() and not options.replace and options.out:
        raise InputError(f"{path}: the file is there already; choose another name with --out, or add --replace")
    brief = Brief(
        analysis,
        Reader.of(options.lang),
        __version__,
        sources=sources_of(project, name),
        versions=versions_used(),
        remarks=tuple(project.remarks(name)),
        standing=standing_of(analysis.ledger),
    )
    names = LIGHT_FIGURES if options.light else FIGURES
    pictures = pictures_of(analysis, options.lang, names, with_drawing=not options.light)
    content = content_of(brief, light=options.light)
    data = page_of(content, tuple(pictures), parts(light=options.light), options.lang).encode("utf-8")
    write_whole(path, data)
    print(word("share-made", options.lang, path=shown_path(path), size=decimal(len(data) / 1e6, options.lang)))
    if not options.light:
        print(word("share-light-hint", options.lang))
    return 0


def parts(*, light: bool) -> Parts:
    """Read what the page is made with; a light one draws nothing."""
    folder = files("toolkit.share")
    template, style, script = (folder.joinpath(f"page.{ending}").read_text("utf-8") for ending in ("html", "css", "js"))
    return Parts(template, style, script, "" if light else drawing_library())


def default_path(project: Project, day: str, name: str, lang: str, *, light: bool) -> Path:
    """Name the file so that it sorts by day and says what it is, also far from its folder.

    Examples
    --------
    >>> default_path(Project(Path(".")), "2026-11-21", "college-statistics", "kk", light=True).name
    '2026-11-21_college-statistics_share-light_kk.html'
    """
    return project.root / "exports" / f"{day}_{name}_share{'-light' if light else ''}_{lang}.html"
