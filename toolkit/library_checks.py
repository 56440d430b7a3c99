"""Warnings about the documents of the library: W05, W07, W11, W20, W21, W22, and all of a standard together."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from toolkit.checks import OLD_CLASSIFIER, act_warnings, card_codes, finding_warnings
from toolkit.citations import named_acts, same_act
from toolkit.codes import kind_of_code, unknown_groups
from toolkit.library import Library
from toolkit.model import Act, KnownAct, Parsed, Renaming, Standard, Statement, Warn, statements_of
from toolkit.settings import Settings
from toolkit.text import words

GENERATIONS = {"standard-2013": "2012-2015", "card-2016": "2016-2023", "card-2023": "2023"}
"""Form of document → the years in which a word of the form had one meaning."""

_CHANGING_WORDS = ("машық", "дағды", "білік")


def standard_warnings(
    standard: Standard, known: Iterable[KnownAct], renamings: Iterable[Renaming], as_of: date
) -> tuple[Warn, ...]:
    """Warn about what a standard says: repealed acts it names (W05), renamed bodies (W21), review overdue (W22).

    Parameters
    ----------
    standard : Standard
        The standard.
    known : iterable of KnownAct
        Acts whose repeal somebody has recorded.
    renamings : iterable of Renaming
        Bodies and occupations that have another name now.
    as_of : date
        The day of the report.

    Returns
    -------
    tuple of Warn
        W05 once for each statement and act, W21 once for each name, W22 at most once.
    """
    rows = statements_of(standard)
    found = [*_repealed(rows, known)]
    texts = [standard.title, *(card.title for card in standard.cards), *(row.text for row in rows)]
    texts += [function.title for card in standard.cards for function in card.functions]
    for renaming in renamings:
        pattern = re.compile(rf"\b{re.escape(renaming.old)}", re.IGNORECASE if len(renaming.old) > 5 else 0)
        if renaming.lang == standard.lang and any(pattern.search(text) for text in texts):
            found.append(Warn("W21", standard.standard_id, (("old", renaming.old), ("new", renaming.new))))
    review = next((item.value for item in standard.fields if item.name == "review_date_iso"), "")
    if review and date.fromisoformat(review) < as_of:
        found.append(Warn("W22", standard.standard_id))
    return tuple(found)


def _repealed(rows: tuple[Statement, ...], known: Iterable[KnownAct]) -> Iterator[Warn]:
    repealed = [act for act in known if act.status == "repealed"]
    for mention in named_acts(rows):
        for act in repealed:
            title = act.title_kk if same_act(mention, act.title_kk, act.number) else act.title_ru
            if same_act(mention, title, act.number):
                yield Warn("W05", mention.statement_id, (("act", title),))
                break


def wording_warnings(documents: Iterable[Parsed]) -> tuple[Warn, ...]:
    """Warn where the words машық, дағды, білік stand in documents of different generations (W11)."""
    places: dict[str, dict[str, str]] = {}
    for document in documents:
        generation = GENERATIONS.get(document.form)
        if not generation:
            continue
        for standard in document.standards:
            said = {word for row in statements_of(standard) for word in words(f"{row.text} {row.unit}")}
            for stem in _CHANGING_WORDS:
                if any(word.startswith(stem) for word in said):
                    places.setdefault(stem, {}).setdefault(generation, standard.standard_id)
    return tuple(
        Warn("W11", f"{stem}: {', '.join(found.values())}") for stem, found in places.items() if len(found) > 1
    )


def translation_warnings(act: Act) -> tuple[Warn, ...]:
    """Warn that a text is an unofficial translation (W20): acts of Kazakhstan are official in Kazakh and Russian."""
    return (Warn("W20", act.act_id),) if act.lang == "en" or "translation" in act.kind else ()


def _unknown_codes(standard: Standard, form: str, groups: set[str]) -> Iterator[Warn]:
    """Warn about codes of the present classifier whose group it does not have (C01)."""
    for card in standard.cards:
        code = card.field("code").strip()
        if form in OLD_CLASSIFIER or kind_of_code(code) in ("missing", "malformed", "old"):
            continue
        if missing := unknown_groups(code, groups):
            yield Warn("C01", f"{standard.standard_id}/{card.number} {card.title}", (("code", missing[0]),))


def library_warnings(library: Library, as_of: date, settings: Settings) -> tuple[Warn, ...]:
    """Give every warning about the acts and standards of the library, in its order.

    Parameters
    ----------
    library : Library
        Acts, documents, known acts and renamings.
    as_of : date
        The day on which statuses and review dates are judged.
    settings : Settings
        `status_days` says when a status is too old.
    """
    groups = {group.code for document in library.documents.values() for group in document.classifier}
    found: list[Warn] = []
    for act in library.acts.values():
        found += [*act_warnings(act, as_of, settings), *translation_warnings(act)]
        document = library.documents.get(act.act_id)
        if document is None:
            continue
        found += finding_warnings(act.act_id, document.findings)
        for standard in document.standards:
            found += card_codes(standard, standard.cards, document.form)
            found += [
                Warn("W08", f"{standard.standard_id}/{card.number} {card.title}")
                for card in standard.cards
                if len(card.levels) > 1
            ]
            found += _unknown_codes(standard, document.form, groups)
            found += standard_warnings(standard, library.known_acts, library.renamings, as_of)
    found += wording_warnings(library.documents.values())
    return tuple(dict.fromkeys(found))
