"""Decisions and suggestions as mapping sets of SSSOM, the simple standard for sharing mappings.

Rules: https://mapping-commons.github.io/sssom/spec-model/. The outcome is the subject, the statement the object.

Which predicate a verdict is, and why (SKOS reference, https://www.w3.org/TR/skos-reference/#mapping):

- ``full``: ``skos:narrowMatch``, the statement is narrower than the outcome: whoever has reached the outcome does what the
  statement asks for, and as a rule more. ``skos:exactMatch`` would make the two interchangeable and is transitive: two
  statements under one outcome would become the same. ``skos:closeMatch`` speaks of likeness, not of coverage.
- ``partial``: ``skos:relatedMatch``: they have something in common, neither holds the other.
- ``none``: ``skos:mappingRelation`` with ``predicate_modifier`` ``Not``: no relation of any kind. To deny only
  ``relatedMatch`` would leave the others open.
- ``none`` or ``na`` about a statement as a whole: the subject is ``sssom:NoTermFound``, the predicate
  ``skos:mappingRelation``: no outcome of the programme has been found for it. The slot ``verdict`` tells the two apart.
- ``unsure`` and ``withdrawn`` claim nothing and are no mappings; they are counted in a note.

A decision about a pair that the machine had suggested is a ``semapv:MappingReview`` (a given mapping is judged), any other
a ``semapv:ManualMappingCuration``. Identifiers are version 5 UUIDs; those of statements are the ones of `case_package`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from toolkit.decisions import in_order, replay, voices
from toolkit.exchange.identifiers import identifier, uri
from toolkit.exchange.notes import Note
from toolkit.exchange.sssom_write import MappingSet, entity, number, rules, several
from toolkit.labels import word
from toolkit.model import Decision, Lang, Programme, Statement, Suggestion
from toolkit.text import collapse

NO_LICENSE = "https://w3id.org/sssom/license/unspecified"
"""What a set says whose owner has not chosen a licence."""

TOOL = "Curriculum Mapping Toolkit"
_NOWHERE = "sssom:NoTermFound"


@dataclass(frozen=True, slots=True)
class Mapped:
    """A mapping set and what did not come into it."""

    mappings: MappingSet
    notes: tuple[Note, ...]


def sssom_table(
    decisions: Iterable[Decision],
    programme: Programme,
    statements: Iterable[Statement],
    *,
    history: bool = False,
    license_uri: str = NO_LICENSE,
    lang: Lang = "kk",
) -> Mapped:
    """Give the decisions about a programme as a mapping set.

    Parameters
    ----------
    decisions : iterable of Decision
        All rows of all reviewers.
    programme : Programme
        The programme.
    statements : iterable of Statement
        The statements of today, at least those that decisions are about.
    history : bool
        Every row that was ever written, with the slot ``counts``; else only the decisions that count today.
    license_uri : str
        Address of the licence under which the set is shared.
    lang : {"kk", "ru", "en"}
        Language of labels and of what is said of the set.

    Returns
    -------
    Mapped
        The set, and notes: decisions that claim nothing, and those whose texts have changed or are gone.
    """
    rows = in_order(decisions)
    known = {row.statement_id: row for row in statements}
    outcomes = {outcome.outcome_id: outcome for outcome in programme.outcomes}
    ledger = replay(
        rows,
        {name: outcome.fingerprint for name, outcome in outcomes.items()},
        {name: row.fingerprint for name, row in known.items()},
    )
    chosen = rows if history else list(ledger.current)
    claims = [row for row in chosen if row.verdict in rules()["verdicts"]]
    about: dict[tuple[str, str], list[Decision]] = {}
    for row in rows:
        about.setdefault((row.outcome_id, row.statement_id), []).append(row)
    counting = {id(row) for row in ledger.current}
    mappings = []
    for row in claims:
        second = voices(about[row.outcome_id, row.statement_id])
        agreed = [one.reviewer for one in second if one.verdict == row.verdict and one.reviewer != row.reviewer]
        mapping = _decided(row, programme, known.get(row.statement_id), lang)
        if history:
            mapping["counts"] = "yes" if id(row) in counting else "no"
            mapping |= _as_shown(row)
        else:
            mapping["reviewer_label"] = several(agreed)
        mappings.append(mapping)
    notes = _left_out(chosen, claims, programme.programme_id)
    if not history:
        for code, lost in (("suspect", ledger.suspect), ("lost", ledger.lost)):
            places = tuple(f"{row.outcome_id or '–'} {row.statement_id}" for row in lost)
            notes += [Note(f"decisions-{code}", places)] if places else []
    kind = "history" if history else "decisions"
    slots = _about_the_set(kind, programme, license_uri, lang)
    if rows:
        slots["mapping_set_version"] = rows[-1].decided_at.isoformat()
    return Mapped(MappingSet(slots, tuple(mappings)), tuple(notes))


def sssom_suggestions(
    suggestions: Iterable[Suggestion],
    programme: Programme,
    statements: Iterable[Statement],
    *,
    method: str,
    license_uri: str = NO_LICENSE,
    lang: Lang = "kk",
) -> MappingSet:
    """Give suggestions as a mapping set of its own, so that nobody takes them for decisions.

    Parameters
    ----------
    suggestions : iterable of Suggestion
        What the machine proposes.
    programme : Programme
        The programme.
    statements : iterable of Statement
        The statements that were suggested.
    method : str
        Name and version of the method.
    license_uri : str
        Address of the licence under which the set is shared.
    lang : {"kk", "ru", "en"}
        Language of labels and of what is said of the set.

    Returns
    -------
    MappingSet
        ``skos:relatedMatch`` by ``semapv:LexicalMatching`` with the confidence; the reasons are the comment.
    """
    known = {row.statement_id: row for row in statements}
    rows = []
    for one in suggestions:
        statement = known.get(one.statement_id)
        rows.append(
            _ends(programme, one.outcome_id, one.statement_id, _standard_of(one.statement_id, statement), lang)
            | {
                "predicate_id": "skos:relatedMatch",
                "object_label": collapse(statement.text) if statement else "",
                "mapping_justification": "semapv:LexicalMatching",
                "mapping_tool": TOOL,
                "mapping_tool_version": method,
                "confidence": number(one.confidence),
                "comment": collapse(one.why),
            }
        )
    return MappingSet(_about_the_set("suggestions", programme, license_uri, lang), tuple(rows))


def _decided(row: Decision, programme: Programme, statement: Statement | None, lang: Lang) -> dict[str, str]:
    predicate, modifier = rules()["verdicts"][row.verdict]
    given = row.suggested_rank is not None
    mapping = _ends(programme, row.outcome_id, row.statement_id, row.standard_id, lang) | {
        "predicate_id": predicate,
        "predicate_modifier": modifier if row.outcome_id else "",
        "object_label": collapse(statement.text if statement else row.statement_text),
        "mapping_justification": "semapv:MappingReview" if given else "semapv:ManualMappingCuration",
        "author_label": several([row.reviewer]),
        "object_source_version": row.act_sha256,
        "mapping_tool": TOOL,
        "mapping_tool_version": row.tool_version,
        "mapping_date": row.decided_at.date().isoformat(),
        "comment": collapse(row.reason),
        "decided_at": row.decided_at.isoformat(),
        "decision_id": row.decision_id,
        "role": row.role,
        "verdict": row.verdict,
    }
    if not mapping["subject_label"] and row.outcome_id:
        mapping["subject_label"] = collapse(row.outcome_text)
    return mapping


def _as_shown(row: Decision) -> dict[str, str]:
    """Give the texts that a decision was made about, where the log has kept them: today's may be others."""
    shown = {"subject_label": row.outcome_text, "object_label": row.statement_text}
    return {name: collapse(text) for name, text in shown.items() if text}


def _ends(programme: Programme, outcome_id: str, statement_id: str, standard_id: str, lang: Lang) -> dict[str, str]:
    """Say what is mapped to what."""
    name = f"{programme.programme_id}/{outcome_id}"
    text = next((one.text.best(lang) for one in programme.outcomes if one.outcome_id == outcome_id), "")
    edition = (str(programme.admission_year or ""), programme.version)
    return {
        "subject_id": entity("outcome", name) if outcome_id else _NOWHERE,
        "subject_label": collapse(text),
        "object_id": entity("statement", statement_id),
        "subject_source": entity("programme", programme.programme_id),
        "subject_source_version": ", ".join(part for part in edition if part),
        "object_source": entity("statement", standard_id),
        "outcome_code": outcome_id,
        "statement_code": statement_id,
    }


def _standard_of(statement_id: str, statement: Statement | None) -> str:
    return statement.standard_id if statement else statement_id.split("/", maxsplit=1)[0]


def _left_out(chosen: Sequence[Decision], claims: Sequence[Decision], programme_id: str) -> list[Note]:
    left = len(chosen) - len(claims)
    return [Note("decisions-open", (programme_id,), (("n", str(left)),))] if left else []


def _about_the_set(kind: str, programme: Programme, license_uri: str, lang: Lang) -> dict[str, str]:
    name = programme.programme_id
    blanks: Mapping[str, str] = {"name": programme.title.best(lang) or name}
    return {
        "mapping_set_id": uri(identifier("mapping-set", f"{name}/{kind}")),
        "mapping_set_title": word(f"sssomtitle-{kind}", lang, **blanks),
        "mapping_set_description": word(f"sssommeaning-{kind}", lang),
        "license": license_uri,
    }
