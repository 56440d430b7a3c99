"""How the documentation is built: Sphinx reads the Markdown files of the project where they stand. `make docs` runs it."""  # noqa: INP001 -- read by Sphinx, no package

import sys
from pathlib import Path

from sphinx.application import Sphinx

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from generate import filled  # noqa: E402 -- it stands beside this file

from toolkit import __version__  # noqa: E402 -- the same

project = "Curriculum Mapping Toolkit"
author = "The Curriculum Mapping Toolkit founders"
copyright = ""  # noqa: A001 -- Sphinx calls it so
release = __version__
language = "en"

extensions = ["myst_parser"]
include_patterns = [
    "*.md",
    "docs/*.md",
    "docs/**/*.md",
    "curricula/README.md",
    "standards/README.md",
    "exports/README.md",
    "toolkit/*.md",
    "tests/*/README.md",
    "tests/labelled/usual/README.md",
]
root_doc = "docs/index"

myst_heading_anchors = 4
myst_links_external_new_tab = False

# Nothing is fetched when a page is read: fonts are those of the computer, the search works from the disk.
html_theme = "furo"
html_title = project
html_show_copyright = False
html_show_sphinx = False
html_copy_source = False
html_show_search_summary = False
html_static_path: list[str] = []


def _fill(_: Sphinx, __: str, source: list[str]) -> None:
    """Put the parts that are made of the code into a page."""
    source[0] = filled(source[0])


def _speak(_: Sphinx, page: str, __: str, context: dict[str, object], ___: object) -> None:
    """Say in which language a page is, for browsers and those who listen to it."""
    context["language"] = next((lang for lang in ("kk", "ru") if page.endswith(f".{lang}")), language)


def setup(app: Sphinx) -> None:
    """Ask Sphinx for every page as it is read, and as it is written."""
    app.connect("source-read", _fill)
    app.connect("html-page-context", _speak)
