"""What an act says of itself before its content: date, number, registration, whether it is repealed or only amends."""

import re
from dataclasses import dataclass
from functools import cache

from toolkit.labels import load
from toolkit.model import Finding, Lang
from toolkit.parse.readers import Paragraph
from toolkit.text import fold_look_alikes

_HEAD = 60
"""How many paragraphs may stand before the content: order text, requisites, approvals."""


@dataclass(frozen=True, slots=True)
class Requisites:
    """Date (ISO), number and registration number as far as the text tells them; empty where it does not."""

    date: str = ""
    number: str = ""
    registration: str = ""

    def act_id(self, otherwise: str) -> str:
        """Give the identifier of the act: its Adilet code, else date and number, else `otherwise`.

        The Adilet code of an act registered in the Ministry of Justice is V, two digits of the year of the act, and its
        registration number in eight digits.

        Examples
        --------
        >>> Requisites("2020-01-06", "2", "19833").act_id("x")
        'V2000019833'
        >>> Requisites("2022-08-18", "318").act_id("x"), Requisites().act_id("x")
        ('2022-08-18-N318', 'x')
        """
        if self.date and self.registration:
            return f"V{self.date[2:4]}{int(self.registration):08}"
        return f"{self.date}-N{self.number}" if self.date and self.number else otherwise


@cache
def _patterns(lang: Lang, group: str) -> tuple[re.Pattern[str], ...]:
    months = "|".join(load("citations")[lang]["months"])
    year, day, month = r"(?P<year>\d{4})", r"(?P<day>\d{1,2})", rf"(?P<month>{months})\w*"
    date = rf"{year}\s*жылғы\s*{day}\s*{month}" if lang == "kk" else rf"{day}\s*{month}\s*{year}"
    blanks = {"{date}": date, "{number}": r"(?P<number>[\w/-]+)"}
    found = []
    for variant in load("requisites")[lang][group]:
        for blank, pattern in blanks.items():
            variant = variant.replace(blank, pattern)  # noqa: PLW2901 -- filling blanks one by one
        found.append(re.compile(variant, re.IGNORECASE))
    return tuple(found)


def requisites(stream: tuple[Paragraph, ...], lang: Lang) -> Requisites:
    """Read the requisites of an act from its first paragraphs.

    Parameters
    ----------
    stream : tuple of Paragraph
        The document.
    lang : {"kk", "ru"}
        Its language.

    Returns
    -------
    Requisites
        Of the act itself: the first date and number of an order. Numbers of acts that it quotes stand behind.
    """
    date = number = registration = ""
    for text in _blocks(stream[:_HEAD]):
        found = next((hit for pattern in _patterns(lang, "act") if (hit := pattern.search(text))), None)
        if found and not date and not _quotes_another(text, found.start()):
            month = load("citations")[lang]["months"].index(_stem(found["month"], lang)) + 1
            date, number = f"{found['year']}-{month:02}-{int(found['day']):02}", found["number"]
            known = next(
                (hit for pattern in _patterns(lang, "registered") if (hit := pattern.search(text, found.end()))), None
            )
            registration = known["registration"] if known else ""
    return Requisites(date, number, registration)


def _blocks(stream: tuple[Paragraph, ...]) -> list[str]:
    """Join lines that stand right under each other: «Приложение / к приказу Министра … / от 14 февраля 2024 года»."""
    blocks: list[str] = []
    for paragraph in stream:
        text = fold_look_alikes(paragraph.text)
        if paragraph.follows and blocks:
            blocks[-1] += f" {text}"
        else:
            blocks.append(text)
    return blocks


def _stem(month: str, lang: Lang) -> str:
    stems: list[str] = load("citations")[lang]["months"]
    return next(stem for stem in stems if month.lower().startswith(stem))


def _quotes_another(text: str, start: int) -> bool:
    """An act named behind a title in quotation marks is another one: that which is repealed or changed."""
    return bool(re.search(r"[\"»”][^\"«“]*$", text[:start])) and bool(re.match(r"\s*\d+[.)]|\s*[\"«“]", text))


def fate(stream: tuple[Paragraph, ...], lang: Lang) -> tuple[Finding, ...]:
    """Find where a text says that the act is repealed, or that it only amends another.

    Returns
    -------
    tuple of Finding
        At most one ``act-repealed`` and one ``act-amending``, with the line that says it.
    """
    found: list[Finding] = []
    for code, group in (("act-repealed", "repealed"), ("act-amending", "amending")):
        for paragraph in stream[:_HEAD]:
            text = fold_look_alikes(paragraph.text)
            if any(pattern.search(text) for pattern in _patterns(lang, group)):
                found.append(Finding(code, paragraph.span, (paragraph.text[:160],)))
                break
    return tuple(found)
