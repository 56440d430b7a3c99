"""Carry amendments out on the text of an act, one after the other; what cannot be carried out for certain is left."""

import re
from dataclasses import dataclass, replace

from toolkit.acts.amendments import Amendment, Place, Reading
from toolkit.acts.editions import Edition, by_line, parse_passages
from toolkit.acts.passages import ActText, Passage, annexes, order_of
from toolkit.acts.places import NoPlaceError, Region, number_order, numbered, region_of
from toolkit.acts.references import ActRef, same_ref
from toolkit.errors import InputError
from toolkit.model import Finding, Span
from toolkit.text import collapse

_QUOTE = '[«»“”„"]'


def apply_amendments(
    base: ActText | None, reading: Reading, amending: ActText, target: ActRef | None = None, name: str = ""
) -> Edition:
    """Make the edition of an act that an amending act orders.

    Parameters
    ----------
    base : ActText or None
        The act, or an edition of it (`Edition.text`); None if its text is not at hand.
    reading : Reading
        What `read_amendments` understood in `amending`.
    amending : ActText
        The amending act.
    target : ActRef, optional
        The act to be amended; without it that of `base`, else the only one that `reading` names.
    name : str
        Identifier of the edition instead of the one that is made of act and day.

    Returns
    -------
    Edition
        Without a base the new wordings of annexes, standards or of the whole act stand as the edition, with a finding
        ``base-missing``. What was not carried out is in `left`, each with a finding that says why.

    Raises
    ------
    InputError
        The amending act changes nothing in that act; the message names those that it changes.

    Examples
    --------
    >>> from toolkit.acts.passages import act_text
    >>> from toolkit.acts.reading import read_amendments
    >>> order = ActRef("Министр юстиции", "2020-05-05", "7")
    >>> base = act_text("ПРИКАЗЫВАЮ:\\n1. Утвердить меры.\\n2. Настоящий приказ опубликовать.", order, source="7", lang="ru")
    >>> letters = "ПРИКАЗЫВАЮ:\\n1. Внести в приказ Министра юстиции от 5 мая 2020 года № 7 изменения:\\nпункт 2 исключить."
    >>> amending = act_text(letters, ActRef("", "2021-02-01", "3"), source="3", lang="ru")
    >>> edition = apply_amendments(base, read_amendments(amending), amending)
    >>> edition.edition_id, [passage.text for passage in edition.text.passages]
    ('2020-05-05-N7@2021-02-01-N3', ['ПРИКАЗЫВАЮ:', '1. Утвердить меры.'])
    """
    act = target or (base.act if base else _only_act(reading))
    mine = [item for item in reading.amendments if same_ref(item.act, act)]
    unsure = [item for item in reading.amendments if same_ref(item.act, act) is None]
    if not mine and not unsure:
        named = ", ".join(item.act_id for item in reading.acts) or "none"
        raise InputError(f"{amending.act.act_id} changes nothing in {act.act_id}; the acts that it changes: {named}")
    edition_id = name or f"{act.act_id}@{reading.entry or amending.act.act_id}"
    work = _Work(base or ActText(act, amending.lang, ()), amending)
    for item in unsure:
        work.leave(item, "act-unclear")
    for item in mine:
        if base is None:
            work.stand(item)
        else:
            work.carry_out(item)
    if base is None:
        work.findings.append(Finding("base-missing", mine[0].span if mine else unsure[0].span, (act.act_id,)))
    parsed = parse_passages(work.text.passages, work.text.lang, edition_id) if work.text.passages else None
    if parsed is None:
        work.findings.append(Finding("no-form", Span(1, 1), (edition_id,)))
    return Edition(
        edition_id,
        act,
        amending.act,
        work.text,
        tuple(work.applied),
        tuple(work.left),
        tuple(sorted(work.findings, key=lambda item: (item.span.start, item.code))),
        parsed,
        by_line(work.text.passages),
    )


def _only_act(reading: Reading) -> ActRef:
    if len(reading.acts) != 1:
        named = ", ".join(item.act_id for item in reading.acts) or "none"
        raise InputError(f"say which act is meant; the acts that are changed: {named}")
    return reading.acts[0]


@dataclass(slots=True)
class _Work:
    """The text while it is being changed, and what became of every amendment."""

    text: ActText
    amending: ActText
    applied: list[Amendment]
    left: list[Amendment]
    findings: list[Finding]

    def __init__(self, text: ActText, amending: ActText) -> None:
        self.text = text
        self.amending = amending
        self.applied = []
        self.left = []
        self.findings = []

    def note(self, item: Amendment, code: str, more: str = "") -> None:
        self.findings.append(Finding(code, item.span, (more or item.place.printed or item.printed[:160],)))

    def leave(self, item: Amendment, code: str, more: str = "") -> None:
        self.left.append(item)
        self.note(item, code, more)

    def stand(self, item: Amendment) -> None:
        """Without a base a new wording of the act, of a standard or of an annex stands for itself."""
        last = item.place.steps[-1].kind if item.place.steps else ""
        if item.operation == "reword" and last in ("", "standard", "annex"):
            new = (*self.own_head(item), *item.new)
            self.text = replace(self.text, passages=(*self.text.passages, *new))
            self.applied.append(item)
        else:
            self.leave(item, "base-needed", item.printed[:160])

    def carry_out(self, item: Amendment) -> None:
        try:
            if item.old_words or item.new_words:
                self.words(item)
            elif item.operation == "add":
                self.insert(item)
            elif item.operation == "repeal" and not item.place.steps:
                self.note(item, "act-repealed-whole", self.text.act.act_id)
            else:
                region = region_of(self.text, item.place, heading=item.operation != "reword")
                self.put(region, item.new if item.operation == "reword" else ())
        except NoPlaceError as error:
            self.leave(item, error.code, f"{item.place.printed or item.printed[:80]}")
        else:
            self.applied.append(item)

    def put(self, region: Region, new: tuple[Passage, ...]) -> None:
        there = self.text.passages
        self.text = replace(self.text, passages=(*there[: region.start], *new, *there[region.end :]))

    def words(self, item: Amendment) -> None:
        region = Region(0, len(self.text.passages)) if item.everywhere and not item.place.steps else None
        region = region or region_of(self.text, item.place)
        searched = item.old_words or item.after_words
        if not searched:
            self.append_words(item, region)
            return
        pattern = _as_printed(searched)
        places = [n for n in range(region.start, region.end) if pattern.search(self.text.passages[n].text)]
        count = sum(len(pattern.findall(self.text.passages[n].text)) for n in places)
        if not count:
            raise NoPlaceError("words-missing")
        if count > 1 and not item.everywhere:
            self.note(item, "words-several", f"{searched} ({count})")

        def changed(hit: re.Match[str]) -> str:
            return item.new_words if item.old_words else f"{hit.group()} {item.new_words}"

        for place in places:
            self.reword(place, _tidy(pattern.sub(changed, self.text.passages[place].text)), item)

    def append_words(self, item: Amendment, region: Region) -> None:
        """«… дополнить словами «…»» puts them at the end of the place, before its stop."""
        if not item.new_words or region.end - region.start != 1:
            raise NoPlaceError("place-unclear")
        text = self.text.passages[region.start].text
        body = text.rstrip(" .;:,")
        self.reword(region.start, f"{body} {item.new_words}{text[len(body) :].strip()}", item)

    def reword(self, place: int, text: str, item: Amendment) -> None:
        passage = self.text.passages[place]
        source = self.amending.passages[0].source if self.amending.passages else ""
        change = (self.amending.act.act_id, source, item.span)
        if collapse(text):
            made = replace(passage.reworded(text), changed_by=(*passage.changed_by, change))
            self.put(Region(place, place + 1), (made,))
        else:
            raise NoPlaceError("words-all")

    def insert(self, item: Amendment) -> None:
        """Put a new item or subitem behind the one with the number before it, a new annex behind all others."""
        if not item.place.steps or not item.new:
            raise NoPlaceError("place-unclear")
        last = item.place.steps[-1]
        if last.kind == "annex" and item.annex is not None:
            self.insert_annex(item)
            return
        if last.kind not in ("item", "subitem"):
            raise NoPlaceError("place-unclear")
        outer = Place(item.place.steps[:-1], item.place.printed)
        region = region_of(self.text, outer) if outer.steps else Region(*order_of(self.text).items)
        there = numbered(self.text, region, last.kind)
        names = [name for name, _ in there]
        if last.name in names or not last.name:
            raise NoPlaceError("place-taken" if last.name else "place-unclear")
        if len(set(names)) < len(names):
            raise NoPlaceError("place-unclear")
        before = [found for name, found in there if number_order(name) < number_order(last.name)]
        if not before or [number_order(name) for name in names] != sorted(number_order(name) for name in names):
            raise NoPlaceError("place-missing")
        self.put(Region(before[-1].end, before[-1].end), item.new)

    def own_head(self, item: Amendment) -> tuple[Passage, ...]:
        """Give the heading that the amending act prints above a new text; none above a text in quotation marks."""
        there = self.amending.passages
        if item.annex is None:
            return ()
        found = (annex for annex in annexes(there, self.amending.lang) if there[annex.body : annex.end] == item.new)
        return next((there[annex.head : annex.body] for annex in found), ())

    def insert_annex(self, item: Amendment) -> None:
        """A new annex needs a heading of its own in the amending act: it tells the number that it has in the base act."""
        wanted = item.place.steps[-1].name
        head = self.own_head(item)
        for start in range(1, len(head)):
            found = annexes((*head[start:], *item.new), self.amending.lang)
            if found and found[0].head == 0 and found[0].number == wanted:
                end = len(self.text.passages)
                self.put(Region(end, end), (*head[start:], *item.new))
                return
        raise NoPlaceError("annex-head")


def _as_printed(words: str) -> re.Pattern[str]:
    """Whole words as they are printed; white space and the kind of quotation mark do not matter."""
    parts = [
        _QUOTE if letter in '«»“”„"' else r"\s+" if letter.isspace() else re.escape(letter)
        for letter in collapse(words)
    ]
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    behind = r"(?!\w)" if words[-1:].isalnum() else ""
    return re.compile(f"{before}{''.join(parts)}{behind}")


def _tidy(text: str) -> str:
    return re.sub(r" +(?=[,.;:)])", "", collapse(text))
