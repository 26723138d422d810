"""A crew of worker processes: jobs in, results out as they come.

Every worker is a process of its own. What a job may leave to the next one in its process is what
it asks `kept` for, and nothing else.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Hashable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from multiprocessing.util import Finalize
from typing import Any, TypeVar

JobT = TypeVar("JobT")
ResultT = TypeVar("ResultT")
ToolT = TypeVar("ToolT")
_KEPT: dict[Hashable, Any] = {}
_EARLY = 100  # priority at the end of a process; the queues of the crew go at 10 and below


def kept(key: Hashable, make: Callable[[], ToolT], close: Callable[[ToolT], None]) -> ToolT:
    """Return the tool of this process for `key`; made once, closed when the process ends."""
    if key not in _KEPT:
        tool = _KEPT[key] = make()
        Finalize(None, close, args=(tool,), exitpriority=_EARLY)
    found: ToolT = _KEPT[key]
    return found


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
        except GeneratorExit:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _result(
    ended: Future[ResultT], job: JobT, broken_off: Callable[[JobT, BaseException], ResultT]
) -> ResultT:
    error = ended.exception()
    return ended.result() if error is None else broken_off(job, error)
