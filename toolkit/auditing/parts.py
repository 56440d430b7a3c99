"""What results consist of: the analysis with its record, workbook, pictures, tables, notebooks; each with its hashes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from toolkit import job
from toolkit.analysis import Analysis
from toolkit.audit import (
    Difference,
    Input,
    Kind,
    Log,
    Manifest,
    Output,
    Parameters,
    Verdict,
    act_status,
    compare_causes,
    headline_figures,
    picture_digest,
    settings_used,
    sheet_digests,
    weigh,
)
from toolkit.checks import warnings_table
from toolkit.counted import gaps_table
from toolkit.errors import InputError, ToolkitError
from toolkit.io.audit import (
    Kept,
    cells_digests,
    edited_cells,
    environment_now,
    executed,
    hash_of,
    inputs_of,
    logs_of,
    workbook_content,
    working_copy,
)
from toolkit.io.csvfiles import csv_text, write_whole
from toolkit.io.excel import write_report
from toolkit.io.project import Project
from toolkit.model import Lang
from toolkit.plots import heatmap, write_html
from toolkit.reporting import only_card, report_plan
from toolkit.sheets import Workbook
from toolkit.tables import COVERED, LINKS, SHARES

NOTEBOOKS = ("00_from_standard_to_gap_report", "04_coverage_and_heatmaps")
"""What is executed where no notebook is named: those that show a programme and invent nothing for the sake of an example."""

_PICTURES = {"heatmap": heatmap}

_PLACES = 6
"""Decimal places of the numbers in tables."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is being done, for somebody who waits.

    Parameters
    ----------
    name : str
        ``compare``, ``report``, ``tables``, ``notebook`` or ``check``.
    subject : str
        The notebook, or the result; empty if there is nothing to name.
    done, of : int
        How many steps are behind, out of how many.
    """

    name: str
    subject: str
    done: int
    of: int


Told = Callable[[Step], None]
"""Is called before every step."""


def nobody(_: Step) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was on the disk at a moment."""

    inputs: tuple[Input, ...]
    logs: tuple[Log, Log]

    @property
    def used(self) -> list[Input]:
        """All that figures are made from."""
        return [item for item in self.inputs if item.role != "other"]

    @property
    def own(self) -> list[Input]:
        """All but the texts of acts, of which only some are used."""
        return [item for item in self.inputs if item.role not in ("source", "parsed", "other")]


def read_now(project: Project, parameters: Parameters, sources: Mapping[str, str]) -> Read:
    """Read what a result is made from; `sources` are the acts and their files."""
    found = inputs_of(project.root, parameters.programme, sources, parameters.notebooks)
    return Read(found, logs_of(project.root, parameters.programme))


def manifest_of(analysis: Analysis, parameters: Parameters, read: Read, outputs: Sequence[Output]) -> Manifest:
    """Put on record what results were made from, with and of."""
    return Manifest(
        parameters,
        environment_now(),
        tuple(act_status(act) for _, act in sorted(analysis.acts.items())),
        read.inputs,
        *read.logs,
        settings_used(analysis.settings),
        headline_figures(analysis),
        tuple(outputs),
    )


def sources_used(analysis: Analysis) -> dict[str, str]:
    """Give the acts of an analysis and their files."""
    return {act.act_id: act.file for act in analysis.acts.values()}


def analysis_for(project: Project, parameters: Parameters) -> Analysis:
    """Compare as the parameters say.

    Raises
    ------
    ToolkitError
        The programme, its decisions or a standard cannot be used.
    """
    try:
        day = date.fromisoformat(parameters.date)
    except ValueError:
        raise InputError(f"'{parameters.date}' is no date; write it as 2026-11-21") from None
    library = project.library()
    targets = job.targets_of(project, library, parameters.programme, parameters.standards)
    card = parameters.option("card")
    if card:
        targets = only_card(library, parameters.programme, targets, int(card))
    return job.analysis_with(project, library, parameters.programme, targets, as_of=day, lang=parameters.lang)


def plan_for(project: Project, analysis: Analysis, parameters: Parameters) -> Workbook:
    """Plan the gap report that the parameters ask for."""
    short = bool(parameters.option("card") or parameters.option("short"))
    return report_plan(project, analysis, parameters.langs or parameters.lang, short=short)


def workbook_output(plan: Workbook, path: Path) -> Output:
    """Describe a workbook that was written by its plan."""
    content = workbook_content(path)
    return Output(path.name, "workbook", hash_of(path), content, sheet_digests(plan), cells_digests(path))


def picture_output(analysis: Analysis, lang: Lang, path: Path, *, stem: str = "heatmap", write: bool = False) -> Output:
    """Describe a picture of an analysis by what it shows, and write it if asked to."""
    figure = _PICTURES[stem](analysis, lang)
    if write:
        write_html(figure, path)
    data = figure.to_plotly_json()
    return Output(path.name, "picture", hash_of(path), picture_digest(data["data"], data["layout"].get("meta")))


def workbook(project: Project, analysis: Analysis, parameters: Parameters, folder: Path) -> Output:
    """Write the gap report into a folder of results."""
    plan = plan_for(project, analysis, parameters)
    path = folder / f"gap-report.{parameters.lang}.xlsx"
    write_report(plan, path)
    return workbook_output(plan, path)


def pictures(analysis: Analysis, parameters: Parameters, folder: Path) -> list[Output]:
    """Write the pictures into a folder of results."""
    lang = parameters.lang
    return [picture_output(analysis, lang, folder / f"{stem}.{lang}.html", stem=stem, write=True) for stem in _PICTURES]


_TABLES: dict[str, Callable[[Analysis, Lang], pd.DataFrame]] = {
    "shares": lambda analysis, _: SHARES.frame(share for one in analysis.results for share in one.shares),
    "covered": lambda analysis, _: pd.concat([one.covered_table() for one in analysis.results])[COVERED.names],
    "links": lambda analysis, _: LINKS.frame(analysis.links),
    "gaps": lambda analysis, _: gaps_table(analysis),
    "warnings": lambda analysis, lang: warnings_table(analysis.warns, lang),
}
"""The tables written beside the report. Suggestions are none of them: they count nowhere, and stand in the workbook."""


def tables(analysis: Analysis, parameters: Parameters, folder: Path) -> list[Output]:
    """Write the tables into a folder of results."""
    found = []
    for stem, make in _TABLES.items():
        frame = make(analysis, parameters.lang).round(_PLACES)
        plain = frame.astype(object).where(frame.notna(), None)
        name = f"tables/{stem}.csv"
        data = csv_text(plain.columns.tolist(), plain.itertuples(index=False, name=None)).encode("utf-8")
        write_whole(folder / name, data)
        found.append(Output(name, "table", hash_of(folder / name), hash_of(folder / name)))
    return found


def notebook(
    project: Project, parameters: Parameters, stem: str, target: Path, *, folder: str = ""
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Execute a notebook on a copy of the project; what it writes stays in the copy.

    Parameters
    ----------
    project, parameters
        What is copied, and what is asked for.
    stem : str
        The notebook.
    target : Path
        Where the executed notebook goes.
    folder : str
        Name of the folder for its results, where that name was shown to people; its place is left out of the hashes.

    Returns
    -------
    content, parts
        The hash of what it shows, and of each code cell.
    """
    values = {
        "PROGRAMME": parameters.programme,
        "LANG": parameters.lang,
        "AS_OF": parameters.date,
        "STANDARDS": list(parameters.standards),
        "OUT": "../results",  # in the copy; the same words wherever the copy lies
    }
    with TemporaryDirectory(prefix="curmap-notebook-", ignore_cleanup_errors=True) as place:
        copy = working_copy(project.root, Path(place).resolve() / "project")
        if not folder:
            return executed(copy, stem, target, values)
        results = copy / folder
        return executed(copy, stem, target, values | {"OUT": str(results)}, places=[results])


def without_rerun(project: Project, old: Manifest, found: list[Difference], reason: str) -> Verdict:
    """Compare at least the inputs of a result that cannot be made again."""
    sources = {act.act_id: act.file for act in old.acts}
    try:
        read = read_now(project, old.parameters, sources)
    except (ToolkitError, OSError) as error:
        return Verdict("unverified", tuple(found), f"{reason}; {error}")
    now = replace(old, inputs=read.inputs, decisions=read.logs[0], remarks=read.logs[1])
    found = [*found, *compare_causes(old, now), Difference("rerun-failed", "", (("reason", reason),))]
    verdict = weigh(found)
    kinds = {one.kind for one in verdict.differences}
    causes = any(one.weight == "cause" for one in verdict.differences)
    if "input-removed" in kinds or not causes:
        return Verdict("unverified", verdict.differences, reason)
    return verdict


def with_cells(
    found: Sequence[Difference], kept: Kept, now: Manifest, again: Path, files: Mapping[str, Path] | None = None
) -> list[Difference]:
    """Name the cells of workbooks that somebody has edited, where the sheet made again is the one that was written then.

    Parameters
    ----------
    found : sequence of Difference
        What somebody has done to the results.
    kept, now : Kept, Manifest
        The results, and what was made again.
    again : Path
        Where the results made again lie.
    files : mapping of path on record to file
        Results that lie under another name.
    """
    sheets: Kind = "output-sheets"
    before, after = ({one.path: one for one in side.outputs} for side in (kept.manifest, now))
    told: list[Difference] = []
    for one in found:
        if one.kind != sheets or one.subject not in after:
            told.append(one)
            continue
        then, made = dict(before[one.subject].cells), dict(after[one.subject].cells)
        names = one.blank("parts").split(", ")
        same = [name for name in names if name in then and then.get(name) == made.get(name)]
        others = [name for name in names if name not in same]
        if others:
            told.append(Difference(sheets, one.subject, (("parts", ", ".join(others)),)))
        path = (files or {}).get(one.subject, kept.folder / one.subject)
        told += edited_cells(one.subject, path, again / one.subject, same)
    return told
