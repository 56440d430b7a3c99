"""One group of all the places where its code stands: the first title, its parent, its skill level, what is doubtful."""

import re
from dataclasses import dataclass, field

from toolkit.codes import group_kind, parents
from toolkit.labels import load
from toolkit.model import Finding, Group
from toolkit.parse.forms.classifier.lines import NAME
from toolkit.parse.forms.classifier.walk import Block, Mention, Reader
from toolkit.text import normalise

_ONE_LETTER = re.compile(r"(?<![\w.-])([^\W\d_])(?![\w.-])")


def fold(reader: Reader, source: str) -> tuple[tuple[Group, ...], list[Finding]]:
    """Make the groups of a document that was read, in the order of codes, and list everything doubtful.

    Parameters
    ----------
    reader : Reader
        A reader that has read its document.
    source : str
        Name of the file.
    """
    folder = _Folder(reader, list(reader.findings))
    mentions = folder.mentions()
    groups = tuple(folder.group(code, source) for code in sorted(folder.choose(mentions)))
    folder.check_sizes(groups)
    return groups, folder.findings


def _key(title: str) -> str:
    """Compare titles by their letters and figures: capitals, broken lines and hyphens make no other title."""
    return re.sub(r"[\W_]+", "", normalise(title))


@dataclass(slots=True)
class _Folder:
    reader: Reader
    findings: list[Finding]
    chosen: dict[str, Mention] = field(default_factory=dict)

    def mentions(self) -> list[Mention]:
        """Collect all places; slides whose codes are out of order are decided by titles printed elsewhere."""
        certain = list(self.reader.mentions)
        broken: list[Block] = []
        for block in self.reader.blocks:
            codes = [code for code, _ in block.codes]
            if codes == sorted(codes):
                certain += block.given(ascending=True)
            else:
                broken.append(block)
        known: dict[str, set[str]] = {}
        for mention in certain:
            if mention.title:
                known.setdefault(mention.code, set()).add(_key(mention.title))
        votes = [_votes(block, known) for block in broken]
        total = (sum(up for up, _ in votes), sum(down for _, down in votes))
        for block, (up, down) in zip(broken, votes, strict=True):
            certain += self._decide(block, (up, down) if up or down else total)
        return sorted(certain, key=lambda mention: (mention.at.start, mention.span.start))

    def _decide(self, block: Block, votes: tuple[int, int]) -> list[Mention]:
        """Take the order that witnesses speak for; without any, only what both orders say alike is sure."""
        printed = ", ".join(code for code, _ in block.codes)
        up, down = block.given(ascending=True), block.given(ascending=False)
        span = up[0].span
        for mention in up:
            span = span.join(mention.span)
        if bool(votes[0]) != bool(votes[1]):
            self.findings.append(Finding("codes-out-of-order", span, (printed, str(max(votes)))))
            return list(up if votes[0] else down)
        titles = {mention.code: mention.title for mention in down}
        sure = [mention for mention in up if titles[mention.code] == mention.title]
        open_codes = [(code, at) for code, at in block.codes if code not in {mention.code for mention in sure}]
        self.findings.append(Finding("codes-without-titles", span, (", ".join(code for code, _ in open_codes),)))
        return [*sure, *(Mention(code, "", at, at) for code, at in open_codes)]

    def choose(self, mentions: list[Mention]) -> dict[str, Mention]:
        """Keep the first title of each code; report the others that differ and words broken in two."""
        seen: dict[str, set[str]] = {}
        for mention in mentions:
            first = self.chosen.get(mention.code)
            if first is None or (mention.title and not first.title):
                self.chosen[mention.code] = mention
            keys = seen.setdefault(mention.code, set())
            if mention.title and keys and _key(mention.title) not in keys:
                params = (mention.code, self.chosen[mention.code].title, mention.title)
                self.findings.append(Finding("group-title-differs", mention.span, params))
            if mention.title:
                keys.add(_key(mention.title))
            letters = [letter for letter in _ONE_LETTER.findall(mention.title) if letter.islower()]
            if set(letters) - self.reader.words.letters:
                self.findings.append(Finding("word-broken", mention.at, (mention.code, mention.title)))
        return self.chosen

    def group(self, code: str, source: str) -> Group:
        """Make one group of the place chosen for its code."""
        mention = self.chosen[code]
        if not mention.title:
            self.findings.append(Finding("group-title-missing", mention.span, (code,)))
        kind = group_kind(code)
        if kind is None:
            raise AssertionError(f"the reader gave '{code}', which is no code")
        return Group(
            code=code,
            title=mention.title,
            kind=kind,
            parent=next(iter(parents(code)), ""),
            skill_level=self._skill(mention) if kind == "main" else "",
            source=source,
            line_start=mention.span.start,
            line_end=mention.span.end,
        )

    def _skill(self, mention: Mention) -> str:
        printed = self.reader.skills.get(mention.code)
        if printed is not None:
            return printed
        table = load(f"forms/{NAME}.{self.reader.lang}")["skill_default"]
        level = str(table["levels"].get(mention.code, ""))
        params = (mention.code, level or "–", table["source"])
        self.findings.append(Finding("skill-level-not-printed", mention.span, params))
        return level

    def check_sizes(self, groups: tuple[Group, ...]) -> None:
        """Compare the number of subgroups that a slide prints with those found."""
        for main, (printed, span) in self.reader.sizes.items():
            found = sum(group.kind == "sub" and group.parent == main for group in groups)
            if found != printed:
                self.findings.append(Finding("subgroup-count", span, (main, str(printed), str(found))))


def _votes(block: Block, known: dict[str, set[str]]) -> tuple[int, int]:
    """Count the titles printed elsewhere that speak for ascending order, and for the order of the text."""
    pairs = zip(block.given(ascending=True), block.given(ascending=False), block.titles, strict=True)
    up = down = 0
    for ascending, printed, (title, _) in pairs:
        if ascending.code != printed.code:
            up += _key(title) in known.get(ascending.code, ())
            down += _key(title) in known.get(printed.code, ())
    return up, down
