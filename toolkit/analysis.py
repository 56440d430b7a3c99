"""The main job as one pure function: a programme, standards and decisions go in, every table of the report comes out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from toolkit.acts import Relation, status_phrase
from toolkit.align.concepts import ConceptTable, bundled_table
from toolkit.align.context import context_of
from toolkit.align.suggest import Candidate, Wanted, make_suggester
from toolkit.checks import act_warnings, card_warnings, finding_warnings, result_warnings
from toolkit.coverage import CoverageResult, FunctionKey, Teaching, coverage, teaching_of
from toolkit.decisions import Ledger, replay
from toolkit.errors import DataError, Issue
from toolkit.frameworks import Alignment, Framework, alignments
from toolkit.gaps import gaps
from toolkit.library_checks import standard_warnings, translation_warnings, wording_warnings
from toolkit.model import (
    Act,
    Card,
    Covered,
    Decision,
    Finding,
    Gap,
    KnownAct,
    Lang,
    Link,
    Parsed,
    Programme,
    Renaming,
    Standard,
    Statement,
    Suggestion,
    Target,
    Warn,
    statement_of_descriptor,
    statements_of,
)
from toolkit.programmes import programme_warnings
from toolkit.settings import Settings


@dataclass(frozen=True, slots=True)
class Compared:
    """One standard that the programme is compared with: its act, the cards chosen, what the parser found doubtful."""

    act: Act
    standard: Standard
    cards: tuple[Card, ...]
    parsed: Parsed

    def title(self, lang: Lang) -> str:
        """The title of the standard as printed, else that of its act."""
        return self.standard.title or self.act.title.best(lang)

    def findings(self) -> tuple[Finding, ...]:
        """What the parser found doubtful in the lines of the cards compared."""
        return tuple(
            item
            for item in self.parsed.findings
            if any(card.span.start <= item.span.start <= card.span.end for card in self.cards)
        )


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything a report, a chart or a notebook shows about one programme.

    Parameters
    ----------
    programme : Programme
        The programme.
    compared : tuple of Compared
        The standards and cards it is compared with.
    statements : tuple of Statement
        The statements of these cards.
    alignments : tuple of Alignment
        The sectoral frameworks it is compared with, and which of their level descriptors are met.
    teaching : Teaching
        Which disciplines teach and assess each outcome.
    relations : tuple of Relation
        Which act amends, repeals or replaces which.
    suggestions : tuple of Suggestion
        What the machine proposes; counted nowhere.
    ledger : Ledger
        The decisions, sorted into what counts and what does not.
    result : CoverageResult
        States, links, shares, surplus outcomes.
    gaps : tuple of Gap
        What is not covered, most urgent first.
    warns : tuple of Warn
        All warnings, acts first.
    settings : Settings
        The weights and thresholds used.
    as_of : date
        The day of the analysis.
    """

    programme: Programme
    compared: tuple[Compared, ...]
    statements: tuple[Statement, ...]
    suggestions: tuple[Suggestion, ...]
    ledger: Ledger
    result: CoverageResult
    gaps: tuple[Gap, ...]
    warns: tuple[Warn, ...]
    settings: Settings
    as_of: date
    alignments: tuple[Alignment, ...] = ()
    teaching: Teaching = field(default_factory=lambda: Teaching({}, {}, {}))
    relations: tuple[Relation, ...] = ()

    def status(self, act: Act, lang: Lang) -> str:
        """Say the status of an act on the day of the analysis, with the day when it was checked and the source."""
        return status_phrase(act, self.as_of, lang, self.relations)

    @property
    def results(self) -> tuple[CoverageResult, ...]:
        """The count of the cards, then for each framework those of the claimed level and of the one above."""
        return (self.result, *(result for one in self.alignments for result in (one.claimed, one.above)))

    @property
    def covered(self) -> tuple[Covered, ...]:
        """The statements of the cards, then the level descriptors, with what is known of each."""
        return tuple(row for result in self.results for row in result.statements)

    @property
    def everything(self) -> tuple[Statement, ...]:
        """The statements of the cards, then the level descriptors of the claimed level and of the one above."""
        return tuple(row.statement for row in self.covered)

    @property
    def links(self) -> tuple[Link, ...]:
        """Every confirmed pair, of statements and of level descriptors."""
        return tuple(link for result in self.results for link in result.links)

    @property
    def acts(self) -> dict[str, Act]:
        """The act of every standard and framework compared, by standard id."""
        standards = {item.standard.standard_id: item.act for item in self.compared}
        return standards | {one.framework.act.act_id: one.framework.act for one in self.alignments}


def compare_with(
    targets: Iterable[Target], acts: Mapping[str, Act], parsed: Mapping[str, Parsed]
) -> tuple[Compared, ...]:
    """Look up the standards and cards that a programme names.

    Parameters
    ----------
    targets : iterable of Target
        What the programme is compared with.
    acts : mapping of act id to Act
        The register of acts.
    parsed : mapping of standard id to Parsed
        The documents that hold the standards.

    Raises
    ------
    DataError
        A standard or card does not exist; all of them are listed.
    """
    issues: list[Issue] = []
    found: list[Compared] = []
    for target in targets:
        if target.standard_id not in parsed:
            hint = f"known standards: {', '.join(sorted(parsed)) or 'none'}"
            issues.append(Issue("unknown-standard", "programme.toml", f"no standard '{target.standard_id}'", hint))
            continue
        document = parsed[target.standard_id]
        standard = next(item for item in document.standards if item.standard_id == target.standard_id)
        numbers = [card.number for card in standard.cards]
        hint = f"cards: {', '.join(map(str, numbers))}"
        issues += [
            Issue("unknown-card", "programme.toml", f"'{target.standard_id}' has no card {number}", hint)
            for number in target.cards
            if number not in numbers
        ]
        cards = tuple(card for card in standard.cards if not target.cards or card.number in target.cards)
        found.append(Compared(acts[standard.act_id], standard, cards, document))
    if issues:
        raise DataError("standards to compare with", issues)
    return tuple(found)


def _only(item: Compared) -> Standard:
    """The standard with only the cards compared: warnings are about these."""
    return replace(item.standard, cards=item.cards)


def chosen_statements(compared: Iterable[Compared]) -> tuple[Statement, ...]:
    """Give the statements of the chosen cards, in the order of the standards."""
    return tuple(
        row
        for item in compared
        for row in statements_of(item.standard)
        if row.occupation_no in {card.number for card in item.cards}
    )


def analyse(
    programme: Programme,
    compared: tuple[Compared, ...],
    decisions: Iterable[Decision],
    *,
    as_of: date,
    frameworks: Sequence[Framework] = (),
    importance: Mapping[str, float] | None = None,
    relations: Sequence[Relation] = (),
    settings: Settings | None = None,
    known_acts: Sequence[KnownAct] = (),
    renamings: Sequence[Renaming] = (),
    concepts: ConceptTable | None = None,
    lang: Lang = "kk",
) -> Analysis:
    """Do the whole comparison of a programme with the chosen cards.

    Parameters
    ----------
    programme : Programme
        The programme, with outcomes.
    compared : tuple of Compared
        The standards and cards (`compare_with`).
    decisions : iterable of Decision
        All decisions of all reviewers; what counts is computed. Those about other standards are left aside.
    as_of : date
        The day of the report; an argument, so that a re-run gives the same result.
    frameworks : sequence of Framework
        Sectoral frameworks to compare with (`frameworks_for`).
    importance : mapping of statement id to number
        How important employers find statements, 1 to 3.
    relations : sequence of Relation
        Which act amends, repeals or replaces which.
    settings : Settings, optional
        Other weights and thresholds than usual.
    known_acts, renamings : sequence of KnownAct, of Renaming
        What is recorded of acts and names that statements mention (W05, W21).
    concepts : ConceptTable, optional
        The concept table for suggestions; the one that comes with the toolkit if nothing is given.
    lang : {"kk", "ru", "en"}
        Language of the reasons of suggestions.

    Returns
    -------
    Analysis
        The same for the same arguments, whenever and wherever it runs.

    Raises
    ------
    DataError
        There is neither a standard nor a framework to compare with.
    """
    if not compared and not frameworks:
        hint = "add [[compare]] with a standard and its cards to programme.toml, or name a standard"
        issue = Issue("nothing-to-compare", "programme.toml", "no standard is chosen", hint)
        raise DataError("standards to compare with", [issue])
    used = settings or Settings()
    rows = chosen_statements(compared)
    outcomes = {outcome.outcome_id: outcome.fingerprint for outcome in programme.outcomes}
    ledger = replay(_about(decisions, compared, frameworks), outcomes, _fingerprints(compared, frameworks))
    teaching = teaching_of(programme)
    result = coverage(
        rows,
        outcomes,
        ledger.current,
        used,
        suspect=ledger.suspect,
        teaching=teaching,
        additional=_additional(compared),
    )
    aligned = alignments(frameworks, programme, ledger.current, ledger.suspect, teaching, used)
    warns = [warn for item in compared for warn in act_warnings(item.act, as_of, used)]
    for item in compared:
        warns += translation_warnings(item.act)
        warns += card_warnings(item.standard, item.cards, programme, item.parsed.form)
        warns += standard_warnings(_only(item), known_acts, renamings, as_of)
        warns += finding_warnings(item.standard.standard_id, item.findings())
    for framework in frameworks:
        warns += [*act_warnings(framework.act, as_of, used), *translation_warnings(framework.act)]
    warns += wording_warnings([*(item.parsed for item in compared), *(one.parsed for one in frameworks)])
    linked = {link.outcome_id for one in aligned for part in (one.claimed, one.above) for link in part.links}
    surplus = [code for code in result.surplus if code not in linked]
    warns += [*programme_warnings(programme), *result_warnings(result, ledger, surplus)]
    analysis = Analysis(
        programme=programme,
        compared=compared,
        statements=rows,
        suggestions=(),
        ledger=ledger,
        result=result,
        gaps=gaps(result.statements, used, importance),
        warns=tuple(dict.fromkeys(warns)),
        settings=used,
        as_of=as_of,
        alignments=aligned,
        teaching=teaching,
        relations=tuple(relations),
    )
    return replace(analysis, suggestions=_suggestions(analysis, concepts or bundled_table(), lang))


def _about(
    decisions: Iterable[Decision], compared: Iterable[Compared], frameworks: Iterable[Framework]
) -> list[Decision]:
    """Give the decisions about the standards and frameworks compared."""
    names = {item.standard.standard_id for item in compared} | {one.act.act_id for one in frameworks}
    return [row for row in decisions if row.standard_id in names]


def _fingerprints(compared: Iterable[Compared], frameworks: Iterable[Framework]) -> dict[str, str]:
    """Give the fingerprint of every statement that exists today, also of cards that are not compared."""
    standards = (statements_of(item.standard) for item in compared)
    descriptors = ((statement_of_descriptor(row, one.lang) for row in one.parsed.descriptors) for one in frameworks)
    return {row.statement_id: row.fingerprint for rows in (*standards, *descriptors) for row in rows}


def _additional(compared: Iterable[Compared]) -> frozenset[FunctionKey]:
    """Give the labour functions that a card since 2023 calls additional."""
    return frozenset(
        (item.standard.standard_id, card.number, function.number)
        for item in compared
        for card in item.cards
        for function in card.functions
        if function.mandatory is False
    )


def _suggestions(analysis: Analysis, concepts: ConceptTable, lang: Lang) -> tuple[Suggestion, ...]:
    settings = analysis.settings
    candidates = [candidate_of(row) for row in analysis.everything]
    confirmed = {link.statement_id for link in analysis.links} if settings.suggestion_context else ()
    return tuple(
        make_suggester(candidates, concepts).suggest(
            wanted_of(analysis.programme),
            top=settings.suggestions_per_outcome,
            reader=lang,
            context=context_of(candidates, confirmed),
            at_least=settings.least_confidence,
        )
    )


def candidate_of(row: Statement) -> Candidate:
    """Give a statement as what can be suggested."""
    place = (row.standard_id, row.occupation, row.function, row.unit)
    return Candidate(row.statement_id, row.text, *place, row.kind, str(row.occupation_no), row.sqf_levels, row.lang)


def wanted_of(programme: Programme) -> list[Wanted]:
    """Give the outcomes of a programme as what to find statements for, in every language that they have."""
    return [
        Wanted(outcome.outcome_id, tuple((outcome.text.get(one), one) for one in outcome.text.languages))
        for outcome in programme.outcomes
    ]
