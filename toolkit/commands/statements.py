"""`curmap statements`: the statement table on standard output."""

import argparse
import json
import sys

import pandas as pd

from toolkit.errors import InputError
from toolkit.io.csvfiles import csv_text
from toolkit.io.project import Library, Project
from toolkit.model import statements_of
from toolkit.tables import STATEMENTS


def run(project: Project, options: argparse.Namespace) -> int:
    """Print one row a statement: its place in the standard, its text as printed, its lines in the source."""
    library = project.library()
    wanted = list(dict.fromkeys(options.standard))
    _refuse_unknown(library, wanted)
    chosen = [item for item in library.standards() if not wanted or item.standard_id in wanted]
    frame = STATEMENTS.frame(row for standard in chosen for row in statements_of(standard))
    sys.stdout.write(_as_json(frame) if options.format == "json" else _as_csv(frame))
    if not wanted:
        for act_id, reason in library.unread.items():
            print(f"curmap: not read: {act_id}: {reason}", file=sys.stderr)
    return 0


def _refuse_unknown(library: Library, wanted: list[str]) -> None:
    for standard in wanted:
        if standard in library.unread:
            raise InputError(f"{standard}: {library.unread[standard]}")
        if standard not in library.parsed:
            raise InputError(f"no standard '{standard}'; there are: {', '.join(library.parsed)}")


def _as_csv(frame: pd.DataFrame) -> str:
    return csv_text(frame.columns.tolist(), frame.itertuples(index=False, name=None))


def _as_json(frame: pd.DataFrame) -> str:
    return json.dumps(frame.to_dict("records"), ensure_ascii=False, indent=1) + "\n"
