import threading
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from evidence_samples import EVENTS, PICTURE, seen

from loanexit_auto.engine.driver import Artefact
from loanexit_auto.errors import LoanexitError
from loanexit_auto.evidence import disk, journal
from loanexit_auto.evidence.folder import JOURNAL, CaseFolder
from loanexit_auto.evidence.journal import Line
from loanexit_auto.evidence.record import KINDS
from loanexit_auto.evidence.recorder import BACKLOG, Recorder

NOW = datetime(2026, 11, 23, 16, 38, 5, tzinfo=UTC)


class Told:
    """Remembers what was told, in which thread, and whether it was on the disk by then."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.threads: set[int] = set()
        self.early: list[Line] = []
        self.case: CaseFolder | None = None

    def __call__(self, line: Line) -> None:
        assert self.case is not None
        self.lines.append(line)
        self.threads.add(threading.get_ident())
        if line not in journal.read(self.case.path / JOURNAL).lines:
            self.early.append(line)


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def case(tmp_path, told) -> CaseFolder:
    told.case = CaseFolder.create(tmp_path, "jd-finance", now=NOW, facts={})
    return told.case


def test_every_event_is_told_in_order_after_it_is_on_the_disk(case, told):
    with Recorder(case, told) as recorder:
        for event in EVENTS:
            recorder.put(event)
        recorder.flush()
        assert [line.kind for line in told.lines] == [KINDS[type(event)] for event in EVENTS]
    assert told.early == []
    assert told.threads == {threading.get_ident()}
    reading = journal.read(case.path / JOURNAL)
    assert reading.problem is None
    assert reading.lines[1:] == tuple(told.lines)


def test_notes_keep_actor_data_and_files(case, told):
    with Recorder(case, told) as recorder:
        recorder.note("warning_shown", "tool", {"text": "谨防诈骗"})
        recorder.note("added", "person", {}, [Artefact("sms.png", "image/png", PICTURE)])
    warning, added = told.lines
    assert (warning.kind, warning.data) == ("warning_shown", {"text": "谨防诈骗"})
    assert (added.actor, added.files[0].path) == ("person", "data/user/sms.png")


def test_the_time_is_that_of_the_event_not_of_the_writing(case, told, monkeypatch):
    gate = threading.Event()
    commit = CaseFolder.commit

    def slow(folder, entry, moment):
        assert gate.wait(10)
        return commit(folder, entry, moment)

    monkeypatch.setattr(CaseFolder, "commit", slow)
    with Recorder(case, told) as recorder:
        recorder.put(seen())
        before = journal.Moment.now().mono_ns
        gate.set()
    assert told.lines[0].mono_ns <= before


def test_nothing_is_told_before_it_is_committed(case, told, monkeypatch):
    gate = threading.Event()
    commit = CaseFolder.commit

    def slow(folder, entry, moment):
        assert gate.wait(10)
        return commit(folder, entry, moment)

    monkeypatch.setattr(CaseFolder, "commit", slow)
    with Recorder(case, told) as recorder:
        for _ in range(BACKLOG):
            recorder.put(seen())
        assert told.lines == []
        gate.set()
        recorder.flush()
        assert len(told.lines) == BACKLOG


def test_the_backlog_is_bounded(case, told, monkeypatch):
    gate = threading.Event()
    waiting = threading.Event()
    commit = CaseFolder.commit

    def slow(folder, entry, moment):
        waiting.set()
        assert gate.wait(10)
        return commit(folder, entry, moment)

    monkeypatch.setattr(CaseFolder, "commit", slow)
    recorder = Recorder(case, told)
    releaser = threading.Thread(target=lambda: waiting.wait(10) and gate.set())
    releaser.start()
    for _ in range(BACKLOG * 3):
        recorder.put(seen())
        assert len(recorder._under_way) <= BACKLOG
    recorder.close()
    releaser.join()
    assert len(told.lines) == BACKLOG * 3


def test_a_writer_error_surfaces_and_nothing_after_it_counts(case, told, monkeypatch):
    commit, count = CaseFolder._commit, iter(range(100))

    def third_fails(folder, entry, moment):
        if next(count) == 2:
            raise disk.DiskFullError("no room")
        return commit(folder, entry, moment)

    monkeypatch.setattr(CaseFolder, "_commit", third_fails)
    recorder = Recorder(case, told)
    with pytest.raises(disk.DiskFullError, match="no room"):
        for _ in range(BACKLOG * 2):
            recorder.put(seen())
        recorder.flush()
    with pytest.raises(LoanexitError, match="stopped"):
        recorder.note("more", "tool", {})
        recorder.flush()
    with suppress(LoanexitError):  # of records that were still under way
        recorder.close()
    assert [line.kind for line in told.lines] == ["seen", "seen"]
    assert len(journal.read(case.path / JOURNAL).lines) == 3
    CaseFolder.open(case.path).close()  # closing gave the lock back all the same


def test_leaving_on_an_error_keeps_it_and_still_writes(case, told):
    with pytest.raises(KeyError, match="theirs"), Recorder(case, told) as recorder:
        recorder.put(seen())
        raise KeyError("theirs")
    assert [line.kind for line in journal.read(case.path / JOURNAL).lines] == ["opened", "seen"]
