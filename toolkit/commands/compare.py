"""`curmap compare`: two programmes, a college and a bachelor programme, or two occupation cards, side by side."""

import argparse
import sys

from toolkit import job
from toolkit.analysis import Analysis
from toolkit.commands.common import day_of, print_frame
from toolkit.comparisons import compare_analyses, compare_cards, progression
from toolkit.errors import InputError
from toolkit.io.project import Project
from toolkit.library import Library
from toolkit.model import Standard, Target


def run(project: Project, options: argparse.Namespace) -> int:
    """Print the comparison as CSV or JSON; cards that only one programme is compared with are named on standard error."""
    library = project.library()
    if "/" in options.programme and "/" in options.other:
        first, second = (_card(library, name) for name in (options.programme, options.other))
        found = compare_cards(*first, *second)
        print_frame(found.table(), options)
        return 0
    targets = _targets(project, library, options)
    one, other = (_analysis(project, library, name, targets, options) for name in (options.programme, options.other))
    if options.progression:
        print_frame(progression(one, other, step=options.step).statements_table(), options)
        return 0
    compared = compare_analyses(one, other)
    for card in compared.only:
        print(f"curmap: {card.side}: {card.standard_id}/{card.occupation_no} {card.occupation}", file=sys.stderr)
    print_frame(compared.shares_table() if options.shares else compared.statements_table(), options)
    return 0


def _targets(project: Project, library: Library, options: argparse.Namespace) -> list[Target]:
    """Give what both are compared with: the standards named, else what either of them names, so that the cards are the same."""
    found: dict[str, Target] = {}
    for name in (options.programme, options.other):
        for target in job.targets_of(project, library, name, options.standard):
            known = found.get(target.standard_id)
            if known is None:
                found[target.standard_id] = target
                continue
            cards = tuple(sorted({*known.cards, *target.cards})) if known.cards and target.cards else ()
            areas = tuple(dict.fromkeys((*known.areas, *target.areas))) if known.areas and target.areas else ()
            found[target.standard_id] = Target(target.standard_id, cards, areas)
    return list(found.values())


def _analysis(
    project: Project, library: Library, name: str, targets: list[Target], options: argparse.Namespace
) -> Analysis:
    return job.analysis_with(project, library, name, targets, as_of=day_of(options))


def _card(library: Library, name: str) -> tuple[Standard, int]:
    """Find a card that is named as STANDARD/NUMBER.

    Raises
    ------
    InputError
        There is no such standard or card; the message names those there are.
    """
    standard_id, _, number = name.rpartition("/")
    library.refuse_unknown([standard_id])
    standard = next((one for one in library.standards() if one.standard_id == standard_id), None)
    numbers = [str(card.number) for card in standard.cards] if standard else []
    if standard is None or number not in numbers:
        raise InputError(f"'{standard_id}' has no card '{number}'; there are: {', '.join(numbers) or 'none'}")
    return standard, int(number)
