"""Subcommands about programmes and suggestions."""

import argparse
from pathlib import Path

from toolkit.cli.common import Commands, add_lang, add_spoken, add_standards, day
from toolkit.model import KINDS, LANGS


def add(commands: Commands) -> None:
    """Add the subcommands of this module."""
    run = commands.add_parser("run", help="do the main job for a programme")
    run.add_argument("programme", metavar="PROGRAMME", help="name of a folder in curricula/")
    add_standards(run)
    run.add_argument("--lang", choices=LANGS, default="kk", help="language of workbook, chart and notebook (usual: kk)")
    run.add_argument("--out", type=Path, metavar="DIR", help="where results go (usual: exports/DATE-PROGRAMME-run/)")
    run.add_argument("--date", type=day, default=None, metavar="YYYY-MM-DD", help="day of the report (usual: today)")
    run.add_argument("--no-notebook", action="store_true", help="do not execute the notebook")
    run.add_argument("--replace", action="store_true", help="write over a workbook that somebody has changed")
    run.set_defaults(command="run")
    _add_suggest(commands.add_parser("suggest", help="print the statements that outcomes may serve"))
    _add_evaluate(commands.add_parser("evaluate", help="measure the suggestions on a labelled set"))
    _add_programme(commands.add_parser("programme", help="programmes: template, import from Excel, export, check"))


def _add_suggest(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("programme", metavar="PROGRAMME", nargs="?", default="", help="name of a folder in curricula/")
    parser.add_argument(
        "--outcomes", type=Path, metavar="FILE.csv", help="outcomes: outcome_id, text and, if known, lang"
    )
    parser.add_argument(
        "--statements",
        type=Path,
        metavar="FILE.csv",
        help="statements instead of the library: statement_id, text and, if known, standard_id, occupation, function, "
        "unit, kind, lang",
    )
    add_standards(parser)
    parser.add_argument("--card", default="", metavar="N", help="only statements of the card with this number")
    parser.add_argument(
        "--level", default="", metavar="N", help="only statements of cards or descriptors of this level"
    )
    parser.add_argument("--kind", default="", choices=KINDS, help="only statements of this kind")
    parser.add_argument("--top", type=int, default=10, metavar="N", help="different statements an outcome (usual: 10)")
    parser.add_argument("--model", type=Path, metavar="FOLDER", help="a language model on this computer, to ask it too")
    parser.add_argument("--no-context", action="store_true", help="do not raise the neighbours of confirmed links")
    parser.add_argument("--format", choices=("csv", "json"), default="csv", help="csv (usual) or json")
    parser.add_argument("--lang", choices=LANGS, default="kk", help="language of the reasons (usual: kk)")
    parser.set_defaults(command="suggest")


def _add_evaluate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--labels", type=Path, metavar="DIR", help="folder with outcomes.csv and labels.csv (usual: tests/labelled/)"
    )
    parser.add_argument("--split", choices=("dev", "test", "all"), default="all", help="which outcomes (usual: all)")
    add_standards(parser)
    parser.add_argument(
        "--cross-validate",
        action="store_true",
        help="measure each programme with a model fitted on the other ones (takes a minute)",
    )
    parser.add_argument("--plot", type=Path, metavar="FILE.html", help="draw confidence against the share accepted")
    parser.add_argument("--format", choices=("text", "csv", "json"), default="text", help="text (usual), csv or json")
    add_spoken(parser)
    parser.set_defaults(command="evaluate")


def _add_programme(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(title="actions", required=True, metavar="ACTION", dest="action")
    listing = actions.add_parser("list", help="list the programmes in curricula/")
    template = actions.add_parser("template", help="write an empty workbook to fill in")
    reading = actions.add_parser("import", help="read a programme from a workbook into curricula/")
    export = actions.add_parser("export", help="write a programme as a workbook that can be imported again")
    check = actions.add_parser("check", help="say what does not add up in a programme")
    levels = actions.add_parser("levels", help="print the cognitive level of each outcome, by its verbs")
    reading.add_argument("file", metavar="FILE.xlsx", type=Path, help="our template or a table that people have")
    reading.add_argument("--name", default="", metavar="NAME", help="folder in curricula/ (usual: the file's name)")
    reading.add_argument("--dry-run", action="store_true", help="show what was found where, write nothing")
    reading.add_argument("--replace", action="store_true", help="replace the programme of that name; decisions stay")
    for one in (export, check, levels):
        one.add_argument("programme", metavar="PROGRAMME", help="name of a folder in curricula/")
    for one in (template, export):
        one.add_argument("--out", type=Path, metavar="FILE.xlsx", help="where to write (usual: here)")
        one.add_argument("--replace", action="store_true", help="replace a file that is there")
    for one in (check, levels):
        one.add_argument("--format", choices=("text", "csv", "json"), default="text", help="text (usual), csv or json")
    for one in (template, export):
        add_lang(one)
    for one in (listing, reading, check, levels):
        add_spoken(one)
    parser.set_defaults(command="programme")
