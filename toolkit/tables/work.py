"""Tables of programmes, decisions and what is counted from them."""

from toolkit.model import KINDS, MARKS, STATES, VERDICTS
from toolkit.tables.library import STATEMENTS
from toolkit.tables.schema import Column, TableSchema
from toolkit.tables.schema import text_column as _text

OUTCOMES = TableSchema(
    "outcomes",
    (
        _text("outcome_id", "code of the outcome, such as ОН1"),
        _text("kk", "text in Kazakh"),
        _text("ru", "text in Russian"),
        _text("en", "text in English"),
        _text("module", "module that the outcome belongs to, empty at a university"),
        _text("fingerprint", "hash of all its texts"),
    ),
    ("outcome_id",),
)

DISCIPLINES = TableSchema(
    "disciplines",
    (
        _text("code", "code of the discipline, module or practice"),
        _text("kk", "title in Kazakh"),
        _text("ru", "title in Russian"),
        _text("en", "title in English"),
        Column("credits", "float", "credits"),
    ),
    ("code",),
)

MARKS_TABLE = TableSchema(
    "marks",
    (
        _text("discipline", "code of the discipline"),
        _text("outcome_id", "code of the outcome"),
        _text("mark", "introduced, reinforced, mastered, or taught with the level not stated", MARKS),
    ),
    ("discipline", "outcome_id"),
)

SUGGESTIONS = TableSchema(
    "suggestions",
    (
        _text("outcome_id", "outcome"),
        Column("rank", "int", "place among the different statements suggested for the outcome, from 1"),
        _text("statement_id", "statement; statements with the same text share a rank"),
        Column("score", "float", "similarity, 0 to 1; no probability"),
        _text("words", "the outcome's words that made the score, with their share of it, largest first"),
    ),
    ("outcome_id", "statement_id"),
)

DECISIONS = TableSchema(
    "decisions",
    (
        _text("decided_at", "when, UTC"),
        _text("reviewer", "who"),
        _text("programme_id", "programme"),
        _text("outcome_id", "outcome; empty for a decision about the statement as a whole"),
        _text("outcome_fingerprint", "hash of the outcome's texts at that moment"),
        _text("statement_id", "statement"),
        _text("statement_fingerprint", "hash of the statement's text at that moment"),
        _text("standard_id", "standard"),
        _text("act_sha256", "hash of the source at that moment: the edition"),
        _text("verdict", "full, partial, none, na (not applicable), unsure", VERDICTS),
        _text("reason", "why"),
        Column("suggested_rank", "int?", "rank of the suggestion shown, if there was one"),
        Column("suggested_score", "float?", "its score"),
        _text("method", "method and version of the suggestion, or manual"),
        Column("seconds", "float?", "seconds spent"),
        _text("tool_version", "version of the toolkit"),
    ),
    ("decided_at", "reviewer", "outcome_id", "statement_id"),
)

COVERED = TableSchema(
    "covered",
    (
        *STATEMENTS.columns,
        _text("state", "what is known of the statement", STATES),
        _text("outcomes", "outcomes that cover it, joined by a semicolon"),
        _text("reviewers", "who decided, joined by a semicolon"),
        _text("decided_at", "the last decision that counts, UTC"),
        _text("reason", "reasons given, joined by a semicolon"),
    ),
    ("statement_id",),
)

LINKS = TableSchema(
    "links",
    (
        _text("statement_id", "statement"),
        _text("outcome_id", "outcome"),
        _text("verdict", "full or partial", ("full", "partial")),
        _text("reviewer", "who"),
        _text("decided_at", "when, UTC"),
    ),
    ("statement_id", "outcome_id"),
)

SHARES = TableSchema(
    "shares",
    (
        _text("by", "what is grouped", ("total", "standard", "card", "function", "level")),
        _text("group", "standard, card, function or level; empty for the total"),
        _text("label", "title of the group"),
        _text("kind", "skills, knowledge and competences are never added together", KINDS),
        Column("statements", "int", "different statements in the group: equal texts count once"),
        *(Column(state, "int", f"of them {state}") for state in STATES),
        Column("denominator", "int", "statements without those that do not apply"),
        Column("covered", "float", "full + weight x partial"),
        Column("share", "float?", "covered / denominator; missing if nothing applies"),
    ),
    ("by", "group", "kind"),
)

GAPS = TableSchema(
    "gaps",
    (
        _text("statement_id", "statement"),
        _text("state", "none, partial or undecided", ("none", "partial", "undecided")),
        Column("points", "float", "function weight x gap weight x kind weight"),
        _text("priority", "high, medium or low by the points", ("high", "medium", "low")),
    ),
    ("statement_id",),
)

WARNINGS = TableSchema(
    "warnings",
    (
        _text("code", "W01 to W22"),
        _text("severity", "how much it weighs", ("evidence", "warning", "note")),
        _text("where", "what it is about"),
        _text("text", "the sentence in the reader's language"),
    ),
    ("code", "where", "text"),
)
