"""What the desk shows, as plain values: texts in the language of the session, marks, states. JSON can hold all of it."""

from collections.abc import Iterable
from datetime import UTC
from typing import Any

from toolkit.decisions import word_difference
from toolkit.model import LANGS, Decision, Lang, Outcome, Statement
from toolkit.numbers import decimal, percent
from toolkit.review.book import Standing
from toolkit.review.filters import NAMES, choices
from toolkit.review.material import WHOLE, Cell, Group, outcome_line
from toolkit.review.phrases import all_words, phrase
from toolkit.review.search import beginnings, marks
from toolkit.review.state import GROUP, OUTCOME, Progress, State
from toolkit.review.stopping import Estimate
from toolkit.text import collapse


def view_of(state: State, progress: Progress, estimate: Estimate, *, can_undo: bool) -> dict[str, Any]:
    """Give the view model of the desk.

    Parameters
    ----------
    state : State
        Where the session stands.
    progress : Progress
        How much is decided.
    estimate : Estimate
        What is probably left.
    can_undo : bool
        Whether there is something to undo.

    Returns
    -------
    dict
        See the parts below; ``item``, ``message`` and ``ask`` are None where there is none. Marks count code points.
    """
    lang = state.lang
    return {
        "lang": lang,
        "direction": state.direction,
        "reviewer": state.reviewer,
        "role": state.role,
        "blind": state.blind,
        "words": all_words(lang),
        "item": _item(state) if state.item else None,
        "candidates": [_candidate(state, cell) for cell in state.shown],
        "searching": state.found is not None,
        "position": [state.place + 1 if state.queue else 0, len(state.queue)],
        "progress": _progress(state, progress, estimate),
        "filters": _filters(state),
        "message": {"kind": state.note.kind, "text": state.note.phrase.text(lang)} if state.note else None,
        "ask": {"what": state.ask.what, "text": state.ask.phrase.text(lang), **dict(state.ask.meant)}
        if state.ask
        else None,
        "can_undo": can_undo,
    }


def _item(state: State) -> dict[str, Any]:
    key = state.item
    if key.startswith(OUTCOME):
        outcome = state.material.outcomes[key.removeprefix(OUTCOME)]
        shown = {"kind": "outcome", "code": outcome.outcome_id, "texts": _texts(outcome), "place": _module(outcome)}
        return {"key": key, **shown, "facts": _outcome_facts(outcome, state.lang)}
    group = state.material.groups[key.removeprefix(GROUP)]
    places = state.filters.places(group)
    shown = {"kind": "statement", "code": places[0].statement_id, "texts": _alone(group)}
    return {"key": key, **shown, "place": _place(places[0]), "facts": _group_facts(group, state.lang)}


def _texts(outcome: Outcome) -> dict[str, str]:
    return {lang: outcome.text.get(lang) for lang in LANGS}


def _alone(group: Group) -> dict[str, str]:
    """Give the text of a statement by language; a standard is read in one language."""
    return {lang: group.text if lang == group.lang else "" for lang in LANGS}


def _module(outcome: Outcome) -> list[str]:
    return [outcome.module] if outcome.module else []


def _place(row: Statement) -> list[str]:
    """Give standard, card, function and task; what a standard does not have is left out."""
    return [text for text in (row.standard_id, row.occupation, row.function, row.unit) if text]


def _outcome_facts(outcome: Outcome, lang: Lang) -> list[str]:
    facts = [phrase("module-fact", lang, module=outcome.module)] if outcome.module else []
    facts += [phrase("level-fact", lang, level=outcome.level)] if outcome.level else []
    return facts + [phrase("criterion-fact", lang, text=criterion.best(lang)) for criterion in outcome.criteria]


def _group_facts(group: Group, lang: Lang) -> list[str]:
    facts = [phrase(f"kind-{group.kind}", lang)]
    levels = group.statements[0].sqf_levels.replace(";", ", ")
    facts += [phrase("levels-fact", lang, levels=levels)] if levels else []
    return facts + ([phrase("places-fact", lang, n=len(group.statements))] if len(group.statements) > 1 else [])


def _candidate(state: State, cell: Cell) -> dict[str, Any]:
    """Give one candidate: what it is, why it was suggested, what stands about it."""
    suggestion = None if state.blind else state.material.suggested.get(cell)
    standing = state.book.standing(cell)
    found = state.found is not None
    if not found and not state.blind and cell[0] != WHOLE:
        found = cell not in state.material.suggested
    return {
        **(_statement(state, cell) if state.direction == "outcome" else _outcome(state, cell)),
        "confidence": None if suggestion is None else state.material.confidence(cell),
        "band": "" if state.blind else state.settings.band(state.material.confidence(cell)),
        "why": suggestion.why if suggestion else "",
        **_verdict(state, standing),
        "suspect": _suspect(state, cell, standing),
        "whole": "" if state.blind or cell[0] == WHOLE else state.book.closed_as_whole(cell[1]),
        "open": state.book.is_open(cell),
        "selected": cell == state.selected,
        "found_by_search": found,
    }


def _statement(state: State, cell: Cell) -> dict[str, Any]:
    group = state.material.groups[cell[1]]
    places = state.filters.places(group)
    begins = _begins(state, cell, _texts(state.material.outcomes[cell[0]]).values())
    return {
        "key": state.key_of(cell),
        "code": places[0].statement_id,
        "texts": _alone(group),
        "marks": {group.lang: marks(group.text, begins)},
        "place": _place(places[0]),
        "places": len(places),
        "elsewhere": [" · ".join(_place(row)) for row in places[1:]],
        "kind": group.kind,
    }


def _outcome(state: State, cell: Cell) -> dict[str, Any]:
    group = state.material.groups[cell[1]]
    shared = {"places": len(group.statements), "elsewhere": [], "kind": group.kind}
    if cell[0] == WHOLE:
        whole = {state.lang: phrase("whole", state.lang)}
        return {"key": state.key_of(cell), "code": "", "texts": whole, "marks": {}, "place": [], **shared}
    outcome = state.material.outcomes[cell[0]]
    texts = _texts(outcome)
    begins = _begins(state, cell, [group.text])
    found = {lang: marks(text, begins) for lang, text in texts.items() if text}
    return {
        "key": state.key_of(cell),
        "code": cell[0],
        "texts": texts,
        "marks": found,
        "place": _module(outcome),
        **shared,
    }


def _begins(state: State, cell: Cell, texts: Iterable[str]) -> frozenset[str]:
    """Give the beginnings of the words to be marked: those of the other text, and those that the reasons name."""
    suggestion = None if state.blind else state.material.suggested.get(cell)
    return beginnings([*texts, suggestion.why if suggestion else ""])


def _verdict(state: State, standing: Standing) -> dict[str, Any]:
    row = standing.row
    mine = row is not None and row.reviewer == state.reviewer
    return {
        "verdict": standing.verdict,
        "mixed": standing.mixed,
        "mine": mine,
        "who": row.reviewer if row else "",
        "when": _when(row) if row else "",
        "reason": row.reason if row else "",
        "disagreement": standing.disagreement,
        "voices": [
            {
                "who": said.reviewer,
                "verdict": said.verdict,
                "reason": said.reason,
                "when": _when(said),
                "role": said.role,
            }
            for said in standing.voices
        ],
    }


def _when(row: Decision) -> str:
    return f"{row.decided_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _suspect(state: State, cell: Cell, standing: Standing) -> dict[str, Any] | None:
    """Show what has changed since a decision: the statement, the outcome, or both; nothing where it was not kept."""
    row = standing.suspect
    if row is None:
        return None
    pairs = [(row.statement_text, collapse(state.material.groups[cell[1]].text))]
    if cell[0] != WHOLE:
        pairs.append((row.outcome_text, outcome_line(state.material.outcomes[cell[0]])))
    changed = [word_difference(old, new) for old, new in pairs if old and old != new]
    texts = [[list(part) for part in parts] for parts in changed]
    note = phrase("suspect" if texts else "suspect-unknown", state.lang)
    return {"old": [part for parts in texts for part in parts], "texts": texts, "note": note}


def _progress(state: State, progress: Progress, estimate: Estimate) -> dict[str, Any]:
    return {
        "decided": progress.decided,
        "total": progress.total,
        "share": progress.share,
        "left_text": _left(progress, state.lang),
        "estimate_text": "" if state.blind else estimate_text(estimate, state.settings.target, state.lang),
        "enough": not state.blind and estimate.enough(state.settings.target),
    }


def _left(progress: Progress, lang: Lang) -> str:
    if not progress.left:
        return phrase("left-nothing", lang)
    if progress.seconds_left is None:
        return phrase("left-count", lang, n=progress.left)
    return phrase("left-time", lang, n=progress.left, minutes=max(1, round(progress.seconds_left / 60)))


def estimate_text(estimate: Estimate, target: float, lang: Lang) -> str:
    """Say how many links are found, how many probably are not, and whether one may stop."""
    missing = decimal(round(estimate.missing, 1), lang) if estimate.missing < 10 else str(round(estimate.missing))
    if not estimate.found or estimate.share is None:
        return phrase("estimate-none", lang, left=missing)
    key = "estimate" if estimate.outside_known else "estimate-suggested-only"
    text = phrase(key, lang, found=estimate.found, left=missing, share=percent(estimate.share))
    if not estimate.enough(target):
        return text
    stop = "enough" if estimate.outside_known else "enough-suggested"
    return f"{text}. {phrase(stop, lang, target=percent(target))}"


def _filters(state: State) -> dict[str, Any]:
    known = choices(state.material, state.filters, state.lang, blind=state.blind)
    return {
        name: {"value": getattr(state.filters, name), "choices": [list(choice) for choice in known[name]]}
        for name in NAMES
    }
