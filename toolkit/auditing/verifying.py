"""Verification of whatever has a manifest: a folder of an audit run, a result, a manifest, a folder with several."""

from dataclasses import dataclass, replace
from pathlib import Path

from toolkit.audit import Verdict
from toolkit.auditing.parts import Step, Told, nobody
from toolkit.auditing.results import result_verify
from toolkit.auditing.runs import audit_verify
from toolkit.errors import InputError
from toolkit.io.audit import MANIFEST, Wanted, wanted_in
from toolkit.io.project import Project


@dataclass(frozen=True, slots=True)
class Verified:
    """What was verified, by the path of its folder or manifest, and what was found."""

    path: Path
    verdict: Verdict


def verify(project: Project, path: Path, told: Told = nobody) -> tuple[Verified, ...]:
    """Make results again and say what differs.

    Parameters
    ----------
    project : Project
        The project as it is now.
    path : Path
        A folder of `audit_run`; a result, also one that was renamed, or the manifest beside it; or a folder with several
        manifests, each of which is verified.
    told : callable
        Is called with every `Step`.

    Returns
    -------
    tuple of Verified
        One for each manifest, by name; one that is ``unverified`` if there is none.
    """
    try:
        wanted = wanted_in(path)
    except InputError as error:
        return (Verified(path, Verdict("unverified", reason=str(error))),)
    return tuple(_one(project, one, told, len(wanted)) for one in wanted)


def _one(project: Project, wanted: Wanted, told: Told, of: int) -> Verified:
    def named(step: Step) -> None:
        told(replace(step, subject=wanted.manifest.name) if of > 1 else step)

    if wanted.manifest.name == MANIFEST:
        return Verified(wanted.manifest.parent, audit_verify(project, wanted.manifest.parent, told))
    return Verified(wanted.manifest, result_verify(project, wanted.manifest, wanted.file, named))
