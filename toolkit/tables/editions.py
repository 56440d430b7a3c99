"""The table of what has changed between two editions of a standard."""

from toolkit.model.editions import CHANGE_KINDS, GRADES, WHATS
from toolkit.tables.schema import Column, TableSchema
from toolkit.tables.schema import text_column as _text

EDITION_CHANGES = TableSchema(
    "edition_changes",
    (
        Column("number", "int", "running number, from 1"),
        _text("what", "what has changed", WHATS),
        _text("kind", "how; a thing that was moved and reworded has two rows", CHANGE_KINDS),
        _text("grade", "how heavily, in doubt the heavier", GRADES),
        Column("confidence", "float", "how sure the match is, 0 to 1: a rank, no measured probability"),
        Column("doubtful", "bool", "whether a person should look at the match"),
        _text("old_ids", "identifiers in the old edition, joined by a semicolon; empty for what was added"),
        _text("new_ids", "identifiers in the new edition, joined by a semicolon; empty for what was removed"),
        _text("old_text", "old texts, one a line"),
        _text("new_text", "new texts, one a line"),
        _text("difference", "the texts in one: [-words gone-] {+words new+}"),
        _text("why", "reasons in the reader's language, joined by a semicolon"),
    ),
    ("number",),
)
