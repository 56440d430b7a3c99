"""Web pages as saved from a legal portal: text in true tables, with the lines of the file.

The page is read by a scanner of our own. The parser of libxml2 drops, without a word, what stands deeper than 256 levels
or behind a value of 10 MB, and knows no lines beyond 65,535; the one in Python's library needs time that grows with
the square of the length for unclosed tags in all versions before 2025. Ours only looks for tags, from left to right, and
follows browsers where pages are careless: cells, rows and items end where the next one begins. Nothing is ever fetched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape as unescape_short

from toolkit.errors import InputError
from toolkit.parse.grid import Grid, LeftOut
from toolkit.parse.limits import MAX_TAGS
from toolkit.parse.numbering import STYLES, ordinal
from toolkit.parse.readers import Paragraph

_OPENING = re.compile(r"<(?:(?P<slash>/?)(?P<name>[A-Za-z][^\s/>]*)|(?P<comment>!--)|(?P<odd>[!?/]))")
_CLOSING = re.compile(r">|=\s*+(?P<quote>[\"'])")
_ATTRIBUTE = re.compile(r"([^\s=/>\"']+)\s*+(?:=\s*+(\"[^\"]*\"|'[^']*'|[^\s>]*))?")
_LONG_NUMBER = re.compile(r"&#(?:[0-9]{9,}|[xX][0-9a-fA-F]{9,});?")
"""Numbers of characters that cannot exist; Python refuses to read very long ones."""

_DISPLAY_NONE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_LOOKS = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|table|tr|td|p|div|span|h[1-6]|article|main|section|font|center|ol|ul|br)"
    r"(?=[\s/>])",
    re.IGNORECASE,
)

_MANY = 20
"""Tags that make a text a page, also if it does not begin with one: the lower part of a page."""

_RAW = {"script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp"}
"""What stands between these tags is no markup and, here, no text of the document."""

_ALWAYS_OUT = {
    "nav",
    "template",
    "noscript",
    "svg",
    "select",
    "button",
    "datalist",
    "object",
    "audio",
    "video",
    "canvas",
}
_FRAME = {"footer", "aside"}
"""The frame of a page, if outside of its article."""

_MAY_HIDE = {"div", "span", "section", "ul", "ol", "table", "form", "a", "b", "i", "font"}
"""Elements that must be closed: where others are hidden, one cannot tell where that ends, so that they are read."""

_BLOCKS = {
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dir",
        "div",
        "dl",
        "dt",
    ),
    *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header"),
    *("hr", "html", "legend", "li", "main", "menu", "ol", "option", "p", "pre", "section", "summary", "ul"),
}
_WITH_VALUES = {"td", "th", "ol", "li"}


def looks_like_html(text: str, name: str = "") -> bool:
    """Say whether a text is a web page: it begins with a tag, has many, or has one and a name that says so.

    Examples
    --------
    >>> looks_like_html("<!DOCTYPE html><p>Заң"), looks_like_html("Заң <5 және >3")
    (True, False)
    """
    start = text[:5000].lstrip("\ufeff \t\r\n\u00a0")
    if start.startswith("<") and _LOOKS.search(start):
        return True
    if len(_LOOKS.findall(text[:100_000])) >= _MANY:
        return True
    return name.lower().endswith((".html", ".htm", ".xhtml")) and bool(_LOOKS.search(text))


def declared_encoding(data: bytes) -> str:
    """Give the encoding that a page names at its beginning, empty if it names none.

    Examples
    --------
    >>> declared_encoding(b'<meta http-equiv=Content-Type content="text/html; charset=windows-1251">')
    'windows-1251'
    """
    found = _DECLARED.search(data[:4096])
    return found[1].decode("ascii").lower() if found else ""


def read_html(page: str) -> tuple[tuple[Paragraph, ...], tuple[LeftOut, ...]]:
    """Read a web page.

    Parameters
    ----------
    page : str
        The decoded file.

    Returns
    -------
    (paragraphs, left_out)
        The text in reading order with its lines in the file, and menus, hidden and other text that is not read.
        Numbers that the page prints in front of list items are part of the text.

    Raises
    ------
    InputError
        The page has more tags, columns or text than any standard.

    Examples
    --------
    >>> found, left_out = read_html("<nav>Басты бет</nav><table><tr><td rowspan=2>Есеп<td>Білімі:<br>1. Заң<tr><td>-")
    >>> [(item.text, item.row, item.column, item.row_span) for item in found]
    [('Есеп', 1, 0, 2), ('Білімі:', 1, 1, 1), ('1. Заң', 1, 1, 1), ('-', 2, 1, 1)]
    >>> left_out[0].what, left_out[0].text
    ('nav', 'Басты бет')
    """
    scanner = _Scanner(page.replace("\r\n", "\n").replace("\r", "\n"))
    reader = _PageReader()
    for token in scanner.tokens():
        reader.take(token)
    paragraphs = reader.finish()
    return paragraphs, tuple(reader.grid.left_out)


@dataclass(frozen=True, slots=True)
class _Token:
    """One piece of a page: text, the tag that opens or closes something, or a rest that nothing closes."""

    kind: str
    name: str
    raw: str
    line: int
    last_line: int


class _Scanner:
    """Cuts a page into text and tags, once from left to right."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.xml = page.lstrip().startswith("<?xml")
        self.never_closed: set[str] = set()
        self.counted = 0
        self.line = 1

    def tokens(self) -> Iterator[_Token]:
        position, tags = 0, 0
        while found := _OPENING.search(self.page, position):
            yield from self._text(position, found.start())
            tags += 1
            if tags > MAX_TAGS:
                raise InputError(
                    f"the page has more than {MAX_TAGS:,} tags; save only the page with the standard, or copy its text"
                )
            end = self._end_of(found)
            if end < 0:
                yield from self._unclosed(found)
                return
            position = end
            if found["name"]:
                name = found["name"].lower()
                yield self._token("close" if found["slash"] else "open", name, found.end(), end - 1)
                if name in _RAW and not found["slash"] and not (self.xml and self.page[end - 2] == "/"):
                    closing = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self.page, end)
                    if closing is None:
                        yield from self._unclosed(found)
                        return
                    position = closing.start()
        yield from self._text(position, len(self.page))

    def _end_of(self, found: re.Match[str]) -> int:
        """Find where a tag, comment or declaration ends; -1 if it never does."""
        if found["comment"]:
            if short := re.compile("-?>").match(self.page, found.end()):
                return short.end()
            end = self.page.find("-->", found.end())
            return end + 3 if end >= 0 else -1
        if found["odd"]:
            return self.page.find(">", found.end()) + 1 or -1
        position = found.end()
        while stop := _CLOSING.search(self.page, position):
            quote = stop["quote"]
            if quote is None:
                return stop.end()
            end = -1 if quote in self.never_closed else self.page.find(quote, stop.end())
            if end < 0:
                self.never_closed.add(quote)
            position = max(end + 1, stop.end())
        return -1

    def _text(self, start: int, end: int) -> Iterator[_Token]:
        if start < end:
            yield self._token("text", "", start, end)

    def _unclosed(self, found: re.Match[str]) -> Iterator[_Token]:
        rest = self.page[found.end() :]
        if rest.strip():
            yield self._token("rest", found["name"] or "comment", found.start(), len(self.page))

    def _token(self, kind: str, name: str, start: int, end: int) -> _Token:
        raw = self.page[start:end]
        first = start + len(raw) - len(raw.lstrip())
        self._count_to(first if first < end else start)
        line = self.line
        self._count_to(max(first, start + len(raw.rstrip())) if first < end else end)
        return _Token(kind, name, raw, line, self.line)

    def _count_to(self, position: int) -> None:
        self.line += self.page.count("\n", self.counted, position)
        self.counted = max(self.counted, position)


@dataclass(slots=True)
class _List:
    """An open list of the page."""

    name: str
    style: str
    next: int


@dataclass(slots=True)
class _Skip:
    """An element that is not read: its name, how many of that name are open in it, and its text."""

    name: str
    what: str
    line: int
    depth: int = 1
    last_line: int = 0
    text: list[str] = field(default_factory=list)
    size: int = 0


class _PageReader:
    """Turns tags into the places of a grid."""

    def __init__(self) -> None:
        self.grid = Grid()
        self.skip: _Skip | None = None
        self.article = self.pre = 0
        self.lists: list[_List] = []
        self.outer_lists: list[list[_List]] = []

    def take(self, token: _Token) -> None:
        if token.kind == "rest":
            self.grid.leave_out("unclosed", token.raw, token.line, token.last_line)
        elif self.skip:
            self._skip_on(token, self.skip)
        elif token.kind == "text":
            self._text(token)
        elif token.kind == "open":
            self._open(token)
        else:
            self._close(token.name)

    def finish(self) -> tuple[Paragraph, ...]:
        self._end_skip()
        return self.grid.paragraphs()

    def _text(self, token: _Token) -> None:
        text = _unescape(token.raw)
        if not self.pre:
            self.grid.text(text, token.line, token.last_line)
            return
        start = token.line - (token.raw[: len(token.raw) - len(token.raw.lstrip())].count("\n") if text.strip() else 0)
        for number, line in enumerate(text.split("\n")):
            if number:
                self.grid.end_line()
            # White space in front of a line is shown here: it indents.
            indent = len(line) - len(line.lstrip())
            self.grid.text("\u00a0" * min(indent, 1) + line[indent:], start + number)

    # --- what is not read -----------------------------------------------------------------------------------------

    def _left_out(self, token: _Token) -> str:
        """Name the reason why an element is not read; empty if it is."""
        if token.name in _ALWAYS_OUT or (token.name in _FRAME and not self.article):
            return token.name
        if token.name in _MAY_HIDE and ("hidden" in token.raw or "display" in token.raw):
            values = _attributes(token.raw)
            if "hidden" in values or _DISPLAY_NONE.search(values.get("style", "")):
                return "hidden"
        return ""

    def _skip_on(self, token: _Token, skip: _Skip) -> None:
        if token.kind == "text":
            skip.last_line = token.last_line
            if skip.size < 1000:
                skip.text.append(_unescape(token.raw[:1000]))
                skip.size += len(token.raw)
        elif token.name == skip.name:
            skip.depth += 1 if token.kind == "open" else -1
            if not skip.depth:
                self._end_skip()

    def _end_skip(self) -> None:
        if self.skip:
            self.grid.leave_out(self.skip.what, " ".join(self.skip.text), self.skip.line, self.skip.last_line)
        self.skip = None

    # --- tags -----------------------------------------------------------------------------------------------------

    def _open(self, token: _Token) -> None:
        name = token.name
        what = self._left_out(token)
        if what:
            self.skip = _Skip(name, what, token.line)
            return
        values = _attributes(token.raw) if name in _WITH_VALUES else {}
        if name in _BLOCKS:
            self.grid.end_paragraph()
        self.article += name in ("article", "main")
        self.pre += name == "pre"
        if name == "br":
            self.grid.end_line()
        elif name == "table":
            self.grid.open_table()
            self.outer_lists.append(self.lists)
            self.lists = []
        elif name == "tr":
            self.grid.open_row()
        elif name in ("td", "th"):
            self.lists = []
            self.grid.open_cell(_whole(values.get("rowspan"), zero=65534), _whole(values.get("colspan")))
        elif name in ("ol", "ul", "menu", "dir"):
            style = STYLES.get(values.get("type", "1"), "decimal") if name == "ol" else "bullet"
            self.lists.append(_List(name, style, _whole(values.get("start"), zero=0)))
        elif name == "li":
            self._item(values)

    def _item(self, values: dict[str, str]) -> None:
        self.grid.number = ""
        if not self.lists:
            return
        current = self.lists[-1]
        number = _whole(values["value"], zero=0) if values.get("value") else current.next
        current.next = number + 1
        written = ordinal(number, current.style)
        self.grid.number = f"{written}." if written else ""

    def _close(self, name: str) -> None:
        if name in _BLOCKS or name == "br":
            self.grid.end_paragraph()
        if name in ("article", "main"):
            self.article = max(0, self.article - 1)
        elif name == "pre":
            self.pre = max(0, self.pre - 1)
        elif name == "table":
            self.grid.close_table()
            self.lists = self.outer_lists.pop() if self.outer_lists else []
        elif name == "tr":
            self.grid.close_row()
        elif name in ("td", "th"):
            self.grid.close_cell()
        elif name in ("ol", "ul", "menu", "dir"):
            self.grid.number = ""
            if self.lists:
                self.lists.pop()


def _unescape(raw: str) -> str:
    """Replace «&nbsp;» and «&#1234;» by the characters that they stand for."""
    return unescape_short(_LONG_NUMBER.sub("\ufffd", raw)) if "&" in raw else raw


def _attributes(raw: str) -> dict[str, str]:
    """Give the values of a tag; of two with one name the first counts, as in browsers."""
    values: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(raw):
        quoted = value[:1] in ("'", '"') and len(value) > 1 and value[-1] == value[0]
        values.setdefault(name.lower(), _unescape(value[1:-1] if quoted else value)[:1000])
    return values


def _whole(value: str | None, zero: int = 1) -> int:
    """Read a small number as browsers do; without one it is 1, and `zero` says what 0 means."""
    found = re.match(r"\s*\+?(\d{1,6})", value or "", re.ASCII)
    if found is None:
        return 1
    return min(int(found[1]), 65534) or zero
