"""Subcommands for those who begin, and for those without Jupyter: doctor, new, share, completion."""

from pathlib import Path

from toolkit.cli.common import Commands, add_lang, add_programme, add_spoken
from toolkit.model import INSTITUTIONS

SHELLS = ("bash", "zsh", "fish", "powershell")
"""The shells that complete what is typed."""


def add(commands: Commands) -> None:
    """Add the subcommands of this module."""
    doctor = commands.add_parser("doctor", help="check the installation and the data, and say what to do")
    doctor.add_argument("--format", choices=("text", "json"), default="text", help="text (usual) or json")
    add_spoken(doctor)
    doctor.set_defaults(command="doctor")

    new = commands.add_parser("new", help="start the folder of a new programme in curricula/")
    new.add_argument("programme", metavar="PROGRAMME", help="name of the new folder: letters, digits, hyphens")
    new.add_argument(
        "--institution", choices=INSTITUTIONS, default="college", help="who teaches it (usual: college); can be changed"
    )
    add_spoken(new)
    new.set_defaults(command="new")

    share = commands.add_parser("share", help="make one HTML file of a programme that opens offline from an e-mail")
    add_programme(share)
    share.add_argument("--light", action="store_true", help="without pictures, small enough for every mailbox")
    share.add_argument("-o", "--out", type=Path, default=None, metavar="FILE", help="where to write (usual: exports/)")
    share.add_argument("--replace", action="store_true", help="replace a file that is there")
    add_lang(share, "the page")
    share.set_defaults(command="share")

    completion = commands.add_parser("completion", help="print what makes a shell complete commands and names")
    completion.add_argument("shell", choices=SHELLS, help="the shell to complete in")
    completion.set_defaults(command="completion")
