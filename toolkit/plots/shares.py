"""Shares: of standards by level of the sectoral framework and kind, and of occupation cards by programme."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import plotly.graph_objects as go

from toolkit.analysis import Analysis
from toolkit.labels import word
from toolkit.model import KINDS, Kind, Lang, Share, Step
from toolkit.numbers import percent
from toolkit.plots.captions import caption_of, denominator, step_word
from toolkit.plots.frame import LABEL, Key, bold, sentence_figure, wrap
from toolkit.plots.grid import Column, Grid, Line, draw
from toolkit.plots.groups import Order, checked_order, worst_of
from toolkit.plots.marks import Square, share_keys, share_square
from toolkit.settings import Settings
from toolkit.style import BLANK_FILL, GRADE_FILL, STATE_SIGN

_WIDTH = 150
_NARROW = 124

Shares = Mapping[tuple[str, str, Kind], Share]
"""(grouped by, group, kind) → share."""


def levels(analysis: Analysis, lang: Lang, *, step: Step = "declared", order: Order = "structure") -> go.Figure:
    """Draw standard x level of the sectoral framework x kind: the share covered.

    Parameters
    ----------
    analysis : Analysis
        The comparison.
    lang : {"kk", "ru", "en"}
        Language of words.
    step : {"declared", "taught", "assessed"}
        Which step of proof the shares count.
    order : {"structure", "gap"}
        Levels as in the standards, or those with the least covered first.

    Returns
    -------
    plotly Figure
        A row for each level of each standard, and for the claimed level and the next one of each framework; a column for
        each kind. A cell shows n of m, the labour function that fares worst, and how many mandatory ones have nothing
        covered: a total must not hide a hole.

    Raises
    ------
    InputError
        The order or the language is not known.
    """
    checked_order(order)
    title = word("figure-levels", lang)
    shares = shares_by(analysis)
    rows = [*_standard_rows(analysis, shares, lang), *_framework_rows(analysis, lang)]
    if not rows:
        return sentence_figure(caption_of([analysis], lang, title), word("figure-no-statements", lang))
    if order == "gap":
        rows.sort(key=lambda row: (not row[3], worst_of(row[2].values())))
    kinds = _kinds(found for _, _, found, _ in rows)
    lines: list[Line] = []
    above = ""
    for head, name, found, asked in rows:
        if order == "structure" and head != above:
            lines.append(Line(bold(wrap(head, LABEL, most=5)), head))
            above = head
        squares = tuple(parent_square(found.get(kind), shares, analysis, step, lang) for kind in kinds)
        if not asked:  # what is met above the level claimed is no fault: no grade
            squares = tuple(replace(square, fill=square.fill and GRADE_FILL["nothing"]) for square in squares)
        label = name if order == "structure" else f"{name}: {head}"
        lines.append(Line(wrap(label, LABEL, most=4), f"{name}\n{head}", (squares,)))
    columns = tuple(Column(wrap(word(f"kind-{kind}", lang), 20), word(f"kind-{kind}", lang), _WIDTH) for kind in kinds)
    told = word("figure-cell-share", lang, step=step_word(step, lang))
    more = (told, _claimed(analysis, lang), denominator(analysis, step, lang))
    caption = caption_of([analysis], lang, title, *more)
    return draw(Grid((columns,), tuple(lines)), caption, _share_keys(lines, analysis.settings, lang))


def shares_by(analysis: Analysis) -> dict[tuple[str, str, Kind], Share]:
    """Give the shares of the cards compared by what is grouped, the group and the kind."""
    return {(share.by, share.group, share.kind): share for share in analysis.result.shares}


def _kinds(found: Iterable[Mapping[Kind, Share]]) -> tuple[Kind, ...]:
    there = {kind for shares in found for kind in shares}
    return tuple(kind for kind in KINDS if kind in there)


def _claimed(analysis: Analysis, lang: Lang) -> str:
    level = analysis.programme.sqf_level or analysis.programme.nqf_level
    return word("figure-level-claimed", lang, level=level or "?")


_Row = tuple[str, str, dict[Kind, Share], bool]
"""(heading, name of the row, shares by kind, whether it is asked for)."""


def _standard_rows(analysis: Analysis, shares: Shares, lang: Lang) -> list[_Row]:
    rows: list[_Row] = []
    for item in analysis.compared:
        standard = item.standard.standard_id
        groups = dict.fromkeys(
            group for by, group, _ in shares if by == "standard-level" and group.rpartition("@")[0] == standard
        )
        for group in sorted(groups):
            found = {
                kind: shares["standard-level", group, kind]
                for kind in KINDS
                if ("standard-level", group, kind) in shares
            }
            rows.append((item.title(lang), f"{word('sqf-level', lang)} {group.rpartition('@')[2]}", found, True))
        if not groups:
            found = {
                kind: shares["standard", standard, kind] for kind in KINDS if ("standard", standard, kind) in shares
            }
            if found:
                rows.append((item.title(lang), word("figure-no-level", lang), found, True))
    return rows


def _framework_rows(analysis: Analysis, lang: Lang) -> list[_Row]:
    rows: list[_Row] = []
    for one in analysis.alignments:
        kind = word("figure-framework", lang)
        title = f"{kind}: {one.framework.title(lang)}"
        for result, name, asked in (
            (one.claimed, word("figure-claimed", lang, level=one.level), True),
            (one.above, word("figure-next", lang, level=one.level_above), False),
        ):
            found = {share.kind: share for share in result.shares if share.by == "total"}
            if found:
                rows.append((title, name, found, asked))
    return rows


def parent_square(share: Share | None, shares: Shares, analysis: Analysis, step: Step, lang: Lang) -> Square:
    """Make the square of a group that has labour functions below: its share, its worst child, what is bare in it."""
    square = share_square(share, step, analysis.settings, lang)
    if share is None or not square.fill:
        return square
    lines = [square.text]
    notes = [square.note]
    worst = shares.get(("function", share.worst, share.kind))
    if worst and worst.at(step)[1] is not None:
        place = worst.group.rpartition("/")[2]
        part = percent(worst.at(step)[1] or 0.0)
        lines.append(word("figure-worst", lang, place=place, share=part))
        notes.append(word("figure-worst", lang, place=f"{worst.group} {worst.label}", share=part))
    if share.bare:
        lines.append(f"{STATE_SIGN['none']} {share.bare}")
        bare = word("figure-key-bare", lang, sign=STATE_SIGN["none"])
        notes.append(f"{bare}: {share.bare}")
    return replace(square, text="<br>".join(lines), note="\n".join(notes))


def _share_keys(lines: Sequence[Line], settings: Settings, lang: Lang) -> list[Key]:
    squares = [square for line in lines for part in line.squares for square in part]
    return share_keys(squares, settings, lang)


def programmes(
    analyses: Sequence[Analysis], lang: Lang, *, step: Step = "declared", order: Order = "structure"
) -> go.Figure:
    """Draw programmes x occupation cards: the share of each card that each programme covers.

    Parameters
    ----------
    analyses : sequence of Analysis
        One a programme; the settings of the first are used for the grades.
    lang : {"kk", "ru", "en"}
        Language of words.
    step : {"declared", "taught", "assessed"}
        Which step of proof the shares count.
    order : {"structure", "gap"}
        Cards as in the standards, or those of which the least is covered first.

    Returns
    -------
    plotly Figure
        A row for each card, a panel for each programme, a column for each kind. An empty cell: this programme is not
        compared with this card, which is not a zero.

    Raises
    ------
    InputError
        The order or the language is not known.
    """
    checked_order(order)
    title = word("figure-programmes", lang)
    known = [shares_by(analysis) for analysis in analyses]
    cards = _cards(analyses)
    if not cards:
        return sentence_figure(caption_of(analyses, lang, title), word("figure-no-cards", lang))
    found = {
        key: [{kind: shares["card", key, kind] for kind in KINDS if ("card", key, kind) in shares} for shares in known]
        for key in cards
    }
    keys = sorted(cards, key=lambda key: min(worst_of(one.values()) for one in found[key])) if order == "gap" else cards
    kinds = _kinds(one for parts in found.values() for one in parts)
    lines: list[Line] = []
    above = ""
    for key in keys:
        standard, card = cards[key]
        if order == "structure" and standard != above:
            lines.append(Line(bold(wrap(standard, LABEL, most=4)), standard))
            above = standard
        compared = zip(found[key], known, analyses, strict=True)
        squares = tuple(
            tuple(_card_square(key, one.get(kind), shares, analysis, step, lang) for kind in kinds)
            for one, shares, analysis in compared
        )
        lines.append(Line(wrap(card, LABEL, most=4), f"{key} {card}\n{standard}", squares))
    told = word("figure-cell-share", lang, step=step_word(step, lang))
    caption = caption_of(analyses, lang, title, told, word("figure-each-once", lang))
    names = [_name(analysis, analyses) for analysis in analyses]
    panels = tuple(
        _programme_columns(name, analysis, kinds, lang) for name, analysis in zip(names, analyses, strict=True)
    )
    keys_shown = [
        *_share_keys(lines, analyses[0].settings, lang),
        Key(word("figure-key-not-compared", lang), BLANK_FILL),
    ]
    return draw(Grid(panels, tuple(lines)), caption, keys_shown)


def _card_square(key: str, share: Share | None, shares: Shares, analysis: Analysis, step: Step, lang: Lang) -> Square:
    """Make the square of a card: a dash where it has nothing of the kind, empty where nothing is compared with it."""
    compared = any(by == "card" and group == key for by, group, _ in shares)
    return parent_square(share, shares, analysis, step, lang) if compared else Square()


def _cards(analyses: Sequence[Analysis]) -> dict[str, tuple[str, str]]:
    """Give the cards that any programme is compared with: key → (title of the standard, title with level)."""
    found: dict[str, tuple[str, str]] = {}
    for analysis in analyses:
        for item in analysis.compared:
            for card in item.cards:
                key = f"{item.standard.standard_id}/{card.number}"
                level = f" ({', '.join(card.levels)})" if card.levels else ""
                found.setdefault(key, (item.title("kk"), f"{card.number}. {card.title}{level}"))
    return found


def _name(analysis: Analysis, among: Sequence[Analysis]) -> str:
    """Name a programme by its code, and by its version where two have one code."""
    one = analysis.programme
    same = [other for other in among if other.programme.code == one.code]
    return one.code if len(same) == 1 else f"{one.code} ({one.admission_year}, {one.version})"


def _programme_columns(name: str, analysis: Analysis, kinds: Sequence[Kind], lang: Lang) -> tuple[Column, ...]:
    whole = f"{name} {analysis.programme.title.best(lang)}"
    return tuple(
        Column(
            f"{bold(wrap(name, 15, most=2))}<br>{wrap(word(f'kind-{kind}', lang), 15)}",
            f"{whole} – {word(f'kind-{kind}', lang)}",
            _NARROW,
        )
        for kind in kinds
    )
