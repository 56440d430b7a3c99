"""Results on record: audit runs and all others, with what they were made from, and the same done again to compare."""

from toolkit.auditing.parts import NOTEBOOKS, Step
from toolkit.auditing.results import record, result_verify
from toolkit.auditing.runs import AuditRun, audit_run, audit_verify
from toolkit.auditing.verifying import Verified, verify

__all__ = [
    "NOTEBOOKS",
    "AuditRun",
    "Step",
    "Verified",
    "audit_run",
    "audit_verify",
    "record",
    "result_verify",
    "verify",
]
