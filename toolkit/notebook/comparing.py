"""Comparisons shown: other occupations that lie near, two programmes, a college and a bachelor programme, two cards."""

from collections import Counter

from toolkit import job
from toolkit.analysis import Analysis
from toolkit.comparisons import compare_analyses, progression
from toolkit.comparisons import compare_cards as pair_cards
from toolkit.errors import InputError
from toolkit.io.project import Project
from toolkit.labels import word
from toolkit.library import Library
from toolkit.model import Lang, Share, Standard, Step
from toolkit.notebook.showing import show_lines, show_rows, show_text, yes_no
from toolkit.numbers import counted_share, decimal, percent
from toolkit.tables.proposals import ADVANCES, JUDGEMENTS


def show_other_cards(project: Project, library: Library, analysis: Analysis, lang: Lang, *, rows: int = 0) -> None:
    """Show which occupations of the whole library a programme lies nearest to; confirmed, equal and suggested kept apart."""
    cards = job.other_cards_of(project, library, analysis.programme.programme_id)
    records = [
        (
            place,
            f"{one.standard.standard_id}/{one.card.number}",
            one.card.title,
            ", ".join(one.card.levels),
            yes_no(one.compared, lang),
            counted_share(one.covered, one.denominator, one.share, lang),
            one.equal,
            one.likely,
            "–" if one.share_with_suggestions is None else percent(one.share_with_suggestions),
        )
        for place, one in enumerate(cards, start=1)
    ]
    keys = ["number", "code", "card", "sqf-level", "cards-compared", "cards-confirmed", "cards-equal", "cards-likely"]
    show_rows([*keys, "cards-estimate"], records, lang, rows=rows)
    acts = {one.act.act_id: one.act for one in cards[: rows or None]}
    show_lines(f"{name}: {analysis.status(act, lang)}" for name, act in acts.items())


def show_comparison(
    first: Analysis, second: Analysis, lang: Lang, *, by: str = "card", step: Step | None = None
) -> None:
    """Show two programmes, or two states of one, side by side: the totals of what both have, then group by group.

    Parameters
    ----------
    first, second : Analysis
        What is compared; of two states of one programme the former first.
    lang : {"kk", "ru", "en"}
        Language of words.
    by : str
        Groups beside the total: ``card``, ``function``, ``unit`` …; a group that only one has is there with a dash.
    step : {"declared", "taught", "assessed"}, optional
        Only this step of proof.

    Raises
    ------
    InputError
        The two cannot be compared: other settings, or other editions of a standard.
    """
    found = compare_analyses(first, second)
    counts: Counter[str] = Counter(row.judgement for row in found.statements)
    rows = [
        (
            f"{one.group} {one.label}".strip() or word("by-total", lang),
            word(f"kind-{one.kind}", lang),
            word(f"step-{one.step}", lang),
            _share(one.first, one.step, lang),
            _share(one.second, one.step, lang),
            "" if one.difference is None else _points(one.difference),
        )
        for one in found.shares
        if one.by in ("total", by) and step in (None, one.step)
    ]
    keys = ["group", "kind", "step", "compared-first", "compared-second", "figure-points"]
    show_rows(keys, rows, lang, caption=_caption(first, second, lang))
    show_rows(
        [*(f"judged-{name}" for name in JUDGEMENTS)],
        [[counts[name] for name in JUDGEMENTS]],
        lang,
        caption=word("statement", lang),
    )


def _points(change: float) -> str:
    """Give a difference of shares in whole percentage points, with its sign."""
    whole = round(change * 100)
    return f"{whole:+d}".replace("-", "−") if whole else "0"


def _caption(first: Analysis, second: Analysis, lang: Lang) -> str:
    """Name the two; of two states of one programme, which is which."""
    if first.programme.programme_id == second.programme.programme_id:
        return f"{_called(first, lang)}: {word('figure-before', lang)} → {word('figure-after', lang)}"
    return f"{_called(first, lang)} → {_called(second, lang)}"


def _called(analysis: Analysis, lang: Lang) -> str:
    return f"{analysis.programme.code} {analysis.programme.title.best(lang)}"


def _share(share: Share | None, step: Step, lang: Lang) -> str:
    """Say a share at a step; a dash where the group is not compared."""
    if share is None:
        return "–"
    number, part = share.at(step)
    return counted_share(number, share.denominator, part, lang)


def show_progression(college: Analysis, bachelor: Analysis, lang: Lang, *, step: Step = "taught") -> None:
    """Show what a bachelor programme adds to a college programme on the same cards, by level and kind.

    Raises
    ------
    InputError
        The two cannot be compared.
    """
    found = progression(college, bachelor, step=step)
    if not found.rows:
        show_text(word("compared-nothing", lang))
        return
    rows = [
        (row.level or "–", word(f"kind-{row.kind}", lang), row.texts, *(getattr(row, name) for name in ADVANCES[:5]))
        for row in found.rows
    ]
    keys = ["sqf-level", "kind", "statements", *(f"advance-{name}" for name in ADVANCES[:5])]
    show_rows(keys, rows, lang, caption=f"{_called(college, lang)} → {_called(bachelor, lang)}")


def show_two_cards(library: Library, first: str, second: str, lang: Lang, *, rows: int = 0) -> None:
    """Show two occupation cards side by side: which statements are equal, near, or in one of them only.

    Parameters
    ----------
    library : Library
        The library.
    first, second : str
        The cards, such as ``V2000019833/1``.
    lang : {"kk", "ru", "en"}
        Language of words.
    rows : count
        How many pairs to show at most; 0 means all.

    Raises
    ------
    InputError
        There is no such standard or card.
    """
    found = pair_cards(*_card(library, first), *_card(library, second))
    records = [
        (
            word(f"pair-{pair.relation}", lang),
            "" if pair.similarity is None else decimal(pair.similarity, lang),
            pair.first.text if pair.first else "",
            pair.second.text if pair.second else "",
        )
        for pair in found.pairs
    ]
    show_rows(["pair-relation", "pair-similarity", "compared-first", "compared-second"], records, lang, rows=rows)


def _card(library: Library, name: str) -> tuple[Standard, int]:
    standard_id, _, number = name.rpartition("/")
    standards = {one.standard_id: one for one in library.standards()}
    if standard_id not in standards or not number.isdigit():
        raise InputError(f"no card '{name}'; write standard and number, such as {next(iter(standards), 'STANDARD')}/1")
    return standards[standard_id], int(number)
