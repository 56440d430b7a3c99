"""A short text on a programme in Kazakh and Russian, to paste into the registry of educational programmes."""

from toolkit.analysis import Analysis
from toolkit.labels import word
from toolkit.levels import alignment_counts, alignment_text
from toolkit.model import STEPS, Lang
from toolkit.numbers import counted_share, day
from toolkit.report.frame import Brief
from toolkit.sheets import Cell, Sheet

_LANGS: tuple[Lang, ...] = ("kk", "ru")


def passport_text(analysis: Analysis) -> str:
    """Write the text: what the programme was compared with, the shares at three steps, what is missing, by whom checked.

    Parameters
    ----------
    analysis : Analysis
        The analysis.

    Returns
    -------
    str
        A paragraph in Kazakh and one in Russian, an empty line between them. No figure stands without its counts.
    """
    return "\n\n".join(_paragraph(analysis, lang) for lang in _LANGS) + "\n"


def passport_sheet(brief: Brief) -> Sheet:
    """Plan the sheet with the text, one cell a language, to copy into the registry."""
    words = brief.reader.word
    return Sheet(
        name=brief.tab("sheet-passport"),
        widths=(16.0, 104.0),
        rows=(
            (Cell(brief.reader.sentence("passport-title"), "subtitle", 2),),
            (Cell(brief.reader.sentence("passport-about"), "note", 2),),
            *((Cell(words(f"in-{lang}"), "label"), Cell(_paragraph(brief.analysis, lang))) for lang in _LANGS),
        ),
    )


def _paragraph(analysis: Analysis, lang: Lang) -> str:
    programme = analysis.programme
    lines = [
        word(
            "passport-programme",
            lang,
            code=programme.code,
            title=programme.title.best(lang),
            nqf=programme.nqf_level,
            sqf=programme.sqf_level,
        )
    ]
    for item in analysis.compared:
        level = word("sqf-short", lang)
        cards = "; ".join(f"{card.title} ({level} {', '.join(card.levels) or '?'})" for card in item.cards)
        status = analysis.status(item.act, lang).rstrip(".")
        lines.append(word("passport-standard", lang, title=item.title(lang), cards=cards, status=status))
    for one in analysis.alignments:
        status = analysis.status(one.framework.act, lang).rstrip(".")
        lines.append(word("passport-framework", lang, title=one.framework.title(lang), status=status, level=one.level))
    for share in (share for share in analysis.result.shares if share.by == "total"):
        steps = ", ".join(
            f"{word(f'step-{step}', lang).lower()} – {counted_share(number, share.denominator, part, lang)}"
            for step, (number, part) in ((step, share.at(step)) for step in STEPS)
        )
        kind = word(f"kind-{share.kind}", lang)
        lines.append(f"{kind[0].upper()}{kind[1:]}: {steps}.")
    claimed = [one for one in alignment_counts(analysis) if not one.area and one.position == "claimed"]
    lines += [alignment_text(one, lang) for one in claimed]
    if analysis.compared:
        lines.append(word("passport-gaps", lang, gaps=len(analysis.gaps), all=len(analysis.result.statements)))
    names = ", ".join(dict.fromkeys(row.reviewer for row in analysis.ledger.all))
    date = day(analysis.as_of)
    lines.append(
        word("passport-who", lang, names=names, date=date) if names else word("passport-nobody", lang, date=date)
    )
    return "\n".join(lines)
