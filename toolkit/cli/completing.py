"""What the shell offers while somebody types: commands and options, names of programmes and of standards.

Nothing here may load a library that takes long: a key press waits for it.
"""

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from toolkit.io.finding import programme_names, project_root, standard_names

_ASKED = "_ARGCOMPLETE"
"""The variable with which a shell asks, see argcomplete."""

_PROGRAMMES = frozenset({"programme", "programmes", "other", "others"})
_STANDARDS = frozenset({"standard"})
_NEW = "new"
"""The subcommand whose name of a programme is none of those that are there."""


def complete(parser: argparse.ArgumentParser) -> None:
    """Answer the shell, if it asks, and end; else do nothing.

    Parameters
    ----------
    parser : ArgumentParser
        The whole parser.
    """
    if _ASKED not in os.environ:
        return
    try:
        import argcomplete  # noqa: PLC0415 -- optional
    except ImportError:
        return
    attach(parser)
    argcomplete.autocomplete(parser)


def attach(parser: argparse.ArgumentParser, name: str = "") -> None:
    """Say of every argument that names a programme or a standard what it can be."""
    for action in parser._actions:  # noqa: SLF001 -- argparse has no public list of them
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 -- the same
            for called, one in action.choices.items():
                attach(one, called)
        elif action.dest in _STANDARDS:
            action.completer = completer(standard_names)  # type: ignore[attr-defined]
        elif action.dest in _PROGRAMMES:
            names = programme_names if name != _NEW else _none
            action.completer = completer(names)  # type: ignore[attr-defined]


def _none(_: Path) -> list[str]:
    """Offer nothing: without this the files of the folder would be offered as names of a new programme."""
    return []


def completer(names: Callable[..., list[str]]) -> Callable[..., list[str]]:
    """Make what argcomplete asks for names that begin like what is typed; without a project there are none."""

    def found(prefix: str, parsed_args: argparse.Namespace, **_: object) -> list[str]:
        try:
            root = getattr(parsed_args, "project", None) or project_root()
            return [name for name in names(root) if name.startswith(prefix)]
        except Exception:  # noqa: BLE001 -- an error would stand in the middle of what somebody types
            return []

    return found
