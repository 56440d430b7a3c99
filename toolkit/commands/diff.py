"""`curmap diff`: two editions of a standard, or two standards, compared."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from toolkit.commands.complaining import complain
from toolkit.commands.corrected import corrections_of, keep_given
from toolkit.commands.ingest import means_file, read_files
from toolkit.commands.today import today
from toolkit.editions import Edition, compare_editions
from toolkit.editions.sheet import edition_workbook
from toolkit.editions.similarity import most_alike
from toolkit.editions.words import as_data, lines_of
from toolkit.errors import InputError
from toolkit.io.excel import write_report
from toolkit.io.project import Project
from toolkit.labels import word
from toolkit.library import Library
from toolkit.model import Standard, statements_of


def run(project: Project, options: argparse.Namespace) -> int:
    """Compare two standards, each an identifier of the library, a file, or ``FILE#N``; print or write what has changed.

    Parameters
    ----------
    project : Project
        Where standards and kept corrections are.
    options : Namespace
        ``old``, ``new``, ``corrections`` (a CSV file or a workbook that was filled in), ``keep``, ``format`` (text, json,
        xlsx), ``out``, ``replace``, ``lang``, ``form``, ``source_lang``.

    Returns
    -------
    int
        0.

    Raises
    ------
    ToolkitError
        A standard or file cannot be used, corrections contradict each other, or something cannot be written.
    """
    shelf = _Shelf(project, options)
    olds, news = shelf.standards(options.old), shelf.standards(options.new)
    old, new = _chosen(olds, news)
    for name, found, chosen in ((options.old, olds, old), (options.new, news, new)):
        if len(found) > 1:
            said = word("edition-chosen", options.lang, a=name, b=f"{chosen.standard_id} {chosen.title}".strip())
            complain(said, options)
    corrections, given = corrections_of(project, old, new, options)
    edition = compare_editions(old, new, corrections)
    keep_given(project, old, new, given, options)
    if options.format == "xlsx":
        print(_written(edition, options))
    elif options.format == "json":
        sys.stdout.write(json.dumps(as_data(edition, options.lang), ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write("\n".join(lines_of(edition, options.lang)) + "\n")
    return 0


class _Shelf:
    """Where standards are taken from: the library, read once if it is needed at all, or files."""

    def __init__(self, project: Project, options: argparse.Namespace) -> None:
        self._project = project
        self._options = options
        self._library: Library | None = None

    def standards(self, name: str) -> tuple[Standard, ...]:
        """Give the standards that a name means.

        Raises
        ------
        InputError
            There is neither such a standard nor such a file, or it holds no standard.
        """
        path, _, wanted = name.partition("#")
        if means_file(path):
            (document,) = read_files([Path(path)], self._options)
            found = document.parsed.standards
            if not found:
                raise InputError(f"{path}: holds no professional standard (its form is {document.parsed.form})")
            return _numbered(found, wanted, path)
        if self._library is None:
            self._library = self._project.library()
        ids = self._library.standard_ids([name])
        by_id = {standard.standard_id: standard for standard in self._library.standards()}
        return tuple(by_id[one] for one in ids)


def _numbered(found: Sequence[Standard], wanted: str, path: str) -> tuple[Standard, ...]:
    """Choose the standard of a file by its number or identifier; all of them if none is wanted."""
    if not wanted:
        return tuple(found)
    chosen = [one for number, one in enumerate(found, start=1) if wanted in (str(number), one.standard_id)]
    if not chosen:
        there = "; ".join(f"{path}#{number} {one.title}".strip() for number, one in enumerate(found, start=1))
        raise InputError(f"{path}: no standard '{wanted}'; there are: {there}")
    return tuple(chosen)


def _chosen(olds: Sequence[Standard], news: Sequence[Standard]) -> tuple[Standard, Standard]:
    """Choose the two standards whose texts have most words in common."""
    if len(olds) == len(news) == 1:
        return olds[0], news[0]
    texts = [
        [" ".join([one.title, *(row.text for row in statements_of(one))]) for one in side] for side in (olds, news)
    ]
    old, new = most_alike(texts[0], texts[1], olds[0].lang)
    return olds[old], news[new]


def _written(edition: Edition, options: argparse.Namespace) -> Path:
    path: Path = options.out or Path(f"{edition.old_id}--{edition.new_id}.{options.lang}.xlsx")
    if path.exists() and not options.replace:
        raise InputError(f"{path}: the file is there already; choose another name with --out, or add --replace")
    write_report(edition_workbook(edition, options.lang, today().isoformat()), path)
    return path
