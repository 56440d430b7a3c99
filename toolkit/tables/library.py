"""Tables of acts and of the documents read from them."""

from toolkit.model import KINDS, LANGS, UNIT_KINDS
from toolkit.tables.schema import Column, TableSchema
from toolkit.tables.schema import text_column as _text

_PLACE = (
    _text("standard_id", "standard"),
    Column("occupation_no", "int", "number of the card in the standard; 0 for the standard as a whole"),
)

_LINES = (
    Column("line_start", "int", "first line in the source, from 1"),
    Column("line_end", "int", "last line in the source"),
)

STATEMENTS = TableSchema(
    "statements",
    (
        _text(
            "statement_id", "STANDARD/o.f.u/S4: card, function, unit (0 where missing), S, K or C, number in its list"
        ),
        _text("standard_id", "standard"),
        Column("occupation_no", "int", "number of the card in the standard"),
        _text("occupation", "occupation title as printed in its field"),
        _text("sqf_levels", "levels of the sectoral framework, joined by a semicolon: 4 or 5;6"),
        Column("function_no", "int", "number of the labour function, 0 for personal competences"),
        _text("function", "title of the labour function"),
        Column("unit_no", "int", "number of the task or skill in its function, 0 if the form has none"),
        _text("unit", "title of the task or skill"),
        _text("unit_kind", "what the unit is in this form", UNIT_KINDS),
        _text("kind", "what the statement is", KINDS),
        Column("number", "int", "running number in its list"),
        _text("text", "as printed, number stripped, white space collapsed"),
        _text("lang", "language of the text", LANGS),
        _text("source", "file in standards/sources/"),
        Column("line_start", "int", "first line in the source, from 1"),
        Column("line_end", "int", "last line in the source"),
        _text("fingerprint", "hash of the text without cosmetic differences"),
    ),
    ("statement_id",),
)

ACTS = TableSchema(
    "acts",
    tuple(
        _text(name, meaning)
        for name, meaning in {
            "act_id": "Adilet code, else date and number",
            "kind": "order, amending order, reference, edition",
            "title_kk": "title in Kazakh",
            "title_ru": "title in Russian",
            "title_en": "title in English",
            "issuer": "who issued it, as printed",
            "date": "date of the act",
            "number": "number of the act",
            "registration_number": "number in the register of the Ministry of Justice",
            "registration_date": "date of registration",
            "amends": "act that it changes, or of which it is an edition",
            "status": "repealed, in force, amending act, not a legal act, unknown",
            "status_by": "the act that repealed it, as printed",
            "status_by_number": "number of that act",
            "status_by_date": "date of that act",
            "status_from": "from when it is repealed, where the text says so",
            "status_checked": "when somebody looked the status up",
            "status_source": "where",
            "lang": "language of the source",
            "form": "form of document",
            "file": "file in standards/sources/; of an edition the files that it is made of, joined by semicolons",
            "sha256": "hash of its bytes; of an edition a hash of the hashes of its files",
        }.items()
    ),
    ("act_id",),
)

STANDARDS = TableSchema(
    "standards",
    (
        _text("standard_id", "standard"),
        _text("act_id", "act that holds it"),
        _text("title", "title as printed"),
        _text("lang", "language of the text", LANGS),
        _text("form", "form of document"),
        _text("source", "file in standards/sources/"),
    ),
    ("standard_id",),
)

OCCUPATIONS = TableSchema(
    "occupations",
    (
        *_PLACE,
        _text("occupation", "title as printed in its field"),
        _text("sqf_levels", "levels of the sectoral framework, joined by a semicolon"),
        _text("code", "code of the occupation as printed, empty or a dash where there is none"),
        _text("education", "level of professional education as printed"),
        _text("variants", "other spellings of the title in the same standard, joined by a semicolon"),
        *_LINES,
    ),
    ("standard_id", "occupation_no"),
)

FIELDS = TableSchema(
    "fields",
    (*_PLACE, _text("name", "what the field is"), _text("label", "as printed"), _text("value", "as printed"), *_LINES),
    (),
)

REQUIREMENTS = TableSchema(
    "requirements",
    (
        *_PLACE,
        _text("title", "title of the row, such as the occupation with its degree"),
        _text("level", "level of the sectoral framework"),
        _text("category", "category within the level, as printed"),
        _text("education", "education asked for, as printed"),
        _text("experience", "experience asked for, as printed"),
        *_LINES,
    ),
    (),
)

FUNCTIONS = TableSchema(
    "functions",
    (
        *_PLACE,
        Column("function_no", "int", "number of the labour function"),
        _text("function", "title as printed"),
        _text("mandatory", "yes, no, or empty where the form does not say", ("", "yes", "no")),
        *_LINES,
    ),
    ("standard_id", "occupation_no", "function_no"),
)

UNITS = TableSchema(
    "units",
    (
        *_PLACE,
        Column("function_no", "int", "number of the labour function"),
        Column("unit_no", "int", "number of the task or skill, 0 if the form has none"),
        _text("unit_kind", "what the unit is in this form", UNIT_KINDS),
        _text("unit", "title as printed"),
        _text("recognition", "whether the skill can be recognised, as printed"),
        *_LINES,
    ),
    ("standard_id", "occupation_no", "function_no", "unit_no"),
)

RELATED = TableSchema(
    "related",
    (*_PLACE, _text("level", "level of the related occupation"), _text("title", "its title"), *_LINES),
    (),
)

NAMED_ACTS = TableSchema(
    "named_acts",
    (
        _text("statement_id", "statement that names the act"),
        Column("place", "int", "number of the mention in the statement, from 1"),
        _text("kind", "law, code, resolution, order, decree"),
        _text("title", "title as printed"),
        _text("date", "ISO date, empty if not printed"),
        _text("number", "number of the act"),
        _text("registration_number", "number in the register of the Ministry of Justice"),
        _text("text", "the words of the mention as printed"),
    ),
    ("statement_id", "place"),
)

DESCRIPTORS = TableSchema(
    "descriptors",
    (
        _text("statement_id", "FRAMEWORK/area.level/C1"),
        _text("framework_id", "act of the framework"),
        _text("area", "area of professional activity"),
        _text("nqf_level", "level of the national framework"),
        _text("sqf_level", "level of the sectoral framework"),
        _text("kind", "competence, skill, knowledge, or what else the framework has"),
        _text("text", "one paragraph as printed"),
        Column("inferred", "bool", "the level is not printed beside the text but derived"),
        _text("source", "file in standards/sources/"),
        *_LINES,
        _text("why", "from what the level was derived"),
    ),
    ("statement_id",),
)

CLASSIFIER = TableSchema(
    "classifier",
    (
        _text("code", "code of the group or occupation"),
        _text("title", "title as printed"),
        _text("kind", "level of the classifier", ("main", "sub", "small", "initial", "group", "occupation")),
        _text("parent", "code of the group above"),
        _text("skill_level", "skill level, empty where none is assigned or printed"),
        _text("source", "file in standards/sources/"),
        *_LINES,
    ),
    ("code",),
)

FINDINGS = TableSchema(
    "findings",
    (
        _text("act_id", "document"),
        _text("source", "file"),
        _text("code", "what was found"),
        *_LINES,
        _text("text", "the sentence in the reader's language"),
    ),
    (),
)
