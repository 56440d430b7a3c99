"""`curmap impact`: what a new edition of a standard does to the decisions about programmes."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from toolkit.commands.common import day_of, progress, shown_path
from toolkit.commands.complaining import complain
from toolkit.commands.corrected import corrections_of, keep_given
from toolkit.commands.ingest import means_file, read_files
from toolkit.editions import Edition
from toolkit.errors import InputError
from toolkit.impact import Hit, Impact, renaming_named
from toolkit.impact.switching import cards_text
from toolkit.impact.told import as_data, hit_lines, hits_data, lines_of, next_text
from toolkit.impacting import (
    Programmes,
    Side,
    Switched,
    accept,
    compared_sides,
    default_path,
    hits_of,
    impact_on,
    programmes_of,
    side_of,
    side_of_file,
    switch,
    switch_planned,
    touched,
    write_impact,
)
from toolkit.io.project import Project
from toolkit.labels import word
from toolkit.labels.messages import error_text
from toolkit.library import Library
from toolkit.model import Target
from toolkit.review.people import check_reviewer


@dataclass(frozen=True, slots=True)
class _Work:
    """What was compared, with which programmes, and how it was asked for."""

    project: Project
    old: Side
    new: Side
    edition: Edition
    programmes: Programmes
    options: argparse.Namespace


def run(project: Project, options: argparse.Namespace) -> int:
    """Say what becomes of decisions; accept, or switch a programme, only if a person says so; print or write the result.

    Parameters
    ----------
    project : Project
        Where things are.
    options : Namespace
        ``old``, ``new`` (a standard of the library, a file, or ``FILE#N``), ``programmes`` (none: all that are touched),
        ``corrections``, ``keep``, ``accept`` (``cosmetic`` or nothing), ``accept_replacement`` (``OLD=>NEW``, several),
        ``reviewer`` (of ``--as``), ``switch``, ``format`` (text, json, xlsx), ``out``, ``replace``, ``date``, ``lang``,
        ``form``, ``source_lang``.

    Returns
    -------
    int
        0 done; 1 if a programme of `curricula/` cannot be read: it is named, all others are judged.

    Raises
    ------
    ToolkitError
        A standard, programme or file cannot be used, or something cannot be accepted, switched or written.
    """
    _check(options)
    library = project.library()
    old, new = (_side(library, name, options) for name in (options.old, options.new))
    corrections, given = corrections_of(project, old.standard, new.standard, options)
    edition = compared_sides(old, new, corrections)
    keep_given(project, old.standard, new.standard, given, options)
    programmes = programmes_of(project)
    work = _Work(project, old, new, edition, programmes, options)
    broken = {one.programme_id for one in programmes.unread}
    for one in programmes.unread:
        said = word("impact-unread", options.lang, programme=one.programme_id, why=error_text(one.error, options.lang))
        complain(said, options)
    names = list(dict.fromkeys(options.programmes)) or touched(programmes, old, new)
    if options.format == "xlsx" and options.out and len(names) > 1:
        raise InputError("--out names one file, and there are several programmes; leave it out, or name one programme")
    readable = [name for name in names if name not in broken]
    found = [_one(work, name) for name in progress(readable, word("impact-making", options.lang))]
    if options.switch:
        found = _switched(work, found)
    as_of = day_of(options)
    hit = hits_of(project, library, as_of, found, programmes_of(project) if options.switch else programmes)
    if options.format == "xlsx":
        _write(work, found, hit, as_of)
    elif options.format == "json":
        _put(json.dumps(_data(work, found, hit), ensure_ascii=False, indent=1), options)
    else:
        _put("\n".join(_lines(work, found, hit)), options)
    return 1 if broken else 0


def _check(options: argparse.Namespace) -> None:
    """Refuse what nobody answers for, or what is not told well enough; raises `InputError`."""
    asked = "--accept" if options.accept else "--accept-replacement" if options.accept_replacement else ""
    if asked and not (options.reviewer or "").strip():
        raise InputError(f"{asked} needs --as NAME: a person answers for what is accepted")
    if options.reviewer:
        check_reviewer(options.reviewer)
    if options.switch and not options.programmes:
        raise InputError(
            "--switch changes programme.toml: name the programmes that are to be compared with the new edition"
        )


def _side(library: Library, name: str, options: argparse.Namespace) -> Side:
    """Find an edition: a standard of the library, or one of a file.

    Raises
    ------
    InputError
        There is neither, or a file holds no standard, several, or not the one named.
    """
    path, _, wanted = name.partition("#")
    if not means_file(path):
        return side_of(library, name)
    (document,) = read_files([Path(path)], options)
    standards = document.parsed.standards
    chosen = [one for number, one in enumerate(standards, 1) if wanted in ("", str(number), one.standard_id)]
    if len(chosen) == 1:
        return side_of_file(library, document.parsed, chosen[0], document.sha256)
    if not standards:
        raise InputError(f"{path}: holds no professional standard (its form is {document.parsed.form})")
    there = "; ".join(f"{path}#{number} {one.title}".strip() for number, one in enumerate(standards, 1))
    raise InputError(f"{name}: name one standard of the file; there are: {there}")


def _one(work: _Work, name: str) -> Impact:
    """Give the impact on a programme, after accepting what was asked for."""
    options = work.options
    found = impact_on(work.project, name, work.edition, work.old, work.new)
    for issue in work.project.torn_decisions(name):
        complain(issue, options)
    if options.accept:
        made = accept(work.project, found, found.bulk, options.reviewer, work.new)
        _say_accepted(name, len(made), options)
        found = impact_on(work.project, name, work.edition, work.old, work.new) if made else found
    for text in options.accept_replacement:
        renaming = renaming_named(found, text)
        if renaming is None:
            known = "; ".join(f'"{one.replacement}"' for one in found.renamings) or "–"
            said = word("impact-no-renaming", options.lang, programme=name, text=text, known=known)
            complain(said, options)
            continue
        made = accept(work.project, found, renaming.rows, options.reviewer, work.new, renaming=renaming)
        _say_accepted(name, len(made), options)
        found = impact_on(work.project, name, work.edition, work.old, work.new)
    return found


def _say_accepted(name: str, number: int, options: argparse.Namespace) -> None:
    said = word("impact-accepted", options.lang, programme=name, n=number, name=options.reviewer)
    complain(said, options)


def _switched(work: _Work, found: list[Impact]) -> list[Impact]:
    """Let programmes name the new edition, all of them or none if one cannot; say what was changed."""
    options = work.options
    planned = [(one, switch_planned(one, work.old, work.new)) for one in found]
    for one, plan in planned:
        name = one.programme.programme_id
        if plan is None:
            said = word("impact-switched-before", options.lang, programme=name, new=work.new.standard.standard_id)
        else:
            switch(work.project, plan)
            said = _what_changed(plan, options)
            if one.sights:
                said = " ".join((said, word("impact-switched-open", options.lang, n=one.sights)))
        complain(said, options)
    return [impact_on(work.project, one.programme.programme_id, work.edition, work.old, work.new) for one in found]


def _what_changed(plan: Switched, options: argparse.Namespace) -> str:
    def shown(target: Target) -> str:
        return f"{target.standard_id} {cards_text(target.cards)}" if target.cards else target.standard_id

    facts = {"old": shown(plan.before), "new": shown(plan.after)}
    return word("impact-switched", options.lang, programme=plan.programme_id, **facts)


def _write(work: _Work, found: list[Impact], hit: tuple[Hit, ...], as_of: date) -> None:
    options = work.options
    if not found:
        print(word("impact-nothing-hit", options.lang))
    for one in found:
        path = options.out or default_path(work.project, one, options.lang, as_of)
        write_impact(
            work.project,
            one,
            (work.old, work.new),
            hit,
            path,
            lang=options.lang,
            as_of=as_of,
            replaced=options.replace,
            unread=work.programmes.unread,
        )
        print(shown_path(path))
        print(_next(work, one))


def _next(work: _Work, found: Impact) -> str:
    return next_text(found, work.options.lang, registered=work.new.registered)


def _data(work: _Work, found: list[Impact], hit: tuple[Hit, ...]) -> dict[str, Any]:
    lang = work.options.lang
    return {
        "old": work.edition.old_id,
        "new": work.edition.new_id,
        "date": day_of(work.options).isoformat(),
        "programmes": [as_data(one, lang) | {"next": _next(work, one)} for one in found],
        "hit": hits_data(hit),
        "unread": [
            {"programme_id": one.programme_id, "why": error_text(one.error, lang)} for one in work.programmes.unread
        ],
    }


def _lines(work: _Work, found: list[Impact], hit: tuple[Hit, ...]) -> Iterator[str]:
    options = work.options
    yield f"{word('impact-title', options.lang)}: {options.old} → {options.new}"
    yield ""
    for one in found:
        yield from lines_of(one, options.lang)
        yield f"  {_next(work, one)}"
        yield ""
    if not found:
        yield word("impact-nothing-hit", options.lang)
        yield ""
    yield from hit_lines(hit, options.lang)
    for lost in work.programmes.unread:
        why = error_text(lost.error, options.lang).replace("\n", "\n      ")
        yield f"  {word('impact-unread', options.lang, programme=lost.programme_id, why=why)}"


def _put(text: str, options: argparse.Namespace) -> None:
    """Write to the file named, never over one that is there without leave; else print."""
    if options.out is None:
        sys.stdout.write(f"{text}\n")
        return
    if options.out.exists() and not options.replace:
        raise InputError(f"{options.out}: the file is there already; choose another name with --out, or add --replace")
    options.out.write_text(f"{text}\n", encoding="utf-8")
    print(shown_path(options.out))
