"""Remarks of employers and colleagues: the log, and how important people find a statement."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from factories import NOON, decision
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.io.decision_log import DecisionLog, append_together, file_name, read_decisions
from toolkit.io.remarks import RemarkLog, RemarksRead, read_remarks
from toolkit.returns import Remark, importance_of
from toolkit.returns.values import one_line
from toolkit.tables.remarks import REMARKS
from toolkit.text import fingerprint

WHO = "Айгүл Серікова"


def remark(number=0, reviewer=WHO, **changes):
    made = Remark(
        remark_id=fingerprint(f"{number} {reviewer}")[:12],
        noted_at=NOON + timedelta(minutes=number),
        reviewer=reviewer,
        programme_id="p",
        statement_id="X1/1.1.1/S1",
        outcome_id="",
        statement_fingerprint="0" * 16,
        importance=None,
        comment="",
        responsible="",
        deadline="",
        tool_version="0",
    )
    return replace(made, **changes)


@pytest.fixture
def log(tmp_path):
    return RemarkLog(tmp_path / "remarks", WHO)


def test_what_is_appended_is_read(log):
    """Every value comes back, also no importance at all; the file is named after the person."""
    rows = [remark(1, importance=3, comment='«иә», "жоқ"; = бәрі'), remark(2, responsible="Деканат", deadline="мамыр")]
    log.append(rows[:1])
    log.append(rows[1:])
    assert read_remarks(log.folder, "p") == RemarksRead(tuple(rows), ())
    assert log.path.name == file_name(WHO)
    lines = log.path.read_text(encoding="utf-8").splitlines()
    assert (lines[0], len(lines)) == (",".join(REMARKS.names), 3)


def test_an_empty_folder_has_no_remarks(tmp_path):
    """Neither has one that is not there; nothing is made by reading."""
    assert read_remarks(tmp_path / "none") == RemarksRead((), ())
    assert list(tmp_path.iterdir()) == []


@given(st.text(), st.text(max_size=20))
@settings(max_examples=60, deadline=None)
def test_any_comment_is_one_line(comment, deadline):
    """As the import sees it too: what was written once is known again."""
    with TemporaryDirectory() as folder:
        log = RemarkLog(Path(folder), WHO)
        log.append([remark(1, comment=comment, deadline=deadline), remark(2)])
        found = read_remarks(Path(folder))
        assert found.issues == ()
        assert [one.comment for one in found.remarks] == [one_line(comment), ""]
        assert len(log.path.read_bytes().splitlines()) == 3


def test_a_row_cut_at_any_byte_is_put_aside(tmp_path):
    """Whole rows stay, the rest is kept beside and reported, as with decisions."""
    log = RemarkLog(tmp_path, WHO)
    log.append([remark(1, comment="бір")])
    first = log.path.stat().st_size
    log.append([remark(2, comment="«екі», үш", importance=2)])
    data = log.path.read_bytes()
    for place in range(first + 1, len(data) - 1, 3):
        mine = RemarkLog(tmp_path / str(place), WHO)
        mine.folder.mkdir()
        mine.path.write_bytes(data[:place])
        found = read_remarks(mine.folder)
        assert (found.remarks, [one.code for one in found.issues]) == ((remark(1, comment="бір"),), ["torn-row"])
        mine.append([remark(3)])
        assert read_remarks(mine.folder).remarks == (remark(1, comment="бір"), remark(3))


@pytest.mark.parametrize(
    ("old", "new"),
    [("T12:01:00Z", "T12:01:00"), (",2,", ",4,"), ("X1/1.1.1/S1", ""), (remark(1).remark_id, "12")],
)
def test_a_wrong_row_is_listed_and_blocks_no_other(log, old, new):
    """With its file and line."""
    log.append([remark(1, importance=2)])
    text = log.path.read_text(encoding="utf-8")
    log.path.write_text(text.replace(old, new), encoding="utf-8")
    RemarkLog(log.folder, "Болат").append([remark(2, "Болат")])
    found = read_remarks(log.folder)
    assert [one.reviewer for one in found.remarks] == ["Болат"]
    assert [(one.code, one.where) for one in found.issues] == [("wrong-value", f"{log.path.name}, line 2")]


def test_rows_of_another_programme_and_doubled_rows_are_listed(log):
    """One does not count; the other counts once."""
    log.append([remark(1), remark(2, programme_id="q")])
    line = log.path.read_bytes().split(b"\n")[1] + b"\n"
    with log.path.open("ab") as file:
        file.write(line)
    found = read_remarks(log.folder, "p")
    assert found.remarks == (remark(1),)
    assert [one.code for one in found.issues] == ["other-programme", "repeated-remark"]


@pytest.mark.parametrize("changes", [{"reviewer": "Болат"}, {"remark_id": ""}, {"noted_at": NOON.replace(tzinfo=None)}])
def test_only_ones_own_whole_remarks_are_written(log, changes):
    """A row of somebody else, without an identifier or without a time zone is refused, and nothing is written."""
    with pytest.raises(InputError):
        log.append([remark(1), remark(2, **changes)])
    assert not log.folder.exists()


def test_decisions_and_remarks_are_written_together_or_not_at_all(tmp_path):
    """One wrong row anywhere keeps all files as they are."""
    decisions, remarks = DecisionLog(tmp_path / "decisions", WHO), RemarkLog(tmp_path / "remarks", WHO)
    made = decision(reviewer=WHO, decision_id="0" * 12)
    with pytest.raises(InputError):
        append_together([(decisions, [made]), (remarks, [remark(1, remark_id="")])])
    assert list(tmp_path.iterdir()) == []
    append_together([(decisions, [made]), (remarks, [remark(1)]), (RemarkLog(tmp_path / "none", WHO), [])])
    assert read_decisions(decisions.folder).decisions == (made,)
    assert read_remarks(remarks.folder).remarks == (remark(1),)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["decisions", "remarks"]


def test_a_log_of_somebody_else_stops_the_others(tmp_path):
    """The file of one person holds another's rows: nothing is written anywhere."""
    first, second = RemarkLog(tmp_path, WHO), RemarkLog(tmp_path, "Болат")
    second.append([remark(1, "Болат")])
    foreign = second.path.read_bytes()
    first.path.write_bytes(foreign)
    with pytest.raises(InputError, match="holds remarks of 'Болат'"):
        append_together([(second, [remark(2, "Болат")]), (first, [remark(3)])])
    assert (first.path.read_bytes(), second.path.read_bytes()) == (foreign, foreign)


# --- how important


def test_the_last_mark_of_each_person_counts():
    """A later remark without a mark takes none back; the mean is over people, not over rows."""
    rows = [
        remark(1, importance=1),
        remark(2, importance=3),
        remark(3, comment="жай сөз"),
        remark(4, "Болат", importance=2),
        remark(5, "Болат", statement_id="X1/1.1.1/S2", importance=1),
        remark(6, "Болат", statement_id="X1/1.1.1/S3"),
    ]
    assert importance_of(rows) == {"X1/1.1.1/S1": 2.5, "X1/1.1.1/S2": 1.0}
    assert importance_of(reversed(rows)) == importance_of(rows)


MARKS = st.lists(st.tuples(st.integers(0, 50), st.sampled_from("аб"), st.sampled_from([None, 1, 2, 3])), max_size=8)


@given(MARKS, st.randoms())
def test_importance_lies_between_the_marks_whatever_the_order(marks, shuffle):
    """The files may be read in any order."""
    unique = {(minute, who): mark for minute, who, mark in marks}
    rows = [remark(minute, f"Сарапшы {who}", importance=mark) for (minute, who), mark in unique.items()]
    found = importance_of(rows)
    shuffle.shuffle(rows)
    assert importance_of(rows) == found
    given_marks = [row.importance for row in rows if row.importance]
    assert all(min(given_marks) <= mean <= max(given_marks) for mean in found.values())
    assert bool(found) == bool(given_marks)
