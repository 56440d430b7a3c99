"""An edition as a document of the library: every statement with the file and lines of the act that printed it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from toolkit.acts.editions import Edition, Origin
from toolkit.model import Descriptor, Finding, Group, Item, Parsed, Span, Standard, statements_of

Row = TypeVar("Row", Descriptor, Group)


def printed_document(edition: Edition, parsed: Parsed, source: str) -> Parsed:
    """Give an edition as a document whose lines are those of the files that printed it.

    Parameters
    ----------
    edition : Edition
        The edition.
    parsed : Parsed
        Its document (`Edition.parsed`), lines counted through the edition.
    source : str
        What stands for the file of the document, such as the names of all files that it is made of.

    Returns
    -------
    Parsed
        A standard has the file that printed most of its statements; a statement of another file names that one
        (`Item.source`). Lines of cards, functions and fields are those in the file of the standard; for what another
        file prints there is a finding ``printed-elsewhere`` with its file and lines, and ``words-changed`` for every
        paragraph in which an order changed words. There is no account of lines: the sources have their own.
    """
    work = _Work(edition, [])
    standards = tuple(work.standard(standard) for standard in parsed.standards)
    found = [work.finding(item) for item in parsed.findings]
    return replace(
        parsed,
        source=source,
        standards=standards,
        findings=tuple(dict.fromkeys([*found, *work.notes, *_changed(edition)])),
        uses=(),
        descriptors=tuple(work.row(item) for item in parsed.descriptors),
        classifier=tuple(work.row(item) for item in parsed.classifier),
        fields=work.moved(parsed.fields, ""),
    )


def _changed(edition: Edition) -> Iterable[Finding]:
    """List the paragraphs in which words were changed, and by what."""
    passages = dict.fromkeys(passage for line in sorted(edition.lines) for passage in edition.lines[line])
    for passage in passages:
        for act_id, source, span in passage.changed_by:
            yield Finding("words-changed", passage.paragraph.span, (act_id, source, str(span.start)), passage.source)


@dataclass(frozen=True, slots=True)
class _Work:
    """Leads lines of the edition back to where they were printed, and notes what one file alone did not print."""

    edition: Edition
    notes: list[Finding]

    def place(self, span: Span, home: str = "") -> tuple[str, Span, tuple[Origin, ...]]:
        """Give file and lines of a span: in the file wanted if that prints some of it, else in the first one.

        What other files print of it is given too.
        """
        origins = self.edition.trace(span)
        if not origins:
            return home, span, ()
        source = home if any(one.source == home for one in origins) else origins[0].source
        mine = [one.span for one in origins if one.source == source]
        lines = Span(min(one.start for one in mine), max(one.end for one in mine))
        return source, lines, tuple(one for one in origins if one.source != source)

    def standard(self, standard: Standard) -> Standard:
        counts = Counter(
            self.place(Span(row.line_start, row.line_end))[0] for row in statements_of(standard)
        ) or Counter(self.place(card.span)[0] for card in standard.cards)
        home = counts.most_common(1)[0][0] if counts else self.place(Span(1, 1))[0]
        moved: Standard = self.moved(standard, home)
        return replace(moved, source=home)

    def moved(self, value: Any, home: str) -> Any:
        if isinstance(value, Item):
            source, lines, others = self.place(value.span, home)
            for other in others:
                self.elsewhere(value.text, other.span, other.source, lines, source)
            return replace(value, span=lines, source="" if source == home else source)
        if isinstance(value, Span):
            return self.place(value, home)[1]
        if isinstance(value, tuple):
            return tuple(self.moved(item, home) for item in value)
        if is_dataclass(value) and not isinstance(value, type):
            self.note(value, home)
            return replace(value, **{part.name: self.moved(getattr(value, part.name), home) for part in fields(value)})
        return value

    def note(self, value: Any, home: str) -> None:
        """Note a card, function or field that the file of its standard does not print: its table has no column for it."""
        span = getattr(value, "span", None)
        if not isinstance(span, Span):
            return
        source, lines, _ = self.place(span, home)
        if source != home and home:
            self.elsewhere(getattr(value, "title", "") or getattr(value, "label", ""), lines, source, lines, source)

    def elsewhere(self, text: str, lines: Span, source: str, at: Span, file: str) -> None:
        params = (text[:160], source, str(lines.start), str(lines.end))
        self.notes.append(Finding("printed-elsewhere", at, params, file))

    def finding(self, item: Finding) -> Finding:
        source, lines, _ = self.place(item.span)
        return replace(item, span=lines, source=source)

    def row(self, item: Row) -> Row:
        source, lines, _ = self.place(Span(item.line_start, item.line_end))
        return replace(item, source=source, line_start=lines.start, line_end=lines.end)
