"""What single rows of tables say, before rows of different tables are put together."""

from dataclasses import dataclass, field

from toolkit.intake.codes import OutcomeCode
from toolkit.intake.grids import cell_name
from toolkit.intake.views import View
from toolkit.model import DisciplineKind, Mark, Names, Target

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of a sheet, and the number of the table that it belongs to."""

    view: View
    cell: Cell
    table: int

    @property
    def where(self) -> str:
        """Sheet and cell, as Excel writes them."""
        return f"{self.view.name}!{cell_name(*self.cell)}"


@dataclass(slots=True)
class Served:
    """An outcome that a discipline serves: its code as printed there, and the mark.

    `sure` is False where the heading over the mark may be no outcome at all.
    """

    code: OutcomeCode
    mark: Mark
    cell: Cell
    heading: Cell
    sure: bool = True


@dataclass(slots=True)
class OutcomeLine:
    """What a row, a cell or a heading says of an outcome."""

    place: Place
    code: OutcomeCode | None
    text: Names
    module: str = ""
    level: int | None = None
    criteria: list[Names] = field(default_factory=list)
    weak: bool = False
    """From the heading of a matrix, where texts are often shortened: a list of outcomes counts more."""
    numbered: bool = False
    """Its code is only the running number of its row."""
    module_column: bool = False
    """Its table says which module it belongs to, so that no number has to."""


@dataclass(slots=True)
class DisciplineLine:
    """What a row of a list of disciplines or of a matrix says of a discipline; None where it says nothing."""

    place: Place
    code: str
    title: Names
    credits: float | None = None
    hours: float | None = None
    kind: DisciplineKind | None = None
    cycle: str = ""
    component: str = ""
    semester: str = ""
    assessment: str = ""
    served: list[Served] = field(default_factory=list)
    weak: bool = False
    """From a matrix, where a title may be shortened or in any language: a list of disciplines counts more."""
    printed: str = ""
    """The title as printed."""


@dataclass(slots=True)
class CriterionLine:
    """A row of a table of criteria."""

    place: Place
    code: OutcomeCode
    text: Names


@dataclass(slots=True)
class Lines:
    """Everything that the tables of a workbook say."""

    outcomes: list[OutcomeLine] = field(default_factory=list)
    disciplines: list[DisciplineLine] = field(default_factory=list)
    criteria: list[CriterionLine] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    matrix: bool = False
    """There is a matrix, so that nothing about who serves what is concluded from elsewhere."""
