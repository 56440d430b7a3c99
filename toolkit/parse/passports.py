"""What stands outside of the cards of a standard: terms, passport, technical data, order text and signatures."""

import re
from dataclasses import replace

from toolkit.labels import load
from toolkit.model import Field, Finding, Lang, LineRole, LineUse, Span
from toolkit.parse.card_labels import Labels, hit_of, is_end, level_alone, levels_in, starts_with
from toolkit.parse.items import split_items, strip_bullet
from toolkit.parse.patterns import Hit
from toolkit.parse.readers import Paragraph
from toolkit.text import normalise

_NUMBER = re.compile(r"(?P<number>\d{1,3})\s*(?P<mark>[.)])(?!\d)\s*(?P<body>.*)\Z", re.DOTALL)
_ABBREVIATION = re.compile(r"(?:\d{1,2}\s*[.)]\s*)?(?P<short>[^\s–—-][^–—]{0,24}?)\s+[-–—]\s+(?P<long>.+)\Z", re.DOTALL)
_OKED = re.compile(
    r"(?P<code>(?:[^\W\d_]{4,}\s*:?\s+)?(?:[A-ZА-Я](?=\s*[-–—.:])|\d{2}(?:\.\d{1,2}){0,2}(?!\d)))\s*[-–—.:]*\s*(?P<title>.*)\Z",
    re.DOTALL,
)
_SHORT = 160
"""Lines of a signature, an approval or an annex heading are short; longer text behind the cards should be looked at."""

_ONE_LINE = {"title", "code", "version", "review_date", "council", "national_body", "chamber"}
"""Fields of one paragraph: what stands behind it is something else."""

ENDS_CARD = ("state_body", "version", "review_date")
"""Technical data that no card can hold: where one stands, the card is over, also without a chapter heading."""


class OutsideReader:
    """Reads the paragraphs of a standard that belong to no card.

    Parameters
    ----------
    labels : Labels
        Of the form and language.
    """

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self.fields: list[Field] = []
        self.findings: list[Finding] = []
        self.uses: list[LineUse] = []
        self.heading = ""
        self.open = ""
        self.cell = -1
        self.begun = False
        self.technical = False
        self.signed = False
        self.tabled = False
        self.mark = ""
        self.number = 0

    def read(self, paragraph: Paragraph, *, after_cards: bool = False) -> None:
        """Read one paragraph; behind the cards technical data are expected."""
        text = paragraph.text
        found = _NUMBER.match(text)
        number, mark, body = (int(found["number"]), found["mark"], found["body"]) if found else (0, "", text)
        hit = self._hit(body, text, technical=after_cards or self.technical)
        if hit is None and (starts_with(self.labels.chapters, text) is not None or self._is_technical(body)):
            self.technical = any(normalise(word) in normalise(text) for word in self.labels.words("technical_chapter"))
            self._close(paragraph, "heading")
        elif hit is None and (is_end(self.labels, text) or starts_with(self.labels.notes, text) is not None):
            self.signed = True
            self._close(paragraph, "boilerplate")
        elif hit is None and (title := hit_of(self.labels.standards, text)) and title.title and not title.rest:
            self.heading = self.heading or title.title
            self._close(paragraph, "heading")
        elif hit is None or hit.group == "passport_end":
            self._feed(number if mark else 0, mark, body, paragraph, ends=hit is not None, after_cards=after_cards)
        else:
            self._start(hit, number, mark, paragraph)

    def _is_technical(self, text: str) -> bool:
        """Say whether a text is the heading of the technical data without its chapter number."""
        hit = hit_of(self.labels.technical_headings, text)
        return hit is not None and not hit.rest

    def _hit(self, body: str, text: str, *, technical: bool) -> Hit | None:
        labels = (*self.labels.outside, *self.labels.technical) if technical else self.labels.outside
        return hit_of(labels, body, loose=True) or hit_of(labels, text, loose=True)

    def _start(self, hit: Hit, number: int, mark: str, paragraph: Paragraph) -> None:
        self.open, self.cell = hit.name, paragraph.cell
        if hit.name == "abbreviations":
            self._use(paragraph, "label")
            return
        if number and hit.name != "executor":
            self.mark, self.number = mark, number
        self.begun = self.begun or hit.name != "scope"
        self.signed = False
        listed = hit.rest and hit.name in {"occupations", "oked"}
        self.fields.append(Field(hit.name, hit.label, "" if listed else hit.rest, paragraph.span))
        if listed:
            self._feed_list(hit.rest, paragraph)
        self._use(paragraph, "record" if hit.rest else "label")

    def _feed(self, number: int, mark: str, body: str, paragraph: Paragraph, *, ends: bool, after_cards: bool) -> None:
        """Give a paragraph without a label to what is open, or judge what else it is."""
        own = bool(number) and mark == self.mark and number == self.number + 1  # the next item of the passport itself
        if ends:
            self._close(paragraph, "boilerplate")
        elif self.open == "abbreviations" and (found := _ABBREVIATION.match(paragraph.text)):
            self.fields.append(Field("abbreviation", found["short"], found["long"], paragraph.span))
            self._use(paragraph, "record")
        elif self.open == "occupations" and hit_of(self.labels.columns, paragraph.text):
            self.tabled = True
            self._use(paragraph, "label")
        elif self._is_occupation(number, paragraph) and not (own and self._listed() != number - 1):
            self._feed_list(paragraph.text, paragraph)
            self._use(paragraph, "record")
        elif self.open == "oked" and not own:
            self._feed_list(body, paragraph)
            self._use(paragraph, "record")
        elif self.open and self.open != "abbreviations" and not own and self._goes_on(paragraph):
            last = self.fields[-1]
            value = f"{last.value} {paragraph.text}".strip()
            self.fields[-1] = replace(last, value=value, span=last.span.join(paragraph.span))
            self.cell = paragraph.cell
            self._use(paragraph, "record")
        else:
            self._refuse(number, paragraph, after_cards=after_cards)

    def _goes_on(self, paragraph: Paragraph) -> bool:
        last = self.fields[-1]
        if last.name in _ONE_LINE and last.value:
            return paragraph.follows and not last.value.endswith(".")
        return not last.value or paragraph.cell == self.cell

    def _is_occupation(self, number: int, paragraph: Paragraph) -> bool:
        """Entries of the list of cards have a number, a level, or stand in the cell of its label or under a header."""
        if self.open != "occupations":
            return False
        return bool(number) or paragraph.cell == self.cell or self.tabled or bool(levels_in(paragraph.text))

    def _listed(self) -> int:
        return sum(item.name == "occupation" for item in self.fields)

    def _refuse(self, number: int, paragraph: Paragraph, *, after_cards: bool) -> None:
        """An item of the passport or a text behind the cards that nothing explains must not vanish."""
        short = len(paragraph.text) <= _SHORT
        if (self.begun and number) or (after_cards and not (self.signed and short)):
            self.findings.append(Finding("not-understood", paragraph.span, (paragraph.text[:80],)))
            self._close(paragraph, "unknown")
        else:
            self._close(paragraph, "boilerplate", keep=not self.begun)

    def _feed_list(self, text: str, paragraph: Paragraph) -> None:
        """Add entries of the list of cards or of the economic activities."""
        if self.open == "oked":
            found = _OKED.match(text)
            label, value = (found["code"], found["title"]) if found else ("", text)
            self.fields.append(Field("oked", label, value, paragraph.span))
            return
        last = self.fields[-1]
        pieces = split_items(text, self._listed() + 1)
        goes_on = paragraph.follows or bool(level_alone(self.labels, text))
        if goes_on and last.name == "occupation" and not pieces[0].number:
            self.fields[-1] = replace(last, value=f"{last.value} {text}", span=last.span.join(paragraph.span))
            return
        for piece in pieces:
            value = piece.text if piece.number else strip_bullet(piece.text)
            self.fields.append(Field("occupation", piece.number, value, paragraph.span))

    def _close(self, paragraph: Paragraph, role: LineRole, *, keep: bool = False) -> None:
        if not (keep and self.open == "abbreviations"):
            self.open = ""
        self._use(paragraph, role)

    def _use(self, paragraph: Paragraph, role: LineRole) -> None:
        self.uses.append(LineUse(paragraph.span, role))

    def title(self) -> str:
        """Give the title of the standard without its quotation marks: from the passport, else from its heading."""
        raw = next((item.value for item in self.fields if item.name == "title"), "")
        return raw.strip(" .;").strip('"«»“”„ ') or self.heading.strip('"«»“”„ ')


def iso_date(text: str, lang: Lang) -> str:
    """Read a whole date in words or digits; nothing if there is none.

    Examples
    --------
    >>> iso_date("2027 жылғы 15 желтоқсан.", "kk"), iso_date("15 декабря 2027 года", "ru"), iso_date("2027 год", "ru")
    ('2027-12-15', '2027-12-15', '')
    """
    text = normalise(text)
    months: list[str] = load("citations")[lang]["months"]
    names = "|".join(months)
    pattern = (
        rf"(\d{{4}})\s*жыл\w*\s*(\d{{1,2}})\s*({names})" if lang == "kk" else rf"(\d{{1,2}})\s*({names})\w*\s*(\d{{4}})"
    )
    if found := re.search(pattern, text):
        year, day, month = (found[1], found[2], found[3]) if lang == "kk" else (found[3], found[1], found[2])
        return _iso(year, months.index(month) + 1, day)
    if found := re.search(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./](\d{4})(?!\d)", text):
        return _iso(found[3], int(found[2]), found[1])
    if found := re.search(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)", text):
        return _iso(found[1], int(found[2]), found[3])
    return ""


def _iso(year: str, month: int, day: str) -> str:
    return f"{year}-{month:02}-{int(day):02}" if 1 <= month <= 12 and 1 <= int(day) <= 31 else ""


def with_review_date(fields: list[Field], lang: Lang) -> tuple[Field, ...]:
    """Put the date of the planned review in ISO form beside the one that is printed."""
    found: list[Field] = []
    for item in fields:
        found.append(item)
        if item.name == "review_date" and (date := iso_date(item.value, lang)):
            found.append(Field("review_date_iso", "", date, Span(item.span.start, item.span.end)))
    return tuple(found)
