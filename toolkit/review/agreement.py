"""Two reviewers: a blind second review of a sample, how far they agree, where they do not."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import NormalDist

from toolkit.decisions import Pair, in_order
from toolkit.errors import InputError
from toolkit.model import Decision, Verdict
from toolkit.model.programmes import Role
from toolkit.review.order import shuffled
from toolkit.tables import Column, TableSchema

SCALE: tuple[Verdict, ...] = ("full", "partial", "none")
"""Verdicts that have an order; «not applicable» and «unsure» stand apart from it."""

_WIDE = NormalDist().inv_cdf(0.975)
"""Standard errors on either side of a value that hold 95 %."""

DISAGREEMENTS = TableSchema(
    "disagreements",
    (
        Column("outcome_id", "str", "outcome; empty for a decision about the statement as a whole"),
        Column("statement_id", "str", "statement"),
        Column("outcome_text", "str", "the outcome as it was shown"),
        Column("statement_text", "str", "the statement as it was shown"),
        Column("first", "str", "verdict of the first reviewer"),
        Column("first_reviewer", "str", "who"),
        Column("first_reason", "str", "why"),
        Column("second", "str", "verdict of the second reviewer"),
        Column("second_reviewer", "str", "who"),
        Column("second_reason", "str", "why"),
    ),
    ("outcome_id", "statement_id"),
)


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement beyond chance, with its standard error and the bounds of its 95 % confidence interval."""

    value: float
    error: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two reviewers agree about the pairs that both decided.

    Parameters
    ----------
    n : count
        Pairs that both called full, partial or none.
    raw : share or None
        Share of these with the same verdict; None if there are none.
    kappa : Kappa or None
        Cohen's kappa; None if there are no pairs or chance alone would explain full agreement.
    weighted : Kappa or None
        The same with half the credit for neighbours on the scale full, partial, none (linear weights).
    counts : tuple of tuples
        Pairs by verdict of the first reviewer (rows) and the second (columns), in the order of SCALE.
    apart : tuple of (first verdict, second verdict, count)
        Pairs in which one of them said not applicable or unsure; not part of the figures above.
    """

    n: int
    raw: float | None
    kappa: Kappa | None
    weighted: Kappa | None
    counts: tuple[tuple[int, ...], ...]
    apart: tuple[tuple[Verdict, Verdict, int], ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One pair about which two reviewers differ; a row of table DISAGREEMENTS."""

    outcome_id: str
    statement_id: str
    outcome_text: str
    statement_text: str
    first: Verdict
    first_reviewer: str
    first_reason: str
    second: Verdict
    second_reviewer: str
    second_reason: str


def said_by(decisions: Iterable[Decision], reviewer: str, role: Role) -> tuple[Decision, ...]:
    """Give what a reviewer said last about each pair in a role; what was taken back is left out.

    Parameters
    ----------
    decisions : iterable of Decision
        Rows of any reviewers.
    reviewer : str
        Who.
    role : {"review", "second", "adjudication"}
        In which role.
    """
    last = {
        (row.outcome_id, row.statement_id): row
        for row in in_order(decisions)
        if (row.reviewer, row.role) == (reviewer, role)
    }
    return tuple(row for row in last.values() if row.verdict != "withdrawn")


def agreement(first: Iterable[Decision], second: Iterable[Decision]) -> Agreement:
    """Compute how far two reviewers agree.

    Parameters
    ----------
    first, second : iterable of Decision
        What each said (`said_by`), at most one row a pair; pairs that only one decided are left out, and so are pairs
        about texts that changed between the two. A text that stands in several places was decided once: it counts once.

    Returns
    -------
    Agreement
        With 95 % confidence intervals by the large-sample standard error.

    Notes
    -----
    Standard error of weighted kappa: J. L. Fleiss, J. Cohen, B. S. Everitt, "Large sample standard errors of kappa and
    weighted kappa", Psychological Bulletin 72 (1969), 323-327. It is rough below some twenty pairs.
    """
    counts = [[0] * len(SCALE) for _ in SCALE]
    apart: dict[tuple[Verdict, Verdict], int] = {}
    different = {(*_text_key(one), one.verdict, other.verdict) for one, other in _both(first, second)}
    for *_, one, other in different:
        if one in SCALE and other in SCALE:
            counts[SCALE.index(one)][SCALE.index(other)] += 1
        else:
            apart[one, other] = apart.get((one, other), 0) + 1
    n = sum(map(sum, counts))
    raw = sum(counts[place][place] for place in range(len(SCALE))) / n if n else None
    fixed = tuple(tuple(row) for row in counts)
    others = tuple((one, other, count) for (one, other), count in sorted(apart.items()))
    return Agreement(n, raw, kappa(fixed), kappa(fixed, linear=True), fixed, others)


def kappa(counts: Sequence[Sequence[int]], *, linear: bool = False) -> Kappa | None:
    """Compute Cohen's kappa of a square table, with its standard error.

    Parameters
    ----------
    counts : sequence of rows
        Cases by category of the first judge (rows) and of the second (columns).
    linear : bool
        Give neighbours on the scale part of the credit, less with every step; else only full agreement counts.

    Returns
    -------
    Kappa or None
        None for an empty table, or if both judges put everything into one category.

    Examples
    --------
    >>> found = kappa([[20, 5], [10, 15]])
    >>> round(found.value, 3), round(found.error, 3)
    (0.4, 0.127)
    """
    size = range(len(counts))
    n = sum(map(sum, counts))
    if not n:
        return None
    share = [[counts[i][j] / n for j in size] for i in size]
    rows = [math.fsum(share[i]) for i in size]
    columns = [math.fsum(share[i][j] for i in size) for j in size]
    steps = max(1, len(counts) - 1)
    weight = [[1 - abs(i - j) / steps if linear else float(i == j) for j in size] for i in size]
    observed = math.fsum(weight[i][j] * share[i][j] for i in size for j in size)
    expected = math.fsum(weight[i][j] * rows[i] * columns[j] for i in size for j in size)
    if math.isclose(expected, 1):
        return None
    value = (observed - expected) / (1 - expected)
    of_row = [math.fsum(weight[i][j] * columns[j] for j in size) for i in size]
    of_column = [math.fsum(weight[i][j] * rows[i] for i in size) for j in size]
    spread = math.fsum(
        share[i][j] * (weight[i][j] - (of_row[i] + of_column[j]) * (1 - value)) ** 2 for i in size for j in size
    )
    variance = (spread - (value - expected * (1 - value)) ** 2) / (n * (1 - expected) ** 2)
    error = math.sqrt(max(0.0, variance))
    return Kappa(value, error, max(-1.0, value - _WIDE * error), min(1.0, value + _WIDE * error))


def disagreements(first: Iterable[Decision], second: Iterable[Decision]) -> tuple[Disagreement, ...]:
    """List the pairs about which two reviewers differ, also by «not applicable» and «unsure», by pair.

    Parameters
    ----------
    first, second : iterable of Decision
        What each said (`said_by`).
    """
    return tuple(
        Disagreement(
            one.outcome_id,
            one.statement_id,
            other.outcome_text or one.outcome_text,
            other.statement_text or one.statement_text,
            one.verdict,
            one.reviewer,
            one.reason,
            other.verdict,
            other.reviewer,
            other.reason,
        )
        for one, other in _both(first, second)
        if one.verdict != other.verdict
    )


def second_sample(decisions: Iterable[Decision], share: float, seed: str) -> frozenset[Pair]:
    """Choose the pairs that a second reviewer shall decide blindly.

    Equal texts are chosen together. The same rows, share and seed always give the same pairs.

    Parameters
    ----------
    decisions : iterable of Decision
        What the first reviewer said (`said_by`).
    share : share, above 0
        Which part of the decided texts to choose, 1 for all; at least one is chosen.
    seed : str
        Anything; another seed gives another sample.

    Raises
    ------
    InputError
        The share is not above 0 and at most 1.

    Examples
    --------
    >>> second_sample([], 0.2, "2026")
    frozenset()
    """
    if not 0 < share <= 1:
        raise InputError(f"the share of the sample must be above 0 and at most 1, not {share}")
    texts: dict[str, set[Pair]] = {}
    for row in decisions:
        texts.setdefault("\n".join(_text_key(row)), set()).add((row.outcome_id, row.statement_id))
    chosen = shuffled(texts, seed)[: math.ceil(share * len(texts) - 1e-9)]
    return frozenset(pair for key in chosen for pair in texts[key])


def _text_key(row: Decision) -> tuple[str, str, str]:
    """Name what equal texts of one kind have in common: outcome, fingerprint, letter of the kind."""
    return row.outcome_id, row.statement_fingerprint, row.statement_id.rpartition("/")[2][:1]


def _both(first: Iterable[Decision], second: Iterable[Decision]) -> list[tuple[Decision, Decision]]:
    """Pair the rows of two reviewers about the same outcome and statement with the same texts, by pair."""
    others = {(row.outcome_id, row.statement_id): row for row in second}
    pairs = []
    for row in sorted(first, key=lambda row: (row.outcome_id, row.statement_id)):
        other = others.get((row.outcome_id, row.statement_id))
        prints = (row.outcome_fingerprint, row.statement_fingerprint)
        if other is not None and (other.outcome_fingerprint, other.statement_fingerprint) == prints:
            pairs.append((row, other))
    return pairs
