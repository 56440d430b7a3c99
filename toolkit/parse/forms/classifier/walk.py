"""Lines with their neighbours: which title belongs to which code, and what is no code at all."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from toolkit.codes import group_kind, parents, tidy
from toolkit.model import Finding, Lang, Span
from toolkit.parse.forms.classifier.lines import (
    CONTACT,
    IN_BRACKETS,
    STRAY,
    Line,
    Words,
    is_capitals,
    is_unfinished,
    join,
    look,
    words_of,
)
from toolkit.parse.forms.classifier.titles import split_titles, whole
from toolkit.parse.readers import Paragraph

Place = tuple[str, Span]
"""A code or title and the lines it stands on."""

_LONGEST = 20
"""Lines that one title may have, and lines in which a code put down late is looked for."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a code stands, with the title it has there, empty if it has none; `at` is where the title is."""

    code: str
    title: str
    span: Span
    at: Span


@dataclass(frozen=True, slots=True)
class Block:
    """Codes and titles of one slide whose numbers agree; the codes in the order of the text, which may be broken."""

    codes: tuple[Place, ...]
    titles: tuple[Place, ...]

    def given(self, *, ascending: bool) -> tuple[Mention, ...]:
        """Give each code a title, in ascending order or in the order of the text."""
        codes = sorted(self.codes, key=lambda pair: pair[0]) if ascending else self.codes
        pairs = zip(codes, self.titles, strict=True)
        return tuple(Mention(code, title, span.join(at), at) for (code, span), (title, at) in pairs)


@dataclass(slots=True)
class Reader:
    """Walks through the lines and collects the places where codes stand.

    `skills` and `sizes` hold what slides of a main group print of its skill level and its number of subgroups.
    """

    stream: tuple[Paragraph, ...]
    lang: Lang
    words: Words = field(init=False)
    lines: list[Line] = field(init=False)
    mentions: list[Mention] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    skills: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, tuple[int, Span]] = field(default_factory=dict)
    main: str = ""

    def __post_init__(self) -> None:
        self.words = words_of(self.lang)
        self.lines = [look(paragraph, self.words) for paragraph in self.stream]

    def read(self) -> None:
        """Read the whole document."""
        self._pair_cells()
        self._drop_lists()
        self._mark_counts()
        readers = {
            "heading": self._heading,
            "led": self._led,
            "codes": self._codes,
            "label": self._label,
            "skill": self._skill,
            "text": self._text,
            "unknown": self._unknown,
        }
        for index, line in enumerate(self.lines):
            if line.taken:
                continue
            if line.shape == "level":
                line.role = "heading"
            if line.shape in readers:
                readers[line.shape](index)

    # --- what is no code, and what is a table

    def _pair_cells(self) -> None:
        """Give a code alone in a cell the text of the next cell of its row, or else of the cell before."""
        for index, line in enumerate(self.lines):
            if line.shape != "codes" or len(line.codes) > 1:
                continue
            cells = self._cell(line, self.lines[index + 1 : index + 20])
            cells = cells or self._cell(line, self.lines[max(index - 20, 0) : index][::-1])[::-1]
            if cells:
                title = join([cell.text for cell in cells], self.words)
                self.lines[index] = replace(line, shape="led", titles=(title,), name="cell", beside=tuple(cells))
                self._take(cells)

    def _cell(self, line: Line, others: list[Line]) -> list[Line]:
        """Give the lines of the nearest other cell of the same row, if there is nothing else in it."""
        row, cell = line.paragraph.row, line.paragraph.cell
        beside = [other for other in others if other.paragraph.row == row and other.paragraph.cell != cell]
        nearest = [other for other in beside if other.paragraph.cell == beside[0].paragraph.cell]
        return nearest if all(other.free for other in nearest) else []

    def _drop_lists(self) -> None:
        """Take «1. …», «2. …» for codes only in a chain that goes from a group to one inside it: «2. …», «21. …»."""
        chain: list[Line] = []
        for line in self.lines:
            if line.shape == "led":
                chain.append(line)
            elif chain and not _is_inside(line, chain[-1]):
                _judge(chain)
                chain = []
        _judge(chain)

    def _mark_counts(self) -> None:
        """Names of levels and numbers around «number of groups» are sizes, not codes."""
        for index, line in enumerate(self.lines):
            if line.shape != "count":
                continue
            for step in (-1, 1):
                place = index + step
                while 0 <= place < len(self.lines) and self._may_be_counted(self.lines[place]):
                    self.lines[place].taken = True
                    place += step

    def _may_be_counted(self, line: Line) -> bool:
        return line.shape == "level" or (line.shape in ("codes", "heading") and not any(line.titles))

    # --- one line after the other

    def _mention(self, code: str, title: str, span: Span, at: Span | None = None) -> None:
        self.mentions.append(Mention(code, title, span, at or span))

    def _heading(self, index: int) -> None:
        line = self.lines[index]
        code = line.codes[0]
        kind = group_kind(code)
        if line.name == "main" and kind == "main":
            self.main = code
        if line.name not in ("any", kind):
            self.findings.append(Finding("group-level-differs", line.span, (code, line.text[:80])))
        line.role = "heading"
        parts = [title for title in line.titles if title]
        if line.titles:
            beside = self._own(index, self._go_on(index + 1, list(parts), run=True), inline=bool(parts))
            if not parts and not beside and tidy(line.text).startswith(code):
                beside = self._before(index)
            parts += [other.text for other in beside]
        else:
            beside = []
        self._take(beside)
        self._mention(code, join(parts, self.words), whole([line, *beside]))
        line.role = "record" if parts else "heading"

    def _own(self, index: int, beside: list[Line], *, inline: bool) -> list[Line]:
        """Leave the titles of a column of codes to the column, where nothing but their number parts them."""
        place = index + 1 + len(beside)
        column = self._column(place) if place < len(self.lines) and self.lines[place].shape == "codes" else []
        if len(column) < 2:
            return beside
        groups = split_titles(beside, len(column) + (not inline), self.words)
        return ([] if inline else groups[0][0]) if groups else beside

    def _led(self, index: int) -> None:
        line = self.lines[index]
        line.role = "record"
        *earlier, last = zip(line.codes, line.titles, strict=True)
        for code, title in earlier:
            self._give(code, title, line.span)
        parts = [last[1]]
        more = [] if line.name == "cell" else self._go_on(index + 1, parts, run=False)
        self._take(more)
        self._give(last[0], join(parts, self.words), whole([line, *line.beside, *more]))

    def _give(self, codes: str, title: str, span: Span) -> None:
        """Give a title to a code, or the parts of «A/ B» to «831/832» if there are as many."""
        if title.startswith("(") and title.endswith(")"):
            title = title[1:-1].strip()
        each = codes.split("/")
        titles = [title] if len(each) == 1 else [part.strip() for part in title.split("/")]
        if len(titles) != len(each):
            self.findings.append(Finding("codes-without-titles", span, (", ".join(each),)))
            titles = [""] * len(each)
        for code, part in zip(each, titles, strict=True):
            self._mention(code, part, span)

    def _codes(self, index: int) -> None:
        """Read a row or a column of codes, or a code alone."""
        run = self._column(index)
        codes = [(code, line.span) for line in run for code in line.codes]
        kinds = {group_kind(code) for code, _ in codes}
        if len(codes) == 1:
            self._code_alone(index)
            return
        late = self._late(index + len(run), codes) if len(run) > 1 else []
        sets = [codes, *([codes + [(line.codes[0], line.span) for line in late]] if late else [])]
        found = [
            (chosen, titles)
            for chosen in sets
            for lines in (self._after(index + len(run), len(chosen)), self._before(index, len(chosen)))
            if len(kinds) == 1 and (titles := split_titles(lines, len(chosen), self.words))
        ]
        if len(found) == 1:
            chosen, titles = found[0]
            self._block([*run, *(late if len(chosen) > len(codes) else [])], chosen, titles)
        elif kinds == {"main"} or len(kinds) > 1 or (run[0].weak and len(run) > 1):
            for line in run:
                self._not_understood(line)
        else:
            span = whole(run)
            self.findings.append(Finding("codes-without-titles", span, (", ".join(code for code, _ in codes),)))
            for line in run:
                line.role = "record"
            for code, at in codes:
                self._mention(code, "", at)
        for line in run:
            line.taken = True

    def _column(self, index: int) -> list[Line]:
        """Give the codes under each other that belong to the same group."""
        run = [self.lines[index]]
        if len(run[0].codes) > 1:
            return run
        above = parents(run[0].codes[0])
        for line in self._from(index + 1):
            if (
                line.shape != "codes"
                or line.taken
                or len(line.codes) > 1
                or not above
                or parents(line.codes[0]) != above
            ):
                break
            run.append(line)
        return run

    def _late(self, index: int, codes: list[Place]) -> list[Line]:
        """Find codes of a column that the copy put further down on the same slide."""
        late: list[Line] = []
        for line in self._from(index, _LONGEST):
            if line.shape in ("heading", "footer", "led"):
                break
            seen = {code for code, _ in codes} | {item.codes[0] for item in late}
            alone = line.shape == "codes" and len(line.codes) == 1 and line.codes[0] not in seen
            if alone and parents(line.codes[0]) == parents(codes[0][0]):
                late.append(line)
        return late

    def _block(self, lines: list[Line], codes: list[Place], titles: list[tuple[list[Line], str]]) -> None:
        self._take(lines)
        for group, _ in titles:
            self._take(group)
        self.blocks.append(Block(tuple(codes), tuple((title, whole(group)) for group, title in titles)))

    def _code_alone(self, index: int) -> None:
        """One or two digits alone are the number of a page or of things; a longer code needs one title behind it."""
        line = self.lines[index]
        if line.weak:
            return
        titles = split_titles(self._after(index + 1, 1), 1, self.words)
        if titles:
            self._block([line], [(line.codes[0], line.span)], titles)
        else:
            self._not_understood(line)

    def _label(self, index: int) -> None:
        line, before = self.lines[index], self.lines[max(index - 1, 0)]
        if line.name != "parts" or not self.main:
            return
        number = line.number or (int(before.codes[0]) if before.shape == "codes" and before.codes[0].isdigit() else 0)
        if number:
            self.sizes.setdefault(self.main, (number, before.span.join(line.span)))

    def _skill(self, index: int) -> None:
        if self.main:
            self.skills.setdefault(self.main, self.lines[index].name)

    def _text(self, index: int) -> None:
        """Look for codes inside prose: in brackets they are read, anywhere else they are not understood."""
        line = self.lines[index]
        for found in IN_BRACKETS.finditer(line.text):
            self._mention(tidy(found["code"]), (found["title"] or "").strip(), line.span)
            line.role, line.taken = "record", True
        rest = CONTACT.sub(" ", IN_BRACKETS.sub(" ", line.text))
        if any(not self.words.years.match(rest, found.end()) for found in STRAY.finditer(rest)):
            self._not_understood(line)

    def _unknown(self, index: int) -> None:
        self._not_understood(self.lines[index])

    def _not_understood(self, line: Line) -> None:
        line.role, line.taken = "unknown", True
        self.findings.append(Finding("not-understood", line.span, (line.paragraph.text[:80],)))

    # --- titles

    def _take(self, lines: Iterable[Line]) -> None:
        for line in lines:
            line.taken, line.role = True, "record"

    def _go_on(self, index: int, parts: list[str], *, run: bool) -> list[Line]:
        """Collect the lines that go on with a title; in a run of capitals also over blank lines."""
        more: list[Line] = []
        for line in self._from(index, _LONGEST):
            if not line.free or not self._goes_on(parts, line, run=run):
                break
            parts.append(line.text)
            more.append(line)
            if line.last:
                break
        return more

    def _goes_on(self, parts: list[str], line: Line, *, run: bool) -> bool:
        first = line.text[0]
        if not parts:
            return first.isupper() or first in '«"“'
        if first.islower() or is_unfinished(parts[-1], self.words) or is_unfinished(" ".join(parts), self.words):
            return True
        return is_capitals(parts[-1]) and is_capitals(line.text) and (run or line.paragraph.follows)

    def _from(self, index: int, limit: int | None = None) -> Iterator[Line]:
        last = len(self.lines) if limit is None else min(index + limit, len(self.lines))
        return (self.lines[place] for place in range(index, last))

    def _after(self, index: int, count: int) -> list[Line]:
        """Collect the text behind some codes, as far as it can be titles."""
        found: list[Line] = []
        for line in self._from(index, _LONGEST * count):
            if not line.free or (found and is_capitals(found[0].text) and not is_capitals(line.text)):
                break
            found.append(line)
            if line.last:
                break
        return found

    def _before(self, index: int, count: int = 1) -> list[Line]:
        """Collect the text before some codes, as far as it can be titles."""
        found: list[Line] = []
        for place in range(index - 1, max(index - 1 - _LONGEST * count, -1), -1):
            line = self.lines[place]
            if not line.free or line.last or (found and is_capitals(found[0].text) != is_capitals(line.text)):
                break
            found.append(line)
        return found[::-1]


def _is_inside(line: Line, last: Line) -> bool:
    """Say whether a line may stand inside a list of codes: the rest of a title, an ellipsis, or another cell."""
    if line.taken or (line.name == "" and last.name == "cell" and line.paragraph.row == last.paragraph.row):
        return True
    return line.shape == "text" and (line.paragraph.follows or not line.text[0].isupper())


def _judge(chain: list[Line]) -> None:
    """Turn the short codes of a list into plain text, unless the list has a group followed by one inside it."""
    codes = [code for line in chain for code in line.codes]
    if any(parents(lower)[:1] == (upper,) for upper, lower in pairwise(codes)):
        return
    for line in chain:
        if line.weak:
            line.shape = "codes" if line.name == "cell" else "text"
            for other in line.beside:
                other.taken, other.role = False, "boilerplate"
