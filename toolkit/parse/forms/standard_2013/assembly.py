"""Put together what the places of a standard say of one occupation, and report where they differ."""

from dataclasses import dataclass, field

from toolkit.model import Card, Field, Lang, Requirement, Span, Standard
from toolkit.parse.forms.standard_2013.cells import Log
from toolkit.parse.forms.standard_2013.functions import Mapped, Named, merge, read_map, read_units
from toolkit.parse.forms.standard_2013.parts import Part
from toolkit.parse.forms.standard_2013.prose import is_card, read_card, read_passport
from toolkit.parse.forms.standard_2013.tables import Row, levels_in, read_conditions, read_occupations
from toolkit.parse.forms.standard_2013.vocabulary import (
    NO_VALUE,
    Vocabulary,
    inflected,
    levels_of,
    same_title,
    unquoted,
)
from toolkit.text import normalise

_CONTENT = frozenset({"card", "chapter:cards", "conditions", "map", "occupation", "occupations", "units"})
_ROW_FIELDS = ("activity", "classifier_title", "tariff_grade")


@dataclass(slots=True)
class _Draft:
    """An occupation while its places are being read."""

    number: int
    title: str
    span: Span
    fields: list[Field] = field(default_factory=list)
    named: tuple[Named, ...] = ()
    mapped: tuple[Mapped, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    variants: list[str] = field(default_factory=list)

    def value(self, name: str) -> str:
        return next((item.value for item in self.fields if item.name == name), "")

    @property
    def levels(self) -> tuple[str, ...]:
        return levels_of(self.value("sqf_level"))

    def called(self, title: str, span: Span, log: Log, *, endings: bool = False) -> None:
        """Compare its title with the one in another place."""
        if not title or same_title(title, self.title) or (endings and inflected(self.title, title)):
            return
        log.find("title-differs", span, title, self.title)
        if not any(same_title(title, known) for known in self.variants):
            self.variants.append(title)

    def compare_levels(self, levels: tuple[str, ...], span: Span, log: Log) -> None:
        """Compare its levels with those in another place."""
        if self.levels and levels and set(levels) != set(self.levels):
            log.find("level-differs", span, self.title, ", ".join(self.levels), ", ".join(levels))


def read_standards(
    parts: tuple[Part, ...], words: Vocabulary, log: Log, *, lang: Lang, source: str, act_id: str
) -> tuple[Standard, ...]:
    """Read every standard of a document.

    Parameters
    ----------
    parts : tuple of Part
        The document, cut at its headings.
    words : Vocabulary
        The labels of its language.
    log : Log
        Takes findings and the use of every paragraph.
    lang, source, act_id : str
        Go into the standards; several standards of an act are numbered as the annexes of its order.

    Returns
    -------
    tuple of Standard
        At least one, also if its heading is missing.
    """
    order, groups = _by_standard(parts)
    for part in order:
        log.use(part.head, "heading")
        log.use(part.body, "boilerplate")
    numbers = [group[0].number for group in groups]
    if 0 in numbers or len(set(numbers)) < len(numbers):
        numbers = list(range(1, len(groups) + 1))
    announced = _announced(order, words)
    merges_shown = any(paragraph.row_span > 1 for part in parts for paragraph in part.body)
    standards = []
    for number, group in zip(numbers, groups, strict=True):
        name = f"{act_id}-{number}" if len(groups) > 1 else act_id
        reader = _StandardReader(words, log, merges_shown=merges_shown)
        for part in group:
            reader.read(part)
        title = next((part.title for part in group if part.kind == "standard"), "")
        _compare_titles(title, announced.get(number), group, log)
        cards = reader.cards()
        standards.append(Standard(name, act_id, title, lang, source, tuple(reader.passport), cards))
    return tuple(standards)


def _by_standard(parts: tuple[Part, ...]) -> tuple[list[Part], list[list[Part]]]:
    """Group parts by standard; a standard begins at its heading, or at the heading of the order's annex before it."""
    order: list[Part] = []
    groups: list[list[Part]] = []
    content = _content(parts)
    for place, part in enumerate(parts):
        starts = False
        if part.kind == "order_annex":
            named = place + 1 < len(parts) and parts[place + 1].kind == "standard"
            starts = content[place + 1 + named]
        elif part.kind == "standard":
            waiting = bool(groups) and len(groups[-1]) == 1 and groups[-1][0].kind == "order_annex"
            starts = content[place + 1] and not waiting
        if starts:
            groups.append([part])
        elif groups:
            groups[-1].append(part)
        else:
            order.append(part)
    if not groups:
        return [], [list(parts)]
    return order, groups


def _content(parts: tuple[Part, ...]) -> list[bool]:
    """Say of each place whether cards or annexes come before the next standard: else its heading is only a mention."""
    content = [False] * (len(parts) + 1)
    for place in range(len(parts) - 1, -1, -1):
        kind = parts[place].kind
        if kind in _CONTENT:
            content[place] = True
        elif kind not in {"order_annex", "standard"}:
            content[place] = content[place + 1]
    return content


def _announced(order: list[Part], words: Vocabulary) -> dict[int, tuple[str, Span]]:
    """List the titles of the standards as the order's own text has them."""
    found: dict[int, tuple[str, Span]] = {}
    for part in order:
        for paragraph in part.body:
            hit = next((hit for label in words.order if (hit := label.match(paragraph.text))), None)
            if hit:
                found[hit.number] = (unquoted(hit.title), paragraph.span)
    return found


def _compare_titles(title: str, announced: tuple[str, Span] | None, group: list[Part], log: Log) -> None:
    places = [announced] if announced else []
    places += [(part.title, part.span) for part in group if part.kind == "annex"]
    for other, span in places:
        if title and other and not same_title(title, other):
            log.find("standard-title-differs", span, other, title)


class _StandardReader:
    """Reads the parts of one standard."""

    def __init__(self, words: Vocabulary, log: Log, *, merges_shown: bool) -> None:
        self.words = words
        self.log = log
        self.merges_shown = merges_shown
        self.passport: list[Field] = []
        self.drafts: list[_Draft] = []
        self.by_number: dict[int, _Draft] = {}
        self.last = 0
        self.by_title: dict[str, list[_Draft]] = {}
        self.rows: list[Row] = []
        self.annex = ""

    def read(self, part: Part) -> None:
        self.log.use(part.head, "heading")
        if part.kind == "chapter:passport":
            self.passport += read_passport(part, self.words, self.log)
        elif part.kind == "card" or (part.kind == "chapter:cards" and is_card(part.body, self.words)):
            self._card(part)
        elif part.kind == "occupations":
            self.rows += read_occupations(part, self.words, self.log)
        elif part.kind == "conditions":
            self._conditions(part)
        elif part.kind in {"units", "map"}:
            self.annex = part.kind
            self._functions(part)
        elif part.kind == "occupation" and self.annex:
            self._functions(part)
        else:
            self.log.use(part.body, "boilerplate")

    def _card(self, part: Part) -> None:
        fields = list(read_card(part, self.words, self.log))
        span = part.span.join(part.body[-1].span) if part.body else part.span
        title, number = (part.title, part.number) if part.kind == "card" else ("", 0)
        self._add(number, title, span, fields)

    def _add(self, number: int, title: str, span: Span, fields: list[Field]) -> _Draft:
        """Add an occupation: under its number, or the next free one if that is missing or taken."""
        if not number or number in self.by_number:
            number = self.last + 1
        self.last = max(self.last, number)
        draft = _Draft(number, title, span, fields)
        self.drafts.append(draft)
        self.by_number[number] = draft
        self.by_title.setdefault(normalise(title), []).append(draft)
        return draft

    def _find(self, number: int, title: str, span: Span) -> _Draft:
        """Find the occupation that an annex speaks of: by its title, else by its number; make it if there is no card."""
        same = self.by_title.get(normalise(title), []) if title else []
        numbered = self.by_number.get(number)
        if not number and len(self.drafts) == 1:
            numbered = self.drafts[0]
        found = numbered if numbered in same else next(iter(same), numbered)
        if found is None:
            self.log.find("card-missing", span, title)
            return self._add(number, title, span, [])
        if not found.title:
            found.title = title
        return found

    def _conditions(self, part: Part) -> None:
        draft = self._find(part.number, part.title, part.span)
        draft.called(part.title, part.span, self.log, endings=True)
        fields, requirements = read_conditions(part, self.words, self.log)
        draft.fields += fields
        draft.requirements += requirements
        draft.compare_levels(levels_in(requirements), part.span, self.log)

    def _functions(self, part: Part) -> None:
        if not part.body:
            return
        draft = self._find(part.number, part.title, part.span)
        draft.called(part.title, part.span, self.log)
        if self.annex == "units":
            draft.named += read_units(part, self.words, self.log)
        else:
            mapped, fields = read_map(part, self.words, self.log, merges_shown=self.merges_shown)
            draft.mapped += mapped
            draft.fields += fields

    def cards(self) -> tuple[Card, ...]:
        """Close the standard: give the rows of annex 1 to their cards, merge functions, say what is missing."""
        self._rows()
        self.drafts.sort(key=lambda draft: draft.number)
        self._listed()
        return tuple(self._closed(draft) for draft in self.drafts)

    def _listed(self) -> None:
        """Compare the cards with the occupations that the passport lists."""
        listed = [item for item in self.passport if item.name == "occupation"]
        if listed and len(listed) != len(self.drafts):
            self.log.find("card-list-differs", listed[0].span, str(len(listed)), str(len(self.drafts)))
            return
        for draft, item in zip(self.drafts, listed, strict=False):
            draft.called(item.value, item.span, self.log)

    def _rows(self) -> None:
        """Match rows and cards by title, what is left by its order if the numbers are the same."""
        by_title: dict[str, list[Row]] = {}
        for row in self.rows:
            by_title.setdefault(normalise(row.text("title")), []).append(row)
        without = []
        for draft in self.drafts:
            mine = by_title.get(normalise(draft.title))
            if mine:
                self._row(draft, mine.pop(0))
            else:
                without.append(draft)
        left = {id(row) for rows in by_title.values() for row in rows}
        rest = [row for row in self.rows if id(row) in left]
        if len(rest) == len(without):
            for draft, row in zip(without, rest, strict=True):
                self._row(draft, row)
        else:
            for row in rest:
                self.log.find("card-missing", row.span, row.text("title"))

    def _row(self, draft: _Draft, row: Row) -> None:
        if not draft.title:
            draft.title = row.text("title")
        draft.called(row.text("title"), row.values["title"].span, self.log)
        for name in _ROW_FIELDS:
            if name in row.values:
                draft.fields.append(Field(name, "", row.text(name), row.values[name].span))
        if "level" in row.values:
            draft.compare_levels(levels_of(row.text("level")), row.values["level"].span, self.log)
            if not draft.levels:
                cell = row.values["level"]
                draft.fields.append(Field("sqf_level", "", cell.text, cell.span))

    def _closed(self, draft: _Draft) -> Card:
        head = Span(draft.span.start, draft.span.start)
        if NO_VALUE.match(draft.value("code")):
            self.log.find("code-missing", head, draft.title)
        if not draft.levels:
            self.log.find("level-missing", head, draft.title)
        if len(draft.levels) > 1:
            self.log.find("several-levels", head, draft.title, ", ".join(draft.levels))
        return Card(
            number=draft.number,
            title=draft.title,
            levels=draft.levels,
            span=draft.span,
            fields=tuple(draft.fields),
            functions=merge(draft.named, draft.mapped, draft.title, self.log),
            requirements=draft.requirements,
            variants=tuple(draft.variants),
        )
