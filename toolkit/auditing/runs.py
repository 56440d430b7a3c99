"""Audit runs: a folder with report, picture, tables and executed notebooks, and everything they were made from on record."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from toolkit import job
from toolkit.analysis import Analysis
from toolkit.audit import (
    CRATE,
    Manifest,
    Output,
    Parameters,
    Verdict,
    compare_manifests,
    crate_text,
    manifest_text,
    weigh,
)
from toolkit.auditing.parts import (
    NOTEBOOKS,
    Step,
    Told,
    analysis_for,
    manifest_of,
    nobody,
    notebook,
    pictures,
    read_now,
    sources_used,
    tables,
    with_cells,
    without_rerun,
    workbook,
)
from toolkit.errors import InputError, ToolkitError
from toolkit.io.audit import (
    MANIFEST,
    found_in_folder,
    hash_of,
    kept_run,
    notebook_names,
    put_in_place,
    refuse_foreign,
    working_folder,
)
from toolkit.io.csvfiles import write_whole
from toolkit.io.project import Project
from toolkit.model import Lang


@dataclass(frozen=True, slots=True)
class AuditRun:
    """A finished run: its folder, its manifest, and the headline figures as they are told to people."""

    folder: Path
    manifest: Manifest
    headline: tuple[str, ...]


def audit_run(
    project: Project,
    programme_id: str,
    *,
    lang: Lang,
    as_of: date,
    standards: Sequence[str] = (),
    notebooks: Sequence[str] | None = None,
    out: Path | None = None,
    told: Told = nobody,
) -> AuditRun:
    """Write report, picture, tables and executed notebooks of a programme, and on record what they were made from.

    Parameters
    ----------
    project : Project
        Where the programme lies. It is read only; notebooks are executed on a copy.
    programme_id : str
        Folder in `curricula/`.
    lang : {"kk", "ru", "en"}
        Language of what is written.
    as_of : date
        Day of the count.
    standards : sequence of str
        Standards to compare with; none means the programme's own choice.
    notebooks : sequence of str, optional
        Notebooks to execute, by name or its beginning, ``all`` for the whole numbered set; None means `NOTEBOOKS`.
    out : Path, optional
        Where to; the usual place is ``exports/<date>-<programme>/``.
    told : callable
        Is called with every `Step`.

    Returns
    -------
    AuditRun
        The folder, written whole.

    Raises
    ------
    ToolkitError
        The programme, a standard or a notebook cannot be used; the folder holds files that are not of an unchanged audit
        run; or an input was changed meanwhile. Then nothing is written.
    """
    names = notebook_names(project.root, NOTEBOOKS if notebooks is None else notebooks)
    parameters = Parameters(programme_id, lang, as_of.isoformat(), tuple(standards), names)
    folder = out or project.root / "exports" / f"{as_of.isoformat()}-{programme_id}"
    refuse_foreign(folder)
    fresh = working_folder(folder)
    try:
        manifest, analysis = _produce(project, parameters, fresh, told)
        put_in_place(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return AuditRun(folder, manifest, tuple(job.headline(analysis, lang)))


def audit_verify(project: Project, folder: Path, told: Told = nobody) -> Verdict:
    """Do a run again with the parameters of its manifest and say what differs.

    Nothing of the project or of the folder is changed and no network is needed; the project may have moved to another
    folder or system.

    Parameters
    ----------
    project : Project
        The project as it is now.
    folder : Path
        A folder of `audit_run`.
    told : callable
        Is called with every `Step`.

    Returns
    -------
    Verdict
        ``unverified`` if the folder cannot be read, or inputs are missing so that the run cannot be repeated.
    """
    try:
        kept = kept_run(folder)
        found = found_in_folder(kept)
    except ToolkitError as error:
        return Verdict("unverified", reason=str(error))
    try:
        with TemporaryDirectory(prefix="curmap-audit-", ignore_cleanup_errors=True) as place:
            names = notebook_names(project.root, kept.manifest.parameters.notebooks)
            parameters = replace(kept.manifest.parameters, notebooks=names)
            again = Path(place) / "again"
            again.mkdir()
            now, _ = _produce(project, parameters, again, told)
            found = with_cells(found, kept, now, again)
    except ToolkitError as error:
        return without_rerun(project, kept.manifest, found, str(error))
    return weigh([*found, *compare_manifests(kept.manifest, now)])


def _produce(project: Project, parameters: Parameters, folder: Path, told: Told) -> tuple[Manifest, Analysis]:
    """Compare, and write everything into an empty folder, the manifest last."""
    of = len(parameters.notebooks) + 4
    told(Step("compare", "", 0, of))
    before = read_now(project, parameters, {act.act_id: act.file for act in project.acts()})
    analysis = analysis_for(project, parameters)
    told(Step("report", "", 1, of))
    outputs = [workbook(project, analysis, parameters, folder)]
    told(Step("tables", "", 2, of))
    outputs += [*pictures(analysis, parameters, folder), *tables(analysis, parameters, folder)]
    for number, stem in enumerate(parameters.notebooks, 3):
        told(Step("notebook", stem, number, of))
        name = f"notebooks/{stem}.{parameters.lang}.ipynb"
        content, parts = notebook(project, parameters, stem, folder / name)
        outputs.append(Output(name, "notebook", hash_of(folder / name), content, parts))
    told(Step("check", "", of - 1, of))
    read = read_now(project, parameters, sources_used(analysis))
    if read.logs != before.logs or not set(read.used) <= set(before.used) or read.own != before.own:
        raise InputError(
            f"curricula/{parameters.programme}: somebody changed the data meanwhile; nothing was written; try again"
        )
    manifest = manifest_of(analysis, parameters, read, outputs)
    sizes = {output.path: (folder / output.path).stat().st_size for output in outputs}
    title = analysis.programme.title.best(parameters.lang)
    write_whole(folder / CRATE, crate_text(manifest, title, sizes, MANIFEST).encode("utf-8"))
    manifest = replace(manifest, outputs=(*outputs, Output(CRATE, "crate", hash_of(folder / CRATE), "")))
    write_whole(folder / MANIFEST, manifest_text(manifest).encode("utf-8"))
    return manifest, analysis
