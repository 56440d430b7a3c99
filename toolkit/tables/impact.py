"""Tables of what a change of a standard does to decisions, to coverage, and to programmes."""

from toolkit.model import KINDS, VERDICTS
from toolkit.model.editions import GRADES
from toolkit.tables.schema import Column, TableSchema
from toolkit.tables.schema import text_column as _text
from toolkit.tables.work import GROUPED

IMPACT_ROWS = TableSchema(
    "impact_rows",
    (
        _text("programme_id", "programme"),
        _text("outcome_id", "outcome; empty for a decision about the statement as a whole"),
        _text("old_id", "statement in the old edition"),
        _text("verdict", "what counts about the old text", VERDICTS),
        _text(
            "pile",
            "what becomes of the decision",
            ("stands", "carries", "wording", "suspect", "split", "merged", "lost"),
        ),
        _text("new_ids", "what the statement has become, joined by a semicolon; empty if it is gone"),
        _text("grade", "how heavily it has changed", GRADES),
        Column("confidence", "float", "how sure the match is, 0 to 1: a rank, no measured probability"),
        Column("doubtful", "bool", "whether a person should look at the match"),
        Column("equal", "bool", "removed where it stood, but the same text stands at another place"),
        Column("proposed", "bool", "can be accepted for the new text as it is"),
        Column("bulk", "bool", "can be accepted together with others"),
        Column("needs_look", "bool", "a person has to look at it"),
        Column("settled", "bool", "somebody has decided about the new text already"),
        Column("disagreement", "bool", "reviewers said different things, and nobody has settled it"),
        _text("reviewer", "who decided"),
        _text("decided_at", "when, UTC"),
        _text("decision_id", "identifier of the decision; empty for rows older than identifiers"),
        _text("old_text", "text in the old edition"),
        _text("new_text", "text in the new edition, several one a line"),
        _text("difference", "the texts in one: [-words gone-] {+words new+}"),
        _text("effect", "what that means, in the reader's language"),
        _text("replacement", "OLD => NEW, the words that alone have changed, in other statements too; else empty"),
    ),
    ("programme_id", "outcome_id", "old_id"),
)

IMPACT_SHARES = TableSchema(
    "impact_shares",
    (
        _text("programme_id", "programme"),
        _text(
            "scenario",
            "before the change; after it only what stands, with what differs in dress, with every proposal",
            ("before", "stands", "cosmetic", "proposed"),
        ),
        _text("by", "what is grouped", GROUPED),
        _text("group", "key of the group, in the new edition where it has a counterpart"),
        _text("label", "title of the group"),
        _text("kind", "kind of statement", KINDS),
        Column("statements", "int", "different texts"),
        Column("denominator", "int", "those that apply"),
        Column("declared", "float", "full + weight x partial, linked to an outcome"),
        Column("declared_share", "float?", "that divided by the denominator"),
        Column("taught", "float", "the same, by outcomes that are taught"),
        Column("taught_share", "float?", "that divided by the denominator"),
        Column("assessed", "float", "the same, by outcomes that are assessed"),
        Column("assessed_share", "float?", "that divided by the denominator"),
    ),
    ("programme_id", "scenario", "by", "group", "kind"),
)

PROGRAMME_HITS = TableSchema(
    "programme_hits",
    (
        _text("programme_id", "programme"),
        _text("standard_id", "standard or framework that it is compared with"),
        _text("act_id", "its act"),
        _text("causes", "why the programme is hit, joined by a semicolon"),
        _text("by", "acts that did it, joined by a semicolon"),
        _text("news", "new standards to compare with, joined by a semicolon"),
        Column("links", "int", "confirmed links"),
        Column("looks", "int?", "links that a person has to look at; missing while there is no new standard"),
    ),
    ("programme_id", "standard_id"),
)
