"""What a figure says of itself: programme, standards with the status of their acts, date, what a share counts."""

from collections.abc import Sequence

from toolkit.analysis import Analysis
from toolkit.labels import word
from toolkit.model import Lang, Share, Step
from toolkit.numbers import counted_share, day
from toolkit.plots.frame import Caption, sentences


def caption_of(analyses: Sequence[Analysis], lang: Lang, title: str, *more: str, below: str = "") -> Caption:
    """Write the caption of a figure.

    Parameters
    ----------
    analyses : sequence of Analysis
        What the figure is about; each programme and each standard is named once.
    lang : {"kk", "ru", "en"}
        Language of words; texts of the law stay as printed.
    title : str
        What the figure shows.
    *more : str
        What is counted, and how; empty ones are left out.
    below : str
        What stands in a line of its own below.
    """
    programmes = [programme_line(analysis, lang) for analysis in analyses]
    acts = [line for analysis in analyses for line in act_lines(analysis, lang)]
    days = ", ".join(dict.fromkeys(day(analysis.as_of) for analysis in analyses))
    dated = word("figure-date", lang, date=days) if days else ""
    undecided = word("figure-no-decisions", lang) if not any(one.ledger.all for one in analyses) and analyses else ""
    lines = (*dict.fromkeys(programmes), *dict.fromkeys(acts), " ".join(sentences(dated, undecided, *more)), below)
    return Caption(lang, title, sentences(*lines))


def programme_line(analysis: Analysis, lang: Lang) -> str:
    """Name a programme with its code and edition."""
    one = analysis.programme
    edition = f"{one.admission_year}, {one.version}"
    return f"{word('programme', lang)}: {one.code} {one.title.best(lang)} ({edition})"


def act_lines(analysis: Analysis, lang: Lang) -> list[str]:
    """Name the standards and frameworks compared, with the status of their acts."""
    lines = [
        f"{word('standard', lang)}: {item.title(lang)} – {analysis.status(item.act, lang)}"
        for item in analysis.compared
    ]
    for one in analysis.alignments:
        act = one.framework.act
        level = word("figure-claimed", lang, level=one.level or "?")
        kind = word("figure-framework", lang)
        lines.append(f"{kind}: {act.title.best(lang)} – {analysis.status(act, lang)}; {level}")
    return lines


def step_word(step: Step, lang: Lang) -> str:
    """Name a step of proof.

    Examples
    --------
    >>> step_word("taught", "ru")
    'преподаётся'
    """
    return word(_STEP_WORD[step], lang)


def totals_of(analysis: Analysis) -> list[Share]:
    """Give the shares of everything compared: of the cards, else of the descriptors of the claimed level."""
    results = [analysis.result] if analysis.compared else [one.claimed for one in analysis.alignments]
    return [share for result in results for share in result.shares if share.by == "total"]


_STEP_WORD: dict[Step, str] = {
    "declared": "figure-step-declared",
    "taught": "figure-step-taught",
    "assessed": "figure-step-assessed",
}


def denominator(analysis: Analysis, step: Step, lang: Lang) -> str:
    """Say what all shares of a programme come to at a step of proof, n of m, and what m is."""
    shares = "; ".join(
        f"{word(f'kind-{share.kind}', lang)} – {step_text(share, step, lang)}" for share in totals_of(analysis)
    )
    return word("figure-total", lang, step=step_word(step, lang), shares=shares) if shares else ""


def step_text(share: Share, step: Step, lang: Lang) -> str:
    """Say a share at a step of proof with its counts: «35 % · 12,5 of 36»."""
    number, part = share.at(step)
    return counted_share(number, share.denominator, part, lang)
