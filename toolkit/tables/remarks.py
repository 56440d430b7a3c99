"""The table of remarks: what people said about statements beside their decisions."""

from toolkit.tables.schema import Column, TableSchema
from toolkit.tables.schema import text_column as _text

REMARKS = TableSchema(
    "remarks",
    (
        _text("noted_at", "when, UTC"),
        _text("reviewer", "who"),
        _text("programme_id", "programme"),
        _text("statement_id", "statement"),
        _text("outcome_id", "outcome in whose row it was written; empty for the statement as a whole"),
        _text("statement_fingerprint", "hash of the statement's text at that moment"),
        Column("importance", "int?", "how important the statement is, 1 to 3; missing if nothing was said"),
        _text("comment", "what was remarked"),
        _text("responsible", "who closes the gap"),
        _text("deadline", "by when, as written"),
        _text("tool_version", "version of the toolkit"),
        _text("remark_id", "12 hexadecimal digits, unique; last, so that a torn row is seen"),
    ),
    ("remark_id",),
)
