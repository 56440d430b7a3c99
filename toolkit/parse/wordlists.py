"""Numbered lists of Word: the number is not in the text; the list and its level say how to count.

A paragraph names a list, or its style does, or a style that the style rests on. A list rests on a pattern that several
lists can share; they then count on together, unless one says that it begins anew.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from toolkit.parse.numbering import ordinal

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9


@dataclass(slots=True)
class _Level:
    """How one level of a list is counted and written."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    restarts: bool = True


@dataclass(slots=True)
class _Style:
    """What a style of paragraphs says of lists."""

    base: str = ""
    list_id: str = ""
    level: str = ""


@dataclass(slots=True)
class Lists:
    """The lists and styles of a document, and how far each list has counted."""

    patterns: dict[str, dict[int, _Level]] = field(default_factory=dict)
    pattern_of: dict[str, str] = field(default_factory=dict)
    starts: dict[str, dict[int, int]] = field(default_factory=dict)
    linked: dict[str, str] = field(default_factory=dict)
    """Pattern → the style of lists that it takes its levels from."""
    defined: dict[str, str] = field(default_factory=dict)
    """Style of lists → the pattern that defines it."""
    styles: dict[str, _Style] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    begun: set[tuple[str, int]] = field(default_factory=set)

    def next_number(self, style: str, list_id: str, level: str) -> str:
        """Count a paragraph of the document and give what Word prints in front of it, empty if nothing.

        Parameters
        ----------
        style, list_id, level : str
            What the paragraph says; empty where it says nothing.
        """
        if not list_id or not level:
            of_style = self._of_style(style)
            # A level that only the style knows counts for a list that only the paragraph knows, and the other way round.
            list_id, level = list_id or of_style.list_id, level or of_style.level
        pattern = self._pattern(list_id)
        depth = min(int(level), _LEVELS - 1) if re.fullmatch("[0-9]{1,2}", level) else 0
        if list_id == "0" or pattern not in self.patterns:
            return ""
        levels = self.patterns[pattern]
        counts = self.counts[pattern]
        for place, start in self.starts.get(list_id, {}).items():
            if (list_id, place) not in self.begun and place <= depth:
                self.begun.add((list_id, place))
                counts[place] = start - 1
        now = levels.get(depth, _Level())
        counts[depth] = counts[depth] + 1 if depth in counts else now.start
        for deeper in [place for place in counts if place > depth and levels.get(place, now).restarts]:
            del counts[deeper]
        return _PLACE.sub(lambda found: self._written(levels, counts, int(found[1]) - 1), now.text).strip()

    def _written(self, levels: dict[int, _Level], counts: dict[int, int], place: int) -> str:
        level = levels.get(place, _Level())
        return ordinal(counts.get(place, level.start), level.style)

    def _pattern(self, list_id: str) -> str:
        pattern = self.pattern_of.get(list_id, "")
        return self.defined.get(self.linked.get(pattern, ""), pattern)

    def _of_style(self, name: str) -> _Style:
        list_id = level = ""
        seen: set[str] = set()
        while name in self.styles and name not in seen:
            seen.add(name)
            style = self.styles[name]
            list_id, level, name = list_id or style.list_id, level or style.level, style.base
        return _Style("", list_id, level)


def read_lists(lists: Lists) -> Callable[[str, dict[str, str]], None]:
    """Give the handler that fills `lists` from the part with the lists (numbering.xml)."""
    pattern = list_id = ""
    level = _Level()
    place = 0

    def opened(name: str, values: dict[str, str]) -> None:
        nonlocal pattern, list_id, level, place
        value = values.get("val", "")
        if name == "w:abstractNum":
            pattern, list_id = values.get("abstractNumId", ""), ""
            lists.patterns[pattern] = {}
        elif name == "w:num":
            list_id = values.get("numId", "")
        elif name == "w:abstractNumId":
            lists.pattern_of[list_id] = value
        elif name == "w:lvlOverride":
            place = _number(values.get("ilvl", ""))
        elif name == "w:startOverride":
            lists.starts.setdefault(list_id, {})[place] = _number(value)
        elif name == "w:lvl":
            # A level inside a list, not a pattern, changes how one list is written; it is read as the pattern's.
            level, place = _Level(), _number(values.get("ilvl", ""))
            lists.patterns.setdefault(lists.pattern_of.get(list_id, pattern), {})[place] = level
        elif name == "w:start":
            level.start = _number(value)
        elif name == "w:numFmt":
            level.style = value
        elif name == "w:lvlText":
            level.text = "" if level.style == "bullet" else value
        elif name == "w:lvlRestart":
            level.restarts = value != "0"
        elif name == "w:numStyleLink":
            lists.linked[pattern] = value
        elif name == "w:styleLink":
            lists.defined[value] = pattern

    return opened


def read_styles(lists: Lists) -> Callable[[str, dict[str, str]], None]:
    """Give the handler that fills `lists` from the part with the styles (styles.xml)."""
    style = _Style()

    def opened(name: str, values: dict[str, str]) -> None:
        nonlocal style
        value = values.get("val", "")
        if name == "w:style":
            style = _Style()
            lists.styles[values.get("styleId", "")] = style
        elif name == "w:basedOn":
            style.base = value
        elif name == "w:numId":
            style.list_id = value
        elif name == "w:ilvl":
            style.level = value

    return opened


def _number(text: str) -> int:
    return int(text) if re.fullmatch("[0-9]{1,6}", text) else 0
