"""Acts that change acts: what amending orders say, the editions they make, the chain of an act, its status on a day."""

from toolkit.acts.amendments import Amendment, Place, Reading, Step, doubt_text
from toolkit.acts.applying import apply_amendments
from toolkit.acts.chain import Chain, Link, history
from toolkit.acts.editions import Edition, Origin
from toolkit.acts.passages import ActText, Passage, act_text, of_paragraphs
from toolkit.acts.reading import read_amendments
from toolkit.acts.references import ActRef, mentions, printed_act, ref_of, same_ref
from toolkit.acts.relations import TIES, Relation, named_ref, relations_of_register, relations_of_text
from toolkit.acts.status import Status, in_force, source_phrase, status_phrase

__all__ = [
    "TIES",
    "ActRef",
    "ActText",
    "Amendment",
    "Chain",
    "Edition",
    "Link",
    "Origin",
    "Passage",
    "Place",
    "Reading",
    "Relation",
    "Status",
    "Step",
    "act_text",
    "apply_amendments",
    "doubt_text",
    "history",
    "in_force",
    "mentions",
    "named_ref",
    "of_paragraphs",
    "printed_act",
    "read_amendments",
    "ref_of",
    "relations_of_register",
    "relations_of_text",
    "same_ref",
    "source_phrase",
    "status_phrase",
]
