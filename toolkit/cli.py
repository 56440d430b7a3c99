"""The command `curmap`: the same verbs as in the notebooks, from a terminal.

Each subcommand is a module of `toolkit.commands` with a function `run(project, options)`. It is imported when it is
called, so that a small command does not wait for the chart and notebook libraries of a large one.
"""

import argparse
import errno
import io
import os
import sys
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path

from toolkit import __version__
from toolkit.errors import ToolkitError
from toolkit.io.project import HOME_VARIABLE, Project, find_project
from toolkit.model import KINDS, LANGS

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

_EXAMPLES = """\
examples:
  curmap statements --standard V2000019833 > statements.csv
  curmap statements --file order.docx --format json
  curmap ingest order.html
  curmap programme import plan.xlsx --dry-run
  curmap suggest --outcomes outcomes.csv --standard V2000019833 --top 20
  curmap run college-statistics --lang ru

exit status: 0 done, 1 the data or a file is wrong (the message says what), 2 the command is written wrong
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `curmap` and give its exit status.

    Parameters
    ----------
    arguments : sequence of str, optional
        Without the name of the command; None takes those of the process.

    Returns
    -------
    int
        0 done; 1 data or a file cannot be used, the reason is on standard error; 2 a wrong command (argparse).
    """
    _speak_utf8()
    options = _parser().parse_args(arguments)
    try:
        needs_none = _needs_no_project(options)
        project = None if needs_none else Project(options.project) if options.project else find_project()
        status: int = import_module(f"toolkit.commands.{options.command}").run(project, options)
        sys.stdout.flush()
    except ToolkitError as error:
        print(f"curmap: {error}", file=sys.stderr)
        return 1
    except OSError as error:  # the reader of a pipe went away (on Windows EINVAL), or the disk is full
        _forget_output()
        if error.errno in (errno.EPIPE, errno.EINVAL):
            return 0
        print(f"curmap: the output cannot be written ({error.strerror})", file=sys.stderr)
        return 1
    return status


def _needs_no_project(options: argparse.Namespace) -> bool:
    """Say whether a command works on files alone, anywhere."""
    if options.command == "suggest":
        return bool(options.outcomes and options.statements)
    return options.command == "ingest" or (options.command == "table" and bool(options.file))


def _forget_output() -> None:
    """Whatever is still in the buffer goes nowhere, so that Python does not complain at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _speak_utf8() -> None:
    """Kazakh letters must leave a Windows terminal, and a pipe, whole."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="curmap",
        description="Compare programmes with professional standards of Kazakhstan.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"curmap {__version__}")
    parser.add_argument(
        "--project",
        type=Path,
        metavar="DIR",
        help=f"folder with standards/ and curricula/ (else here or above, or in {HOME_VARIABLE})",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    for table, meaning in TABLES.items():
        _add_table(commands.add_parser(table, help=meaning), table)

    ingest = commands.add_parser("ingest", help="read documents and say what was found and what not")
    ingest.add_argument("files", metavar="FILE", nargs="+", type=Path, help="a legal text: .txt, .html or .docx")
    ingest.add_argument("--out", type=Path, metavar="DIR", help="write the parsed form into DIR, one folder a document")
    ingest.add_argument("--format", choices=("text", "json"), default="text", help="text (usual) or json")
    ingest.add_argument("--allow-unknown", action="store_true", help="exit status 0 even if lines were not understood")
    _add_reading(ingest)
    ingest.set_defaults(command="ingest")

    rebuild = commands.add_parser("rebuild", help="parse every source anew into standards/parsed/")
    rebuild.set_defaults(command="rebuild")

    run = commands.add_parser("run", help="do the main job for a programme")
    run.add_argument("programme", metavar="PROGRAMME", help="name of a folder in curricula/")
    _add_standards(run)
    run.add_argument("--lang", choices=LANGS, default="kk", help="language of workbook, chart and notebook (usual: kk)")
    run.add_argument("--out", type=Path, metavar="DIR", help="where results go (usual: exports/DATE-PROGRAMME/)")
    run.add_argument("--date", type=_day, default=None, metavar="YYYY-MM-DD", help="day of the report (usual: today)")
    run.add_argument("--no-notebook", action="store_true", help="do not execute the notebook")
    run.set_defaults(command="run")
    _add_suggest(commands.add_parser("suggest", help="print the statements that outcomes may serve"))
    _add_evaluate(commands.add_parser("evaluate", help="measure the suggestions on a labelled set"))
    _add_programme(commands.add_parser("programme", help="programmes: template, import from Excel, export, check"))
    return parser


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
    _add_standards(parser)
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
    _add_standards(parser)
    parser.add_argument(
        "--cross-validate",
        action="store_true",
        help="measure each programme with a model fitted on the other ones (takes a minute)",
    )
    parser.add_argument("--plot", type=Path, metavar="FILE.html", help="draw confidence against the share accepted")
    parser.add_argument("--format", choices=("text", "csv", "json"), default="text", help="text (usual), csv or json")
    parser.add_argument("--lang", choices=LANGS, default="en", help="language of the sentences (usual: en)")
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
    for one in (listing, template, reading, export, check, levels):
        one.add_argument("--lang", choices=LANGS, default="kk", help="language of what is written (usual: kk)")
    parser.set_defaults(command="programme")


def _add_table(parser: argparse.ArgumentParser, table: str) -> None:
    _add_standards(parser)
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
    _add_reading(parser, with_form=table not in _OF_LIBRARY)
    parser.set_defaults(command="table", table=table.replace("-", "_"))


def _add_reading(parser: argparse.ArgumentParser, *, with_form: bool = True) -> None:
    parser.add_argument("--lang", choices=LANGS, default="en", help="language of the sentences (usual: en)")
    if with_form:
        parser.add_argument("--form", default="", metavar="NAME", help="read as this form, whatever is detected")
        parser.add_argument("--source-lang", choices=("kk", "ru"), default=None, help="read as this language")


def _add_standards(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--standard", nargs="+", action="extend", default=[], metavar="ID", help="only these standards")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no date; write it as 2026-11-21") from None
