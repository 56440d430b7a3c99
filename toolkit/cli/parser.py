"""The parser of `curmap`, put together from its groups of subcommands."""

import argparse
from pathlib import Path

from toolkit import __version__
from toolkit.cli import audits, coverage, exchange, library, newcomer, programmes, reports
from toolkit.cli.help import Parser, epilog, in_language
from toolkit.io.finding import HOME_VARIABLE
from toolkit.model import LANGS, Lang


def parser(lang: Lang = "en") -> argparse.ArgumentParser:
    """Make the parser with all subcommands, its help in a language."""
    found = Parser(
        prog="curmap",
        description="Compare programmes with professional standards of Kazakhstan.",
        epilog=epilog(lang),
    )
    found.add_argument("--version", action="version", version=f"curmap {__version__}")
    found.add_argument(
        "--project",
        type=Path,
        metavar="DIR",
        help=f"folder with standards/ and curricula/ (else here or above, or in {HOME_VARIABLE})",
    )
    found.add_argument(
        "--lang",
        dest="messages",
        choices=LANGS,
        default=None,
        help="language of help and messages (usual: CURMAP_LANG, else of the computer)",
    )
    found.set_defaults(reader=lang)
    commands = found.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for group in (library, programmes, coverage, reports, exchange, audits, newcomer):
        group.add(commands)
    return in_language(found, lang)
