"""Tables on disk: what cannot be read is named with its line, and nothing ends in a traceback."""

import csv

import pytest

from toolkit.errors import DataError
from toolkit.io.csvfiles import csv_text, read_rows, write_whole


def test_a_cell_longer_than_can_be_read_is_named_with_its_line(tmp_path):
    """A quotation mark that is never closed swallows the rest of a file; the line is named, and what to look for."""
    path = tmp_path / "acts.csv"
    path.write_text(f'a,b\n1,2\n3,"{"ұ" * (csv.field_size_limit() + 1)}\n', encoding="utf-8")
    with pytest.raises(DataError, match="quotation mark") as told:
        read_rows(path, ("a", "b"), dict)
    assert [(one.code, one.where) for one in told.value.issues] == [("unreadable-line", "line 3")]


def test_every_problem_before_it_is_listed_as_well(tmp_path):
    """Rows with wrong values and the row that cannot be read are told together."""
    path = tmp_path / "acts.csv"
    path.write_text(f'a,b\nx,2\n3,"{"ұ" * (csv.field_size_limit() + 1)}\n', encoding="utf-8")
    with pytest.raises(DataError) as told:
        read_rows(path, ("a",), lambda row: int(row["a"]))
    assert [one.code for one in told.value.issues] == ["wrong-value", "unreadable-line"]


def test_what_is_written_is_read_again(tmp_path):
    """Commas, quotation marks and line ends inside cells survive."""
    rows = [("1", 'екі, "үш"'), ("төрт\nбес", "")]
    write_whole(tmp_path / "t.csv", csv_text(("a", "b"), rows).encode("utf-8"))
    found = read_rows(tmp_path / "t.csv", ("a", "b"), dict)
    assert [(row["a"], row["b"]) for row in found] == rows
