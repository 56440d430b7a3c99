"""Sources of the library: their bytes checked against the register, and each read as what the register says it is.

Most are legal texts. A CASE package is read by the reader of that format; an amending order that holds no standard of its
own is kept as evidence; an edition has no file, it is made of its base act and its amending orders (`io/editions.py`).
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path

from toolkit.errors import DataError, InputError, Issue
from toolkit.model import Act, Finding, Parsed, Span
from toolkit.parse import parse_document
from toolkit.parse.documents import read_document
from toolkit.parse.requisites import fate

AMENDMENT = "amendment"
"""Form of an act whose text holds no standard, framework or classifier."""

CASE = "case-1.1"
"""Form of a package of CASE 1.1."""

_OWN = ("amends", "form", "file", "sha256")


def read_sources(root: Path, acts: Mapping[str, Act]) -> dict[str, bytes]:
    """Read the bytes of every source and check them; an edition has none, its hash is checked against its parts.

    Parameters
    ----------
    root : Path
        The project's folder.
    acts : mapping of act id to Act
        The register.

    Returns
    -------
    dict of act id to bytes
        Without editions.

    Raises
    ------
    DataError
        Sources are missing or differ from their hashes; all of them are listed.
    """
    sources: dict[str, bytes] = {}
    issues: list[Issue] = []
    for act in acts.values():
        if act.kind == "edition":
            issues += _edition_issues(act, acts)
            continue
        path = root / "standards" / "sources" / act.file
        if not path.is_file():
            issues.append(Issue("missing-source", act.act_id, f"'{act.file}' is not in standards/sources/"))
            continue
        sources[act.act_id] = path.read_bytes()
        if hashlib.sha256(sources[act.act_id]).hexdigest() != act.sha256:
            hint = "restore the file, or enter its new hash if the change is meant"
            issues.append(Issue("changed-source", act.act_id, f"'{act.file}' differs from acts.csv", hint))
    if issues:
        raise DataError("standards/acts.csv", issues)
    return sources


def _edition_issues(act: Act, acts: Mapping[str, Act]) -> list[Issue]:
    try:
        wanted = edition_sha256(parts_of(act, acts))
    except InputError as error:
        return [Issue("missing-part", act.act_id, str(error))]
    if wanted == act.sha256:
        return []
    hint = (
        f"if the change of a source is meant, enter the new hash of the edition, {wanted}, and look at its statements"
    )
    return [Issue("changed-part", act.act_id, "an act that the edition is made of has changed", hint)]


def edition_sha256(parts: Iterable[Act]) -> str:
    """Give the hash of an edition: of the hashes of its parts in order, so that it changes with each of them.

    Parameters
    ----------
    parts : iterable of Act
        The base act and the amending orders.

    Examples
    --------
    >>> edition_sha256([])[:8]
    'e3b0c442'
    """
    return hashlib.sha256("\n".join(act.sha256 for act in parts).encode("utf-8", "surrogatepass")).hexdigest()


def parts_of(act: Act, acts: Mapping[str, Act]) -> tuple[Act, ...]:
    """Give the acts that an edition is made of, the base act first; an act that is no edition is its own only part.

    Raises
    ------
    InputError
        A file that it names is not that of one act of the register, or there is no order; the message says what to do.
    """
    if act.kind != "edition":
        return (act,)
    found: list[Act] = []
    for name in act.files:
        named = [one for one in acts.values() if one.kind != "edition" and one.file == name]
        if len(named) != 1:
            raise InputError(
                f"'{name}' is the file of {len(named)} acts of the register, and an edition needs exactly one; correct the "
                "column 'file' of its row: the file of the base act, then those of the orders, joined by semicolons"
            )
        found += named
    if len(found) == 1 or found[0].act_id != act.amends:
        raise InputError(
            f"the edition must begin with the file of the act in its column 'amends' ('{act.amends}'), and name the file "
            "of at least one amending order behind it"
        )
    return tuple(found)


def base_filled(acts: Sequence[Act]) -> list[Act]:
    """Give the acts of the register, the empty cells of editions filled from the row of their base act.

    An edition is the same act: its title, issuer, date, number and status are not written down a second time, so that
    they cannot differ.
    """
    by_id = {act.act_id: act for act in acts if act.kind != "edition"}
    return [_filled(act, by_id[act.amends]) if act.kind == "edition" and act.amends in by_id else act for act in acts]


def _filled(edition: Act, base: Act) -> Act:
    empty = [field.name for field in fields(Act) if getattr(edition, field.name) in ("", None)]
    return replace(edition, **{name: getattr(base, name) for name in empty if name not in _OWN})


def parse_source(data: bytes, act: Act) -> Parsed:
    """Read the source of a registered act in the form and language that the register names.

    Raises
    ------
    InputError
        It cannot be read so.
    """
    if act.form == CASE:
        return _package(data, act)
    if act.form == AMENDMENT:
        stream = read_document(data, act.file).paragraphs
        return Parsed(act.file, act.lang, AMENDMENT, "acts.csv", (), fate(stream, act.lang), ())
    return parse_document(data, name=act.file, act_id=act.act_id, form=act.form, lang=act.lang)


def _package(data: bytes, act: Act) -> Parsed:
    """Read a CASE package; what its reader remarks is counted here, `curmap exchange import` lists it."""
    from toolkit.exchange import json_of, parse_case, text_of  # noqa: PLC0415 -- few libraries hold a package

    value, notes = json_of(text_of(data))
    found = parse_case(value, act.file, act.act_id)
    count = len(notes) + len(found.notes)
    remarks = (Finding("case-remarks", Span(1, 1), (str(count), act.file), act.file),) if count else ()
    return replace(found.parsed, findings=(*found.parsed.findings, *remarks))


def parse_act(act: Act, acts: Mapping[str, Act], sources: Mapping[str, bytes]) -> Parsed:
    """Read any act of the register: its source, or an edition from the sources of its parts.

    Parameters
    ----------
    act : Act
        The act.
    acts : mapping of act id to Act
        The register.
    sources : mapping of act id to bytes
        `read_sources`.

    Raises
    ------
    InputError
        It cannot be read.
    """
    if act.kind != "edition":
        return parse_source(sources[act.act_id], act)
    from toolkit.io.editions import parse_edition  # noqa: PLC0415 -- a library without editions need not load it

    return parse_edition(act, parts_of(act, acts), sources)
