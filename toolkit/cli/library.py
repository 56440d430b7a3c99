"""Subcommands about documents and the library."""

import argparse
from pathlib import Path

from toolkit.cli.common import Commands, add_reading, add_spoken, add_standards, day

TABLES = {
    "statements": "print the statement table",
    "acts": "print the register of acts",
    "standards": "print the standards",
    "occupations": "print the occupation cards",
    "requirements": "print the requirements by level and category (form of 2013)",
    "functions": "print the labour functions",
    "units": "print the tasks and skill units",
    "related": "print the related occupations",
    "fields": "print all labelled fields",
    "named-acts": "print the acts that statements name",
    "descriptors": "print the level descriptors of frameworks",
    "classifier": "print the classifier of occupations",
    "findings": "print what the parser found doubtful",
    "warnings": "print the warnings about acts and standards",
}
"""Subcommands that print a table of the library."""

_OF_LIBRARY = frozenset({"acts", "findings", "warnings"})
"""Those that speak about the library only, not about other files."""


def add(commands: Commands) -> None:
    """Add the subcommands of this module."""
    for table, meaning in TABLES.items():
        _add_table(commands.add_parser(table, help=meaning), table)

    ingest = commands.add_parser("ingest", help="read documents and say what was found and what not")
    ingest.add_argument("files", metavar="FILE", nargs="+", type=Path, help="a legal text: .txt, .html or .docx")
    ingest.add_argument("--out", type=Path, metavar="DIR", help="write the parsed form into DIR, one folder a document")
    ingest.add_argument("--format", choices=("text", "json"), default="text", help="text (usual) or json")
    ingest.add_argument("--allow-unknown", action="store_true", help="exit status 0 even if lines were not understood")
    add_reading(ingest)
    ingest.set_defaults(command="ingest")

    rebuild = commands.add_parser("rebuild", help="parse every source anew into standards/parsed/")
    rebuild.set_defaults(command="rebuild")

    amend = commands.add_parser("amend", help="carry an amending order out and bring the new edition into the library")
    amend.add_argument("amending", metavar="AMENDING", help="an act of the register, or a file that is not in it yet")
    amend.add_argument(
        "--base",
        default="",
        metavar="ACT",
        help="the act or edition that is changed (usual: the one that the order names)",
    )
    amend.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
    amend.add_argument("--format", choices=("text", "json"), default="text", help="text (usual) or json")
    add_spoken(amend)
    amend.set_defaults(command="amend")

    history = commands.add_parser("history", help="print what changed an act, what it changed, and its status that day")
    history.add_argument("act", metavar="ACT", nargs="?", default="", help="an act; without it all of the register")
    history.add_argument("--date", type=day, default=None, metavar="YYYY-MM-DD", help="the day (usual: today)")
    history.add_argument("--format", choices=("text", "json"), default="text", help="text (usual) or json")
    add_spoken(history)
    history.set_defaults(command="acts_history")

    diff = commands.add_parser("diff", help="compare two standards, or two editions of one")
    diff.add_argument("old", metavar="OLD", help="a standard, an act, a document, or FILE#N for one of its standards")
    diff.add_argument("new", metavar="NEW", help="the same, the newer one")
    _add_corrections(diff)
    diff.add_argument("--format", choices=("text", "json", "xlsx"), default="text", help="text (usual), json or xlsx")
    diff.add_argument("-o", "--out", type=Path, default=None, metavar="FILE", help="where to write the workbook")
    diff.add_argument("--replace", action="store_true", help="write over a file that somebody has changed")
    add_reading(diff)
    diff.set_defaults(command="diff")

    _add_impact(commands)


def _add_impact(commands: Commands) -> None:
    impact = commands.add_parser("impact", help="what a new edition means for the decisions about programmes")
    impact.add_argument("old", metavar="OLD", help="as for diff")
    impact.add_argument("new", metavar="NEW", help="as for diff")
    impact.add_argument("programmes", metavar="PROGRAMME", nargs="*", help="folders in curricula/ (usual: all of them)")
    _add_corrections(impact)
    impact.add_argument(
        "--accept", choices=("cosmetic",), default="", help="carry over what was only dressed differently"
    )
    impact.add_argument(
        "--accept-replacement",
        action="append",
        default=[],
        metavar="OLD=>NEW",
        help="carry over what only these words have changed: they are another name",
    )
    impact.add_argument("--switch", action="store_true", help="let programme.toml name the new edition")
    impact.add_argument("--as", dest="reviewer", default="", metavar="NAME", help="who accepts")
    impact.add_argument("--format", choices=("text", "json", "xlsx"), default="text", help="text (usual), json or xlsx")
    impact.add_argument("-o", "--out", type=Path, default=None, metavar="FILE", help="where to write the workbook")
    impact.add_argument("--replace", action="store_true", help="write over a file that somebody has changed")
    impact.add_argument("--date", type=day, default=None, metavar="YYYY-MM-DD", help="day of the count (usual: today)")
    add_reading(impact)
    impact.set_defaults(command="impact")


def _add_corrections(parser: argparse.ArgumentParser) -> None:
    """Add what people say about matches."""
    parser.add_argument(
        "--corrections",
        type=Path,
        default=None,
        metavar="FILE",
        help="the filled-in workbook of diff, or a CSV: what a person says of matches",
    )
    parser.add_argument("--keep", action="store_true", help="keep these corrections in standards/corrections.csv")


def _add_table(parser: argparse.ArgumentParser, table: str) -> None:
    add_standards(parser)
    parser.add_argument("--format", choices=("csv", "json"), default="csv", help="csv (usual) or json")
    if table in _OF_LIBRARY:
        parser.set_defaults(file=[], form="", source_lang=None)
    else:
        parser.add_argument(
            "--file",
            nargs="+",
            action="extend",
            default=[],
            type=Path,
            metavar="FILE",
            help="of these documents instead",
        )
    add_reading(parser, with_form=table not in _OF_LIBRARY)
    parser.set_defaults(command="table", table=table.replace("-", "_"))
