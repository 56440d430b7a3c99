"""The sheets about statements and decisions: changes, what stands, what to accept, decide anew, new and lost statements."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from toolkit.editions import Change
from toolkit.editions.words import difference_text, name_of, why
from toolkit.impact.becoming import heaviest_of
from toolkit.impact.model import PILES, Fresh, Row
from toolkit.impact.paper import GRADE_ROLE, PILE_ROLE, REVIEWED, Paper, joined, lines_of_ids
from toolkit.impact.told import change_text, effect, renaming_option, verdict_text
from toolkit.model import Decision, Statement
from toolkit.numbers import percent
from toolkit.report.frame import card_of, function_of, numbered
from toolkit.report.layout import columns_of, table
from toolkit.sheets import Cell, Role, Sheet
from toolkit.sheets import Row as Cells

_CHANGES = {
    "number": 5.0,
    "impact-statement": 27.0,
    "impact-what": 15.0,
    "impact-old-act": 38.0,
    "impact-new-act": 38.0,
    "impact-change": 14.0,
    "impact-grade": 16.0,
    "impact-linked": 19.0,
    "impact-effect": 32.0,
}
_CHANGES_AFTER = {"impact-difference": 60.0, "impact-confidence": 13.0, "impact-why": 44.0}

_ROWS = {
    "number": 5.0,
    "kind": 11.0,
    "impact-old-act": 34.0,
    "impact-new-act": 34.0,
    "impact-grade": 16.0,
    "impact-former": 18.0,
    "impact-effect": 30.0,
}
_ROWS_AFTER = {
    "impact-replacement": 34.0,
    "impact-difference": 50.0,
    "impact-why": 36.0,
    "impact-decided": 20.0,
    "impact-old-code": 27.0,
    "statement-code": 27.0,
}
_RENAMINGS = {
    "number": 5.0,
    "impact-words-then": 40.0,
    "impact-words-now": 40.0,
    "impact-statements": 13.0,
    "impact-decisions-count": 13.0,
    "impact-linked": 24.0,
    "impact-old-code": 27.0,
    "impact-to-accept": 44.0,
}
_SAME = {"number": 5.0, "kind": 11.0, "impact-statement": 50.0, "impact-former": 20.0, "impact-effect": 34.0}
_SAME_AFTER = {"impact-decided": 20.0, "impact-old-code": 27.0, "statement-code": 27.0}
_NEW = {"number": 5.0, "card": 22.0, "function": 26.0, "unit": 26.0, "kind": 11.0, "statement": 42.0, "suggested": 14.0}
_NEW_AFTER = {"impact-equal-before": 24.0, "statement-code": 27.0}
_LOST = {
    "number": 5.0,
    "kind": 11.0,
    "impact-statement": 54.0,
    "impact-former": 20.0,
    "impact-decided": 20.0,
    "impact-effect": 34.0,
    "impact-old-code": 27.0,
}


# --- changes ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Told:
    """A statement, function, unit or card that has changed, with the decisions that this touches."""

    changes: tuple[Change, ...]
    rows: tuple[Row, ...]

    @property
    def rank(self) -> int:
        """What comes first: links that need a look, other decisions, new statements, the rest."""
        if any(row.is_link and row.needs_look for row in self.rows):
            return 0
        if self.rows:
            return 1
        return 2 if self.changes[0].kind == "added" else 3


def changes_sheet(paper: Paper) -> Sheet | None:
    """Plan the sheet of all changes in the cards compared, first those that touch links; None if there are none."""
    told = sorted(_told(paper), key=lambda one: one.rank)
    if not told:
        return None
    return table(
        paper.brief,
        paper.tab("changes"),
        columns_of(paper.brief, {**_CHANGES, **_CHANGES_AFTER}),
        [_change_row(paper, place, one) for place, one in enumerate(told, start=1)],
        title=paper.word("impact-tab-changes"),
        about=paper.word("impact-about-changes", n=len(told)),
        frozen=2,
        printed=len(_CHANGES),
    )


def _told(paper: Paper) -> Iterator[_Told]:
    """Give what has changed, the changes of one thing together, in the order of the new edition."""
    touched: dict[str, list[Row]] = {}
    for row in paper.impact.rows:
        touched.setdefault(row.old.statement_id, []).append(row)
    groups: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[Change]] = {}
    for change in paper.impact.edition.changed:
        if "field" not in change.what and _compared(change, paper):
            groups.setdefault((change.what, change.old_ids, change.new_ids), []).append(change)
    for (what, old_ids, _), changes in groups.items():
        mine = [row for old_id in old_ids for row in touched.get(old_id, ())] if what == "statement" else []
        yield _Told(tuple(changes), tuple(mine))


def _compared(change: Change, paper: Paper) -> bool:
    """Say whether something stands in one of the cards compared."""
    cards = {card for pair in paper.impact.cards for card in pair if card}
    return any(_card_of(one) in cards for one in (*change.old_ids, *change.new_ids))


def _card_of(name: str) -> str:
    standard, _, place = name.partition("/")
    return f"{standard}/{place.split('.')[0].split('/')[0]}"


def _change_row(paper: Paper, place: int, told: _Told) -> Cells:
    changes, lang = told.changes, paper.lang
    first = changes[0]
    equal = any(row.equal for row in told.rows)
    news = tuple(row.news for row in told.rows if row.equal)
    new_ids = [one.statement_id for one in news[0]] if news else first.new_ids
    new_text = (
        joined(one.text for one in news[0]) if news else joined(text for one in changes for text in one.new_texts)
    )
    kinds = change_text(told.rows[0], lang) if equal else ", ".join(name_of("kind", one.kind, lang) for one in changes)
    grade = told.rows[0].grade if equal else heaviest_of(changes)
    return (
        Cell(place, "count"),
        Cell(f"{lines_of_ids(first.old_ids)} →\n{lines_of_ids(new_ids)}", "code"),
        Cell(name_of("what", first.what, lang)),
        Cell(joined(text for one in changes for text in one.old_texts)),
        Cell(new_text),
        Cell(kinds),
        Cell(name_of("grade", grade, lang), GRADE_ROLE[grade]),
        Cell(joined(verdict_text(row, lang) for row in told.rows)),
        _effect(paper, told),
        Cell("" if equal else joined(difference_text(one.difference) for one in changes)),
        Cell(min(one.confidence for one in changes), "decimal"),
        Cell(joined(why(one, lang) for one in changes) if not equal else ""),
    )


def _effect(paper: Paper, told: _Told) -> Cell:
    """Say what a change does: to the decisions about it, or that there are none."""
    if told.rows:
        worst = max(told.rows, key=lambda row: PILES.index(row.pile))
        done = all(row.settled is not None for row in told.rows)
        role: Role = "good" if done else PILE_ROLE[worst.pile]
        return Cell(joined(effect(row, paper.lang) for row in told.rows), role)
    if told.changes[0].what != "statement":
        kept = bool(told.changes[0].old_ids and told.changes[0].new_ids)
        return Cell(paper.word("impact-effect-above") if kept else "")
    if told.changes[0].kind == "added":
        return Cell(paper.word("impact-effect-added"), "nothing")
    return Cell(paper.word("impact-effect-undecided"))


# --- decisions ----------------------------------------------------------------------------------------------------


def accept_sheet(paper: Paper) -> Sheet | None:
    """Plan the sheet of proposals: decisions that a person may accept for the new text; None if there are none."""
    rows = [row for row in paper.impact.pile("carries", "wording") if row.proposed]
    about = paper.word("impact-about-accept", n=len(rows))
    return _decisions(paper, "accept", about, [(row, new) for row in rows for new in row.news])


def anew_sheet(paper: Paper) -> Sheet | None:
    """Plan the sheet of what is to be decided anew, each candidate in a row of its own; None if there is nothing."""
    rows = [row for row in paper.impact.pile("suspect", "split", "merged") if row.settled is None]
    pairs = [(row, new) for row in rows for new in row.news]
    return _decisions(paper, "anew", paper.word("impact-about-anew", n=len(pairs)), pairs)


def _decisions(paper: Paper, name: str, about: str, pairs: list[tuple[Row, Statement]]) -> Sheet | None:
    if not pairs:
        return None
    groups = {one.replacement: place for place, one in enumerate(paper.impact.renamings)}
    # What one replacement of words explains stands together, before the rest in its order.
    pairs = sorted(
        pairs, key=lambda pair: groups.get(pair[0].replacement, len(groups)) if pair[0].replacement else len(groups)
    )
    review, key = paper.review_columns(*REVIEWED)
    return table(
        paper.brief,
        paper.tab(name),
        [*columns_of(paper.brief, _ROWS), *review, *columns_of(paper.brief, _ROWS_AFTER), key],
        [_decision_row(paper, place, row, new) for place, (row, new) in enumerate(pairs, start=1)],
        title=paper.word(f"impact-tab-{name}"),
        about=about,
        frozen=2,
        printed=len(_ROWS) + len(REVIEWED),
    )


def _decision_row(paper: Paper, place: int, row: Row, new: Statement) -> Cells:
    cells, key = paper.review(row, new)
    return (
        Cell(place, "count"),
        paper.brief.kind(new.kind),
        Cell(row.old.text),
        Cell(new.text),
        paper.grade(row.grade),
        paper.former(row),
        paper.effect(row),
        *cells,
        paper.replacement(row),
        paper.difference(row),
        paper.why(row),
        paper.decided(row),
        Cell(row.old.statement_id, "code"),
        Cell(new.statement_id, "code"),
        key,
    )


def renamings_sheet(paper: Paper) -> Sheet | None:
    """Plan the sheet of replacements of words that alone have changed several statements; None if there are none."""
    renamings = paper.impact.renamings
    if not renamings:
        return None
    return table(
        paper.brief,
        paper.tab("renamings"),
        columns_of(paper.brief, _RENAMINGS),
        [
            (
                Cell(place, "count"),
                Cell(one.replacement.old),
                Cell(one.replacement.new),
                Cell(one.statements, "count"),
                Cell(len(one.rows), "count"),
                Cell(joined(verdict_text(row, paper.lang) for row in one.rows)),
                Cell(lines_of_ids(dict.fromkeys(row.old.statement_id for row in one.rows)), "code"),
                Cell(renaming_option(one), "code"),
            )
            for place, one in enumerate(renamings, start=1)
        ],
        title=paper.word("impact-tab-renamings"),
        about=paper.word("impact-about-renamings", n=len(renamings)),
        frozen=2,
    )


def stands_sheet(paper: Paper) -> Sheet | None:
    """Plan the sheet of what stands; where the statement has another number, with columns to fill in."""
    rows = paper.impact.pile("stands")
    if not rows:
        return None
    review, key = paper.review_columns(*REVIEWED)
    return table(
        paper.brief,
        paper.tab("stands"),
        [*columns_of(paper.brief, _SAME), *review, *columns_of(paper.brief, _SAME_AFTER), key],
        [_stands_row(paper, place, row) for place, row in enumerate(rows, start=1)],
        title=paper.word("impact-tab-stands"),
        about=paper.word("impact-sheet-about-stands", n=len(rows)),
        frozen=2,
        printed=len(_SAME) + len(REVIEWED),
    )


def _stands_row(paper: Paper, place: int, row: Row) -> Cells:
    new = row.news[0]
    cells, key = paper.review(row, new)
    return (
        Cell(place, "count"),
        paper.brief.kind(new.kind),
        Cell(new.text),
        paper.former(row),
        paper.effect(row),
        *cells,
        paper.decided(row),
        Cell(row.old.statement_id, "code"),
        Cell(new.statement_id, "code"),
        key,
    )


# --- new and lost statements --------------------------------------------------------------------------------------


def new_sheet(paper: Paper) -> Sheet | None:
    """Plan the sheet of statements that are new, with the outcomes suggested for them; None if there are none."""
    added = paper.impact.added
    if not added:
        return None
    suggested: dict[str, list[str]] = {}
    for one in paper.brief.unanswered():
        suggested.setdefault(one.statement_id, []).append(f"{one.outcome_id} ({percent(one.confidence)})")
    review, key = paper.review_columns("outcome", *REVIEWED)
    return table(
        paper.brief,
        paper.tab("new"),
        [*columns_of(paper.brief, _NEW), *review, *columns_of(paper.brief, _NEW_AFTER), key],
        [_new_row(paper, place, one, suggested) for place, one in enumerate(added, start=1)],
        title=paper.word("impact-tab-new"),
        about=paper.word("impact-about-new", n=len(added)),
        frozen=1,
        printed=len(_NEW) + 1 + len(REVIEWED),
    )


def _new_row(paper: Paper, place: int, fresh: Fresh, suggested: dict[str, list[str]]) -> Cells:
    row = fresh.statement
    key = paper.key(row, "")
    return (
        Cell(place, "count"),
        Cell(card_of(paper.brief, row)),
        Cell(function_of(paper.brief, row)),
        Cell(numbered(row.unit_no, row.unit)),
        paper.brief.kind(row.kind),
        Cell(row.text),
        Cell(joined(suggested.get(row.statement_id, [])[:2])),
        *(Cell(None, "input") for _ in range(len(REVIEWED) + 1)),
        Cell(joined(_said(paper, one) for one in fresh.equal)),
        Cell(row.statement_id, "code"),
        Cell(key, "code"),
    )


def _said(paper: Paper, decision: Decision) -> str:
    said = paper.word(f"state-{decision.verdict}")
    return f"{decision.outcome_id}: {said}" if decision.outcome_id else said


def lost_sheet(paper: Paper) -> Sheet | None:
    """Plan the sheet of decisions whose statement is gone; None if there are none."""
    rows = paper.impact.pile("lost")
    if not rows:
        return None
    return table(
        paper.brief,
        paper.tab("lost"),
        columns_of(paper.brief, _LOST),
        list(_lost_rows(paper, rows)),
        title=paper.word("impact-tab-lost"),
        about=paper.word("impact-sheet-about-lost", n=len(rows)),
        frozen=1,
    )


def _lost_rows(paper: Paper, rows: Iterable[Row]) -> Iterator[Cells]:
    for place, row in enumerate(rows, start=1):
        yield (
            Cell(place, "count"),
            paper.brief.kind(row.old.kind),
            Cell(row.old.text),
            paper.former(row),
            paper.decided(row),
            paper.effect(row),
            Cell(row.old.statement_id, "code"),
        )
