"""One line alone: a code with its title, the name of a level, a label of the slide, a foot, or plain text."""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from toolkit.codes import tidy
from toolkit.labels import load
from toolkit.model import Lang, LineRole, Span
from toolkit.parse.patterns import Label, compile_labels, first_hit
from toolkit.parse.readers import Paragraph

NAME = "classifier"
LANGS: tuple[Lang, ...] = ("kk", "ru")

_END = r"(?!\w|[-–]\d)"
_CODE = rf"(?:[XxХх][1-5]000|[XxХх]|\d{{4}}[-–]\d[-–]\d{{3}}|\d{{4}}[-–]\d|\d{{1,4}}){_END}"
_DEEP = rf"(?:[XxХх][1-5]000|\d{{4}}[-–]\d[-–]\d{{3}}|\d{{4}}[-–]\d|\d{{3,4}}){_END}"
_CODES = re.compile(rf"{_CODE}(?:[\s,;]+{_CODE})*")
_DIGITS = re.compile(r"[\d\s–-]*\d[\d\s–-]*")
_LED = re.compile(rf"(?P<codes>{_CODE}(?:\s*/\s*{_CODE})*)(?P<sep>\s*[.)–—:-]\s*|\s+)(?=[^\W\d_]|[«\"“(])")
_NEXT_LED = re.compile(rf"(?<=\s){_DEEP}(?:\s*[.–—-]\s*|\s+)(?=[^\W\d_]|[«\"“])")
_BULLETS = re.escape("•◄►▪*=·–—-\uf0a7\uf0b7\uf0d8\uf0fc\uf076")

_LONGEST = 1000
"""Letters of the longest paragraph that may be a line of the classifier; a longer one is prose."""

IN_BRACKETS = re.compile(rf"\(\s*(?P<code>{_DEEP})\s*(?:[-–—]\s*(?P<title>[^()]+?))?\s*\)")
STRAY = re.compile(r"(?<![\w№.,+/-])(?<!№ )(?:[XxХх]\d{2,}|\d{4}(?:[-–]\d+){1,2}|\d{3,4})(?![\w-])(?!\s*%)")
"""What looks like a code, well formed or not."""
CONTACT = re.compile(r"\+\d(?:[\s()-]*\d){8,}|(?<!\d)8(?:[\s()-]*\d){10}(?!\d)|[^\s@]{1,64}@[^\s@]{1,64}")

Shape = Literal["text", "heading", "level", "label", "count", "skill", "codes", "led", "footer", "unknown"]


@dataclass(frozen=True, slots=True)
class Words:
    """The label file of a language, ready to be tried on lines."""

    levels: tuple[Label, ...]
    labels: tuple[Label, ...]
    footer: re.Pattern[str]
    lead: re.Pattern[str]
    conjunctions: frozenset[str]
    unfinished: tuple[str, ...]
    letters: frozenset[str]
    years: re.Pattern[str]


@cache
def words_of(lang: Lang) -> Words:
    """Load and compile the words of a language, once."""
    data = load(f"forms/{NAME}.{lang}")
    words = data["words"]
    names, examples = ("|".join(re.escape(name) for name in words[group]) for group in ("abbreviations", "examples"))
    levels = compile_labels(data, only=["levels"])
    return Words(
        levels=tuple(sorted(levels, key=lambda label: -len(label.pattern.pattern))),
        labels=compile_labels(data, only=["skill", "labels"]),
        footer=re.compile(rf"\d{{0,3}}\s*(?:{names})\s?20\d\d(?:\s?[►>].*|\w.*)?$"),
        lead=re.compile(rf"[{_BULLETS}\s]*(?:(?:{examples})[,:]?\s*)?(?:(?:{names})\s+)?", re.IGNORECASE),
        conjunctions=frozenset(words["conjunctions"]),
        unfinished=tuple(words["unfinished"]),
        letters=frozenset(words["letters"]),
        years=re.compile(rf"\s*\)?\s*(?:{'|'.join(words['years'])})(?!\w)"),
    )


@dataclass(slots=True)
class Line:
    """A paragraph, what it looks like, and what became of it.

    Parameters
    ----------
    text : str
        As printed, without the foot of the slide that may stick to it.
    codes, titles : tuple of str
        The codes in it and the title behind each; «831/832» is one code here. A heading without a title has one empty
        title if the title must stand beside it, and none if it only says what the slide is about.
    name : str
        Name of the label or level.
    number : int
        The number in a label.
    weak : bool
        One or two digits: a code, or the number of an item, of a page, or of things counted.
    beside : tuple of Line
        The lines of the cell that holds its title.
    last : bool
        The foot of the slide stuck to it: nothing of the same title can follow.
    taken : bool
        It belongs to what stands before or behind it.
    """

    paragraph: Paragraph
    shape: Shape
    text: str = ""
    codes: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    name: str = ""
    number: int = 0
    weak: bool = False
    beside: tuple["Line", ...] = ()
    last: bool = False
    role: LineRole = "boilerplate"
    taken: bool = False

    @property
    def span(self) -> Span:
        """The lines it stands on."""
        return self.paragraph.span

    @property
    def free(self) -> bool:
        """Plain text that belongs to nothing yet and may be a title or a part of one."""
        return self.shape == "text" and not self.taken and any(letter.isalpha() for letter in self.text)


def look(paragraph: Paragraph, words: Words) -> Line:
    """Say what a paragraph looks like by itself."""
    text = paragraph.text
    if len(text) > _LONGEST:
        return Line(paragraph, "text", text)
    foot = words.footer.search(text)
    if foot and not (text := text[: foot.start()].strip()):
        return Line(paragraph, "footer")
    line = Line(paragraph, "text", text, last=bool(foot))
    if hit := first_hit(words.labels, text.rstrip(" :;-–")):
        shape: Shape = "skill" if hit.group == "skill" else "count" if hit.name == "counts" else "label"
        return replace(line, shape=shape, name=hit.name, number=hit.number, role="label")
    if named := _level(text, words):
        return replace(line, shape="heading" if named[1] else "level", name=named[0], codes=named[1], titles=named[2])
    if _CODES.fullmatch(text.rstrip(" .:–—-")):
        codes = tuple(tidy(code) for code in re.findall(_CODE, text))
        return replace(line, shape="codes", codes=codes, weak=len(codes[0]) < 3)
    if _DIGITS.fullmatch(text) and not CONTACT.fullmatch(text):
        return replace(line, shape="unknown")
    start = words.lead.match(text)
    body = text[start.end() :] if start else text
    if (led := _LED.match(body)) and _leads(led, body):
        return _split_led(line, body)
    return line


def _level(text: str, words: Words) -> tuple[str, tuple[str, ...], tuple[str, ...]] | None:
    """Read «214-шағын топ», «Негізгі топ 2 – …», «Шағын топтар»: name of the level, codes, titles."""
    first = re.match(rf"({_CODE})\s*[-–—]?\s*(?=[^\W\d])", text)
    for label in words.levels:
        rest = _behind(label, text[first.end() :]) if first else None
        if first and rest is not None and (not rest or rest[0] in "-–—:"):
            return label.name, (tidy(first[1]),), (rest.strip(" -–—:"),)
        rest = _behind(label, text)
        if rest == "" and label.name != "any":
            return label.name, (), ()
        code = re.match(rf"({_CODE})\s*([-–—:.]*)\s*(.*)$", rest) if rest else None
        if code and (code[2] or not code[3] or (label.name != "any" and code[3][0].isupper())):
            bare = not code[2] and not code[3] and label.name in ("main", "any")
            return label.name, (tidy(code[1]),), () if bare else (code[3],)
    return None


def _behind(label: Label, text: str) -> str | None:
    """Give what stands behind a label at the start of a text, or None if its last word goes on."""
    found = label.pattern.match(text)
    if not found:
        return None
    rest, begin = found["rest"], found.start("rest")
    return None if rest and rest[0].isalpha() and text[begin - 1].isalpha() else str(rest).strip()


def _leads(led: re.Match[str], body: str) -> bool:
    """Say whether a code at the start of a line has its title behind it: «2149 Б.т.к. …», but not «12 мыңнан астам»."""
    after, code = body[led.end()], led["codes"].split("/")[0].strip()
    marked = bool(led["sep"].strip()) or after == "(" or len(code) >= len("2147-1-001")
    return after.isupper() or after in '«"“' or (marked and len(code) >= 3)


def _split_led(line: Line, body: str) -> Line:
    """Split «412 Хатшылар 512 Аспаздар» into codes and their titles."""
    starts = [0, *(found.start() for found in _NEXT_LED.finditer(body))]
    codes: list[str] = []
    titles: list[str] = []
    for start, end in zip(starts, [*starts[1:], len(body)], strict=True):
        found = _LED.match(body, start)
        if found is None:
            return line
        codes.append("/".join(tidy(code) for code in re.findall(_CODE, found["codes"])))
        titles.append(body[found.end() : end].strip())
    return replace(line, shape="led", codes=tuple(codes), titles=tuple(titles), weak=len(codes[0]) < 3)


def is_capitals(text: str) -> bool:
    """Say whether a line is set in capitals, as titles on slides are; one small letter by mistake does not matter.

    Examples
    --------
    >>> is_capitals("КіРМЕЙТІН ЖҰМЫСКЕРЛЕР"), is_capitals("• ТАМАҚ дайындау")
    (True, False)
    """
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 2 and sum(letter.isupper() for letter in letters) >= 0.8 * len(letters)


def is_unfinished(text: str, words: Words) -> bool:
    """Say whether a title cannot end here: open bracket, comma, hyphen, conjunction, or a word that needs a noun.

    Examples
    --------
    >>> is_unfinished("САЛАСЫНДАҒЫ МАМАНДАНДЫРЫЛҒАН", words_of("kk")), is_unfinished("Инженер-химиктер", words_of("kk"))
    (True, False)
    """
    last = text.rsplit(maxsplit=1)[-1].casefold() if text else ""
    return (
        text.count("(") > text.count(")")
        or text.endswith((",", "-", "/"))
        or last in words.conjunctions
        or last.endswith(words.unfinished)
    )


def join(parts: list[str], words: Words) -> str:
    """Join the lines of a title; a hyphen at the end of a line keeps its word together, «теле- және радио» its blank.

    Examples
    --------
    >>> join(["Инженер-", "құрылысшылар"], words_of("kk"))
    'Инженер-құрылысшылар'
    """
    title = " ".join(parts)

    def close(found: re.Match[str]) -> str:
        return found[0] if found[2].casefold() in words.conjunctions else f"{found[1]}-{found[2]}"

    return re.sub(r"(\w)- (\w+)", close, title)
