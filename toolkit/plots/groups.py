"""Labour functions with their statements and shares, in the order of the standard or the worst first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from toolkit.analysis import Analysis
from toolkit.errors import InputError
from toolkit.labels import word
from toolkit.model import Covered, Kind, Lang, Share, Statement
from toolkit.plots.frame import LABEL, bold, coloured, wrap
from toolkit.plots.grid import Column, Line, code_width
from toolkit.plots.marks import Look, Square, look_at, share_square
from toolkit.style import ALARM, STATE_SIGN

Order = Literal["structure", "gap"]
"""Order of rows: as the standard or the programme has them, or what is covered least first."""

FUNCTION_KINDS: tuple[Kind, ...] = ("skill", "knowledge")
"""The kinds of which labour functions have shares; personal competences belong to a card."""


def checked_order(order: str) -> Order:
    """Refuse an order that there is not.

    Raises
    ------
    InputError
        It is neither ``structure`` nor ``gap``.

    Examples
    --------
    >>> checked_order("gap")
    'gap'
    """
    if order == "structure":
        return "structure"
    if order == "gap":
        return "gap"
    raise InputError(f"order '{order}' is not known; use structure (as the standard has it) or gap (the worst first)")


@dataclass(frozen=True, slots=True)
class FunctionGroup:
    """A labour function: its place, its titles, its statements with what is known of each pair, its shares.

    Parameters
    ----------
    key : str
        ``STANDARD/card.function``.
    place : str
        ``card.function``.
    title, card : str
        Titles of the function and of its card.
    level : str
        Level or levels of the card in the sectoral framework.
    mandatory : bool
        Whether every statement of it is of a mandatory function, or the form makes no difference.
    rows : tuple of (Covered, looks)
        Its statements in the order of the standard, with `look_at` of each.
    shares : mapping of kind to Share
        Its shares.
    """

    key: str
    place: str
    title: str
    card: str
    level: str
    mandatory: bool
    rows: tuple[tuple[Covered, Mapping[str, Look]], ...]
    shares: Mapping[Kind, Share] = field(default_factory=dict)

    @property
    def bare(self) -> bool:
        """Whether it is mandatory, something of it applies, and nothing of it is covered."""
        asked = [share for share in self.shares.values() if share.denominator]
        return self.mandatory and bool(asked) and not any(share.full + share.partial for share in asked)

    @property
    def text(self) -> str:
        """Its whole name: place, title, card."""
        return f"{self.key} {self.title}\n{self.card}"

    def label(self, lang: Lang, *, with_card: bool) -> str:
        """Give its label: place and title, what is wrong, and the card if no heading names it."""
        parts = [wrap(f"{self.place} {self.title}", LABEL, most=5)]
        if with_card:
            parts.append(f"<i>{wrap(self.card, LABEL, most=1)}</i>")
        if self.bare:
            sign, words = STATE_SIGN["none"], word("figure-bare", lang)
            parts.append(bold(coloured(f"{sign} {words}", ALARM)))
        if not self.mandatory:
            parts.append(word("figure-additional", lang))
        return "<br>".join(parts)


def function_groups(analysis: Analysis, order: Order) -> tuple[FunctionGroup, ...]:
    """Give the labour functions of the cards compared.

    Parameters
    ----------
    analysis : Analysis
        The analysis.
    order : {"structure", "gap"}
        As in the standard, or those with nothing covered first, then by their worst share.

    Returns
    -------
    tuple of FunctionGroup
        Personal competences belong to no function and are not here.
    """
    rows: dict[str, list[Covered]] = {}
    for row in analysis.result.statements:
        if row.statement.function_no:
            rows.setdefault(function_key(row.statement), []).append(row)
    shares: dict[str, dict[Kind, Share]] = {}
    for share in analysis.result.shares:
        if share.by == "function":
            shares.setdefault(share.group, {})[share.kind] = share
    found = [_group(key, mine, shares.get(key, {})) for key, mine in rows.items()]
    return tuple(sorted(found, key=_badness) if order == "gap" else found)


def function_key(row: Statement) -> str:
    """Name the labour function of a statement: ``STANDARD/card.function``."""
    return f"{row.standard_id}/{row.occupation_no}.{row.function_no}"


def _group(key: str, rows: list[Covered], shares: Mapping[Kind, Share]) -> FunctionGroup:
    one = rows[0].statement
    return FunctionGroup(
        key=key,
        place=f"{one.occupation_no}.{one.function_no}",
        title=one.function,
        card=f"{one.occupation_no}. {one.occupation}",
        level=one.sqf_levels.replace(";", ", "),
        mandatory=all(row.mandatory for row in rows),
        rows=tuple((row, look_at(row)) for row in rows),
        shares=shares,
    )


def _badness(group: FunctionGroup) -> tuple[bool, tuple[float, ...]]:
    return not group.bare, worst_of(group.shares.values())


def worst_of(shares: Iterable[Share]) -> tuple[float, ...]:
    """Give the shares declared, the lowest first, to sort by; above 1 where nothing applies, so that it comes last."""
    return tuple(sorted(share.share for share in shares if share.share is not None)) or (2.0,)


def card_heading(group: FunctionGroup, lang: Lang) -> Line:
    """Make the heading above the functions of a card."""
    level = f" – {word('sqf-level', lang)} {group.level}" if group.level else ""
    return Line(bold(wrap(f"{group.card}{level}", LABEL, most=4)), f"{group.card}{level}")


def outcome_columns(analysis: Analysis, lang: Lang) -> tuple[Column, ...]:
    """Make a column of each outcome: its code; its text appears over cells."""
    outcomes = analysis.programme.outcomes
    least = 24 if len(outcomes) > _MANY else 36
    width = code_width([one.outcome_id for one in outcomes], least)
    return tuple(
        Column(wrap(one.outcome_id, 30, most=1), f"{one.outcome_id} {one.text.best(lang)}", width) for one in outcomes
    )


_MANY = 24
"""From so many columns on they become as narrow as they may."""


def share_columns(lang: Lang) -> tuple[Column, ...]:
    """Make the columns of the shares beside functions."""
    heads = {"skill": word("skills-covered", lang), "knowledge": word("knowledge-covered", lang)}
    return tuple(Column(wrap(heads[kind], 14), heads[kind], 96) for kind in FUNCTION_KINDS)


def share_squares(group: FunctionGroup, analysis: Analysis, lang: Lang) -> tuple[Square, ...]:
    """Make the squares of the shares beside a function."""
    return tuple(
        share_square(group.shares.get(kind), "declared", analysis.settings, lang, bare=group.mandatory)
        for kind in FUNCTION_KINDS
    )
