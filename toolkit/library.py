"""The library: acts and documents read from them, as objects and as tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from toolkit.errors import InputError
from toolkit.labels import finding_text
from toolkit.model import Act, KnownAct, Lang, Parsed, Renaming, Standard
from toolkit.tables import (
    ACTS,
    CLASSIFIER,
    DESCRIPTORS,
    FIELDS,
    FINDINGS,
    FUNCTIONS,
    NAMED_ACTS,
    OCCUPATIONS,
    RELATED,
    REQUIREMENTS,
    STANDARDS,
    STATEMENTS,
    UNITS,
    TableSchema,
)
from toolkit.trees import Row, to_tables

SCHEMAS: dict[str, TableSchema] = {
    "standards": STANDARDS,
    "occupations": OCCUPATIONS,
    "fields": FIELDS,
    "requirements": REQUIREMENTS,
    "functions": FUNCTIONS,
    "units": UNITS,
    "statements": STATEMENTS,
    "related": RELATED,
    "named_acts": NAMED_ACTS,
    "descriptors": DESCRIPTORS,
    "classifier": CLASSIFIER,
}
"""The tables of documents, by name."""


@dataclass(frozen=True, slots=True)
class Library:
    """The acts, the documents that could be read, and why others could not.

    Parameters
    ----------
    acts : dict of act id to Act
        The register, in its order.
    documents : dict of act id to Parsed
        What was read.
    unread : dict of act id to str
        Documents whose form cannot be read, with the reason.
    known_acts : tuple of KnownAct
        What is recorded of acts that statements name.
    renamings : tuple of Renaming
        What is recorded of names that have changed.
    """

    acts: dict[str, Act]
    documents: dict[str, Parsed]
    unread: dict[str, str]
    known_acts: tuple[KnownAct, ...] = ()
    renamings: tuple[Renaming, ...] = ()

    @property
    def parsed(self) -> dict[str, Parsed]:
        """The document that holds each standard, by standard id."""
        return {
            standard.standard_id: document for document in self.documents.values() for standard in document.standards
        }

    def standards(self) -> tuple[Standard, ...]:
        """Give all standards, in the order of the register."""
        return tuple(standard for document in self.documents.values() for standard in document.standards)

    def acts_table(self) -> pd.DataFrame:
        """Give table ACTS."""
        return ACTS.frame(self.acts.values())

    def table(self, name: str, standards: Sequence[str] = ()) -> pd.DataFrame:
        """Give one table of the documents, by name (`SCHEMAS`).

        Parameters
        ----------
        name : str
            Such as ``statements`` or ``functions``.
        standards : sequence of str
            Only these standards, frameworks or classifiers; none means all.

        Raises
        ------
        InputError
            There is no such table or standard; the message names those there are.
        """
        if name not in SCHEMAS:
            raise InputError(f"no table '{name}'; there are: {', '.join(SCHEMAS)}")
        chosen = list(dict.fromkeys(standards))
        self.refuse_unknown(chosen)
        return table_of(self.documents.items(), name, chosen)

    def refuse_unknown(self, names: Iterable[str]) -> None:
        """Raise an `InputError` for the first name that is neither a standard nor an act that was read."""
        known = {**dict.fromkeys(self.parsed), **dict.fromkeys(self.documents)}
        for name in names:
            if name in self.unread:
                raise InputError(f"{name}: {self.unread[name]}")
            if name not in known:
                raise InputError(f"no standard '{name}'; there are: {', '.join(known)}")

    def standard_ids(self, names: Iterable[str]) -> list[str]:
        """Give the standards that names mean, each once; the name of an act means all of its standards.

        Raises
        ------
        InputError
            A name is neither a standard nor an act that was read.
        """
        wanted = list(names)
        self.refuse_unknown(wanted)
        found: list[str] = []
        for name in wanted:
            document = self.documents.get(name)
            if document and not document.standards:
                hint = "; search its level descriptors with «curmap suggest»" if document.descriptors else ""
                raise InputError(f"{name} holds no professional standard (its form is {document.form}){hint}")
            found += [item.standard_id for item in document.standards] if document else [name]
        return list(dict.fromkeys(found))

    def findings_table(self, lang: Lang) -> pd.DataFrame:
        """Give table FINDINGS: what the parser found doubtful, by document and line."""
        return FINDINGS.frame_of(
            (
                act_id,
                item.source or document.source,
                item.code,
                item.span.start,
                item.span.end,
                finding_text(item.code, item.params, lang),
            )
            for act_id, document in self.documents.items()
            for item in document.findings
        )


def table_of(documents: Iterable[tuple[str, Parsed]], name: str, chosen: Sequence[str] = ()) -> pd.DataFrame:
    """Give one table of some documents, by name.

    Parameters
    ----------
    documents : iterable of (act id, Parsed)
        The documents, in order.
    name : str
        A key of `SCHEMAS`.
    chosen : sequence of str
        Only rows of these standards, or of these acts; none means all.
    """
    schema = SCHEMAS[name]
    rows = [
        [_value(row.get(column.name, ""), column.dtype) for column in schema.columns]
        for act_id, document in documents
        for row in _rows(document, name)
        if not chosen or act_id in chosen or _standard_of(row) in chosen
    ]
    return schema.frame_of(rows)


def _standard_of(row: Row) -> str:
    return row.get("standard_id") or row.get("framework_id") or row.get("statement_id", "").split("/")[0]


def _value(text: str, dtype: str) -> object:
    return int(text) if dtype == "int" else text == "yes" if dtype == "bool" else text


def _rows(document: Parsed, name: str) -> list[Row]:
    tables = to_tables(document)
    if name == "standards":
        return [{**row, "form": document.form} for row in tables["standards"]]
    if name == "occupations":
        cards = [card for standard in document.standards for card in standard.cards]
        return [
            {
                **row,
                "code": card.field("code"),
                "education": card.field("education"),
                "variants": ";".join(card.variants),
            }
            for row, card in zip(tables["occupations"], cards, strict=True)
        ]
    return tables[name]
