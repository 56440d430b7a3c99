"""Programmes whose standards have changed: repealed, replaced, amended, or past their review."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from toolkit.acts import Chain, Relation, history, in_force
from toolkit.decisions import replay
from toolkit.impact.model import CAUSES, Cause, Hit, Impact
from toolkit.library import Library
from toolkit.model import Act, Decision, Finding, Programme, Statement, statement_of_descriptor, statements_of


def hits(
    programmes: Iterable[tuple[Programme, Sequence[Decision]]],
    library: Library,
    relations: Iterable[Relation],
    as_of: date,
    impacts: Iterable[Impact] = (),
) -> tuple[Hit, ...]:
    """List the programmes that are compared with a standard that is not what it was.

    Parameters
    ----------
    programmes : iterable of (Programme, decisions)
        The programmes, each with everything that was decided about it.
    library : Library
        Acts and standards.
    relations : iterable of Relation
        Which act amends, repeals or replaces which.
    as_of : date
        The day.
    impacts : iterable of Impact
        What new editions do to programmes, as far as somebody has compared them: says how many links need a look.

    Returns
    -------
    tuple of Hit
        One a programme and standard, in their order. A change that is recorded for a later day than `as_of` counts too:
        somebody should know. An amending act that a programme is compared with is hit by what happens to its base.
    """
    known = tuple(relations)
    looked = {(one.programme.programme_id, one.edition.old_id): one for one in impacts}
    found = []
    for programme, decisions in programmes:
        names = [target.standard_id for target in programme.targets]
        # A programme that names the new edition already is hit as long as it has decisions about the old one.
        names += [old_id for name, old_id in looked if name == programme.programme_id and old_id not in names]
        for name in dict.fromkeys(names):
            hit = _hit(programme, decisions, name, library, known, as_of, looked.get((programme.programme_id, name)))
            if hit is not None:
                found.append(hit)
    return tuple(found)


def _hit(
    programme: Programme,
    decisions: Sequence[Decision],
    standard_id: str,
    library: Library,
    relations: tuple[Relation, ...],
    as_of: date,
    impact: Impact | None,
) -> Hit | None:
    act = _act_of(standard_id, library)
    causes: dict[Cause, None] = {}
    by: list[str] = []
    doubts: tuple[Finding, ...] = ()
    if act is not None:
        chain = history(library.acts.values(), library.known_acts, act.act_id, relations)
        near = {act.act_id, *(link.act.act_id for link in chain.links if link.depth == 1)}
        doubts = tuple(one for one in chain.findings if one.code == "contradicts" and one.params[0] in near)
        found, by = _causes(act, chain, relations, as_of)
        causes = dict.fromkeys(found)
    if doubts:
        causes["contradiction"] = None
    if _review_overdue(standard_id, library, as_of):
        causes["review-overdue"] = None
    if impact is not None:
        causes["compared"] = None
    if not causes:
        return None
    news = [name for act_id in by for name in _standards_of(act_id, library)]
    news += [impact.edition.new_id] if impact else []
    return Hit(
        programme.programme_id,
        standard_id,
        act.act_id if act else "",
        tuple(cause for cause in CAUSES if cause in causes),
        tuple(dict.fromkeys(by)),
        tuple(dict.fromkeys(name for name in news if name != standard_id or impact)),
        len(impact.links) if impact else _links(programme, decisions, standard_id, library),
        len(impact.looks) if impact else None,
        doubts,
    )


def _act_of(standard_id: str, library: Library) -> Act | None:
    document = library.parsed.get(standard_id)
    if document is not None:
        return next(
            (library.acts.get(one.act_id) for one in document.standards if one.standard_id == standard_id), None
        )
    return library.acts.get(standard_id)


def _standards_of(act_id: str, library: Library) -> list[str]:
    document = library.documents.get(act_id)
    if document is None:
        return []
    return [one.standard_id for one in document.standards] or ([act_id] if document.descriptors else [])


def _causes(act: Act, chain: Chain, relations: tuple[Relation, ...], as_of: date) -> tuple[list[Cause], list[str]]:
    """Give what has happened to an act, and the acts that did it."""
    causes: list[Cause] = []
    by: list[str] = []
    direct: tuple[tuple[Cause, str], ...] = (
        ("repealed", "repealed-by"),
        ("replaced", "replaced-by"),
        ("amended", "amended-by"),
    )
    for cause, tie in direct:
        names = [link.act.act_id for link in chain.links if link.depth == 1 and link.tie == tie]
        causes += [cause] if names else []
        by += names
    if "repealed" not in causes and in_force(act, as_of, relations).status == "repealed":
        causes.append("repealed")
    bases = _of_bases(chain, act)
    return [*causes, *(cause for cause, _ in bases)], [*by, *(name for _, name in bases)]


def _of_bases(chain: Chain, act: Act) -> list[tuple[Cause, str]]:
    """Give what has happened, after this act, to the acts that it amends."""
    bases = {link.act.act_id for link in chain.links if link.depth == 1 and link.tie == "amends"}
    issued = act.date.isoformat() if act.date else ""
    ties: dict[str, Cause] = {
        "repealed-by": "base-repealed",
        "replaced-by": "base-repealed",
        "amended-by": "base-amended",
    }
    return [
        (ties[link.tie], link.act.act_id)
        for link in chain.links
        if link.of.act_id in bases and link.tie in ties and link.act.act_id != act.act_id and link.act.date > issued
    ]


def _review_overdue(standard_id: str, library: Library, as_of: date) -> bool:
    document = library.parsed.get(standard_id)
    fields = next((one.fields for one in document.standards if one.standard_id == standard_id), ()) if document else ()
    review = next((item.value for item in fields if item.name == "review_date_iso"), "")
    return bool(review) and date.fromisoformat(review) < as_of


def _links(programme: Programme, decisions: Sequence[Decision], standard_id: str, library: Library) -> int:
    """Count the confirmed links of a programme with a standard or framework."""
    outcomes = {outcome.outcome_id: outcome.fingerprint for outcome in programme.outcomes}
    prints: Mapping[str, str] = {row.statement_id: row.fingerprint for row in _statements(standard_id, library)}
    ledger = replay([row for row in decisions if row.standard_id == standard_id], outcomes, prints)
    return sum(bool(row.outcome_id) and row.verdict in ("full", "partial") for row in ledger.current)


def _statements(standard_id: str, library: Library) -> list[Statement]:
    if standard_id in library.parsed:
        standards = library.parsed[standard_id].standards
        return [row for one in standards if one.standard_id == standard_id for row in statements_of(one)]
    document = library.documents.get(standard_id)
    return [statement_of_descriptor(row, document.lang) for row in document.descriptors] if document else []
