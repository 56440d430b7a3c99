"""`curmap cards`: the occupations of the library, by how much of them a programme already covers."""

import argparse

from toolkit import job
from toolkit.commands.common import day_of, print_frame
from toolkit.io.project import Project
from toolkit.occupations import other_cards_table


def run(project: Project, options: argparse.Namespace) -> int:
    """Print the ranking as CSV or JSON: confirmed, equal texts and suggestions, each marked as what it is."""
    rows = job.other_cards_of(project, project.library(), options.programme)
    print_frame(other_cards_table(rows, options.lang, day_of(options)), options)
    return 0
