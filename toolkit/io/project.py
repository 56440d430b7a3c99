"""The project's folders: where standards, programmes and results live, and how to open them."""

import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import DataError, InputError, Issue, ProjectError
from toolkit.io.csvfiles import read_rows
from toolkit.io.decision_log import read_decisions
from toolkit.io.finding import HOME_VARIABLE, programme_names, project_root
from toolkit.io.programmes import programme_of
from toolkit.io.records import act_of
from toolkit.io.sources import base_filled, parse_act, parse_source, read_sources
from toolkit.io.store import read_parsed, write_parsed
from toolkit.library import Library
from toolkit.model import Act, Decision, KnownAct, Parsed, Programme, Renaming
from toolkit.programmes import integrity_issues
from toolkit.tables import ACTS

if TYPE_CHECKING:
    from toolkit.acts import Relation
    from toolkit.align.concepts import Concept
    from toolkit.returns.remarks import Remark

__all__ = ["HOME_VARIABLE", "Project", "find_project", "parse_source"]


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with `standards/`, `curricula/` and `exports/`."""

    root: Path

    def library(self) -> Library:
        """Open the register of acts and every document in a form that can be read.

        A document is taken from `standards/parsed/` if that was made from the same bytes; else it is parsed.

        Raises
        ------
        DataError
            The register is wrong, a source is missing or differs from its hash, or a parsed folder is broken.
        """
        acts, sources = self.sources()
        documents: dict[str, Parsed] = {}
        unread: dict[str, str] = {}
        for act in acts.values():
            stored = read_parsed(self.parsed_folder(act.act_id), act.sha256)
            try:
                documents[act.act_id] = stored or parse_act(act, acts, sources)
            except InputError as error:
                unread[act.act_id] = f"{act.file}: {error}"
        return Library(acts, documents, unread, tuple(self.known_acts()), tuple(self.renamings()))

    def known_acts(self) -> list[KnownAct]:
        """Read `standards/known_acts.csv`: what somebody found out about acts that statements name; may be missing."""
        path = self.root / "standards" / "known_acts.csv"
        return (
            read_rows(path, [field.name for field in fields(KnownAct)], lambda row: KnownAct(**row))
            if path.is_file()
            else []
        )

    def renamings(self) -> list[Renaming]:
        """Read `standards/renamed.csv`: bodies and occupations that have another name now; may be missing."""
        path = self.root / "standards" / "renamed.csv"
        return (
            read_rows(path, [field.name for field in fields(Renaming)], lambda row: Renaming(**row))
            if path.is_file()
            else []
        )

    def rebuild(self, through: Callable[[Sequence[Act]], Iterable[Act]] = iter) -> Library:
        """Parse every source anew and write `standards/parsed/`; folders of acts that are gone are removed.

        Parameters
        ----------
        through : callable
            How the acts are gone through, such as one that shows how far it is.

        Returns
        -------
        Library
            What was written, and which documents could not be read.

        Raises
        ------
        DataError
            The register or a source is wrong; then nothing is written.
        """
        acts, sources = self.sources()
        documents: dict[str, Parsed] = {}
        unread: dict[str, str] = {}
        for act in through(list(acts.values())):
            try:
                documents[act.act_id] = parse_act(act, acts, sources)
            except InputError as error:
                unread[act.act_id] = f"{act.file}: {error}"
        for act_id, document in documents.items():
            write_parsed(document, self.parsed_folder(act_id), acts[act_id].sha256)
        folder = self.root / "standards" / "parsed"
        for old in folder.iterdir() if folder.is_dir() else ():
            if old.is_dir() and old.name not in documents:
                shutil.rmtree(old)
        return Library(acts, documents, unread)

    def parsed_folder(self, act_id: str) -> Path:
        """Name the folder of the parsed form of an act."""
        return self.root / "standards" / "parsed" / act_id

    def sources(self) -> tuple[dict[str, Act], dict[str, bytes]]:
        """Read the register and the bytes of every source, checked against their hashes; an edition has no bytes.

        Raises
        ------
        DataError
            The register is wrong, or sources are missing or changed.
        """
        acts = {act.act_id: act for act in self.acts()}
        return acts, read_sources(self.root, acts)

    def acts(self) -> list[Act]:
        """Read `standards/acts.csv`; what the row of an edition leaves empty is that of its base act.

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
        return base_filled(acts)

    def programme_ids(self) -> list[str]:
        """List the programmes: folders of `curricula/` with a `programme.toml`, by name."""
        return programme_names(self.root)

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

        A last row that was cut while it was written blocks nothing: it is left aside (`torn_decisions`).

        Raises
        ------
        DataError
            A file has other problems; they are listed by line.
        """
        log = read_decisions(self.decisions_folder(programme_id), programme_id)
        issues = [issue for issue in log.issues if issue.code != "torn-row"]
        if issues:
            raise DataError(f"decisions about '{programme_id}'", issues)
        return list(log.decisions)

    def torn_decisions(self, programme_id: str) -> list[Issue]:
        """List the rows of decisions that were cut while they were written, with what to do."""
        log = read_decisions(self.decisions_folder(programme_id), programme_id)
        return [issue for issue in log.issues if issue.code == "torn-row"]

    def relations(self) -> tuple["Relation", ...]:
        """Read which act amends, repeals or replaces which: `standards/relations.csv`; none if it is not there.

        Raises
        ------
        DataError
            Rows have problems; they are listed by line.
        """
        from toolkit.io.amendments import read_relations  # noqa: PLC0415 -- small commands need not load what it needs

        return read_relations(self.root)

    def remarks(self, programme_id: str) -> list["Remark"]:
        """Read everybody's remarks on a programme: `remarks/*.csv`, by file name; a torn last row is left aside.

        Raises
        ------
        DataError
            A file has other problems; they are listed by line.
        """
        from toolkit.io.remarks import read_remarks  # noqa: PLC0415 -- small commands need not load what it needs

        read = read_remarks(self.root / "curricula" / programme_id / "remarks", programme_id)
        issues = [issue for issue in read.issues if issue.code != "torn-row"]
        if issues:
            raise DataError(f"remarks on '{programme_id}'", issues)
        return list(read.remarks)

    def decisions_folder(self, programme_id: str) -> Path:
        """Name the folder of the decisions about a programme."""
        return self.root / "curricula" / programme_id / "decisions"

    def own_concepts(self, programme_id: str = "") -> list["Concept"]:
        """Read the concepts that people added: `curricula/concepts.csv` and that of the programme; both may be missing.

        Raises
        ------
        InputError
            A table has problems; they are listed by line.
        """
        from toolkit.io.outcomes import read_concepts  # noqa: PLC0415 -- small commands need not load what it needs

        folder = self.root / "curricula"
        places = [folder / "concepts.csv", *([folder / programme_id / "concepts.csv"] if programme_id else [])]
        return [concept for path in places if path.is_file() for concept in read_concepts(path)]

    def decision_files(self, programme_id: str) -> list[Path]:
        """List the files of decisions about a programme, by name."""
        return sorted(self.decisions_folder(programme_id).glob("*.csv"))


def find_project(start: Path | None = None) -> Project:
    """Find the project: the folder named in CURMAP_PROJECT, else here or above, else where the package lies.

    Raises
    ------
    ProjectError
        None of these has `standards/acts.csv`.
    """
    return Project(project_root(start))
