"""The row of the register that an amending order gets when it is added: what its text says of itself, and no more."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Any

from toolkit.acts.passages import ActText, of_paragraphs, order_of
from toolkit.acts.reading import read_amendments
from toolkit.acts.references import ActRef, mentions
from toolkit.acts.wording import patterns
from toolkit.errors import InputError
from toolkit.io.sources import AMENDMENT
from toolkit.languages import column_language
from toolkit.model import Act, Lang
from toolkit.parse import read_and_parse
from toolkit.parse.documents import read_document
from toolkit.parse.readers import Paragraph
from toolkit.parse.requisites import Requisites, requisites
from toolkit.text import collapse

_HEAD = 60
"""In so many paragraphs at the beginning an order says who issued it, when and under which number."""

_NO_FILE_NAME = re.compile(r'[\\/:*?"<>|;\s]+')


def order_of_file(data: bytes, name: str) -> Act:
    """Read what an amending order says of itself into a row of the register.

    Parameters
    ----------
    data : bytes
        The file.
    name : str
        Its name.

    Returns
    -------
    Act
        Kind ``amending order``, status ``amending act``; issuer (as printed), date, number and registration as far as the
        text tells them; the form of the standard in its annex, else ``amendment``.

    Raises
    ------
    InputError
        The file cannot be read, or its name cannot stand in the register.
    """
    if ";" in name:
        raise InputError(
            f"{name}: the name of the file holds a semicolon, which separates files in the register; rename it"
        )
    stream = read_document(data, name).paragraphs
    lang: Lang = "kk" if column_language([item.text for item in stream], "kk") == "kk" else "ru"
    text = of_paragraphs(stream, ActRef(named=name), source=name, lang=lang)
    said = _own_requisites(stream, text)
    row: dict[str, Any] = dict.fromkeys((field.name for field in fields(Act)), "")
    days: dict[str, Any] = dict.fromkeys(("registration_date", "status_by_date", "status_from", "status_checked"))
    row |= days | {
        "date": date.fromisoformat(said.date) if said.date else None,
        "number": said.number,
        "registration_number": said.registration,
    }
    row |= {
        "act_id": _NO_FILE_NAME.sub("-", said.act_id(name.rsplit(".", 1)[0])),
        "kind": "amending order",
        f"title_{lang}": _title(text),
        "issuer": _issuer(stream, said, lang),
        "status": "amending act",
        "lang": lang,
        "form": _form(data, name, lang),
        "file": name,
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    return Act(**row)


def _own_requisites(stream: tuple[Paragraph, ...], text: ActText) -> Requisites:
    """Give date and number of the order; those of the act that it changes are not its own."""
    others = {(act.date, act.number) for act in read_amendments(text).acts}
    own = tuple(
        item
        for item in stream[:_HEAD]
        if all((found.act.date, found.act.number) not in others for found in mentions(item.text, text.lang))
    )
    found = requisites(own, text.lang)
    return Requisites() if (found.date, found.number) in others else found


def _title(text: ActText) -> str:
    place = order_of(text).title
    return text.passages[place[0]].text if place else ""


def _issuer(stream: Iterable[Paragraph], said: Requisites, lang: Lang) -> str:
    """Give the body that the head names with the order's own date and number; in Kazakh without the ending of the case."""
    if not (said.date and said.number):
        return ""
    head = [item.text for item in list(stream)[:_HEAD]]
    bodies = (
        found.act.body
        for text in [*head, collapse(" ".join(head))]
        for found in mentions(text, lang)
        if (found.act.date, found.act.number) == (said.date, said.number) and found.act.body
    )
    body = next(bodies, "")
    return patterns("kk", "references", "ending")[0].sub("", body) if lang == "kk" else body


def _form(data: bytes, name: str, lang: Lang) -> str:
    """Say in which form the standard in the annex is, if there is one."""
    try:
        _, parsed, _ = read_and_parse(data, source=name, lang=lang)
    except InputError:
        return AMENDMENT
    cards = any(standard.cards for standard in parsed.standards)
    return parsed.form if cards or parsed.descriptors or parsed.classifier else AMENDMENT
