"""Tasks of labour functions, which some standards of 2013 to 2015 put between function and statements: codes and titles."""

import re
from dataclasses import dataclass

from toolkit.model import Span
from toolkit.parse.forms.standard_2013.cells import Cell
from toolkit.parse.forms.standard_2013.vocabulary import Vocabulary, rough

_NUMBERS = r"(?P<first>\d{1,2})\s?[-–—]\s?(?P<second>\d{1,2})(?:\s?[-–—]\s?(?P<third>\d{1,2}))?(?![\d-]|\.\d)"
_BEHIND = " .:;)–—-"


@dataclass(frozen=True, slots=True)
class Code:
    """The code of a task, such as «З 1-2», «Задача 1-2», «1-2», «1-1-2»: its function, its number, and its digits.

    `named` says that a word or letter stands in front; `end` is where the code ends in its text.
    """

    function: int
    number: int
    digits: str
    named: bool
    start: int
    end: int


@dataclass(slots=True)
class Task:
    """A task as the table of tasks lists it."""

    function: int
    number: int
    code: str
    parts: list[str]
    span: Span

    @property
    def title(self) -> str:
        """Its text behind the code, which may run over several paragraphs."""
        return " ".join(part for part in self.parts if part)


def codes_in(text: str, words: Vocabulary) -> list[Code]:
    """Find the codes of tasks in a text: one at its start, further ones only with their word or letter.

    Parameters
    ----------
    text : str
        A cell or paragraph.
    words : Vocabulary
        The labels of its language.

    Returns
    -------
    list of Code
        In order; empty if none stands in it.

    Examples
    --------
    >>> from toolkit.parse.forms.standard_2013.vocabulary import vocabulary
    >>> [(code.function, code.number) for code in codes_in("З 1-1. Приемка З 1-2. Сдача", vocabulary("ru"))]
    [(1, 1), (1, 2)]
    >>> codes_in("работа в 2013-2014 годах", vocabulary("ru"))
    []
    """
    if not any(letter.isdigit() for letter in text):
        return []
    said = "|".join(re.escape(rough(word)) for word in sorted(words.task, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:(?P<word>{said})\.?\s*[-–—]?\s*)?{_NUMBERS}")
    flat = rough(text)
    if len(flat) != len(text):  # a letter that is two in small letters would move the places
        return []
    found = []
    for match in pattern.finditer(flat):
        if match.start() and not match["word"]:
            continue
        numbers = [int(match[name]) for name in ("first", "second", "third") if match[name]]
        digits = "-".join(map(str, numbers))
        found.append(Code(numbers[-2], numbers[-1], digits, bool(match["word"]), match.start(), match.end()))
    return found


def whole_code(text: str, words: Vocabulary) -> Code | None:
    """Give the code of a task that is the whole text; None if the text is something else."""
    found = codes_in(text, words) if len(text) <= 20 else []
    if len(found) == 1 and found[0].start == 0 and not text[found[0].end :].strip(_BEHIND):
        return found[0]
    return None


def tasks_in(cell: Cell, words: Vocabulary, before: int, function: int) -> list[Task]:
    """Read the tasks of a cell: each begins with its code; without any code every paragraph is one.

    Parameters
    ----------
    cell : Cell
        A cell of the column with tasks.
    words : Vocabulary
        The labels of its language.
    before : int
        How many tasks of the same function were read before.
    function : int
        The function of the row. A code of two numbers that names another one is kept in its own.

    Returns
    -------
    list of Task
        New ones, in order; their numbers may repeat those of others.
    """
    found: list[Task] = []
    for paragraph in cell.paragraphs:
        codes = codes_in(paragraph.text, words)
        head = paragraph.text[: codes[0].start if codes else None].strip()
        if head and found and (found[-1].code or paragraph.follows):
            found[-1].parts.append(head)
            found[-1].span = found[-1].span.join(paragraph.span)
        elif head:
            found.append(Task(function, before + len(found) + 1, "", [head], paragraph.span))
        ends = [*(code.start for code in codes[1:]), len(paragraph.text)]
        for code, end in zip(codes, ends, strict=False):
            title = paragraph.text[code.end : end].strip().lstrip(_BEHIND)
            own = function if code.digits.count("-") > 1 else code.function
            found.append(Task(own, code.number, code.digits, [title], paragraph.span))
    return found
