"""An amended twin of a bundled standard, made in a copy to practise on: an order comes, and its text is entered."""

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from toolkit.analysis import Analysis
from toolkit.errors import InputError
from toolkit.io.csvfiles import csv_text, read_text, write_whole
from toolkit.io.project import Project
from toolkit.labels import word
from toolkit.model import Act, Lang, Statement
from toolkit.notebook.showing import show_rows

ENDING = "-example"
"""What the identifiers of an invented edition end in."""


@dataclass(frozen=True, slots=True)
class _Edit:
    """One change that an invented order makes: what is expected to be found, the statement, its new text; empty: removed."""

    expected: str
    statement: Statement
    text: str


def example_amendment(project: Project, analysis: Analysis, lang: Lang) -> str:
    """Enter an invented new edition of a standard into a copy to practise on, as one enters a real one.

    The text of the first standard compared gets a few changes, mostly in statements that outcomes are linked to; it goes
    into `standards/sources/` of the copy, with a row in `standards/acts.csv`. Shows what was changed: with that the
    comparison can be checked.

    Parameters
    ----------
    project : Project
        A copy (`practice_copy`).
    analysis : Analysis
        The comparison whose standard is amended.
    lang : {"kk", "ru", "en"}
        Language of the reader.

    Returns
    -------
    str
        The identifier of the new edition. Open the library of the copy anew to find it there.

    Raises
    ------
    InputError
        The programme is compared with no standard, or nothing in its text can be changed.
    """
    if not analysis.compared:
        raise InputError("the programme is compared with no professional standard; name one with STANDARDS")
    act, standard = analysis.compared[0].act, analysis.compared[0].standard
    folder = project.root / "standards"
    lines = read_text(folder / "sources" / act.file).splitlines()
    edits = list(_edits(analysis, lines))
    if not edits:
        raise InputError(f"{act.file}: no statement stands on a line of its own; nothing can be tried out with it")
    for edit in edits:
        _apply(lines, edit)
    name = f"{act.act_id}{ENDING}"
    data = "\n".join([*lines, ""]).encode("utf-8")
    path = folder / "sources" / f"{name}.{act.lang}.txt"
    write_whole(path, data)
    title = act.title.best(lang)
    new = replace(act, act_id=name, file=path.name, sha256=hashlib.sha256(data).hexdigest(), status="", title_kk=title)
    _register(project, act, new)
    rows = [
        (
            edit.statement.statement_id,
            edit.statement.text if edit.expected != "added" else "",
            edit.text,
            word(f"amended-{edit.expected}", lang),
        )
        for edit in edits
    ]
    show_rows(["statement-code", "edition-old-text", "edition-new-text", "amended-what"], rows, lang, caption=name)
    return (
        name if len(analysis.compared[0].parsed.standards) == 1 else standard.standard_id.replace(act.act_id, name, 1)
    )


def _edits(analysis: Analysis, lines: list[str]) -> Iterator[_Edit]:
    """Choose statements that can be changed by their line, linked ones first, each for another change."""
    standard_id = analysis.compared[0].standard.standard_id
    mine = [row for row in analysis.statements if row.standard_id == standard_id]
    texts = Counter(row.fingerprint for row in mine)
    linked = {link.statement_id for link in analysis.links}
    free = [row for row in mine if texts[row.fingerprint] == 1 and row.text in lines[row.line_start - 1]]
    free.sort(key=lambda row: row.statement_id not in linked)
    for expected, fits, changed in _CHANGES:
        chosen = next((row for row in free if fits(row)), None)
        if chosen is not None:
            free.remove(chosen)
            yield _Edit(expected, chosen, changed(chosen))


_Change = tuple[str, Callable[[Statement], bool], Callable[[Statement], str]]

_CHANGES: tuple[_Change, ...] = (
    ("cosmetic", lambda row: "," in row.text, lambda row: row.text.replace(",", ";", 1)),
    ("substance", lambda _: True, lambda row: f"{row.text} {word('amended-addition', row.lang)}"),
    ("removed", lambda _: True, lambda _: ""),
    ("added", lambda row: row.kind == "skill", lambda row: word("amended-statement", row.lang)),
)
"""What is done: name, which statements suit, the new text; what is added stands behind a statement that stays."""


def _apply(lines: list[str], edit: _Edit) -> None:
    """Change the line of a statement; a line that goes stays empty, so that the other lines keep their numbers."""
    place = edit.statement.line_start - 1
    old = edit.statement.text
    if edit.expected == "added":
        lines[place] = f"{lines[place]}\n\n{lines[place].replace(old, edit.text)}"
    else:
        lines[place] = lines[place].replace(old, edit.text) if edit.text else ""


def _register(project: Project, old: Act, new: Act) -> None:
    """Add the row of the new edition to the register, with the cells of the old one that are still true."""
    path = project.root / "standards" / "acts.csv"
    heads, *rows = csv.reader(io.StringIO(read_text(path), newline=""))
    source = next(row for row in rows if row[heads.index("act_id")] == old.act_id)
    known = {name: getattr(new, name) for name in ("act_id", "file", "sha256")}
    unknown = {name: "" for name in heads if name.startswith(("status", "registration"))}
    cells = dict(zip(heads, source, strict=True)) | known | unknown
    write_whole(path, csv_text(heads, [*rows, [cells[name] for name in heads]]).encode("utf-8"))
