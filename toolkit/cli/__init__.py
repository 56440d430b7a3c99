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
from importlib import import_module

from toolkit.cli.completing import complete
from toolkit.cli.help import asked_language
from toolkit.cli.parser import parser
from toolkit.errors import ToolkitError
from toolkit.labels import word
from toolkit.labels.messages import error_text, sentence_text

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `curmap` and give its exit status.

    Parameters
    ----------
    arguments : sequence of str, optional
        Without the name of the command; None takes those of the process.

    Returns
    -------
    int
        As `toolkit/labels/exit_codes.toml` says: 0 done; 1 data or a file cannot be used, the reason is on standard
        error; 2 a wrong command (argparse); 130 stopped with Ctrl+C.
    """
    _speak_utf8()
    words = _words(arguments)
    lang = asked_language(words)
    made = parser(lang)
    complete(made)
    options = made.parse_args(words)
    try:
        status: int = import_module(f"toolkit.commands.{options.command}").run(_project(options), options)
        sys.stdout.flush()
    except ToolkitError as error:
        print(f"curmap: {error_text(error, lang)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        stopped = word("command-stopped", lang)
        print(f"\ncurmap: {stopped}", file=sys.stderr)
        return 130
    except ModuleNotFoundError as error:
        if (error.name or "toolkit").startswith("toolkit"):
            raise
        missing = f"the package {error.name} is missing; «curmap doctor» says how to install it"
        print(f"curmap: {sentence_text(missing, lang)}", file=sys.stderr)
        return 1
    except OSError as error:  # the reader of a pipe went away (on Windows EINVAL), or the disk is full
        _forget_output()
        if error.errno in (errno.EPIPE, errno.EINVAL):
            return 0
        print(f"curmap: {sentence_text(f'the output cannot be written ({error.strerror})', lang)}", file=sys.stderr)
        return 1
    return status


def _words(arguments: Sequence[str] | None) -> list[str]:
    """Give the words of the command; «report import» is one subcommand of two words."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    place = words.index("report") if "report" in words else len(words)
    if words[place + 1 : place + 2] == ["import"]:
        words[place : place + 2] = ["report-import"]
    return words


def _project(options: argparse.Namespace) -> object:
    """Open the project that a command works on; what that needs is loaded only then."""
    if _needs_no_project(options):
        return None
    from toolkit.io.project import Project, find_project  # noqa: PLC0415 -- takes half a second

    return Project(options.project) if options.project else find_project()


def _needs_no_project(options: argparse.Namespace) -> bool:
    """Say whether a command works on files alone, anywhere."""
    if options.command in ("completion", "doctor"):
        return True
    if options.command == "suggest":
        return bool(options.outcomes and options.statements)
    if options.command == "exchange":
        return bool(options.action != "export")
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
