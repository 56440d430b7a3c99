"""The impact of a change: every decision in its pile, what is new, coverage before and after. Pure."""

from collections.abc import Iterable, Mapping, Sequence

from toolkit.coverage import FunctionKey, Teaching, coverage, teaching_of
from toolkit.coverage.result import CoverageResult
from toolkit.decisions import Ledger, Pair, in_order, replay
from toolkit.editions import Edition
from toolkit.errors import InputError
from toolkit.impact.becoming import Editions, row_of, with_rivals
from toolkit.impact.model import COUNTED, SCENARIOS, Fresh, Impact, Left, Pile, Row
from toolkit.impact.moving import moved_to
from toolkit.impact.renaming import with_renamings
from toolkit.model import Decision, Programme, Standard, Statement, statements_of
from toolkit.settings import Settings


def impact(
    programme: Programme,
    decisions: Iterable[Decision],
    edition: Edition,
    old: Standard,
    new: Standard,
    settings: Settings,
    new_sha256: str = "",
) -> Impact:
    """Say what a new edition of a standard does to the decisions about a programme.

    Parameters
    ----------
    programme : Programme
        The programme with the outcomes of today.
    decisions : iterable of Decision
        Everything that was ever decided about it, also about other standards.
    edition : Edition
        What `compare_editions` gave for the two standards.
    old, new : Standard
        The two editions; they may have one identifier or two.
    settings : Settings
        The weights of the counts.
    new_sha256 : str
        Hash of the source of the new edition, where that is another one than of the old edition. Where both have one
        identifier, a decision with this hash is about the new edition only: by the text alone it could be about a place of
        the old one too that reads the same.

    Returns
    -------
    Impact
        Every decision that counts about the old edition stands in one pile; everything else that was said about the old
        edition is there too, as history or aside. Nothing is lost and nothing is written.

    Raises
    ------
    InputError
        The comparison is of other standards.

    Notes
    -----
    A decision stands if its statement reads the same at the same place (`fingerprint`), wherever that is numbered now. It
    carries over if the text differs in dress only. Where the text says the same in other words, stands below another
    function or task, or the match is doubtful, a person looks at it. A change of substance, a merger or a split is
    decided anew. Of a text that stood in several places and was left in one, the others are carried to the one place.
    """
    if (edition.old_id, edition.new_id) != (old.standard_id, new.standard_id):
        raise InputError(f"the comparison is of '{edition.old_id}' and '{edition.new_id}', not of these standards")
    editions = Editions.of(edition, old, new)
    codes = {outcome.outcome_id: outcome.fingerprint for outcome in programme.outcomes}
    said = in_order(decisions)
    earlier, later = _of_editions(said, editions, edition, new_sha256)
    before = replay(earlier, codes, _prints(editions.old))
    after = replay(later, codes, _prints(editions.new))
    rows = with_renamings(_rows(before, editions, _last(later)), editions.new.values(), edition.lang)
    cards = _cards(programme, editions, old, new)
    teaching = teaching_of(programme)

    def counted(
        standard: Standard, chosen: set[str], current: Iterable[Decision], suspect: Iterable[Decision]
    ) -> CoverageResult:
        statements = [row for row in statements_of(standard) if _card(row) in chosen]
        return _counted(statements, codes, current, suspect, teaching, _additional(standard), settings)

    old_cards, new_cards = {one for one, _ in cards if one}, {other for _, other in cards if other}
    scenarios = []
    for name in SCENARIOS:
        taken, waiting = _mapped(rows, COUNTED[name], after)
        result = counted(new, new_cards, [*after.current, *taken], [*after.suspect, *waiting])
        scenarios.append((name, result))
    shown = [row for row in editions.new.values() if _card(row) in new_cards]
    came = {new_id for one in edition.changes if one.what == "statement" and one.old_ids for new_id in one.new_ids}
    decided = {row.statement_id for one in rows for row in one.news} | {row.statement_id for row in after.current}
    return Impact(
        programme=programme,
        edition=edition,
        rows=rows,
        aside=_aside(before),
        cards=cards,
        added=tuple(_fresh(row, rows) for row in shown if row.statement_id not in came | decided),
        open=tuple(row for row in shown if row.statement_id in came - decided),
        before=counted(old, old_cards, before.current, before.suspect),
        after=tuple(scenarios),
    )


def _of_editions(
    said: Sequence[Decision], editions: Editions, edition: Edition, new_sha256: str
) -> tuple[list[Decision], list[Decision]]:
    """Sort decisions into those about the old and about the new edition.

    Where both have one identifier, the source that was decided about tells, else the text; a text that is the same in both
    belongs to both.
    """
    if edition.old_id != edition.new_id:
        return (
            [row for row in said if row.standard_id == edition.old_id],
            [row for row in said if row.standard_id == edition.new_id],
        )
    old, new = _prints(editions.old), _prints(editions.new)
    mine = [row for row in said if row.standard_id == edition.old_id]
    later = [row for row in mine if row.statement_fingerprint == new.get(row.statement_id)]
    only_later = [
        row
        for row in later
        if row.statement_fingerprint != old.get(row.statement_id) or row.act_sha256 == new_sha256 != ""
    ]
    known = {id(row) for row in only_later}
    return [row for row in mine if id(row) not in known], later


def _prints(statements: Mapping[str, Statement]) -> dict[str, str]:
    return {key: row.fingerprint for key, row in statements.items()}


def _last(later: Iterable[Decision]) -> dict[Pair, Decision]:
    """Give what was said last about every pair of the new edition, also what was taken back: it was looked at."""
    return {(row.outcome_id, row.statement_id): row for row in later}


def _rows(before: Ledger, editions: Editions, settled: Mapping[Pair, Decision]) -> tuple[Row, ...]:
    about: dict[Pair, list[Decision]] = {}
    for row in before.all:
        about.setdefault((row.outcome_id, row.statement_id), []).append(row)
    differing = {(rows[0].outcome_id, rows[0].statement_id): rows for rows in before.disagreements}
    places = {key: place for place, key in enumerate(editions.old)}
    current = sorted(before.current, key=lambda row: places[row.statement_id])
    pairs = [(row, (row.outcome_id, row.statement_id)) for row in current]
    return with_rivals(row_of(row, editions, about[key], differing.get(key, ()), settled) for row, key in pairs)


def _aside(before: Ledger) -> tuple[tuple[Left, tuple[Decision, ...]], ...]:
    """Give the pairs of which nothing counted, with everything that was said about each."""
    of_pair: dict[Pair, Left] = {}
    lists: tuple[tuple[Left, tuple[Decision, ...]], ...] = (
        ("suspect", before.suspect),
        ("lost", before.lost),
        ("withdrawn", before.withdrawn),
    )
    for why, rows in lists:
        of_pair |= {(row.outcome_id, row.statement_id): why for row in rows}
    said: dict[Pair, list[Decision]] = {key: [] for key in of_pair}
    for row in before.all:
        if (key := (row.outcome_id, row.statement_id)) in said:
            said[key].append(row)
    return tuple((of_pair[key], tuple(rows)) for key, rows in said.items())


def _fresh(row: Statement, rows: Iterable[Row]) -> Fresh:
    equal = [one.decision for one in rows if (one.old.kind, one.old.fingerprint) == (row.kind, row.fingerprint)]
    return Fresh(row, tuple(equal))


# --- cards --------------------------------------------------------------------------------------------------------


def _card(row: Statement) -> str:
    return f"{row.standard_id}/{row.occupation_no}"


def _cards(programme: Programme, editions: Editions, old: Standard, new: Standard) -> tuple[tuple[str, str], ...]:
    """Say which cards are compared before and after: those that the programme names, and what they have become.

    A programme that names the new edition has chosen itself; the cards before are then those that these came from. One
    that names no cards is compared with all of them.
    """
    pairs = editions.card_pairs()
    chosen = {
        target.standard_id: {f"{target.standard_id}/{card}" for card in target.cards} for target in programme.targets
    }
    mine, theirs = chosen.get(old.standard_id), chosen.get(new.standard_id)
    if new.standard_id == old.standard_id:
        theirs = None
    if not mine and not theirs:
        return tuple(pairs)
    found = []
    for one, other in pairs:
        before = one in mine if mine else one != "" and (not theirs or other in theirs)
        after = other in theirs if theirs else other != "" and (not mine or one in mine)
        if before or after:
            found.append((one if before else "", other if after else ""))
    return tuple(dict.fromkeys(found))


def _additional(standard: Standard) -> frozenset[FunctionKey]:
    return frozenset(
        (standard.standard_id, card.number, function.number)
        for card in standard.cards
        for function in card.functions
        if function.mandatory is False
    )


# --- counts -------------------------------------------------------------------------------------------------------


def _mapped(rows: Iterable[Row], piles: frozenset[Pile], after: Ledger) -> tuple[list[Decision], list[Decision]]:
    """Give decisions as they would be about the new texts: those that are counted, and those that wait for a look.

    Nothing is said for a pair about which somebody has decided already. Of several for one pair the one whose statement
    has its own counterpart counts, then the latest.
    """
    known = {(row.outcome_id, row.statement_id) for row in after.all}
    taken: dict[Pair, Decision] = {}
    waiting: list[Decision] = []
    for row in sorted(rows, key=lambda row: (not row.rival, row.decision.decided_at)):
        for new in row.news:
            key = (row.decision.outcome_id, new.statement_id)
            if key in known:
                continue
            made = moved_to(row.decision, new)
            if row.pile in piles and row.new is not None:
                taken[key] = made
            else:
                waiting.append(made)
    return list(taken.values()), waiting


def _counted(
    statements: Sequence[Statement],
    codes: Iterable[str],
    current: Iterable[Decision],
    suspect: Iterable[Decision],
    teaching: Teaching,
    additional: frozenset[FunctionKey],
    settings: Settings,
) -> CoverageResult:
    return coverage(statements, codes, current, settings, suspect=suspect, teaching=teaching, additional=additional)
