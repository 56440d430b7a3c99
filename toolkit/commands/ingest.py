"""`curmap ingest`: read documents of any form, say what was found and what was not understood."""

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.ingest import Ingested, account
from toolkit.io.project import Project
from toolkit.io.store import write_parsed
from toolkit.parse import read_and_parse


def run(project: Project | None, options: argparse.Namespace) -> int:  # noqa: ARG001 -- needs no project
    """Print the account of each document; status 1 if a line was not understood or a file cannot be read."""
    failed = False
    accounts: list[dict[str, Any]] = []
    for path in options.files:
        try:
            (document,) = read_files([path], options)
        except InputError as error:
            print(f"curmap: {path}: {error}", file=sys.stderr)
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
        sys.stdout.write("\n".join(_as_text(told) for told in accounts))
    return 1 if failed else 0


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


def _as_text(told: dict[str, Any]) -> str:
    lines = [f"{told['source']}: {told['act_id']}", f"  form: {told['form']} ({told['why']})"]
    for card in told["cards"]:
        counts = ", ".join(
            f"{card[name]} {name}" for name in ("functions", "units", "skills", "knowledge", "competences")
        )
        place = f"{card['standard_id']}/{card['occupation_no']}"
        lines.append(f"  {place} {card['occupation']} [{card['sqf_levels'] or '?'}]: {counts}")
    lines += [f"  {name}: {told[name]}" for name in ("descriptors", "classifier") if told[name]]
    if told["findings"]:
        lines.append(f"  findings: {len(told['findings'])}")
    lines += [f"    line {item['line_start']}: {item['text']} [{item['code']}]" for item in told["findings"]]
    use = told["lines"]
    lines.append(f"  lines accounted for: {use['accounted']} of {use['total']} ({use['share']:.1%})")
    if told["not_understood"]:
        lines.append(f"  not understood: lines {', '.join(str(line) for line in told['not_understood'][:40])}")
    return "\n".join(lines) + "\n"
