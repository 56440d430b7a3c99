"""The files of an audit: inputs hashed, folders of results written, kept and looked through, notebooks on a copy."""

from toolkit.io.audit.folders import (
    MANIFEST,
    Kept,
    found_in_folder,
    hash_of,
    kept_run,
    put_in_place,
    refuse_foreign,
    workbook_content,
    working_folder,
)
from toolkit.io.audit.inputs import environment_now, inputs_of, logs_of
from toolkit.io.audit.notebooks import executed, notebook_names, working_copy

__all__ = [
    "MANIFEST",
    "Kept",
    "environment_now",
    "executed",
    "found_in_folder",
    "hash_of",
    "inputs_of",
    "kept_run",
    "logs_of",
    "notebook_names",
    "put_in_place",
    "refuse_foreign",
    "workbook_content",
    "working_copy",
    "working_folder",
]
