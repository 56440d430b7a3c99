"""Folders of results: written whole or not at all, read back, and looked through for what somebody did to them."""

import hashlib
import os
import shutil
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from toolkit.audit.encoding import digest, parse_manifest
from toolkit.audit.model import Difference, Manifest, Output
from toolkit.errors import InputError
from toolkit.io.audit.saved import workbook_changes
from toolkit.io.csvfiles import read_text

MANIFEST = "manifest.json"
"""Name of the manifest in a folder of results."""

_NOBODYS = frozenset({"thumbs.db", "desktop.ini"})
"""Files that systems leave behind."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Results that were kept: their folder, their manifest and its name, and whether nobody has changed that."""

    folder: Path
    manifest: Manifest
    sealed: bool
    name: str = MANIFEST


def hash_of(path: Path) -> str:
    """Give the SHA-256 of the bytes of a file.

    Raises
    ------
    InputError
        The file cannot be opened.
    """
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise InputError(f"{path}: the file cannot be opened ({error.strerror}); close it if it is open") from None


def workbook_content(path: Path) -> str:
    """Hash the parts of a workbook of ours, unpacked: how they are packed depends on the machine."""
    with zipfile.ZipFile(path) as archive:
        return digest({name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()})


def kept_run(folder: Path) -> Kept:
    """Read the manifest of a folder of results.

    Raises
    ------
    InputError
        There is no such folder or no manifest in it, or it is damaged.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: there is no such folder")
    path = folder / MANIFEST
    if not path.is_file():
        raise InputError(f"{folder}: has no {MANIFEST}; only folders of «curmap audit run» can be verified")
    return kept_manifest(path)


def kept_manifest(path: Path) -> Kept:
    """Read a manifest, whatever its name.

    Raises
    ------
    InputError
        It cannot be read or is damaged.
    """
    text = read_text(path)
    try:
        manifest, sealed = parse_manifest(text)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None
    for output in manifest.outputs:
        parts = PurePosixPath(output.path)
        if parts.is_absolute() or ".." in parts.parts or "\\" in output.path or ":" in output.path:
            raise InputError(f"{path}: the manifest is damaged: '{output.path}' is no file of this folder")
    return Kept(path.parent, manifest, sealed, path.name)


def found_in_folder(kept: Kept) -> list[Difference]:
    """List what somebody has done to a folder of results: files changed, missing or added, the manifest changed."""
    known = {MANIFEST, *(output.path for output in kept.manifest.outputs)}
    extra = [Difference("output-extra", name) for name in _files_in(kept.folder) if name not in known]
    return [*found_in_results(kept), *extra]


def found_in_results(kept: Kept, renamed: Mapping[str, Path] | None = None) -> list[Difference]:
    """List what somebody has done to results and their manifest; other files of the folder are nobody's business.

    Parameters
    ----------
    kept : Kept
        The results.
    renamed : mapping of path on record to file
        Those that lie there under another name.
    """
    found = [] if kept.sealed else [Difference("manifest-edited", kept.name)]
    others = renamed or {}
    for output in kept.manifest.outputs:
        path = others.get(output.path, kept.folder / output.path)
        if not path.is_file():
            found.append(Difference("output-missing", output.path))
            continue
        if output.path in others:
            found.append(Difference("output-renamed", output.path, (("new", path.name),)))
        if hash_of(path) != output.sha256:
            found += _changed(path, output)
    return found


def _changed(path: Path, output: Output) -> list[Difference]:
    return workbook_changes(path, output) if output.cells else [Difference("output-edited", output.path)]


def _files_in(folder: Path) -> list[str]:
    """List the files of a folder, but those that are hidden, locks, or left behind by the system."""
    names = (path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file())
    return [
        name.as_posix()
        for name in names
        if not any(part.startswith((".", "~$")) for part in name.parts) and name.name.casefold() not in _NOBODYS
    ]


def refuse_foreign(target: Path) -> None:
    """Refuse to replace a folder that an audit run has not made, or that somebody has changed since.

    Raises
    ------
    InputError
        The folder holds something that would be lost; the message says what.
    """
    if target.is_file():
        raise InputError(f"{target}: is a file, not a folder; choose another name with --out")
    if not target.is_dir() or not _files_in(target):
        return
    hint = "nothing was written; move the folder away, or choose another one with --out"
    try:
        kept = kept_run(target)
    except InputError as error:
        raise InputError(f"{target}: is there already and was not made by an audit run ({error}); {hint}") from None
    changed = list(dict.fromkeys(one.subject for one in found_in_folder(kept)))
    if changed:
        raise InputError(f"{target}: somebody has changed it since: {', '.join(changed)}; {hint}")


def working_folder(target: Path) -> Path:
    """Make an empty folder beside the one that is to be written; it is renamed when all is in it.

    Raises
    ------
    InputError
        It cannot be made.
    """
    fresh = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
    except OSError as error:
        raise InputError(f"{target}: cannot be written ({error.strerror}); choose another place with --out") from None
    return fresh


def put_in_place(fresh: Path, target: Path) -> None:
    """Put a finished folder where it belongs; one that is there is replaced, and comes back if that fails.

    Raises
    ------
    InputError
        A file of the old folder is open in another program.
    """
    former = target.with_name(f".{target.name}.{os.getpid()}.former.part")
    try:
        if target.exists():
            target.rename(former)
        try:
            fresh.rename(target)
        except OSError:
            with suppress(OSError):
                former.rename(target)
            raise
    except OSError as error:
        hint = "close its files if they are open, or choose another folder with --out"
        raise InputError(f"{target}: cannot be replaced ({error.strerror}); {hint}") from None
    shutil.rmtree(former, ignore_errors=True)
