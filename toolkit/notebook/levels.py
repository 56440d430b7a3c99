"""Levels shown: cards against the level claimed, verbs against what a level expects, descriptors of sectoral frameworks."""

from toolkit.analysis import Analysis
from toolkit.labels import word
from toolkit.levels import alignment_counts, alignment_rows, alignment_text, level_rows, level_text, verbs_text
from toolkit.model import STEPS, Lang
from toolkit.notebook.showing import show_lines, show_rows, show_text
from toolkit.numbers import counted_share, percent


def show_levels(analysis: Analysis, lang: Lang) -> None:
    """Show coverage by level of the sectoral framework, how each level suits the programme, and what the verbs say."""
    found = level_rows(analysis)
    if not found:
        show_text(word("levels-no-cards", lang))
        return
    rows = [
        (
            row.standard_id,
            row.level or "–",
            word(f"kind-{row.share.kind}", lang),
            ", ".join(map(str, row.cards)),
            *(counted_share(number, row.share.denominator, part, lang) for number, part in map(row.share.at, STEPS)),
        )
        for row in found
    ]
    keys = ["standard", "sqf-level", "kind", "cards", *(f"step-{step}" for step in STEPS)]
    show_rows(keys, rows, lang, caption=word("levels-title", lang))
    show_lines(dict.fromkeys(level_text(row, lang) for row in found), title=word("level-adequacy", lang))
    show_lines(
        (verbs_text(verbs, lang) for verbs in dict.fromkeys(row.verbs for row in found)),
        title=word("verbs-adequacy", lang),
    )


def show_alignment(analysis: Analysis, lang: Lang, *, rows: int = 0) -> None:
    """Show which level descriptors of sectoral frameworks are met, of the level claimed and of the next."""
    if not analysis.alignments:
        show_text(word("alignment-none", lang))
        return
    show_lines(
        (alignment_text(one, lang) for one in alignment_counts(analysis) if not one.sub_level),
        title=word("alignment-title", lang),
    )
    found = [
        (
            word(f"position-{row.position}", lang),
            row.descriptor.sqf_level or row.descriptor.nqf_level,
            row.descriptor.text,
            word(f"state-{row.state}", lang),
            ", ".join(row.outcomes),
            ", ".join(f"{code} ({percent(confidence)})" for code, confidence in row.suggested),
        )
        for row in alignment_rows(analysis)
    ]
    show_rows(["position", "sqf-level", "descriptor", "state", "outcomes", "suggested"], found, lang, rows=rows)
