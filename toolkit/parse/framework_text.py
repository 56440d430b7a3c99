"""What stands in a framework outside of its tables: order, passport, annexes with ЭҚЖЖ codes, notes, abbreviations."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from toolkit.model import Field, Finding, LineRole, LineUse
from toolkit.parse.framework_rows import Cell
from toolkit.parse.patterns import Hit, Label, first_hit
from toolkit.parse.readers import Paragraph
from toolkit.text import mixed_words, words

_OKED = re.compile(r"\d{2}(\.\d{1,2}){0,2}")
_NOTE = re.compile(r"(\d)\s*[-–—]\s*(.+)")
_POINT = re.compile(r"(\d{1,3}[.)])\s*(?=\D)")
_TITLE_STEM = 7
_ADDRESS_LINES = 5
_TITLE_LINES = 8
"""An annex has a title of a few lines; what follows without a table is text that nobody expected."""

_QUOTES = '«"“„'


@dataclass(frozen=True, slots=True)
class OutsideLabels:
    """Labels of what stands outside of the tables."""

    marks: tuple[Label, ...]
    """Chapters, notes, annexes."""
    address: tuple[Label, ...]
    oked: tuple[Label, ...]
    title: tuple[Label, ...]
    defined: tuple[str, ...]
    """The words before an abbreviation where it is defined: «бұдан әрі»."""


def stems(text: str, length: int) -> frozenset[str]:
    """Give the beginnings of the words of a text, so that endings do not matter.

    Examples
    --------
    >>> stems("Жабдықты жөндеу", 5) == stems("жабдықтарды жөндеу", 5)
    True
    """
    return frozenset(word[:length] for word in words(text))


def annex_lines(stream: Sequence[Paragraph], labels: OutsideLabels) -> frozenset[int]:
    """Find the lines of annex headings, «X» салалық біліктілік шеңберіне N-қосымша: first line of every paragraph."""
    found: set[int] = set()
    for place, paragraph in enumerate(stream):
        if not _begins_annex(paragraph, labels):
            continue
        found.add(paragraph.span.start)
        near = range(place - 1, max(place - 1 - _ADDRESS_LINES, -1), -1)
        quoted = [n for n in near if stream[n].text[0] in _QUOTES]
        opening = next(iter(quoted or [n for n in near if first_hit(labels.address, stream[n].text)]), place)
        if all(stream[n].cell == paragraph.cell or stream[n].table for n in range(opening, place)):
            found |= {stream[n].span.start for n in range(opening, place)}
    return frozenset(found)


def _begins_annex(paragraph: Paragraph, labels: OutsideLabels) -> bool:
    hit = first_hit(labels.marks, paragraph.text)
    return hit is not None and hit.group == "annex" and not hit.rest.endswith((".", ";"))


class Outside:
    """Reads the order, the general provisions, the passport, the annexes with ЭҚЖЖ codes, and the notes."""

    def __init__(self, labels: OutsideLabels, addresses: frozenset[int]) -> None:
        self.labels = labels
        self.addresses = addresses
        self.fields: list[Field] = []
        self.findings: list[Finding] = []
        self.uses: list[LineUse] = []
        self.state = "order"
        self.last: Paragraph | None = None
        self.title_lines = 0

    def close(self) -> None:
        """Begin anew behind a table: nothing is open there."""
        self.state, self.last = "after", None

    def read_cell(self, cell: Cell) -> None:
        """Read the paragraphs of a cell, which is the whole text between two tables in copies as text."""
        for paragraph in cell.paragraphs:
            self._read(paragraph)
            self.last = paragraph

    def _read(self, paragraph: Paragraph) -> None:
        hit = first_hit(self.labels.marks, paragraph.text)
        if paragraph.span.start in self.addresses:
            if self.state != "address":
                self.fields.append(Field("annex", "", "", paragraph.span))
            self.state = "address"
            self._annex(paragraph, hit)
        elif hit and hit.group == "chapters":
            self.state = hit.name
            self._use(paragraph, "heading")
        elif hit and hit.group == "note":
            self.state = "note"
            self._note(hit.rest, paragraph)
        elif self._is_title(paragraph):
            self._use(paragraph, "heading")
        else:
            self._go_on(paragraph)

    def _go_on(self, paragraph: Paragraph) -> None:
        """Read a paragraph without a label by what is open."""
        oked = first_hit(self.labels.oked, paragraph.text)
        if self.state in ("address", "annex", "oked"):
            self._annex_line(paragraph, oked)
        elif self.state == "passport":
            found = _POINT.match(paragraph.text)
            label = found[1] if found else ""
            self._field("passport", label, paragraph.text[found.end() if found else 0 :], paragraph)
        elif self.state == "note" and _NOTE.match(paragraph.text):
            self._note(paragraph.text, paragraph)
        elif self.state in ("order", "other"):
            self._use(paragraph, "boilerplate")
        else:
            self._not_understood(paragraph)

    def _not_understood(self, paragraph: Paragraph) -> None:
        self.findings.append(Finding("not-understood", paragraph.span, (paragraph.text[:80],)))
        self._use(paragraph, "unknown")

    def _annex(self, paragraph: Paragraph, hit: Hit | None) -> None:
        if hit and hit.group == "annex":
            self.fields[-1] = replace(self.fields[-1], label=hit.label)
            self.state, self.title_lines = "annex", 0
        self._use(paragraph, "heading")

    def _annex_line(self, paragraph: Paragraph, oked: Hit | None) -> None:
        """A line of an annex: its title, the head of its table, a code, the title of a code."""
        if oked and not oked.rest:
            self.state = "oked"
            self._use(paragraph, "label")
        elif self.state != "oked":
            self._annex_title(paragraph)
        elif _OKED.fullmatch(paragraph.text):
            self._field("oked", paragraph.text, "", paragraph)
        elif self.fields and self.fields[-1].name == "oked" and (not self.fields[-1].value or paragraph.follows):
            last = self.fields[-1]
            value = f"{last.value} {paragraph.text}".strip()
            self.fields[-1] = replace(last, value=value, span=last.span.join(paragraph.span))
            self._use(paragraph, "record")
        else:
            self._not_understood(paragraph)

    def _annex_title(self, paragraph: Paragraph) -> None:
        """Lines between the heading of an annex and its table; a word alone before them, «Кесте», is no title."""
        self.title_lines += 1
        if self.title_lines > _TITLE_LINES or paragraph.text.endswith((".", ";")):
            self._not_understood(paragraph)
            return
        place = max((n for n, item in enumerate(self.fields) if item.name == "annex"), default=-1)
        is_address = bool(first_hit(self.labels.address, paragraph.text)) or paragraph.text[0] in _QUOTES
        if place >= 0 and not is_address:
            last = self.fields[place]
            value = last.value if last.value != last.value.split(" ")[0] else ""
            self.fields[place] = replace(
                last, value=f"{value} {paragraph.text}".strip(), span=last.span.join(paragraph.span)
            )
        self._use(paragraph, "heading")

    def _is_title(self, paragraph: Paragraph) -> bool:
        """Take «X» салалық біліктілік шеңбері, on one line or on two, as the title of the framework."""
        joined = f"{self.last.text} {paragraph.text}" if self.last else paragraph.text
        for text in (paragraph.text, joined):
            hit = first_hit(self.labels.title, text)
            if hit and hit.title and not hit.rest:
                span = self.last.span.join(paragraph.span) if self.last and text == joined else paragraph.span
                if all(item.name != "title" for item in self.fields):
                    self.fields.append(Field("title", "", hit.title, span))
                if text == joined and self.uses:
                    self.uses[-1] = replace(self.uses[-1], role="heading")
                return True
        return False

    def _note(self, text: str, paragraph: Paragraph) -> None:
        found = _NOTE.match(text)
        self._field("note", found[1] if found else "", found[2] if found else text, paragraph)

    def _field(self, name: str, label: str, value: str, paragraph: Paragraph) -> None:
        self.fields.append(Field(name, label, value, paragraph.span))
        self._use(paragraph, "record")

    def _use(self, paragraph: Paragraph, role: LineRole) -> None:
        self.uses.append(LineUse(paragraph.span, role))


def findings_across(stream: Sequence[Paragraph], fields: Sequence[Field], labels: OutsideLabels) -> list[Finding]:
    """Compare what stands apart: alphabets in a word, ЭҚЖЖ codes and titles, abbreviations and their definitions."""
    findings = [Finding("mixed-alphabets", p.span, (", ".join(m),)) for p in stream if (m := mixed_words(p.text))]
    codes: dict[str, Field] = {}
    titles: dict[frozenset[str], Field] = {}
    for item in fields:
        if item.name != "oked":
            continue
        same_title = titles.setdefault(stems(item.value, _TITLE_STEM), item)
        same_code = codes.setdefault(item.label, item)
        if same_title.label != item.label and item.value:
            span, params = item.span, (item.label, item.value, same_title.label, same_title.value)
            findings.append(Finding("oked-code-differs", span, params))
        if same_code is not item:
            findings.append(Finding("oked-repeated", item.span, (item.label, str(same_code.span.start))))
    return findings + _misspelt(stream, labels)


def _misspelt(stream: Sequence[Paragraph], labels: OutsideLabels) -> list[Finding]:
    """Find abbreviations that have the letters of a defined one in another order: «БҰШ» for «ҰБШ»."""
    said = "|".join(re.escape(phrase) for phrase in labels.defined)
    pattern = re.compile(rf"\((?:{said})\s*[-–—]?\s*([^\W\d_]{{2,6}})\)")
    defined = {word for paragraph in stream for word in pattern.findall(paragraph.text) if word.isupper()}
    letters = {"".join(sorted(word)): word for word in sorted(defined)}
    findings = []
    for paragraph in stream:
        for word in dict.fromkeys(re.findall(r"\b[^\W\d_]{2,6}\b", paragraph.text)):
            meant = letters.get("".join(sorted(word)))
            if meant and word not in defined:
                findings.append(Finding("abbreviation-misspelt", paragraph.span, (word, meant)))
    return findings
