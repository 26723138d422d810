"""Jobs are worked off in several processes; one that breaks off does not take the others along."""

from __future__ import annotations

import os

from loanexit_auto.session.crew import work_off


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
