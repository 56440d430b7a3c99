"""The page itself: everything it needs stands in it, and no text of a document can become markup."""

import base64
import hashlib
import json
from dataclasses import dataclass

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from toolkit.labels import word
from toolkit.model import Lang
from toolkit.share.content import Content
from toolkit.style import ALARM, GRADE_FILL, HEAD, INK, PALE, RULE

_COLOURS: dict[str, str] = {
    "ink": INK,
    "pale": PALE,
    "head": HEAD,
    "rule": RULE,
    "alarm": ALARM,
    **{str(grade): fill for grade, fill in GRADE_FILL.items()},
}

_CARDS = frozenset({"gaps", "correspondence", "alignment", "warnings"})
"""Tables whose rows are drawn as cards on a narrow screen; a matrix must stay one."""


_WORDS = (
    "act-status",
    "figure-as-table",
    "figure-no-script",
    "made",
    "priority",
    "programme",
    "share-all",
    "share-contents",
    "share-footer",
    "share-order",
    "share-order-usual",
    "share-pictures",
    "share-reset",
    "share-scroll",
    "share-search",
    "share-skip",
    "sheet-gaps",
)
"""The labels that the template shows; the script fills the blanks of one more."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the page.

    Parameters
    ----------
    name, title : str
        Its anchor and its heading.
    drawing : str
        What the drawing library draws, as JSON: ``data``, ``layout``, ``config``. Empty: only the table is shown.
    least : count
        Pixels that it needs across.
    table : str
        The same as an HTML table, its texts escaped.
    """

    name: str
    title: str
    drawing: str
    least: int
    table: str


@dataclass(frozen=True, slots=True)
class Parts:
    """What the page is made with.

    Parameters
    ----------
    template, style, script : str
        Its frame, how it looks, what searches and sorts.
    library : str
        The library that draws the pictures; empty for a light page.
    """

    template: str
    style: str
    script: str
    library: str = ""


def page_of(content: Content, pictures: tuple[Picture, ...], parts: Parts, lang: Lang) -> str:
    """Make the page.

    Parameters
    ----------
    content : Content
        What it says.
    pictures : tuple of Picture
        Its pictures; without the library their tables are shown.
    parts : Parts
        What it is made with.
    lang : {"kk", "ru", "en"}
        Language of its labels.

    Returns
    -------
    str
        HTML that names no address and may fetch nothing: a policy in its head allows only the scripts that stand in it,
        by their hashes.
    """
    environment = Environment(
        loader=DictLoader({"page.html": parts.template}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    scripts = [text for text in (_plain(parts.library), _plain(parts.script)) if text]
    colours = "".join(f"--{name}:#{value};" for name, value in _COLOURS.items())
    return environment.get_template("page.html").render(
        content=content,
        pictures=[(one, Markup(one.table), Markup(_in_script(one.drawing))) for one in pictures],  # noqa: S704 -- see below
        policy=policy(scripts),
        scripts=[Markup(text) for text in scripts],  # noqa: S704 -- our own files, no text of a document
        style=Markup(f":root{{{colours}}}\n{parts.style}\n{_phone_heads(content)}"),  # noqa: S704 -- the same, and labels
        drawn=bool(parts.library),
        cards=_CARDS,
        words={key: word(key, lang) for key in _WORDS} | {"share-shown": word("share-shown", lang, n="{n}", m="{m}")},
        tabs={table.name: word(f"sheet-{table.name}", lang) for table in content.tables},
    )


def policy(scripts: list[str]) -> str:
    """Give what the browser lets the page do: run just these scripts, show what stands in it, fetch and send nothing.

    Examples
    --------
    >>> "connect" in policy(["x"]), policy(["x"]).count("'sha256-")
    (False, 1)
    """
    digests = (base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode() for text in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data: blob:; "
        "form-action 'none'; base-uri 'none'"
    )


def _plain(script: str) -> str:
    """Give a script as a browser reads it, so that its hash is the one that the browser computes."""
    return script.replace("\r\n", "\n").strip("\ufeff")


def _in_script(text: str) -> str:
    """Write JSON as a script may hold it: nothing in it could end the script."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _phone_heads(content: Content) -> str:
    """Write the headings of tables as rules of style: on a narrow screen rows are cards and each cell shows its own."""
    tables = [*([content.gaps] if content.gaps else []), *(one for one in content.tables if one.name in _CARDS)]
    rules = (
        f"#{table.name} td:nth-child({place})::before{{content:{_in_style(head.text)}}}"
        for table in tables
        for place, head in enumerate(table.heads, start=1)
    )
    return f"@media (max-width:640px){{{''.join(rules)}}}"


def _in_style(text: str) -> str:
    """Write a text as a rule of style may hold it."""
    return json.dumps(text, ensure_ascii=False).replace("<", "\\3c ")
