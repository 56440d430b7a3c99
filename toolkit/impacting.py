"""The impact of a change of a standard on disk: which programmes, what becomes of their decisions, accepting, workbooks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

from toolkit import __version__
from toolkit.analysis import Compared, analyse
from toolkit.editions import Correction, Edition, compare_editions
from toolkit.errors import InputError
from toolkit.impact import Hit, Impact, Row, carry, hits, impact
from toolkit.impact.book import impact_workbook
from toolkit.impact.paper import Paper
from toolkit.io.decision_log import DecisionLog
from toolkit.io.excel import write_report
from toolkit.io.project import Project
from toolkit.job import concepts_for
from toolkit.labels.reader import Reader
from toolkit.library import Library
from toolkit.model import Act, Decision, Lang, Parsed, Programme, Standard
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


def touched(project: Project, old: Side, new: Side) -> list[str]:
    """List the programmes that are compared with the old edition or have decisions about it, by name.

    A programme that cannot be read is left for `Project.programme` to complain about when it is named.
    """
    found = []
    for name in project.programme_ids():
        targets = {target.standard_id for target in project.programme(name).targets}
        decided = {row.standard_id for row in project.decisions(name)}
        if old.standard.standard_id in targets | decided or (new.standard.standard_id in targets & decided):
            found.append(name)
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
    return impact(programme, decisions, edition, old.standard, new.standard, Settings())


def programmes_of(project: Project) -> list[tuple[Programme, list[Decision]]]:
    """Read all programmes of `curricula/` with everything that was decided about them."""
    return [(project.programme(name), project.decisions(name)) for name in project.programme_ids()]


def hits_of(project: Project, library: Library, as_of: date, impacts: Iterable[Impact] = ()) -> tuple[Hit, ...]:
    """List all programmes of `curricula/` whose standards are repealed, replaced, amended or past their review."""
    return hits(programmes_of(project), library, project.relations(), as_of, impacts)


def accept(
    project: Project, found: Impact, rows: Sequence[Row], reviewer: str, new: Side, now: datetime | None = None
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
    )
    if made:
        programme_id = found.programme.programme_id
        DecisionLog(project.decisions_folder(programme_id), reviewer, programme_id=programme_id).append(made)
    return made


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
    paper = Paper(found, brief, old.act, new.act, (_source(old), _source(new)), hit, titles, importable=new.registered)
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
