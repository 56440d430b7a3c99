"""Amended twins of two real standards, made of the instructions in `amendments.csv`, with what a person says of each change.

A project that holds such a twin beside the old edition, so that workbooks and imports can be tried on it.
"""

import csv
import shutil
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from editions.edits import Draft

from toolkit.io.project import Project
from toolkit.model import statements_of

HERE = Path(__file__).parent
ROWS = list(csv.DictReader((HERE / "amendments.csv").read_text(encoding="utf-8").splitlines()))
STANDARDS = {"statistics": "V2000019833", "employment": "2022-08-18-N318"}
PROGRAMMES = {"statistics": "college-statistics", "employment": "bachelor-social-work"}
AMENDMENTS = tuple(dict.fromkeys(row["amendment"] for row in ROWS))
WEIGHTS = ("same", "cosmetic", "equal", "wording", "substance", "split", "merged", "lost")


def amended(standard, *names, new_id=""):
    """Give a twin and the label of every old statement that was touched; the heaviest label of several edits counts."""
    draft = Draft(standard)
    labels = {}
    texts = {row.statement_id.split("/", 1)[1]: row.text for row in statements_of(standard)}
    for row in (row for row in ROWS if row["amendment"] in names):
        for place in _apply(draft, texts, row):
            old_id = f"{standard.standard_id}/{place}"
            labels[old_id] = max(labels.get(old_id, "same"), row["label"], key=WEIGHTS.index)
    twin = draft.standard()
    if new_id:
        twin = replace(twin, standard_id=new_id, act_id=new_id)
    return twin, labels


def _apply(draft, texts, row):
    """Carry out one instruction; give the places of the statements that it touches."""
    operation, place, old, new = row["operation"], row["place"], row["old"], row["new"]
    if operation == "replace":
        places = [name for name, text in texts.items() if old in text] if place == "*" else [place]
        for name in places:
            assert old in texts[name], (name, old)
            texts[name] = texts[name].replace(old, new)
            draft.reword(name, texts[name])
        return places
    if operation in ("reword", "number"):
        texts[place] = new if operation == "reword" else f"{new} {texts[place]}"
        draft.reword(place, texts[place])
        return [place]
    if operation == "drop":
        draft.drop(place)
    elif operation == "move":
        draft.move(place, new)
    elif operation == "split":
        draft.split(place, *new.split("|"))
    elif operation == "merge":
        draft.merge(place, old, new)
        return [place, old]
    elif operation == "add":
        draft.add(place, old, new)
        return []
    elif operation == "function":
        title, unit = old.split("|")
        draft.add_function(place, 0, title, unit, *new.split("|"))
        return []
    elif operation == "level":
        draft.set_levels(place, new)
        return []
    return [place]


_NOT_REPEALED = {
    "registration_number": "",
    "registration_date": None,
    "status_by": "",
    "status_by_number": "",
    "status_by_date": None,
    "status_checked": date(2026, 11, 1),
    "status_source": "adilet.zan.kz",
}


@dataclass(frozen=True)
class Amended(Project):
    """The bundled project, its curricula in another folder, its library with an amended twin beside the old edition, or in its place."""

    base: Project = None
    topic: str = "statistics"
    names: tuple = ("statistics-names", "statistics-content")
    new_id: str = "N1"

    def library(self):
        """Give the library with the new act."""
        library = self.base.library()
        old = next(one for one in library.standards() if one.standard_id == STANDARDS[self.topic])
        twin, _ = amended(old, *self.names, new_id=self.new_id)
        act = replace(library.acts[old.act_id], sha256="7" * 64, file="new.kk.txt")
        if self.new_id != old.act_id:
            act = replace(
                act, act_id=self.new_id, date=date(2026, 5, 4), number="77", status="in force", **_NOT_REPEALED
            )
        parsed = replace(library.parsed[old.standard_id], standards=(twin,), source="new.kk.txt", findings=(), uses=())
        return replace(
            library, acts=library.acts | {self.new_id: act}, documents=library.documents | {self.new_id: parsed}
        )


def amended_project(folder, base, topic="statistics", names=None, new_id="N1") -> Amended:
    """Copy the programmes of a project, so that decisions can be written, and add a twin to its library."""
    (folder / "standards").mkdir(parents=True)
    for name in ("acts.csv", "relations.csv"):
        shutil.copy(base.root / "standards" / name, folder / "standards" / name)
    shutil.copytree(base.root / "curricula", folder / "curricula")
    chosen = names or tuple(name for name in AMENDMENTS if name.startswith(topic))
    return Amended(folder, base, topic, chosen, new_id)
