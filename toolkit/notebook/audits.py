"""Audit runs shown: what a report was made from, with and of; the same done again, and what differs."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from toolkit import __version__
from toolkit.acts import source_phrase
from toolkit.analysis import Analysis
from toolkit.audit import verdict_lines
from toolkit.auditing import AuditRun, audit_verify
from toolkit.auditing import audit_run as run_audit
from toolkit.errors import InputError
from toolkit.io.decision_log import DecisionLog
from toolkit.io.project import Project
from toolkit.labels import word
from toolkit.model import Decision, Lang, Outcome, Suggestion
from toolkit.notebook.opening import day_of, moment_of
from toolkit.notebook.showing import show_lines, show_rows, show_text
from toolkit.numbers import day
from toolkit.review.material import outcome_line
from toolkit.text import collapse


def audit_run(
    project: Project,
    programme_id: str,
    lang: Lang,
    as_of: str,
    standards: Sequence[str] = (),
    *,
    notebooks: Sequence[str] = (),
    out: str = "",
) -> AuditRun:
    """Make the report of a programme with proof of what it was made from, in a folder of its own.

    Parameters
    ----------
    project : Project
        Where the programme lies; it is read only.
    programme_id : str
        Folder in `curricula/`.
    lang : {"kk", "ru", "en"}
        Language of what is written.
    as_of : str
        Day of the count.
    standards : sequence of str
        Standards to compare with; none means the programme's own choice.
    notebooks : sequence of str
        Notebooks to execute too, by the beginning of their names, such as ``00``; each takes about half a minute.
    out : str
        The folder; empty for ``exports/<date>-<programme>/``.

    Raises
    ------
    ToolkitError
        Something cannot be read, or the folder holds files that are not of an unchanged audit run: nothing is written.
    """
    folder = Path(out) if out else None
    return run_audit(
        project, programme_id, lang=lang, as_of=day_of(as_of), standards=standards, notebooks=notebooks, out=folder
    )


def show_manifest(run: AuditRun, lang: Lang) -> None:
    """Show the manifest of a run: acts and their status, inputs and outputs with the beginning of their hashes, versions."""
    manifest = run.manifest
    acts = [
        (
            one.act_id,
            one.file,
            word(f"status-{one.status.replace(' ', '-')}" if one.status else "status-unknown", lang),
            day(date.fromisoformat(one.checked)) if one.checked else word("unchecked", lang),
            source_phrase(one.source, lang),
        )
        for one in manifest.acts
    ]
    show_rows(["act", "file", "act-status", "checked", "source"], acts, lang)
    files = [(word("manifest-input", lang), one.path, one.sha256[:12]) for one in manifest.inputs]
    files += [(word("manifest-output", lang), one.path, one.sha256[:12]) for one in manifest.outputs]
    show_rows(["manifest-what", "file", "manifest-hash"], files, lang)
    logs = [
        (word("decisions-title", lang), len(manifest.decisions.rows)),
        (word("sheet-remarks", lang), len(manifest.remarks.rows)),
    ]
    show_rows(["manifest-what", "progress-rows"], logs, lang)
    made = manifest.environment
    versions = [
        ("curriculum-mapping-toolkit", made.toolkit),
        ("Python", made.python),
        ("", made.platform),
        *made.packages,
    ]
    show_rows(["manifest-package", "manifest-version"], versions, lang)
    show_lines(run.headline, title=word("headline", lang))


def audit_again(project: Project, run: AuditRun, lang: Lang) -> None:
    """Do a run again from what is on the disk now, and show whether the result is the same, or what differs by kind."""
    verdict = audit_verify(project, run.folder)
    show_text("\n".join(verdict_lines(verdict, lang)))


def example_decision(project: Project, analysis: Analysis, reviewer: str, as_of: str) -> None:
    """Write one invented decision into a copy to practise on: the surest suggestion that nobody decided about, as full.

    Raises
    ------
    InputError
        There is no such suggestion, or the name is no person's.
    """
    one = _surest(analysis)
    outcome = next(row for row in analysis.programme.outcomes if row.outcome_id == one.outcome_id)
    row = _decision(analysis, one, outcome, reviewer, as_of)
    folder = project.decisions_folder(row.programme_id)
    DecisionLog(folder, reviewer, programme_id=row.programme_id).append([row])


def _surest(analysis: Analysis) -> Suggestion:
    said = {(row.outcome_id, row.statement_id) for row in analysis.ledger.all}
    free = [one for one in analysis.suggestions if (one.outcome_id, one.statement_id) not in said]
    if not free:
        raise InputError("there is no suggestion that nobody has decided about; nothing can be tried out")
    return max(free, key=lambda one: one.confidence)


def _decision(analysis: Analysis, one: Suggestion, outcome: Outcome, reviewer: str, as_of: str) -> Decision:
    """Make a decision as the desk writes it, about the texts of today."""
    statement = next(row for row in analysis.everything if row.statement_id == one.statement_id)
    last = max((row.decided_at for row in analysis.ledger.all), default=moment_of(as_of))
    return Decision(
        decided_at=max(moment_of(as_of), last + timedelta(seconds=1)),
        reviewer=reviewer,
        programme_id=analysis.programme.programme_id,
        outcome_id=outcome.outcome_id,
        outcome_fingerprint=outcome.fingerprint,
        statement_id=statement.statement_id,
        statement_fingerprint=statement.fingerprint,
        standard_id=statement.standard_id,
        act_sha256=analysis.acts[statement.standard_id].sha256,
        verdict="full",
        reason=word("answer-decision", statement.lang),
        suggested_rank=one.rank,
        suggested_score=one.score,
        method="example",
        seconds=None,
        tool_version=__version__,
        suggested_confidence=one.confidence,
        outcome_text=outcome_line(outcome),
        statement_text=collapse(statement.text),
        decision_id=_EXAMPLE_ID,
    )


_EXAMPLE_ID = "0" * 12
"""The identifier of the one decision of the example: a copy has it once."""
