"""Every declared table of a library and of programmes, as frames."""

from collections.abc import Iterable, Sequence

import pandas as pd

from toolkit.analysis import Analysis
from toolkit.checks import warnings_table
from toolkit.counted import coverage_table, gaps_table
from toolkit.coverage import CoverageResult
from toolkit.exchange.packages import Resource
from toolkit.levels import alignment_counts_table, alignment_table, level_verbs_table, levels_table
from toolkit.library import SCHEMAS, Library
from toolkit.model import Decision, Lang, Programme
from toolkit.programmes import criteria_table, disciplines_table, marks_table, outcomes_table
from toolkit.programmes import levels_table as outcome_levels_table
from toolkit.returns.remarks import Remark
from toolkit.tables import DECISIONS, REMARKS, SUGGESTIONS, TABLES
from toolkit.tables.work import GROUPED

Tables = list[tuple[Resource, pd.DataFrame]]


def library_frames(library: Library, lang: Lang) -> Tables:
    """Give every table of the library: acts, standards down to statements, frameworks, classifier, findings.

    Parameters
    ----------
    library : Library
        The library.
    lang : {"kk", "ru", "en"}
        Language of the findings.
    """
    frames = {
        "acts": library.acts_table(),
        **{name: library.table(name) for name in SCHEMAS},
        "findings": library.findings_table(lang),
    }
    return _resources("", frames)


def programme_frames(
    programme: Programme,
    decisions: Iterable[Decision],
    analysis: Analysis | None,
    lang: Lang,
    *,
    remarks: Iterable[Remark] = (),
) -> Tables:
    """Give every table of a programme: what it promises, what was decided, and what was counted from it.

    Parameters
    ----------
    programme : Programme
        The programme.
    decisions : iterable of Decision
        Every row of all reviewers.
    analysis : Analysis or None
        The comparison with its standards; None where there is nothing to compare with: then its tables are left out.
    lang : {"kk", "ru", "en"}
        Language of warnings and titles.
    remarks : iterable of Remark
        What employers and others remarked.
    """
    frames = {
        "outcomes": outcomes_table(programme),
        "outcome_levels": outcome_levels_table(programme),
        "criteria": criteria_table(programme),
        "disciplines": disciplines_table(programme),
        "marks": marks_table(programme),
        "decisions": DECISIONS.frame(decisions),
        "remarks": REMARKS.frame(remarks),
    }
    return _resources(programme.programme_id, frames | (_counted(analysis, lang) if analysis else {}))


def _counted(analysis: Analysis, lang: Lang) -> dict[str, pd.DataFrame]:
    """Give what was counted, the level descriptors of frameworks with the statements of standards."""
    everything = CoverageResult(analysis.covered, analysis.links, (), ())
    return {
        "suggestions": SUGGESTIONS.frame(analysis.suggestions),
        "covered": everything.covered_table(),
        "links": everything.links_table(),
        "shares": pd.concat([coverage_table(analysis, by, lang) for by in GROUPED], ignore_index=True),
        "contributions": pd.concat(
            [coverage_table(analysis, by, lang) for by in ("discipline", "module")], ignore_index=True
        ),
        "gaps": gaps_table(analysis),
        "levels": levels_table(analysis),
        "level_verbs": level_verbs_table(analysis),
        "alignment": alignment_table(analysis),
        "alignment_counts": alignment_counts_table(analysis),
        "warnings": warnings_table(analysis.warns, lang),
    }


def _resources(owner: str, frames: dict[str, pd.DataFrame]) -> Tables:
    """Put tables into the order in which they are declared."""
    order: Sequence[str] = [schema.name for schema in TABLES]
    schemas = {schema.name: schema for schema in TABLES}
    return [(Resource(owner, schemas[name], len(frames[name])), frames[name]) for name in order if name in frames]
