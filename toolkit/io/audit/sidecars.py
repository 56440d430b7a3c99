"""Manifests that lie beside their results: found from either, also where the result was renamed."""

from dataclasses import dataclass
from pathlib import Path

from toolkit.audit.model import Output
from toolkit.errors import InputError
from toolkit.io.audit.folders import MANIFEST, Kept, hash_of, kept_manifest

ENDING = ".manifest.json"
"""What the name of a manifest beside its results ends in."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be verified: the manifest, and the file that was named, if one was."""

    manifest: Path
    file: Path | None = None


def sidecar_name(file: Path) -> Path:
    """Name the manifest of a result.

    Examples
    --------
    >>> sidecar_name(Path("report.xlsx")).name, sidecar_name(Path("report.txt")).name
    ('report.manifest.json', 'report.txt.manifest.json')
    """
    return file.with_name(f"{file.stem if file.suffix == '.xlsx' else file.name}{ENDING}")


def wanted_in(path: Path) -> list[Wanted]:
    """Find the manifests that a path means.

    Parameters
    ----------
    path : Path
        A folder with a ``manifest.json``; a folder with manifests beside their results, each is meant; a manifest; or a
        result, also one that is missing or was renamed.

    Raises
    ------
    InputError
        There is no such file or folder, or no manifest of it.
    """
    if path.is_dir():
        return _in_folder(path)
    if path.name == MANIFEST or path.name.endswith(ENDING):
        if not path.is_file():
            raise InputError(f"{path}: there is no such file")
        return [Wanted(path)]
    found = _manifest_of(path)
    if found is not None:
        return [Wanted(found, path)]
    if not path.is_file():
        raise InputError(f"{path}: there is no such folder or file, and no manifest beside it names it")
    raise InputError(
        f"{path}: there is no manifest of this file beside it; put the file that ends in {ENDING} into the same folder"
    )


def _in_folder(folder: Path) -> list[Wanted]:
    if (folder / MANIFEST).is_file():
        return [Wanted(folder / MANIFEST)]
    found = _manifests(folder)
    if not found:
        raise InputError(
            f"{folder}: has no {MANIFEST} and no file that ends in {ENDING}; verify a folder of «curmap audit run», a "
            "result, or the manifest beside it"
        )
    return [Wanted(one) for one in found]


def _manifests(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob(f"*{ENDING}") if not path.name.startswith((".", "~$")))


def _manifest_of(file: Path) -> Path | None:
    """Find the manifest of a result: by its name, by its bytes, or the only one whose result is not there."""
    named = sidecar_name(file)
    if named.is_file():
        return named
    found = hash_of(file) if file.is_file() else ""
    orphans: list[Path] = []
    if (file.parent / MANIFEST).is_file() and _lists(file.parent / MANIFEST, file, found):
        return file.parent / MANIFEST
    for one in _manifests(file.parent):
        if _lists(one, file, found):
            return one
        if _missing(one, file.suffix):
            orphans.append(one)
    return orphans[0] if len(orphans) == 1 and file.is_file() else None


def _outputs(manifest: Path) -> tuple[Output, ...]:
    """Give what a manifest lists; nothing if it is damaged, which is said when it is verified itself."""
    try:
        return kept_manifest(manifest).manifest.outputs
    except InputError:
        return ()


def _lists(manifest: Path, file: Path, sha256: str) -> bool:
    return any(output.path == file.name or output.sha256 == sha256 for output in _outputs(manifest))


def _missing(manifest: Path, suffix: str) -> bool:
    """Say whether a result of this kind that a manifest lists is not there."""
    outputs = [output for output in _outputs(manifest) if output.path.endswith(suffix)]
    return any(not (manifest.parent / output.path).is_file() for output in outputs)


def renamed(kept: Kept, file: Path | None) -> dict[str, Path]:
    """Find results that lie beside their manifest under another name.

    Parameters
    ----------
    kept : Kept
        The manifest.
    file : Path or None
        The file that was named: if no result has its name, it is the only missing one of its kind.

    Returns
    -------
    mapping of the name on record to the file
        By the bytes, where the name is gone.
    """
    missing = [output for output in kept.manifest.outputs if not (kept.folder / output.path).is_file()]
    if not missing:
        return {}
    hashes = {output.sha256: output.path for output in missing}
    found = {}
    for path in sorted(one for one in kept.folder.iterdir() if one.is_file() and not one.name.startswith(".")):
        name = hashes.get(hash_of(path)) if path.suffix in {Path(one.path).suffix for one in missing} else None
        if name and name not in found:
            found[name] = path
    if file is not None and file.is_file() and file not in found.values():
        known = {output.path for output in kept.manifest.outputs}
        alike = [one.path for one in missing if Path(one.path).suffix == file.suffix and one.path not in found]
        if file.name not in known and len(alike) == 1:
            found[alike[0]] = file
    return found
