"""What the sheets of the impact workbook share: what they are made from, cells, keys of the new statements."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from toolkit.editions import Grade
from toolkit.editions.words import difference_text, name_of
from toolkit.impact.model import Hit, Impact, Pile, Row
from toolkit.impact.told import effect, reasons, verdict_text
from toolkit.model import Act, Covered, Lang, Statement
from toolkit.numbers import day
from toolkit.report.frame import Brief
from toolkit.report.layout import Column, review_cells, review_columns
from toolkit.sheets import Cell, Role, tab_names
from toolkit.sheets import Row as Cells

GRADE_ROLE: dict[Grade, Role] = {"cosmetic": "good", "wording": "fair", "substance": "poor"}
PILE_ROLE: dict[Pile, Role] = {
    "stands": "good",
    "carries": "good",
    "wording": "fair",
    "suspect": "poor",
    "split": "poor",
    "merged": "poor",
    "lost": "poor",
}
REVIEWED = ("decision", "reason", "name", "date")
"""What a person fills in about a decision."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything that the workbook is made from.

    Parameters
    ----------
    impact : Impact
        The impact on one programme.
    brief : Brief
        The programme compared with the new edition, and the language of the reader.
    old_act, new_act : Act or None
        The acts of the editions; None for a document outside of the register.
    sources : tuple of str
        What the texts of the old and the new edition were read from.
    hits : tuple of Hit
        All programmes hit.
    titles : mapping of programme id to title
        Their titles.
    importable : bool
        Whether the new edition stands in the library, so that what people fill in can be taken in.
    unread : tuple of (programme id, reason)
        Programmes that could not be read.
    """

    impact: Impact
    brief: Brief
    old_act: Act | None = None
    new_act: Act | None = None
    sources: tuple[str, str] = ("", "")
    hits: tuple[Hit, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    importable: bool = True
    unread: tuple[tuple[str, str], ...] = ()

    @property
    def lang(self) -> Lang:
        """The language of the reader."""
        return self.brief.lang

    def word(self, key: str, **blanks: object) -> str:
        """Give a phrase."""
        return self.brief.reader.word(key, **blanks)

    def tab(self, key: str) -> str:
        """Name the tab of a sheet of this workbook."""
        return tab_names([self.word(f"impact-tab-{key}")])[0]

    def key(self, new: Statement, outcome_id: str) -> str:
        """Write the key of a row about a statement of the new edition."""
        return self.brief.key(Covered(new, "undecided", ()), outcome_id)

    def grade(self, grade: Grade) -> Cell:
        """Give the cell of a grade, with its word."""
        return Cell(name_of("grade", grade, self.lang), GRADE_ROLE[grade])

    def pile(self, pile: Pile) -> Cell:
        """Give the cell of a pile, with its word."""
        return Cell(self.word(f"impact-pile-{pile}"), PILE_ROLE[pile])

    def effect(self, row: Row) -> Cell:
        """Give the cell that says what becomes of a decision, in the colour of its pile."""
        return Cell(effect(row, self.lang), PILE_ROLE[row.pile] if row.settled is None else "good")

    def former(self, row: Row) -> Cell:
        """Give the cell with outcome and verdict of a decision."""
        return Cell(verdict_text(row, self.lang))

    def decided(self, row: Row) -> Cell:
        """Give the cell that says who decided and when; further voices about the pair below it."""
        said = [row.decision, *(one for one in row.history if one in row.disagreement)]
        return Cell("\n".join(f"{one.reviewer}, {day(one.decided_at.date())}" for one in said))

    def replacement(self, row: Row) -> Cell:
        """Give the cell with the replacement of words that is all that has changed, in other statements too."""
        words = row.replacement
        return Cell("" if words is None else self.word("impact-renamed", old=words.old, new=words.new))

    def difference(self, row: Row) -> Cell:
        """Give the cell with the difference word by word, readable without colour."""
        same = all(kind == "same" for kind, _ in row.difference)
        return Cell("" if same else difference_text(row.difference))

    def why(self, row: Row) -> Cell:
        """Give the cell with the reasons of match and grade."""
        return Cell(reasons(row, self.lang))

    def review_columns(self, *names: str) -> tuple[list[Column], Column]:
        """Give the columns that people fill in, and the hidden one with the key.

        Its heading is a word: only the row above the headings speaks to the program that reads the workbook back.
        """
        *found, key = review_columns(self.brief, *names)
        return found, replace(key, head=self.word("impact-key"))

    def review(self, row: Row, new: Statement) -> tuple[Cells, Cell]:
        """Give the cells that people fill in about a new statement, and the hidden one with the key."""
        *cells, key = review_cells(self.key(new, row.decision.outcome_id), len(REVIEWED))
        return tuple(cells), key


def joined(texts: Iterable[str]) -> str:
    """Join different texts, one a line."""
    return "\n".join(dict.fromkeys(text for text in texts if text))


def lines_of_ids(ids: Iterable[str]) -> str:
    """Give identifiers, one a line; a dash for none."""
    return "\n".join(ids) or "–"
