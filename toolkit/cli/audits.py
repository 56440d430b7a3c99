"""Subcommands about proof: run everything with a manifest, verify whatever has one."""

from pathlib import Path

from toolkit.cli.common import Commands, add_lang, add_programme, add_spoken


def add(commands: Commands) -> None:
    """Add the subcommands of this module."""
    audit = commands.add_parser(
        "audit", help="run everything with a manifest, or verify that a result comes out the same again"
    )
    audit.set_defaults(command="audit")
    actions = audit.add_subparsers(title="actions", required=True, metavar="ACTION", dest="action")
    run = actions.add_parser("run", help="write reports, pictures, tables, executed notebooks and their manifest")
    add_programme(run)
    add_lang(run, "the results")
    run.add_argument("--out", type=Path, default=None, metavar="DIR", help="where to write (usual: exports/)")
    run.add_argument(
        "--notebook",
        nargs="+",
        default=None,
        metavar="NAME",
        help="which notebooks (usual: 00 and 04); all, or none",
    )
    verify = actions.add_parser(
        "verify",
        help="make a result again and say SAME, or what differs; exit status 0 same, 3 different, 1 cannot be verified",
    )
    verify.add_argument("result", metavar="PATH", type=Path, help="a result, its manifest, or a folder with manifests")
    verify.add_argument("--format", choices=("text", "json"), default="text", help="text (usual) or json")
    add_spoken(verify)
