"""The library shown: acts with their status, standards as trees, cards, statements, what the parser found doubtful."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

import pandas as pd

from toolkit.acts import doubt_text, history, status_phrase
from toolkit.analysis import Analysis
from toolkit.checks import warnings_table
from toolkit.errors import InputError
from toolkit.ingest import holdings
from toolkit.io.project import Project
from toolkit.labels import finding_text, word
from toolkit.library import Library
from toolkit.library_checks import library_warnings
from toolkit.model import KINDS, Card, Function, Item, Lang, Standard, statements_of
from toolkit.notebook.opening import day_of
from toolkit.notebook.showing import show_html, show_lines, show_named, show_rows, show_text, yes_no
from toolkit.numbers import day
from toolkit.settings import Settings


def show_library(library: Library, lang: Lang, *, project: Project | None = None, as_of: str = "") -> None:
    """Show the acts of the library with their status, and what was read of each.

    Parameters
    ----------
    library : Library
        The library.
    lang : {"kk", "ru", "en"}
        Language of the reader.
    project : Project, optional
        Where repeals are recorded beside the register.
    as_of : str
        The day for which the status is said; without it the status of the register stands with the day of its check.
    """
    relations = project.relations() if project else ()
    rows = []
    for act in library.acts.values():
        status = word(f"status-{act.status.replace(' ', '-')}", lang)
        checked = day(act.status_checked) or word("unchecked", lang)
        said = status_phrase(act, day_of(as_of), lang, relations) if as_of else f"{status} ({checked})"
        document = library.documents.get(act.act_id)
        what = holdings(document, lang) if document else ": ".join((word("not-read", lang), word("form-unknown", lang)))
        rows.append((act.act_id, act.title.best(lang), day(act.date), said, what))
    show_rows(["code", "act", "act-date", "act-status", "library-read"], rows, lang)


def show_standards(library: Library, lang: Lang) -> None:
    """Show every professional standard of the library: its cards and how many statements of each kind it has."""
    rows = []
    for standard in library.standards():
        kinds = Counter(row.kind for row in statements_of(standard))
        title = standard.title or library.acts[standard.act_id].title.best(lang)
        rows.append((standard.standard_id, title, len(standard.cards), *(kinds[kind] for kind in KINDS)))
    show_rows(["code", "standard", "table-cards", "kind-skill", "kind-knowledge", "kind-competence"], rows, lang)


def show_history(project: Project, library: Library, act_id: str, lang: Lang, as_of: str) -> None:
    """Show what an act amends, repeals and replaces, what does so to it, and its status on a day.

    Raises
    ------
    InputError
        No act has that identifier, or the day is none.
    """
    relations = project.relations()
    chain = history(library.acts.values(), library.known_acts, act_id, relations)
    act = library.acts.get(chain.act.act_id, chain.act)
    show_text(f"{chain.act.act_id}: {status_phrase(act, day_of(as_of), lang, relations)}")
    rows = [
        (
            link.of.act_id,
            word(f"relation-{link.tie}", lang),
            ", ".join(part for part in (link.act.act_id, link.act.title, link.act.body) if part),
            _printed(link.act.date),
            _printed(link.from_date),
            "; ".join(link.sources),
            yes_no(link.registered, lang),
        )
        for link in chain.links
    ]
    if not rows:
        show_text(word("no-relations", lang))
        return
    show_rows(
        ["act", "history-relation", "history-other", "act-date", "history-from", "source", "history-known"], rows, lang
    )
    show_lines(doubt_text(finding, lang) for finding in chain.findings)


def _printed(iso: str) -> str:
    return day(date.fromisoformat(iso)) if iso else ""


def show_tree(library: Library, standard_id: str, lang: Lang, *, cards: Sequence[int] = ()) -> None:
    """Show a standard as a tree that opens at a click: card, labour function, task, statements, each with its lines.

    Parameters
    ----------
    library : Library
        The library.
    standard_id : str
        The standard.
    lang : {"kk", "ru", "en"}
        Language of words; the texts are those of the law.
    cards : sequence of int
        Only these cards; none means all.

    Raises
    ------
    InputError
        There is no such standard.
    """
    standard = _standard(library, standard_id)
    chosen = [card for card in standard.cards if not cards or card.number in cards]
    show_html(
        f"<p><b>{escape(standard.title or standard_id)}</b></p>" + "".join(_card_tree(card, lang) for card in chosen)
    )


def _card_tree(card: Card, lang: Lang) -> str:
    levels = f" ({word('sqf-short', lang)}: {', '.join(card.levels)})" if card.levels else ""
    inner = "".join(_function_tree(function, lang) for function in card.functions)
    if card.competences:
        inner += _branch(word("other-competences", lang), _items(card.competences, lang))
    return _branch(f"{card.number}. {card.title}{levels}", inner, lines=(card.span.start, card.span.end), opened=True)


def _function_tree(function: Function, lang: Lang) -> str:
    duty = (
        ""
        if function.mandatory is None
        else word("edition-type-mandatory" if function.mandatory else "edition-type-additional", lang)
    )
    title = f"{function.number}. {function.title}" + (f" ({duty})" if duty else "")
    inner = "".join(
        _branch(f"{function.number}.{unit.number} {unit.title}", _items(unit.items, lang))
        if unit.title
        else _items(unit.items, lang)
        for unit in function.units
    )
    return _branch(title, inner, lines=(function.span.start, function.span.end))


def _branch(title: str, inner: str, *, lines: tuple[int, int] | None = None, opened: bool = False) -> str:
    where = f" <small>{lines[0]}–{lines[1]}</small>" if lines else ""
    start = "<details open" if opened else "<details"
    return f"{start} style='margin-left:1.2em'><summary>{escape(title)}{where}</summary>{inner}</details>"


def _items(items: Iterable[Item], lang: Lang) -> str:
    rows = "".join(
        f"<li>{escape(item.text)} <small>{word(f'one-{item.kind}', lang)}, {item.span.start}</small></li>"
        for item in items
    )
    return f"<ul>{rows}</ul>"


def _standard(library: Library, standard_id: str) -> Standard:
    """Look a standard up; an act with several standards is no standard."""
    found = {one.standard_id: one for one in library.standards()}
    if standard_id not in found:
        raise InputError(f"no standard '{standard_id}'; there are: {', '.join(found)}")
    return found[standard_id]


def show_cards(library: Library, standard_id: str, lang: Lang) -> None:
    """Show the cards of a standard: level, education, and how many functions, tasks and statements each has."""
    standard = _standard(library, standard_id)
    _show_cards(standard.cards, standard.title, lang)


def show_compared(analysis: Analysis, lang: Lang) -> None:
    """Show what a programme is compared with: cards of standards, areas of sectoral frameworks, and their status."""
    for item in analysis.compared:
        _show_cards(item.cards, f"{item.standard.standard_id} {item.title(lang)}", lang)
        show_text(analysis.status(item.act, lang))
    for one in analysis.alignments:
        framework = one.framework
        show_lines(
            [
                f"{word('areas', lang)}: {'; '.join(framework.areas)}",
                f"{word('claimed-level', lang)}: {one.level or '–'}",
                analysis.status(framework.act, lang),
            ],
            title=f"{framework.act.act_id} {framework.title(lang)}",
        )


def _show_cards(cards: Iterable[Card], title: str, lang: Lang) -> None:
    keys = ["card", "sqf-level", "education", "functions", "units"]
    keys += ["kind-skill", "kind-knowledge", "kind-competence", "lines"]
    rows = []
    for card in cards:
        units = [unit for function in card.functions for unit in function.units]
        kinds = Counter(item.kind for unit in units for item in unit.items)
        rows.append(
            (
                f"{card.number}. {card.title}",
                ", ".join(card.levels),
                card.field("education"),
                len(card.functions),
                len(units),
                kinds["skill"],
                kinds["knowledge"],
                len(card.competences),
                f"{card.span.start}–{card.span.end}",
            )
        )
    show_rows(keys, rows, lang, caption=title)


def show_card(library: Library, standard_id: str, number: int, lang: Lang) -> None:
    """Show what one occupation card says beside its functions: every field as printed, requirements, related occupations.

    Raises
    ------
    InputError
        There is no such standard or card.
    """
    standard = _standard(library, standard_id)
    card = next((one for one in standard.cards if one.number == number), None)
    if card is None:
        known = ", ".join(str(one.number) for one in standard.cards)
        raise InputError(f"'{standard_id}' has no card {number}; cards: {known}")
    rows = [(item.label.strip(" :") or "–", item.value, item.span.start) for item in card.fields]
    rows += [
        (
            word("edition-type-requirement", lang),
            " · ".join(part for part in (one.title, one.level, one.category, one.education, one.experience) if part),
            one.span.start,
        )
        for one in card.requirements
    ]
    rows += [(word("edition-type-related", lang), f"{one.title} ({one.level})", one.span.start) for one in card.related]
    show_rows(["card-field", "card-value", "lines"], rows, lang, caption=f"{card.number}. {card.title}")


def statements_table(library: Library, standards: Sequence[str] = ()) -> pd.DataFrame:
    """Give table STATEMENTS of the standards named, or of all that could be read.

    Raises
    ------
    InputError
        A standard is not in the library.
    """
    return library.table("statements", standards)


def show_statements(library: Library, standards: Sequence[str], lang: Lang, *, rows: int = 0) -> None:
    """Show the statement table: one row a statement, its text as printed, its lines in the source, its fingerprint.

    Raises
    ------
    InputError
        A standard is not in the library.
    """
    frame = statements_table(library, standards)
    frame["kind"] = [word(f"one-{kind}", lang) for kind in frame["kind"]]
    columns = {"statement_id": "statement-code", "sqf_levels": "sqf-level", "kind": "kind", "text": "statement"}
    columns |= {"line_start": "lines", "fingerprint": "fingerprint"}
    show_named(frame, columns, lang, rows=rows)


def show_findings(library: Library, standard_id: str, lang: Lang, *, rows: int = 0) -> None:
    """Show what the parser found doubtful in the source of a standard or framework, by line.

    Raises
    ------
    InputError
        It is not in the library.
    """
    library.refuse_unknown([standard_id])
    document = library.parsed.get(standard_id) or library.documents[standard_id]
    found = [(one.span.start, finding_text(one.code, one.params, lang)) for one in document.findings]
    show_rows(["lines", "warning"], found, lang, rows=rows)


def show_doubts(analysis: Analysis, lang: Lang, *, rows: int = 0) -> None:
    """Show what the parser found doubtful in the cards that a programme is compared with, by standard and line."""
    found = [
        (item.standard.standard_id, one.span.start, finding_text(one.code, one.params, lang))
        for item in analysis.compared
        for one in item.findings()
    ]
    found += [
        (one.framework.act.act_id, finding.span.start, finding_text(finding.code, finding.params, lang))
        for one in analysis.alignments
        for finding in one.framework.parsed.findings
    ]
    show_rows(["code", "lines", "warning"], found, lang, rows=rows)


def show_library_warnings(library: Library, standard_id: str, lang: Lang, as_of: str, *, rows: int = 0) -> None:
    """Show what a reader must know of a standard and its act, whatever programme it is compared with.

    Raises
    ------
    InputError
        The standard is not in the library, or the day is none.
    """
    standard = _standard(library, standard_id)
    mine = {standard.standard_id, standard.act_id}
    warns = [one for one in library_warnings(library, day_of(as_of), Settings()) if one.where.partition("/")[0] in mine]
    show_warning_table(warnings_table(warns, lang), lang, rows=rows)


def show_warning_table(frame: pd.DataFrame, lang: Lang, *, rows: int = 0) -> None:
    """Show table WARNINGS, the heaviest first, with what to do about each."""
    frame["severity"] = [word(f"severity-{value}", lang) for value in frame["severity"]]
    columns = {"severity": "severity", "code": "code", "where": "where", "text": "warning", "advice": "advice"}
    show_named(frame, columns, lang, rows=rows)
