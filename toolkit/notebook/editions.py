"""Two editions shown: what has changed and how heavily, and what that does to decisions, to coverage, to programmes."""

from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

import pandas as pd

from toolkit.analysis import Analysis
from toolkit.editions import Edition, compare_editions
from toolkit.editions.words import difference_text, name_of
from toolkit.editions.words import why as grounds
from toolkit.errors import InputError
from toolkit.impact import Impact, Pile, carry
from toolkit.impact.told import causes_text, compared_shares, difference_tables, effect, look_text, verdict_text
from toolkit.impacting import accept, default_path, hits_of, impact_on, programmes_of, side_of
from toolkit.impacting import write_impact as write_impact_book
from toolkit.io.corrections import kept_for
from toolkit.io.project import Project
from toolkit.labels import word
from toolkit.labels.messages import error_text
from toolkit.library import Library
from toolkit.model import Lang, Standard
from toolkit.notebook.opening import day_of, moment_of
from toolkit.notebook.showing import show_lines, show_rows, show_text
from toolkit.numbers import counted_share, decimal


def compare_standards(library: Library, old: str, new: str, project: Project | None = None) -> Edition:
    """Compare two editions of a standard, or two standards, of the library.

    Parameters
    ----------
    library : Library
        The standards.
    old, new : str
        Their identifiers.
    project : Project, optional
        Whose kept corrections of matches count; those about texts that read otherwise now do not.

    Raises
    ------
    InputError
        There is no such standard, or the two are in two languages.
    """
    before, after = _standard(library, old), _standard(library, new)
    said = [] if project is None else kept_for(project.root, before, after)[0]
    return compare_editions(before, after, said)


def _standard(library: Library, name: str) -> Standard:
    found = {one.standard_id: one for one in library.standards()}
    if name not in found:
        raise InputError(f"no standard '{name}'; there are: {', '.join(found)}")
    return found[name]


def show_edition(edition: Edition, lang: Lang) -> None:
    """Show what was compared and how much has changed: counts by thing, kind of change and weight."""
    show_lines(
        [
            f"{word('edition-old', lang)}: {edition.old_id} {edition.old_title}",
            f"{word('edition-new', lang)}: {edition.new_id} {edition.new_title}",
            f"{word('edition-doubtful', lang)}: {len(edition.doubtful)}",
        ],
        title=word("edition-title", lang),
    )
    rows = [
        (
            name_of("what", what, lang),
            name_of("kind", kind, lang),
            "" if kind == "same" else name_of("grade", grade, lang),
            count,
        )
        for (what, kind, grade), count in edition.counts().items()
    ]
    show_rows(["edition-what", "edition-kind", "edition-grade", "edition-count"], rows, lang)


def show_changes(
    edition: Edition,
    lang: Lang,
    *,
    what: Sequence[str] = (),
    grades: Sequence[str] = (),
    doubtful: bool = False,
    rows: int = 0,
) -> None:
    """Show what has changed: both texts word by word, the weight of the change, and the reasons.

    Parameters
    ----------
    edition : Edition
        The comparison.
    lang : {"kk", "ru", "en"}
        Language of words.
    what : sequence of str
        Only changes of these things, such as ``statement`` or ``card``; none means all.
    grades : sequence of str
        Only changes of these weights: ``cosmetic``, ``wording``, ``substance``; none means all.
    doubtful : bool
        Only matches that a person should look at.
    rows : count
        How many to show at most; 0 means all.
    """
    found = [
        (
            name_of("what", one.what, lang),
            name_of("kind", one.kind, lang),
            name_of("grade", one.grade, lang),
            "\n".join(one.old_ids) or "–",
            "\n".join(one.new_ids) or "–",
            difference_text(one.difference),
            decimal(one.confidence, lang) + (f" ({word('edition-to-check', lang)})" if one.doubtful else ""),
            grounds(one, lang),
        )
        for one in (edition.doubtful if doubtful else edition.changed)
        if (not what or one.what in what) and (not grades or one.grade in grades)
    ]
    keys = ["edition-what", "edition-kind", "edition-grade", "edition-old-id", "edition-new-id", "edition-difference"]
    show_rows([*keys, "edition-confidence", "edition-because"], found, lang, rows=rows)


def impact_of(project: Project, library: Library, analysis: Analysis, edition: Edition) -> Impact:
    """Say what a new edition does to everything that was decided about a programme. Nothing is written.

    Raises
    ------
    InputError
        The editions are not in the library, or the programme has nothing to do with them.
    """
    old, new = side_of(library, edition.old_id), side_of(library, edition.new_id)
    return impact_on(project, analysis.programme.programme_id, edition, old, new)


def show_impact(impact: Impact, lang: Lang) -> None:
    """Show what becomes of former decisions: how many stand, carry over, need a look, are lost; what is new."""
    piles = [(word(f"impact-pile-{pile}", lang), count) for pile, count in impact.counts().items()]
    show_rows(["impact-pile", "impact-decisions-count"], piles, lang, caption=word("impact-piles", lang))
    lines = [
        f"{word('impact-looks', lang)}: {look_text(impact, lang)}",
        word("impact-added-count", lang, n=len(impact.added), m=len(impact.open)),
    ]
    lines += [word("impact-aside", lang, n=len(impact.aside))] if impact.aside else []
    show_lines(lines)


def show_impact_rows(impact: Impact, lang: Lang, *, piles: Sequence[Pile] = (), rows: int = 0) -> None:
    """Show what becomes of each decision, and why; of some piles (such as ``suspect``), or of all but what stands."""
    found = [
        (
            word(f"impact-pile-{row.pile}", lang),
            verdict_text(row, lang),
            row.old.statement_id,
            ", ".join(one.statement_id for one in row.news) or "–",
            difference_text(row.difference) or row.old.text,
            effect(row, lang),
        )
        for row in impact.rows
        if (row.pile in piles if piles else row.pile != "stands")
    ]
    keys = ["impact-pile", "impact-former", "edition-old-id", "edition-new-id", "impact-difference", "impact-effect"]
    show_rows(keys, found, lang, rows=rows)


def show_new_statements(impact: Impact, lang: Lang, *, rows: int = 0) -> None:
    """Show the statements that only the new edition has: nobody can have decided about them."""
    found = [(one.statement.statement_id, one.statement.text, one.statement.function) for one in impact.added]
    show_rows(["statement-code", "statement", "function"], found, lang, rows=rows)


def show_impact_shares(impact: Impact, lang: Lang) -> None:
    """Show coverage before the change, and after it: with what stands, with changes of dress, with every proposal."""
    shares = compared_shares(impact)
    totals = {name: {share.kind: share for share in found if share.by == "total"} for name, found in shares.items()}
    kinds = dict.fromkeys(kind for found in totals.values() for kind in found)
    rows = [
        (
            word(f"kind-{kind}", lang),
            *(
                counted_share(share.covered, share.denominator, share.share, lang)
                if (share := found.get(kind))
                else "–"
                for found in totals.values()
            ),
        )
        for kind in kinds
    ]
    show_rows(["kind", *(f"impact-scenario-{name}" for name in totals)], rows, lang, caption=word("impact-chart", lang))


def shares_before(impact: Impact) -> pd.DataFrame:
    """Give table SHARES before the change, its groups named as in the new edition: for the figure ``difference``."""
    return difference_tables(impact)[0]


def shares_after(impact: Impact) -> pd.DataFrame:
    """Give table SHARES after the change, with the decisions that stand: for the figure ``difference``."""
    return difference_tables(impact)[1]


def accept_unchanged(
    project: Project, library: Library, impact: Impact, reviewer: str, lang: Lang, as_of: str, *, dry_run: bool = True
) -> None:
    """Carry over, in a person's name, the decisions about texts that say the same; nothing is written in a dry run.

    Parameters
    ----------
    project, library
        Where decisions go, and the standards.
    impact : Impact
        What becomes of former decisions.
    reviewer : str
        The person who answers for the decisions about the new edition.
    lang : {"kk", "ru", "en"}
        Language of the reader.
    as_of : str
        The day of the decisions.
    dry_run : bool
        Only show what would be written.

    Raises
    ------
    InputError
        The name is no person's, or the log cannot be written.
    """
    new, moment = side_of(library, impact.edition.new_id), moment_of(as_of)
    made = (
        carry(impact, impact.bulk, reviewer, moment, lambda: uuid4().hex[:12])
        if dry_run
        else accept(project, impact, impact.bulk, reviewer, new, moment)
    )
    rows = [
        (row.outcome_id, word(f"verdict-{row.verdict}", lang), row.statement_id, row.reviewer, row.reason)
        for row in made
    ]
    show_rows(["outcome-code", "filled-decision", "statement-code", "filled-name", "filled-reason"], rows, lang)
    show_text(word("import-dry-report" if dry_run else "import-written" if made else "import-same-again", lang))


def write_impact(project: Project, library: Library, impact: Impact, lang: Lang, as_of: str, out: str = "") -> None:
    """Write the workbook on an impact, for those who decide what to do, and say what it is called.

    Parameters
    ----------
    project, library
        Where things are, and the standards.
    impact : Impact
        What becomes of former decisions.
    lang : {"kk", "ru", "en"}
        Language of the workbook.
    as_of : str
        The day.
    out : str
        The folder; empty for `exports/`.

    Raises
    ------
    InputError
        The file is open or was filled in by somebody: nothing is written over.
    """
    day = day_of(as_of)
    path = default_path(project, impact, lang, day)
    path = Path(out) / path.name if out else path
    sides = side_of(library, impact.edition.old_id), side_of(library, impact.edition.new_id)
    write_impact_book(project, impact, sides, hits_of(project, library, day, [impact]), path, lang=lang, as_of=day)
    show_text(path.name)


def show_hits(project: Project, library: Library, lang: Lang, as_of: str, impacts: Sequence[Impact] = ()) -> None:
    """Show all programmes whose standard is repealed, replaced, amended or past its review.

    Parameters
    ----------
    project, library
        Programmes with their decisions, and the acts.
    lang : {"kk", "ru", "en"}
        Language of the reader.
    as_of : str
        The day.
    impacts : sequence of Impact
        Comparisons with new editions, as far as somebody has made them: they say how many links need a look.

    Raises
    ------
    InputError
        The day is none.
    """
    known = programmes_of(project)
    rows = [
        (
            one.programme_id,
            one.standard_id,
            causes_text(one, lang),
            ", ".join(one.news) or word("impact-no-new", lang),
            one.links,
            "–" if one.looks is None else one.looks,
        )
        for one in hits_of(project, library, day_of(as_of), impacts, known)
    ]
    keys = [
        "impact-programme",
        "standard",
        "impact-hit-causes",
        "impact-new-standard",
        "impact-links",
        "impact-hit-looks",
    ]
    show_rows(keys, rows, lang, caption=word("impact-hits-title", lang))
    lost = [(one.programme_id, error_text(one.error, lang)) for one in known.unread]
    if lost:
        show_lines([word("impact-unread", lang, programme=name, why=why) for name, why in lost])
