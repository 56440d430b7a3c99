"""`curmap completion`: what makes a shell complete commands, options, names of programmes and of standards."""

import argparse

from toolkit.errors import InputError

_INSTALL = 'pip install "curriculum-mapping-toolkit[completion]"'


def run(project: object, options: argparse.Namespace) -> int:  # noqa: ARG001 -- needs no project
    """Print the script for a shell; it asks the command itself, so that new programmes are known at once.

    Raises
    ------
    InputError
        The package that makes it is not installed.
    """
    try:
        from argcomplete.shell_integration import shellcode  # noqa: PLC0415 -- optional
    except ImportError:
        raise InputError(f"completion needs the package argcomplete; install it with «{_INSTALL}»") from None
    print(shellcode(["curmap"], shell=options.shell))
    return 0
