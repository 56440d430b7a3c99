"""The log of decisions on disk: nothing confirmed is lost, whatever is cut, by whom and when."""

import multiprocessing
import os
import re
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from factories import NOON, decision
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.decisions import replay
from toolkit.errors import InputError
from toolkit.io import decision_log
from toolkit.io.decision_log import DecisionLog, file_name, read_decisions
from toolkit.io.records import DECISION_COLUMNS
from toolkit.tables import DECISIONS
from toolkit.text import fingerprint

OLD = ",".join(DECISION_COLUMNS)
WHO = "Айгүл Серікова"


def row(number=0, reviewer=WHO, **changes):
    place = f"1.1.1/S{number % 3 + 1}"
    texts = {"statement_text": "«Деректер», жинау", "outcome_text": "Есеп | Отчёт", "suggested_confidence": 0.5}
    made = decision(place, minutes=number, reviewer=reviewer, decision_id=fingerprint(f"{number} {reviewer}")[:12])
    return replace(made, **texts | changes)


def old_line(number=0, reviewer=WHO, end="\n"):
    made = decision(f"1.1.1/S{number + 1}", minutes=number, reviewer=reviewer)
    values = [getattr(made, name) for name in DECISION_COLUMNS]
    cells = ["" if value is None else str(value) for value in values]
    return ",".join([made.decided_at.isoformat().replace("+00:00", "Z"), *cells[1:]]) + end


@pytest.fixture
def log(tmp_path):
    return DecisionLog(tmp_path / "decisions", WHO)


# --- writing and reading


def test_what_is_appended_is_read(log):
    """Every value comes back, also quotation marks, commas and no values at all."""
    rows = [
        row(1),
        row(2, reason='«иә», "жоқ"; = бәрі', suggested_score=-3.25, seconds=0.1, role="adjudication"),
        row(3),
    ]
    log.append(rows[:1])
    log.append(rows[1:])
    assert log.read() == decision_log.LogRead(tuple(rows), ())


def test_the_file_is_made_for_people_and_git(log):
    """A heading, one line a row, LF, UTF-8, rows that are never touched again; the whole of it."""
    log.append([row(1)])
    before = log.path.read_bytes()
    log.append([row(2, reason="бір\r\nекі\u2028үш\x00")])
    data = log.path.read_bytes()
    assert data.startswith(before)
    assert data.endswith(b"\n")
    assert b"\r" not in data
    lines = data.decode("utf-8").splitlines()
    assert lines[0] == ",".join(DECISIONS.names)
    assert len(lines) == 3
    assert "бір екі үш" in lines[2]


@given(st.text(), st.text(max_size=20))
@settings(max_examples=60, deadline=None)
def test_any_reason_is_one_line(reason, text):
    """Whatever is typed or pasted, the row is one line and the rest of the file can be read."""
    with TemporaryDirectory() as folder:
        log = DecisionLog(Path(folder), WHO)
        log.append([row(1, reason=reason, statement_text=text), row(2)])
        found = log.read()
        assert len(found.decisions) == 2
        assert found.issues == ()
        assert len(log.path.read_bytes().splitlines()) == 3


def test_an_empty_folder_has_no_decisions(tmp_path):
    """Neither has one that is not there; nothing is made by reading."""
    assert read_decisions(tmp_path / "none") == decision_log.LogRead((), ())
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_for_no_decisions(log):
    """No file either."""
    log.append([])
    assert not log.folder.exists()


# --- names


def test_every_reviewer_has_a_file(tmp_path):
    """Two names never share a file, also where capital and small letters are one; names fit every system."""
    names = [WHO, WHO.upper(), WHO.lower(), "C.O.N", "con", "A/B", "A\\B", "A:B", "a b", "a-b", "x" * 100, "Ә" * 90]
    files = [file_name(name) for name in names]
    assert len({name.casefold() for name in files}) == len(names)
    assert all(re.fullmatch(r"[\w-]+-[0-9a-f]{6}\.csv", name) and len(name.encode()) < 200 for name in files)
    for name in names:
        DecisionLog(tmp_path, name).append([row(1, reviewer=name)])
    assert len(list(tmp_path.glob("*.csv"))) == len(names)
    assert {one.reviewer for one in read_decisions(tmp_path).decisions} == set(names)


@pytest.mark.parametrize("name", ["", "  ", "concepts-bm25f/1", "manual", "robot", "42"])
def test_a_machine_has_no_log(tmp_path, name):
    """Automation cannot even open a file to write to."""
    with pytest.raises(InputError):
        DecisionLog(tmp_path, name)


@pytest.mark.parametrize(
    "changes",
    [{"reviewer": "Болат"}, {"decision_id": ""}, {"decision_id": "xyz"}, {"decided_at": NOON.replace(tzinfo=None)}],
)
def test_only_ones_own_whole_decisions_are_written(log, changes):
    """A row of somebody else, without an identifier or without a time zone is refused, and nothing is written."""
    with pytest.raises(InputError):
        log.append([row(1), row(2, **changes)])
    assert not log.folder.exists()


def test_a_file_of_somebody_else_is_not_touched(log):
    """The reviewer column decides, whatever the name of the file."""
    log.folder.mkdir()
    path = log.folder / file_name(WHO)
    path.write_text(f"{OLD}\n{old_line(reviewer='Болат')}", encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(InputError, match="Болат"):
        log.append([row(1)])
    assert path.read_bytes() == before


def test_an_older_file_with_another_name_is_continued(log):
    """If all of its rows are the reviewer's."""
    log.folder.mkdir()
    (log.folder / "example.csv").write_text(f"{OLD}\n{old_line()}", encoding="utf-8")
    (log.folder / "another.csv").write_text(f"{OLD}\n{old_line(reviewer='Болат')}", encoding="utf-8")
    log.append([row(1)])
    assert log.path.name == "example.csv"
    assert len(log.read().decisions) == 3


# --- older files


def test_a_file_without_the_new_columns_is_read_and_renewed(log):
    """Every cell stays; the new columns are added at the first append, which leaves no other file behind."""
    log.folder.mkdir()
    path = log.folder / file_name(WHO)
    broken = "2026-11-21T09:00:00Z,only,three\n"
    path.write_bytes("".join([OLD, "\n", old_line(0), broken, old_line(1, end="\r\n")]).encode())
    before = log.read()
    assert len(before.decisions) == 2
    assert {(one.role, one.decision_id) for one in before.decisions} == {("review", "")}
    log.append([row(2)])
    lines = path.read_bytes().decode().split("\n")
    assert lines[0] == ",".join(DECISIONS.names)
    assert lines[1] == old_line(0, end="") + "," * 5
    assert lines[2] + "\n" == broken
    assert lines[3] == old_line(1, end="") + "," * 5 + "\r"
    assert log.read().decisions == (*before.decisions, row(2))
    assert [one.code for one in log.read().issues] == ["wrong-cell-count"]
    assert [one.name for one in log.folder.iterdir() if not one.name.startswith(".")] == [path.name]


def test_a_file_that_excel_has_saved_is_read_and_continued(log):
    """Byte order mark, semicolons, CRLF, a line end inside a cell, a column of one's own."""
    log.folder.mkdir()
    path = log.folder / file_name(WHO)
    cells = old_line(0, end="").split(",")
    cells[10] = '"екі\nжол"'
    path.write_bytes(("\ufeff" + OLD.replace(",", ";") + ";ескерту\r\n" + ";".join(cells) + ";маңызды\r\n").encode())
    assert [one.reason for one in log.read().decisions] == ["екі\nжол"]
    log.append([row(1, reason="а;б")])
    found = log.read()
    assert ([one.reason for one in found.decisions], found.issues) == (["екі\nжол", "а;б"], ())
    assert "маңызды" in path.read_text(encoding="utf-8-sig")


def test_a_heading_that_lacks_columns_blocks_nothing_else(log):
    """Its rows cannot be read, which is said; it is not appended to; other files are read."""
    log.folder.mkdir()
    path = log.folder / file_name(WHO)
    path.write_text("when,who\n2026,x\n", encoding="utf-8")
    DecisionLog(log.folder, "Болат").append([row(1, reviewer="Болат")])
    found = log.read()
    assert (len(found.decisions), [one.code for one in found.issues]) == (1, ["missing-column"])
    with pytest.raises(InputError, match="first line"):
        log.append([row(1)])


# --- wrong rows


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"a,b,c\n", "wrong-cell-count"),
        (b'"open,' + b"," * 20 + b"\n", "open-quote"),
        (b"\xff\xfe" + b"," * 20 + b"\n", "not-utf8"),
        (b"<<<<<<< HEAD\n", "merge-conflict"),
        (b"x" + b"," * 20 + b"\n", "wrong-value"),
    ],
)
def test_a_wrong_row_is_listed_and_blocks_no_other(log, line, code):
    """With its file and line; the rows around it count, and appending goes on."""
    log.append([row(1)])
    with log.path.open("ab") as file:
        file.write(line)
    log.append([row(2)])
    found = log.read()
    assert found.decisions == (row(1), row(2))
    assert [(one.code, one.where) for one in found.issues] == [(code, f"{log.path.name}, line 3")]


def test_rows_of_another_programme_are_listed(tmp_path):
    """A file in the wrong folder does not count."""
    log = DecisionLog(tmp_path, WHO, programme_id="other")
    log.append([row(1)])
    assert [one.code for one in log.read().issues] == ["other-programme"]
    assert log.read().decisions == ()


def test_a_row_that_git_has_doubled_counts_once(log):
    """Said so; one that says something else under the same identifier is kept, and said so too."""
    log.append([row(1)])
    line = log.path.read_bytes().split(b"\n")[1] + b"\n"
    with log.path.open("ab") as file:
        file.write(line + line.replace(b",full,", b",none,"))
    found = log.read()
    assert [one.verdict for one in found.decisions] == ["full", "none"]
    assert [one.code for one in found.issues] == ["repeated-decision", "repeated-decision"]


def test_two_reviewers_in_one_file_are_reported(log):
    """Their rows count all the same."""
    log.append([row(1)])
    line = (
        log.path.read_text(encoding="utf-8").split("\n")[1].replace(WHO, "Болат").replace(row(1).decision_id, "0" * 12)
    )
    with log.path.open("a", encoding="utf-8", newline="") as file:
        file.write(line + "\n")
    found = log.read()
    assert (len(found.decisions), [one.code for one in found.issues]) == (2, ["several-reviewers"])


HEADINGS = st.sampled_from(["", ",".join(DECISIONS.names) + "\n", OLD + "\n", "when,who\n", ";".join(DECISIONS.names)])


@given(HEADINGS, st.binary(max_size=200) | st.text(alphabet=',;"\n\r \t-x\x00', max_size=60).map(str.encode))
@settings(max_examples=100, deadline=None)
def test_reading_never_raises(heading, data):
    """Whatever bytes stand in the folder; and appending either works or says why not."""
    with TemporaryDirectory() as folder:
        log = DecisionLog(Path(folder), WHO)
        log.path.write_bytes(heading.encode() + data)
        assert read_decisions(Path(folder)).decisions == ()
        with suppress(InputError):
            log.append([row(1)])
            assert read_decisions(Path(folder)).decisions == (row(1),)


# --- torn ends


def cut(path, place):
    data = path.read_bytes()
    path.write_bytes(data[:place])


def test_a_row_cut_at_any_byte_is_put_aside(tmp_path):
    """Inside a letter, a quoted cell or the heading: whole rows stay, the rest is kept beside and reported."""
    log = DecisionLog(tmp_path, WHO)
    log.append([row(1)])
    first = log.path.stat().st_size
    log.append([row(2, reason='«екі», "үш"')])
    data = log.path.read_bytes()
    for place in range(first + 1, len(data) - 1):
        folder = tmp_path / str(place)
        mine = DecisionLog(folder, WHO)
        folder.mkdir()
        mine.path.write_bytes(data[:place])
        found = mine.read()
        assert (found.decisions, [one.code for one in found.issues]) == ((row(1),), ["torn-row"])
        mine.append([row(3)])
        assert mine.path.with_name(f"{mine.path.name}.torn").read_bytes() == data[first:place] + b"\n"
        assert mine.path.read_bytes()[:first] == data[:first]
        assert mine.read().decisions == (row(1), row(3))
        assert [one.code for one in mine.read().issues] == ["torn-row"]
        assert [one.code for one in mine.repairs] == ["torn-row"]


def test_a_heading_cut_at_any_byte_is_made_again(tmp_path):
    """The first crash can be in the first line; a heading that is whole but for its line end is kept."""
    heading = ",".join(DECISIONS.names).encode()
    for place in range(len(heading) + 1):
        log = DecisionLog(tmp_path / str(place), WHO)
        log.folder.mkdir()
        log.path.write_bytes(heading[:place])
        assert log.read().decisions == ()
        log.append([row(1)])
        assert log.read().decisions == (row(1),)
        assert log.path.read_bytes().startswith(heading + b"\n")


def test_a_last_row_without_a_line_end_is_whole(log):
    """Some editors leave it out: the decision counts, before and after the next one."""
    log.append([row(1), row(2)])
    cut(log.path, -1)
    assert log.read() == decision_log.LogRead((row(1), row(2)), ())
    log.append([row(3)])
    assert log.read() == decision_log.LogRead((row(1), row(2), row(3)), ())
    old = DecisionLog(log.folder / "old", WHO)
    old.folder.mkdir()
    old.path.write_text(f"{OLD}\n{old_line(0)}{old_line(1, end='')}", encoding="utf-8")
    assert len(old.read().decisions) == 2
    old.append([row(3)])
    assert len(old.read().decisions) == 3
    assert old.read().issues == ()


def test_a_failed_write_leaves_whole_rows_only(log, monkeypatch):
    """A full disk in the middle of a row: the file is as it was, and the message names it."""
    log.append([row(1)])
    before = log.path.read_bytes()

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="No space left"):
        log.append([row(2)])
    assert log.path.read_bytes() == before
    monkeypatch.undo()
    log.append([row(3)])
    assert log.read().decisions == (row(1), row(3))


# --- several writers


def test_a_file_that_is_being_written_is_waited_for(log):
    """Not for ever: the message names the file, how long, and what to do."""
    log.append([row(1)])
    impatient = DecisionLog(log.folder, WHO, timeout=0.05)
    with (
        FileLock(log.folder / f".{log.path.name}.lock"),
        pytest.raises(InputError, match=r"айгүл.*0\.05 seconds.*delete"),
    ):
        impatient.append([row(2)])
    impatient.append([row(2)])
    assert log.read().decisions == (row(1), row(2))


@pytest.mark.parametrize(
    "error", [OSError(38, "Function not implemented"), OSError(95, "not supported"), NotImplementedError()]
)
def test_a_drive_without_locks_gets_a_file_instead(log, monkeypatch, error):
    """The lock file is there while the row is written and gone afterwards; who holds it is named."""

    class Helpless(FileLock):
        def acquire(self, *_, **__):
            raise error

    monkeypatch.setattr(decision_log, "FileLock", Helpless)
    log.append([row(1)])
    assert log.read().decisions == (row(1),)
    soft = log.folder / f".{log.path.name}.softlock"
    assert not soft.exists()
    soft.write_text(f"{os.getpid()}\nanother-computer\n", encoding="utf-8")
    with pytest.raises(InputError, match="another-computer"):
        DecisionLog(log.folder, WHO, timeout=0.05).append([row(2)])


def append_many(folder, reviewer, first):
    log = DecisionLog(folder, reviewer, timeout=60)
    for number in range(first, first + 20):
        log.append([replace(row(number, reviewer), decision_id=f"{number:012x}")])


def test_two_windows_at_once_lose_nothing(tmp_path):
    """Two processes of one reviewer and one of another: every row is there, once and whole."""
    context = multiprocessing.get_context("spawn")
    jobs = [(tmp_path, WHO, 0), (tmp_path, WHO, 100), (tmp_path, "Болат", 200)]
    processes = [context.Process(target=append_many, args=job) for job in jobs]
    for process in processes:
        process.start()
    for process in processes:
        process.join(120)
    assert [process.exitcode for process in processes] == [0, 0, 0]
    found = read_decisions(tmp_path)
    assert found.issues == ()
    wanted = {f"{first + number:012x}" for first in (0, 100, 200) for number in range(20)}
    assert sorted(one.decision_id for one in found.decisions) == sorted(wanted)
    assert len(list(tmp_path.glob("*.csv"))) == 2


EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("append"), st.sampled_from(["А. Айгүл", "Б. Болат"]), st.integers(1, 3)),
        st.tuples(st.just("crash"), st.sampled_from(["А. Айгүл", "Б. Болат"]), st.integers(0, 10**6)),
    ),
    max_size=8,
)


@settings(max_examples=80, deadline=None)
@given(EVENTS, st.booleans())
def test_no_confirmed_decision_is_lost(events, same_log):
    """Two reviewers in any order, crashes that leave any part of a further row: what was confirmed is read, in order.

    The state is the replay of the confirmed rows and of those that a crash has left whole.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        logs = {}
        confirmed = {"А. Айгүл": [], "Б. Болат": []}
        number = 0
        for kind, who, value in events:
            log = logs.get(who) if same_log else None
            log = logs[who] = log or DecisionLog(folder, who)
            number += 5
            verdict = ["full", "none", "partial"][number % 3]
            if kind == "append":
                rows = [row(number + more, who, verdict=verdict, reason='а,"б') for more in range(value)]
                log.append(rows)
                confirmed[who] += rows
                continue
            before = log.path.read_bytes() if log.path.exists() else b""
            lost = row(number, who, verdict=verdict, reason='үзіл"ген, жол')
            log.append([lost])
            after = log.path.read_bytes()
            kept = len(before) + value % (len(after) - len(before) + 1) if after.startswith(before) else len(after)
            log.path.write_bytes(after[:kept])
            if kept >= len(after) - 1:
                confirmed[who].append(lost)
        found = read_decisions(folder)
        for who, rows in confirmed.items():
            assert [one for one in found.decisions if one.reviewer == who] == rows
        assert {one.code for one in found.issues} <= {"torn-row"}
        prints = {one.statement_id: one.statement_fingerprint for rows in confirmed.values() for one in rows}
        outcomes = {"ОН1": "print of ОН1"}
        expected = replay([*confirmed["А. Айгүл"], *confirmed["Б. Болат"]], outcomes, prints)
        assert replay(found.decisions, outcomes, prints) == expected
