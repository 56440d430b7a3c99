"""What a manifest holds, what can differ between two of them, and what the differences come to. Frozen, no files."""

from dataclasses import dataclass
from typing import Literal

from toolkit.model import Lang

FORMAT = 2
"""Version of the layout of a manifest; since 2 it says how a result outside an audit run was made."""

Role = Literal["register", "source", "parsed", "programme", "concepts", "decisions", "remarks", "notebook", "other"]
"""What an input is: tables of acts, a legal text, its parsed form, tables of the programme, own words, logs, notebooks,
and what only notebooks look at: other programmes, the rest of the library."""

OutputKind = Literal["workbook", "picture", "table", "notebook", "text", "crate"]

Result = Literal["audit", "run", "report", "passport"]
"""What was made: a folder of `curmap audit run`; the files of `curmap run`; a workbook of `curmap report`; its text for the
registry."""

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a run was asked for; with the inputs it is all that is needed to do it again.

    Parameters
    ----------
    programme : str
        Folder in `curricula/`.
    lang : {"kk", "ru", "en"}
        Language of what was written.
    date : str
        Day of the count, such as ``2026-11-21``.
    standards : tuple of str
        Standards named; none means the programme's own choice.
    notebooks : tuple of str
        Names of the notebooks executed, without ending.
    result : {"audit", "run", "report", "passport"}
        What was made.
    langs : str
        The languages as they were asked for, such as ``kk+ru``; empty if there is one.
    options : tuple of (name, value)
        What else was asked for: ``card`` (its number), ``short``, ``folder`` (name of the folder of results).
    """

    programme: str
    lang: Lang
    date: str
    standards: tuple[str, ...] = ()
    notebooks: tuple[str, ...] = ()
    result: Result = "audit"
    langs: str = ""
    options: Pairs = ()

    def option(self, name: str) -> str:
        """Give what else was asked for; empty if it was not."""
        return dict(self.options).get(name, "")


@dataclass(frozen=True, slots=True)
class Environment:
    """What a run was done with.

    Parameters
    ----------
    toolkit : str
        Version of the toolkit.
    code, data : str
        SHA-256 of its program and of its own data (concepts, words, weights of the suggestions).
    python, platform : str
        Version of Python; system and processor.
    packages : tuple of (name, version)
        What figures, pictures, workbooks and notebooks depend on.
    """

    toolkit: str
    code: str
    data: str
    python: str
    platform: str
    packages: Pairs


@dataclass(frozen=True, slots=True)
class ActStatus:
    """An act that the programme was compared with, its file, and what the register said of its status."""

    act_id: str
    file: str
    title: str
    status: str
    since: str
    by: str
    checked: str
    source: str


@dataclass(frozen=True, slots=True)
class Input:
    """A file that a run was made from.

    Parameters
    ----------
    path : str
        From the project's folder, with forward slashes; a parsed form is a folder.
    role : Role
        What it is.
    sha256 : str
        Hash of its bytes.
    content : str
        Hash of what the toolkit reads in it: line ends, separators and quotation marks of tables make no difference.
        A legal text is read byte by byte.
    columns, rows : tuple
        The cells, where the file is a table; a TOML file is a table of keys and values. Not of logs.
    """

    path: str
    role: Role
    sha256: str
    content: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class LogRow:
    """A row of a log of decisions or remarks: who said what about which pair, and when (UTC); hash of all its cells."""

    file: str
    at: str
    who: str
    outcome_id: str
    statement_id: str
    said: str
    row_id: str
    digest: str

    @property
    def key(self) -> tuple[str, ...]:
        """What makes a row the same row: its identifier, else moment, person and pair."""
        return (self.row_id,) if self.row_id else (self.at, self.who, self.outcome_id, self.statement_id)


@dataclass(frozen=True, slots=True)
class Log:
    """All rows of a log, sorted, the names of its files, and the hash of the rows."""

    files: tuple[str, ...]
    rows: tuple[LogRow, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A headline figure.

    Parameters
    ----------
    what : str
        ``declared``, ``taught``, ``assessed``, ``gaps``, ``links``, ``decisions`` or ``warnings``.
    where : str
        Card, level of a framework, priority of gaps, code of warnings; empty for the total.
    label : str
        Title of the card.
    kind : str
        ``skill``, ``knowledge`` or ``competence``, where kinds are counted apart.
    number : float
        The count; partly covered statements by their weight.
    of : int or None
        Out of how many, for a share.
    """

    what: str
    where: str
    label: str
    kind: str
    number: float
    of: int | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two figures comparable."""
        return self.what, self.where, self.kind


@dataclass(frozen=True, slots=True)
class Output:
    """A file that a run has made.

    Parameters
    ----------
    path : str
        From the folder of the run, with forward slashes.
    kind : OutputKind
        What it is.
    sha256 : str
        Hash of its bytes: says whether somebody has changed the file since.
    content : str
        Hash of what it shows: says whether another run shows the same. Of a picture its numbers and texts, of a
        notebook its code and outputs, of a workbook its parts.
    parts : tuple of (name, hash)
        Sheets of a workbook, code cells of a notebook.
    cells : tuple of (name, hash)
        Sheets of a workbook as read from the file, without the cells that people fill in, whatever the order of the rows;
        those cells under an empty name: tells a report that was filled in from one whose figures were changed.
    """

    path: str
    kind: OutputKind
    sha256: str
    content: str
    parts: Pairs = ()
    cells: Pairs = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that a run was made from, with and of, and what it has made."""

    parameters: Parameters
    environment: Environment
    acts: tuple[ActStatus, ...]
    inputs: tuple[Input, ...]
    decisions: Log
    remarks: Log
    settings: Pairs
    figures: tuple[Figure, ...]
    outputs: tuple[Output, ...]
    format: int = FORMAT


Weight = Literal["cause", "figures", "folder", "file", "shape", "information"]
"""How a difference counts: an input or a choice that is another one; what is shown is another; the results are not as they
were left; a file was filled in, saved or renamed and its figures stand; a workbook or notebook has another shape; noted
only."""

Kind = Literal[
    "parameter",
    "setting",
    "input-added",
    "input-removed",
    "input-changed",
    "rows-added",
    "rows-removed",
    "row-changed",
    "source-changed",
    "notebook-changed",
    "act-status",
    "act-checked",
    "decision-added",
    "decision-changed",
    "decision-withdrawn",
    "decision-edited",
    "decision-removed",
    "remark-added",
    "remark-edited",
    "remark-removed",
    "figure",
    "table",
    "picture",
    "text",
    "workbook",
    "notebook",
    "output-new",
    "output-gone",
    "output-edited",
    "output-cell",
    "output-sheets",
    "output-missing",
    "output-extra",
    "manifest-edited",
    "output-filled",
    "output-saved",
    "output-renamed",
    "rerun-failed",
    "toolkit-version",
    "toolkit-code",
    "toolkit-data",
    "python",
    "package",
    "platform",
    "register-other",
    "spelling",
    "parsed-form",
    "other-data",
]

WEIGHTS: dict[Kind, Weight] = {
    "parameter": "cause",
    "setting": "cause",
    "input-added": "cause",
    "input-removed": "cause",
    "input-changed": "cause",
    "rows-added": "cause",
    "rows-removed": "cause",
    "row-changed": "cause",
    "source-changed": "cause",
    "notebook-changed": "cause",
    "act-status": "cause",
    "act-checked": "cause",
    "decision-added": "cause",
    "decision-changed": "cause",
    "decision-withdrawn": "cause",
    "decision-edited": "cause",
    "decision-removed": "cause",
    "remark-added": "cause",
    "remark-edited": "cause",
    "remark-removed": "cause",
    "figure": "figures",
    "table": "figures",
    "picture": "figures",
    "text": "figures",
    "workbook": "shape",
    "notebook": "shape",
    "output-new": "shape",
    "output-gone": "shape",
    "output-edited": "folder",
    "output-cell": "folder",
    "output-sheets": "folder",
    "output-missing": "folder",
    "output-extra": "folder",
    "manifest-edited": "folder",
    "output-filled": "file",
    "output-saved": "file",
    "output-renamed": "file",
    "rerun-failed": "figures",
    "toolkit-version": "information",
    "toolkit-code": "information",
    "toolkit-data": "information",
    "python": "information",
    "package": "information",
    "platform": "information",
    "register-other": "information",
    "spelling": "information",
    "parsed-form": "information",
    "other-data": "information",
}
"""Every kind of difference and how it counts, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: its kind, what it is about, and what fills the blanks of its sentence."""

    kind: Kind
    subject: str
    blanks: Pairs = ()

    @property
    def weight(self) -> Weight:
        """How it counts."""
        return WEIGHTS[self.kind]

    def blank(self, name: str) -> str:
        """Give what fills a blank; empty if there is no such blank."""
        return dict(self.blanks).get(name, "")


Outcome = Literal["same", "same-figures", "differs", "unverified"]

STATUS: dict[Outcome, int] = {"same": 0, "same-figures": 0, "differs": 3, "unverified": 1}
"""Exit status of `curmap audit verify`; 2 is a command written wrong."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification has found.

    Parameters
    ----------
    outcome : {"same", "same-figures", "differs", "unverified"}
        Nothing differs; only the machine, the program or the shape of files differ, or somebody has filled in, saved or
        renamed a file, and every figure, table and picture is the same; something differs; it could not be repeated.
    differences : tuple of Difference
        What differs, in the order of `WEIGHTS`.
    reason : str
        Why it could not be verified; empty otherwise.
    """

    outcome: Outcome
    differences: tuple[Difference, ...] = ()
    reason: str = ""

    @property
    def status(self) -> int:
        """The exit status."""
        return STATUS[self.outcome]
