"""Going back to a screen the cheapest way that provably restores it.

Provably: after every move the screen in front is looked at and recognised by its fingerprint; a
way that did not bring the wanted screen is followed by the next one, and costs more from then on.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Generator
from typing import Literal

from loanexit_auto.engine.events import Answer, Event
from loanexit_auto.engine.explore.candidates import ways_back
from loanexit_auto.engine.explore.graph import Node, Trial
from loanexit_auto.engine.explore.scout import Scout
from loanexit_auto.engine.outcome import RefusedByWall
from loanexit_auto.engine.pilot import Ended

Way = Literal["history", "back", "address", "forward"]
Restored = Generator[Event, Answer | None, bool]
_TAP = 2.0  # a tap is an act in somebody's account; looking an address up again is not
_ADDRESS = 1.5
_HISTORY = 1.0
_MOST_WAYS = 5


class Retreat:
    """Brings known screens back to the front."""

    def __init__(self, scout: Scout, start: str) -> None:
        self._scout, self._start = scout, start
        self._failed: Counter[Way] = Counter()

    def to(self, target: Node) -> Restored:
        """Return whether the screen is in front."""
        used: set[Way] = set()
        for _ in range(_MOST_WAYS):
            if self._scout.here is target:
                return True
            way = min(self._ways(target, used), default=None)
            if way is None:
                return False
            used.add(way[1])
            yield from self._go(way[1], target)
            if self._scout.here is not target:
                self._failed[way[1]] += 1
        return self._scout.here is target

    def anew(self, target: Node) -> Restored:
        """Load a screen again from an address; returns whether it is in front, as it was first."""
        if self._from_address(target) is None:
            return False
        yield from self._by_address(target)
        return self._scout.here is target

    def costs(self) -> dict[int, int]:
        """Return how many taps it takes, as far as is known, to bring each screen back.

        For the screen in front it is what it will take once it has been left.
        """
        scout = self._scout
        origins = dict.fromkeys(scout.graph.addressed(), 0)
        later = scout.graph.taps_from(origins)
        for steps, node in enumerate(reversed(scout.trail)):
            by_history = 0 if self._history_steps(node) else steps
            origins[node.number] = min(by_history, origins.get(node.number, by_history))
        here = scout.here
        return scout.graph.taps_from(origins) | {here.number: later.get(here.number, here.depth)}

    def _ways(self, target: Node, used: set[Way]) -> list[tuple[float, Way]]:
        costs: dict[Way, float | None] = {
            "history": self._history_cost(target),
            "back": self._back_cost(target),
            "forward": self._forward_cost(target),
            "address": self._address_cost(target),
        }
        return [
            (cost + 2.0 * self._failed[way], way)
            for way, cost in costs.items()
            if cost is not None and way not in used
        ]

    # -- what each way costs --------------------------------------------------------------------

    def _history_cost(self, target: Node) -> float | None:
        steps = self._history_steps(target)
        return _HISTORY * steps if steps else None

    def _history_steps(self, target: Node) -> int:
        """How many entries of the window's history lie between; 0 if it cannot tell."""
        trail = self._scout.trail
        if target not in trail[:-1]:
            return 0
        urls = [node.url for node in trail[-1 - trail[::-1].index(target) :]]
        changes = sum(one != other for one, other in itertools.pairwise(urls))
        return changes if urls[0] != urls[-1] else 0

    def _back_cost(self, target: Node) -> float | None:
        """A page's own back control knows only what happened since the page was loaded."""
        trail = self._scout.trail[self._scout.loaded :]
        if target not in trail[:-1]:
            return None
        steps = trail[::-1].index(target)
        known = ways_back(self._scout.pilot.sight.screen, self._scout.pilot.lexicon)
        return _TAP * steps if known else None

    def _forward_cost(self, target: Node) -> float | None:
        way = self._scout.graph.way((self._scout.here.number,), target.number)
        return _TAP * sum(trial.taps for trial in way) if way else None

    def _address_cost(self, target: Node) -> float | None:
        way = self._from_address(target)
        return None if way is None else _ADDRESS + _TAP * sum(trial.taps for trial in way[1])

    def _from_address(self, target: Node) -> tuple[Node, tuple[Trial, ...]] | None:
        graph = self._scout.graph
        way = graph.way(graph.addressed(), target.number)
        if way is None:
            return None
        return graph.nodes[way[0].node] if way else target, way

    # -- going ----------------------------------------------------------------------------------

    def _go(self, way: Way, target: Node) -> Generator[Event, Answer | None, None]:
        match way:
            case "history":
                yield from self._by_history(target)
            case "back":
                yield from self._by_control(target)
            case "forward":
                found = self._scout.graph.way((self._scout.here.number,), target.number)
                yield from self._along(found or ())
            case "address":
                yield from self._by_address(target)

    def _by_history(self, target: Node) -> Generator[Event, Answer | None, None]:
        for _ in range(self._history_steps(target)):
            yield from self._scout.pilot.back()
            yield from self._scout.arrive("history", None)
            if self._scout.here is target:
                return

    def _by_control(self, target: Node) -> Generator[Event, Answer | None, None]:
        scout = self._scout
        for _ in range(len(scout.trail)):
            closers = ways_back(scout.pilot.sight.screen, scout.pilot.lexicon)
            if scout.here is target or not closers:
                return
            before = scout.here
            if not (yield from scout.press(closers[0])):
                return
            yield from scout.arrive("back", None)
            if scout.here is before:
                return

    def _by_address(self, target: Node) -> Generator[Event, Answer | None, None]:
        way = self._from_address(target)
        if way is None:
            return
        origin, taps = way
        address = self._start if origin.number == 0 and self._start else origin.url
        try:
            yield from self._scout.pilot.goto(address)
        except Ended as ended:
            if not isinstance(ended.outcome, RefusedByWall):
                raise
            return
        self._scout.scrolled = 0
        yield from self._scout.arrive("address", None)
        if self._scout.here is origin:
            yield from self._along(taps)

    def _along(self, taps: tuple[Trial, ...]) -> Generator[Event, Answer | None, None]:
        for trial in taps:
            if self._scout.here.number != trial.node:
                return
            if not (yield from self._scout.do(trial)):
                return
