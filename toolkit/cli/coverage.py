"""Subcommands about coverage: shares, gaps, pictures, comparisons."""

import argparse
from pathlib import Path

from toolkit.cli.common import Commands, add_format, add_lang, add_programme, day
from toolkit.model import KINDS, STEPS

BY = ("function", "card", "level", "kind", "discipline", "module", "unit", "standard", "standard-level", "total")
"""What coverage is shown by."""

FIGURES = (
    "functions",
    "statements",
    "levels",
    "disciplines",
    "programmes",
    "steps",
    "flow",
    "difference",
    "contributions",
)
"""The pictures there are."""


def add(commands: Commands) -> None:
    """Add the subcommands of this module."""
    coverage = commands.add_parser("coverage", help="print how much of the standards is covered, taught and assessed")
    add_programme(coverage)
    coverage.add_argument("--by", choices=BY, default="function", help="what to count by (usual: function)")
    add_format(coverage)
    add_lang(coverage, "titles")
    coverage.set_defaults(command="coverage")

    gaps = commands.add_parser("gaps", help="print what is not covered, taught or assessed, with priority and reason")
    add_programme(gaps)
    gaps.add_argument("--surplus", action="store_true", help="the other way round: what serves nothing, or too much")
    gaps.add_argument(
        "--propose", type=_share, default=None, metavar="SHARE", help="the smallest set of changes that reaches 0.8"
    )
    gaps.add_argument("--step", choices=STEPS, default="taught", help="the step of proof meant by --propose")
    gaps.add_argument("--kind", nargs="+", choices=KINDS, default=list(KINDS), help="the kinds meant by --propose")
    add_format(gaps)
    add_lang(gaps, "words")
    gaps.set_defaults(command="gaps")

    plot = commands.add_parser("plot", help="draw a picture: HTML that opens offline, PNG or SVG for Word")
    add_programme(plot)
    plot.add_argument("--figure", choices=FIGURES, default="functions", help="which picture (usual: functions)")
    plot.add_argument("--with", dest="others", nargs="+", default=[], metavar="PROGRAMME", help="programmes beside it")
    plot.add_argument("--before", type=day, default=None, metavar="YYYY-MM-DD", help="difference since that day")
    plot.add_argument("--step", choices=STEPS, default="", help="step of proof that shares count (usual: declared)")
    plot.add_argument("--order", choices=("structure", "gap"), default="structure", help="order of the rows")
    plot.add_argument("--format", choices=("html", "png", "svg"), default="", help="html (usual), png or svg")
    plot.add_argument("-o", "--out", type=Path, default=None, metavar="FILE", help="where to write (usual: exports/)")
    add_lang(plot, "the picture")
    plot.set_defaults(command="plot")

    compare = commands.add_parser("compare", help="print two programmes, or two cards, side by side")
    add_programme(compare)
    compare.add_argument(
        "other", metavar="OTHER", help="the other programme; for two cards name both as STANDARD/NUMBER"
    )
    compare.add_argument("--progression", action="store_true", help="what the second adds to the first, and repeats")
    compare.add_argument("--step", choices=STEPS, default="taught", help="the step of proof meant by --progression")
    compare.add_argument("--shares", action="store_true", help="shares of groups instead of statements")
    add_format(compare)
    compare.set_defaults(command="compare")

    cards = commands.add_parser("cards", help="print the occupations of the library by how much of them is covered")
    cards.add_argument("programme", metavar="PROGRAMME", help="name of a folder in curricula/")
    cards.add_argument("--date", type=day, default=None, metavar="YYYY-MM-DD", help="day of the status (usual: today)")
    add_format(cards)
    add_lang(cards, "words")
    cards.set_defaults(command="cards")


def _share(text: str) -> float:
    """Read a share such as 0.8 or 80%."""
    try:
        value = float(text.rstrip("%").replace(",", ".")) / (100 if text.endswith("%") else 1)
    except ValueError:
        value = -1.0
    if not 0 < value <= 1:
        raise argparse.ArgumentTypeError(f"'{text}' is no share; write 0.8 or 80%")
    return value
