"""Relations of acts: which one amends, repeals or replaces which, from when, and where that is printed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from toolkit.acts.amendments import Reading
from toolkit.acts.passages import ActText, order_of
from toolkit.acts.references import ActRef, mentions, printed_act, ref_of, same_ref
from toolkit.acts.wording import day_of, patterns
from toolkit.model import Act, KnownAct
from toolkit.text import fold_look_alikes

Tie = Literal["amends", "repeals", "replaces"]
TIES: tuple[Tie, ...] = ("amends", "repeals", "replaces")
"""What an act does to another one. «Replaces» is a judgement: no order prints it."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One act does something to another one.

    Parameters
    ----------
    tie : {"amends", "repeals", "replaces"}
        What `act` does to `other`.
    act, other : ActRef
        The two acts.
    from_date : str
        ISO day from which it holds; empty where it is not known.
    source : str
        Where it was read: a file of `standards/sources/`, a register of the project, an address.
    line : int
        The line in `source`, 0 where there is none.
    """

    tie: Tie
    act: ActRef
    other: ActRef
    from_date: str = ""
    source: str = ""
    line: int = 0

    @property
    def where(self) -> str:
        """Source and line in one text, such as ``order.kk.txt:9``."""
        return f"{self.source}:{self.line}" if self.line else self.source


def relations_of_register(acts: Iterable[Act], known: Iterable[KnownAct]) -> tuple[Relation, ...]:
    """Give the relations that the register of acts and the list of known acts record.

    Parameters
    ----------
    acts : iterable of Act
        `amends`, and the act that repealed this one (`status_by` …). An edition is its act, and no act of its own.
    known : iterable of KnownAct
        Repealed acts with `status_by`.

    Examples
    --------
    >>> law = KnownAct("law", "Жұмыспен қамту туралы", "", "", "", "repealed", "Әлеуметтік кодекс", "2023-07-01", "adilet")
    >>> relations_of_register([], [law])[0].act.title
    'Әлеуметтік кодекс'
    """
    found: list[Relation] = []
    for act in (one for one in acts if one.kind != "edition"):
        mine = ref_of(act)
        if act.amends:
            found.append(Relation("amends", mine, named_ref(act.amends), source="acts.csv"))
        if act.status == "repealed" and (act.status_by or act.status_by_number):
            from_date = act.status_from.isoformat() if act.status_from else ""
            line = act.status_source.removeprefix("text:") if act.status_source.startswith("text:") else ""
            source = act.file if line.isdigit() else act.status_source
            by = _repealed_by(act)
            found.append(Relation("repeals", by, mine, from_date, source, int(line) if line.isdigit() else 0))
    for item in known:
        if item.status == "repealed" and item.status_by:
            by = printed_act(item.status_by, "kk")
            found.append(Relation("repeals", by, ref_of(item), item.status_from, item.source))
    return tuple(found)


def _repealed_by(act: Act) -> ActRef:
    named = printed_act(act.status_by, act.lang)
    day = act.status_by_date.isoformat() if act.status_by_date else ""
    if named.date:
        return replace(named, title="")
    return replace(named, date=day, number=act.status_by_number)


def named_ref(act_id: str) -> ActRef:
    """Give the act that an identifier means: an Adilet code tells year and registration, else date and number.

    Examples
    --------
    >>> named_ref("V1900019810").registration, named_ref("2022-08-18-N318").number
    ('19810', '318')
    """
    if code := re.fullmatch(r"V\d\d(\d{8})", act_id):
        return ActRef(registration=str(int(code[1])), named=act_id)
    if dated := re.fullmatch(r"(\d{4}-\d\d-\d\d)-N(.+)", act_id):
        return ActRef(date=dated[1], number=dated[2], named=act_id)
    return ActRef(named=act_id)


def relations_of_text(text: ActText, reading: Reading) -> tuple[Relation, ...]:
    """Give the relations that an act prints of itself: what it amends and repeals, and the note that repeals it.

    Parameters
    ----------
    text : ActText
        The act.
    reading : Reading
        What `read_amendments` understood in it.

    Returns
    -------
    tuple of Relation
        One for each pair of acts and tie, with the line that says it, and from when if one does; a whole act that is repealed counts, the
        repeal of a part is an amendment.
    """
    source = text.passages[0].source if text.passages else ""
    found: dict[tuple[Tie, ActRef], Relation] = {}
    for item in reading.amendments:
        tie: Tie = "repeals" if item.operation == "repeal" and not item.place.steps else "amends"
        line = _named_on(text, item.act, item.span.start)
        made = Relation(tie, text.act, item.act, reading.entry, source, line)
        found.setdefault((tie, item.act), made)
    return (*_notes(text, source), *found.values())


def _named_on(text: ActText, act: ActRef, before: int) -> int:
    """Give the line that names the act: that of the instruction, or of the sentence above that opened it."""
    named = [
        passage.paragraph.span.start
        for passage in text.passages
        if passage.paragraph.span.start <= before and any(item.act == act for item in mentions(passage.text, text.lang))
    ]
    return named[-1] if named else before


def _notes(text: ActText, source: str) -> list[Relation]:
    """Read the note of the portal that an act is repealed: who did it, and from when if it says so."""
    order = order_of(text)
    head = text.passages[: order.preamble[0] if order.preamble else order.items[0]]
    found: list[Relation] = []
    for passage in head:
        folded = fold_look_alikes(passage.text)
        hit = next((hit for one in patterns(text.lang, "heads", "repealed") if (hit := one.search(folded))), None)
        if hit is None:
            continue
        rest = passage.text[hit.end() :]
        named = mentions(rest, text.lang)
        if not named:
            continue
        days = [day_of(day, text.lang) for one in patterns(text.lang, "heads", "from") if (day := one.search(rest))]
        made = Relation(
            "repeals", named[0].act, text.act, days[0] if days else "", source, passage.paragraph.span.start
        )
        same = next((n for n, item in enumerate(found) if same_ref(item.act, made.act)), None)
        if same is None:
            found.append(made)
        elif not found[same].from_date:
            found[same] = made if made.from_date else found[same]
    return found
