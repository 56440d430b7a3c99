"""Tables of what could be changed, what is more than needed, which cards lie near, and comparisons."""

from toolkit.model import KINDS, MARKS, STATES, STEPS
from toolkit.tables.schema import Column, TableSchema
from toolkit.tables.schema import text_column as _text

CHANGES = ("write", "complete", "renew", "give", "raise", "assess", "criteria", "create")
"""What can be proposed.

``write`` a statement into an outcome that may serve it already, ``complete`` an outcome that serves it in part, ``renew``
a decision about a former text; ``give`` an outcome to a discipline, ``raise`` a mark to M, ``assess``: name how a
discipline is assessed, ``criteria``: write criteria for an outcome; ``create`` an outcome for a labour function.
"""

BLOCKS = ("excluded", "rejected", "nothing-suggested", "no-discipline")
"""Why a statement cannot be raised further; ``excluded``: only by a change that was not allowed."""

_DEGREES = ("full", "partial", "")

_GAINS = tuple(
    Column(f"{kind}_{step}", "float", f"points of the share of {kind}s {step} that the change adds, 0 to 1")
    for kind in KINDS
    for step in STEPS
)

PROPOSALS = TableSchema(
    "proposals",
    (
        Column("number", "int", "place in the plan: what raises most for its cost comes first"),
        _text("change", "what to do", CHANGES),
        _text("proposal", "the same as a sentence"),
        _text("outcomes", "outcomes concerned, joined by a semicolon; a new one has the next free code"),
        _text("statements", "statements concerned, joined by a semicolon"),
        _text("function", "labour function of a new outcome"),
        _text("discipline", "discipline that is to teach or assess"),
        _text("mark", "mark that it gets", (*MARKS, "")),
        _text("alternatives", "other disciplines that could do the same, best first, joined by a semicolon"),
        Column("confidence", "float?", "probability that an expert accepts the outcome for the statement as it stands"),
        Column("edits", "int", "single changes: a new outcome is one and one a statement"),
        Column("cost", "float", "what it costs by the settings of costs"),
        _text("needs", "numbers of the changes without which it has no effect, joined by a semicolon"),
        Column("texts", "int", "different statements that it raises at the step wanted"),
        *_GAINS,
    ),
    ("number",),
)

AIMS = TableSchema(
    "aims",
    (
        _text("kind", "skills, knowledge and competences are never added together", KINDS),
        _text("step", "step of proof", STEPS),
        Column("denominator", "int", "different statements that apply"),
        Column("before", "float", "covered now: full + weight x partial"),
        Column("reached", "float", "covered after the plan"),
        Column("reachable", "float", "covered if everything that can be proposed were done"),
        Column("before_share", "float?", "before / denominator"),
        Column("wanted_share", "float", "share wanted"),
        Column("reached_share", "float?", "reached / denominator"),
        Column("reachable_share", "float?", "reachable / denominator"),
        Column("met", "bool", "whether the plan reaches the share wanted; not where nothing applies"),
    ),
    ("kind",),
)

BLOCKED = TableSchema(
    "blocked",
    (
        _text("statement_id", "statement: the first place of its text that applies"),
        _text("kind", "its kind", KINDS),
        _text("reason", "why nothing raises it further", BLOCKS),
        _text("text", "the same as a sentence"),
    ),
    ("statement_id",),
)

SURPLUS_REASONS = (
    "outcome-idle",
    "outcome-untaught",
    "outcome-no-credits",
    "outcome-unmastered",
    "discipline-idle",
    "discipline-unlinked",
    "discipline-replaceable",
    "statement-many",
)
"""What is more than the standard needs, or leads nowhere."""

SURPLUS = TableSchema(
    "surplus",
    (
        _text("reason", "what was found", SURPLUS_REASONS),
        _text("subject", "outcome, discipline or statement: its code"),
        _text("label", "its text or title"),
        _text("concerns", "outcomes, disciplines or marks concerned, joined by a semicolon"),
        Column("note", "bool", "for information only: no fault of the programme"),
        _text("text", "the same as a sentence"),
    ),
    ("reason", "subject"),
)

OTHER_CARDS = TableSchema(
    "other_cards",
    (
        Column("place", "int", "place in the ranking, from 1"),
        _text("standard_id", "standard"),
        _text("standard", "its title"),
        Column("occupation_no", "int", "card"),
        _text("occupation", "its title"),
        _text("sqf_levels", "levels of the card, joined by a semicolon"),
        _text("act_status", "status of the act in words, with the day of the check and its source"),
        Column("compared", "bool", "whether the programme names the card as what it is compared with"),
        *(Column(kind, "int", f"different statements: {kind}") for kind in KINDS),
        Column("denominator", "int", "different statements that apply, all kinds: for the ranking only"),
        Column("confirmed", "int", "of them linked to an outcome by a decision that counts, fully or in part"),
        Column("covered", "float", "full + weight x partial"),
        Column("equal", "int", "not confirmed here, but confirmed in the same words in another place"),
        Column("likely", "int", "neither, but suggested as likely; not confirmed by anybody"),
        Column("expected", "float", "sum of the highest confidences of what is neither; not confirmed by anybody"),
        Column("share", "float?", "covered / denominator: by confirmed decisions alone"),
        Column("share_with_suggestions", "float?", "(covered + equal by weight + expected) / denominator: an estimate"),
    ),
    ("standard_id", "occupation_no"),
)

JUDGEMENTS = ("better", "worse", "mixed", "same", "na", "only-first", "only-second")
"""How a statement fares in the second analysis against the first; ``na``: it does not apply in one of them."""

COMPARED_STATEMENTS = TableSchema(
    "compared_statements",
    (
        _text("statement_id", "statement"),
        _text("standard_id", "standard"),
        Column("occupation_no", "int", "card; 0 for a level descriptor"),
        _text("occupation", "its title, or the area of the framework"),
        _text("sqf_levels", "its levels, joined by a semicolon"),
        _text("function", "labour function"),
        _text("kind", "kind of the statement", KINDS),
        _text("text", "the statement"),
        _text("judgement", "how the second fares against the first", JUDGEMENTS),
        *(
            column
            for side in ("first", "second")
            for column in (
                _text(f"{side}_state", f"what is known of it in the {side}; empty: not compared", (*STATES, "")),
                *(_text(f"{side}_{step}", f"how far it is {step} in the {side}", _DEGREES) for step in STEPS),
                _text(f"{side}_outcomes", f"outcomes of the {side} that cover it, joined by a semicolon"),
            )
        ),
    ),
    ("statement_id",),
)

COMPARED_SHARES = TableSchema(
    "compared_shares",
    (
        _text("by", "what is grouped, as in the table of shares"),
        _text("group", "key of the group"),
        _text("label", "its title"),
        _text("kind", "skills, knowledge and competences are never added together", KINDS),
        _text("step", "step of proof", STEPS),
        Column("first_covered", "float?", "full + weight x partial in the first; missing: not compared there"),
        Column("first_denominator", "int?", "statements that apply in the first"),
        Column("first_share", "float?", "covered / denominator"),
        Column("second_covered", "float?", "the same in the second"),
        Column("second_denominator", "int?", "the same in the second"),
        Column("second_share", "float?", "the same in the second"),
        Column("difference", "float?", "second share - first share; missing where one of them is"),
    ),
    ("by", "group", "kind", "step"),
)

ONLY_CARDS = TableSchema(
    "only_cards",
    (
        _text("side", "which of the two is compared with it", ("first", "second")),
        _text("standard_id", "standard or framework"),
        Column("occupation_no", "int", "card; 0 for level descriptors"),
        _text("occupation", "title of the card, or area of the framework"),
        _text("sqf_levels", "levels, joined by a semicolon"),
        Column("statements", "int", "different texts, of a kind each"),
    ),
    ("side", "standard_id", "occupation_no", "occupation", "sqf_levels"),
)

ADVANCES = ("lower", "twice", "deepened", "added", "neither", "na", "only-first", "only-second")
"""What the second programme adds to the first: ``lower`` less than the first, ``twice`` the same again."""

PROGRESSION = TableSchema(
    "progression",
    (
        _text("level", "level of the card"),
        _text("kind", "skills, knowledge and competences are never added together", KINDS),
        _text("step", "step of proof at which was compared", STEPS),
        Column("texts", "int", "different statements that apply in both"),
        Column("first", "int", "of them covered by the first, fully or in part: lower + twice + deepened"),
        Column("second", "int", "of them covered by the second, fully or in part"),
        *(Column(name, "int", f"of them {name}") for name in ADVANCES[:5]),
    ),
    ("level", "kind"),
)

RELATIONS = ("equal", "near", "first", "second")
"""How statements of two cards belong together: equal or near texts, or only in one of the cards."""

CARD_PAIRS = TableSchema(
    "card_pairs",
    (
        _text("relation", "equal, near, or only in the first or second card", RELATIONS),
        Column("similarity", "float?", "0 to 1; 1 for equal texts, missing for what stands in one card only"),
        *(
            column
            for side in ("first", "second")
            for column in (
                _text(f"{side}_id", f"statement of the {side} card"),
                _text(f"{side}_function", "its labour function"),
                _text(f"{side}_kind", "its kind", (*KINDS, "")),
                _text(f"{side}_text", "its text"),
            )
        ),
    ),
    ("first_id", "second_id"),
)

CARD_FUNCTIONS = TableSchema(
    "card_functions",
    (
        Column("first_no", "int?", "labour function of the first card; missing: none has statements in common"),
        _text("first_function", "its title"),
        Column("second_no", "int?", "labour function of the second card"),
        _text("second_function", "its title"),
        Column("equal", "int", "pairs of equal texts between the two"),
        Column("near", "int", "pairs of near texts"),
        Column("first_statements", "int", "different texts of the first function"),
        Column("second_statements", "int", "different texts of the second function"),
    ),
    ("first_no", "second_no"),
)

PROPOSAL_TABLES: tuple[TableSchema, ...] = (
    PROPOSALS,
    AIMS,
    BLOCKED,
    SURPLUS,
    OTHER_CARDS,
    COMPARED_STATEMENTS,
    COMPARED_SHARES,
    ONLY_CARDS,
    PROGRESSION,
    CARD_PAIRS,
    CARD_FUNCTIONS,
)
"""The tables of this module, for the list of all tables."""
