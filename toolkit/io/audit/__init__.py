"""The files of an audit: inputs hashed, results written, kept and looked through, notebooks on a copy."""

from toolkit.io.audit.folders import (
    MANIFEST,
    Kept,
    found_in_folder,
    found_in_results,
    hash_of,
    kept_manifest,
    kept_run,
    put_in_place,
    refuse_foreign,
    workbook_content,
    working_folder,
)
from toolkit.io.audit.inputs import environment_now, inputs_of, logs_of
from toolkit.io.audit.notebooks import digest_of, executed, notebook_names, numbered_notebooks, working_copy
from toolkit.io.audit.saved import cells_digests, edited_cells
from toolkit.io.audit.sidecars import ENDING, Wanted, renamed, sidecar_name, wanted_in

__all__ = [
    "ENDING",
    "MANIFEST",
    "Kept",
    "Wanted",
    "cells_digests",
    "digest_of",
    "edited_cells",
    "environment_now",
    "executed",
    "found_in_folder",
    "found_in_results",
    "hash_of",
    "inputs_of",
    "kept_manifest",
    "kept_run",
    "logs_of",
    "notebook_names",
    "numbered_notebooks",
    "put_in_place",
    "refuse_foreign",
    "renamed",
    "sidecar_name",
    "wanted_in",
    "workbook_content",
    "working_copy",
    "working_folder",
]
