"""Proof that figures can be had again: what a run was made from, with and of, and what differs when it is repeated.

Pure: a manifest is a frozen description, two of them are compared, differences become sentences. Files are the business of
`toolkit.io.audit`, running of `toolkit.auditing`.
"""

from toolkit.audit.compare import compare_causes, compare_manifests
from toolkit.audit.crate import CRATE, crate_text
from toolkit.audit.digests import notebook_digest, picture_digest, sheet_digests
from toolkit.audit.encoding import manifest_text, parse_manifest
from toolkit.audit.figures import act_status, headline_figures, settings_used
from toolkit.audit.model import (
    STATUS,
    WEIGHTS,
    ActStatus,
    Difference,
    Environment,
    Figure,
    Input,
    Kind,
    Log,
    LogRow,
    Manifest,
    Output,
    OutputKind,
    Parameters,
    Result,
    Verdict,
)
from toolkit.audit.sentences import meaning, remedy, sentence, verdict_data, verdict_lines
from toolkit.audit.weighing import status_of, unexplained, weigh

__all__ = [
    "CRATE",
    "STATUS",
    "WEIGHTS",
    "ActStatus",
    "Difference",
    "Environment",
    "Figure",
    "Input",
    "Kind",
    "Log",
    "LogRow",
    "Manifest",
    "Output",
    "OutputKind",
    "Parameters",
    "Result",
    "Verdict",
    "act_status",
    "compare_causes",
    "compare_manifests",
    "crate_text",
    "headline_figures",
    "manifest_text",
    "meaning",
    "notebook_digest",
    "parse_manifest",
    "picture_digest",
    "remedy",
    "sentence",
    "settings_used",
    "sheet_digests",
    "status_of",
    "unexplained",
    "verdict_data",
    "verdict_lines",
    "weigh",
]
