"""The trail: which screens the routes came through, and by which control.

So that nothing that was seen once has to be found out again.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from loanexit_auto.engine.events import (
    Answer,
    Event,
    Handoff,
    MapMove,
    Searched,
    Seen,
    Tapped,
    Went,
)
from loanexit_auto.engine.pilot import Sight, obstacle

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stop:
    """A screen, and how it was reached from the one before. `shot` numbers its Seen, from 1.

    On an `expected` one the entry should stand: a route was followed to its end.
    """

    sight: Sight
    how: MapMove
    label: str
    shot: int
    expected: bool = False


@dataclass(slots=True)
class Trail:
    """Keeps the stops of what it watches, from the start page on.

    Where the person drove elsewhere nothing is certain, and the stops so far are forgotten; a
    verification that they passed is no other way.
    """

    start: str
    stops: list[Stop] = field(default_factory=list)
    shots: int = 0
    _how: MapMove | None = None
    _label: str = ""

    @property
    def begins_at_start(self) -> bool:
        """Whether the first stop is the start page, so that a way from it is a route."""
        return bool(self.stops) and self.stops[0].how == "start"

    def expect_entry(self) -> None:
        """Note that the entry should stand on the screen in front, if that is a stop."""
        if self.stops:
            self.stops[-1] = replace(self.stops[-1], expected=True)

    def watched(
        self, events: Generator[Event, Answer | None, T]
    ) -> Generator[Event, Answer | None, T]:
        """Pass events and answers through, and keep what they tell."""
        answer: Answer | None = None
        try:
            while True:
                try:
                    event = events.send(answer)
                except StopIteration as end:
                    value: T = end.value
                    return value
                self._note(event)
                answer = yield event
        finally:
            events.close()

    def _note(self, event: Event) -> None:
        match event:
            case Went(url):
                self._went(url)
            case Tapped(label):
                self._how, self._label = "tap", label
            case Searched():
                self._how, self._label = "search", event.label
            case Handoff(kind) if kind != "challenge":
                self.stops.clear()
                self._how = None
            case Seen():
                self._seen(event)
            case _:
                return

    def _went(self, url: str) -> None:
        self._label = ""
        if self.begins_at_start or url == self.start:
            self._how = "address" if self.begins_at_start else "start"
        else:
            self._how = None

    def _seen(self, event: Seen) -> None:
        self.shots += 1
        sight = Sight(event.screen, event.findings)
        if self._how is None or obstacle(sight.findings) is not None:
            return
        if self._how == "start":
            self.stops.clear()
        self.stops.append(Stop(sight, self._how, self._label, self.shots))
        self._how = None
