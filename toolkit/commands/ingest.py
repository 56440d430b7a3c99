"""`curmap ingest`: read documents of any form, say what was found and what was not understood."""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from toolkit.commands.complaining import complain
from toolkit.errors import InputError
from toolkit.ingest import Ingested, account, why_text
from toolkit.io.project import Project
from toolkit.io.store import write_parsed
from toolkit.labels import word
from toolkit.model import Lang
from toolkit.numbers import decimal
from toolkit.parse import read_and_parse

T = TypeVar("T")


def run(project: Project | None, options: argparse.Namespace) -> int:  # noqa: ARG001 -- needs no project
    """Print the account of each document; status 1 if a line was not understood or a file cannot be read."""
    failed = False
    accounts: list[dict[str, Any]] = []
    for path in shown_progress(options.files, options.lang):
        try:
            (document,) = read_files([path], options)
        except InputError as error:
            complain(error, options, "" if str(error).startswith(path.name) else path)
            failed = True
            continue
        if options.out:
            write_parsed(document.parsed, options.out / document.act_id, document.sha256)
        told = account(document, options.lang)
        accounts.append(told)
        failed = failed or (bool(told["not_understood"]) and not options.allow_unknown)
    if options.format == "json":
        sys.stdout.write(json.dumps(accounts, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write("\n".join(_as_text(told, options.lang) for told in accounts))
    return 1 if failed else 0


def shown_progress(items: Sequence[T], lang: Lang) -> Iterable[T]:
    """Go through documents and show on a terminal how far it is; a single one needs nothing that shows it."""
    if len(items) == 1:
        return items
    from toolkit.commands.common import progress  # noqa: PLC0415 -- brings the chart libraries with it

    return progress(items, word("reading-documents", lang))


def means_file(name: str) -> bool:
    """Say whether a name means a document on disk and not something of the library.

    Raises
    ------
    InputError
        It ends as a document does, but there is no such file.
    """
    if Path(name).is_file():
        return True
    if Path(name).suffix.lower() in _ENDINGS:
        raise InputError(f"{name}: the file does not exist")
    return False


_ENDINGS = (".txt", ".html", ".htm", ".docx")


def read_files(paths: Sequence[Path], options: argparse.Namespace) -> list[Ingested]:
    """Read documents that are not in the library.

    Raises
    ------
    InputError
        A file cannot be opened or read, or has none of the known forms.
    """
    found: list[Ingested] = []
    for path in paths:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise InputError(f"the file cannot be opened ({error.strerror})") from None
        act_id, parsed, lines = read_and_parse(data, source=path.name, form=options.form, lang=options.source_lang)
        found.append(Ingested(act_id, parsed, lines, hashlib.sha256(data).hexdigest()))
    return found


def _as_text(told: dict[str, Any], lang: Lang) -> str:
    lines = [f"{told['source']}: {told['act_id']}"]
    lines.append("  " + word("ingest-form", lang, form=told["form"], why=why_text(told["why"], lang)))
    for card in told["cards"]:
        counts = "; ".join(f"{word(key, lang)}: {card[name]}" for name, key in _COUNTED.items())
        place = f"{card['standard_id']}/{card['occupation_no']}"
        lines.append(f"  {place} {card['occupation']} [{card['sqf_levels'] or '?'}]: {counts}")
    for name, key in (("descriptors", "library-descriptors"), ("classifier", "library-groups")):
        lines += [f"  {word(key, lang)}: {told[name]}"] if told[name] else []
    if told["findings"]:
        lines.append("  " + word("ingest-findings", lang, n=len(told["findings"])))
    for item in told["findings"]:
        where = word("in-line", lang, line=item["line_start"])
        lines.append(f"    {where}: {item['text']} [{item['code']}]")
    use = told["lines"]
    share = f"{decimal(100 * use['share'], lang)} %"
    lines.append("  " + word("ingest-accounted", lang, n=use["accounted"], m=use["total"], share=share))
    if unknown := told["not_understood"]:
        named = [str(line) for line in unknown[:_NAMED]]
        named += [word("ingest-and-more", lang, n=len(unknown) - _NAMED)] if len(unknown) > _NAMED else []
        lines.append("  " + word("ingest-not-understood", lang, lines=", ".join(named)))
    return "\n".join(lines) + "\n"


_COUNTED = {
    "functions": "ingest-functions",
    "units": "ingest-units",
    "skills": "kind-skill",
    "knowledge": "kind-knowledge",
    "competences": "kind-competence",
}
"""What is counted of a card → its word."""

_NAMED = 40
"""So many lines that were not understood are named; JSON has all."""
