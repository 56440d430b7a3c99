"""What is known of an installation and of the data of a project, without any judgement."""

from dataclasses import dataclass

from toolkit.errors import Issue


@dataclass(frozen=True, slots=True)
class Package:
    """A package that the toolkit uses.

    Parameters
    ----------
    name : str
        Its name on the package index.
    wanted : str
        The range of versions, such as ``>=3.0,<4``.
    found : str
        The version that is installed; empty if there is none.
    fits : bool or None
        Whether that version is in the range; None if it could not be told.
    extra : str
        The group of optional packages that it belongs to; empty if the toolkit needs it.
    """

    name: str
    wanted: str
    found: str
    fits: bool | None = True
    extra: str = ""


@dataclass(frozen=True, slots=True)
class Installation:
    """What is known of the computer and of what is installed.

    Parameters
    ----------
    toolkit, python, python_wanted, system : str
        Versions, the range of Python that is needed, the name of the operating system.
    python_fits : bool or None
        Whether Python is in the range; None if it could not be told.
    executable : str
        The Python that runs, to be named in commands that install something.
    packages : tuple of Package
        What the toolkit needs, and what it can use.
    encoding : str
        How the terminal, or a pipe, is read.
    lang_variable : str
        What CURMAP_LANG says.
    browser : str
        A browser that can draw pictures; empty if none was found.
    kernel : str
        Where the kernel of notebooks is described; empty if nowhere.
    cache : str or None
        Folder of the cache; None if it is switched off.
    cache_usable : bool
        Whether something could be written there.
    """

    toolkit: str
    python: str
    python_wanted: str
    system: str
    python_fits: bool | None = True
    executable: str = "python"
    packages: tuple[Package, ...] = ()
    encoding: str = "utf-8"
    lang_variable: str = ""
    browser: str = ""
    kernel: str = ""
    cache: str | None = None
    cache_usable: bool = True


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of the project: its name, whether it is there, whether a file could be written into it."""

    name: str
    there: bool
    writable: bool


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that could not be looked at, and the error that stood in the way."""

    what: str
    error: Exception


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """What is known of one programme.

    Parameters
    ----------
    name : str
        Its folder.
    error : Exception or None
        Why it cannot be read.
    rows : tuple of Issue
        Rows of decisions and remarks that cannot be understood, with file and line.
    suspect, lost : count or None
        Decisions about former texts, and about texts that are gone; None if that could not be counted.
    concepts : Exception or None
        Why its own concepts cannot be read.
    """

    name: str
    error: Exception | None = None
    rows: tuple[Issue, ...] = ()
    suspect: int | None = 0
    lost: int | None = 0
    concepts: Exception | None = None


@dataclass(frozen=True, slots=True)
class DataFacts:
    """What is known of a project.

    Parameters
    ----------
    root : str
        Its folder; empty if there is none.
    no_project : Exception or None
        Why there is none.
    folders : tuple of Folder
        Those that are written to.
    free_megabytes : number or None
        Room on the drive; None if it could not be told.
    acts : tuple of str
        The acts of the register.
    old_status : tuple of str
        Acts whose status nobody has looked up for `status_days` days.
    status_days : days
        How long a status is good for.
    library : Exception or None
        Why the register or a source cannot be used.
    stale : tuple of str
        Documents that are parsed anew every time, since `standards/parsed/` does not hold them as they are.
    unread : tuple of (act id, reason)
        Documents that cannot be read.
    programmes : tuple of ProgrammeFacts
        The programmes.
    strange_folders : tuple of str
        Folders of curricula/ without a programme.toml.
    concepts : Exception or None
        Why the own concepts of all programmes cannot be read.
    locks : tuple of (file, minutes)
        Lock files and their age.
    left_behind : tuple of str
        Files that a crash has left behind.
    foreign : tuple of str
        Files in exports/ that the toolkit did not write.
    troubles : tuple of Trouble
        What could not be looked at.
    """

    root: str = ""
    no_project: Exception | None = None
    folders: tuple[Folder, ...] = ()
    free_megabytes: float | None = None
    acts: tuple[str, ...] = ()
    old_status: tuple[str, ...] = ()
    status_days: int = 0
    library: Exception | None = None
    stale: tuple[str, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()
    programmes: tuple[ProgrammeFacts, ...] = ()
    strange_folders: tuple[str, ...] = ()
    concepts: Exception | None = None
    locks: tuple[tuple[str, float], ...] = ()
    left_behind: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    troubles: tuple[Trouble, ...] = ()
