"""Exchange with other systems: standards as CASE packages, decisions as SSSOM, every table as a Data Package.

- `case_write`, `case_read`: a standard or a framework ↔ a CFPackage; `case_tree`, `case_items`, `case_own` read it,
  `case_model` has what both share, `case_check` judges any package.
- `sssom`, `sssom_write`: decisions and suggestions as mapping sets; `sssom_check` judges any file.
- `packages`, `frames`: all declared tables with their description; `package_rows` judges the rows of any package.
- `rules` judges JSON by a data model kept in `toolkit/labels/exchange/`; `json_text` reads hostile JSON; `notes` are
  remarks with their places; `identifiers` are stable UUIDs.
"""

from toolkit.exchange.case_check import check_case
from toolkit.exchange.case_read import Imported, is_case, parse_case
from toolkit.exchange.case_write import case_package
from toolkit.exchange.json_text import json_of, text_of
from toolkit.exchange.notes import Note
from toolkit.exchange.packages import FORMATS, Format, Resource, check_package, data_package, is_package
from toolkit.exchange.sssom import NO_LICENSE, Mapped, sssom_suggestions, sssom_table
from toolkit.exchange.sssom_check import check_sssom, is_sssom
from toolkit.exchange.sssom_write import MappingSet, sssom_tsv

__all__ = [
    "FORMATS",
    "NO_LICENSE",
    "Format",
    "Imported",
    "Mapped",
    "MappingSet",
    "Note",
    "Resource",
    "case_package",
    "check_case",
    "check_package",
    "check_sssom",
    "data_package",
    "is_case",
    "is_package",
    "is_sssom",
    "json_of",
    "parse_case",
    "sssom_suggestions",
    "sssom_table",
    "sssom_tsv",
    "text_of",
]
