"""The disk fills up at every single write; and for real, on a small file system."""

import errno
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from evidence_samples import seen

from loanexit_auto.evidence import disk, journal
from loanexit_auto.evidence.folder import JOURNAL, CaseFolder
from loanexit_auto.evidence.journal import Line
from loanexit_auto.evidence.recorder import Recorder

NOW = datetime(2026, 11, 23, 16, 38, 5, tzinfo=UTC)
WHOLE = {hashlib.sha256(a.data).hexdigest() for a in seen().capture.artefacts}


def run_until_full(root: Path, shots: int) -> tuple[list[Line], bool]:
    """Record into `root`; return what was told, and whether the disk filled up."""
    told: list[Line] = []
    try:
        case = CaseFolder.create(root, "jd-finance", now=NOW, facts={}, reserve=0)
        with Recorder(case, told.append) as recorder:
            for _ in range(shots):
                recorder.put(seen())
                recorder.flush()
    except disk.DiskFullError:
        return told, True
    return told, False


def check(root: Path, told: list[Line]) -> None:
    """Everything told is there; nothing half-written carries its final name; it opens again."""
    for path in root.glob("loanexit-*/data/steps/*/*"):
        if path.suffix != disk.PART:
            assert hashlib.sha256(path.read_bytes()).hexdigest() in WHOLE
    cases = [path for path in root.glob("loanexit-*") if (path / JOURNAL).is_file()]
    assert cases or not told
    for case in cases:
        reading = journal.read(case / JOURNAL)
        assert reading.problem is None
        assert {line.raw for line in told} <= {line.raw for line in reading.lines}


def reopen(root: Path) -> None:
    """After room was made, the case goes on; what was not committed is set aside."""
    for case in root.glob("loanexit-*"):
        if (case / JOURNAL).is_file():
            before = journal.read(case / JOURNAL).lines
            with CaseFolder.open(case, reserve=0) as again:
                assert again.lines[: len(before)] == before


def fill_at(monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    """From the write number `at` on, only half of it finds room, then nothing does."""
    write, count = os.write, iter(range(1, 10_000))

    def limited(fd: int, data: bytes) -> int:
        number = next(count)
        if number < at:
            return write(fd, data)
        if number == at and len(data) > 1:
            return write(fd, bytes(data)[: len(data) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", limited)


def full_at_every_write(root: Path) -> Iterator[int]:
    """Run with the disk filling up at write 1, 2, ... until it does not any more; yield each."""
    at, full = 0, True
    while full:
        at += 1
        with pytest.MonkeyPatch.context() as patch:
            fill_at(patch, at)
            told, full = run_until_full(root / str(at), shots=2)
        check(root / str(at), told)
        reopen(root / str(at))
        if full:
            yield at


def test_the_disk_fills_up_at_every_write(tmp_path):
    assert len(list(full_at_every_write(tmp_path))) >= 11  # 2 + 1, and twice 3 + 1


@contextmanager
def small_disk(place: Path, kibibytes: int) -> Iterator[Path]:
    place.mkdir()
    options = f"size={kibibytes}k"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def may_mount() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0


@pytest.mark.skipif(not may_mount(), reason="mounting a small file system needs root")
@pytest.mark.parametrize("kibibytes", [16, 20, 24, 28, 32, 48, 64, 96])
def test_a_small_file_system_fills_up(tmp_path, kibibytes):
    with small_disk(tmp_path / "small", kibibytes) as place:
        told, full = run_until_full(place / "cases", shots=40)
        assert full
        check(place / "cases", told)
