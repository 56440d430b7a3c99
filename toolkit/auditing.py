"""Audit runs: a programme's report with everything that it was made from on record, and the same done again to compare."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from toolkit import __version__, job
from toolkit.analysis import Analysis
from toolkit.audit import (
    CRATE,
    Difference,
    Input,
    Log,
    Manifest,
    Output,
    OutputKind,
    Parameters,
    Verdict,
    act_status,
    compare_causes,
    compare_manifests,
    crate_text,
    headline_figures,
    manifest_text,
    picture_digest,
    settings_used,
    sheet_digests,
    weigh,
)
from toolkit.checks import warnings_table
from toolkit.counted import gaps_table
from toolkit.errors import InputError, ToolkitError
from toolkit.io.audit import (
    MANIFEST,
    environment_now,
    executed,
    found_in_folder,
    hash_of,
    inputs_of,
    kept_run,
    logs_of,
    notebook_names,
    put_in_place,
    refuse_foreign,
    workbook_content,
    working_copy,
    working_folder,
)
from toolkit.io.csvfiles import csv_text, write_whole
from toolkit.io.excel import write_report
from toolkit.io.project import Project
from toolkit.model import Lang
from toolkit.plots import heatmap, write_html
from toolkit.report import gap_report
from toolkit.reporting import sources_of, versions_used
from toolkit.tables import COVERED, LINKS, SHARES

NOTEBOOKS = ("00_from_standard_to_gap_report",)
"""What is executed where no notebook is named."""

_PICTURES = {"heatmap": heatmap}

_PLACES = 6
"""Decimal places of the numbers in tables."""


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
        Notebooks to execute, by name or its beginning; None means that of the main job.
    out : Path, optional
        Where to; the usual place is ``exports/<date>-<programme>/``.

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
    folder = job.results_of(project, programme_id, lang, as_of, out).folder
    refuse_foreign(folder)
    fresh = working_folder(folder)
    try:
        manifest, analysis = _produce(project, parameters, fresh)
        put_in_place(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return AuditRun(folder, manifest, tuple(job.headline(analysis, lang)))


def record(project: Project, analysis: Analysis, files: Sequence[Path], lang: Lang, standards: Sequence[str]) -> Path:
    """Put on record what results outside an audit run were made from: `<first file>.manifest.json` beside them.

    Parameters
    ----------
    project : Project
        Where the programme lies.
    analysis : Analysis
        What the results show.
    files : sequence of Path
        The results, all in one folder.
    lang : {"kk", "ru", "en"}
        The first language of the results.
    standards : sequence of str
        Standards that were named.

    Returns
    -------
    Path
        The manifest: inputs, logs, settings, versions, figures and the hashes of the results. To have a run tried again, it
        must be made by `audit_run`.

    Raises
    ------
    InputError
        The file cannot be written.
    """
    parameters = Parameters(analysis.programme.programme_id, lang, analysis.as_of.isoformat(), tuple(standards))
    read = _read(project, parameters, {act.act_id: act.file for act in analysis.acts.values()})
    manifest = Manifest(
        parameters,
        environment_now(),
        tuple(act_status(act) for _, act in sorted(analysis.acts.items())),
        read.inputs,
        *read.logs,
        settings_used(analysis.settings),
        headline_figures(analysis),
        tuple(_recorded(path) for path in files),
    )
    target = files[0].with_name(f"{files[0].stem}.manifest.json")
    write_whole(target, manifest_text(manifest).encode("utf-8"))
    return target


def _recorded(path: Path) -> Output:
    """Give a result by its hash, a workbook also by what it holds."""
    kind = _KINDS.get(path.suffix, "table")
    return Output(path.name, kind, hash_of(path), workbook_content(path) if kind == "workbook" else hash_of(path))


_KINDS: dict[str, OutputKind] = {".xlsx": "workbook", ".html": "picture", ".ipynb": "notebook"}


def audit_verify(project: Project, folder: Path) -> Verdict:
    """Do a run again with the parameters of its manifest and say what differs.

    Nothing of the project or of the folder is changed and no network is needed; the project may have moved to another
    folder or system.

    Parameters
    ----------
    project : Project
        The project as it is now.
    folder : Path
        A folder of `audit_run`.

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
            now, _ = _produce(project, parameters, again)
    except ToolkitError as error:
        return _without_rerun(project, kept.manifest, found, str(error))
    return weigh([*found, *compare_manifests(kept.manifest, now)])


def _without_rerun(project: Project, old: Manifest, found: list[Difference], reason: str) -> Verdict:
    """Compare at least the inputs of a run that cannot be repeated."""
    sources = {act.act_id: act.file for act in old.acts}
    programme = old.parameters.programme
    try:
        inputs = inputs_of(project.root, programme, sources, old.parameters.notebooks)
        decisions, remarks = logs_of(project.root, programme)
    except (ToolkitError, OSError) as error:
        return Verdict("unverified", tuple(found), f"{reason}; {error}")
    now = replace(old, inputs=inputs, decisions=decisions, remarks=remarks)
    found = [*found, *compare_causes(old, now), Difference("rerun-failed", "", (("reason", reason),))]
    verdict = weigh(found)
    kinds = {one.kind for one in verdict.differences}
    causes = any(one.weight == "cause" for one in verdict.differences)
    if "input-removed" in kinds or not causes:
        return Verdict("unverified", verdict.differences, reason)
    return verdict


def _analysis(project: Project, parameters: Parameters) -> Analysis:
    try:
        day = date.fromisoformat(parameters.date)
    except ValueError:
        raise InputError(f"'{parameters.date}' is no date; write it as 2026-11-21") from None
    standards = parameters.standards
    return job.analysis_of(project, project.library(), parameters.programme, standards=standards, as_of=day)


def _produce(project: Project, parameters: Parameters, folder: Path) -> tuple[Manifest, Analysis]:
    """Compare, and write everything into an empty folder, the manifest last."""
    before = _read(project, parameters, {act.act_id: act.file for act in project.acts()})
    analysis = _analysis(project, parameters)
    outputs = [
        _workbook(project, analysis, parameters, folder),
        *_pictures(analysis, parameters, folder),
        *_tables(analysis, parameters, folder),
        *_notebooks(project, parameters, folder),
    ]
    read = _read(project, parameters, {act.act_id: act.file for act in analysis.acts.values()})
    if read.logs != before.logs or not set(read.inputs) <= set(before.inputs) or read.own != before.own:
        raise InputError(
            f"curricula/{parameters.programme}: somebody changed the data meanwhile; nothing was written; try again"
        )
    manifest = Manifest(
        parameters,
        environment_now(),
        tuple(act_status(act) for _, act in sorted(analysis.acts.items())),
        read.inputs,
        *read.logs,
        settings_used(analysis.settings),
        headline_figures(analysis),
        tuple(outputs),
    )
    sizes = {output.path: (folder / output.path).stat().st_size for output in outputs}
    title = analysis.programme.title.best(parameters.lang)
    write_whole(folder / CRATE, crate_text(manifest, title, sizes, MANIFEST).encode("utf-8"))
    manifest = replace(manifest, outputs=(*outputs, Output(CRATE, "crate", hash_of(folder / CRATE), "")))
    write_whole(folder / MANIFEST, manifest_text(manifest).encode("utf-8"))
    return manifest, analysis


@dataclass(frozen=True, slots=True)
class _Read:
    """What was on the disk at a moment."""

    inputs: tuple[Input, ...]
    logs: tuple[Log, Log]

    @property
    def own(self) -> list[Input]:
        """All but the texts of acts, of which only some are used."""
        return [item for item in self.inputs if item.role not in ("source", "parsed")]


def _read(project: Project, parameters: Parameters, sources: Mapping[str, str]) -> _Read:
    found = inputs_of(project.root, parameters.programme, sources, parameters.notebooks)
    return _Read(found, logs_of(project.root, parameters.programme))


def _workbook(project: Project, analysis: Analysis, parameters: Parameters, folder: Path) -> Output:
    programme = parameters.programme
    plan = gap_report(
        analysis,
        parameters.lang,
        __version__,
        sources=sources_of(project, programme),
        versions=versions_used(),
        remarks=project.remarks(programme),
    )
    name = f"gap-report.{parameters.lang}.xlsx"
    write_report(plan, folder / name)
    content = workbook_content(folder / name)
    return Output(name, "workbook", hash_of(folder / name), content, sheet_digests(plan))


def _pictures(analysis: Analysis, parameters: Parameters, folder: Path) -> list[Output]:
    found = []
    for stem, draw in _PICTURES.items():
        figure = draw(analysis, parameters.lang)
        name = f"{stem}.{parameters.lang}.html"
        write_html(figure, folder / name)
        data = figure.to_plotly_json()
        content = picture_digest(data["data"], data["layout"].get("meta"))
        found.append(Output(name, "picture", hash_of(folder / name), content))
    return found


_TABLES: dict[str, Callable[[Analysis, Lang], pd.DataFrame]] = {
    "shares": lambda analysis, _: SHARES.frame(share for one in analysis.results for share in one.shares),
    "covered": lambda analysis, _: pd.concat([one.covered_table() for one in analysis.results])[COVERED.names],
    "links": lambda analysis, _: LINKS.frame(analysis.links),
    "gaps": lambda analysis, _: gaps_table(analysis),
    "warnings": lambda analysis, lang: warnings_table(analysis.warns, lang),
}
"""The tables written beside the report. Suggestions are none of them: they count nowhere, and stand in the workbook."""


def _tables(analysis: Analysis, parameters: Parameters, folder: Path) -> list[Output]:
    found = []
    for stem, make in _TABLES.items():
        frame = make(analysis, parameters.lang).round(_PLACES)
        plain = frame.astype(object).where(frame.notna(), None)
        name = f"tables/{stem}.csv"
        data = csv_text(plain.columns.tolist(), plain.itertuples(index=False, name=None)).encode("utf-8")
        write_whole(folder / name, data)
        found.append(Output(name, "table", hash_of(folder / name), hash_of(folder / name)))
    return found


def _notebooks(project: Project, parameters: Parameters, folder: Path) -> list[Output]:
    """Execute the notebooks, each on a copy of its own; what they write stays in the copy."""
    found = []
    for stem in parameters.notebooks:
        values = {
            "PROGRAMME": parameters.programme,
            "LANG": parameters.lang,
            "AS_OF": parameters.date,
            "STANDARDS": list(parameters.standards),
            "OUT": "../results",  # in the copy; the same words wherever the copy lies
        }
        name = f"notebooks/{stem}.{parameters.lang}.ipynb"
        with TemporaryDirectory(prefix="curmap-notebook-", ignore_cleanup_errors=True) as place:
            copy = working_copy(project.root, Path(place).resolve() / "project")
            content, parts = executed(copy, stem, folder / name, values)
        found.append(Output(name, "notebook", hash_of(folder / name), content, parts))
    return found
