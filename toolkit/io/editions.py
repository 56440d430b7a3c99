"""Editions of acts: made of the unchanged sources of the base act and of its amending orders, each time anew."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.acts.amendments import Amendment, Reading
from toolkit.acts.applying import apply_amendments
from toolkit.acts.editions import Edition
from toolkit.acts.passages import ActText
from toolkit.acts.printed import printed_document
from toolkit.acts.reading import read_amendments
from toolkit.acts.wording import ACT_LANGS
from toolkit.errors import InputError
from toolkit.io.amendments import text_of_act
from toolkit.io.sources import CASE
from toolkit.model import Act, Finding, Parsed

_LOOK = ("words-several", "act-repealed-whole")
"""Doubts about what was carried out; all others say that something was not."""


@dataclass(frozen=True, slots=True)
class Carried:
    """One amending order and what became of it.

    Parameters
    ----------
    order : Act
        Its row of the register.
    reading : Reading
        What was understood in it.
    edition : Edition
        What it made of the text before it.
    """

    order: Act
    reading: Reading
    edition: Edition

    @property
    def applied(self) -> tuple[Amendment, ...]:
        """The instructions that were carried out."""
        return self.edition.applied

    @property
    def left(self) -> tuple[Finding, ...]:
        """Why instructions were not carried out, or not understood, by line."""
        found = (*self.reading.findings, *(item for item in self.edition.findings if item.code not in _LOOK))
        return tuple(sorted(dict.fromkeys(found), key=lambda item: item.span.start))

    @property
    def doubts(self) -> tuple[Finding, ...]:
        """What was carried out and needs a look."""
        return tuple(item for item in self.edition.findings if item.code in _LOOK)


def carried_out(
    parts: Sequence[Act], sources: Mapping[str, bytes], name: str = "", start: ActText | None = None
) -> tuple[Carried, ...]:
    """Carry the orders of an edition out on its base act, one after the other.

    Parameters
    ----------
    parts : sequence of Act
        The base act, then the orders in the order in which they are carried out.
    sources : mapping of act id to bytes
        Their files, by the names of their acts.
    name : str
        Identifier of the edition; without it that which the last order gives.
    start : ActText, optional
        The text of the base act, if it has been read already.

    Returns
    -------
    tuple of Carried
        One an order.

    Raises
    ------
    InputError
        A file cannot be read, an order is in another language than the act, or changes nothing in it.
    """
    base, *orders = parts
    if base.lang not in ACT_LANGS or base.form == CASE:
        raise InputError(
            f"{base.act_id}: amending orders are carried out on the text of an act in Kazakh or Russian, and this is none; "
            "add the text of the act itself to standards/"
        )
    text = start or text_of_act(sources[base.act_id], base)
    found: list[Carried] = []
    for place, order in enumerate(orders, start=1):
        if order.lang != base.lang:
            raise InputError(
                f"{order.act_id} is in the language {order.lang} and {base.act_id} in {base.lang}; take the text of the "
                f"order in the language {base.lang}: both are official, and words are changed in one of them at a time"
            )
        amending = text_of_act(sources[order.act_id], order)
        reading = read_amendments(amending)
        last = place == len(orders)
        edition = apply_amendments(text, reading, amending, text.act, name if last else "")
        found.append(Carried(order, reading, edition))
        text = edition.text
    return tuple(found)


def parse_edition(act: Act, parts: Sequence[Act], sources: Mapping[str, bytes]) -> Parsed:
    """Make the document of an edition of its sources.

    Parameters
    ----------
    act : Act
        Its row of the register.
    parts : sequence of Act
        What it is made of (`io.sources.parts_of`).
    sources : mapping of act id to bytes
        Their files.

    Returns
    -------
    Parsed
        Statements with file and lines of the act that printed them. Every instruction that could not be carried out is a
        finding ``amendment-left``, in the lines of its order.

    Raises
    ------
    InputError
        The edition cannot be made, or is in no form that can be read.
    """
    carried = carried_out(parts, sources, act.act_id)
    edition = carried[-1].edition
    if edition.parsed is None:
        raise InputError(f"{act.act_id}: no form of document was recognised in the edition")
    document = printed_document(edition, edition.parsed, act.file)
    return replace(document, findings=(*document.findings, *(item for one in carried for item in _told(one))))


def _told(one: Carried) -> Iterator[Finding]:
    for code, found in (("amendment-left", one.left), ("amendment-check", one.doubts)):
        for item in found:
            yield Finding(code, item.span, (item.params[0] if item.params else "", one.order.act_id), one.order.file)
