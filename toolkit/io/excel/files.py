"""Workbooks written to disk, and never over what somebody has written into one."""

from pathlib import Path

from toolkit.errors import InputError
from toolkit.io.csvfiles import write_whole
from toolkit.io.excel.package import written_by_us
from toolkit.io.excel.rendering import render
from toolkit.sheets import Workbook


def write_report(plan: Workbook, path: Path, *, replace: bool = False) -> None:
    """Write a workbook, whole or not at all.

    A file that is there is replaced if it is a workbook of the toolkit that nobody has saved since; a hash of its content
    among its document properties tells. Whatever else is there is replaced only when asked for.

    Parameters
    ----------
    plan : Workbook
        What to write.
    path : Path
        Where.
    replace : bool
        Write over a file that somebody has changed, or that is not ours.

    Raises
    ------
    InputError
        The file is open in Excel or LibreOffice, was changed by somebody, or cannot be written.
    """
    data = render(plan)
    for lock in (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#")):
        if lock.exists():
            raise InputError(
                f"{path}: the file is open in Excel or LibreOffice, nothing was written; close it and try again "
                f"(if it is open nowhere, delete {lock.name} beside it)"
            )
    try:
        ours = replace or not path.exists() or written_by_us(path)
    except PermissionError:
        raise InputError(f"{path}: the file cannot be opened; close it if it is open in Excel") from None
    if not ours:
        raise InputError(
            f"{path}: somebody has saved this file after the toolkit wrote it, or it is not the toolkit's; nothing was "
            "written, so that no entry is lost; choose another name with --out, or write over it with --replace"
        )
    write_whole(path, data)
