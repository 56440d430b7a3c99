"""`curmap report import`: take in gap reports that came back filled in."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from toolkit.commands.complaining import complain
from toolkit.errors import InputError
from toolkit.io.project import Project
from toolkit.io.returns import import_report
from toolkit.labels import word
from toolkit.model import Lang
from toolkit.returns import STATUSES, Judged, JudgedRow, verdict_words


def run(project: Project, options: argparse.Namespace) -> int:
    """Take in one report or several, and print what became of every row that was filled in.

    Parameters
    ----------
    project : Project
        Where things are.
    options : Namespace
        ``files``, ``reviewer`` (of ``--as``), ``dry_run``, ``set_aside``, ``format`` (text or json), ``lang`` and, for
        reports without keys, ``programme``.

    Returns
    -------
    int
        0 done; 1 a file cannot be used, or nothing of it was written because something was not understood.
    """
    failed = False
    told: list[dict[str, Any]] = []
    for file in options.files:
        try:
            judged = import_report(
                project,
                Path(file),
                options.reviewer or "",
                dry_run=options.dry_run,
                set_aside=options.set_aside,
                programme_id=getattr(options, "programme", "") or "",
                lang=options.lang,
            )
        except InputError as error:
            complain(error, options)
            failed = True
            continue
        failed = failed or bool(judged.errors and not options.set_aside)
        if options.format == "json":
            told.append(as_data(judged, options.lang))
        else:
            print("\n".join([*as_text(judged, options.lang), _ending(judged, options)]))
    if options.format == "json":
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    return 1 if failed else 0


def as_text(judged: Judged, lang: Lang) -> Iterator[str]:
    """Give what became of a report as lines: a table of its rows, what was not understood, the counts."""
    heads = [word("where", lang), word("statement-code", lang), word("filled-outcome", lang)]
    heads += [word("import-becomes", lang), word("filled-decision", lang), word("filled-name", lang)]
    rows = [_cells(row, lang) for row in judged.rows]
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    if rows:
        yield _line(heads, widths)
    for row, cells in zip(judged.rows, rows, strict=True):
        yield _line(cells, widths)
        yield from (f"    {item.text(lang)}" for item in row.said)
    for problem in judged.problems:
        sign = "!" if problem.weight == "error" else "·"
        where = f"{problem.where}: " if problem.where else ""
        yield f"{sign} {where}{problem.text(lang)} {problem.advice(lang)}"
    counts = [f"{word(f'fate-{status}', lang)} {judged.count(status)}" for status in STATUSES]
    counts.append(f"{word('fate-wrong', lang)} {len(judged.errors)}")
    counts.append(f"{word('fate-untouched', lang)} {judged.untouched}")
    numbers = {"decisions": len(judged.decisions), "remarks": len(judged.remarks)}
    facts = {"file": judged.file, "programme": judged.programme_id, "counts": ", ".join(counts)}
    yield word("import-counts", lang, **facts, **numbers)


def _cells(row: JudgedRow, lang: Lang) -> list[str]:
    decided = verdict_words(row.entry.verdict, lang) if row.entry.verdict else ""
    noted = word("import-remark", lang) if row.remark is not None else ""
    fate = word(f"fate-{row.status}", lang)
    said = " + ".join(filter(None, (decided, noted)))
    return [row.entry.place, row.entry.statement_id, row.outcome_id or "–", fate, said or "–", row.reviewer]


def _line(cells: Iterable[str], widths: Sequence[int]) -> str:
    return "  ".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True)).rstrip()


def _ending(judged: Judged, options: argparse.Namespace) -> str:
    """Say whether something was written."""
    if judged.errors and not options.set_aside:
        return word("import-refused", options.lang)
    if options.dry_run:
        return word("import-dry-report", options.lang)
    new = judged.decisions or judged.remarks
    done = word("import-written", options.lang) if new else word("import-same-again", options.lang)
    listed = word("import-aside", options.lang, path=judged.aside) if judged.aside else ""
    return f"{done} {listed}".rstrip()


def as_data(judged: Judged, lang: Lang) -> dict[str, Any]:
    """Give what became of a report as plain values for JSON."""
    return {
        "file": judged.file,
        "programme_id": judged.programme_id,
        "written": judged.written,
        "set_aside": judged.aside,
        "counts": {status: judged.count(status) for status in STATUSES}
        | {"not-understood": len(judged.errors), "untouched": judged.untouched}
        | {"decisions": len(judged.decisions), "remarks": len(judged.remarks)},
        "rows": [
            {
                "sheet": row.entry.sheet,
                "cell": row.entry.place.removeprefix(f"{row.entry.sheet}!"),
                "statement_id": row.entry.statement_id,
                "outcome_id": row.outcome_id,
                "status": row.status,
                "verdict": row.entry.verdict,
                "reviewer": row.reviewer,
                "decision_id": row.decision.decision_id if row.decision else "",
                "remark_id": row.remark.remark_id if row.remark else "",
                "said": [item.text(lang) for item in row.said],
            }
            for row in judged.rows
        ],
        "problems": [
            {
                "code": problem.code,
                "weight": problem.weight,
                "sheet": problem.sheet,
                "cell": problem.cell,
                "text": problem.text(lang),
                "advice": problem.advice(lang),
            }
            for problem in judged.problems
        ],
    }
