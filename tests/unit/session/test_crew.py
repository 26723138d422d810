"""Jobs are worked off in several processes; one that breaks off does not take the others along."""

from __future__ import annotations

import os
from pathlib import Path

from loanexit_auto.session.crew import kept, work_off


def process_of(job: int) -> tuple[int, int]:
    if job == 2:
        raise RuntimeError("no two")
    return job, os.getpid()


def told(job: int, error: BaseException) -> tuple[int, int]:
    return job, 0 if str(error) == "no two" else -1


def test_every_job_has_one_result_and_none_runs_here() -> None:
    done = dict(work_off(process_of, [1, 2, 3, 4], 2, told))
    assert sorted(done) == [1, 2, 3, 4]
    assert done[2] == 0
    assert os.getpid() not in done.values()
    assert len({done[job] for job in (1, 3, 4)}) <= 2


def test_no_jobs_are_no_work() -> None:
    assert list(work_off(process_of, [], 2, told)) == []


def counted(job: Path) -> int:
    tool = kept(job, lambda: [0], lambda made: _write(job, made[0]))
    tool[0] += 1
    return tool[0]


def _write(path: Path, count: int) -> None:
    path.write_text(str(count), encoding="utf-8")


def lost(job: Path, error: BaseException) -> int:
    raise error


def test_what_a_worker_keeps_is_made_once_and_closed_at_its_end(tmp_path: Path) -> None:
    file = tmp_path / "closed"
    assert sorted(work_off(counted, [file, file, file], 1, lost)) == [1, 2, 3]
    assert file.read_text(encoding="utf-8") == "3"
