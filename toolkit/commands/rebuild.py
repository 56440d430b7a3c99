"""`curmap rebuild`: parse every source anew and write `standards/parsed/`."""

import argparse

from toolkit.io.project import Project


def run(project: Project, options: argparse.Namespace) -> int:  # noqa: ARG001 -- a subcommand without options
    """Write the parsed form of every document and say what was written."""
    for act_id, document in project.rebuild().items():
        statements = sum(
            len(unit.items) for s in document.standards for card in s.cards for f in card.functions for unit in f.units
        )
        competences = sum(len(card.competences) for standard in document.standards for card in standard.cards)
        print(f"{act_id}: {document.form}, {len(document.standards)} standards, {statements + competences} statements")
    return 0
