"""Tables of level adequacy: coverage by level, verbs by level, level descriptors of sectoral frameworks."""

from toolkit.model import KINDS, STATES, STEPS
from toolkit.tables.schema import Column, TableSchema
from toolkit.tables.schema import text_column as _text
from toolkit.tables.work import SHARES

POSITIONS = ("claimed", "above")
"""Where a level stands to the programme: the level that it claims, or the one above."""

REACHES = ("reaches", "below", "unknown")
"""What the verbs of covering outcomes say of a level; ``unknown``: it cannot be said."""

_COUNTED = tuple(column for column in SHARES.columns if column.name not in ("by", "group", "label", "kind"))

LEVELS = TableSchema(
    "levels",
    (
        _text("standard_id", "standard"),
        _text("level", "level of the sectoral framework that its cards have; empty where a card states none"),
        _text("kind", "skills, knowledge and competences are never added together", KINDS),
        _text("cards", "cards of the standard that have this level, joined by a semicolon"),
        _text("claimed", "level that the programme claims, one digit; empty if none can be read"),
        Column("difference", "int?", "level of the card minus level claimed; missing where one of them is"),
        _text("codes", "warnings about these cards: W08 several levels, W09 another level; joined by a semicolon"),
        *_COUNTED,
    ),
    ("standard_id", "level", "kind"),
)

LEVEL_VERBS = TableSchema(
    "level_verbs",
    (
        _text("standard_id", "standard"),
        _text("level", "level of the sectoral framework"),
        _text("outcomes", "outcomes that cover a statement of this level, joined by a semicolon"),
        *(
            Column(f"level_{level}", "int", f"of them with verbs of cognitive level {level} (1 know, 6 create)")
            for level in range(1, 7)
        ),
        Column("at_least", "int?", "cognitive level that is expected; missing where nothing is"),
        Column("expected", "float?", "share of outcomes expected at that level or above"),
        Column("n", "int", "outcomes at that level or above, verbs in doubt counted with their lower level"),
        Column("possible", "int", "the same, verbs in doubt counted with their upper level"),
        Column("m", "int", "outcomes with a verb that is known"),
        Column("share", "float?", "n / m; missing if no verb is known or nothing is expected"),
        _text("verdict", "whether the outcomes together reach what is expected; never about one outcome", REACHES),
        _text("not_recognised", "outcomes without a known verb, in no number; joined by a semicolon"),
        _text("ambiguous", "outcomes whose level depends on the object of the verb, joined by a semicolon"),
    ),
    ("standard_id", "level"),
)

ALIGNMENT = TableSchema(
    "alignment",
    (
        _text("framework_id", "sectoral framework"),
        _text("position", "whether the level is the one claimed, or the one above it", POSITIONS),
        _text("level", "level in the national framework"),
        _text("sub_level", "level in the sectoral framework, such as 6 or 61; as printed"),
        Column("inferred", "bool", "whether the level is not printed beside the text but was derived"),
        _text("area", "area of activity"),
        _text("statement_id", "descriptor"),
        _text("kind", "what it asks for", KINDS),
        _text("text", "the descriptor as printed"),
        _text("state", "what decisions say of it", STATES),
        _text("step", "last step of proof that it reaches, fully or in part; empty: none", (*STEPS, "")),
        _text("outcomes", "outcomes that meet it by decision, joined by a semicolon"),
        _text("suggested", "outcomes that only the machine suggests, with confidence; counted nowhere"),
    ),
    ("statement_id",),
)

ALIGNMENT_COUNTS = TableSchema(
    "alignment_counts",
    (
        _text("framework_id", "sectoral framework"),
        _text("position", "whether the level is the one claimed, or the one above it", POSITIONS),
        _text("level", "level in the national framework"),
        _text("area", "area of activity; empty for all areas compared"),
        _text("sub_level", "level in the sectoral framework; empty for all of the level"),
        _text("kind", "skills, knowledge and competences are never added together", KINDS),
        Column("n", "int", "different descriptors that outcomes meet by decision, fully or in part"),
        Column("m", "int", "different descriptors that apply"),
        *(column for column in _COUNTED if column.name not in ("worst", "worst_grade", "bare", "denominator")),
    ),
    ("framework_id", "position", "area", "sub_level", "kind"),
)
