"""What the page says, in the words of its reader: nothing of it is markup yet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from toolkit.checks import weight
from toolkit.model import KINDS, PRIORITIES, STEPS, Act, Severity, Share
from toolkit.numbers import day
from toolkit.report import Brief
from toolkit.report.correspondence import correspondence_sheet
from toolkit.report.frame import card_of
from toolkit.report.gaps import gaps_sheet
from toolkit.report.levels import alignment_sheet
from toolkit.report.listed import warnings_sheet
from toolkit.report.matrix import matrix_sheet
from toolkit.report.method import method_sheet, provenance_sheet
from toolkit.share.tables import PageCell, PageRow, PageTable, choices_of, grouped, table_of, without
from toolkit.style import SEVERITY_SIGN

_BAD = frozenset({"repealed", "amending act"})
"""A report on such an act is no evidence, and the page says so before anything else."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An act that the programme is compared with: its title, its status in words, and whether that is an alarm."""

    title: str
    status: str
    alarm: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A warning, told once for all the places that it is about."""

    severity: Severity
    sign: str
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that the table of gaps can be chosen by: its name, its words, values with their words."""

    fact: str
    words: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that the page says.

    Parameters
    ----------
    lang : str
        Language of the page.
    title, programme : str
        What it is, and of which programme.
    about : tuple of (str, str)
        Facts of the programme, with their names.
    acts : tuple of Standing
        The acts, those that are an alarm first.
    warnings : tuple of Told
        What must be known before the figures are read: the heaviest first, without notes.
    headline : PageTable
        The shares of everything and of each card at three steps of proof, each with n of m.
    gaps : PageTable or None
        The gaps; None where only a framework is compared.
    choices : tuple of Choice
        What the gaps can be chosen by.
    tables : tuple of PageTable
        The other tables.
    day : str
        The day of the report.
    """

    lang: str
    title: str
    programme: str
    about: tuple[tuple[str, str], ...]
    acts: tuple[Standing, ...]
    warnings: tuple[Told, ...]
    headline: PageTable
    gaps: PageTable | None
    choices: tuple[Choice, ...]
    tables: tuple[PageTable, ...]
    day: str


def content_of(brief: Brief, *, light: bool = False) -> Content:
    """Say everything that the page says.

    Parameters
    ----------
    brief : Brief
        What a gap report is made from.
    light : bool
        The table of correspondence leaves out what has no match and stands among the gaps already.

    Returns
    -------
    Content
        The same for the same brief.
    """
    words, analysis = brief.reader.word, brief.analysis
    programme = analysis.programme
    gaps = _gaps(brief)
    return Content(
        lang=brief.lang,
        title=words("report-title"),
        programme=f"{programme.code} {brief.reader.names(programme.title)}".strip(),
        about=tuple(_about(brief)),
        acts=tuple(sorted((_standing(brief, act) for act in _acts(brief)), key=lambda one: not one.alarm)),
        warnings=tuple(_told(brief)),
        headline=_headline(brief),
        gaps=gaps,
        choices=_choices(brief, gaps) if gaps else (),
        tables=tuple(_tables(brief, light=light)),
        day=day(analysis.as_of),
    )


def _about(brief: Brief) -> Iterator[tuple[str, str]]:
    words, programme = brief.reader.word, brief.analysis.programme
    qualification = f"{programme.qualification_code} {brief.reader.names(programme.qualification)}".strip()
    pairs = {
        "qualification": qualification,
        "claimed-level": words("levels-value", nqf=programme.nqf_level or "?", sqf=programme.sqf_level or "?"),
        "volume": words("volume-value", credits=f"{programme.credits:g}", hours=f"{programme.hours:g}"),
        "edition": f"{programme.admission_year}, {programme.version}",
        "note": brief.reader.names(programme.note),
    }
    yield from ((words(key), value) for key, value in pairs.items() if value)
    for item in brief.analysis.compared:
        cards = "\n".join(f"{card.number}. {card.title} ({', '.join(card.levels) or '?'})" for card in item.cards)
        yield words("cards"), cards
    for one in brief.analysis.alignments:
        yield words("areas"), "\n".join(one.framework.areas)


def _acts(brief: Brief) -> list[Act]:
    return list({act.act_id: act for act in brief.analysis.acts.values()}.values())


def _standing(brief: Brief, act: Act) -> Standing:
    status = "\n".join(dict.fromkeys(brief.analysis.status(act, lang) for lang in brief.reader.langs))
    alarm = brief.reader.word(f"status-{act.status.replace(' ', '-')}") if act.status in _BAD else ""
    number = brief.reader.word("act-value", issuer=act.issuer, date=day(act.date), number=act.number)
    title = "; ".join(part for part in (act.title.best(brief.lang), number, act.act_id) if part.strip())
    return Standing(title, status, alarm)


def _told(brief: Brief) -> Iterator[Told]:
    """Tell the warnings that are more than notes, each sentence once with its places."""
    places: dict[tuple[Severity, str, str], list[str]] = {}
    for warn in brief.analysis.warns:
        places.setdefault((weight(warn), warn.code, brief.reader.warning(warn)), []).append(warn.where)
    shown: tuple[Severity, ...] = ("evidence", "warning")
    for severity in shown:
        for (heaviness, code, text), where in places.items():
            if heaviness == severity:
                sign = f"{SEVERITY_SIGN[severity]} {brief.reader.word(f'severity-{severity}')} ({code})"
                yield Told(severity, sign, "; ".join(where), text)


def _headline(brief: Brief) -> PageTable:
    """Say the shares of everything and of each card; of a framework those of the level claimed."""
    words = brief.reader.word
    shares = [share for share in brief.analysis.result.shares if share.by in ("total", "card")]
    shares += [
        share for one in brief.analysis.alignments for share in one.claimed.shares if share.by == "standard-level"
    ]
    heads = [words("group"), words("kind"), *(words(f"step-{step}") for step in STEPS)]
    table = PageTable(
        name="headline",
        title=words("headline"),
        about=brief.reader.sentence("headline-about"),
        heads=tuple(PageCell(head, heading=True) for head in heads),
        rows=tuple(_headline_row(brief, share) for share in shares),
    )
    return grouped(table, [words("group")])


def _headline_row(brief: Brief, share: Share) -> PageRow:
    settings = brief.analysis.settings
    label = share.label or (brief.reader.word("by-total") if share.by == "total" else share.group)
    bare = f"\n○ {brief.reader.word('bare-functions', n=share.bare)}" if share.bare else ""
    steps = (share.at(step) for step in STEPS)
    return PageRow(
        (
            PageCell(label),
            PageCell(f"{brief.reader.word(f'kind-{share.kind}')}{bare}", heading=True),
            *(PageCell(brief.share(n, share.denominator, part), look=settings.grade(part)) for n, part in steps),
        )
    )


def _tables(brief: Brief, *, light: bool) -> Iterator[PageTable]:
    """Give the other tables; what a workbook says of filling it in is left out, since a page cannot be filled in."""
    words = brief.reader.word
    sheets = {
        "alignment": alignment_sheet(brief),
        "correspondence": correspondence_sheet(brief),
        "matrix": matrix_sheet(brief),
        "warnings": warnings_sheet(brief),
        "method": method_sheet(brief),
        "provenance": provenance_sheet(brief),
    }
    for name, sheet in sheets.items():
        if sheet is None:
            continue
        table = table_of(name, sheet, brief.lang)
        if name == "correspondence":
            yield _correspondence(brief, table, light=light)
        elif name == "matrix":
            yield replace(table, about=brief.reader.sentence("share-matrix-about"))
        elif name == "method":
            yield replace(table, rows=tuple(_until(table.rows, words("fill-in"))))
        else:
            yield table


def _correspondence(brief: Brief, table: PageTable, *, light: bool) -> PageTable:
    """Give the table of correspondence, its places as rows of their own."""
    words, sentence = brief.reader.word, brief.reader.sentence
    about = sentence("share-correspondence-about", n=len(brief.analysis.links))
    if light and brief.analysis.compared:
        covering = {link.statement_id for link in brief.analysis.links}
        elsewhere = {gap.statement_id for gap in brief.analysis.gaps} - covering
        rows = tuple(row for row in table.rows if not any(cell.text in elsewhere for cell in row.cells))
        table = replace(table, rows=rows)
        about += "\n" + sentence("share-correspondence-light")
    lifted = [words(key) for key in ("card", "function", "unit", "source")]
    return replace(grouped(table, lifted), about=about)


def _until(rows: Iterable[PageRow], heading: str) -> Iterator[PageRow]:
    """Give the rows before a heading."""
    for row in rows:
        if row.cells[0].text == heading:
            return
        yield row


def _gaps(brief: Brief) -> PageTable | None:
    sheet = gaps_sheet(brief)
    if sheet is None:
        return None
    table = table_of("gaps", sheet, brief.lang, _facts(brief))
    counts = {"n": len(table.rows), "m": len(brief.analysis.result.statements)}
    return replace(without(table, brief.reader.word("card")), about=brief.reader.sentence("share-gaps-about", **counts))


def _facts(brief: Brief) -> Mapping[str, Mapping[str, str]]:
    """Say of every gap what it can be chosen and sorted by."""
    covered = {row.statement.statement_id: row.statement for row in brief.analysis.covered}
    found = {}
    for gap in brief.analysis.gaps:
        one = covered[gap.statement_id]
        found[gap.statement_id] = {
            "priority": gap.priority,
            "card": f"{one.standard_id}/{one.occupation_no}",
            "kind": one.kind,
            "points": f"{gap.points:g}",
        }
    return found


def _choices(brief: Brief, gaps: PageTable) -> tuple[Choice, ...]:
    """Say what the gaps can be chosen by; where there is but one of a thing, there is nothing to choose."""
    words = brief.reader.word
    cards = {f"{one.standard_id}/{one.occupation_no}": card_of(brief, one) for one in brief.analysis.statements}
    said: dict[str, dict[str, str]] = {
        "priority": {one: words(f"priority-{one}") for one in PRIORITIES},
        "card": cards,
        "kind": {one: words(f"one-{one}") for one in KINDS},
    }
    heads = {"priority": words("priority"), "card": words("card"), "kind": words("kind")}
    found = []
    for fact, names in said.items():
        there = choices_of(gaps.rows, fact)
        values = tuple((value, name) for value, name in names.items() if value in there)
        found.append(Choice(fact, heads[fact], values))
    return tuple(one for one in found if len(one.values) > 1)
