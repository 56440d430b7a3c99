"""What several subcommands share: options, and the type of the list of subcommands."""

import argparse
from datetime import date
from typing import TypeAlias

from toolkit.model import LANGS

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001
"""The list of subcommands; argparse has no public name for it."""


SPOKEN = ""
"""In place of a language: that of the reader, which is known when the parser is finished."""


def add_reading(parser: argparse.ArgumentParser, *, with_form: bool = True) -> None:
    """Add how documents are read."""
    add_spoken(parser)
    if with_form:
        parser.add_argument("--form", default="", metavar="NAME", help="read as this form, whatever is detected")
        parser.add_argument("--source-lang", choices=("kk", "ru"), default=None, help="read as this language")


def add_standards(parser: argparse.ArgumentParser) -> None:
    """Add the choice of standards."""
    parser.add_argument("--standard", nargs="+", action="extend", default=[], metavar="ID", help="only these standards")


def add_lang(parser: argparse.ArgumentParser, what: str = "what is written", usual: str = "kk") -> None:
    """Add the language of what a command writes."""
    parser.add_argument("--lang", choices=LANGS, default=usual, help=f"language of {what} (usual: {usual})")


def add_spoken(parser: argparse.ArgumentParser) -> None:
    """Add the language of what a command says on the terminal: that of its messages, if nothing else is asked for."""
    parser.add_argument("--lang", choices=LANGS, default=SPOKEN, help="language of messages (usual: of the computer)")


def add_programme(parser: argparse.ArgumentParser, *, day_too: bool = True) -> None:
    """Add one programme, the standards to compare it with, and the day of the count."""
    parser.add_argument("programme", metavar="PROGRAMME", help="name of a folder in curricula/")
    add_standards(parser)
    if day_too:
        parser.add_argument(
            "--date", type=day, default=None, metavar="YYYY-MM-DD", help="day of the count (usual: today)"
        )


def add_format(parser: argparse.ArgumentParser) -> None:
    """Add the choice between CSV and JSON."""
    parser.add_argument("--format", choices=("csv", "json"), default="csv", help="csv (usual) or json")


def day(text: str) -> date:
    """Read a day as people write it for a program: 2026-11-21."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no date; write it as 2026-11-21") from None
