"""The sheet of shares: every group and kind at three steps of proof, with formulas."""

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.model import STEPS, Share, State
from toolkit.report.frame import Brief, brief_text, group_title, shown_states
from toolkit.report.layout import columns_of, table
from toolkit.sheets import Cell, Grading, Row, Sheet, letters

_GROUP = {"group": 12.0, "group-title": 36.0, "kind": 14.0}
_COUNTS = {"statements": 10.5, "denominator": 9.5}
_SHARES = {f"step-{step}-share": 11.0 for step in STEPS}
_JUDGED = {"grade": 13.0}
_AFTER = {"bare": 13.0, "worst": 26.0, "group-code": 21.0}
_PARTS = {f"step-{step}-{what}": 11.0 for step in STEPS[1:] for what in ("full", "partial")}
_TOP = 4
_LONGEST_TITLE = 110
"""Longer titles of tasks stand whole on the sheet of correspondence."""


@dataclass(frozen=True, slots=True)
class _Places:
    """Where columns stand, from 1: states that never occur have none."""

    states: tuple[State, ...]

    def state(self, state: State) -> str:
        return letters(len(_GROUP) + 1 + self.states.index(state))

    @property
    def total(self) -> int:
        return len(_GROUP) + len(self.states) + 1

    @property
    def denominator(self) -> int:
        return self.total + 1

    @property
    def share(self) -> int:
        return self.total + len(_COUNTS)

    @property
    def printed(self) -> int:
        return self.share + len(_SHARES) + len(_JUDGED) - 1

    @property
    def part(self) -> int:
        return self.printed + len(_AFTER) + 1


def shown_shares(brief: Brief) -> list[Share]:
    """Give the shares of every group of the standards, then those of the claimed level of each framework."""
    found = list(brief.analysis.result.shares)
    for one in brief.analysis.alignments:
        found += [share for share in one.claimed.shares if share.by == "standard-level"]
    return found


def coverage_sheet(brief: Brief) -> Sheet | None:
    """Plan the sheet of shares; denominators and shares are formulas over the counts beside them. None without counts."""
    shares = shown_shares(brief)
    if not shares:
        return None
    at = _Places(tuple(shown_states(shares)))
    states = {f"state-{state}": 8.5 for state in at.states}
    used = brief.analysis.settings
    last = _TOP + len(shares) - 1
    return table(
        brief,
        brief.tab("sheet-coverage"),
        columns_of(brief, {**_GROUP, **states, **_COUNTS, **_SHARES, **_JUDGED, **_AFTER, **_PARTS}),
        [_row(brief, line, share, at) for line, share in enumerate(shares, start=_TOP)],
        title=brief.reader.sentence("coverage-title"),
        about=brief.reader.sentence("coverage-about"),
        frozen=len(_GROUP),
        grades=(Grading((_TOP, at.share, last, at.share + len(_SHARES) - 1), "share", used.fair, used.good),),
        printed=at.printed,
    )


def _row(brief: Brief, line: int, share: Share, at: _Places) -> Row:
    words = brief.reader.word
    states = f"{letters(len(_GROUP) + 1)}{line}:{letters(at.total - 1)}{line}"
    total = f"{letters(at.total)}{line}"
    title = "" if share.by == "total" else brief_text(group_title(brief, share), _LONGEST_TITLE)
    parts = (share.taught_full, share.taught_partial, share.assessed_full, share.assessed_partial)
    applies = f"{total}-{at.state('na')}{line}" if "na" in at.states else total
    return (
        Cell(words(f"by-{share.by}")),
        Cell(title),
        brief.kinds(share.kind),
        *(Cell(share.count(state), "count") for state in at.states),
        Cell(share.statements, "count", formula=f"SUM({states})"),
        Cell(share.denominator, "count", formula=applies),
        *_shares(brief, line, share, at),
        Cell(words(f"grade-{share.grade}"), share.grade),
        Cell(share.bare or None, "poor" if share.bare else "count"),
        Cell(f"{share.worst} – {words(f'grade-{share.worst_grade}')}" if share.worst_grade else ""),
        Cell(share.group, "code"),
        *(Cell(count, "count") for count in parts),
    )


def _shares(brief: Brief, line: int, share: Share, at: _Places) -> Iterator[Cell]:
    """Give the share of each step: of the states for «declared», of the counts at the end of the row for the others."""
    weight = f"{brief.analysis.settings.partial_weight:g}"
    parts = [(at.state("full"), at.state("partial"))]
    parts += [(letters(place), letters(place + 1)) for place in (at.part, at.part + 2)]
    of = f"{letters(at.denominator)}{line}"
    for step, (full, partial) in zip(STEPS, parts, strict=True):
        formula = f'IF({of}=0,"",({full}{line}+{weight}*{partial}{line})/{of})'
        value = share.at(step)[1]
        yield Cell("" if value is None else value, "share", formula=formula)
