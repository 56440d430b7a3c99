"""What all sheets of the report share: what they are made from, and how they say states, shares, places and keys."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from toolkit.analysis import Analysis
from toolkit.decisions import Ledger, Pair
from toolkit.labels import word
from toolkit.labels.reader import Reader
from toolkit.model import (
    LANGS,
    STATES,
    Act,
    Covered,
    Decision,
    Grade,
    Kind,
    Lang,
    Outcome,
    Priority,
    Share,
    State,
    Statement,
    Step,
    Suggestion,
)
from toolkit.numbers import decimal, percent
from toolkit.returns.keys import RowKey, encode
from toolkit.returns.remarks import Remark
from toolkit.sheets import Cell, Role, tab_names

STATE_ROLE: dict[State, Role] = {
    "full": "good",
    "partial": "fair",
    "suspect": "nothing",
    "unsure": "nothing",
    "undecided": "nothing",
    "none": "poor",
    "na": "text",
}
PRIORITY_ROLE: dict[Priority, Role] = {"high": "poor", "medium": "fair", "low": "nothing"}
_GRADE_SIGN: dict[Grade, str] = {"good": "●", "fair": "◐", "poor": "○", "nothing": "–"}


@dataclass(frozen=True, slots=True)
class Source:
    """One input of the report: its name and the hash of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything that a report is made from.

    Parameters
    ----------
    analysis : Analysis
        What to report.
    reader : Reader
        In which language or languages.
    tool_version : str
        Version of the toolkit.
    sources : tuple of Source
        The files that the analysis was made from.
    versions : tuple of (str, str)
        Programs and packages that the figures depend on, with their versions.
    remarks : tuple of Remark
        What employers and others remarked.
    standing : mapping of pair to Decision
        The decision that counts about each pair (`standing_of`).
    outcomes : mapping of code to Outcome
        The outcomes of the programme, in its order.
    prints : mapping of code to str
        The fingerprints of their texts.
    acts : mapping of standard id to Act
        The act of every standard and framework compared.
    made : datetime
        The moment whose state the report shows: the day of the analysis, or the last record if that is later.
    """

    analysis: Analysis
    reader: Reader
    tool_version: str
    sources: tuple[Source, ...] = ()
    versions: tuple[tuple[str, str], ...] = ()
    remarks: tuple[Remark, ...] = ()
    standing: Mapping[Pair, Decision] = field(default_factory=dict)
    outcomes: Mapping[str, Outcome] = field(init=False)
    prints: Mapping[str, str] = field(init=False)
    acts: Mapping[str, Act] = field(init=False)
    made: dt.datetime = field(init=False)

    def __post_init__(self) -> None:
        """Look up once what every row of every sheet asks for."""
        outcomes = {outcome.outcome_id: outcome for outcome in self.analysis.programme.outcomes}
        start = dt.datetime.combine(self.analysis.as_of, dt.time(), dt.UTC)
        last = [row.decided_at for row in self.analysis.ledger.all] + [row.noted_at for row in self.remarks]
        object.__setattr__(self, "outcomes", outcomes)
        object.__setattr__(self, "prints", {code: outcome.fingerprint for code, outcome in outcomes.items()})
        object.__setattr__(self, "acts", self.analysis.acts)
        object.__setattr__(self, "made", max([start, *last]))

    @property
    def lang(self) -> Lang:
        """The first language of the reader."""
        return self.reader.lang

    def tab(self, key: str) -> str:
        """Name the tab of a sheet: in the first language only, since a tab has room for 31 characters."""
        return tab_names([word(key, self.lang)])[0]

    def outcome(self, code: str) -> str:
        """Give an outcome as people read it: its code and its text."""
        return f"{code}. {self.reader.names(self.outcomes[code].text)}"

    def key(self, row: Covered, outcome_id: str = "") -> str:
        """Write the key of a row, so that it is found again when the workbook comes back.

        Parameters
        ----------
        row : Covered
            The statement.
        outcome_id : str
            The outcome; empty where the row is about the statement as a whole.
        """
        counts = self.standing.get((outcome_id, row.statement.statement_id))
        return encode(
            RowKey(
                programme_id=self.analysis.programme.programme_id,
                outcome_id=outcome_id,
                statement_id=row.statement.statement_id,
                outcome_fingerprint=self.prints.get(outcome_id, ""),
                statement_fingerprint=row.statement.fingerprint,
                standard_id=row.statement.standard_id,
                act_sha256=self.acts[row.statement.standard_id].sha256,
                verdict=counts.verdict if counts else "",
                decision_id=counts.decision_id if counts else "",
                made=stamp(self.made),
            )
        )

    def share(self, number: float, of: int, share: float | None) -> str:
        """Say a share with its counts: «35 % · 12,5 of 36», never a percentage alone; short in two languages."""
        if share is None:
            return self.reader.word("grade-nothing")
        counted = decimal(number, self.lang)
        counts = f"{counted} / {of}" if len(self.reader.langs) > 1 else self.reader.word("n-of-m", n=counted, m=of)
        return f"{percent(share)} · {counts}"

    def share_cell(self, share: Share | None, step: Step = "declared") -> Cell:
        """Give the cell of a share at a step of proof, with the sign and the colour of its grade."""
        if share is None:
            return Cell(self.reader.word("grade-nothing"), "nothing")
        number, part = share.at(step)
        grade = self.analysis.settings.grade(part)
        sign = f"{_GRADE_SIGN[grade]} " if part is not None else ""
        return Cell(f"{sign}{self.share(number, share.denominator, part)}", grade)

    def state(self, state: State) -> Cell:
        """Give the cell of a state."""
        return Cell(self.reader.word(f"state-{state}"), STATE_ROLE[state])

    def kind(self, kind: Kind) -> Cell:
        """Give the cell of the kind of one statement."""
        return Cell(self.reader.word(f"one-{kind}"))

    def kinds(self, kind: Kind) -> Cell:
        """Give the cell of the kind of a group."""
        return Cell(self.reader.word(f"kind-{kind}"))

    def unanswered(self) -> list[Suggestion]:
        """List the suggestions about pairs that nobody has decided about, or only in doubt; the likeliest first."""
        decided = {pair for pair, row in self.standing.items() if row.verdict != "unsure"}
        found = sorted(self.analysis.suggestions, key=lambda one: -one.score)
        return [one for one in found if (one.outcome_id, one.statement_id) not in decided]


def standing_of(ledger: Ledger) -> dict[Pair, Decision]:
    """Give the decisions that count, by pair; those about former texts count no more."""
    return {(row.outcome_id, row.statement_id): row for row in ledger.current}


@lru_cache(maxsize=8)
def stamp(made: dt.datetime) -> str:
    """Write the moment of a report as its keys have it: the next full second, since a decision may have parts of one.

    Examples
    --------
    >>> stamp(dt.datetime(2026, 11, 21, 9, 0, 0, 5, dt.UTC))
    '2026-11-21T09:00:01Z'
    """
    whole = made.replace(microsecond=0)
    return f"{whole + dt.timedelta(seconds=made > whole):%Y-%m-%dT%H:%M:%SZ}"


_ALWAYS: tuple[State, ...] = ("full", "partial", "undecided", "none")
"""States that are counted also where there are none."""


def shown_states(shares: Iterable[Share]) -> list[State]:
    """Give the states that a reader wants to see: the usual four, and the others where they occur."""
    found = list(shares)
    return [state for state in STATES if state in _ALWAYS or any(share.count(state) for share in found)]


def group_title(brief: Brief, share: Share) -> str:
    """Name the group of a share as people read it: functions and tasks with their numbers, levels with their framework."""
    if share.by == "total":
        return brief.reader.word("by-total")
    standard, _, level = share.group.rpartition("@")
    if share.by in ("level", "standard-level"):
        return " · ".join(
            part for part in (standard, f"{brief.reader.word('sqf-short')} {level or share.group}") if part
        )
    place = f"{share.group.rpartition('/')[2]} " if share.by in ("function", "unit") else ""
    return f"{place}{share.label or share.group}"


def numbered(number: int, title: str) -> str:
    """Give a title with its number; nothing where there is no number."""
    return f"{number}. {title}" if number else ""


def card_of(brief: Brief, statement: Statement) -> str:
    """Give the card of a statement with its number and its level; for a descriptor of a framework its area."""
    levels = statement.sqf_levels.replace(";", ", ") or "?"
    card = numbered(statement.occupation_no, statement.occupation) or statement.occupation
    return f"{card} ({brief.reader.word('sqf-short')} {levels})"


def function_of(brief: Brief, statement: Statement) -> str:
    """Give the labour function of a statement as «card.function title»; personal competences belong to their card."""
    if statement.function_no:
        return f"{statement.occupation_no}.{statement.function_no} {statement.function}"
    if statement.occupation_no:
        return f"{statement.occupation_no}. {brief.reader.word('other-competences')}"
    return statement.occupation


def brief_text(text: str, limit: int) -> str:
    """Shorten a text at the end of a word; the whole text stands elsewhere.

    Examples
    --------
    >>> brief_text("Деректерді жинау", 30), brief_text("Деректерді жинау және өңдеу", 20)
    ('Деректерді жинау', 'Деректерді жинау\xa0…')
    """
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    cut = head.rfind(" ")
    return f"{(head[:cut] if cut > limit // 2 else head).rstrip()}\u00a0…"


def spoken_languages(brief: Brief) -> list[Lang]:
    """List the languages in which disciplines have titles; that of the reader if there are none."""
    titles = [item.title for item in brief.analysis.programme.disciplines]
    return [lang for lang in LANGS if any(title.get(lang) for title in titles)] or [brief.lang]
