"""The command `curmap`: the same verbs as in the notebooks, from a terminal.

Each subcommand is a module of `toolkit.commands` with a function `run(project, options)`. It is imported when it is
called, so that a small command does not wait for the chart and notebook libraries of a large one.
"""

import argparse
import io
import sys
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path

from toolkit import __version__
from toolkit.errors import ToolkitError
from toolkit.io.project import HOME_VARIABLE, Project, find_project
from toolkit.model import LANGS

_EXAMPLES = """\
examples:
  curmap statements --standard V2000019833 > statements.csv
  curmap statements --format json
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
        project = Project(options.project) if options.project else find_project()
        status: int = import_module(f"toolkit.commands.{options.command}").run(project, options)
    except BrokenPipeError:
        return 0
    except ToolkitError as error:
        print(f"curmap: {error}", file=sys.stderr)
        return 1
    return status


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

    statements = commands.add_parser("statements", help="print the statement table")
    _add_standards(statements)
    statements.add_argument("--format", choices=("csv", "json"), default="csv", help="csv (usual) or json")
    statements.set_defaults(command="statements")

    run = commands.add_parser("run", help="do the main job for a programme")
    run.add_argument("programme", metavar="PROGRAMME", help="name of a folder in curricula/")
    _add_standards(run)
    run.add_argument("--lang", choices=LANGS, default="kk", help="language of workbook, chart and notebook (usual: kk)")
    run.add_argument("--out", type=Path, metavar="DIR", help="where results go (usual: exports/DATE-PROGRAMME/)")
    run.add_argument("--date", type=_day, default=None, metavar="YYYY-MM-DD", help="day of the report (usual: today)")
    run.add_argument("--no-notebook", action="store_true", help="do not execute the notebook")
    run.set_defaults(command="run")
    return parser


def _add_standards(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--standard", nargs="+", action="extend", default=[], metavar="ID", help="only these standards")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no date; write it as 2026-11-21") from None
