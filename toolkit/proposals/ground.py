"""What a plan starts from: texts with their places and links, what people rejected, who teaches and assesses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toolkit.analysis import Analysis
from toolkit.coverage import CoverageResult, Teaching
from toolkit.errors import InputError
from toolkit.model import STEPS, Covered, Decision, Degree, Kind, Statement, Step

TextKey = tuple[Kind, str]
"""(kind, fingerprint): equal texts of one kind count once."""

Pair = tuple[str, str]
"""(outcome id, statement id)."""

NEW = "\u2295"
"""Begins the name of an outcome that does not exist yet, before its labour function; no code of a programme does."""


def group_of(row: Statement) -> str:
    """Name the labour function of a statement; function 0 for the competences of a card, the area for a descriptor."""
    if row.occupation_no:
        return f"{row.standard_id}/{row.occupation_no}.{row.function_no}"
    return f"{row.standard_id}/{row.occupation}"


@dataclass(frozen=True, slots=True)
class Standing:
    """Links and steps of proof at one moment of a plan.

    Parameters
    ----------
    links : mapping of text to mapping of outcome to degree
        How far each outcome serves each text, the best over the text's places.
    reached : mapping of step to set of outcomes
        Which outcomes exist, are taught, are assessed.
    """

    links: Mapping[TextKey, Mapping[str, Degree]]
    reached: Mapping[Step, frozenset[str]]

    def degree(self, key: TextKey, step: Step) -> Degree:
        """Say how far a text is covered at a step."""
        there = self.reached[step]
        degrees = {degree for outcome, degree in self.links.get(key, {}).items() if outcome in there}
        return "full" if "full" in degrees else "partial" if "partial" in degrees else ""


def weight(degree: Degree, partial_weight: float) -> float:
    """Say what a degree of coverage counts in a share."""
    return 1.0 if degree == "full" else partial_weight if degree == "partial" else 0.0


@dataclass(frozen=True, slots=True)
class Ground:
    """What a plan starts from.

    Parameters
    ----------
    analysis : Analysis
        The analysis.
    result : CoverageResult
        What is planned for: the cards, or the descriptors of the claimed level of a framework.
    texts : dict of text to tuple of Covered
        The places of every different text that applies, without the places that do not.
    rejected : set of (outcome, statement)
        What somebody rejected, of today's text or of a former one.
    hopeless : set of statement
        What somebody looked at as a whole and said that no outcome serves it.
    doubtful : dict of (outcome, statement) to decision
        Decisions about former texts that linked the two.
    likely : dict of (outcome, statement) to probability
        What is suggested.
    start : Standing
        Links and steps of proof now.
    bare : dict of (function, kind) to tuple of statements
        Mandatory labour functions without anything covered at a step, by step.
    """

    analysis: Analysis
    result: CoverageResult
    texts: dict[TextKey, tuple[Covered, ...]]
    rejected: frozenset[Pair]
    hopeless: frozenset[str]
    doubtful: dict[Pair, Decision]
    likely: dict[Pair, float]
    start: Standing

    @property
    def teaching(self) -> Teaching:
        """Who teaches and assesses now."""
        return self.analysis.teaching

    def bare(self, step: Step, kinds: Iterable[Kind]) -> dict[tuple[str, Kind], tuple[Covered, ...]]:
        """Give the mandatory labour functions of which nothing of a kind is covered at a step, with their places."""
        wanted = set(kinds)
        found: dict[tuple[str, Kind], list[Covered]] = {}
        for (kind, _), places in self.texts.items():
            for row in places:
                if kind in wanted and row.statement.function_no:
                    found.setdefault((group_of(row.statement), kind), []).append(row)
        return {
            key: tuple(rows)
            for key, rows in found.items()
            if any(row.mandatory for row in rows) and not any(row.degree(step) for row in rows)
        }


def result_for(analysis: Analysis, framework: str) -> CoverageResult:
    """Give what is planned for: the count of the cards, or of the claimed level of a framework.

    Raises
    ------
    InputError
        The programme is not compared with the framework, or there is nothing to plan for.
    """
    names = [one.framework.act.act_id for one in analysis.alignments]
    if not framework:
        if not analysis.statements:
            raise InputError(
                f"no card is compared; plan for a framework instead: {', '.join(names) or 'none compared'}"
            )
        return analysis.result
    if framework not in names:
        raise InputError(f"the programme is not compared with framework '{framework}'; use: {', '.join(names) or '–'}")
    return analysis.alignments[names.index(framework)].claimed


def ground_of(analysis: Analysis, framework: str = "") -> Ground:
    """Collect what a plan starts from.

    Parameters
    ----------
    analysis : Analysis
        The analysis, with its suggestions.
    framework : str
        Plan for the level descriptors of this framework instead of for the cards.

    Raises
    ------
    InputError
        There is nothing to plan for.
    """
    result = result_for(analysis, framework)
    texts: dict[TextKey, list[Covered]] = {}
    links: dict[TextKey, dict[str, Degree]] = {}
    for row in result.statements:
        if row.state == "na":
            continue
        key = (row.statement.kind, row.statement.fingerprint)
        texts.setdefault(key, []).append(row)
        served = links.setdefault(key, {})
        for one in row.decisions:
            if one.outcome_id and one.verdict in ("full", "partial") and served.get(one.outcome_id) != "full":
                served[one.outcome_id] = "full" if one.verdict == "full" else "partial"
    refused = [row for row in _said(analysis) if row.verdict in ("none", "na")]
    codes = frozenset(outcome.outcome_id for outcome in analysis.programme.outcomes)
    teaching = analysis.teaching
    reached = {
        "declared": codes,
        "taught": frozenset(code for code in codes if teaching.is_taught(code)),
        "assessed": frozenset(code for code in codes if teaching.is_assessed(code)),
    }
    return Ground(
        analysis=analysis,
        result=result,
        texts={key: tuple(rows) for key, rows in texts.items()},
        rejected=frozenset((row.outcome_id, row.statement_id) for row in refused if row.outcome_id),
        hopeless=frozenset(row.statement_id for row in refused if not row.outcome_id),
        doubtful={
            (row.outcome_id, row.statement_id): row
            for row in analysis.ledger.suspect
            if row.outcome_id and row.verdict in ("full", "partial")
        },
        likely={(one.outcome_id, one.statement_id): one.confidence for one in analysis.suggestions},
        start=Standing(links, {step: reached[step] for step in STEPS}),
    )


def _said(analysis: Analysis) -> list[Decision]:
    """Give every voice that could be a rejection: what counts, what is suspect, and each side of a disagreement."""
    ledger = analysis.ledger
    return [*ledger.current, *ledger.suspect, *(row for said in ledger.disagreements for row in said)]
