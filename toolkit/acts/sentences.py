"""The operative part of an order cut into instructions: sentences over one or several paragraphs, and quoted new texts."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.acts.passages import Passage
from toolkit.acts.wording import mark_at, patterns
from toolkit.model import Lang, Span
from toolkit.text import collapse, fold_look_alikes

_MARK = re.compile(r"\s*(\d+(?:-\d+)?)\s*([.)])\s*(?![.)\d])")
_KEPT = re.compile(r"тармақша", re.IGNORECASE)
"""«2) тармақша алып тасталсын»: the number belongs to the place, it does not count the instructions."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One instruction: the sign behind the number before it (``.``, ``)`` or none), its words, its lines, its new text."""

    mark: str
    text: str
    span: Span
    block: tuple[Passage, ...] = ()
    open_block: bool = False
    """Its new text has no closing quotation mark."""

    @property
    def opens(self) -> bool:
        """Whether something follows it."""
        return self.text.endswith(":")


def sentences(passages: tuple[Passage, ...], lang: Lang) -> tuple[Sentence, ...]:
    """Cut the operative part of an order into instructions.

    Parameters
    ----------
    passages : tuple of Passage
        From behind the enacting word to the signature or the first annex.
    lang : {"kk", "ru"}
        Its language.

    Returns
    -------
    tuple of Sentence
        Paragraphs of a text in quotation marks belong to the sentence with a colon before them.
    """
    waiting = deque(passages)
    found: list[Sentence] = []
    while waiting:
        first = last = _next(waiting, lang)
        text = first.text
        while text[-1] not in ".;:" and waiting and not _MARK.match(waiting[0].text):
            last = _next(waiting, lang)
            text = f"{text} {last.text}"
        mark, words = _numbered(text)
        block: tuple[Passage, ...] = ()
        closed = True
        if words.endswith(":") and waiting and _opens_quote(waiting[0].text) and _wants_text(words, lang):
            end, closed = _block_end(waiting)
            block = _unquoted(tuple(waiting.popleft() for _ in range(end)))
        span = first.paragraph.span.join(last.paragraph.span)
        found.append(Sentence(mark, words, span, block, not closed))
    return tuple(found)


def _next(waiting: deque[Passage], lang: Lang) -> Passage:
    """Take the next part of an instruction; the rest of its paragraph waits, new texts stay as they are printed."""
    part, *rest = _parts(waiting.popleft(), lang)
    waiting.extendleft(reversed(rest))
    return part


def _wants_text(words: str, lang: Lang) -> bool:
    folded = fold_look_alikes(words)
    return any(one.search(folded) for name in ("reword", "add") for one in patterns(lang, "operations", name))


def _numbered(text: str) -> tuple[str, str]:
    hit = _MARK.match(text)
    if hit is None or _KEPT.match(text, hit.end()):
        return "", text
    return hit[2], text[hit.end() :]


def _opens_quote(text: str) -> bool:
    return mark_at(text, 0) == 1


def _parts(passage: Passage, lang: Lang) -> Iterator[Passage]:
    """Cut a paragraph at semicolons outside of quotation marks and brackets, and before a new text in it.

    A paragraph that is a new text, or part of one, stays whole: it begins with a quotation mark and names no operation.
    """
    text = passage.text
    instruction = any(pattern.search(fold_look_alikes(text)) for pattern in _verbs(lang))
    if not instruction:
        yield passage
        return
    start = depth = brackets = 0
    for place, letter in enumerate(text):
        depth = max(depth + mark_at(text, place), 0)
        brackets = max(brackets + (letter == "(") - (letter == ")" and brackets > 0), 0)
        if depth or brackets:
            continue
        if letter == ":" and _opens_quote(text[place + 1 :].lstrip() or " "):
            head = fold_look_alikes(text[start : place + 1])
            if any(pattern.search(head) for pattern in _verbs(lang)):
                yield passage.reworded(text[start : place + 1])
                yield passage.reworded(text[place + 1 :])
                return
        if letter == ";" and text[place + 1 :].strip():
            yield passage.reworded(text[start : place + 1])
            start = place + 1
    yield passage.reworded(text[start:]) if start else passage


def _verbs(lang: Lang) -> tuple[re.Pattern[str], ...]:
    return tuple(
        pattern
        for name in ("reword", "replace", "add", "delete", "repeal")
        for pattern in patterns(lang, "operations", name)
    )


_CLOSED = re.compile(r"[\"»”]+\s*[.;,]?\s*\Z")


def _block_end(parts: Sequence[Passage]) -> tuple[int, bool]:
    """Find how many paragraphs a new text in quotation marks has, and whether its end is certain.

    It ends with the first paragraph that closes as many marks as were opened; where the copy has lost one of them, with
    the first paragraph that ends in a closing mark and a stop, which is not certain.
    """
    depth = 0
    for place, part in enumerate(parts):
        depth += sum(mark_at(part.text, position) for position in range(len(part.text)))
        if depth <= 0 and _CLOSED.search(part.text):
            return place + 1, True
    ends = (place + 1 for place, part in enumerate(parts) if re.search(r"[\"»”]\s*[.;]\s*\Z", part.text))
    return next(ends, 1), False


def _unquoted(block: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Take the quotation marks around a new text away, with the stop behind them."""
    texts = [passage.text for passage in block]
    texts[0] = texts[0][1:]
    texts[-1] = re.sub(r"[\"»”]\s*[.;,]?\s*\Z", "", texts[-1])
    return tuple(passage.reworded(text) for passage, text in zip(block, texts, strict=True) if collapse(text))
