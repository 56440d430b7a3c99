"""`curmap amend`: carry an amending order out on an act of the library and bring the new edition into the library."""

import argparse
import json
import sys
from collections.abc import Iterator
from typing import Any

from toolkit.acts.amendments import Amendment, doubt_text
from toolkit.io.amending import Amending, amend, plan_amendment
from toolkit.io.project import Project
from toolkit.labels import word
from toolkit.model import Finding, Lang, Standard, statements_of


def run(project: Project, options: argparse.Namespace) -> int:
    """Say what the order changes and what could not be carried out, add the edition; status 1 if something is left.

    Raises
    ------
    ToolkitError
        The order or the text that it changes cannot be found or read; nothing is written then.
    """
    plan = plan_amendment(project, options.amending, options.base)
    pairs = _pairs(project, plan)
    if not options.dry_run:
        amend(project, plan)
    told = _told(plan, pairs, options)
    if options.format == "json":
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write("\n".join(_lines(plan, told, options.lang)) + "\n")
    return 0 if plan.complete and plan.edition is not None else 1


def _pairs(project: Project, plan: Amending) -> list[tuple[str, str]]:
    """Give the standards that the order changes: the identifier before it, and in the edition."""
    if plan.parsed is None:
        return []
    document = project.library().documents.get(plan.base.act_id)
    before: dict[str, Standard] = {}
    for place, standard in enumerate(document.standards if document else ()):
        before[standard.standard_id.removeprefix(plan.base.act_id) or f"-{place + 1}"] = standard
    found: list[tuple[str, str]] = []
    for place, standard in enumerate(plan.parsed.standards):
        mine = standard.standard_id.removeprefix(standard.act_id) or f"-{place + 1}"
        old = before.get(mine) or (next(iter(before.values())) if len(before) == 1 else None)
        if old is not None and _texts(old) != _texts(standard):
            found.append((old.standard_id, standard.standard_id))
    return found


def _texts(standard: Standard) -> list[tuple[str, str]]:
    """Give what a comparison looks at: the statements, and what they stand under."""
    return [
        (row.text, f"{row.occupation}|{row.sqf_levels}|{row.function}|{row.unit}") for row in statements_of(standard)
    ]


def _told(plan: Amending, pairs: list[tuple[str, str]], options: argparse.Namespace) -> dict[str, Any]:
    """Give everything, ready for JSON."""
    lang: Lang = options.lang
    mine = plan.mine
    written = not options.dry_run and bool(plan.addition.acts)
    return {
        "order": plan.order.act_id,
        "base": plan.base.act_id,
        "edition": plan.edition.act_id if plan.edition else None,
        "there_already": plan.there,
        "complete": plan.complete,
        "parts": list(plan.edition.files) if plan.edition else [],
        "applied": [] if plan.edition is None else [_change(item) for item in mine.applied],
        "left": [_doubt(item, lang) for item in mine.left],
        "to_check": [_doubt(item, lang) for item in mine.doubts],
        "written": written,
        "sources": list(plan.addition.sources),
        "acts": [act.act_id for act in plan.addition.acts],
        "relations": [f"{one.act.act_id} {one.tie} {one.other.act_id}" for one in plan.addition.relations],
        "unknown": [name for name in _ASKED if plan.new_order and not getattr(plan.order, name)],
        "next": [f"curmap {verb} {old} {new}" for old, new in pairs for verb in ("diff", "impact")],
    }


_ASKED = ("issuer", "date", "number")
"""What a row of an amending order should tell; what its text does not say is left to a person."""


def _change(item: Amendment) -> dict[str, Any]:
    return {
        "operation": item.operation,
        "printed": item.printed,
        "line_start": item.span.start,
        "line_end": item.span.end,
    }


def _doubt(item: Finding, lang: Lang) -> dict[str, Any]:
    return {"code": item.code, "line": item.span.start, "text": doubt_text(item, lang)}


def _lines(plan: Amending, told: dict[str, Any], lang: Lang) -> Iterator[str]:
    yield f"{told['base']} + {told['order']} → {told['edition'] or '–'}"
    if told["applied"]:
        yield "  " + word("amend-applied", lang, n=len(told["applied"]))
    for item in told["applied"]:
        start, end = item["line_start"], item["line_end"]
        where = word("in-line", lang, line=start) if start == end else word("in-lines", lang, start=start, end=end)
        done = item["operation"]
        yield f"  - {where}, {word(f'operation-{done}', lang)}: {item['printed']}"
    if told["left"]:
        yield "  " + word("amend-left", lang, n=len(told["left"]))
        yield from _marked(told["left"], lang)
    if told["to_check"]:
        yield "  " + word("amend-check", lang)
        yield from _marked(told["to_check"], lang)
    yield from _outcome(plan, told, lang)


def _marked(items: list[dict[str, Any]], lang: Lang) -> Iterator[str]:
    for item in items:
        yield f"  ! {word('in-line', lang, line=item['line'])}: {item['text']}"


def _outcome(plan: Amending, told: dict[str, Any], lang: Lang) -> Iterator[str]:
    """Say what was written, or why nothing was, and what to do next."""
    if plan.edition is None:
        yield word("amend-nothing", lang)
        return
    if plan.there:
        yield word("amend-there", lang, name=told["edition"])
    elif not told["written"]:
        yield word("amend-dry", lang)
    else:
        yield word("amend-written", lang)
    if not plan.there:
        yield from (f"  standards/sources/{name}" for name in told["sources"])
        yield from (f"  standards/acts.csv: {name}" for name in told["acts"])
        yield from (f"  standards/relations.csv: {name}" for name in told["relations"])
    if told["unknown"]:
        yield word("amend-unknown", lang, act=told["order"], names=", ".join(told["unknown"]))
    if not plan.complete:
        yield word("amend-incomplete", lang, name=told["edition"])
    if told["next"]:
        yield word("amend-next", lang)
        yield from (f"  {line}" for line in told["next"])
    else:
        yield word("amend-same", lang)
