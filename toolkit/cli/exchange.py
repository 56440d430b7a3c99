"""Subcommands about the formats of others: CASE, SSSOM, tidy tables."""

from pathlib import Path

from toolkit.cli.common import Commands, add_spoken

_NO_LICENSE = "https://w3id.org/sssom/license/unspecified"


def add(commands: Commands) -> None:
    """Add the subcommands of this module."""
    parser = commands.add_parser("exchange", help="write and read CASE 1.1, SSSOM, tidy CSV and Parquet")
    parser.set_defaults(command="exchange")
    actions = parser.add_subparsers(title="actions", required=True, metavar="ACTION", dest="action")
    export = actions.add_parser("export", help="write a standard, decisions, or all tables")
    export.add_argument(
        "what",
        choices=("case", "sssom", "tables"),
        help="case: a standard or framework; sssom: the decisions of a programme; tables: everything, as tidy tables",
    )
    export.add_argument("name", metavar="NAME", nargs="?", default="", help="the standard, or the programme")
    export.add_argument("--out", type=Path, default=None, metavar="PATH", help="file, or folder for tables")
    export.add_argument("--replace", action="store_true", help="write over what is there")
    export.add_argument("--format", choices=("csv", "parquet"), default="csv", help="of tables: csv (usual) or parquet")
    export.add_argument("--history", action="store_true", help="of decisions: all that were ever made")
    export.add_argument("--suggestions", action="store_true", help="of decisions: what the program suggests instead")
    export.add_argument("--license", default=_NO_LICENSE, metavar="URI", help="licence of the mappings")
    take = actions.add_parser("import", help="read a CASE package into the parsed form of the library")
    take.add_argument("--add", action="store_true", help="add it to the library: its file, and its row of the register")
    take.add_argument("--out", type=Path, default=None, metavar="DIR", help="where to write (usual: only shown)")
    take.add_argument("--name", default="", metavar="ID", help="identifier of the act, if the package has none")
    take.add_argument("--replace", action="store_true", help="write over what is there")
    check = actions.add_parser("check", help="say by which published rule a file is wrong")
    for one in (take, check):
        one.add_argument("file", metavar="FILE", type=Path, help="a CASE package, SSSOM table or data package")
        one.add_argument("--format", choices=("text", "json"), default="text", help="text (usual) or json")
    for one in (export, take, check):
        add_spoken(one)
