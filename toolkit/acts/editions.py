"""An edition: the text of an act after amendments, parsed anew, with every line traceable to the act that printed it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, TypeVar

from toolkit.acts.amendments import Amendment
from toolkit.acts.passages import ActText, Passage
from toolkit.acts.references import ActRef
from toolkit.errors import UnknownFormError
from toolkit.model import Finding, Lang, Parsed, Span, Standard, Statement, statements_of
from toolkit.parse import detect
from toolkit.parse.readers import Paragraph, reflow

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where lines of an edition were printed: act, file and lines there, and the instructions that changed words since."""

    act_id: str
    source: str
    span: Span
    changed_by: tuple[tuple[str, str, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """The text of an act after the amendments of one amending act.

    Parameters
    ----------
    edition_id : str
        ``BASE@DAY``, where DAY is the day of entry into force if the amending act names it, else ``BASE@AMENDING``.
    act, by : ActRef
        The act, and the one that amends it.
    text : ActText
        The text: another amending act can be applied to it in turn.
    applied, left : tuple of Amendment
        What was carried out, and what was not; a finding says why.
    findings : tuple of Finding
        What a person must look at; lines are those of the amending act.
    parsed : Parsed or None
        The edition as a document, its lines counted through the edition itself (`trace` leads back); None where no form
        of standard was recognised in it.
    lines : mapping of int to tuple of Passage
        What stands on each line of `parsed`.
    """

    edition_id: str
    act: ActRef
    by: ActRef
    text: ActText
    applied: tuple[Amendment, ...]
    left: tuple[Amendment, ...]
    findings: tuple[Finding, ...]
    parsed: Parsed | None
    lines: Mapping[int, tuple[Passage, ...]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def complete(self) -> bool:
        """Whether the base text was at hand and every amendment was carried out."""
        return not self.left and all(item.code != "base-missing" for item in self.findings)

    def trace(self, span: Span) -> tuple[Origin, ...]:
        """Give where lines of `parsed` were printed, in order, each run of lines of one act once.

        Parameters
        ----------
        span : Span
            Lines of the edition, such as those of a statement.
        """
        found: list[Origin] = []
        there = (passage for line in range(span.start, span.end + 1) for passage in self.lines.get(line, ()))
        for passage in dict.fromkeys(there):
            lines = passage.paragraph.span
            last = found[-1] if found else None
            mine = (passage.act_id, passage.source, passage.changed_by)
            if last and mine == (last.act_id, last.source, last.changed_by):
                found[-1] = replace(last, span=last.span.join(lines))
            else:
                found.append(Origin(passage.act_id, passage.source, lines, passage.changed_by))
        return tuple(found)

    @property
    def standards(self) -> tuple[Standard, ...]:
        """The standards of the edition; one that a single act printed has the lines and the file of that act."""
        return tuple(self._printed(standard) for standard in self.parsed.standards) if self.parsed else ()

    def _printed(self, standard: Standard) -> Standard:
        sources = {(origin.act_id, origin.source) for span in _spans(standard) for origin in self.trace(span)}
        if len(sources) != 1:
            return standard
        ((_, source),) = sources
        moved: Standard = _moved(standard, self._lines)
        return replace(moved, source=source)

    def _lines(self, span: Span) -> Span:
        origins = self.trace(span)
        return Span(min(item.span.start for item in origins), max(item.span.end for item in origins))

    def statements(self) -> tuple[Statement, ...]:
        """Give every statement of the edition with the file and lines of the act that printed it.

        A statement that lines of two acts make together keeps the lines of the edition.
        """
        rows = [row for standard in self.parsed.standards for row in statements_of(standard)] if self.parsed else []
        return tuple(self._row(row) for row in rows)

    def _row(self, row: Statement) -> Statement:
        origins = self.trace(Span(row.line_start, row.line_end))
        if len({(item.act_id, item.source) for item in origins}) != 1:
            return row
        lines = self._lines(Span(row.line_start, row.line_end))
        return replace(row, source=origins[0].source, line_start=lines.start, line_end=lines.end)


def _spans(value: Any) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _spans(item)
    elif is_dataclass(value):
        for part in fields(value):
            yield from _spans(getattr(value, part.name))


def _moved(value: Any, move: Any) -> Any:
    if isinstance(value, Span):
        return move(value)
    if isinstance(value, tuple):
        return tuple(_moved(item, move) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        changes = {part.name: _moved(getattr(value, part.name), move) for part in fields(value)}
        return replace(value, **changes)
    return value


def stream_of(passages: tuple[Passage, ...]) -> tuple[Paragraph, ...]:
    """Give passages as one document: lines, cells, rows and tables counted anew, in order.

    Between passages of one source the distances stay as they were, since empty cells tell forms something; where two
    passages did not stand next to each other, the second does not go on with the first.
    """
    found: list[Paragraph] = []
    tables: dict[tuple[str, str, int], int] = {}
    before: Passage | None = None
    for passage in passages:
        item, last = passage.paragraph, before.paragraph if before else None
        there = found[-1] if found else None
        if last is None or there is None or before is None:
            placed = replace(item, follows=False)
        else:
            home = (before.act_id, before.source) == (passage.act_id, passage.source)
            start = there.span.start if home and last.span == item.span else there.span.end + 1
            if home and item.span.start > last.span.end:
                start = there.span.end + item.span.start - last.span.end
            placed = replace(
                item,
                span=Span(start, start + item.span.end - item.span.start),
                cell=_next(there.cell, last.cell, item.cell, home=home),
                row=_next(there.row, last.row, item.row, home=home),
                follows=item.follows and home and last.span.end + 1 >= item.span.start,
            )
        key = (passage.act_id, passage.source, item.table)
        if item.table:
            tables.setdefault(key, len(tables) + 1)
        found.append(replace(placed, table=tables.get(key, 0), lines=()))
        before = passage
    return tuple(found)


def _next(there: int, last: int, mine: int, *, home: bool) -> int:
    """Count a cell or row on: by as much as in the source, by one where the source changes or goes back."""
    if home and mine >= last:
        return there + mine - last
    return there + 1


def by_line(passages: tuple[Passage, ...]) -> dict[int, tuple[Passage, ...]]:
    """Say which passages stand on each line of the document that `stream_of` makes of them."""
    found: dict[int, tuple[Passage, ...]] = {}
    for passage, placed in zip(passages, stream_of(passages), strict=True):
        for line in range(placed.span.start, placed.span.end + 1):
            found[line] = (*found.get(line, ()), passage)
    return found


def parse_passages(passages: tuple[Passage, ...], lang: Lang, name: str) -> Parsed | None:
    """Read passages as a document with standards; None if no form of document is recognised.

    Parameters
    ----------
    passages : tuple of Passage
        The text.
    lang : {"kk", "ru"}
        Its language.
    name : str
        Identifier of the act or edition: that of its standards, and the source of the lines.
    """
    stream = stream_of(passages)
    joined = reflow(stream)
    try:
        form, found, why = detect(joined, lang=lang)
    except UnknownFormError:
        return None
    return replace(form.parse(stream if form.lines_apart else joined, found, name, name), why=why)


def cards_of(text: ActText) -> tuple[tuple[int, str], ...]:
    """List the cards of an act: the passage in which each begins, and its title."""
    parsed = parse_passages(text.passages, text.lang, text.act.act_id)
    starts: dict[int, int] = {}
    for place, item in enumerate(stream_of(text.passages)):
        starts.setdefault(item.span.start, place)
    cards = [card for standard in parsed.standards for card in standard.cards] if parsed else []
    return tuple((starts[card.span.start], card.title) for card in cards if card.span.start in starts)
