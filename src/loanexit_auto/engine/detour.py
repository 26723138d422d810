"""The detour: where every route has lost its way, exploring goes on from the last good screen.

The same pilot, the same walls. What the routes have seen is on the map from the beginning, so
nothing is looked for twice. What counts as the entry must close what the scenario closes.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass

from loanexit_auto.engine.events import Answer, Event, Mapped, Rerouted, StepBegun
from loanexit_auto.engine.explore.explore import ExplorePlan, Explorer
from loanexit_auto.engine.outcome import (
    Blocked,
    EntryLocated,
    EntryNotFound,
    NoOnlineEntry,
    Outcome,
)
from loanexit_auto.engine.pilot import Ended, Move, Pilot, Sight
from loanexit_auto.engine.trail import Trail
from loanexit_auto.scenario.model import EntryTarget, Scenario, Tap
from loanexit_auto.screen.findings import Entry
from loanexit_auto.screen.model import Element, Screen
from loanexit_auto.screen.text import core

Own = Callable[[Screen], Element | None]
Found = Element | EntryNotFound | NoOnlineEntry | Blocked
_MOST_TAPS = 24  # a way that drifted is found in a few; a site without an entry costs them all


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Budget:
    """What a detour may take: taps, and as long as `may_go_on` says so; no tap, no detour."""

    most_taps: int = _MOST_TAPS
    may_go_on: Callable[[], bool] = _always


def named_by(scenario: Scenario) -> tuple[frozenset[str], frozenset[str]]:
    """Return the labels that the routes tap, and those of their last taps.

    A menu that was rebuilt still calls most of its parts what they were called.
    """
    taps = [[s.tap.text for s in r.steps if isinstance(s, Tap)] for r in scenario.routes]
    every = {core(label) for route in taps for labels in route for label in labels}
    last = {core(label) for route in taps if route for label in route[-1]}
    return frozenset(every), frozenset(last)


class Detour:
    """One detour. `own` finds the entry by the scenario's own words, as walking does."""

    def __init__(
        self, scenario: Scenario, entry: EntryTarget, pilot: Pilot, own: Own, budget: Budget
    ) -> None:
        plan = ExplorePlan(scenario.domains, budget.most_taps, frozenset({entry.closes}))
        self._explorer = Explorer(scenario.start or "", pilot, plan)
        scout = self._explorer.scout
        scout.accepts, scout.own = self._accepts, self._own_entry
        scout.sourced, scout.ends = named_by(scenario)
        self._entry, self._pilot, self._own, self._budget = entry, pilot, own, budget

    def take(self, trail: Trail, last_step: str) -> Generator[Event, Answer | None, Found]:
        """Return the entry, or what became of looking for it; raises Ended like any move."""
        yield StepBegun(1, 1, "explore", "explore")
        try:
            yield from self._recall(trail)
            outcome = yield from self._within_budget()
        except Ended as ended:
            yield self._explorer.summary(ended.outcome)
            raise
        explored = self._explorer.summary(outcome)
        yield explored
        if isinstance(outcome, NoOnlineEntry | Blocked):
            return outcome
        if not isinstance(outcome, EntryLocated) or outcome.entry.element is None:
            return EntryNotFound("/".join(self._entry.text), last_step, explored.others)
        screen = self._pilot.sight.screen
        element = screen.elements[outcome.entry.element]
        steps = tuple((label, how) for label, how, _ in explored.path)
        yield Rerouted(steps, screen.caption(element), self._entry.closes)
        return element

    def _accepts(self, goal: Entry) -> bool:
        """What closes something else is not what the person asked for, however plainly named."""
        if goal.closes == self._entry.closes:
            return True
        own = self._own(self._pilot.sight.screen)
        return own is not None and own.id == goal.element

    def _own_entry(self, screen: Screen) -> Entry | None:
        """The entry where a route leads, by the scenario's words: as on the route itself."""
        own = self._own(screen)
        if own is None:
            return None
        words = screen.caption(own)
        return Entry(words, own.box, own.frame, element=own.id, closes=self._entry.closes)

    def _recall(self, trail: Trail) -> Move:
        """Put what the routes saw on the map; where that is not certain, begin at the start."""
        if not trail.begins_at_start:
            yield from self._explorer.begin()
        for stop in trail.stops if trail.begins_at_start else ():
            recalled = self._explorer.scout.recall(stop.sight, stop.how, stop.label, stop.shot)
            yield from (event for event in recalled if isinstance(event, Mapped) and event.is_new)
            self._explorer.scout.here.expected |= stop.expected
        self._pilot.sight = Sight(Screen("", ""), ())  # whatever is in front is looked at anew

    def _within_budget(self) -> Generator[Event, Answer | None, Outcome]:
        exploring = self._explorer.run()
        answer: Answer | None = None
        try:
            while True:
                try:
                    event = exploring.send(answer)
                except StopIteration as end:
                    outcome: Outcome = end.value
                    return outcome
                answer = yield event
                if isinstance(event, Mapped) and not event.has_entry and self._is_spent():
                    return self._explorer.outcome()
        finally:
            exploring.close()

    def _is_spent(self) -> bool:
        return not self._budget.may_go_on()
