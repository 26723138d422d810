"""A crew of worker processes: jobs in, results out as they come.

Every worker is a process of its own, with a browser of its own for each job: nothing is shared
that one job could leave behind for the next.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from typing import TypeVar

JobT = TypeVar("JobT")
ResultT = TypeVar("ResultT")


def work_off(
    work: Callable[[JobT], ResultT],
    jobs: Sequence[JobT],
    workers: int,
    broken_off: Callable[[JobT, BaseException], ResultT],
) -> Iterator[ResultT]:
    """Yield the result of every job, in the order in which they end.

    `work` must be a function of a module. A job that raises yields what `broken_off` makes of it.
    Abandoning the generator cancels what has not begun.
    """
    spawn = multiprocessing.get_context("spawn")  # a forked Playwright would share its sockets
    with ProcessPoolExecutor(min(workers, len(jobs)) or 1, mp_context=spawn) as pool:
        waiting = {pool.submit(work, job): job for job in jobs}
        try:
            for ended in as_completed(waiting):
                yield _result(ended, waiting[ended], broken_off)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _result(
    ended: Future[ResultT], job: JobT, broken_off: Callable[[JobT, BaseException], ResultT]
) -> ResultT:
    error = ended.exception()
    return ended.result() if error is None else broken_off(job, error)
