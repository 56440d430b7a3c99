"""`curmap coverage`: how much of the standards a programme covers, at three steps of proof."""

import argparse
import sys

from toolkit.commands.common import analysed, print_frame
from toolkit.counted import coverage_table
from toolkit.io.project import Project
from toolkit.labels import word


def run(project: Project, options: argparse.Namespace) -> int:
    """Print the shares of one grouping as CSV or JSON, with their counts."""
    analysis = analysed(project, options)
    frame = coverage_table(analysis, options.by, options.lang)
    if frame.empty:
        sentence = word("no-such-group", options.lang, by=options.by)
        print(f"curmap: {sentence}", file=sys.stderr)
    print_frame(frame, options)
    return 0
