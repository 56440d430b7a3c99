"""`curmap rebuild`: parse every source anew and write `standards/parsed/`."""

import argparse

from toolkit.commands.complaining import complain_unread, reader_of
from toolkit.commands.ingest import shown_progress
from toolkit.ingest import holdings
from toolkit.io.project import Project


def run(project: Project, options: argparse.Namespace) -> int:
    """Write the parsed form of every document and say what was written; status 1 if one could not be read."""
    lang = reader_of(options)
    library = project.rebuild(lambda acts: shown_progress(acts, lang))
    for act_id, document in library.documents.items():
        print(f"{act_id} ({document.form}): {holdings(document, lang) or '–'}")
    complain_unread(library.unread, options)
    return 1 if library.unread else 0
