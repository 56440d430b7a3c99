"""Subcommands about the gap report: write it, read it back."""

import argparse
from pathlib import Path

from toolkit.cli.common import Commands, add_spoken, add_standards, day


def add(commands: Commands) -> None:
    """Add the subcommands of this module."""
    report = commands.add_parser(
        "report",
        help="write the gap report as a workbook; «report import» reads it back",
        description="Write the gap report. «curmap report import FILE» reads a filled-in report back.",
    )
    report.add_argument("programmes", metavar="PROGRAMME", nargs="*", help="names of folders in curricula/")
    add_standards(report)
    report.add_argument("--all", action="store_true", help="all programmes of curricula/")
    report.add_argument("--card", default=None, type=_number, metavar="N", help="the short form for one card")
    report.add_argument("--short", action="store_true", help="only what a meeting needs")
    report.add_argument("--passport", action="store_true", help="print a text in Kazakh and Russian for the registry")
    report.add_argument("--lang", default="kk", metavar="LANG", help="kk (usual), ru, en, or two such as kk+ru")
    report.add_argument("--date", type=day, default=None, metavar="YYYY-MM-DD", help="day of the report (usual: today)")
    report.add_argument(
        "-o", "--out", type=Path, default=None, metavar="FILE", help="file or folder to write to (usual: exports/)"
    )
    report.add_argument("--replace", action="store_true", help="write over a file that somebody has changed")
    report.set_defaults(command="report")

    back = commands.add_parser("report-import", help="the same as «report import»: read filled-in reports back")
    back.add_argument("files", metavar="FILE", nargs="+", type=Path, help="a report that came back")
    back.add_argument("--as", dest="reviewer", default="", metavar="NAME", help="who decided where a row has no name")
    back.add_argument("--programme", default="", metavar="NAME", help="for a file whose hidden keys are gone")
    back.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
    back.add_argument("--set-aside", action="store_true", help="write what is understood, list the rest in exports/")
    back.add_argument("--format", choices=("text", "json"), default="text", help="text (usual) or json")
    add_spoken(back)
    back.set_defaults(command="report_import")


def _number(text: str) -> str:
    """Read the number of a card."""
    if not text.isdigit():
        raise argparse.ArgumentTypeError(f"'{text}' is no number of a card")
    return text
