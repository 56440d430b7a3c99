"""`curmap new`: the folder of a new programme, with everything in it that has to be filled in."""

import argparse
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

from toolkit.errors import InputError
from toolkit.io.csvfiles import csv_text, write_whole
from toolkit.io.locales import computer_language
from toolkit.io.project import Project
from toolkit.labels import load, word
from toolkit.tables import CRITERIA, DISCIPLINES, MARKS_TABLE, OUTCOMES

_COMPUTED = "fingerprint"
"""A column of the tables that no file has."""

_FILES = ("programme.toml", "outcomes.csv", "disciplines.csv", "matrix.csv")


def run(project: Project, options: argparse.Namespace) -> int:
    """Make the folder, whole or not at all, and say what to do next."""
    lang = options.lang or computer_language()
    name = options.programme
    folder = project.root / "curricula" / name
    check_name(name)
    refuse_existing(folder)
    year = datetime.now(UTC).astimezone().year
    make(folder, texts_of(name, options.institution, year))
    print(word("new-made", lang, folder=folder.relative_to(project.root).as_posix()))
    print(word("new-fill", lang, files=", ".join(_FILES), name=name))
    print(word("new-next", lang))
    for command, about in (("programme check", "new-check"), ("suggest", "new-suggest"), ("report", "new-report")):
        print(f"  curmap {command} {name}  # {word(about, lang)}")
    return 0


def check_name(name: str) -> None:
    """Refuse what is no name of a folder on every system, and say what a good one would be.

    Raises
    ------
    InputError
        The name has blanks, slashes or other signs, begins or ends with a point, is too long, or Windows keeps it.

    Examples
    --------
    >>> check_name("college-statistics")
    >>> check_name("my plan")
    Traceback (most recent call last):
    toolkit.errors.InputError: 'my plan' is no good name of a folder; use letters, digits and hyphens, such as my-plan
    """
    known = load("new")
    if len(name) > known["longest"]:
        raise InputError(f"'{name}' is longer than {known['longest']} characters; choose a shorter name of a folder")
    reserved = name.partition(".")[0].casefold() in known["reserved"]
    if reserved or not re.fullmatch(r"[^\W_](?:[\w.-]*[^\W_])?", name):
        better = "-".join(re.findall(r"[^\W_]+", name.casefold())) or "my-plan"
        better = f"{better}-1" if better in known["reserved"] else better
        raise InputError(f"'{name}' is no good name of a folder; use letters, digits and hyphens, such as {better}")


def refuse_existing(folder: Path) -> None:
    """Refuse the name of a programme that is there, also if only capital letters differ, as on Windows and macOS.

    Raises
    ------
    InputError
        There is such a folder or file.
    """
    there = [path.name for path in folder.parent.iterdir()] if folder.parent.is_dir() else []
    same = [name for name in there if name.casefold() == folder.name.casefold()]
    if same:
        hint = "choose another name, or fill in what is there"
        raise InputError(f"curricula/{same[0]}/ is there already, nothing was written; {hint}")


def texts_of(name: str, institution: str, year: int) -> dict[str, str]:
    """Give the files of a new programme, by their names.

    Examples
    --------
    >>> texts_of("plan", "college", 2026)["matrix.csv"]
    'discipline,outcome_id,mark\\n'
    """
    known = load("new")
    heads = {
        "outcomes.csv": OUTCOMES,
        "criteria.csv": CRITERIA,
        "disciplines.csv": DISCIPLINES,
        "matrix.csv": MARKS_TABLE,
    }
    return {
        "programme.toml": known["programme"].lstrip("\n").format(name=name, institution=institution, year=year),
        "README.md": known["readme"].lstrip("\n").format(name=name),
        **{file: csv_text([name for name in table.names if name != _COMPUTED], []) for file, table in heads.items()},
        "decisions/.gitkeep": "",
        "remarks/.gitkeep": "",
    }


def make(folder: Path, texts: dict[str, str]) -> None:
    """Write a folder beside its place and move it there, so that half a programme is never seen.

    Raises
    ------
    InputError
        The folder cannot be written.
    """
    aside = folder.with_name(f".{folder.name}.part")
    try:
        shutil.rmtree(aside, ignore_errors=True)
        for name, text in texts.items():
            write_whole(aside / name, text.encode("utf-8"))
        aside.rename(folder)
    except OSError as error:
        raise InputError(f"{folder}: cannot be written ({error.strerror})") from None
    finally:
        shutil.rmtree(aside, ignore_errors=True)
