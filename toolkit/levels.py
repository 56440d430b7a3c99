"""Level adequacy: cards and descriptors against the level claimed, verbs of covering outcomes; apart from coverage."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from toolkit.analysis import Analysis, Compared
from toolkit.checks import card_warnings
from toolkit.coverage import CoverageResult, shares_of
from toolkit.frameworks import Alignment, levels_of
from toolkit.labels import word
from toolkit.model import STATES, Card, Covered, Descriptor, Lang, Share, State, Step, Suggestion
from toolkit.settings import Settings
from toolkit.tables.levels import ALIGNMENT, ALIGNMENT_COUNTS, LEVEL_VERBS, LEVELS
from toolkit.verbs import Adequacy, Distribution, adequacy, level_distribution

Position = Literal["claimed", "above"]
Reach = Literal["reaches", "below", "unknown"]

_LEAST = 2
"""One outcome is no distribution: an answer would be a verdict on it."""


@dataclass(frozen=True, slots=True)
class LevelVerbs:
    """The cognitive levels of the outcomes that cover statements of one level, against what the level expects.

    Parameters
    ----------
    standard_id, level : str
        The standard and its level.
    outcomes : tuple of str
        The outcomes that cover a statement of this level, fully or in part, in the programme's order.
    distribution : Distribution
        Their levels by verbs: counts for 1 to 6, outcomes without a known verb, outcomes in doubt.
    adequacy : Adequacy
        n of m at the expected level or above; nothing is expected of levels 1 and 2, or where the level is no number.
    """

    standard_id: str
    level: str
    outcomes: tuple[str, ...]
    distribution: Distribution
    adequacy: Adequacy

    @property
    def verdict(self) -> Reach:
        """What the verbs of all these outcomes say together, never about one of them.

        ``unknown`` where nothing is expected, fewer than two verbs are known, or the answer depends on verbs that may
        have two levels.
        """
        found = self.adequacy
        if found.ok is None or found.depends or found.m < _LEAST:
            return "unknown"
        return "reaches" if found.ok else "below"


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One standard, one level of the sectoral framework in it, one kind.

    Parameters
    ----------
    standard_id : str
        The standard.
    level : str
        The level; empty for cards that state none.
    cards : tuple of int
        The cards compared that have this level; one with several levels stands in each.
    claimed : str
        The level that the programme claims, one digit; empty if none can be read.
    difference : int or None
        Level of the card minus level claimed; None where one of them cannot be read.
    codes : tuple of str
        The warnings about levels that these cards have: W08 (several levels), W09 (another level than the programme's).
    share : Share
        The counts and shares of one kind at the three steps of proof.
    verbs : LevelVerbs
        What the verbs say of the level, the same for each kind: apart from coverage, never part of a share.
    """

    standard_id: str
    level: str
    cards: tuple[int, ...]
    claimed: str
    difference: int | None
    codes: tuple[str, ...]
    share: Share
    verbs: LevelVerbs


def level_rows(analysis: Analysis) -> tuple[LevelRow, ...]:
    """Say of every standard and level how much is covered, how the level suits the programme, what verbs say.

    Parameters
    ----------
    analysis : Analysis
        The analysis.

    Returns
    -------
    tuple of LevelRow
        Standards in order, levels rising, then kinds; nothing for a programme that is compared with frameworks only.
    """
    return tuple(row for item in analysis.compared for row in _rows_of(analysis, item))


def _rows_of(analysis: Analysis, item: Compared) -> Iterator[LevelRow]:
    standard_id = item.standard.standard_id
    claimed, _ = levels_of(analysis.programme)
    rows = [row for row in analysis.result.statements if row.statement.standard_id == standard_id]
    levels = dict.fromkeys(level for card in item.cards for level in card.levels or ("",))
    for level in sorted(levels, key=lambda one: (not one, one)):
        cards = tuple(card for card in item.cards if level in (card.levels or ("",)))
        here = [row for row in rows if level in row.statement.sqf_levels.split(";")]
        verbs = _verbs(analysis, standard_id, level, here)
        for share in _totals(here, analysis.settings):
            yield LevelRow(
                standard_id,
                level,
                tuple(card.number for card in cards),
                claimed,
                _difference(level, claimed),
                _codes(analysis, item, cards),
                share,
                verbs,
            )


def _totals(rows: Iterable[Covered], settings: Settings) -> list[Share]:
    return [share for share in shares_of(rows, settings) if share.by == "total"]


def _number(level: str) -> int | None:
    """Read a level: its first digit, so that sub-level 5.2 is of level 5."""
    return int(level[0]) if level[:1] in tuple("12345678") else None


def _difference(level: str, claimed: str) -> int | None:
    one, other = _number(level), _number(claimed)
    return None if one is None or other is None else one - other


def _codes(analysis: Analysis, item: Compared, cards: Iterable[Card]) -> tuple[str, ...]:
    """Give the warnings about levels as the report has them, so that the two never contradict each other."""
    warns = card_warnings(item.standard, cards, analysis.programme, item.parsed.form)
    found = {warn.code for warn in warns}
    return tuple(code for code in ("W08", "W09") if code in found)


def _verbs(analysis: Analysis, standard_id: str, level: str, rows: Iterable[Covered]) -> LevelVerbs:
    programme = analysis.programme
    covering = {code for row in rows for code in row.outcomes}
    outcomes = tuple(outcome for outcome in programme.outcomes if outcome.outcome_id in covering)
    found = level_distribution(outcomes, programme.main_language)
    number = _number(level) or 1  # of level 1 nothing is expected, nor of a level that is no number
    codes = tuple(outcome.outcome_id for outcome in outcomes)
    return LevelVerbs(standard_id, level, codes, found, adequacy(found, number))


def levels_table(analysis: Analysis) -> pd.DataFrame:
    """Give table LEVELS: `level_rows` without the verbs, one row a standard, level and kind."""
    columns = LEVELS.names[7:]
    return LEVELS.frame_of(
        (
            row.standard_id,
            row.level,
            row.share.kind,
            ";".join(map(str, row.cards)),
            row.claimed,
            row.difference,
            ";".join(row.codes),
            *(getattr(row.share, name) for name in columns),
        )
        for row in level_rows(analysis)
    )


def level_verbs_table(analysis: Analysis) -> pd.DataFrame:
    """Give table LEVEL_VERBS: the verbs of covering outcomes, one row a standard and level; apart from coverage."""
    rows = []
    for one in dict.fromkeys(row.verbs for row in level_rows(analysis)):
        found, expected = one.adequacy, one.adequacy.expected
        rows.append(
            (
                one.standard_id,
                one.level,
                ";".join(one.outcomes),
                *(count.n for count in one.distribution.counts),
                expected.at_least if expected else None,
                expected.share if expected else None,
                found.n,
                found.possible,
                found.m,
                found.share,
                one.verdict,
                ";".join(found.not_recognised),
                ";".join(one.distribution.ambiguous),
            )
        )
    return LEVEL_VERBS.frame_of(rows)


def level_text(row: LevelRow, lang: Lang) -> str:
    """Say in a sentence how the level of a card suits the level claimed."""
    facts = {"level": row.level or "–", "claimed": row.claimed or "–"}
    if row.difference is None:
        return word("levels-incomparable", lang, **facts)
    if not row.difference:
        return word("levels-same", lang, **facts)
    key = "levels-higher" if row.difference > 0 else "levels-lower"
    return word(key, lang, **facts, n=abs(row.difference))


def verbs_text(verbs: LevelVerbs, lang: Lang) -> str:
    """Say in a sentence what the verbs of the covering outcomes are, what is expected, and that no outcome is judged."""
    found = verbs.adequacy
    strange = ", ".join(found.not_recognised) or "–"
    if found.expected is None:
        return word("verbs-nothing-expected", lang, level=verbs.level or "–", strange=strange)
    return word(
        "verbs-of-level",
        lang,
        level=verbs.level,
        at_least=found.expected.at_least,
        n=found.n,
        m=found.m,
        possible=found.possible,
        share=f"{found.expected.share:.0%}".replace("%", "\u00a0%"),
        verdict=word(f"verbs-{verbs.verdict}", lang),
        strange=strange,
    )


@dataclass(frozen=True, slots=True)
class AlignmentRow:
    """One level descriptor of a sectoral framework and what is known of it.

    Parameters
    ----------
    position : {"claimed", "above"}
        Whether its level is the one that the programme claims, or the next.
    descriptor : Descriptor
        Its text, kind, area, levels, and whether the level was derived.
    state : State
        What decisions say of it.
    step : {"declared", "taught", "assessed"} or None
        The last step of proof that it reaches, fully or in part.
    outcomes : tuple of str
        The outcomes that meet it by decision, in the programme's order.
    suggested : tuple of (outcome id, confidence)
        Outcomes that only the machine suggests, the likeliest first; counted nowhere. Pairs that somebody has decided
        about are not among them, and none if it was decided about the descriptor as a whole.
    """

    position: Position
    descriptor: Descriptor
    state: State
    step: Step | None
    outcomes: tuple[str, ...]
    suggested: tuple[tuple[str, float], ...]


def alignment_rows(analysis: Analysis) -> tuple[AlignmentRow, ...]:
    """List the descriptors of the level that a programme claims and of the next, with what is known of each.

    Parameters
    ----------
    analysis : Analysis
        The analysis.

    Returns
    -------
    tuple of AlignmentRow
        Frameworks in order, the level claimed before the one above, then the order of the document. Descriptors of which
        no level is known are not here: `descriptors_without_level` lists them.
    """
    proposed: dict[str, list[Suggestion]] = {}
    for one in analysis.suggestions:
        proposed.setdefault(one.statement_id, []).append(one)
    found = []
    for alignment in analysis.alignments:
        descriptors = {one.statement_id: one for one in alignment.framework.descriptors}
        for position, _, result in _positions(alignment):
            for row in result.statements:
                key = row.statement.statement_id
                suggested = _suggested(row, proposed.get(key, []))
                found.append(AlignmentRow(position, descriptors[key], row.state, row.step, row.outcomes, suggested))
    return tuple(found)


def _positions(alignment: Alignment) -> tuple[tuple[Position, str, CoverageResult], ...]:
    return ("claimed", alignment.level, alignment.claimed), ("above", alignment.level_above, alignment.above)


def _suggested(row: Covered, proposed: list[Suggestion]) -> tuple[tuple[str, float], ...]:
    decided = {decision.outcome_id for decision in row.decisions}
    if "" in decided:
        return ()
    rest = [(one.outcome_id, one.confidence) for one in proposed if one.outcome_id not in decided]
    return tuple(sorted(rest, key=lambda one: -one[1]))


def descriptors_without_level(analysis: Analysis) -> tuple[Descriptor, ...]:
    """List the descriptors of the areas compared of which no level is known: they are compared with nothing."""
    return tuple(
        row
        for one in analysis.alignments
        for row in one.framework.parsed.descriptors
        if row.area in one.framework.areas and not (row.nqf_level or row.sqf_level)
    )


@dataclass(frozen=True, slots=True)
class AlignmentCount:
    """How many descriptors are met: n of m, of one framework, level and kind.

    Parameters
    ----------
    framework_id, level : str
        The framework, and the level in the national framework.
    position : {"claimed", "above"}
        Whether it is the level claimed, or the next.
    area, sub_level : str
        Both empty: all areas and sub-levels compared; else one sub-level of one area.
    share : Share
        The counts and shares of one kind at the three steps of proof.
    """

    framework_id: str
    position: Position
    level: str
    area: str
    sub_level: str
    share: Share

    @property
    def n(self) -> int:
        """Different descriptors that outcomes meet by decision, fully or in part."""
        return self.share.full + self.share.partial

    @property
    def m(self) -> int:
        """Different descriptors that apply."""
        return self.share.denominator


def alignment_counts(analysis: Analysis) -> tuple[AlignmentCount, ...]:
    """Count the descriptors that are met, for each level, then for each sub-level of each area.

    Parameters
    ----------
    analysis : Analysis
        The analysis.

    Returns
    -------
    tuple of AlignmentCount
        Skills, knowledge and competences apart. What is met above the level claimed is no fault and not asked for.
    """
    found = []
    for one in analysis.alignments:
        for position, level, result in _positions(one):
            parts: dict[tuple[str, str], list[Covered]] = {("", ""): list(result.statements)}
            for row in result.statements:
                parts.setdefault((row.statement.occupation, row.statement.unit), []).append(row)
            for (area, sub_level), rows in parts.items():
                for share in _totals(rows, analysis.settings):
                    framework_id = one.framework.act.act_id
                    found.append(AlignmentCount(framework_id, position, level, area, sub_level, share))
    return tuple(found)


def alignment_table(analysis: Analysis) -> pd.DataFrame:
    """Give table ALIGNMENT: `alignment_rows`, one row a descriptor."""
    return ALIGNMENT.frame_of(
        (
            row.descriptor.framework_id,
            row.position,
            row.descriptor.nqf_level or row.descriptor.sqf_level[:1],
            row.descriptor.sqf_level,
            row.descriptor.inferred,
            row.descriptor.area,
            row.descriptor.statement_id,
            row.descriptor.kind,
            row.descriptor.text,
            row.state,
            row.step or "",
            ";".join(row.outcomes),
            "; ".join(f"{code} {confidence:.2f}" for code, confidence in row.suggested),
        )
        for row in alignment_rows(analysis)
    )


def alignment_counts_table(analysis: Analysis) -> pd.DataFrame:
    """Give table ALIGNMENT_COUNTS: `alignment_counts`, one row a level or sub-level and kind."""
    columns = ALIGNMENT_COUNTS.names[8:]
    return ALIGNMENT_COUNTS.frame_of(
        (
            row.framework_id,
            row.position,
            row.level,
            row.area,
            row.sub_level,
            row.share.kind,
            row.n,
            row.m,
            *(getattr(row.share, name) for name in columns),
        )
        for row in alignment_counts(analysis)
    )


def alignment_text(count: AlignmentCount, lang: Lang) -> str:
    """Say in a sentence how many descriptors are met, of how many, and what is known of the others."""
    rest = ", ".join(f"{word(f'state-{state}', lang)} – {n}" for state in STATES if (n := count.share.count(state)))
    facts = {
        "level": count.sub_level or count.level,
        "kind": word(f"kind-{count.share.kind}", lang),
        "n": count.n,
        "m": count.m,
        "rest": rest,
    }
    if count.position == "claimed":
        return word("alignment-claimed", lang, **facts)
    return word("alignment-above", lang, **facts)
