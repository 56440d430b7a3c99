"""Results outside an audit run: their record beside them, and the same made again from it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from toolkit.analysis import Analysis
from toolkit.audit import Manifest, Output, Parameters, Verdict, compare_manifests, manifest_text, weigh
from toolkit.auditing.parts import (
    Step,
    Told,
    analysis_for,
    manifest_of,
    nobody,
    notebook,
    picture_output,
    plan_for,
    read_now,
    sources_used,
    with_cells,
    without_rerun,
    workbook_output,
)
from toolkit.errors import InputError, ToolkitError
from toolkit.io.audit import (
    digest_of,
    found_in_results,
    hash_of,
    kept_manifest,
    notebook_names,
    renamed,
    sidecar_name,
)
from toolkit.io.csvfiles import write_whole
from toolkit.io.excel import write_report
from toolkit.io.project import Project
from toolkit.report import passport_text

_SINCE = 2
"""Format of the manifests that say how a result was made."""


def record(project: Project, analysis: Analysis, parameters: Parameters, files: Sequence[Path]) -> Path:
    """Put on record what results were made from and how, in a manifest beside them, so that they can be verified.

    Parameters
    ----------
    project : Project
        Where the programme lies.
    analysis : Analysis
        What the results show.
    parameters : Parameters
        What was asked for: all that is needed to make the results again.
    files : sequence of Path
        The results, all in one folder, as they were just written.

    Returns
    -------
    Path
        The manifest, ``<first file>.manifest.json``.

    Raises
    ------
    InputError
        A result cannot be read, or the manifest cannot be written.
    """
    outputs = [_recorded(project, analysis, parameters, path) for path in files]
    manifest = manifest_of(analysis, parameters, read_now(project, parameters, sources_used(analysis)), outputs)
    target = sidecar_name(files[0])
    write_whole(target, manifest_text(manifest).encode("utf-8"))
    return target


def _recorded(project: Project, analysis: Analysis, parameters: Parameters, path: Path) -> Output:
    """Describe a result by what it shows."""
    ending = path.suffix.lower()
    if ending == ".xlsx":
        return workbook_output(plan_for(project, analysis, parameters), path)
    if ending == ".html":
        return picture_output(analysis, parameters.lang, path)
    found = hash_of(path)
    if ending == ".ipynb":
        return Output(path.name, "notebook", found, *digest_of(path, [project.root, path.parent]))
    return Output(path.name, "text", found, found)


def result_verify(project: Project, manifest: Path, file: Path | None = None, told: Told = nobody) -> Verdict:
    """Make results again with the parameters of the manifest beside them and say what differs.

    Nothing of the project or beside the manifest is changed.

    Parameters
    ----------
    project : Project
        The project as it is now.
    manifest : Path
        A manifest of `record`.
    file : Path, optional
        The result that was named; it may have been renamed.
    told : callable
        Is called with every `Step`.

    Returns
    -------
    Verdict
        ``unverified`` if the manifest cannot be read, does not say how the results were made, or inputs are missing.
    """
    try:
        kept = kept_manifest(manifest)
        files = renamed(kept, file)
        found = found_in_results(kept, files)
        _refuse_unknown(manifest, kept.manifest)
    except ToolkitError as error:
        return Verdict("unverified", reason=str(error))
    try:
        with TemporaryDirectory(prefix="curmap-audit-", ignore_cleanup_errors=True) as place:
            now = _again(project, kept.manifest, Path(place), told)
            found = with_cells(found, kept, now, Path(place), files)
    except ToolkitError as error:
        return without_rerun(project, kept.manifest, found, str(error))
    return weigh([*found, *compare_manifests(kept.manifest, now)])


def _refuse_unknown(path: Path, manifest: Manifest) -> None:
    if manifest.format < _SINCE:
        raise InputError(
            f"{path}: was written by an earlier version of the toolkit, which did not note how the result was made; "
            "make the result again to have one that can be verified"
        )
    if manifest.parameters.result == "audit":
        raise InputError(
            f"{path}: is the manifest of a whole folder of «curmap audit run»; give it back its name manifest.json and "
            "verify the folder"
        )


def _again(project: Project, old: Manifest, folder: Path, told: Told) -> Manifest:
    """Make results again in an empty folder, under their names on record."""
    parameters = replace(old.parameters, notebooks=notebook_names(project.root, old.parameters.notebooks))
    of = len(old.outputs) + 2
    told(Step("compare", "", 0, of))
    analysis = analysis_for(project, parameters)
    outputs = []
    for number, output in enumerate(old.outputs, 1):
        told(Step("notebook" if output.kind == "notebook" else "report", output.path, number, of))
        outputs.append(_made(project, analysis, parameters, output, folder / output.path))
    told(Step("check", "", of - 1, of))
    return manifest_of(analysis, parameters, read_now(project, parameters, sources_used(analysis)), outputs)


def _made(project: Project, analysis: Analysis, parameters: Parameters, old: Output, path: Path) -> Output:
    """Make one result again."""
    if old.kind == "workbook":
        plan = plan_for(project, analysis, parameters)
        write_report(plan, path)
        return workbook_output(plan, path)
    if old.kind == "picture":
        return picture_output(analysis, parameters.lang, path, write=True)
    if old.kind == "notebook" and parameters.notebooks:
        shown = notebook(project, parameters, parameters.notebooks[0], path, folder=parameters.option("folder"))
        return Output(path.name, "notebook", hash_of(path), *shown)
    write_whole(path, passport_text(analysis).encode("utf-8"))
    return Output(path.name, "text", hash_of(path), hash_of(path))
