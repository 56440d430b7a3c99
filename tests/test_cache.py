"""The cache: used where it fits, made anew where it does not, never a problem."""

import pytest

from toolkit.align.concepts import Concept, concept_table
from toolkit.align.suggest import Candidate, Wanted, make_suggester
from toolkit.io import cache

CONCEPTS = [
    Concept("data", ("дерек", "деректер"), ("данные",), ("data",), "it"),
    Concept("collect", ("жинау",), ("собирать", "сбор"), ("collect",)),
    Concept("data-collection", ("деректерді жинау",), ("сбор данных",), ("data collection",)),
]
ROWS = [
    Candidate("A", "Деректерді жинау", "X", "Санақшы", "Санақ", lang="kk"),
    Candidate("B", "Есеп дайындау", "X", "Санақшы", "Есеп", lang="kk"),
    Candidate("C", "Деректерді  жинау.", "X", "Талдаушы", "Талдау", lang="kk"),
]
WANTED = [Wanted("1", (("Деректерді жинайды", None),)), Wanted("2", (("Готовит отчёт о сборе данных", "ru"),))]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(cache.CACHE_VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def prepared(concepts=CONCEPTS, rows=ROWS):
    return cache.prepared_suggester(rows, cache.prepared_table(concepts))


def answers(suggester):
    return list(suggester.suggest(WANTED))


def refuse(monkeypatch):
    """From now on nothing may be prepared anew."""

    def fail(*_args, **_kwargs):
        raise AssertionError("prepared anew")

    monkeypatch.setattr("toolkit.io.cache.concept_table", fail)
    monkeypatch.setattr("toolkit.align.suggest.build_index", fail)


def files(folder, kind):
    return sorted(folder.glob(f"{kind}-*"))


def test_the_second_time_nothing_is_prepared(folder, monkeypatch):
    """Table and index are read back, and the answers are those of the first time and of no cache at all."""
    first = answers(prepared())
    assert first == answers(make_suggester(ROWS, concept_table(CONCEPTS)))
    assert first
    assert len(files(folder, "concepts")) == len(files(folder, "index")) == 1
    refuse(monkeypatch)
    assert answers(prepared()) == first
    assert cache.prepared_table(CONCEPTS) == cache.table_from(
        CONCEPTS, cache.table_data(cache.prepared_table(CONCEPTS))
    )


def test_nothing_half_written_is_left(folder):
    """Only whole files are there."""
    prepared()
    assert {path.suffix for path in folder.iterdir()} == {".json", ".npz"}


@pytest.mark.parametrize(
    ("concepts", "rows"),
    [
        ([*CONCEPTS, Concept("report", ("есеп",), ("отчёт",), ("report",))], ROWS),
        ([CONCEPTS[0], CONCEPTS[2]], ROWS),
        (CONCEPTS, ROWS[:2]),
        (CONCEPTS, [ROWS[1], ROWS[0], ROWS[2]]),
        (CONCEPTS, [*ROWS[:2], Candidate("C", "Деректерді жинау", "X", "Талдаушы", "Санақ", lang="kk")]),
    ],
)
def test_other_content_is_never_answered_from_the_cache(concepts, rows):
    """A word, a statement, a place or their order changed: the answers are those of the new content."""
    prepared()
    assert answers(prepared(concepts, rows)) == answers(make_suggester(rows, concept_table(concepts)))


def test_other_code_makes_the_cache_anew(folder, monkeypatch):
    """What another version prepared is not used: of the same data it may have made something else."""
    prepared()
    monkeypatch.setattr(cache, "_code", lambda: "other")
    prepared()
    assert len(files(folder, "concepts")) == len(files(folder, "index")) == 2


@pytest.mark.parametrize("kind", ["concepts", "index"])
@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda _: b"\x00\xff garbage",
        lambda data: data[:100],
        lambda data: data[: len(data) // 2],
        lambda data: data[:-5],
        lambda data: data[: len(data) // 3] + b"\xff" * 40 + data[len(data) // 3 + 40 :],
        lambda _: b"[]",
        lambda _: b"null",
        lambda _: b'{"by_keys": {"kk": [], "ru": [], "en": []}, "longest": {}, "known": []}',
    ],
)
def test_a_damaged_or_foreign_file_is_made_anew(folder, monkeypatch, kind, damage):
    """Whatever stands in the file, the answers are right, and the file is mended."""
    expected = answers(prepared())
    [path] = files(folder, kind)
    path.write_bytes(damage(path.read_bytes()))
    assert answers(prepared()) == expected
    refuse(monkeypatch)
    assert answers(prepared()) == expected


def test_the_cache_of_other_statements_under_this_name_is_not_trusted(folder):
    """An index that does not fit its own vocabulary is ignored."""
    expected = answers(prepared())
    [path] = files(folder, "index")
    prepared(rows=ROWS[1:2])
    [other] = [one for one in files(folder, "index") if one != path]
    other.write_bytes(b"")
    assert answers(prepared()) == expected


def test_the_cache_can_be_deleted_at_any_time(folder):
    """It only costs time."""
    expected = answers(prepared())
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    assert answers(prepared()) == expected
    assert files(folder, "index")


def test_an_empty_variable_switches_it_off(folder, monkeypatch):
    """Nothing is written, the answers are the same."""
    expected = answers(prepared())
    monkeypatch.setenv(cache.CACHE_VARIABLE, "")
    written = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert cache.cache_folder() is None
    assert answers(prepared()) == expected
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == written


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path, monkeypatch):
    """A file stands where the folder should be: everything works, only slower."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv(cache.CACHE_VARIABLE, str(tmp_path / "file" / "cache"))
    assert answers(prepared()) == answers(make_suggester(ROWS, concept_table(CONCEPTS)))


def test_without_a_variable_it_is_in_the_users_cache(monkeypatch):
    """A folder of our own name, outside of the project."""
    monkeypatch.delenv(cache.CACHE_VARIABLE)
    assert cache.cache_folder().name.lower() in {"curmap", "cache"}
    assert "curmap" in str(cache.cache_folder())


def test_no_statements_and_no_concepts_are_kept_too(monkeypatch):
    """The smallest content goes out and comes back."""
    assert answers(prepared([], [])) == []
    refuse(monkeypatch)
    assert answers(prepared([], [])) == []
