"""The project's folders: where standards, programmes and results live, and how to open them."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import DataError, Issue, ProjectError, UnknownFormError
from toolkit.io.csvfiles import read_rows
from toolkit.io.records import act_of, decision_of, programme_of
from toolkit.model import Act, Decision, Parsed, Programme, Standard
from toolkit.parse import decode, parse_text
from toolkit.programmes import integrity_issues
from toolkit.tables import ACTS, DECISIONS

HOME_VARIABLE = "CURMAP_PROJECT"


@dataclass(frozen=True, slots=True)
class Library:
    """The standards that could be read, and why others could not.

    Parameters
    ----------
    acts : dict of act id to Act
        The register, in its order.
    parsed : dict of standard id to Parsed
        The document that holds each standard.
    unread : dict of act id to str
        Documents whose form cannot be read, with the reason.
    """

    acts: dict[str, Act]
    parsed: dict[str, Parsed]
    unread: dict[str, str]

    def standards(self) -> tuple[Standard, ...]:
        """Give all standards, in the order of the register."""
        documents = {id(document): document for document in self.parsed.values()}
        return tuple(standard for document in documents.values() for standard in document.standards)


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with `standards/`, `curricula/` and `exports/`."""

    root: Path

    def library(self) -> Library:
        """Read the register of acts and every document in a form that can be read.

        Raises
        ------
        DataError
            The register is wrong, or a source is missing or differs from the hash in the register.
        """
        acts = {act.act_id: act for act in self.acts()}
        parsed: dict[str, Parsed] = {}
        unread: dict[str, str] = {}
        issues: list[Issue] = []
        for act in acts.values():
            path = self.root / "standards" / "sources" / act.file
            if not path.is_file():
                issues.append(Issue("missing-source", act.act_id, f"'{act.file}' is not in standards/sources/"))
                continue
            data = path.read_bytes()
            if hashlib.sha256(data).hexdigest() != act.sha256:
                hint = "restore the file, or enter its new hash if the change is meant"
                issues.append(Issue("changed-source", act.act_id, f"'{act.file}' differs from acts.csv", hint))
                continue
            try:
                document = parse_text(decode(data), source=act.file, act_id=act.act_id, lang=act.lang)
            except UnknownFormError as error:
                unread[act.act_id] = str(error)
                continue
            parsed |= {standard.standard_id: document for standard in document.standards}
        if issues:
            raise DataError("standards/acts.csv", issues)
        return Library(acts, parsed, unread)

    def acts(self) -> list[Act]:
        """Read `standards/acts.csv`.

        Raises
        ------
        DataError
            Columns are missing, dates are wrong, or an identifier stands twice.
        """
        path = self.root / "standards" / "acts.csv"
        acts = read_rows(path, ACTS.names, act_of)
        ids = [act.act_id for act in acts]
        repeated = sorted({act_id for act_id in ids if ids.count(act_id) > 1})
        if repeated:
            raise DataError(
                str(path), [Issue("repeated-act", "act_id", f"'{act_id}' stands twice") for act_id in repeated]
            )
        return acts

    def programme_ids(self) -> list[str]:
        """List the programmes: folders of `curricula/` with a `programme.toml`, by name."""
        return sorted(path.parent.name for path in (self.root / "curricula").glob("*/programme.toml"))

    def programme(self, programme_id: str) -> Programme:
        """Read one programme.

        Raises
        ------
        ProjectError
            There is no such programme.
        DataError
            Its files have problems; all of one file, or all that contradict each other, are listed at once.
        """
        folder = self.root / "curricula" / programme_id
        if programme_id not in self.programme_ids():
            known = ", ".join(self.programme_ids()) or "none"
            raise ProjectError(f"curricula/: no programme '{programme_id}'; there are: {known}")
        programme = programme_of(folder)
        issues = integrity_issues(programme)
        if issues:
            raise DataError(f"programme '{programme_id}'", issues)
        return programme

    def decisions(self, programme_id: str) -> list[Decision]:
        """Read every reviewer's decisions about a programme: `decisions/*.csv`, by file name.

        Raises
        ------
        DataError
            A file has problems; they are listed by line.
        """
        folder = self.root / "curricula" / programme_id / "decisions"
        return [row for path in sorted(folder.glob("*.csv")) for row in read_rows(path, DECISIONS.names, decision_of)]

    def decision_files(self, programme_id: str) -> list[Path]:
        """List the files of decisions about a programme, by name."""
        return sorted((self.root / "curricula" / programme_id / "decisions").glob("*.csv"))


def find_project(start: Path | None = None) -> Project:
    """Find the project: the folder named in CURMAP_PROJECT, else here or above, else where the package lies.

    Raises
    ------
    ProjectError
        None of these has `standards/acts.csv`.
    """
    named = os.environ.get(HOME_VARIABLE)
    here = (start or Path.cwd()).resolve()
    places = [Path(named)] if named and start is None else [here, *here.parents, Path(__file__).resolve().parents[2]]
    for place in places:
        if (place / "standards" / "acts.csv").is_file():
            return Project(place)
    hint = f"go to the project's folder, or name it with --project or the variable {HOME_VARIABLE}"
    raise ProjectError(f"{places[0]}: no standards/acts.csv here or above; {hint}")
