"""Before and after: how the share of each group has changed between two analyses, or two tables of shares."""

from collections.abc import Iterable, Sequence

import pandas as pd
import plotly.graph_objects as go

from toolkit.analysis import Analysis
from toolkit.errors import InputError
from toolkit.labels import word
from toolkit.model import KINDS, Kind, Lang, Share, Step
from toolkit.numbers import day, decimal, percent
from toolkit.plots.bars import Bars, Dot, Panel, Piece, Track, Word, draw_bars
from toolkit.plots.captions import caption_of, denominator, step_word
from toolkit.plots.frame import LABEL, Caption, Key, Table, bold, sentence_figure, wrap
from toolkit.plots.groups import Order, checked_order
from toolkit.plots.marks import share_note
from toolkit.style import ALARM, HEAT_HIGH, INK
from toolkit.tables import SHARES
from toolkit.tables.work import GROUPED

Shares = Analysis | Sequence[Share] | pd.DataFrame
"""What is compared: an analysis, shares, or a table SHARES."""

_HEIGHT = 36
_WITH_WORDS = 1.62
"""The end of a panel: shares reach 1, the rest is for words."""

_WIDTH, _AIR = 310, 10
_QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)
_MARK = "2F6DA8"


def difference(
    before: Shares,
    after: Shares,
    lang: Lang,
    *,
    by: str = "function",
    step: Step = "declared",
    names: tuple[str, str] = ("", ""),
    order: Order = "structure",
) -> go.Figure:
    """Draw how shares have changed: an open circle for before, a filled one for after, the difference as a number.

    Parameters
    ----------
    before, after : Analysis, sequence of Share, or DataFrame
        What is compared: two analyses, the shares of two, or two tables SHARES.
    lang : {"kk", "ru", "en"}
        Language of words.
    by : str
        What is grouped: ``total``, ``standard``, ``card``, ``function``, ``unit``, ``level`` or ``standard-level``.
    step : {"declared", "taught", "assessed"}
        Which step of proof the shares count.
    names : (str, str)
        What the two are called; without them the code and edition of the programmes, and the day where these are one.
    order : {"structure", "gap"}
        Groups in the order of what comes after, then those that are gone; or what has fallen most first.

    Returns
    -------
    plotly Figure
        A row for each group, a panel for each kind. A group that only one of the two has says so in words.

    Raises
    ------
    InputError
        The order, the language or the grouping is not known.
    """
    checked_order(order)
    if by not in GROUPED:
        raise InputError(f"'{by}' is not what shares are grouped by; use one of {', '.join(GROUPED)}")
    title = word("figure-difference", lang)
    called = (names[0] or _called(before, after), names[1] or _called(after, before))
    told = word("figure-cell-difference", lang, before=called[0], after=called[1], step=step_word(step, lang))
    old, new = _of_group(before, by), _of_group(after, by)
    pairs = {key: (old.get(key), new.get(key)) for key in (*new, *(key for key in old if key not in new))}
    caption = _caption(before, after, lang, title, told, step)
    if not pairs:
        return sentence_figure(caption, word("figure-no-shares", lang, by=word(f"by-{by}", lang)))
    groups = list(dict.fromkeys(group for group, _ in pairs))
    if order == "gap":
        groups.sort(key=lambda group: min(_change(pairs[key], step) for key in pairs if key[0] == group))
    kinds = tuple(kind for kind in KINDS if any(key[1] == kind for key in pairs))
    tracks = tuple(_track(group, pairs, lang) for group in groups)
    bars = _drawn(groups, kinds, pairs, step, lang, called)
    panels = tuple(Panel(_heading(kind, lang), _WITH_WORDS, _WIDTH, _QUARTERS, _AIR) for kind in kinds)
    keys = [
        Key(word("figure-key-before", lang, name=called[0]), "FFFFFF"),
        Key(word("figure-key-after", lang, name=called[1]), _MARK),
        Key(word("figure-key-risen", lang), HEAT_HIGH),
        Key(word("figure-key-fallen", lang), _FALLEN),
    ]
    return draw_bars(Bars(panels, tracks, *bars), caption, keys, _table(groups, kinds, pairs, step, called, lang))


_FALLEN = "E0A458"
"""Orange: told from blue by everybody, and the sign and the number say it too."""

_Pair = tuple[Share | None, Share | None]
_Pairs = dict[tuple[str, Kind], _Pair]


def _called(one: Shares, other: Shares) -> str:
    """Name one of the two: by the programme and its edition, and by the day where these are the same."""
    if not isinstance(one, Analysis):
        return ""
    name = _edition(one)
    same = isinstance(other, Analysis) and _edition(other) == name
    return f"{name}, {day(one.as_of)}" if same else name


def _edition(one: Analysis) -> str:
    return f"{one.programme.code}, {one.programme.admission_year}, {one.programme.version}"


def _caption(before: Shares, after: Shares, lang: Lang, title: str, told: str, step: Step) -> Caption:
    """Write the caption; the denominators are those of what comes after, the cells show both."""
    analyses = [one for one in (before, after) if isinstance(one, Analysis)]
    totals = denominator(analyses[-1], step, lang) if analyses else word("figure-each-text-once", lang)
    return caption_of(analyses, lang, title, told, totals)


def _of_group(one: Shares, by: str) -> dict[tuple[str, Kind], Share]:
    """Give the shares of a grouping by group and kind."""
    if isinstance(one, pd.DataFrame):
        found: Iterable[Share] = _read(one)
    elif isinstance(one, Analysis):
        results = [one.result] if one.compared else [item.claimed for item in one.alignments]
        found = (share for result in results for share in result.shares)
    else:
        found = one
    return {(share.group, share.kind): share for share in found if share.by == by}


def _read(frame: pd.DataFrame) -> tuple[Share, ...]:
    """Read a table SHARES; a share that is missing there is None."""
    columns = [column.name for column in SHARES.columns if column.dtype.endswith("?")]
    plain = SHARES.check(frame).astype(dict.fromkeys(columns, "object"))
    plain[columns] = plain[columns].where(plain[columns].notna(), None)
    return SHARES.rows(plain, Share)


def _change(pair: _Pair, step: Step) -> float:
    """Give the difference of two shares; a group that is only new or gone comes after what has fallen."""
    old, new = (one.at(step)[1] if one else None for one in pair)
    return new - old if old is not None and new is not None else 0.0


def _heading(kind: Kind, lang: Lang) -> str:
    return f"{bold(wrap(word(f'kind-{kind}', lang), 30))}<br>0 – 100\u00a0%"


def _track(group: str, pairs: _Pairs, lang: Lang) -> Track:
    found = next(one for key, pair in pairs.items() if key[0] == group for one in reversed(pair) if one)
    place = group.rpartition("/")[2].replace("@", ": ") or word("by-total", lang)
    return Track(wrap(f"{place} {found.label}", LABEL, most=4), f"{group} {found.label}", _HEIGHT)


def _drawn(
    groups: Sequence[str], kinds: Sequence[Kind], pairs: _Pairs, step: Step, lang: Lang, called: tuple[str, str]
) -> tuple[tuple[Piece, ...], tuple[Word, ...], tuple[Dot, ...]]:
    pieces: list[Piece] = []
    words: list[Word] = []
    dots: list[Dot] = []
    for row, group in enumerate(groups):
        for panel, kind in enumerate(kinds):
            if (group, kind) not in pairs:
                continue
            pair = pairs[group, kind]
            parts = [one.at(step)[1] if one else None for one in pair]
            note = "\n".join(
                f"{name}\n{share_note(one, lang)}" for name, one in zip(called, pair, strict=True) if one is not None
            )
            old, new = parts
            if old is not None and new is not None and old != new:
                fill = HEAT_HIGH if new > old else _FALLEN
                pieces.append(Piece(panel, row, min(old, new), abs(new - old), fill, note=note, top=14, height=8))
            for part, fill in ((old, "FFFFFF"), (new, _MARK)):
                if part is not None:
                    dots.append(Dot(panel, row, part, fill, note, 18))
            text, colour = _said(pair, step, lang)
            words.append(Word(panel, row, 1.05, text, note, 10, colour))
    return tuple(pieces), tuple(words), tuple(dots)


def _said(pair: _Pair, step: Step, lang: Lang) -> tuple[str, str]:
    """Say the difference with its sign and the counts of both: text, colour."""
    counts = " → ".join(_counts(one, step, lang) for one in pair)
    if None in pair:
        key = word("figure-new", lang) if pair[0] is None else word("figure-gone", lang)
        return f"{key}<br>{counts}", INK
    old, new = (one.at(step)[1] if one else None for one in pair)
    if old is None or new is None:
        return f"–<br>{counts}", INK
    sign = "▲" if new > old else "▼" if new < old else "="
    return f"<b>{sign} {points(new - old, lang)}</b><br>{counts}", ALARM if new < old else INK


def points(change: float, lang: Lang) -> str:
    """Give a difference of shares in percentage points with its sign; one place where it would vanish.

    Examples
    --------
    >>> points(0.125, "en"), points(-0.004, "kk"), points(0.0, "ru")
    ('+13', '−0,4', '0')
    """
    whole = int(abs(change) * 100 + 0.5)
    number = decimal(whole or round(abs(change) * 100, 1), lang)
    return f"{'+' if change > 0 else '−'}{number}" if change else "0"


def _counts(share: Share | None, step: Step, lang: Lang) -> str:
    return f"{decimal(share.at(step)[0], lang)}/{share.denominator}" if share else "–"


def _table(
    groups: Sequence[str],
    kinds: Sequence[Kind],
    pairs: _Pairs,
    step: Step,
    called: tuple[str, str],
    lang: Lang,
) -> Table:
    names = (called[0] or word("figure-before", lang), called[1] or word("figure-after", lang))
    columns = (word("group", lang), word("kind", lang), *names, word("figure-points", lang))
    rows = []
    for group in groups:
        for kind in kinds:
            pair = pairs.get((group, kind))
            if pair:
                title = next(one.label for one in reversed(pair) if one)
                text, _ = _said(pair, step, lang)
                change = text.split("<br>")[0].replace("<b>", "").replace("</b>", "")
                shares = [_share(one, step, lang) for one in pair]
                rows.append((f"{group} {title}".strip(), word(f"kind-{kind}", lang), *shares, change))
    return Table(columns, tuple(rows))


def _share(share: Share | None, step: Step, lang: Lang) -> str:
    if share is None:
        return ""
    part = share.at(step)[1]
    return f"{percent(part)} · {_counts(share, step, lang)}" if part is not None else "–"
