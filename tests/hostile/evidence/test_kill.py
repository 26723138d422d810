"""Kill -9 before and after every single call that touches the disk, enumerated.

After each kill the folder must read up to its last whole line, hold every line that had been
told, hold every file those lines vouch for, and open again without losing a byte.
"""

import hashlib
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from evidence_samples import seen

from loanexit_auto.engine import events
from loanexit_auto.evidence import journal
from loanexit_auto.evidence.folder import JOURNAL, CaseFolder
from loanexit_auto.evidence.journal import Moment
from loanexit_auto.evidence.record import record

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
NOW = datetime(2026, 11, 23, 16, 38, 5, tzinfo=UTC)
CALLS = ("open", "write", "fsync", "rename", "mkdir", "ftruncate", "close", "rmdir")


class Counter:
    """Counts disk calls; kills its own process before or after call number `at`."""

    def __init__(self, at: int, *, after: bool) -> None:
        self.count, self.at, self.after = 0, at, after

    def wrap(self, call: Callable[..., object]) -> Callable[..., object]:
        def counted(*args: object, **kwargs: object) -> object:
            self.count += 1
            if self.count == self.at and not self.after:
                os.kill(os.getpid(), signal.SIGKILL)
            try:
                return call(*args, **kwargs)
            finally:
                if self.count == self.at and self.after:
                    os.kill(os.getpid(), signal.SIGKILL)

        return counted

    def install(self) -> None:
        for name in CALLS:
            setattr(os, name, self.wrap(getattr(os, name)))


def in_child(work: Callable[[int], None], counter: Counter) -> list[str]:
    """Run `work` in a forked child, return what it told before it died."""
    told, tell = os.pipe()
    write, leave = os.write, os._exit
    child = os.fork()
    if child == 0:
        os.close(told)
        counter.install()
        try:
            work(tell)
            write(tell, b"CALLS %d\n" % counter.count)
        finally:
            leave(0)
    os.close(tell)
    with os.fdopen(told, "rb") as pipe:
        lines = pipe.read().decode().splitlines()
    os.waitpid(child, 0)
    return lines


_REAL_WRITE = os.write


def a_run(root: Path) -> Callable[[int], None]:
    def work(tell: int) -> None:
        with CaseFolder.create(root, "jd-finance", now=NOW, facts={}) as case:
            for event in (seen(why="start"), events.Went("https://a.example/"), seen()):
                line = case.commit(record(event), Moment.now())
                _REAL_WRITE(tell, f"{line.sha256}\n".encode())

    return work


def a_reopening(case: Path) -> Callable[[int], None]:
    def work(tell: int) -> None:
        CaseFolder.open(case).close()

    return work


def files_of(case: Path) -> set[bytes]:
    return {p.read_bytes() for p in case.rglob("*") if p.is_file() and p.name != "journal.jsonl"}


def all_vouched(case: Path) -> bool:
    return all(
        hashlib.sha256((case / file.path).read_bytes()).hexdigest() == file.sha256
        for line in journal.read(case / JOURNAL).lines
        for file in line.files
    )


def check_after_kill(root: Path, told: list[str]) -> bool:
    cases = [path for path in root.glob("loanexit-*") if (path / JOURNAL).is_file()]
    if not cases:
        assert told == []
        return False
    (case,) = cases
    reading = journal.read(case / JOURNAL)
    assert reading.problem is None
    assert set(told) <= {line.sha256 for line in reading.lines}
    assert all_vouched(case)
    before = files_of(case)
    with CaseFolder.open(case) as again:
        assert again.lines[: len(reading.lines)] == reading.lines
    assert before <= files_of(case)
    assert all_vouched(case)
    return True


def count_calls(work: Callable[[int], None]) -> int:
    return int(in_child(work, Counter(-1, after=False))[-1].removeprefix("CALLS "))


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_killed_at_every_disk_call_every_told_line_is_there(tmp_path, after):
    calls = count_calls(a_run(tmp_path / "whole"))
    assert calls > 60
    with_a_journal = 0
    for at in range(1, calls + 1):
        root = tmp_path / str(at)
        told = in_child(a_run(root), Counter(at, after=after))
        assert not any(line.startswith("CALLS") for line in told)
        with_a_journal += check_after_kill(root, told)
    assert with_a_journal > calls * 0.8


def interrupted_case(root: Path) -> Path:
    """A case with a torn tail and orphans."""
    with CaseFolder.create(root, "jd-finance", now=NOW, facts={}) as case:
        case.commit(record(seen()), Moment.now())
    orphans = case.path / "data/steps/0002-step"
    orphans.mkdir()
    (orphans / "view.png").write_bytes(b"whole")
    (orphans / "full.png.part").write_bytes(b"half")
    with (case.path / JOURNAL).open("ab") as file:
        file.write(b'{"torn')
    return case.path


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_killed_while_recovering_nothing_is_lost_either(tmp_path, after):
    calls = count_calls(a_reopening(interrupted_case(tmp_path / "whole")))
    assert calls > 20
    for at in range(1, calls + 1):
        case = interrupted_case(tmp_path / str(at))
        in_child(a_reopening(case), Counter(at, after=after))
        with CaseFolder.open(case) as again:
            assert [line.kind for line in again.lines][:2] == ["opened", "seen"]
        assert all_vouched(case)
        assert {b"whole", b"half", b'{"torn'} <= files_of(case)
