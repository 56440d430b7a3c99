"""`curmap rebuild`: parse every source anew and write `standards/parsed/`."""

import argparse
import sys

from toolkit.io.project import Project


def run(project: Project, options: argparse.Namespace) -> int:  # noqa: ARG001 -- a subcommand without options
    """Write the parsed form of every document and say what was written; status 1 if one could not be read."""
    library = project.rebuild()
    for act_id, document in library.documents.items():
        statements = sum(
            len(unit.items) for s in document.standards for card in s.cards for f in card.functions for unit in f.units
        )
        competences = sum(len(card.competences) for standard in document.standards for card in standard.cards)
        counts = f"{len(document.standards)} standards, {statements + competences} statements"
        counts += f", {len(document.descriptors)} descriptors, {len(document.classifier)} groups"
        print(f"{act_id}: {document.form}, {counts}, {len(document.findings)} findings")
    for act_id, reason in library.unread.items():
        print(f"curmap: not read: {act_id}: {reason}", file=sys.stderr)
    return 1 if library.unread else 0
