"""`curmap suggest`: for outcomes of a file or of a programme, the statements that they may serve."""

import argparse
import sys
from contextlib import suppress

from toolkit import job
from toolkit.align.context import context_of
from toolkit.align.suggest import Candidate
from toolkit.analysis import wanted_of
from toolkit.commands.complaining import complain, reader_of
from toolkit.commands.table import as_csv, as_json
from toolkit.errors import InputError, ProjectError
from toolkit.io.cache import prepared_suggester
from toolkit.io.encoders import open_encoder
from toolkit.io.outcomes import read_candidates, read_wanted
from toolkit.io.project import Project, find_project
from toolkit.labels import word
from toolkit.tables import SUGGESTIONS

_NAMED = 20
"""So many outcomes without suggestions are named."""


def run(project: Project | None, options: argparse.Namespace) -> int:
    """Print suggestions as CSV or JSON, an outcome after the other, best first."""
    if bool(options.programme) == bool(options.outcomes):
        raise InputError("name a programme, or a file with --outcomes FILE.csv, not both")
    if options.top < 1:
        raise InputError(f"--top must be 1 or more, not {options.top}")
    candidates = _candidates(project, options)
    confirmed: list[str] = []
    if options.outcomes:
        wanted = read_wanted(options.outcomes)
        if not wanted:
            raise InputError(f"{options.outcomes}: no outcome in the file; give each a line: outcome_id,lang,text")
    else:
        home = project or find_project()
        programme = home.programme(options.programme)
        wanted = wanted_of(programme)
        confirmed = [] if options.no_context else job.confirmed_of(programme, home)
    suggester = prepared_suggester(candidates, job.concepts_for(project or _home(options), options.programme))
    if options.model is not None:
        suggester = suggester.with_encoder(open_encoder(options.model))
    context = context_of(candidates, confirmed) if confirmed else None
    rows = list(suggester.suggest(wanted, top=options.top, reader=options.lang, context=context))
    frame = SUGGESTIONS.frame(rows)
    sys.stdout.write(as_json(frame) if options.format == "json" else as_csv(frame))
    served = {row.outcome_id for row in rows}
    if empty := [item.outcome_id for item in wanted if item.outcome_id not in served]:
        names = ", ".join(empty[:_NAMED]) + (", …" if len(empty) > _NAMED else "")
        lang = reader_of(options)
        complain(word("nothing-to-suggest", lang, n=len(empty), m=len(wanted), names=names), options)
    return 0


def _home(options: argparse.Namespace) -> Project | None:
    """Find the project whose own concepts count too; with files alone there need be none."""
    if options.project:
        return Project(options.project)
    with suppress(ProjectError):
        return find_project()
    return None


def _candidates(project: Project | None, options: argparse.Namespace) -> list[Candidate]:
    """Take the statements of a file, or of the library, and keep those asked for."""
    if options.statements is not None:
        found = read_candidates(options.statements)
        if options.standard:
            known = {item.standard_id for item in found}
            if unknown := [name for name in options.standard if name not in known]:
                there = ", ".join(sorted(known - {""})) or "none"
                raise InputError(f"{options.statements}: no standard '{unknown[0]}'; there are: {there}")
            found = [item for item in found if item.standard_id in options.standard]
    else:
        found = job.candidates_of((project or find_project()).library(), options.standard)
    for name, value in (("card", options.card), ("kind", options.kind)):
        if value:
            found = [item for item in found if getattr(item, name) == value]
    if options.level:
        found = [item for item in found if options.level in item.levels.replace(",", ";").replace(" ", "").split(";")]
    if not found:
        raise InputError("no statement is left to suggest; check --standard, --card, --level and --kind")
    return found
