"""`curmap statements`, `acts`, `functions` and the other tables: one table of the library on standard output."""

import argparse
import json
import sys

import pandas as pd

from toolkit.checks import warnings_table
from toolkit.commands.complaining import complain_unread
from toolkit.commands.ingest import read_files
from toolkit.commands.today import today
from toolkit.io.csvfiles import csv_text
from toolkit.io.project import Project
from toolkit.library import Library, table_of
from toolkit.library_checks import library_warnings
from toolkit.settings import Settings


def run(project: Project, options: argparse.Namespace) -> int:
    """Print a table as CSV or JSON; documents that could not be read are named on standard error."""
    if options.file:
        documents = [(item.act_id, item.parsed) for item in read_files(options.file, options)]
        frame = table_of(documents, options.table, options.standard)
    else:
        library = project.library()
        frame = _of_library(library, options)
        if not options.standard and options.table != "acts":
            complain_unread(library.unread, options)
    sys.stdout.write(as_json(frame) if options.format == "json" else as_csv(frame))
    return 0


def _of_library(library: Library, options: argparse.Namespace) -> pd.DataFrame:
    if options.table == "acts":
        library.refuse_unknown([name for name in options.standard if name not in library.acts])
        frame = library.acts_table()
        return frame[frame["act_id"].isin(options.standard)] if options.standard else frame
    if options.table == "warnings":
        return warnings_table(library_warnings(library, today(), Settings()), options.lang)
    if options.table == "findings":
        library.refuse_unknown(options.standard)
        frame = library.findings_table(options.lang)
        return frame[frame["act_id"].isin(options.standard)] if options.standard else frame
    return library.table(options.table, options.standard)


def as_csv(frame: pd.DataFrame) -> str:
    """Give a frame as CSV: commas, LF, whole texts."""
    return csv_text(frame.columns.tolist(), frame.itertuples(index=False, name=None))


def as_json(frame: pd.DataFrame) -> str:
    """Give a frame as a JSON list of records, in Unicode."""
    return json.dumps(frame.to_dict("records"), ensure_ascii=False, indent=1) + "\n"
