"""The sectoral qualifications framework of 2012 to 2015: areas, levels, and what a level asks for.

A table an area: the level of the national framework (ҰБШ), the level of the sectoral one (СБШ), then a column for every
kind of descriptor. The labels are data (`toolkit/labels/forms/framework-2013.*.toml`); where the copy lost a level,
`toolkit.parse.framework_levels` derives it or leaves it open.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from toolkit.labels import load
from toolkit.model import Descriptor, Field, Finding, Lang, LineRole, LineUse, Parsed, Span
from toolkit.parse.framework_levels import Level, Row, derive
from toolkit.parse.framework_rows import Cell, GridRow, Header, cells_of, level_in, read_rows, statements_in
from toolkit.parse.framework_text import Outside, OutsideLabels, annex_lines, findings_across, stems
from toolkit.parse.patterns import Hit, Label, compile_label, compile_labels, first_hit
from toolkit.parse.readers import Paragraph
from toolkit.text import normalise

NAME = "framework-2013"
LANGS: tuple[Lang, ...] = ("kk", "ru")

_LETTERS = {
    "competence": "C",
    "skill": "S",
    "knowledge": "K",
    "autonomy": "A",
    "responsibility": "R",
    "complexity": "X",
    "other": "O",
}
_AREA = re.compile(r"(\d+(?:\.\d+)*)[.)]?\s+(?=\S)")
_STEM = 6
_NEAR_TITLE = 0.8


@dataclass(frozen=True, slots=True)
class _Labels:
    head: tuple[Label, ...]
    """Level columns, the area, kinds of descriptor."""
    outside: OutsideLabels
    level_words: tuple[str, ...]
    ordinals: tuple[tuple[str, int], ...]

    def head_hit(self, cell: Cell) -> Hit | None:
        hit = first_hit(self.head, cell.text)
        return hit if hit and (hit.group == "area" or not hit.rest) else None


@cache
def _labels(lang: Lang) -> _Labels:
    data = load(f"forms/{NAME}.{lang}")
    said = data["words"]
    return _Labels(
        head=compile_labels(data, only=["levels", "area", "kinds"]),
        outside=OutsideLabels(
            marks=compile_labels(data, only=["chapters", "note"]) + _variants("annex", data["annex"]["labels"]),
            address=_variants("address", data["annex"]["address"]),
            oked=compile_labels(data, only=["oked"]),
            title=_variants("title", data["title"]["framework"]),
            defined=tuple(said["defined"]),
        ),
        level_words=tuple(said["level"]),
        ordinals=tuple(
            (word, number) for number, forms in enumerate(said["ordinal"], start=1) for word in forms.split()
        ),
    )


def _variants(name: str, variants: Sequence[str]) -> tuple[Label, ...]:
    return tuple(compile_label(name, name, variant) for variant in sorted(variants, key=lambda one: -len(one)))


# --- heads of tables ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of one table: from which cell to which, its columns, and the area if it is printed."""

    start: int
    end: int
    grid: Header
    area: str
    unknown: tuple[Cell, ...]


def _heads(cells: Sequence[Cell], labels: _Labels) -> tuple[_Head, ...]:
    """Find the heads: at least two kinds of descriptor beside each other, the names of level columns before them."""
    hits = [labels.head_hit(cell) for cell in cells]
    heads: list[_Head] = []
    place = 0
    while place < len(cells):
        hit = hits[place]
        if not (hit and hit.group == "kinds"):
            place += 1
            continue
        end = _end_of_kinds(cells, hits, place)
        kinds = [(number, h) for number in range(place, end) if (h := hits[number]) and h.group == "kinds"]
        if len({h.name for _, h in kinds}) > 1:
            heads.append(_head(cells, hits, place, end, heads))
        place = end
    return tuple(heads)


def _end_of_kinds(cells: Sequence[Cell], hits: Sequence[Hit | None], start: int) -> int:
    """Go to the end of the columns; one cell between two known columns, or behind them in a true table, is a column too."""
    end = start + 1
    while end < len(cells):
        if _is(hits[end], "kinds"):
            end += 1
        elif end + 1 < len(cells) and _is(hits[end + 1], "kinds") and cells[end].first.row == cells[end + 1].first.row:
            end += 2
        elif cells[end].first.table and cells[end].first.row == cells[start].first.row and not hits[end]:
            end += 1
        else:
            break
    return end


def _is(hit: Hit | None, group: str) -> bool:
    return hit is not None and hit.group == group


def _head(cells: Sequence[Cell], hits: Sequence[Hit | None], first: int, end: int, before: Sequence[_Head]) -> _Head:
    start = first
    while start and (_is(hits[start - 1], "levels") or _is(hits[start - 1], "area")):
        start -= 1
    own = [(cells[n].first.column, hit.name) for n in range(start, end) if (hit := hits[n]) and hit.group == "levels"]
    area = next((hit.rest for hit in hits[start:end] if hit and hit.group == "area"), "")
    taken = before[-1].grid.levels if before else ((0, "nqf"), (1, "sqf"))
    kinds, unknown = [], []
    for number in range(first, end):
        hit = hits[number]
        if hit and hit.group != "kinds":
            continue
        kinds.append((cells[number].first.column, hit.name if hit else "other"))
        if not hit:
            unknown.append(cells[number])
    grid = Header(tuple(own) or taken, tuple(kinds), bool(own))
    return _Head(start, end, grid, area, tuple(unknown))


def evidence(stream: tuple[Paragraph, ...], lang: Lang) -> dict[str, int]:
    """Count what speaks for this form in a language; empty without a table head with levels and kinds of descriptor.

    Examples
    --------
    >>> from toolkit.parse.readers import paragraphs
    >>> evidence(paragraphs("\\tУровень НРК\\n\\tУровень ОРК\\n\\tУмения и навыки\\n\\tЗнания\\n\\t4\\n\\t4.1"), "ru")
    {'table heads': 1, 'level columns': 2, 'descriptor columns': 2}
    """
    heads = _heads(cells_of(stream), _labels(lang))
    named = {name for head in heads if head.grid.own_levels for _, name in head.grid.levels}
    if "nqf" not in named:  # cards name levels of the sectoral framework only
        return {}
    return {
        "table heads": len(heads),
        "level columns": sum(len(head.grid.levels) for head in heads if head.grid.own_levels),
        "descriptor columns": sum(len(head.grid.kinds) for head in heads),
    }


# --- the document -------------------------------------------------------------------------------------------------


def parse(stream: tuple[Paragraph, ...], lang: Lang, source: str, act_id: str) -> Parsed:
    """Read a document in this form.

    Parameters
    ----------
    stream : tuple of Paragraph
        The document.
    lang : {"kk", "ru"}
        Its language.
    source : str
        Name of the file, for traceability.
    act_id : str
        Identifier of the act, which is that of its framework.

    Returns
    -------
    Parsed
        Descriptors, fields (title, passport, ЭҚЖЖ codes, notes), findings, and the use of every paragraph. No standards.
    """
    labels = _labels(lang)
    cells = cells_of(stream)
    heads = _heads(cells, labels)
    addresses = annex_lines(stream, labels.outside)
    outside = Outside(labels.outside, addresses)
    first = heads[0].start if heads else len(cells)
    for cell in cells[:first]:
        outside.read_cell(cell)
    tables: list[_Table] = []
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        body = cells[head.end : following.start if following else len(cells)]
        inside, after = _cut(body, labels, addresses)
        before = cells[head.end - 1].first.cell
        tables.append(
            _Table(head, cells[head.start : head.end], inside, read_rows(inside, head.grid, labels.level_words, before))
        )
        outside.close()
        for cell in after:
            outside.read_cell(cell)
    areas, findings = _areas(tables, outside.fields)
    reader = _Descriptors(labels, source, act_id)
    reader.read(tables, areas)
    findings += [*outside.findings, *reader.findings, *findings_across(stream, outside.fields, labels.outside)]
    ordered = tuple(sorted(findings, key=lambda one: (one.span.start, one.code)))
    uses = tuple(sorted([*outside.uses, *reader.uses], key=lambda use: use.span.start))
    return Parsed(source, lang, NAME, "", (), ordered, uses, tuple(reader.descriptors), fields=tuple(outside.fields))


@dataclass(frozen=True, slots=True)
class _Table:
    head: _Head
    head_cells: tuple[Cell, ...]
    cells: tuple[Cell, ...]
    rows: tuple[GridRow, ...]


def _cut(
    body: tuple[Cell, ...], labels: _Labels, addresses: frozenset[int]
) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """Part the cells of a table from the text behind it, which begins in its last cell: a note, an annex, a chapter."""
    for number, cell in enumerate(body):
        for place, paragraph in enumerate(cell.paragraphs):
            if paragraph.span.start in addresses or first_hit(labels.outside.marks, paragraph.text):
                inside = (*body[:number], Cell(cell.paragraphs[:place])) if place else body[:number]
                return inside, (Cell(cell.paragraphs[place:]), *body[number + 1 :])
    return body, ()


def _areas(tables: Sequence[_Table], fields: Sequence[Field]) -> tuple[list[tuple[str, str]], list[Finding]]:
    """Give number and text of the area of every table; where it is not printed, its number follows and its title is that of the annex in the same place, if the annexes before have the titles of the areas before."""
    areas: list[tuple[str, str]] = []
    findings: list[Finding] = []
    annexes = [item.value for item in fields if item.name == "annex"]
    for place, table in enumerate(tables):
        printed = table.head.area
        found = _AREA.match(printed)
        number = found[1] if found else _following(areas)
        if not printed:
            span = table.head_cells[0].span
            pairs = list(zip(areas, annexes, strict=False))
            same = bool(pairs) and all(
                _share(stems(text, _STEM), stems(title, _STEM)) >= _NEAR_TITLE for (_, text), title in pairs
            )
            if same and place < len(annexes) and len(pairs) == place:
                printed = f"{number} {annexes[place]}"
                findings.append(Finding("area-inferred", span, (printed,)))
            else:
                findings.append(Finding("area-missing", span, (number,)))
        areas.append((number, printed))
    return areas, findings


def _following(areas: Sequence[tuple[str, str]]) -> str:
    if not areas:
        return "1"
    head, _, last = areas[-1][0].rpartition(".")
    return f"{head}.{int(last) + 1}" if head else str(int(last) + 1)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


# --- descriptors --------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Descriptors:
    """Makes the rows of the descriptor table."""

    labels: _Labels
    source: str
    act_id: str
    descriptors: list[Descriptor] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    uses: list[LineUse] = field(default_factory=list)
    numbers: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def read(self, tables: Sequence[_Table], areas: Sequence[tuple[str, str]]) -> None:
        """Read all tables: first the levels of all their rows, which explain each other, then their paragraphs."""
        kinds = sorted({kind for table in tables for _, kind in table.head.grid.kinds})
        rows = [self._row(table, number, row, kinds) for number, table in enumerate(tables) for row in table.rows]
        named = {name for table in tables for _, name in table.head.grid.levels}
        levels = iter(derive(rows, sublevels="sqf" in named))
        for table, area in zip(tables, areas, strict=True):
            self._account(table)
            for row in table.rows:
                self._read_row(table, row, next(levels), area)

    def _row(self, table: _Table, number: int, row: GridRow, kinds: Sequence[str]) -> Row:
        said = defaultdict(str, {table.head.grid.kinds[n][1]: cell.text for n, cell in row.cells.items()})
        workers = max((self._workers(text) for text in said.values()), default=0)
        return Row(
            number, row.nqf, row.sqf, tuple(stems(said[kind], _STEM) for kind in kinds), workers, row.span or Span(1, 1)
        )

    def _workers(self, text: str) -> int:
        """Give the highest level that a text names in words: «бірінші, екінші және үшінші деңгейлердегі персонал»."""
        tokens = re.findall(r"[^\W_]+", normalise(text))
        ordinals = dict(self.labels.ordinals)
        levels = [n for n, token in enumerate(tokens) if token.startswith(self.labels.level_words)]
        found = [0]
        for place in levels:
            found += [ordinals.get(token, 0) for token in tokens[max(place - 5, 0) : place]]
            found += [int(digit) for digit in tokens[max(place - 2, 0) : place] if re.fullmatch("[1-8]", digit)]
        return max(found)

    def _account(self, table: _Table) -> None:
        for cell in table.head_cells:
            self._use(cell, "label")
        for cell in table.head.unknown:
            self.findings.append(Finding("column-unknown", cell.span, (cell.text[:80],)))
        placed = {id(cell) for row in table.rows for cell in row.cells.values()}
        for cell in table.cells:
            if id(cell) in placed or cell.is_dash or level_in(cell.text, self.labels.level_words):
                self._use(cell, "record")
            else:
                self._use(cell, "unknown")
                self.findings.append(Finding("not-understood", cell.span, (cell.text[:80],)))

    def _use(self, cell: Cell, role: LineRole) -> None:
        self.uses += [LineUse(paragraph.span, role) for paragraph in cell.paragraphs]

    def _read_row(self, table: _Table, row: GridRow, level: Level, area: tuple[str, str]) -> None:
        span = row.span or Span(1, 1)
        if level.code:
            self.findings.append(Finding(level.code, span, level.params))
        if len(row.cells) not in (0, len(table.head.grid.kinds)):
            self.findings.append(Finding("cells-missing", span, (str(len(row.cells)), str(len(table.head.grid.kinds)))))
        if all(cell.is_dash for cell in row.cells.values()):
            self.findings.append(Finding("level-without-text", span, (level.label,)))
        for number, cell in sorted(row.cells.items()):
            kind = table.head.grid.kinds[number][1]
            for text, lines in statements_in(cell):
                self._add(text, lines, kind, level, area)

    def _add(self, text: str, lines: Span, kind: str, level: Level, area: tuple[str, str]) -> None:
        place = f"{area[0]}.{level.sqf or level.nqf or 0}"
        self.numbers[place, kind, area[0]] += 1
        number = self.numbers[place, kind, area[0]]
        self.descriptors.append(
            Descriptor(
                statement_id=f"{self.act_id}/{place}/{_LETTERS[kind]}{number}",
                framework_id=self.act_id,
                area=area[1],
                nqf_level=level.nqf,
                sqf_level=level.sqf,
                kind=kind,
                text=text,
                inferred=bool(level.why),
                why=level.why,
                source=self.source,
                line_start=lines.start,
                line_end=lines.end,
            )
        )
