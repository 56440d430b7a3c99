"""The impact of a change of a standard on disk: which programmes, what becomes of their decisions, accepting, workbooks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

from toolkit import __version__
from toolkit.analysis import Compared, analyse
from toolkit.editions import Correction, Edition, compare_editions
from toolkit.errors import InputError, ToolkitError
from toolkit.impact import Hit, Impact, Renaming, Row, carry, hits, impact, switched_target
from toolkit.impact.book import impact_workbook
from toolkit.impact.paper import Paper
from toolkit.io.decision_log import DecisionLog
from toolkit.io.excel import write_report
from toolkit.io.project import Project
from toolkit.io.targets import exchange_target
from toolkit.job import concepts_for
from toolkit.labels.messages import error_text
from toolkit.labels.reader import Reader
from toolkit.library import Library
from toolkit.model import Act, Decision, Lang, Parsed, Programme, Standard, Target
from toolkit.report.frame import Brief, standing_of
from toolkit.settings import Settings


@dataclass(frozen=True, slots=True)
class Side:
    """One of two editions: the standard, the document that holds it, its act if that is registered, where it was read."""

    standard: Standard
    parsed: Parsed
    act: Act | None
    source: str
    sha256: str

    @property
    def registered(self) -> bool:
        """Whether it stands in the library, so that decisions about it can be kept."""
        return self.act is not None and self.act.sha256 == self.sha256


def side_of(library: Library, standard_id: str) -> Side:
    """Give a standard of the library as a side.

    Raises
    ------
    InputError
        There is no such standard, or the name means several.
    """
    names = library.standard_ids([standard_id])
    if len(names) > 1:
        raise InputError(f"'{standard_id}' holds several standards; name one of: {', '.join(names)}")
    document = library.parsed[names[0]]
    standard = next(one for one in document.standards if one.standard_id == names[0])
    act = library.acts[standard.act_id]
    return Side(standard, document, act, act.file, act.sha256)


def side_of_file(library: Library, document: Parsed, standard: Standard, sha256: str) -> Side:
    """Give a standard of a file as a side; it knows its act where the register has the same bytes or the same act."""
    same = next((one for one in library.acts.values() if one.sha256 == sha256), None)
    return Side(standard, document, same or library.acts.get(standard.act_id), document.source, sha256)


def compared_sides(old: Side, new: Side, corrections: Iterable[Correction] = ()) -> Edition:
    """Compare two sides; corrections of people override the program."""
    return compare_editions(old.standard, new.standard, corrections)


@dataclass(frozen=True, slots=True)
class Unread:
    """A programme that cannot be read, and why."""

    programme_id: str
    error: ToolkitError


@dataclass(frozen=True, slots=True)
class Programmes:
    """All programmes of `curricula/`: those that were read, with everything that was decided about them, and the others."""

    read: tuple[tuple[Programme, list[Decision]], ...]
    unread: tuple[Unread, ...] = ()


def programmes_of(project: Project) -> Programmes:
    """Read all programmes; one that cannot be read keeps none of the others from being read."""
    read: list[tuple[Programme, list[Decision]]] = []
    unread: list[Unread] = []
    for name in project.programme_ids():
        try:
            read.append((project.programme(name), project.decisions(name)))
        except ToolkitError as error:
            unread.append(Unread(name, error))
    return Programmes(tuple(read), tuple(unread))


def touched(programmes: Programmes, old: Side, new: Side) -> list[str]:
    """List the programmes that are compared with the old edition or have decisions about it, by name."""
    found = []
    for programme, decisions in programmes.read:
        targets = {target.standard_id for target in programme.targets}
        decided = {row.standard_id for row in decisions}
        if old.standard.standard_id in targets | decided or (new.standard.standard_id in targets & decided):
            found.append(programme.programme_id)
    return found


def impact_on(project: Project, programme_id: str, edition: Edition, old: Side, new: Side) -> Impact:
    """Say what becomes of the decisions about one programme.

    Raises
    ------
    InputError
        The programme is not compared with the old edition and has no decision about it.
    DataError
        The programme or its decisions cannot be read.
    """
    programme, decisions = project.programme(programme_id), project.decisions(programme_id)
    names = {old.standard.standard_id, new.standard.standard_id}
    concerned = any(target.standard_id in names for target in programme.targets)
    if not concerned and all(row.standard_id not in names for row in decisions):
        raise InputError(
            f"'{programme_id}' is not compared with {old.standard.standard_id} and has no decision about it; add it to "
            "programme.toml under [[compare]], or leave the programme out"
        )
    sha256 = new.sha256 if new.sha256 != old.sha256 else ""
    return impact(programme, decisions, edition, old.standard, new.standard, Settings(), sha256)


def hits_of(
    project: Project,
    library: Library,
    as_of: date,
    impacts: Iterable[Impact] = (),
    programmes: Programmes | None = None,
) -> tuple[Hit, ...]:
    """List all programmes of `curricula/` whose standards are repealed, replaced, amended or past their review.

    Programmes that cannot be read are left out; `programmes_of` names them.
    """
    known = programmes or programmes_of(project)
    return hits(known.read, library, project.relations(), as_of, impacts)


def accept(
    project: Project,
    found: Impact,
    rows: Sequence[Row],
    reviewer: str,
    new: Side,
    now: datetime | None = None,
    renaming: Renaming | None = None,
) -> tuple[Decision, ...]:
    """Accept rows in a person's name: append decisions about the new texts to the person's log. The old ones stay.

    Parameters
    ----------
    project : Project
        Where the logs are.
    found : Impact
        The impact on one programme.
    rows : sequence of Row
        `Impact.bulk`, or one row.
    reviewer : str
        The person.
    new : Side
        The new edition, which must stand in the library.
    now : datetime, optional
        The moment; the clock's if nothing is given.
    renaming : Renaming, optional
        The person says that its replacement of words is only another name; its rows are accepted together.

    Returns
    -------
    tuple of Decision
        What was written; nothing the second time.

    Raises
    ------
    InputError
        The new edition is not in the library, a row cannot be accepted so, or the log cannot be written.
    """
    if not new.registered:
        raise InputError(
            f"{new.source}: decisions about this edition can be kept only when it stands in the library; add it to "
            "standards/ and standards/acts.csv first"
        )
    made = carry(
        found,
        rows,
        reviewer,
        now or datetime.now(UTC),
        lambda: uuid4().hex[:12],
        act_sha256=new.sha256,
        tool_version=__version__,
        renaming=renaming,
    )
    if made:
        programme_id = found.programme.programme_id
        DecisionLog(project.decisions_folder(programme_id), reviewer, programme_id=programme_id).append(made)
    return made


@dataclass(frozen=True, slots=True)
class Switched:
    """What `[[compare]]` of a programme said, and what it says now."""

    programme_id: str
    before: Target
    after: Target


def switch_planned(found: Impact, old: Side, new: Side) -> Switched | None:
    """Say how `[[compare]]` of a programme is to name the new edition instead of the old one; nothing is written.

    Returns
    -------
    Switched or None
        None if the new edition is named already, and the old one no more.

    Raises
    ------
    InputError
        The new edition is not in the library, the programme names neither edition, or both have one identifier and cards
        have other numbers now.
    DataError
        A card has no counterpart, or one that a person should look at first.
    """
    programme = found.programme
    named = {target.standard_id: target for target in programme.targets}
    old_id, new_id = old.standard.standard_id, new.standard.standard_id
    if not new.registered:
        raise InputError(
            f"{new.source}: a programme can be compared with this edition only when it stands in the library"
        )
    if old_id not in named:
        if new_id in named:
            return None
        raise InputError(
            f"'{programme.programme_id}': [[compare]] in programme.toml names neither {old_id} nor {new_id}"
        )
    before = named[old_id]
    after = switched_target(before, found.edition, old.standard, new.standard)
    return None if after == before else Switched(programme.programme_id, before, after)


def switch(project: Project, planned: Switched) -> None:
    """Write the new edition into `programme.toml`; all else in the file stays byte for byte.

    Raises
    ------
    InputError
        The file was changed meanwhile, names both editions, or cannot be written. It is as it was then.
    """
    folder = project.root / "curricula" / planned.programme_id
    exchange_target(folder, planned.before.standard_id, planned.after)


def default_path(project: Project, found: Impact, lang: Lang, as_of: date) -> Path:
    """Name the workbook of a programme so that it sorts by day and says what it is."""
    parts = [as_of.isoformat(), found.programme.programme_id, "impact"]
    parts += [found.edition.old_id, found.edition.new_id, lang]
    return project.root / "exports" / f"{'_'.join(parts)}.xlsx"


def write_impact(
    project: Project,
    found: Impact,
    sides: tuple[Side, Side],
    hit: tuple[Hit, ...],
    path: Path,
    *,
    lang: Lang,
    as_of: date,
    replaced: bool = False,
    unread: Sequence[Unread] = (),
) -> None:
    """Write the workbook on the impact on one programme.

    Parameters
    ----------
    project, found
        Where things are, and the impact.
    sides : (old, new)
        The editions.
    hit : tuple of Hit
        All programmes hit.
    path : Path
        Where to write.
    lang : {"kk", "ru", "en"}
        Language of headings and sentences.
    as_of : date
        The day.
    replaced : bool
        Write over a file that somebody has changed.
    unread : sequence of Unread
        Programmes that could not be read: the list of programmes hit says so.

    Raises
    ------
    InputError
        The file is open, was changed by somebody, or cannot be written.
    """
    old, new = sides
    programme = found.programme
    analysis = analyse(
        programme,
        (_compared(found, new),),
        project.decisions(programme.programme_id),
        as_of=as_of,
        relations=project.relations(),
        concepts=concepts_for(project, programme.programme_id),
        lang=lang,
    )
    brief = Brief(analysis, Reader.of(lang), __version__, standing=standing_of(analysis.ledger))
    titles = {one.programme_id: project.programme(one.programme_id).title.best(lang) for one in hit}
    paper = Paper(
        found,
        brief,
        old.act,
        new.act,
        (_source(old), _source(new)),
        hit,
        titles,
        importable=new.registered,
        unread=tuple((one.programme_id, error_text(one.error, lang)) for one in unread),
    )
    write_report(impact_workbook(paper), path, replace=replaced)


def _compared(found: Impact, new: Side) -> Compared:
    """Give the new edition with the cards that are compared, as an analysis wants it."""
    numbers = {int(card.rpartition("/")[2]) for _, card in found.cards if card}
    cards = tuple(card for card in new.standard.cards if card.number in numbers)
    act = replace(new.act, file=new.source, sha256=new.sha256) if new.act else _unknown(new)
    return Compared(act, new.standard, cards, new.parsed)


def _unknown(side: Side) -> Act:
    """Give an act of which nothing is known, for a document outside of the register."""
    blank = {"title_kk": side.standard.title, "title_ru": "", "title_en": "", "issuer": "", "number": ""}
    return Act(
        act_id=side.standard.act_id,
        kind="order",
        **blank,
        date=None,
        registration_number="",
        registration_date=None,
        amends="",
        status="unknown",
        status_by="",
        status_by_number="",
        status_by_date=None,
        status_from=None,
        status_checked=None,
        status_source="",
        lang=side.standard.lang,
        form=side.parsed.form,
        file=side.source,
        sha256=side.sha256,
    )


def _source(side: Side) -> str:
    return f"{side.source} (SHA-256 {side.sha256[:16]}…)"
