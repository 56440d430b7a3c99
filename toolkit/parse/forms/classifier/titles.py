"""Lines that hold several titles: where one ends and the next begins."""

from itertools import pairwise

from toolkit.model import Span
from toolkit.parse.forms.classifier.lines import Line, Words, is_capitals, is_unfinished, join


def split_titles(lines: list[Line], count: int, words: Words) -> list[tuple[list[Line], str]]:
    """Split lines into exactly so many titles; empty if the lines do not show where to split.

    In small letters a capital begins a title. In capitals the distance between lines does, or, where all lines stand
    equally far apart, every line that ends a title. A line that cannot end a title always goes on.

    Parameters
    ----------
    lines : list of Line
        Neighbours, in the order of the text.
    count : int
        How many titles there must be.

    Returns
    -------
    list of (lines, title)
        `count` of them, or none.
    """
    if not lines:
        return []
    if all(is_capitals(line.text) for line in lines):
        distances = [lower.span.start - upper.span.end for upper, lower in pairwise(lines)]
        near = min(distances, default=0) if len(set(distances)) > 1 else -1
        begins = [True, *(distance > near for distance in distances)]
    else:
        begins = [index == 0 or not line.text[0].islower() for index, line in enumerate(lines)]
    groups: list[list[Line]] = []
    for line, begin in zip(lines, begins, strict=True):
        before = " ".join(item.text for item in groups[-1]) if groups else ""
        if not groups or (begin and not is_unfinished(before, words)):
            groups.append([])
        groups[-1].append(line)
    if len(groups) != count:
        return []
    return [(group, join([line.text for line in group], words)) for group in groups]


def whole(lines: list[Line]) -> Span:
    """Give the shortest span that holds all lines."""
    return Span(min(line.span.start for line in lines), max(line.span.end for line in lines))
