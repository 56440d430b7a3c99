"""`curmap ingest`: what was found in a document, and what was not."""

import csv
import json
from pathlib import Path

import pytest

from toolkit.cli import main

SOURCES = Path(__file__).parents[1] / "standards" / "sources"
SMALL = '"Маман" кәсібінің карточкасы\n\n{odd}1-еңбек функциясы: Есеп\n\n1-міндет: Санау\n\nБілімі:\n\n1. Заң\n'


def test_the_account_of_a_document(capsys):
    """Form and why, counts per card, findings with lines, and every line accounted for."""
    assert main(["ingest", str(SOURCES / "state-statistics-interviewing-2020.kk.txt"), "--format", "json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["act_id"], told["form"], told["lang"]) == ("V2000019833", "card-2016", "kk")
    counts = [
        [card[name] for name in ("functions", "units", "skills", "knowledge", "competences", "sqf_levels")]
        for card in told["cards"]
    ]
    assert counts == [[3, 7, 29, 20, 8, "4"], [2, 4, 12, 18, 10, "5"], [2, 3, 16, 18, 13, "6"], [2, 4, 17, 20, 15, "7"]]
    assert told["lines"]["share"] == 1.0
    assert sum(told["lines"]["by_role"].values()) == told["lines"]["total"]
    assert told["not_understood"] == []
    assert {"act-repealed", "code-missing", "heading-broken", "mixed-alphabets"} == {
        item["code"] for item in told["findings"]
    }


def test_what_is_not_understood_is_listed_and_fails(tmp_path, capsys):
    """A line in no place of the form: status 1 and its number; with --allow-unknown status 0 and still listed."""
    path = tmp_path / "my-order.txt"
    path.write_text(SMALL.format(odd="Бөтен сөз\n\n"), encoding="utf-8")
    assert main(["ingest", str(path)]) == 1
    told = capsys.readouterr().out
    assert "my-order.txt: my-order" in told
    assert "Not understood: lines 3" in told
    assert "Lines accounted for: 5 of 6" in told
    assert main(["ingest", str(path), "--allow-unknown"]) == 0


def test_several_files_are_told_one_after_the_other(tmp_path, capsys):
    """One that cannot be read is named; the others are still read; the status says that something failed."""
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(SMALL.format(odd=""), encoding="utf-8")
    bad.write_bytes(b"")
    assert main(["ingest", str(bad), str(good), "--format", "json"]) == 1
    printed = capsys.readouterr()
    assert [told["act_id"] for told in json.loads(printed.out)] == ["good"]
    assert "bad.txt" in printed.err


def test_the_parsed_form_can_be_written_anywhere(tmp_path):
    """--out holds the tables of each document in a folder of its name; the library is not touched."""
    path = tmp_path / "x.txt"
    path.write_text(SMALL.format(odd=""), encoding="utf-8")
    assert main(["ingest", str(path), "--out", str(tmp_path / "out")]) == 0
    with (tmp_path / "out" / "x" / "statements.csv").open(encoding="utf-8", newline="") as file:
        assert [row["text"] for row in csv.DictReader(file)] == ["Заң"]


def test_statements_of_a_file_need_no_library(tmp_path, capsys):
    """`curmap statements --file` prints the contract table of any document, its name as source."""
    path = tmp_path / "x.txt"
    path.write_text(SMALL.format(odd=""), encoding="utf-8")
    assert main(["statements", "--file", str(path), "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["statement_id"], row["text"], row["source"], row["line_start"]) == ("x/1.1.1/K1", "Заң", "x.txt", 9)


def test_the_form_can_be_forced(tmp_path, capsys):
    """A form that the document does not have is refused by name."""
    path = tmp_path / "x.txt"
    path.write_text(SMALL.format(odd=""), encoding="utf-8")
    assert main(["ingest", str(path), "--form", "card-2016", "--source-lang", "kk"]) == 0
    assert main(["ingest", str(path), "--form", "poem"]) == 1
    assert "no form of document was recognised" in capsys.readouterr().err


@pytest.mark.parametrize(
    "table", ["acts", "standards", "occupations", "functions", "units", "named-acts", "findings", "warnings"]
)
def test_every_table_has_its_command(table, capsys):
    """The tables of the library are printed with their headings and at least one row."""
    assert main([table, "--format", "csv"]) == 0
    assert len(capsys.readouterr().out.splitlines()) > 1
