"""The parsed form on disk and in tables: nothing is lost on the way there and back."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import DataError, InputError
from toolkit.io.project import Project, parse_source
from toolkit.io.store import read_parsed, write_parsed
from toolkit.library import SCHEMAS
from toolkit.model import (
    Card,
    Descriptor,
    Field,
    Finding,
    Function,
    Group,
    Item,
    Parsed,
    Related,
    Requirement,
    Span,
    Standard,
    Unit,
)
from toolkit.trees import from_tables, to_tables

ROOT = Path(__file__).parents[1]
TEXT = st.text(alphabet='абвәі "«,;\\|\n{}[]=', max_size=12)
SPAN = st.builds(lambda start, more: Span(start, start + more), st.integers(1, 900), st.integers(0, 9))
FIELD = st.builds(Field, TEXT, TEXT, TEXT, SPAN)


def _items(kind):
    return st.lists(st.tuples(TEXT, TEXT, SPAN), max_size=3).map(
        lambda found: tuple(Item(kind, place, *parts) for place, parts in enumerate(found, start=1))
    )


UNITS = st.lists(
    st.tuples(st.sampled_from(["task", "skill", "none"]), TEXT, SPAN, _items("skill"), _items("knowledge"), TEXT),
    max_size=3,
).map(
    lambda found: tuple(
        Unit(n, kind, title, span, a + b, note) for n, (kind, title, span, a, b, note) in enumerate(found, 1)
    )
)
FUNCTIONS = st.lists(st.tuples(TEXT, SPAN, UNITS, st.sampled_from([None, True, False])), max_size=3).map(
    lambda found: tuple(Function(number, *parts) for number, parts in enumerate(found, start=1))
)
LEVELS = st.lists(st.sampled_from(["4", "5", "6.1"]), max_size=2, unique=True).map(tuple)
CARDS = st.lists(
    st.tuples(
        TEXT,
        LEVELS,
        SPAN,
        st.lists(FIELD, max_size=2).map(tuple),
        FUNCTIONS,
        _items("competence"),
        st.lists(st.builds(Related, TEXT, TEXT, SPAN), max_size=2).map(tuple),
        st.lists(st.builds(Requirement, TEXT, TEXT, TEXT, TEXT, TEXT, SPAN), max_size=2).map(tuple),
        st.lists(TEXT, max_size=2).map(tuple),
    ),
    max_size=2,
).map(lambda found: tuple(Card(number, *parts) for number, parts in enumerate(found, start=1)))
STANDARDS = st.lists(st.tuples(TEXT, st.lists(FIELD, max_size=2).map(tuple), CARDS), max_size=2).map(
    lambda found: tuple(
        Standard(f"X-{n}", "X", title, "kk", "x.txt", fields, cards)
        for n, (title, fields, cards) in enumerate(found, 1)
    )
)
DOCUMENTS = st.builds(
    Parsed,
    source=TEXT,
    lang=st.just("kk"),
    form=TEXT,
    why=TEXT,
    standards=STANDARDS,
    findings=st.lists(st.builds(Finding, TEXT, SPAN, st.lists(TEXT, max_size=2).map(tuple)), max_size=2).map(tuple),
    uses=st.just(()),
    descriptors=st.lists(
        st.builds(
            Descriptor,
            TEXT,
            TEXT,
            TEXT,
            TEXT,
            TEXT,
            TEXT,
            TEXT,
            st.booleans(),
            TEXT,
            TEXT,
            st.integers(1, 9),
            st.integers(1, 9),
        ),
        max_size=2,
    ).map(tuple),
    classifier=st.lists(
        st.builds(Group, TEXT, TEXT, st.just("main"), TEXT, TEXT, TEXT, st.integers(1, 9), st.integers(1, 9)),
        max_size=2,
    ).map(tuple),
    fields=st.lists(FIELD, max_size=2).map(tuple),
)


@given(DOCUMENTS)
def test_tables_give_back_the_tree(document):
    """Any document written as tables and read again is the same document."""
    assert from_tables(to_tables(document)) == document


@pytest.mark.parametrize("act_id", ["V2000019833", "2022-08-18-N318"])
def test_files_give_back_the_document(library, tmp_path, act_id):
    """The same through CSV files on disk, quotation marks and semicolons included."""
    document = library.documents[act_id]
    write_parsed(document, tmp_path / act_id, "0" * 64)
    again = read_parsed(tmp_path / act_id, "0" * 64)
    assert replace(again, uses=()) == replace(document, uses=())


def test_the_committed_form_equals_a_fresh_parse(project, library, tmp_path):
    """`standards/parsed/` holds exactly what the parser makes of the sources today, byte for byte."""
    fresh = tmp_path / "parsed"
    for act in project.acts():
        if act.act_id not in library.unread:
            data = (ROOT / "standards" / "sources" / act.file).read_bytes()
            write_parsed(parse_source(data, act), fresh / act.act_id, act.sha256)
    committed = ROOT / "standards" / "parsed"
    names = {path.relative_to(committed) for path in committed.rglob("*.csv")}
    assert names == {path.relative_to(fresh) for path in fresh.rglob("*.csv")}
    for name in names:
        assert (committed / name).read_bytes() == (fresh / name).read_bytes(), f"{name}: run «curmap rebuild»"


def test_a_form_of_another_source_is_not_used(library, tmp_path):
    """If the source has changed since, the stored form is ignored and the source is parsed."""
    write_parsed(library.documents["V2000019833"], tmp_path / "x", "0" * 64)
    assert read_parsed(tmp_path / "x", "1" * 64) is None
    assert read_parsed(tmp_path / "nothing", "1" * 64) is None


def test_a_broken_folder_is_explained(library, tmp_path):
    """A table edited by hand gives one sentence with the way out."""
    write_parsed(library.documents["V2000019833"], tmp_path / "x", "0" * 64)
    path = tmp_path / "x" / "units.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("V2000019833,1,1,1,", "V2000019833,1,1,one,"), encoding="utf-8"
    )
    with pytest.raises(DataError, match="curmap rebuild"):
        read_parsed(tmp_path / "x", "0" * 64)


def test_writing_replaces_the_folder_whole(library, tmp_path):
    """Files of an older form do not stay; no temporary folder is left."""
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "old.csv").write_text("old")
    write_parsed(library.documents["V2000019833"], tmp_path / "x", "0" * 64)
    assert not (tmp_path / "x" / "old.csv").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_rebuild_restores_the_library(tmp_path):
    """One command makes the parsed form from the sources, and removes what belongs to no act."""
    shutil.copytree(ROOT / "standards", tmp_path / "standards")
    shutil.rmtree(tmp_path / "standards" / "parsed")
    (tmp_path / "standards" / "parsed" / "gone").mkdir(parents=True)
    Project(tmp_path).rebuild()
    assert _contents(tmp_path / "standards" / "parsed") == _contents(ROOT / "standards" / "parsed")


def _contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_every_table_of_the_library_obeys_its_schema(library, name):
    """Types, allowed values, unique keys, over all documents."""
    SCHEMAS[name].check(library.table(name))


def test_a_table_can_be_narrowed_to_a_standard(library):
    """Only the rows of the standard named; an unknown name or table is answered with those there are."""
    assert set(library.table("functions", ["V2000019833"])["standard_id"]) == {"V2000019833"}
    with pytest.raises(InputError, match="no standard 'V1'; there are: V2000019833"):
        library.table("functions", ["V1"])
    with pytest.raises(InputError, match="no table 'x'; there are: standards"):
        library.table("x")
