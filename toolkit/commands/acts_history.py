"""`curmap history`: what an act amends, repeals and replaces, what does so to it, and its status on a day."""

import argparse
import json
import sys
from datetime import date
from typing import Any

from toolkit.acts.amendments import Amendment, doubt_text
from toolkit.acts.chain import Chain, Link, history
from toolkit.acts.reading import read_amendments
from toolkit.acts.references import ActRef
from toolkit.acts.relations import Relation
from toolkit.acts.status import in_force, status_phrase
from toolkit.commands.today import today
from toolkit.errors import InputError
from toolkit.io.amendments import read_act_text, read_relations
from toolkit.io.project import Project
from toolkit.io.sources import CASE
from toolkit.labels import word
from toolkit.labels.messages import error_text
from toolkit.model import Act, Finding, KnownAct, Lang


def run(project: Project, options: argparse.Namespace) -> int:
    """Print the chain and the status of one act, or the status of every act of the register, that day.

    Raises
    ------
    InputError
        No act has the identifier that was given.
    """
    acts, known, relations = project.acts(), project.known_acts(), read_relations(project.root)
    day: date = options.date or today()
    lang: Lang = options.lang
    told: dict[str, Any] | list[dict[str, Any]]
    if options.act:
        chain = history(acts, known, options.act, relations)
        told = one = _told(project, chain, options.act, acts, known, relations, day, lang)
        text = _as_text(one, lang)
    else:
        told = rows = [_status(act, act.act_id, day, lang, relations) for act in acts]
        text = "".join(f"{row['act_id']}: {row['phrase']}\n" for row in rows)
    sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n" if options.format == "json" else text)
    return 0


def _told(
    project: Project,
    chain: Chain,
    act_id: str,
    acts: list[Act],
    known: list[KnownAct],
    relations: tuple[Relation, ...],
    day: date,
    lang: Lang,
) -> dict[str, Any]:
    """Give everything about one act, ready for JSON."""
    registered = next((act for act in acts if act.act_id == chain.act.act_id), None)
    looked_up = next((act for act in known if chain.act.title in (act.title_kk, act.title_ru) and act.title_kk), None)
    told: dict[str, Any] = {"act": _ref(chain.act), "links": [_link(link) for link in chain.links]}
    told["status"] = _status(registered or looked_up or chain.act, chain.act.act_id, day, lang, relations)
    edition = next((act for act in acts if act.act_id == act_id and act.kind == "edition"), None)
    if edition:
        told["edition"] = {"act_id": act_id, "parts": _parts(edition, acts)}
    changes: tuple[Amendment, ...] = ()
    findings = chain.findings
    if registered is not None and _is_text(registered):
        try:
            reading = read_amendments(read_act_text(project.root, registered))
        except InputError as error:  # the chain is known even where the text cannot be read
            not_read = word("unread-document", lang, what=registered.act_id, why=error_text(error, lang))
            print(f"curmap: {not_read}", file=sys.stderr)
        else:
            changes, findings = reading.amendments, (*findings, *reading.findings)
    told["changes"] = [_change(item) for item in changes]
    told["findings"] = [_finding(item, lang) for item in findings]
    return told


def _parts(edition: Act, acts: list[Act]) -> list[str]:
    """Name the acts that an edition is made of; a file of none stands for itself."""
    by_file = {act.file: act.act_id for act in acts if act.kind != "edition"}
    return [by_file.get(name, name) for name in edition.files]


def _is_text(act: Act) -> bool:
    return bool(act.file) and act.form != CASE and act.status != "not a legal act" and act.lang in ("kk", "ru")


def _status(
    act: Act | KnownAct | ActRef, act_id: str, day: date, lang: Lang, relations: tuple[Relation, ...]
) -> dict[str, Any]:
    found = in_force(act, day, relations)
    return {
        "act_id": act_id,
        "date": day.isoformat(),
        "status": found.status,
        "since": found.since.isoformat() if found.since else "",
        "by": found.by,
        "checked": found.checked.isoformat() if found.checked else "",
        "source": found.source,
        "not_known": found.why,
        "phrase": status_phrase(act, day, lang, relations),
    }


def _ref(act: ActRef) -> dict[str, str]:
    return {
        "act_id": act.act_id,
        "body": act.body,
        "date": act.date,
        "number": act.number,
        "registration": act.registration,
        "title": act.title,
    }


def _link(link: Link) -> dict[str, Any]:
    return {
        "depth": link.depth,
        "of": link.of.act_id,
        "relation": link.tie,
        "act": _ref(link.act),
        "date": link.from_date,
        "sources": list(link.sources),
        "registered": link.registered,
    }


def _change(item: Amendment) -> dict[str, Any]:
    new = item.new_span
    return {
        "operation": item.operation,
        "act": item.act.act_id,
        "place": [{"kind": step.kind, "name": step.name} for step in item.place.steps],
        "printed": item.printed,
        "line_start": item.span.start,
        "line_end": item.span.end,
        "new_line_start": new.start if new else None,
        "new_line_end": new.end if new else None,
        "old_words": item.old_words,
        "new_words": item.new_words,
        "after_words": item.after_words,
    }


def _finding(item: Finding, lang: Lang) -> dict[str, Any]:
    return {"code": item.code, "line": item.span.start, "text": doubt_text(item, lang)}


def _as_text(told: dict[str, Any], lang: Lang) -> str:
    lines = [_name(told["act"]), *([f"  {told['act']['title']}"] if told["act"]["title"] else [])]
    if "edition" in told:
        made = word("edition-of", lang, base=told["act"]["act_id"], parts=", ".join(told["edition"]["parts"]))
        lines.insert(0, f"{told['edition']['act_id']}: {made}")
    lines.append(f"  {told['status']['phrase']}")
    if not told["links"]:
        lines.append("  " + word("no-relations", lang))
    for link in told["links"]:
        about = [word("holds-from", lang, day=_printed(link["date"]))] if link["date"] else []
        about += link["sources"]
        about += [] if link["registered"] else [word("not-registered", lang)]
        of = f"{link['of']}: " if link["depth"] > 1 else ""
        tie = link["relation"]
        said = f"{of}{word(f'relation-{tie}', lang)}: {_name(link['act'])}"
        lines.append(f"{'  ' * link['depth']}- {said} ({'; '.join(about)})")
    if told["changes"]:
        lines.append("  " + word("orders-changes", lang) + ":")
    for item in told["changes"]:
        where = _lines(item["line_start"], item["line_end"], lang)
        if item["new_line_start"]:
            where += "; " + word("new-text", lang, lines=_lines(item["new_line_start"], item["new_line_end"], lang))
        done = item["operation"]
        lines.append(f"  - {item['act']}, {word(f'operation-{done}', lang)}: {item['printed']} ({where})")
    lines += [f"  ! {item['text']}" for item in told["findings"]]
    return "\n".join(lines) + "\n"


def _name(act: dict[str, str]) -> str:
    """Name an act by identifier, body, date and number; never by its number alone."""
    dated = " ".join(part for part in (_printed(act["date"]), f"№ {act['number']}" if act["number"] else "") if part)
    return ", ".join(part for part in (act["act_id"], act["body"], dated) if part)


def _lines(start: int, end: int, lang: Lang) -> str:
    return word("in-line", lang, line=start) if start == end else word("in-lines", lang, start=start, end=end)


def _printed(day: str) -> str:
    return f"{date.fromisoformat(day):%d.%m.%Y}" if day else ""
