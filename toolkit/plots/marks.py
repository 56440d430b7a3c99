"""What is known of a pair, of a group of pairs, of a share: as the square of a figure with number, colour and words."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from toolkit.labels import word
from toolkit.model import STATES, STEPS, Covered, Grade, Lang, Share, State, Step
from toolkit.numbers import decimal, percent
from toolkit.plots.captions import step_text, step_word
from toolkit.plots.frame import Key
from toolkit.settings import Settings
from toolkit.style import BLANK_FILL, GRADE_FILL, HEAT_HIGH, HEAT_LOW, NA_FILL, STATE_FILL, STATE_SIGN, ZERO_FILL

Look = Literal["full", "partial", "suspect", "unsure", "none", "na", ""]
"""What somebody said of one statement and one outcome, the weightiest first; empty: nobody looked."""

LOOKS: tuple[Look, ...] = ("full", "partial", "suspect", "unsure", "none", "na", "")


@dataclass(frozen=True, slots=True)
class Square:
    """One cell of a figure.

    Parameters
    ----------
    text : str
        What stands in it; lines are parted by ``<br>``.
    fill : str
        Six hexadecimal digits; empty: nothing lies there.
    note : str
        What appears over it, whole, besides the names of its row and column.
    hatch : str
        A pattern of plotly; empty for none.
    """

    text: str = ""
    fill: str = ""
    note: str = ""
    hatch: str = ""


HATCHES: dict[str, str] = {"suspect": "/", "unsure": "\\"}
"""Patterns of what is doubtful: the text has changed since, or somebody could not say."""


def look_at(row: Covered) -> dict[str, Look]:
    """Say what is known of each pair of a statement, by outcome; the empty outcome is the statement as a whole."""
    found: dict[str, Look] = {one.outcome_id: "suspect" for one in row.suspect}
    for one in row.decisions:
        if one.verdict != "withdrawn":
            found[one.outcome_id] = one.verdict
    return found


def look(looks: Mapping[str, Look], row: Covered, outcome_id: str) -> Look:
    """Say what is known of a pair: decided about it, else about the statement as a whole (none, not applicable)."""
    if row.state == "na":
        return "na"
    about = looks.get("", "")
    return looks.get(outcome_id) or (about if about in ("none", "na") else "")


@dataclass(frozen=True, slots=True)
class Tally:
    """What is known of the different texts of some statements with regard to some outcomes.

    Parameters
    ----------
    counts : mapping of look to count
        Different texts by the weightiest thing known of them.
    covered : tuple of str
        The texts that are covered, fully or in part.
    suspect, unsure : count
        Texts about which a decision is doubtful, whatever else is known of them.
    """

    counts: Mapping[Look, int]
    covered: tuple[str, ...]
    suspect: int
    unsure: int

    @property
    def number(self) -> int:
        """How many different texts are covered, fully or in part."""
        return len(self.covered)

    @property
    def applies(self) -> int:
        """How many different texts apply."""
        return sum(self.counts.values()) - self.counts.get("na", 0)


def tally(rows: Iterable[tuple[Covered, Mapping[str, Look]]], outcomes: Collection[str]) -> Tally:
    """Count different texts by what is known of them with regard to outcomes.

    Parameters
    ----------
    rows : iterable of (Covered, looks)
        The statements with `look_at` of each.
    outcomes : collection of str
        The outcomes; none at all: nobody can have looked.
    """
    found: dict[str, list[Look]] = {}
    texts: dict[str, str] = {}
    for row, looks in rows:
        key = row.statement.fingerprint
        texts.setdefault(key, row.statement.text)
        applies: list[Look] = ["na"] if row.state == "na" else [""]
        found.setdefault(key, []).extend([look(looks, row, code) for code in outcomes] or applies)
    best = {key: min(seen, key=LOOKS.index) for key, seen in found.items()}
    best = {key: "" if one == "na" and "" in found[key] else one for key, one in best.items()}
    return Tally(
        Counter(best.values()),
        tuple(texts[key] for key, one in best.items() if one in ("full", "partial")),
        sum("suspect" in seen for seen in found.values()),
        sum("unsure" in seen for seen in found.values()),
    )


def heat(number: float, top: float) -> str:
    """Give the colour of a number between 1 and the highest one: one hue, from light to middle.

    Examples
    --------
    >>> heat(1, 9) == HEAT_LOW, heat(9, 9) == HEAT_HIGH
    (True, True)
    """
    part = (number - 1) / (top - 1) if top > 1 else 0.0
    ends = [[int(end[place : place + 2], 16) for place in (0, 2, 4)] for end in (HEAT_LOW, HEAT_HIGH)]
    return "".join(f"{round(low + (high - low) * part):02X}" for low, high in zip(*ends, strict=True))


def count_square(found: Tally, top: int, lang: Lang) -> Square:
    """Make the square of a tally.

    The number covered; 0 where somebody looked at every text in vain; a dot where at some of them; nothing where nobody
    has looked.
    """
    note = tally_note(found, lang)
    doubt: State | None = "suspect" if found.suspect else "unsure" if found.unsure else None
    if found.number:
        sign = STATE_SIGN[doubt] if doubt else ""
        return Square(f"{found.number}{sign}", heat(found.number, top), note, HATCHES[doubt] if doubt else "")
    if doubt:
        return Square(STATE_SIGN[doubt], STATE_FILL[doubt], note, HATCHES[doubt])
    if not found.applies:
        return Square(STATE_SIGN["na"], NA_FILL, note)
    if not found.counts.get("none"):
        return Square("", "", note)
    if found.counts.get(""):
        return Square(STATE_SIGN["undecided"], STATE_FILL["undecided"], note)
    return Square("0", ZERO_FILL, note)


def tally_note(found: Tally, lang: Lang) -> str:
    """Say what a tally holds, and which texts are covered, each in a line of its own."""
    names = {one: word(f"state-{one}", lang) if one else word("figure-nobody", lang) for one in LOOKS}
    parts = [f"{names[one]} – {found.counts[one]}" for one in LOOKS if found.counts.get(one)]
    counts = word("figure-applies", lang, n=found.number, m=found.applies)
    return "\n".join([f"{counts} ({'; '.join(parts)})" if parts else counts, *(f"• {text}" for text in found.covered)])


def share_square(share: Share | None, step: Step, settings: Settings, lang: Lang, *, bare: bool = False) -> Square:
    """Make the square of a share: percentage, n of m, what is not decided or doubtful; the colour is its grade.

    Parameters
    ----------
    share : Share or None
        The share; None where there is nothing of the kind: a dash.
    step : {"declared", "taught", "assessed"}
        Which step of proof is shown.
    settings : Settings
        The thresholds of the grades.
    lang : {"kk", "ru", "en"}
        Language of words.
    bare : bool
        Whether it is a mandatory labour function of which nothing is covered: red, with a sign.
    """
    if share is None:
        return Square(STATE_SIGN["na"], NA_FILL, word("grade-nothing", lang))
    number, part = share.at(step)
    grade = settings.grade(part)
    if part is None:
        return Square(STATE_SIGN["na"], NA_FILL, share_note(share, lang))
    sign = f"{STATE_SIGN['none']} " if bare and not share.full + share.partial else ""
    lines = [f"{sign}{percent(part)}", word("n-of-m", lang, n=decimal(number, lang), m=share.denominator)]
    open_states = [f"{STATE_SIGN[one]} {share.count(one)}" for one in STATES if one in OPEN and share.count(one)]
    lines += [" ".join(open_states)] if open_states else []
    return Square("<br>".join(lines), GRADE_FILL[grade], share_note(share, lang))


OPEN = ("suspect", "unsure", "undecided")
"""States that are never counted as covered and always shown beside a share."""


def share_note(share: Share, lang: Lang) -> str:
    """Say a share at every step of proof, and how many statements are in which state."""
    steps = [f"{step_word(step, lang)}: {step_text(share, step, lang)}" for step in STEPS]
    states = [f"{word(f'state-{one}', lang)} – {share.count(one)}" for one in STATES if share.count(one)]
    return "\n".join([*steps, "; ".join(states)])


def signs_of(squares: Iterable[Square]) -> frozenset[str]:
    """Give the signs that stand in squares; those of doubt may stand right behind a number."""
    words = {part for square in squares for line in square.text.split("<br>") for part in line.split()}
    return frozenset(words | {part[-1] for part in words if part[0].isdigit()})


def count_keys(squares: Iterable[Square], lang: Lang) -> list[Key]:
    """Give the legend of counts: number, zero, empty, and of the doubtful and the inapplicable what there is."""
    signs = signs_of(squares)
    keys = [
        Key(word("figure-key-number", lang), HEAT_HIGH),
        Key(word("figure-key-zero", lang), ZERO_FILL),
        Key(word("figure-key-blank", lang), BLANK_FILL),
    ]
    if STATE_SIGN["undecided"] in signs:
        keys.append(Key(word("figure-key-begun", lang, sign=STATE_SIGN["undecided"]), STATE_FILL["undecided"]))
    if STATE_SIGN["na"] in signs:
        keys.append(Key(word("figure-key-na", lang, sign=STATE_SIGN["na"]), NA_FILL))
    return keys + doubt_keys(signs, lang)


def doubt_keys(signs: Collection[str], lang: Lang) -> list[Key]:
    """Give the legend of the signs of what is doubtful, as far as they stand in a figure."""
    keys = []
    if STATE_SIGN["suspect"] in signs:
        sign = STATE_SIGN["suspect"]
        keys.append(Key(word("figure-key-suspect", lang, sign=sign), STATE_FILL["suspect"], HATCHES["suspect"]))
    if STATE_SIGN["unsure"] in signs:
        sign = STATE_SIGN["unsure"]
        keys.append(Key(word("figure-key-unsure", lang, sign=sign), STATE_FILL["unsure"], HATCHES["unsure"]))
    return keys


_GRADE_WORD: dict[Grade, str] = {
    "good": "figure-grade-good",
    "fair": "figure-grade-fair",
    "poor": "figure-grade-poor",
}


def share_keys(squares: Iterable[Square], settings: Settings, lang: Lang) -> list[Key]:
    """Give the legend of shares: grades with their thresholds, and the signs beside shares as far as they are there."""
    members = [square for square in squares if square.fill]
    signs = signs_of(members)
    fills = {square.fill for square in members}
    good, fair = percent(settings.good), percent(settings.fair)
    limits: dict[Grade, str] = {"good": f"≥ {good}", "fair": f"≥ {fair}", "poor": f"< {fair}"}
    keys = [
        Key(word(_GRADE_WORD[grade], lang, limit=limits[grade]), fill)
        for grade, fill in GRADE_FILL.items()
        if grade in limits and fill in fills
    ]
    if STATE_SIGN["none"] in signs:
        keys.append(Key(word("figure-key-bare", lang, sign=STATE_SIGN["none"]), GRADE_FILL["poor"]))
    if STATE_SIGN["undecided"] in signs:
        keys.append(Key(word("figure-key-undecided", lang, sign=STATE_SIGN["undecided"])))
    if STATE_SIGN["na"] in signs:
        keys.append(Key(word("figure-key-na", lang, sign=STATE_SIGN["na"]), NA_FILL))
    return keys + [Key(key.words) for key in doubt_keys(signs, lang)]
