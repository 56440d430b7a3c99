"""Tables of programmes, decisions and what is counted from them."""

from toolkit.model import DISCIPLINE_KINDS, GRADES, KINDS, MARKS, PRIORITIES, STATES, VERDICTS
from toolkit.model.programmes import ROLES
from toolkit.tables.library import STATEMENTS
from toolkit.tables.schema import Column, TableSchema
from toolkit.tables.schema import text_column as _text

GROUPED = ("total", "standard", "card", "function", "unit", "level", "standard-level")
"""What statements are grouped by; a statement of a card with two levels stands in both."""

OUTCOMES = TableSchema(
    "outcomes",
    (
        _text("outcome_id", "code of the outcome, such as ОН1"),
        _text("kk", "text in Kazakh"),
        _text("ru", "text in Russian"),
        _text("en", "text in English"),
        _text("module", "module that the outcome belongs to, empty at a university"),
        Column("level", "int?", "cognitive level that the authors declare, 1 (know) to 6 (create)"),
        _text("fingerprint", "hash of all its texts"),
    ),
    ("outcome_id",),
)

OUTCOME_LEVELS = TableSchema(
    "outcome_levels",
    (
        _text("outcome_id", "code of the outcome"),
        Column("declared", "int?", "cognitive level that the authors declare, 1 to 6"),
        _text("level", "level by the verbs; 3/6 where it depends on the object; empty where no verb is known"),
        _text("lang", "language of the verbs"),
        _text("verbs", "the words that show the level, joined by a semicolon"),
        Column("compound", "bool", "whether the outcome names several actions"),
        Column("languages_differ", "bool", "whether two languages cannot have the same level"),
    ),
    ("outcome_id",),
)

CRITERIA = TableSchema(
    "criteria",
    (
        _text("outcome_id", "code of the outcome"),
        Column("number", "int", "place among the criteria of the outcome, from 1"),
        _text("kk", "assessment criterion in Kazakh"),
        _text("ru", "assessment criterion in Russian"),
        _text("en", "assessment criterion in English"),
    ),
    ("outcome_id", "number"),
)

DISCIPLINES = TableSchema(
    "disciplines",
    (
        _text("code", "code of the discipline, module or practice"),
        _text("kind", "what it is", DISCIPLINE_KINDS),
        _text("kk", "title in Kazakh"),
        _text("ru", "title in Russian"),
        _text("en", "title in English"),
        _text("cycle", "cycle, as the institution writes it: ЖБП, БП, КП"),
        _text("component", "component, as the institution writes it: МК, ЖООК, ТК"),
        Column("credits", "float", "credits; 0 where they are not stated"),
        Column("hours", "float", "academic hours; 0 where they are not stated"),
        _text("semester", "when it is taught, such as 3 or 1-2"),
        _text("assessment", "how it is assessed, as the institution writes it"),
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
        Column("score", "float", "what the order is by: log odds"),
        Column("confidence", "float", "probability that an expert would accept the link, 0 to 1"),
        _text("why", "the words, concepts and context that made the score, with their shares, largest first"),
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
        _text("verdict", "full, partial, none, na (not applicable), unsure; withdrawn takes back", VERDICTS),
        _text("reason", "why"),
        Column("suggested_rank", "int?", "rank of the suggestion shown, if there was one"),
        Column("suggested_score", "float?", "its score"),
        _text("method", "method and version of the suggestion, or manual"),
        Column("seconds", "float?", "seconds spent"),
        _text("tool_version", "version of the toolkit"),
        Column("suggested_confidence", "float?", "confidence of the suggestion shown, 0 to 1"),
        _text("role", "review, second (a second review), adjudication (settles a disagreement)", ROLES),
        _text("outcome_text", "the outcome as it was shown, its languages joined by |"),
        _text("statement_text", "the statement as it was shown"),
        _text("decision_id", "12 hexadecimal digits, unique; empty in older rows; last, so that a torn row is seen"),
    ),
    ("decided_at", "reviewer", "outcome_id", "statement_id"),
)

COVERED = TableSchema(
    "covered",
    (
        *STATEMENTS.columns,
        _text("state", "what is known of the statement", STATES),
        _text("declared", "how far an outcome covers it; empty: not", ("full", "partial", "")),
        _text("taught", "how far outcomes cover it that a discipline with credits serves", ("full", "partial", "")),
        _text("assessed", "how far outcomes cover it that are taught and assessed", ("full", "partial", "")),
        Column("mandatory", "bool", "whether its labour function is mandatory, or the form makes no difference"),
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
        _text("by", "what is grouped", GROUPED),
        _text("group", "standard, card, function, unit, level, or STANDARD@level; empty for the total"),
        _text("label", "title of the group"),
        _text("kind", "skills, knowledge and competences are never added together", KINDS),
        Column("statements", "int", "different statements in the group: equal texts count once"),
        *(Column(state, "int", f"of them {state}") for state in STATES),
        Column("denominator", "int", "statements without those that do not apply"),
        Column("covered", "float", "declared: full + weight x partial"),
        Column("share", "float?", "covered / denominator; missing if nothing applies"),
        Column("taught_full", "int", "fully covered by outcomes that a discipline with credits serves"),
        Column("taught_partial", "int", "in part covered by such outcomes"),
        Column("taught", "float", "taught: full + weight x partial"),
        Column("taught_share", "float?", "taught / denominator"),
        Column("assessed_full", "int", "fully covered by outcomes that are taught and assessed"),
        Column("assessed_partial", "int", "in part covered by such outcomes"),
        Column("assessed", "float", "assessed: full + weight x partial"),
        Column("assessed_share", "float?", "assessed / denominator"),
        _text("grade", "grade of the share declared", GRADES),
        _text("worst", "the labour function within that fares worst"),
        _text("worst_grade", "its grade", (*GRADES, "")),
        Column("bare", "int", "mandatory labour functions within of which nothing is covered"),
    ),
    ("by", "group", "kind"),
)

CONTRIBUTIONS = TableSchema(
    "contributions",
    (
        _text("by", "what it is", ("discipline", "module")),
        _text("group", "its code"),
        _text("label", "its title"),
        _text("kind", "skills, knowledge and competences are never added together", KINDS),
        Column("credits", "float", "its volume"),
        _text("outcomes", "the outcomes that it serves and that cover something, joined by a semicolon"),
        Column("full", "int", "different texts that these outcomes cover fully"),
        Column("partial", "int", "different texts that they cover in part"),
        Column("denominator", "int", "different texts that apply"),
        Column("covered", "float", "full + weight x partial"),
        Column("share", "float?", "covered / denominator"),
        Column("assessed", "float", "of that, what it assesses itself"),
        Column("lost", "float", "how much of what is taught nobody else would teach"),
    ),
    ("by", "group", "kind"),
)

GAPS = TableSchema(
    "gaps",
    (
        _text("statement_id", "statement"),
        _text("state", "what is known of it", tuple(state for state in STATES if state != "na")),
        Column("points", "float", "function weight x heaviest gap weight x kind weight x importance"),
        _text("priority", "high, medium or low by the points", PRIORITIES),
        _text("reasons", "why it is a gap, the heaviest first, joined by a semicolon"),
        Column("importance", "float?", "mean mark of employers, 1 to 3"),
        _text("standard_id", "standard"),
        Column("occupation_no", "int", "card"),
        _text("occupation", "title of the card"),
        _text("sqf_levels", "levels of the card, joined by a semicolon"),
        Column("function_no", "int", "labour function, 0 for none"),
        _text("function", "its title"),
        Column("unit_no", "int", "task or skill, 0 for none"),
        _text("unit", "its title"),
        _text("kind", "kind of the statement", KINDS),
        _text("text", "the statement"),
        Column("mandatory", "bool", "whether the function is mandatory, or the form makes no difference"),
        _text("outcomes", "outcomes that cover it in part or without being taught, joined by a semicolon"),
    ),
    ("statement_id",),
)

WARNINGS = TableSchema(
    "warnings",
    (
        _text("code", "W01 to W22, P, C and D as in the catalogue"),
        _text("severity", "how much it weighs", ("evidence", "warning", "note")),
        _text("where", "what it is about"),
        _text("text", "the sentence in the reader's language"),
        _text("advice", "what to do about it; empty where the sentence says it all"),
    ),
    ("code", "where", "text"),
)
