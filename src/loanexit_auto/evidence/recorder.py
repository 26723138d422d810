"""Recorder: gets events onto the disk without holding up the browser, and tells them after.

Hashing, writing and syncing happen in one writer thread, in order. `tell` is only ever called in
the caller's own thread, in order, with lines that are already on the disk.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Self

from loanexit_auto.engine.driver import Artefact
from loanexit_auto.engine.events import Event
from loanexit_auto.evidence.folder import CaseFolder
from loanexit_auto.evidence.journal import Actor, Line, Moment
from loanexit_auto.evidence.record import Record, plain, record

BACKLOG = 8  # records on their way to the disk before `put` waits; bounds the memory held


class Recorder:
    """Takes events, returns them as committed lines. Owns `folder` until closed."""

    def __init__(self, folder: CaseFolder, tell: Callable[[Line], None]) -> None:
        self.folder = folder
        self._tell = tell
        self._under_way: deque[Future[Line]] = deque()
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="evidence")

    def put(self, event: Event) -> None:
        """Hand an event over for writing; tells what has been committed meanwhile.

        Raises the LoanexitError of an earlier record that could not be written.
        """
        self._take(record(event))

    def note(
        self,
        kind: str,
        actor: Actor,
        data: Mapping[str, object],
        artefacts: Sequence[Artefact] = (),
    ) -> None:
        """Hand over a line that is not an engine event: a message shown, a file added.

        Files of `actor` "person" go to `data/user/`, those of the kinds environment, cleanliness
        and clock to `data/env/`, others to `data/notes/`.
        """
        self._take(Record(kind, actor, plain(data), tuple(artefacts)))

    def flush(self) -> None:
        """Wait until everything handed over is on the disk and told. Raises like `put`."""
        self._tell_committed(at_most_under_way=0)

    def close(self) -> None:
        """Flush and close the case folder, which happens even if the flush raises."""
        try:
            self.flush()
        finally:
            self._writer.shutdown(wait=True)
            self.folder.close()

    def _take(self, entry: Record) -> None:
        self._tell_committed(at_most_under_way=BACKLOG)
        self._under_way.append(self._writer.submit(self.folder.commit, entry, Moment.now()))
        self._tell_committed(at_most_under_way=BACKLOG)

    def _tell_committed(self, at_most_under_way: int) -> None:
        under_way = self._under_way
        while under_way and (under_way[0].done() or len(under_way) > at_most_under_way):
            self._tell(under_way.popleft().result())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.close()
        else:
            self._abandon()

    def _abandon(self) -> None:
        """Close while another error is under way: everything is written, nothing is told."""
        self._writer.shutdown(wait=True)
        self.folder.close()
