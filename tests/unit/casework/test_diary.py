from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from case_samples import DAY, balance_left, make_case

from loanexit_auto.casework.diary import Report, open_diary
from loanexit_auto.casework.shelf import ShelvedCase, read_case
from loanexit_auto.casework.standing import CaseState
from loanexit_auto.engine.driver import Artefact
from loanexit_auto.errors import LoanexitError, UsageError
from loanexit_auto.evidence import disk
from loanexit_auto.evidence.folder import CaseFolder
from loanexit_auto.messages import Messages

SAY = Messages("en")


@pytest.fixture
def case(tmp_path) -> ShelvedCase:
    return make_case(tmp_path, balance_left())


def test_a_conversation_and_its_recording_are_hashed_into_the_case(case):
    report = Report("call", DAY, said="余额不为零", promised="回电", promised_by=date(2026, 9, 24))
    with open_diary(case.path, DAY, SAY) as diary:
        line, fraud = diary.contact(report, [Artefact("录音.m4a", "audio/mp4", b"sound")])
    assert fraud is None
    (kept,) = line.files
    assert (case.path / kept.path).read_bytes() == b"sound"
    (contact,) = read_case(case.path).standing.contacts
    assert (contact.said, contact.promised_by) == ("余额不为零", date(2026, 9, 24))


def test_a_long_conversation_is_kept_whole(case):
    said = "一" * 5000
    with open_diary(case.path, DAY, SAY) as diary:
        line, _ = diary.contact(Report("chat", DAY, said=said))
    assert (case.path / line.files[0].path).read_text(encoding="utf-8") == said


def test_words_of_a_fraud_script_are_kept_and_warned_of(case):
    with open_diary(case.path, DAY, SAY) as diary:
        line, fraud = diary.contact(Report("call", DAY, said="请打开屏幕共享"))
    assert fraud is not None
    after = read_case(case.path)
    assert after.standing.fraud_lines == (line.seq + 1,)
    assert after.standing.contacts[0].said == "请打开屏幕共享"


@pytest.mark.parametrize(
    ("report", "why"),
    [
        (Report("call", DAY), "Nothing to note"),
        (Report("call", date(2026, 9, 22), said="x"), "has not come yet"),
        (Report("call", date(1999, 1, 1), said="x"), "too long ago"),
        (Report("call", DAY, promised="x", promised_by=date(2026, 9, 20)), "before the beginning"),
    ],
)
def test_a_report_that_cannot_be_is_refused_and_nothing_is_written(case, report, why):
    with open_diary(case.path, DAY, SAY) as diary, pytest.raises(UsageError, match=why):
        diary.contact(report)
    assert read_case(case.path).reading == case.reading


def test_only_listed_transitions_can_be_written(case):
    with open_diary(case.path, DAY, SAY) as diary:
        with pytest.raises(UsageError, match="cannot become") as refused:
            diary.mark(CaseState.CONFIRMED, DAY)
        assert "closed" in refused.value.hint
        diary.mark(CaseState.CLOSED, DAY)
        diary.mark(CaseState.CONFIRMED, DAY)
    assert read_case(case.path).standing.state is CaseState.CONFIRMED


def test_a_cooling_off_can_be_reported_with_its_end(case):
    with open_diary(case.path, DAY, SAY) as diary:
        diary.mark(CaseState.COOLING_OFF, DAY, until=date(2026, 10, 9))
    cooling = read_case(case.path).standing.cooling
    assert cooling is not None
    assert cooling.until == date(2026, 10, 9)


def test_only_a_task_that_is_there_can_be_ticked_off(case):
    with open_diary(case.path, DAY, SAY) as diary:
        with pytest.raises(UsageError, match="No task") as refused:
            diary.tick("nothing")
        assert "clear-balance" in refused.value.hint
        diary.tick("clear-balance")
        with pytest.raises(UsageError):
            diary.tick("clear-balance")
        diary.tick("clear-balance", undo=True)
    assert dict(read_case(case.path).standing.done) == {}


def test_an_unknown_letter_is_refused(case):
    with open_diary(case.path, DAY, SAY) as diary, pytest.raises(UsageError, match="love"):
        diary.sent("love", DAY)


def test_while_a_run_holds_the_case_notes_are_refused_clearly(case):
    with (
        CaseFolder.open(case.path),
        pytest.raises(LoanexitError, match="being written by another"),
        open_diary(case.path, DAY, SAY),
    ):
        pass


def test_who_waits_too_long_is_told(case):
    with (
        open_diary(case.path, DAY, SAY),
        pytest.raises(LoanexitError, match="waited 0 seconds"),
        open_diary(case.path, DAY, SAY, patience=0),
    ):
        pass


def test_a_full_disk_loses_nothing_that_was_there(case, monkeypatch):
    def full(fd: int, data: bytes, path: Path) -> None:
        raise disk.DiskFullError(f"{path}: the disk is full")

    monkeypatch.setattr(disk, "append", full)
    with open_diary(case.path, DAY, SAY) as diary, pytest.raises(disk.DiskFullError):
        diary.contact(Report("call", DAY, said="x"))
    assert read_case(case.path).reading == case.reading


_WRITER = """
import sys
from datetime import date
from pathlib import Path
from loanexit_auto.casework.diary import Report, open_diary
from loanexit_auto.messages import Messages
for n in range(5):
    with open_diary(Path(sys.argv[1]), date(2026, 9, 21), Messages()) as diary:
        diary.contact(Report("call", date(2026, 9, 21), said=f"{sys.argv[2]} {n}"))
"""


def test_writers_at_the_same_time_take_turns_and_all_is_kept(case):
    names = ("a", "b", "c")
    writers = [
        subprocess.Popen([sys.executable, "-c", _WRITER, str(case.path), name]) for name in names
    ]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    after = read_case(case.path)
    assert after.reading.problem is None
    said = [contact.said for contact in after.standing.contacts]
    assert sorted(said) == sorted(f"{name} {n}" for name in names for n in range(5))
    for name in names:
        assert [text for text in said if text[0] == name] == [f"{name} {n}" for n in range(5)]
