"""Sectoral frameworks beside standards: which level descriptors the outcomes of a programme meet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toolkit.coverage import CoverageResult, Teaching, coverage
from toolkit.errors import DataError, Issue
from toolkit.model import Act, Decision, Descriptor, Lang, Parsed, Programme, Statement, Target, statement_of_descriptor
from toolkit.settings import Settings


@dataclass(frozen=True, slots=True)
class Framework:
    """A sectoral framework that a programme is compared with: its act and the descriptors of the chosen areas.

    Parameters
    ----------
    act : Act
        The act.
    lang : {"kk", "ru", "en"}
        Language of its text.
    areas : tuple of str
        The areas chosen, as printed.
    descriptors : tuple of Descriptor
        Their descriptors that have a level.
    parsed : Parsed
        The document.
    """

    act: Act
    lang: Lang
    areas: tuple[str, ...]
    descriptors: tuple[Descriptor, ...]
    parsed: Parsed

    def title(self, lang: Lang) -> str:
        """The title of its act."""
        return self.act.title.best(lang)

    def statements(self, level: str) -> tuple[Statement, ...]:
        """Give the descriptors of a level of the national framework as statements, in the order of the document."""
        rows = (statement_of_descriptor(one, self.lang) for one in self.descriptors)
        return tuple(row for row in rows if row.sqf_levels == level)


@dataclass(frozen=True, slots=True)
class Alignment:
    """What decisions say about the descriptors of the claimed level of a programme, and of the level above.

    Parameters
    ----------
    framework : Framework
        The framework.
    level, level_above : str
        The level that the programme claims, and the next; empty where there is none.
    claimed, above : CoverageResult
        Counts over the descriptors of each; what is met above is no fault, it says where the programme reaches further.
    """

    framework: Framework
    level: str
    level_above: str
    claimed: CoverageResult
    above: CoverageResult


def frameworks_for(
    targets: Iterable[Target], acts: Mapping[str, Act], documents: Mapping[str, Parsed]
) -> tuple[Framework, ...]:
    """Look up the sectoral frameworks among what a programme names; standards are left aside.

    Parameters
    ----------
    targets : iterable of Target
        What the programme is compared with.
    acts : mapping of act id to Act
        The register of acts.
    documents : mapping of act id to Parsed
        The documents of the library.

    Raises
    ------
    DataError
        A framework does not have an area; all such areas are listed with those there are.
    """
    found: list[Framework] = []
    issues: list[Issue] = []
    for target in targets:
        document = documents.get(target.standard_id)
        if document is None or not document.descriptors:
            continue
        areas = tuple(dict.fromkeys(one.area for one in document.descriptors))
        names = (*target.areas, *map(str, target.cards))
        for name in names:
            if not any(_is(name, area) for area in areas):
                hint = f"areas: {', '.join(_number(area) for area in areas)}"
                where = "programme.toml, [[compare]]"
                issues.append(Issue("unknown-area", where, f"'{target.standard_id}' has no area '{name}'", hint))
        chosen = tuple(area for area in areas if not names or any(_is(name, area) for name in names))
        mine = tuple(one for one in document.descriptors if one.area in chosen and (one.nqf_level or one.sqf_level))
        found.append(Framework(acts[target.standard_id], document.lang, chosen, mine, document))
    if issues:
        raise DataError("frameworks to compare with", issues)
    return tuple(found)


def _is(name: str, area: str) -> bool:
    """Say whether a name means an area: its number (3.1) or its whole text."""
    return name.strip().rstrip(".") in (area.strip().rstrip("."), _number(area))


def _number(area: str) -> str:
    return next(iter(area.split()), "").rstrip(".")


def levels_of(programme: Programme) -> tuple[str, str]:
    """Give the level that a programme claims in the sectoral framework, else in the national one, and the next level.

    Returns
    -------
    claimed, above : str
        One digit each, 1 to 8; empty where nothing usable is claimed, or above level 8.
    """
    level = (programme.sqf_level or programme.nqf_level).strip()[:1]
    if level not in _LEVELS:
        return "", ""
    return level, next(iter(_LEVELS[_LEVELS.index(level) + 1 :]), "")


_LEVELS = tuple("12345678")


def alignments(
    frameworks: Iterable[Framework],
    programme: Programme,
    decisions: Iterable[Decision],
    suspect: Iterable[Decision],
    teaching: Teaching,
    settings: Settings,
) -> tuple[Alignment, ...]:
    """Count what decisions say about the level descriptors of frameworks.

    Parameters
    ----------
    frameworks : iterable of Framework
        The frameworks (`frameworks_for`).
    programme : Programme
        The programme: its outcomes and claimed level.
    decisions, suspect : iterable of Decision
        Decisions that count, and those about former texts.
    teaching : Teaching
        Who teaches and assesses.
    settings : Settings
        Weights and thresholds.
    """
    level, above = levels_of(programme)
    current, doubtful = tuple(decisions), tuple(suspect)
    codes = [outcome.outcome_id for outcome in programme.outcomes]

    def counted(framework: Framework, at: str) -> CoverageResult:
        rows = framework.statements(at) if at else ()
        return coverage(rows, codes, current, settings, suspect=doubtful, teaching=teaching)

    return tuple(
        Alignment(framework, level, above, counted(framework, level), counted(framework, above))
        for framework in frameworks
    )
